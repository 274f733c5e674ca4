//! What every book's row has: the article it comes from, and the words there.

use serde::{Deserialize, Serialize};

use crate::article::Document;
use crate::date::When;
use crate::query::{Mark, snippet};
use crate::text::Span;

/// An article, as far as a row names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    pub id: String,
    /// `None` where the page has none: the file's name stands for it.
    pub title: Option<String>,
    pub file: String,
    pub source: Option<String>,
    /// Printed, or inferred from the text.
    pub date: Option<When>,
    pub inferred: bool,
}

impl Origin {
    pub fn of(document: &Document) -> Origin {
        let article = &document.article;
        Origin {
            id: article.id.0.clone(),
            title: article.title.as_ref().map(|title| title.value.clone()),
            file: article.file.clone(),
            source: article.source.as_ref().map(|source| source.value.clone()),
            date: date(document),
            inferred: article.published.is_none(),
        }
    }
}

/// When an article was published: printed, or else inferred from its text.
pub fn date(document: &Document) -> Option<When> {
    let printed = document.article.published.as_ref().map(|fact| When::On(fact.value));
    printed.or_else(|| Some(document.extraction.published_inferred.as_ref()?.value))
}

/// Words of an article with some around them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    pub origin: Origin,
    /// The words themselves, into the article's text; none where it is the
    /// article as a whole that tells it.
    pub span: Option<Span>,
    /// The words and those around them.
    pub text: String,
    /// The words, into `text`.
    pub marks: Vec<Span>,
}

impl Passage {
    pub fn of(document: &Document, span: Span) -> Passage {
        let passage = snippet(&document.article.text, &[Mark { span, clause: 0 }]);
        let origin = Origin::of(document);
        Passage { origin, span: Some(span), text: passage.text, marks: passage.highlights }
    }
}
