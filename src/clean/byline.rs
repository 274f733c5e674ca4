//! Author lines: 'By Farhad Daneshvar – Trend:', 'Par Anselm Rydqvist (Boreal Science)'.

use std::ops::Range;
use std::sync::LazyLock;

use super::names::{is_name, usual_case};
use super::source::is_agency;
use crate::date::printed::{self, Order};
use crate::text::{fold, fold_into, has, has_digit};

/// Who wrote it, and for whom where the line says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Byline {
    /// Author names, or the agency where only that is named.
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
    "verfasst von",
    "gepostet von",
    "eingestellt von",
    "ein artikel von",
    "un articolo di",
    "articolo di",
    "artikel van",
    "geschreven door",
    "skrevet av",
    "skrevet af",
    "redaccion:",
    "autoren:",
    "autores:",
    "autori:",
    "autor*in:",
    "autor/in:",
    "autor :",
    "autores :",
    "verfasser:",
    "napisal:",
    "napsal:",
    "napsala:",
    "συνταξη:",
    "by:",
    "by :",
    "by",
    "par",
    "por:",
    "por",
    "von:",
    "von",
    "vom",
    "durch",
    "di",
    "door",
    "av:",
    "av",
];

/// The openers that begin with each byte.
static BY_INITIAL: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    let mut by_initial = vec![Vec::new(); 256];
    for opener in OPENERS {
        by_initial[usize::from(opener.as_bytes()[0])].push(*opener);
    }
    by_initial
});

/// Labels on a line of their own above an author's name, folded.
const LABELS: &[&str] = &[
    "author",
    "authors",
    "about the author",
    "about the authors",
    "written by",
    "published by",
    "posted by",
    "by",
    "von",
    "par",
    "por",
    "autor",
    "autorin",
    "autoren",
    "autor*in",
    "autor/in",
    "autor:in",
    "uber den autor",
    "uber die autorin",
    "auteur",
    "auteurs",
    "a propos de l'auteur",
    "autore",
    "autores",
    "autora",
    "sobre el autor",
    "sobre o autor",
    "автор",
    "автор статьи",
    "yazar",
    "الكاتب",
    "نویسنده",
];

/// Whether a line only says that the next one names an author.
pub fn is_label(folded: &str) -> bool {
    LABELS.contains(&folded.trim().trim_end_matches([':', ' ']))
}

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
    if text.len() > LONGEST_LINE {
        return None;
    }
    match opener(text) {
        Some(opener) => of_office(text, opener).or_else(|| announced(text, opener)),
        None => behind_date(text).or_else(|| name_and_office(text)).or_else(|| with_address(text)),
    }
}

const LONGEST_LINE: usize = 240;

/// 'Door onze redacteur Jan de Vries', 'Von unserem Korrespondenten in Wien': an
/// author by the office, and by name where the line has one, else without.
fn of_office(text: &str, opener: usize) -> Option<Byline> {
    const OURS: &[&str] = &[
        "our", "onze", "ons", "unserem", "unserer", "unseren", "notre", "nos", "nuestro", "nuestra",
        "nostro", "nostra", "nosso", "nossa",
    ];
    const OFFICES: &[&str] = &[
        "redacteur",
        "redacteuren",
        "redactie",
        "verslaggever",
        "verslaggeefster",
        "correspondent",
        "correspondents",
        "correspondente",
        "redakteur",
        "redakteurin",
        "redaktion",
        "mitarbeiter",
        "mitarbeiterin",
        "korrespondent",
        "korrespondenten",
        "korrespondentin",
        "reporter",
        "reporterin",
        "correspondant",
        "correspondante",
        "envoye",
        "envoyee",
        "corresponsal",
        "enviado",
        "enviada",
        "redactor",
        "redactora",
        "inviato",
        "inviata",
        "corrispondente",
        "editor",
    ];
    const LONGEST: usize = 12;
    let rest = &text[opener..];
    let (our, behind) = rest.split_once(' ')?;
    if !OURS.contains(&fold(our).as_str()) || rest.ends_with('.') || rest.split(' ').count() > LONGEST {
        return None;
    }
    let office = behind.split([' ', ',']).next()?;
    let folded = fold(office);
    if !OFFICES.iter().any(|known| folded.ends_with(known)) {
        return None;
    }
    // 'à Berlin, Jean Petit': behind a place the name stands behind a comma.
    let name = match behind.rsplit_once(", ") {
        Some((_, name)) => name,
        None => behind[office.len()..].trim_start(),
    };
    let start = text.len() - name.len();
    let named = (is_author(name) && name.starts_with(char::is_uppercase)).then(|| usual_case(name));
    let range = if named.is_some() { start..text.len() } else { opener..opener };
    Some(Byline { authors: named.into_iter().collect(), range, credit: None })
}

