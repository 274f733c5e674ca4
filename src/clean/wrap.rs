//! Lines to blocks: the paragraphs, headings and menu items that a line or
//! several make up.
//!
//! Most dumps have one block a line. Those of terminal browsers and wire
//! services are wrapped at some 80 columns; there a line and the next are one
//! block where the next one's first word would not have fitted. Marks that
//! stand for something unprintable (`(BUTTON)`, `[logo.png]`, `____`) and the
//! bullets of lists are no part of a block's text.

use std::ops::Range;

use super::lines::{RawLine, is_cjk};
use crate::text::{Span, fold};

/// A block's text and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Into the list of raw lines.
    pub lines: Range<usize>,
    /// Its words, joined by single spaces. Empty where there are only marks.
    pub text: String,
    /// [`fold`]ed text.
    pub folded: String,
    /// `(start in text, start in raw, length)` of each word.
    words: Vec<(u32, u32, u32)>,
    /// Starts, in `text`, of words before which two or more spaces or a tab
    /// stand: the columns of a menu.
    pub gaps: Vec<usize>,
    /// It began with a list's bullet.
    pub bullet: bool,
    /// A blank line stands before it.
    pub spaced: bool,
    pub indent: usize,
}

impl Block {
    /// The raw text that a range of this block's text comes from.
    pub fn raw_span(&self, range: Range<usize>) -> Span {
        let inside = |&&(at, _, len): &&(u32, u32, u32)| {
            (at as usize) < range.end && range.start < (at + len) as usize
        };
        let Some(&(at, raw, _)) = self.words.iter().find(inside) else {
            let raw = self.words.first().map_or(0, |w| w.1 as usize);
            return Span::new(raw, raw);
        };
        let start = raw as usize + range.start.saturating_sub(at as usize);
        let &(at, raw, len) = self.words.iter().rev().find(inside).unwrap_or(&self.words[0]);
        Span::new(start, raw as usize + (range.end - at as usize).min(len as usize))
    }

    /// The raw text of the whole block.
    pub fn whole(&self) -> Span {
        self.raw_span(0..self.text.len())
    }
}

/// The blocks of a text.
pub fn blocks(text: &str, lines: &[RawLine]) -> Vec<Block> {
    let folded = is_folded(text, lines);
    let width = if folded { None } else { wrap_width(text, lines) };
    let mut blocks = Vec::new();
    let mut start = 0;
    for at in 1..=lines.len() {
        let goes_on = |w| continues(text, &lines[start], &lines[at - 1], &lines[at], w);
        let joined = at < lines.len()
            && (width.is_some_and(goes_on) || folded && trails(text, &lines[at - 1], &lines[at]));
        if !joined {
            blocks.push(block(text, lines, start..at));
            start = at;
        }
    }
    blocks
}

/// Whether a line ends with the space at which it was parted from the next one.
fn trails(text: &str, line: &RawLine, next: &RawLine) -> bool {
    line.number + 1 == next.number && text[line.span.end as usize..].starts_with(' ')
}

/// Whether a text was folded: cut behind spaces, which stayed at the ends of the
/// lines, where the next word would not have fitted. Some programs count
/// characters for that, some bytes.
fn is_folded(text: &str, lines: &[RawLine]) -> bool {
    const LEAST: usize = 3;
    const LONGEST: usize = 160;
    let pairs = || lines.windows(2).map(|pair| (&pair[0], &pair[1]));
    let n = pairs().filter(|(line, next)| trails(text, line, next)).count();
    if n < LEAST {
        return false;
    }
    let bytes = |line: &RawLine| line.indent + line.span.len();
    let word = |line: &RawLine| {
        let word = line.span.of(text).split_whitespace().next().unwrap_or("");
        (word.chars().count(), word.len())
    };
    let (columns_most, bytes_most) =
        lines.iter().fold((0, 0), |most, line| (most.0.max(line.width), most.1.max(bytes(line))));
    let full = pairs().filter(|(line, next)| trails(text, line, next)).filter(|(line, next)| {
        let (columns, length) = word(next);
        line.width + 1 + columns > columns_most || bytes(line) + 1 + length > bytes_most
    });
    let spaces = lines.iter().filter(|line| text[line.span.end as usize..].starts_with(' ')).count();
    columns_most.min(bytes_most) <= LONGEST && full.count() * 10 >= n * 9 && n * 10 >= spaces * 9
}

