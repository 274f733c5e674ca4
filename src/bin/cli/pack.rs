//! `cuttings pack`: a folder's articles in one file that the page loads in one request.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Write};

use anyhow::Context;
use miniz_oxide::deflate::compress_to_vec;
use rawzip::{CompressionMethod, ZipArchiveWriter};
use rayon::prelude::*;

use cuttings::Article;
use cuttings::corpus::{self, Options, Reading, Recurring, Trace};
use cuttings::extract::tagger::built_in;
use cuttings::ingest::SourceFile;
use cuttings::prepared::{self, Outcome};

use crate::args::PackArgs;
use crate::inputs::{self, Failure, Opened};

/// Returns how many inputs could not be read. The same files give the same
/// bytes: entries stand in input order and carry no time of day. Files that
/// hold no article are packed too; the page names them and says why. What was
/// read of all of them is packed along, so that the page need not read them.
pub fn run(args: &PackArgs) -> anyhow::Result<usize> {
    let shown = args.output.display();
    let (mut names, mut files, mut n_failed) = (BTreeSet::new(), Vec::new(), 0);
    for file in inputs::walk(&args.paths, Some(&args.output)).flat_map(|input| inputs::read(input, true)) {
        match file {
            Ok(Opened { file, .. }) => {
                files.push(SourceFile { path: unused(&file.path, &mut names), ..file });
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
    for SourceFile { path, bytes } in &files {
        add(&mut archive, path, bytes)?;
    }
    add(&mut archive, prepared::NAME, &prepared::encode(files.into_iter().zip(read)))?;
    archive.finish()?.flush()?;
    eprintln!("{} articles packed into {shown}", names.len());
    Ok(n_failed)
}

/// What comes of each file, in the light of all of them.
fn read(files: &[SourceFile]) -> Vec<Outcome> {
    let options = Options { decoder: Some(inputs::decode), ..Options::default() };
    let articles: Vec<_> = files.par_iter().map(|file| corpus::clean_file(file, options)).collect();
    let traces: Vec<Trace> = articles.par_iter().flatten().map(Trace::of).collect();
    let recurring = Recurring::of(traces.iter());
    let read = |article: Article| Reading::of(article, &recurring, Some(built_in()));
    articles.into_par_iter().map(|article| article.map(read).map_err(|e| e.to_string())).collect()
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
