//! Ways out of an empty answer: the same question with one thing less.

use crate::query::{Query, Results, Term, TermKind};
use crate::view::clauses::typed;
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

/// The query with other spellings of words that nothing has; without each of
/// its parts, filters and dates in turn; and with any of its words. A query of
/// a single part has no way out but to be spelt otherwise or cleared.
pub fn relaxations(query: &Query, results: &Results) -> Vec<Relaxed> {
    let with_text = |text: String| Query { text, ..query.clone() };
    let mut out = Vec::new();
    let terms = &results.terms;
    for (n, term) in terms.iter().enumerate() {
        let rest: Vec<String> =
            terms.iter().enumerate().filter(|(m, _)| *m != n).map(|(_, term)| typed(term)).collect();
        let shown = shown(term);
        let label = match term.kind {
            TermKind::Not => format!("Not without {shown}"),
            _ => format!("Without {shown}"),
        };
        out.push(Relaxed { label, query: with_text(rest.join(" ")) });
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
        out.clear();
    }
    let (words, rest): (Vec<&Term>, Vec<&Term>) = terms.iter().partition(|term| term.kind == TermKind::Word);
    if words.len() > 1 {
        let any = words.iter().map(|term| term.text.as_str()).collect::<Vec<_>>().join(" OR ");
        let any = if rest.is_empty() { any } else { format!("({any})") };
        let text: Vec<String> = std::iter::once(any).chain(rest.into_iter().map(typed)).collect();
        out.truncate(LIMIT - 1);
        out.push(Relaxed { label: "Any of these words".to_owned(), query: with_text(text.join(" ")) });
    }
    let spelt = results
        .spellings
        .iter()
        .map(|text| Relaxed { label: format!("Did you mean “{text}”?"), query: with_text(text.clone()) });
    let mut out: Vec<Relaxed> = spelt.chain(out).collect();
    out.truncate(LIMIT);
    out
}

/// What came back empty, in a sentence.
pub fn nothing_found(query: &Query, results: &Results) -> String {
    let filters = &query.filters;
    let filtered = !filters.include.is_empty()
        || !filters.exclude.is_empty()
        || filters.from.is_some()
        || filters.to.is_some();
    const NUMBERS: [&str; 6] = ["three", "four", "five", "six", "seven", "eight"];
    let wanted: Vec<&Term> = results.terms.iter().filter(|term| term.kind != TermKind::Not).collect();
    let is_only_words = wanted.iter().all(|term| term.kind == TermKind::Word);
    let excluded: Vec<String> =
        results.terms.iter().filter(|term| term.kind == TermKind::Not).map(shown).collect();
    let mut what = match &wanted[..] {
        [] if excluded.is_empty() => return "No article passes all of these filters.".to_owned(),
        [] => "No article is".to_owned(),
        [term] if term.text.contains(':') => format!("No article answers {}", shown(term)),
        [term] => format!("Nothing has {}", shown(term)),
        _ if !is_only_words => "Nothing has all of this".to_owned(),
        [_, _] => "Nothing has both words".to_owned(),
        terms => match NUMBERS.get(terms.len() - 3) {
            Some(number) => format!("Nothing has all {number} words"),
            None => format!("Nothing has all {} words", terms.len()),
        },
    };
    if !excluded.is_empty() {
        what += &format!(" without {}", excluded.join(" and "));
    }
    if filtered { format!("{what} and passes these filters.") } else { format!("{what}.") }
}

/// A part in quotes of its own.
fn shown(term: &Term) -> String {
    format!("“{}”", term.text.trim_matches(['"', '“', '”']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Facet, parse, terms};

    fn asked(text: &str) -> (Query, Results) {
        let query = Query { text: text.to_owned(), ..Query::default() };
        (query, Results { terms: terms(text, &parse(text)), ..Results::default() })
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let (query, results) = asked(text);
        let found = relaxations(&query, &results);
        let found: Vec<(&str, &str)> =
            found.iter().map(|r| (r.label.as_str(), r.query.text.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[track_caller]
    fn check_said(text: &str, expected: &str) {
        let (query, results) = asked(text);
        assert_eq!(nothing_found(&query, &results), expected);
    }

    #[test]
    fn each_part_is_left_out_in_turn() {
        check(
            "talks \"Geneva two\" élan",
            &[
                ("Without “talks”", "\"Geneva two\" élan"),
                ("Without “Geneva two”", "talks élan"),
                ("Without “élan”", "talks \"Geneva two\""),
                ("Any of these words", "(talks OR élan) \"Geneva two\""),
            ],
        );
        check("gas -oil", &[("Without “gas”", "-oil"), ("Not without “oil”", "gas")]);
        check("alone", &[]);
        check("", &[]);
    }

    #[test]
    fn other_spellings_come_first() {
        let (query, mut results) = asked("astnaa");
        results.spellings = vec!["astana".to_owned()];
        let labels: Vec<String> = relaxations(&query, &results).into_iter().map(|r| r.label).collect();
        assert_eq!(labels, ["Did you mean “astana”?"]);
    }

    #[test]
    fn filters_are_left_out_too() {
        let (mut query, results) = asked("gas");
        query.filters.include.insert(Facet::Person, "Ada");
        query.filters.exclude.insert(Facet::Language, "fr");
        query.filters.from = "2017".parse().ok();
        let relaxed = relaxations(&query, &results);
        let labels: Vec<&str> = relaxed.iter().map(|r| r.label.as_str()).collect();
        assert_eq!(labels, ["Without “gas”", "Without person Ada", "With French", "At any date"]);
        assert!(relaxed[1].query.filters.include.is_empty());
        assert_eq!(nothing_found(&query, &results), "Nothing has “gas” and passes these filters.");
    }

    #[test]
    fn the_sentence_counts_words_and_nothing_else() {
        check_said("a b c d", "Nothing has all four words.");
        check_said("a b", "Nothing has both words.");
        check_said(&"a ".repeat(40), "Nothing has all 40 words.");
        check_said("\"a b\"", "Nothing has “a b”.");
        check_said("a b -c", "Nothing has both words without “c”.");
        check_said("a \"b c\" d", "Nothing has all of this.");
        check_said("person:nobody", "No article answers “person:nobody”.");
        check_said("-a", "No article is without “a”.");
    }
}
