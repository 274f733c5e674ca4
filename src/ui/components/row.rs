//! One article in the list.

use std::rc::Rc;

use yew::prelude::*;

use crate::journal::Hand;
use crate::query::Row;
use crate::text::Span;
use crate::ui::components::truth;
use crate::ui::store::Act;
use crate::view::state::Action;
use crate::view::words::{self, Length};

#[derive(Properties, PartialEq)]
pub struct RowProps {
    pub act: Act,
    /// `None` while it is on its way.
    pub row: Option<Rc<Row>>,
    /// Counted from 1, of `n_rows`.
    pub position: usize,
    pub n_rows: usize,
    /// In the reader.
    pub open: bool,
    /// Where j and k have come to.
    pub cursor: bool,
    /// The same story as the row above.
    pub folded: bool,
    /// Whether its own folded ones are shown.
    pub unfolded: bool,
}

#[component]
pub fn ListRow(props: &RowProps) -> Html {
    let Some(row) = &props.row else {
        return html! { <div class="row waiting" aria-hidden="true"><span /><span /><span /></div> };
    };
    let on_row = {
        let (act, row) = (props.act.clone(), row.clone());
        move |event: MouseEvent| {
            // Another tab or window is the browser's business.
            if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                event.prevent_default();
                act.emit(Action::Open(row.id.clone()));
            }
        }
    };
    let title_id = format!("row-{}", row.id);
    let highlights = &row.hit.title_highlights;
    html! {
        <article
            class="row"
            data-testid="article-item"
            data-folded={truth(props.folded)}
            aria-posinset={props.position.to_string()}
            aria-setsize={props.n_rows.to_string()}
            aria-labelledby={title_id.clone()}
            aria-current={(props.open || props.cursor).then_some("true")}
            onclick={on_row}
        >
            <h3 class="row-title" data-untitled={truth(!row.has_title)}>
                <a id={title_id} href={format!("#open={}", row.id)}>{ marked(&row.title, highlights) }</a>
            </h3>
            <p class="row-line">{ line(row) }{ folded(props, row) }</p>
            <p class="row-snippet">{ marked(&row.hit.snippet.text, &row.hit.snippet.highlights) }</p>
            <ul class="row-names" aria-label="Named in it">
                { hand(&row.hand) }
                { for row.entities.iter().map(|(facet, name)| html! {
                    <li key={name.clone()} class="row-name" data-kind={facet.key()}>{ name }</li>
                }) }
            </ul>
        </article>
    }
}

/// Source, date and place in one quiet line.
fn line(row: &Row) -> Html {
    let date = match (row.published, row.inferred) {
        (Some(date), _) => {
            html! { <time datetime={date.to_string()}>{ words::date(date, Length::Short) }</time> }
        }
        (None, Some(when)) => html! {
            <em title="No date printed; worked out from the text">{ format!("≈ {}", words::when(when, Length::Short)) }</em>
        },
        (None, None) => html! { <em>{ "no date printed" }</em> },
    };
    let source = row.source.clone().unwrap_or_else(|| words::file_stem(&row.file).to_owned());
    html! {
        <>
            <span class="row-source" data-file={truth(row.source.is_none())}>{ source }</span>
            <span class="row-date">{ date }</span>
            if let Some(place) = &row.place {
                <span class="row-place">{ place }</span>
            }
        </>
    }
}

/// What the user gave it.
fn hand(hand: &Hand) -> Html {
    let mut said: Vec<String> = hand.tags.iter().map(|tag| format!("#{tag}")).collect();
    if hand.n_notes > 0 {
        said.push(words::count(hand.n_notes, "note"));
    }
    if hand.corrected {
        said.push("corrected".to_owned());
    }
    html! {
        <>
            if hand.starred {
                <li class="row-star"><span aria-hidden="true">{ "★" }</span><span class="visually-hidden">{ "starred" }</span></li>
            }
            if !said.is_empty() {
                <li class="row-hand">{ said.join(", ") }</li>
            }
        </>
    }
}

/// The control that shows who else carries the story.
fn folded(props: &RowProps, row: &Row) -> Html {
    if props.folded {
        return html! { <span class="row-same">{ "same story" }</span> };
    }
    if row.same_story.is_empty() {
        return Html::default();
    }
    let onclick = {
        let (act, article) = (props.act.clone(), row.hit.article);
        move |event: MouseEvent| {
            event.stop_propagation();
            act.emit(Action::Unfold(article));
        }
    };
    html! {
        <button type="button" class="quiet row-fold" aria-expanded={truth(props.unfolded)} {onclick}>
            { format!("+{} same story", row.same_story.len()) }
        </button>
    }
}

/// Text with its hits marked.
pub fn marked(text: &str, highlights: &[Span]) -> Html {
    let mut parts: Vec<Html> = Vec::new();
    let mut at = 0;
    for span in highlights {
        let Some(words) = text.get(span.range()).filter(|_| span.start as usize >= at) else { continue };
        if let Some(before) = text.get(at..span.start as usize) {
            parts.push(html! { { before } });
        }
        parts.push(html! { <mark>{ words }</mark> });
        at = span.end as usize;
    }
    parts.push(html! { { text.get(at..).unwrap_or_default() } });
    parts.into_iter().collect()
}
