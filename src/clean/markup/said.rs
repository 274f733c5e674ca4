//! Date, authors, sections and source: what the page claims, held against what it shows.

use super::facts::Facts;
use super::headline::find;
use crate::article::Fact;
use crate::clean::byline;
use crate::date::Date;
use crate::date::printed::{self, Order};
use crate::date::stated::date;
use crate::html::{Claim, Hint, Kind, Origin, PageText};
use crate::text::{Span, fold, is_front};

/// The lines between which a story's date and authors stand.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The headline, or the first line of the story.
    pub head: usize,
    /// The story's first paragraph.
    pub first: usize,
    /// Its last.
    pub last: usize,
}

impl Place {
    /// How many lines a position of the text is away from headline and first paragraph.
    fn distance(self, page: &PageText, at: usize) -> usize {
        let line = page.lines.partition_point(|l| l.end as usize <= at);
        if line < self.head {
            self.head - line
        } else if line <= self.first {
            0
        } else if line <= self.last {
            line - self.first
        } else {
            20 + line - self.last
        }
    }
}

/// The day of publication.
///
/// Where the page's own address has a day, that is it: what the page's data
/// says else is the day of its coming to another system, or of another time zone.
pub fn published(page: &PageText, facts: &[Facts], place: Place) -> Option<Fact<Date>> {
    let found = found(page, facts, place);
    let claim = page.claims.iter().find(|c| c.origin == Origin::Address);
    let Some((claim, day)) = claim.and_then(|claim| Some((claim, date(&claim.value)?))) else { return found };
    if found.as_ref().is_some_and(|found| found.value.first_day() == day.first_day()) {
        return found;
    }
    let evidence = shown(page, facts, place, day).or_else(|| find(page, &claim.value));
    evidence.map(|evidence| Fact { value: day, evidence }).or(found)
}

/// The day that data, markup or a line beside the story says.
fn found(page: &PageText, facts: &[Facts], place: Place) -> Option<Fact<Date>> {
    let claims = || page.claims.iter().filter(|c| c.kind == Kind::Published);
    let declared = [Origin::Article, Origin::Graph, Origin::Data, Origin::Meta];
    let dated = |origin: &Origin| {
        let origin = *origin;
        claims().filter(move |c| c.origin == origin).filter_map(|c| Some((c, date(&c.value)?)))
    };
    // Where the page's data disagrees by time zones, the day that is printed is right.
    let claimed: Vec<(&Claim, Date)> = declared.iter().flat_map(dated).collect();
    let printed = claimed.iter().find_map(|&(_, date)| Some((date, shown(page, facts, place, date)?)));
    if let Some((date, evidence)) = printed {
        return Some(Fact { value: date, evidence });
    }
    if let Some((claim, date)) = claimed.first() {
        return Some(Fact { value: *date, evidence: find(page, &claim.value)? });
    }
    const NEAR: usize = 12;
    let near = |claim: &Claim| {
        let at = claim.place.as_ref().map(|p| p.start);
        at.map_or(if claim.origin == Origin::Property { 0 } else { NEAR + 1 }, |at| place.distance(page, at))
    };
    const BEHIND: usize = 30;
    let places = [
        (Origin::Property, NEAR),
        (Origin::Time, NEAR),
        (Origin::Class, NEAR),
        (Origin::Property, BEHIND),
        (Origin::Time, BEHIND),
    ];
    let marked = places.iter().find_map(|(origin, far)| {
        let found = claims().filter(|c| c.origin == *origin && near(c) <= *far && !is_other(page, c));
        found
            .filter_map(|c| Some((near(c), c, date(&c.value).filter(|d| d.day.is_some())?)))
            .min_by_key(|f| f.0)
    });
    if let Some((_, claim, date)) = marked {
        let evidence = match &claim.place {
            Some(place) => Span::new(place.start, place.end),
            None => find(page, &claim.value)?,
        };
        return Some(Fact { value: date, evidence });
    }
    let lines = (place.head.saturating_sub(4)..(place.first + 1).min(facts.len()))
        .chain(place.last + 1..(place.last + 8).min(facts.len()));
    for at in lines.filter(|&at| !page.lines[at].head && facts[at].words <= 25) {
        let line = &page.lines[at];
        let text = &page.text[line.start as usize..line.end as usize];
        let order = printed::order_of(text).or(Some(Order::DayFirst));
        if let Some(found) = printed::find(text, order).iter().find(|p| p.date.day.is_some()) {
            let from = line.start as usize;
            return Some(Fact {
                value: found.date,
                evidence: Span::new(from + found.start, from + found.end),
            });
        }
    }
    let handed = claims().find(|c| c.origin == Origin::State)?;
    Some(Fact { value: date(&handed.value)?, evidence: find(page, &handed.value)? })
}

