//! Search through the facade, over documents made here.

mod reference;
mod shards;

use cuttings::article::{Article, ArticleId, Document, Entity, Extraction, Fact, InferredDate, Kind};
use cuttings::query::{Breadth, Facet, Query, Sort};
use cuttings::{Corpus, Span};

fn fact<T>(value: T) -> Fact<T> {
    Fact { value, evidence: Span::new(0, 0) }
}

/// A document with a title and a story, and people where `names` says.
fn document(id: &str, title: &str, text: &str, names: &[&str]) -> Document {
    let article = Article {
        file: format!("{id}.txt"),
        id: ArticleId(id.to_owned()),
        raw: text.to_owned(),
        lines: Vec::new(),
        title: (!title.is_empty()).then(|| fact(title.to_owned())),
        summary: None,
        published: None,
        byline: None,
        source: None,
        sections: None,
        dateline: None,
        language: Some("en".to_owned()),
        text: text.to_owned(),
        paragraphs: vec![Span::new(0, text.len())],
        doubts: Vec::new(),
        captions: Vec::new(),
        address: None,
    };
    let entities = names
        .iter()
        .map(|name| Entity {
            name: (*name).to_owned(),
            kind: Kind::Person,
            mentions: Vec::new(),
            roles: Vec::new(),
            aliases: Vec::new(),
            reasons: Vec::new(),
            location: None,
            speaks_for: None,
        })
        .collect();
    Document { article, extraction: Extraction { entities, ..Extraction::default() } }
}

fn dated(mut document: Document, date: &str) -> Document {
    match date.split_once('/') {
        None => document.article.published = Some(fact(date.parse().unwrap())),
        Some(_) => {
            let inferred = InferredDate { value: date.parse().unwrap(), evidence: Vec::new() };
            document.extraction.published_inferred = Some(inferred);
        }
    }
    document
}

fn corpus(documents: Vec<Document>) -> Corpus {
    let mut corpus = Corpus::new();
    for document in documents {
        corpus.add(document).unwrap();
    }
    corpus
}

fn query(text: &str) -> Query {
    Query { text: text.to_owned(), ..Query::default() }
}

#[track_caller]
fn check(corpus: &Corpus, text: &str, expected: &[u32]) {
    assert_eq!(corpus.search(&query(text)).articles, expected, "{text}");
}

#[test]
fn words_phrases_beginnings_and_exclusions_find_their_articles() {
    let corpus = corpus(vec![
        document("0", "Talks in Geneva", "The talks on Syria began.", &[]),
        document("1", "Weather", "Syria’s weather: it rains on the talks.", &[]),
        document("2", "Harvest", "Wheat prices rise in Genève.", &[]),
        document("3", "", "", &[]),
    ]);
    check(&corpus, "syria talks ", &[0, 1]);
    check(&corpus, "\"talks on syria\"", &[0]);
    check(&corpus, "talks -rains ", &[0]);
    check(&corpus, "talks -\"talks on\"", &[1]);
    check(&corpus, "gen", &[0, 2]);
    check(&corpus, "GENEVE ", &[2]);
    check(&corpus, "nothing-like-it", &[]);
    check(&corpus, "", &[0, 1, 2, 3]);
    check(&corpus, "-syria ", &[2, 3]);
}

#[test]
fn what_is_typed_may_become_words_names_and_fields() {
    let corpus = corpus(vec![
        document("0", "Talks", "Person of peace, peaceful talks on peas.", &["Bashar al-Assad", "Perla"]),
        document("1", "Peace", "The peaceful end.", &["Bashar al-Assad", "Pera Assan"]),
    ]);
    let shown = |text: &str| -> Vec<String> {
        corpus.suggest(text).into_iter().map(|s| format!("{}| {}", s.text, s.n_articles)).collect()
    };
    assert_eq!(shown("-pea"), ["-peace | 2", "-peaceful | 2", "-peas | 1"]);
    let expected = [
        "talks pera | 1",
        "talks perla | 1",
        "talks person | 1",
        "talks person:\"Pera Assan\" | 1",
        "talks person:Perla | 1",
        "talks person:| 0",
    ];
    assert_eq!(shown("talks per"), expected);
    assert_eq!(shown("x person:ass"), ["x person:\"Bashar al-Assad\" | 2", "x person:\"Pera Assan\" | 1"]);
    assert!(shown("\"pea").is_empty() && shown("p").is_empty() && shown("talks ").is_empty());
    for suggestion in corpus.suggest("per") {
        assert!(corpus.search(&query(&suggestion.text)).n_found >= suggestion.n_articles);
    }
}

