//! Names as written, as compared, and as shown.

use crate::article::Kind;
use crate::extract::lexicon::{Classes, fold, lexicon};
use crate::text::{bare, is_mark};

/// A mention's words with single spaces: it may run over a line's end.
pub fn tidy(form: &str) -> String {
    form.split_whitespace().collect::<Vec<_>>().join(" ")
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

/// What the ways to write a foreign name in English share: 'Sergei' and
/// 'Sergey', 'Shoigu' and 'Shoygu', 'al-Sistani' and 'Sistani'. Two names may
/// share it and be different, so it is never enough by itself.
pub fn sound(word: &str) -> String {
    let word = key(word);
    let word = ["al-", "el-", "ad-", "ar-", "as-", "ash-", "an-", "at-", "az-"]
        .iter()
        .find_map(|article| word.strip_prefix(article))
        .unwrap_or(&word);
    if matches!(word, "mohammed" | "mohammad" | "mohamed" | "muhammad" | "mohamad" | "muhammed" | "mohammod")
    {
        return "mohamad".to_owned();
    }
    let word =
        word.replace("ks", "x").replace("ou", "u").replace("oo", "u").replace("kh", "h").replace("q", "k");
    let mut sound = String::new();
    for c in word.chars() {
        let c = match c {
            'y' | 'j' => 'i',
            '\'' | '-' | '.' => continue,
            c => c,
        };
        if !sound.ends_with(c) {
            sound.push(c);
        }
    }
    sound
}

/// The classes of a word of the lists.
pub fn classes(word: &str) -> Classes {
    let mut key = String::new();
    fold(word, &mut key);
    lexicon().classes(lexicon().word(&key))
}

/// A name to show: 'UN' and 'U.S.' before others in one way, and a headline's capitals made ordinary for people and places,
/// whose names are no abbreviations.
pub fn presentable(form: &str, kind: Kind) -> String {
    if kind == Kind::Organization {
        // 'UN', 'U.N.' and 'U.S.' before a name are ways to write one thing.
        if let Some(rest) = form.strip_prefix("UN ").or_else(|| form.strip_prefix("U.N. ")) {
            return format!("United Nations {rest}");
        }
        if let Some(rest) = form.strip_prefix("U.S. ").or_else(|| form.strip_prefix("United States ")) {
            return format!("US {rest}");
        }
    }
    let shouted = matches!(kind, Kind::Person | Kind::Place)
        && form.chars().filter(|c| c.is_alphabetic()).count() > 4
        && !form.contains('.')
        && !form.chars().any(char::is_lowercase);
    if !shouted {
        return form.to_owned();
    }
    let mut name = String::new();
    let mut inside = false;
    for c in form.chars() {
        if inside {
            name.extend(c.to_lowercase());
        } else {
            name.push(c);
        }
        inside = c.is_alphanumeric() || matches!(c, '\'' | '’');
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_sound_alike() {
        for (a, b) in [
            ("Sergei", "Sergey"),
            ("Shoigu", "Shoygu"),
            ("Lavrentiyev", "Lavrentiev"),
            ("Lavrentyev", "Lavrentiev"),
            ("al-Sistani", "Sistani"),
            ("Mohammed", "Muhammad"),
            ("Çavuşoğlu", "Cavusoglu"),
            ("Aleksei", "Alexey"),
        ] {
            assert_eq!(sound(a), sound(b), "{a}, {b}");
        }
        assert_ne!(sound("Ivanov"), sound("Ivanova"));
    }

    #[test]
    fn shouted_names_are_shown_in_ordinary_letters() {
        assert_eq!(presentable("ADA LOVELACE", Kind::Person), "Ada Lovelace");
        assert_eq!(presentable("U.S.", Kind::Place), "U.S.");
        assert_eq!(presentable("NASA", Kind::Organization), "NASA");
    }

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
