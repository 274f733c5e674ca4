//! Text to words and marks, for those steps that read grammar without a tagger.

use crate::extract::word_table::WordTable;
use crate::text::Span;

/// A run of letters, a run of digits, or any other single character.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub span: Span,
    pub shape: Shape,
    pub gap: Gap,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Letters; whether the first is upper case.
    Word {
        capital: bool,
    },
    /// ASCII digits: their value (0 for more than nine of them) and how many.
    Number {
        value: u32,
        digits: u32,
    },
    Mark(char),
}

/// The white space before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    None,
    Space,
    Paragraph,
}

/// All tokens of a text, in order. One pass.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let bytes = text.as_bytes();
    let mut gap = Gap::Paragraph;
    let mut newlines = 0;
    let mut at = 0;
    while at < bytes.len() {
        let c = if bytes[at] < 0x80 { char::from(bytes[at]) } else { char_at(text, at) };
        if c.is_whitespace() {
            newlines += u32::from(c == '\n');
            gap = gap.max(if newlines > 1 { Gap::Paragraph } else { Gap::Space });
            at += c.len_utf8();
            continue;
        }
        newlines = 0;
        let (end, shape) = if c.is_ascii_digit() {
            let end = run(bytes, at, |b| b.is_ascii_digit());
            let digits = (end - at) as u32;
            let value = if digits <= 9 { text[at..end].parse().unwrap_or(0) } else { 0 };
            (end, Shape::Number { value, digits })
        } else if c.is_alphabetic() {
            (word_end(text, at), Shape::Word { capital: c.is_uppercase() })
        } else {
            (at + c.len_utf8(), Shape::Mark(c))
        };
        tokens.push(Token { span: Span::new(at, end), shape, gap });
        gap = Gap::None;
        at = end;
    }
    tokens
}

fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().unwrap_or(' ')
}

fn run(bytes: &[u8], from: usize, belongs: impl Fn(u8) -> bool) -> usize {
    from + bytes[from..].iter().take_while(|&&b| belongs(b)).count()
}

/// Letters with their combining marks and joiners, as Arabic and Persian write
/// them.
fn word_end(text: &str, from: usize) -> usize {
    let ascii = run(text.as_bytes(), from, |b| b.is_ascii_alphabetic());
    if text.as_bytes().get(ascii).is_none_or(|b| b.is_ascii()) {
        return ascii;
    }
    let joins = |c: char| {
        c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}' | '\u{200c}')
    };
    ascii + text[ascii..].chars().take_while(|&c| joins(c)).map(char::len_utf8).sum::<usize>()
}

/// Whether a word is one of a list. The words of a list stand in one text, a space
/// between them: a slice of texts costs every visitor of the page more.
pub fn among(word: &str, listed: &str) -> bool {
    listed.split(' ').any(|l| l == word)
}

/// Read access to the tokens around a place, without edges to fall off.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
}

impl<'a> Words<'a> {
    pub fn get(self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    /// The token's text, empty beyond the ends.
    pub fn word(self, at: usize) -> &'a str {
        self.get(at).map_or("", |t| t.span.of(self.text))
    }

    /// Whether the token is this word, in any case; `word` is lower case ASCII.
    pub fn is(self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    /// Whether the token is one of these, in any case; they stand in small letters,
    /// a space between them.
    pub fn is_any(self, at: usize, listed: &str) -> bool {
        let word = self.word(at);
        !word.is_empty() && listed.split(' ').any(|l| l.eq_ignore_ascii_case(word))
    }

    /// What a table of words in small letters takes the token for, in any case.
    pub fn look_up(self, at: usize, table: &WordTable) -> Option<u16> {
        const LONGEST: usize = 24;
        let word = self.word(at);
        if !word.is_ascii() {
            return table.get(&word.to_lowercase());
        }
        let mut buffer = [0; LONGEST];
        let lower = buffer.get_mut(..word.len())?;
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        table.get(std::str::from_utf8(lower).ok()?)
    }

    pub fn mark(self, at: usize) -> Option<char> {
        match self.get(at)?.shape {
            Shape::Mark(c) => Some(c),
            _ => None,
        }
    }

    pub fn number(self, at: usize) -> Option<(u32, u32)> {
        match self.get(at)?.shape {
            Shape::Number { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    pub fn is_word(self, at: usize) -> bool {
        matches!(self.get(at), Some(Token { shape: Shape::Word { .. }, .. }))
    }

    pub fn is_capital(self, at: usize) -> bool {
        matches!(self.get(at), Some(Token { shape: Shape::Word { capital: true }, .. }))
    }

    /// Whether no white space stands before the token.
    pub fn touches(self, at: usize) -> bool {
        self.get(at).is_some_and(|t| t.gap == Gap::None)
    }

    /// Whether a new paragraph begins with the token, or the text is over.
    pub fn breaks(self, at: usize) -> bool {
        self.get(at).is_none_or(|t| t.gap == Gap::Paragraph)
    }

    pub fn span(self, from: usize, to: usize) -> Span {
        Span { start: self.tokens[from].span.start, end: self.tokens[to - 1].span.end }
    }

    /// Whether a sentence ends with the token: a full stop that closes no
    /// abbreviation, or the end of a paragraph.
    pub fn ends_sentence(self, at: usize) -> bool {
        if self.breaks(at + 1) {
            return true;
        }
        match self.mark(at) {
            Some('!' | '?' | '…' | '。') => true,
            Some('.') => {
                let next = self.get(at + 1);
                let begins = match next.map(|t| t.shape) {
                    Some(Shape::Word { capital }) => capital,
                    Some(Shape::Mark(c)) => matches!(c, '“' | '"' | '«' | '„' | '‘' | '”' | '’' | ')'),
                    _ => true,
                };
                begins
                    && (next.is_some_and(|t| t.gap != Gap::None) || self.mark(at + 1).is_some())
                    && !self.is_abbreviation(at.wrapping_sub(1))
            }
            _ => false,
        }
    }

    fn is_abbreviation(self, at: usize) -> bool {
        const SHORT: &str = "mr mrs ms dr gen lt col maj sgt capt st sen rep gov prof brig adm rev hon jr sr vs \
            no jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri \
            sat sun";
        const DATED: &str = "monday tuesday wednesday thursday friday saturday sunday jan feb mar apr may jun jul \
            aug sep sept oct nov dec january february march april june july august september october november \
            december et est edt pt gmt utc";
        // '10:30 p.m. Aug. 9'
        let hour = self.is(at, "m") && self.is_any(at.wrapping_sub(2), "a p") && self.is_any(at + 2, DATED);
        let word = self.word(at);
        hour || (word.chars().count() == 1 && self.is_capital(at)) || self.is_any(at, SHORT)
    }
}
