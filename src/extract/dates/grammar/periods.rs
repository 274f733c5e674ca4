//! Quarters, halves and seasons.

use super::*;

impl Grammar<'_> {
    /// 'summer of 2015', 'last summer', 'early spring', 'in the winter'.
    pub(super) fn season(&self, at: usize, season: u8, turn: Turn, led: bool) -> Read {
        let r = self.r;
        if r.is_capital(at) && at > 0 && r.is_capital(at - 1) && !r.breaks(at) {
            return None; // the Arab Spring
        }
        if r.class(at + 1) == Class::Of
            && let Some((year, 4)) = r.number(at + 2)
            && let Some((What::Years(first, last), end)) = self.year_range(at + 2, year as i32)
            && last == first + 1
        {
            return Some((What::Season { year: YearOf::Is(first), season }, end)); // 'the winter of 1861–62'
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
        let led =
            led || (self.english && at > 0 && r.is_any(at - 1, "in by since until") && !r.is(at + 1, "of"));
        let noun_follows = r.is_word(at + 1)
            && r.class(at + 1) == Class::Other
            && self.english
            && !r.is_any(at + 1, "as when with at");
        ((led || prepared) && !(noun_follows && turn == Turn::Unsaid))
            .then_some((What::Season { year, season }, at + 1))
    }

    /// 'third quarter of 2016', 'first-quarter', 'second half of next year'.
    pub(super) fn ordinal(&self, at: usize, n: u32) -> Read {
        let r = self.r;
        let next = at + 1 + usize::from(r.mark(at + 1) == Some('-') && r.touches(at + 1));
        match r.class(next) {
            Class::Unit(Unit::Quarter) if n <= 4 => {
                // A business's own year begins when it likes.
                let fiscal = at > 0 && r.is(at - 1, "fiscal");
                if fiscal { Some((What::Vague, next + 1)) } else { self.quarter(next + 1, n as u8) }
            }
            Class::Unit(Unit::Century) => Some((What::Century(n as i32), next + 1)),
            Class::Half if n <= 2 => {
                let hyphen = next > at + 1;
                let reported = hyphen && self.is_result(next + 1);
                let (year, end) =
                    self.period_year(next + 1).or(reported.then_some((YearOf::Unsaid, next + 1)))?;
                Some((What::Half { year, half: n as u8 }, end))
            }
            // 'the first nine months of the year'
            _ if n == 1 => {
                let months = match r.class(next) {
                    Class::Count(months) => months,
                    _ => r.number(next)?.0,
                };
                if !(2..=11).contains(&months) || r.class(next + 1) != Class::Unit(Unit::Month) {
                    return None;
                }
                let unsaid = self.r.class(next + 2) != Class::Of;
                let (year, end) =
                    self.months_of_year(next + 1).or(unsaid.then_some((YearOf::Unsaid, next + 2)))?;
                Some((What::Months { year, first: 1, last: months as u8 }, end))
            }
            _ => None,
        }
    }

    /// 'Q3 2018', 'Q2 of 2019', 'H1 2018'; without a year such a name may be anything.
    pub(super) fn lettered(&self, at: usize) -> Read {
        let number =
            self.r.number(at + 1).filter(|&(n, digits)| digits == 1 && n > 0 && self.r.touches(at + 1));
        let number = number?.0 as u8;
        let (year, end) = self.period_year(at + 2)?;
        match self.r.class(at) {
            Class::QuarterLetter if number <= 4 => Some((What::Quarter { year, quarter: number }, end)),
            Class::HalfLetter if number <= 2 => Some((What::Half { year, half: number }, end)),
            _ => None,
        }
    }

    pub(super) fn quarter(&self, at: usize, quarter: u8) -> Read {
        if self.r.is(at, "century") || self.r.is_any(at, "final finals") {
            return None;
        }
        let (year, end) = self.period_year(at).unwrap_or((YearOf::Unsaid, at));
        Some((What::Quarter { year, quarter }, end))
    }

    /// 'of 2016', 'of the year', 'of fiscal 2016', '2016'.
    pub(super) fn period_year(&self, at: usize) -> Option<(YearOf, usize)> {
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

    /// After 'first three' or 'last six': 'months of 2016', 'months of this year'.
    pub(super) fn months_of_year(&self, at: usize) -> Option<(YearOf, usize)> {
        (self.r.class(at) == Class::Unit(Unit::Month)).then(|| self.period_year(at + 1))?
    }

    /// After 'nine-': 'month sales', of the year that is being reported.
    pub(super) fn months_reported(&self, at: usize, months: u32) -> Read {
        let r = self.r;
        let reported = r.is(at, "month") && self.is_result(at + 1) && (2..=11).contains(&months);
        reported.then_some((What::Months { year: YearOf::Unsaid, first: 1, last: months as u8 }, at + 1))
    }

    /// Whether a word names what a business reports.
    fn is_result(&self, at: usize) -> bool {
        self.r.is_any(
            at,
            "profit profits earnings results result sales revenue revenues net loss income period",
        )
    }

    /// 'full-year results', 'the full year', 'full-year 2018'.
    pub(super) fn full_year(&self, at: usize) -> Read {
        let r = self.r;
        let hyphen = r.mark(at + 1) == Some('-');
        let year = at + 1 + usize::from(hyphen);
        let named =
            hyphen || (at > 0 && r.class(at - 1) == Class::The && at > 1 && r.is_any(at - 2, "for in of"));
        if !named || r.class(year) != Class::Unit(Unit::Year) {
            return None;
        }
        match self.period_year(year + 1) {
            Some((YearOf::Is(n), end)) => Some((What::Year(n), end)),
            _ => Some((What::FullYear, year + 1)),
        }
    }

    /// After 'the same quarter' or 'the same period': 'last year', 'of last year'.
    pub(super) fn same_period(&self, at: usize) -> Read {
        let r = self.r;
        let of = at + usize::from(r.class(at) == Class::Of);
        match (r.class(of), r.class(of + 1)) {
            (Class::Last, Class::Unit(Unit::Year)) => Some((What::Period { years: -1 }, of + 2)),
            _ => Some((What::Period { years: 0 }, at)),
        }
    }
}
