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
//! Everything grows by appending, so documents can be added between queries;
//! they can be changed and taken out as well ([`edit`]). What depends on the
//! collection as a whole (which names are one, which articles are copies, the
//! order by date) is worked out by the first query after that.
//!
//! Limits: a query reads in which articles its words are, all of them; places are
//! read where a phrase or nearness asks for them.

mod ask;
mod by_hand;
mod bytes;
mod dates;
mod dictionary;
mod edit;
mod endings;
mod facets;
mod forms;
mod hands;
pub mod link;
mod lists;
mod matches;
mod near;
mod packed;
mod parted;
mod parts;
mod postings;
mod rows;
mod score;
mod speech;
mod spellings;
pub mod store;
mod story;
mod suggest;
mod tally;
mod ways;

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::article::{Article, Document, Entity};
use crate::extract::alike::Likeness;
use crate::journal::{Act, Hand};
use crate::query::{Breadth, Facet, Query, Ranking, Results, Sort, merged, read_as, terms};
use crate::text::{Span, each_word, fold, name_key};
use ask::Answer;
use by_hand::Became;
use dates::{Dates, Ranks};
use dictionary::Dictionary;
use facets::{Column, Values};
use hands::Hands;
use link::Given;
use matches::{Matches, Words, field_of, first_places};
pub use parted::Parted;
use parts::Parts;
use postings::{Counts, Field, N_FIELDS};
use story::{Samples, Stories};
use tally::Tally;

/// Postings and facet values of a collection, built as documents arrive.
#[derive(Default)]
pub struct Index {
    /// An article's position is the number of its id.
    ids: Dictionary,
    words: Words,
    /// In the order of [`Facet::ALL`].
    columns: [Column; Facet::ALL.len()],
    bylines: Column,
    roles: Column,
    parts: Vec<Parts>,
    dates: Dates,
    samples: Samples,
    hands: Hands,
    /// What was done to names, in order.
    names: Vec<Act>,
    whole: OnceLock<Whole>,
    /// What of that is not told by the rest: of an index that is opened in parts.
    known: Option<Known>,
    /// The last text asked for and its answer: the rows of an answer, and its
    /// refinements by filters, come right after it.
    last: Mutex<Option<(String, Arc<Answer>)>>,
}

/// The articles of a collection, as far as they are there.
pub trait Articles {
    /// `None` where there is none, and where it is elsewhere: then it is known by whoever
    /// has the articles that it was asked for.
    fn article(&self, position: u32) -> Option<&Document>;

    fn n_articles(&self) -> u32;
}

impl Articles for Vec<Document> {
    fn article(&self, position: u32) -> Option<&Document> {
        self.get(position as usize)
    }

    fn n_articles(&self) -> u32 {
        self.len() as u32
    }
}

#[derive(Default)]
struct Known {
    /// Of [`Stories`].
    members: Vec<(u32, u32)>,
    titles: Vec<u32>,
    sources: Vec<u32>,
}

/// What depends on the collection as a whole.
struct Whole {
    /// In the order of [`Facet::ALL`], as the user has put them.
    values: Vec<Arc<Values>>,
    linked: Linked,
    became: Became,
    bylines: Values,
    roles: Values,
    stories: Stories,
    ranks: Ranks,
    /// Each article's place by the letters of its title, and of its source.
    titles: OnceLock<Vec<u32>>,
    sources: OnceLock<Vec<u32>>,
}

/// The values of all facets, names of one linked, as they are without the user's work:
/// linking takes long where there are many, putting them takes little.
struct Linked {
    /// In the order of [`Facet::ALL`], each with the names that stand for themselves.
    values: Vec<(Vec<String>, Arc<Values>)>,
}

