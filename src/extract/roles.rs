//! Titles and offices that the article gives its people.

use crate::article::{Article, Entity};

/// Fills `roles` of the people among `entities`.
pub fn assign(_article: &Article, _entities: &mut [Entity]) {}
