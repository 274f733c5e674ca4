//! `cuttings pack`: a folder's articles in one file that the page loads in one request.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Write};

use anyhow::Context;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::args::PackArgs;
use crate::inputs::{self, Failure, Opened};

/// Returns how many inputs could not be read. The same files give the same
/// bytes: entries stand in input order and carry no time of day. Files that
/// hold no article are packed too; the page names them and says why.
pub fn run(args: &PackArgs) -> anyhow::Result<usize> {
    let shown = args.output.display();
    let file = File::create(&args.output).with_context(|| format!("{shown}: can't be written"))?;
    let mut zip = ZipWriter::new(BufWriter::new(file));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let (mut names, mut n_failed) = (BTreeSet::new(), 0);
    for file in inputs::walk(&args.paths, Some(&args.output)).flat_map(inputs::read) {
        match file {
            Ok(Opened { file, .. }) => {
                let name = unused(&file.path, &mut names);
                zip.start_file(name, options)?;
                zip.write_all(&file.bytes)?;
            }
            Err(Failure { path, reason }) => {
                eprintln!("cuttings: {path}: {reason}");
                n_failed += 1;
            }
        }
    }
    zip.finish()?.flush()?;
    eprintln!("{} articles packed into {shown}", names.len());
    Ok(n_failed)
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
