//! Bytes to text: UTF-8, UTF-16, or the likeliest of the old encodings.
//!
//! Which one is told by what the text would be ([`likeliness`](super::likely::likeliness));
//! the decoding itself is the caller's, since browsers bring every encoding
//! there is, and the command line links a library that follows the same
//! standard.

use super::IngestError;
use super::likely::likeliness;

/// Decodes bytes by the name of their encoding, as browsers do; `None` where
/// it knows no such name.
pub type Decoder = fn(label: &str, bytes: &[u8]) -> Option<String>;

/// The encodings that are tried; of those that do equally well the first is
/// taken, so that those of fewer pages come last. Left out is what another one has but for a few signs (KOI8-R,
/// windows-1258) or what hardly any page was written in.
const OLD: [&str; 22] = [
    "windows-1252",
    "windows-1250",
    "iso-8859-2",
    "windows-1254",
    "windows-1257",
    "windows-1251",
    "koi8-u",
    "windows-1253",
    "iso-8859-7",
    "windows-1255",
    "windows-1256",
    "windows-874",
    "gb18030",
    "big5",
    "euc-kr",
    "shift_jis",
    "euc-jp",
    "iso-8859-15",
    "iso-8859-5",
    "ibm866",
    "iso-8859-6",
    "macintosh",
];

/// So many bytes tell the encoding.
const SAMPLE: usize = 1 << 14;

/// Decodes a file. A byte-order mark is taken off; nothing else is changed.
pub fn decode(bytes: &[u8], decoder: Decoder) -> Result<String, IngestError> {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8_or_old(rest, decoder)?,
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes).ok_or(IngestError::NotText)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes).ok_or(IngestError::NotText)?,
        _ if bytes.contains(&0) => unmarked_utf16(bytes).ok_or(IngestError::NotText)?,
        _ => utf8_or_old(bytes, decoder)?,
    };
    if text.trim().is_empty() {
        return Err(IngestError::Empty);
    }
    if is_binary(&text) {
        return Err(IngestError::NotText);
    }
    Ok(text)
}

/// What a file that was cut has of its last character is left out.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let mut units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    units.pop_if(|last| (0xd800..0xdc00).contains(last));
    let is_less_than_one = units.is_empty() && !bytes.is_empty();
    if is_less_than_one { None } else { String::from_utf16(&units).ok() }
}

/// Without a mark the order of the two bytes is told by the spaces and line
/// ends: the wrong way round these are rare characters. Where all but the zeros is ASCII
/// and these are few, they strayed into a text of single bytes.
fn unmarked_utf16(bytes: &[u8]) -> Option<String> {
    let n_zeros = bytes.iter().filter(|b| **b == 0).count();
    if n_zeros * 3 < bytes.len() && bytes.is_ascii() {
        return None;
    }
    let read = [u16::from_le_bytes, u16::from_be_bytes].map(|unit| utf16(bytes, unit));
    let n_spaces = |text: &String| text.chars().filter(|c| matches!(c, ' ' | '\n' | '、' | '。')).count();
    let best = read.into_iter().flatten().map(|text| (n_spaces(&text), text));
    best.reduce(|a, b| if b.0 > a.0 { b } else { a }).filter(|best| best.0 > 0).map(|best| best.1)
}

/// UTF-8 first. A file that is UTF-8 but for a few broken characters, cut or
/// pasted badly, stays UTF-8; what is wrong in it becomes U+FFFD.
fn utf8_or_old(bytes: &[u8], decoder: Decoder) -> Result<String, IngestError> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        // All of it is ASCII, with signs that switch between alphabets.
        let japanese = || decoder("iso-2022-jp", bytes).filter(|text| !text.contains('\u{fffd}'));
        let switches = text.contains("\u{1b}$B") || text.contains("\u{1b}$@");
        return Ok(switches.then(japanese).flatten().unwrap_or_else(|| text.to_owned()));
    }
    let (mut wide, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        wide += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if wide > broken * 10 {
        return Ok(String::from_utf8_lossy(bytes).into_owned());
    }
    let sample = sample(bytes);
    let score = |label| decoder(label, sample).map(|text| (likeliness(&text), label));
    let best =
        OLD.into_iter().filter_map(score).reduce(|best, next| if next.0 > best.0 { next } else { best });
    let label = best.filter(|(score, _)| *score >= 0).map(|(_, label)| label);
    label.and_then(|label| decoder(label, bytes)).ok_or(IngestError::NotText)
}

