//! Which line is the headline, and what the page is called.

use super::facts::Facts;
use crate::article::Fact;
use crate::html::{Claim, Kind, Origin, PageText, Tag};
use crate::text::{Span, fold};

/// So many titles of a page are compared with its lines.
const MOST: usize = 12;

/// What a page calls itself, folded into words.
struct Name<'a> {
    claim: &'a Claim,
    words: Vec<String>,
}

fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut words: Vec<String> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect();
    crate::order::sort(&mut words);
    words.dedup();
    words
}

/// The page's own titles. Other stories' headlines may be marked as titles
/// within its text, so those count only where nothing else does.
fn names(page: &PageText) -> Vec<Name<'_>> {
    let titles = || page.claims.iter().filter(|c| c.kind == Kind::Title);
    let any = titles().any(|c| c.origin != Origin::Property);
    let own = titles().filter(|c| !any || c.origin != Origin::Property);
    own.take(MOST).map(|claim| Name { claim, words: words(&claim.value) }).collect()
}

/// The page's own titles, folded.
pub fn titles(page: &PageText) -> Vec<String> {
    names(page).iter().map(|name| fold(&name.claim.value)).collect()
}

/// How much two sets of words share, in percent of both.
fn shared(a: &[String], b: &[String]) -> usize {
    let common = a.iter().filter(|word| b.binary_search(word).is_ok()).count();
    (common * 200).checked_div(a.len() + b.len()).unwrap_or(0)
}

/// The line that is the headline: a heading that says what the page calls
/// itself, or else its first heading of the highest rank. The site's name is
/// often such a heading, too; it is none.
pub fn line(page: &PageText, facts: &[Facts]) -> Option<usize> {
    const ALIKE: usize = 50;
    let names = names(page);
    let sites: Vec<String> =
        page.claims.iter().filter(|c| c.kind == Kind::Site).map(|c| fold(&c.value)).collect();
    let mut best: Option<(usize, usize)> = None;
    for (at, fact) in facts.iter().enumerate() {
        let (first, second) = (fact.within(Tag::Title), fact.within(Tag::Heading));
        let possible =
            !page.lines[at].head && (1..=40).contains(&fact.words) && !sites.contains(&fact.folded);
        if !possible || (!first && !second && (fact.words < 4 || fact.ended || fact.linked > 50)) {
            continue;
        }
        let own = words(&fact.folded);
        let alike = names.iter().map(|name| shared(&own, &name.words)).max().unwrap_or(0);
        let rank = if first {
            30
        } else if second {
            15
        } else {
            0
        };
        if alike >= ALIKE && best.is_none_or(|(score, _)| alike + rank > score) {
            best = Some((alike + rank, at));
        }
    }
    best.map(|(_, at)| at).or_else(|| {
        (0..facts.len()).find(|&at| {
            let fact = &facts[at];
            !page.lines[at].head
                && fact.within(Tag::Title)
                && fact.linked < 50
                && fact.words >= 2
                && !sites.contains(&fact.folded)
        })
    })
}

/// The title, as the headline prints it or as the page claims it.
pub fn title(page: &PageText, line: Option<usize>) -> Option<Fact<String>> {
    let names = names(page);
    if let Some(at) = line {
        let span = Span { start: page.lines[at].start, end: page.lines[at].end };
        let printed = span.of(&page.text);
        // 'Water / Ministers meet in Vienna': the page says which part is the title.
        let part = names.iter().map(|n| n.claim.value.as_str()).find(|value| {
            printed.len() > value.len() && value.len() * 2 > printed.len() && printed.ends_with(value)
        });
        let start = printed.len() - part.map_or(printed.len(), str::len);
        let evidence = Span::new(span.start as usize + start, span.end as usize);
        return Some(Fact { value: evidence.of(&page.text).replace('\t', " "), evidence });
    }
    let order =
        [Origin::Article, Origin::Graph, Origin::Meta, Origin::Data, Origin::Property, Origin::Window];
    let claim = order.iter().find_map(|o| names.iter().find(|n| n.claim.origin == *o))?.claim;
    let sites = page.claims.iter().filter(|c| c.kind == Kind::Site).map(|c| c.value.as_str());
    let value = without_site(&claim.value, sites);
    Some(Fact { value: value.to_owned(), evidence: find(page, value)? })
}

/// A title without the site's name behind it: 'Ministers meet | The Post'.
fn without_site<'a>(title: &'a str, sites: impl Iterator<Item = &'a str>) -> &'a str {
    for site in sites {
        if let Some(rest) = title.strip_suffix(site) {
            let bare = rest.trim_end_matches(|c: char| c.is_whitespace() || "|-–—·:•»".contains(c));
            if bare.len() < rest.trim_end().len() && !bare.is_empty() {
                return bare;
            }
        }
    }
    match title.rsplit_once(" | ") {
        Some((rest, site)) if rest.len() > site.len() => rest,
        _ => title,
    }
}

/// Where words stand in the page's text: in the head first.
pub fn find(page: &PageText, words: &str) -> Option<Span> {
    let at = page.text.find(words)?;
    (!words.is_empty()).then(|| Span::new(at, at + words.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sites_name_is_no_part_of_a_title() {
        for (title, site, expected) in [
            ("Ferry runs again | The Post", "The Post", "Ferry runs again"),
            ("Ferry runs again - The Post", "The Post", "Ferry runs again"),
            ("Ferry runs again | Harbour news", "The Post", "Ferry runs again"),
            ("The Post", "The Post", "The Post"),
            ("What the Post", "Post", "What the Post"),
        ] {
            assert_eq!(without_site(title, [site].into_iter()), expected);
        }
    }
}
