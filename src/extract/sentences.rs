//! Tokens to sentences.

use std::ops::Range;

use crate::extract::lexicon::{Classes, lexicon};
use crate::extract::tokens::{Case, Shape, Token, tokenize};
use crate::text::Span;

/// A line shorter than this, in bytes, ends where its break is: a headline, an
/// item of a list, a verse. In longer lines a break is white space, as mail
/// and old agencies wrap their paragraphs.
const SHORT_LINE: usize = 45;

/// The sentences of a text, in order, without surrounding white space.
pub fn sentences(text: &str) -> Vec<Span> {
    let tokens = tokenize(text, lexicon());
    split(text, &tokens)
        .into_iter()
        .map(|r| Span { start: tokens[r.start].span.start, end: tokens[r.end - 1].span.end })
        .collect()
}

/// The sentences as ranges of tokens; together they are all tokens.
pub fn split(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut line_start = 0;
    for n in 1..tokens.len() {
        let gap = &text[tokens[n - 1].span.end as usize..tokens[n].span.start as usize];
        let mut ends = false;
        if gap.contains('\n') {
            let line = tokens[n - 1].span.end as usize - line_start;
            ends = line < SHORT_LINE || gap.matches('\n').count() > 1;
            line_start = tokens[n].span.start as usize;
        }
        if ends || (!gap.is_empty() && ends_before(text, tokens, n)) {
            sentences.push(start..n);
            start = n;
        }
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

/// Whether white space before token `n` parts two sentences.
fn ends_before(text: &str, tokens: &[Token], n: usize) -> bool {
    let next = &tokens[n];
    let begins = next.is_capital()
        || next.shape == Shape::Number
        || matches!(next.shape, Shape::Mark('"' | '“' | '‘' | '\'' | '«' | '(' | '[' | '—' | '–' | '-'));
    if !begins {
        return false;
    }
    // Closing marks stand between a sentence and its end.
    let mut last = n - 1;
    while last > 0
        && matches!(tokens[last].shape, Shape::Mark('"' | '”' | '’' | '\'' | '»' | ')' | ']'))
        && tokens[last].glued
    {
        last -= 1;
    }
    match tokens[last].shape {
        Shape::Mark('!' | '?' | '…' | '。') => true,
        Shape::Mark('.') => {
            // 'No. 5', 'Sgt. Pepper' with an abbreviation that no list has:
            // one or two letters with a capital before a capital.
            let before = last.checked_sub(1).map(|b| &tokens[b]);
            !before.is_some_and(|b| b.case == Case::Title && b.span.len() < 3 && tokens[last].glued)
        }
        // A point inside an abbreviation ends a sentence only where a word
        // follows that would be small inside one: 'in the U.S. The president'.
        Shape::Word if tokens[last].span.of(text).ends_with('.') => {
            next.case == Case::Title
                && next.is(Classes::COMMON)
                && !next.is(Classes::OFFICE.or(Classes::GIVEN).or(Classes::MODIFIER).or(Classes::ORG))
                && !tokens[last].is(Classes::HONORIFIC)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = sentences(text).iter().map(|s| s.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_sentences() {
        check("Mr. J. Smith left. He died.", &["Mr. J. Smith left.", "He died."]);
        check(
            "Talks began on Jan. 23 in the U.S. The president spoke.",
            &["Talks began on Jan. 23 in the U.S.", "The president spoke."],
        );
        check("“It is true.” He said so.", &["“It is true.”", "He said so."]);
    }

    #[test]
    fn lines_end_sentences_where_they_are_short_or_blank_ones_follow() {
        check("Headline\nThe story", &["Headline", "The story"]);
        check("One\n\ntwo", &["One", "two"]);
        let wrapped = "A line that is long enough to have been wrapped by\nthe agency.";
        check(wrapped, &[wrapped]);
        check("", &[]);
    }
}
