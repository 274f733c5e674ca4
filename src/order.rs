//! Sorting, by one sort for all types.
//!
//! The standard library compiles a sort anew for every type and comparison,
//! at about three kilobytes of the page each, and sets and maps that are
//! collected sort, too. Here the places of things are sorted, by one sort, and
//! then the things are put there: a little slower, so what is sorted by the
//! thousand for every article or query keeps a sort of its own.

use std::cmp::Ordering;

/// Sorts ascending; equals keep their order, as in all sorts here.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut order: Vec<u32> = (0..items.len() as u32).collect();
    sort_numbers(&mut order, &|a, b| compare(&items[a as usize], &items[b as usize]));
    arrange(&mut order, &mut |a, b| items.swap(a, b));
}

/// Sorts numbers by what they stand for.
pub fn sort_numbers(numbers: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    numbers.sort_by(|&a, &b| compare(a, b));
}

/// Keeps the first `n` numbers by what they stand for, in no order.
pub fn keep_first(numbers: &mut Vec<u32>, n: usize, compare: &dyn Fn(u32, u32) -> Ordering) {
    if numbers.len() > n {
        numbers.select_nth_unstable_by(n, |&a, &b| compare(a, b));
        numbers.truncate(n);
    }
}

/// Sorts numbers by their digits, the last ones first: several times as fast as by
/// comparing where there are many, as for each query.
pub fn sort_keys(keys: &mut Vec<u64>) {
    const DIGIT: u32 = 11;
    const FEW: usize = 1 << 9;
    if keys.len() < FEW {
        keys.sort_unstable();
        return;
    }
    let differing = keys.iter().fold(0, |bits, key| bits | (key ^ keys[0]));
    let mut other = vec![0; keys.len()];
    for shift in (0..u64::BITS).step_by(DIGIT as usize) {
        let digit = |key: u64| (key >> shift) as usize & ((1 << DIGIT) - 1);
        if digit(differing) == 0 {
            continue;
        }
        let mut starts = [0u32; 1 << DIGIT];
        keys.iter().for_each(|&key| starts[digit(key)] += 1);
        let mut start = 0;
        for n in &mut starts {
            start += std::mem::replace(n, start);
        }
        for &key in keys.iter() {
            let at = &mut starts[digit(key)];
            other[*at as usize] = key;
            *at += 1;
        }
        std::mem::swap(keys, &mut other);
    }
}

/// Swaps what stands at `order[n]` to place `n`, for all `n`, cycle by cycle.
fn arrange(order: &mut [u32], swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..order.len() {
        let mut at = start;
        loop {
            let next = order[at] as usize;
            order[at] = at as u32;
            if next == start {
                break;
            }
            swap(at, next);
            at = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keys_are_sorted_by_their_digits(small in proptest::collection::vec(0..3000u64, 0..900), all in proptest::collection::vec(0..u64::MAX, 0..900)) {
            for keys in [small, all] {
                let (mut sorted, mut expected) = (keys.clone(), keys);
                sort_keys(&mut sorted);
                expected.sort_unstable();
                prop_assert_eq!(sorted, expected);
            }
        }

        #[test]
        fn the_order_is_that_of_the_standard_sort(items: Vec<(u8, u16)>) {
            let (mut ours, mut theirs) = (items.clone(), items.clone());
            sort_by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(&ours, &theirs);
            sort(&mut ours);
            let mut first: Vec<u32> = (0..theirs.len() as u32).collect();
            keep_first(&mut first, 3, &|a, b| theirs[a as usize].cmp(&theirs[b as usize]));
            let mut first: Vec<_> = first.into_iter().map(|n| theirs[n as usize]).collect();
            first.sort();
            theirs.sort();
            prop_assert_eq!(&first, &theirs[..theirs.len().min(3)]);
            prop_assert_eq!(ours, theirs);
        }
    }
}