/// The names behind the words that announce an author, which end at `opener`.
fn announced(text: &str, opener: usize) -> Option<Byline> {
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
    let dated = !printed::find(rest, Some(Order::DayFirst)).is_empty();
    let cut = if cut < rest.len() { before_date(&rest[..cut]).len() } else { cut };
    let mut byline = Byline { range: start..start, ..Byline::default() };
    let mut at = 0;
    let mut pieces = pieces(&rest[..cut]);
    let doubtful = is_doubtful(text);
    let alone = pieces.len() == 1 && !rest[..cut].trim_end_matches([',', ' ']).contains(' ');
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
        let desk = NEWSROOMS.contains(&fold(name).as_str());
        let author = is_author(name) || desk || (alone && is_pen_name(name));
        if !author {
            complete = false;
            // 'By Reuters' credits an agency; ', science editor' ends the names.
            if byline.authors.is_empty() && (is_agency(name) || is_publisher(name)) {
                byline.authors.push(name.to_owned());
                byline.range = start + offset..start + end;
                // A desk writes for its paper, and is none.
                byline.credit = (!is_desk(name)).then(|| (name.to_owned(), byline.range.clone()));
            }
            break;
        }
        byline.authors.push(usual_case(once(name)));
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
    if doubtful && (!complete || (cut < rest.len() && !dated) || text.split_whitespace().count() > 10) {
        return None;
    }
    if byline.authors.is_empty() {
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

/// 'Ann Lee' of 'Ann Lee Ann Lee': pages print the name on the picture, too.
fn once(name: &str) -> &str {
    let half = name.len() / 2;
    match (name.get(..half), name.get(half + 1..)) {
        (Some(a), Some(b)) if a == b && a.contains(' ') && name[half..].starts_with(' ') => a,
        _ => name,
    }
}

/// A text without the words that lead over to a date behind it: 'Ann Lee on
/// January', 'Anna Beck am'.
fn before_date(text: &str) -> &str {
    const LEADING: &[&str] = &[
        "on",
        "am",
        "at",
        "le",
        "il",
        "el",
        "den",
        "op",
        "em",
        "del",
        "vom",
        "um",
        "published",
        "updated",
        "posted",
        "last",
        "date",
        "stand",
    ];
    let mut text = text.trim_end_matches([',', ' ', '.', ';']);
    while let Some((head, word)) = text.rsplit_once(' ') {
        let word = fold(word.trim_end_matches([',', '.', ':']));
        let leads = LEADING.contains(&word.as_str())
            || crate::date::names::month(&word).is_some()
            || crate::date::names::weekday(&word).is_some();
        if !leads {
            break;
        }
        text = head.trim_end_matches([',', ' ', ';']);
    }
    text
}

/// 'Posted on May 3, 2020 by Ann Lee', '3 May 2020 | by Ann Lee', '… Author Ann Lee':
/// the author behind the date.
fn behind_date(text: &str) -> Option<Byline> {
    const JOINTS: &[&str] =
        &["by ", "By ", "von ", "Von ", "par ", "Par ", "por ", "Por ", "door ", "Author "];
    if !has_digit(text) {
        return None;
    }
    let at = JOINTS
        .iter()
        .filter(|joint| has(text, joint))
        .filter_map(|joint| Some((text.find(joint)?, joint.len())))
        .filter(|&(at, _)| !text[..at].ends_with(char::is_lowercase))
        .min()?;
    let date = *printed::find(&text[..at.0], Some(Order::DayFirst)).last()?;
    // Nothing else stands between: '3 May 2020 | by', '3 May 2020, 9:00, by'.
    let between = text[date.end..at.0].split_whitespace().count();
    let before = text[..date.start].split_whitespace().count();
    if between > 3 || before > 6 {
        return None;
    }
    const LABELS: &[&str] = &["Categories", "Kategorien", "Tags", "Leave", "in "];
    let start = at.0 + at.1;
    let rest = &text[start..];
    let end = LABELS.iter().filter_map(|label| rest.find(label)).min().unwrap_or(rest.len());
    announced(&text[..start + end], start)
}

/// 'Ann Lee - ann@example.org', 'AFP/The Local - editor@example.org'.
fn with_address(text: &str) -> Option<Byline> {
    if !text.bytes().any(|b| matches!(b, b'@' | b'[')) {
        return None;
    }
    let (name, address) = [" - ", " – ", " | ", " ", ": "]
        .iter()
        .find_map(|mark| text.split_once(mark).filter(|(n, _)| is_author(n) || n.contains('/')))?;
    let mail = address.contains('@') || address == "[email protected]" || address == "[email\u{a0}protected]";
    if !mail || address.split_whitespace().count() > 2 {
        return None;
    }
    let authors: Vec<String> = name.split('/').map(|n| usual_case(n.trim())).collect();
    let named = authors.iter().all(|n| is_name(n) && n.split(' ').count() <= 4);
    let known = authors.iter().any(|n| is_agency(n) || is_author(n));
    (named && known).then_some(Byline { authors, range: 0..name.len(), credit: None })
}

/// A line that is an author's name and nothing else but what pages glue to it,
/// a footnote's number or an address ('Ann Lee1', 'Ann Lee@annlee', 'Ann Lee
/// (Editor)'). Whether it is the author's depends on what stands around it.
pub fn bare(text: &str) -> Option<Byline> {
    if text.len() > LONGEST_LINE {
        return None;
    }
    let lead = text.len() - text.trim_start_matches(['&', ' ']).len();
    // 'Ann LeeView More Articles'
    const GLUED: &[&str] =
        &["View ", "Follow", "More ", "Posted", "Published", "Updated", "Contact", "Email"];
    // Only where a small letter stands before such a capital.
    let camel = text.as_bytes().windows(2).any(|pair| {
        matches!(pair[1], b'V' | b'F' | b'M' | b'P' | b'U' | b'C' | b'E')
            && (pair[0].is_ascii_lowercase() || !pair[0].is_ascii())
    });
    let glued = GLUED
        .iter()
        .filter(|word| camel && has(text, word))
        .filter_map(|word| text.find(word))
        .filter(|&at| text[..at].ends_with(char::is_lowercase));
    let mark = text.bytes().skip(lead).position(|b| matches!(b, b'@' | b'(' | b'|' | b','));
    let end = mark.map(|at| lead + at);
    let end = glued.chain(end).min().unwrap_or(text.len()).max(lead);
    let name = text[lead..end]
        .trim_end()
        .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '^' | '*' | '†'))
        .trim_end_matches([',', ' ']);
    let words = name.bytes().filter(|b| *b == b' ').count() + 1;
    let cased = || name.chars().any(char::is_lowercase) || words <= 3;
    (words <= 4 && cased() && is_author(name)).then(|| Byline {
        authors: vec![usual_case(name)],
        range: lead..lead + name.len(),
        credit: None,
    })
}

