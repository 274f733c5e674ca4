//! A collection read ahead of time: what `cuttings pack` puts into its archive
//! beside the files, so that a page that opens the archive has nothing to read.
//!
//! The answers are those of reading the files, which are all still there: what
//! is not prepared, or was prepared by another version, is read as any file is.

use serde::{Deserialize, Serialize};

use crate::corpus::Reading;
use crate::ingest::{self, SourceFile};
use crate::text::Span;

mod sound;

pub use sound::is_sound;

/// Where it stands in the archive: hidden, so that nobody takes it for an article.
pub const NAME: &str = ".cuttings/read";

/// Counted up whenever a type that is encoded here changes; a test tells of that.
/// That the files are read alike is for the page to see to: it comes with its archive.
pub const FORMAT: u32 = 4;

/// What was read of an article's file, or why there is no article in it.
pub type Outcome = Result<Reading, String>;

/// One of the articles that a file holds; mostly there is one, the file itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What messages call it, behind what they call the file: ': 2'.
    pub name: String,
    pub outcome: Outcome,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    /// Of the file's bytes.
    id: String,
    parts: Vec<Prepared>,
}

#[derive(Serialize, Deserialize)]
struct Prepared {
    /// Without what the file itself and the text's pieces say.
    part: Part,
    /// The article's raw text, where it is not the file's own.
    raw: Option<String>,
    /// The article's text.
    text: Vec<Piece>,
}

/// A piece of a story.
#[derive(Serialize, Deserialize)]
enum Piece {
    /// As it stands in the raw text.
    Raw(Span),
    Own(String),
}

/// Encodes what files hold, in the archive's order.
pub fn encode(files: impl IntoIterator<Item = (SourceFile, Vec<Part>)>) -> Vec<u8> {
    let mut bytes = encoded(&FORMAT);
    for (file, parts) in files {
        bytes.extend(encode_one(&file, parts));
    }
    bytes
}

/// Encodes what one file holds, without the version: an archive has it once,
/// and whoever keeps files one by one has it with what tells their reader.
pub fn encode_one(file: &SourceFile, parts: Vec<Part>) -> Vec<u8> {
    let id = ingest::id(&file.bytes).0;
    encoded(&Entry { id, parts: parts.into_iter().map(|part| prepared(file, part)).collect() })
}

/// What [`encode_one`] was given with the same file, of this same version.
pub fn decode_one(file: &SourceFile, bytes: &[u8]) -> Option<Vec<Part>> {
    let entry: Entry = postcard::from_bytes(bytes).ok()?;
    entry.parts.into_iter().map(|prepared| restored(file, prepared)).collect()
}

fn encoded(value: &impl Serialize) -> Vec<u8> {
    postcard::to_stdvec(value).expect("what is prepared is plain data")
}

fn prepared(file: &SourceFile, mut part: Part) -> Prepared {
    let (mut raw, mut text) = (None, Vec::new());
    if let Ok(Reading { document, .. }) = &mut part.outcome {
        let article = &mut document.article;
        text = pieces(&article.text, &article.paragraphs, &article.raw);
        let own = std::mem::take(&mut article.raw);
        raw = (own_text(file) != Some(&own)).then_some(own);
        article.text.clear();
        if article.file == file.path {
            article.file.clear();
        }
    }
    Prepared { part, raw, text }
}

/// A plain file's text, where it is UTF-8.
fn own_text(file: &SourceFile) -> Option<&str> {
    let bytes = file.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&file.bytes);
    std::str::from_utf8(bytes).ok()
}

/// The text, paragraph by paragraph and with what stands between them.
fn pieces(text: &str, paragraphs: &[Span], raw: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut end, mut from) = (0, 0);
    let own = |piece: &str| (!piece.is_empty()).then(|| Piece::Own(piece.to_owned()));
    for span in paragraphs {
        let (start, words) = (span.start as usize, span.of(text));
        pieces.extend(text.get(end..start).and_then(own));
        end = span.end as usize;
        match raw[from..].find(words).filter(|_| !words.is_empty()) {
            Some(at) => {
                from += at + words.len();
                pieces.push(Piece::Raw(Span::new(from - words.len(), from)));
            }
            None => pieces.extend(own(words)),
        }
    }
    pieces.extend(text.get(end..).and_then(own));
    pieces
}

