//! `cuttings extract`: files in, one record an article out.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use rayon::prelude::*;
use regex::Regex;

use cuttings::Document;
use cuttings::article::Article;
use cuttings::corpus::{self, Options, Recurring, Trace};
use cuttings::export::{self, Writer};
use cuttings::extract::tagger::built_in;
use cuttings::record::Record;

use crate::args::ExtractArgs;
use crate::inputs::{self, Failure, Input, Opened};

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
    for batch in inputs {
        let again = batch.clone();
        let cleaned = pool.install(|| cleaned(batch, options));
        let new = cleaned.par_iter().flatten_iter().map(Trace::of);
        traces.extend(pool.install(|| new.collect::<Vec<_>>()));
        n_bytes += cleaned.iter().flatten().map(|a| a.raw.len() + a.text.len()).sum::<usize>();
        let readable = !again.iter().any(|input| matches!(input, Input::Stdin | Input::Record(..)));
        batches.push(if n_bytes > KEPT && readable { Batch::Unread(again) } else { Batch::Cleaned(cleaned) });
    }
    let recurring = Recurring::of(traces.iter());
    drop(traces);
    write(args, &pool, options, &recurring, batches.into_iter(), out)
}

type Cleaned = Result<Article, Failure>;

enum Batch {
    Unread(Vec<Input>),
    Cleaned(Vec<Cleaned>),
}

fn batches(mut inputs: impl Iterator<Item = Input>) -> impl Iterator<Item = Vec<Input>> {
    std::iter::from_fn(move || {
        let batch: Vec<Input> = inputs.by_ref().take(BATCH).collect();
        (!batch.is_empty()).then_some(batch)
    })
}

fn cleaned(batch: Vec<Input>, options: Options) -> Vec<Cleaned> {
    let clean = |opened: Result<Opened, Failure>| {
        let Opened { file, shown } = opened?;
        corpus::clean_file(&file, options).map_err(|e| Failure { path: shown, reason: e.to_string() })
    };
    batch.into_par_iter().flat_map_iter(|input| inputs::read(input, options.no_clean)).map(clean).collect()
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
    let finish = |article: Cleaned| {
        let mut article = article?;
        if !recurring.is_empty() {
            let trace = Trace::of(&article);
            recurring.strike(&mut article, &trace);
        }
        Ok(corpus::understand(article, options.tagger))
    };
    let mut n_failed = 0;
    for batch in batches {
        let outcomes: Vec<Result<Document, Failure>> = pool.install(|| {
            let articles = match batch {
                Batch::Unread(inputs) => cleaned(inputs, options),
                Batch::Cleaned(articles) => articles,
            };
            articles.into_par_iter().map(finish).collect()
        });
        for outcome in outcomes {
            match outcome {
                Ok(document) if args.pattern.as_ref().is_none_or(|p| matches(p, &document.article)) => {
                    out.write(&Record::from(&document))?;
                }
                Ok(_) => {}
                Err(Failure { path, reason }) => {
                    eprintln!("cuttings: {path}: {reason}");
                    n_failed += 1;
                }
            }
        }
        out.flush()?;
    }
    out.finish()?;
    Ok(n_failed)
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

    fn write(&mut self, record: &Record) -> io::Result<()> {
        self.writer.add(record, &mut self.text);
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