#[test]
fn the_same_bytes_are_added_once() {
    let mut corpus = Corpus::new();
    assert_eq!(corpus.add(document("a", "A", "x", &[])), Some(0));
    assert_eq!(corpus.add(document("a", "A", "x", &[])), None);
    assert_eq!(corpus.len(), 1);
}

#[test]
fn order_follows_dates_and_undated_articles_come_last() {
    let corpus = corpus(vec![
        document("0", "", "wheat", &[]),
        dated(document("1", "", "wheat", &[]), "2019-12-11T21:06"),
        dated(document("2", "", "wheat", &[]), "2017-01-11/2017-03-02"),
        dated(document("3", "", "wheat", &[]), "2021-05"),
    ]);
    let sorted = |sort| corpus.search(&Query { sort, ..Query::default() }).articles;
    assert_eq!(sorted(Sort::Newest), [3, 1, 2, 0]);
    assert_eq!(sorted(Sort::Oldest), [2, 1, 3, 0]);
    assert_eq!(sorted(Sort::Relevance), [3, 1, 2, 0]);
    assert_eq!(sorted(Sort::Title), [3, 1, 2, 0]);
    let results = corpus.search(&query("wheat"));
    assert_eq!(results.undated, 1);
    let months: Vec<String> =
        results.months.iter().map(|m| format!("{} {} {}", m.month, m.n_first, m.n_last)).collect();
    assert_eq!(months, ["2017-01 1 0", "2017-03 0 1", "2019-12 1 1", "2021-05 1 1"]);
    let mut ranged = query("");
    ranged.filters.from = Some("2017-03".parse().unwrap());
    ranged.filters.to = Some("2019".parse().unwrap());
    assert_eq!(corpus.search(&ranged).articles, [1, 2]);
}

#[test]
fn titles_and_sources_are_sorted_by_their_letters() {
    let mut documents: Vec<Document> = ["Élan", "wheat", "", "Ebb", "Wheat"]
        .iter()
        .enumerate()
        .map(|(n, title)| dated(document(&n.to_string(), title, "peace", &[]), &format!("201{n}")))
        .collect();
    documents[4].article.source = Some(fact("Agency".to_owned()));
    let corpus = corpus(documents);
    let sorted = |sort| corpus.search(&Query { sort, ..query("peace") }).articles;
    assert_eq!(sorted(Sort::Title), [3, 0, 4, 1, 2]);
    assert_eq!(sorted(Sort::Source), [4, 3, 2, 1, 0]);
}

#[test]
fn a_filter_means_the_same_person_in_every_spelling() {
    let corpus = corpus(vec![
        document("0", "", "", &["Bashar al-Assad"]),
        document("1", "", "", &["Assad"]),
        document("2", "", "", &["Bashar Al Assad", "Ali Shamkhani"]),
        document("3", "", "", &["Ali Shamkhani"]),
    ]);
    let results = corpus.search(&query(""));
    assert_eq!(
        results.facets[0].values,
        [("Bashar Al Assad".to_owned(), 3), ("Ali Shamkhani".to_owned(), 2)]
    );
    for name in ["Bashar al-Assad", "Assad", "BASHAR AL ASSAD"] {
        let mut filtered = query("");
        filtered.filters.include.insert(Facet::Person, name);
        let results = corpus.search(&filtered);
        assert_eq!(results.articles, [0, 1, 2], "{name}");
        assert!(results.facets[0].values.contains(&(name.to_owned(), 3)));
        filtered.filters = Default::default();
        filtered.filters.exclude.insert(Facet::Person, name);
        let results = corpus.search(&filtered);
        assert_eq!(results.articles, [3], "{name}");
        assert_eq!(results.facets[0].values, [(name.to_owned(), 3), ("Ali Shamkhani".to_owned(), 1)]);
    }
}

#[test]
fn a_word_finds_its_forms_but_not_in_quotes() {
    let corpus =
        corpus(vec![document("0", "", "Sanctions were eased.", &[]), document("1", "", "A sanction.", &[])]);
    check(&corpus, "sanctioned ", &[1, 0]);
    check(&corpus, "\"sanction\"", &[1]);
    assert_eq!(corpus.highlights(&query("sanction "), 0), [Span::new(0, 9)]);
}

