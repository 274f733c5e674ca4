//! The timeline's brush: bars to a range of dates and back.

use std::ops::Range as Bars;

use crate::books::{Range, Stretch};
use crate::date::When;
use crate::view::words::{self, Length};

/// The bars that a range chooses; all where it is open or lies elsewhere.
pub fn bars(stretches: &[Stretch], brush: Range) -> Bars<usize> {
    let all = 0..stretches.len();
    if brush.is_open() {
        return all;
    }
    let chosen = |stretch: &Stretch| {
        let begins =
            brush.to.zip(stretch.range.from).is_none_or(|(to, from)| from.first_day() <= to.last_day());
        let ends =
            brush.from.zip(stretch.range.to).is_none_or(|(from, to)| to.last_day() >= from.first_day());
        begins && ends
    };
    let first = stretches.iter().position(chosen);
    let last = stretches.iter().rposition(chosen);
    first.zip(last).map_or(all, |(first, last)| first..last + 1)
}

/// The range of some bars; an open one where it is all of them.
pub fn range(stretches: &[Stretch], bars: Bars<usize>) -> Range {
    let chosen = stretches.get(bars.clone()).unwrap_or_default();
    match (chosen.first(), chosen.last()) {
        (Some(first), Some(last)) if chosen.len() < stretches.len() => {
            Range { from: first.range.from, to: last.range.to }
        }
        _ => Range::default(),
    }
}

/// The bar at a point of the timeline's width, from 0 to 1.
pub fn bar_at(n_bars: usize, part: f64) -> usize {
    ((part.clamp(0.0, 1.0) * n_bars as f64) as usize).min(n_bars.saturating_sub(1))
}

/// '3–9 Jan 2017', 'before 2010', 'from May 2019', 'all dates'.
pub fn label(range: Range) -> String {
    let short = |date| words::date(date, Length::Short);
    match (range.from, range.to) {
        (Some(from), Some(to)) => words::when(When::Between(from, to), Length::Short),
        (Some(from), None) => format!("from {}", short(from)),
        (None, Some(to)) => format!("to {}", short(to)),
        (None, None) => "all dates".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Date;

    fn stretches() -> Vec<Stretch> {
        let year = |year| Some(Date::year(year));
        let ranges =
            [(None, year(2014)), (year(2015), year(2015)), (year(2016), year(2016)), (year(2017), None)];
        let stretch = |(from, to)| Stretch { range: Range { from, to }, n_mentioned: 1, n_published: 1 };
        ranges.into_iter().map(stretch).collect()
    }

    #[track_caller]
    fn check(chosen: Bars<usize>, words: &str) {
        let stretches = stretches();
        let range = range(&stretches, chosen.clone());
        assert_eq!(label(range), words);
        assert_eq!(bars(&stretches, range), chosen);
    }

    #[test]
    fn bars_and_ranges_are_the_same_thing() {
        check(0..4, "all dates");
        check(0..1, "to 2014");
        check(1..3, "2015 – 2016");
        check(1..2, "2015");
        check(2..4, "from 2016");
    }

    #[test]
    fn a_range_that_is_not_there_chooses_all() {
        let other = Range { from: Some(Date::year(2015)), to: Some(Date::year(2015)) };
        assert_eq!(bars(&stretches()[2..3], other), 0..1);
        assert_eq!(bars(&[], other), 0..0);
        assert_eq!(range(&[], 0..0), Range::default());
    }

    #[test]
    fn a_point_lies_in_a_bar() {
        for (part, bar) in [(-1.0, 0), (0.0, 0), (0.49, 1), (0.5, 2), (1.0, 3), (7.0, 3)] {
            assert_eq!(bar_at(4, part), bar, "{part}");
        }
    }
}
