//! What the user did to a collection: a journal of events.
//!
//! Nothing that was read of a file is ever changed. What the user does, from a
//! star to a corrected date, is an [`Event`]; what is shown is worked out from
//! what was read and from the events that are in force. So everything can be
//! undone, also tomorrow, and two people's journals are merged by putting their
//! events together.
//!
//! ```text
//! events ──in force──▶ acts ──┬─▶ stars, tags, notes      (marks)
//!                             ├─▶ an article's corrections (corrections)
//!                             └─▶ names by hand            (names)
//! ```
//!
//! An article is known by the hash of its bytes, words in it by an [`Anchor`], so
//! that events hold for a new reading of the same file. Ids and times of events
//! are given by the edges: there is no chance and no clock in here.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::article::{ArticleId, Kind};
use crate::date::Date;

pub use anchor::Anchor;

pub use replay::{Corrected, Hand, Lost, Note, Place, Replayed, Work, place_notes, replay, said};

mod anchor;
pub mod lines;
mod replay;

/// What is encoded begins with this. Acts are only ever added at the end of their
/// list, so that older journals stay readable: counted up where that can't be.
const FORMAT: u32 = 1;

/// What an event is known by: 128 bits of chance. Read and shown by people as 32
/// hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub u128);

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl Serialize for EventId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            self.0.to_le_bytes().serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for EventId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return <[u8; 16]>::deserialize(deserializer).map(|bytes| EventId(u128::from_le_bytes(bytes)));
        }
        let digits = String::deserialize(deserializer)?;
        let is_digits = digits.len() == 32 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        let number = u128::from_str_radix(&digits, 16).ok().filter(|_| is_digits);
        number.map(EventId).ok_or_else(|| D::Error::custom("an id is 32 hexadecimal digits"))
    }
}

/// One thing that the user did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub id: EventId,
    /// Milliseconds of Unix time.
    #[serde(with = "lines::moment")]
    pub time: u64,
    pub act: Act,
}

/// A name of the collection, as it was shown when something was done to it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Name {
    pub kind: Kind,
    pub name: String,
}

/// A field's right value, or that it has none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Correction {
    Title(Option<String>),
    #[serde(with = "lines::date")]
    Published(Option<Date>),
    Byline(Option<String>),
    Source(Option<String>),
    Summary(Option<String>),
    /// Outermost first; none where empty.
    Sections(Vec<String>),
    /// BCP 47.
    Language(Option<String>),
}

/// The fields that can be corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    Title,
    Published,
    Byline,
    Source,
    Summary,
    Sections,
    Language,
}

impl Field {
    pub const ALL: [Field; 7] = [
        Field::Title,
        Field::Summary,
        Field::Byline,
        Field::Source,
        Field::Published,
        Field::Sections,
        Field::Language,
    ];

    /// As the exports call it.
    pub fn key(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Published => "published",
            Field::Byline => "byline",
            Field::Source => "source",
            Field::Summary => "summary",
            Field::Sections => "sections",
            Field::Language => "language",
        }
    }
}

impl Correction {
    pub fn field(&self) -> Field {
        match self {
            Correction::Title(_) => Field::Title,
            Correction::Published(_) => Field::Published,
            Correction::Byline(_) => Field::Byline,
            Correction::Source(_) => Field::Source,
            Correction::Summary(_) => Field::Summary,
            Correction::Sections(_) => Field::Sections,
            Correction::Language(_) => Field::Language,
        }
    }
}

/// What can be done. New ones are added at the end: see [`FORMAT`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// Stars an article, or takes its star off.
    Star {
        article: ArticleId,
        on: bool,
    },
    /// Tags an article, or takes the tag off.
    Tag {
        article: ArticleId,
        tag: String,
        on: bool,
    },
    /// Notes something on an article, or on words of its story. The note is known
    /// by the event's id.
    Note {
        article: ArticleId,
        at: Option<Anchor>,
        text: String,
    },
    /// Puts other words into a note; without any it is struck.
    Renote {
        note: EventId,
        text: Option<String>,
    },
    Correct {
        article: ArticleId,
        value: Correction,
    },
    /// Makes a dropped line of the raw text part of the story.
    Restore {
        article: ArticleId,
        line: Anchor,
    },
    /// Drops a paragraph of the story.
    Drop {
        article: ArticleId,
        paragraph: Anchor,
    },
    /// Two names are one's: the second is shown.
    Merge {
        name: Name,
        into: Name,
    },
    /// A name is not whom it was taken for: it stands for itself.
    Split {
        name: Name,
    },
    Rename {
        name: Name,
        to: String,
    },
    /// It is a thing of another kind: an organization and no person.
    Retype {
        name: Name,
        kind: Kind,
    },
    /// It is no name at all, or nobody's business.
    Hide {
        name: Name,
    },
    Undo {
        event: EventId,
    },
    Redo {
        event: EventId,
    },
}