/// The column at which a text is wrapped, `None` where it isn't.
///
/// Wrapped are texts without long lines in which most lines of some length
/// break just where the next word would not have fitted, and few where a
/// sentence ends: else each line is a paragraph.
fn wrap_width(text: &str, lines: &[RawLine]) -> Option<usize> {
    const LONGEST: usize = 120;
    const SHORTEST: usize = 50;
    let long = lines.iter().filter(|l| l.width - l.indent > LONGEST && l.span.of(text).contains(' ')).count();
    if long * 50 > lines.len() {
        return None;
    }
    let full: Vec<(&RawLine, &RawLine)> = lines
        .windows(2)
        .map(|w| (&w[0], &w[1]))
        .filter(|(a, b)| a.number + 1 == b.number && (SHORTEST..=LONGEST).contains(&a.width))
        .collect();
    let mut widths: Vec<usize> = full.iter().map(|(a, _)| a.width).collect();
    crate::order::sort(&mut widths);
    let width = *widths.get(widths.len().checked_sub(1)? * 19 / 20)?;
    let ends = |line: &RawLine| {
        line.span.of(text).ends_with(['.', '!', '?', '。', '！', '？', '؟', '۔', '”', '"', '»'])
    };
    if full.iter().filter(|(a, _)| ends(a)).count() * 2 > full.len() {
        return None;
    }
    let broken = full.iter().filter(|(a, b)| a.width + 1 + first_word(text, b) > width).count();
    (broken >= 3 && broken * 10 >= full.len() * 6).then_some(width)
}

/// Columns of a line's first word, or of its first character where words have
/// no spaces between them.
fn first_word(text: &str, line: &RawLine) -> usize {
    let words = line.span.of(text);
    match words.chars().next() {
        Some(c) if is_cjk(c) => 1,
        _ => words.split_whitespace().next().unwrap_or("").chars().count(),
    }
}

/// Whether `next` goes on with the block that began with `first` and so far
/// ends with `last`.
fn continues(text: &str, first: &RawLine, last: &RawLine, next: &RawLine, width: usize) -> bool {
    if last.number + 1 != next.number || bullet(next.span.of(text)).is_some() {
        return false;
    }
    let hang = bullet(first.span.of(text)).unwrap_or(0);
    let aligned = next.indent == last.indent || next.indent == first.indent + hang;
    let outdented = first.number == last.number && next.indent < last.indent;
    let full = last.width + 1 + first_word(text, next) > width;
    let flows = text[next.span.start as usize..].starts_with(char::is_lowercase)
        && text[..last.span.end as usize].ends_with(|c: char| c.is_alphanumeric() || c == ',');
    (aligned || (outdented && last.width > width / 2)) && (full || (flows && last.width * 2 > width))
}

/// The length in characters of the bullet that a line begins with, with the
/// space behind it.
fn bullet(line: &str) -> Option<usize> {
    let mut chars = line.chars();
    let mark = chars.next()?;
    let is_bullet =
        matches!(mark, '*' | '+' | '•' | '·' | '▪' | '●' | '◦' | '‣' | '■' | '→' | 'o' | '#' | '@');
    match chars.next() {
        None => (is_bullet && !matches!(mark, 'o')).then_some(1),
        Some(' ') if is_bullet => Some(2),
        Some(_) => matches!(mark, '•' | '●' | '▪' | '■').then_some(1),
    }
}

