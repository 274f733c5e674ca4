//! Whether the worker's parts arrive: a worker that can't be loaded tells nobody.

use gloo::utils::window;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response, Url};

use crate::view::loader::named_files;

/// Whether the loader script at `url` and all that it names can be had. Servers
/// that answer no such question are taken to have the parts.
pub async fn worker_is_there(url: &str) -> bool {
    let Some(loader) = ask(url, "GET").await.filter(Response::ok) else { return false };
    let Ok(text) = loader.text() else { return true };
    let text = JsFuture::from(text).await.ok().and_then(|text| text.as_string()).unwrap_or_default();
    for name in named_files(&text) {
        let Ok(part) = Url::new_with_base(name, url) else { continue };
        // Its bytes are on their way to the worker: only whether it is there is asked.
        if ask(&part.href(), "HEAD").await.is_none_or(|answer| [404, 410].contains(&answer.status())) {
            return false;
        }
    }
    true
}

/// The answer of the page's own server, `None` where there is none.
async fn ask(url: &str, method: &str) -> Option<Response> {
    let how = RequestInit::new();
    how.set_method(method);
    JsFuture::from(window().fetch_with_str_and_init(url, &how)).await.ok()?.dyn_into().ok()
}
