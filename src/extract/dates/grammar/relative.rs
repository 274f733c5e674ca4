//! What is counted from publication or from the date before: 'last month', 'two weeks ago', 'the following day'.

use super::*;

impl Grammar<'_> {
    /// 'last month', 'this Tuesday', 'next two weeks', 'last summer', 'last night'.
    pub(super) fn turned(&self, at: usize, turn: Turn) -> Read {
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
                        let (year, end) = self.year_after(end, true).unwrap_or((YearOf::Turned(turn), end));
                        Some((What::Day { year, month, day, weekday: None }, end))
                    }
                    None => Some((What::Month { year, month }, end)),
                }
            }
            Class::Season(season) => self.season(next, season, turn, true),
            Class::DayPart if turn == Turn::Next => {
                Some((What::Shifted { unit: Unit::Day, by: 1, from: Anchor::Spoken }, next + 1))
            }
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
            // 'the last three months of 2016'
            Class::Count(n) if turn == Turn::Last && self.months_of_year(next + 1).is_some() => {
                let (year, end) = self.months_of_year(next + 1)?;
                let first = 13u32.checked_sub(n).filter(|first| (1..=12).contains(first))?;
                Some((What::Months { year, first: first as u8, last: 12 }, end))
            }
            // 'the last week of January': the month stands for itself.
            Class::Unit(_) if r.class(next + 1) == Class::Of && turn != Turn::This => None,
            Class::Unit(_) if self.is_several(next) => (by != 0).then_some((What::Vague, next + 1)),
            Class::Unit(unit) => {
                let ahead = at > 1 && r.is_any(at - 2, "over within for during through");
                let told = turn == Turn::Next && at > 0 && r.class(at - 1) == Class::The && !ahead;
                let from = if told { Anchor::Story } else { Anchor::Publication };
                Some((What::Whole { unit, by, from }, next + 1))
            }
            Class::Count(_) | Class::Few | Class::One if by != 0 => self.stretch(next, by, false),
            _ if r.number(next).is_some() && by != 0 => self.stretch(next, by, false),
            _ => None,
        }
    }

    /// After 'past', 'last', 'next': 'two weeks', 'several years', 'decade'.
    pub(super) fn stretch(&self, at: usize, by: i32, single: bool) -> Read {
        let r = self.r;
        if let Class::Unit(unit) = r.class(at) {
            if !single || r.class(at + 1) == Class::Of {
                return None;
            }
            if unit == Unit::Weekend {
                return Some((What::Whole { unit, by, from: Anchor::Publication }, at + 1));
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
    pub(super) fn spoken(&self, at: usize, by: i32) -> Read {
        let r = self.r;
        match r.class(at) {
            Class::Unit(Unit::Day) => {
                let plural = r.word(at).ends_with("days");
                (!plural).then_some((What::Shifted { unit: Unit::Day, by, from: Anchor::Spoken }, at + 1))
            }
            Class::Unit(Unit::Weekend) => None,
            Class::Unit(Unit::Quarter) if by == 0 => self.same_period(at + 1),
            _ if by == 0 && self.english && r.is(at, "period") && r.is(at - 1, "same") => {
                self.same_period(at + 1)
            }
            Class::Weekday { day, short: false } => {
                let end = at + 1 + usize::from(r.class(at + 1) == Class::DayPart);
                Some((What::WeekdayFrom { day, by }, end))
            }
            Class::Unit(unit) if !r.word(at).ends_with('s') || unit == Unit::Century || !self.english => {
                Some((What::Whole { unit, by, from: Anchor::Spoken }, at + 1))
            }
            Class::DayPart if by == 0 => {
                Some((What::Shifted { unit: Unit::Day, by, from: Anchor::Spoken }, at + 1))
            }
            Class::Season(season) => {
                let year = if by == 0 { YearOf::Spoken } else { YearOf::Beside(by) };
                Some((What::Season { year, season }, at + 1))
            }
            Class::Month { month, short: false } => {
                let year = if by == 0 { YearOf::Spoken } else { YearOf::Beside(by) };
                match self.day(at + 1) {
                    Some((day, end)) => Some((What::Day { year, month, day, weekday: None }, end)),
                    None => Some((What::Month { year, month }, at + 1)),
                }
            }
            _ => None,
        }
    }

    /// After a number: 'weeks ago', 'years later', 'days from now'.
    pub(super) fn counted(&self, unit_at: usize, count: Option<u32>) -> Read {
        let r = self.r;
        if let Some(months) = count
            && r.mark(unit_at) == Some('-')
        {
            return self.months_reported(unit_at + 1, months);
        }
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
            _ if r.is_any(next, "before previously") && self.closes(next + 1) => {
                shifted(-1, Anchor::Spoken, next + 1)
            }
            _ if r.is_any(next, "after afterwards afterward") && self.closes(next + 1) => {
                shifted(1, Anchor::Spoken, next + 1)
            }
            _ if count.is_some() && self.is_ahead(unit_at) => {
                Some((What::Ahead { unit, by: i32::try_from(count?).ok()? }, next))
            }
            _ if r.is(next, "from") && r.is(next + 1, "now") => shifted(1, Anchor::Publication, next + 2),
            _ => None,
        }
    }

    /// 'vor zwei Wochen', 'hace dos semanas', 'il y a deux semaines'.
    pub(super) fn ago_before(&self, at: usize) -> Read {
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
    pub(super) fn is_several(&self, at: usize) -> bool {
        const PLURALS: &str = "tagen wochen monaten jahren giorni settimane mesi anni jours semaines ans années \
            días dias semanas meses años anos dagen weken maanden jaren days weeks months years \
            decades centuries quarters";
        self.r.is_any(at, PLURALS)
    }

    /// Where the adjective follows: 'mese scorso', 'semaine dernière', 'año 2015'.
    pub(super) fn unit_first(&self, at: usize, unit: Unit) -> Read {
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

    /// Whether 'in' stands before a counted unit and nothing that makes it a span of
    /// time: 'in two weeks', not 'the first in two weeks', 'in two weeks of talks'.
    fn is_ahead(&self, unit_at: usize) -> bool {
        let r = self.r;
        let Some(before) = unit_at.checked_sub(2).filter(|&n| self.english && r.is(n, "in")) else {
            return false;
        };
        let ranked = before > 0
            && (r.word(before - 1).ends_with("est")
                || r.is_any(before - 1, "time first only once twice least most"));
        !ranked && r.class(unit_at + 1) != Class::Of
    }

    /// Whether a relative word ends its phrase: 'the day before', not 'the day before
    /// the vote'.
    pub(super) fn closes(&self, at: usize) -> bool {
        let r = self.r;
        r.breaks(at)
            || matches!(r.mark(at), Some(',' | '.' | ';' | ':' | ')' | '–' | '—' | '”' | '"' | '?' | '!'))
            || r.is_any(at, "and but when as with in at by")
    }

    /// 'the day before', 'the night before', 'the month after'.
    pub(super) fn beside(&self, at: usize, unit: Unit) -> Read {
        let r = self.r;
        if !self.english || !self.is_the(at) || !self.closes(at + 2) {
            return None;
        }
        let by = match r.word(at + 1) {
            "before" => -1,
            "after" => 1,
            _ => return None,
        };
        Some((What::Shifted { unit, by, from: Anchor::Spoken }, at + 2))
    }

    /// A unit that no word before it counts or turns: 'the quarter', 'over the weekend',
    /// 'the year-earlier period', 'for the year', 'the week before', 'years ago'.
    pub(super) fn bare_unit(&self, at: usize, unit: Unit) -> Read {
        let r = self.r;
        if r.class(at + 1) == Class::Ago {
            return Some((What::Vague, at + 2));
        }
        // 'the day before yesterday'
        let beside = match (unit, r.word(at + 1), r.class(at + 2)) {
            (Unit::Day, "before", Class::Day(-1)) => -2,
            (Unit::Day, "after", Class::Day(1)) => 2,
            _ => 0,
        };
        if beside != 0 {
            return Some((What::Shifted { unit: Unit::Day, by: beside, from: Anchor::Publication }, at + 3));
        }
        if unit == Unit::Year
            && r.mark(at + 1) == Some('-')
            && matches!(r.class(at + 2), Class::Earlier | Class::Ago)
        {
            let period = r.class(at + 3) == Class::Unit(Unit::Quarter) || r.is(at + 3, "period");
            return Some((What::Period { years: -1 }, at + 3 + usize::from(period)));
        }
        // 'by year-end'
        if unit == Unit::Year && r.mark(at + 1) == Some('-') && r.is(at + 2, "end") {
            return Some((What::Whole { unit, by: 0, from: Anchor::Here }, at + 3));
        }
        if !self.is_the(at) || r.word(at).ends_with('s') {
            return None;
        }
        match unit {
            Unit::Quarter
                if r.class(at + 1) != Class::Of && !r.is_any(at + 1, "final finals century mile") =>
            {
                Some((What::Period { years: 0 }, at + 1))
            }
            Unit::Weekend => Some((What::Whole { unit, by: 0, from: Anchor::Publication }, at + 1)),
            Unit::Year if at > 1 && r.is_any(at - 2, "for during") && self.closes(at + 1) => {
                Some((What::Whole { unit, by: 0, from: Anchor::Here }, at + 1))
            }
            _ => self.beside(at, unit),
        }
    }

    /// 'the latest quarter', 'the latest fiscal year'.
    pub(super) fn latest(&self, at: usize) -> Read {
        let r = self.r;
        let quarter = r.class(at + 1) == Class::Unit(Unit::Quarter) || r.is(at + 1, "period");
        (quarter && self.is_the(at)).then_some((What::Period { years: 0 }, at + 2))
    }

    fn is_the(&self, at: usize) -> bool {
        at > 0 && self.r.class(at - 1) == Class::The
    }
}
