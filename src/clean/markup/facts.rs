//! What can be told of each line of a page by itself: its words, its boxes.

use crate::article::Reason;
use crate::clean::{phrases, words};
use crate::html::{Box, Hints, Kind, PageText, Tag};
use crate::text::fold;

/// What is known of a line before lines are compared.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub folded: String,
    pub words: usize,
    pub chars: usize,
    /// Small words of the page's main language, in percent of all words.
    pub small: usize,
    pub sentences: usize,
    /// It ends as a sentence does.
    pub ended: bool,
    /// In percent of its characters.
    pub linked: usize,
    pub strong: usize,
    pub digits: usize,
    /// In percent of its words.
    pub capitals: usize,
    /// It begins with a small letter.
    pub lower: bool,
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
    /// What its boxes hint at: the nearest three with its own elements, and those around.
    pub near: Hints,
    pub far: Hints,
    /// Bit for each [`Tag`] of the boxes around it.
    pub tags: u32,
    pub is_story: bool,
    pub depth: usize,
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

/// What the boxes around a box hint at together, by box.
struct Around {
    near: Hints,
    far: Hints,
    tags: u32,
    is_story: bool,
    depth: usize,
}

fn around(boxes: &[Box]) -> Vec<Around> {
    let mut all: Vec<Around> = Vec::with_capacity(boxes.len());
    // What all boxes around the third one up hint at; a parent stands before its children.
    let mut whole: Vec<Hints> = Vec::with_capacity(boxes.len());
    for (at, b) in boxes.iter().enumerate() {
        let parent = b.parent as usize;
        let above = (parent < at).then(|| &all[parent]);
        let grand = boxes[parent].parent as usize;
        let near = b.hints.with(boxes[parent].hints).with(boxes[grand].hints);
        let further = boxes[grand].parent as usize;
        let far = if further < grand { whole[further] } else { Hints::default() };
        all.push(Around {
            near,
            far,
            tags: 1 << b.tag as u32 | above.map_or(0, |a| a.tags),
            is_story: b.is_story || above.is_some_and(|a| a.is_story),
            depth: above.map_or(0, |a| a.depth + 1),
        });
        let outer = if parent < at { whole[parent] } else { Hints::default() };
        whole.push(b.hints.with(outer));
    }
    all
}

/// The facts of each line.
pub fn facts(page: &PageText) -> Vec<Facts> {
    let around = around(&page.boxes);
    let said = |kind: Kind| {
        let longest =
            page.claims.iter().filter(|c| c.kind == kind).map(|c| c.value.as_str()).max_by_key(|v| v.len());
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
            let starts = || text.split(' ').filter_map(|w| w.chars().find(|c| c.is_alphanumeric()));
            let own = || folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            let near = &around[line.at as usize];
            let bare = squeezed(&folded);
            let holds = |text: &String| text.contains(&bare);
            let trimmed = text.trim_end_matches(|c: char| "\"”’'»)]“″".contains(c));
            let fact = Facts {
                words: count.words,
                chars,
                small: 0,
                sentences: sentences(text),
                ended: trimmed.ends_with(['.', '!', '?', '。', '！', '？', '؟', '۔', '…']),
                linked: share(line.linked as usize, chars),
                strong: share(line.strong as usize, chars),
                digits: share(text.chars().filter(char::is_ascii_digit).count(), chars),
                capitals: share(starts().filter(|c| c.is_uppercase()).count(), starts().count()),
                lower: text.starts_with(char::is_lowercase),
                phrase: phrases::whole(&folded).or_else(|| phrases::starts(&folded)),
                prose: phrases::prose(&folded),
                times: 0,
                titled: share(own().filter(|w| title.binary_search(w).is_ok()).count(), own().count()),
                in_body: body.as_ref().map(holds),
                in_description: bare.len() >= 20
                    && description
                        .as_ref()
                        .is_some_and(|d| d.contains(&bare) || bare.contains(d.trim_end_matches('.'))),
                near: near.near.with(line.hints),
                far: near.far,
                tags: near.tags,
                is_story: near.is_story,
                depth: near.depth,
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

/// Full stops and their like that end a sentence within the line or at its end.
fn sentences(text: &str) -> usize {
    let mut count = 0;
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let full = matches!(c, '。' | '！' | '？' | '؟' | '۔');
        let closes = chars.peek().is_none_or(|&n| n.is_whitespace() || "\"”’'»)".contains(n));
        if full || (matches!(c, '.' | '!' | '?') && closes && !before.is_uppercase()) {
            count += 1;
        }
        before = c;
    }
    count
}
