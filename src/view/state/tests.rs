//! Events in a row, and the state that comes of them.

use std::rc::Rc;

use super::answered::keep_fallen;
use super::known::ROWS;
use super::*;
use crate::article::{ArticleId, Document, RawArticle};
use crate::books::{Book, Timeline, Wanted};
use crate::clean::keep_all;
use crate::extract::{extract, tagger::Rules};
use crate::journal::Work;
use crate::protocol::{Failure, Imported, Reply, Stage, Timing};
use crate::query::{Facet, FacetCounts, Hit, Query, Results, Snippet, Term, TermKind};
use crate::text::Span;
use crate::view::route::Reading;

fn row(article: u32, same_story: &[u32]) -> Row {
    Row {
        hit: Hit { article, score: 1, snippet: Snippet::default(), title_highlights: Vec::new() },
        id: format!("id{article}"),
        file: String::new(),
        title: String::new(),
        has_title: true,
        source: None,
        published: None,
        inferred: None,
        place: None,
        entities: Vec::new(),
        same_story: same_story.to_vec(),
        hand: Default::default(),
    }
}

/// An answer to two words.
fn found(number: u32, articles: &[u32]) -> Event {
    let word = |text: &str| Term { text: text.to_owned(), kind: TermKind::Word, said: text.to_owned() };
    let results = Results {
        articles: articles.to_vec(),
        n_found: articles.len() as u32,
        terms: vec![word("a"), word("b")],
        ..Results::default()
    };
    let rows = articles.iter().map(|&a| row(a, &[])).collect();
    let timing = Timing { stage: Stage::Search, start: 0.0, duration: 1.0, articles: 9, bytes: 0 };
    Event::Answered(Reply::Found { number, results, rows, timing })
}

fn opened(id: &str, hits: &[Span]) -> Event {
    let raw = RawArticle { file: "a".into(), id: ArticleId(id.into()), text: "one two one".into() };
    let article = keep_all(raw);
    let extraction = extract(&article, &Rules);
    Event::Answered(Reply::Opened {
        number: 1,
        document: Some(Box::new(Document { article, extraction })),
        highlights: hits.to_vec(),
        work: Work::default(),
    })
}

fn after(state: &State, events: impl IntoIterator<Item = impl Into<Event>>) -> State {
    events.into_iter().fold(state.clone(), |state, event| state.after(event.into()).unwrap_or(state))
}

fn ada(choice: Option<Choice>) -> Action {
    Action::Choose(Facet::Person, "Ada".to_owned(), choice)
}

#[test]
fn the_first_letter_and_each_choice_push() {
    let begun = after(&State::default(), [Action::Type("g".into())]);
    assert_eq!((begun.written, begun.route.to_hash().as_str()), (Written::Push, "q=g"));
    let typed = after(&begun, [Action::Type("gas".into())]);
    assert_eq!((typed.written, typed.route.to_hash().as_str()), (Written::Replace, "q=gas"));
    let chosen = after(&typed, [ada(Some(Choice::Only))]);
    assert_eq!((chosen.written, chosen.route.to_hash().as_str()), (Written::Push, "q=gas&person=Ada"));
}

#[test]
fn typing_is_one_step_until_something_else_is_done() {
    let typed = after(&State::default(), [Action::Type("gas".into())]);
    let elsewhere = Route::from_hash("q=oil");
    for (between, expected) in [
        (Vec::new(), Written::Replace),
        (vec![Action::Asked(1).into(), found(1, &[5])], Written::Replace),
        (vec![Action::StopTyping.into()], Written::Push),
        (vec![ada(Some(Choice::Only)).into()], Written::Push),
        (vec![Action::Open("x".into()).into()], Written::Push),
        (vec![Action::CloseArticle.into()], Written::Push),
        (vec![Action::Navigated(elsewhere).into()], Written::Push),
    ] {
        let state = after(&typed, between.clone());
        assert_eq!(after(&state, [Action::Type("gas f".into())]).written, expected, "{between:?}");
    }
}

