//! How long indexing and searching take as a collection grows:
//! `cargo bench --bench search`, or with `SIZES="1000 10000"`.
//!
//! Articles of 2.4 kB are made here: words with the frequencies of a language
//! (Zipf's), names among them. Every kind of query is asked, each time another
//! of its kind, so that no answer is one that was kept. Times are the processor's,
//! where the system tells them; what reads them is here, not in the core. `ONLY="two words"`
//! asks that kind alone, `TIMES=1000` more of each.
//!
//! With `WRITTEN=folder` the articles, the queries and their times are written there, for
//! `search.mjs` to ask others the same, and for `browser.mjs` to ask all in a browser: it
//! has the page open the articles as those that it was packed with.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::env;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::Duration;

use cuttings::article::{Article, ArticleId, Document, Entity, Extraction, Fact, Kind};
use cuttings::case::Archive;
use cuttings::corpus::Reading;
use cuttings::ingest::{SourceFile, id};
use cuttings::prepared::Part;
use cuttings::query::Query;
use cuttings::shards::{self, Name, Shards};
use cuttings::{Corpus, Span};

mod clock;
mod memory;

use clock::Watch;

const N_WORDS: usize = 60_000;
const N_NAMES: usize = 3_000;
const BYTES: usize = 2_400;

/// The same numbers every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (((self.0 >> 33) * n as u64) >> 31) as usize
    }

    /// Small numbers often, large ones seldom, below `n`: how often words occur.
    fn rank(&mut self, n: usize) -> usize {
        let even = (self.below(1 << 20) as f64 + 1.0) / f64::from(1 << 20);
        (((n as f64).ln() * even).exp() as usize).clamp(1, n) - 1
    }
}

/// A word that looks like one: syllables, more of them the rarer it is.
fn word(number: usize) -> String {
    const SYLLABLES: [&str; 40] = [
        "ta", "re", "mo", "si", "ne", "ka", "lo", "vi", "pe", "du", "ran", "tes", "mil", "sor", "ben", "gar",
        "lin", "pos", "tun", "ver", "al", "en", "is", "or", "um", "chi", "sha", "pre", "tro", "gla", "fi",
        "ho", "ju", "wa", "ze", "ing", "ed", "er", "ly", "ous",
    ];
    let mut out = String::new();
    let mut rest = number + 40;
    while rest > 0 {
        out.push_str(SYLLABLES[rest % 40]);
        rest /= 40;
    }
    out
}

fn name(number: usize) -> String {
    let capital = |text: String| {
        let mut chars = text.chars();
        chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
    };
    format!("{} {}", capital(word(number * 7 + 900)), capital(word(number + 20_000)))
}

fn document(n: usize, chance: &mut Chance, words: &[String]) -> Document {
    let mut text = String::with_capacity(BYTES + 100);
    let mut entities: Vec<Entity> = Vec::new();
    while text.len() < BYTES {
        if chance.below(12) == 0 {
            let name = name(chance.rank(N_NAMES));
            let span = Span::new(text.len(), text.len() + name.len());
            text.push_str(&name);
            match entities.iter_mut().find(|entity| entity.name == name) {
                Some(entity) => entity.mentions.push(span),
                None => entities.push(Entity {
                    name,
                    kind: [Kind::Person, Kind::Organization, Kind::Place][chance.below(3)],
                    mentions: vec![span],
                    roles: Vec::new(),
                    aliases: Vec::new(),
                    reasons: Vec::new(),
                    location: None,
                    speaks_for: None,
                }),
            }
        } else {
            text.push_str(&words[chance.rank(N_WORDS)]);
        }
        text.push_str(if chance.below(15) == 0 { ". " } else { " " });
    }
    let title: Vec<&str> = (0..8).map(|_| words[chance.rank(N_WORDS)].as_str()).collect();
    let fact = |value| Fact { value, evidence: Span::new(0, 0) };
    let date =
        format!("20{:02}-{:02}-{:02}", 10 + chance.below(12), 1 + chance.below(12), 1 + chance.below(28));
    let article = Article {
        file: format!("{n}.txt"),
        id: ArticleId(n.to_string()),
        raw: String::new(),
        lines: Vec::new(),
        title: Some(fact(title.join(" "))),
        summary: None,
        published: date.parse().ok().map(|value| Fact { value, evidence: Span::new(0, 0) }),
        byline: None,
        source: Some(fact(format!("Source {}", chance.rank(40)))),
        sections: None,
        dateline: None,
        language: Some("en".to_owned()),
        paragraphs: vec![Span::new(0, text.len())],
        text,
        captions: Vec::new(),
        address: None,
        doubts: Vec::new(),
    };
    Document { article, extraction: Extraction { entities, ..Extraction::default() } }
}

