//! One request to import: what is still to do, and what came of the rest.
//!
//! Sources are read some at a time and taken apart into files; files go to the
//! readers in batches, and what these make of them is added in the files' own
//! order, whichever reader was faster. What was [prepared](crate::prepared) needs no reader.

use std::collections::VecDeque;

use futures_util::future::join_all;
use gloo_worker::{HandlerId, WorkerScope};
use wasm_bindgen_futures::spawn_local;

use super::readers::{Readers, Ticket};
use super::{CuttingsWorker, Message, Place, SLICE, decode, now, read};
use crate::case::JOURNAL;
use crate::corpus::Corpus;
use crate::ingest::{self, SourceFile, Unpacked, bundle, case};
use crate::journal::{Event, Journal};
use crate::prepared::{Part, Shelf, is_sound};
use crate::protocol::{Failure, Lap, Reply, Stage, Timing};
use crate::reader::{Ask, Timed};

/// How many sources are read at a time: hides the latency of each, bounds memory.
const READ_AHEAD: usize = 64;

/// How many files, and about how many bytes of them, a reader gets at once: enough that
/// messages cost little, few enough that all readers end together.
const BATCH: usize = 16;
const BATCH_BYTES: usize = 64 << 10;

/// How many batches are under way at most.
const AHEAD: usize = 24;

/// Milliseconds between two tellings of how far it has come.
const TELL: f64 = 100.0;

pub(super) struct Import {
    pub from: HandlerId,
    pub number: u32,
    pub cancelled: bool,
    pub bundled: bool,
    sources: VecDeque<(String, Place)>,
    /// Whether sources are still to come.
    more: bool,
    /// Whether some are being read.
    reading: bool,
    /// Read, not yet given to a reader.
    files: VecDeque<Result<(String, SourceFile), Failure>>,
    /// What was read of the files, of each archive that holds that.
    prepared: Vec<Shelf>,
    /// What was done to articles of case files.
    pub events: Vec<Event>,
    /// In the files' order.
    batches: VecDeque<Batch>,
    total: u32,
    done: u32,
    pub added: u32,
    same: u32,
    failures: Vec<Failure>,
    clock: Clock,
    /// When it was last told how far it has come.
    told: f64,
}

/// What is done with some files, next to each other in their order.
enum Batch {
    Waiting(Work),
    Asked(Ticket, Work),
    Done(Vec<Outcome>),
}

/// What readers do, with what messages call the files.
enum Work {
    /// Read these together.
    Read(Vec<(String, SourceFile)>),
    /// Open this: an archive within an archive, a mailbox, a table.
    Open(String, SourceFile),
}

/// What came of a file, and how many bytes it has.
struct Outcome {
    read: Result<Timed, Failure>,
    bytes: usize,
}

impl Outcome {
    fn failed(path: String, reason: String) -> Outcome {
        Outcome { read: Err(Failure { path, reason }), bytes: 0 }
    }
}

impl Import {
    pub fn new(from: HandlerId, number: u32, bundled: bool) -> Self {
        Import {
            from,
            number,
            cancelled: false,
            bundled,
            total: 0,
            sources: VecDeque::new(),
            more: true,
            reading: false,
            files: VecDeque::new(),
            prepared: Vec::new(),
            events: Vec::new(),
            batches: VecDeque::new(),
            done: 0,
            added: 0,
            same: 0,
            failures: Vec::new(),
            clock: Clock::default(),
            told: 0.0,
        }
    }

    /// Takes more to read, by paths; `more` where that is not the last.
    pub fn add(&mut self, sources: Vec<(String, Place)>, more: bool) {
        self.total += sources.len() as u32;
        self.sources.extend(sources);
        self.more = more;
    }

