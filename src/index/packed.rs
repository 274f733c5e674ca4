//! One word's list as bytes: which articles have the word, how often, and where.
//!
//! ```text
//!  list  = how many postings │ block │ block …          128 postings each, the last one fewer
//!  block = head │ span │ (how many places) │ (length of uncommon)
//!          distances and codes │ uncommon counts │ places
//! ```
//!
//! Distances from article to article, and places, are packed with as many bits
//! as the largest of their block needs. A code of two bits beside each distance
//! says how often the word stands in the body, where that is up to three times
//! and nowhere else; other counts are told apart. Where the word stands once in
//! every body of a block there are no codes. What only asks for articles and
//! counts never looks at places, and blocks that end before an article that is
//! looked for are passed over by their span.
//!
//! Whole blocks are the same bytes whatever comes after them, so a list grows by
//! its last block alone, and lists with the same postings are the same bytes.

use super::bytes::In;
use super::postings::{Counts, Field, N_FIELDS};

/// Postings in a block.
pub const BLOCK: u32 = 128;
/// Bits of a width in a block's head.
const WIDTH: u32 = 6;
/// What stands where all counts are told apart.
const UNCOMMON: u8 = 3;

/// What the postings of a block are like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Once in the body, all of them.
    Once,
    /// Each has its code.
    Coded,
    /// Some are uncommon.
    Mixed,
}

impl Kind {
    fn of(head: u32) -> Option<Kind> {
        [Kind::Once, Kind::Coded, Kind::Mixed].get((head >> (2 * WIDTH)) as usize).copied()
    }
}

/// Writes lists, one after another.
#[derive(Default)]
pub struct Writer {
    blocks: Vec<u8>,
    n_articles: u32,
    /// The last article of the blocks that are written.
    before: u32,
    /// What is not yet in a block.
    articles: Vec<u32>,
    codes: Vec<u8>,
    uncommon: Vec<u8>,
    places: Vec<u32>,
}

impl Writer {
    /// Articles must come in ascending order, `places` ascend too and are as
    /// many as `counts` add up to, at least one.
    pub fn push(&mut self, article: u32, counts: &Counts, places: impl Iterator<Item = u32>) {
        self.articles.push(article);
        self.codes.push(code(counts));
        if code(counts) == UNCOMMON {
            put_counts(&mut self.uncommon, counts);
        }
        self.places.extend(places);
        self.n_articles += 1;
        if self.articles.len() == BLOCK as usize {
            self.block();
        }
    }

    /// Goes on with a list that was written before.
    pub fn resume(&mut self, list: &[u8]) {
        let mut blocks = Blocks::of(list);
        let start = list.len() - blocks.rest.len();
        while blocks.n_left >= BLOCK && blocks.next_block() {
            self.n_articles += blocks.n_here;
            blocks.n_here = 0;
            self.before = blocks.last;
        }
        self.blocks.extend_from_slice(&list[start..list.len() - blocks.rest.len()]);
        for posting in blocks {
            self.push(posting.article, &posting.counts, posting.places());
        }
    }

    /// Ends the list: nothing where nothing was pushed.
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        if !self.articles.is_empty() {
            self.block();
        }
        if self.n_articles > 0 {
            put(out, u64::from(self.n_articles));
            out.extend_from_slice(&self.blocks);
        }
        self.blocks.clear();
        (self.n_articles, self.before) = (0, 0);
    }

    fn block(&mut self) {
        let is_once = self.codes.iter().all(|&code| code == 0);
        let kind = match self.uncommon.is_empty() {
            true if is_once => Kind::Once,
            true => Kind::Coded,
            false => Kind::Mixed,
        };
        let distances = || {
            let before = std::iter::once(self.before).chain(self.articles.iter().copied());
            self.articles.iter().zip(before).map(|(article, before)| article - before)
        };
        let width_of = |all: u32| 32 - all.leading_zeros();
        let width = width_of(distances().fold(0, |all, distance| all | distance));
        let of_place = width_of(self.places.iter().fold(0, |all, place| all | place));
        let head = width | of_place << WIDTH | (kind as u32) << (2 * WIDTH);
        let out = &mut self.blocks;
        out.extend_from_slice(&(head as u16).to_le_bytes());
        let last = self.articles.last().copied().unwrap_or_default();
        put(out, u64::from(last - self.before));
        if kind != Kind::Once {
            put(out, self.places.len() as u64);
        }
        if kind == Kind::Mixed {
            put(out, self.uncommon.len() as u64);
        }
        let codes = if kind == Kind::Once { 0 } else { 2 };
        let coded = distances().zip(&self.codes).map(|(n, code)| u64::from(n) << codes | u64::from(*code));
        pack(out, width + codes, coded);
        out.extend_from_slice(&self.uncommon);
        pack(out, of_place, self.places.iter().map(|&place| u64::from(place)));
        self.before = last;
        self.articles.clear();
        self.codes.clear();
        self.uncommon.clear();
        self.places.clear();
    }
}

