//! Paths to files' bytes, in a stable order.

use std::fs::File;
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;
use std::thread;

use walkdir::{DirEntry, WalkDir};

use cuttings::case::{Carried, OTHER_VERSION, carried};
use cuttings::corpus::Reading;
use cuttings::ingest::bundle::columns::Columns;
use cuttings::ingest::bundle::{self, Manner};
use cuttings::ingest::{self, IngestError, Refusal, SourceFile, Unpacked, page, page_of, sizes};
use cuttings::journal::Event;
use cuttings::prepared::Part;
use cuttings::protocol::Unread;

use crate::outcomes::Failure;

/// A file's bytes, and the path that a message about it names.
#[derive(Debug)]
pub struct Opened {
    pub file: SourceFile,
    pub shown: String,
    /// What was read of it, where a case file has that.
    pub reading: Option<Box<Reading>>,
}

/// All that an input holds.
#[derive(Default)]
pub struct Held {
    pub files: Vec<Result<Opened, Failure>>,
    /// What was done to articles of a case file.
    pub events: Vec<Event>,
}

impl Held {
    fn take(&mut self, opened: bundle::Opened) {
        let bundle::Opened { files, questions } = opened;
        self.files.extend(files.into_iter().map(|Unpacked { shown, file }| match file {
            Ok(file) => Ok(Opened { file, shown, reading: None }),
            Err(error) => {
                let asked = questions.iter().find(|question| question.shown == shown);
                let hint = asked.map(|question| {
                    let columns = question.table.header.join(", ");
                    format!("; --columns text=… says which of them does: {columns}")
                });
                let mut why = Unread::from(error);
                why.reason.extend(hint);
                Err(Failure { path: shown, why })
            }
        }));
    }

    fn fail(&mut self, path: String, reason: String) {
        self.files.push(Err(Failure::new(path, reason)));
    }
}

/// Something on disk that holds one article, or an archive of many.
#[derive(Clone, Debug)]
pub enum Input {
    /// `name` is what the output calls it.
    File {
        path: PathBuf,
        name: String,
    },
    Stdin,
    /// A line of standard input, by its number from 1.
    Record(usize, String),
    /// Found while walking, and not to be read, or not to be had.
    Failed(Failure),
}

/// All that a path names.
pub fn walk_one(path: &Path) -> Vec<Input> {
    if path.is_dir() {
        walk_folder(path).collect()
    } else {
        vec![Input::File { path: path.to_owned(), name: path.display().to_string() }]
    }
}

/// Walks the paths in the order given; within a folder, in the order of
/// names. Hidden files, what browsers save beside pages, and READMEs that say what a
/// folder holds are left out, and so is `output`, which may stand among what is read.
pub fn walk<'a>(paths: &'a [PathBuf], output: Option<&Path>) -> impl Iterator<Item = Input> + 'a {
    let output = output.and_then(|path| path.canonicalize().ok());
    let is_output = move |input: &Input| match (input, &output) {
        (Input::File { path, .. }, Some(output)) => path.canonicalize().is_ok_and(|path| path == *output),
        _ => false,
    };
    let inputs = paths.iter().flat_map(|path| -> Box<dyn Iterator<Item = Input>> {
        if path == Path::new("-") {
            Box::new(std::iter::once(Input::Stdin))
        } else if path.is_dir() {
            Box::new(walk_folder(path))
        } else {
            Box::new(walk_one(path).into_iter())
        }
    });
    inputs.filter(move |input| !is_output(input))
}

/// Whether what is to be written is named among what is to be read: it would
/// be emptied before it is read.
pub fn is_among(paths: &[PathBuf], output: &Path) -> bool {
    let output = output.canonicalize();
    output.is_ok_and(|output| paths.iter().any(|path| path.canonicalize().is_ok_and(|path| path == output)))
}

fn walk_folder(root: &Path) -> impl Iterator<Item = Input> + '_ {
    let mut entries = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter();
    std::iter::from_fn(move || {
        loop {
            let entry = match entries.next()? {
                Ok(entry) => entry,
                Err(error) => {
                    let reason = error.io_error().map_or_else(|| error.to_string(), reason);
                    let path = error.path().unwrap_or(root).display().to_string();
                    return Some(Input::Failed(Failure::new(path, reason)));
                }
            };
            let is_folder = entry.file_type().is_dir();
            if let Some(why) = left_out(&entry) {
                if is_folder {
                    entries.skip_current_dir();
                }
                return Some(Input::Failed(Failure { path: entry.path().display().to_string(), why }));
            }
            if entry.file_type().is_file() {
                let name = entry.path().strip_prefix(root).unwrap_or(entry.path());
                return Some(Input::File { name: with_slashes(name), path: entry.path().to_owned() });
            }
        }
    })
}

/// Why a file or a folder, with all that is in it, is left out, where it is.
fn left_out(entry: &DirEntry) -> Option<Unread> {
    let name = entry.file_name().to_string_lossy();
    match () {
        () if entry.depth() == 0 => None,
        () if name.starts_with('.') => Some(IngestError::Hidden.into()),
        () if entry.file_type().is_dir() => {
            let inside = format!("{name}/");
            let saved = page_of(&inside)?;
            let beside = entry.path().parent()?.read_dir().ok()?.flatten();
            let mut names = beside.map(|other| other.file_name().to_string_lossy().into_owned());
            names.any(|other| page(&other) == Some(saved)).then(|| IngestError::Companion.into())
        }
        () if name == "README" || name == "README.md" => {
            let reason = "it says what the folder holds".to_owned();
            Some(Unread { reason, refusal: Refusal::Hidden })
        }
        () => None,
    }
}

