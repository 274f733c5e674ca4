//! The words of a collection, each with a number, in the order they came.
//!
//! Words lie one after another in one text, found by a hash table of numbers:
//! a map of strings would spend more on its pointers than on the letters. An
//! order for prefixes is kept beside it as a long sorted part and a short
//! unsorted one, so that a new word costs no insertion into the middle.

use super::bytes::{In, Out};
use super::lists::make_room;
use crate::query::{Machine, Sieve, accepts};

/// Numbers words from 0.
#[derive(Clone, Default)]
pub struct Dictionary {
    text: String,
    /// Where each word ends in `text`.
    ends: Vec<u32>,
    /// Open addressing, a power of two long, at most three quarters full: each word's
    /// hash, which saves looking at most words that are another, and number.
    table: Vec<(u32, u32)>,
    /// What passes a [`Sieve`] is told by these, one for each word.
    signs: Vec<Sign>,
    /// Word numbers in the order of their letters, but for `recent`.
    sorted: Vec<u32>,
    recent: Vec<u32>,
}

const FREE: (u32, u32) = (0, u32::MAX);

impl Dictionary {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    #[inline]
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

    /// The word's number, a new one where it is new, and its hash.
    pub fn intern(&mut self, word: &str) -> (u32, u32) {
        let n_words = self.ends.len();
        let (number, hash) = self.number(word);
        if self.ends.len() > n_words {
            self.signs.push(Sign::of(word));
            self.recent.push(number);
            // Rarer merges would make prefixes slow, more frequent ones additions.
            if self.recent.len() > 64 + self.sorted.len() / 8 {
                self.merge();
            }
        }
        (number, hash)
    }

    /// The same for words that are only looked up whole.
    pub fn number(&mut self, word: &str) -> (u32, u32) {
        if self.ends.len() * 4 >= self.table.len() * 3 {
            self.grow();
        }
        let hash = hash(word);
        let slot = self.slot(word, hash);
        if self.table[slot] != FREE {
            return (self.table[slot].1, hash);
        }
        let number = self.ends.len() as u32;
        self.table[slot] = (hash, number);
        if self.text.capacity() - self.text.len() < word.len() {
            self.text.reserve_exact(word.len() + 1024 + self.text.len() / 8);
        }
        self.text.push_str(word);
        make_room(&mut self.ends, 1);
        self.ends.push(self.text.len() as u32);
        (number, hash)
    }

    /// All words that begin with `prefix`, in no particular order.
    pub fn with_prefix<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = u32> + 'a {
        let start = self.sorted.partition_point(|&n| self.word(n) < prefix);
        let sorted = self.sorted[start..].iter().take_while(move |&&n| self.word(n).starts_with(prefix));
        sorted.chain(self.recent.iter().filter(move |&&n| self.word(n).starts_with(prefix))).copied()
    }

    /// All words that a machine accepts, in no particular order. What words
    /// have in common with the one before is read once, and words that begin
    /// as nothing can are passed over.
    pub fn matching(&self, machine: &dyn Machine) -> Vec<u32> {
        if let Some(sieve) = machine.sieve() {
            let (Sieve::Has(wanted) | Sieve::Near(wanted, _)) = sieve;
            let sign = Sign::of(wanted);
            let passes = |n: &u32| match sieve {
                Sieve::Has(letters) => {
                    let bytes = letters.as_bytes();
                    self.signs[*n as usize].has(sign)
                        && self.word(*n).as_bytes().windows(bytes.len().max(1)).any(|some| some == bytes)
                }
                Sieve::Near(_, most) => self.signs[*n as usize].is_near(sign, most),
            };
            return (0..self.len() as u32).filter(|n| passes(n) && accepts(machine, self.word(*n))).collect();
        }
        let width = machine.width();
        let mut found = Vec::new();
        // The states after each letter so far, and where in the word these end.
        let mut states = vec![0; width];
        machine.start(&mut states);
        let mut ends = vec![0];
        let mut before = "";
        let mut at = 0;
        while at < self.sorted.len() {
            let word = self.word(self.sorted[at]);
            let shared = before.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
            ends.truncate(ends.partition_point(|&end| end <= shared));
            states.truncate(ends.len() * width);
            let dead = read(machine, word, &mut states, &mut ends);
            at += match dead {
                None => 1,
                Some(end) => self.sorted[at..].partition_point(|&n| self.word(n).starts_with(&word[..end])),
            };
            if dead.is_none() && machine.is_end(&states[states.len() - width..]) {
                found.push(self.sorted[at - 1]);
            }
            before = word;
        }
        for &number in &self.recent {
            states.truncate(width);
            ends.truncate(1);
            let dead = read(machine, self.word(number), &mut states, &mut ends);
            if dead.is_none() && machine.is_end(&states[states.len() - width..]) {
                found.push(number);
            }
        }
        found
    }

    /// The numbers of all words in the order of their letters.
    pub fn in_order(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        crate::order::sort_numbers(&mut order, &|a, b| self.word(a).cmp(self.word(b)));
        order
    }

    /// Writes the words in their order, which will be that of their numbers.
    pub fn write(&self, order: &[u32], out: &mut Out) {
        let mut all = Out::default();
        let mut before = "";
        for &number in order {
            let word = self.word(number);
            let shared = before.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
            let shared = word.floor_char_boundary(shared);
            all.number(shared as u32);
            all.text(&word[shared..]);
            before = word;
        }
        out.number(order.len() as u32);
        out.slice(&all.bytes);
    }

    pub fn read(from: &mut In<'_>) -> Option<Dictionary> {
        let n_words = from.length()?;
        let mut all = In { bytes: from.slice()? };
        let mut dictionary = Dictionary::default();
        let mut word = String::new();
        for n in 0..n_words as u32 {
            let shared = all.number()? as usize;
            let rest = all.text()?;
            // Greater than the one before, letter by letter.
            if n > 0 && word.get(shared..)? >= rest {
                return None;
            }
            word.truncate(shared);
            word.push_str(rest);
            (dictionary.number(&word).0 == n).then_some(())?;
            dictionary.signs.push(Sign::of(&word));
            dictionary.sorted.push(n);
        }
        Some(dictionary)
    }

    /// Where `word` is in the table, or where it would be put.
    fn slot(&self, word: &str, hash: u32) -> usize {
        let mask = self.table.len() - 1;
        let mut slot = first_slot(hash, self.table.len());
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
            let mut slot = first_slot(entry.0, size);
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
        make_room(&mut sorted, recent.len());
        sorted.append(&mut recent);
        // Two ascending runs, which the standard sort merges.
        crate::order::sort_numbers(&mut sorted, &compare);
        self.sorted = sorted;
    }
}

