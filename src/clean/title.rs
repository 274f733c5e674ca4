//! Which block is the headline.
//!
//! Every block around the story's beginning has a score from what can be seen
//! of it: its length, its distance to the story, the words that it shares with
//! the story, dates and authors below it. Pages print a headline more than
//! once: as the window's title with the site's name behind it, at the end of
//! the trail, above the text, in the heading of the comments. The block with
//! the highest score is the headline where no other comes near it; no headline
//! is better than a wrong one.

use std::collections::HashMap;
use std::ops::Range;

use super::byline;
use super::features::Facts;
use super::phrases;
use super::wrap::Block;
use crate::article::Reason;
use crate::given;

/// The headline's block and the part of it that is the headline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    pub block: usize,
    pub range: Range<usize>,
    /// The site's name, where another block is the headline with it behind:
    /// its block and place.
    pub site: Option<(usize, Range<usize>)>,
}

/// A page before its headline is known.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    pub blocks: &'a [Block],
    pub facts: &'a [Facts],
    /// Blocks that are hardly more than a date.
    pub dated: &'a [bool],
    /// Blocks that are author lines.
    pub signed: &'a [bool],
    /// Blocks that describe pictures.
    pub pictured: &'a [bool],
    /// Blank lines stand between blocks.
    pub spaced: bool,
}

/// How many signs there are.
const N: usize = 83;

/// What may be seen of a block, and what it says for a headline: thousandths of
/// a natural logarithm of odds against there being none. In the order of [`signs`].
const SIGNS: [(&str, i32); N] = [
    ("always", -610),
    ("word 1", -1160),
    ("words 2", -800),
    ("words 3", -250),
    ("words 4-5", 390),
    ("words 6-16", 1370),
    ("words 17-22", 220),
    ("words 23-", -370),
    ("ends with a full stop", -1180),
    ("ends with a colon", -530),
    ("ends with a question", -50),
    ("begins small", -650),
    ("bullet", -580),
    ("capitals", -20),
    ("all capitals", -490),
    ("foreign", 120),
    ("address", -160),
    ("two sentences", -990),
    ("furniture within", -450),
    ("many digits", -150),
    ("date", -70),
    ("author", -330),
    ("picture", -760),
    ("no long words", -170),
    ("shares none", -870),
    ("shares some", -310),
    ("shares half", 730),
    ("shares all", -40),
    ("some recur", 370),
    ("half recur", 520),
    ("again with site", 540),
    ("again close above", 110),
    ("again close below", -140),
    ("again far", -190),
    ("three times", -410),
    ("end of trail or quoted", 670),
    ("owner of the page", -270),
    ("date next", 800),
    ("date 2-3 below", 910),
    ("date 4-6 below", 110),
    ("date next above", 50),
    ("date 2-3 above", -500),
    ("author next", 470),
    ("author 2-3 below", 810),
    ("author 4-6 below", 190),
    ("author next above", -160),
    ("author 2-3 above", 20),
    ("date or author only above", 340),
    ("date or author below and prose", 430),
    ("no prose in 20", -310),
    ("prose 1-2 in 20", -310),
    ("prose 6- in 20", -370),
    ("story next", 750),
    ("one between", 890),
    ("2-3 between", 1040),
    ("4-7 between", 90),
    ("8-15 between", -450),
    ("16- between", -990),
    ("within story", -1940),
    ("deep within story", -770),
    ("no prose above", 400),
    ("prose above 3-", -1070),
    ("prose next above", -410),
    ("prose next below", 190),
    ("standfirst below", 10),
    ("short line below", -280),
    ("short line above", 150),
    ("two short lines above", 300),
    ("likely above", -270),
    ("likely next above", -170),
    ("likely below", -10),
    ("under other's heading", -230),
    ("under navigation", -40),
    ("among short lines", -20),
    ("first", 170),
    ("no blank line above", -1230),
    ("no blank line below", -1090),
    ("further out", 690),
    ("a person", -220),
    ("list with commas", -290),
    ("columns", -200),
    ("ends with a bracket", -300),
    ("again and shares half", 690),
];

