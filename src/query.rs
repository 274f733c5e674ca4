//! What is asked of a collection, and what comes back.

mod begun;
mod chosen;
mod explain;
mod fields;
mod marks;
mod parse;
mod pattern;
mod scan;
mod snippet;
mod terms;
mod tree;
mod windows;

use serde::{Deserialize, Serialize};

use crate::article::Kind;
use crate::date::{Date, When};
use crate::journal::Hand;
use crate::text::Span;

pub use begun::{Begun, FIELDS, Offered, Suggestion, begun, begun_tag};
pub use chosen::Chosen;
pub use explain::read_as;
pub use marks::{Mark, Marker, Told, marks, merged};
pub use parse::parse;
pub use pattern::{Machine, Pattern, Sieve, State, accepts};
pub use snippet::snippet;
pub use terms::{Term, TermKind, terms};
pub use tree::{Clause, How, NEAR, Named, Node, Part, Phrase, Scope, Sought, Tree, Word};
pub use windows::{Window, windows};

/// A kind of value that articles can be filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Facet {
    Person,
    Organization,
    Place,
    Group,
    Event,
    Source,
    Section,
    Language,
}

impl Facet {
    pub const ALL: [Facet; 8] = [
        Facet::Person,
        Facet::Organization,
        Facet::Place,
        Facet::Group,
        Facet::Event,
        Facet::Source,
        Facet::Section,
        Facet::Language,
    ];

    /// The name that the address bar uses.
    pub fn key(self) -> &'static str {
        match self {
            Facet::Person => "person",
            Facet::Organization => "org",
            Facet::Place => "place",
            Facet::Group => "group",
            Facet::Event => "event",
            Facet::Source => "source",
            Facet::Section => "section",
            Facet::Language => "lang",
        }
    }

    /// Whether its values are entities, which have aliases.
    pub fn is_entity(self) -> bool {
        !matches!(self, Facet::Source | Facet::Section | Facet::Language)
    }

    /// The facet of an entity's kind, `None` for kinds that are no facet.
    pub fn of_kind(kind: Kind) -> Option<Facet> {
        match kind {
            Kind::Person => Some(Facet::Person),
            Kind::Organization => Some(Facet::Organization),
            Kind::Place => Some(Facet::Place),
            Kind::Group => Some(Facet::Group),
            Kind::Event => Some(Facet::Event),
            Kind::Date | Kind::Money | Kind::Quantity => None,
        }
    }
}

/// OR within a facet, AND across facets; excluded values never appear.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filters {
    pub include: Chosen,
    pub exclude: Chosen,
    /// First and last day, both included. An article counts where its date,
    /// printed or inferred, may lie within.
    pub from: Option<Date>,
    pub to: Option<Date>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sort {
    /// Best first where there are words to rank by, newest first where not.
    #[default]
    Relevance,
    Newest,
    Oldest,
    /// By the letters of the title, and of the source; articles without come last.
    Title,
    Source,
}

impl Sort {
    pub const ALL: [Sort; 5] = [Sort::Relevance, Sort::Newest, Sort::Oldest, Sort::Title, Sort::Source];
}

/// The whole question: words, filters and order.
///
/// `text` is read as words that all must occur, in any of their forms, and
/// much more: see [`parse`]. What somebody or something is called finds all
/// articles that tell of them, whatever they call them. Where no article has
/// all of many words, those are found that have some: [`Breadth`]. Reading
/// never fails: what is no syntax is words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    pub text: String,
    pub filters: Filters,
    pub sort: Sort,
}

/// One article that answers a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// Position in the collection: [`crate::corpus::Corpus::document`].
    pub article: u32,
    /// Higher is better; only comparable within one answer.
    pub score: u32,
    pub snippet: Snippet,
    /// Hits within the title.
    pub title_highlights: Vec<Span>,
}

/// A passage that shows why an article was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snippet {
    pub text: String,
    /// Into `text`.
    pub highlights: Vec<Span>,
}

