//! Below the article's head: its tags, and what can be done with it.

use yew::prelude::*;

use super::{does, on_submit, undoes};
use crate::corpus;
use crate::journal::{Act, Corrected};
use crate::ui::components::quiet::{quiet, quiet_for};
use crate::ui::components::truth;
use crate::ui::dom;
use crate::ui::store::Wishes;
use crate::view::state::Article;
use crate::view::yours::{Wish, field_words};

/// Where a tag is typed.
const FIELD: &str = "add-tag";

/// A form below the article's head.
pub struct Opener {
    pub is_open: bool,
    /// Opens and closes it.
    pub toggle: Callback<MouseEvent>,
}

pub fn strip(hand: &Wishes, article: &Article, yours: &corpus::Yours, note: Opener, correct: Opener) -> Html {
    let (id, work) = (&article.document.article.id, &article.work);
    let onsubmit = {
        let (hand, id) = (hand.clone(), id.clone());
        on_submit(move || {
            let tag = dom::field_value(FIELD).split_whitespace().collect::<Vec<_>>().join(" ");
            if !tag.is_empty() {
                hand.emit(Wish::Act(vec![Act::Tag { article: id.clone(), tag, on: true }]));
                dom::set_field_value(FIELD, "");
            }
        })
    };
    let tag = |tag: &String| {
        let onclick = does(hand, Act::Tag { article: id.clone(), tag: tag.clone(), on: false });
        let label = format!("Take off the tag {tag}");
        html! {
            <li key={tag.clone()} class="tag"><span>{ tag }</span>{ quiet_for("×", &label, onclick) }</li>
        }
    };
    let known = yours.tags.iter().filter(|(tag, _)| !work.tags.contains(tag));
    html! {
        <div class="strip" role="group" aria-label="Your work on this article">
            if !work.tags.is_empty() {
                <ul class="tags" aria-label="Tags">{ for work.tags.iter().map(tag) }</ul>
            }
            <form class="tag-form" {onsubmit}>
                <input id={FIELD} list="known-tags" aria-label="Add a tag" placeholder="Add a tag" autocomplete="off" autocapitalize="off" enterkeyhint="done" maxlength="80" />
                <datalist id="known-tags">{ for known.map(|(tag, _)| html! { <option key={tag.clone()} value={tag.clone()} /> }) }</datalist>
            </form>
            <button type="button" class="quiet" id="add-note" aria-expanded={truth(note.is_open)} title="Note on the article, or on words that are selected (m)" onclick={note.toggle}>{ "Add a note" }</button>
            <button type="button" class="quiet" aria-expanded={truth(correct.is_open)} title="Correct title, date, byline and the like" onclick={correct.toggle}>{ "Correct" }</button>
            { corrected(hand, article) }
        </div>
    }
}

/// Which fields are the user's, what was read, and the way back.
fn corrected(hand: &Wishes, article: &Article) -> Html {
    let work = &article.work;
    let field = |corrected: &Corrected| {
        let name = field_words(corrected.field);
        let was = corrected.was.as_ref().map_or("nothing".to_owned(), |was| format!("“{was}”"));
        html! {
            <li key={name} data-field={corrected.field.key()}>
                { format!("{name} corrected by you; read as {was}") }
                { quiet_for("Take back", &format!("Take back: {name}"), undoes(hand, corrected.events.clone())) }
            </li>
        }
    };
    let mut lines: Vec<_> = work.lines.iter().map(|line| line.1).collect();
    lines.dedup();
    let n_lines = work.lines.len();
    html! {
        if work.is_corrected() || !work.lost.is_empty() {
            <ul class="by-you" aria-label="Corrected by you">
                { for work.fields.iter().map(field) }
                if n_lines > 0 {
                    <li>
                        { if n_lines == 1 { "1 line put in or left out by you".to_owned() } else { format!("{n_lines} lines put in or left out by you") } }
                        { quiet_for("Take back", "Take back: lines", undoes(hand, lines)) }
                    </li>
                }
                { for work.lost.iter().map(|lost| html! {
                    <li key={lost.event.to_string()}>
                        { format!("Not found any more, so neither put in nor left out: “{}”", lost.words) }
                        { quiet("Take back", undoes(hand, vec![lost.event])) }
                    </li>
                }) }
            </ul>
        }
    }
}
