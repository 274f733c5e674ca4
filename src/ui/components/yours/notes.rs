//! Notes on the open article and on words of it.

use std::rc::Rc;

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::{does, on_submit};
use crate::journal::{self, Anchor, EventId, Note, Place};
use crate::text::Span;
use crate::ui::dom;
use crate::ui::effect::use_effect_on;
use crate::ui::store::{Act, Wishes, click};
use crate::view::state::{Action, Article, Target};
use crate::view::words::shortened;
use crate::view::yours::Wish;

#[derive(Properties, PartialEq)]
pub struct NotesProps {
    pub act: Act,
    pub hand: Wishes,
    pub article: Rc<Article>,
}

/// All notes; each leads to its words.
#[component]
pub fn Notes(props: &NotesProps) -> Html {
    let NotesProps { act, hand, article } = props;
    let editing = use_state_eq(|| None::<EventId>);
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
        let close = {
            let editing = editing.setter();
            Callback::from(move |()| editing.set(None))
        };
        let body = if *editing == Some(id) {
            let done = {
                let (hand, close) = (hand.clone(), close.clone());
                Callback::from(move |text: String| {
                    hand.emit(Wish::Act(vec![journal::Act::Renote { note: id, text: Some(text) }]));
                    close.emit(());
                })
            };
            html! { <NoteForm key="form" text={note.text.clone()} {done} {close} /> }
        } else {
            let edit = {
                let editing = editing.setter();
                move |_: MouseEvent| editing.set(Some(id))
            };
            html! {
                <>
                    <p class="note-text">{ &note.text }</p>
                    <p class="note-tools">
                        <button type="button" class="quiet" aria-label={format!("Edit the note {}", shortened(&note.text))} onclick={edit}>{ "Edit" }</button>
                        <button type="button" class="quiet" aria-label={format!("Delete the note {}", shortened(&note.text))} onclick={does(hand, journal::Act::Renote { note: id, text: None })}>{ "Delete" }</button>
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

#[derive(Properties, PartialEq)]
pub struct NoteFormProps {
    #[prop_or_default]
    pub text: AttrValue,
    pub done: Callback<String>,
    pub close: Callback<()>,
}

/// Where a note is written: Ctrl+Enter keeps it, Escape drops it.
#[component]
pub fn NoteForm(props: &NoteFormProps) -> Html {
    let field = use_node_ref();
    use_effect_on((), {
        let (field, text) = (field.clone(), props.text.clone());
        move |()| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                field.set_value(&text);
                dom::focus(&field);
            }
        }
    });
    let keep = {
        let (field, done) = (field.clone(), props.done.clone());
        Callback::from(move |()| {
            let text = field.cast::<HtmlTextAreaElement>().map(|field| field.value()).unwrap_or_default();
            if !text.trim().is_empty() {
                done.emit(text.trim().to_owned());
            }
        })
    };
    let onsubmit = {
        let keep = keep.clone();
        on_submit(move || keep.emit(()))
    };
    let onkeydown = {
        let close = props.close.clone();
        move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" if event.ctrl_key() || event.meta_key() => keep.emit(()),
            "Escape" => {
                event.stop_propagation();
                close.emit(());
            }
            _ => {}
        }
    };
    html! {
        <form class="note-form" {onsubmit}>
            <textarea ref={field} aria-label="Note" rows="3" placeholder="What do you want to remember?" {onkeydown} />
            <p class="note-tools">
                <button type="submit" title="Save (Ctrl+Enter)">{ "Save the note" }</button>
                <button type="button" class="quiet" onclick={props.close.reform(|_| ())}>{ "Cancel" }</button>
            </p>
        </form>
    }
}

/// What keeps a note on words of the article, or with `None` on all of it.
pub fn keeps(
    hand: &Wishes,
    article: &Rc<Article>,
    on: Option<Span>,
    close: &Callback<()>,
) -> Callback<String> {
    let (hand, article, close) = (hand.clone(), article.clone(), close.clone());
    Callback::from(move |text: String| {
        let article = &article.document.article;
        let at = on.map(|span| Anchor::of(&article.text, span));
        hand.emit(Wish::Act(vec![journal::Act::Note { article: article.id.clone(), at, text }]));
        close.emit(());
    })
}
