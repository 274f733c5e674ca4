//! Which articles carry the same story: an agency's report on two sites.
//!
//! Each text is cut into overlapping runs of four words; of their hashes the
//! 32 smallest are kept, which is a fair sample of them. How many two samples
//! share estimates how many runs the texts share. Copies that were shortened,
//! retitled or lightly edited are found; two reports of the same event by two
//! hands are not the same story.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::dictionary::mix;

/// Words in a run. Longer runs miss edited copies, shorter ones take common
/// phrases for kinship.
const RUN: usize = 4;
/// Hashes kept of each text. More tell better and cost four bytes each.
const SAMPLE: usize = 32;
/// Of [`SAMPLE`] hashes of two texts together, so many must be in both: 40 %,
/// which a copy still has after losing half its length to cuts and edits,
/// while the same reporter's background paragraphs stay below it.
const SHARED: usize = 13;
/// Texts with fewer runs say too little to be called the same.
const SHORTEST: usize = 12;
/// The smallest hashes, by which an earlier copy is looked up.
const KEYS: usize = 8;
/// So many earlier texts with the same key are looked at.
const LOOKED_AT: usize = 64;

const NONE: u32 = u32::MAX;

#[derive(Default)]
pub struct Stories {
    /// Per article, ascending.
    samples: Vec<Vec<u32>>,
    /// The latest text with a key, as `article * KEYS + n`.
    latest: HashMap<u32, u32>,
    /// The text before with the same key.
    before: Vec<u32>,
    /// Per article, the first article of its story.
    first: Vec<u32>,
    /// Articles of stories that have several, ascending, by the first.
    members: HashMap<u32, Vec<u32>>,
}

impl Stories {
    /// Adds the next article, given its words' hashes in order.
    pub fn add(&mut self, words: &[u32]) {
        let article = self.samples.len() as u32;
        let sample = sample(words);
        self.first.push(article);
        let mut candidates = Vec::new();
        for n in 0..KEYS {
            let Some(&key) = sample.get(n) else {
                self.before.push(NONE);
                continue;
            };
            let before = self.latest.insert(key, article * KEYS as u32 + n as u32).unwrap_or(NONE);
            self.before.push(before);
            let chain = std::iter::successors(Some(before), |&at| self.before.get(at as usize).copied());
            candidates.extend(chain.take_while(|&at| at != NONE).take(LOOKED_AT).map(|at| at / KEYS as u32));
        }
        candidates.sort_unstable();
        candidates.dedup();
        for other in candidates {
            if self.first[other as usize] != self.first[article as usize]
                && same(&sample, &self.samples[other as usize])
            {
                self.join(other, article);
            }
        }
        self.samples.push(sample);
    }

    /// The first article of the story that this one carries: itself, mostly.
    pub fn first(&self, article: u32) -> u32 {
        self.first[article as usize]
    }

    /// All articles of the story that this one carries, but this one.
    pub fn others(&self, article: u32) -> Vec<u32> {
        let all = self.members.get(&self.first(article)).map_or(&[][..], Vec::as_slice);
        all.iter().copied().filter(|&a| a != article).collect()
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.first(a), self.first(b));
        let mut all = self.members.remove(&a).unwrap_or_else(|| vec![a]);
        all.extend(self.members.remove(&b).unwrap_or_else(|| vec![b]));
        all.sort_unstable();
        let first = a.min(b);
        for &article in &all {
            self.first[article as usize] = first;
        }
        self.members.insert(first, all);
    }
}

fn sample(words: &[u32]) -> Vec<u32> {
    let mut hashes: Vec<u32> = words
        .windows(RUN)
        .map(|run| (run.iter().fold(0, |hash, &word| mix(hash, u64::from(word))) >> 32) as u32)
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    if hashes.len() < SHORTEST {
        return Vec::new();
    }
    hashes.truncate(SAMPLE);
    hashes.shrink_to_fit();
    hashes
}

/// Whether of the smallest hashes of both texts together enough are in both.
fn same(a: &[u32], b: &[u32]) -> bool {
    let (mut i, mut j, mut seen, mut shared) = (0, 0, 0, 0);
    while seen < SAMPLE && (i < a.len() || j < b.len()) {
        // The end of a list is larger than any hash.
        let order = match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) => x.cmp(y),
            (x, _) if x.is_some() => Ordering::Less,
            _ => Ordering::Greater,
        };
        i += usize::from(order.is_le());
        j += usize::from(order.is_ge());
        shared += usize::from(order.is_eq());
        seen += 1;
    }
    shared * SAMPLE >= SHARED * seen && shared > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(range: std::ops::Range<u32>) -> Vec<u32> {
        range.map(|n| n.wrapping_mul(2_654_435_761)).collect()
    }

    fn stories(texts: &[Vec<u32>]) -> Vec<u32> {
        let mut stories = Stories::default();
        texts.iter().for_each(|t| stories.add(t));
        (0..texts.len() as u32).map(|a| stories.first(a)).collect()
    }

    #[test]
    fn copies_are_the_same_story() {
        let edited = [words(0..150), vec![7; 3], words(155..300)].concat();
        let cut = words(0..200);
        let other = words(1000..1300);
        assert_eq!(stories(&[words(0..300), other, edited, cut]), [0, 1, 0, 0]);
    }

    #[test]
    fn shared_background_is_not_the_same_story() {
        let reports =
            [[words(0..200), words(900..980)].concat(), [words(300..500), words(900..980)].concat()];
        assert_eq!(stories(&reports), [0, 1]);
    }

    #[test]
    fn short_texts_are_never_the_same() {
        assert_eq!(stories(&[words(0..10), words(0..10), vec![], vec![]]), [0, 1, 2, 3]);
    }

    #[test]
    fn a_later_copy_joins_two_stories_into_one() {
        let mut stories = Stories::default();
        for text in [words(0..160), words(120..280), words(0..280)] {
            stories.add(&text);
        }
        assert_eq!(stories.others(1), [0, 2]);
        assert_eq!(stories.first(2), 0);
    }
}
