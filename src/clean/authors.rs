//! Which line of a page names its author.
//!
//! A line that announces a name ('By Ann Lee') is believed near the headline
//! and below the story. A name alone is believed where other things speak for
//! it, too: a date beside it, a given name that is known, a note on the author
//! below the story. Sections, tags and the people of the story look the same.

use std::ops::Range;

use super::byline::{self, Byline};
use super::title::Surroundings;
use crate::article::Reason;
use crate::date::printed::{self, Order};
use crate::given;
use crate::text::{fold, has};

/// The headline's block, and the blocks of the story.
#[derive(Clone, Debug)]
pub struct Story {
    pub title: Option<usize>,
    pub paragraphs: Range<usize>,
}

/// The block that names the author, and what it says. `announced` are the
/// blocks that [`byline::read`] understands.
pub fn find(page: &Surroundings, announced: &[Option<Byline>], story: &Story) -> Option<(usize, Byline)> {
    const BELOW: usize = 40;
    let head = story.title.unwrap_or(story.paragraphs.start);
    let above = if story.title.is_some() { 6 } else { 12 };
    let last = (story.paragraphs.end + BELOW).min(page.blocks.len());
    let mut best: Option<(i32, usize, Byline)> = None;
    for at in head.saturating_sub(above)..last {
        if at >= story.paragraphs.end && page.facts[at].phrase == Some(Reason::Comments) {
            break;
        }
        if story.title == Some(at) {
            continue;
        }
        let Some((score, byline)) = judge(page, announced, story, at) else { continue };
        if best.as_ref().is_none_or(|(most, ..)| score > *most) {
            best = Some((score, at, byline));
        }
    }
    let (_, at, mut byline) = best?;
    for next in at + 1..page.blocks.len() {
        // 'Ann Lee, staff attorney' and '& Bo Ek, director' on the next line.
        let text = &page.blocks[next].text;
        let Some(more) = ["& ", "and ", "und ", "et ", "y "].iter().find_map(|and| text.strip_prefix(and))
        else {
            break;
        };
        let Some(other) = byline::bare(more) else { break };
        byline.authors.extend(other.authors);
    }
    Some((at, byline))
}

/// How sure it is that a block names the author, and whom; `None` below a likelihood.
fn judge(
    page: &Surroundings,
    announced: &[Option<Byline>],
    story: &Story,
    at: usize,
) -> Option<(i32, Byline)> {
    /// What a name alone has to be worth.
    const ENOUGH: i32 = 65;
    /// What a note on the author adds.
    const DESCRIBED: i32 = 35;
    let text = page.blocks[at].text.as_str();
    let (first, end) = (story.paragraphs.start, story.paragraphs.end);
    let head = story.title.unwrap_or(first);
    // At most 100, a point less for every block further off.
    let near = |from: usize, worth: i32| worth - from.abs_diff(at).min(20) as i32;
    // Far below the story lines of other stories name their authors.
    const SOON: usize = 12;
    let soon = at < end + SOON;
    if let Some(byline) = announced[at].clone().filter(|byline| soon && !byline.authors.is_empty()) {
        let worth = match at {
            _ if at < head => near(head, 78) - 2 * (head - at) as i32,
            _ if at <= first + 1 => near(head, 100),
            _ if at < end => 40,
            _ => near(end, 60),
        };
        return Some((worth, byline));
    }
    // A caption may be taken for the first paragraph.
    let dated_beside = at > 0 && (page.dated[at - 1] || page.dated.get(at + 1) == Some(&true));
    let above_story = at + 4 > head && (at <= first || (at <= first + 2 && dated_beside));
    if above_story && let Some(byline) = byline::before_the_date(text) {
        // 'Ann Lee / 3.5.2020', but not 'Middle East / 3.5.2020'.
        let name = &byline.authors[0];
        let known = !name.contains(' ')
            || is_given(name)
            || is_alone(page, &fold(name))
            || is_described(page, &byline, story);
        return known.then(|| (near(head, 85), byline));
    }
    if above_story && let Some(byline) = named_elsewhere(page, at) {
        return Some((near(head, 80), byline));
    }
    if page.facts[at].words > 14 {
        return None;
    }
    let labelled = (at.saturating_sub(2)..at)
        .rev()
        .find(|&n| page.facts[n].words > 0)
        .filter(|&n| byline::is_label(&page.blocks[n].folded))
        // 'By' alone stands above every teaser's author.
        .filter(|&n| soon || page.blocks[n].text.chars().count() > 3);
    if labelled.is_some() && (above_story || at >= end) {
        let byline = byline::bare(text).or_else(|| byline::bare(text.split(" and ").next()?))?;
        return Some((if above_story { near(head, 95) } else { near(end, 70) }, byline));
    }
    let byline = byline::bare(text)?;
    let score = alone(page, &byline, story, at);
    // The whole page is looked through only where that decides.
    let described =
        score + DESCRIBED >= ENOUGH && (score < ENOUGH || !above_story) && is_described(page, &byline, story);
    let score = score + if described { DESCRIBED } else { 0 };
    let placed = above_story || (at >= end && soon && described);
    (placed && score >= ENOUGH).then_some((score.min(if above_story { 84 } else { 50 }), byline))
}

