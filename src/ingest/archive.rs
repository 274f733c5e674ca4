//! Archives of articles.
//!
//! An archive comes from anywhere, so what it may unpack to is bounded: by
//! count, by size of an entry and of all, and by how far an entry expands. An
//! entry beyond a bound, encrypted, broken or itself an archive is told by its
//! own line, and the others still come.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{IngestError, SourceFile};

/// What an archive may unpack to.
#[derive(Clone, Copy, Debug)]
struct Limits {
    entries: usize,
    /// Bytes of one entry, unpacked.
    entry: u64,
    /// Bytes of all entries, unpacked.
    total: u64,
    /// Unpacked bytes for each packed one, for entries above a megabyte.
    ratio: u64,
}

/// Far above any folder of articles, far below what exhausts a browser's tab.
const LIMITS: Limits = Limits { entries: 200_000, entry: 64 << 20, total: 1 << 30, ratio: 200 };

/// Whether the bytes are those of a .zip file, empty ones included.
pub fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The files of an archive in its order, with their paths inside it.
pub fn unpack(bytes: &[u8], path: &str) -> Vec<Result<SourceFile, (String, IngestError)>> {
    unpack_within(bytes, path, LIMITS)
}

fn unpack_within(bytes: &[u8], path: &str, limits: Limits) -> Vec<Result<SourceFile, (String, IngestError)>> {
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(_) => return vec![Err((path.to_owned(), IngestError::BrokenArchive))],
    };
    let mut files = Vec::new();
    let mut left = limits.total;
    for n in 0..archive.len() {
        if files.len() >= limits.entries {
            files.push(Err((path.to_owned(), IngestError::TooMany)));
            break;
        }
        let Some(Ok(name)) = archive.name_for_index(n) else {
            files.push(Err((path.to_owned(), IngestError::BrokenEntry)));
            continue;
        };
        let folder = name.ends_with(['/', '\\']);
        let name = inside(&name);
        if folder || is_hidden(&name) {
            continue;
        }
        let file = read_entry(&mut archive, n, limits.entry.min(left), limits.ratio);
        if let Ok(bytes) = &file {
            left -= bytes.len() as u64;
        }
        files.push(match file {
            Ok(bytes) => Ok(SourceFile { path: name, bytes }),
            Err(error) => Err((name, error)),
        });
    }
    files
}

fn read_entry(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    n: usize,
    limit: u64,
    ratio: u64,
) -> Result<Vec<u8>, IngestError> {
    const SMALL: u64 = 1 << 20;
    let entry = archive.by_index(n).map_err(|error| match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => IngestError::Encrypted,
        ZipError::UnsupportedArchive(_) => IngestError::UnknownCompression,
        _ => IngestError::BrokenEntry,
    })?;
    // The sizes are what the archive says of itself; the reader is held to them.
    let limit = limit.min(SMALL.max(entry.compressed_size().saturating_mul(ratio)));
    let mut bytes = Vec::new();
    entry.take(limit + 1).read_to_end(&mut bytes).map_err(|_| IngestError::BrokenEntry)?;
    if bytes.len() as u64 > limit {
        return Err(IngestError::TooBig);
    }
    if is_zip(&bytes) {
        return Err(IngestError::NestedArchive);
    }
    Ok(bytes)
}

/// The path of an entry within its archive, whatever it says of folders above
/// or beside: './a.txt' and '../a.txt' are 'a.txt'.
fn inside(name: &str) -> String {
    let parts: Vec<&str> = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..")).collect();
    parts.join("/")
}

/// Dot files, and what macOS puts beside files.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn told(bytes: &[u8], limits: Limits) -> Vec<String> {
        unpack_within(bytes, "a.zip", limits)
            .into_iter()
            .map(|file| match file {
                Ok(file) => format!("{} {}", file.path, file.bytes.len()),
                Err((path, error)) => format!("{path}: {error}"),
            })
            .collect()
    }

    #[test]
    fn files_come_with_their_paths() {
        let inner = zip(&[("x.txt", b"x")]);
        let bytes = zip(&[
            ("news/1.txt", b"one"),
            ("__MACOSX/news/._1.txt", b"?"),
            ("news/.DS_Store", b"?"),
            ("2.txt", b"three"),
            ("more.zip", &inner),
        ]);
        assert_eq!(
            told(&bytes, LIMITS),
            ["news/1.txt 3", "2.txt 5", "more.zip: it is an archive within an archive"]
        );
    }

    #[test]
    fn no_entry_is_outside_its_archive() {
        let bytes = zip(&[("./a.txt", b"a"), ("../../b.txt", b"b"), ("/c//d.txt", b"c"), ("./.e.txt", b"e")]);
        assert_eq!(told(&bytes, LIMITS), ["a.txt 1", "b.txt 1", "c/d.txt 1"]);
    }

    #[test]
    fn bounds_hold() {
        let bytes = zip(&[("1", &[b'a'; 3000]), ("2", &[b'b'; 10]), ("3", b"c")]);
        let small = Limits { entry: 100, ..LIMITS };
        assert_eq!(told(&bytes, small), ["1: it unpacks to too much", "2 10", "3 1"]);
        let few = Limits { entries: 1, ..LIMITS };
        assert_eq!(told(&bytes, few), ["1 3000", "a.zip: the archive holds too many files"]);
        let bomb = zip(&[("bomb", &vec![0; 3 << 20])]);
        assert_eq!(told(&bomb, LIMITS), ["bomb: it unpacks to too much"]);
    }

    #[test]
    fn broken_archives_are_told() {
        let mut bytes = zip(&[("1.txt", b"one and one and one and one"), ("2.txt", b"two")]);
        bytes[40] ^= 0x55;
        let told_all = told(&bytes, LIMITS);
        assert_eq!(told_all.len(), 2);
        assert!(told_all[0].starts_with("1.txt: "), "{told_all:?}");
        assert_eq!(told_all[1], "2.txt 3");
        bytes.truncate(60);
        assert_eq!(told(&bytes, LIMITS), ["a.zip: the archive is broken"]);
    }
}
