//! What is found beside what is annotated, for the tests that score.

/// Found, annotated, and both.
#[derive(Clone, Copy, Default)]
pub struct Tally {
    pub found: usize,
    pub expected: usize,
    pub right: usize,
}

impl Tally {
    /// The harmonic mean of precision and recall; 1 where there is nothing.
    pub fn f1(self) -> f64 {
        match self.found + self.expected {
            0 => 1.0,
            all => 2.0 * self.right as f64 / all as f64,
        }
    }
}
