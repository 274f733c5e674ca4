//! What is kept of a collection from one visit to the next: the form of its
//! records, whoever holds them.
//!
//! A file is kept as it came, bytes and all, together with what was read of it, so
//! that opening a collection reads nothing. Where it was read by another version of
//! the reader, [`Record::parts`] has nothing to say, and the file is read again.
//!
//! Every record begins with a number that tells its form. What has another is not
//! understood, and never written over.

use serde::{Deserialize, Serialize};

use crate::ingest::bundle::columns::{Columns, Of};
use crate::ingest::{self, Head, SourceFile};
use crate::prepared::{self, Part};

/// The first byte of a kept file.
const FILE: u8 = 1;

/// The first byte of what is kept of a collection itself. The first form had no `columns`.
const COLLECTION: u8 = 2;
const COLLECTION_WITHOUT_COLUMNS: u8 = 1;

/// So many choices are remembered of a collection, the latest first.
const MOST_COLUMNS: usize = 64;

/// A file as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub file: SourceFile,
    /// Which [reader](reader) read it.
    reader: String,
    /// What it read, as [`prepared`] encodes it.
    read: Vec<u8>,
}

/// What stands before the bytes of `read` and of the file.
#[derive(Serialize, Deserialize)]
struct Heading {
    path: String,
    head: Head,
    reader: String,
    n_read: u32,
}

/// What tells a reader from another that might read the same file otherwise: the
/// name of its module, which changes with it, and the form of what it writes.
pub fn reader(module: &str) -> String {
    ingest::id(format!("{} {module}", prepared::FORMAT).as_bytes()).0
}

impl Record {
    /// A file with what this reader read of it, as [`prepared::encode_one`] encodes it.
    pub fn new(file: SourceFile, reader: &str, read: Vec<u8>) -> Record {
        Record { file, reader: reader.to_owned(), read }
    }

    pub fn encode(&self) -> Vec<u8> {
        let Record { file, reader, read } = self;
        let heading = Heading {
            path: file.path.clone(),
            head: file.head.clone(),
            reader: reader.clone(),
            n_read: read.len() as u32,
        };
        let mut bytes = vec![FILE];
        bytes.extend(plain(&heading));
        bytes.extend_from_slice(read);
        bytes.extend_from_slice(&file.bytes);
        bytes
    }

    /// `None` where the bytes are of another form, or are no record at all.
    pub fn decode(bytes: &[u8]) -> Option<Record> {
        let (&FILE, rest) = bytes.split_first()? else { return None };
        let (Heading { path, head, reader, n_read }, rest) = postcard::take_from_bytes(rest).ok()?;
        let (read, bytes) = rest.split_at_checked(n_read as usize)?;
        let file = SourceFile { path, bytes: bytes.to_vec(), head };
        Some(Record { file, reader, read: read.to_vec() })
    }

    /// What was read of the file, where that was done by this same reader, or where no other
    /// could: of a reduced article the file has no more than what is shown.
    pub fn parts(&self, reader: &str) -> Option<Vec<Part>> {
        let parts = prepared::decode_one(&self.file, &self.read)?;
        let is_reduced = |part: &Part| {
            let sound = part.outcome.as_ref().ok().filter(|reading| prepared::is_sound(reading));
            sound.is_some_and(|reading| reading.document.article.is_reduced())
        };
        (self.reader == reader || parts.iter().all(is_reduced)).then_some(parts)
    }
}

/// What is kept of a collection itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collection {
    /// Says nothing; made of chance. Empty for the page's own.
    pub id: String,
    pub name: String,
    pub n_files: u32,
    /// What the files take.
    pub bytes: u64,
    /// The number of the next file: they lie in the order in which they came.
    pub next: u32,
    /// How many events of the journal have been written: more of them are news.
    pub n_events: u32,
    /// Imports that have not come to their end, oldest first.
    pub imports: Vec<Unfinished>,
    /// By which session it was removed, where it was: while that goes on it can be undone there.
    pub removed: Option<String>,
    /// What has been chosen for tables whose columns don't tell what they hold.
    pub columns: Vec<Columns>,
}

/// How far an import has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfinished {
    /// The page that does it, as long as that is open.
    pub session: String,
    /// Its number among that session's.
    pub number: u32,
    pub done: u32,
    pub total: u32,
}

