//! Whether two names can be one person's.

use serde::{Deserialize, Serialize};

use super::sound::is_vowel;
use super::{classes, key, sound};
use crate::article::Why;
use crate::extract::lexicon::{Classes, lexicon};

/// A person's name in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// How each word sounds, surname last; a particle is part of the word
    /// after it ('de Mistura').
    pub words: Vec<String>,
    /// The last word without its particles.
    bare: String,
    /// 'jr', 'iii': who has one is not who has none.
    suffix: String,
    /// The lists' name for it.
    pub listed: Option<String>,
}

/// Short for other names in English.
const NICKNAMES: &str = "\
michael mike
joseph joe
robert bob rob bobby
william bill will
james jim jimmy
richard dick rick
thomas tom
steven stephen steve
edward ed ted
anthony tony
christopher chris
daniel dan danny
david dave
matthew matt
nicholas nick
jonathan jon
jeffrey jeff geoffrey
gregory greg
kenneth ken
lawrence larry
ronald ron
samuel sam
timothy tim
benjamin ben bibi
elizabeth liz beth
katherine kate catherine kathy
susan sue
frederick fred
andrew andy
philip phil phillip
charles charlie
peter pete
raymond ray
alexander alex
zachary zach
joshua josh
donald don";

impl Person {
    pub fn new(name: &str) -> Person {
        let mut person = Person { listed: listed(name), ..Person::default() };
        let all: Vec<&str> = name.split_whitespace().collect();
        let mut particle = String::new();
        let (start, n) = (titles(&all), all.len());
        for (at, word) in all.into_iter().enumerate().skip(start) {
            let word = word.trim_end_matches(',');
            let classes = classes(word);
            if classes.any(Classes::SUFFIX) && !person.words.is_empty() {
                person.suffix = key(word.trim_end_matches('.'));
                continue;
            }
            if at + 1 < n && is_particle(word, classes, at == start) {
                if !matches!(key(word).as_str(), "al" | "el") {
                    particle.push_str(&sound(word));
                }
                continue;
            }
            person.bare = sound(word);
            person.words.push(format!("{particle}{}", person.bare));
            particle.clear();
        }
        person
    }

    /// Whether it is one word: a surname or a given name alone.
    pub fn is_short(&self) -> bool {
        self.words.len() == 1
    }

    /// What all ways to write a surname share, and few others: its consonants
    /// where it has enough of them. 'Petrov' and 'Petrova' are two.
    pub fn family(&self) -> String {
        self.words.last().map_or_else(String::new, |word| family(word))
    }

    /// The same without a particle: 'Mistura'.
    pub fn bare_family(&self) -> String {
        family(&self.bare)
    }
}

fn listed(name: &str) -> Option<String> {
    let entry = lexicon().look_up(name)?;
    (entry.kind == Some(crate::article::Kind::Person)).then(|| entry.name.to_owned())
}

/// How many titles a name begins with; a word at least remains.
fn titles(words: &[&str]) -> usize {
    let is_title = |word: &&&str| {
        let plain = word.trim_end_matches('.');
        let titles = Classes::OFFICE.or(Classes::HONORIFIC).or(Classes::MODIFIER);
        let known = classes(plain).or(classes(word));
        plain.chars().nth(1).is_some() && known.any(titles) && !known.any(Classes::GIVEN.or(Classes::FAMILY))
    };
    words[..words.len().saturating_sub(1)].iter().take_while(is_title).count()
}

/// Small words inside names; with a capital those that are nobody's given name.
fn is_particle(word: &str, classes: Classes, first: bool) -> bool {
    if word.contains('-') || !classes.any(Classes::PARTICLE) {
        return false;
    }
    let small = key(word);
    word.starts_with(char::is_lowercase)
        || matches!(small.as_str(), "de" | "von" | "van" | "der" | "di" | "da" | "del" | "du" | "la")
        || matches!(small.as_str(), "al" | "el") && !first
}

fn family(word: &str) -> String {
    let bones = bones(word);
    if bones.chars().count() < 4 || word.starts_with(is_vowel) {
        return word.to_owned();
    }
    let end = if word.ends_with('a') { "a" } else { "" };
    format!("{bones}{end}")
}

/// Without vowels.
fn bones(word: &str) -> String {
    word.chars().filter(|&c| !is_vowel(c)).collect()
}