/// Whether the words around a date say that it is an update's.
fn is_other(page: &PageText, claim: &Claim) -> bool {
    let Some(place) = &claim.place else { return false };
    let before = &page.text[..place.start];
    let before = fold(before.rsplit('\n').next().unwrap_or(""));
    let shown = fold(page.text.get(place.clone()).unwrap_or(""));
    ["updated", "modified", "aktualisiert", "actualizado", "mis a jour", "aggiornato"]
        .iter()
        .any(|word| before.trim_end_matches([' ', ':']).ends_with(word) || shown.starts_with(word))
}

/// Where the page prints that day near the headline.
fn shown(page: &PageText, facts: &[Facts], place: Place, day: Date) -> Option<Span> {
    let lines = place.head.saturating_sub(6)..(place.first + 1).min(facts.len());
    for at in lines.filter(|&at| !page.lines[at].head && facts[at].words <= 30) {
        let line = &page.lines[at];
        let text = &page.text[line.start as usize..line.end as usize];
        for order in [Order::DayFirst, Order::MonthFirst] {
            let found = printed::find(text, Some(order));
            if let Some(p) = found
                .iter()
                .find(|p| (p.date.year, p.date.month, p.date.day) == (day.year, day.month, day.day))
            {
                let from = line.start as usize;
                return Some(Span::new(from + p.start, from + p.end));
            }
        }
    }
    None
}

/// The authors, joined by ', '.
pub fn byline(page: &PageText, facts: &[Facts], place: Place) -> Option<Fact<String>> {
    const NEAR: usize = 8;
    let sites: Vec<String> =
        page.claims.iter().filter(|c| c.kind == Kind::Site).map(|c| fold(&c.value)).collect();
    let claims = || page.claims.iter().filter(|c| c.kind == Kind::Author);
    let near = |c: &Claim| c.place.as_ref().map_or(NEAR + 1, |p| place.distance(page, p.start));
    let of = |origin: Origin, far: usize| {
        let mut all: Vec<String> = Vec::new();
        // Names in a story's references are authors, too, but not its own.
        let shown = claims().any(|c| c.origin == origin && near(c) <= far);
        let own = |c: &&Claim| c.origin == origin && (near(c) <= far || (c.place.is_none() && !shown));
        for claim in claims().filter(own) {
            for name in names(&claim.value, origin) {
                let folded = fold(&name);
                let known = all.iter().any(|other| fold(other) == folded);
                if !known && !sites.contains(&folded) {
                    all.push(name);
                }
            }
        }
        all
    };
    let mut authors = of(Origin::Article, 0);
    for (origin, far) in [
        (Origin::Property, NEAR),
        (Origin::Class, 3),
        (Origin::Meta, 0),
        (Origin::Graph, 0),
        (Origin::Class, NEAR),
    ] {
        if authors.is_empty() {
            authors = of(origin, far);
        }
    }
    const MOST: usize = 12;
    if authors.is_empty() || authors.len() > MOST {
        let lines = (place.head..(place.first + 1).min(facts.len()))
            .chain(place.last..(place.last + 3).min(facts.len()));
        for at in lines.filter(|&at| !page.lines[at].head && facts[at].words <= 20) {
            let line = &page.lines[at];
            let text = &page.text[line.start as usize..line.end as usize];
            if let Some(found) = byline::read(text).filter(|b| !b.authors.is_empty()) {
                let from = line.start as usize;
                let evidence = Span::new(from + found.range.start, from + found.range.end);
                return Some(Fact { value: found.authors.join(", "), evidence });
            }
        }
        return None;
    }
    let evidence = authors.iter().find_map(|name| nearest(page, place, name))?;
    Some(Fact { value: authors.join(", "), evidence })
}

