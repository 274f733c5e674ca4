//! The whole page.

use std::rc::Rc;

use gloo::utils::document;
use yew::prelude::*;

use crate::protocol::Source;
use crate::query::Query;
use crate::ui::components::divider::{self, Divider, Pane};
use crate::ui::components::keys_card::KeysCard;
use crate::ui::components::list::List;
use crate::ui::components::masthead::Masthead;
use crate::ui::components::notices::{Notices, Progress};
use crate::ui::components::reader::Reader;
use crate::ui::components::sidebar::Sidebar;
use crate::ui::dom;
use crate::ui::hooks::{use_address, use_drop, use_engine, use_keys, use_questions};
use crate::ui::store::Dispatch;
use crate::view::route::{Page, Route};
use crate::view::state::{Action, Opened, State};
use crate::view::words;

#[component]
pub fn App() -> Html {
    let state = use_reducer(|| State::new(Route::from_hash(&dom::hash())));
    let dispatch = state.dispatcher();
    let engine = use_engine(dispatch.clone());
    use_questions(&state, &engine);
    use_address(&state);
    use_keys(&state);
    use_title(&state);

    let on_files = use_callback(engine.clone(), {
        let dispatch = dispatch.clone();
        move |sources: Vec<Source>, engine| {
            if !sources.is_empty() {
                let n_sources = sources.len() as u32;
                let number = engine.import(sources);
                dispatch.dispatch(Action::Importing { number, n_sources, bundled: false });
            }
        }
    });
    let on_cancel = use_callback(engine.clone(), |number: u32, engine| engine.cancel(number));
    let on_export = use_callback(engine.clone(), |(), engine| engine.export());
    let on_rows =
        use_callback(engine.clone(), |(number, query, articles): (u32, Rc<Query>, Vec<u32>), engine| {
            engine.rows(number, &query, articles);
        });
    let held = use_drop(on_files.clone());

    let room = use_node_ref();
    let names_shown = use_state_eq(|| divider::kept(Pane::Names).shown);
    let list_shown = use_state_eq(|| divider::kept(Pane::List).shown);
    let toggle = |pane: Pane, shown: &UseStateHandle<bool>| {
        let shown = shown.clone();
        Callback::from(move |()| {
            divider::keep_shown(pane, !*shown);
            shown.set(!*shown);
        })
    };

    let page = state.route.page();
    let answer = &state.answer;
    html! {
        <ContextProvider<Dispatch> context={dispatch}>
            <div
                ref={room.clone()}
                class="room"
                data-page={page.key()}
                data-open={state.route.open.is_some().to_string()}
                data-names={if *names_shown { "shown" } else { "hidden" }}
                data-list={if *list_shown { "shown" } else { "hidden" }}
            >
                <Masthead
                    text={state.route.query.text.clone()}
                    names_shown={*names_shown}
                    list_shown={*list_shown}
                    open={state.route.open.is_some()}
                    on_names={toggle(Pane::Names, &names_shown)}
                    on_list={toggle(Pane::List, &list_shown)}
                    on_files={on_files}
                    on_export={on_export}
                >
                    <Progress imports={state.collection.imports.clone()} {on_cancel} />
                </Masthead>
                <Notices notice={state.collection.notice.clone()} />
                <Sidebar
                    query={Rc::new(state.route.query.clone())}
                    results={answer.results.clone()}
                    pending={answer.query.is_none()}
                    room={room.clone()}
                />
                <main class="desk">
                    <List
                        answer={answer.clone()}
                        query={Rc::new(state.route.query.clone())}
                        phase={state.phase()}
                        items={Rc::new(state.items())}
                        cursor={state.cursor}
                        open={state.route.open.clone().map(AttrValue::from)}
                        {on_rows}
                    />
                    <Divider pane={Pane::List} {room} />
                    <Reader
                        opened={state.opened.clone()}
                        reading={state.route.reading}
                        hit={state.hit}
                        jump={state.jump}
                        query={Rc::new(state.route.query.clone())}
                        n_articles={answer.n_articles}
                        id={state.route.open.clone().map(AttrValue::from)}
                        row={state.open_row().cloned()}
                    />
                </main>
                <Bar {page} open={state.route.open.is_some()} />
                if state.keys_shown {
                    <KeysCard />
                }
                if held {
                    <p class="held" role="status">{ "Let go to add these files. They stay on this computer." }</p>
                }
            </div>
        </ContextProvider<Dispatch>>
    }
}

/// Names the tab after what is open.
#[hook]
fn use_title(state: &State) {
    let title = match (&state.opened, state.route.query.text.trim()) {
        (Opened::Ready(article), _) => format!("{} – Cuttings", words::title(&article.document)),
        (_, "") => "Cuttings".to_owned(),
        (_, text) => format!("{text} – Cuttings"),
    };
    use_effect_with(title, |title| document().set_title(title));
}

#[derive(Properties, PartialEq)]
struct BarProps {
    page: Page,
    open: bool,
}

/// The bar at the bottom of a small screen.
#[component]
fn Bar(props: &BarProps) -> Html {
    let dispatch = crate::ui::store::use_dispatch();
    let buttons = Page::ALL.into_iter().map(|page| {
        let label = match page {
            Page::List => "List",
            Page::Names => "Who and what",
            Page::Article => "Article",
        };
        let dispatch = dispatch.clone();
        let onclick = move |_| dispatch.dispatch(Action::Turn(page));
        let current = (page == props.page).then_some("page");
        let disabled = page == Page::Article && !props.open;
        html! {
            <button key={page.key()} type="button" aria-current={current} {disabled} {onclick}>{ label }</button>
        }
    });
    html! { <nav class="bar" aria-label="Pages">{ for buttons }</nav> }
}
