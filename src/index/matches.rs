//! Words and phrases to the articles that have them.

use std::cmp::Ordering;
use std::sync::OnceLock;

use super::dictionary::Dictionary;
use super::forms::Forms;
use super::postings::{Counts, Field, N_FIELDS, Posting, Postings};
use super::score::{Plain, Scale, of_plain, part, plain, score};
use crate::query::{How, Pattern, Phrase, Scope, Word, windows};

/// Articles in ascending order, each with its score.
pub type Matches = Vec<(u32, u32)>;

/// All words of a collection and where they stand.
#[derive(Default)]
pub struct Words {
    pub dictionary: Dictionary,
    pub forms: Forms,
    pub postings: Postings,
    /// Words in each field, by article.
    pub lengths: Vec<Counts>,
    pub totals: [u64; N_FIELDS],
    /// By article; worked out for the collection as it is.
    worths: OnceLock<Vec<(Counts, Plain)>>,
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

/// The fields that words may stand in.
fn allowed(scope: Scope) -> [bool; N_FIELDS] {
    Field::ALL.map(|field| match scope {
        Scope::Anywhere => true,
        Scope::Title => field == Field::Title,
        Scope::Text => matches!(field, Field::Summary | Field::Body),
        Scope::Said | Scope::Near(_) => field == Field::Body,
        // Notes are none of the article's words: see `hands`.
        Scope::Note => false,
    })
}

impl Words {
    pub fn scale(&self) -> Scale {
        Scale::new(self.lengths.len(), self.totals)
    }

    /// Changes the words of an article.
    pub fn set_lengths(&mut self, article: u32, lengths: Counts) {
        let old = std::mem::replace(&mut self.lengths[article as usize], lengths);
        for (n, total) in self.totals.iter_mut().enumerate() {
            *total = *total + u64::from(lengths[n]) - u64::from(old[n]);
        }
        self.worths.take();
    }

    /// Keeps some of the articles, which get other numbers.
    pub fn retain(&mut self, numbers: &dyn Fn(u32) -> Option<u32>) {
        self.postings.renumber(numbers);
        let lengths = std::mem::take(&mut self.lengths);
        self.totals = [0; N_FIELDS];
        for (_, lengths) in (0..).zip(lengths).filter(|(n, _)| numbers(*n).is_some()) {
            self.add_lengths(lengths);
        }
    }

    /// Adds the lengths of the next article's fields.
    pub fn add_lengths(&mut self, lengths: Counts) {
        for (total, length) in self.totals.iter_mut().zip(lengths) {
            *total += u64::from(length);
        }
        self.lengths.push(lengths);
        self.worths.take();
    }

    /// Whether any article has a word: those that had it may have been changed.
    pub fn is_had(&self, number: u32) -> bool {
        self.postings.n_articles(number) > 0
    }

    /// What a word is worth in each field, by article.
    fn worths(&self) -> &[(Counts, Plain)] {
        self.worths.get_or_init(|| {
            let scale = self.scale();
            let worths = self.lengths.iter().map(|lengths| scale.worths(lengths));
            worths.map(|worths| (worths, plain(&worths))).collect()
        })
    }

    /// The articles that have words where they are wanted. Whether somebody
    /// says them, and what stands near, is not looked at.
    pub fn matches(&self, phrase: &Phrase) -> Matches {
        let fields = allowed(phrase.scope);
        match &phrase.words[..] {
            [word] => self.word(word, &fields),
            _ => self.phrase(phrase, &fields),
        }
    }

    /// Other forms of a word that some article has, sorted.
    pub fn forms(&self, word: &str) -> Vec<String> {
        let had = self.forms.of(word).into_iter().filter(|&number| self.is_had(number));
        let all = had.map(|number| self.dictionary.word(number));
        let mut others: Vec<String> = all.filter(|form| *form != word).map(str::to_owned).collect();
        crate::order::sort(&mut others);
        others
    }

