//! Dates, quotes and roles against passages annotated by hand.
//!
//! `tests/speech/README.md` says how they are marked. Two parts: one to develop
//! on, whose mistakes `SPEECH=show` lists, and one to report on, of which only
//! figures are told. Floors keep what has been reached.

#[path = "speech/marked.rs"]
mod marked;

mod tally;

use std::fmt::Write as _;
use std::path::Path;

use cuttings::article::{Article, Extraction, Fact, Quote, QuoteKind, RawArticle};
use cuttings::extract::extract;
use cuttings::extract::tagger::built_in;
use cuttings::ingest::{SourceFile, ingest};
use cuttings::text::Span;

use marked::{Label, Mark, Passage};

use tally::Tally;

/// F1 in percent that each part must keep; lowering one is a decision, not a repair.
const FLOORS: &str = include_str!("speech/floors.txt");

#[test]
fn the_part_to_develop_on() {
    check("dev", std::env::var("SPEECH").is_ok_and(|v| v == "show"));
}

#[test]
fn the_part_to_report_on() {
    check("report", false);
}

#[track_caller]
fn check(part: &str, show: bool) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/speech").join(part);
    let mut scores = Scores::default();
    for (style, text) in marked::files(&folder) {
        for passage in marked::passages(&text) {
            score(&style, &passage, &mut scores);
        }
    }
    if show {
        println!("{}", scores.mistakes);
    }
    println!("{part}\n{}", scores.table());
    for line in FLOORS.lines().filter(|line| line.starts_with(part)) {
        let (name, floor) = line[part.len()..].trim().rsplit_once(' ').expect("part measure floor");
        let tally = scores.named(name.trim());
        let floor: f64 = floor.parse().expect("a floor in percent");
        assert!(tally.f1() * 100.0 >= floor, "{part}: {name} {:.1} is below {floor}", tally.f1() * 100.0);
    }
}

#[derive(Default)]
struct Scores {
    tallies: Vec<(String, Tally)>,
    mistakes: String,
}

impl Scores {
    fn named(&mut self, name: &str) -> &mut Tally {
        let at = self.tallies.iter().position(|(n, _)| n == name).unwrap_or_else(|| {
            self.tallies.push((name.to_owned(), Tally::default()));
            self.tallies.len() - 1
        });
        &mut self.tallies[at].1
    }

    fn table(&self) -> String {
        let mut table = String::new();
        for (name, Tally { found, expected, right }) in &self.tallies {
            let f1 = 100.0 * Tally { found: *found, expected: *expected, right: *right }.f1();
            let _ =
                writeln!(table, "  {name:<28}{f1:>6.1}  found {found}, annotated {expected}, both {right}");
        }
        table
    }
}

fn score(style: &str, passage: &Passage, scores: &mut Scores) {
    let article = article(passage);
    let extraction = extract(&article, built_in());
    let before = scores.mistakes.len();
    score_dates(style, passage, &article, &extraction, scores);
    score_quotes(passage, &article, &extraction, scores);
    score_roles(passage, &extraction, scores);
    if scores.mistakes.len() > before {
        scores.mistakes.insert_str(before, &format!("== {style}: {} {}\n", passage.name, passage.date));
    }
}

fn article(passage: &Passage) -> Article {
    let file = SourceFile::new(passage.name.clone(), passage.text.clone().into_bytes());
    let raw: RawArticle = ingest(&file).expect("passages are text");
    let mut article = cuttings::clean::keep_all(raw);
    article.language = Some(passage.language.clone());
    article.published = passage.date.parse().ok().map(|value| Fact { value, evidence: Span::new(0, 0) });
    article
}

fn score_dates(style: &str, passage: &Passage, article: &Article, found: &Extraction, scores: &mut Scores) {
    let what = if style.starts_with("war") { "dates of wars" } else { "dates of news" };
    let text = &article.text;
    let mut rest: Vec<_> = found.dates.iter().collect();
    let dates = |optional: bool| {
        passage.marks.iter().filter_map(move |mark| match &mark.label {
            Label::Date { values, optional: o } if *o == optional => Some((mark, values)),
            _ => None,
        })
    };
    for (mark, values) in dates(false) {
        let at = rest.iter().position(|d| d.span.overlaps(mark.span));
        let hit = at.map(|at| rest.remove(at));
        let value = hit.map(|d| d.value.map(|v| v.to_string()).unwrap_or_default());
        let right = value.as_ref().is_some_and(|value| values.contains(value));
        for (name, right) in [("detected", hit.is_some()), ("resolved", right)] {
            let tally = scores.named(&format!("{what}, {name}"));
            tally.expected += 1;
            tally.found += usize::from(hit.is_some());
            tally.right += usize::from(right);
        }
        if !right {
            let found = value.map_or_else(|| "not found".to_owned(), |v| format!("‘{v}’"));
            let wanted = values.join(" or ");
            let _ = writeln!(
                scores.mistakes,
                "date {}: {found}, not ‘{wanted}’: {}",
                mark.span.of(text),
                around(text, mark.span)
            );
        }
    }
    for (mark, _) in dates(true) {
        rest.retain(|d| !d.span.overlaps(mark.span));
    }
    for date in rest {
        for name in ["detected", "resolved"] {
            scores.named(&format!("{what}, {name}")).found += 1;
        }
        let _ = writeln!(scores.mistakes, "no date: {}: {}", date.span.of(text), around(text, date.span));
    }
}

