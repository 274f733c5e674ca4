//! The page's worker: the corpus and everything that takes time, off the main thread.
//!
//! An import runs in slices. Between two slices the browser delivers what the
//! page has asked meanwhile, so that a search is answered, and a cancellation
//! heard, while articles are still coming in.

use std::collections::VecDeque;

use futures_util::future::join_all;
use gloo::timers::callback::Timeout;
use gloo_worker::{HandlerId, Registrable, Worker, WorkerScope};
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Response, TextDecoder, WorkerGlobalScope};

use crate::article::Article;
use crate::corpus::{self, Corpus, Options};
use crate::extract::tagger::Trained;
use crate::ingest::{self, IngestError, SourceFile, Unpacked};
use crate::protocol::{Failure, Postcard, Reply, Request, Source, Stage, Timing};
use crate::record;
use again::Again;
use names::Names;
use reader::{Page, Reader};

mod again;
mod names;
mod reader;

/// Milliseconds of work before the browser gets a turn: short enough that a
/// keystroke's search does not wait noticeably, long enough that turns cost little.
const SLICE: f64 = 24.0;

/// How many sources are read at a time: hides the latency of each, bounds memory.
const READ_AHEAD: usize = 32;

/// Answers the page's requests in the worker's own thread.
pub fn run() {
    CuttingsWorker::registrar().encoding::<Postcard>().register();
}

pub struct CuttingsWorker {
    corpus: Corpus,
    /// The first is under way.
    imports: VecDeque<Import>,
    reader: Reader,
    names: Names,
    again: Again,
    /// Exports that wait until no article is to be read anew.
    exports: Vec<(HandlerId, u32)>,
}

/// One request to import: what is still to do, and what came of the rest.
struct Import {
    from: HandlerId,
    number: u32,
    sources: VecDeque<Source>,
    /// Read, not yet processed.
    files: VecDeque<Result<Unpacked, Failure>>,
    total: u32,
    done: u32,
    added: u32,
    same: u32,
    cancelled: bool,
    failures: Vec<Failure>,
    clock: Clock,
}

pub enum Message {
    /// Go on with the first import.
    Step,
    /// Sources of the first import have been read.
    Read(Vec<(Source, Result<Vec<u8>, String>)>),
    /// The reader has cleaned the saved page that the first import waits for.
    Page(Page, Result<Box<Article>, String>),
    /// The model and the gazetteer have been fetched.
    Learned([Result<Vec<u8>, String>; 2]),
    /// Go on reading anew what is to be.
    Reread,
}

impl Worker for CuttingsWorker {
    type Message = Message;
    type Input = Request;
    type Output = Reply;

    fn create(_scope: &WorkerScope<Self>) -> Self {
        CuttingsWorker {
            corpus: Corpus::new(),
            imports: VecDeque::new(),
            reader: Reader::default(),
            names: Names::default(),
            again: Again::default(),
            exports: Vec::new(),
        }
    }

    fn update(&mut self, scope: &WorkerScope<Self>, message: Message) {
        if let Message::Learned(files) = message {
            self.names.arrived(files, &self.corpus, scope);
            return self.rest(scope);
        }
        let Some(import) = self.imports.front_mut() else { return self.rest(scope) };
        match message {
            Message::Step => {}
            Message::Reread | Message::Learned(_) => return,
            Message::Read(sources) => import.unpack(sources),
            Message::Page(page, article) => {
                let Page { shown, file, timer } = page;
                let article = article.map_err(|reason| Failure { path: shown, reason });
                import.take(
                    article.map(|article| *article),
                    file.bytes.len(),
                    timer,
                    &mut self.corpus,
                    self.names.model(),
                );
            }
        }
        if import.cancelled || (import.files.is_empty() && import.sources.is_empty()) {
            let import = self.imports.pop_front().expect("the first import is under way");
            if import.added > 0 {
                self.again = Again::Grown(import.from);
            }
            scope.respond(import.from, import.ended());
            step_later(scope);
        } else if import.files.is_empty() {
            import.read_ahead(scope);
        } else {
            let page = import.slice(&mut self.corpus, self.names.model());
            scope.respond(import.from, import.progress());
            match page {
                Some(page) => self.reader.read(scope, page),
                None => step_later(scope),
            }
        }
    }

