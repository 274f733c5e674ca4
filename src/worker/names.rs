//! What finds names: when it is fetched, and what is read again then.
//!
//! The model weighs more than the page, and the gazetteer a tenth of it, so the
//! first list doesn't wait for them. The first articles are read by the rules and
//! the words that these need; once nothing else is to be done both are fetched,
//! and what had been read without them is read again.

use futures_util::future::join;
use gloo_worker::{HandlerId, WorkerScope};
use wasm_bindgen_futures::spawn_local;

use super::again::{reread_later, slice};
use super::{CuttingsWorker, Message, read};
use crate::corpus::{Anew, Corpus};
use crate::extract::lexicon;
use crate::extract::tagger::Trained;
use crate::protocol::Reply;

#[derive(Default)]
pub enum Names {
    /// Nobody has told where they are.
    #[default]
    Untold,
    /// To be fetched as soon as no import waits, and told of to the page.
    Wanted { from: HandlerId, urls: [String; 2] },
    /// On its way.
    Fetched { from: HandlerId },
    /// Both are there; what was read without them is being read anew.
    Rereading { from: HandlerId, model: Box<Trained>, anew: Box<Anew> },
    /// All that is read is read with them.
    Ready(Box<Trained>),
    /// One did not arrive, or is of another version.
    Missing,
}

impl Names {
    pub fn model(&self) -> Option<&Trained> {
        match self {
            Names::Rereading { model, .. } | Names::Ready(model) => Some(model),
            _ => None,
        }
    }

    /// Whether the collection will be read anew for them.
    pub fn is_awaited(&self) -> bool {
        matches!(self, Names::Wanted { .. } | Names::Fetched { .. } | Names::Rereading { .. })
    }

    /// Takes what has arrived.
    pub fn arrived(
        &mut self,
        files: [Result<Vec<u8>, String>; 2],
        corpus: &Corpus,
        scope: &WorkerScope<CuttingsWorker>,
    ) {
        let Names::Fetched { from } = *self else { return };
        let [model, gazetteer] = files.map(Result::ok);
        let model = model.and_then(|model| Trained::from_bytes(&model).ok());
        let gazetteer = gazetteer.and_then(|list| String::from_utf8(list).ok());
        *self = match model.filter(|_| gazetteer.is_some_and(lexicon::install)) {
            Some(model) => {
                let anew = Anew::new(corpus, corpus.len());
                Names::Rereading { from, model: Box::new(model), anew: Box::new(anew) }
            }
            None => {
                scope.respond(from, Reply::Learned { complete: false });
                Names::Missing
            }
        };
    }

    /// Does the next bit of work, where there is any: called when no import waits.
    pub fn go_on(&mut self, corpus: &mut Corpus, scope: &WorkerScope<CuttingsWorker>) {
        match self {
            Names::Wanted { from, urls } => {
                let (scope, [model, gazetteer]) = (scope.clone(), std::mem::take(urls));
                *self = Names::Fetched { from: *from };
                spawn_local(async move {
                    let files = join(read(&model), read(&gazetteer)).await;
                    scope.send_message(Message::Learned(files.into()));
                });
            }
            Names::Rereading { from, model, anew } => {
                if !slice(anew, corpus, Some(model)) {
                    reread_later(scope);
                    return;
                }
                scope.respond(*from, Reply::Learned { complete: true });
                if let Names::Rereading { model, anew, .. } = std::mem::take(self) {
                    *corpus = anew.ended();
                    *self = Names::Ready(model);
                }
            }
            _ => {}
        }
    }
}