impl Index {
    /// Indexes a document, with how the names of its entities compare with others;
    /// `None` where one with the same id is there already.
    pub fn add(&mut self, document: &Document, likes: &[Likeness]) -> Option<u32> {
        let position = self.words.lengths.len() as u32;
        if self.ids.number(&document.article.id.0).0 != position {
            return None;
        }
        self.forget();
        let told = self.told(document);
        self.words.postings.grow(self.words.dictionary.len());
        told.each(|number, counts, places| {
            self.words.postings.push(number, position, counts, places);
        });
        self.words.add_lengths(told.lengths);
        self.samples.push(&told.body);
        self.dates.push(document);
        for (facet, column) in Facet::ALL.into_iter().zip(&mut self.columns) {
            column.push(given(facet, document, likes).into_iter());
        }
        self.bylines.push(bylines(document));
        self.roles.push(roles(document));
        self.parts.push(Parts::of(document));
        Some(position)
    }

    /// Whatever was worked out for the collection as it was.
    fn forget(&mut self) {
        self.whole.take();
        *self.last_mut() = None;
    }

    /// How many articles there are.
    pub fn n_articles(&self) -> usize {
        self.ids.len()
    }

    /// The position of the article with this id.
    pub fn position(&self, id: &str) -> Option<u32> {
        self.ids.get(id)
    }

    /// How the names of a document's entities, which has been added, compare with others.
    pub fn likes(&self, document: &Document) -> Vec<Likeness> {
        let like = |entity: &Entity| {
            let column = &self.columns[Facet::of_kind(entity.kind)? as usize];
            column.likeness(&entity.name).cloned()
        };
        document.extraction.entities.iter().map(|entity| like(entity).unwrap_or_default()).collect()
    }

