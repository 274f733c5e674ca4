//! The open article.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use crate::article::Document;
use crate::corpus;
use crate::query::{Query, Results, Row};
use crate::text::Span;
use crate::ui::components::facts::facts;
use crate::ui::components::name_bar::{Dock, copied, name_bar, naming, noting, selected};
use crate::ui::components::raw::Raw;
use crate::ui::components::row::marked;
use crate::ui::components::story::Story;
use crate::ui::components::truth;
use crate::ui::components::yours::fields::{self, fields};
use crate::ui::components::yours::notes::{self, Desk, note_form, notes};
use crate::ui::components::yours::star;
use crate::ui::components::yours::strip::{Opener, strip};
use crate::ui::dom;
use crate::ui::effect::use_effect_on;
use crate::ui::store::{Act, Wishes, click};
use crate::view::drafts::{Drafts, Form, What};
use crate::view::route::Reading;
use crate::view::state::{Action, Opened, Target};
use crate::view::story::n_dropped;
use crate::view::words::{self, Length, count};
use crate::view::yours::passage;

#[derive(Properties, PartialEq)]
pub struct ReaderProps {
    pub act: Act,
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
    pub hand: Wishes,
    /// What the user did to the collection, and what was found, for completion.
    pub yours: Rc<corpus::Yours>,
    pub results: Rc<Results>,
    pub drafts: Drafts,
}

