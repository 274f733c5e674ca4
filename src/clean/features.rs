//! What can be seen of a block: its length and shape, its words, its place
//! among others. The story's weights are fitted to these.

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
    /// Most words begin with a capital.
    pub capitals: bool,
    /// The same words stand elsewhere on the page.
    pub repeated: bool,
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
            let prose = phrases::prose(&block.folded);
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
                foreign: false,
                sentences: sentences(&block.text),
                ended: trimmed.ends_with(['.', '!', '?', '。', '！', '？', '؟', '۔', '…']),
                phrase,
                prose,
                capitals: all >= 2 && capital * 10 >= all * 7,
                repeated: times[block.folded.as_str()] > 1,
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

/// Which features a block has, as indices into [`super::weights::WEIGHTS`].
pub fn features(blocks: &[Block], facts: &[Facts], at: usize) -> Vec<usize> {
    let (block, fact) = (&blocks[at], &facts[at]);
    let text = block.text.as_str();
    let prose = |n: isize| {
        usize::try_from(at as isize + n).ok().and_then(|n| facts.get(n)).is_some_and(Facts::is_prose)
    };
    let phrase = |n: isize| {
        usize::try_from(at as isize + n)
            .ok()
            .and_then(|n| facts.get(n))
            .is_some_and(|f| f.phrase.is_some() && !f.inline)
    };
    let quoted = text.contains(['“', '”', '"', '«', '„']);
    // A paragraph that begins with what somebody said is story, whatever follows.
    let said = text.starts_with(['“', '"', '«', '„']) && fact.ended && fact.words >= 4;
    let words =
        |n: isize| usize::try_from(at as isize + n).ok().and_then(|n| facts.get(n)).map_or(0, |f| f.words);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let near = (-3..=3).filter(|&n| n != 0 && prose(n)).count();
    // A page's only paragraph is far from no other: a short notice under its headline.
    let only = facts.last().is_some_and(|f| f.prose_above + usize::from(f.is_prose()) == 1);
    let far = near == 0 && !only;
    let under = heading_above(facts, at);
    let small = fact.small;
    let present = [
        true,
        fact.words == 0,
        (1..4).contains(&fact.words),
        (4..8).contains(&fact.words),
        (8..15).contains(&fact.words),
        (15..30).contains(&fact.words),
        (30..60).contains(&fact.words),
        fact.words >= 60,
        fact.ended,
        fact.sentences >= 2,
        fact.sentences == 0,
        small == 0,
        (1..15).contains(&small),
        (15..30).contains(&small),
        (30..45).contains(&small),
        small >= 45,
        fact.capitals,
        text.starts_with(char::is_lowercase),
        block.bullet,
        !block.gaps.is_empty() || text.contains(" | ") || text.contains('»'),
        digits * 5 > text.len(),
        text.contains("www.") || text.contains("http") || text.contains('@'),
        fact.phrase.is_some(),
        fact.prose.is_some_and(|p| p.1 == 1),
        fact.prose.is_some_and(|p| p.1 > 1),
        quoted,
        text.contains([',', '،', '，', '、']),
        fact.repeated,
        fact.foreign,
        text.ends_with(':'),
        text.ends_with("...") || text.ends_with('…') || text.ends_with("[…]"),
        text.ends_with('?'),
        prose(-1),
        prose(-2),
        prose(1),
        prose(2),
        phrase(-1),
        phrase(1) && !said,
        prose(-1) && prose(1),
        far,
        under == Some(Reason::Related),
        under == Some(Reason::Comments),
        under.is_some_and(|r| !matches!(r, Reason::Related | Reason::Comments)),
        fact.words < 12 && fact.ended && fact.words > 2,
        fact.words < 12 && near >= 3,
        fact.is_prose() && far,
        fact.words.abs_diff(words(-1)) <= 2 && fact.words.abs_diff(words(1)) <= 2 && fact.words < 12,
        text.starts_with(|c: char| c.is_ascii_digit()),
        text.contains('_') || [".jpg", ".png", ".svg"].iter().any(|e| text.contains(e)),
        text.starts_with(['(', '[']) || text.ends_with([')', ']']),
        is_glued(text),
    ];
    present.iter().enumerate().filter(|(_, p)| **p).map(|(n, _)| n).collect()
}

/// A headline glued to its teaser: 'Home RenovationMichigan couple'.
fn is_glued(text: &str) -> bool {
    let mut small = 0;
    text.chars().any(|c| {
        let glued = small >= 4 && c.is_uppercase();
        small = if c.is_lowercase() { small + 1 } else { 0 };
        glued
    })
}

/// The reason of the closest furniture heading above, if no more than a few
/// blocks of running text stand between. Headings above all running text are
/// of the page's head and say nothing of what follows.
fn heading_above(facts: &[Facts], at: usize) -> Option<Reason> {
    const FAR: usize = 40;
    const MANY: usize = 12;
    let mut prose = 0;
    for fact in facts[..at].iter().rev().take(FAR) {
        // A thread of comments is long; a list of teasers is not.
        if fact.inline {
            continue;
        }
        let reaches = prose <= 2 || (prose <= MANY && fact.phrase == Some(Reason::Comments));
        if let Some(reason) = fact.phrase
            && reaches
        {
            return (fact.prose_above >= 2).then_some(reason);
        }
        prose += usize::from(fact.is_prose());
        if prose > MANY {
            return None;
        }
    }
    None
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
