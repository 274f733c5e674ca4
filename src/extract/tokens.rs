//! Text to tokens: words, numbers and marks, each with what the lists know of it.

use crate::extract::lexicon::{Classes, Lexicon, UNKNOWN, fold};
use crate::text::Span;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// No letter: numbers and marks.
    None,
    /// Begins small.
    Lower,
    /// Begins with a capital.
    Title,
    /// Capitals only, and two of them at least: 'SVR', 'U.N.'.
    Upper,
}

impl Case {
    /// Whether a word so written can be one that the lists write as `wanted`.
    /// Headlines and agencies write all kinds of words with capitals, so only
    /// capitals are ever demanded.
    pub fn satisfies(self, wanted: Case) -> bool {
        match wanted {
            Case::None | Case::Lower => true,
            Case::Title => matches!(self, Case::Title | Case::Upper),
            Case::Upper => self == Case::Upper,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Word,
    /// Digits, with their commas and points.
    Number,
    /// 's and ’s.
    Possessive,
    /// One mark.
    Mark(char),
}

#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub span: Span,
    pub shape: Shape,
    pub case: Case,
    /// In the lexicon's word table.
    pub word: u32,
    pub classes: Classes,
    /// No white space before it.
    pub glued: bool,
}

impl Token {
    /// A word that begins with a capital.
    pub fn is_capital(&self) -> bool {
        matches!(self.case, Case::Title | Case::Upper)
    }

    pub fn is(&self, classes: Classes) -> bool {
        self.classes.any(classes)
    }

    pub fn is_mark(&self, mark: char) -> bool {
        self.shape == Shape::Mark(mark)
    }

    pub fn is_hyphen(&self) -> bool {
        matches!(self.shape, Shape::Mark('-' | '‐' | '‑' | '–'))
    }
}

/// The tokens of a text, in order.
///
/// A word keeps its inner apostrophes ("Shi'ite", "O'Brien") and, where it is
/// an initial or a known abbreviation, its point ("U.S.", "Mr."). A hyphen
/// stands alone, so that 'Iran-Russia' is two words.
pub fn tokenize(text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut key = String::new();
    let mut at = 0;
    let mut glued = false;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            glued = false;
            continue;
        }
        let start = at;
        let shape = if c.is_alphanumeric() {
            at = end_of_word(text, start);
            let word = &text[start..at];
            if word.bytes().all(|b| b.is_ascii_digit()) {
                at = end_of_number(text, at);
                Shape::Number
            } else {
                if text[at..].starts_with('.') {
                    at = with_points(text, start, at, lexicon, &mut key);
                }
                Shape::Word
            }
        } else if is_apostrophe(c) && possessive(text, start) {
            at += c.len_utf8() + 1;
            Shape::Possessive
        } else {
            at += c.len_utf8();
            Shape::Mark(c)
        };
        let span = Span::new(start, at);
        let form = span.of(text);
        let mut word = UNKNOWN;
        if form.len() <= 40 {
            fold(form, &mut key);
            word = lexicon.word(&key);
        }
        let case = if shape == Shape::Word { case(form) } else { Case::None };
        tokens.push(Token { span, shape, case, word, classes: lexicon.classes(word), glued });
        glued = true;
    }
    tokens
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘')
}

/// Whether an apostrophe here begins a possessive ending after a word.
fn possessive(text: &str, at: usize) -> bool {
    let mut rest = text[at..].chars().skip(1);
    matches!(rest.next(), Some('s' | 'S'))
        && !rest.next().is_some_and(char::is_alphanumeric)
        && text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
}

fn end_of_word(text: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(c) = text[at..].chars().next() {
        let goes_on = c.is_alphanumeric()
            || is_combining(c)
            || (is_apostrophe(c)
                && c != '‘'
                && text[at + c.len_utf8()..].chars().next().is_some_and(char::is_alphabetic)
                && !possessive(text, at));
        if !goes_on {
            break;
        }
        at += c.len_utf8();
    }
    at
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}')
}

/// '2,200.5': marks between digits stay inside a number.
fn end_of_number(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while at + 1 < bytes.len() && matches!(bytes[at], b',' | b'.') && bytes[at + 1].is_ascii_digit() {
        at += 1;
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
    }
    at
}

/// The end of a word that a point follows: after it for initials and known
/// abbreviations.
fn with_points(text: &str, start: usize, end: usize, lexicon: &Lexicon, key: &mut String) -> usize {
    let mut at = end;
    if text[start..end].chars().count() == 1 && text[start..].starts_with(char::is_alphabetic) {
        // Letters and points by turns: 'U.S.', 'J.'.
        loop {
            at += 1;
            let mut rest = text[at..].chars();
            match (rest.next(), rest.next()) {
                (Some(letter), Some('.')) if letter.is_alphabetic() => at += letter.len_utf8(),
                _ => break,
            }
        }
        let upper = text[start..].starts_with(char::is_uppercase);
        return if upper || at > end + 1 { at } else { end };
    }
    if end - start <= 6 {
        fold(&text[start..=end], key);
        if lexicon.word(key) != UNKNOWN {
            return end + 1;
        }
    }
    end
}

fn case(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(c) if c.is_uppercase() => {
            let mut more = 0;
            let upper = letters.all(|c| {
                more += 1;
                c.is_uppercase()
            });
            if upper && more > 0 { Case::Upper } else { Case::Title }
        }
        Some(_) => Case::Lower,
        None => Case::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::lexicon::lexicon;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = tokenize(text, lexicon()).iter().map(|t| t.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_keep_what_is_inside_them() {
        check("Iran’s Shi'ites", &["Iran", "’s", "Shi'ites"]);
        check("the U.S. and Mr. J. Smith.", &["the", "U.S.", "and", "Mr.", "J.", "Smith", "."]);
        check("Iran-Russia: 2,200.5", &["Iran", "-", "Russia", ":", "2,200.5"]);
        check("workers' “party”", &["workers", "'", "“", "party", "”"]);
        check("", &[]);
    }
}
