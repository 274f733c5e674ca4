//! When each article was published, as far as it is known.

use chrono::{Datelike, NaiveDate};

use serde::{Deserialize, Serialize};

use super::bytes::{In, Out};
use crate::article::Document;
use crate::date::{Date, When};
use crate::order::sort_numbers;
use crate::query::Month;

/// The days that an article may be of, as days of the common era.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Days {
    first: i32,
    last: i32,
    /// Months since year 0.
    months: (i32, i32),
    /// For sorting: the earliest moment, in minutes.
    moment: i64,
}

/// Months from year 0 to the ends of the calendar.
const FAR: i32 = 12 * 263_000;

#[derive(Default)]
pub struct Dates {
    /// `None` where nothing is known.
    days: Vec<Option<Days>>,
}

/// Positions in the two orders, per article.
pub struct Ranks {
    pub newest: Vec<u32>,
    /// The articles themselves in this order.
    pub by_newest: Vec<u32>,
    pub oldest: Vec<u32>,
    pub months: Months,
}

impl Dates {
    /// Adds the next article's date: the printed one, otherwise the inferred.
    pub fn push(&mut self, document: &Document) {
        self.days.push(days_of(document));
    }

    /// Changes an article's date.
    pub fn set(&mut self, article: u32, document: &Document) {
        self.days[article as usize] = days_of(document);
    }

    /// Keeps some of the articles.
    pub fn retain(&mut self, keeps: &dyn Fn(u32) -> bool) {
        let mut n = 0..;
        self.days.retain(|_| n.next().is_some_and(keeps));
    }

    pub fn write(&self, out: &mut Out) {
        self.days.iter().for_each(|days| out.value(days));
    }

    /// The dates of so many articles.
    pub fn read(n_articles: usize, from: &mut In<'_>) -> Option<Dates> {
        // Months that no calendar reaches would be counted one by one.
        let is_sound = |days: &Days| {
            days.first <= days.last
                && days.months.0 <= days.months.1
                && days.months.0 >= -FAR
                && days.months.1 <= FAR
        };
        let mut dates = Dates::default();
        for _ in 0..n_articles {
            let days: Option<Days> = from.value()?;
            days.as_ref().is_none_or(is_sound).then_some(())?;
            dates.days.push(days);
        }
        Some(dates)
    }

    pub fn is_dated(&self, article: u32) -> bool {
        self.days[article as usize].is_some()
    }

    /// Whether the article may be of a day of the range. Without a range all
    /// are, with one undated articles are not.
    pub fn within(&self, article: u32, range: &Range) -> bool {
        if range.is_open() {
            return true;
        }
        match self.days[article as usize] {
            None => false,
            Some(days) => {
                range.first.is_none_or(|first| days.last >= first)
                    && range.last.is_none_or(|last| days.first <= last)
            }
        }
    }

    fn months(&self) -> Months {
        let all = || self.days.iter().flatten().map(|days| days.months);
        let (first, last) = (all().map(|m| m.0).min(), all().map(|m| m.1).max());
        let first = first.unwrap_or_default();
        let since = |month: i32| (month - first) as u32;
        let of =
            |days: &Option<Days>| days.map_or(UNDATED, |days| (since(days.months.0), since(days.months.1)));
        let n_months = last.map_or(0, |last| since(last) as usize + 1);
        Months { first, n_months, of: self.days.iter().map(of).collect() }
    }

    /// Newest first and oldest first, undated articles last in both.
    pub fn ranks(&self) -> Ranks {
        let moment = |a: u32| self.days[a as usize].map(|days| days.moment);
        let mut order: Vec<u32> = (0..self.days.len() as u32).collect();
        sort_numbers(&mut order, &|a, b| moment(b).cmp(&moment(a)));
        let (newest, by_newest) = (inverse(&order), order.clone());
        let oldest = |a| (moment(a).is_none(), moment(a), a);
        sort_numbers(&mut order, &|a, b| oldest(a).cmp(&oldest(b)));
        Ranks { newest, by_newest, oldest: inverse(&order), months: self.months() }
    }
}

/// The months that each article begins and ends to be possible in.
pub struct Months {
    /// The first of all, since year 0, and how many there are from it to the last.
    first: i32,
    n_months: usize,
    /// Of each article, since the first.
    of: Vec<(u32, u32)>,
}

const UNDATED: (u32, u32) = (u32::MAX, u32::MAX);

impl Months {
    /// In which months articles begin and end to be possible, and how many are undated.
    pub fn count(&self, articles: &[u32]) -> (Vec<Month>, u32) {
        let mut counts = vec![(0, 0); self.n_months];
        let mut undated = 0;
        for &article in articles {
            match self.of[article as usize] {
                UNDATED => undated += 1,
                (first, last) => {
                    counts[first as usize].0 += 1;
                    counts[last as usize].1 += 1;
                }
            }
        }
        let months = (self.first..).zip(counts).filter(|(_, counts)| *counts != (0, 0));
        let months = months.map(|(month, (n_first, n_last))| {
            let month = Date::month(month.div_euclid(12), month.rem_euclid(12) as u8 + 1);
            Month { month, n_first, n_last }
        });
        (months.collect(), undated)
    }
}

/// The days of a query's range, both included.
pub struct Range {
    first: Option<i32>,
    last: Option<i32>,
}

impl Range {
    pub fn new(from: Option<Date>, to: Option<Date>) -> Self {
        Range {
            first: from.map(|d| d.first_day().num_days_from_ce()),
            last: to.map(|d| d.last_day().num_days_from_ce()),
        }
    }

    pub fn is_open(&self) -> bool {
        self.first.is_none() && self.last.is_none()
    }
}

fn days_of(document: &Document) -> Option<Days> {
    let printed = document.article.published.as_ref().map(|fact| When::On(fact.value));
    let inferred = document.extraction.published_inferred.as_ref().map(|inferred| inferred.value);
    printed.or(inferred).map(days)
}

fn days(when: When) -> Days {
    let (first, last) = (when.first_day(), when.last_day());
    // An interval written backwards is read as its first day.
    let last = last.max(first);
    let month = |day: NaiveDate| day.year() * 12 + day.month0() as i32;
    let (When::On(date) | When::Between(date, _)) = when;
    let (hour, minute) = date.time.unwrap_or((0, 0));
    let minutes = i64::from(hour) * 60 + i64::from(minute) - i64::from(date.offset.unwrap_or(0));
    Days {
        first: first.num_days_from_ce(),
        last: last.num_days_from_ce(),
        months: (month(first), month(last)),
        moment: i64::from(first.num_days_from_ce()) * 1440 + minutes,
    }
}

fn inverse(order: &[u32]) -> Vec<u32> {
    let mut ranks = vec![0; order.len()];
    for (rank, &article) in order.iter().enumerate() {
        ranks[article as usize] = rank as u32;
    }
    ranks
}
