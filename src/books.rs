//! What a collection says, gathered from its articles into three books: what was
//! said (`quotes`), which dates are told of (`timeline`), and who was what
//! (`ledger`).
//!
//! ```text
//! articles ──▶ entries, each with its words' place ──▶ those wanted ──▶ the first rows
//! ```
//!
//! A book is worked out anew for every question: it is one walk over what
//! extraction has found, and words are copied out of the rows that are shown
//! only. Every row leads to an article and to its words there.

mod entry;
mod ledger;
mod quotes;
mod timeline;

use serde::{Deserialize, Serialize};

use crate::article::{Document, Entity, Why};
use crate::date::Date;
use crate::query::Facet;

pub use entry::{Origin, Passage};
pub use ledger::{Held, Ledger, Other};
pub use quotes::{Quotes, Said, Sheaf};
pub use timeline::{Moment, Stretch, Timeline};

/// Which book is wanted, and what of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wanted {
    /// What was said in the articles of the present view.
    Quotes {
        /// Of this speaker alone; the empty name is that of those not known.
        speaker: Option<String>,
        /// Each begins a word of what was said.
        words: String,
    },
    /// The dates of the present view.
    Dates {
        /// What the timeline spans.
        span: Range,
        /// What is chosen of it: the list is of this.
        brush: Range,
    },
    /// Who or what somebody or something is, across the whole collection.
    Name { facet: Facet, name: String },
}

impl Wanted {
    pub fn quotes() -> Wanted {
        Wanted::Quotes { speaker: None, words: String::new() }
    }

    pub fn dates() -> Wanted {
        Wanted::Dates { span: Range::default(), brush: Range::default() }
    }
}

/// A stretch of time, both ends included; open where one isn't given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl Range {
    pub fn is_open(self) -> bool {
        self.from.is_none() && self.to.is_none()
    }
}

/// A book's beginning, as far as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Book {
    Quotes(Quotes),
    Dates(Timeline),
    Name(Ledger),
}

/// The articles that a book is made from.
pub struct Shelf<'a> {
    pub documents: &'a [Document],
    /// Those whose names the user has put otherwise, by positions, in order.
    pub by_hand: &'a [(u32, Document)],
    /// Positions, in the order of the list.
    pub articles: &'a [u32],
    /// What the collection calls an entity of one of its articles.
    pub name: &'a dyn Fn(&Entity) -> String,
    /// Why a name that articles have is one with what the collection calls it.
    pub why: &'a dyn Fn(Facet, &str, &str) -> Option<Why>,
}

impl<'a> Shelf<'a> {
    /// The first `rows` rows of a book.
    pub fn book(&self, wanted: &Wanted, rows: usize) -> Book {
        match wanted {
            Wanted::Quotes { speaker, words } => {
                Book::Quotes(quotes::gather(self, speaker.as_deref(), words, rows))
            }
            Wanted::Dates { span, brush } => Book::Dates(timeline::gather(self, *span, *brush, rows)),
            Wanted::Name { facet, name } => Book::Name(ledger::gather(self, *facet, name, rows)),
        }
    }

    fn documents(&self) -> impl Iterator<Item = &'a Document> {
        self.articles.iter().map(|&article| {
            match self.by_hand.binary_search_by(|other| other.0.cmp(&article)) {
                Ok(at) => &self.by_hand[at].1,
                Err(_) => &self.documents[article as usize],
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::article::{
        ArticleId, DateMention, Document, Entity, Extraction, Fact, Kind, Quote, QuoteKind, RawArticle, Role,
        Why,
    };
    use crate::clean::keep_all;
    use crate::query::Facet;
    use crate::text::Span;

    /// An article of that day, `words` its text.
    pub fn article(id: &str, day: &str, words: &str) -> Document {
        let raw =
            RawArticle { file: format!("{id}.txt"), id: ArticleId(id.to_owned()), text: words.to_owned() };
        let mut article = keep_all(raw);
        article.published = day.parse().ok().map(|value| Fact { value, evidence: Span::new(0, 0) });
        Document { article, extraction: Extraction::default() }
    }

    /// Where some words of the article stand.
    #[track_caller]
    pub fn at(document: &Document, words: &str) -> Span {
        let start = document.article.text.find(words).expect("the words are there");
        Span::new(start, start + words.len())
    }

    /// Gives the article a name, and returns its number.
    pub fn named(document: &mut Document, kind: Kind, name: &str, roles: &[&str]) -> u32 {
        let roles = roles.iter().map(|r| Role { text: (*r).to_owned(), span: at(document, r) }).collect();
        let mentions = vec![at(document, name)];
        let entity = Entity {
            name: name.to_owned(),
            kind,
            mentions,
            roles,
            aliases: Vec::new(),
            reasons: Vec::new(),
            location: None,
            speaks_for: None,
        };
        document.extraction.entities.push(entity);
        document.extraction.entities.len() as u32 - 1
    }

    pub fn says(document: &mut Document, words: &str, kind: QuoteKind, speaker: Option<u32>) {
        let span = at(document, words);
        document.extraction.quotes.push(Quote { span, kind, marked: Vec::new(), speaker, cue: None });
    }

    pub fn tells(document: &mut Document, words: &str, value: &str) {
        let span = at(document, words);
        document.extraction.dates.push(DateMention { span, value: value.parse().ok() });
    }

    pub fn name_of(entity: &Entity) -> String {
        entity.name.clone()
    }

    pub fn why(_: Facet, _: &str, _: &str) -> Option<Why> {
        None
    }
}
