//! What the user does to the collection: what the page knows of it, and the words for it.

use std::rc::Rc;

use crate::article::{Article, Kind};
use crate::corpus;
use crate::journal::{Act, Event, EventId, Field, Name};
use crate::protocol::Did;
use crate::query::{Facet, Term};
use crate::text::Span;
use crate::view::clauses;

/// What is asked of the worker.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    Act(Vec<Act>),
    /// Undoes these; with none, the last that was done.
    Undo(Vec<EventId>),
    Redo,
    SaveJournal,
}

/// The user's work, as far as the page shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Yours {
    pub yours: Rc<corpus::Yours>,
    /// Grows with everything that is done: rows and article are asked for again.
    pub generation: u32,
    /// What was done last, until it has been read.
    pub said: Option<Said>,
}

/// What there is to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Makes each one new.
    pub number: u32,
    pub words: String,
    /// Whether an undo, or a redo, takes it back.
    pub back: Option<Back>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Back {
    Undo(Vec<EventId>),
    Redo,
}

impl Yours {
    pub fn answered(&mut self, yours: corpus::Yours, did: &[Did]) {
        self.generation += 1;
        self.yours = Rc::new(yours);
        let words: Vec<String> = did.iter().map(sentence).collect();
        let Some(last) = did.last() else { return };
        let back = match last {
            Did::Undone(_) => self.yours.redo.is_some().then_some(Back::Redo),
            Did::Done(_) | Did::Redone(_) => Some(Back::Undo(
                did.iter()
                    .map(|did| match did {
                        Did::Done(e) | Did::Redone(e) | Did::Undone(e) => e.id,
                    })
                    .collect(),
            )),
        };
        self.say(words.join(" "), back);
    }

    pub fn say(&mut self, words: String, back: Option<Back>) {
        let number = self.said.as_ref().map_or(0, |said| said.number + 1).max(self.generation);
        self.said = Some(Said { number, words, back });
    }

    /// What came of a file that was a journal.
    pub fn merged(&mut self, path: &str, n_added: u32, n_bad: u32) {
        let mut words = match n_added {
            0 => format!("{path}: nothing new in this journal."),
            1 => format!("{path}: 1 change was taken over."),
            n => format!("{path}: {n} changes were taken over."),
        };
        if n_bad > 0 {
            words.push_str(&format!(" Lines that are no change: {n_bad}."));
        }
        self.say(words, None);
    }
}

/// 'Starred.', 'Undone: title corrected.'
pub fn sentence(did: &Did) -> String {
    match did {
        Did::Done(event) => format!("{}.", phrase(&event.act)),
        Did::Undone(event) => format!("Undone: {}.", lower(&phrase(&event.act))),
        Did::Redone(event) => format!("Done again: {}.", lower(&phrase(&event.act))),
    }
}

/// The phrases are English: the page has no need of the letters of all scripts.
fn lower(phrase: &str) -> String {
    let mut phrase = phrase.to_owned();
    if let Some(first) = phrase.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    phrase
}

/// What was done, in a few words: 'Title corrected', '“A” is called “B” now'.
pub fn phrase(act: &Act) -> String {
    match act {
        Act::Star { on: true, .. } => "Starred".to_owned(),
        Act::Star { on: false, .. } => "Star taken off".to_owned(),
        Act::Tag { tag, on: true, .. } => format!("Tagged “{tag}”"),
        Act::Tag { tag, on: false, .. } => format!("Tag “{tag}” taken off"),
        Act::Note { .. } => "Note added".to_owned(),
        Act::Renote { text: Some(_), .. } => "Note changed".to_owned(),
        Act::Renote { text: None, .. } => "Note deleted".to_owned(),
        Act::Correct { value, .. } => format!("{} corrected", field_words(value.field())),
        Act::Restore { .. } => "Line put back into the story".to_owned(),
        Act::Drop { .. } => "Paragraph left out of the story".to_owned(),
        Act::Merge { name, into } => format!("“{}” counts as “{}” now", name.name, into.name),
        Act::Split { name } => format!("“{}” stands for itself now", name.name),
        Act::Rename { name, to } => format!("“{}” is called “{to}” now", name.name),
        Act::Retype { name, kind } => format!("“{}” is {} now", name.name, kind_words(*kind)),
        Act::Hide { name } => format!("“{}” is hidden", name.name),
        Act::Undo { .. } => "Undone".to_owned(),
        Act::Redo { .. } => "Done again".to_owned(),
    }
}

