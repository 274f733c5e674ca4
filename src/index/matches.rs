//! Clauses to the articles that answer them.

use std::cmp::Ordering;

use super::dictionary::Dictionary;
use super::forms::Forms;
use super::postings::{Counts, N_FIELDS, Postings};
use super::score::Scale;
use crate::query::Clause;

/// Articles in ascending order, each with its score.
pub type Matches = Vec<(u32, u32)>;

/// All words of a collection and where they stand.
#[derive(Default)]
pub struct Words {
    pub dictionary: Dictionary,
    pub forms: Forms,
    /// By word number.
    pub postings: Vec<Postings>,
    /// Words in each field, by article.
    pub lengths: Vec<Counts>,
    pub totals: [u64; N_FIELDS],
}

/// Between the last place of a field, or of a name, and the first of the next
/// lies one empty place, which no phrase bridges.
pub fn first_places(lengths: &Counts) -> Counts {
    let mut places = [0; N_FIELDS];
    for field in 1..N_FIELDS {
        places[field] = places[field - 1] + lengths[field - 1] + 1;
    }
    places
}

/// The field that a place is in, given the first place of each.
pub fn field_of(first: &Counts, place: u32) -> usize {
    (1..N_FIELDS).rev().find(|&field| place >= first[field]).unwrap_or(0)
}

impl Words {
    pub fn scale(&self) -> Scale {
        Scale::new(self.lengths.len(), self.totals)
    }

    /// The articles that have a clause's words; whether it is negated is the caller's.
    pub fn matches(&self, clause: &Clause) -> Matches {
        match &clause.words[..] {
            [word] => self.word(word, &clause.forms, clause.open),
            words => self.phrase(words, clause.open),
        }
    }

    /// Other forms of a word that some article has, sorted.
    pub fn forms(&self, word: &str) -> Vec<String> {
        let all = self.forms.of(word).iter().map(|&number| self.dictionary.word(number));
        let mut others: Vec<String> = all.filter(|form| *form != word).map(str::to_owned).collect();
        crate::order::sort(&mut others);
        others
    }

    fn word(&self, word: &str, forms: &[String], open: bool) -> Matches {
        let whole: Vec<u32> = std::iter::once(word)
            .chain(forms.iter().map(String::as_str))
            .filter_map(|w| self.dictionary.get(w))
            .collect();
        let matches = match whole[..] {
            [] => Matches::new(),
            [number] => self.score_one(number),
            _ => self.score_together(whole.iter().copied()),
        };
        if !open {
            return matches;
        }
        let begun = self.score_together(self.dictionary.with_prefix(word).filter(|n| !whole.contains(n)));
        // A word that is only begun is worth half: it may become another.
        union(matches, begun.into_iter().map(|(article, score)| (article, score / 2)))
    }

    /// Scores several words as if they were one.
    fn score_together(&self, numbers: impl Iterator<Item = u32>) -> Matches {
        let mut counts = vec![[0; N_FIELDS]; self.lengths.len()];
        for posting in numbers.flat_map(|number| self.postings[number as usize].iter()) {
            let sum = &mut counts[posting.article as usize];
            (0..N_FIELDS).for_each(|f| sum[f] += posting.counts[f]);
        }
        let some = (0..).zip(counts).filter(|(_, counts)| *counts != [0; N_FIELDS]);
        self.score_all(&some.collect::<Vec<_>>())
    }

    fn score_one(&self, number: u32) -> Matches {
        let (scale, postings) = (self.scale(), &self.postings[number as usize]);
        let rarity = scale.rarity(postings.len());
        let score =
            |counts: &Counts, article: u32| scale.score(rarity, counts, &self.lengths[article as usize]);
        postings.iter().map(|p| (p.article, score(&p.counts, p.article))).collect()
    }

    /// Scores articles by how often they have something, as if it were one word.
    fn score_all(&self, counts: &[(u32, Counts)]) -> Matches {
        let scale = self.scale();
        let rarity = scale.rarity(counts.len() as u32);
        let score =
            |counts: &Counts, article: u32| scale.score(rarity, counts, &self.lengths[article as usize]);
        counts.iter().map(|(article, counts)| (*article, score(counts, *article))).collect()
    }

    fn phrase(&self, words: &[String], open: bool) -> Matches {
        // Where the words up to the current one end: (article, place), ascending.
        let mut ends: Vec<(u32, u32)> = Vec::new();
        for (n, word) in words.iter().enumerate() {
            let is_open = open && n + 1 == words.len();
            let numbers: Vec<u32> = match is_open {
                true => self.dictionary.with_prefix(word).collect(),
                false => self.dictionary.get(word).into_iter().collect(),
            };
            let mut next = Vec::new();
            for number in &numbers {
                let postings = self.postings[*number as usize].iter();
                if n == 0 {
                    next.extend(postings.flat_map(|p| p.places().map(move |place| (p.article, place))));
                } else {
                    follow(&ends, postings, &mut next);
                }
            }
            if numbers.len() > 1 {
                let mut packed: Vec<u64> =
                    next.iter().map(|&(a, p)| u64::from(a) << 32 | u64::from(p)).collect();
                packed.sort_unstable();
                next = packed.into_iter().map(|end| ((end >> 32) as u32, end as u32)).collect();
            }
            ends = next;
        }
        let mut counts: Vec<(u32, Counts)> = Vec::new();
        for (article, place) in ends {
            if counts.last().is_none_or(|last| last.0 != article) {
                counts.push((article, [0; N_FIELDS]));
            }
            let first = first_places(&self.lengths[article as usize]);
            if let Some((_, counts)) = counts.last_mut() {
                counts[field_of(&first, place)] += 1;
            }
        }
        self.score_all(&counts)
    }
}

/// Appends the places of a word that directly follow one of `ends`.
fn follow<'a>(
    ends: &[(u32, u32)],
    postings: impl Iterator<Item = super::postings::Posting<'a>>,
    out: &mut Vec<(u32, u32)>,
) {
    let mut ends = ends;
    for posting in postings {
        let skip = ends.iter().take_while(|end| end.0 < posting.article).count();
        ends = &ends[skip..];
        let here = ends.iter().take_while(|end| end.0 == posting.article).count();
        if here == 0 {
            if ends.is_empty() {
                return;
            }
            continue;
        }
        let mut before = ends[..here].iter().map(|end| end.1).peekable();
        for place in posting.places() {
            while before.next_if(|&end| end + 1 < place).is_some() {}
            if before.peek().is_some_and(|&end| end + 1 == place) {
                out.push((posting.article, place));
            }
        }
    }
}

/// Articles of both, those of `a` with its score.
pub fn union(a: Matches, b: impl Iterator<Item = (u32, u32)>) -> Matches {
    let mut out = Matches::with_capacity(a.len());
    let mut a = a.into_iter().peekable();
    for (article, score) in b {
        out.extend(std::iter::from_fn(|| a.next_if(|x| x.0 < article)));
        if a.peek().is_none_or(|x| x.0 != article) {
            out.push((article, score));
        }
    }
    out.extend(a);
    out
}

/// Articles of both, with the sum of their scores.
pub fn intersection(a: &Matches, b: &Matches) -> Matches {
    let (mut i, mut j) = (0, 0);
    let mut out = Matches::new();
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.0.cmp(&y.0) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                out.push((x.0, x.1.saturating_add(y.1)));
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    out
}
