//! What the tagger looks at: each fact about a token and its surroundings is a
//! number, under which the model has learned scores for all labels.
//!
//! Facts about one word alone are the same wherever it stands, so their scores
//! can be added up once a word; see [`own`]. Most of these are the same for many
//! words, too, and can be added up once for all of them; see [`around`]. Those that
//! join several words are made anew for each token; see [`joint`].

use super::words::{Case, Word};

/// So far a word is felt by its neighbours' labels, in tokens.
pub const REACH: usize = 3;

/// Bits of a feature's number. Fewer make a smaller model and more accidents.
pub const KEY_BITS: u32 = 28;

/// A word and what lists and clusters know of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known {
    pub word: Word,
    /// The cluster of words used alike; 0 where none is known.
    pub cluster: u16,
    /// A bit for each class that has the word: titles, given names, verbs of saying.
    pub classes: u16,
}

/// A token inside a name that stands in a list: 'Deir ez-Zor' in that of places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// A bit for each list that has the name; 0 where none does.
    pub lists: u16,
    /// Where in the name: 1 is all of it, 2 its first, 3 a middle, 4 its last token.
    pub place: u8,
}

/// In a list's bits: a longer name begins with these words.
pub const GOES_ON: u16 = 1 << 15;

/// The hash of a name, from that of its first words and its next word.
pub fn lengthen(hash: u32, word: u32) -> u32 {
    (hash.rotate_left(9) ^ word).wrapping_mul(0x9e37_79b1)
}

/// A feature's number: which kind of fact, and the values that make it up.
fn key(template: u32, a: u32, b: u32) -> u32 {
    let mut x = u64::from(a) ^ u64::from(template).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x = (x ^ x >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    x = (x ^ u64::from(b) ^ x >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    (x >> (64 - KEY_BITS)) as u32
}

/// A fact about one word that is told to its neighbours, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    template: u32,
    value: u32,
    /// So far it is felt, in tokens.
    pub reach: usize,
}

impl Fact {
    /// The feature's number where the word stands `offset` tokens from the one to be
    /// labelled.
    pub fn key(self, offset: isize) -> u32 {
        let place = (offset + REACH as isize) as u32 * 32;
        key(place + self.template, self.value, 0)
    }

    /// Both in one number, which is never 0.
    pub fn id(self) -> u64 {
        u64::from(self.template + 1) << 32 | u64::from(self.value)
    }
}

/// Facts about a word that many words share, and that their neighbours feel.
pub fn around(known: &Known, mut tell: impl FnMut(Fact)) {
    let Known { word, cluster, classes } = known;
    let mut say = |template, value, reach| tell(Fact { template, value, reach });
    if *cluster != 0 {
        say(0, u32::from(*cluster), REACH);
    }
    say(2, word.shape, 2);
    for bit in (0..16).filter(|bit| classes >> bit & 1 == 1) {
        say(3, bit, 2);
    }
    say(4, word.suffixes[2], 1);
    say(5, word.suffixes[1], 1);
    say(6, word.prefixes[1], 1);
}

/// What a word is, for its neighbours to feel, and how it is written in all.
pub fn alone(known: &Known, mut tell: impl FnMut(Fact)) {
    let word = &known.word;
    let mut say = |template, value, reach| tell(Fact { template, value, reach });
    say(1, word.lower, REACH);
    say(8, word.form, 0);
    say(9, word.long_shape, 0);
    say(10, word.prefixes[0], 0);
    say(11, word.prefixes[2], 0);
    say(12, word.suffixes[0], 0);
    say(13, word.suffixes[3], 0);
    say(14, word.suffixes[2] ^ word.case as u32, 0);
    say(15, u32::from(word.len.min(12)) << 8 | word.case as u32, 0);
    if word.parts[1] != 0 {
        say(16, word.parts[0], 0);
        say(17, word.parts[1], 0);
    }
}

/// All facts about a word that stands `offset` tokens from the one to be labelled.
pub fn own(known: &Known, offset: isize, mut emit: impl FnMut(u32)) {
    let mut tell = |fact: Fact| {
        if offset.unsigned_abs() <= fact.reach {
            emit(fact.key(offset));
        }
    };
    around(known, &mut tell);
    alone(known, tell);
}

/// Where a token's capitalised phrase begins and ends, and its acronym.
#[derive(Clone, Copy, Debug, Default)]
pub struct Phrase {
    pub start: u16,
    /// One past its last token; equal to `start` for a token in none.
    pub end: u16,
}

/// What the rules say of a token: 0 for no name, else a label's number.
pub type Hint = u8;

/// What a sentence's tokens are part of, and what is true of it as a whole.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    phrases: Vec<Phrase>,
    listed: Vec<Listed>,
    hints: Vec<Hint>,
    /// Most words are capitalised: a headline.
    headline: bool,
}

