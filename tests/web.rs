//! What only a browser can show of the page's side: run in a headless one.

#![cfg(target_arch = "wasm32")]

use cuttings::protocol::{Postcard, Reply, Request};
use cuttings::query::{Facet, Query};
use gloo_worker::Codec;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn question() -> Query {
    let mut query = Query { text: "“Astana” talks 𝄞".to_owned(), ..Query::default() };
    query.filters.include.entry(Facet::Person).or_default().insert("Sergei Lavrov".to_owned());
    query.filters.exclude.entry(Facet::Place).or_default().insert("Genève".to_owned());
    query.filters.from = "2017-01".parse().ok();
    query
}

#[wasm_bindgen_test]
fn a_request_crosses_to_the_worker_unchanged() {
    let request = Request::Search { number: 7, query: question(), rows: 40 };
    assert_eq!(Postcard::decode::<Request>(Postcard::encode(request.clone())), request);
}

#[wasm_bindgen_test]
fn a_reply_comes_back_unchanged() {
    let reply = Reply::Progress { number: 1, done: 31, total: 46 };
    assert_eq!(Postcard::decode::<Reply>(Postcard::encode(reply.clone())), reply);
}
