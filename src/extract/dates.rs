//! Date expressions of the story, resolved against the article's own date.
//!
//! Three steps: [`lexer`] gives words their possible meanings in the language of
//! the body, [`grammar`] finds the expressions, [`resolve`] gives them values.
//! Durations ('for two weeks'), times of day and feasts are left out on purpose.

mod grammar;
mod lexer;
mod resolve;
mod tense;
mod vocabulary;

use crate::article::{Article, DateMention};
use crate::text::Span;

use grammar::{Expression, What, YearOf};
use lexer::Reader;
pub(super) use resolve::Published;
use resolve::Order;
pub(super) use tense::Tense;
use vocabulary::Vocabulary;

/// In order of the text, not overlapping.
pub fn find(article: &Article) -> Vec<DateMention> {
    let published = match &article.published {
        Some(fact) => Some(Published::on(fact.value)),
        None => super::inferred::bounds(article).map(|b| b.published()),
    };
    find_in(&article.text, article.language.as_deref(), published)
}

fn find_in(text: &str, language: Option<&str>, published: Option<Published>) -> Vec<DateMention> {
    let vocabulary = Vocabulary::of(language);
    let tokens = lexer::tokens(text, vocabulary);
    let reader = Reader { text, tokens: &tokens };
    let expressions = grammar::expressions(reader, vocabulary.is_english());
    let values = resolve::resolve(reader, &expressions, published, order(vocabulary, &expressions));
    expressions.iter().zip(values).map(|(e, value)| DateMention { span: e.span, value }).collect()
}

/// A date and how it is told, where no article's date is known.
pub(super) struct Told {
    pub span: Span,
    pub first: chrono::NaiveDate,
    pub last: chrono::NaiveDate,
    /// Whether the year is printed. Else both days are of a year yet to be found.
    pub full: bool,
    pub tense: Tense,
}

/// The days and months that a text names, as bounds for a date of publication.
pub(super) fn told(text: &str, language: Option<&str>) -> Vec<Told> {
    let vocabulary = Vocabulary::of(language);
    let tokens = lexer::tokens(text, vocabulary);
    let reader = Reader { text, tokens: &tokens };
    let leap = 2000;
    grammar::expressions(reader, vocabulary.is_english())
        .iter()
        .filter_map(|e| {
            let (year, first, last) = match e.what {
                What::Day { year, month, day, .. } => (year, (month, day), (month, Some(day))),
                What::Days { year, first, last } => (year, first, (last.0, Some(last.1))),
                What::Month { year, month } => (year, (month, 1), (month, None)),
                _ => return None,
            };
            let (full, number) = match year {
                YearOf::Is(year) => (true, year),
                YearOf::Unsaid => (false, leap),
                _ => return None,
            };
            let first = crate::date::Date::day(number, first.0, first.1)?.first_day();
            let last = match last.1 {
                Some(day) => crate::date::Date::day(number, last.0, day)?.last_day(),
                None => crate::date::Date::month(number, last.0).last_day(),
            };
            Some(Told { span: e.span, first, last, full, tense: tense::tense(reader, e) })
        })
        .collect()
}

/// How '5/9/2017' is read: day first but in English, where dates in words tell.
fn order(vocabulary: &Vocabulary, expressions: &[Expression]) -> Order {
    let _ = expressions;
    if vocabulary.is_english() { Order::Unknown } else { Order::DayFirst }
}