#[test]
fn a_value_is_included_or_excluded_or_neither() {
    let state = State::default();
    let only = after(&state, [ada(Some(Choice::Only))]);
    assert_eq!(choice(&only.route.query.filters, Facet::Person, "Ada"), Some(Choice::Only));
    let not = after(&only, [ada(Some(Choice::Not))]);
    assert_eq!(not.route.to_hash(), "-person=Ada");
    assert_eq!(after(&not, [ada(None)]).route, state.route);
}

#[test]
fn only_the_latest_search_is_taken() {
    let state = after(&State::default(), [Action::Asked(1).into(), Action::Asked(2).into(), found(1, &[5])]);
    assert!(state.answer.pending && state.answer.results.articles.is_empty());
    let state = after(&state, [found(2, &[3, 4])]);
    assert_eq!(state.answer.results.articles, [3, 4]);
    assert_eq!(state.answer.n_articles, 9);
}

#[test]
fn what_changes_nothing_is_no_change() {
    let state = after(&State::default(), [Action::Asked(1).into(), found(1, &[5])]);
    assert_eq!(state.after(Action::Type(String::new()).into()), None);
    assert_eq!(state.after(found(7, &[1])), None);
    assert_eq!(state.after(Action::DismissNotice.into()), None);
}

#[test]
fn the_list_is_asked_again_while_articles_come_in() {
    let import = Action::Importing { number: 1, n_sources: 1, bundled: true, answers: Vec::new() };
    let progress = |done| Event::Answered(Reply::Progress { number: 1, done, total: 1_000, took: 0 });
    let mut state = after(&State::default(), [import]);
    let mut n_asked = 0;
    for done in 1..=1_000 {
        let next = after(&state, [progress(done)]);
        n_asked += next.collection.generation - state.collection.generation;
        state = next;
    }
    assert!((10..50).contains(&n_asked), "{n_asked}");
    let waiting = after(&state, [Action::Asked(5).into(), progress(1_000_000)]);
    assert_eq!(waiting.collection.generation, state.collection.generation);
}

#[test]
fn an_import_ends_with_a_notice_where_there_is_something_to_say() {
    let ended = |bundled, added, failures: Vec<Failure>| {
        let imported = Reply::Imported(Imported { number: 1, added, failures, ..Imported::default() });
        let import = Action::Importing { number: 1, n_sources: 1, bundled, answers: Vec::new() };
        after(&State::default(), [import.into(), Event::Answered(imported)]).collection
    };
    let failure = || vec![Failure { path: "a.txt".into(), reason: "the file is empty".into() }];
    assert!(ended(true, 46, Vec::new()).notice.is_none());
    assert_eq!(ended(true, 46, failure()).notice.expect("one failed").failures.len(), 1);
    assert_eq!(ended(false, 3, Vec::new()).notice.expect("files were added").added, 3);
    assert!(ended(false, 3, Vec::new()).imports.is_empty());
}

#[test]
fn what_comes_of_an_answered_question_joins_the_report_of_its_import() {
    let import = |number, answers: &[&str]| {
        let answers = answers.iter().map(|&path| path.to_owned()).collect();
        Event::from(Action::Importing { number, n_sources: 1, bundled: false, answers })
    };
    let imported = |number, added, failed: &[&str]| {
        let failure = |&path: &&str| Failure { path: path.to_owned(), reason: "no".into() };
        let failures = failed.iter().map(failure).collect();
        Event::Answered(Reply::Imported(Imported { number, added, same: 1, failures, ..Imported::default() }))
    };
    #[track_caller]
    fn check(state: &State, added: u32, same: u32, failed: &[&str]) {
        let notice = state.collection.notice.as_ref().expect("it has ended");
        let paths: Vec<&str> = notice.failures.iter().map(|failure| failure.path.as_str()).collect();
        assert_eq!((notice.added, notice.same, &paths[..]), (added, same, failed));
    }
    let first = after(&State::default(), [import(1, &[]), imported(1, 35, &["a.csv", "b.txt", "c.csv"])]);
    check(&first, 35, 1, &["a.csv", "b.txt", "c.csv"]);
    let answered = [import(2, &["c.csv", "a.csv"]), imported(2, 2, &["row 3"])];
    check(&after(&first, answered.clone()), 37, 2, &["b.txt", "row 3"]);
    let closed = after(&first, [Action::DismissNotice]);
    check(&after(&closed, answered), 37, 2, &["b.txt", "row 3"]);
    check(&after(&first, [import(2, &[]), imported(2, 4, &[])]), 4, 1, &[]);
}

