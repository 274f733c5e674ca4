//! Files that hold no page's text, told by their first bytes or by their shape,
//! so that their reader is told what they are and not shown them as a story.
//!
//! Formats of bytes are known by their signatures. Formats of text are known by
//! what no story begins with: JSON by its brackets, tables by having as many
//! cells in each row. When in doubt a file is text.

use super::IngestError;

/// Where a format's signature stands, the signature, and what the file is.
const SIGNATURES: &[(usize, &[u8], &str)] = &[
    (0, b"%PDF-", PDF),
    (0, b"\xef\xbb\xbf%PDF-", PDF),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"\xd0\xcf\x11\xe0", "an office document"),
    (30, b"[Content_Types].xml", "an office document"),
    (30, b"_rels/.rels", "an office document"),
    (30, b"mimetypeapplication/epub", "an e-book"),
    (30, b"mimetypeapplication/", "an office document"),
    (0, b"%!PS", "a PostScript document"),
    (0, b"\x89PNG", PICTURE),
    (0, b"\xff\xd8\xff", PICTURE),
    (0, b"GIF87a", PICTURE),
    (0, b"GIF89a", PICTURE),
    (8, b"WEBP", PICTURE),
    (4, b"ftypavif", PICTURE),
    (4, b"ftyphei", PICTURE),
    (0, b"II*\0", PICTURE),
    (0, b"MM\0*", PICTURE),
    (0, b"\0\0\x01\0", PICTURE),
    (8, b"WAVE", SOUND),
    (0, b"ID3\x03", SOUND),
    (0, b"ID3\x04", SOUND),
    (0, b"OggS\0", SOUND),
    (0, b"fLaC\0", SOUND),
    (4, b"ftyp", "a film"),
    (8, b"AVI ", "a film"),
    (0, b"\x1a\x45\xdf\xa3", "a film"),
    (0, b"\x1f\x8b", ARCHIVE),
    (0, b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (0, b"Rar!\x1a", ARCHIVE),
    (0, b"\xfd7zXZ", ARCHIVE),
    (0, b"BZh91AY&SY", ARCHIVE),
    (0, b"\x28\xb5\x2f\xfd", ARCHIVE),
    (257, b"ustar", ARCHIVE),
    (0, b"SQLite format 3\0", "a database"),
    (0, b"\x7fELF", PROGRAM),
    (0, b"\0asm", PROGRAM),
    (0, b"MZ\x90\0", PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", PROGRAM),
    (0, b"\xca\xfe\xba\xbe", PROGRAM),
    (0, b"wOF2", FONT),
    (0, b"wOFF", FONT),
    (0, b"OTTO\0", FONT),
    (0, b"\0\x01\0\0\0", FONT),
    (0, b"FLV\x01", "a film"),
];

const PDF: &str = "a PDF document";
const PICTURE: &str = "a picture";
const SOUND: &str = "a sound file";
const ARCHIVE: &str = "an archive of a kind that is not opened";
const PROGRAM: &str = "a program";
const FONT: &str = "a font";

/// Whether the bytes are of a known format that is no text.
pub fn by_signature(bytes: &[u8]) -> Result<(), IngestError> {
    // Signatures further in are words, too: there the beginning must be no text.
    let boxed = bytes.starts_with(b"RIFF")
        || bytes.starts_with(b"PK\x03\x04")
        || bytes.iter().take(8).any(|b| *b == 0);
    let has = |&&(at, signature, _): &&(usize, &[u8], &str)| {
        (boxed || at == 0 || at > 100) && bytes.get(at..).is_some_and(|bytes| bytes.starts_with(signature))
    };
    match SIGNATURES.iter().find(has) {
        Some((_, _, what)) => Err(IngestError::Foreign(what)),
        None => Ok(()),
    }
}

/// Whether a decoded text is data rather than what a page says.
pub fn by_shape(text: &str) -> Result<(), IngestError> {
    let text = text.trim();
    match () {
        () if is_json(text) => Err(IngestError::Foreign("JSON")),
        () if text.starts_with("<?xml") || text.starts_with("<rss") || text.starts_with("<svg") => {
            Err(IngestError::Foreign("XML"))
        }
        () if is_table(text) => Err(IngestError::Foreign("a table (CSV)")),
        () => Ok(()),
    }
}

/// An object or an array, or one on each line.
pub fn is_json(text: &str) -> bool {
    // The name of a field, or a text in an array.
    let quoted = |text: &str, after: &[char]| {
        let rest = text.trim_start().strip_prefix('"');
        let end = rest.and_then(|rest| Some(&rest[rest.find('"')? + 1..]));
        end.is_some_and(|rest| rest.trim_start().starts_with(after))
    };
    let object = |text: &str| {
        text.strip_prefix('{').is_some_and(|rest| quoted(rest, &[':']) || rest.trim_start().starts_with('}'))
    };
    let array = |text: &str| {
        text.strip_prefix('[').map(str::trim_start).is_some_and(|rest| {
            object(rest) || quoted(rest, &[',', ']']) || rest.starts_with(['[', ']']) && text.len() > 2
        })
    };
    (object(text) && text.ends_with('}')) || (array(text) && text.ends_with(']'))
}

/// As many cells in each row, in three of them at least, with no space behind
/// their separators, as sentences have.
pub fn is_table(text: &str) -> bool {
    const ROWS: usize = 3;
    const CELLS: usize = 3;
    [',', ';', '\t'].into_iter().any(|separator| {
        let mut rows = Rows { text, separator };
        let Some(cells) = rows.next().filter(|n| *n >= CELLS) else { return false };
        let head = text.lines().next().unwrap_or_default();
        let sentence = head.split(separator).skip(1).any(|cell| cell.starts_with(' '));
        let mut n_rows = 1;
        !sentence && rows.inspect(|_| n_rows += 1).all(|n| n == cells) && n_rows >= ROWS
    })
}

/// The number of cells of each row; quotes may hold separators and line ends.
struct Rows<'a> {
    text: &'a str,
    separator: char,
}

