//! Saved pages, written for this project: what is read from each.

use std::fs;
use std::path::Path;

use cuttings::Document;
use cuttings::corpus::{self, Options};
use cuttings::ingest::SourceFile;

fn read(name: &str) -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages").join(name);
    let file = SourceFile::new(name, fs::read(path).unwrap());
    corpus::process(&file, Options { decoder: Some(decode), ..Options::default() }).unwrap()
}

/// Pages of old are in old encodings.
fn decode(label: &str, bytes: &[u8]) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label_no_replacement(label.as_bytes())?;
    Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

/// Checks the facts and the beginnings of the story's paragraphs.
#[track_caller]
fn check(name: &str, facts: [Option<&str>; 4], paragraphs: &[&str]) {
    let article = read(name).article;
    let seen = [
        article.title.map(|f| f.value),
        article.published.map(|f| f.value.to_string()),
        article.byline.map(|f| f.value),
        article.source.map(|f| f.value),
    ];
    assert_eq!(seen.each_ref().map(Option::as_deref), facts, "{name}");
    let body: Vec<&str> = article.paragraphs.iter().map(|p| p.of(&article.text)).collect();
    assert_eq!(body.len(), paragraphs.len(), "{name}: {body:#?}");
    for (paragraph, beginning) in body.iter().zip(paragraphs) {
        assert!(paragraph.starts_with(beginning), "{name}: {paragraph}");
    }
}

#[test]
fn a_page_of_today_has_its_data_beside_its_story() {
    check(
        "suez-reopened.html",
        [
            Some("Canal open again as Ever Given floats"),
            Some("2021-03-29T17:40+02:00"),
            Some("Maren Holt, Idris Vance"),
            Some("The Harbour Ledger"),
        ],
        &[
            "The container ship",
            "The ship, 400 metres",
            "Dredgers and",
            "Dredgers moved",
            "About 12",
            "The ship was",
        ],
    );
    let article = read("suez-reopened.html").article;
    assert_eq!(article.dateline.map(|d| d.place).as_deref(), Some("Suez"));
    assert_eq!(article.captions, ["The bow of the ship in the eastern bank of the canal."]);
    assert_eq!(article.sections.map(|f| f.value), Some(vec!["Business".to_owned(), "Ships".to_owned()]));
    assert!(article.summary.is_some_and(|f| f.value.starts_with("Tugs and a spring tide")));
}

#[test]
fn a_page_laid_out_with_tables_is_read() {
    check(
        "klimavertrag.htm",
        [
            Some("Weltklimakonferenz einigt sich auf Vertrag von Paris"),
            Some("2015-12-12"),
            Some("Jörg Übelhör"),
            None,
        ],
        &["Nach zwei Wochen", "Die Erwärmung", "In Kraft tritt"],
    );
}

#[test]
fn line_breaks_part_paragraphs() {
    check(
        "prespa-accord.html",
        [Some("Un nom pour deux voisins"), Some("2018-06-17"), Some("Solène Marchand"), None],
        &["Au bord du lac", "L’accord met fin", "« Nous avons", "Les deux Parlements"],
    );
}
