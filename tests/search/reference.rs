//! The index beside a reference that reads every document for every query.

use std::collections::{BTreeMap, BTreeSet};

use cuttings::article::{Document, Kind};
use cuttings::date::Date;
use cuttings::query::{Chosen, Facet, Filters, Query, Sort};
use cuttings::view::histogram::bars;
use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;
use proptest::sample::select;

use crate::{corpus, dated, document, fact, query};

const WORDS: [&str; 9] = ["peace", "peaceful", "pea", "war", "wars", "talks", "Talks", "geneva", "Genève"];
const PEOPLE: [&str; 4] = ["Ada Lovelace", "ADA LOVELACE", "Grace Hopper", "Alan Turing"];
const PLACES: [&str; 4] = ["Genève", "Geneve", "Sana'a", "Paris"];
const SOURCES: [&str; 3] = ["", "Trend", "Mehr"];
const DATES: [&str; 7] = [
    "",
    "2019-12-11",
    "2019-12-31T10:00",
    "2020-01",
    "2020",
    "2019-11-20/2020-01-03",
    "2018-01-01/2018-01-01",
];
const BOUNDS: [&str; 5] = ["2018", "2019-12", "2019-12-11", "2020-01-02", "2020"];

/// One condition on the words, as it is meant rather than typed.
#[derive(Clone, Debug)]
enum Want {
    Word(&'static str),
    Phrase(Vec<&'static str>),
}

#[derive(Clone, Debug)]
struct Question {
    wants: Vec<(bool, Want)>,
    /// The last one, still being typed.
    begun: Option<&'static str>,
    filters: Filters,
}

fn documents() -> impl Strategy<Value = Vec<Document>> {
    let names = |names: &'static [&'static str]| vec(select(names), 0..3);
    let one = (
        (vec(select(&WORDS[..]), 0..4), vec(select(&WORDS[..]), 0..9)),
        (names(&PEOPLE), names(&PLACES)),
        (select(&SOURCES[..]), select(&DATES[..]), names(&SOURCES[1..])),
    );
    vec(one, 0..12).prop_map(|all| {
        let made = all.into_iter().enumerate().map(
            |(n, ((title, body), (people, places), (source, date, sections)))| {
                let mut made = document(&n.to_string(), &title.join(" "), &body.join(", "), &people);
                let kept = document("", "", "", &places).extraction.entities;
                made.extraction.entities.extend(kept.into_iter().map(|mut place| {
                    place.kind = Kind::Place;
                    place
                }));
                made.article.source = (!source.is_empty()).then(|| fact(source.to_owned()));
                made.article.sections =
                    (!sections.is_empty()).then(|| fact(sections.iter().map(|s| s.to_string()).collect()));
                if date.is_empty() { made } else { dated(made, date) }
            },
        );
        made.collect()
    })
}

fn questions() -> impl Strategy<Value = Question> {
    let want = prop_oneof![
        3 => select(&WORDS[..]).prop_map(Want::Word),
        1 => vec(select(&WORDS[..]), 1..4).prop_map(Want::Phrase),
    ];
    let named = || {
        let facets = vec![
            (Facet::Person, "Ada Lovelace"),
            (Facet::Person, "Grace Hopper"),
            (Facet::Person, "Nobody Known"),
            (Facet::Place, "Genève"),
            (Facet::Place, "Sana’a"),
            (Facet::Source, "Trend"),
            (Facet::Section, "Mehr"),
            (Facet::Section, "Trend"),
        ];
        btree_set(select(facets), 0..3).prop_map(|chosen| {
            let mut filters = Chosen::default();
            chosen.into_iter().for_each(|(facet, name)| filters.insert(facet, name));
            filters
        })
    };
    let bound =
        || proptest::option::weighted(0.2, select(&BOUNDS[..]).prop_map(|d| d.parse::<Date>().unwrap()));
    let begun = proptest::option::weighted(0.3, select(vec!["p", "pea", "war", "gen", "zz"]));
    (vec((proptest::bool::weighted(0.2), want), 0..3), begun, named(), named(), bound(), bound()).prop_map(
        |(wants, begun, include, exclude, from, to)| Question {
            wants,
            begun,
            filters: Filters { include, exclude, from, to },
        },
    )
}

impl Question {
    fn typed(&self) -> Query {
        let mut text = String::new();
        for (negated, want) in &self.wants {
            text.push_str(if *negated { "-" } else { "" });
            match want {
                Want::Word(word) => text.push_str(word),
                Want::Phrase(words) => text.push_str(&format!("\"{}\"", words.join(" "))),
            }
            text.push(' ');
        }
        text.push_str(self.begun.unwrap_or(""));
        Query { filters: self.filters.clone(), ..query(&text) }
    }

