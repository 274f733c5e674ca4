//! Numbers in lists and names in a list, one behind the other: a vector of
//! vectors, or of strings, would spend more on its pointers than on what it holds.

use super::bytes::{In, Out};

/// Lists of numbers.
#[derive(Clone, Default)]
pub struct Lists {
    ends: Vec<u32>,
    numbers: Vec<u32>,
}

impl Lists {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn push(&mut self, numbers: impl ExactSizeIterator<Item = u32>) {
        make_room(&mut self.numbers, numbers.len());
        make_room(&mut self.ends, 1);
        self.numbers.extend(numbers);
        self.ends.push(self.numbers.len() as u32);
    }

    pub fn get(&self, n: u32) -> &[u32] {
        &self.numbers[self.range(n)]
    }

    fn range(&self, n: u32) -> std::ops::Range<usize> {
        let start = match n {
            0 => 0,
            n => self.ends[n as usize - 1],
        };
        start as usize..self.ends[n as usize] as usize
    }

    /// Puts other numbers into a list that is there.
    pub fn set(&mut self, n: u32, numbers: &[u32]) {
        let range = self.range(n);
        let (before, now) = (range.len() as u32, numbers.len() as u32);
        self.numbers.splice(range, numbers.iter().copied());
        self.ends[n as usize..].iter_mut().for_each(|end| *end = *end + now - before);
    }

    pub fn write(&self, out: &mut Out) {
        (0..self.len() as u32).for_each(|n| out.numbers(self.get(n)));
    }

    /// So many lists, of numbers below a limit.
    pub fn read(n_lists: usize, limit: u64, from: &mut In<'_>) -> Option<Lists> {
        let mut lists = Lists::default();
        for _ in 0..n_lists {
            for _ in 0..from.length()? {
                let number = from.number()?;
                (u64::from(number) < limit).then_some(())?;
                lists.numbers.push(number);
            }
            lists.ends.push(lists.numbers.len() as u32);
        }
        Some(lists)
    }

    /// Keeps some of the lists.
    pub fn retain(&mut self, keeps: &dyn Fn(u32) -> bool) {
        let mut kept = Lists::default();
        for n in (0..self.len() as u32).filter(|&n| keeps(n)) {
            kept.push(self.get(n).iter().copied());
        }
        *self = kept;
    }

    /// For each of `n` numbers the lists that have it, ascending.
    pub fn inverse(&self, n: usize) -> Lists {
        let mut starts = vec![0u32; n + 1];
        self.numbers.iter().for_each(|&number| starts[number as usize + 1] += 1);
        for number in 1..=n {
            starts[number] += starts[number - 1];
        }
        let ends = starts[1..].to_vec();
        let mut numbers = vec![0; self.numbers.len()];
        for list in 0..self.len() as u32 {
            for &number in self.get(list) {
                let at = &mut starts[number as usize];
                numbers[*at as usize] = list;
                *at += 1;
            }
        }
        Lists { ends, numbers }
    }
}

/// Makes room for more numbers, and for an eighth of what is there: a vector by
/// itself makes room for as much again.
pub fn make_room(numbers: &mut Vec<u32>, more: usize) {
    if numbers.capacity() - numbers.len() < more {
        numbers.reserve_exact(more.max(64 + numbers.len() / 8));
    }
}

/// Names by their numbers.
#[derive(Clone, Default)]
pub struct Texts {
    text: String,
    ends: Vec<u32>,
}

impl Texts {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
    }

    pub fn get(&self, n: u32) -> &str {
        let start = match n {
            0 => 0,
            n => self.ends[n as usize - 1],
        };
        &self.text[start as usize..self.ends[n as usize] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(lists: &Lists) -> Vec<Vec<u32>> {
        (0..lists.len() as u32).map(|n| lists.get(n).to_vec()).collect()
    }

    #[test]
    fn lists_are_set_kept_and_turned_round() {
        let mut lists = Lists::default();
        for list in [&[1, 3][..], &[], &[0, 1, 2]] {
            lists.push(list.iter().copied());
        }
        assert_eq!(shown(&lists.inverse(4)), [vec![2], vec![0, 2], vec![2], vec![0]]);
        lists.set(1, &[2, 3]);
        lists.set(0, &[]);
        assert_eq!(shown(&lists), [vec![], vec![2, 3], vec![0, 1, 2]]);
        lists.retain(&|n| n != 1);
        assert_eq!(shown(&lists), [vec![], vec![0, 1, 2]]);
    }

    #[test]
    fn names_are_found_by_their_numbers() {
        let mut texts = Texts::default();
        ["one", "", "two"].into_iter().for_each(|text| texts.push(text));
        assert_eq!((texts.len(), texts.get(0), texts.get(1), texts.get(2)), (3, "one", "", "two"));
    }
}
