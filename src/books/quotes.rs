//! The quote book: who said what, article by article.

use serde::{Deserialize, Serialize};

use super::{Origin, Shelf};
use crate::article::{Document, Quote, QuoteKind};
use crate::order::sort_by;
use crate::query::Facet;
use crate::table::Table;
use crate::text::{Span, each_word};

/// Bytes of a quote that are shown; the rest is read in its article.
const LONGEST: usize = 700;

/// How many speakers can be chosen from. A large collection has thousands, who
/// are found by searching.
const MOST_SPEAKERS: usize = 400;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotes {
    /// How many there are of what is wanted, and of the whole view.
    pub n_found: u32,
    pub n_all: u32,
    /// Those who say what is wanted, most first, then by name; the empty name
    /// stands for all that are not known and comes last. Who is chosen is there.
    pub speakers: Vec<(String, u32)>,
    pub n_speakers: u32,
    /// The first of them, by article in the order of the list.
    pub sheaves: Vec<Sheaf>,
}

/// What is said in one article, in the order of its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheaf {
    pub origin: Origin,
    pub said: Vec<Said>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Into the article's text.
    pub span: Span,
    pub kind: QuoteKind,
    /// Ends with an ellipsis where it is not all shown.
    pub text: String,
    /// The words that were searched for, into `text`.
    pub marks: Vec<Span>,
    /// As the collection calls them; empty where not known.
    pub speaker: String,
    /// Where all that is told of the speaker can be asked for.
    pub facet: Option<Facet>,
    /// 'said', 'according to'.
    pub cue: Option<String>,
}

pub fn gather(shelf: &Shelf<'_>, speaker: Option<&str>, words: &str, rows: usize) -> Quotes {
    let wanted = prefixes(words);
    let mut quotes =
        Quotes { n_found: 0, n_all: 0, speakers: Vec::new(), n_speakers: 0, sheaves: Vec::new() };
    let mut speakers: Table<u32> = Table::default();
    let mut n_shown = 0;
    for document in shelf.documents() {
        let extraction = &document.extraction;
        // Each entity speaks more than once: what it is called is asked for once.
        let mut names: Vec<Option<String>> = vec![None; extraction.entities.len()];
        let mut name_of = |quote: &Quote| {
            let Some(n) = quote.speaker.map(|n| n as usize) else { return String::new() };
            let Some(entity) = extraction.entities.get(n) else { return String::new() };
            names[n].get_or_insert_with(|| (shelf.name)(entity)).clone()
        };
        let mut sheaf: Option<Sheaf> = None;
        for quote in &extraction.quotes {
            quotes.n_all += 1;
            let marks = if wanted.is_empty() {
                Vec::new()
            } else {
                match found(quote.span.of(&document.article.text), &wanted) {
                    Some(marks) => marks,
                    None => continue,
                }
            };
            let name = name_of(quote);
            *speakers.value_or(&name, || 0) += 1;
            if speaker.is_some_and(|speaker| speaker != name) {
                continue;
            }
            quotes.n_found += 1;
            if n_shown < rows {
                n_shown += 1;
                let sheaf =
                    sheaf.get_or_insert_with(|| Sheaf { origin: Origin::of(document), said: Vec::new() });
                sheaf.said.push(said(document, quote, name, &marks));
            }
        }
        quotes.sheaves.extend(sheaf);
    }
    quotes.n_speakers = speakers.iter().filter(|(name, _)| !name.is_empty()).count() as u32;
    quotes.speakers = choices(speakers, speaker);
    quotes
}

/// The speakers to choose from.
fn choices(speakers: Table<u32>, chosen: Option<&str>) -> Vec<(String, u32)> {
    let mut all: Vec<(String, u32)> = speakers.into_pairs().collect();
    sort_by(&mut all, |a, b| a.0.is_empty().cmp(&b.0.is_empty()).then(b.1.cmp(&a.1)).then(a.0.cmp(&b.0)));
    let unknown = all.pop_if(|(name, _)| name.is_empty());
    let place = all.iter().position(|(name, _)| Some(name.as_str()) == chosen);
    let beyond = place.filter(|&place| place >= MOST_SPEAKERS).map(|place| all[place].clone());
    all.truncate(MOST_SPEAKERS);
    // Who says none of the words that are searched for is still chosen.
    let absent = chosen.filter(|name| place.is_none() && !name.is_empty()).map(|name| (name.to_owned(), 0));
    all.extend(beyond.or(absent));
    all.extend(unknown);
    all
}

fn said(document: &Document, quote: &Quote, speaker: String, marks: &[Span]) -> Said {
    let words = quote.span.of(&document.article.text);
    let end = shown_end(words);
    let mut text = words[..end].trim_end().to_owned();
    let shown = text.len() as u32;
    if end < words.len() {
        text.push('…');
    }
    let speaker_is = quote.speaker.and_then(|n| document.extraction.entities.get(n as usize));
    Said {
        span: quote.span,
        kind: quote.kind,
        text,
        marks: marks.iter().copied().filter(|mark| mark.end <= shown).collect(),
        speaker,
        facet: speaker_is.and_then(|entity| Facet::of_kind(entity.kind)),
        cue: quote.cue.map(|cue| cue.of(&document.article.text).to_owned()),
    }
}