/// What was prepared, file by file.
pub struct Shelf {
    bytes: Vec<u8>,
    /// Where the entry after `next` begins.
    at: usize,
    next: Option<Entry>,
}

impl Shelf {
    /// What was prepared with an archive of files; `None` where that is nothing,
    /// or of another version.
    pub fn of(archive: &[u8]) -> Option<Shelf> {
        Shelf::from_bytes(ingest::entry(archive, NAME)?)
    }

    fn from_bytes(bytes: Vec<u8>) -> Option<Shelf> {
        let (format, rest) = postcard::take_from_bytes::<u32>(&bytes).ok()?;
        let at = bytes.len() - rest.len();
        (format == FORMAT).then_some(Shelf { bytes, at, next: None })
    }

    /// What a file holds; `None` where that was not prepared. Files come in
    /// the archive's order; some may be left out.
    pub fn take(&mut self, file: &SourceFile) -> Option<Vec<Part>> {
        if self.next.is_none() {
            let (entry, rest) = postcard::take_from_bytes(&self.bytes[self.at..]).ok()?;
            self.at = self.bytes.len() - rest.len();
            self.next = Some(entry);
        }
        let id = ingest::id(&file.bytes).0;
        let Entry { parts, .. } = self.next.take_if(|entry| entry.id == id)?;
        parts.into_iter().map(|prepared| restored(file, prepared)).collect()
    }

    /// [`take`](Shelf::take), where all of it can be shown, whoever has prepared it.
    pub fn take_sound(&mut self, file: &SourceFile) -> Option<Vec<Part>> {
        let parts = self.take(file)?;
        parts.iter().all(|part| part.outcome.as_ref().map_or(true, is_sound)).then_some(parts)
    }
}

