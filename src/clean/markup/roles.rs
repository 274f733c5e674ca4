//! What each line of a page is: in the story's box, story unless its own words
//! or markup say otherwise.

use std::collections::HashSet;
use std::ops::Range;

use super::facts::Facts;
use super::story::Story;
use crate::article::Reason;
use crate::clean::{byline, caption};
use crate::date::printed::{self, Order};
use crate::html::{Hint, PageText, Tag};

/// What a line was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Title,
    Summary,
    Body,
    Caption,
    /// Why, and how sure that is, in percent.
    Removed(Reason, u8),
}

/// The role of each line.
pub fn roles(page: &PageText, facts: &[Facts], story: &Story, title: Option<usize>) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::with_capacity(facts.len());
    let mut seen: HashSet<&str> = HashSet::new();
    for (at, fact) in facts.iter().enumerate() {
        let role = match () {
            () if page.lines[at].head => Role::Removed(Reason::Metadata, 95),
            () if title == Some(at) => Role::Title,
            () if !story.inside[at] || story.reasons[at].is_some() => removed(fact, story.reasons[at]),
            () if title.is_some_and(|t| at < t) => removed(fact, None),
            () if title.is_some_and(|t| fact.folded == facts[t].folded) => {
                Role::Removed(Reason::Duplicate, 95)
            }
            () if fact.phrase.is_some() || fact.words == 0 => removed(fact, None),
            () if is_picture(fact) => Role::Caption,
            () if fact.words >= 4 && fact.times > 1 && seen.contains(fact.folded.as_str()) => {
                Role::Removed(Reason::Duplicate, 90)
            }
            // The items of a list that lead elsewhere.
            () if fact.linked >= 90 && fact.words >= 4 && fact.within(Tag::Item) => removed(fact, None),
            () => Role::Body,
        };
        if role == Role::Body && fact.times > 1 {
            seen.insert(&fact.folded);
        }
        roles.push(role);
    }
    trim(page, facts, &mut roles);
    if !roles.contains(&Role::Body) {
        // No box looks like a story's: what is running text is kept.
        for (at, fact) in facts.iter().enumerate().filter(|(at, f)| f.is_prose() && !page.lines[*at].head) {
            if fact.phrase.is_none() && title != Some(at) {
                roles[at] = Role::Body;
            }
        }
    }
    if let Some(title) = title.filter(|_| !roles.contains(&Role::Summary)) {
        mark_summary(facts, title, &mut roles);
    }
    roles
}

/// Takes from the story's beginning and end what stands around it: dates and
/// authors, labels, links to others, a heading that nothing follows.
fn trim(page: &PageText, facts: &[Facts], roles: &mut [Role]) {
    const LABEL: usize = 6;
    let text = |at: usize| &page.text[page.lines[at].start as usize..page.lines[at].end as usize];
    let body: Vec<usize> = (0..roles.len()).filter(|&at| roles[at] == Role::Body).collect();
    let is_story = |at: &usize| facts[*at].is_prose() && !is_meta(text(*at), &facts[*at]);
    let Some(mut first) = body.iter().copied().find(is_story) else { return };
    // A standfirst is a sentence, too; date, authors or buttons stand below it.
    let marked = facts[first].in_description || facts[first].near.has(Hint::Lead);
    let next = body.iter().copied().filter(|&at| at > first).find(is_story);
    if let Some(next) = next.filter(|_| marked)
        && (first + 1..next).any(|at| is_meta(text(at), &facts[at]) || facts[at].near.has(Hint::Share))
    {
        roles[first] = Role::Summary;
        first = next;
    }
    let last = body.iter().copied().rfind(is_story).unwrap_or(first);
    for at in body {
        let fact = &facts[at];
        let meta = is_meta(text(at), fact);
        let leads_away = fact.linked >= 60;
        let label = fact.words < LABEL && !fact.ended && !fact.within(Tag::Cell);
        let is_body = roles[at] == Role::Body;
        if is_body && (at < first && (meta || leads_away || label) || at > last && (meta || leads_away)) {
            roles[at] = if meta { Role::Removed(Reason::Metadata, 80) } else { removed(fact, None) };
        }
    }
    for at in (last + 1..roles.len())
        .rev()
        .filter(|&at| !matches!(roles[at], Role::Removed(..) | Role::Caption))
        .collect::<Vec<_>>()
    {
        let announces =
            facts[at].within(Tag::Heading) || (facts[at].folded.ends_with(':') && facts[at].words <= LABEL);
        if !announces || roles[at] != Role::Body {
            break;
        }
        roles[at] = removed(&facts[at], None);
    }
}

/// Hardly more than a date or its authors' names.
fn is_meta(text: &str, fact: &Facts) -> bool {
    const LONGEST: usize = 25;
    if fact.words > LONGEST || fact.sentences > 1 {
        return false;
    }
    if byline::read(text).is_some_and(|b| !b.authors.is_empty()) {
        return true;
    }
    let dates = printed::find(text, Some(Order::DayFirst));
    let dated: usize = dates.iter().map(|d| text[d.range()].split_whitespace().count()).sum();
    dated > 0 && !fact.ended && fact.words <= dated + 10
}

/// The standfirst: it stands between headline and story and is marked as such,
/// or says what the page says of itself.
fn mark_summary(facts: &[Facts], title: usize, roles: &mut [Role]) {
    const SHORTEST: usize = 6;
    let Some(first) = roles.iter().position(|r| *r == Role::Body) else { return };
    let summary = (title + 1..first).find(|&at| {
        let fact = &facts[at];
        let marked = fact.in_description || fact.near.has(Hint::Lead);
        matches!(roles[at], Role::Removed(..))
            && fact.words >= SHORTEST
            && fact.linked < 30
            && fact.phrase.is_none()
            && marked
    });
    if let Some(at) = summary {
        roles[at] = Role::Summary;
    }
}

fn is_picture(fact: &Facts) -> bool {
    fact.within(Tag::Caption)
        || fact.within(Tag::Figure)
        || fact.near.has(Hint::Caption)
        || (!fact.is_prose() && caption::is_caption(&fact.folded, fact.words))
}

/// From the first to the last line of the story that is running text.
pub fn prose(facts: &[Facts], roles: &[Role]) -> Range<usize> {
    let is_prose = |at: &usize| roles[*at] == Role::Body && facts[*at].is_prose();
    let first = (0..roles.len()).find(is_prose).unwrap_or(0);
    first..(0..roles.len()).rfind(is_prose).map_or(roles.len(), |last| last + 1)
}

/// How sure it is, in percent, that a line of the story is part of it, where
/// that is in doubt: it mostly leads elsewhere, the page's own data has the
/// story without it, or it is short and stands around the running text. About
/// one in six such lines is none of the story.
pub fn doubt(facts: &[Facts], at: usize, prose: Range<usize>) -> Option<u8> {
    const SHORT: usize = 12;
    const DOUBTFUL: u8 = 70;
    let fact = &facts[at];
    let doubtful = match fact.in_body {
        Some(true) => false,
        Some(false) if fact.words >= 5 => true,
        _ => fact.linked >= 50 || !prose.contains(&at) && fact.words < SHORT,
    };
    doubtful.then_some(DOUBTFUL)
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
