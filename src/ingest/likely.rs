//! How much a text looks as if its bytes had been read rightly.
//!
//! The wrong encoding gives letters all the same, but other ones: seldom those
//! that a language has most of, capitals in the middle of words, marks between
//! letters. Of the Latin alphabets each language has its own few letters with
//! marks, and the wrong table gives letters of several.

/// The letters that texts in an alphabet, or a script, have most of: more than
/// half of all. East Asian ones: some three in ten.
const FREQUENT: &str = "оеаинтсрв ατοιεςνηρσ יוהלאתרבמ اليمونرتبة ากนรอเง่้ \
    的一是不了在人有我他这个们中来上大为和国地到以说时日月要就出会可也对生能而子年部后长于已 \
    這個們來為國說時會對後長於部 이다는을의에가고하은지로도를사시기한인자서 のにはをたがでとしるいなれま";

/// Letters with marks of languages that share the Latin alphabet.
const MARKED: [&str; 16] = [
    "àâçéèêëîïôùûüœ",
    "äöüß",
    "áéíñóúü",
    "ãõáâàçéêíóôú",
    "àèéìòùî",
    "åäöæøé",
    "ąćęłńóśźż",
    "áčďéěíňóřšťúůýž",
    "áäčďéíĺľňóôŕšťúýž",
    "áéíóöőúüű",
    "ăâîșşțţ",
    "čćđšž",
    "çğıiöşüâî",
    "áðéíóúýþæö",
    "ąčęėįšųūž",
    "āčēģīķļņšūž",
];

/// Letters that stand in some tables where others have signs: fractions, accents, money.
const STRANGERS: &str = "ŒœŸšžÄ";

/// Letters of few languages, which wrong tables have many of.
const RARE: &str = "ЂЃЉЊЌЏђѓљњќџЅѕЎў";

/// More than nought for a text that may be one, and the more the surer.
pub fn likeliness(text: &str) -> i64 {
    let mut score = 0;
    let mut marked: [i64; MARKED.len()] = [0; MARKED.len()];
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        if !c.is_ascii() {
            score += belongs(before, c, after);
            if is_latin(c) {
                let lower = c.to_lowercase().next().unwrap_or(c);
                for (score, letters) in marked.iter_mut().zip(MARKED) {
                    *score += if letters.contains(lower) { 2 } else { -2 };
                }
            }
        }
        before = c;
    }
    score + marked.into_iter().max().unwrap_or(0)
}

/// How much a character looks as if it belonged where it stands.
fn belongs(before: char, c: char, after: char) -> i64 {
    let script = script(c);
    let is_beside = |wanted: fn(char) -> bool| wanted(before) || wanted(after);
    let begins_wrongly = c.is_uppercase() && before.is_lowercase();
    let frequent = |worth| if FREQUENT.contains(c.to_lowercase().next().unwrap_or(c)) { worth } else { 0 };
    match c {
        // Nothing has such a code, or nothing that is text.
        '\u{fffd}' | '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' => -8,
        _ if begins_wrongly => -3,
        // '1½', '¼ cup', '5 €': no word is one of these letters alone.
        _ if STRANGERS.contains(c) && !is_beside(char::is_alphabetic) => -4,
        _ if is_latin(c) && is_beside(|c| c.is_ascii_digit()) => -4,
        _ if is_latin(c) => match is_beside(|c| c.is_ascii_alphabetic()) {
            // Latin letters with marks stand among plain ones, and seldom in pairs.
            _ if is_beside(is_latin) => -1,
            true => 1,
            false => 0,
        },
        // Korean words are written in syllables alone.
        _ if script == Script::Han && is_beside(is_hangul)
            || script == Script::Hangul && is_beside(is_han) =>
        {
            -2
        }
        _ if RARE.contains(c) => -1,
        // It ends Greek words.
        'ς' if after.is_alphabetic() => -3,
        // Nothing parts the letters of a word.
        '«' | '»' | '„' | '№' | '§' | '©' | '¿' | '¡' | '•' | '°'
            if before.is_alphabetic() && after.is_alphabetic() =>
        {
            -2
        }
        _ if matches!(script, Script::Han | Script::Hangul | Script::Kana) => {
            i64::from(script != Script::Han) + frequent(3)
        }
        _ if script != Script::Other => match self::script(before) == script || self::script(after) == script
        {
            true => frequent(3),
            // A single letter of another alphabet within a word.
            false if before.is_alphabetic() || after.is_alphabetic() => -3,
            false => 0,
        },
        '“' | '”' | '‘' | '’' | '–' | '—' | '…' | '«' | '»' | '\u{a0}' | '•' | '€' | '°' | '§' | '©'
        | '„' | '·' | '¿' | '¡' | '№' | '،' | '؟' => 1,
        '\u{3000}'..='\u{3011}' | '〔' | '〕' | '！' | '，' | '：' | '；' | '？' | '（' | '）' => 2,
        // Those of half the width hardly any text has.
        '\u{ff61}'..='\u{ff9f}' => -2,
        c if c.is_alphabetic() => -1,
        _ if before.is_alphanumeric() && after.is_alphanumeric() => -3,
        _ => -1,
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Script {
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Thai,
    Kana,
    Han,
    Hangul,
    Other,
}

fn script(c: char) -> Script {
    match c {
        '\u{370}'..='\u{3ff}' => Script::Greek,
        '\u{400}'..='\u{4ff}' => Script::Cyrillic,
        '\u{590}'..='\u{5ff}' => Script::Hebrew,
        '\u{620}'..='\u{6ff}' => Script::Arabic,
        '\u{e01}'..='\u{e5b}' => Script::Thai,
        '\u{3041}'..='\u{30ff}' => Script::Kana,
        '\u{3400}'..='\u{9fff}' => Script::Han,
        '\u{ac00}'..='\u{d7a3}' => Script::Hangul,
        _ => Script::Other,
    }
}

fn is_han(c: char) -> bool {
    script(c) == Script::Han
}

fn is_hangul(c: char) -> bool {
    script(c) == Script::Hangul
}

/// Letters with marks of the Latin alphabet.
fn is_latin(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{24f}') && c.is_alphabetic()
}