impl Act {
    /// The article that it is about, where it is about one.
    pub fn article(&self) -> Option<&ArticleId> {
        match self {
            Act::Star { article, .. }
            | Act::Tag { article, .. }
            | Act::Note { article, .. }
            | Act::Correct { article, .. }
            | Act::Restore { article, .. }
            | Act::Drop { article, .. } => Some(article),
            _ => None,
        }
    }
}

/// What does not read as a journal, or is one of a later version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAJournal;

impl fmt::Display for NotAJournal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it does not read as a journal of this version of Cuttings")
    }
}

impl std::error::Error for NotAJournal {}

impl Event {
    /// As it is stored. A journal's bytes are not its events' bytes in a row.
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_stdvec(&(FORMAT, self)).expect("events are plain data")
    }

    pub fn decode(bytes: &[u8]) -> Result<Event, NotAJournal> {
        let (format, event): (u32, Event) = postcard::from_bytes(bytes).map_err(|_| NotAJournal)?;
        if format == FORMAT { Ok(event) } else { Err(NotAJournal) }
    }

    fn place(&self) -> (u64, EventId) {
        (self.time, self.id)
    }
}

/// Events in the order of their times; of one time, of their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    events: Vec<Event>,
}

impl Journal {
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// The event of that id.
    pub fn event(&self, id: EventId) -> Option<&Event> {
        self.events.iter().find(|event| event.id == id)
    }

    /// A time for what is done now: after all that is here, also where the clock
    /// goes back, or two things are done within its tick.
    pub fn time(&self, now: u64) -> u64 {
        self.events.last().map_or(now, |last| now.max(last.time.saturating_add(1)))
    }

    /// Adds events; those that are here already are not added. Gives those that were.
    pub fn merge(&mut self, events: impl IntoIterator<Item = Event>) -> Vec<Event> {
        let mut known: Vec<EventId> = self.events.iter().map(|event| event.id).collect();
        crate::order::sort(&mut known);
        let mut added = Vec::new();
        for event in events {
            if let Err(place) = known.binary_search(&event.id) {
                known.insert(place, event.id);
                added.push(event);
            }
        }
        if !added.is_empty() {
            self.events.extend(added.iter().cloned());
            crate::order::sort_by(&mut self.events, |a, b| a.place().cmp(&b.place()));
        }
        added
    }

    pub fn encode(&self) -> Vec<u8> {
        postcard::to_stdvec(&(FORMAT, &self.events)).expect("events are plain data")
    }

    pub fn decode(bytes: &[u8]) -> Result<Journal, NotAJournal> {
        let (format, events): (u32, Vec<Event>) = postcard::from_bytes(bytes).map_err(|_| NotAJournal)?;
        if format != FORMAT {
            return Err(NotAJournal);
        }
        let mut journal = Journal::default();
        journal.merge(events);
        Ok(journal)
    }

