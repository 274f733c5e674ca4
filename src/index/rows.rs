//! What the list shows of an article, and why it is there.

use std::cmp::Reverse;

use super::{Articles, Index, heading};
use crate::article::{Article, Document, Entity};
use crate::journal::Hand;
use crate::query::{Clause, Facet, Hit, Mark, Marker, Query, Row, Snippet, Told, merged, snippet};
use crate::text::Span;

/// Bytes of the story that stand for a missing title.
const BEGINNING: usize = 90;
const MOST_ENTITIES: usize = 4;

impl Index {
    /// What the list shows of the articles at `positions` for this query.
    pub fn rows(&self, documents: &dyn Articles, query: &Query, positions: &[u32]) -> Vec<Row> {
        let answer = self.answer(documents, query);
        let (question, found) = (&answer.question, &answer.matches);
        let clauses = &question.tree.clauses;
        let in_story = question.in_story();
        let [in_title, in_name] = [Told::Title, Told::Name].map(|told| Marker::of(told, clauses));
        let score = |position| found.binary_search_by_key(&position, |m| m.0).map_or(0, |n| found[n].1);
        positions
            .iter()
            .filter_map(|&position| {
                let document = documents.article(position)?;
                let article = &document.article;
                let title = article.title.as_ref().map_or_else(|| beginning(article), |t| t.value.clone());
                let marker = if heading(article).is_some() { &in_title } else { &in_story };
                Some(Row {
                    hit: Hit {
                        article: position,
                        score: score(position),
                        snippet: self.best_snippet(
                            position,
                            article,
                            clauses,
                            &in_story,
                            self.body_marks(document, question, &in_story),
                        ),
                        title_highlights: merged(&marker.marks(&title)),
                    },
                    id: article.id.0.clone(),
                    file: article.file.clone(),
                    has_title: article.title.is_some(),
                    title,
                    source: article.source.as_ref().map(|source| source.value.clone()),
                    published: article.published.as_ref().map(|date| date.value),
                    inferred: document.extraction.published_inferred.as_ref().map(|date| date.value),
                    place: article.dateline.as_ref().map(|dateline| dateline.place.clone()),
                    entities: self.telling_entities(document, query, &in_name),
                    same_story: self.whole().stories.others(position),
                    hand: Hand { notes: Vec::new(), ..self.hands.of(position) },
                })
            })
            .collect()
    }

    /// The entities that explain best why the article is here: those that
    /// are filtered by, then those that the words name, then the most mentioned.
    fn telling_entities(
        &self,
        document: &Document,
        query: &Query,
        marker: &Marker<'_>,
    ) -> Vec<(Facet, String)> {
        let included: Vec<(Facet, u32)> = Facet::ALL
            .into_iter()
            .flat_map(|facet| query.filters.include.of(facet).map(move |name| (facet, name)))
            .filter_map(|(facet, name)| Some((facet, self.values(facet).named(name)?)))
            .collect();
        let rank = |(n, entity): (usize, &Entity)| {
            let is_filtered =
                !included.is_empty() && self.value(entity).is_some_and(|v| included.contains(&v));
            let is_named =
                std::iter::once(&entity.name).chain(&entity.aliases).any(|name| marker.is_in(name));
            (!is_filtered, !is_named, Reverse(entity.mentions.len()), n)
        };
        let entities = &document.extraction.entities;
        let mut ranked: Vec<_> = entities.iter().enumerate().map(rank).collect();
        crate::order::sort(&mut ranked);
        let mut shown: Vec<(Facet, String)> = Vec::new();
        for (.., n) in ranked {
            if shown.len() == MOST_ENTITIES {
                break;
            }
            let Some((facet, value)) = self.value(&entities[n]) else { continue };
            let name = self.values(facet).name(value);
            if !shown.iter().any(|other| (other.0, &*other.1) == (facet, name)) {
                shown.push((facet, name.to_owned()));
            }
        }
        shown
    }

    /// From the story, or from the summary where that has more of the clauses; or from a
    /// note of the user's, which then is said.
    fn best_snippet(
        &self,
        position: u32,
        article: &Article,
        clauses: &[Clause],
        marker: &Marker<'_>,
        body: Vec<Mark>,
    ) -> Snippet {
        let summary = article.summary.as_ref().map_or("", |s| s.value.as_str());
        let (note, in_note) = self.hands.note(position, clauses).unwrap_or_default();
        let texts = [article.text.as_str(), summary, note];
        let marked = [body, marker.marks(summary), in_note];
        let distinct = |n: usize| {
            let mut clauses: Vec<u32> = marked[n].iter().map(|m| m.clause).collect();
            crate::order::sort(&mut clauses);
            clauses.dedup();
            clauses.len()
        };
        let best = usize::from(distinct(1) > distinct(0) || article.text.trim().is_empty());
        let best = if distinct(2) > distinct(best) { 2 } else { best };
        let mut snippet = snippet(texts[best], &marked[best]);
        if best == 2 {
            snippet.text.insert_str(0, NOTE);
            let by = NOTE.len() as u32;
            for span in &mut snippet.highlights {
                *span = Span { start: span.start + by, end: span.end + by };
            }
        }
        snippet
    }
}

/// What stands before the words of a note.
const NOTE: &str = "Your note: ";

/// The story's first words; the file's name where there is no story.
fn beginning(article: &Article) -> String {
    let first = article.text.lines().map(str::trim).find(|line| !line.is_empty());
    let Some(first) = first else { return article.file.clone() };
    if first.len() <= BEGINNING {
        return first.to_owned();
    }
    let limit = first.floor_char_boundary(BEGINNING);
    let cut = first[..limit].rfind(char::is_whitespace).unwrap_or(limit);
    format!("{}…", first[..cut].trim_end())
}
