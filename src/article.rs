//! The nouns: what a file becomes on its way to the reader.

use serde::{Deserialize, Serialize};

use crate::date::{Date, When};
use crate::text::Span;

/// Stable hash of an article's raw bytes, 16 lower-case hexadecimal digits.
/// The same bytes have the same id everywhere, whatever the file is called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub String);

/// One article as it came: decoded, nothing judged yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawArticle {
    /// Path as given, relative to the folder or archive.
    pub file: String,
    pub id: ArticleId,
    /// The decoded text, unchanged but for a byte-order mark.
    pub text: String,
}

/// A fact and the place in the raw text that says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact<T> {
    pub value: T,
    /// Into [`Article::raw`].
    pub evidence: Span,
}

/// Place and date line of a correspondent: 'Baku, Azerbaijan, Sep. 5'.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    /// The place in its usual spelling: 'Baku'.
    pub place: String,
    /// As printed: 'TEHRAN –'.
    pub text: String,
    /// Into [`Article::raw`].
    pub evidence: Span,
}

/// A cleaned article: its raw text, what each line of that is, and the story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    pub file: String,
    pub id: ArticleId,
    /// The raw text, as decoded.
    pub raw: String,
    /// Every non-blank raw line, in order.
    pub lines: Vec<Line>,
    pub title: Option<Fact<String>>,
    /// Standfirst or repeated lead, where the page has one.
    pub summary: Option<Fact<String>>,
    /// As printed on the page; never guessed.
    pub published: Option<Fact<Date>>,
    /// Author names without 'By'; several are joined by ', '.
    pub byline: Option<Fact<String>>,
    /// Publisher or agency that the page itself credits as its origin.
    pub source: Option<Fact<String>>,
    /// Breadcrumb, outermost first; the evidence is the whole trail.
    pub sections: Option<Fact<Vec<String>>>,
    pub dateline: Option<Dateline>,
    /// BCP 47 tag of the body's language.
    pub language: Option<String>,
    /// The story: its paragraphs joined by a blank line ("\n\n").
    pub text: String,
    /// Into [`Article::text`], in order, covering all but the blank lines between.
    pub paragraphs: Vec<Span>,
    /// Which of them may not belong to the story, in order.
    pub doubts: Vec<Doubt>,
    pub captions: Vec<String>,
    /// Where on the web it says that it stands: to be shown and cited, never followed. What a
    /// case file says may be anything; see [`web_address`](crate::text::web_address).
    pub address: Option<String>,
}

impl Article {
    /// Whether only a part of its story is here: a case file may carry snippets, or names
    /// alone. What is shown of it then is all that can be read.
    pub fn is_reduced(&self) -> bool {
        self.raw.is_empty()
    }

    /// Whether more of the story is here than in another copy that is reduced.
    pub fn is_fuller(&self, other: &Article) -> bool {
        other.is_reduced() && (!self.is_reduced() || self.text.len() > other.text.len())
    }
}

/// A paragraph that was kept, though it may be none of the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// Index into [`Article::paragraphs`].
    pub paragraph: u32,
    /// How sure the cleaner is that it belongs to the story, in percent.
    pub confidence: u8,
}

/// What became of one non-blank raw line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// 1-based, counting blank lines too.
    pub number: u32,
    /// Into [`Article::raw`], without surrounding white space.
    pub span: Span,
    /// What it was used for, most important first; never empty. One line can
    /// serve twice: 'Politics 5 September 2017' is a section and a date.
    pub uses: Vec<LineUse>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LineUse {
    Title,
    Summary,
    Published,
    Byline,
    Source,
    Sections,
    Dateline,
    /// Index into [`Article::paragraphs`].
    Body(u32),
    /// Index into [`Article::captions`].
    Caption(u32),
    /// Dropped: why, and how sure of it, in percent.
    Removed(Reason, u8),
}

/// Why a line was dropped: the closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reason {
    /// Menus, breadcrumbs that name no section, search forms, 'Back to top'.
    Navigation,
    /// Share and follow buttons, social-network names and counters.
    Share,
    /// Comment forms, comment threads, calls to comment.
    Comments,
    /// Cookie and privacy notices.
    Cookies,
    /// Related, latest and most-read articles, 'Read more' and their teasers.
    Related,
    /// Tag and keyword lists.
    Tags,
    Advertisement,
    /// Newsletter prompts, paywalls, log-in and donation boxes.
    Subscribe,
    /// Addresses, telephone numbers, alternate sites, apps.
    Contact,
    /// Copyright, terms, disclaimers, corrections policies.
    Legal,
    /// 'I am not a robot', '3 + 7 ='.
    Captcha,
    /// A line that stands elsewhere on the page: the headline printed twice.
    Duplicate,
    /// About the author, not by them.
    Author,
    /// Players, galleries and their controls.
    Media,
    /// Dates, counters and labels that are in no field: 'Updated 3 hours ago'.
    Metadata,
    /// Lines without a meaning of their own: '...', '| |'.
    Filler,
    /// It reads like the story, but stands at the same place in other files of
    /// the collection: what a site prints below each of its stories.
    Recurring,
    /// The user said so.
    Corrected,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Person,
    Organization,
    Place,
    /// A nationality, religious, ethnic or political group.
    Group,
    /// A named event.
    Event,
    Date,
    Money,
    Quantity,
}

