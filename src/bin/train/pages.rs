//! Annotated pages, and which of a dump's blocks are story by them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

use anyhow::Context;
use cuttings::clean::training::{Sight, lines};
use cuttings::text::fold;
use serde::Deserialize;

/// The kinds of text dumps that a page has.
pub const KINDS: [&str; 4] = ["t-inscriptis", "t-blocks", "t-lynx", "t-main"];

/// What is known of a page.
#[derive(Deserialize)]
pub struct Gold {
    /// Where the page is from: what is known of it differs.
    pub set: String,
    pub host: String,
    /// The whole story, where it is known.
    pub body: Option<String>,
    pub title: Option<String>,
    /// The day of publication, as ISO has it.
    pub date: Option<String>,
    #[serde(default)]
    pub authors: Vec<String>,
    #[serde(default)]
    pub with: Vec<String>,
    #[serde(default)]
    pub without: Vec<String>,
    #[serde(skip)]
    pub opinions: Opinions,
}

/// What the HTML of a page says; made apart from the gold, by `tools/opinions.py`.
#[derive(Default, Deserialize)]
pub struct Opinions {
    pub titles: Vec<String>,
    /// What another extractor takes for the story, by several settings.
    stories: Vec<String>,
}

/// Reads `gold.json` of a folder, and opinions where there is such a file.
pub fn gold(folder: &Path, opinions: Option<&Path>) -> anyhow::Result<BTreeMap<String, Gold>> {
    let read =
        |path: &Path| fs::read_to_string(path).with_context(|| format!("{}: can't be read", path.display()));
    let mut gold: BTreeMap<String, Gold> = serde_json::from_str(&read(&folder.join("gold.json"))?)?;
    if let Some(path) = opinions {
        let said: BTreeMap<String, Opinions> = serde_json::from_str(&read(path)?)?;
        for (id, opinions) in said {
            if let Some(page) = gold.get_mut(&id) {
                page.opinions = opinions;
            }
        }
    }
    Ok(gold)
}

/// An article whose story is known by the numbers of its lines.
pub struct Own {
    pub path: String,
    story: Vec<u32>,
    headline: Option<u32>,
}

/// The sample and the given articles.
pub fn own() -> anyhow::Result<Vec<Own>> {
    let read = |line: &str| {
        let mut columns = line.split('\t');
        let (path, story, headline) = (columns.next()?, columns.next()?, columns.next()?);
        let story = story.split(' ').map(|n| n.parse().ok()).collect::<Option<_>>()?;
        Some(Own { path: path.to_owned(), story, headline: headline.parse().ok() })
    };
    let table = include_str!("../../../models/story-articles.tsv");
    table.lines().map(|line| read(line).with_context(|| format!("{line}: can't be read"))).collect()
}

impl Own {
    /// The labels of the article's blocks, and which of them is the headline.
    pub fn labels(&self, sight: &Sight, text: &str) -> (Vec<Label>, Option<usize>) {
        let lines = lines(text);
        let has =
            |block: &Range<usize>, number: &u32| lines[block.clone()].iter().any(|l| l.number == *number);
        let share = |block: &Range<usize>| {
            let of = lines[block.clone()].iter().filter(|l| self.story.contains(&l.number)).count();
            of as f32 / block.len() as f32
        };
        let labels = sight.blocks.iter().map(|b| Label { goal: share(&b.lines), sure: 1.0 }).collect();
        let headline =
            self.headline.and_then(|number| sight.blocks.iter().position(|b| has(&b.lines, &number)));
        (labels, headline)
    }
}

/// Words as the score counts them.
pub fn tokens(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect()
}

/// Runs of four words, each with how often it is there; of a shorter text the whole.
pub fn shingles<'a>(tokens: &'a [&'a str]) -> HashMap<&'a [&'a str], usize> {
    let mut counts = HashMap::new();
    let size = tokens.len().clamp(1, 4);
    for run in tokens.windows(size) {
        *counts.entry(run).or_default() += 1;
    }
    counts
}

/// How much a block is story, from nought to one, and how sure that is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Label {
    pub goal: f32,
    pub sure: f32,
}

