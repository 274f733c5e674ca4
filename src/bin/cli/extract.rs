//! `cuttings extract`: files in, one record an article out.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use rayon::prelude::*;
use regex::Regex;

use cuttings::article::Article;
use cuttings::corpus::{self, Options, Recurring, Trace};
use cuttings::export::{self, Writer};
use cuttings::extract::tagger::built_in;
use cuttings::journal::{Event, Work};
use cuttings::record::Record;
use cuttings::{Corpus, Document};

use crate::args::ExtractArgs;
use crate::collection::{Collection, Found, found};
use crate::inputs::{self, Input};
use crate::outcomes::{Failure, Outcomes};

/// So many files are read at a time: enough to keep all processors busy
/// between two writes, few enough that memory stays bounded.
const BATCH: usize = 256;

/// So many bytes of cleaned articles are kept until it is known what recurs in
/// all of them; the files of later ones are read and cleaned a second time.
const KEPT: usize = 512 << 20;

/// Returns how many inputs could not be read.
pub fn run(args: &ExtractArgs) -> anyhow::Result<usize> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.jobs.map_or(0, usize::from)).build()?;
    let options =
        Options { no_clean: args.no_clean, decoder: Some(inputs::decode), tagger: Some(built_in()) };
    let out = Output::new(args.form(), open(args)?);
    let inputs: Box<dyn Iterator<Item = Vec<Input>>> = match &args.files_from {
        _ if args.records => {
            let lines = (1..).zip(BufReader::new(io::stdin()).split(b'\n').map_while(Result::ok));
            let lines = lines.map(|(n, line)| (n, String::from_utf8_lossy(&line).into_owned()));
            let lines = lines.filter(|(_, line)| !line.trim().is_empty());
            Box::new(inputs::as_they_come(lines.map(|(n, line)| Input::Record(n, line)), BATCH))
        }
        Some(list) => {
            let files = listed(list, args.null)?.flat_map(|path| inputs::walk_one(&path));
            Box::new(inputs::as_they_come(files, BATCH))
        }
        None => Box::new(batches(inputs::walk(&args.paths, args.output.as_deref()))),
    };
    if args.no_clean || args.alone || args.records {
        let batches = inputs.map(Batch::Unread);
        return write(args, &pool, options, &Recurring::default(), batches, out);
    }
    let (mut batches, mut traces, mut n_bytes) = (Vec::new(), Vec::new(), 0);
    let (mut events, mut has_case) = (Vec::new(), false);
    for batch in inputs {
        let again = batch.clone();
        let (cleaned, mut done) = pool.install(|| found(batch, options, args.columns.all()));
        events.append(&mut done);
        has_case |= cleaned.iter().any(|found| matches!(found, Ok(Found::Read(_))));
        traces.extend(pool.install(|| fresh(&cleaned).map(Trace::of).collect::<Vec<_>>()));
        n_bytes += fresh(&cleaned).map(|article| article.raw.len() + article.text.len()).sum::<usize>();
        let readable = !again.iter().any(|input| matches!(input, Input::Stdin | Input::Record(..)));
        batches.push(if n_bytes > KEPT && readable { Batch::Unread(again) } else { Batch::Cleaned(cleaned) });
    }
    if has_case || !events.is_empty() {
        return write_collection(args, &pool, options, batches, events, out);
    }
    let recurring = Recurring::of(traces.iter());
    drop(traces);
    write(args, &pool, options, &recurring, batches.into_iter(), out)
}

/// Those that were cleaned just now.
fn fresh(found: &[Result<Found, Failure>]) -> impl ParallelIterator<Item = &Article> {
    found.par_iter().filter_map(|found| match found {
        Ok(Found::Fresh(article)) => Some(&**article),
        _ => None,
    })
}

enum Batch {
    Unread(Vec<Input>),
    Cleaned(Vec<Result<Found, Failure>>),
}

fn batches(mut inputs: impl Iterator<Item = Input>) -> impl Iterator<Item = Vec<Input>> {
    std::iter::from_fn(move || {
        let batch: Vec<Input> = inputs.by_ref().take(BATCH).collect();
        (!batch.is_empty()).then_some(batch)
    })
}

/// Writes articles among which are those of case files, with what was done to them: each once,
/// as the page that all of it was given to would.
fn write_collection(
    args: &ExtractArgs,
    pool: &rayon::ThreadPool,
    options: Options,
    batches: Vec<Batch>,
    events: Vec<Event>,
    mut out: Output,
) -> anyhow::Result<usize> {
    let (mut all, mut n_failed) = (Vec::new(), 0);
    let mut outcomes = Outcomes::to(args.outcomes.as_deref())?;
    for batch in batches {
        let found = match batch {
            Batch::Unread(inputs) => pool.install(|| found(inputs, options, args.columns.all())).0,
            Batch::Cleaned(found) => found,
        };
        for found in found {
            match found {
                Ok(found) => {
                    outcomes.read(found.article())?;
                    all.push(found);
                }
                Err(failure) => n_failed += usize::from(outcomes.unread(failure)?),
            }
        }
    }
    let Collection { corpus, .. } = pool.install(|| Collection::of(all, events, options));
    for position in 0..corpus.len() as u32 {
        out.write_matching(args, &corpus.shown(position), &corpus.work(position))?;
    }
    out.finish()?;
    outcomes.end()?;
    Ok(n_failed)
}

