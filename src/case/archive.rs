//! The archive that carries a collection: a zip with the files, and what was read of
//! them beside, under names that hide it from who wants the files alone.

use std::collections::BTreeSet;
use std::io::{self, Write};

use miniz_oxide::deflate::compress_to_vec;
use rawzip::{CompressionMethod, ZipArchiveWriter};

use super::handed::{Here, handed};
use super::texts::{Texts, reduced};
use crate::corpus::Reading;
use crate::ingest::bundle::holds_files;
use crate::ingest::{self, SourceFile, case};
use crate::journal::{Journal, NotAJournal};
use crate::prepared::{self, Part, Shelf};

/// Where the journal stands, encoded.
pub const JOURNAL: &str = ".cuttings/journal";
/// Where it is said, in plain words, what the archive holds.
pub const ABOUT: &str = ".cuttings/case";

/// Why parts of articles can't be shown that another version has read.
pub const OTHER_VERSION: &str = "another version of Cuttings has made it, and it holds no full texts";

/// How hard files are packed.
const LEVEL: u8 = 6;

/// Writes an archive: files one by one, then what was read of them. The same files
/// give the same bytes: entries carry no time of day.
pub struct Archive<W> {
    zip: ZipArchiveWriter<W>,
    names: BTreeSet<String>,
    read: Vec<u8>,
    here: Here,
    journal: Journal,
    texts: Texts,
    /// Whether stars, tags and notes go along.
    marks: bool,
    /// What it says of itself; nothing where it is only a page's own.
    about: String,
    n_articles: usize,
}

impl<W: Write> Archive<W> {
    /// Of a collection called so.
    pub fn new(to: W, name: &str, texts: Texts) -> Archive<W> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let about = format!("name: {name}\ntexts: {}\n", texts.key());
        Archive { about, texts, ..Archive::plain(to) }
    }

    /// One without a name.
    pub fn plain(to: W) -> Archive<W> {
        let zip = ZipArchiveWriter::new(to);
        Archive {
            zip,
            names: BTreeSet::new(),
            read: prepared::encode([]),
            here: Here::default(),
            journal: Journal::default(),
            texts: Texts::Full,
            marks: true,
            about: String::new(),
            n_articles: 0,
        }
    }

    /// Adds a file and what was read of it; where another has its name, under a like one.
    pub fn add(&mut self, file: &SourceFile, parts: Vec<Part>) -> io::Result<()> {
        for reading in parts.iter().filter_map(|part| part.outcome.as_ref().ok()) {
            self.n_articles += 1;
            self.here.add(&reading.document);
        }
        let file = file.clone().called(&unused(&file.path, &mut self.names));
        self.read.extend(prepared::encode_one(&file, parts));
        entry(&mut self.zip, &file.path, &file.bytes)
    }

    /// Adds an article as it was read, whatever file it came in, with as much of its text as is wanted.
    pub fn article(&mut self, reading: Reading, texts: Texts) -> io::Result<()> {
        let reading = reduced(reading, texts);
        let article = &reading.document.article;
        let text = if article.is_reduced() { &article.text } else { &article.raw };
        let mut file = SourceFile::new(article.file.clone(), text.as_bytes().to_vec());
        // A mail's or a table's article is none any more.
        if holds_files(&file) {
            file = file.called(&format!("{}.txt", article.file));
        }
        self.add(&file, vec![Part { name: String::new(), outcome: Ok(reading) }])
    }

    /// What somebody did to their collection; of it goes along what is about the articles that
    /// do, with stars, tags and notes or without.
    pub fn journal(&mut self, journal: Journal, marks: bool) {
        (self.journal, self.marks) = (journal, marks);
    }

    pub fn end(mut self) -> io::Result<W> {
        entry(&mut self.zip, prepared::NAME, &self.read)?;
        let handed = handed(&self.journal, self.here, self.texts, self.marks);
        if !handed.journal.is_empty() {
            entry(&mut self.zip, JOURNAL, &handed.journal.encode())?;
        }
        if !self.about.is_empty() {
            let mut about = format!("{}articles: {}\n", self.about, self.n_articles);
            if handed.n_apart > 0 {
                about += &format!("notes on words that are not in it: {}\n", handed.n_apart);
            }
            entry(&mut self.zip, ABOUT, about.as_bytes())?;
        }
        self.zip.finish().map_err(io::Error::other)
    }
}

