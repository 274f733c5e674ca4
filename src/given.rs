//! Given names, by which cleaning tells an author's line from a section's and
//! extraction tells people from things.

use std::sync::LazyLock;

/// Given names, family names, and names that are both: each list, in order,
/// under a line that begins with `#`.
pub const NAMES: &str = include_str!("extract/lexicon/names.txt");

/// The lists that hold given names.
const LISTS: [&str; 2] = ["# given:", "# given+family:"];

static GIVEN: LazyLock<[Vec<&str>; 2]> = LazyLock::new(|| {
    LISTS.map(|head| {
        let list = NAMES.lines().skip_while(|line| !line.starts_with(head)).nth(1);
        list.unwrap_or("").split(' ').collect()
    })
});

/// Whether people are called so: 'Anna', 'Yusuf'. Known are some four thousand
/// names, in the usual case; who has another may still be a person.
pub fn is_given(name: &str) -> bool {
    GIVEN.iter().any(|list| list.binary_search(&name).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names() {
        for (name, expected) in
            [("Anna", true), ("Yusuf", true), ("Aaron", true), ("Politics", false), ("", false)]
        {
            assert_eq!(is_given(name), expected, "{name}");
        }
    }

    #[test]
    fn the_lists_are_in_order() {
        for list in GIVEN.iter() {
            assert!(list.len() > 100 && list.is_sorted());
        }
    }
}
