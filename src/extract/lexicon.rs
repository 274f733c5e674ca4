//! What the rules know beforehand: names of places, people, organizations,
//! groups and events, and the words that steer the rules.
//!
//! The lists are text files beside this one (their sources and licences are in
//! `lexicon/README.md`), read once into a word table and a trie over words.

mod numbers;

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use crate::article::{Kind, Location};
use crate::extract::tokens::{Case, Token, tokenize};
use numbers::Numbers;

/// A set of word classes, as `lexicon/words.txt` has them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u32);

macro_rules! classes {
    ($($constant:ident $name:literal $bit:literal),* $(,)?) => {
        impl Classes {
            $(pub const $constant: Classes = Classes(1 << $bit);)*

            fn named(name: &str) -> Option<Classes> {
                match name {
                    $($name => Some(Classes::$constant),)*
                    _ => None,
                }
            }
        }
    };
}

classes! {
    OFFICE "office" 0,
    HONORIFIC "honorific" 1,
    MODIFIER "modifier" 2,
    ORG "org" 3,
    ORG_WEAK "orgweak" 4,
    ORG_OF "orgof" 5,
    EVENT "event" 6,
    EVENT_OF "eventof" 7,
    EVENT_LEAD "eventlead" 8,
    PLACE "place" 9,
    PLACE_WEAK "placeweak" 10,
    PLACE_LEAD "placelead" 11,
    MISC "misc" 12,
    PARTICLE "particle" 13,
    MONTH "month" 14,
    SPEECH "speech" 15,
    LOCATIVE "locative" 16,
    ORG_NOUN "orgnoun" 17,
    SUFFIX "suffix" 18,
    GIVEN "given" 19,
    FAMILY "family" 20,
    COMMON "common" 21,
    FUNCTION "function" 22,
    FREQUENT "frequent" 23,
    VENUE "venue" 24,
    COMPANY "company" 25,
    CRAFT "craft" 26,
}

impl Classes {
    /// Whether the two sets share a class.
    pub fn any(self, of: Classes) -> bool {
        self.0 & of.0 != 0
    }

    pub const fn or(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    fn add(&mut self, other: Classes) {
        self.0 |= other.0;
    }
}

/// One thing that the lists name.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Canonical name.
    pub name: &'static str,
    /// `None` for names of what is no entity: treaties, holy books, prizes.
    pub kind: Option<Kind>,
    pub location: Option<Location>,
    /// A country, where `kind` is a place; its people are the next entry.
    pub country: bool,
    number: u32,
}

/// The number of every word that no list has.
pub const UNKNOWN: u32 = 0;

#[derive(Default)]
struct WordHasher(u64);

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&b| self.write_u64(u64::from(b)));
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0.rotate_left(5) ^ n).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

type Map<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;

/// A way to write an entry's name.
struct Writing {
    entry: u32,
    /// How each word must be written.
    cases: Vec<Case>,
}

/// All lists, ready to be asked.
pub struct Lexicon {
    words: Numbers,
    classes: Vec<Classes>,
    entries: Vec<Entry>,
    /// Edges of the trie: node and word, in one number, to node.
    edges: Map<u64, u32>,
    /// What ends at each node.
    ends: Vec<Vec<Writing>>,
    /// Places that share the name of a better known one: 'Tripoli, Lebanon'.
    homonyms: Vec<Entry>,
    /// Places from which a country is governed, and the country; by their numbers.
    seats: Vec<(u32, u32)>,
}

/// The lists of particular things, organizations, people, events, places and others,
/// and the common words that are none.
type Gazetteer = [&'static str; 6];

const GAZETTEER: Gazetteer = [
    include_str!("lexicon/organizations.txt"),
    include_str!("lexicon/people.txt"),
    include_str!("lexicon/events.txt"),
    include_str!("lexicon/places.txt"),
    include_str!("lexicon/others.txt"),
    include_str!("lexicon/common.txt"),
];

/// The lists, read on first use.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::load(GAZETTEER));
    &LEXICON
}

