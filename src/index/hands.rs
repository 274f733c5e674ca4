//! What the user gave each article, for queries and rows: stars, tags, notes.

use crate::journal::Hand;
use crate::query::{Part, Word};
use crate::text::name_key;

/// Of the few articles that were given any, in the order of their positions.
#[derive(Default)]
pub struct Hands(Vec<(u32, Hand)>);

impl Hands {
    /// In place of what the article had.
    pub fn set(&mut self, article: u32, hand: Hand) {
        let at = self.0.binary_search_by(|other| other.0.cmp(&article));
        match (at, hand == Hand::default()) {
            (Ok(at), false) => self.0[at].1 = hand,
            (Ok(at), true) => drop(self.0.remove(at)),
            (Err(at), false) => self.0.insert(at, (article, hand)),
            (Err(_), true) => {}
        }
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }

    pub fn of(&self, article: u32) -> Hand {
        let at = self.0.binary_search_by(|other| other.0.cmp(&article));
        at.map_or(Hand::default(), |at| self.0[at].1.clone())
    }

    pub fn all(&self) -> impl Iterator<Item = &Hand> {
        self.0.iter().map(|(_, hand)| hand)
    }

    pub fn has(&self, article: u32, part: Part) -> bool {
        let at = self.0.binary_search_by(|other| other.0.cmp(&article));
        at.is_ok_and(|at| {
            let hand = &self.0[at].1;
            match part {
                Part::Star => hand.starred,
                Part::Tag => !hand.tags.is_empty(),
                Part::Note => hand.n_notes > 0,
                Part::Correction => hand.corrected,
                _ => false,
            }
        })
    }

    /// The articles with a tag that is these words, ascending; the last may be begun.
    pub fn tagged(&self, words: &[Word]) -> Vec<u32> {
        let is_it = |tag: &String| {
            let key = name_key(tag);
            let parts: Vec<&str> = key.split(' ').collect();
            parts.len() == words.len() && parts.iter().zip(words).all(|(part, word)| word.accepts(part))
        };
        self.0.iter().filter(|(_, hand)| hand.tags.iter().any(is_it)).map(|(article, _)| *article).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Sought, parse};

    #[test]
    fn what_was_given_is_found() {
        let mut hands = Hands::default();
        let tagged =
            |tags: &[&str]| Hand { tags: tags.iter().map(|t| (*t).to_owned()).collect(), ..Hand::default() };
        hands.set(7, tagged(&["To read", "sea"]));
        hands.set(3, tagged(&["Seaside"]));
        hands.set(5, Hand { starred: true, n_notes: 2, ..Hand::default() });
        let found = |text: &str| match &parse(text).clauses[0].sought {
            Sought::Named(_, words) => hands.tagged(words),
            other => panic!("{other:?}"),
        };
        assert_eq!(found("tag:\"to read\" "), [7]);
        assert_eq!(found("tag:sea "), [7]);
        assert_eq!(found("tag:sea* "), [3, 7]);
        assert_eq!(found("tag:read "), [0; 0]);
        assert!(hands.has(5, Part::Star) && hands.has(5, Part::Note) && !hands.has(7, Part::Star));
        hands.set(7, Hand::default());
        assert_eq!(hands.all().count(), 2);
    }
}
