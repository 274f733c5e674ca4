//! Text to sentences.

use crate::text::Span;

/// The sentences of a text, in order, without surrounding white space.
pub fn sentences(text: &str) -> Vec<Span> {
    text.split("\n\n")
        .scan(0, |at, part| {
            let start = *at;
            *at += part.len() + 2;
            Some(Span::new(start, start + part.len()))
        })
        .filter(|s| !s.is_empty())
        .collect()
}
