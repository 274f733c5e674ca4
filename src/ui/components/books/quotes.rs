//! The quote book.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::entry;
use crate::article::QuoteKind;
use crate::books::{Book, Quotes, Said, Sheaf, Wanted};
use crate::ui::components::row::marked;
use crate::ui::effect::use_effect_on;
use crate::ui::store::Act;
use crate::view::route::Route;
use crate::view::state::{Action, Shelf, Written};
use crate::view::words::count;

/// How a choice among the speakers is written in its field: all, those not known,
/// or one of that name.
const ALL: &str = "";
const UNKNOWN: &str = "?";

fn field_value(speaker: Option<&str>) -> String {
    match speaker {
        None => ALL.to_owned(),
        Some("") => UNKNOWN.to_owned(),
        Some(name) => format!("={name}"),
    }
}

fn speaker_of(value: &str) -> Option<String> {
    match value {
        ALL => None,
        UNKNOWN => Some(String::new()),
        named => Some(named.strip_prefix('=').unwrap_or(named).to_owned()),
    }
}

/// Keeps the field at who is chosen, whatever was clicked in it before.
#[hook]
pub fn use_chosen_speaker(wanted: &Wanted, shelf: &Shelf, select: &NodeRef) {
    let chosen = match wanted {
        Wanted::Quotes { speaker, .. } => field_value(speaker.as_deref()),
        _ => String::new(),
    };
    let book = shelf.book.clone().filter(|book| matches!(**book, Book::Quotes(_)));
    use_effect_on((chosen, book), {
        let select = select.clone();
        move |(chosen, _)| {
            if let Some(select) = select.cast::<HtmlSelectElement>() {
                select.set_value(chosen);
            }
        }
    });
}

pub fn head(act: &Act, book: &Quotes, speaker: Option<&str>, words: &str, select: NodeRef) -> Html {
    let on_speaker = {
        let (act, words) = (act.clone(), words.to_owned());
        move |event: Event| {
            let speaker = speaker_of(&event.target_unchecked_into::<HtmlSelectElement>().value());
            act.emit(Action::Sift(Wanted::Quotes { speaker, words: words.clone() }, Written::Push));
        }
    };
    let on_words = {
        let (act, speaker, was_empty) = (act.clone(), speaker.map(str::to_owned), words.is_empty());
        move |event: InputEvent| {
            let words = event.target_unchecked_into::<HtmlInputElement>().value();
            let written = if was_empty { Written::Push } else { Written::Replace };
            act.emit(Action::Sift(Wanted::Quotes { speaker: speaker.clone(), words }, written));
        }
    };
    let option = |(name, n): &(String, u32)| {
        let (value, label) =
            (field_value(Some(name)), if name.is_empty() { "Speaker not known" } else { name });
        html! { <option key={value.clone()} {value} selected={speaker == Some(name)}>{ format!("{label} ({n})") }</option> }
    };
    html! {
        <div class="book-head">
            <p class="result-count" data-testid="book-count" role="status">
                <b>{ count(book.n_found, "quote") }</b>
                if book.n_found < book.n_all {
                    { format!(" of {}", book.n_all) }
                } else if book.n_speakers > 0 {
                    { format!(", {}", count(book.n_speakers, "speaker")) }
                }
                <span class="book-key" aria-hidden="true">{ "grey: the reporter’s words" }</span>
            </p>
            <div class="book-tools">
                <label>
                    <span class="visually-hidden">{ "Speaker" }</span>
                    <select ref={select} onchange={on_speaker}>
                        <option value={ALL} selected={speaker.is_none()}>{ "All speakers" }</option>
                        { for book.speakers.iter().map(option) }
                    </select>
                </label>
                <input
                    type="search"
                    aria-label="Find in these quotes"
                    placeholder="Find in quotes"
                    autocomplete="off"
                    value={words.to_owned()}
                    oninput={on_words}
                />
            </div>
        </div>
    }
}

pub fn rows(route: &Route, book: &Quotes, words: &str) -> Html {
    if book.n_found == 0 {
        let said = match (book.n_all, words) {
            (0, _) => "Nothing is quoted in these articles.",
            (_, "") => "This speaker says nothing in these articles.",
            _ => "No quote has words that begin so.",
        };
        return html! { <p class="book-empty">{ said }</p> };
    }
    let sheaf = |sheaf: &Sheaf| {
        let origin = &sheaf.origin;
        html! {
            <section key={origin.id.clone()} class="sheaf">
                <h3>{ entry::entry(route, origin, None, html! { { entry::title(origin) } }) }</h3>
                { entry::line(origin, false) }
                <ul>{ for sheaf.said.iter().map(|said| row(route, sheaf, said)) }</ul>
            </section>
        }
    };
    book.sheaves.iter().map(sheaf).collect()
}

fn row(route: &Route, sheaf: &Sheaf, said: &Said) -> Html {
    let words = marked(&said.text, &said.marks);
    // Only words as they were spoken stand in marks.
    let words = if said.kind == QuoteKind::Direct {
        html! { <>{ "“" }{ words }{ "”" }</> }
    } else {
        words
    };
    let speaker = match said.facet {
        Some(facet) => entry::about(route, facet, &said.speaker),
        None => {
            html! { <span>{ if said.speaker.is_empty() { "speaker not known" } else { &said.speaker } }</span> }
        }
    };
    html! {
        <li key={said.span.start} class="said" data-kind={said.kind.name()} data-testid="quote">
            { entry::entry(route, &sheaf.origin, Some(said.span), words) }
            <p class="by">
                { speaker }
                if let Some(cue) = &said.cue {
                    <span class="cue">{ cue }</span>
                }
                if said.kind == QuoteKind::Indirect {
                    <span class="visually-hidden">{ ", in the reporter’s words" }</span>
                }
            </p>
        </li>
    }
}
