//! Names as written and as shown.

use crate::article::Kind;

/// A mention's words with single spaces: it may run over a line's end.
pub fn tidy(form: &str) -> String {
    form.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name to show: 'UN' and 'U.S.' before others in one way, and a headline's capitals made ordinary for people and places,
/// whose names are no abbreviations.
pub fn presentable(form: &str, kind: Kind) -> String {
    if kind == Kind::Organization {
        // 'UN', 'U.N.' and 'U.S.' before a name are ways to write one thing.
        if let Some(rest) = form.strip_prefix("UN ").or_else(|| form.strip_prefix("U.N. ")) {
            return format!("United Nations {rest}");
        }
        if let Some(rest) = form.strip_prefix("U.S. ").or_else(|| form.strip_prefix("United States ")) {
            return format!("US {rest}");
        }
    }
    let shouted = matches!(kind, Kind::Person | Kind::Place)
        && form.chars().filter(|c| c.is_alphabetic()).count() > 4
        && !form.contains('.')
        && !form.chars().any(char::is_lowercase);
    if !shouted {
        return form.to_owned();
    }
    let mut name = String::new();
    let mut inside = false;
    for c in form.chars() {
        if inside {
            name.extend(c.to_lowercase());
        } else {
            name.push(c);
        }
        inside = c.is_alphanumeric() || matches!(c, '\'' | '’');
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shouted_names_are_shown_in_ordinary_letters() {
        assert_eq!(presentable("ADA LOVELACE", Kind::Person), "Ada Lovelace");
        assert_eq!(presentable("U.S.", Kind::Place), "U.S.");
        assert_eq!(presentable("NASA", Kind::Organization), "NASA");
    }
}
