//! What somebody typed to clauses. Reading never fails: what is no syntax is words.

use crate::text::{Span, each_word, is_unspaced};

/// A query has at most so many clauses; what is pasted beyond them is not
/// read, so that a whole page in the search field costs no more than a line.
const MOST_CLAUSES: usize = 64;

/// Words that an article must have, or must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Where it was typed, with its quotes and its minus.
    pub span: Span,
    /// An article that has it is not wanted.
    pub negated: bool,
    /// Folded; never empty. Several must follow each other directly.
    pub words: Vec<String>,
    /// Typed in quotes: no other form of a word will do.
    pub quoted: bool,
    /// Other forms of a plain word that answer as well, sorted. Reading leaves
    /// it empty; which there are, a collection knows.
    pub forms: Vec<String>,
    /// The last word may be the beginning of one: somebody is still typing it.
    pub open: bool,
    /// A word that does not count, because it tells nothing and no article has
    /// all words. Reading sets it nowhere; a collection does.
    pub idle: bool,
}

impl Clause {
    /// Whether the clause is one word that other forms of it may answer.
    pub fn is_plain_word(&self) -> bool {
        !self.quoted && self.words.len() == 1
    }

    /// Whether an article that has it is wanted for that.
    pub fn is_wanted(&self) -> bool {
        !self.negated && !self.idle
    }
}

/// Reads a query:
/// - `words` that all must occur; the last one also as a beginning, unless
///   white space follows. A word of several (`co-operation`) is a phrase;
/// - `"exact phrases"`, in quotes of any language; one that is still open
///   reaches to the end, and its last word may be a beginning;
/// - `-word` and `-"phrase"`, which must not occur.
///
/// ```
/// let clauses = cuttings::query::parse("syria “joint fight” -war talk");
/// assert_eq!(clauses.len(), 4);
/// assert_eq!(clauses[1].words, ["joint", "fight"]);
/// assert!(clauses[2].negated && clauses[3].open);
/// ```
pub fn parse(text: &str) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next().filter(|_| clauses.len() < MOST_CLAUSES) {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let start = at;
        let after_minus = text[at..].strip_prefix(['-', '−']);
        let negated =
            after_minus.is_some_and(|rest| rest.starts_with(|c: char| is_quote(c) || c.is_alphanumeric()));
        if negated {
            at += c.len_utf8();
        }
        let rest = &text[at..];
        let quoted = rest.starts_with(is_quote);
        let inner = if quoted { rest.trim_start_matches(is_quote) } else { rest };
        let inner_start = text.len() - inner.len();
        let ends = |c: char| is_quote(c) || (!quoted && c.is_whitespace());
        let inner_end = inner.find(ends).map_or(text.len(), |n| inner_start + n);
        // The quote that ends a word begins a phrase; the one that ends a phrase is its own.
        let closing = text[inner_end..].chars().next().filter(|_| quoted).map_or(0, char::len_utf8);
        at = inner_end + closing;
        let words = words(&text[inner_start..inner_end]);
        if words.is_empty() {
            continue;
        }
        let is_typed = inner_end == text.len() && !text.ends_with(char::is_whitespace);
        // A single character of an unspaced script begins all the pairs that it is in.
        let is_half_pair = words.len() == 1 && is_single_unspaced(&words[0]);
        clauses.push(Clause {
            span: Span::new(start, at),
            negated,
            open: (is_typed && !negated) || is_half_pair,
            words,
            forms: Vec::new(),
            quoted,
            idle: false,
        });
    }
    clauses
}

fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last: Option<Span> = None;
    each_word(text, |word, span| {
        // The last character of a run of unspaced script is in the pair before it.
        if !last.is_some_and(|last| last.contains(span)) {
            words.push(word.to_owned());
        }
        last = Some(span);
    });
    words
}

fn is_single_unspaced(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(is_unspaced) && chars.next().is_none()
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Clauses in a notation of their own: `-` negated, `=` quoted, `*` open, words joined by `+`.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let clauses: Vec<String> = parse(text)
            .iter()
            .map(|c| {
                let mark = |on, mark| if on { mark } else { "" };
                format!(
                    "{}{}{}{}",
                    mark(c.negated, "-"),
                    mark(c.quoted, "="),
                    c.words.join("+"),
                    mark(c.open, "*")
                )
            })
            .collect();
        assert_eq!(clauses.join(" "), expected, "{text}");
    }

    #[test]
    fn words_phrases_and_exclusions() {
        check("Syria talks", "syria talks*");
        check("Syria talks ", "syria talks");
        check("\"joint fight\" syria ", "=joint+fight syria");
        check("“joint fight” «d'accord» „war“ x ", "=joint+fight =d+accord =war x");
        check("a -b -\"c d\" e", "a -b -=c+d e*");
        check("-talks", "-talks");
    }

    #[test]
    fn words_of_several_are_phrases() {
        check("co-operation ", "co+operation");
        check("co-op", "co+op*");
    }

    #[test]
    fn an_open_phrase_reaches_to_the_end() {
        check("\"joint fig", "=joint+fig*");
        check("syria\"joint fig\"", "syria =joint+fig");
    }

    #[test]
    fn what_is_no_syntax_is_no_obstacle() {
        check("", "");
        check("- -- \"\" \" & ?", "");
        check("a - b ", "a b");
        check("--a ", "a");
        check("Iran's ", "iran");
    }

    #[test]
    fn a_pasted_page_is_read_to_a_limit() {
        assert_eq!(parse(&"word -other \"a phrase\" ".repeat(100_000)).len(), MOST_CLAUSES);
    }

    #[test]
    fn unspaced_scripts_are_asked_for_in_pairs() {
        check("中国人 ", "中国+国人");
        check("中 ", "中*");
    }

    proptest! {
        #[test]
        fn reading_never_fails(text in "\\PC*") {
            let mut last = 0;
            for clause in parse(&text) {
                prop_assert!(!clause.words.is_empty());
                prop_assert!(clause.span.start >= last && !clause.span.is_empty());
                prop_assert!(text.get(clause.span.range()).is_some());
                last = clause.span.end;
            }
        }

        #[test]
        fn marks_in_any_order_are_read(text in "[-\"“” a'.中]{0,40}") {
            for clause in parse(&text) {
                prop_assert!(text.get(clause.span.range()).is_some());
            }
        }
    }
}
