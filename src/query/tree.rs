//! A query's text as it is understood: clauses, and how they are joined.

use std::sync::Arc;

use crate::date::Date;
use crate::query::{Facet, Pattern};
use crate::text::Span;

/// What was typed, read. There is a clause for everything that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// In the order they were typed.
    pub clauses: Vec<Clause>,
    /// Always [`Node::All`], of nothing where nothing was asked.
    pub root: Node,
    /// What looked like syntax and could not be read as such: it is taken as
    /// words, or is of no use. In order, apart from each other.
    pub literal: Vec<Span>,
    /// What lies beyond the limits of a query, to the end of the text.
    pub unread: Option<Span>,
}

/// How clauses are joined.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// By number.
    Clause(u32),
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
}

/// One thing that is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// Where it was typed, with its field and its quotes.
    pub span: Span,
    pub sought: Sought,
    /// It stands under a `NOT`: an article that has it is not wanted for that.
    pub negated: bool,
    /// A word that does not count, because it tells nothing and no article has
    /// all words. Reading sets it nowhere; a collection does.
    pub idle: bool,
    /// Clauses with the same number stand side by side: several may be a name.
    pub group: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Sought {
    Words(Phrase),
    /// A value of an article that has these words in a row.
    Named(Named, Vec<Word>),
    /// A time of publication that may lie between these, both included.
    Dated(Option<Date>, Option<Date>),
    /// The article has such a thing.
    Has(Part),
}

/// Words that an article has together.
#[derive(Clone, Debug, PartialEq)]
pub struct Phrase {
    /// Never empty. Several follow each other directly, unless `within` says otherwise.
    pub words: Vec<Word>,
    /// Typed in quotes: no other form of a word will do.
    pub quoted: bool,
    /// Any order will do, with at most so many other words among them.
    pub within: Option<u32>,
    pub scope: Scope,
}

/// A word, or what its spelling must be like.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Folded; of a [`How::Like`] as it was typed.
    pub text: String,
    /// Where it was typed, with its `*` or `~1`; empty where it was not typed.
    pub span: Span,
    pub how: How,
    /// Other forms that answer as well, sorted; of a [`How::Like`] all words that
    /// answer, unless these are many. Reading leaves it empty; which there are, a
    /// collection knows.
    pub forms: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum How {
    /// This word alone.
    Exact,
    /// This word or any form of it.
    Form,
    /// This word, any form of it, or one that begins so: it is still being typed.
    Typed,
    /// A word that begins so.
    Begin,
    Like(Arc<Pattern>),
}

/// Where words must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Anywhere,
    Title,
    /// The story and its summary.
    Text,
    /// Within what somebody says; or the words are the speaker's name.
    Said,
    /// At most [`NEAR`] words from the mention of such an entity.
    Near(Facet),
    /// In what the user noted on the article.
    Note,
}

/// How far [`Scope::Near`] reaches, in words.
pub const NEAR: u32 = 10;

/// Which of an article's values are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    Facet(Facet),
    Byline,
    /// What somebody in the article is: 'foreign minister'.
    Role,
    /// What the user has tagged it with.
    Tag,
}

/// Something that an article has or lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Every article has it: `*`.
    Anything,
    Title,
    Summary,
    /// Words in its story or standfirst.
    Text,
    Byline,
    Source,
    Section,
    Language,
    Dateline,
    Caption,
    Quote,
    /// A date that the page prints.
    Date,
    /// A date, printed or inferred.
    When,
    Entity(Facet),
    Role,
    /// Another article of the collection with the same story.
    Copy,
    /// What the user gave it.
    Star,
    Tag,
    Note,
    Correction,
}

impl Clause {
    /// Whether an article that has it is wanted for that.
    pub fn is_wanted(&self) -> bool {
        !self.negated && !self.idle
    }

    /// The words of a clause that asks for words.
    pub fn phrase(&self) -> Option<&Phrase> {
        match &self.sought {
            Sought::Words(phrase) => Some(phrase),
            _ => None,
        }
    }

    /// Words as they come, without quotes or field: several are one word of
    /// several, as 'co-operation'.
    pub fn plain(&self) -> Option<&Phrase> {
        self.phrase().filter(|phrase| phrase.is_plain())
    }

    /// The only word of a plain clause.
    pub fn plain_word(&self) -> Option<&Word> {
        self.plain().and_then(|phrase| match &phrase.words[..] {
            [word] => Some(word),
            _ => None,
        })
    }
}

impl Phrase {
    pub fn is_plain(&self) -> bool {
        let is_plain = |word: &Word| matches!(word.how, How::Form | How::Typed | How::Exact);
        !self.quoted
            && self.within.is_none()
            && self.scope == Scope::Anywhere
            && self.words.iter().all(is_plain)
    }
}

impl Word {
    pub fn new(text: String, how: How) -> Self {
        Word { text, span: Span { start: 0, end: 0 }, how, forms: Vec::new() }
    }

    /// The same word, typed here.
    pub fn at(self, span: Span) -> Self {
        Word { span, ..self }
    }

    /// Whether a folded word of a text answers.
    pub fn accepts(&self, word: &str) -> bool {
        match &self.how {
            How::Exact => word == self.text,
            How::Begin => word.starts_with(&self.text),
            How::Typed if word.starts_with(&self.text) => true,
            How::Form | How::Typed => word == self.text || self.forms.iter().any(|form| form == word),
            How::Like(pattern) if self.forms.is_empty() => pattern.accepts(word),
            How::Like(_) => self.forms.binary_search_by(|form| form.as_str().cmp(word)).is_ok(),
        }
    }

    /// How a word begins that answers: the bits of [`head`].
    pub fn heads(&self) -> u64 {
        let forms = || self.forms.iter().fold(0, |bits, form| bits | head(form));
        let bytes = self.text.as_bytes();
        match (&self.how, bytes) {
            (How::Like(_), _) if self.forms.is_empty() => u64::MAX,
            (How::Like(_), _) => forms(),
            (_, []) => u64::MAX,
            // Whatever comes next.
            (How::Typed | How::Begin, [first]) => {
                forms() | (0..8).fold(0, |bits, n| bits | of_two(*first, n))
            }
            _ => forms() | head(&self.text),
        }
    }
}

/// The first two bytes of a word as one of 64 bits: most words are told by it from
/// most others.
pub fn head(word: &str) -> u64 {
    let mut bytes = word.bytes();
    bytes.next().map_or(0, |first| of_two(first, bytes.next().unwrap_or(0)))
}

/// The bit of two bytes.
pub fn of_two(first: u8, second: u8) -> u64 {
    // So that vowels differ.
    let eighth = |byte: u8| (byte ^ byte >> 3) & 7;
    1 << (eighth(first) << 3 | eighth(second))
}