/// The weights alone: the page needs no names of them.
const WEIGHTS: [i32; N] = {
    let mut weights = [0; N];
    let mut n = 0;
    while n < N {
        weights[n] = SIGNS[n].1;
        n += 1;
    }
    weights
};

/// Finds the headline of a story whose paragraphs are thought to be the blocks `story`.
pub fn find(page: &Surroundings, story: Range<usize>) -> Option<Title> {
    const ABOVE: usize = 150;
    const BELOW: usize = 40;
    /// Score of a headline that is a little less likely than none.
    const ENOUGH: i32 = -350;
    /// By how much the next best has to be worse.
    const CLEAR: i32 = 400;
    let printings = Printings::read(page.blocks);
    let body = words_of(page, story.clone());
    let near = story.start.saturating_sub(ABOVE)..(story.start + BELOW).min(page.blocks.len());
    let mut scored: Vec<(i32, usize)> = Vec::new();
    for at in near {
        let Some(signs) = signs(page, &printings, &story, &body, at) else { continue };
        let score = WEIGHTS.iter().zip(signs).filter(|(_, seen)| *seen).map(|(weight, _)| weight).sum();
        scored.push((score, at));
    }
    let &(score, block) = scored.iter().max_by_key(|&&(score, at)| (score, std::cmp::Reverse(at)))?;
    let rival =
        |&&(other, at): &&(i32, usize)| other > score - CLEAR && !printings.same(page.blocks, block, at);
    if score < ENOUGH || scored.iter().any(|other| rival(&other)) {
        return None;
    }
    // Of a headline printed more than once the first is the headline.
    const NEARLY: i32 = 1500;
    let again = |&&(other, at): &&(i32, usize)| {
        other + NEARLY > score && page.blocks[at].folded == page.blocks[block].folded
    };
    let block = scored.iter().find(again).map_or(block, |&(_, at)| at);
    Some(Title { block, range: trimmed(page.blocks, &printings, block), site: site(page.blocks, block) })
}

/// The long words of the story's paragraphs, and how often they stand there.
fn words_of<'a>(page: &Surroundings<'a>, story: Range<usize>) -> HashMap<&'a str, u32> {
    let mut times = HashMap::new();
    for at in story.filter(|&at| page.facts[at].is_prose()) {
        for word in long_words(&page.blocks[at].folded) {
            *times.entry(word).or_default() += 1;
        }
    }
    times
}

/// Words long enough to mean something.
fn long_words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() >= 4)
}

