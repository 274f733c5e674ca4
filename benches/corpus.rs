//! How long the stages take over a folder of articles: `make bench`, or
//! `make bench ARTICLES=folder`.
//!
//! Each stage is run over the whole folder, again and again for about two
//! seconds, on one thread; the median is told. What reads files and the time
//! is here, not in the core.

mod common;

use std::env;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use cuttings::corpus::{self, Options};
use cuttings::extract::tagger::built_in;
use cuttings::extract::{dates, quotes, roles};
use cuttings::ingest::{self, SourceFile};
use cuttings::query::Query;
use cuttings::{Corpus, clean, extract, html};

/// A word, two words, a phrase, the beginning of a word, an excluded word.
const QUERIES: &[&str] = &["iran", "climate agreement", "\"foreign minister\"", "as", "gas -oil"];

fn main() {
    let folder = env::var("ARTICLES").unwrap_or_else(|_| "articles".to_owned());
    let mut files = Vec::new();
    common::collect(Path::new(&folder), &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let (pages, files): (Vec<_>, Vec<_>) = files.into_iter().partition(ingest::is_html);
    time_pages(&folder, &pages);
    let raw: Vec<_> = files.iter().filter_map(|file| ingest::ingest(file).ok()).collect();
    let articles: Vec<_> = raw.iter().cloned().map(clean::clean).collect();
    let options = Options { tagger: Some(built_in()), ..Options::default() };
    let documents: Vec<_> = files.iter().filter_map(|file| corpus::process(file, options).ok()).collect();
    let mut built = Corpus::new();
    for document in &documents {
        built.add(document.clone());
    }
    let bytes: usize = raw.iter().map(|article| article.text.len()).sum();
    println!("{}: {} articles, {:.1} kB", folder, raw.len(), bytes as f64 / 1e3);
    if raw.is_empty() {
        return;
    }

    let per_folder = |stage, median: Duration| {
        let seconds = median.as_secs_f64();
        let per_article = seconds * 1e6 / raw.len() as f64;
        println!("{stage:>10} {per_article:>9.1} µs an article {:>8.2} MB/s", bytes as f64 / 1e6 / seconds);
    };
    per_folder("ingest", median(|| files.iter().map(ingest::ingest).filter(Result::is_ok).count()));
    per_folder(
        "clean",
        median(|| raw.iter().cloned().map(clean::clean).map(|a| a.lines.len()).sum::<usize>()),
    );
    per_folder(
        "extract",
        median(|| {
            articles
                .iter()
                .map(|article| extract::extract(article, built_in()))
                .map(|e| e.entities.len())
                .sum::<usize>()
        }),
    );
    let entities: Vec<_> = documents.iter().map(|document| document.extraction.entities.clone()).collect();
    let given = || articles.iter().zip(&entities);
    per_folder("dates", median(|| articles.iter().map(|article| dates::find(article).len()).sum::<usize>()));
    per_folder(
        "quotes",
        median(|| given().map(|(article, given)| quotes::find(article, given).len()).sum::<usize>()),
    );
    per_folder(
        "roles",
        median(|| {
            let assign = |(article, given): (&_, &Vec<_>)| {
                let mut entities = given.clone();
                roles::assign(article, &mut entities);
                entities.len()
            };
            given().map(assign).sum::<usize>()
        }),
    );
    per_folder(
        "index",
        median(|| {
            let mut corpus = Corpus::new();
            documents.iter().filter(|document| corpus.add((*document).clone()).is_some()).count()
        }),
    );
    for text in QUERIES {
        let query = Query { text: (*text).to_owned(), ..Query::default() };
        let found = built.search(&query).articles;
        let first = &found[..found.len().min(20)];
        let (search, rows) = (median(|| built.search(&query)), median(|| built.rows(&query, first)));
        println!(
            "{text:>20}  {:>5} found in {search:>9.1?}, {} rows in {rows:>9.1?}",
            found.len(),
            first.len()
        );
    }
}

/// Saved pages: from their bytes to their rendering, and to a cleaned article.
fn time_pages(folder: &str, pages: &[SourceFile]) {
    let bytes: usize = pages.iter().map(|page| page.bytes.len()).sum();
    if pages.is_empty() {
        return;
    }
    println!("{}: {} saved pages, {:.1} kB", folder, pages.len(), bytes as f64 / 1e3);
    let tell = |stage, median: Duration| {
        println!("{stage:>10} {:>8.2} MB/s", bytes as f64 / 1e6 / median.as_secs_f64());
    };
    let read = |page: &&SourceFile| html::read(&page.bytes, |_, _| None).is_ok();
    tell("html", median(|| pages.iter().filter(read).count()));
    let clean = |page: &&SourceFile| corpus::clean_page(page, Options::default()).is_ok();
    tell("html+clean", median(|| pages.iter().filter(clean).count()));
}

/// The median time of one run: at least five runs, and about two seconds of them.
fn median<T>(mut run: impl FnMut() -> T) -> Duration {
    let began = Instant::now();
    let mut times = Vec::new();
    while times.len() < 5 || (began.elapsed() < Duration::from_secs(2) && times.len() < 10_000) {
        let start = Instant::now();
        black_box(run());
        times.push(start.elapsed());
    }
    times.sort();
    times[times.len() / 2]
}