/// Where a name stands nearest to the headline, in whatever case.
fn nearest(page: &PageText, place: Place, name: &str) -> Option<Span> {
    let found = page.text.match_indices(name).map(|(at, _)| Span::new(at, at + name.len()));
    let shown = found.min_by_key(|span| place.distance(page, span.start as usize));
    shown.or_else(|| {
        let folded = fold(name);
        let line = page
            .lines
            .iter()
            .find(|l| fold(&page.text[l.start as usize..l.end as usize]).contains(&folded))?;
        Some(Span { start: line.start, end: line.end })
    })
}

/// The names of authors as data states them; none where it names a page, a desk or a sentence.
pub fn authors(value: &str) -> Vec<String> {
    names(value, Origin::Meta)
}

/// The names that a claim of authorship makes; none where it names a page, a
/// desk or a sentence.
fn names(value: &str, origin: Origin) -> Vec<String> {
    if value.contains("://") || value.contains('@') || value.starts_with("www.") {
        return Vec::new();
    }
    // What programs write where nobody is named.
    if ["null", "none", "undefined", "nan", "n/a", "unknown"]
        .contains(&value.trim().to_ascii_lowercase().as_str())
    {
        return Vec::new();
    }
    if let Some(found) = byline::read(value).filter(|b| !b.authors.is_empty()) {
        return found.authors;
    }
    let declared = matches!(origin, Origin::Article | Origin::Meta | Origin::Graph | Origin::Property);
    let pieces =
        value.split([',', ';', '|', '&']).flat_map(|p| p.split(" and ")).flat_map(|p| p.split(" und "));
    let names: Vec<String> = pieces.map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()).collect();
    // 'Marwan Adwan 1': the mark of a footnote.
    let unmarked =
        |name: String| name.trim_end_matches(|c: char| c.is_ascii_digit() || "*†‡ ".contains(c)).to_owned();
    let names: Vec<String> = names.into_iter().map(unmarked).filter(|name| !name.is_empty()).collect();
    let plausible = |name: &String| {
        let words = name.split_whitespace().count();
        let digits = name.contains(|c: char| c.is_ascii_digit());
        let named = crate::clean::names::is_name(name) && (2..=5).contains(&words);
        !digits && words <= 6 && (named || declared)
    };
    let folded = fold(value);
    let noise = ["©", "getty", "copyright", "photo", "admin"].iter().any(|w| folded.contains(w));
    if noise || !names.iter().all(plausible) { Vec::new() } else { names }
}

/// The page's sections, outermost first, where its trail shows them.
pub fn sections(page: &PageText, facts: &[Facts], place: Place) -> Option<Fact<Vec<String>>> {
    let trail: Vec<usize> = (0..place.first.min(facts.len()))
        .filter(|&at| {
            !page.lines[at].head && facts[at].near.has(Hint::Trail) && at != place.head && facts[at].words > 0
        })
        .collect();
    let (&first, &last) = (trail.first()?, trail.last()?);
    let text = |at: usize| &page.text[page.lines[at].start as usize..page.lines[at].end as usize];
    let headline = fold(text(place.head.min(facts.len() - 1)));
    let mut names = Vec::new();
    for item in trail.iter().flat_map(|&at| text(at).split(['›', '»', '>', '/', '|', '\t', '→'])) {
        let item = item.trim();
        let folded = fold(item);
        let home = matches!(
            folded.as_str(),
            "home"
                | "startseite"
                | "accueil"
                | "inicio"
                | "start"
                | "you are here"
                | "sie sind hier"
                | "homepage"
        );
        let words = item.split_whitespace().count();
        if !home
            && (1..=5).contains(&words)
            && !headline.starts_with(&folded)
            && !names.contains(&item.to_owned())
        {
            names.push(item.to_owned());
        }
    }
    let evidence = Span { start: page.lines[first].start, end: page.lines[last].end };
    (!names.is_empty() && names.len() <= 5 && last - first < 12).then_some(Fact { value: names, evidence })
}

/// Who published it, as the page's data says.
pub fn source(page: &PageText) -> Option<Fact<String>> {
    let order = [Origin::Article, Origin::Graph, Origin::Data, Origin::Meta];
    let claims = || page.claims.iter().filter(|c| c.kind == Kind::Site && !c.value.contains("://"));
    let claim = order.iter().find_map(|o| claims().find(|c| c.origin == *o))?;
    Some(Fact { value: claim.value.clone(), evidence: find(page, &claim.value)? })
}

