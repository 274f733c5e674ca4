//! The strip below the article: what can be done with a name that was clicked,
//! or with words that were copied.

use yew::prelude::*;

use crate::article::Extraction;
use crate::books::Wanted;
use crate::query::{Facet, Query, Results};
use crate::text::Span;
use crate::ui::components::quiet::quiet_for;
use crate::ui::components::truth;
use crate::ui::components::yours::naming::{Subject, known, naming as naming_form};
use crate::ui::components::yours::notes;
use crate::ui::dom;
use crate::ui::store::{Act, Wishes, click};
use crate::view::state::{Action, Choice, Target, choice};
use crate::view::words;

/// What the strip shows.
#[derive(Clone, PartialEq)]
pub enum Dock {
    Nothing,
    /// A name, by its index, and the index of its mention that was last shown.
    Name(usize, usize),
    Copied(String),
    /// Words of the story that are selected, and whether a note on them is being written.
    Selected(Span),
    Noting(Span),
    /// A name that is being put right.
    Naming(usize),
}

/// `entity` and `shown` are those of [`Dock::Name`]; `set` has the strip show
/// something else.
pub fn name_bar(
    act: &Act,
    extraction: &Extraction,
    (entity, shown): (usize, usize),
    query: &Query,
    set: &Callback<Dock>,
) -> Html {
    let n = entity;
    let Some(entity) = extraction.entities.get(n) else { return Html::default() };
    let Some(facet) = Facet::of_kind(entity.kind) else { return Html::default() };
    let chosen = choice(&query.filters, facet, &entity.name);
    let toggle = |wanted: Choice, label: &str| {
        let is = chosen == Some(wanted);
        let onclick = click(act, Action::Choose(facet, entity.name.clone(), (!is).then_some(wanted)));
        html! { <button type="button" aria-pressed={truth(is)} {onclick}>{ label }</button> }
    };
    let page = Wanted::Name { facet, name: entity.name.clone() };
    let n_mentions = entity.mentions.len();
    let next = (shown + 1) % n_mentions.max(1);
    let onnext = {
        let (act, set, mention) = (act.clone(), set.clone(), entity.mentions.get(next).copied());
        move |_| {
            set.emit(Dock::Name(n, next));
            if let Some(span) = mention {
                act.emit(Action::Jump(Target::Text(span)));
            }
        }
    };
    let mut about: Vec<String> = entity.roles.iter().map(|role| role.text.clone()).collect();
    if about.is_empty() {
        about.push(words::facet_noun(facet).to_owned());
    }
    if !entity.aliases.is_empty() {
        about.push(format!("also {}", entity.aliases.join(", ")));
    }
    html! {
        <div class="dock" role="group" aria-label={entity.name.clone()} data-kind={facet.key()}>
            <p class="dock-name"><b>{ &entity.name }</b><span>{ about.join("; ") }</span></p>
            <div class="dock-tools">
                { toggle(Choice::Only, "Only") }
                { toggle(Choice::Not, "Not") }
                <button type="button" onclick={click(act, Action::Show(Some(page)))}>{ "All about" }</button>
                if n_mentions > 1 {
                    <button type="button" onclick={onnext}>{ format!("Next of {n_mentions} mentions") }</button>
                }
                <button type="button" title="Rename, merge, hide, or change what it is" onclick={set.reform(move |_| Dock::Naming(n))}>{ "Put right" }</button>
                { close(set) }
            </div>
        </div>
    }
}

/// The form in which a name is put right, for the n-th entity.
pub fn naming(
    hand: &Wishes,
    extraction: &Extraction,
    n: usize,
    results: &Results,
    set: &Callback<Dock>,
) -> Html {
    let Some(entity) = extraction.entities.get(n) else { return Html::default() };
    let Some(facet) = Facet::of_kind(entity.kind) else { return Html::default() };
    let close = set.reform(|()| Dock::Nothing);
    html! {
        <div class="dock" data-kind={facet.key()}>
            <p class="dock-name"><b>{ &entity.name }</b></p>
            { naming_form(hand, &Subject { facet, name: &entity.name, linked: &[], perhaps: &[] }, known(results, facet), &close) }
        </div>
    }
}

/// What can be done with words that are selected.
pub fn selected(text: &str, span: Span, set: &Callback<Dock>) -> Html {
    let onclick = set.reform(move |_| {
        dom::focus_soon(notes::FIELD);
        Dock::Noting(span)
    });
    html! {
        <div class="dock" role="group" aria-label="Selected words">
            <p class="dock-name"><span>{ format!("“{}”", words::shortened(text)) }</span></p>
            <div class="dock-tools">
                <button type="button" id="note-selected" title="Note on these words (m)" {onclick}>{ "Note on this" }</button>
                { close(set) }
            </div>
        </div>
    }
}

/// Where a note on words is written, by the form for it.
pub fn noting(text: &str, form: Html) -> Html {
    html! {
        <div class="dock" role="group" aria-label="Note on the selected words">
            <p class="dock-name"><span>{ format!("“{}”", words::shortened(text)) }</span></p>
            { form }
        </div>
    }
}

/// Offers to copy `text` again, with where it was taken from.
pub fn copied(text: &str, citation: String, set: &Callback<Dock>) -> Html {
    let onclick = {
        let (text, set) = (format!("“{}”\n{citation}", text.trim()), set.clone());
        move |_| {
            dom::copy(&text);
            set.emit(Dock::Nothing);
        }
    };
    html! {
        <div class="dock" role="status">
            <p class="dock-name"><b>{ "Copied." }</b><span>{ citation }</span></p>
            <div class="dock-tools">
                <button type="button" {onclick}>{ "Copy with its source" }</button>
                { close(set) }
            </div>
        </div>
    }
}

fn close(set: &Callback<Dock>) -> Html {
    quiet_for("×", "Close", set.reform(|_| Dock::Nothing))
}
