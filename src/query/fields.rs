//! The names of fields, and what each asks for.

use crate::date::Date;
use crate::query::{Facet, Named, Part, Scope};

/// What stands before a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Scope(Scope),
    Named(Named),
    Date,
    Before,
    After,
    Near,
    Has,
    Missing,
    Is,
}

/// The field of a name, whatever its case.
pub fn field(name: &str) -> Option<Field> {
    Some(match name.to_ascii_lowercase().as_str() {
        "title" => Field::Scope(Scope::Title),
        "text" | "body" => Field::Scope(Scope::Text),
        "said" => Field::Scope(Scope::Said),
        "note" | "notes" => Field::Scope(Scope::Note),
        "byline" | "author" => Field::Named(Named::Byline),
        "role" => Field::Named(Named::Role),
        "tag" => Field::Named(Named::Tag),
        "date" => Field::Date,
        "before" => Field::Before,
        "after" => Field::After,
        "near" => Field::Near,
        "has" => Field::Has,
        "missing" => Field::Missing,
        "is" => Field::Is,
        name => Field::Named(Named::Facet(facet(name)?)),
    })
}

/// By the names that the address bar uses, and some that people use.
pub fn facet(name: &str) -> Option<Facet> {
    Some(match name {
        "organization" | "organisation" => Facet::Organization,
        "language" => Facet::Language,
        "people" => Facet::Person,
        _ => return Facet::ALL.into_iter().find(|facet| facet.key() == name),
    })
}

/// What `has:` and `missing:` may be asked for.
pub fn part(name: &str) -> Option<Part> {
    Some(match name.to_ascii_lowercase().as_str() {
        "title" => Part::Title,
        "summary" | "standfirst" => Part::Summary,
        "text" | "body" => Part::Text,
        "byline" | "author" => Part::Byline,
        "dateline" => Part::Dateline,
        "caption" | "captions" => Part::Caption,
        "quote" | "quotes" => Part::Quote,
        "date" => Part::Date,
        "role" | "roles" => Part::Role,
        "copy" | "copies" => Part::Copy,
        "star" | "stars" => Part::Star,
        "tag" => Part::Tag,
        "note" | "notes" => Part::Note,
        "correction" | "corrections" => Part::Correction,
        name => match facet(name)? {
            Facet::Source => Part::Source,
            Facet::Section => Part::Section,
            Facet::Language => Part::Language,
            entity => Part::Entity(entity),
        },
    })
}

/// What `byline:*` asks for: that there is such a thing at all. `None` for
/// fields that ask for nothing of an article's own.
pub fn presence(field: Field) -> Option<Part> {
    Some(match field {
        Field::Scope(Scope::Title) => Part::Title,
        Field::Scope(Scope::Text) => Part::Text,
        Field::Scope(Scope::Said) => Part::Quote,
        Field::Scope(Scope::Note) => Part::Note,
        Field::Named(Named::Facet(facet)) => part(facet.key())?,
        Field::Named(Named::Byline) => Part::Byline,
        Field::Named(Named::Role) => Part::Role,
        Field::Named(Named::Tag) => Part::Tag,
        Field::Date | Field::Before | Field::After => Part::When,
        Field::Scope(Scope::Anywhere | Scope::Near(_))
        | Field::Near
        | Field::Has
        | Field::Missing
        | Field::Is => return None,
    })
}

/// What `is:` may be asked for, and whether it must be there.
pub fn state(name: &str) -> Option<(Part, bool)> {
    Some(match name.to_ascii_lowercase().as_str() {
        "dated" => (Part::When, true),
        "undated" => (Part::When, false),
        "copy" | "copied" => (Part::Copy, true),
        "unique" => (Part::Copy, false),
        "starred" => (Part::Star, true),
        "tagged" => (Part::Tag, true),
        "noted" => (Part::Note, true),
        "corrected" => (Part::Correction, true),
        _ => return None,
    })
}

