//! What recurs in many files of a collection: furniture that no page gives
//! away by itself.
//!
//! A sentence that a site prints below each of its stories reads like any
//! other sentence; only the next page shows that it is none of the story.
//! Each cleaned article leaves a [`Trace`]: hashes of its paragraphs and of
//! what stands around them. From the traces of all files together follows what
//! [`Recurring`] is, whatever their order, and an article may be
//! [struck](Recurring::strike) of it and be given back as it was.
//!
//! A paragraph is struck only where all of this holds:
//!
//! - It stands in several files at the same place: at most a few paragraphs
//!   from the edge of the story, with the same line beyond that edge; or within
//!   the stories of one source, beside another paragraph that recurs with it;
//!   or, in more files, anywhere in the stories of one source. A sentence that
//!   two stories quote, or a reporter's background paragraph, is at no place usual.
//! - Of the files that have that place, at least half have it there; of a
//!   source's files, most.
//! - Those files are different stories: under different titles, and with much
//!   in them that the others don't have. An agency's report on ten sites
//!   recurs as a whole, and stays.
//! - It is the smaller part of its article, quotes nobody, and is not spoken of in
//!   the rest of the story: a background paragraph names what its story is about.
//! - It speaks to the reader or of the page, or stands there in many files, not
//!   just a few: what reads like a report may be one.
//!
//! What stands within most stories of a source, of which there are a few, is
//! kept in doubt.
//!
//! Limits: one page of a site is judged by itself, as are the first few; a
//! paragraph with the day or the reader's name in it is another each time.

use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_64;

use super::lines::is_cjk;
use super::phrases;
use crate::article::{Article, Doubt, Line, LineUse, Reason};
use crate::text::{Span, fold, language};

/// So many stories must have a paragraph at one place beside the edge; fewer
/// are chance, or versions of one story.
const FEW: usize = 4;
/// And so many where it reads like a report, or stands anywhere in the stories of one source.
const MANY: usize = 8;
/// From so many stories on there is hardly a doubt.
const USUAL: usize = 12;
/// What recurs in so many percent of a source's files may be furniture, and is
/// where it recurs with a neighbour.
const MOST: usize = 75;
/// What is known with less confidence is no reason to strike.
const SURE: u8 = 75;
/// How many paragraphs from the edge of the story a place reaches.
const NEAR: usize = 4;
/// A file with fewer words of its own says nothing of what recurs.
const STORY: u32 = 30;
/// Shorter paragraphs are headings of the story's parts, which recur, too: 'The
/// verdict'. Below the story, where nothing follows them, they head nothing.
const SENTENCE: u32 = 8;
const LABEL: u32 = 3;

/// What an article leaves to be compared by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    id: u64,
    title: u32,
    /// Words of the story.
    words: u32,
    /// The paragraphs that might be struck, and the others.
    marks: Vec<Mark>,
    /// The places that this article has, each once.
    places: Vec<u32>,
    /// That of its source; nought where that is not known.
    source: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    /// Index into the article's paragraphs.
    paragraph: u32,
    text: u32,
    words: u32,
    /// Whether nothing but the paragraph stands in its lines, nobody's words in
    /// it, and the rest of the story does without what it speaks of.
    whole: bool,
    /// Whether it speaks to the reader, or of pages and rights.
    offers: bool,
    /// Below the story's upper edge, above its lower one, in its source, and
    /// there beside the paragraph before and the next one; nought where it is
    /// at no such place.
    places: [u32; 5],
}

const TOP: usize = 0;
const BOTTOM: usize = 1;
const SOURCE: usize = 2;
const PAIR: usize = 3;

fn hash(text: &str) -> u32 {
    ((XxHash3_64::oneshot(text.as_bytes()) >> 32) as u32).max(1)
}

/// A place's hash; its last two bits say of which kind it is.
fn place(kind: usize, text: &str) -> u32 {
    (hash(text) | 4) & !3 | kind as u32
}

fn kind(place: u32) -> usize {
    (place & 3) as usize
}

/// Words; two characters of Chinese or Japanese count for one.
fn count_words(text: &str) -> u32 {
    let wide = text.chars().filter(|&c| is_cjk(c)).count();
    (text.split_whitespace().count() + wide / 2) as u32
}

