//! What the user did to a collection, and what is shown because of it.
//!
//! What was read of a corrected article is kept beside what is shown, so that all
//! can be undone. Names are put as the user has them where they are counted and
//! told, without touching any article.

use serde::{Deserialize, Serialize};

use super::{Corpus, Reading};
use crate::article::{Article, ArticleId, Document, Extraction};
use crate::extract::alike::Likeness;
use crate::journal::{Act, Event, EventId, Hand, Journal, Work, replay};
use crate::table::Table;

/// The journal of a collection, and what is worked out of it.
#[derive(Clone, Default)]
pub(super) struct Desk {
    journal: Journal,
    /// In order: what others have done meanwhile, which is theirs to undo.
    others: Vec<EventId>,
    /// By ids: the events in force that are about each article, and the changes of its notes.
    by_article: Vec<(ArticleId, Vec<Event>)>,
    /// By ids: what was read of articles that are shown otherwise.
    read: Vec<Read>,
}

#[derive(Clone)]
struct Read {
    id: ArticleId,
    document: Document,
    likes: Vec<Likeness>,
    /// What was found in it as it is shown.
    again: Option<Box<(Article, Extraction, Vec<Likeness>)>>,
    /// Whether that is still to be found.
    wanting: bool,
}

/// The user's work on a collection, in short.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Yours {
    /// How many articles have a star, notes, corrections.
    pub n_starred: u32,
    pub n_noted: u32,
    pub n_corrected: u32,
    /// With how many articles have each, by name.
    pub tags: Vec<(String, u32)>,
    /// What was done to names, last first.
    pub names: Vec<Event>,
    /// What an undo would undo, and a redo do again.
    pub undo: Option<Event>,
    pub redo: Option<Event>,
    pub n_events: u32,
}

impl Desk {
    /// The journal of another desk, of which nothing has been read.
    pub fn anew(&self) -> Desk {
        Desk { read: Vec::new(), ..self.clone() }
    }

    fn arrange(&mut self) {
        let mut events: Vec<(ArticleId, Event)> = Vec::new();
        for event in self.journal.in_force() {
            let article = match &event.act {
                Act::Renote { note, .. } => self.journal.event(*note).and_then(|note| note.act.article()),
                act => act.article(),
            };
            events.extend(article.map(|article| (article.clone(), event.clone())));
        }
        crate::order::sort_by(&mut events, |a, b| a.0.cmp(&b.0));
        self.by_article.clear();
        for (article, event) in events {
            match self.by_article.last_mut() {
                Some(last) if last.0 == article => last.1.push(event),
                _ => self.by_article.push((article, vec![event])),
            }
        }
    }

    fn of(&self, id: &ArticleId) -> Vec<&Event> {
        let at = self.by_article.binary_search_by(|other| other.0.cmp(id));
        at.map_or(Vec::new(), |at| self.by_article[at].1.iter().collect())
    }

    fn place(&self, id: &ArticleId) -> Result<usize, usize> {
        self.read.binary_search_by(|read| read.id.cmp(id))
    }

    /// What was read of an article, where that is not what is shown.
    pub fn read(&self, id: &ArticleId) -> Option<(&Document, &[Likeness])> {
        let read = &self.read[self.place(id).ok()?];
        Some((&read.document, &read.likes))
    }

    /// Forgets what was read of an article: it is read otherwise now.
    pub fn forget(&mut self, id: &ArticleId) {
        if let Ok(at) = self.place(id) {
            self.read.remove(at);
        }
    }

    fn names(&self) -> impl Iterator<Item = &Event> {
        self.journal.in_force().filter(|event| {
            matches!(
                event.act,
                Act::Merge { .. }
                    | Act::Split { .. }
                    | Act::Rename { .. }
                    | Act::Retype { .. }
                    | Act::Hide { .. }
            )
        })
    }
}

impl Corpus {
    /// All that was ever done.
    pub fn journal(&self) -> &Journal {
        &self.desk.journal
    }

    /// What an undo would undo: nothing that another does at the same time.
    pub fn undoable(&self) -> Option<&Event> {
        self.desk.journal.undoable(&self.desk.others)
    }

    /// What a redo would do again.
    pub fn redoable(&self) -> Option<&Event> {
        self.desk.journal.redoable(&self.desk.others)
    }

