//! The reader of saved pages, a module of its own: it is fetched, and its
//! worker started, when the first page arrives.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_worker::WorkerScope;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::MessageEvent;

use super::{CuttingsWorker, Message, Timer};
use crate::ingest::SourceFile;

/// A saved page while the reader has it.
pub struct Page {
    /// What messages call it.
    pub(super) shown: String,
    pub(super) file: SourceFile,
    /// Runs since the page was handed over.
    pub(super) timer: Timer,
}

/// The worker that reads pages, once there is one. It reads one at a time.
#[derive(Default)]
pub(super) struct Reader {
    worker: Rc<RefCell<Option<web_sys::Worker>>>,
}

impl Reader {
    /// Has a page cleaned; [`Message::Page`] brings the article.
    pub(super) fn read(&self, scope: &WorkerScope<CuttingsWorker>, page: Page) {
        let (scope, worker) = (scope.clone(), self.worker.clone());
        spawn_local(async move {
            let answer = match started(&worker) {
                Ok(worker) => ask(&worker, &page.file).await,
                Err(error) => Err(error),
            };
            let article = match answer {
                Ok(bytes) => postcard::from_bytes(&bytes).expect("worker and reader are of one build"),
                Err(_) => {
                    // The next page tries again.
                    worker.take().as_ref().map(web_sys::Worker::terminate);
                    Err("the reader of saved pages did not arrive or has stopped".to_owned())
                }
            };
            scope.send_message(Message::Page(page, article.map(Box::new)));
        });
    }
}

/// The reader's worker. The worker's own loader knows the address.
fn started(worker: &RefCell<Option<web_sys::Worker>>) -> Result<web_sys::Worker, JsValue> {
    if let Some(worker) = &*worker.borrow() {
        return Ok(worker.clone());
    }
    let address = Reflect::get(&js_sys::global(), &"reader".into())?;
    let address = address.as_string().ok_or(JsValue::NULL)?;
    let new = web_sys::Worker::new(&address)?;
    *worker.borrow_mut() = Some(new.clone());
    Ok(new)
}

/// The reader's answer to a page: the encoded article, or why there is none.
async fn ask(worker: &web_sys::Worker, file: &SourceFile) -> Result<Vec<u8>, JsValue> {
    let bytes = Uint8Array::from(file.bytes.as_slice());
    let message = Array::of2(&JsValue::from_str(&file.path), &bytes);
    worker.post_message_with_transfer(&message, &Array::of1(&bytes.buffer()))?;
    let answer = Promise::new(&mut |resolve: Function, reject: Function| {
        worker.set_onmessage(Some(&resolve));
        worker.set_onerror(Some(&reject));
    });
    let event: MessageEvent = JsFuture::from(answer).await?.unchecked_into();
    let bytes: Uint8Array = event.data().dyn_into()?;
    Ok(bytes.to_vec())
}
