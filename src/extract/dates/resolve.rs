//! Date expressions to dates, by what surrounds them.
//!
//! Three things support a value: the article's own date, the tense in which the
//! date is told, and the dates told before it. Where they leave more than one
//! answer there is none. Conventions: weeks run from Monday to Sunday; a quarter
//! is the calendar's; winter is December to February and named by its December;
//! 'early' and 'late' don't narrow; the 19th century is 1800 to 1899, as ISO 8601
//! counts.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::grammar::{Anchor, Expression, Turn, What, YearOf};
use super::lexer::Reader;
use super::spoken::{Spoken, is_history};
use super::tense::{Tense, tense};
use super::vocabulary::Unit;
use crate::date::{Date, When};

/// The days on which the article may have been published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

impl Published {
    pub fn on(date: Date) -> Self {
        Published { first: date.first_day(), last: date.last_day() }
    }
}

/// What a day on the other side of publication than its tense says costs, in
/// days: a day almost a year past would have been printed with its year, so that
/// one in the next weeks is likelier ('agreed to cut output on January 1', told in
/// December).
const WRONG_DAY: i64 = 280;

/// The same of months, whose tense is to be trusted.
const WRONG_MONTH: i64 = 10_000;

/// How the two numbers of '5/9/2017' are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    DayFirst,
    MonthFirst,
    Unknown,
}

/// The values of all expressions, `None` where nothing supports one.
pub fn resolve(
    reader: Reader<'_>,
    expressions: &[Expression],
    published: Option<Published>,
    order: Order,
) -> Vec<Option<When>> {
    let history = is_history(expressions, published.map(|p| p.last));
    let mut spoken = Spoken::default();
    let mut values = Vec::with_capacity(expressions.len());
    for expression in expressions {
        spoken.read_to(reader, expression.first);
        let told = tense(reader, expression);
        let context = |today| Context { today, told, spoken: &spoken, order, history };
        let at = |day: NaiveDate| context(Some(day)).value(expression.what);
        let value = match published {
            None => context(None).value(expression.what),
            Some(Published { first, last }) if first == last => at(first),
            Some(Published { first, last }) => between(at(first), at(last)),
        };
        spoken.hear(reader, expression, value);
        values.push(value);
    }
    values
}

/// What two possible days of publication agree on: the same value, or two days
/// less than a fortnight apart as the ends of an interval.
fn between(a: Option<When>, b: Option<When>) -> Option<When> {
    match (a?, b?) {
        (a, b) if a == b => Some(a),
        (When::On(a), When::On(b)) if a.day.is_some() && b.day.is_some() && a < b => {
            ((b.first_day() - a.first_day()).num_days() < 14).then_some(When::Between(a, b))
        }
        _ => None,
    }
}

struct Context<'a> {
    today: Option<NaiveDate>,
    told: Tense,
    spoken: &'a Spoken,
    order: Order,
    /// Whether the text tells of years long past, or has no date of its own.
    history: bool,
}

