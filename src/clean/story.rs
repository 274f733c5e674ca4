//! Which blocks are the story.
//!
//! A trained model looks twice. It looks for the headline, by what the
//! [`signals`](super::signals) say of every block. Then it judges how much each
//! block is like a story, like its beginning and like its end, knowing how it
//! stands to the likeliest headline. Two things hold on nearly every page, more
//! surely than a model of a hundred pages can know, and are added by hand:
//! readers' comments follow the story and none of it follows them, and the
//! story is in one piece.
//!
//! Then those blocks are kept that make the expected measure of right and wrong
//! words best. So where all is clear, blocks are kept that are story more likely
//! than not, and where nothing is clear, what is most like one: a page is
//! seldom without a story.

use std::ops::Range;
use std::sync::LazyLock;

use super::signals::Seen;
use super::trees::Trees;

/// The trees of both looks.
#[derive(Clone, Copy)]
pub struct Model<'a> {
    pub headline: Trees<'a>,
    pub story: Trees<'a>,
    pub begins: Trees<'a>,
    pub ends: Trees<'a>,
}

/// What a model says of each block of a page, in 1/256 of a natural logarithm
/// of odds.
pub struct Scores {
    /// That it is the headline.
    pub headline: Vec<i32>,
    /// That it is story.
    pub story: Vec<i32>,
    /// The likeliest piece of the page that is the story.
    pub piece: Range<usize>,
}

impl<'a> Model<'a> {
    pub fn read(bytes: &'a [u8]) -> Option<Model<'a>> {
        let (headline, rest) = Trees::split(bytes)?;
        let (story, rest) = Trees::split(rest)?;
        let (begins, rest) = Trees::split(rest)?;
        let (ends, rest) = Trees::split(rest)?;
        rest.is_empty().then_some(Model { headline, story, begins, ends })
    }

    /// The model that is built in.
    pub fn own() -> Model<'static> {
        static OWN: LazyLock<Model> =
            LazyLock::new(|| Model::read(include_bytes!("story.bin")).expect("the model is whole"));
        *OWN
    }

    pub fn scores(&self, seen: &Seen) -> Scores {
        let mut table = seen.alone();
        let headline = self.headline.scores(&table);
        seen.below(&mut table, &headline);
        let mut story = self.story.scores(&table);
        let (begins, ends) = (self.begins.scores(&table), self.ends.scores(&table));
        if let Some(thread) = seen.thread(&headline, &story) {
            story[thread..].iter_mut().for_each(|score| *score -= THREAD);
        }
        let furniture = |at: usize| seen.facts[at].phrase.is_some() && !seen.facts[at].inline;
        let piece = piece(&begins, &story, &ends, &|at| seen.facts[at].words, &furniture);
        for (at, score) in story.iter_mut().enumerate() {
            *score += if piece.contains(&at) { WITHIN } else { -WITHOUT };
        }
        Scores { headline, story, piece }
    }
}

/// What standing under a heading of comments takes off a score.
const THREAD: i32 = 2048;
/// What standing within the likeliest piece adds, and without takes off.
const WITHIN: i32 = 256;
const WITHOUT: i32 = 256;

/// The likeliest piece of a page to be the story, by scores of each block as
/// its beginning, as story, as its end. Blocks between count by their `words`,
/// up to a short sentence's. What is in doubt is rather within; but not behind
/// `furniture`, where the page is sure of more: beside a story that can't be
/// mistaken, teasers can't either.
fn piece(
    begins: &[i32],
    story: &[i32],
    ends: &[i32],
    words: &dyn Fn(usize) -> usize,
    furniture: &dyn Fn(usize) -> bool,
) -> Range<usize> {
    const DOUBT: i32 = 512;
    const SURE: i32 = 256;
    const EDGES: i64 = 20;
    let likely = likely(story, words);
    let mut behind = true;
    let mut best = (i64::MIN, 0..0);
    // The best beginning so far, with the sum of all blocks before it taken off.
    let mut begin = (i64::MIN, 0);
    let mut sum = 0_i64;
    for at in 0..story.len() {
        let value = i64::from(begins[at]) * EDGES - sum;
        if value > begin.0 {
            begin = (value, at);
        }
        behind = (behind || furniture(at)) && story[at] < likely / 2;
        let doubt = DOUBT - if behind { (likely - SURE).max(0) } else { 0 };
        sum += i64::from((story[at] + doubt).clamp(-512, 512)) * (1 + words(at).min(12) as i64);
        let value = begin.0 + sum + i64::from(ends[at]) * EDGES;
        if value > best.0 {
            best = (value, begin.1..at + 1);
        }
    }
    best.1
}

/// How likely the blocks are that are rather story than not, a word of one like
/// a word of another.
fn likely(story: &[i32], words: &dyn Fn(usize) -> usize) -> i32 {
    const SUREST: i32 = 2000;
    const LONGEST: usize = 60;
    let (mut sum, mut all) = (0, 0);
    for (at, &score) in story.iter().enumerate().filter(|(_, score)| **score > 0) {
        let words = words(at).min(LONGEST) as i64 + 1;
        sum += i64::from(score.min(SUREST)) * words;
        all += words;
    }
    (sum / all.max(1)) as i32
}