/// What is seen of a block, in the order of [`SIGNS`]; `None` where it can be no headline.
fn signs(
    page: &Surroundings,
    printings: &Printings,
    story: &Range<usize>,
    body: &HashMap<&str, u32>,
    at: usize,
) -> Option<[bool; N]> {
    const LONGEST: usize = 35;
    let (blocks, facts) = (page.blocks, page.facts);
    let (block, fact) = (&blocks[at], &facts[at]);
    if fact.phrase.is_some() || fact.words == 0 || fact.words > LONGEST {
        return None;
    }
    let text = block.text.as_str();
    let words = fact.words;
    let (mut long, mut shared, mut recurring) = (0, 0, 0);
    for word in long_words(&block.folded) {
        let times = body.get(word).copied().unwrap_or(0);
        long += 1;
        shared += usize::from(times > 0);
        recurring += usize::from(times > 1);
    }
    let twins = printings.twins(blocks, at);
    let end = |far: usize| (at + 1 + far).min(blocks.len());
    let meta = |n: usize| page.dated[n] || page.signed[n] || page.pictured[n];
    let counts = |n: usize| facts[n].phrase.is_none() && facts[n].words > 0 && !meta(n);
    let prose = |n: usize| facts[n].is_prose() && facts[n].phrase.is_none();
    let below = |marks: &[bool], from: usize, to: usize| (at + from..end(to)).any(|n| marks[n]);
    let above = |marks: &[bool], far: usize| (at.saturating_sub(far)..at).any(|n| marks[n]);
    let inside = at >= story.start;
    let distance = (at + 1..story.start.max(at + 1)).filter(|&n| counts(n)).count();
    let distant = |range: Range<usize>| !inside && range.contains(&distance);
    let following = (at + 1..end(20)).filter(|&n| prose(n)).count();
    let next = (at + 1..end(11)).find(|&n| counts(n));
    let mut before = (at.saturating_sub(8)..at).rev().filter(|&n| counts(n));
    let (last, last_but_one) = (before.next(), before.next());
    let words_of = |n: Option<usize>| n.map_or(0, |n| facts[n].words);
    let phrase_above = |reasons: &[Reason], far: usize| {
        (at.saturating_sub(far)..at).any(|n| facts[n].phrase.is_some_and(|r| reasons.contains(&r)))
    };
    let listed = (at.saturating_sub(2)..end(2))
        .all(|n| facts[n].words <= 12 && !facts[n].is_prose() && !page.dated[n] && !page.signed[n]);
    let date = |from: usize, to: usize| below(page.dated, from, to);
    let author = |from: usize, to: usize| below(page.signed, from, to);
    let head = date(1, 6) || author(1, 6);
    let commas = text.matches([',', '،', '、']).count();
    let likely = |n: usize| counts(n) && (5..23).contains(&facts[n].words) && !facts[n].ended;
    Some([
        true,
        words == 1,
        words == 2,
        words == 3,
        (4..6).contains(&words),
        (6..17).contains(&words),
        (17..23).contains(&words),
        words >= 23,
        text.ends_with(['.', ';', ',']) && !text.ends_with("..."),
        text.ends_with(':'),
        text.ends_with(['?', '!']),
        text.starts_with(char::is_lowercase),
        block.bullet,
        fact.capitals,
        !text.chars().any(char::is_lowercase),
        fact.foreign,
        text.contains(['@', '©', '_']) || text.contains("http"),
        fact.sentences >= 2,
        fact.prose.is_some(),
        text.chars().filter(char::is_ascii_digit).count() * 4 > text.len(),
        page.dated[at],
        page.signed[at],
        page.pictured[at],
        long == 0,
        long > 0 && shared == 0,
        shared > 0 && shared * 2 < long,
        long > 0 && shared * 2 >= long,
        long > 0 && shared == long,
        recurring > 0 && recurring * 2 < long,
        long > 0 && recurring * 2 >= long,
        twins.with_site,
        twins.above,
        twins.below,
        twins.far && !twins.above && !twins.below,
        twins.times >= 3,
        twins.tail,
        printings.owns(&block.folded),
        date(1, 1),
        date(2, 3) && !date(1, 1),
        date(4, 6) && !date(1, 3),
        above(page.dated, 1),
        above(page.dated, 3) && !above(page.dated, 1),
        author(1, 1),
        author(2, 3) && !author(1, 1),
        author(4, 6) && !author(1, 3),
        above(page.signed, 1),
        above(page.signed, 3) && !above(page.signed, 1),
        !head && (above(page.dated, 4) || above(page.signed, 4)),
        head && (at + 1..end(10)).any(prose),
        following == 0,
        (1..3).contains(&following),
        following >= 6,
        distant(0..1),
        distant(1..2),
        distant(2..4),
        distant(4..8),
        distant(8..16),
        distant(16..usize::MAX),
        inside,
        inside && at > story.start + 10,
        fact.prose_above == 0,
        fact.prose_above >= 3,
        at > 0 && prose(at - 1),
        next.is_some_and(prose),
        next.is_some_and(|n| (8..46).contains(&facts[n].words)),
        (1..8).contains(&words_of(next)),
        words_of(last) <= 3,
        words_of(last) <= 3 && words_of(last_but_one) <= 3,
        last.is_some_and(likely),
        last == at.checked_sub(1) && last.is_some_and(likely),
        next.is_some_and(likely),
        phrase_above(&[Reason::Related, Reason::Comments, Reason::Subscribe], 3),
        phrase_above(&[Reason::Navigation], 1),
        listed,
        at == 0,
        page.spaced && !block.spaced && at > 0,
        page.spaced && blocks.get(at + 1).is_some_and(|b| !b.spaced),
        next.is_some_and(|n| blocks[n].indent > block.indent),
        byline::bare(text).is_some_and(|b| b.authors[0].split(' ').next().is_some_and(given::is_given)),
        commas >= 2 && words <= commas * 4,
        !block.gaps.is_empty(),
        text.ends_with([')', ']']),
        twins.times > 0 && words >= 5 && shared * 2 >= long && long > 0,
    ])
}

