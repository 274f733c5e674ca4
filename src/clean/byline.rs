//! Author lines: 'By Farhad Daneshvar – Trend:', 'Par Anselm Rydqvist (Boreal Science)'.

use std::ops::Range;

use super::names::{is_name, usual_case};
use super::source::is_agency;
use crate::text::fold;

/// Who wrote it, and for whom where the line says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Byline {
    /// Author names; empty where only an agency is named.
    pub authors: Vec<String>,
    /// From the first author to the last, in the line.
    pub range: Range<usize>,
    /// The agency or publisher behind the names, and its place in the line.
    pub credit: Option<(String, Range<usize>)>,
}

/// What an author's name follows at the beginning of a line, folded; the
/// longest of those with a common beginning first.
const OPENERS: &[&str] = &[
    "story and photos by",
    "story by",
    "text and photos by",
    "words by",
    "written by",
    "posted by",
    "reported by",
    "published by",
    "article by",
    "report by",
    "analysis by",
    "opinion by",
    "commentary by",
    "review by",
    "interview by",
    "reporting by",
    "edited by",
    "compiled by",
    "analisi di",
    "commento di",
    "redazione di",
    "a cura di",
    "propos recueillis par",
    "ecrit par",
    "geschrieben von",
    "veroffentlicht von",
    "ein beitrag von",
    "ein kommentar von",
    "kommentar von",
    "analyse von",
    "analyse par",
    "texto de",
    "escrito por",
    "publicado por",
    "text:",
    "texte :",
    "texto:",
    "author:",
    "authors:",
    "autor:",
    "autorin:",
    "autore:",
    "auteur:",
    "auteur :",
    "автор:",
    "автор",
    "tekst:",
    "yazan:",
    "haber:",
    "بقلم:",
    "بقلم",
    "کتب:",
    "كتب:",
    "نویسنده:",
    "作者：",
    "作者:",
    "文／",
    "文/",
    "記者",
    "by:",
    "by",
    "par",
    "por",
    "von",
    "di",
    "door",
    "av",
];

/// Words of offices and desks: what holds one is no person's name.
const OFFICES: &[&str] = &[
    "editor",
    "editors",
    "reporter",
    "reporters",
    "correspondent",
    "writer",
    "writers",
    "staff",
    "news",
    "press",
    "agency",
    "agencies",
    "special",
    "contributor",
    "contributors",
    "senior",
    "chief",
    "bureau",
    "desk",
    "team",
    "newsroom",
    "newspaper",
    "times",
    "post",
    "daily",
    "wire",
    "service",
    "media",
    "magazine",
    "digital",
    "online",
    "tv",
    "radio",
    "columnist",
    "producer",
    "author",
    "professor",
    "redaktion",
    "redaccion",
    "redazione",
    "redaction",
    "redacao",
    "agenturen",
    "university",
    "institute",
    "editorial",
    "director",
    "manager",
    "admin",
    "the",
    "network",
    "group",
    "inc",
    "ltd",
    "llc",
    "com",
    "updated",
    "published",
    "posted",
    "photo",
    "photos",
];

