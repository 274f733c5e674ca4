//! What happens to the page: by its reader, and by the worker.

use crate::books::Wanted;
use crate::date::Date;
use crate::protocol::Reply;
use crate::query::{Facet, Filters, Query, Sort};
use crate::text::Span;
use crate::view::printing::Printing;
use crate::view::relax::Relaxed;
use crate::view::route::{Page, Reading, Route};
use crate::view::{drafts, importing, keeping};

/// Whether a value must or must not be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    Only,
    Not,
}

/// What the filters say of a value.
pub fn choice(filters: &Filters, facet: Facet, value: &str) -> Option<Choice> {
    if filters.include.contains(facet, value) {
        return Some(Choice::Only);
    }
    filters.exclude.contains(facet, value).then_some(Choice::Not)
}

/// A place that can be jumped to and flashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Into the open article's text.
    Text(Span),
    /// Into the open article's raw file.
    Raw(Span),
    /// The n-th hit.
    Hit(u32),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The search field's text.
    Type(String),
    /// Nothing has been typed for a while, or the field was left.
    StopTyping,
    /// Filters by a value, or with `None` no longer.
    Choose(Facet, String, Option<Choice>),
    SetDates(Option<Date>, Option<Date>),
    SortBy(Sort),
    /// Drops all filters; the words stay.
    ClearFilters,
    /// Drops words and filters.
    ClearAll,
    /// Asks this instead.
    Ask(Query),
    Open(String),
    CloseArticle,
    Read(Reading),
    Turn(Page),
    /// Shows a book, or with `None` the list again.
    Show(Option<Wanted>),
    /// Shows another part of the book: a step of its own in the history, or not.
    Sift(Wanted, Written),
    /// Shows more rows of the book.
    ShowMore,
    /// The book was asked for under this number.
    AskedBook(u32),
    /// The address changed by the browser's back, forward or a typed link.
    Navigated(Route),
    /// Down (positive) or up the list, the article following.
    Step(i32),
    /// Shows or hides the articles folded under this one.
    Unfold(u32),
    Jump(Target),
    /// To the next (positive) or previous hit, round at the ends.
    StepHit(i32),
    ShowKeys(bool),
    /// Has all of the list be drawn, to be printed, or no longer.
    Print(Printing),
    /// A search was sent under this number, for the present query.
    Asked(u32),
    /// These ways out of an empty answer are being counted, each under its number.
    AskedRelaxed(Vec<(u32, Relaxed)>),
    /// An import was sent.
    Importing {
        number: u32,
        n_sources: u32,
        /// The bundled collection, which nobody asked for in words.
        bundled: bool,
        /// Tables of the latest import that are read now because it was asked what they hold.
        answers: Vec<String>,
    },
    /// An export was sent under this number; its file will be called so.
    Exporting(u32, String),
    /// The worker can't be reached.
    Failed(String),
    DismissNotice,
    /// What was said of what was done has been read.
    DismissSaid,
    /// Turns to another collection.
    TurnTo(String),
    /// About what is kept in the browser.
    Keep(keeping::Action),
    /// About how files come in.
    Bring(importing::Action),
    /// About what is being written.
    Draft(drafts::Action),
}

/// What changes the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// By the reader or the page itself.
    Acted(Action),
    /// By the worker.
    Answered(Reply),
}

impl From<Action> for Event {
    fn from(action: Action) -> Event {
        Event::Acted(action)
    }
}

/// How a change of the route is written into the browser's history.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Written {
    /// In place of what stands there: more typing, or following the list.
    #[default]
    Replace,
    /// As a step that the back button undoes: choosing, or beginning to type.
    Push,
}
