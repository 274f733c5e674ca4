//! What can be seen of a block: its length and shape, its words, its place
//! among others.

use twox_hash::XxHash3_64;

use super::phrases;
use super::shape::{Shape, shape};
use super::words::{self, Count, LANGUAGES};
use super::wrap::Block;
use crate::article::Reason;
use crate::date::printed::{self, Order};
use crate::text::{has_digit, spaced};

/// What is known of a block by itself.
#[derive(Clone, Debug)]
pub struct Facts {
    pub words: usize,
    count: Count,
    /// Small words of the page's main language, in percent of all words.
    pub small: usize,
    /// Small words of the language that has most here, in percent.
    pub small_any: usize,
    /// More small words of another language than of the main one.
    pub foreign: bool,
    pub shape: Shape,
    /// It ends as a sentence does.
    pub ended: bool,
    /// Furniture by its whole wording or by its beginning.
    pub phrase: Option<Reason>,
    /// 'Read also: …' with its headline on the same line: it interrupts running
    /// text and heads nothing.
    pub inline: bool,
    /// Furniture by words within, and how many.
    pub prose: Option<(Reason, usize)>,
    /// How many words within speak for furniture of each kind, by [`Reason`].
    pub hints: phrases::Hints,
    /// Most words begin with a capital.
    pub capitals: bool,
    /// How often the same words stand on the page as a block of their own.
    pub times: usize,
    /// Hardly more than a date, or 'two days ago': the head of a comment where
    /// it stands below running text.
    pub stamp: bool,
    /// How many blocks above look like running text.
    pub prose_above: usize,
}

impl Facts {
    /// It looks like a paragraph of running text.
    pub fn is_prose(&self) -> bool {
        self.words >= 12 && self.small >= 15 && self.shape.sentences > 0
    }
}

/// The facts of each block.
pub fn facts(blocks: &[Block]) -> Vec<Facts> {
    let mut facts: Vec<Facts> = blocks
        .iter()
        .zip(times(blocks))
        .map(|(block, times)| {
            let shape = shape(&block.text);
            let count = words::count(&block.folded);
            let hints = phrases::hints(&block.folded);
            let prose = phrases::most(&hints);
            let trimmed = block.text.trim_end_matches(|c: char| "\"”’'»)]“″".contains(c));
            let phrase = furniture(block, &shape)
                .or_else(|| prose.filter(|p| is_dense(*p, &block.folded, count.words)).map(|p| p.0));
            let inline = phrase == Some(Reason::Related) && (count.words > 4 || block.folded.contains(": "));
            Facts {
                words: count.words,
                inline,
                stamp: is_stamp(&block.text, count.words),
                small: 0,
                small_any: 0,
                hints,
                foreign: false,
                ended: trimmed.ends_with(['.', '!', '?', '。', '！', '？', '؟', '۔', '…']),
                phrase,
                prose,
                capitals: shape.words >= 2 && shape.capital * 10 >= shape.words * 7,
                times,
                prose_above: 0,
                count,
                shape,
            }
        })
        .collect();
    let main = main_language(&facts);
    for fact in &mut facts {
        let own = usize::from(fact.count.small[main]);
        let most = fact.count.small.iter().copied().max().map_or(0, usize::from);
        fact.small = own * 100 / fact.words.max(1);
        fact.small_any = most * 100 / fact.words.max(1);
        fact.foreign = most >= 2 && most > own * 2;
    }
    let mut above = 0;
    for fact in &mut facts {
        fact.prose_above = above;
        above += usize::from(fact.is_prose());
    }
    facts
}

/// How often the words of each block stand on the page as a block of their own.
fn times(blocks: &[Block]) -> Vec<usize> {
    let hashes: Vec<u64> = blocks.iter().map(|b| XxHash3_64::oneshot(b.folded.as_bytes()).max(1)).collect();
    // A table of twice as many places; nought is free.
    let size = (blocks.len() * 2).next_power_of_two();
    let mut known = vec![(0, 0); size];
    let place = |known: &[(u64, usize)], hash: u64| {
        let mut at = hash as usize & (size - 1);
        while known[at].0 != 0 && known[at].0 != hash {
            at = (at + 1) & (size - 1);
        }
        at
    };
    for &hash in &hashes {
        let at = place(&known, hash);
        known[at] = (hash, known[at].1 + 1);
    }
    hashes.iter().map(|&hash| known[place(&known, hash)].1).collect()
}

/// So much of a text speaks of cookies, comments or rights that it is about
/// nothing else, and it speaks to the reader: 'Court rules cookies need consent'
/// and what the judges said of them is news.
fn is_dense((reason, n): (Reason, usize), folded: &str, words: usize) -> bool {
    const LABEL: usize = 3;
    let sure = matches!(reason, Reason::Cookies | Reason::Comments | Reason::Legal | Reason::Subscribe);
    if !sure || n < 2 || words > n * 16 {
        return false;
    }
    match reason {
        Reason::Cookies | Reason::Subscribe => words <= LABEL || is_notice(folded),
        // Rights are reserved and comments are closed without a word of whose.
        _ => !phrases::is_told(folded),
    }
}

/// Whether a text speaks to the reader, and tells of nobody who does.
pub fn is_notice(folded: &str) -> bool {
    phrases::is_addressed(folded) && !phrases::is_told(folded)
}

fn is_stamp(text: &str, words: usize) -> bool {
    let relative = || {
        let folded = crate::text::fold(text);
        folded.starts_with(|c: char| c.is_ascii_digit())
            && [" ago", " hours", " days", " min"].iter().any(|w| folded.contains(w))
            && words <= 6
    };
    words <= 10 && has_digit(text) && (!printed::find(text, Some(Order::DayFirst)).is_empty() || relative())
}

