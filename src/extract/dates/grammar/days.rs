//! Days and months: 'Tuesday', 'July 7', '14-15 September 2017', '30.12.2016'.

use super::*;
use crate::extract::words::Shape;

/// What makes a newspaper or a club of the weekday before it.
const NAMES_AFTER: &str =
    "times telegraph mirror express mail post star review herald people record world forum club";

impl Grammar<'_> {
    /// 'Tuesday', 'Mon.', 'Monday evening', 'Tuesday, 23 March 2021', 'Friday last week'.
    pub(super) fn weekday(&self, at: usize, day: u8, short: bool, turn: Turn) -> Read {
        let r = self.r;
        let mut end = at + 1;
        let dotted = r.mark(end) == Some('.') && r.touches(end);
        let date_at = |mut from: usize| {
            if r.mark(from) == Some(',') || r.mark(from) == Some('.') {
                from += 1;
            }
            if r.class(from) == Class::The {
                from += 1;
            }
            let dated = match r.class(from) {
                Class::Month { month, short } => self.month(from, month, short, true),
                _ => self.day_month(from),
            };
            dated.filter(|(what, _)| matches!(what, What::Day { .. }))
        };
        if let Some((What::Day { year, month, day: n, .. }, end)) = date_at(end) {
            return Some((What::Day { year, month, day: n, weekday: Some(day) }, end));
        }
        if short {
            let led = at > 0
                && (r.is(at - 1, "on")
                    || r.class(at - 1) == Class::To
                    || matches!(r.class(at - 1), Class::Part));
            if !(led || (dotted && !self.dot_ends(end))) {
                return None;
            }
            if dotted && !self.dot_ends(end) {
                end += 1;
            }
        }
        let foreign_name = at > 0
            && r.is_any(at - 1, "sheffield bloody ash black easter palm cyber super good")
            && r.is_capital(at - 1);
        if foreign_name {
            return None;
        }
        // 'sexta-feira'
        if r.mark(end) == Some('-') && r.touches(end) && r.is(end + 1, "feira") {
            end += 2;
        }
        let named = r.is_capital(end)
            && !r.breaks(end)
            && (NAMES_AFTER.split(' ').any(|n| r.is(end, n))
                || (at > 0 && r.class(at - 1) == Class::The && r.is_capital(at - 1)));
        if named && self.english && r.class(end) != Class::DayPart {
            return None; // 'The Sunday Times', 'The Friday Forum'
        }
        let plural_or_name = r.is_capital(end) && r.is_any(end, "night times herald morning");
        if r.class(end) == Class::DayPart && !plural_or_name {
            end += 1;
        }
        let mut turn = turn;
        match r.class(end) {
            Class::Last | Class::Next if r.class(end + 1) == Class::Unit(Unit::Week) => {
                let week = if r.class(end) == Class::Last { -1 } else { 1 };
                return Some((What::Weekday { day, turn, week: Some(week) }, end + 2));
            }
            Class::Of if r.class(end + 1) == Class::Last && r.class(end + 2) == Class::Unit(Unit::Week) => {
                return Some((What::Weekday { day, turn, week: Some(-1) }, end + 3));
            }
            Class::Last if !self.english => (turn, end) = (Turn::Last, end + 1),
            Class::Next if !self.english => (turn, end) = (Turn::Next, end + 1),
            _ => {}
        }
        Some((What::Weekday { day, turn, week: None }, end))
    }

    /// Whether the dot at `at` is a full stop rather than an abbreviation's.
    pub(super) fn dot_ends(&self, at: usize) -> bool {
        let r = self.r;
        r.breaks(at + 1) || (r.is_capital(at + 1) && r.class(at + 1) == Class::Other)
    }

    /// 'July 7', 'Jan. 23-24, 2017', 'January 2017', 'May of last year', 'March'.
    pub(super) fn month(&self, at: usize, month: u8, short: bool, led: bool) -> Read {
        let r = self.r;
        let dotted = r.mark(at + 1) == Some('.') && r.touches(at + 1);
        let next = if dotted && (short || r.number(at + 2).is_some()) { at + 2 } else { at + 1 };
        if let Some((day, after)) = self.day(next) {
            return Some(self.days(month, day, after));
        }
        if let Some((year, end)) = self.year_after(next, false) {
            return Some((What::Month { year, month }, end));
        }
        // A range of months wants its year: 'January-March 2016'.
        let to = next + usize::from(self.is_to(next));
        if to > next
            && let Class::Month { month: last, .. } = r.class(to)
            && r.number(to + 1).is_none_or(|(_, digits)| digits == 4)
            && let Some((year, end)) = self.year_after(to + 1, true)
        {
            return Some((What::Months { year, first: month, last }, end));
        }
        self.is_bare_month(at, short, dotted, led).then(|| {
            let end = if dotted && short && !self.dot_ends(at + 1) { at + 2 } else { at + 1 };
            let (turn, end) = match r.class(end) {
                Class::Last if !self.english => (Some(Turn::Last), end + 1),
                Class::Next if !self.english => (Some(Turn::Next), end + 1),
                _ => (None, end),
            };
            (What::Month { year: turn.map_or(YearOf::Unsaid, YearOf::Turned), month }, end)
        })
    }

    /// Whether a month's name alone is a month: not the verb, the march or the person.
    pub(super) fn is_bare_month(&self, at: usize, short: bool, dotted: bool, led: bool) -> bool {
        let r = self.r;
        if led {
            return true;
        }
        let prior = at.checked_sub(1).map_or(Class::Other, |p| r.class(p));
        let after_dates =
            matches!(prior, Class::In | Class::Of | Class::Last | Class::This | Class::Next | Class::Part)
                || (prior == Class::To && at > 1 && matches!(r.class(at - 2), Class::Month { .. }));
        if short {
            return dotted && after_dates;
        }
        let word = r.word(at);
        let person_follows = r.is_capital(at + 1) && r.class(at + 1) == Class::Other && !r.breaks(at + 1);
        if !self.english {
            return !person_follows || after_dates;
        }
        match word {
            "May" | "March" | "MAY" | "MARCH" => {
                let adjective = prior == Class::The && r.is_word(at + 1) && !r.is_any(at + 1, "of on in for");
                (after_dates && !r.is_any(at + 1, "has have had said and was is on to") && !person_follows)
                    || (after_dates
                        && prior != Class::To
                        && r.is_any(at + 1, "and was to")
                        && word == "March")
                    || (after_dates
                        && matches!(prior, Class::In | Class::Last | Class::This | Class::Next)
                        && r.is(at + 1, "and"))
                    || (adjective && !person_follows)
            }
            "April" | "June" | "August" | "Augustus" => after_dates || !person_follows,
            _ => {
                let name = at > 0 && r.is_capital(at - 1) && person_follows;
                !name || after_dates
            }
        }
    }

    /// A day's number, 1 to 31, at `at`, and the token after it and its 'st' or 'th'.
    pub(super) fn day(&self, at: usize) -> Option<(u8, usize)> {
        let r = self.r;
        let (value, digits) = r.number(at)?;
        if !(1..=31).contains(&value) || digits > 2 {
            return None;
        }
        let mut end = at + 1;
        if r.touches(end) {
            if r.is_any(end, "st nd rd th er ª º") || matches!(r.mark(end), Some('º' | '°')) {
                end += 1;
            } else {
                let decimal = matches!(r.mark(end), Some('.' | ','))
                    && r.touches(end + 1)
                    && r.number(end + 1).is_some();
                if decimal || r.is_word(end) || matches!(r.mark(end), Some('%' | ':')) {
                    return None;
                }
            }
        }
        Some((value as u8, end))
    }

    /// What follows a month and its day: the end of a range and a year.
    pub(super) fn days(&self, month: u8, day: u8, mut end: usize) -> (What, usize) {
        let r = self.r;
        let mut last = None;
        if self.is_to(end) {
            let dash = r.mark(end).is_some();
            let to = end + 1;
            if let Some((day2, after)) = self.day(to) {
                let closed = dash
                    || r.is(end, "to")
                    || r.is(end, "through")
                    || self.year_after(after, true).is_some()
                    || r.get(after).is_none_or(|t| matches!(t.shape, Shape::Mark(_)))
                    || r.class(after) == Class::In
                    || r.is_any(after, "at with as where when to in");
                let month_next = matches!(r.class(after), Class::Month { .. });
                if day2 > day && closed && !month_next {
                    last = Some((month, day2));
                    end = after;
                }
            } else if let Class::Month { month: month2, .. } = r.class(to) {
                let dot = usize::from(r.mark(to + 1) == Some('.'));
                if dash && let Some((day2, after)) = self.day(to + 1 + dot) {
                    last = Some((month2, day2));
                    end = after;
                }
            }
        }
        let (year, end) = self.year_after(end, true).unwrap_or((YearOf::Unsaid, end));
        match last {
            Some(last) => (What::Days { year, first: (month, day), last }, end),
            None => (What::Day { year, month, day, weekday: None }, end),
        }
    }

    /// '-', '–', 'to', 'and', 'through' before the end of a range.
    pub(super) fn is_to(&self, at: usize) -> bool {
        match self.r.mark(at) {
            Some('-' | '–' | '—' | '/') => true,
            Some(_) => false,
            None => self.r.class(at) == Class::To || self.r.is(at, "through"),
        }
    }

    /// '7 July', '14-15 September 2017', '11 de agosto de 2006', '3rd of March'.
    pub(super) fn day_month(&self, at: usize) -> Read {
        let r = self.r;
        let (day, mut end) = self.day(at)?;
        if at > 0 && self.is_glued_before(at) {
            return None;
        }
        let mut last_day = None;
        if self.is_to(end)
            && let Some((day2, after)) = self.day(end + 1)
            && day2 > day
        {
            last_day = Some(day2);
            end = after;
        }
        let month_at = |mut at: usize| {
            if !self.english && r.mark(at) == Some('.') {
                at += 1;
            }
            if r.class(at) == Class::Of {
                at += 1;
            }
            match r.class(at) {
                Class::Month { month, short } => {
                    let dot = usize::from(short && r.mark(at + 1) == Some('.') && r.touches(at + 1));
                    Some((month, at + 1 + dot))
                }
                _ => None,
            }
        };
        let (month, after) = month_at(end)?;
        if self.english && !r.is_capital(after - 1) && r.mark(after - 1).is_none() {
            return None;
        }
        if let Some(last) = last_day {
            let (year, end) = self.year_after(after, true).unwrap_or((YearOf::Unsaid, after));
            return Some((What::Days { year, first: (month, day), last: (month, last) }, end));
        }
        if self.is_to(after)
            && let Some((day2, end2)) = self.day(after + 1)
            && let Some((month2, after2)) = month_at(end2)
            && r.mark(after).is_some()
        {
            let (year, end) = self.year_after(after2, true).unwrap_or((YearOf::Unsaid, after2));
            return Some((What::Days { year, first: (month, day), last: (month2, day2) }, end));
        }
        let (year, end) = self.year_after(after, true).unwrap_or((YearOf::Unsaid, self.without_stop(after)));
        Some((What::Day { year, month, day, weekday: None }, end))
    }

    /// Leaves a full stop to its sentence: '23 Mar.' ends one, '23 Mar. in' doesn't.
    pub(super) fn without_stop(&self, end: usize) -> usize {
        if self.r.mark(end - 1) == Some('.') && self.dot_ends(end - 1) { end - 1 } else { end }
    }

    /// '2016-12-30', '30.12.2016', '30/12/2016'.
    pub(super) fn numeric(&self, at: usize) -> Read {
        let r = self.r;
        let mark = r.mark(at + 1)?;
        if !matches!(mark, '-' | '/' | '.') || r.mark(at + 3) != Some(mark) || self.is_glued_before(at) {
            return None;
        }
        if !(at + 1..at + 5).all(|n| r.touches(n)) || self.is_glued_after(at + 4) {
            return None;
        }
        let (a, a_digits) = r.number(at)?;
        let (b, b_digits) = r.number(at + 2)?;
        let (c, c_digits) = r.number(at + 4)?;
        let day = |year: u32, month: u32, day: u32| {
            let fits = (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
            fits.then_some((
                What::Day {
                    year: YearOf::Is(year as i32),
                    month: month as u8,
                    day: day as u8,
                    weekday: None,
                },
                at + 5,
            ))
        };
        if a_digits == 4 && b_digits == 2 && c_digits == 2 {
            return day(a, b, c);
        }
        // '02/27/98' can be read in one way only.
        let c = match (c_digits, mark) {
            (2, '/') if a > 12 || b > 12 => {
                if c < 50 {
                    2000 + c
                } else {
                    1900 + c
                }
            }
            (4, _) => c,
            _ => return None,
        };
        if a_digits > 2 || b_digits > 2 || a > 31 || b > 31 || a == 0 || b == 0 {
            return None;
        }
        match (a > 12, b > 12) {
            (true, false) => day(c, b, a),
            (false, true) => day(c, a, b),
            (false, false) if (1900..2100).contains(&c) => {
                Some((What::Numeric { year: c as i32, first: a as u8, second: b as u8 }, at + 5))
            }
            _ => None,
        }
    }
}
