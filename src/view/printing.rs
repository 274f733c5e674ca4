//! The list on paper: all of it, not only the rows that are in sight.

use std::ops::Range;

/// So many rows are printed of a longer list: some two hundred pages.
pub const MOST: usize = 2000;

/// Whether the list is being printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Printing {
    #[default]
    No,
    /// The page was asked for it: the browser prints once all rows are drawn.
    Asked,
    /// The browser prints already, by its own menu: it waits for no row.
    Begun,
}

impl Printing {
    /// What the page was asked for is not broken off by the browser's beginning.
    pub fn then(self, next: Printing) -> Printing {
        if (self, next) == (Printing::Asked, Printing::Begun) { self } else { next }
    }

    /// The rows that are drawn for it, of so many; so many of the first are there to be drawn.
    pub fn rows(self, n_rows: usize, n_here: usize) -> Option<Range<usize>> {
        match self {
            Printing::No => None,
            Printing::Asked => Some(0..n_rows.min(MOST)),
            Printing::Begun => Some(0..n_here.min(MOST)),
        }
    }

    /// What stands below a list that is not printed to its end.
    pub fn told(self, n_printed: usize, n_rows: usize) -> Option<String> {
        let why = match self {
            _ if n_printed >= n_rows => return None,
            Printing::No => return None,
            Printing::Asked => "",
            Printing::Begun => " Ctrl+P in the page, or Export, prints more.",
        };
        Some(format!("The first {n_printed} of {n_rows} rows.{why}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_is_printed_up_to_what_is_told() {
        let check = |printing: Printing, n_rows, n_here, rows: Option<usize>, told: Option<&str>| {
            let drawn = printing.rows(n_rows, n_here).map(|rows| rows.end);
            assert_eq!(drawn, rows, "{printing:?}");
            assert_eq!(printing.told(drawn.unwrap_or(8), n_rows).as_deref(), told, "{printing:?}");
        };
        check(Printing::No, 90, 24, None, None);
        check(Printing::Asked, 90, 24, Some(90), None);
        check(Printing::Asked, 2001, 24, Some(2000), Some("The first 2000 of 2001 rows."));
        check(Printing::Begun, 90, 90, Some(90), None);
        let more = "The first 24 of 90 rows. Ctrl+P in the page, or Export, prints more.";
        check(Printing::Begun, 90, 24, Some(24), Some(more));
        assert_eq!(Printing::Asked.then(Printing::Begun), Printing::Asked);
        assert_eq!(Printing::Asked.then(Printing::No), Printing::No);
        assert_eq!(Printing::No.then(Printing::Begun), Printing::Begun);
    }
}
