//! Where each word stands: in which articles, in which field, at which places.
//!
//! ```text
//!  articles as they come ──▶ log ──from time to time──▶ base      one list a word, packed
//!  articles that are changed ──▶ edits ────────────────▶ base
//! ```
//!
//! What comes is written down article by article, which touches nothing else, and
//! sorted by words when it is asked for, or when there is enough of it to be put
//! to the rest. So an article costs no visit to hundreds of lists, and lists have
//! no room that nothing stands in. [`packed`](super::packed) has the form of a list.

use std::sync::OnceLock;

use super::bytes::{In, Out};
use super::packed::{BLOCK, Blocks, Writer, n_articles, put, put_counts, take, take_counts};
pub use super::packed::{Posting, Run};
use super::parted::Elsewhere;

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

/// Bytes of the log that are few enough to be sorted again by each query that
/// comes between two articles.
const FEW: usize = 1 << 18;
/// With more the memory that they take would be told.
const MANY: usize = 1 << 20;
/// So many edits are looked through beside the lists.
const EDITS: usize = 1 << 14;

/// The lists of all words, by their numbers.
#[derive(Default)]
pub struct Postings {
    n_words: usize,
    base: Lists,
    log: Log,
    /// The log, sorted by words.
    fresh: OnceLock<Lists>,
    /// By word and article; all of the same article are settled at once.
    edits: Vec<Edit>,
    /// What the edits put in place: lists of one posting.
    put_in: Vec<u8>,
    /// The lists of a collection that is opened in parts; there are no others then.
    pub elsewhere: Option<Box<Elsewhere>>,
}

/// One list a word, one behind the other.
#[derive(Default)]
pub struct Lists {
    ends: Vec<u32>,
    bytes: Vec<u8>,
}

impl Lists {
    /// Adds the next word's list.
    pub fn push(&mut self, list: &[u8]) {
        self.bytes.extend_from_slice(list);
        self.ends.push(self.bytes.len() as u32);
    }

    /// A word's list, with whatever lies behind it.
    pub fn from(&self, word: u32) -> &[u8] {
        match self.range(word) {
            range if range.is_empty() => &[],
            range => &self.bytes[range.start..],
        }
    }

    fn of(&self, word: u32) -> &[u8] {
        &self.bytes[self.range(word)]
    }

    fn range(&self, word: u32) -> std::ops::Range<usize> {
        let Some(&end) = self.ends.get(word as usize) else { return 0..0 };
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        start as usize..end as usize
    }
}

/// Articles as they came: the words of each in order, with counts and places.
#[derive(Default)]
struct Log {
    bytes: Vec<u8>,
    /// Each article, and where it begins.
    articles: Vec<(u32, u32)>,
    last_word: u32,
}

/// What stands beside the distance between two words of an article in the log: one
/// less than how often it stands in the body, where that is all; else this.
const TOLD_APART: u32 = 3;

impl Log {
    fn push(&mut self, word: u32, article: u32, counts: &Counts, places: &[u32]) {
        if self.articles.last().is_none_or(|last| last.0 != article) {
            self.articles.push((article, self.bytes.len() as u32));
            self.last_word = 0;
        }
        let above = u64::from(word - std::mem::replace(&mut self.last_word, word)) << 2;
        match *counts {
            [0, 0, n @ 1..=3, 0] => put(&mut self.bytes, above | u64::from(n - 1)),
            _ => {
                put(&mut self.bytes, above | u64::from(TOLD_APART));
                put_counts(&mut self.bytes, counts);
            }
        }
        let mut last = 0;
        for &place in places {
            put(&mut self.bytes, u64::from(place - last));
            last = place;
        }
    }

    /// The distance from the word before, and the counts; places come next.
    fn take(bytes: &mut &[u8]) -> (u32, Counts) {
        let head = take(bytes);
        let counts = match head & TOLD_APART {
            TOLD_APART => take_counts(bytes),
            n => [0, 0, n + 1, 0],
        };
        (head >> 2, counts)
    }

    /// Visits what was pushed: word, article, and where it stands.
    fn each(&self, mut visit: impl FnMut(u32, u32, u32)) {
        let ends = self.articles.iter().skip(1).map(|next| next.1 as usize).chain([self.bytes.len()]);
        for (&(article, start), end) in self.articles.iter().zip(ends) {
            let mut rest = &self.bytes[start as usize..end];
            let mut word = 0;
            while !rest.is_empty() {
                let at = end - rest.len();
                let (above, counts) = Log::take(&mut rest);
                word += above;
                visit(word, article, at as u32);
                // A number's last byte has its high bit clear.
                let (mut n_left, mut n) = (counts.iter().sum::<u32>(), 0);
                while n_left > 0 {
                    n_left -= u32::from(rest[n] < 0x80);
                    n += 1;
                }
                rest = &rest[n..];
            }
        }
    }