fn restored(file: &SourceFile, Prepared { mut part, raw, text }: Prepared) -> Option<Part> {
    if let Ok(Reading { document, .. }) = &mut part.outcome {
        let article = &mut document.article;
        if article.file.is_empty() {
            article.file.clone_from(&file.path);
        }
        article.raw = raw.or_else(|| own_text(file).map(str::to_owned))?;
        for piece in text {
            match piece {
                Piece::Raw(span) => article.text.push_str(article.raw.get(span.range())?),
                Piece::Own(words) => article.text.push_str(&words),
            }
        }
    }
    Some(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::*;
    use crate::corpus::{Judged, Options, Recurring, clean_file};
    use crate::date::{Date, When};
    use crate::extract::alike::Likeness;
    use crate::ingest::Unpacked;
    use crate::ingest::bundle::{Manner, unpack_all};

    const FERRY: &str = "Ferry to the islands runs again\n\nBy Maria Keller\n5 September 2017\n\nThe ferry has \
        taken up its service after a winter of repairs,\nthe harbour office said on Monday.\n\nIts first trip \
        carried forty passengers and “a piano”, Keller said.\n\nShare on Facebook\n";
    const PAGE: &str = "<!doctype html><title>The mill opens</title><article><h1>The mill opens</h1><p>The old \
        mill at the river is open to visitors from May on, its keeper said on Sunday.</article>";

    const TABLE: &str = "title,text\nThe mill opens,The old mill at the river is open to visitors from May on.\n\
        The ferry runs,The ferry has taken up its service after a winter of repairs.\n";

    fn file(path: &str, text: &str) -> SourceFile {
        SourceFile::new(path, text.as_bytes().to_vec())
    }

    fn parts(file: &SourceFile) -> Vec<Part> {
        let read = |file: SourceFile| {
            let article = clean_file(&file, Options::default()).map_err(|error| error.to_string())?;
            Ok(Reading::of(article, &Recurring::default(), None))
        };
        unpack_all(file.clone(), "", Manner { whole: false, decoder: |_, _| None, columns: &[] })
            .files
            .into_iter()
            .map(|Unpacked { shown, file }| Part {
                name: shown,
                outcome: file.map_err(|error| error.to_string()).and_then(read),
            })
            .collect()
    }

    fn files() -> Vec<SourceFile> {
        vec![
            file("ferry.txt", FERRY),
            file("empty.txt", "  "),
            file("mill.html", PAGE),
            file("two.csv", TABLE),
        ]
    }

    fn shelf(files: &[SourceFile]) -> Shelf {
        Shelf::from_bytes(encode(files.iter().map(|file| (file.clone(), parts(file))))).unwrap()
    }

    #[test]
    fn what_is_prepared_is_what_reading_gives() {
        let files = files();
        let mut shelf = shelf(&files);
        for file in &files {
            assert_eq!(shelf.take(file), Some(parts(file)), "{}", file.path);
        }
        assert_eq!(parts(&files[3]).len(), 2);
        assert_eq!(shelf.take(&files[0]), None);
    }

    #[test]
    fn files_are_encoded_one_by_one_too() {
        for file in files() {
            let bytes = encode_one(&file, parts(&file));
            assert_eq!(decode_one(&file, &bytes), Some(parts(&file)), "{}", file.path);
            assert_eq!(decode_one(&file, &bytes[..bytes.len() / 2]), None);
        }
    }

    #[test]
    fn other_files_are_not_prepared() {
        let files = files();
        let mut shelf = shelf(&files);
        assert_eq!(shelf.take(&file("ferry.txt", "Ferry stops")), None);
        let moved = files[0].clone().called("elsewhere/ferry.txt");
        assert_eq!(shelf.take(&moved), Some(parts(&moved)));
    }

    #[test]
    fn what_is_no_such_thing_is_nothing() {
        assert!(Shelf::of(b"no archive").is_none());
        assert!(Shelf::from_bytes(Vec::new()).is_none());
        assert!(Shelf::from_bytes(encoded(&(FORMAT + 1))).is_none());
        let mut cut = Shelf::from_bytes(encoded(&(FORMAT, [0xff_u8; 9]))).unwrap();
        assert_eq!(cut.take(&files()[0]), None);
    }

    /// Where this fails a type has changed: count [`FORMAT`] up, and write down
    /// the hash that is found here.
    #[test]
    fn the_format_is_the_one_that_is_counted() {
        let (span, text) = (Span::new(0, 9), || "The ferry".to_owned());
        let fact = || Some(Fact { value: text(), evidence: span });
        let day: Date = "2017-09-05T21:21+04:00".parse().unwrap();
        let mut article = Article {
            file: text(),
            id: ArticleId(text()),
            raw: text(),
            lines: vec![Line {
                number: 1,
                span,
                uses: vec![LineUse::Body(0), LineUse::Removed(Reason::Recurring, 9)],
            }],
            title: fact(),
            summary: fact(),
            published: Some(Fact { value: day, evidence: span }),
            byline: fact(),
            source: fact(),
            sections: Some(Fact { value: vec![text()], evidence: span }),
            dateline: Some(Dateline { place: text(), text: text(), evidence: span }),
            language: Some(text()),
            text: text(),
            paragraphs: vec![span],
            doubts: vec![Doubt { paragraph: 0, confidence: 5 }],
            captions: vec![text()],
            address: Some(text()),
        };
        let judged = Judged::of(&mut article, &Recurring::default());
        let location = Some(Location { lat: 1, lon: -1, country: text() });
        let roles = vec![Role { text: text(), span }];
        let entity = Entity {
            name: text(),
            kind: Kind::Quantity,
            mentions: vec![span],
            roles,
            aliases: vec![text()],
            reasons: vec![Why::Listed],
            location,
            speaks_for: Some(text()),
        };
        let (speaker, cue) = (Some(0), Some(span));
        let extraction = Extraction {
            entities: vec![entity],
            quotes: vec![Quote { span, kind: QuoteKind::Indirect, marked: vec![span], speaker, cue }],
            dates: vec![DateMention { span, value: Some(When::On(day)) }],
            keywords: vec![text()],
            published_inferred: Some(InferredDate { value: When::Between(day, day), evidence: vec![span] }),
        };
        let likes = vec![Likeness::Key { key: text(), listed: Some(text()) }];
        let reading = Reading { document: Document { article, extraction }, likes, judged };
        let part = Part { name: text(), outcome: Ok(reading) };
        let bytes = encode([(file("ferry.txt", "The ferry"), vec![part])]);
        assert_eq!((FORMAT, ingest::id(&bytes).0.as_str()), (4, "677796054eb879da"));
    }
}
