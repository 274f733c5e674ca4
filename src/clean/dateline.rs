//! Where a report was filed: 'TEHRAN –', 'VIENNA, Nov 30 (Agency) -', 'Baku,
//! Azerbaijan, Sep. 5', and the agency credited in its place: 'Mehr News
//! Agency – '.

use std::ops::Range;

use super::names::{is_name, usual_case};
use super::source::{is_agency, is_publisher_like};
use crate::date::names::{month, weekday};
use crate::text::has;

/// Words in capitals that begin a paragraph and are no place.
const LABELS: &[&str] = &[
    "update",
    "updated",
    "exclusive",
    "breaking",
    "video",
    "watch",
    "analysis",
    "opinion",
    "live",
    "review",
    "corrected",
    "correction",
    "note",
    "interview",
    "editorial",
    "comment",
    "explainer",
    "factbox",
    "photos",
    "aggiornamento",
    "esclusivo",
    "analisi",
    "eilmeldung",
    "exklusiv",
    "kommentar",
    "exclusif",
    "exclusivo",
    "analyse",
    "analisis",
    "срочно",
    "видео",
    "spoiler alert",
    "warning",
    "disclaimer",
    "advertisement",
    "attention",
    "achtung",
    "wichtig",
    "attenzione",
    "atencion",
    "atencao",
    "aviso",
    "внимание",
];

/// What stands before the first sentence and is lifted off it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    /// The place in its usual spelling, and the dateline's range.
    pub place: Option<(String, Range<usize>)>,
    /// The agency or publisher, within the same words.
    pub credit: Option<Range<usize>>,
    /// Where the first sentence begins.
    pub body: usize,
}

/// Reads the beginning of a story's first paragraph.
pub fn lead(text: &str) -> Option<Lead> {
    const LONGEST: usize = 90;
    if let Some(lead) = slashed(text) {
        return Some(lead);
    }
    let (dash, body) = separator(text)?;
    if dash > LONGEST
        || !text[body..].starts_with(|c: char| {
            c.is_uppercase() || "\"“‘«'„(".contains(c) || c.is_ascii_digit() || !c.is_ascii()
        })
    {
        return None;
    }
    let head = text[..dash].trim_end();
    let end = text[..body].trim_end().len();
    let (place_part, credit) = match (head.find('('), head.strip_suffix(')').or(head.strip_suffix(")."))) {
        (Some(open), Some(inside)) if open < inside.len() => {
            let name = &inside[open + 1..];
            let good = is_name(name) || is_agency(name);
            if !good || name.split_whitespace().count() > 5 {
                return None;
            }
            (head[..open].trim_end(), Some(open + 1..inside.len()))
        }
        (None, _) => (head, None),
        _ => return None,
    };
    if place_part.is_empty() {
        return credit.map(|c| Lead { place: None, credit: Some(c), body });
    }
    let words = place_part.split_whitespace().count();
    // 'Nov 21 (Reuters) - Oil rose.' names a day and no place.
    if credit.is_some() && is_day(place_part) {
        return Some(Lead { place: None, credit, body });
    }
    // 'МОСКВА, 5 июл - РИА Новости. …', '5 июл - РИА Новости. …'
    if credit.is_none()
        && let Some((credit, body)) = agency_sentence(text, body)
    {
        let place = match place(place_part) {
            Some((place, _)) => Some((usual_case(place), 0..end)),
            None if is_day(place_part) => None,
            None => return None,
        };
        return Some(Lead { place, credit: Some(credit), body });
    }
    // 'Mehr News Agency – Iranian and Russian ministers …'
    if credit.is_none() && words <= 5 && is_name(place_part) && is_publisher_like(place_part) {
        return Some(Lead { place: None, credit: Some(0..place_part.len()), body });
    }
    let (place, dated) = place(place_part)?;
    let shouted =
        place.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !place.chars().any(char::is_lowercase);
    // 'Wien – Fast drei Jahre …': a plain name and a dash may begin a sentence,
    // but then seldom goes on with a capital.
    let plain = place == place_part && words <= 2 && text[body..].starts_with(char::is_uppercase);
    (shouted || dated || credit.is_some() || plain).then(|| Lead {
        place: Some((usual_case(place), 0..end)),
        credit,
        body,
    })
}

