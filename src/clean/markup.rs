//! [`PageText`] to [`Article`]: what a saved page's markup adds to its words.
//!
//! The story's box is found first ([`story`]); of the lines in it, furniture
//! is left out by their own words and markup. Title, date and authors are what
//! the page claims in its data, held against what it shows ([`headline`],
//! [`said`]). Every line of the rendering is accounted for, as with text.

mod facts;
mod headline;
mod roles;
mod said;
mod story;

use super::dateline;
use crate::article::{Article, ArticleId, Dateline, Doubt, Fact, Line, LineUse};
use crate::html::PageText;
use crate::text::Span;
use facts::Facts;
use roles::Role;
use said::Place;
pub use said::authors;

/// Cleans a page.
pub fn clean(file: String, id: ArticleId, page: PageText) -> Article {
    let facts = facts::facts(&page);
    let title = headline::line(&page, &facts);
    let story = story::find(&page, &facts, title);
    let roles = roles::roles(&page, &facts, &story, title);
    let body = || (0..roles.len()).filter(|&at| roles[at] == Role::Body);
    let first = body().find(|&at| facts[at].is_prose()).or_else(|| body().next()).unwrap_or(0);
    let place = Place { head: title.unwrap_or(first), first, last: body().next_back().unwrap_or(first) };
    assemble(file, id, page, &facts, &roles, place, title)
}

