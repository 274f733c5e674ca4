//! `cuttings-train`: annotated token files in, the tagger's model out.

mod boost;
mod cleaner;
mod data;
mod dumps;
mod examples;
mod headlines;
mod learn;
mod lexicon;
mod pages;
mod vary;

use std::collections::HashMap;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use cuttings::article::Mention;
use cuttings::extract::tagger::combine::combine;
use cuttings::extract::tagger::crf::Decoder;
use cuttings::extract::tagger::labels::{TYPES, product_kind};
use cuttings::extract::tagger::model::{LANES, Model, Parts};
use cuttings::extract::tagger::{Rules, Tagger};

use data::{Document, Source};
use examples::{Example, Goal, Vocabulary, blend, keys, spans};
use learn::Learner;
use lexicon::Knowledge;

const USAGE: &str = "\
cuttings-train tokens --data FOLDER --out FOLDER
    The corpora in the tagger's own tokens, for the teacher.
cuttings-train train --data FOLDER --out MODEL [options]
    --teacher FOLDER    what the teacher says of each token
    --share F           how far sources are believed beside it (0.5)
    --share-gmb F       the same for the noisy source (0.2)
    --clusters FILE     words and their clusters
    --lexicon FOLDER    the program's word lists
    --labels FOLDER     write what is learned of documents not seen, with
    --fold N --folds N  every so many documents left out
    --without NAME,...  sources to leave out
    --rounds N (3)  --rate F (0.05)  --decay F (1e-3)  --least N (2)
    --weights N         how many to keep (1100000)
    --weight-gmb F      how much its sentences count (0.6)
    --weight-untaught F how much those that the teacher was not asked about,
                        beside ones that it was (0)
    --worth N           what a text's own evidence counts, in 24ths (75)
    --part F            the part of the largest source to use (1)
cuttings-train cleaner --data FOLDER[,FOLDER] [--opinions FILE] [--out MODEL] [options]
    The model that tells a story from its page: judged on the sites of five
    folds, each left out in turn, and made of all.
    --opinions FILE     what the pages' HTML says, by tools/opinions.py
    --models FILE       the five models, kept there: taken as they are where it
                        is there, as long as neither signals nor pages change
    --show FOLDER       what is said of each block of the pages left out
    --worst N (20)      so many of the worst pages are told
    --copies N (1)      variations of each dump
    --agree F (2)       how little a block counts about which opinions differ
    --weight-own F (4), -opinions, -more, -copies
                        what pages count of which other things are known
    --mute-from N --mute-to N
                        signals to do without
    --KIND-trees N, -depth, -rate, -calm, -pages, -columns, -keen, -bags
                        how headline, story and edges are grown
cuttings-train headlines --data FOLDER[,FOLDER] [--opinions FILE] [--out FILE] [options]
    The weights by which a headline is told, beside story models that have not
    seen the page's site, and how often title, date and byline are right.
    --calm F (0.006)    how dear a weight is
    --wrong F (0.1)     of all pages, how many titles may be wrong
    --tell 1            the titles that are missed
    and the options of the cleaner
cuttings-train score --data FOLDER --model MODEL
    Strict F1 on the development files, in the tagger's own tokens: with the
    rules beside the model, and of the model alone, by type.
";

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    let command = args.next();
    let mut options = HashMap::new();
    while let Some(name) = args.next() {
        let Some(name) = name.strip_prefix("--") else { bail!("{name}: not an option\n{USAGE}") };
        options.insert(name.to_owned(), args.next().context("an option needs a value")?);
    }
    let options = Options(options);
    match command.as_deref() {
        Some("tokens") => write_tokens(&options),
        Some("train") => train(&options),
        Some("cleaner") => cleaner::train(&options),
        Some("headlines") => headlines::train(&options),
        Some("score") => score(&options),
        _ => bail!("{USAGE}"),
    }
}

struct Options(HashMap<String, String>);

impl Options {
    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    fn path(&self, name: &str) -> anyhow::Result<PathBuf> {
        Ok(self.text(name).with_context(|| format!("--{name} is missing"))?.into())
    }

    fn number<T: std::str::FromStr>(&self, name: &str, usual: T) -> anyhow::Result<T> {
        match self.text(name) {
            None => Ok(usual),
            Some(text) => text.parse().ok().with_context(|| format!("--{name} {text}: not a number")),
        }
    }
}

fn write_tokens(options: &Options) -> anyhow::Result<()> {
    let out = options.path("out")?;
    fs::create_dir_all(&out)?;
    for part in ["train", "dev"] {
        for path in data::files(&options.path("data")?, part)? {
            let source = data::read(&path)?;
            let mut to = BufWriter::new(fs::File::create(out.join(format!("{}.{part}.tsv", source.name)))?);
            for document in &source.documents {
                writeln!(to, "# doc = {}", document.id)?;
                for sentence in &document.sentences {
                    for ((word, tag), allowed) in
                        sentence.words.iter().zip(&sentence.tags).zip(&sentence.allowed)
                    {
                        writeln!(to, "{word}\t{tag}\t{allowed}")?;
                    }
                    writeln!(to)?;
                }
            }
        }
    }
    Ok(())
}