/// A kind of query, and how the next of its kind is made.
type Made = (&'static str, fn(&mut Chance, &[String]) -> String);

const KINDS: &[Made] = &[
    ("rare word", |chance, words| format!("{} ", words[2000 + chance.below(20_000)])),
    ("common word", |chance, words| format!("{} ", words[5 + chance.below(60)])),
    ("two words", |chance, words| {
        format!("{} {} ", words[20 + chance.below(200)], words[200 + chance.below(2000)])
    }),
    ("prefix", |chance, words| words[100 + chance.below(4000)][..3].to_owned()),
    ("phrase", |chance, words| format!("\"{} {}\"", words[chance.below(40)], words[chance.below(400)])),
    ("name", |chance, _| format!("{} ", name(chance.rank(N_NAMES)))),
    ("near", |chance, words| {
        format!("\"{} {}\"~5 ", words[10 + chance.below(90)], words[50 + chance.below(500)])
    }),
    ("or, not", |chance, words| {
        let mut word = || &words[30 + chance.below(900)];
        format!("({} OR {}) -{} ", word(), word(), word())
    }),
    ("misspelt", |chance, words| format!("{}x~2 ", words[300 + chance.below(9000)])),
    ("wildcard", |chance, words| format!("*{}* ", &words[300 + chance.below(9000)])),
    ("expression", |chance, words| format!("/{}.?(ed|ing)?/ ", words[100 + chance.below(900)])),
    ("question", |chance, words| (0..12).map(|_| format!("{} ", words[chance.rank(9000)])).collect()),
];

/// What others are given: the same articles, and the same queries with the
/// time that their answers took here.
struct Written(Option<BufWriter<File>>);

impl Written {
    fn new(name: &str) -> Self {
        let file = env::var("WRITTEN").ok().map(|folder| {
            let path = Path::new(&folder).join(name);
            File::create(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
        });
        Written(file.map(BufWriter::new))
    }

    fn line(&mut self, value: impl FnOnce() -> serde_json::Value) {
        if let Some(file) = &mut self.0 {
            writeln!(file, "{}", value()).expect("there is room for it");
        }
    }
}

/// Writes the articles as `make page` packs some with the page, already read.
fn pack(documents: &[Document]) {
    let Ok(folder) = env::var("WRITTEN") else { return };
    let path = Path::new(&folder).join("articles.zip");
    let file = File::create(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut archive = Archive::plain(BufWriter::new(file));
    for document in documents {
        let mut document = document.clone();
        let file = SourceFile::new(document.article.file.clone(), document.article.text.clone().into_bytes());
        document.article.raw.clone_from(&document.article.text);
        document.article.id = id(&file.bytes);
        let part = Part { name: String::new(), outcome: Ok(Reading::from(document)) };
        archive.add(&file, vec![part]).expect("there is room for it");
    }
    archive.end().and_then(|mut file| file.flush()).expect("there is room for it");
}

fn main() {
    let sizes = env::var("SIZES").unwrap_or_else(|_| "1000 10000".to_owned());
    let words: Vec<String> = (0..N_WORDS).map(word).collect();
    // What readers keep for good is no part of an index.
    let _ = Reading::from(document(0, &mut Chance(1), &words));
    for size in sizes.split_whitespace().filter_map(|size| size.parse::<usize>().ok()) {
        let mut chance = Chance(size as u64);
        let empty = memory::used();
        let documents: Vec<Document> = (0..size).map(|n| document(n, &mut chance, &words)).collect();
        let of_articles = memory::used() - empty;
        let bytes: usize = documents.iter().map(|document| document.article.text.len()).sum();
        let mut articles = Written::new("articles.jsonl");
        for Document { article, extraction } in &documents {
            let names: Vec<&str> = extraction.entities.iter().map(|entity| entity.name.as_str()).collect();
            let title = article.title.as_ref().map(|title| title.value.as_str());
            articles.line(|| serde_json::json!({ "title": title, "text": article.text, "names": names }));
        }
        drop(articles);
        pack(&documents);
        let mut asked = Written::new("queries.jsonl");
        let mut corpus = Corpus::new();
        // What readers do, in the page beside the index and in parallel.
        let readings: Vec<Reading> = documents.into_iter().map(Reading::from).collect();
        let start = Watch::start();
        for reading in readings {
            corpus.add_reading(reading);
        }
        let built = start.elapsed();
        let start = Watch::start();
        corpus.search(&Query::default());
        let first = start.elapsed();
        let megabytes = (memory::used() - empty).saturating_sub(of_articles) as f64 / 1e6;
        asked.line(
            || serde_json::json!({ "bytes": bytes, "seconds": built.as_secs_f64(), "megabytes": megabytes }),
        );
        println!(
            "{size} articles, {:.1} MB: indexed at {:.1} MB/s, {megabytes:.1} MB of memory, first answer {first:.1?}",
            bytes as f64 / 1e6,
            bytes as f64 / 1e6 / built.as_secs_f64(),
        );
        let mut all = Vec::new();
        let only = env::var("ONLY").unwrap_or_default();
        let n_times: usize = env::var("TIMES").ok().and_then(|n| n.parse().ok()).unwrap_or(60);
        for (kind, make) in KINDS.iter().filter(|kind| kind.0.contains(&only)) {
            let (mut times, mut found, mut n_found) = (Vec::new(), Vec::new(), 0);
            for _ in 0..n_times {
                let query = Query { text: make(&mut chance, &words), ..Query::default() };
                let start = Watch::start();
                let results = corpus.search(&query);
                found.push(start.elapsed());
                corpus.rows(&query, &results.articles[..results.articles.len().min(20)]);
                let time = start.elapsed();
                times.push(time);
                let ms = time.as_secs_f64() * 1e3;
                asked.line(|| serde_json::json!({ "kind": kind, "text": query.text, "ms": ms, "found": results.n_found }));
                n_found += results.n_found as usize;
            }
            all.extend(times.iter().copied());
            let (median, most) = (at(&mut times, 50), at(&mut times, 95));
            println!(
                "{kind:>12}  {:>7} found  p50 {median:>9.1?}  p95 {most:>9.1?}  without rows p50 {:>9.1?}",
                n_found / times.len(),
                at(&mut found, 50)
            );
        }
        println!("{:>12}  {:>13}  p50 {:>9.1?}  p95 {:>9.1?}", "all", "", at(&mut all, 50), at(&mut all, 95));
        if only.is_empty() {
            in_parts(&corpus, &mut chance, &words);
        }
    }
}

/// How much of the collection in many files is read for an answer, if nothing was
/// read before but its head.
fn in_parts(corpus: &Corpus, chance: &mut Chance, words: &[String]) {
    let mut files = BTreeMap::new();
    let Ok(()) = shards::write(corpus, Vec::new(), |name, bytes| {
        files.insert(name, bytes);
        Ok::<(), Infallible>(())
    });
    let size = |is: fn(&Name) -> bool| {
        let bytes: usize = files.iter().filter(|file| is(file.0)).map(|file| file.1.len()).sum();
        bytes as f64 / 1e6
    };
    let start = Watch::start();
    let opened = || Shards::open(&files[&Name::Head]).expect("it was just written");
    let _ = opened();
    println!(
        "    in parts  {} files: head {:.1} MB, words {:.1} MB, articles {:.1} MB; opened in {:.1?}",
        files.len(),
        size(|name| *name == Name::Head),
        size(|name| matches!(name, Name::Words(_))),
        size(|name| matches!(name, Name::Articles(_))),
        start.elapsed()
    );
    let read = |query: Query| {
        let (mut shards, mut n_files, mut n_bytes) = (opened(), 0, 0);
        let mut fetch = |name: Name| {
            (n_files, n_bytes) = (n_files + 1, n_bytes + files[&name].len());
            Ok::<_, Infallible>(files[&name].clone())
        };
        let Ok(results) = shards.ask(|shards| shards.search(&query), &mut fetch);
        let first: Vec<u32> = results.unwrap_or_default().articles.into_iter().take(20).collect();
        let Ok(rows) = shards.ask(|shards| shards.rows(&query, &first), &mut fetch);
        assert_eq!(rows.map(|rows| rows.len()), Some(first.len()));
        (n_bytes / 1000, n_files)
    };
    let (kilobytes, n_files) = read(Query::default());
    println!("{:>12}  {n_files} files, {kilobytes} kB", "first list");
    for (kind, make) in KINDS {
        let mut all: Vec<(usize, usize)> =
            (0..5).map(|_| read(Query { text: make(chance, words), ..Query::default() })).collect();
        all.sort_unstable();
        let ((middle, n_files), (most, _)) = (all[2], all[4]);
        println!("{kind:>12}  {n_files} files, {middle} kB, at most {most} kB");
    }
}

fn at(times: &mut [Duration], percent: usize) -> Duration {
    times.sort();
    times[(times.len() - 1) * percent / 100]
}