    /// The words that a pattern means, sorted, where these are few enough to be
    /// looked up one by one; else none.
    pub fn meant(&self, pattern: &Pattern) -> Vec<String> {
        const FEW: usize = 512;
        let numbers = self.dictionary.matching(pattern.machine());
        if numbers.len() > FEW {
            return Vec::new();
        }
        let mut words: Vec<String> = numbers.iter().map(|&n| self.dictionary.word(n).to_owned()).collect();
        crate::order::sort(&mut words);
        words
    }

    /// The numbers of all words that answer one that is asked for.
    pub fn numbers(&self, word: &Word) -> Vec<u32> {
        match &word.how {
            How::Exact | How::Form => self.whole(word),
            How::Begin => self.dictionary.with_prefix(&word.text).collect(),
            How::Like(pattern) if word.forms.is_empty() => self.dictionary.matching(pattern.machine()),
            How::Like(_) => word.forms.iter().filter_map(|word| self.dictionary.get(word)).collect(),
            How::Typed => {
                let mut numbers = self.whole(word);
                let begun = self.dictionary.with_prefix(&word.text).filter(|n| !numbers.contains(n));
                let begun: Vec<u32> = begun.collect();
                numbers.extend(begun);
                numbers
            }
        }
    }

    /// A word itself and its forms.
    pub fn whole(&self, word: &Word) -> Vec<u32> {
        let forms = word.forms.iter().map(String::as_str);
        std::iter::once(word.text.as_str()).chain(forms).filter_map(|w| self.dictionary.get(w)).collect()
    }

    fn word(&self, word: &Word, fields: &[bool; N_FIELDS]) -> Matches {
        if word.how != How::Typed {
            return self.score_together(&self.numbers(word), fields);
        }
        let whole = self.whole(word);
        let begun = self.dictionary.with_prefix(&word.text).filter(|n| !whole.contains(n));
        let begun = self.score_together(&begun.collect::<Vec<_>>(), fields);
        // A word that is only begun is worth half: it may become another.
        let begun = begun.into_iter().map(|(article, score)| (article, score / 2));
        union(self.score_together(&whole, fields), begun)
    }

    /// Scores several words as if they were one.
    fn score_together(&self, numbers: &[u32], fields: &[bool; N_FIELDS]) -> Matches {
        let masked = |mut counts: Counts| {
            counts.iter_mut().zip(fields).filter(|(_, is_allowed)| !**is_allowed).for_each(|(n, _)| *n = 0);
            counts
        };
        let worths = self.worths();
        if let ([number], true) = (numbers, fields.iter().all(|&is_allowed| is_allowed)) {
            let rarity = self.scale().rarity(self.postings.n_articles(*number));
            let scored = |p: Posting| {
                let (worths, plain) = &worths[p.article as usize];
                let score = match plain.get(usize::from(p.plain).wrapping_sub(1)) {
                    Some(&part) => of_plain(rarity, part),
                    None => score(rarity, &p.counts, worths),
                };
                (p.article, score)
            };
            return self.postings.list(*number).iter().map(scored).collect();
        }
        let n_postings: usize = numbers.iter().map(|&n| self.postings.n_articles(n) as usize).sum();
        if n_postings >= self.lengths.len() / 8 {
            return self.score_many(numbers, fields);
        }
        let mut found: Vec<(u32, Counts)> = Vec::new();
        for &number in numbers {
            found.extend(self.postings.list(number).iter().map(|p| (p.article, masked(p.counts))));
        }
        found.sort_unstable_by_key(|(article, _)| *article);
        found.dedup_by(|next, last| {
            let is_same = next.0 == last.0;
            if is_same {
                last.1.iter_mut().zip(next.1).for_each(|(sum, n)| *sum += n);
            }
            is_same
        });
        found.retain(|(_, counts)| *counts != [0; N_FIELDS]);
        self.score_all(&found)
    }

