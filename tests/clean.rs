//! What cleaning promises of any text, and of the five real articles.

use std::fs;
use std::path::Path;

use cuttings::article::{Article, ArticleId, LineUse, RawArticle};
use cuttings::clean::{clean, keep_all};
use cuttings::ingest::{SourceFile, ingest, unpack};
use cuttings::text::fold;
use proptest::prelude::*;

fn raw(text: &str) -> RawArticle {
    RawArticle { file: "a.txt".into(), id: ArticleId("0".repeat(16)), text: text.into() }
}

/// All that must hold of every article, whatever its text.
#[track_caller]
fn check(article: &Article) {
    // A line ends as it does on Unix, on Windows, on an old Macintosh or in Unicode.
    let lines = article.raw.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let lines: Vec<(u32, &str)> = lines
        .split('\n')
        .enumerate()
        .map(|(n, line)| (n as u32 + 1, line.trim()))
        .filter(|(_, line)| !line.is_empty())
        .collect();
    let kept: Vec<(u32, &str)> = article.lines.iter().map(|l| (l.number, l.span.of(&article.raw))).collect();
    assert_eq!(kept, lines, "every line that is not blank is accounted for");
    for line in &article.lines {
        assert!(!line.uses.is_empty());
        for used in &line.uses {
            match *used {
                LineUse::Body(n) => assert!((n as usize) < article.paragraphs.len()),
                LineUse::Caption(n) => assert!((n as usize) < article.captions.len()),
                LineUse::Removed(_, confidence) => assert!(confidence <= 100 && line.uses.len() == 1),
                _ => {}
            }
        }
    }
    let paragraphs: Vec<&str> = article.paragraphs.iter().map(|p| p.of(&article.text)).collect();
    assert_eq!(paragraphs.join("\n\n"), article.text);
    // Bullets and marks of forms are no part of what a line says.
    let words = |text: &str| {
        let says = |word: &&str| word.contains(char::is_alphanumeric);
        text.split_whitespace().filter(says).collect::<Vec<_>>().join(" ")
    };
    for fact in [&article.title, &article.summary, &article.source].into_iter().flatten() {
        assert_eq!(words(fact.evidence.of(&article.raw)), words(&fact.value));
    }
    if let Some(byline) = &article.byline {
        let evidence = fold(byline.evidence.of(&article.raw));
        for author in byline.value.split(", ") {
            assert!(words(&evidence).contains(&fold(author)), "{author} in {evidence}");
        }
    }
    if let Some(dateline) = &article.dateline {
        assert_eq!(words(dateline.evidence.of(&article.raw)), words(&dateline.text));
    }
    if let Some(published) = &article.published {
        assert!(!published.evidence.of(&article.raw).is_empty());
    }
    if let Some(sections) = &article.sections {
        let evidence = words(sections.evidence.of(&article.raw));
        assert!(sections.value.iter().all(|s| evidence.contains(s.as_str())));
    }
}

/// Lines as pages have them, so that chance finds the cleaner's branches.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("  * Home".to_owned()),
        Just("By Ann Lee and Bo Ek – Trend:".to_owned()),
        Just("December 11, 2019 - 21:6".to_owned()),
        Just("Leave a Comment".to_owned()),
        Just("News   /   Politics".to_owned()),
        Just("3 + 7 =".to_owned()),
        Just("Tags: a, b".to_owned()),
        Just("Photo: the harbour / Reuters".to_owned()),
        Just("Baku, Azerbaijan, Sep. 5".to_owned()),
        Just("© 2019 Harbour Courier. All rights reserved.".to_owned()),
        Just("TEHRAN – The tug, which had been lying off the mole since Tuesday, was gone by the time the pilot came.".to_owned()),
        Just("The pilot said that nobody had told him of it, and that he would ask the harbour master about it.".to_owned()),
        "[ \\t]{0,3}\\PC{0,60}[\r]?",
        "[A-Z][a-z]{1,8}( [a-z]{1,8}){0,20}[.:?]?",
        "[()\\[\\]–—:,.©0-9 a-zA-Zé年月日]{0,30}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_page_is_accounted_for(lines in proptest::collection::vec(line(), 0..40)) {
        let text = lines.join("\n");
        check(&clean(raw(&text)));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for file in unpack(SourceFile::new("a", bytes), "a", |_, _| None).into_iter().flat_map(|u| u.file) {
            if let Ok(article) = ingest(&file) {
                check(&keep_all(article.clone()));
                check(&clean(article));
            }
        }
    }
}

#[test]
fn a_mark_alone_is_no_paragraph() {
    let tug = "TEHRAN – The tug, which had been lying off the mole since Tuesday, was gone by the time the pilot came.";
    let text = format!(
        "Photo: the harbour / Reuters\n]\n{tug}\nThe pilot said that nobody had told him of it, and that he would ask \
         the harbour master about it.\nPhoto: the harbour / Reuters\nLeave a Comment\n{tug}\n  * Home"
    );
    check(&clean(raw(&text)));
}

