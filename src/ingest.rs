//! Bytes to [`RawArticle`]s: archives unpacked, text decoded.

mod archive;
pub mod bundle;
pub mod case;
mod companions;
mod decode;
mod foreign;
mod head;
mod likely;
mod pasted;
pub mod sizes;

use std::collections::HashSet;
use std::fmt;

pub use archive::{entry, hidden};
pub use companions::{page, page_of};
pub use decode::{Decoder, decode};
pub use foreign::{by_shape, by_signature};
pub use head::{Head, Label};
pub use pasted::is_markup;
use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_64;

use crate::article::{ArticleId, RawArticle};

/// A file's bytes and the path they came under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// As given, relative to the folder or archive.
    pub path: String,
    pub bytes: Vec<u8>,
    /// What its carrier says of it, where it came in one.
    pub head: Head,
}

impl SourceFile {
    /// A file that came by itself.
    pub fn new(path: impl Into<String>, bytes: Vec<u8>) -> Self {
        SourceFile { path: path.into(), bytes, head: Head::default() }
    }

    /// The same file, of which its carrier says no more than where it was found.
    pub fn found_at(self, address: Option<String>) -> Self {
        SourceFile { head: Head { address, ..Head::default() }, ..self }
    }

    /// The same file under another path.
    pub fn called(self, path: &str) -> Self {
        SourceFile { path: path.to_owned(), ..self }
    }
}

/// Why a file could not be read. The message names no file: whoever reports it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IngestError {
    /// A hidden file, or all in a hidden folder.
    Hidden,
    /// What a browser saved beside a page.
    Companion,
    Empty,
    /// A saved page that shows no word.
    NoWords,
    /// A page that only says which other files its parts are in.
    Frames,
    NotText,
    /// Of a known format that is not read; says which.
    Foreign(&'static str),
    /// The archive itself can't be read.
    BrokenArchive,
    /// Not all of a case file is there: a download broke off.
    CutCase,
    /// One entry of an archive can't be read.
    BrokenEntry,
    Encrypted,
    UnknownCompression,
    NestedArchive,
    /// An entry unpacks to more than an article can be.
    TooBig,
    /// A file has more bytes than one article can have.
    LargeArticle {
        size: u64,
        most: u64,
    },
    /// A file that holds many has more bytes than there is room for.
    LargeBundle {
        size: u64,
        most: u64,
    },
    /// An archive ends before all of it has come.
    RestBroken,
    /// An archive unpacks to more than is taken of it.
    RestTooBig,
    /// The archive holds more files than are read.
    TooMany,
    BrokenRecord,
    BrokenTable,
    BrokenMail,
    /// An archive, a table or a mailbox without anything in it.
    Nothing,
    /// A record without a text.
    NoArticle,
    /// A table without a column that is known to hold texts.
    NoColumn,
    /// A table without a column that somebody has chosen.
    LacksColumn,
}

impl fmt::Display for IngestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            IngestError::Foreign(what) => return write!(f, "it is {what}, not a page or its text"),
            IngestError::LargeArticle { size, most } => {
                let (size, most) = (sizes::size(*size), sizes::size(*most));
                return write!(
                    f,
                    "it has {size}, and one article is read up to {most}: cut it, or name it by what it holds (.jsonl, .csv, .mbox, .zip)"
                );
            }
            IngestError::LargeBundle { size, most } => {
                let (size, most) = (sizes::size(*size), sizes::size(*most));
                return write!(
                    f,
                    "it has {size}, and the page reads up to {most} at once: cut it into several, or use the command line"
                );
            }
            IngestError::RestBroken => "the rest of it is left out: the archive is broken there",
            IngestError::RestTooBig => "the rest of it is left out: it unpacks to too much",
            IngestError::Hidden => "it is hidden",
            IngestError::Companion => "it belongs to a saved page",
            IngestError::Empty => "the file is empty",
            IngestError::NoWords => "the page has no text: without its scripts it shows nothing",
            IngestError::Frames => "the page is a set of frames: its text is in other files",
            IngestError::NotText => "the file is not text",
            IngestError::BrokenArchive => "the archive is broken",
            IngestError::CutCase => "the case file is not complete",
            IngestError::BrokenEntry => "it is broken within the archive",
            IngestError::Encrypted => "it is encrypted",
            IngestError::UnknownCompression => "its compression is not known",
            IngestError::NestedArchive => "it is an archive within an archive",
            IngestError::TooBig => "it unpacks to too much",
            IngestError::TooMany => "the archive holds too many files",
            IngestError::BrokenRecord => "it is no JSON that can be read",
            IngestError::BrokenTable => "it is no table that can be read",
            IngestError::BrokenMail => "it is no mail that can be read",
            IngestError::Nothing => "it holds nothing that can be read",
            IngestError::NoArticle => "none of its fields holds the text of an article",
            IngestError::NoColumn => "none of its columns is known to hold texts",
            IngestError::LacksColumn => "it lacks a column that was chosen",
        })
    }
}