impl Lexicon {
    fn load([organizations, people, events, places, others, common]: Gazetteer) -> Lexicon {
        let mut lexicon = Lexicon {
            words: Numbers::default(),
            classes: vec![Classes::default()],
            entries: Vec::new(),
            edges: Map::default(),
            ends: vec![Vec::new()],
            homonyms: Vec::new(),
            seats: Vec::new(),
        };
        lexicon.load_classes(include_str!("lexicon/words.txt"));
        lexicon.load_classes(crate::given::NAMES);
        for word in lines(common) {
            lexicon.classify(word, Classes::COMMON);
        }
        let mut seats = Vec::new();
        for line in lines(include_str!("lexicon/countries.txt")) {
            let mut columns = line.split('\t');
            let (names, people) = (columns.next().unwrap_or(""), columns.next().unwrap_or(""));
            let location = location(columns.next().unwrap_or(""), columns.by_ref());
            let country = lexicon.entries.len() as u32;
            seats.extend(columns.flat_map(|names| names.split('|')).map(|seat| (seat, country)));
            lexicon.enter(names, Some(Kind::Place), location, true);
            lexicon.enter(people, Some(Kind::Group), None, false);
        }
        for (kind, list) in [
            (Some(Kind::Organization), organizations),
            (Some(Kind::Person), people),
            (Some(Kind::Group), include_str!("lexicon/groups.txt")),
            (Some(Kind::Event), events),
            (Some(Kind::Place), places),
            (None, others),
        ] {
            let mut country = "";
            for line in list.lines() {
                match line.strip_prefix('#') {
                    Some(code) => country = code.trim_start(),
                    None => {
                        let mut columns = line.split('\t');
                        let names = columns.next().unwrap_or("");
                        let location = location(country, columns);
                        if names.contains(", ") && !names.contains('|') {
                            lexicon.homonyms.push(Entry {
                                name: names,
                                kind,
                                location,
                                country: false,
                                number: 0,
                            });
                        } else {
                            lexicon.enter(names, kind, location, false);
                        }
                    }
                }
            }
        }
        let number = |seat| lexicon.look_up(seat).map(|entry| entry.number);
        lexicon.seats =
            seats.into_iter().filter_map(|(seat, country)| Some((number(seat)?, country))).collect();
        lexicon
    }

    fn load_classes(&mut self, text: &str) {
        let mut class = Classes::default();
        for line in text.lines() {
            match line.strip_prefix("# ") {
                Some(head) => {
                    let name = head.split(':').next().unwrap_or("");
                    class = Classes::default();
                    for part in name.split('+') {
                        class.add(Classes::named(part).unwrap_or_default());
                    }
                }
                None => line.split_whitespace().for_each(|word| self.classify(word, class)),
            }
        }
    }

    fn intern(&mut self, word: &str) -> u32 {
        let number = self.words.number(word);
        self.classes.resize(self.words.len() + 1, Classes::default());
        number
    }

    fn classify(&mut self, word: &str, class: Classes) {
        let mut key = String::new();
        fold(word, &mut key);
        let number = self.intern(&key);
        self.classes[number as usize].add(class);
    }

    /// Adds the names of one thing. A writing that an earlier list has stays that list's.
    fn enter(&mut self, names: &'static str, kind: Option<Kind>, location: Option<Location>, country: bool) {
        let Some(name) = names.split('|').next().filter(|n| !n.is_empty()) else { return };
        let entry = self.entries.len() as u32;
        self.entries.push(Entry { name, kind, location, country, number: entry });
        for writing in names.split('|') {
            let mut node = 0;
            let mut cases = Vec::new();
            let mut key = String::new();
            for token in tokenize(writing, self) {
                fold(token.span.of(writing), &mut key);
                let word = self.intern(&key);
                cases.push(token.case);
                let next = self.ends.len() as u32;
                node = *self.edges.entry(edge(node, word)).or_insert(next);
                if node == next {
                    self.ends.push(Vec::new());
                }
            }
            let ends = &mut self.ends[node as usize];
            if node != 0 && !ends.iter().any(|w| w.cases == cases) {
                ends.push(Writing { entry, cases });
            }
        }
    }

    /// The number of a word whose [`fold`] is `key`.
    pub fn word(&self, key: &str) -> u32 {
        self.words.get(key).unwrap_or(UNKNOWN)
    }

    pub fn classes(&self, word: u32) -> Classes {
        self.classes[word as usize]
    }

    pub fn entry(&self, number: u32) -> &Entry {
        &self.entries[number as usize]
    }

    /// The longest name that begins with the first of these tokens: how many
    /// tokens it has, and the number of its entry.
    pub fn longest(&self, tokens: &[Token]) -> Option<(usize, u32)> {
        let mut node = 0;
        let mut best = None;
        for (n, token) in tokens.iter().enumerate() {
            if token.word == UNKNOWN {
                break;
            }
            match self.edges.get(&edge(node, token.word)) {
                Some(&next) => node = next,
                None => break,
            }
            let found = self.ends[node as usize]
                .iter()
                .find(|w| w.cases.iter().zip(tokens).all(|(&wanted, token)| token.case.satisfies(wanted)));
            if let Some(writing) = found {
                best = Some((n + 1, writing.entry));
            }
        }
        best
    }

    /// The lesser known places of that name, each called by where it is:
    /// 'Tripoli, Lebanon'.
    pub fn homonyms(&self, name: &str) -> impl Iterator<Item = &Entry> {
        self.homonyms.iter().filter(move |e| e.name.split(", ").next() == Some(name))
    }

    /// The country that a people belongs to; `None` for peoples of several or none.
    pub fn country_of(&self, people: &Entry) -> Option<&Entry> {
        let country = self.entries.get((people.number as usize).checked_sub(1)?)?;
        (country.country && people.kind == Some(Kind::Group)).then_some(country)
    }

