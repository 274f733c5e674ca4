//! Regular expressions for whole words, and wildcards, which are some of them.
//!
//! An expression becomes the automaton of its letters (Glushkov's): a state
//! for each place in the expression where a letter is read, and for each the
//! places that may follow. All states that are possible are followed at once.

use super::{Machine, Sieve, State};
use crate::text::fold;

/// So many letters may an expression have, repetitions written out.
const MOST: usize = 200;
/// Copies of counted parts that are written out, in all.
const COPIES: usize = 2 * MOST;
/// Groups within groups.
const DEEPEST: usize = 20;

/// A set of states: a bit for each place.
type Places = [u64; MOST.div_ceil(64)];

const NONE: Places = [0; MOST.div_ceil(64)];

#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// What may be read at each place.
    letters: Vec<Letters>,
    /// The places that may follow each; those that a word may begin with come last.
    after: Vec<Places>,
    /// The places that a word may end at.
    ends: Places,
    /// Whether no letter at all is a word that is meant.
    empty: bool,
    /// Letters in a row that every word has, of one that may begin with any.
    required: Option<String>,
}

/// Which letters are meant.
#[derive(Clone, Debug, PartialEq)]
enum Letters {
    Any,
    One(char),
    /// First and last of each range; all others where negated.
    Ranges(Vec<(char, char)>, bool),
    Digit(bool),
    Word(bool),
}

impl Letters {
    fn accepts(&self, letter: char) -> bool {
        match self {
            Letters::Any => true,
            Letters::One(one) => *one == letter,
            Letters::Ranges(ranges, negated) => {
                ranges.iter().any(|(first, last)| (*first..=*last).contains(&letter)) != *negated
            }
            Letters::Digit(negated) => letter.is_numeric() != *negated,
            Letters::Word(negated) => letter.is_alphanumeric() != *negated,
        }
    }
}

/// A part of an expression, by the places where it may begin and end.
#[derive(Clone)]
struct Piece {
    first: Places,
    last: Places,
    empty: bool,
}

/// The part that reads nothing.
const NOTHING: Piece = Piece { first: NONE, last: NONE, empty: true };

impl Expression {
    pub fn wildcards(text: &str) -> Option<Self> {
        let mut made = Builder::default();
        let mut whole = NOTHING;
        let mut longest = String::new();
        for part in text.split_inclusive(['*', '?']) {
            let literal = part.trim_end_matches(['*', '?']);
            let letters: String =
                fold(literal).chars().filter(|c| c.is_alphanumeric() || *c == '.').collect();
            if letters.len() > longest.len() {
                longest.clone_from(&letters);
            }
            for letter in letters.chars() {
                let piece = made.letter(Letters::One(letter))?;
                whole = made.then(whole, piece);
            }
            if part.len() > literal.len() {
                let mut piece = made.letter(Letters::Any)?;
                if part.ends_with('*') {
                    piece = made.again(piece, true);
                }
                whole = made.then(whole, piece);
            }
        }
        let begins_anyhow = text.starts_with(['*', '?']) && !longest.is_empty();
        Some(Expression { required: begins_anyhow.then_some(longest), ..made.finish(whole) })
    }

    /// `None` where it can't be read.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix('^').unwrap_or(text);
        let text = text.strip_suffix('$').filter(|rest| !rest.ends_with('\\')).unwrap_or(text);
        let chars: Vec<char> = text.chars().collect();
        let mut reader = Reader { chars: &chars, at: 0, made: Builder::default(), copies: 0 };
        let whole = reader.either(0)?;
        (reader.at == chars.len()).then(|| reader.made.finish(whole))
    }
}

impl Machine for Expression {
    fn width(&self) -> usize {
        // The last bit says that nothing has been read.
        size_of::<Places>() + 1
    }

    fn start(&self, state: &mut State) {
        state.fill(0);
        state[size_of::<Places>()] = 1;
    }

