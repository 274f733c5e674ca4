//! The dates told so far, from which later ones are counted.

use chrono::{Datelike, NaiveDate};

use super::grammar::{Anchor, Expression, What, YearOf};
use super::lexer::Reader;
use crate::date::{Date, When};
use crate::extract::words::Gap;

/// What is remembered while a text is read.
#[derive(Default)]
pub struct Spoken {
    /// The last that was resolved, whatever its precision, and its paragraph.
    pub last: Option<(Date, usize)>,
    /// The last year told as a point in time ('in 2011'), and its paragraph.
    pub year: Option<(i32, usize)>,
    /// The last quarter, half or run of months, and its paragraph.
    pub period: Option<(Date, Date, usize)>,
    /// Whether that year came with a month, so that a story is being told.
    pub dated: bool,
    /// Whether it opened its sentence ('In 2011, …'), so that what follows is
    /// told of it.
    pub opened: bool,
    /// The paragraph that is being read.
    pub paragraphs: usize,
    token: usize,
}

/// How few words make a line a heading.
const HEADING: usize = 12;

impl Spoken {
    /// Goes on to a token.
    pub fn read_to(&mut self, reader: Reader<'_>, token: usize) {
        while self.token < token {
            self.token += 1;
            self.paragraphs += usize::from(reader.tokens[self.token].gap == Gap::Paragraph);
        }
    }

    /// Remembers an expression with its value.
    pub fn hear(&mut self, reader: Reader<'_>, expression: &Expression, value: Option<When>) {
        let Some(value) = value else { return };
        let date = match value {
            When::On(date) | When::Between(_, date) => date,
        };
        let periodic = matches!(
            expression.what,
            What::Quarter { .. } | What::Half { .. } | What::Months { .. } | What::Period { years: 0 }
        );
        if let (true, When::Between(first, last)) = (periodic, value) {
            self.period = Some((first, last, self.paragraphs));
        } else if matches!(expression.what, What::Year(_)) {
            self.period = None; // what follows reports that year
        }
        self.last = Some((date, self.paragraphs));
        let told_in =
            expression.first > 0 && reader.is_any(expression.first - 1, "in on by between nel en im em le l");
        let explicit = match expression.what {
            What::Day { year: YearOf::Is(_), .. }
            | What::Days { year: YearOf::Is(_), .. }
            | What::Month { year: YearOf::Is(_), .. }
            | What::Season { year: YearOf::Is(_), .. } => Some(true),
            What::Year(_) | What::Years(..) if is_heading(reader, expression) => Some(true),
            What::Year(_) if told_in => Some(self.dated),
            What::Month { .. }
            | What::Day { .. }
            | What::Days { .. }
            | What::Shifted { from: Anchor::Spoken, .. }
                if self.year.is_some_and(|(_, p)| p + 1 >= self.paragraphs) =>
            {
                Some(true)
            }
            What::Whole { from: Anchor::Spoken | Anchor::Story, .. } => Some(self.dated),
            _ => None,
        };
        if let Some(dated) = explicit {
            let first = expression.first;
            let opens = |n: usize| n == 0 || reader.breaks(n) || reader.ends_sentence(n - 1);
            self.opened = opens(first) || (told_in && opens(first - 1));
            // 'Last years (1944–45)': what follows begins with the first.
            self.year = Some((value.first_day().year(), self.paragraphs));
            self.dated = dated;
        }
    }
}

/// Whether an expression stands in a heading: 'Invasion of Poland (1939)'.
fn is_heading(reader: Reader<'_>, expression: &Expression) -> bool {
    let first =
        (expression.first.saturating_sub(HEADING)..=expression.first).rev().find(|&n| reader.breaks(n));
    let last = (expression.end..expression.end + HEADING).find(|&n| reader.breaks(n));
    match (first, last) {
        (Some(first), Some(last)) => {
            last - first <= HEADING
                && !matches!(reader.mark(last - 1), Some('.' | '!' | '?' | '”' | '"' | ',' | ';'))
        }
        _ => false,
    }
}

/// Whether a text tells mostly of days and months at least two years before its own
/// date, so that a date without a year is of the year that is told of.
/// So is a text without a date of its own that tells of no day but with its year.
pub fn is_history(expressions: &[Expression], today: Option<NaiveDate>) -> bool {
    let before = |years: i32| today.map_or(i32::MAX, |today| today.year() - years);
    let (mut old, mut new) = (0, 0);
    for expression in expressions {
        match expression.what {
            What::Day { year: YearOf::Is(year), .. }
            | What::Days { year: YearOf::Is(year), .. }
            | What::Month { year: YearOf::Is(year), .. } => {
                if year <= before(2) {
                    old += 1;
                } else {
                    new += 1;
                }
            }
            // 'in 1904': so long past that it is hardly a remark of news.
            What::Year(year) if year <= before(30) => old += 1,
            What::Weekday { .. }
            | What::Shifted { from: Anchor::Publication, .. }
            | What::Whole { from: Anchor::Publication, .. } => new += 1,
            _ => {}
        }
    }
    old >= 2 && old > 3 * new
}
