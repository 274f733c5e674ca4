//! Gradient boosting of oblivious trees on byte columns, for the story's model.
//!
//! Every tree is grown on a part of the pages and columns, drawn by a fixed
//! sequence of numbers, and its leaves are rounded to what the model's form can
//! hold before the next tree is grown, so that rounding is learned around. One
//! thread or several give the same trees.

use std::ops::Range;
use std::thread;

/// How trees are grown.
#[derive(Clone, Debug)]
pub struct Growth {
    pub trees: usize,
    pub depth: usize,
    pub rate: f32,
    /// Added to a leaf's weight: the more, the less few rows are believed.
    pub calm: f32,
    /// Of pages and columns, the parts that a tree is grown on.
    pub pages: f32,
    pub columns: f32,
    /// As many series of trees, each grown by itself on other parts, share the vote.
    pub bags: usize,
    /// How little a row's error may be for it to be always looked at, inverted.
    pub keen: f32,
    pub threads: usize,
    pub seed: u64,
    /// Columns that no tree may ask of: to see what they are good for.
    pub mute: Range<usize>,
}

/// Rows to learn from.
#[derive(Default)]
pub struct Rows {
    pub columns: Vec<Vec<u8>>,
    /// Between nought and one.
    pub goals: Vec<f32>,
    pub weights: Vec<f32>,
    /// The page that a row is of.
    pub pages: Vec<u32>,
}

/// Units of a leaf to a natural logarithm of odds: as far apart as `1 << SHIFT` times 16.
const SHIFT: u8 = 5;
const UNITS: f32 = 512.0;

struct Tree {
    questions: Vec<(u8, u8)>,
    leaves: Vec<i8>,
}

/// Trees for these rows, in the form of `clean::trees`.
pub fn grow(rows: &Rows, growth: &Growth) -> Vec<u8> {
    let n_rows = rows.goals.len();
    let mut draw = Draw(growth.seed);
    let n_pages = rows.pages.iter().max().map_or(0, |m| *m as usize + 1);
    let mut trees = Vec::new();
    let mut scores = Vec::new();
    for n in 0..growth.trees * growth.bags {
        if n % growth.trees == 0 {
            scores = vec![0.0_f32; n_rows];
        }
        let drawn: Vec<bool> = (0..n_pages).map(|_| draw.part() < growth.pages).collect();
        let columns: Vec<usize> = (0..rows.columns.len())
            .filter(|column| draw.part() < growth.columns && !growth.mute.contains(column))
            .collect();
        let mut sample = Vec::new();
        let mut steps = Vec::new();
        for row in 0..n_rows {
            if drawn[rows.pages[row] as usize] && rows.weights[row] > 0.0 {
                let p = 1.0 / (1.0 + (-scores[row]).exp());
                let step = rows.weights[row] * (rows.goals[row] - p);
                // Of rows that are answered well a few stand for all.
                let kept = (step.abs() * growth.keen + 0.1).min(1.0);
                if draw.part() < kept {
                    sample.push(row as u32);
                    steps.push((step / kept, rows.weights[row] * p * (1.0 - p) / kept));
                }
            }
        }
        let tree = grow_one(rows, &columns, &sample, &steps, growth);
        for (row, score) in scores.iter_mut().enumerate() {
            let leaf = tree.questions.iter().fold(0, |leaf, &(column, threshold)| {
                leaf << 1 | usize::from(rows.columns[usize::from(column)][row] > threshold)
            });
            *score += f32::from(tree.leaves[leaf]) / UNITS * growth.bags as f32;
        }
        trees.push(tree);
    }
    let mut bytes = vec![trees.len() as u8, (trees.len() >> 8) as u8, growth.depth as u8, SHIFT];
    for tree in trees {
        bytes.extend(tree.questions.iter().flat_map(|&(column, threshold)| [column, threshold]));
        bytes.extend(tree.leaves.iter().map(|&leaf| leaf as u8));
    }
    bytes
}

