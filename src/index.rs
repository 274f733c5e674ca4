//! Documents to an index that answers queries.
//!
//! ```text
//!  words ──dictionary──▶ numbers ──postings──▶ (article, counts, places)   matches
//!  names ──columns─────▶ numbers ──link──────▶ values per article          facets
//!  dates                                                                   dates
//!  texts ──samples─────▶ articles that carry the same story                story
//! ```
//!
//! A query is read into a tree ([`crate::query::parse`]), each clause of it
//! answered by what the picture has ([`ask`]), and the answers joined. What is
//! in no index, who says what and what stands near whom, is looked up in the
//! articles that have the words ([`speech`]).
//!
//! Everything grows by appending, so documents can be added between queries.
//! What depends on the collection as a whole (which names are one, the order
//! by date) is worked out by the first query after an addition.
//!
//! Limits: articles are not removed, and a query looks at all places of its
//! words, which a hundred thousand articles will want to skip.

mod ask;
mod dates;
mod dictionary;
mod endings;
mod facets;
mod forms;
pub mod link;
mod matches;
mod near;
mod parts;
mod postings;
mod rows;
mod score;
mod speech;
mod spellings;
mod story;
mod tally;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::article::{Article, Document};
use crate::extract::alike::Likeness;
use crate::query::{Breadth, Facet, Query, Ranking, Results, Sort, merged, read_as, terms};
use crate::text::{Span, each_word, fold};
use ask::Answer;
use dates::{Dates, Ranks};
use facets::{Column, Values};
use link::Given;
use matches::{Matches, Words, field_of, first_places};
use parts::Parts;
use postings::{Field, N_FIELDS, Postings};
use story::Stories;
use tally::Tally;

/// Postings and facet values of a collection, built as documents arrive.
#[derive(Default)]
pub struct Index {
    /// Position by id.
    ids: HashMap<String, u32>,
    words: Words,
    /// In the order of [`Facet::ALL`].
    columns: [Column; Facet::ALL.len()],
    bylines: Column,
    roles: Column,
    parts: Vec<Parts>,
    dates: Dates,
    stories: Stories,
    whole: OnceLock<Whole>,
    /// The last text asked for and its answer: the rows of an answer, and its
    /// refinements by filters, come right after it.
    last: Mutex<Option<(String, Arc<Answer>)>>,
}

/// What depends on the collection as a whole.
struct Whole {
    /// In the order of [`Facet::ALL`].
    values: Vec<Values>,
    bylines: Values,
    roles: Values,
    ranks: Ranks,
    /// Each article's place by the letters of its title, and of its source.
    titles: OnceLock<Vec<u32>>,
    sources: OnceLock<Vec<u32>>,
}

impl Index {
    /// Indexes a document, with how the names of its entities compare with others;
    /// `None` where one with the same id is there already.
    pub fn add(&mut self, document: &Document, likes: &[Likeness]) -> Option<u32> {
        let position = self.words.lengths.len() as u32;
        match self.ids.entry(document.article.id.0.clone()) {
            Entry::Occupied(_) => return None,
            Entry::Vacant(entry) => entry.insert(position),
        };
        self.whole.take();
        *self.last_mut() = None;
        let body = self.add_words(position, document);
        self.stories.add(&body);
        self.dates.push(document);
        for (facet, column) in Facet::ALL.into_iter().zip(&mut self.columns) {
            column.push(given(facet, document, likes).into_iter());
        }
        self.bylines.push(document.article.byline.iter().map(|byline| plain(&byline.value)));
        let roles = document.extraction.entities.iter().flat_map(|entity| &entity.roles);
        self.roles.push(roles.map(|role| plain(&role.text)));
        self.parts.push(Parts::of(document));
        Some(position)
    }

    /// The position of the article with this id.
    pub fn position(&self, id: &str) -> Option<u32> {
        self.ids.get(id).copied()
    }

