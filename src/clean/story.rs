//! Which run of blocks is the story.
//!
//! Every block has a score from its features: how much more likely than not it
//! is part of a story. The story is the run whose scores, weighted by length,
//! have the greatest sum; so a heading between two paragraphs belongs to it,
//! and a teaser beyond a row of links does not. Within the run, what is surely
//! furniture is left out.

use std::ops::Range;

use super::features::{Facts, features};
use super::weights::WEIGHTS;
use super::wrap::Block;
use crate::article::Reason;

/// The score of each block, in thousandths; above nought is story.
pub fn scores(blocks: &[Block], facts: &[Facts]) -> Vec<i32> {
    (0..blocks.len()).map(|at| features(blocks, facts, at).into_iter().map(|f| WEIGHTS[f].1).sum()).collect()
}

/// The run of blocks that is the story; empty where nothing looks like one.
pub fn run(facts: &[Facts], scores: &[i32]) -> Range<usize> {
    let mut best = (0i64, 0..0);
    let (mut sum, mut start) = (0i64, 0);
    let (mut thread, mut paragraphs) = (false, 0);
    for (at, (fact, &score)) in facts.iter().zip(scores).enumerate() {
        // Readers' comments are prose, too, and often more of it than the story.
        thread |= is_thread(fact, paragraphs);
        let value = weigh(fact, score);
        sum += if thread && value > 0 { value / 4 } else { value };
        sum -= break_before(fact, paragraphs);
        paragraphs += usize::from(fact.is_prose());
        if sum <= 0 {
            (sum, start, paragraphs) = (0, at + 1, 0);
        } else if sum > best.0 {
            best = (sum, start..at + 1);
        }
    }
    best.1
}

/// What a block adds to a run. A line of furniture costs little, however sure:
/// stories are interrupted by share buttons and advertisements.
fn weigh(fact: &Facts, score: i32) -> i64 {
    let words = fact.words as i64;
    match fact.phrase {
        Some(_) => i64::from(score.clamp(-1500, 0)) * (3 + words.min(6)),
        None => i64::from(score.clamp(-4000, 4000)) * (3 + words.min(60)),
    }
}

/// Whether readers' comments begin here: under their heading, or with a date
/// below a story's `paragraphs`.
fn is_thread(fact: &Facts, paragraphs: usize) -> bool {
    paragraphs >= 2 && (fact.phrase == Some(Reason::Comments) || fact.stamp)
}

/// What it takes for a story to go on behind this block. Behind a heading of
/// comments it hardly ever does, seldom behind one of other stories.
fn break_before(fact: &Facts, paragraphs: usize) -> i64 {
    match fact.phrase {
        Some(Reason::Comments) if paragraphs >= 2 => 300_000,
        Some(Reason::Comments | Reason::Related) if fact.words <= 6 && !fact.inline => 100_000,
        _ if fact.stamp && paragraphs >= 2 => 60_000,
        _ => 0,
    }
}

/// Whether a block inside the run is story, too.
pub fn kept(fact: &Facts, score: i32) -> bool {
    const DOUBT: i32 = -1200;
    score > DOUBT && fact.words > 0 && fact.phrase.is_none()
}
