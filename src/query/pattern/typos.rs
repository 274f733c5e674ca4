//! Words that are nearly another.

use super::{Machine, Sieve, State};

/// A word, and how many mistakes are forgiven.
///
/// A state is two rows of the table that counts mistakes, the current and the
/// one before, then the last letter: two letters in the wrong order count as
/// one mistake ('optimal string alignment').
#[derive(Clone, Debug, PartialEq)]
pub struct Typos {
    word: Vec<char>,
    text: String,
    most: u8,
}

/// Longer words are compared by their beginning.
const LONGEST: usize = 64;
const LETTER: usize = 4;

impl Typos {
    pub fn new(word: &str, most: u8) -> Self {
        let text: String = word.chars().take(LONGEST).collect();
        Typos { word: text.chars().collect(), text, most }
    }

    /// The number of mistakes in the letters so far, if they were a whole word.
    fn mistakes(&self, state: &State) -> u8 {
        state[self.word.len()]
    }
}

impl Machine for Typos {
    fn width(&self) -> usize {
        2 * (self.word.len() + 1) + LETTER
    }

    fn start(&self, state: &mut State) {
        let row = self.word.len() + 1;
        (0..row).for_each(|n| state[n] = n as u8);
        state[row..].fill(u8::MAX);
    }

    fn step(&self, from: &State, letter: char, to: &mut State) -> bool {
        let row = self.word.len() + 1;
        let (now, before) = (&from[..row], &from[row..2 * row]);
        let last = &from[2 * row..];
        let mut least = now[0].saturating_add(1);
        to[0] = least;
        for (n, &wanted) in self.word.iter().enumerate() {
            let wrong = u8::from(wanted != letter);
            let mut mistakes = now[n].saturating_add(wrong).min(now[n + 1].min(to[n]).saturating_add(1));
            let is_swapped = n > 0 && last == (wanted as u32).to_le_bytes() && self.word[n - 1] == letter;
            if is_swapped {
                mistakes = mistakes.min(before[n - 1].saturating_add(1));
            }
            to[n + 1] = mistakes;
            least = least.min(mistakes);
        }
        to[row..2 * row].copy_from_slice(now);
        to[2 * row..].copy_from_slice(&(letter as u32).to_le_bytes());
        least <= self.most
    }

    fn is_end(&self, state: &State) -> bool {
        self.mistakes(state) <= self.most
    }

    fn sieve(&self) -> Option<Sieve<'_>> {
        Some(Sieve::Near(&self.text, self.most.into()))
    }
}

#[cfg(test)]
mod tests {
    use crate::query::Pattern;
    use proptest::prelude::*;

    #[track_caller]
    fn check(word: &str, most: u8, near: &[&str], far: &[&str]) {
        let pattern = Pattern::typos(word, most);
        near.iter().for_each(|other| assert!(pattern.accepts(other), "{other}"));
        far.iter().for_each(|other| assert!(!pattern.accepts(other), "{other}"));
    }

    #[test]
    fn one_mistake_is_a_letter_or_a_swap() {
        check(
            "astana",
            1,
            &["astana", "astan", "astaana", "ostana", "satana", "astaan"],
            &["asta", "sanata", ""],
        );
        check("astana", 2, &["stan", "satanna"], &["tana s", "as"]);
        check("ня", 1, &["ня", "н", "яня", "ян"], &["а"]);
        check("", 1, &["", "a"], &["ab"]);
    }

    /// By the whole table.
    fn distance(a: &[char], b: &[char]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let wrong = usize::from(a[i - 1] != b[j - 1]);
                    let least =
                        (table[i - 1][j] + 1).min(table[i][j - 1] + 1).min(table[i - 1][j - 1] + wrong);
                    let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                    if swapped { least.min(table[i - 2][j - 2] + 1) } else { least }
                };
            }
        }
        table[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn mistakes_are_those_of_the_whole_table(a in "[abc]{0,6}", b in "[abc]{0,6}", most in 0u8..3) {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            let near = distance(&chars(&a), &chars(&b)) <= usize::from(most);
            prop_assert_eq!(Pattern::typos(&a, most).accepts(&b), near);
        }
    }
}
