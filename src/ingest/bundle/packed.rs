//! Archives other than .zip, within the same bounds.

use std::io::{Cursor, Read};

use flate2::read::MultiGzDecoder;

use super::super::archive::{LIMITS, hidden, inside, is_zip};
use super::super::{IngestError, SourceFile};
use super::Entries;

/// The file that was packed, under its name without the ending.
pub fn gunzip(file: &SourceFile) -> Result<SourceFile, IngestError> {
    let limit = LIMITS.total.min(LIMITS.small.max(file.bytes.len() as u64 * LIMITS.ratio));
    let mut bytes = Vec::new();
    // One byte above the limit tells that there is more.
    let mut unpacked = MultiGzDecoder::new(file.bytes.as_slice()).take(limit + 1);
    unpacked.read_to_end(&mut bytes).map_err(|_| IngestError::BrokenArchive)?;
    if bytes.len() as u64 > limit {
        return Err(IngestError::TooBig);
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
    Ok(SourceFile::new(path, bytes))
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
    is_zip(bytes) || bytes.get(257..262) == Some(b"ustar")
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

    #[test]
    fn a_packed_file_comes_under_its_own_name() {
        for (path, expected) in [("a.txt.gz", "a.txt"), ("b.TGZ", "b.tar"), ("c", "c")] {
            let file = gunzip(&SourceFile::new(path, gzip(b"Ferry runs again"))).unwrap();
            assert_eq!(
                (file.path.as_str(), file.bytes.as_slice()),
                (expected, b"Ferry runs again".as_slice())
            );
        }
        assert_eq!(
            gunzip(&SourceFile::new("a.gz", b"\x1f\x8bxxx".to_vec())),
            Err(IngestError::BrokenArchive)
        );
    }

    #[test]
    fn what_unpacks_to_too_much_is_told() {
        let bomb = gzip(&vec![0; 3 << 20]);
        assert_eq!(gunzip(&SourceFile::new("a.gz", bomb)), Err(IngestError::TooBig));
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
