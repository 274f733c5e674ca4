//! Words told by what their spelling is like: wildcards, misspellings, regular
//! expressions.
//!
//! A [`Machine`] reads a word letter by letter and knows early when nothing
//! can come of it, so that a sorted dictionary is walked once, sharing what
//! words have in common and skipping all that begin wrongly. Machines have a
//! bounded number of states and take one step a letter: no expression is slow.
//! A regular-expression library would weigh ten times as much.

mod expression;
mod typos;

use expression::Expression;
use typos::Typos;

/// A state of a machine, as bytes that only the machine understands.
pub type State = [u8];

/// Reads words letter by letter.
pub trait Machine {
    /// How many bytes a state has.
    fn width(&self) -> usize;
    fn start(&self, state: &mut State);
    /// Goes from one state to the next; whether anything can come of it.
    fn step(&self, from: &State, letter: char, to: &mut State) -> bool;
    /// Whether the letters so far are a word that is meant.
    fn is_end(&self, state: &State) -> bool;

    /// What tells at a glance that a word is not meant, where its beginning
    /// tells little.
    fn sieve(&self) -> Option<Sieve<'_>> {
        None
    }
}

/// What every word that is meant passes, and hardly any other.
#[derive(Clone, Copy)]
pub enum Sieve<'a> {
    /// It has these letters in a row.
    Has(&'a str),
    /// It is this word but for so many mistakes.
    Near(&'a str, u32),
}

/// Whether a machine accepts a word.
pub fn accepts(machine: &dyn Machine, word: &str) -> bool {
    let width = machine.width();
    let mut states = vec![0; 2 * width];
    let (now, next) = states.split_at_mut(width);
    machine.start(now);
    for letter in word.chars() {
        if !machine.step(now, letter, next) {
            return false;
        }
        now.copy_from_slice(next);
    }
    machine.is_end(now)
}

/// Which words are meant.
#[derive(Clone, Debug, PartialEq)]
pub enum Pattern {
    Expression(Expression),
    Typos(Typos),
}

impl Pattern {
    /// `*` stands for any letters or none, `?` for one. All else is folded.
    pub fn wildcards(text: &str) -> Option<Self> {
        Expression::wildcards(text).map(Pattern::Expression)
    }

    /// A regular expression for whole words, folded as they are: `.`, `*`,
    /// `+`, `?`, `{n,m}`, `|`, groups, classes, `\d`, `\w`. `None` where it is
    /// none, or too large.
    pub fn expression(text: &str) -> Option<Self> {
        Expression::parse(text).map(Pattern::Expression)
    }

    /// Words that differ from a folded one by so many letters: one wrong, one
    /// missing, one too many, or two in the wrong order.
    pub fn typos(word: &str, most: u8) -> Self {
        Pattern::Typos(Typos::new(word, most))
    }

    pub fn machine(&self) -> &dyn Machine {
        match self {
            Pattern::Expression(expression) => expression,
            Pattern::Typos(typos) => typos,
        }
    }

    pub fn accepts(&self, word: &str) -> bool {
        accepts(self.machine(), word)
    }
}
