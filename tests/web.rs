//! What needs a browser: components drawn into a real document.
//!
//! Run by `wasm-bindgen-test`; natively there is nothing here.

#![cfg(target_arch = "wasm32")]

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use cuttings::article::{ArticleId, Document, Doubt, Entity, Extraction, Kind, RawArticle, Role};
use cuttings::clean::keep_all;
use cuttings::date::When;
use cuttings::query::{Facet, Hit, Row, Snippet};
use cuttings::text::Span;
use cuttings::ui::{ListRow, RowProps, Story, StoryProps};
use cuttings::view::state::{Action, Article};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::*;
use web_sys::{Element, HtmlElement};
use yew::platform::time::sleep;
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

#[derive(Properties, PartialEq)]
struct StandProps {
    children: Html,
}

/// Around what is drawn.
#[component]
fn Stand(props: &StandProps) -> Html {
    props.children.clone()
}

/// Draws into a place of its own and waits until it is there.
async fn draw(children: Html) -> Element {
    let place = document().create_element("div").expect("a document makes elements");
    document().body().expect("a page has a body").append_child(&place).expect("a body takes children");
    yew::Renderer::<Stand>::with_root_and_props(place.clone(), StandProps { children }).render();
    sleep(Duration::ZERO).await;
    place
}

fn one(place: &Element, selector: &str) -> Element {
    place.query_selector(selector).expect("a valid selector").unwrap_or_else(|| panic!("no {selector}"))
}

fn text_of(place: &Element, selector: &str) -> String {
    one(place, selector).text_content().unwrap_or_default()
}

fn all(place: &Element, selector: &str) -> Vec<String> {
    let list = place.query_selector_all(selector).expect("a valid selector");
    (0..list.length()).filter_map(|n| list.item(n)?.text_content()).collect()
}

fn row() -> Row {
    Row {
        hit: Hit {
            article: 4,
            score: 9,
            snippet: Snippet { text: "…die Übersee-Häfen".into(), highlights: vec![Span::new(7, 15)] },
            title_highlights: vec![Span::new(0, 5)],
        },
        id: "abc".into(),
        file: "a/b.txt".into(),
        title: "Ports open again".into(),
        has_title: true,
        source: Some("Harbour Courier".into()),
        published: None,
        inferred: "2017-01-11/2017-01-23".parse::<When>().ok(),
        place: Some("Odesa".into()),
        entities: vec![(Facet::Place, "Odesa".into())],
        same_story: vec![7],
        hand: Default::default(),
    }
}

fn row_props(row: Option<Row>) -> RowProps {
    RowProps {
        act: Callback::noop(),
        row: row.map(Rc::new),
        position: 5,
        n_rows: 46,
        open: false,
        cursor: true,
        folded: false,
        unfolded: false,
    }
}

#[wasm_bindgen_test]
async fn a_row_says_what_when_and_why() {
    let props = row_props(Some(row()));
    let place = draw(html! { <ListRow ..props /> }).await;
    let article = one(&place, "[data-testid=article-item]");
    assert_eq!(article.get_attribute("aria-posinset").as_deref(), Some("5"));
    assert_eq!(article.get_attribute("aria-current").as_deref(), Some("true"));
    assert_eq!(text_of(&place, "h3"), "Ports open again");
    assert_eq!(all(&place, "mark"), ["Ports", "Übersee"]);
    assert_eq!(text_of(&place, ".row-date em"), "≈ 11–23 Jan 2017");
    assert_eq!(text_of(&place, ".row-fold"), "+1 same story");
    assert_eq!(text_of(&place, ".row-name[data-kind=place]"), "Odesa");
}

#[wasm_bindgen_test]
async fn a_click_on_a_row_opens_it() {
    let sent = Rc::new(RefCell::new(Vec::new()));
    let act = Callback::from({
        let sent = sent.clone();
        move |action| sent.borrow_mut().push(action)
    });
    let props = RowProps { act, ..row_props(Some(row())) };
    let place = draw(html! { <ListRow ..props /> }).await;
    one(&place, "h3 a").unchecked_into::<HtmlElement>().click();
    sleep(Duration::ZERO).await;
    assert_eq!(*sent.borrow(), [Action::Open("abc".to_owned())]);
}

#[wasm_bindgen_test]
async fn a_row_on_its_way_keeps_its_place() {
    let props = row_props(None);
    let place = draw(html! { <ListRow ..props /> }).await;
    assert_eq!(one(&place, ".row").get_attribute("aria-hidden").as_deref(), Some("true"));
}

fn article() -> Rc<Article> {
    let text = "Ada Lovelace, a mathematician, wrote to Babbage.";
    let raw = RawArticle { file: "a.txt".into(), id: ArticleId("abc".into()), text: text.into() };
    let span = |part: &str| {
        let at = text.find(part).expect("part of the text");
        Span::new(at, at + part.len())
    };
    let person = |name: &str, role: Option<&str>| Entity {
        name: name.into(),
        kind: Kind::Person,
        mentions: vec![span(name)],
        roles: role.map(|r| Role { text: r.into(), span: span(r) }).into_iter().collect(),
        aliases: Vec::new(),
        reasons: Vec::new(),
        location: None,
        speaks_for: None,
    };
    let extraction = Extraction {
        entities: vec![person("Ada Lovelace", Some("mathematician")), person("Babbage", None)],
        ..Extraction::default()
    };
    let document = Document { article: keep_all(raw), extraction };
    Rc::new(Article { document, hits: vec![span("Lovelace, a")], work: Default::default() })
}

#[wasm_bindgen_test]
async fn a_paragraph_in_doubt_says_so_beside_its_words() {
    let mut article = (*article()).clone();
    article.document.article.doubts = vec![Doubt { paragraph: 0, confidence: 60 }];
    let props = StoryProps { article: Rc::new(article), hand: None, hit: None };
    let place = draw(html! { <Story ..props /> }).await;
    let said = one(&place, "p").get_attribute("data-doubt");
    assert_eq!(said.as_deref(), Some("may not belong to the story"));
    assert_eq!(text_of(&place, ".story"), "Ada Lovelace, a mathematician, wrote to Babbage.");
}

#[wasm_bindgen_test]
async fn names_and_hits_are_marked_in_the_story() {
    let props = StoryProps { article: article(), hand: None, hit: Some(0) };
    let place = draw(html! { <Story ..props /> }).await;
    assert_eq!(all(&place, "a.mention[data-kind=person]"), ["Ada Lovelace", "Babbage"]);
    assert_eq!(all(&place, "mark[data-hit='0'][aria-current=true]"), ["Lovelace", ", a"]);
    let mention = one(&place, "a.mention");
    assert_eq!(mention.get_attribute("href").as_deref(), Some("#person=Ada+Lovelace"));
    let role = one(&place, "span[data-at='16']");
    assert_eq!(role.text_content().as_deref(), Some("mathematician"));
    assert_eq!(text_of(&place, ".story"), "Ada Lovelace, a mathematician, wrote to Babbage.");
}