    /// The same, for words that many articles have: what they weigh is summed up in
    /// one number for each article.
    fn score_many(&self, numbers: &[u32], fields: &[bool; N_FIELDS]) -> Matches {
        /// No article has it yet; no sum becomes as much.
        const NONE: u32 = u32::MAX;
        const BODY: usize = Field::Body as usize;
        const NAMES: usize = Field::Names as usize;
        let add = |sum: &mut u32, weight: u32| {
            *sum = if *sum == NONE { weight.min(NONE - 1) } else { sum.saturating_add(weight).min(NONE - 1) };
        };
        let worths = self.worths();
        let mut weights = vec![NONE; worths.len()];
        // Names that the text does not spell out; they count where nothing else weighs.
        let mut of_names = Vec::new();
        for &number in numbers {
            for p in self.postings.list(number).iter() {
                let (worths, _) = &worths[p.article as usize];
                let sum = &mut weights[p.article as usize];
                if p.plain > 0 {
                    if fields[BODY] {
                        add(sum, u32::from(p.plain).saturating_mul(worths[BODY]));
                    }
                    continue;
                }
                for field in (0..N_FIELDS).filter(|&field| fields[field] && p.counts[field] > 0) {
                    let weight = p.counts[field].saturating_mul(worths[field]);
                    if field == NAMES {
                        of_names.push((p.article, weight));
                    } else {
                        add(sum, weight);
                    }
                }
            }
        }
        let mut names = vec![NONE; if of_names.is_empty() { 0 } else { worths.len() }];
        of_names.into_iter().for_each(|(article, weight)| add(&mut names[article as usize], weight));
        let mut found: Matches = Vec::new();
        for (article, &weight) in (0..).zip(&weights) {
            let weight = match (weight, names.get(article as usize)) {
                (0 | NONE, Some(&of_names)) if of_names != NONE => of_names,
                (NONE, _) => continue,
                (weight, _) => weight,
            };
            found.push((article, weight));
        }
        let rarity = self.scale().rarity(found.len() as u32);
        found.iter_mut().for_each(|(_, weight)| *weight = of_plain(rarity, part(*weight)));
        found
    }

    /// Scores articles by how often they have something, as if it were one word.
    fn score_all(&self, counts: &[(u32, Counts)]) -> Matches {
        let rarity = self.scale().rarity(counts.len() as u32);
        let worths = self.worths();
        counts
            .iter()
            .map(|(article, counts)| (*article, score(rarity, counts, &worths[*article as usize].0)))
            .collect()
    }

    fn phrase(&self, phrase: &Phrase, fields: &[bool; N_FIELDS]) -> Matches {
        if phrase.within.is_none() {
            return self.in_a_row(&phrase.words, fields);
        }
        let places = self.places(&phrase.words);
        let mut rest: Vec<&[u64]> = places.iter().map(Vec::as_slice).collect();
        let mut counts: Vec<(u32, Counts)> = Vec::new();
        while let Some(&next) = rest.last().and_then(|places| places.first()) {
            let article = (next >> 32) as u32;
            let here: Vec<&[u64]> = rest.iter_mut().map(|places| take_article(places, article)).collect();
            let lengths = &self.lengths[article as usize];
            let first = first_places(lengths);
            let mut n_found = [0; N_FIELDS];
            for field in (0..N_FIELDS).filter(|&field| fields[field]) {
                // Each name stands for itself: words of two are never together.
                if field == Field::Names as usize {
                    continue;
                }
                let (start, end) = (first[field], first[field] + lengths[field]);
                let within = |place: &&u64| (start..end).contains(&(**place as u32));
                let of_word = |places: &[u64]| places.iter().filter(within).map(|&p| p as u32).collect();
                let in_field: Vec<Vec<u32>> = here.iter().map(|places| of_word(places)).collect();
                n_found[field] = windows(&in_field, phrase.within).len() as u32;
            }
            if n_found != [0; N_FIELDS] {
                counts.push((article, n_found));
            }
        }
        self.score_all(&counts)
    }

