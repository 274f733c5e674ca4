//! What the list shows instead of rows: loading, nothing there, nothing found, failed.

use std::rc::Rc;

use yew::prelude::*;

use crate::query::Query;
use crate::ui::dom;
use crate::ui::store::use_dispatch;
use crate::view::relax::{self, Relaxed};
use crate::view::state::Action;
use crate::view::words::count;

/// Rows to come, as quiet outlines that keep the page's shape.
#[component]
pub fn Loading() -> Html {
    html! {
        <div class="feed" aria-hidden="true">
            { for (0..6).map(|n| html! { <div key={n} class="row waiting"><span /><span /><span /></div> }) }
        </div>
    }
}

#[component]
pub fn NoCollection() -> Html {
    html! {
        <div class="phase" data-testid="empty">
            <h2>{ "No articles yet" }</h2>
            <p>{ "Drop text files, folders or a .zip anywhere on this page, or choose them with “Add files”. They are read here, on this computer, and go nowhere else." }</p>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct FailedProps {
    pub reason: String,
}

#[component]
pub fn Failed(props: &FailedProps) -> Html {
    html! {
        <div class="phase" data-testid="error" role="alert">
            <h2>{ "The articles can’t be read" }</h2>
            <p>{ &props.reason }</p>
            <p><button type="button" class="quiet" onclick={|_| dom::reload()}>{ "Try again" }</button></p>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct EmptyProps {
    pub query: Rc<Query>,
    pub relaxed: Rc<Vec<(u32, Relaxed, Option<u32>)>>,
}

/// Nothing found, and the ways out that lead somewhere.
#[component]
pub fn Empty(props: &EmptyProps) -> Html {
    let dispatch = use_dispatch();
    let ways = props.relaxed.iter().filter_map(|(number, relaxed, found)| {
        let found = found.filter(|n| *n > 0)?;
        let (dispatch, query) = (dispatch.clone(), relaxed.query.clone());
        let onclick = move |_| dispatch.dispatch(Action::Ask(query.clone()));
        Some(html! {
            <li key={*number}>
                <button type="button" class="way-out" {onclick}>
                    { format!("{}: ", relaxed.label) }<b>{ count(found, "article") }</b>
                </button>
            </li>
        })
    });
    let on_clear = {
        let dispatch = dispatch.clone();
        move |_| dispatch.dispatch(Action::ClearAll)
    };
    html! {
        <div class="phase" data-testid="empty">
            <h2>{ relax::nothing_found(&props.query) }</h2>
            <ul>{ for ways }</ul>
            <p><button type="button" class="quiet" onclick={on_clear}>{ "Show all articles" }</button></p>
        </div>
    }
}
