//! The top of the page: name, search, files.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::ui::components::collections::collections;
use crate::ui::components::export_menu::ExportMenu;
use crate::ui::components::notices::{progress, writing};
use crate::ui::components::search_box::SearchBox;
use crate::ui::components::truth;
use crate::ui::dom;
use crate::ui::engine::Engine;
use crate::ui::files::Found;
use crate::ui::store::{Act, click};
use crate::view::importing;
use crate::view::state::{Action, Opened, State};
use crate::view::words;

/// A pane's button: whether the pane is shown, and what shows it or puts it away.
pub struct Toggle {
    pub shown: bool,
    pub onclick: Callback<MouseEvent>,
}

/// Id and title of the article in the reader.
fn open_article(state: &State) -> Option<(AttrValue, AttrValue)> {
    let Opened::Ready(article) = &state.opened else { return None };
    let document = &article.document;
    Some((document.article.id.0.clone().into(), words::title(document).to_owned().into()))
}

pub fn masthead(
    act: &Act,
    engine: &Engine,
    state: &State,
    [names, list]: [Toggle; 2],
    on_files: &Callback<Found>,
) -> Html {
    let toggle = |label: &str, Toggle { shown, onclick }: Toggle| {
        html! { <button type="button" class="pane-toggle" aria-pressed={truth(shown)} {onclick}>{ label }</button> }
    };
    let on_chosen = {
        let on_files = on_files.clone();
        Callback::from(move |event: Event| {
            let field: HtmlInputElement = event.target_unchecked_into();
            if let Some(list) = field.files() {
                on_files.emit(Found::chosen(&list));
            }
            // So that the same file can be chosen again.
            field.set_value("");
        })
    };
    let show_paste = Action::Bring(importing::Action::ShowPaste(!state.importing.paste_shown));
    let on_home = {
        let act = act.clone();
        move |event: MouseEvent| {
            event.prevent_default();
            act.emit(Action::ClearAll);
            act.emit(Action::CloseArticle);
        }
    };
    // Whoever comes near the button may be about to choose files.
    let prepare = {
        let engine = engine.clone();
        Callback::from(move |()| engine.prepare())
    };
    let onpointerenter = prepare.reform(|_| ());
    let onfocus = prepare.reform(|_| ());
    let on_skip = |event: MouseEvent| {
        event.prevent_default();
        dom::focus_first_row();
    };
    html! {
        <header class="masthead">
            <a class="skip" href="#" onclick={on_skip}>{ "Skip to the list" }</a>
            <h1 class="name"><a href="#" onclick={on_home}>{ "Cuttings" }</a></h1>
            if let Some(name) = dom::case_name() {
                <p class="case-file" title="The case file that you are reading"><span class="visually-hidden">{ "Case file: " }</span>{ name }</p>
            } else {
                { collections(act, engine, state) }
            }
            <SearchBox act={act.clone()} engine={engine.clone()} text={state.route.query.text.clone()} />
            { progress(engine, &state.collection.imports) }
            { writing(engine, &state.exporting) }
            <div class="tools" role="group" aria-label="View and files">
                { toggle("Who and what", names) }
                if state.route.open.is_some() {
                    { toggle("List", list) }
                }
                <label class="file-button" {onpointerenter}>
                    <span>{ "Add files" }</span>
                    <input data-testid="file-input" class="visually-hidden" type="file" multiple=true onchange={on_chosen.clone()} {onfocus} />
                </label>
                <label class="file-button folder-button" onpointerenter={prepare.reform(|_| ())}>
                    <span>{ "Add folder" }</span>
                    <input data-testid="folder-input" class="visually-hidden" type="file" webkitdirectory=true onchange={on_chosen} onfocus={prepare.reform(|_| ())} />
                </label>
                <button type="button" class="paste-button" aria-expanded={truth(state.importing.paste_shown)} onclick={click(act, show_paste)}>{ "Paste text" }</button>
                <button type="button" class="export" popovertarget="export-menu">{ "Export" }</button>
                <button type="button" class="keys" aria-label="Keys" title="Keys (?)" onclick={click(act, Action::ShowKeys(true))}>{ "?" }</button>
            </div>
            <ExportMenu
                act={act}
                engine={engine.clone()}
                query={Rc::new(state.route.query.clone())}
                n_articles={state.answer.n_articles}
                n_found={state.answer.results.n_found}
                open={open_article(state)}
            />
        </header>
    }
}
