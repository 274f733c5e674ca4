//! Boosted trees over columns of bytes: the model's form, and how it is asked.
//!
//! A tree asks the same question of all rows at each of its levels (column c
//! above threshold t?); the answers, as bits, are the number of its leaf. So
//! a tree is a few pairs of bytes and its leaves, and a page's rows are
//! answered tree by tree without a branch.
//!
//! The form: number of trees (two bytes, low first), depth (one byte), the
//! shift of leaves (one byte); then per tree its depth times column and
//! threshold, and its 2^depth leaves, each a signed byte.

use super::table::Table;

/// Trees in their bytes.
#[derive(Clone, Copy)]
pub struct Trees<'a> {
    depth: usize,
    shift: u32,
    trees: &'a [u8],
}

impl<'a> Trees<'a> {
    const HEAD: usize = 4;

    /// Reads the trees at the beginning of `bytes`, and returns what follows
    /// them. `None` where they are not all there.
    pub fn split(bytes: &'a [u8]) -> Option<(Trees<'a>, &'a [u8])> {
        let (head, rest) = bytes.split_at_checked(Self::HEAD)?;
        let n = usize::from(head[0]) | usize::from(head[1]) << 8;
        let (depth, shift) = (usize::from(head[2]), u32::from(head[3]));
        if depth > 8 || shift > 16 {
            return None;
        }
        let (trees, rest) = rest.split_at_checked(n * (2 * depth + (1 << depth)))?;
        Some((Trees { depth, shift, trees }, rest))
    }

    /// What the trees say of each row, in 1/256 of a natural logarithm of odds.
    pub fn scores(&self, table: &Table) -> Vec<i32> {
        let mut scores = vec![0; table.rows()];
        let mut leaf = vec![0_u8; table.rows()];
        for tree in self.trees.chunks_exact(2 * self.depth + (1 << self.depth)) {
            let (questions, leaves) = tree.split_at(2 * self.depth);
            leaf.fill(0);
            for question in questions.chunks_exact(2) {
                let threshold = question[1];
                for (leaf, &cell) in leaf.iter_mut().zip(table.column(usize::from(question[0]))) {
                    *leaf = *leaf << 1 | u8::from(cell > threshold);
                }
            }
            for (score, &leaf) in scores.iter_mut().zip(&leaf) {
                *score += i32::from(leaves[usize::from(leaf)] as i8);
            }
        }
        for score in &mut scores {
            *score = (*score << 4) >> self.shift;
        }
        scores
    }

    /// Whether every question is about one of a table's columns.
    #[cfg(test)]
    pub fn fits(&self, columns: usize) -> bool {
        let size = 2 * self.depth + (1 << self.depth);
        let questions = self.trees.chunks_exact(size).flat_map(|tree| tree[..2 * self.depth].chunks_exact(2));
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
    fn what_is_cut_short_is_refused() {
        assert!(Trees::split(&[1, 0, 2, 0, 0]).is_none());
        assert!(Trees::split(&[0, 0, 9, 0]).is_none());
    }
}
