//! Where a text answers a query.

use super::tree::{head, of_two};
use crate::query::{Clause, Phrase, Scope, Word, windows};
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
    Marker::of(told, clauses).marks(text)
}

/// What [`marks`] looks for, made ready once for many texts.
pub struct Marker<'a> {
    asked: Vec<Asked<'a>>,
    /// Of all words that are asked for.
    heads: u64,
}

/// A clause that is asked of a text.
struct Asked<'a> {
    number: u32,
    phrase: &'a Phrase,
    /// Of each of its words.
    heads: Vec<u64>,
}

impl<'a> Marker<'a> {
    pub fn of(told: Told, clauses: &'a [Clause]) -> Self {
        let asked = (0..).zip(clauses).filter(|(_, clause)| told.asks(clause));
        let asked = asked.filter_map(|(number, clause)| {
            let phrase = clause.phrase()?;
            Some(Asked { number, phrase, heads: phrase.words.iter().map(Word::heads).collect() })
        });
        let asked: Vec<Asked<'_>> = asked.collect();
        let heads = asked.iter().flat_map(|asked| &asked.heads).fold(0, |all, bits| all | bits);
        Marker { asked, heads }
    }

    /// The hits in a text, in order.
    pub fn marks(&self, text: &str) -> Vec<Mark> {
        let mut marks = Vec::new();
        if self.heads == 0 {
            return marks;
        }
        let words = Words::of(text, self.heads);
        for Asked { number, phrase, heads } in &self.asked {
            let mut mark = |first: Span, last: Span| {
                marks.push(Mark { span: Span { start: first.start, end: last.end }, clause: *number });
            };
            if let ([wanted], [heads]) = (&phrase.words[..], &heads[..]) {
                words.each(*heads, |_, word, span| {
                    if wanted.accepts(word) {
                        mark(span, span);
                    }
                });
                continue;
            }
            let places = words.places(phrase, heads);
            for (first, last) in windows(&places, phrase.within) {
                let mut mark = |first: u32, last: u32| {
                    if let (Some(first), Some(last)) = (words.span(first), words.span(last)) {
                        mark(first, last);
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

    /// Whether there is any hit in a text. Most have none, which is told at a glance
    /// where the text is plain letters.
    pub fn is_in(&self, text: &str) -> bool {
        self.may_be_in(text) && !self.marks(text).is_empty()
    }

    fn may_be_in(&self, text: &str) -> bool {
        let mut is_inside = false;
        let mut bytes = text.bytes().peekable();
        while let Some(byte) = bytes.next() {
            if !byte.is_ascii() || byte == b'_' {
                return true;
            }
            let is_first = !std::mem::replace(&mut is_inside, byte.is_ascii_alphanumeric());
            if is_inside && is_first {
                let second = match bytes.peek() {
                    None | Some(b' ') => 0,
                    Some(next) if next.is_ascii_alphanumeric() => next.to_ascii_lowercase(),
                    // The word may go on behind a mark.
                    Some(_) => return true,
                };
                if self.heads & of_two(byte.to_ascii_lowercase(), second) != 0 {
                    return true;
                }
            }
        }
        false
    }
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
struct Words {
    folded: String,
    /// Of each the place among all, the end and the span.
    all: Vec<(u32, u32, Span)>,
}

impl Words {
    fn of(text: &str, heads: u64) -> Self {
        // Of texts in words of six letters every third passes.
        let mut words =
            Words { folded: String::with_capacity(text.len() / 2), all: Vec::with_capacity(text.len() / 18) };
        let mut place = 0;
        each_word(text, |word, span| {
            if heads & head(word) != 0 {
                words.folded.push_str(word);
                words.all.push((place, words.folded.len() as u32, span));
            }
            place += 1;
        });
        words
    }

    /// Visits those with such a head: place, word and span.
    fn each(&self, heads: u64, mut visit: impl FnMut(u32, &str, Span)) {
        let mut start = 0;
        for &(place, end, span) in &self.all {
            let word = &self.folded[start as usize..end as usize];
            if heads & head(word) != 0 {
                visit(place, word, span);
            }
            start = end;
        }
    }

    fn span(&self, place: u32) -> Option<Span> {
        let at = self.all.binary_search_by_key(&place, |word| word.0).ok()?;
        Some(self.all[at].2)
    }

    /// For each word of a phrase, which begins so, the places that answer it.
    fn places(&self, phrase: &Phrase, heads: &[u64]) -> Vec<Vec<u32>> {
        let places = phrase.words.iter().zip(heads).map(|(wanted, &heads)| {
            let mut places = Vec::new();
            self.each(heads, |place, word, _| {
                if wanted.accepts(word) {
                    places.push(place);
                }
            });
            places
        });
        places.collect()
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
    fn what_has_no_hit_is_told_at_a_glance() {
        let clauses = parse("neill us assad").clauses;
        let marker = Marker::of(Told::Name, &clauses);
        for (name, is_in) in [
            ("Bashar al-Assad", true),
            ("The U.S.", true),
            ("US", true),
            ("O'Neill", false),
            ("Neill", true),
            ("Nadia Ali", false),
            ("Ángel Assad", true),
            ("A_Assad", true),
            ("", false),
        ] {
            assert_eq!(marker.is_in(name), is_in, "{name}");
        }
        assert!(!marker.may_be_in("Maria Keller"));
    }

    #[test]
    fn pairs_of_unspaced_script_join() {
        check("中国人 ", "在[中国人]民");
    }
}
