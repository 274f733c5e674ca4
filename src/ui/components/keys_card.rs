//! The card of keys.

use yew::prelude::*;

use crate::ui::dom;
use crate::ui::store::use_dispatch;
use crate::view::keys::CARD;
use crate::view::state::Action;

/// Stands in a corner; nothing behind it is blocked.
#[component]
pub fn KeysCard() -> Html {
    let dispatch = use_dispatch();
    use_effect_with((), |()| dom::focus_id("keys-close"));
    let onclick = move |_| dispatch.dispatch(Action::ShowKeys(false));
    html! {
        <section class="keys-card" aria-labelledby="keys-title">
            <h2 id="keys-title">{ "Keys" }</h2>
            <dl>
                { for CARD.iter().map(|(key, what)| html! {
                    <div key={*key}><dt><kbd>{ *key }</kbd></dt><dd>{ *what }</dd></div>
                }) }
            </dl>
            <h2>{ "Searching" }</h2>
            <dl>
                <div><dt>{ "gas transit" }</dt><dd>{ "both words, the last may be unfinished" }</dd></div>
                <div><dt>{ "“gas transit”" }</dt><dd>{ "exactly this phrase" }</dd></div>
                <div><dt>{ "gas -transit" }</dt><dd>{ "not this word" }</dd></div>
            </dl>
            <button id="keys-close" type="button" {onclick}>{ "Close" }</button>
        </section>
    }
}
