//! What a collection that is fetched bit by bit has to say: what lacks, or what a book leaves out.

use yew::prelude::*;

use crate::ui::components::quiet::quiet;
use crate::ui::engine::Engine;
use crate::view::parted;
use crate::view::state::State;

pub fn notice(engine: &Engine, state: &State) -> Option<Html> {
    let stand = state.parted.as_ref()?;
    let lacks = stand.lacks.is_some();
    let book = || parted::book(stand).filter(|_| state.route.book.is_some());
    let words = stand.lacks.clone().or_else(book)?;
    let engine = engine.clone();
    Some(html! {
        <div class="notice" key="parted" data-testid="parted">
            <p role="status">{ words }</p>
            if lacks {
                { quiet("Try again", Callback::from(move |_| engine.go_on())) }
            }
        </div>
    })
}