/// Where else the words of a block stand on the page.
#[derive(Clone, Copy, Debug, Default)]
struct Twins {
    /// With a site's name behind them.
    with_site: bool,
    /// Alone, among the few blocks above.
    above: bool,
    /// Alone, among the few blocks below.
    below: bool,
    /// Alone, further away.
    far: bool,
    /// At the end of a trail, or quoted: '5 thoughts on “…”'.
    tail: bool,
    /// How often alone.
    times: usize,
}

/// The blocks of a page in the order of their words, to find the same again.
struct Printings {
    /// By folded text.
    whole: Vec<u32>,
    /// The last parts of trails and what stands in quotation marks, folded, in order.
    tails: Vec<String>,
    /// The line that says whose page it is: '© 2020 Harbour Courier'.
    copyright: String,
}

impl Printings {
    fn read(blocks: &[Block]) -> Printings {
        let mut whole: Vec<u32> = (0..blocks.len() as u32).collect();
        crate::order::sort_numbers(&mut whole, &|a, b| {
            blocks[a as usize].folded.cmp(&blocks[b as usize].folded)
        });
        let mut tails: Vec<String> =
            blocks.iter().filter_map(|b| tail(&b.folded)).map(str::to_owned).collect();
        crate::order::sort(&mut tails);
        let owned = |b: &&Block| b.folded.contains('©') || b.folded.contains("copyright");
        let copyright = blocks.iter().rev().find(owned).map(|b| b.folded.clone()).unwrap_or_default();
        Printings { whole, tails, copyright }
    }

    /// Whether the page's copyright line has these words: a site's name stands
    /// where headlines do.
    fn owns(&self, folded: &str) -> bool {
        folded.chars().count() >= 4 && self.copyright.contains(folded)
    }

    fn twins(&self, blocks: &[Block], at: usize) -> Twins {
        const SHORTEST: usize = 12;
        const CLOSE: usize = 8;
        const MOST: usize = 40;
        let text = blocks[at].folded.as_str();
        let mut twins = Twins::default();
        if text.chars().count() < SHORTEST {
            return twins;
        }
        let from = self.whole.partition_point(|&n| blocks[n as usize].folded.as_str() < text);
        for &n in self.whole[from..].iter().take(MOST) {
            let Some(rest) = blocks[n as usize].folded.strip_prefix(text) else { break };
            let n = n as usize;
            if n == at {
            } else if rest.is_empty() {
                twins.times += 1;
                twins.above |= n < at && at - n <= CLOSE;
                twins.below |= n > at && n - at <= CLOSE;
                twins.far |= n.abs_diff(at) > CLOSE;
            } else if is_suffix(rest) {
                twins.with_site = true;
            }
        }
        twins.tail = self.tails.binary_search_by(|t| t.as_str().cmp(text)).is_ok();
        twins
    }

    /// Whether a block of these words stands on the page.
    fn has(&self, blocks: &[Block], folded: &str) -> bool {
        let at = self.whole.partition_point(|&n| blocks[n as usize].folded.as_str() < folded);
        self.whole.get(at).is_some_and(|&n| blocks[n as usize].folded == folded)
    }

