//! Sentences as the learner wants them: the features of each word as indices
//! into its weights, and what should be answered.

use std::collections::HashMap;

use cuttings::extract::tagger::features::{self, Known, REACH, Survey};
use cuttings::extract::tagger::labels::{self, Label, N_LABELS};
use cuttings::extract::tagger::model::{LANES, short};
use cuttings::extract::tagger::words::Word;

use crate::data::{Document, Sentence};
use crate::lexicon::Knowledge;

pub struct Example {
    /// Features of all words, one after another.
    pub features: Vec<u32>,
    /// Where each word's features end.
    pub ends: Vec<u32>,
    pub goal: Goal,
    /// What the source says, for scoring.
    pub gold: Vec<Label>,
    pub allowed: Vec<u16>,
    /// How much it counts.
    pub weight: f32,
}

/// What the learner should answer.
pub enum Goal {
    /// Any sequence of these labels, a bit each, at each word.
    Allowed(Vec<u16>),
    /// These probabilities at each word.
    Likely(Vec<[f32; LANES]>),
}

impl Example {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn features_of(&self, word: usize) -> &[u32] {
        let start = if word == 0 { 0 } else { self.ends[word - 1] };
        &self.features[start as usize..self.ends[word] as usize]
    }
}

/// The numbers of all features of a sentence's words, word by word.
pub fn keys(sentence: &Sentence, knowledge: &Knowledge) -> (Vec<u32>, Vec<u32>) {
    let known: Vec<Known> = sentence
        .words
        .iter()
        .map(|w| {
            let word = Word::new(w);
            let (cluster, classes) = knowledge.words.get(&short(word.lower)).copied().unwrap_or_default();
            Known { word, cluster, classes }
        })
        .collect();
    let mut survey = Survey::default();
    survey
        .read(&known, &sentence.hints, |hash| knowledge.names.get(&short(hash)).copied().unwrap_or_default());
    let (mut all, mut ends) = (Vec::new(), Vec::new());
    for at in 0..known.len() {
        for offset in -(REACH as isize)..=REACH as isize {
            if let Some(there) = at.checked_add_signed(offset).and_then(|i| known.get(i)) {
                features::own(there, offset, |key| all.push(key));
            }
        }
        features::joint(&known, &survey, at, |key| all.push(key));
        ends.push(all.len() as u32);
    }
    (all, ends)
}

/// Features by number, in the order in which they were met often enough.
#[derive(Default)]
pub struct Vocabulary {
    index: HashMap<u32, u32, std::hash::BuildHasherDefault<Spread>>,
    pub keys: Vec<u32>,
}

impl Vocabulary {
    /// Those that occur `least` times.
    pub fn new<'d>(documents: impl Iterator<Item = &'d Document>, knowledge: &Knowledge, least: u8) -> Self {
        let mut counts = vec![0u8; 1 << features::KEY_BITS];
        let mut vocabulary = Vocabulary::default();
        for sentence in documents.flat_map(|d| &d.sentences) {
            for key in keys(sentence, knowledge).0 {
                let count = &mut counts[key as usize];
                *count = count.saturating_add(1);
                if *count == least {
                    vocabulary.push(key);
                }
            }
        }
        vocabulary
    }

    pub fn push(&mut self, key: u32) {
        self.index.insert(key, self.keys.len() as u32);
        self.keys.push(key);
    }

    /// Of `all` the known ones, with `ends` moved along.
    pub fn known(&self, (all, mut ends): (Vec<u32>, Vec<u32>)) -> (Vec<u32>, Vec<u32>) {
        let mut found = Vec::with_capacity(all.len());
        let mut at = 0;
        for end in &mut ends {
            let own = &all[at..*end as usize];
            at = *end as usize;
            found.extend(own.iter().filter_map(|key| self.index.get(key)));
            *end = found.len() as u32;
        }
        (found, ends)
    }
}

/// Keys are hashes already.
#[derive(Default)]
pub struct Spread(u64);

impl std::hash::Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("keys are u32")
    }

    fn write_u32(&mut self, key: u32) {
        self.0 = u64::from(key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// What a source and a teacher say together: `share` of the source's word, the
/// rest the teacher's. Where the source leaves a type open, the teacher fills
/// it, without contradicting the source.
pub fn blend(tags: &[Label], allowed: &[u16], teacher: &[[u8; LANES]], share: f32) -> Vec<[f32; LANES]> {
    let mut goal = Vec::with_capacity(tags.len());
    for ((&_tag, &allowed), taught) in tags.iter().zip(allowed).zip(teacher) {
        let mut likely = [0f32; LANES];
        let mut within = [0f32; LANES];
        let (mut sum, mut sum_within) = (1e-6, 1e-6);
        for l in 0..N_LABELS {
            likely[l] = f32::from(taught[l]);
            sum += likely[l];
            if allowed >> l & 1 == 1 {
                within[l] = likely[l] + 0.01;
                sum_within += within[l];
            }
        }
        let mut both = [0f32; LANES];
        for l in 0..N_LABELS {
            both[l] = share * within[l] / sum_within + (1.0 - share) * likely[l] / sum;
        }
        goal.push(both);
    }
    goal
}

/// Spans as (first word, one past the last, type), of marked types only.
pub fn spans(tags: &[Label]) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tags.len() {
        let (start, label) = (at, tags[at]);
        at += 1;
        if let Some(kind) = labels::kind(label) {
            while at < tags.len() && tags[at] == labels::inside(label) {
                at += 1;
            }
            found.push((start, at, kind));
        }
    }
    found
}
