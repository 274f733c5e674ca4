//! What the ways to write a foreign name in English share.

use std::sync::LazyLock;

use super::key;

/// Written differently, said alike; in this order.
const SPELLINGS: [(&str, &str); 18] = [
    ("sch", "sh"),
    ("dzh", "j"),
    ("zh", "j"),
    ("dj", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("dh", "d"),
    ("ph", "f"),
    ("ck", "k"),
    ("ks", "x"),
    ("ou", "u"),
    ("oo", "u"),
    ("ow", "u"),
    ("ee", "i"),
    ("q", "k"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
];

/// Given names that are one in different languages and alphabets; the sound of
/// a line's first word stands for all of them.
const GIVEN: &str = "\
mohamad muhammad mohammed mohammad mohamed muhamad muhammed mohammod
hussein hossein husayn husein hosein hussain
ahmad ahmed achmed
omar umar
osama usama
ibrahim ebrahim
yusuf yousef youssef yousuf yousif
abdullah abdallah abdollah abdulla
mustafa mostafa moustafa
sayyed seyed sayyid seyyed sayed syed sayyad
khalid khaled
said saeed sayeed saied
suleiman sulaiman soleiman suleyman sulayman
salih saleh
qasim qassem qasem qassim ghasem kasem kassem
muqtada moqtada
hamid hameed
nasser nasir naser
tariq tareq tarik tarek
abdul abdel abdol
rouhani rowhani rohani
mikhail mikhael mikheil
aleksandr alexander aleksander
petr pyotr piotr
fyodor fedor feodor
semyon semen";

static SAME_GIVEN: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let mut same = Vec::new();
    for line in GIVEN.lines() {
        let sounds: Vec<String> = line.split(' ').map(letters).collect();
        same.extend(sounds[1..].iter().map(|sound| (sound.clone(), sounds[0].clone())));
    }
    crate::order::sort(&mut same);
    same
});

/// 'Sergei' and 'Sergey', 'Shoigu' and 'Shoygu', 'al-Sistani' and 'Sistani',
/// 'Mohammed' and 'Muhammad' sound alike. Two names may do so and be different,
/// so it is never enough by itself.
pub fn sound(word: &str) -> String {
    let sound = letters(without_article(word));
    let found = SAME_GIVEN.binary_search_by(|(from, _)| from.as_str().cmp(&sound));
    found.map_or(sound, |at| SAME_GIVEN[at].1.clone())
}

/// 'al-Sistani', 'ash-Sham', 'ElBaradei'.
fn without_article(word: &str) -> &str {
    for article in ["al", "el", "ad", "ar", "as", "ash", "an", "at", "az", "ez"] {
        let Some((head, rest)) = word.split_at_checked(article.len()) else { continue };
        if !head.eq_ignore_ascii_case(article) {
            continue;
        }
        let rest = match rest.strip_prefix(['-', '‑', '‐']) {
            Some(rest) => rest,
            None if article.ends_with('l') && rest.starts_with(char::is_uppercase) && head != "AL" => rest,
            None => continue,
        };
        if rest.chars().nth(1).is_some() {
            return rest;
        }
    }
    word
}

fn letters(word: &str) -> String {
    let mut word: String = key(word).chars().filter(|c| !matches!(c, '\'' | '-' | '.' | '`')).collect();
    for (from, to) in SPELLINGS {
        if word.contains(from) {
            word = word.replace(from, to);
        }
    }
    let mut sound = String::with_capacity(word.len());
    for c in word.chars() {
        if !sound.ends_with(c) {
            sound.push(c);
        }
    }
    // 'Zayd' and 'Zeid', 'Yevgeny' and 'Evgeny', 'Raqqah' and 'Raqqa'.
    let sound = sound.replace("ai", "ei");
    let sound = sound.strip_prefix('i').filter(|rest| rest.starts_with('e')).unwrap_or(&sound);
    let without_h = sound.strip_suffix('h').filter(|rest| rest.len() > 2 && rest.ends_with(is_vowel));
    without_h.unwrap_or(sound).to_owned()
}

pub fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
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
            ("Yevgeny", "Evgeny"),
            ("Raqqah", "ar-Raqqa"),
            ("ElBaradei", "el-Baradei"),
            ("Ahmadinejad", "Ahmadinezhad"),
            ("Shaykhun", "Sheikhoun"),
        ] {
            assert_eq!(sound(a), sound(b), "{a}, {b}");
        }
        assert_ne!(sound("Ivanov"), sound("Ivanova"));
        assert_ne!(sound("Ali"), sound("Alia"));
    }

    #[test]
    fn any_word_has_a_sound() {
        for word in ["", "-", "al-", "é", "ﷺ", "al", "AlÉ"] {
            let _ = sound(word);
        }
    }
}
