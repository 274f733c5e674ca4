//! Files that carry articles in a form of their own: records, mails, crawls,
//! packed archives. Each is opened into files that are read like any other.
//!
//! Telling such a file ([`kind`]) is cheap and done for each that comes; opening
//! it ([`open`]) needs libraries, so that in the browser only the module that
//! reads files does it.

pub mod columns;
mod mail;
mod markdown;
mod packed;
mod records;
mod table;
mod warc;

use serde::{Deserialize, Serialize};

use super::archive::{LIMITS, is_zip};
use super::case::is_case;
use super::foreign::{is_json, is_table};
use super::{Decoder, IngestError, SourceFile, Unpacked, leave_out_companions, unpack};
use columns::{Asked, Columns, Question};

/// The forms that are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bundle {
    /// One file, packed by gzip.
    Gzip,
    Tar,
    /// What a crawler or a browser's proxy has recorded.
    Warc,
    /// A mail, or a page that a browser saved in the form of one (.mhtml).
    Mail,
    /// Mails one below the other (mbox).
    Mailbox,
    /// An object, an array of them, or one on each line.
    Json,
    /// A row an article, below a row of names.
    Table,
    Markdown,
}

/// Whether a file is one of these, by its name or by how it begins.
pub fn kind(file: &SourceFile) -> Option<Bundle> {
    let name = file.path.to_ascii_lowercase();
    let named = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    let begins = |signature: &[u8]| file.bytes.starts_with(signature);
    // Its text, where it is UTF-8; tables and objects of other encodings are told by their names.
    let text = || std::str::from_utf8(&file.bytes).ok().map(str::trim);
    match () {
        () if is_case(&file.bytes) => None,
        () if begins(b"\x1f\x8b") => Some(Bundle::Gzip),
        () if file.bytes.get(257..262) == Some(b"ustar") => Some(Bundle::Tar),
        () if begins(b"WARC/1.") => Some(Bundle::Warc),
        () if named(&[".mbox", ".mbx"]) || mail::is_mailbox(&file.bytes) => Some(Bundle::Mailbox),
        () if named(&[".eml", ".mht", ".mhtml"]) || mail::is_mail(&file.bytes) => Some(Bundle::Mail),
        () if named(&[".md", ".markdown"]) => Some(Bundle::Markdown),
        () if named(&[".json", ".jsonl", ".ndjson"]) => Some(Bundle::Json),
        () if named(&[".csv", ".tsv"]) => Some(Bundle::Table),
        () if begins(b"{") || begins(b"[") => text().filter(|text| is_json(text)).map(|_| Bundle::Json),
        () => text().filter(|text| is_table(text)).map(|_| Bundle::Table),
    }
}

/// Whether [`unpack_all`] would open a file.
pub fn holds_files(file: &SourceFile) -> bool {
    is_archive(file) || kind(file).is_some()
}

/// Whether a text may be records, as far as its beginning tells.
pub fn is_text_of_many(head: &[u8]) -> bool {
    head.starts_with(b"[") || head.starts_with(b"{") && !head.starts_with(b"{\\rtf")
}

fn is_archive(file: &SourceFile) -> bool {
    is_zip(&file.bytes) || is_case(&file.bytes)
}

/// The files that a bundle holds. One that can't be read is told by itself;
/// the others still come. What comes out may be a bundle or an archive again.
fn open(bundle: Bundle, file: &SourceFile, shown: &str, manner: Manner<'_>) -> Vec<Unpacked> {
    let Manner { decoder, columns, .. } = manner;
    let opened = match bundle {
        Bundle::Gzip => packed::gunzip(file, LIMITS),
        Bundle::Tar => packed::untar(file),
        Bundle::Warc => warc::pages(file),
        Bundle::Mail => mail::mail(&file.bytes, &file.path),
        Bundle::Mailbox => mail::mails(file),
        Bundle::Json => records::articles(file, decoder, columns),
        Bundle::Table => table::articles(file, decoder, columns),
        Bundle::Markdown => markdown::page(file, decoder).map(|file| vec![(String::new(), Ok(file))]),
    };
    let mut files = match opened {
        Ok(entries) if entries.is_empty() => {
            vec![Unpacked { shown: shown.to_owned(), file: Err(IngestError::Nothing) }]
        }
        Ok(entries) => entries
            .into_iter()
            .map(|(name, file)| Unpacked {
                shown: if name.is_empty() { shown.to_owned() } else { format!("{shown}: {name}") },
                file,
            })
            .collect(),
        Err(error) => vec![Unpacked { shown: shown.to_owned(), file: Err(error) }],
    };
    if bundle == Bundle::Tar {
        leave_out_companions(&mut files);
    }
    files
}

/// Manner files are opened.
#[derive(Clone, Copy)]
pub struct Manner<'a> {
    /// Only archives are opened: a table or a mail is one text then.
    pub whole: bool,
    pub decoder: Decoder,
    /// What the columns of tables and the fields of records hold, where their names don't tell.
    pub columns: &'a [Columns],
}

/// What comes of a file that is opened.
#[derive(Default)]
pub struct Opened {
    pub files: Vec<Unpacked>,
    /// The tables among them, and the records, that could be read if it were known what
    /// holds their texts.
    pub questions: Vec<Question>,
}

/// A file's articles: what [`unpack`] gives, with all bundles in it opened, and
/// those in these. All that comes out is bounded together.
pub fn unpack_all(file: SourceFile, shown: &str, manner: Manner<'_>) -> Opened {
    let mut opening = Opening { manner, left: LIMITS.total, out: Opened::default() };
    opening.unpack(file, shown, DEEPEST);
    opening.out
}

