//! In the sidebar: what the user starred, tagged, noted and corrected, to filter by.

use yew::prelude::*;

use super::undoes;
use crate::corpus::Yours;
use crate::journal::Event;
use crate::query::{Query, Term};
use crate::ui::components::quiet::quiet_for;
use crate::ui::components::truth;
use crate::ui::store::{Act, Wishes, click};
use crate::view::state::Action;
use crate::view::yours::{Wish, has_clause, phrase, tag_clause, toggled};

/// Changes of names that are listed; all can be undone one by one.
const LISTED: usize = 40;

/// `terms` are the parts of the query's text, as far as it has been answered.
pub fn panel(act: &Act, hand: &Wishes, yours: &Yours, query: &Query, terms: &[Term]) -> Html {
    if yours.n_events == 0 {
        return Html::default();
    }
    let value = |label: &str, clause: String, count: u32| {
        let is = has_clause(terms, &clause);
        if count == 0 && !is {
            return Html::default();
        }
        let text = toggled(&query.text, terms, &clause);
        let onclick = click(act, Action::Ask(Query { text, ..query.clone() }));
        html! {
            <li key={clause} class="value" data-state={if is { "only" } else { "none" }}>
                <button type="button" class="value-name" aria-pressed={truth(is)} title={label.to_owned()} {onclick}>
                    <span class="value-text">{ label }</span><span class="value-count">{ count }</span>
                </button>
            </li>
        }
    };
    let wish = |wish: Wish| {
        let hand = hand.clone();
        move |_: MouseEvent| hand.emit(wish.clone())
    };
    let name = |event: &Event| {
        html! {
            <li key={event.id.to_string()}>
                <span>{ phrase(&event.act) }</span>
                { quiet_for("Undo", &format!("Undo: {}", phrase(&event.act)), undoes(hand, vec![event.id])) }
            </li>
        }
    };
    html! {
        <section class="facet yours" aria-label="Yours" data-testid="yours">
            <h2 class="yours-head">{ "Yours" }</h2>
            <ul>
                { value("Starred", "has:star".to_owned(), yours.n_starred) }
                { value("With notes", "has:note".to_owned(), yours.n_noted) }
                { value("Corrected", "is:corrected".to_owned(), yours.n_corrected) }
                { for yours.tags.iter().map(|(tag, n)| value(tag, tag_clause(tag), *n)) }
            </ul>
            if !yours.names.is_empty() {
                <details class="yours-names">
                    <summary>{ format!("Names you put right: {}", yours.names.len()) }</summary>
                    <ul>{ for yours.names.iter().take(LISTED).map(name) }</ul>
                </details>
            }
            <p class="yours-tools">
                <button type="button" class="quiet" disabled={yours.undo.is_none()} title="Undo (Ctrl+Z)" onclick={wish(Wish::Undo(Vec::new()))}>{ "Undo" }</button>
                <button type="button" class="quiet" disabled={yours.redo.is_none()} title="Redo (Ctrl+Shift+Z)" onclick={wish(Wish::Redo)}>{ "Redo" }</button>
                <button type="button" class="quiet" title="All that you did, to be added to another Cuttings" onclick={wish(Wish::SaveJournal)}>{ "Save your work" }</button>
            </p>
        </section>
    }
}
