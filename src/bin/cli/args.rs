//! What can be said on the command line.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use regex::Regex;

use cuttings::export;
use cuttings::ingest::bundle::columns::Columns;

/// Clean articles saved from the web and say who, what and when they are about.
#[derive(Parser, Debug)]
#[command(version, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Clean and extract articles; one JSON object each.
    Extract(ExtractArgs),
    /// Find articles, best first, as the page does.
    Search(SearchArgs),
    /// Put a folder's articles into one file that the page loads.
    Pack(PackArgs),
    /// Make one HTML file of articles and the page that shows them: it opens from disk. Or a folder of the articles and their index, for `search`.
    Bundle(BundleArgs),
    /// Write what a case file needs of a built page beside it.
    #[command(hide = true)]
    Shell(ShellArgs),
}

#[derive(Args, Debug)]
pub struct ExtractArgs {
    /// A file, a folder (with all below it but hidden files and its README), an archive, records (JSON, CSV), mails, a crawl (WARC), or - for standard input.
    #[arg(required_unless_present_any = ["files_from", "records"], value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Read paths from this file, or - for standard input, one a line. With --alone each is answered as it comes.
    #[arg(long, value_name = "FILE", conflicts_with = "paths")]
    pub files_from: Option<PathBuf>,
    /// The paths of --files-from are each ended by a NUL, as `find -print0` writes them.
    #[arg(long, short = '0', requires = "files_from")]
    pub null: bool,
    /// Standard input is JSON Lines, without end if need be: a record a line, each judged alone and answered as it comes.
    #[arg(long, conflicts_with_all = ["paths", "files_from"])]
    pub records: bool,
    /// How the articles are written.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// What a row of --format csv is; articles where not given. By itself it means csv.
    #[arg(long, value_enum, value_name = "ROWS")]
    pub table: Option<Table>,
    /// Take the whole file as body, unchanged.
    #[arg(long)]
    pub no_clean: bool,
    /// Judge each file alone: keep what stands in the stories of many files, too.
    #[arg(long)]
    pub alone: bool,
    #[command(flatten)]
    pub columns: ColumnArgs,
    /// Write here what became of each file, a line each: added, same as which other, skipped or failed and why.
    #[arg(long, value_name = "FILE")]
    pub outcomes: Option<PathBuf>,
    /// Only articles whose title or story matches this regular expression; (?i) at its head ignores case.
    #[arg(long = "match", value_name = "REGEX")]
    pub pattern: Option<Regex>,
    /// Write here instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How many files at a time; all processors where not given. The output's order is the input's in any case.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
}

/// What the columns of tables hold.
#[derive(Args, Debug)]
pub struct ColumnArgs {
    /// What the columns of tables (CSV) and the fields of records (JSON) hold, where their names don't tell: text=Body,title=Headline. The fields are text, title, date, byline, source, address, section and summary; title= says that none is it.
    #[arg(long, value_name = "FIELD=COLUMN,...", value_parser = Columns::parse)]
    columns: Option<Columns>,
}

impl ColumnArgs {
    pub fn all(&self) -> &[Columns] {
        self.columns.as_slice()
    }
}

#[derive(Args, Debug)]
#[command(
    override_usage = "cuttings search [OPTIONS] QUERY PATH...\n       cuttings search [OPTIONS] --queries FILE PATH...",
    after_help = "Exit status: 0 where something is found, 1 where nothing is, 2 where a file can't be read or for \
                  wrong usage.\nA query that begins with a minus stands after --."
)]
pub struct SearchArgs {
    /// What to look for, as in the page's search field; then files, folders or .zip files, as `extract` takes them.
    #[arg(required = true, value_name = "QUERY> <PATH")]
    words: Vec<OsString>,
    /// Read queries from this file, or - for standard input, one a line, and answer them in order.
    #[arg(long, value_name = "FILE")]
    pub queries: Option<PathBuf>,
    /// At most so many articles for each query.
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,
    /// text: to be read. jsonl: one object a hit.
    #[arg(long, value_enum, default_value_t)]
    pub format: Shown,
    #[command(flatten)]
    pub columns: ColumnArgs,
    /// Take the whole file as body, unchanged.
    #[arg(long)]
    pub no_clean: bool,
}

