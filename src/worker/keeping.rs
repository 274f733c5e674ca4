//! What is kept in the browser, and how far that has come.
//!
//! What is to be kept [waits](Waiting) until it is written, some at a time, each time
//! one transaction; an import goes on only as fast as that does. Where the browser
//! refuses, it goes on waiting, the page is told, and nothing else changes: the collection
//! is there as long as the page is, and can be kept once there is room.

mod store;
mod tabs;

use std::collections::{HashMap, VecDeque};
use std::rc::Rc;

use gloo_worker::{HandlerId, WorkerScope};
use js_sys::Reflect;
use wasm_bindgen_futures::spawn_local;

use super::{CuttingsWorker, Message, now};
use crate::article::Document;
use crate::corpus::{Corpus, Reading};
use crate::ingest::SourceFile;
use crate::ingest::bundle::columns::Columns;
use crate::journal::Event;
use crate::kept::{self, Collection, Record, SavedIndex, Taken, Unfinished};
use crate::protocol::Reply;
use crate::protocol::keeping::{Ask, Kept, Refused, Stand, Told, Why};
pub use store::Store;
use store::Write;
use tabs::Channel;

/// How many files, and about how many bytes of them, are written at once: enough that
/// transactions cost little, few enough that what is lost with a page is little.
const BATCH: usize = 64;
const BATCH_BYTES: usize = 1 << 20;

/// How many bytes may wait before an import does.
const ROOM: usize = 8 << 20;

/// How many files are fetched at once.
const FETCH: u32 = 64;

/// With fewer files there is nothing to be won by keeping their index.
const INDEXED: u32 = 200;

/// Milliseconds between two tellings of how much is kept.
const TELL: f64 = 500.0;

pub(super) struct Keeping {
    page: Option<HandlerId>,
    session: String,
    /// Which reader reads files now.
    reader: String,
    storage: Storage,
    channel: Option<Channel>,
    /// As last heard, removed ones too.
    collections: Vec<Collection>,
    /// Sessions that went on when the collections were last heard of.
    sessions: Vec<String>,
    /// The id of the present one.
    present: String,
    /// Whether it was removed here, and is not turned away from yet.
    is_leaving: bool,
    /// Whether what is kept of it has been asked for.
    is_brought: bool,
    /// Its kept files up to this number are in the corpus.
    known: u32,
    /// So many events of its journal have been brought or made here.
    known_events: u32,
    /// What has been chosen for tables of the present collection in this visit.
    columns: Vec<Columns>,
    /// What that number will be at least when what is being fetched was the last.
    fetched: u32,
    /// The numbers of its kept files, by their articles' ids.
    numbers: HashMap<String, u32>,
    waiting: VecDeque<Waiting>,
    n_bytes: usize,
    /// What is being written, until it is.
    writing: Vec<Waiting>,
    is_writing: bool,
    /// Whether another tab has changed something since the collections were last asked for.
    is_stale: bool,
    is_listing: bool,
    has_kept: bool,
    /// The index that is kept is of so many files, of which the next would have had that number.
    indexed: Option<(u32, u32)>,
    told: Stand,
    told_at: f64,
}

enum Storage {
    Unasked,
    Opening,
    There(Store),
    /// With the database, where another try may go better.
    Refused(Why, Option<Store>),
}

/// What is to be written, of the collection with this id.
struct Waiting {
    collection: String,
    what: What,
}

enum What {
    /// A new file, by its article's id.
    File(String, Rc<[u8]>),
    /// Another record for the file of this number.
    Replaced(u32, Rc<[u8]>),
    /// What was read anew of the article with this id.
    Again(String, Rc<Reading>),
    /// An event of the journal, by its id.
    Event(String, Rc<[u8]>),
    Change(Change),
}

impl What {
    /// About how many bytes it takes.
    fn n_bytes(&self) -> usize {
        match self {
            What::File(_, bytes) | What::Replaced(_, bytes) | What::Event(_, bytes) => bytes.len(),
            // With its text, once more without what was dropped, and all that was found.
            What::Again(_, reading) => 4 * reading.document.article.raw.len(),
            What::Change(_) => 0,
        }
    }
}

