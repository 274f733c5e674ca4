//! Articles as a file to have, written by a reader that is started for it.
//!
//! What it has written lies in the browser's own store of such things, and never as
//! a whole in anybody's memory. The page gets it by reference.

use gloo_worker::{HandlerId, WorkerScope};
use js_sys::{Array, Uint8Array};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, BlobPropertyBag};

use super::readers::{Readers, Ticket};
use super::{CuttingsWorker, Message, Place, read};
use crate::case::{App, Texts, wanted};
use crate::corpus::{Corpus, Reading};
use crate::export::Format;
use crate::journal::Work;
use crate::protocol::{Beside, Form, Reply, What};
use crate::reader::Ask;
use crate::scribe::{AppSource, Item, Job};

/// How many articles are written at once: some milliseconds' work.
const BATCH: usize = 64;

/// How many pieces of work the writer has at a time.
const AHEAD: usize = 2;

/// What a case file is made with, beside the worker's own script.
const SHELL: &str = "case-shell.html";

pub(super) struct Export {
    from: HandlerId,
    pub number: u32,
    what: What,
    form: Form,
    marks: bool,
    /// The page that goes into a case file.
    app: Sought<AppSource>,
    /// Once it has begun: the articles, by position.
    articles: Option<Vec<u32>>,
    /// How many of them have been given to the writer.
    given: usize,
    /// What the writer has still to answer: how many articles are written then.
    tickets: Vec<(Ticket, usize)>,
    /// Whether the writer has been told to end the file.
    ended: bool,
    written: Array,
    failed: Option<&'static str>,
    pub cancelled: bool,
}

enum Sought<T> {
    Not,
    Under,
    Found(T),
}

impl Export {
    pub fn new(from: HandlerId, number: u32, what: What, form: Form, marks: bool) -> Self {
        Export {
            from,
            number,
            what,
            form,
            marks,
            app: Sought::Not,
            articles: None,
            given: 0,
            tickets: Vec::new(),
            ended: false,
            written: Array::new(),
            failed: None,
            cancelled: false,
        }
    }

    /// Begins anew: the collection is going to change.
    pub fn restart(&mut self) {
        let (what, form) = (self.what.clone(), self.form.clone());
        let anew = Export::new(self.from, self.number, what, form, self.marks);
        *self = Export { cancelled: self.cancelled, ..anew };
    }

    /// Does what can be done now; true once it has been answered. `own` is the case
    /// file that the page stands in.
    pub fn go_on(
        &mut self,
        corpus: &Corpus,
        readers: &mut Readers,
        own: Option<&Blob>,
        scope: &WorkerScope<CuttingsWorker>,
    ) -> bool {
        if self.articles.is_none()
            && let Some(app) = self.app(own, scope)
        {
            let articles = self.chosen(corpus);
            let job = self.job(app, corpus);
            readers.dismiss_writer();
            self.tickets.push((readers.ask_writer(scope, &Ask::Begin(job)), 0));
            self.articles = Some(articles);
        }
        if let Some(articles) = &self.articles {
            while self.given < articles.len() && self.tickets.len() < AHEAD {
                let some = &articles[self.given..articles.len().min(self.given + BATCH)];
                self.given += some.len();
                let items = some.iter().map(|&position| self.item(corpus, position)).collect();
                self.tickets.push((readers.ask_writer(scope, &Ask::Add(items)), self.given));
            }
            if self.given == articles.len() && !self.ended {
                self.ended = true;
                self.tickets.push((readers.ask_writer(scope, &Ask::End), self.given));
            }
        }
        let is_over = self.failed.is_some() || self.cancelled || self.ended && self.tickets.is_empty();
        if is_over {
            readers.dismiss_writer();
            scope.respond(self.from, self.reply());
        }
        is_over
    }

    fn reply(&self) -> Reply {
        let number = self.number;
        let options = BlobPropertyBag::new();
        options.set_type(match &self.form {
            Form::For(format) => format.media_type(),
            Form::Case { .. } => "text/html",
        });
        let blob = || Blob::new_with_blob_sequence_and_options(&self.written, &options).ok();
        match self.failed {
            None if self.cancelled => Reply::NotWritten { number, reason: None },
            None => match blob() {
                Some(blob) => Reply::Written { number, file: Beside(blob.into()) },
                None => Reply::NotWritten { number, reason: Some("there is no room for it".to_owned()) },
            },
            Some(reason) => Reply::NotWritten { number, reason: Some(reason.to_owned()) },
        }
    }

