//! Where one word stands: in which articles, in which field, at which places.
//!
//! Kept as bytes, since most numbers are small: per article the distance from
//! the one before, together with how often the body has the word where that is
//! all; else which fields have it and how often; then the distances between its
//! places.

use std::borrow::Cow;

use super::bytes::{In, Out};

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

/// The lists of all words, by their numbers.
///
/// Lists grow in pieces that lie in large pages: a vector for each would be
/// moved again and again, and half of it be room. A piece ends with where the
/// next one is, and how long the n-th is, is the same for all lists.
#[derive(Default)]
pub struct Postings {
    words: Vec<Word>,
    pages: Vec<Box<[u8; PAGE]>>,
    /// Where the next piece is to lie.
    free: u32,
}

const PAGE: usize = 1 << 16;
/// Where the next piece is, behind each; nothing where there is none.
const LINK: usize = 4;
/// So many pieces are longer than those before; the others are as long as the last of them.
const N_SIZES: usize = 22;
/// How long they are: about a quarter of all before, for a quarter at most is room.
const SIZES: [u16; N_SIZES] = {
    let (mut sizes, mut sum, mut n) = ([0; N_SIZES], 0, 0);
    while n < N_SIZES {
        let quarter = sum / 4 / 4 * 4;
        sizes[n] = if quarter < 12 { 12 } else { quarter };
        sum += sizes[n];
        n += 1;
    }
    sizes
};

/// One word's list.
#[derive(Clone, Copy, Default)]
struct Word {
    first: u32,
    /// Where the next byte goes, and how much room the piece has left.
    end: u32,
    room: u16,
    /// How many pieces there are.
    n_pieces: u16,
    last_article: u32,
    n_articles: u32,
}

/// What one word's list holds.
pub struct List<'a>(Cow<'a, [u8]>);

impl List<'_> {
    pub fn iter(&self) -> Iter<'_> {
        Iter { bytes: &self.0, article: 0 }
    }
}

impl Postings {
    /// Makes room for so many words.
    pub fn grow(&mut self, n_words: usize) {
        if n_words > self.words.len() {
            self.words.resize(n_words, Word::default());
        }
    }

    /// How many articles have a word.
    pub fn n_articles(&self, word: u32) -> u32 {
        self.words[word as usize].n_articles
    }

    /// Articles must come in ascending order, `places` ascend too and are as
    /// many as `counts` add up to, at least one.
    pub fn push(&mut self, word: u32, article: u32, counts: &Counts, places: &[u32]) {
        let list = &mut self.words[word as usize];
        debug_assert!(list.n_articles == 0 || article > list.last_article);
        let distance = article - list.last_article;
        list.last_article = article;
        list.n_articles += 1;
        let mut bytes = Bytes::default();
        put_posting(&mut bytes, distance, counts, places);
        self.append(word, bytes.of());
    }