impl SearchArgs {
    /// The query, where the queries are not in a file, and the paths.
    pub fn query_and_paths(&self) -> Result<(Option<String>, Vec<PathBuf>), clap::Error> {
        let n_queries = usize::from(self.queries.is_none());
        let (query, paths) = self.words.split_at(n_queries.min(self.words.len()));
        if paths.is_empty() {
            let said = "there is a query, but no PATH to look for it in";
            return Err(Cli::command().error(ErrorKind::MissingRequiredArgument, said));
        }
        let query = query.first().map(|query| query.to_string_lossy().into_owned());
        Ok((query, paths.iter().map(PathBuf::from).collect()))
    }
}

/// How hits are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Shown {
    #[default]
    Text,
    Jsonl,
}

#[derive(Args, Debug)]
pub struct PackArgs {
    /// Files, folders or .zip files, as `extract` takes them.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The .zip to write.
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    #[command(flatten)]
    pub columns: ColumnArgs,
}

#[derive(Args, Debug)]
pub struct BundleArgs {
    /// Files, folders or .zip files, as `extract` takes them.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The .html to write; anything else is a folder, of which `search` reads no more than it needs.
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
    /// Where the page is taken from: any case file, or the folder that `make page` writes.
    #[arg(long, value_name = "FILE", default_value = "dist/cuttings.html")]
    pub page: PathBuf,
    /// What the collection is called; the first path's name where not given.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// How much of the articles goes in.
    #[arg(long, value_enum, default_value_t)]
    pub texts: Texts,
    #[command(flatten)]
    pub columns: ColumnArgs,
    /// Of case files among them, leave out stars, tags and notes; corrections always go along.
    #[arg(long)]
    pub without_notes: bool,
}

/// How much of the articles goes into a case file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Texts {
    /// The files as they are
    #[default]
    Full,
    /// The first words of each paragraph, and names and dates
    Snippets,
    /// Names, dates and what else was found; no more of the text
    Data,
}

#[derive(Args, Debug)]
pub struct ShellArgs {
    /// The folder with the page.
    #[arg(value_name = "DIST")]
    pub page: PathBuf,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One object a line
    #[default]
    Jsonl,
    /// One array
    Json,
    /// Rows for a spreadsheet; see --table
    Csv,
    /// For citation managers
    Ris,
    /// CSL JSON, for citation processors
    Csl,
    /// To be read and printed
    Markdown,
    /// W3C Web Annotations of names, quotes and dates
    Annotations,
    /// Who is named beside whom, for Gephi and its like
    Gexf,
    /// Actions for the _bulk interface of OpenSearch and Elasticsearch
    Bulk,
    /// The same documents without actions, for Quickwit
    Documents,
}

/// What a row of --format csv is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Table {
    Articles,
    /// An entity in an article
    Entities,
    /// A place where an entity is named
    Mentions,
    Quotes,
    Dates,
    /// A line that was dropped, and why
    Removed,
}

impl ExtractArgs {
    /// The form that is asked for.
    pub fn form(&self) -> export::Format {
        match (self.format, self.table) {
            (Format::Csv, table) | (Format::Jsonl, table @ Some(_)) => export::Format::Csv(match table {
                None | Some(Table::Articles) => export::Table::Articles,
                Some(Table::Entities) => export::Table::Entities,
                Some(Table::Mentions) => export::Table::Mentions,
                Some(Table::Quotes) => export::Table::Quotes,
                Some(Table::Dates) => export::Table::Dates,
                Some(Table::Removed) => export::Table::Removed,
            }),
            (_, Some(_)) => Cli::command()
                .error(ErrorKind::ArgumentConflict, "--table is for --format csv, or by itself")
                .exit(),
            (Format::Jsonl, None) => export::Format::JsonLines,
            (Format::Json, None) => export::Format::Json,
            (Format::Ris, None) => export::Format::Ris,
            (Format::Csl, None) => export::Format::Csl,
            (Format::Markdown, None) => export::Format::Markdown,
            (Format::Annotations, None) => export::Format::Annotations,
            (Format::Gexf, None) => export::Format::Gexf,
            (Format::Bulk, None) => export::Format::Bulk,
            (Format::Documents, None) => export::Format::Documents,
        }
    }
}
