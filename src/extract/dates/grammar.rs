//! Tokens to date expressions: what is said, before anything is resolved.
//!
//! A recursive descent of fixed look-ahead over the tokens' classes, so one pass
//! over the text. Extents are what annotators of news mark: the words of the
//! date with 'early', 'last' or 'evening', without preposition and article
//! ('September 14-15', 'late 2016', 'Monday evening', 'two weeks ago').

mod days;
mod periods;
mod relative;
mod years;

use super::lexer::Reader;
use super::vocabulary::{Class, Unit};
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
    /// 'the 15th': a day of the month that is being told of.
    DayOnly(u8),
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
    /// 'the following Monday', 'that Sunday': by the date last spoken of.
    WeekdayFrom {
        day: u8,
        by: i32,
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
    /// 'in two weeks': ahead of publication, or else no date at all but a span of time.
    Ahead {
        unit: Unit,
        by: i32,
    },
    /// The quarter or half last spoken of, or the latest one that is over, so many
    /// years before: 'the quarter', 'the year-earlier period'.
    Period {
        years: i32,
    },
    /// The quarter or half last spoken of, in a year: 'the 1988 quarter'.
    PeriodOf(i32),
    /// 'full-year results': the year that is being reported.
    FullYear,
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
    /// Years from the one last spoken of: 'August of the following year' is 1.
    SpokenOff(i32),
    /// The next such month after the date last spoken of (1), or the one before (-1):
    /// 'the following May'.
    Beside(i32),
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
    /// The date last spoken of where the sentence tells the past, else publication:
    /// 'the next year'.
    Story,
    /// The date last spoken of in a history, else publication: 'the end of the year'.
    Here,
}

/// All date expressions, in order, not overlapping.
pub fn expressions(reader: Reader<'_>, english: bool) -> Vec<Expression> {
    let grammar = Grammar { r: reader, english };
    let mut found: Vec<Expression> = Vec::new();
    let mut at = 0;
    while at < reader.tokens.len() {
        if reader.class(at) == Class::Every {
            at += 2; // 'every Sunday' is none of them
            continue;
        }
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
            // 'earlier in the week', 'late in the year'
            Class::Earlier | Class::Later | Class::Part
                if self.english && r.is(at + 1, "in") && r.class(at + 2) == Class::The =>
            {
                match r.class(at + 3) {
                    Class::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year | Unit::Decade))
                        if self.closes(at + 4) =>
                    {
                        Some((What::Whole { unit, by: 0, from: Anchor::Here }, at + 4))
                    }
                    _ => None,
                }
            }
            Class::Part => {
                let mut core = at + 1;
                if r.mark(core) == Some('-') && r.touches(core) {
                    core += 1;
                }
                if r.class(core) == Class::To && self.english && r.is_any(core + 1, "mid late") {
                    core += 2; // 'mid to late 2016'
                }
                match r.class(core) {
                    Class::Month { .. } | Class::Weekday { .. } | Class::Season(_) | Class::DecadeName(_) => {
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
                return closed.then_some((What::Whole { unit, by: 0, from: Anchor::Here }, core + 1));
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
            Class::That => self.spoken(at + 1 + usize::from(r.class(at + 1) == Class::That), 0),
            Class::Following => self.spoken(at + 1, 1),
            Class::Previous => self.spoken(at + 1, -1),
            Class::Season(season) => self.season(at, season, Turn::Unsaid, led),
            Class::QuarterLetter | Class::HalfLetter => self.lettered(at),
            Class::Ordinal(n) => self.ordinal(at, n),
            Class::Count(n) => self.counted(at + 1, Some(n)),
            Class::One => match r.class(at + 1) {
                Class::Few => self.counted(at + 2, None),
                // 'half a century ago'
                Class::Unit(Unit::Century) if self.english && at > 0 && r.class(at - 1) == Class::Half => {
                    let ago = r.class(at + 2) == Class::Ago;
                    ago.then_some((
                        What::Shifted { unit: Unit::Year, by: -50, from: Anchor::Publication },
                        at + 3,
                    ))
                }
                _ => self.counted(at + 1, Some(1)),
            },
            Class::Few => self.counted(at + 1, None),
            Class::AgoBefore => self.ago_before(at),
            Class::Unit(unit) if !self.english => self.unit_first(at, unit),
            Class::Unit(unit) => self.bare_unit(at, unit),
            Class::DayPart => self.beside(at, Unit::Day),
            Class::DecadeName(n) => self.decade_name(at, n),
            Class::Latest => self.latest(at),
            Class::Full => self.full_year(at),
            _ => self.number(at, led, before),
        }
    }
}
