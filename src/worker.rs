//! The page's worker: the collection and its index, off the main thread.
//!
//! Files are read by workers of its own ([`readers`]), which are fetched when
//! files come: the bundled collection has been [prepared](crate::prepared).
//! An import runs in slices. Between two slices the browser delivers what the
//! page has asked meanwhile, so that a search is answered, and a cancellation
//! heard, while articles are still coming in.

use std::collections::VecDeque;

use gloo::timers::callback::Timeout;
use gloo_worker::{HandlerId, Registrable, Worker, WorkerScope};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Response, TextDecoder, WorkerGlobalScope};

use crate::corpus::Corpus;
use crate::ingest::sizes;
use crate::journal::Event;
use crate::kept::SavedIndex;
use crate::protocol::keeping::Ask;
use crate::protocol::{Beside, Outcome, Postcard, Reply, Request, Source, Unread};
use crate::reader::Answer;
use crate::scribe::AppSource;
use crate::shards;
use crate::view::importing;
use again::Again;
use answer::answer;
use desk::Desk;
use export::Export;
use import::{Import, Kind};
use keeping::{Brought, Keeping, Said};
use parted::Parted;
use readers::{Heard, Readers, Ticket};
use tables::Tables;

mod again;
mod answer;
mod desk;
mod export;
mod import;
mod keeping;
mod parted;
mod readers;
mod tables;

/// Milliseconds of work before the browser gets a turn: short enough that a
/// keystroke's search does not wait noticeably, long enough that turns cost little.
const SLICE: f64 = 24.0;

/// Milliseconds without a question, before something is done that takes a moment and can't
/// be broken off.
const REST: u32 = 1_500;

/// How many files' outcomes are told at once.
const OUTCOMES: usize = 200;

/// Answers the page's requests in the worker's own thread.
pub fn run() {
    CuttingsWorker::registrar().encoding::<Postcard>().register();
}

pub struct CuttingsWorker {
    corpus: Corpus,
    /// What is asked in its place.
    parted: Option<Parted>,
    readers: Readers,
    keeping: Keeping,
    /// The first is under way.
    imports: VecDeque<Import>,
    again: Again,
    desk: Desk,
    /// What became of the files of the latest import of the reader's own.
    outcomes: Vec<Outcome>,
    /// Those of which it is not known what they hold.
    tables: Tables,
    /// The first is under way, once nothing else is to be done.
    exports: VecDeque<Export>,
    /// The case file that the page stands in.
    carried: Option<Blob>,
    /// Whether a `Step` is on its way.
    stepping: bool,
    /// Runs out when nothing has been asked for a while, where there is something to do then.
    resting: Option<Timeout>,
}

/// Where bytes are.
enum Place {
    /// An address of the page's own origin.
    Url(String),
    File(Blob),
}

impl Place {
    /// How many bytes are there, where that is known before they are read.
    fn size(&self) -> Option<u64> {
        match self {
            Place::Url(_) => None,
            Place::File(file) => Some(file.size() as u64),
        }
    }
}

pub enum Message {
    /// Go on with what is to be done.
    Step,
    /// Of the import with this number these have been read: paths and bytes.
    Read(u32, Vec<(String, Result<Vec<u8>, Unread>)>),
    /// The page for the case file of that export; `None` where it could not be had.
    App(u32, Option<Box<AppSource>>),
    /// The reader at this place has answered, or with `None` has stopped.
    Heard(usize, Option<Vec<u8>>),
    /// What has come of keeping.
    Kept(Said),
    /// Of what is kept, these are for the import with this number.
    Brought(u32, Brought),
    /// Of what is kept, this is the index of all that comes next.
    Indexed(u32, SavedIndex),
    /// Nothing has been asked for a while.
    Rested,
    /// Of what is kept, these are events of the journal.
    Recalled(Vec<Vec<u8>>),
    /// A file of the collection in parts that is opened as the import with this number.
    Part(u32, shards::Name, Result<Vec<u8>, String>),
}

impl Worker for CuttingsWorker {
    type Message = Message;
    type Input = Request;
    type Output = Reply;

    fn create(_scope: &WorkerScope<Self>) -> Self {
        CuttingsWorker {
            corpus: Corpus::new(),
            parted: None,
            readers: Readers::default(),
            keeping: Keeping::new(),
            imports: VecDeque::new(),
            again: Again::default(),
            desk: Desk::default(),
            outcomes: Vec::new(),
            tables: Tables::default(),
            exports: VecDeque::new(),
            carried: None,
            stepping: false,
            resting: None,
        }
    }

