//! Articles in the forms that other programs read.
//!
//! A [`Writer`] takes one record after the other, so that a collection of any
//! size is written as it is read; what it gives is appended to a text. Every
//! form escapes what it must: a spreadsheet's formulas, markup, line ends.

mod annotations;
mod bulk;
mod citations;
mod markdown;
mod network;
mod tables;

use serde::{Deserialize, Serialize};

use crate::record::Record;
use network::Network;

/// The forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// One JSON object a line.
    JsonLines,
    /// One JSON array.
    Json,
    /// Comma-separated values, below a row of names (RFC 4180).
    Csv(Table),
    /// What citation managers import: RIS.
    Ris,
    /// What citation processors read: CSL JSON.
    Csl,
    /// To be read and printed.
    Markdown,
    /// Names, quotes and dates anchored by their words: W3C Web Annotation, JSON-LD.
    Annotations,
    /// Who is named beside whom: GEXF 1.3.
    Gexf,
    /// An action and a document a line each, for the `_bulk` interface of OpenSearch
    /// and Elasticsearch.
    Bulk,
    /// The documents alone, for engines that want no actions: Quickwit.
    Documents,
}

/// What a table has a row for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Table {
    #[default]
    Articles,
    /// An entity in an article.
    Entities,
    /// A place where an entity is named.
    Mentions,
    Quotes,
    Dates,
    /// A line that was dropped.
    Removed,
}

impl Format {
    /// What the names of files in this form end with, without a full stop.
    pub fn extension(self) -> &'static str {
        match self {
            Format::JsonLines => "jsonl",
            Format::Bulk | Format::Documents => "ndjson",
            Format::Json | Format::Csl => "json",
            Format::Csv(_) => "csv",
            Format::Ris => "ris",
            Format::Markdown => "md",
            Format::Annotations => "jsonld",
            Format::Gexf => "gexf",
        }
    }

    /// Its media type, as the IANA or the form's own standard has it.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::JsonLines => "application/jsonl",
            Format::Bulk | Format::Documents => "application/x-ndjson",
            Format::Json => "application/json",
            Format::Csv(_) => "text/csv;charset=utf-8",
            Format::Ris => "application/x-research-info-systems",
            Format::Csl => "application/vnd.citationstyles.csl+json",
            Format::Markdown => "text/markdown;charset=utf-8",
            Format::Annotations => "application/ld+json;profile=\"http://www.w3.org/ns/anno.jsonld\"",
            Format::Gexf => "application/gexf+xml",
        }
    }
}

/// Writes articles in one form.
#[derive(Debug)]
pub struct Writer {
    format: Format,
    n_written: usize,
    network: Network,
}

impl Writer {
    pub fn new(format: Format) -> Self {
        Writer { format, n_written: 0, network: Network::default() }
    }

    /// What stands before the first article.
    pub fn begin(&self, out: &mut String) {
        match self.format {
            Format::Json | Format::Csl => out.push('['),
            Format::Csv(table) => tables::names(table, out),
            Format::Annotations => out.push_str(annotations::HEAD),
            Format::JsonLines
            | Format::Ris
            | Format::Markdown
            | Format::Gexf
            | Format::Bulk
            | Format::Documents => {}
        }
    }

    /// Appends one article.
    pub fn add(&mut self, record: &Record, out: &mut String) {
        let is_first = self.n_written == 0;
        self.n_written += 1;
        match self.format {
            Format::JsonLines => {
                out.push_str(&json(record));
                out.push('\n');
            }
            Format::Bulk => {
                out.push_str(&json(&bulk::action(record)));
                out.push('\n');
                out.push_str(&json(&bulk::document(record)));
                out.push('\n');
            }
            Format::Documents => {
                out.push_str(&json(&bulk::document(record)));
                out.push('\n');
            }
            Format::Json => {
                out.push_str(if is_first { "\n" } else { ",\n" });
                out.push_str(&json(record));
            }
            Format::Csl => {
                out.push_str(if is_first { "\n" } else { ",\n" });
                out.push_str(&json(&citations::csl(record)));
            }
            Format::Csv(table) => tables::rows(table, record, out),
            Format::Ris => citations::ris(record, out),
            Format::Markdown => {
                out.push_str(if is_first { "" } else { "\n---\n\n" });
                markdown::article(record, out);
            }
            Format::Annotations => annotations::items(record, is_first, out),
            Format::Gexf => self.network.add(record),
        }
    }

    /// What stands behind the last article.
    pub fn end(self, out: &mut String) {
        match self.format {
            Format::Json | Format::Csl => out.push_str("\n]\n"),
            Format::Annotations => out.push_str("\n]}\n"),
            Format::Gexf => self.network.write(out),
            Format::JsonLines
            | Format::Csv(_)
            | Format::Ris
            | Format::Markdown
            | Format::Bulk
            | Format::Documents => {}
        }
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("records have text for keys and finite numbers")
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::corpus;
    use crate::ingest::SourceFile;
    use crate::record::{NoteRecord, TextRecord, YoursRecord};

    /// A record with something for each form.
    pub fn record() -> Record {
        let text = "Ferry *runs* again to the islands\n\n3 May 2020\n\nBy Ann Lee\n\n“We are back,” Oleg Petrov said in Vienna on \
                    Monday.\n\nThe harbour office in Vienna told Oleg Petrov that the ferry would run until 2021.\n";
        let file = SourceFile::new("a.txt", text.into());
        Record::from(&corpus::process(&file, corpus::Options::default()).unwrap())
    }

    /// The same with an address, a star, tags and notes.
    pub fn noted() -> Record {
        let record = record();
        let petrov =
            record.entities.iter().find(|entity| entity.text == "Oleg Petrov").unwrap().mentions[0].clone();
        let note = |text: &str, on: Option<&TextRecord>| NoteRecord {
            text: text.to_owned(),
            on: on.map(|words| words.text.clone()),
            start: on.map(|words| words.start),
            end: on.map(|words| words.end),
        };
        let notes = vec![note("Is that he?", Some(&petrov)), note("Ask again,\nin May", None)];
        let tags = vec!["=sea".to_owned(), "to read".to_owned()];
        let yours = YoursRecord {
            starred: true,
            tags,
            notes,
            corrected: Vec::new(),
            restored: vec![3],
            dropped: Vec::new(),
        };
        Record { yours: Some(yours), url: Some("https://post.example/ferry".to_owned()), ..record }
    }

    pub fn written(format: Format, records: &[Record]) -> String {
        let mut writer = Writer::new(format);
        let mut out = String::new();
        writer.begin(&mut out);
        records.iter().for_each(|record| writer.add(record, &mut out));
        writer.end(&mut out);
        out
    }

    #[test]
    fn json_is_what_it_says() {
        for n in 0..3 {
            let records = vec![record(); n];
            for format in [Format::Json, Format::Csl] {
                let list: Vec<serde_json::Value> = serde_json::from_str(&written(format, &records)).unwrap();
                assert_eq!(list.len(), n);
            }
            let annotations: serde_json::Value =
                serde_json::from_str(&written(Format::Annotations, &records)).unwrap();
            assert!(annotations["items"].as_array().unwrap().len() >= 3 * n);
            assert_eq!(written(Format::JsonLines, &records).lines().count(), n);
        }
    }
}
