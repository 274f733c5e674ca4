//! When an article without a printed date was published, as far as its text says.
//!
//! What is told as past came before publication, what is told as yet to come
//! came after it: 'a picture released on January 11, 2017' and talks 'scheduled
//! for January 23' bound it to 2017-01-11/2017-01-23. Only both bounds together,
//! less than a year apart, are an answer.

use chrono::{Datelike, NaiveDate};

use super::dates::{Published, Tense, Told, told};
use crate::article::{Article, DateMention, InferredDate, LineUse};
use crate::date::{Date, When};
use crate::text::Span;

/// How long after the latest full date a date without a year may be, in days. A
/// page that tells of last winter's day with its year means the coming spring.
const NEAR: i64 = 183;

/// The earliest and the latest day, each with the words that say so.
pub(super) struct Bounds {
    first: (NaiveDate, Span),
    last: (NaiveDate, Span),
}

impl Bounds {
    /// As what dates of the text are counted from. The day that is told as yet to
    /// come is not itself among them: it would be 'today'.
    pub fn published(&self) -> Published {
        let (first, last) = (self.first.0, self.last.0);
        Published { first, last: last.pred_opt().unwrap_or(last).max(first) }
    }
}

/// `None` where the page prints a date, or the text bounds none.
pub fn infer(article: &Article, _dates: &[DateMention]) -> Option<InferredDate> {
    if article.published.is_some() {
        return None;
    }
    let Bounds { first, last } = bounds(article)?;
    let value = match (Date::from(first.0), Date::from(last.0)) {
        (a, b) if a == b => When::On(a),
        (a, b) => When::Between(a, b),
    };
    let evidence = vec![first.1, last.1];
    Some(InferredDate { value, evidence })
}

/// The bounds that the lines of the story and its captions set.
pub(super) fn bounds(article: &Article) -> Option<Bounds> {
    let language = article.language.as_deref();
    let mut all = Vec::new();
    for line in &article.lines {
        let ours =
            line.uses.iter().any(|u| matches!(u, LineUse::Body(_) | LineUse::Caption(_) | LineUse::Summary));
        if ours {
            let at = line.span.start as usize;
            all.extend(
                told(line.span.of(&article.raw), language)
                    .into_iter()
                    .map(|t| Told { span: t.span.shift(at), ..t }),
            );
        }
    }
    narrowed(&all)
}

fn narrowed(all: &[Told]) -> Option<Bounds> {
    let past = |t: &&Told| t.full && t.tense != Tense::Future;
    let first = all.iter().filter(past).max_by_key(|t| (t.first, std::cmp::Reverse(t.span)))?;
    let last = all
        .iter()
        .filter(|t| t.tense == Tense::Future)
        .filter_map(|t| {
            let day = if t.full { t.last } else { next(t.last, first.first)? };
            (t.full || (day - first.first).num_days() <= NEAR).then_some((day, t.span))
        })
        .min()?;
    let days = (last.0 - first.first).num_days();
    (0..366).contains(&days).then_some(Bounds { first: (first.first, first.span), last })
}

/// The next time that the day and month of `day` come, from `from` on.
fn next(day: NaiveDate, from: NaiveDate) -> Option<NaiveDate> {
    (from.year()..from.year() + 2).filter_map(|year| day.with_year(year)).find(|&d| d >= from)
}
