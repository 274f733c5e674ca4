//! The whole view as an address, and back.
//!
//! ```text
//! #q=syria+talks&person=Sergei+Lavrov&-place=Astana&from=2017-01&sort=newest&open=9f…&view=raw
//! #q=syria&show=quotes&by=Sergei+Lavrov&words=cease&open=9f…&at=1020-1074
//! #show=dates&span=2015..2018&brush=2017-01..2017-02
//! #show=name&of=person:Sergei+Lavrov
//! ```
//!
//! A filter's key is the facet's ([`Facet::key`]), with `-` before it where
//! the value is excluded; repeated keys are repeated values. What is at its
//! default is left out, so that the address of the untouched page is bare.
//! Reading never fails: what is not understood is left out.

use crate::books::{Range, Wanted};
use crate::query::{Facet, Query, Sort};
use crate::text::Span;

/// How the open article is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Reading {
    /// The story, without what the page had around it.
    #[default]
    Clean,
    /// Every line of the file, dropped ones with the reason.
    Raw,
    /// One beside the other.
    Both,
}

impl Reading {
    pub const ALL: [Reading; 3] = [Reading::Clean, Reading::Raw, Reading::Both];

    pub fn key(self) -> &'static str {
        match self {
            Reading::Clean => "clean",
            Reading::Raw => "raw",
            Reading::Both => "both",
        }
    }

    pub fn next(self) -> Reading {
        match self {
            Reading::Clean => Reading::Raw,
            Reading::Raw => Reading::Both,
            Reading::Both => Reading::Clean,
        }
    }
}

/// Which region fills a screen that has room for one only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Page {
    List,
    Names,
    Article,
}

impl Page {
    pub const ALL: [Page; 3] = [Page::List, Page::Names, Page::Article];

    pub fn key(self) -> &'static str {
        match self {
            Page::List => "list",
            Page::Names => "names",
            Page::Article => "article",
        }
    }
}

/// Everything that a link reproduces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The id of the collection; empty for the page's own.
    pub collection: String,
    pub query: Query,
    /// What stands in the list's place; `None` for the list itself.
    pub book: Option<Wanted>,
    /// Id of the open article.
    pub open: Option<String>,
    /// Words of the open article that are to be shown, into its text; none
    /// where no article is open.
    pub at: Option<Span>,
    pub reading: Reading,
    /// Chosen on a small screen; `None` shows the open article or else the list.
    pub page: Option<Page>,
}

impl Route {
    pub fn page(&self) -> Page {
        self.page.unwrap_or(if self.open.is_some() { Page::Article } else { Page::List })
    }

    /// The part of the address after its `#`; empty for the untouched page.
    pub fn to_hash(&self) -> String {
        let mut pairs = Vec::new();
        let Query { text, filters, sort } = &self.query;
        let mut put = |key: &str, value: &str| {
            let mut pair = String::from(key);
            pair.push('=');
            encode(value, &mut pair);
            pairs.push(pair);
        };
        if !self.collection.is_empty() {
            put("in", &self.collection);
        }
        if !text.is_empty() {
            put("q", text);
        }
        for (facet, value) in filters.include.iter() {
            put(facet.key(), value);
        }
        for (facet, value) in filters.exclude.iter() {
            put(&["-", facet.key()].concat(), value);
        }
        for (key, date) in [("from", filters.from), ("to", filters.to)] {
            if let Some(date) = date {
                put(key, &date.to_string());
            }
        }
        if *sort != Sort::default() {
            put("sort", sort_key(*sort));
        }
        match &self.book {
            None => {}
            Some(Wanted::Quotes { speaker, words }) => {
                put("show", "quotes");
                if let Some(speaker) = speaker {
                    put("by", speaker);
                }
                if !words.is_empty() {
                    put("words", words);
                }
            }
            Some(Wanted::Dates { span, brush }) => {
                put("show", "dates");
                for (key, range) in [("span", span), ("brush", brush)] {
                    if !range.is_open() {
                        put(key, &range_words(*range));
                    }
                }
            }
            Some(Wanted::Name { facet, name }) => {
                put("show", "name");
                put("of", &[facet.key(), ":", name].concat());
            }
        }
        if let Some(id) = &self.open {
            put("open", id);
            if let Some(at) = self.at {
                put("at", &format!("{}-{}", at.start, at.end));
            }
        }
        if self.reading != Reading::default() {
            put("view", self.reading.key());
        }
        if let Some(page) = self.page {
            put("page", page.key());
        }
        pairs.join("&")
    }

