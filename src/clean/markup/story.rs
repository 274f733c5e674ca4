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

/// A box with a headline of another story is a teaser up to so many lines.
const TEASER: usize = 8;

/// What was found.
pub struct Story {
    /// Of each line: why it is furniture, by its boxes or by what stands above it.
    pub reasons: Vec<Option<Reason>>,
    /// Whether each line is in the story's box.
    pub inside: Vec<bool>,
}

/// Whether `outer` is `inner` or a box around it.
fn holds(page: &PageText, outer: usize, mut inner: usize) -> bool {
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
        (Promotion, Reason::Advertisement),
        (Author, Reason::Author),
        (Tags, Reason::Tags),
        (Navigation, Reason::Navigation),
        (Foot, Reason::Navigation),
        (Side, Reason::Related),
        (Trail, Reason::Navigation),
        (Unseen, Reason::Metadata),
    ];
    // A post of a social network within a story is a quote.
    if b.hints.has(Embed) || b.hints.has(Quote) {
        return None;
    }
    // Paragraphs have names of looks, 'font-secondary', and bodies of their
    // labels, 'body field-label-hidden'; parts of layouts have neither.
    let names = match b.tag {
        Tag::Paragraph => &NAMES[..9],
        _ if b.hints.has(Body) => &NAMES[..8],
        _ => &NAMES,
    };
    names.iter().find(|(hint, _)| b.hints.has(*hint)).map(|n| n.1).or(by_tag)
}

/// By line: how much of the page's running text stands in boxes of the same
/// kind as the line's, with boxes of the same kinds around them. In percent.
fn alike(page: &PageText, facts: &[Facts]) -> Vec<usize> {
    let key = |at: u32| {
        let own = page.boxes[at as usize];
        let parent = page.boxes[own.parent as usize];
        let grand = page.boxes[parent.parent as usize];
        (own.signature, parent.signature, grand.signature)
    };
    let lines = || page.lines.iter().zip(facts);
    let mut prose: Vec<((u32, u32, u32), usize)> =
        lines().filter(|(l, f)| !l.head && f.is_prose()).map(|(l, f)| (key(l.at), f.words)).collect();
    crate::order::sort(&mut prose);
    // One entry for each kind, with its words.
    prose.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 += if same { next.1 } else { 0 };
        same
    });
    let all: usize = prose.iter().map(|kind| kind.1).sum();
    let words = |at: u32| prose.binary_search_by_key(&key(at), |kind| kind.0).map_or(0, |n| prose[n].1);
    lines().map(|(line, _)| (words(line.at) * 100).checked_div(all).unwrap_or(0)).collect()
}

/// Finds the story.
pub fn find(page: &PageText, facts: &[Facts], title: Option<usize>) -> Story {
    let immune = immune(page, title);
    let alike = alike(page, facts);
    let story = within(page, facts, title, &alike, furniture(page, facts, &immune, true));
    let found =
        (0..facts.len()).any(|at| story.inside[at] && story.reasons[at].is_none() && facts[at].is_prose());
    if found {
        return story;
    }
    // The names have led astray: threads and notices alone are left out.
    within(page, facts, title, &alike, furniture(page, facts, &immune, false))
}

/// Which boxes are never furniture: those around the headline, or around what
/// the markup calls the story's text.
fn immune(page: &PageText, title: Option<usize>) -> Vec<bool> {
    let mut immune: Vec<bool> = page.boxes.iter().map(|b| b.is_story).collect();
    if let Some(title) = title {
        immune[page.boxes[page.lines[title].at as usize].parent as usize] = true;
    }
    for at in (1..immune.len()).rev() {
        immune[page.boxes[at].parent as usize] |= immune[at];
    }
    immune
}

/// Of each box: why what it holds is furniture. Only of those surely are, where
/// `all` isn't asked for.
fn furniture(page: &PageText, facts: &[Facts], immune: &[bool], all: bool) -> Vec<Option<Reason>> {
    let n = page.boxes.len();
    let own = |at: usize| if immune[at] { None } else { named(page, at) };
    // Threads and notices first: however long they are, they are no story.
    let mut furniture: Vec<Option<Reason>> = vec![None; n];
    for at in 1..n {
        let outer = furniture[page.boxes[at].parent as usize];
        furniture[at] = outer.or_else(|| own(at).filter(|r| matches!(r, Reason::Comments | Reason::Cookies)));
    }
    if !all {
        return furniture;
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
        furniture[at] = furniture[at].or(outer).or_else(|| own(at).filter(|_| !much));
    }
    furniture
}