    /// Does what can be done now; true where there is more of that. Where there
    /// is not, sources or answers are awaited, or it has [ended](Import::has_ended).
    pub fn step(
        &mut self,
        corpus: &mut Corpus,
        readers: &mut Readers,
        scope: &WorkerScope<CuttingsWorker>,
    ) -> bool {
        let end = now() + SLICE;
        loop {
            self.hand_over(corpus, readers, scope);
            let Some(Batch::Done(_)) = self.batches.front() else { break };
            if let Some(Batch::Done(outcomes)) = self.batches.pop_front() {
                outcomes.into_iter().for_each(|outcome| self.take(outcome, corpus));
            }
            if now() >= end {
                break;
            }
        }
        if self.files.len() < READ_AHEAD && !self.reading && !self.sources.is_empty() {
            self.read_ahead(scope);
        }
        let time = now();
        if time - self.told >= TELL && !self.has_ended() && self.done > 0 {
            self.told = time;
            scope.respond(
                self.from,
                Reply::Progress { number: self.number, done: self.done, total: self.total },
            );
        }
        matches!(self.batches.front(), Some(Batch::Done(_)))
    }

    pub fn has_ended(&self) -> bool {
        let nothing_left = self.sources.is_empty() && self.files.is_empty() && self.batches.is_empty();
        self.cancelled || nothing_left && !self.reading && !self.more
    }

    /// Starts reading the next sources; `Message::Read` brings their bytes.
    fn read_ahead(&mut self, scope: &WorkerScope<CuttingsWorker>) {
        self.reading = true;
        let n_sources = self.sources.len().min(READ_AHEAD);
        let (paths, places): (Vec<String>, Vec<Place>) = self.sources.drain(..n_sources).unzip();
        let (scope, number) = (scope.clone(), self.number);
        spawn_local(async move {
            let bytes = join_all(places.iter().map(read)).await;
            scope.send_message(Message::Read(number, paths.into_iter().zip(bytes).collect()));
        });
    }

    /// Takes what was read apart into files: archives hold many.
    pub fn unpack(&mut self, sources: Vec<(String, Result<Vec<u8>, String>)>) {
        self.reading = false;
        for (path, bytes) in sources {
            match bytes {
                Ok(bytes) => {
                    let held = case::archive(&bytes);
                    if self.bundled || held.is_some() {
                        self.prepared.extend(Shelf::of(held.as_deref().unwrap_or(&bytes)));
                    }
                    match held
                        .as_ref()
                        .and_then(|archive| ingest::entry(archive, JOURNAL))
                        .map(|journal| Journal::decode(&journal))
                    {
                        Some(Ok(journal)) => self.events.extend_from_slice(journal.events()),
                        Some(Err(error)) => {
                            self.failures.push(Failure {
                                path: path.clone(),
                                reason: format!("what was done to its articles is not there: {error}"),
                            });
                        }
                        None => {}
                    }
                    let file = SourceFile::new(path.clone(), held.unwrap_or(bytes));
                    // The readers open these.
                    if bundle::kind(&file).is_some() {
                        self.files.push_back(Ok((path, file)));
                        continue;
                    }
                    let files = ingest::unpack(file, &path, decode);
                    self.total = self.total - 1 + files.len() as u32;
                    self.files.extend(files.into_iter().map(|Unpacked { shown, file }| match file {
                        Ok(file) => Ok((shown, file)),
                        Err(error) => Err(Failure { path: shown, reason: error.to_string() }),
                    }));
                }
                Err(reason) => self.files.push_back(Err(Failure { path, reason })),
            }
        }
    }

    /// Gives the readers what they have room for.
    fn hand_over(&mut self, corpus: &Corpus, readers: &mut Readers, scope: &WorkerScope<CuttingsWorker>) {
        loop {
            for batch in &mut self.batches {
                if matches!(batch, Batch::Waiting(_))
                    && readers.has_room()
                    && let Batch::Waiting(work) = std::mem::replace(batch, Batch::Done(Vec::new()))
                {
                    *batch = asked(work, corpus, readers, scope);
                }
            }
            // What needs no reader is not piled up before it is taken.
            if self.batches.len() >= AHEAD || !readers.has_room() {
                return;
            }
            let Some(batch) = self.next_batch() else { return };
            self.batches.push_back(batch);
        }
    }

