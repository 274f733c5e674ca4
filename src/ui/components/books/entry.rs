//! A row of any book: words that lead into their article, and which that is.

use yew::prelude::*;

use crate::books::{Origin, Wanted};
use crate::query::Facet;
use crate::text::Span;
use crate::view::route::Route;
use crate::view::words::{self, Length};

/// A link to the article, and to these words in it.
pub fn entry(route: &Route, origin: &Origin, at: Option<Span>, words: Html) -> Html {
    let is_open = route.open.as_ref() == Some(&origin.id) && route.at == at;
    let href = Route { open: Some(origin.id.clone()), at, page: None, ..route.clone() }.href();
    html! { <a class="entry" dir="auto" {href} aria-current={is_open.then_some("true")}>{ words }</a> }
}

/// A link to what is told of a name.
pub fn about(route: &Route, facet: Facet, name: &str) -> Html {
    let book = Some(Wanted::Name { facet, name: name.to_owned() });
    let href = Route { book, ..route.clone() }.href();
    html! { <a class="about" data-kind={facet.key()} {href}>{ name }</a> }
}

pub fn title(origin: &Origin) -> &str {
    origin.title.as_deref().unwrap_or_else(|| words::file_stem(&origin.file))
}

/// Source and date of an article in one quiet line, its title first where `titled`.
pub fn line(origin: &Origin, titled: bool) -> Html {
    let date = match origin.date {
        Some(when) if origin.inferred => html! {
            <em title="No date printed; worked out from the text">{ format!("≈ {}", words::when(when, Length::Short)) }</em>
        },
        Some(when) => html! { <time datetime={when.to_string()}>{ words::when(when, Length::Short) }</time> },
        None => html! { <em>{ "no date printed" }</em> },
    };
    let source = origin.source.as_deref().filter(|source| *source != title(origin));
    html! {
        <p class="row-line">
            if titled {
                <span class="row-of" dir="auto">{ title(origin) }</span>
            }
            if let Some(source) = source {
                <span class="row-source">{ source }</span>
            }
            <span class="row-date">{ date }</span>
        </p>
    }
}