    /// Which documents answer the words, found by looking: those that have all
    /// of them; where none has, those with all phrases and some of the words.
    fn answered(&self, documents: &[Document]) -> Vec<bool> {
        let all: Vec<bool> = documents.iter().map(|d| self.is_answered(d, true)).collect();
        let n_wanted = self.wants.iter().filter(|(negated, _)| !negated).count() + self.begun.iter().len();
        if all.contains(&true) || n_wanted < 2 {
            return all;
        }
        documents.iter().map(|d| self.is_answered(d, false)).collect()
    }

    fn is_answered(&self, document: &Document, in_full: bool) -> bool {
        let title = document.article.title.as_ref().map_or("", |t| t.value.as_str());
        let names = document.extraction.entities.iter().map(|e| e.name.as_str());
        let texts: Vec<Vec<String>> =
            [title, &document.article.text].into_iter().chain(names).map(words).collect();
        let has = |wanted: &[String]| texts.iter().any(|t| t.windows(wanted.len()).any(|run| run == wanted));
        let has_want = |want: &Want| match want {
            Want::Word(word) => texts.iter().flatten().any(|w| stem(w) == stem(&plain(word))),
            Want::Phrase(phrase) => has(&phrase.iter().flat_map(|word| words(word)).collect::<Vec<_>>()),
        };
        let has_begun = |begun: &str| {
            texts.iter().flatten().any(|word| word.starts_with(begun) || stem(word) == stem(begun))
        };
        let wanted = || self.wants.iter().filter(|(negated, _)| !negated).map(|(_, want)| want);
        let is_phrase = |want: &&Want| matches!(want, Want::Phrase(_));
        let is_had = match in_full {
            true => wanted().all(has_want) && self.begun.is_none_or(has_begun),
            false if wanted().any(|want| is_phrase(&want)) => wanted().filter(is_phrase).all(has_want),
            false => wanted().any(has_want) || self.begun.is_some_and(has_begun),
        };
        is_had && !self.wants.iter().any(|(negated, want)| *negated && has_want(want))
    }
}

fn plain(text: &str) -> String {
    text.to_lowercase().replace('è', "e").replace(['\'', '’'], "")
}

fn words(text: &str) -> Vec<String> {
    plain(text).split([' ', ',']).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// What the English forms of a word share.
fn stem(word: &str) -> String {
    match word {
        "peaceful" => "peace".to_owned(),
        _ => word.trim_end_matches('s').to_owned(),
    }
}

/// The keys of a document's values.
fn values(document: &Document, facet: Facet) -> BTreeSet<String> {
    let article = &document.article;
    match facet {
        Facet::Source => article.source.iter().map(|s| plain(&s.value)).collect(),
        Facet::Section => article.sections.iter().flat_map(|s| &s.value).map(|s| plain(s)).collect(),
        Facet::Language => article.language.iter().cloned().collect(),
        _ => {
            let entities = document.extraction.entities.iter();
            entities.filter(|e| Facet::of_kind(e.kind) == Some(facet)).map(|e| plain(&e.name)).collect()
        }
    }
}

fn passes(document: &Document, filters: &Filters) -> bool {
    let has = |facet: Facet, chosen: &Chosen| {
        let values = values(document, facet);
        chosen.of(facet).any(|name| values.contains(&plain(name)))
    };
    let is_asked = |facet: Facet| filters.include.of(facet).next().is_some();
    let published = document.article.published.as_ref().map(|p| (p.value.first_day(), p.value.last_day()));
    let inferred = document.extraction.published_inferred.as_ref();
    let days = published.or(inferred.map(|i| (i.value.first_day(), i.value.last_day())));
    Facet::ALL.into_iter().all(|facet| !is_asked(facet) || has(facet, &filters.include))
        && !Facet::ALL.into_iter().any(|facet| has(facet, &filters.exclude))
        && filters.from.is_none_or(|from| days.is_some_and(|days| days.1 >= from.first_day()))
        && filters.to.is_none_or(|to| days.is_some_and(|days| days.0 <= to.last_day()))
}

/// All but the values of this facet.
fn without(chosen: &Chosen, facet: Facet) -> Chosen {
    let mut others = Chosen::default();
    let kept = chosen.iter().filter(|(f, _)| *f != facet);
    kept.for_each(|(facet, value)| others.insert(*facet, value));
    others
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn articles_are_those_that_looking_finds(documents in documents(), question in questions()) {
        let expected: BTreeSet<u32> = (0..)
            .zip(documents.iter().zip(question.answered(&documents)))
            .filter(|(_, (d, is_answered))| *is_answered && passes(d, &question.filters))
            .map(|(n, _)| n)
            .collect();
        let corpus = corpus(documents);
        for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
            let results = corpus.search(&Query { sort, ..question.typed() });
            prop_assert_eq!(results.articles.iter().copied().collect::<BTreeSet<_>>(), expected.clone());
            prop_assert_eq!(results.n_found as usize, results.articles.len());
        }
    }

    #[test]
    fn counts_are_what_a_click_finds(documents in documents(), question in questions()) {
        let corpus = corpus(documents.clone());
        let typed = question.typed();
        let results = corpus.search(&typed);
        let is_answered = question.answered(&documents);
        let answered: Vec<&Document> = documents.iter().zip(is_answered).filter(|d| d.1).map(|d| d.0).collect();
        for counts in &results.facets {
            let shown: BTreeMap<String, u32> = counts.values.iter().map(|(name, n)| (plain(name), *n)).collect();
            prop_assert_eq!(shown.len(), counts.n_values as usize);
            for (name, count) in &counts.values {
                let mut clicked = typed.clone();
                clicked.filters.include = without(&clicked.filters.include, counts.facet);
                clicked.filters.include.insert(counts.facet, name);
                clicked.filters.exclude.remove(counts.facet, name);
                prop_assert_eq!(corpus.search(&clicked).n_found, *count, "{:?} {}", counts.facet, name);
            }
            // None is left out: neither one that a click would find, nor a filter's own.
            let mut others = typed.filters.clone();
            others.include = without(&others.include, counts.facet);
            let found = answered.iter().filter(|d| passes(d, &others)).flat_map(|d| values(d, counts.facet));
            for value in found {
                prop_assert!(shown.contains_key(&value), "{}", value);
            }
            let filters = [&typed.filters.include, &typed.filters.exclude];
            for name in filters.into_iter().flat_map(|f| f.of(counts.facet)) {
                prop_assert!(counts.values.iter().any(|(shown, _)| shown == name), "{}", name);
            }
            let order: Vec<_> = counts.values.iter().map(|(name, n)| (std::cmp::Reverse(*n), name)).collect();
            prop_assert!(order.is_sorted());
        }
        // The bars of everything, of the range in force, and of each single month.
        let bars_of = |from, to| bars(&results.months, from, to);
        let mut all_bars = bars_of(None, None);
        all_bars.extend(bars_of(typed.filters.from, typed.filters.to));
        for month in &results.months {
            all_bars.extend(bars_of(Some(month.month), Some(month.month)));
        }
        for bar in all_bars {
            let mut clicked = typed.clone();
            clicked.filters.from = Some(bar.from);
            clicked.filters.to = Some(bar.to);
            prop_assert_eq!(corpus.search(&clicked).n_found, bar.count, "{}", bar.label);
        }
        let any_date = Filters { from: None, to: None, ..typed.filters.clone() };
        let undated = answered.iter().filter(|d| passes(d, &any_date)).filter(|d| {
            d.article.published.is_none() && d.extraction.published_inferred.is_none()
        });
        prop_assert_eq!(results.undated as usize, undated.count());
    }

    #[test]
    fn any_text_is_answered_and_marked(documents in documents(), text in "\\PC{0,30}", names in btree_map("[a-z]{1,3}", 0u8..1, 0..2)) {
        let corpus = corpus(documents);
        let mut query = query(&text);
        names.keys().for_each(|name| query.filters.exclude.insert(Facet::Person, name));
        let results = corpus.search(&query);
        for row in corpus.rows(&query, &results.articles) {
            for span in &row.hit.snippet.highlights {
                prop_assert!(row.hit.snippet.text.get(span.range()).is_some());
            }
            for span in corpus.highlights(&query, row.hit.article) {
                prop_assert!(corpus.document(row.hit.article).article.text.get(span.range()).is_some());
            }
        }
    }
}
