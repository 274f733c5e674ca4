//! Boosted trees over columns of bytes: the model's form, and how it is asked.
//!
//! A tree asks the same question of all rows at each of its levels (column c
//! above threshold t?); the answers, as bits, are the number of its leaf. So
//! a tree is a few pairs of bytes and its leaves, and a page's rows are
//! answered tree by tree without a branch, eight in a number of 64 bits: that
//! is fast where there are no wider registers, too, as in a browser.
//!
//! The form: number of trees (two bytes, low first), depth (one byte), the
//! shift of leaves (one byte); then per tree its depth times column and
//! threshold, and its 2^depth leaves, each a signed byte.

use super::table::{ROWS, Table};

/// Appends to each row's leaf number a bit: whether its cell is above the
/// threshold. Eight numbers are in one, a byte each.
#[inline]
fn ask(cells: &[u8; ROWS], threshold: u8, leaf: &mut [u64; ROWS / 8]) {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const LOW: u64 = 0x7f * ONES;
    let add = LOW - u64::from(threshold & 0x7f) * ONES;
    for (leaf, eight) in leaf.iter_mut().zip(cells.as_chunks().0) {
        let cells = u64::from_le_bytes(*eight);
        // A sum within each byte: its highest bit is set where the cell's lower
        // bits are above the threshold's.
        let sum = (cells & LOW) + add;
        let above = if threshold < 0x80 { sum | cells } else { sum & cells };
        *leaf = *leaf << 1 | above >> 7 & ONES;
    }
}

/// Of [`ROWS`] rows, the numbers of their leaves.
fn answers(questions: &[u8], table: &Table, n: usize) -> [u64; ROWS / 8] {
    let mut leaf = [0; ROWS / 8];
    for question in questions.chunks_exact(2) {
        ask(table.cells(usize::from(question[0]), n), question[1], &mut leaf);
    }
    leaf
}

/// So many trees are asked of a row before its score is touched.
const TOGETHER: usize = 4;

/// Trees in their bytes.
#[derive(Clone, Copy)]
pub struct Trees<'a> {
    depth: usize,
    shift: u32,
    trees: &'a [u8],
}

impl<'a> Trees<'a> {
    const HEAD: usize = 4;
    const DEEPEST: usize = 8;

    /// Reads the trees at the beginning of `bytes`, and returns what follows
    /// them. `None` where they are not all there.
    pub fn split(bytes: &'a [u8]) -> Option<(Trees<'a>, &'a [u8])> {
        let (head, rest) = bytes.split_at_checked(Self::HEAD)?;
        let n = usize::from(head[0]) | usize::from(head[1]) << 8;
        let (depth, shift) = (usize::from(head[2]), u32::from(head[3]));
        if depth > Self::DEEPEST || shift > 16 {
            return None;
        }
        let (trees, rest) = rest.split_at_checked(n * (2 * depth + (1 << depth)))?;
        Some((Trees { depth, shift, trees }, rest))
    }

    /// What the trees say of each row, in 1/256 of a natural logarithm of odds.
    pub fn scores(&self, table: &Table) -> Vec<i32> {
        let mut scores = vec![0; table.rows().next_multiple_of(ROWS)];
        // Every byte is a leaf's number, so that none has to be checked.
        let mut leaves = [[0; 256]; TOGETHER];
        for some in self.trees.chunks(TOGETHER * self.size()) {
            let trees = self.together(some);
            for (leaves, (_, own)) in leaves.iter_mut().zip(trees) {
                leaves[..own.len()].copy_from_slice(own);
            }
            for (n, scores) in scores.as_chunks_mut::<ROWS>().0.iter_mut().enumerate() {
                let numbers = trees.map(|(questions, _)| answers(questions, table, n));
                for (eight, scores) in scores.as_chunks_mut::<8>().0.iter_mut().enumerate() {
                    let mut numbers = numbers.map(|numbers| numbers[eight]);
                    for score in scores {
                        for (leaves, number) in leaves.iter().zip(&mut numbers) {
                            *score += i32::from(leaves[*number as usize & 0xff] as i8);
                            *number >>= 8;
                        }
                    }
                }
            }
        }
        scores.truncate(table.rows());
        for score in &mut scores {
            *score = (*score << 4) >> self.shift;
        }
        scores
    }

    /// Bytes of a tree.
    fn size(&self) -> usize {
        2 * self.depth + (1 << self.depth)
    }

    /// The questions and leaves of some trees, those that are missing with leaves of nought.
    fn together<'b>(&self, trees: &'b [u8]) -> [(&'b [u8], &'b [u8]); TOGETHER] {
        let size = self.size();
        std::array::from_fn(|n| {
            let none = &[0; 2 * Trees::DEEPEST + (1 << Trees::DEEPEST)][..size];
            trees.get(n * size..(n + 1) * size).unwrap_or(none).split_at(2 * self.depth)
        })
    }

    /// Whether every question is about one of a table's columns.
    #[cfg(test)]
    pub fn fits(&self, columns: usize) -> bool {
        let questions =
            self.trees.chunks_exact(self.size()).flat_map(|tree| tree[..2 * self.depth].chunks_exact(2));
        questions.into_iter().all(|q| usize::from(q[0]) < columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answers_number_the_leaf() {
        let bytes = [1, 0, 2, 4, 0, 4, 1, 0, 10, 20, 30, 0x80, 99];
        let (trees, rest) = Trees::split(&bytes).unwrap();
        assert_eq!(rest, [99]);
        assert!(trees.fits(2) && !trees.fits(1));
        let mut table = Table::new(4);
        table.push(&[4, 4, 5, 5]);
        table.push(&[0, 1, 0, 1]);
        assert_eq!(trees.scores(&table), [10, 20, 30, -128]);
    }

    #[test]
    fn cells_are_compared_as_bytes_are() {
        for threshold in 0..=255 {
            for first in (0..=255_u8).step_by(ROWS) {
                let cells: [u8; ROWS] = std::array::from_fn(|n| first + n as u8);
                let mut leaf = [ROWS as u64; ROWS / 8];
                ask(&cells, threshold, &mut leaf);
                let bits = leaf.iter().flat_map(|l| l.to_le_bytes());
                assert!(bits.zip(cells).all(|(bit, cell)| bit & 1 == u8::from(cell > threshold)));
            }
        }
    }

    #[test]
    fn what_is_cut_short_is_refused() {
        assert!(Trees::split(&[1, 0, 2, 0, 0]).is_none());
        assert!(Trees::split(&[0, 0, 9, 0]).is_none());
    }
}
