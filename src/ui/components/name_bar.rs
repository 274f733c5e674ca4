//! The strip below the article: what can be done with a name that was clicked,
//! or with words that were copied.

use std::rc::Rc;

use yew::prelude::*;

use crate::query::{Facet, Query};
use crate::text::Span;
use crate::ui::dom;
use crate::ui::store::use_dispatch;
use crate::view::state::{Action, Article, Choice, Target};
use crate::view::words;

#[derive(Properties, PartialEq)]
pub struct NameBarProps {
    pub article: Rc<Article>,
    /// Index of the entity.
    pub entity: u32,
    pub query: Rc<Query>,
    pub on_close: Callback<()>,
}

#[component]
pub fn NameBar(props: &NameBarProps) -> Html {
    let dispatch = use_dispatch();
    // Which mention was shown last.
    let shown = use_mut_ref(|| 0usize);
    let extraction = &props.article.document.extraction;
    let Some(entity) = extraction.entities.get(props.entity as usize) else { return Html::default() };
    let Some(facet) = Facet::of_kind(entity.kind) else { return Html::default() };
    let filters = &props.query.filters;
    let included = filters.include.get(&facet).is_some_and(|v| v.contains(&entity.name));
    let excluded = filters.exclude.get(&facet).is_some_and(|v| v.contains(&entity.name));
    let choose = |choice: Option<Choice>| {
        let (dispatch, name) = (dispatch.clone(), entity.name.clone());
        move |_: MouseEvent| dispatch.dispatch(Action::Choose(facet, name.clone(), choice))
    };
    let next = {
        let (dispatch, mentions) = (dispatch.clone(), entity.mentions.clone());
        move |_| {
            let mut shown = shown.borrow_mut();
            *shown = (*shown + 1) % mentions.len().max(1);
            if let Some(&span) = mentions.get(*shown) {
                let span: Span = span;
                dispatch.dispatch(Action::Jump(Target::Text(span)));
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
                <button type="button" aria-pressed={included.to_string()} onclick={choose((!included).then_some(Choice::Only))}>{ "Only" }</button>
                <button type="button" aria-pressed={excluded.to_string()} onclick={choose((!excluded).then_some(Choice::Not))}>{ "Not" }</button>
                if entity.mentions.len() > 1 {
                    <button type="button" onclick={next}>{ format!("Next of {} mentions", entity.mentions.len()) }</button>
                }
                <button type="button" class="quiet" aria-label="Close" onclick={props.on_close.reform(|_| ())}>{ "×" }</button>
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct CopiedProps {
    pub text: String,
    pub citation: String,
    pub on_close: Callback<()>,
}

/// Offers to copy again, with where it was taken from.
#[component]
pub fn Copied(props: &CopiedProps) -> Html {
    let onclick = {
        let (text, citation, on_close) = (props.text.clone(), props.citation.clone(), props.on_close.clone());
        move |_| {
            dom::copy(&format!("“{}”\n{citation}", text.trim()));
            on_close.emit(());
        }
    };
    html! {
        <div class="dock" role="status">
            <p class="dock-name"><b>{ "Copied." }</b><span>{ &props.citation }</span></p>
            <div class="dock-tools">
                <button type="button" {onclick}>{ "Copy with its source" }</button>
                <button type="button" class="quiet" aria-label="Close" onclick={props.on_close.reform(|_| ())}>{ "×" }</button>
            </div>
        </div>
    }
}
