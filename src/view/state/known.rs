//! What the page knows of the collection: answers, imports, the open article, the book.

use std::rc::Rc;

use crate::article::Document;
use crate::books::Book;
use crate::journal::Work;
use crate::protocol::Failure;
use crate::query::{Query, Results, Row};
use crate::text::Span;
use crate::view::relax::Relaxed;

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

    pub(super) fn iter(&self) -> std::slice::Iter<'_, Rc<Row>> {
        self.0.iter()
    }

    /// Later ones take the place of earlier ones.
    pub(super) fn extend(&mut self, rows: Vec<Row>) {
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
    /// Whether what comes of it is told with what came of the one before, which had asked for it.
    pub joins: bool,
}

/// What an ended import has to say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notice {
    pub added: u32,
    pub same: u32,
    /// Files that belong to a saved page.
    pub companions: u32,
    /// What is hidden, a folder as one.
    pub hidden: u32,
    /// Milliseconds.
    pub took: u32,
    pub cancelled: bool,
    pub failures: Rc<Vec<Failure>>,
}

impl Notice {
    /// These are read after all.
    pub(super) fn answer(&mut self, mut paths: Vec<String>) {
        if !paths.is_empty() {
            crate::order::sort(&mut paths);
            Rc::make_mut(&mut self.failures).retain(|failure| paths.binary_search(&failure.path).is_err());
        }
    }

    /// Both as one.
    pub(super) fn joined(mut self, other: Notice) -> Notice {
        self.added += other.added;
        self.same += other.same;
        self.companions += other.companions;
        self.hidden += other.hidden;
        self.took += other.took;
        self.cancelled |= other.cancelled;
        Rc::make_mut(&mut self.failures).extend_from_slice(&other.failures);
        self
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Collection {
    pub imports: Vec<Import>,
    pub notice: Option<Notice>,
    /// What came of the latest import of the reader's own, whether that is shown or not.
    pub(super) report: Notice,
    /// Grows whenever the collection has changed enough to ask again.
    pub generation: u32,
    /// Articles in the collection when it was last asked because of an import.
    pub(super) asked_at: u32,
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
pub(super) const ROWS: u32 = 60;

/// The book in the list's place.
#[derive(Clone, Debug, PartialEq)]
pub struct Shelf {
    /// The latest question; only its answer is taken.
    pub(super) number: u32,
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