impl Survey {
    /// Looks over a sentence. `hints` has what the rules say of each word;
    /// `lists` gives the lists that have a name, by its hash (see [`lengthen`]).
    pub fn read(&mut self, words: &[Known], hints: &[Hint], lists: impl Fn(u32) -> u16) {
        self.hints.clear();
        self.hints.extend_from_slice(hints);
        self.hints.resize(words.len(), 0);
        self.find_phrases(words);
        self.find_listed(words, lists);
    }

    /// Tokens in the capitalised phrase that `at` is part of; 0 in none.
    pub fn phrase_len(&self, at: usize) -> usize {
        usize::from(self.phrases[at].end - self.phrases[at].start)
    }

    /// Finds the capitalised phrases: 'Ministry of Foreign Affairs', 'Abu Bakr
    /// al-Baghdadi'. It is all that is looked at for [`Survey::phrase_len`].
    pub fn find_phrases(&mut self, words: &[Known]) {
        self.phrases.clear();
        self.phrases.resize(words.len(), Phrase::default());
        let (mut n_capital, mut n_words) = (0, 0);
        let mut at = 0;
        while at < words.len() {
            if !is_part(words, at) {
                n_words += usize::from(words[at].word.case == Case::Small && words[at].word.len > 3);
                at += 1;
                continue;
            }
            let start = at;
            let mut end = at + 1;
            loop {
                let links = words[end..].iter().take(2).take_while(|k| is_link(k)).count();
                if end + links < words.len() && is_part(words, end + links) {
                    end += links + 1;
                } else {
                    break;
                }
            }
            n_capital += end - start;
            n_words += end - start;
            self.phrases[start..end].fill(Phrase { start: start as u16, end: end as u16 });
            at = end;
        }
        self.headline = n_words > 3 && n_capital * 4 > n_words * 3;
    }

    /// Finds the longest listed name at each token that no other covers.
    fn find_listed(&mut self, words: &[Known], lists: impl Fn(u32) -> u16) {
        self.listed.clear();
        self.listed.resize(words.len(), Listed::default());
        let mut at = 0;
        while at < words.len() {
            let mut best = (0, 0);
            if is_part(words, at) {
                let mut hash = words[at].word.lower;
                for end in at + 1..=words.len() {
                    let found = lists(hash);
                    if found & !GOES_ON != 0 {
                        best = (end - at, found & !GOES_ON);
                    }
                    if found & GOES_ON == 0 || end == words.len() {
                        break;
                    }
                    hash = lengthen(hash, words[end].word.lower);
                }
            }
            let (len, lists) = best;
            for (n, listed) in self.listed[at..at + len].iter_mut().enumerate() {
                let place = match n {
                    0 if len == 1 => 1,
                    0 => 2,
                    n if n + 1 == len => 4,
                    _ => 3,
                };
                *listed = Listed { lists, place };
            }
            at += len.max(1);
        }
    }
}

fn is_part(words: &[Known], at: usize) -> bool {
    let case = words[at].word.case;
    case.is_capital()
        || case == Case::SmallMixed
        || case == Case::DigitsLetters && words[at].word.initial != 0
}

/// Small words inside names.
fn is_link(known: &Known) -> bool {
    LINKS.with_hash(known.word.lower)
}

struct Links(std::sync::LazyLock<Vec<u32>>);

impl Links {
    fn with_hash(&self, hash: u32) -> bool {
        self.0.binary_search(&hash).is_ok()
    }
}

