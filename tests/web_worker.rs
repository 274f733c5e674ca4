//! The core where the page runs it: in a worker of a headless browser.

#![cfg(target_arch = "wasm32")]

use cuttings::corpus::{self, Options};
use cuttings::ingest::SourceFile;
use cuttings::record::to_json_line;
use cuttings::{Corpus, Query};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

const PAGE: &str = "Ferry to the islands runs again\n\nBy Maria Keller\n5 September 2017\n\n\
    The ferry has taken up its service after a winter of repairs, the harbour office said on Monday.\n\n\
    Its first trip carried forty passengers and a piano.\n\nShare on Facebook\n";

fn file(path: &str, text: &str) -> SourceFile {
    SourceFile::new(path, text.as_bytes().to_vec())
}

#[wasm_bindgen_test]
fn a_page_is_cleaned_and_written_as_json() {
    let document = corpus::process(&file("ferry.txt", PAGE), Options::default()).unwrap();
    let record: serde_json::Value = serde_json::from_str(&to_json_line(&document)).unwrap();
    assert_eq!(record["title"], "Ferry to the islands runs again");
    assert_eq!(record["published"], "2017-09-05");
}

#[wasm_bindgen_test]
fn what_was_added_is_found() {
    let mut corpus = Corpus::new();
    corpus.add(corpus::process(&file("ferry.txt", PAGE), Options::default()).unwrap());
    let find = |text: &str| corpus.search(&Query { text: text.to_owned(), ..Query::default() }).articles;
    assert_eq!(find("piano"), [0]);
    assert!(find("violin").is_empty());
}

#[wasm_bindgen_test]
fn an_empty_file_is_refused_in_words() {
    let reason = corpus::process(&file("empty.txt", " \n"), Options::default()).unwrap_err();
    assert!(reason.to_string().contains("empty"));
}
