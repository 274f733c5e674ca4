//! Words with what each can mean in a date.

use std::ops::Deref;

use super::vocabulary::{Class, Vocabulary};
use crate::extract::words::{Shape, Token, Words};

/// One [`Class`] per token.
pub fn classes(text: &str, tokens: &[Token], vocabulary: &Vocabulary) -> Vec<Class> {
    let class = |token: &Token| match token.shape {
        Shape::Word { capital } => vocabulary.class(token.span.of(text), capital),
        Shape::Number { .. } | Shape::Mark(_) => Class::Other,
    };
    tokens.iter().map(class).collect()
}

/// Words that know their classes.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub words: Words<'a>,
    pub classes: &'a [Class],
}

impl Reader<'_> {
    /// What the token means in a date; [`Class::Other`] beyond the ends.
    pub fn class(self, at: usize) -> Class {
        self.classes.get(at).copied().unwrap_or(Class::Other)
    }
}

impl<'a> Deref for Reader<'a> {
    type Target = Words<'a>;

    fn deref(&self) -> &Words<'a> {
        &self.words
    }
}
