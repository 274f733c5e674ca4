//! Everything the page knows, and what each event makes of it.
//!
//! [`State::after`] is the whole logic of the page: what a reader does and
//! what the worker answers come in as [`Event`]s, and the next state comes
//! out. Effects (asking the worker, writing the address, scrolling) are the
//! ui's, which derives them from the difference.

use std::rc::Rc;

use crate::article::Document;
use crate::books::{Book, Wanted};
use crate::date::Date;
use crate::journal::Work;
use crate::protocol::{Failure, Reply};
use crate::query::{Facet, FacetCounts, Filters, Query, Results, Row, Sort};
use crate::text::Span;
use crate::view::exporting::Exporting;
use crate::view::importing::{self, Importing};
use crate::view::keeping::{self, Keeping};
use crate::view::relax::{self, Relaxed};
use crate::view::route::{Page, Reading, Route};
use crate::view::yours::Yours;

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
    /// Has all of the list be drawn, to be printed, or with `false` no longer.
    Print(bool),
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

/// Rows of the list by position in the collection, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows(Vec<Rc<Row>>);

impl Rows {
    fn place(&self, article: u32) -> Result<usize, usize> {
        self.0.binary_search_by(|row| row.hit.article.cmp(&article))
    }

    pub fn get(&self, article: u32) -> Option<&Rc<Row>> {
        self.0.get(self.place(article).ok()?)
    }

    fn iter(&self) -> std::slice::Iter<'_, Rc<Row>> {
        self.0.iter()
    }

    /// Later ones take the place of earlier ones.
    fn extend(&mut self, rows: Vec<Row>) {
        for row in rows {
            match self.place(row.hit.article) {
                Ok(place) => self.0[place] = Rc::new(row),
                Err(place) => self.0.insert(place, Rc::new(row)),
            }
        }
    }
}

/// What the worker last answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The latest search that was sent; only its answer is taken.
    pub number: u32,
    pub pending: bool,
    /// The question that `results` answer, `None` before the first answer.
    pub query: Option<Rc<Query>>,
    pub results: Rc<Results>,
    /// As far as they have arrived.
    pub rows: Rc<Rows>,
    /// How many articles the collection had.
    pub n_articles: u32,
    /// Ways out of an empty answer: the number asked under, and the count once known.
    pub relaxed: Rc<Vec<(u32, Relaxed, Option<u32>)>>,
}

/// An import under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Import {
    pub number: u32,
    pub done: u32,
    pub total: u32,
    /// Milliseconds so far.
    pub took: u32,
    pub bundled: bool,
}

/// What an ended import has to say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notice {
    pub added: u32,
    pub same: u32,
    /// Files that belong to a saved page.
    pub companions: u32,
    /// Milliseconds.
    pub took: u32,
    pub cancelled: bool,
    pub failures: Rc<Vec<Failure>>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Collection {
    pub imports: Vec<Import>,
    pub notice: Option<Notice>,
    /// Grows whenever the collection has changed enough to ask again.
    pub generation: u32,
    /// Articles in the collection when it was last asked because of an import.
    asked_at: u32,
    /// Whether any import has ended.
    pub settled: bool,
    /// Whether no article will be read anew until others come.
    pub at_rest: bool,
    /// How often articles that were there have been read anew for what recurs in them.
    pub n_anew: u32,
    pub failed: Option<String>,
}

/// The article in the reader.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Opened {
    #[default]
    None,
    /// `Route::open` has been asked for.
    Loading,
    Ready(Rc<Article>),
    /// The collection has no such article (yet).
    Missing,
}

/// A document with the present query's hits in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    pub document: Document,
    pub hits: Vec<Span>,
    /// What the user did to it.
    pub work: Work,
}

/// How many rows of a book are shown at first, and how many more are shown at a time.
const ROWS: u32 = 60;

/// The book in the list's place.
#[derive(Clone, Debug, PartialEq)]
pub struct Shelf {
    /// The latest question; only its answer is taken.
    number: u32,
    pub pending: bool,
    /// How many rows are wanted.
    pub rows: u32,
    /// What was last answered, which another question may have asked for.
    pub book: Option<Rc<Book>>,
}

