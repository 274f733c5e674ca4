//! What of somebody's work goes with the articles that they hand on.
//!
//! Corrections always do: they are why the articles read as they do. Stars, tags and
//! notes do where that is wanted. What was undone, taken off, struck or put in other
//! words stays behind, and so does whatever was done to others.
//!
//! What goes keeps its ids, so that whoever gets back what they gave away has it as it
//! was. A note that was put in other words goes with the last of them in place of
//! the first; how it came to be is nobody's business.
//!
//! Limits: who has an earlier case file keeps what was undone since.

use super::texts::{Texts, first_words};
use crate::article::{ArticleId, Document};
use crate::journal::{Act, Anchor, Correction, Event, EventId, Field, Journal};
use crate::text::{Span, name_key};

/// What is handed on: articles, and the names in them.
#[derive(Default)]
pub struct Here {
    ids: Vec<ArticleId>,
    names: Vec<String>,
}

impl Here {
    pub fn add(&mut self, Document { article, extraction }: &Document) {
        self.ids.push(article.id.clone());
        for entity in &extraction.entities {
            self.names.extend(entity.aliases.iter().chain([&entity.name]).map(|name| name_key(name)));
        }
    }

    fn sort(&mut self) {
        crate::order::sort(&mut self.ids);
        crate::order::sort(&mut self.names);
        self.names.dedup();
    }

    fn has(&self, id: &ArticleId) -> bool {
        self.ids.binary_search(id).is_ok()
    }
}

/// What goes along.
#[derive(Debug, Default)]
pub struct Handed {
    pub journal: Journal,
    /// How many notes are on words of a text that does not go along.
    pub n_apart: u32,
}

/// What goes along of a journal, with the stars, tags and notes or without.
pub fn handed(journal: &Journal, mut here: Here, texts: Texts, marks: bool) -> Handed {
    here.sort();
    let (last, notes) = (Last::of(journal), Wording::of(journal));
    let mut n_apart = 0;
    let mut goes = |event: &Event| -> Option<Act> {
        let act = &event.act;
        if act.article().is_some_and(|article| !here.has(article)) {
            return None;
        }
        let goes = match act {
            Act::Star { on, .. } | Act::Tag { on, .. } => marks && *on && last.is(event),
            Act::Note { article, at, .. } => {
                let text = Wording::find(&notes, event.id)?.text;
                let at = at.as_ref().map(|at| if texts == Texts::Full { at.clone() } else { bare(at) });
                n_apart += u32::from(marks && texts != Texts::Full && at.is_some());
                let note = Act::Note { article: article.clone(), at, text: text.to_owned() };
                return marks.then_some(note);
            }
            // So that who has the first wording has the last one, too.
            Act::Renote { note, .. } => {
                let note = Wording::find(&notes, *note).filter(|note| here.has(note.article));
                marks && note.is_some_and(|note| note.by == event.id)
            }
            Act::Correct { value, .. } => last.is(event) && (texts != Texts::Data || !is_text(value)),
            // By words of lines that are not there.
            Act::Restore { .. } | Act::Drop { .. } => texts == Texts::Full,
            Act::Merge { name, into } => here.knows(&name.name, &into.name),
            Act::Rename { name, to } => here.knows(&name.name, to),
            Act::Split { name } | Act::Retype { name, .. } | Act::Hide { name } => {
                here.knows(&name.name, &name.name)
            }
            Act::Undo { .. } | Act::Redo { .. } => false,
        };
        goes.then(|| act.clone())
    };
    let events: Vec<Event> =
        journal.in_force().filter_map(|event| Some(Event { act: goes(event)?, ..*event })).collect();
    let mut journal = Journal::default();
    journal.merge(events);
    Handed { journal, n_apart }
}

impl Here {
    /// Whether the articles have a name, by which something is done to them; then they have
    /// the other, too.
    fn knows(&mut self, name: &str, becomes: &str) -> bool {
        let is_known = self.names.binary_search(&name_key(name)).is_ok();
        if is_known && let Err(at) = self.names.binary_search(&name_key(becomes)) {
            self.names.insert(at, name_key(becomes));
        }
        is_known
    }
}

