//! The trained tagger: a linear-chain conditional random field.
//!
//! Each token's scores are the sum of its features' (see [`super::features`]);
//! the best sequence of labels is found by Viterbi's algorithm, in integers.
//! Scores that depend on one word alone are remembered for the words met last,
//! which is most of them; apart from that a text costs a byte a word.
//!
//! A text is read twice. What a word was found to be where it was clear, as in
//! a person's full name, then counts as evidence where it stands alone; see
//! [`super::evidence`].

use super::evidence::Evidence;
use super::features::{self, Hint, Known, MAX_OWN, REACH, Survey};
use super::labels::{self, Label};
use super::model::{LANES, Model, START};
use super::tokens::{MAX_TOKENS, Sentences, Token};
use super::words::Word;
use crate::article::{Kind, Mention};
use crate::text::Span;

type Scores = [i16; LANES];

/// Words whose own scores are remembered at most; a power of two.
const REMEMBERED: usize = 4096;

/// A word's own scores at each distance, and which word it is.
#[derive(Clone, Default)]
struct Memory {
    /// 0 stands for none: no word has it.
    hash: u64,
    known: Known,
    scores: [Scores; 2 * REACH + 1],
}

/// Tags texts one after another by one model, with buffers that are reused: what
/// it remembers of words helps with the next text, too. It takes 1.3 MB.
pub struct Decoder {
    memory: Vec<Memory>,
    words: Vec<Known>,
    scores: Vec<Scores>,
    keys: Vec<u32>,
    hints: Vec<Hint>,
    survey: Survey,
    back: Vec<[u8; LANES]>,
    labels: Vec<Label>,
    evidence: Evidence,
}

impl Default for Decoder {
    fn default() -> Self {
        Decoder {
            memory: vec![Memory::default(); REMEMBERED],
            words: Vec::with_capacity(MAX_TOKENS),
            scores: Vec::with_capacity(MAX_TOKENS),
            keys: Vec::new(),
            hints: Vec::with_capacity(MAX_TOKENS),
            survey: Survey::default(),
            back: Vec::with_capacity(MAX_TOKENS),
            labels: Vec::with_capacity(MAX_TOKENS),
            evidence: Evidence::default(),
        }
    }
}

impl Decoder {
    /// The names in a text, dates among them; other names (works, laws) are not
    /// told. `hints` is what the rules found, in order: to be weighed, not believed.
    /// Always by the same model.
    pub fn mentions(&mut self, model: &Model, text: &str, hints: &[Mention]) -> Vec<Mention> {
        let mut tokens = Vec::with_capacity(MAX_TOKENS);
        self.evidence.clear();
        let mut found = Vec::new();
        let mut sentences = Sentences::new(text);
        let mut rest = hints;
        while sentences.next_into(&mut tokens) {
            rest = hint(rest, &tokens, &mut self.hints);
            self.label(model, tokens.iter().map(|t| &text[t.clone()]));
            self.evidence.add(&self.words, &self.labels);
            found.extend_from_slice(&self.labels);
        }
        let mut mentions = Vec::new();
        let mut sentences = Sentences::new(text);
        let mut rest = hints;
        let mut at = 0;
        while sentences.next_into(&mut tokens) {
            rest = hint(rest, &tokens, &mut self.hints);
            let own = &found[at..at + tokens.len()];
            at += tokens.len();
            self.words.clear();
            let words = tokens.iter().map(|t| &text[t.clone()]);
            self.words.extend(words.clone().map(|w| remember(model, &mut self.memory, w).known));
            if !self.evidence.doubts(&self.words, own) {
                collect(own, &tokens, &mut mentions);
                continue;
            }
            self.add_scores(model, words);
            self.evidence.weigh(model.worth, &self.words, &self.survey, own, &mut self.scores);
            self.search(model);
            collect(&self.labels, &tokens, &mut mentions);
        }
        mentions
    }

