//! When an article without a printed date was published, as far as its text says.

use crate::article::{Article, DateMention, InferredDate};

/// `None` where the page prints a date, or the text bounds none.
pub fn infer(_article: &Article, _dates: &[DateMention]) -> Option<InferredDate> {
    None
}
