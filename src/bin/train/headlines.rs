//! The weights by which a headline is told from what stands around it, and how
//! often title, date and author of a page are right.
//!
//! Weights are learned beside story models that have not seen the page's site,
//! as they will be used. Right is what the annotators wrote; of pages whose
//! titles nobody wrote down, what their markup says twice. How sure a headline
//! has to be is chosen by weights that have not seen the site, either.

use std::fs;

use anyhow::Context;
use cuttings::article::{ArticleId, RawArticle};
use cuttings::clean::training::{Candidates, Judge, Model, Outline, SIGNS, Sight, choose, clean_by};
use cuttings::text::fold;

use crate::Options;
use crate::cleaner::{Growths, Models};
use crate::dumps::{Dump, FOLDS, read};
use crate::pages::{Gold, KINDS, tokens};

/// A text and what is known of its headline.
struct Case<'a> {
    fold: usize,
    /// A dump of a whole page whose title an annotator wrote down: by these it
    /// is chosen how sure a headline has to be.
    counts: bool,
    weight: f64,
    candidates: Candidates<'a>,
    /// Of each candidate the numbers of what is seen.
    seen: Vec<Vec<u8>>,
    /// Of each candidate whether it is the headline.
    right: Vec<bool>,
}

pub fn train(options: &Options) -> anyhow::Result<()> {
    let calm = options.number("calm", 0.006)?;
    let wrong = options.number("wrong", 0.1)?;
    let silver = options.number("weight-silver", 0.6)?;
    let growths = Growths::read(options)?;
    let dumps = read(options)?;
    let models = Models::kept(&dumps, growths, options)?;
    let models: Vec<Model> =
        models.folds.iter().map(|bytes| Model::read(bytes).expect("a model that was just made")).collect();
    let plain = plain(&dumps);
    let read = dumps.iter().filter(|d| !d.varied).map(|dump| (&dump.sight, dump, 1.0));
    let share = options.number("weight-plain", 1.0)?;
    let plain = plain.iter().map(|(sight, dump)| (sight, *dump, share));
    let mut cases = Vec::new();
    for (sight, dump, weight) in read.chain(plain) {
        cases.extend(case(sight, dump, &models[dump.fold], weight, silver));
    }
    let judges: Vec<Judge> = (0..FOLDS)
        .map(|fold| {
            let others: Vec<usize> = (0..FOLDS).filter(|&other| other != fold).collect();
            learned(&cases, &others, calm, wrong)
        })
        .collect();
    let reached = cases.iter().filter(|c| c.counts && c.right.contains(&true)).count();
    let of = cases.iter().filter(|c| c.counts).count();
    println!("{reached} of {of} titles are among the candidates");
    for (fold, judge) in judges.iter().enumerate() {
        let of = cases.iter().filter(|c| c.counts && c.fold == fold);
        let told = tally(of.map(|case| (case, judge)));
        println!("fold {fold}: sure from {}; titles {told}", judge.sure);
    }
    report(&dumps, &models, &judges, options);
    if options.text("out").is_some() {
        let all: Vec<usize> = (0..FOLDS).collect();
        let judge = learned(&cases, &all, calm, wrong);
        fs::write(options.path("out")?, written(&judge)?)?;
    }
    Ok(())
}

/// What a story is without a page around it: the title that its page's markup
/// says, and the paragraphs, all or the first or their first sentences.
fn plain(dumps: &[Dump]) -> Vec<(Sight, &Dump)> {
    let mut made = Vec::new();
    for dump in dumps.iter().filter(|d| !d.varied && d.kind == 0) {
        let (Some(gold), Some(body)) = (dump.gold.as_deref(), dump.body()) else { continue };
        let paragraphs: Vec<&str> = body.split("\n\n").filter(|p| !p.trim().is_empty()).collect();
        let Some(title) = gold.opinions.titles.iter().find(|t| is_told(t, gold)) else { continue };
        if paragraphs.len() < 3 {
            continue;
        }
        let first = |text: &str| text[..text.find(". ").map_or(text.len(), |at| at + 1)].to_owned();
        let texts = [
            format!("{title}\n\n{}\n", paragraphs.join("\n\n")),
            format!("{title}\n\n{}\n\n{}\n", first(paragraphs[0]), first(paragraphs[1])),
            format!("{title}\n{}\n", paragraphs[..paragraphs.len().min(4)].join("\n")),
        ];
        made.extend(texts.iter().map(|text| (Sight::new(text), dump)));
    }
    made
}

fn words(text: &str) -> String {
    tokens(&fold(text)).join(" ")
}

