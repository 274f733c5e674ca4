//! A handful of words that tell what an article is about.

use crate::article::{Article, Entity};

/// At most ten, most telling first.
pub fn find(_article: &Article, _entities: &[Entity]) -> Vec<String> {
    Vec::new()
}