    /// Reads the words of all fields, and learns those that are new.
    fn told(&mut self, document: &Document) -> Told {
        let names = unspelled_names(document);
        let article = &document.article;
        let texts = |field| match field {
            Field::Title => heading(article).into_iter().collect(),
            Field::Summary => article.summary.iter().map(|summary| summary.value.as_str()).collect(),
            Field::Body => vec![article.text.as_str()],
            Field::Names => names.iter().map(String::as_str).collect(),
        };

        let mut told = Told::default();
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
                    told.found.push(u64::from(number) << 32 | u64::from(place));
                    place += 1;
                    if field == Field::Body as usize {
                        told.body.push(hash);
                    }
                });
                if field == Field::Names as usize {
                    place += 1;
                }
            }
            told.lengths[field] = place - first;
            place = first + told.lengths[field] + 1;
        }
        told.found.sort_unstable();
        told
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

    /// Puts names as the user has put them: all acts in force, in order.
    pub fn set_names(&mut self, acts: Vec<Act>) {
        if acts == self.names {
            return;
        }
        self.names = acts;
        *self.last_mut() = None;
        // All else stays as it is.
        if let Some(mut whole) = self.whole.take() {
            whole.linked = self.link(Some(whole.linked));
            (whole.values, whole.became) = self.named_values(&whole.linked);
            let _ = self.whole.set(whole);
        }
    }

    /// Links the names of all facets, but for those that were linked so before.
    fn link(&self, before: Option<Linked>) -> Linked {
        let mut before = before.map(|linked| linked.values).unwrap_or_default().into_iter();
        let values = Facet::ALL.into_iter().zip(&self.columns).map(|(facet, column)| {
            let apart = by_hand::apart(&self.names, facet);
            match before.next() {
                Some((same, values)) if same == apart => (same, values),
                _ => {
                    let values = Arc::new(column.values(facet, &apart));
                    (apart, values)
                }
            }
        });
        Linked { values: values.collect() }
    }

    /// The values of all facets, put as the user has put them.
    fn named_values(&self, linked: &Linked) -> (Vec<Arc<Values>>, Became) {
        let mut values: Vec<Arc<Values>> = linked.values.iter().map(|(_, values)| values.clone()).collect();
        let became = by_hand::arrange(&mut values, &self.names);
        (values, became)
    }

    /// Gives an article's entities the names and kinds that they have by hand;
    /// whether any has another.
    pub fn by_hand(&self, document: &mut Document) -> bool {
        by_hand::tell(&mut document.extraction, &self.whole().became)
    }

    /// The other names of articles that count as what has this name: those that can be
    /// told from it.
    pub fn linked(&self, facet: Facet, name: &str) -> Vec<String> {
        let values = self.values(facet);
        let Some(value) = values.named(name) else { return Vec::new() };
        let shown = name_key(values.name(value));
        let is_other = |key: &str| key != shown && values.called(key).next() == Some(value);
        self.columns[facet as usize].spellings(is_other)
    }

    /// Whether an article has a name that was put by hand.
    pub fn is_by_hand(&self, document: &Document) -> bool {
        by_hand::is_touched(&document.extraction, &self.whole().became)
    }

    /// What the user gave the article at a position.
    pub fn set_hand(&mut self, position: u32, hand: Hand) {
        *self.last_mut() = None;
        self.hands.set(position, hand);
    }

    pub fn clear_hands(&mut self) {
        self.hands.clear();
    }

    /// Of all articles that were given anything.
    pub fn hands(&self) -> impl Iterator<Item = &Hand> {
        self.hands.all()
    }

    /// What counts an entity, and as which value; `None` where nothing does.
    pub fn value(&self, entity: &Entity) -> Option<(Facet, u32)> {
        let facet = Facet::of_kind(entity.kind)?;
        let became = &self.whole().became;
        let became =
            if became.is_empty() { None } else { became.get(&entity.kind.key(&name_key(&entity.name))) };
        match became {
            None => Some((facet, self.values(facet).named(&entity.name)?)),
            Some(became) => {
                let (facet, name) = became.as_ref()?;
                Some((*facet, self.values(*facet).named(name)?))
            }
        }
    }

    fn whole(&self) -> &Whole {
        self.whole.get_or_init(|| {
            let linked = self.link(None);
            let (values, became) = self.named_values(&linked);
            Whole {
                values,
                linked,
                became,
                // Linked as sections are: by their spelling alone.
                bylines: self.bylines.values(Facet::Section, &[]),
                roles: self.roles.values(Facet::Section, &[]),
                stories: match &self.known {
                    Some(known) => Stories::of(self.n_articles(), &known.members),
                    None => self.samples.stories(),
                },
                ranks: self.dates.ranks(),
                titles: OnceLock::new(),
                sources: OnceLock::new(),
            }
        })
    }

    /// How many parts of the lists are elsewhere, or were.
    pub fn n_parts(&self) -> usize {
        self.words.postings.elsewhere.as_ref().map_or(0, |elsewhere| elsewhere.n_parts())
    }

    /// Parts of the lists that were asked for and are elsewhere.
    pub fn missing(&self) -> Vec<u32> {
        self.words.postings.elsewhere.as_ref().map_or_else(Vec::new, |elsewhere| elsewhere.missing())
    }

    /// Puts a part of the lists in.
    pub fn put_lists(&mut self, part: u32, bytes: &[u8]) -> Option<()> {
        self.words.postings.elsewhere.as_mut()?.put(part, bytes)
    }

    /// Forgets the last answer, which may have lacked something.
    pub fn ask_again(&self) {
        *self.last_mut() = None;
    }

    /// Each article's place among the newest.
    pub fn places_by_date(&self) -> Vec<u32> {
        self.whole().ranks.newest.clone()
    }

    /// Each article's place by the letters of its title.
    fn titles(&self, documents: &dyn Articles) -> &[u32] {
        let title = |article: &Article| article.title.as_ref().map(|title| fold(&title.value));
        match &self.known {
            Some(known) => &known.titles,
            None => self.whole().titles.get_or_init(|| places(documents, &title)),
        }
    }

    fn sources(&self, documents: &dyn Articles) -> &[u32] {
        let source = |article: &Article| article.source.as_ref().map(|source| fold(&source.value));
        match &self.known {
            Some(known) => &known.sources,
            None => self.whole().sources.get_or_init(|| places(documents, &source)),
        }
    }

    /// All articles that answer the query, and how many of them have which values.
    pub fn search(&self, documents: &dyn Articles, query: &Query) -> Results {
        let answer = self.answer(documents, query);
        let mut tally = Tally::new(&self.whole().values, &self.dates, &query.filters);
        let hits = tally.filter(&answer.matches);
        let n_found = hits.len() as u32;
        let mut told = vec![false; self.words.lengths.len()];
        let stories = &self.whole().stories;
        let mut is_new = |article: u32| !std::mem::replace(&mut told[stories.first(article) as usize], true);
        let ordered = self.order(documents, &hits, query.sort, answer.question.is_ranked());
        let articles = ordered.into_iter().filter(|&article| is_new(article)).collect();
        let (months, undated) = tally.months(&self.whole().ranks.months);
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
    pub fn rank(&self, documents: &dyn Articles, query: &Query) -> Ranking {
        let answer = self.answer(documents, query);
        let read_as = read_as(&query.text, &answer.question.tree);
        if answer.question.tree.clauses.is_empty() {
            return Ranking { read_as, ..Ranking::default() };
        }
        let passing = |matches: &Matches| {
            let mut tally = Tally::new(&self.whole().values, &self.dates, &query.filters);
            let passing = tally.filter(matches);
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
    fn order(&self, documents: &dyn Articles, hits: &Matches, sort: Sort, ranked: bool) -> Vec<u32> {
        let whole = self.whole();
        let ranks = &whole.ranks;
        let letters = match sort {
            Sort::Title => Some(self.titles(documents)),
            Sort::Source => Some(self.sources(documents)),
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
        crate::order::sort_keys(&mut keys);
        keys.into_iter().map(|key| ranks.by_newest[key as u32 as usize]).collect()
    }

    /// The query's hits in the text of the article at `position`, in order.
    pub fn highlights(&self, documents: &dyn Articles, query: &Query, position: u32) -> Vec<Span> {
        let answer = self.answer(documents, query);
        let marker = answer.question.in_story();
        let document = documents.article(position);
        let marks = document.map(|document| self.body_marks(document, &answer.question, &marker));
        merged(&marks.unwrap_or_default())
    }
}

/// A document's words as the index takes them.
#[derive(Default)]
struct Told {
    /// Words of each field.
    lengths: Counts,
    /// Hashes of the body's, in order.
    body: Vec<u32>,
    /// Word and place in one number, ascending.
    found: Vec<u64>,
}

impl Told {
    /// Visits each word with its counts and places, in the order of their numbers.
    fn each(&self, mut visit: impl FnMut(u32, &Counts, &[u32])) {
        let first = first_places(&self.lengths);
        let mut places = Vec::new();
        for group in self.found.chunk_by(|a, b| a >> 32 == b >> 32) {
            places.clear();
            places.extend(group.iter().map(|&packed| packed as u32));
            let mut counts = [0; N_FIELDS];
            places.iter().for_each(|&place| counts[field_of(&first, place)] += 1);
            visit((group[0] >> 32) as u32, &counts, &places);
        }
    }
}

/// Each article's place by a text of it; equal texts have the same place, and
/// articles without come last.
fn places(documents: &dyn Articles, text: &dyn Fn(&Article) -> Option<String>) -> Vec<u32> {
    let articles = (0..documents.n_articles()).map(|n| documents.article(n));
    let texts: Vec<Option<String>> =
        articles.map(|document| document.and_then(|document| text(&document.article))).collect();
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

fn bylines(document: &Document) -> impl Iterator<Item = Given<'_>> {
    document.article.byline.iter().map(|byline| plain(&byline.value))
}

fn roles(document: &Document) -> impl Iterator<Item = Given<'_>> {
    document.extraction.entities.iter().flat_map(|entity| &entity.roles).map(|role| plain(&role.text))
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