/// Whether a text is the page's title: as it was written down, or as two of
/// the titles of its markup say it, the site's name aside.
fn is_told(text: &str, gold: &Gold) -> bool {
    let text = words(text);
    if let Some(title) = &gold.title {
        return text == words(title);
    }
    let titles: Vec<String> = gold.opinions.titles.iter().map(|t| words(t)).collect();
    let says = |title: &&String| format!(" {title} ").contains(&format!(" {text} "));
    let saying = || titles.iter().filter(says);
    let most = saying().map(|title| title.len()).min().is_some_and(|shortest| text.len() * 2 >= shortest);
    !text.is_empty() && most && (saying().count() >= 2 || titles == [text.as_str()])
}

/// The headline's candidates of a text; `None` where it is not known whether any is right.
fn case<'a>(sight: &'a Sight, dump: &Dump, model: &Model, weight: f64, silver: f64) -> Option<Case<'a>> {
    let gold = dump.gold.as_deref();
    let scores = model.scores(&sight.seen());
    let choice = choose(sight, &scores);
    let story = (choice.first, choice.run.end);
    let outline = Outline { story, headlines: &scores.headline, scores: &scores.story };
    let candidates = Candidates::read(&sight.surroundings(), &outline);
    let is_right = |at: usize| match gold {
        Some(gold) => is_told(candidates.text(at), gold),
        None => dump.headline == Some(at),
    };
    let right: Vec<bool> = candidates.seen.iter().map(|&(at, _)| is_right(at)).collect();
    let told = gold.is_some_and(|gold| gold.title.is_some());
    let known = told || right.contains(&true);
    let numbers =
        |signs: &[bool; SIGNS]| (0_u8..).zip(signs).filter(|(_, seen)| **seen).map(|(n, _)| n).collect();
    let seen = candidates.seen.iter().map(|(_, signs)| numbers(signs)).collect();
    known.then(|| Case {
        fold: dump.fold,
        counts: told && KINDS[dump.kind] != "t-main",
        weight: weight
            * match gold {
                // These are to come out right whatever else is learned.
                None => 4.0,
                Some(_) if told => 1.0,
                Some(_) => silver,
            },
        seen,
        right,
        candidates,
    })
}

/// Weights of all these folds, and how sure a headline has to be by weights of
/// all but one of them on that one.
fn learned(cases: &[Case], folds: &[usize], calm: f64, wrong: f64) -> Judge {
    let mut unseen = Vec::new();
    for &fold in folds {
        let others: Vec<usize> = folds.iter().copied().filter(|&other| other != fold).collect();
        let judge = weighed(cases, &others, calm);
        unseen.extend(cases.iter().filter(|c| c.fold == fold && c.counts).map(|case| (case, judge)));
    }
    // The first at which few enough are wrong: the surer, the fewer are given.
    let sure = (8..40).map(|n| n * 25).find(|&sure| {
        let told = tally(unseen.iter().map(|(case, judge)| (*case, Judge { sure, ..*judge })));
        (told.given - told.right) as f64 <= wrong * told.of as f64
    });
    Judge { sure: sure.unwrap_or(1000), ..weighed(cases, folds, calm) }
}

/// The weights under which the headlines of these folds are likeliest.
fn weighed(cases: &[Case], folds: &[usize], calm: f64) -> Judge {
    const STEPS: i32 = 500;
    const RATE: f64 = 0.05;
    let cases: Vec<&Case> = cases.iter().filter(|c| folds.contains(&c.fold)).collect();
    let all: f64 = cases.iter().map(|c| c.weight).sum();
    let (mut weights, mut mean, mut square) = ([0.0_f64; SIGNS], [0.0; SIGNS], [0.0; SIGNS]);
    for step in 1..=STEPS {
        let mut slope = weights.map(|w| calm * w);
        for case in &cases {
            let score = |seen: &Vec<u8>| seen.iter().map(|&n| weights[usize::from(n)]).sum::<f64>();
            let powers: Vec<f64> = case.seen.iter().map(|seen| score(seen).min(30.0).exp()).collect();
            // That there is no headline has the score nought.
            let sum = powers.iter().sum::<f64>() + 1.0;
            let none = !case.right.contains(&true);
            let right = case.right.iter().zip(&powers).filter(|(right, _)| **right);
            let right = right.map(|(_, power)| power).sum::<f64>() + f64::from(none);
            for ((seen, power), is_right) in case.seen.iter().zip(&powers).zip(&case.right) {
                let wanted = if *is_right { power / right } else { 0.0 };
                let step = (power / sum - wanted) * case.weight / all;
                seen.iter().for_each(|&n| slope[usize::from(n)] += step);
            }
        }
        for n in 0..SIGNS {
            mean[n] = 0.9 * mean[n] + 0.1 * slope[n];
            square[n] = 0.999 * square[n] + 0.001 * slope[n] * slope[n];
            let (m, s) = (mean[n] / (1.0 - 0.9_f64.powi(step)), square[n] / (1.0 - 0.999_f64.powi(step)));
            weights[n] -= RATE * m / (s.sqrt() + 1e-8);
        }
    }
    Judge { weights: weights.map(|w| (w * 1000.0).round() as i32), sure: 0 }
}