/// The counts of a posting in two bits.
fn code(counts: &Counts) -> u8 {
    match *counts {
        [0, 0, n @ 1..=3, 0] => n as u8 - 1,
        _ => UNCOMMON,
    }
}

/// Which fields have a word and how often. The first field's count shares the
/// byte of the field mask where it is below 16, as it nearly always is.
pub fn put_counts(out: &mut Vec<u8>, counts: &Counts) {
    let fields = (0..N_FIELDS).filter(|&f| counts[f] > 0).fold(0, |mask, f| mask | 1 << f);
    let first = counts.iter().copied().find(|&n| n > 0).unwrap_or(0);
    let small = if first < 16 { first as u8 } else { 0 };
    out.push(fields | small << 4);
    for (n, &count) in counts.iter().filter(|&&n| n > 0).enumerate() {
        if n > 0 || small == 0 {
            put(out, u64::from(count));
        }
    }
}

/// Reads what [`put_counts`] has written; zeros where the bytes end early.
pub fn take_counts(bytes: &mut &[u8]) -> Counts {
    let mut counts = [0; N_FIELDS];
    let Some((&fields, rest)) = bytes.split_first() else { return counts };
    *bytes = rest;
    let mut small = u32::from(fields >> 4);
    let fields = fields & 15;
    let n_more = fields.count_ones().saturating_sub(1);
    if let Some(&[a, b, c]) = rest.first_chunk()
        && small > 0
        && u32::from_le_bytes([a, b, c, 0]) & 0x80_80_80 & !(u32::MAX << (8 * n_more)) == 0
    {
        // All are small, as nearly always: without a branch for each field, half of which
        // would be guessed wrong.
        let told = [small, u32::from(a), u32::from(b), u32::from(c)];
        let mut next = 0;
        for (field, count) in counts.iter_mut().enumerate() {
            let is_there = usize::from(fields >> field & 1);
            *count = told[next & 3] * is_there as u32;
            next += is_there;
        }
        *bytes = &rest[n_more as usize..];
        return counts;
    }
    for (field, count) in counts.iter_mut().enumerate() {
        if fields & 1 << field != 0 {
            *count = if small > 0 { small } else { take(bytes) };
            small = 0;
        }
    }
    counts
}

/// Seven bits a byte, low ones first, the high bit set on all but the last.
pub fn put(out: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

/// Reads such a number; nought where there is none.
#[inline]
pub fn take(bytes: &mut &[u8]) -> u32 {
    match bytes.split_first() {
        Some((&byte, rest)) if byte < 0x80 => {
            *bytes = rest;
            u32::from(byte)
        }
        _ => take_long(bytes),
    }
}

fn take_long(bytes: &mut &[u8]) -> u32 {
    let mut from = In { bytes };
    let n = from.long().unwrap_or_default();
    *bytes = from.bytes;
    n as u32
}

/// Numbers of so many bits each, low bits first.
fn pack(out: &mut Vec<u8>, width: u32, numbers: impl Iterator<Item = u64>) {
    let (mut held, mut n_held) = (0u64, 0);
    for number in numbers {
        held |= number << n_held;
        n_held += width;
        while n_held >= 8 {
            out.push(held as u8);
            held >>= 8;
            n_held -= 8;
        }
    }
    if n_held > 0 {
        out.push(held as u8);
    }
}

/// How many bytes that takes.
fn packed(n: u32, width: u32) -> usize {
    usize::try_from((u64::from(n) * u64::from(width)).div_ceil(8)).unwrap_or(usize::MAX)
}

/// The number of so many bits, at most 34, that begins at a bit; what lies behind
/// the bytes is nought.
#[inline]
fn unpack(bytes: &[u8], at: usize, width: u32) -> u64 {
    let start = at / 8;
    let held = match bytes.get(start..).and_then(|rest| rest.first_chunk()) {
        Some(eight) => u64::from_le_bytes(*eight),
        None => last_of(bytes, start),
    };
    held >> (at % 8) & ((1 << width) - 1)
}

#[cold]
fn last_of(bytes: &[u8], start: usize) -> u64 {
    let mut eight = [0; 8];
    let rest = bytes.get(start..).unwrap_or_default();
    eight[..rest.len()].copy_from_slice(rest);
    u64::from_le_bytes(eight)
}

/// One article of a word.
#[derive(Clone, Copy)]
pub struct Posting<'a> {
    pub article: u32,
    pub counts: Counts,
    /// How often the body has the word where that is one to three times and no
    /// other field has it; else nought.
    pub plain: u8,
    bytes: &'a [u8],
    /// The bit where its places begin, the bits of each, and how many they are.
    at: usize,
    width: u32,
    n: u32,
}

