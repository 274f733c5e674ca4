//! What became of each file of an import.

use yew::prelude::*;

use crate::protocol::{Fate, Outcome};
use crate::ui::components::quiet::quiet;
use crate::ui::engine::Engine;
use crate::view::importing::{self, Importing};

/// The list, opened and shown further as it is wanted.
pub fn outcomes(engine: &Engine, importing: &Importing) -> Html {
    let ask = |engine: &Engine, from: u32| {
        let engine = engine.clone();
        move || engine.outcomes(from)
    };
    let ontoggle = {
        let first = ask(engine, 0);
        let is_empty = importing.outcomes.is_empty();
        move |_: Event| {
            if is_empty {
                first();
            }
        }
    };
    let n_shown = importing.outcomes.len() as u32;
    let more = ask(engine, n_shown);
    let copy = {
        let engine = engine.clone();
        Callback::from(move |_| engine.outcomes_text())
    };
    let row = |(n, Outcome { path, fate }): (usize, &Outcome)| {
        let kind = match fate {
            Fate::Added | Fate::Filled => "added",
            Fate::Same(_) => "same",
            Fate::Skipped(_) => "skipped",
            Fate::Failed(_) => "failed",
        };
        html! {
            <li key={n} data-fate={kind}>
                <span class="path">{ path }</span>{ ": " }{ importing::fate(fate) }
            </li>
        }
    };
    html! {
        <details class="outcomes" {ontoggle}>
            <summary>{ "Each file" }</summary>
            <ul data-testid="outcomes">{ for importing.outcomes.iter().enumerate().map(row) }</ul>
            <p>
                if n_shown < importing.n_outcomes {
                    { quiet("Show more", Callback::from(move |_| more())) }
                }
                { quiet("Copy the list", copy) }
            </p>
        </details>
    }
}
