//! A name put right: called otherwise, one with another, of another kind, hidden.

use yew::prelude::*;

use super::{does, on_submit};
use crate::article::Kind;
use crate::journal::{Act, Name};
use crate::query::{Facet, Results};
use crate::ui::components::quiet::quiet;
use crate::ui::dom;
use crate::ui::store::Wishes;
use crate::view::yours::{Wish, kind_words};

/// So many names are offered for completion: more is no help.
const OFFERED: usize = 200;

const FIELD: &str = "naming-name";
const KIND: &str = "naming-kind";

const KINDS: [Kind; 5] = [Kind::Person, Kind::Organization, Kind::Place, Kind::Group, Kind::Event];

/// The name that is put right.
pub struct Subject<'a> {
    pub facet: Facet,
    pub name: &'a str,
    /// Names that count as it, and can be told from it.
    pub linked: &'a [String],
    /// Names that may be the same and are kept apart.
    pub perhaps: &'a [String],
}

/// `known` are names of its kind.
pub fn naming(hand: &Wishes, subject: &Subject, known: Vec<String>, close: &Callback<()>) -> Html {
    let Subject { facet, name, linked, perhaps } = subject;
    let Some(kind) = KINDS.into_iter().find(|&kind| Facet::of_kind(kind) == Some(*facet)) else {
        return Html::default();
    };
    let subject = Name { kind, name: name.to_string() };
    let on_name = {
        let (hand, close) = (hand.clone(), close.clone());
        let (subject, known) = (subject.clone(), known.clone());
        on_submit(move || {
            let to = dom::field_value(FIELD).split_whitespace().collect::<Vec<_>>().join(" ");
            if to.is_empty() || to == subject.name {
                return;
            }
            // Spelt otherwise they are made one, too, where names are put: see `index::by_hand`.
            let lower = dom::lower_case(&to);
            let other = known.iter().find(|other| dom::lower_case(other) == lower && **other != subject.name);
            let name = subject.clone();
            let act = match other {
                Some(other) => Act::Merge { name, into: Name { kind, name: other.clone() } },
                None => Act::Rename { name, to },
            };
            hand.emit(Wish::Act(vec![act]));
            close.emit(());
        })
    };
    let on_kind = {
        let (hand, close, subject) = (hand.clone(), close.clone(), subject.clone());
        on_submit(move || {
            let value = dom::field_value(KIND);
            let chosen = KINDS.into_iter().find(|&other| kind_words(other) == value);
            if let Some(kind) = chosen.filter(|&chosen| chosen != kind) {
                hand.emit(Wish::Act(vec![Act::Retype { name: subject.clone(), kind }]));
                close.emit(());
            }
        })
    };
    let and_close = |onclick: Callback<MouseEvent>| {
        let close = close.clone();
        Callback::from(move |event: MouseEvent| {
            onclick.emit(event);
            close.emit(());
        })
    };
    let hide = and_close(does(hand, Act::Hide { name: subject.clone() }));
    let split = |other: &String| {
        let name = Name { kind, name: other.clone() };
        let onclick = and_close(does(hand, Act::Split { name }));
        html! { <button key={other.clone()} type="button" title="It is somebody or something else" {onclick}>{ format!("Not “{other}”") }</button> }
    };
    let merge = |other: &String| {
        let act = Act::Merge { name: Name { kind, name: other.clone() }, into: subject.clone() };
        let onclick = and_close(does(hand, act));
        html! { <button key={format!("+{other}")} type="button" title="Both are one" {onclick}>{ format!("Also “{other}”") }</button> }
    };
    html! {
        <div class="naming" role="group" aria-label={format!("Put right: {name}")}>
            <form onsubmit={on_name}>
                <label for={FIELD}>{ "Call it" }</label>
                <input id={FIELD} ~defaultValue={name.to_string()} list="known-names" type="text" dir="auto" autocomplete="off" />
                <datalist id="known-names">{ for known.iter().take(OFFERED).map(|known| html! { <option key={known.clone()} value={known.clone()} /> }) }</datalist>
                <button type="submit">{ "Rename or merge" }</button>
            </form>
            <form onsubmit={on_kind}>
                <label for={KIND}>{ "It is" }</label>
                <select id={KIND}>
                    { for KINDS.into_iter().map(|other| html! { <option key={kind_words(other)} value={kind_words(other)} selected={other == kind}>{ kind_words(other) }</option> }) }
                </select>
                <button type="submit">{ "Change" }</button>
            </form>
            <p class="naming-more">
                <button type="button" title="It is no name, or of no interest" onclick={hide}>{ "Hide" }</button>
                { for perhaps.iter().map(merge) }
                { for linked.iter().map(split) }
                { quiet("Cancel", close.reform(|_| ())) }
            </p>
            <p class="field-hint">{ "It holds for the whole collection. A name that another has makes them one." }</p>
        </div>
    }
}

/// Names of a kind among what was found, most frequent first.
pub fn known(results: &Results, facet: Facet) -> Vec<String> {
    let counts = results.facets.iter().find(|counts| counts.facet == facet);
    counts.map_or(Vec::new(), |counts| counts.values.iter().map(|(name, _)| name.clone()).collect())
}
