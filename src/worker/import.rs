//! One request to import: what is still to do, and what came of the rest.
//!
//! Sources are read some at a time and taken apart into files; files go to the
//! readers in batches, and what these make of them is added in the files' own
//! order, whichever reader was faster, and then [kept](super::keeping). What was
//! [prepared](crate::prepared) needs no reader.
//!
//! This is the one way into the collection, also for what was kept of it: such
//! files come with what was read of them, and only where another version of the page
//! did that are they read again.

use std::collections::{HashSet, VecDeque};

use futures_util::future::join_all;
use gloo_worker::{HandlerId, WorkerScope};
use wasm_bindgen_futures::spawn_local;

use super::keeping::{Brought, Keeping};
use super::readers::{Readers, Ticket};
use super::{CuttingsWorker, Message, Place, SLICE, now, read_source};
use crate::case::{JOURNAL, OTHER_VERSION, is_reduced};
use crate::corpus::{Corpus, Reading};
use crate::ingest::bundle::columns::Question;
use crate::ingest::{self, IngestError, Refusal, SourceFile, Unpacked, bundle, case, sizes};
use crate::journal::{Event, Journal};
use crate::kept::{Record, SavedIndex};
use crate::prepared::{self, Part, Shelf};
use crate::protocol::keeping::Told;
use crate::protocol::{self, Failure, Fate, Imported, Lap, Reply, Stage, Timing, Unread};
use crate::reader::{Ask, Timed};

/// How many sources are read at a time: hides the latency of each. Their bytes are bounded, too,
/// by [`sizes::together`].
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
    pub kind: Kind,
    /// Whether it reads what an import before it has asked about: what comes of both is told together.
    pub joins: bool,
    sources: VecDeque<(String, Place)>,
    /// Whether sources are still to come.
    more: bool,
    /// Whether some are being read.
    reading: bool,
    /// Read, not yet taken apart.
    whole: VecDeque<(String, Result<Vec<u8>, Unread>)>,
    /// Taken apart, not yet given to a reader.
    files: VecDeque<Result<Given, (String, Unread)>>,
    /// What was read of the files, of each archive that holds that.
    prepared: Vec<Shelf>,
    /// What was done to articles of case files.
    pub events: Vec<Event>,
    /// Tables of which it is to be asked what they hold.
    pub questions: Vec<Question>,
    /// What was kept, as far as it has come, where its index was kept, too.
    opening: Option<Opening>,
    /// What was kept, where that index is of something else.
    unindexed: VecDeque<Reading>,
    /// In the files' order.
    batches: VecDeque<Batch>,
    total: u32,
    done: u32,
    pub added: u32,
    same: u32,
    companions: Companions,
    hidden: u32,
    /// What became of each file of the reader's own.
    pub outcomes: Vec<protocol::Outcome>,
    failures: Vec<Failure>,
    began: f64,
    clock: Clock,
    /// When it was last told how far it has come.
    told: f64,
}

/// What an import brings in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The page's own articles, which are there at every visit.
    Bundled,
    /// Files of the reader's own: they are kept.
    Own,
    /// What was kept of them, from the file of this number on.
    Kept { from: u32 },
}

/// So many articles are indexed by themselves while those behind them are still being
/// brought: there is a list to look at from the first moment.
const SHOWN: usize = 256;

/// What was kept of a collection, until all of it is there and can be opened.
struct Opening {
    saved: SavedIndex,
    readings: Vec<Reading>,
    ids: HashSet<String>,
    /// How many of the readings are in the collection already.
    n_shown: usize,
}

/// A file that is to be read, and what is known of it.
struct Given {
    /// What messages call it.
    shown: String,
    file: SourceFile,
    place: Kept,
}

/// Where a file is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// Nowhere, and it is not to be.
    Not,
    /// It is to be kept, or waits to be.
    New,
    /// Under this number.
    There(u32),
}

/// What belongs to saved pages, which may come after it.
#[derive(Default)]
struct Companions {
    /// The pages that have come, as their companions call them.
    pages: HashSet<String>,
    /// What may belong to one.
    aside: Vec<(String, Place)>,
    n_left_out: u32,
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
    Read(Vec<Given>),
    /// Open this: an archive within an archive, a mailbox, a table.
    Open(String, SourceFile),
}

