//! An article's parts in the order of the page, and its raw lines with what became of each.

use crate::article::{Article, LineUse};
use crate::text::Span;
use crate::view::words;

/// A part of the story as the reader sets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Index into [`Article::paragraphs`].
    Paragraph(usize),
    /// Index into [`Article::captions`].
    Caption(usize),
}

/// Paragraphs and captions as the page had them: a caption stands after the
/// paragraph that it followed. What no line names comes last.
pub fn parts(article: &Article) -> Vec<Part> {
    let uses = article.lines.iter().flat_map(|line| &line.uses);
    let named = uses.filter_map(|line_use| match line_use {
        LineUse::Body(n) => Some(Part::Paragraph(*n as usize)),
        LineUse::Caption(n) => Some(Part::Caption(*n as usize)),
        _ => None,
    });
    let rest = (0..article.paragraphs.len())
        .map(Part::Paragraph)
        .chain((0..article.captions.len()).map(Part::Caption));
    let (mut paragraphs, mut captions) =
        (vec![false; article.paragraphs.len()], vec![false; article.captions.len()]);
    named
        .chain(rest)
        .filter(|part| {
            let seen = match part {
                Part::Paragraph(n) => paragraphs.get_mut(*n),
                Part::Caption(n) => captions.get_mut(*n),
            };
            seen.is_some_and(|seen| !std::mem::replace(seen, true))
        })
        .collect()
}

/// How sure it is, in percent, that a paragraph is part of the story, where
/// that is in doubt.
pub fn doubt(article: &Article, paragraph: usize) -> Option<u8> {
    let doubt = article.doubts.iter().find(|doubt| doubt.paragraph as usize == paragraph);
    doubt.map(|doubt| doubt.confidence)
}

/// A raw line as the raw view shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawLine {
    /// 1-based, counting blank lines.
    pub number: u32,
    /// Into [`Article::raw`].
    pub span: Span,
    pub kept: bool,
    /// What it became or why it was dropped, in plain words; empty for what is
    /// surely the story itself.
    pub label: String,
    /// How sure it is that a dropped line is none of the story, or a doubtful
    /// one part of it, in percent.
    pub confidence: Option<u8>,
    /// Whether blank lines stood before it.
    pub gap: bool,
}

/// Every non-blank line of the file, in order.
pub fn raw_lines(article: &Article) -> Vec<RawLine> {
    let mut last = 0;
    article
        .lines
        .iter()
        .map(|line| {
            let gap = line.number > last + 1;
            last = line.number;
            // A lead may name the source, and is the story all the same.
            let is_story = line.uses.iter().any(|u| matches!(u, LineUse::Body(_)));
            let said = line.uses.iter().filter(|u| !(is_story && matches!(u, LineUse::Source)));
            let mut labels: Vec<&str> = said.filter_map(|u| words::line_use(*u)).collect();
            let confidence = line.uses.iter().find_map(|line_use| match line_use {
                LineUse::Removed(_, confidence) => Some(*confidence),
                LineUse::Body(n) => doubt(article, *n as usize),
                _ => None,
            });
            if is_story && confidence.is_some() {
                labels.push(words::DOUBT);
            }
            labels.dedup();
            RawLine {
                number: line.number,
                span: line.span,
                kept: line.uses.iter().any(|u| !matches!(u, LineUse::Removed(..))),
                label: labels.join(", "),
                confidence,
                gap,
            }
        })
        .collect()
}

/// How many lines were dropped, for the switch that shows them.
pub fn n_dropped(article: &Article) -> usize {
    let dropped = |uses: &[LineUse]| uses.iter().all(|u| matches!(u, LineUse::Removed(..)));
    article.lines.iter().filter(|line| dropped(&line.uses)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{ArticleId, Doubt, Line, RawArticle, Reason};
    use crate::clean::keep_all;

    /// An article of one line per list of uses; `gap` lines are blank.
    fn article(uses: &[&[LineUse]], n_paragraphs: usize, n_captions: usize) -> Article {
        let raw = RawArticle { file: String::new(), id: ArticleId(String::new()), text: "x".repeat(40) };
        let lines = uses
            .iter()
            .enumerate()
            .filter(|(_, uses)| !uses.is_empty())
            .map(|(n, uses)| Line { number: n as u32 + 1, span: Span::new(n, n + 1), uses: uses.to_vec() })
            .collect();
        let paragraphs = (0..n_paragraphs).map(|n| Span::new(n, n + 1)).collect();
        Article { lines, paragraphs, captions: vec![String::new(); n_captions], ..keep_all(raw) }
    }

    #[test]
    fn captions_stand_where_the_page_had_them() {
        use LineUse::{Body, Caption, Title};
        let lines: [&[LineUse]; 4] = [&[Title], &[Body(0)], &[Caption(0)], &[Body(1)]];
        let parts = parts(&article(&lines, 3, 2));
        assert_eq!(
            parts,
            [Part::Paragraph(0), Part::Caption(0), Part::Paragraph(1), Part::Paragraph(2), Part::Caption(1)]
        );
    }

    #[test]
    fn a_paragraph_of_several_lines_is_set_once() {
        let lines: [&[LineUse]; 3] = [&[LineUse::Body(0)], &[LineUse::Body(0)], &[LineUse::Body(9)]];
        assert_eq!(parts(&article(&lines, 1, 0)), [Part::Paragraph(0)]);
    }

    #[test]
    fn lines_say_what_became_of_them() {
        let lines: [&[LineUse]; 6] = [
            &[LineUse::Sections, LineUse::Published],
            &[],
            &[LineUse::Body(0)],
            &[LineUse::Removed(Reason::Cookies, 90)],
            &[LineUse::Removed(Reason::Share, 90)],
            &[LineUse::Body(1)],
        ];
        let doubts = vec![Doubt { paragraph: 1, confidence: 60 }];
        let article = Article { doubts, ..article(&lines, 2, 0) };
        let lines = raw_lines(&article);
        let written: Vec<String> = lines
            .iter()
            .map(|l| format!("{}{} {} {}", if l.gap { "…" } else { "" }, l.number, l.kept, l.label))
            .collect();
        assert_eq!(
            written,
            [
                "1 true section, date",
                "…3 true ",
                "4 false cookie notice",
                "5 false share buttons",
                "6 true may not belong to the story"
            ]
        );
        assert_eq!(n_dropped(&article), 2);
    }
}