    fn update(&mut self, scope: &WorkerScope<Self>, message: Message) {
        match message {
            Message::Step => self.stepping = false,
            Message::Read(number, sources) => {
                let sources = self.without_journals(scope, sources);
                if let Some(import) = self.imports.iter_mut().find(|import| import.number == number) {
                    import.take_in(sources);
                }
            }
            Message::App(number, app) => {
                if let Some(export) = self.exports.iter_mut().find(|export| export.number == number) {
                    export.found(app.map(|app| *app));
                }
            }
            Message::Heard(reader, message) => self.heard(scope, reader, message),
            Message::Kept(said) => self.keeping.heard(said, scope),
            Message::Recalled(events) => {
                let events = events.iter().filter_map(|event| Event::decode(event).ok()).collect();
                let is_meanwhile = self.imports.front().is_some_and(Import::is_from_elsewhere);
                self.recall(scope, events, is_meanwhile);
            }
            Message::Indexed(number, saved) => {
                if let Some(import) = self.imports.iter_mut().find(|import| import.number == number) {
                    import.indexed(saved);
                }
            }
            Message::Part(number, name, bytes) => {
                if let Some(parted) = &mut self.parted {
                    parted.came(scope, number, name, bytes);
                }
            }
            Message::Rested => {
                self.resting = None;
                if self.is_at_rest() && self.keeping.wants_index(&self.corpus) {
                    let index = self.corpus.saved_index();
                    self.keeping.keep_index(index);
                }
            }
            Message::Brought(number, files) => {
                if let Some(import) = self.imports.iter_mut().find(|import| import.number == number) {
                    import.bring(files, &mut self.keeping);
                }
            }
        }
        if self.go_on(scope) {
            self.step_later(scope);
        }
        self.keep(scope);
    }

    fn received(&mut self, scope: &WorkerScope<Self>, request: Request, from: HandlerId) {
        // Whoever asks may ask again soon.
        if self.resting.take().is_some() {
            self.rest(scope);
        }
        let Some(request) = self.by_parts(scope, from, request) else { return };
        match request {
            Request::Import { number, sources, bundled, more } => {
                let kind = if bundled { Kind::Bundled } else { Kind::Own };
                let mut import = Import::new(from, number, kind);
                let sources = sources.into_iter().map(|Source { path, url }| (path, Place::Url(url)));
                import.add(sources.collect(), more);
                self.imports.push_back(import);
                self.exports.iter_mut().for_each(Export::restart);
                self.step_later(scope);
            }
            Request::Files { number, paths, files: Beside(files), hidden, more } => {
                let files: Array = files.unchecked_into();
                let places = files.iter().map(|file| Place::File(file.unchecked_into()));
                let sources = paths.into_iter().zip(places).collect();
                // It may have been cancelled.
                if let Some(import) = self.imports.iter_mut().find(|import| import.number == number) {
                    if import.kind == Kind::Bundled {
                        self.carried = files.get(0).dyn_into().ok();
                    }
                    import.leave_out_hidden(hidden);
                    import.add(sources, more);
                    self.step_later(scope);
                }
            }
            Request::Cancel { number } => {
                if let Some(import) = self.imports.iter_mut().find(|i| i.number == number) {
                    import.cancelled = true;
                }
                if let Some(export) = self.exports.iter_mut().find(|e| e.number == number) {
                    export.cancelled = true;
                }
                self.step_later(scope);
            }
            Request::Search { .. } | Request::Suggest { .. } | Request::Rows { .. } => {
                if let Some(reply) = answer(self.corpus.asked(), &request, &mut || ()) {
                    scope.respond(from, reply);
                }
            }
            Request::Open { number, id, query } => {
                let position = self.corpus.position(&id);
                let highlights = position.map(|p| self.corpus.highlights(&query, p)).unwrap_or_default();
                let document = position.map(|p| Box::new(self.corpus.shown(p)));
                let work = position.map(|p| self.corpus.work(p)).unwrap_or_default();
                scope.respond(from, Reply::Opened { number, document, highlights, work });
            }
            Request::Book { number, query, wanted, rows } => {
                let book = Box::new(self.corpus.book(&query, &wanted, rows as usize));
                scope.respond(from, Reply::Book { number, book });
            }
            Request::Export { number, what, form, marks } => {
                self.exports.push_back(Export::new(from, number, what, form, marks));
                self.step_later(scope);
            }
            Request::Outcomes { from: first } => {
                let rest = self.outcomes.get(first as usize..).unwrap_or_default();
                let outcomes = rest[..rest.len().min(OUTCOMES)].to_vec();
                let n_outcomes = self.outcomes.len() as u32;
                scope.respond(from, Reply::Outcomes { from: first, outcomes, n_outcomes });
            }
            Request::OutcomesText => {
                let line = |Outcome { path, fate }: &Outcome| format!("{path}\t{}\n", importing::fate(fate));
                scope.respond(from, Reply::OutcomesText(self.outcomes.iter().map(line).collect()));
            }
            Request::Choose { number, chosen } => self.choose(scope, from, number, chosen),
            Request::Prepare => self.readers.prepare(scope),
            // There is none.
            Request::GoOn => {}
            Request::Act { acts } => self.act(scope, from, acts),
            Request::Undo { events } => self.undo(scope, from, &events),
            Request::Redo => self.redo(scope, from),
            Request::WriteJournal => self.write_journal(scope, from),
            Request::Keep(ask) => {
                match ask {
                    Ask::Turn { .. } => self.turn(scope),
                    Ask::Bring { number } => {
                        self.imports.push_back(Import::new(from, number, Kind::Kept { from: 0 }));
                    }
                    _ => {}
                }
                self.keeping.ask(ask, from, scope);
                self.step_later(scope);
            }
        }
    }
}

