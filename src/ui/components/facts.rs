//! Beside the story: people with their roles, words said, dates; each leads to its words.

use yew::prelude::*;

use crate::article::{DateMention, Document, Entity, Extraction, Kind, Quote, QuoteKind};
use crate::text::Span;
use crate::ui::store::{Act, click};
use crate::view::state::{Action, Target};
use crate::view::words::{self, Length, shortened};

pub fn facts(act: &Act, document: &Document) -> Html {
    let Extraction { entities, quotes, dates, .. } = &document.extraction;
    let words_of = |span: Span| document.article.text.get(span.range()).unwrap_or_default();
    let person = |entity: &Entity| {
        let roles = entity.roles.iter().map(|role| jump(act, role.span, &role.text, "role"));
        Some(html! {
            <li key={entity.name.clone()} class="fact">
                { jump(act, *entity.mentions.first()?, &entity.name, "person") }
                { roles.collect::<Html>() }
            </li>
        })
    };
    let quote = |quote: &Quote| {
        let speaker = quote.speaker.and_then(|s| entities.get(s as usize));
        let words = shortened(words_of(quote.span));
        // Only words as they were spoken stand in marks.
        let words = if quote.kind == QuoteKind::Direct { format!("“{words}”") } else { words };
        html! {
            <li class="fact">
                { jump(act, quote.span, &words, "quote") }
                <span class="speaker">
                    { speaker.map_or("speaker not known", |s| &s.name) }
                    { for speaker.and_then(|s| s.speaks_for.as_ref()).map(|country| format!(", for {country}")) }
                </span>
            </li>
        }
    };
    let date = |date: &DateMention| {
        html! {
            <li class="fact">
                { jump(act, date.span, words_of(date.span), "date") }
                <span class="resolved">{ date.value.map(|v| words::when(v, Length::Short)) }</span>
            </li>
        }
    };
    let people = entities.iter().filter(|e| e.kind == Kind::Person).filter_map(person).collect();
    html! {
        <aside class="facts" aria-label="In this article">
            { part("People", "facts-people", people) }
            { part("Said", "facts-quotes", quotes.iter().map(quote).collect()) }
            { part("Dates", "facts-dates", dates.iter().map(date).collect()) }
        </aside>
    }
}

fn part(title: &'static str, id: &'static str, items: Vec<Html>) -> Html {
    if items.is_empty() {
        return Html::default();
    }
    html! {
        <section class="facts-part" aria-labelledby={id}>
            <h3 {id}>{ title }<span class="facts-count">{ items.len() }</span></h3>
            <ul>{ items }</ul>
        </section>
    }
}

/// A fact that shows its words when it is clicked.
fn jump(act: &Act, to: Span, label: &str, kind: &'static str) -> Html {
    let onclick = click(act, Action::Jump(Target::Text(to)));
    html! { <button type="button" class="jump" data-kind={kind} {onclick}>{ label }</button> }
}
