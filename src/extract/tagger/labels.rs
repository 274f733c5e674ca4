//! What the tagger can say of a token: outside of all names, or at the
//! beginning or on the inside of a name of one type.

use crate::article::Kind;

/// Index of a label: 0 is outside, then begin and inside of each type.
pub type Label = u8;

/// Types that are told apart. Dates are learned so that their months and
/// weekdays aren't taken for names, other names so that works, laws and
/// products aren't.
pub const TYPES: [&str; 7] = ["PER", "ORG", "LOC", "NORP", "EVENT", "DATE", "MISC"];

pub const N_LABELS: usize = 1 + 2 * TYPES.len();

/// Outside of all names.
pub const O: Label = 0;

pub fn begin(kind: usize) -> Label {
    (1 + 2 * kind) as Label
}

/// The type of a label, an index into [`TYPES`]; `None` outside.
pub fn kind(label: Label) -> Option<usize> {
    (label != O).then(|| (label as usize - 1) / 2)
}

pub fn is_begin(label: Label) -> bool {
    label % 2 == 1
}

/// The label of a further token of the same name.
pub fn inside(label: Label) -> Label {
    kind(label).map_or(O, |k| begin(k) + 1)
}

/// `label`, or the beginning of its type where it can't stand after `before`.
pub fn after(before: Label, label: Label) -> Label {
    match kind(label) {
        Some(k) if !is_begin(label) && kind(before) != Some(k) => begin(k),
        _ => label,
    }
}

/// Whether `label` may follow `before`: an inside only continues its own name.
pub fn follows(before: Label, label: Label) -> bool {
    after(before, label) == label
}

/// 'O', 'B-PER', 'I-PER'.
pub fn parse(tag: &str) -> Option<Label> {
    if tag == "O" {
        return Some(O);
    }
    let (place, name) = tag.split_once('-')?;
    let first = begin(TYPES.iter().position(|&t| t == name)?);
    match place {
        "B" => Some(first),
        "I" => Some(first + 1),
        _ => None,
    }
}

/// The labels that an unmarked token may have, a bit each, in a source that
/// marks only `marks`.
pub fn unmarked<'a>(marks: impl Iterator<Item = &'a str>) -> u16 {
    let marks: Vec<&str> = marks.collect();
    (0..TYPES.len()).filter(|&k| !marks.contains(&TYPES[k])).fold(1 << O, |bits, k| bits | 0b11 << begin(k))
}

/// The product's name for a type; other names have none.
pub fn product_kind(kind: usize) -> Option<Kind> {
    [
        Some(Kind::Person),
        Some(Kind::Organization),
        Some(Kind::Place),
        Some(Kind::Group),
        Some(Kind::Event),
        Some(Kind::Date),
        None,
    ][kind]
}

/// The type that the product calls `kind`.
pub fn of_product(kind: Kind) -> Option<usize> {
    (0..TYPES.len()).find(|&k| product_kind(k) == Some(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_read_as_written() {
        assert_eq!(parse("O"), Some(O));
        assert_eq!(parse("B-PER"), Some(1));
        assert_eq!(parse("I-MISC"), Some(14));
        assert_eq!(parse("B-XYZ"), None);
        assert_eq!(inside(parse("B-LOC").unwrap()), parse("I-LOC").unwrap());
    }

    #[test]
    fn an_inside_needs_its_beginning() {
        let [per, per_inside, loc] = ["B-PER", "I-PER", "B-LOC"].map(|t| parse(t).unwrap());
        assert!(follows(per, per_inside) && follows(per_inside, per_inside) && follows(per, loc));
        assert!(!follows(O, per_inside) && !follows(loc, per_inside));
        assert_eq!(after(O, per_inside), per);
    }

    #[test]
    fn what_a_source_leaves_unmarked_stays_open() {
        assert_eq!(unmarked(TYPES.into_iter()), 1);
        assert_eq!(unmarked("PER ORG LOC NORP EVENT DATE".split(' ')), 1 | 0b11 << 13);
    }
}
