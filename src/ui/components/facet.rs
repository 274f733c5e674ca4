//! One facet of the sidebar: its values with counts, to filter by.

use std::rc::Rc;

use web_sys::{HtmlInputElement, MouseEvent};
use yew::prelude::*;

use crate::query::{Facet, FacetCounts, Query};
use crate::ui::store::use_dispatch;
use crate::view::names::{self, Shown};
use crate::view::state::{Action, Choice};
use crate::view::words;

/// Values shown before 'Show more'.
const FEW: usize = 6;
/// How many 'Show more' adds.
const MORE: usize = 30;
/// From how many values on a facet can be searched.
const SEARCHABLE: u32 = 10;

#[derive(Properties, PartialEq)]
pub struct FacetListProps {
    pub facet: Facet,
    /// `None` before the first answer.
    pub counts: Option<Rc<FacetCounts>>,
    pub query: Rc<Query>,
}

#[component]
pub fn FacetList(props: &FacetListProps) -> Html {
    let facet = props.facet;
    let open =
        use_state_eq(|| matches!(facet, Facet::Person | Facet::Organization | Facet::Place | Facet::Source));
    let limit = use_state_eq(|| FEW);
    let needle = use_state_eq(String::new);
    let list = use_node_ref();

    let on_head = {
        let open = open.clone();
        move |_| open.set(!*open)
    };
    let on_needle = {
        let needle = needle.clone();
        move |event: InputEvent| needle.set(event.target_unchecked_into::<HtmlInputElement>().value())
    };
    let title = words::facet_title(facet);
    let n_values = props.counts.as_ref().map_or(0, |c| c.n_values);
    let filters = &props.query.filters;
    let choice = |value: &str| {
        let within = |map: &std::collections::BTreeMap<Facet, std::collections::BTreeSet<String>>| {
            map.get(&facet).is_some_and(|values| values.contains(value))
        };
        if within(&filters.include) {
            Some(Choice::Only)
        } else {
            within(&filters.exclude).then_some(Choice::Not)
        }
    };
    let (shown, more) = match &props.counts {
        Some(counts) if *open => names::shown(counts, choice, &needle, *limit),
        _ => (Vec::new(), 0),
    };
    let on_more = {
        let limit = limit.clone();
        move |_| limit.set(*limit + MORE)
    };
    let on_fewer = {
        let limit = limit.clone();
        move |_| limit.set(FEW)
    };
    let body_id = format!("facet-{}", facet.key());
    html! {
        <section class="facet" data-kind={facet.key()}>
            <h2>
                <button type="button" class="facet-head" aria-expanded={open.to_string()} aria-controls={body_id.clone()} onclick={on_head}>
                    <span class="facet-title">{ title }</span>
                    <span class="facet-count">{ n_values }</span>
                </button>
            </h2>
            <div id={body_id} class="facet-body" hidden={!*open}>
                if n_values >= SEARCHABLE {
                    <input
                        type="search"
                        class="facet-search"
                        aria-label={format!("Find in {}", title.to_lowercase())}
                        placeholder={format!("Find in {}", title.to_lowercase())}
                        autocomplete="off"
                        value={(*needle).clone()}
                        oninput={on_needle}
                    />
                }
                <ul ref={list}>
                    { for shown.iter().map(|value| html! {
                        <Value key={value.value.clone()} {facet} value={value.clone()} />
                    }) }
                </ul>
                if props.counts.is_some() && n_values == 0 {
                    <p class="facet-none">{ "None in these articles" }</p>
                }
                <p class="facet-more">
                    if more > 0 {
                        <button type="button" class="quiet" onclick={on_more}>{ format!("Show {} more", more.min(MORE)) }</button>
                    }
                    if *limit > FEW {
                        <button type="button" class="quiet" onclick={on_fewer}>{ "Show fewer" }</button>
                    }
                </p>
            </div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct ValueProps {
    facet: Facet,
    value: Shown,
}

/// One value. A click on its name filters by it, another excludes it, a third
/// clears it; 'not' excludes at once.
#[component]
fn Value(props: &ValueProps) -> Html {
    let dispatch = use_dispatch();
    let Shown { value, count, choice, share } = &props.value;
    let facet = props.facet;
    let choose = |choice: Option<Choice>| {
        let (dispatch, value) = (dispatch.clone(), value.clone());
        move |_: MouseEvent| dispatch.dispatch(Action::Choose(facet, value.clone(), choice))
    };
    let name = words::value_words(facet, value);
    let state = match choice {
        Some(Choice::Only) => "only",
        Some(Choice::Not) => "not",
        None if *count == 0 => "zero",
        None => "none",
    };
    let on_name = choose(match choice {
        None => Some(Choice::Only),
        Some(Choice::Only) => Some(Choice::Not),
        Some(Choice::Not) => None,
    });
    let pressed = match choice {
        None => "false",
        Some(Choice::Only) => "true",
        Some(Choice::Not) => "mixed",
    };
    let on_not = choose((*choice != Some(Choice::Not)).then_some(Choice::Not));
    html! {
        <li class="value" data-testid="entity" data-kind={facet.key()} data-state={state}>
            <button
                type="button"
                class="value-name"
                aria-pressed={pressed}
                title={name.to_owned()}
                onclick={on_name}
            >
                <svg class="share" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                    <rect width={share.to_string()} height="1" />
                </svg>
                <span class="value-text">{ name }</span>
                <span class="value-count">{ count }</span>
            </button>
            <button
                type="button"
                class="value-not"
                aria-pressed={(*choice == Some(Choice::Not)).to_string()}
                aria-label={format!("not {name}")}
                title={format!("Articles without {name}")}
                onclick={on_not}
            >{ "not" }</button>
        </li>
    }
}