    /// Reads an address's hash, with or without the `#` itself.
    pub fn from_hash(hash: &str) -> Route {
        let mut route = Route::default();
        let (mut show, mut of) = (String::new(), None);
        let (mut speaker, mut words) = (None, String::new());
        let (mut span, mut brush) = (Range::default(), Range::default());
        let filters = &mut route.query.filters;
        for pair in hash.strip_prefix('#').unwrap_or(hash).split('&') {
            let Some((key, value)) = pair.split_once('=') else { continue };
            let value = decode(value);
            match decode(key).as_str() {
                "in" => route.collection = value,
                "q" => route.query.text = value,
                "from" => filters.from = value.parse().ok(),
                "to" => filters.to = value.parse().ok(),
                "sort" => route.query.sort = sort_of_key(&value).unwrap_or_default(),
                "show" => show = value,
                "by" => speaker = Some(value),
                "words" => words = value,
                "span" => span = range_of_words(&value),
                "brush" => brush = range_of_words(&value),
                "of" => of = name_of_words(&value),
                "at" => route.at = span_of_words(&value),
                "open" => route.open = Some(value).filter(|id| !id.is_empty()),
                "view" => {
                    route.reading = Reading::ALL.into_iter().find(|r| r.key() == value).unwrap_or_default();
                }
                "page" => route.page = Page::ALL.into_iter().find(|p| p.key() == value),
                key => {
                    let (sign, name) = match key.strip_prefix('-') {
                        Some(name) => (&mut filters.exclude, name),
                        None => (&mut filters.include, key),
                    };
                    if let Some(facet) = Facet::ALL.into_iter().find(|f| f.key() == name) {
                        sign.insert(facet, &value);
                    }
                }
            }
        }
        route.book = match show.as_str() {
            "quotes" => Some(Wanted::Quotes { speaker, words }),
            "dates" => Some(Wanted::Dates { span, brush }),
            "name" => of,
            _ => None,
        };
        route.at = route.at.filter(|_| route.open.is_some());
        route
    }

    /// The address of a link within the page.
    pub fn href(&self) -> String {
        format!("#{}", self.to_hash())
    }
}

/// `2015..2018-03`; an open end is left out.
fn range_words(range: Range) -> String {
    let [from, to] = [range.from, range.to].map(|date| date.map_or(String::new(), |date| date.to_string()));
    [&from, "..", &to].concat()
}

fn range_of_words(words: &str) -> Range {
    let (from, to) = words.split_once("..").unwrap_or_default();
    Range { from: from.parse().ok(), to: to.parse().ok() }
}

/// `person:Sergei Lavrov`
fn name_of_words(words: &str) -> Option<Wanted> {
    let (key, name) = words.split_once(':')?;
    let facet = Facet::ALL.into_iter().find(|facet| facet.key() == key && facet.is_entity())?;
    Some(Wanted::Name { facet, name: name.to_owned() })
}

/// `1020-1074`
fn span_of_words(words: &str) -> Option<Span> {
    let (start, end) = words.split_once('-')?;
    let (start, end) = (start.parse().ok()?, end.parse().ok()?);
    (start <= end).then_some(Span { start, end })
}

pub fn sort_key(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => "relevance",
        Sort::Newest => "newest",
        Sort::Oldest => "oldest",
        Sort::Title => "title",
        Sort::Source => "source",
    }
}

pub fn sort_of_key(key: &str) -> Option<Sort> {
    Sort::ALL.into_iter().find(|s| sort_key(*s) == key)
}

/// Percent-encodes as HTML forms do: a blank becomes `+`, and whatever is
/// neither an ASCII letter, a digit nor one of `-._~` its UTF-8 bytes.
fn encode(text: &str, out: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(byte.into()),
            b' ' => out.push('+'),
            _ => {
                out.push('%');
                out.push(DIGITS[usize::from(byte >> 4)].into());
                out.push(DIGITS[usize::from(byte & 15)].into());
            }
        }
    }
}

