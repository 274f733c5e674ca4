//! The trained model: a table of features with their scores for each label.
//!
//! ```text
//! magic "CUTTAG" version:u8 worth:u8 (of a text's own evidence)
//! transitions: 16 × 16 × i16, from before to after; row 15 starts a sentence
//! n:u32  feature keys: ascending, differences as varints
//!        lanes: n × u16, the labels that a feature speaks of
//!        scores: i8, one for each bit of the lanes
//! n:u32  word hashes: ascending, differences as varints
//!        clusters: n × u16   classes: n × u16
//! n:u32  name hashes: ascending, differences as varints
//!        lists: n × u16
//! ```
//!
//! Numbers are little-endian. Everything is an integer, so that a text is
//! tagged alike on every machine.

use super::features::{KEY_BITS, Known};
use super::labels::{Label, N_LABELS, follows};
use super::words::Word;

/// Scores of all labels side by side: one register of SIMD.
pub const LANES: usize = 16;

/// What labels are worth to a token.
pub type Scores = [i16; LANES];

/// In this row of the transitions stand the scores of a sentence's first label.
pub const START: usize = LANES - 1;

/// What a transition costs that can't be.
const NEVER: i16 = i16::MIN;

/// Bits of a word's hash that the clusters and lists go by.
pub const WORD_BITS: u32 = 28;

/// A hash as the model's tables have it.
pub fn short(hash: u32) -> u32 {
    hash >> (32 - WORD_BITS)
}

const MAGIC: &[u8; 6] = b"CUTTAG";
const VERSION: u8 = 1;

/// Why a model can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// Not a model, or of another version.
    Format,
    /// It ends too early or contradicts itself.
    Damaged,
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str(match self {
            Error::Format => "not a tagger's model of this version",
            Error::Damaged => "the tagger's model is damaged",
        })
    }
}

impl std::error::Error for Error {}

/// What a trainer has to say; written by [`Parts::to_bytes`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    pub transitions: [[i16; LANES]; LANES],
    /// What a text's own evidence counts where it is unanimous.
    pub worth: u8,
    /// In ascending order of their keys.
    pub features: Vec<(u32, [i8; LANES])>,
    /// Hash of the word in [`WORD_BITS`], cluster, classes; in ascending order.
    pub words: Vec<(u32, u16, u16)>,
    /// Hash of the name in [`WORD_BITS`], lists; in ascending order.
    pub names: Vec<(u32, u16)>,
}

impl Parts {
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend([VERSION, self.worth]);
        out.extend(self.transitions.iter().flatten().flat_map(|t| t.to_le_bytes()));
        write_ascending(&mut out, self.features.iter().map(|f| f.0));
        for (_, row) in &self.features {
            let lanes = (0..LANES).fold(0u16, |bits, l| bits | u16::from(row[l] != 0) << l);
            out.extend(lanes.to_le_bytes());
        }
        for (_, row) in &self.features {
            out.extend(row.iter().filter(|&&s| s != 0).map(|&s| s as u8));
        }
        write_ascending(&mut out, self.words.iter().map(|w| w.0));
        out.extend(self.words.iter().flat_map(|w| w.1.to_le_bytes()));
        out.extend(self.words.iter().flat_map(|w| w.2.to_le_bytes()));
        write_ascending(&mut out, self.names.iter().map(|n| n.0));
        out.extend(self.names.iter().flat_map(|n| n.1.to_le_bytes()));
        out
    }

    pub fn from_bytes(bytes: &[u8]) -> Result<Parts, Error> {
        let mut from = Reader(bytes);
        if from.take(MAGIC.len())? != MAGIC || from.take(1)?[0] != VERSION {
            return Err(Error::Format);
        }
        let mut parts = Parts { worth: from.take(1)?[0], ..Parts::default() };
        for score in parts.transitions.iter_mut().flatten() {
            *score = from.u16()? as i16;
        }
        let keys = from.ascending(1 << KEY_BITS)?;
        let lanes: Vec<u16> = keys.iter().map(|_| from.u16()).collect::<Result<_, _>>()?;
        for (key, lanes) in keys.into_iter().zip(lanes) {
            let mut row = [0; LANES];
            for (lane, score) in row.iter_mut().enumerate() {
                if lanes >> lane & 1 == 1 {
                    *score = from.take(1)?[0] as i8;
                }
            }
            parts.features.push((key, row));
        }
        let hashes = from.ascending(1 << WORD_BITS)?;
        let clusters: Vec<u16> = hashes.iter().map(|_| from.u16()).collect::<Result<_, _>>()?;
        for (hash, cluster) in hashes.into_iter().zip(clusters) {
            parts.words.push((hash, cluster, from.u16()?));
        }
        for hash in from.ascending(1 << WORD_BITS)? {
            parts.names.push((hash, from.u16()?));
        }
        if from.0.is_empty() { Ok(parts) } else { Err(Error::Damaged) }
    }
}

