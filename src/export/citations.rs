//! Articles as citations.

use serde::Serialize;

use crate::date::{Date, When};
use crate::given;
use crate::record::Record;

/// An author's name as citations have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Name {
    Person {
        family: String,
        given: String,
    },
    /// A name that is not known to be a person's, or not which part of it is which.
    Literal {
        literal: String,
    },
}

impl Name {
    /// Told apart where the first word is a known given name: 'Ann Lee', 'Jan van Dyk'.
    fn of(name: &str) -> Name {
        let words: Vec<&str> = name.split_whitespace().collect();
        if words.len() < 2 || !given::is_given(words[0]) {
            return Name::Literal { literal: words.join(" ") };
        }
        let particle = words[1..].iter().position(|word| PARTICLES.contains(&word.to_lowercase().as_str()));
        let from = particle.map_or(words.len() - 1, |at| at + 1);
        Name::Person { family: words[from..].join(" "), given: words[..from].join(" ") }
    }
}

/// The authors of a byline. 'Lee, Ann' is one of them, and 'Ann Lee, Bob Ray' are two.
fn authors(byline: &str) -> Vec<Name> {
    let parts: Vec<&str> = byline.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let mut names = Vec::new();
    let mut rest = &parts[..];
    while let [first, after @ ..] = rest {
        rest = after;
        match after {
            [given, after @ ..] if is_family(first, parts.len() == 2) && is_all_given(given) => {
                rest = after;
                names.push(Name::Person { family: (*first).to_owned(), given: (*given).to_owned() });
            }
            _ => names.push(Name::of(first)),
        }
    }
    names
}

/// Whether a name could be no more than a family's: 'Dyk', 'van Dyk', but not 'Ann Lee';
/// 'Lee', which people are called as well, where it and another name are `all`.
fn is_family(name: &str, all: bool) -> bool {
    let mut words = name.split_whitespace();
    let last = words.next_back().unwrap_or_default();
    (all || !given::is_given(last)) && words.all(|word| PARTICLES.contains(&word.to_lowercase().as_str()))
}

/// Whether a name is a given one and nothing else: 'Ann', 'Ann M.', 'J. K.'.
fn is_all_given(name: &str) -> bool {
    let is_initial = |word: &str| word.ends_with('.') && word.chars().count() == 2;
    name.split_whitespace().all(|word| is_initial(word) || given::is_given(word))
}

/// Between given and family name, and part of the latter.
const PARTICLES: [&str; 18] = [
    "van", "von", "de", "der", "den", "del", "della", "di", "da", "do", "dos", "du", "la", "le", "al", "el",
    "bin", "ibn",
];

/// One reference in RIS, as newspaper articles are marked in it.
pub fn ris(record: &Record, out: &mut String) {
    let mut tag = |name: &str, value: &str| {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() {
            out.push_str(name);
            out.push_str("  - ");
            out.push_str(&value);
            out.push_str("\r\n");
        }
    };
    tag("TY", "NEWS");
    tag("TI", title(record));
    for author in authors(byline(record)) {
        match author {
            Name::Person { family, given } => tag("AU", &format!("{family}, {given}")),
            Name::Literal { literal } => tag("AU", &literal),
        }
    }
    if let Some(date) = published(record) {
        tag("PY", &format!("{:04}", date.year));
        let part = |part: Option<u8>| part.map_or_else(String::new, |part| format!("{part:02}"));
        tag("DA", &format!("{:04}/{}/{}/", date.year, part(date.month), part(date.day)));
    }
    tag("T2", record.source.as_deref().unwrap_or_default());
    tag("UR", record.url.as_deref().unwrap_or_default());
    tag("LA", record.language.as_deref().unwrap_or_default());
    tag("AB", summary(record));
    for keyword in keywords(record) {
        tag("KW", keyword);
    }
    tag("ID", &record.id);
    tag("N1", &format!("File: {}", record.file));
    if published(record).is_none()
        && let Some(inferred) = &record.published_inferred
    {
        tag("N1", &format!("No date printed; by its text published {inferred}"));
    }
    for note in record.notes() {
        tag("N1", &note.told());
    }
    out.push_str("ER  - \r\n\r\n");
}

/// What citation managers sort by: what the text is about, the user's tags, and
/// [`STARRED`], which they have no field for.
fn keywords(record: &Record) -> impl Iterator<Item = &str> {
    let star = record.is_starred().then_some(STARRED);
    record.keywords.iter().chain(record.tags()).map(String::as_str).chain(star)
}

/// The keyword of an article with a star.
const STARRED: &str = "starred";

/// An article as CSL JSON has it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Csl<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(rename = "abstract", skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    #[serde(skip_serializing_if = "String::is_empty")]
    keyword: String,
    note: String,
}

/// A date, or the first and last that it may be.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Issued {
    date_parts: Vec<Vec<i32>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    circa: bool,
}

pub fn csl(record: &Record) -> Csl<'_> {
    Csl {
        id: &record.id,
        kind: "article-newspaper",
        title: title(record),
        author: authors(byline(record)),
        container_title: record.source.as_deref(),
        issued: issued(record),
        address: record.url.as_deref(),
        language: record.language.as_deref(),
        summary: summary(record),
        keyword: keywords(record).collect::<Vec<_>>().join(", "),
        note: note(record),
    }
}

/// The file, and the user's notes below it.
fn note(record: &Record) -> String {
    let notes = record.notes().iter().map(|note| note.told());
    [format!("File: {}", record.file)].into_iter().chain(notes).collect::<Vec<_>>().join("\n\n")
}

