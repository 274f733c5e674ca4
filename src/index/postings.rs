//! Where one word stands: in which articles, in which field, at which places.
//!
//! Kept as bytes, since most numbers are small: per article the distance from
//! the one before, which fields have the word and how often, then the
//! distances between its places.

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

#[derive(Default)]
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
        put(&mut self.bytes, article - self.last_article);
        let fields = (0..N_FIELDS).filter(|&f| counts[f] > 0).fold(0, |mask, f| mask | 1 << f);
        let first = counts.iter().copied().find(|&n| n > 0).unwrap_or(0);
        // The first field's count shares the byte of the field mask where it
        // is below 16, as it nearly always is.
        let small = if first < 16 { first as u8 } else { 0 };
        self.bytes.push(fields | small << 4);
        for (n, &count) in counts.iter().filter(|&&n| n > 0).enumerate() {
            if n > 0 || small == 0 {
                put(&mut self.bytes, count);
            }
        }
        let mut last = 0;
        for place in places {
            put(&mut self.bytes, place - last);
            last = place;
        }
        self.last_article = article;
        self.n_articles += 1;
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
            place += take(&mut bytes);
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

    fn next(&mut self) -> Option<Posting<'a>> {
        if self.bytes.is_empty() {
            return None;
        }
        self.article += take(&mut self.bytes);
        let head = self.bytes[0];
        self.bytes = &self.bytes[1..];
        let mut counts = [0; N_FIELDS];
        let mut small = u32::from(head >> 4);
        for (field, count) in counts.iter_mut().enumerate() {
            if head & 1 << field != 0 {
                *count = if small > 0 { small } else { take(&mut self.bytes) };
                small = 0;
            }
        }
        let places = self.bytes;
        // A number's last byte has its high bit clear.
        let mut left: u32 = counts.iter().sum();
        let mut end = 0;
        while left > 0 {
            left -= u32::from(places[end] < 0x80);
            end += 1;
        }
        self.bytes = &places[end..];
        Some(Posting { article: self.article, counts, places: &places[..end] })
    }
}

/// Seven bits a byte, low ones first, the high bit set on all but the last.
fn put(bytes: &mut Vec<u8>, mut n: u32) {
    while n >= 0x80 {
        bytes.push(n as u8 | 0x80);
        n >>= 7;
    }
    bytes.push(n as u8);
}

fn take(bytes: &mut &[u8]) -> u32 {
    let mut n = 0;
    let mut shift = 0;
    loop {
        let byte = bytes[0];
        *bytes = &bytes[1..];
        n |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return n;
        }
        shift += 7;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_comes_out() {
        let cases: [(u32, Counts, Vec<u32>); 5] = [
            (0, [0, 0, 1, 0], vec![0]),
            (1, [1, 0, 2, 1], vec![3, 900, 70_000, 70_001]),
            (300, [0, 0, 16, 0], (0..16).map(|n| n * 200).collect()),
            (301, [0, 20, 1, 0], (5..26).collect()),
            (u32::MAX - 1, [0, 0, 0, 1], vec![u32::MAX - 1]),
        ];
        let mut postings = Postings::default();
        for (article, counts, places) in &cases {
            postings.push(*article, counts, places.iter().copied());
        }
        assert_eq!(postings.len(), 5);
        let found: Vec<_> =
            postings.iter().map(|p| (p.article, p.counts, p.places().collect::<Vec<_>>())).collect();
        assert_eq!(found, cases);
    }
}