impl CuttingsWorker {
    /// Does the next bit of work; true where there is more that can be done now.
    fn go_on(&mut self, scope: &WorkerScope<Self>) -> bool {
        if let Some(import) = self.imports.front_mut() {
            let more = !import.cancelled
                && import.step(&mut self.corpus, &mut self.readers, &mut self.keeping, scope);
            if import.has_ended() {
                if let Some(mut import) = self.imports.pop_front() {
                    if import.kind == Kind::Own {
                        if !import.joins {
                            self.outcomes.clear();
                        }
                        self.outcomes.append(&mut import.outcomes);
                    }
                    let (page, added) = (import.from, import.added);
                    // The page's own stands in its own file.
                    let is_bundled = import.kind == Kind::Bundled;
                    self.bring(scope, std::mem::take(&mut import.events), is_bundled);
                    if self.tables.ask(std::mem::take(&mut import.questions)) {
                        scope.respond(page, self.tables.reply());
                    }
                    scope.respond(page, import.ended(&mut self.keeping));
                    // An import that adds nothing leaves what is under way to go on.
                    if added > 0 || self.again.is_settled() {
                        self.again = Again::Grown(page);
                    }
                    self.tell_again(scope, page);
                }
                return true;
            }
            return more;
        }
        if !self.again.is_settled() {
            if self.again.go_on(&mut self.corpus, &mut self.readers, &mut self.keeping, scope) {
                return true;
            }
            if !self.again.is_settled() {
                return false;
            }
        }
        self.desk.go_on(&self.corpus, &mut self.readers, scope);
        // An export tells what was found in articles as they are put right.
        if self.desk.is_reading() {
            return false;
        }
        let Some(export) = self.exports.front_mut() else { return false };
        if export.go_on(&self.corpus, &mut self.readers, self.carried.as_ref(), scope) {
            self.exports.pop_front();
        }
        false
    }

    /// Has what waits be kept, and brings in what other tabs have kept.
    fn keep(&mut self, scope: &WorkerScope<Self>) {
        let is_at_rest = self.is_at_rest();
        self.desk.made.drain(..).for_each(|event| self.keeping.event(&event));
        self.keeping.go_on(scope);
        self.keeping.tell(scope, is_at_rest);
        if is_at_rest && self.resting.is_none() && self.keeping.wants_index(&self.corpus) {
            self.rest(scope);
        }
        if let Some((page, from)) = self.keeping.behind().filter(|_| is_at_rest && self.parted.is_none()) {
            self.imports.push_back(Import::new(page, 0, Kind::Kept { from }));
            self.step_later(scope);
        }
    }

    fn is_at_rest(&self) -> bool {
        self.imports.is_empty() && self.again.is_settled()
    }

    /// Waits until nothing has been asked for a while.
    fn rest(&mut self, scope: &WorkerScope<Self>) {
        let scope = scope.clone();
        self.resting = Some(Timeout::new(REST, move || scope.send_message(Message::Rested)));
    }

