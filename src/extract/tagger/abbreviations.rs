//! Abbreviations that a text itself explains: 'Popular Front for Peace (PFP)'.
//!
//! What stands in parentheses right behind an organization is that organization,
//! there and wherever else the text has it, also where the trained tagger saw no
//! name or one of another kind.

use crate::article::{Kind, Mention};
use crate::extract::lexicon::lexicon;
use crate::text::Span;

/// Adds the abbreviations of organizations to the mentions, which stay sorted and
/// apart from each other.
pub fn define(text: &str, mentions: &mut Vec<Mention>) {
    let mut known: Vec<&str> = mentions
        .iter()
        .filter(|m| m.kind == Kind::Organization)
        .filter_map(|m| explained(text, *m))
        .collect();
    if known.is_empty() {
        return;
    }
    crate::order::sort(&mut known);
    let mut found = Vec::with_capacity(mentions.len());
    let mut rest = mentions.iter().copied().peekable();
    for word in words(text) {
        while let Some(before) = rest.next_if(|m| m.span.start < word.start) {
            found.push(before);
        }
        let is_free = found.last().is_none_or(|m| m.span.end <= word.start);
        if !is_free || known.binary_search(&word.of(text)).is_err() {
            continue;
        }
        let there = rest.next_if(|m| m.span.start == word.start && m.span.end >= word.end);
        found.push(match there {
            Some(longer) if longer.span.end > word.end => longer,
            _ => Mention { span: word, kind: Kind::Organization },
        });
    }
    found.extend(rest);
    *mentions = found;
}

/// The abbreviation in parentheses behind a name; none that the lists know as
/// something else.
fn explained(text: &str, name: Mention) -> Option<&str> {
    let rest = text[name.span.end as usize..].trim_start_matches(' ').strip_prefix('(')?;
    let len = rest.find(|c: char| !c.is_alphanumeric()).filter(|&len| rest[len..].starts_with(')'))?;
    let short = &rest[..len];
    let is_short = len <= 8 && short.chars().filter(|c| c.is_uppercase()).count() > 1;
    let is_other = || lexicon().look_up(short).is_some_and(|entry| entry.kind != Some(Kind::Organization));
    (is_short && name.span.of(text).contains(' ') && !is_other()).then_some(short)
}

/// Stretches of letters and digits.
fn words(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let len = text[start..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - start);
        at = start + len;
        Some(Span::new(start, at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, name: &str) -> Span {
        let start = text.find(name).expect("the name stands in the text");
        Span::new(start, start + name.len())
    }

    #[track_caller]
    fn check(text: &str, found: &[(&str, Kind)], expected: &[&str]) {
        let mut mentions: Vec<Mention> =
            found.iter().map(|&(name, kind)| Mention { span: place(text, name), kind }).collect();
        define(text, &mut mentions);
        let organizations = mentions.iter().filter(|m| m.kind == Kind::Organization);
        assert_eq!(organizations.map(|m| m.span.of(text)).collect::<Vec<_>>(), expected);
        assert!(mentions.is_sorted_by(|a, b| a.span.end <= b.span.start));
    }

    #[test]
    fn an_abbreviation_is_what_it_stands_for() {
        let full = ("Kigali Workers Front", Kind::Organization);
        check(
            "The Kigali Workers Front (KWF) met. KWF-led talks of the KWFs and KWF failed.",
            &[full],
            &["Kigali Workers Front", "KWF", "KWF", "KWF"],
        );
        check(
            "The Kigali Workers Front (SVT) left for Rome, SVT said.",
            &[full, ("SVT", Kind::Person), ("Rome", Kind::Place)],
            &["Kigali Workers Front", "SVT", "SVT"],
        );
        check("The Kigali Workers Front (US) met in the US.", &[full], &["Kigali Workers Front"]);
        check("The Kigali Workers Front (Kwf) met, (KWF", &[full], &["Kigali Workers Front"]);
        check("Kigali (KGL) is large.", &[("Kigali", Kind::Organization)], &["Kigali"]);
    }

    #[test]
    fn a_longer_name_stays_whole() {
        check(
            "The Kigali Workers Front (KWF) and the KWF Youth League met.",
            &[("Kigali Workers Front", Kind::Organization), ("KWF Youth League", Kind::Organization)],
            &["Kigali Workers Front", "KWF", "KWF Youth League"],
        );
    }
}
