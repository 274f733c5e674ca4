//! The command line over case files: what somebody did to the articles is done to them there.
#![cfg(feature = "cli")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use cuttings::article::Kind;
use cuttings::case::{App, Texts, Writer};
use cuttings::corpus::{Options, Reading, Recurring, clean_file};
use cuttings::ingest::SourceFile;
use cuttings::journal::{Act, Anchor, Correction, Event, EventId, Journal, Name};
use cuttings::{Document, Span};

const FERRY: &str = include_str!("texts/ferry.txt");
const MILL: &str = include_str!("texts/mill.txt");
const SHELL: &str =
    "<!doctype html>\n<!-- Cuttings case file, form 1: a -->\n<title>Cuttings</title>\n<!--carried-->\n";

fn files() -> Vec<SourceFile> {
    let file = |(name, text): (&str, &str)| SourceFile::new(name, text.into());
    [("ferry.txt", FERRY), ("mill.txt", MILL)].map(file).into()
}

fn reading(file: &SourceFile) -> Reading {
    Reading::of(clean_file(file, Options::default()).unwrap(), &Recurring::default(), None)
}

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// A case file of both articles, with this done to them.
fn case(folder: &Path, texts: Texts, acts: &[Act]) -> String {
    let event = |(n, act): (u64, &Act)| Event { id: EventId(u128::from(n)), time: n, act: act.clone() };
    let mut journal = Journal::default();
    journal.merge((1..).zip(acts).map(event));
    let mut writer = Writer::new(App::of_page(SHELL, &[]).unwrap(), "Ferries", texts);
    writer.archive().journal(journal, true);
    for file in files() {
        writer.archive().article(reading(&file), texts).unwrap();
    }
    let mut bytes = writer.take();
    bytes.extend(writer.end().unwrap());
    let path = folder.join(format!("{}.html", texts.key()));
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Something of each kind, done to the first article.
fn acts() -> Vec<Act> {
    let Document { article: ferry, .. } = reading(&files()[0]).document;
    let at = |text: &str, words: &str| {
        let start = text.find(words).unwrap();
        Anchor::of(text, Span::new(start, start + words.len()))
    };
    let article = || ferry.id.clone();
    let name = |name: &str| Name { kind: Kind::Person, name: name.into() };
    vec![
        Act::Star { article: article(), on: true },
        Act::Tag { article: article(), tag: "sea".into(), on: true },
        Act::Note {
            article: article(),
            at: Some(at(&ferry.text, "forty passengers")),
            text: "So few?".into(),
        },
        Act::Correct {
            article: article(),
            value: Correction::Title(Some("Zeppelins over the harbour".into())),
        },
        Act::Restore { article: article(), line: at(&ferry.raw, "Subscribe to our newsletter today") },
        Act::Drop { article: article(), paragraph: at(&ferry.text, "The ferry has taken up") },
        Act::Rename { name: name("Maria Keller"), to: "M. K. Keller".into() },
        Act::Hide { name: name("John Smith") },
    ]
}

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cuttings")).args(args).output().unwrap()
}