static LINKS: Links = Links(std::sync::LazyLock::new(|| {
    let words = [
        "of", "the", "for", "de", "del", "der", "des", "di", "da", "du", "la", "le", "al", "el", "bin",
        "ibn", "abu", "von", "van", "ul", "ud", "and", "&", "-", "–", "on",
    ];
    let mut hashes = words.map(super::words::lower_hash).to_vec();
    hashes.sort_unstable();
    hashes
}));

/// Stands for the places before and after a sentence.
const NOWHERE: u32 = 1;

/// Facts that join the word at `at` with those around it.
pub fn joint(words: &[Known], survey: &Survey, at: usize, mut emit: impl FnMut(u32)) {
    let Survey { phrases, listed, hints, headline } = survey;
    let headline = u32::from(*headline);
    let get = |offset: isize| at.checked_add_signed(offset).and_then(|i| words.get(i));
    let lower = |offset| get(offset).map_or(NOWHERE, |k| k.word.lower);
    let shape = |offset| get(offset).map_or(NOWHERE, |k| k.word.shape);
    let case = |offset| get(offset).map_or(15, |k| k.word.case as u32);
    let cluster = |offset| get(offset).map_or(NOWHERE, |k| u32::from(k.cluster));
    let listed = |offset: isize| {
        let there = at.checked_add_signed(offset).and_then(|i| listed.get(i)).copied().unwrap_or_default();
        u32::from(there.lists) << 3 | u32::from(there.place)
    };
    let mut say = |template: u32, a: u32, b: u32| emit(key(256 + template, a, b));

    say(0, lower(-1), lower(0));
    say(1, lower(0), lower(1));
    say(2, lower(-1), lower(1));
    say(3, shape(-1), shape(0));
    say(4, shape(0), shape(1));
    say(5, case(-1) << 8 | case(0) << 4 | case(1), headline);
    say(6, lower(-1), case(0));
    say(7, lower(1), case(0));
    say(8, lower(-2), lower(-1));
    say(9, lower(1), lower(2));
    say(10, case(-2) << 12 | case(-1) << 8 | case(0) << 4 | case(1), case(2));
    if cluster(0) | cluster(-1) | cluster(1) > NOWHERE {
        say(11, cluster(-1), cluster(0));
        say(12, cluster(0), cluster(1));
        say(13, cluster(-1) << 16 | cluster(1), case(0));
        say(14, cluster(-1) << 16 | cluster(1), cluster(0));
    }
    if listed(0) != 0 {
        for bit in (3..18).filter(|bit| listed(0) >> bit & 1 == 1) {
            say(15, bit << 3 | listed(0) & 7, case(0));
        }
        say(16, listed(0), lower(-1));
        say(17, listed(0), lower(1));
        say(18, listed(0), case(0) << 4 | case(1));
        say(19, listed(0), case(0) << 4 | case(-1));
    }
    if listed(-1) | listed(1) != 0 {
        say(22, listed(-1), listed(0));
        say(23, listed(0), listed(1));
    }
    let hint =
        |offset: isize| at.checked_add_signed(offset).and_then(|i| hints.get(i)).map_or(0, |&h| u32::from(h));
    if hint(-1) | hint(0) | hint(1) != 0 {
        let around = hint(-1) << 8 | hint(0) << 4 | hint(1);
        say(48, hint(0), 0);
        say(49, around, 0);
        say(50, hint(0), case(-1) << 8 | case(0) << 4 | case(1));
        say(51, hint(0), lower(0));
        say(52, hint(0), lower(-1));
        say(53, hint(0), lower(1));
        say(54, hint(0), cluster(0));
        say(55, hint(0) << 20 | listed(0), 0);
        // The rules' whole name, as long as it is.
        let is_inside = |h: u32| h != 0 && h.is_multiple_of(2);
        let before = (1..8).take_while(|&n| is_inside(hint(1 - n))).count() as u32;
        let after = (1..8).take_while(|&n| is_inside(hint(n))).count() as u32;
        say(56, hint(0), before << 4 | after);
    } else if phrases[at].start < phrases[at].end {
        say(57, case(0), 0);
    }
    if at == 0 {
        say(20, case(0), headline);
        say(21, lower(0), 0);
    }
    let phrase = phrases[at];
    if phrase.start < phrase.end {
        let (start, end) = (usize::from(phrase.start), usize::from(phrase.end));
        let word = |i: usize| words[i].word.lower;
        let place = (at - start).min(3) as u32 * 4 + (end - 1 - at).min(3) as u32;
        let before = start.checked_sub(1).map_or(NOWHERE, word);
        let after = if end < words.len() { word(end) } else { NOWHERE };
        let is_begin = u32::from(at == start);
        say(24, word(start), is_begin);
        say(25, word(end - 1), is_begin);
        say(26, words[end - 1].word.suffixes[2], is_begin);
        say(27, before, is_begin);
        say(28, after, is_begin);
        say(29, before, after);
        say(30, place, headline);
        say(31, place << 8 | case(0), u32::from(start == 0));
        say(32, word(start), word(end - 1));
        say(33, lower(0), word(end - 1));
        say(34, u32::from(words[start].classes), u32::from(words[end - 1].classes) << 1 | is_begin);
        if cluster(0) > NOWHERE {
            say(35, u32::from(words[start].cluster), is_begin);
            say(36, u32::from(words[end - 1].cluster), is_begin);
        }
        if end - start == 1 && words[at].word.case == Case::Capitals && before == PARENTHESIS.0 {
            acronym(words, phrases, at, |template, a, b| say(40 + template, a, b));
        }
    }
}

