//! The index beside a reference that reads every document for every query.

use std::collections::{BTreeMap, BTreeSet};

use cuttings::Corpus;
use cuttings::article::{Document, Kind};
use cuttings::date::Date;
use cuttings::extract::alike::Likeness;
use cuttings::query::{Chosen, Facet, Filters, Query, Sort};
use cuttings::view::histogram::bars;
use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;
use proptest::sample::select;

use crate::shards::{Folder, check};
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

/// One condition, as it is meant rather than typed.
#[derive(Clone, Debug)]
enum Want {
    Word(&'static str),
    Phrase(Vec<&'static str>),
    /// With so many others among them, in any order.
    Together(Vec<&'static str>, usize),
    /// Letters, with `*` for any and `?` for one.
    Wild(&'static str),
    Typos(&'static str, usize),
    /// A regular expression, and the words of ours that it means.
    Expression(&'static str, &'static [&'static str]),
    Title(Box<Want>),
    Text(Box<Want>),
    Person(&'static str),
    From(&'static str),
    Dated(&'static str, &'static str),
    Has(&'static str),
    All(Vec<Want>),
    Any(Vec<Want>),
    Not(Box<Want>),
}

#[derive(Clone, Debug)]
struct Question {
    wants: Vec<Want>,
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

/// What some words of a text have, or not.
fn written() -> impl Strategy<Value = Want> + Clone {
    let words = || vec(select(&WORDS[..]), 1..4);
    prop_oneof![
        2 => select(&WORDS[..]).prop_map(Want::Word),
        2 => words().prop_map(Want::Phrase),
        2 => (words(), 0usize..4).prop_map(|(words, others)| Want::Together(words, others)),
        1 => select(vec!["p*", "*ce*", "wa?*", "t?lks", "gen*", "*s"]).prop_map(Want::Wild),
        1 => (select(vec!["peaec", "war", "talk", "gneeva", "pae"]), 1usize..3).prop_map(|(w, n)| Want::Typos(w, n)),
        1 => select(vec![
            ("wars?", &["war", "wars"][..]),
            ("(pea|war).+", &["peace", "peaceful", "wars"]),
            ("t[^b-j]{2}k.?", &["talks"]),
        ])
        .prop_map(|(text, meant)| Want::Expression(text, meant)),
    ]
}

fn wants() -> impl Strategy<Value = Want> {
    let word = || select(&WORDS[..]).prop_map(Want::Word);
    let one = prop_oneof![
        6 => written(),
        1 => written().prop_map(|want| Want::Title(Box::new(want))),
        1 => written().prop_map(|want| Want::Text(Box::new(want))),
        1 => select(vec!["ada", "ada lovelace", "turing", "hopper ada"]).prop_map(Want::Person),
        1 => select(vec!["trend", "mehr"]).prop_map(Want::From),
        1 => (select(&BOUNDS[..]), select(&BOUNDS[..])).prop_map(|(from, to)| Want::Dated(from, to)),
        1 => select(vec!["title", "source", "date", "person", "place", "section"]).prop_map(Want::Has),
    ];
    let joined = one.clone().prop_recursive(3, 8, 3, |inner| {
        let several = || vec(inner.clone(), 1..3);
        let other = (several(), several()).prop_map(|(all, mut any)| {
            any.push(Want::All(all));
            Want::Any(any)
        });
        prop_oneof![
            2 => other,
            1 => inner.clone().prop_map(|want| Want::Not(Box::new(want))),
            1 => several().prop_map(|all| Want::Not(Box::new(Want::All(all)))),
        ]
    });
    prop_oneof![4 => word(), 3 => one, 2 => joined].prop_map(Want::simple)
}

fn questions() -> impl Strategy<Value = Question> {
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
    (vec(wants(), 0..4), begun, named(), named(), bound(), bound()).prop_map(
        |(wants, begun, include, exclude, from, to)| {
            // Parentheses around all of it say nothing.
            let wants = match <[Want; 1]>::try_from(wants) {
                Ok([Want::All(all)]) if begun.is_none() => all,
                Ok(only) => Vec::from(only),
                Err(wants) => wants,
            };
            Question { wants, begun, filters: Filters { include, exclude, from, to } }
        },
    )
}

impl Want {
    /// Without what says nothing: lists of one, and what is negated twice.
    fn simple(self) -> Want {
        match self {
            Want::All(mut wants) | Want::Any(mut wants) if wants.len() == 1 => wants.remove(0).simple(),
            Want::All(wants) => Want::All(wants.into_iter().map(Want::simple).collect()),
            Want::Any(wants) => Want::Any(wants.into_iter().map(Want::simple).collect()),
            Want::Not(want) => match want.simple() {
                Want::Not(want) => *want,
                want => Want::Not(Box::new(want)),
            },
            want => want,
        }
    }

    fn typed(&self) -> String {
        let list = |wants: &[Want], between| wants.iter().map(Want::typed).collect::<Vec<_>>().join(between);
        match self {
            Want::Word(word) => (*word).to_owned(),
            Want::Phrase(words) => format!("\"{}\"", words.join(" ")),
            Want::Together(words, others) => format!("“{}”~{others}", words.join(" ")),
            Want::Wild(letters) => (*letters).to_owned(),
            Want::Typos(word, most) => format!("{word}~{most}"),
            Want::Expression(text, _) => format!("/{text}/"),
            Want::Title(want) => format!("title:({})", want.typed()),
            Want::Text(want) => format!("text:({})", want.typed()),
            Want::Person(name) => format!("person:\"{name}\""),
            Want::From(source) => format!("source:{source}"),
            Want::Dated(from, to) => format!("date:{from}..{to}"),
            Want::Has(part) => format!("has:{part}"),
            Want::All(wants) => format!("({})", list(wants, " AND ")),
            Want::Any(wants) => format!("({})", list(wants, " OR ")),
            Want::Not(want) => format!("NOT {}", want.typed()),
        }
    }

    /// Whether a document has it, found by looking.
    fn is_had(&self, document: &Document) -> bool {
        let title = words(document.article.title.as_ref().map_or("", |t| t.value.as_str()));
        let text = words(&document.article.text);
        let names = document.extraction.entities.iter().map(|entity| words(&entity.name));
        match self {
            Want::Title(want) => want.is_in(&title),
            Want::Text(want) => want.is_in(&text),
            Want::Together(words, _) if words.len() > 1 => self.is_in(&title) || self.is_in(&text),
            Want::Person(name) => {
                let people = document.extraction.entities.iter().filter(|e| e.kind == Kind::Person);
                people.map(|person| words(&person.name)).any(|own| has_run(&own, &words(name)))
            }
            Want::From(source) => values(document, Facet::Source).contains(*source),
            Want::Dated(from, to) => {
                let day = |date: &str| date.parse::<Date>().ok();
                let (from, to) = (day(from), day(to));
                // What ends before it begins is meant the other way round.
                let is_reversed = from.zip(to).is_some_and(|(from, to)| from.first_day() > to.last_day());
                let (from, to) = if is_reversed { (to, from) } else { (from, to) };
                passes(document, &Filters { from, to, ..Filters::default() })
            }
            Want::Has(part) => match *part {
                "title" => document.article.title.is_some(),
                "source" => document.article.source.is_some(),
                "date" => document.article.published.is_some(),
                "person" => !values(document, Facet::Person).is_empty(),
                "place" => !values(document, Facet::Place).is_empty(),
                _ => document.article.sections.is_some(),
            },
            Want::All(wants) => wants.iter().all(|want| want.is_had(document)),
            Want::Any(wants) => wants.iter().any(|want| want.is_had(document)),
            Want::Not(want) => !want.is_had(document),
            written => {
                written.is_in(&title) || written.is_in(&text) || names.into_iter().any(|n| written.is_in(&n))
            }
        }
    }

    /// Whether words in a row have what is written so.
    fn is_in(&self, text: &[String]) -> bool {
        let some = |is_meant: &dyn Fn(&str) -> bool| text.iter().any(|word| is_meant(word));
        match self {
            Want::Word(wanted) => some(&|word| stem(word) == stem(&plain(wanted))),
            Want::Phrase(wanted) => {
                has_run(text, &wanted.iter().flat_map(|word| words(word)).collect::<Vec<_>>())
            }
            Want::Together(wanted, others) => (0..text.len()).any(|start| {
                let run = &text[start..text.len().min(start + wanted.len() + others)];
                wanted.iter().all(|word| run.contains(&plain(word)))
            }),
            Want::Wild(letters) => some(&|word| is_like(letters.as_bytes(), word.as_bytes())),
            Want::Typos(wanted, most) => some(&|word| mistakes(wanted.as_bytes(), word.as_bytes()) <= *most),
            Want::Expression(_, meant) => some(&|word| meant.contains(&word)),
            other => panic!("{other:?} is not written"),
        }
    }
}

fn has_run(text: &[String], wanted: &[String]) -> bool {
    text.windows(wanted.len()).any(|run| run == wanted)
}

fn is_like(letters: &[u8], word: &[u8]) -> bool {
    match (letters.split_first(), word.split_first()) {
        (None, _) => word.is_empty(),
        (Some((b'*', rest)), _) => (0..=word.len()).any(|n| is_like(rest, &word[n..])),
        (Some((letter, rest)), Some((first, more))) => {
            (*letter == b'?' || letter == first) && is_like(rest, more)
        }
        (Some(_), None) => false,
    }
}

/// Letters wrong, missing, too many, or two in the wrong order.
fn mistakes(a: &[u8], b: &[u8]) -> usize {
    match (a, b) {
        ([], _) | (_, []) => a.len() + b.len(),
        ([x, more_a @ ..], [y, more_b @ ..]) => {
            let changed = mistakes(more_a, more_b) + usize::from(x != y);
            let least = changed.min(mistakes(more_a, b) + 1).min(mistakes(a, more_b) + 1);
            match (more_a, more_b) {
                ([x2, rest_a @ ..], [y2, rest_b @ ..]) if x == y2 && x2 == y => {
                    least.min(mistakes(rest_a, rest_b) + 1)
                }
                _ => least,
            }
        }
    }
}

impl Question {
    fn typed(&self) -> Query {
        let mut text: String = self.wants.iter().map(|want| want.typed() + " ").collect();
        text.push_str(self.begun.unwrap_or(""));
        Query { filters: self.filters.clone(), ..query(&text) }
    }

    /// Which documents answer, found by looking.
    fn answered(&self, documents: &[Document]) -> Vec<bool> {
        documents.iter().map(|document| self.is_answered(document, true)).collect()
    }

    /// Which have some of the plain words and everything else, where there are
    /// such words and not only one thing is asked for.
    fn partly_answered(&self, documents: &[Document]) -> Vec<bool> {
        let is_asked = self.n_words().0 > 0 && self.wants.len() + self.begun.iter().len() > 1;
        documents.iter().map(|document| is_asked && self.is_answered(document, false)).collect()
    }

    /// How many words are plain, or begun, and how many stand in quotes.
    fn n_words(&self) -> (usize, usize) {
        let is_word = |want: &&Want| matches!(want, Want::Word(_));
        let in_quotes = |want: &Want| if let Want::Phrase(words) = want { words.len() } else { 0 };
        let n_plain = self.wants.iter().filter(is_word).count() + self.begun.iter().len();
        (n_plain, self.wants.iter().map(in_quotes).sum())
    }

    fn is_answered(&self, document: &Document, in_full: bool) -> bool {
        let title = words(document.article.title.as_ref().map_or("", |t| t.value.as_str()));
        let text = words(&document.article.text);
        let names = document.extraction.entities.iter().flat_map(|entity| words(&entity.name));
        let all_words: Vec<String> = title.into_iter().chain(text).chain(names).collect();
        let has_begun =
            |begun: &str| all_words.iter().any(|word| word.starts_with(begun) || stem(word) == stem(begun));
        let (plain_words, rest): (Vec<&Want>, Vec<&Want>) =
            self.wants.iter().partition(|want| matches!(want, Want::Word(_)));
        // In a long question what is quoted is words as well.
        let (n_plain, n_quoted) = self.n_words();
        let takes_apart = !in_full && (n_plain >= 3 || (n_plain > 0 && n_plain + n_quoted >= 6));
        let is_quoted = |want: &&Want| takes_apart && matches!(want, Want::Phrase(_));
        let (quoted, rest): (Vec<&Want>, Vec<&Want>) = rest.into_iter().partition(is_quoted);
        if !rest.iter().all(|want| want.is_had(document)) {
            return false;
        }
        if in_full {
            return plain_words.iter().all(|want| want.is_had(document)) && self.begun.is_none_or(has_begun);
        }
        let is_more_asked = rest.iter().any(|want| !matches!(want, Want::Not(_)));
        let has_quoted = |want: &&Want| match want {
            Want::Phrase(words) => words.iter().any(|word| Want::Word(word).is_had(document)),
            _ => false,
        };
        is_more_asked
            || quoted.iter().any(has_quoted)
            || plain_words.iter().any(|want| want.is_had(document))
            || self.begun.is_some_and(has_begun)
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
        for sort in Sort::ALL {
            let results = corpus.search(&Query { sort, ..question.typed() });
            prop_assert_eq!(results.articles.iter().copied().collect::<BTreeSet<_>>(), expected.clone());
            prop_assert_eq!(results.n_found as usize, results.articles.len());
        }
    }

    /// Articles that were changed and taken out leave no trace.
    #[test]
    fn a_collection_that_was_changed_answers_as_one_that_was_so(
        documents in documents(), others in documents(), fates in vec(0..3, 12), question in questions(),
    ) {
        let mut changed = corpus(documents.clone());
        let (mut left, mut gone) = (Vec::new(), Vec::new());
        for ((n, document), fate) in (0..).zip(documents).zip(fates) {
            match (fate, others.get(n as usize)) {
                (0, Some(other)) => {
                    changed.replace(n, other.clone(), &Likeness::of_all(&other.extraction.entities));
                    let mut other = other.clone();
                    other.article.id = document.article.id;
                    left.push(other);
                }
                (1, _) => gone.push(n),
                _ => left.push(document),
            }
        }
        changed.search(&query("peace"));
        changed.remove(&gone);
        let fresh = corpus(left);
        prop_assert_eq!(changed.documents(), fresh.documents());
        for sort in Sort::ALL {
            let query = Query { sort, ..question.typed() };
            let results = fresh.search(&query);
            prop_assert_eq!(changed.search(&query), results.clone());
            prop_assert_eq!(changed.rows(&query, &results.articles), fresh.rows(&query, &results.articles));
        }
        for n in 0..fresh.len() as u32 {
            prop_assert_eq!(changed.reading(n).likes, fresh.reading(n).likes);
            prop_assert_eq!(changed.position(&fresh.document(n).article.id.0), Some(n));
        }
    }

    #[test]
    fn a_collection_in_parts_answers_as_a_whole(documents in documents(), question in questions()) {
        let corpus = corpus(documents);
        let folder = Folder::of(&corpus);
        for sort in Sort::ALL {
            check(&corpus, &folder, &Query { sort, ..question.typed() });
        }
    }

    #[test]
    fn a_collection_that_is_opened_answers_as_before(documents in documents(), question in questions()) {
        let mut kept = corpus(documents);
        let saved = kept.saved_index();
        let readings = || (0..kept.len() as u32).map(|n| kept.reading(n)).collect::<Vec<_>>();
        let query = question.typed();
        let results = kept.search(&query);
        let mut fewer = readings();
        fewer.pop();
        for (readings, saved) in [(readings(), &saved[..]), (readings(), &saved[..saved.len() - 1]), (readings(), &[])] {
            let opened = Corpus::opened(readings, saved);
            prop_assert_eq!(opened.search(&query), results.clone());
            prop_assert_eq!(opened.rows(&query, &results.articles), kept.rows(&query, &results.articles));
        }
        prop_assert_eq!(Corpus::opened(fewer, &saved).len(), kept.len().saturating_sub(1));
    }

    #[test]
    fn what_is_excluded_is_all_the_rest(documents in documents(), question in questions()) {
        let corpus = corpus(documents.clone());
        let text: String = question.wants.iter().map(|want| want.typed() + " ").collect();
        let found = |text: &str| corpus.search(&query(text)).articles.into_iter().collect::<BTreeSet<_>>();
        let rest = found(&format!("-({text})"));
        if !text.is_empty() {
            let is_had = |d: &Document| question.wants.iter().all(|want| want.is_had(d));
            let expected = (0..).zip(&documents).filter(|(_, d)| !is_had(d)).map(|(n, _)| n);
            prop_assert_eq!(rest, expected.collect::<BTreeSet<_>>());
        }
    }

    #[test]
    fn a_ranking_has_the_rest_after_the_answer(documents in documents(), question in questions()) {
        let kept = |is_answered: Vec<bool>| -> BTreeSet<u32> {
            let passing = documents.iter().zip(is_answered).map(|(d, is)| is && passes(d, &question.filters));
            (0..).zip(passing).filter(|(_, is)| *is).map(|(n, _)| n).collect()
        };
        let (answered, partly) = (question.answered(&documents), question.partly_answered(&documents));
        let is_nothing = !answered.contains(&true);
        let n_words = question.n_words().0;
        let (first, all) = (kept(answered), kept(partly));
        let ranking = corpus(documents.clone()).rank(&question.typed());
        if cuttings::query::parse(&question.typed().text).clauses.is_empty() {
            prop_assert_eq!(ranking.hits.len(), 0);
            return Ok(());
        }
        let hits: Vec<u32> = ranking.hits.iter().map(|hit| hit.0).collect();
        prop_assert_eq!(hits[..ranking.n_found as usize].iter().copied().collect::<BTreeSet<_>>(), first.clone());
        let rest: BTreeSet<u32> = hits[ranking.n_found as usize..].iter().copied().collect();
        let is_widened = is_nothing || n_words >= 3;
        prop_assert_eq!(rest, if is_widened { all.difference(&first).copied().collect() } else { BTreeSet::new() });
        prop_assert!(ranking.hits.is_sorted_by(|a, b| a.1 >= b.1));
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
    fn hits_are_marked_where_looking_finds_them(documents in documents(), want in written()) {
        let query = query(&(want.typed() + " "));
        let corpus = corpus(documents.clone());
        for (n, document) in (0..).zip(&documents) {
            let is_marked = !corpus.highlights(&query, n).is_empty();
            prop_assert_eq!(is_marked, want.is_in(&words(&document.article.text)), "{}", query.text);
            let row = corpus.rows(&query, &[n]).remove(0);
            if let Some(title) = &document.article.title {
                prop_assert_eq!(!row.hit.title_highlights.is_empty(), want.is_in(&words(&title.value)));
            }
        }
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
