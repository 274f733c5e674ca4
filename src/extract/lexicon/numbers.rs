//! Words with their numbers: every word of every text is looked up here.
//!
//! The words lie one after another in one text, and a table of hashes leads to
//! them, so that a word that no list has is told by one look at one place.

/// What words are known by, from 1 in the order they came.
#[derive(Default)]
pub struct Numbers {
    text: String,
    /// Where each word ends in `text`.
    ends: Vec<u32>,
    /// A power of two long, at most half of them taken: a word's hash and its number,
    /// 0 where a place is free.
    places: Vec<(u32, u32)>,
}

impl Numbers {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The number of a word; `None` where it has none.
    pub fn get(&self, word: &str) -> Option<u32> {
        let (_, number) = *self.places.get(self.place(word, hash(word)))?;
        (number > 0).then_some(number)
    }

    /// The number of a word, the next one where it has none yet.
    pub fn number(&mut self, word: &str) -> u32 {
        if self.ends.len() * 2 >= self.places.len() {
            self.grow();
        }
        let hash = hash(word);
        let place = self.place(word, hash);
        if self.places[place].1 == 0 {
            self.text.push_str(word);
            self.ends.push(self.text.len() as u32);
            self.places[place] = (hash, self.ends.len() as u32);
        }
        self.places[place].1
    }

    /// Where a word is, or where it would be; nowhere while there are no places.
    fn place(&self, word: &str, hash: u32) -> usize {
        let mask = self.places.len().wrapping_sub(1);
        let mut at = hash as usize & mask;
        while let Some(&(other, number)) = self.places.get(at) {
            if number == 0 || other == hash && self.word(number) == word {
                break;
            }
            at = (at + 1) & mask;
        }
        at
    }

    fn word(&self, number: u32) -> &str {
        let (before, end) = (number.checked_sub(2), self.ends[number as usize - 1]);
        &self.text[before.map_or(0, |n| self.ends[n as usize]) as usize..end as usize]
    }

    fn grow(&mut self) {
        let size = (self.places.len() * 2).max(1 << 10);
        let old = std::mem::replace(&mut self.places, vec![(0, 0); size]);
        for (hash, number) in old.into_iter().filter(|&(_, number)| number > 0) {
            let mut at = hash as usize & (size - 1);
            while self.places[at].1 > 0 {
                at = (at + 1) & (size - 1);
            }
            self.places[at] = (hash, number);
        }
    }
}

fn hash(word: &str) -> u32 {
    let hash: u64 = word
        .bytes()
        .fold(0, |h: u64, b| (h.rotate_left(5) ^ u64::from(b)).wrapping_mul(0x517c_c1b7_2722_0a95));
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_numbered_in_order() {
        let mut numbers = Numbers::default();
        assert_eq!(numbers.get("one"), None);
        let words: Vec<String> = (0..5000).map(|n| format!("word {}", n * n)).collect();
        for (n, word) in words.iter().enumerate() {
            assert_eq!(numbers.number(word), n as u32 + 1);
            assert_eq!(numbers.number(word), n as u32 + 1);
        }
        for (n, word) in words.iter().enumerate() {
            assert_eq!(numbers.get(word), Some(n as u32 + 1));
        }
        assert_eq!((numbers.len(), numbers.get("word"), numbers.get("")), (5000, None, None));
        assert_eq!((numbers.number(""), numbers.get("")), (5001, Some(5001)));
    }
}
