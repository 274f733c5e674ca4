//! Numbers that are years, decades and centuries, and those that only look like it.

use super::*;

impl Grammar<'_> {
    /// The year of a month or day: '2017', ', 2017', 'of last year', 'de 2017'.
    pub(super) fn year_after(&self, at: usize, comma: bool) -> Option<(YearOf, usize)> {
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
        let the = at > 0 && r.class(at - 1) == Class::The;
        if !linked && r.class(at) == Class::The && unit(at + 2) {
            // 'August the following year'
            return match r.class(at + 1) {
                Class::Following => Some((YearOf::SpokenOff(1), at + 3)),
                Class::Previous => Some((YearOf::SpokenOff(-1), at + 3)),
                _ => None,
            };
        }
        match r.class(at) {
            Class::Following if linked && unit(at + 1) => Some((YearOf::SpokenOff(1), at + 2)),
            Class::Previous if linked && unit(at + 1) => Some((YearOf::SpokenOff(-1), at + 2)),
            Class::Next if linked && the && unit(at + 1) => Some((YearOf::SpokenOff(1), at + 2)),
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
    pub(super) fn year_word(&self, at: usize) -> usize {
        usize::from(
            !self.english
                && matches!(self.r.word(at), "года" | "году" | "год" | "yılında" | "yılının" | "yılı"),
        )
    }

    /// Expressions that begin with digits.
    pub(super) fn number(&self, at: usize, led: bool, before: Option<&Expression>) -> Read {
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
                if let Some(day) = self.day_only(at, value) {
                    return Some(day);
                }
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
        if let (Class::Ordinal(quarter @ 1..=4), Class::Unit(Unit::Quarter)) =
            (r.class(at + 1), r.class(at + 2))
        {
            return Some((What::Quarter { year: YearOf::Is(year), quarter: quarter as u8 }, at + 3));
        }
        let period = r.class(at + 1) == Class::Unit(Unit::Quarter) || r.is(at + 1, "period");
        if self.english && period && at > 0 && r.class(at - 1) == Class::The {
            return Some((What::PeriodOf(year), at + 2));
        }
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

    /// 'by the 15th': a day of the month that is being told of, not 'the 15th Army'.
    fn day_only(&self, at: usize, value: u32) -> Read {
        let r = self.r;
        let end = at + 2;
        let led = at > 1
            && r.class(at - 1) == Class::The
            && r.is_any(at - 2, "on by until till from since to and before after");
        let free = r.breaks(end)
            || matches!(r.mark(end), Some(',' | '.' | ';' | ':' | ')' | '–' | '—'))
            || r.is_any(
                end,
                "the a an all both some most no he she it they we his her and but was were had when as in at with to after",
            );
        (self.english && led && free && (1..=31).contains(&value))
            .then_some((What::DayOnly(value as u8), end))
    }

    /// '1930s' by its name: 'the thirties', 'the early sixties'.
    pub(super) fn decade_name(&self, at: usize, decade: u8) -> Read {
        let r = self.r;
        let the = |n: usize| n > 0 && r.class(n - 1) == Class::The;
        let named = the(at) || (at > 0 && matches!(r.class(at - 1), Class::Part) && the(at - 1));
        named.then_some((What::Decade(1900 + i32::from(decade)), at + 1))
    }

    /// '2010-2012', '2010–12'. Words tie two years that are told apart: 'from 1914 to
    /// 1918'.
    pub(super) fn year_range(&self, at: usize, year: i32) -> Read {
        let r = self.r;
        let dash = matches!(r.mark(at + 1), Some('-' | '–' | '—' | '/'));
        if !dash {
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

    /// Whether a number is part of something longer that no date is: '$2015',
    /// '2,015', '2015%', '+2015', 'B2015'.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.is_glued_before(at) || self.is_glued_after(at)
    }

    pub(super) fn is_glued_before(&self, at: usize) -> bool {
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
    pub(super) fn is_hyphen_ok(&self, at: usize) -> bool {
        let r = self.r;
        r.mark(at - 1) == Some('-') && at > 1 && r.is_any(at - 2, "pre post mid early late")
    }

    pub(super) fn is_glued_before_digits(&self, at: usize) -> bool {
        at > 1 && self.r.touches(at) && self.r.number(at - 2).is_some()
    }

    pub(super) fn is_glued_after(&self, at: usize) -> bool {
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
    pub(super) fn is_counted(&self, at: usize) -> bool {
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
    pub(super) fn is_year(&self, at: usize, year: i32, before: Option<&Expression>) -> bool {
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
        let possessive = matches!(r.mark(at + 1), Some('’' | '\'')) && r.touches(at + 1) && r.is(at + 2, "s");
        if modern && possessive && self.english {
            return true; // '1988’s record'
        }
        match r.class(prior) {
            Class::To if prior > 0 && r.is_any(prior - 1, "back dates dated dating date goes go prior") => {
                year >= 1000
            }
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
            _ if r.is_any(prior, "fiscal late born summer season c ca a versus vs from due") => modern,
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
    pub(super) fn is_attribute(&self, at: usize) -> bool {
        let r = self.r;
        r.is_word(at) && !self.is_counted(at) || (r.mark(at) == Some('-') && r.is_word(at + 1))
    }

    pub(super) fn is_attribute_or_end(&self, at: usize) -> bool {
        self.r.get(at).is_none() || self.r.mark(at).is_some()
    }
}