    /// Adds the words of all fields and returns the hashes of the body's.
    fn add_words(&mut self, position: u32, document: &Document) -> Vec<u32> {
        let names = unspelled_names(document);
        let article = &document.article;
        let texts = |field| match field {
            Field::Title => heading(article).into_iter().collect(),
            Field::Summary => article.summary.iter().map(|summary| summary.value.as_str()).collect(),
            Field::Body => vec![article.text.as_str()],
            Field::Names => names.iter().map(String::as_str).collect(),
        };

        let mut lengths = [0; N_FIELDS];
        let mut body = Vec::new();
        // Word and place, packed so that sorting groups them by word.
        let mut found: Vec<u64> = Vec::new();
        let mut place = 0;
        let language = self.words.forms.language(article.language.as_deref());
        for (field, texts) in Field::ALL.map(texts).into_iter().enumerate() {
            let first = place;
            for text in texts {
                each_word(text, |word, _| {
                    let (number, hash) = self.words.dictionary.intern(word);
                    if let Some(language) = language {
                        self.words.forms.learn(language, number, word);
                    }
                    found.push(u64::from(number) << 32 | u64::from(place));
                    place += 1;
                    if field == Field::Body as usize {
                        body.push(hash);
                    }
                });
                if field == Field::Names as usize {
                    place += 1;
                }
            }
            lengths[field] = place - first;
            place = first + lengths[field] + 1;
        }
        let first = first_places(&lengths);
        debug_assert_eq!(first[1], lengths[0] + 1);
        found.sort_unstable();
        self.words.postings.resize_with(self.words.dictionary.len(), Postings::default);
        for group in found.chunk_by(|a, b| a >> 32 == b >> 32) {
            let places = group.iter().map(|&packed| packed as u32);
            let mut counts = [0; N_FIELDS];
            places.clone().for_each(|place| counts[field_of(&first, place)] += 1);
            self.words.postings[(group[0] >> 32) as usize].push(position, &counts, places);
        }
        self.words.add_lengths(lengths);
        body
    }

    /// What the collection calls an entity of that name, which one article has;
    /// `None` where no article has such a name.
    pub fn name(&self, facet: Facet, name: &str) -> Option<&str> {
        let values = self.values(facet);
        Some(values.name(values.named(name)?))
    }

    /// The articles that have an entity of that name, in the order of the collection.
    pub fn having(&self, facet: Facet, name: &str) -> &[u32] {
        let values = self.values(facet);
        values.named(name).map_or(&[], |value| values.articles(value))
    }

    fn whole(&self) -> &Whole {
        self.whole.get_or_init(|| Whole {
            values: Facet::ALL.into_iter().zip(&self.columns).map(|(facet, c)| c.values(facet)).collect(),
            // Linked as sections are: by their spelling alone.
            bylines: self.bylines.values(Facet::Section),
            roles: self.roles.values(Facet::Section),
            ranks: self.dates.ranks(),
            titles: OnceLock::new(),
            sources: OnceLock::new(),
        })
    }

    /// All articles that answer the query, and how many of them have which values.
    pub fn search(&self, documents: &[Document], query: &Query) -> Results {
        let answer = self.answer(documents, query);
        let mut tally = Tally::new(&self.whole().values, &self.dates, &query.filters);
        let hits: Matches =
            answer.matches.iter().copied().filter(|&(article, _)| tally.count(article)).collect();
        let n_found = hits.len() as u32;
        let mut told = vec![false; self.words.lengths.len()];
        let mut is_new =
            |article: u32| !std::mem::replace(&mut told[self.stories.first(article) as usize], true);
        let ordered = self.order(documents, &hits, query.sort, answer.question.is_ranked());
        let articles = ordered.into_iter().filter(|&article| is_new(article)).collect();
        let months = tally.months();
        let undated = tally.undated();
        let question = &answer.question;
        Results {
            articles,
            n_found,
            facets: tally.facets(),
            months,
            undated,
            breadth: question.breadth,
            read_as: read_as(&query.text, &question.tree),
            spellings: self.spellings(query, question),
            literal: question.tree.literal.clone(),
            terms: terms(&query.text, &question.tree),
        }
    }

    /// All articles that answer the query, each by itself, and after them those
    /// that have some of its words, where it is long or nothing has all. A text
    /// that asks for nothing is answered by nothing: a list to choose from begins
    /// with all, a ranking has nothing to rank by.
    pub fn rank(&self, documents: &[Document], query: &Query) -> Ranking {
        let answer = self.answer(documents, query);
        let read_as = read_as(&query.text, &answer.question.tree);
        if answer.question.tree.clauses.is_empty() {
            return Ranking { read_as, ..Ranking::default() };
        }
        let passing = |matches: &Matches| {
            let mut tally = Tally::new(&self.whole().values, &self.dates, &query.filters);
            let passing: Matches =
                matches.iter().copied().filter(|&(article, _)| tally.count(article)).collect();
            let score =
                |article| passing.binary_search_by_key(&article, |hit| hit.0).map_or(0, |n| passing[n].1);
            let ordered = self.order(documents, &passing, query.sort, answer.question.is_ranked());
            ordered.into_iter().map(|article| (article, score(article))).collect::<Matches>()
        };
        let mut hits = passing(&answer.matches);
        let n_found = hits.len() as u32;
        // What has all of the words stands before what has some of them.
        let least = hits.last().map_or(u32::MAX, |hit| hit.1.saturating_sub(1));
        hits.extend(
            passing(&self.beyond(documents, query))
                .into_iter()
                .map(|(article, score)| (article, score.min(least))),
        );
        let question = &answer.question;
        Ranking {
            hits,
            n_found,
            breadth: if n_found == 0 { Breadth::Some } else { question.breadth },
            read_as,
            spellings: self.spellings(query, question),
        }
    }

