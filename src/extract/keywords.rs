//! A handful of words and phrases that tell what an article is about.
//!
//! Content words and pairs of them are counted, each occurrence weighted by how
//! early it stands and whether the title has it too; words that are frequent in
//! all English, or belong to the small words of the article's language, count for
//! nothing. Names are left out: they are entities
//! already, and would drown the words that say what was done.

use crate::article::{Article, Entity};
use crate::extract::lexicon::{Classes, fold, lexicon};
use crate::extract::tokens::{Case, Shape, Token, tokenize};
use crate::table::Table;
use crate::text::is_small_word;

/// So many at most.
const MOST: usize = 10;

/// What an occurrence is worth in the first paragraphs, and in the title. More
/// of them makes the head of a story speak for the whole.
const EARLY: u32 = 2;
const TITLE: u32 = 4;

/// A pair of words is more telling than each, so it counts so much more.
const PAIR: u32 = 3;

#[derive(Default)]
struct Term {
    weight: u32,
    count: u32,
    /// Where it stands first, for a stable order.
    first: usize,
    shown: String,
}

/// At most ten, most telling first.
pub fn find(article: &Article, entities: &[Entity]) -> Vec<String> {
    let mut names: Vec<_> = entities.iter().flat_map(|e| e.mentions.iter().copied()).collect();
    crate::order::sort(&mut names);
    let mut terms: Table<Term> = Table::default();
    let text = &article.text;
    let tokens = tokenize(text, lexicon());
    let head = article.paragraphs.get(1).map_or(text.len() / 4, |p| p.end as usize);
    let in_name = |token: &Token| {
        let next = names.partition_point(|n| n.end <= token.span.start);
        names.get(next).is_some_and(|n| n.overlaps(token.span))
    };
    let language = article.language.as_deref().unwrap_or("en");
    let tells = |text: &str, token: &Token| tells(text, token, language);
    let mut key = String::new();
    for (n, token) in tokens.iter().enumerate() {
        if !tells(text, token) || in_name(token) {
            continue;
        }
        let word = token.span.of(text);
        let weight = if (token.span.start as usize) < head { EARLY } else { 1 };
        // 'signed', 'adding' tell only together with another word.
        if !word.ends_with("ed") && !word.ends_with("ing") {
            note(&mut terms, &stem(word, &mut key), weight, n, word);
        }
        let Some(next) = tokens.get(n + 1).filter(|t| !in_name(t) && tells(text, t)) else { continue };
        let gap = &text[token.span.end as usize..next.span.start as usize];
        if gap == " " {
            let pair = &text[token.span.start as usize..next.span.end as usize];
            let first = stem(word, &mut key);
            let pair_key = format!("{first} {}", stem(next.span.of(text), &mut key));
            note(&mut terms, &pair_key, weight * PAIR, n, pair);
        }
    }
    if let Some(title) = &article.title {
        for token in tokenize(&title.value, lexicon()) {
            if let Some(term) = terms.get_mut(&stem(token.span.of(&title.value), &mut key)) {
                term.weight += TITLE;
            }
        }
    }
    best(terms)
}

fn best(terms: Table<Term>) -> Vec<String> {
    // A pair that occurs once is chance.
    let mut ranked: Vec<(String, Term)> = terms
        .into_pairs()
        .filter(|(key, term)| term.count > 1 || (term.weight > TITLE && !key.contains(' ')))
        .collect();
    crate::order::sort_by_key(&mut ranked, |(_, term)| (std::cmp::Reverse(term.weight), term.first));
    let mut chosen: Vec<(String, String)> = Vec::new();
    for (key, term) in ranked {
        let inside = |a: &str, b: &str| a.split(' ').any(|word| word == b);
        if chosen.len() < MOST && !chosen.iter().any(|(other, _)| inside(other, &key) || inside(&key, other))
        {
            chosen.push((key, term.shown));
        }
    }
    chosen.into_iter().map(|(_, shown)| shown).collect()
}

fn note(terms: &mut Table<Term>, key: &str, weight: u32, at: usize, shown: &str) {
    let term = terms.value_or(key, || Term { first: at, shown: shown.to_lowercase(), ..Term::default() });
    term.weight += weight;
    term.count += 1;
}

/// Whether a word can tell anything: neither short nor one of the most frequent.
/// Of other languages than English fewer of these are known, but most are short.
fn tells(text: &str, token: &Token, language: &str) -> bool {
    let shortest = if language == "en" { 4 } else { 6 };
    token.shape == Shape::Word
        && matches!(token.case, Case::Lower | Case::Title)
        && token.span.of(text).chars().count() >= shortest
        && (language == "en" || !is_small_word(language, &token.span.of(text).to_lowercase()))
        && !token.is(Classes::FUNCTION
            .or(Classes::MONTH)
            .or(Classes::SPEECH)
            .or(Classes::OFFICE)
            .or(Classes::FREQUENT))
        && token.span.of(text).chars().all(char::is_alphabetic)
}

/// Singular and plural are one term.
fn stem(word: &str, key: &mut String) -> String {
    fold(word, key);
    match key.strip_suffix("ies") {
        Some(rest) if rest.len() > 2 => format!("{rest}y"),
        _ if key.ends_with('s') && !key.ends_with("ss") && !key.ends_with("us") => {
            key[..key.len() - 1].to_owned()
        }
        _ => key.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{ArticleId, RawArticle};
    use crate::clean::keep_all;

    fn keywords(text: &str) -> Vec<String> {
        let raw = RawArticle { file: String::new(), id: ArticleId(String::new()), text: text.to_owned() };
        find(&keep_all(raw), &[])
    }

    #[test]
    fn repeated_content_words_come_first_and_frequent_ones_not_at_all() {
        let found = keywords(
            "The ceasefire deal holds. A ceasefire deal was signed, and the ceasefire is monitored by observers. \
             Observers say that people should return.",
        );
        assert_eq!(found.first().map(String::as_str), Some("ceasefire deal"));
        assert!(found.contains(&"observers".to_owned()));
        assert!(!found.contains(&"people".to_owned()) && found.len() <= MOST);
    }

    #[test]
    fn small_words_of_other_languages_tell_nothing() {
        let found = keywords(
            "Das Abkommen wurde nach Verhandlungen zwischen den Ländern unterzeichnet. Die Verhandlungen \
             zwischen den Ländern haben nach dem Abkommen nicht mehr stattgefunden.",
        );
        assert!(found.contains(&"abkommen".to_owned()), "{found:?}");
        assert!(!found.iter().any(|word| word.contains("zwischen") || word.contains("nach")), "{found:?}");
    }

    #[test]
    fn no_text_has_no_keywords() {
        assert!(keywords("").is_empty());
    }
}
