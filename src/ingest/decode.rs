//! Bytes to text: UTF-8, UTF-16 with its mark, or the likeliest of the old
//! one-byte encodings of Europe and the Middle East.
//!
//! The tables are the WHATWG's, so that a page reads as browsers read it. They
//! are here, and not taken from a crate, since the crates carry every encoding
//! there is, and the same code must run in the page. East Asian encodings of
//! several bytes are left out: such a file is told to be no text.

use super::IngestError;

/// Decodes a file. A byte-order mark is taken off; nothing else is changed.
pub fn decode(bytes: &[u8]) -> Result<String, IngestError> {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8_or_old(rest)?,
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ => utf8_or_old(bytes)?,
    };
    if text.trim().is_empty() {
        return Err(IngestError::Empty);
    }
    if is_binary(&text) {
        return Err(IngestError::NotText);
    }
    Ok(text)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, IngestError> {
    if bytes.len() % 2 == 1 {
        return Err(IngestError::NotText);
    }
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).collect::<Result<String, _>>().map_err(|_| IngestError::NotText)
}

/// UTF-8 first. A file that is UTF-8 but for a few broken characters, cut or
/// pasted badly, stays UTF-8; what is wrong in it becomes U+FFFD.
fn utf8_or_old(bytes: &[u8]) -> Result<String, IngestError> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    let (mut wide, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        wide += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if wide > broken * 10 {
        return Ok(String::from_utf8_lossy(bytes).into_owned());
    }
    if bytes.contains(&0) {
        return Err(IngestError::NotText);
    }
    let decoded = TABLES.iter().map(|(_, table)| {
        let table: Vec<char> = table.chars().collect();
        bytes.iter().map(|&b| if b < 0x80 { char::from(b) } else { table[usize::from(b) - 0x80] }).collect()
    });
    let (score, text) = decoded
        .map(|text: String| (likeliness(&text), text))
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .ok_or(IngestError::NotText)?;
    if score < 0 { Err(IngestError::NotText) } else { Ok(text) }
}

/// How much the characters beyond ASCII look as if they belonged where they
/// stand: letters among letters of their own script, marks around words.
fn likeliness(text: &str) -> i64 {
    let chars: Vec<char> = text.chars().collect();
    let mut score = 0;
    for (n, &c) in chars.iter().enumerate() {
        if c.is_ascii() {
            continue;
        }
        let before = n.checked_sub(1).map_or(' ', |n| chars[n]);
        let after = chars.get(n + 1).copied().unwrap_or(' ');
        let beside = |wanted: fn(char) -> bool| wanted(before) || wanted(after);
        score += match c {
            '\u{fffd}' => -8,
            'А'..='я' | 'ё' | 'Ё' if beside(is_cyrillic) => {
                2 - 3 * i64::from(c.is_uppercase() && before.is_lowercase())
            }
            '\u{600}'..='\u{6ff}' if beside(is_arabic) => 2,
            // Latin letters with marks stand among plain ones, and seldom in pairs.
            c if c.is_alphabetic() && !is_cyrillic(c) && !is_arabic(c) => {
                match beside(|c| c.is_ascii_alphabetic()) {
                    _ if c.is_uppercase() && before.is_lowercase() => -3,
                    _ if beside(|c| !c.is_ascii() && c.is_alphabetic()) => -1,
                    // Icelandic letters are Turkish ones far more often than not.
                    true => {
                        if "ðýþÐÝÞ".contains(c) {
                            1
                        } else {
                            2
                        }
                    }
                    false => 0,
                }
            }
            '“' | '”' | '‘' | '’' | '–' | '—' | '…' | '«' | '»' | '\u{a0}' | '•' | '€' | '°' | '§' | '©'
            | '„' | '·' => 1,
            c if c.is_alphabetic() => -1,
            _ if before.is_alphanumeric() && after.is_alphanumeric() => -3,
            _ => -1,
        };
    }
    score
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{4ff}')
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}')
}

