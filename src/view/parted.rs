//! The words for a collection of which no more is fetched than is asked for.

use crate::protocol::parted::Stand;
use crate::view::keeping::{number, size};

/// What is promised above the list.
pub fn promise(stand: &Stand) -> String {
    let Stand { fetched, bytes, n_files, .. } = stand;
    let (fetched, all, size) = (number(*fetched), number(*n_files), size(*bytes));
    format!(
        "Only what you ask for is fetched, from where this page is: {fetched} of {all} files so far, {size}."
    )
}

/// A file did not arrive, or can't be used.
pub fn lost(file: &str, reason: &str) -> String {
    format!("A part of the collection did not arrive: {file} ({reason}).")
}

/// Why a file that arrived can't be used: it is cut off, or of another collection or version.
pub const BROKEN: &str = "it is not what it should be; loading the page again may help";

/// So many files more are needed that it is not done unasked.
pub fn many(n_files: usize) -> String {
    format!("That takes {} more files of the collection: try again to have them fetched.", n_files)
}

/// What the book leaves out, where it does.
pub fn book(stand: &Stand) -> Option<String> {
    let (of, all) = stand.book;
    (of < all).then(|| {
        let (of, all) = (number(of), number(all));
        format!("This is of the first {of} of {all} articles. A narrower search has them all.")
    })
}

/// What can't be done with it.
pub const CANNOT: &str = "This collection is read where it lies: nothing can be added to it, marked or put right in it, \
                          or exported from it. A collection of your own, in the menu beside its name, has all that.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_fetched_is_told() {
        let stand = Stand { fetched: 6, bytes: 5_440_000, n_files: 7115, ..Stand::default() };
        assert!(promise(&stand).ends_with("where this page is: 6 of 7,115 files so far, 5.4 MB."));
    }

    #[test]
    fn a_book_says_what_it_leaves_out() {
        let of = |book| self::book(&Stand { book, ..Stand::default() });
        assert_eq!(of((0, 0)), None);
        assert_eq!(of((812, 812)), None);
        assert!(of((1024, 30_000)).unwrap().contains("first 1,024 of 30,000"));
    }
}
