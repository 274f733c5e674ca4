//! What a text itself says of its names.
//!
//! 'Hassan Rouhani' in the first paragraph makes the 'Rouhani' of the third a
//! person, and a 'Manbij' that was twice a place is one after 'in' and before
//! 'said' alike. Each word of a name found in the first reading votes for its
//! type; in the second, the votes of a word's other places are added to its
//! scores.

use super::features::{Known, Survey};
use super::labels::{self, Label, TYPES};
use super::model::LANES;
use super::words::Case;

/// Words that are remembered at most; a power of two. In a longer text a later
/// word takes the place of an earlier one.
const WORDS: usize = 2048;

/// Votes of one word: for each type, and last for being no name.
#[derive(Clone, Copy, Default)]
struct Votes {
    /// Plus one, so that 0 is none.
    word: u64,
    of: [u8; TYPES.len() + 1],
}

#[derive(Default)]
pub struct Evidence {
    votes: Vec<Votes>,
}

impl Evidence {
    pub fn clear(&mut self) {
        self.votes.clear();
        self.votes.resize(WORDS, Votes::default());
    }

    /// Counts what a sentence's words were found to be.
    pub fn add(&mut self, words: &[Known], found: &[Label]) {
        for (at, known) in words.iter().enumerate() {
            if let Some((vote, weight)) = vote(words, found, at) {
                let word = u64::from(known.word.lower) + 1;
                let votes = &mut self.votes[known.word.lower as usize % WORDS];
                if votes.word != word {
                    *votes = Votes { word, ..Votes::default() };
                }
                votes.of[vote] = votes.of[vote].saturating_add(weight);
            }
        }
    }

    /// Whether a sentence's words were found to be something else in other places.
    pub fn doubts(&self, words: &[Known], found: &[Label]) -> bool {
        (0..words.len()).any(|at| {
            let own = labels::kind(found[at]).unwrap_or(TYPES.len());
            self.others(words, found, at)
                .is_some_and(|of| of.iter().enumerate().any(|(k, &n)| k != own && n > 0))
        })
    }

    /// Adds the votes of a sentence's words to their scores, without those that
    /// they cast themselves. Many votes that all agree are worth `worth`.
    pub fn weigh(
        &self,
        worth: u8,
        words: &[Known],
        survey: &Survey,
        found: &[Label],
        scores: &mut [[i16; LANES]],
    ) {
        for (at, scores) in scores.iter_mut().enumerate() {
            // In a long name a word says little: 'Moscow State University'.
            let share = match survey.phrase_len(at) {
                0 | 1 => 4,
                2 => 3,
                3 => 1,
                _ => continue,
            };
            let Some(of) = self.others(words, found, at) else { continue };
            let all: i32 = of.iter().map(|&n| i32::from(n)).sum();
            for (kind, &n) in of.iter().enumerate().filter(|&(_, &n)| n > 0) {
                let worth = (i32::from(worth) * share * i32::from(n) / (4 * (all + 1))) as i16;
                if kind == TYPES.len() {
                    scores[usize::from(labels::O)] += worth;
                } else {
                    let begin = labels::begin(kind);
                    scores[usize::from(begin)] += worth;
                    scores[usize::from(labels::inside(begin))] += worth;
                }
            }
        }
    }

    /// The votes of a word's other places; `None` where there are none.
    fn others(&self, words: &[Known], found: &[Label], at: usize) -> Option<[u8; TYPES.len() + 1]> {
        if !is_name(&words[at]) {
            return None;
        }
        let lower = words[at].word.lower;
        let votes = &self.votes[lower as usize % WORDS];
        if votes.word != u64::from(lower) + 1 {
            return None;
        }
        let mut of = votes.of;
        if let Some((own, weight)) = vote(words, found, at) {
            of[own] = of[own].saturating_sub(weight);
        }
        Some(of)
    }
}

/// Small words and dates say the same everywhere; only names are remembered.
fn is_name(known: &Known) -> bool {
    known.word.case.is_capital() && known.word.case != Case::Single || known.word.case == Case::SmallMixed
}

/// What a word votes for, and with what weight: more inside a name of several
/// words, which is clearer than a single one; nothing where a capital is due to
/// the beginning of a sentence.
fn vote(words: &[Known], found: &[Label], at: usize) -> Option<(usize, u8)> {
    if !is_name(&words[at]) {
        return None;
    }
    match labels::kind(found[at]) {
        None => (at > 0).then_some((TYPES.len(), 1)),
        Some(kind) => {
            let long = !labels::is_begin(found[at])
                || found.get(at + 1).is_some_and(|&next| next == labels::inside(found[at]));
            Some((kind, if long { 2 } else { 1 }))
        }
    }
}
