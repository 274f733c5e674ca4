//! Names that nothing but their verb of speech tells: 'a déclaré mercredi Hélène
//! Marchand', 'sagte Jutta Brandner'.
//!
//! For the languages whose names are found by lists alone. Two or three words with
//! a capital beside the verb are a person.

use super::cues::{Cue, cue};
use crate::article::{Kind, Mention};
use crate::extract::words::{Words, tokens};
#[cfg(test)]
use crate::text::Span;

/// The people who speak and aren't among `known`, in order.
pub fn find(text: &str, language: Option<&str>, known: &[Mention]) -> Vec<Mention> {
    let Some(language) = language.and_then(|tag| tag.split('-').next()).filter(|tag| *tag != "en") else {
        return Vec::new();
    };
    let tokens = tokens(text);
    let words = Words { text, tokens: &tokens };
    let mut found: Vec<Mention> = Vec::new();
    for at in 0..tokens.len() {
        let Some((kind, next)) = cue(words, at, language) else { continue };
        let before = if kind == Cue::According { None } else { name_before(words, at) };
        let Some((first, end)) = name_after(words, next).or(before) else { continue };
        // German nouns have capitals, too: 'Ministerin Jutta Brandner'.
        let first = if language == "de" { first.max(end.saturating_sub(2)) } else { first };
        let span = words.span(first, end);
        let taken = |m: &Mention| m.span.overlaps(span);
        if end - first >= 2 && !known.iter().any(taken) && !found.iter().any(taken) {
            found.push(Mention { span, kind: Kind::Person });
        }
    }
    found
}

/// Words that may stand between a verb and its subject.
const BETWEEN: usize = 2;

/// The name right of a verb, behind an adverb or a day.
fn name_after(words: Words<'_>, from: usize) -> Option<(usize, usize)> {
    let first = (from..=from + BETWEEN).find(|&n| words.is_capital(n) || !words.is_word(n))?;
    let mut end = first;
    while words.is_capital(end) && !words.breaks(end.max(1)) && end < first + 3 {
        end += 1;
    }
    (end >= first + 2).then_some((first, end))
}

/// The name left of a verb, before its auxiliary.
fn name_before(words: Words<'_>, at: usize) -> Option<(usize, usize)> {
    let end = (at.saturating_sub(BETWEEN)..=at).rev().find(|&n| n > 0 && words.is_capital(n - 1))?;
    if (end..at).any(|n| !words.is_word(n)) {
        return None;
    }
    let mut first = end;
    while first > 0 && words.is_capital(first - 1) && first + 3 > end {
        first -= 1;
    }
    (end >= first + 2).then_some((first, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: &str, text: &str, expected: &[&str]) {
        let found: Vec<_> = find(text, Some(language), &[]).iter().map(|m| Span::of(m.span, text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn names_beside_their_verbs() {
        check("fr", "« Oui », a déclaré mercredi Hélène Marchand.", &["Hélène Marchand"]);
        check("fr", "Selon Bruno Carrel, rien ne presse.", &["Bruno Carrel"]);
        check("de", "„Ja“, sagte Ministerin Jutta Brandner am Montag.", &["Jutta Brandner"]);
        check("it", "Giulia Ferri ha detto: «Sì».", &["Giulia Ferri"]);
        check("es", "«Sí», dijo la ministra.", &[]);
        check("en", "“Yes,” said Jutta Brandner.", &[]);
    }
}