/// What came of a file, and how many bytes it has.
struct Outcome {
    /// What messages call it.
    shown: String,
    what: What,
    clean: Lap,
    extract: Lap,
    bytes: usize,
    /// Where it is kept, and what is to be kept of it.
    place: Kept,
    keep: Option<(SourceFile, Vec<u8>)>,
}

enum What {
    Read(Box<Reading>),
    /// The article at this position has the same bytes.
    Same(u32),
    Unread(Unread),
}

impl Outcome {
    fn of(shown: String, what: What, bytes: usize, place: Kept) -> Outcome {
        Outcome { shown, what, clean: Lap::default(), extract: Lap::default(), bytes, place, keep: None }
    }

    fn unread(shown: String, why: Unread) -> Outcome {
        Outcome::of(shown, What::Unread(why), 0, Kept::Not)
    }
}

impl Import {
    pub fn new(from: HandlerId, number: u32, kind: Kind) -> Self {
        Import {
            from,
            number,
            cancelled: false,
            kind,
            joins: false,
            total: 0,
            sources: VecDeque::new(),
            more: true,
            reading: false,
            whole: VecDeque::new(),
            files: VecDeque::new(),
            prepared: Vec::new(),
            events: Vec::new(),
            questions: Vec::new(),
            opening: None,
            unindexed: VecDeque::new(),
            batches: VecDeque::new(),
            done: 0,
            added: 0,
            same: 0,
            companions: Companions::default(),
            hidden: 0,
            outcomes: Vec::new(),
            began: now(),
            failures: Vec::new(),
            clock: Clock::default(),
            told: 0.0,
        }
    }

    /// Notes what was left out because it is hidden.
    pub fn leave_out_hidden(&mut self, paths: Vec<String>) {
        for path in paths {
            self.unread(path, IngestError::Hidden.into());
        }
    }

    /// Takes more to read, by paths; `more` where that is not the last.
    pub fn add(&mut self, sources: Vec<(String, Place)>, more: bool) {
        self.more = more;
        for (path, place) in sources {
            if let Some(page) = ingest::page(&path) {
                self.companions.pages.insert(page.to_owned());
            }
            if ingest::page_of(&path).is_some() {
                self.companions.aside.push((path, place));
            } else {
                self.total += 1;
                self.sources.push_back((path, place));
            }
        }
        if more {
            return;
        }
        // All pages are known now.
        for (path, place) in std::mem::take(&mut self.companions.aside) {
            if self.companions.pages.contains(ingest::page_of(&path).unwrap_or_default()) {
                self.unread(path, IngestError::Companion.into());
            } else {
                self.total += 1;
                self.sources.push_back((path, place));
            }
        }
    }

    /// A file is no article.
    fn unread(&mut self, path: String, why: Unread) {
        match why.refusal {
            Refusal::Hidden => self.hidden += 1,
            Refusal::Companion => self.companions.n_left_out += 1,
            Refusal::Skipped | Refusal::Failed => {
                self.failures.push(Failure { path: path.clone(), reason: why.reason.clone() });
            }
        }
        self.note(path, why.fate());
    }

    fn note(&mut self, path: String, fate: Fate) {
        if self.kind == Kind::Own {
            self.outcomes.push(protocol::Outcome { path, fate });
        }
    }

    /// Does what can be done now; true where there is more of that. Where there
    /// is not, sources or answers are awaited, or it has [ended](Import::has_ended).
    pub fn step(
        &mut self,
        corpus: &mut Corpus,
        readers: &mut Readers,
        keeping: &mut Keeping,
        scope: &WorkerScope<CuttingsWorker>,
    ) -> bool {
        let end = now() + SLICE;
        loop {
            self.take_apart();
            self.hand_over(corpus, readers, keeping, scope);
            let Some(Batch::Done(_)) = self.batches.front() else { break };
            if let Some(Batch::Done(outcomes)) = self.batches.pop_front() {
                outcomes.into_iter().for_each(|outcome| self.take(outcome, corpus, keeping));
                if self.kind == Kind::Own {
                    keeping.note(self.number, Some((self.done, self.total)));
                }
            }
            if now() >= end {
                break;
            }
        }
        while now() < end
            && let Some(reading) = self.unindexed.pop_front()
        {
            self.index(reading, corpus);
        }
        if self.nothing_left()
            && let Some(opening) = self.opening.take()
        {
            self.open(opening, corpus, keeping);
        }
        if !self.reading && self.whole.is_empty() && self.has_room() {
            match self.kind {
                Kind::Kept { from } if self.more => self.reading = keeping.fetch(self.number, from, scope),
                _ if !self.sources.is_empty() => self.read_ahead(scope),
                _ => {}
            }
        }
        let time = now();
        if time - self.told >= TELL && !self.has_ended() && self.done > 0 {
            self.told = time;
            let (number, done, total) = (self.number, self.done, self.total);
            scope.respond(self.from, Reply::Progress { number, done, total, took: self.took() });
        }
        matches!(self.batches.front(), Some(Batch::Done(_)))
            || !self.unindexed.is_empty()
            || self.batches.is_empty() && self.files.is_empty() && !self.whole.is_empty()
    }