/// Whether words stand in quotation marks that are more than a button's.
fn quotes_somebody(text: &str) -> bool {
    const BUTTON: usize = 3;
    let mut parts = text.split(['“', '”', '„', '«', '»', '"', '「', '」']);
    parts.next();
    // Each other part stands within a pair.
    parts.step_by(2).any(|part| {
        part.split_whitespace().count() > BUTTON || part.chars().filter(|&c| is_cjk(c)).count() > 4 * BUTTON
    })
}

/// The line beyond an edge of the story, as it is told from others: what it
/// says, without its figures, or the field it fills, which says something else
/// each time.
fn beyond(article: &Article, line: Option<usize>, source: &str) -> String {
    let Some(line) = line.and_then(|n| article.lines.get(n)) else { return format!("\n{source}") };
    match line.uses.first() {
        Some(LineUse::Removed(..) | LineUse::Caption(_)) | None => {
            let words = fold(line.span.of(&article.raw));
            let words = words.split_whitespace().filter(|w| !w.contains(|c: char| c.is_ascii_digit()));
            words.collect::<Vec<_>>().join(" ")
        }
        Some(field) => format!("\n{field:?}\n{source}"),
    }
}

/// Whether each paragraph speaks of what the rest of its story does: whether a
/// good part of its long words stand in the title or in other paragraphs, too.
fn tied(article: &Article) -> Vec<bool> {
    const LEAST: usize = 2;
    const PART: usize = 4;
    let paragraphs = || article.paragraphs.iter().map(|span| span.of(&article.text));
    let title = article.title.iter().map(|title| title.value.as_str());
    let each: Vec<Vec<u32>> = paragraphs().chain(title).map(|text| long_words(&fold(text))).collect();
    // Each word as often as paragraphs have it.
    let mut all: Vec<u32> = each.iter().flatten().copied().collect();
    all.sort_unstable();
    let elsewhere = |word: &u32| {
        let at = all.partition_point(|other| other < word);
        all.get(at + 1) == Some(word)
    };
    let tied = |words: &Vec<u32>| {
        let shared = words.iter().filter(|word| elsewhere(word)).count();
        shared >= LEAST && shared * PART >= words.len()
    };
    each[..article.paragraphs.len()].iter().map(tied).collect()
}