fn score_quotes(passage: &Passage, article: &Article, found: &Extraction, scores: &mut Scores) {
    let text = &article.text;
    let kinds: [(&str, &[QuoteKind]); 4] = [
        ("direct", &[QuoteKind::Direct]),
        ("direct and mixed", &[QuoteKind::Direct, QuoteKind::Mixed]),
        ("indirect", &[QuoteKind::Indirect]),
        ("all speech", &[QuoteKind::Direct, QuoteKind::Mixed, QuoteKind::Indirect]),
    ];
    let speaker = |quote: &Quote| quote.speaker.map_or("", |s| found.entities[s as usize].name.as_str());
    for (name, kinds) in kinds {
        let tell = name == "all speech";
        let mut rest: Vec<_> = found.quotes.iter().filter(|q| kinds.contains(&q.kind)).collect();
        let annotated = passage.marks.iter().filter_map(|mark| match &mark.label {
            Label::Speech { kind, speaker } if kinds.contains(kind) => Some((mark, speaker)),
            _ => None,
        });
        for (mark, wanted) in annotated {
            let at = rest.iter().position(|q| agree(text, q.span, mark.span));
            let hit = at.map(|at| rest.remove(at));
            let by = hit.map(speaker);
            let right = by.is_some_and(|by| is_same_person(by, wanted));
            for (what, right) in [("span", hit.is_some()), ("speaker", right)] {
                let tally = scores.named(&format!("{name}, {what}"));
                tally.expected += 1;
                tally.found += usize::from(hit.is_some());
                tally.right += usize::from(right);
            }
            if tell && !right {
                let by = by.map_or_else(|| "not found".to_owned(), |by| format!("by ‘{by}’"));
                let _ = writeln!(scores.mistakes, "quote {by}, not ‘{wanted}’: {}", mark.span.of(text));
            }
        }
        for quote in rest {
            for what in ["span", "speaker"] {
                scores.named(&format!("{name}, {what}")).found += 1;
            }
            if tell {
                let _ = writeln!(scores.mistakes, "no quote ({:?}): {}", quote.kind, quote.span.of(text));
            }
        }
    }
}

fn score_roles(passage: &Passage, found: &Extraction, scores: &mut Scores) {
    let mut rest: Vec<(&str, &str)> = Vec::new();
    for entity in &found.entities {
        rest.extend(entity.roles.iter().map(|role| (entity.name.as_str(), role.text.as_str())));
    }
    for mark in &passage.marks {
        let Label::Role { person, wording } = &mark.label else { continue };
        let role = wording.as_deref().unwrap_or(mark.span.of(&passage.text));
        let at = rest
            .iter()
            .position(|(name, text)| is_same_person(name, person) && telling(text) == telling(role));
        let tally = scores.named("roles");
        tally.expected += 1;
        if let Some(at) = at {
            rest.remove(at);
            tally.found += 1;
            tally.right += 1;
        } else {
            let _ = writeln!(scores.mistakes, "role of {person} not found: {role}");
        }
    }
    for (name, text) in rest {
        scores.named("roles").found += 1;
        let _ = writeln!(scores.mistakes, "no role of {name}: {text}");
    }
}

/// Whether two spans share four fifths of their words.
fn agree(text: &str, a: Span, b: Span) -> bool {
    let words = |span: Span| {
        let mut words = Vec::new();
        let mut at = span.start as usize;
        for word in span.of(text).split(|c: char| !c.is_alphanumeric()) {
            if !word.is_empty() {
                words.push(at);
            }
            at += word.len();
            at += text[at..].chars().next().map_or(0, char::len_utf8);
        }
        words
    };
    let (a, b) = (words(a), words(b));
    let both = a.iter().filter(|at| b.contains(at)).count();
    both > 0 && both * 5 >= (a.len() + b.len() - both) * 4
}

fn is_same_person(found: &str, wanted: &str) -> bool {
    let last = |name: &str| name.split([' ', '’']).next_back().map(str::to_owned);
    let first = |name: &str| name.split(' ').next().map(str::to_owned);
    found == wanted
        || Some(found.to_owned()) == first(wanted)
        || (!found.is_empty() && !wanted.is_empty() && last(found) == last(wanted))
}

/// The words of a role that tell something, nations by what noun and adjective share.
fn telling(role: &str) -> Vec<String> {
    let mut words: Vec<String> = role
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|w| {
            !matches!(w.as_str(), "" | "s" | "a" | "an" | "the" | "of" | "its" | "his" | "her" | "and")
        })
        .map(|w| w.chars().take(6).collect())
        .collect();
    words.sort();
    words
}

/// The words around a span, for the list of mistakes.
fn around(text: &str, span: Span) -> String {
    let start = text[..span.start as usize].char_indices().rev().nth(50).map_or(0, |(at, _)| at);
    let end =
        text[span.end as usize..].char_indices().nth(30).map_or(text.len(), |(at, _)| span.end as usize + at);
    text[start..end].replace('\n', " ")
}

#[test]
fn marks_nest_and_leave_their_text() {
    let text = "== a 2020-01-02 en\n{i:Ana Lima|It ends {d:2020-01-03 or 2020|Friday}}, {r:Ana Lima|chair} Ana Lima said.\n";
    let passages = marked::passages(text);
    let Passage { text, marks, .. } = &passages[0];
    assert_eq!(text, "It ends Friday, chair Ana Lima said.");
    let words: Vec<_> = marks.iter().map(|Mark { span, .. }| span.of(text)).collect();
    assert_eq!(words, ["It ends Friday", "Friday", "chair"]);
    assert!(matches!(&marks[1].label, Label::Date { values, .. } if values == &["2020-01-03", "2020"]));
}
