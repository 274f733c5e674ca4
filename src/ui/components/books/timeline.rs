//! The timeline: its bars with the brush, and the same dates as a list.

use yew::prelude::*;

use super::brush::Brush;
use super::entry;
use crate::books::{Moment, Passage, Range, Timeline, Wanted};
use crate::ui::components::row::marked;
use crate::ui::store::{Act, click};
use crate::view::brush;
use crate::view::route::Route;
use crate::view::state::{Action, Written};
use crate::view::words::{self, Length, count};

pub fn head(act: &Act, book: &Timeline, span: Range, brush: Range) -> Html {
    let show =
        |span: Range, brush: Range| click(act, Action::Sift(Wanted::Dates { span, brush }, Written::Push));
    let chosen = if brush.is_open() { span } else { brush };
    html! {
        <div class="book-head">
            <p class="result-count" data-testid="book-count" role="status">
                <b>{ count(book.n_mentioned, "date") }</b>
                { format!(" and {}", count(book.n_published, "article")) }
                if !chosen.is_open() {
                    { format!(", {}", brush::label(chosen)) }
                }
            </p>
            if !book.stretches.is_empty() {
                <Brush act={act.clone()} stretches={book.stretches.clone()} {span} {brush} />
            }
            <div class="book-tools">
                <button type="button" class="quiet" disabled={brush.is_open()} onclick={show(brush, Range::default())}>{ "Look closer" }</button>
                <button type="button" class="quiet" disabled={chosen.is_open()} onclick={click(act, Action::SetDates(chosen.from, chosen.to))}>{ "Only articles of then" }</button>
                <button type="button" class="quiet" disabled={chosen.is_open()} onclick={show(Range::default(), Range::default())}>{ "All dates" }</button>
            </div>
        </div>
    }
}

pub fn rows(route: &Route, book: &Timeline) -> Html {
    if book.moments.is_empty() {
        return html! { <p class="book-empty">{ "These articles tell of no date." }</p> };
    }
    let moment = |moment: &Moment| {
        html! {
            <section key={moment.when.to_string()} class="moment" data-testid="moment">
                <h3><time datetime={moment.when.to_string()}>{ words::when(moment.when, Length::Short) }</time></h3>
                <ul>{ for moment.passages.iter().map(|passage| row(route, passage)) }</ul>
            </section>
        }
    };
    book.moments.iter().map(moment).collect()
}

fn row(route: &Route, passage: &Passage) -> Html {
    let Passage { origin, span, text, marks } = passage;
    let (kind, words, line) = match span {
        Some(_) => ("told", marked(text, marks), entry::line(origin, true)),
        None => ("published", html! { { entry::title(origin) } }, published(passage)),
    };
    html! {
        <li class="date" data-told={kind}>
            { entry::entry(route, origin, *span, words) }
            { line }
        </li>
    }
}

/// That the article is of this date itself.
fn published(passage: &Passage) -> Html {
    let origin = &passage.origin;
    html! {
        <p class="row-line">
            if origin.inferred {
                <em title="No date printed; worked out from the text">{ "published ≈" }</em>
            } else {
                <span>{ "published" }</span>
            }
            if let Some(source) = &origin.source {
                <span class="row-source">{ source }</span>
            }
        </p>
    }
}
