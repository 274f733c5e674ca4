//! Which box of a page holds its story, and which of its lines are story.
//!
//! Running text counts for a box and for all boxes around it; rows of links,
//! and whatever stands in a box that names itself a menu, a thread of comments
//! or a list of other stories, counts against them. The box with the greatest
//! sum is the story's. Boxes that hold the headline are never taken for
//! furniture: pages give such names to their outermost boxes, too.

use super::facts::Facts;
use crate::article::Reason;
use crate::html::{Hint, PageText, Tag};

/// Of all running text, in percent: a box with so much of it is no furniture.
const MUCH: usize = 45;

/// In percent: so much of the page's running text stands in boxes of one kind
/// that they are the story's paragraphs.
const USUAL: usize = 25;

/// What was found.
pub struct Story {
    /// The story's box.
    pub at: usize,
    /// Of each box: why what it holds is furniture.
    pub furniture: Vec<Option<Reason>>,
    /// Of each line: why it is furniture, by its boxes or by what stands above it.
    pub reasons: Vec<Option<Reason>>,
    /// Whether each line is in the story's box, or leads into it.
    pub inside: Vec<bool>,
}

/// Whether `outer` is `inner` or a box around it.
pub fn holds(page: &PageText, outer: usize, mut inner: usize) -> bool {
    while inner > outer {
        inner = page.boxes[inner].parent as usize;
    }
    inner == outer
}

/// What the names of a box say that it holds besides a story.
fn named(page: &PageText, at: usize) -> Option<Reason> {
    use Hint::*;
    let b = &page.boxes[at];
    let by_tag = match b.tag {
        Tag::Nav => Some(Reason::Navigation),
        Tag::Footer => Some(Reason::Navigation),
        Tag::Aside => Some(Reason::Related),
        Tag::Form => Some(Reason::Navigation),
        Tag::Button => Some(Reason::Share),
        _ => None,
    };
    const NAMES: [(Hint, Reason); 14] = [
        (Comment, Reason::Comments),
        (Consent, Reason::Cookies),
        (Related, Reason::Related),
        (Share, Reason::Share),
        (Subscribe, Reason::Subscribe),
        (Advertisement, Reason::Advertisement),
        (Navigation, Reason::Navigation),
        (Foot, Reason::Navigation),
        (Side, Reason::Related),
        (Trail, Reason::Navigation),
        (Promotion, Reason::Advertisement),
        (Author, Reason::Author),
        (Tags, Reason::Tags),
        (Unseen, Reason::Metadata),
    ];
    // A post of a social network within a story is a quote.
    if b.hints.has(Embed) || b.hints.has(Quote) {
        return None;
    }
    NAMES.iter().find(|(hint, _)| b.hints.has(*hint)).map(|n| n.1).or(by_tag)
}

/// Finds the story.
pub fn find(page: &PageText, facts: &[Facts], alike: &[usize], title: Option<usize>) -> Story {
    let n = page.boxes.len();
    // Boxes around the headline, or around what the markup calls the story's text.
    let mut immune = vec![false; n];
    immune[0] = true;
    if let Some(title) = title {
        let mut at = page.lines[title].at as usize;
        while at > 0 {
            at = page.boxes[at].parent as usize;
            immune[at] = true;
        }
    }
    for at in (1..n).rev() {
        let parent = page.boxes[at].parent as usize;
        immune[parent] |= page.boxes[at].is_story || immune[at];
    }
    let own = |at: usize| (!immune[at] && !page.boxes[at].is_story).then(|| named(page, at)).flatten();
    // Threads and notices first: however long they are, they are no story.
    let mut furniture: Vec<Option<Reason>> = vec![None; n];
    for at in 1..n {
        let outer = furniture[page.boxes[at].parent as usize];
        furniture[at] = outer.or(own(at).filter(|r| matches!(r, Reason::Comments | Reason::Cookies)));
    }
    let mut prose = vec![0usize; n];
    for (line, fact) in page.lines.iter().zip(facts).filter(|(l, f)| !l.head && f.is_prose()) {
        if furniture[line.at as usize].is_none() {
            prose[line.at as usize] += fact.words;
        }
    }
    for at in (1..n).rev() {
        prose[page.boxes[at].parent as usize] += prose[at];
    }
    // Of the rest, a box that holds much of the page is no furniture, whatever
    // its name: names of categories, of paid offers and of layouts stand there, too.
    for at in 1..n {
        let outer = furniture[page.boxes[at].parent as usize];
        let much = prose[at] * 100 >= prose[0] * MUCH;
        furniture[at] = furniture[at].or(outer).or(own(at).filter(|_| !much));
    }
    let mut story = Story { at: 0, reasons: Vec::new(), inside: Vec::new(), furniture };
    story.reasons = reasons(page, facts, &story.furniture, alike, title);
    let mut sums = vec![0i64; n];
    for (at, (line, fact)) in page.lines.iter().zip(facts).enumerate() {
        if !line.head {
            sums[line.at as usize] += worth(fact, story.reasons[at].is_some(), title.is_some_and(|t| at < t));
        }
    }
    for at in (1..n).rev() {
        let parent = page.boxes[at].parent as usize;
        sums[parent] += sums[at];
    }
    story.at = (0..n).max_by_key(|&at| (sums[at] * bonus(page, at), n - at)).unwrap_or(0);
    story.inside = page.lines.iter().map(|l| !l.head && holds(page, story.at, l.at as usize)).collect();
    story
}