#[component]
pub fn Reader(props: &ReaderProps) -> Html {
    let act = &props.act;
    let dock = use_state_eq(|| Dock::Nothing);
    let cited = use_state_eq(|| false);
    let form = use_state_eq(Form::default);
    let region = use_node_ref();

    // Another article starts at its top, with nothing below it but what was being written.
    use_effect_on((props.id.clone(), matches!(props.opened, Opened::Ready(_))), {
        let (region, dock, cited, form) = (region.clone(), dock.setter(), cited.setter(), form.setter());
        let drafts = props.drafts.clone();
        move |(id, _)| {
            let id = id.as_deref().unwrap_or_default();
            form.set(drafts.form(id));
            dock.set(drafts.noting(id).map_or(Dock::Nothing, Dock::Noting));
            cited.set(false);
            if let Some(region) = region.cast::<Element>() {
                region.set_scroll_top(0);
            }
        }
    });
    // After the view that the jump needs has been drawn.
    use_effect_on(props.jump, {
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

    use_selection(&props.opened, &region, &dock);

    let article = match &props.opened {
        Opened::None => {
            return html! { <section class="reader" aria-label="About this page">{ welcome(props.n_articles) }</section> };
        }
        Opened::Loading => {
            return html! {
                <section class="reader" id="reader" aria-label="Article" data-testid="reader" aria-busy="true">
                    <div class="reader-region"><div class="sheet waiting" aria-hidden="true"><span /><span /><span /><span /></div></div>
                </section>
            };
        }
        Opened::Missing => {
            return html! { <section class="reader" id="reader" aria-label="Article" data-testid="reader">{ missing(act) }</section> };
        }
        Opened::Ready(article) => article,
    };
    let onclick = {
        let dock = dock.setter();
        move |event: MouseEvent| {
            if event.ctrl_key() || event.meta_key() || event.shift_key() {
                return;
            }
            let target: Option<Element> = event.target().and_then(|t| t.dyn_into().ok());
            let mention = target.and_then(|t| t.closest("[data-entity]").ok().flatten());
            if let Some(n) = mention.and_then(|m| m.get_attribute("data-entity")?.parse().ok()) {
                event.prevent_default();
                dock.set(Dock::Name(n, 0));
            }
        }
    };
    let oncopy = {
        let (dock, region) = (dock.setter(), region.clone());
        move |_: Event| {
            let selected = region.cast::<Element>().and_then(|r| dom::selected_text(&r));
            if let Some(text) = selected {
                dock.set(Dock::Copied(text));
            }
        }
    };
    let document = &article.document;
    let on_cite = {
        let (cited, citation) = (cited.setter(), words::citation(document));
        move |_| {
            dom::copy(&citation);
            cited.set(true);
        }
    };
    let hand = &props.hand;
    let words_at = |span: Span| document.article.text.get(span.range()).unwrap_or_default();
    // A form that is open is closed by what opened it.
    let opener = |wanted: Form, field: &'static str| {
        let (form, is_open) =
            (form.setter(), std::mem::discriminant(&*form) == std::mem::discriminant(&wanted));
        let toggle = Callback::from(move |_: MouseEvent| {
            form.set(if is_open { Form::None } else { wanted });
            dom::focus_soon(field);
        });
        Opener { is_open, toggle }
    };
    let desk = Desk { act, hand, article, drafts: &props.drafts, form: &form };
    let set = {
        let dock = dock.setter();
        Callback::from(move |shown| dock.set(shown))
    };
    html! {
        <section class="reader" id="reader" aria-label="Article" data-testid="reader" tabindex="-1">
            <div class="toolbar" role="toolbar" aria-label="Article">
                <button type="button" class="quiet back" onclick={click(act, Action::CloseArticle)} aria-label="Close the article" title="Close the article (Esc)">{ "←" }</button>
                { switch(act, n_dropped(&document.article), props.reading) }
                { star(hand, &document.article.id, article.work.starred) }
                { hits(act, article.hits.len(), props.hit) }
                <button type="button" class="quiet cite" title="Copy title, source and date" onclick={on_cite}>
                    { if *cited { "Copied" } else { "Cite" } }
                </button>
            </div>
            <div ref={region} class="reader-region" data-view={props.reading.key()} tabindex="0" role="group" aria-label="Text of the article" {onclick} {oncopy}>
                <article class="sheet" lang={document.article.language.clone()} dir="auto">
                    { head(act, document, props.row.as_deref()) }
                    { strip(hand, article, &props.yours, opener(Form::Note, notes::FIELD), opener(Form::Fields(None), fields::FIRST)) }
                    { match *form {
                        Form::None | Form::Edit(_) => Html::default(),
                        Form::Note => note_form(&desk, What::Note(None), "", desk.closes()),
                        Form::Fields(wrong) => fields(&desk, wrong),
                    } }
                    { notes(&desk) }
                    <div class="views">
                        if props.reading != Reading::Raw {
                            <Story article={article.clone()} hit={props.hit} hand={hand.clone()} />
                        }
                        if props.reading != Reading::Clean {
                            <Raw article={article.clone()} {hand} />
                        }
                    </div>
                </article>
                if props.reading == Reading::Clean {
                    { facts(act, document) }
                }
            </div>
            { match &*dock {
                Dock::Nothing => Html::default(),
                Dock::Name(entity, shown) => {
                    name_bar(act, &document.extraction, (*entity, *shown), &props.query, &set)
                }
                Dock::Copied(text) => copied(text, words::citation(document), &set),
                Dock::Selected(span) => selected(words_at(*span), *span, &set),
                Dock::Noting(span) => {
                    let form = note_form(&desk, What::Note(Some(*span)), "", set.reform(|()| Dock::Nothing));
                    noting(words_at(*span), form)
                }
                Dock::Naming(n) => naming(hand, &document.extraction, *n, &props.results, &set),
            } }
        </section>
    }
}

/// Offers what can be done with words as soon as they are selected, by whatever means.
#[hook]
fn use_selection(opened: &Opened, region: &NodeRef, dock: &UseStateHandle<Dock>) {
    let (region, dock) = (region.clone(), dock.clone());
    let article = match opened {
        Opened::Ready(article) => Some(article.clone()),
        _ => None,
    };
    // The listener must know what the strip shows when it hears something.
    use_effect_on((article, (*dock).clone()), move |(article, shown)| {
        let (article, shown) = (article.clone()?, shown.clone());
        let listener = EventListener::new(&document(), "selectionchange", move |_| {
            // What is being written is not taken away.
            if matches!(shown, Dock::Noting(_) | Dock::Naming(_)) {
                return;
            }
            let ends = region.cast::<Element>().and_then(|region| dom::selected_ends(&region));
            let span = ends.and_then(|ends| passage(&article.document.article, &ends));
            match (span, &shown) {
                (Some(span), _) => dock.set(Dock::Selected(span)),
                (None, Dock::Selected(_)) => dock.set(Dock::Nothing),
                _ => {}
            }
        });
        Some(listener)
    });
}

fn switch(act: &Act, n_dropped: usize, present: Reading) -> Html {
    let views = Reading::ALL.into_iter().map(|reading| {
        let (label, title) = match reading {
            Reading::Clean => ("Clean", "The story alone".to_owned()),
            Reading::Raw => (
                "Raw",
                format!("The file as it came: {} left out of the story", count(n_dropped as u32, "line")),
            ),
            Reading::Both => ("Both", "One beside the other".to_owned()),
        };
        let onclick = click(act, Action::Read(reading));
        html! {
            <button key={reading.key()} type="button" aria-pressed={truth(reading == present)} {title} {onclick}>{ label }</button>
        }
    });
    html! { <div class="switch" role="group" aria-label="View">{ for views }</div> }
}

fn hits(act: &Act, n_hits: usize, present: Option<u32>) -> Html {
    if n_hits == 0 {
        return Html::default();
    }
    let words = match present {
        Some(hit) => format!("{} of {n_hits}", hit + 1),
        None => count(n_hits as u32, "hit"),
    };
    html! {
        <div class="hits" role="group" aria-label="Hits">
            <button type="button" class="quiet" aria-label="Previous hit" title="Previous hit (p)" onclick={click(act, Action::StepHit(-1))}>{ "‹" }</button>
            <span role="status">{ words }</span>
            <button type="button" class="quiet" aria-label="Next hit" title="Next hit (n)" onclick={click(act, Action::StepHit(1))}>{ "›" }</button>
        </div>
    }
}

/// Section line, title, standfirst, byline, source, date: each shows its words in the file.
/// The page's own words run from left to right in an article that does not.
fn head(act: &Act, document: &Document, row: Option<&Row>) -> Html {
    let article = &document.article;
    let title = words::title(document);
    let title = match row.filter(|row| row.title == title) {
        Some(row) => marked(&title, &row.hit.title_highlights),
        None => html! { { title } },
    };
    let date = match (&article.published, &document.extraction.published_inferred) {
        (Some(fact), _) => evidence(
            act,
            fact.evidence,
            "date",
            html! { <time dir="ltr" datetime={fact.value.to_string()}>{ words::date(fact.value, Length::Full) }</time> },
        ),
        (None, Some(inferred)) => {
            let clue = |(n, span): (usize, &Span)| {
                let words = article.raw.get(span.range()).unwrap_or_default().trim();
                html! {
                    <>
                        { if n == 0 { "not before " } else { ", not after " } }
                        { evidence(act, *span, "clue", html! { <bdi>{ words }</bdi> }) }
                    </>
                }
            };
            html! {
                <span class="inferred" dir="ltr">
                    <em>{ format!("≈ {}", words::when(inferred.value, Length::Full)) }</em>
                    { ", no date printed: " }
                    { for inferred.evidence.iter().enumerate().map(clue) }
                </span>
            }
        }
        (None, None) => html! { <em class="inferred" dir="ltr">{ "no date printed" }</em> },
    };
    html! {
        <header class="sheet-head">
            if let Some(sections) = &article.sections {
                <p class="sections">{ evidence(act, sections.evidence, "section", sections.value.join(" › ").into()) }</p>
            }
            <h2 class="title" data-untitled={truth(article.title.is_none())}>{ title }</h2>
            if let Some(summary) = &article.summary {
                <p class="standfirst">{ &summary.value }</p>
            }
            <p class="imprint">
                if let Some(byline) = &article.byline {
                    { evidence(act, byline.evidence, "byline", html! { <span dir="ltr">{ "By " }<bdi>{ &byline.value }</bdi></span> }) }
                }
                if let Some(source) = &article.source {
                    { evidence(act, source.evidence, "source", html! { <bdi>{ &source.value }</bdi> }) }
                }
                { date }
                if let Some(dateline) = &article.dateline {
                    { evidence(act, dateline.evidence, "place", html! { <bdi>{ &dateline.place }</bdi> }) }
                }
            </p>
            if let Some(address) = &article.address {
                <p class="address" dir="ltr" title="The page’s own address, to be cited">{ address }</p>
            }
        </header>
    }
}

/// A fact of the page; a click shows where in the raw file it stands.
fn evidence(act: &Act, at: Span, fact: &'static str, words: Html) -> Html {
    let onclick = click(act, Action::Jump(Target::Raw(at)));
    html! { <button type="button" class="evidence" data-fact={fact} title="Show where the file says this" {onclick}>{ words }</button> }
}

fn missing(act: &Act) -> Html {
    html! {
        <div class="phase">
            <h2>{ "This article is not in the collection" }</h2>
            <p>{ "The link names an article that has not been read here. If it came from files of your own, add them again." }</p>
            <p><button type="button" onclick={click(act, Action::CloseArticle)}>{ "Back to the list" }</button></p>
        </div>
    }
}

/// What this is, said once, where the article will stand.
fn welcome(n_articles: u32) -> Html {
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
