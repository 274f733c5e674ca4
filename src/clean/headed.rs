//! An article and what its carrier said of it, put together.
//!
//! What is said stands above the article's own text, a line each, so that it
//! has a place that the reader can be led to, like every other fact.

use super::markup;
use crate::article::{Article, Fact, Line, LineUse, Reason};
use crate::date::stated;
use crate::ingest::{Head, Label};
use crate::text::{Span, web_address};

/// Puts the head's lines above the article's text. What they say goes before
/// what the text was found to say; what can't be read of them is a line of
/// metadata, and the text's own answer stays.
pub fn with_head(mut article: Article, head: &Head) -> Article {
    let said = head.lines();
    if said.is_empty() {
        return article;
    }
    let mut raw = String::new();
    let mut lines = Vec::new();
    let mut facts = Vec::new();
    for (label, value) in said {
        let start = raw.len();
        raw.push_str(label.text());
        let at = Span::new(raw.len(), raw.len() + value.len());
        raw.push_str(&value);
        lines.push(Line {
            number: lines.len() as u32 + 1,
            span: Span::new(start, raw.len()),
            uses: Vec::new(),
        });
        raw.push('\n');
        facts.push((label, value, at));
    }
    raw.push('\n');
    move_down(&mut article, raw.len() as u32, lines.len() as u32 + 1);
    for ((label, value, at), line) in facts.into_iter().zip(&mut lines) {
        let known = match label {
            Label::Published => stated::date(&value).map(|date| {
                article.published = Some(Fact { value: date, evidence: at });
                LineUse::Published
            }),
            Label::Author => Some(markup::authors(&value)).filter(|names| !names.is_empty()).map(|names| {
                article.byline = Some(Fact { value: names.join(", "), evidence: at });
                LineUse::Byline
            }),
            Label::Source => {
                article.source = Some(Fact { value, evidence: at });
                Some(LineUse::Source)
            }
            Label::Section => {
                article.sections = Some(Fact { value: head.sections.clone(), evidence: at });
                Some(LineUse::Sections)
            }
            Label::Address => {
                article.address = web_address(&value).map(str::to_owned).or(article.address.take());
                None
            }
        };
        line.uses.push(known.unwrap_or(LineUse::Removed(Reason::Metadata, 100)));
        if let Some(known) = known {
            release(&mut article.lines, known);
        }
    }
    lines.append(&mut article.lines);
    article.lines = lines;
    raw.push_str(&article.raw);
    article.raw = raw;
    article
}

/// Lines that served for a fact that is better known from the head.
fn release(lines: &mut [Line], fact: LineUse) {
    for line in lines {
        line.uses.retain(|line_use| *line_use != fact);
        if line.uses.is_empty() {
            line.uses.push(LineUse::Removed(Reason::Metadata, 90));
        }
    }
}

/// Moves all that points into the raw text by so many bytes and lines.
fn move_down(article: &mut Article, bytes: u32, lines: u32) {
    let down = |span: &mut Span| *span = Span { start: span.start + bytes, end: span.end + bytes };
    for line in &mut article.lines {
        line.number += lines;
        down(&mut line.span);
    }
    [&mut article.title, &mut article.summary, &mut article.byline, &mut article.source]
        .into_iter()
        .flatten()
        .for_each(|fact| down(&mut fact.evidence));
    article.published.iter_mut().for_each(|fact| down(&mut fact.evidence));
    article.sections.iter_mut().for_each(|fact| down(&mut fact.evidence));
    article.dateline.iter_mut().for_each(|dateline| down(&mut dateline.evidence));
}

#[cfg(test)]
mod tests {
    use super::super::clean_headed;
    use super::*;
    use crate::article::{ArticleId, RawArticle};

    const STORY: &str = "The ferry has taken up its service again after the winter, the harbour office said on Monday.\n\n\
                         It will run three times a day until the autumn, and every hour on the days of the fair.";

    fn cleaned(head: Head, text: &str) -> Article {
        let raw = RawArticle { file: "a".to_owned(), id: ArticleId(String::new()), text: text.to_owned() };
        clean_headed(raw, &head)
    }

    #[test]
    fn what_is_said_goes_before_what_is_found() {
        let head = Head {
            title: Some("Ferry runs again".to_owned()),
            published: Some("2020-05-03T10:00:00Z".to_owned()),
            author: Some("Ann Lee".to_owned()),
            source: Some("Post".to_owned()),
            sections: vec!["Harbour".to_owned()],
            address: Some("https://example.org/ferry".to_owned()),
        };
        let article = cleaned(head, &format!("Ferry runs again\n\n4 May 2020\n\n{STORY}\n"));
        let of = |span: Span| span.of(&article.raw).to_owned();
        let title = article.title.as_ref().unwrap();
        assert_eq!(
            (title.value.as_str(), of(title.evidence).as_str()),
            ("Ferry runs again", "Ferry runs again")
        );
        let published = article.published.as_ref().unwrap();
        assert_eq!(published.value.to_string(), "2020-05-03T10:00+00:00");
        assert_eq!(of(published.evidence), "2020-05-03T10:00:00Z");
        assert_eq!(article.byline.as_ref().unwrap().value, "Ann Lee");
        assert_eq!(article.source.as_ref().unwrap().value, "Post");
        assert_eq!(article.sections.as_ref().unwrap().value, ["Harbour"]);
        assert_eq!(article.text, STORY);
        assert!(article.lines.iter().all(|line| !line.uses.is_empty()));
        let numbered: Vec<(usize, &str)> = article
            .raw
            .lines()
            .enumerate()
            .filter(|(_, l)| !l.trim().is_empty())
            .map(|(n, l)| (n + 1, l))
            .collect();
        let told: Vec<(usize, String)> =
            article.lines.iter().map(|line| (line.number as usize, of(line.span))).collect();
        assert!(numbered.iter().map(|(n, l)| (*n, (*l).to_owned())).eq(told));
    }

    #[test]
    fn a_title_that_is_known_takes_no_paragraph() {
        let head = Head { title: Some("7".to_owned()), ..Head::default() };
        let article = cleaned(head, &format!("7\n\n{STORY}"));
        assert_eq!(article.title.map(|t| t.value).as_deref(), Some("7"));
        assert_eq!(article.text, STORY);
    }

    #[test]
    fn what_cant_be_read_is_a_line_of_metadata() {
        let head = Head { published: Some("some day".to_owned()), ..Head::default() };
        let article = cleaned(head, STORY);
        assert_eq!(article.published, None);
        assert_eq!(article.lines[0].uses, [LineUse::Removed(Reason::Metadata, 100)]);
    }
}
