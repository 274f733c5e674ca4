//! The values that articles can be filtered by: columns of numbers.

use std::cmp::Reverse;
use std::sync::Arc;

use super::bytes::{In, Out};
use super::dictionary::Dictionary;
use super::link::{Given, Name, link};
use super::lists::{Lists, Texts};
use crate::extract::alike::Likeness;
use crate::query::{Chosen, Facet, Filters, Word};
use crate::table::Table;
use crate::text::name_key;

/// One facet's names, and which articles have them, as they arrive.
#[derive(Default)]
pub struct Column {
    /// A name's number is that of its key.
    keys: Arc<Dictionary>,
    names: Vec<Name>,
    rows: Lists,
}

impl Column {
    /// Adds the next article's names.
    pub fn push<'a>(&mut self, given: impl Iterator<Item = Given<'a>>) {
        let row = self.add(given);
        self.rows.push(row.into_iter());
    }

    /// Puts other names into an article in place of those that it was given.
    pub fn replace<'a>(
        &mut self,
        article: u32,
        old: impl Iterator<Item = Given<'a>>,
        new: impl Iterator<Item = Given<'a>>,
    ) {
        self.take_back(old);
        let row = self.add(new);
        self.rows.set(article, &row);
    }

    /// Takes back what an article was given. Its row is there until it is
    /// [dropped](Column::retain).
    pub fn take_back<'a>(&mut self, given: impl Iterator<Item = Given<'a>>) {
        let mut seen = Vec::new();
        for given in given.filter(|given| !given.name.trim().is_empty()) {
            if let Some(number) = self.keys.get(&name_key(given.name)) {
                let is_new = !seen.contains(&number);
                self.names[number as usize].take_back(given, is_new);
                seen.push(number);
            }
        }
    }

    /// Keeps the rows of some articles.
    pub fn retain(&mut self, keeps: &dyn Fn(u32) -> bool) {
        self.rows.retain(keeps);
    }

    pub fn write(&self, out: &mut Out) {
        out.number(self.names.len() as u32);
        self.names.iter().for_each(|name| out.value(name));
        self.rows.write(out);
    }

    /// The column of so many articles.
    pub fn read(n_articles: usize, from: &mut In<'_>) -> Option<Column> {
        let n_names = from.length()?;
        let (mut keys, mut names) = (Dictionary::default(), Vec::new());
        for n in 0..n_names as u32 {
            let name: Name = from.value()?;
            (keys.number(&name.key).0 == n).then_some(())?;
            names.push(name);
        }
        let rows = Lists::read(n_articles, n_names as u64, from)?;
        // Each name that an article has is spelt in some way.
        let mut n_given = vec![0; n_names];
        (0..n_articles as u32).flat_map(|n| rows.get(n)).for_each(|&name| n_given[name as usize] += 1);
        let is_spelt =
            |(name, n): (&Name, u32)| name.spellings.iter().map(|spelling| spelling.1).sum::<u32>() == n;
        names.iter().zip(n_given).all(is_spelt).then_some(Column { keys: Arc::new(keys), names, rows })
    }

    /// The usual spellings of those names whose keys are wanted, in order.
    pub fn spellings(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let names = self.names.iter().filter(|name| name.is_given() && is_wanted(&name.key));
        let mut spellings: Vec<String> = names.map(|name| name.spelling().0.to_owned()).collect();
        crate::order::sort(&mut spellings);
        spellings
    }

    /// How a name compares with others, which some article has.
    pub fn likeness(&self, name: &str) -> Option<&Likeness> {
        self.names[self.keys.get(&name_key(name))? as usize].likeness(name)
    }

    fn add<'a>(&mut self, given: impl Iterator<Item = Given<'a>>) -> Vec<u32> {
        let keys = Arc::make_mut(&mut self.keys);
        let mut row = Vec::new();
        for given in given.filter(|given| !given.name.trim().is_empty()) {
            let key = name_key(given.name);
            let number = keys.number(&key).0;
            if number as usize == self.names.len() {
                self.names.push(Name { key: key.into(), ..Name::default() });
            }
            let is_new = !row.contains(&number);
            if is_new {
                row.push(number);
            }
            self.names[number as usize].add(given, is_new);
        }
        row
    }

    /// The values as they are now, names of the same one linked, those in `apart`
    /// with none: the same, whatever came first.
    pub fn values(&self, facet: Facet, apart: &[String]) -> Values {
        let mut order: Vec<u32> = (0..self.names.len() as u32).collect();
        order.retain(|&n| self.names[n as usize].is_given());
        let key = |n: u32| &self.names[n as usize].key;
        crate::order::sort_numbers(&mut order, &|a, b| key(a).cmp(key(b)));
        let is_apart = |n: u32| apart.iter().any(|other| **other == **key(n));
        let (alone, linkable): (Vec<u32>, Vec<u32>) = order.into_iter().partition(|&n| is_apart(n));
        let names: Vec<&Name> = linkable.iter().map(|&n| &self.names[n as usize]).collect();
        let mut linked = link(facet, &names);
        let n_linked = linked.iter().max().map_or(0, |&n| n + 1);
        linked.extend(n_linked..n_linked + alone.len() as u32);
        let order: Vec<u32> = linkable.into_iter().chain(alone).collect();
        let n_values = linked.iter().max().map_or(0, |&n| n as usize + 1);
        let mut draft = Draft { value_of: vec![NONE; self.names.len()], ..Draft::default() };
        let mut best = vec![("", false, 0); n_values];
        for (&number, &value) in order.iter().zip(&linked) {
            let name = &self.names[number as usize];
            draft.value_of[number as usize] = value;
            let (spelling, n) = name.spelling();
            // A full name is shown even where the surname alone is more frequent.
            let candidate = (spelling, name.key.contains(' '), n);
            let now = &mut best[value as usize];
            if (candidate.1, candidate.2).cmp(&(now.1, now.2)).then(now.0.cmp(candidate.0)).is_gt() {
                *now = candidate;
            }
            let aliases = name.aliases.iter().filter(|(alias, _)| !apart.iter().any(|key| **key == **alias));
            let Draft { alias_keys, aliases: all, .. } = &mut draft;
            all.extend(aliases.map(|(alias, _)| (alias_keys.number(alias).0, value)));
        }
        draft.names = best.iter().map(|best| best.0).collect();
        let mut rows = Lists::default();
        for article in 0..self.rows.len() as u32 {
            let mut values: Vec<u32> =
                self.rows.get(article).iter().map(|&name| draft.value_of[name as usize]).collect();
            values.sort_unstable();
            values.dedup();
            rows.push(values.into_iter());
        }
        draft.values(self.keys.clone(), rows)
    }
}

