//! Text that is pasted, as an article.

use yew::prelude::*;

use crate::ui::components::quiet::quiet;
use crate::ui::dom;
use crate::ui::files::Found;
use crate::ui::store::{Act, click};
use crate::view::importing;
use crate::view::state::Action;

/// The field for the text.
pub const FIELD: &str = "pasted-text";

/// A field for text or a page's source, for those who have it elsewhere.
pub fn paste(act: &Act, on_files: &Callback<Found>) -> Html {
    let close = Action::Bring(importing::Action::ShowPaste(false));
    let onsubmit = {
        let (act, on_files, close) = (act.clone(), on_files.clone(), close.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(found) = Found::pasted(&dom::field_value(FIELD), "") {
                on_files.emit(found);
                act.emit(close.clone());
            }
        }
    };
    html! {
        <form class="paste" {onsubmit}>
            <label for={FIELD}>{ "The article’s text, or the source of its page" }</label>
            <textarea id={FIELD} rows="8" spellcheck="false" />
            <p>
                <button type="submit">{ "Add this text" }</button>
                { quiet("Close", click(act, close)) }
                <span class="paste-hint">{ "Ctrl+V anywhere on the page does the same." }</span>
            </p>
        </form>
    }
}