fn with_slashes(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// What is opened of what is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// All, to the last article; those of case files come as they were read.
    Articles,
    /// Archives and case files, but no tables and mails: each is one file.
    Files,
    /// The same, and nothing is taken from a case file but its files.
    Plain,
}

/// An input's files: one, or the many of an archive, a mailbox, a table. Each
/// that can't be read is told by itself.
pub fn read(input: Input, how: How, columns: &[Columns]) -> Held {
    let manner = Manner { whole: how != How::Articles, decoder: decode, columns };
    let mut read = Held::default();
    let (name, shown, bytes) = match input {
        Input::Failed(failure) => {
            read.files.push(Err(failure));
            return read;
        }
        Input::Record(n, line) => {
            record(n, line, manner, &mut read);
            return read;
        }
        Input::Stdin => ("-".to_owned(), "-".to_owned(), bytes("-", io::stdin().lock(), None)),
        Input::File { path, name } => {
            let opened = File::open(&path).and_then(|file| Ok((file.metadata()?.len(), file)));
            let bytes = match opened {
                Ok((size, file)) => bytes(&name, file, Some(size)),
                Err(error) => Err(Unread::failed(reason(&error))),
            };
            (name, path.display().to_string(), bytes)
        }
    };
    let file = match bytes {
        Ok(bytes) => SourceFile::new(name, bytes),
        Err(why) => {
            read.files.push(Err(Failure { path: shown, why }));
            return read;
        }
    };
    match carried(&file.bytes).filter(|_| how != How::Plain) {
        Some(carried) => case(file, &shown, manner, carried, &mut read),
        None => read.take(bundle::unpack_all(file, &shown, manner)),
    }
    read
}

/// All bytes of a file, where its beginning doesn't tell that they are no text; one that
/// holds many may be as large as memory is.
fn bytes(name: &str, mut file: impl Read, size: Option<u64>) -> Result<Vec<u8>, Unread> {
    let failed = |error: io::Error| Unread::failed(reason(&error));
    let mut bytes = Vec::new();
    file.by_ref().take(sizes::HEAD as u64).read_to_end(&mut bytes).map_err(failed)?;
    if size.is_none_or(|size| size > sizes::SMALL) {
        sizes::judge(name, &bytes, size, u64::MAX)?;
    }
    file.read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// What a case file holds: articles as they were read, and what was done to them.
fn case(file: SourceFile, shown: &str, manner: Manner<'_>, carried: Carried, read: &mut Held) {
    let Carried { mut shelf, journal, is_lost } = carried;
    if is_lost {
        return read.fail(shown.to_owned(), OTHER_VERSION.to_owned());
    }
    match journal {
        Some(Ok(journal)) => read.events.extend_from_slice(journal.events()),
        Some(Err(error)) => {
            read.fail(shown.to_owned(), format!("what was done to its articles is not there: {error}"));
        }
        None => {}
    }
    for Unpacked { shown, file } in ingest::unpack(file, shown, decode) {
        let file = match file {
            Ok(file) => file,
            Err(error) => {
                read.files.push(Err(Failure { path: shown, why: error.into() }));
                continue;
            }
        };
        let Some(parts) = shelf.as_mut().and_then(|shelf| shelf.take_sound(&file)) else {
            read.take(bundle::unpack_all(file, &shown, manner));
            continue;
        };
        for Part { name, outcome } in parts {
            let shown = format!("{shown}{name}");
            match outcome {
                Ok(reading) => {
                    let (file, reading) = (file.clone(), Some(Box::new(reading)));
                    read.files.push(Ok(Opened { file, shown, reading }));
                }
                Err(reason) => read.fail(shown, reason),
            }
        }
    }
}

/// The article of a record, called as the record itself says, or else by its number.
fn record(n: usize, line: String, manner: Manner<'_>, read: &mut Held) {
    let shown = format!("-: {n}");
    let Ok(record) = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&line) else {
        return read.fail(shown, "it is no record".to_owned());
    };
    let name = record.get("file").and_then(|name| name.as_str()).map_or(format!("-/{n}"), str::to_owned);
    let manner = Manner { whole: false, ..manner };
    let mut opened = bundle::unpack_all(SourceFile::new("-.json", line.into_bytes()), &shown, manner);
    for Unpacked { file, .. } in &mut opened.files {
        if let Ok(file) = file {
            file.path.clone_from(&name);
        }
    }
    read.take(opened);
}

/// Paths that a list names, one a line or each ended by a NUL, as they come.
pub fn listed(list: Box<dyn BufRead + Send>, null: bool) -> impl Iterator<Item = PathBuf> + Send {
    let paths = list.split(if null { 0 } else { b'\n' }).map_while(Result::ok);
    let paths = paths.map(move |mut path| {
        if !null && path.ends_with(b"\r") {
            path.pop();
        }
        PathBuf::from(String::from_utf8_lossy(&path).into_owned())
    });
    paths.filter(|path| !path.as_os_str().is_empty())
}

/// What comes one by one, in batches of as many as are there, at most so many:
/// nothing waits for what comes after it.
pub fn as_they_come<T: Send + 'static>(
    items: impl Iterator<Item = T> + Send + 'static,
    most: usize,
) -> impl Iterator<Item = Vec<T>> {
    let (give, take) = sync_channel(most);
    // Ends with the items, or when nobody takes them any more.
    thread::spawn(move || items.map(|item| give.send(item)).take_while(Result::is_ok).count());
    std::iter::from_fn(move || {
        let mut batch = vec![take.recv().ok()?];
        batch.extend(take.try_iter().take(most - 1));
        Some(batch)
    })
}

/// Decodes bytes by the name of their encoding, as browsers do.
pub fn decode(label: &str, bytes: &[u8]) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label_no_replacement(label.as_bytes())?;
    Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

/// An operating system's error in the words of the other messages.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        _ => error.to_string(),
    }
}
