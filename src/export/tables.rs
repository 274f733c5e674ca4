//! Rows of comma-separated values.

use crate::article::Kind;
use crate::record::Record;

use super::Table;

/// The row of names.
pub fn names(table: Table, out: &mut String) {
    let names: &[&str] = match table {
        Table::Articles => &[
            "file",
            "id",
            "title",
            "summary",
            "published",
            "published_inferred",
            "byline",
            "source",
            "sections",
            "dateline",
            "language",
            "people",
            "organizations",
            "places",
            "groups",
            "events",
            "dates",
            "keywords",
            "captions",
            "body",
            "starred",
            "tags",
            "notes",
            "url",
        ],
        Table::Entities => &[
            "file",
            "id",
            "published",
            "type",
            "name",
            "mentions",
            "aliases",
            "roles",
            "lat",
            "lon",
            "country",
        ],
        Table::Mentions => &["file", "id", "type", "name", "start", "end", "text"],
        Table::Quotes => &["file", "id", "published", "speaker", "kind", "cue", "start", "end", "text"],
        Table::Dates => &["file", "id", "value", "start", "end", "text"],
        Table::Removed => &["file", "id", "line", "reason", "confidence", "text"],
    };
    row(names.iter().map(|name| (*name).to_owned()), out);
}

/// One article's rows. Lists are joined by '; ', paragraphs by a blank line.
pub fn rows(table: Table, record: &Record, out: &mut String) {
    let head = || [record.file.clone(), record.id.clone()].into_iter();
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    match table {
        Table::Articles => row(head().chain(article(record)), out),
        Table::Entities => record.entities.iter().for_each(|entity| {
            let place = entity.place.as_ref();
            let cells = [
                text(&record.published),
                type_of(entity.kind),
                entity.text.clone(),
                entity.mentions.len().to_string(),
                entity.aliases.join("; "),
                entity.roles.join("; "),
                place.map_or_else(String::new, |place| place.lat.to_string()),
                place.map_or_else(String::new, |place| place.lon.to_string()),
                place.map_or_else(String::new, |place| place.country.clone()),
            ];
            row(head().chain(cells), out);
        }),
        Table::Mentions => record.entities.iter().for_each(|entity| {
            for mention in &entity.mentions {
                let range = [mention.start.to_string(), mention.end.to_string(), mention.text.clone()];
                row(head().chain([type_of(entity.kind), entity.text.clone()]).chain(range), out);
            }
        }),
        Table::Quotes => record.quotes.iter().for_each(|quote| {
            let cells = [
                text(&record.published),
                text(&quote.speaker),
                quote.kind.to_owned(),
                text(&quote.cue),
                quote.start.to_string(),
                quote.end.to_string(),
                quote.text.clone(),
            ];
            row(head().chain(cells), out);
        }),
        Table::Dates => record.dates.iter().for_each(|date| {
            let range = [date.start.to_string(), date.end.to_string(), date.text.clone()];
            row(head().chain([text(&date.value)]).chain(range), out);
        }),
        Table::Removed => record.removed.iter().for_each(|line| {
            let reason = super::json(&line.reason).trim_matches('"').to_owned();
            let cells = [line.line.to_string(), reason, line.confidence.to_string(), line.text.clone()];
            row(head().chain(cells), out);
        }),
    }
}

/// One cell a column, from the third on.
fn article(record: &Record) -> [String; 22] {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let names = |kind: Kind| {
        let names: Vec<&str> =
            record.entities.iter().filter(|e| e.kind == kind).map(|e| e.text.as_str()).collect();
        names.join("; ")
    };
    let notes: Vec<String> = record.notes().iter().map(|note| note.told()).collect();
    let dates: Vec<&str> = record.dates.iter().filter_map(|d| d.value.as_deref()).collect();
    [
        text(&record.title),
        text(&record.summary),
        text(&record.published),
        text(&record.published_inferred),
        text(&record.byline),
        text(&record.source),
        record.sections.join("; "),
        record.dateline.as_ref().map(|d| d.text.clone()).unwrap_or_default(),
        text(&record.language),
        names(Kind::Person),
        names(Kind::Organization),
        names(Kind::Place),
        names(Kind::Group),
        names(Kind::Event),
        dates.join("; "),
        record.keywords.join("; "),
        record.captions.join("\n\n"),
        record.body.join("\n\n"),
        if record.is_starred() { "yes".to_owned() } else { String::new() },
        record.tags().join("; "),
        notes.join("\n\n"),
        text(&record.url),
    ]
}

/// A kind as the records name it.
pub fn type_of(kind: Kind) -> String {
    super::json(&kind).trim_matches('"').to_owned()
}

fn row(cells: impl Iterator<Item = String>, out: &mut String) {
    for (n, cell) in cells.enumerate() {
        if n > 0 {
            out.push(',');
        }
        push_cell(&cell, out);
    }
    out.push_str("\r\n");
}

/// A cell, in quotation marks where it must be. What begins like a formula gets
/// an apostrophe before it, as spreadsheets write text themselves; a number is
/// none, whatever its sign.
fn push_cell(cell: &str, out: &mut String) {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    let quoted =
        formula || cell.contains([',', '"', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ');
    if quoted {
        out.push('"');
    }
    if formula {
        out.push('\'');
    }
    if quoted {
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{noted, record, written};
    use super::super::{Format, Table};
    use super::*;

    /// As a reader of others has it.
    fn read(text: &str) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn every_table_is_read_back() {
        let record = record();
        for (table, n_rows) in [
            (Table::Articles, 1),
            (Table::Entities, record.entities.len()),
            (Table::Mentions, record.entities.iter().map(|e| e.mentions.len()).sum()),
            (Table::Quotes, record.quotes.len()),
            (Table::Dates, record.dates.len()),
            (Table::Removed, record.removed.len()),
        ] {
            let rows = read(&written(Format::Csv(table), std::slice::from_ref(&record)));
            assert_eq!(rows.len(), n_rows + 1, "{table:?}");
            assert!(rows[1..].iter().all(|row| row[0] == "a.txt" && row[1] == record.id), "{table:?}");
        }
        let rows = read(&written(Format::Csv(Table::Articles), std::slice::from_ref(&record)));
        assert_eq!(rows[1][19], record.body.join("\n\n"));
        assert_eq!(rows[0].last().unwrap(), "url");
        assert!(rows[1][20..].iter().all(String::is_empty));
        let rows = read(&written(Format::Csv(Table::Articles), &[noted()]));
        let told = "“Oleg Petrov”: Is that he?\n\nAsk again,\nin May";
        assert_eq!(rows[1][20..], ["yes", "'=sea; to read", told, "https://post.example/ferry"]);
    }

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("@here", "'@here"),
            ("-52.5", "-52.5"),
            ("- and so on", "'- and so on"),
            ("a \"b\"\nc", "a \"b\"\nc"),
            ("", ""),
        ] {
            let mut out = String::new();
            row([cell.to_owned(), "x".to_owned()].into_iter(), &mut out);
            assert_eq!(read(&out), [[expected, "x"]], "{cell}");
        }
    }
}