impl Iterator for Rows<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        if self.text.is_empty() {
            return None;
        }
        let (mut cells, mut quoted, mut end) = (1, false, self.text.len());
        let mut begins = true;
        for (at, c) in self.text.char_indices() {
            match c {
                '"' if quoted || begins => quoted = !quoted,
                '\n' if !quoted => {
                    end = at + 1;
                    break;
                }
                c if c == self.separator && !quoted => cells += 1,
                _ => {}
            }
            begins = c == self.separator || (c == '"' && quoted);
        }
        self.text = &self.text[end..];
        Some(cells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Option<&'static str>) {
        let text = String::from_utf8_lossy(bytes);
        let told = by_signature(bytes).and_then(|()| by_shape(&text)).err();
        assert_eq!(told, expected.map(IngestError::Foreign), "{text}");
    }

    #[test]
    fn formats_of_bytes() {
        check(b"%PDF-1.7\n%\xe2\xe3", Some("a PDF document"));
        check(b"{\\rtf1\\ansi Ferry runs again}", Some("an RTF document"));
        check(b"\x89PNG\r\n\x1a\n", Some("a picture"));
        check(b"\x1f\x8b\x08\0", Some("an archive of a kind that is not opened"));
        check(
            b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0aaaaaaaaaaaa\x13\0\0\0[Content_Types].xml",
            Some("an office document"),
        );
        check(b"RIFF\x01\x02\x03\x04WEBPVP8 ", Some("a picture"));
        check(b"Ferry runs again", None);
        check(b"", None);
    }

    #[test]
    fn formats_of_text() {
        check(b"{\"title\": \"Ferry runs again\"}\n{\"title\": \"Mill opens\"}\n", Some("JSON"));
        check(b"[\n  {\"a\": 1},\n  {\"a\": 2}\n]", Some("JSON"));
        check(b"[\"a\", \"b\"]", Some("JSON"));
        check(b"[[1, 2], [3, 4]]", Some("JSON"));
        check(b"<?xml version='1.0'?><feed/>", Some("XML"));
        check(b"date,title,text\n2020-01-01,Ferry,\"It runs, again.\nAnd so on.\"\n2020-01-02,Mill,It is open\n", Some("a table (CSV)"));
        check(b"a\tb\tc\n1\t2\t3\n4\t5\t6\n", Some("a table (CSV)"));
    }

    #[test]
    fn stories_are_none_of_them() {
        for text in [
            "[Image: the ferry]\nFerry runs again",
            "[1] Ferry runs again\n[2] Mill opens",
            "{Update} Ferry runs again",
            "\"Ferry runs again\", the keeper said.\n\nIt does, he added.",
            "One, two, three.\nFour, five, six.\nSeven, eight, nine.",
            "Vienna,Geneva,Astana\nThe talks go on.\nNobody knows.",
            "Home\tWorld\tSport\nFerry runs again",
        ] {
            check(text.as_bytes(), None);
        }
    }
}
