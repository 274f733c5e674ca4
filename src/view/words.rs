//! The words of the page: labels, dates, counts and citations in plain English.

use crate::article::{Document, LineUse, Reason, Why};
use crate::date::{Date, When};
use crate::query::{Breadth, Facet, Sort};

/// A facet as the sidebar heads it.
pub fn facet_title(facet: Facet) -> &'static str {
    match facet {
        Facet::Person => "People",
        Facet::Organization => "Organizations",
        Facet::Place => "Places",
        Facet::Group => "Groups",
        Facet::Event => "Events",
        Facet::Source => "Sources",
        Facet::Section => "Sections",
        Facet::Language => "Languages",
    }
}

/// One value of a facet, in the middle of a sentence.
pub fn facet_noun(facet: Facet) -> &'static str {
    match facet {
        Facet::Person => "person",
        Facet::Organization => "organization",
        Facet::Place => "place",
        Facet::Group => "group",
        Facet::Event => "event",
        Facet::Source => "source",
        Facet::Section => "section",
        Facet::Language => "language",
    }
}

/// A facet's value as it is shown: language tags by name, all others as they are.
pub fn value_words(facet: Facet, value: &str) -> &str {
    if facet == Facet::Language { language(value) } else { value }
}

/// The English name of a BCP 47 tag's language, the tag itself where it has none here.
pub fn language(tag: &str) -> &str {
    const NAMES: [(&str, &str); 33] = [
        ("ar", "Arabic"),
        ("az", "Azerbaijani"),
        ("be", "Belarusian"),
        ("bg", "Bulgarian"),
        ("cs", "Czech"),
        ("da", "Danish"),
        ("de", "German"),
        ("el", "Greek"),
        ("en", "English"),
        ("es", "Spanish"),
        ("fa", "Persian"),
        ("fi", "Finnish"),
        ("fr", "French"),
        ("he", "Hebrew"),
        ("hi", "Hindi"),
        ("hu", "Hungarian"),
        ("id", "Indonesian"),
        ("it", "Italian"),
        ("ja", "Japanese"),
        ("ka", "Georgian"),
        ("ko", "Korean"),
        ("nl", "Dutch"),
        ("no", "Norwegian"),
        ("pl", "Polish"),
        ("pt", "Portuguese"),
        ("ro", "Romanian"),
        ("ru", "Russian"),
        ("sr", "Serbian"),
        ("sv", "Swedish"),
        ("tr", "Turkish"),
        ("uk", "Ukrainian"),
        ("vi", "Vietnamese"),
        ("zh", "Chinese"),
    ];
    let primary = tag.split('-').next().unwrap_or(tag);
    NAMES.iter().find(|(t, _)| *t == primary).map_or(tag, |(_, name)| name)
}

pub fn sort_words(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => "Best match",
        Sort::Newest => "Newest",
        Sort::Oldest => "Oldest",
        Sort::Title => "Title",
        Sort::Source => "Source",
    }
}

/// Why a line was dropped, as the margin says it.
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Navigation => "menu",
        Reason::Share => "share buttons",
        Reason::Comments => "comment form",
        Reason::Cookies => "cookie notice",
        Reason::Related => "other articles",
        Reason::Tags => "tag list",
        Reason::Advertisement => "advertisement",
        Reason::Subscribe => "subscription box",
        Reason::Contact => "contact details",
        Reason::Legal => "legal notice",
        Reason::Captcha => "captcha",
        Reason::Duplicate => "printed twice",
        Reason::Author => "about the author",
        Reason::Media => "player or gallery",
        Reason::Metadata => "label or counter",
        Reason::Filler => "filler",
        Reason::Recurring => "stands in many files",
        Reason::Corrected => "left out by you",
    }
}

/// Why another name is taken for the same.
pub fn why(why: Option<Why>) -> &'static str {
    match why {
        None | Some(Why::Defined) => "an article says so",
        Some(Why::Listed) => "known by both names",
        Some(Why::Spelling) => "another spelling",
        Some(Why::Initials) => "by its initials",
        Some(Why::Shorter) => "words left out",
        Some(Why::Nickname) => "a short form of the given name",
        Some(Why::Alone) => "nobody else here has that name",
        Some(Why::Turned) => "in another order",
        Some(Why::Country) => "with or without its country",
        Some(Why::Value) => "the same time in other words",
        Some(Why::Corrected) => "put together by you",
    }
}

/// What is said of a paragraph that was kept in doubt.
pub const DOUBT: &str = "may not belong to the story";

/// What a kept line became, `None` for the story itself, which needs no label.
pub fn line_use(line_use: LineUse) -> Option<&'static str> {
    Some(match line_use {
        LineUse::Title => "headline",
        LineUse::Summary => "standfirst",
        LineUse::Published => "date",
        LineUse::Byline => "byline",
        LineUse::Source => "source",
        LineUse::Sections => "section",
        LineUse::Dateline => "dateline",
        LineUse::Caption(_) => "caption",
        LineUse::Body(_) => return None,
        LineUse::Removed(why, _) => reason(why),
    })
}

/// '1 article', '46 articles'. Digits are not grouped: scripts read this too.
pub fn count(n: u32, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// At most about 140 characters, ended at a word.
pub fn shortened(text: &str) -> String {
    const LONG: usize = 140;
    let Some((at, _)) = text.char_indices().nth(LONG) else { return text.to_owned() };
    let end = text[..at].rfind(char::is_whitespace).unwrap_or(at);
    format!("{}…", text[..end].trim_end())
}

/// A file's name without its folders and ending.
pub fn file_stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// How long a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// '11 December 2019, 21:06'
    Full,
    /// '11 Dec 2019'
    Short,
}

