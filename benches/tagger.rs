//! How fast names are found in English text, on one thread:
//! `cargo bench --bench tagger -- FOLDER...`, or the articles of `ARTICLES`.
//!
//! Told are the rules, the model given what the rules said, and both together
//! as the product has them: tokens a second, where a token is a word or a mark
//! as the model sees it. Each is run again and again for about three seconds;
//! counted is the thread's own time where the system tells it, since whatever
//! else the machine does would make a run slower. `benches/tagger.mjs` tells the same of compromise, on the same
//! text, which `--text FILE` writes.

mod common;

use std::cell::RefCell;
use std::env;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use cuttings::article::Mention;
use cuttings::corpus::{self, Options};
use cuttings::extract::tagger::combine::combine;
use cuttings::extract::tagger::crf::Decoder;
use cuttings::extract::tagger::tokens::Sentences;
use cuttings::extract::tagger::{Rules, Tagger, built_in};

fn main() {
    let mut args = env::args().skip(1);
    let (mut folders, mut text_file) = (Vec::new(), None);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--text" => text_file = args.next(),
            _ if arg.starts_with("--") => {}
            _ => folders.push(arg),
        }
    }
    if folders.is_empty() {
        folders.push(env::var("ARTICLES").unwrap_or_else(|_| "articles".to_owned()));
    }
    let mut files = Vec::new();
    folders.iter().for_each(|folder| common::collect(Path::new(folder), &mut files));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let texts: Vec<String> = files
        .iter()
        .filter_map(|file| corpus::clean_file(file, Options::default()).ok())
        .filter(|article| article.language.as_deref().is_none_or(|tag| tag == "en"))
        .map(|article| article.text)
        .collect();
    if let Some(path) = text_file {
        std::fs::write(&path, texts.join("\x0c")).unwrap_or_else(|e| panic!("{path}: {e}"));
    }
    let n_tokens: usize = texts.iter().map(|text| count(text)).sum();
    let model = built_in().model();
    let rules: Vec<Vec<Mention>> = texts.iter().map(|text| Rules.tag(text)).collect();
    println!("{} texts, {n_tokens} tokens", texts.len());
    let tell = |what: &str, run: &dyn Fn(usize) -> usize| {
        let (began, start, mut n_runs) = (Instant::now(), processor_time(), 0);
        while n_runs == 0 || began.elapsed() < Duration::from_secs(3) {
            (0..texts.len()).for_each(|n| _ = black_box(run(n)));
            n_runs += 1;
        }
        let seconds = match (start, processor_time()) {
            (Some(start), Some(end)) => (end - start) as f64 / 1e9,
            _ => began.elapsed().as_secs_f64(),
        };
        println!("{what:<16}{:>10.0} tokens/s", (n_tokens * n_runs) as f64 / seconds);
    };
    tell("rules", &|n| Rules.tag(&texts[n]).len());
    let decoder = RefCell::new(Decoder::default());
    tell("model", &|n| decoder.borrow_mut().mentions(model, &texts[n], &rules[n]).len());
    tell("combination", &|n| combine(&texts[n], &rules[n], &rules[n]).len());
    tell("product", &|n| built_in().tag(&texts[n]).len());
}

/// Nanoseconds that this thread has been at work; `None` where the system
/// doesn't say.
fn processor_time() -> Option<u64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok()
}

fn count(text: &str) -> usize {
    let (mut sentences, mut tokens, mut n) = (Sentences::new(text), Vec::new(), 0);
    while sentences.next_into(&mut tokens) {
        n += tokens.len();
    }
    n
}