#[test]
fn the_four_states_are_told_apart() {
    let state = State::default();
    assert_eq!(state.phase(), Phase::Loading);
    let failed = after(&state, [Action::Failed("x".into())]);
    assert_eq!(failed.phase(), Phase::Failed("x".into()));
    assert_eq!(after(&failed, [Action::Asked(1).into(), found(1, &[5])]).phase(), Phase::Ready);
    let ready = after(&state, [Action::Asked(1).into(), found(1, &[5])]);
    assert_eq!(ready.phase(), Phase::Ready);
    let empty = after(&ready, [Action::Type("a b".into()).into(), Action::Asked(2).into(), found(2, &[])]);
    assert_eq!(empty.phase(), Phase::Empty);
    assert_eq!(empty.relaxations().len(), 3);
    let typed_on = after(&empty, [Action::Type("a b c".into())]);
    assert_eq!(typed_on.relaxations(), []);
}

#[test]
fn ways_out_are_counted_as_they_come_in() {
    let query = Query { text: "a b".into(), ..Query::default() };
    let way = |n: u32| (n, Relaxed { label: n.to_string(), query: query.clone() });
    let asked = vec![way(7), way(8)];
    let state = after(&State::default(), [Action::AskedRelaxed(asked).into(), found(8, &[1, 2])]);
    let counts: Vec<Option<u32>> = state.answer.relaxed.iter().map(|(_, _, count)| *count).collect();
    assert_eq!(counts, [None, Some(2)]);
    assert_eq!(state.answer.results.n_found, 0);
}

#[test]
fn j_and_k_open_the_articles_on_their_way() {
    let state = after(&State::default(), [Action::Asked(1).into(), found(1, &[5, 6, 7])]);
    let first = after(&state, [Action::Step(1)]);
    assert_eq!((first.route.open.as_deref(), first.written), (Some("id5"), Written::Push));
    let third = after(&first, [Action::Step(1), Action::Step(1), Action::Step(1)]);
    assert_eq!((third.route.open.as_deref(), third.written), (Some("id7"), Written::Replace));
    assert_eq!(after(&third, [Action::Step(-1)]).route.open.as_deref(), Some("id6"));
}

#[test]
fn a_folded_story_stands_under_its_first() {
    let mut state = after(&State::default(), [Action::Asked(1).into(), found(1, &[5, 6])]);
    Rc::make_mut(&mut state.answer.rows).extend(vec![row(5, &[8, 9])]);
    assert_eq!(state.items().len(), 2);
    let state = after(&state, [Action::Unfold(5)]);
    let items: Vec<(u32, bool)> = state.items().iter().map(|i| (i.article, i.folded)).collect();
    assert_eq!(items, [(5, false), (8, true), (9, true), (6, false)]);
    assert_eq!(after(&state, [Action::Unfold(5)]).items().len(), 2);
}

#[test]
fn hits_are_walked_round() {
    let hits = [Span::new(0, 3), Span::new(8, 11)];
    let state = after(&State::new(Route::from_hash("open=x&q=one")), [opened("x", &hits)]);
    let steps: Vec<Option<u32>> = [1, 1, 1, -1, -1]
        .iter()
        .scan(state, |state, by| {
            *state = after(state, [Action::StepHit(*by)]);
            Some(state.hit)
        })
        .collect();
    assert_eq!(steps, [Some(0), Some(1), Some(0), Some(1), Some(0)]);
}

