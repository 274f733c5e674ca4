//! Archives of articles.
//!
//! An archive comes from anywhere, so what it may unpack to is bounded: by
//! count, by size of an entry and of all, and by how far an entry expands. An
//! entry beyond a bound, encrypted, broken or itself an archive is told by its
//! own line, and the others still come.

use crc::{CRC_32_ISO_HDLC, Crc, Table};
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use rawzip::{CompressionMethod, ZipArchive, ZipFileHeaderRecord, ZipSliceArchive};

use super::decode::{Decoder, decode};
use super::{IngestError, SourceFile, by_signature};

/// What an archive may unpack to.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub entries: usize,
    /// Bytes of one entry, unpacked.
    pub entry: u64,
    /// Bytes of all entries, unpacked.
    pub total: u64,
    /// Unpacked bytes for each packed one, where that makes more than `small`.
    pub ratio: u64,
    /// Bytes that any entry may unpack to.
    pub small: u64,
}

/// Far above any folder of articles, far below what exhausts a browser's tab.
pub const LIMITS: Limits =
    Limits { entries: 200_000, entry: 64 << 20, total: 1 << 30, ratio: 200, small: 1 << 20 };

/// Whether the bytes are those of a .zip file, empty ones included.
pub fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The files of an archive in its order, with their paths inside it.
pub fn unpack(bytes: &[u8], path: &str, decoder: Decoder) -> Vec<Result<SourceFile, (String, IngestError)>> {
    unpack_within(bytes, path, &|name| decoded(name, decoder), LIMITS)
}

/// [`unpack`] of an archive that Cuttings wrote: all names are UTF-8.
pub fn unpack_ours(bytes: &[u8], path: &str) -> Vec<Result<SourceFile, (String, IngestError)>> {
    unpack_within(bytes, path, &|name| String::from_utf8_lossy(name).into_owned(), LIMITS)
}

/// Whether bytes are an archive that is there to its end.
pub fn opens(bytes: &[u8]) -> bool {
    ZipArchive::from_slice(bytes).is_ok()
}

/// The entry of exactly this name, hidden ones included; `None` where the
/// archive has none that can be read.
pub fn entry(bytes: &[u8], name: &str) -> Option<Vec<u8>> {
    let archive = ZipArchive::from_slice(bytes).ok()?;
    let mut entries = archive.entries().map_while(Result::ok);
    let entry = entries.find(|entry| entry.file_path().as_bytes() == name.as_bytes())?;
    read_entry(&archive, &entry, LIMITS.total, LIMITS).ok()
}

fn unpack_within(
    bytes: &[u8],
    path: &str,
    name: &dyn Fn(&[u8]) -> String,
    limits: Limits,
) -> Vec<Result<SourceFile, (String, IngestError)>> {
    let broken = || Err((path.to_owned(), IngestError::BrokenArchive));
    let Ok(archive) = ZipArchive::from_slice(bytes) else { return vec![broken()] };
    let mut files = Vec::new();
    let mut left = limits.total;
    for entry in archive.entries() {
        if files.len() >= limits.entries {
            files.push(Err((path.to_owned(), IngestError::TooMany)));
            break;
        }
        // What follows an entry that can't be read can't be found.
        let Ok(entry) = entry else {
            files.push(broken());
            break;
        };
        let name = name(entry.file_path().as_bytes());
        let folder = name.ends_with(['/', '\\']);
        let name = inside(&name);
        if folder {
            continue;
        }
        if let Some(hidden) = hidden(&name) {
            let hidden = Err((hidden.to_owned(), IngestError::Hidden));
            if !is_ours(&name) && files.last() != Some(&hidden) {
                files.push(hidden);
            }
            continue;
        }
        let file = read_entry(&archive, &entry, limits.entry.min(left), limits);
        if let Ok(bytes) = &file {
            left -= bytes.len() as u64;
        }
        files.push(match file {
            Ok(bytes) => Ok(SourceFile::new(name, bytes)),
            Err(error) => Err((name, error)),
        });
    }
    files
}

fn read_entry(
    archive: &ZipSliceArchive<&[u8]>,
    entry: &ZipFileHeaderRecord<'_>,
    limit: u64,
    limits: Limits,
) -> Result<Vec<u8>, IngestError> {
    /// Whether an entry came whole; a small table, since every visitor of the page loads it.
    static CHECKSUM: Crc<u32, Table<1>> = Crc::<u32, Table<1>>::new(&CRC_32_ISO_HDLC);

    if entry.flags().is_encrypted() {
        return Err(IngestError::Encrypted);
    }
    let packed = archive.get_entry(entry.wayfinder()).map_err(|_| IngestError::BrokenEntry)?;
    // The sizes are what the archive says of itself; the unpacker is held to them.
    let limit = limit.min(limits.small.max((packed.data().len() as u64).saturating_mul(limits.ratio)));
    let bytes = match entry.compression_method() {
        CompressionMethod::STORE if packed.data().len() as u64 > limit => return Err(IngestError::TooBig),
        CompressionMethod::STORE => packed.data().to_vec(),
        CompressionMethod::DEFLATE => {
            decompress_to_vec_with_limit(packed.data(), limit as usize).map_err(|error| {
                match error.status {
                    TINFLStatus::HasMoreOutput => IngestError::TooBig,
                    _ => IngestError::BrokenEntry,
                }
            })?
        }
        _ => return Err(IngestError::UnknownCompression),
    };
    if CHECKSUM.checksum(&bytes) != entry.crc32() {
        return Err(IngestError::BrokenEntry);
    }
    if is_zip(&bytes) {
        by_signature(&bytes)?;
        return Err(IngestError::NestedArchive);
    }
    Ok(bytes)
}

