//! A map by names that keeps its values in the order of the names.
//!
//! The standard library compiles a search tree anew for every type of key and
//! value, at one to two kilobytes of the page each. Here all share one, from
//! names to places in a list of values.

use std::collections::BTreeMap;

pub struct Table<V> {
    places: BTreeMap<String, u32>,
    values: Vec<V>,
}

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self { places: BTreeMap::new(), values: Vec::new() }
    }
}

impl<V> Table<V> {
    pub fn len(&self) -> usize {
        self.values.len()
    }

    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    pub fn get(&self, name: &str) -> Option<&V> {
        self.places.get(name).map(|&place| &self.values[place as usize])
    }

    pub fn get_mut(&mut self, name: &str) -> Option<&mut V> {
        self.places.get(name).map(|&place| &mut self.values[place as usize])
    }

    pub fn contains(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }

    /// The value of a name, which is made where it has none yet.
    pub fn value_or(&mut self, name: &str, make: impl FnOnce() -> V) -> &mut V {
        let place = place(&mut self.places, name, self.values.len() as u32) as usize;
        if place == self.values.len() {
            self.values.push(make());
        }
        &mut self.values[place]
    }

    /// In the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.places.iter().map(|(name, &place)| (name.as_str(), &self.values[place as usize]))
    }

    /// In the order of the names.
    pub fn into_pairs(self) -> impl Iterator<Item = (String, V)> {
        let mut values: Vec<Option<V>> = self.values.into_iter().map(Some).collect();
        self.places.into_iter().filter_map(move |(name, place)| Some((name, values[place as usize].take()?)))
    }
}

fn place(places: &mut BTreeMap<String, u32>, name: &str, next: u32) -> u32 {
    match places.get(name) {
        Some(&place) => place,
        None => {
            places.insert(name.to_owned(), next);
            next
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_in_the_order_of_their_names() {
        let mut table = Table::default();
        for (name, add) in [("b", 1), ("c", 2), ("a", 3), ("b", 4)] {
            *table.value_or(name, || 0) += add;
        }
        assert_eq!((table.len(), table.get("b"), table.get("d")), (3, Some(&5), None));
        assert!(table.contains("a") && !table.is_empty());
        *table.get_mut("c").unwrap() = 7;
        assert_eq!(table.iter().collect::<Vec<_>>(), [("a", &3), ("b", &5), ("c", &7)]);
        let pairs: Vec<_> = table.into_pairs().collect();
        assert_eq!(pairs, [("a".into(), 3), ("b".into(), 5), ("c".into(), 7)]);
    }
}
