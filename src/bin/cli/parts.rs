//! A collection in many files on disk: written by `bundle`, opened by `search` and by a page beside it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use cuttings::shards::{Name, Shards, write as write_all};

use crate::collection::Collection;
use crate::hosted;

/// Writes a folder of such files; what was there of another collection is taken out.
pub fn write(folder: &Path, Collection { corpus, copies }: &Collection) -> anyhow::Result<()> {
    let mut copies: Vec<(u32, String)> =
        copies.iter().flat_map(|(first, files)| files.iter().map(|file| (*first, file.clone()))).collect();
    copies.sort_by_key(|copy| copy.0);
    let can = |path: &Path| format!("{}: can't be written", path.display());
    for part in [Name::Words(0), Name::Articles(0)] {
        let path = folder.join(part.to_string());
        let of_part = path.parent().unwrap_or(folder);
        if of_part.exists() && is_one(folder) {
            fs::remove_dir_all(of_part).with_context(|| can(of_part))?;
        }
        ensure!(!of_part.exists(), "{}: is there already, and no part of a collection", of_part.display());
        fs::create_dir_all(of_part).with_context(|| can(of_part))?;
    }
    let (mut n_files, mut n_bytes) = (0, 0);
    let mut head = Vec::new();
    write_all(corpus, copies, |name, bytes| {
        if name == Name::Head {
            head.clone_from(&bytes);
        }
        let path = folder.join(name.to_string());
        (n_files, n_bytes) = (n_files + 1, n_bytes + bytes.len());
        fs::write(&path, bytes).with_context(|| can(&path))
    })?;
    eprintln!("{} articles in {n_files} files, {}, in {}", corpus.len(), size(n_bytes), folder.display());
    if hosted::turn(folder, &head)? {
        eprintln!("the page there opens them");
    }
    Ok(())
}

/// Whether a folder has such a collection.
pub fn is_one(folder: &Path) -> bool {
    folder.join(Name::Head.to_string()).is_file()
}

/// A collection of which as much is read as is asked for.
pub struct Parts {
    shards: Shards,
    folder: PathBuf,
    n_files: usize,
    n_bytes: usize,
}

impl Parts {
    pub fn open(folder: &Path) -> anyhow::Result<Parts> {
        let bytes = read(folder, Name::Head)?;
        let shards = Shards::open(&bytes);
        let shards = shards.with_context(|| {
            format!("{}: is broken, or of another version of this program", folder.display())
        })?;
        Ok(Parts { shards, folder: folder.to_owned(), n_files: 1, n_bytes: bytes.len() })
    }

    /// Other files that an article came as, by its position.
    pub fn copies(&self) -> &[(u32, String)] {
        self.shards.copies()
    }

    pub fn ask<T>(&mut self, question: impl Fn(&Shards) -> T) -> anyhow::Result<T> {
        let Parts { shards, folder, n_files, n_bytes } = self;
        let answer = shards.ask(question, &mut |name| {
            let bytes = read(folder, name)?;
            (*n_files, *n_bytes) = (*n_files + 1, *n_bytes + bytes.len());
            anyhow::Ok(bytes)
        })?;
        answer.with_context(|| format!("{}: part of it is broken", folder.display()))
    }

    /// How much of it has been read.
    pub fn told(&self) -> String {
        let n_all = self.shards.n_files();
        let n_articles = self.shards.len();
        format!("{n_articles} articles; read {} of {n_all} files, {}", self.n_files, size(self.n_bytes))
    }
}

fn read(folder: &Path, name: Name) -> anyhow::Result<Vec<u8>> {
    let path = folder.join(name.to_string());
    fs::read(&path).with_context(|| format!("{}: can't be read", path.display()))
}

fn size(n_bytes: usize) -> String {
    if n_bytes < 10_000_000 {
        format!("{} kB", n_bytes.div_ceil(1000))
    } else {
        format!("{} MB", n_bytes.div_ceil(1_000_000))
    }
}
