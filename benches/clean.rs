//! How fast text dumps and saved pages are cleaned, each folder by itself:
//! `cargo bench --bench clean -- FOLDER...`, or the articles of `ARTICLES`.
//!
//! On one thread, again and again for about three seconds; the fastest run is
//! told, since whatever else the machine does only makes a run slower. A line
//! for each folder: its name, megabytes a second, milliseconds a page, pages.
//! With `--once` each is run twice and no more, to count instructions by.
//! `benches/throughput.py` runs it beside other cleaners.

mod common;

use std::env;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use cuttings::corpus::{self, Options};
use cuttings::ingest::SourceFile;

fn main() {
    let once = env::args().any(|arg| arg == "--once");
    let folders: Vec<String> = env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let folders = match folders.is_empty() {
        true => vec![env::var("ARTICLES").unwrap_or_else(|_| "articles".to_owned())],
        false => folders,
    };
    for folder in folders {
        let mut files = Vec::new();
        common::collect(Path::new(&folder), &mut files);
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let clean = |file: &&SourceFile| corpus::clean_file(file, Options::default()).is_ok();
        let n_pages = files.iter().filter(clean).count();
        let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
        let began = Instant::now();
        let mut best = Duration::MAX;
        while best == Duration::MAX || !once && began.elapsed() < Duration::from_secs(3) {
            let start = Instant::now();
            black_box(files.iter().filter(clean).count());
            best = best.min(start.elapsed());
        }
        let (rate, each) =
            (bytes as f64 / 1e6 / best.as_secs_f64(), best.as_secs_f64() * 1e3 / n_pages.max(1) as f64);
        println!("{folder}\t{rate:.2} MB/s\t{each:.2} ms a page\t{n_pages} pages");
    }
}
