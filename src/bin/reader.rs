//! The reader of saved pages: bytes in, a cleaned article out.
//!
//! Its loader calls [`read_page`] for each message of the page's worker.

use cuttings::article::Article;
use cuttings::corpus::{self, Options};
use cuttings::ingest::SourceFile;
use wasm_bindgen::prelude::*;
use web_sys::TextDecoder;

fn main() {}

/// The article of a saved page, or why there is none, encoded as the worker's messages are.
#[wasm_bindgen]
pub fn read_page(path: String, bytes: Vec<u8>) -> Vec<u8> {
    let options = Options { decoder: Some(decode), ..Options::default() };
    let article: Result<Article, String> =
        corpus::clean_page(&SourceFile::new(path, bytes), options).map_err(|e| e.to_string());
    postcard::to_stdvec(&article).expect("an article is plain data")
}

/// The browser's own decoder; the command line's follows the same standard.
fn decode(label: &str, bytes: &[u8]) -> Option<String> {
    TextDecoder::new_with_label(label).ok()?.decode_with_u8_array(bytes).ok()
}
