//! Where a text answers a query.

use crate::query::Clause;
use crate::text::{Span, each_word};

/// A hit in a text, and which clause of the query it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    pub span: Span,
    pub clause: u32,
}

/// All hits of the clauses that are wanted, in order of the text.
pub fn marks(text: &str, clauses: &[Clause]) -> Vec<Mark> {
    if !clauses.iter().any(Clause::is_wanted) {
        return Vec::new();
    }
    // All words, one after another, with their ends.
    let mut folded = String::with_capacity(text.len());
    let mut words: Vec<(usize, Span)> = Vec::new();
    each_word(text, |word, span| {
        folded.push_str(word);
        words.push((folded.len(), span));
    });
    let word = |n: usize| &folded[if n == 0 { 0 } else { words[n - 1].0 }..words[n].0];
    let mut marks = Vec::new();
    for (number, clause) in clauses.iter().enumerate().filter(|(_, clause)| clause.is_wanted()) {
        let last = clause.words.len() - 1;
        for first in 0..words.len().saturating_sub(last) {
            let answers = clause.words.iter().enumerate().all(|(n, wanted)| match clause.open && n == last {
                true if word(first + n).starts_with(wanted.as_str()) => true,
                _ => word(first + n) == wanted,
            }) || clause.is_plain_word()
                && clause.forms.binary_search_by(|form| form.as_str().cmp(word(first))).is_ok();
            if answers {
                let span = Span { start: words[first].1.start, end: words[first + last].1.end };
                marks.push(Mark { span, clause: number as u32 });
            }
        }
    }
    crate::order::sort(&mut marks);
    marks
}

/// Spans of all marks; those that overlap are one.
pub fn merged(marks: &[Mark]) -> Vec<Span> {
    let mut spans: Vec<Span> = marks.iter().map(|m| m.span).filter(|s| !s.is_empty()).collect();
    crate::order::sort(&mut spans);
    spans.dedup_by(|next, last| {
        let joins = next.start < last.end;
        if joins {
            last.end = last.end.max(next.end);
        }
        joins
    });
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    /// The text with its hits in brackets.
    #[track_caller]
    fn check(query: &str, marked: &str) {
        let text = marked.replace(['[', ']'], "");
        let mut found = text.clone();
        for span in merged(&marks(&text, &parse(query))).iter().rev() {
            found.insert(span.end as usize, ']');
            found.insert(span.start as usize, '[');
        }
        assert_eq!(found, marked);
    }

    #[test]
    fn words_are_marked_as_the_index_reads_them() {
        check("iran ", "[Iran]’s and Iranian, [IRAN]");
        check("iran", "[Iran]’s and [Iranian]");
        check("istanbul ", "[İstanbul]");
    }

    #[test]
    fn phrases_are_marked_whole() {
        check("\"joint fight\"", "A [joint fight], joint and fight, [joint “fight]”");
        check("co-operation ", "[co-operation] of co");
    }

    #[test]
    fn what_is_excluded_is_not_marked() {
        check("-war", "war");
        check("peace -war ", "war and [peace]");
    }

    #[test]
    fn pairs_of_unspaced_script_join() {
        check("中国人 ", "在[中国人]民");
    }
}