/// What [`Values`] are put together of.
#[derive(Default)]
pub struct Draft<'a> {
    pub n_articles: u32,
    /// Of each value.
    pub names: Vec<&'a str>,
    /// Of each key of a name, [`NONE`] where no article has it.
    pub value_of: Vec<u32>,
    pub alias_keys: Dictionary,
    /// The number of an alias, and a value that has it.
    pub aliases: Vec<(u32, u32)>,
}

impl Draft<'_> {
    /// With the names' keys, and each article's values.
    pub fn values(self, keys: Arc<Dictionary>, rows: Lists) -> Values {
        let Draft { names: best, value_of, alias_keys, mut aliases, .. } = self;
        let n_values = best.len();
        let articles = rows.inverse(n_values);
        let name = |value: u32| best[value as usize];
        let mut by_name: Vec<u32> = (0..n_values as u32).collect();
        crate::order::sort_numbers(&mut by_name, &|a, b| name(a).cmp(name(b)));
        let mut places = vec![0; n_values];
        (0..).zip(&by_name).for_each(|(place, &value)| places[value as usize] = place);
        // Of those with one alias the most frequent first.
        let frequency = |value: u32| (Reverse(articles.get(value).len()), places[value as usize]);
        crate::order::sort_by_key(&mut aliases, |&(alias, value)| (alias, frequency(value)));
        aliases.dedup();
        let mut alias_values = Lists::default();
        let mut at = aliases.chunk_by(|a, b| a.0 == b.0).peekable();
        for alias in 0..alias_keys.len() as u32 {
            let same = at.next_if(|same| same[0].0 == alias).unwrap_or_default();
            alias_values.push(same.iter().map(|a| a.1));
        }
        let mut names = Texts::default();
        best.iter().for_each(|best| names.push(best));
        Values { names, by_name, places, keys, value_of, alias_keys, alias_values, rows, articles }
    }
}

/// A name that no article has any more.
pub const NONE: u32 = u32::MAX;

/// One facet's values, numbered from 0, at one time of the collection.
pub struct Values {
    names: Texts,
    /// The values in the order of their names, and each one's place there.
    by_name: Vec<u32>,
    places: Vec<u32>,
    /// The names, by their keys, and the value of each.
    keys: Arc<Dictionary>,
    value_of: Vec<u32>,
    /// The values that have each alias, best first.
    alias_keys: Dictionary,
    alias_values: Lists,
    rows: Lists,
    /// The other way round: articles by value.
    articles: Lists,
}

impl Values {
    pub fn len(&self) -> usize {
        self.names.len()
    }

    pub fn n_articles(&self) -> u32 {
        self.rows.len() as u32
    }

    /// Each key of a name, with its value.
    pub fn keys(&self) -> impl Iterator<Item = (&str, u32)> {
        let given = (0..).zip(&self.value_of).filter(|(_, value)| **value != NONE);
        given.map(|(number, &value)| (self.keys.word(number), value))
    }

    /// Each alias, with each value that has it.
    pub fn aliases(&self) -> impl Iterator<Item = (&str, u32)> {
        let aliases = 0..self.alias_keys.len() as u32;
        aliases.flat_map(move |n| {
            self.alias_values.get(n).iter().map(move |&value| (self.alias_keys.word(n), value))
        })
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
        self.names.get(value)
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
        for number in (0..self.value_of.len() as u32).filter(|&n| has(self.keys.word(n))) {
            if let Some(wanted) = wanted.get_mut(self.value_of[number as usize] as usize) {
                *wanted = true;
            }
        }
        for alias in (0..self.alias_keys.len() as u32).filter(|&n| has(self.alias_keys.word(n))) {
            self.alias_values.get(alias).iter().for_each(|&value| wanted[value as usize] = true);
        }
        let n_articles = self.rows.len() as u32;
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
        let own = self.keys.get(key).map(|number| self.value_of[number as usize]);
        let aliases = self.alias_keys.get(key).map_or(&[][..], |alias| self.alias_values.get(alias));
        own.filter(|&value| value != NONE).into_iter().chain(aliases.iter().copied())
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
