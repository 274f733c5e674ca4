//! Who published it: agencies by name, credits, and what a page says of itself.

use std::ops::Range;

use super::names::is_name;
use crate::text::{fold, has};

/// News agencies that are credited by their bare name, folded.
const AGENCIES: &[&str] = &[
    "reuters",
    "ap",
    "the associated press",
    "associated press",
    "afp",
    "agence france-presse",
    "tass",
    "itar-tass",
    "interfax",
    "ria novosti",
    "sputnik",
    "xinhua",
    "irna",
    "mehr",
    "mehr news",
    "mehr news agency",
    "fars",
    "fars news agency",
    "tasnim",
    "tasnim news agency",
    "isna",
    "anadolu",
    "anadolu agency",
    "aa",
    "dpa",
    "efe",
    "ansa",
    "kyodo",
    "kyodo news",
    "pti",
    "ani",
    "upi",
    "bloomberg",
    "trend",
    "sana",
    "qna",
    "wam",
    "spa",
    "kuna",
    "belga",
    "apa",
    "sda",
    "keystone-sda",
    "lusa",
    "agi",
    "adnkronos",
    "ukrinform",
    "unian",
    "belta",
    "kazinform",
    "azertac",
    "report",
    "press trust of india",
    "yonhap",
    "bernama",
    "antara",
    "cp",
    "the canadian press",
    "aap",
    "ddp",
    "dapd",
    "epd",
    "kna",
    "apn",
    "petra",
    "mena",
    "ians",
    "press tv",
    "ptv",
    "notimex",
    "telam",
    "тасс",
    "риа новости",
    "интерфакс",
    "синьхуа",
    "белта",
    "agencies",
    "agencias",
    "agences",
    "agenzie",
    "agenturen",
    "agentschappen",
    "وكالات",
];

/// Whether this is the name of a news agency, or of its staff.
pub fn is_agency(name: &str) -> bool {
    let folded = fold(name.trim_end_matches('.'));
    let bare = folded.strip_suffix(" staff").unwrap_or(&folded);
    AGENCIES.contains(&bare)
}

/// Words that a publisher's or agency's name has.
pub fn is_publisher_like(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "news",
        "agency",
        "press",
        "wire",
        "times",
        "post",
        "tv",
        "radio",
        "daily",
        "agence",
        "agencia",
        "agenzia",
        "agentur",
        "ajansi",
        "tribune",
        "herald",
        "journal",
        "gazette",
        "media",
        "network",
        "service",
        "online",
        "today",
        "observer",
        "chronicle",
        "monitor",
        "courier",
        "mail",
        "presse",
        "notizie",
        "nachrichten",
    ];
    const DOMAINS: &[&str] = &[".com", ".net", ".org", ".ru", ".info"];
    let folded = fold(name);
    is_agency(name)
        || DOMAINS.iter().any(|d| folded.ends_with(d))
        || folded.split([' ', '-']).any(|w| WORDS.contains(&w))
}

/// A line of its own that credits the source: 'Source: Reuters', 'Quelle: dpa'.
pub fn credit_line(text: &str) -> Option<Range<usize>> {
    const OPENERS: &[&str] = &[
        "source",
        "sources",
        "quelle",
        "fonte",
        "fuente",
        "bron",
        "источник",
        "kaynak",
        "المصدر",
        "منبع",
        "来源",
        "來源",
        "出典",
    ];
    let wide = if text.is_ascii() { None } else { text.find('：') };
    let colon = text.find(':').into_iter().chain(wide).min()?;
    let opener = fold(text[..colon].trim());
    if !OPENERS.contains(&opener.as_str()) {
        return None;
    }
    let at = colon + text[colon..].chars().next().map_or(1, char::len_utf8);
    let name = text[at..].trim_end_matches(['.', ' ']).trim_start();
    let start = at + (text[at..].len() - text[at..].trim_start().len());
    let good = !name.is_empty() && name.split_whitespace().count() <= 5 && (is_name(name) || is_agency(name));
    good.then_some(start..start + name.len())
}