fn grow_one(rows: &Rows, columns: &[usize], sample: &[u32], steps: &[(f32, f32)], growth: &Growth) -> Tree {
    let mut leaf = vec![0_u8; sample.len()];
    let mut questions = Vec::new();
    for level in 0..growth.depth {
        let parts = columns.chunks(columns.len().div_ceil(growth.threads).max(1));
        let best = |part: &[usize]| {
            let mut best = (0.0, 0, 0);
            let mut sums = vec![(0.0, 0.0); 256 << level];
            for &column in part {
                let (gain, threshold) =
                    split(&rows.columns[column], sample, steps, &leaf, &mut sums, growth.calm);
                if gain > best.0 {
                    best = (gain, column, threshold);
                }
            }
            best
        };
        let found: Vec<(f32, usize, u8)> = thread::scope(|scope| {
            let running: Vec<_> = parts.map(|part| scope.spawn(|| best(part))).collect();
            running.into_iter().map(|part| part.join().expect("no thread fails")).collect()
        });
        let &(_, column, threshold) =
            found.iter().reduce(|a, b| if b.0 > a.0 { b } else { a }).expect("there are columns");
        for (leaf, &row) in leaf.iter_mut().zip(sample) {
            *leaf = *leaf << 1 | u8::from(rows.columns[column][row as usize] > threshold);
        }
        questions.push((column as u8, threshold));
    }
    let mut sums = vec![(0.0_f32, 0.0_f32); 1 << growth.depth];
    for (&leaf, step) in leaf.iter().zip(steps) {
        let sum = &mut sums[usize::from(leaf)];
        *sum = (sum.0 + step.0, sum.1 + step.1);
    }
    let units = growth.rate * UNITS / growth.bags as f32;
    let value = |&(g, h): &(f32, f32)| (g / (h + growth.calm) * units).round().clamp(-127.0, 127.0) as i8;
    Tree { questions, leaves: sums.iter().map(value).collect() }
}

/// The best threshold of a column and its gain over all leaves.
fn split(
    cells: &[u8],
    sample: &[u32],
    steps: &[(f32, f32)],
    leaf: &[u8],
    sums: &mut [(f32, f32)],
    calm: f32,
) -> (f32, u8) {
    sums.fill((0.0, 0.0));
    for ((&row, step), &leaf) in sample.iter().zip(steps).zip(leaf) {
        let sum = &mut sums[usize::from(leaf) << 8 | usize::from(cells[row as usize])];
        *sum = (sum.0 + step.0, sum.1 + step.1);
    }
    let mut gains = [0.0_f32; 256];
    let mut used = [false; 256];
    for leaf in sums.chunks_exact(256) {
        let all = leaf.iter().fold((0.0, 0.0), |a, s| (a.0 + s.0, a.1 + s.1));
        let before = all.0 * all.0 / (all.1 + calm);
        let mut left = (0.0_f32, 0.0_f32);
        for (at, sum) in leaf.iter().enumerate() {
            used[at] |= sum.1 > 0.0;
            left = (left.0 + sum.0, left.1 + sum.1);
            let right = (all.0 - left.0, (all.1 - left.1).max(0.0));
            gains[at] += left.0 * left.0 / (left.1 + calm) + right.0 * right.0 / (right.1 + calm) - before;
        }
    }
    let mut best = (0.0, 0);
    for at in (0..255).filter(|&at| used[at]) {
        if gains[at] > best.0 {
            best = (gains[at], at as u8);
        }
    }
    best
}

/// A fixed sequence of numbers that look drawn by chance.
pub struct Draw(pub u64);

impl Draw {
    /// From nought to below one.
    pub fn part(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        // 24 bits are what such a number holds, and keep it below one.
        (z >> 40) as f32 / 16_777_216.0
    }

    /// One of these, which are not none.
    pub fn of<T: Copy>(&mut self, these: &[T]) -> T {
        these[(self.part() * these.len() as f32) as usize]
    }

    pub fn of_some<'a, T>(&mut self, these: &'a [T]) -> Option<&'a T> {
        let part = self.part();
        these.get((part * these.len() as f32) as usize)
    }
}