/// What acts of one kind are about: of those about the same, the last counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum About<'a> {
    Star(&'a ArticleId),
    Tag(&'a ArticleId, &'a str),
    Field(&'a ArticleId, Field),
}

fn about(act: &Act) -> Option<About<'_>> {
    match act {
        Act::Star { article, .. } => Some(About::Star(article)),
        Act::Tag { article, tag, .. } => Some(About::Tag(article, tag)),
        Act::Correct { article, value } => Some(About::Field(article, value.field())),
        _ => None,
    }
}

/// The last in force of those that are about the same, in the order of that.
struct Last<'a>(Vec<(About<'a>, &'a Event)>);

impl<'a> Last<'a> {
    fn of(journal: &'a Journal) -> Last<'a> {
        let mut last: Vec<(About<'a>, &'a Event)> =
            journal.in_force().filter_map(|event| Some((about(&event.act)?, event))).collect();
        last.reverse();
        last.sort_by(|a, b| a.0.cmp(&b.0));
        last.dedup_by(|later, first| later.0 == first.0);
        Last(last)
    }

    fn find(&self, wanted: &About<'_>) -> Option<&'a Event> {
        let at = self.0.binary_search_by(|entry| entry.0.cmp(wanted)).ok()?;
        Some(self.0[at].1)
    }

    fn is(&self, event: &Event) -> bool {
        about(&event.act).and_then(|about| self.find(&about)).is_some_and(|last| last.id == event.id)
    }
}

/// A note as it reads now.
struct Wording<'a> {
    note: EventId,
    article: &'a ArticleId,
    text: &'a str,
    /// What has worded it so.
    by: EventId,
}

impl<'a> Wording<'a> {
    /// Those that were not struck, in the order of their ids.
    fn of(journal: &'a Journal) -> Vec<Wording<'a>> {
        let mut notes: Vec<Wording> = Vec::new();
        for event in journal.in_force() {
            match &event.act {
                Act::Note { article, text, .. } => {
                    notes.push(Wording { note: event.id, article, text, by: event.id });
                }
                Act::Renote { note, text: Some(text) } => {
                    let known = notes.iter_mut().find(|known| known.note == *note);
                    known.into_iter().for_each(|known| (known.text, known.by) = (text, event.id));
                }
                Act::Renote { note, text: None } => notes.retain(|known| known.note != *note),
                _ => {}
            }
        }
        crate::order::sort_by(&mut notes, |a, b| a.note.cmp(&b.note));
        notes
    }

    fn find<'b>(notes: &'b [Wording<'a>], note: EventId) -> Option<&'b Wording<'a>> {
        let at = notes.binary_search_by(|known| known.note.cmp(&note)).ok()?;
        Some(&notes[at])
    }
}

/// Whether a correction is itself some of the story's text.
fn is_text(value: &Correction) -> bool {
    value.field() == Field::Summary
}

/// The words that a note is on, without what stands around them: no more of them than of
/// any paragraph. Once the whole text is there, they are found in it.
fn bare(at: &Anchor) -> Anchor {
    let words = first_words(Span::new(0, at.exact.len()), &at.exact).of(&at.exact);
    let end = at.start.saturating_add(words.chars().count() as u32);
    Anchor { exact: words.to_owned(), prefix: String::new(), suffix: String::new(), start: at.start, end }
}

#[cfg(test)]
mod tests {
    use super::super::texts::reduced;
    use super::*;
    use crate::article::Kind;
    use crate::corpus::{Corpus, Options, Reading, Recurring, clean_file};
    use crate::ingest::SourceFile;
    use crate::journal::{Name, Place, Work};
    use proptest::prelude::*;

    const FERRY: &str = include_str!("../../tests/texts/ferry.txt");
    const MILL: &str = include_str!("../../tests/texts/mill.txt");

    fn readings() -> Vec<Reading> {
        let read = |(name, text): (&str, &str)| {
            let article = clean_file(&SourceFile::new(name, text.into()), Options::default()).unwrap();
            Reading::of(article, &Recurring::default(), None)
        };
        [("ferry.txt", FERRY), ("mill.txt", MILL)].map(read).into()
    }

