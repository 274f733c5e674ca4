//! Everything the page knows, and what each event makes of it.
//!
//! [`State::after`] is the whole logic of the page: what a reader does and
//! what the worker answers come in as [`Event`]s, and the next state comes
//! out. Effects (asking the worker, writing the address, scrolling) are the
//! ui's, which derives them from the difference.

mod acted;
mod action;
mod answered;
mod known;
#[cfg(test)]
mod tests;

pub use action::{Action, Choice, Event, Target, Written, choice};
pub use known::{Answer, Article, Collection, Import, Notice, Opened, Rows, Shelf};

use std::rc::Rc;

use crate::protocol::parted::Stand;
use crate::query::Row;
use crate::view::drafts::Drafts;
use crate::view::exporting::Exporting;
use crate::view::importing::Importing;
use crate::view::keeping::Keeping;
use crate::view::printing::Printing;
use crate::view::relax::{self, Relaxed};
use crate::view::route::Route;
use crate::view::yours::Yours;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    pub route: Route,
    pub written: Written,
    /// Whether the words are being typed: the back button undoes them together.
    pub typing: bool,
    pub answer: Answer,
    pub shelf: Shelf,
    pub collection: Collection,
    /// How it stands with the collection where that is in parts.
    pub parted: Option<Stand>,
    pub yours: Yours,
    pub keeping: Keeping,
    pub importing: Importing,
    pub drafts: Drafts,
    pub opened: Opened,
    /// The list's chosen article, by position in the collection.
    pub cursor: Option<u32>,
    /// Articles whose folded ones are shown.
    pub unfolded: Vec<u32>,
    /// Where n and p have come to.
    pub hit: Option<u32>,
    /// The latest jump, with a number that makes each one new.
    pub jump: Option<(u32, Target)>,
    pub keys_shown: bool,
    pub exporting: Exporting,
    pub printing: Printing,
}

/// What the middle of the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing to show yet.
    Loading,
    /// Nothing was bundled and nothing added.
    NoCollection,
    /// The address names a collection that this browser does not have.
    Elsewhere,
    /// The question has no answer.
    Empty,
    Failed(String),
    Ready,
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    pub article: u32,
    /// Shown under another that carries the same story.
    pub folded: bool,
}

impl State {
    pub fn new(route: Route) -> State {
        let opened = if route.open.is_some() { Opened::Loading } else { Opened::None };
        State { route, opened, ..State::default() }
    }

    pub fn phase(&self) -> Phase {
        if let Some(reason) = &self.collection.failed {
            return Phase::Failed(reason.clone());
        }
        if !self.answer.results.articles.is_empty() {
            return Phase::Ready;
        }
        if self.keeping.lacks(&self.route.collection) {
            return Phase::Elsewhere;
        }
        if self.answer.query.is_none() || !self.collection.imports.is_empty() {
            return Phase::Loading;
        }
        if self.answer.n_articles > 0 {
            return Phase::Empty;
        }
        if self.collection.settled { Phase::NoCollection } else { Phase::Loading }
    }

    /// The list, line by line, with unfolded stories under their first.
    pub fn items(&self) -> Vec<Item> {
        let mut items = Vec::with_capacity(self.answer.results.articles.len());
        for &article in &self.answer.results.articles {
            items.push(Item { article, folded: false });
            if self.unfolded.contains(&article)
                && let Some(row) = self.answer.rows.get(article)
            {
                items.extend(row.same_story.iter().map(|&article| Item { article, folded: true }));
            }
        }
        items
    }

    /// The list's row of the open article, where it is in the list.
    pub fn open_row(&self) -> Option<&Rc<Row>> {
        let open = self.route.open.as_ref()?;
        self.answer.rows.iter().find(|row| row.id == *open)
    }

    /// The state after an event; `None` where nothing changes.
    pub fn after(&self, event: Event) -> Option<State> {
        let mut next = self.clone();
        match event {
            Event::Acted(action) => next.apply(action),
            Event::Answered(reply) => next.answered(reply),
        }
        (next != *self).then_some(next)
    }

    /// The ways out to be counted, where the answer is empty and none are known.
    pub fn relaxations(&self) -> Vec<Relaxed> {
        let is_answered = self.answer.query.as_deref() == Some(&self.route.query) && !self.answer.pending;
        if self.phase() == Phase::Empty && self.answer.relaxed.is_empty() && is_answered {
            relax::relaxations(&self.route.query, &self.answer.results)
        } else {
            Vec::new()
        }
    }
}