impl<'a> Posting<'a> {
    /// The word's places within the article, ascending.
    pub fn places(self) -> impl Iterator<Item = u32> + 'a {
        let Posting { bytes, at, width, n, .. } = self;
        (0..n as usize).map(move |n| unpack(bytes, at + n * width as usize, width) as u32)
    }
}

/// Postings without their places, as many as a block has.
#[derive(Default)]
pub struct Run {
    /// The articles, and of each what [`Posting::plain`] says.
    pub articles: Vec<u32>,
    pub plain: Vec<u8>,
    /// Which of them are not plain, in order, and the counts of each.
    pub others: Vec<(u8, Counts)>,
}

impl Run {
    pub fn clear(&mut self) {
        self.articles.clear();
        self.plain.clear();
        self.others.clear();
    }

    pub fn push(&mut self, posting: &Posting<'_>) {
        if posting.plain == 0 {
            self.others.push((self.articles.len() as u8, posting.counts));
        }
        self.articles.push(posting.article);
        self.plain.push(posting.plain);
    }
}

/// The postings of a list, in order. More bytes may lie behind those of the list:
/// they are not looked at.
#[derive(Clone, Copy)]
pub struct Blocks<'a> {
    /// What has still to be read, and how many postings are in it.
    rest: &'a [u8],
    n_left: u32,
    /// The last article of the block.
    last: u32,
    /// Of the block: how many postings are left, and the bit where the next begins.
    n_here: u32,
    body: &'a [u8],
    at: usize,
    width: u32,
    /// Bits of a code.
    codes: u32,
    article: u32,
    uncommon: &'a [u8],
    places: &'a [u8],
    place_at: usize,
    place_width: u32,
}

/// How many articles a list is about.
pub fn n_articles(mut list: &[u8]) -> u32 {
    take(&mut list)
}

impl<'a> Blocks<'a> {
    pub fn of(list: &'a [u8]) -> Self {
        let mut rest = list;
        Blocks {
            n_left: take(&mut rest),
            rest,
            last: 0,
            n_here: 0,
            body: &[],
            at: 0,
            width: 0,
            codes: 0,
            article: 0,
            uncommon: &[],
            places: &[],
            place_at: 0,
            place_width: 0,
        }
    }

    /// Goes to the next block; whether there is one that is whole.
    fn next_block(&mut self) -> bool {
        self.block().is_some()
    }

    fn block(&mut self) -> Option<()> {
        self.n_here = 0;
        let n = self.n_left.min(BLOCK);
        (n > 0).then_some(())?;
        self.n_left -= n;
        let (head, mut rest) = self.rest.split_first_chunk()?;
        let head = u32::from(u16::from_le_bytes(*head));
        let (width, of_place) = (head & ((1 << WIDTH) - 1), head >> WIDTH & ((1 << WIDTH) - 1));
        let kind = Kind::of(head).filter(|_| width <= 32 && of_place <= 32)?;
        let span = take(&mut rest);
        let n_places = if kind == Kind::Once { n } else { take(&mut rest) };
        let n_uncommon = if kind == Kind::Mixed { take(&mut rest) as usize } else { 0 };
        let codes = if kind == Kind::Once { 0 } else { 2 };
        let start = packed(n, width + codes);
        let places = rest.get(start..)?.get(n_uncommon..)?;
        self.rest = places.get(packed(n_places, of_place)..)?;
        (self.article, self.last) = (self.last, self.last.checked_add(span)?);
        (self.n_here, self.body, self.at) = (n, rest, 0);
        (self.width, self.codes) = (width + codes, codes);
        self.uncommon = &rest[start..start + n_uncommon];
        (self.places, self.place_at, self.place_width) = (places, 0, of_place);
        Some(())
    }