/// The name of an entry; what is not UTF-8 is in some encoding of its time, and guessed.
fn decoded(name: &[u8], decoder: Decoder) -> String {
    decode(name, decoder).unwrap_or_else(|_| String::from_utf8_lossy(name).into_owned())
}

/// The path of an entry within its archive, whatever it says of folders above
/// or beside: './a.txt' and '../a.txt' are 'a.txt'.
pub fn inside(name: &str) -> String {
    let parts: Vec<&str> = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..")).collect();
    parts.join("/")
}

/// What of a path is hidden: a dot file, a folder of that kind with all that is in it, or
/// what macOS puts beside files.
///
/// ```
/// # use cuttings::ingest::hidden;
/// assert_eq!(hidden("news/.git/config"), Some("news/.git"));
/// assert_eq!(hidden("news/1.txt"), None);
/// ```
pub fn hidden(path: &str) -> Option<&str> {
    let mut end = 0;
    for part in path.split('/') {
        end += part.len();
        if part == "__MACOSX" || part.starts_with('.') && !matches!(part, "." | "..") {
            return Some(&path[..end]);
        }
        end += 1;
    }
    None
}

/// What `cuttings pack` and case files put beside the articles.
pub fn is_ours(path: &str) -> bool {
    path.starts_with(".cuttings/")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use miniz_oxide::deflate::compress_to_vec;
    use rawzip::{ZipArchiveWriter, path::EntryPath};

    use super::*;

    fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = ZipArchiveWriter::new(Vec::new());
        for &(name, bytes) in entries {
            let (mut entry, data) = archive
                .new_file(EntryPath::verbatim(name.as_bytes()))
                .compression_method(CompressionMethod::DEFLATE)
                .start()
                .unwrap();
            let mut unpacked = data.wrap(std::io::sink());
            unpacked.write_all(bytes).unwrap();
            entry.write_all(&compress_to_vec(bytes, 6)).unwrap();
            entry.finish(unpacked.finish().unwrap().1).unwrap();
        }
        archive.finish().unwrap()
    }

    fn told(bytes: &[u8], limits: Limits) -> Vec<String> {
        unpack_within(bytes, "a.zip", &|name| decoded(name, |_, _| None), limits)
            .into_iter()
            .map(|file| match file {
                Ok(file) => format!("{} {}", file.path, file.bytes.len()),
                Err((path, error)) => format!("{path}: {error}"),
            })
            .collect()
    }

    #[test]
    fn an_entry_is_had_by_its_name() {
        let bytes = zip(&[("a.txt", b"one"), (".own/b", b"two")]);
        let had = |name| entry(&bytes, name);
        assert_eq!(
            [had("a.txt"), had(".own/b"), had("b")],
            [Some(b"one".to_vec()), Some(b"two".to_vec()), None]
        );
        assert_eq!(entry(b"PK\x03\x04", "a.txt"), None);
    }

    #[test]
    fn files_come_with_their_paths() {
        let inner = zip(&[("x.txt", b"x")]);
        let memo = zip(&[("[Content_Types].xml", b"<Types/>")]);
        let bytes = zip(&[
            ("news/1.txt", b"one"),
            ("__MACOSX/news/._1.txt", b"?"),
            ("news/.DS_Store", b"?"),
            ("2.txt", b"three"),
            ("more.zip", &inner),
            ("memo.docx", &memo),
        ]);
        assert_eq!(
            told(&bytes, LIMITS),
            [
                "news/1.txt 3",
                "__MACOSX: it is hidden",
                "news/.DS_Store: it is hidden",
                "2.txt 5",
                "more.zip: it is an archive within an archive",
                "memo.docx: it is an office document, not a page or its text"
            ]
        );
    }

    #[test]
    fn a_hidden_folder_is_told_once_and_our_own_not_at_all() {
        let entries =
            [("a/.git/x", &b"?"[..]), ("a/.git/y/z", b"?"), (".cuttings/read", b"?"), ("b.txt", b"one")];
        assert_eq!(told(&zip(&entries), LIMITS), ["a/.git: it is hidden", "b.txt 3"]);
    }

    #[test]
    fn no_entry_is_outside_its_archive() {
        let bytes = zip(&[("./a.txt", b"a"), ("../../b.txt", b"b"), ("/c//d.txt", b"c"), ("./.e.txt", b"e")]);
        assert_eq!(told(&bytes, LIMITS), ["a.txt 1", "b.txt 1", "c/d.txt 1", ".e.txt: it is hidden"]);
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
