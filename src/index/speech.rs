//! Words that somebody says, and words near the mention of somebody: told by
//! the article's own text, since places of quotes and names are in no index.

use crate::article::Document;
use crate::query::{Clause, Facet, Mark, NEAR, Phrase, Scope, Sought, Told, Word, marks};
use crate::text::{Span, each_word};

/// Words farther apart in bytes are not near each other, however long they are.
const FAR: u32 = NEAR * 40;

/// Whether an article has words as a [`Scope::Said`] or [`Scope::Near`] wants them.
pub fn answers(document: &Document, phrase: &Phrase) -> bool {
    if phrase.scope == Scope::Said && speakers(document).any(|name| has(name, &phrase.words)) {
        return true;
    }
    let sought = Sought::Words(phrase.clone());
    let clause = [Clause { span: Span::new(0, 0), sought, negated: false, idle: false, group: 0 }];
    let mut marks = marks(&document.article.text, Told::Story, &clause);
    keep_told(document, &clause, &mut marks);
    !marks.is_empty()
}

/// Drops the marks in an article's text that are not where their clauses want them.
pub fn keep_told(document: &Document, clauses: &[Clause], marks: &mut Vec<Mark>) {
    let scope = |mark: &Mark| clauses[mark.clause as usize].phrase().map(|phrase| phrase.scope);
    marks.retain(|mark| match scope(mark) {
        Some(Scope::Said) => document.extraction.quotes.iter().any(|quote| quote.span.contains(mark.span)),
        Some(Scope::Near(facet)) => is_near(document, facet, mark.span),
        _ => true,
    });
}

fn is_near(document: &Document, facet: Facet, word: Span) -> bool {
    let text = &document.article.text;
    let entities = document.extraction.entities.iter().filter(|e| Facet::of_kind(e.kind) == Some(facet));
    entities.flat_map(|entity| &entity.mentions).any(|mention| {
        let between = if mention.end <= word.start {
            mention.end..word.start
        } else if word.end <= mention.start {
            word.end..mention.start
        } else {
            return false;
        };
        let mut n_between = 0;
        between.len() <= FAR as usize
            && text.get(between.start as usize..between.end as usize).is_some_and(|between| {
                each_word(between, |_, _| n_between += 1);
                n_between < NEAR
            })
    })
}

/// All names of those who say something.
fn speakers(document: &Document) -> impl Iterator<Item = &str> {
    let entities = &document.extraction.entities;
    let speakers =
        document.extraction.quotes.iter().filter_map(|quote| entities.get(quote.speaker? as usize));
    speakers.flat_map(|entity| std::iter::once(&entity.name).chain(&entity.aliases)).map(String::as_str)
}

/// Whether a name has these words in a row.
fn has(name: &str, wanted: &[Word]) -> bool {
    let mut words: Vec<String> = Vec::new();
    each_word(name, |word, _| words.push(word.to_owned()));
    words.windows(wanted.len()).any(|run| run.iter().zip(wanted).all(|(word, wanted)| wanted.accepts(word)))
}
