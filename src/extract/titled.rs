//! Names that were taken together with a title: 'Trade Minister Ana Lima' is Ana
//! Lima, and 'Justice Louise Tran' no organization.

use crate::article::{Kind, Mention};
use crate::extract::roles::is_title;
use crate::extract::words::{Words, tokens};
use crate::given::is_given;
use crate::text::Span;

/// Cuts the titles off.
pub fn cut(text: &str, mentions: &mut [Mention]) {
    for mention in mentions.iter_mut().filter(|m| matches!(m.kind, Kind::Person | Kind::Organization)) {
        if let Some(start) = name_after_title(mention.span.of(text), mention.kind) {
            mention.kind = Kind::Person;
            mention.span = Span { start: mention.span.start + start, ..mention.span };
        }
    }
}

/// Where a name begins behind the title that stands before it.
fn name_after_title(name: &str, kind: Kind) -> Option<u32> {
    let tokens = tokens(name);
    let words = Words { text: name, tokens: &tokens };
    let title = (0..tokens.len()).rev().find(|&n| is_title(words, n))?;
    let first = title + 1;
    let rest = &tokens.get(first..)?;
    // 'Martin Luther King Jr.', 'Dean Acheson'
    let is_part =
        is_given(words.word(0)) || is_given(words.word(title)) || words.is_any(first, "jr sr ii iii iv");
    let is_name = (first..tokens.len()).all(|n| words.is_capital(n) || words.mark(n) == Some('-'));
    let is_bearer = match kind {
        Kind::Person => !rest.is_empty(),
        // 'General Motors' is none.
        _ => rest.len() >= 2 && is_given(words.word(first)),
    };
    (is_bearer && is_name && !is_part && rest.len() <= 4).then(|| rest[0].span.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: Kind, name: &str, expected: &str) {
        let mut mentions = [Mention { span: Span::new(0, name.len()), kind }];
        cut(name, &mut mentions);
        assert_eq!(mentions[0].span.of(name), expected);
        assert_eq!(mentions[0].kind == kind, expected == name || kind == Kind::Person);
    }

    #[test]
    fn titles_are_no_part_of_a_name() {
        check(Kind::Person, "Trade Minister Anna Lima", "Anna Lima");
        check(Kind::Person, "Arab League Secretary-General Tariq Nasser", "Tariq Nasser");
        check(Kind::Person, "National Security Advisor Maria Rice", "Maria Rice");
        check(Kind::Organization, "Justice Louise Tran", "Louise Tran");
    }

    #[test]
    fn what_is_called_like_a_title_stays() {
        for name in ["Martin Luther King Jr", "Stephen King", "Dean Martin", "Anna", ""] {
            check(Kind::Person, name, name);
        }
        for name in ["General Motors", "Director General Office", "Justice Department"] {
            check(Kind::Organization, name, name);
        }
    }
}
