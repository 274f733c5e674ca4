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
    let mut classes: Vec<Class> = tokens.iter().map(class).collect();
    // 'por la mañana', 'am Morgen', 'heute Morgen': no day after today.
    for at in 1..classes.len() {
        let before = classes[at - 1];
        let is_am = tokens[at - 1].span.of(text) == "am";
        let is_part = matches!(before, Class::The | Class::This | Class::Day(0) | Class::Weekday { .. });
        if classes[at] == Class::Day(1) && (is_part || is_am) {
            classes[at] = Class::DayPart;
        }
    }
    classes
}

/// Words that know their classes.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub words: Words<'a>,
    pub classes: &'a [Class],
    /// Of the vocabulary that they are of.
    pub language: &'static str,
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
