//! The model that finds names: when it is fetched, and what is read again then.
//!
//! It weighs more than the page, so the first list doesn't wait for it. The
//! first articles are read by the rules alone; once nothing else is to be done
//! the model is fetched, and what had been read without it is read again.

use gloo::timers::callback::Timeout;
use gloo_worker::{HandlerId, WorkerScope};
use wasm_bindgen_futures::spawn_local;

use super::{CuttingsWorker, Message, SLICE, now, read};
use crate::corpus::{self, Corpus};
use crate::extract::tagger::Trained;
use crate::protocol::Reply;

#[derive(Default)]
pub enum Names {
    /// Nobody has told where the model is.
    #[default]
    Untold,
    /// To be fetched as soon as no import waits, and told of to the page.
    Wanted { from: HandlerId, url: String },
    /// On its way.
    Fetched { from: HandlerId },
    /// The model is there; documents before `stale` were read without it, and
    /// the collection grows anew in `next`.
    Rereading { from: HandlerId, model: Box<Trained>, stale: usize, next: Box<Corpus> },
    /// All that is read is read with it.
    Ready(Box<Trained>),
    /// It did not arrive, or is of another version.
    Missing,
}

impl Names {
    pub fn model(&self) -> Option<&Trained> {
        match self {
            Names::Rereading { model, .. } | Names::Ready(model) => Some(model),
            _ => None,
        }
    }

    /// Whether the collection may yet be read anew.
    pub fn is_awaited(&self) -> bool {
        matches!(self, Names::Wanted { .. } | Names::Fetched { .. } | Names::Rereading { .. })
    }

    /// Takes the model that has arrived.
    pub fn arrived(
        &mut self,
        bytes: Result<Vec<u8>, String>,
        corpus: &Corpus,
        scope: &WorkerScope<CuttingsWorker>,
    ) {
        let Names::Fetched { from } = *self else { return };
        *self = match bytes.ok().and_then(|bytes| Trained::from_bytes(&bytes).ok()) {
            Some(model) => {
                Names::Rereading { from, model: Box::new(model), stale: corpus.len(), next: Box::default() }
            }
            None => {
                scope.respond(from, Reply::Learned { trained: false });
                Names::Missing
            }
        };
    }

    /// Does the next bit of work, where there is any: called when no import waits.
    pub fn go_on(&mut self, corpus: &mut Corpus, scope: &WorkerScope<CuttingsWorker>) {
        match self {
            Names::Wanted { from, url } => {
                let (scope, url) = (scope.clone(), std::mem::take(url));
                *self = Names::Fetched { from: *from };
                spawn_local(async move { scope.send_message(Message::Model(read(&url).await)) });
            }
            Names::Rereading { from, model, stale, next } => {
                let end = now() + SLICE;
                while next.len() < corpus.len() {
                    let document = corpus.document(next.len() as u32).clone();
                    next.add(match next.len() < *stale {
                        true => corpus::understand(document.article, Some(model)),
                        false => document,
                    });
                    if now() >= end {
                        let scope = scope.clone();
                        Timeout::new(0, move || scope.send_message(Message::Reread)).forget();
                        return;
                    }
                }
                *corpus = *std::mem::take(next);
                scope.respond(*from, Reply::Learned { trained: true });
                if let Names::Rereading { model, .. } = std::mem::take(self) {
                    *self = Names::Ready(model);
                }
            }
            _ => {}
        }
    }
}
