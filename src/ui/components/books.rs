//! In the list's place: the quote book, the timeline, the ledger of a name.
//!
//! Every row is a link to an article and to its words there: a click opens it
//! beside the book, and the address says so.

mod brush;
mod entry;
mod ledger;
mod quotes;
mod timeline;

use std::rc::Rc;

use yew::prelude::*;

use crate::books::{Book, Wanted};
use crate::corpus;
use crate::query::Results;
use crate::ui::components::chips::chips;
use crate::ui::components::quiet::quiet;
use crate::ui::components::truth;
use crate::ui::dom;
use crate::ui::effect::use_effect_on;
use crate::ui::store::{Act, Wishes, click};
use crate::view::route::{Page, Route};
use crate::view::state::{Action, Shelf};

#[derive(Properties, PartialEq)]
pub struct BooksProps {
    pub act: Act,
    pub route: Route,
    pub wanted: Wanted,
    pub shelf: Shelf,
    pub hand: Wishes,
    /// What was found, for completion.
    pub results: Rc<Results>,
    /// What the user did.
    pub yours: Rc<corpus::Yours>,
}

#[component]
pub fn Books(props: &BooksProps) -> Html {
    let BooksProps { act, route, wanted, shelf, hand, results, yours } = props;
    let naming = use_state_eq(|| false);
    let (region, select) = (use_node_ref(), use_node_ref());
    // Another book, or another part of it, begins at its top.
    use_effect_on((wanted.clone(), route.query.clone()), {
        let region = region.clone();
        let naming = naming.setter();
        move |_| {
            naming.set(false);
            dom::scroll_to_top(region.get());
        }
    });
    quotes::use_chosen_speaker(wanted, shelf, &select);

    // What is here may be the answer to another question, until the next comes.
    let book = shelf.book.as_deref();
    let (name, head, rows) = match (wanted, book) {
        (Wanted::Quotes { speaker, words }, Some(Book::Quotes(book))) => (
            "Quotes",
            quotes::head(act, book, speaker.as_deref(), words, select),
            quotes::rows(route, book, words),
        ),
        (Wanted::Dates { span, brush }, Some(Book::Dates(book))) => {
            ("Dates", timeline::head(act, book, *span, *brush), timeline::rows(route, book))
        }
        (Wanted::Name { .. }, Some(Book::Name(book))) => (
            "About",
            ledger::head(route, book, hand, results, &yours.names, &naming),
            ledger::rows(route, book),
        ),
        _ => ("Book", Html::default(), html! { <p class="book-waiting" role="status">{ "Gathering…" }</p> }),
    };
    let n_rows = book.map_or(0, n_rows);
    html! {
        <div class="book" data-book={kind(wanted)} data-testid="book" aria-busy={truth(shelf.pending)}>
            { chips(act, &route.query) }
            { head }
            <div ref={region} class="book-region" id="list" tabindex="0" role="group" aria-label={name}>
                { rows }
                if n_rows >= shelf.rows {
                    <p class="book-more">{ quiet("Show more", click(act, Action::ShowMore)) }</p>
                }
            </div>
        </div>
    }
}

/// How many rows of a book have come, where more may follow.
fn n_rows(book: &Book) -> u32 {
    match book {
        Book::Quotes(quotes) => quotes.sheaves.iter().map(|sheaf| sheaf.said.len() as u32).sum(),
        Book::Dates(dates) => dates.moments.iter().map(|moment| moment.passages.len() as u32).sum(),
        Book::Name(ledger) => ledger.held.len() as u32,
    }
}

fn kind(wanted: &Wanted) -> &'static str {
    match wanted {
        Wanted::Quotes { .. } => "quotes",
        Wanted::Dates { .. } => "dates",
        Wanted::Name { .. } => "name",
    }
}

/// The ways to look at what was found: as articles, as quotes, as dates. A name
/// that is looked at stands beside them.
pub fn tabs(route: &Route) -> Html {
    let tab = |label: &str, book: Option<Wanted>, current: bool| {
        let page = route.open.is_some().then_some(Page::List);
        let href = Route { book, page, ..route.clone() }.href();
        html! { <a {href} aria-current={current.then_some("page")}>{ label }</a> }
    };
    let present = route.book.as_ref();
    html! {
        <nav class="shelf" aria-label="Show the">
            { tab("Articles", None, present.is_none()) }
            { tab("Quotes", Some(Wanted::quotes()), matches!(present, Some(Wanted::Quotes { .. }))) }
            { tab("Dates", Some(Wanted::dates()), matches!(present, Some(Wanted::Dates { .. }))) }
            if let Some(Wanted::Name { name, .. }) = present {
                { tab(name, present.cloned(), true) }
            }
        </nav>
    }
}
