//! Where one word stands: in which articles, in which field, at which places.
//!
//! Kept as bytes, since most numbers are small: per article the distance from
//! the one before, together with how often the body has the word where that is
//! all; else which fields have it and how often; then the distances between its
//! places.

/// The parts of an article that are searched, in the order of their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Title,
    Summary,
    Body,
    /// Names of the article's entities that its text does not spell out.
    Names,
}

pub const N_FIELDS: usize = 4;

impl Field {
    pub const ALL: [Field; N_FIELDS] = [Field::Title, Field::Summary, Field::Body, Field::Names];
}

/// How often a word stands in each [`Field`].
pub type Counts = [u32; N_FIELDS];

/// A word that stands so often in the body, and nowhere else, needs no more than
/// the two low bits of its head: as nearly all do.
const PLAIN: u32 = 3;

#[derive(Clone, Default)]
pub struct Postings {
    bytes: Vec<u8>,
    last_article: u32,
    n_articles: u32,
}

impl Postings {
    /// How many articles have the word.
    pub fn len(&self) -> u32 {
        self.n_articles
    }

    /// Articles must come in ascending order, `places` ascend too and are as
    /// many as `counts` add up to, at least one.
    pub fn push(&mut self, article: u32, counts: &Counts, places: impl Iterator<Item = u32>) {
        debug_assert!(self.n_articles == 0 || article > self.last_article);
        put_posting(&mut self.bytes, article - self.last_article, counts, places);
        self.last_article = article;
        self.n_articles += 1;
    }

    /// Puts an article where it belongs among the others, in place of what was
    /// there of it, or takes it out.
    pub fn edit(&mut self, article: u32, new: Option<(&Counts, &[u32])>) {
        let mut postings = self.iter();
        let (start, before, was_there) = loop {
            let (start, before) = (self.bytes.len() - postings.bytes.len(), postings.article);
            match postings.next() {
                Some(posting) if posting.article < article => {}
                next => break (start, before, next.is_some_and(|posting| posting.article == article)),
            }
        };
        let mut rest = if was_there { postings.bytes } else { &self.bytes[start..] };
        let (mut bytes, mut last) = (Vec::new(), before);
        if let Some((counts, places)) = new {
            put_posting(&mut bytes, article - before, counts, places.iter().copied());
            last = article;
        }
        let is_last = rest.is_empty();
        if !is_last {
            let head = take(&mut rest);
            let next = if was_there { article } else { before } + (head >> 2) as u32;
            put(&mut bytes, u64::from(next - last) << 2 | head & 3);
        }
        let end = self.bytes.len() - rest.len();
        self.bytes.splice(start..end, bytes);
        if is_last {
            self.last_article = last;
        }
        self.n_articles = self.n_articles + u32::from(new.is_some()) - u32::from(was_there);
    }

    /// Gives the articles other numbers, in the same order, and drops those without.
    pub fn renumber(&mut self, number: &dyn Fn(u32) -> Option<u32>) {
        let old = std::mem::take(self);
        for posting in old.iter() {
            if let Some(article) = number(posting.article) {
                self.push(article, &posting.counts, posting.places());
            }
        }
    }

    pub fn iter(&self) -> Iter<'_> {
        Iter { bytes: &self.bytes, article: 0 }
    }
}

/// One article of a word.
#[derive(Clone, Copy)]
pub struct Posting<'a> {
    pub article: u32,
    pub counts: Counts,
    places: &'a [u8],
}

impl<'a> Posting<'a> {
    /// The word's places within the article, ascending.
    pub fn places(self) -> impl Iterator<Item = u32> + 'a {
        let mut bytes = self.places;
        let mut place = 0;
        (0..self.counts.iter().sum()).map(move |_| {
            place += take(&mut bytes) as u32;
            place
        })
    }
}

pub struct Iter<'a> {
    bytes: &'a [u8],
    article: u32,
}

impl<'a> Iterator for Iter<'a> {
    type Item = Posting<'a>;

    #[inline]
    fn next(&mut self) -> Option<Posting<'a>> {
        if self.bytes.is_empty() {
            return None;
        }
        let head = take(&mut self.bytes);
        self.article = self.article.wrapping_add((head >> 2) as u32);
        let mut counts = [0; N_FIELDS];
        let plain = (head & 3) as u32;
        let mut left = if plain < PLAIN {
            counts[Field::Body as usize] = plain + 1;
            plain + 1
        } else {
            self.counts(&mut counts)
        };
        let places = self.bytes;
        // A number's last byte has its high bit clear.
        let mut end = 0;
        while left > 0 {
            left -= u32::from(places[end] < 0x80);
            end += 1;
        }
        self.bytes = &places[end..];
        Some(Posting { article: self.article, counts, places: &places[..end] })
    }
}