/// What a line adds to its box, in hundredths of words.
fn worth(fact: &Facts, furniture: bool, above: bool) -> i64 {
    let words = fact.words as i64;
    let worth = match () {
        () if furniture => -10 * words.min(20),
        () if fact.linked >= 60 => -50 * words.min(20),
        () if fact.is_prose() => 100 * words - words * fact.linked as i64,
        () => 20 * words.min(20),
    };
    match fact.in_body {
        _ if above && worth > 0 => worth / 4,
        Some(true) if words >= 5 && worth > 0 => worth * 2,
        Some(false) if words >= 15 && worth > 0 => worth / 2,
        _ => worth,
    }
}

/// How much more a box counts by what its markup says of it, in percent.
fn bonus(page: &PageText, at: usize) -> i64 {
    use Hint::*;
    let b = &page.boxes[at];
    let has = |hints: &[Hint]| hints.iter().any(|h| b.hints.has(*h));
    let mut bonus = 100;
    if b.is_story {
        bonus += 30;
    }
    if has(&[Article, Story, Entry]) && has(&[Content, Body, Text]) {
        bonus += 20;
    } else if has(&[Article, Story, Entry, Content]) {
        bonus += 5;
    }
    match b.tag {
        Tag::Article => bonus += 10,
        Tag::Main => bonus += 3,
        _ => {}
    }
    bonus
}

/// Why each line is furniture: by the boxes around it, or by a heading such as
/// 'Related articles' above it in the same box.
fn reasons(
    page: &PageText,
    facts: &[Facts],
    furniture: &[Option<Reason>],
    alike: &[usize],
    title: Option<usize>,
) -> Vec<Option<Reason>> {
    let mut lines = vec![0usize; page.boxes.len()];
    for line in page.lines.iter().filter(|l| !l.head) {
        lines[line.at as usize] += 1;
    }
    for at in (1..lines.len()).rev() {
        lines[page.boxes[at].parent as usize] += lines[at];
    }
    let mut reasons = Vec::with_capacity(facts.len());
    // The box whose lines the last such heading speaks for, and its reason.
    let mut heading: Option<(usize, Reason)> = None;
    for (at, (line, fact)) in page.lines.iter().zip(facts).enumerate() {
        let own = line.at as usize;
        let is_heading = fact.within(Tag::Heading) || fact.within(Tag::Title);
        if let Some((around, _)) = heading
            && (!holds(page, around, own) || (is_heading && fact.phrase.is_none()))
        {
            heading = None;
        }
        let below = title.is_none_or(|t| t < at);
        let opens = match fact.phrase {
            Some(reason @ (Reason::Related | Reason::Comments)) if fact.words <= 8 && !fact.ended => {
                Some(reason)
            }
            Some(reason @ (Reason::Subscribe | Reason::Author | Reason::Advertisement)) if is_heading => {
                Some(reason)
            }
            // The headline of another story, which its teaser follows.
            _ if is_heading && fact.linked >= 60 && fact.words >= 3 && fact.titled < 80 => {
                Some(Reason::Related)
            }
            _ => None,
        };
        if let Some(reason) = opens.filter(|_| below) {
            let mut around = page.boxes[own].parent as usize;
            while around > 0 && lines[around] == 1 {
                around = page.boxes[around].parent as usize;
            }
            heading = Some((around, reason));
        }
        // Paragraphs like most others of the page are its story, even there.
        let usual = fact.is_prose() && alike[at] >= USUAL;
        reasons.push(furniture[own].or(heading.filter(|_| !usual).map(|h| h.1)));
    }
    reasons
}

/// Whether a line inside the story's box is story.
pub fn keep(page: &PageText, facts: &[Facts], story: &Story, at: usize, title: Option<usize>) -> bool {
    let fact = &facts[at];
    let _ = (page, story);
    if title.is_some_and(|t| at < t)
        || fact.phrase.is_some()
        || fact.within(Tag::Caption)
        || fact.within(Tag::Figure)
    {
        return false;
    }
    if fact.titled == 100 && fact.words >= 3 && fact.within(Tag::Title) {
        return false;
    }
    if fact.linked >= 90 && fact.words >= 4 && fact.within(Tag::Item) {
        return false;
    }
    true
}
