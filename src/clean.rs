//! [`RawArticle`] to [`Article`]: the story kept, every other line accounted for.
//!
//! The raw lines become blocks ([`wrap`]), the blocks get features and a score
//! ([`features`], [`story`]), and the run of blocks that scores best is the
//! story. What stands around it is read for title, date, byline and the like;
//! the rest is dropped, each line with its reason. Nothing is lost silently:
//! every raw line that is not blank has a use.

mod assemble;
mod byline;
mod caption;
mod dateline;
mod features;
mod language;
mod lines;
mod names;
mod page;
mod phrases;
mod published;
mod reasons;
mod sections;
mod source;
mod story;
mod title;
mod weights;
mod words;
mod wrap;

use crate::article::{Article, Line, LineUse, RawArticle};
use crate::text::Span;

/// Finds title, story and metadata, and says of every other line why it was dropped.
pub fn clean(raw: RawArticle) -> Article {
    let lines = lines::read(&raw.text);
    let page = page::read(&raw.text, &lines);
    assemble::article(raw, &lines, page)
}

/// Takes the whole file as body, unchanged: no line is lifted, trimmed or dropped.
pub fn keep_all(raw: RawArticle) -> Article {
    let lines = lines::read(&raw.text)
        .into_iter()
        .map(|line| Line { number: line.number, span: line.span, uses: vec![LineUse::Body(0)] })
        .collect();
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
        language: language::language(&raw.text),
        paragraphs: vec![Span::new(0, raw.text.len())],
        text: raw.text.clone(),
        raw: raw.text,
        captions: Vec::new(),
    }
}
