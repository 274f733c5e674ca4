//! What the worker answers, and what becomes of the page.

use std::rc::Rc;

use super::{Answer, Article, Notice, Opened, Rows, State};
use crate::protocol::{Failure, Imported, Reply};
use crate::query::{FacetCounts, Results, Row};
use crate::view::parted;

impl State {
    pub(super) fn answered(&mut self, reply: Reply) {
        // Whoever answers is there: a slow line was taken for a broken one.
        self.collection.failed = None;
        match reply {
            Reply::Progress { number, done, total, took } => {
                if let Some(import) = self.collection.imports.iter_mut().find(|i| i.number == number) {
                    (import.done, import.total, import.took) = (done, total, took);
                    self.ask_while_importing(done);
                }
            }
            Reply::Imported(imported) => {
                let Imported { number, added, same, companions, hidden, took, cancelled, failures, .. } =
                    imported;
                let ended = self.collection.imports.iter().position(|i| i.number == number);
                let Some(import) = ended.map(|n| self.collection.imports.remove(n)) else { return };
                self.collection.settled = true;
                self.collection.generation += 1;
                self.collection.asked_at = 0;
                // That the bundled collection has been read is seen without being said.
                if !import.bundled || !failures.is_empty() {
                    let failures = Rc::new(failures);
                    let mut told = Notice { added, same, companions, hidden, took, cancelled, failures };
                    if import.joins {
                        told = std::mem::take(&mut self.collection.report).joined(told);
                    }
                    if !import.bundled {
                        self.collection.report = told.clone();
                    }
                    self.collection.notice = Some(told);
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
            Reply::Parted(stand) => self.parted = stand,
            Reply::Cannot => self.yours.say(parted::CANNOT.to_owned(), None),
            Reply::Tables(tables) => self.importing.tables = tables,
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
}

/// How many of a facet's first values stay in sight when they fall to zero.
const KEPT: usize = 8;

/// Values that stood at a facet's top and are gone from its new counts stay,
/// at zero, so that the list doesn't jump away under the pointer.
pub(super) fn keep_fallen(before: &[FacetCounts], after: &mut [FacetCounts]) {
    for counts in after {
        let Some(old) = before.iter().find(|f| f.facet == counts.facet) else { continue };
        for (value, _) in old.values.iter().take(KEPT) {
            if !counts.values.iter().any(|(v, _)| v == value) {
                counts.values.push((value.clone(), 0));
            }
        }
    }
}