impl std::error::Error for IngestError {}

impl IngestError {
    /// What that means for the file.
    pub fn refusal(self) -> Refusal {
        match self {
            IngestError::Hidden => Refusal::Hidden,
            IngestError::Companion => Refusal::Companion,
            IngestError::Empty | IngestError::NotText | IngestError::Foreign(_) => Refusal::Skipped,
            _ => Refusal::Failed,
        }
    }
}

/// How it comes that a file is no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// Nobody meant it: it is hidden.
    Hidden,
    /// Nobody meant it: a browser saved it beside a page.
    Companion,
    /// It holds no text: it is empty, a picture, a film, a font, a program.
    Skipped,
    /// It should be one, and can't be read.
    Failed,
}

/// Reads one article from one file's bytes, which must be Unicode.
pub fn ingest(file: &SourceFile) -> Result<RawArticle, IngestError> {
    ingest_by(file, |_, _| None)
}

/// Reads one article from one file's bytes, in any encoding that `decoder` knows.
pub fn ingest_by(file: &SourceFile, decoder: Decoder) -> Result<RawArticle, IngestError> {
    by_signature(&file.bytes)?;
    let text = decode::decode(&file.bytes, decoder)?;
    Ok(RawArticle { file: file.path.clone(), id: id(&file.bytes), text })
}

/// The id of an article that came as these bytes.
pub fn id(bytes: &[u8]) -> ArticleId {
    ArticleId(format!("{:016x}", XxHash3_64::oneshot(bytes)))
}

/// Whether a file is a saved page: by its name, or by how it begins.
pub fn is_html(file: &SourceFile) -> bool {
    const HEAD: usize = 1024;
    const NAMES: [&str; 4] = [".html", ".htm", ".xhtml", ".shtml"];
    const STARTS: [&str; 3] = ["<!doctype html", "<html", "<head"];
    let name = file.path.to_ascii_lowercase();
    if NAMES.iter().any(|ending| name.ends_with(ending)) {
        return true;
    }
    // Characters of two bytes have a null byte in each that is ASCII.
    let head = file.bytes.iter().take(HEAD).filter(|b| **b != 0 && b.is_ascii());
    let head: String = head.map(|b| char::from(b.to_ascii_lowercase())).collect();
    let mut rest = head.trim_start();
    while let Some(end) = rest.strip_prefix("<!--").and_then(|r| r.find("-->").map(|at| at + 7)) {
        rest = rest[end..].trim_start();
    }
    if let Some(end) = rest.strip_prefix("<?xml").and_then(|r| r.find("?>")) {
        rest = rest[end + 7..].trim_start();
    }
    STARTS.iter().any(|start| rest.starts_with(start))
}

/// What came out of a file: itself, or an entry of the archive that it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpacked {
    /// What messages call it: an entry with its archive, 'dump.zip: news/1.txt'.
    pub shown: String,
    pub file: Result<SourceFile, IngestError>,
}

