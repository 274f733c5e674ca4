//! [`PageText`] to [`Article`]: what a saved page's markup adds to its words.
//!
//! The story's box is found first ([`story`]); of the lines in it, furniture
//! is left out by their own words and markup. Title, date and authors are what
//! the page claims in its data, held against what it shows ([`headline`],
//! [`said`]). Every line of the rendering is accounted for, as with text.

pub mod facts;
pub mod features;
mod headline;
mod said;
pub mod story;

use super::{caption, dateline};
use crate::article::{Article, ArticleId, Dateline, Fact, Line, LineUse, Reason};
use crate::html::{Hint, PageText, Tag};
use crate::text::Span;
use facts::Facts;
use features::Surroundings;
use said::Place;
use story::Story;

/// What a line was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Title,
    Summary,
    Body,
    Caption,
    Removed(Reason, u8),
}

/// Cleans a page.
pub fn clean(file: String, id: ArticleId, page: PageText) -> Article {
    let facts = facts::facts(&page);
    let around = Surroundings::new(&page, &facts);
    let story = story::find(&page, &facts, &around.alike, around.title);
    let roles = roles(&page, &facts, &story, around.title);
    let body = || (0..roles.len()).filter(|&at| roles[at] == Role::Body);
    let first = body().find(|&at| facts[at].is_prose()).or_else(|| body().next()).unwrap_or(0);
    let place =
        Place { head: around.title.unwrap_or(first), first, last: body().next_back().unwrap_or(first) };
    assemble(file, id, page, &facts, &roles, place, around.title)
}

/// What each line is.
fn roles(page: &PageText, facts: &[Facts], story: &Story, title: Option<usize>) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::with_capacity(facts.len());
    let mut seen: Vec<&str> = Vec::new();
    for (at, fact) in facts.iter().enumerate() {
        let line = &page.lines[at];
        let picture = fact.within(Tag::Caption)
            || fact.within(Tag::Figure)
            || fact.near.has(Hint::Caption)
            || caption::is_caption(&fact.folded, fact.words);
        let role = match () {
            () if line.head => Role::Removed(Reason::Metadata, 95),
            () if title == Some(at) => Role::Title,
            () if !story.inside[at] || story.reasons[at].is_some() => removed(fact, story.reasons[at]),
            () if title.is_some_and(|t| fact.folded == facts[t].folded) => {
                Role::Removed(Reason::Duplicate, 95)
            }
            () if fact.phrase.is_some() || fact.words == 0 => removed(fact, None),
            () if picture => Role::Caption,
            () if fact.words >= 4 && fact.times > 1 && seen.contains(&fact.folded.as_str()) => {
                Role::Removed(Reason::Duplicate, 90)
            }
            () if story::keep(page, facts, story, at, title) => Role::Body,
            () => removed(fact, None),
        };
        if role == Role::Body && fact.times > 1 {
            seen.push(&fact.folded);
        }
        roles.push(role);
    }
    let first = roles.iter().position(|r| *r == Role::Body).unwrap_or(0);
    if let Some(title) = title {
        let summary = (title + 1..first).find(|&at| {
            let fact = &facts[at];
            matches!(roles[at], Role::Removed(..))
                && fact.words >= 6
                && fact.linked < 30
                && (fact.in_description || fact.near.has(Hint::Lead))
        });
        if let Some(at) = summary {
            roles[at] = Role::Summary;
        }
    }
    roles
}

/// Why a line is no story, and how sure that is.
fn removed(fact: &Facts, by_box: Option<Reason>) -> Role {
    let (reason, confidence) = match (fact.phrase, by_box, fact.prose) {
        (Some(reason), ..) => (reason, 95),
        (_, Some(reason), _) => (reason, 85),
        _ if !fact.folded.contains(char::is_alphanumeric) => (Reason::Filler, 95),
        (_, _, Some((reason, n))) if n >= 2 => (reason, 85),
        _ if fact.linked < 50 && fact.words >= 5 => (Reason::Related, 60),
        _ => (Reason::Navigation, 70),
    };
    Role::Removed(reason, confidence)
}

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
                uses.push(LineUse::Body(paragraphs.len() as u32 - 1));
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
        captions,
        raw: page.text,
    }
}