/// A date as precise as it is known.
pub fn date(date: Date, length: Length) -> String {
    let mut words = String::new();
    if let Some(day) = date.day {
        words.push_str(&format!("{day} "));
    }
    if let Some(month) = date.month {
        words.push_str(month_name(month, length));
        words.push(' ');
    }
    words.push_str(&date.year.to_string());
    let Some((hour, minute)) = date.time.filter(|_| length == Length::Full) else { return words };
    words.push_str(&format!(", {hour:02}:{minute:02}"));
    if let Some(offset) = date.offset {
        let sign = if offset < 0 { '−' } else { '+' };
        let (hours, minutes) = (offset.unsigned_abs() / 60, offset.unsigned_abs() % 60);
        match (offset, minutes) {
            (0, _) => words.push_str(" UTC"),
            (_, 0) => words.push_str(&format!(" UTC{sign}{hours}")),
            _ => words.push_str(&format!(" UTC{sign}{hours}:{minutes:02}")),
        }
    }
    words
}

/// A date or an interval, saying nothing twice: '11–23 Jan 2017',
/// '30 Dec 2016 – 23 Jan 2017'.
pub fn when(when: When, length: Length) -> String {
    let (a, b) = match when {
        When::On(d) => return date(d, length),
        When::Between(a, b) if a == b => return date(a, length),
        When::Between(a, b) => (a, b),
    };
    let end = date(b, length);
    match (a.day, b.day) {
        (Some(first), Some(_)) if (a.year, a.month) == (b.year, b.month) => format!("{first}–{end}"),
        _ => format!("{} – {end}", date(a, length)),
    }
}

fn month_name(month: u8, length: Length) -> &'static str {
    let name = MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("");
    match length {
        Length::Full => name,
        Length::Short => name.get(..3).unwrap_or(name),
    }
}

/// The title, or what stands for one.
pub fn title(document: &Document) -> String {
    match &document.article.title {
        Some(fact) => fact.value.clone(),
        None => file_stem(&document.article.file).to_owned(),
    }
}

/// One line that says where words were taken from.
pub fn citation(document: &Document) -> String {
    let article = &document.article;
    let mut parts = Vec::new();
    if let Some(byline) = &article.byline {
        parts.push(byline.value.clone());
    }
    parts.push(format!("“{}”", title(document)));
    if let Some(source) = &article.source {
        parts.push(source.value.clone());
    }
    parts.push(match (&article.published, &document.extraction.published_inferred) {
        (Some(fact), _) => date(Date { time: None, offset: None, ..fact.value }, Length::Full),
        (None, Some(inferred)) => format!("no date printed, about {}", when(inferred.value, Length::Full)),
        (None, None) => "no date printed".to_owned(),
    });
    format!("{} ({})", parts.join(", "), article.file)
}

/// What an answer lacks, `None` where it has everything that was typed.
pub fn breadth_words(breadth: Breadth) -> Option<&'static str> {
    match breadth {
        Breadth::All => None,
        Breadth::Telling => Some("No article has all of these words. These have all but the small ones."),
        Breadth::Some => Some("No article has all of these words. These have some of them."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_when(iso: &str, full: &str, short: &str) {
        let value: When = iso.parse().expect("a date");
        assert_eq!(when(value, Length::Full), full);
        assert_eq!(when(value, Length::Short), short);
    }

    #[test]
    fn dates_are_as_precise_as_they_are_known() {
        check_when("2021", "2021", "2021");
        check_when("2021-05", "May 2021", "May 2021");
        check_when("2019-12-11T21:06", "11 December 2019, 21:06", "11 Dec 2019");
        check_when("2017-09-05T21:21+04:00", "5 September 2017, 21:21 UTC+4", "5 Sep 2017");
        check_when("2017-09-05T21:21-03:30", "5 September 2017, 21:21 UTC−3:30", "5 Sep 2017");
        check_when("2017-09-05T21:21+00:00", "5 September 2017, 21:21 UTC", "5 Sep 2017");
    }

    #[test]
    fn intervals_say_nothing_twice() {
        check_when("2017-01-11/2017-01-23", "11–23 January 2017", "11–23 Jan 2017");
        check_when(
            "2016-12-30/2017-01-23",
            "30 December 2016 – 23 January 2017",
            "30 Dec 2016 – 23 Jan 2017",
        );
        check_when("2017/2018", "2017 – 2018", "2017 – 2018");
        check_when("2017-01-11/2017-01-11", "11 January 2017", "11 Jan 2017");
    }

    #[test]
    fn counts_and_names_read_as_english() {
        assert_eq!(count(1, "article"), "1 article");
        assert_eq!(count(10_000, "article"), "10000 articles");
        assert_eq!(value_words(Facet::Language, "pt-BR"), "Portuguese");
        assert_eq!(value_words(Facet::Language, "tlh"), "tlh");
        assert_eq!(value_words(Facet::Person, "en"), "en");
        assert_eq!(file_stem("a/b/2017-01-24-astana.txt"), "2017-01-24-astana");
        assert_eq!(file_stem(".hidden"), ".hidden");
    }
}
