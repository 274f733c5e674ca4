//! [`Article`] to [`Extraction`]: who, where, when, and who said what.

use crate::article::{Article, Extraction};

/// Everything that can be said of one article by itself.
pub fn extract(_article: &Article) -> Extraction {
    Extraction::default()
}
