//! The words that dates are made of, per language.
//!
//! Month and weekday names are those of [`crate::date::names`]. The other words
//! ('last', 'ago', 'week') are listed here for English in full and for the other
//! languages as far as news uses them; a language without a list still has its
//! months and weekdays.

use std::sync::LazyLock;

use crate::date::names;
use crate::extract::word_table::WordTable;
use crate::text::bare;

/// What a word can mean in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    Other,
    /// 1 to 12. `short`: an abbreviation, that wants a dot or a number beside it.
    Month {
        month: u8,
        short: bool,
    },
    /// Monday is 0.
    Weekday {
        day: u8,
        short: bool,
    },
    Unit(Unit),
    /// Morning, afternoon, evening, night.
    DayPart,
    /// Spring is 0, winter 3.
    Season(u8),
    /// A number word; 'a' and 'an' are [`Class::One`].
    Count(u32),
    One,
    /// 'several', 'few': a number that isn't told.
    Few,
    /// 'first' to 'fourth'.
    Ordinal(u32),
    Last,
    This,
    Next,
    /// 'the past two weeks'.
    Past,
    /// 'in the coming weeks'.
    Coming,
    /// 'in recent years'.
    Recent,
    /// 'that year', 'the same day': the one just spoken of.
    That,
    Following,
    Previous,
    /// Days from today: yesterday is -1.
    Day(i32),
    /// After its number: 'two weeks ago'.
    Ago,
    /// Before its number: 'vor zwei Wochen', 'hace dos semanas'.
    AgoBefore,
    Later,
    Earlier,
    /// 'early', 'late', 'mid'.
    Part,
    /// 'end', 'beginning', 'middle': before 'of'.
    Edge,
    Of,
    The,
    /// A preposition after which a bare number of four digits is a year.
    In,
    /// 'to', 'and', 'through': between the ends of a range.
    To,
    Half,
    /// 'every', 'each': what follows is none in particular.
    Every,
    /// 'thirties': 30.
    DecadeName(u8),
    /// Before its number: 'Q3'.
    QuarterLetter,
    /// Before its number: 'H1'.
    HalfLetter,
    /// 'the latest quarter'.
    Latest,
    /// 'full-year results'.
    Full,
}