impl Default for Shelf {
    fn default() -> Shelf {
        Shelf { number: 0, pending: false, rows: ROWS, book: None }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    pub route: Route,
    pub written: Written,
    /// Whether the words are being typed: the back button undoes them together.
    pub typing: bool,
    pub answer: Answer,
    pub shelf: Shelf,
    pub collection: Collection,
    pub yours: Yours,
    pub keeping: Keeping,
    pub importing: Importing,
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
    /// Whether all of the list is drawn, to be printed.
    pub printing: bool,
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

    fn apply(&mut self, action: Action) {
        match action {
            Action::Type(text) if text == self.route.query.text => {}
            Action::Type(text) => {
                self.written = if self.typing { Written::Replace } else { Written::Push };
                self.typing = true;
                self.route.query.text = text;
                self.ask_anew();
            }
            Action::StopTyping => self.typing = false,
            Action::Choose(facet, value, choice) => {
                let filters = &mut self.route.query.filters;
                for (chosen, wanted) in
                    [(&mut filters.include, Choice::Only), (&mut filters.exclude, Choice::Not)]
                {
                    if choice == Some(wanted) {
                        chosen.insert(facet, &value);
                    } else {
                        chosen.remove(facet, &value);
                    }
                }
                self.chosen();
            }
            Action::SetDates(from, to) => {
                (self.route.query.filters.from, self.route.query.filters.to) = (from, to);
                self.chosen();
            }
            Action::SortBy(sort) => {
                self.route.query.sort = sort;
                self.chosen();
            }
            Action::ClearFilters => {
                self.route.query.filters = Default::default();
                self.chosen();
            }
            Action::ClearAll => {
                self.route.query = Query { sort: self.route.query.sort, ..Query::default() };
                self.chosen();
            }
            Action::Ask(query) => {
                self.route.query = query;
                self.chosen();
            }
            Action::Open(id) => self.open(id, Written::Push),
            Action::CloseArticle => {
                self.push();
                (self.route.open, self.route.at) = (None, None);
                self.route.reading = Reading::default();
                self.route.page = None;
                self.forget_article(Opened::None);
            }
            Action::Read(reading) => {
                self.push();
                self.route.reading = reading;
            }
            Action::Turn(page) => {
                self.push();
                self.route.page = Some(page);
            }
            Action::Show(book) => {
                self.push();
                self.route.page = self.route.open.is_some().then_some(Page::List);
                self.turn_to(book);
            }
            Action::Sift(wanted, written) => {
                self.written = written;
                self.typing = false;
                self.turn_to(Some(wanted));
            }
            Action::ShowMore => self.shelf.rows += ROWS,
            Action::AskedBook(number) => (self.shelf.number, self.shelf.pending) = (number, true),
            Action::Navigated(route) => self.navigated(route),
            Action::Step(by) => self.step(by),
            Action::Unfold(article) => match self.unfolded.iter().position(|unfolded| *unfolded == article) {
                Some(at) => drop(self.unfolded.remove(at)),
                None => self.unfolded.push(article),
            },
            Action::Jump(target) => self.jump_to(target),
            Action::StepHit(by) => self.step_hit(by),
            Action::ShowKeys(shown) => self.keys_shown = shown,
            Action::Print(is) => self.printing = is,
            Action::Exporting(number, name) => self.exporting.begin(number, name),
            Action::Asked(number) => {
                self.answer.number = number;
                self.answer.pending = true;
            }
            Action::AskedRelaxed(asked) => {
                self.answer.relaxed =
                    Rc::new(asked.into_iter().map(|(number, relaxed)| (number, relaxed, None)).collect());
            }
            Action::Importing { number, n_sources, bundled } => {
                self.collection.imports.push(Import { number, done: 0, total: n_sources, took: 0, bundled });
                if !bundled {
                    self.collection.notice = None;
                    self.importing.forget();
                }
                self.collection.at_rest = false;
            }
            Action::Failed(reason) => self.collection.failed = Some(reason),
            Action::DismissNotice => self.collection.notice = None,
            Action::DismissSaid => self.yours.said = None,
            Action::TurnTo(collection) => {
                self.push();
                self.turned(Route { collection, ..Route::default() });
            }
            Action::Keep(action) => self.keeping.apply(action),
            Action::Bring(action) => self.importing.apply(action),
        }
    }

    /// Another collection is to be seen: nothing that is known is of it.
    fn turned(&mut self, route: Route) {
        let State { written, collection, mut keeping, shelf, .. } = std::mem::take(self);
        keeping.turned();
        *self = State::new(route);
        (self.written, self.keeping) = (written, keeping);
        self.shelf.number = shelf.number;
        // What is asked for now is answered by it.
        self.collection.generation = collection.generation + 1;
        self.collection.imports = collection.imports;
    }

    /// Makes a step of its own, which no typing goes on with.
    fn push(&mut self) {
        self.written = Written::Push;
        self.typing = false;
    }

    /// After a choice among filters or orders.
    fn chosen(&mut self) {
        self.push();
        if self.route.page == Some(Page::Article) {
            self.route.page = Some(Page::List);
        }
        self.ask_anew();
    }

    fn turn_to(&mut self, book: Option<Wanted>) {
        if self.route.book != book {
            self.shelf.rows = ROWS;
            self.route.book = book;
        }
    }

    fn ask_anew(&mut self) {
        self.shelf.rows = ROWS;
        self.unfolded.clear();
        self.hit = None;
        self.answer.relaxed = Rc::default();
    }

    fn open(&mut self, id: String, written: Written) {
        self.written = written;
        self.typing = false;
        self.route.page = None;
        if self.route.open.as_ref() != Some(&id) {
            self.cursor = self.answer.rows.iter().find(|row| row.id == id).map(|row| row.hit.article);
            (self.route.open, self.route.at) = (Some(id), None);
            self.forget_article(Opened::Loading);
        }
    }

    fn forget_article(&mut self, opened: Opened) {
        self.opened = opened;
        self.hit = None;
        self.jump = None;
    }

    fn navigated(&mut self, route: Route) {
        if route.collection != self.route.collection {
            self.written = Written::Replace;
            self.turned(route);
            return;
        }
        if route.query != self.route.query {
            self.ask_anew();
        }
        if route.open != self.route.open {
            self.forget_article(if route.open.is_some() { Opened::Loading } else { Opened::None });
        }
        if route.book != self.route.book {
            self.shelf.rows = ROWS;
        }
        self.written = Written::Replace;
        self.typing = false;
        self.route = route;
        if matches!(self.opened, Opened::Ready(_)) {
            self.show_place();
        }
    }

    /// Shows the words that the address names.
    fn show_place(&mut self) {
        if let Some(at) = self.route.at {
            self.jump_to(Target::Text(at));
        }
    }

    fn step(&mut self, by: i32) {
        let items = self.items();
        if items.is_empty() {
            return;
        }
        let here = self.cursor.and_then(|cursor| items.iter().position(|item| item.article == cursor));
        let there = match here {
            None => 0,
            Some(here) => here.saturating_add_signed(by as isize).min(items.len() - 1),
        };
        self.cursor = Some(items[there].article);
        if let Some(row) = self.answer.rows.get(items[there].article) {
            // The first opening is a choice; following the list is not.
            let written = if self.route.open.is_some() { Written::Replace } else { Written::Push };
            self.open(row.id.clone(), written);
        }
    }

    fn jump_to(&mut self, target: Target) {
        let wanted = match target {
            Target::Text(_) | Target::Hit(_) => Reading::Clean,
            Target::Raw(_) => Reading::Raw,
        };
        if self.route.reading != wanted && self.route.reading != Reading::Both {
            self.push();
            self.route.reading = wanted;
        }
        let number = self.jump.map_or(0, |(number, _)| number + 1);
        self.jump = Some((number, target));
    }

    fn step_hit(&mut self, by: i32) {
        let Opened::Ready(article) = &self.opened else { return };
        let n_hits = article.hits.len() as i32;
        if n_hits == 0 {
            return;
        }
        let hit = match self.hit {
            None if by < 0 => n_hits - 1,
            None => 0,
            Some(hit) => (hit as i32 + by).rem_euclid(n_hits),
        };
        self.hit = Some(hit as u32);
        self.jump_to(Target::Hit(hit as u32));
    }

    fn answered(&mut self, reply: Reply) {
        // Whoever answers is there: a slow line was taken for a broken one.
        self.collection.failed = None;
        match reply {
            Reply::Progress { number, done, total, took } => {
                if let Some(import) = self.collection.imports.iter_mut().find(|i| i.number == number) {
                    (import.done, import.total, import.took) = (done, total, took);
                    self.ask_while_importing(done);
                }
            }
            Reply::Imported { number, added, same, companions, took, cancelled, failures, .. } => {
                let ended = self.collection.imports.iter().position(|i| i.number == number);
                let Some(import) = ended.map(|n| self.collection.imports.remove(n)) else { return };
                self.collection.settled = true;
                self.collection.generation += 1;
                self.collection.asked_at = 0;
                // That the bundled collection has been read is seen without being said.
                if !import.bundled || !failures.is_empty() {
                    let failures = Rc::new(failures);
                    self.collection.notice =
                        Some(Notice { added, same, companions, took, cancelled, failures });
                }
            }
            Reply::Found { number, results, rows, timing } => {
                if number == self.answer.number {
                    self.found(results, rows, timing.articles);
                } else {
                    self.found_relaxed(number, results.n_found);
                }
            }
            Reply::Rows { number, rows } => {
                if number == self.answer.number {
                    Rc::make_mut(&mut self.answer.rows).extend(rows);
                }
            }
            // The search field takes these itself.
            Reply::Suggested { .. } => {}
            Reply::Opened { document, highlights, work, .. } => {
                let wanted = self.route.open.as_deref();
                match document {
                    Some(document) if wanted == Some(document.article.id.0.as_str()) => {
                        let is_new = !matches!(self.opened, Opened::Ready(_));
                        self.opened =
                            Opened::Ready(Rc::new(Article { document: *document, hits: highlights, work }));
                        if is_new {
                            self.show_place();
                        }
                    }
                    None if self.opened == Opened::Loading => self.opened = Opened::Missing,
                    _ => {}
                }
            }
            Reply::Book { number, book } => {
                if number == self.shelf.number {
                    (self.shelf.pending, self.shelf.book) = (false, Some(Rc::new(*book)));
                }
            }
            reply @ (Reply::Writing { .. } | Reply::NotWritten { .. }) => {
                if let Some((path, reason)) = self.exporting.answered(&reply) {
                    let failures = Rc::new(vec![Failure { path, reason }]);
                    self.collection.notice = Some(Notice { failures, ..Notice::default() });
                }
            }
            #[cfg(feature = "web")]
            Reply::Written { number, .. } => self.exporting.had(number),
            Reply::Reread => {
                self.collection.n_anew += 1;
                self.collection.generation += 1;
            }
            Reply::Settled => self.collection.at_rest = true,
            Reply::Yours { yours, did } => {
                self.yours.answered(*yours, &did);
                self.collection.generation += 1;
            }
            Reply::Merged { path, n_added, n_bad } => {
                // That no article came with it goes without saying.
                let is_empty =
                    |n: &Notice| n.added == 0 && n.same == 0 && !n.cancelled && n.failures.is_empty();
                self.collection.notice = self.collection.notice.take().filter(|notice| !is_empty(notice));
                self.yours.merged(&path, n_added, n_bad);
            }
            Reply::Journal { .. } => {
                self.yours
                    .say("The part of the page that writes the journal did not arrive.".to_owned(), None);
            }
            Reply::Outcomes { from, outcomes, n_outcomes } => self.importing.took(from, outcomes, n_outcomes),
            // The page copies it.
            Reply::OutcomesText(_) => {}
            Reply::Kept(told) => {
                if self.keeping.told(told) {
                    self.collection.generation += 1;
                }
            }
        }
    }

    /// Asks again while articles come in: never while an answer is awaited,
    /// and each time only once a quarter more are there, so that reading a
    /// large collection is not spent on answering.
    fn ask_while_importing(&mut self, done: u32) {
        let collection = &mut self.collection;
        if !self.answer.pending && done > collection.asked_at + collection.asked_at / 4 {
            collection.asked_at = done;
            collection.generation += 1;
        }
    }

    fn found(&mut self, mut results: Results, rows: Vec<Row>, n_articles: u32) {
        let query = Rc::new(self.route.query.clone());
        let same_words = self.answer.query.as_ref().is_some_and(|before| before.text == query.text);
        if same_words {
            keep_fallen(&self.answer.results.facets, &mut results.facets);
        }
        let mut known = if self.answer.query.as_ref() == Some(&query) {
            (*self.answer.rows).clone()
        } else {
            Rows::default()
        };
        known.extend(rows);
        self.answer = Answer {
            number: self.answer.number,
            pending: false,
            query: Some(query),
            results: Rc::new(results),
            rows: Rc::new(known),
            n_articles,
            relaxed: self.answer.relaxed.clone(),
        };
    }

    fn found_relaxed(&mut self, number: u32, n_found: u32) {
        if self.answer.relaxed.iter().any(|(n, _, _)| *n == number) {
            for (n, _, count) in Rc::make_mut(&mut self.answer.relaxed) {
                if *n == number {
                    *count = Some(n_found);
                }
            }
        }
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

/// How many of a facet's first values stay in sight when they fall to zero.
const KEPT: usize = 8;

/// Values that stood at a facet's top and are gone from its new counts stay,
/// at zero, so that the list doesn't jump away under the pointer.
fn keep_fallen(before: &[FacetCounts], after: &mut [FacetCounts]) {
    for counts in after {
        let Some(old) = before.iter().find(|f| f.facet == counts.facet) else { continue };
        for (value, _) in old.values.iter().take(KEPT) {
            if !counts.values.iter().any(|(v, _)| v == value) {
                counts.values.push((value.clone(), 0));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{ArticleId, RawArticle};
    use crate::books::Timeline;
    use crate::clean::keep_all;
    use crate::extract::{extract, tagger::Rules};
    use crate::protocol::{Stage, Timing};
    use crate::query::{Hit, Snippet, Term, TermKind};

    fn row(article: u32, same_story: &[u32]) -> Row {
        Row {
            hit: Hit { article, score: 1, snippet: Snippet::default(), title_highlights: Vec::new() },
            id: format!("id{article}"),
            file: String::new(),
            title: String::new(),
            has_title: true,
            source: None,
            published: None,
            inferred: None,
            place: None,
            entities: Vec::new(),
            same_story: same_story.to_vec(),
            hand: Default::default(),
        }
    }

    /// An answer to two words.
    fn found(number: u32, articles: &[u32]) -> Event {
        let word = |text: &str| Term { text: text.to_owned(), kind: TermKind::Word, said: text.to_owned() };
        let results = Results {
            articles: articles.to_vec(),
            n_found: articles.len() as u32,
            terms: vec![word("a"), word("b")],
            ..Results::default()
        };
        let rows = articles.iter().map(|&a| row(a, &[])).collect();
        let timing = Timing { stage: Stage::Search, start: 0.0, duration: 1.0, articles: 9, bytes: 0 };
        Event::Answered(Reply::Found { number, results, rows, timing })
    }

    fn opened(id: &str, hits: &[Span]) -> Event {
        let raw = RawArticle { file: "a".into(), id: ArticleId(id.into()), text: "one two one".into() };
        let article = keep_all(raw);
        let extraction = extract(&article, &Rules);
        Event::Answered(Reply::Opened {
            number: 1,
            document: Some(Box::new(Document { article, extraction })),
            highlights: hits.to_vec(),
            work: Work::default(),
        })
    }

    fn after(state: &State, events: impl IntoIterator<Item = impl Into<Event>>) -> State {
        events.into_iter().fold(state.clone(), |state, event| state.after(event.into()).unwrap_or(state))
    }

    fn ada(choice: Option<Choice>) -> Action {
        Action::Choose(Facet::Person, "Ada".to_owned(), choice)
    }

    #[test]
    fn the_first_letter_and_each_choice_push() {
        let begun = after(&State::default(), [Action::Type("g".into())]);
        assert_eq!((begun.written, begun.route.to_hash().as_str()), (Written::Push, "q=g"));
        let typed = after(&begun, [Action::Type("gas".into())]);
        assert_eq!((typed.written, typed.route.to_hash().as_str()), (Written::Replace, "q=gas"));
        let chosen = after(&typed, [ada(Some(Choice::Only))]);
        assert_eq!((chosen.written, chosen.route.to_hash().as_str()), (Written::Push, "q=gas&person=Ada"));
    }

    #[test]
    fn typing_is_one_step_until_something_else_is_done() {
        let typed = after(&State::default(), [Action::Type("gas".into())]);
        let elsewhere = Route::from_hash("q=oil");
        for (between, expected) in [
            (Vec::new(), Written::Replace),
            (vec![Action::Asked(1).into(), found(1, &[5])], Written::Replace),
            (vec![Action::StopTyping.into()], Written::Push),
            (vec![ada(Some(Choice::Only)).into()], Written::Push),
            (vec![Action::Open("x".into()).into()], Written::Push),
            (vec![Action::CloseArticle.into()], Written::Push),
            (vec![Action::Navigated(elsewhere).into()], Written::Push),
        ] {
            let state = after(&typed, between.clone());
            assert_eq!(after(&state, [Action::Type("gas f".into())]).written, expected, "{between:?}");
        }
    }

    #[test]
    fn a_value_is_included_or_excluded_or_neither() {
        let state = State::default();
        let only = after(&state, [ada(Some(Choice::Only))]);
        assert_eq!(choice(&only.route.query.filters, Facet::Person, "Ada"), Some(Choice::Only));
        let not = after(&only, [ada(Some(Choice::Not))]);
        assert_eq!(not.route.to_hash(), "-person=Ada");
        assert_eq!(after(&not, [ada(None)]).route, state.route);
    }

    #[test]
    fn only_the_latest_search_is_taken() {
        let state =
            after(&State::default(), [Action::Asked(1).into(), Action::Asked(2).into(), found(1, &[5])]);
        assert!(state.answer.pending && state.answer.results.articles.is_empty());
        let state = after(&state, [found(2, &[3, 4])]);
        assert_eq!(state.answer.results.articles, [3, 4]);
        assert_eq!(state.answer.n_articles, 9);
    }

    #[test]
    fn what_changes_nothing_is_no_change() {
        let state = after(&State::default(), [Action::Asked(1).into(), found(1, &[5])]);
        assert_eq!(state.after(Action::Type(String::new()).into()), None);
        assert_eq!(state.after(found(7, &[1])), None);
        assert_eq!(state.after(Action::DismissNotice.into()), None);
    }

    #[test]
    fn the_list_is_asked_again_while_articles_come_in() {
        let import = Action::Importing { number: 1, n_sources: 1, bundled: true };
        let progress = |done| Event::Answered(Reply::Progress { number: 1, done, total: 1_000, took: 0 });
        let mut state = after(&State::default(), [import]);
        let mut n_asked = 0;
        for done in 1..=1_000 {
            let next = after(&state, [progress(done)]);
            n_asked += next.collection.generation - state.collection.generation;
            state = next;
        }
        assert!((10..50).contains(&n_asked), "{n_asked}");
        let waiting = after(&state, [Action::Asked(5).into(), progress(1_000_000)]);
        assert_eq!(waiting.collection.generation, state.collection.generation);
    }

    #[test]
    fn an_import_ends_with_a_notice_where_there_is_something_to_say() {
        let ended = |bundled, added, failures: Vec<Failure>| {
            let imported = Reply::Imported {
                number: 1,
                added,
                same: 0,
                companions: 0,
                took: 0,
                cancelled: false,
                failures,
                timings: Vec::new(),
            };
            let import = Action::Importing { number: 1, n_sources: 1, bundled };
            after(&State::default(), [import.into(), Event::Answered(imported)]).collection
        };
        let failure = || vec![Failure { path: "a.txt".into(), reason: "the file is empty".into() }];
        assert!(ended(true, 46, Vec::new()).notice.is_none());
        assert_eq!(ended(true, 46, failure()).notice.expect("one failed").failures.len(), 1);
        assert_eq!(ended(false, 3, Vec::new()).notice.expect("files were added").added, 3);
        assert!(ended(false, 3, Vec::new()).imports.is_empty());
    }

    #[test]
    fn the_four_states_are_told_apart() {
        let state = State::default();
        assert_eq!(state.phase(), Phase::Loading);
        let failed = after(&state, [Action::Failed("x".into())]);
        assert_eq!(failed.phase(), Phase::Failed("x".into()));
        assert_eq!(after(&failed, [Action::Asked(1).into(), found(1, &[5])]).phase(), Phase::Ready);
        let ready = after(&state, [Action::Asked(1).into(), found(1, &[5])]);
        assert_eq!(ready.phase(), Phase::Ready);
        let empty =
            after(&ready, [Action::Type("a b".into()).into(), Action::Asked(2).into(), found(2, &[])]);
        assert_eq!(empty.phase(), Phase::Empty);
        assert_eq!(empty.relaxations().len(), 3);
        let typed_on = after(&empty, [Action::Type("a b c".into())]);
        assert_eq!(typed_on.relaxations(), []);
    }

    #[test]
    fn ways_out_are_counted_as_they_come_in() {
        let query = Query { text: "a b".into(), ..Query::default() };
        let way = |n: u32| (n, Relaxed { label: n.to_string(), query: query.clone() });
        let asked = vec![way(7), way(8)];
        let state = after(&State::default(), [Action::AskedRelaxed(asked).into(), found(8, &[1, 2])]);
        let counts: Vec<Option<u32>> = state.answer.relaxed.iter().map(|(_, _, count)| *count).collect();
        assert_eq!(counts, [None, Some(2)]);
        assert_eq!(state.answer.results.n_found, 0);
    }

    #[test]
    fn j_and_k_open_the_articles_on_their_way() {
        let state = after(&State::default(), [Action::Asked(1).into(), found(1, &[5, 6, 7])]);
        let first = after(&state, [Action::Step(1)]);
        assert_eq!((first.route.open.as_deref(), first.written), (Some("id5"), Written::Push));
        let third = after(&first, [Action::Step(1), Action::Step(1), Action::Step(1)]);
        assert_eq!((third.route.open.as_deref(), third.written), (Some("id7"), Written::Replace));
        assert_eq!(after(&third, [Action::Step(-1)]).route.open.as_deref(), Some("id6"));
    }

    #[test]
    fn a_folded_story_stands_under_its_first() {
        let mut state = after(&State::default(), [Action::Asked(1).into(), found(1, &[5, 6])]);
        Rc::make_mut(&mut state.answer.rows).extend(vec![row(5, &[8, 9])]);
        assert_eq!(state.items().len(), 2);
        let state = after(&state, [Action::Unfold(5)]);
        let items: Vec<(u32, bool)> = state.items().iter().map(|i| (i.article, i.folded)).collect();
        assert_eq!(items, [(5, false), (8, true), (9, true), (6, false)]);
        assert_eq!(after(&state, [Action::Unfold(5)]).items().len(), 2);
    }

    #[test]
    fn hits_are_walked_round() {
        let hits = [Span::new(0, 3), Span::new(8, 11)];
        let state = after(&State::new(Route::from_hash("open=x&q=one")), [opened("x", &hits)]);
        let steps: Vec<Option<u32>> = [1, 1, 1, -1, -1]
            .iter()
            .scan(state, |state, by| {
                *state = after(state, [Action::StepHit(*by)]);
                Some(state.hit)
            })
            .collect();
        assert_eq!(steps, [Some(0), Some(1), Some(0), Some(1), Some(0)]);
    }

    #[test]
    fn a_document_that_is_no_longer_wanted_is_dropped() {
        let state = State::new(Route::from_hash("open=x"));
        assert_eq!(state.opened, Opened::Loading);
        assert_eq!(state.after(opened("y", &[])), None);
        let ready = after(&state, [opened("x", &[])]);
        assert!(matches!(ready.opened, Opened::Ready(_)));
        assert_eq!(after(&ready, [Action::CloseArticle]).opened, Opened::None);
    }

    #[test]
    fn evidence_is_shown_where_it_stands() {
        let state = after(&State::default(), [Action::Jump(Target::Raw(Span::new(0, 4)))]);
        assert_eq!(state.route.reading, Reading::Raw);
        let state = after(&state, [Action::Jump(Target::Text(Span::new(0, 4)))]);
        assert_eq!(state.route.reading, Reading::Clean);
        assert_eq!(state.jump.map(|(n, _)| n), Some(1));
    }

    #[test]
    fn a_link_into_an_article_shows_its_words() {
        let place =
            |state: &State| state.jump.map(|(n, target)| (n, target == Target::Text(Span::new(4, 7))));
        let state = State::new(Route::from_hash("show=quotes&open=x&at=4-7"));
        assert_eq!(place(&state), None);
        let ready = after(&state, [opened("x", &[])]);
        assert_eq!(place(&ready), Some((0, true)));
        // Read again, it stays where it is; the same link shows the words again.
        assert_eq!(place(&after(&ready, [opened("x", &[Span::new(0, 3)])])), Some((0, true)));
        let again = after(&ready, [Action::Navigated(ready.route.clone())]);
        assert_eq!(place(&again), Some((1, true)));
        assert_eq!(after(&again, [Action::CloseArticle]).route.to_hash(), "show=quotes");
    }

    #[test]
    fn a_book_begins_with_its_first_rows() {
        let state = after(&State::default(), [Action::Show(Some(Wanted::quotes())), Action::ShowMore]);
        assert_eq!((state.shelf.rows, state.written), (2 * ROWS, Written::Push));
        let speaker = Wanted::Quotes { speaker: Some("Ada".into()), words: String::new() };
        let sifted = after(&state, [Action::Sift(speaker, Written::Replace)]);
        assert_eq!((sifted.shelf.rows, sifted.written), (ROWS, Written::Replace));
        assert_eq!(sifted.route.to_hash(), "show=quotes&by=Ada");
        assert_eq!(after(&sifted, [Action::Show(None)]).route, Route::default());
    }

    #[test]
    fn only_the_latest_book_is_taken() {
        let book = |number| {
            let timeline = Timeline {
                stretches: Vec::new(),
                n_mentioned: number,
                n_published: 0,
                n_articles: 0,
                moments: Vec::new(),
            };
            Event::Answered(Reply::Book { number, book: Box::new(Book::Dates(timeline)) })
        };
        let state = after(&State::default(), [Action::AskedBook(1), Action::AskedBook(2)]);
        assert_eq!(state.after(book(1)), None);
        let state = after(&state, [book(2)]);
        assert!(!state.shelf.pending);
        assert!(matches!(state.shelf.book.as_deref(), Some(Book::Dates(t)) if t.n_mentioned == 2));
    }

    #[test]
    fn back_restores_the_view() {
        let before = Route::from_hash("q=gas&open=x");
        let state = after(&State::default(), [Action::Type("oil".into()), Action::Navigated(before.clone())]);
        assert_eq!((state.route, state.opened), (before, Opened::Loading));
    }

    #[test]
    fn a_value_that_falls_to_zero_stays_in_sight() {
        let counts = |values: &[(&str, u32)]| FacetCounts {
            facet: Facet::Person,
            values: values.iter().map(|(v, n)| ((*v).to_owned(), *n)).collect(),
            n_values: values.len() as u32,
        };
        let mut new = [counts(&[("Ada", 1)])];
        keep_fallen(&[counts(&[("Ben", 4), ("Ada", 2)])], &mut new);
        assert_eq!(new[0].values, [("Ada".to_owned(), 1), ("Ben".to_owned(), 0)]);
    }
}