/// The blocks to keep: those for which, were the scores true, the harmonic
/// mean of precision and recall in words were greatest.
pub fn chosen(scores: &[i32], words: &dyn Fn(usize) -> usize) -> Vec<bool> {
    let mut order: Vec<u32> = (0..scores.len() as u32).filter(|&n| words(n as usize) > 0).collect();
    crate::order::sort_numbers(&mut order, &|a, b| {
        scores[b as usize].cmp(&scores[a as usize]).then(a.cmp(&b))
    });
    let expected = |n: u32| u64::from(chance(scores[n as usize])) * words(n as usize) as u64;
    let all: u64 = order.iter().map(|&n| expected(n)).sum();
    let (mut right, mut kept, mut best) = (0, 0, (0, 1, 0));
    for (n, &block) in order.iter().enumerate() {
        right += expected(block);
        kept += words(block as usize) as u64 * CERTAIN;
        if u128::from(right) * u128::from(best.1) > u128::from(best.0) * u128::from(kept + all) {
            best = (right, kept + all, n + 1);
        }
    }
    let mut chosen = vec![false; scores.len()];
    order[..best.2].iter().for_each(|&n| chosen[n as usize] = true);
    chosen
}

/// Of which block it is true, where it is true of one: scores as parts of
/// [`WHOLE`], which add up to nearly that much.
pub fn parts(scores: &[i32]) -> Vec<u32> {
    let most = scores.iter().copied().max().unwrap_or(0);
    let powers: Vec<u32> = scores.iter().map(|score| power(most.abs_diff(*score))).collect();
    let all: u64 = powers.iter().map(|&p| u64::from(p)).sum();
    powers.iter().map(|&p| (u64::from(p) * u64::from(WHOLE) / all.max(1)) as u32).collect()
}

pub const WHOLE: u32 = 1 << 16;

/// The exponential function of -`below`, of [`WHOLE`].
fn power(below: u32) -> u32 {
    // As a power of two: 1/256 of a natural logarithm is 369/65536 of one to base two.
    let binary = u64::from(below.min(1 << 14)) * 369;
    let (halves, rest) = ((binary >> 16) as u32, (binary & 0xffff) as u32);
    (WHOLE - rest / 2).checked_shr(halves).unwrap_or(0)
}

const CERTAIN: u64 = 1024;

/// A score as a chance in percent.
pub fn percent(score: i32) -> u8 {
    (u64::from(chance(score)) * 100 / CERTAIN) as u8
}

/// A score as a chance of [`CERTAIN`].
fn chance(score: i32) -> u16 {
    /// The logistic function at every half from nought to eight.
    const HALVES: [u16; 17] =
        [512, 637, 749, 837, 902, 946, 975, 994, 1006, 1013, 1017, 1020, 1021, 1022, 1023, 1023, 1024];
    let above = score.unsigned_abs().min(16 * 128 - 1);
    let (at, rest) = ((above / 128) as usize, (above % 128) as u16);
    let high = HALVES[at] + (u32::from(HALVES[at + 1] - HALVES[at]) * u32::from(rest) / 128) as u16;
    if score < 0 { CERTAIN as u16 - high } else { high }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_model_is_whole() {
        let model = Model::own();
        let page = super::super::page::Sight::new("The tug left.\n\nHome\n");
        let seen = page.seen();
        let mut table = seen.alone();
        assert!(model.headline.fits(table.columns()));
        seen.below(&mut table, &[0, 0]);
        let Model { story, begins, ends, .. } = model;
        assert!([story, begins, ends].iter().all(|trees| trees.fits(table.columns())));
        assert!(table.columns() <= 256);
    }

    #[test]
    fn parts_are_of_the_exponential_function() {
        assert_eq!(parts(&[256, 256, -100_000]), [WHOLE / 2, WHOLE / 2, 0]);
        let parts = parts(&[0, -256]);
        assert!((parts[0] as f64 / parts[1] as f64 - 1_f64.exp()).abs() < 0.2);
    }

    #[test]
    fn what_is_clear_is_parted_at_even_odds() {
        assert_eq!(chosen(&[900, 900, 40, -300, -900], &|_| 20), [true, true, true, false, false]);
    }

    #[test]
    fn of_a_page_without_a_clear_story_the_likeliest_is_kept() {
        assert_eq!(chosen(&[-300, -1500, -1500], &|_| 20), [true, false, false]);
    }

    #[test]
    fn chances_grow() {
        assert!((-3000..3000).all(|s| chance(s) <= chance(s + 1)));
        assert_eq!((chance(0), chance(-5000) < 10, chance(5000) > 1014), (512, true, true));
    }

    #[test]
    fn a_piece_spans_gaps() {
        let none = [0; 6];
        assert_eq!(piece(&none, &[-1500, 500, -200, 500, -1500, -1500], &none, &|_| 20, &|_| false), 1..4);
        let begins = [0, 0, 0, 2000, 0, 0];
        assert_eq!(piece(&begins, &[-1500, 500, -800, 500, -1500, -1500], &none, &|_| 20, &|_| false), 3..4);
        assert_eq!(piece(&[], &[], &[], &|_| 20, &|_| false), 0..0);
    }
}
