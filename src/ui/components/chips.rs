//! The filters in force, each with its way off.

use yew::prelude::*;

use crate::query::{Facet, Query};
use crate::ui::store::{Act, click};
use crate::view::state::Action;
use crate::view::words::{self, Length};

pub fn chips(act: &Act, query: &Query) -> Html {
    let filters = &query.filters;
    let mut chips: Vec<Html> = Vec::new();
    for (chosen, excluded) in [(&filters.include, false), (&filters.exclude, true)] {
        chips.extend(chosen.iter().map(|(facet, value)| value_chip(act, *facet, value, excluded)));
    }
    if filters.from.is_some() || filters.to.is_some() {
        let short = |d| words::date(d, Length::Short);
        let label = match (filters.from, filters.to) {
            (Some(a), Some(b)) if a == b => short(a),
            (Some(a), Some(b)) => format!("{} – {}", short(a), short(b)),
            (Some(a), None) => format!("from {}", short(a)),
            (None, b) => format!("to {}", b.map(short).unwrap_or_default()),
        };
        let said = format!("Remove the dates {label}");
        chips.push(chip(
            "dates".to_owned(),
            None,
            "only",
            said,
            &label,
            click(act, Action::SetDates(None, None)),
        ));
    }
    if chips.is_empty() {
        return Html::default();
    }
    html! {
        <div class="chips" role="group" aria-label="Filters in force">
            <ul>{ chips }</ul>
            <button type="button" class="quiet clear" onclick={click(act, Action::ClearFilters)}>{ "Clear all" }</button>
        </div>
    }
}

fn value_chip(act: &Act, facet: Facet, value: &str, excluded: bool) -> Html {
    let name = words::value_words(facet, value);
    let (state, said) =
        if excluded { ("not", "Remove the filter not ") } else { ("only", "Remove the filter ") };
    let key = format!("{state}-{}-{value}", facet.key());
    let onclick = click(act, Action::Choose(facet, value.to_owned(), None));
    chip(key, Some(facet.key()), state, format!("{said}{name}"), name, onclick)
}

fn chip(
    key: String,
    kind: Option<&'static str>,
    state: &'static str,
    said: String,
    text: &str,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <li {key}>
            <button type="button" class="chip" data-kind={kind} data-state={state} aria-label={said} {onclick}>
                <span class="chip-text">{ text }</span><span class="chip-off" aria-hidden="true">{ "×" }</span>
            </button>
        </li>
    }
}
