//! `cuttings search`: files in, the best answers to questions out.
//!
//! Files are read, cleaned and understood as the page does it, names included,
//! so that what somebody is called elsewhere is found here as well, and what
//! recurs in many of them is in none; nothing is kept between runs.

use std::collections::HashSet;
use std::fs;
use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use serde::Serialize;

use cuttings::Span;
use cuttings::corpus::Options;
use cuttings::extract::tagger::built_in;
use cuttings::ingest::bundle::columns::Columns;
use cuttings::query::{Breadth, Query, Ranking, Row, parse};
use cuttings::text::CharOffsets;
use cuttings::view::words::{self, Length};

use crate::args::{SearchArgs, Shown};
use crate::collection::{Collection, found};
use crate::inputs::{self, Input};
use crate::parts::{self, Parts};

/// So many files are held at a time.
const BATCH: usize = 256;

/// What a search came to, for the exit status.
pub enum Outcome {
    Found,
    Nothing,
    /// Whatever was found: something could not be read.
    Failed,
}

impl Outcome {
    pub fn status(self) -> ExitCode {
        match self {
            Outcome::Found => ExitCode::SUCCESS,
            Outcome::Nothing => ExitCode::FAILURE,
            Outcome::Failed => ExitCode::from(2),
        }
    }
}

pub fn run(args: &SearchArgs) -> anyhow::Result<Outcome> {
    let (query, paths) = args.query_and_paths().unwrap_or_else(|error| error.exit());
    let queries = match (&args.queries, query) {
        (Some(file), _) => read_queries(file)?,
        (None, query) => query.into_iter().collect(),
    };
    let (mut searched, n_failed) = match &paths[..] {
        [folder] if parts::is_one(folder) => (Searched::open(folder)?, 0),
        _ => Searched::read(&paths, args.no_clean, args.columns.all(), None),
    };
    let stdout = io::stdout();
    let ink = Ink { on: stdout.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()) };
    let mut out = BufWriter::new(stdout.lock());
    let mut n_found = 0;
    for (n, text) in queries.iter().enumerate() {
        // Nobody is still typing the last word.
        let query = Query { text: format!("{text} "), ..Query::default() };
        let ranking = searched.rank(&query)?;
        n_found += ranking.hits.len();
        let hits = searched.hits(&query, &ranking, args.limit as usize)?;
        let is_asked = !parse(&query.text).clauses.is_empty();
        match args.format {
            Shown::Jsonl => {
                if !is_asked {
                    eprintln!("cuttings: “{}” asks for nothing; * finds all", plain(text));
                }
                write_lines(&mut out, text, &hits)?;
            }
            Shown::Text => {
                if queries.len() > 1 {
                    let gap = if n > 0 { "\n" } else { "" };
                    writeln!(out, "{gap}{}", ink.strong(&plain(text)))?;
                }
                write_text(&mut out, ink, &ranking, is_asked, &hits)?;
            }
        }
        out.flush()?;
    }
    if let Some(opened) = &searched.opened {
        eprintln!("cuttings: {}", opened.told());
    }
    Ok(match (n_failed, n_found) {
        (0, 0) => Outcome::Nothing,
        (0, _) => Outcome::Found,
        _ => Outcome::Failed,
    })
}

