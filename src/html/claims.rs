//! What a page says of itself: in its head, in its data, by attributes.

use std::ops::Range;

use html5ever::tokenizer::Tag as TagToken;
use serde::{Deserialize, Serialize};

use super::hints::{Hint, Hints};
use super::{json_ld, state};
use crate::date::{Date, stated};
use crate::text::web_address;

/// What a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    Title,
    Published,
    Modified,
    Author,
    /// The site's or publisher's name.
    Site,
    Section,
    Description,
    /// The story's text without markup.
    Body,
    Language,
    /// Where on the web it stands.
    Address,
}

/// Where a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Origin {
    /// JSON-LD about an article.
    Article,
    /// JSON-LD about the page or about something else.
    Data,
    /// OpenGraph and its article properties.
    Graph,
    /// Other `meta` elements.
    Meta,
    /// Attributes that say so outright: `itemprop`, `rel="author"`.
    Property,
    /// The element `time`.
    Time,
    /// Names of classes.
    Class,
    /// What the page's own scripts are handed.
    State,
    /// The window's title.
    Window,
    /// The page's own address.
    Address,
}

/// One claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    pub kind: Kind,
    pub origin: Origin,
    /// White space collapsed, never empty.
    pub value: String,
    /// The visible text that it was made with, into the page's text. The value
    /// may be another: `<time datetime="2020-05-03">3 May</time>`.
    pub place: Option<Range<usize>>,
}

/// A claim whose element is still open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    kind: Kind,
    origin: Origin,
    /// Where an attribute says it.
    value: Option<String>,
}

/// Claims as they come in.
#[derive(Debug, Default)]
pub struct Claims {
    list: Vec<Claim>,
    /// The days of publication that the page's own scripts are handed.
    handed: Vec<String>,
}

/// So many claims are kept: pages of archives make one with every teaser.
const MOST: usize = 600;

/// A text longer than this, in bytes, is no name, date or headline.
const LONGEST: usize = 400;

/// What the names of `meta` elements are about. Those of dates that another
/// name says better, and of what isn't the page's own, are left out.
const NAMES: &[(Kind, &str)] = &[
    (
        Kind::Title,
        "og:title twitter:title title dc.title dcterms.title parsely-title sailthru.title headline dc:title \
         citation_title hdl mrc__share_title article:title shareaholic:title",
    ),
    (
        Kind::Published,
        "article:published_time og:article:published_time article:published og:published_time date dc.date \
         dcterms.created dc.date.issued dcterms.date dc.date.created dcterms.issued pubdate publishdate publish-date \
         publish_date pub_date parsely-pub-date sailthru.date published_time datepublished datecreated \
         citation_publication_date citation_date article.published cxenseparse:recs:publishtime rnews:datepublished \
         article_date_original originalpublicationdate displaydate date_published dc:date dc:created \
         shareaholic:article_published_time og:pubdate bt:pubdate article.created created_at ptime",
    ),
    (
        Kind::Modified,
        "article:modified_time og:updated_time article:modified dcterms.modified datemodified last-modified lastmod",
    ),
    (
        Kind::Author,
        "author article:author dc.creator dcterms.creator parsely-author sailthru.author byl byline citation_author \
         authors dc:creator og:article:author article:author:name article:author_name rbauthors cxenseparse:author \
         shareaholic:article_author_name author_name dc.author",
    ),
    (Kind::Site, "og:site_name application-name dc.publisher dcterms.publisher publisher dc:publisher"),
    (Kind::Section, "article:section parsely-section og:article:section articlesection section"),
    (Kind::Description, "og:description description twitter:description"),
];

impl Claims {
    /// A `meta` element of the page's head, or one among its text.
    pub fn meta(&mut self, name: &str, content: &str, is_property: bool) {
        let name = name.trim().to_ascii_lowercase();
        if name == "og:url" {
            self.address(Origin::Graph, content);
        }
        let Some((kind, _)) = NAMES.iter().find(|(_, names)| names.split_whitespace().any(|n| n == name))
        else {
            return;
        };
        let origin = match is_property {
            true => Origin::Property,
            false if name.starts_with("og:") || name.starts_with("article:") => Origin::Graph,
            false => Origin::Meta,
        };
        self.push(*kind, origin, content, None);
    }

    /// The text of a script of data.
    pub fn json_ld(&mut self, text: &str) {
        json_ld::read(text, &mut |kind, origin, value| match kind {
            Kind::Address => self.push(kind, origin, web_address(value).unwrap_or_default(), None),
            _ => self.push(kind, origin, value, None),
        });
    }

    /// The text of a script of data for the page's own scripts.
    pub fn state(&mut self, text: &str) {
        state::published(text, &mut |value| {
            if self.handed.len() < MOST && value.len() <= LONGEST {
                self.handed.push(value.to_owned());
            }
        });
    }

    /// The page's own address: many have the day of publication in it.
    pub fn address(&mut self, origin: Origin, address: &str) {
        if let Some(address) = web_address(address) {
            self.push(Kind::Address, origin, address, None);
        }
        if let Some(day) = day(address) {
            self.push(Kind::Published, Origin::Address, &day.to_string(), None);
        }
    }