#[track_caller]
fn records(args: &[&str]) -> Vec<Value> {
    let output = run(args);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn names(record: &Value) -> Vec<&str> {
    record["entities"].as_array().unwrap().iter().map(|entity| entity["text"].as_str().unwrap()).collect()
}

#[test]
fn what_was_done_to_articles_is_done_to_them() {
    let folder = folder("work-done");
    let path = case(&folder, Texts::Full, &acts());
    for args in [&["extract", &path][..], &["extract", "--alone", &path]] {
        let records = records(args);
        let [ferry, mill] = &records[..] else { panic!("two articles: {records:?}") };
        assert_eq!(ferry["title"], "Zeppelins over the harbour");
        let body = ferry["body"].as_array().unwrap();
        assert_eq!(body.len(), 2);
        assert_eq!(body[1], "Subscribe to our newsletter today");
        let yours = &ferry["yours"];
        assert_eq!((&yours["starred"], &yours["tags"][0]), (&Value::from(true), &Value::from("sea")));
        let note = &yours["notes"][0];
        assert_eq!((note["text"].as_str(), note["on"].as_str()), (Some("So few?"), Some("forty passengers")));
        let text: Vec<char> =
            format!("{}\n\n{}", body[0].as_str().unwrap(), body[1].as_str().unwrap()).chars().collect();
        let at = |end: &str| note[end].as_u64().unwrap() as usize;
        assert_eq!(text[at("start")..at("end")].iter().collect::<String>(), "forty passengers");
        assert_eq!(yours["corrected"][0]["was"], "Ferry to the islands runs again");
        assert!(names(ferry).contains(&"M. K. Keller") && !names(ferry).contains(&"Maria Keller"));
        assert!(!names(mill).contains(&"John Smith"));
        assert!(mill.get("yours").is_none());
    }
    // Whoever wants the files as they came has them so.
    let plain = records(&["extract", "--no-clean", &path]);
    assert!(plain.iter().all(|record| record.get("yours").is_none() && record["title"].is_null()));
}

#[test]
fn stars_tags_notes_and_corrections_are_found() {
    let folder = folder("work-found");
    let path = case(&folder, Texts::Full, &acts());
    for (query, expected) in [
        ("tag:sea", &["ferry.txt"][..]),
        ("is:starred", &["ferry.txt"]),
        ("has:note", &["ferry.txt"]),
        ("-has:note mill", &["mill.txt"]),
        ("title:zeppelins", &["ferry.txt"]),
        ("newsletter", &["ferry.txt"]),
        ("winter", &[]),
        ("person:\"m k keller\"", &["ferry.txt"]),
        ("person:smith", &[]),
    ] {
        let output = run(&["search", "--format", "jsonl", "--", query, &path]);
        let text = String::from_utf8(output.stdout).unwrap();
        let files: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let files: Vec<&str> = files.iter().map(|hit| hit["file"].as_str().unwrap()).collect();
        assert_eq!(files, expected, "{query}");
    }
}

/// A case file is made into another.
#[test]
fn what_was_done_goes_on_into_other_case_files() {
    let folder = folder("work-bundled");
    let path = case(&folder, Texts::Full, &acts());
    let to = folder.join("other.html");
    let to = to.to_str().unwrap();
    for (texts, without) in [("full", false), ("full", true), ("snippets", false), ("data", false)] {
        let mut args = vec!["bundle", &path, "-o", to, "--page", &path, "--texts", texts];
        args.extend(without.then_some("--without-notes"));
        let output = run(&args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let records = records(&["extract", to]);
        assert_eq!(records[0]["title"], "Zeppelins over the harbour", "{texts}");
        assert!(names(&records[0]).contains(&"M. K. Keller") && !names(&records[1]).contains(&"John Smith"));
        let yours = &records[0]["yours"];
        assert_eq!(yours["tags"].as_array().map_or(0, Vec::len), usize::from(!without));
        let on = (!without).then_some("forty passengers");
        assert_eq!(yours["notes"][0]["on"].as_str(), on, "{texts}");
        let body = records[0]["body"].as_array().unwrap();
        let has = |words: &str| body.iter().any(|text| text.as_str().unwrap().contains(words));
        assert!(!has("winter of repairs"), "a dropped paragraph is dropped");
        assert_eq!(has("Subscribe to our newsletter"), texts != "data");
    }
}

/// The same article goes into a case file once, and of a part and the whole the whole.
#[test]
fn a_case_file_has_each_article_once() {
    let folder = folder("work-once");
    let pages = folder.join("pages");
    fs::create_dir_all(&pages).unwrap();
    for (name, text) in [("copy.txt", FERRY), ("ferry.txt", FERRY), ("mill.txt", MILL)] {
        fs::write(pages.join(name), text).unwrap();
    }
    let to = folder.join("other.html");
    let (to, pages) = (to.to_str().unwrap(), pages.to_str().unwrap());
    let part = case(&folder, Texts::Snippets, &acts());
    let full = records(&["extract", pages, "--jobs", "1"]);
    let full = [&full[0], &full[2]];
    for (from, files) in [
        (vec![pages], ["copy.txt", "mill.txt"]),
        (vec![&part, pages], ["copy.txt", "mill.txt"]),
        (vec![pages, &part], ["copy.txt", "mill.txt"]),
    ] {
        let output = run(&[&["bundle", "-o", to, "--page", &part], &from[..]].concat());
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && told.contains("2 articles bundled"), "{told}");
        assert!(told.contains("ferry.txt: same as "), "{told}");
        let records = records(&["extract", to]);
        let found: Vec<_> = records.iter().map(|record| record["file"].as_str().unwrap()).collect();
        assert_eq!(found.iter().map(|file| file.rsplit('/').next().unwrap()).collect::<Vec<_>>(), files);
        assert_eq!(records[1]["body"], full[1]["body"], "of part and whole the whole");
    }
}

/// A part of an article gives way to the whole, and what was done to it stays.
#[test]
fn a_part_is_whole_where_the_file_is_there_too() {
    let folder = folder("work-part");
    let pages = folder.join("pages");
    fs::create_dir_all(&pages).unwrap();
    for file in files() {
        fs::write(pages.join(&file.path), &file.bytes).unwrap();
    }
    let pages = pages.to_str().unwrap();
    let full = records(&["extract", pages]);
    for texts in [Texts::Snippets, Texts::Data] {
        let path = case(&folder, texts, &acts());
        let part = records(&["extract", &path]);
        let ids = |records: &[Value]| records.iter().map(|record| record["id"].clone()).collect::<Vec<_>>();
        assert_eq!(ids(&part), ids(&full));
        assert_eq!(part[1]["title"], full[1]["title"]);
        assert!(names(&part[0]).contains(&"M. K. Keller"), "names are those that were found");
        for args in [["extract", &path, pages], ["extract", pages, &path]] {
            let records = records(&args);
            assert_eq!(ids(&records), ids(&full));
            assert_eq!(records[1]["body"], full[1]["body"]);
            assert_eq!(records[0]["title"], "Zeppelins over the harbour");
            assert_eq!(records[0]["yours"]["notes"][0]["on"], "forty passengers");
            assert!(records[0]["yours"]["notes"][0]["start"].is_u64());
        }
    }
}