impl Class {
    /// The class of a line of `words.txt`.
    fn named(name: &str) -> Option<Class> {
        let (name, number) = name.split_once(' ').unwrap_or((name, "0"));
        let number: i32 = number.parse().ok()?;
        Some(match name {
            "day" => Class::Unit(Unit::Day),
            "week" => Class::Unit(Unit::Week),
            "weekend" => Class::Unit(Unit::Weekend),
            "month" => Class::Unit(Unit::Month),
            "quarter" => Class::Unit(Unit::Quarter),
            "year" => Class::Unit(Unit::Year),
            "decade" => Class::Unit(Unit::Decade),
            "century" => Class::Unit(Unit::Century),
            "day-part" => Class::DayPart,
            "quarter-letter" => Class::QuarterLetter,
            "half-letter" => Class::HalfLetter,
            "season" => Class::Season(number as u8),
            "count" => Class::Count(number as u32),
            "one" => Class::One,
            "few" => Class::Few,
            "ordinal" => Class::Ordinal(number as u32),
            "last" => Class::Last,
            "this" => Class::This,
            "next" => Class::Next,
            "past" => Class::Past,
            "coming" => Class::Coming,
            "recent" => Class::Recent,
            "that" => Class::That,
            "following" => Class::Following,
            "previous" => Class::Previous,
            "from-today" => Class::Day(number),
            "ago" => Class::Ago,
            "ago-before" => Class::AgoBefore,
            "later" => Class::Later,
            "earlier" => Class::Earlier,
            "part" => Class::Part,
            "edge" => Class::Edge,
            "of" => Class::Of,
            "the" => Class::The,
            "in" => Class::In,
            "to" => Class::To,
            "half" => Class::Half,
            "every" => Class::Every,
            "decade-name" => Class::DecadeName(number as u8),
            "latest" => Class::Latest,
            "full" => Class::Full,
            _ => return None,
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// The words of one language.
pub struct Vocabulary {
    pub language: &'static str,
    /// Whether months and weekdays are written with a capital.
    capitals: bool,
    classes: Vec<Class>,
    /// Their numbers are places in `classes`.
    words: WordTable,
    /// The bare letters with which a month's or weekday's name begins.
    initials: String,
}

static VOCABULARIES: LazyLock<Vec<Vocabulary>> = LazyLock::new(|| {
    const WITHOUT_WORDS: &str = "[uk]\n[pl]\n[sv]\n[ar]\n[fa]";
    let mut read: Vec<(&str, Vec<(&str, Class)>)> = Vec::new();
    for line in include_str!("words.txt").lines().chain(WITHOUT_WORDS.lines()) {
        if let Some(language) = line.strip_prefix('[') {
            read.push((language.trim_end_matches(']'), Vec::new()));
        } else if let (Some((_, lists)), Some((name, words))) = (read.last_mut(), line.split_once(": ")) {
            lists.push((words, Class::named(name).expect("a class of the list")));
        }
    }
    read.into_iter().map(|(language, lists)| Vocabulary::new(language, &lists)).collect()
});

impl Vocabulary {
    fn new(language: &'static str, lists: &[(&'static str, Class)]) -> Vocabulary {
        Vocabulary {
            language,
            capitals: matches!(language, "en" | "de"),
            classes: lists.iter().map(|list| list.1).collect(),
            words: WordTable::new((0..).zip(lists).map(|(n, list)| (list.0, n))),
            initials: names::initials(language),
        }
    }

    /// What a word, in small letters, means besides months and weekdays.
    fn listed(&self, word: &str) -> Class {
        self.words.get(word).map_or(Class::Other, |n| self.classes[usize::from(n)])
    }

    /// The vocabulary of a BCP 47 tag; English where the language is unknown.
    pub fn of(language: Option<&str>) -> &'static Vocabulary {
        let tag = language.and_then(|tag| tag.split('-').next()).unwrap_or("en");
        VOCABULARIES.iter().find(|v| v.language == tag).unwrap_or(&VOCABULARIES[0])
    }

    pub fn is_english(&self) -> bool {
        self.language == "en"
    }

    /// What a word can mean. `capital`: whether it begins with one.
    pub fn class(&self, word: &str, capital: bool) -> Class {
        if self.is_english() {
            if capital && let Some(class) = english_name(word) {
                return class;
            }
            let mut buffer = [0; 12];
            return match buffer.get_mut(..word.len()) {
                Some(lower) if word.is_ascii() => {
                    lower.copy_from_slice(word.as_bytes());
                    lower.make_ascii_lowercase();
                    std::str::from_utf8(lower).map_or(Class::Other, |lower| self.listed(lower))
                }
                _ => Class::Other,
            };
        }
        let lower = word.to_lowercase();
        match self.listed(&lower) {
            Class::Other if capital || !self.capitals => self.name(word),
            class => class,
        }
    }

    /// Whether a word begins as some month or weekday does: most don't, and cost no
    /// look-up.
    fn may_name(&self, word: &str) -> bool {
        let first = word.chars().next().and_then(|c| c.to_lowercase().next());
        first.is_some_and(|c| self.initials.contains(bare(c).unwrap_or(c)))
    }

    fn name(&self, word: &str) -> Class {
        if !self.may_name(word) {
            return Class::Other;
        }
        let long = word.chars().count() > 3;
        let short = !long && word.is_ascii() && !word.eq_ignore_ascii_case("mai");
        if let Some(month) = names::month_in(self.language, word) {
            return Class::Month { month, short };
        }
        match names::weekday_in(self.language, word) {
            Some(day) if long || !word.is_ascii() => {
                Class::Weekday { day: day.num_days_from_monday() as u8, short }
            }
            _ => Class::Other,
        }
    }
}

/// English months and weekdays by their first three letters, so that other
/// words cost one comparison.
fn english_name(word: &str) -> Option<Class> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    if word.len() > 9
        || !matches!(word.as_bytes().first()?, b'A' | b'D' | b'F' | b'J' | b'M'..=b'O' | b'S' | b'T' | b'W')
    {
        return None;
    }
    let head = word.get(..3)?;
    let is = |name: &str| name[..3].eq_ignore_ascii_case(head);
    let short = |name: &str, more: &[&str]| {
        (word.len() == 3 && name.len() > 3) || more.iter().any(|m| m.eq_ignore_ascii_case(word))
    };
    if let Some(n) = MONTHS.iter().position(|m| is(m)) {
        let full = MONTHS[n].eq_ignore_ascii_case(word);
        let short = short(MONTHS[n], &["sept", "febr"]);
        return (full || short).then_some(Class::Month { month: n as u8 + 1, short });
    }
    let n = DAYS.iter().position(|d| is(d))?;
    let full = DAYS[n].eq_ignore_ascii_case(word);
    let short = short(DAYS[n], &["tues", "weds", "thur", "thurs"]);
    (full || short).then_some(Class::Weekday { day: n as u8, short })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_whole() {
        for (language, capitals) in [("en", true), ("de", true), ("ru", false), ("fa", false)] {
            let vocabulary = Vocabulary::of(Some(language));
            assert_eq!((vocabulary.language, vocabulary.capitals), (language, capitals));
        }
    }

    #[test]
    fn words_mean_what_the_list_says() {
        let check =
            |language, word, class| assert_eq!(Vocabulary::of(Some(language)).class(word, false), class);
        check("en", "Yesterday", Class::Day(-1));
        check("en", "years", Class::Unit(Unit::Year));
        check("en", "yearning", Class::Other);
        check("de", "vergangenen", Class::Last);
        check("ru", "вчера", Class::Day(-1));
        check("tr", "önce", Class::Ago);
        check("sv", "igår", Class::Other);
    }
}
