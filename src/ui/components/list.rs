//! The list: what was found, drawn only where it is looked at.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::utils::window;
use web_sys::{Element, HtmlSelectElement};
use yew::prelude::*;

use crate::protocol::parted::Stand;
use crate::query::{Query, Sort, Term, TermKind};
use crate::ui::components::chips::chips;
use crate::ui::components::phases::{elsewhere, empty, failed, loading, no_collection};
use crate::ui::components::row::ListRow;
use crate::ui::components::truth;
use crate::ui::dom;
use crate::ui::effect::use_effect_on;
use crate::ui::engine::Engine;
use crate::ui::store::{Act, click};
use crate::view::clauses::{by_literal, turned, without};
use crate::view::parted;
use crate::view::printing::Printing;
use crate::view::route::{sort_key, sort_of_key};
use crate::view::rows::{scroll_to, visible_rows};
use crate::view::state::{Action, Answer, Item, Phase};
use crate::view::words;

/// More parts are a pasted text: no row of chips for that.
const MOST_CLAUSES: usize = 12;

/// Rows drawn beyond the screen on either side: enough that a flick of the
/// wheel shows no gap, few enough to cost nothing.
const OVERSCAN: usize = 8;

#[derive(Properties, PartialEq)]
pub struct ListProps {
    pub act: Act,
    pub engine: Engine,
    pub answer: Answer,
    pub query: Rc<Query>,
    pub phase: Phase,
    pub items: Rc<Vec<Item>>,
    pub cursor: Option<u32>,
    /// Id of the article in the reader.
    pub open: Option<AttrValue>,
    pub printing: Printing,
    pub parted: Option<Stand>,
}

/// What is known of the scrolling region, in CSS pixels.
#[derive(Clone, Copy, Default, PartialEq)]
struct Window {
    scroll: f64,
    viewport: f64,
    row: f64,
}