/// What becomes of a collection itself.
#[derive(Clone)]
enum Change {
    Name(String),
    Removed(Option<String>),
    /// It begins anew, with nothing in it, where it is still removed by this session.
    Emptied,
    /// How far the import of this number has come; `None` at its end.
    Import(u32, Option<(u32, u32)>),
    /// Imports that were broken off are forgotten.
    Forget(Vec<String>),
    /// What the columns of some tables hold.
    Columns(Columns),
}

impl Change {
    /// Makes the change; whether all that was in the collection goes.
    fn apply(&self, collection: &mut Collection, session: &str) -> bool {
        match self {
            Change::Name(name) => {
                collection.bring_back(session);
                collection.name.clone_from(name);
            }
            Change::Removed(removed) => collection.removed.clone_from(removed),
            Change::Emptied => return collection.begin_anew(session),
            Change::Columns(columns) => {
                collection.bring_back(session);
                collection.choose(columns.clone());
            }
            Change::Import(number, progress) => collection.note(session, *number, *progress),
            Change::Forget(sessions) => {
                collection.take_broken_off(|session| sessions.iter().any(|open| open == session));
            }
        }
        false
    }
}

/// What has come of something that took its time.
pub enum Said {
    Opened(Result<Store, Why>),
    /// The database can't be used any more, or not yet.
    Gone(Why),
    /// All collections, and the sessions that go on.
    Listed(Result<(Vec<Collection>, Vec<String>), Why>),
    /// What was being written is, and the collection is this now; or nothing is.
    Written(Result<Collection, Why>),
    /// Another tab has changed something.
    Elsewhere,
}

/// Kept files, encoded, with their numbers: none where they wait to be written.
pub type Brought = Vec<(Option<u32>, Vec<u8>)>;

impl Keeping {
    pub fn new() -> Keeping {
        let address = Reflect::get(&js_sys::global(), &"reader".into()).ok();
        Keeping {
            page: None,
            session: tabs::session(),
            reader: kept::reader(&address.and_then(|name| name.as_string()).unwrap_or_default()),
            storage: Storage::Unasked,
            channel: None,
            collections: Vec::new(),
            sessions: Vec::new(),
            present: String::new(),
            is_leaving: false,
            is_brought: false,
            known: 0,
            known_events: 0,
            columns: Vec::new(),
            fetched: 0,
            numbers: HashMap::new(),
            waiting: VecDeque::new(),
            n_bytes: 0,
            writing: Vec::new(),
            is_writing: false,
            is_stale: false,
            is_listing: false,
            has_kept: false,
            indexed: None,
            told: Stand::default(),
            told_at: 0.0,
        }
    }

    /// What tells the reader of files from others.
    pub fn reader(&self) -> &str {
        &self.reader
    }

    /// Does what is asked for; what that means for the corpus is the worker's.
    pub fn ask(&mut self, ask: Ask, page: HandlerId, scope: &WorkerScope<CuttingsWorker>) {
        self.page = Some(page);
        match ask {
            Ask::Turn { collection } => {
                self.present = collection;
                (self.is_brought, self.is_leaving) = (false, false);
                (self.known, self.known_events, self.fetched) = (0, 0, 0);
                self.columns.clear();
                self.indexed = None;
                self.numbers.clear();
            }
            Ask::Bring { .. } => {
                self.is_brought = true;
                self.open(scope);
            }
            Ask::Make { collection, name } => {
                self.collections.push(Collection::new(&collection, &name));
                self.change(&collection, Change::Name(name));
            }
            Ask::Rename { collection, name } => self.change(&collection, Change::Name(name)),
            Ask::Remove { collection } => {
                self.is_leaving = collection == self.present;
                self.change(&collection, Change::Removed(Some(self.session.clone())));
            }
            Ask::Restore { collection } => self.change(&collection, Change::Removed(None)),
            Ask::TryAgain => match std::mem::replace(&mut self.storage, Storage::Unasked) {
                Storage::Refused(_, Some(store)) => self.storage = Storage::There(store),
                Storage::Refused(_, None) => self.open(scope),
                other => self.storage = other,
            },
            Ask::Forget => self.forget(),
        }
        self.tell(scope, true);
    }

