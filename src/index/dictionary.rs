//! The words of a collection, each with a number, in the order they came.
//!
//! Words lie one after another in one text, found by a hash table of numbers:
//! a map of strings would spend more on its pointers than on the letters. An
//! order for prefixes is kept beside it as a long sorted part and a short
//! unsorted one, so that a new word costs no insertion into the middle.

/// Numbers words from 0.
#[derive(Default)]
pub struct Dictionary {
    text: String,
    /// Where each word ends in `text`.
    ends: Vec<u32>,
    /// Open addressing, a power of two long, at most half full: each word's
    /// hash, which saves looking at most words that are another, and number.
    table: Vec<(u32, u32)>,
    /// Word numbers in the order of their letters, but for `recent`.
    sorted: Vec<u32>,
    recent: Vec<u32>,
}

const FREE: (u32, u32) = (0, u32::MAX);

impl Dictionary {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn word(&self, number: u32) -> &str {
        let start = match number {
            0 => 0,
            n => self.ends[n as usize - 1],
        };
        &self.text[start as usize..self.ends[number as usize] as usize]
    }

    pub fn get(&self, word: &str) -> Option<u32> {
        if self.table.is_empty() {
            return None;
        }
        let entry = self.table[self.slot(word, hash(word))];
        (entry != FREE).then_some(entry.1)
    }

    /// The word's number, a new one where it is new.
    pub fn intern(&mut self, word: &str) -> u32 {
        if self.ends.len() * 2 >= self.table.len() {
            self.grow();
        }
        let hash = hash(word);
        let slot = self.slot(word, hash);
        if self.table[slot] != FREE {
            return self.table[slot].1;
        }
        let number = self.ends.len() as u32;
        self.table[slot] = (hash, number);
        self.text.push_str(word);
        self.ends.push(self.text.len() as u32);
        self.recent.push(number);
        // Rarer merges would make prefixes slow, more frequent ones additions.
        if self.recent.len() > 64 + self.sorted.len() / 8 {
            self.merge();
        }
        number
    }

    /// All words that begin with `prefix`, in no particular order.
    pub fn with_prefix<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = u32> + 'a {
        let start = self.sorted.partition_point(|&n| self.word(n) < prefix);
        let sorted = self.sorted[start..].iter().take_while(move |&&n| self.word(n).starts_with(prefix));
        sorted.chain(self.recent.iter().filter(move |&&n| self.word(n).starts_with(prefix))).copied()
    }

    /// Where `word` is in the table, or where it would be put.
    fn slot(&self, word: &str, hash: u32) -> usize {
        let mask = self.table.len() - 1;
        let mut slot = hash as usize & mask;
        while self.table[slot] != FREE
            && (self.table[slot].0 != hash || self.word(self.table[slot].1) != word)
        {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        let size = (self.table.len() * 2).max(1024);
        let entries = std::mem::replace(&mut self.table, vec![FREE; size]);
        for entry in entries.into_iter().filter(|&entry| entry != FREE) {
            let mut slot = entry.0 as usize & (size - 1);
            while self.table[slot] != FREE {
                slot = (slot + 1) & (size - 1);
            }
            self.table[slot] = entry;
        }
    }

    fn merge(&mut self) {
        let mut sorted = std::mem::take(&mut self.sorted);
        let mut recent = std::mem::take(&mut self.recent);
        let compare = |a, b| self.word(a).cmp(self.word(b));
        crate::order::sort_numbers(&mut recent, &compare);
        sorted.append(&mut recent);
        // Two ascending runs, which the standard sort merges.
        crate::order::sort_numbers(&mut sorted, &compare);
        self.sorted = sorted;
    }
}

/// The same on every machine, unlike the standard library's. Collisions cost
/// time, never a wrong answer.
pub fn hash(word: &str) -> u32 {
    let mut hash = word.len() as u64;
    for part in word.as_bytes().chunks(8) {
        let mut bytes = [0; 8];
        bytes[..part.len()].copy_from_slice(part);
        hash = mix(hash, u64::from_le_bytes(bytes));
    }
    (hash >> 32) as u32 ^ hash as u32
}

/// One step of a multiplicative hash.
pub fn mix(hash: u64, value: u64) -> u64 {
    let hash = (hash.rotate_left(5) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_numbers_and_are_found_by_prefix() {
        let mut dictionary = Dictionary::default();
        let words: Vec<String> = (0..5000u32).map(|n| format!("w{}", n.wrapping_mul(7919) % 5000)).collect();
        for (n, word) in words.iter().enumerate() {
            assert_eq!(dictionary.intern(word), n as u32);
        }
        assert_eq!(dictionary.intern("w17"), dictionary.get("w17").unwrap());
        assert_eq!(dictionary.get("x"), None);
        for prefix in ["w", "w49", "w4999", "x", ""] {
            let mut found: Vec<u32> = dictionary.with_prefix(prefix).collect();
            found.sort_unstable();
            let expected: Vec<u32> = (0..5000).filter(|&n| words[n as usize].starts_with(prefix)).collect();
            assert_eq!(found, expected, "{prefix}");
        }
    }
}
