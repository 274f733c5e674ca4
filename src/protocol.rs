//! What the page and its worker say to each other.
//!
//! The page asks, the worker answers; every request has a number that its
//! answers repeat, so that stale answers can be dropped. Messages are encoded
//! with postcard: plain enums and structs only.

use serde::{Deserialize, Serialize};

use crate::article::Document;
use crate::books::{Book, Wanted};
use crate::case::Texts;
use crate::corpus::Yours;
use crate::export::Format;
use crate::ingest::bundle::columns::{Asked, Field};
use crate::ingest::{IngestError, Refusal};
use crate::journal::{Act, Event, EventId, Work};
use crate::query::{Query, Results, Row, Suggestion};
use crate::text::Span;

pub mod keeping;
pub mod parted;
#[cfg(feature = "web")]
mod postcard;
#[cfg(feature = "web")]
pub use postcard::{Beside, Postcard};

/// Something to read, by an address of the page's own origin that the worker may fetch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Path as it will be shown and stored.
    pub path: String,
    pub url: String,
}

/// What is to be exported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum What {
    /// All, in the collection's order.
    All,
    /// What a query finds, in its order.
    Found(Query),
    /// The one with this id.
    One(String),
}

/// As what it is exported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Form {
    For(Format),
    Case { name: String, texts: Texts },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Read, clean, extract and index these; answered by `Progress` as it
    /// goes and one `Imported` at the end. Archives (.zip) are unpacked; what the
    /// page's own, `bundled`, were [prepared](crate::prepared) with is believed.
    /// With `more`, [`Files`](Request::Files) of the same number follow.
    Import { number: u32, sources: Vec<Source>, bundled: bool, more: bool },
    /// Files that the reader of the page has chosen, for an import that has begun:
    /// some at a time, all but the last with `more`. `files` is an array of as many
    /// as there are paths.
    #[cfg(feature = "web")]
    /// `hidden` are paths that were left out because they are hidden.
    Files { number: u32, paths: Vec<String>, files: Beside, hidden: Vec<String>, more: bool },
    /// Stop the import of that number, what is done is kept; or the export.
    Cancel { number: u32 },
    /// Answered by `Found`, with the first `rows` rows.
    Search { number: u32, query: Query, rows: u32 },
    /// What the last word of a query's text may become. Answered by `Suggested`.
    Suggest { number: u32, text: String },
    /// More rows of an answer, by position. Answered by `Rows`.
    Rows { number: u32, query: Query, articles: Vec<u32> },
    /// One whole document, by id, with the hits of this query in it. Answered by `Opened`.
    Open { number: u32, id: String, query: Query },
    /// The first `rows` rows of a book of the query's articles. Answered by `Book`.
    Book { number: u32, query: Query, wanted: Wanted, rows: u32 },
    /// Articles as a file to have. Answered by `Writing` as it goes, and by `Written`,
    /// or where that can't be by `NotWritten`. While articles are to be read anew, after that.
    /// `marks`: with stars, tags and notes.
    Export { number: u32, what: What, form: Form, marks: bool },
    /// Files may come soon: get ready to read them.
    Prepare,
    /// The user does this. Answered by `Yours`, as are the next two.
    Act { acts: Vec<Act> },
    /// Undo these; with none, the last that was done.
    Undo { events: Vec<EventId> },
    /// Do again what was undone last.
    Redo,
    /// The journal as JSON Lines. Answered by `Journal`.
    WriteJournal,
    /// About what is kept in the browser.
    Keep(keeping::Ask),
    /// What became of the files of the latest import of the reader's own, and of those that were
    /// read because it had asked about them, from this one on.
    /// Answered by `Outcomes`.
    Outcomes { from: u32 },
    /// All of that as text, a line a file. Answered by `OutcomesText`.
    OutcomesText,
    /// What the columns of the first of the [open tables](Reply::Tables) hold: its files, and all
    /// that are like it, are imported under this number. Where nothing is chosen they are
    /// left alone, and no import comes of it. Answered by `Tables`, too.
    Choose { number: u32, chosen: Vec<(Field, String)> },
    /// Of a collection in parts: fetch again what did not arrive, and what was not fetched
    /// unasked.
    GoOn,
}

/// Tables of which it is not known what they hold, all with the same columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub asked: Asked,
    /// What messages call each.
    pub paths: Vec<String>,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    pub path: String,
    pub fate: Fate,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    Added,
    /// Of its article a part was there, and is whole now.
    Filled,
    /// The article of this path has the same bytes.
    Same(String),
    /// It was not to be read, and why.
    Skipped(String),
    /// It can't be read, and why.
    Failed(String),
}