    /// Opens the database, where that has not been tried.
    fn open(&mut self, scope: &WorkerScope<CuttingsWorker>) {
        if !matches!(self.storage, Storage::Unasked) {
            return;
        }
        self.storage = Storage::Opening;
        tabs::stay(&self.session);
        let said = |scope: &WorkerScope<CuttingsWorker>, said: Said| scope.send_message(Message::Kept(said));
        if self.channel.is_none() {
            let scope = scope.clone();
            self.channel = Channel::new(move || said(&scope, Said::Elsewhere));
        }
        let scope = scope.clone();
        let (blocked, gone) = (scope.clone(), scope.clone());
        spawn_local(async move {
            let blocked = move || said(&blocked, Said::Gone(Why::Held));
            let gone = move |why| said(&gone, Said::Gone(why));
            said(&scope, Said::Opened(Store::open(blocked, gone).await));
        });
    }

    pub fn heard(&mut self, said: Said, scope: &WorkerScope<CuttingsWorker>) {
        match said {
            Said::Opened(Ok(store)) => {
                self.storage = Storage::There(store);
                self.is_stale = true;
            }
            Said::Opened(Err(why)) | Said::Gone(why) | Said::Listed(Err(why)) => {
                self.is_listing = false;
                self.storage = Storage::Refused(why, None);
            }
            Said::Listed(Ok((collections, sessions))) => self.listed(collections, sessions),
            Said::Written(Ok(collection)) => self.written(collection, scope),
            Said::Written(Err(why)) => {
                self.is_writing = false;
                for waiting in std::mem::take(&mut self.writing).into_iter().rev() {
                    self.waiting.push_front(waiting);
                }
                let store = match std::mem::replace(&mut self.storage, Storage::Unasked) {
                    Storage::There(store) => Some(store),
                    _ => None,
                };
                self.storage = Storage::Refused(why, store);
            }
            Said::Elsewhere => self.is_stale = true,
        }
    }

    fn listed(&mut self, collections: Vec<Collection>, sessions: Vec<String>) {
        self.is_listing = false;
        // What is not written yet stands as it is here.
        let old = std::mem::replace(&mut self.collections, collections);
        for collection in old {
            if !self.collections.iter().any(|other| other.id == collection.id) {
                let waits = |waiting: &Waiting| waiting.collection == collection.id;
                if self.waiting.iter().chain(&self.writing).any(waits) {
                    self.collections.push(collection);
                }
            }
        }
        for Waiting { collection, what } in self.writing.iter().chain(&self.waiting) {
            let Some(there) = self.collections.iter_mut().find(|there| there.id == *collection) else {
                continue;
            };
            match what {
                What::Change(change) => {
                    change.apply(there, &self.session);
                }
                What::File(..) | What::Event(..) => there.bring_back(&self.session),
                What::Replaced(..) | What::Again(..) => {}
            }
        }
        self.sessions = sessions;
    }

    /// What was being written is, as part of this collection.
    fn written(&mut self, collection: Collection, scope: &WorkerScope<CuttingsWorker>) {
        self.is_writing = false;
        self.n_bytes -= self.writing.iter().map(|waiting| waiting.what.n_bytes()).sum::<usize>();
        let is_event = |waiting: &&Waiting| matches!(waiting.what, What::Event(..));
        let n_events = self.writing.iter().filter(is_event).count() as u32;
        if collection.id == self.present && self.known_events + n_events == collection.n_events {
            self.known_events = collection.n_events;
        }
        let files = self.writing.drain(..).filter_map(|waiting| match waiting.what {
            What::File(id, _) => Some(id),
            _ => None,
        });
        let files: Vec<String> = files.collect();
        let first = collection.next - files.len() as u32;
        let n_files = files.len();
        if collection.id == self.present && n_files > 0 {
            // Else another tab has written between; those are to be brought yet.
            if self.known == first {
                self.known = collection.next;
            }
            self.numbers.extend(files.into_iter().zip(first..));
        }
        if n_files > 0
            && !std::mem::replace(&mut self.has_kept, true)
            && let Some(page) = self.page
        {
            scope.respond(page, Reply::Kept(Told::FirstKept));
        }
        match self.collections.iter_mut().find(|there| there.id == collection.id) {
            Some(there) => *there = collection,
            None => self.collections.push(collection),
        }
        if let Some(channel) = &self.channel {
            channel.tell();
        }
    }

