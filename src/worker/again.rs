//! What recurs in many files of the collection is taken off their stories:
//! known once they are there, when some of them are read anew.

use gloo::timers::callback::Timeout;
use gloo_worker::{HandlerId, WorkerScope};

use super::{CuttingsWorker, Message, SLICE, now};
use crate::corpus::{Anew, Corpus};
use crate::extract::tagger::Trained;
use crate::protocol::Reply;

/// Whether the collection is [settled](Corpus::is_settled).
#[derive(Default)]
pub enum Again {
    #[default]
    Settled,
    /// This page has added to it since; it is told of what changes.
    Grown(HandlerId),
    Rereading(HandlerId, Box<Anew>),
}

impl Again {
    /// Does the next bit of work, where there is any: called when no import
    /// waits. True once all is settled.
    pub fn go_on(
        &mut self,
        corpus: &mut Corpus,
        model: Option<&Trained>,
        scope: &WorkerScope<CuttingsWorker>,
    ) -> bool {
        if let Again::Grown(page) = *self {
            *self = match corpus.is_settled() {
                true => Again::Settled,
                // What names it has is known; what it says may change.
                false => Again::Rereading(page, Box::new(Anew::new(corpus, corpus.len()))),
            };
        }
        let Again::Rereading(page, anew) = self else { return true };
        if !slice(anew, corpus, model) {
            reread_later(scope);
            return false;
        }
        scope.respond(*page, Reply::Reread);
        if let Again::Rereading(_, anew) = std::mem::take(self) {
            *corpus = anew.ended();
        }
        true
    }
}

/// Reads anew until the slice's time is up; true at the end.
pub fn slice(anew: &mut Anew, corpus: &Corpus, model: Option<&Trained>) -> bool {
    let end = now() + SLICE;
    while anew.step(corpus, model) {
        if now() >= end {
            return false;
        }
    }
    true
}

/// Gives the browser a turn, then goes on.
pub fn reread_later(scope: &WorkerScope<CuttingsWorker>) {
    let scope = scope.clone();
    Timeout::new(0, move || scope.send_message(Message::Reread)).forget();
}
