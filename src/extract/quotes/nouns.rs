//! The nouns by which news speaks of people and bodies, and words around them.

use std::sync::LazyLock;

use crate::extract::word_table::WordTable;
use crate::extract::words::Words;

/// What a noun that can speak stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// One person, or several in the plural: 'the minister', 'officials'.
    Person,
    /// A body whose name has the noun: 'the ministry', 'the council'.
    Body,
    /// Any organization: 'the company', 'the airline'.
    Company,
}

const PEOPLE: &str = "minister president premier diplomat official spokesman spokeswoman spokesperson leader \
    chief ambassador envoy secretary chairman chairwoman chairperson chair director commander general colonel \
    admiral analyst expert professor lawyer attorney officer lawmaker senator governor mayor king queen prince \
    princess pope chancellor speaker negotiator representative coordinator politician activist author writer \
    scientist researcher economist founder executive manager head coach player judge prosecutor doctor resident \
    witness source woman man activists officials sources diplomats leaders ministers experts analysts witnesses \
    residents lawyers authorities scientists researchers critics lawmakers parties countries nations governments \
    presidents militants rebels people ministro presidente portavoce ministre président sprecher sprecherin \
    präsident portavoz ministra ministers министр президент artist singer actor actress teacher student farmer \
    captain engineer astronaut bishop archbishop priest soldier veteran cleric ayatollah agent aide adviser \
    advisor person spokespeople traders dealers engineers doctors magistrate justice sergeant \
    detective congressman congresswoman councillor councilman pastor rabbi imam driver rider champion striker \
    goalkeeper skipper trainer editor critic novelist poet composer pianist violinist \
    filmmaker designer architect historian biologist physicist chemist geologist astronomer psychologist surgeon \
    nurse paramedic firefighter pilot fisherman shopkeeper trader broker investor shareholder landlord tenant \
    owner worker workers employee employees parent parents mother father brother sister son daughter wife husband \
    widow neighbor neighbour friend colleague boy girl teenager students teachers farmers";
const BODIES: &str = "ministry council bank committee commission embassy court party union agency army trio pair duo \
    opposition military police government parliament report statement sides department office administration \
    association federation institute university college board";
const COMPANIES: &str = "company group organization organisation newspaper channel network airline carrier lender \
    retailer carmaker automaker maker chipmaker drugmaker firm insurer publisher broadcaster manufacturer \
    developer startup producer operator utility brewer supermarket chain studio club team charity consortium \
    corporation exchange fund bloc watchdog regulator";

static HEADS: LazyLock<WordTable> =
    LazyLock::new(|| WordTable::new([(PEOPLE, 0), (BODIES, 1), (COMPANIES, 2)]));

static DETERMINERS: LazyLock<WordTable> = LazyLock::new(|| {
    WordTable::new([(
        "the a an this that one another his her its their il la lo un una le der die das ein eine \
        el los o um uma de het",
        0,
    )])
});

static PREPOSITIONS: LazyLock<WordTable> = LazyLock::new(|| {
    WordTable::new([(
        "in of to from with at for by on against about between among after before under over into \
        during near via through within without toward towards behind as like than since across \
        outside inside around di del della da dal con per su nel nella du des dans avec pour sur \
        von vom mit für aus bei en por para em до в с на из при",
        0,
    )])
});

static TITLES: LazyLock<WordTable> = LazyLock::new(|| {
    WordTable::new([(
        "deputy prime foreign defense defence interior vice former acting special senior mr mrs \
        ms dr sir brigadier major lieutenant parliament security council service ministry army \
        police state national finance oil energy supreme leader",
        0,
    )])
});

static VERBS: LazyLock<WordTable> = LazyLock::new(|| {
    WordTable::new([(
        "is are was were has have had will would could should may might did does said says \
            told also later then who which that met made put went wrote had read spoke called \
            added say in on at after before ha hat a est",
        0,
    )])
});

/// What a noun in small letters stands for, `None` where it does not speak.
pub fn head(noun: &str) -> Option<Head> {
    Some(match HEADS.get(noun)? {
        0 => Head::Person,
        1 => Head::Body,
        _ => Head::Company,
    })
}

/// 'Russian', 'Turkish', 'Chinese', 'Iraqi', 'French'.
pub fn is_nation(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && ["an", "ish", "ese", "i", "ch", "ek"].iter().any(|end| word.ends_with(end))
}

/// How much of a word its relatives share: 'Russian' and 'Russia', 'Iran' and 'Iranian'.
pub fn stem(word: &str) -> usize {
    let lower = word.to_lowercase();
    let keep = lower.chars().count().saturating_sub(3).clamp(3, 5);
    lower.char_indices().nth(keep).map_or(lower.len(), |(at, _)| at)
}

pub fn is_determiner(words: Words<'_>, at: usize) -> bool {
    words.look_up(at, &DETERMINERS).is_some()
}

pub fn is_preposition(words: Words<'_>, at: usize) -> bool {
    words.look_up(at, &PREPOSITIONS).is_some()
}

/// Words that can't stand inside a noun phrase, as far as they matter here.
pub fn is_verb(words: Words<'_>, at: usize) -> bool {
    let word = words.word(at);
    !words.is_capital(at) && (words.look_up(at, &VERBS).is_some() || (word.len() > 4 && word.ends_with("ed")))
}

pub fn is_date_word(words: Words<'_>, at: usize) -> bool {
    words.is_capital(at) && words.is_any(at, "monday tuesday wednesday thursday friday saturday sunday")
}

/// Words that make a title before a name, besides the heads of descriptions.
pub fn is_title(words: Words<'_>, at: usize) -> bool {
    words.look_up(at, &TITLES).is_some()
}

/// Nouns for people and bodies that speak.
pub fn is_head(words: Words<'_>, at: usize) -> bool {
    let word = words.word(at);
    let aged = words.is(at, "old") && words.mark(at.wrapping_sub(1)) == Some('-'); // 'the 34-year-old'
    aged || (3..=14).contains(&word.len()) && words.look_up(at, &HEADS).is_some()
}