    /// Notes a change of a collection, here at once, and to be written.
    fn change(&mut self, id: &str, change: Change) {
        if let Some(collection) = self.collections.iter_mut().find(|collection| collection.id == id) {
            change.apply(collection, &self.session);
        }
        self.waiting.push_back(Waiting { collection: id.to_owned(), what: What::Change(change) });
    }

    /// Keeps a new file of the present collection with what was read of it.
    pub fn keep(&mut self, article: String, file: SourceFile, read: Vec<u8>) {
        let record = Record::new(file, &self.reader, read);
        self.wait(What::File(article, record.encode().into()));
    }

    /// Keeps what was read of a file, of this number, instead of what another reader read.
    pub fn replace(&mut self, number: u32, file: SourceFile, read: Vec<u8>) {
        let record = Record::new(file, &self.reader, read);
        self.wait(What::Replaced(number, record.encode().into()));
    }

    /// Keeps what was read anew of an article, where its file is kept.
    pub fn again(&mut self, reading: &Reading) {
        let id = &reading.document.article.id.0;
        let waits = |waiting: &Waiting| matches!(&waiting.what, What::File(other, _) if other == id);
        if self.numbers.contains_key(id) || self.waiting.iter().chain(&self.writing).any(waits) {
            self.wait(What::Again(id.clone(), Rc::new(reading.clone())));
        }
    }

    /// Keeps an event of the present collection's journal.
    pub fn event(&mut self, event: &Event) {
        self.wait(What::Event(event.id.to_string(), event.encode().into()));
    }

    fn wait(&mut self, what: What) {
        // Whoever has not asked for what is kept, a case file, keeps things itself.
        if matches!(self.storage, Storage::Unasked) {
            return;
        }
        // What comes into a collection makes it final that it was removed here before, and
        // brings back what another tab has removed.
        if let What::File(..) | What::Event(..) = what
            && self.is_removed()
        {
            if self.is_removed_elsewhere() {
                let (present, session) = (&self.present, &self.session);
                let mut all = self.collections.iter_mut();
                all.find(|there| there.id == *present)
                    .into_iter()
                    .for_each(|there| there.bring_back(session));
            } else if !self.is_leaving {
                self.change(&self.present.clone(), Change::Emptied);
            }
        }
        self.n_bytes += what.n_bytes();
        self.waiting.push_back(Waiting { collection: self.present.clone(), what });
    }

    /// Notes how far an import into the present collection has come; `None` at its end.
    pub fn note(&mut self, number: u32, progress: Option<(u32, u32)>) {
        self.change(&self.present.clone(), Change::Import(number, progress));
    }

    /// Remembers what the columns of some tables of the present collection hold.
    pub fn choose(&mut self, columns: Columns) {
        self.columns.insert(0, columns.clone());
        if !matches!(self.storage, Storage::Unasked) {
            self.change(&self.present.clone(), Change::Columns(columns));
        }
    }

    /// What has been chosen for tables of the present collection, the latest first.
    pub fn columns(&self) -> Vec<Columns> {
        let kept = self.there().map_or(&[][..], |there| &there.columns);
        self.columns.iter().chain(kept).cloned().collect()
    }

    /// An article was brought from what is kept under this number.
    pub fn brought(&mut self, article: String, number: u32) {
        self.numbers.insert(article, number);
    }

    /// Under which number an article is kept.
    pub fn number(&self, article: &str) -> Option<u32> {
        self.numbers.get(article).copied()
    }

    /// All files that are kept have been brought.
    pub fn all_brought(&mut self) {
        self.known = self.known.max(self.fetched);
    }

    /// The index that is kept is that of what is kept now.
    pub fn is_indexed(&mut self, saved: &SavedIndex) {
        self.indexed = Some((saved.n_files, saved.next));
    }