/// Where the words that are shown end: after a whole one.
fn shown_end(words: &str) -> usize {
    if words.len() <= LONGEST {
        return words.len();
    }
    let limit = words.floor_char_boundary(LONGEST);
    words[..limit].rfind(char::is_whitespace).unwrap_or(limit)
}

/// What was typed, word by word, as texts are compared.
fn prefixes(words: &str) -> Vec<String> {
    let mut prefixes = Vec::new();
    each_word(words, |word, _| prefixes.push(word.to_owned()));
    prefixes
}

/// The words of a text that begin with one of these, where all of these begin one.
fn found(text: &str, prefixes: &[String]) -> Option<Vec<Span>> {
    let mut marks = Vec::new();
    let mut met = vec![false; prefixes.len()];
    each_word(text, |word, span| {
        let mut is_met = false;
        for (prefix, met) in prefixes.iter().zip(&mut met) {
            let begins = word.starts_with(prefix.as_str());
            *met |= begins;
            is_met |= begins;
        }
        if is_met {
            marks.push(span);
        }
    });
    met.iter().all(|&met| met).then_some(marks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Kind;
    use crate::books::tests::{article, name_of, named, says, why};

    fn documents() -> Vec<Document> {
        let mut a =
            article("a", "2017-01-03", "Ana Lima said the talks had failed. “Nobody wants war”, she added.");
        let ana = named(&mut a, Kind::Person, "Ana Lima", &[]);
        says(&mut a, "the talks had failed", QuoteKind::Indirect, Some(ana));
        says(&mut a, "Nobody wants war", QuoteKind::Direct, Some(ana));
        let mut b = article("b", "2017-01-04", "“We want talks”, the Press Office said. “Enough.”");
        let office = named(&mut b, Kind::Organization, "Press Office", &[]);
        says(&mut b, "We want talks", QuoteKind::Direct, Some(office));
        says(&mut b, "Enough.", QuoteKind::Direct, None);
        vec![a, b, article("c", "2017-01-05", "Nothing was said.")]
    }

    /// `id: words (speaker)` of each row.
    #[track_caller]
    fn check(speaker: Option<&str>, words: &str, rows: usize, expected: &[&str]) -> Quotes {
        let documents = documents();
        let shelf =
            Shelf { documents: &documents, by_hand: &[], articles: &[1, 0, 2], name: &name_of, why: &why };
        let quotes = gather(&shelf, speaker, words, rows);
        let row =
            |sheaf: &Sheaf, said: &Said| format!("{}: {} ({})", sheaf.origin.id, said.text, said.speaker);
        let shown: Vec<String> = quotes
            .sheaves
            .iter()
            .flat_map(|sheaf| sheaf.said.iter().map(move |said| row(sheaf, said)))
            .collect();
        assert_eq!(shown, expected);
        quotes
    }

    #[test]
    fn quotes_stand_in_the_order_of_the_list() {
        let quotes = check(
            None,
            "",
            9,
            &[
                "b: We want talks (Press Office)",
                "b: Enough. ()",
                "a: the talks had failed (Ana Lima)",
                "a: Nobody wants war (Ana Lima)",
            ],
        );
        assert_eq!((quotes.n_found, quotes.n_all, quotes.n_speakers), (4, 4, 2));
        let speakers = [("Ana Lima".to_owned(), 2), ("Press Office".to_owned(), 1), (String::new(), 1)];
        assert_eq!(quotes.speakers, speakers);
    }

    #[test]
    fn those_of_one_speaker_and_those_of_none() {
        let quotes = check(Some("Ana Lima"), "", 1, &["a: the talks had failed (Ana Lima)"]);
        assert_eq!((quotes.n_found, quotes.speakers.len()), (2, 3));
        check(Some(""), "", 9, &["b: Enough. ()"]);
    }

    #[test]
    fn words_are_searched_for_by_their_beginnings() {
        let quotes = check(
            None,
            "TALK",
            9,
            &["b: We want talks (Press Office)", "a: the talks had failed (Ana Lima)"],
        );
        let said = &quotes.sheaves[0].said[0];
        assert_eq!(said.marks[0].of(&said.text), "talks");
        check(None, "want talk", 9, &["b: We want talks (Press Office)"]);
        let none = check(Some("Ana Lima"), "enough", 9, &[]);
        assert_eq!(none.speakers, [("Ana Lima".to_owned(), 0), (String::new(), 1)]);
    }

    #[test]
    fn a_long_quote_ends_after_a_word() {
        let long = "word ".repeat(400);
        let mut document = article("a", "", &long);
        says(&mut document, long.trim_end(), QuoteKind::Direct, None);
        let shelf = Shelf { documents: &[document], by_hand: &[], articles: &[0], name: &name_of, why: &why };
        let quotes = gather(&shelf, None, "", 9);
        let text = &quotes.sheaves[0].said[0].text;
        assert!(text.ends_with("word…") && text.len() <= LONGEST + '…'.len_utf8(), "{text}");
    }
}