/// The owner of a copyright line: '© 2018 Corriere del Faro - Tutti i diritti riservati'.
pub fn copyright_owner(text: &str) -> Option<Range<usize>> {
    let folded_start = ["©", "Copyright", "COPYRIGHT", "copyright", "(c)", "(C)"];
    if !folded_start.iter().any(|start| has(text, start)) {
        return None;
    }
    let mut at = text.char_indices().map(|(n, _)| n).find(|&n| {
        (n == 0 || text[..n].ends_with([' ', '.'])) && folded_start.iter().any(|s| text[n..].starts_with(s))
    })?;
    // Everything before the name: marks, years, 'by'.
    loop {
        let rest = &text[at..];
        let skip = folded_start
            .iter()
            .chain(&["by ", "since "])
            .find(|s| rest.starts_with(**s))
            .map(|s| s.len())
            .or_else(|| {
                let c = rest.chars().next()?;
                (c.is_whitespace() || c.is_ascii_digit() || "-–—,:|.".contains(c)).then(|| c.len_utf8())
            });
        match skip {
            Some(n) => at += n,
            None => break,
        }
    }
    let rest = &text[at..];
    let mut end = 0;
    for word in rest.split(' ') {
        let bare = word.trim_end_matches(['.', ',', ';', ':']);
        let folded = fold(bare);
        let stops = matches!(
            folded.as_str(),
            "all"
                | "tutti"
                | "tous"
                | "alle"
                | "todos"
                | "reproduction"
                | "prohibida"
                | "inc"
                | "ltd"
                | "llc"
                | "gmbh"
                | "limited"
                | "co"
                | "corp"
                | "при"
                | "все"
                | "tum"
                | "is"
                | "powered"
                | ""
        ) || bare.chars().all(|c| c.is_ascii_digit() || "-–—|".contains(c));
        if stops {
            break;
        }
        end = word.as_ptr() as usize - rest.as_ptr() as usize + bare.len();
        if bare.len() < word.len() {
            break;
        }
    }
    let name = rest[..end].trim_end();
    let good =
        is_name(name) && (1..=5).contains(&name.split_whitespace().count()) && name.chars().count() >= 3;
    good.then_some(at..at + name.len())
}

/// The site that a line about itself names: 'Press TV’s website can also be
/// accessed at the following alternate addresses'.
pub fn own_site(text: &str) -> Option<Range<usize>> {
    // Every line is asked: to find where is slower than to see that there is none.
    if !has(text, "s website") {
        return None;
    }
    let owner = text.find("’s website").or_else(|| text.find("'s website"))?;
    let name = &text[..owner];
    (is_name(name) && name.split_whitespace().count() <= 4).then_some(0..owner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(find: impl Fn(&str) -> Option<Range<usize>>, text: &str, expected: Option<&str>) {
        assert_eq!(find(text).map(|r| &text[r]), expected, "{text}");
    }

    #[test]
    fn what_pages_say_of_themselves() {
        check(own_site, "Press TV’s website can also be accessed at these addresses:", Some("Press TV"));
        check(own_site, "The ministry’s spokesman", None);
        check(
            copyright_owner,
            "© 2018 Corriere del Faro - Tutti i diritti riservati",
            Some("Corriere del Faro"),
        );
        check(
            copyright_owner,
            "Copyright © 2010-2020 Harbour Courier Ltd. All rights reserved.",
            Some("Harbour Courier"),
        );
        check(copyright_owner, "© Gulf Ledger. Reproduction is prohibited.", Some("Gulf Ledger"));
        check(copyright_owner, "© all rights reserved", None);
        check(copyright_owner, "he held the copyright for years", None);
    }

    #[test]
    fn credits() {
        check(credit_line, "Source: Meridian Wire", Some("Meridian Wire"));
        check(credit_line, "Quelle: dpa", Some("dpa"));
        check(credit_line, "Источник: Восток Дайджест", Some("Восток Дайджест"));
        check(credit_line, "Source: people who know the matter", None);
        assert!(is_agency("Reuters Staff"));
        assert!(!is_agency("Meridian"));
    }
}
