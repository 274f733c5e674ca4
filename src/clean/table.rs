//! Signals of blocks as columns of small numbers, the form in which trees are
//! trained and asked.

/// Rows are stored by so many, that trees may be asked of all of them at once;
/// those behind a table's last are nought.
pub const ROWS: usize = 32;

/// One column per signal, one byte per block.
#[derive(Clone)]
pub struct Table {
    rows: usize,
    /// Column by column.
    cells: Vec<[u8; ROWS]>,
}

impl Table {
    pub fn new(rows: usize) -> Self {
        Table { rows, cells: Vec::new() }
    }

    pub fn rows(&self) -> usize {
        self.rows
    }

    #[cfg(any(test, feature = "train"))]
    pub fn columns(&self) -> usize {
        self.cells.len().checked_div(self.rows.div_ceil(ROWS)).unwrap_or(0)
    }

    /// Panics where there is no such column.
    #[cfg(any(test, feature = "train"))]
    pub fn column(&self, n: usize) -> &[u8] {
        let many = self.rows.div_ceil(ROWS);
        &self.cells[n * many..][..many].as_flattened()[..self.rows]
    }

    /// Of a column the `nth` [`ROWS`] rows. Panics where there are none.
    pub fn cells(&self, column: usize, nth: usize) -> &[u8; ROWS] {
        &self.cells[column * self.rows.div_ceil(ROWS) + nth]
    }

    /// A new column, nought in each row.
    fn add(&mut self) -> &mut [u8] {
        let start = self.cells.len();
        self.cells.resize(start + self.rows.div_ceil(ROWS), [0; ROWS]);
        &mut self.cells[start..].as_flattened_mut()[..self.rows]
    }

    pub fn push(&mut self, column: &[u8]) {
        self.add().copy_from_slice(column);
    }

    /// A column of what `value` says of each row.
    pub fn fill(&mut self, value: &dyn Fn(usize) -> u8) {
        self.add().iter_mut().enumerate().for_each(|(n, cell)| *cell = value(n));
    }

    /// A column that is the same in every row.
    pub fn push_same(&mut self, value: u8) {
        self.add().fill(value);
    }

    /// A column moved: row n gets what row n + `by` has, 0 where there is none.
    pub fn push_moved(&mut self, column: &[u8], by: isize) {
        let (own, far) = (self.add(), by.unsigned_abs().min(column.len()));
        let n = column.len() - far;
        match by {
            ..0 => own[far..].copy_from_slice(&column[..n]),
            _ => own[..n].copy_from_slice(&column[far..]),
        }
    }
}

/// A count on a scale of halves and doubles: sixteen steps each, 255 from
/// some sixty thousand on.
pub fn log(n: usize) -> u8 {
    let n = n.min(0xffff) + 1;
    let power = n.ilog2();
    let rest = (n << 4 >> power) & 15;
    (power as usize * 16 + rest).min(255) as u8
}

/// A part of a whole in two hundredths; 255 of nothing.
pub fn share(part: usize, whole: usize) -> u8 {
    (part * 200).checked_div(whole).map_or(255, |share| share.min(200) as u8)
}

/// A count as it is, up to 255.
pub fn small(n: usize) -> u8 {
    n.min(255) as u8
}

/// Sums over windows of rows, each in constant time.
pub struct Sums(Vec<u32>);

impl Sums {
    pub fn new(rows: usize, value: &dyn Fn(usize) -> u32) -> Self {
        let mut sums = Vec::with_capacity(rows + 1);
        let mut sum = 0;
        sums.push(0);
        for n in 0..rows {
            sum += value(n);
            sums.push(sum);
        }
        Sums(sums)
    }

    /// Of the rows from `start` to before `end`, as far as there are such.
    pub fn between(&self, start: isize, end: isize) -> usize {
        let last = self.0.len() as isize - 1;
        let (start, end) = (start.clamp(0, last), end.clamp(0, last));
        (self.0[end.max(start) as usize] - self.0[start as usize]) as usize
    }

    /// For each row a [`log`] of the sum of those from `from` after it to before
    /// `to` after it, as far as there are such; both may be negative.
    pub fn windows(&self, from: isize, to: isize) -> Vec<u8> {
        let last = self.0.len() - 1;
        let place = |at: usize, by: isize| at.saturating_add_signed(by).min(last);
        (0..last).map(|at| log((self.0[place(at, to)] - self.0[place(at, from)]) as usize)).collect()
    }

    pub fn all(&self) -> usize {
        self.between(0, isize::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_grow_by_ever_larger_steps() {
        let seen: Vec<u8> = [0, 1, 2, 3, 7, 10, 100, 1000, 65535, usize::MAX / 32].map(log).to_vec();
        assert_eq!(seen, [0, 16, 24, 32, 48, 54, 105, 159, 255, 255]);
        assert!((0..2000).all(|n| log(n) <= log(n + 1)));
    }

    #[test]
    fn windows_end_where_the_page_does() {
        let sums = Sums::new(4, &|n| n as u32 + 1);
        assert_eq!((sums.between(-3, 2), sums.between(1, 9), sums.between(3, 1), sums.all()), (3, 9, 0, 10));
        for (from, to) in [(-2, 0), (1, 3), (-9, 9)] {
            let sum = |row: isize| log(sums.between(row + from, row + to));
            assert_eq!(sums.windows(from, to), [sum(0), sum(1), sum(2), sum(3)]);
        }
    }

    #[test]
    fn columns_move() {
        let mut table = Table::new(3);
        table.push_moved(&[1, 2, 3], -1);
        table.push_moved(&[1, 2, 3], 2);
        assert_eq!((table.column(0), table.column(1)), (&[0, 1, 2][..], &[3, 0, 0][..]));
    }
}
