//! The values that articles can be filtered by: columns of numbers.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::link::{Given, Name, link};
use crate::query::{Chosen, Facet, Filters, Word};
use crate::table::Table;
use crate::text::name_key;

/// One facet's names, and which articles have them, as they arrive.
#[derive(Default)]
pub struct Column {
    numbers: HashMap<String, u32>,
    names: Vec<Name>,
    /// Per name the number of articles up to the last that has it.
    latest: Vec<u32>,
    rows: Rows,
}

/// Numbers per article, one list after another.
#[derive(Default)]
struct Rows {
    ends: Vec<u32>,
    numbers: Vec<u32>,
}

impl Rows {
    fn push(&mut self, numbers: impl Iterator<Item = u32>) {
        self.numbers.extend(numbers);
        self.ends.push(self.numbers.len() as u32);
    }

    fn get(&self, article: u32) -> &[u32] {
        let start = match article {
            0 => 0,
            n => self.ends[n as usize - 1],
        };
        &self.numbers[start as usize..self.ends[article as usize] as usize]
    }

    /// For each of `n` numbers the articles that have it, ascending.
    fn inverse(&self, n: usize) -> Rows {
        let mut starts = vec![0u32; n + 1];
        self.numbers.iter().for_each(|&number| starts[number as usize + 1] += 1);
        for number in 1..=n {
            starts[number] += starts[number - 1];
        }
        let ends = starts[1..].to_vec();
        let mut numbers = vec![0; self.numbers.len()];
        for article in 0..self.ends.len() as u32 {
            for &number in self.get(article) {
                let at = &mut starts[number as usize];
                numbers[*at as usize] = article;
                *at += 1;
            }
        }
        Rows { ends, numbers }
    }
}

impl Column {
    /// Adds the next article's names.
    pub fn push<'a>(&mut self, given: impl Iterator<Item = Given<'a>>) {
        let mut row = Vec::new();
        let article = self.rows.ends.len() as u32 + 1;
        for given in given {
            if given.name.trim().is_empty() {
                continue;
            }
            let key = name_key(given.name);
            let number = match self.numbers.get(&key) {
                Some(&number) => number,
                None => {
                    let number = self.names.len() as u32;
                    self.names.push(Name { key: key.clone(), ..Name::default() });
                    self.latest.push(0);
                    self.numbers.insert(key, number);
                    number
                }
            };
            let is_new = std::mem::replace(&mut self.latest[number as usize], article) != article;
            if is_new {
                row.push(number);
            }
            self.names[number as usize].add(given, is_new);
        }
        self.rows.push(row.into_iter());
    }

    /// The values as they are now, names of the same one linked.
    pub fn values(&self, facet: Facet) -> Values {
        let value_of = link(facet, &self.names);
        let n_values = value_of.iter().max().map_or(0, |&n| n as usize + 1);
        let mut best = vec![("", false, 0); n_values];
        let mut by_key = HashMap::with_capacity(self.names.len());
        let mut by_alias: HashMap<String, Vec<u32>> = HashMap::new();
        for (name, &value) in self.names.iter().zip(&value_of) {
            let (spelling, n) = name.spelling();
            // A full name is shown even where the surname alone is more frequent.
            let candidate = (spelling, name.key.contains(' '), n);
            let now = &mut best[value as usize];
            if (candidate.1, candidate.2).cmp(&(now.1, now.2)).then(now.0.cmp(candidate.0)).is_gt() {
                *now = candidate;
            }
            by_key.insert(name.key.clone(), value);
            for alias in &name.aliases {
                let values = by_alias.entry(alias.clone()).or_default();
                if !values.contains(&value) {
                    values.push(value);
                }
            }
        }
        let mut rows = Rows::default();
        for article in 0..self.rows.ends.len() as u32 {
            let mut values: Vec<u32> =
                self.rows.get(article).iter().map(|&name| value_of[name as usize]).collect();
            values.sort_unstable();
            values.dedup();
            rows.push(values.into_iter());
        }
        let names: Vec<String> = best.iter().map(|b| b.0.to_owned()).collect();
        let articles = rows.inverse(n_values);
        for values in by_alias.values_mut() {
            let key = |value| (Reverse(articles.get(value).len()), &names[value as usize]);
            crate::order::sort_numbers(values, &|a, b| key(a).cmp(&key(b)));
        }
        let mut by_name: Vec<u32> = (0..names.len() as u32).collect();
        crate::order::sort_numbers(&mut by_name, &|a, b| names[a as usize].cmp(&names[b as usize]));
        let mut places = vec![0; names.len()];
        (0..).zip(&by_name).for_each(|(place, &value)| places[value as usize] = place);
        Values { names, by_name, places, by_key, by_alias, rows, articles }
    }
}