/// Where the page says that it stands: by its own link first, then by what it tells
/// others. One that has no more than the site's front page is the last choice.
pub fn address(page: &PageText) -> Option<String> {
    let order = [Origin::Property, Origin::Graph, Origin::Article, Origin::Data];
    let claims = || page.claims.iter().filter(|claim| claim.kind == Kind::Address);
    let in_order = || order.iter().filter_map(|origin| claims().find(|claim| claim.origin == *origin));
    let claim = in_order().find(|claim| !is_front(&claim.value)).or_else(|| in_order().next());
    claim.map(|claim| claim.value.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_where_it_stands() {
        const CANONICAL: &str = "<link href='https://post.example/talks' rel='canonical'>";
        const GRAPH: &str = "<meta property=og:url content='https://post.example/graph?id=1'>";
        let data = |data: &str| format!("<script type=application/ld+json>{data}</script>");
        let article =
            data(r#"{"@type":"NewsArticle","headline":"Talks","url":"https://post.example/article"}"#);
        let of = data(
            r#"{"@type":"NewsArticle","mainEntityOfPage":{"@type":"WebPage","@id":"https://post.example/of"}}"#,
        );
        let bare = data(r#"{"@type":"NewsArticle","mainEntityOfPage":"https://post.example/bare"}"#);
        for (head, expected) in [
            (format!("{article}{GRAPH}{CANONICAL}"), Some("https://post.example/talks")),
            (format!("{article}{GRAPH}"), Some("https://post.example/graph?id=1")),
            (article.clone(), Some("https://post.example/article")),
            (of, Some("https://post.example/of")),
            (bare, Some("https://post.example/bare")),
            (
                format!("<link rel=canonical href='https://post.example/'>{article}"),
                Some("https://post.example/article"),
            ),
            ("<link rel=canonical href='https://post.example/'>".to_owned(), Some("https://post.example/")),
            ("<link rel=canonical href='/talks'>".to_owned(), None),
            ("<link rel=canonical href='javascript:alert(1)'>".to_owned(), None),
            ("<link rel='shortlink' href='https://post.example/?p=1'>".to_owned(), None),
        ] {
            let html = format!("{head}<h1>Talks</h1><p>Envoys from five countries ended two days of talks.");
            let page = crate::html::read(html.as_bytes(), |_, _| None).unwrap();
            assert_eq!(address(&page).as_deref(), expected, "{head}");
        }
    }

    #[test]
    fn a_day_for_the_pages_scripts_is_the_last_choice() {
        let state = |data: &str| format!("<script type='application/json'>{data}</script>");
        let one = state(r#"{"publishedDate":"2016-11-04T20:37:27Z"}"#);
        let two = state(r#"[{"published_at":"2016-11-04"},{"published_at":"2016-11-05"}]"#);
        for (data, expected) in [
            (one.clone(), Some("2016-11-04")),
            (format!("{one}{one}"), Some("2016-11-04")),
            (two, None),
            (format!("<time datetime='2020-05-03'>3 May</time>{one}"), Some("2020-05-03")),
        ] {
            let html = format!("<h1>Talks</h1>{data}<p>Envoys from five countries ended two days of talks.");
            let page = crate::html::read(html.as_bytes(), |_, _| None).unwrap();
            let facts = super::super::facts::facts(&page);
            let head = page.lines.iter().position(|line| !line.head).unwrap();
            let place = Place { head, first: head + 1, last: head + 1 };
            let found = published(&page, &facts, place).map(|fact| fact.value.to_string());
            assert_eq!(found.as_deref().map(|day| &day[..10]), expected, "{data}");
        }
    }

    #[test]
    fn authors_are_persons() {
        for (value, expected) in [
            ("By Ann Lee", vec!["Ann Lee"]),
            ("Ann Lee and Ben Ek", vec!["Ann Lee", "Ben Ek"]),
            ("https://www.facebook.com/post", vec![]),
            ("© Getty Images", vec![]),
            ("Krimiblogger", vec!["Krimiblogger"]),
        ] {
            assert_eq!(names(value, Origin::Meta), expected, "{value}");
        }
    }
}
