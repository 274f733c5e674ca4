//! Filters, and the counts beside them, in one pass over what answers the words.

use std::sync::Arc;

use super::dates::{Dates, Months, Range};
use super::facets::{Selection, Values};
use super::matches::Matches;
use crate::query::{Facet, FacetCounts, Filters, Month};

/// Counts while it filters. Each facet is counted as if its own inclusions
/// weren't there, so an article that only one facet turns away still counts
/// in that one; one that only the date turns away counts in its months; one
/// that only one excluded value hides counts for that value.
pub struct Tally<'a> {
    values: &'a [Arc<Values>],
    selections: Vec<Selection>,
    /// The facets of which some value is included.
    asking: Vec<usize>,
    has_exclusions: bool,
    dates: &'a Dates,
    range: Range,
    /// By facet and value.
    counts: Vec<Vec<u32>>,
    /// Articles that pass all but the date range.
    any_date: Vec<u32>,
}

impl<'a> Tally<'a> {
    pub fn new(values: &'a [Arc<Values>], dates: &'a Dates, filters: &Filters) -> Self {
        let selections: Vec<Selection> = Facet::ALL
            .iter()
            .zip(values)
            .map(|(facet, values)| Selection::new(values, *facet, filters))
            .collect();
        Tally {
            values,
            asking: (0..values.len()).filter(|&facet| selections[facet].has_inclusions()).collect(),
            has_exclusions: selections.iter().any(Selection::has_exclusions),
            selections,
            dates,
            range: Range::new(filters.from, filters.to),
            counts: values.iter().map(|values| vec![0; values.len()]).collect(),
            any_date: Vec::new(),
        }
    }

    /// Counts the articles that answer the words; those that pass all filters.
    pub fn filter(&mut self, answering: &Matches) -> Matches {
        let n_articles = self.values.first().map_or(0, |values| values.n_articles());
        let is_all = self.asking.is_empty() && !self.has_exclusions && self.range.is_open();
        if !is_all || answering.len() <= n_articles as usize / 2 {
            return answering.iter().copied().filter(|&(article, _)| self.count(article)).collect();
        }
        // What most articles have is counted by those that are not among them.
        self.any_date.extend(answering.iter().map(|&(article, _)| article));
        for (counts, values) in self.counts.iter_mut().zip(self.values) {
            (0..).zip(counts.iter_mut()).for_each(|(value, n)| *n = values.articles(value).len() as u32);
            let mut next = answering.iter().map(|&(article, _)| article).peekable();
            for article in (0..n_articles).filter(|&article| next.next_if_eq(&article).is_none()) {
                values.of(article).iter().for_each(|&value| counts[value as usize] -= 1);
            }
        }
        answering.clone()
    }

    /// Counts an article that answers the words; whether it passes all filters.
    fn count(&mut self, article: u32) -> bool {
        let is_within = self.dates.within(article, &self.range);
        let mut refusing = None;
        for &facet in &self.asking {
            if !self.selections[facet].accepts(self.values[facet].of(article))
                && refusing.replace(facet).is_some()
            {
                return false;
            }
        }
        if self.has_exclusions && self.is_hidden(article, is_within, refusing) {
            return false;
        }
        if refusing.is_none() {
            self.any_date.push(article);
        }
        if is_within {
            let counted = refusing.map_or(0..self.values.len(), |facet| facet..facet + 1);
            for facet in counted {
                for &value in self.values[facet].of(article) {
                    self.counts[facet][value as usize] += 1;
                }
            }
        }
        is_within && refusing.is_none()
    }

    /// Whether an excluded value hides the article; counted where it is the only one.
    fn is_hidden(&mut self, article: u32, is_within: bool, refusing: Option<usize>) -> bool {
        let hiding = |facet: usize| {
            self.selections[facet].excludes(self.values[facet].of(article)).map(move |value| (facet, value))
        };
        let mut hiding = (0..self.values.len()).flat_map(hiding);
        let Some((facet, value)) = hiding.next() else { return false };
        if hiding.next().is_none() && is_within && refusing.is_none_or(|refusing| refusing == facet) {
            self.counts[facet][value as usize] += 1;
        }
        true
    }

    /// The months of the articles, and how many are without a date, whatever the date range.
    pub fn months(&self, months: &Months) -> (Vec<Month>, u32) {
        months.count(&self.any_date)
    }

    pub fn facets(&self) -> Vec<FacetCounts> {
        let facets = Facet::ALL.into_iter().zip(self.values).zip(&self.selections).zip(&self.counts);
        facets
            .map(|(((facet, values), selection), counts)| facet_counts(facet, values, selection, counts))
            .collect()
    }
}

fn facet_counts(facet: Facet, values: &Values, selection: &Selection, counts: &[u32]) -> FacetCounts {
    // Filters keep the spelling that they were made with.
    let spelled: Vec<(String, u32)> = selection
        .spelled()
        .iter()
        .map(|(name, named)| (name.to_owned(), named.map_or(0, |value| counts[value as usize])))
        .collect();
    let is_spelled = |value: u32| selection.spelled().iter().any(|(_, &named)| named == Some(value));
    // Most first, then by name: both in one number.
    let key = |(value, &n): (u32, &u32)| {
        (n > 0 && !is_spelled(value)).then(|| u64::from(u32::MAX - n) << 32 | u64::from(values.place(value)))
    };
    let mut rest: Vec<u64> = (0..).zip(counts).filter_map(key).collect();
    let n_values = (rest.len() + spelled.len()) as u32;
    let room = FacetCounts::LIMIT.saturating_sub(spelled.len());
    if rest.len() > room {
        rest.select_nth_unstable(room);
        rest.truncate(room);
    }
    rest.sort_unstable();
    let named =
        |key: u64| (values.name(values.at_place(key as u32)).to_owned(), u32::MAX - (key >> 32) as u32);
    let is_sorted = spelled.is_empty();
    let mut values: Vec<(String, u32)> = rest.into_iter().map(named).chain(spelled).collect();
    if !is_sorted {
        crate::order::sort_by(&mut values, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    }
    FacetCounts { facet, values, n_values }
}
