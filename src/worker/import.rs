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
use super::{CuttingsWorker, Message, Place, SLICE, now, read};
use crate::corpus::Corpus;
use crate::ingest::{self, SourceFile, Unpacked};
use crate::prepared::Prepared;
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
    bundled: bool,
    sources: VecDeque<(String, Place)>,
    /// Whether sources are still to come.
    more: bool,
    /// Whether some are being read.
    reading: bool,
    /// Read, not yet given to a reader.
    files: VecDeque<Result<(String, SourceFile), Failure>>,
    prepared: Option<Prepared>,
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

/// Files that are read together.
enum Batch {
    /// With what messages call them.
    Waiting(Vec<(String, SourceFile)>),
    Asked(Ticket, Vec<(String, SourceFile)>),
    Done(Vec<Outcome>),
}

/// What came of a file, and how many bytes it has.
struct Outcome {
    read: Result<Timed, Failure>,
    bytes: usize,
}

impl Batch {
    fn done(path: String, read: Result<Timed, String>, bytes: usize) -> Batch {
        Batch::Done(vec![Outcome { read: read.map_err(|reason| Failure { path, reason }), bytes }])
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
            prepared: None,
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
                    if self.bundled {
                        self.prepared = Prepared::of(&bytes);
                    }
                    let files = ingest::unpack(SourceFile { path: path.clone(), bytes }, &path);
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
                if let Batch::Waiting(files) = batch
                    && readers.has_room()
                {
                    *batch = asked(std::mem::take(files), corpus, readers, scope);
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
        let mut batch = Vec::new();
        let mut n_bytes = 0;
        while batch.len() < BATCH && n_bytes < BATCH_BYTES {
            let Some(next) = self.files.pop_front() else { break };
            let done = match next {
                Ok((shown, file)) => match self.prepared.as_mut().and_then(|prepared| prepared.take(&file)) {
                    Some(outcome) => {
                        let untimed =
                            |reading| Timed { reading, clean: Lap::default(), extract: Lap::default() };
                        Batch::done(shown, outcome.map(untimed), file.bytes.len())
                    }
                    None => {
                        n_bytes += file.bytes.len();
                        batch.push((shown, file));
                        continue;
                    }
                },
                Err(Failure { path, reason }) => Batch::done(path, Err(reason), 0),
            };
            if batch.is_empty() {
                return Some(done);
            }
            // After what stands before it.
            self.batches.push_back(Batch::Waiting(batch));
            return Some(done);
        }
        (!batch.is_empty()).then_some(Batch::Waiting(batch))
    }

    /// Takes the readers' answer, where it is one of this import's.
    pub fn answered(&mut self, ticket: Ticket, read: Vec<Result<Timed, String>>) {
        let Some(batch) = self.asked(ticket) else { return };
        if let Batch::Asked(_, files) = std::mem::replace(batch, Batch::Waiting(Vec::new())) {
            let outcomes = files.into_iter().zip(read).map(|((path, file), read)| Outcome {
                read: read.map_err(|reason| Failure { path, reason }),
                bytes: file.bytes.len(),
            });
            *batch = Batch::Done(outcomes.collect());
        }
    }

    fn asked(&mut self, ticket: Ticket) -> Option<&mut Batch> {
        self.batches.iter_mut().find(|batch| matches!(batch, Batch::Asked(asked, _) if *asked == ticket))
    }

    /// A reader has gone that had still to begin with this: another does it.
    pub fn wait_again(&mut self, ticket: Ticket) {
        if let Some(batch) = self.asked(ticket)
            && let Batch::Asked(_, files) = batch
        {
            *batch = Batch::Waiting(std::mem::take(files));
        }
    }

    /// A reader has stopped at this. Where it is one file, or where no reader
    /// ever was there, that is its failure; else each file is tried by itself.
    pub fn stopped(&mut self, ticket: Ticket, readers: &Readers) {
        let Some(at) = self.batches.iter().position(|b| matches!(b, Batch::Asked(t, _) if *t == ticket))
        else {
            return;
        };
        let Some(Batch::Asked(_, files)) = self.batches.remove(at) else { return };
        let reason = match readers.are_there() {
            true => "the part of the page that reads files has stopped at it",
            false => "the part of the page that reads files did not arrive",
        };
        let is_lost = files.len() == 1 || !readers.are_there();
        for (n, (shown, file)) in files.into_iter().enumerate() {
            let batch = match is_lost {
                true => Batch::done(shown, Err(reason.to_owned()), file.bytes.len()),
                false => Batch::Waiting(vec![(shown, file)]),
            };
            self.batches.insert(at + n, batch);
        }
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

fn asked(
    files: Vec<(String, SourceFile)>,
    corpus: &Corpus,
    readers: &mut Readers,
    scope: &WorkerScope<CuttingsWorker>,
) -> Batch {
    let (shown, files): (Vec<String>, Vec<SourceFile>) = files.into_iter().unzip();
    let ask = Ask::Read { files, recurring: corpus.recurring().clone() };
    let ticket = readers.ask(scope, &ask);
    let Ask::Read { files, .. } = ask else { return Batch::Done(Vec::new()) };
    Batch::Asked(ticket, shown.into_iter().zip(files).collect())
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
