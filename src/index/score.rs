//! How much an article answers a word: BM25F in whole numbers.
//!
//! BM25F weighs and normalises a word's count in each field before it
//! saturates, so that a word in title and body is one piece of evidence seen
//! twice, not two. All of it is fixed-point arithmetic: the same scores on
//! every machine.

use super::postings::{Counts, Field, N_FIELDS};

/// What a word in each field is worth, relative to the body. Higher for the
/// title ranks what a story is about before what it mentions; too high, and
/// long titles win over good stories.
const WEIGHT: [u64; N_FIELDS] = [3, 2, 1, 1];
/// How much a long field's words are worth less, of 256: 0 not at all, 256 in
/// full proportion.
const LENGTH_MATTERS: [u64; N_FIELDS] = [64, 96, 192, 0];
/// How soon more of the same word stops to count, in 256ths: BM25's k1 = 1.5.
const SATURATION: u32 = 384;

/// What the whole collection says about a score.
pub struct Scale {
    n_articles: u64,
    /// Words per field, of all articles together.
    totals: [u64; N_FIELDS],
}

impl Scale {
    pub fn new(n_articles: usize, totals: [u64; N_FIELDS]) -> Self {
        Scale { n_articles: n_articles as u64, totals }
    }

    /// How telling a word is that stands in `n` articles, in 4096ths.
    pub fn rarity(&self, n: u32) -> u32 {
        log2(2 * self.n_articles + 2).saturating_sub(log2(2 * u64::from(n) + 1)).max(1)
    }

    /// What a word is worth, in 256ths, each time that it stands in a field of
    /// these `lengths`.
    pub fn worths(&self, lengths: &Counts) -> Counts {
        let mut worths = [0; N_FIELDS];
        for (field, worth) in worths.iter_mut().enumerate() {
            let b = LENGTH_MATTERS[field];
            let length = u64::from(lengths[field]) * self.n_articles * b / self.totals[field].max(1);
            *worth = (WEIGHT[field] * 65536 / (256 - b + length).max(1)) as u32;
        }
        worths
    }
}

/// The [`score`] of what weighs so much.
pub fn of_weight(rarity: u32, weight: u32) -> u32 {
    ((u64::from(rarity) * u64::from(part(weight))) >> 16) as u32
}

/// The score of a word that stands `counts` times where it is worth so much
/// each time. At most 2.5 times its rarity.
pub fn score(rarity: u32, counts: &Counts, worths: &Counts) -> u32 {
    const NAMES: usize = Field::Names as usize;
    let weight = |field: usize| u64::from(counts[field]) * u64::from(worths[field]);
    let told: u64 = (0..NAMES).map(weight).sum();
    // A name that the text spells out has been counted there.
    let all = if told > 0 { told } else { weight(NAMES) };
    of_weight(rarity, all.min(u64::from(u32::MAX)) as u32)
}

/// How near a weight is to all that it can be, in 65536ths.
fn part(weight: u32) -> u32 {
    /// More makes no difference, and would not fit.
    const MOST: u32 = 26_000;
    let weight = weight.min(MOST);
    weight * (256 * (256 + SATURATION)) / (weight + SATURATION)
}

/// The logarithm to base 2 of `n`, in 4096ths; 0 for 0.
fn log2(n: u64) -> u32 {
    let Some(whole) = n.checked_ilog2() else { return 0 };
    // Between 1 and 2, in 2^31sts; each squaring gives one more binary digit.
    let mut rest = if whole > 31 { n >> (whole - 31) } else { n << (31 - whole) };
    let mut out = whole;
    for _ in 0..12 {
        rest = (rest * rest) >> 31;
        out <<= 1;
        if rest >= 1 << 32 {
            rest >>= 1;
            out |= 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_right_to_their_last_digit() {
        for (n, expected) in [(0, 0), (1, 0), (2, 4096), (3, 6492), (1000, 40820), (u64::MAX, 262_143)] {
            assert!(log2(n).abs_diff(expected) <= 1, "{n}: {}", log2(n));
        }
    }

    #[test]
    fn rare_words_titles_and_short_texts_score_higher() {
        let scale = Scale::new(100, [1000, 0, 40_000, 0]);
        let lengths = [10, 0, 400, 0];
        let (rare, common) = (scale.rarity(2), scale.rarity(50));
        let score = |rarity, counts, lengths| score(rarity, &counts, &scale.worths(&lengths));
        let body = score(rare, [0, 0, 1, 0], lengths);
        assert!(rare > common);
        assert!(body > score(common, [0, 0, 1, 0], lengths));
        assert!(body < score(rare, [1, 0, 0, 0], lengths));
        assert!(body < score(rare, [0, 0, 2, 0], lengths));
        assert!(body < score(rare, [0, 0, 1, 0], [10, 0, 200, 0]));
        assert_eq!(body, score(rare, [0, 0, 1, 1], lengths));
        for n in 1..4 {
            let weight = n * scale.worths(&lengths)[Field::Body as usize];
            assert_eq!(of_weight(rare, weight), score(rare, [0, 0, n, 0], lengths));
        }
        assert!(score(rare, [9999, u32::MAX, 9999, 9], lengths) <= rare * 640 / 256);
    }
}