#[test]
fn forms_are_those_of_the_article_s_language() {
    let of = |id: &str, language: &str, text: &str| {
        let mut made = document(id, "", text, &[]);
        made.article.language = Some(language.to_owned());
        made
    };
    let corpus = corpus(vec![
        of("0", "de", "Die Häuser der Stadt."),
        of("1", "ru", "Стороны начали переговоры."),
        of("2", "en", "The houses of the town, a haus of cards."),
        of("3", "fr", "Les journaux nationaux."),
    ]);
    check(&corpus, "haus ", &[0, 2]);
    check(&corpus, "Häusern ", &[0]);
    check(&corpus, "переговорам ", &[1]);
    check(&corpus, "journal nationales ", &[3]);
    check(&corpus, "\"journal\"", &[]);
    assert_eq!(corpus.highlights(&query("Haus "), 0), [Span::new(4, 11)]);
}

#[test]
fn an_alias_finds_articles_that_never_use_it() {
    let service = |id: &str, text: &str, aliases: &[&str]| {
        let mut made = document(id, "", text, &["Foreign Intelligence Service"]);
        let entity = &mut made.extraction.entities[0];
        entity.kind = Kind::Organization;
        entity.aliases = aliases.iter().map(|a| (*a).to_owned()).collect();
        entity.mentions = vec![Span::new(0, text.len())];
        made
    };
    let mut short = service("2", "SVR", &[]);
    short.extraction.entities[0].name = "SVR".to_owned();
    let corpus = corpus(vec![
        service("0", "Foreign Intelligence Service", &["SVR"]),
        service("1", "Foreign Intelligence Service", &[]),
        short,
        document("3", "", "Service abroad", &[]),
    ]);
    let found = |text: &str| {
        corpus.search(&query(text)).articles.into_iter().collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(found("svr"), [0, 1, 2].into());
    assert_eq!(found("foreign intelligence service"), [0, 1, 2].into());
    assert_eq!(found("\"svr\""), [0, 2].into());
    assert_eq!(found("-svr"), [3].into());
    assert_eq!(found("-(foreign intelligence service)"), [3].into());
    assert_eq!(found("-(service OR -(foreign intelligence service))"), [2].into());
    assert_eq!(found("-foreign -intelligence -service"), [2].into());
    assert_eq!(found("service abroad"), [3].into());
    assert_eq!(corpus.highlights(&query("svr"), 1), [Span::new(0, 28)]);
    let organizations = &corpus.search(&query("")).facets[1].values;
    assert_eq!(organizations[..], [("Foreign Intelligence Service".to_owned(), 3)]);
}

#[test]
fn a_star_finds_all_that_have_such_a_thing() {
    let mut signed = document("1", "Weather", "", &["Ada Lovelace"]);
    signed.article.byline = Some(fact("Grace Hopper".to_owned()));
    let corpus = corpus(vec![document("0", "", "It rains.", &[]), signed]);
    check(&corpus, "* ", &[0, 1]);
    check(&corpus, "-*", &[]);
    check(&corpus, "byline:*", &[1]);
    check(&corpus, "-person:*", &[0]);
    check(&corpus, "missing:text", &[1]);
    check(&corpus, "rains *", &[0]);
}

#[test]
fn better_answers_come_first() {
    let corpus = corpus(vec![
        document("0", "Prices", "Of wheat and other goods, harvest is told further on.", &[]),
        document("1", "Prices", "On goods and other things, the wheat harvest is told.", &[]),
        document("2", "Wheat harvest", "On goods and other things, it is told of prices.", &[]),
        document("3", "Prices", "Nothing here.", &[]),
    ]);
    check(&corpus, "wheat harvest ", &[2, 1, 0]);
}

#[test]
fn the_first_line_stands_for_a_missing_title() {
    let corpus = corpus(vec![
        document("0", "", "Prices of goods\n\nOf wheat it is told here, and of wheat.", &[]),
        document("1", "", "Wheat prices\n\nOf goods it is told here, and of wheat.", &[]),
        document("2", "", "Wheat is told\nof in lines.", &[]),
    ]);
    check(&corpus, "title:wheat ", &[1]);
    assert_eq!(corpus.search(&query("wheat ")).articles[0], 1);
    assert_eq!(corpus.rows(&query("title:wheat "), &[1])[0].hit.title_highlights, [Span::new(0, 5)]);
}

#[test]
fn what_is_said_and_what_stands_near_are_told_apart() {
    use cuttings::article::{Quote, QuoteKind};
    let mut made = document("0", "", "“The talks failed”, Ada Lovelace said of the war.", &["Ada Lovelace"]);
    made.extraction.entities[0].mentions = vec![Span::new(25, 37)];
    made.extraction.quotes = vec![Quote {
        span: Span::new(3, 19),
        kind: QuoteKind::Direct,
        marked: vec![],
        speaker: Some(0),
        cue: None,
    }];
    let far = format!("Talks {} Ada Lovelace", "and so on ".repeat(9));
    let mut other = document("1", "", &far, &["Ada Lovelace"]);
    other.extraction.entities[0].mentions = vec![Span::new(far.len() - 12, far.len())];
    let corpus = corpus(vec![made, other]);
    check(&corpus, "said:talks ", &[0]);
    check(&corpus, "said:war ", &[]);
    check(&corpus, "said:lovelace ", &[0]);
    check(&corpus, "talks near:person ", &[0]);
    check(&corpus, "talks -near:person ", &[1]);
    assert_eq!(corpus.highlights(&query("said:talks "), 0), [Span::new(7, 12)]);
    assert_eq!(corpus.highlights(&query("war near:person "), 0), [Span::new(49, 52)]);
}

#[test]
fn misspelt_words_are_offered_as_others_are_spelt() {
    let corpus = corpus(vec![
        document("0", "", "Talks in Astana, talks in Geneva.", &[]),
        document("1", "", "Talks in Astana.", &[]),
    ]);
    let spellings = |text: &str| corpus.search(&query(text)).spellings;
    assert_eq!(spellings("astnaa "), ["astana"]);
    assert_eq!(spellings("Talk in gneeva -war "), ["Talk in geneva -war"]);
    assert_eq!(spellings("talks astana "), [""; 0]);
    assert_eq!(spellings("text:astnaa near:person -war "), ["text:astana near:person -war"]);
    assert_eq!(spellings("(title:(wra OR \"talks in astnaa\"))"), ["(title:(wra OR \"talks in astana\"))"]);
    assert_eq!(spellings("xyzzyx "), [""; 0]);
}

#[test]
fn a_question_in_a_whole_sentence_finds_what_it_is_about() {
    let corpus = corpus(vec![
        document("0", "", "The envoys left the talks on wheat without a treaty on Sunday.", &[]),
        document("1", "", "A harvest of wheat at high prices is how a year ends.", &[]),
        document("2", "", "What is it about? How should it be done?", &[]),
    ]);
    let results = corpus.search(&query("what treaty is it about which the envoys talk "));
    assert_eq!((results.articles.as_slice(), results.breadth), (&[0][..], Breadth::Telling));
    let ranking = corpus.rank(&query("how did the envoys treat the prices of wheat in the harvest "));
    assert_eq!(ranking.hits.iter().map(|hit| hit.0).collect::<Vec<_>>(), [1, 0]);
    assert_eq!((ranking.breadth, ranking.n_found), (Breadth::Some, 0));
    let ranking = corpus
        .rank(&query("the envoys left 'without' a \"treaty on prices\", said the 6'11\" envoy of wheat "));
    assert_eq!(ranking.hits.iter().map(|hit| hit.0).collect::<Vec<_>>(), [0, 1]);
    assert!(corpus.rank(&query("\"treaty on prices\" harvest ")).hits.is_empty());
}

#[test]
fn a_story_on_two_sites_is_shown_once_and_counted_twice() {
    let story: String = (0..60).map(|n| format!("word{n} ")).collect();
    let corpus = corpus(vec![
        document("0", "First", &story, &["Ada Lovelace"]),
        document("1", "Second", &format!("{story} and more"), &["Ada Lovelace"]),
    ]);
    let results = corpus.search(&query("word7 "));
    assert_eq!((results.articles.as_slice(), results.n_found), (&[0][..], 2));
    assert_eq!(results.facets[0].values, [("Ada Lovelace".to_owned(), 2)]);
    assert_eq!(corpus.rows(&query(""), &[0])[0].same_story, [1]);
}

#[test]
fn rows_show_why_an_article_was_found() {
    let corpus =
        corpus(vec![document("0", "", "Wheat prices rise.\n\nIn Syria, talks go on.", &["Ada Lovelace"])]);
    let row = corpus.rows(&query("syria"), &[0]).remove(0);
    assert_eq!((row.title.as_str(), row.has_title), ("Wheat prices rise.", false));
    let hit = row.hit;
    let marked: Vec<&str> = hit.snippet.highlights.iter().map(|s| s.of(&hit.snippet.text)).collect();
    assert_eq!(marked, ["Syria"]);
    assert_eq!(row.entities, [(Facet::Person, "Ada Lovelace".to_owned())]);
    assert_eq!(corpus.highlights(&query("\"in syria\""), 0), [Span::new(20, 28)]);
}
