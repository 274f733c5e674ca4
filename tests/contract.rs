//! What is promised to those who script Cuttings, checked on every article at
//! hand and on arbitrary text: nothing is lost silently, and offsets are exact.

use std::fs;
use std::path::{Path, PathBuf};

use cuttings::corpus::{self, Options};
use cuttings::ingest::SourceFile;
use cuttings::record::Record;
use proptest::prelude::*;
use serde_json::Value;

/// The bundled articles, and the given ones where the folder is there.
fn articles() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let given = root.join("../shared/articles");
    if !given.is_dir() {
        println!("skipped: {} is not here; the bundled articles alone are checked", given.display());
    }
    let mut folders = vec![root.join("articles"), given];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "txt" || e == "html") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The words alone: bullets, marks of forms and rules are no part of what a line says.
fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The lines of a text and what ends each, as Unicode has it (UAX #14, BK, CR, LF and NL).
fn lines(text: &str) -> Vec<(&str, &str)> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
        let (line, after) = rest.split_at(at);
        let n = if after.starts_with("\r\n") { 2 } else { after.chars().next().map_or(0, char::len_utf8) };
        let (end, next) = after.split_at(n);
        lines.push((line, end));
        rest = next;
    }
    lines.push((rest, ""));
    lines
}

fn strings(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|s| s.as_str().unwrap()).collect()
}

/// Panics, naming `what`, where the record breaks a promise.
fn check(what: &str, bytes: &[u8], no_clean: bool) {
    let file = SourceFile::new(what, bytes.to_vec());
    let Ok(document) = corpus::process(&file, Options { no_clean, ..Options::default() }) else { return };
    let record = serde_json::to_value(Record::from(&document)).unwrap();
    let raw = &document.article.raw;
    let raw_chars: Vec<char> = raw.chars().collect();
    let body = strings(&record["body"]).join("\n\n");
    let body_chars: Vec<char> = body.chars().collect();
    let range = |v: &Value| v["start"].as_u64().unwrap() as usize..v["end"].as_u64().unwrap() as usize;

    // text[start:end] is exactly the mention.
    let found = |v: &Value| {
        let exact: String = body_chars[range(v)].iter().collect();
        assert_eq!(exact, v["text"].as_str().unwrap(), "{what}");
        assert!(!exact.trim().is_empty(), "{what}: an empty mention");
    };
    for entity in record["entities"].as_array().unwrap() {
        let mentions = entity["mentions"].as_array().unwrap();
        assert!(!mentions.is_empty(), "{what}: {} is never mentioned", entity["text"]);
        mentions.iter().for_each(found);
    }
    record["quotes"].as_array().unwrap().iter().for_each(found);
    record["dates"].as_array().unwrap().iter().for_each(found);
    let names: Vec<&Value> = record["entities"].as_array().unwrap().iter().map(|e| &e["text"]).collect();
    for quote in record["quotes"].as_array().unwrap() {
        assert!(quote["speaker"].is_null() || names.contains(&&quote["speaker"]), "{what}: {quote}");
    }

    // Every dropped line has a reason of the list, and a confidence; paragraphs in doubt are there.
    const REASONS: &str = "navigation share comments cookies related tags advertisement subscribe contact legal \
                           captcha duplicate author media metadata filler recurring";
    for removed in record["removed"].as_array().unwrap() {
        let reason = removed["reason"].as_str().unwrap();
        assert!(REASONS.split(' ').any(|r| r == reason), "{what}: {reason}");
        assert!(removed["confidence"].as_u64().is_some_and(|c| c <= 100), "{what}: {removed}");
    }
    for doubt in record["doubts"].as_array().unwrap() {
        let paragraph = doubt["paragraph"].as_u64().unwrap() as usize;
        assert!(paragraph < strings(&record["body"]).len(), "{what}: {doubt}");
        assert!(doubt["confidence"].as_u64().is_some_and(|c| c < 100), "{what}: {doubt}");
    }

    // What is said to be printed is printed, where the evidence says.
    let mut evidence = Vec::new();
    for (field, place) in record["evidence"].as_object().unwrap() {
        if let Some(place) = place.as_object() {
            let place = Value::from(place.clone());
            assert!(range(&place).end <= raw_chars.len() && !range(&place).is_empty(), "{what}: {field}");
            assert!(!record[field].is_null(), "{what}: evidence of {field}, but no {field}");
            evidence.push(range(&place));
        }
    }
    for field in ["title", "published", "byline", "source", "dateline"] {
        let told = !record[field].is_null();
        assert_eq!(told, record["evidence"].get(field).is_some(), "{what}: {field} and its evidence");
    }

    // Every non-blank raw line is accounted for.
    let mut kept: Vec<String> = strings(&record["body"]).into_iter().map(words).collect();
    kept.extend(strings(&record["captions"]).into_iter().map(words));
    let kept = kept.join(" ");
    let dateline = record["dateline"]["text"].as_str().map(words).unwrap_or_default();
    let mut at = 0;
    let removed = record["removed"].as_array().unwrap();
    for (n, (line, end)) in lines(raw).into_iter().enumerate() {
        let here = at..at + line.chars().count();
        at = here.end + end.chars().count();
        let text = words(line);
        if text.is_empty() {
            continue;
        }
        let dropped =
            removed.iter().any(|r| r["line"] == n + 1 && words(r["text"].as_str().unwrap()) == text);
        let fact = evidence.iter().any(|e| e.start < here.end && here.start < e.end);
        let story = kept.contains(&text)
            || (!dateline.is_empty() && kept.contains(text.trim_start_matches(&dateline).trim()));
        assert!(dropped || fact || story, "{what}: line {} is lost: {text:?}\n{kept:?}", n + 1);
    }
    if no_clean {
        assert_eq!(&body, raw, "{what}");
    }
}

