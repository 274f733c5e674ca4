//! Archives other than .zip, within the same bounds.

use std::io::{Cursor, Read};

use flate2::read::MultiGzDecoder;

use super::super::archive::{LIMITS, Limits, hidden, inside, is_zip};
use super::super::{IngestError, SourceFile};
use super::{Entries, warc};

/// The file that was packed, under its name without the ending. Where it can't be had
/// to its end, or is too large, and is an archive, that is the archive with what had come
/// whole, and beside it that the rest is left out.
pub fn gunzip(file: &SourceFile, limits: Limits) -> Result<Entries, IngestError> {
    let limit = limits.total.min(limits.small.max(file.bytes.len() as u64 * limits.ratio));
    let mut bytes = Vec::new();
    // One byte above the limit tells that there is more.
    let mut unpacked = MultiGzDecoder::new(file.bytes.as_slice()).take(limit + 1);
    let is_read = unpacked.read_to_end(&mut bytes).is_ok();
    let complete: Option<fn(&[u8]) -> usize> = match () {
        () if is_tar(&bytes) => Some(complete),
        () if bytes.starts_with(b"WARC/1.") => Some(warc::complete),
        () => None,
    };
    // What is in a .tar counts as much as the .tar itself.
    let limit = if is_tar(&bytes) { limit.min(limits.total / 2) } else { limit };
    let rest = match () {
        () if bytes.len() as u64 > limit => Some((IngestError::TooBig, IngestError::RestTooBig)),
        () if !is_read => Some((IngestError::BrokenArchive, IngestError::RestBroken)),
        () => None,
    };
    let mut entries = Entries::new();
    if let Some((all, rest)) = rest {
        bytes.truncate(limit as usize);
        match complete.map_or(0, |complete| complete(&bytes)) {
            0 => return Err(all),
            end => bytes.truncate(end),
        }
        entries.push((String::new(), Err(rest)));
    }
    let name = file.path.as_str();
    let without = |ending: &str| {
        let at = name.len().checked_sub(ending.len())?;
        name.get(at..).filter(|end| end.eq_ignore_ascii_case(ending)).map(|_| &name[..at])
    };
    let path = match without(".tgz") {
        Some(stem) => format!("{stem}.tar"),
        None => without(".gz").unwrap_or(name).to_owned(),
    };
    entries.insert(0, (String::new(), Ok(SourceFile::new(path, bytes))));
    Ok(entries)
}

/// How many of the bytes of a .tar are of entries that have all come.
fn complete(bytes: &[u8]) -> usize {
    const BLOCK: u64 = 512;
    let mut archive = tar::Archive::new(Cursor::new(bytes));
    let Ok(entries) = archive.entries() else { return 0 };
    let end = |entry: tar::Entry<'_, _>| {
        let size = entry.size().checked_next_multiple_of(BLOCK)?;
        let end = entry.raw_file_position().checked_add(size)?;
        usize::try_from(end).ok().filter(|end| *end <= bytes.len())
    };
    entries.map_while(Result::ok).map_while(end).last().unwrap_or(0)
}

/// The files of a .tar in its order, with their paths inside it.
pub fn untar(file: &SourceFile) -> Result<Entries, IngestError> {
    let mut archive = tar::Archive::new(Cursor::new(&file.bytes));
    let mut files = Entries::new();
    for entry in archive.entries().map_err(|_| IngestError::BrokenArchive)? {
        if files.len() >= LIMITS.entries {
            files.push((String::new(), Err(IngestError::TooMany)));
            break;
        }
        // What follows an entry that can't be read can't be found.
        let Ok(mut entry) = entry else {
            files.push((String::new(), Err(IngestError::BrokenArchive)));
            break;
        };
        let name = inside(&String::from_utf8_lossy(&entry.path_bytes()));
        if !entry.header().entry_type().is_file() {
            continue;
        }
        if let Some(hidden) = hidden(&name) {
            if files.last().is_none_or(|(last, _)| last != hidden) {
                files.push((hidden.to_owned(), Err(IngestError::Hidden)));
            }
            continue;
        }
        let mut bytes = Vec::new();
        let read = match entry.size() {
            size if size > LIMITS.entry => Err(IngestError::TooBig),
            _ => entry.read_to_end(&mut bytes).map_err(|_| IngestError::BrokenEntry),
        };
        let file = match read {
            Ok(n) if n as u64 != entry.size() => Err(IngestError::BrokenEntry),
            Ok(_) if is_archive(&bytes) => Err(IngestError::NestedArchive),
            Ok(_) => Ok(SourceFile::new(name.clone(), bytes)),
            Err(error) => Err(error),
        };
        files.push((name, file));
    }
    Ok(files)
}

fn is_archive(bytes: &[u8]) -> bool {
    is_zip(bytes) || is_tar(bytes)
}

