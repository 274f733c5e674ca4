//! A fast hash for tables of fixed words.
//!
//! The standard library's hash withstands keys that are chosen to collide, at
//! several times the price of looking up a short word. Here are only tables
//! whose keys are in the code, and whose entries nobody walks through.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A table of fixed keys.
pub type Map<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// Multiplies and turns, eight bytes at a time.
#[derive(Default)]
pub struct Quick(u64);

impl Quick {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.add(u64::from_le_bytes(chunk.try_into().expect("eight bytes")));
        }
        let mut last = 0;
        for &byte in chunks.remainder() {
            last = last << 8 | u64::from(byte);
        }
        self.add(last);
    }

    fn write_u8(&mut self, n: u8) {
        self.add(u64::from(n));
    }

    fn write_u32(&mut self, n: u32) {
        self.add(u64::from(n));
    }

    /// The table looks at the lowest and the highest bits.
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_again() {
        let words = ["", "a", "b", "harbour", "harbours", "a harbour of the north", "гавань"];
        let map: Map<&str, usize> = words.iter().copied().zip(0..).collect();
        assert!(words.iter().enumerate().all(|(n, word)| map.get(word) == Some(&n)));
        assert_eq!(map.get("harbou"), None);
    }
}
