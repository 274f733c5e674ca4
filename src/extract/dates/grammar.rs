//! Tokens to date expressions: what is said, before anything is resolved.
//!
//! A recursive descent of fixed look-ahead over the tokens' classes, so one pass
//! over the text. Extents are what annotators of news mark: the words of the
//! date with 'early', 'last' or 'evening', without preposition and article
//! ('September 14-15', 'late 2016', 'Monday evening', 'two weeks ago').

use super::lexer::Reader;
use super::vocabulary::{Class, Unit};
use crate::extract::words::Shape;
use crate::text::Span;

/// A date expression and its place.
#[derive(Clone, Debug)]
pub struct Expression {
    pub span: Span,
    /// Its first token.
    pub first: usize,
    /// One after its last token.
    pub end: usize,
    pub what: What,
}

/// What an expression says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// `weekday` is what the text gives beside it, Monday is 0.
    Day {
        year: YearOf,
        month: u8,
        day: u8,
        weekday: Option<u8>,
    },
    /// `first` and `last` are (month, day); the year is that of `last`.
    Days {
        year: YearOf,
        first: (u8, u8),
        last: (u8, u8),
    },
    Month {
        year: YearOf,
        month: u8,
    },
    Months {
        year: YearOf,
        first: u8,
        last: u8,
    },
    /// All in digits and in an order that the numbers leave open: '5/9/2017'.
    Numeric {
        year: i32,
        first: u8,
        second: u8,
    },
    Year(i32),
    Years(i32, i32),
    /// Its first year.
    Decade(i32),
    Century(i32),
    /// Monday is 0; `week` is counted from the one of publication where the text
    /// tells it ('Tuesday last week').
    Weekday {
        day: u8,
        turn: Turn,
        week: Option<i32>,
    },
    /// So many units before or after: 'two weeks ago', 'yesterday', 'a year later'.
    Shifted {
        unit: Unit,
        by: i32,
        from: Anchor,
    },
    /// The unit around the anchor, moved: 'last month', 'that year'.
    Whole {
        unit: Unit,
        by: i32,
        from: Anchor,
    },
    /// As many units up to publication, or from it on: 'the past two weeks'.
    Stretch {
        unit: Unit,
        by: i32,
    },
    /// Quarters are 1 to 4.
    Quarter {
        year: YearOf,
        quarter: u8,
    },
    Half {
        year: YearOf,
        half: u8,
    },
    /// Spring is 0, winter 3.
    Season {
        year: YearOf,
        season: u8,
    },
    /// A date that can't be told: 'a few years ago', '500 BC'.
    Vague,
}

/// Which year an expression without one in digits belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearOf {
    Unsaid,
    Is(i32),
    /// Years from publication: 'April of last year' is -1.
    Off(i32),
    /// The year last spoken of: 'March of that year'.
    Spoken,
    /// 'last April', 'next April'.
    Turned(Turn),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    Unsaid,
    Last,
    This,
    Next,
}

/// What a relative expression counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Publication,
    /// The date last spoken of.
    Spoken,
}

