//! Words and phrases to the articles that have them.

use std::cmp::Ordering;
use std::sync::OnceLock;

use super::dictionary::Dictionary;
use super::forms::Forms;
use super::postings::{Counts, Field, N_FIELDS, Posting, Postings, Run};
use super::score::{Scale, of_weight, score};
use crate::query::{How, Pattern, Phrase, Scope, Word, windows};

/// Articles in ascending order, each with its score.
pub type Matches = Vec<(u32, u32)>;

/// Where matches go.
pub enum Sink<'a> {
    /// Each article behind those before.
    List(&'a mut Matches),
    /// Onto the scores of all articles.
    Scores(&'a mut [u32]),
}

impl Sink<'_> {
    /// Says how many will come, at most.
    fn expect(&mut self, n: usize) {
        if let Sink::List(list) = self {
            list.reserve(n);
        }
    }

    pub fn put(&mut self, matches: &[(u32, u32)]) {
        match self {
            Sink::List(list) => list.extend_from_slice(matches),
            Sink::Scores(scores) => matches.iter().for_each(|&(article, score)| {
                let sum = &mut scores[article as usize];
                *sum = sum.saturating_add(score);
            }),
        }
    }
}

/// All words of a collection and where they stand.
#[derive(Default)]
pub struct Words {
    pub dictionary: Dictionary,
    pub forms: Forms,
    pub postings: Postings,
    /// Words in each field, by article.
    pub lengths: Vec<Counts>,
    pub totals: [u64; N_FIELDS],
    /// By article, and those of the body beside each other: most words stand there alone.
    /// Worked out for the collection as it is.
    worths: OnceLock<(Vec<Counts>, Vec<u32>)>,
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
    fn worths(&self) -> &(Vec<Counts>, Vec<u32>) {
        self.worths.get_or_init(|| {
            let scale = self.scale();
            let worths: Vec<Counts> = self.lengths.iter().map(|lengths| scale.worths(lengths)).collect();
            let of_body = worths.iter().map(|worths| worths[Field::Body as usize]).collect();
            (worths, of_body)
        })
    }

    /// The articles that have words where they are wanted. Whether somebody
    /// says them, and what stands near, is not looked at.
    pub fn matches(&self, phrase: &Phrase) -> Matches {
        let mut all = Matches::new();
        self.find(phrase, Sink::List(&mut all));
        all
    }

