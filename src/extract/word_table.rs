//! Words with what each is taken for, looked up quickly.
//!
//! For lists that nearly every word of a text is looked up in. Few words begin
//! alike, so one step leads to the handful that may be meant.

/// By the first byte, then the length: few words share both, and lengths are compared
/// faster than letters.
fn order(word: &str) -> (Option<&u8>, usize, &str) {
    (word.as_bytes().first(), word.len(), word)
}

/// Lists of words, each with a number for what its words are taken for.
pub struct WordTable {
    /// In their [`order`].
    words: Vec<(&'static str, u16)>,
    /// Where the words with each first byte begin in `words`, and where they end.
    starts: [u16; 257],
}

impl WordTable {
    /// Takes lists of words with a space between them. Of a word that stands
    /// twice, the first number counts.
    pub fn new(lists: impl IntoIterator<Item = (&'static str, u16)>) -> WordTable {
        let mut words = Vec::new();
        for (list, number) in lists {
            words.extend(list.split_ascii_whitespace().map(|word| (word, number)));
        }
        crate::order::sort_by(&mut words, |a, b| order(a.0).cmp(&order(b.0)));
        let mut starts = [0; 257];
        for (word, _) in &words {
            starts[usize::from(word.as_bytes()[0]) + 1] += 1;
        }
        for byte in 0..256 {
            starts[byte + 1] += starts[byte];
        }
        WordTable { words, starts }
    }

    /// The number of the list that the word, written in the same case, is in.
    pub fn get(&self, word: &str) -> Option<u16> {
        let first = usize::from(*word.as_bytes().first()?);
        let alike = &self.words[usize::from(self.starts[first])..usize::from(self.starts[first + 1])];
        let n = alike.partition_point(|listed| order(listed.0) < order(word));
        alike.get(n).filter(|listed| listed.0 == word).map(|listed| listed.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_with_their_numbers() {
        let table = WordTable::new([("said says told", 1), ("", 2), ("été says zei", 3)]);
        let check = |word, expected| assert_eq!(table.get(word), expected, "{word}");
        check("said", Some(1));
        check("says", Some(1));
        check("été", Some(3));
        check("zei", Some(3));
        check("Said", None);
        check("sai", None);
        check("", None);
        check("ÿ", None);
    }
}
