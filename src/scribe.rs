//! Writes one file for somebody to have: what is in the collection in a form that other
//! programs read, or as a case file.
//!
//! It takes articles some at a time and gives what it has written by then, so that
//! nowhere all of a large file is in memory at once.

use serde::{Deserialize, Serialize};

use crate::case::{App, Texts, Writer};
use crate::corpus::Reading;
use crate::export::{self, Format};
use crate::journal::{Journal, Work};
use crate::record::Record;

/// What is to be written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Job {
    /// In a form that other programs read, with stars, tags and notes or without.
    Form { format: Format, marks: bool },
    Case {
        app: AppSource,
        name: String,
        texts: Texts,
        /// All that somebody did to their collection, encoded.
        journal: Vec<u8>,
        /// Whether stars, tags and notes go along.
        marks: bool,
    },
}

/// What a case file's app is made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum AppSource {
    /// The page's own files, as [`App::of_page`] takes them.
    Page { shell: String, parts: Vec<(String, Vec<u8>)> },
    /// Another case file's.
    Case(App),
}

/// An article, and what the user did to it, which forms for other programs tell with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    pub reading: Reading,
    pub work: Work,
}

/// At work on one file.
pub enum Scribe {
    Form(export::Writer, bool),
    Case(Box<Writer>, Texts),
}

impl Scribe {
    /// Begins, and gives what stands before the first article. `None` where the app is none.
    pub fn begin(job: Job) -> Option<(Scribe, Vec<u8>)> {
        match job {
            Job::Form { format, marks } => {
                let writer = export::Writer::new(format);
                let mut out = String::new();
                // Spreadsheets take a table for one in the computer's old encoding where
                // nothing says that it is not.
                if let Format::Csv(_) = format {
                    out.push('\u{feff}');
                }
                writer.begin(&mut out);
                Some((Scribe::Form(writer, marks), out.into_bytes()))
            }
            Job::Case { app, name, texts, journal, marks } => {
                let app = match app {
                    AppSource::Page { shell, parts } => App::of_page(&shell, &parts)?,
                    AppSource::Case(app) => app,
                };
                let mut writer = Box::new(Writer::new(app, &name, texts));
                writer.archive().journal(Journal::decode(&journal).unwrap_or_default(), marks);
                let head = writer.take();
                Some((Scribe::Case(writer, texts), head))
            }
        }
    }

    /// Takes articles, and gives what it has written; `None` where one can't be written.
    pub fn add(&mut self, items: Vec<Item>) -> Option<Vec<u8>> {
        match self {
            Scribe::Form(writer, marks) => {
                let mut out = String::new();
                for Item { reading, work } in items {
                    let work = if *marks { work } else { work.without_marks() };
                    writer.add(&Record::worked(&reading.document, &work), &mut out);
                }
                Some(out.into_bytes())
            }
            Scribe::Case(writer, texts) => {
                for item in items {
                    writer.archive().article(item.reading, *texts).ok()?;
                }
                Some(writer.take())
            }
        }
    }

    /// Ends the file, and gives the rest of it.
    pub fn end(self) -> Option<Vec<u8>> {
        match self {
            Scribe::Form(writer, _) => {
                let mut out = String::new();
                writer.end(&mut out);
                Some(out.into_bytes())
            }
            Scribe::Case(writer, _) => writer.end().ok(),
        }
    }
}