    /// Whether the index of what is kept is worth keeping, and is not kept. The articles must
    /// lie in the order of their files, behind those that are not kept.
    pub fn wants_index(&self, corpus: &Corpus) -> bool {
        let is_idle = !self.is_writing && !self.is_listing && !self.is_stale && self.waiting.is_empty();
        let Some(there) = self.there().filter(|there| there.removed.is_none() && there.n_files >= INDEXED)
        else {
            return false;
        };
        let is_there =
            matches!(self.storage, Storage::There(_)) && self.is_brought && there.next == self.known;
        if !is_idle || !is_there || self.indexed == Some((there.n_files, there.next)) {
            return false;
        }
        let number = |document: &Document| self.numbers.get(&document.article.id.0);
        let mut numbers = corpus.documents().iter().map(number).skip_while(Option::is_none).peekable();
        let mut last = None;
        numbers.all(|number| number.is_some() && std::mem::replace(&mut last, number) < number)
    }

    /// Keeps the index of what is kept of the present collection.
    pub fn keep_index(&mut self, index: Vec<u8>) {
        let (Storage::There(store), Some(there)) = (&self.storage, self.there()) else { return };
        let saved =
            SavedIndex { reader: self.reader.clone(), n_files: there.n_files, next: there.next, index };
        let (store, present) = (store.clone(), self.present.clone());
        self.is_indexed(&saved);
        spawn_local(async move {
            // Where there is no room for it, the articles are indexed anew when they are opened.
            let _ = store.keep_index(&present, &saved.encode()).await;
        });
    }

    /// How many files are kept of the present collection.
    pub fn n_kept(&self) -> u32 {
        self.there().map_or(0, |there| there.n_files)
    }

    fn is_removed(&self) -> bool {
        self.there().is_some_and(|there| there.removed.is_some())
    }

    fn is_removed_elsewhere(&self) -> bool {
        self.there().is_some_and(|there| there.is_removed_elsewhere(&self.session))
    }

    /// Whether something of the present collection that is kept has come in here.
    fn is_shown(&self) -> bool {
        self.is_brought && self.fetched + self.known + self.known_events > 0
    }

    /// What another tab has done to the present collection while it is shown here.
    fn taken(&self) -> Option<Taken> {
        let there = self.there().filter(|_| self.is_shown())?;
        there.taken(&self.session, self.numbers.values().copied())
    }

    /// The present collection, where it is kept.
    fn there(&self) -> Option<&Collection> {
        self.collections.iter().find(|collection| collection.id == self.present)
    }

    /// An import has come to its end: those that were broken off before are made good.
    pub fn forget(&mut self) {
        if self.broken_off().is_some() {
            self.change(&self.present.clone(), Change::Forget(self.sessions.clone()));
        }
    }

    /// The latest import of the present collection that nobody goes on with.
    fn broken_off(&self) -> Option<&Unfinished> {
        let goes_on = |session: &String| *session == self.session || self.sessions.contains(session);
        self.there()?.imports.iter().rfind(|import| !goes_on(&import.session))
    }

    /// Whether an import may go on: where nothing is kept, there is nothing to wait for.
    pub fn has_room(&self) -> bool {
        self.n_bytes < ROOM || matches!(self.storage, Storage::Unasked | Storage::Refused(..))
    }

    /// Where files or events of the present collection have come in from other tabs: the page that
    /// is to know, and the number of the first.
    pub fn behind(&self) -> Option<(HandlerId, u32)> {
        let there = self.there().filter(|there| there.removed.is_none())?;
        let is_busy = self.is_writing || self.is_listing || self.is_stale || !self.waiting.is_empty();
        let is_there = matches!(self.storage, Storage::There(_));
        let is_more = there.next > self.known || there.n_events > self.known_events;
        (self.is_brought && is_there && !is_busy && is_more).then_some((self.page?, self.known))
    }