fn read_knowledge(options: &Options) -> anyhow::Result<Knowledge> {
    let mut knowledge = Knowledge::default();
    if let Some(path) = options.text("clusters") {
        knowledge.add_clusters(Path::new(path))?;
    }
    if let Some(folder) = options.text("lexicon") {
        knowledge.add_lexicon(Path::new(folder))?;
    }
    Ok(knowledge)
}

fn read_probabilities(path: &Path) -> anyhow::Result<Vec<[u8; LANES]>> {
    let bytes = fs::read(path).with_context(|| format!("{}: can't be read", path.display()))?;
    Ok(bytes.chunks_exact(LANES).map(|c| c.try_into().expect("of this size")).collect())
}

/// A document to learn from, what the teacher says of it, and its source.
type Chosen<'s> = (&'s Document, Option<Vec<[u8; LANES]>>, &'s Source);

/// The source that is the largest and has the most mistakes.
const NOISY: &str = "gmb";

fn train(options: &Options) -> anyhow::Result<()> {
    let folder = options.path("data")?;
    let without: Vec<&str> = options.text("without").map(|w| w.split(',').collect()).unwrap_or_default();
    let knowledge = read_knowledge(options)?;
    let teacher = options.text("teacher").map(PathBuf::from);
    let part: f64 = options.number("part", 1.0)?;
    let weight_untaught: f32 = options.number("weight-untaught", 0.0)?;

    let (fold, n_folds): (usize, usize) = (options.number("fold", 0)?, options.number("folds", 1)?);

    let mut sources = Vec::new();
    for path in data::files(&folder, "train")? {
        let source = data::read(&path)?;
        if !without.contains(&source.name.as_str()) {
            sources.push(source);
        }
    }
    let mut chosen: Vec<Chosen> = Vec::new();
    for source in &sources {
        let taught = teacher
            .as_ref()
            .map(|folder| read_probabilities(&folder.join(format!("{}.train.probs", source.name))))
            .transpose()?;
        let n = source.documents.len();
        let use_n = if source.name == NOISY { (n as f64 * part) as usize } else { n };
        let mut at = 0;
        for (i, document) in source.documents.iter().enumerate() {
            let len: usize = document.sentences.iter().map(|s| s.words.len()).sum();
            if i * use_n / n != (i + 1) * use_n / n && (n_folds == 1 || i % n_folds != fold) {
                // Zeros: the teacher was not asked about this document.
                let own = taught
                    .as_ref()
                    .and_then(|t| t.get(at..at + len))
                    .filter(|t| t.iter().flatten().any(|&p| p > 0));
                // Beside a teacher the noisy source is there for its text.
                if own.is_some() || taught.is_none() || source.name != NOISY || weight_untaught > 0.0 {
                    chosen.push((document, own.map(<[_]>::to_vec), source));
                }
            }
            at += len;
        }
        if let Some(t) = &taught {
            anyhow::ensure!(t.len() == at, "{}: the teacher saw other tokens", source.name);
        }
    }
    let vocabulary = Vocabulary::new(chosen.iter().map(|c| c.0), &knowledge, options.number("least", 2)?);
    eprintln!("{} documents, {} features", chosen.len(), vocabulary.keys.len());

    let (share, share_noisy): (f32, f32) = (options.number("share", 0.5)?, options.number("share-gmb", 0.2)?);
    let weight_noisy: f32 = options.number("weight-gmb", 0.6)?;
    let mut examples: Vec<Example> = Vec::new();
    let mut counts = vec![0u32; vocabulary.keys.len()];
    for (document, taught, source) in &chosen {
        let noisy = source.name == NOISY;
        let weight = match (noisy, teacher.is_some() && taught.is_none()) {
            (true, true) => weight_noisy * weight_untaught,
            (true, false) => weight_noisy,
            (false, _) => 1.0,
        };
        let mut at = 0;
        for sentence in &document.sentences {
            let (features, ends) = vocabulary.known(keys(sentence, &knowledge));
            features.iter().for_each(|&f| counts[f as usize] += 1);
            let n = sentence.words.len();
            let goal = match taught {
                None => Goal::Allowed(sentence.allowed.clone()),
                Some(t) => Goal::Likely(blend(
                    &sentence.tags,
                    &sentence.allowed,
                    &t[at..at + n],
                    if noisy { share_noisy } else { share },
                )),
            };
            at += n;
            examples.push(Example {
                features,
                ends,
                goal,
                gold: sentence.tags.clone(),
                allowed: sentence.allowed.clone(),
                weight,
            });
        }
    }
    drop(chosen);

    let dev = dev_examples(&folder, &knowledge, &vocabulary)?;
    let mut learner =
        Learner::new(vocabulary.keys.len(), options.number("rate", 0.05)?, options.number("decay", 1e-3)?);
    let rounds: usize = options.number("rounds", 3)?;
    let n_weights: usize = options.number("weights", 1_100_000)?;
    let rate = learner.rate;
    let mut order: Vec<u32> = (0..examples.len() as u32).collect();
    let mut seed = 1u64;
    for round in 0..rounds + 2 {
        shuffle(&mut order, &mut seed);
        if round == rounds {
            report("all weights", &learner, &dev);
            learner.prune(n_weights, &counts);
            report("pruned", &learner, &dev);
        }
        for (n, &i) in order.iter().enumerate() {
            let done = (round as f32 + n as f32 / order.len() as f32) / (rounds + 2) as f32;
            learner.rate = rate * (1.0 - 0.9 * done);
            learner.learn(&examples[i as usize]);
        }
        report(&format!("round {round}"), &learner, &dev);
    }
    if let Some(out) = options.text("labels") {
        write_labels(Path::new(out), &sources, &mut learner, &vocabulary, &knowledge, fold, n_folds)?;
    }
    let parts = Parts { worth: options.number("worth", 75)?, ..quantise(&learner, &vocabulary, &knowledge) };
    eprintln!("{} features kept", parts.features.len());
    fs::write(options.path("out")?, parts.to_bytes())?;
    Ok(())
}