    fn received(&mut self, scope: &WorkerScope<Self>, request: Request, from: HandlerId) {
        match request {
            Request::Import { number, sources } => {
                self.imports.push_back(Import::new(from, number, sources));
                if self.imports.len() == 1 {
                    scope.send_message(Message::Step);
                }
            }
            Request::Cancel { number } => {
                if let Some(import) = self.imports.iter_mut().find(|i| i.number == number) {
                    import.cancelled = true;
                }
            }
            Request::Search { number, query, rows } => {
                let mut timer = Timer::start();
                let results = self.corpus.search(&query);
                let n_rows = results.articles.len().min(rows as usize);
                let rows = self.corpus.rows(&query, &results.articles[..n_rows]);
                let timing = timer.lap().timing(Stage::Search, self.corpus.len() as u32, 0);
                scope.respond(from, Reply::Found { number, results, rows, timing });
            }
            Request::Rows { number, query, articles } => {
                let rows = self.corpus.rows(&query, &articles);
                scope.respond(from, Reply::Rows { number, rows });
            }
            Request::Open { number, id, query } => {
                let position = self.corpus.position(&id);
                let highlights = position.map(|p| self.corpus.highlights(&query, p)).unwrap_or_default();
                let document = position.map(|p| Box::new(self.corpus.document(p).clone()));
                scope.respond(from, Reply::Opened { number, document, highlights });
            }
            Request::Book { number, query, wanted, rows } => {
                let book = Box::new(self.corpus.book(&query, &wanted, rows as usize));
                scope.respond(from, Reply::Book { number, book });
            }
            Request::Export { number } => {
                self.exports.push((from, number));
                self.rest(scope);
            }
            Request::Learn { model, gazetteer } => {
                self.names = Names::Wanted { from, urls: [model, gazetteer] };
                self.rest(scope);
            }
        }
    }
}

impl CuttingsWorker {
    /// What is done while no import waits.
    fn rest(&mut self, scope: &WorkerScope<Self>) {
        if !self.imports.is_empty() {
            return;
        }
        self.names.go_on(&mut self.corpus, scope);
        // Both at once, where the collection is to be read for names, too.
        if !self.names.is_awaited() && self.again.go_on(&mut self.corpus, self.names.model(), scope) {
            self.export(scope);
        }
    }

    fn export(&mut self, scope: &WorkerScope<Self>) {
        for (from, number) in self.exports.drain(..) {
            let mut json_lines = String::new();
            for document in self.corpus.documents() {
                json_lines.push_str(&record::to_json_line(document));
                json_lines.push('\n');
            }
            scope.respond(from, Reply::Exported { number, json_lines });
        }
    }
}

impl Import {
    fn new(from: HandlerId, number: u32, sources: Vec<Source>) -> Self {
        Import {
            from,
            number,
            total: sources.len() as u32,
            sources: sources.into(),
            files: VecDeque::new(),
            done: 0,
            added: 0,
            same: 0,
            cancelled: false,
            failures: Vec::new(),
            clock: Clock::default(),
        }
    }

    /// Starts reading the next sources; `Message::Read` brings their bytes.
    fn read_ahead(&mut self, scope: &WorkerScope<CuttingsWorker>) {
        let n_sources = self.sources.len().min(READ_AHEAD);
        let sources: Vec<Source> = self.sources.drain(..n_sources).collect();
        let scope = scope.clone();
        spawn_local(async move {
            let bytes = join_all(sources.iter().map(|source| read(&source.url))).await;
            scope.send_message(Message::Read(sources.into_iter().zip(bytes).collect()));
        });
    }

    /// Takes what was read apart into files: archives hold many.
    fn unpack(&mut self, sources: Vec<(Source, Result<Vec<u8>, String>)>) {
        for (source, bytes) in sources {
            match bytes {
                Ok(bytes) => {
                    let shown = source.path.clone();
                    let files = ingest::unpack(SourceFile::new(source.path, bytes), &shown, decode);
                    self.total = self.total - 1 + files.len() as u32;
                    self.files.extend(files.into_iter().map(Ok));
                }
                Err(reason) => self.files.push_back(Err(Failure { path: source.path, reason })),
            }
        }
    }

