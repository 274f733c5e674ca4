//! Words that no article has, and what may have been meant.

use std::cmp::Reverse;

use super::Index;
use super::ask::Question;
use crate::query::{Clause, How, Machine, Pattern, Query, Word};
use crate::text::Span;

/// Shorter words are nearly any other of their length.
const SHORTEST: usize = 4;
/// From this length on, two letters may be wrong.
const LONG: usize = 7;
/// So many spellings are offered of a single word.
const OFFERED: usize = 3;

impl Index {
    /// The query's text with the words that no article has spelt as others
    /// that some have: the likeliest first, and nothing where every word is known.
    pub(super) fn spellings(&self, query: &Query, question: &Question) -> Vec<String> {
        let wanted = question.tree.clauses.iter().filter(|clause| clause.is_wanted());
        let unknown: Vec<(Span, Vec<&str>)> = wanted
            .filter_map(Clause::phrase)
            .flat_map(|phrase| &phrase.words)
            .filter(|word| is_unknown(self, word))
            .map(|word| (word.span, self.nearly(word)))
            .collect();
        let most = match unknown.len() {
            1 => OFFERED,
            2 => 1,
            // A text in another language, or pasted from elsewhere.
            _ => 0,
        };
        let n_offered = unknown.iter().map(|(_, words)| words.len()).max().unwrap_or(0).min(most);
        (0..n_offered)
            .map(|n| {
                let mut text = query.text.trim_end().to_owned();
                for (span, words) in unknown.iter().rev() {
                    if let (Some(word), true) = (words.get(n), span.range().end <= text.len()) {
                        text.replace_range(span.range(), word);
                    }
                }
                text
            })
            .collect()
    }

    /// Known words that are nearly this one: fewest letters wrong first, then
    /// those that most articles have.
    fn nearly(&self, word: &Word) -> Vec<&str> {
        let words = &self.words;
        let n_letters = word.text.chars().count();
        for most in 1..=if n_letters < LONG { 1 } else { 2 } {
            let pattern = Pattern::typos(&word.text, most);
            let machine: &dyn Machine = pattern.machine();
            let mut near = words.dictionary.matching(machine);
            near.retain(|&n| words.is_had(n));
            let rank = |n: u32| (Reverse(words.postings.n_articles(n)), words.dictionary.word(n));
            crate::order::sort_numbers(&mut near, &|a, b| rank(a).cmp(&rank(b)));
            if !near.is_empty() {
                return near.into_iter().take(OFFERED).map(|n| words.dictionary.word(n)).collect();
            }
        }
        Vec::new()
    }
}

/// Whether it is a word that no article has, and might be another misspelt.
fn is_unknown(index: &Index, word: &Word) -> bool {
    let is_spelt = matches!(word.how, How::Form | How::Typed | How::Exact);
    let is_long = word.text.chars().nth(SHORTEST - 1).is_some();
    let is_word = !word.text.contains(char::is_numeric) && !word.span.is_empty();
    let is_had = |&n: &u32| index.words.is_had(n);
    is_spelt && is_long && is_word && !index.words.numbers(word).iter().any(is_had)
}