impl Iter<'_> {
    /// Reads how often each field has the word, and the sum of that.
    fn counts(&mut self, counts: &mut Counts) -> u32 {
        let fields = self.bytes[0];
        self.bytes = &self.bytes[1..];
        let mut small = u32::from(fields >> 4);
        for (field, count) in counts.iter_mut().enumerate() {
            if fields & 1 << field != 0 {
                *count = if small > 0 { small } else { take(&mut self.bytes) as u32 };
                small = 0;
            }
        }
        counts.iter().sum()
    }
}

fn put_posting(bytes: &mut Vec<u8>, distance: u32, counts: &Counts, places: impl Iterator<Item = u32>) {
    let distance = u64::from(distance) << 2;
    match *counts {
        [0, 0, n @ 1..=PLAIN, 0] => put(bytes, distance | u64::from(n - 1)),
        _ => {
            put(bytes, distance | u64::from(PLAIN));
            let fields = (0..N_FIELDS).filter(|&f| counts[f] > 0).fold(0, |mask, f| mask | 1 << f);
            let first = counts.iter().copied().find(|&n| n > 0).unwrap_or(0);
            // The first field's count shares the byte of the field mask where it
            // is below 16, as it nearly always is.
            let small = if first < 16 { first as u8 } else { 0 };
            bytes.push(fields | small << 4);
            for (n, &count) in counts.iter().filter(|&&n| n > 0).enumerate() {
                if n > 0 || small == 0 {
                    put(bytes, u64::from(count));
                }
            }
        }
    }
    let mut last = 0;
    for place in places {
        put(bytes, u64::from(place - last));
        last = place;
    }
}

/// Seven bits a byte, low ones first, the high bit set on all but the last.
fn put(bytes: &mut Vec<u8>, mut n: u64) {
    // Half of what is kept would be room if it were doubled each time.
    if bytes.capacity() - bytes.len() < 10 {
        bytes.reserve_exact(10.max(bytes.len() / 4));
    }
    while n >= 0x80 {
        bytes.push(n as u8 | 0x80);
        n >>= 7;
    }
    bytes.push(n as u8);
}

#[inline]
fn take(bytes: &mut &[u8]) -> u64 {
    let first = bytes[0];
    *bytes = &bytes[1..];
    if first < 0x80 {
        return u64::from(first);
    }
    let mut n = u64::from(first & 0x7f);
    let mut shift = 7;
    loop {
        let byte = bytes[0];
        *bytes = &bytes[1..];
        n |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return n;
        }
        shift += 7;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Case = (u32, Counts, Vec<u32>);

    fn cases() -> [Case; 5] {
        [
            (0, [0, 0, 1, 0], vec![0]),
            (1, [1, 0, 2, 1], vec![3, 900, 70_000, 70_001]),
            (300, [0, 0, 16, 0], (0..16).map(|n| n * 200).collect()),
            (301, [0, 20, 1, 0], (5..26).collect()),
            (u32::MAX - 1, [0, 0, 0, 1], vec![u32::MAX - 1]),
        ]
    }

    fn postings<'a>(cases: impl Iterator<Item = &'a Case>) -> Postings {
        let mut postings = Postings::default();
        cases.for_each(|(article, counts, places)| postings.push(*article, counts, places.iter().copied()));
        postings
    }

    #[track_caller]
    fn check<'a>(postings: &Postings, expected: impl Iterator<Item = &'a Case>) {
        let expected: Vec<&Case> = expected.collect();
        let found: Vec<Case> = postings.iter().map(|p| (p.article, p.counts, p.places().collect())).collect();
        assert_eq!(found.iter().collect::<Vec<_>>(), expected);
        assert_eq!(postings.len() as usize, expected.len());
        assert_eq!(postings.last_article, expected.last().map_or(0, |case| case.0));
    }

    #[test]
    fn what_is_put_in_comes_out() {
        check(&postings(cases().iter()), cases().iter());
    }

    #[test]
    fn an_article_is_taken_out_put_back_and_changed() {
        let cases = cases();
        for n in 0..cases.len() {
            let others = || cases[..n].iter().chain(&cases[n + 1..]);
            let mut edited = postings(cases.iter());
            edited.edit(cases[n].0, None);
            check(&edited, others());
            edited.edit(cases[n].0, None);
            check(&edited, others());
            edited.edit(cases[n].0, Some((&cases[n].1, &cases[n].2)));
            check(&edited, cases.iter());
            let mut changed = cases.clone();
            (changed[n].1, changed[n].2) = ([0, 1, 1, 0], vec![7, 300]);
            edited.edit(cases[n].0, Some((&changed[n].1, &changed[n].2)));
            check(&edited, changed.iter());
        }
    }

    #[test]
    fn articles_get_other_numbers() {
        let mut renumbered = postings(cases().iter());
        renumbered.renumber(&|article| (article != 300).then(|| article.min(302)));
        let mut expected = cases().to_vec();
        expected.remove(2);
        expected[3].0 = 302;
        check(&renumbered, expected.iter());
    }
}
