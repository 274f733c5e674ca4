//! Values that a reader has chosen among facets.

use serde::{Deserialize, Serialize};

use super::Facet;

/// Values of facets, each once, by facet and then by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen(Vec<(Facet, String)>);

impl Chosen {
    /// Where the value stands, or would.
    fn place(&self, facet: Facet, value: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(f, v)| (*f, v.as_str()).cmp(&(facet, value)))
    }

    pub fn contains(&self, facet: Facet, value: &str) -> bool {
        self.place(facet, value).is_ok()
    }

    pub fn insert(&mut self, facet: Facet, value: &str) {
        if let Err(place) = self.place(facet, value) {
            self.0.insert(place, (facet, value.to_owned()));
        }
    }

    pub fn remove(&mut self, facet: Facet, value: &str) {
        if let Ok(place) = self.place(facet, value) {
            self.0.remove(place);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> std::slice::Iter<'_, (Facet, String)> {
        self.0.iter()
    }

    /// The values of one facet.
    pub fn of(&self, facet: Facet) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(f, _)| *f == facet).map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_stands_once_and_in_order() {
        let mut chosen = Chosen::default();
        for (facet, value) in [
            (Facet::Place, "Astana"),
            (Facet::Person, "Zoe"),
            (Facet::Person, "Ada"),
            (Facet::Place, "Astana"),
        ] {
            chosen.insert(facet, value);
        }
        assert_eq!(chosen.of(Facet::Person).collect::<Vec<_>>(), ["Ada", "Zoe"]);
        assert_eq!(chosen.iter().count(), 3);
        chosen.remove(Facet::Person, "Zoe");
        chosen.remove(Facet::Place, "Ada");
        assert!(chosen.contains(Facet::Person, "Ada") && !chosen.contains(Facet::Person, "Zoe"));
        assert_eq!(chosen.of(Facet::Place).collect::<Vec<_>>(), ["Astana"]);
    }
}