/// Why a file is no article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    pub reason: String,
    pub refusal: Refusal,
}

impl From<IngestError> for Unread {
    fn from(error: IngestError) -> Unread {
        Unread { reason: error.to_string(), refusal: error.refusal() }
    }
}

impl Unread {
    /// It should have been one.
    pub fn failed(reason: impl Into<String>) -> Unread {
        Unread { reason: reason.into(), refusal: Refusal::Failed }
    }

    pub fn fate(self) -> Fate {
        match self.refusal {
            Refusal::Failed => Fate::Failed(self.reason),
            _ => Fate::Skipped(self.reason),
        }
    }
}

/// What has just been done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Did {
    Done(Event),
    Undone(Event),
    Redone(Event),
}

/// A stage that the worker times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    Clean,
    Extract,
    Index,
    Search,
}

/// A stretch of time, or the sum of several: when the first began, in
/// milliseconds of Unix time (0 where there was none), and how long they took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lap {
    pub start: f64,
    pub duration: f64,
}

impl Lap {
    pub fn add(&mut self, lap: Lap) {
        if self.start == 0.0 {
            self.start = lap.start;
        }
        self.duration += lap.duration;
    }
}

/// How long a stage took in the worker, for the page's own timeline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Timing {
    pub stage: Stage,
    /// When it began, in milliseconds of Unix time.
    pub start: f64,
    /// Milliseconds. A stage that goes article by article is the sum of its parts.
    pub duration: f64,
    pub articles: u32,
    pub bytes: u32,
}

/// A file that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    pub path: String,
    pub reason: String,
}

/// An import that has ended.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Imported {
    pub number: u32,
    pub added: u32,
    /// Files that were there already.
    pub same: u32,
    /// Those that belong to a saved page.
    pub companions: u32,
    /// Those that are hidden, a folder as one.
    pub hidden: u32,
    /// Milliseconds.
    pub took: u32,
    pub cancelled: bool,
    pub failures: Vec<Failure>,
    pub timings: Vec<Timing>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// `done` of `total` files are in the collection or have failed.
    Progress {
        number: u32,
        done: u32,
        total: u32,
        /// Milliseconds so far.
        took: u32,
    },
    Imported(Imported),
    Found {
        number: u32,
        results: Results,
        rows: Vec<Row>,
        timing: Timing,
    },
    Rows {
        number: u32,
        rows: Vec<Row>,
    },
    Suggested {
        number: u32,
        suggestions: Vec<Suggestion>,
    },
    /// `None` where no article has that id.
    Opened {
        number: u32,
        document: Option<Box<Document>>,
        /// The query's hits, into the article's text, in order, apart from each other.
        highlights: Vec<Span>,
        /// What the user did to it.
        work: Work,
    },
    Book {
        number: u32,
        book: Box<Book>,
    },
    /// `done` of `total` articles are written.
    Writing {
        number: u32,
        done: u32,
        total: u32,
    },
    #[cfg(feature = "web")]
    Written {
        number: u32,
        /// A `Blob`.
        file: Beside,
    },
    /// An export has failed, for that reason, or was cancelled without one.
    NotWritten {
        number: u32,
        reason: Option<String>,
    },
    /// Articles have been read anew: more is known of them now.
    Reread,
    /// Nothing is left to be done: no article will be read anew until others come.
    Settled,
    /// How the user's work stands, and what has just been done, in order.
    Yours {
        yours: Box<Yours>,
        did: Vec<Did>,
    },
    /// `None` where the part that writes it did not arrive.
    Journal {
        lines: Option<String>,
    },
    /// A file was a journal: so many events of it were new, and so many lines no events.
    Merged {
        path: String,
        n_added: u32,
        n_bad: u32,
    },
    /// About what is kept in the browser.
    Kept(keeping::Told),
    /// Some outcomes, from that one on, of so many.
    Outcomes {
        from: u32,
        outcomes: Vec<Outcome>,
        n_outcomes: u32,
    },
    OutcomesText(String),
    /// The tables that are open now, whenever that changes.
    Tables(Vec<Table>),
    /// How it stands with a collection in parts, whenever that changes; `None` where it is none.
    Parted(Option<parted::Stand>),
    /// That can't be done with a collection in parts.
    Cannot,
}
