//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use regex::Regex;

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
    /// Put a folder's articles into one file that the page loads.
    Pack(PackArgs),
}

#[derive(Args, Debug)]
pub struct ExtractArgs {
    /// A file, a folder (with all below it but hidden files and its README), a .zip, or - for standard input.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// jsonl: one object a line. json: one array. csv: one row an article.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Take the whole file as body, unchanged.
    #[arg(long)]
    pub no_clean: bool,
    /// Judge each file alone: keep what stands in the stories of many files, too.
    #[arg(long)]
    pub alone: bool,
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

#[derive(Args, Debug)]
pub struct PackArgs {
    /// Files, folders or .zip files, as `extract` takes them.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The .zip to write.
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Format {
    #[default]
    Jsonl,
    Json,
    Csv,
}