    fn last_mut(&self) -> MutexGuard<'_, Option<(String, Arc<Answer>)>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The hits in the order asked for; where that says nothing, newest first.
    fn order(&self, documents: &[Document], hits: &Matches, sort: Sort, ranked: bool) -> Vec<u32> {
        let whole = self.whole();
        let ranks = &whole.ranks;
        let title = |article: &Article| article.title.as_ref().map(|title| fold(&title.value));
        let source = |article: &Article| article.source.as_ref().map(|source| fold(&source.value));
        let letters = match sort {
            Sort::Title => Some(whole.titles.get_or_init(|| places(documents, &title))),
            Sort::Source => Some(whole.sources.get_or_init(|| places(documents, &source))),
            _ => None,
        };
        // What is sorted by, and the place among the newest, which tells the article.
        let key = |&(article, score): &(u32, u32)| {
            let first = match sort {
                Sort::Relevance if ranked => u32::MAX - score,
                Sort::Relevance | Sort::Newest => 0,
                Sort::Oldest => ranks.oldest[article as usize],
                Sort::Title | Sort::Source => letters.map_or(0, |letters| letters[article as usize]),
            };
            u64::from(first) << 32 | u64::from(ranks.newest[article as usize])
        };
        let mut keys: Vec<u64> = hits.iter().map(key).collect();
        keys.sort_unstable();
        keys.into_iter().map(|key| ranks.by_newest[key as u32 as usize]).collect()
    }

    /// The query's hits in the text of the article at `position`, in order.
    pub fn highlights(&self, documents: &[Document], query: &Query, position: u32) -> Vec<Span> {
        merged(&self.body_marks(&documents[position as usize], &self.answer(documents, query).question))
    }
}

/// Each article's place by a text of it; equal texts have the same place, and
/// articles without come last.
fn places(documents: &[Document], text: &dyn Fn(&Article) -> Option<String>) -> Vec<u32> {
    let texts: Vec<Option<String>> = documents.iter().map(|document| text(&document.article)).collect();
    let key = |n: u32| (texts[n as usize].is_none(), &texts[n as usize]);
    let mut order: Vec<u32> = (0..texts.len() as u32).collect();
    crate::order::sort_numbers(&mut order, &|a, b| key(a).cmp(&key(b)));
    let mut places = vec![0; texts.len()];
    let mut place = 0;
    for (n, &article) in order.iter().enumerate() {
        if n > 0 && texts[article as usize] != texts[order[n - 1] as usize] {
            place = n as u32;
        }
        places[article as usize] = place;
    }
    places
}

fn plain(name: &str) -> Given<'_> {
    Given { name, aliases: &[], roles: &[], like: &Likeness::Plain }
}

/// The names under which a facet counts an article.
fn given<'a>(facet: Facet, document: &'a Document, likes: &'a [Likeness]) -> Vec<Given<'a>> {
    let article = &document.article;
    match facet {
        Facet::Source => article.source.iter().map(|source| plain(source.value.as_str())).collect(),
        Facet::Section => article.sections.iter().flat_map(|s| &s.value).map(|s| plain(s.as_str())).collect(),
        Facet::Language => article.language.iter().map(|language| plain(language.as_str())).collect(),
        _ => {
            let entities = document.extraction.entities.iter().zip(likes);
            entities
                .filter(|(e, _)| Facet::of_kind(e.kind) == Some(facet))
                .map(|(e, like)| Given { name: &e.name, aliases: &e.aliases, roles: &e.roles, like })
                .collect()
        }
    }
}

/// An article's title; where it has none, its first line if that is short and
/// stands apart from what follows: taken as a title it ranks what a text is
/// about, and the list shows it as one. A first line of running text would
/// rank by chance.
fn heading(article: &Article) -> Option<&str> {
    /// Bytes; a lead is longer.
    const LONGEST: usize = 200;
    let first_line = || {
        let (line, rest) = article.text.trim_start().split_once('\n')?;
        let stands_apart = rest.lines().next().is_some_and(|next| next.trim().is_empty());
        (line.len() <= LONGEST && stands_apart && !rest.trim().is_empty()).then_some(line.trim_end())
    };
    article.title.as_ref().map(|title| title.value.as_str()).or_else(first_line)
}

/// Names and aliases of the article's entities that none of their mentions
/// spells out: a search for them finds the article too.
fn unspelled_names(document: &Document) -> Vec<String> {
    let text = &document.article.text;
    let mut names = Vec::new();
    for entity in document.extraction.entities.iter().filter(|e| Facet::of_kind(e.kind).is_some()) {
        let mentions = || entity.mentions.iter().filter_map(|span| text.get(span.range()));
        for name in std::iter::once(&entity.name).chain(&entity.aliases) {
            if !mentions().any(|mention| mention == name) {
                names.push(name.clone());
            }
        }
    }
    crate::order::sort(&mut names);
    names.dedup();
    names
}