    fn step(&self, from: &State, letter: char, to: &mut State) -> bool {
        let mut possible = NONE;
        if from[size_of::<Places>()] == 1 {
            possible = self.after[self.letters.len()];
        } else {
            places(&unpacked(from)).for_each(|place| join(&mut possible, &self.after[place]));
        }
        let mut next = NONE;
        for place in places(&possible).filter(|&place| self.letters[place].accepts(letter)) {
            next[place / 64] |= 1 << (place % 64);
        }
        for (bytes, part) in to.chunks_mut(8).zip(next) {
            bytes.copy_from_slice(&part.to_le_bytes());
        }
        to[size_of::<Places>()] = 0;
        next != NONE
    }

    fn is_end(&self, state: &State) -> bool {
        if state[size_of::<Places>()] == 1 {
            return self.empty;
        }
        unpacked(state).iter().zip(self.ends).any(|(now, end)| now & end != 0)
    }

    fn sieve(&self) -> Option<Sieve<'_>> {
        self.required.as_deref().map(Sieve::Has)
    }
}

fn unpacked(state: &State) -> Places {
    let mut out = NONE;
    for (part, bytes) in out.iter_mut().zip(state.chunks_exact(8)) {
        *part = bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte));
    }
    out
}

/// The members of a set, ascending.
fn places(set: &Places) -> impl Iterator<Item = usize> {
    let mut rest = *set;
    let mut part = 0;
    std::iter::from_fn(move || {
        while *rest.get(part)? == 0 {
            part += 1;
        }
        let bit = rest[part].trailing_zeros() as usize;
        rest[part] &= rest[part] - 1;
        Some(part * 64 + bit)
    })
}

fn join(a: &mut Places, b: &Places) {
    a.iter_mut().zip(b).for_each(|(a, b)| *a |= b);
}

/// Puts parts of an expression together.
#[derive(Default)]
struct Builder {
    letters: Vec<Letters>,
    after: Vec<Places>,
}

impl Builder {
    fn letter(&mut self, letters: Letters) -> Option<Piece> {
        let place = self.letters.len();
        if place == MOST {
            return None;
        }
        self.letters.push(letters);
        self.after.push(NONE);
        let mut only = NONE;
        only[place / 64] |= 1 << (place % 64);
        Some(Piece { first: only, last: only, empty: false })
    }

    fn then(&mut self, a: Piece, b: Piece) -> Piece {
        places(&a.last).for_each(|place| join(&mut self.after[place], &b.first));
        let (mut first, mut last) = (a.first, b.last);
        if a.empty {
            join(&mut first, &b.first);
        }
        if b.empty {
            join(&mut last, &a.last);
        }
        Piece { first, last, empty: a.empty && b.empty }
    }

    fn or(&mut self, mut a: Piece, b: Piece) -> Piece {
        join(&mut a.first, &b.first);
        join(&mut a.last, &b.last);
        Piece { empty: a.empty || b.empty, ..a }
    }

    /// Once or more, or not at all where `empty`.
    fn again(&mut self, piece: Piece, empty: bool) -> Piece {
        let again = self.then(piece.clone(), piece.clone());
        Piece { empty: empty || again.empty, ..piece }
    }

    fn finish(mut self, whole: Piece) -> Expression {
        self.after.push(whole.first);
        let (ends, empty) = (whole.last, whole.empty);
        Expression { letters: self.letters, after: self.after, ends, empty, required: None }
    }
}

