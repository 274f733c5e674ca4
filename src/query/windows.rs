//! Places where several words stand together.

/// From the first to the last place of words that stand together.
pub type Window = (u32, u32);

/// Where words stand together, given the places of each, ascending: one after
/// the other, or, where `within` says so, in any order with at most so many
/// other words among them. Windows come in order; those of any order are as
/// short as can be and apart from each other. A place that answers two of the
/// words counts for both.
pub fn windows(places: &[Vec<u32>], within: Option<u32>) -> Vec<Window> {
    match (places, within) {
        ([], _) => Vec::new(),
        (_, None) => in_a_row(places),
        (_, Some(others)) => together(places, places.len() as u32 + others),
    }
}

fn in_a_row(places: &[Vec<u32>]) -> Vec<Window> {
    let last = places.len() as u32 - 1;
    let follows =
        |first: u32| (1..).zip(&places[1..]).all(|(n, of_word)| of_word.binary_search(&(first + n)).is_ok());
    places[0].iter().filter(|&&first| follows(first)).map(|&first| (first, first + last)).collect()
}

/// Runs of at most `longest` places that have all words.
fn together(places: &[Vec<u32>], longest: u32) -> Vec<Window> {
    let mut next = vec![0; places.len()];
    let mut found: Vec<Window> = Vec::new();
    loop {
        // One place of each word: the shortest run from the first of them is to the last.
        let now = || places.iter().zip(&next).map(|(of_word, &n)| of_word.get(n).copied());
        if now().any(|place| place.is_none()) {
            return found;
        }
        let (first, last) = now().flatten().fold((u32::MAX, 0), |(a, b), place| (a.min(place), b.max(place)));
        // A run is as short as can be where its first word doesn't come again within it.
        let comes_again = places
            .iter()
            .zip(&next)
            .filter(|(of_word, n)| of_word[**n] == first)
            .all(|(of_word, &n)| of_word.get(n + 1).is_some_and(|&again| again <= last));
        let is_found = last - first < longest && !comes_again;
        if is_found {
            found.push((first, last));
        }
        for (of_word, n) in places.iter().zip(&mut next) {
            let passed = |place: u32| if is_found { place <= last } else { place == first };
            while of_word.get(*n).is_some_and(|&place| passed(place)) {
                *n += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(places: &[&[u32]], within: Option<u32>, expected: &[Window]) {
        let places: Vec<Vec<u32>> = places.iter().map(|p| p.to_vec()).collect();
        assert_eq!(windows(&places, within), expected);
    }

    #[test]
    fn words_follow_each_other() {
        check(&[&[1, 5, 9], &[2, 6, 11]], None, &[(1, 2), (5, 6)]);
        check(&[&[1, 2], &[2, 3], &[3]], None, &[(1, 3)]);
        check(&[&[3]], None, &[(3, 3)]);
        check(&[&[1], &[]], None, &[]);
    }

    #[test]
    fn words_stand_near_each_other() {
        check(&[&[1, 20], &[4, 19]], Some(2), &[(1, 4), (19, 20)]);
        check(&[&[1, 3, 9], &[4, 12]], Some(5), &[(3, 4), (9, 12)]);
        check(&[&[2], &[2, 3]], Some(0), &[(2, 2)]);
        check(&[&[1], &[4]], Some(1), &[]);
        check(&[&[1, 8], &[10], &[9, 30]], Some(0), &[(8, 10)]);
    }
}
