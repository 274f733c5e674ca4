//! The cleaned story with names, dates, quotes and hits marked in it.

use std::rc::Rc;

use yew::prelude::*;

use crate::article::Kind;
use crate::journal::{self, Act, Place};
use crate::query::Facet;
use crate::text::Span;
use crate::ui::components::quiet::quiet;
use crate::ui::components::yours::does;
use crate::ui::store::Wishes;
use crate::view::marks::{Anchor, Run, runs};
use crate::view::route::Route;
use crate::view::state::Article;
use crate::view::story::{Part, doubt, parts};
use crate::view::words;

#[derive(Properties, PartialEq)]
pub struct StoryProps {
    pub article: Rc<Article>,
    /// Has the worker do things; without it nothing can be done here.
    #[prop_or_default]
    pub hand: Option<Wishes>,
    /// The hit that n and p have come to.
    pub hit: Option<u32>,
}

/// Names are links to all articles that have them; whoever shows the story
/// may do better, by their `data-entity`.
#[component]
pub fn Story(props: &StoryProps) -> Html {
    let anchors = use_memo(props.article.clone(), |article| anchors(article));
    let Article { document, hits, .. } = &*props.article;
    let article = &document.article;
    let mut met = vec![false; document.extraction.entities.len()];
    let dateline = article.dateline.as_ref().filter(|dateline| {
        let first = article.paragraphs.first().and_then(|p| article.text.get(p.range())).unwrap_or("");
        !first.starts_with(dateline.text.trim())
    });
    let mut lead = dateline.map(|d| html! { <span class="dateline">{ d.text.trim() }{ " " }</span> });
    let parts = parts(article).into_iter().map(|part| match part {
        Part::Caption(n) => {
            html! { <p key={format!("c{n}")} class="caption"><span class="visually-hidden">{ "Picture: " }</span>{ &article.captions[n] }</p> }
        }
        Part::Paragraph(n) => {
            let runs = runs(&article.text, article.paragraphs[n], &anchors, hits);
            let drawn = runs.iter().map(|run| draw(props, run, &mut met)).collect::<Html>();
            let doubt = doubt(article, n).map(|_| words::DOUBT);
            let lead = lead.take().unwrap_or_default();
            let paragraph = html! {
                <p key={n} data-paragraph={n.to_string()} data-doubt={doubt} title={doubt}>{ lead }{ drawn }</p>
            };
            match props.hand.as_ref().filter(|_| doubt.is_some()) {
                Some(hand) => html! { <>{ paragraph }{ leave_out(hand, article, n) }</> },
                None => paragraph,
            }
        }
    });
    let parts: Vec<Html> = parts.collect();
    html! { <div class="story">{ for parts }</div> }
}

/// Everything that the text can be pointed at for, in its order.
fn anchors(article: &Article) -> Vec<Anchor> {
    let extraction = &article.document.extraction;
    let mut anchors = Vec::new();
    for (n, entity) in extraction.entities.iter().enumerate() {
        let marked = Facet::of_kind(entity.kind).is_some() || entity.kind == Kind::Date;
        let index = marked.then_some(n as u32);
        anchors.extend(entity.mentions.iter().map(|&span| Anchor { span, entity: index }));
        anchors.extend(entity.roles.iter().map(|role| Anchor { span: role.span, entity: None }));
    }
    anchors.extend(extraction.quotes.iter().map(|quote| Anchor { span: quote.span, entity: None }));
    anchors.extend(extraction.dates.iter().map(|date| Anchor { span: date.span, entity: None }));
    anchors.extend(noted(article).map(|span| Anchor { span, entity: None }));
    crate::order::sort_by_key(&mut anchors, |anchor| (anchor.span, anchor.entity));
    anchors
}

/// Words that the user has noted something on.
fn noted(article: &Article) -> impl Iterator<Item = Span> + Clone {
    article.work.notes.iter().filter_map(|note| match note.on {
        Some((_, Place::Text(span))) => Some(span),
        _ => None,
    })
}

/// Takes a paragraph in doubt out of the story.
fn leave_out(hand: &Wishes, article: &crate::article::Article, n: usize) -> Html {
    let paragraph = journal::Anchor::of(&article.text, article.paragraphs[n]);
    let onclick = does(hand, Act::Drop { article: article.id.clone(), paragraph });
    html! { <p class="doubt-tools">{ quiet("Leave it out", onclick) }</p> }
}

fn draw(props: &StoryProps, run: &Run, met: &mut [bool]) -> Html {
    let Article { document, .. } = &*props.article;
    let text = &document.article.text;
    let words: Html = run
        .parts
        .iter()
        .map(|(span, hit)| {
            let words = text.get(span.range()).unwrap_or_default();
            match hit {
                Some(n) => {
                    let current = (props.hit == Some(*n)).then_some("true");
                    html! { <mark data-hit={n.to_string()} aria-current={current}>{ words }</mark> }
                }
                None => html! { { words } },
            }
        })
        .collect();
    if !run.anchored {
        return words;
    }
    let Span { start, end } = run.span;
    let (at, end) = (start.to_string(), end.to_string());
    let note = noted(&props.article).any(|span| span.contains(run.span)).then_some("true");
    let entity = run.entity.and_then(|n| Some((n, document.extraction.entities.get(n as usize)?)));
    match entity.map(|(n, entity)| (n, entity, Facet::of_kind(entity.kind))) {
        Some((n, entity, Some(facet))) => {
            // A page of names is not a page of tab stops: the first mention is one.
            let first = !std::mem::replace(&mut met[n as usize], true);
            html! {
                <a
                    class="mention"
                    data-kind={facet.key()}
                    data-entity={n.to_string()}
                    data-at={at}
                    data-end={end}
                    data-noted={note}
                    tabindex={if first { "0" } else { "-1" }}
                    href={only(facet, &entity.name)}
                >{ words }</a>
            }
        }
        Some((_, _, None)) => {
            html! { <span class="mention" data-kind="date" data-at={at} data-end={end} data-noted={note}>{ words }</span> }
        }
        None => html! { <span data-at={at} data-end={end} data-noted={note}>{ words }</span> },
    }
}

/// The address of all articles with this value.
fn only(facet: Facet, value: &str) -> String {
    let mut route = Route::default();
    route.query.filters.include.insert(facet, value);
    format!("#{}", route.to_hash())
}