/// Hashes of a text's words of meaning, each once: words of six letters and
/// more, pairs of characters where words have no spaces.
fn long_words(folded: &str) -> Vec<u32> {
    const LONG: usize = 6;
    let mut words = Vec::new();
    for word in folded.split(|c: char| !c.is_alphanumeric()) {
        let wide: Vec<char> = word.chars().filter(|&c| is_cjk(c)).collect();
        words.extend(wide.windows(2).map(|pair| (pair[0] as u32).rotate_left(16) ^ pair[1] as u32));
        if wide.is_empty() && word.chars().count() >= LONG {
            words.push(hash(word));
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}

impl Trace {
    /// Of an article that has not been struck.
    pub fn of(article: &Article) -> Trace {
        let source = article.source.as_ref().map_or(String::new(), |s| fold(&s.value));
        let own = place(SOURCE, &source);
        let known = if source.is_empty() { 0 } else { own };
        let mut marks: Vec<Mark> = (0_u32..)
            .zip(&article.paragraphs)
            .map(|(paragraph, span)| {
                let folded = fold(span.of(&article.text));
                let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
                let (text, words) = (hash(bare), count_words(bare));
                let whole = !quotes_somebody(span.of(&article.text));
                let offers = phrases::is_addressed(bare) || phrases::most(&phrases::hints(bare)).is_some();
                Mark { paragraph, text, words, whole, offers, places: [0, 0, own, 0, 0] }
            })
            .collect();
        for (mark, tied) in marks.iter_mut().zip(tied(article)) {
            mark.whole &= !tied;
        }
        let mut places = vec![own];
        // Runs of lines that are story, with one place at each end.
        let mut at = 0;
        while at < article.lines.len() {
            let body = |n: usize| {
                let uses = article.lines.get(n).map_or(&[][..], |line| line.uses.as_slice());
                uses.iter().find_map(|u| if let LineUse::Body(p) = u { Some(*p as usize) } else { None })
            };
            let Some(first) = body(at) else {
                at += 1;
                continue;
            };
            let (above, mut last) = (at.checked_sub(1), first);
            while let Some(paragraph) = body(at) {
                if let Some(mark) = marks.get_mut(paragraph) {
                    mark.whole &= article.lines[at].uses.len() == 1;
                }
                last = last.max(paragraph);
                at += 1;
            }
            // Where nobody knows whose a file is, only words beside the story
            // make two stories neighbours of the same line.
            let edge = |kind: usize, line: Option<usize>| {
                let beyond = beyond(article, line, &source);
                if known == 0 && beyond.starts_with('\n') { 0 } else { place(kind, &beyond) }
            };
            let edges = [edge(TOP, above), edge(BOTTOM, Some(at))];
            places.extend(edges.into_iter().filter(|&edge| edge != 0));
            for paragraph in first..=last {
                let Some(mark) = marks.get_mut(paragraph) else { break };
                if paragraph < first + NEAR {
                    mark.places[TOP] = edges[TOP];
                }
                if paragraph + NEAR > last {
                    mark.places[BOTTOM] = edges[BOTTOM];
                }
            }
        }
        places.sort_unstable();
        places.dedup();
        for next in 1..marks.len() {
            let (a, b) = (marks[next - 1].text, marks[next].text);
            let pair = place(PAIR, &format!("{} {} {known}", a.min(b), a.max(b)));
            (marks[next - 1].places[PAIR + 1], marks[next].places[PAIR]) = (pair, pair);
        }
        Trace {
            source: known,
            id: XxHash3_64::oneshot(article.id.0.as_bytes()),
            title: article.title.as_ref().map_or(0, |t| hash(&fold(&t.value))),
            words: marks.iter().map(|m| m.words).sum(),
            marks,
            places,
        }
    }
}

/// A paragraph at a place where it is furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    text: u32,
    place: u32,
    /// In percent.
    confidence: u8,
}

/// What recurs in a collection.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recurring {
    /// By text, then place.
    known: Vec<Known>,
}

/// One place of one paragraph of one file.
struct Found {
    text: u32,
    place: u32,
    words: u32,
    offers: bool,
    file: u32,
}