/// One a line; lines without any words ask nothing.
fn read_queries(file: &Path) -> anyhow::Result<Vec<String>> {
    let bytes = if file.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(file)
    };
    let bytes = bytes.with_context(|| format!("{}: can't be read", file.display()))?;
    let text = String::from_utf8_lossy(&bytes);
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    Ok(lines.filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

/// What is searched.
#[derive(Default)]
pub struct Searched {
    pub collection: Collection,
    /// What is asked instead where it was opened and not read.
    opened: Option<Parts>,
}

/// An article that answers, under one of its files.
struct Found {
    rank: usize,
    file: String,
    row: Row,
    /// How much of what was asked for it has.
    breadth: Breadth,
}

impl Searched {
    /// The articles of all files, and how many of these could not be read. A
    /// file that is named twice, by itself and by its folder, is read once.
    /// What is to be written is not read.
    pub fn read(
        paths: &[PathBuf],
        no_clean: bool,
        columns: &[Columns],
        output: Option<&Path>,
    ) -> (Self, usize) {
        let options = Options { no_clean, decoder: Some(inputs::decode), tagger: Some(built_in()) };
        let mut seen = HashSet::new();
        let mut is_new = |input: &Input| match input {
            Input::File { path, .. } => path.canonicalize().map_or(true, |path| seen.insert(path)),
            _ => true,
        };
        let mut inputs = inputs::walk(paths, output).filter(|input| is_new(input)).peekable();
        let (mut all, mut all_events, mut n_failed) = (Vec::new(), Vec::new(), 0);
        while inputs.peek().is_some() {
            let (found, events) = found(inputs.by_ref().take(BATCH).collect(), options, columns);
            all_events.extend(events);
            for found in found {
                match found {
                    Ok(found) => all.push(found),
                    Err(failure) => n_failed += usize::from(failure.tell()),
                }
            }
        }
        (Searched { collection: Collection::of(all, all_events, options), opened: None }, n_failed)
    }

    /// The collection that a folder has.
    fn open(folder: &Path) -> anyhow::Result<Self> {
        let opened = Parts::open(folder)?;
        let mut searched = Searched::default();
        for (first, file) in opened.copies() {
            searched.collection.copies.entry(*first).or_default().push(file.clone());
        }
        searched.opened = Some(opened);
        Ok(searched)
    }

    fn rank(&mut self, query: &Query) -> anyhow::Result<Ranking> {
        match &mut self.opened {
            Some(opened) => opened.ask(|shards| shards.rank(query)),
            None => Ok(self.collection.corpus.rank(query)),
        }
    }

    fn rows(&mut self, query: &Query, positions: &[u32]) -> anyhow::Result<Vec<Row>> {
        match &mut self.opened {
            Some(opened) => opened.ask(|shards| shards.rows(query, positions)),
            None => Ok(self.collection.corpus.rows(query, positions)),
        }
    }

    fn hits(&mut self, query: &Query, ranking: &Ranking, limit: usize) -> anyhow::Result<Vec<Found>> {
        let best = &ranking.hits[..ranking.hits.len().min(limit)];
        let positions: Vec<u32> = best.iter().map(|hit| hit.0).collect();
        let rows = self.rows(query, &positions)?;
        let mut found = Vec::new();
        for (n, (mut row, &(position, score))) in rows.into_iter().zip(best).enumerate() {
            row.hit.score = score;
            let copies = self.collection.copies.get(&position).into_iter().flatten().cloned();
            for file in std::iter::once(row.file.clone()).chain(copies) {
                let breadth = if n < ranking.n_found as usize { ranking.breadth } else { Breadth::Some };
                found.push(Found { rank: found.len() + 1, file, row: row.clone(), breadth });
            }
        }
        found.truncate(limit);
        Ok(found)
    }
}

/// One hit as others read it. Offsets count code points.
#[derive(Serialize)]
struct Line<'a> {
    query: &'a str,
    rank: usize,
    file: &'a str,
    id: &'a str,
    title: Option<&'a str>,
    score: f64,
    /// How much of the words it has: `all`, all that `tell` something, or `some`.
    has: &'static str,
    snippet: Passage<'a>,
}

#[derive(Serialize)]
struct Passage<'a> {
    text: &'a str,
    highlights: Vec<[u32; 2]>,
}