/// What the learner thinks of the documents that it has not seen, beside what
/// is in the files already: the folds fill them one after another.
fn write_labels(
    folder: &Path,
    sources: &[Source],
    learner: &mut Learner,
    vocabulary: &Vocabulary,
    knowledge: &Knowledge,
    fold: usize,
    n_folds: usize,
) -> anyhow::Result<()> {
    fs::create_dir_all(folder)?;
    for source in sources {
        let path = folder.join(format!("{}.train.probs", source.name));
        let old = if path.exists() { read_probabilities(&path)? } else { Vec::new() };
        let mut bytes = Vec::new();
        for (i, document) in source.documents.iter().enumerate() {
            for sentence in &document.sentences {
                let at = bytes.len() / LANES;
                let n = sentence.words.len();
                if i % n_folds == fold {
                    let (features, ends) = vocabulary.known(keys(sentence, knowledge));
                    let goal = Goal::Allowed(Vec::new());
                    let example =
                        Example { features, ends, goal, gold: vec![], allowed: vec![], weight: 1.0 };
                    bytes.extend(
                        learner.believe(&example).iter().flatten().map(|p| (p * 255.0).round() as u8),
                    );
                } else if let Some(kept) = old.get(at..at + n) {
                    bytes.extend(kept.iter().flatten());
                } else {
                    bytes.resize(bytes.len() + n * LANES, 0);
                }
            }
        }
        fs::write(path, bytes)?;
    }
    Ok(())
}

/// Weights to steps of 1/24, clipped to a byte.
fn quantise(learner: &Learner, vocabulary: &Vocabulary, knowledge: &Knowledge) -> Parts {
    const STEPS: f32 = 24.0;
    let transitions = learner.transitions().map(|row| row.map(|w| (w * STEPS).round() as i16));
    let mut parts = Parts { transitions, ..Parts::default() };
    for (f, &key) in vocabulary.keys.iter().enumerate() {
        let row = learner.weights(f).map(|w| (w * STEPS).round().clamp(-127.0, 127.0) as i8);
        if row.iter().any(|&w| w != 0) {
            parts.features.push((key, row));
        }
    }
    parts.features.sort_unstable_by_key(|f| f.0);
    parts.words =
        knowledge.words.iter().map(|(&hash, &(cluster, classes))| (hash, cluster, classes)).collect();
    parts.words.sort_unstable();
    parts.names = knowledge.names.iter().map(|(&hash, &lists)| (hash, lists)).collect();
    parts.names.sort_unstable();
    parts
}

fn shuffle(order: &mut [u32], seed: &mut u64) {
    for i in (1..order.len()).rev() {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(i, (*seed >> 33) as usize % (i + 1));
    }
}

type Dev = Vec<(String, Vec<Example>)>;

