//! What reads files, for the page's worker: see [`cuttings::reader`].
//!
//! Its loader calls [`answer`] for each message of the worker.

use cuttings::reader::{self, Means};
use cuttings::worker;
use wasm_bindgen::prelude::*;

fn main() {}

/// The answer to what is asked, both encoded as the page's messages are.
#[wasm_bindgen]
pub fn answer(ask: &[u8]) -> Vec<u8> {
    let ask = postcard::from_bytes(ask).expect("worker and reader are of one build");
    let answer = reader::answer(ask, Means { decoder: worker::decode, now: worker::now });
    postcard::to_stdvec(&answer).expect("answers are plain data")
}
