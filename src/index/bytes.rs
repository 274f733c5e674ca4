//! An index as bytes: numbers, texts and lists, written one after another and
//! read back in the same order. Whatever is read is judged: of bytes that are
//! cut, changed or somebody else's nothing comes but `None`.

use serde::{Deserialize, Serialize};

#[derive(Default)]
pub struct Out {
    pub bytes: Vec<u8>,
}

impl Out {
    /// Seven bits a byte, low ones first, the high bit set on all but the last.
    pub fn number(&mut self, mut n: u32) {
        while n >= 0x80 {
            self.bytes.push(n as u8 | 0x80);
            n >>= 7;
        }
        self.bytes.push(n as u8);
    }

    pub fn numbers(&mut self, all: &[u32]) {
        self.number(all.len() as u32);
        all.iter().for_each(|&n| self.number(n));
    }

    pub fn slice(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u32);
        self.bytes.extend_from_slice(bytes);
    }

    pub fn text(&mut self, text: &str) {
        self.slice(text.as_bytes());
    }

    /// A plain value of a few fields.
    pub fn value(&mut self, value: &impl Serialize) {
        self.slice(&postcard::to_stdvec(value).unwrap_or_default());
    }
}

/// What has still to be read.
#[derive(Clone, Copy)]
pub struct In<'a> {
    pub bytes: &'a [u8],
}

impl<'a> In<'a> {
    pub fn number(&mut self) -> Option<u32> {
        u32::try_from(self.long()?).ok()
    }

    /// A number of at most 35 bits.
    pub fn long(&mut self) -> Option<u64> {
        let mut n = 0;
        for shift in 0..5 {
            let (&byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            n |= u64::from(byte & 0x7f) << (7 * shift);
            if byte < 0x80 {
                return Some(n);
            }
        }
        None
    }

    /// How many things follow, each of at least one byte.
    pub fn length(&mut self) -> Option<usize> {
        let length = self.number()? as usize;
        (length <= self.bytes.len()).then_some(length)
    }

    pub fn slice(&mut self) -> Option<&'a [u8]> {
        let length = self.length()?;
        let (slice, rest) = self.bytes.split_at(length);
        self.bytes = rest;
        Some(slice)
    }

    pub fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.slice()?).ok()
    }

    pub fn value<T: Deserialize<'a>>(&mut self) -> Option<T> {
        postcard::from_bytes(self.slice()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut out = Out::default();
        let numbers = [0, 127, 128, 300, u32::MAX];
        out.numbers(&numbers);
        out.text("é");
        out.value(&(Some(-3i32), true));
        out.number(7);
        let mut from = In { bytes: &out.bytes };
        let length = from.length().unwrap();
        let read: Option<Vec<u32>> = (0..length).map(|_| from.number()).collect();
        assert_eq!(read.as_deref(), Some(&numbers[..]));
        assert_eq!(
            (from.text(), from.value(), from.number()),
            (Some("é"), Some((Some(-3i32), true)), Some(7))
        );
        assert_eq!(from.number(), None);
    }

    #[test]
    fn what_is_no_such_thing_is_nothing() {
        let from = |bytes| In { bytes };
        assert_eq!(from(&[0xff; 9]).number(), None);
        assert_eq!(from(&[0xff, 0xff, 0xff, 0xff, 0x7f]).number(), None);
        assert_eq!(from(&[9, 1, 2]).length(), None);
        assert_eq!(from(&[2, 0xc3, 0x28]).text(), None);
        assert_eq!(from(&[1, 0xff]).value::<bool>(), None);
    }
}
