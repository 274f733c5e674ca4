//! The word that is being typed at the end of a query, and what it may become.

use serde::{Deserialize, Serialize};

use super::fields::facet;
use crate::query::Facet;

/// The names of fields, as they are offered.
pub const FIELDS: [&str; 20] = [
    "title", "text", "person", "org", "place", "group", "event", "source", "section", "said", "role",
    "byline", "date", "before", "after", "has", "missing", "lang", "tag", "note",
];

/// Fewer letters are the beginning of anything.
const SHORTEST: usize = 2;

/// Something that may be meant by what is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// The whole text of the query with it.
    pub text: String,
    pub offered: Offered,
    /// How many articles have it; 0 for a field.
    pub n_articles: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Offered {
    Word(String),
    Name(Facet, String),
    Field(String),
    /// One of the user's own.
    Tag(String),
}

/// Where the tag begins that a text ends with, with its field, and as much of it as is
/// there: of tags all are offered before the first letter.
pub fn begun_tag(text: &str) -> Option<(usize, &str)> {
    let at = text.rfind("tag:")?;
    let tag = &text[at + "tag:".len()..];
    let stands_apart = text[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || "(-".contains(c));
    let is_open = !tag.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | ')'));
    (stands_apart && is_open).then_some((at, tag))
}

/// The end of a text that is still being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Begun<'a> {
    /// Without its field.
    pub word: &'a str,
    /// Where what is replaced begins: the word, or the field before it.
    pub start: usize,
    /// The facet that its field names.
    pub facet: Option<Facet>,
    /// Whether it stands behind another field.
    pub is_field: bool,
}

/// The word that a text ends with; `None` where it is too short, within quotes,
/// or no plain word.
pub fn begun(text: &str) -> Option<Begun<'_>> {
    let n_quotes = text.chars().filter(|c| matches!(c, '"' | '“' | '”' | '„')).count();
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '.');
    let end = text.trim_end_matches(is_plain).len();
    // A minus before a word excludes it.
    let start = end + text[end..].len() - text[end..].trim_start_matches('-').len();
    let word = &text[start..];
    let before = &text[..start];
    if n_quotes % 2 == 1 || word.chars().take(SHORTEST).count() < SHORTEST {
        return None;
    }
    if let Some(head) = before.strip_suffix(':') {
        let at = head.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
        let facet = facet(&head[at..].to_ascii_lowercase());
        let start = if facet.is_some() { at } else { start };
        return Some(Begun { word, start, facet, is_field: true });
    }
    let stands_apart =
        before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || matches!(c, '(' | '-'));
    stands_apart.then_some(Begun { word, start, facet: None, is_field: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, usize, Option<Facet>, bool)>) {
        let begun = begun(text).map(|b| (b.word, b.start, b.facet, b.is_field));
        assert_eq!(begun, expected, "{text}");
    }

    #[test]
    fn the_last_word_is_begun() {
        check("sanc", Some(("sanc", 0, None, false)));
        check("talks -ir", Some(("ir", 7, None, false)));
        check("(war OR pe", Some(("pe", 8, None, false)));
        check("talks person:ass", Some(("ass", 6, Some(Facet::Person), true)));
        check("title:ta", Some(("ta", 6, None, true)));
        check("Ас", Some(("Ас", 0, None, false)));
    }

    #[test]
    fn what_is_no_beginning_of_a_word_is_none() {
        for text in ["", "a", "talks ", "\"joint fi", "“joint fi", "sanct*", "/col", "a~1", "--", "x:"] {
            check(text, None);
        }
    }

    #[test]
    fn fields_are_fields() {
        for field in FIELDS {
            let text = format!("{field}:2019");
            let tree = parse(&text);
            assert!(tree.literal.is_empty() || matches!(field, "has" | "missing"), "{field}");
        }
    }

    #[test]
    fn a_tag_is_begun_by_its_field() {
        for (text, expected) in [
            ("tag:", Some((0, ""))),
            ("gas -tag:ba", Some((5, "ba"))),
            ("vantage:", None),
            ("tag:sea ", None),
            ("tag:\"to", None),
        ] {
            assert_eq!(begun_tag(text), expected, "{text}");
        }
    }
}