    /// Takes what others do while the collection is shown here: as [`Corpus::merge`] does, but
    /// it is theirs to undo.
    pub fn merge_others(&mut self, events: impl IntoIterator<Item = Event>) -> Vec<Event> {
        let added = self.merge(events);
        self.desk.others.extend(added.iter().map(|event| event.id));
        crate::order::sort(&mut self.desk.others);
        added
    }

    /// What others have done is taken up here: it is undone or done again by name.
    pub fn adopt(&mut self, event: EventId) {
        self.desk.others.retain(|&other| other != event);
    }

    /// Takes what was done, now or before, here or elsewhere, and shows it. Gives
    /// the events that were not there yet: those to be stored.
    pub fn merge(&mut self, events: impl IntoIterator<Item = Event>) -> Vec<Event> {
        let added = self.desk.journal.merge(events);
        if added.is_empty() {
            return added;
        }
        let before = std::mem::take(&mut self.desk.by_article);
        self.desk.arrange();
        let mut changed: Vec<ArticleId> = Vec::new();
        for (one, other) in [(&before, &self.desk.by_article), (&self.desk.by_article, &before)] {
            for (id, events) in one {
                let at = other.binary_search_by(|entry| entry.0.cmp(id));
                if at.map_or(true, |at| other[at].1 != *events) && !changed.contains(id) {
                    changed.push(id.clone());
                }
            }
        }
        changed.iter().for_each(|id| self.show(id));
        self.show_names();
        added
    }

    /// Has names as the journal has them.
    pub(super) fn show_names(&mut self) {
        self.index.set_names(self.desk.names().map(|event| event.act.clone()).collect());
    }

    /// Has an article as the journal has it, where it is in the collection.
    pub(super) fn show(&mut self, id: &ArticleId) {
        let Some(position) = self.position(&id.0) else { return };
        let shown = &self.documents[position as usize];
        let (original, likes) = match self.desk.read(id) {
            Some((document, likes)) => (document, likes.to_vec()),
            None => (shown, Vec::new()),
        };
        let replayed = replay(original, &self.desk.of(id));
        self.index.set_hand(position, Hand::of(&replayed.work));
        let place = self.desk.place(id);
        if replayed.document == *original {
            if let Ok(at) = place {
                let read = self.desk.read.remove(at);
                self.replace(position, read.document, &read.likes);
            }
            return;
        }
        let is_other = replayed.is_other(&original.article);
        let at = match place {
            Ok(at) => at,
            Err(at) => {
                let (document, likes) = (shown.clone(), self.index.likes(shown));
                let read = Read { id: id.clone(), document, likes, again: None, wanting: false };
                self.desk.read.insert(at, read);
                at
            }
        };
        let read = &mut self.desk.read[at];
        let likes = if likes.is_empty() { &read.likes } else { &likes };
        let known = read.again.as_deref().filter(|again| again.0 == replayed.document.article && is_other);
        let (document, likes) = match known {
            Some((article, extraction, likes)) => {
                (Document { article: article.clone(), extraction: extraction.clone() }, likes.clone())
            }
            None => {
                let kept = replayed.kept.iter().filter_map(|&n| likes.get(n as usize).cloned());
                (replayed.document, kept.collect())
            }
        };
        read.wanting = is_other && known.is_none();
        if document != self.documents[position as usize] {
            self.replace(position, document, &likes);
        }
    }

    /// Articles that are shown otherwise than they were read, so that names, quotes
    /// and dates in them are to be found again: by [`Reading::of`], where nothing recurs.
    pub fn unread(&self) -> Vec<Article> {
        let wanting = self.desk.read.iter().filter(|read| read.wanting);
        let article = |read: &Read| Some(self.document(self.position(&read.id.0)?).article.clone());
        wanting.filter_map(article).collect()
    }

    /// Takes what was found in one of them.
    pub fn understood(&mut self, Reading { document, likes, .. }: Reading) {
        let Document { article, extraction } = document;
        let id = article.id.clone();
        if let Ok(at) = self.desk.place(&id) {
            self.desk.read[at].again = Some(Box::new((article, extraction, likes)));
            self.show(&id);
        }
    }

    /// What the user did to the article at a position.
    /// Panics where there is no such position.
    pub fn work(&self, position: u32) -> Work {
        let shown = self.document(position);
        let id = &shown.article.id;
        let original = self.desk.read(id).map_or(shown, |(document, _)| document);
        let mut work = replay(original, &self.desk.of(id)).work;
        // Where the same words stand in what is shown, found anew or not.
        crate::journal::place_notes(&mut work, &shown.article, &self.desk.of(id));
        work
    }

