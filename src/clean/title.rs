//! Which block is the headline.
//!
//! Every block around the story's beginning has a score from what can be seen
//! of it: its length, its distance to the story, the words that it shares with
//! the story, dates and authors below it. Pages print a headline more than
//! once: as the window's title with the site's name behind it, at the end of
//! the trail, above the text, in the heading of the comments. The scores make
//! chances, of each block to be the headline and of none to be: the likeliest
//! block is it where it is likely enough; no headline is better than a wrong one.

use std::collections::HashMap;
use std::ops::Range;

use super::byline;
use super::features::Facts;
use super::phrases;
use super::story::{WHOLE, parts};
use super::wrap::Block;
use crate::article::Reason;
use crate::given;
use crate::text::{has, runs};

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
pub const N: usize = 93;

/// What each sign says for a headline, and how much is asked for.
#[derive(Clone, Copy)]
pub struct Judge {
    /// Thousandths of a natural logarithm of odds against there being no
    /// headline, in the order of [`signs`].
    pub weights: [i32; N],
    /// How likely the likeliest headline has to be, in thousandths: a wrong one
    /// is worse than none.
    pub sure: i32,
}

impl Judge {
    /// What was learned (`cuttings-train headlines`): a line for each sign, its
    /// name and its weight. The names are for readers: the page gets numbers.
    pub const OWN: Judge = {
        let [weights @ .., sure] = numbers(include_bytes!("title.tsv"));
        Judge { weights, sure }
    };

    fn score(&self, signs: &[bool; N]) -> i32 {
        self.weights.iter().zip(signs).filter(|(_, seen)| **seen).map(|(weight, _)| weight).sum()
    }
}

/// The number behind the tab of each line.
const fn numbers(text: &[u8]) -> [i32; N + 1] {
    let mut numbers = [0; N + 1];
    let (mut line, mut at) = (0, 0);
    while at < text.len() {
        while text[at] != b'\t' {
            at += 1;
        }
        at += 1;
        let negative = text[at] == b'-';
        at += negative as usize;
        while text[at] != b'\n' {
            numbers[line] = numbers[line] * 10 + (text[at] - b'0') as i32;
            at += 1;
        }
        if negative {
            numbers[line] = -numbers[line];
        }
        line += 1;
        at += 1;
    }
    assert!(line == N + 1, "a weight for each sign");
    numbers
}

/// What the story's model says of a page: where the story is thought to be,
/// and how likely each block is its headline, and story.
#[derive(Clone, Copy)]
pub struct Outline<'a> {
    pub story: (usize, usize),
    pub headlines: &'a [i32],
    pub scores: &'a [i32],
}

/// Finds the headline of a story.
pub fn find(page: &Surroundings, outline: &Outline, judge: &Judge) -> Option<Title> {
    let candidates = Candidates::read(page, outline);
    let scores: Vec<i32> = candidates.seen.iter().map(|(_, signs)| judge.score(signs)).collect();
    candidates.choose(&scores, judge).or_else(|| candidates.short(&scores, outline))
}

/// The blocks that may be the headline.
pub struct Candidates<'a> {
    page: Surroundings<'a>,
    printings: Printings,
    /// Each with what is seen of it.
    pub seen: Vec<(usize, [bool; N])>,
}

impl<'a> Candidates<'a> {
    pub fn read(page: &Surroundings<'a>, outline: &Outline) -> Self {
        const ABOVE: usize = 150;
        const BELOW: usize = 40;
        let printings = Printings::read(page.blocks);
        let (first, end) = outline.story;
        let (body, kinds) = (words_of(page, first..end), Kinds::of(page, outline));
        let near = first.saturating_sub(ABOVE)..(first + BELOW).min(page.blocks.len());
        let signs = |at| Some((at, signs(page, &printings, outline, &kinds, &body, at)?));
        let seen = near.filter_map(signs).collect();
        Candidates { page: *page, printings, seen }
    }

