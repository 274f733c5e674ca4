//! What the columns of a table hold, where their names don't tell.

use yew::prelude::*;

use crate::ui::dom;
use crate::ui::engine::Engine;
use crate::ui::store::Act;
use crate::view::importing::{FIELDS, question};
use crate::view::state::{Action, State};

/// A form for the first of the tables that wait for it.
pub fn columns(act: &Act, engine: &Engine, state: &State) -> Option<Html> {
    let table = state.importing.tables.first()?;
    let n_sources = table.paths.len() as u32;
    let onsubmit = {
        let (act, engine, paths) = (act.clone(), engine.clone(), table.paths.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let chosen = FIELDS.map(|(field, label)| (field, dom::field_value(label))).to_vec();
            // Without a text there is nothing to read.
            if !chosen[0].1.is_empty() {
                let number = engine.choose(chosen);
                act.emit(Action::Importing { number, n_sources, bundled: false, answers: paths.clone() });
            }
        }
    };
    let leave = {
        let engine = engine.clone();
        move |_| {
            engine.choose(Vec::new());
        }
    };
    let field = |(field, label)| {
        let guess = table.asked.guess.iter().find(|(other, _)| *other == field).map(|(_, name)| name);
        let option = |(name, example): (&String, &String)| {
            html! { <option value={name.clone()} selected={guess == Some(name)}>{ name }{ " (" }{ example }{ ")" }</option> }
        };
        html! {
            <label>
                { label }
                <select id={label}>
                    <option value="" selected={guess.is_none()}>{ "none" }</option>
                    { for table.asked.header.iter().zip(&table.asked.example).map(option) }
                </select>
            </label>
        }
    };
    Some(html! {
        <form class="notice columns" key={table.paths[0].clone()} data-testid="columns" {onsubmit}>
            <p>{ question(table) }</p>
            { for FIELDS.into_iter().map(field) }
            <button type="submit">{ "Read it so" }</button>
            <button type="button" class="quiet" onclick={leave}>{ "Leave it out" }</button>
        </form>
    })
}