#[test]
fn without_cleaning_the_text_is_the_file() {
    let text = "Home\n\n  The tug left.\n";
    let article = keep_all(raw(text));
    assert_eq!(article.text, text);
    check(&article);
}

#[test]
fn sample_articles_are_accounted_for() {
    let mut n = 0;
    for path in walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("articles")) {
        check(&clean(raw(&fs::read_to_string(path).unwrap())));
        n += 1;
    }
    assert!(n >= 40);
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match path.extension() {
            _ if path.is_dir() => files.extend(walk(&path)),
            Some(extension) if extension == "txt" => files.push(path),
            _ => {}
        }
    }
    files.sort();
    files
}

/// The golden files' metadata and lines; entities and the rest are scored elsewhere.
#[test]
fn the_five_real_articles_come_out_right() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let articles = root.join("../shared/articles");
    if !articles.is_dir() {
        println!("skipped: there is no ../shared/articles");
        return;
    }
    for n in 0..5 {
        let golden = fs::read_to_string(root.join(format!("tests/golden/{n:03}.toml"))).unwrap();
        let golden: toml::Table = golden.parse().unwrap();
        let file = golden["file"].as_str().unwrap();
        let article = clean(raw(&fs::read_to_string(articles.join(file)).unwrap()));
        check(&article);
        let value = |field: &str, key: &str| {
            golden.get(field).and_then(|v| v.get(key)).and_then(|v| v.as_str()).map(str::to_owned)
        };
        let plain = |text: &str| text.replace('\u{a0}', " ");
        assert_eq!(article.title.map(|f| plain(&f.value)), value("title", "text"), "{file}");
        assert_eq!(article.published.map(|f| f.value.to_string()), value("published", "value"), "{file}");
        assert_eq!(article.byline.map(|f| f.value), value("byline", "value"), "{file}");
        assert_eq!(article.source.map(|f| plain(&f.value)), value("source", "value"), "{file}");
        assert_eq!(article.dateline.as_ref().map(|d| d.place.clone()), value("dateline", "place"), "{file}");
        assert_eq!(article.dateline.map(|d| plain(&d.text)), value("dateline", "text"), "{file}");
        assert_eq!(article.language.as_deref(), golden["language"].as_str(), "{file}");
        let list = |key: &str| -> Vec<toml::Value> { golden[key].as_array().cloned().unwrap_or_default() };
        let sections: Vec<toml::Value> =
            article.sections.map_or(Vec::new(), |s| s.value.into_iter().map(toml::Value::String).collect());
        assert_eq!(sections, list("sections"), "{file}");
        let used = |wanted: fn(&LineUse) -> bool| -> Vec<toml::Value> {
            let found = article.lines.iter().filter(|l| l.uses.iter().any(wanted));
            found.map(|l| toml::Value::Integer(l.number.into())).collect()
        };
        assert_eq!(used(|u| matches!(u, LineUse::Body(_))), list("body_lines"), "{file}");
        assert_eq!(used(|u| matches!(u, LineUse::Caption(_))), list("caption_lines"), "{file}");
        assert_eq!(used(|u| matches!(u, LineUse::Summary)), list("standfirst_lines"), "{file}");
        let removed: Vec<(i64, String)> = article
            .lines
            .iter()
            .filter_map(|line| match line.uses[0] {
                LineUse::Removed(reason, _) => Some((
                    line.number.into(),
                    serde_json::to_value(reason).unwrap().as_str().unwrap().to_owned(),
                )),
                _ => None,
            })
            .collect();
        let expected = list("removed");
        let fair = |(line, reason): &(i64, String)| {
            expected.iter().any(|e| {
                let lines = || e.get("also_lines").and_then(|l| l.as_array()).into_iter().flatten();
                let at =
                    e["line"].as_integer() == Some(*line) || lines().any(|l| l.as_integer() == Some(*line));
                let also = || e.get("also").and_then(|l| l.as_array()).into_iter().flatten();
                at && (e["reason"].as_str() == Some(reason) || also().any(|r| r.as_str() == Some(reason)))
            })
        };
        assert_eq!(removed.len(), expected.len(), "{file}: {removed:?}");
        assert!(removed.iter().all(fair), "{file}: {removed:?}");
    }
}

#[test]
fn the_sample_articles_keep_their_headlines_and_dates() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let listed = fs::read_to_string(root.join("tests/samples.tsv")).unwrap();
    let mut n_checked = 0;
    for line in listed.lines().filter(|line| !line.starts_with('#')) {
        let [path, title, published] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let bytes = fs::read(root.join("articles").join(path)).unwrap();
        let article = clean(ingest(&SourceFile::new(path, bytes)).unwrap());
        let found = article.published.map_or("-".to_owned(), |date| date.value.to_string());
        assert_eq!(article.title.map(|t| t.value).as_deref(), Some(title), "{path}");
        assert_eq!(found, published, "{path}");
        for offer in ["Sign up to", "Sign up for", "Subscribe to", "You have read"] {
            assert!(!article.text.contains(offer), "{path}: {offer}");
        }
        n_checked += 1;
    }
    assert_eq!(n_checked, 48);
}
