//! What has just been done, with the way back: it floats for a while, and goes.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::undoes;
use crate::ui::components::quiet::quiet_for;
use crate::ui::effect::use_effect_on;
use crate::ui::store::{Act, Wishes, click};
use crate::view::state::Action;
use crate::view::yours::{Back, Said, Wish};

/// Milliseconds: long enough to read it and reach for the button.
const SHOWN: u32 = 10_000;

/// Sends it away in time.
#[hook]
pub fn use_said(act: &Act, said: &Option<Said>) {
    use_effect_on(said.as_ref().map(|said| said.number), {
        let act = act.clone();
        move |number| number.map(|_| Timeout::new(SHOWN, move || act.emit(Action::DismissSaid)))
    });
}

pub fn notice(act: &Act, hand: &Wishes, said: &Option<Said>) -> Html {
    let back = |said: &Said| match &said.back {
        Some(Back::Undo(events)) => html! {
            <button type="button" class="quiet" title="Undo (Ctrl+Z)" onclick={undoes(hand, events.clone())}>{ "Undo" }</button>
        },
        Some(Back::Redo) => {
            let hand = hand.clone();
            let onclick = move |_: MouseEvent| hand.emit(Wish::Redo);
            html! { <button type="button" class="quiet" title="Redo (Ctrl+Shift+Z)" {onclick}>{ "Redo" }</button> }
        }
        None => Html::default(),
    };
    // The region is there before it has anything to say, so that it is heard.
    html! {
        <div class="told-done" role="status" data-testid="said" data-shown={said.is_some().then_some("true")}>
            if let Some(said) = said {
                <p>{ &said.words }</p>
                { back(said) }
                { quiet_for("×", "Close", click(act, Action::DismissSaid)) }
            }
        </div>
    }
}
