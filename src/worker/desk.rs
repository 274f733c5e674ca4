//! What the user does: events made, shown, and handed on to be kept.
//!
//! Events that were made here, or came with a file, wait in [`Desk::made`] for whoever
//! keeps them; those that were kept before come in by [`CuttingsWorker::bring`].

use gloo_worker::{HandlerId, WorkerScope};
use js_sys::global;
use wasm_bindgen::JsCast;
use web_sys::WorkerGlobalScope;

use super::readers::{Readers, Ticket};
use super::{CuttingsWorker, now};
use crate::corpus::{Corpus, Reading};
use crate::journal::{Act, Event, EventId, Journal, lines};
use crate::protocol::{Did, Reply, Unread};
use crate::reader::Ask;

#[derive(Default)]
pub(super) struct Desk {
    /// The page that is told of changes: the last that asked for any.
    page: Option<HandlerId>,
    /// Not yet kept, oldest first.
    pub made: Vec<Event>,
    /// Articles that are being read again because of what was done to them.
    reading: Option<Ticket>,
    /// Whether a reader has failed at that; it is tried again after the next event.
    failed: bool,
    /// A journal that is being written, or read: of the file with this name.
    writing: Option<Ticket>,
    opening: Vec<(Ticket, String)>,
}

impl CuttingsWorker {
    /// Does what the user asks for.
    pub(super) fn act(&mut self, scope: &WorkerScope<Self>, from: HandlerId, acts: Vec<Act>) {
        let did = acts.into_iter().filter_map(|act| self.happen(act)).map(Did::Done).collect();
        self.tell(scope, from, did);
    }

    /// Undoes these, or with none the last that was done.
    pub(super) fn undo(&mut self, scope: &WorkerScope<Self>, from: HandlerId, events: &[EventId]) {
        let last = || self.corpus.undoable().map(|event| event.id).into_iter().collect();
        let events: Vec<EventId> = if events.is_empty() { last() } else { self.corpus.undoing(events) };
        let mut did = Vec::new();
        for event in events {
            self.happen(Act::Undo { event });
            did.extend(self.corpus.journal().event(event).cloned().map(Did::Undone));
        }
        self.tell(scope, from, did);
    }

    pub(super) fn redo(&mut self, scope: &WorkerScope<Self>, from: HandlerId) {
        let event = self.corpus.redoable().cloned();
        if let Some(event) = &event {
            self.happen(Act::Redo { event: event.id });
        }
        self.tell(scope, from, event.map(Did::Redone).into_iter().collect());
    }

    fn happen(&mut self, act: Act) -> Option<Event> {
        if let Act::Undo { event } | Act::Redo { event } = act {
            self.corpus.adopt(event);
        }
        let time = self.corpus.journal().time(now() as u64);
        let made = self.corpus.merge([Event { id: EventId(random()), time, act }]);
        self.desk.made.extend(made.iter().cloned());
        made.into_iter().next()
    }

    /// Takes events from elsewhere: those that were kept here before, or others, which
    /// are then to be kept.
    pub(super) fn bring(&mut self, scope: &WorkerScope<Self>, events: Vec<Event>, were_kept: bool) -> u32 {
        let added = self.corpus.merge(events);
        let n_added = added.len() as u32;
        if !were_kept {
            self.desk.made.extend(added);
        }
        self.brought(scope, n_added);
        n_added
    }

    /// Takes events that are kept: what another tab does meanwhile is its own to undo.
    pub(super) fn recall(&mut self, scope: &WorkerScope<Self>, events: Vec<Event>, is_meanwhile: bool) {
        let added = if is_meanwhile { self.corpus.merge_others(events) } else { self.corpus.merge(events) };
        self.brought(scope, added.len() as u32);
    }

    fn brought(&mut self, scope: &WorkerScope<Self>, n_added: u32) {
        if let Some(page) = self.desk.page.filter(|_| n_added > 0) {
            self.tell(scope, page, Vec::new());
        }
    }

    /// Tells the page how the user's work stands.
    pub(super) fn tell(&mut self, scope: &WorkerScope<Self>, page: HandlerId, did: Vec<Did>) {
        self.desk.page = Some(page);
        self.desk.failed = false;
        scope.respond(page, Reply::Yours { yours: Box::new(self.corpus.yours()), did });
        self.step_later(scope);
    }