    /// The lists with what was pushed behind them.
    fn onto(&self, base: &Lists, n_words: usize) -> Lists {
        // Where each word begins among those of all, and then what stands there.
        let mut starts = vec![0u32; n_words + 1];
        self.each(|word, _, _| starts[word as usize + 1] += 1);
        for n in 0..n_words {
            starts[n + 1] += starts[n];
        }
        let mut found = vec![(0, 0); starts[n_words] as usize];
        let mut next = starts.clone();
        self.each(|word, article, at| {
            found[next[word as usize] as usize] = (article, at);
            next[word as usize] += 1;
        });
        drop(next);
        let mut lists = Lists::default();
        lists.ends.reserve_exact(n_words);
        lists.bytes.reserve_exact(base.bytes.len() + self.bytes.len() + 4 * n_words);
        let mut writer = Writer::default();
        for (word, range) in (0..).zip(starts.windows(2)) {
            let new = &found[range[0] as usize..range[1] as usize];
            if new.is_empty() {
                lists.bytes.extend_from_slice(base.of(word));
            } else {
                writer.resume(base.of(word));
            }
            for &(article, at) in new {
                let mut rest = &self.bytes[at as usize..];
                let (_, counts) = Log::take(&mut rest);
                let mut place = 0;
                let n_places = counts.iter().sum();
                let places = (0..n_places).map(|_| {
                    place += take(&mut rest);
                    place
                });
                writer.push(article, &counts, places);
            }
            writer.finish(&mut lists.bytes);
            lists.ends.push(lists.bytes.len() as u32);
        }
        lists.bytes.shrink_to_fit();
        lists
    }
}

/// An article's word as it is now.
#[derive(Clone, Copy)]
struct Edit {
    word: u32,
    article: u32,
    /// Whether the lists have it.
    was: bool,
    /// Where its list of one posting is; none where the article has the word no more.
    put_in: Option<u32>,
}

/// What one word's list holds.
#[derive(Clone, Copy)]
pub struct List<'a> {
    base: &'a [u8],
    fresh: &'a [u8],
    edits: &'a [Edit],
    put_in: &'a [u8],
}

impl<'a> List<'a> {
    pub fn iter(&self) -> Iter<'a> {
        let List { base, fresh, edits, put_in } = *self;
        Iter { now: Blocks::of(base), fresh, edits, put_in, held: None }
    }

    /// How many articles have the word.
    pub fn n_articles(&self) -> u32 {
        let n = n_articles(self.base) + n_articles(self.fresh);
        self.edits.iter().fold(n, |n, edit| n + u32::from(edit.put_in.is_some()) - u32::from(edit.was))
    }
}

/// Postings in the order of articles.
pub struct Iter<'a> {
    now: Blocks<'a>,
    /// What comes after that.
    fresh: &'a [u8],
    edits: &'a [Edit],
    put_in: &'a [u8],
    /// What the lists have next, where edits came before it.
    held: Option<Posting<'a>>,
}

impl<'a> Iter<'a> {
    /// The next posting that is about this article or a later one.
    pub fn seek(&mut self, article: u32) -> Option<Posting<'a>> {
        if !self.is_plain() {
            return self.find(|posting| posting.article >= article);
        }
        self.now.seek(article).or_else(|| {
            self.now = Blocks::of(std::mem::take(&mut self.fresh));
            self.now.seek(article)
        })
    }

    /// Reads some of the next postings; whether there are any.
    pub fn read(&mut self, run: &mut Run) -> bool {
        if self.is_plain() {
            self.now.read(run);
            if run.articles.is_empty() {
                self.now = Blocks::of(std::mem::take(&mut self.fresh));
                self.now.read(run);
            }
        } else {
            run.clear();
            self.take(BLOCK as usize).for_each(|posting| run.push(&posting));
        }
        !run.articles.is_empty()
    }

    /// Whether there is nothing but the lists.
    fn is_plain(&self) -> bool {
        self.edits.is_empty() && self.held.is_none()
    }

    #[inline]
    fn of_lists(&mut self) -> Option<Posting<'a>> {
        match self.now.next() {
            None if !self.fresh.is_empty() => {
                self.now = Blocks::of(std::mem::take(&mut self.fresh));
                self.now.next()
            }
            posting => posting,
        }
    }

    fn edited(&mut self) -> Option<Posting<'a>> {
        loop {
            let held = self.held.take().or_else(|| self.of_lists());
            let Some((edit, rest)) = self.edits.split_first() else { return held };
            if held.is_some_and(|held| held.article < edit.article) {
                return held;
            }
            self.edits = rest;
            self.held = held.filter(|held| held.article > edit.article);
            if let Some(at) = edit.put_in {
                return Blocks::of(&self.put_in[at as usize..]).next();
            }
        }
    }
}

