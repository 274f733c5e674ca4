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
use super::features::{self, Hint, Known, REACH, Survey};
use super::labels::{self, Label};
use super::memory::{self, Memory};
use super::model::{LANES, Model, START, Scores};
use super::tokens::{MAX_TOKENS, Sentences, Token};
use crate::article::{Kind, Mention};
use crate::text::Span;

/// Tags texts one after another by one model, with buffers that are reused: what
/// it remembers of words helps with the next text, too. It takes 3 to 4 MB.
pub struct Decoder {
    memory: Memory,
    words: Vec<Known>,
    scores: Vec<Scores>,
    /// Features to be looked up, and for which token.
    keys: Vec<(u32, u32)>,
    hints: Vec<Hint>,
    survey: Survey,
    back: Vec<[u8; LANES]>,
    labels: Vec<Label>,
    evidence: Evidence,
    first: First,
}

/// What was found of a text's first sentences, which the second reading need not
/// find again.
#[derive(Default)]
struct First {
    /// Where each sentence ends in the three that follow.
    ends: Vec<usize>,
    tokens: Vec<Token>,
    words: Vec<Known>,
    scores: Vec<Scores>,
}

impl First {
    fn clear(&mut self) {
        self.ends.clear();
        self.tokens.clear();
        self.words.clear();
        self.scores.clear();
    }

    /// Keeps a sentence; false where there is no room for it.
    fn keep(&mut self, tokens: &[Token], words: &[Known], scores: &[Scores]) -> bool {
        let has_room = self.tokens.len() + tokens.len() <= KEPT;
        if has_room {
            self.tokens.extend_from_slice(tokens);
            self.words.extend_from_slice(words);
            self.scores.extend_from_slice(scores);
            self.ends.push(self.tokens.len());
        }
        has_room
    }
}

/// Tokens that are kept for the second reading at most: more than most articles have.
const KEPT: usize = 4096;

impl Default for Decoder {
    fn default() -> Self {
        Decoder {
            memory: Memory::default(),
            words: Vec::with_capacity(MAX_TOKENS),
            scores: Vec::with_capacity(MAX_TOKENS),
            keys: Vec::new(),
            hints: Vec::with_capacity(MAX_TOKENS),
            survey: Survey::default(),
            back: Vec::with_capacity(MAX_TOKENS),
            labels: Vec::with_capacity(MAX_TOKENS),
            evidence: Evidence::default(),
            first: First::default(),
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
        self.first.clear();
        let mut found = Vec::new();
        let mut sentences = Sentences::new(text);
        let mut rest = hints;
        // Where those begin that were not kept.
        let mut late = sentences.clone();
        let mut goes_on = true;
        while sentences.next_into(&mut tokens) {
            rest = hint(rest, &tokens, &mut self.hints);
            self.add_scores(model, tokens.iter().map(|t| &text[t.clone()]));
            self.search(model);
            self.evidence.add(&self.words, &self.labels);
            goes_on = goes_on && self.first.keep(&tokens, &self.words, &self.scores);
            if goes_on {
                late = sentences.clone();
            }
            found.extend_from_slice(&self.labels);
        }
        let mut mentions = Vec::new();
        let first = std::mem::take(&mut self.first);
        let mut at = 0;
        for &end in &first.ends {
            let (own, words) = (&found[at..end], &first.words[at..end]);
            let labels = if self.evidence.doubts(words, own) {
                self.scores.clear();
                self.scores.extend_from_slice(&first.scores[at..end]);
                self.survey.find_phrases(words);
                self.think_again(model, words, own);
                &self.labels
            } else {
                own
            };
            collect(labels, &first.tokens[at..end], &mut mentions);
            at = end;
        }
        self.first = first;
        let mut rest = hints;
        while late.next_into(&mut tokens) {
            let own = &found[at..at + tokens.len()];
            at += tokens.len();
            let texts = tokens.iter().map(|t| &text[t.clone()]);
            self.words.clear();
            self.words.extend(texts.clone().map(|word| self.memory.of(model, word).known));
            if !self.evidence.doubts(&self.words, own) {
                collect(own, &tokens, &mut mentions);
                continue;
            }
            rest = hint(rest, &tokens, &mut self.hints);
            self.add_scores(model, texts);
            let words = std::mem::take(&mut self.words);
            self.think_again(model, &words, own);
            self.words = words;
            collect(&self.labels, &tokens, &mut mentions);
        }
        mentions
    }

    /// Finds the best labels of a sentence whose scores and phrases are at hand, given
    /// what was found in the first reading.
    fn think_again(&mut self, model: &Model, words: &[Known], own: &[Label]) {
        self.evidence.weigh(model.worth, words, &self.survey, own, &mut self.scores);
        self.search(model);
    }

    /// Adds up the scores of one sentence's words, whose hints are set.
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    fn add_scores<'t>(&mut self, model: &Model, words: impl Iterator<Item = &'t str>) {
        self.words.clear();
        self.scores.clear();
        for (at, text) in words.enumerate() {
            let word = self.memory.of(model, text);
            self.words.push(word.known);
            self.scores.resize(at + 1 + REACH, [0; LANES]);
            for (offset, own) in (-(REACH as isize)..).zip(&word.scores) {
                if let Some(told) = at.checked_add_signed(-offset) {
                    memory::add(&mut self.scores[told], own);
                }
            }
        }
        self.scores.truncate(self.words.len());
        self.survey.read(&self.words, &self.hints, |hash| model.lists(hash));
        self.keys.clear();
        for at in 0..self.words.len() {
            features::joint(&self.words, &self.survey, at, |key| self.keys.push((key, at as u32)));
        }
        model.add(&mut self.keys, &mut self.scores);
    }

    /// Viterbi: the best way to each label of each token, then back from the end.
    /// All labels of a step fill one register or two: the best way so far is
    /// kept at 0 and the others below it, so that sixteen bits are enough.
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
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
                    // Without a choice in it, a step takes a few instructions for all lanes.
                    for lane in 0..LANES {
                        let way = score.saturating_add(row[lane]);
                        let better = -i16::from(way > next[lane]);
                        next[lane] = next[lane].max(way);
                        from[lane] = from[lane] & !better | before as i16 & better;
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
