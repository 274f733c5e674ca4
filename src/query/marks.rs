//! Where a text answers a query.

use crate::query::{Clause, Phrase, Scope, windows};
use crate::text::{Span, each_word};

/// A hit in a text, and which clause of the query it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    pub span: Span,
    pub clause: u32,
}

/// All hits of the clauses that are wanted and may stand in a text that is
/// `told`, in order of the text. What a [`Scope::Said`] or [`Scope::Near`]
/// asks beyond the words themselves is the caller's.
pub fn marks(text: &str, told: Told, clauses: &[Clause]) -> Vec<Mark> {
    let beginnings = beginnings(told, clauses);
    if beginnings == 0 {
        return Vec::new();
    }
    let words = Words::of(text, beginnings);
    let mut marks = Vec::new();
    for (number, clause) in clauses.iter().enumerate().filter(|(_, clause)| told.asks(clause)) {
        let Some(phrase) = clause.phrase() else { continue };
        let places = words.places(phrase);
        for (first, last) in windows(&places, phrase.within) {
            let mut mark = |first: u32, last: u32| {
                if let (Some(first), Some(last)) = (words.span(first), words.span(last)) {
                    let span = Span { start: first.start, end: last.end };
                    marks.push(Mark { span, clause: number as u32 });
                }
            };
            match phrase.within {
                None => mark(first, last),
                // Of words with others among them, the words themselves.
                Some(_) => (first..=last)
                    .filter(|place| places.iter().any(|of_word| of_word.binary_search(place).is_ok()))
                    .for_each(|place| mark(place, place)),
            }
        }
    }
    crate::order::sort(&mut marks);
    marks
}

/// The first bytes of words that may answer clauses, as bits of their values modulo 64.
pub fn beginnings(told: Told, clauses: &[Clause]) -> u64 {
    let asked = clauses.iter().filter(|clause| told.asks(clause)).filter_map(Clause::phrase);
    asked.flat_map(|phrase| &phrase.words).fold(0, |bits, word| bits | word.beginnings())
}

/// Whether any word of a text may begin with one of these bytes. Tells it without
/// reading the words where the text is plain letters.
pub fn may_begin(text: &str, beginnings: u64) -> bool {
    let mut is_inside = false;
    text.bytes().any(|byte| {
        let is_first = !std::mem::replace(&mut is_inside, byte.is_ascii_alphanumeric());
        let begins = is_inside && is_first && beginnings & first_byte(byte.to_ascii_lowercase()) != 0;
        begins || !byte.is_ascii() || byte == b'_'
    })
}

fn first_byte(byte: u8) -> u64 {
    1 << (byte % 64)
}

/// What a text is of its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    Title,
    /// The story, or its summary.
    Story,
    Name,
    /// A note of the user's.
    Note,
}

impl Told {
    /// Whether a clause is wanted in such a text.
    fn asks(self, clause: &Clause) -> bool {
        clause.is_wanted() && clause.phrase().is_some_and(|phrase| self.suits(phrase.scope))
    }

    fn suits(self, scope: Scope) -> bool {
        match scope {
            Scope::Anywhere => true,
            Scope::Title => self == Told::Title,
            Scope::Note => self == Told::Note,
            Scope::Text | Scope::Said | Scope::Near(_) => self == Told::Story,
        }
    }
}

/// Those of a text's words that may be asked for, one after another.
#[derive(Default)]
struct Words {
    folded: String,
    /// Of each the place among all, the end and the span.
    all: Vec<(u32, u32, Span)>,
}

impl Words {
    fn of(text: &str, beginnings: u64) -> Self {
        let mut words = Words::default();
        let mut place = 0;
        each_word(text, |word, span| {
            if word.bytes().next().is_some_and(|byte| beginnings & first_byte(byte) != 0) {
                words.folded.push_str(word);
                words.all.push((place, words.folded.len() as u32, span));
            }
            place += 1;
        });
        words
    }

    fn span(&self, place: u32) -> Option<Span> {
        let at = self.all.binary_search_by_key(&place, |word| word.0).ok()?;
        Some(self.all[at].2)
    }

    /// For each word of a phrase the places that answer it.
    fn places(&self, phrase: &Phrase) -> Vec<Vec<u32>> {
        let mut places = vec![Vec::new(); phrase.words.len()];
        let beginnings: Vec<u64> = phrase.words.iter().map(|word| word.beginnings()).collect();
        let any = beginnings.iter().fold(0, |any, bits| any | bits);
        let mut start = 0;
        for &(place, end, _) in &self.all {
            let first = first_byte(self.folded.as_bytes()[start as usize]);
            if any & first != 0 {
                let word = &self.folded[start as usize..end as usize];
                for ((wanted, of_word), bits) in phrase.words.iter().zip(&mut places).zip(&beginnings) {
                    if bits & first != 0 && wanted.accepts(word) {
                        of_word.push(place);
                    }
                }
            }
            start = end;
        }
        places
    }
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
        for span in merged(&marks(&text, Told::Story, &parse(query).clauses)).iter().rev() {
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
    fn words_told_by_their_spelling_are_marked() {
        check("sanct* ", "[Sanctions] were [sanctioned], [sancti]");
        check("\"talks iran\"~1 ", "[Talks] in [Iran] and talks on peace with Iran");
        check("sancti ", "Sanctions were sanctioned, [sancti]");
        check("/colou?r/ astnaa~1 ", "[color] of [Astana], colors");
        check("title:talks text:iran ", "Talks with [Iran]");
        check("(peace OR war) NOT (talks OR iran) ", "[peace], [war], talks, Iran");
    }

    #[test]
    fn pairs_of_unspaced_script_join() {
        check("中国人 ", "在[中国人]民");
    }
}