impl<'a> Iterator for Iter<'a> {
    type Item = Posting<'a>;

    #[inline]
    fn next(&mut self) -> Option<Posting<'a>> {
        if self.is_plain() { self.of_lists() } else { self.edited() }
    }
}

impl Postings {
    /// Makes room for so many words.
    pub fn grow(&mut self, n_words: usize) {
        self.n_words = self.n_words.max(n_words);
    }

    /// How many articles have a word.
    pub fn n_articles(&self, word: u32) -> u32 {
        match &self.elsewhere {
            Some(elsewhere) => elsewhere.n_articles(word),
            None => self.list(word).n_articles(),
        }
    }

    /// Articles must come in ascending order, and all words of one in the order of
    /// their numbers; `places` ascend too and are as many as `counts` add up to, at
    /// least one.
    pub fn push(&mut self, word: u32, article: u32, counts: &Counts, places: &[u32]) {
        self.fresh.take();
        let is_next = self.log.articles.last().is_some_and(|last| last.0 != article);
        if is_next && self.log.bytes.len() > (self.base.bytes.len() / 3).clamp(FEW, self.most()) {
            self.settle();
        }
        self.log.push(word, article, counts, places);
    }

    /// How long the log may be: a large collection is not to be written anew all the time.
    fn most(&self) -> usize {
        (self.base.bytes.len() / 16).max(MANY)
    }

    /// Puts the log to the rest.
    fn settle(&mut self) {
        self.fresh.take();
        if !self.log.bytes.is_empty() {
            self.base = self.log.onto(&self.base, self.n_words);
            self.log = Log::default();
        }
    }

