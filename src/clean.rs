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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArticleId;

    #[track_caller]
    fn check(text: &str, title: Option<&str>, body: &str) {
        let raw =
            RawArticle { file: "a.txt".to_owned(), id: ArticleId(String::new()), text: text.to_owned() };
        let article = clean(raw);
        assert_eq!(article.title.as_ref().map(|t| t.value.as_str()), title, "{text}");
        assert_eq!(article.text, body, "{text}");
    }

    #[test]
    fn a_short_notice_is_a_story() {
        check(
            "Ferry to the islands runs again\n\nThe ferry has taken up its service again after the winter, the \
             harbour office said on Monday.\n",
            Some("Ferry to the islands runs again"),
            "The ferry has taken up its service again after the winter, the harbour office said on Monday.",
        );
        check(
            "Home\nNews\nSport\n\nBridge closed for repairs\n\nThe old bridge is closed until Friday, the town \
             hall announced in the morning.\n\nShare on Facebook\nLeave a Comment\n",
            Some("Bridge closed for repairs"),
            "The old bridge is closed until Friday, the town hall announced in the morning.",
        );
    }
}
