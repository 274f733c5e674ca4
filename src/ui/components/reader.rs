//! The open article.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use crate::query::{Query, Row};
use crate::text::Span;
use crate::ui::components::facts::Facts;
use crate::ui::components::name_bar::{Copied, NameBar};
use crate::ui::components::raw::Raw;
use crate::ui::components::row::marked;
use crate::ui::components::story::Story;
use crate::ui::dom;
use crate::ui::store::use_dispatch;
use crate::view::route::Reading;
use crate::view::state::{Action, Article, Opened, Target};
use crate::view::story::n_dropped;
use crate::view::words::{self, Length, count};

#[derive(Properties, PartialEq)]
pub struct ReaderProps {
    pub opened: Opened,
    pub reading: Reading,
    pub hit: Option<u32>,
    pub jump: Option<(u32, Target)>,
    pub query: Rc<Query>,
    pub n_articles: u32,
    /// What is open or on its way.
    pub id: Option<AttrValue>,
    /// The same article in the list, which knows the hits in its title.
    pub row: Option<Rc<Row>>,
}

/// What the strip below the article shows.
#[derive(Clone, PartialEq)]
enum Dock {
    Nothing,
    Name(u32),
    Copied(String),
}

#[component]
pub fn Reader(props: &ReaderProps) -> Html {
    let dock = use_state_eq(|| Dock::Nothing);
    let region = use_node_ref();
    let on_close = use_callback(dock.clone(), |(), dock| dock.set(Dock::Nothing));

    // Another article starts at its top, with nothing below it.
    use_effect_with(props.id.clone(), {
        let (region, dock) = (region.clone(), dock.clone());
        move |_| {
            dock.set(Dock::Nothing);
            if let Some(region) = region.cast::<Element>() {
                region.set_scroll_top(0);
            }
        }
    });
    // After the view that the jump needs has been drawn.
    use_effect_with(props.jump, {
        let region = region.clone();
        move |jump| {
            let (Some((_, target)), Some(region)) = (jump, region.cast::<Element>()) else { return };
            let part = |class: &str| region.query_selector(class).ok().flatten();
            match target {
                Target::Text(span) => part(".story").map(|story| dom::flash(&story, *span)),
                Target::Raw(span) => part(".raw").map(|raw| dom::flash(&raw, *span)),
                Target::Hit(n) => part(".story").map(|s| dom::flash_one(&s, &format!("[data-hit='{n}']"))),
            };
        }
    });

    let article = match &props.opened {
        Opened::None => {
            return html! { <section class="reader" aria-label="About this page"><Welcome n_articles={props.n_articles} /></section> };
        }
        Opened::Loading => {
            return html! {
                <section class="reader" id="reader" aria-label="Article" data-testid="reader" aria-busy="true">
                    <div class="reader-region"><div class="sheet waiting" aria-hidden="true"><span /><span /><span /><span /></div></div>
                </section>
            };
        }
        Opened::Missing => {
            return html! { <section class="reader" id="reader" aria-label="Article" data-testid="reader"><Missing /></section> };
        }
        Opened::Ready(article) => article,
    };
    let onclick = {
        let dock = dock.clone();
        move |event: MouseEvent| {
            if event.ctrl_key() || event.meta_key() || event.shift_key() {
                return;
            }
            let target: Option<Element> = event.target().and_then(|t| t.dyn_into().ok());
            let mention = target.and_then(|t| t.closest("[data-entity]").ok().flatten());
            if let Some(n) = mention.and_then(|m| m.get_attribute("data-entity")?.parse().ok()) {
                event.prevent_default();
                dock.set(Dock::Name(n));
            }
        }
    };
    let oncopy = {
        let (dock, region) = (dock.clone(), region.clone());
        move |_: Event| {
            let selected = region.cast::<Element>().and_then(|r| dom::selected_text(&r));
            if let Some(text) = selected {
                dock.set(Dock::Copied(text));
            }
        }
    };
    let language = article.document.article.language.clone();
    html! {
        <section class="reader" id="reader" aria-label="Article" data-testid="reader" tabindex="-1">
            <Toolbar article={article.clone()} reading={props.reading} hit={props.hit} />
            <div ref={region} class="reader-region" data-view={props.reading.key()} tabindex="0" role="group" aria-label="Text of the article" {onclick} {oncopy}>
                <article class="sheet" lang={language} dir="auto">
                    <Head article={article.clone()} row={props.row.clone()} />
                    <div class="views">
                        if props.reading != Reading::Raw {
                            <Story article={article.clone()} hit={props.hit} />
                        }
                        if props.reading != Reading::Clean {
                            <Raw article={article.clone()} />
                        }
                    </div>
                </article>
                if props.reading == Reading::Clean {
                    <Facts article={article.clone()} />
                }
            </div>
            { match &*dock {
                Dock::Nothing => Html::default(),
                Dock::Name(entity) => html! {
                    <NameBar key={*entity} article={article.clone()} entity={*entity} query={props.query.clone()} {on_close} />
                },
                Dock::Copied(text) => html! {
                    <Copied text={text.clone()} citation={words::citation(&article.document)} {on_close} />
                },
            } }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct ToolbarProps {
    article: Rc<Article>,
    reading: Reading,
    hit: Option<u32>,
}

#[component]
fn Toolbar(props: &ToolbarProps) -> Html {
    let dispatch = use_dispatch();
    let copied = use_state_eq(|| false);
    let act = |action: Action| {
        let dispatch = dispatch.clone();
        move |_: MouseEvent| dispatch.dispatch(action.clone())
    };
    let n_hits = props.article.hits.len();
    let dropped = n_dropped(&props.article.document.article);
    let views = Reading::ALL.into_iter().map(|reading| {
        let (label, title) = match reading {
            Reading::Clean => ("Clean", "The story alone".to_owned()),
            Reading::Raw => (
                "Raw",
                format!("The file as it came: {} left out of the story", count(dropped as u32, "line")),
            ),
            Reading::Both => ("Both", "One beside the other".to_owned()),
        };
        html! {
            <button
                key={reading.key()}
                type="button"
                aria-pressed={(reading == props.reading).to_string()}
                {title}
                onclick={act(Action::Read(reading))}
            >{ label }</button>
        }
    });
    let on_cite = {
        let (copied, citation) = (copied.clone(), words::citation(&props.article.document));
        move |_| {
            dom::copy(&citation);
            copied.set(true);
        }
    };
    html! {
        <div class="toolbar" role="toolbar" aria-label="Article">
            <button type="button" class="quiet back" onclick={act(Action::CloseArticle)} aria-label="Close the article" title="Close the article (Esc)">{ "←" }</button>
            <div class="switch" role="group" aria-label="View">{ for views }</div>
            if n_hits > 0 {
                <div class="hits" role="group" aria-label="Hits">
                    <button type="button" class="quiet" aria-label="Previous hit" title="Previous hit (p)" onclick={act(Action::StepHit(-1))}>{ "‹" }</button>
                    <span role="status">{ match props.hit {
                        Some(hit) => format!("{} of {n_hits}", hit + 1),
                        None => count(n_hits as u32, "hit"),
                    } }</span>
                    <button type="button" class="quiet" aria-label="Next hit" title="Next hit (n)" onclick={act(Action::StepHit(1))}>{ "›" }</button>
                </div>
            }
            <button type="button" class="quiet cite" title="Copy title, source and date" onclick={on_cite}>
                { if *copied { "Copied" } else { "Cite" } }
            </button>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct HeadProps {
    article: Rc<Article>,
    row: Option<Rc<Row>>,
}

/// Section line, title, standfirst, byline, source, date: each shows its words in the file.
/// The page's own words run from left to right in an article that does not.
#[component]
fn Head(props: &HeadProps) -> Html {
    let document = &props.article.document;
    let article = &document.article;
    let title = words::title(document);
    let title = match props.row.as_ref().filter(|row| row.title == title) {
        Some(row) => marked(&title, &row.hit.title_highlights),
        None => html! { { title } },
    };
    let date = match (&article.published, &document.extraction.published_inferred) {
        (Some(fact), _) => html! {
            <Evidence at={fact.evidence} class="date">
                <time dir="ltr" datetime={fact.value.to_string()}>{ words::date(fact.value, Length::Full) }</time>
            </Evidence>
        },
        (None, Some(inferred)) => html! {
            <span class="inferred" dir="ltr">
                <em>{ format!("≈ {}", words::when(inferred.value, Length::Full)) }</em>
                { ", no date printed; from " }
                { for inferred.evidence.iter().enumerate().map(|(n, span)| html! {
                    <>
                        if n > 0 { { ", " } }
                        <Evidence at={*span} class="clue"><bdi>{ article.raw.get(span.range()).unwrap_or_default().trim() }</bdi></Evidence>
                    </>
                }) }
            </span>
        },
        (None, None) => html! { <em class="inferred" dir="ltr">{ "no date printed" }</em> },
    };
    html! {
        <header class="sheet-head">
            if let Some(sections) = &article.sections {
                <p class="sections"><Evidence at={sections.evidence} class="section">{ sections.value.join(" › ") }</Evidence></p>
            }
            <h2 class="title" data-untitled={article.title.is_none().to_string()}>{ title }</h2>
            if let Some(summary) = &article.summary {
                <p class="standfirst">{ &summary.value }</p>
            }
            <p class="imprint">
                if let Some(byline) = &article.byline {
                    <Evidence at={byline.evidence} class="byline"><span dir="ltr">{ "By " }<bdi>{ &byline.value }</bdi></span></Evidence>
                }
                if let Some(source) = &article.source {
                    <Evidence at={source.evidence} class="source"><bdi>{ &source.value }</bdi></Evidence>
                }
                { date }
                if let Some(dateline) = &article.dateline {
                    <Evidence at={dateline.evidence} class="place"><bdi>{ &dateline.place }</bdi></Evidence>
                }
            </p>
        </header>
    }
}

#[derive(Properties, PartialEq)]
struct EvidenceProps {
    /// Into the raw file.
    at: Span,
    class: &'static str,
    children: Html,
}

/// A fact of the page; a click shows where the page says it.
#[component]
fn Evidence(props: &EvidenceProps) -> Html {
    let dispatch = use_dispatch();
    let at = props.at;
    let onclick = move |_| dispatch.dispatch(Action::Jump(Target::Raw(at)));
    html! {
        <button type="button" class={classes!("evidence", props.class)} title="Show where the file says this" {onclick}>
            { props.children.clone() }
        </button>
    }
}

#[component]
fn Missing() -> Html {
    let dispatch = use_dispatch();
    let onclick = move |_| dispatch.dispatch(Action::CloseArticle);
    html! {
        <div class="phase">
            <h2>{ "This article is not in the collection" }</h2>
            <p>{ "The link names an article that has not been read here. If it came from files of your own, add them again." }</p>
            <p><button type="button" {onclick}>{ "Back to the list" }</button></p>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct WelcomeProps {
    n_articles: u32,
}

/// What this is, said once, where the article will stand.
#[component]
fn Welcome(props: &WelcomeProps) -> Html {
    let n_articles = props.n_articles;
    html! {
        <div class="welcome">
            <h2>{ "Who said what, where and when" }</h2>
            <p>
                { "Cuttings reads saved articles, keeps the story, and finds the people, places, dates and quotes in it. It all happens on this computer; nothing you add leaves it." }
            </p>
            if n_articles > 0 {
                <p>{ format!("{} here. ", count(n_articles, "article")) }{ "Open one, search for a word or a name, or begin with somebody in the list of people." }</p>
            }
            <p class="hint">{ "Drop files, folders or a .zip anywhere to add your own. " }<kbd>{ "/" }</kbd>{ " searches, " }<kbd>{ "?" }</kbd>{ " shows all keys." }</p>
        </div>
    }
}