struct Parenthesis(u32);
static PARENTHESIS: Parenthesis = Parenthesis(paren_hash());

/// The hash of '(' as [`Word::new`] makes it.
const fn paren_hash() -> u32 {
    (0x811c_9dc5_u32 ^ b'(' as u32).wrapping_mul(0x0100_0193).rotate_left(5)
}

/// 'Syrian Observatory for Human Rights (SOHR)': what the acronym stands for
/// tells what it is.
fn acronym(words: &[Known], phrases: &[Phrase], at: usize, mut say: impl FnMut(u32, u32, u32)) {
    let Some(last) = at.checked_sub(2).filter(|&i| phrases[i].start < phrases[i].end) else { return };
    let start = usize::from(phrases[last].start);
    let n_capital = words[start..=last].iter().filter(|k| k.word.initial != 0).count();
    let fits = n_capital as u32 == u32::from(words[at].word.len);
    say(0, u32::from(fits), 0);
    say(1, words[last].word.lower, u32::from(fits));
    say(2, words[start].word.lower, u32::from(fits));
    say(3, n_capital.min(6) as u32, 0);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(text: &str) -> Vec<Known> {
        text.split(' ').map(|w| Known { word: Word::new(w), cluster: 0, classes: 0 }).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let words: Vec<&str> = text.split(' ').collect();
        let mut survey = Survey::default();
        survey.read(&known(text), &[], |_| 0);
        let found = survey.phrases;
        let mut got: Vec<String> = Vec::new();
        for (i, p) in found.iter().enumerate().filter(|(i, p)| p.start < p.end && usize::from(p.start) == *i)
        {
            got.push(words[i..usize::from(p.end)].join(" "));
        }
        assert_eq!(got, expected);
    }

    #[test]
    fn phrases_reach_across_small_words() {
        check("the Ministry of Foreign Affairs said", &["Ministry of Foreign Affairs"]);
        check("Abu Bakr al-Baghdadi , of Iraq", &["Abu Bakr al-Baghdadi", "Iraq"]);
        check("Iran 's Guards", &["Iran", "Guards"]);
        check("nothing here", &[]);
    }

    #[test]
    fn the_constant_is_the_word() {
        assert_eq!(PARENTHESIS.0, Word::new("(").lower);
    }

    #[test]
    fn facts_differ_by_kind_place_and_value() {
        let word = known("Tehran")[0];
        let mut keys = Vec::new();
        for offset in -3..=3 {
            own(&word, offset, |k| keys.push(k));
        }
        let n = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), n);
        assert!(keys.iter().all(|&k| k < 1 << KEY_BITS));
    }
}
