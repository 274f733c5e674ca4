//! The facade that every edge calls: files in, documents kept, queries answered.

use crate::article::{Article, Document, RawArticle};
use crate::clean;
use crate::extract::{
    self,
    tagger::{Rules, Trained},
};
use crate::html::{self, Decoder};
use crate::index::Index;
use crate::ingest::{self, IngestError, SourceFile};
use crate::query::{Query, Results, Row};
use crate::text::Span;

/// How files become documents.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// Take the whole file as body, unchanged.
    pub no_clean: bool,
    /// Reads the encodings that saved pages declare; without one, and for
    /// plain text, the encoding is told by the bytes.
    pub decoder: Option<Decoder>,
    /// Finds names; the rules alone do where there is none.
    pub tagger: Option<&'a Trained>,
}

/// One file to one document: the whole pipeline but the index. Pure, so that
/// edges may run it in parallel and anywhere.
pub fn process(file: &SourceFile, options: Options<'_>) -> Result<Document, IngestError> {
    let article = if ingest::is_html(file) { clean_page(file, options) } else { clean_text(file, options) };
    Ok(understand(article?, options.tagger))
}

/// The first half of [`process`] for plain text: decoded, then told apart into
/// story and the rest.
pub fn clean_text(file: &SourceFile, options: Options<'_>) -> Result<Article, IngestError> {
    let raw = ingest::ingest(file)?;
    Ok(if options.no_clean { clean::keep_all(raw) } else { clean::clean(raw) })
}

/// The first half of [`process`] for a saved page. In the browser it runs in a
/// module of its own, which is fetched when the first page arrives.
pub fn clean_page(file: &SourceFile, options: Options<'_>) -> Result<Article, IngestError> {
    let page = html::read(&file.bytes, options.decoder.unwrap_or(|_, _| None))?;
    let (name, id) = (file.path.clone(), ingest::id(&file.bytes));
    Ok(if options.no_clean {
        clean::keep_all(RawArticle { file: name, id, text: page.text })
    } else {
        clean::markup::clean(name, id, page)
    })
}

/// The second half of [`process`]: names, quotes and dates found.
pub fn understand(article: Article, tagger: Option<&Trained>) -> Document {
    let extraction = match tagger {
        Some(trained) => extract::extract(&article, trained),
        None => extract::extract(&article, &Rules),
    };
    Document { article, extraction }
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