/// Reads an expression, a piece at a time; `None` where there is no sense in it.
struct Reader<'a> {
    chars: &'a [char],
    at: usize,
    made: Builder,
    /// How many copies were written out: of what has no letters, there is no
    /// other end to them.
    copies: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn eat(&mut self, c: char) -> bool {
        let is_there = self.peek() == Some(c);
        self.at += usize::from(is_there);
        is_there
    }

    fn either(&mut self, depth: usize) -> Option<Piece> {
        let mut whole = self.row(depth)?;
        while self.eat('|') {
            let other = self.row(depth)?;
            whole = self.made.or(whole, other);
        }
        Some(whole)
    }

    fn row(&mut self, depth: usize) -> Option<Piece> {
        let mut whole = NOTHING;
        while self.peek().is_some_and(|c| c != '|' && c != ')') {
            let piece = self.repeated(depth)?;
            whole = self.made.then(whole, piece);
        }
        Some(whole)
    }

    /// One thing, and how often.
    fn repeated(&mut self, depth: usize) -> Option<Piece> {
        let start = self.at;
        let mut piece = self.one(depth)?;
        if self.peek() == Some('{') {
            piece = self.counted(piece, start, depth)?;
        }
        loop {
            piece = match self.peek() {
                Some('*') => self.made.again(piece, true),
                Some('+') => self.made.again(piece, false),
                Some('?') => Piece { empty: true, ..piece },
                Some('{') => return None,
                _ => return Some(piece),
            };
            self.at += 1;
        }
    }

    /// `{2}`, `{2,}`, `{2,4}`: written out as copies of what begins at `start`.
    fn counted(&mut self, piece: Piece, start: usize, depth: usize) -> Option<Piece> {
        let close = self.chars[self.at..].iter().position(|c| *c == '}')?;
        let inside: String = self.chars[self.at + 1..self.at + close].iter().collect();
        let after = self.at + close + 1;
        let (least, most) = match inside.split_once(',') {
            None => (inside.parse().ok()?, Some(inside.parse::<usize>().ok()?)),
            Some((least, "")) => (least.parse::<usize>().ok()?, None),
            Some((least, most)) => (least.parse().ok()?, Some(most.parse().ok()?)),
        };
        if most.is_some_and(|most| most < least || most == 0 || most > MOST) || least > MOST {
            return None;
        }
        let mut whole = NOTHING;
        let n_copies = most.unwrap_or(least.max(1));
        let mut copy = Some(piece);
        for n in 0..n_copies {
            // The first is made already.
            let mut piece = match copy.take() {
                Some(piece) => piece,
                None => {
                    self.copies += 1;
                    if self.copies > COPIES {
                        return None;
                    }
                    self.at = start;
                    self.one(depth)?
                }
            };
            if most.is_none() && n + 1 == n_copies {
                piece = self.made.again(piece, least == 0);
            } else if n >= least {
                piece.empty = true;
            }
            whole = self.made.then(whole, piece);
        }
        self.at = after;
        Some(whole)
    }

    /// A letter, a class, a group.
    fn one(&mut self, depth: usize) -> Option<Piece> {
        let c = self.peek()?;
        self.at += 1;
        match c {
            '(' => {
                if depth == DEEPEST {
                    return None;
                }
                if self.eat('?') && !self.eat(':') {
                    return None;
                }
                let piece = self.either(depth + 1)?;
                self.eat(')').then_some(piece)
            }
            '.' => self.made.letter(Letters::Any),
            '[' => {
                let letters = self.class()?;
                self.made.letter(letters)
            }
            '\\' => {
                let letters = self.escaped()?;
                self.made.letter(letters)
            }
            '*' | '+' | '?' | '{' | ')' | '^' | '$' => None,
            _ => self.folded(c),
        }
    }

    /// A letter that folding makes several ('ß') is these in a row.
    fn folded(&mut self, c: char) -> Option<Piece> {
        let mut whole = NOTHING;
        for letter in fold(c.encode_utf8(&mut [0; 4])).chars() {
            let piece = self.made.letter(Letters::One(letter))?;
            whole = self.made.then(whole, piece);
        }
        Some(whole)
    }

    fn escaped(&mut self) -> Option<Letters> {
        let c = self.peek()?;
        self.at += 1;
        Some(match c {
            'd' => Letters::Digit(false),
            'D' => Letters::Digit(true),
            'w' => Letters::Word(false),
            'W' => Letters::Word(true),
            c if c.is_alphanumeric() => return None,
            c => Letters::One(c),
        })
    }

    /// What stands in brackets.
    fn class(&mut self) -> Option<Letters> {
        let negated = self.eat('^');
        let mut ranges = Vec::new();
        loop {
            let c = self.peek()?;
            self.at += 1;
            if c == ']' && !ranges.is_empty() {
                return Some(Letters::Ranges(ranges, negated));
            }
            let first = match c {
                '\\' => match self.escaped()? {
                    Letters::One(c) => c,
                    Letters::Digit(false) => {
                        ranges.push(('0', '9'));
                        continue;
                    }
                    _ => return None,
                },
                c => only(&fold(c.encode_utf8(&mut [0; 4])))?,
            };
            let is_range = self.peek() == Some('-') && self.chars.get(self.at + 1).is_some_and(|c| *c != ']');
            let last = if is_range {
                self.at += 2;
                only(&fold(self.chars[self.at - 1].encode_utf8(&mut [0; 4])))?
            } else {
                first
            };
            if first > last {
                return None;
            }
            ranges.push((first, last));
        }
    }
}