    fn next_batch(&mut self) -> Option<Batch> {
        let mut files = Vec::new();
        let mut n_bytes = 0;
        while files.len() < BATCH && n_bytes < BATCH_BYTES {
            let Some(next) = self.files.pop_front() else { break };
            let other = match next {
                Ok((shown, file)) => match self.prepared(&file) {
                    Some(parts) => self.held(&shown, file.bytes.len(), parts),
                    None if bundle::holds_files(&file) => Batch::Waiting(Work::Open(shown, file)),
                    None => {
                        n_bytes += file.bytes.len();
                        files.push((shown, file));
                        continue;
                    }
                },
                Err(Failure { path, reason }) => Batch::Done(vec![Outcome::failed(path, reason)]),
            };
            if files.is_empty() {
                return Some(other);
            }
            // After what stands before it.
            self.batches.push_back(Batch::Waiting(Work::Read(files)));
            return Some(other);
        }
        (!files.is_empty()).then_some(Batch::Waiting(Work::Read(files)))
    }

    /// What was read of a file ahead of time, where that can be shown.
    fn prepared(&mut self, file: &SourceFile) -> Option<Vec<Part>> {
        let parts = self.prepared.iter_mut().find_map(|shelf| shelf.take(file))?;
        parts
            .iter()
            .all(|part| part.outcome.as_ref().is_ok_and(is_sound) || part.outcome.is_err())
            .then_some(parts)
    }

    /// What was prepared of a file.
    fn held(&mut self, shown: &str, bytes: usize, parts: Vec<Part>) -> Batch {
        self.total = self.total - 1 + parts.len() as u32;
        let untimed = |reading| Timed { reading, clean: Lap::default(), extract: Lap::default() };
        let outcome = |Part { name, outcome }: Part| match outcome {
            Ok(reading) => Outcome { read: Ok(untimed(reading)), bytes },
            Err(reason) => Outcome::failed(format!("{shown}{name}"), reason),
        };
        Batch::Done(parts.into_iter().map(outcome).collect())
    }

    /// Takes what the readers have read, where it is for this import.
    pub fn answered(&mut self, ticket: Ticket, read: Vec<Result<Timed, String>>) {
        if let Some((at, Work::Read(files))) = self.asked(ticket) {
            let outcomes = files.into_iter().zip(read).map(|((path, file), read)| Outcome {
                read: read.map_err(|reason| Failure { path, reason }),
                bytes: file.bytes.len(),
            });
            self.batches.insert(at, Batch::Done(outcomes.collect()));
        }
    }

    /// Takes what the readers have found in a file, where it is for this import.
    pub fn opened(&mut self, ticket: Ticket, files: Vec<(String, Result<SourceFile, String>)>) {
        let Some((at, Work::Open(..))) = self.asked(ticket) else { return };
        self.total = self.total - 1 + files.len() as u32;
        let mut batches = Vec::new();
        let mut n_bytes = 0;
        for (shown, file) in files {
            match (file, batches.last_mut()) {
                (Ok(file), Some(Batch::Waiting(Work::Read(files))))
                    if files.len() < BATCH && n_bytes < BATCH_BYTES =>
                {
                    n_bytes += file.bytes.len();
                    files.push((shown, file));
                }
                (Ok(file), _) => {
                    n_bytes = file.bytes.len();
                    batches.push(Batch::Waiting(Work::Read(vec![(shown, file)])));
                }
                (Err(reason), _) => batches.push(Batch::Done(vec![Outcome::failed(shown, reason)])),
            }
        }
        self.insert(at, batches);
    }

    fn insert(&mut self, at: usize, batches: Vec<Batch>) {
        let after = self.batches.split_off(at);
        self.batches.extend(batches);
        self.batches.extend(after);
    }