#[test]
fn a_document_that_is_no_longer_wanted_is_dropped() {
    let state = State::new(Route::from_hash("open=x"));
    assert_eq!(state.opened, Opened::Loading);
    assert_eq!(state.after(opened("y", &[])), None);
    let ready = after(&state, [opened("x", &[])]);
    assert!(matches!(ready.opened, Opened::Ready(_)));
    assert_eq!(after(&ready, [Action::CloseArticle]).opened, Opened::None);
}

#[test]
fn evidence_is_shown_where_it_stands() {
    let state = after(&State::default(), [Action::Jump(Target::Raw(Span::new(0, 4)))]);
    assert_eq!(state.route.reading, Reading::Raw);
    let state = after(&state, [Action::Jump(Target::Text(Span::new(0, 4)))]);
    assert_eq!(state.route.reading, Reading::Clean);
    assert_eq!(state.jump.map(|(n, _)| n), Some(1));
}

#[test]
fn a_link_into_an_article_shows_its_words() {
    let place = |state: &State| state.jump.map(|(n, target)| (n, target == Target::Text(Span::new(4, 7))));
    let state = State::new(Route::from_hash("show=quotes&open=x&at=4-7"));
    assert_eq!(place(&state), None);
    let ready = after(&state, [opened("x", &[])]);
    assert_eq!(place(&ready), Some((0, true)));
    // Read again, it stays where it is; the same link shows the words again.
    assert_eq!(place(&after(&ready, [opened("x", &[Span::new(0, 3)])])), Some((0, true)));
    let again = after(&ready, [Action::Navigated(ready.route.clone())]);
    assert_eq!(place(&again), Some((1, true)));
    assert_eq!(after(&again, [Action::CloseArticle]).route.to_hash(), "show=quotes");
}

#[test]
fn a_book_begins_with_its_first_rows() {
    let state = after(&State::default(), [Action::Show(Some(Wanted::quotes())), Action::ShowMore]);
    assert_eq!((state.shelf.rows, state.written), (2 * ROWS, Written::Push));
    let speaker = Wanted::Quotes { speaker: Some("Ada".into()), words: String::new() };
    let sifted = after(&state, [Action::Sift(speaker, Written::Replace)]);
    assert_eq!((sifted.shelf.rows, sifted.written), (ROWS, Written::Replace));
    assert_eq!(sifted.route.to_hash(), "show=quotes&by=Ada");
    assert_eq!(after(&sifted, [Action::Show(None)]).route, Route::default());
}

#[test]
fn only_the_latest_book_is_taken() {
    let book = |number| {
        let timeline = Timeline {
            stretches: Vec::new(),
            n_mentioned: number,
            n_published: 0,
            n_articles: 0,
            moments: Vec::new(),
        };
        Event::Answered(Reply::Book { number, book: Box::new(Book::Dates(timeline)) })
    };
    let state = after(&State::default(), [Action::AskedBook(1), Action::AskedBook(2)]);
    assert_eq!(state.after(book(1)), None);
    let state = after(&state, [book(2)]);
    assert!(!state.shelf.pending);
    assert!(matches!(state.shelf.book.as_deref(), Some(Book::Dates(t)) if t.n_mentioned == 2));
}

#[test]
fn back_restores_the_view() {
    let before = Route::from_hash("q=gas&open=x");
    let state = after(&State::default(), [Action::Type("oil".into()), Action::Navigated(before.clone())]);
    assert_eq!((state.route, state.opened), (before, Opened::Loading));
}

#[test]
fn a_value_that_falls_to_zero_stays_in_sight() {
    let counts = |values: &[(&str, u32)]| FacetCounts {
        facet: Facet::Person,
        values: values.iter().map(|(v, n)| ((*v).to_owned(), *n)).collect(),
        n_values: values.len() as u32,
    };
    let mut new = [counts(&[("Ada", 1)])];
    keep_fallen(&[counts(&[("Ben", 4), ("Ada", 2)])], &mut new);
    assert_eq!(new[0].values, [("Ada".to_owned(), 1), ("Ben".to_owned(), 0)]);
}
