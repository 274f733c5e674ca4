//! Mentions to entities: which names are one thing, and what it is called.

use crate::article::{Entity, Mention};

/// One entity for each thing named; mentions in order of the text.
pub fn resolve(_text: &str, _mentions: &[Mention]) -> Vec<Entity> {
    Vec::new()
}
