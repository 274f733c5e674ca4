//! The story's model: learned from annotated pages, and judged on the sites
//! that it has not learned from.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use cuttings::article::{Article, ArticleId, RawArticle};
use cuttings::clean::training::{Model, Sight, Table, Trees, chosen, clean_by};

use crate::Options;
use crate::boost::{Draw, Growth, Rows, grow};
use crate::pages::{self, Gold, KINDS, Label, shingles, tokens};
use crate::vary::{self, Chances, Piece};

const FOLDS: usize = 5;

/// One dump of one page.
struct Dump {
    id: String,
    page: u32,
    /// Made from others, to learn from and not to be judged by.
    varied: bool,
    kind: usize,
    fold: usize,
    text: String,
    sight: Sight,
    /// The signals before anything is known.
    table: Table,
    headline: Option<usize>,
    labels: Vec<Label>,
    weights: Vec<f32>,
    body: Option<String>,
}

pub fn train(options: &Options) -> anyhow::Result<()> {
    let story = growth(options, "story", 110)?;
    let headline = growth(options, "headline", 50)?;
    let edges = growth(options, "edges", 50)?;
    let dumps = read(options)?;
    eprintln!("{} dumps, {} blocks", dumps.len(), dumps.iter().map(|d| d.labels.len()).sum::<usize>());
    // What is said of each dump's blocks by trees that have not seen its site.
    // Those trees may have seen the sites that are judged later, but no answer
    // about them is among what is learned then.
    let mut heads = Vec::new();
    for fold in 0..FOLDS {
        heads.push(headline_trees(&dumps, &|d| d.fold != fold, &headline));
    }
    let below = |dump: &Dump| {
        let mut table = dump.table.clone();
        dump.sight.seen().below(&mut table, &trees(&heads[dump.fold]).scores(&dump.table));
        table
    };
    let mut judged = Vec::new();
    for (fold, head) in heads.iter().enumerate() {
        let trees = story_trees(&dumps, &|d| d.fold != fold, &below, &story, &edges);
        let bytes = [head.as_slice(), &trees].concat();
        let model = Model::read(&bytes).expect("a model that was just made");
        for dump in dumps.iter().filter(|d| d.fold == fold && !d.varied) {
            judged.extend(judge(dump, &model));
            if options.text("show").is_some() {
                show(dump, &model, &options.path("show")?)?;
            }
        }
        eprint!(".");
    }
    eprintln!();
    report(&judged, options.number("worst", 20)?);
    if options.text("out").is_some() {
        let headline = headline_trees(&dumps, &|_| true, &headline);
        let trees = story_trees(&dumps, &|_| true, &below, &story, &edges);
        let bytes = [headline, trees].concat();
        fs::write(options.path("out")?, &bytes)?;
        eprintln!("{} bytes", bytes.len());
    }
    Ok(())
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

fn read(options: &Options) -> anyhow::Result<Vec<Dump>> {
    let mut gold = BTreeMap::new();
    for folder in options.path("data")?.to_string_lossy().split(',') {
        let opinions = options.text("opinions").map(Path::new);
        let pages = pages::gold(Path::new(folder), opinions)?;
        gold.extend(pages.into_iter().map(|(id, page)| (id, (folder.to_owned(), page))));
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
                body: page.body.clone(),
            });
        }
    }
    for (n, (path, body)) in pages::own()?.into_iter().enumerate() {
        let Ok(text) = fs::read_to_string(&path) else {
            eprintln!("{path}: left out, it is not there");
            continue;
        };
        let sight = Sight::new(&text);
        let labels = pages::by_lines(&sight, &text, &body);
        dumps.push(Dump {
            page: (gold.len() + n) as u32,
            varied: false,
            kind: KINDS.len() - 1,
            fold: n % FOLDS,
            table: sight.seen().alone(),
            headline: None,
            weights: weights(&sight, &labels, options.number("weight-own", 4.0)?),
            labels,
            sight,
            text,
            id: path,
            body: None,
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
            let sure = weight * if dump.body.is_some() { 1.0 } else { 0.6 };
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
                body: dump.body.clone(),
            });
        }
    }
    Ok(made)
}

/// All pages of a site are in one fold; the sites of each kind of gold are spread evenly.
fn folds(gold: &BTreeMap<String, (String, Gold)>) -> HashMap<String, usize> {
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
    let gold = dump.body.as_ref()?;
    let raw = RawArticle { file: dump.id.clone(), id: ArticleId(String::new()), text: dump.text.clone() };
    let article = clean_by(raw, model);
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
    let article = clean_by(raw, model);
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