impl Context<'_> {
    fn value(&self, what: What) -> Option<When> {
        match what {
            What::Day { year, month, day, weekday } => {
                let day_in = |y| NaiveDate::from_ymd_opt(y, month.into(), day.into());
                let year = self.year(year, month, day_in, weekday)?;
                Date::day(year, month, day).map(When::On)
            }
            What::Days { year, first, last } => {
                let day_in = |y| NaiveDate::from_ymd_opt(y, last.0.into(), last.1.into());
                let year = self.year(year, last.0, day_in, None)?;
                let first_year = if first.0 > last.0 { year - 1 } else { year };
                Some(When::Between(
                    Date::day(first_year, first.0, first.1)?,
                    Date::day(year, last.0, last.1)?,
                ))
            }
            What::Month { year, month } => {
                Some(When::On(Date::month(self.year_of_month(year, month)?, month)))
            }
            What::Months { year, first, last } => {
                let year = self.year_of_month(year, last)?;
                let first_year = if first > last { year - 1 } else { year };
                Some(When::Between(Date::month(first_year, first), Date::month(year, last)))
            }
            What::Numeric { year, first, second } => match self.order {
                Order::DayFirst => Date::day(year, second, first).map(When::On),
                Order::MonthFirst => Date::day(year, first, second).map(When::On),
                Order::Unknown => (first == second).then(|| Date::day(year, first, second).map(When::On))?,
            },
            What::Year(year) => Some(When::On(Date::year(year))),
            What::Years(first, last) => Some(When::Between(Date::year(first), Date::year(last))),
            What::DayOnly(day) => self.day_only(day),
            What::Decade(first) => Some(When::Between(Date::year(first), Date::year(first + 9))),
            What::Century(n) => {
                let first = (n - 1) * 100;
                (1..=30).contains(&n).then(|| When::Between(Date::year(first), Date::year(first + 99)))
            }
            What::Weekday { day, turn, week } => self.weekday(day, turn, week).map(|d| When::On(d.into())),
            What::WeekdayFrom { day, by } => self.weekday_from(day, by),
            What::Ahead { .. } if self.told != Tense::Future => None,
            What::Ahead { unit, by } => self.shifted(unit, by, Anchor::Publication),
            What::Period { years } => self.period(years),
            What::PeriodOf(year) => {
                let (first, ..) = self.spoken.period?;
                self.period(year - first.year)
            }
            What::FullYear => {
                // What is reported in the first months is the year before.
                let today = self.today?;
                year(today.year() - i32::from(today.month() <= 3))
            }
            What::Shifted { unit: Unit::Year, by: by @ ..0, from: Anchor::Spoken } => self.years_before(by),
            What::Shifted { unit, by, from } => self.shifted(unit, by, from),
            What::Whole { unit, by, from } => self.whole(unit, by, from),
            What::Stretch { unit, by } => self.stretch(unit, by),
            What::Quarter { year, quarter } => {
                let quarter = quarter.clamp(1, 4);
                let year = self.year_of_span(year, 3 * (quarter - 1) + 1, 3)?;
                let first = 3 * (quarter - 1) + 1;
                Some(When::Between(Date::month(year, first), Date::month(year, first + 2)))
            }
            What::Half { year, half } => {
                let first = if half == 1 { 1 } else { 7 };
                let year = self.year_of_span(year, first, 6)?;
                Some(When::Between(Date::month(year, first), Date::month(year, first + 5)))
            }
            What::Season { year, season } => {
                let first = 3 * season + 3;
                let year = self.year_of_span(year, first, 3)?;
                let last = if first == 12 { Date::month(year + 1, 2) } else { Date::month(year, first + 2) };
                Some(When::Between(Date::month(year, first), last))
            }
            What::Vague => None,
        }
    }

    /// The year of a day of which `day_in` says where it lies in each year.
    fn year(
        &self,
        year: YearOf,
        month: u8,
        day_in: impl Fn(i32) -> Option<NaiveDate>,
        weekday: Option<u8>,
    ) -> Option<i32> {
        match year {
            YearOf::Is(year) => Some(year),
            YearOf::Off(by) => Some(self.today?.year() + by),
            YearOf::Spoken => self.spoken_year(),
            YearOf::SpokenOff(by) => match (self.spoken_year(), self.today) {
                (Some(year), _) => Some(year + by),
                (None, today) => Some(today?.year() + by),
            },
            YearOf::Beside(by) => {
                let (last, _) = self.spoken.last?;
                let Some(told) = last.month else { return Some(last.year + by) };
                let turns = if by > 0 { month <= told } else { month >= told };
                Some(last.year + if turns { by } else { 0 })
            }
            YearOf::Turned(turn) => {
                let today = self.today?;
                match turn {
                    Turn::Last => {
                        (0..2).map(|n| today.year() - n).find(|&y| day_in(y).is_some_and(|d| d < today))
                    }
                    Turn::Next => {
                        (0..2).map(|n| today.year() + n).find(|&y| day_in(y).is_some_and(|d| d > today))
                    }
                    Turn::This | Turn::Unsaid => Some(today.year()),
                }
            }
            YearOf::Unsaid => {
                if let Some(year) = self.carried_year(month) {
                    return Some(year);
                }
                let today = self.today?;
                let near = (-1..=1).map(|n| today.year() + n).filter_map(|y| day_in(y).map(|d| (y, d)));
                if let Some(weekday) = weekday {
                    let mut fitting = near
                        .clone()
                        .filter(|(_, d)| d.weekday().num_days_from_monday() == u32::from(weekday));
                    if let (Some((year, _)), None) = (fitting.next(), fitting.next()) {
                        return Some(year);
                    }
                }
                near.min_by_key(|&(_, d)| self.distance((d - today).num_days(), WRONG_DAY)).map(|(y, _)| y)
            }
        }
    }

    /// How far off a date is, so many days from publication, given the tense in
    /// which it is told. A date on the wrong side counts `wrong` days more; untold,
    /// what was is nearer than what will be.
    fn distance(&self, days: i64, wrong: i64) -> i64 {
        match self.told {
            Tense::Past if days > 0 => wrong + days,
            Tense::Future if days < 0 => wrong - days,
            Tense::Untold if days > 0 => 3 * days,
            _ => days.abs(),
        }
    }

    /// The year that the story is in, for a date of this month. In an article with a
    /// date of its own a year left out is the nearest, unless a sentence of this
    /// paragraph opened with another; in a history, or a text without a date, the
    /// year told last. January after December is of the year after.
    fn carried_year(&self, month: u8) -> Option<i32> {
        let (year, paragraph) = self.spoken.year?;
        let back = self.spoken.paragraphs - paragraph;
        let dated = self.spoken.dated;
        if self.history {
            let near = back == 0 || dated;
            let ahead = self.told == Tense::Future && !(dated && back <= 1);
            let turned = self.spoken.last.is_some_and(|(last, at)| {
                let over = |m: u8| m >= 10 && month + 8 <= m;
                last.year == year && self.spoken.paragraphs - at <= 1 && last.month.is_some_and(over)
            });
            return (near && !ahead).then_some(year + i32::from(turned));
        }
        let Some(today) = self.today else {
            return (self.told != Tense::Future && (back == 0 || dated && back <= 2)).then_some(year);
        };
        (self.told != Tense::Future && year != today.year() && back == 0 && self.spoken.opened)
            .then_some(year)
    }

    fn spoken_year(&self) -> Option<i32> {
        self.spoken.last.map(|(d, _)| d.year)
    }

    fn year_of_month(&self, year: YearOf, month: u8) -> Option<i32> {
        self.year_of_span(year, month, 1)
    }

    /// The year of `months` months that begin with `first`.
    fn year_of_span(&self, year: YearOf, first: u8, months: u32) -> Option<i32> {
        match year {
            YearOf::Unsaid => {
                if let Some(year) = self.carried_year(first) {
                    return Some(year);
                }
                let today = self.today?;
                (-1..=1)
                    .map(|n| today.year() + n)
                    .filter_map(|y| Some((y, self.days_to(today, y, first, months)?)))
                    .min_by_key(|&(_, days)| self.distance(days, WRONG_MONTH))
                    .map(|(y, _)| y)
            }
            YearOf::Turned(turn) => {
                let today = self.today?;
                let year = today.year();
                let far = |y| self.days_to(today, y, first, months);
                match turn {
                    Turn::Last => [year, year - 1].into_iter().find(|&y| far(y).is_some_and(|d| d < 0)),
                    Turn::Next => [year, year + 1].into_iter().find(|&y| far(y).is_some_and(|d| d > 0)),
                    Turn::This | Turn::Unsaid => Some(year),
                }
            }
            year => self.year(year, first, |_| None, None),
        }
    }

    /// Days from `today` to a span of months: negative to its end where it is
    /// over, positive to its start where it is to come, nought within it.
    fn days_to(&self, today: NaiveDate, year: i32, first: u8, months: u32) -> Option<i64> {
        let start = NaiveDate::from_ymd_opt(year, first.into(), 1)?;
        let end = start.checked_add_months(Months::new(months))?.pred_opt()?;
        Some(if end < today {
            (end - today).num_days()
        } else if start > today {
            (start - today).num_days()
        } else {
            0
        })
    }

    fn weekday(&self, day: u8, turn: Turn, week: Option<i32>) -> Option<NaiveDate> {
        let today = self.today?;
        let weekday = Weekday::try_from(day).ok()?;
        let ahead =
            i64::from((7 + weekday.num_days_from_monday() - today.weekday().num_days_from_monday()) % 7);
        let monday = today - Days::new(today.weekday().num_days_from_monday().into());
        let days = |n: i64| today.checked_add_signed(chrono::Duration::days(n));
        if let Some(week) = week {
            return monday.checked_add_signed(chrono::Duration::days(i64::from(week) * 7 + i64::from(day)));
        }
        match turn {
            Turn::Last => days(if ahead == 0 { -7 } else { ahead - 7 }),
            Turn::Next => days(if ahead == 0 { 7 } else { ahead }),
            Turn::This => match self.told {
                Tense::Past => days(if ahead == 0 { 0 } else { ahead - 7 }),
                Tense::Future => days(ahead),
                // The nearer one, rather the last.
                Tense::Untold => days(if 7 - ahead < (ahead + 1) / 2 { ahead - 7 } else { ahead }),
            },
            Turn::Unsaid => match self.told {
                Tense::Future => days(ahead),
                _ => days(if ahead == 0 { 0 } else { ahead - 7 }),
            },
        }
    }

    /// 'that Sunday', 'the following Monday': the nearest to the date last spoken of, or
    /// the one after or before it.
    fn weekday_from(&self, day: u8, by: i32) -> Option<When> {
        let anchor = self.anchor(Anchor::Spoken)?;
        anchor.day?;
        let first = anchor.first_day();
        let ahead = (7 + i64::from(day) - i64::from(first.weekday().num_days_from_monday())) % 7;
        let days = match by {
            1 if ahead == 0 => 7,
            1 => ahead,
            -1 => ahead - 7,
            _ if ahead > 3 => ahead - 7,
            _ => ahead,
        };
        Some(When::On(first.checked_add_signed(chrono::Duration::days(days))?.into()))
    }

    /// 'the 15th': of the month last spoken of, or the one after where that day is over.
    fn day_only(&self, day: u8) -> Option<When> {
        let spoken =
            self.spoken.last.filter(|(date, at)| date.month.is_some() && self.spoken.paragraphs - at <= 1);
        let anchor = match spoken {
            Some((date, _)) => date,
            None => Date::from(self.today?),
        };
        let over = anchor.day.is_some_and(|last| match (spoken, self.told) {
            (Some(_), _) => day < last,
            (None, Tense::Future) => day < last,
            (None, _) => false,
        });
        let back =
            spoken.is_none() && self.told != Tense::Future && anchor.day.is_some_and(|last| day > last);
        let first = NaiveDate::from_ymd_opt(anchor.year, anchor.month?.into(), 1)?;
        let month = months(first, i32::from(over) - i32::from(back))?;
        Date::day(month.year(), month.month() as u8, day).map(When::On)
    }

    /// 'a year earlier', 'two years before': as precise as what it looks back from.
    fn years_before(&self, by: i32) -> Option<When> {
        let near = |at: usize| self.spoken.paragraphs - at <= 1;
        if let Some((first, last, at)) = self.spoken.period
            && near(at)
        {
            return Some(When::Between(moved(first, by), moved(last, by)));
        }
        let (date, at) = self.spoken.last?;
        match date.month {
            Some(month) if date.day.is_none() && near(at) => {
                Some(When::On(Date::month(date.year.checked_add(by)?, month)))
            }
            _ => self.shifted(Unit::Year, by, Anchor::Spoken),
        }
    }

    /// The period that business news speaks of: told before, or the last that is over.
    fn period(&self, years: i32) -> Option<When> {
        if let Some((first, last, _)) = self.spoken.period {
            return Some(When::Between(moved(first, years), moved(last, years)));
        }
        let today = self.today?;
        let first = NaiveDate::from_ymd_opt(today.year(), (today.month0() / 3) * 3 + 1, 1)?;
        let first = months(first, if self.told == Tense::Future { 0 } else { -3 })?;
        let month = first.month() as u8;
        let year = first.year() + years;
        Some(When::Between(Date::month(year, month), Date::month(year, month + 2)))
    }

    /// The day that something counts from, and how precisely it is known.
    fn anchor(&self, from: Anchor) -> Option<Date> {
        match from {
            Anchor::Publication => self.today.map(Date::from),
            Anchor::Story | Anchor::Here => {
                let told = self.history || (from == Anchor::Story && self.told == Tense::Past);
                let spoken = if told { self.anchor(Anchor::Spoken) } else { None };
                spoken.or(self.today.map(Date::from))
            }
            // A day is remembered for a paragraph, a year for longer.
            Anchor::Spoken => self.spoken.last.map(|(date, at)| match self.spoken.paragraphs - at {
                0 | 1 => date,
                _ => Date::year(date.year),
            }),
        }
    }

    fn shifted(&self, unit: Unit, by: i32, from: Anchor) -> Option<When> {
        let anchor = self.anchor(from)?;
        let day = anchor.first_day();
        let on = |d: NaiveDate| Some(When::On(Date::from(d)));
        match unit {
            Unit::Day | Unit::Week => {
                anchor.day?;
                let days = i64::from(by) * if unit == Unit::Week { 7 } else { 1 };
                on(day.checked_add_signed(chrono::Duration::try_days(days)?)?)
            }
            Unit::Month => {
                anchor.month?;
                let moved = months(day, by)?;
                Some(When::On(Date::month(moved.year(), moved.month() as u8)))
            }
            Unit::Quarter => None,
            Unit::Year => year(anchor.year.checked_add(by)?),
            Unit::Decade => year(anchor.year.checked_add(by.checked_mul(10)?)?),
            Unit::Century => year(anchor.year.checked_add(by.checked_mul(100)?)?),
            Unit::Weekend => None,
        }
    }

    fn whole(&self, unit: Unit, by: i32, from: Anchor) -> Option<When> {
        let anchor = self.anchor(from)?;
        let day = anchor.first_day();
        let week = |first: i64, last: i64| {
            let monday = day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()))?;
            let monday = monday.checked_add_signed(chrono::Duration::days(7 * i64::from(by)))?;
            let at = |n| monday.checked_add_signed(chrono::Duration::days(n)).map(Date::from);
            Some(When::Between(at(first)?, at(last)?))
        };
        match unit {
            Unit::Day => self.shifted(Unit::Day, by, from),
            Unit::Week => anchor.day.and_then(|_| week(0, 6)),
            Unit::Weekend => {
                anchor.day?;
                let in_weekend = day.weekday().num_days_from_monday() >= 5;
                match (by, self.told) {
                    (0, Tense::Past) if !in_weekend => {
                        let monday =
                            day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()))?;
                        let saturday = monday.checked_sub_days(Days::new(2))?;
                        Some(When::Between(saturday.into(), saturday.succ_opt()?.into()))
                    }
                    _ => week(5, 6),
                }
            }
            Unit::Month => self.shifted(Unit::Month, by, from),
            Unit::Quarter => {
                let spoken = self.spoken.period.filter(|_| from == Anchor::Spoken);
                let day = spoken.map_or(day, |(first, ..)| first.first_day());
                anchor.month?;
                let first =
                    months(NaiveDate::from_ymd_opt(day.year(), (day.month0() / 3) * 3 + 1, 1)?, 3 * by)?;
                let month = first.month() as u8;
                Some(When::Between(Date::month(first.year(), month), Date::month(first.year(), month + 2)))
            }
            Unit::Year => year(anchor.year.checked_add(by)?),
            Unit::Decade => {
                let first = anchor.year.div_euclid(10) * 10 + 10 * by;
                Some(When::Between(Date::year(first), Date::year(first + 9)))
            }
            Unit::Century => {
                let first = anchor.year.div_euclid(100) * 100 + 100 * by;
                Some(When::Between(Date::year(first), Date::year(first + 99)))
            }
        }
    }

    fn stretch(&self, unit: Unit, by: i32) -> Option<When> {
        let today = self.today?;
        let days = |n: i64| today.checked_add_signed(chrono::Duration::try_days(n)?);
        let other = match unit {
            Unit::Day => Date::from(days(i64::from(by))?),
            Unit::Week => Date::from(days(7 * i64::from(by))?),
            Unit::Month => {
                let moved = months(today, by)?;
                Date::month(moved.year(), moved.month() as u8)
            }
            Unit::Year => Date::year(today.year().checked_add(by)?),
            Unit::Decade => Date::year(today.year().checked_add(by.checked_mul(10)?)?),
            Unit::Weekend | Unit::Quarter | Unit::Century => return None,
        };
        if !(1..=9999).contains(&other.year) {
            return None;
        }
        let own = Date::from(today);
        let own = Date { day: other.day.and(own.day), month: other.month.and(own.month), ..own };
        Some(if by < 0 { When::Between(other, own) } else { When::Between(own, other) })
    }
}

/// The same part of another year.
fn moved(date: Date, years: i32) -> Date {
    Date { year: date.year + years, ..date }
}

fn year(year: i32) -> Option<When> {
    (1..=9999).contains(&year).then(|| When::On(Date::year(year)))
}

fn months(day: NaiveDate, by: i32) -> Option<NaiveDate> {
    let n = Months::new(by.unsigned_abs());
    if by < 0 { day.checked_sub_months(n) } else { day.checked_add_months(n) }
}