impl Kind {
    /// A key for a name of this kind; keys are in the order of their kinds, then names.
    pub fn key(self, name: &str) -> String {
        format!("{}{name}", self as u8)
    }
}

/// One place in the story where an entity is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Mention {
    /// Into [`Article::text`].
    pub span: Span,
    pub kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// Canonical name.
    pub name: String,
    pub kind: Kind,
    /// Into [`Article::text`], in order; never empty, never overlapping
    /// another entity's.
    pub mentions: Vec<Span>,
    /// Titles and offices, people only: 'Director of the Russian Foreign
    /// Intelligence Service'.
    pub roles: Vec<Role>,
    /// Other names that the article uses, without the canonical one.
    pub aliases: Vec<String>,
    /// Why each of these is a name of this one.
    pub reasons: Vec<Why>,
    /// Where a place is; of a people, or of a body named by its country, the
    /// country.
    pub location: Option<Location>,
    /// The country whose government is meant where the place has words to say:
    /// 'Moscow said'. None of a place that says nothing.
    pub speaks_for: Option<String>,
}

/// Why two names are taken for one thing's. Without a reason they stay apart:
/// a wrong merge is worse than a missed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// The lists have both: 'ISIL' and 'Daesh'.
    Listed,
    /// Written otherwise: case, accents, the way from another alphabet, 'Defence'.
    Spelling,
    /// The text defines one by the other: 'Foreign Intelligence Service (SVR)'.
    Defined,
    /// One has initials of the other: 'SDF', 'J. Hartfield'.
    Initials,
    /// Words are left out: 'Javad Zarif' of Mohammad Javad Zarif.
    Shorter,
    /// 'Mike' for Michael.
    Nickname,
    /// A surname, or a given name, that only one person in the text bears.
    Alone,
    /// In another order: 'Syromolotov Oleg'.
    Turned,
    /// With or without the country that has it: "Iran's Foreign Ministry".
    Country,
    /// Different words for one day or period.
    Value,
    /// The user said so.
    Corrected,
}

/// An office that the article gives a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// As it can be shown: 'Secretary of Supreme National Security Council'.
    pub text: String,
    /// The words that say it, into [`Article::text`].
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Location {
    /// Degrees north times 10,000 (about 11 m), so that equality is exact.
    pub lat: i32,
    /// Degrees east times 10,000.
    pub lon: i32,
    /// ISO 3166-1 alpha-2.
    pub country: String,
}

/// Words that somebody said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// What was said, into [`Article::text`]: the words inside the marks of direct
    /// speech, else the clause that tells it.
    pub span: Span,
    pub kind: QuoteKind,
    /// The words of mixed speech that stand in quotation marks; none of others.
    pub marked: Vec<Span>,
    /// Index into [`Extraction::entities`].
    pub speaker: Option<u32>,
    /// 'said', 'pointed out', 'according to'; into [`Article::text`].
    pub cue: Option<Span>,
}

/// How words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// All in quotation marks.
    Direct,
    /// A clause of the reporter's with words in quotation marks.
    Mixed,
    /// In the reporter's words: 'he said that it had failed'.
    Indirect,
}

impl QuoteKind {
    pub fn name(self) -> &'static str {
        match self {
            QuoteKind::Direct => "direct",
            QuoteKind::Mixed => "mixed",
            QuoteKind::Indirect => "indirect",
        }
    }
}

/// A date expression of the story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateMention {
    /// Into [`Article::text`].
    pub span: Span,
    /// Resolved against the article's own date; `None` where nothing supports one.
    pub value: Option<When>,
}

/// The interval in which an article without a printed date was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InferredDate {
    pub value: When,
    /// The words that bound it, into [`Article::raw`]: what it is not before, and
    /// what it is not after.
    pub evidence: Vec<Span>,
}

/// All that was found in one article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extraction {
    /// Most mentioned first within each kind, then by first mention.
    pub entities: Vec<Entity>,
    /// In order of the text.
    pub quotes: Vec<Quote>,
    /// In order of the text.
    pub dates: Vec<DateMention>,
    /// Most telling first.
    pub keywords: Vec<String>,
    /// Only where the page prints no date.
    pub published_inferred: Option<InferredDate>,
}

/// A cleaned article with all that was found in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub article: Article,
    pub extraction: Extraction,
}
