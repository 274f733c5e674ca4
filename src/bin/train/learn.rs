//! A linear-chain conditional random field, learned by stochastic gradients
//! with a step of its own for each weight (AdaGrad).

use cuttings::extract::tagger::labels::{self, Label, N_LABELS, follows};
use cuttings::extract::tagger::model::{LANES, START};

use crate::examples::{Example, Goal};

type Row = [f32; LANES];

/// A feature's weights, beside what AdaGrad remembers of them.
#[derive(Clone)]
struct Weights {
    w: Row,
    squares: Row,
}

pub struct Learner {
    features: Vec<Weights>,
    transitions: [Weights; LANES],
    pub rate: f32,
    /// Pull towards zero at each step that touches a weight, relative to the rate.
    pub decay: f32,
    /// Where false, a weight stays zero.
    mask: Option<Vec<u16>>,
    room: Room,
}

/// Buffers for one sentence.
#[derive(Default)]
struct Room {
    scores: Vec<Row>,
    forward: Vec<Row>,
    backward: Vec<Row>,
    free: Expected,
    bound: Expected,
}

/// Expected label and transition counts.
#[derive(Default)]
struct Expected {
    labels: Vec<Row>,
    transitions: [Row; LANES],
}

impl Learner {
    pub fn new(n_features: usize, rate: f32, decay: f32) -> Self {
        let zero = Weights { w: [0.0; LANES], squares: [1e-2; LANES] };
        Learner {
            features: vec![zero.clone(); n_features],
            transitions: std::array::from_fn(|_| zero.clone()),
            rate,
            decay,
            mask: None,
            room: Room::default(),
        }
    }

    /// One step for one sentence.
    pub fn learn(&mut self, example: &Example) {
        if example.len() == 0 {
            return;
        }
        let mut room = std::mem::take(&mut self.room);
        self.score(example, &mut room.scores);
        let ways = self.ways();
        expect(&room.scores, &ways, None, &mut room.forward, &mut room.backward, &mut room.free);
        match &example.goal {
            Goal::Allowed(allowed) => {
                expect(
                    &room.scores,
                    &ways,
                    Some(allowed),
                    &mut room.forward,
                    &mut room.backward,
                    &mut room.bound,
                );
            }
            Goal::Likely(likely) => believe(likely, &mut room.bound),
        }
        for at in 0..example.len() {
            let (free, bound) = (&room.free.labels[at], &room.bound.labels[at]);
            let gradient: Row = std::array::from_fn(|l| (bound[l] - free[l]) * example.weight);
            if gradient.iter().all(|g| g.abs() < 1e-4) {
                continue;
            }
            for &f in example.features_of(at) {
                let mask = self.mask.as_ref().map_or(u16::MAX, |m| m[f as usize]);
                step(&mut self.features[f as usize], &gradient, self.rate, self.decay, mask);
            }
        }
        for before in 0..LANES {
            let (free, bound) = (&room.free.transitions[before], &room.bound.transitions[before]);
            let gradient: Row = std::array::from_fn(|l| (bound[l] - free[l]) * example.weight);
            step(&mut self.transitions[before], &gradient, self.rate, 0.0, u16::MAX);
        }
        self.room = room;
    }

    fn score(&self, example: &Example, scores: &mut Vec<Row>) {
        scores.clear();
        for at in 0..example.len() {
            let mut sum = [0.0; LANES];
            for &f in example.features_of(at) {
                let w = &self.features[f as usize].w;
                for l in 0..LANES {
                    sum[l] += w[l];
                }
            }
            scores.push(sum);
        }
    }

    /// Exponentials of the transitions; 0 for those that can't be.
    fn ways(&self) -> [Row; LANES] {
        std::array::from_fn(|before| {
            std::array::from_fn(|label| {
                let from = if before == START { labels::O } else { before as Label };
                let can = label < N_LABELS
                    && (before < N_LABELS || before == START)
                    && follows(from, label as Label);
                if can { self.transitions[before].w[label].exp() } else { 0.0 }
            })
        })
    }

    /// The probability of each label at each word.
    pub fn believe(&mut self, example: &Example) -> Vec<Row> {
        let mut room = std::mem::take(&mut self.room);
        self.score(example, &mut room.scores);
        if example.len() > 0 {
            expect(&room.scores, &self.ways(), None, &mut room.forward, &mut room.backward, &mut room.free);
        }
        let likely = std::mem::take(&mut room.free.labels);
        self.room = room;
        likely
    }

    /// The best labels.
    pub fn answer(&self, example: &Example) -> Vec<Label> {
        let ways = self.ways().map(|row| row.map(|w| if w > 0.0 { w.ln() } else { -1e9 }));
        let mut scores = Vec::new();
        self.score(example, &mut scores);
        let mut best = ways[START];
        let mut back: Vec<[u8; LANES]> = Vec::new();
        for (at, own) in scores.iter().enumerate() {
            if at > 0 {
                let mut next = [f32::MIN; LANES];
                let mut from = [0u8; LANES];
                for before in 0..N_LABELS {
                    for to in 0..LANES {
                        let way = best[before] + ways[before][to];
                        if way > next[to] {
                            (next[to], from[to]) = (way, before as u8);
                        }
                    }
                }
                best = next;
                back.push(from);
            }
            (0..LANES).for_each(|l| best[l] += own[l]);
        }
        let mut label = (0..N_LABELS).rev().max_by(|&a, &b| best[a].total_cmp(&best[b])).unwrap_or(0) as u8;
        let mut answer = vec![label];
        for from in back.iter().rev() {
            label = from[usize::from(label)];
            answer.push(label);
        }
        answer.reverse();
        answer.truncate(scores.len());
        answer
    }