/// Reads a line as an author line; `None` where it isn't one.
pub fn read(text: &str) -> Option<Byline> {
    let Some(opener) = opener(text) else { return name_and_office(text) };
    let rest = &text[opener..];
    let start = opener + (rest.len() - rest.trim_start().len());
    let rest = rest.trim();
    if rest.is_empty() || rest.len() > 160 {
        return None;
    }
    let cut = rest
        .char_indices()
        .find(|&(at, c)| {
            let dash = matches!(c, '–' | '—' | '-') && rest[..at].ends_with(' ');
            c.is_ascii_digit()
                || dash
                || matches!(c, '|' | '(' | ':' | '•' | '·' | '/' | '[' | '@' | '>' | '»')
        })
        .map_or(rest.len(), |(at, _)| at);
    let mut byline = Byline { range: start..start, ..Byline::default() };
    let mut at = 0;
    let mut pieces = pieces(&rest[..cut]);
    let doubtful = is_doubtful(text);
    // 'By Carsten Mehrens, New York': of two names with only a comma between,
    // the second is where the first one writes from.
    if let [first, second] = pieces.as_slice()
        && rest[first.end..second.start].trim() == ","
    {
        pieces.truncate(1);
    }
    let mut complete = true;
    for piece in pieces {
        let offset = piece.start;
        let whole = &rest[piece.clone()];
        let (name, behind) = split_place(whole);
        let end = offset + name.len();
        if !is_author(name) {
            complete = false;
            // 'By Reuters' credits an agency; ', science editor' ends the names.
            if byline.authors.is_empty() && (is_agency(name) || is_publisher(name)) {
                byline.credit = Some((name.to_owned(), start + offset..start + end));
            }
            break;
        }
        byline.authors.push(usual_case(name));
        at = piece.end;
        if byline.range.is_empty() {
            byline.range.start = start + offset;
        }
        byline.range.end = start + end;
        if let Some(agency) = behind.filter(|r| is_agency(&whole[r.clone()])) {
            let range = start + offset + agency.start..start + offset + agency.end;
            byline.credit = Some((text[range.clone()].to_owned(), range));
        }
    }
    if doubtful && (!complete || cut < rest.len() || text.split_whitespace().count() > 10) {
        return None;
    }
    if byline.authors.is_empty() && byline.credit.is_none() {
        return None;
    }
    // A parenthesis behind a place explains the place.
    if byline.credit.is_none() && at >= rest[..cut].trim_end().len() {
        byline.credit = credit(rest, at.max(cut.min(rest.len())))
            .map(|r| (rest[r.clone()].to_owned(), start + r.start..start + r.end));
    }
    // A sentence that happens to begin like an author line goes on.
    let behind = rest[cut..].split_whitespace().filter(|w| w.starts_with(char::is_lowercase)).count();
    let within = rest[at..cut].split_whitespace().count();
    (behind <= 6 && within <= 8).then_some(byline)
}

/// The length of the words that announce an author.
fn opener(text: &str) -> Option<usize> {
    const LONGEST: usize = 32;
    // The folded beginning, and how much of it each character of the line made.
    let mut folded = String::new();
    let mut ends = Vec::new();
    for (at, c) in text.char_indices() {
        if folded.len() > LONGEST {
            break;
        }
        folded.push_str(&fold(c.encode_utf8(&mut [0; 4])));
        ends.push((folded.len(), at + c.len_utf8()));
    }
    OPENERS.iter().find_map(|opener| {
        let rest = folded.strip_prefix(*opener)?;
        let (_, length) = *ends.iter().find(|(n, _)| *n == opener.len())?;
        let bound =
            opener.ends_with([':', '：', '／', '/']) || rest.is_empty() || rest.starts_with([' ', ':']);
        let behind = &text[length..];
        bound.then(|| length + behind.len() - behind.trim_start_matches([':', ' ', '\u{a0}']).len())
    })
}

/// Whether a line begins with a short opener in small letters: 'von der Leyen'
/// and 'di Maio' begin sentences, so 'di Marco Rossi' has to be the whole line.
fn is_doubtful(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or("");
    first.starts_with(char::is_lowercase) && first.len() <= 4 && first != "by"
}

/// An author, and the place or agency named behind: 'Marco Rossi in Rome',
/// 'Jean Petit avec l’AFP', 'Anna Müller mit dpa'. Text that goes on after the
/// place is a sentence's, and stays with the name.
fn split_place(piece: &str) -> (&str, Option<Range<usize>>) {
    const BEHIND: &[&str] = &[
        " in ", " from ", " at ", " for ", " with ", " avec ", " à ", " pour ", " con ", " en ", " desde ",
        " para ", " com ", " em ", " da ", " per ", " mit ", " aus ", " für ", " met ",
    ];
    let cut = BEHIND.iter().filter_map(|word| Some((piece.find(word)?, word.len()))).min();
    let Some((at, length)) = cut else { return (piece, None) };
    let mut from = at + length;
    for article in ["l'", "l’", "the ", "der ", "la ", "The "] {
        from += if piece[from..].starts_with(article) { article.len() } else { 0 };
    }
    let behind = &piece[from..];
    let name = &piece[..at];
    let named = is_agency(behind) || (is_name(behind) && behind.split_whitespace().count() <= 4);
    // 'Maria da Silva' is a name as a whole.
    if !named || (is_name(piece) && !is_agency(behind)) {
        (piece, None)
    } else {
        (name, Some(from..piece.len()))
    }
}

