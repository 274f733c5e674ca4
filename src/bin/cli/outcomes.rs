//! What became of each file.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::Context;

use cuttings::Article;
use cuttings::ingest::Refusal;
use cuttings::protocol::{Fate, Unread};
use cuttings::view::importing;

/// A file that is no article, and why.
#[derive(Clone, Debug)]
pub struct Failure {
    pub path: String,
    pub why: Unread,
}

impl Failure {
    pub fn new(path: impl Into<String>, reason: impl Into<String>) -> Failure {
        Failure { path: path.into(), why: Unread::failed(reason) }
    }

    /// One line on standard error, and true, where somebody meant the file to be read.
    pub fn tell(&self) -> bool {
        let Failure { path, why: Unread { reason, refusal } } = self;
        let skipped = match refusal {
            Refusal::Hidden | Refusal::Companion => return false,
            Refusal::Skipped => "skipped: ",
            Refusal::Failed => "",
        };
        eprintln!("cuttings: {path}: {skipped}{reason}");
        true
    }
}

/// The list of files that `--outcomes` writes: a line each, as the page's list of an
/// import is copied.
#[derive(Default)]
pub struct Outcomes {
    to: Option<BufWriter<File>>,
    /// The first file of each article, by its id.
    first: HashMap<String, String>,
}

impl Outcomes {
    pub fn to(path: Option<&Path>) -> anyhow::Result<Outcomes> {
        let Some(path) = path else { return Ok(Outcomes::default()) };
        let file = File::create(path).with_context(|| format!("{}: can't be written", path.display()))?;
        Ok(Outcomes { to: Some(BufWriter::new(file)), first: HashMap::new() })
    }

    /// A file is this article, called as it is in the output.
    pub fn read(&mut self, article: &Article) -> io::Result<()> {
        let (path, id) = (&article.file, &article.id.0);
        if self.to.is_none() {
            return Ok(());
        }
        let fate = match self.first.get(id) {
            Some(first) => Fate::Same(first.clone()),
            None => {
                self.first.insert(id.clone(), path.clone());
                Fate::Added
            }
        };
        self.write(path, &fate)
    }

    /// The file is no article; whether it should be one.
    pub fn unread(&mut self, failure: Failure) -> io::Result<bool> {
        let is_told = failure.tell();
        self.write(&failure.path, &failure.why.fate())?;
        Ok(is_told)
    }

    fn write(&mut self, path: &str, fate: &Fate) -> io::Result<()> {
        self.to.as_mut().map_or(Ok(()), |to| writeln!(to, "{path}\t{}", importing::fate(fate)))
    }

    pub fn end(self) -> io::Result<()> {
        self.to.map_or(Ok(()), |mut to| to.flush())
    }
}