/// A file's articles: the file itself, or what its archive holds; a case file is an archive. `shown` is
/// what messages call the file. An entry that can't be read is told by itself;
/// the others still come. Names within an archive may be in an old encoding, too.
pub fn unpack(file: SourceFile, shown: &str, decoder: Decoder) -> Vec<Unpacked> {
    if let Err(error) = by_signature(&file.bytes) {
        return vec![Unpacked { shown: shown.to_owned(), file: Err(error) }];
    }
    let held = match case::archive(&file.bytes).transpose() {
        Ok(held) => held,
        Err(error) => return vec![Unpacked { shown: shown.to_owned(), file: Err(error) }],
    };
    if held.is_none() && !archive::is_zip(&file.bytes) {
        return vec![Unpacked { shown: shown.to_owned(), file: Ok(file) }];
    }
    told(archive::unpack(held.as_deref().unwrap_or(&file.bytes), &file.path, decoder), shown, &file.path)
}

/// [`unpack`] of an archive that Cuttings wrote: the page's own articles, or what a
/// [case file](case::archive) holds.
pub fn unpack_ours(archive: &[u8], shown: &str) -> Vec<Unpacked> {
    told(archive::unpack_ours(archive, shown), shown, shown)
}

/// What came out of the archive at `path`, each file called by its place in it.
fn told(
    entries: Vec<Result<SourceFile, (String, IngestError)>>,
    shown: &str,
    archive: &str,
) -> Vec<Unpacked> {
    let named = |path: &str| if path == archive { shown.to_owned() } else { format!("{shown}: {path}") };
    let mut files: Vec<Unpacked> = entries
        .into_iter()
        .map(|entry| match entry {
            Ok(entry) => Unpacked { shown: named(&entry.path), file: Ok(entry) },
            Err((path, error)) => Unpacked { shown: named(&path), file: Err(error) },
        })
        .collect();
    leave_out_companions(&mut files);
    files
}

/// Of an archive's files those that a browser saved beside a page among them are none.
fn leave_out_companions(files: &mut [Unpacked]) {
    let pages: HashSet<String> =
        files.iter().filter_map(|file| page(&file.shown)).map(str::to_owned).collect();
    for file in files {
        if page_of(&file.shown).is_some_and(|page| pages.contains(page)) {
            file.file = Err(IngestError::Companion);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_from_text() {
        for (path, bytes, expected) in [
            ("a.html", "Ferry runs again", true),
            ("A.HTM", "", true),
            ("a.txt", "\u{feff}\n<!-- saved -->\n<!DOCTYPE HTML><p>", true),
            ("-", "<?xml version=\"1.0\"?>\n<html>", true),
            ("a.txt", "The tag <html> opens a page.", false),
            ("a.txt", "", false),
        ] {
            assert_eq!(is_html(&SourceFile::new(path, bytes.into())), expected, "{path} {bytes}");
        }
    }

    #[test]
    fn what_a_browser_saved_beside_a_page_is_left_out() {
        let file =
            |shown: &str| Unpacked { shown: shown.into(), file: Ok(SourceFile::new(shown, Vec::new())) };
        let mut files =
            ["a.zip: mill.html", "a.zip: mill_files/frame.html", "a.zip: tug_files/a.txt"].map(file);
        leave_out_companions(&mut files);
        let errors: Vec<Option<IngestError>> = files.into_iter().map(|file| file.file.err()).collect();
        assert_eq!(errors, [None, Some(IngestError::Companion), None]);
    }

    #[test]
    fn ids_are_of_the_bytes_alone() {
        let file = |path: &str, text: &str| SourceFile::new(path, text.into());
        let id = |f: SourceFile| ingest(&f).unwrap().id.0;
        assert_eq!(id(file("a", "tug")), id(file("b", "tug")));
        assert_ne!(id(file("a", "tug")), id(file("a", "mole")));
        assert_eq!(id(file("a", "tug")).len(), 16);
    }
}