    /// The article at a position with names as the user has put them.
    /// Panics where there is no such position.
    pub fn shown(&self, position: u32) -> Document {
        let mut document = self.document(position).clone();
        self.index.by_hand(&mut document);
        document
    }

    /// What the user did, in short.
    pub fn yours(&self) -> Yours {
        let mut yours = Yours::default();
        let mut tags: Table<u32> = Table::default();
        for hand in self.index.hands() {
            yours.n_starred += u32::from(hand.starred);
            yours.n_noted += u32::from(hand.n_notes > 0);
            yours.n_corrected += u32::from(hand.corrected);
            for tag in &hand.tags {
                *tags.value_or(tag, || 0) += 1;
            }
        }
        yours.tags = tags.into_pairs().collect();
        yours.names = self.desk.names().cloned().collect();
        yours.names.reverse();
        let journal = &self.desk.journal;
        (yours.undo, yours.redo) = (self.undoable().cloned(), self.redoable().cloned());
        yours.n_events = journal.events().len() as u32;
        yours
    }

    /// After positions have changed.
    pub(super) fn show_hands(&mut self) {
        self.index.clear_hands();
        let ids: Vec<ArticleId> = self.desk.by_article.iter().map(|entry| entry.0.clone()).collect();
        let is_here = |id: &ArticleId| self.index.position(&id.0).is_some();
        self.desk.read.retain(|read| is_here(&read.id));
        ids.iter().for_each(|id| self.show(id));
    }

    /// Whether anything was done to an article.
    pub(super) fn is_touched(&self, id: &ArticleId) -> bool {
        self.desk.by_article.binary_search_by(|other| other.0.cmp(id)).is_ok()
    }

    /// What has to be undone for these to be undone: those of them in force, last first.
    pub fn undoing(&self, events: &[EventId]) -> Vec<EventId> {
        let mut wanted: Vec<EventId> =
            self.journal().in_force().map(|event| event.id).filter(|id| events.contains(id)).collect();
        wanted.reverse();
        wanted
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Anew, Options, clean_file};
    use super::*;
    use crate::article::Kind;
    use crate::ingest::SourceFile;
    use crate::journal::{Anchor, Correction, Name};
    use crate::query::{Facet, Query};
    use crate::text::Span;
    use proptest::prelude::*;

    const FERRY: &str = include_str!("../../tests/texts/ferry.txt");
    const MILL: &str = include_str!("../../tests/texts/mill.txt");

    fn reading(name: &str, text: &str) -> Reading {
        let article =
            clean_file(&SourceFile::new(name, text.as_bytes().to_vec()), Options::default()).unwrap();
        Reading::of(article, &Default::default(), None)
    }

    fn corpus() -> Corpus {
        let mut corpus = Corpus::new();
        corpus.add_reading(reading("ferry.txt", FERRY)).unwrap();
        corpus.add_reading(reading("mill.txt", MILL)).unwrap();
        corpus
    }

    fn did(corpus: &mut Corpus, act: Act) -> EventId {
        let n = corpus.journal().events().len() as u128 + 1;
        let time = corpus.journal().time(0);
        corpus.merge([Event { id: EventId(n), time, act }]);
        EventId(n)
    }

    fn undo(corpus: &mut Corpus, event: EventId) {
        did(corpus, Act::Undo { event });
    }

    fn found(corpus: &Corpus, text: &str) -> Vec<u32> {
        corpus.search(&Query { text: format!("{text} "), ..Query::default() }).articles
    }

    fn id(corpus: &Corpus, position: u32) -> ArticleId {
        corpus.document(position).article.id.clone()
    }

    #[test]
    fn what_another_does_meanwhile_is_undone_here_only_by_name() {
        let mut corpus = corpus();
        let star = |article: ArticleId| Act::Star { article, on: true };
        let act = star(id(&corpus, 0));
        let own = did(&mut corpus, act);
        let theirs = Event { id: EventId(99), time: 5, act: star(id(&corpus, 1)) };
        assert_eq!(corpus.merge_others([theirs.clone()]), [theirs]);
        assert_eq!(found(&corpus, "has:star").len(), 2);
        let next = |corpus: &Corpus| corpus.yours().undo.map(|event| event.id);
        assert_eq!(next(&corpus), Some(own));
        undo(&mut corpus, own);
        assert_eq!(next(&corpus), None);
        corpus.adopt(EventId(99));
        assert_eq!(next(&corpus), Some(EventId(99)));
    }

