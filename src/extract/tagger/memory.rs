//! What a decoder remembers: of words that it has met, and of facts that many
//! words share, the scores that they add around them.
//!
//! Most words of a text have been met before, and what is new about the others is
//! little: their ending or the cluster that they are in was met with another word.

use super::features::{self, Fact, Known, REACH};
use super::model::{Model, Scores};
use super::words::Word;

/// Words that are remembered at most; a power of two.
const WORDS: usize = 8192;

/// Facts that are remembered at most; a power of two.
const FACTS: usize = 2048;

/// Scores at each distance, from [`REACH`] tokens before to as many after.
pub type Around = [Scores; 2 * REACH + 1];

/// A word and its own scores at each distance.
#[derive(Clone, Default)]
pub struct Remembered {
    pub known: Known,
    pub scores: Around,
}

/// Always of the same model. It takes 3 MB.
pub struct Memory {
    words: Recent<Remembered>,
    facts: Recent<Around>,
    /// Features to be looked up, and at which distance each counts.
    keys: Vec<(u32, u32)>,
}

impl Default for Memory {
    fn default() -> Self {
        Memory { words: Recent::new(WORDS), facts: Recent::new(FACTS), keys: Vec::new() }
    }
}

impl Memory {
    /// A word's own scores, remembered or made now.
    pub fn of(&mut self, model: &Model, word: &str) -> &Remembered {
        let hash: u64 =
            word.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
        let (at, is_known) = self.words.place(hash.max(1));
        if !is_known {
            let known = model.know(Word::new(word));
            self.words.values[at] = Remembered { known, scores: self.add_up(model, &known) };
        }
        &self.words.values[at]
    }

    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    fn add_up(&mut self, model: &Model, known: &Known) -> Around {
        let Memory { facts, keys, .. } = self;
        keys.clear();
        features::alone(known, |fact| look_up(fact, keys));
        let mut scores = Around::default();
        model.add(keys, &mut scores);
        features::around(known, |fact| {
            let (at, is_known) = facts.place(fact.id());
            let shared = &mut facts.values[at];
            if !is_known {
                *shared = Around::default();
                keys.clear();
                look_up(fact, keys);
                model.add(keys, shared);
            }
            for (sum, more) in scores.iter_mut().zip(shared) {
                add(sum, more);
            }
        });
        scores
    }
}

/// The features of a fact at all distances at which it is felt.
fn look_up(fact: Fact, keys: &mut Vec<(u32, u32)>) {
    let near = REACH - fact.reach..=REACH + fact.reach;
    keys.extend(near.map(|at| (fact.key(at as isize - REACH as isize), at as u32)));
}

#[inline]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub fn add(into: &mut Scores, more: &Scores) {
    *into = std::array::from_fn(|lane| into[lane] + more[lane]);
}

/// A table that forgets: of each two places the one that was asked for longer ago
/// is given to what is new.
struct Recent<T> {
    /// 0 stands for none.
    ids: Vec<[u64; 2]>,
    /// Which of the two was asked for last.
    last: Vec<bool>,
    values: Vec<T>,
}

impl<T: Clone + Default> Recent<T> {
    /// `places` is a power of two.
    fn new(places: usize) -> Self {
        let pairs = places / 2;
        Recent { ids: vec![[0; 2]; pairs], last: vec![false; pairs], values: vec![T::default(); places] }
    }

    /// Where the value of `id` is, and whether it was there already; if not, what
    /// stands there is another's.
    fn place(&mut self, id: u64) -> (usize, bool) {
        let pair = (id.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & (self.ids.len() - 1);
        let (ids, last) = (&mut self.ids[pair], &mut self.last[pair]);
        let is_known = ids.contains(&id);
        let second = if is_known { ids[1] == id } else { !*last };
        *last = second;
        ids[usize::from(second)] = id;
        (2 * pair + usize::from(second), is_known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::tagger::built_in;

    /// What the memory says is what looking everything up says.
    #[test]
    fn remembered_scores_are_those_of_all_facts() {
        let model = built_in().model();
        let mut memory = Memory::default();
        let words = "Tehran said on Tuesday the al-Qaida-linked U.S.-led talks , in 2017 ( SDF ) failed";
        for word in words.split(' ').chain(words.split(' ').rev()) {
            let got = memory.of(model, word).clone();
            let mut keys = Vec::new();
            for at in 0..got.scores.len() {
                features::own(&got.known, at as isize - REACH as isize, |key| keys.push((key, at as u32)));
            }
            let mut expected = Around::default();
            model.add(&mut keys, &mut expected);
            assert_eq!(got.scores, expected, "{word}");
        }
    }

    #[test]
    fn the_older_of_two_is_forgotten() {
        let mut recent: Recent<u8> = Recent::new(2);
        let (a, _) = recent.place(7);
        let (b, _) = recent.place(8);
        assert_ne!(a, b);
        assert_eq!(recent.place(7), (a, true));
        assert_eq!(recent.place(9), (b, false));
        assert_eq!(recent.place(7), (a, true));
        assert_eq!(recent.place(8), (b, false));
    }
}
