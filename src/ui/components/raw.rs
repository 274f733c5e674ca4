//! The file as it came, every dropped line in place with the reason beside it.

use std::rc::Rc;

use yew::prelude::*;

use crate::article::{Line, LineUse};
use crate::journal::{self, Act};
use crate::text::Span;
use crate::ui::components::truth;
use crate::ui::components::yours::{does, undoes};
use crate::ui::store::Wishes;
use crate::view::marks::{Anchor, runs};
use crate::view::state::Article;
use crate::view::story::{RawLine, raw_lines};

#[derive(Properties, PartialEq)]
pub struct RawProps {
    pub article: Rc<Article>,
    pub hand: Wishes,
}

#[component]
pub fn Raw(props: &RawProps) -> Html {
    let article = &props.article.document.article;
    let anchors = use_memo(props.article.clone(), |article| evidence(article));
    let lines = raw_lines(article);
    let mut told = None;
    let draw = |(line, read): (&RawLine, &Line)| {
        let cut: Html = runs(&article.raw, line.span, &anchors, &[])
            .iter()
            .map(|run| {
                let words = article.raw.get(run.span.range()).unwrap_or_default();
                let Span { start, end } = run.span;
                html! { <span data-at={start.to_string()} data-end={end.to_string()}>{ words }</span> }
            })
            .collect();
        html! {
            <li key={line.number} class="raw-line" data-kept={truth(line.kept)} data-gap={truth(line.gap)}>
                <span class="raw-number" aria-hidden="true">{ line.number }</span>
                <span class="raw-text">
                    if line.kept { { cut } } else { <del>{ cut }</del> }
                </span>
                <span class="raw-label" title={line.confidence.map(|percent| format!("{percent} % sure"))}>{ &line.label }</span>
                { tool(props, line, read, &mut told) }
            </li>
        }
    };
    html! {
        <div class="raw">
            <ol class="raw-lines" aria-label="Every line of the file">{ for lines.iter().zip(&article.lines).map(draw) }</ol>
        </div>
    }
}

/// What can be done with a line: it is put into the story, or its paragraph is left
/// out; what was done by hand is taken back. A paragraph has one such control, at
/// its first line: `told` is the last that has.
fn tool(props: &RawProps, line: &RawLine, read: &Line, told: &mut Option<u32>) -> Html {
    let article = &props.article.document.article;
    let id = || article.id.clone();
    let by_hand = props.article.work.lines.iter().find(|(number, _)| *number == line.number);
    let paragraph = read.uses.iter().find_map(|line_use| match line_use {
        LineUse::Body(n) => Some(*n),
        _ => None,
    });
    let is_dropped = read.uses.iter().all(|line_use| matches!(line_use, LineUse::Removed(..)));
    let (label, onclick) = match (by_hand, paragraph) {
        (Some((_, event)), _) if paragraph.is_none_or(|n| told.replace(n) != Some(n)) => {
            ("Take back", undoes(&props.hand, vec![*event]))
        }
        (None, Some(n)) if told.replace(n) != Some(n) => {
            let Some(span) = article.paragraphs.get(n as usize) else { return Html::default() };
            let paragraph = journal::Anchor::of(&article.text, *span);
            ("Leave out", does(&props.hand, Act::Drop { article: id(), paragraph }))
        }
        (None, None) if is_dropped => {
            let line = journal::Anchor::of(&article.raw, line.span);
            ("Put back", does(&props.hand, Act::Restore { article: id(), line }))
        }
        _ => return Html::default(),
    };
    let title = match label {
        "Leave out" => "This is not the story",
        "Put back" => "This is part of the story",
        _ => "As it was read",
    };
    html! {
        <span class="raw-tool">
            <button type="button" class="quiet" {title} aria-label={format!("{label}: line {}", line.number)} {onclick}>{ label }</button>
        </span>
    }
}

/// The words of the file that the article's facts rest on.
fn evidence(article: &Article) -> Vec<Anchor> {
    let (article, extraction) = (&article.document.article, &article.document.extraction);
    let facts = [
        article.title.as_ref().map(|f| f.evidence),
        article.summary.as_ref().map(|f| f.evidence),
        article.published.as_ref().map(|f| f.evidence),
        article.byline.as_ref().map(|f| f.evidence),
        article.source.as_ref().map(|f| f.evidence),
        article.sections.as_ref().map(|f| f.evidence),
        article.dateline.as_ref().map(|d| d.evidence),
    ];
    let inferred = extraction.published_inferred.iter().flat_map(|d| d.evidence.iter().copied());
    let spans = facts.into_iter().flatten().chain(inferred);
    spans.map(|span| Anchor { span, entity: None }).collect()
}
