//! What the reader does, and what becomes of the page.

use std::rc::Rc;

use super::known::ROWS;
use super::{Action, Choice, Import, Opened, State, Target, Written};
use crate::books::Wanted;
use crate::query::Query;
use crate::view::route::{Page, Reading, Route};

impl State {
    pub(super) fn apply(&mut self, action: Action) {
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
            Action::Print(next) => self.printing = self.printing.then(next),
            Action::Exporting(number, name) => self.exporting.begin(number, name),
            Action::Asked(number) => {
                self.answer.number = number;
                self.answer.pending = true;
            }
            Action::AskedRelaxed(asked) => {
                self.answer.relaxed =
                    Rc::new(asked.into_iter().map(|(number, relaxed)| (number, relaxed, None)).collect());
            }
            Action::Importing { number, n_sources, bundled, answers } => {
                let joins = !answers.is_empty();
                self.collection.imports.push(Import {
                    number,
                    done: 0,
                    total: n_sources,
                    took: 0,
                    bundled,
                    joins,
                });
                self.collection.report.answer(answers);
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
            Action::Draft(action) => self.drafts.apply(action),
        }
    }

    /// Another collection is to be seen: nothing that is known is of it.
    fn turned(&mut self, route: Route) {
        let State { written, collection, mut keeping, shelf, drafts, .. } = std::mem::take(self);
        keeping.turned();
        *self = State::new(route);
        (self.written, self.keeping, self.drafts) = (written, keeping, drafts);
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
    pub(super) fn show_place(&mut self) {
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
}