    /// The likeliest by their scores, where it is likely enough.
    pub fn choose(&self, scores: &[i32], judge: &Judge) -> Option<Title> {
        let blocks = self.page.blocks;
        let each = || self.seen.iter().zip(scores).map(|((at, _), &score)| (score, *at));
        let (score, block) = each().max_by_key(|&(score, at)| (score, std::cmp::Reverse(at)))?;
        // That there is none has the score nought.
        let odds: Vec<i32> = scores.iter().chain([&0]).map(|score| score * 256 / 1000).collect();
        let again = |&(n, _): &(usize, &u32)| {
            self.seen.get(n).is_some_and(|&(at, _)| at == block || self.printings.same(blocks, block, at))
        };
        let chance: u32 = parts(&odds).iter().enumerate().filter(again).map(|(_, part)| part).sum();
        if u64::from(chance) * 1000 < u64::from(WHOLE) * judge.sure as u64 {
            return None;
        }
        // Of a headline printed more than once the first is the headline.
        const NEARLY: i32 = 1500;
        let again =
            |&(other, at): &(i32, usize)| other + NEARLY > score && blocks[at].folded == blocks[block].folded;
        let block = each().find(again).map_or(block, |(_, at)| at);
        Some(Title { block, range: self.trimmed(block), site: site(blocks, block) })
    }

    /// 'Ferry runs again': a few words right above the date or the author of the
    /// story, which tells of the same, where nothing else is likelier. By its
    /// signs it might be an entry of a menu.
    fn short(&self, scores: &[i32], outline: &Outline) -> Option<Title> {
        const LONGEST: usize = 4;
        const NEARLY: i32 = 500;
        const UNLIKELY: i32 = 1500;
        let Surroundings { blocks, facts, dated, signed, pictured, .. } = self.page;
        let start = outline.story.0;
        let meta = |at: usize| dated[at] || signed[at];
        let between =
            |at: &usize| facts[*at].words == 0 || facts[*at].phrase.is_some() || meta(*at) || pictured[*at];
        let block = (0..start).rev().find(|at| !between(at))?;
        let n = self.seen.iter().position(|&(at, _)| at == block)?;
        let text = blocks[block].text.as_str();
        let story =
            || blocks[start..].iter().zip(&facts[start..]).filter(|(_, fact)| fact.is_prose()).take(3);
        let told = |word: &str| {
            // 'lentil' and 'lentils'
            let stem = &word[..word.char_indices().nth(5).map_or(word.len(), |(at, _)| at)];
            story().any(|(block, _)| long_words(&block.folded).any(|other| other.starts_with(stem)))
        };
        let alone = !blocks[block].bullet && (blocks[block].spaced || !self.page.spaced);
        let good = (2..=LONGEST).contains(&facts[block].words)
            && (block + 1..start).any(meta)
            && text.starts_with(char::is_uppercase)
            && !text.ends_with(['.', ',', ';', ':'])
            && !text.contains(['>', '|', '/', '(', '@'])
            && facts[block].shape.digits == 0
            && byline::bare(text).is_none()
            && alone
            && long_words(&blocks[block].folded).any(told);
        let most = scores.iter().copied().max().unwrap_or(0);
        let likeliest = scores[n] + NEARLY > most || most < UNLIKELY;
        (good && likeliest).then(|| Title { block, range: self.trimmed(block), site: site(blocks, block) })
    }

    /// The part of a block that would be the headline.
    fn trimmed(&self, block: usize) -> Range<usize> {
        trimmed(self.page.blocks, &self.printings, block)
    }

    /// What the headline would be, were it this block.
    #[cfg(feature = "train")]
    pub fn text(&self, block: usize) -> &'a str {
        &self.page.blocks[block].text[self.trimmed(block)]
    }
}

/// What blocks are to a headline near them.
struct Kinds {
    prose: Vec<bool>,
    /// Blocks of words that are neither furniture nor a line of metadata.
    counts: Vec<bool>,
    /// How many of those stand above each block, and above the page's end.
    counted: Vec<usize>,
    /// The score of the likeliest headline by the story's model.
    most: i32,
}

impl Kinds {
    fn of(page: &Surroundings, outline: &Outline) -> Kinds {
        let meta = |n: usize| page.dated[n] || page.signed[n] || page.pictured[n];
        let facts = || page.facts.iter().enumerate();
        let counts: Vec<bool> =
            facts().map(|(n, fact)| fact.phrase.is_none() && fact.words > 0 && !meta(n)).collect();
        let mut counted = vec![0];
        for &one in &counts {
            counted.push(counted[counted.len() - 1] + usize::from(one));
        }
        let prose = facts().map(|(_, fact)| fact.is_prose() && fact.phrase.is_none()).collect();
        Kinds { prose, counts, counted, most: outline.headlines.iter().copied().max().unwrap_or(0) }
    }
}

/// The long words of the story's paragraphs: how often they stand there, and
/// whether they do in the first.
type Body<'a> = HashMap<&'a str, (u32, bool)>;

