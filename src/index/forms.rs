//! Words that are forms of the same one: 'sanction', 'sanctions', 'sanctioned'.
//!
//! Words are indexed as they stand, so that phrases stay exact; a plain word
//! of a query is looked up under all its forms. Forms are told by the language
//! of the article that has the word: under the rules of another they would
//! fall together at random. English has Snowball's stemmer, most others of the
//! world's press have [`Endings`]; a query may be in any of those that the
//! collection has.

use rust_stemmers::{Algorithm, Stemmer};

use super::bytes::{In, Out};
use super::dictionary::Dictionary;
use super::endings::Endings;
use super::lists::make_room;

#[derive(Default)]
pub struct Forms {
    /// The languages that the collection has, as they came.
    languages: Vec<Language>,
}

/// The words of one language's articles, by what they share.
struct Language {
    /// Of the first article that was in it.
    tag: String,
    rules: Rules,
    stems: Dictionary,
    /// By word number, its stem's number; [`NONE`] where no article of the
    /// language has it.
    stem_of: Vec<u32>,
    /// By stem number, the latest of its words.
    latest: Vec<u32>,
    /// By word number, the word of the same stem that came before it.
    before: Vec<u32>,
}

enum Rules {
    English(Stemmer),
    Other(&'static Endings),
}

const NONE: u32 = u32::MAX;

impl Rules {
    fn of(tag: &str) -> Option<Rules> {
        match tag.split('-').next() {
            Some("en") => Some(Rules::English(Stemmer::create(Algorithm::English))),
            _ => Endings::of(tag).map(Rules::Other),
        }
    }

    fn is_same(&self, other: &Rules) -> bool {
        match (self, other) {
            (Rules::English(_), Rules::English(_)) => true,
            (Rules::Other(a), Rules::Other(b)) => std::ptr::eq(*a, *b),
            _ => false,
        }
    }

    fn stem(&self, word: &str) -> String {
        match self {
            Rules::English(stemmer) => stemmer.stem(word).into_owned(),
            Rules::Other(endings) => endings.stem(word),
        }
    }
}

impl Language {
    /// A word has this stem.
    fn join(&mut self, number: u32, stem: u32) {
        let at = number as usize;
        if self.stem_of.len() <= at {
            let more = at + 1 - self.stem_of.len();
            make_room(&mut self.stem_of, more);
            make_room(&mut self.before, more);
            self.stem_of.resize(at + 1, NONE);
            self.before.resize(at + 1, NONE);
        }
        self.stem_of[at] = stem;
        let more = self.stems.len() - self.latest.len();
        make_room(&mut self.latest, more);
        self.latest.resize(self.stems.len(), NONE);
        self.before[at] = std::mem::replace(&mut self.latest[stem as usize], number);
    }
}

impl Forms {
    /// The number of a language, by its BCP 47 tag; `None` where no forms are
    /// told in it.
    pub fn language(&mut self, tag: Option<&str>) -> Option<usize> {
        let tag = tag?;
        let rules = Rules::of(tag)?;
        let known = self.languages.iter().position(|language| language.rules.is_same(&rules));
        Some(known.unwrap_or_else(|| {
            self.languages.push(Language {
                tag: tag.to_owned(),
                rules,
                stems: Dictionary::default(),
                stem_of: Vec::new(),
                latest: Vec::new(),
                before: Vec::new(),
            });
            self.languages.len() - 1
        }))
    }

    /// Learns a word of an article in this language.
    pub fn learn(&mut self, language: usize, number: u32, word: &str) {
        let language = &mut self.languages[language];
        if language.stem_of.get(number as usize).is_none_or(|&stem| stem == NONE) {
            let stem = language.stems.number(&language.rules.stem(word)).0;
            language.join(number, stem);
        }
    }

    /// Writes which words each language has, by their places in `order`, and their stems.
    pub fn write(&self, order: &[u32], out: &mut Out) {
        out.number(self.languages.len() as u32);
        for Language { tag, stems, stem_of, .. } in &self.languages {
            out.text(tag);
            let by_letters = stems.in_order();
            stems.write(&by_letters, out);
            let mut places = vec![0; by_letters.len()];
            (1..).zip(&by_letters).for_each(|(place, &stem)| places[stem as usize] = place);
            let stem =
                |&number: &u32| stem_of.get(number as usize).and_then(|&stem| places.get(stem as usize));
            order.iter().for_each(|number| out.number(stem(number).copied().unwrap_or(0)));
        }
    }

    pub fn read(n_words: usize, from: &mut In<'_>) -> Option<Forms> {
        let mut forms = Forms::default();
        for n in 0..from.length()? {
            (forms.language(Some(from.text()?))? == n).then_some(())?;
            let language = &mut forms.languages[n];
            language.stems = Dictionary::read(from)?;
            for number in 0..n_words as u32 {
                if let Some(stem) = from.number()?.checked_sub(1) {
                    ((stem as usize) < language.stems.len()).then_some(())?;
                    language.join(number, stem);
                }
            }
        }
        Some(forms)
    }

    /// The numbers of all words that are forms of this one in some language of
    /// the collection, ascending; itself included where it is known.
    pub fn of(&self, word: &str) -> Vec<u32> {
        let mut all = Vec::new();
        for Language { rules, stems, latest, before, .. } in &self.languages {
            let first = stems.get(&rules.stem(word)).map(|stem| latest[stem as usize]);
            let next = |&number: &u32| Some(before[number as usize]).filter(|&number| number != NONE);
            all.extend(std::iter::successors(first, next));
        }
        all.sort_unstable();
        all.dedup();
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_are_found_from_any_of_them() {
        let mut forms = Forms::default();
        let english = forms.language(Some("en-GB")).unwrap();
        for (number, word) in (0..).zip(["sanctions", "sanctioned", "oil", "sanctions"]) {
            forms.learn(english, if number == 3 { 0 } else { number }, word);
        }
        assert_eq!(forms.of("sanction"), [0, 1]);
        assert_eq!(forms.of("oils"), [2]);
        assert_eq!(forms.of("gas"), [0u32; 0]);
    }

    #[test]
    fn each_language_has_its_own() {
        let mut forms = Forms::default();
        assert_eq!(forms.language(Some("tlh")), None);
        assert_eq!(forms.language(None), None);
        let (english, german) = (forms.language(Some("en")).unwrap(), forms.language(Some("de")).unwrap());
        assert_eq!(forms.language(Some("de-CH")), Some(german));
        forms.learn(english, 0, "rates");
        forms.learn(german, 1, "rates");
        forms.learn(german, 2, "rat");
        forms.learn(german, 3, "raten");
        assert_eq!(forms.of("rat"), [1, 2, 3]);
        assert_eq!(forms.of("rated"), [0]);
        assert_eq!(forms.of("rates"), [0, 1, 2, 3]);
    }
}