    /// The same, to where they are wanted.
    pub fn find(&self, phrase: &Phrase, mut sink: Sink<'_>) {
        let fields = allowed(phrase.scope);
        match &phrase.words[..] {
            [word] => self.word(word, &fields, sink),
            _ => sink.put(&self.phrase(phrase, &fields)),
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

    fn word(&self, word: &Word, fields: &[bool; N_FIELDS], mut sink: Sink<'_>) {
        if word.how != How::Typed {
            return self.score_together(&self.numbers(word), fields, sink);
        }
        let whole = self.whole(word);
        let begun = self.dictionary.with_prefix(&word.text).filter(|n| !whole.contains(n));
        let begun: Vec<u32> = begun.collect();
        let [whole, begun] = [whole, begun].map(|numbers| {
            let mut all = Matches::new();
            self.score_together(&numbers, fields, Sink::List(&mut all));
            all
        });
        // A word that is only begun is worth half: it may become another.
        sink.put(&union(whole, begun.into_iter().map(|(article, score)| (article, score / 2))));
    }

    /// Scores several words as if they were one.
    fn score_together(&self, numbers: &[u32], fields: &[bool; N_FIELDS], mut sink: Sink<'_>) {
        let masked = |mut counts: Counts| {
            counts.iter_mut().zip(fields).filter(|(_, is_allowed)| !**is_allowed).for_each(|(n, _)| *n = 0);
            counts
        };
        if let ([number], true) = (numbers, fields.iter().all(|&is_allowed| is_allowed)) {
            return self.score_one(*number, sink);
        }
        let n_postings: usize = numbers.iter().map(|&n| self.postings.n_articles(n) as usize).sum();
        // To go through all articles takes less than to sort so many.
        if n_postings >= self.lengths.len() / 32 {
            return self.score_many(numbers, fields, sink);
        }
        let mut counted: Vec<Counts> = Vec::with_capacity(n_postings);
        // Each article with the place of its counts.
        let mut order: Vec<u64> = Vec::with_capacity(n_postings);
        for &number in numbers {
            self.postings.list(number).iter().for_each(|posting| {
                order.push(u64::from(posting.article) << 32 | counted.len() as u64);
                counted.push(masked(posting.counts));
            });
        }
        crate::order::sort_keys(&mut order);
        let mut all: Vec<(u32, Counts)> = Vec::with_capacity(n_postings);
        for key in order {
            let (article, counts) = ((key >> 32) as u32, counted[key as u32 as usize]);
            match all.last_mut() {
                _ if counts == [0; N_FIELDS] => {}
                Some(last) if last.0 == article => {
                    last.1.iter_mut().zip(counts).for_each(|(sum, n)| *sum += n);
                }
                _ => all.push((article, counts)),
            }
        }
        sink.put(&self.score_all(&all));
    }

    /// Scores a word that may stand anywhere.
    fn score_one(&self, number: u32, mut sink: Sink<'_>) {
        let n_articles = self.postings.n_articles(number);
        let rarity = self.scale().rarity(n_articles);
        sink.expect(n_articles as usize);
        let (worths, of_body) = self.worths();
        let (mut list, mut run) = (self.postings.list(number).iter(), Run::default());
        let mut scored = Matches::new();
        while list.read(&mut run) {
            scored.clear();
            scored.extend(run.articles.iter().zip(&run.plain).map(|(&article, &plain)| {
                (article, of_weight(rarity, u32::from(plain) * of_body[article as usize]))
            }));
            for (k, counts) in &run.others {
                let (article, its) = &mut scored[usize::from(*k)];
                *its = score(rarity, counts, &worths[*article as usize]);
            }
            sink.put(&scored);
        }
    }

    /// The same, for words that many articles have: what they weigh is summed up in
    /// one number for each article.
    fn score_many(&self, numbers: &[u32], fields: &[bool; N_FIELDS], mut sink: Sink<'_>) {
        const BODY: usize = Field::Body as usize;
        const NAMES: usize = Field::Names as usize;
        // One more than it weighs, where an article has it.
        let add = |sum: &mut u32, weight: u32| *sum = (*sum).max(1).saturating_add(weight);
        let (worths, of_body) = self.worths();
        let is_anywhere = fields.iter().all(|&is_allowed| is_allowed);
        let mut weights = vec![0; worths.len()];
        // Names that the text does not spell out; they count where nothing else weighs.
        let mut of_names = Vec::new();
        let mut run = Run::default();
        for &number in numbers {
            let mut list = self.postings.list(number).iter();
            while list.read(&mut run) {
                for (&article, &plain) in run.articles.iter().zip(&run.plain) {
                    if is_anywhere || (fields[BODY] && plain > 0) {
                        let at = article as usize;
                        add(&mut weights[at], u32::from(plain) * of_body[at]);
                    }
                }
                for (k, counts) in &run.others {
                    let article = run.articles[usize::from(*k)];
                    let worths = &worths[article as usize];
                    let (mut weight, mut n) = (0, 0);
                    for field in (0..NAMES).filter(|&field| fields[field]) {
                        weight += u64::from(counts[field]) * u64::from(worths[field]);
                        n |= counts[field];
                    }
                    if n > 0 {
                        add(&mut weights[article as usize], weight.min(u64::from(u32::MAX)) as u32);
                    }
                    if fields[NAMES] && counts[NAMES] > 0 {
                        of_names.push((article, counts[NAMES].saturating_mul(worths[NAMES])));
                    }
                }
            }
        }
        let mut names = vec![0; if of_names.is_empty() { 0 } else { worths.len() }];
        of_names.into_iter().for_each(|(article, weight)| add(&mut names[article as usize], weight));
        for (weight, of_names) in weights.iter_mut().zip(names).filter(|(weight, _)| **weight <= 1) {
            *weight = of_names.max(*weight);
        }
        let n_found = weights.iter().filter(|&&weight| weight > 0).count();
        let rarity = self.scale().rarity(n_found as u32);
        if let Sink::Scores(scores) = &mut sink {
            // What no article has weighs nothing, which takes less to add than to leave out.
            for (sum, &weight) in scores.iter_mut().zip(&weights) {
                *sum = sum.saturating_add(of_weight(rarity, weight.saturating_sub(1)));
            }
            return;
        }
        let all = (0..).zip(&weights).filter(|(_, weight)| **weight > 0);
        let mut scored = Matches::with_capacity(n_found);
        scored.extend(all.map(|(article, &weight)| (article, of_weight(rarity, weight - 1))));
        sink.put(&scored);
    }

    /// Scores articles by how often they have something, as if it were one word.
    fn score_all(&self, counts: &[(u32, Counts)]) -> Matches {
        let rarity = self.scale().rarity(counts.len() as u32);
        let (worths, _) = self.worths();
        counts
            .iter()
            .map(|(article, counts)| (*article, score(rarity, counts, &worths[*article as usize])))
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
        let mut all = vec![Vec::new(); words.len()];
        let numbers: Vec<Vec<u32>> = words.iter().map(|word| self.numbers(word)).collect();
        let n_articles =
            |n: u32| numbers[n as usize].iter().map(|&n| self.postings.n_articles(n)).sum::<u32>();
        let mut order: Vec<u32> = (0..words.len() as u32).collect();
        crate::order::sort_numbers(&mut order, &|a, b| n_articles(a).cmp(&n_articles(b)));
        // The articles that may have all words.
        let mut having: Option<Vec<u32>> = None;
        for n in order {
            let numbers = &numbers[n as usize];
            let mut places: Vec<u64> = Vec::new();
            let mut articles: Vec<u32> = Vec::new();
            for &number in numbers {
                let mut add = |posting: Posting<'_>| {
                    articles.push(posting.article);
                    let article = u64::from(posting.article) << 32;
                    places.extend(posting.places().map(|place| article | u64::from(place)));
                };
                match &having {
                    None => self.postings.list(number).iter().for_each(add),
                    Some(having) => self.in_articles(number, having, &mut |_, posting| add(posting)),
                }
            }
            if numbers.len() > 1 {
                places.sort_unstable();
                articles.sort_unstable();
                articles.dedup();
            }
            having = Some(articles);
            all[n as usize] = places;
        }
        all
    }

    /// Visits a word's postings in some articles, which ascend, each with its place among them.
    pub fn in_articles(&self, number: u32, articles: &[u32], visit: &mut dyn FnMut(usize, Posting<'_>)) {
        let mut list = self.postings.list(number).iter();
        let mut next: Option<Posting<'_>> = None;
        for (n, &article) in articles.iter().enumerate() {
            if next.is_none_or(|posting| posting.article < article) {
                next = list.seek(article);
            }
            match next {
                None => break,
                Some(posting) if posting.article == article => visit(n, posting),
                Some(_) => {}
            }
        }
    }
}

/// Takes the places in an article off the front, and all before it.
pub fn take_article<'a>(places: &mut &'a [u64], article: u32) -> &'a [u64] {
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
