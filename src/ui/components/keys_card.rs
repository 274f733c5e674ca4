//! The card of keys.

use yew::prelude::*;

use crate::ui::store::{Act, click};
use crate::view::keys::CARD;
use crate::view::state::Action;

/// Stands in a corner; nothing behind it is blocked.
pub fn keys_card(act: &Act) -> Html {
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
            <button id="keys-close" type="button" onclick={click(act, Action::ShowKeys(false))}>{ "Close" }</button>
        </section>
    }
}
