//! `cuttings pack`: a folder's articles in one file that the page loads in one request.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Write};

use anyhow::{Context, ensure};
use miniz_oxide::deflate::compress_to_vec;
use rawzip::{CompressionMethod, ZipArchiveWriter};
use rayon::prelude::*;

use cuttings::Article;
use cuttings::corpus::{self, Options, Reading, Recurring, Trace};
use cuttings::extract::tagger::built_in;
use cuttings::ingest::{SourceFile, Unpacked, bundle};
use cuttings::prepared::{self, Part};

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
    let (mut names, mut files, mut n_failed) = (BTreeSet::new(), Vec::new(), 0);
    for file in inputs::walk(&args.paths, Some(&args.output)).flat_map(|input| inputs::read(input, true)) {
        match file {
            Ok(Opened { file, .. }) => {
                let name = unused(&file.path, &mut names);
                files.push(file.called(&name));
            }
            Err(Failure { path, reason }) => {
                eprintln!("cuttings: {path}: {reason}");
                n_failed += 1;
            }
        }
    }
    let read = read(&files);
    let file = File::create(&args.output).with_context(|| format!("{shown}: can't be written"))?;
    let mut archive = ZipArchiveWriter::new(BufWriter::new(file));
    for file in &files {
        add(&mut archive, &file.path, &file.bytes)?;
    }
    add(&mut archive, prepared::NAME, &prepared::encode(files.into_iter().zip(read)))?;
    archive.finish()?.flush()?;
    eprintln!("{} articles packed into {shown}", names.len());
    Ok(n_failed)
}

/// What each file holds, read in the light of all of them.
fn read(files: &[SourceFile]) -> Vec<Vec<Part>> {
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

fn add<W: Write>(archive: &mut ZipArchiveWriter<W>, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let (mut entry, data) = archive
        .new_file(name)
        .compression_method(CompressionMethod::DEFLATE)
        .unix_permissions(0o644)
        .start()?;
    let mut unpacked = data.wrap(std::io::sink());
    unpacked.write_all(bytes)?;
    let (_, described) = unpacked.finish()?;
    entry.write_all(&compress_to_vec(bytes, 9))?;
    entry.finish(described)?;
    Ok(())
}

/// A relative name for the entry that no other has: two folders may hold files of one name.
fn unused(path: &str, names: &mut BTreeSet<String>) -> String {
    let plain = path.trim_start_matches(['/', '.']).replace('\\', "/");
    let mut name = plain.clone();
    let mut n = 2;
    while !names.insert(name.clone()) {
        name = format!("{n}/{plain}");
        n += 1;
    }
    name
}