    /// What is known of a word.
    pub fn list(&self, word: u32) -> List<'_> {
        let Word { first, end, room, n_pieces, .. } = self.words[word as usize];
        let size = |n: usize| usize::from(SIZES[n.min(N_SIZES - 1)]);
        if n_pieces < 2 {
            let length = if n_pieces == 0 { 0 } else { end - first };
            return List(Cow::Borrowed(self.piece(first, length as usize)));
        }
        let n_pieces = usize::from(n_pieces);
        let mut bytes = Vec::with_capacity((0..n_pieces).map(size).sum());
        let mut at = first;
        for n in 0..n_pieces - 1 {
            bytes.extend_from_slice(self.piece(at, size(n)));
            at = self.link(at, size(n));
        }
        bytes.extend_from_slice(self.piece(at, size(n_pieces - 1) - usize::from(room)));
        List(Cow::Owned(bytes))
    }

    fn piece(&self, at: u32, length: usize) -> &[u8] {
        let (page, start) = (at as usize / PAGE, at as usize % PAGE);
        self.pages.get(page).map_or(&[], |page| &page[start..start + length])
    }

    fn link(&self, at: u32, size: usize) -> u32 {
        let link = self.piece(at + size as u32, LINK);
        link.try_into().map_or(0, u32::from_le_bytes)
    }

    /// Adds bytes at the end of a list.
    fn append(&mut self, word: u32, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let list = self.words[word as usize];
            if list.room == 0 {
                self.next_piece(word);
                continue;
            }
            let (now, later) = bytes.split_at(bytes.len().min(usize::from(list.room)));
            let start = list.end as usize % PAGE;
            self.pages[list.end as usize / PAGE][start..start + now.len()].copy_from_slice(now);
            let list = &mut self.words[word as usize];
            list.end += now.len() as u32;
            list.room -= now.len() as u16;
            bytes = later;
        }
    }

    /// Goes on with a list's next piece: one that it had before, or a new one.
    fn next_piece(&mut self, word: u32) {
        let Word { first, end, n_pieces, .. } = self.words[word as usize];
        let size = SIZES[usize::from(n_pieces).min(N_SIZES - 1)];
        let is_first = n_pieces == 0;
        let had = if is_first { first } else { self.link(end, 0) };
        let next = if had == 0 { self.room_for(usize::from(size)) } else { had };
        if !is_first {
            let start = end as usize % PAGE;
            self.pages[end as usize / PAGE][start..start + LINK].copy_from_slice(&next.to_le_bytes());
        }
        let list = &mut self.words[word as usize];
        if is_first {
            list.first = next;
        }
        (list.end, list.room, list.n_pieces) = (next, size, n_pieces + 1);
    }

    /// Where a piece of this size can lie; never at 0, which is nowhere.
    fn room_for(&mut self, size: usize) -> u32 {
        let length = size + LINK;
        let is_full =
            self.free as usize % PAGE + length > PAGE || self.free as usize == self.pages.len() * PAGE;
        if is_full {
            self.free = ((self.pages.len() * PAGE) as u32).max(LINK as u32);
            self.pages.push(Box::new([0; PAGE]));
        }
        self.free += length as u32;
        self.free - length as u32
    }

    /// Puts an article where it belongs among the others of a word, in place of
    /// what was there of it, or takes it out.
    pub fn edit(&mut self, word: u32, article: u32, new: Option<(&Counts, &[u32])>) {
        let old = self.list(word);
        let mut postings = old.iter();
        let (start, before, was_there) = loop {
            let (start, before) = (old.0.len() - postings.bytes.len(), postings.article);
            match postings.next() {
                Some(posting) if posting.article < article => {}
                next => break (start, before, next.is_some_and(|posting| posting.article == article)),
            }
        };
        let mut rest = if was_there { postings.bytes } else { &old.0[start..] };
        let (mut bytes, mut last) = (Bytes::default(), before);
        if let Some((counts, places)) = new {
            put_posting(&mut bytes, article - before, counts, places);
            last = article;
        }
        let is_last = rest.is_empty();
        if !is_last {
            let head = take(&mut rest);
            let next = if was_there { article } else { before } + (head >> 2) as u32;
            bytes.put(u64::from(next - last) << 2 | head & 3);
        }
        let all = [&old.0[..start], bytes.of(), rest].concat();
        let Word { last_article, n_articles, .. } = self.words[word as usize];
        let n_articles = n_articles + u32::from(new.is_some()) - u32::from(was_there);
        self.set(word, &all, if is_last { last } else { last_article }, n_articles);
    }

    /// Writes a list anew, into the pieces that it has.
    fn set(&mut self, word: u32, bytes: &[u8], last_article: u32, n_articles: u32) {
        let first = self.words[word as usize].first;
        self.words[word as usize] = Word { first, last_article, n_articles, ..Word::default() };
        self.append(word, bytes);
    }

    /// Writes the lists of words in an order.
    pub fn write(&self, order: &[u32], out: &mut Out) {
        for &word in order {
            let Word { n_articles, last_article, .. } = self.words[word as usize];
            out.number(n_articles);
            out.number(last_article);
            out.slice(&self.list(word).0);
        }
    }

    /// Reads the lists of so many words, which are about so many articles.
    pub fn read(&mut self, n_words: usize, n_articles: u32, from: &mut In<'_>) -> Option<()> {
        self.grow(n_words);
        for word in 0..n_words as u32 {
            let (n, last) = (from.number()?, from.number()?);
            let bytes = from.slice()?;
            let is_within = n == 0 || last < n_articles;
            (is_within && is_sound(bytes, n, last)).then_some(())?;
            self.set(word, bytes, last, n);
        }
        Some(())
    }

    /// Gives the articles other numbers, in the same order, and drops those without.
    pub fn renumber(&mut self, number: &dyn Fn(u32) -> Option<u32>) {
        for word in 0..self.words.len() as u32 {
            let old = List(Cow::Owned(self.list(word).0.into_owned()));
            self.set(word, &[], 0, 0);
            let mut places = Vec::new();
            for posting in old.iter() {
                if let Some(article) = number(posting.article) {
                    places.clear();
                    places.extend(posting.places());
                    self.push(word, article, &posting.counts, &places);
                }
            }
        }
    }
}

/// Whether bytes are a list of so many articles, up to the last.
fn is_sound(bytes: &[u8], n_articles: u32, last_article: u32) -> bool {
    let mut from = In { bytes };
    let sound = |from: &mut In<'_>| {
        let mut article = 0u64;
        for n in 0..n_articles {
            let head = from.long()?;
            article += head >> 2;
            let is_later = n == 0 || head >> 2 > 0;
            let mut left = (head & 3) as u32 + 1;
            if left > PLAIN {
                let (&fields, rest) = from.bytes.split_first()?;
                from.bytes = rest;
                let mut small = u32::from(fields >> 4);
                left = 0;
                for _ in 0..(fields & 15).count_ones() {
                    left = left.checked_add(if small > 0 { small } else { from.number()? })?;
                    small = 0;
                }
            }
            let mut place = 0u32;
            for _ in 0..left {
                place = place.checked_add(from.number()?)?;
            }
            (is_later && left > 0).then_some(())?;
        }
        (article == u64::from(last_article) && from.bytes.is_empty()).then_some(())
    };
    sound(&mut from).is_some()
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