/// Lines with characters beyond ASCII.
fn sample(bytes: &[u8]) -> &[u8] {
    let first = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    let start =
        bytes[..first].iter().rposition(|b| *b == b'\n').unwrap_or(0).max(first.saturating_sub(SAMPLE / 2));
    let rest = &bytes[start..];
    let end = rest.len().min(SAMPLE);
    // Up to a line's end no character is cut.
    let whole = rest[..end].iter().rposition(|b| *b == b'\n').filter(|n| end < rest.len() && *n > SAMPLE / 2);
    &rest[..whole.unwrap_or(end)]
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

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::Encoding;

    fn decoder(label: &str, bytes: &[u8]) -> Option<String> {
        let encoding = Encoding::for_label_no_replacement(label.as_bytes())?;
        Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
    }

    #[track_caller]
    fn check(text: &str, label: &str) {
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        let (bytes, _, is_lossy) = encoding.encode(text);
        assert!(!is_lossy, "{label} has not all of {text}");
        assert_eq!(decode(&bytes, decoder).as_deref(), Ok(text), "{label}");
    }

    #[test]
    fn encodings_of_europe_are_told_apart() {
        check("L’été à Zürich – « ça » coûte 5 €", "windows-1252");
        check("Der Bürgermeister größerer Städte möchte übermorgen Straßen schließen.", "windows-1252");
        check("El niño comió piñas en España; ¿cuándo volverá la señora Muñoz?", "windows-1252");
        check("Příliš žluťoučký kůň úpěl ďábelské ódy", "windows-1250");
        check("Příliš žluťoučký kůň úpěl ďábelské ódy", "iso-8859-2");
        check("Minister powiedział, że rząd chce, żeby ceny energii spadły już wkrótce.", "windows-1250");
        check(
            "Minister powiedział, że rząd chce, żeby ceny energii spadły już wkrótce, i wyśle pomoc.",
            "iso-8859-2",
        );
        check("A miniszter szerint az őszi tűzszünet után újra tárgyalnának.", "iso-8859-2");
        check("Dışişleri Bakanı görüşmeler için İstanbul’a gitti", "windows-1254");
        check("Ministrų kabinetas šiandien svarstė žemės ūkio įstatymą.", "windows-1257");
    }

    #[test]
    fn encodings_of_other_alphabets_are_told_apart() {
        check("Переговоры завершились в Астане во вторник", "windows-1251");
        check("ПЕРЕГОВОРЫ ЗАВЕРШИЛИСЬ В АСТАНЕ ВО ВТОРНИК", "windows-1251");
        check("Переговоры завершились в Астане во вторник", "koi8-r");
        check("Міністр заявив, що переговори завершилися у вівторок", "koi8-u");
        check("Ο υπουργός δήλωσε ότι οι συνομιλίες ολοκληρώθηκαν την Τρίτη", "windows-1253");
        check("Άνοιξαν ξανά τα λιμάνια, είπε ο υπουργός", "iso-8859-7");
        check("שר החוץ אמר כי השיחות הסתיימו ביום שלישי", "windows-1255");
        check("وصل وزير الخارجية الى جنيف مساء الثلاثاء", "windows-1256");
        check("รัฐมนตรีต่างประเทศกล่าวว่าการเจรจาสิ้นสุดลงในวันอังคาร", "windows-874");
    }

    #[test]
    fn encodings_of_east_asia_are_told_apart() {
        check("外交部长说，会谈已于星期二在日内瓦结束。", "gb18030");
        check("外交部長說，會談已於星期二在日內瓦結束。", "big5");
        check("외교부 장관은 회담이 화요일 제네바에서 끝났다고 말했다.", "euc-kr");
        check("外相は、会談が火曜日にジュネーブで終わったと述べた。", "shift_jis");
        check("外相は、会談が火曜日にジュネーブで終わったと述べた。", "euc-jp");
        check("外相は、会談が火曜日にジュネーブで終わったと述べた。", "iso-2022-jp");
        check("The minister (외교부 장관) said so.\nIt is over.", "euc-kr");
    }

    /// Short texts of the news, a language each, and the encodings that it was written in.
    const TEXTS: [(&str, &str); 26] = [
        (
            "windows-1251 koi8-r iso-8859-5 ibm866",
            "Паром снова ходит через пролив, сообщила в понедельник администрация порта.",
        ),
        (
            "windows-1251 koi8-r iso-8859-5 ibm866",
            "Мэр города Иван Петров заявил: переговоры о мосте продолжатся в Москве.",
        ),
        ("windows-1251 koi8-r iso-8859-5 ibm866", "ПОЖАР В МОСКОВСКОМ ПОРТУ ПОТУШЕН, СООБЩИЛА МЭРИЯ"),
        ("windows-1251 koi8-r iso-8859-5 ibm866", "Цены выросли"),
        (
            "windows-1251 koi8-u iso-8859-5",
            "Пором знову ходить через протоку, повідомила в понеділок адміністрація порту Києва.",
        ),
        ("windows-1251 koi8-u iso-8859-5", "Її міністри вважають, що міст буде відкрито у вівторок."),
        (
            "windows-1250 iso-8859-2",
            "Prom znów pływa przez cieśninę, poinformował w poniedziałek zarząd portu w Gdańsku.",
        ),
        ("windows-1250 iso-8859-2", "Zażółć gęślą jaźń, mówi burmistrz Łodzi."),
        (
            "windows-1252 iso-8859-15 macintosh",
            "Le bœuf coûte désormais 5 € de plus, déclare le ministère à Paris.",
        ),
        (
            "windows-1252 macintosh",
            "Le ferry a repris son service, a annoncé lundi la mairie. « C’était long », dit-elle.",
        ),
        ("windows-1252 iso-8859-15 macintosh", "Sa sœur vit à Nîmes, où l'hiver fut très doux."),
        ("windows-1252 macintosh", "Déjà vu"),
        ("windows-1252", "Il a marché 1½ heure, puis mangé ¼ de gâteau et ¾ de pâté."),
        ("windows-1252", "Nach 2½ Stunden öffnete die Brücke für Fußgänger."),
        (
            "windows-1252 iso-8859-15 macintosh",
            "Die Fähre fährt wieder über die Förde, teilte die Behörde am Montag mit; große Schiffe müssen warten.",
        ),
        ("windows-1252 iso-8859-15 macintosh", "Das kostet 5 € für Schüler"),
        ("windows-1253 iso-8859-7", "Το πλοίο ταξιδεύει ξανά, ανακοίνωσε τη Δευτέρα το λιμάνι του Πειραιά."),
        ("windows-1253 iso-8859-7", "Η κυβέρνηση αυξάνει τους μισθούς"),
        ("windows-1254", "Feribot yeniden çalışıyor, dedi belediye başkanı pazartesi günü İzmir’de."),
        ("windows-1256 iso-8859-6", "عادت العبارة الى العمل يوم الاثنين كما اعلنت ادارة الميناء في بيروت."),
        ("windows-1255", "המעבורת חזרה לפעול ביום שני, כך הודיעה הנהלת הנמל בחיפה."),
        ("shift_jis euc-jp iso-2022-jp", "フェリーは月曜日に運航を再開したと港の事務所が発表した。"),
        ("gb18030", "港口管理处星期一宣布，渡轮已经恢复运行。"),
        ("big5", "港口管理處星期一宣布，渡輪已經恢復運行。"),
        ("euc-kr", "항만 사무소는 월요일 여객선이 다시 운항한다고 발표했다."),
        ("windows-1252 iso-8859-15 macintosh", "El alcalde señaló que la niña volverá mañana a Málaga."),
    ];

    #[test]
    fn a_text_is_read_in_each_encoding_of_its_language() {
        for (labels, text) in TEXTS {
            labels.split(' ').for_each(|label| check(text, label));
        }
    }

    #[test]
    fn a_few_words_are_enough() {
        for (labels, text) in [
            ("iso-8859-5 ibm866", "Паром снова ходит"),
            ("iso-8859-15 macintosh", "Un bœuf"),
            ("iso-8859-15 windows-1252", "kostet 5 €"),
            ("windows-1252", "½ litre d'été"),
        ] {
            labels.split(' ').for_each(|label| check(text, label));
        }
    }

    #[test]
    fn the_middle_of_a_long_file_tells_its_encoding() {
        let text = format!(
            "{}{}",
            "A line of plain words.\n".repeat(9000),
            "Переговоры завершились.\n".repeat(9000)
        );
        check(&text, "windows-1251");
        check(&"会谈已于星期二在日内瓦结束，外交部长说。".repeat(9000), "gb18030");
    }

    #[test]
    fn utf_is_known_by_itself_or_its_mark() {
        let text = "Téhéran – 東京";
        let units: Vec<u16> = text.encode_utf16().collect();
        let le: Vec<u8> = units.iter().flat_map(|u| u.to_le_bytes()).collect();
        let be: Vec<u8> = units.iter().flat_map(|u| u.to_be_bytes()).collect();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        let all = [
            text.as_bytes().to_vec(),
            marked(&[0xef, 0xbb, 0xbf], text.as_bytes()),
            marked(&[0xff, 0xfe], &le),
            marked(&[0xfe, 0xff], &be),
            le,
            be,
        ];
        for bytes in all {
            assert_eq!(decode(&bytes, decoder).as_deref(), Ok(text));
        }
    }

    #[test]
    fn utf_16_that_was_cut_is_read_to_there() {
        let text = "Téhéran – 東京, its port";
        let le = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let be = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
        for bytes in [
            [&[0xff, 0xfe], &le(text)[..], b"\n"].concat(),
            [&[0xfe, 0xff], &be(text)[..], b"\0"].concat(),
            [&le(text)[..], b"A"].concat(),
            [&be(text)[..], b"\0"].concat(),
            // Half of a character of two units.
            [&[0xff, 0xfe], &le(text)[..], &le("🚢")[..2]].concat(),
            [&[0xff, 0xfe], &le(text)[..], &le("🚢")[..3]].concat(),
        ] {
            assert_eq!(decode(&bytes, decoder).as_deref(), Ok(text), "{bytes:?}");
        }
        let broken = [&[0xff, 0xfe], &le("🚢")[..2], &le(text)[..]].concat();
        assert_eq!(decode(&broken, decoder), Err(IngestError::NotText));
    }

    #[test]
    fn what_is_no_text_is_told() {
        assert_eq!(decode(b"", decoder), Err(IngestError::Empty));
        assert_eq!(decode(b" \r\n\t", decoder), Err(IngestError::Empty));
        for bytes in [
            &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..],
            &[0xff, 0xfe, 0x41],
            &[0x00, 0x01, 0x02, 0x41],
            b"a word\0and another, with spaces",
            // At an even place, where UTF-16 would have a space.
            b"a word\0 and another, with spaces",
        ] {
            assert_eq!(decode(bytes, decoder), Err(IngestError::NotText));
        }
    }
}
