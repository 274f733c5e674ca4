//! The annotated pages' dumps, to learn the cleaner's models from.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;
use std::rc::Rc;

use cuttings::clean::training::{Sight, Table};

use crate::Options;
use crate::boost::Draw;
use crate::pages::{self, Gold, KINDS, Label};
use crate::vary::{self, Chances, Piece};

pub const FOLDS: usize = 5;

/// One dump of one page.
pub struct Dump {
    pub id: String,
    pub page: u32,
    /// Made from others, to learn from and not to be judged by.
    pub varied: bool,
    pub kind: usize,
    pub fold: usize,
    pub text: String,
    pub sight: Sight,
    /// The signals before anything is known.
    pub table: Table,
    pub headline: Option<usize>,
    pub labels: Vec<Label>,
    pub weights: Vec<f32>,
    /// What is known of its page; nothing of the articles that are read by lines.
    pub gold: Option<Rc<Gold>>,
}

impl Dump {
    /// The whole story, where it is known.
    pub fn body(&self) -> Option<&str> {
        self.gold.as_ref()?.body.as_deref()
    }
}

pub fn read(options: &Options) -> anyhow::Result<Vec<Dump>> {
    let mut gold = BTreeMap::new();
    for folder in options.path("data")?.to_string_lossy().split(',') {
        let opinions = options.text("opinions").map(Path::new);
        let pages = pages::gold(Path::new(folder), opinions)?;
        gold.extend(pages.into_iter().map(|(id, page)| (id, (folder.to_owned(), Rc::new(page)))));
    }
    let agree = options.number("agree", 2.0)?;
    let more = options.number("weight-more", 0.6)?;
    let unsure = options.number("weight-opinions", 0.6)?;
    let folds = folds(&gold);
    let mut dumps = Vec::new();
    for (n, (id, (folder, page))) in gold.iter().enumerate() {
        for (kind, name) in KINDS.iter().enumerate() {
            let text = fs::read_to_string(Path::new(folder).join(name).join(format!("{id}.txt")))?;
            let sight = Sight::new(&text);
            let table = sight.seen().alone();
            let labels = pages::labels(&sight, page, agree);
            let headline = pages::headline(&sight, page, &labels);
            let weight = match page.set.as_str() {
                "more" => more,
                _ if page.body.is_some() => 1.0,
                _ => unsure,
            };
            let weights = weights(&sight, &labels, weight);
            dumps.push(Dump {
                id: id.clone(),
                page: n as u32,
                varied: false,
                kind,
                fold: folds[&page.host],
                text,
                table,
                headline,
                labels,
                weights,
                sight,
                gold: Some(Rc::clone(page)),
            });
        }
    }
    for (n, own) in pages::own()?.into_iter().enumerate() {
        let Ok(text) = fs::read_to_string(&own.path) else {
            eprintln!("{}: left out, it is not there", own.path);
            continue;
        };
        let sight = Sight::new(&text);
        let (labels, headline) = own.labels(&sight, &text);
        dumps.push(Dump {
            page: (gold.len() + n) as u32,
            varied: false,
            kind: KINDS.len() - 1,
            fold: n % FOLDS,
            table: sight.seen().alone(),
            headline,
            weights: weights(&sight, &labels, options.number("weight-own", 4.0)?),
            labels,
            sight,
            text,
            id: own.path,
            gold: None,
        });
    }
    let copies = varied(&dumps, options)?;
    dumps.extend(copies);
    Ok(dumps)
}

/// Variations of dumps, with chrome of other pages of the same fold and kind.
fn varied(dumps: &[Dump], options: &Options) -> anyhow::Result<Vec<Dump>> {
    let copies = options.number("copies", 1)?;
    let weight = options.number("weight-copies", 0.5)?;
    let pieces: Vec<Vec<Piece>> =
        dumps.iter().map(|d| vary::pieces(&d.text, &d.sight, &d.labels, d.headline)).collect();
    let chances = Chances {
        chrome: options.number("chrome", 0.6)?,
        cut: options.number("cut", 0.5)?,
        shorten: options.number("shorten", 0.3)?,
        comments: options.number("comments", 0.0)?,
        teasers: options.number("teasers", 0.0)?,
    };
    let mut draw = Draw(11);
    let mut made = Vec::new();
    for (at, dump) in dumps.iter().enumerate() {
        let others: Vec<&[Piece]> = (0..dumps.len())
            .filter(|&n| dumps[n].fold == dump.fold && dumps[n].kind == dump.kind && n != at)
            .map(|n| pieces[n].as_slice())
            .collect();
        for _ in 0..copies {
            let Some(page) = vary::vary(&pieces[at], &others, &chances, &mut draw) else { continue };
            let (text, sight, labels, headline) = vary::joined(&page, KINDS[dump.kind] == "t-lynx");
            let sure = weight * if dump.body().is_some() { 1.0 } else { 0.6 };
            made.push(Dump {
                id: dump.id.clone(),
                page: dump.page,
                varied: true,
                kind: dump.kind,
                fold: dump.fold,
                text,
                table: sight.seen().alone(),
                headline,
                weights: weights(&sight, &labels, sure),
                labels,
                sight,
                gold: dump.gold.clone(),
            });
        }
    }
    Ok(made)
}

/// All pages of a site are in one fold; the sites of each kind of gold are spread evenly.
fn folds(gold: &BTreeMap<String, (String, Rc<Gold>)>) -> HashMap<String, usize> {
    let mut sites: Vec<(u8, u64, &str)> = Vec::new();
    for (_, page) in gold.values() {
        let mixed = page.host.bytes().fold(7_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
        let rank = if page.set == "more" { 2 } else { u8::from(page.body.is_none()) };
        sites.push((rank, mixed >> 8, &page.host));
    }
    sites.sort_unstable();
    let mut folds = HashMap::new();
    for (_, _, host) in sites {
        let next = folds.len() % FOLDS;
        folds.entry(host.to_owned()).or_insert(next);
    }
    folds
}

/// What a block counts: by its words, less than in proportion, and the more
/// the shorter the page's story is, since the score is in parts of the story.
fn weights(sight: &Sight, labels: &[Label], page: f32) -> Vec<f32> {
    let words = |at: usize| sight.facts[at].words as f32;
    let story: f32 = labels.iter().enumerate().map(|(at, l)| l.goal * words(at)).sum();
    let whole = page * 30.0 / (story + 100.0).powf(0.6);
    labels.iter().enumerate().map(|(at, l)| l.sure * whole * (words(at) + 1.0).powf(0.7) / 10.0).collect()
}