/// A name or a newsroom at the head of a line with a date: 'Ann Lee / 3.5.2020
/// / 06:15', 'Redaktion - 3. Mai 2020'.
pub fn before_the_date(text: &str) -> Option<Byline> {
    let date = *printed::find(text, Some(Order::DayFirst)).first()?;
    let head = text[..date.start].trim_end();
    let name = head.trim_end_matches(['|', '/', '-', '–', '—', '•', '·', ',', ' ']);
    let marked = name.len() < head.len();
    let desk = NEWSROOMS.contains(&fold(name).as_str());
    let good = (marked && is_author(name)) || desk || (is_pen_name(name) && is_camel(name));
    good.then(|| Byline { authors: vec![usual_case(name)], range: 0..name.len(), credit: None })
}

/// 'MikeNils': a capital within, as sections don't have it.
fn is_camel(name: &str) -> bool {
    let mut small = false;
    name.chars().any(|c| {
        let within = small && c.is_uppercase();
        small = c.is_lowercase();
        within
    })
}

/// What newsrooms sign with, folded.
const NEWSROOMS: &[&str] = &[
    "redaktion",
    "die redaktion",
    "redaccion",
    "redazione",
    "la redaction",
    "redacao",
    "redakcja",
    "redactie",
    "staff reports",
    "staff report",
    "news desk",
    "web desk",
];

