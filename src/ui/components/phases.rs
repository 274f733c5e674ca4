//! What the list shows instead of rows: loading, nothing there, nothing found, failed.

use yew::prelude::*;

use crate::ui::components::quiet::quiet;
use crate::ui::dom;
use crate::ui::store::{Act, click};
use crate::view::relax;
use crate::view::state::{Action, Answer};
use crate::view::words::count;

/// Rows to come, as quiet outlines that keep the page's shape.
pub fn loading() -> Html {
    html! {
        <div class="feed" aria-hidden="true">
            { for (0..6).map(|n| html! { <div key={n} class="row waiting"><span /><span /><span /></div> }) }
        </div>
    }
}

pub fn no_collection() -> Html {
    html! {
        <div class="phase" data-testid="empty">
            <h2>{ "No articles yet" }</h2>
            <p>{ "Drop text files, folders or a .zip anywhere on this page, or choose them with “Add files”. They are read here, on this computer, and go nowhere else." }</p>
        </div>
    }
}

/// The collection of a link that was made elsewhere.
pub fn elsewhere(act: &Act) -> Html {
    html! {
        <div class="phase" data-testid="empty">
            <h2>{ "This collection is not in this browser" }</h2>
            <p>{ "Collections stay in the browser that they were made in; nothing of them is ever sent. Or it was deleted." }</p>
            <p>{ quiet("Show this page’s articles", click(act, Action::TurnTo(String::new()))) }</p>
        </div>
    }
}

pub fn failed(reason: &str) -> Html {
    html! {
        <div class="phase" data-testid="error" role="alert">
            <h2>{ "The articles can’t be read" }</h2>
            <p>{ reason }</p>
            <p>{ quiet("Try again", Callback::from(|_| dom::reload())) }</p>
        </div>
    }
}

/// Nothing found, and the ways out that lead somewhere.
pub fn empty(act: &Act, answer: &Answer) -> Html {
    let query = answer.query.as_deref().cloned().unwrap_or_default();
    let ways = answer.relaxed.iter().filter_map(|(number, relaxed, found)| {
        let found = found.filter(|n| *n > 0)?;
        Some(html! {
            <li key={*number}>
                <button type="button" class="way-out" onclick={click(act, Action::Ask(relaxed.query.clone()))}>
                    { &relaxed.label }{ if relaxed.label.ends_with('?') { " " } else { ": " } }<b>{ count(found, "article") }</b>
                </button>
            </li>
        })
    });
    // A node of its own: that of the list keeps the list's measures.
    html! {
        <div key="nothing" class="phase" data-testid="empty">
            <h2>{ relax::nothing_found(&query, &answer.results) }</h2>
            <ul>{ for ways }</ul>
            <p>{ quiet("Show all articles", click(act, Action::ClearAll)) }</p>
        </div>
    }
}
