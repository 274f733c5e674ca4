//! Why the collection takes names for one, and which may be one and are kept apart.

use std::cmp::Reverse;

use super::Index;
use crate::article::Why;
use crate::extract::alike::Likeness;
use crate::extract::alike::people::short_for;
use crate::query::Facet;
use crate::text::name_key;

/// So many names that may be another's are told.
const MOST: usize = 8;

impl Index {
    /// Why articles' name for something is one with what the collection calls it;
    /// `None` where an article says so itself.
    pub fn why(&self, facet: Facet, name: &str, called: &str) -> Option<Why> {
        if name_key(name) == name_key(called) {
            return Some(Why::Spelling);
        }
        let column = &self.columns[facet as usize];
        match (column.likeness(name), column.likeness(called)) {
            (Some(one), Some(other)) => why(one, other),
            // Nobody but the user has given a name that no article has.
            _ => Some(Why::Corrected),
        }
    }

    /// What may be one with what is called so and is kept apart, that of most
    /// articles first.
    pub fn perhaps(&self, facet: Facet, called: &str) -> Vec<String> {
        let (column, values) = (&self.columns[facet as usize], self.values(facet));
        let Some(own) = column.likeness(called) else { return Vec::new() };
        let is_other = |&value: &u32| {
            let name = values.name(value);
            name != called && column.likeness(name).is_some_and(|other| may_be_one(own, other))
        };
        let mut others: Vec<u32> = (0..values.len() as u32).filter(is_other).collect();
        let rank = |value: u32| (Reverse(values.articles(value).len()), values.place(value));
        crate::order::sort_numbers(&mut others, &|a, b| rank(a).cmp(&rank(b)));
        others.into_iter().take(MOST).map(|value| values.name(value).to_owned()).collect()
    }
}

/// Why two names that [`link`](super::link) has put together are one, by how they compare;
/// `None` where their articles say so.
pub fn why(one: &Likeness, other: &Likeness) -> Option<Why> {
    match (one, other) {
        (Likeness::Person { person: one, .. }, Likeness::Person { person: other, .. }) => {
            if one.words == other.words {
                return Some(Why::Spelling);
            }
            if one.is_short() || other.is_short() {
                return Some(Why::Alone);
            }
            let turned = || one.words.len() == 2 && one.words.iter().eq(other.words.iter().rev());
            short_for(one, other).or_else(|| short_for(other, one)).or(turned().then_some(Why::Turned))
        }
        (
            Likeness::Key { key: one, listed: listed_one },
            Likeness::Key { key: other, listed: listed_other },
        ) => {
            if listed_one.is_some() && listed_one == listed_other {
                return Some(Why::Listed);
            }
            (one == other && !one.is_empty()).then_some(Why::Spelling)
        }
        _ => Some(Why::Spelling),
    }
}

/// Whether names that were not put together may yet be one person's: the same
/// surname, and nothing in their words that speaks against it. That others bear it
/// too, or that their offices differ, has kept them apart.
pub fn may_be_one(one: &Likeness, other: &Likeness) -> bool {
    let (Likeness::Person { person: one, .. }, Likeness::Person { person: other, .. }) = (one, other) else {
        return false;
    };
    if one.is_short() || other.is_short() {
        let families = [other.family(), other.bare_family()];
        return !one.words.is_empty() && families.contains(&one.family())
            || !other.words.is_empty() && [one.family(), one.bare_family()].contains(&other.family());
    }
    short_for(one, other).or_else(|| short_for(other, one)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Kind;

    #[track_caller]
    fn check(kind: Kind, one: &str, other: &str, expected: Option<Why>) {
        let (one, other) = (Likeness::of(kind, one), Likeness::of(kind, other));
        assert_eq!(why(&one, &other), expected);
        assert_eq!(why(&other, &one), expected);
    }

    #[test]
    fn what_makes_two_names_one_is_told() {
        check(Kind::Person, "Qasem Salman", "Qassem Salman", Some(Why::Spelling));
        check(Kind::Person, "Salman", "Qassem Salman", Some(Why::Alone));
        check(Kind::Person, "Salman Qassem", "Qassem Salman", Some(Why::Turned));
        check(Kind::Person, "J. Hartfield", "John Hartfield", Some(Why::Initials));
        check(Kind::Organization, "Daesh", "ISIL", Some(Why::Listed));
        check(Kind::Organization, "SVR", "Service of Rivers", None);
        check(Kind::Event, "World cup", "World Cup", Some(Why::Spelling));
    }

    #[test]
    fn people_who_may_be_one_are_told() {
        let may =
            |one, other| may_be_one(&Likeness::of(Kind::Person, one), &Likeness::of(Kind::Person, other));
        assert!(may("Ryabkov", "Ivan Ryabkov"));
        assert!(may("Ivan Ryabkov", "Ryabkov"));
        assert!(may("J. Hartfield", "John Hartfield"));
        assert!(!may("Ivan Ryabkov", "Sergei Ryabkov"));
        assert!(!may("Ryabkov", "Lavrov"));
        assert!(!may_be_one(&Likeness::Plain, &Likeness::Plain));
    }
}