fn dev_examples(folder: &Path, knowledge: &Knowledge, vocabulary: &Vocabulary) -> anyhow::Result<Dev> {
    let mut dev = Vec::new();
    for path in data::files(folder, "dev")? {
        let source = data::read(&path)?;
        let examples = source.documents.iter().flat_map(|d| &d.sentences).map(|s| {
            let (features, ends) = vocabulary.known(keys(s, knowledge));
            Example {
                features,
                ends,
                goal: Goal::Allowed(Vec::new()),
                gold: s.tags.clone(),
                allowed: s.allowed.clone(),
                weight: 1.0,
            }
        });
        dev.push((source.name.clone(), examples.collect()));
    }
    Ok(dev)
}

fn report(what: &str, learner: &Learner, dev: &Dev) {
    let mut line = format!("{what:<12}");
    for (name, examples) in dev {
        let mut tally = Tally::default();
        for e in examples {
            tally.add(&e.gold, &e.allowed, &learner.answer(e));
        }
        line += &format!("  {name} {:.1}", tally.f1(0..6));
    }
    eprintln!("{line}");
}

/// What the source of a sentence leaves unmarked, as bits.
fn unmarked(gold: &[u8], allowed: &[u16]) -> u16 {
    gold.iter().zip(allowed).find(|(label, _)| **label == 0).map_or(1, |(_, &bits)| bits)
}

type Span = (usize, usize, usize);

/// The type of works, laws and products.
const OTHER: usize = 6;

/// Right, said and there, by type.
#[derive(Default)]
struct Tally([[usize; 3]; TYPES.len()]);

impl Tally {
    fn add(&mut self, gold: &[u8], allowed: &[u16], said: &[u8]) {
        self.add_spans(&spans(gold), unmarked(gold, allowed), &spans(said));
    }

    /// Spans as (start, end, type). Nothing is asked of the types in `unmarked`,
    /// nor of what overlaps another name.
    fn add_spans(&mut self, gold: &[Span], unmarked: u16, said: &[Span]) {
        let marked = |kind: usize| unmarked >> (1 + 2 * kind) & 1 == 0;
        for &(_, _, kind) in gold.iter().filter(|g| marked(g.2)) {
            self.0[kind][2] += 1;
        }
        for span in said.iter().filter(|s| marked(s.2)) {
            let right = gold.contains(span);
            if right || !gold.iter().any(|g| g.2 == OTHER && g.0 < span.1 && span.0 < g.1) {
                self.0[span.2][1] += 1;
                self.0[span.2][0] += usize::from(right);
            }
        }
    }

    fn f1(&self, kinds: std::ops::Range<usize>) -> f64 {
        let [right, said, there] =
            self.0[kinds].iter().fold([0; 3], |a, b| [a[0] + b[0], a[1] + b[1], a[2] + b[2]]);
        200.0 * right as f64 / (said + there).max(1) as f64
    }
}

/// Mentions as (start, end, type), in bytes.
fn said(mentions: &[Mention]) -> Vec<Span> {
    mentions
        .iter()
        .filter_map(|m| {
            let kind = (0..TYPES.len()).find(|&k| product_kind(k) == Some(m.kind))?;
            Some((m.span.start as usize, m.span.end as usize, kind))
        })
        .collect()
}

fn score(options: &Options) -> anyhow::Result<()> {
    let model = Model::from_bytes(&fs::read(options.path("model")?)?)?;
    let mut decoder = Decoder::default();
    for path in data::files(&options.path("data")?, "dev")? {
        let source = data::read(&path)?;
        let (mut tally, mut with_rules) = (Tally::default(), Tally::default());
        let mut n_tokens = 0;
        let began = std::time::Instant::now();
        let mut answers = Vec::new();
        for document in &source.documents {
            n_tokens += document.sentences.iter().map(|s| s.words.len()).sum::<usize>();
            let rules = Rules.tag(&document.text);
            let own = decoder.mentions(&model, &document.text, &rules);
            answers.push((combine(&document.text, &own, &rules), own));
        }
        let seconds = began.elapsed().as_secs_f64();
        for (document, (combined, own)) in source.documents.iter().zip(&answers) {
            let gold: Vec<Span> = document
                .sentences
                .iter()
                .flat_map(|s| {
                    spans(&s.tags).into_iter().map(|(a, b, k)| (s.tokens[a].start, s.tokens[b - 1].end, k))
                })
                .collect();
            let open = document.sentences.iter().map(|s| unmarked(&s.tags, &s.allowed)).max().unwrap_or(1);
            tally.add_spans(&gold, open, &said(own));
            with_rules.add_spans(&gold, open, &said(combined));
        }
        let mut line =
            format!("{:<10} with rules {:.1}  alone {:.1}", source.name, with_rules.f1(0..6), tally.f1(0..6));
        for (kind, name) in TYPES.iter().enumerate().take(6) {
            line += &format!("  {name} {:.1}", tally.f1(kind..kind + 1));
        }
        println!("{line}  {:.0} tokens/s", n_tokens as f64 / seconds);
    }
    Ok(())
}