    /// The country that is governed from a place: Russia, of Moscow.
    pub fn governed_from(&self, place: &Entry) -> Option<&Entry> {
        let (_, country) = self.seats.iter().find(|(seat, _)| *seat == place.number)?;
        Some(self.entry(*country))
    }

    /// The adjective of a country: 'Iranian'.
    pub fn people_of(&self, country: &Entry) -> Option<&'static str> {
        let people = self.entries.get(country.number as usize + 1)?;
        (country.country && people.kind == Some(Kind::Group)).then_some(people.name)
    }

    /// The entry that has exactly this name, whatever else the text is.
    pub fn look_up(&self, name: &str) -> Option<&Entry> {
        let tokens = tokenize(name, self);
        let (n, entry) = self.longest(&tokens)?;
        (n == tokens.len()).then(|| self.entry(entry))
    }
}

fn edge(node: u32, word: u32) -> u64 {
    u64::from(node) << 32 | u64::from(word)
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|l| !l.is_empty() && !l.starts_with('#'))
}

/// Where latitude and longitude stand in the columns.
fn location<'t>(country: &str, mut columns: impl Iterator<Item = &'t str>) -> Option<Location> {
    let mut degrees = || columns.next().and_then(ten_thousandths);
    Some(Location { lat: degrees()?, lon: degrees()?, country: country.to_owned() })
}

/// A decimal number times 10,000, without floats.
fn ten_thousandths(text: &str) -> Option<i32> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let part: i32 = format!("{part:0<4}").get(..4)?.parse().ok()?;
    Some(sign * (whole.parse::<i32>().ok()? * 10_000 + part))
}

/// Writes to `key` what the word table knows `word` by: small letters, and one
/// shape of apostrophe.
pub fn fold(word: &str, key: &mut String) {
    key.clear();
    if word.is_ascii() {
        key.push_str(word);
        key.make_ascii_lowercase();
    } else {
        for c in word.chars() {
            match c {
                '’' | 'ʼ' | '‘' => key.push('\''),
                c => key.extend(c.to_lowercase()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: Option<(&str, Kind)>) {
        let found = lexicon().look_up(name).and_then(|e| Some((e.name, e.kind?)));
        assert_eq!(found, expected, "{name}");
    }

    #[test]
    fn names_are_found_in_all_their_writings() {
        check("Iran", Some(("Iran", Kind::Place)));
        check("TEHRAN", Some(("Tehran", Kind::Place)));
        check("U.S.", Some(("United States", Kind::Place)));
        check("Turks", Some(("Turkish", Kind::Group)));
        check("Shi’ite", Some(("Shiite", Kind::Group)));
        check("Kurdistan Workers’ Party", Some(("Kurdistan Workers' Party", Kind::Organization)));
        check("ISIL", Some(("Daesh", Kind::Organization)));
        check("Erdoğan", Some(("Recep Tayyip Erdogan", Kind::Person)));
        check("Dayr al-Zawr", Some(("Deir ez-Zor", Kind::Place)));
    }

    #[test]
    fn an_abbreviation_wants_its_capitals() {
        check("us", None);
        check("Who", None);
        check("WHO", Some(("World Health Organization", Kind::Organization)));
        check("iran", None);
    }

    #[test]
    fn coordinates_are_exact() {
        let damascus = lexicon().look_up("Damascus").and_then(|e| e.location.clone()).unwrap();
        assert_eq!((damascus.lat, damascus.lon, damascus.country.as_str()), (335_000, 363_000, "SY"));
        assert_eq!(ten_thousandths("-0.5"), Some(-5_000));
    }

    #[test]
    fn seats_of_government_are_places_of_their_country() {
        for line in lines(include_str!("lexicon/countries.txt")) {
            let columns: Vec<&str> = line.split('\t').collect();
            for seat in columns.get(5).iter().flat_map(|seats| seats.split('|')) {
                let entry = lexicon().look_up(seat).filter(|e| e.kind == Some(Kind::Place) && !e.country);
                let found = entry.and_then(|e| e.location.as_ref()).map(|l| l.country.as_str());
                assert_eq!(found, Some(columns[2]), "{seat}");
            }
        }
        let governed = |name| Some(lexicon().governed_from(lexicon().look_up(name)?)?.name);
        assert_eq!(governed("Moscow"), Some("Russia"));
        assert_eq!(governed("Москва"), Some("Russia"));
        assert_eq!(governed("St. Petersburg"), None);
        assert_eq!(governed("Brussels"), None);
    }

    #[test]
    fn every_class_of_the_word_list_is_known() {
        for head in include_str!("lexicon/words.txt").lines().filter_map(|l| l.strip_prefix("# ")).skip(1) {
            let name = head.split(':').next().unwrap_or("");
            assert!(Classes::named(name).is_some(), "{name}");
        }
    }
}
