//! Which values of a facet the sidebar shows, and in which order.

use crate::query::{FacetCounts, Filters};
use crate::view::state::{Choice, choice};

/// A value as the sidebar shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub value: String,
    pub count: u32,
    pub choice: Option<Choice>,
    /// The count's share of the facet's largest, in percent.
    pub share: u32,
}

/// The values that are `wanted`, chosen ones first, then in the order of the
/// counts; at most `limit` beyond the chosen ones. The second number is how
/// many more there are.
pub fn shown(
    counts: &FacetCounts,
    filters: &Filters,
    wanted: impl Fn(&str) -> bool,
    limit: usize,
) -> (Vec<Shown>, usize) {
    let most = counts.values.iter().map(|(_, n)| *n).max().unwrap_or(0).max(1);
    let matching = counts.values.iter().filter(|(value, _)| wanted(value));
    let (mut shown, rest): (Vec<Shown>, Vec<Shown>) = matching
        .map(|(value, count)| Shown {
            value: value.clone(),
            count: *count,
            choice: choice(filters, counts.facet, value),
            share: (u64::from(*count) * 100 / u64::from(most)) as u32,
        })
        .partition(|value| value.choice.is_some());
    let more = rest.len().saturating_sub(limit);
    shown.extend(rest.into_iter().take(limit));
    (shown, more)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Facet;

    fn counts() -> FacetCounts {
        let values = [("Ada", 8), ("Ben", 4), ("Cäcilie", 4), ("Dora", 0)];
        FacetCounts {
            facet: Facet::Person,
            values: values.map(|(v, n)| (v.to_owned(), n)).to_vec(),
            n_values: 4,
        }
    }

    #[track_caller]
    fn check(needle: &str, limit: usize, chosen: &str, expected: &str, more: usize) {
        let mut filters = Filters::default();
        filters.exclude.insert(Facet::Person, chosen);
        let (shown, n_more) = shown(&counts(), &filters, |value| value.contains(needle), limit);
        let written: Vec<String> = shown.iter().map(|s| format!("{} {}%", s.value, s.share)).collect();
        assert_eq!((written.join(", ").as_str(), n_more), (expected, more));
    }

    #[test]
    fn most_first_and_chosen_before_all() {
        check("", 2, "", "Ada 100%, Ben 50%", 2);
        check("", 2, "Dora", "Dora 0%, Ada 100%, Ben 50%", 1);
        check("äc", 2, "", "Cäcilie 50%", 0);
        check("zz", 2, "", "", 0);
    }
}