    /// Finds the best labels of one sentence's words, whose hints are set.
    fn label<'t>(&mut self, model: &Model, words: impl Iterator<Item = &'t str>) {
        self.add_scores(model, words);
        self.search(model);
    }

    fn add_scores<'t>(&mut self, model: &Model, words: impl Iterator<Item = &'t str>) {
        self.words.clear();
        self.scores.clear();
        for (at, text) in words.enumerate() {
            let memory = remember(model, &mut self.memory, text);
            self.words.push(memory.known);
            self.scores.resize(at + 1 + REACH, [0; LANES]);
            for (offset, own) in (-(REACH as isize)..).zip(&memory.scores) {
                if let Some(told) = at.checked_add_signed(-offset) {
                    sum(&mut self.scores[told], own);
                }
            }
        }
        self.scores.truncate(self.words.len());
        self.survey.read(&self.words, &self.hints, |hash| model.lists(hash));
        for (at, scores) in self.scores.iter_mut().enumerate() {
            self.keys.clear();
            features::joint(&self.words, &self.survey, at, |key| self.keys.push(key));
            model.add(&mut self.keys, scores);
        }
    }

    /// Viterbi: the best way to each label of each token, then back from the end.
    /// All labels of a step fill one register or two: the best way so far is
    /// kept at 0 and the others below it, so that sixteen bits are enough.
    fn search(&mut self, model: &Model) {
        self.labels.clear();
        self.back.clear();
        let transitions = &model.transitions;
        let mut best: Scores = [0; LANES];
        for (at, own) in self.scores.iter().enumerate() {
            let mut next = transitions[START];
            let mut from = [START as i16; LANES];
            if at > 0 {
                next = [i16::MIN; LANES];
                for before in 0..labels::N_LABELS {
                    let (row, score) = (&transitions[before], best[before]);
                    for lane in 0..LANES {
                        let way = score.saturating_add(row[lane]);
                        let better = way > next[lane];
                        next[lane] = if better { way } else { next[lane] };
                        from[lane] = if better { before as i16 } else { from[lane] };
                    }
                }
            }
            for lane in 0..LANES {
                next[lane] = next[lane].saturating_add(own[lane]);
            }
            let most = next.iter().copied().fold(i16::MIN, i16::max);
            best = next.map(|score| score.saturating_sub(most));
            self.back.push(from.map(|label| label as u8));
        }
        let end = (0..labels::N_LABELS).rev().max_by_key(|&l| best[l]).unwrap_or(0);
        let mut label = end as u8;
        for from in self.back.iter().rev() {
            self.labels.push(label);
            label = from[usize::from(label)];
        }
        self.labels.reverse();
    }
}

fn sum(into: &mut Scores, more: &Scores) {
    for (a, b) in into.iter_mut().zip(more) {
        *a += b;
    }
}

/// The word's own scores, from memory or made now.
fn remember<'d>(model: &Model, memory: &'d mut [Memory], text: &str) -> &'d Memory {
    let hash =
        text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
    let at = (hash >> 32) as usize % REMEMBERED;
    let slot = &mut memory[at];
    if slot.hash != hash {
        let known = model.know(Word::new(text));
        *slot = Memory { hash, known, ..Memory::default() };
        for (offset, scores) in (-(REACH as isize)..).zip(&mut slot.scores) {
            let (mut keys, mut n) = ([0; MAX_OWN], 0);
            features::own(&known, offset, |key| {
                keys[n] = key;
                n += 1;
            });
            model.add(&mut keys[..n], scores);
        }
    }
    slot
}

/// What the rules say of each of a sentence's tokens; gives the mentions that
/// lie beyond them. Of persons nothing is said: the rules' name lists were
/// counted in the very corpora that teach the tagger, so it would trust them
/// more than names that are in no list deserve.
pub fn hint<'m>(mut mentions: &'m [Mention], tokens: &[Token], hints: &mut Vec<Hint>) -> &'m [Mention] {
    hints.clear();
    for token in tokens {
        while let [first, rest @ ..] = mentions
            && first.span.end as usize <= token.start
        {
            mentions = rest;
        }
        let code = mentions.first().filter(|m| (m.span.start as usize) < token.end).and_then(|m| {
            let kind = Some(m.kind).filter(|&kind| kind != Kind::Person)?;
            let begin = labels::begin(labels::of_product(kind)?);
            Some(if token.start <= m.span.start as usize { begin } else { labels::inside(begin) })
        });
        hints.push(code.unwrap_or(labels::O));
    }
    mentions
}

/// Labels to spans.
fn collect(labels: &[Label], tokens: &[Token], mentions: &mut Vec<Mention>) {
    let mut at = 0;
    while at < labels.len() {
        let label = labels[at];
        let start = at;
        at += 1;
        while at < labels.len() && label != labels::O && labels[at] == labels::inside(label) {
            at += 1;
        }
        if let Some(kind) = labels::kind(label).and_then(labels::product_kind) {
            mentions.push(Mention { span: Span::new(tokens[start].start, tokens[at - 1].end), kind });
        }
    }
}