    /// What was last said of each event that was undone or done again: its id, when,
    /// and whether it is undone. In the order of ids.
    fn turns(&self) -> Vec<(EventId, (u64, EventId), bool)> {
        let mut turns: Vec<_> = self
            .events
            .iter()
            .filter_map(|event| match event.act {
                Act::Undo { event: id } => Some((id, event.place(), true)),
                Act::Redo { event: id } => Some((id, event.place(), false)),
                _ => None,
            })
            .collect();
        crate::order::sort_by(&mut turns, |a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        turns.dedup_by_key(|turn| turn.0);
        turns
    }

    /// All that was done, each with when it was done or undone last, and whether it is undone.
    fn done(&self) -> impl Iterator<Item = (&Event, (u64, EventId), bool)> {
        let turns = self.turns();
        let acts = self.events.iter().filter(|e| !matches!(e.act, Act::Undo { .. } | Act::Redo { .. }));
        acts.map(move |event| match turns.binary_search_by(|turn| turn.0.cmp(&event.id)) {
            Ok(n) => (event, turns[n].1, turns[n].2),
            Err(_) => (event, event.place(), false),
        })
    }

    /// What was done and not undone, in order.
    pub fn in_force(&self) -> impl Iterator<Item = &Event> {
        self.done().filter(|done| !done.2).map(|done| done.0)
    }

    /// Whether an event is here and in force.
    pub fn holds(&self, id: EventId) -> bool {
        self.in_force().any(|event| event.id == id)
    }

    /// What an undo would undo: the last that was done, or done again. What others do
    /// at the same time, by these ids in their order, is theirs to undo.
    pub fn undoable(&self, others: &[EventId]) -> Option<&Event> {
        let last = self.done().filter(|done| !done.2 && is_own(done.0, others)).max_by_key(|done| done.1);
        last.map(|done| done.0)
    }

    /// What a redo would do again: the last that was undone, where nothing else
    /// has been done since, of what the others have not done.
    pub fn redoable(&self, others: &[EventId]) -> Option<&Event> {
        let undone = self.done().filter(|done| done.2 && is_own(done.0, others));
        let (event, when, _) = undone.max_by_key(|done| done.1)?;
        let is_act = |event: &Event| !matches!(event.act, Act::Undo { .. } | Act::Redo { .. });
        let since =
            self.events.iter().any(|other| other.place() > when && is_act(other) && is_own(other, others));
        (!since).then_some(event)
    }
}

fn is_own(event: &Event, others: &[EventId]) -> bool {
    others.binary_search(&event.id).is_err()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub fn article(n: u32) -> ArticleId {
        ArticleId(format!("{n:016x}"))
    }

    pub fn event(id: u128, time: u64, act: Act) -> Event {
        Event { id: EventId(id), time, act }
    }

    fn star(id: u128, time: u64) -> Event {
        event(id, time, Act::Star { article: article(1), on: true })
    }

    fn undo(id: u128, time: u64, of: u128) -> Event {
        event(id, time, Act::Undo { event: EventId(of) })
    }

    fn redo(id: u128, time: u64, of: u128) -> Event {
        event(id, time, Act::Redo { event: EventId(of) })
    }

    fn journal(events: impl IntoIterator<Item = Event>) -> Journal {
        let mut journal = Journal::default();
        journal.merge(events);
        journal
    }

    fn ids<'a>(events: impl IntoIterator<Item = &'a Event>) -> Vec<u128> {
        events.into_iter().map(|event| event.id.0).collect()
    }

    /// One of each.
    pub fn one_of_each() -> Vec<Event> {
        let name = |name: &str| Name { kind: Kind::Person, name: name.into() };
        let at = || Anchor::of("The ferry runs again.", crate::text::Span::new(4, 9));
        let text = || Some("Ferry".to_owned());
        let correct = |value| Act::Correct { article: article(1), value };
        let acts = vec![
            Act::Star { article: article(1), on: true },
            Act::Tag { article: article(1), tag: "to read".into(), on: false },
            Act::Note { article: article(1), at: Some(at()), text: "See “Piano”\nthere".into() },
            Act::Renote { note: EventId(3), text: None },
            correct(Correction::Title(text())),
            correct(Correction::Published("2017-09-05T21:21+04:00".parse().ok())),
            correct(Correction::Published(None)),
            correct(Correction::Byline(None)),
            correct(Correction::Source(text())),
            correct(Correction::Summary(text())),
            correct(Correction::Sections(vec!["World".into(), "Sea".into()])),
            correct(Correction::Language(text())),
            Act::Restore { article: article(2), line: at() },
            Act::Drop { article: article(2), paragraph: at() },
            Act::Merge { name: name("Keller"), into: name("Maria Keller") },
            Act::Split { name: name("Keller") },
            Act::Rename { name: name("Keller"), to: "M. Keller".into() },
            Act::Retype { name: name("Keller"), kind: Kind::Organization },
            Act::Hide { name: name("Share") },
            Act::Undo { event: EventId(1) },
            Act::Redo { event: EventId(1) },
        ];
        (1..).zip(acts).map(|(n, act)| event(n, 1_760_000_000_000 + n as u64, act)).collect()
    }

    #[test]
    fn what_is_undone_is_not_in_force_until_it_is_done_again() {
        let all = [star(1, 10), star(2, 20), undo(3, 30, 2), redo(4, 40, 2), undo(5, 50, 1)];
        assert_eq!(ids(journal(all[..2].to_vec()).in_force()), [1, 2]);
        assert_eq!(ids(journal(all[..3].to_vec()).in_force()), [1]);
        assert_eq!(ids(journal(all[..4].to_vec()).in_force()), [1, 2]);
        assert_eq!(ids(journal(all.to_vec()).in_force()), [2]);
        assert!(journal(all.to_vec()).holds(EventId(2)) && !journal(all.to_vec()).holds(EventId(1)));
    }