    /// Whether another block begins with these words.
    fn begins(&self, blocks: &[Block], at: usize, folded: &str) -> bool {
        let from = self.whole.partition_point(|&n| blocks[n as usize].folded.as_str() < folded);
        let mut close = self.whole[from..].iter().take(2);
        close.any(|&n| n as usize != at && blocks[n as usize].folded.starts_with(folded))
    }

    /// Whether two blocks print the same headline.
    fn same(&self, blocks: &[Block], a: usize, b: usize) -> bool {
        let (a, b) = (blocks[a].folded.as_str(), blocks[b].folded.as_str());
        a.strip_prefix(b).or_else(|| b.strip_prefix(a)).is_some_and(|rest| rest.is_empty() || is_suffix(rest))
    }
}

/// 'Talks end' of 'Home » World » Talks end' and of '5 thoughts on “Talks end”'.
fn tail(folded: &str) -> Option<&str> {
    const LONGEST: usize = 300;
    if folded.len() > LONGEST {
        return None;
    }
    let quoted = || {
        let text = folded.trim_end_matches(['.', ' ', ':']).strip_suffix(['”', '"', '“', '»'])?;
        text.rsplit_once(['“', '"', '„', '«']).filter(|(before, _)| !before.is_empty()).map(|(_, t)| t)
    };
    let trail = || folded.rsplit_once(['»', '>', '›', '→', '/', '|']).map(|(_, t)| t);
    quoted().or_else(trail).map(str::trim).filter(|t| !t.is_empty())
}

/// ' | Harbour Courier', ' - Le Phare'.
fn is_suffix(rest: &str) -> bool {
    const LONGEST: usize = 40;
    const LONGEST_TRAIL: usize = 120;
    let name = rest.trim_start_matches([' ', '|', '-', '–', '—', '»', ':', '·', '•', '«']);
    let marked = name.len() < rest.len() && rest.starts_with(' ') && rest.len() - name.len() >= 3;
    let longest = if rest.starts_with(" |") { LONGEST_TRAIL } else { LONGEST };
    marked && !name.is_empty() && name.chars().count() <= longest
}

/// The headline within its block: without the day of a calendar leaf before it
/// ('Jun 17 Talks end'), and without a name behind it that stands on the page
/// alone, too ('Talks end | Harbour Courier').
fn trimmed(blocks: &[Block], printings: &Printings, block: usize) -> Range<usize> {
    let text = blocks[block].text.as_str();
    let mut words = text.splitn(3, ' ');
    let leaf = |month: &str, day: &str| {
        crate::date::names::month(month).is_some() && day.parse::<u8>().is_ok_and(|d| (1..=31).contains(&d))
    };
    let start = match (words.next(), words.next(), words.next()) {
        (Some(a), Some(b), Some(rest))
            if (leaf(a, b) || leaf(b, a)) && rest.starts_with(char::is_uppercase) && rest.contains(' ') =>
        {
            text.len() - rest.len()
        }
        _ => 0,
    };
    let cut = [" | ", " - ", " – ", " — ", " » ", " · ", " • "]
        .iter()
        .filter_map(|mark| Some((text[start..].rfind(mark)? + start, mark.len())))
        .max()
        .filter(|&(at, mark)| {
            let head = text[start..at].split_whitespace().count();
            head >= 2 && printings.has(blocks, crate::text::fold(text[at + mark..].trim()).as_str())
        });
    let end = cut.map_or(text.len(), |(at, _)| at);
    // '"Nothing new" / Talks end in Vienna', where the page prints the second half elsewhere.
    let kicker = text[start..end].find(" / ").map(|at| start + at + 3);
    let bare = |&at: &usize| {
        let rest = &text[at..end];
        rest.split(' ').count() >= 3 && printings.begins(blocks, block, &crate::text::fold(rest))
    };
    kicker.filter(bare).unwrap_or(start)..end
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
        let none = vec![false; blocks.len()];
        let page = Surroundings {
            blocks: &blocks,
            facts: &facts,
            dated: &none,
            signed: &none,
            pictured: &none,
            spaced: true,
        };
        let title = find(&page, head.len()..head.len() + 1);
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