/// A date as people type it: as it is written elsewhere, without noughts
/// (`2019-5-6`), with slashes (`2019/05/06`), or `6.5.2019`.
pub fn date(text: &str) -> Option<Date> {
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let separator = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '-' | '/' | '.'))?;
    let mut parts: Vec<&str> = text.split(separator).collect();
    if separator == '.' {
        parts.reverse();
    }
    let is_number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let number = |part: &str| part.parse::<u8>().ok().filter(|_| part.len() <= 2 && is_number(part));
    let year = |part: &str| part.parse().ok().filter(|_| part.len() == 4 && is_number(part));
    match parts[..] {
        [y, m] => number(m).filter(|m| (1..=12).contains(m)).zip(year(y)).map(|(m, y)| Date::month(y, m)),
        [y, m, d] => Date::day(year(y)?, number(m)?, number(d)?),
        _ => None,
    }
}

/// A date range: `2019`, `2019-12`, `2019-12..2020-01`, `2019..`, `>=2019`,
/// `<2020-05-01`. One whose end comes first is meant the other way round.
pub fn range(text: &str) -> Option<(Option<Date>, Option<Date>)> {
    let one = date;
    if let Some(rest) = text.strip_prefix(">=") {
        return Some((Some(one(rest)?), None));
    }
    if let Some(rest) = text.strip_prefix("<=") {
        return Some((None, Some(one(rest)?)));
    }
    if let Some(rest) = text.strip_prefix('>') {
        return Some((Some(following(one(rest)?)?), None));
    }
    if let Some(rest) = text.strip_prefix('<') {
        return Some((None, Some(preceding(one(rest)?)?)));
    }
    if let Some(date) = one(text) {
        return Some((Some(date), Some(date)));
    }
    for between in ["..", "…", "/", "–"] {
        if let Some((from, to)) = text.split_once(between) {
            let end = |text: &str| if text.is_empty() { Some(None) } else { one(text).map(Some) };
            return match (end(from)?, end(to)?) {
                (None, None) => None,
                (Some(from), Some(to)) if from.first_day() > to.last_day() => Some((Some(to), Some(from))),
                range => Some(range),
            };
        }
    }
    None
}

/// The day after the last that a date may mean.
pub fn following(date: Date) -> Option<Date> {
    date.last_day().succ_opt().and_then(on)
}

/// The day before the first that a date may mean.
pub fn preceding(date: Date) -> Option<Date> {
    date.first_day().pred_opt().and_then(on)
}

fn on(day: chrono::NaiveDate) -> Option<Date> {
    use chrono::Datelike;
    Date::day(day.year(), day.month() as u8, day.day() as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let shown = |date: Option<Date>| date.map_or(String::new(), |date| date.to_string());
        let found = range(text).map(|(from, to)| format!("{} {}", shown(from), shown(to)));
        assert_eq!(found.as_deref().unwrap_or("none"), expected, "{text}");
    }

    #[test]
    fn ranges_are_read_as_they_are_typed() {
        check("2019", "2019 2019");
        check("2019-12..2020", "2019-12 2020");
        check("2019/2020-01-31", "2019 2020-01-31");
        check("..2020", " 2020");
        check(">2019-12", "2020-01-01 ");
        check(">=2019-12", "2019-12 ");
        check("<2020", " 2019-12-31");
        check("<=2020", " 2020");
        check("2019-5-6", "2019-05-06 2019-05-06");
        check("2019/5/6..7.5.2019", "2019-05-06 2019-05-07");
        check("2019/5", "2019-05 2019-05");
        check("2020..2019", "2019 2020");
        check("2019-13", "none");
        check("2019-2-30", "none");
        check("..", "none");
        check("May", "none");
        check(">", "none");
    }

    #[test]
    fn every_facet_has_a_field() {
        for facet in Facet::ALL {
            assert_eq!(field(facet.key()), Some(Field::Named(Named::Facet(facet))));
            assert!(part(facet.key()).is_some());
        }
        assert_eq!(field("Title"), Some(Field::Scope(Scope::Title)));
        assert_eq!(field("http"), None);
    }
}