fn words_of<'a>(page: &Surroundings<'a>, story: Range<usize>) -> Body<'a> {
    let mut words = Body::with_capacity(512);
    for (n, at) in story.filter(|&at| page.facts[at].is_prose()).enumerate() {
        for word in long_words(&page.blocks[at].folded) {
            let (times, lead) = words.entry(word).or_default();
            *times += 1;
            *lead |= n == 0;
        }
    }
    words
}

/// Words long enough to mean something.
fn long_words(folded: &str) -> impl Iterator<Item = &str> {
    let long = |word: &&str| word.len() >= 4 && (word.is_ascii() || word.chars().count() >= 4);
    runs(folded, |_| false).filter(long)
}

/// What is seen of a block, in the order of [`SIGNS`]; `None` where it can be no headline.
fn signs(
    page: &Surroundings,
    printings: &Printings,
    outline: &Outline,
    kinds: &Kinds,
    body: &Body,
    at: usize,
) -> Option<[bool; N]> {
    const LONGEST: usize = 35;
    /// How near to the likeliest a headline's own score may be to be one, too.
    const NEARLY: i32 = 256;
    let Outline { story: (start, _), headlines, scores } = *outline;
    let (blocks, facts) = (page.blocks, page.facts);
    let (block, fact) = (&blocks[at], &facts[at]);
    if fact.phrase.is_some() || fact.words == 0 || fact.words > LONGEST {
        return None;
    }
    let text = block.text.as_str();
    let words = fact.words;
    let (mut long, mut shared, mut recurring, mut leading) = (0, 0, 0, 0);
    for word in long_words(&block.folded) {
        let (times, lead) = body.get(word).copied().unwrap_or_default();
        long += 1;
        shared += usize::from(times > 0);
        recurring += usize::from(times > 1);
        leading += usize::from(lead);
    }
    let twins = printings.twins(blocks, at);
    let end = |far: usize| (at + 1 + far).min(blocks.len());
    let counts = |n: usize| kinds.counts[n];
    let prose = |n: usize| kinds.prose[n];
    let below = |marks: &[bool], from: usize, to: usize| (at + from..end(to)).any(|n| marks[n]);
    let above = |marks: &[bool], far: usize| (at.saturating_sub(far)..at).any(|n| marks[n]);
    let inside = at >= start;
    let distance = if inside { 0 } else { kinds.counted[start] - kinds.counted[at + 1] };
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
    let commas = if fact.shape.commas == 0 { 0 } else { text.matches([',', '،', '、']).count() };
    let (own, most) = (headlines[at], kinds.most);
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
        ["@", "_", "©", "http"].iter().any(|part| has(text, part)),
        fact.shape.sentences >= 2,
        fact.prose.is_some(),
        fact.shape.digits * 4 > text.len(),
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
        inside && at > start + 10,
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
        own == most,
        own != most && own + NEARLY >= most,
        own >= 256,
        (0..256).contains(&own),
        (-768..-256).contains(&own),
        own < -768,
        scores[at] >= 768,
        (0..768).contains(&scores[at]),
        long > 0 && leading * 2 >= long,
        words <= 3 && !text.chars().any(char::is_lowercase),
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
        // Most differ in their first bytes, which are nought of a shorter one.
        let head =
            |block: &Block| block.folded.as_bytes().first_chunk().map_or(0, |h| u64::from_be_bytes(*h));
        let heads: Vec<u64> = blocks.iter().map(head).collect();
        crate::order::sort_numbers(&mut whole, &|a, b| {
            let (a, b) = (a as usize, b as usize);
            let by_text = || blocks[a].folded.cmp(&blocks[b].folded);
            if heads[a] == 0 || heads[b] == 0 {
                by_text()
            } else {
                heads[a].cmp(&heads[b]).then_with(by_text)
            }
        });
        let mut tails: Vec<String> =
            blocks.iter().filter_map(|b| tail(&b.folded)).map(str::to_owned).collect();
        crate::order::sort(&mut tails);
        let owned = |b: &&Block| has(&b.folded, "©") || has(&b.folded, "copyright");
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
        if text.len() < SHORTEST || (text.len() < 4 * SHORTEST && text.chars().count() < SHORTEST) {
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
    // Nearly all lines have no such mark.
    let is_mark = |b: u8| matches!(b, b'>' | b'/' | b'|' | b'"') || !b.is_ascii();
    if folded.len() > LONGEST || !folded.bytes().fold(false, |any, b| any | is_mark(b)) {
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
        let likely = vec![0; blocks.len()];
        let story = (head.len(), head.len() + 1);
        let outline = Outline { story, headlines: &likely, scores: &likely };
        let title = find(&page, &outline, &Judge::OWN);
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
