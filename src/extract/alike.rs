//! Whether two names can be one thing's, by their words alone.
//!
//! Articles and collections ask the same questions here: whether 'Sergey
//! Shoygu' is a way to write 'Sergei Shoigu', what 'the Ministry of Defence of
//! Russia' shares with the 'Russian Defense Ministry', whether 'Ar-Raqqah' is
//! 'Raqqa'. The answer is a key that both have, or a reason. Neither is enough
//! by itself: whoever asks looks whether another name fits as well.

pub mod organizations;
pub mod people;
pub mod places;
mod sound;

pub use sound::sound;

use serde::{Deserialize, Serialize};

use crate::article::{Entity, Kind};
use crate::extract::lexicon::{Classes, fold, lexicon};
use crate::text::{bare, is_mark, name_key};
use people::Person;

/// What is to be known of a name, by the lists, to compare it with others of a
/// collection: found out where the lists are, used where they are not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Likeness {
    /// Names of this kind are compared by their letters alone.
    #[default]
    Plain,
    Person {
        person: Person,
        /// Whether each of its words may be a given name.
        given: bool,
    },
    /// What the ways to write it share, nothing where it can't be told by that, and
    /// the lists' name for it.
    Key { key: String, listed: Option<String> },
}

impl Likeness {
    pub fn of(kind: Kind, name: &str) -> Likeness {
        let key = match kind {
            Kind::Person => {
                let given = name_key(name).split(' ').all(|word| classes(word).any(Classes::GIVEN));
                return Likeness::Person { person: Person::new(name), given };
            }
            Kind::Organization => organizations::key(name),
            Kind::Place => places::key(name),
            Kind::Group => places::people_key(name),
            _ => return Likeness::Plain,
        };
        let listed = lexicon().look_up(name).filter(|entry| entry.kind == Some(kind));
        Likeness::Key { key, listed: listed.map(|entry| entry.name.to_owned()) }
    }

    /// Of each entity, in order.
    pub fn of_all(entities: &[Entity]) -> Vec<Likeness> {
        entities.iter().map(|entity| Likeness::of(entity.kind, &entity.name)).collect()
    }
}

/// The classes of a word of the lists.
pub fn classes(word: &str) -> Classes {
    let mut key = String::new();
    fold(word, &mut key);
    lexicon().classes(lexicon().word(&key))
}

/// What two writings of one name share: letters without case, accents and
/// the shape of apostrophes.
pub fn key(form: &str) -> String {
    let mut key = String::new();
    fold(&plain(form), &mut key);
    key
}

/// Without accents.
pub fn plain(form: &str) -> String {
    if form.is_ascii() {
        return form.to_owned();
    }
    form.chars().filter(|&c| !is_mark(c)).map(unaccented).collect()
}

fn unaccented(c: char) -> char {
    match c {
        'ı' => 'i',
        'ł' => 'l',
        'Ł' => 'L',
        'ø' => 'o',
        'đ' => 'd',
        _ if !c.is_uppercase() => bare(c).unwrap_or(c),
        _ => {
            let small = c.to_lowercase().next().unwrap_or(c);
            let bare = if small.is_ascii() { Some(small) } else { bare(small) };
            bare.map_or(c, capital)
        }
    }
}

/// Of a letter without accents. The standard library's table has all letters that
/// there are, and would be loaded for these few.
fn capital(c: char) -> char {
    let below = match c {
        'a'..='z' | 'à'..='þ' | 'α'..='ω' | 'а'..='я' => 32,
        'ѐ'..='џ' => 80,
        'ѡ'..='ӿ' => 1,
        'ʒ' => 0xdb,
        _ => 0,
    };
    char::from_u32(u32::from(c) - below).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_accents_as_unicode_has_them() {
        use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
        let letters =
            ['\u{c0}'..='\u{24f}', '\u{388}'..='\u{3ce}', '\u{400}'..='\u{52f}', '\u{1ea0}'..='\u{1ef9}'];
        let mut differ = Vec::new();
        for c in letters.into_iter().flatten().filter(|&c| !"Łłøđı".contains(c)) {
            let expected: String = std::iter::once(c).nfd().filter(|&c| !is_combining_mark(c)).collect();
            if plain(c.encode_utf8(&mut [0; 4])) != expected {
                differ.push((c, expected));
            }
        }
        assert_eq!(differ, []);
    }
}
