//! Date expressions of the story, resolved against the article's own date.

use crate::article::{Article, DateMention};

/// In order of the text, not overlapping.
pub fn find(_article: &Article) -> Vec<DateMention> {
    Vec::new()
}
