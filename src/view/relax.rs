//! Ways out of an empty answer: the same question with one thing less.

use crate::query::Query;
use crate::view::words;

/// A question that asks for less.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relaxed {
    /// 'Without “Astana”'.
    pub label: String,
    pub query: Query,
}

/// More than this is no help but a list.
const LIMIT: usize = 8;

/// The query without each of its words, phrases, filters and dates in turn.
/// A query of a single part has no way out but to be cleared.
pub fn relaxations(query: &Query) -> Vec<Relaxed> {
    let terms = terms(&query.text);
    let mut out = Vec::new();
    for (n, term) in terms.iter().enumerate() {
        let rest: Vec<&str> = terms.iter().enumerate().filter(|(m, _)| *m != n).map(|(_, t)| *t).collect();
        let label = format!("Without “{}”", term.trim_matches('"'));
        out.push(Relaxed { label, query: Query { text: rest.join(" "), ..query.clone() } });
    }
    for (facet, value) in query.filters.include.iter() {
        let mut query = query.clone();
        query.filters.include.remove(*facet, value);
        let label = format!("Without {} {}", words::facet_noun(*facet), words::value_words(*facet, value));
        out.push(Relaxed { label, query });
    }
    for (facet, value) in query.filters.exclude.iter() {
        let mut query = query.clone();
        query.filters.exclude.remove(*facet, value);
        out.push(Relaxed { label: format!("With {}", words::value_words(*facet, value)), query });
    }
    if query.filters.from.is_some() || query.filters.to.is_some() {
        let mut query = query.clone();
        (query.filters.from, query.filters.to) = (None, None);
        out.push(Relaxed { label: "At any date".to_owned(), query });
    }
    if out.len() < 2 {
        return Vec::new();
    }
    out.truncate(LIMIT);
    out
}

/// What came back empty, in a sentence.
pub fn nothing_found(query: &Query) -> String {
    let terms = terms(&query.text);
    let filters = &query.filters;
    let filtered = !filters.include.is_empty()
        || !filters.exclude.is_empty()
        || filters.from.is_some()
        || filters.to.is_some();
    const NUMBERS: [&str; 6] = ["three", "four", "five", "six", "seven", "eight"];
    let what = match terms.as_slice() {
        [] => return "No article passes all of these filters.".to_owned(),
        [term] => format!("Nothing has “{}”", term.trim_matches('"')),
        [_, _] => "Nothing has both words".to_owned(),
        terms => match NUMBERS.get(terms.len() - 3) {
            Some(number) => format!("Nothing has all {number} words"),
            None => format!("Nothing has all {} words", terms.len()),
        },
    };
    if filtered { format!("{what} and passes these filters.") } else { format!("{what}.") }
}

/// Words and quoted phrases, as they were typed.
fn terms(text: &str) -> Vec<&str> {
    let mut terms = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = match rest.strip_prefix('"').and_then(|inner| inner.find('"')) {
            Some(close) => close + 2,
            None => rest.find(char::is_whitespace).unwrap_or(rest.len()),
        };
        let (term, tail) = rest.split_at(end);
        terms.push(term);
        rest = tail.trim_start();
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Facet;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let query = Query { text: text.to_owned(), ..Query::default() };
        let found = relaxations(&query);
        let found: Vec<(&str, &str)> =
            found.iter().map(|r| (r.label.as_str(), r.query.text.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn each_word_and_phrase_is_left_out_in_turn() {
        check(
            "talks \"Geneva two\" élan",
            &[
                ("Without “talks”", "\"Geneva two\" élan"),
                ("Without “Geneva two”", "talks élan"),
                ("Without “élan”", "talks \"Geneva two\""),
            ],
        );
        check("é\"x y", &[("Without “é\"x”", "y"), ("Without “y”", "é\"x")]);
        check("alone", &[]);
        check("", &[]);
    }

    #[test]
    fn filters_are_left_out_too() {
        let mut query = Query { text: "gas".to_owned(), ..Query::default() };
        query.filters.include.insert(Facet::Person, "Ada");
        query.filters.exclude.insert(Facet::Language, "fr");
        query.filters.from = "2017".parse().ok();
        let labels: Vec<String> = relaxations(&query).into_iter().map(|r| r.label).collect();
        assert_eq!(labels, ["Without “gas”", "Without person Ada", "With French", "At any date"]);
        assert!(relaxations(&query)[1].query.filters.include.is_empty());
        assert_eq!(nothing_found(&query), "Nothing has “gas” and passes these filters.");
    }

    #[test]
    fn the_sentence_counts_the_words() {
        let query = Query { text: "a b c d".to_owned(), ..Query::default() };
        assert_eq!(nothing_found(&query), "Nothing has all four words.");
        let query = Query { text: "a b".to_owned(), ..Query::default() };
        assert_eq!(nothing_found(&query), "Nothing has both words.");
        let query = Query { text: "a ".repeat(40), ..Query::default() };
        assert_eq!(nothing_found(&query), "Nothing has all 40 words.");
    }
}
