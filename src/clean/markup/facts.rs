//! What can be told of each line of a page by itself: its words, its boxes.

use crate::article::Reason;
use crate::clean::shape::shape;
use crate::clean::{phrases, words};
use crate::html::{Box, Hints, Kind, PageText, Tag};
use crate::text::fold;

/// What is known of a line before lines are compared.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub folded: String,
    pub words: usize,
    /// Small words of the page's main language, in percent of all words.
    pub small: usize,
    pub sentences: usize,
    /// It ends as a sentence does.
    pub ended: bool,
    /// In percent of its characters.
    pub linked: usize,
    /// Furniture by its whole wording or by its beginning.
    pub phrase: Option<Reason>,
    /// Furniture by words within, and how many.
    pub prose: Option<(Reason, usize)>,
    /// How often the same words stand on the page.
    pub times: usize,
    /// Of its words, in percent: those of the headline.
    pub titled: usize,
    /// Whether the story's text in the page's data holds it; `None` without such data.
    pub in_body: Option<bool>,
    pub in_description: bool,
    /// What its own elements and the nearest three boxes hint at.
    pub near: Hints,
    /// Bit for each [`Tag`] of the boxes around it.
    pub tags: u32,
}

impl Facts {
    /// It looks like a paragraph of running text.
    pub fn is_prose(&self) -> bool {
        self.words >= 10 && self.sentences > 0 && self.linked < 50 && self.small >= 10
    }

    pub fn within(&self, tag: Tag) -> bool {
        self.tags >> tag as u32 & 1 == 1
    }
}

/// The elements around each box, as bits; a box stands before those within it.
fn tags(boxes: &[Box]) -> Vec<u32> {
    let mut tags: Vec<u32> = Vec::with_capacity(boxes.len());
    for b in boxes {
        let around = tags.get(b.parent as usize).copied().unwrap_or(0);
        tags.push(1 << b.tag as u32 | around);
    }
    tags
}

/// What a box and the two around it hint at.
fn near(boxes: &[Box], at: u32) -> Hints {
    let own = boxes[at as usize];
    let parent = boxes[own.parent as usize];
    own.hints.with(parent.hints).with(boxes[parent.parent as usize].hints)
}

/// The facts of each line.
pub fn facts(page: &PageText) -> Vec<Facts> {
    let tags = tags(&page.boxes);
    // Each line is looked for in it: a longer one would make that slow.
    const LONGEST: usize = 100_000;
    let said = |kind: Kind| {
        let values = page.claims.iter().filter(|c| c.kind == kind).map(|c| c.value.as_str());
        let longest = values.filter(|value| value.len() <= LONGEST).max_by_key(|value| value.len());
        longest.map(|value| squeezed(&fold(value)))
    };
    let (body, description) = (said(Kind::Body), said(Kind::Description));
    let titles = super::headline::titles(page);
    let mut title: Vec<&str> = titles
        .iter()
        .flat_map(|t| t.split(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty())
        .collect();
    crate::order::sort(&mut title);
    let mut counts = Vec::with_capacity(page.lines.len());
    let mut facts: Vec<Facts> = page
        .lines
        .iter()
        .map(|line| {
            let text = &page.text[line.start as usize..line.end as usize];
            let folded = fold(text);
            let count = words::count(&folded);
            let chars = text.chars().count();
            let share = |n: usize, of: usize| (n * 100).checked_div(of).unwrap_or(0).min(100);
            let own = || folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            let bare = squeezed(&folded);
            let holds = |text: &String| text.contains(&bare);
            let trimmed = text.trim_end_matches(|c: char| "\"”’'»)]“″".contains(c));
            let fact = Facts {
                words: count.words,
                small: 0,
                sentences: shape(text).sentences,
                ended: trimmed.ends_with(['.', '!', '?', '。', '！', '？', '؟', '۔', '…']),
                linked: share(line.linked as usize, chars),
                phrase: phrases::whole(&folded).or_else(|| phrases::starts(&folded)),
                prose: phrases::prose(&folded),
                times: 0,
                titled: share(own().filter(|w| title.binary_search(w).is_ok()).count(), own().count()),
                in_body: body.as_ref().map(holds),
                in_description: bare.len() >= 20
                    && description
                        .as_ref()
                        .is_some_and(|d| d.contains(&bare) || bare.contains(d.trim_end_matches('.'))),
                near: near(&page.boxes, line.at).with(line.hints),
                tags: tags[line.at as usize],
                folded,
            };
            counts.push(count);
            fact
        })
        .collect();
    let mut totals = [0u64; words::LANGUAGES];
    for (fact, count) in facts.iter().zip(&counts) {
        if fact.words >= 15 && fact.linked < 50 {
            for (total, small) in totals.iter_mut().zip(count.small) {
                *total += u64::from(small);
            }
        }
    }
    let main = (0..words::LANGUAGES).max_by_key(|&n| (totals[n], words::LANGUAGES - n)).unwrap_or(0);
    for (fact, count) in facts.iter_mut().zip(&counts) {
        fact.small = usize::from(count.small[main]) * 100 / fact.words.max(1);
    }
    let mut sorted: Vec<&str> = facts.iter().map(|f| f.folded.as_str()).collect();
    crate::order::sort(&mut sorted);
    let times: Vec<usize> = facts
        .iter()
        .map(|f| {
            let first = sorted.partition_point(|s| *s < f.folded.as_str());
            sorted[first..].partition_point(|s| *s == f.folded)
        })
        .collect();
    for (fact, times) in facts.iter_mut().zip(times) {
        fact.times = times;
    }
    facts
}

/// Letters and digits alone: what two writings of a sentence share.
fn squeezed(folded: &str) -> String {
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}
