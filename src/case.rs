//! Writing a case file: one HTML file that opens from disk and holds the page
//! itself, articles, what was read of them, and what somebody made of them.
//!
//! ```text
//! shell, up to its mark      CSP with hashes, styles, "<!--carried-->"
//! the app, packed            <script type="application/octet-stream" id="worker.js">…
//! the archive, in pieces     <script type="application/octet-stream" class="archive">…
//! shell, from its mark       the page's script, and what starts it
//! ```
//!
//! The [archive](Archive) is what `cuttings pack` writes, so that other programs can
//! have the articles, too. What is marked `application/octet-stream` no browser
//! runs; all in it is base64, which has no markup.
//!
//! A case file is written by somebody who has the [`App`]: from the page's own files,
//! or from another case file.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use base64::prelude::{BASE64_STANDARD as STANDARD, Engine};
use miniz_oxide::deflate::compress_to_vec;
use serde::{Deserialize, Serialize};

use crate::ingest::case::{CLOSE, OPEN, is_case};
use crate::text::escaped;

mod archive;
mod handed;
mod texts;

pub use archive::{ABOUT, Archive, Carried, JOURNAL, OTHER_VERSION, carried, is_reduced};
pub use texts::{Texts, reduced};

/// Where in the shell everything is put that is carried along.
const CARRIED: &str = "<!--carried-->";

/// How hard the app is packed: it is the larger part of a small case file.
const LEVEL: u8 = 9;

/// So many bytes of the archive stand in one piece. A multiple of three, so that
/// pieces can be decoded one after the other; few enough that a page that takes
/// one off its document does not hang.
const PIECE: usize = 3 << 20;

/// A part of the app: what the shell calls it, and which of the page's files it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartName {
    pub id: String,
    pub file: String,
}

/// The parts that a shell wants, in the order of its own list:
/// `<!--app page.wasm=page-1_bg.wasm worker.js=worker-2.js-->`.
pub fn wanted(shell: &str) -> Vec<PartName> {
    let list = shell.split_once("<!--app ").and_then(|(_, rest)| rest.split_once("-->"));
    let words = list.map_or("", |(list, _)| list).split_whitespace();
    words
        .filter_map(|word| word.split_once('='))
        .map(|(id, file)| PartName { id: id.to_owned(), file: file.to_owned() })
        .collect()
}

/// All of a case file but its archive: it stands between the two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct App {
    before: Vec<u8>,
    after: Vec<u8>,
}

impl App {
    /// Of the page's own files: its shell, and the parts that are [`wanted`], in that order.
    /// `None` where the shell is none.
    pub fn of_page(shell: &str, parts: &[(String, Vec<u8>)]) -> Option<App> {
        let (before, after) = shell.split_once(CARRIED)?;
        let mut before = before.as_bytes().to_vec();
        // So that the case file can make another.
        let own = ("shell".to_owned(), shell.as_bytes().to_vec());
        for (id, bytes) in parts.iter().chain([&own]) {
            before
                .extend(format!("<script type=\"application/octet-stream\" id=\"{}\">", escaped(id)).bytes());
            before.extend(STANDARD.encode(compress_to_vec(bytes, LEVEL)).bytes());
            before.extend(CLOSE.bytes());
        }
        Some(App { before, after: after.as_bytes().to_vec() })
    }

    /// Of another case file; `None` where the file is none.
    pub fn of_case(bytes: &[u8]) -> Option<App> {
        let text = std::str::from_utf8(bytes).ok().filter(|_| is_case(bytes))?;
        let start = text.find(OPEN)?;
        let last = text.rfind(OPEN)?;
        let end = last + text[last..].find(CLOSE)? + CLOSE.len();
        Some(App { before: bytes[..start].to_vec(), after: bytes[end..].to_vec() })
    }

    /// Has the file be called so, where it says what it is called.
    fn called(&mut self, name: &str) {
        let name = escaped(name);
        for (before, after) in [("<title>", "</title>"), ("<meta name=\"case\" content=\"", "\">")] {
            let Ok(text) = std::str::from_utf8(&self.before) else { return };
            // The first: what stands behind it holds no markup.
            let Some(start) = text.find(before).map(|at| at + before.len()) else { continue };
            let Some(length) = text[start..].find(after) else { continue };
            self.before = [&text[..start], &name, &text[start + length..]].concat().into_bytes();
        }
    }
}

/// Writes a case file; what it has written can be taken at any time.
pub struct Writer {
    archive: Archive<Pieces>,
    out: Rc<RefCell<Output>>,
    after: Vec<u8>,
}