/// The labels of a dump's blocks.
pub fn labels(sight: &Sight, gold: &Gold, agree: f32) -> Vec<Label> {
    if let Some(body) = &gold.body {
        return by_text(sight, body).into_iter().map(|goal| Label { goal, sure: 1.0 }).collect();
    }
    let opinions: Vec<Vec<f32>> = gold.opinions.stories.iter().map(|text| by_text(sight, text)).collect();
    let words = |text: &str| format!(" {} ", tokens(&fold(text)).join(" "));
    let title = words(gold.title.as_deref().unwrap_or_default());
    let [with, without] =
        [&gold.with, &gold.without].map(|texts| texts.iter().map(|t| words(t)).collect::<Vec<_>>());
    sight
        .blocks
        .iter()
        .enumerate()
        .map(|(at, block)| {
            let text = words(&block.folded);
            let n_words = text.split(' ').count() - 2;
            let has = |snippets: &[String]| snippets.iter().any(|s| text.contains(s.as_str()));
            if text == title || (has(&without) && n_words <= 60) {
                return Label { goal: 0.0, sure: 1.0 };
            }
            if has(&with) && n_words >= 8 {
                return Label { goal: 1.0, sure: 1.0 };
            }
            if opinions.is_empty() {
                return Label::default();
            }
            let goal = opinions.iter().map(|o| o[at]).sum::<f32>() / opinions.len() as f32;
            // The more they differ, the less is known.
            Label { goal: goal.round(), sure: 0.8 * ((goal - 0.5).abs() * 2.0).powf(agree) }
        })
        .collect()
}

/// Where the headline stands: the last block above the story that says what
/// the page's title does.
pub fn headline(sight: &Sight, gold: &Gold, labels: &[Label]) -> Option<usize> {
    let start = labels.iter().position(|l| l.goal > 0.5)?;
    let titles = gold.title.iter().chain(&gold.opinions.titles);
    let titles: Vec<HashSet<String>> = titles.map(|t| words_of(&fold(t))).collect();
    (0..start).rev().find(|&at| {
        let words = words_of(&sight.blocks[at].folded);
        let says = |title: &HashSet<String>| {
            let both = words.intersection(title).count();
            both * 10 >= words.len() * 8 && both * 2 >= title.len()
        };
        (1..=40).contains(&words.len()) && titles.iter().any(says)
    })
}

fn words_of(folded: &str) -> HashSet<String> {
    tokens(folded).into_iter().map(str::to_owned).collect()
}

/// How much of each block stands in `text`. A line of few words may stand in
/// it by chance: it must stand near other blocks that do. Of blocks that are
/// there more often than in `text` those count that stand among most others.
fn by_text(sight: &Sight, text: &str) -> Vec<f32> {
    const NEAR: usize = 3;
    let gold = tokens(text);
    let runs: HashSet<&[&str]> = gold.windows(4.min(gold.len().max(1))).collect();
    let blocks: Vec<Vec<&str>> = sight.blocks.iter().map(|b| tokens(&b.text)).collect();
    let n = blocks.len();
    let mut goals: Vec<f32> = blocks
        .iter()
        .map(|block| {
            let there = block.windows(4).filter(|run| runs.contains(run)).count();
            if block.len() < 4 { 0.0 } else { there as f32 / (block.len() - 3) as f32 }
        })
        .collect();
    let joined = format!(" {} ", gold.join(" "));
    let stands = |block: &[&str]| !block.is_empty() && joined.contains(&format!(" {} ", block.join(" ")));
    let near = |goals: &[f32], at: usize| {
        (at.saturating_sub(NEAR)..(at + NEAR + 1).min(n)).filter(|&k| k != at && goals[k] > 0.5).count()
    };
    for at in (0..n).chain((0..n).rev()) {
        if blocks[at].len() < 4 && near(&goals, at) > 0 && stands(&blocks[at]) {
            goals[at] = 1.0;
        }
    }
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for at in (0..n).filter(|&at| goals[at] > 0.5) {
        groups.entry(&sight.blocks[at].folded).or_default().push(at);
    }
    let before = goals.clone();
    for (_, mut places) in groups.into_iter().filter(|(_, places)| places.len() > 1) {
        let once = format!(" {} ", blocks[places[0]].join(" "));
        let wanted = joined.matches(&once).count().max(1);
        places.sort_by_key(|&at| std::cmp::Reverse(near(&before, at)));
        places.iter().skip(wanted).for_each(|&at| goals[at] = 0.0);
    }
    goals
}