/// What speaks for a name that nothing announces.
fn alone(page: &Surroundings, byline: &Byline, story: &Story, at: usize) -> i32 {
    let name = byline.authors[0].as_str();
    let folded = fold(name);
    let beside = |far: usize| {
        let mut below = (at + 1..page.blocks.len()).filter(|&n| page.facts[n].words > 0).take(far);
        let mut above = (0..at).rev().filter(|&n| page.facts[n].words > 0).take(far);
        below.any(|n| page.dated[n]) || above.any(|n| page.dated[n])
    };
    let given = is_given(name);
    let glued = byline.range.len() < page.blocks[at].text.len();
    let office = page.blocks.get(at + 1).is_some_and(|b| byline::is_office(&b.folded));
    let times = page.blocks.iter().filter(|b| b.folded == folded).count();
    // Who is in the headline is whom the story is about.
    let subject = story.title.is_some_and(|t| {
        folded.split(' ').filter(|w| w.len() > 2).all(|w| page.blocks[t].folded.contains(w))
    });
    let mut score = 10;
    score += if beside(1) {
        40
    } else if beside(2) {
        25
    } else {
        0
    };
    score += if given { 30 } else { 0 };
    score += if office { 20 } else { 0 };
    score += if glued { 15 } else { 0 };
    score += if story.title.is_some_and(|t| at == t + 1) { 10 } else { 0 };
    score -= if subject { 40 } else { 0 };
    score -= if times >= 4 { 30 } else { 0 };
    score
}

fn is_given(name: &str) -> bool {
    name.split([' ', '-']).next().is_some_and(given::is_given)
}

/// Whether a name stands on a line of its own.
fn is_alone(page: &Surroundings, folded: &str) -> bool {
    page.blocks.iter().any(|b| b.folded == folded)
}

/// The name that begins a line of several labels and a date, where it stands
/// alone on another line: 'Ann Lee Science policy 3 May 2020'.
fn named_elsewhere(page: &Surroundings, at: usize) -> Option<Byline> {
    const WORDS: std::ops::RangeInclusive<usize> = 2..=3;
    let text = page.blocks[at].text.as_str();
    let spaces = text.match_indices(' ').map(|(end, _)| end);
    if page.facts[at].words > 20 || printed::find(text, Some(Order::DayFirst)).is_empty() {
        return None;
    }
    spaces.skip(WORDS.start() - 1).take(WORDS.count()).find_map(|end| {
        let byline = byline::bare(&text[..end])?;
        let alone = is_alone(page, &fold(&byline.authors[0]));
        (alone && is_given(&byline.authors[0])).then_some(byline)
    })
}

