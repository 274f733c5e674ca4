//! The whole collection as JSON Lines, written by the readers.

use gloo_worker::{HandlerId, WorkerScope};

use super::CuttingsWorker;
use super::readers::{Readers, Ticket};
use crate::corpus::Corpus;
use crate::protocol::Reply;
use crate::reader::Ask;

/// How many articles a reader gets at once.
const BATCH: usize = 64;

pub(super) struct Export {
    from: HandlerId,
    number: u32,
    /// How many articles have been given to readers.
    asked: usize,
    /// In order: each batch's lines, once they are written.
    written: Vec<(Ticket, Option<String>)>,
    failed: bool,
}

impl Export {
    pub fn new(from: HandlerId, number: u32) -> Self {
        Export { from, number, asked: 0, written: Vec::new(), failed: false }
    }

    /// Begins anew: the collection is going to change.
    pub fn restart(&mut self) {
        *self = Export::new(self.from, self.number);
    }

    /// Does what can be done now; true once it has been answered.
    pub fn go_on(
        &mut self,
        corpus: &Corpus,
        readers: &mut Readers,
        scope: &WorkerScope<CuttingsWorker>,
    ) -> bool {
        while self.asked < corpus.len() && readers.has_room() && !self.failed {
            let end = (self.asked + BATCH).min(corpus.len());
            let positions = self.asked as u32..end as u32;
            let documents = positions.clone().map(|n| corpus.shown(n)).collect();
            let works = positions.map(|n| corpus.work(n)).collect();
            self.asked = end;
            self.written.push((readers.ask(scope, &Ask::Write { documents, works }), None));
        }
        let is_whole = self.asked == corpus.len() && self.written.iter().all(|(_, lines)| lines.is_some());
        if is_whole || self.failed {
            let lines = || self.written.iter().filter_map(|(_, lines)| lines.as_deref());
            let json_lines = (!self.failed).then(|| lines().collect());
            scope.respond(self.from, Reply::Exported { number: self.number, json_lines });
        }
        is_whole || self.failed
    }

    /// Takes the readers' answer, where it was asked for here; without one
    /// nothing can be exported.
    pub fn answered(&mut self, ticket: Ticket, lines: Option<String>) {
        if let Some(place) = self.written.iter_mut().find(|(asked, _)| *asked == ticket) {
            self.failed |= lines.is_none();
            place.1 = lines;
        }
    }
}