/// Bytes on their way into a list; most postings are of few.
#[derive(Default)]
struct Bytes {
    few: [u8; 24],
    n_few: usize,
    /// All, where these are too few.
    many: Vec<u8>,
}

impl Bytes {
    fn of(&self) -> &[u8] {
        if self.many.is_empty() { &self.few[..self.n_few] } else { &self.many }
    }

    fn push(&mut self, byte: u8) {
        match self.few.get_mut(self.n_few) {
            Some(place) if self.many.is_empty() => {
                *place = byte;
                self.n_few += 1;
            }
            _ => {
                if self.many.is_empty() {
                    self.many.extend_from_slice(&self.few);
                }
                self.many.push(byte);
            }
        }
    }

    /// Seven bits a byte, low ones first, the high bit set on all but the last.
    fn put(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.push(n as u8 | 0x80);
            n >>= 7;
        }
        self.push(n as u8);
    }
}

fn put_posting(bytes: &mut Bytes, distance: u32, counts: &Counts, places: &[u32]) {
    let distance = u64::from(distance) << 2;
    match *counts {
        [0, 0, n @ 1..=PLAIN, 0] => bytes.put(distance | u64::from(n - 1)),
        _ => {
            bytes.put(distance | u64::from(PLAIN));
            let fields = (0..N_FIELDS).filter(|&f| counts[f] > 0).fold(0, |mask, f| mask | 1 << f);
            let first = counts.iter().copied().find(|&n| n > 0).unwrap_or(0);
            // The first field's count shares the byte of the field mask where it
            // is below 16, as it nearly always is.
            let small = if first < 16 { first as u8 } else { 0 };
            bytes.push(fields | small << 4);
            for (n, &count) in counts.iter().filter(|&&n| n > 0).enumerate() {
                if n > 0 || small == 0 {
                    bytes.put(u64::from(count));
                }
            }
        }
    }
    let mut last = 0;
    for &place in places {
        bytes.put(u64::from(place - last));
        last = place;
    }
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

    /// A word among others: number 1 of 3.
    fn postings<'a>(cases: impl Iterator<Item = &'a Case>) -> Postings {
        let mut postings = Postings::default();
        postings.grow(3);
        for (article, counts, places) in cases {
            (0..3).for_each(|word| postings.push(word, *article, counts, places));
        }
        postings
    }

    #[track_caller]
    fn check<'a>(postings: &Postings, expected: impl Iterator<Item = &'a Case>) {
        let expected: Vec<&Case> = expected.collect();
        let list = postings.list(1);
        let found: Vec<Case> = list.iter().map(|p| (p.article, p.counts, p.places().collect())).collect();
        assert_eq!(found.iter().collect::<Vec<_>>(), expected);
        assert_eq!(postings.n_articles(1) as usize, expected.len());
        assert_eq!(postings.words[1].last_article, expected.last().map_or(0, |case| case.0));
        for word in [0, 2] {
            postings.list(word).iter().for_each(|p| assert!(p.places().count() > 0));
        }
    }

    #[test]
    fn long_lists_lie_in_many_pieces() {
        let cases: Vec<Case> = (0..60_000).map(|n| (n * 3, [1, 0, 1, 0], vec![n % 7, 9 + n % 300])).collect();
        let mut postings = postings(cases.iter());
        assert!(postings.words[1].n_pieces as usize > N_SIZES && postings.pages.len() > 3);
        check(&postings, cases.iter());
        let n_pages = postings.pages.len();
        postings.renumber(&|article| (article % 2 == 0).then_some(article / 2));
        postings.renumber(&|article| Some(article * 2));
        check(&postings, cases.iter().filter(|case| case.0 % 2 == 0));
        assert_eq!(postings.pages.len(), n_pages);
        let full = postings.pages.len() * PAGE - postings.free as usize;
        let data: usize = (0..3).map(|word| postings.list(word).0.len()).sum();
        assert!(n_pages * PAGE - full >= data);
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
            edited.edit(1, cases[n].0, None);
            check(&edited, others());
            edited.edit(1, cases[n].0, None);
            check(&edited, others());
            edited.edit(1, cases[n].0, Some((&cases[n].1, &cases[n].2)));
            check(&edited, cases.iter());
            let mut changed = cases.clone();
            (changed[n].1, changed[n].2) = ([0, 1, 1, 0], vec![7, 300]);
            edited.edit(1, cases[n].0, Some((&changed[n].1, &changed[n].2)));
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