/// What was done to a name, of all that was done to names: to the one that is looked at,
/// and to those that came to be it.
pub fn done_to<'a>(done: &'a [Event], facet: Facet, name: &str) -> Vec<&'a Event> {
    let is_of = |kind: Kind| Facet::of_kind(kind) == Some(facet);
    let is_it = |other: &Name| is_of(other.kind) && other.name == name;
    let is_about = |act: &Act| match act {
        Act::Merge { name: one, into } => is_it(one) || is_it(into),
        Act::Rename { name: one, to } => is_it(one) || (is_of(one.kind) && to == name),
        Act::Retype { name: one, kind } => one.name == name && (is_of(*kind) || is_of(one.kind)),
        Act::Split { name: one } | Act::Hide { name: one } => is_it(one),
        _ => false,
    };
    done.iter().filter(|event| is_about(&event.act)).collect()
}

/// Why another name counts as the one that is looked at, where that is by hand.
pub fn put_so(other: &str, done: &[&Event]) -> &'static str {
    let why = |event: &&Event| match &event.act {
        Act::Rename { name, .. } if name.name == other => Some("what it was called before you renamed it"),
        Act::Retype { name, .. } if name.name == other => Some("put under this kind by you"),
        _ => None,
    };
    done.iter().find_map(why).unwrap_or("put together by you")
}

/// A field as a form calls it.
pub fn field_words(field: Field) -> &'static str {
    match field {
        Field::Title => "Title",
        Field::Published => "Date",
        Field::Byline => "Byline",
        Field::Source => "Source",
        Field::Summary => "Standfirst",
        Field::Sections => "Sections",
        Field::Language => "Language",
    }
}

/// A kind of name with its article.
pub fn kind_words(kind: Kind) -> &'static str {
    use Kind::*;
    match kind {
        Person => "a person",
        Organization => "an organization",
        Place => "a place",
        Group => "a group",
        Event => "an event",
        Date | Money | Quantity => "a number",
    }
}

/// The clause of a search that asks for a tag, and for no other that begins so.
pub fn tag_clause(tag: &str) -> String {
    format!("tag:\"{}\"", tag.replace('"', " "))
}

/// The search `text`, which has these parts, with a clause more, or without it where
/// it has it.
pub fn toggled(text: &str, terms: &[Term], clause: &str) -> String {
    match terms.iter().position(|term| clauses::typed(term) == clause) {
        Some(n) => clauses::without(text, terms, n),
        None if text.trim().is_empty() => format!("{clause} "),
        None => format!("{} {clause} ", text.trim_end()),
    }
}

/// Words of an article's story that are selected: from and to a place in a paragraph,
/// each by the paragraph's number and the words of it before. Without spaces at the
/// ends; `None` where nothing is left.
pub fn passage(article: &Article, [from, to]: &[(u32, String); 2]) -> Option<Span> {
    let place = |(paragraph, before): &(u32, String)| {
        let span = article.paragraphs.get(*paragraph as usize)?;
        let at = (span.start as usize + before.len()).min(span.end as usize);
        Some(article.text.floor_char_boundary(at))
    };
    let (start, end) = (place(from)?, place(to)?);
    let words = article.text.get(start..end)?;
    let start = start + (words.len() - words.trim_start().len());
    let end = start + words.trim().len();
    (start < end).then(|| Span::new(start, end))
}