#[component]
pub fn List(props: &ListProps) -> Html {
    let ListProps { act, answer, query, phase, items, .. } = props;
    let region = use_node_ref();
    let feed = use_node_ref();
    let measured = use_state_eq(Window::default);
    let measure = {
        let (region, measured) = (region.clone(), measured.clone());
        move || {
            if let Some(region) = region.cast::<Element>() {
                let row = dom::height_of_first(&region, ".row").unwrap_or(measured.row);
                measured.set(Window {
                    scroll: f64::from(region.scroll_top()),
                    viewport: f64::from(region.client_height()),
                    row,
                });
            }
        }
    };

    // Measured again whenever rows or window may have another height.
    use_effect_on((items.clone(), phase.clone(), props.open.is_some()), {
        let measure = measure.clone();
        move |_| measure()
    });
    use_effect_on((), {
        let measure = measure.clone();
        move |()| EventListener::new(&window(), "resize", move |_| measure())
    });
    // Another question starts at the top.
    use_effect_on(query.clone(), {
        let region = region.clone();
        move |_| {
            if let Some(region) = region.cast::<Element>() {
                region.set_scroll_top(0);
            }
        }
    });

    // Without words there is nothing to match: the order is by date then.
    let order = if is_wordless(query) && query.sort == Sort::Relevance { Sort::Newest } else { query.sort };
    // Once it has been used, a select heeds its value only, not its options' attributes.
    let select = use_node_ref();
    use_effect_on(order, {
        let select = select.clone();
        move |order| {
            if let Some(select) = select.cast::<HtmlSelectElement>() {
                select.set_value(sort_key(*order));
            }
        }
    });

    let Window { scroll, viewport, row } = *measured;
    let is_here = |item: &Item| answer.rows.get(item.article).is_some();
    let printing = props.printing;
    let n_here = match printing {
        Printing::Begun => items.iter().take_while(|item| is_here(item)).count(),
        _ => 0,
    };
    let printed = printing.rows(items.len(), n_here);
    let visible = printed.unwrap_or_else(|| visible_rows(scroll, viewport, row, items.len(), OVERSCAN));
    let is_drawn = printing == Printing::Asked && items[visible.clone()].iter().all(is_here);
    use_effect_on(is_drawn, {
        let act = act.clone();
        move |drawn| drawn.then(|| dom::print(act.reform(|()| Action::Print(Printing::No))))
    });
    use_missing_rows(props, visible.clone());

    // The rows that aren't drawn leave their room: set from script, as the
    // Content-Security-Policy allows.
    use_effect_on((visible.start, items.len() - visible.end, row.to_bits()), {
        let feed = feed.clone();
        move |(before, after, row)| {
            let row = f64::from_bits(*row);
            dom::set_style(feed.get(), "padding-block-start", &pixels(*before as f64 * row));
            dom::set_style(feed.get(), "padding-block-end", &pixels(*after as f64 * row));
        }
    });
    // The chosen row stays in sight.
    use_effect_on(props.cursor, {
        let (region, items) = (region.clone(), items.clone());
        move |cursor| {
            let at = cursor.and_then(|cursor| items.iter().position(|item| item.article == cursor));
            if let (Some(at), Some(region)) = (at, region.cast::<Element>())
                && let Some(to) = scroll_to(at, f64::from(region.scroll_top()), viewport, row)
            {
                region.set_scroll_top(to as i32);
            }
        }
    });

    let rows = items[visible.clone()].iter().zip(visible.start..).map(|(item, n)| {
        let row = answer.rows.get(item.article).cloned();
        let open = props.open.is_some() && row.as_ref().map(|r| r.id.as_str()) == props.open.as_deref();
        let unfolded = items.get(n + 1).is_some_and(|next| next.folded) && !item.folded;
        html! {
            <ListRow
                {act}
                key={format!("{}-{}", item.article, item.folded)}
                {row}
                position={n + 1}
                n_rows={items.len()}
                {open}
                cursor={props.cursor == Some(item.article)}
                folded={item.folded}
                {unfolded}
            />
        }
    });
    let body = match phase {
        Phase::Loading => loading(),
        Phase::NoCollection => no_collection(),
        Phase::Elsewhere => elsewhere(act),
        Phase::Failed(reason) => failed(reason),
        Phase::Empty => empty(act, answer),
        Phase::Ready => html! {
            <div ref={feed} class="feed" role="feed" aria-label="Articles" aria-busy={truth(answer.pending)} data-testid="article-list">
                { for rows }
                if let Some(words) = printing.told(visible.end, items.len()) {
                    <p class="printed">{ words }</p>
                }
            </div>
        },
    };
    html! {
        <div class="articles">
            { head(props, order, select) }
            { chips(act, query) }
            { reading(answer, phase) }
            { clauses(act, answer, query, phase) }
            <p class="promise">{
                match &props.parted {
                    Some(stand) => parted::promise(stand).into(),
                    None => html! { <>{ "Everything is read on this device; nothing leaves it. " }<span class="by-drop">{ "Drop files anywhere to add them." }</span></> },
                }
            }</p>
            <div ref={region} id="list" class="list-region" onscroll={move |_| measure()}>{ body }</div>
        </div>
    }
}

/// Asks for the rows in sight that have not arrived, each only once an answer.
#[hook]
fn use_missing_rows(props: &ListProps, visible: std::ops::Range<usize>) {
    let asked = use_mut_ref(|| (0, Vec::new()));
    let ListProps { engine, answer, items, .. } = props;
    let missing: Vec<u32> = items[visible]
        .iter()
        .map(|item| item.article)
        .filter(|article| answer.rows.get(*article).is_none())
        .collect();
    use_effect_on((missing, answer.number, answer.pending), {
        let (query, engine) = (answer.query.clone(), engine.clone());
        move |(missing, number, pending)| {
            let (Some(query), false) = (query, *pending) else { return };
            let mut asked = asked.borrow_mut();
            if asked.0 != *number {
                *asked = (*number, Vec::new());
            }
            let wanted: Vec<u32> = missing.iter().copied().filter(|m| !asked.1.contains(m)).collect();
            if !wanted.is_empty() {
                asked.1.extend(&wanted);
                engine.rows(*number, &query, wanted);
            }
        }
    });
}

fn is_wordless(query: &Query) -> bool {
    query.text.trim().is_empty()
}

/// A length for the style sheet, to a hundredth.
fn pixels(length: f64) -> String {
    let hundredths = (length * 100.0).round() as u64;
    format!("{}.{:02}px", hundredths / 100, hundredths % 100)
}