fn only(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

#[cfg(test)]
mod tests {
    use crate::query::Pattern;
    use proptest::prelude::*;

    #[track_caller]
    fn check(pattern: Option<Pattern>, meant: &[&str], others: &[&str]) {
        let pattern = pattern.expect("an expression");
        meant.iter().for_each(|word| assert!(pattern.accepts(word), "{word}"));
        others.iter().for_each(|word| assert!(!pattern.accepts(word), "{word}"));
    }

    #[test]
    fn copies_of_nothing_end() {
        for text in ["(){0,30000000}", "((((((){200}){200}){200}){200}){200})", "a{2,300}"] {
            assert!(Pattern::expression(text).is_none(), "{text}");
        }
    }

    #[test]
    fn wildcards_stand_for_letters() {
        check(Pattern::wildcards("sanct*"), &["sanct", "sanctions"], &["sanc", "asanct"]);
        check(Pattern::wildcards("W?m*N"), &["women", "wimn"], &["wmn", "womens"]);
        check(Pattern::wildcards("*ó*"), &["o", "xoy"], &["", "x"]);
    }

    #[test]
    fn expressions_mean_whole_words() {
        let expression = Pattern::expression;
        check(expression("colou?r"), &["color", "colour"], &["colours", "colouur"]);
        check(expression("^(ab|c)+$"), &["ab", "cab", "abab"], &["", "abx", "b"]);
        check(expression("[a-cÉ]x{2,3}"), &["axx", "exxx"], &["ax", "dxx", "axxxx"]);
        check(expression("(ab){2}c{0,1}d{2,}"), &["ababdd", "ababcddd"], &["abdd", "ababccdd", "ababd"]);
        check(expression(r"\d+[^0-9]"), &["20x"], &["20", "205"]);
        check(expression("Straße|"), &["strasse", ""], &["strase"]);
        check(expression(r"a\.b"), &["a.b"], &["axb"]);
        check(expression("(a*)*b"), &["b", "aab"], &["a"]);
    }

    #[test]
    fn what_is_no_expression_is_told() {
        for text in [
            "(", ")", "a)", "[a", "[]", "*", "a{2", "a{3,2}", "a{0}", r"\", r"\p", "a{201}", "[z-a]", "(?i)a",
        ] {
            assert_eq!(Pattern::expression(text), None, "{text}");
        }
        assert_eq!(Pattern::expression(&"(".repeat(1000)), None);
        assert_eq!(Pattern::expression("((((a{9}){9}){9}){9}){9}"), None);
    }

    proptest! {
        #[test]
        fn any_expression_is_read_or_refused(text in "[ab(|)*+?{}2,.\\[\\]^\\\\-]{0,12}", word in "[ab]{0,6}") {
            if let Some(pattern) = Pattern::expression(&text) {
                pattern.accepts(&word);
            }
        }
    }

    #[cfg(feature = "cli")]
    proptest! {
        #[test]
        fn expressions_mean_what_they_mean_elsewhere(
            parts in proptest::collection::vec(
                (
                    proptest::sample::select(vec!["a", "b", ".", "[ab]", "[^a]", "(a|b)", "(ab)", "(a|)", "(?:b*a)"]),
                    proptest::sample::select(vec!["", "*", "+", "?", "{2}", "{1,2}", "{0,2}", "{1,}", "{0,}", "|"]),
                ),
                1..5,
            ),
            word in "[ab]{0,6}",
        ) {
            let text: String = parts.iter().map(|(piece, often)| format!("{piece}{often}")).collect();
            let elsewhere = regex::Regex::new(&format!("^(?:{text})$")).expect("an expression").is_match(&word);
            let ours = Pattern::expression(&text).map(|pattern| pattern.accepts(&word));
            prop_assert_eq!(ours, Some(elsewhere), "{}", text);
        }
    }
}
