//! What somebody may be about to type: words, names and fields that begin so.
//!
//! Cheap: a look at the words that begin with what is typed, and at the names.
//! Nothing is offered for what is already whole, or too short to tell anything.

use std::cmp::Reverse;

use super::Index;
use crate::order::sort_by_key;
use crate::query::{FIELDS, Facet, Offered, Suggestion, begun, begun_tag};
use crate::text::name_key;

/// Of these at most so many are offered.
const WORDS: usize = 3;
const NAMES: usize = 4;
const FEW: usize = 2;
const TAGS: usize = 8;
/// So many names are looked at in each facet: of a hundred thousand the rest
/// would cost more than a keystroke has.
const LOOKED_AT: u32 = 200_000;

impl Index {
    /// What the last word of a query's text may become, likeliest first.
    pub fn suggest(&self, text: &str) -> Vec<Suggestion> {
        if let Some((start, tag)) = begun_tag(text) {
            return self.tags_beginning(&text[..start], tag);
        }
        let Some(begun) = begun(text) else { return Vec::new() };
        let key = name_key(begun.word);
        let with = |typed: &str| format!("{}{typed} ", &text[..begun.start]);
        let mut all: Vec<Suggestion> = Vec::new();
        for (facet, name, n_articles) in self.names_beginning(&key, begun.facet) {
            let typed = format!("{}:{}", facet.key(), quoted(&name));
            all.push(Suggestion { text: with(&typed), offered: Offered::Name(facet, name), n_articles });
        }
        if begun.facet.is_none() && !begun.is_field {
            let words = self.words_beginning(&key).into_iter().map(|(word, n_articles)| Suggestion {
                text: with(&word),
                offered: Offered::Word(word),
                n_articles,
            });
            all.splice(0..0, words);
            let fields = FIELDS.iter().filter(|field| field.len() > key.len() && field.starts_with(&key));
            all.extend(fields.take(FEW).map(|field| Suggestion {
                text: format!("{}{field}:", &text[..begun.start]),
                offered: Offered::Field((*field).to_owned()),
                n_articles: 0,
            }));
        }
        all
    }

    /// The user's own tags that begin so, behind `before`.
    fn tags_beginning(&self, before: &str, tag: &str) -> Vec<Suggestion> {
        let mut tags = self.hands.tags_beginning(&name_key(tag));
        tags.truncate(TAGS);
        let suggestion = |(tag, n_articles): (String, u32)| Suggestion {
            text: format!("{before}tag:\"{}\" ", tag.replace('"', " ")),
            offered: Offered::Tag(tag),
            n_articles,
        };
        tags.into_iter().map(suggestion).collect()
    }

    /// The words of most articles that begin so and are not that alone.
    fn words_beginning(&self, key: &str) -> Vec<(String, u32)> {
        let words = &self.words;
        let longer =
            words.dictionary.with_prefix(key).filter(|&n| words.dictionary.word(n).len() > key.len());
        let mut numbers: Vec<u32> = longer.filter(|&n| words.is_had(n)).collect();
        let rank = |n: u32| (Reverse(words.postings.n_articles(n)), words.dictionary.word(n));
        crate::order::keep_first(&mut numbers, WORDS, &|a, b| rank(a).cmp(&rank(b)));
        let mut found: Vec<(String, u32)> = numbers
            .into_iter()
            .map(|n| (words.dictionary.word(n).to_owned(), words.postings.n_articles(n)))
            .collect();
        sort_by_key(&mut found, |(word, n)| (Reverse(*n), word.clone()));
        found
    }

    /// The names of most articles of which some word begins so.
    fn names_beginning(&self, key: &str, only: Option<Facet>) -> Vec<(Facet, String, u32)> {
        let mut found: Vec<(u32, usize, u32)> = Vec::new();
        for (n, facet) in Facet::ALL.into_iter().enumerate() {
            let is_asked = only.map_or(facet.is_entity(), |only| only == facet);
            if !is_asked {
                continue;
            }
            let values = self.values(facet);
            for value in 0..(values.len() as u32).min(LOOKED_AT) {
                let n_articles = values.articles(value).len() as u32;
                if n_articles > 0 && begins(values.name(value), key) {
                    found.push((n_articles, n, value));
                }
            }
        }
        let name = |hit: &(u32, usize, u32)| self.values(Facet::ALL[hit.1]).name(hit.2).to_owned();
        sort_by_key(&mut found, |&(n_articles, facet, value)| {
            (Reverse(n_articles), facet, self.values(Facet::ALL[facet]).place(value))
        });
        found.truncate(NAMES);
        found.iter().map(|hit| (Facet::ALL[hit.1], name(hit), hit.0)).collect()
    }
}

/// Whether a name, or a word of it, begins with a key.
fn begins(name: &str, key: &str) -> bool {
    // Most names are told by their letters as they stand.
    let first = key.chars().next();
    let may_begin = |c: char| !c.is_ascii() || Some(c.to_ascii_lowercase()) == first;
    if !name.chars().any(may_begin) {
        return false;
    }
    let folded = name_key(name);
    folded.match_indices(key).any(|(at, _)| at == 0 || folded[..at].ends_with(' '))
}

/// In quotes, where it is several words.
fn quoted(name: &str) -> String {
    let is_word = name.chars().all(char::is_alphanumeric);
    if is_word { name.to_owned() } else { format!("\"{}\"", name.replace('"', " ")) }
}