    fn corpus(readings: &[Reading], events: &[Event]) -> Corpus {
        let mut corpus = Corpus::new();
        for reading in readings {
            corpus.add_reading(reading.clone());
        }
        corpus.merge(events.to_vec());
        for article in corpus.unread() {
            corpus.understood(Reading::of(article, &Recurring::default(), None));
        }
        corpus
    }

    fn here(readings: &[Reading]) -> Here {
        let mut here = Here::default();
        readings.iter().for_each(|reading| here.add(&reading.document));
        here
    }

    fn journal(acts: &[Act]) -> Journal {
        let mut journal = Journal::default();
        let event = |(n, act): (u64, &Act)| Event { id: EventId(u128::from(n)), time: n, act: act.clone() };
        journal.merge((1..).zip(acts).map(event));
        journal
    }

    fn id(n: usize) -> ArticleId {
        readings()[n].document.article.id.clone()
    }

    fn note(n: usize, words: &str, text: &str) -> Act {
        let story = &readings()[n].document.article.text;
        let start = story.find(words).unwrap();
        let at = (!words.is_empty()).then(|| Anchor::of(story, Span::new(start, start + words.len())));
        Act::Note { article: id(n), at, text: text.into() }
    }

    fn keller() -> Name {
        Name { kind: Kind::Person, name: "Maria Keller".into() }
    }

    /// Everything that leaves something behind.
    fn acts() -> Vec<Act> {
        let tag = |tag: &str, on| Act::Tag { article: id(0), tag: tag.into(), on };
        let title = |text: &str| Act::Correct { article: id(0), value: Correction::Title(Some(text.into())) };
        vec![
            note(0, "", "first-wording"),
            Act::Renote { note: EventId(1), text: Some("second-wording".into()) },
            Act::Renote { note: EventId(1), text: Some("last-wording".into()) },
            note(0, "piano", "struck-note"),
            Act::Renote { note: EventId(4), text: Some("struck-again".into()) },
            Act::Renote { note: EventId(4), text: None },
            note(0, "forty", "undone-note"),
            Act::Undo { event: EventId(7) },
            tag("tag-off", true),
            tag("tag-off", false),
            tag("tag-on", true),
            title("first-title"),
            title("last-title"),
            note(1, "", "elsewhere"),
            note(0, "forty passengers", "kept-note"),
            Act::Star { article: id(0), on: true },
            Act::Rename { name: keller(), to: "M. K.".into() },
            Act::Hide { name: Name { kind: Kind::Person, name: "John Smith".into() } },
        ]
    }

    #[test]
    fn what_was_taken_back_is_not_in_the_bytes() {
        for (marks, there) in [
            (true, &["last-wording", "tag-on", "last-title", "kept-note", "M. K."][..]),
            (false, &["last-title", "M. K."]),
        ] {
            let handed = handed(&journal(&acts()), here(&readings()[..1]), Texts::Full, marks);
            let bytes = handed.journal.encode();
            let text = String::from_utf8_lossy(&bytes);
            for word in [
                "first-wording",
                "second-wording",
                "last-wording",
                "struck-note",
                "struck-again",
                "undone-note",
                "tag-off",
                "tag-on",
                "first-title",
                "last-title",
                "elsewhere",
                "kept-note",
                "M. K.",
                "John Smith",
            ] {
                assert_eq!(text.contains(word), there.contains(&word), "{word}, marks: {marks}");
            }
        }
    }

    #[test]
    fn notes_on_words_that_stay_behind_keep_the_words() {
        let long = "The ferry has taken up its service after a winter of repairs, the harbour office in London said.";
        let acts = [note(0, "forty passengers", "Only?"), note(0, long, "All"), note(0, "", "Why?")];
        for texts in [Texts::Snippets, Texts::Data] {
            let handed = handed(&journal(&acts), here(&readings()[..1]), texts, true);
            assert_eq!(handed.n_apart, 2);
            let part = reduced(readings()[0].clone(), texts);
            let mut corpus = corpus(&[part], handed.journal.events());
            let on = |corpus: &Corpus| -> Vec<_> {
                corpus.work(0).notes.into_iter().map(|note| note.on.map(|on| on.0)).collect()
            };
            let twelve = "The ferry has taken up its service after a winter of repairs,";
            assert_eq!(on(&corpus), [Some("forty passengers".into()), Some(twelve.into()), None]);
            assert!(!String::from_utf8_lossy(&handed.journal.encode()).contains("carried"));
            // And stand at them, once these are there.
            corpus.add_reading(readings()[0].clone()).unwrap();
            let places = corpus.work(0).notes.into_iter().filter_map(|note| note.on);
            assert!(places.map(|on| on.1).all(|place| matches!(place, Place::Text(_))));
        }
    }

