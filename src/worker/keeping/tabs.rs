//! The other tabs that this page is open in: who is there, and what they change.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{BroadcastChannel, Crypto, MessageEvent, WorkerGlobalScope};

const NAME: &str = "cuttings";

/// A name for this page's visit that no other has.
pub fn session() -> String {
    let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
    let crypto = Reflect::get(&scope, &"crypto".into()).unwrap_or_default().unchecked_into::<Crypto>();
    let mut chance = [0_u8; 8];
    // Without it all visits are one: their imports are then never told as broken off.
    let _ = crypto.get_random_values_with_u8_array(&mut chance);
    format!("{:016x}", u64::from_le_bytes(chance))
}

/// The browser's locks; there are none where the page did not come safely.
fn locks() -> Option<JsValue> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)
}

fn method(object: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(object, &name.into()).ok()?.dyn_into().ok()
}

/// Has the others know, until this page is closed, that the session goes on.
pub fn stay(session: &str) {
    let Some(locks) = locks() else { return };
    // A lock is held as long as the promise that is given for it is open.
    let hold = Closure::once_into_js(|| Promise::new(&mut |_, _| {}));
    if let Some(request) = method(&locks, "request") {
        // Where it is refused, others take this session for one that has ended.
        let _ = request.call2(&locks, &lock(session).into(), &hold);
    }
}

fn lock(session: &str) -> String {
    [NAME, " ", session].concat()
}

/// The sessions that go on.
pub async fn sessions() -> Vec<String> {
    let held = async {
        let locks = locks()?;
        let asked = method(&locks, "query")?.call0(&locks).ok()?;
        let answer = JsFuture::from(asked.dyn_into::<Promise>().ok()?).await.ok()?;
        Reflect::get(&answer, &"held".into()).ok()
    };
    let Some(held) = held.await else { return Vec::new() };
    let name = |lock: JsValue| Reflect::get(&lock, &"name".into()).ok()?.as_string();
    let names = Array::from(&held).iter().filter_map(name).collect::<Vec<_>>();
    let prefix = lock("");
    names.iter().filter_map(|name| name.strip_prefix(&prefix)).map(str::to_owned).collect()
}

/// What tells the other tabs that something has changed, and hears it from them.
pub struct Channel {
    channel: BroadcastChannel,
    _heard: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    /// `None` where the browser has no such thing.
    pub fn new(heard: impl Fn() + 'static) -> Option<Channel> {
        let channel = BroadcastChannel::new(NAME).ok()?;
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |_| heard());
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        Some(Channel { channel, _heard: heard })
    }

    pub fn tell(&self) {
        // A channel that is closed has nobody to hear.
        let _ = self.channel.post_message(&NAME.into());
    }
}