/// How many are right and how many were given, of how many.
#[derive(Clone, Copy, Default)]
struct Tally {
    right: usize,
    given: usize,
    of: usize,
}

impl Tally {
    fn add(&mut self, given: bool, right: bool) {
        self.given += usize::from(given);
        self.right += usize::from(given && right);
        self.of += 1;
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let percent = |n: usize| 100.0 * n as f64 / self.of.max(1) as f64;
        write!(f, "{:5.1} right {:5.1} wrong", percent(self.right), percent(self.given - self.right))
    }
}

/// The titles that judges give.
fn tally<'a>(each: impl Iterator<Item = (&'a Case<'a>, impl std::borrow::Borrow<Judge>)>) -> Tally {
    let mut tally = Tally::default();
    for (case, judge) in each {
        let weights = &judge.borrow().weights;
        let score = |seen: &Vec<u8>| seen.iter().map(|&n| weights[usize::from(n)]).sum::<i32>();
        let scores: Vec<i32> = case.seen.iter().map(score).collect();
        let title = case.candidates.choose(&scores, judge.borrow());
        let is_right = |block: usize| {
            case.candidates.seen.iter().zip(&case.right).any(|((at, _), right)| *at == block && *right)
        };
        tally.add(title.is_some(), title.is_some_and(|t| is_right(t.block)));
    }
    tally
}

/// Title, date and author by the whole cleaner, of pages that neither model nor weights have seen.
fn report(dumps: &[Dump], models: &[Model], judges: &[Judge], options: &Options) {
    for (kind, name) in KINDS.iter().enumerate() {
        let [mut title, mut date, mut byline, mut markup] = [Tally::default(); 4];
        for dump in dumps.iter().filter(|d| d.kind == kind && !d.varied) {
            let Some(gold) = dump.gold.as_deref() else { continue };
            let raw =
                RawArticle { file: dump.id.clone(), id: ArticleId(String::new()), text: dump.text.clone() };
            let article = clean_by(raw, &models[dump.fold], &judges[dump.fold]);
            let said = article.title.as_ref().map(|t| t.value.as_str());
            let is_right = said.is_some_and(|t| is_told(t, gold));
            if gold.title.is_none() {
                if dump.body().is_some() {
                    markup.add(said.is_some(), is_right);
                }
                continue;
            }
            if options.text("tell").is_some() && !is_right {
                println!("{name} {}: {said:?}", dump.id);
            }
            title.add(said.is_some(), is_right);
            let day = article.published.map(|d| d.value).filter(|d| d.day.is_some());
            let is_day = |day: String| gold.date.as_ref().is_some_and(|date| day.starts_with(date.as_str()));
            date.add(day.is_some(), day.is_some_and(|day| is_day(day.to_string())));
            if !gold.authors.is_empty() {
                let said = names(&article.byline.map(|b| b.value).unwrap_or_default());
                byline.add(!said.is_empty(), said == names(&gold.authors.join("; ")));
            }
        }
        println!("{name:<14} title {title}   date {date}   byline {byline}   title by markup {markup}");
    }
}

/// The names of a line of authors, as the score compares them: without order,
/// case and what announces them.
fn names(line: &str) -> Vec<String> {
    const ANNOUNCING: [&str; 10] =
        ["by", "von", "par", "por", "di", "written by", "text", "foto", "autor", "autorin"];
    let mut line = format!(" {} ", fold(line));
    for and in [" und ", " and ", " et ", " y "] {
        line = line.replace(and, ",");
    }
    let bare = |name: &str| {
        let name = words(name);
        let announced = |word: &&str| name.strip_prefix(*word).is_some_and(|rest| rest.starts_with(' '));
        let longest = ANNOUNCING.iter().copied().filter(announced).map(str::len).max().unwrap_or(0);
        name[longest..].trim().to_owned()
    };
    let mut names: Vec<String> =
        line.split([',', ';', '|', '/', '&']).map(bare).filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The file that is built in: a line for each sign, and what is asked for.
fn written(judge: &Judge) -> anyhow::Result<String> {
    let mut file = String::new();
    let mut lines = include_str!("../../clean/title.tsv").lines();
    for number in judge.weights.iter().chain([&judge.sure]) {
        let (name, _) =
            lines.next().and_then(|line| line.split_once('\t')).context("a name for each sign")?;
        file += &format!("{name}\t{number}\n");
    }
    Ok(file)
}
