//! Stretches of words that may belong to names.

use std::ops::Range;

use crate::extract::lexicon::{Classes, lexicon};
use crate::extract::tokens::{Case, Shape, Token};

/// A run is cut after so many tokens, which bounds the work on texts that are
/// all capitals.
const LONGEST_RUN: usize = 40;

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// For names and the sentence's beginning.
    Sentence,
    /// For all important words, as in a headline; only lists and clear
    /// patterns are to be trusted.
    Headline,
    /// For everything.
    Capitals,
    /// In another language than English, whose patterns mean nothing there.
    Foreign,
}

/// Whether most small words of the tokens are words of English; `None` where
/// there are too few to tell.
pub fn is_english(tokens: &[Token]) -> Option<bool> {
    let small = tokens.iter().filter(|t| t.case == Case::Lower && t.span.len() > 1);
    let (all, english) = small.fold((0, 0), |(all, english), t| {
        (all + 1, english + usize::from(t.is(Classes::COMMON.or(Classes::FUNCTION))))
    });
    (all >= 6).then_some(english * 5 >= all * 2)
}

impl Style {
    /// `english`: whether the whole text is, for sentences too short to tell.
    pub fn of(sentence: &[Token], english: bool) -> Style {
        if !is_english(sentence).unwrap_or(english) {
            return Style::Foreign;
        }
        let (mut capital, mut upper, mut words, mut long) = (0, 0, 0, 0);
        for token in sentence.iter().filter(|t| t.shape == Shape::Word) {
            words += 1;
            upper += usize::from(token.case == Case::Upper);
            if token.span.len() > 3 {
                long += 1;
                capital += usize::from(token.is_capital());
            }
        }
        if words >= 4 && upper * 10 >= words * 7 {
            Style::Capitals
        } else if long >= 5 && capital * 10 >= long * 8 && !sentence.last().is_some_and(|t| t.is_mark('.')) {
            Style::Headline
        } else {
            Style::Sentence
        }
    }
}

/// One run: its tokens, and at each of them the longest name of the lists that
/// begins there.
pub struct Run {
    pub tokens: Range<usize>,
    /// Number of tokens and entry, by position in the run.
    pub listed: Vec<Option<(usize, u32)>>,
}

/// The runs of a sentence, in order.
pub fn find(text: &str, tokens: &[Token], sentence: Range<usize>) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let mut end = at;
        let mut listed = Vec::new();
        // As far as the names that begin inside reach, and then while words go on.
        let mut reach = at;
        while end < sentence.end && end - at < LONGEST_RUN {
            let inside = end < reach;
            let name = begins_name(tokens, end, sentence.end);
            if !inside && !name && !joins(text, tokens, at..end, sentence.end) {
                break;
            }
            let token = &tokens[end];
            let can_begin = token.is_capital() || token.is(Classes::PARTICLE) || token.shape == Shape::Number;
            let found = match can_begin
                && !(end > at && tokens[end - 1].is_hyphen() && tokens[end].case == Case::Lower)
            {
                true => lexicon().longest(&tokens[end..sentence.end.min(end + 12)]),
                false => None,
            };
            if let Some((n, _)) = found {
                reach = reach.max(end + n);
            }
            listed.push(found);
            end += 1;
        }
        if end == at {
            at += 1;
            continue;
        }
        // What only joins doesn't end a run.
        while end > at + 1 && end > reach && !ends_name(&tokens[end - 1]) {
            end -= 1;
            listed.pop();
        }
        runs.push(Run { tokens: at..end, listed });
        at = end;
    }
    runs
}

fn ends_name(token: &Token) -> bool {
    token.is_capital() || (token.shape == Shape::Word && token.case == Case::None) || is_half(token)
}

