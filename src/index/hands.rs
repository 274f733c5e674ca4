//! What the user gave each article, for queries and rows: stars, tags, notes.

use std::cmp::Reverse;

use crate::journal::Hand;
use crate::query::{Clause, How, Mark, Part, Told, Word, marks};
use crate::table::Table;
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

    /// The articles with a tag that has words beginning so in a row, ascending; or, of
    /// words in quotes, that is these.
    pub fn tagged(&self, words: &[Word]) -> Vec<u32> {
        let is_whole = words.iter().all(|word| word.how == How::Exact);
        let is_part = |word: &Word, part: &str| {
            word.accepts(part) || (word.how == How::Form && part.starts_with(&word.text))
        };
        let is_it = |tag: &String| {
            let key = name_key(tag);
            let parts: Vec<&str> = key.split(' ').collect();
            let is_here = |parts: &[&str]| parts.iter().zip(words).all(|(part, word)| is_part(word, part));
            (!is_whole || parts.len() == words.len()) && parts.windows(words.len().max(1)).any(is_here)
        };
        self.0.iter().filter(|(_, hand)| hand.tags.iter().any(is_it)).map(|(article, _)| *article).collect()
    }

    /// The articles with a note that has what a clause asks for, ascending.
    pub fn noted(&self, clause: &Clause) -> Vec<u32> {
        let wanted = Clause { negated: false, idle: false, ..clause.clone() };
        let clauses = std::slice::from_ref(&wanted);
        let is_it = |note: &String| !marks(note, Told::Note, clauses).is_empty();
        self.0.iter().filter(|(_, hand)| hand.notes.iter().any(is_it)).map(|(article, _)| *article).collect()
    }

    /// The note of an article that has most of what is asked for, and where.
    pub fn note<'a>(&'a self, article: u32, clauses: &[Clause]) -> Option<(&'a str, Vec<Mark>)> {
        let at = self.0.binary_search_by(|other| other.0.cmp(&article)).ok()?;
        let notes = self.0[at].1.notes.iter().map(|note| (note.as_str(), marks(note, Told::Note, clauses)));
        notes.filter(|(_, marks)| !marks.is_empty()).max_by_key(|(_, marks)| marks.len())
    }

    /// The user's tags that begin so, or have a word that does, with how many articles have each.
    pub fn tags_beginning(&self, key: &str) -> Vec<(String, u32)> {
        let mut found: Table<u32> = Table::default();
        for tag in self.0.iter().flat_map(|(_, hand)| &hand.tags) {
            let folded = name_key(tag);
            if folded.match_indices(key).any(|(at, _)| at == 0 || folded[..at].ends_with(' ')) {
                *found.value_or(tag, || 0) += 1;
            }
        }
        let mut found: Vec<(String, u32)> = found.into_pairs().collect();
        crate::order::sort_by_key(&mut found, |(_, n)| Reverse(*n));
        found
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
        assert_eq!(found("tag:\"sea\" "), [7]);
        assert_eq!(found("tag:\"read\" "), [0; 0]);
        for begun in ["tag:sea ", "tag:sea* ", "tag:se"] {
            assert_eq!(found(begun), [3, 7], "{begun}");
        }
        assert_eq!(found("tag:read "), [7]);
        assert_eq!(found("tag:ead "), [0; 0]);
        let beginning =
            |key: &str| hands.tags_beginning(key).into_iter().map(|tag| tag.0).collect::<Vec<_>>();
        assert_eq!(beginning(""), ["Seaside", "To read", "sea"]);
        assert_eq!(beginning("re"), ["To read"]);
        assert!(hands.has(5, Part::Star) && hands.has(5, Part::Note) && !hands.has(7, Part::Star));
        hands.set(7, Hand::default());
        assert_eq!(hands.all().count(), 2);
    }

    #[test]
    fn words_of_notes_are_found() {
        let mut hands = Hands::default();
        let noted = |notes: &[&str]| {
            let notes: Vec<String> = notes.iter().map(|note| (*note).to_owned()).collect();
            Hand { n_notes: notes.len() as u32, notes, ..Hand::default() }
        };
        hands.set(2, noted(&["Ask the harbour office", "Who paid?"]));
        hands.set(4, noted(&["The office is closed"]));
        let found = |text: &str| hands.noted(&parse(text).clauses[0]);
        assert_eq!(found("note:office "), [2, 4]);
        assert_eq!(found("office "), [2, 4]);
        assert_eq!(found("note:\"harbour office\" "), [2]);
        assert_eq!(found("-note:paid "), [2]);
        assert_eq!(found("title:office "), [0; 0]);
        let (note, marks) = hands.note(2, &parse("paid ").clauses).unwrap();
        assert_eq!((note, marks.len()), ("Who paid?", 1));
        assert!(hands.note(4, &parse("paid ").clauses).is_none());
    }
}