    /// What was asked under this number, taken out, and where it stood.
    fn asked(&mut self, ticket: Ticket) -> Option<(usize, Work)> {
        let is_it = |batch: &Batch| matches!(batch, Batch::Asked(asked, _) if *asked == ticket);
        let at = self.batches.iter().position(is_it)?;
        match self.batches.remove(at) {
            Some(Batch::Asked(_, work)) => Some((at, work)),
            _ => None,
        }
    }

    /// A reader has gone that had still to begin with this: another does it.
    pub fn wait_again(&mut self, ticket: Ticket) {
        if let Some((at, work)) = self.asked(ticket) {
            self.batches.insert(at, Batch::Waiting(work));
        }
    }

    /// A reader has stopped at this. Where it is one file, or where no reader
    /// ever was there, that is its failure; else each file is tried by itself.
    pub fn stopped(&mut self, ticket: Ticket, readers: &Readers) {
        let Some((at, work)) = self.asked(ticket) else { return };
        let files = match work {
            Work::Read(files) => files,
            Work::Open(shown, file) => vec![(shown, file)],
        };
        let reason = match readers.are_there() {
            true => "the part of the page that reads files has stopped at it",
            false => "the part of the page that reads files did not arrive",
        };
        let is_lost = files.len() == 1 || !readers.are_there();
        let batch = |(shown, file)| match is_lost {
            true => Batch::Done(vec![Outcome::failed(shown, reason.to_owned())]),
            false => Batch::Waiting(Work::Read(vec![(shown, file)])),
        };
        self.insert(at, files.into_iter().map(batch).collect());
    }

    fn take(&mut self, Outcome { read, bytes }: Outcome, corpus: &mut Corpus) {
        self.done += 1;
        match read {
            Ok(Timed { reading, clean, extract }) => {
                let clock = &mut self.clock;
                let start = now();
                let position = corpus.add_reading(reading);
                clock.clean.add(clean);
                clock.extract.add(extract);
                clock.index.add(Lap { start, duration: now() - start });
                clock.articles += 1;
                clock.bytes += bytes as u32;
                *(if position.is_some() { &mut self.added } else { &mut self.same }) += 1;
            }
            Err(failure) => self.failures.push(failure),
        }
    }

    pub fn ended(self) -> Reply {
        Reply::Imported {
            number: self.number,
            added: self.added,
            same: self.same,
            cancelled: self.cancelled,
            failures: self.failures,
            timings: self.clock.timings(),
        }
    }
}

fn asked(work: Work, corpus: &Corpus, readers: &mut Readers, scope: &WorkerScope<CuttingsWorker>) -> Batch {
    let (ticket, work) = match work {
        Work::Read(files) => {
            let (shown, files): (Vec<String>, Vec<SourceFile>) = files.into_iter().unzip();
            let ask = Ask::Read { files: files.clone(), recurring: corpus.recurring().clone() };
            (readers.ask(scope, &ask), Work::Read(shown.into_iter().zip(files).collect()))
        }
        Work::Open(shown, file) => {
            let ask = Ask::Open { file: file.clone(), shown: shown.clone() };
            (readers.ask(scope, &ask), Work::Open(shown, file))
        }
    };
    Batch::Asked(ticket, work)
}

/// What an import's stages have taken so far.
#[derive(Default)]
struct Clock {
    clean: Lap,
    extract: Lap,
    index: Lap,
    articles: u32,
    bytes: u32,
}

impl Clock {
    fn timings(self) -> Vec<Timing> {
        let Clock { articles, bytes, .. } = self;
        [(Stage::Clean, self.clean), (Stage::Extract, self.extract), (Stage::Index, self.index)]
            .into_iter()
            .map(|(stage, Lap { start, duration })| Timing { stage, start, duration, articles, bytes })
            .collect()
    }
}
