//! What `benches/tagger.mjs` runs in a browser: the tagger as a module of its own.
//!
//! Built as the page's reader of files is, with the same profile, so that a
//! figure of this module is one of the product's.

use std::cell::RefCell;

use cuttings::extract::tagger::crf::Decoder;
use cuttings::extract::tagger::tokens::Sentences;
use cuttings::extract::tagger::{Rules, Tagger, built_in};
use wasm_bindgen::prelude::*;

thread_local! {
    static DECODER: RefCell<Decoder> = RefCell::default();
}

/// Words and marks of a text, as the model sees them.
#[wasm_bindgen]
pub fn count(text: &str) -> usize {
    let (mut sentences, mut tokens, mut n) = (Sentences::new(text), Vec::new(), 0);
    while sentences.next_into(&mut tokens) {
        n += tokens.len();
    }
    n
}

/// How many names the rules find.
#[wasm_bindgen]
pub fn rules(text: &str) -> usize {
    Rules.tag(text).len()
}

/// How many names the model finds, without being told anything.
#[wasm_bindgen]
pub fn model(text: &str) -> usize {
    DECODER.with_borrow_mut(|decoder| decoder.mentions(built_in().model(), text, &[]).len())
}

/// How many names the product finds.
#[wasm_bindgen]
pub fn product(text: &str) -> usize {
    built_in().tag(text).len()
}
