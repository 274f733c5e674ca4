//! Words that are forms of the same one: 'sanction', 'sanctions', 'sanctioned'.
//!
//! Words are indexed as they stand, so that phrases stay exact; a plain word
//! of a query is looked up under all its forms. Forms are told by Snowball's
//! English stemmer, and only from English articles: under English rules the
//! words of other languages fall together at random.

use rust_stemmers::{Algorithm, Stemmer};

use super::dictionary::Dictionary;

pub struct Forms {
    stemmer: Stemmer,
    stems: Dictionary,
    /// By word number, its stem's number; [`NONE`] where no English article has it.
    stem_of: Vec<u32>,
    /// By stem number, its words in the order they came.
    words: Vec<Vec<u32>>,
}

const NONE: u32 = u32::MAX;

impl Default for Forms {
    fn default() -> Self {
        Forms {
            stemmer: Stemmer::create(Algorithm::English),
            stems: Dictionary::default(),
            stem_of: Vec::new(),
            words: Vec::new(),
        }
    }
}

impl Forms {
    /// Whether forms are told in a language, by its BCP 47 tag.
    pub fn knows(language: Option<&str>) -> bool {
        language.is_some_and(|tag| tag.split('-').next() == Some("en"))
    }

    /// Learns a word of an English article.
    pub fn learn(&mut self, number: u32, word: &str) {
        let at = number as usize;
        if self.stem_of.len() <= at {
            self.stem_of.resize(at + 1, NONE);
        }
        if self.stem_of[at] != NONE {
            return;
        }
        let stem = self.stems.intern(&self.stemmer.stem(word));
        self.stem_of[at] = stem;
        self.words.resize_with(self.stems.len(), Vec::new);
        self.words[stem as usize].push(number);
    }

    /// The numbers of all words that are forms of this one, itself included
    /// where it is known.
    pub fn of(&self, word: &str) -> &[u32] {
        let stem = self.stems.get(&self.stemmer.stem(word));
        stem.map_or(&[], |stem| &self.words[stem as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_found_from_any_of_them() {
        let mut forms = Forms::default();
        for (number, word) in (0..).zip(["sanctions", "sanctioned", "oil", "sanctions"]) {
            forms.learn(if number == 3 { 0 } else { number }, word);
        }
        assert_eq!(forms.of("sanction"), [0, 1]);
        assert_eq!(forms.of("oils"), [2]);
        assert_eq!(forms.of("gas"), [0u32; 0]);
    }

    #[test]
    fn only_english_is_known() {
        assert!(Forms::knows(Some("en")) && Forms::knows(Some("en-GB")));
        assert!(!Forms::knows(Some("eng")) && !Forms::knows(Some("fr")) && !Forms::knows(None));
    }
}
