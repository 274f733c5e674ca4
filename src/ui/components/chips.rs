//! The filters in force, each with its way off.

use std::rc::Rc;

use yew::prelude::*;

use crate::query::{Facet, Query};
use crate::ui::store::use_dispatch;
use crate::view::state::Action;
use crate::view::words::{self, Length};

#[derive(Properties, PartialEq)]
pub struct ChipsProps {
    pub query: Rc<Query>,
}

#[component]
pub fn Chips(props: &ChipsProps) -> Html {
    let dispatch = use_dispatch();
    let filters = &props.query.filters;
    let value_chip = |facet: Facet, value: &String, excluded: bool| {
        let name = words::value_words(facet, value);
        let onclick = {
            let (dispatch, value) = (dispatch.clone(), value.clone());
            move |_| dispatch.dispatch(Action::Choose(facet, value.clone(), None))
        };
        let (state, said) =
            if excluded { ("not", "Remove the filter not ") } else { ("only", "Remove the filter ") };
        html! {
            <li key={format!("{state}-{}-{value}", facet.key())}>
                <button type="button" class="chip" data-kind={facet.key()} data-state={state} aria-label={format!("{said}{name}")} {onclick}>
                    <span class="chip-text">{ name }</span><span class="chip-off" aria-hidden="true">{ "×" }</span>
                </button>
            </li>
        }
    };
    let mut chips: Vec<Html> = Vec::new();
    for (map, excluded) in [(&filters.include, false), (&filters.exclude, true)] {
        for (facet, values) in map {
            chips.extend(values.iter().map(|value| value_chip(*facet, value, excluded)));
        }
    }
    if filters.from.is_some() || filters.to.is_some() {
        let short = |d| words::date(d, Length::Short);
        let label = match (filters.from, filters.to) {
            (Some(a), Some(b)) if a == b => short(a),
            (Some(a), Some(b)) => format!("{} – {}", short(a), short(b)),
            (Some(a), None) => format!("from {}", short(a)),
            (None, b) => format!("to {}", b.map(short).unwrap_or_default()),
        };
        let dispatch = dispatch.clone();
        let onclick = move |_| dispatch.dispatch(Action::SetDates(None, None));
        chips.push(html! {
            <li key="dates">
                <button type="button" class="chip" data-state="only" aria-label={format!("Remove the dates {label}")} {onclick}>
                    <span class="chip-text">{ label }</span><span class="chip-off" aria-hidden="true">{ "×" }</span>
                </button>
            </li>
        });
    }
    if chips.is_empty() {
        return Html::default();
    }
    let on_clear = move |_| dispatch.dispatch(Action::ClearFilters);
    html! {
        <div class="chips" role="group" aria-label="Filters in force">
            <ul>{ for chips }</ul>
            <button type="button" class="quiet clear" onclick={on_clear}>{ "Clear all" }</button>
        </div>
    }
}