/// Whether the page says elsewhere that this is an author: 'Ann Lee is a
/// reporter', 'More from Ann Lee'.
fn is_described(page: &Surroundings, byline: &Byline, story: &Story) -> bool {
    const IS: &[&str] = &[
        "is",
        "was",
        "writes",
        "covers",
        "reports",
        "works",
        "joined",
        "has",
        "ist",
        "arbeitet",
        "schreibt",
        "leitet",
        "studierte",
        "est",
        "es",
        "e",
        "jest",
        "(@",
    ];
    const MORE: &[&str] = &[
        "by",
        "from",
        "about",
        "follow",
        "contact",
        "von",
        "uber",
        "par",
        "de",
        "por",
        "di",
        "correspondence",
        "author",
    ];
    let name = fold(&byline.authors[0]);
    page.blocks.iter().zip(page.facts).enumerate().any(|(at, (block, fact))| {
        if !has(&block.folded, &name) {
            return false;
        }
        let Some(found) = block.folded.find(&name) else { return false };
        let outside = !story.paragraphs.contains(&at) || at + 2 >= story.paragraphs.end;
        let behind = block.folded[found + name.len()..].trim_start();
        let before = block.folded[..found].split(' ').any(|w| MORE.contains(&w));
        let blurb =
            found == 0 && IS.iter().any(|w| behind.split(' ').next() == Some(w) || behind.starts_with("(@"));
        outside && ((blurb && fact.words <= 90) || (before && fact.words <= 9))
    })
}

#[cfg(test)]
mod tests {
    use super::super::{features, lines, wrap};
    use super::*;

    const STORY: &str = "The tug that had been lying off the mole since Tuesday left on Friday with the pilot, the harbour said.";

    /// The author of a story with these lines above, the first its headline, and below.
    #[track_caller]
    fn check(above: &[&str], below: &[&str], expected: Option<&str>) {
        let text = [above, &[STORY, STORY], below].concat().join("\n\n");
        let blocks = wrap::blocks(&text, &lines::read(&text));
        let facts = features::facts(&blocks);
        let announced: Vec<Option<Byline>> = blocks.iter().map(|b| byline::read(&b.text)).collect();
        let dated: Vec<bool> = blocks.iter().map(|b| b.text.contains("2020")).collect();
        let none = vec![false; blocks.len()];
        let page = Surroundings {
            blocks: &blocks,
            facts: &facts,
            dated: &dated,
            signed: &none,
            pictured: &none,
            spaced: true,
        };
        let story = Story { title: Some(0), paragraphs: above.len()..above.len() + 2 };
        let found = find(&page, &announced, &story).map(|(_, b)| b.authors.join(", "));
        assert_eq!(found.as_deref(), expected, "{above:?} {below:?}");
    }

    #[test]
    fn authors() {
        let headline = "Tug leaves the mole";
        check(&[headline, "By Ann Lee", "3 May 2020"], &[], Some("Ann Lee"));
        check(&[headline, "Anna Müller", "3 May 2020"], &[], Some("Anna Müller"));
        check(&[headline, "Von", "Thure Lindqvist", "3 May 2020"], &[], Some("Thure Lindqvist"));
        check(&[headline, "Anna Müller"], &["Anna Müller is a reporter in Kiel."], Some("Anna Müller"));
        check(&[headline, "Anna Müller Ports 3 May 2020"], &["Anna Müller", "Share"], Some("Anna Müller"));
        check(&[headline, "Anna Müller / 3 May 2020"], &[], Some("Anna Müller"));
        check(&[headline], &["Author", "Thure Lindqvist", "Share"], Some("Thure Lindqvist"));
        check(
            &[headline, "Anna Müller, attorney", "& Bo Ek, director", "3 May 2020"],
            &[],
            Some("Anna Müller, Bo Ek"),
        );
    }

    #[test]
    fn names_of_others() {
        let headline = "Tug leaves the mole";
        check(&[headline, "Middle East", "3 May 2020"], &[], None);
        check(&[headline, "Middle East / 3 May 2020"], &[], None);
        check(&[headline, "Anna Müller"], &[], None);
        check(&["Anna Müller leaves the mole", "Anna Müller", "3 May 2020"], &[], None);
        check(&[headline], &["Comments", "By Ann Lee"], None);
    }
}