/// What a case file carries beside its files.
pub struct Carried {
    pub shelf: Option<Shelf>,
    pub journal: Option<Result<Journal, NotAJournal>>,
    /// Whether its articles can't be shown: see [`OTHER_VERSION`].
    pub is_lost: bool,
}

/// `None` where the bytes are no case file's, or not all of one's: opening it tells that.
pub fn carried(bytes: &[u8]) -> Option<Carried> {
    let archive = case::archive(bytes)?.ok()?;
    let journal = ingest::entry(&archive, JOURNAL).map(|journal| Journal::decode(&journal));
    let shelf = Shelf::of(&archive);
    let is_lost = shelf.is_none() && is_reduced(&archive);
    Some(Carried { shelf, journal, is_lost })
}

/// Whether an archive says that it holds no full texts, so that they can't be read again.
pub fn is_reduced(archive: &[u8]) -> bool {
    const FULL: &[u8] = b"\ntexts: full\n";
    ingest::entry(archive, ABOUT).is_some_and(|about| !about.windows(FULL.len()).any(|line| line == FULL))
}

fn entry<W: Write>(zip: &mut ZipArchiveWriter<W>, name: &str, bytes: &[u8]) -> io::Result<()> {
    let new = zip.new_file(name).compression_method(CompressionMethod::DEFLATE).unix_permissions(0o644);
    let (mut entry, data) = new.start().map_err(io::Error::other)?;
    let mut unpacked = data.wrap(io::sink());
    unpacked.write_all(bytes)?;
    let (_, described) = unpacked.finish().map_err(io::Error::other)?;
    entry.write_all(&compress_to_vec(bytes, LEVEL))?;
    entry.finish(described).map_err(io::Error::other)?;
    Ok(())
}

/// A relative name for the entry that no other has: two folders may hold files of
/// one name. None that hides it.
fn unused(path: &str, names: &mut BTreeSet<String>) -> String {
    let parts = path.split(['/', '\\']).map(|part| part.trim_start_matches('.'));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let plain = if parts.is_empty() { "article".to_owned() } else { parts.join("/") };
    let mut name = plain.clone();
    let mut n = 2;
    while !names.insert(name.clone()) {
        name = format!("{n}/{plain}");
        n += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::corpus::{Options, Recurring, clean_file};
    use crate::ingest::unpack;

    #[test]
    fn names_are_apart_and_seen() {
        let mut names = BTreeSet::new();
        let told: Vec<String> = ["a/b.txt", "/a/b.txt", "../.a\\b.txt", "..", ""]
            .iter()
            .map(|path| unused(path, &mut names))
            .collect();
        assert_eq!(told, ["a/b.txt", "2/a/b.txt", "3/a/b.txt", "article", "2/article"]);
    }

    #[test]
    fn an_archive_says_how_much_of_the_texts_it_holds() {
        for (texts, expected) in [(Texts::Full, false), (Texts::Snippets, true), (Texts::Data, true)] {
            // Whatever it is called.
            for name in ["Ferries", "a\ntexts: full\n", "a\ntexts: data\n"] {
                let bytes = Archive::new(Vec::new(), name, texts).end().unwrap();
                assert_eq!(is_reduced(&bytes), expected, "{name}");
            }
        }
        assert!(!is_reduced(&Archive::plain(Vec::new()).end().unwrap()) && !is_reduced(b"PK"));
    }

    #[test]
    fn an_article_of_a_mail_is_no_mail() {
        let mail = SourceFile::new("a/mail.eml", b"The ferry runs again.\n\nIt has left the yard.".to_vec());
        let article = clean_file(&mail.clone().called("a.txt"), Options::default()).unwrap();
        let article = Article { file: mail.path, ..article };
        let mut archive = Archive::plain(Vec::new());
        archive.article(Reading::of(article, &Recurring::default(), None), Texts::Data).unwrap();
        let bytes = archive.end().unwrap();
        let names: Vec<String> = unpack(SourceFile::new("a.zip", bytes), "", |_, _| None)
            .into_iter()
            .map(|unpacked| unpacked.file.unwrap().path)
            .collect();
        assert_eq!(names, ["a/mail.eml.txt"]);
    }
}