    pub fn weights(&self, feature: usize) -> &Row {
        &self.features[feature].w
    }

    pub fn transitions(&self) -> [Row; LANES] {
        std::array::from_fn(|before| self.transitions[before].w)
    }

    /// Keeps the `n` weights that matter most (size times how often they were
    /// at work) and sets all others to zero for good.
    pub fn prune(&mut self, n: usize, counts: &[u32]) {
        let mut all: Vec<f32> = Vec::new();
        let worth = |w: f32, count: u32| w.abs() * (count as f32).powf(0.35);
        for (f, weights) in self.features.iter().enumerate() {
            all.extend(weights.w.iter().map(|&w| worth(w, counts[f])).filter(|&x| x > 0.0));
        }
        let least = if all.len() > n {
            let at = all.len() - n;
            *all.select_nth_unstable_by(at, f32::total_cmp).1
        } else {
            0.0
        };
        let mut mask = vec![0u16; self.features.len()];
        for (f, weights) in self.features.iter_mut().enumerate() {
            for l in 0..LANES {
                if weights.w[l] != 0.0 && worth(weights.w[l], counts[f]) >= least {
                    mask[f] |= 1 << l;
                } else {
                    weights.w[l] = 0.0;
                }
            }
        }
        self.mask = Some(mask);
    }
}

fn step(weights: &mut Weights, gradient: &Row, rate: f32, decay: f32, mask: u16) {
    if mask == 0 {
        return;
    }
    let own = weights.w.iter_mut().zip(&mut weights.squares).zip(gradient);
    for (l, ((w, squares), gradient)) in own.enumerate() {
        let g = gradient - decay * *w;
        *squares += g * g;
        let keep = if mask >> l & 1 == 1 { 1.0 } else { 0.0 };
        *w = (*w + rate * g / squares.sqrt()) * keep;
    }
}

/// Forward and backward: the expected counts under the model, within `allowed`.
fn expect(
    scores: &[Row],
    ways: &[Row; LANES],
    allowed: Option<&[u16]>,
    forward: &mut Vec<Row>,
    backward: &mut Vec<Row>,
    out: &mut Expected,
) {
    let n = scores.len();
    let own: Vec<Row> = scores
        .iter()
        .enumerate()
        .map(|(at, s)| {
            let can = |l: usize| l < N_LABELS && allowed.is_none_or(|a| a[at] >> l & 1 == 1);
            let most = (0..LANES).filter(|&l| can(l)).map(|l| s[l]).fold(f32::MIN, f32::max);
            std::array::from_fn(|l| if can(l) { (s[l] - most).max(-60.0).exp() } else { 0.0 })
        })
        .collect();
    forward.clear();
    let scaled = |mut row: Row| {
        let sum: f32 = row.iter().sum::<f32>().max(1e-30);
        row.iter_mut().for_each(|x| *x /= sum);
        row
    };
    forward.push(scaled(std::array::from_fn(|l| ways[START][l] * own[0][l])));
    for at in 1..n {
        let mut row = [0.0; LANES];
        for before in 0..N_LABELS {
            let f = forward[at - 1][before];
            if f > 0.0 {
                (0..LANES).for_each(|l| row[l] += f * ways[before][l]);
            }
        }
        (0..LANES).for_each(|l| row[l] *= own[at][l]);
        forward.push(scaled(row));
    }
    backward.clear();
    backward.resize(n, [1.0; LANES]);
    for at in (1..n).rev() {
        let told: Row = std::array::from_fn(|l| backward[at][l] * own[at][l]);
        let row = std::array::from_fn(|before| (0..LANES).map(|l| ways[before][l] * told[l]).sum());
        backward[at - 1] = scaled(row);
    }
    out.labels.clear();
    out.transitions = [[0.0; LANES]; LANES];
    for at in 0..n {
        out.labels.push(scaled(std::array::from_fn(|l| forward[at][l] * backward[at][l])));
    }
    out.transitions[START] = out.labels[0];
    for at in 1..n {
        let told: Row = std::array::from_fn(|l| backward[at][l] * own[at][l]);
        let mut pairs = [[0.0; LANES]; LANES];
        let mut sum = 1e-30;
        for (before, pairs) in pairs.iter_mut().enumerate().take(N_LABELS) {
            let f = forward[at - 1][before];
            for l in 0..LANES {
                pairs[l] = f * ways[before][l] * told[l];
                sum += pairs[l];
            }
        }
        for (total, pairs) in out.transitions.iter_mut().zip(&pairs).take(N_LABELS) {
            (0..LANES).for_each(|l| total[l] += pairs[l] / sum);
        }
    }
}

/// The counts of a teacher who says each label's probability by itself; pairs
/// of labels as if independent, but for those that can't be.
fn believe(likely: &[Row], out: &mut Expected) {
    out.labels.clear();
    out.labels.extend_from_slice(likely);
    out.transitions = [[0.0; LANES]; LANES];
    out.transitions[START] = likely[0];
    for pair in likely.windows(2) {
        let mut pairs = [[0.0; LANES]; LANES];
        let mut sum = 1e-30;
        for (before, pairs) in pairs.iter_mut().enumerate().take(N_LABELS) {
            for l in (0..N_LABELS).filter(|&l| follows(before as Label, l as Label)) {
                pairs[l] = pair[0][before] * pair[1][l];
                sum += pairs[l];
            }
        }
        for (total, pairs) in out.transitions.iter_mut().zip(&pairs).take(N_LABELS) {
            (0..LANES).for_each(|l| total[l] += pairs[l] / sum);
        }
    }
}