    /// All that was kept is about to come, and this is its index.
    pub fn indexed(&mut self, saved: SavedIndex) {
        self.opening = Some(Opening { saved, readings: Vec::new(), ids: HashSet::new(), n_shown: 0 });
    }

    /// All that was kept is there.
    fn open(&mut self, opening: Opening, corpus: &mut Corpus, keeping: &mut Keeping) {
        let Opening { saved, readings, n_shown, .. } = opening;
        let n_before = corpus.len() - n_shown;
        let start = now();
        let all = (0..n_before as u32).map(|n| corpus.reading(n)).chain(readings).collect();
        match Corpus::open(all, &saved.index) {
            Ok(opened) => {
                let events = corpus.journal().events().to_vec();
                *corpus = opened;
                corpus.merge(events);
                keeping.is_indexed(&saved);
            }
            // Indexed anew, as if there had been none.
            Err(all) => self.unindexed = all.into_iter().skip(n_before).collect(),
        }
        self.clock.index.add(Lap { start, duration: now() - start });
    }

    /// Adds an article; `None` where it is there already.
    fn index(&mut self, reading: Reading, corpus: &mut Corpus) -> Option<u32> {
        let start = now();
        let position = corpus.add_reading(reading);
        self.clock.index.add(Lap { start, duration: now() - start });
        position
    }

    /// Milliseconds since it began.
    fn took(&self) -> u32 {
        (now() - self.began) as u32
    }

    pub fn has_ended(&self) -> bool {
        self.cancelled || self.nothing_left() && self.opening.is_none() && self.unindexed.is_empty()
    }

    /// Whether all that was to come is there.
    fn nothing_left(&self) -> bool {
        let is_read = self.sources.is_empty() && self.whole.is_empty();
        is_read && self.files.is_empty() && self.batches.is_empty() && !self.reading && !self.more
    }

    /// Starts reading the next sources; `Message::Read` brings their bytes.
    fn read_ahead(&mut self, scope: &WorkerScope<CuttingsWorker>) {
        self.reading = true;
        let sizes = self.sources.iter().map(|(_, place)| place.size().unwrap_or(0));
        let n_sources = sizes::together(sizes, READ_AHEAD);
        let sources: Vec<(String, Place)> = self.sources.drain(..n_sources).collect();
        let (scope, number) = (scope.clone(), self.number);
        spawn_local(async move {
            let bytes = join_all(sources.iter().map(|(path, place)| read_source(path, place))).await;
            let paths = sources.into_iter().map(|(path, _)| path);
            scope.send_message(Message::Read(number, paths.zip(bytes).collect()));
        });
    }

    /// Takes what was read.
    pub fn take_in(&mut self, sources: Vec<(String, Result<Vec<u8>, Unread>)>) {
        self.reading = false;
        self.whole.extend(sources);
    }

    /// Takes what was read apart into files as far as there is room for them: what an
    /// archive holds waits for what the one before it held.
    fn take_apart(&mut self) {
        while !self.whole.is_empty() && self.has_room() {
            match self.whole.pop_front() {
                Some((path, Ok(bytes))) => self.unpack(path, bytes),
                Some((path, Err(why))) => self.files.push_back(Err((path, why))),
                None => return,
            }
        }
    }

    /// Whether what waits for readers, or is with them, is little.
    fn has_room(&self) -> bool {
        let bytes = |given: &Given| given.file.bytes.len() as u64;
        let of_batch = |batch: &Batch| match batch {
            Batch::Waiting(Work::Read(files)) | Batch::Asked(_, Work::Read(files)) => {
                files.iter().map(bytes).sum()
            }
            Batch::Waiting(Work::Open(_, file)) | Batch::Asked(_, Work::Open(_, file)) => {
                file.bytes.len() as u64
            }
            Batch::Done(_) => 0,
        };
        self.files.len() < READ_AHEAD
            && self.batches.len() < AHEAD
            && self.files.iter().flatten().map(bytes).sum::<u64>()
                + self.batches.iter().map(of_batch).sum::<u64>()
                < sizes::UNDER_WAY
    }