fn is_tar(bytes: &[u8]) -> bool {
    bytes.get(257..262) == Some(b"ustar")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn tar(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut builder = tar::Builder::new(Vec::new());
        for &(name, bytes) in entries {
            let mut header = tar::Header::new_ustar();
            header.set_size(bytes.len() as u64);
            builder.append_data(&mut header, name, bytes).unwrap();
        }
        builder.into_inner().unwrap()
    }

    /// What comes of a packed file: paths and sizes, or why not.
    fn told(file: SourceFile, limits: Limits) -> Vec<String> {
        let told = |file: Result<SourceFile, IngestError>| match file {
            Ok(file) => format!("{} {}", file.path, file.bytes.len()),
            Err(error) => error.to_string(),
        };
        match gunzip(&file, limits) {
            Ok(entries) => entries.into_iter().map(|(_, file)| told(file)).collect(),
            Err(error) => vec![error.to_string()],
        }
    }

    #[test]
    fn a_packed_file_comes_under_its_own_name() {
        for (path, expected) in [("a.txt.gz", "a.txt 16"), ("b.TGZ", "b.tar 16"), ("c", "c 16")] {
            assert_eq!(told(SourceFile::new(path, gzip(b"Ferry runs again")), LIMITS), [expected]);
        }
        let broken = SourceFile::new("a.gz", b"\x1f\x8bxxx".to_vec());
        assert_eq!(told(broken, LIMITS), ["the archive is broken"]);
    }

    #[test]
    fn what_unpacks_to_too_much_is_told() {
        let bomb = gzip(&vec![0; 3 << 20]);
        assert_eq!(told(SourceFile::new("a.gz", bomb), LIMITS), ["it unpacks to too much"]);
    }

    #[test]
    fn what_came_before_too_much_is_kept() {
        let zeros = vec![0; 3 << 20];
        let bomb = gzip(&tar(&[("1.txt", b"one"), ("2.txt", &zeros), ("3.txt", b"three")]));
        let rest = "the rest of it is left out: it unpacks to too much";
        assert_eq!(told(SourceFile::new("a.tar.gz", bomb), LIMITS), ["a.tar 1024", rest]);
        let few = gzip(&tar(&[("1.txt", b"one"), ("2.txt", b"two"), ("3.txt", b"three")]));
        let half = Limits { total: 2 * 2100, ..LIMITS };
        assert_eq!(told(SourceFile::new("a.tgz", few), half), ["a.tar 2048", rest]);
        let first = gzip(&tar(&[("1.txt", &zeros)]));
        assert_eq!(told(SourceFile::new("a.tgz", first), LIMITS), ["it unpacks to too much"]);
        let record = "WARC/1.0\r\nContent-Length: 2\r\n\r\nhi\r\n\r\n";
        let crawl = gzip(record.repeat(3).as_bytes());
        let limits = Limits { total: record.len() as u64 * 2 + 10, ..LIMITS };
        let two = format!("a.warc {}", record.len() * 2 - 4);
        assert_eq!(told(SourceFile::new("a.warc.gz", crawl), limits), [two.as_str(), rest]);
    }

    #[test]
    fn what_came_before_a_break_is_kept() {
        let noise: Vec<u8> =
            (0..100_000u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()).collect();
        let mut packed = gzip(&tar(&[("1.txt", b"one"), ("2.txt", &noise)]));
        packed.truncate(packed.len() / 2);
        let rest = "the rest of it is left out: the archive is broken there";
        assert_eq!(told(SourceFile::new("a.tar.gz", packed), LIMITS), ["a.tar 1024", rest]);
    }

    #[test]
    fn files_of_a_tar_come_with_their_paths() {
        let inner = tar(&[("x", b"x")]);
        let bytes = tar(&[("./news/1.txt", b"one"), ("news/.DS_Store", b"?"), ("more.tar", &inner)]);
        let told: Vec<String> = untar(&SourceFile::new("a.tar", bytes))
            .unwrap()
            .into_iter()
            .map(|(name, file)| match file {
                Ok(file) => format!("{} {}", file.path, file.bytes.len()),
                Err(error) => format!("{name}: {error}"),
            })
            .collect();
        assert_eq!(
            told,
            ["news/1.txt 3", "news/.DS_Store: it is hidden", "more.tar: it is an archive within an archive"]
        );
    }

    #[test]
    fn a_tar_that_is_cut_gives_what_it_has() {
        let mut bytes = tar(&[("1.txt", b"one"), ("2.txt", &[b'x'; 900])]);
        bytes.truncate(1024 + 512 + 300);
        let files = untar(&SourceFile::new("a.tar", bytes)).unwrap();
        assert!(files[0].1.is_ok());
        assert!(files[1..].iter().all(|(_, file)| file.is_err()));
    }
}
