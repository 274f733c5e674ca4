//! All about a name: what else it is called, what it was and when, by which article.

use yew::prelude::*;

use super::entry;
use crate::article::Why;
use crate::books::{Held, Ledger, Other, Passage, Wanted};
use crate::date::When;
use crate::journal::{Act, Event};
use crate::query::{Facet, Query, Results};
use crate::ui::components::quiet::quiet_for;
use crate::ui::components::row::marked;
use crate::ui::components::truth;
use crate::ui::components::yours::naming::{self, Subject, known};
use crate::ui::components::yours::undoes;
use crate::ui::store::Wishes;
use crate::view::route::Route;
use crate::view::words::{self, Length, count};
use crate::view::yours::{done_to, phrase, put_so};

/// `done` is what was done to names, `naming` whether the name is being put right.
pub fn head(
    route: &Route,
    book: &Ledger,
    hand: &Wishes,
    results: &Results,
    done: &[Event],
    naming: &UseStateHandle<bool>,
) -> Html {
    let done = done_to(done, book.facet, &book.name);
    let Ledger { name, facet, others, perhaps, n_articles, n_quotes, .. } = book;
    let only = |text: String| {
        let mut query = Query { text, ..Query::default() };
        query.filters.include.insert(*facet, name);
        query
    };
    let on_naming = {
        let naming = naming.clone();
        move |_: MouseEvent| naming.set(!*naming)
    };
    let close = {
        let naming = naming.setter();
        Callback::from(move |()| naming.set(false))
    };
    let subject = Subject { facet: *facet, name, linked: &book.linked, perhaps };
    let articles = Route { query: only(String::new()), book: None, ..route.clone() }.href();
    let speaker = Wanted::Quotes { speaker: Some(name.clone()), words: String::new() };
    let quotes = Route { query: Query::default(), book: Some(speaker), ..route.clone() }.href();
    html! {
        <div class="book-head name-head" data-kind={facet.key()}>
            <h2>{ name }</h2>
            <p class="others">{ words::facet_noun(*facet) }</p>
            if !others.is_empty() {
                <ul class="called" aria-label="Other names">{ for others.iter().map(|other| called(other, &done)) }</ul>
            }
            if !perhaps.is_empty() {
                <p class="others">
                    { "Perhaps the same, but nothing shows it: " }
                    { for perhaps.iter().enumerate().map(|(n, other)| html! {
                        <>{ if n > 0 { ", " } else { "" } }{ entry::about(route, *facet, other) }</>
                    }) }
                </p>
            }
            { by_hand(hand, &done) }
            <p class="ways">
                <a href={articles}>{ count(*n_articles, "article") }</a>
                if *n_quotes > 0 {
                    <a href={quotes}>{ count(*n_quotes, "quote") }</a>
                }
                <button type="button" class="quiet" aria-expanded={truth(**naming)} title="Rename, merge, hide, or change what it is" onclick={on_naming}>{ "Put right" }</button>
            </p>
            if **naming {
                { naming::naming(hand, &subject, known(results, *facet), &close) }
            }
        </div>
    }
}

/// What was done to the name, each with its way back.
fn by_hand(hand: &Wishes, done: &[&Event]) -> Html {
    if done.is_empty() {
        return Html::default();
    }
    let row = |event: &&Event| {
        let words = phrase(&event.act);
        let back = if matches!(event.act, Act::Hide { .. }) { "Show again" } else { "Undo" };
        html! {
            <li key={event.id.to_string()}>
                { format!("{words}. ") }{ quiet_for(back, &format!("{back}: {words}"), undoes(hand, vec![event.id])) }
            </li>
        }
    };
    html! { <ul class="by-you" aria-label="By you">{ for done.iter().map(row) }</ul> }
}

fn called(other: &Other, done: &[&Event]) -> Html {
    let why = match other.why {
        Some(Why::Corrected) => put_so(&other.name, done),
        why => words::why(why),
    };
    html! {
        <li>
            <b>{ &other.name }</b>
            <span>{ format!("{}: {}", count(other.n_articles, "article"), why) }</span>
        </li>
    }
}

pub fn rows(route: &Route, book: &Ledger) -> Html {
    let is_person = book.facet == Facet::Person;
    if book.held.is_empty() {
        let said = if is_person {
            "No article says what office or calling they have."
        } else {
            "No article names somebody with an office here."
        };
        return html! { <p class="book-empty">{ said }</p> };
    }
    html! {
        <>
            <h3 class="ledger-title">{ if is_person { "Roles over time" } else { "Who has an office here" } }</h3>
            <ol class="ledger">{ for book.held.iter().map(|held| row(route, book, held)) }</ol>
        </>
    }
}

fn row(route: &Route, book: &Ledger, held: &Held) -> Html {
    let time = match (held.first, held.last) {
        (Some(first), Some(last)) => {
            html! { <span>{ words::when(between(first, last), Length::Short) }</span> }
        }
        _ => html! { <em>{ "no date printed" }</em> },
    };
    let evidence = |passage: &Passage| {
        html! {
            <li>
                { entry::entry(route, &passage.origin, passage.span, marked(&passage.text, &passage.marks)) }
                { entry::line(&passage.origin, true) }
            </li>
        }
    };
    let beyond = held.n_articles - held.evidence.len() as u32;
    html! {
        <li class="held-role" data-testid="role">
            <h4>{ &held.role }</h4>
            if let Some(person) = &held.person {
                <p>{ entry::about(route, Facet::Person, person) }</p>
            }
            <p class="time">{ time }<span>{ count(held.n_articles, "article") }</span></p>
            <ul>{ for held.evidence.iter().map(evidence) }</ul>
            if beyond > 0 {
                <p class="beyond"><a href={told_so(route, book, held)}>{ format!("All {}", count(held.n_articles, "article")) }</a></p>
            }
        </li>
    }
}

/// From the first of the days to the last.
fn between(first: When, last: When) -> When {
    let (When::On(from) | When::Between(from, _)) = first;
    let (When::On(to) | When::Between(_, to)) = last;
    let day = |date| crate::date::Date { time: None, offset: None, ..date };
    When::Between(day(from), day(to))
}

/// The articles that tell of the name and of the role.
fn told_so(route: &Route, book: &Ledger, held: &Held) -> String {
    let mut query = Query { text: format!("role:\"{}\"", held.role), ..Query::default() };
    query.filters.include.insert(book.facet, &book.name);
    Route { query, book: None, ..route.clone() }.href()
}