/// Undoes [`encode`]; a `%` that begins no byte stands for itself, and bytes
/// that are no UTF-8 become the replacement character.
fn decode(text: &str) -> String {
    let hex = |at: usize| text.as_bytes().get(at).and_then(|b| (*b as char).to_digit(16));
    let mut bytes = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        at += 1;
        match (byte, hex(at), hex(at + 1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                at += 2;
            }
            (b'+', _, _) => bytes.push(b' '),
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::date::Date;
    use crate::query::{Chosen, Filters};

    #[test]
    fn an_address_can_be_read_by_people() {
        let mut route = Route { open: Some("9f0c".to_owned()), reading: Reading::Raw, ..Route::default() };
        route.query.text = "syria talks".to_owned();
        route.query.filters.include.insert(Facet::Person, "Sergei Lavrov");
        route.query.filters.exclude.insert(Facet::Place, "Astana");
        route.query.filters.from = Some(Date::month(2017, 1));
        let hash = "q=syria+talks&person=Sergei+Lavrov&-place=Astana&from=2017-01&open=9f0c&view=raw";
        assert_eq!(route.to_hash(), hash);
        assert_eq!(Route::from_hash(&format!("#{hash}")), route);
    }

    #[test]
    fn books_have_addresses_of_their_own() {
        for hash in [
            "show=quotes",
            "q=gas&show=quotes&by=Sergei+Lavrov&words=cease&open=9f&at=10-24",
            "show=quotes&by=",
            "show=dates&span=2015..2018-03&brush=2017-01-02..",
            "show=name&of=person%3ASergei+Lavrov",
        ] {
            assert_eq!(Route::from_hash(hash).to_hash(), hash);
        }
        assert_eq!(Route::from_hash("show=x&by=a&at=1-2").to_hash(), "");
        assert_eq!(Route::from_hash("show=name&of=source:TASS&open=9f&at=5-2").to_hash(), "open=9f");
    }

    #[test]
    fn the_untouched_page_has_a_bare_address() {
        assert_eq!(Route::default().to_hash(), "");
        assert_eq!(Route::from_hash(""), Route::default());
        assert_eq!(Route::from_hash("#"), Route::default());
    }

    #[test]
    fn what_is_not_understood_is_left_out() {
        let route =
            Route::from_hash("#q=a%zz%4&colour=red&from=never&sort=best&view=x&open=&page=z&=&&person");
        let expected = Query { text: "a%zz%4".to_owned(), ..Query::default() };
        assert_eq!(route, Route { query: expected, ..Route::default() });
    }

    #[test]
    fn a_small_screen_shows_the_open_article_unless_told_otherwise() {
        assert_eq!(Route::default().page(), Page::List);
        assert_eq!(Route::from_hash("open=1").page(), Page::Article);
        assert_eq!(Route::from_hash("open=1&page=list").page(), Page::List);
    }

    fn date() -> impl Strategy<Value = Option<Date>> {
        proptest::option::of((1000..9999i32, 1..13u8, 1..29u8, 0..3u8).prop_map(|(y, m, d, precision)| {
            match precision {
                0 => Date::year(y),
                1 => Date::month(y, m),
                _ => Date::day(y, m, d).expect("every month has 28 days"),
            }
        }))
    }

    fn values() -> impl Strategy<Value = Chosen> {
        let facets = proptest::sample::select(Facet::ALL.to_vec());
        proptest::collection::vec((facets, any::<String>()), 0..8).prop_map(|values| {
            let mut chosen = Chosen::default();
            values.iter().for_each(|(facet, value)| chosen.insert(*facet, value));
            chosen
        })
    }

    fn range() -> impl Strategy<Value = Range> {
        (date(), date()).prop_map(|(from, to)| Range { from, to })
    }

    fn book() -> impl Strategy<Value = Option<Wanted>> {
        let names: Vec<Facet> = Facet::ALL.into_iter().filter(|facet| facet.is_entity()).collect();
        proptest::option::of(prop_oneof![
            (proptest::option::of(any::<String>()), any::<String>())
                .prop_map(|(speaker, words)| Wanted::Quotes { speaker, words }),
            (range(), range()).prop_map(|(span, brush)| Wanted::Dates { span, brush }),
            (proptest::sample::select(names), any::<String>())
                .prop_map(|(facet, name)| Wanted::Name { facet, name }),
        ])
    }

    proptest! {
        #[test]
        fn every_view_survives_its_address(
            collection in "[0-9a-f]*",
            text in any::<String>(),
            include in values(),
            exclude in values(),
            from in date(),
            to in date(),
            sort in proptest::sample::select(&Sort::ALL[..]),
            open in proptest::option::of(".+"),
            reading in proptest::sample::select(Reading::ALL.to_vec()),
            page in proptest::option::of(proptest::sample::select(Page::ALL.to_vec())),
            book in book(),
            at in proptest::option::of((0..9u32, 9..99u32)),
        ) {
            let query = Query { text, filters: Filters { include, exclude, from, to }, sort };
            let at = at.filter(|_| open.is_some()).map(|(start, end)| Span { start, end });
            let route = Route { collection, query, book, open, at, reading, page };
            let hash = route.to_hash();
            prop_assert!(hash.is_ascii());
            prop_assert_eq!(Route::from_hash(&hash), route);
        }

        #[test]
        fn any_address_can_be_read(hash in any::<String>()) {
            let route = Route::from_hash(&hash);
            prop_assert_eq!(Route::from_hash(&route.to_hash()), route);
        }
    }
}
