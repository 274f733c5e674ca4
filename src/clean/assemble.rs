//! A page understood, to an article: texts put together, every line accounted for.

use super::lines::RawLine;
use super::page::{Page, Role, Said};
use super::reasons::{Headings, Place};
use crate::article::{Article, Dateline, Doubt, Fact, Line, LineUse, RawArticle, Reason};
use crate::text::{Span, language};

/// From so much on, in percent, a paragraph is story without a doubt.
const SURE: u8 = 75;

/// Puts the article together.
pub fn article(raw: RawArticle, lines: &[RawLine], page: Page) -> Article {
    let mut text = String::new();
    let mut paragraphs = Vec::new();
    let (mut doubts, mut captions) = (Vec::new(), Vec::new());
    let mut uses: Vec<Vec<LineUse>> = vec![Vec::new(); page.blocks.len()];
    let mut headings = Headings::default();
    let first = page.roles.iter().position(|r| *r == Role::Body);
    for (at, block) in page.blocks.iter().enumerate() {
        uses[at] = match page.roles[at] {
            Role::Body => {
                let from = if first == Some(at) { page.lifted } else { 0 };
                if !text.is_empty() {
                    text.push_str("\n\n");
                }
                let start = text.len();
                text.push_str(&block.text[from..]);
                paragraphs.push(Span::new(start, text.len()));
                headings.end();
                let (paragraph, confidence) = (paragraphs.len() as u32 - 1, page.chances[at]);
                if confidence < SURE {
                    doubts.push(Doubt { paragraph, confidence });
                }
                vec![LineUse::Body(paragraph)]
            }
            Role::Title => vec![LineUse::Title],
            Role::Summary => vec![LineUse::Summary],
            Role::Caption => {
                captions.push(block.text.clone());
                vec![LineUse::Caption(captions.len() as u32 - 1)]
            }
            Role::Duplicate => vec![LineUse::Removed(Reason::Duplicate, 95)],
            Role::Meta | Role::Other => Vec::new(),
        };
        let meta = page.roles[at] == Role::Meta || first == Some(at);
        if meta {
            uses[at].extend(meta_uses(&page, at));
        }
        if uses[at].is_empty() {
            let place = match at {
                _ if at < page.run.start => Place::Before,
                _ if at < page.run.end => Place::Within,
                _ => Place::After,
            };
            let (reason, confidence) = headings.reason(block, &page.facts[at], place);
            uses[at].push(LineUse::Removed(reason, confidence));
        }
    }
    let mut out = Vec::with_capacity(lines.len());
    for (block, uses) in page.blocks.iter().zip(&uses) {
        for line in &lines[block.lines.clone()] {
            let uses = uses_of_line(&page, uses, line.span);
            out.push(Line { number: line.number, span: line.span, uses });
        }
    }
    let fact = |said: &Said<String>| Fact {
        value: said.value.clone(),
        evidence: page.blocks[said.block].raw_span(said.range.clone()),
    };
    let summary = page.roles.iter().position(|r| *r == Role::Summary);
    Article {
        title: page.title.as_ref().map(|t| Fact {
            value: page.blocks[t.block].text[t.range.clone()].to_owned(),
            evidence: page.blocks[t.block].raw_span(t.range.clone()),
        }),
        summary: summary
            .map(|at| Fact { value: page.blocks[at].text.clone(), evidence: page.blocks[at].whole() }),
        published: page.published.map(|stamp| Fact {
            value: stamp.printed.date,
            evidence: page.blocks[stamp.block].raw_span(stamp.printed.range()),
        }),
        byline: page.byline.as_ref().filter(|(_, b)| !b.authors.is_empty()).map(|(at, b)| Fact {
            value: b.authors.join(", "),
            evidence: page.blocks[*at].raw_span(b.range.clone()),
        }),
        source: page.source.as_ref().map(fact),
        sections: page.sections.as_ref().map(|said| Fact {
            value: said.value.clone(),
            evidence: page.blocks[said.block].raw_span(said.range.clone()),
        }),
        dateline: page.dateline.as_ref().map(|said| Dateline {
            place: said.value.clone(),
            text: page.blocks[said.block].text[said.range.clone()].to_owned(),
            evidence: page.blocks[said.block].raw_span(said.range.clone()),
        }),
        language: language(&text),
        lines: out,
        text,
        paragraphs,
        doubts,
        captions,
        address: None,
        file: raw.file,
        id: raw.id,
        raw: raw.text,
    }
}

/// What one line of a block serves for: a fact that stands in another line of
/// it is none of its. A wrapped block may be a date and words that are no field.
fn uses_of_line(page: &Page, of_block: &[LineUse], line: Span) -> Vec<LineUse> {
    let said = |said: &Option<Said<String>>| {
        said.as_ref().map(|said| page.blocks[said.block].raw_span(said.range.clone()))
    };
    let evidence = |line_use: &LineUse| match line_use {
        LineUse::Title => page.title.as_ref().map(|t| page.blocks[t.block].raw_span(t.range.clone())),
        LineUse::Published => page.published.map(|s| page.blocks[s.block].raw_span(s.printed.range())),
        LineUse::Byline => page.byline.as_ref().map(|(at, b)| page.blocks[*at].raw_span(b.range.clone())),
        LineUse::Source => said(&page.source),
        LineUse::Sections => page.sections.as_ref().map(|s| page.blocks[s.block].raw_span(s.range.clone())),
        LineUse::Dateline => said(&page.dateline),
        LineUse::Summary | LineUse::Body(_) | LineUse::Caption(_) | LineUse::Removed(..) => None,
    };
    let mut uses = of_block.to_vec();
    uses.retain(|line_use| evidence(line_use).is_none_or(|evidence| evidence.overlaps(line)));
    if uses.is_empty() {
        uses.push(LineUse::Removed(Reason::Metadata, 60));
    }
    uses
}

/// The fields that a block of metadata, or the first paragraph's beginning, fills.
fn meta_uses(page: &Page, at: usize) -> Vec<LineUse> {
    let mut uses = Vec::new();
    if page.published.is_some_and(|s| s.block == at) {
        uses.push(LineUse::Published);
    }
    if page.byline.as_ref().is_some_and(|(block, b)| *block == at && !b.authors.is_empty()) {
        uses.push(LineUse::Byline);
    }
    if page.source.as_ref().is_some_and(|s| s.block == at) {
        uses.push(LineUse::Source);
    }
    if page.sections.as_ref().is_some_and(|s| s.block == at) {
        uses.push(LineUse::Sections);
    }
    if page.dateline.as_ref().is_some_and(|s| s.block == at) {
        uses.push(LineUse::Dateline);
    }
    uses
}
