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
const SATURATION: u64 = 384;

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

    /// The score of a word that stands `counts` times in fields of these
    /// `lengths`. At most 2.5 times its rarity.
    pub fn score(&self, rarity: u32, counts: &Counts, lengths: &Counts) -> u32 {
        let mut weight = 0;
        for field in 0..N_FIELDS {
            // A name that the text spells out has been counted there.
            if counts[field] > 0 && (field != Field::Names as usize || weight == 0) {
                let b = LENGTH_MATTERS[field];
                let length = u64::from(lengths[field]) * self.n_articles * b / self.totals[field].max(1);
                weight += WEIGHT[field] * u64::from(counts[field]) * 65536 / (256 - b + length).max(1);
            }
        }
        (u64::from(rarity) * weight * (256 + SATURATION) / (256 * (weight + SATURATION))) as u32
    }
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
        let body = scale.score(rare, &[0, 0, 1, 0], &lengths);
        assert!(rare > common);
        assert!(body > scale.score(common, &[0, 0, 1, 0], &lengths));
        assert!(body < scale.score(rare, &[1, 0, 0, 0], &lengths));
        assert!(body < scale.score(rare, &[0, 0, 2, 0], &lengths));
        assert!(body < scale.score(rare, &[0, 0, 1, 0], &[10, 0, 200, 0]));
        assert_eq!(body, scale.score(rare, &[0, 0, 1, 1], &lengths));
        assert!(scale.score(rare, &[9999, 9999, 9999, 9], &lengths) <= rare * 640 / 256);
    }
}
