//! One spelling for what readers take as the same word.

use super::letters::{bare, is_mark, meant};

/// Appends `text` in its folded form: lower case, compatibility forms
/// resolved (ﬁ, Ａ), accents and vowel points gone, letters that only look
/// different made one (ς σ, أ ا, ß ss), apostrophes straight, white space
/// plain spaces. Other punctuation stays.
///
/// Vowel signs of scripts that cannot be read without them (Devanagari, Thai)
/// are kept.
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        return push_ascii(text, out);
    }
    let mut rest = text;
    loop {
        // Runs of ASCII, which most text is, at once.
        let plain = rest.bytes().position(|b| !b.is_ascii()).unwrap_or(rest.len());
        let (ascii, other) = rest.split_at(plain);
        push_ascii(ascii, out);
        let mut chars = other.chars();
        let Some(c) = chars.next() else { break };
        rest = chars.as_str();
        match c {
            c if c.is_whitespace() => out.push(' '),
            // Accents that stand alone.
            '¨' | '¯' | '´' | '¸' | '\u{2d8}'..='\u{2dd}' | '\u{384}' | '\u{385}' => out.push(' '),
            _ => c.to_lowercase().for_each(|c| fold_small(c, out)),
        }
    }
}

/// Appends ASCII in small letters, white space as plain spaces.
fn push_ascii(text: &str, out: &mut String) {
    let is_space = |b: u8| b.wrapping_sub(b'\t') <= b'\r' - b'\t';
    // All are looked at, several at once.
    if text.bytes().fold(false, |any, b| any | is_space(b)) {
        out.extend(text.bytes().map(|b| if is_space(b) { ' ' } else { char::from(b.to_ascii_lowercase()) }));
    } else {
        let start = out.len();
        out.push_str(text);
        out[start..].make_ascii_lowercase();
    }
}

/// Folds what is no capital.
fn fold_small(c: char, out: &mut String) {
    match meant(c) {
        Some(letters) => letters.chars().for_each(|c| push(c, out)),
        None => push(bare(c).unwrap_or(c), out),
    }
}

fn push(c: char, out: &mut String) {
    match same_letter(c) {
        Some(letters) => out.push_str(letters),
        None if is_accent(c) => {}
        None => out.push(c),
    }
}

/// [`fold_into`] as a value.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Marks that readers leave out when they type: accents, Hebrew points,
/// Arabic vowel signs, variation selectors.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
        && is_mark(c)
}

/// Lower-case letters that no decomposition makes one with what is typed for them.
fn same_letter(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ı' => "i",
        'þ' => "th",
        'ħ' => "h",
        'ŧ' => "t",
        'ə' => "e",
        'ς' => "σ",
        // Alif with wasla; alif maqsura and Persian yeh; teh marbuta; Persian kaf.
        'ٱ' => "ا",
        'ى' | 'ی' => "ي",
        'ة' => "ه",
        'ک' => "ك",
        // Tatweel only stretches a line; soft hyphens and joiners have no shape.
        'ـ' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => "",
        '’' | '‘' | 'ʼ' | 'ʻ' | 'ʹ' | '′' | '＇' => "'",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, folded: &str) {
        assert_eq!(fold(text), folded);
    }

    #[test]
    fn case_and_accents_go() {
        check("Łódź İZMİR Straße", "lodz izmir strasse");
        check("Françoise Ørsted", "francoise orsted");
        check("ﬁne Ａ１", "fine a1");
        check("Ἀθῆναι ΟΔΟΣ", "αθηναι οδοσ");
        check("Королёв", "королев");
    }

    #[test]
    fn arabic_letters_that_are_typed_for_each_other_are_one() {
        check("أَحْمَد إيران مكتبة", "احمد ايران مكتبه");
        check("تهرـــان", "تهران");
    }

    #[test]
    fn needed_vowel_signs_stay() {
        check("हिन्दी", "हिन्दी");
        check("한국", "한국");
    }

    #[test]
    fn quotes_are_straight_and_spaces_plain() {
        check("L’été à Zürich", "l'ete a zurich");
        check("Straße\u{a0}1\t2", "strasse 1 2");
        check("a\tb", "a b");
        check("11月", "11月");
        check("Май", "маи");
    }

    /// What the lists of letters claim whole is folded as by Unicode's tables.
    #[test]
    fn letters_are_made_plain_as_unicode_has_them() {
        use unicode_normalization::UnicodeNormalization;
        let whole = [
            '\u{80}'..='\u{24f}',  // Latin
            '\u{386}'..='\u{556}', // Greek to Arabic
            '\u{5d0}'..='\u{674}',
            '\u{1e00}'..='\u{1fff}', // Latin for Vietnamese; Greek with breathings
            '\u{2010}'..='\u{209c}', // punctuation, superscripts
            '\u{2100}'..='\u{218f}', // symbols of letters, fractions
            '\u{fb00}'..='\u{fb4f}', // ligatures; Hebrew
            '\u{fe80}'..='\u{fefc}', // Arabic as it is printed
            '\u{ff01}'..='\u{ff5e}', // full-width
            '\u{1d400}'..='\u{1d6a3}',
            '\u{1d7ce}'..='\u{1d7ff}',
        ];
        let mut differ = Vec::new();
        for c in whole.into_iter().flatten().filter(|c| !c.is_whitespace()) {
            let parts: String = std::iter::once(c).nfkd().collect();
            // Accents that stand alone are a space with a mark; of mathematics' letters some are elsewhere.
            if parts.contains(' ') || c >= '\u{1d400}' && parts.starts_with(c) {
                continue;
            }
            let mut expected = String::new();
            parts
                .chars()
                .filter(|&c| !is_accent(c))
                .flat_map(char::to_lowercase)
                .for_each(|c| push(c, &mut expected));
            if fold(c.encode_utf8(&mut [0; 4])) != expected {
                differ.push((c, expected));
            }
        }
        assert_eq!(differ, []);
    }
}