impl Collection {
    pub fn new(id: &str, name: &str) -> Collection {
        Collection { id: id.to_owned(), name: name.to_owned(), ..Collection::default() }
    }

    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = vec![COLLECTION];
        bytes.extend(plain(self));
        bytes
    }

    /// `None` where the bytes are of another form, or are none at all.
    pub fn decode(bytes: &[u8]) -> Option<Collection> {
        match bytes.split_first()? {
            (&COLLECTION, rest) => postcard::from_bytes(rest).ok(),
            // Fields stand one after the other; there were none to choose.
            (&COLLECTION_WITHOUT_COLUMNS, rest) => postcard::from_bytes(&[rest, &[0]].concat()).ok(),
            _ => None,
        }
    }

    /// Notes what was chosen for tables, in the place of what was chosen for the same before.
    pub fn choose(&mut self, columns: Columns) {
        self.columns.retain(|other| other.of != columns.of || other.of == Of::Records);
        self.columns.insert(0, columns);
        self.columns.truncate(MOST_COLUMNS);
    }

    /// Notes how far an import has come; one that is at its end is forgotten.
    pub fn note(&mut self, session: &str, number: u32, progress: Option<(u32, u32)>) {
        let is_it = |import: &Unfinished| import.session == session && import.number == number;
        self.imports.retain(|import| !is_it(import));
        if let Some((done, total)) = progress {
            self.imports.push(Unfinished { session: session.to_owned(), number, done, total });
        }
    }

    /// Whether a session other than this one has removed it.
    pub fn is_removed_elsewhere(&self, session: &str) -> bool {
        self.removed.as_ref().is_some_and(|by| by != session)
    }

    /// This session has something to write to it: if another has removed it, then it is back,
    /// with all that is in it.
    pub fn bring_back(&mut self, session: &str) {
        if self.is_removed_elsewhere(session) {
            self.removed = None;
        }
    }

    /// Begins anew with nothing in it, where this session has removed it and no other has
    /// brought it back since; whether that is so. Numbers go on, so that none ever stands for
    /// another file than before.
    pub fn begin_anew(&mut self, session: &str) -> bool {
        let is_own = self.removed.is_some() && !self.is_removed_elsewhere(session);
        if is_own {
            let Collection { next, n_events, .. } = *self;
            *self = Collection { next, n_events, ..Collection::new(&self.id, &self.name) };
        }
        is_own
    }

    /// Whether it is gone for good, seen from this session: removed by another, where this one is
    /// the only one that goes on. Else one of them may still show it, and bring it back.
    pub fn is_gone(&self, session: &str, sessions: &[String]) -> bool {
        self.is_removed_elsewhere(session) && sessions.iter().all(|other| other == session)
    }

    /// What another session has taken from this one, which shows the files of these numbers.
    pub fn taken(&self, session: &str, mut shown: impl Iterator<Item = u32>) -> Option<Taken> {
        if self.is_removed_elsewhere(session) {
            return Some(Taken::Removed);
        }
        // No file ever goes but all at once, and the next number stays.
        let first = self.next.saturating_sub(self.n_files);
        (first > 0 && shown.any(|number| number < first)).then_some(Taken::Emptied)
    }

    /// The imports of sessions that have ended: nobody goes on with them.
    pub fn take_broken_off(&mut self, is_open: impl Fn(&str) -> bool) -> Vec<Unfinished> {
        let imports = std::mem::take(&mut self.imports);
        let (going_on, broken_off) = imports.into_iter().partition(|import| is_open(&import.session));
        self.imports = going_on;
        broken_off
    }
}

/// What has become of a collection in one session while another shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Taken {
    /// It was removed; whatever is written to it brings it back.
    Removed,
    /// It was removed, and has begun anew: what was in it is lost.
    Emptied,
}

/// The index of a collection's articles, kept so that opening it indexes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedIndex {
    /// Which [reader](reader) had read the files.
    pub reader: String,
    /// How many files were kept, and the number of the next, when it was saved.
    pub n_files: u32,
    pub next: u32,
    /// What [`Corpus::saved_index`](crate::corpus::Corpus::saved_index) gave.
    pub index: Vec<u8>,
}

impl SavedIndex {
    pub fn encode(&self) -> Vec<u8> {
        plain(self)
    }

