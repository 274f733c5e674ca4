//! The story's model: learned from annotated pages, and judged on the sites
//! that it has not learned from.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use cuttings::article::{Article, ArticleId, RawArticle};
use cuttings::clean::training::{Judge, Model, Table, Trees, chosen, clean_by};

use crate::Options;
use crate::boost::{Growth, Rows, grow};
use crate::dumps::{Dump, FOLDS, read};
use crate::pages::{KINDS, Label, shingles, tokens};

pub fn train(options: &Options) -> anyhow::Result<()> {
    let growths = Growths::read(options)?;
    let dumps = read(options)?;
    eprintln!("{} dumps, {} blocks", dumps.len(), dumps.iter().map(|d| d.labels.len()).sum::<usize>());
    let models = Models::kept(&dumps, growths, options)?;
    let mut judged = Vec::new();
    for (fold, bytes) in models.folds.iter().enumerate() {
        let model = Model::read(bytes).expect("a model that was just made");
        for dump in dumps.iter().filter(|d| d.fold == fold && !d.varied) {
            judged.extend(judge(dump, &model));
            if options.text("show").is_some() {
                show(dump, &model, &options.path("show")?)?;
            }
        }
    }
    report(&judged, options.number("worst", 20)?);
    if options.text("out").is_some() {
        let bytes = models.of_all(&dumps);
        fs::write(options.path("out")?, &bytes)?;
        eprintln!("{} bytes", bytes.len());
    }
    Ok(())
}

/// How the trees of each question are grown.
pub struct Growths {
    headline: Growth,
    story: Growth,
    edges: Growth,
}

impl Growths {
    pub fn read(options: &Options) -> anyhow::Result<Growths> {
        Ok(Growths {
            story: growth(options, "story", 110)?,
            headline: growth(options, "headline", 50)?,
            edges: growth(options, "edges", 50)?,
        })
    }
}

/// Models, each of which has not seen the sites of one fold.
pub struct Models {
    growths: Growths,
    heads: Vec<Vec<u8>>,
    pub folds: Vec<Vec<u8>>,
}

impl Models {
    /// Those of the file that `--models` names, or newly learned ones, which that file then has.
    pub fn kept(dumps: &[Dump], growths: Growths, options: &Options) -> anyhow::Result<Models> {
        let Some(path) = options.text("models").map(Path::new) else {
            return Ok(Models::learn(dumps, growths));
        };
        if path.exists() {
            let (heads, folds) = serde_json::from_slice(&fs::read(path)?)?;
            return Ok(Models { growths, heads, folds });
        }
        let models = Models::learn(dumps, growths);
        fs::write(path, serde_json::to_vec(&(&models.heads, &models.folds))?)?;
        Ok(models)
    }

    fn learn(dumps: &[Dump], growths: Growths) -> Models {
        let heads: Vec<Vec<u8>> =
            (0..FOLDS).map(|fold| headline_trees(dumps, &|d| d.fold != fold, &growths.headline)).collect();
        let mut models = Models { growths, heads, folds: Vec::new() };
        for fold in 0..FOLDS {
            let trees = models.story_trees(dumps, &|d| d.fold != fold);
            models.folds.push([models.heads[fold].as_slice(), &trees].concat());
            eprint!(".");
        }
        eprintln!();
        models
    }

    /// The model that is learned from all pages.
    fn of_all(&self, dumps: &[Dump]) -> Vec<u8> {
        let headline = headline_trees(dumps, &|_| true, &self.growths.headline);
        [headline, self.story_trees(dumps, &|_| true)].concat()
    }

    fn story_trees(&self, dumps: &[Dump], of: &dyn Fn(&Dump) -> bool) -> Vec<u8> {
        // What is said of each dump's blocks by trees that have not seen its site.
        // Those trees may have seen the sites that are judged later, but no answer
        // about them is among what is learned then.
        let below = |dump: &Dump| {
            let mut table = dump.table.clone();
            dump.sight.seen().below(&mut table, &trees(&self.heads[dump.fold]).scores(&dump.table));
            table
        };
        story_trees(dumps, of, &below, &self.growths.story, &self.growths.edges)
    }
}

/// The trees that find the story, its beginning and its end, grown on some dumps.
fn story_trees(
    dumps: &[Dump],
    of: &dyn Fn(&Dump) -> bool,
    table: &dyn Fn(&Dump) -> Table,
    story: &Growth,
    edges: &Growth,
) -> Vec<u8> {
    let mut rows = rows(dumps, of, table);
    let mut bytes = grow(&rows, story);
    for last in [false, true] {
        (rows.goals, rows.weights) = dumps.iter().filter(|d| of(d)).flat_map(|d| edge(d, last)).unzip();
        bytes.extend(grow(&rows, edges));
    }
    bytes
}

