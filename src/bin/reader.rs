//! What reads files, for the page's worker: see [`cuttings::reader`].
//!
//! Its loader calls [`answer`] for each message of the worker.

use cuttings::reader::{self, Means};
use js_sys::global;
use wasm_bindgen::prelude::*;
use web_sys::{TextDecoder, WorkerGlobalScope};

fn main() {}

/// The answer to what is asked, both encoded as the page's messages are.
#[wasm_bindgen]
pub fn answer(ask: &[u8]) -> Vec<u8> {
    let ask = postcard::from_bytes(ask).expect("worker and reader are of one build");
    let answer = reader::answer(ask, Means { decoder: decode, now });
    postcard::to_stdvec(&answer).expect("answers are plain data")
}

/// The browser's own decoder; the command line's follows the same standard.
fn decode(label: &str, bytes: &[u8]) -> Option<String> {
    TextDecoder::new_with_label(label).ok()?.decode_with_u8_array(bytes).ok()
}

fn now() -> f64 {
    let scope: WorkerGlobalScope = global().unchecked_into();
    scope.performance().map_or(0.0, |p| p.time_origin() + p.now())
}
