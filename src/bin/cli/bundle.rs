//! `cuttings bundle`: articles and the page that shows them in one HTML file, or the
//! articles and their index in a folder of many.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, bail, ensure};

use cuttings::article::{Article, ArticleId};
use cuttings::case::{self, App, Texts, Writer, wanted};
use cuttings::corpus::{Options, Reading};
use cuttings::extract::tagger::built_in;
use cuttings::journal::Journal;
use cuttings::prepared::Part;

use crate::args::{self, BundleArgs};
use crate::collection::{Collection, Found};
use crate::inputs;
use crate::pack::Files;
use crate::parts;
use crate::search::Searched;
use crate::shell;

/// Returns how many inputs could not be read. The same files and the same page give
/// the same bytes.
pub fn run(args: &BundleArgs) -> anyhow::Result<usize> {
    let shown = args.output.display();
    ensure!(
        !inputs::is_among(&args.paths, &args.output),
        "{shown}: it is to be read, so it can't be written"
    );
    if !args.output.extension().is_some_and(|end| end == "html" || end == "htm") {
        return in_parts(args);
    }
    let app = app(&args.page)?;
    let texts = match args.texts {
        args::Texts::Full => Texts::Full,
        args::Texts::Snippets => Texts::Snippets,
        args::Texts::Data => Texts::Data,
    };
    let files = Files::of(&args.paths, &args.output);
    let read = files.read(args.columns.all());
    let Files { files, events, mut n_failed } = files;
    // An article goes in once: of the first file that has all of it.
    let mut best: HashMap<&ArticleId, (usize, &Article)> = HashMap::new();
    for (n, Part { name, outcome }) in
        read.iter().enumerate().flat_map(|(n, parts)| parts.iter().map(move |part| (n, part)))
    {
        match outcome {
            Ok(Reading { document, .. }) => {
                let article = &document.article;
                let kept = best.entry(&article.id).or_insert((n, article));
                if article.is_fuller(kept.1) {
                    *kept = (n, article);
                }
            }
            Err(reason) => {
                eprintln!("cuttings: {}{name}: {reason}", files[n].file.path);
                n_failed += 1;
            }
        }
    }
    let mut goes_in = vec![false; files.len()];
    best.values().for_each(|&(n, _)| goes_in[n] = true);
    let n_articles = best.len();
    for (n, parts) in read.iter().enumerate().filter(|(n, _)| !goes_in[*n]) {
        let mut others =
            parts.iter().flat_map(|part| &part.outcome).map(|reading| best[&reading.document.article.id].0);
        if let Some(other) = others.next() {
            eprintln!("cuttings: {}: same as {}", files[n].file.path, files[other].file.path);
        }
    }
    ensure!(n_articles > 0, "{shown}: there is no article to put into it");
    let first = args.paths.first().and_then(|path| path.file_stem()).map(|name| name.to_string_lossy());
    let name = args.name.as_deref().or(first.as_deref()).unwrap_or("Cuttings");
    let to = File::create(&args.output).with_context(|| format!("{shown}: can't be written"))?;
    let mut to = BufWriter::new(to);
    let mut writer = Writer::new(app, name, texts);
    let mut journal = Journal::default();
    journal.merge(events.iter().cloned());
    writer.archive().journal(journal, !args.without_notes);
    if texts == Texts::Full {
        let once = files.iter().zip(read).zip(goes_in).filter(|(_, goes_in)| *goes_in);
        for ((file, parts), _) in once {
            file.put(parts, writer.archive())?;
            to.write_all(&writer.take())?;
        }
    } else {
        // Files without an article have nothing but text; the others go as they are shown.
        let found = read.into_iter().flatten().filter_map(|part| part.outcome.ok());
        let found = found.map(|reading| Found::Read(Box::new(reading))).collect();
        let options = Options { no_clean: true, tagger: Some(built_in()), ..Options::default() };
        let Collection { corpus, .. } = Collection::of(found, events, options);
        for position in 0..corpus.len() as u32 {
            writer.archive().article(corpus.corrected(position), texts)?;
            to.write_all(&writer.take())?;
        }
    }
    to.write_all(&writer.end()?)?;
    to.flush()?;
    eprintln!("{n_articles} articles bundled into {shown}");
    Ok(n_failed)
}

/// The same articles and answers as `search` has over the files themselves.
fn in_parts(args: &BundleArgs) -> anyhow::Result<usize> {
    let (Searched { collection, .. }, n_failed) =
        Searched::read(&args.paths, false, args.columns.all(), Some(&args.output));
    let shown = args.output.display();
    ensure!(!collection.corpus.is_empty(), "{shown}: there is no article to put into it");
    parts::write(&args.output, &collection)?;
    Ok(n_failed)
}

/// The page, out of another case file or a built page's folder.
fn app(from: &Path) -> anyhow::Result<App> {
    let shown = from.display();
    let read = |path: &Path| fs::read(path).with_context(|| format!("{}: can't be read", path.display()));
    if !from.exists() {
        bail!(
            "{shown}: there is no page to put the articles into; --page names a case file saved from any \
               Cuttings, or make page writes dist/cuttings.html"
        );
    }
    if from.is_dir() {
        let shell =
            String::from_utf8(read(&from.join(shell::NAME))?).context("the page's shell is not text")?;
        let parts = wanted(&shell)
            .into_iter()
            .map(|part: case::PartName| Ok((part.id, read(&from.join(&part.file))?)));
        let parts: Vec<(String, Vec<u8>)> = parts.collect::<anyhow::Result<_>>()?;
        return App::of_page(&shell, &parts)
            .with_context(|| format!("{shown}: it holds no page of Cuttings"));
    }
    App::of_case(&read(from)?).with_context(|| format!("{shown}: it is no case file of Cuttings"))
}