/// All date expressions, in order, not overlapping.
pub fn expressions(reader: Reader<'_>, english: bool) -> Vec<Expression> {
    let grammar = Grammar { r: reader, english };
    let mut found: Vec<Expression> = Vec::new();
    let mut at = 0;
    while at < reader.tokens.len() {
        let starts = reader.class(at) != Class::Other || reader.number(at).is_some();
        match starts.then(|| grammar.expression(at, found.last())).flatten() {
            Some((what, end)) => {
                found.push(Expression { span: reader.span(at, end), first: at, end, what });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

type Read = Option<(What, usize)>;

struct Grammar<'a> {
    r: Reader<'a>,
    english: bool,
}

impl Grammar<'_> {
    /// An expression that begins with this very token.
    fn expression(&self, at: usize, before: Option<&Expression>) -> Read {
        let r = self.r;
        match r.class(at) {
            Class::Part => {
                let mut core = at + 1;
                if r.mark(core) == Some('-') && r.touches(core) {
                    core += 1;
                }
                if r.class(core) == Class::To && self.english && r.is_any(core + 1, "mid late") {
                    core += 2; // 'mid to late 2016'
                }
                match r.class(core) {
                    Class::Month { .. } | Class::Weekday { .. } | Class::Season(_) => {
                        self.core(core, true, before)
                    }
                    Class::Last | Class::This | Class::Next | Class::That => self.core(core, true, before),
                    Class::Day(_) => self.core(core, true, before),
                    _ => self.number(core, true, before),
                }
            }
            Class::Earlier | Class::Later => {
                matches!(r.class(at + 1), Class::This | Class::Last | Class::Next | Class::Day(_))
                    .then(|| self.core(at + 1, true, before))?
            }
            Class::Edge => self.edge(at, before),
            _ => self.core(at, false, before),
        }
    }

    /// 'end of June', 'middle of next month', 'inizio del 2016'.
    fn edge(&self, at: usize, before: Option<&Expression>) -> Read {
        let r = self.r;
        let mut core = at + 1;
        if r.class(core) == Class::Of {
            core += 1;
        } else if self.english {
            return None;
        }
        if r.class(core) == Class::The {
            core += 1;
            if let Class::Unit(
                unit @ (Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century),
            ) = r.class(core)
            {
                let closed = !(r.class(core + 1) == Class::Of) && !r.is(core + 1, "in");
                return closed.then_some((What::Whole { unit, by: 0, from: Anchor::Publication }, core + 1));
            }
        }
        match r.class(core) {
            Class::Month { .. } | Class::Last | Class::This | Class::Next | Class::That => {
                self.core(core, true, before)
            }
            _ => self
                .number(core, true, before)
                .filter(|(what, _)| matches!(what, What::Year(_) | What::Decade(_) | What::Century(_))),
        }
    }

    /// `led` says that a word before ('early', 'end of') already makes a date of it.
    fn core(&self, at: usize, led: bool, before: Option<&Expression>) -> Read {
        let r = self.r;
        match r.class(at) {
            Class::Weekday { day, short } => self.weekday(at, day, short, Turn::Unsaid),
            Class::Month { month, short } => self.month(at, month, short, led),
            Class::Day(by) => {
                let name = r.is_capital(at) && at > 0 && r.is_capital(at - 1) && !r.breaks(at);
                let end = if r.is(at, "aujourd") && r.is(at + 2, "hui") { at + 3 } else { at + 1 };
                (!name).then_some((What::Shifted { unit: Unit::Day, by, from: Anchor::Publication }, end))
            }
            Class::Last => self.turned(at, Turn::Last),
            Class::This => self.turned(at, Turn::This),
            Class::Next => self.turned(at, Turn::Next),
            Class::Past => self.stretch(at + 1, -1, true),
            Class::Coming => self.stretch(at + 1, 1, true),
            Class::Recent => match r.class(at + 1) {
                Class::Unit(_) => Some((What::Vague, at + 2)),
                _ => None,
            },
            Class::That => self.spoken(at + 1, 0),
            Class::Following => self.spoken(at + 1, 1),
            Class::Previous => self.spoken(at + 1, -1),
            Class::Season(season) => self.season(at, season, Turn::Unsaid, led),
            Class::Ordinal(n) => self.ordinal(at, n),
            Class::Count(n) => self.counted(at + 1, Some(n)),
            Class::One => match r.class(at + 1) {
                Class::Few => self.counted(at + 2, None),
                _ => self.counted(at + 1, Some(1)),
            },
            Class::Few => self.counted(at + 1, None),
            Class::AgoBefore => self.ago_before(at),
            Class::Unit(unit) if !self.english => self.unit_first(at, unit),
            Class::Unit(_) if r.class(at + 1) == Class::Ago => Some((What::Vague, at + 2)),
            _ => self.number(at, led, before),
        }
    }

    /// 'Tuesday', 'Mon.', 'Monday evening', 'Tuesday, 23 March 2021', 'Friday last week'.
    fn weekday(&self, at: usize, day: u8, short: bool, turn: Turn) -> Read {
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
        let foreign_name = at > 0 && r.is_any(at - 1, "sheffield bloody ash") && r.is_capital(at - 1);
        if foreign_name {
            return None;
        }
        // 'sexta-feira'
        if r.mark(end) == Some('-') && r.touches(end) && r.is(end + 1, "feira") {
            end += 2;
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
    fn dot_ends(&self, at: usize) -> bool {
        let r = self.r;
        r.breaks(at + 1) || (r.is_capital(at + 1) && r.class(at + 1) == Class::Other)
    }

    /// 'July 7', 'Jan. 23-24, 2017', 'January 2017', 'May of last year', 'March'.
    fn month(&self, at: usize, month: u8, short: bool, led: bool) -> Read {
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
    fn is_bare_month(&self, at: usize, short: bool, dotted: bool, led: bool) -> bool {
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
    fn day(&self, at: usize) -> Option<(u8, usize)> {
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
    fn days(&self, month: u8, day: u8, mut end: usize) -> (What, usize) {
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
                if (dash || !r.is(end, "and"))
                    && let Some((day2, after)) = self.day(to + 1 + dot)
                {
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
    fn is_to(&self, at: usize) -> bool {
        match self.r.mark(at) {
            Some('-' | '–' | '—' | '/') => true,
            Some(_) => false,
            None => self.r.class(at) == Class::To || self.r.is(at, "through"),
        }
    }

    /// The year of a month or day: '2017', ', 2017', 'of last year', 'de 2017'.
    fn year_after(&self, at: usize, comma: bool) -> Option<(YearOf, usize)> {
        let r = self.r;
        let mut at = at;
        let linked = r.class(at) == Class::Of;
        if (r.mark(at) == Some(',') || r.mark(at) == Some('.')) && !r.breaks(at + 1) {
            if r.mark(at) == Some('.') && !(comma && r.number(at + 1).is_some_and(|(_, digits)| digits == 4))
            {
                return None;
            }
            at += 1;
        } else if linked {
            at += 1;
            if r.class(at) == Class::The {
                at += 1;
            }
        }
        if let Some((value, 4)) = r.number(at) {
            let plausible = (1000..2100).contains(&value) && !self.is_glued(at) && !self.is_counted(at + 1);
            return plausible.then_some((YearOf::Is(value as i32), at + 1 + self.year_word(at + 1)));
        }
        let unit = |at| r.class(at) == Class::Unit(Unit::Year);
        match r.class(at) {
            Class::Last if unit(at + 1) => Some((YearOf::Off(-1), at + 2)),
            Class::Next if unit(at + 1) => Some((YearOf::Off(1), at + 2)),
            Class::This if unit(at + 1) => Some((YearOf::Off(0), at + 2)),
            Class::That if unit(at + 1) && linked => Some((YearOf::Spoken, at + 2)),
            // 'di quell’anno'
            Class::That if unit(at + 2) && linked && r.touches(at + 2) => Some((YearOf::Spoken, at + 3)),
            Class::Unit(Unit::Year) if !self.english && r.class(at + 1) == Class::Last => {
                Some((YearOf::Off(-1), at + 2))
            }
            _ => None,
        }
    }

    /// Tokens of 'года' and 'yılında', that belong to the year before them.
    fn year_word(&self, at: usize) -> usize {
        usize::from(
            !self.english
                && matches!(self.r.word(at), "года" | "году" | "год" | "yılında" | "yılının" | "yılı"),
        )
    }

    /// '7 July', '14-15 September 2017', '11 de agosto de 2006', '3rd of March'.
    fn day_month(&self, at: usize) -> Read {
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
            && !r.is(after, "and")
        {
            let (year, end) = self.year_after(after2, true).unwrap_or((YearOf::Unsaid, after2));
            return Some((What::Days { year, first: (month, day), last: (month2, day2) }, end));
        }
        let (year, end) = self.year_after(after, true).unwrap_or((YearOf::Unsaid, self.without_stop(after)));
        Some((What::Day { year, month, day, weekday: None }, end))
    }

    /// Leaves a full stop to its sentence: '23 Mar.' ends one, '23 Mar. in' doesn't.
    fn without_stop(&self, end: usize) -> usize {
        if self.r.mark(end - 1) == Some('.') && self.dot_ends(end - 1) { end - 1 } else { end }
    }

    /// Expressions that begin with digits.
    fn number(&self, at: usize, led: bool, before: Option<&Expression>) -> Read {
        let r = self.r;
        let (value, digits) = r.number(at)?;
        let next_touches = r.touches(at + 1);
        if let Some(read) = self.numeric(at) {
            return Some(read);
        }
        if digits <= 2 {
            if let Some(read) = self.day_month(at) {
                return Some(read);
            }
            if next_touches && r.is_any(at + 1, "st nd rd th") {
                let after = at + 2 + usize::from(r.mark(at + 2) == Some('-'));
                return match r.class(after) {
                    Class::Unit(Unit::Century) => Some((What::Century(value as i32), after + 1)),
                    Class::Unit(Unit::Quarter) if (1..=4).contains(&value) => {
                        self.quarter(after + 1, value as u8)
                    }
                    _ => None,
                };
            }
            if next_touches
                && r.is(at + 1, "s")
                && digits == 2
                && value % 10 == 0
                && !self.is_glued_before_digits(at)
            {
                let decade = at > 0
                    && (r.class(at - 1) == Class::The
                        || matches!(r.mark(at - 1), Some('’' | '\''))
                        || (led && at > 1 && r.class(at - 2) == Class::The));
                return (decade && value >= 20).then_some((What::Decade(1900 + value as i32), at + 2));
            }
        }
        if digits <= 3 || value < 1000 {
            if r.is_any(at + 1, "bc bce ad ce") && r.is_capital(at + 1) && !next_touches {
                let what = if r.is_any(at + 1, "ad ce") && (100..1000).contains(&value) {
                    What::Year(value as i32)
                } else {
                    What::Vague
                };
                return Some((what, at + 2));
            }
            let clean = !self.is_glued(at) && digits <= 3;
            return clean.then(|| self.counted(at + 1, Some(value)))?;
        }
        if digits != 4 || !(1000..2100).contains(&value) || self.is_glued_before(at) {
            return None;
        }
        let year = value as i32;
        if next_touches && r.is(at + 1, "s") {
            return (year % 10 == 0 && year >= 1500).then_some((What::Decade(year), at + 2));
        }
        if let Some(read) = self.year_range(at, year) {
            return Some(read);
        }
        if self.is_glued(at) {
            return None;
        }
        if r.is_any(at + 1, "bc bce") && r.is_capital(at + 1) {
            return Some((What::Vague, at + 2));
        }
        let end = at + 1 + self.year_word(at + 1);
        (led || self.is_year(at, year, before)).then_some((What::Year(year), end))
    }

    /// '2010-2012', '2010–12', '1914 to 1918'.
    fn year_range(&self, at: usize, year: i32) -> Read {
        let r = self.r;
        let dash = matches!(r.mark(at + 1), Some('-' | '–' | '—' | '/'));
        if !(dash || (r.is(at + 1, "to") && at > 0 && r.is(at - 1, "from"))) {
            return None;
        }
        let (value, digits) = r.number(at + 2)?;
        let joined = r.touches(at + 1) == r.touches(at + 2);
        if !joined || self.is_glued_after(at + 2) {
            return None;
        }
        let last = match digits {
            4 => value as i32,
            2 if r.touches(at + 2) => year / 100 * 100 + value as i32,
            _ => return None,
        };
        let long = if digits == 2 { 12 } else { 200 };
        (year < last && last < 2100 && last - year < long && !self.is_counted(at + 3))
            .then_some((What::Years(year, last), at + 3))
    }

    /// '2016-12-30', '30.12.2016', '30/12/2016'.
    fn numeric(&self, at: usize) -> Read {
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
        if a_digits > 2 || b_digits > 2 || c_digits != 4 || a > 31 || b > 31 || a == 0 || b == 0 {
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

    /// Whether a number is part of something longer that no date is: '$2015',
    /// '2,015', '2015%', '+2015', 'B2015'.
    fn is_glued(&self, at: usize) -> bool {
        self.is_glued_before(at) || self.is_glued_after(at)
    }

    fn is_glued_before(&self, at: usize) -> bool {
        let r = self.r;
        if at == 0 {
            return false;
        }
        let glued = matches!(r.mark(at - 1), Some('$' | '€' | '£' | '¥' | '₹' | '#' | '№'));
        glued
            || (r.touches(at)
                && match r.mark(at - 1) {
                    Some(c) => {
                        matches!(c, '.' | ',' | ':' | '/' | '-' | '+' | '@' | '_' | '=' | '&' | '~')
                            && !self.is_hyphen_ok(at)
                    }
                    None => r.is_word(at - 1) && !r.is_any(at - 1, "l d dell nell dall all"),
                })
    }

    /// A hyphen after a word leaves the number free: 'pre-2015', 'mid-2015'.
    fn is_hyphen_ok(&self, at: usize) -> bool {
        let r = self.r;
        r.mark(at - 1) == Some('-') && at > 1 && r.is_any(at - 2, "pre post mid early late")
    }

    fn is_glued_before_digits(&self, at: usize) -> bool {
        at > 1 && self.r.touches(at) && self.r.number(at - 2).is_some()
    }

    fn is_glued_after(&self, at: usize) -> bool {
        let r = self.r;
        if !r.touches(at + 1) {
            return r.mark(at + 1) == Some('%');
        }
        match r.mark(at + 1) {
            Some('%' | '@' | '_' | '=' | '&' | '°' | '$' | '€' | '£') => true,
            Some('.' | ',' | ':' | '/' | '-' | '–') => r.touches(at + 2) && r.number(at + 2).is_some(),
            Some(_) => false,
            None => true,
        }
    }

    /// Whether what follows a number counts things, so that it is no year.
    fn is_counted(&self, at: usize) -> bool {
        const THINGS: &str = "people men women children troops soldiers fighters tons tonnes km kilometers \
            kilometres miles meters metres feet ft kg barrels dollars euros pounds percent cases \
            deaths homes houses hours minutes seconds days weeks months years times gmt utc \
            employees workers jobs members prisoners refugees civilians victims students words \
            points votes copies units species square cubic million billion thousand degrees mw \
            hectares acres police patients casualties residents inhabitants families missiles \
            rockets tanks aircraft planes ships vehicles local hrs h persone euro dollari \
            personnes menschen personas pessoas человек";
        self.r.is_any(at, THINGS)
    }

    /// Whether a free-standing number of four digits is a year by its context.
    fn is_year(&self, at: usize, year: i32, before: Option<&Expression>) -> bool {
        let r = self.r;
        if self.is_counted(at + 1) {
            return false;
        }
        let lower_plural = r.is_word(at + 1) && !r.is_capital(at + 1) && self.english && {
            let word = r.word(at + 1);
            word.len() > 3
                && word.ends_with('s')
                && !word.ends_with("ss")
                && !r.is_any(at + 1, "was elections talks protests has this")
        };
        let modern = (1900..2100).contains(&year);
        let Some(prior) = at.checked_sub(1) else {
            return modern && r.is_any(at + 1, "was is has saw marked will would");
        };
        if r.mark(prior).is_some() {
            // '(1990)', '(born 1990)', 'in 2003, 2005', '2010; 2012'
            let closes = matches!(r.mark(at + 1), Some(')' | ',' | '–' | '-' | ';' | ']'));
            let listed = before.is_some_and(|e| matches!(e.what, What::Year(_)) && e.end == prior);
            return match r.mark(prior) {
                Some('(' | '[') => closes && year >= 1500,
                Some(',') => {
                    (listed && !lower_plural)
                        || (modern && r.mark(at + 1) == Some(')'))
                        || (modern && r.mark(at + 1) == Some(',') && r.is_capital(prior.wrapping_sub(1)))
                }
                Some('-' | '–') => self.is_hyphen_ok(at),
                Some('\'' | '’') => !r.touches(prior) || !self.english,
                _ => modern && !lower_plural && r.is_any(at + 1, "was is has saw marked will would"),
            };
        }
        match r.class(prior) {
            Class::In => {
                let counted = lower_plural && (year < 1900 || r.is_any(prior, "for from by after between"));
                let on = r.is(prior, "on") || r.is(prior, "around") || r.is(prior, "for");
                !counted && (!on || modern)
            }
            Class::Of => year >= 1500 && !lower_plural,
            Class::Part | Class::Season(_) | Class::Month { .. } => true,
            Class::To => {
                before.is_some_and(|e| {
                    e.end == prior && matches!(e.what, What::Year(_) | What::Month { .. } | What::Day { .. })
                }) && !lower_plural
            }
            Class::The | Class::One | Class::This | Class::Last => modern && (self.is_attribute(at + 1)),
            Class::Earlier | Class::Later => false,
            Class::Unit(Unit::Year) => true,
            _ if r.is_any(prior, "its their his her our s") => modern && self.is_attribute(at + 1),
            _ if r.is_any(prior, "fiscal late born summer season c ca a versus vs from") => modern,
            _ if !self.english => {
                modern
                    && !lower_plural
                    && !r.is_any(prior, "circa oltre più environ rund etwa unos около")
                    && !self.is_counted(at + 1)
                    && self.is_attribute_or_end(at + 1)
            }
            _ => false,
        }
    }

    /// 'the 2015 deal': a word follows that the year can stand before.
    fn is_attribute(&self, at: usize) -> bool {
        let r = self.r;
        r.is_word(at) && !self.is_counted(at) || (r.mark(at) == Some('-') && r.is_word(at + 1))
    }

    fn is_attribute_or_end(&self, at: usize) -> bool {
        self.r.get(at).is_none() || self.r.mark(at).is_some()
    }

    /// 'last month', 'this Tuesday', 'next two weeks', 'last summer', 'last night'.
    fn turned(&self, at: usize, turn: Turn) -> Read {
        let r = self.r;
        let by = match turn {
            Turn::Last => -1,
            Turn::Next => 1,
            Turn::This | Turn::Unsaid => 0,
        };
        let next = at + 1;
        match r.class(next) {
            Class::Weekday { day, short } => self.weekday(next, day, short, turn),
            Class::Month { month, short } if !short => {
                let (year, end) = self.year_after(next + 1, true).unwrap_or((YearOf::Turned(turn), next + 1));
                match self.day(next + 1) {
                    Some((day, end)) => {
                        Some((What::Day { year: YearOf::Turned(turn), month, day, weekday: None }, end))
                    }
                    None => Some((What::Month { year, month }, end)),
                }
            }
            Class::Season(season) => self.season(next, season, turn, true),
            Class::DayPart => match turn {
                Turn::Last => {
                    Some((What::Shifted { unit: Unit::Day, by: -1, from: Anchor::Publication }, next + 1))
                }
                Turn::This => {
                    Some((What::Shifted { unit: Unit::Day, by: 0, from: Anchor::Publication }, next + 1))
                }
                _ => None,
            },
            Class::Unit(Unit::Day) => match turn {
                Turn::Next => {
                    Some((What::Shifted { unit: Unit::Day, by: 1, from: Anchor::Spoken }, next + 1))
                }
                _ => None,
            },
            // 'the last week of January': the month stands for itself.
            Class::Unit(_) if r.class(next + 1) == Class::Of && turn != Turn::This => None,
            Class::Unit(_) if self.is_several(next) => (by != 0).then_some((What::Vague, next + 1)),
            Class::Unit(unit) => Some((What::Whole { unit, by, from: Anchor::Publication }, next + 1)),
            Class::Count(_) | Class::Few | Class::One if by != 0 => self.stretch(next, by, false),
            _ if r.number(next).is_some() && by != 0 => self.stretch(next, by, false),
            _ => None,
        }
    }

    /// After 'past', 'last', 'next': 'two weeks', 'several years', 'decade'.
    fn stretch(&self, at: usize, by: i32, single: bool) -> Read {
        let r = self.r;
        if let Class::Unit(unit) = r.class(at) {
            if !single || r.class(at + 1) == Class::Of {
                return None;
            }
            // 'the past months': nobody says how many.
            let what = if r.word(at).ends_with('s') { What::Vague } else { What::Stretch { unit, by } };
            return (what == What::Vague || unit != Unit::Day).then_some((what, at + 1));
        }
        let (count, unit_at) = match r.class(at) {
            Class::Count(n) => (Some(n), at + 1),
            Class::One if r.class(at + 1) == Class::Few => (None, at + 2),
            Class::Few => (None, at + 1),
            _ => match r.number(at) {
                Some((n, digits)) if digits <= 3 && !self.is_glued(at) => (Some(n), at + 1),
                _ => return None,
            },
        };
        let Class::Unit(unit) = r.class(unit_at) else { return None };
        if r.class(unit_at + 1) == Class::Of && !r.is_any(unit_at + 2, "this last") {
            return None;
        }
        Some((count.map_or(What::Vague, |n| What::Stretch { unit, by: by * n as i32 }), unit_at + 1))
    }

    /// After 'that', 'the following', 'the previous': the unit last spoken of.
    fn spoken(&self, at: usize, by: i32) -> Read {
        let r = self.r;
        match r.class(at) {
            Class::Unit(Unit::Day) => {
                let plural = r.word(at).ends_with("days");
                (!plural).then_some((What::Shifted { unit: Unit::Day, by, from: Anchor::Spoken }, at + 1))
            }
            Class::Unit(Unit::Weekend | Unit::Quarter) => None,
            Class::Unit(unit) if !r.word(at).ends_with('s') || unit == Unit::Century || !self.english => {
                Some((What::Whole { unit, by, from: Anchor::Spoken }, at + 1))
            }
            Class::DayPart if by == 0 => {
                Some((What::Shifted { unit: Unit::Day, by, from: Anchor::Spoken }, at + 1))
            }
            Class::Season(season) => Some((What::Season { year: YearOf::Spoken, season }, at + 1)),
            Class::Month { month, short: false } => {
                let year = if by == 0 { YearOf::Spoken } else { YearOf::Unsaid };
                match self.day(at + 1) {
                    Some((day, end)) => Some((What::Day { year, month, day, weekday: None }, end)),
                    None => Some((What::Month { year, month }, at + 1)),
                }
            }
            _ => None,
        }
    }

    /// After a number: 'weeks ago', 'years later', 'days from now'.
    fn counted(&self, unit_at: usize, count: Option<u32>) -> Read {
        let r = self.r;
        let Class::Unit(unit) = r.class(unit_at) else { return None };
        if r.touches(unit_at) || matches!(unit, Unit::Weekend) {
            return None;
        }
        let next = unit_at + 1;
        let shifted = |sign: i32, from, end| {
            let what = count.and_then(|n| i32::try_from(n).ok()).map_or(What::Vague, |n| What::Shifted {
                unit,
                by: sign * n,
                from,
            });
            Some((what, end))
        };
        match r.class(next) {
            Class::Ago => shifted(-1, Anchor::Publication, next + 1),
            Class::Later => shifted(1, Anchor::Spoken, next + 1),
            Class::Earlier => shifted(-1, Anchor::Spoken, next + 1),
            _ if r.is(next, "from") && r.is(next + 1, "now") => shifted(1, Anchor::Publication, next + 2),
            _ => None,
        }
    }

    /// 'vor zwei Wochen', 'hace dos semanas', 'il y a deux semaines'.
    fn ago_before(&self, at: usize) -> Read {
        let r = self.r;
        let (count, unit_at) = match r.class(at + 1) {
            Class::Count(n) => (Some(n), at + 2),
            Class::One => (Some(1), at + 2),
            Class::Few => (None, at + 2),
            _ => (Some(r.number(at + 1).filter(|&(_, digits)| digits <= 3)?.0), at + 2),
        };
        let Class::Unit(unit) = r.class(unit_at) else { return None };
        let what =
            count.map_or(What::Vague, |n| What::Shifted { unit, by: -(n as i32), from: Anchor::Publication });
        Some((what, unit_at + 1))
    }

    /// Whether a unit is in the plural where only an adjective counts it: 'letzten
    /// Jahren', 'ultimi anni'.
    fn is_several(&self, at: usize) -> bool {
        const PLURALS: &str = "tagen wochen monaten jahren giorni settimane mesi anni jours semaines ans années \
            días dias semanas meses años anos dagen weken maanden jaren days weeks months years \
            decades centuries quarters";
        self.r.is_any(at, PLURALS)
    }

    /// Where the adjective follows: 'mese scorso', 'semaine dernière', 'año 2015'.
    fn unit_first(&self, at: usize, unit: Unit) -> Read {
        let several = self.is_several(at);
        let whole = |by, from| {
            let what = if several { What::Vague } else { What::Whole { unit, by, from } };
            Some((what, at + 2))
        };
        match self.r.class(at + 1) {
            Class::Last => whole(-1, Anchor::Publication),
            Class::Next => whole(1, Anchor::Publication),
            Class::Following => whole(1, Anchor::Spoken),
            Class::Previous => whole(-1, Anchor::Spoken),
            _ => None,
        }
    }

    /// 'summer of 2015', 'last summer', 'early spring', 'in the winter'.
    fn season(&self, at: usize, season: u8, turn: Turn, led: bool) -> Read {
        let r = self.r;
        if r.is_capital(at) && at > 0 && r.is_capital(at - 1) && !r.breaks(at) {
            return None; // the Arab Spring
        }
        if let Some((year, end)) = self.year_after(at + 1, false) {
            let comma = r.mark(at + 1) == Some(',');
            if !comma {
                return Some((What::Season { year, season }, end));
            }
        }
        let year = match turn {
            Turn::Unsaid => YearOf::Unsaid,
            turn => YearOf::Turned(turn),
        };
        let prepared = at > 1
            && r.class(at - 1) == Class::The
            && r.class(at - 2) == Class::In
            && !r.is_any(at - 2, "after before from for on until through");
        let noun_follows = r.is_word(at + 1)
            && r.class(at + 1) == Class::Other
            && self.english
            && !r.is_any(at + 1, "as when with at");
        (led || (prepared && !noun_follows)).then_some((What::Season { year, season }, at + 1))
    }

    /// 'third quarter of 2016', 'first-quarter', 'second half of next year'.
    fn ordinal(&self, at: usize, n: u32) -> Read {
        let r = self.r;
        let next = at + 1 + usize::from(r.mark(at + 1) == Some('-') && r.touches(at + 1));
        match r.class(next) {
            Class::Unit(Unit::Quarter) => self.quarter(next + 1, n as u8),
            Class::Half if n <= 2 => {
                let (year, end) = self.period_year(next + 1)?;
                Some((What::Half { year, half: n as u8 }, end))
            }
            _ => None,
        }
    }

    fn quarter(&self, at: usize, quarter: u8) -> Read {
        if self.r.is(at, "century") || self.r.is_any(at, "final finals") {
            return None;
        }
        let (year, end) = self.period_year(at).unwrap_or((YearOf::Unsaid, at));
        Some((What::Quarter { year, quarter }, end))
    }

    /// 'of 2016', 'of the year', 'of fiscal 2016', '2016'.
    fn period_year(&self, at: usize) -> Option<(YearOf, usize)> {
        let r = self.r;
        if r.class(at) == Class::Of
            && r.class(at + 1) == Class::The
            && r.class(at + 2) == Class::Unit(Unit::Year)
        {
            return Some((YearOf::Off(0), at + 3));
        }
        let of = usize::from(r.class(at) == Class::Of);
        if of == 1 && r.is(at + 1, "fiscal") {
            let year = usize::from(r.class(at + 2) == Class::Unit(Unit::Year));
            return self.year_after(at + 2 + year, false);
        }
        if r.mark(at).is_some() {
            return None;
        }
        self.year_after(at, false)
    }
}