    /// Fetches kept files of the present collection, from this number on, for the import
    /// of that number; [`Message::Brought`] brings them. False while that can't be told yet.
    pub fn fetch(&mut self, import: u32, from: u32, scope: &WorkerScope<CuttingsWorker>) -> bool {
        match &self.storage {
            Storage::Unasked | Storage::Opening => return false,
            // What is being written or listed comes first.
            Storage::There(_) if self.is_listing || self.is_stale || self.is_writing => return false,
            Storage::There(_) if !self.waiting.is_empty() => return false,
            Storage::There(_) if self.is_removed() && !self.is_shown() => {
                scope.send_message(Message::Brought(import, Vec::new()))
            }
            Storage::Refused(..) => {
                scope.send_message(Message::Recalled(self.waiting_events()));
                scope.send_message(Message::Brought(import, self.waiting_files()));
            }
            Storage::There(store) => {
                let (next, n_events) = self.there().map_or((0, 0), |there| (there.next, there.n_events));
                self.fetched = next;
                let are_new = n_events > self.known_events;
                self.known_events = n_events;
                let (store, scope, present) = (store.clone(), scope.clone(), self.present.clone());
                let there = self.there().filter(|there| from == 0 && there.n_files >= INDEXED);
                let (indexed, reader) = (there.cloned(), self.reader.clone());
                spawn_local(async move {
                    if let Some(collection) = indexed
                        && let Some(bytes) = store.index(&present).await
                        && let Some(index) = SavedIndex::decode(&bytes, &reader, &collection)
                    {
                        scope.send_message(Message::Indexed(import, index));
                    }
                    // What the user did comes before what it was done to, which is then shown so at once.
                    if are_new {
                        let events = store.events(&present).await.unwrap_or_default();
                        scope.send_message(Message::Recalled(events));
                    }
                    let files = store.files(&present, from, FETCH).await;
                    let files = match files {
                        Ok(files) => files,
                        Err(why) => {
                            scope.send_message(Message::Kept(Said::Gone(why)));
                            Vec::new()
                        }
                    };
                    let files = files.into_iter().map(|(number, bytes)| (Some(number), bytes)).collect();
                    scope.send_message(Message::Brought(import, files));
                });
            }
        }
        true
    }

    /// Events of the present collection that are not written.
    fn waiting_events(&self) -> Vec<Vec<u8>> {
        let all = self.writing.iter().chain(&self.waiting);
        let event = |waiting: &Waiting| match &waiting.what {
            What::Event(_, bytes) if waiting.collection == self.present => Some(bytes.to_vec()),
            _ => None,
        };
        all.filter_map(event).collect()
    }

    /// Files of the present collection that are not written.
    fn waiting_files(&self) -> Brought {
        let files =
            self.writing.iter().chain(&self.waiting).filter(|waiting| waiting.collection == self.present);
        let bytes = |waiting: &Waiting| match &waiting.what {
            What::File(_, bytes) => Some((None, bytes.to_vec())),
            _ => None,
        };
        files.filter_map(bytes).collect()
    }

    /// Has the next that waits be written, and asks for what other tabs have changed.
    pub fn go_on(&mut self, scope: &WorkerScope<CuttingsWorker>) {
        let Storage::There(store) = &self.storage else { return };
        let store = store.clone();
        if self.is_stale && !self.is_listing {
            (self.is_stale, self.is_listing) = (false, true);
            let (store, scope, own) = (store.clone(), scope.clone(), self.session.clone());
            let shown = self.is_shown().then(|| self.present.clone());
            spawn_local(async move {
                let mut sessions = tabs::sessions().await;
                // Where the browser has no locks, it is the only one that is known.
                sessions.push(own.clone());
                let listed =
                    listed(&store, &own, &sessions, shown).await.map(|collections| (collections, sessions));
                scope.send_message(Message::Kept(Said::Listed(listed)));
            });
        }
        if self.is_writing {
            return;
        }
        let Some((id, changes, write)) = self.next() else { return };
        self.is_writing = true;
        let there = self.collections.iter().find(|collection| collection.id == id);
        let made = there.cloned().unwrap_or_else(|| Collection::new(&id, ""));
        let (scope, session) = (scope.clone(), self.session.clone());
        spawn_local(async move {
            // Another tab may have removed it, or brought it back, a moment ago: what counts is
            // how it stands in the database.
            let change = |collection: &mut Collection| {
                let empties = changes.iter().fold(false, |empties, change| {
                    let does = change.apply(collection, &session);
                    empties || does
                });
                if !write.files.is_empty() || !write.events.is_empty() {
                    collection.bring_back(&session);
                }
                empties
            };
            let written = store.write(made, change, &write).await;
            scope.send_message(Message::Kept(Said::Written(written)));
        });
    }

