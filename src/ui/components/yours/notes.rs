//! Notes on the open article and on words of it.

use std::rc::Rc;

use yew::prelude::*;

use super::{does, on_submit};
use crate::journal::{self, Anchor, Note, Place};
use crate::text::Span;
use crate::ui::components::quiet::{quiet, quiet_for};
use crate::ui::dom;
use crate::ui::store::{Act, Wishes, click};
use crate::view::drafts::{self, Draft, Drafts, Form, What};
use crate::view::state::{Action, Article, Target};
use crate::view::words::shortened;
use crate::view::yours::Wish;

/// The open article, what is being written about it, and who is told.
pub struct Desk<'a> {
    pub act: &'a Act,
    pub hand: &'a Wishes,
    pub article: &'a Rc<Article>,
    pub drafts: &'a Drafts,
    pub form: &'a UseStateHandle<Form>,
}

impl Desk<'_> {
    fn id(&self) -> &str {
        &self.article.document.article.id.0
    }

    /// What was written, if anything was.
    pub fn draft(&self, what: What) -> Option<&str> {
        self.drafts.get(self.id(), what)
    }

    /// What is called with the text of a field whenever it changes.
    pub fn writes(&self, what: What) -> Callback<String> {
        let (act, article) = (self.act.clone(), self.id().to_owned());
        Callback::from(move |text: String| {
            let draft = Draft { article: article.clone(), what, text };
            act.emit(Action::Draft(drafts::Action::Write(draft)));
        })
    }

    /// What drops it, saved or not.
    pub fn drops(&self, what: What) -> Callback<()> {
        let drop = Action::Draft(drafts::Action::Drop(self.id().to_owned(), what));
        self.act.reform(move |()| drop.clone())
    }

    /// What closes the form; what is written in it stays.
    pub fn closes(&self) -> Callback<()> {
        let form = self.form.setter();
        Callback::from(move |()| form.set(Form::None))
    }
}

/// All notes; each leads to its words.
pub fn notes(desk: &Desk) -> Html {
    let Desk { act, hand, article, form, .. } = desk;
    if article.work.notes.is_empty() {
        return Html::default();
    }
    let note = |note: &Note| {
        let on = note.on.as_ref().map(|(words, place)| {
            let words = format!("“{}”", shortened(words));
            match place {
                Place::Text(span) => jump(act, Target::Text(*span), &words, ""),
                Place::Raw(span) => jump(act, Target::Raw(*span), &words, "in a line that is not in the story"),
                Place::Nowhere => html! { <span class="note-on">{ words }<em>{ "not found in the article any more" }</em></span> },
            }
        });
        let id = note.id;
        let body = if ***form == Form::Edit(id) {
            note_form(desk, What::Edit(id), &note.text, desk.closes())
        } else {
            let edit = {
                let form = form.setter();
                Callback::from(move |_: MouseEvent| {
                    form.set(Form::Edit(id));
                    dom::focus_soon(FIELD);
                })
            };
            let delete = does(hand, journal::Act::Renote { note: id, text: None });
            html! {
                <>
                    <p class="note-text">{ &note.text }</p>
                    <p class="note-tools">
                        { quiet_for("Edit", &format!("Edit the note {}", shortened(&note.text)), edit) }
                        { quiet_for("Delete", &format!("Delete the note {}", shortened(&note.text)), delete) }
                    </p>
                </>
            }
        };
        html! { <li key={id.to_string()} class="note">{ on.unwrap_or_default() }{ body }</li> }
    };
    html! {
        <section class="notes" aria-label="Your notes" data-testid="notes">
            <ul>{ for article.work.notes.iter().map(note) }</ul>
        </section>
    }
}

fn jump(act: &Act, to: Target, words: &str, more: &'static str) -> Html {
    let onclick = click(act, Action::Jump(to));
    html! { <button type="button" class="note-on" title="Show these words" {onclick}>{ words }if !more.is_empty() { <em>{ more }</em> }</button> }
}

/// Where a note is written.
pub const FIELD: &str = "note";

/// Where a note is written, or one that says `text` is changed: Ctrl+Enter keeps it,
/// Escape puts it away for later.
pub fn note_form(desk: &Desk, what: What, text: &str, close: Callback<()>) -> Html {
    let drop = desk.drops(what);
    let keep = {
        let (hand, article) = (desk.hand.clone(), desk.article.clone());
        let (drop, close) = (drop.clone(), close.clone());
        Callback::from(move |()| {
            let text = dom::field_value(FIELD).trim().to_owned();
            if !text.is_empty() {
                hand.emit(Wish::Act(vec![written(&article.document.article, what, text)]));
                drop.emit(());
                close.emit(());
            }
        })
    };
    let onsubmit = {
        let keep = keep.clone();
        on_submit(move || keep.emit(()))
    };
    let onkeydown = {
        let close = close.clone();
        move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" if event.ctrl_key() || event.meta_key() => keep.emit(()),
            "Escape" => {
                event.stop_propagation();
                close.emit(());
            }
            _ => {}
        }
    };
    let oninput = desk.writes(what).reform(|_: InputEvent| dom::field_value(FIELD));
    let value = desk.draft(what).unwrap_or(text).to_owned();
    let cancel = Callback::from(move |_: MouseEvent| {
        drop.emit(());
        close.emit(());
    });
    html! {
        <form class="note-form" {onsubmit}>
            <textarea id={FIELD} aria-label="Note" rows="3" placeholder="What do you want to remember?" {value} {oninput} {onkeydown} />
            <p class="note-tools">
                <button type="submit" title="Save (Ctrl+Enter)">{ "Save the note" }</button>
                { quiet("Cancel", cancel) }
            </p>
        </form>
    }
}

/// What is done by keeping a note.
fn written(article: &crate::article::Article, what: What, text: String) -> journal::Act {
    let on = |span: Span| Anchor::of(&article.text, span);
    match what {
        What::Edit(note) => journal::Act::Renote { note, text: Some(text) },
        What::Note(Some(span)) => {
            journal::Act::Note { article: article.id.clone(), at: Some(on(span)), text }
        }
        _ => journal::Act::Note { article: article.id.clone(), at: None, text },
    }
}