fn write_lines(out: &mut impl Write, query: &str, hits: &[Found]) -> anyhow::Result<()> {
    for Found { rank, file, row, breadth } in hits {
        let text = &row.hit.snippet.text;
        let offsets = CharOffsets::new(text);
        let spans = row.hit.snippet.highlights.iter();
        let highlights = spans.map(|span| [offsets.at(span.start), offsets.at(span.end)]);
        let line = Line {
            query,
            rank: *rank,
            file,
            id: &row.id,
            title: row.has_title.then_some(&row.title),
            score: f64::from(row.hit.score) / 4096.0,
            has: match breadth {
                Breadth::All => "all",
                Breadth::Telling => "telling",
                Breadth::Some => "some",
            },
            snippet: Passage { text, highlights: highlights.collect() },
        };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn write_text(
    out: &mut impl Write,
    ink: Ink,
    ranking: &Ranking,
    is_asked: bool,
    hits: &[Found],
) -> anyhow::Result<()> {
    let mut notes: Vec<String> = Vec::new();
    notes.extend(ranking.read_as.as_ref().map(|read_as| format!("Read as: {}.", plain(read_as))));
    notes.extend(match hits {
        [] if !is_asked => Some("That asks for nothing; * finds all.".to_owned()),
        [] => Some("Nothing was found.".to_owned()),
        _ => words::breadth_words(ranking.breadth).map(str::to_owned),
    });
    let spellings: Vec<String> = ranking.spellings.iter().map(|text| format!("“{}”", plain(text))).collect();
    if !spellings.is_empty() {
        notes.push(format!("Did you mean {}?", spellings.join(" or ")));
    }
    if !notes.is_empty() {
        writeln!(out, "{}\n", ink.quiet(&notes.join(" ")))?;
    }
    // What the first have has been said.
    let mut last = ranking.breadth;
    for Found { rank, file, row, breadth } in hits {
        if *breadth != last {
            writeln!(out, "{}\n", ink.quiet("These have some of the words:"))?;
        }
        last = *breadth;
        let title = ink.marked(&row.title, &row.hit.title_highlights, Ink::strong);
        writeln!(out, "{rank:>3}  {title}")?;
        let date = match (row.published, row.inferred) {
            (Some(date), _) => words::date(date, Length::Short),
            (None, Some(when)) => format!("≈ {}", words::when(when, Length::Short)),
            (None, None) => "no date printed".to_owned(),
        };
        let about = [Some(date), row.source.clone(), Some(file.clone())];
        let about: Vec<String> = about.into_iter().flatten().map(|part| plain(&part)).collect();
        writeln!(out, "     {}", ink.quiet(&about.join(" · ")))?;
        let snippet = &row.hit.snippet;
        writeln!(
            out,
            "     {}\n",
            ink.marked(&snippet.text, &snippet.highlights, |_, text| text.to_owned())
        )?;
    }
    Ok(())
}

/// Text without what a terminal would take for a command: files may hold anything.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Colour on a terminal, and plain marks elsewhere.
#[derive(Clone, Copy)]
struct Ink {
    on: bool,
}

impl Ink {
    fn strong(self, text: &str) -> String {
        self.dyed("1", text)
    }

    fn quiet(self, text: &str) -> String {
        self.dyed("2", text)
    }

    fn dyed(self, code: &str, text: &str) -> String {
        if self.on && !text.is_empty() { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    /// The text with its hits marked, and `rest` applied to what is between them.
    fn marked(self, text: &str, hits: &[Span], rest: impl Fn(Ink, &str) -> String) -> String {
        let mut out = String::new();
        let mut from = 0;
        for hit in hits {
            out += &rest(self, &plain(&text[from..hit.start as usize]));
            let hit_text = plain(hit.of(text));
            out += &if self.on { self.dyed("1;33", &hit_text) } else { format!("*{hit_text}*") };
            from = hit.end as usize;
        }
        out + &rest(self, &plain(&text[from..]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_are_marked_in_colour_or_plainly() {
        let (text, hits) = ("a \x1bbold word", [Span::new(3, 7)]);
        let marked = |on| Ink { on }.marked(text, &hits, Ink::strong);
        assert_eq!(marked(false), "a  *bold* word");
        assert_eq!(marked(true), "\x1b[1ma  \x1b[0m\x1b[1;33mbold\x1b[0m\x1b[1m word\x1b[0m");
    }
}
