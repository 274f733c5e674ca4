//! Which block is the headline.
//!
//! Headlines stand before the story, are short, end without a full stop, and
//! share words with the story. Pages print them more than once: as the
//! window's title with the site's name behind it, in the trail, above the
//! text. No headline is better than a wrong one.

use std::collections::HashSet;
use std::ops::Range;

use super::features::Facts;
use super::phrases;
use super::wrap::Block;

/// The headline's block and the part of it that is the headline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    pub block: usize,
    pub range: Range<usize>,
    /// The site's name, where another block is the headline with it behind:
    /// its block and place.
    pub site: Option<(usize, Range<usize>)>,
}

/// Finds the headline among the blocks before `story`, the first paragraph.
/// `taken` are blocks that are something else: dates, bylines, captions.
pub fn find(blocks: &[Block], facts: &[Facts], taken: &[bool], story: Range<usize>) -> Option<Title> {
    const FAR: usize = 60;
    const ENOUGH: i32 = 20;
    let body: HashSet<&str> = blocks[story.clone()].iter().flat_map(|b| long_words(&b.folded)).collect();
    let mut scored: Vec<(i32, usize)> = Vec::new();
    let mut distance = 0;
    for at in (story.start.saturating_sub(FAR)..story.start).rev() {
        let (block, fact) = (&blocks[at], &facts[at]);
        if taken[at] || fact.phrase.is_some() || fact.words == 0 {
            continue;
        }
        // Date and byline stand below the headline or below its standfirst.
        let headed = (at + 1..(at + 3).min(story.start)).any(|n| taken[n]);
        let score =
            score(block, fact, &body) + twin(blocks, at) + 20 * i32::from(headed) - distance.min(10) * 4;
        distance += 1;
        if fact.words >= 2 {
            scored.push((score, at));
        }
    }
    // The higher up of two as good ones: `scored` goes upwards.
    let (score, block) = scored.iter().copied().max_by_key(|&(score, at)| (score, std::cmp::Reverse(at)))?;
    if score < ENOUGH {
        return None;
    }
    // Of a headline printed twice the first is the headline.
    const CLOSE: usize = 8;
    let again = |at: &usize| blocks[*at].folded == blocks[block].folded && !blocks[*at].bullet;
    let twin = (block.saturating_sub(CLOSE)..block).find(again);
    // A standfirst may look more like a headline than the headline above it
    // does; a kicker above a headline is shorter.
    const CLOSELY: usize = 2;
    const NEARLY: i32 = 30;
    let above = |&&(other, at): &&(i32, usize)| {
        at < block
            && block - at <= CLOSELY
            && other >= ENOUGH
            && score - other <= NEARLY
            && facts[at].words >= 5
    };
    let above = || scored.iter().find(above).map(|&(_, at)| at);
    let block = twin.or_else(above).unwrap_or(block);
    let end = blocks[block].text.len();
    Some(Title { block, range: 0..end, site: site(blocks, block) })
}

fn score(block: &Block, fact: &Facts, body: &HashSet<&str>) -> i32 {
    let text = block.text.as_str();
    let mut score = match fact.words {
        0..=2 => -20,
        3 => 0,
        4..=5 => 20,
        6..=16 => 35,
        17..=22 => 10,
        23..=30 => -20,
        _ => -80,
    };
    let words: Vec<&str> = long_words(&block.folded).collect();
    if !words.is_empty() {
        let shared = words.iter().filter(|w| body.contains(*w)).count();
        score += (shared * 50 / words.len()) as i32 - 15;
    }
    score += match text.chars().last() {
        Some('.' | ';' | ',') if !text.ends_with("...") => -20,
        Some(':') => -40,
        _ => 5,
    };
    if text.starts_with(char::is_lowercase) {
        score -= 20;
    }
    if block.bullet {
        score -= 25;
    }
    if fact.foreign {
        score -= 30;
    }
    if fact.prose.is_some() {
        score -= 15;
    }
    if text.contains(['@', '©', '_']) || text.contains("http") {
        score -= 50;
    }
    if fact.sentences >= 2 {
        score -= 20;
    }
    score
}

/// Words long enough to mean something.
fn long_words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() >= 4)
}

/// What a second printing of the same words adds.
fn twin(blocks: &[Block], at: usize) -> i32 {
    let text = blocks[at].folded.as_str();
    if text.chars().count() < 12 {
        return 0;
    }
    let mut gain = 0;
    for (n, other) in blocks.iter().enumerate() {
        if n == at || !other.folded.starts_with(text) {
            continue;
        }
        let rest = &other.folded[text.len()..];
        if rest.is_empty() {
            gain = gain.max(15);
        } else if is_suffix(rest) {
            gain = gain.max(40);
        }
    }
    gain
}

/// ' | Harbour Courier', ' - Le Phare'.
fn is_suffix(rest: &str) -> bool {
    let name = rest.trim_start_matches([' ', '|', '-', '–', '—', '»', ':', '·', '•', '«']);
    let marked = name.len() < rest.len() && rest.starts_with(' ') && rest.len() - name.len() >= 3;
    marked && !name.is_empty() && name.chars().count() <= 40
}

/// The site's name behind a second printing of the headline.
fn site(blocks: &[Block], at: usize) -> Option<(usize, Range<usize>)> {
    let title = blocks[at].text.as_str();
    blocks.iter().enumerate().find_map(|(n, other)| {
        let rest = other.text.strip_prefix(title)?;
        if !is_suffix(rest) {
            return None;
        }
        // The last of several: '… | Economy | Gulf Ledger'.
        let start = rest.rfind(['|', '»', '–', '—']).or_else(|| rest.rfind(" - ").map(|p| p + 1))?;
        let name = rest[start..].trim_start_matches([' ', '|', '-', '–', '—', '»']);
        let from = other.text.len() - name.len();
        let good = super::names::is_name(name) && phrases::whole(&crate::text::fold(name)).is_none();
        good.then_some((n, from..other.text.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::super::{features, lines, wrap};
    use super::*;

    const STORY: &str =
        "The tug that had been lying off the mole since Tuesday left on Friday with the pilot.";

    #[track_caller]
    fn check(head: &[&str], expected: Option<&str>) {
        let text = [head, &[STORY]].concat().join("\n\n");
        let blocks = wrap::blocks(&text, &lines::read(&text));
        let facts = features::facts(&blocks);
        let taken = vec![false; blocks.len()];
        let title = find(&blocks, &facts, &taken, head.len()..head.len() + 1);
        assert_eq!(title.map(|t| &blocks[t.block].text[t.range]), expected);
    }

    #[test]
    fn headlines() {
        let (headline, standfirst) = (
            "Tug leaves the mole with its pilot",
            "Nobody had told the harbour master that the pilot was on the tug",
        );
        check(&["Home", headline], Some(headline));
        check(&["Home", headline, standfirst], Some(headline));
        check(&["Home", headline, standfirst, headline], Some(headline));
        check(&["Home", "Search", "Menu"], None);
    }

    #[test]
    fn the_site_stands_behind_a_second_printing() {
        let text = "Tug leaves the mole today | Harbour Courier\nTug leaves the mole today";
        let blocks = wrap::blocks(text, &lines::read(text));
        assert_eq!(site(&blocks, 1).map(|(n, r)| &blocks[n].text[r]), Some("Harbour Courier"));
    }
}
