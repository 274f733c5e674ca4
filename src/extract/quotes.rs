//! Words in quotation marks, and who said them.

use crate::article::{Article, Entity, Quote};

/// In order of the text; speakers are positions in `entities`.
pub fn find(_article: &Article, _entities: &[Entity]) -> Vec<Quote> {
    Vec::new()
}