/// How alike two words of a name are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Alike {
    /// By a nickname.
    Nick,
    /// The first is the other's initial.
    Initial,
    /// Written a little differently, or the same.
    Spelling,
}

fn alike(a: &str, b: &str) -> Option<Alike> {
    let near = || {
        let (x, y) = (bones(a), bones(b));
        // 'Michaela' is not Michael.
        let ends = a.ends_with('a') == b.ends_with('a');
        x.chars().count() >= 4 && x == y && a.chars().next() == b.chars().next() && ends
    };
    let nick = || {
        NICKNAMES.lines().any(|line| {
            let has = |word: &str| line.split(' ').any(|name| sound(name) == word);
            has(a) && has(b)
        })
    };
    if a == b || near() {
        Some(Alike::Spelling)
    } else if is_initial(a) && b.starts_with(a) {
        Some(Alike::Initial)
    } else if nick() {
        Some(Alike::Nick)
    } else {
        None
    }
}

fn is_initial(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

/// Why `name` can be another way to write `full`: the same in another
/// spelling, with an initial or a nickname, or with words left out.
pub fn short_for(name: &Person, full: &Person) -> Option<Why> {
    let (a, b) = (&name.words, &full.words);
    if a.len() < 2
        || a.len() > b.len()
        || name.suffix != full.suffix
        || name.listed.is_some() && full.listed.is_some() && name.listed != full.listed
    {
        return None;
    }
    let last = (a.last()?, b.last()?);
    if last.0 != last.1 && (name.family() != full.family() || a[0] != b[0]) {
        return None;
    }
    let (given, full_given) = (&a[..a.len() - 1], &b[..b.len() - 1]);
    let mut least = Alike::Spelling;
    // In order, and the given name among them.
    let mut rest = full_given.iter();
    let mut left_out: Vec<&String> = Vec::new();
    for word in given {
        loop {
            let other = rest.next()?;
            match alike(word, other) {
                Some(how) => {
                    least = least.min(how);
                    break;
                }
                None => left_out.push(other),
            }
        }
    }
    left_out.extend(rest);
    if alike(&a[0], &b[0]).is_none() && alike(&a[0], &b[1]).is_none() {
        return None;
    }
    // 'George W. Bush' is not George H. W. Bush.
    if given[1..].iter().any(|word| is_initial(word)) && !left_out.is_empty() {
        return None;
    }
    Some(match least {
        Alike::Nick => Why::Nickname,
        Alike::Initial => Why::Initials,
        Alike::Spelling if left_out.is_empty() => Why::Spelling,
        Alike::Spelling => Why::Shorter,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, full: &str, expected: Option<Why>) {
        assert_eq!(short_for(&Person::new(name), &Person::new(full)), expected, "{name}, {full}");
    }

    #[test]
    fn shorter_and_otherwise_written_names_are_told() {
        check("Qasem Salman", "Gen. Qassem Salman", Some(Why::Spelling));
        check("Khalifa Hifter", "Khalifa Haftar", Some(Why::Spelling));
        check("Javad Zafari", "Mohammad Javad Zafari", Some(Why::Shorter));
        check("J. Hartfield", "John Hartfield", Some(Why::Initials));
        check("Mike Brandt", "Michael Brandt", Some(Why::Nickname));
        check("Fayez Sarraj", "Fayez Al Sarraj", Some(Why::Spelling));
    }

    #[test]
    fn families_are_several_people() {
        check("John Hartfield", "J. Hartfield", None);
        check("George W. Bushe", "George H. W. Bushe", None);
        check("Sam Nordahl", "Sam Nordahl Jr.", None);
        check("Alexander Novak", "Alexei Novak", None);
        check("Sasha Petrov", "Sasha Petrova", None);
        check("Michael Brandt", "Michaela Brandt", None);
        check("Hartfield", "John Hartfield", None);
    }

    #[test]
    fn particles_belong_to_the_surname() {
        assert_eq!(Person::new("De Mistura").words, Person::new("de Mistura").words);
        assert_eq!(Person::new("Staffan de Mistura").bare_family(), Person::new("Mistura").family());
        assert!(Person::new("President Maduro").is_short());
        assert!(!Person::new("Ali Hassan").is_short());
    }
}
