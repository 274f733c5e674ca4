//! What a text is made of, seen in one walk over it.
//!
//! Most words are plain: ASCII letters, small but for the first. They are
//! counted as a whole; only what is left is looked at character by character.

/// Counts of characters and words, and of how they stand together. Words are
/// what stands between spaces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    pub chars: usize,
    pub letters: usize,
    pub digits: usize,
    pub commas: usize,
    pub quotes: usize,
    pub bars: usize,
    /// Words that begin with a letter, with a capital, and those that are all capitals.
    pub words: usize,
    pub capital: usize,
    pub shouted: usize,
    /// Full stops and their like that end a sentence within the text or at its end.
    pub sentences: usize,
    /// A headline glued to its teaser: 'Home RenovationMichigan couple'.
    pub glued: bool,
    /// A separator, or a capital behind a small letter: it may be a row of
    /// items ('Home | World', 'HomeWorld').
    pub parted: bool,
    /// A full stop, wherever: there may be an address or a file's name.
    pub dotted: bool,
}

/// The shape of a text.
pub fn shape(text: &str) -> Shape {
    let mut shape = Shape::default();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        if bytes[at].is_ascii_alphabetic() {
            at += 1;
            at += length_of(&bytes[at..], |b| b.is_ascii_lowercase());
            if matches!(bytes.get(at), None | Some(b' ')) {
                shape.chars += at - start;
                shape.letters += at - start;
                shape.words += 1;
                shape.capital += usize::from(bytes[start].is_ascii_uppercase());
                at += 1;
                continue;
            }
        }
        at += length_of(&bytes[at..], |b| b != b' ');
        shape.add(&text[start..at]);
        at += 1;
    }
    shape.chars += bytes.iter().filter(|b| **b == b' ').count();
    shape
}

/// How many bytes at the beginning are such.
fn length_of(bytes: &[u8], is: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|b| !is(*b)).unwrap_or(bytes.len())
}

impl Shape {
    /// Counts a word; nothing of its shape depends on the others.
    fn add(&mut self, word: &str) {
        let Some(first) = word.chars().next() else { return };
        self.words += usize::from(first.is_alphabetic());
        self.capital += usize::from(first.is_uppercase());
        // Capitals and letters that are neither; far below nought behind a small one.
        let mut loud = 0_i32;
        let mut small = 0;
        let mut before = ' ';
        let mut chars = word.chars().peekable();
        while let Some(c) = chars.next() {
            self.chars += 1;
            let is_lower = c.is_lowercase();
            let is_upper = !is_lower && c.is_uppercase();
            if is_lower || is_upper || c.is_alphabetic() {
                self.letters += 1;
                loud = if is_lower { -1000 } else { loud + 1 };
            }
            self.glued |= small >= 4 && is_upper;
            self.parted |= small >= 1 && is_upper;
            small = if is_lower { small + 1 } else { 0 };
            self.count_mark(c);
            let ends = match c {
                '.' | '!' | '?' if !before.is_uppercase() => {
                    chars.peek().is_none_or(|&next| next.is_whitespace() || "\"”’'»)".contains(next))
                }
                '。' | '！' | '？' | '؟' | '۔' => true,
                _ => false,
            };
            self.sentences += usize::from(ends);
            before = c;
        }
        self.shouted += usize::from(loud >= 2);
    }

    fn count_mark(&mut self, c: char) {
        match c {
            '0'..='9' => self.digits += 1,
            ',' | '،' | '，' | '、' => self.commas += 1,
            '"' | '“' | '”' | '«' | '„' => self.quotes += 1,
            '»' => (self.quotes, self.parted) = (self.quotes + 1, true),
            '|' | '·' | '•' | '›' | '>' | '/' | '→' => {
                (self.bars, self.parted) = (self.bars + 1, true)
            }
            '.' => self.dotted = true,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_before_a_space() {
        assert_eq!(shape("It cost 3.5 million. He paid, he said (twice). Mr. X did.").sentences, 4);
        assert_eq!(shape("U.S. talks").sentences, 0);
        assert_eq!(shape("他走了。她说：“是的。”").sentences, 2);
    }

    #[test]
    fn words_are_counted_by_their_letters() {
        let seen = shape("The EU, “New” 2nd McDuff's ÉTÉ a|b");
        assert_eq!((seen.words, seen.capital, seen.shouted, seen.digits), (5, 4, 2, 1));
        assert_eq!((seen.chars, seen.letters, seen.commas, seen.quotes, seen.bars), (34, 22, 1, 2, 1));
    }

    #[test]
    fn rows_of_items_are_parted() {
        for (text, parted, glued) in [
            ("HouseWorld", true, true),
            ("HomWorld", true, false),
            ("McDuff left", true, false),
            ("Home » News", true, false),
            ("The tug left.", false, false),
            ("ÉtéMole", true, false),
        ] {
            assert_eq!((shape(text).parted, shape(text).glued), (parted, glued), "{text}");
        }
    }
}
