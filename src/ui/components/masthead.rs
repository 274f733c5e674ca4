//! The top of the page: name, search, files.

use gloo::timers::callback::Timeout;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::protocol::Source;
use crate::ui::store::use_dispatch;
use crate::ui::{dom, files};
use crate::view::state::Action;

/// How long nothing is typed until the words count as settled, in milliseconds.
const PAUSE: u32 = 2_000;

#[derive(Properties, PartialEq)]
pub struct MastheadProps {
    /// The search field's text.
    pub text: String,
    pub names_shown: bool,
    pub list_shown: bool,
    /// Whether an article is open: only then can the list be put away.
    pub open: bool,
    pub on_names: Callback<()>,
    pub on_list: Callback<()>,
    pub on_files: Callback<Vec<Source>>,
    pub on_export: Callback<()>,
    /// What is going on, beside the tools.
    pub children: Html,
}

#[component]
pub fn Masthead(props: &MastheadProps) -> Html {
    let dispatch = use_dispatch();
    let oninput = {
        let dispatch = dispatch.clone();
        move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            dispatch.dispatch(Action::Type(field.value()));
        }
    };
    let onblur = {
        let dispatch = dispatch.clone();
        move |_| dispatch.dispatch(Action::StopTyping)
    };
    // What is typed after a pause is another search.
    use_effect_with(props.text.clone(), {
        let dispatch = dispatch.clone();
        move |_| {
            let pause = Timeout::new(PAUSE, move || dispatch.dispatch(Action::StopTyping));
            move || drop(pause)
        }
    });
    let onkeydown = |event: KeyboardEvent| {
        if event.key() == "ArrowDown" || event.key() == "Enter" {
            event.prevent_default();
            dom::focus_first_row();
        }
    };
    let on_chosen = {
        let on_files = props.on_files.clone();
        move |event: Event| {
            let field: HtmlInputElement = event.target_unchecked_into();
            if let Some(list) = field.files() {
                on_files.emit(files::chosen(&list));
            }
            // So that the same file can be chosen again.
            field.set_value("");
        }
    };
    let on_keys = {
        let dispatch = dispatch.clone();
        move |_| dispatch.dispatch(Action::ShowKeys(true))
    };
    let on_home = move |event: MouseEvent| {
        event.prevent_default();
        dispatch.dispatch(Action::ClearAll);
        dispatch.dispatch(Action::CloseArticle);
    };
    let on_skip = |event: MouseEvent| {
        event.prevent_default();
        dom::focus_first_row();
    };
    html! {
        <header class="masthead">
            <a class="skip" href="#" onclick={on_skip}>{ "Skip to the list" }</a>
            <h1 class="name"><a href="#" onclick={on_home}>{ "Cuttings" }</a></h1>
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
                    value={props.text.clone()}
                    {oninput}
                    {onblur}
                    {onkeydown}
                />
                <kbd aria-hidden="true">{ "/" }</kbd>
            </div>
            { props.children.clone() }
            <div class="tools" role="group" aria-label="View and files">
                <button
                    type="button"
                    class="pane-toggle"
                    aria-pressed={props.names_shown.to_string()}
                    onclick={props.on_names.reform(|_| ())}
                >{ "Who and what" }</button>
                if props.open {
                    <button
                        type="button"
                        class="pane-toggle"
                        aria-pressed={props.list_shown.to_string()}
                        onclick={props.on_list.reform(|_| ())}
                    >{ "List" }</button>
                }
                <label class="file-button">
                    <span>{ "Add files" }</span>
                    <input data-testid="file-input" class="visually-hidden" type="file" multiple=true onchange={on_chosen} />
                </label>
                <button
                    type="button"
                    class="export"
                    title="All articles with everything found in them, as JSON Lines"
                    onclick={props.on_export.reform(|_| ())}
                >{ "Export" }</button>
                <button type="button" class="keys" aria-label="Keys" title="Keys (?)" onclick={on_keys}>{ "?" }</button>
            </div>
        </header>
    }
}
