//! Documents to an index that answers queries.

use crate::article::Document;
use crate::query::{Query, Results, Row};
use crate::text::Span;

/// Postings and facet values of a collection, built as documents arrive.
#[derive(Default)]
pub struct Index {}

impl Index {
    /// Indexes a document; `None` where one with the same id is there already.
    pub fn add(&mut self, _document: &Document) -> Option<u32> {
        None
    }

    pub fn search(&self, _documents: &[Document], _query: &Query) -> Results {
        Results::default()
    }

    /// The query's hits in the text of the article at `position`.
    pub fn highlights(&self, _documents: &[Document], _query: &Query, _position: u32) -> Vec<Span> {
        Vec::new()
    }

    /// What the list shows of the article at `position` for this query.
    pub fn row(&self, _documents: &[Document], _query: &Query, _position: u32) -> Row {
        unimplemented!("arrives with the index")
    }
}
