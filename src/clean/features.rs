//! What can be seen of a block: its length and shape, its words, its place
//! among others.

use std::collections::HashMap;

use super::phrases;
use super::words::{self, Count, LANGUAGES};
use super::wrap::Block;
use crate::article::Reason;
use crate::date::printed::{self, Order};

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
    /// Full stops and their like that end a sentence within the block or at its end.
    pub sentences: usize,
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
        self.words >= 12 && self.small >= 15 && self.sentences > 0
    }
}

/// The facts of each block.
pub fn facts(blocks: &[Block]) -> Vec<Facts> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    for block in blocks {
        *times.entry(block.folded.as_str()).or_default() += 1;
    }
    let mut facts: Vec<Facts> = blocks
        .iter()
        .map(|block| {
            let count = words::count(&block.folded);
            let hints = phrases::hints(&block.folded);
            let prose = phrases::most(&hints);
            let capital = block.text.split(' ').filter(|w| w.starts_with(char::is_uppercase)).count();
            let all = block.text.split(' ').filter(|w| w.starts_with(char::is_alphabetic)).count();
            let trimmed = block.text.trim_end_matches(|c: char| "\"”’'»)]“″".contains(c));
            let phrase =
                furniture(block).or_else(|| prose.filter(|p| is_dense(*p, count.words)).map(|p| p.0));
            let inline = phrase == Some(Reason::Related) && (count.words > 4 || block.folded.contains(": "));
            Facts {
                words: count.words,
                inline,
                stamp: is_stamp(&block.text, count.words),
                small: 0,
                small_any: 0,
                hints,
                foreign: false,
                sentences: sentences(&block.text),
                ended: trimmed.ends_with(['.', '!', '?', '。', '！', '？', '؟', '۔', '…']),
                phrase,
                prose,
                capitals: all >= 2 && capital * 10 >= all * 7,
                times: times[block.folded.as_str()],
                prose_above: 0,
                count,
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

/// So much of a text speaks of cookies, comments or rights that it is about
/// nothing else.
fn is_dense((reason, n): (Reason, usize), words: usize) -> bool {
    let sure = matches!(reason, Reason::Cookies | Reason::Comments | Reason::Legal | Reason::Subscribe);
    sure && n >= 2 && words <= n * 16
}

fn is_stamp(text: &str, words: usize) -> bool {
    let relative = || {
        let folded = crate::text::fold(text);
        folded.starts_with(|c: char| c.is_ascii_digit())
            && [" ago", " hours", " days", " min"].iter().any(|w| folded.contains(w))
            && words <= 6
    };
    words <= 10
        && text.contains(|c: char| c.is_ascii_digit())
        && (!printed::find(text, Some(Order::DayFirst)).is_empty() || relative())
}

/// Whether most running text of the page is English.
pub fn is_english(facts: &[Facts]) -> bool {
    main_language(facts) == 0
}

/// The language that most running text of the page is in.
fn main_language(facts: &[Facts]) -> usize {
    let mut totals = [0u32; LANGUAGES];
    let story_like = |f: &&Facts| {
        f.words >= 20 && f.sentences > 0 && f.phrase.is_none() && f.prose.is_none_or(|p| p.1 < 2)
    };
    for fact in facts.iter().filter(story_like) {
        for (total, small) in totals.iter_mut().zip(fact.count.small) {
            *total += u32::from(small);
        }
    }
    (0..LANGUAGES).max_by_key(|&n| (totals[n], LANGUAGES - n)).unwrap_or(0)
}

/// How many full stops and their like end a sentence, within the text or at its end.
pub fn sentences(text: &str) -> usize {
    let mut count = 0;
    if text.is_ascii() {
        let bytes = text.as_bytes();
        for (at, _) in bytes.iter().enumerate().filter(|(_, b)| matches!(b, b'.' | b'!' | b'?')) {
            let next = bytes.get(at + 1).map(|&b| char::from(b));
            let closes = next.is_none_or(|c| c.is_whitespace() || "\"')".contains(c));
            count += usize::from(closes && !(at > 0 && bytes[at - 1].is_ascii_uppercase()));
        }
        return count;
    }
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

/// Why a block is furniture: by its wording as a whole, by its beginning, or
/// because it is a row of such words, glued or in columns
/// ('ShareTweetPrint  A- A+', 'Home | World | Politics').
pub fn furniture(block: &Block) -> Option<Reason> {
    if let Some(reason) = phrases::whole(&block.folded).or_else(|| phrases::starts(&block.folded)) {
        return Some(reason);
    }
    if counts_comments(&block.folded) {
        return Some(Reason::Comments);
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
    if !folded.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let mut words = folded.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()));
    let mut before = "";
    words.clone().count() <= 14
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

/// A headline glued to its teaser: 'Home RenovationMichigan couple'.
pub fn is_glued(text: &str) -> bool {
    let mut small = 0;
    text.chars().any(|c| {
        let glued = small >= 4 && c.is_uppercase();
        small = if c.is_lowercase() { small + 1 } else { 0 };
        glued
    })
}

#[cfg(test)]
mod tests {
    use super::super::{lines, wrap};
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<Reason>) {
        let blocks = wrap::blocks(line, &lines::read(line));
        assert_eq!(furniture(&blocks[0]), expected, "{line}");
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
    fn sentences_end_before_a_space() {
        assert_eq!(sentences("It cost 3.5 million. He paid, he said (twice). Mr. X did."), 4);
        assert_eq!(sentences("U.S. talks"), 0);
    }
}
