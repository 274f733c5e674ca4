//! What can be said of a word by itself: its spelling and how it is written.

use crate::text::bare;

/// How a word is written, as coarsely as names need it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Case {
    /// Punctuation and signs.
    #[default]
    Mark,
    /// 'talks'.
    Small,
    /// 'Tehran'.
    Capital,
    /// 'NATO'.
    Capitals,
    /// 'A', 'I', 'J.'.
    Single,
    /// 'U.S.'.
    Dotted,
    /// 'McCain', 'Al-Hasakah'.
    Mixed,
    /// 'al-Qaida', 'pro-Western'.
    SmallMixed,
    /// '2017'.
    Digits,
    /// '5th', 'S-400'.
    DigitsLetters,
}

impl Case {
    /// Whether a name may begin with such a word in ordinary prose.
    pub fn is_capital(self) -> bool {
        matches!(self, Case::Capital | Case::Capitals | Case::Single | Case::Dotted | Case::Mixed)
    }
}

/// Hashes of a word's spellings; equal words have equal hashes everywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The word as it is written.
    pub form: u32,
    /// In small letters, without accents.
    pub lower: u32,
    /// The first two, three and four letters of that; shorter words repeat.
    pub prefixes: [u32; 3],
    /// The last one to four.
    pub suffixes: [u32; 4],
    /// Runs of capitals, small letters and digits as one each: 'X.X.', 'x-Xx'.
    pub shape: u32,
    /// The same with each character by itself, up to a length.
    pub long_shape: u32,
    /// What stands before the first and after the last hyphen; 0 without one.
    pub parts: [u32; 2],
    pub case: Case,
    /// The first letter in upper case, for acronyms; 0 where none.
    pub initial: u32,
    /// Characters, at most [`KEPT`].
    pub len: u8,
}

/// More characters of one word are looked at as if they were not there, except
/// for its exact form.
const KEPT: usize = 40;
const SHAPE: usize = 8;

impl Word {
    pub fn new(text: &str) -> Word {
        let mut letters = ['\0'; KEPT];
        let mut n = 0;
        let mut seen = Seen::default();
        let mut shape = HASH_START;
        let mut long_shape = HASH_START;
        let mut last = '\0';
        for c in text.chars() {
            let class = seen.add(c);
            if class != last || !class.is_alphanumeric() {
                shape = step(shape, class as u32);
                last = class;
            }
            if n < SHAPE {
                long_shape = step(long_shape, class as u32);
            }
            if n < KEPT {
                letters[n] = plain(c);
                n += 1;
            }
        }
        let letters = &letters[..n];
        let hash = |letters: &[char]| letters.iter().fold(HASH_START, |h, &c| step(h, c as u32));
        let part = |at: Option<usize>, after: bool| match at {
            Some(at) if after => hash(&letters[at + 1..]),
            Some(at) => hash(&letters[..at]),
            None => 0,
        };
        Word {
            form: text.chars().fold(HASH_START, |h, c| step(h, c as u32)),
            lower: hash(letters),
            prefixes: [2, 3, 4].map(|k| hash(&letters[..k.min(n)])),
            suffixes: [1, 2, 3, 4].map(|k| hash(&letters[n.saturating_sub(k)..])),
            shape,
            long_shape,
            parts: [
                part(letters.iter().position(|&c| c == '-'), false),
                part(letters.iter().rposition(|&c| c == '-'), true),
            ],
            case: seen.case(),
            initial: text.chars().next().filter(|c| c.is_uppercase()).map_or(0, |c| c as u32),
            len: n as u8,
        }
    }
}

/// The hash under which a word stands in word lists.
pub fn lower_hash(text: &str) -> u32 {
    Word::new(text).lower
}

const HASH_START: u32 = 0x811c_9dc5;

fn step(hash: u32, value: u32) -> u32 {
    (hash ^ value).wrapping_mul(0x0100_0193).rotate_left(5)
}

/// A small letter without its accent; straight apostrophes and hyphens.
fn plain(c: char) -> char {
    match c {
        c if c.is_ascii() => c.to_ascii_lowercase(),
        '’' | '‘' | 'ʼ' => '\'',
        '‐' | '‑' => '-',
        c => {
            let small = c.to_lowercase().next().unwrap_or(c);
            bare(small).unwrap_or(small)
        }
    }
}

/// What kinds of characters a word has.
#[derive(Default)]
struct Seen {
    upper: u32,
    lower: u32,
    digits: u32,
    stops: u32,
    first_upper: bool,
}

impl Seen {
    /// Counts `c` and gives the character that stands for its kind in a shape.
    fn add(&mut self, c: char) -> char {
        if c.is_uppercase() {
            self.first_upper |= self.upper + self.lower + self.digits == 0;
            self.upper += 1;
            'X'
        } else if c.is_alphabetic() {
            self.lower += 1;
            'x'
        } else if c.is_numeric() {
            self.digits += 1;
            'd'
        } else {
            self.stops += u32::from(c == '.');
            c
        }
    }

    fn case(&self) -> Case {
        match (self.upper, self.lower, self.digits) {
            (0, 0, 0) => Case::Mark,
            (0, 0, _) => Case::Digits,
            (_, _, 1..) => Case::DigitsLetters,
            (0, _, _) => Case::Small,
            (1, 0, _) => Case::Single,
            (_, _, _) if self.stops > 1 || self.stops == 1 && self.lower == 0 => Case::Dotted,
            (_, 0, _) => Case::Capitals,
            (1, _, _) if self.first_upper => Case::Capital,
            _ if self.first_upper => Case::Mixed,
            _ => Case::SmallMixed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_is_told_from_letters() {
        for (word, case) in [
            ("talks", Case::Small),
            ("Tehran", Case::Capital),
            ("Mr.", Case::Capital),
            ("NATO", Case::Capitals),
            ("U.S.", Case::Dotted),
            ("J.", Case::Single),
            ("McCain", Case::Mixed),
            ("Al-Hasakah", Case::Mixed),
            ("al-Qaida", Case::SmallMixed),
            ("1,000", Case::Digits),
            ("5th", Case::DigitsLetters),
            ("--", Case::Mark),
            ("Èze", Case::Capital),
        ] {
            assert_eq!(Word::new(word).case, case, "{word}");
        }
    }

    #[test]
    fn spellings_of_one_word_meet() {
        let (a, b) = (Word::new("Qaïda’s"), Word::new("qaida's"));
        assert_eq!(a.lower, b.lower);
        assert_eq!(a.suffixes, b.suffixes);
        assert_ne!(a.form, b.form);
        assert_eq!(Word::new("U.N.").shape, Word::new("A.B.").shape);
        assert_eq!(Word::new("pro-Iran").parts, [lower_hash("pro"), lower_hash("iran")]);
    }

    #[test]
    fn any_word_will_do() {
        for word in ["", "-", "\u{301}", &"é".repeat(500), "ﷺ", "İ"] {
            assert!(usize::from(Word::new(word).len) <= KEPT);
        }
    }
}