/// Whether a name may begin at, or go on with, token `n` by itself.
fn begins_name(tokens: &[Token], n: usize, end: usize) -> bool {
    let token = &tokens[n];
    if token.is_capital() {
        return true;
    }
    // 'al-Assad', 'ez-Zor', 'al Assad', and names of the lists that begin small.
    token.case == Case::Lower && token.is(Classes::PARTICLE) && {
        let hyphen = n + 1 < end && tokens[n + 1].is_hyphen() && tokens[n + 1].glued;
        let next = n + 1 + usize::from(hyphen);
        next < end
            && tokens[next].is_capital()
            && (!hyphen || tokens[next].glued)
            && (hyphen || stands_free(tokens, n))
    }
}

/// Whether a particle may stand without a hyphen: 'van Gogh', 'bin Laden', but
/// not 'as Damascus' or 'at Tanf'.
fn stands_free(tokens: &[Token], n: usize) -> bool {
    let after_name = n > 0 && tokens[n - 1].is_capital();
    tokens[n].span.len() >= 2
        && !tokens[n].is(Classes::COMMON.or(Classes::LOCATIVE))
        && (after_name || tokens[n].span.len() == 3 || tokens[n].span.len() == 2)
}

/// Whether token `run.end` ties the run to a name after it: hyphens, '&', 'of
/// the' after a word that takes it, 'and' inside such a name, possessives.
fn joins(text: &str, tokens: &[Token], run: Range<usize>, end: usize) -> bool {
    let (n, token) = (run.end, &tokens[run.end]);
    if run.is_empty() {
        return false;
    }
    let before = &tokens[n - 1];
    let next = tokens.get(n + 1).filter(|_| n + 1 < end);
    let next_is_capital = next.is_some_and(Token::is_capital);
    match token.shape {
        Shape::Mark('-' | '‐' | '‑' | '–') => {
            // 'Port-au-Prince', 'Iran-Russia', but not 'Iran - Russia' or 'Iran-led'.
            let small = next.is_some_and(|t| t.case == Case::Lower && t.span.len() <= 3 && t.glued)
                && n + 3 < end
                && tokens[n + 2].is_hyphen()
                && tokens[n + 3].is_capital();
            let half = n - run.start >= 2
                && before.case == Case::Title
                && tokens[n - 2].case == Case::Title
                && next.is_some_and(is_half);
            token.glued && next.is_some_and(|t| t.glued) && (next_is_capital || small || half)
        }
        Shape::Mark('&') => next_is_capital,
        // "Workers' Party"
        Shape::Mark('\'' | '’') => {
            token.glued
                && next_is_capital
                && before.span.of(text).ends_with('s')
                && !next.is_some_and(|t| t.glued)
        }
        Shape::Possessive => next_is_capital,
        Shape::Word if token.case == Case::Lower => match token.span.of(text) {
            "of" | "for" | "on" | "to" | "against" => {
                takes_of(before)
                    && (next_is_capital
                        || next.is_some_and(|t| t.span.of(text) == "the")
                            && n + 2 < end
                            && tokens[n + 2].is_capital())
            }
            "the" => {
                before.case == Case::Lower && next_is_capital && n - 1 > run.start && takes_of(&tokens[n - 2])
            }
            "and" => {
                next_is_capital
                    && run.clone().any(|m| {
                        tokens[m].case == Case::Lower
                            && matches!(tokens[m].span.of(text), "of" | "for" | "on")
                    })
            }
            _ if before.is_hyphen() && is_half(token) => true,
            _ => {
                // The small word inside 'Lashkar-e-Taiba'.
                before.is_hyphen() && token.glued && next.is_some_and(|t| t.is_hyphen() && t.glued)
            }
        },
        _ => false,
    }
}

/// The small half of a given name: 'hyun' of 'Moo-hyun', but not 'led' of 'Seoul-led'.
fn is_half(token: &Token) -> bool {
    token.case == Case::Lower
        && token.glued
        && token.span.len() <= 6
        && !token.is(Classes::COMMON.or(Classes::PARTICLE).or(Classes::SPEECH))
}

fn takes_of(token: &Token) -> bool {
    token.is_capital()
        && token.is(Classes::ORG_OF
            .or(Classes::EVENT_OF)
            .or(Classes::EVENT)
            .or(Classes::PLACE)
            .or(Classes::PLACE_LEAD)
            .or(Classes::MISC))
}
