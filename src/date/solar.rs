//! The Solar Hijri calendar, by which Persian pages date what they print:
//! '۱۲ آبان ۱۴۰۰' is the 3rd of November 2021.
//!
//! Leap years by the 33-year cycle, which agrees with the astronomical
//! calendar for the years that news pages print.

use std::sync::LazyLock;

use chrono::{Days, NaiveDate};

use super::Date;
use crate::quick::Map;
use crate::text::fold;

/// Farvardin to Esfand, in Persian and in Latin letters.
const MONTHS: &str = "فروردین|farvardin,اردیبهشت|ordibehesht,خرداد|khordad,تیر|tir,مرداد|mordad,شهریور|shahrivar,\
                      مهر|mehr,آبان|aban,آذر|azar,دی|dey,بهمن|bahman,اسفند|esfand";

/// Years that pages print: 1951 to 2071.
pub const YEARS: std::ops::RangeInclusive<u32> = 1330..=1450;

/// The month, 1 to 12, that a word names.
pub fn month(word: &str) -> Option<u8> {
    static NAMES: LazyLock<Map<String, u8>> = LazyLock::new(|| {
        let rows = (1..).zip(MONTHS.split(','));
        rows.flat_map(|(n, row)| row.split('|').map(move |name| (fold(name), n))).collect()
    });
    NAMES.get(&fold(word)).copied()
}

/// The same day in the Gregorian calendar; `None` where there is no such day.
pub fn date(year: u32, month: u8, day: u8) -> Option<Date> {
    let long = if month <= 6 { 31 } else { 30 };
    if !YEARS.contains(&year) || !(1..=12).contains(&month) || !(1..=long).contains(&day) {
        return None;
    }
    // The first of Farvardin 1330.
    let first = NaiveDate::from_ymd_opt(1951, 3, 22)?;
    let since = days(year, month, day) - days(*YEARS.start(), 1, 1);
    let date = first.checked_add_days(Days::new(since.into()))?;
    // The 30th of Esfand is a day of leap years only.
    let leaps = month == 12 && day == 30 && days(year, 12, 30) == days(year + 1, 1, 1);
    (!leaps).then(|| Date::from(date))
}

/// Days from some day long ago on.
fn days(year: u32, month: u8, day: u8) -> u32 {
    let year = year + 1595;
    let (month, day) = (u32::from(month), u32::from(day));
    let before = if month < 7 { (month - 1) * 31 } else { (month - 7) * 30 + 186 };
    365 * year + year / 33 * 8 + (year % 33).div_ceil(4) + before + day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_both_calendars() {
        for (year, month, day, expected) in [
            (1400, 8, 12, Some("2021-11-03")),
            (1400, 1, 1, Some("2021-03-21")),
            (1399, 12, 30, Some("2021-03-20")),
            (1396, 10, 15, Some("2018-01-05")),
            (1330, 1, 1, Some("1951-03-22")),
            (1400, 12, 30, None),
            (1400, 7, 31, None),
            (2017, 1, 1, None),
        ] {
            assert_eq!(date(year, month, day).map(|d| d.to_string()).as_deref(), expected);
        }
        assert_eq!((month("آبان"), month("Mehr"), month("May")), (Some(8), Some(7), None));
    }
}