    /// Processes files until the slice's time is up, or until a saved page
    /// comes that the reader has to clean first.
    fn slice(&mut self, corpus: &mut Corpus, model: Option<&Trained>) -> Option<Page> {
        let end = now() + SLICE;
        while let Some(file) = self.files.pop_front() {
            match file.and_then(|Unpacked { shown, file }| opened(shown, file)) {
                Ok((shown, file)) if ingest::is_html(&file) => {
                    return Some(Page { shown, file, timer: Timer::start() });
                }
                Ok((shown, file)) => {
                    let timer = Timer::start();
                    let article =
                        corpus::clean_text(&file, Options { decoder: Some(decode), ..Options::default() });
                    let article = article.map_err(|e| Failure { path: shown, reason: e.to_string() });
                    self.take(article, file.bytes.len(), timer, corpus, model);
                }
                Err(failure) => self.take(Err(failure), 0, Timer::start(), corpus, model),
            }
            if now() >= end {
                break;
            }
        }
        None
    }

    /// Takes a cleaned article, or what has failed. `timer` has run since the cleaning began.
    fn take(
        &mut self,
        article: Result<Article, Failure>,
        bytes: usize,
        mut timer: Timer,
        corpus: &mut Corpus,
        model: Option<&Trained>,
    ) {
        self.done += 1;
        match article {
            Ok(mut article) => {
                let clock = &mut self.clock;
                clock.clean.add(timer.lap());
                let judged = corpus.judge(&mut article);
                let document = corpus::understand(article, model);
                clock.extract.add(timer.lap());
                let position = corpus.add_judged(document, judged);
                clock.index.add(timer.lap());
                clock.articles += 1;
                clock.bytes += bytes as u32;
                *(if position.is_some() { &mut self.added } else { &mut self.same }) += 1;
            }
            Err(failure) => self.failures.push(failure),
        }
    }

    fn progress(&self) -> Reply {
        Reply::Progress { number: self.number, done: self.done, total: self.total }
    }

    fn ended(self) -> Reply {
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

fn opened(shown: String, file: Result<SourceFile, IngestError>) -> Result<(String, SourceFile), Failure> {
    match file {
        Ok(file) => Ok((shown, file)),
        Err(error) => Err(Failure { path: shown, reason: error.to_string() }),
    }
}

/// The browser's own decoder; the command line's follows the same standard.
pub fn decode(label: &str, bytes: &[u8]) -> Option<String> {
    TextDecoder::new_with_label(label).ok()?.decode_with_u8_array(bytes).ok()
}

/// Gives the browser a turn, then goes on.
fn step_later(scope: &WorkerScope<CuttingsWorker>) {
    let scope = scope.clone();
    Timeout::new(0, move || scope.send_message(Message::Step)).forget();
}

/// The bytes behind an address of the page's own origin, or a `blob:` of the page's.
async fn read(url: &str) -> Result<Vec<u8>, String> {
    let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
    let response = JsFuture::from(scope.fetch_with_str(url)).await;
    let response: Response = response.map_err(|_| "it could not be read".to_owned())?.unchecked_into();
    if !response.ok() {
        return Err(format!("the server answered {}", response.status()));
    }
    let bytes = async { JsFuture::from(response.array_buffer()?).await }.await;
    let bytes = bytes.map_err(|_| "it could not be read to its end".to_owned())?;
    Ok(Uint8Array::new(&bytes).to_vec())
}

/// Unix time in milliseconds, finer than a millisecond where the browser allows.
fn now() -> f64 {
    let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
    scope.performance().map_or(0.0, |p| p.time_origin() + p.now())
}

/// Measures what lies between two laps.
struct Timer {
    last: f64,
}

impl Timer {
    fn start() -> Self {
        Timer { last: now() }
    }

    fn lap(&mut self) -> Lap {
        let start = std::mem::replace(&mut self.last, now());
        Lap { start, duration: self.last - start }
    }
}

#[derive(Clone, Copy, Default)]
struct Lap {
    /// 0 where nothing was measured yet.
    start: f64,
    duration: f64,
}

impl Lap {
    fn add(&mut self, lap: Lap) {
        if self.start == 0.0 {
            self.start = lap.start;
        }
        self.duration += lap.duration;
    }

    fn timing(self, stage: Stage, articles: u32, bytes: u32) -> Timing {
        Timing { stage, start: self.start, duration: self.duration, articles, bytes }
    }
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
        [(Stage::Clean, self.clean), (Stage::Extract, self.extract), (Stage::Index, self.index)]
            .into_iter()
            .map(|(stage, lap)| lap.timing(stage, self.articles, self.bytes))
            .collect()
    }
}
