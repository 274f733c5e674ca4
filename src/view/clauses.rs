//! The parts of a search as things to turn round or take away.

use crate::query::{Term, TermKind};

/// The search `text` without its part `n`.
pub fn without(text: &str, terms: &[Term], n: usize) -> String {
    let is_whole = is_whole(text) || n + 1 == terms.len();
    joined(terms.iter().enumerate().filter(|(m, _)| *m != n).map(|(_, term)| typed(term)), is_whole)
}

/// The search `text` with its part `n` excluded where it was asked for, or
/// asked for where it was excluded.
pub fn turned(text: &str, terms: &[Term], n: usize) -> String {
    let parts = terms.iter().enumerate().map(|(m, term)| match term.kind {
        _ if m != n => typed(term),
        TermKind::Not => term.text.clone(),
        TermKind::Word | TermKind::More => format!("-{}", term.text),
    });
    joined(parts, is_whole(text))
}

/// A part as it is typed.
pub fn typed(term: &Term) -> String {
    match term.kind {
        TermKind::Not => format!("-{}", term.text),
        TermKind::Word | TermKind::More => term.text.clone(),
    }
}

/// Whether the last word is whole, rather than one that is still being typed.
fn is_whole(text: &str) -> bool {
    text.ends_with(char::is_whitespace)
}

fn joined(parts: impl Iterator<Item = String>, is_whole: bool) -> String {
    let mut text = parts.collect::<Vec<_>>().join(" ");
    if is_whole && !text.is_empty() {
        text.push(' ');
    }
    text
}

/// What was read, cut so that every second piece is one that was taken
/// literally: the page underlines it.
pub fn by_literal<'a>(read_as: &'a str, literal: &[&str]) -> Vec<&'a str> {
    let mut pieces = Vec::new();
    let Some(first) = literal.first() else { return vec![read_as] };
    // They stand together behind all the rest, each in quotation marks.
    let mut from = 0;
    let mut at = read_as.rfind(&format!("; “{first}”")).unwrap_or(read_as.len());
    for part in literal {
        let Some(found) = read_as[at..].find(&format!("“{part}”")) else { break };
        let start = at + found + "“".len();
        pieces.extend([&read_as[from..start], &read_as[start..start + part.len()]]);
        from = start + part.len();
        at = from;
    }
    pieces.push(&read_as[from..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{parse, read_as, terms};

    #[track_caller]
    fn check(text: &str, n: usize, rest: &str, other: &str) {
        let terms = terms(text, &parse(text));
        let (left, round) = (without(text, &terms, n), turned(text, &terms, n));
        assert_eq!((left.trim_end(), round.trim_end()), (rest, other), "{text}");
        // Turned twice, it is what it was.
        let again = crate::query::terms(other, &parse(other));
        assert_eq!(turned(other, &again, n), terms.iter().map(typed).collect::<Vec<_>>().join(" "), "{text}");
    }

    #[test]
    fn parts_are_taken_away_or_turned() {
        check("syria \"peace talks\" -war", 0, "\"peace talks\" -war", "-syria \"peace talks\" -war");
        check("syria \"peace talks\" -war", 1, "syria -war", "syria -\"peace talks\" -war");
        check("syria \"peace talks\" -war", 2, "syria \"peace talks\"", "syria \"peace talks\" war");
        check("a (b OR c) person:ada", 1, "a person:ada", "a -(b OR c) person:ada");
        check("a missing:date", 1, "a", "a -missing:date");
        check("a talks near:person", 1, "a", "a -talks near:person");
    }

    #[test]
    fn whole_words_stay_whole() {
        let parts = |text: &str| terms(text, &parse(text));
        assert_eq!(without("iran nucl", &parts("iran nucl"), 0), "nucl");
        assert_eq!(without("iran nucl", &parts("iran nucl"), 1), "iran ");
        assert_eq!(turned("iran nuclear ", &parts("iran nuclear "), 1), "iran -nuclear ");
        assert_eq!(without("iran ", &parts("iran "), 0), "");
    }

    #[test]
    fn what_is_literal_is_told_from_the_rest() {
        let pieces = |text: &str| -> Vec<String> {
            let tree = parse(text);
            let literal: Vec<&str> = tree.literal.iter().map(|span| span.of(text)).collect();
            by_literal(&read_as(text, &tree).unwrap(), &literal).into_iter().map(str::to_owned).collect()
        };
        assert_eq!(pieces("a OR b "), ["a or b"]);
        assert_eq!(
            pieces("\"foo:bar\" foo:bar x ) "),
            ["“foo bar”, “foo bar”, x; “", "foo:bar", "” “", ")", "” taken literally"]
        );
    }
}
