//! What recurs in many files of the collection is taken off their stories:
//! known once they are there, when some of them are read anew.

use gloo_worker::{HandlerId, WorkerScope};

use super::keeping::Keeping;
use super::readers::{Readers, Ticket};
use super::{CuttingsWorker, SLICE, now};
use crate::corpus::{Anew, Corpus, Reading};
use crate::protocol::Reply;
use crate::reader::Ask;

/// How many articles a reader gets at once.
const BATCH: usize = 16;

/// Whether the collection is settled.
#[derive(Default)]
pub(super) enum Again {
    /// The page of that import has been told so, where there was one.
    #[default]
    Settled,
    /// This page has added to it since; it is told of what changes.
    Grown(HandlerId),
    Rereading(HandlerId, Box<Rereading>),
}

pub(super) struct Rereading {
    anew: Anew,
    /// How many of the stale articles have been given to readers.
    asked: usize,
    /// Each with the place of its first among the stale articles.
    tickets: Vec<(Ticket, usize)>,
}

impl Again {
    /// Does the next bit of work, where there is any: called when no import
    /// waits. True where there is more that can be done now.
    pub fn go_on(
        &mut self,
        corpus: &mut Corpus,
        readers: &mut Readers,
        keeping: &mut Keeping,
        scope: &WorkerScope<CuttingsWorker>,
    ) -> bool {
        if let Again::Grown(page) = *self {
            if corpus.settle() {
                scope.respond(page, Reply::Settled);
                *self = Again::Settled;
                return false;
            }
            let anew = Anew::new(corpus);
            *self = Again::Rereading(page, Box::new(Rereading { anew, asked: 0, tickets: Vec::new() }));
        }
        let Again::Rereading(page, rereading) = self else { return false };
        rereading.ask(corpus, readers, keeping, scope);
        if !rereading.tickets.is_empty() || rereading.asked < rereading.anew.stale().len() {
            return false;
        }
        let end = now() + SLICE;
        while rereading.anew.step(corpus) {
            if now() >= end {
                return true;
            }
        }
        scope.respond(*page, Reply::Reread);
        scope.respond(*page, Reply::Settled);
        if let Again::Rereading(_, rereading) = std::mem::take(self) {
            // With what was done meanwhile.
            let events = corpus.journal().events().to_vec();
            *corpus = rereading.anew.ended();
            corpus.merge(events);
        }
        false
    }

    pub fn is_settled(&self) -> bool {
        matches!(self, Again::Settled)
    }

    /// Takes the readers' answer, where it was asked for here. Where a reader has
    /// stopped instead, these articles stay as they were.
    pub fn answered(&mut self, ticket: Ticket, readings: Option<Vec<Reading>>, keeping: &mut Keeping) {
        let Again::Rereading(_, rereading) = self else { return };
        let Rereading { anew, tickets, .. } = &mut **rereading;
        let Some(at) = tickets.iter().position(|(asked, _)| *asked == ticket) else { return };
        let (_, first) = tickets.swap_remove(at);
        for (n, reading) in readings.into_iter().flatten().enumerate() {
            keeping.again(&reading);
            anew.take(first + n, reading);
        }
    }
}

impl Rereading {
    /// Gives the readers what they have room for.
    fn ask(
        &mut self,
        corpus: &Corpus,
        readers: &mut Readers,
        keeping: &Keeping,
        scope: &WorkerScope<CuttingsWorker>,
    ) {
        while self.asked < self.anew.stale().len() && readers.has_room() && keeping.has_room() {
            let stale = &self.anew.stale()[self.asked..];
            let articles = stale.iter().take(BATCH).map(|&n| Anew::whole(corpus, n)).collect::<Vec<_>>();
            let n_articles = articles.len();
            let ticket = readers.ask(scope, &Ask::Again { articles, recurring: corpus.recurring().clone() });
            self.tickets.push((ticket, self.asked));
            self.asked += n_articles;
        }
    }
}
