//! Months to a handful of bars that can be clicked.

use crate::date::Date;

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

/// Bars over all `months`, empty ones between them included. Months may come
/// in any order and repeat.
pub fn bars(months: &[(Date, u32)]) -> Vec<Bar> {
    let number = |d: &Date| d.year * 12 + i32::from(d.month.unwrap_or(1)) - 1;
    let numbers = || months.iter().map(|(d, _)| number(d));
    let (Some(first), Some(last)) = (numbers().min(), numbers().max()) else { return Vec::new() };
    let width = WIDTHS
        .into_iter()
        .find(|w| last.div_euclid(*w) - first.div_euclid(*w) < MAX_BARS)
        .unwrap_or(WIDTHS[WIDTHS.len() - 1]);
    let bar_of = |month: i32| (month.div_euclid(width) - first.div_euclid(width)) as usize;
    let mut bars: Vec<Bar> = (first.div_euclid(width)..=last.div_euclid(width))
        .map(|n| {
            let (from, to) = (n * width, (n + 1) * width - 1);
            Bar { from: month(from), to: month(to), label: label(from, width), count: 0 }
        })
        .collect();
    for (date, count) in months {
        if let Some(bar) = bars.get_mut(bar_of(number(date))) {
            bar.count += count;
        }
    }
    bars
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

    #[track_caller]
    fn check(months: &[(i32, u8, u32)], expected: &str) {
        let months: Vec<(Date, u32)> = months.iter().map(|(y, m, n)| (Date::month(*y, *m), *n)).collect();
        let written: Vec<String> = bars(&months).iter().map(|b| format!("{} {}", b.label, b.count)).collect();
        assert_eq!(written.join(", "), expected);
    }

    #[test]
    fn a_year_shows_its_months() {
        check(&[(2017, 1, 3), (2017, 3, 1)], "Jan 2017 3, Feb 2017 0, Mar 2017 1");
    }

    #[test]
    fn longer_stretches_are_gathered() {
        check(
            &[(2016, 11, 1), (2017, 12, 2), (2017, 10, 1)],
            "Oct–Dec 2016 1, Jan–Mar 2017 0, Apr–Jun 2017 0, Jul–Sep 2017 0, Oct–Dec 2017 3",
        );
        check(&[(2012, 6, 1), (2015, 7, 2)], "2012 1, 2013 0, 2014 0, 2015 2");
    }

    #[test]
    fn there_are_never_more_than_a_dozen() {
        for years in [1, 5, 11, 40, 300, 2_000] {
            let months = [(Date::month(0, 1), 1), (Date::month(years, 12), 1)];
            assert!((2..=40).contains(&bars(&months).len()), "{years}");
        }
        assert!(bars(&[(Date::month(1900, 1), 1), (Date::month(2019, 12), 1)]).len() <= 12);
        check(&[], "");
    }

    #[test]
    fn a_bar_can_be_asked_for() {
        let bar = &bars(&[(Date::month(2012, 6), 1), (Date::month(2015, 7), 2)])[3];
        assert_eq!((bar.from, bar.to), (Date::month(2015, 1), Date::month(2015, 12)));
    }
}
