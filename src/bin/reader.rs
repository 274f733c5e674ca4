//! What reads files, for the page's worker: see [`cuttings::reader`].
//!
//! Its loader calls [`answer`] for each message of the worker.

use std::cell::RefCell;

use cuttings::reader::{self, Means};
use cuttings::scribe::Scribe;
use cuttings::worker;
use wasm_bindgen::prelude::*;

fn main() {}

thread_local! {
    /// At work where this one was started to write.
    static SCRIBE: RefCell<Option<Scribe>> = const { RefCell::new(None) };
}

/// The answer to what is asked, both encoded as the page's messages are.
#[wasm_bindgen]
pub fn answer(ask: &[u8]) -> Vec<u8> {
    let ask = postcard::from_bytes(ask).expect("worker and reader are of one build");
    let means = Means { decoder: worker::decode, now: worker::now };
    let answer = SCRIBE.with_borrow_mut(|scribe| reader::answer(ask, means, scribe));
    postcard::to_stdvec(&answer).expect("answers are plain data")
}
