//! Beside the story: people with their roles, words said, dates; each leads to its words.

use std::rc::Rc;

use yew::prelude::*;

use crate::article::{Entity, Kind};
use crate::text::Span;
use crate::ui::store::use_dispatch;
use crate::view::state::{Action, Article, Target};
use crate::view::words::{self, Length};

#[derive(Properties, PartialEq)]
pub struct FactsProps {
    pub article: Rc<Article>,
}

#[component]
pub fn Facts(props: &FactsProps) -> Html {
    let extraction = &props.article.document.extraction;
    let text = &props.article.document.article.text;
    let words_of = |span: Span| text.get(span.range()).unwrap_or_default().to_owned();
    let people: Vec<&Entity> = extraction.entities.iter().filter(|e| e.kind == Kind::Person).collect();
    let person = |entity: &Entity| {
        let Some(&first) = entity.mentions.first() else { return Html::default() };
        html! {
            <li key={entity.name.clone()} class="fact">
                <Jump to={first} label={entity.name.clone()} kind="person" />
                { for entity.roles.iter().map(|role| html! {
                    <Jump key={role.text.clone()} to={role.span} label={role.text.clone()} kind="role" />
                }) }
            </li>
        }
    };
    let quote = |(n, quote): (usize, &crate::article::Quote)| {
        let speaker = quote.speaker.and_then(|s| extraction.entities.get(s as usize));
        html! {
            <li key={n} class="fact">
                <Jump to={quote.span} label={format!("“{}”", shortened(&words_of(quote.span)))} kind="quote" />
                <span class="speaker">{ speaker.map_or("speaker not known".to_owned(), |s| s.name.clone()) }</span>
            </li>
        }
    };
    let date = |(n, date): (usize, &crate::article::DateMention)| {
        html! {
            <li key={n} class="fact">
                <Jump to={date.span} label={words_of(date.span)} kind="date" />
                <span class="resolved">{ date.value.map(|v| words::when(v, Length::Short)) }</span>
            </li>
        }
    };
    let section = |title: &str, id: &'static str, n: usize, items: Html| {
        if n == 0 {
            return Html::default();
        }
        html! {
            <section class="facts-part" aria-labelledby={id}>
                <h3 {id}>{ title }<span class="facts-count">{ n }</span></h3>
                <ul>{ items }</ul>
            </section>
        }
    };
    html! {
        <aside class="facts" aria-label="In this article">
            { section("People", "facts-people", people.len(), people.iter().map(|e| person(e)).collect()) }
            { section("Said", "facts-quotes", extraction.quotes.len(), extraction.quotes.iter().enumerate().map(quote).collect()) }
            { section("Dates", "facts-dates", extraction.dates.len(), extraction.dates.iter().enumerate().map(date).collect()) }
        </aside>
    }
}

#[derive(Properties, PartialEq)]
struct JumpProps {
    to: Span,
    label: String,
    kind: &'static str,
}

/// A fact that shows its words when it is clicked.
#[component]
fn Jump(props: &JumpProps) -> Html {
    let dispatch = use_dispatch();
    let to = props.to;
    let onclick = move |_| dispatch.dispatch(Action::Jump(Target::Text(to)));
    html! { <button type="button" class="jump" data-kind={props.kind} {onclick}>{ &props.label }</button> }
}

/// At most about 140 characters, ended at a word.
fn shortened(text: &str) -> String {
    const LONG: usize = 140;
    let Some((at, _)) = text.char_indices().nth(LONG) else { return text.to_owned() };
    let end = text[..at].rfind(char::is_whitespace).unwrap_or(at);
    format!("{}…", text[..end].trim_end())
}