fn issued(record: &Record) -> Option<Issued> {
    if let Some(date) = published(record) {
        return Some(Issued { date_parts: vec![parts(date)], circa: false });
    }
    let inferred: When = record.published_inferred.as_deref()?.parse().ok()?;
    let ends = [inferred.first_day(), inferred.last_day()].map(|day| parts(Date::from(day)));
    let [first, last] = ends;
    Some(Issued { date_parts: if first == last { vec![first] } else { vec![first, last] }, circa: true })
}

/// Year, month, day, as far as they are known.
fn parts(date: Date) -> Vec<i32> {
    [Some(date.year), date.month.map(i32::from), date.day.map(i32::from)]
        .into_iter()
        .map_while(|p| p)
        .collect()
}

fn published(record: &Record) -> Option<Date> {
    record.published.as_deref()?.parse().ok()
}

fn byline(record: &Record) -> &str {
    record.byline.as_deref().unwrap_or_default()
}

/// The headline; the file's name where there is none, so that the reference can be told from others.
fn title(record: &Record) -> &str {
    record.title.as_deref().unwrap_or(&record.file)
}

fn summary(record: &Record) -> &str {
    record.summary.as_deref().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{noted, record, written};
    use super::super::{Format, json};
    use super::*;
    use crate::corpus;
    use crate::ingest::SourceFile;

    #[test]
    fn names_are_told_apart_where_that_is_known() {
        for (name, expected) in [
            ("Anna Lee", "Lee, Anna"),
            ("Anna van der Berg", "van der Berg, Anna"),
            ("Anna", "Anna"),
            ("News Desk", "News Desk"),
        ] {
            let told = match Name::of(name) {
                Name::Person { family, given } => format!("{family}, {given}"),
                Name::Literal { literal } => literal,
            };
            assert_eq!(told, expected);
        }
    }

    #[test]
    fn bylines_are_parted_between_names() {
        for (byline, expected) in [
            ("Lee, Ann", "Lee/Ann"),
            ("Ann Lee, Robert Ray", "Lee/Ann Ray/Robert"),
            ("Keller, Ann; van Dyk, J. M.", "Keller/Ann van Dyk/J. M."),
            ("Ann Lee, News Desk", "Lee/Ann News Desk"),
            ("Ann, Robert, Maria", "Ann Robert Maria"),
            ("", ""),
        ] {
            let told = authors(byline).into_iter().map(|name| match name {
                Name::Person { family, given } => format!("{family}/{given}"),
                Name::Literal { literal } => literal,
            });
            assert_eq!(told.collect::<Vec<_>>().join(" "), expected, "{byline}");
        }
    }

    #[test]
    fn a_reference_has_its_tags() {
        let text = written(Format::Ris, &[record()]);
        for line in [
            "TY  - NEWS",
            "TI  - Ferry *runs* again to the islands",
            "PY  - 2020",
            "DA  - 2020/05/03/",
            "ER  - ",
        ] {
            assert!(text.lines().any(|l| l == line), "{line}: {text}");
        }
        // A tag is two letters or digits, two spaces, a hyphen, a space.
        for line in text.lines().filter(|line| !line.is_empty()) {
            assert!(line.is_char_boundary(6) && &line[2..6] == "  - ", "{line}");
        }
    }

    #[test]
    fn notes_and_tags_go_along() {
        let text = written(Format::Ris, &[noted()]);
        for line in [
            "KW  - =sea",
            "KW  - to read",
            "KW  - starred",
            "N1  - “Oleg Petrov”: Is that he?",
            "N1  - Ask again, in May",
        ] {
            assert!(text.lines().any(|l| l == line), "{line}: {text}");
        }
        let record = noted();
        let csl = csl(&record);
        assert!(csl.keyword.ends_with("=sea, to read, starred"), "{}", csl.keyword);
        assert_eq!(csl.note, "File: a.txt\n\n“Oleg Petrov”: Is that he?\n\nAsk again,\nin May");
    }

    #[test]
    fn the_address_is_the_carriers() {
        for (address, expected) in [
            (Some("https://post.example/1?a=b"), Some("https://post.example/1?a=b")),
            (Some("javascript:alert(1)"), None),
            (None, None),
        ] {
            let mut file =
                SourceFile::new("a.txt", b"Ferry runs\n\nThe ferry runs again, they said.\n".to_vec());
            file.head.address = address.map(str::to_owned);
            let record = Record::from(&corpus::process(&file, corpus::Options::default()).unwrap());
            assert_eq!(record.url.as_deref(), expected);
            let line = expected.map(|address| format!("UR  - {address}"));
            let text = written(Format::Ris, std::slice::from_ref(&record));
            assert_eq!(text.lines().find(|line| line.starts_with("UR")), line.as_deref());
            assert_eq!(csl(&record).address, expected);
            // Nor is it another's who has put it into a case file.
            let mut document = corpus::process(&file, corpus::Options::default()).unwrap();
            document.article.address = address.map(str::to_owned);
            assert_eq!(Record::from(&document).url.as_deref(), expected);
        }
    }

    #[test]
    fn dates_are_as_precise_as_they_are_known() {
        let mut record = record();
        for (published, inferred, expected) in [
            (Some("2020-05-03T10:00"), None, r#"{"date-parts":[[2020,5,3]]}"#),
            (Some("2020-05"), None, r#"{"date-parts":[[2020,5]]}"#),
            (None, Some("2017-01-11/2017-01-23"), r#"{"date-parts":[[2017,1,11],[2017,1,23]],"circa":true}"#),
            (None, None, "null"),
        ] {
            record.published = published.map(str::to_owned);
            record.published_inferred = inferred.map(str::to_owned);
            assert_eq!(json(&issued(&record)), expected);
        }
    }
}