fn trees(bytes: &[u8]) -> Trees<'_> {
    Trees::split(bytes).expect("trees that were just grown").0
}

/// The trees that find the headline. Of dumps without one nothing is learned.
fn headline_trees(dumps: &[Dump], of: &dyn Fn(&Dump) -> bool, growth: &Growth) -> Vec<u8> {
    let headed = |d: &Dump| of(d) && d.headline.is_some();
    let mut rows = rows(dumps, &headed, &|d| d.table.clone());
    let each = dumps.iter().filter(|d| headed(d)).flat_map(|dump| {
        (0..dump.labels.len()).map(|at| if dump.headline == Some(at) { (1.0, 1.0) } else { (0.0, 0.1) })
    });
    (rows.goals, rows.weights) = each.unzip();
    grow(&rows, growth)
}

/// Goal and weight of each block as the first or last one of the story.
fn edge(dump: &Dump, last: bool) -> Vec<(f32, f32)> {
    let story = |l: &Label| l.goal > 0.5 && l.sure > 0.0;
    let edge = if last { dump.labels.iter().rposition(story) } else { dump.labels.iter().position(story) };
    let page = dump.weights.iter().zip(&dump.labels).map(|(w, l)| w * l.goal).sum::<f32>();
    let each = dump.labels.iter().enumerate().map(|(at, label)| match edge {
        Some(edge) if edge == at => (1.0, page),
        _ => (0.0, page * 0.1 * label.sure),
    });
    each.collect()
}

fn growth(options: &Options, look: &str, trees: usize) -> anyhow::Result<Growth> {
    let number = |name: &str, usual: f32| options.number(&format!("{look}-{name}"), usual);
    Ok(Growth {
        trees: number("trees", trees as f32)? as usize,
        depth: number("depth", 5.0)? as usize,
        rate: number("rate", 0.12)?,
        calm: number("calm", 2.0)?,
        pages: number("pages", 0.4)?,
        columns: number("columns", 0.3)?,
        keen: number("keen", 20.0)?,
        bags: number("bags", 4.0)? as usize,
        threads: options.number("threads", 2)?,
        seed: options.number("seed", 1)?,
        mute: options.number("mute-from", 0)?..options.number("mute-to", 0)?,
    })
}

/// The rows of some dumps, with these signals.
fn rows(dumps: &[Dump], of: &dyn Fn(&Dump) -> bool, table: &dyn Fn(&Dump) -> Table) -> Rows {
    let mut rows = Rows::default();
    for dump in dumps.iter().filter(|d| of(d) && !d.labels.is_empty()) {
        let table = table(dump);
        rows.columns.resize_with(table.columns(), Vec::new);
        for (n, column) in rows.columns.iter_mut().enumerate() {
            column.extend_from_slice(table.column(n));
        }
        rows.goals.extend(dump.labels.iter().map(|l| l.goal));
        rows.weights.extend_from_slice(&dump.weights);
        rows.pages.extend(dump.labels.iter().map(|_| dump.page));
    }
    rows
}

/// A dump's right words, by the whole cleaner and by the choice of blocks alone.
struct Judged {
    id: String,
    /// Whether the likeliest headline is it, where it is known.
    headline: Option<bool>,
    kind: usize,
    fold: usize,
    cleaned: (f64, f64),
    blocks: (f64, f64),
    best: (f64, f64),
}

fn judge(dump: &Dump, model: &Model) -> Option<Judged> {
    let gold = dump.body()?;
    let raw = RawArticle { file: dump.id.clone(), id: ArticleId(String::new()), text: dump.text.clone() };
    let article = clean_by(raw, model, &Judge::OWN);
    let scores = model.scores(&dump.sight.seen()).story;
    let kept = chosen(&scores, &|at| dump.sight.facts[at].words);
    let text = |kept: &dyn Fn(usize) -> bool| {
        let blocks = dump.sight.blocks.iter().enumerate().filter(|(at, _)| kept(*at));
        blocks.map(|(_, b)| b.text.as_str()).collect::<Vec<_>>().join("\n\n")
    };
    let headlines = model.headline.scores(&dump.table);
    let best = (0..headlines.len()).max_by_key(|&at| (headlines[at], std::cmp::Reverse(at)));
    let text_of = |at: usize| &dump.sight.blocks[at].folded;
    Some(Judged {
        headline: dump.headline.map(|at| best.is_some_and(|best| text_of(best) == text_of(at))),
        id: dump.id.clone(),
        kind: dump.kind,
        fold: dump.fold,
        cleaned: cleaned(gold, &article),
        blocks: agreement(gold, &text(&|at| kept[at])),
        best: agreement(gold, &text(&|at| dump.labels[at].goal > 0.5)),
    })
}