    #[test]
    fn undo_goes_back_and_redo_forth() {
        let next = |events: &[Event]| {
            let journal = journal(events.to_vec());
            (journal.undoable(&[]).map(|e| e.id.0), journal.redoable(&[]).map(|e| e.id.0))
        };
        let mut events = vec![star(1, 10), star(2, 20)];
        assert_eq!(next(&events), (Some(2), None));
        events.push(undo(3, 30, 2));
        assert_eq!(next(&events), (Some(1), Some(2)));
        events.push(undo(4, 40, 1));
        assert_eq!(next(&events), (None, Some(1)));
        events.push(redo(5, 50, 1));
        assert_eq!(next(&events), (Some(1), Some(2)));
        events.push(redo(6, 60, 2));
        assert_eq!(next(&events), (Some(2), None));
        events.push(undo(7, 70, 2));
        events.push(star(8, 80));
        assert_eq!(next(&events), (Some(8), None));
    }

    #[test]
    fn what_others_do_is_theirs_to_undo() {
        let next = |events: &[Event], others: &[u128]| {
            let others: Vec<EventId> = others.iter().map(|&id| EventId(id)).collect();
            let journal = journal(events.to_vec());
            (journal.undoable(&others).map(|e| e.id.0), journal.redoable(&others).map(|e| e.id.0))
        };
        let mut events = vec![star(1, 10), star(2, 20)];
        assert_eq!(next(&events, &[2]), (Some(1), None));
        assert_eq!(next(&events, &[1, 2]), (None, None));
        events.push(undo(3, 30, 1));
        events.push(star(4, 40));
        assert_eq!(next(&events, &[2, 4]), (None, Some(1)));
        assert_eq!(next(&events, &[2]), (Some(4), None));
        events.push(undo(5, 50, 4));
        assert_eq!(next(&events, &[4]), (Some(2), Some(1)));
    }

    #[test]
    fn time_never_stands_still() {
        let journal = journal([star(1, 10)]);
        assert_eq!((journal.time(5), journal.time(10), journal.time(90)), (11, 11, 90));
        assert_eq!(Journal::default().time(0), 0);
    }

    /// Where this fails what is stored can't be read any more: count [`FORMAT`] up
    /// only together with a way to read what there is.
    #[test]
    fn what_is_stored_stays_readable() {
        let journal = journal(one_of_each());
        let bytes = journal.encode();
        assert_eq!(Journal::decode(&bytes), Ok(journal.clone()));
        for event in journal.events() {
            assert_eq!(Event::decode(&event.encode()).as_ref(), Ok(event));
        }
        let sum = twox_hash::XxHash3_64::oneshot(&bytes);
        assert_eq!((FORMAT, format!("{sum:016x}").as_str()), (1, "6b400379fc4607d0"));
    }

    #[test]
    fn what_is_no_journal_is_an_error() {
        for bytes in [&b""[..], b"\x02\x00", b"\x01\xff\xff\xff\xff\x0f", b"{}"] {
            assert_eq!(Journal::decode(bytes), Err(NotAJournal), "{bytes:?}");
        }
        assert_eq!(Event::decode(b"\x01"), Err(NotAJournal));
    }

    proptest! {
        /// Whoever merges whose journal first, they end with the same.
        #[test]
        fn a_merge_is_a_union(a: Vec<u8>, b: Vec<u8>) {
            // An id stands for one event, wherever it is.
            let made = |list: &[u8]| -> Vec<Event> {
                list.iter().map(|&id| {
                    let id = u128::from(id % 32);
                    let time = (id as u64 * 7) % 5;
                    match id % 4 {
                        0 => undo(id, time, id / 2 + 1),
                        1 => redo(id, time, id / 3 + 2),
                        _ => star(id, time),
                    }
                }).collect()
            };
            let (a, b) = (made(&a), made(&b));
            let (mut one, mut other) = (journal(a.clone()), journal(b.clone()));
            one.merge(b.clone());
            other.merge(a);
            prop_assert_eq!(&one, &other);
            prop_assert!(one.merge(b).is_empty());
            prop_assert!(one.events().is_sorted_by_key(|e| (e.time, e.id)));
            let again = Journal::decode(&one.encode());
            prop_assert_eq!(again.as_ref(), Ok(&one));
            // What can be undone holds, what can be done again does not.
            prop_assert!(one.undoable(&[]).is_none_or(|e| one.holds(e.id)));
            prop_assert!(one.redoable(&[]).is_none_or(|e| !one.holds(e.id)));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            let _ = Journal::decode(&bytes);
            let _ = Event::decode(&bytes);
        }
    }
}