/// 'Tom Gillespie, news reporter': a name and its newsroom office.
fn name_and_office(text: &str) -> Option<Byline> {
    const DESKS: &[&str] = &[
        "reporter",
        "correspondent",
        "editor",
        "writer",
        "columnist",
        "redakteur",
        "redakteurin",
        "journalist",
    ];
    let (name, office) = text.split_once(", ")?;
    let office = fold(office);
    let known = office.split(' ').any(|w| DESKS.contains(&w)) && office.split(' ').count() <= 6;
    (known && is_author(name) && !office.ends_with('.')).then(|| Byline {
        authors: vec![usual_case(name)],
        range: 0..name.len(),
        credit: None,
    })
}

/// Ranges of names between commas and conjunctions.
fn pieces(text: &str) -> Vec<Range<usize>> {
    const AND: &[&str] = &["and", "und", "et", "y", "e", "en", "и", "ve", "و", "&", "with", "mit", "och"];
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    let mut at = 0;
    for word in text.split(' ') {
        let end = at + word.len();
        let bare = word.trim_end_matches([',', ';', '،', '、']);
        let next = text.get(end + 1..).unwrap_or("");
        let credits = matches!(bare, "with" | "mit") && open && is_agency(next);
        if (AND.contains(&bare) && !credits) || bare.is_empty() {
            open &= bare.is_empty();
        } else {
            let until = at + bare.len();
            match pieces.last_mut() {
                Some(last) if open => last.end = until,
                _ => pieces.push(at..until),
            }
            open = bare.len() == word.len();
        }
        at = end + 1;
    }
    pieces
}

fn has_office(name: &str) -> bool {
    fold(name).split([' ', '.']).any(|w| OFFICES.contains(&w))
}

/// A person's name: two to five words, or one in scripts without spaces.
fn is_author(name: &str) -> bool {
    let words = name.split_whitespace().count();
    let wide = name.chars().all(super::lines::is_cjk) && (2..=8).contains(&name.chars().count());
    is_name(name) && ((2..=5).contains(&words) || wide) && !has_office(name) && !is_agency(name)
}

/// One to four capitalised words that no person is called.
fn is_publisher(name: &str) -> bool {
    let first = fold(name.split_whitespace().next().unwrap_or(""));
    is_name(name)
        && name.split_whitespace().count() <= 4
        && !matches!(
            first.as_str(),
            "special" | "staff" | "senior" | "the" | "our" | "editor" | "chief" | "updated"
        )
        && !matches!(
            first.as_str(),
            "published" | "posted" | "admin" | "photo" | "photos" | "redaktion" | "editorial"
        )
        && has_office(name)
}