/// 'VIENNA, May 12. /TASS/. Talks ended', 'NEW YORK, May 12, 2021 /PRNewswire/ -- It left':
/// the agency between slashes.
fn slashed(text: &str) -> Option<Lead> {
    const LONGEST: usize = 90;
    let open = text.bytes().take(LONGEST + 1).position(|b| b == b'/')?;
    let name = &text[open + 1..][..text[open + 1..].find('/')?];
    let close = open + 1 + name.len();
    let behind = &text[close + 1..];
    let sentence = behind.trim_start_matches(['.', ' ', '-', '–', '—', '\u{a0}']);
    let named = is_agency(name) || (is_name(name) && name.split_whitespace().count() <= 3);
    let marked = sentence.len() < behind.len() && sentence.starts_with(|c: char| !c.is_lowercase());
    if !named || !marked {
        return None;
    }
    let lead = |place| Lead { place, credit: Some(open + 1..close), body: text.len() - sentence.len() };
    let head = text[..open].trim_end_matches(['.', ' ', ',', '-', '–', '—']);
    if head.is_empty() || is_day(head) {
        return Some(lead(None));
    }
    let (place, _) = place(head)?;
    let end = text[..text.len() - sentence.len()].trim_end().len();
    Some(lead(Some((usual_case(place), 0..end))))
}

/// An agency with a full stop or colon of its own before the first sentence:
/// its range, and where the sentence begins.
fn agency_sentence(text: &str, from: usize) -> Option<(Range<usize>, usize)> {
    let end = from + text[from..].find(['.', ':', ','])?;
    let sentence = text[end + 1..].trim_start();
    let spaced = sentence.len() + end + 1 < text.len() && !text[end..].starts_with(',');
    (spaced && is_agency(&text[from..end])).then_some((from..end, text.len() - sentence.len()))
}

/// The end of what may be a dateline and the beginning of the sentence: at the
/// first dash between spaces, at '.-' or at a colon behind capitals.
fn separator(text: &str) -> Option<(usize, usize)> {
    for (at, c) in text.char_indices() {
        let behind = &text[at + c.len_utf8()..];
        match c {
            '–' | '—' | '-' | '―' => {
                let spaced = text[..at].ends_with([' ', ')', '.', '/']) && !behind.is_empty();
                let doubled = behind.trim_start_matches('-');
                if spaced && (doubled.starts_with(' ') || c != '-' || text[..at].ends_with('.')) {
                    let body = text.len() - doubled.trim_start().len();
                    return Some((at, body));
                }
            }
            ':' if at > 2
                && behind.starts_with(' ')
                && text[..at].chars().all(|c| c.is_uppercase() || " ,./()".contains(c)) =>
            {
                return Some((at, text.len() - behind.trim_start().len()));
            }
            '!' | '?' | ';' | '"' | '“' | ':' => return None,
            _ => {}
        }
        if at > 100 {
            return None;
        }
    }
    None
}

/// The place that the words before a dash or of a whole line name, and whether
/// a day stands behind it: 'Baku, Azerbaijan, Sep. 5'.
fn place(text: &str) -> Option<(&str, bool)> {
    let mut parts = text.split(',').map(str::trim);
    let place = parts.next()?.trim_end_matches(['.', ' ']);
    let place = place.split('/').next()?.trim();
    let label = LABELS.contains(&crate::text::fold(place).as_str());
    if label || place.split_whitespace().count() > 3 || !is_name(place) || month(place).is_some() {
        return None;
    }
    let mut dated = false;
    let mut regions = 0;
    for part in parts.filter(|p| !p.is_empty()) {
        if is_day(part) {
            dated = true;
        } else if is_name(part) && part.split_whitespace().count() <= 3 {
            regions += 1;
        } else if !(dated && part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit())) {
            return None;
        }
    }
    // 'PARIS Nov 30' has no comma.
    (regions <= 2).then_some((place, dated))
}

/// A day without its year: 'Sep. 5', '30 novembre', 'Tuesday'.
fn is_day(text: &str) -> bool {
    let mut words: Vec<&str> =
        text.split([' ', '.', '\u{a0}']).filter(|w| !w.is_empty() && !matches!(*w, "de" | "di")).collect();
    words.retain(|w| weekday(w).is_none() || month(w).is_some());
    let day = |w: &str| w.parse::<u8>().is_ok_and(|d| (1..=31).contains(&d));
    match words.as_slice() {
        [] => weekday(text).is_some(),
        [a, b] => (month(a).is_some() && day(b)) || (day(a) && month(b).is_some()),
        [a, b, y] => {
            y.len() == 4
                && y.parse::<u16>().is_ok()
                && ((month(a).is_some() && day(b)) || (day(a) && month(b).is_some()))
        }
        _ => false,
    }
}