impl Writer {
    pub fn new(mut app: App, name: &str, texts: Texts) -> Writer {
        app.called(name);
        let out = Rc::new(RefCell::new(Output { written: app.before, waiting: Vec::new(), n_piece: 0 }));
        Writer { archive: Archive::new(Pieces(out.clone()), name, texts), out, after: app.after }
    }

    pub fn archive(&mut self) -> &mut Archive<Pieces> {
        &mut self.archive
    }

    /// What has been written since this was last asked.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out.borrow_mut().written)
    }

    /// Ends the file, and gives the rest of it.
    pub fn end(self) -> io::Result<Vec<u8>> {
        self.archive.end()?;
        let mut out = self.out.borrow_mut();
        out.give();
        if out.n_piece > 0 {
            out.written.extend(CLOSE.bytes());
        }
        out.written.extend(&self.after);
        Ok(std::mem::take(&mut out.written))
    }
}

struct Output {
    written: Vec<u8>,
    /// Not yet encoded: fewer than three bytes, mostly.
    waiting: Vec<u8>,
    /// How many bytes stand in the piece that is open; nought where none is.
    n_piece: usize,
}

impl Output {
    fn take(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            if self.n_piece + self.waiting.len() == PIECE {
                self.give();
                self.written.extend(CLOSE.bytes());
                self.n_piece = 0;
            }
            let room = PIECE - self.n_piece - self.waiting.len();
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.waiting.extend_from_slice(now);
            bytes = later;
            let whole = self.waiting.len() / 3 * 3;
            let rest = self.waiting.split_off(whole);
            self.give();
            self.waiting = rest;
        }
    }

    /// Encodes what waits.
    fn give(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        if self.n_piece == 0 {
            self.written.extend(OPEN.bytes());
        }
        self.n_piece += self.waiting.len();
        self.written.extend(STANDARD.encode(&self.waiting).bytes());
        self.waiting.clear();
    }
}

/// Where the archive goes: as text, in pieces.
pub struct Pieces(Rc<RefCell<Output>>);

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().take(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{self, SourceFile, case::MARK};

    const SHELL: &str = "<!doctype html>\n<!-- Cuttings case file, form 1: a -->\n<!--app a.wasm=a-1.wasm-->\
        <title>Cuttings</title>\n<!--carried-->\n<script>run()</script>\n";

    fn app() -> App {
        let parts: Vec<_> = wanted(SHELL).into_iter().map(|part| (part.id, vec![7; 100])).collect();
        assert_eq!(parts[0].0, "a.wasm");
        App::of_page(SHELL, &parts).unwrap()
    }

    fn written(app: App, texts: &[&str]) -> Vec<u8> {
        let mut writer = Writer::new(app, "Harbour & <b>", Texts::Full);
        let mut bytes = writer.take();
        for (n, text) in texts.iter().enumerate() {
            let file = SourceFile::new(format!("{n}.txt"), text.as_bytes().to_vec());
            writer.archive().add(&file, Vec::new()).unwrap();
            bytes.extend(writer.take());
        }
        bytes.extend(writer.end().unwrap());
        bytes
    }

    #[test]
    fn what_is_written_is_read() {
        assert!(SHELL.contains(MARK));
        let bytes = written(app(), &["The ferry runs.", "The mill opens."]);
        let text = std::str::from_utf8(&bytes).unwrap();
        assert!(
            text.contains("<title>Harbour &amp; &lt;b&gt;</title>")
                && text.ends_with("<script>run()</script>\n")
        );
        let files = ingest::unpack(SourceFile::new("a.html", bytes.clone()), "a.html", |_, _| None);
        let shown: Vec<&str> = files.iter().map(|file| file.shown.as_str()).collect();
        assert_eq!(shown, ["a.html: 0.txt", "a.html: 1.txt"]);
        assert_eq!(files[1].file.as_ref().unwrap().bytes, b"The mill opens.");
        // Another is made of it.
        assert_eq!(written(App::of_case(&bytes).unwrap(), &["The ferry runs.", "The mill opens."]), bytes);
        assert_eq!(App::of_case(b"<title>a</title>"), None);
    }

    #[test]
    fn a_large_archive_is_in_pieces() {
        let mut out = Output { written: Vec::new(), waiting: Vec::new(), n_piece: 0 };
        let bytes: Vec<u8> = (0..PIECE as u32 * 2 + 5).map(|n| (n * 7 % 251) as u8).collect();
        bytes.chunks(1_000_001).for_each(|some| out.take(some));
        out.give();
        let text = String::from_utf8(out.written).unwrap() + CLOSE;
        assert_eq!(text.matches(OPEN).count(), 3);
        assert_eq!(ingest::case::pieces(text.as_bytes()), Some(bytes));
    }
}