    /// `None` where it can't be of what is kept of the collection now.
    pub fn decode(bytes: &[u8], reader: &str, collection: &Collection) -> Option<SavedIndex> {
        let saved: SavedIndex = postcard::from_bytes(bytes).ok()?;
        let is_of = (saved.n_files, saved.next) == (collection.n_files, collection.next);
        (saved.reader == reader && is_of).then_some(saved)
    }
}

fn plain(value: &impl Serialize) -> Vec<u8> {
    postcard::to_stdvec(value).expect("what is kept is plain data")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{Texts, reduced};
    use crate::corpus::{Options, Reading, Recurring, clean_file};
    use crate::ingest::bundle::columns::Field;

    fn record() -> Record {
        let mut file = SourceFile::new("news/1.txt", b"The ferry runs again.".to_vec());
        file.head.author = Some("Maria Keller".to_owned());
        let part = Part { name: String::new(), outcome: Err("the file is empty".to_owned()) };
        let read = prepared::encode_one(&file, vec![part]);
        Record::new(file, &reader("reader-1"), read)
    }

    #[test]
    fn a_kept_file_is_as_it_came_with_what_was_read() {
        let record = record();
        let again = Record::decode(&record.encode()).unwrap();
        assert_eq!(again, record);
        let parts = again.parts(&reader("reader-1")).unwrap();
        assert_eq!(parts[0].outcome, Err("the file is empty".to_owned()));
    }

    #[test]
    fn another_readers_words_are_not_taken() {
        assert_eq!(record().parts(&reader("reader-2")), None);
    }

    /// Of a part of an article there is no more to read than what was.
    #[test]
    fn a_part_of_an_article_is_not_read_again() {
        let file = SourceFile::new("1.txt", b"The ferry runs\n\nIt runs again, they said.\n".to_vec());
        let article = clean_file(&file, Options::default()).unwrap();
        for (texts, expected) in [(Texts::Full, false), (Texts::Snippets, true)] {
            let reading = reduced(Reading::of(article.clone(), &Recurring::default(), None), texts);
            let part = Part { name: String::new(), outcome: Ok(reading) };
            let read = prepared::encode_one(&file, vec![part.clone()]);
            let record = Record::new(file.clone(), &reader("reader-1"), read);
            assert_eq!(record.parts(&reader("reader-2")), expected.then(|| vec![part]), "{texts:?}");
        }
    }

    #[test]
    fn other_forms_are_not_understood() {
        let mut bytes = record().encode();
        assert_eq!(Record::decode(&[]), None);
        assert_eq!(Record::decode(&bytes[..9]), None);
        bytes[0] = FILE + 1;
        assert_eq!(Record::decode(&bytes), None);
        let mut bytes = Collection::new("9f", "Harbour").encode();
        assert_eq!(Collection::decode(&bytes), Some(Collection::new("9f", "Harbour")));
        bytes[0] = COLLECTION + 1;
        assert_eq!(Collection::decode(&bytes), None);
    }

    /// What the first form was written as.
    #[derive(Serialize)]
    struct First {
        id: String,
        name: String,
        n_files: u32,
        bytes: u64,
        next: u32,
        n_events: u32,
        imports: Vec<Unfinished>,
        removed: Option<String>,
    }

    #[test]
    fn the_first_form_is_understood() {
        let imports = vec![Unfinished { session: "here".into(), number: 1, done: 2, total: 3 }];
        let (id, name, removed) = ("9f".to_owned(), "Harbour".to_owned(), Some("there".to_owned()));
        let first = First { id, name, n_files: 3, bytes: 99, next: 4, n_events: 5, imports, removed };
        let bytes = [vec![1], plain(&first)].concat();
        let First { id, name, n_files, bytes: n_bytes, next, n_events, imports, removed } = first;
        let expected = Collection {
            id,
            name,
            n_files,
            bytes: n_bytes,
            next,
            n_events,
            imports,
            removed,
            columns: Vec::new(),
        };
        assert_eq!(Collection::decode(&bytes), Some(expected));
        assert_eq!(Collection::decode(&bytes[..bytes.len() - 1]), None);
    }

    #[test]
    fn the_latest_choice_counts() {
        let choice = |header: &str, column: &str| Columns {
            of: Of::Table(vec![header.to_owned()]),
            chosen: vec![(Field::Text, column.to_owned())],
        };
        let mut collection = Collection::new("", "");
        for (header, column) in [("a", "1"), ("b", "2"), ("a", "3")] {
            collection.choose(choice(header, column));
        }
        assert_eq!(collection.columns, [choice("a", "3"), choice("b", "2")]);
        (0..99).for_each(|n| collection.choose(choice(&n.to_string(), "x")));
        assert_eq!(collection.columns.len(), MOST_COLUMNS);
        assert_eq!(Collection::decode(&collection.encode()), Some(collection));
    }

    #[test]
    fn an_index_is_of_the_files_that_were_there() {
        let mut collection = Collection { n_files: 3, next: 4, ..Collection::new("9f", "") };
        let saved = SavedIndex { reader: "a".into(), n_files: 3, next: 4, index: vec![1, 2] };
        let bytes = saved.encode();
        assert_eq!(SavedIndex::decode(&bytes, "b", &collection), None);
        assert_eq!(SavedIndex::decode(&bytes[..5], "a", &collection), None);
        assert_eq!(SavedIndex::decode(&bytes, "a", &collection), Some(saved));
        collection.next = 5;
        assert_eq!(SavedIndex::decode(&bytes, "a", &collection), None);
    }

    fn removed_by(session: Option<&str>) -> Collection {
        let removed = session.map(str::to_owned);
        Collection {
            n_files: 6,
            bytes: 99,
            next: 6,
            n_events: 2,
            removed,
            ..Collection::new("9f", "Harbour")
        }
    }

    #[test]
    fn what_another_session_has_removed_comes_back_whole() {
        for (by, after) in [(Some("there"), None), (Some("here"), Some("here")), (None, None)] {
            let mut collection = removed_by(by);
            collection.bring_back("here");
            assert_eq!(collection, removed_by(after), "{by:?}");
        }
    }

    #[test]
    fn only_the_session_that_removed_it_begins_it_anew() {
        for (by, expected) in [(Some("there"), false), (Some("here"), true), (None, false)] {
            let mut collection = removed_by(by);
            assert_eq!(collection.begin_anew("here"), expected, "{by:?}");
            let anew = Collection { next: 6, n_events: 2, ..Collection::new("9f", "Harbour") };
            assert_eq!(collection, if expected { anew } else { removed_by(by) }, "{by:?}");
        }
    }

    #[test]
    fn it_is_gone_when_nobody_is_left_who_may_show_it() {
        for (by, others, expected) in [
            (Some("there"), &[][..], true),
            (Some("there"), &["there"][..], false),
            // That one may have had it open before.
            (Some("there"), &["elsewhere"][..], false),
            (Some("here"), &[][..], false),
            (None, &[][..], false),
        ] {
            let sessions: Vec<String> = [&["here"], others].concat().iter().map(|s| s.to_string()).collect();
            assert_eq!(removed_by(by).is_gone("here", &sessions), expected, "{by:?} {others:?}");
        }
    }

    #[test]
    fn a_session_is_told_what_another_has_taken() {
        let taken = |collection: &Collection, shown: u32| collection.taken("here", 0..shown);
        assert_eq!(taken(&removed_by(None), 6), None);
        assert_eq!(taken(&removed_by(Some("here")), 6), None);
        assert_eq!(taken(&removed_by(Some("there")), 6), Some(Taken::Removed));
        let mut emptied = removed_by(Some("there"));
        assert!(emptied.begin_anew("there"));
        assert_eq!((taken(&emptied, 6), taken(&emptied, 0)), (Some(Taken::Emptied), None));
        (emptied.n_files, emptied.next) = (1, 7);
        assert_eq!(emptied.taken("here", [6].into_iter()), None);
        assert_eq!(emptied.taken("here", [6, 5].into_iter()), Some(Taken::Emptied));
    }

    #[test]
    fn an_import_is_broken_off_when_its_page_is_closed() {
        let mut collection = Collection::new("", "");
        collection.note("here", 1, Some((16, 1000)));
        collection.note("here", 1, Some((32, 1000)));
        collection.note("there", 1, Some((5, 9)));
        collection.note("there", 2, Some((1, 2)));
        collection.note("there", 2, None);
        let is_open = |session: &str| session == "here";
        let broken: Vec<(u32, u32)> =
            collection.take_broken_off(is_open).iter().map(|import| (import.done, import.total)).collect();
        assert_eq!(broken, [(5, 9)]);
        assert_eq!(collection.imports.len(), 1);
        assert_eq!(collection.imports[0].done, 32);
    }
}
