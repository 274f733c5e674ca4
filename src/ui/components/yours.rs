//! What the user does: stars, tags, notes, corrections, and the way back.

pub mod fields;
pub mod naming;
pub mod notes;
pub mod panel;
pub mod said;
pub mod strip;

use yew::prelude::*;

use crate::article::ArticleId;
use crate::journal::{Act, EventId};
use crate::ui::components::truth;
use crate::ui::store::Wishes;
use crate::view::yours::Wish;

/// What a control calls that does this when it is clicked.
pub fn does(hand: &Wishes, act: Act) -> Callback<MouseEvent> {
    let hand = hand.clone();
    Callback::from(move |_| hand.emit(Wish::Act(vec![act.clone()])))
}

/// What a control calls that undoes these.
pub fn undoes(hand: &Wishes, events: Vec<EventId>) -> Callback<MouseEvent> {
    let hand = hand.clone();
    Callback::from(move |_| hand.emit(Wish::Undo(events.clone())))
}

/// The article's star.
pub fn star(hand: &Wishes, article: &ArticleId, starred: bool) -> Html {
    let onclick = does(hand, Act::Star { article: article.clone(), on: !starred });
    let title = if starred { "Take the star off (s)" } else { "Star this article (s)" };
    html! {
        <button type="button" class="quiet star" aria-pressed={truth(starred)} aria-label="Star" aria-keyshortcuts="s" {title} {onclick}>
            { if starred { "★" } else { "☆" } }
        </button>
    }
}

/// A form that sends nothing anywhere: `then` is what it is for.
pub fn on_submit(then: impl Fn() + 'static) -> Callback<SubmitEvent> {
    Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        then();
    })
}