    fn anchor(text: &str, words: &str) -> Anchor {
        let start = text.find(words).unwrap();
        Anchor::of(text, Span::new(start, start + words.len()))
    }

    /// Reads all that is to be read again.
    fn understand(corpus: &mut Corpus) -> usize {
        let unread = corpus.unread();
        let n = unread.len();
        unread.into_iter().for_each(|a| corpus.understood(Reading::of(a, &Default::default(), None)));
        assert!(corpus.unread().is_empty());
        n
    }

    #[test]
    fn stars_tags_and_notes_are_found_and_counted() {
        let mut corpus = corpus();
        let article = id(&corpus, 1);
        let star = did(&mut corpus, Act::Star { article: article.clone(), on: true });
        did(&mut corpus, Act::Tag { article: article.clone(), tag: "To read".into(), on: true });
        did(&mut corpus, Act::Note { article, at: None, text: "Why?".into() });
        assert_eq!(found(&corpus, "has:star"), [1]);
        assert_eq!(found(&corpus, "mill tag:\"to read\""), [1]);
        assert_eq!(found(&corpus, "-has:note"), [0]);
        assert_eq!(found(&corpus, "is:corrected"), [0; 0]);
        let row = &corpus.rows(&Query::default(), &[1])[0];
        assert_eq!(
            (row.hand.starred, row.hand.n_notes, &row.hand.tags[..]),
            (true, 1, &["To read".to_owned()][..])
        );
        let yours = corpus.yours();
        assert_eq!((yours.n_starred, yours.n_noted, yours.n_corrected), (1, 1, 0));
        assert_eq!(yours.tags, [("To read".to_owned(), 1)]);
        undo(&mut corpus, star);
        assert_eq!(found(&corpus, "has:star"), [0; 0]);
    }

    #[test]
    fn a_corrected_title_and_date_act_everywhere() {
        let mut corpus = corpus();
        let before = corpus.documents().to_vec();
        let article = id(&corpus, 1);
        let title = Correction::Title(Some("Zeppelins over the river".into()));
        let title = did(&mut corpus, Act::Correct { article: article.clone(), value: title });
        let date = Correction::Published("2001-02-03".parse().ok());
        let date = did(&mut corpus, Act::Correct { article, value: date });
        assert_eq!(found(&corpus, "zeppelins"), [1]);
        assert_eq!(found(&corpus, "before:2002"), [1]);
        assert_eq!(found(&corpus, "is:corrected"), [1]);
        assert_eq!(corpus.rows(&Query::default(), &[1])[0].title, "Zeppelins over the river");
        assert_eq!(understand(&mut corpus), 1);
        let sunday = &corpus.document(1).extraction.dates[0];
        assert_eq!(sunday.value.unwrap().to_string(), "2001-01-28");
        assert_eq!(corpus.work(1).fields.len(), 2);
        undo(&mut corpus, date);
        undo(&mut corpus, title);
        assert_eq!(corpus.documents(), before);
        assert_eq!(found(&corpus, "zeppelins"), [0; 0]);
        assert!(corpus.unread().is_empty());
    }

    #[test]
    fn a_restored_line_is_searched_at_once() {
        let mut corpus = corpus();
        let before = corpus.documents().to_vec();
        assert_eq!(found(&corpus, "newsletter"), [0; 0]);
        let line = anchor(FERRY, "Subscribe to our newsletter today");
        let act = Act::Restore { article: id(&corpus, 0), line };
        let event = did(&mut corpus, act);
        assert_eq!(found(&corpus, "newsletter"), [0]);
        assert_eq!(found(&corpus, "person:keller"), [0]);
        assert_eq!(understand(&mut corpus), 1);
        assert_eq!(found(&corpus, "person:keller newsletter"), [0]);
        undo(&mut corpus, event);
        assert_eq!(corpus.documents(), before);
        assert_eq!(found(&corpus, "newsletter"), [0; 0]);
    }

