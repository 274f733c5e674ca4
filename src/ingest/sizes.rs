//! How much of a file is read, and how many files at a time: a folder may hold
//! films and dumps that no memory holds.

use super::bundle::{holds_files, is_text_of_many};
use super::{IngestError, SourceFile, by_signature};

/// So many bytes of a file tell what it is.
pub const HEAD: usize = 4 << 10;

/// The beginning of a file of more bytes than this is judged before the rest is read.
pub const SMALL: u64 = 1 << 20;

/// Bytes of a file that is one article: a saved page with all its pictures within it has fewer.
pub const ARTICLE: u64 = 64 << 20;

/// Bytes of a file that holds many, where what reads it has no more than a browser's tab.
pub const BUNDLE: u64 = 512 << 20;

/// Bytes of files that wait to be read at a time.
pub const UNDER_WAY: u64 = 32 << 20;

/// Why a file is not read any further, by its first [`HEAD`] bytes and by how
/// many bytes it has in all, where that is known; `most` bounds one that holds many.
///
/// What is an error here is one when all of the file is read, too, but for its size.
pub fn judge(path: &str, head: &[u8], size: Option<u64>, most: u64) -> Result<(), IngestError> {
    // A table that is cut within a row is none.
    let lines = head.iter().rposition(|b| *b == b'\n').map_or(head, |end| &head[..end]);
    let file = SourceFile::new(path, lines.to_vec());
    let begins = SourceFile::new(path, head.to_vec());
    let holds_many = holds_files(&begins) || holds_files(&file) || is_text_of_many(head);
    if !holds_many {
        by_signature(head)?;
        if head.len() == HEAD && head.iter().all(|b| *b == 0) {
            return Err(IngestError::NotText);
        }
    }
    match size {
        Some(size) if holds_many && size > most => Err(IngestError::LargeBundle { size, most }),
        Some(size) if !holds_many && size > ARTICLE => Err(IngestError::LargeArticle { size, most: ARTICLE }),
        _ => Ok(()),
    }
}

/// How many of the next files, of these sizes, are read together: as many as
/// have [`UNDER_WAY`] bytes in all, at most `most`, and one however large it is.
pub fn together(sizes: impl IntoIterator<Item = u64>, most: usize) -> usize {
    let mut left = UNDER_WAY;
    let fits = |size: &u64| match left.checked_sub(*size) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    };
    let mut sizes = sizes.into_iter().take(most).peekable();
    let one = usize::from(sizes.peek().is_some());
    sizes.take_while(fits).count().max(one)
}

/// A number of bytes as people say it: '400 MB', '3.1 GB'.
pub fn size(bytes: u64) -> String {
    const MB: u64 = 1 << 20;
    match bytes.div_ceil(MB) {
        mb if mb < 1024 => format!("{mb} MB"),
        mb => format!("{}.{} GB", mb / 1024, mb % 1024 * 10 / 1024),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MB: u64 = 1 << 20;

    #[track_caller]
    fn check(path: &str, head: &[u8], size: u64, expected: Option<&str>) {
        let told = judge(path, head, Some(size), BUNDLE).err().map(|error| error.to_string());
        assert_eq!(told.as_deref(), expected, "{path}");
    }

    #[test]
    fn a_large_file_is_judged_by_how_it_begins() {
        check("a.mp4", b"\0\0\0\x20ftypisom", 3 << 30, Some("it is a film, not a page or its text"));
        check("a.mp4", &[0; HEAD], 400 * MB, Some("the file is not text"));
        check("a.txt", b"Ferry runs again.\n", 60 * MB, None);
        check("a.zip", b"PK\x03\x04aaaa", 500 * MB, None);
        check("a.warc.gz", b"\x1f\x8b\x08\0", 500 * MB, None);
        check("a.jsonl", b"{\"text\": \"It ru", 500 * MB, None);
        check("a", b"{\"text\": \"It ru", 500 * MB, None);
        check("a.txt", b"date,title,text\n1,2,3\n4,5,6\n7,8", 500 * MB, None);
    }

    #[test]
    fn what_is_too_large_is_told_with_its_size() {
        check(
            "a.txt",
            b"Ferry runs again.\n",
            400 * MB,
            Some(
                "it has 400 MB, and one article is read up to 64 MB: cut it, or name it by what it holds (.jsonl, .csv, .mbox, .zip)",
            ),
        );
        check(
            "a.zip",
            b"PK\x03\x04aaaa",
            (3 << 30) + 110 * MB,
            Some(
                "it has 3.1 GB, and the page reads up to 512 MB at once: cut it into several, or use the command line",
            ),
        );
    }

    #[test]
    fn files_are_read_together_as_far_as_they_are_small() {
        for (sizes, expected) in [
            (&[][..], 0),
            (&[400 * MB, 1], 1),
            (&[1, 400 * MB], 1),
            (&[20 * MB, 12 * MB, 1], 2),
            (&[1; 100], 64),
            (&[0; 3], 3),
        ] {
            assert_eq!(together(sizes.iter().copied(), 64), expected, "{sizes:?}");
        }
    }
}
