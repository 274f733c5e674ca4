//! The facade that every edge calls: files in, documents kept, queries answered.

use crate::article::Document;
use crate::clean;
use crate::extract;
use crate::index::Index;
use crate::ingest::{IngestError, SourceFile, ingest};
use crate::query::{Query, Results, Row};
use crate::text::Span;

/// How files become documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Take the whole file as body, unchanged.
    pub no_clean: bool,
}

/// One file to one document: the whole pipeline but the index. Pure, so that
/// edges may run it in parallel and anywhere.
pub fn process(file: &SourceFile, options: Options) -> Result<Document, IngestError> {
    process_watched(file, options, |_| ())
}

/// A step of [`process_watched`] that has just ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Decoded, then told apart into story and the rest.
    Cleaned,
    Extracted,
}

/// [`process`], telling of each step as it ends: for those who measure.
pub fn process_watched(
    file: &SourceFile,
    options: Options,
    mut ended: impl FnMut(Stage),
) -> Result<Document, IngestError> {
    let raw = ingest(file)?;
    let article = if options.no_clean { clean::keep_all(raw) } else { clean::clean(raw) };
    ended(Stage::Cleaned);
    let extraction = extract::extract(&article);
    ended(Stage::Extracted);
    Ok(Document { article, extraction })
}

/// A collection of documents that answers queries. It can be asked at any
/// time, also while documents are still being added.
#[derive(Default)]
pub struct Corpus {
    documents: Vec<Document>,
    index: Index,
}

impl Corpus {
    pub fn new() -> Self {
        Corpus::default()
    }

    /// Adds a document and returns its position; `None`, and nothing is
    /// added, where an article with the same bytes is there already.
    pub fn add(&mut self, document: Document) -> Option<u32> {
        let position = self.index.add(&document)?;
        self.documents.push(document);
        Some(position)
    }

    pub fn len(&self) -> usize {
        self.documents.len()
    }

    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// Panics where there is no such position.
    pub fn document(&self, position: u32) -> &Document {
        &self.documents[position as usize]
    }

    /// The position of the article with this id.
    pub fn position(&self, id: &str) -> Option<u32> {
        self.index.position(id)
    }

    pub fn search(&self, query: &Query) -> Results {
        self.index.search(&self.documents, query)
    }

    /// The query's hits in an article's text, in order, for the reader's marks.
    /// Panics where there is no such position.
    pub fn highlights(&self, query: &Query, position: u32) -> Vec<Span> {
        self.index.highlights(&self.documents, query, position)
    }

    /// The list's rows for these positions, with snippets for this query.
    pub fn rows(&self, query: &Query, positions: &[u32]) -> Vec<Row> {
        self.index.rows(&self.documents, query, positions)
    }
}