/// Form marks and image names: words that stand for something unprintable.
fn is_mark(word: &str) -> bool {
    // Every word is asked: first by one byte.
    if !matches!(word.as_bytes().first(), Some(b'(' | b'[' | b']' | b'_' | b'I')) {
        return false;
    }
    let image = |w: &str| {
        let w = w.to_ascii_lowercase();
        [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"].iter().any(|e| w.ends_with(e))
    };
    matches!(word, "(BUTTON)" | "(SUBMIT)" | "[ICON]" | "[BUTTON]" | "[INLINE]" | "[IMAGE]" | "[EMBED]")
        || matches!(word, "[" | "]" | "[x]" | "[X]" | "[_]" | "(_)" | "(*)" | "IFRAME:")
        || (word.len() >= 3 && word.chars().all(|c| c == '_'))
        || word.strip_prefix('[').and_then(|w| w.strip_suffix(']')).is_some_and(image)
}

fn block(text: &str, lines: &[RawLine], range: Range<usize>) -> Block {
    let first = &lines[range.start];
    let spaced = range.start == 0 || lines[range.start - 1].number + 1 < first.number;
    let bytes = lines[range.clone()].iter().map(|line| line.span.len() + 1).sum();
    let mut block = Block {
        lines: range.clone(),
        text: String::with_capacity(bytes),
        folded: String::new(),
        words: Vec::with_capacity(bytes / 5 + 1),
        gaps: Vec::new(),
        bullet: false,
        spaced,
        indent: first.indent,
    };
    for (n, line) in lines[range].iter().enumerate() {
        let mut rest = line.span.of(text);
        let mut at = line.span.start as usize;
        if n == 0
            && let Some(chars) = bullet(rest)
        {
            let cut: usize = rest.chars().take(chars).map(char::len_utf8).sum();
            // An 'o' or '#' is a bullet only where it is indented as lynx has it.
            if !rest.starts_with(['o', '#', '@']) || line.indent >= 5 {
                block.bullet = true;
                rest = &rest[cut..];
                at += cut;
            }
        }
        let mut spaces = 0;
        let mut wrapped = n > 0;
        while let Some(c) = rest.chars().next() {
            if c.is_whitespace() {
                spaces += if c == '\t' { 2 } else { 1 };
                rest = &rest[c.len_utf8()..];
                at += c.len_utf8();
                continue;
            }
            let (word, behind) = rest.split_at(word_length(rest));
            if !is_mark(word) {
                push_word(&mut block, word, at, spaces >= 2, wrapped);
                wrapped = false;
            }
            spaces = 0;
            rest = behind;
            at += word.len();
        }
    }
    block.folded = fold(&block.text);
    block
}

/// The length of the word that a text begins with, up to white space.
fn word_length(text: &str) -> usize {
    let ends = |b: u8| matches!(b, b' ' | b'\t'..=b'\r') || !b.is_ascii();
    let plain = text.bytes().position(ends).unwrap_or(text.len());
    match text.as_bytes().get(plain) {
        Some(b) if !b.is_ascii() => {
            plain + text[plain..].find(char::is_whitespace).unwrap_or(text.len() - plain)
        }
        _ => plain,
    }
}

/// Appends a word; `gap`: columns stand before it, `wrapped`: it begins a line
/// that continues the one before, perhaps behind a hyphen or between two wide
/// characters, where there is no space to restore.
fn push_word(block: &mut Block, word: &str, raw: usize, gap: bool, wrapped: bool) {
    if let Some(last) = block.text.chars().last() {
        let hyphen = || last == '-' && word.starts_with(char::is_lowercase);
        let wide = || is_cjk(last) && word.starts_with(is_cjk);
        if !wrapped || !(hyphen() || wide()) {
            block.text.push(' ');
        }
        if gap {
            block.gaps.push(block.text.len());
        }
    }
    block.words.push((block.text.len() as u32, raw as u32, word.len() as u32));
    block.text.push_str(word);
}

#[cfg(test)]
mod tests {
    use super::super::lines::read;
    use super::*;

    #[test]
    fn lines_that_end_sentences_are_paragraphs() {
        let lines = [
            "The harbour was closed on Monday after a tug ran aground in the southern channel.",
            "Nobody was hurt, the port authority said, and no oil was seen on the water there.",
            "Two ferries to the islands were cancelled, and a third one sailed three hours late.",
            "Divers are to look at the hull in the morning, before the tug is towed to the dock.",
            "The cause of the accident is not known, and the crew of five has been questioned.",
        ];
        check(&lines.join("\n"), &lines);
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let blocks = blocks(text, &read(text));
        assert_eq!(blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>(), expected);
        for b in &blocks {
            for (at, raw, len) in &b.words {
                let (at, raw, len) = (*at as usize, *raw as usize, *len as usize);
                assert_eq!(&b.text[at..at + len], &text[raw..raw + len]);
            }
        }
    }

    #[test]
    fn lines_of_a_wrapped_text_are_joined() {
        check(
            "   The tug had been lying off the mole since Tuesday evening, waiting for\n\
             \x20  the swell to go down, when the pilot finally came aboard and asked for\n\
             \x20  the engineer. Nobody knew where he had gone, and nobody was willing to\n\
             \x20  look for him.\n\
             \x20    * Home\n\
             \x20    * A long item of a list which needs a second line because it is long\n\
             \x20      and goes on",
            &[
                "The tug had been lying off the mole since Tuesday evening, waiting for the swell to go down, \
                 when the pilot finally came aboard and asked for the engineer. Nobody knew where he had gone, \
                 and nobody was willing to look for him.",
                "Home",
                "A long item of a list which needs a second line because it is long and goes on",
            ],
        );
    }

    #[test]
    fn folded_lines_are_joined_where_they_were_cut() {
        let headline = "The tug that had been lying off the mole has left the harbour today";
        let text = format!(
            "{headline}\n{headline}\nHome\n\
             The tug had been lying off the mole since Tuesday evening, waiting for the \n\
             swell to go down, when the pilot finally came aboard and asked for the \n\
             engineer. Nobody knew where he had gone, and nobody was willing to look for \n\
             him.\nSport\n"
        );
        check(
            &text,
            &[
                headline,
                headline,
                "Home",
                "The tug had been lying off the mole since Tuesday evening, waiting for the swell to go down, \
                 when the pilot finally came aboard and asked for the engineer. Nobody knew where he had gone, \
                 and nobody was willing to look for him.",
                "Sport",
            ],
        );
    }

    #[test]
    fn lines_of_other_texts_stay_apart() {
        check(
            "Home\nWorld\nThe tug is off the mole\nnow",
            &["Home", "World", "The tug is off the mole", "now"],
        );
    }

    #[test]
    fn marks_are_no_text() {
        check("(BUTTON) Menu\n[logo.png] ____\n  * \n• Home", &["Menu", "", "", "Home"]);
    }

    #[test]
    fn columns_are_known() {
        let text = "News   /   Politics now";
        let blocks = blocks(text, &read(text));
        assert_eq!(blocks[0].text, "News / Politics now");
        assert_eq!(blocks[0].gaps, [5, 7]);
        assert_eq!(blocks[0].raw_span(7..15).of(text), "Politics");
        assert_eq!(blocks[0].raw_span(0..19).of(text), text);
    }
}
