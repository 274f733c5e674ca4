//! A place in a text by its words, found again where the text has changed.
//!
//! It is what the W3C Web Annotation model has two selectors for: the words with
//! some of what stands around them (`TextQuoteSelector`), and where they stood
//! (`TextPositionSelector`), which only decides between places that are alike.
//!
//! Limits: words that were changed are not found; their spaces, line ends,
//! quotation marks, dashes and soft hyphens may have.

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// So many code points around the words are kept on either side: enough to tell
/// one 'he said' from the others.
const CONTEXT: usize = 32;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The words.
    pub exact: String,
    /// What stands before them, and after.
    pub prefix: String,
    pub suffix: String,
    /// Where they stood, in code points.
    pub start: u32,
    pub end: u32,
}

impl Anchor {
    /// Of a place in a text; an empty one where there is no such place.
    pub fn of(text: &str, span: Span) -> Anchor {
        let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default();
        let (before, exact) = (part(0..span.start as usize), part(span.range()));
        let after = part(span.end as usize..text.len());
        let first = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
        let last = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
        let start = before.chars().count() as u32;
        Anchor {
            exact: exact.to_owned(),
            prefix: before[first..].to_owned(),
            suffix: after[..last].to_owned(),
            start,
            end: start + exact.chars().count() as u32,
        }
    }

    /// Where the words stand in a text: of several places the one whose
    /// surroundings are most alike, then the one nearest to where they stood.
    pub fn find(&self, text: &str) -> Option<Span> {
        if self.exact.trim().is_empty() {
            return None;
        }
        if let Some(at) = self.best(text) {
            return Some(Span::new(at, at + self.exact.len()));
        }
        let (plain, places) = plain(text);
        let loose = |words: &str| self::plain(words).0;
        let anchor = Anchor {
            exact: loose(self.exact.trim()),
            prefix: loose(&self.prefix),
            suffix: loose(&self.suffix),
            ..*self
        };
        if anchor.exact.is_empty() {
            return None;
        }
        let at = anchor.best(&plain)?;
        let place = |at: usize| places[at] as usize;
        let end = place(at + anchor.exact.len() - 1);
        let end = end + text[end..].chars().next().map_or(0, char::len_utf8);
        Some(Span::new(place(at), end))
    }

    fn best(&self, text: &str) -> Option<usize> {
        let hint = text.char_indices().nth(self.start as usize).map_or(text.len(), |(at, _)| at);
        let alike = |at: usize| {
            let before = text[..at].chars().rev().zip(self.prefix.chars().rev());
            let after = text[at + self.exact.len()..].chars().zip(self.suffix.chars());
            before.take_while(|(a, b)| a == b).count() + after.take_while(|(a, b)| a == b).count()
        };
        let places = text.match_indices(self.exact.as_str()).map(|(at, _)| at);
        places.max_by_key(|&at| (alike(at), std::cmp::Reverse(at.abs_diff(hint))))
    }
}

/// A text with one space for each run of them, one kind of quotation mark and dash,
/// and no soft hyphens; for each byte of it the place of its character in the original.
fn plain(text: &str) -> (String, Vec<u32>) {
    let mut plain = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let c = match c {
            '\u{ad}' | '\u{200b}' | '\u{feff}' => continue,
            '“' | '”' | '„' | '«' | '»' => '"',
            '‘' | '’' | '‚' => '\'',
            '–' | '—' | '‑' | '−' => '-',
            c if c.is_whitespace() => {
                if plain.ends_with(' ') {
                    continue;
                }
                ' '
            }
            c => c,
        };
        plain.push(c);
        places.resize(plain.len(), at as u32);
    }
    (plain, places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Anchors the words in brackets; where they are found in `after`, in brackets again.
    #[track_caller]
    fn check(before: &str, after: &str, expected: &str) {
        let (start, end) = (before.find('[').unwrap(), before.find(']').unwrap() - 1);
        let anchor = Anchor::of(&before.replace(['[', ']'], ""), Span::new(start, end));
        let found = anchor.find(after).map(|span| {
            let (start, end) = (span.start as usize, span.end as usize);
            format!("{}[{}]{}", &after[..start], &after[start..end], &after[end..])
        });
        assert_eq!(found.as_deref().unwrap_or("none"), expected, "{before}");
    }

    #[test]
    fn words_are_found_where_they_have_moved() {
        check("The [ferry] runs.", "Now the ferry runs.", "Now the [ferry] runs.");
        check("He said no. [He said] yes.", "He said yes.", "[He said] yes.");
        check("A no, a [no] yes.", "More. A no, a no yes.", "More. A no, a [no] yes.");
        check("a b a b [a] b a b", "a b a b a b a b", "a b a b [a] b a b");
        check("The [ferry] runs.", "The boat runs.", "none");
    }

    #[test]
    fn spaces_and_marks_may_change() {
        check("It has “[a  big\npiano]” there.", "It has \"a big piano\".", "It has \"[a big piano]\".");
        check("[“I won’t”] he said", "\"I won't\" he said", "[\"I won't\"] he said");
        check("the [co\u{ad}operation]", "the cooperation", "the [cooperation]");
        check("[größer – schöner]", "Viel größer\n— schöner!", "Viel [größer\n— schöner]!");
    }

    #[test]
    fn nothing_is_found_nowhere() {
        assert_eq!(Anchor::of("", Span::new(0, 0)).find("a b"), None);
        assert_eq!(Anchor::of("a", Span::new(5, 9)).find("a b"), None);
        assert_eq!(Anchor::of("a \u{ad} b", Span::new(2, 4)).find("a  b"), None);
    }

    proptest! {
        #[test]
        fn a_place_is_found_in_its_own_text(text: String, from: usize, len in 0_usize..40) {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let from = from % places.len();
            let span = Span::new(places[from], places[(from + len).min(places.len() - 1)]);
            let found = Anchor::of(&text, span).find(&text);
            if span.of(&text).trim().is_empty() {
                prop_assert_eq!(found, None);
            } else {
                let found = found.unwrap();
                prop_assert_eq!(found.of(&text), span.of(&text));
            }
        }

        #[test]
        fn any_anchor_is_looked_for_in_any_text(exact: String, prefix: String, suffix: String, text: String) {
            let anchor = Anchor { exact, prefix, suffix, start: 3, end: 9 };
            if let Some(span) = anchor.find(&text) {
                prop_assert!(text.get(span.range()).is_some());
            }
        }
    }
}
