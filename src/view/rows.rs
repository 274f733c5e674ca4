//! Which rows of a long list are worth drawing.

use std::ops::Range;

/// The rows that a viewport shows, with `overscan` more on either side.
///
/// `scroll` and `viewport` are in the unit of `row`, the height of one row
/// (CSS pixels on the page). All rows are equally high, so that ten thousand
/// cost no more than ten; a row that has not been measured yet (`row` of zero
/// or less) yields the first `overscan` rows.
pub fn visible_rows(scroll: f64, viewport: f64, row: f64, n_rows: usize, overscan: usize) -> Range<usize> {
    if row <= 0.0 || row.is_nan() {
        return 0..n_rows.min(overscan);
    }
    let first = (scroll.max(0.0) / row).floor() as usize;
    let last = ((scroll.max(0.0) + viewport.max(0.0)) / row).ceil() as usize;
    let end = last.saturating_add(overscan).min(n_rows);
    first.saturating_sub(overscan).min(end)..end
}

/// The scroll position that brings row `n` wholly into view, moving no
/// further than needed; `None` where it is in view already.
pub fn scroll_to(n: usize, scroll: f64, viewport: f64, row: f64) -> Option<f64> {
    let (top, bottom) = (n as f64 * row, (n + 1) as f64 * row);
    if top < scroll {
        Some(top)
    } else if bottom > scroll + viewport {
        Some(bottom - viewport)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(scroll: f64, viewport: f64, row: f64, n_rows: usize, overscan: usize, expected: Range<usize>) {
        assert_eq!(visible_rows(scroll, viewport, row, n_rows, overscan), expected);
    }

    #[test]
    fn rows_around_the_viewport_are_drawn() {
        check(0.0, 600.0, 100.0, 10_000, 2, 0..8);
        check(1_050.0, 600.0, 100.0, 10_000, 2, 8..19);
        check(999_900.0, 600.0, 100.0, 10_000, 2, 9_997..10_000);
    }

    #[test]
    fn nothing_odd_happens_at_the_edges() {
        check(-80.0, 600.0, 100.0, 3, 2, 0..3);
        check(5_000.0, 600.0, 100.0, 3, 2, 3..3);
        check(0.0, 0.0, 0.0, 50, 12, 0..12);
        check(0.0, 600.0, f64::NAN, 5, 12, 0..5);
        check(0.0, 600.0, 100.0, 0, 4, 0..0);
    }

    #[test]
    fn scrolling_moves_no_further_than_needed() {
        assert_eq!(scroll_to(2, 0.0, 300.0, 100.0), None);
        assert_eq!(scroll_to(3, 0.0, 300.0, 100.0), Some(100.0));
        assert_eq!(scroll_to(1, 250.0, 300.0, 100.0), Some(100.0));
    }
}