/// Where a hash is looked for first, by the high bits of a product: the low ones of
/// the hash itself don't tell words from another that differ in their last letters.
fn first_slot(hash: u32, size: usize) -> usize {
    (hash.wrapping_mul(0x9e37_79b1) >> (32 - size.trailing_zeros())) as usize
}

/// Which letters a word has, a bit for each of 26 kinds, and how many, at most
/// 63: most words are told from another by this alone.
#[derive(Clone, Copy)]
struct Sign(u32);

const KINDS: u32 = 26;

impl Sign {
    fn of(word: &str) -> Sign {
        let (mut letters, mut n) = (0, 0);
        for c in word.chars() {
            // The letters of the Latin alphabet have a kind each.
            letters |= 1 << (u32::from(c) % KINDS);
            n += 1;
        }
        Sign(letters | n.min(63) << KINDS)
    }

    /// Whether a word may have all letters of another.
    fn has(self, other: Sign) -> bool {
        let wanted = other.0 & ((1 << KINDS) - 1);
        self.0 & wanted == wanted
    }

    /// Whether so many letters may be all that is different. Each mistake adds
    /// a letter, takes one, or both.
    fn is_near(self, other: Sign, most: u32) -> bool {
        let few = |mut letters: u32| {
            // Each step takes one away: to count them all takes longer on many processors.
            (0..most).for_each(|_| letters &= letters.wrapping_sub(1));
            letters == 0
        };
        let letters = (1 << KINDS) - 1;
        (self.0 >> KINDS).abs_diff(other.0 >> KINDS) <= most
            && few(self.0 & !other.0 & letters)
            && few(other.0 & !self.0 & letters)
    }
}

/// Reads the rest of a word, from where its states end; the end of the letter
/// after which nothing can come of it.
fn read(machine: &dyn Machine, word: &str, states: &mut Vec<u8>, ends: &mut Vec<usize>) -> Option<usize> {
    let width = machine.width();
    let start = ends.last().copied().unwrap_or(0);
    for (at, letter) in word[start..].char_indices() {
        let end = start + at + letter.len_utf8();
        let read = states.len();
        states.resize(read + width, 0);
        let (so_far, next) = states.split_at_mut(read);
        if !machine.step(&so_far[read - width..], letter, next) {
            states.truncate(read);
            return Some(end);
        }
        ends.push(end);
    }
    None
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
    use crate::query::Pattern;

    #[test]
    fn words_keep_their_numbers_and_are_found_by_prefix() {
        let mut dictionary = Dictionary::default();
        let words: Vec<String> = (0..5000u32).map(|n| format!("w{}", n.wrapping_mul(7919) % 5000)).collect();
        for (n, word) in words.iter().enumerate() {
            assert_eq!(dictionary.intern(word).0, n as u32);
        }
        assert_eq!(dictionary.intern("w17").0, dictionary.get("w17").unwrap());
        assert_eq!(dictionary.get("x"), None);
        let numbers = |mut found: Vec<u32>| {
            found.sort_unstable();
            found
        };
        let patterns = [
            Pattern::wildcards("w*9?"),
            Pattern::wildcards("x*"),
            Pattern::wildcards("*9w"),
            Pattern::wildcards("?12*"),
            Pattern::expression("w(12|34)+"),
            Pattern::expression("|w1"),
            Some(Pattern::typos("w123", 1)),
            Some(Pattern::typos("w21", 2)),
        ];
        for pattern in patterns.into_iter().flatten() {
            let accepted = (0..5000).filter(|&n| pattern.accepts(&words[n as usize])).collect();
            assert_eq!(numbers(dictionary.matching(pattern.machine())), numbers(accepted), "{pattern:?}");
        }
        for prefix in ["w", "w49", "w4999", "x", ""] {
            let mut found: Vec<u32> = dictionary.with_prefix(prefix).collect();
            found.sort_unstable();
            let expected: Vec<u32> = (0..5000).filter(|&n| words[n as usize].starts_with(prefix)).collect();
            assert_eq!(found, expected, "{prefix}");
        }
    }
}
