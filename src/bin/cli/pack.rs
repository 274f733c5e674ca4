//! `cuttings pack`: a folder's articles in one file that the page loads in one request.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Write};

use anyhow::Context;
use miniz_oxide::deflate::compress_to_vec;
use rawzip::{CompressionMethod, ZipArchiveWriter};

use crate::args::PackArgs;
use crate::inputs::{self, Failure, Opened};

/// Returns how many inputs could not be read. The same files give the same
/// bytes: entries stand in input order and carry no time of day. Files that
/// hold no article are packed too; the page names them and says why.
pub fn run(args: &PackArgs) -> anyhow::Result<usize> {
    let shown = args.output.display();
    let file = File::create(&args.output).with_context(|| format!("{shown}: can't be written"))?;
    let mut archive = ZipArchiveWriter::new(BufWriter::new(file));
    let (mut names, mut n_failed) = (BTreeSet::new(), 0);
    for file in inputs::walk(&args.paths, Some(&args.output)).flat_map(|input| inputs::read(input, true)) {
        match file {
            Ok(Opened { file, .. }) => {
                let name = unused(&file.path, &mut names);
                add(&mut archive, &name, &file.bytes)?;
            }
            Err(Failure { path, reason }) => {
                eprintln!("cuttings: {path}: {reason}");
                n_failed += 1;
            }
        }
    }
    archive.finish()?.flush()?;
    eprintln!("{} articles packed into {shown}", names.len());
    Ok(n_failed)
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