/// The one name that a page's author goes by: 'von Krimiblogger', 'by Catherine',
/// 'von Redaktion'.
fn is_pen_name(name: &str) -> bool {
    let folded = fold(name);
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-'));
    let day = crate::date::names::month(name).is_some() || crate::date::names::weekday(name).is_some();
    let desk = NEWSROOMS.contains(&folded.as_str());
    plain
        && name.starts_with(char::is_uppercase)
        && name.chars().count() >= 2
        && !day
        && (desk || !has_office(name))
        && !is_agency(name)
}

/// The length of the words that announce an author.
fn opener(text: &str) -> Option<usize> {
    const LONGEST: usize = 32;
    // The folded beginning, and how much of it each character of the line made;
    // of ASCII each made one.
    let mut folded = String::with_capacity(2 * LONGEST);
    let mut ends = Vec::new();
    // Every line is asked: first by the byte that it begins with.
    let openers = |folded: &str| folded.bytes().next().map(|first| &BY_INITIAL[usize::from(first)]);
    let opens = |folded: &str| openers(folded).is_none_or(|openers| !openers.is_empty());
    match text.get(..text.len().min(LONGEST + 1)).filter(|head| head.is_ascii()) {
        Some(head) if opens(&head[..head.len().min(1)].to_ascii_lowercase()) => fold_into(head, &mut folded),
        Some(_) => return None,
        None => {
            for (at, c) in text.char_indices() {
                if folded.len() > LONGEST {
                    break;
                }
                if !opens(&folded) {
                    return None;
                }
                fold_into(c.encode_utf8(&mut [0; 4]), &mut folded);
                ends.push((folded.len(), at + c.len_utf8()));
            }
        }
    }
    let length_of = |n: usize| match ends.is_empty() {
        true => Some(n),
        false => ends.iter().find(|(end, _)| *end == n).map(|(_, length)| *length),
    };
    openers(&folded)?.iter().find_map(|opener| {
        let rest = folded.strip_prefix(*opener)?;
        let length = length_of(opener.len())?;
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
    if !has(text, ", ") {
        return None;
    }
    let (name, office) = text.split_once(", ")?;
    if !is_author(name) {
        return None;
    }
    let office = fold(office);
    let known = office.split(' ').any(|w| DESKS.contains(&w)) && office.split(' ').count() <= 6;
    (known && !office.ends_with('.')).then(|| Byline {
        authors: vec![usual_case(name)],
        range: 0..name.len(),
        credit: None,
    })
}

/// Whether a line says what somebody does for a newspaper: 'Assistant professor',
/// 'Periodista judicial'.
pub fn is_office(folded: &str) -> bool {
    const OFFICES: &[&str] = &[
        "reporter",
        "correspondent",
        "editor",
        "writer",
        "columnist",
        "contributor",
        "journalist",
        "professor",
        "redakteur",
        "redakteurin",
        "journalistin",
        "autorin",
        "autor",
        "periodista",
        "redactor",
        "redactora",
        "reportero",
        "journaliste",
        "giornalista",
        "jornalista",
        "reporterin",
        "dziennikarz",
        "корреспондент",
        "редактор",
        "muhabir",
    ];
    let mut words = folded.split(|c: char| !c.is_alphanumeric());
    folded.split(' ').count() <= 10 && words.any(|w| OFFICES.contains(&w))
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
    let wide = || name.chars().all(super::lines::is_cjk) && (2..=8).contains(&name.chars().count());
    let short = (2..=5).contains(&name.split_whitespace().count()) || wide();
    short && is_name(name) && !has_office(name) && !is_agency(name)
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

/// 'Energy Desk', 'Web Team': a part of a newsroom.
fn is_desk(name: &str) -> bool {
    let last = fold(name.rsplit(' ').next().unwrap_or_default());
    ["desk", "team", "newsroom", "bureau", "staff"].contains(&last.as_str())
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
        check("Par Ann Lee Ann Lee", &["Ann Lee"], None);
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
        check("By Staff Reports -", &["Staff Reports"], None);
        check("By Reuters", &["Reuters"], Some("Reuters"));
        check("By Energy Desk", &["Energy Desk"], None);
        check("by Ann Lee on January 20, 2020", &["Ann Lee"], None);
        check("VON ANNA BECK am 21. April 2020", &["Anna Beck"], None);
        check("By Ann Lee November 19, 2019, 07:47 PM EST", &["Ann Lee"], None);
        check("von Redaktion, 24. Januar 2022", &["Redaktion"], None);
        check("vom Krimiblogger", &["Krimiblogger"], None);
        check("Posted on September 21, 2020 by Ann Lee", &["Ann Lee"], None);
        check("September 10, 2018 | by Catherine", &["Catherine"], None);
        check("Posted on August 2, 2019August 2, 2019Author Ann LeeCategories", &["Ann Lee"], None);
        check("AFP/The Local - [email protected]", &["AFP", "The Local"], None);
        check("Von R. R. am 07.08.2013 um 09:07 Uhr", &["R. R."], None);
        check("Tom Gillespie, news reporter", &["Tom Gillespie"], None);
        check("Автор: Анна Кузнецова", &["Анна Кузнецова"], None);
    }

    #[test]
    fn authors_by_their_office() {
        for (line, expected) in [
            ("Door onze redacteur Jan de Vries", Some("Jan de Vries")),
            ("Door onze buitenlandredacteur in Wenen", Some("")),
            ("Von unserem Korrespondenten Hans Maier", Some("Hans Maier")),
            ("Par notre correspondant à Berlin, Jean Petit", Some("Jean Petit")),
            ("By our own account the talks ended.", None),
            ("By our editor", Some("")),
        ] {
            assert_eq!(read(line).map(|b| b.authors.join(", ")).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn names_without_an_announcement() {
        for (line, expected) in [
            ("Ann Lee", Some("Ann Lee")),
            ("Marwan H. Adwan1", Some("Marwan H. Adwan")),
            ("Marwan H. Adwan^1", Some("Marwan H. Adwan")),
            ("Natasha Turak@NatashaTurak", Some("Natasha Turak")),
            ("Brit Weirich (Medizinredakteurin)", Some("Brit Weirich")),
            ("Marcus De GuzmanView More Articles", Some("Marcus De Guzman")),
            ("Politics", None),
            ("Latest news", None),
        ] {
            assert_eq!(bare(line).map(|b| b.authors.join(", ")).as_deref(), expected, "{line}");
        }
        for (line, expected) in [
            ("Ann Lee / 22.04.2020 / 06:15 / 150", Some("Ann Lee")),
            ("Redaktion - 31. Januar 2022", Some("Redaktion")),
            ("MikeNils 18.10.2019, 15:07 Uhr", Some("MikeNils")),
            ("Politics 5 September 2017", None),
        ] {
            assert_eq!(before_the_date(line).map(|b| b.authors.join(", ")).as_deref(), expected, "{line}");
        }
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
            "By Monday",
            "On 3 May 2020 the talks were ended by Ann Lee and others who came",
            "Bystanders Watched Him",
            "Peter Higgs, 83, sat in the audience",
        ] {
            check(line, &[], None);
        }
    }
}