    /// Reads what is left of the block, or all of the next one: the same as one after
    /// the other, in a fraction of the time. Nothing where nothing is left.
    pub fn read(&mut self, run: &mut Run) {
        run.clear();
        if self.n_here == 0 && !self.next_block() {
            return;
        }
        let n = self.n_here as usize;
        let (width, codes) = (self.width, self.codes);
        let (mut at, mut article) = (self.at, self.article);
        run.articles.extend((0..n).map(|_| {
            let value = unpack(self.body, at, width);
            at += width as usize;
            article = article.wrapping_add((value >> codes) as u32);
            article
        }));
        match codes {
            0 => run.plain.resize(n, 1),
            // What is uncommon, the greatest code, becomes nought.
            _ => run.plain.extend((0..n).map(|k| {
                let value = unpack(self.body, self.at + k * width as usize, width);
                ((value as u8 & UNCOMMON) + 1) & UNCOMMON
            })),
        }
        if codes > 0 {
            // Without a branch for each, half of which would be guessed wrong.
            let (mut which, mut n_others) = ([0; BLOCK as usize], 0);
            for (k, &plain) in (0..).zip(&run.plain) {
                which[n_others] = k;
                n_others += usize::from(plain == 0);
            }
            let counts = |&k: &u8| (k, take_counts(&mut self.uncommon));
            run.others.extend(which[..n_others].iter().map(counts));
        }
        self.n_here = 0;
    }

    /// The next posting that is about this article or a later one: what comes before is
    /// passed over.
    pub fn seek(&mut self, sought: u32) -> Option<Posting<'a>> {
        while self.last < sought {
            if !self.next_block() {
                return None;
            }
        }
        let (width, codes) = (self.width, self.codes);
        while self.n_here > 0 {
            let value = unpack(self.body, self.at, width);
            let article = self.article.wrapping_add((value >> codes) as u32);
            if article >= sought {
                break;
            }
            let code = if codes == 0 { 0 } else { value as u8 & UNCOMMON };
            let n = match code {
                UNCOMMON => {
                    take_counts(&mut self.uncommon).iter().fold(0, |sum: u32, &n| sum.saturating_add(n))
                }
                code => u32::from(code) + 1,
            };
            self.n_here -= 1;
            self.at += width as usize;
            self.article = article;
            self.place_at = self.place_at.wrapping_add((n as usize).wrapping_mul(self.place_width as usize));
        }
        self.next()
    }

    /// Whether the rest is a list of so many articles at most, to the last byte.
    pub fn is_sound(mut self, n_articles: u32) -> bool {
        let mut before = None;
        loop {
            if self.n_here == 0 {
                if self.n_left == 0 {
                    return self.rest.is_empty();
                }
                if !self.next_block() || self.last >= n_articles {
                    return false;
                }
            }
            let Some(posting) = self.next() else { return false };
            let sum = posting.counts.iter().try_fold(0u32, |sum, &n| sum.checked_add(n));
            let is_later = before.is_none_or(|before| posting.article > before);
            let room = 8 * (self.places.len() - self.rest.len()) as u64;
            let are_within = posting.at as u64 + u64::from(posting.n) * u64::from(posting.width) <= room;
            let places = || posting.places().zip(posting.places().skip(1));
            let is_end = self.n_here > 0 || (posting.article == self.last && self.uncommon.is_empty());
            if sum.is_none_or(|sum| sum == 0)
                || !(is_later && are_within && is_end)
                || !places().all(|(a, b)| a < b)
            {
                return false;
            }
            before = Some(posting.article);
        }
    }
}

impl<'a> Iterator for Blocks<'a> {
    type Item = Posting<'a>;

    #[inline]
    fn next(&mut self) -> Option<Posting<'a>> {
        if self.n_here == 0 && !self.next_block() {
            return None;
        }
        self.n_here -= 1;
        let value = unpack(self.body, self.at, self.width);
        self.at += self.width as usize;
        let code = if self.codes == 0 { 0 } else { value as u8 & UNCOMMON };
        self.article = self.article.wrapping_add((value >> self.codes) as u32);
        let mut counts = [0; N_FIELDS];
        let (plain, n) = if code < UNCOMMON {
            counts[Field::Body as usize] = u32::from(code) + 1;
            (code + 1, u32::from(code) + 1)
        } else {
            counts = take_counts(&mut self.uncommon);
            (0, counts.iter().fold(0, |sum: u32, &n| sum.saturating_add(n)))
        };
        let at = self.place_at;
        self.place_at = at.wrapping_add((n as usize).wrapping_mul(self.place_width as usize));
        let (bytes, width) = (self.places, self.place_width);
        Some(Posting { article: self.article, counts, plain, bytes, at, width, n })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Case = (u32, Counts, Vec<u32>);

    fn read(list: &[u8]) -> Vec<Case> {
        Blocks::of(list).map(|p| (p.article, p.counts, p.places().collect())).collect()
    }