    /// Takes what can be written next, all of one collection.
    fn next(&mut self) -> Option<(String, Vec<Change>, Write)> {
        let id = self.waiting.front()?.collection.clone();
        let (mut write, mut changes, mut n_bytes) = (Write::new(&self.reader), Vec::new(), 0);
        while self.writing.len() < BATCH && n_bytes < BATCH_BYTES {
            let Some(waiting) = self.waiting.pop_front_if(|waiting| waiting.collection == id) else { break };
            n_bytes += waiting.what.n_bytes();
            match &waiting.what {
                What::File(_, bytes) => write.files.push(bytes.clone()),
                What::Replaced(number, bytes) => write.replaced.push((*number, bytes.clone())),
                What::Again(article, reading) => match self.numbers.get(article) {
                    Some(number) => write.again.push((*number, reading.clone())),
                    // Its file is to be written first; or another collection is present now.
                    None if !self.writing.is_empty() => {
                        self.waiting.push_front(waiting);
                        break;
                    }
                    None => {}
                },
                What::Event(event, bytes) => write.events.push((event.clone(), bytes.clone())),
                What::Change(Change::Emptied) if !self.writing.is_empty() => {
                    self.waiting.push_front(waiting);
                    break;
                }
                What::Change(change) => changes.push(change.clone()),
            }
            self.writing.push(waiting);
        }
        Some((id, changes, write))
    }

    /// Tells the page how things stand, where that has changed: at once, or not too often.
    pub fn tell(&mut self, scope: &WorkerScope<CuttingsWorker>, at_once: bool) {
        let Some(page) = self.page else { return };
        if !at_once && now() - self.told_at < TELL {
            return;
        }
        let stand = self.stand();
        if stand != self.told {
            self.told_at = now();
            self.told = stand.clone();
            scope.respond(page, Reply::Kept(Told::Stand(stand)));
        }
    }

    fn stand(&self) -> Stand {
        let kept = |collection: &Collection| Kept {
            id: collection.id.clone(),
            name: collection.name.clone(),
            n_files: collection.n_files,
            bytes: collection.bytes,
        };
        let taken = self.taken();
        let is_taken = |collection: &Collection| taken.is_some() && collection.id == self.present;
        let is_there = |collection: &&Collection| collection.removed.is_none() || is_taken(collection);
        let shown = self.collections.iter().filter(is_there);
        let mut collections: Vec<Kept> = shown.map(kept).collect();
        crate::order::sort_by_key(&mut collections, |kept: &Kept| (kept.name.clone(), kept.id.clone()));
        let n_waiting = |is_it: fn(&What) -> bool| {
            self.waiting.iter().filter(|waiting| is_it(&waiting.what)).count() as u32
        };
        let refused = match &self.storage {
            Storage::Refused(why, _) => Some(Refused {
                why: why.clone(),
                n_files: n_waiting(|what| matches!(what, What::File(..))),
                n_events: n_waiting(|what| matches!(what, What::Event(..))),
                bytes: self.n_bytes as u64,
            }),
            _ => None,
        };
        Stand {
            collections,
            refused,
            broken_off: self.broken_off().map(|import| (import.done, import.total)),
            taken,
            is_known: !matches!(self.storage, Storage::Unasked | Storage::Opening)
                && !self.is_listing
                && !self.is_stale,
        }
    }
}

/// All collections, after those that are gone for good are cleared away. The one that is
/// `shown` here is not among these.
async fn listed(
    store: &Store,
    own: &str,
    sessions: &[String],
    shown: Option<String>,
) -> Result<Vec<Collection>, Why> {
    let mut collections = store.collections().await?;
    let is_gone =
        |collection: &Collection| shown.as_ref() != Some(&collection.id) && collection.is_gone(own, sessions);
    for collection in collections.iter().filter(|collection| is_gone(collection)) {
        store.remove(&collection.id).await?;
    }
    collections.retain(|collection| !is_gone(collection));
    Ok(collections)
}
