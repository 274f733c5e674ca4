//! The raw file as lines, each with its place.

use crate::text::Span;

/// One non-blank raw line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawLine {
    /// 1-based, counting blank lines too.
    pub number: u32,
    /// Into the raw text, without surrounding white space.
    pub span: Span,
    /// Columns of white space before the first character; a tab counts for eight.
    pub indent: usize,
    /// Columns up to the last character; wide East Asian characters count twice.
    pub width: usize,
}

/// What ends a line: line feed, carriage return, Unicode's next line, line
/// separator and paragraph separator.
const ENDS: [char; 5] = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];

/// All non-blank lines of a text, in order. A line ends with one of [`ENDS`],
/// or with a carriage return and a line feed.
pub fn read(text: &str) -> Vec<RawLine> {
    let mut lines = Vec::new();
    let (mut at, mut number) = (0, 0);
    while at < text.len() {
        let line = &text[at..line_end(text, at)];
        // Of the two together the second ends nothing.
        number += u32::from(!(line == "\n" && text[..at].ends_with('\r')));
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let lead = line.len() - line.trim_start().len();
            let indent = columns(&line[..lead]);
            lines.push(RawLine {
                number,
                span: Span::new(at + lead, at + lead + trimmed.len()),
                indent,
                width: indent + columns(trimmed),
            });
        }
        at += line.len();
    }
    lines
}

/// Where the line ends that begins at `start`, behind what ends it.
fn line_end(text: &str, start: usize) -> usize {
    let mut at = start;
    loop {
        // All of ENDS begin with one of these.
        let may_end = |b: &u8| matches!(b, b'\n' | b'\r' | 0xc2 | 0xe2);
        let Some(length) = text.as_bytes()[at..].iter().position(may_end) else { return text.len() };
        at += length;
        let Some(c) = text[at..].chars().next() else { return text.len() };
        at += c.len_utf8();
        if ENDS.contains(&c) {
            return at;
        }
    }
}

/// How many columns of a terminal a text takes.
fn columns(text: &str) -> usize {
    if text.bytes().fold(true, |plain, b| plain & (b.is_ascii() & !b.is_ascii_control())) {
        return text.len();
    }
    let bytes = text.bytes().enumerate();
    let columns = bytes.map(|(at, byte)| match byte {
        b'\t' => 8,
        b'\r' => 0,
        // Within a character.
        0x80..0xc0 => 0,
        // No wide character begins with a lower byte.
        0xe3.. if text[at..].starts_with(is_cjk) => 2,
        _ => 1,
    });
    columns.sum()
}

/// Chinese and Japanese characters and their punctuation: wide, and written
/// without spaces between words.
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_place() {
        let text = "a\r\n\n  \u{a0}bé  \n东京\n";
        let lines = read(text);
        let seen: Vec<_> = lines.iter().map(|l| (l.number, l.span.of(text), l.indent, l.width)).collect();
        assert_eq!(seen, [(1, "a", 0, 1), (3, "bé", 3, 5), (4, "东京", 0, 4)]);
        let numbers = |text| read(text).iter().map(|l| l.number).collect::<Vec<_>>();
        assert_eq!(numbers("a\rb\r\rc"), [1, 2, 4]);
        assert_eq!(numbers("a\r\nb\r\n\r\nc\n"), [1, 2, 4]);
        assert_eq!(numbers("a\u{2028}b\u{2029}\u{2029}c\u{85}d"), [1, 2, 4, 5]);
    }
}