    /// Tells it after articles have come, where there is anything to tell.
    pub(super) fn tell_again(&mut self, scope: &WorkerScope<Self>, page: HandlerId) {
        if self.corpus.journal().is_empty() {
            self.desk.page = Some(page);
        } else {
            self.tell(scope, page, Vec::new());
        }
    }

    /// Writes the journal for people and other tools.
    pub(super) fn write_journal(&mut self, scope: &WorkerScope<Self>, from: HandlerId) {
        self.desk.page = Some(from);
        let ask = Ask::WriteJournal { journal: self.corpus.journal().encode() };
        self.desk.writing = Some(self.readers.ask(scope, &ask));
    }

    /// Takes the journals out of what has been read of files: they hold no articles.
    pub(super) fn without_journals(
        &mut self,
        scope: &WorkerScope<Self>,
        sources: Vec<(String, Result<Vec<u8>, Unread>)>,
    ) -> Vec<(String, Result<Vec<u8>, Unread>)> {
        let is_journal = |bytes: &Result<Vec<u8>, Unread>| bytes.as_ref().is_ok_and(|b| lines::is_one(b));
        let (journals, others): (Vec<_>, Vec<_>) =
            sources.into_iter().partition(|(_, bytes)| is_journal(bytes));
        for (path, text) in journals {
            self.open_journal(scope, path, text.unwrap_or_default());
        }
        others
    }

    /// Reads a file that is a journal.
    fn open_journal(&mut self, scope: &WorkerScope<Self>, path: String, text: Vec<u8>) {
        let ticket = self.readers.ask(scope, &Ask::ReadJournal { text });
        self.desk.opening.push((ticket, path));
    }

    /// Takes a written journal; without one it can't be had.
    pub(super) fn journal_written(
        &mut self,
        scope: &WorkerScope<Self>,
        ticket: Ticket,
        lines: Option<String>,
    ) {
        if self.desk.writing == Some(ticket) {
            self.desk.writing = None;
            if let Some(page) = self.desk.page {
                scope.respond(page, Reply::Journal { lines });
            }
        }
    }

    /// Takes a journal that was read, encoded, and the number of lines that are none of
    /// it; without one it can't be had.
    pub(super) fn journal_read(
        &mut self,
        scope: &WorkerScope<Self>,
        ticket: Ticket,
        read: Option<(Vec<u8>, u32)>,
    ) {
        let Some(at) = self.desk.opening.iter().position(|opening| opening.0 == ticket) else { return };
        let (_, path) = self.desk.opening.remove(at);
        let (journal, n_bad) = read.unwrap_or_default();
        let events = Journal::decode(&journal).map_or(Vec::new(), |journal| journal.events().to_vec());
        let n_added = self.bring(scope, events, false);
        if let Some(page) = self.desk.page {
            scope.respond(page, Reply::Merged { path, n_added, n_bad });
        }
    }

    /// Takes what was found in articles that were corrected; whether it was asked for here.
    pub(super) fn understood(
        &mut self,
        scope: &WorkerScope<Self>,
        ticket: Ticket,
        readings: Option<&[Reading]>,
    ) -> bool {
        if self.desk.reading != Some(ticket) {
            return false;
        }
        self.desk.reading = None;
        self.desk.failed = readings.is_none();
        for reading in readings.unwrap_or_default() {
            self.corpus.understood(reading.clone());
        }
        if let Some(page) = self.desk.page.filter(|_| readings.is_some()) {
            scope.respond(page, Reply::Reread);
        }
        true
    }
}

impl Desk {
    /// Whether articles are being read again because of what was done to them.
    pub fn is_reading(&self) -> bool {
        self.reading.is_some()
    }

    /// Has what was corrected be read again.
    pub fn go_on(&mut self, corpus: &Corpus, readers: &mut Readers, scope: &WorkerScope<CuttingsWorker>) {
        if self.reading.is_some() || self.failed {
            return;
        }
        let articles = corpus.unread();
        if !articles.is_empty() {
            let ask = Ask::Again { articles, recurring: Default::default() };
            self.reading = Some(readers.ask(scope, &ask));
        }
    }
}

/// 128 bits of chance.
fn random() -> u128 {
    let mut bytes = [0; 16];
    let scope: WorkerGlobalScope = global().unchecked_into();
    if let Ok(crypto) = scope.crypto() {
        // Refused only for far more bytes than these.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    u128::from_le_bytes(bytes)
}