/// Takes off what recurs, finds names, and writes.
fn write(
    args: &ExtractArgs,
    pool: &rayon::ThreadPool,
    options: Options,
    recurring: &Recurring,
    batches: impl Iterator<Item = Batch>,
    mut out: Output,
) -> anyhow::Result<usize> {
    let mut outcomes = Outcomes::to(args.outcomes.as_deref())?;
    let mut n_failed = 0;
    for batch in batches {
        let documents: Vec<Result<(Document, Work), Failure>> = pool.install(|| {
            let (found, events) = match batch {
                Batch::Unread(inputs) => found(inputs, options, args.columns.all()),
                Batch::Cleaned(found) => (found, Vec::new()),
            };
            let worked = worked(&found, events, options);
            let finish = |found| match found {
                Found::Fresh(mut article) => {
                    if !recurring.is_empty() {
                        let trace = Trace::of(&article);
                        recurring.strike(&mut article, &trace);
                    }
                    (corpus::understand(*article, options.tagger), Work::default())
                }
                Found::Read(reading) => match worked.position(&reading.document.article.id.0) {
                    Some(position) => (worked.shown(position), worked.work(position)),
                    None => (reading.document, Work::default()),
                },
            };
            found.into_par_iter().map(|found| found.map(finish)).collect()
        });
        for document in documents {
            match document {
                Ok((document, work)) => {
                    out.write_matching(args, &document, &work)?;
                    outcomes.read(&document.article)?;
                }
                Err(failure) => n_failed += usize::from(outcomes.unread(failure)?),
            }
        }
        out.flush()?;
    }
    out.finish()?;
    outcomes.end()?;
    Ok(n_failed)
}

/// The articles of case files alone, with what was done to them.
fn worked(found: &[Result<Found, Failure>], events: Vec<Event>, options: Options) -> Corpus {
    let read = found.iter().filter_map(|found| match found {
        Ok(Found::Read(reading)) => Some(Found::Read(reading.clone())),
        _ => None,
    });
    Collection::of(read.collect(), events, Options { no_clean: true, ..options }).corpus
}

/// The paths of a list, which may still be written.
fn listed(list: &Path, null: bool) -> anyhow::Result<impl Iterator<Item = PathBuf> + Send + 'static> {
    let list: Box<dyn BufRead + Send> = if list == Path::new("-") {
        Box::new(BufReader::new(io::stdin()))
    } else {
        let file = File::open(list).with_context(|| format!("{}: can't be read", list.display()))?;
        Box::new(BufReader::new(file))
    };
    Ok(inputs::listed(list, null))
}

/// Whether the pattern is found in what a reader of the article reads.
fn matches(pattern: &Regex, article: &Article) -> bool {
    let title = article.title.as_ref().map_or("", |title| title.value.as_str());
    pattern.is_match(title) || pattern.is_match(&article.text)
}

fn open(args: &ExtractArgs) -> anyhow::Result<Box<dyn Write>> {
    Ok(match &args.output {
        None => Box::new(BufWriter::new(io::stdout().lock())),
        Some(path) => {
            let shown = path.display();
            ensure!(
                !inputs::is_among(&args.paths, path),
                "{shown}: it is to be read, so it can't be written"
            );
            let file = File::create(path).with_context(|| format!("{shown}: can't be written"))?;
            Box::new(BufWriter::new(file))
        }
    })
}

/// Where the articles go, in their form.
struct Output {
    to: Box<dyn Write>,
    writer: Writer,
    /// Not yet written.
    text: String,
}

impl Output {
    fn new(format: export::Format, to: Box<dyn Write>) -> Self {
        let writer = Writer::new(format);
        let mut text = String::new();
        writer.begin(&mut text);
        Output { to, writer, text }
    }

    /// Writes an article, where it is one of those that are wanted.
    fn write_matching(&mut self, args: &ExtractArgs, document: &Document, work: &Work) -> io::Result<()> {
        if args.pattern.as_ref().is_some_and(|pattern| !matches(pattern, &document.article)) {
            return Ok(());
        }
        self.writer.add(&Record::worked(document, work), &mut self.text);
        self.to.write_all(self.text.as_bytes())?;
        self.text.clear();
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }

    fn finish(mut self) -> io::Result<()> {
        self.writer.end(&mut self.text);
        self.to.write_all(self.text.as_bytes())?;
        self.to.flush()
    }
}