    /// Empties the collection, for another one: what is under way is broken off.
    fn turn(&mut self, scope: &WorkerScope<Self>) {
        for mut import in std::mem::take(&mut self.imports) {
            import.cancelled = true;
            scope.respond(import.from, import.ended(&mut self.keeping));
        }
        self.desk.made.drain(..).for_each(|event| self.keeping.event(&event));
        self.exports.iter_mut().for_each(Export::restart);
        self.again = Again::default();
        self.tables = Tables::default();
        self.corpus = Corpus::new();
        if let Some(parted) = self.parted.take() {
            scope.respond(parted.page, Reply::Parted(None));
        }
    }

    fn heard(&mut self, scope: &WorkerScope<Self>, reader: usize, message: Option<Vec<u8>>) {
        match self.readers.heard(reader, message) {
            Heard::Answered(ticket, Answer::Opened(files, questions)) => {
                if let Some(import) = self.imports.front_mut() {
                    import.opened(ticket, files, questions);
                }
            }
            Heard::Answered(ticket, Answer::Read(read)) => {
                if let Some(import) = self.imports.front_mut() {
                    import.answered(ticket, read);
                }
            }
            Heard::Answered(ticket, Answer::Again(readings)) => {
                if !self.understood(scope, ticket, Some(&readings)) {
                    self.again.answered(ticket, Some(readings), &mut self.keeping);
                }
            }
            Heard::Answered(ticket, Answer::JournalWritten(lines)) => {
                self.journal_written(scope, ticket, Some(lines));
            }
            Heard::Answered(ticket, Answer::JournalRead(journal, n_bad)) => {
                self.journal_read(scope, ticket, Some((journal, n_bad)));
            }
            Heard::Answered(ticket, Answer::Written(bytes)) => self.written(ticket, bytes, scope),
            Heard::Stopped { at, others } => {
                for ticket in at.into_iter().chain(others.iter().copied()) {
                    self.understood(scope, ticket, None);
                    self.journal_written(scope, ticket, None);
                    self.journal_read(scope, ticket, None);
                    self.again.answered(ticket, None, &mut self.keeping);
                    self.written(ticket, None, scope);
                }
                if let Some(import) = self.imports.front_mut() {
                    others.into_iter().for_each(|ticket| import.wait_again(ticket));
                    if let Some(ticket) = at {
                        import.stopped(ticket, &self.readers);
                    }
                }
            }
        }
    }

    fn written(&mut self, ticket: Ticket, bytes: Option<Vec<u8>>, scope: &WorkerScope<Self>) {
        if let Some(export) = self.exports.front_mut() {
            export.answered(ticket, bytes, scope);
        }
    }

    /// Gives the browser a turn, then goes on.
    fn step_later(&mut self, scope: &WorkerScope<Self>) {
        if !std::mem::replace(&mut self.stepping, true) {
            let scope = scope.clone();
            Timeout::new(0, move || scope.send_message(Message::Step)).forget();
        }
    }
}

/// The bytes of a file that is to be imported. Of a large one the beginning is read
/// first, which tells whether the rest is worth it.
async fn read_source(path: &str, place: &Place) -> Result<Vec<u8>, Unread> {
    if let Place::File(file) = place
        && let Some(size) = place.size().filter(|size| *size > sizes::SMALL)
        && let Ok(head) = file.slice_with_i32_and_i32(0, sizes::HEAD as i32)
    {
        let head = read(&Place::File(head)).await.map_err(Unread::failed)?;
        sizes::judge(path, &head, Some(size), sizes::BUNDLE)?;
    }
    read(place).await.map_err(Unread::failed)
}

/// The bytes of a file, or behind an address of the page's own origin.
async fn read(place: &Place) -> Result<Vec<u8>, String> {
    let bytes = match place {
        Place::Url(url) => {
            let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
            let response = JsFuture::from(scope.fetch_with_str(url)).await;
            let response: Response =
                response.map_err(|_| "it could not be read".to_owned())?.unchecked_into();
            if !response.ok() {
                return Err(format!("the server answered {}", response.status()));
            }
            async { JsFuture::from(response.array_buffer()?).await }.await
        }
        Place::File(file) => JsFuture::from(file.array_buffer()).await,
    };
    let bytes = bytes.map_err(|_| "it could not be read to its end".to_owned())?;
    Ok(Uint8Array::new(&bytes).to_vec())
}

/// Unix time in milliseconds, finer than a millisecond where the browser allows.
pub fn now() -> f64 {
    let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
    scope.performance().map_or(0.0, |p| p.time_origin() + p.now())
}

/// The browser's own decoder; the command line's follows the same standard.
pub fn decode(label: &str, bytes: &[u8]) -> Option<String> {
    TextDecoder::new_with_label(label).ok()?.decode_with_u8_array(bytes).ok()
}