/// Of each box that is furniture: the reason that is told. A menu in a banner is
/// a menu, and one in a thread of comments is part of that.
fn told(page: &PageText, furniture: &[Option<Reason>]) -> Vec<Option<Reason>> {
    let mut told: Vec<Option<Reason>> = furniture.to_vec();
    for at in 1..told.len() {
        let outer = told[page.boxes[at].parent as usize];
        let wide = matches!(outer, Some(Reason::Advertisement | Reason::Related | Reason::Navigation));
        // What a menu has for categories, and hides until it is opened, is a menu.
        let own = named(page, at).filter(|own| {
            !matches!(own, Reason::Tags | Reason::Metadata)
                && !matches!(page.boxes[at].tag, Tag::Button | Tag::Form)
        });
        told[at] = furniture[at].and_then(|reason| match own {
            Some(own) if wide => Some(own),
            _ => outer.or(Some(reason)),
        });
    }
    told
}

/// The story's box and lines, given what is furniture.
fn within(
    page: &PageText,
    facts: &[Facts],
    title: Option<usize>,
    alike: &[usize],
    furniture: Vec<Option<Reason>>,
) -> Story {
    let n = page.boxes.len();
    let reasons = reasons(page, facts, &furniture, alike, title);
    let mut sums = vec![0i64; n];
    for (at, (line, fact)) in page.lines.iter().zip(facts).enumerate() {
        if !line.head {
            let above = title.is_some_and(|t| at < t);
            sums[line.at as usize] += worth(fact, reasons[at].is_some(), above);
        }
    }
    for at in (1..n).rev() {
        let parent = page.boxes[at].parent as usize;
        sums[parent] += sums[at];
    }
    let at = (0..n).max_by_key(|&at| (sums[at] * bonus(page, at), n - at)).unwrap_or(0);
    let inside = page.lines.iter().map(|l| !l.head && holds(page, at, l.at as usize)).collect();
    Story { reasons, inside }
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
    let told = told(page, furniture);
    let mut reasons = Vec::with_capacity(facts.len());
    // What the last such heading speaks for.
    let mut heading: Option<Heading> = None;
    for (at, (line, fact)) in page.lines.iter().zip(facts).enumerate() {
        let own = line.at as usize;
        let is_heading = fact.within(Tag::Heading) || fact.within(Tag::Title);
        if let Some(Heading { around, .. }) = heading
            && (!holds(page, around, own) || (is_heading && fact.phrase.is_none()))
        {
            heading = None;
        }
        let short = fact.words <= 8 && !fact.ended;
        let opens = match fact.phrase {
            Some(Reason::Comments) if short => Some(Reason::Comments),
            // 'Read more' within a story heads nothing.
            Some(Reason::Related) if short => {
                let followed = facts.get(at + 1).is_some_and(|next| next.linked >= 60);
                (is_heading || (followed && fact.linked < 50)).then_some(Reason::Related)
            }
            Some(reason @ (Reason::Subscribe | Reason::Author | Reason::Advertisement)) if is_heading => {
                Some(reason)
            }
            _ => None,
        };
        // The headline of another story, which its teaser follows.
        let leads_away = is_heading && fact.linked >= 60 && fact.words >= 3 && fact.titled < 80;
        if title.is_none_or(|t| t < at) && (opens.is_some() || leads_away) {
            let teaser = opens.is_none();
            let mut around = page.boxes[own].parent as usize;
            while around > 0 {
                let outer = page.boxes[around].parent as usize;
                // A card is all that stands with its headline; a heading speaks for its box.
                let small = if teaser { lines[outer] <= TEASER } else { lines[around] == 1 };
                if !small || title.is_some_and(|t| holds(page, outer, page.lines[t].at as usize)) {
                    break;
                }
                around = outer;
            }
            if !teaser || lines[around] <= TEASER {
                heading = Some(Heading { around, reason: opens.unwrap_or(Reason::Related), teaser });
            }
        }
        // Paragraphs like most others of the page are its story, even there.
        if fact.is_prose() && alike[at] >= USUAL && furniture[own].is_none() {
            heading.take_if(|heading| !heading.teaser);
        }
        let by_heading = heading.as_ref().map(|h| h.reason);
        reasons.push(told[own].or(by_heading));
    }
    reasons
}

/// A heading that makes furniture of what stands below it.
struct Heading {
    /// The box that it speaks for.
    around: usize,
    reason: Reason,
    /// It leads to another story itself.
    teaser: bool,
}
