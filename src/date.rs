//! Dates as precise as their source prints them, and intervals between them.

pub mod names;
pub mod printed;
mod solar;
pub mod stated;

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A point in time as precise as a page prints it: a year, a month, a day, or
/// a minute with or without its distance from UTC.
///
/// Displayed, and read back, as ISO 8601: `2021`, `2021-05`, `2021-05-21`,
/// `2019-12-11T21:06`, `2017-09-05T21:21+04:00`. Ordered by its earliest
/// moment, local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    pub year: i32,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31, only where `month` is given.
    pub day: Option<u8>,
    /// Hour and minute, only where `day` is given.
    pub time: Option<(u8, u8)>,
    /// Minutes east of UTC, only where `time` is given.
    pub offset: Option<i16>,
}

impl Date {
    pub fn year(year: i32) -> Self {
        Date { year, month: None, day: None, time: None, offset: None }
    }

    pub fn month(year: i32, month: u8) -> Self {
        Date { month: Some(month), ..Date::year(year) }
    }

    /// `None` where the calendar has no such day.
    pub fn day(year: i32, month: u8, day: u8) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month.into(), day.into())?;
        Some(Date { day: Some(day), ..Date::month(year, month) })
    }

    /// The same day with a time, `None` where the clock has no such time.
    pub fn at(self, hour: u8, minute: u8) -> Option<Self> {
        (self.day.is_some() && hour < 24 && minute < 60)
            .then_some(Date { time: Some((hour, minute)), ..self })
    }

    /// The first day that this date may mean.
    pub fn first_day(self) -> NaiveDate {
        let (month, day) = (self.month.unwrap_or(1), self.day.unwrap_or(1));
        NaiveDate::from_ymd_opt(self.year, month.into(), day.into()).unwrap_or_default()
    }

    /// The last day that this date may mean.
    pub fn last_day(self) -> NaiveDate {
        match (self.month, self.day) {
            (_, Some(_)) => self.first_day(),
            (Some(12) | None, None) => NaiveDate::from_ymd_opt(self.year, 12, 31).unwrap_or_default(),
            (Some(month), None) => NaiveDate::from_ymd_opt(self.year, u32::from(month) + 1, 1)
                .and_then(|d| d.pred_opt())
                .unwrap_or_default(),
        }
    }
}

impl From<NaiveDate> for Date {
    fn from(d: NaiveDate) -> Self {
        use chrono::Datelike;
        Date {
            year: d.year(),
            month: Some(d.month() as u8),
            day: Some(d.day() as u8),
            time: None,
            offset: None,
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        let Some(month) = self.month else { return Ok(()) };
        write!(f, "-{month:02}")?;
        let Some(day) = self.day else { return Ok(()) };
        write!(f, "-{day:02}")?;
        let Some((hour, minute)) = self.time else { return Ok(()) };
        write!(f, "T{hour:02}:{minute:02}")?;
        match self.offset {
            None => Ok(()),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
            }
        }
    }
}

/// What is wrong with a text that should be an ISO 8601 date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an ISO 8601 date such as 2021, 2021-05 or 2021-05-21")
    }
}

impl std::error::Error for NotADate {}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(s: &str) -> Result<Self, NotADate> {
        fn number<T: FromStr>(s: &str, digits: usize) -> Result<T, NotADate> {
            let ok = s.len() == digits && s.bytes().all(|b| b.is_ascii_digit());
            ok.then(|| s.parse().ok()).flatten().ok_or(NotADate)
        }
        let (day, time) = s.split_once('T').map_or((s, None), |(d, t)| (d, Some(t)));
        let mut parts = day.split('-');
        let year = number(parts.next().unwrap_or(""), 4)?;
        let month = parts.next().map(|m| number(m, 2)).transpose()?;
        let date = match (month, parts.next().map(|d| number(d, 2)).transpose()?) {
            (None, _) => Date::year(year),
            (Some(m @ 1..=12), None) => Date::month(year, m),
            (Some(m), Some(d)) => Date::day(year, m, d).ok_or(NotADate)?,
            _ => return Err(NotADate),
        };
        if parts.next().is_some() {
            return Err(NotADate);
        }
        let Some(time) = time else { return Ok(date) };
        let (clock, offset) = match time.find(['+', '-', 'Z']) {
            Some(at) => (&time[..at], Some(&time[at..])),
            None => (time, None),
        };
        let (hour, minute) = clock.split_once(':').ok_or(NotADate)?;
        let mut date = date.at(number(hour, 2)?, number(minute, 2)?).ok_or(NotADate)?;
        date.offset = match offset {
            None => None,
            Some("Z") => Some(0),
            Some(text) => {
                let (hour, minute) = text[1..].split_once(':').ok_or(NotADate)?;
                let minutes: i16 = number::<i16>(hour, 2)? * 60 + number::<i16>(minute, 2)?;
                Some(if text.starts_with('-') { -minutes } else { minutes })
            }
        };
        Ok(date)
    }
}

/// A date, or an interval between two, written `A/B`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum When {
    On(Date),
    Between(Date, Date),
}

impl When {
    pub fn first_day(self) -> NaiveDate {
        match self {
            When::On(d) | When::Between(d, _) => d.first_day(),
        }
    }

    pub fn last_day(self) -> NaiveDate {
        match self {
            When::On(d) | When::Between(_, d) => d.last_day(),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::On(d) => d.fmt(f),
            When::Between(a, b) => write!(f, "{a}/{b}"),
        }
    }
}

impl FromStr for When {
    type Err = NotADate;

    fn from_str(s: &str) -> Result<Self, NotADate> {
        match s.split_once('/') {
            None => s.parse().map(When::On),
            Some((a, b)) => Ok(When::Between(a.parse()?, b.parse()?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_forms_round_trip() {
        for text in [
            "2021",
            "2021-05",
            "2021-05-21",
            "2019-12-11T21:06",
            "2017-09-05T21:21+04:00",
            "2020-01-01T00:00-03:30",
        ] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
        assert_eq!("2017-01-11/2017-01-23".parse::<When>().unwrap().to_string(), "2017-01-11/2017-01-23");
    }

    #[test]
    fn what_the_calendar_lacks_is_refused() {
        for text in [
            "",
            "21",
            "2021-13",
            "2021-02-30",
            "2021-05-21T24:00",
            "2021-05-21T9:00",
            "2021-5-1",
            "2021-05-21-3",
        ] {
            assert_eq!(text.parse::<Date>(), Err(NotADate), "{text}");
        }
    }

    #[test]
    fn a_month_ends_on_its_last_day() {
        assert_eq!(Date::month(2020, 2).last_day().to_string(), "2020-02-29");
        assert_eq!(Date::year(2020).last_day().to_string(), "2020-12-31");
    }
}
