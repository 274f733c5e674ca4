//! Articles as search engines index them: flat documents, with names by their
//! kind, and a point in time for each date that is known only to the day.
//!
//! The fields are those of `examples/engines/`, where the settings of their
//! indexes are; a test holds the two together.

use serde::Serialize;

use crate::article::Kind;
use crate::date::{Date, When};
use crate::record::Record;

#[derive(Serialize)]
pub struct Action<'a> {
    index: Target<'a>,
}

#[derive(Serialize)]
struct Target<'a> {
    _id: &'a str,
}

/// Indexes the document that follows, in place of one with the same id: into the
/// index that the request's own address names.
pub fn action(record: &Record) -> Action<'_> {
    Action { index: Target { _id: &record.id } }
}

#[derive(Serialize)]
pub struct Document<'a> {
    id: &'a str,
    file: &'a str,
    title: Option<&'a str>,
    summary: Option<&'a str>,
    body: String,
    /// As the page prints it, or as far as the text supports one.
    published: Option<&'a str>,
    /// The earliest moment of that, in UTC.
    time: Option<String>,
    byline: Option<&'a str>,
    source: Option<&'a str>,
    sections: &'a [String],
    language: Option<&'a str>,
    person: Vec<&'a str>,
    org: Vec<&'a str>,
    place: Vec<&'a str>,
    group: Vec<&'a str>,
    event: Vec<&'a str>,
    role: Vec<&'a str>,
    /// What names are called besides.
    alias: Vec<&'a str>,
    location: Vec<Point>,
    quotes: Vec<Quote<'a>>,
    keywords: &'a [String],
}

#[derive(Serialize)]
struct Point {
    lat: f64,
    lon: f64,
}

#[derive(Serialize)]
struct Quote<'a> {
    text: &'a str,
    speaker: Option<&'a str>,
}

pub fn document(record: &Record) -> Document<'_> {
    let named = |kind: Kind| {
        let entities = record.entities.iter().filter(|entity| entity.kind == kind);
        entities.map(|entity| entity.text.as_str()).collect()
    };
    let published = record.published.as_deref().or(record.published_inferred.as_deref());
    let location = record.entities.iter().filter_map(|entity| entity.place.as_ref());
    Document {
        id: &record.id,
        file: &record.file,
        title: record.title.as_deref(),
        summary: record.summary.as_deref(),
        body: record.body.join("\n\n"),
        published,
        time: published.and_then(|text| text.parse().ok()).map(moment),
        byline: record.byline.as_deref(),
        source: record.source.as_deref(),
        sections: &record.sections,
        language: record.language.as_deref(),
        person: named(Kind::Person),
        org: named(Kind::Organization),
        place: named(Kind::Place),
        group: named(Kind::Group),
        event: named(Kind::Event),
        role: record.entities.iter().flat_map(|entity| &entity.roles).map(String::as_str).collect(),
        alias: record.entities.iter().flat_map(|entity| &entity.aliases).map(String::as_str).collect(),
        location: location.map(|at| Point { lat: at.lat, lon: at.lon }).collect(),
        quotes: record
            .quotes
            .iter()
            .map(|quote| Quote { text: &quote.text, speaker: quote.speaker.as_deref() })
            .collect(),
        keywords: &record.keywords,
    }
}

/// As RFC 3339 has it: '2017-09-05T17:21:00Z'.
fn moment(when: When) -> String {
    let (When::On(date) | When::Between(date, _)) = when;
    let Date { time, offset, .. } = date;
    let (hour, minute) = time.unwrap_or((0, 0));
    let minutes = i64::from(hour) * 60 + i64::from(minute) - i64::from(offset.unwrap_or(0));
    let day = date.first_day() + chrono::Duration::days(minutes.div_euclid(1440));
    let minutes = minutes.rem_euclid(1440);
    format!("{day}T{:02}:{:02}:00Z", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::export::Format;
    use crate::export::tests::{record, written};

    #[track_caller]
    fn check(when: &str, expected: &str) {
        assert_eq!(moment(when.parse().unwrap()), expected);
    }

    #[test]
    fn dates_are_moments() {
        check("2017-09-05T21:21+04:00", "2017-09-05T17:21:00Z");
        check("2017-09-05T01:00+04:00", "2017-09-04T21:00:00Z");
        check("2019-12-11T21:06", "2019-12-11T21:06:00Z");
        check("2021-05", "2021-05-01T00:00:00Z");
        check("2019-11-20/2020-01-03", "2019-11-20T00:00:00Z");
    }

    #[test]
    fn each_article_is_an_action_and_a_document() {
        let text = written(Format::Bulk, &[record(), record()]);
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 4);
        assert_eq!(lines[0]["index"]["_id"], lines[1]["id"]);
        assert_eq!(lines[1]["time"], "2020-05-03T00:00:00Z");
        assert_eq!(lines[1]["person"][0], "Oleg Petrov");
        let alone = written(Format::Documents, &[record()]);
        assert_eq!(serde_json::from_str::<Value>(&alone).unwrap(), lines[1]);
    }

    /// The settings know every field, and no other.
    #[test]
    fn the_indexes_have_the_fields_that_are_written() {
        let document = serde_json::to_value(document(&record())).unwrap();
        let written: BTreeSet<&str> = document.as_object().unwrap().keys().map(String::as_str).collect();
        let settings: Value =
            serde_json::from_str(include_str!("../../examples/engines/opensearch.json")).unwrap();
        let fields = settings["mappings"]["properties"].as_object().unwrap();
        assert_eq!(fields.keys().map(String::as_str).collect::<BTreeSet<_>>(), written);
        let quickwit = include_str!("../../examples/engines/quickwit.yaml");
        let names = quickwit.lines().filter_map(|line| line.strip_prefix("    - name: "));
        assert_eq!(names.collect::<BTreeSet<_>>(), written);
    }
}