/// Whether a search has a clause.
pub fn has_clause(terms: &[Term], clause: &str) -> bool {
    terms.iter().any(|term| clauses::typed(term) == clause)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArticleId;
    use crate::query::{parse, terms};

    fn event(act: Act) -> Event {
        Event { id: EventId(7), time: 0, act }
    }

    fn star() -> Event {
        event(Act::Star { article: ArticleId("a".into()), on: true })
    }

    #[test]
    fn what_is_done_is_said_with_its_way_back() {
        let mut yours = Yours::default();
        yours.answered(corpus::Yours::default(), &[Did::Done(star())]);
        let said = yours.said.clone().unwrap();
        assert_eq!((said.words.as_str(), said.back), ("Starred.", Some(Back::Undo(vec![EventId(7)]))));
        let redo = corpus::Yours { redo: Some(star()), ..corpus::Yours::default() };
        yours.answered(redo, &[Did::Undone(star())]);
        let undone = yours.said.clone().unwrap();
        assert_eq!((undone.words.as_str(), undone.back), ("Undone: starred.", Some(Back::Redo)));
        assert!(undone.number > said.number);
        yours.merged("journal.jsonl", 2, 1);
        let words = "journal.jsonl: 2 changes were taken over. Lines that are no change: 1.";
        assert_eq!(yours.said.unwrap().words, words);
    }

    #[test]
    fn acts_are_told_in_words() {
        let name = || Name { kind: Kind::Person, name: "SVR".into() };
        assert_eq!(
            phrase(&Act::Retype { name: name(), kind: Kind::Organization }),
            "“SVR” is an organization now"
        );
        assert_eq!(sentence(&Did::Undone(event(Act::Hide { name: name() }))), "Undone: “SVR” is hidden.");
    }

    #[test]
    fn a_name_tells_what_was_done_to_it() {
        let name = |name: &str| Name { kind: Kind::Person, name: name.into() };
        let done = [
            event(Act::Rename { name: name("Ada"), to: "Ada King".into() }),
            event(Act::Merge { name: name("A. L."), into: name("Ada King") }),
            event(Act::Hide { name: name("Share") }),
            event(Act::Retype { name: name("SVR"), kind: Kind::Organization }),
        ];
        let of = |facet, name| done_to(&done, facet, name).len();
        assert_eq!(of(Facet::Person, "Ada King"), 2);
        assert_eq!((of(Facet::Person, "Share"), of(Facet::Place, "Share")), (1, 0));
        assert_eq!((of(Facet::Organization, "SVR"), of(Facet::Place, "SVR")), (1, 0));
        let done = done_to(&done, Facet::Person, "Ada King");
        assert_eq!(put_so("Ada", &done), "what it was called before you renamed it");
        assert_eq!(put_so("A. L.", &done), "put together by you");
    }

    #[test]
    fn what_is_selected_is_a_passage() {
        let mut article = crate::clean::keep_all(crate::article::RawArticle {
            file: String::new(),
            id: ArticleId("a".into()),
            text: "Ein größer Hafen.\n\nA ferry runs.".into(),
        });
        let between = article.text.find("\n\n").unwrap();
        article.paragraphs = vec![Span::new(0, between), Span::new(between + 2, article.text.len())];
        let check = |from: (u32, &str), to: (u32, &str), expected: Option<&str>| {
            let ends = [(from.0, from.1.to_owned()), (to.0, to.1.to_owned())];
            assert_eq!(passage(&article, &ends).map(|span| span.of(&article.text)), expected);
        };
        check((0, "Ein "), (0, "Ein größer "), Some("größer"));
        check((0, "Ein größer"), (1, "A"), Some("Hafen.\n\nA"));
        check((0, "Ein größer Hafen."), (1, ""), None);
        check((0, "x"), (0, &"x".repeat(99)), Some("in größer Hafen."));
        check((1, "A"), (0, "Ein"), None);
        check((7, ""), (9, ""), None);
    }

    #[test]
    fn a_clause_comes_and_goes() {
        let check = |text: &str, clause: &str, expected: &str| {
            let parts = terms(text, &parse(text));
            let with = toggled(text, &parts, clause);
            assert_eq!(with, expected, "{text}");
            let parts = terms(&with, &parse(&with));
            assert!(has_clause(&parts, clause) != has_clause(&terms(text, &parse(text)), clause));
        };
        check("", "has:star", "has:star ");
        check("gas transit", "has:star", "gas transit has:star ");
        check("gas has:star transit ", "has:star", "gas transit ");
        check("gas ", "tag:\"to read\"", "gas tag:\"to read\" ");
        check("gas tag:\"to read\"", &tag_clause("to read"), "gas ");
        assert_eq!(tag_clause("sea"), "tag:\"sea\"");
    }
}