/// One facet's values, numbered from 0, at one time of the collection.
pub struct Values {
    names: Vec<String>,
    /// The values in the order of their names, and each one's place there.
    by_name: Vec<u32>,
    places: Vec<u32>,
    by_key: HashMap<String, u32>,
    by_alias: HashMap<String, Vec<u32>>,
    rows: Rows,
    /// The other way round: articles by value.
    articles: Rows,
}

impl Values {
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// The place of a value among all by the letters of their names.
    pub fn place(&self, value: u32) -> u32 {
        self.places[value as usize]
    }

    /// The value at such a place.
    pub fn at_place(&self, place: u32) -> u32 {
        self.by_name[place as usize]
    }

    /// The spelling that is shown.
    pub fn name(&self, value: u32) -> &str {
        &self.names[value as usize]
    }

    /// An article's values, ascending.
    pub fn of(&self, article: u32) -> &[u32] {
        self.rows.get(article)
    }

    /// The articles that have a value, ascending.
    pub fn articles(&self, value: u32) -> &[u32] {
        self.articles.get(value)
    }

    /// The articles that have a value some name of which has these words in a
    /// row, ascending.
    pub fn articles_having(&self, words: &[Word]) -> Vec<u32> {
        let has = |key: &str| {
            let parts: Vec<&str> = key.split(' ').collect();
            parts.windows(words.len()).any(|run| run.iter().zip(words).all(|(part, word)| word.accepts(part)))
        };
        let mut wanted = vec![false; self.names.len()];
        let by_alias = self.by_alias.iter().filter(|(key, _)| has(key)).flat_map(|(_, values)| values);
        let by_key = self.by_key.iter().filter(|(key, _)| has(key)).map(|(_, value)| value);
        by_key.chain(by_alias).for_each(|&value| wanted[value as usize] = true);
        let n_articles = self.rows.ends.len() as u32;
        (0..n_articles).filter(|&a| self.of(a).iter().any(|&value| wanted[value as usize])).collect()
    }

    /// The value that a name means, whichever spelling or alias it is: the one
    /// of that name, otherwise the most frequent that some article calls so.
    /// Links stay good while a growing collection chooses another spelling.
    pub fn named(&self, name: &str) -> Option<u32> {
        self.called(&name_key(name)).next()
    }

    /// All values that this key names, as itself or as an alias, best first.
    pub fn called(&self, key: &str) -> impl Iterator<Item = u32> {
        let aliases = self.by_alias.get(key).into_iter().flatten();
        self.by_key.get(key).into_iter().chain(aliases).copied()
    }
}

/// The filters of one facet, resolved.
pub struct Selection {
    /// Per value; `None` where nothing is included and so nothing is asked.
    included: Option<Vec<bool>>,
    excluded: Vec<bool>,
    /// The spelling of each filter, and the value that it means.
    spelled: Table<Option<u32>>,
}

impl Selection {
    pub fn new(values: &Values, facet: Facet, filters: &Filters) -> Self {
        let mut spelled = Table::default();
        let mut marked = |chosen: &Chosen| {
            let mut marks = vec![false; values.len()];
            for name in chosen.of(facet) {
                let named = values.named(name);
                if let Some(value) = named {
                    marks[value as usize] = true;
                }
                spelled.value_or(name, || named);
            }
            marks
        };
        let is_asked = filters.include.of(facet).next().is_some();
        let included = is_asked.then(|| marked(&filters.include));
        let excluded = marked(&filters.exclude);
        Selection { included, excluded, spelled }
    }

    /// Whether an article with these values has one that is included.
    pub fn accepts(&self, values: &[u32]) -> bool {
        self.included.as_ref().is_none_or(|included| values.iter().any(|&v| included[v as usize]))
    }

    /// The values of an article that are excluded.
    pub fn excludes(&self, values: &[u32]) -> impl Iterator<Item = u32> {
        values.iter().copied().filter(|&v| self.excluded[v as usize])
    }

    /// Whether any value is included, so that not all articles pass.
    pub fn has_inclusions(&self) -> bool {
        self.included.is_some()
    }

    pub fn has_exclusions(&self) -> bool {
        self.excluded.contains(&true)
    }

    pub fn spelled(&self) -> &Table<Option<u32>> {
        &self.spelled
    }
}