/// How many articles under the current query have each value of one facet,
/// counted as if the facet's own inclusions weren't there: the count is the
/// number found after a click that selects only it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetCounts {
    pub facet: Facet,
    /// Most first, then by name, at most [`FacetCounts::LIMIT`] of them.
    /// Selected and excluded values are always present, in the spelling that
    /// the filter has; an excluded value's count is the number that only its
    /// exclusion hides.
    pub values: Vec<(String, u32)>,
    /// How many values there are in all, those beyond the limit included.
    pub n_values: u32,
}

impl FacetCounts {
    /// A facet of a large collection has tens of thousands of values, and each
    /// answer crosses from the worker to the page: no reader sees the rest.
    pub const LIMIT: usize = 1000;
}

/// The articles whose possible time of publication begins or ends in a month.
/// One of a known day does both in the same month; one whose date is only
/// known to lie between two begins in one month and ends in a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Month {
    pub month: Date,
    pub n_first: u32,
    pub n_last: u32,
}

/// How many articles may be of the months from `first` to `last`, each counted
/// once: all that have begun by then, less those that had ended before. It is
/// the number found by the date range of these whole months.
pub fn n_between(months: &[Month], first: Date, last: Date) -> u32 {
    let begun: u32 =
        months.iter().filter(|m| m.month.first_day() <= last.last_day()).map(|m| m.n_first).sum();
    let ended: u32 = months.iter().filter(|m| m.month.last_day() < first.first_day()).map(|m| m.n_last).sum();
    begun.saturating_sub(ended)
}

/// How much of what was typed an answer has. Words that no article has
/// together are better answered in part than not at all, if that is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Breadth {
    /// Everything.
    #[default]
    All,
    /// Everything but the words that only serve others: 'what are the …'.
    Telling,
    /// At least one of the words that tell something, and all the rest.
    Some,
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Results {
    /// The hits, in the order asked for; without snippets: [`Hit`]s are made
    /// for the visible ones. Of several that carry the same story only the
    /// first is here; the others are its [`Row::same_story`].
    pub articles: Vec<u32>,
    /// How many articles were found, those folded under another included:
    /// what facet counts add up to, and at least the length of `articles`.
    pub n_found: u32,
    pub facets: Vec<FacetCounts>,
    /// When the articles begin and end to be possible, oldest month first and
    /// without months where none does, under everything but the date range.
    /// See [`n_between`] for how many a date range would find.
    pub months: Vec<Month>,
    /// Articles without any date, under everything but the date range.
    pub undated: u32,
    /// The same whatever the filters: it is the collection that lacks the words.
    pub breadth: Breadth,
    /// How the text was read, where it is more than words; what was taken
    /// literally included.
    pub read_as: Option<String>,
    /// The text with words that no article has spelt as others: likeliest first.
    pub spellings: Vec<String>,
    /// What of the text looked like syntax and was taken literally, in order.
    pub literal: Vec<Span>,
    /// The parts of the text, each of which can be left out.
    pub terms: Vec<Term>,
}

/// All articles that answer a query, for those who want a ranking rather than
/// a list to choose from: copies of a story are not folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranking {
    /// Positions with scores, which never rise.
    pub hits: Vec<(u32, u32)>,
    /// What the first of the hits have, and how many these are: the `n_found`
    /// of [`Results`]. The others have some of the words.
    pub breadth: Breadth,
    pub n_found: u32,
    /// As in [`Results`].
    pub read_as: Option<String>,
    pub spellings: Vec<String>,
}

/// What a row of the list shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub hit: Hit,
    /// The article's address in links: stable over sessions.
    pub id: String,
    pub file: String,
    pub title: String,
    /// Whether the page had a title; otherwise `title` is the story's beginning.
    pub has_title: bool,
    pub source: Option<String>,
    pub published: Option<Date>,
    pub inferred: Option<When>,
    pub place: Option<String>,
    /// At most four entities that explain why it is here.
    pub entities: Vec<(Facet, String)>,
    /// Positions of all other articles of the collection that carry the same
    /// story, whether they answer the query or not.
    pub same_story: Vec<u32>,
    pub hand: Hand,
}
