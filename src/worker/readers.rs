//! The workers that read files beside this one: see [`crate::reader`].
//!
//! They are started when there is something to read, as many as the machine
//! has processors, within bounds. Each has at most two asks at a time, the one it
//! works at and the next, so that none waits for this worker, and what is
//! under way stays small however many files are to be read.

use std::collections::VecDeque;

use gloo_worker::WorkerScope;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, WorkerGlobalScope};

use super::{CuttingsWorker, Message};
use crate::reader::{Answer, Ask};

/// More would wait for this worker, which indexes what they read, and each
/// takes tens of megabytes.
const MOST: usize = 4;

/// The number that the writer goes by among the readers.
const WRITER: usize = usize::MAX;

/// Asks that a reader has at a time.
const AHEAD: usize = 2;

/// What an answer is told by.
pub(super) type Ticket = u32;

#[derive(Default)]
pub(super) struct Readers {
    slots: Vec<Slot>,
    /// One that writes a file and does nothing else.
    writer: Slot,
    next: Ticket,
    /// Whether any of them has ever answered.
    heard: bool,
}

/// A place for a reader; empty until there is something for it to do.
#[derive(Default)]
struct Slot {
    running: Option<Running>,
    /// What it has been asked, oldest first.
    tickets: VecDeque<Ticket>,
}

struct Running {
    worker: web_sys::Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut()>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// What a reader has said.
pub(super) enum Heard {
    Answered(Ticket, Answer),
    /// It did not arrive, or has stopped at the first of what it was asked; the
    /// others were still to come.
    Stopped {
        at: Option<Ticket>,
        others: Vec<Ticket>,
    },
}

impl Readers {
    /// Starts the first reader, so that it is there when files come.
    pub fn prepare(&mut self, scope: &WorkerScope<CuttingsWorker>) {
        if self.slots.is_empty() {
            self.slots.resize_with(processors().clamp(1, MOST), Slot::default);
        }
        if self.slots[0].running.is_none() {
            self.slots[0].running = start(scope, 0).ok();
        }
    }

    /// Whether something more may be asked.
    pub fn has_room(&self) -> bool {
        self.slots.is_empty() || self.slots.iter().any(|slot| slot.tickets.len() < AHEAD)
    }

    /// Whether they have ever answered: where not, they may not be there at all.
    pub fn are_there(&self) -> bool {
        self.heard
    }

    /// Has one of them do something; [`Message::Heard`] brings what it says.
    pub fn ask(&mut self, scope: &WorkerScope<CuttingsWorker>, ask: &Ask) -> Ticket {
        self.prepare(scope);
        // One that runs and has nothing to do, then one that is to be started.
        let order = |slot: &&mut Slot| (slot.tickets.len(), slot.running.is_none());
        let numbered = self.slots.iter_mut().enumerate();
        let Some((n, slot)) = numbered.min_by_key(|(_, slot)| order(slot)) else { return self.next };
        post(slot, n, &mut self.next, scope, ask)
    }

    /// Has the writer do something; [`Message::Heard`] brings what it says.
    pub fn ask_writer(&mut self, scope: &WorkerScope<CuttingsWorker>, ask: &Ask) -> Ticket {
        post(&mut self.writer, WRITER, &mut self.next, scope, ask)
    }

    /// Lets the writer go, whatever it is doing.
    pub fn dismiss_writer(&mut self) {
        self.writer = Slot::default();
    }

    /// What the n-th reader's message means; without one it has stopped.
    pub fn heard(&mut self, n: usize, message: Option<Vec<u8>>) -> Heard {
        let slot = if n == WRITER { &mut self.writer } else { &mut self.slots[n] };
        let first = slot.tickets.pop_front();
        match (first, message) {
            (Some(ticket), Some(bytes)) => {
                self.heard = true;
                Heard::Answered(
                    ticket,
                    postcard::from_bytes(&bytes).expect("worker and reader are of one build"),
                )
            }
            (at, _) => {
                slot.running = None;
                Heard::Stopped { at, others: slot.tickets.drain(..).collect() }
            }
        }
    }
}

/// Has the reader in this slot, the n-th, do something.
fn post(
    slot: &mut Slot,
    n: usize,
    next: &mut Ticket,
    scope: &WorkerScope<CuttingsWorker>,
    ask: &Ask,
) -> Ticket {
    let ticket = *next;
    *next = next.wrapping_add(1);
    slot.tickets.push_back(ticket);
    if slot.running.is_none() {
        slot.running = start(scope, n).ok();
    }
    let bytes = postcard::to_stdvec(ask).expect("asks are plain data");
    let bytes = Uint8Array::from(bytes.as_slice());
    let posted = slot.running.as_ref().is_some_and(|running| {
        let buffer = js_sys::Array::of1(&bytes.buffer());
        running.worker.post_message_with_transfer(&bytes, &buffer).is_ok()
    });
    if !posted {
        scope.send_message(Message::Heard(n, None));
    }
    ticket
}

/// Starts a reader. The worker's own loader knows the address.
fn start(scope: &WorkerScope<CuttingsWorker>, n: usize) -> Result<Running, JsValue> {
    let address = Reflect::get(&js_sys::global(), &"reader".into())?;
    let worker = web_sys::Worker::new(&address.as_string().ok_or(JsValue::NULL)?)?;
    let said = scope.clone();
    let on_message = Closure::new(move |event: MessageEvent| {
        let bytes = event.data().dyn_into::<Uint8Array>().ok().map(|bytes| bytes.to_vec());
        said.send_message(Message::Heard(n, bytes));
    });
    let scope = scope.clone();
    let on_error = Closure::new(move || scope.send_message(Message::Heard(n, None)));
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    Ok(Running { worker, _on_message: on_message, _on_error: on_error })
}

fn processors() -> usize {
    let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
    scope.navigator().hardware_concurrency() as usize
}