impl Recurring {
    /// What recurs in the files that left these traces. The answer depends on
    /// which files there are, not on their order, nor on how often one is there.
    pub fn of<'a>(traces: impl Iterator<Item = &'a Trace>) -> Recurring {
        let mut files: Vec<&Trace> = traces.collect();
        crate::order::sort_by(&mut files, |a, b| a.id.cmp(&b.id));
        files.dedup_by_key(|trace| trace.id);
        if files.len() < FEW {
            return Recurring::default();
        }
        let often = often(files.iter().map(|file| file.marks.iter().map(|m| m.text)));
        let times = |text: u32| often.binary_search_by(|o| o.0.cmp(&text)).map_or(0, |n| often[n].1);
        let places = often_places(&files);
        let having = |place: u32| places.binary_search_by(|o| o.0.cmp(&place)).map_or(0, |n| places[n].1);
        let mut found = Vec::new();
        for (file, trace) in files.iter().enumerate() {
            for mark in trace.marks.iter().filter(|m| m.whole && times(m.text) > 0) {
                for place in mark.places.into_iter().filter(|&place| place != 0) {
                    let Mark { text, words, offers, .. } = *mark;
                    found.push(Found { text, place, words, offers, file: file as u32 });
                }
            }
        }
        crate::order::sort_by(&mut found, |a, b| {
            a.text.cmp(&b.text).then(a.place.cmp(&b.place)).then(a.file.cmp(&b.file))
        });
        found.dedup_by(|b, a| (a.text, a.place, a.file) == (b.text, b.place, b.file));
        let shared: Vec<Shared> = files.iter().map(|file| Shared::of(file, &times)).collect();
        let mut known = Vec::new();
        for group in found.chunk_by(|a, b| (a.text, a.place) == (b.text, b.place)) {
            let Found { text, place, words, offers, .. } = group[0];
            let n = group.len();
            let source = files[group[0].file as usize].source;
            let usual = |place: u32, percent: usize| n * 100 >= having(place) * percent;
            let (long, confidence) = match kind(place) {
                TOP | BOTTOM if !usual(place, 50) || n < MANY && !offers => continue,
                TOP => (SENTENCE, 80),
                BOTTOM => (LABEL, 80),
                SOURCE if source != 0 && n >= MANY && usual(place, 60) => (SENTENCE, 80),
                SOURCE if source != 0 && usual(place, MOST) => (SENTENCE, 50),
                PAIR if source != 0 && usual(source, MOST) => (LABEL, 80),
                _ => continue,
            };
            if n >= FEW && words >= long && are_stories(group, &files, &shared) {
                let confidence = if n >= USUAL { 95 } else { confidence };
                known.push(Known { text, place, confidence });
            }
        }
        Recurring { known }
    }

    /// Whether nothing recurs.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    fn confidence(&self, mark: &Mark) -> Option<u8> {
        let at = self.known.partition_point(|k| k.text < mark.text);
        let alike = self.known[at..].iter().take_while(|k| k.text == mark.text && mark.whole);
        alike.filter(|k| mark.places.contains(&k.place)).map(|k| k.confidence).max()
    }

    /// Which paragraphs of an article are or may be none of its story, in
    /// order, with how sure that is, in percent.
    pub fn struck(&self, trace: &Trace) -> Vec<(u32, u8)> {
        let marks = trace.marks.iter();
        let struck: Vec<(&Mark, u8)> = marks.filter_map(|m| Some((m, self.confidence(m)?))).collect();
        let sure = struck.iter().filter(|(_, confidence)| *confidence >= SURE);
        let words: u32 = sure.map(|(mark, _)| mark.words).sum();
        if words * 2 > trace.words {
            return Vec::new();
        }
        struck.into_iter().map(|(mark, confidence)| (mark.paragraph, confidence)).collect()
    }

    /// Takes what recurs off an article, and marks what may; its trace is of
    /// before. `None`, and the article is as it was, where nothing in it recurs.
    pub fn strike(&self, article: &mut Article, trace: &Trace) -> Option<Whole> {
        let struck = self.struck(trace);
        if struck.is_empty() {
            return None;
        }
        let (mut text, mut paragraphs) = (String::new(), Vec::new());
        // Of each paragraph: its new number, or why it is gone.
        let mut uses = Vec::with_capacity(article.paragraphs.len());
        let mut doubts = Vec::new();
        // Both are in the order of paragraphs.
        let (mut found, mut doubted) = (struck.iter().peekable(), article.doubts.iter().peekable());
        for (n, span) in (0_u32..).zip(&article.paragraphs) {
            let found = found.next_if(|(paragraph, _)| *paragraph == n).map(|(_, confidence)| *confidence);
            let doubt = doubted.next_if(|doubt| doubt.paragraph == n).map(|doubt| doubt.confidence);
            uses.push(match found {
                Some(confidence @ SURE..) => LineUse::Removed(Reason::Recurring, confidence),
                _ => {
                    if !text.is_empty() {
                        text.push_str("\n\n");
                    }
                    let start = text.len();
                    text.push_str(span.of(&article.text));
                    let paragraph = paragraphs.len() as u32;
                    paragraphs.push(Span::new(start, text.len()));
                    let in_doubt =
                        [doubt, found.map(|confidence| 100 - confidence)].into_iter().flatten().min();
                    doubts.extend(in_doubt.map(|confidence| Doubt { paragraph, confidence }));
                    LineUse::Body(paragraph)
                }
            });
        }
        let mut lines = article.lines.clone();
        for line_use in lines.iter_mut().flat_map(|line| &mut line.uses) {
            if let LineUse::Body(n) = line_use {
                *line_use = uses[*n as usize];
            }
        }
        Some(Whole {
            struck,
            doubts: std::mem::replace(&mut article.doubts, doubts),
            lines: std::mem::replace(&mut article.lines, lines),
            paragraphs: std::mem::replace(&mut article.paragraphs, paragraphs),
            language: std::mem::replace(&mut article.language, language(&text)),
            text: std::mem::replace(&mut article.text, text),
        })
    }
}