    /// Which articles, by position.
    fn chosen(&self, corpus: &Corpus) -> Vec<u32> {
        match &self.what {
            What::All => (0..corpus.len() as u32).collect(),
            What::One(id) => corpus.position(id).into_iter().collect(),
            What::Found(query) => {
                let mut articles = corpus.search(query).articles;
                // Those that are folded under another come last.
                let ranking = corpus.rank(query);
                let all = ranking.hits.iter().take(ranking.n_found as usize).map(|(article, _)| *article);
                let mut shown = articles.clone();
                shown.sort_unstable();
                articles.extend(all.filter(|article| shown.binary_search(article).is_err()));
                articles
            }
        }
    }

    /// What a case file is made with, and nothing for other forms; `None` while the
    /// page's files are on their way.
    fn app(&mut self, own: Option<&Blob>, scope: &WorkerScope<CuttingsWorker>) -> Option<Option<AppSource>> {
        if let Form::For(_) = self.form {
            return Some(None);
        }
        match std::mem::replace(&mut self.app, Sought::Under) {
            Sought::Not => {
                let (scope, number, own) = (scope.clone(), self.number, own.cloned());
                spawn_local(async move {
                    let app = match own {
                        Some(file) => of_case(file).await,
                        None => of_page().await,
                    };
                    scope.send_message(Message::App(number, app.map(Box::new)));
                });
                None
            }
            Sought::Under => None,
            Sought::Found(app) => Some(Some(app)),
        }
    }

    /// What the writer is told.
    fn job(&self, app: Option<AppSource>, corpus: &Corpus) -> Job {
        let marks = self.marks;
        match (&self.form, app) {
            (Form::Case { name, texts }, Some(app)) => Job::Case {
                app,
                name: name.clone(),
                texts: *texts,
                journal: corpus.journal().encode(),
                marks,
            },
            (Form::For(format), _) => Job::Form { format: *format, marks },
            (Form::Case { .. }, None) => Job::Form { format: Format::JsonLines, marks },
        }
    }

    /// An article as it goes into the file. Into a case file it goes as it was read: the
    /// journal says what became of it; where that can't all go in, as it is shown.
    fn item(&self, corpus: &Corpus, position: u32) -> Item {
        let reading = corpus.reading(position);
        match &self.form {
            Form::For(_) => {
                let document = corpus.shown(position);
                Item { reading: Reading { document, ..reading }, work: corpus.work(position) }
            }
            Form::Case { texts: Texts::Full, .. } => Item { reading, work: Work::default() },
            Form::Case { .. } => Item { reading: corpus.corrected(position), work: Work::default() },
        }
    }

    /// Takes the page that goes into a case file; without it there can be none.
    pub fn found(&mut self, app: Option<AppSource>) {
        match app {
            Some(app) => self.app = Sought::Found(app),
            None => self.failed = Some("the page's own files could not be fetched, which go into it"),
        }
    }

    /// Takes the writer's answer, where it was asked for here; without one
    /// nothing can be exported.
    pub fn answered(&mut self, ticket: Ticket, bytes: Option<Vec<u8>>, scope: &WorkerScope<CuttingsWorker>) {
        let Some(at) = self.tickets.iter().position(|(asked, _)| *asked == ticket) else { return };
        let (_, done) = self.tickets.remove(at);
        match bytes {
            Some(bytes) => {
                let piece = Array::of1(&Uint8Array::from(bytes.as_slice()));
                match Blob::new_with_u8_array_sequence(&piece) {
                    Ok(piece) => drop(self.written.push(&piece)),
                    Err(_) => self.failed = Some("there is no room for it"),
                }
                let total = self.articles.as_ref().map_or(0, Vec::len) as u32;
                scope.respond(self.from, Reply::Writing { number: self.number, done: done as u32, total });
            }
            None => self.failed = Some("the part of the page that writes it has stopped or did not arrive"),
        }
    }
}

/// The app of the case file that the page stands in.
async fn of_case(file: Blob) -> Option<AppSource> {
    let bytes = read(&Place::File(file)).await.ok()?;
    App::of_case(&bytes).map(AppSource::Case)
}

/// The app out of the page's own files, which lie beside the worker's script.
async fn of_page() -> Option<AppSource> {
    let fetched = async |name: String| read(&Place::Url(name)).await.ok();
    let shell = String::from_utf8(fetched(SHELL.to_owned()).await?).ok()?;
    let mut parts = Vec::new();
    for part in wanted(&shell) {
        parts.push((part.id, fetched(part.file).await?));
    }
    Some(AppSource::Page { shell, parts })
}