    /// What can be seen of work: how it came to be can't.
    fn seen(work: &Work) -> impl PartialEq + std::fmt::Debug + use<> {
        let notes: Vec<_> =
            work.notes.iter().map(|note| (note.id, note.text.clone(), note.on.clone())).collect();
        let mut fields: Vec<_> = work.fields.iter().map(|field| (field.field, field.was.clone())).collect();
        fields.sort();
        let lines: Vec<u32> = work.lines.iter().map(|line| line.0).collect();
        (work.starred, work.tags.clone(), notes, fields, lines)
    }

    /// An act out of numbers, about either article or about anything done before.
    fn act((kind, n, a, b): (u8, u8, u16, u16)) -> Act {
        let reading = &readings()[usize::from(n % 2)];
        let (article, document) = (reading.document.article.id.clone(), &reading.document);
        let part = |text: &str| {
            let place = |n: u16| text.floor_char_boundary(usize::from(n) % (text.len() + 1));
            Anchor::of(text, Span::new(place(a).min(place(b)), place(a).max(place(b))))
        };
        let before = EventId(u128::from(a % 12));
        let name = document.extraction.entities.iter().map(|e| Name { kind: e.kind, name: e.name.clone() });
        let mut names: Vec<Name> = name.collect();
        names.push(Name { kind: Kind::Person, name: format!("Name {}", a % 3) });
        let name = || names[usize::from(b) % names.len()].clone();
        let text = (b % 3 > 0).then(|| format!("Text {b}"));
        match kind % 14 {
            0 => Act::Star { article, on: a % 2 == 0 },
            1 => Act::Tag { article, tag: format!("{}", a % 3), on: b % 2 == 0 },
            2 | 3 => Act::Note {
                article,
                at: (a % 2 == 0).then(|| part(&document.article.text)),
                text: format!("{b}"),
            },
            4 | 5 => Act::Renote { note: before, text },
            6 => Act::Correct { article, value: Correction::Title(text) },
            7 => Act::Correct {
                article,
                value: Correction::Published(crate::date::Date::day(2000 + i32::from(a % 30), 5, 1)),
            },
            8 => Act::Restore { article, line: part(&document.article.raw) },
            9 => Act::Drop { article, paragraph: part(&document.article.text) },
            10 => Act::Rename { name: name(), to: format!("Name {}", a % 3) },
            11 => Act::Hide { name: name() },
            12 => Act::Undo { event: before },
            _ => Act::Redo { event: before },
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Who gets everything sees what the sender sees; and the sender, who gets
        /// any of it back, has what they had.
        #[test]
        fn what_is_handed_on_is_what_is_seen(
            acts in proptest::collection::vec(any::<(u8, u8, u16, u16)>(), 0..14), texts in 0..3_usize, marks: bool
        ) {
            let acts: Vec<Act> = acts.into_iter().map(act).collect();
            let journal = journal(&acts);
            let readings = readings();
            let sender = corpus(&readings, journal.events());
            let there = handed(&journal, here(&readings), Texts::Full, true);
            let other = corpus(&readings, there.journal.events());
            for n in 0..2 {
                prop_assert_eq!(other.shown(n), sender.shown(n));
                prop_assert_eq!(seen(&other.work(n)), seen(&sender.work(n)));
            }
            for some in [&readings[..1], &readings[..]] {
                let back = handed(&journal, here(some), Texts::ALL[texts], marks).journal;
                let mut again = corpus(&readings, journal.events());
                again.merge(back.events().to_vec());
                prop_assert_eq!(again.documents(), sender.documents());
                prop_assert_eq!(again.journal(), sender.journal());
            }
        }
    }
}