    pub fn window_title(&mut self, text: &str) {
        self.push(Kind::Title, Origin::Window, text, None);
    }

    /// Whether an element that begins will have claimed something at its end.
    pub fn opens(
        &mut self,
        tag: &TagToken,
        hints: Hints,
        attribute: impl for<'a> Fn(&'a TagToken, &str) -> Option<&'a str>,
    ) -> Option<Pending> {
        let value = || attribute(tag, "datetime").or_else(|| attribute(tag, "content")).map(str::to_owned);
        let property = attribute(tag, "itemprop").map(str::to_ascii_lowercase);
        let kind = property.as_deref().and_then(|property| {
            property.split_whitespace().find_map(|property| match property {
                "headline" => Some(Kind::Title),
                "datepublished" => Some(Kind::Published),
                "datemodified" => Some(Kind::Modified),
                "author" | "creator" => Some(Kind::Author),
                "articlesection" => Some(Kind::Section),
                _ => None,
            })
        });
        if let Some(kind) = kind {
            return Some(Pending { kind, origin: Origin::Property, value: value() });
        }
        if &*tag.name == "time" {
            return Some(Pending { kind: Kind::Published, origin: Origin::Time, value: value() });
        }
        let related =
            attribute(tag, "rel").is_some_and(|rel| rel.split(' ').any(|r| r.eq_ignore_ascii_case("author")));
        if related {
            return Some(Pending { kind: Kind::Author, origin: Origin::Property, value: None });
        }
        let class =
            |hint, kind| hints.has(hint).then_some(Pending { kind, origin: Origin::Class, value: None });
        class(Hint::Author, Kind::Author).or_else(|| class(Hint::Date, Kind::Published))
    }

    /// The element has ended; `text` is what it showed, from `start` on.
    pub fn seen(&mut self, pending: Pending, text: &str, start: usize) {
        let place = (!text.is_empty()).then(|| start..start + text.len());
        let value = pending.value.as_deref().unwrap_or(text);
        self.push(pending.kind, pending.origin, value, place);
    }

    fn push(&mut self, kind: Kind, origin: Origin, value: &str, place: Option<Range<usize>>) {
        let long = value.len() > LONGEST && !matches!(kind, Kind::Body | Kind::Description | Kind::Address);
        if self.list.len() >= MOST || long {
            return;
        }
        let value = collapsed(value);
        let claim = Claim { kind, origin, value, place };
        if !claim.value.is_empty() && !self.list.contains(&claim) {
            self.list.push(claim);
        }
    }

    /// All claims. What the scripts are handed counts where no data claims a day,
    /// and where it is one day: of several it is not known which is the story's.
    pub fn into_list(mut self) -> Vec<Claim> {
        let day =
            |value: &String| stated::date(value).filter(|date| date.day.is_some()).map(|d| d.first_day());
        let claimed = |claim: &Claim| claim.kind == Kind::Published && claim.place.is_none();
        let handed = std::mem::take(&mut self.handed);
        if let Some(first) = handed.first()
            && day(first).is_some()
            && handed.iter().all(|value| day(value) == day(first))
            && !self.list.iter().any(claimed)
        {
            self.push(Kind::Published, Origin::State, first, None);
        }
        self.list
    }
}

/// The day in an address: 'https://post.example/world/2020/05/03/talks-end',
/// 'https://post.example/2020-05-03-talks-end'.
fn day(address: &str) -> Option<Date> {
    let (_, path) = address.split_once("://")?;
    let parts: Vec<&str> = path.split(['?', '#']).next()?.split('/').skip(1).collect();
    let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u16>().ok())?;
    let date = |year: &str, month: &str, day: &str| {
        let in_form = year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
        let year = number(year).filter(|year| in_form && (1990..2100).contains(year))?;
        Date::day(i32::from(year), number(month)? as u8, number(day)? as u8)
    };
    let apart = parts.windows(3).find_map(|p| date(p[0], p[1], p[2]));
    apart.or_else(|| {
        parts.iter().find_map(|part| {
            let mut pieces = part.splitn(4, '-');
            date(pieces.next()?, pieces.next()?, pieces.next()?)
        })
    })
}

/// White space collapsed, what has no width left out.
pub fn collapsed(text: &str) -> String {
    let text: String =
        text.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')).collect();
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_days() {
        for (address, expected) in [
            ("https://post.example/world/2020/05/03/talks-end", Some("2020-05-03")),
            ("https://post.example/world/2020/5/3/talks-end/", Some("2020-05-03")),
            ("https://post.example/2020-05-03-talks-end", Some("2020-05-03")),
            ("https://post.example/2020-05-03/talks-end", Some("2020-05-03")),
            ("https://post.example/2020/05/talks-end", None),
            ("https://post.example/2020/13/03/talks-end", None),
            ("https://post.example/talks?day=2020/05/03/", None),
            ("https://post.example/12020/05/03/", None),
            ("/2020/05/03/talks-end", None),
            ("https://", None),
        ] {
            assert_eq!(day(address).map(|day| day.to_string()).as_deref(), expected, "{address}");
        }
    }
}