/// More than a stray control character.
fn is_binary(text: &str) -> bool {
    if text.bytes().fold(true, |plain, b| plain & ((b >= b' ') & (b != 0x7f) & (b != 0xef) | (b == b'\n'))) {
        // U+FFFD begins with that byte.
        return false;
    }
    let control = text
        .chars()
        .filter(|c| matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1a}' | '\u{1c}'..='\u{1f}' | '\u{7f}' | '\u{fffd}'))
        .count();
    text.contains('\0') || control * 50 > text.chars().count()
}

/// Characters of the bytes from 0x80 on.
const TABLES: [(&str, &str); 5] = [
    (
        "windows-1252",
        "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}Ž\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}žŸ\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
    ),
    (
        "windows-1251",
        "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{fffd}™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя",
    ),
    (
        "windows-1250",
        "€\u{fffd}‚\u{fffd}„…†‡\u{fffd}‰Š‹ŚŤŽŹ\u{fffd}‘’“”•–—\u{fffd}™š›śťžź\u{a0}ˇ˘Ł¤Ą¦§¨©Ş«¬\u{ad}®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙",
    ),
    (
        "windows-1254",
        "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}\u{fffd}\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}\u{fffd}Ÿ\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏĞÑÒÓÔÕÖ×ØÙÚÛÜİŞßàáâãäåæçèéêëìíîïğñòóôõö÷øùúûüışÿ",
    ),
    (
        "windows-1256",
        "€پ‚ƒ„…†‡ˆ‰ٹ‹Œچژڈگ‘’“”•–—ک™ڑ›œ\u{200c}\u{200d}ں\u{a0}،¢£¤¥¦§¨©ھ«¬\u{ad}®¯°±²³´µ¶·¸¹؛»¼½¾؟ہءآأؤإئابةتثجحخدذرزسشصض×طظعغـفقكàلâمنهوçèéêëىيîïًٌٍَôُِ÷ّùْûü\u{200e}\u{200f}ے",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn encode(text: &str, encoding: &str) -> Vec<u8> {
        let table: Vec<char> = TABLES.iter().find(|t| t.0 == encoding).unwrap().1.chars().collect();
        text.chars()
            .map(|c| {
                if c.is_ascii() { c as u8 } else { 0x80 + table.iter().position(|t| *t == c).unwrap() as u8 }
            })
            .collect()
    }

    #[test]
    fn tables_are_whole() {
        for (name, table) in TABLES {
            assert_eq!(table.chars().count(), 128, "{name}");
        }
    }

    #[test]
    fn old_encodings_are_told_apart() {
        for (text, encoding) in [
            ("L’été à Zürich – « ça » coûte 5 €", "windows-1252"),
            ("Переговоры завершились в Астане во вторник", "windows-1251"),
            ("Dışişleri Bakanı görüşmeler için İstanbul’a gitti", "windows-1254"),
            ("Příliš žluťoučký kůň úpěl ďábelské ódy", "windows-1250"),
            ("وصل وزير الخارجية الى جنيف مساء الثلاثاء", "windows-1256"),
        ] {
            assert_eq!(decode(&encode(text, encoding)).as_deref(), Ok(text), "{encoding}");
        }
    }

    #[test]
    fn utf_is_known_by_itself_or_its_mark() {
        let text = "Téhéran – 東京";
        let units: Vec<u16> = text.encode_utf16().collect();
        let le: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(units.iter().flat_map(|u| u.to_le_bytes())).collect();
        let be: Vec<u8> =
            [0xfe, 0xff].into_iter().chain(units.iter().flat_map(|u| u.to_be_bytes())).collect();
        let marked: Vec<u8> = [0xef, 0xbb, 0xbf].into_iter().chain(text.bytes()).collect();
        for bytes in [text.as_bytes().to_vec(), le, be, marked] {
            assert_eq!(decode(&bytes).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_is_no_text_is_told() {
        assert_eq!(decode(b""), Err(IngestError::Empty));
        assert_eq!(decode(b" \r\n\t"), Err(IngestError::Empty));
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Err(IngestError::NotText));
        assert_eq!(decode(&[0xff, 0xfe, 0x41]), Err(IngestError::NotText));
        assert_eq!(decode(&[0x00, 0x01, 0x02, 0x41]), Err(IngestError::NotText));
    }
}