/// An article's story before it was struck.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whole {
    struck: Vec<(u32, u8)>,
    lines: Vec<Line>,
    text: String,
    paragraphs: Vec<Span>,
    doubts: Vec<Doubt>,
    language: Option<String>,
}

impl Trace {
    /// How many paragraphs the article must have for this to be its trace.
    pub fn n_paragraphs(&self) -> u32 {
        self.marks.iter().map(|mark| mark.paragraph.saturating_add(1)).max().unwrap_or(0)
    }
}

impl Whole {
    /// What was struck or marked, as [`Recurring::struck`] has it.
    pub fn struck(&self) -> &[(u32, u8)] {
        &self.struck
    }

    /// Makes the article whole again.
    pub fn restore(self, article: &mut Article) {
        let Whole { struck: _, lines, text, paragraphs, doubts, language } = self;
        (article.lines, article.text, article.language) = (lines, text, language);
        (article.paragraphs, article.doubts) = (paragraphs, doubts);
    }
}

/// In how many files each text is that is in a few at least, by text.
fn often(files: impl Iterator<Item = impl Iterator<Item = u32>>) -> Vec<(u32, usize)> {
    let mut all: Vec<u32> = Vec::new();
    for file in files {
        let start = all.len();
        all.extend(file);
        all[start..].sort_unstable();
        let mut last = None;
        let mut end = start;
        for at in start..all.len() {
            if last != Some(all[at]) {
                (last, all[end]) = (Some(all[at]), all[at]);
                end += 1;
            }
        }
        all.truncate(end);
    }
    all.sort_unstable();
    let runs = all.chunk_by(|a, b| a == b);
    runs.filter(|run| run.len() >= FEW).map(|run| (run[0], run.len())).collect()
}

fn often_places(files: &[&Trace]) -> Vec<(u32, usize)> {
    often(files.iter().map(|file| file.places.iter().copied()))
}

/// A file's paragraphs that stand in a few files at least: in how many, most
/// first, and the words of each with all before it.
struct Shared(Vec<(usize, u32)>);

impl Shared {
    fn of(file: &Trace, times: &dyn Fn(u32) -> usize) -> Shared {
        let marks = file.marks.iter().map(|mark| (times(mark.text), mark.words));
        let mut shared: Vec<(usize, u32)> = marks.filter(|(times, _)| *times > 0).collect();
        crate::order::sort_by(&mut shared, |a, b| b.0.cmp(&a.0));
        let mut sum = 0;
        for (_, words) in &mut shared {
            sum += *words;
            *words = sum;
        }
        Shared(shared)
    }

    /// The words of the paragraphs that stand in at least so many files; `files` is no less than one.
    fn by(&self, files: usize) -> u32 {
        let n = self.0.partition_point(|(times, _)| *times >= files);
        n.checked_sub(1).map_or(0, |last| self.0[last].1)
    }
}

