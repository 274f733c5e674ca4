//! A query's text to the articles that answer it.

use std::ops::Range;
use std::sync::Arc;

use super::Index;
use super::matches::{Matches, intersection, union};
use crate::article::Document;
use crate::query::{Clause, Facet, Mark, Query, marks, parse};

/// More words than the longest alias has.
const LONGEST_NAME: usize = 8;

/// A query's text, read by a collection.
pub struct Question {
    pub clauses: Vec<Clause>,
    names: Vec<Named>,
}

/// Clauses that together are the name of somebody or something.
struct Named {
    clauses: Range<usize>,
    /// Position in [`Facet::ALL`] and value; the same name may be several's.
    entities: Vec<(usize, u32)>,
}

impl Index {
    /// Reads a query's text: its clauses with the forms of their words, and
    /// the entities that it names. `SVR` finds an article that only spells
    /// the service out, if some other article gives the abbreviation.
    pub(super) fn read(&self, query: &Query) -> Question {
        let mut clauses = parse(&query.text);
        for clause in clauses.iter_mut().filter(|clause| clause.is_plain_word()) {
            clause.forms = self.words.forms(&clause.words[0]);
        }
        let mut names = Vec::new();
        let mut first = 0;
        while first < clauses.len() {
            let name = self.name_at(&clauses, first);
            first = name.as_ref().map_or(first + 1, |name| name.clauses.end);
            names.extend(name);
        }
        Question { clauses, names }
    }

    /// The longest name that begins with this clause.
    fn name_at(&self, clauses: &[Clause], first: usize) -> Option<Named> {
        let is_plain = |clause: &&Clause| !clause.quoted && !clause.negated;
        let n_plain = clauses[first..].iter().take(LONGEST_NAME).take_while(is_plain).count();
        // An excluded name stands alone; words in quotes are meant literally.
        let longest = if clauses[first].negated && !clauses[first].quoted { 1 } else { n_plain };
        (1..=longest).rev().find_map(|n| {
            let words: Vec<&str> =
                clauses[first..first + n].iter().flat_map(|c| &c.words).map(String::as_str).collect();
            let key = words.join(" ");
            let values = Facet::ALL.iter().zip(&self.whole().values).enumerate();
            let entities: Vec<(usize, u32)> = values
                .filter(|(_, (facet, _))| facet.is_entity())
                .flat_map(|(n, (_, values))| values.called(&key).map(move |value| (n, value)))
                .collect();
            (!entities.is_empty()).then_some(Named { clauses: first..first + n, entities })
        })
    }

    /// What answers the query's text, whatever the filters.
    pub(super) fn found(&self, query: &Query, question: &Question) -> Arc<Matches> {
        let last = self.last_mut().as_ref().filter(|last| last.0 == query.text).map(|last| last.1.clone());
        last.unwrap_or_else(|| {
            let found = Arc::new(self.answer(question));
            *self.last_mut() = Some((query.text.clone(), found.clone()));
            found
        })
    }

    /// The articles that have all clauses and none of the negated.
    fn answer(&self, question: &Question) -> Matches {
        let clauses = &question.clauses;
        let mut found: Option<Matches> = None;
        let mut wanted: Vec<&Clause> = Vec::new();
        for (n, clause) in clauses.iter().enumerate().filter(|(_, clause)| !clause.negated) {
            // A word typed twice counts once.
            let is_same = |other: &Clause| {
                (&other.words, other.open, other.quoted, other.negated)
                    == (&clause.words, clause.open, clause.quoted, clause.negated)
            };
            if clauses[..n].iter().any(is_same) {
                continue;
            }
            wanted.push(clause);
            let matches = self.matches(question, n);
            found = Some(match found {
                None => matches,
                Some(found) => intersection(&found, &matches),
            });
        }
        let mut found =
            found.unwrap_or_else(|| (0..self.words.lengths.len() as u32).map(|a| (a, 0)).collect());
        for n in (0..clauses.len()).filter(|&n| clauses[n].negated) {
            let unwanted = self.matches(question, n);
            found.retain(|(article, _)| unwanted.binary_search_by_key(article, |m| m.0).is_err());
        }
        self.words.reward_nearness(&wanted, &mut found);
        found
    }

    /// The articles that have a clause's words, or that tell of what it names.
    fn matches(&self, question: &Question, clause: usize) -> Matches {
        let mut matches = self.words.matches(&question.clauses[clause]);
        for name in question.names.iter().filter(|name| name.clauses.contains(&clause)) {
            for &(facet, value) in &name.entities {
                let articles = self.whole().values[facet].articles(value);
                // All clauses of the name together are worth one word in a story.
                let score = self.words.scale().rarity(articles.len() as u32) / name.clauses.len() as u32;
                matches = union(matches, articles.iter().map(|&article| (article, score)));
            }
        }
        matches
    }

    /// The hits in an article's text: the words themselves, and where the
    /// text has none of a name's words the mentions of who bears it.
    pub(super) fn body_marks(&self, document: &Document, question: &Question) -> Vec<Mark> {
        let text = &document.article.text;
        let mut marks = marks(text, &question.clauses);
        let n_literal = marks.len();
        for name in &question.names {
            let first = name.clauses.start as u32;
            let is_literal = |mark: &Mark| name.clauses.contains(&(mark.clause as usize));
            if question.clauses[name.clauses.start].negated || marks[..n_literal].iter().any(is_literal) {
                continue;
            }
            for entity in &document.extraction.entities {
                let named = Facet::of_kind(entity.kind).and_then(|facet| {
                    let n = Facet::ALL.iter().position(|&f| f == facet)?;
                    Some((n, self.whole().values[n].named(&entity.name)?))
                });
                if named.is_some_and(|named| name.entities.contains(&named)) {
                    let spans = entity.mentions.iter().filter(|span| text.get(span.range()).is_some());
                    marks.extend(spans.map(|&span| Mark { span, clause: first }));
                }
            }
        }
        crate::order::sort(&mut marks);
        marks
    }
}