/// A dateline on a line of its own: place and day, 'Baku, Azerbaijan, Sep. 5',
/// or place and agency, 'Damascus - Agencies'.
pub fn alone(text: &str) -> Option<String> {
    if let Some((place, _)) = place_and_agency(text) {
        return Some(place);
    }
    if text.len() > 60 || !text.contains(',') {
        return None;
    }
    match place(text.trim_end_matches([':', '–', '—', '-', ' ']))? {
        (place, true) if weekday(place).is_none() => Some(usual_case(place)),
        _ => None,
    }
}

/// The place, and the agency's range, of a line that is nothing else.
pub fn place_and_agency(text: &str) -> Option<(String, Range<usize>)> {
    const LONGEST: usize = 60;
    if text.len() > LONGEST {
        return None;
    }
    let dash = [" - ", " – ", " — "].into_iter().find(|dash| has(text, dash))?;
    let (at, length) = (text.find(dash)?, dash.len());
    let (place, _) = place(&text[..at])?;
    let name = text[at + length..].trim_end_matches(['.', ':']);
    is_agency(name).then(|| (usual_case(place), at + length..at + length + name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, place: Option<&str>, line: &str, credit: Option<&str>, body: &str) {
        let lead = lead(text).unwrap_or(Lead { place: None, credit: None, body: 0 });
        let found = lead.place.as_ref();
        assert_eq!(found.map(|p| p.0.as_str()), place, "{text}");
        assert_eq!(found.map_or("", |p| &text[p.1.clone()]), line, "{text}");
        assert_eq!(lead.credit.map(|c| &text[c]), credit, "{text}");
        assert_eq!(&text[lead.body..], body, "{text}");
    }

    #[test]
    fn datelines_before_a_sentence() {
        check("TEHRAN – The tug left.", Some("Tehran"), "TEHRAN –", None, "The tug left.");
        check("THE HAGUE - It left.", Some("The Hague"), "THE HAGUE -", None, "It left.");
        check("BUFFALO, N.Y. — It left.", Some("Buffalo"), "BUFFALO, N.Y. —", None, "It left.");
        check(
            "VIENNA, Nov 30 (Meridian Wire) - It left.",
            Some("Vienna"),
            "VIENNA, Nov 30 (Meridian Wire) -",
            Some("Meridian Wire"),
            "It left.",
        );
        check(
            "Tehran, Jan 1 (IRNA) – It left.",
            Some("Tehran"),
            "Tehran, Jan 1 (IRNA) –",
            Some("IRNA"),
            "It left.",
        );
        check("Berlin (dpa) - Er fuhr.", Some("Berlin"), "Berlin (dpa) -", Some("dpa"), "Er fuhr.");
        check("Wien – Fast drei Jahre.", Some("Wien"), "Wien –", None, "Fast drei Jahre.");
        check("NEW DELHI: It left.", Some("New Delhi"), "NEW DELHI:", None, "It left.");
        check("(Reuters) - It left.", None, "", Some("Reuters"), "It left.");
        check("Nov 21 (Reuters) - Oil rose.", None, "", Some("Reuters"), "Oil rose.");
        check(
            "VIENNA, May 12. /TASS/. Talks ended.",
            Some("Vienna"),
            "VIENNA, May 12. /TASS/.",
            Some("TASS"),
            "Talks ended.",
        );
        check(
            "МОСКВА, 5 июл - РИА Новости. Он уехал.",
            Some("Москва"),
            "МОСКВА, 5 июл -",
            Some("РИА Новости"),
            "Он уехал.",
        );
        check("5 июл - РИА Новости. Он уехал.", None, "", Some("РИА Новости"), "Он уехал.");
        check("Damascus - Agencies: It left.", Some("Damascus"), "Damascus -", Some("Agencies"), "It left.");
        check("Mehr News Agency – It left.", None, "", Some("Mehr News Agency"), "It left.");
    }

    #[test]
    fn sentences_with_a_dash() {
        for text in [
            "The tug – an old one – left.",
            "Kobolyev – the chief executive – left.",
            "UPDATE on the tug - it left.",
            "“No” – He left.",
            "No dash at all.",
            "The and/or clause / The rest is open.",
        ] {
            check(text, None, "", None, text);
        }
    }

    #[test]
    fn datelines_alone() {
        for (text, expected) in [
            ("Baku, Azerbaijan, Sep. 5", Some("Baku")),
            ("TEHRAN, 30 November", Some("Tehran")),
            ("Damascus - Agencies", Some("Damascus")),
            ("Tehran, Iran", None),
            ("Wednesday, November 30", None),
            ("May 5, 2017", None),
            ("Tehran said on Monday, Sep. 5", None),
        ] {
            assert_eq!(alone(text).as_deref(), expected, "{text}");
        }
    }
}