    #[test]
    fn what_was_done_before_an_article_came_is_done_to_it() {
        let mut first = corpus();
        let article = id(&first, 0);
        let act = Act::Correct { article, value: Correction::Title(Some("Zeppelins".into())) };
        did(&mut first, act);
        did(&mut first, Act::Hide { name: Name { kind: Kind::Person, name: "John Smith".into() } });
        let mut later = Corpus::new();
        later.merge(first.journal().events().to_vec());
        later.add_reading(reading("mill.txt", MILL)).unwrap();
        later.add_reading(reading("ferry.txt", FERRY)).unwrap();
        assert_eq!(found(&later, "title:zeppelins"), [1]);
        assert_eq!(found(&later, "person:smith"), [0; 0]);
        assert!(later.merge(first.journal().events().to_vec()).is_empty());
        // Read anew it stays as it was put.
        let mut anew = Anew::new(&later);
        while anew.step(&later) {}
        let anew = anew.ended();
        assert_eq!(anew.documents(), later.documents());
        assert_eq!(found(&anew, "title:zeppelins"), [1]);
        assert_eq!(found(&anew, "person:smith"), [0; 0]);
        assert_eq!(anew.reading(1), reading("ferry.txt", FERRY));
        // And what is taken out is not in the way.
        let mut less = anew;
        less.remove(&[0]);
        assert_eq!((found(&less, "title:zeppelins"), less.work(0).fields.len()), (vec![0], 1));
    }

    #[test]
    fn names_are_put_in_all_articles_and_back() {
        let mut corpus = corpus();
        let keller = || Name { kind: Kind::Person, name: "Maria Keller".into() };
        let event = did(&mut corpus, Act::Rename { name: keller(), to: "M. K. Keller".into() });
        assert_eq!(found(&corpus, "person:\"m k keller\""), [0]);
        let shown = corpus.shown(0);
        assert!(shown.extraction.entities.iter().any(|e| e.name == "M. K. Keller"));
        let quote = shown.extraction.quotes.iter().find_map(|quote| quote.speaker).unwrap();
        assert_eq!(shown.extraction.entities[quote as usize].name, "M. K. Keller");
        undo(&mut corpus, event);
        assert_eq!(corpus.shown(0), *corpus.document(0));
        let results = corpus.search(&Query::default());
        let people = results.facets.iter().find(|f| f.facet == Facet::Person).unwrap();
        assert!(people.values.iter().any(|v| v.0 == "Maria Keller"));
    }

    proptest! {
        /// Whatever was done to whichever article: all of it undone, the collection
        /// is as it was read, and answers so.
        #[test]
        fn the_collection_can_always_be_what_was_read(
            acts in proptest::collection::vec((0..7_u8, 0..2_u32, 0..400_u16, 0..400_u16), 1..8)
        ) {
            let mut corpus = corpus();
            let before = corpus.documents().to_vec();
            for (kind, position, a, b) in acts {
                let article = id(&corpus, position);
                let shown = &corpus.document(position).article;
                let part = |text: &str| {
                    let place = |n: u16| text.floor_char_boundary(usize::from(n) % (text.len() + 1));
                    Anchor::of(text, Span::new(place(a.min(b)).min(place(b)), place(b).max(place(a.min(b)))))
                };
                let name = corpus.document(position).extraction.entities.first();
                let name = name.map(|e| Name { kind: e.kind, name: e.name.clone() });
                let act = match (kind, name) {
                    (0, _) => Act::Restore { article, line: part(&shown.raw) },
                    (1, _) => Act::Drop { article, paragraph: part(&shown.text) },
                    (2, _) => Act::Correct { article, value: Correction::Title(Some(format!("Title {a}"))) },
                    (3, Some(name)) => Act::Rename { name, to: format!("Name {a}") },
                    (4, Some(name)) => Act::Hide { name },
                    (5, _) => Act::Tag { article, tag: format!("{}", a % 3), on: b % 2 == 0 },
                    _ => Act::Star { article, on: a % 2 == 0 },
                };
                did(&mut corpus, act);
                if b.is_multiple_of(3) {
                    understand(&mut corpus);
                }
                corpus.search(&Query { text: "ferry title".into(), ..Query::default() });
                corpus.work(position);
                corpus.shown(position);
            }
            while let Some(event) = corpus.yours().undo {
                undo(&mut corpus, event.id);
            }
            prop_assert_eq!(corpus.documents(), before);
            let fresh = super::tests::corpus();
            for text in ["ferry", "title", "person:keller", "share", "has:star"] {
                let query = Query { text: text.into(), ..Query::default() };
                prop_assert_eq!(corpus.search(&query), fresh.search(&query));
            }
        }
    }
}
