//! One facet of the sidebar: its values with counts, to filter by.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::books::Wanted;
use crate::query::{Facet, Query, Results};
use crate::ui::components::quiet::quiet;
use crate::ui::components::truth;
use crate::ui::dom;
use crate::ui::store::{Act, click};
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
    pub act: Act,
    pub facet: Facet,
    pub results: Rc<Results>,
    pub query: Rc<Query>,
}

#[component]
pub fn FacetList(props: &FacetListProps) -> Html {
    let facet = props.facet;
    let open =
        use_state_eq(|| matches!(facet, Facet::Person | Facet::Organization | Facet::Place | Facet::Source));
    let limit = use_state_eq(|| FEW);
    let needle = use_state_eq(String::new);

    let on_head = {
        let open = open.clone();
        move |_| open.set(!*open)
    };
    let on_needle = {
        let needle = needle.clone();
        move |event: InputEvent| needle.set(event.target_unchecked_into::<HtmlInputElement>().value())
    };
    let title = words::facet_title(facet);
    // There are none before the first answer.
    let counts = props.results.facets.iter().find(|counts| counts.facet == facet);
    let n_values = counts.map_or(0, |c| c.n_values);
    let (shown, more) = match counts {
        Some(counts) if *open => {
            let needle = dom::lower_case(needle.trim());
            let wanted = |value: &str| needle.is_empty() || dom::lower_case(value).contains(&needle);
            names::shown(counts, &props.query.filters, wanted, *limit)
        }
        _ => (Vec::new(), 0),
    };
    let on_more = {
        let limit = limit.clone();
        Callback::from(move |_| limit.set(*limit + MORE))
    };
    let on_fewer = {
        let limit = limit.clone();
        Callback::from(move |_| limit.set(FEW))
    };
    let find = format!("Find in {}", title.to_ascii_lowercase());
    let body_id = format!("facet-{}", facet.key());
    html! {
        <section class="facet" data-kind={facet.key()}>
            <h2>
                <button type="button" class="facet-head" aria-expanded={truth(*open)} aria-controls={body_id.clone()} onclick={on_head}>
                    <span class="facet-title">{ title }</span>
                    <span class="facet-count">{ n_values }</span>
                </button>
            </h2>
            <div id={body_id} class="facet-body" hidden={!*open}>
                if n_values >= SEARCHABLE {
                    <input
                        type="search"
                        class="facet-search"
                        aria-label={find.clone()}
                        placeholder={find}
                        autocomplete="off"
                        value={(*needle).clone()}
                        oninput={on_needle}
                    />
                }
                <ul>{ for shown.iter().map(|value| draw(&props.act, facet, value)) }</ul>
                if counts.is_some() && n_values == 0 {
                    <p class="facet-none">{ "None in these articles" }</p>
                }
                <p class="facet-more">
                    if more > 0 {
                        { quiet(&format!("Show {} more", more.min(MORE)), on_more) }
                    }
                    if *limit > FEW {
                        { quiet("Show fewer", on_fewer) }
                    }
                </p>
            </div>
        </section>
    }
}

/// One value. A click on its name filters by it, another excludes it, a third
/// clears it; 'not' excludes at once.
fn draw(act: &Act, facet: Facet, shown: &Shown) -> Html {
    let Shown { value, count, choice, share } = shown;
    let choose = |choice: Option<Choice>| click(act, Action::Choose(facet, value.clone(), choice));
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
    let on_about = click(act, Action::Show(Some(Wanted::Name { facet, name: value.clone() })));
    let on_not = choose((*choice != Some(Choice::Not)).then_some(Choice::Not));
    html! {
        <li key={value.clone()} class="value" data-testid="entity" data-kind={facet.key()} data-state={state}>
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
                aria-pressed={truth(*choice == Some(Choice::Not))}
                aria-label={format!("not {name}")}
                title={format!("Articles without {name}")}
                onclick={on_not}
            >{ "not" }</button>
            if facet.is_entity() {
                <button type="button" class="value-about" aria-label={format!("All about {name}")} title={format!("All about {name}")} onclick={on_about}>{ "›" }</button>
            }
        </li>
    }
}