/// The article of lines whose roles are known.
fn assemble(
    file: String,
    id: ArticleId,
    page: PageText,
    facts: &[Facts],
    roles: &[Role],
    place: Place,
    title: Option<usize>,
) -> Article {
    let span = |at: usize| Span { start: page.lines[at].start, end: page.lines[at].end };
    let text_of = |at: usize| span(at).of(&page.text);
    let first = roles.iter().position(|r| *r == Role::Body);
    let lead = first.and_then(|at| dateline::lead(text_of(at)));
    let in_first = |range: &std::ops::Range<usize>| {
        let from = first.map_or(0, |at| page.lines[at].start as usize);
        Span::new(from + range.start, from + range.end)
    };
    let printed = lead.as_ref().and_then(|l| l.place.as_ref()).map(|(name, range)| Dateline {
        place: name.clone(),
        text: in_first(range).of(&page.text).to_owned(),
        evidence: in_first(range),
    });
    let credit = lead
        .as_ref()
        .and_then(|l| l.credit.as_ref())
        .map(|range| Fact { value: in_first(range).of(&page.text).to_owned(), evidence: in_first(range) });
    let title = headline::title(&page, title);
    let published = said::published(&page, facts, place);
    let byline = said::byline(&page, facts, place);
    let source = credit.or_else(|| said::source(&page));
    let sections = said::sections(&page, facts, place);
    let summary = roles.iter().position(|r| *r == Role::Summary);
    let summary = summary.map(|at| Fact { value: text_of(at).to_owned(), evidence: span(at) });

    let evidence = [
        (LineUse::Title, title.as_ref().map(|f| f.evidence)),
        (LineUse::Published, published.as_ref().map(|f| f.evidence)),
        (LineUse::Byline, byline.as_ref().map(|f| f.evidence)),
        (LineUse::Source, source.as_ref().map(|f| f.evidence)),
        (LineUse::Sections, sections.as_ref().map(|f| f.evidence)),
        (LineUse::Dateline, printed.as_ref().map(|d| d.evidence)),
    ];
    let (mut text, mut paragraphs, mut captions) = (String::new(), Vec::new(), Vec::new());
    let (mut doubts, prose) = (Vec::new(), roles::prose(facts, roles));
    let mut lines = Vec::with_capacity(roles.len());
    for (at, role) in roles.iter().enumerate() {
        let mut uses = Vec::new();
        match role {
            Role::Body => {
                let from = if first == Some(at) { lead.as_ref().map_or(0, |l| l.body) } else { 0 };
                if !text.is_empty() {
                    text.push_str("\n\n");
                }
                let start = text.len();
                text.push_str(&text_of(at)[from..]);
                paragraphs.push(Span::new(start, text.len()));
                let paragraph = paragraphs.len() as u32 - 1;
                if let Some(confidence) = roles::doubt(facts, at, prose.clone()) {
                    doubts.push(Doubt { paragraph, confidence });
                }
                uses.push(LineUse::Body(paragraph));
            }
            Role::Title => uses.push(LineUse::Title),
            Role::Summary => uses.push(LineUse::Summary),
            Role::Caption => {
                captions.push(text_of(at).to_owned());
                uses.push(LineUse::Caption(captions.len() as u32 - 1));
            }
            Role::Removed(..) => {}
        }
        for (line_use, place) in evidence {
            if place.is_some_and(|place| place.overlaps(span(at))) && !uses.contains(&line_use) {
                uses.push(line_use);
            }
        }
        if let (Role::Removed(reason, confidence), true) = (role, uses.is_empty()) {
            uses.push(LineUse::Removed(*reason, *confidence));
        }
        lines.push(Line { number: at as u32 + 1, span: span(at), uses });
    }
    Article {
        file,
        id,
        lines,
        title,
        summary,
        published,
        byline,
        source,
        sections,
        dateline: printed,
        language: crate::text::language(&text),
        text,
        paragraphs,
        doubts,
        captions,
        address: said::address(&page),
        raw: page.text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAD: &str = "Envoys from five countries ended two days of talks on the river treaty on Sunday.";
    const MORE: &str = "The ministry said in a statement that the next meeting would be held in Geneva, and that \
                        all the parties had agreed to come back to the table in the autumn.";
    const LAST: &str = "Diplomats who were in the room said that the question of water rights was still open, \
                        and that it would be for the leaders to decide on it.";

    /// Checks that the story of a page with `around` in place of `{story}` is `expected`.
    #[track_caller]
    fn check(around: &str, story: &str, expected: &[&str]) {
        let html = around.replace("{story}", story);
        let page = crate::html::read(html.as_bytes(), |_, _| None).unwrap();
        let article = clean(String::new(), ArticleId(String::new()), page);
        let body: Vec<&str> = article.paragraphs.iter().map(|p| p.of(&article.text)).collect();
        assert_eq!(body, expected, "{html}");
        assert_eq!(article.title.map(|t| t.value).as_deref(), Some("Talks end in Vienna"), "{html}");
    }

    fn paragraphs(texts: &[&str]) -> String {
        texts.iter().map(|text| format!("<p>{text}</p>")).collect()
    }

    const PAGE: &str = "<title>Talks end in Vienna | Post</title><div class=menu><a>Home</a><a>World</a></div>\
                        <h1>Talks end in Vienna</h1><div class=content>{story}</div>";

    #[test]
    fn furniture_beside_and_within_the_story_is_left_out() {
        let story = paragraphs(&[LEAD, MORE, LAST]);
        check(PAGE, &story, &[LEAD, MORE, LAST]);
        for furniture in [
            format!("<div class=comments>{}</div>", paragraphs(&[MORE, LEAD, LAST, MORE, LEAD]).repeat(3)),
            format!("<ul class=cards>{}</ul>", format!("<li><h3><a>Another story of the day</a></h3><p>{MORE}</li>").repeat(6)),
            format!("<div><h3>Related articles</h3><p><a>{LAST}</a></div>"),
            "<div class=cookie-banner><p>We use cookies to make this page better, and so do our partners.</div>".to_owned(),
            "<p class=tags>Tags: <a>Vienna</a> <a>Water</a></p>".to_owned(),
            "<figure><img><figcaption>The hall in which the envoys met on Sunday.</figcaption></figure>".to_owned(),
        ] {
            check(&PAGE.replace("{story}", &format!("{{story}}{furniture}")), &story, &[LEAD, MORE, LAST]);
            check(&format!("{PAGE}{furniture}"), &story, &[LEAD, MORE, LAST]);
        }
    }

    #[test]
    fn an_address_says_the_day_of_publication() {
        let own = "<link rel=canonical href='https://post.example/2020/05/03/talks-end/'>";
        for (said, expected) in [
            ("<meta property=article:published_time content=2021-07-01T10:15>", "2020-05-03"),
            ("<meta property=article:published_time content=2020-05-03T10:15>", "2020-05-03T10:15"),
            ("", "2020-05-03"),
        ] {
            let html = format!("{own}{said}{}", PAGE.replace("{story}", &paragraphs(&[LEAD, MORE, LAST])));
            let page = crate::html::read(html.as_bytes(), |_, _| None).unwrap();
            let article = clean(String::new(), ArticleId(String::new()), page);
            assert_eq!(article.published.map(|d| d.value.to_string()).as_deref(), Some(expected), "{said}");
        }
    }

    #[test]
    fn names_of_outer_boxes_are_no_verdict() {
        let story = paragraphs(&[LEAD, MORE, LAST]);
        for class in
            ["has-sidebar comments-open", "paywall subscriber", "category-news tag-water", "nav-fixed"]
        {
            check(&format!("<body class=x><div class='{class}'>{PAGE}</div>"), &story, &[LEAD, MORE, LAST]);
        }
    }

    #[test]
    fn lines_of_date_and_authors_are_no_story() {
        let story = format!("<p>By Ann Lee</p><p>3 May 2020, 10:15</p>{}", paragraphs(&[LEAD, MORE]));
        check(PAGE, &story, &[LEAD, MORE]);
    }

    #[test]
    fn a_story_without_paragraphs_is_one() {
        check(PAGE, &format!("{LEAD}<br><br>{MORE}<br>"), &[LEAD, MORE]);
    }
}
