//! Places in text, and the few facts about characters that all stages share.

mod address;
mod fold;
mod language;
mod letters;
mod words;

use serde::{Deserialize, Serialize};

pub use address::{is_front, web_address};
pub use fold::{fold, fold_into};
pub use language::{is_function_word, is_small_word, language};
pub use letters::{bare, is_mark};
pub use words::{each_word, is_unspaced, name_key, runs, spaced};

/// A half-open range of bytes, always on character boundaries of its text.
///
/// Which text it points into is said by whoever holds it: an article's raw
/// file or its cleaned text. Outside the core, offsets count code points; see
/// [`CharOffsets`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Span { start: start as u32, end: end as u32 }
    }

    /// The words that this span covers. Panics where it does not lie in `text`.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    pub fn shift(self, by: usize) -> Span {
        Span::new(self.start as usize + by, self.end as usize + by)
    }
}

/// Whether a text has one of the digits 0 to 9.
pub fn has_digit(text: &str) -> bool {
    // To look at all bytes, several at once, is faster than to stop at the first.
    text.bytes().fold(false, |any, b| any | b.is_ascii_digit())
}

/// Whether a text has a part: as `contains`, but faster in what is short, as
/// most lines are.
pub fn has(text: &str, part: &str) -> bool {
    const SHORT: usize = 64;
    if text.len() > SHORT {
        return text.contains(part);
    }
    let (text, part) = (text.as_bytes(), part.as_bytes());
    part.is_empty() || text.windows(part.len()).any(|at| at[0] == part[0] && at == part)
}

/// Byte offsets to Unicode code points, for the outputs that others script
/// against. Built once per text; a look-up is a binary search.
pub struct CharOffsets {
    /// `(byte, code point)` just after each non-ASCII character.
    steps: Vec<(u32, u32)>,
}

impl CharOffsets {
    pub fn new(text: &str) -> Self {
        let mut steps = Vec::new();
        let mut chars = 0;
        for (byte, c) in text.char_indices() {
            chars += 1;
            if c.len_utf8() > 1 {
                steps.push(((byte + c.len_utf8()) as u32, chars));
            }
        }
        CharOffsets { steps }
    }

    /// The number of code points before `byte`, which must be a character boundary.
    pub fn at(&self, byte: u32) -> u32 {
        match self.steps.partition_point(|&(b, _)| b <= byte) {
            0 => byte,
            n => {
                let (b, c) = self.steps[n - 1];
                c + (byte - b)
            }
        }
    }
}

/// A text as markup and its attributes have it: HTML's and XML's.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_counted_across_wide_characters() {
        let text = "a“é”𝄞z";
        let offsets = CharOffsets::new(text);
        for (n, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.at(byte as u32), n as u32);
        }
        assert_eq!(offsets.at(text.len() as u32), 6);
    }
}
