//! The menu of what can be had as a file.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::case::Texts;
use crate::protocol::{Form, What};
use crate::query::Query;
use crate::ui::dom;
use crate::ui::engine::Engine;
use crate::ui::store::Act;
use crate::view::exporting::{MENU, case_name, file_name, texts};
use crate::view::printing::Printing;
use crate::view::state::Action;
use crate::view::words::count;

/// The element's id: what opens and closes it names that.
pub const ID: &str = "export-menu";

#[derive(Properties, PartialEq)]
pub struct ExportMenuProps {
    pub act: Act,
    pub engine: Engine,
    pub query: Rc<Query>,
    pub n_articles: u32,
    pub n_found: u32,
    /// Id and title of the article in the reader.
    pub open: Option<(AttrValue, AttrValue)>,
}

/// Which articles are chosen; `None` until somebody has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    All,
    Found,
    Open,
}

#[component]
pub fn ExportMenu(props: &ExportMenuProps) -> Html {
    let ExportMenuProps { act, engine, query, n_articles, n_found, open } = props;
    let chosen = use_state_eq(|| None::<Choice>);
    let kept = use_state_eq(Texts::default);
    let named = use_state_eq(|| None::<String>);
    let marks = use_state_eq(|| true);

    let is_narrowed = n_found < n_articles;
    let there = |choice: &Choice| match choice {
        Choice::All => true,
        Choice::Found => is_narrowed,
        Choice::Open => open.is_some(),
    };
    let standard = if is_narrowed { Choice::Found } else { Choice::All };
    let choice = chosen.filter(there).unwrap_or(standard);
    let (what, n, title) = match (choice, open) {
        (Choice::Open, Some((id, title))) => (What::One(id.to_string()), 1, Some(title.clone())),
        (Choice::Found, _) => (What::Found((**query).clone()), *n_found, None),
        _ => (What::All, *n_articles, None),
    };
    let standard_name = |carried: Option<&str>| case_name(&what, title.as_deref(), carried);
    let name = (*named).clone().unwrap_or_else(|| standard_name(dom::case_name().as_deref()));
    let saved_name = if name.trim().is_empty() { standard_name(None) } else { name.clone() };
    let save = {
        let (act, engine, marks) = (act.clone(), engine.clone(), *marks);
        move |form: Form| {
            let name = file_name(&what, n, title.as_deref(), &form);
            let number = engine.export(what.clone(), form, marks, &name);
            act.emit(Action::Exporting(number, name));
        }
    };
    let save = Rc::new(save);

    let choices = [
        (Choice::All, format!("All {}", count(*n_articles, "article"))),
        (Choice::Found, format!("The {} found", count(*n_found, "article"))),
        (Choice::Open, "The open article".to_owned()),
    ];
    let choices = choices.into_iter().filter(|(choice, _)| there(choice)).map(|(one, label)| {
        let chosen = chosen.clone();
        let onchange = move |_: Event| chosen.set(Some(one));
        html! {
            <label key={label.clone()}>
                <input type="radio" name="export-what" checked={one == choice} {onchange} />
                { label }
            </label>
        }
    });
    let amounts = Texts::ALL.into_iter().map(|one| {
        let kept_now = *kept == one;
        let kept = kept.clone();
        let onchange = move |_: Event| kept.set(one);
        let (label, hint) = texts(one);
        html! {
            <label key={one.key()}>
                <input type="radio" name="export-texts" checked={kept_now} {onchange} />
                <span>{ label }<small>{ hint }</small></span>
            </label>
        }
    });
    let oninput = {
        let named = named.clone();
        move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            named.set(Some(field.value()));
        }
    };
    let on_case = {
        let (save, texts) = (save.clone(), *kept);
        move |_: MouseEvent| {
            dom::set_unsaved(false);
            save(Form::Case { name: saved_name.clone(), texts });
        }
    };
    let on_marks = {
        let marks = marks.clone();
        move |_: Event| marks.set(!*marks)
    };
    let on_print = {
        let (act, is_open) = (act.clone(), open.is_some());
        // Only the rows in sight are drawn of the list; all else is there.
        move |_: MouseEvent| match is_open || !dom::has_list() {
            true => dom::print(Callback::noop()),
            false => act.emit(Action::Print(Printing::Asked)),
        }
    };
    let forms = MENU.into_iter().map(|(heading, forms)| {
        let buttons = forms.iter().map(|&(format, label, hint)| {
            let save = save.clone();
            let onclick = move |_: MouseEvent| save(Form::For(format));
            html! { <button key={label} type="button" popovertarget={ID} popovertargetaction="hide" title={hint} {onclick}>{ label }</button> }
        });
        html! {
            <div key={heading} class="forms" role="group" aria-label={heading}>
                <h3>{ heading }</h3>
                <p>{ for buttons }</p>
            </div>
        }
    });
    html! {
        <section id={ID} class="export-menu" popover="auto" aria-label="Export">
            <fieldset class="what">
                <legend>{ "What" }</legend>
                { for choices }
                <label class="marks"><input type="checkbox" checked={*marks} onchange={on_marks} />{ "With your stars, tags and notes" }</label>
            </fieldset>
            <fieldset class="case">
                <legend>{ "To hand on" }</legend>
                <p>{ "A case file is one file with these articles, all that was found in them, what you corrected, and this page to read them with. It opens with a double-click, and without a network." }</p>
                <label class="case-name">{ "Name" }<input type="text" value={name} {oninput} autocomplete="off" spellcheck="false" /></label>
                { for amounts }
                if *marks && *kept != Texts::Full {
                    <p>{ "Notes on words go along with at most twelve of these." }</p>
                }
                <button type="button" class="main" popovertarget={ID} popovertargetaction="hide" onclick={on_case}>{ "Save as a case file" }</button>
            </fieldset>
            { for forms }
            <div class="forms" role="group" aria-label="On paper">
                <h3>{ "On paper" }</h3>
                <p><button type="button" popovertarget={ID} popovertargetaction="hide" onclick={on_print}>{ if open.is_some() { "Print the article" } else { "Print the list" } }</button></p>
            </div>
        </section>
    }
}