/// So many bundles lie in each other: a crawl packed by gzip in an archive that
/// is packed itself holds mails, say.
const DEEPEST: usize = 6;

struct Opening<'a> {
    manner: Manner<'a>,
    /// Bytes that may still come out of archives.
    left: u64,
    out: Opened,
}

impl Opening<'_> {
    fn unpack(&mut self, file: SourceFile, shown: &str, depth: usize) {
        let packed = |kind: &Bundle| matches!(kind, Bundle::Gzip | Bundle::Tar);
        let kind = kind(&file).filter(|kind| !self.manner.whole || packed(kind));
        // What else is in a bundle is an article, whatever it looks like.
        let holds_files = kind.as_ref().is_some_and(packed) || is_archive(&file);
        let entries = match kind {
            Some(bundle) => {
                let entries = open(bundle, &file, shown, self.manner);
                if let [Unpacked { file: Err(IngestError::NoColumn | IngestError::NoArticle), .. }] =
                    &entries[..]
                    && let Some(table) = asked(bundle, &file, self.manner.decoder)
                {
                    self.out.questions.push(Question { shown: shown.to_owned(), file, table });
                }
                entries
            }
            None => unpack(file, shown, self.manner.decoder),
        };
        for Unpacked { shown, file } in entries {
            match file {
                Ok(file) if holds_files => {
                    let size = file.bytes.len() as u64;
                    if size > self.left || depth == 0 {
                        self.out.files.push(Unpacked { shown, file: Err(IngestError::TooBig) });
                    } else {
                        self.left -= size;
                        self.unpack(file, &shown, depth - 1);
                    }
                }
                file => self.out.files.push(Unpacked { shown, file }),
            }
        }
    }
}

fn asked(bundle: Bundle, file: &SourceFile, decoder: Decoder) -> Option<Asked> {
    match bundle {
        Bundle::Table => table::asked(file, decoder),
        Bundle::Json => records::asked(file, decoder),
        _ => None,
    }
}

/// What a bundle holds: what messages call each part within it (nothing where
/// it is all there is), and the part.
type Entries = Vec<(String, Result<SourceFile, IngestError>)>;

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    const MANNER: Manner<'_> = Manner { whole: false, decoder: |_, _| None, columns: &[] };

    #[test]
    fn forms_are_known_by_name_or_beginning() {
        for (path, text, expected) in [
            ("a", "\x1f\u{8b}", None),
            ("a.mbox", "", Some(Bundle::Mailbox)),
            ("a", "WARC/1.0\r\n", Some(Bundle::Warc)),
            ("a.MHTML", "", Some(Bundle::Mail)),
            ("a.md", "", Some(Bundle::Markdown)),
            ("a", "{\"text\": \"It runs.\"}\n", Some(Bundle::Json)),
            ("a.txt", "date,title,text\n1,2,3\n4,5,6\n", Some(Bundle::Table)),
            ("a.txt", "[1] Ferry runs again", None),
            ("a.txt", "Ferry runs again", None),
            ("a.html", "<p>Ferry runs again", None),
        ] {
            assert_eq!(kind(&SourceFile::new(path, text.into())), expected, "{path} {text}");
        }
        assert_eq!(kind(&SourceFile::new("a", b"\x1f\x8b\x08".to_vec())), Some(Bundle::Gzip));
    }

    #[test]
    fn bundles_in_each_other_are_opened_and_named() {
        let lines = "{\"text\": \"It runs.\"}\n{\"text\": \"{\\\"text\\\": \\\"as it is\\\"}\"}\n";
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(lines.as_bytes()).unwrap();
        let told: Vec<String> =
            unpack_all(SourceFile::new("a.jsonl.gz", packed.finish().unwrap()), "b/a.jsonl.gz", MANNER)
                .files
                .into_iter()
                .map(|Unpacked { shown, file }| {
                    let file = file.unwrap();
                    format!("{shown} {} {}", file.path, String::from_utf8(file.bytes).unwrap())
                })
                .collect();
        assert_eq!(
            told,
            ["b/a.jsonl.gz: 1 a.jsonl/1 It runs.", "b/a.jsonl.gz: 2 a.jsonl/2 {\"text\": \"as it is\"}"]
        );
    }

    #[test]
    fn tables_that_tell_nothing_are_asked_about_wherever_they_lie() {
        let table = "Kopf,Rumpf\nFerry,It runs again and again\n";
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(table.as_bytes()).unwrap();
        let file = SourceFile::new("a.csv.gz", packed.finish().unwrap());
        let opened = unpack_all(file.clone(), "b/a.csv.gz", MANNER);
        assert_eq!(opened.files[0].file, Err(IngestError::NoColumn));
        let [Question { shown, file: inner, table: asked }] = &opened.questions[..] else {
            panic!("one is asked")
        };
        assert_eq!((shown.as_str(), inner.path.as_str()), ("b/a.csv.gz", "a.csv"));
        let columns = [asked.chosen(asked.guess.clone())];
        let opened = unpack_all(file, "b/a.csv.gz", Manner { columns: &columns, ..MANNER });
        let text = opened.files[0].file.as_ref().unwrap();
        assert_eq!(String::from_utf8_lossy(&text.bytes), "Ferry\n\nIt runs again and again");
        assert!(opened.questions.is_empty());
        let opened = unpack_all(SourceFile::new("settings.json", b"{\"width\": 5}".to_vec()), "a", MANNER);
        assert!(opened.questions.is_empty());
    }
}