    /// The articles that have words one after the other. What lies between
    /// fields and between names keeps them apart.
    fn in_a_row(&self, words: &[Word], fields: &[bool; N_FIELDS]) -> Matches {
        let places = self.places(words);
        let Some((first, rest)) = places.split_first() else { return Matches::new() };
        let mut starts = first.clone();
        for (n, of_word) in (1..).zip(rest) {
            let mut next = 0;
            starts.retain(|start| {
                next += of_word[next..].iter().take_while(|&&place| place < start + n).count();
                of_word.get(next) == Some(&(start + n))
            });
        }
        let mut counts: Vec<(u32, Counts)> = Vec::new();
        for here in starts.chunk_by(|a, b| a >> 32 == b >> 32) {
            let article = (here[0] >> 32) as u32;
            let first = first_places(&self.lengths[article as usize]);
            let mut n_found = [0; N_FIELDS];
            for field in here.iter().map(|&place| field_of(&first, place as u32)) {
                n_found[field] += u32::from(fields[field]);
            }
            if n_found != [0; N_FIELDS] {
                counts.push((article, n_found));
            }
        }
        self.score_all(&counts)
    }

    /// For each word where it stands, as article and place in one number,
    /// ascending. The rarest is looked up first, and each next one only in
    /// articles that have those before.
    fn places(&self, words: &[Word]) -> Vec<Vec<u64>> {
        let mut has = vec![true; self.lengths.len()];
        let mut all = vec![Vec::new(); words.len()];
        let numbers: Vec<Vec<u32>> = words.iter().map(|word| self.numbers(word)).collect();
        let n_articles =
            |n: u32| numbers[n as usize].iter().map(|&n| self.postings.n_articles(n)).sum::<u32>();
        let mut order: Vec<u32> = (0..words.len() as u32).collect();
        crate::order::sort_numbers(&mut order, &|a, b| n_articles(a).cmp(&n_articles(b)));
        for n in order {
            let numbers = &numbers[n as usize];
            let mut places: Vec<u64> = Vec::new();
            for &number in numbers {
                for posting in self.postings.list(number).iter().filter(|p| has[p.article as usize]) {
                    let article = u64::from(posting.article) << 32;
                    places.extend(posting.places().map(|place| article | u64::from(place)));
                }
            }
            if numbers.len() > 1 {
                places.sort_unstable();
            }
            has.fill(false);
            places.iter().for_each(|place| has[(place >> 32) as usize] = true);
            all[n as usize] = places;
        }
        all
    }
}

/// Takes the places in an article off the front, and all before it.
fn take_article<'a>(places: &mut &'a [u64], article: u32) -> &'a [u64] {
    let start = places.partition_point(|place| place >> 32 < u64::from(article));
    let n_here = places[start..].iter().take_while(|place| *place >> 32 == u64::from(article)).count();
    let (here, rest) = places[start..].split_at(n_here);
    *places = rest;
    here
}

/// Articles of both, those of `a` with its score.
pub fn union(a: Matches, b: impl Iterator<Item = (u32, u32)>) -> Matches {
    merged(&a, &b.collect(), |a, _| a)
}

/// Articles of either, with the sum of their scores.
pub fn sum(a: &Matches, b: &Matches) -> Matches {
    merged(a, b, u32::saturating_add)
}

fn merged(a: &Matches, b: &Matches, both: fn(u32, u32) -> u32) -> Matches {
    let (mut i, mut j) = (0, 0);
    let mut out = Matches::with_capacity(a.len().max(b.len()));
    loop {
        let order = match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) => x.0.cmp(&y.0),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return out,
        };
        out.push(match order {
            Ordering::Less => a[i],
            Ordering::Greater => b[j],
            Ordering::Equal => (a[i].0, both(a[i].1, b[j].1)),
        });
        i += usize::from(order.is_le());
        j += usize::from(order.is_ge());
    }
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

/// The articles of `a` that are not in `b`.
pub fn difference(a: Matches, b: &Matches) -> Matches {
    let mut a = a;
    let mut unwanted = b.iter().map(|m| m.0).peekable();
    a.retain(|(article, _)| {
        while unwanted.next_if(|other| other < article).is_some() {}
        unwanted.peek() != Some(article)
    });
    a
}
