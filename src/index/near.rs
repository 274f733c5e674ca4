//! Words that were typed together and stand together: a small reward.

use std::cmp::Reverse;

use super::matches::{Matches, Words, take_article};
use crate::query::Word;

/// Only this many best articles are looked at: what only mentions the words
/// would not come up that far, and looking at places costs.
const LOOKED_AT: usize = 200;
/// Of the commoner word's worth, this part is added where the other follows it
/// directly. More helps names and terms of several words, and takes chance
/// neighbours of a question in whole sentences for such.
const WORTH: u32 = 8;
/// Words farther apart than this are not together.
const FARTHEST: u32 = 8;

impl Words {
    /// Raises the scores of those of the best `matches` in which neighbouring
    /// words of the query are near each other: by up to an eighth of what the
    /// commoner of the two is worth once.
    pub fn reward_nearness(&self, words: &[&Word], matches: &mut Matches) {
        if words.len() < 2 || matches.is_empty() {
            return;
        }
        // What most articles have is worth nothing, and costs most to look up.
        let worth = |n_articles: u32| self.scale().rarity(n_articles) / WORTH;
        let numbers: Vec<(Vec<u32>, u32)> = words.iter().map(|word| self.had(word)).collect();
        if !numbers.windows(2).any(|pair| pair.iter().all(|(_, n)| worth(*n) > 0)) {
            return;
        }
        let best = best(matches);
        let articles: Vec<u32> = best.iter().map(|&at| matches[at].0).collect();
        let places = numbers.iter().map(|(numbers, n)| match worth(*n) {
            0 => Vec::new(),
            _ => self.places_of(numbers, &articles),
        });
        let places: Vec<Vec<u64>> = places.collect();
        for (pair, n) in places.windows(2).zip(numbers.windows(2)) {
            let [a, b] = pair else { continue };
            let worth = n.iter().map(|(_, n)| worth(*n)).min().unwrap_or_default();
            let mut rest = &b[..];
            for here in a.chunk_by(|one, other| one >> 32 == other >> 32) {
                let n = (here[0] >> 32) as u32;
                if let Some(distance) = distance(here, take_article(&mut rest, n)).filter(|&d| d <= FARTHEST)
                {
                    let score = &mut matches[best[n as usize]].1;
                    *score = score.saturating_add(worth / distance);
                }
            }
        }
    }

    /// The numbers of a word and its forms, and in how many articles they are, each by itself.
    fn had(&self, word: &Word) -> (Vec<u32>, u32) {
        let numbers = self.whole(word);
        let n_articles = numbers.iter().map(|&number| self.postings.n_articles(number)).sum();
        (numbers, n_articles)
    }

    /// Where words stand in some articles, the number among these and the place in one,
    /// ascending.
    fn places_of(&self, numbers: &[u32], articles: &[u32]) -> Vec<u64> {
        let mut places = Vec::new();
        for &number in numbers {
            self.in_articles(number, articles, &mut |n, posting| {
                places.extend(posting.places().map(|place| (n as u64) << 32 | u64::from(place)));
            });
        }
        if numbers.len() > 1 {
            places.sort_unstable();
        }
        places
    }
}

/// Positions in `matches` of the best of them, ascending.
fn best(matches: &Matches) -> Vec<usize> {
    let mut best: Vec<u32> = (0..matches.len() as u32).collect();
    let rank = |n: u32| (Reverse(matches[n as usize].1), n);
    crate::order::keep_first(&mut best, LOOKED_AT, &|a, b| rank(a).cmp(&rank(b)));
    best.sort_unstable();
    best.into_iter().map(|n| n as usize).collect()
}

/// The least distance from a place of `a` to one of `b`, both ascending; one
/// more where `b` comes first. Not 0, even for a word typed twice.
fn distance(a: &[u64], b: &[u64]) -> Option<u32> {
    let mut least = None;
    let mut after = 0;
    for &place in a {
        after += b[after..].iter().take_while(|&&other| other <= place).count();
        let next = b.get(after).map(|other| other - place);
        let before = after.checked_sub(1).map(|n| place - b[n] + 1).filter(|&d| d > 1);
        least = [least, next, before].into_iter().flatten().min();
    }
    least.map(|distance| distance as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_the_least_in_either_order() {
        assert_eq!(distance(&[1, 10], &[5, 12]), Some(2));
        assert_eq!(distance(&[10], &[9]), Some(2));
        assert_eq!(distance(&[10], &[10]), None);
        assert_eq!(distance(&[10], &[]), None);
    }
}