/// How the query was read, where that is not plain, and what the answer lacks.
fn reading(answer: &Answer, phase: &Phase) -> Html {
    let results = &answer.results;
    let lacks = words::breadth_words(results.breadth).filter(|_| *phase == Phase::Ready);
    let is_plain = results.read_as.is_none() && lacks.is_none();
    if is_plain || matches!(phase, Phase::Loading | Phase::NoCollection | Phase::Elsewhere) {
        return Html::default();
    }
    let asked = answer.query.as_ref().map_or("", |query| query.text.as_str());
    let literal: Vec<&str> = results.literal.iter().filter_map(|span| asked.get(span.range())).collect();
    let read_as = results.read_as.as_ref().map(|read_as| {
        let pieces = by_literal(read_as, &literal);
        html! {
            <>
                { "Read as: " }
                { for pieces.into_iter().enumerate().map(|(n, piece)| match n % 2 {
                    0 => html! { piece },
                    _ => html! { <span class="literal">{ piece }</span> },
                }) }
                { ". " }
            </>
        }
    });
    html! {
        <p class="reading" data-testid="read-as" role="status">{ read_as }{ lacks }</p>
    }
}

/// The parts of a search that is more than a word, each with its ways round and off.
fn clauses(act: &Act, answer: &Answer, query: &Rc<Query>, phase: &Phase) -> Html {
    let terms = &answer.results.terms;
    let is_worth_it = terms.len() > 1 || (terms.len() == 1 && answer.results.read_as.is_some());
    if !is_worth_it || terms.len() > MOST_CLAUSES || *phase != Phase::Ready {
        return Html::default();
    }
    let asked = answer.query.as_ref().map_or("", |query| query.text.as_str());
    let ask = |text: String| {
        let query = Query { text, ..(**query).clone() };
        click(act, Action::Ask(query))
    };
    let chip = |(n, term): (usize, &Term)| {
        let excluded = term.kind == TermKind::Not;
        let state = if excluded { "not" } else { "only" };
        let turn = if excluded { "Ask for" } else { "Exclude" };
        html! {
            <li key={n} class="chip clause" data-state={state}>
                <button
                    type="button"
                    class="chip-text"
                    aria-pressed={truth(excluded)}
                    title={format!("{turn} {}", term.said)}
                    onclick={ask(turned(asked, terms, n))}
                >{ &term.said }</button>
                <button
                    type="button"
                    class="chip-off"
                    aria-label={format!("Leave out {}", term.said)}
                    onclick={ask(without(asked, terms, n))}
                >{ "×" }</button>
            </li>
        }
    };
    html! {
        <div class="chips" role="group" aria-label="Parts of the search" data-testid="clauses">
            <ul>{ for terms.iter().enumerate().map(chip) }</ul>
        </div>
    }
}

/// How many were found, and in which order they stand.
fn head(props: &ListProps, order: Sort, select: NodeRef) -> Html {
    let ListProps { act, answer, query, phase, .. } = props;
    let found = answer.results.n_found;
    let stories = answer.results.articles.len() as u32;
    let narrowed = found < answer.n_articles;
    let act = act.clone();
    let onchange = move |event: Event| {
        let field: HtmlSelectElement = event.target_unchecked_into();
        act.emit(Action::SortBy(sort_of_key(&field.value()).unwrap_or_default()));
    };
    html! {
        <div class="list-head">
            <h2 class="visually-hidden">{ "Articles" }</h2>
            <p class="result-count" data-testid="result-count" role="status">
                if !matches!(phase, Phase::Loading | Phase::NoCollection | Phase::Elsewhere) {
                    <b>{ words::count(found, "article") }</b>
                    if narrowed {
                        { format!(" of {}", answer.n_articles) }
                    }
                    if stories < found {
                        { format!(", {}", if stories == 1 { "1 story".to_owned() } else { format!("{stories} stories") }) }
                    }
                }
            </p>
            <label class="sort">
                <span class="visually-hidden">{ "Order" }</span>
                <select ref={select} {onchange}>
                    { for Sort::ALL.into_iter().map(|sort| html! {
                        <option
                            key={sort_key(sort)}
                            value={sort_key(sort)}
                            selected={sort == order}
                            disabled={is_wordless(query) && sort == Sort::Relevance}
                        >{ words::sort_words(sort) }</option>
                    }) }
                </select>
            </label>
        </div>
    }
}
