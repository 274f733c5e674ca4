//! A query's text to the articles that answer it.

use std::ops::Range;
use std::sync::Arc;

use super::Index;
use super::facets::Values;
use super::matches::{Matches, intersection, union};
use crate::article::Document;
use crate::query::{Breadth, Clause, Facet, Mark, Query, marks, parse};
use crate::text::is_function_word;

/// More words than the longest alias has.
const LONGEST_NAME: usize = 8;

/// From so many telling words on, a question describes what is looked for:
/// articles that lack one of them may well be meant.
const LONG: usize = 4;

/// A query's text, read by a collection.
pub struct Question {
    pub clauses: Vec<Clause>,
    pub breadth: Breadth,
    names: Vec<Named>,
}

/// What answers a question, whatever the filters.
pub struct Answer {
    pub question: Question,
    pub matches: Matches,
}

/// Clauses that together are the name of somebody or something.
struct Named {
    clauses: Range<usize>,
    /// Position in [`Facet::ALL`] and value; the same name may be several's.
    entities: Vec<(usize, u32)>,
}

impl Index {
    /// What answers the query's text. Where no article has all of it, less is
    /// asked for, step by step, as [`Breadth`] tells.
    pub(super) fn answer(&self, query: &Query) -> Arc<Answer> {
        let last = self.last_mut().as_ref().filter(|last| last.0 == query.text).map(|last| last.1.clone());
        last.unwrap_or_else(|| {
            let mut question = self.read(query);
            let mut matches = self.all(&question);
            if matches.is_empty() && question.breadth == Breadth::All && self.idle(&mut question) {
                matches = self.all(&question);
            }
            if matches.is_empty() && n_wanted(&question) > 1 {
                question.breadth = Breadth::Some;
                matches = self.some(&question);
            }
            let answer = Arc::new(Answer { question, matches });
            *self.last_mut() = Some((query.text.clone(), answer.clone()));
            answer
        })
    }

    /// What a long question finds beyond the articles that have all of it:
    /// those that have some of its words. A short one is meant as it is.
    pub(super) fn beyond(&self, query: &Query) -> Matches {
        let mut question = self.read(query);
        self.idle(&mut question);
        if n_wanted(&question) < LONG {
            return Matches::new();
        }
        let found = &self.answer(query).matches;
        let mut some = self.some(&question);
        some.retain(|(article, _)| found.binary_search_by_key(article, |m| m.0).is_err());
        some
    }

    /// Makes words that only serve others idle; whether there are such, and
    /// others that are left.
    fn idle(&self, question: &mut Question) -> bool {
        let language = self.main_language();
        let serves = |clause: &Clause| clause.is_plain_word() && is_function_word(language, &clause.words[0]);
        let wanted = || question.clauses.iter().filter(|clause| clause.is_wanted());
        if !wanted().any(serves) || wanted().all(serves) {
            return false;
        }
        question.clauses.iter_mut().filter(|clause| serves(clause)).for_each(|clause| clause.idle = true);
        question.breadth = Breadth::Telling;
        true
    }

    /// The language that most articles are in.
    fn main_language(&self) -> &str {
        let n = Facet::ALL.iter().position(|&facet| facet == Facet::Language);
        let values = n.map(|n| &self.whole().values[n]);
        let most = |values: &Values| {
            let n_articles = |value: &u32| values.articles(*value).len();
            (0..values.len() as u32).max_by_key(n_articles)
        };
        values.and_then(|values| Some(values.name(most(values)?))).unwrap_or("")
    }

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
        Question { clauses, names, breadth: Breadth::All }
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

    /// The articles that have all clauses and none of the negated.
    fn all(&self, question: &Question) -> Matches {
        let clauses = &question.clauses;
        let mut found: Option<Matches> = None;
        let mut wanted: Vec<&Clause> = Vec::new();
        for (n, clause) in clauses.iter().enumerate().filter(|(_, clause)| clause.is_wanted()) {
            // A word typed twice counts once.
            if clauses[..n].iter().any(|other| is_same(other, clause)) {
                continue;
            }
            wanted.push(clause);
            let matches = self.matches(question, n);
            found = Some(match found {
                None => matches,
                Some(found) => intersection(&found, &matches),
            });
        }
        let found = found.unwrap_or_else(|| (0..self.words.lengths.len() as u32).map(|a| (a, 0)).collect());
        let mut found = self.without_negated(question, found);
        self.words.reward_nearness(&wanted, &mut found);
        found
    }

    /// The articles that have what is in quotes, some of the other words, and
    /// nothing negated.
    fn some(&self, question: &Question) -> Matches {
        let mut scores = vec![0u32; self.words.lengths.len()];
        let mut required: Option<Matches> = None;
        let mut single: Vec<Clause> = Vec::new();
        for (n, clause) in question.clauses.iter().enumerate().filter(|(_, clause)| clause.is_wanted()) {
            if clause.quoted {
                let matches = self.matches(question, n);
                required = Some(match required {
                    None => matches,
                    Some(required) => intersection(&required, &matches),
                });
            } else if clause.words.len() == 1 {
                // A word typed twice counts twice: it is what the question is about.
                add(&mut scores, &self.matches(question, n));
                single.push(clause.clone());
            } else {
                for part in self.parts(clause) {
                    add(&mut scores, &self.words.matches(&part));
                    single.push(part);
                }
            }
        }
        let mut found: Matches = match required {
            None => (0..).zip(scores).filter(|&(_, score)| score > 0).collect(),
            Some(mut required) => {
                required.iter_mut().for_each(|(article, score)| *score += scores[*article as usize]);
                required
            }
        };
        found = self.without_negated(question, found);
        self.words.reward_nearness(&single.iter().collect::<Vec<_>>(), &mut found);
        found
    }

    /// The words of 'co-operation', each for itself.
    fn parts(&self, clause: &Clause) -> Vec<Clause> {
        let last = clause.words.len() - 1;
        let parts = clause.words.iter().enumerate().map(|(n, word)| Clause {
            forms: self.words.forms(word),
            words: vec![word.clone()],
            open: clause.open && n == last,
            ..clause.clone()
        });
        parts.collect()
    }

    fn without_negated(&self, question: &Question, mut found: Matches) -> Matches {
        for n in (0..question.clauses.len()).filter(|&n| question.clauses[n].negated) {
            let unwanted = self.matches(question, n);
            found.retain(|(article, _)| unwanted.binary_search_by_key(article, |m| m.0).is_err());
        }
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

fn n_wanted(question: &Question) -> usize {
    question.clauses.iter().filter(|clause| clause.is_wanted()).count()
}

fn is_same(a: &Clause, b: &Clause) -> bool {
    (&a.words, a.open, a.quoted, a.negated) == (&b.words, b.open, b.quoted, b.negated)
}

fn add(scores: &mut [u32], matches: &Matches) {
    for &(article, score) in matches {
        scores[article as usize] = scores[article as usize].saturating_add(score);
    }
}