    /// What is known of a word.
    pub fn list(&self, word: u32) -> List<'_> {
        if let Some(elsewhere) = &self.elsewhere {
            return List { base: elsewhere.list(word), fresh: &[], edits: &[], put_in: &[] };
        }
        let fresh = match self.log.bytes.is_empty() {
            true => &[],
            false => self.fresh.get_or_init(|| self.log.onto(&Lists::default(), self.n_words)).from(word),
        };
        let start = self.edits.partition_point(|edit| edit.word < word);
        let n_edits = self.edits[start..].partition_point(|edit| edit.word == word);
        let edits = &self.edits[start..start + n_edits];
        List { base: self.base.from(word), fresh, edits, put_in: &self.put_in }
    }

    /// Puts an article where it belongs among the others of a word, in place of
    /// what was there of it, or takes it out. [`edited`](Postings::edited) comes after
    /// the last word of an article.
    pub fn edit(&mut self, word: u32, article: u32, new: Option<(&Counts, &[u32])>) {
        let mut lists = Iter { edits: &[], ..self.list(word).iter() };
        let was = lists.seek(article).is_some_and(|posting| posting.article == article);
        let put_in = new.map(|(counts, places)| {
            let at = self.put_in.len() as u32;
            let mut writer = Writer::default();
            writer.push(article, counts, places.iter().copied());
            writer.finish(&mut self.put_in);
            at
        });
        self.edits.push(Edit { word, article, was, put_in });
    }

    /// Makes what was edited the answer.
    pub fn edited(&mut self) {
        let mut edits = std::mem::take(&mut self.edits);
        crate::order::sort_by_key(&mut edits, |edit| (edit.word, edit.article));
        // Of several for the same the last one holds.
        edits.dedup_by(|next, last| {
            let is_same = (next.word, next.article) == (last.word, last.article);
            if is_same {
                *last = *next;
            }
            is_same
        });
        self.edits = edits;
        if self.edits.len() > EDITS {
            self.rewrite(&|article| Some(article));
        }
    }

    /// Gives the articles other numbers, in the same order, and drops those without.
    pub fn renumber(&mut self, number: &dyn Fn(u32) -> Option<u32>) {
        self.rewrite(number);
    }

    /// Writes all lists anew.
    fn rewrite(&mut self, number: &dyn Fn(u32) -> Option<u32>) {
        let (mut base, mut writer) = (Lists::default(), Writer::default());
        for word in 0..self.n_words as u32 {
            for posting in self.list(word).iter() {
                if let Some(article) = number(posting.article) {
                    writer.push(article, &posting.counts, posting.places());
                }
            }
            writer.finish(&mut base.bytes);
            base.ends.push(base.bytes.len() as u32);
        }
        *self = Postings { n_words: self.n_words, base, ..Postings::default() };
    }

    /// Writes the lists of words in an order.
    pub fn write(&self, order: &[u32], out: &mut Out) {
        let (mut writer, mut list) = (Writer::default(), Vec::new());
        for &word in order {
            let all = self.list(word);
            if all.fresh.is_empty() && all.edits.is_empty() {
                out.slice(self.base.of(word));
                continue;
            }
            all.iter().for_each(|posting| writer.push(posting.article, &posting.counts, posting.places()));
            list.clear();
            writer.finish(&mut list);
            out.slice(&list);
        }
    }

    /// Reads the lists of so many words, which are about so many articles.
    pub fn read(&mut self, n_words: usize, n_articles: u32, from: &mut In<'_>) -> Option<()> {
        let mut base = Lists::default();
        for _ in 0..n_words {
            let list = from.slice()?;
            Blocks::of(list).is_sound(n_articles).then_some(())?;
            base.push(list);
        }
        *self = Postings { n_words, base, ..Postings::default() };
        Some(())
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
        for (article, ..) in cases() {
            let next = list.iter().seek(article).map(|posting| posting.article);
            assert_eq!(next, expected.iter().map(|case| case.0).find(|&other| other >= article));
        }
        let (mut iter, mut run, mut read) = (list.iter(), Run::default(), Vec::new());
        while iter.read(&mut run) {
            read.extend_from_slice(&run.articles);
        }
        assert_eq!(read, expected.iter().map(|case| case.0).collect::<Vec<u32>>());
        for word in [0, 2] {
            postings.list(word).iter().for_each(|p| assert!(p.places().count() > 0));
        }
    }

    /// The same with all of it in the lists, and with the last of it in the log.
    fn both<'a>(cases: impl Iterator<Item = &'a Case> + Clone) -> [Postings; 2] {
        let n = cases.clone().count();
        let mut settled = postings(cases.clone().take(n / 2));
        settled.settle();
        for (article, counts, places) in cases.clone().skip(n / 2) {
            (0..3).for_each(|word| settled.push(word, *article, counts, places));
        }
        let mut whole = postings(cases);
        whole.settle();
        [settled, whole]
    }

    #[test]
    fn long_lists_are_settled_now_and_then() {
        let cases: Vec<Case> = (0..60_000).map(|n| (n * 3, [1, 0, 1, 0], vec![n % 7, 9 + n % 300])).collect();
        let mut postings = postings(cases.iter());
        assert!(!postings.base.bytes.is_empty() && !postings.log.bytes.is_empty());
        check(&postings, cases.iter());
        postings.renumber(&|article| (article % 2 == 0).then_some(article / 2));
        postings.renumber(&|article| Some(article * 2));
        check(&postings, cases.iter().filter(|case| case.0 % 2 == 0));
    }

    #[test]
    fn what_is_put_in_comes_out() {
        check(&postings(cases().iter()), cases().iter());
        both(cases().iter()).iter().for_each(|postings| check(postings, cases().iter()));
    }

    #[test]
    fn the_same_postings_are_the_same_bytes() {
        let written = |postings: &Postings| {
            let mut out = Out::default();
            postings.write(&[2, 1, 0], &mut out);
            out.bytes
        };
        let cases: Vec<Case> = (0..700).map(|n| (n * 3, [n % 2, 0, 1, 0], (0..=n % 2).collect())).collect();
        let mut edited = postings(cases.iter());
        edited.edit(1, 30, None);
        edited.edited();
        edited.edit(1, 30, Some((&cases[10].1, &cases[10].2)));
        edited.edited();
        let expected = written(&postings(cases.iter()));
        both(cases.iter()).iter().chain([&edited]).for_each(|other| assert!(written(other) == expected));
        let mut read = Postings::default();
        read.read(3, 2098, &mut In { bytes: &expected }).unwrap();
        check(&read, cases.iter());
        assert!(Postings::default().read(3, 2097, &mut In { bytes: &expected }).is_none());
    }

    #[test]
    fn an_article_is_taken_out_put_back_and_changed() {
        let cases = cases();
        for n in 0..cases.len() {
            let others = || cases[..n].iter().chain(&cases[n + 1..]);
            for mut edited in both(cases.iter()) {
                for _ in 0..2 {
                    edited.edit(1, cases[n].0, None);
                    edited.edited();
                    check(&edited, others());
                }
                edited.edit(1, cases[n].0, Some((&cases[n].1, &cases[n].2)));
                edited.edited();
                check(&edited, cases.iter());
                let mut changed = cases.clone();
                (changed[n].1, changed[n].2) = ([0, 1, 1, 0], vec![7, 300]);
                edited.edit(1, cases[n].0, Some((&changed[n].1, &changed[n].2)));
                edited.edited();
                check(&edited, changed.iter());
                edited.rewrite(&|article| Some(article));
                assert!(edited.edits.is_empty());
                check(&edited, changed.iter());
            }
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