    /// A file, or what it holds: archives hold many.
    fn unpack(&mut self, path: String, bytes: Vec<u8>) {
        let place = match self.kind {
            Kind::Bundled => Kept::Not,
            _ => Kept::New,
        };
        let held = match case::archive(&bytes).transpose() {
            Ok(held) => held,
            Err(error) => {
                self.files.push_back(Err((path, error.into())));
                return;
            }
        };
        if self.kind == Kind::Bundled || held.is_some() {
            let shelf = Shelf::of(held.as_deref().unwrap_or(&bytes));
            if shelf.is_none() && held.as_deref().is_some_and(is_reduced) {
                self.files.push_back(Err((path, Unread::failed(OTHER_VERSION))));
                return;
            }
            self.prepared.extend(shelf);
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
        if held.is_none() && self.kind != Kind::Bundled {
            let file = SourceFile::new(path.clone(), bytes);
            // A reader reads it, or opens it.
            self.files.push_back(match ingest::by_signature(&file.bytes) {
                Err(error) if bundle::kind(&file).is_none() => Err((path, error.into())),
                _ => Ok(Given { shown: path, file, place }),
            });
            return;
        }
        let files = ingest::unpack_ours(&held.unwrap_or(bytes), &path);
        self.total = self.total - 1 + files.len() as u32;
        self.files.extend(files.into_iter().map(|Unpacked { shown, file }| match file {
            Ok(file) => Ok(Given { shown, file, place }),
            Err(error) => Err((shown, error.into())),
        }));
    }

    /// Takes some of what was kept; none are the end of it.
    pub fn bring(&mut self, files: Brought, keeping: &mut Keeping) {
        self.reading = false;
        // What waits to be written comes at once.
        self.more = files.last().is_some_and(|(number, _)| number.is_some());
        if !self.more {
            keeping.all_brought();
        }
        self.total = keeping.n_kept().max(self.done + files.len() as u32);
        for (number, bytes) in files {
            if let Some(number) = number {
                self.kind = Kind::Kept { from: number + 1 };
            }
            // What is not understood is left alone.
            let Some(record) = Record::decode(&bytes) else { continue };
            let place = number.map_or(Kept::Not, Kept::There);
            let parts = record.parts(keeping.reader());
            let file = record.file;
            match parts {
                Some(parts) => {
                    let path = file.path.clone();
                    let batch = self.held(&path, file, place, parts);
                    self.batches.push_back(batch);
                }
                None => self.files.push_back(Ok(Given { shown: file.path.clone(), file, place })),
            }
        }
    }

    /// Gives the readers what they have room for.
    fn hand_over(
        &mut self,
        corpus: &Corpus,
        readers: &mut Readers,
        keeping: &Keeping,
        scope: &WorkerScope<CuttingsWorker>,
    ) {
        loop {
            for batch in &mut self.batches {
                if matches!(batch, Batch::Waiting(_))
                    && readers.has_room()
                    && let Batch::Waiting(work) = std::mem::replace(batch, Batch::Done(Vec::new()))
                {
                    *batch = asked(work, corpus, readers, keeping, scope);
                }
            }
            // What needs no reader is not piled up before it is taken.
            if self.batches.len() >= AHEAD || !readers.has_room() || !keeping.has_room() {
                return;
            }
            let Some(batch) = self.next_batch(corpus) else { return };
            self.batches.push_back(batch);
        }
    }

    fn next_batch(&mut self, corpus: &Corpus) -> Option<Batch> {
        let mut files = Vec::new();
        let mut n_bytes = 0;
        while files.len() < BATCH && n_bytes < BATCH_BYTES {
            let Some(next) = self.files.pop_front() else { break };
            let other = match next {
                Ok(given) => {
                    let Given { shown, file, place } = given;
                    let is_leaf = matches!(place, Kept::There(_)) || !bundle::holds_files(&file);
                    match self.prepared(&file).filter(|_| is_leaf || self.kind == Kind::Bundled) {
                        Some(parts) => self.held(&shown, file, place, parts),
                        None if !is_leaf => Batch::Waiting(Work::Open(shown, file)),
                        None => match same(&file, corpus).filter(|_| place == Kept::New) {
                            Some(same) => {
                                let (what, bytes) = (What::Same(same), file.bytes.len());
                                Batch::Done(vec![Outcome::of(shown, what, bytes, Kept::Not)])
                            }
                            None => {
                                n_bytes += file.bytes.len();
                                files.push(Given { shown, file, place });
                                continue;
                            }
                        },
                    }
                }
                Err((shown, why)) => Batch::Done(vec![Outcome::unread(shown, why)]),
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
        self.prepared.iter_mut().find_map(|shelf| shelf.take_sound(file))
    }

    /// What was read of a file before.
    fn held(&mut self, shown: &str, file: SourceFile, place: Kept, parts: Vec<Part>) -> Batch {
        self.total = self.total - 1 + parts.len() as u32;
        let bytes = file.bytes.len();
        // What a case file brings is kept as what is read here.
        let read = (place == Kept::New).then(|| prepared::encode_one(&file, parts.clone()));
        let outcome = |Part { name, outcome }: Part| {
            let what = outcome.map_or_else(
                |reason| What::Unread(Unread::failed(reason)),
                |reading| What::Read(Box::new(reading)),
            );
            Outcome::of(format!("{shown}{name}"), what, bytes, place)
        };
        let mut outcomes: Vec<Outcome> = parts.into_iter().map(outcome).collect();
        if let Some(first) = outcomes.iter_mut().find(|outcome| matches!(outcome.what, What::Read(_))) {
            first.keep = read.map(|read| (file, read));
        }
        Batch::Done(outcomes)
    }

    /// Takes what the readers have read, where it is for this import.
    pub fn answered(&mut self, ticket: Ticket, read: Vec<Result<Timed, Unread>>) {
        if let Some((at, Work::Read(files))) = self.asked(ticket) {
            let outcomes = files.into_iter().zip(read).map(|(given, read)| outcome(given, read));
            self.batches.insert(at, Batch::Done(outcomes.collect()));
        }
    }

    /// Takes what the readers have found in a file, where it is for this import.
    pub fn opened(
        &mut self,
        ticket: Ticket,
        files: Vec<(String, Result<SourceFile, Unread>)>,
        questions: Vec<Question>,
    ) {
        let Some((at, Work::Open(..))) = self.asked(ticket) else { return };
        if self.kind == Kind::Own {
            self.questions.extend(questions);
            // Readers answer in any order.
            crate::order::sort_by(&mut self.questions, |a, b| a.shown.cmp(&b.shown));
        }
        self.total = self.total - 1 + files.len() as u32;
        let place = if self.kind == Kind::Bundled { Kept::Not } else { Kept::New };
        let mut batches = Vec::new();
        let mut n_bytes = 0;
        for (shown, file) in files {
            match (file, batches.last_mut()) {
                (Ok(file), Some(Batch::Waiting(Work::Read(files))))
                    if files.len() < BATCH && n_bytes < BATCH_BYTES =>
                {
                    n_bytes += file.bytes.len();
                    files.push(Given { shown, file, place });
                }
                (Ok(file), _) => {
                    n_bytes = file.bytes.len();
                    batches.push(Batch::Waiting(Work::Read(vec![Given { shown, file, place }])));
                }
                (Err(why), _) => batches.push(Batch::Done(vec![Outcome::unread(shown, why)])),
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
            Work::Open(shown, file) => vec![Given { shown, file, place: Kept::Not }],
        };
        let reason = match readers.are_there() {
            true => "the part of the page that reads files has stopped at it",
            false => "the part of the page that reads files did not arrive",
        };
        let is_lost = files.len() == 1 || !readers.are_there();
        let batch = |given: Given| match is_lost {
            true => Batch::Done(vec![Outcome::unread(given.shown, Unread::failed(reason))]),
            false => Batch::Waiting(Work::Read(vec![given])),
        };
        self.insert(at, files.into_iter().map(batch).collect());
    }

    fn take(&mut self, outcome: Outcome, corpus: &mut Corpus, keeping: &mut Keeping) {
        self.done += 1;
        let Outcome { shown, what, clean, extract, bytes, place, keep } = outcome;
        let reading = match what {
            What::Read(reading) => reading,
            What::Same(position) => {
                self.same += 1;
                let other = corpus.document(position).article.file.clone();
                self.note(shown, Fate::Same(other));
                return;
            }
            What::Unread(why) => return self.unread(shown, why),
        };
        let clock = &mut self.clock;
        clock.clean.add(clean);
        clock.extract.add(extract);
        clock.articles += 1;
        clock.bytes += bytes as u32;
        let id = reading.document.article.id.0.clone();
        if let (Some(opening), Kept::There(number)) = (&mut self.opening, place) {
            if !opening.ids.contains(&id) && corpus.position(&id).is_none() {
                opening.ids.insert(id.clone());
                if opening.n_shown < SHOWN && corpus.add_reading((*reading).clone()).is_some() {
                    opening.n_shown += 1;
                }
                opening.readings.push(*reading);
                self.added += 1;
                keeping.brought(id, number);
                return;
            }
            // One article of two files, of which one may have more of it: no index is kept of such.
            for reading in self.opening.take().map(|opening| opening.readings).into_iter().flatten() {
                self.index(reading, corpus);
            }
        }
        let other = corpus.position(&id);
        let position = self.index(*reading, corpus);
        *(if position.is_some() { &mut self.added } else { &mut self.same }) += 1;
        let fate = match other {
            None => Fate::Added,
            Some(_) if position.is_some() => Fate::Filled,
            Some(other) => Fate::Same(corpus.document(other).article.file.clone()),
        };
        self.note(shown, fate);
        match (place, keep) {
            (Kept::There(number), read_again) => {
                if position.is_some() {
                    keeping.brought(id, number);
                }
                if let Some((file, read)) = read_again {
                    keeping.replace(number, file, read);
                }
            }
            // In the place of the part of it that was kept.
            (Kept::New, Some((file, read))) if position.is_some() => match keeping.number(&id) {
                Some(number) => keeping.replace(number, file, read),
                None => keeping.keep(id, file, read),
            },
            _ => {}
        }
    }

    /// Whether it brings in what other tabs have kept meanwhile: the page has not asked for it.
    pub fn is_from_elsewhere(&self) -> bool {
        matches!(self.kind, Kind::Kept { .. }) && self.number == 0
    }

    pub fn ended(self, keeping: &mut Keeping) -> Reply {
        match self.kind {
            _ if self.is_from_elsewhere() => {
                return Reply::Kept(Told::FromElsewhere { added: self.added });
            }
            Kind::Own => {
                keeping.note(self.number, None);
                if !self.cancelled {
                    keeping.forget();
                }
            }
            _ => {}
        }
        Reply::Imported(Imported {
            number: self.number,
            added: self.added,
            same: self.same,
            companions: self.companions.n_left_out,
            hidden: self.hidden,
            took: self.took(),
            cancelled: self.cancelled,
            timings: self.clock.timings(),
            failures: self.failures,
        })
    }
}

/// The position of the article of the same bytes, where there is one, and all of it: a file
/// need not be read then.
fn same(file: &SourceFile, corpus: &Corpus) -> Option<u32> {
    let position = corpus.position(&ingest::id(&file.bytes).0)?;
    (!corpus.document(position).article.is_reduced()).then_some(position)
}

/// What a reader has made of a file.
fn outcome(given: Given, read: Result<Timed, Unread>) -> Outcome {
    let Given { shown, file, place } = given;
    let bytes = file.bytes.len();
    let timed = match read {
        Ok(timed) => timed,
        Err(why) => return Outcome::unread(shown, why),
    };
    let part = prepared::decode_one(&file, &timed.read).and_then(|mut parts| parts.pop());
    let reading = part.and_then(|part| part.outcome.ok()).expect("worker and reader are of one build");
    let keep = (place != Kept::Not).then_some((file, timed.read));
    let Timed { clean, extract, .. } = timed;
    Outcome { clean, extract, keep, ..Outcome::of(shown, What::Read(Box::new(reading)), bytes, place) }
}

fn asked(
    work: Work,
    corpus: &Corpus,
    readers: &mut Readers,
    keeping: &Keeping,
    scope: &WorkerScope<CuttingsWorker>,
) -> Batch {
    let (ticket, work) = match work {
        Work::Read(given) => {
            let files = given.iter().map(|given| given.file.clone()).collect();
            let ask = Ask::Read { files, recurring: corpus.recurring().clone() };
            (readers.ask(scope, &ask), Work::Read(given))
        }
        Work::Open(shown, file) => {
            let ask = Ask::Open { file: file.clone(), shown: shown.clone(), columns: keeping.columns() };
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