    fn written(cases: &[Case]) -> Vec<u8> {
        let (mut writer, mut out) = (Writer::default(), Vec::new());
        cases
            .iter()
            .for_each(|(article, counts, places)| writer.push(*article, counts, places.iter().copied()));
        writer.finish(&mut out);
        out
    }

    fn cases() -> impl Strategy<Value = Vec<Case>> {
        let counts = prop_oneof![
            5 => (1..5u32).prop_map(|n| [0, 0, n, 0]),
            1 => [0..3u32, 0..2u32, 0..30u32, 1..3u32].prop_map(|counts| counts),
        ];
        let far = prop_oneof![9 => 1..9u32, 1 => 1..90_000u32];
        let posting = (far.clone(), counts, far);
        proptest::collection::vec(posting, 0..400).prop_map(|all| {
            let mut article = 0;
            let case = |(distance, counts, first): (u32, Counts, u32)| {
                article += distance;
                (article - 1, counts, (0..counts.iter().sum()).map(|n| first + n * 3).collect())
            };
            all.into_iter().map(case).collect()
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_and_grows(cases in cases(), cut in 0..400usize, sought in 0..100_000u32) {
            let list = written(&cases);
            prop_assert_eq!(&read(&list), &cases);
            prop_assert_eq!(n_articles(&list) as usize, cases.len());
            let n = cases.last().map_or(0, |case| case.0 + 1);
            prop_assert!(Blocks::of(&list).is_sound(n));
            prop_assert!(cases.is_empty() || !Blocks::of(&list).is_sound(n - 1));
            let (begun, more) = cases.split_at(cut.min(cases.len()));
            let (mut writer, mut out) = (Writer::default(), Vec::new());
            writer.resume(&written(begun));
            more.iter().for_each(|(article, counts, places)| writer.push(*article, counts, places.iter().copied()));
            writer.finish(&mut out);
            prop_assert_eq!(&out, &list);
            let (mut blocks, mut rest) = (Blocks::of(&list), &cases[..]);
            for sought in [sought / 9, sought / 2, sought] {
                let n = rest.partition_point(|case| case.0 < sought);
                let found = blocks.seek(sought).map(|p| (p.article, p.counts, p.places().collect()));
                prop_assert_eq!(found, rest.get(n).cloned());
                rest = rest.get(n + 1..).unwrap_or_default();
            }
            let (mut run, mut read) = (Run::default(), Vec::new());
            let mut blocks = Blocks::of(&list);
            read.extend(blocks.next().map(|posting| (posting.article, posting.counts)));
            loop {
                blocks.read(&mut run);
                if run.articles.is_empty() {
                    break;
                }
                let mut others = run.others.iter();
                read.extend((0..).zip(run.articles.iter().zip(&run.plain)).map(|(k, (&article, &plain))| {
                    let other = |&(at, counts): &(u8, Counts)| (at == k).then_some((article, counts)).unwrap();
                    match plain {
                        0 => other(others.next().unwrap()),
                        n => (article, [0, 0, u32::from(n), 0]),
                    }
                }));
            }
            let expected: Vec<(u32, Counts)> = cases.iter().map(|case| (case.0, case.1)).collect();
            prop_assert_eq!(read, expected);
        }

        /// Nothing breaks; and what is sound is read as it was judged.
        #[test]
        fn what_is_broken_breaks_nothing(cases in cases(), at in 0..2000usize, byte in 0..=255u8) {
            let mut list = written(&cases);
            if let Some(old) = list.get_mut(at) {
                *old = byte;
            }
            if Blocks::of(&list).is_sound(100_000) {
                let read = read(&list);
                prop_assert!(read.windows(2).all(|two| two[0].0 < two[1].0));
                prop_assert!(read.iter().all(|case| case.0 < 100_000));
            } else {
                Blocks::of(&list).take(5000).for_each(|posting| {
                    posting.places().take(50).last();
                });
                let (mut blocks, mut run) = (Blocks::of(&list), Run::default());
                blocks.seek(u32::from(byte));
                for _ in 0..40 {
                    blocks.read(&mut run);
                    assert_eq!(run.others.len(), run.plain.iter().filter(|&&plain| plain == 0).count());
                }
            }
        }
    }

    #[test]
    fn the_largest_numbers_fit() {
        let cases = [
            (0, [0, 0, 1, 0], vec![u32::MAX]),
            (u32::MAX - 1, [1, 0, 70_000, 1], (0..70_002).collect()),
            (u32::MAX, [0, 0, 1, 0], vec![0]),
        ];
        assert_eq!(read(&written(&cases)), cases);
    }
}
