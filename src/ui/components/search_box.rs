//! The search field, and what may be meant by what is typed in it.
//!
//! Suggestions stand in one line below the field, never over it, and only while
//! somebody types: whoever fills it otherwise gets none. Arrow keys go along
//! them, Enter takes one; where none is chosen the keys do what they do without,
//! and Esc leaves the field, which puts them away.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::query::{Offered, Suggestion};
use crate::ui::components::truth;
use crate::ui::dom;
use crate::ui::engine::Engine;
use crate::ui::store::Act;
use crate::view::state::Action;
use crate::view::words;

#[derive(Properties, PartialEq)]
pub struct SearchBoxProps {
    pub act: Act,
    pub engine: Engine,
    pub text: String,
}

#[component]
pub fn SearchBox(props: &SearchBoxProps) -> Html {
    let SearchBoxProps { act, engine, text } = props;
    let offered = use_state_eq(Vec::<Suggestion>::new);
    let chosen = use_state_eq(|| None::<usize>);
    // Whether a key was pressed since the field had its focus.
    let typing = use_mut_ref(|| false);

    let put_away = {
        let (offered, chosen) = (offered.setter(), chosen.setter());
        Callback::from(move |()| {
            offered.set(Vec::new());
            chosen.set(None);
        })
    };
    let take = {
        let (act, engine, offered, put_away) =
            (act.clone(), engine.clone(), offered.clone(), put_away.clone());
        Callback::from(move |n: usize| {
            if let Some(Suggestion { text, .. }) = offered.get(n) {
                act.emit(Action::Type(text.clone()));
            }
            engine.forget_suggestions();
            put_away.emit(());
        })
    };
    let oninput = {
        let (act, engine, typing) = (act.clone(), engine.clone(), typing.clone());
        let (set_offered, chosen) = (offered.setter(), chosen.setter());
        move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            let text = field.value();
            chosen.set(None);
            if *typing.borrow() {
                // What was offered stays until the next comes: nothing blinks.
                let set_offered = set_offered.clone();
                engine.suggest(&text, Callback::from(move |suggestions| set_offered.set(suggestions)));
            }
            act.emit(Action::Type(text));
        }
    };
    let onblur = {
        let (act, engine, put_away, typing) = (act.clone(), engine.clone(), put_away.clone(), typing.clone());
        move |_: FocusEvent| {
            *typing.borrow_mut() = false;
            engine.forget_suggestions();
            put_away.emit(());
            act.emit(Action::StopTyping);
        }
    };
    let onkeydown = {
        let (offered, chosen, take) = (offered.clone(), chosen.clone(), take.clone());
        move |event: KeyboardEvent| {
            *typing.borrow_mut() = true;
            let n_offered = offered.len();
            let choice = match (event.key().as_str(), *chosen) {
                ("ArrowDown", None) if n_offered > 0 => Some(0),
                ("ArrowDown" | "ArrowRight", Some(n)) if n + 1 < n_offered => Some(n + 1),
                ("ArrowUp" | "ArrowLeft", Some(n)) => n.checked_sub(1),
                ("Enter", Some(n)) => {
                    take.emit(n);
                    None
                }
                ("ArrowDown" | "Enter", _) => {
                    dom::focus_first_row();
                    None
                }
                _ => return,
            };
            event.prevent_default();
            chosen.set(choice);
        }
    };
    let id = |n: usize| format!("suggestion-{n}");
    let option = |(n, suggestion): (usize, &Suggestion)| {
        let (name, kind) = match &suggestion.offered {
            Offered::Word(word) => (word.clone(), None),
            Offered::Name(facet, name) => (words::value_words(*facet, name).to_owned(), Some(facet.key())),
            Offered::Tag(tag) => (tag.clone(), Some("tag")),
            Offered::Field(field) => (format!("{field}:"), Some("field")),
        };
        let onclick = take.reform(move |_: MouseEvent| n);
        html! {
            <li key={n} id={id(n)} role="option" aria-selected={truth(*chosen == Some(n))} data-kind={kind} {onclick}>
                { name }
                if let Some(kind) = kind {
                    <small>{ kind }</small>
                }
            </li>
        }
    };
    // The field keeps the focus while one is clicked.
    let onmousedown = |event: MouseEvent| event.prevent_default();
    html! {
        <div class="search" role="search">
            <label class="visually-hidden" for="search">{ "Search the articles" }</label>
            <input
                id="search"
                data-testid="search"
                type="search"
                role="searchbox"
                placeholder="Words, names, “exact phrases”, -not"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                enterkeyhint="search"
                aria-keyshortcuts="/"
                aria-autocomplete="list"
                aria-controls={(!offered.is_empty()).then_some("suggestions")}
                aria-activedescendant={chosen.map(id)}
                value={text.clone()}
                {oninput}
                {onblur}
                {onkeydown}
            />
            <kbd aria-hidden="true">{ "/" }</kbd>
            if !offered.is_empty() {
                <ul id="suggestions" class="suggestions" role="listbox" aria-label="Suggestions" aria-orientation="horizontal" {onmousedown}>
                    { for offered.iter().enumerate().map(option) }
                </ul>
            }
        </div>
    }
}