/// Whether most running text of the page is English.
pub fn is_english(facts: &[Facts]) -> bool {
    main_language(facts) == 0
}

/// The language that most running text of the page is in.
fn main_language(facts: &[Facts]) -> usize {
    let mut totals = [0u32; LANGUAGES];
    let story_like = |f: &&Facts| {
        f.words >= 20 && f.shape.sentences > 0 && f.phrase.is_none() && f.prose.is_none_or(|p| p.1 < 2)
    };
    for fact in facts.iter().filter(story_like) {
        for (total, small) in totals.iter_mut().zip(fact.count.small) {
            *total += u32::from(small);
        }
    }
    (0..LANGUAGES).max_by_key(|&n| (totals[n], LANGUAGES - n)).unwrap_or(0)
}

/// Why a block is furniture: by its wording as a whole, by its beginning, or
/// because it is a row of such words, glued or in columns
/// ('ShareTweetPrint  A- A+', 'Home | World | Politics').
fn furniture(block: &Block, shape: &Shape) -> Option<Reason> {
    if let Some(reason) = phrases::whole(&block.folded).or_else(|| opening(&block.folded, shape)) {
        return Some(reason);
    }
    if counts_comments(&block.folded) {
        return Some(Reason::Comments);
    }
    // Nearly all lines are one item.
    if !shape.parted && block.gaps.is_empty() {
        return None;
    }
    let items = items(block);
    if items.len() < 2 || items.iter().map(|i| i.len()).sum::<usize>() > items.len() * 40 {
        return None;
    }
    let known: Vec<Reason> =
        items.iter().filter_map(|item| phrases::whole(&crate::text::fold(item))).collect();
    let reason = *known.first()?;
    (known.len() * 2 >= items.len()).then(|| {
        let agreeing = |r: Reason| known.iter().filter(|&&k| k == r).count();
        known.iter().copied().max_by_key(|&r| (agreeing(r), r == reason)).unwrap_or(reason)
    })
}

/// Why a line that begins as furniture does is it. A sentence of the story may
/// begin with the same words: 'Copyright law was on their side, she said.'
fn opening(folded: &str, shape: &Shape) -> Option<Reason> {
    const SENTENCE: usize = 8;
    let reason = phrases::starts(folded)?;
    let marked = || folded.starts_with(['©', '(']) || folded.bytes().take(40).any(|b| b == b':');
    let told = shape.words >= SENTENCE && shape.sentences > 0 && phrases::is_told(folded);
    (!told || marked() || phrases::is_addressed(folded)).then_some(reason)
}

/// A short line that counts what readers wrote: '34 responses to “Anthony Lynn”'.
fn counts_comments(folded: &str) -> bool {
    const WORDS: &[&str] = &[
        "comment",
        "comments",
        "response",
        "responses",
        "reply",
        "replies",
        "kommentar",
        "kommentare",
        "commenti",
        "commentaires",
        "comentarios",
        "reacties",
        "thoughts",
    ];
    if !has_digit(folded) {
        return false;
    }
    let mut words =
        spaced(folded).filter(|w| !w.is_empty()).map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()));
    let mut before = "";
    spaced(folded).filter(|word| !word.is_empty()).count() <= 14
        && words.any(|word| {
            let counted =
                WORDS.contains(&word) && !before.is_empty() && before.chars().all(|c| c.is_ascii_digit());
            before = word;
            counted
        })
}

/// The items of a row: between columns, separators, or where a capital is
/// glued to a small letter ('HomeWorldPolitics').
pub fn items(block: &Block) -> Vec<&str> {
    let text = block.text.as_str();
    let mut cuts = block.gaps.clone();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let glued = before.is_lowercase() && c.is_uppercase();
        if glued || matches!(c, '|' | '·' | '•' | '»' | '›' | '>' | '/' | '→') {
            cuts.push(at);
        }
        before = c;
    }
    cuts.push(text.len());
    crate::order::sort(&mut cuts);
    let mut start = 0;
    let mut items = Vec::new();
    for cut in cuts {
        let item = text[start..cut].trim_matches(|c: char| !c.is_alphanumeric() && !"©+-)(".contains(c));
        if !item.is_empty() {
            items.push(item);
        }
        start = cut;
    }
    items
}

#[cfg(test)]
mod tests {
    use super::super::{lines, wrap};
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<Reason>) {
        let blocks = wrap::blocks(line, &lines::read(line));
        assert_eq!(facts(&blocks)[0].phrase, expected, "{line}");
    }

    #[test]
    fn rows_of_furniture() {
        check("HomeWorldDiplomacySecurityEconomyArchiveAbout us", Some(Reason::Navigation));
        check("ShareTweetLinkedInPrint  A- A+", Some(Reason::Share));
        check("Compartir en Facebook   Compartir en Twitter   Enviar por WhatsApp", Some(Reason::Share));
        check("INICIO | COLOMBIA | MUNDO | ECONOMÍA", Some(Reason::Navigation));
        check("The tug is off the mole", None);
    }

    #[test]
    fn what_is_told_of_notices_is_none() {
        check("Court rules cookies need consent", None);
        check("Websites must ask for consent before they store cookies, the judges said.", None);
        check("The newsletter had gained 20,000 subscribers by the end of the year.", None);
        check("The terms of use and the copyright would be looked at again, she said.", None);
        check("Copyright law was on their side, the publisher said on Monday.", None);
        check("Copyright 2020 Harbour Courier", Some(Reason::Legal));
        check("We ask for your consent to store cookies.", Some(Reason::Cookies));
        check("Subscribe to our newsletter and have it delivered to your inbox", Some(Reason::Subscribe));
        check("All rights reserved. May not be reproduced.", Some(Reason::Legal));
    }
}
