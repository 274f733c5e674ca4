//! Words that were typed together and stand together: a small reward.

use std::cmp::Reverse;

use super::matches::{Matches, Words};
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
        let best = best(matches);
        let places: Vec<_> = words.iter().map(|word| self.places_of(word, matches, &best)).collect();
        for pair in places.windows(2) {
            let [(a, n_a), (b, n_b)] = pair else { continue };
            let worth = self.scale().rarity(*n_a.max(n_b)) / WORTH;
            for (n, &at) in best.iter().enumerate() {
                if let Some(distance) = distance(&a[n], &b[n]).filter(|&d| d <= FARTHEST) {
                    matches[at].1 = matches[at].1.saturating_add(worth / distance);
                }
            }
        }
    }

    /// Where a word and its forms stand in the articles at `best` of
    /// `matches`, and in how many articles at all.
    fn places_of(&self, word: &Word, matches: &Matches, best: &[usize]) -> (Vec<Vec<u32>>, u32) {
        let mut places = vec![Vec::new(); best.len()];
        let mut n_articles = 0;
        for number in self.whole(word) {
            n_articles += self.postings.n_articles(number);
            let mut postings = self.postings.list(number).iter();
            let mut next = postings.next();
            for (&at, places) in best.iter().zip(&mut places) {
                let article = matches[at].0;
                if next.is_some_and(|posting| posting.article < article) {
                    postings.skip_to(article);
                    next = postings.find(|posting| posting.article >= article);
                }
                if let Some(posting) = next.filter(|posting| posting.article == article) {
                    places.extend(posting.places());
                }
            }
        }
        places.iter_mut().for_each(|places| places.sort_unstable());
        (places, n_articles)
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
fn distance(a: &[u32], b: &[u32]) -> Option<u32> {
    let mut least = None;
    let mut after = 0;
    for &place in a {
        after += b[after..].iter().take_while(|&&other| other <= place).count();
        let next = b.get(after).map(|other| other - place);
        let before = after.checked_sub(1).map(|n| place - b[n] + 1).filter(|&d| d > 1);
        least = [least, next, before].into_iter().flatten().min();
    }
    least
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