/// Whether the files of a group are different stories: most under a title of
/// their own, and each with more in it that is its own than what most others
/// of the group have, too.
fn are_stories(group: &[Found], files: &[&Trace], shared: &[Shared]) -> bool {
    let n = group.len();
    let mut titles: Vec<u32> = group.iter().map(|f| files[f.file as usize].title).collect();
    titles.sort_unstable();
    // Without a title each is one of its own.
    let same = titles.windows(2).filter(|pair| pair[0] == pair[1] && pair[0] != 0).count();
    let own = group.iter().filter(|found| {
        let (file, shared) = (files[found.file as usize], shared[found.file as usize].by(n.div_ceil(2)));
        shared * 2 <= file.words && file.words - shared >= STORY
    });
    (n - same) * 4 >= n * 3 && own.count() * 4 >= n * 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{ArticleId, RawArticle};
    use proptest::prelude::*;

    const WORDS: [&str; 24] = [
        "harbour", "council", "river", "treaty", "engine", "winter", "ferry", "envoy", "market", "bridge",
        "orchard", "signal", "tunnel", "garden", "mayor", "island", "pilot", "grain", "copper", "lantern",
        "archive", "canal", "station", "theatre",
    ];

    /// Prose that no other number has.
    fn sentence(n: usize) -> String {
        let word = |k: usize| WORDS[(n * 7 + k * 5 + n / 24 * k) % WORDS.len()];
        format!(
            "The {} said on day {n} that the {} and the {} would be part of the {} again before the {} was ready.",
            word(0),
            word(1),
            word(2),
            word(3),
            word(4)
        )
    }

    /// A page of a site: its menu, the story, and what stands below.
    fn page(n: usize, paragraphs: &[String], below: &[&str]) -> String {
        format!(
            "Home\nWorld\nPolitics\n\nThe {} of {} opens again {n}\n\n{}\n\n{}\n",
            WORDS[n % 24],
            WORDS[(n * 5 + 1) % 24],
            paragraphs.join("\n\n"),
            below.join("\n\n")
        )
    }

    fn story(n: usize) -> Vec<String> {
        (0..5).map(|k| sentence(n * 5 + k)).collect()
    }

    fn cleaned(n: usize, text: String) -> Article {
        super::super::clean(RawArticle { file: format!("{n}.txt"), id: ArticleId(n.to_string()), text })
    }

    /// The articles of these pages, struck of what recurs in them.
    fn settled(pages: &[String]) -> Vec<Article> {
        let mut articles: Vec<Article> =
            pages.iter().cloned().enumerate().map(|(n, p)| cleaned(n, p)).collect();
        let traces: Vec<Trace> = articles.iter().map(Trace::of).collect();
        let recurring = Recurring::of(traces.iter());
        for (article, trace) in articles.iter_mut().zip(&traces) {
            let before = article.clone();
            if let Some(whole) = recurring.strike(article, trace) {
                assert_ne!(*article, before);
                let mut again = article.clone();
                whole.restore(&mut again);
                assert_eq!(again, before);
            }
        }
        articles
    }

    const BOILERPLATE: &str = "Readers who were on the spot are asked to bring their pictures to the desk in the old customs house.";
    const BELOW: [&str; 2] = ["Share on Facebook", "Leave a Comment"];

    #[track_caller]
    fn check(pages: &[String], sentence: &str, kept: usize) {
        let articles = settled(pages);
        assert_eq!(
            articles.iter().filter(|a| a.text.contains(sentence)).count(),
            kept,
            "{}",
            articles[0].text
        );
    }

    #[test]
    fn what_stands_below_each_story_of_a_site_is_none_of_it() {
        let pages: Vec<String> =
            (0..9).map(|n| page(n, &story(n), &[BOILERPLATE, BELOW[0], BELOW[1]])).collect();
        // By itself each page keeps it.
        assert!(cleaned(0, pages[0].clone()).text.contains(BOILERPLATE));
        check(&pages, BOILERPLATE, 0);
        check(&pages[..3], BOILERPLATE, 3);
        let article = settled(&pages).remove(0);
        let said = article.lines.iter().find(|line| line.span.of(&article.raw) == BOILERPLATE).unwrap();
        assert_eq!(said.uses, [LineUse::Removed(Reason::Recurring, 80)]);
        // Nothing else is lost.
        assert_eq!(article.text, story(0).join("\n\n"));
    }

    #[test]
    fn a_prompt_within_most_stories_of_a_source_is_none_of_them() {
        let at = |n: usize| {
            let mut paragraphs = story(n);
            paragraphs.extend(story(n + 100));
            paragraphs.insert(4 + n % 3, BOILERPLATE.to_owned());
            paragraphs
        };
        let pages: Vec<String> = (0..9).map(|n| page(n, &at(n), &BELOW)).collect();
        // Whose files these are nobody knows: they may all quote the same words.
        check(&pages, BOILERPLATE, 9);
        let of_one = |pages: &[String]| -> Vec<String> {
            pages
                .iter()
                .map(|page| format!("{page}\n\n© 2020 Harbour Courier. All rights reserved.\n"))
                .collect()
        };
        // Of a few that name their source it is kept in doubt.
        let few = settled(&of_one(&pages[..7]));
        assert!(few.iter().all(|article| {
            let doubt = article.doubts.iter().find(|d| d.confidence == 50).expect("it is in doubt");
            article.paragraphs[doubt.paragraph as usize].of(&article.text) == BOILERPLATE
        }));
        // Two lines that recur together are none of a story.
        let pages: Vec<String> = of_one(&pages[..5])
            .iter()
            .map(|page| page.replace(BOILERPLATE, &format!("Get Harbour Letters\n\n{BOILERPLATE}")))
            .collect();
        check(&pages, BOILERPLATE, 0);
        check(&pages, "Get Harbour Letters", 0);
    }

    #[test]
    fn a_sentence_that_some_stories_have_stays() {
        let quoted = "“Nobody on the quay had seen the lights go out before the bell rang,” the keeper said.";
        let pages = |n_quoting: usize| -> Vec<String> {
            let quoting = |n: usize| {
                let mut paragraphs = story(n);
                paragraphs.insert(n % 6, quoted.to_owned());
                paragraphs
            };
            (0..16).map(|n| page(n, &if n < n_quoting { quoting(n) } else { story(n) }, &BELOW)).collect()
        };
        check(&pages(2), quoted, 2);
        check(&pages(6), quoted, 6);
        // A reporter's background, the last paragraph of each story about one matter.
        let background =
            |n: usize| if n < 6 { [story(n), vec![quoted.to_owned()]].concat() } else { story(n) };
        let pages: Vec<String> = (0..16).map(|n| page(n, &background(n), &BELOW)).collect();
        check(&pages, quoted, 6);
    }

    #[test]
    fn a_background_paragraph_of_short_reports_stays() {
        let background =
            "The ferry between the mainland and the outer islands sank in March, and eleven sailors drowned.";
        let of = |n: usize| vec![sentence(n * 5), sentence(n * 5 + 1), background.to_owned()];
        let pages = |all: usize, with: usize| -> Vec<String> {
            (0..all).map(|n| page(n, &if n < with { of(n) } else { story(n) }, &BELOW)).collect()
        };
        check(&pages(4, 4), background, 4);
        check(&pages(6, 4), background, 4);
        // In many it is what the stories are about.
        let tied = |n: usize| {
            let lead = format!(
                "Divers found one of the drowned sailors of the islands' ferry on day {n} of the search."
            );
            vec![lead, sentence(n * 5), sentence(n * 5 + 1), background.to_owned()]
        };
        let pages: Vec<String> = (0..12).map(|n| page(n, &tied(n), &BELOW)).collect();
        check(&pages, background, 12);
    }

    #[test]
    fn one_story_on_many_sites_stays() {
        let last = sentence(4);
        // The same words under other headlines, cut here and there, with a line of each site's own.
        let pages: Vec<String> = (0..10)
            .map(|n| {
                let mut paragraphs = story(0);
                paragraphs.extend(story(1));
                paragraphs.truncate(10 - n % 3);
                paragraphs.push(sentence(900 + n));
                page(n, &paragraphs, &BELOW)
            })
            .collect();
        check(&pages, &last, 10);
        // Beside stories of their own, too.
        let all: Vec<String> =
            pages.into_iter().chain((20..26).map(|n| page(n, &story(n), &BELOW))).collect();
        check(&all, &last, 10);
    }

    #[test]
    fn headings_of_a_storys_parts_stay() {
        let at = |n: usize| {
            let mut paragraphs = story(n);
            paragraphs.insert(2, "The verdict".to_owned());
            paragraphs
        };
        let pages: Vec<String> = (0..12).map(|n| page(n, &at(n), &BELOW)).collect();
        let kept =
            pages.iter().enumerate().filter(|(n, p)| cleaned(*n, p.to_string()).text.contains("verdict"));
        check(&pages, "The verdict", kept.count());
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_order_of_files_is_nothing(order in Just((0..9).collect::<Vec<usize>>()).prop_shuffle(), twice in 0..9_usize) {
            let articles: Vec<Article> = (0..9)
                .map(|n| cleaned(n, page(n, &story(n), &[BOILERPLATE, BELOW[0], BELOW[1]])))
                .collect();
            let traces: Vec<Trace> = articles.iter().map(Trace::of).collect();
            let recurring = Recurring::of(traces.iter());
            prop_assert!(!recurring.is_empty());
            let shuffled = order.iter().map(|&n| &traces[n]).chain([&traces[twice]]);
            prop_assert_eq!(recurring, Recurring::of(shuffled));
        }
    }
}
