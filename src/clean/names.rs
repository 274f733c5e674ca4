//! Whether words are written as names are.

use crate::text::is_mark;

/// Small words that stand inside names: 'Staffan de Mistura', 'Haitham al-Ghais'.
const PARTICLES: &[&str] = &[
    "de", "da", "di", "del", "della", "dos", "das", "do", "van", "von", "der", "den", "ter", "ten", "zu",
    "la", "le", "el", "al", "bin", "ibn", "bint", "of", "the", "and", "y", "e", "du", "des", "af", "av",
];

/// Whether every word is capitalised, or is a particle between two that are.
pub fn is_name(text: &str) -> bool {
    let words = || text.split_whitespace();
    let capital = |w: &str| {
        let w = w.trim_start_matches(['(', '"', '“', '‘', '\'', '’']);
        w.starts_with(char::is_uppercase) || w.starts_with("al-") || w.starts_with("el-") || uncased(w)
    };
    let ends = words().next().is_some_and(capital) && words().next_back().is_some_and(capital);
    ends && words().all(|w| capital(w) || PARTICLES.contains(&w))
        && words().all(|w| {
            w.chars().all(|c| c.is_alphabetic() || "'’.-‐&+ʼ".contains(c) || is_mark(c) || c == '\u{200c}')
        })
}

/// Scripts that know no capitals.
fn uncased(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
}

/// 'JOHN SMITH' as 'John Smith', 'THE HAGUE' as 'The Hague'; other spellings stay.
pub fn usual_case(name: &str) -> String {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    if letters().count() < 4 || letters().any(char::is_lowercase) {
        return name.to_owned();
    }
    let mut out = String::with_capacity(name.len());
    let mut start = true;
    for c in name.chars() {
        if start || !c.is_alphabetic() {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        start = !c.is_alphabetic() && !matches!(c, '\'' | '’');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_capitalised() {
        for (text, expected) in [
            ("Farhad Daneshvar", true),
            ("Staffan de Mistura", true),
            ("Haitham al-Ghais", true),
            ("Лаврентьев Александр", true),
            ("علی شمخانی", true),
            ("science editor", false),
            ("Sunniva Pryce in", false),
            ("Room 12", false),
            ("", false),
        ] {
            assert_eq!(is_name(text), expected, "{text}");
        }
    }

    #[test]
    fn capitals_are_taken_down() {
        for (name, expected) in [
            ("THE HAGUE", "The Hague"),
            ("TEHRAN", "Tehran"),
            ("O'NEIL ÖZGÜR", "O'neil Özgür"),
            ("UN", "UN"),
            ("Kiev", "Kiev"),
        ] {
            assert_eq!(usual_case(name), expected);
        }
    }
}
