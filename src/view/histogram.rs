//! Months to a handful of bars that can be clicked.

use crate::date::Date;
use crate::query::{Month, n_between};

/// A stretch of time and how many articles fall into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// First and last month, or the year, as a filter takes them.
    pub from: Date,
    pub to: Date,
    /// '2017', 'May 2017', '2010–2014'.
    pub label: String,
    pub count: u32,
}

/// Months in one bar. A year's months are shown singly; beyond `MAX_BARS` the
/// next coarser width is taken, so that bars stay wide enough for a finger.
const WIDTHS: [i32; 8] = [1, 3, 12, 24, 60, 120, 240, 1_200];
const MAX_BARS: i32 = 12;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Bars over the stretch from the first to the last article, within `from` and
/// `to` where they are set, empty bars included. A bar's count is what its own
/// date range finds; an article that may be of several bars counts in each.
pub fn bars(months: &[Month], from: Option<Date>, to: Option<Date>) -> Vec<Bar> {
    let Some((first, last)) = extent(months, from, to) else { return Vec::new() };
    let width = WIDTHS
        .into_iter()
        .find(|w| last.div_euclid(*w) - first.div_euclid(*w) < MAX_BARS)
        .unwrap_or(WIDTHS[WIDTHS.len() - 1]);
    (first.div_euclid(width)..=last.div_euclid(width))
        .map(|n| {
            let (from, to) = (month(n * width), month((n + 1) * width - 1));
            Bar { from, to, label: label(n * width, width), count: n_between(months, from, to) }
        })
        .collect()
}

/// The first and the last month within the range that an article may be of.
fn extent(months: &[Month], from: Option<Date>, to: Option<Date>) -> Option<(i32, i32)> {
    let first = number(&months.first()?.month).max(from.map_or(i32::MIN, |d| number(&d)));
    let last = number(&months.last()?.month).min(to.map_or(i32::MAX, |d| last_number(&d)));
    if first > last || n_between(months, month(first), month(last)) == 0 {
        return None;
    }
    let within = |m: &&Month| (first..=last).contains(&number(&m.month));
    let is_taken = |at: i32| n_between(months, month(at), month(at)) > 0;
    let begins = months.iter().filter(within).find(|m| m.n_first > 0).map(|m| number(&m.month));
    let ends = months.iter().filter(within).rfind(|m| m.n_last > 0).map(|m| number(&m.month));
    Some((
        if is_taken(first) { first } else { begins.unwrap_or(first) },
        if is_taken(last) { last } else { ends.unwrap_or(last) },
    ))
}

/// Months since year 0; of a year its January.
fn number(date: &Date) -> i32 {
    date.year * 12 + i32::from(date.month.unwrap_or(1)) - 1
}

/// The same at the other end: of a year its December.
fn last_number(date: &Date) -> i32 {
    date.year * 12 + i32::from(date.month.unwrap_or(12)) - 1
}

fn month(number: i32) -> Date {
    Date::month(number.div_euclid(12), number.rem_euclid(12) as u8 + 1)
}

fn label(from: i32, width: i32) -> String {
    let year = from.div_euclid(12);
    let name = |month: i32| MONTHS[month.rem_euclid(12) as usize];
    match width {
        1 => format!("{} {year}", name(from)),
        3 => format!("{}–{} {year}", name(from), name(from + 2)),
        12 => year.to_string(),
        _ => format!("{year}–{}", year + width / 12 - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Articles that may be of the months from one to another.
    fn months(spans: &[(&str, &str, u32)]) -> Vec<Month> {
        let mut months: Vec<Month> = Vec::new();
        for (first, last, count) in spans {
            for (month, n_first, n_last) in [(first, *count, 0), (last, 0, *count)] {
                let month = month.parse().unwrap();
                match months.iter_mut().find(|m| m.month == month) {
                    Some(known) => {
                        (known.n_first, known.n_last) = (known.n_first + n_first, known.n_last + n_last)
                    }
                    None => months.push(Month { month, n_first, n_last }),
                }
            }
        }
        months.sort_by_key(|m| m.month);
        months
    }

    #[track_caller]
    fn check(spans: &[(&str, &str, u32)], range: [&str; 2], expected: &str) {
        let [from, to] = range.map(|date| date.parse().ok());
        let bars = bars(&months(spans), from, to);
        let written: Vec<String> = bars.iter().map(|b| format!("{} {}", b.label, b.count)).collect();
        assert_eq!(written.join(", "), expected);
    }

    const ANY: [&str; 2] = ["", ""];

    #[test]
    fn a_year_shows_its_months() {
        let spans = [("2017-01", "2017-01", 3), ("2017-03", "2017-03", 1)];
        check(&spans, ANY, "Jan 2017 3, Feb 2017 0, Mar 2017 1");
    }

    #[test]
    fn longer_stretches_are_gathered() {
        check(
            &[("2016-11", "2016-11", 1), ("2017-12", "2017-12", 2), ("2017-10", "2017-10", 1)],
            ANY,
            "Oct–Dec 2016 1, Jan–Mar 2017 0, Apr–Jun 2017 0, Jul–Sep 2017 0, Oct–Dec 2017 3",
        );
        let spans = [("2012-06", "2012-06", 1), ("2015-07", "2015-07", 2)];
        check(&spans, ANY, "2012 1, 2013 0, 2014 0, 2015 2");
    }

    #[test]
    fn an_article_of_some_day_between_two_counts_once_in_each_bar() {
        let spans = [("2012-06", "2014-02", 1), ("2015-07", "2015-07", 2), ("2012-01", "2012-12", 3)];
        check(&spans, ANY, "2012 4, 2013 1, 2014 1, 2015 2");
    }

    #[test]
    fn a_range_shows_its_own_part() {
        let spans = [("2012-06", "2014-02", 1), ("2015-07", "2015-07", 2), ("2013-11", "2013-11", 5)];
        check(&spans, ["2013-10", "2013"], "Oct 2013 1, Nov 2013 6, Dec 2013 1");
        check(&spans, ["2013-12-31", "2014-12-31"], "Dec 2013 1, Jan 2014 1, Feb 2014 1");
        check(&spans, ["2015", ""], "Jul 2015 2");
        check(&spans, ["2014-03", "2015-06"], "");
        check(&spans, ["2016", "2012"], "");
    }

    #[test]
    fn there_are_never_more_than_a_dozen() {
        let count =
            |last: &str| bars(&months(&[("0001-01", "0001-01", 1), (last, last, 1)]), None, None).len();
        for last in ["0002-12", "0006-12", "0012-12", "0041-12", "0301-12", "2001-12"] {
            assert!((2..=40).contains(&count(last)), "{last}");
        }
        let spans = [("1900-01", "1900-01", 1), ("2019-12", "2019-12", 1)];
        assert!(bars(&months(&spans), None, None).len() <= 12);
        check(&[], ANY, "");
    }

    #[test]
    fn a_bar_can_be_asked_for() {
        let spans = [("2012-06", "2012-06", 1), ("2015-07", "2015-07", 2)];
        let bar = &bars(&months(&spans), None, None)[3];
        assert_eq!((bar.from, bar.to), (Date::month(2015, 1), Date::month(2015, 12)));
    }
}
