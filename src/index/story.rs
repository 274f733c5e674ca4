//! Which articles carry the same story: an agency's report on two sites.
//!
//! Each text is cut into overlapping runs of four words; of their hashes the
//! 32 smallest are kept, which is a fair sample of them. How many two samples
//! share estimates how many runs the texts share. Copies that were shortened,
//! retitled or lightly edited are found; two reports of the same event by two
//! hands are not the same story.

use std::cmp::Ordering;

use super::bytes::{In, Out};
use super::dictionary::mix;
use super::lists::Lists;

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

/// A sample of each text.
#[derive(Default)]
pub struct Samples(Lists);

/// Which articles carry the same story, at one time of the collection.
pub struct Stories {
    /// Per article, the first article of its story.
    first: Vec<u32>,
    /// All articles that are in a story of several, by its first and their own place.
    members: Vec<(u32, u32)>,
}

impl Samples {
    /// Adds the next article, given its words' hashes in order.
    pub fn push(&mut self, words: &[u32]) {
        self.0.push(sample(words).into_iter());
    }

    /// Changes an article's words.
    pub fn set(&mut self, article: u32, words: &[u32]) {
        self.0.set(article, &sample(words));
    }

    /// Keeps some of the articles.
    pub fn retain(&mut self, keeps: &dyn Fn(u32) -> bool) {
        self.0.retain(keeps);
    }

    pub fn write(&self, out: &mut Out) {
        self.0.write(out);
    }

    /// Samples of so many articles.
    pub fn read(n_articles: usize, from: &mut In<'_>) -> Option<Samples> {
        Lists::read(n_articles, u64::from(u32::MAX) + 1, from).map(Samples)
    }

    /// The stories as they are now.
    pub fn stories(&self) -> Stories {
        let n_articles = self.0.len() as u32;
        // Texts with a key in common lie side by side, in their order.
        let mut keyed: Vec<u64> = Vec::new();
        for article in 0..n_articles {
            let keys = self.0.get(article).iter().take(KEYS);
            keyed.extend(keys.map(|&key| u64::from(key) << 32 | u64::from(article)));
        }
        keyed.sort_unstable();
        let mut parent: Vec<u32> = (0..n_articles).collect();
        for alike in keyed.chunk_by(|a, b| a >> 32 == b >> 32) {
            for (n, &article) in alike.iter().enumerate() {
                for &other in alike[..n].iter().rev().take(LOOKED_AT) {
                    let (a, b) = (other as u32, article as u32);
                    if root(&parent, a) != root(&parent, b) && same(self.0.get(a), self.0.get(b)) {
                        let (a, b) = (root(&parent, a), root(&parent, b));
                        parent[a.max(b) as usize] = a.min(b);
                    }
                }
            }
        }
        let first: Vec<u32> = (0..n_articles).map(|article| root(&parent, article)).collect();
        let mut in_several = vec![false; first.len()];
        let copies = || (0..).zip(&first).filter(|(article, first)| article != *first);
        copies().for_each(|(article, &first)| {
            in_several[article as usize] = true;
            in_several[first as usize] = true;
        });
        let mut members: Vec<(u32, u32)> = (0..)
            .zip(&first)
            .filter(|(n, _)| in_several[*n as usize])
            .map(|(n, &first)| (first, n))
            .collect();
        crate::order::sort(&mut members);
        Stories { first, members }
    }
}

fn root(parent: &[u32], mut n: u32) -> u32 {
    while parent[n as usize] != n {
        n = parent[n as usize];
    }
    n
}

impl Stories {
    /// Of so many articles, as [`members`](Stories::members) tells them.
    pub fn of(n_articles: usize, members: &[(u32, u32)]) -> Stories {
        let mut first: Vec<u32> = (0..n_articles as u32).collect();
        members.iter().for_each(|&(of_story, article)| first[article as usize] = of_story);
        Stories { first, members: members.to_vec() }
    }

    /// The first article and each of those that carry its story, where there are several.
    pub fn members(&self) -> &[(u32, u32)] {
        &self.members
    }

    /// The first article of the story that this one carries: itself, mostly.
    pub fn first(&self, article: u32) -> u32 {
        self.first[article as usize]
    }

    /// All articles of the story that this one carries, but this one.
    pub fn others(&self, article: u32) -> Vec<u32> {
        let first = self.first(article);
        let start = self.members.partition_point(|member| member.0 < first);
        let all = self.members[start..].iter().take_while(|member| member.0 == first);
        all.map(|member| member.1).filter(|&a| a != article).collect()
    }
}

fn sample(words: &[u32]) -> Vec<u32> {
    let mut hashes: Vec<u32> = words
        .windows(RUN)
        .map(|run| (run.iter().fold(0, |hash, &word| mix(hash, u64::from(word))) >> 32) as u32)
        .collect();
    // A few more than are kept, since some may be the same.
    const MORE: usize = 2 * SAMPLE;
    if hashes.len() > MORE {
        hashes.select_nth_unstable(MORE);
        let mut least = hashes[..MORE].to_vec();
        least.sort_unstable();
        least.dedup();
        if least.len() >= SAMPLE {
            least.truncate(SAMPLE);
            return least;
        }
    }
    hashes.sort_unstable();
    hashes.dedup();
    if hashes.len() < SHORTEST {
        return Vec::new();
    }
    hashes.truncate(SAMPLE);
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

    fn samples(texts: &[Vec<u32>]) -> Samples {
        let mut samples = Samples::default();
        texts.iter().for_each(|text| samples.push(text));
        samples
    }

    fn stories(texts: &[Vec<u32>]) -> Vec<u32> {
        let stories = samples(texts).stories();
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
        let mut samples = samples(&[words(0..160), words(120..280), words(0..280)]);
        let stories = samples.stories();
        assert_eq!(stories.others(1), [0, 2]);
        assert_eq!(stories.first(2), 0);
        samples.set(2, &words(900..1180));
        assert_eq!((samples.stories().others(1), samples.stories().first(2)), (vec![], 2));
    }
}
