//! Breadcrumbs: 'News   /   Politics', 'Home » Esteri » Organizzazioni',
//! 'Primo PianoRassegna Esteri', 'Politics Materials 5 September 2017'.

use super::features::items;
use super::phrases;
use super::wrap::Block;
use crate::article::Reason;
use crate::date::printed::Printed;
use crate::text::fold;

/// Words that begin a trail on every page, folded.
const HOME: &[&str] = &[
    "home",
    "homepage",
    "home page",
    "accueil",
    "startseite",
    "inicio",
    "главная",
    "anasayfa",
    "ana sayfa",
    "الرئيسية",
    "خانه",
    "首页",
    "ホーム",
    "トップ",
    "you are here",
    "start",
    "beginn",
    "portada",
    "главная страница",
];

/// Labels that say nothing of a subject, folded.
const GENERIC: &[&str] = &[
    "materials",
    "desk",
    "first",
    "originally",
    "last",
    "published",
    "published on",
    "updated",
    "posted",
    "posted on",
    "by",
    "pubblicato",
    "pubblicato il",
    "publie le",
    "publie",
    "publicado",
    "publicado el",
    "veroffentlicht",
    "am",
    "date",
    "on",
    "опубликовано",
    "yayinlanma",
    "نشر",
    "article",
    "articles",
    "all",
    "stand",
    "time",
    "le",
    "il",
    "el",
    "at",
];

/// The sections of a trail with separators.
pub fn trail(block: &Block) -> Option<Vec<String>> {
    let text = &block.text;
    let marked =
        [" / ", " » ", " > ", " › ", " → ", " \\ "].iter().any(|s| text.contains(s)) && !text.contains(" | ");
    let found = items(block);
    let short = found.iter().all(|i| i.split_whitespace().count() <= 5);
    // '© Foto: Ann Lee / Magazine', 'About us / Imprint'
    let other = text.contains(['©', ':']) || found.iter().any(|i| is_furniture(i));
    if other || !marked || !(2..=6).contains(&found.len()) || !short || text.ends_with(['.', ':', '?']) {
        return None;
    }
    let sections = named(&found);
    (!sections.is_empty()).then_some(sections)
}

/// The sections of a trail whose separators the dump lost; at most three,
/// since menus are glued as well.
pub fn glued(block: &Block) -> Option<Vec<String>> {
    let text = &block.text;
    let found = items(block);
    let short = found.iter().all(|i| i.split_whitespace().count() <= 3 && i.chars().count() >= 3);
    let plain = text.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '&');
    let share = found.iter().any(|i| is_furniture(i) || MENUS.contains(&fold(i).as_str()));
    let person = found.first().and_then(|i| i.split(' ').next()).is_some_and(crate::given::is_given);
    if person || !(2..=3).contains(&found.len()) || !short || !plain || share {
        return None;
    }
    let sections = named(&found);
    (!sections.is_empty()).then_some(sections)
}

/// Words of a menu's own, which name no subject, folded.
const MENUS: &[&str] = &[
    "menu",
    "sections",
    "section",
    "search",
    "help",
    "more",
    "profile",
    "edit profile",
    "sign out",
    "see all",
    "organize",
    "home",
];

/// Whether an item of a row is a button or a link of the page.
fn is_furniture(item: &str) -> bool {
    !matches!(phrases::whole(&fold(item)), None | Some(Reason::Navigation))
}

/// The section that stands on the line of the date: 'Politics Materials 5 September 2017'.
pub fn label(text: &str, date: &Printed) -> Option<(String, std::ops::Range<usize>)> {
    let head = &text[..date.start];
    let start = head.len() - head.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let head = head.split(['|', '•', '·', '/', '–', '—', ',']).next()?;
    let mut end = head.len();
    loop {
        let words = head.get(start..end)?.trim_end_matches(|c: char| !c.is_alphanumeric());
        end = start + words.len();
        let last = words.rsplit(' ').next()?;
        let generic = GENERIC.contains(&fold(last).as_str()) || crate::date::names::weekday(last).is_some();
        if words.is_empty() || !generic {
            break;
        }
        end -= last.len();
    }
    let label = head.get(start..end)?.trim();
    let words = label.split_whitespace().count();
    let first = fold(label.split_whitespace().next()?);
    let byline = matches!(first.as_str(), "by" | "von" | "par" | "por" | "di");
    let good = (1..=3).contains(&words)
        && !super::published::is_label(label)
        && label.starts_with(char::is_uppercase)
        && !label.contains([':', '@', '.', ','])
        && !byline
        && !GENERIC.contains(&fold(label).as_str())
        && phrases::starts(&fold(label)).is_none()
        && matches!(phrases::whole(&fold(label)), None | Some(Reason::Navigation));
    // Two capitalised words may as well be an author's name; one word, or a
    // label that a generic one follows, is a subject.
    let sure = words == 1 || end < head.trim_end().len() || text[head.len()..].starts_with('|');
    (good && sure).then(|| (label.to_owned(), start..start + label.len()))
}

/// The items that name a subject: no 'Home', no people, no numbers, no months of an archive.
fn named(items: &[&str]) -> Vec<String> {
    items
        .iter()
        .filter(|i| {
            let folded = fold(i);
            let mut words = i.split(' ');
            let person = words.next().is_some_and(crate::given::is_given) && words.count() == 1;
            !HOME.contains(&folded.as_str())
                && !MENUS.contains(&folded.as_str())
                && !person
                && i.chars().any(char::is_alphabetic)
                && !i.starts_with(|c: char| c.is_ascii_digit())
                && crate::date::names::month(i).is_none()
        })
        .map(|i| (*i).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{lines, wrap};
    use super::*;
    use crate::date::printed;

    fn block(line: &str) -> Block {
        wrap::blocks(line, &lines::read(line)).remove(0)
    }

    #[test]
    fn trails() {
        for (line, expected) in [
            ("News   /   Politics", "News, Politics"),
            ("Home » Esteri » Organizzazioni", "Esteri, Organizzazioni"),
            ("Главная / Экономика / Газ", "Экономика, Газ"),
            ("Archive / 2012 / June", "Archive"),
            ("HOME | WORLD | SPORT", ""),
            ("© Foto: Ann Lee / Magazin", ""),
            ("Either / or, he said.", ""),
        ] {
            assert_eq!(trail(&block(line)).unwrap_or_default().join(", "), expected, "{line}");
        }
        assert_eq!(glued(&block("Primo PianoRassegna Esteri")).unwrap(), ["Primo Piano", "Rassegna Esteri"]);
        assert_eq!(glued(&block("HomeWorldDiplomacySecurity")), None);
        assert_eq!(glued(&block("ShareTweet")), None);
        assert_eq!(glued(&block("MenuSections")), None);
        assert_eq!(glued(&block("Steve LeVine")), None);
    }

    #[test]
    fn labels() {
        for (line, expected) in [
            ("Politics Materials 5 September 2017 21:21", Some("Politics")),
            ("Esteri | Pubblicato: 25/07/2018 - 12:05", Some("Esteri")),
            ("Published: 24 January 2017", None),
            ("Datum: 24 January 2017", None),
            ("Letzte Aktualisierung: 24 January 2017", None),
            ("Tony Carter 13 June 2014", None),
            ("By Tony Carter, 13 June 2014", None),
            ("First published 13 June 2014", None),
            ("Originally published on 13 June 2014", None),
        ] {
            let date = &printed::find(line, None)[0];
            assert_eq!(label(line, date).map(|l| l.0).as_deref(), expected, "{line}");
        }
    }
}
