//! Passages with their annotations in line: `{d:2019-12-11|Wednesday}`.

use std::path::Path;

use cuttings::article::QuoteKind;
use cuttings::text::Span;

/// A text without its marks, and what they say.
pub struct Passage {
    pub name: String,
    /// The article's own date, `-` where it has none.
    pub date: String,
    pub language: String,
    pub text: String,
    /// In order of their first words.
    pub marks: Vec<Mark>,
}

pub struct Mark {
    pub span: Span,
    pub label: Label,
}

pub enum Label {
    /// One of `values` is right; an empty one stands for none.
    Date {
        values: Vec<String>,
        optional: bool,
    },
    Speech {
        kind: QuoteKind,
        speaker: String,
    },
    /// `wording`: where it isn't the marked words.
    Role {
        person: String,
        wording: Option<String>,
    },
}

/// The files of one part: their names without ending, and what they hold.
pub fn files(folder: &Path) -> Vec<(String, String)> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the part's folder is there")
        .map(|entry| entry.expect("its files are listed").path())
        .map(|path| {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("its files are text"))
        })
        .collect();
    files.sort();
    files
}

pub fn passages(file: &str) -> Vec<Passage> {
    file.split("== ").filter(|passage| !passage.trim().is_empty()).map(passage).collect()
}

fn passage(source: &str) -> Passage {
    let (head, body) = source.split_once('\n').expect("a passage has a head line");
    let mut head = head.split_whitespace().map(str::to_owned);
    let mut next = || head.next().expect("a head is: name date language");
    let (name, date, language) = (next(), next(), next());
    let mut passage = Passage { name, date, language, text: String::new(), marks: Vec::new() };
    let mut open = Vec::new();
    let mut rest = body.trim();
    while let Some(at) = rest.find(['{', '}']) {
        passage.text.push_str(&rest[..at]);
        let closing = rest[at..].starts_with('}');
        rest = &rest[at + 1..];
        let here = passage.text.len();
        if closing {
            let mark: usize = open.pop().expect("a mark closes what was opened");
            passage.marks[mark].span.end = here as u32;
        } else {
            let (label, words) = rest.split_once('|').expect("a mark is {label|words}");
            open.push(passage.marks.len());
            passage.marks.push(Mark { span: Span::new(here, here), label: self::label(label) });
            rest = words;
        }
    }
    assert!(open.is_empty(), "{}: a mark is open", passage.name);
    passage.text.push_str(rest);
    passage
}

fn label(source: &str) -> Label {
    let (kind, value) = source.split_once(':').expect("a label is kind:value");
    let speech = |kind| Label::Speech { kind, speaker: value.to_owned() };
    match kind {
        "d" | "d?" => {
            Label::Date { values: value.split(" or ").map(str::to_owned).collect(), optional: kind == "d?" }
        }
        "q" => speech(QuoteKind::Direct),
        "m" => speech(QuoteKind::Mixed),
        "i" => speech(QuoteKind::Indirect),
        "r" => {
            let (person, wording) = value.split_once('=').map_or((value, None), |(p, w)| (p, Some(w)));
            Label::Role { person: person.to_owned(), wording: wording.map(str::to_owned) }
        }
        other => panic!("{other}: no kind of mark"),
    }
}
