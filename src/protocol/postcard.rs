//! The encoding of messages between page and worker.

use std::cell::RefCell;

use gloo_worker::Codec;
use js_sys::{Array, Uint8Array};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use wasm_bindgen::{JsCast, JsValue};

/// The encoding of all messages: small, and no script strings between.
///
/// What a message holds of the browser's own, [`Beside`], goes beside the bytes.
pub struct Postcard;

impl Codec for Postcard {
    fn encode<I: Serialize>(input: I) -> JsValue {
        BESIDE.take();
        let bytes = ::postcard::to_stdvec(&input).expect("messages are plain data");
        let bytes: JsValue = Uint8Array::from(bytes.as_slice()).into();
        let mut beside = BESIDE.take();
        if beside.is_empty() {
            return bytes;
        }
        beside.insert(0, bytes);
        beside.into_iter().collect::<Array>().into()
    }

    fn decode<O: for<'de> Deserialize<'de>>(input: JsValue) -> O {
        let bytes = match input.dyn_into::<Array>() {
            Ok(array) => {
                BESIDE.set(array.iter().skip(1).collect());
                array.get(0)
            }
            Err(bytes) => bytes,
        };
        let bytes = Uint8Array::from(bytes).to_vec();
        ::postcard::from_bytes(&bytes).expect("page and worker are of one build")
    }
}

thread_local! {
    /// What goes or came beside the message that is being encoded or decoded.
    static BESIDE: RefCell<Vec<JsValue>> = const { RefCell::new(Vec::new()) };
}

/// Something of the browser's that can be sent to a worker as it is, such as files:
/// their bytes stay where they are. It is written as its place beside the message.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside(pub JsValue);

impl Serialize for Beside {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let place = BESIDE.with_borrow_mut(|beside| {
            beside.push(self.0.clone());
            beside.len() - 1
        });
        serializer.serialize_u32(place as u32)
    }
}

impl<'de> Deserialize<'de> for Beside {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let place = u32::deserialize(deserializer)? as usize;
        let value = BESIDE.with_borrow(|beside| beside.get(place).cloned());
        value.map(Beside).ok_or_else(|| serde::de::Error::custom("nothing came beside the message"))
    }
}
