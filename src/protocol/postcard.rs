//! The encoding of messages between page and worker.

use gloo_worker::Codec;
use js_sys::Uint8Array;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

/// The encoding of all messages: small, and no script strings between.
pub struct Postcard;

impl Codec for Postcard {
    fn encode<I: Serialize>(input: I) -> JsValue {
        let bytes = ::postcard::to_stdvec(&input).expect("messages are plain data");
        Uint8Array::from(bytes.as_slice()).into()
    }

    fn decode<O: for<'de> Deserialize<'de>>(input: JsValue) -> O {
        ::postcard::from_bytes(&Uint8Array::from(input).to_vec()).expect("page and worker are of one build")
    }
}
