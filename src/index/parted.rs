//! An index whose lists of words are elsewhere, and come when they are asked for.

use std::sync::{Mutex, PoisonError};

use super::bytes::{In, Out};
use super::packed::{Blocks, n_articles};
use super::postings::{Lists, Postings};

/// Bytes of lists that lie together. With more a rare word costs more than it tells,
/// with fewer there are more files than some hosts like; no list is cut.
const TOGETHER: usize = 1 << 16;

/// An index in parts.
pub struct Parted {
    pub head: Vec<u8>,
    /// Lists of words, in the order of their numbers in the head.
    pub lists: Vec<Vec<u8>>,
    /// All articles, newest first.
    pub newest: Vec<u32>,
}

/// The lists of all words, as far as they are there.
pub struct Elsewhere {
    /// How many articles have each word, and how many there are.
    counts: Vec<u32>,
    n_articles: u32,
    /// The first word of each part.
    firsts: Vec<u32>,
    parts: Vec<Option<Lists>>,
    /// Parts that were asked for and are not there.
    missing: Mutex<Vec<u32>>,
}

impl Elsewhere {
    pub fn n_articles(&self, word: u32) -> u32 {
        self.counts.get(word as usize).copied().unwrap_or_default()
    }

    /// A word's list; nothing where it is not there.
    pub fn list(&self, word: u32) -> &[u8] {
        let part = self.firsts.partition_point(|&first| first <= word);
        let Some(part) = part.checked_sub(1).filter(|_| self.n_articles(word) > 0) else { return &[] };
        match &self.parts[part] {
            Some(lists) => lists.from(word - self.firsts[part]),
            None => {
                self.missing.lock().unwrap_or_else(PoisonError::into_inner).push(part as u32);
                &[]
            }
        }
    }

    pub fn n_parts(&self) -> usize {
        self.parts.len()
    }

    /// What was asked for since then and is not there.
    pub fn missing(&self) -> Vec<u32> {
        std::mem::take(&mut self.missing.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts a part in, if it is what the head says of it.
    pub fn put(&mut self, part: u32, bytes: &[u8]) -> Option<()> {
        let end = self.firsts.get(part as usize + 1).copied().unwrap_or(self.counts.len() as u32);
        let mut from = In { bytes };
        let mut lists = Lists::default();
        for word in *self.firsts.get(part as usize)?..end {
            let list = from.slice()?;
            let is_its = n_articles(list) == self.n_articles(word);
            (is_its && Blocks::of(list).is_sound(self.n_articles)).then_some(())?;
            lists.push(list);
        }
        from.bytes.is_empty().then_some(())?;
        self.parts[part as usize] = Some(lists);
        Some(())
    }

    /// What [`parts`] has written of them.
    pub fn read(n_words: usize, n_articles: u32, from: &mut In<'_>) -> Option<Elsewhere> {
        let mut counts = Vec::new();
        for _ in 0..n_words {
            counts.push(from.number().filter(|&n| n <= n_articles)?);
        }
        let mut firsts: Vec<u32> = Vec::new();
        for _ in 0..from.length()? {
            let first = from.number()?;
            let is_next = firsts.last().map_or(first == 0, |&before| first > before);
            (is_next && (first as usize) < n_words).then_some(())?;
            firsts.push(first);
        }
        (n_words == 0 || !firsts.is_empty()).then_some(())?;
        let parts = firsts.iter().map(|_| None).collect();
        Some(Elsewhere { counts, n_articles, firsts, parts, missing: Mutex::default() })
    }
}

/// Writes how many articles have each word and where its list is; the lists, in parts.
pub fn parts(postings: &Postings, order: &[u32], out: &mut Out) -> Vec<Vec<u8>> {
    order.iter().for_each(|&word| out.number(postings.n_articles(word)));
    let (mut parts, mut firsts, mut part) = (Vec::new(), Vec::new(), Out::default());
    for (n, word) in (0..).zip(order) {
        if part.bytes.is_empty() {
            firsts.push(n);
        }
        postings.write(std::slice::from_ref(word), &mut part);
        if part.bytes.len() >= TOGETHER {
            parts.push(std::mem::take(&mut part.bytes));
        }
    }
    if !part.bytes.is_empty() {
        parts.push(part.bytes);
    }
    out.numbers(&firsts);
    parts
}
