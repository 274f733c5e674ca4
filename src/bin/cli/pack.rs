//! `cuttings pack`: a folder's articles in one file that the page loads in one request.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use rayon::prelude::*;

use cuttings::Article;
use cuttings::case::Archive;
use cuttings::corpus::{self, Options, Reading, Recurring, Trace};
use cuttings::extract::tagger::built_in;
use cuttings::ingest::{SourceFile, Unpacked, bundle};
use cuttings::prepared::Part;

use crate::args::PackArgs;
use crate::inputs::{self, Failure, Opened};

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
    let Files { files, n_failed } = Files::of(&args.paths, &args.output);
    let read = read(&files);
    let file = File::create(&args.output).with_context(|| format!("{shown}: can't be written"))?;
    let mut archive = Archive::plain(BufWriter::new(file));
    for (file, parts) in files.iter().zip(read) {
        archive.add(file, parts)?;
    }
    archive.end()?.flush()?;
    eprintln!("{} articles packed into {shown}", files.len());
    Ok(n_failed)
}

/// What is to be put into one file.
pub struct Files {
    pub files: Vec<SourceFile>,
    pub n_failed: usize,
}

impl Files {
    /// All but the output itself; what can't be read is told.
    pub fn of(paths: &[PathBuf], output: &Path) -> Files {
        let (mut files, mut n_failed) = (Vec::new(), 0);
        for file in inputs::walk(paths, Some(output)).flat_map(|input| inputs::read(input, true).files) {
            match file {
                Ok(Opened { file, .. }) => files.push(file),
                Err(Failure { path, reason }) => {
                    eprintln!("cuttings: {path}: {reason}");
                    n_failed += 1;
                }
            }
        }
        Files { files, n_failed }
    }
}

/// What each file holds, read in the light of all of them.
pub fn read(files: &[SourceFile]) -> Vec<Vec<Part>> {
    let options = Options { decoder: Some(inputs::decode), ..Options::default() };
    let clean = |Unpacked { shown, file }| {
        let clean = |file: SourceFile| corpus::clean_file(&file, options);
        (shown, file.and_then(clean).map_err(|error| error.to_string()))
    };
    let open = |file: &SourceFile| bundle::unpack_all(file.clone(), "", false, inputs::decode);
    let cleaned = files.par_iter().map(|file| open(file).into_iter().map(clean).collect());
    let cleaned: Vec<Vec<(String, Result<Article, String>)>> = cleaned.collect();
    let articles = cleaned.par_iter().flatten().filter_map(|(_, article)| article.as_ref().ok());
    let traces: Vec<Trace> = articles.map(Trace::of).collect();
    let recurring = Recurring::of(traces.iter());
    let read = |article: Article| Reading::of(article, &recurring, Some(built_in()));
    let part = |(name, article): (String, Result<Article, String>)| Part { name, outcome: article.map(read) };
    cleaned.into_par_iter().map(|articles| articles.into_iter().map(part).collect()).collect()
}