/// The publisher behind the authors: ' – Trend:', '(Boreal Science, pour Le Phare)'.
fn credit(rest: &str, from: usize) -> Option<Range<usize>> {
    let tail = &rest[from..];
    let body = tail.trim_start_matches([' ', '–', '—', '-', '(', '|', ',', '/']);
    if body.len() == tail.len() {
        return None;
    }
    let start = from + (tail.len() - body.len());
    let end = body.find([',', ')', ':', '|', ';', '•', '·', '–', '—']).unwrap_or(body.len());
    let name = body[..end].trim();
    let first = fold(name.split_whitespace().next().unwrap_or(""));
    let office = matches!(
        first.as_str(),
        "special"
            | "staff"
            | "senior"
            | "correspondent"
            | "editor"
            | "published"
            | "updated"
            | "posted"
            | "last"
            | "chief"
            | "for"
            | "in"
            | "reporter"
            | "contributor"
            | "exclusive"
            | "by"
    );
    let good = is_name(name)
        && (1..=4).contains(&name.split_whitespace().count())
        && !office
        && crate::date::names::month(name.split_whitespace().next().unwrap_or("")).is_none()
        && crate::date::names::weekday(name.split_whitespace().next().unwrap_or("")).is_none();
    (good && name.len() >= 2).then_some(start..start + name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, authors: &[&str], credit: Option<&str>) {
        let byline = read(line).unwrap_or_default();
        assert_eq!(byline.authors, authors, "{line}");
        assert_eq!(byline.credit.as_ref().map(|c| c.0.as_str()), credit, "{line}");
        if let Some((name, range)) = byline.credit {
            assert_eq!(line[range], name);
        }
        if let Some(first) = authors.first() {
            assert!(fold(&line[byline.range]).starts_with(&fold(first)));
        }
    }

    #[test]
    fn author_lines() {
        check("By Farhad Daneshvar – Trend:", &["Farhad Daneshvar"], Some("Trend"));
        check("By Tomasz Brandl, correspondent in Geneva", &["Tomasz Brandl"], None);
        check("By Sunniva Pryce, science editor", &["Sunniva Pryce"], None);
        check("By Darya Ilmen and Joost Terhaar", &["Darya Ilmen", "Joost Terhaar"], None);
        check("By Carsten Mehrens, New York", &["Carsten Mehrens"], None);
        check("Por Adriana Castaño Leal, Mesetas (Meta)", &["Adriana Castaño Leal"], None);
        check("By Ann Lee, Bo Ek and Cy Oz", &["Ann Lee", "Bo Ek", "Cy Oz"], None);
        check(
            "Par Anselm Rydqvist (Boreal Science, pour Le Phare)",
            &["Anselm Rydqvist"],
            Some("Boreal Science"),
        );
        check("Por Lucía Armero Tovar y Néstor Quilindo", &["Lucía Armero Tovar", "Néstor Quilindo"], None);
        check("Von Anna Müller, Berlin", &["Anna Müller"], None);
        check("By Bill Hoppe | Special to the Pioneer Press", &["Bill Hoppe"], None);
        check("By JANE DOE", &["Jane Doe"], None);
        check("By Marco Rossi in Rome", &["Marco Rossi"], None);
        check("By Marco Rossi in Rome and Ann Lee in New York", &["Marco Rossi", "Ann Lee"], None);
        check("Par Jean Petit avec AFP", &["Jean Petit"], Some("AFP"));
        check("Par Jean Petit avec l’AFP", &["Jean Petit"], Some("AFP"));
        check("Von Anna Müller mit dpa", &["Anna Müller"], Some("dpa"));
        check("Por Maria da Silva", &["Maria da Silva"], None);
        check("di Marco Rossi", &["Marco Rossi"], None);
        check("von Anna Müller und Max Beck", &["Anna Müller", "Max Beck"], None);
        check("Analysis by Min Joo Kim", &["Min Joo Kim"], None);
        check("Edited by Ann Lee and Bo Ek", &["Ann Lee", "Bo Ek"], None);
        check("By Rauf Hasanli – Open Strait, with Meridian Wire:", &["Rauf Hasanli"], Some("Open Strait"));
        check("By Reuters", &[], Some("Reuters"));
        check("Tom Gillespie, news reporter", &["Tom Gillespie"], None);
        check("Автор: Анна Кузнецова", &["Анна Кузнецова"], None);
    }

    #[test]
    fn what_only_begins_like_one() {
        for line in [
            "By the time the tug arrived, the pilot had left.",
            "By Monday the water had risen.",
            "Di Maio said nothing",
            "von der Leyen spricht",
            "von Anna Müller kam nichts",
            "By John Smith in London the talks ended.",
            "By",
            "Bystanders Watched Him",
            "Peter Higgs, 83, sat in the audience",
        ] {
            check(line, &[], None);
        }
    }
}
