//! The whole page.

use std::rc::Rc;

use gloo::utils::document;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::ui::components::books::{Books, tabs};
use crate::ui::components::collections;
use crate::ui::components::divider::{self, Divider, Pane};
use crate::ui::components::keys_card::keys_card;
use crate::ui::components::list::List;
use crate::ui::components::masthead::{Toggle, masthead};
use crate::ui::components::notices::notices;
use crate::ui::components::paste::{self, paste};
use crate::ui::components::reader::Reader;
use crate::ui::components::sidebar::sidebar;
use crate::ui::components::truth;
use crate::ui::components::yours::panel::panel;
use crate::ui::components::yours::said::{self, use_said};
use crate::ui::effect::use_effect_on;
use crate::ui::engine::Engine;
use crate::ui::files::Found;
use crate::ui::hooks::{
    use_address, use_collection, use_drop, use_engine, use_keys, use_paste, use_pause, use_printing,
    use_questions, use_unload,
};
use crate::ui::store::{Act, click};
use crate::ui::{dom, files};
use crate::view::route::{Page, Route};
use crate::view::state::{Action, Opened, State};
use crate::view::words;
use crate::view::yours::Wish;

#[component]
pub fn App() -> Html {
    let state = use_reducer(|| State::new(Route::from_hash(&dom::hash())));
    let act = use_callback((), {
        let dispatch = state.dispatcher();
        move |action: Action, ()| dispatch.dispatch(action.into())
    });
    let engine = use_engine(&act, state.dispatcher());
    use_collection(&state, &act, &engine);
    use_questions(&state, &act, &engine);
    use_address(&state, &act);
    use_keys(&state, &engine);
    let hand = use_callback(engine.clone(), |wish: Wish, engine: &Engine| engine.wish(wish));
    use_title(&state);
    use_said(&act, &state.yours.said);
    use_pause(&state.route.query.text, &act);
    use_printing(&act);
    use_unload(state.drafts.is_empty() && state.importing.tables.is_empty());
    use_effect_on((state.importing.paste_shown, state.keeping.naming, state.keys_shown), {
        |(paste, naming, keys)| match () {
            () if *keys => dom::focus_id("keys-close"),
            () if naming.is_some() => dom::focus_field(collections::FIELD),
            () if *paste => dom::focus_id(paste::FIELD),
            () => {}
        }
    });

    let on_files = use_callback(engine.clone(), {
        let act = act.clone();
        move |found: Found, engine: &Engine| {
            if !found.is_empty() {
                let number = engine.begin_import();
                act.emit(Action::Importing {
                    number,
                    n_sources: found.n_files(),
                    bundled: false,
                    answers: Vec::new(),
                });
                spawn_local(files::hand_over(found, engine.clone(), number));
            }
        }
    });
    let held = use_drop(on_files.clone(), &engine);
    use_paste(on_files.clone());

    let room = use_node_ref();
    let names_shown = use_state_eq(|| divider::kept(Pane::Names).shown);
    let list_shown = use_state_eq(|| divider::kept(Pane::List).shown);
    let toggle = |pane: Pane, shown: &UseStateHandle<bool>| {
        let shown = shown.clone();
        Toggle {
            shown: *shown,
            onclick: Callback::from(move |_| {
                divider::keep_shown(pane, !*shown);
                shown.set(!*shown);
            }),
        }
    };
    let shown = |is: bool| if is { "shown" } else { "hidden" };

    let State { route, answer, .. } = &*state;
    let query = Rc::new(route.query.clone());
    let open: Option<AttrValue> = route.open.clone().map(AttrValue::from);
    html! {
        <div
            ref={room.clone()}
            class="room"
            data-page={route.page().key()}
            data-open={truth(open.is_some())}
            data-names={shown(*names_shown)}
            data-list={shown(*list_shown)}
        >
            { masthead(&act, &engine, &state, [toggle(Pane::Names, &names_shown), toggle(Pane::List, &list_shown)], &on_files) }
            { notices(&act, &engine, &state) }
            if state.importing.paste_shown {
                { paste(&act, &on_files) }
            }
            { sidebar(&act, answer, &query, &room, state.collection.at_rest, panel(&act, &hand, &state.yours.yours, &query, &answer.results.terms)) }
            <main class="desk">
                <section class="list" aria-label="List">
                    { tabs(route) }
                    if let Some(wanted) = route.book.clone() {
                        <Books act={&act} route={route.clone()} {wanted} shelf={state.shelf.clone()} hand={hand.clone()} results={answer.results.clone()} yours={state.yours.yours.clone()} />
                    } else {
                        <List
                            act={&act}
                            {engine}
                            answer={answer.clone()}
                            query={query.clone()}
                            phase={state.phase()}
                            items={Rc::new(state.items())}
                            cursor={state.cursor}
                            open={open.clone()}
                            printing={state.printing}
                            parted={state.parted.clone()}
                        />
                    }
                </section>
                <Divider pane={Pane::List} {room} />
                <Reader
                    act={&act}
                    opened={state.opened.clone()}
                    reading={route.reading}
                    hit={state.hit}
                    jump={state.jump}
                    {query}
                    n_articles={answer.n_articles}
                    id={open}
                    row={state.open_row().cloned()}
                    hand={hand.clone()}
                    yours={state.yours.yours.clone()}
                    results={answer.results.clone()}
                    drafts={state.drafts.clone()}
                />
            </main>
            { bar(&act, route) }
            { said::notice(&act, &hand, &state.yours.said) }
            if state.keys_shown {
                { keys_card(&act) }
            }
            if held {
                <p class="held" role="status">{ "Let go to add these files. They stay on this computer." }</p>
            }
        </div>
    }
}

/// Names the tab after what is open.
#[hook]
fn use_title(state: &State) {
    let title = match (&state.opened, state.route.query.text.trim()) {
        (Opened::Ready(article), _) => format!("{} – Cuttings", words::title(&article.document)),
        (_, "") => dom::case_name().unwrap_or_else(|| "Cuttings".to_owned()),
        (_, text) => format!("{text} – Cuttings"),
    };
    use_effect_on(title, |title| document().set_title(title));
}

/// The bar at the bottom of a small screen.
fn bar(act: &Act, route: &Route) -> Html {
    let buttons = Page::ALL.into_iter().map(|page| {
        let label = match page {
            Page::List => "List",
            Page::Names => "Who and what",
            Page::Article => "Article",
        };
        let current = (page == route.page()).then_some("page");
        let disabled = page == Page::Article && route.open.is_none();
        let onclick = click(act, Action::Turn(page));
        html! {
            <button key={page.key()} type="button" aria-current={current} {disabled} {onclick}>{ label }</button>
        }
    });
    html! { <nav class="bar" aria-label="Pages">{ for buttons }</nav> }
}