#[test]
fn every_article_keeps_every_promise() {
    let articles = articles();
    assert!(articles.len() >= 40, "only {} articles", articles.len());
    for path in articles {
        let bytes = fs::read(&path).unwrap();
        check(&path.display().to_string(), &bytes, false);
        check(&path.display().to_string(), &bytes, true);
    }
}

/// Text that looks enough like a dump to reach every part of the cleaner.
fn dumps() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just(String::new()),
        Just("Home".to_owned()),
        Just("By Ann Lee – Trend:".to_owned()),
        Just("GENEVA (Agency) – Ministers met on Tuesday, “a new start”, said Ivan Petrov.".to_owned()),
        Just("5 September 2017 21:21 (UTC +04:00)".to_owned()),
        Just("   * [ ] Share on Facebook".to_owned()),
        Just("3 + 7 =".to_owned()),
        Just("Leave a Comment".to_owned()),
        "[A-Z][a-z]{2,8}( [A-Za-zé’“”]{1,9}){3,30}[.?]",
        "\\PC{0,40}",
    ];
    proptest::collection::vec(line, 0..30).prop_map(|lines| lines.join("\n"))
}

/// Real pages that may be measured but not shipped.
#[test]
fn every_saved_page_keeps_every_promise() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/cleaning/html");
    if !folder.is_dir() {
        println!("skipped: {} is not here", folder.display());
    }
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut pages: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    for path in pages.iter().step_by(3) {
        check(&path.display().to_string(), &fs::read(path).unwrap(), false);
    }
}

/// Markup that is broken in all the ways that markup is.
fn pages() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<p>".to_owned()),
        Just("</p>".to_owned()),
        Just("<div class='article-body related'>".to_owned()),
        Just("</div>".to_owned()),
        Just("<a href=x>".to_owned()),
        Just("</a>".to_owned()),
        Just("<table><tr><td>".to_owned()),
        Just("</table><br>".to_owned()),
        Just("<h1>Ferry runs again</h1>".to_owned()),
        Just("<title>Ferry runs again | Post</title>".to_owned()),
        Just("<span hidden>x<p>".to_owned()),
        Just("<time datetime='2020-05-03T10:00Z'>3 May 2020</time>".to_owned()),
        Just("<span class=byline>By Ann Lee</span>".to_owned()),
        Just(
            "<script type='application/ld+json'>{\"@type\":\"Article\",\"author\":\"Ann Lee\"}</script>"
                .to_owned()
        ),
        Just("<!-- <p> --><svg><title>x</title></svg><select><option>".to_owned()),
        Just("GENEVA (Agency) – Ministers met on Tuesday, “a new start”, said Ivan Petrov.".to_owned()),
        Just("&amp;&nbsp;&#x2014;&bogus;".to_owned()),
        "[A-Z][a-z]{2,8}( [A-Za-zé’“”]{1,9}){3,30}[.?]",
        "\\PC{0,20}",
        "<[a-z]{1,3} [a-z]{1,5}=[\"']?[a-z<> ]{0,9}",
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| format!("<html>{}", pieces.concat()))
}

#[test]
fn a_line_wrapped_with_a_date_is_not_lost() {
    let dump = "By Ann Lee – Trend:\nHome\nLeave a Comment\n\
        GENEVA (Agency) – Ministers met on Tuesday, “a new start”, said Ivan Petrov.\n\
        GENEVA (Agency) – Ministers met on Tuesday, “a new start”, said Ivan Petrov.\n\
        GENEVA (Agency) – Ministers met on Tuesday, “a new start”, said Ivan Petrov.\n   \
        * [ ] Share on Facebook\n\n\
        Amcepsob u’“c”éP ”éép” éRkf“dG E’SéAéPL i”’A ”’ééZ“’ N’“”f’qée X ’’’é’r’é “tEéQénéB “’’x?\n\
        5 September 2017 21:21 (UTC +04:00)";
    check("the wrapped line", dump.as_bytes(), false);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_dump_holds_is_accounted_for(dump in dumps()) {
        check(&format!("{dump:?}"), dump.as_bytes(), false);
        check(&format!("{dump:?}"), dump.as_bytes(), true);
    }

    #[test]
    fn whatever_a_page_holds_is_accounted_for(page in pages()) {
        check(&format!("{page:?}"), page.as_bytes(), false);
        check(&format!("{page:?}"), page.as_bytes(), true);
    }

    #[test]
    fn no_bytes_of_a_page_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        check("page.html", &bytes, false);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        check(&format!("{bytes:?}"), &bytes, false);
    }
}
