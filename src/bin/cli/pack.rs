//! `cuttings pack`: a folder's articles in one file that the page loads in one request.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use rayon::prelude::*;

use cuttings::case::{Archive, Texts};
use cuttings::corpus::{self, Options, Reading, Recurring, Trace};
use cuttings::extract::tagger::built_in;
use cuttings::ingest::bundle::columns::Columns;
use cuttings::ingest::bundle::{self, Manner};
use cuttings::ingest::{SourceFile, Unpacked};
use cuttings::journal::Event;
use cuttings::prepared::Part;

use crate::args::PackArgs;
use crate::collection::Found;
use crate::inputs::{self, Held, How, Opened};

/// Returns how many inputs could not be read. The same files give the same
/// bytes: entries stand in input order and carry no time of day. Files that
/// hold no article are packed too; the page names them and says why. What was
/// read of all of them is packed along, so that the page need not read them.
pub fn run(args: &PackArgs) -> anyhow::Result<usize> {
    let shown = args.output.display();
    ensure!(
        !inputs::is_among(&args.paths, &args.output),
        "{shown}: it is to be read, so it can't be written"
    );
    let files = Files::of(&args.paths, &args.output);
    let read = files.read(args.columns.all());
    let file = File::create(&args.output).with_context(|| format!("{shown}: can't be written"))?;
    let mut archive = Archive::plain(BufWriter::new(file));
    for (file, parts) in files.files.iter().zip(read) {
        file.put(parts, &mut archive)?;
    }
    archive.end()?.flush()?;
    eprintln!("{} articles packed into {shown}", files.files.len());
    Ok(files.n_failed)
}

/// What is to be put into one file.
#[derive(Default)]
pub struct Files {
    pub files: Vec<Source>,
    /// What was done to articles of case files among them.
    pub events: Vec<Event>,
    pub n_failed: usize,
}

/// A file, or an article of a case file.
pub struct Source {
    pub file: SourceFile,
    reading: Option<Box<Reading>>,
}

impl Source {
    /// Puts it into an archive with what was read of it.
    pub fn put<W: Write>(&self, parts: Vec<Part>, archive: &mut Archive<W>) -> io::Result<()> {
        match &self.reading {
            Some(reading) => archive.article((**reading).clone(), Texts::Full),
            None => archive.add(&self.file, parts),
        }
    }
}

impl Files {
    /// All but the output itself; what can't be read is told.
    pub fn of(paths: &[PathBuf], output: &Path) -> Files {
        let mut all = Files::default();
        for input in inputs::walk(paths, Some(output)) {
            let Held { files, events } = inputs::read(input, How::Files, &[]);
            all.events.extend(events);
            for file in files {
                match file {
                    Ok(Opened { file, reading, .. }) => all.files.push(Source { file, reading }),
                    Err(failure) => all.n_failed += usize::from(failure.tell()),
                }
            }
        }
        all
    }

    /// What each file holds, read in the light of all of them; articles of case files as
    /// they were read.
    pub fn read(&self, columns: &[Columns]) -> Vec<Vec<Part>> {
        let manner = Manner { whole: false, decoder: inputs::decode, columns };
        let options = Options { decoder: Some(inputs::decode), ..Options::default() };
        let clean = |Unpacked { shown, file }| {
            let clean = |file: SourceFile| {
                corpus::clean_file(&file, options).map(|article| Found::Fresh(Box::new(article)))
            };
            (shown, file.and_then(clean).map_err(|error| error.to_string()))
        };
        let open = |Source { file, reading }: &Source| match reading {
            Some(reading) => vec![(String::new(), Ok(Found::Read(reading.clone())))],
            None => bundle::unpack_all(file.clone(), "", manner).files.into_iter().map(clean).collect(),
        };
        let found: Vec<Vec<(String, Result<Found, String>)>> = self.files.par_iter().map(open).collect();
        let fresh = found.par_iter().flatten().filter_map(|(_, found)| match found {
            Ok(Found::Fresh(article)) => Some(Trace::of(article)),
            _ => None,
        });
        let traces: Vec<Trace> = fresh.collect();
        let recurring = Recurring::of(traces.iter());
        let read = |found: Found| match found {
            Found::Fresh(article) => Reading::of(*article, &recurring, Some(built_in())),
            Found::Read(reading) => *reading,
        };
        let part = |(name, found): (String, Result<Found, String>)| Part { name, outcome: found.map(read) };
        found.into_par_iter().map(|found| found.into_iter().map(part).collect()).collect()
    }
}
