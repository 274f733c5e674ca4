//! The file as it came, every dropped line in place with the reason beside it.

use std::rc::Rc;

use yew::prelude::*;

use crate::text::Span;
use crate::ui::components::truth;
use crate::view::marks::{Anchor, runs};
use crate::view::state::Article;
use crate::view::story::{RawLine, raw_lines};

#[derive(Properties, PartialEq)]
pub struct RawProps {
    pub article: Rc<Article>,
}

#[component]
pub fn Raw(props: &RawProps) -> Html {
    let article = &props.article.document.article;
    let anchors = use_memo(props.article.clone(), |article| evidence(article));
    let lines = raw_lines(article);
    let draw = |line: &RawLine| {
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
            </li>
        }
    };
    html! {
        <div class="raw">
            <ol class="raw-lines" aria-label="Every line of the file">{ for lines.iter().map(draw) }</ol>
        </div>
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
