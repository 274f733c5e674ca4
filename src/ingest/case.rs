//! Case files: one HTML file that holds articles, what was read of them, and the
//! page that shows them (see [`crate::case`]).
//!
//! Whoever reads one here takes its archive and nothing else: the page within it is
//! somebody else's, and is never run.

use base64::prelude::{BASE64_STANDARD as STANDARD, Engine};

use super::IngestError;
use super::archive::opens;

/// Stands in the first kilobyte of every case file; the number is its form's.
pub const MARK: &str = "<!-- Cuttings case file, form 1:";

/// How far into the file that is looked for.
const HEAD: usize = 1024;

/// The archive stands between these, encoded, in as many pieces as it takes.
pub const OPEN: &str = "<script type=\"application/octet-stream\" class=\"archive\">";
pub const CLOSE: &str = "</script>\n";

pub fn is_case(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    head.windows(MARK.len()).any(|words| words == MARK.as_bytes())
}

/// The archive of a case file; `None` where the file is none.
///
/// Of a file that was cut nothing can be had: what an archive holds is told at its end.
pub fn archive(bytes: &[u8]) -> Option<Result<Vec<u8>, IngestError>> {
    is_case(bytes).then(|| pieces(bytes).filter(|archive| opens(archive)).ok_or(IngestError::CutCase))
}

/// The pieces of the archive put together; `None` where one of them is broken.
pub fn pieces(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut archive = Vec::new();
    // A file may be cut within a character.
    let text = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    for piece in text.split(OPEN).skip(1) {
        archive.extend(STANDARD.decode(piece[..piece.find('<')?].trim()).ok()?);
    }
    Some(archive)
}

#[cfg(test)]
mod tests {
    use super::super::{SourceFile, Unpacked, unpack};
    use super::*;

    /// An archive of one file, 'a.txt', and no more in it than a letter.
    const ZIP: &str = "UEsDBBQAAAAAAAAAIQCDFtyMAQAAAAEAAAAFAAAAYS50eHR4UEsBAhQDFAAAAAAAAAAhAIMW3IwBAAAAAQAA\
        AAUAAAAAAAAAAAAAAIABAAAAAGEudHh0UEsFBgAAAAABAAEAMwAAACQAAAAAAA==";

    fn piece(text: &str) -> String {
        format!("{OPEN}{text}{CLOSE}")
    }

    #[test]
    fn the_archive_is_all_that_is_read() {
        let zip = STANDARD.decode(ZIP).unwrap();
        let page = "<script>var a = 1;</script>";
        // Four signs are three bytes.
        let (one, two) = ZIP.split_at(40);
        for (text, expected) in [
            (
                format!("<!doctype html>\n{MARK} a -->{page}{}{}{page}", piece(one), piece(two)),
                Some(Ok(&zip)),
            ),
            (format!("{MARK} a -->{page}"), Some(Err(IngestError::CutCase))),
            (format!("{MARK} a -->{}{}", piece(one), piece("?")), Some(Err(IngestError::CutCase))),
            (format!("{}{MARK}{}", " ".repeat(HEAD), piece(ZIP)), None),
            (piece(ZIP), None),
        ] {
            assert_eq!(archive(text.as_bytes()), expected.map(|zip| zip.cloned()), "{text}");
        }
    }

    #[test]
    fn a_case_file_that_is_cut_is_told_wherever_that_was() {
        let (one, two) = ZIP.split_at(40);
        let text = format!("{MARK} a --><p>Größe</p>{}{}", piece(one), piece(two));
        let last = text.rfind("</script>").unwrap();
        for end in MARK.len()..=last {
            assert_eq!(archive(&text.as_bytes()[..end]), Some(Err(IngestError::CutCase)), "{end}");
            let file = SourceFile::new("case.html", text.as_bytes()[..end].to_vec());
            let files = unpack(file, "case.html", |_, _| None);
            assert_eq!(files, [Unpacked { shown: "case.html".into(), file: Err(IngestError::CutCase) }]);
        }
        assert!(archive(text.as_bytes()).is_some_and(|archive| archive.is_ok()));
    }
}