/// Writes what the model says of each block of a dump: right or wrong, goal,
/// scores as story and headline, phrase, use, text.
fn show(dump: &Dump, model: &Model, folder: &Path) -> anyhow::Result<()> {
    let seen = dump.sight.seen();
    let said = model.scores(&seen);
    let scores = &said.story;
    let headlines = model.headline.scores(&dump.table);
    let kept = chosen(scores, &|at| dump.sight.facts[at].words);
    let raw = RawArticle { file: dump.id.clone(), id: ArticleId(String::new()), text: dump.text.clone() };
    let article = clean_by(raw, model, &Judge::OWN);
    let mut out = String::new();
    for (at, block) in dump.sight.blocks.iter().enumerate() {
        let label = dump.labels[at];
        let wrong = label.sure > 0.0 && (label.goal > 0.5) != kept[at];
        let mark = match (wrong, kept[at]) {
            (true, true) => "+++",
            (true, false) => "---",
            (false, true) => "  #",
            (false, false) => "   ",
        };
        let [h, b] = [&headlines, scores].map(|s| s[at] as f32 / 256.0);
        let phrase = dump.sight.facts[at].phrase.map_or(String::new(), |r| format!("{r:?}"));
        let goal = if label.sure > 0.0 { format!("{:.1}", label.goal) } else { "?".to_owned() };
        let used = format!("{:?}", article.lines[block.lines.start].uses[0]);
        out += &format!("{mark} {goal:>3} {b:5.1} {h:5.1} {phrase:<8.8} {used:<12.12} {}\n", block.text);
    }
    fs::create_dir_all(folder)?;
    Ok(fs::write(folder.join(format!("{}.{}", dump.id.replace(['/', '.'], "_"), KINDS[dump.kind])), out)?)
}

/// With the dateline that was lifted off the body or without, the better.
fn cleaned(gold: &str, article: &Article) -> (f64, f64) {
    let body = agreement(gold, &article.text);
    let Some(dateline) = &article.dateline else { return body };
    let with = agreement(gold, &format!("{} {}", dateline.text, article.text));
    if f1(with) > f1(body) { with } else { body }
}

/// Precision and recall in runs of four words.
fn agreement(gold: &str, said: &str) -> (f64, f64) {
    let (gold, said) = (tokens(gold), tokens(said));
    let (wanted, found) = (shingles(&gold), shingles(&said));
    let both: usize = found.iter().map(|(run, n)| (*n).min(wanted.get(run).copied().unwrap_or(0))).sum();
    let part = |all: &HashMap<&[&str], usize>| both as f64 / all.values().sum::<usize>().max(1) as f64;
    (part(&found), part(&wanted))
}

fn f1((p, r): (f64, f64)) -> f64 {
    if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
}

fn mean<'a>(rows: impl Iterator<Item = &'a (f64, f64)>) -> (f64, f64) {
    let (mut sum, mut n) = ((0.0, 0.0), 0.0);
    for &(p, r) in rows {
        sum = (sum.0 + p, sum.1 + r);
        n += 1.0;
    }
    (sum.0 / n, sum.1 / n)
}

fn report(judged: &[Judged], worst: usize) {
    println!(
        "{:<14}      P      R     F1   by fold                                   blocks  best choice  headlines",
        "kind"
    );
    for (kind, name) in KINDS.iter().enumerate() {
        let of = || judged.iter().filter(move |j| j.kind == kind);
        let all = mean(of().map(|j| &j.cleaned));
        print!("{name:<14}  {:.3}  {:.3}  {:.3}  ", all.0, all.1, f1(all));
        let folds = (0..FOLDS).map(|fold| f1(mean(of().filter(|j| j.fold == fold).map(|j| &j.cleaned))));
        let folds: Vec<f64> = folds.collect();
        let middle = folds.iter().sum::<f64>() / FOLDS as f64;
        let spread = (folds.iter().map(|f| (f - middle).powi(2)).sum::<f64>() / (FOLDS - 1) as f64).sqrt();
        folds.iter().for_each(|f| print!(" {f:.3}"));
        let (blocks, best) = (f1(mean(of().map(|j| &j.blocks))), f1(mean(of().map(|j| &j.best))));
        let headlines: Vec<bool> = of().filter_map(|j| j.headline).collect();
        let found = headlines.iter().filter(|h| **h).count();
        println!("  ±{spread:.3}  {blocks:.3}  {best:.3}  {found}/{}", headlines.len());
    }
    let mut order: Vec<&Judged> = judged.iter().collect();
    order.sort_by(|a, b| f1(a.cleaned).total_cmp(&f1(b.cleaned)));
    for j in order.into_iter().take(worst) {
        let (p, r) = j.cleaned;
        println!(
            "{}  {:<14} P {p:.3} R {r:.3} F1 {:.3}  blocks {:.3}",
            j.id,
            KINDS[j.kind],
            f1((p, r)),
            f1(j.blocks)
        );
    }
}
