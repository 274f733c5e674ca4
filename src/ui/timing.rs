//! The page's timings, as any browser's profiler shows them.
//!
//! Names and meaning are promised in the contract with those who script the
//! page: `cuttings:start`, `cuttings:import`, `cuttings:clean`,
//! `cuttings:extract`, `cuttings:index`, `cuttings:search`, `cuttings:render`.

use gloo::timers::callback::Timeout;
use gloo::utils::window;
use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::protocol::{Stage, Timing};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = measure, catch)]
    fn measure_with(name: &str, options: &JsValue) -> Result<JsValue, JsValue>;
}

/// Milliseconds since the navigation began.
pub fn now() -> f64 {
    window().performance().map_or(0.0, |p| p.now())
}

/// How much a measure was about.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Amount {
    pub articles: u32,
    /// Only where it applies.
    pub bytes: Option<u32>,
}

/// Writes a measure from `start` to `end`, both as [`now`] has them.
pub fn measure(name: &str, start: f64, end: f64, amount: Amount) {
    let set = |object: &Object, key: &str, value: &JsValue| {
        // Setting a property of a plain object of our own can't fail.
        let _ = Reflect::set(object, &key.into(), value);
    };
    let detail = Object::new();
    set(&detail, "articles", &amount.articles.into());
    if let Some(bytes) = amount.bytes {
        set(&detail, "bytes", &bytes.into());
    }
    let options = Object::new();
    set(&options, "start", &start.max(0.0).into());
    set(&options, "end", &end.max(start).max(0.0).into());
    set(&options, "detail", &detail);
    // A browser without User Timing 3 measures nothing; the page works all the same.
    let _ = measure_with(name, &options);
}

/// Repeats on the page's timeline what the worker has measured on its own.
pub fn repeat(timing: &Timing) {
    let name = match timing.stage {
        Stage::Clean => "cuttings:clean",
        Stage::Extract => "cuttings:extract",
        Stage::Index => "cuttings:index",
        // The page measures searches itself, from keystroke to hits in hand.
        Stage::Search => return,
    };
    let origin = window().performance().map_or(0.0, |p| p.time_origin());
    let start = timing.start - origin;
    let amount = Amount { articles: timing.articles, bytes: Some(timing.bytes) };
    measure(name, start, start + timing.duration, amount);
}

/// Calls back once what is being rendered now has been painted.
pub fn after_paint(then: impl FnOnce() + 'static) {
    let frame = Closure::once_into_js(move || Timeout::new(0, then).forget());
    // Without frames (a hidden tab) nothing is painted and nothing measured.
    let _ = window().request_animation_frame(frame.unchecked_ref());
}