fn write_ascending(out: &mut Vec<u8>, numbers: impl ExactSizeIterator<Item = u32>) {
    out.extend((numbers.len() as u32).to_le_bytes());
    let mut last = 0;
    for number in numbers {
        let mut rest = number - last;
        while rest >= 0x80 {
            out.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        out.push(rest as u8);
        last = number;
    }
}

struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    fn take(&mut self, n: usize) -> Result<&'b [u8], Error> {
        let (taken, rest) = self.0.split_at_checked(n).ok_or(Error::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    fn u16(&mut self) -> Result<u16, Error> {
        Ok(u16::from_le_bytes(self.take(2)?.try_into().map_err(|_| Error::Damaged)?))
    }

    fn ascending(&mut self, limit: u32) -> Result<Vec<u32>, Error> {
        let n = u32::from_le_bytes(self.take(4)?.try_into().map_err(|_| Error::Damaged)?) as usize;
        if n > self.0.len() {
            return Err(Error::Damaged);
        }
        let mut numbers = Vec::with_capacity(n);
        let mut last = 0u32;
        for _ in 0..n {
            let mut step = 0u32;
            for shift in (0..32).step_by(7) {
                let byte = self.take(1)?[0];
                step |= u32::from(byte & 0x7f) << shift;
                if byte < 0x80 {
                    break;
                }
            }
            last = last.checked_add(step).filter(|&n| n < limit).ok_or(Error::Damaged)?;
            numbers.push(last);
        }
        Ok(numbers)
    }
}

/// A model as the tagger asks it.
pub struct Model {
    /// From each label to each; [`START`] holds the first label's.
    pub transitions: [[i16; LANES]; LANES],
    /// What a text's own evidence counts where it is unanimous.
    pub worth: u8,
    features: Rows,
    words: Table<(u16, u16)>,
    names: Table<u16>,
}

impl Model {
    pub fn from_bytes(bytes: &[u8]) -> Result<Model, Error> {
        Parts::from_bytes(bytes).map(Model::new)
    }

    pub fn new(parts: Parts) -> Model {
        let mut transitions = parts.transitions;
        for (before, row) in transitions.iter_mut().enumerate() {
            for (label, score) in row.iter_mut().enumerate() {
                let from = if before == START { 0 } else { before };
                if label >= N_LABELS || !follows(from as Label, label as Label) {
                    *score = NEVER;
                }
            }
        }
        Model {
            transitions,
            worth: parts.worth,
            features: Rows::new(parts.features),
            words: Table::new(
                parts.words.into_iter().map(|(hash, cluster, classes)| (hash, (cluster, classes))).collect(),
            ),
            names: Table::new(parts.names),
        }
    }

    /// Adds the scores of those of the features that have any, each to the token that
    /// its second number tells; what stands in `keys` is lost.
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    pub fn add(&self, keys: &mut [(u32, u32)], scores: &mut [Scores]) {
        let mut n = 0;
        for at in 0..keys.len() {
            keys[n] = keys[at];
            n += usize::from(self.features.may_have(keys[n].0));
        }
        for some in keys[..n].chunks(AHEAD) {
            self.features.fetch(some.iter().map(|&(key, _)| key));
            for &(key, at) in some {
                if let Some(row) = self.features.find(key) {
                    let sum = &mut scores[at as usize];
                    *sum = std::array::from_fn(|lane| sum[lane] + i16::from(row[lane]));
                }
            }
        }
    }

    pub fn know(&self, word: Word) -> Known {
        let (cluster, classes) = self.words.find(short(word.lower)).copied().unwrap_or_default();
        Known { word, cluster, classes }
    }

    /// The lists that have a name, and whether a longer one begins with it.
    pub fn lists(&self, hash: u32) -> u16 {
        self.names.find(short(hash)).copied().unwrap_or_default()
    }
}

/// Two bits for each key: most keys that are asked for are absent, and nearly all of
/// these are told by a table that stays near the processor.
struct Sieve {
    /// A power of two; both bits of a key are in one.
    bits: Vec<u64>,
    shift: u32,
}

impl Sieve {
    fn new(keys: impl ExactSizeIterator<Item = u32>) -> Sieve {
        let n_words = (keys.len() * 12 / 64).next_power_of_two().max(2);
        let mut sieve = Sieve { bits: vec![0; n_words], shift: 32 - n_words.trailing_zeros() };
        for key in keys {
            let (at, bits) = sieve.place(key);
            sieve.bits[at] |= bits;
        }
        sieve
    }

    fn place(&self, key: u32) -> (usize, u64) {
        let hash = hash(key);
        ((hash >> self.shift) as usize, 1 << (hash >> 4 & 63) | 1 << (hash >> 10 & 63))
    }

    /// False for nearly all keys that are absent.
    fn may_have(&self, key: u32) -> bool {
        let (at, bits) = self.place(key);
        self.bits[at] & bits == bits
    }
}

/// Features and their scores: a key and its row lie in one line of the processor's
/// memory, which is all that is waited for.
struct Rows {
    sieve: Sieve,
    /// A power of two; what one has no room for is in the next that has.
    shelves: Vec<Shelf>,
    shift: u32,
}

/// Features that are looked up at a time.
const AHEAD: usize = 32;

/// Keys that one line has room for.
const SHELF: usize = 3;

#[derive(Clone, Copy, Default)]
#[repr(align(64))]
struct Shelf {
    /// Plus one; 0 is an empty place, behind which are no others.
    keys: [u32; SHELF],
    rows: [[i8; LANES]; SHELF],
}

impl Rows {
    fn new(entries: Vec<(u32, [i8; LANES])>) -> Rows {
        let n_shelves = (entries.len() * 4 / (SHELF * 3)).next_power_of_two().max(2);
        let mut rows = Rows {
            sieve: Sieve::new(entries.iter().map(|entry| entry.0)),
            shelves: vec![Shelf::default(); n_shelves],
            shift: 32 - n_shelves.trailing_zeros(),
        };
        for (key, row) in entries {
            let mut at = rows.first(key);
            let (shelf, place) = loop {
                match rows.shelves[at].keys.iter().position(|&k| k == 0) {
                    Some(place) => break (&mut rows.shelves[at], place),
                    None => at = rows.next(at),
                }
            };
            shelf.keys[place] = key + 1;
            shelf.rows[place] = row;
        }
        rows
    }

    fn first(&self, key: u32) -> usize {
        (hash(key) >> self.shift) as usize
    }

    fn next(&self, at: usize) -> usize {
        (at + 1) & (self.shelves.len() - 1)
    }

    /// False for nearly all keys that are absent.
    fn may_have(&self, key: u32) -> bool {
        self.sieve.may_have(key)
    }

    /// Asks for the lines of all these keys at once, so that none is waited for while
    /// another might be on its way.
    fn fetch(&self, keys: impl Iterator<Item = u32>) {
        std::hint::black_box(keys.fold(0, |sum, key| sum ^ self.shelves[self.first(key)].keys[0]));
    }

    fn find(&self, key: u32) -> Option<&[i8; LANES]> {
        let mut at = self.first(key);
        loop {
            let Shelf { keys, rows } = &self.shelves[at];
            // Where it may be is reckoned, not tried: nobody can guess it.
            let place = usize::from(keys[1] == key + 1) + 2 * usize::from(keys[2] == key + 1);
            if keys[place] == key + 1 {
                return Some(&rows[place]);
            }
            if keys[SHELF - 1] == 0 {
                return None;
            }
            at = self.next(at);
        }
    }
}

/// Open addressing over a power of two of places, at most two thirds of them full.
struct Table<T> {
    /// Key plus one, and where its value is; 0 is an empty place.
    places: Vec<(u32, u32)>,
    values: Vec<T>,
    shift: u32,
    sieve: Sieve,
}

impl<T> Table<T> {
    fn new(entries: Vec<(u32, T)>) -> Self {
        let size = (entries.len() * 3 / 2).next_power_of_two().max(2);
        let mut table = Table {
            places: vec![(0, 0); size],
            values: Vec::with_capacity(entries.len()),
            shift: 32 - size.trailing_zeros(),
            sieve: Sieve::new(entries.iter().map(|entry| entry.0)),
        };
        for (key, value) in entries {
            let mut at = (hash(key) >> table.shift) as usize;
            while table.places[at].0 != 0 {
                at = (at + 1) & (size - 1);
            }
            table.places[at] = (key + 1, table.values.len() as u32);
            table.values.push(value);
        }
        table
    }

    fn find(&self, key: u32) -> Option<&T> {
        if !self.sieve.may_have(key) {
            return None;
        }
        let mut at = (hash(key) >> self.shift) as usize;
        loop {
            match self.places[at] {
                (0, _) => return None,
                (k, value) if k == key + 1 => return self.values.get(value as usize),
                _ => at = (at + 1) & (self.places.len() - 1),
            }
        }
    }
}

/// Its first bits are spread evenly.
fn hash(key: u32) -> u32 {
    key.wrapping_mul(0x9e37_79b1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> Parts {
        let mut transitions = [[0; LANES]; LANES];
        transitions[0][1] = -300;
        let mut row = [0; LANES];
        (row[3], row[14]) = (-128, 127);
        Parts {
            transitions,
            worth: 60,
            features: vec![(0, row), (300, row), (1 << 27, row)],
            words: vec![(7, 1, 2)],
            names: vec![(9, 3)],
        }
    }

    #[test]
    fn a_model_survives_its_file() {
        assert_eq!(Parts::from_bytes(&parts().to_bytes()), Ok(parts()));
    }

    #[test]
    fn a_damaged_model_is_told() {
        let bytes = parts().to_bytes();
        for end in 0..bytes.len() {
            assert!(Parts::from_bytes(&bytes[..end]).is_err());
        }
        let mut longer = bytes.clone();
        longer.push(0);
        assert_eq!(Parts::from_bytes(&longer), Err(Error::Damaged));
        assert_eq!(Parts::from_bytes(b"GIF89a..."), Err(Error::Format));
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 0xff;
            let _ = Parts::from_bytes(&changed);
        }
    }

    #[test]
    fn features_add_up() {
        let model = Model::new(parts());
        let mut scores = [[0; LANES]; 2];
        model.add(&mut [(300, 0), (300, 0), (301, 0), (1 << 27, 0), (0, 1)], &mut scores);
        assert_eq!((scores[0][3], scores[0][14], scores[0][0]), (-384, 381, 0));
        assert_eq!((scores[1][3], scores[1][14], scores[1][0]), (-128, 127, 0));
    }

    #[test]
    fn every_feature_has_its_own_row() {
        let features = (0..5000).map(|n: u32| (n * n * 7 % (1 << KEY_BITS), [(n % 100) as i8 + 1; LANES]));
        let mut features: Vec<_> = features.collect();
        features.sort_unstable();
        features.dedup_by_key(|feature| feature.0);
        let model = Model::new(Parts { features: features.clone(), ..parts() });
        for (key, row) in features {
            let mut scores = [[0; LANES]];
            model.add(&mut [(key, 0), (key ^ 1 << 27, 0)], &mut scores);
            assert_eq!(scores[0][0], i16::from(row[0]), "{key}");
        }
    }
}
