//! The menu of collections: which is open, and what is kept in this browser.

use yew::prelude::*;

use crate::kept::Taken;
use crate::protocol::keeping::{Ask, Kept};
use crate::ui::components::quiet::{quiet, quiet_for};
use crate::ui::components::truth;
use crate::ui::dom;
use crate::ui::engine::Engine;
use crate::ui::store::{Act, click};
use crate::view::keeping::{self, Naming};
use crate::view::route::Route;
use crate::view::state::{Action, State};

/// The field for a name.
pub const FIELD: &str = "collection-name";

pub fn collections(act: &Act, engine: &Engine, state: &State) -> Html {
    let State { keeping, route, .. } = state;
    let keep = |action: keeping::Action| click(act, Action::Keep(action));
    let present = keeping.get(&route.collection);
    let name = match present {
        Some(kept) => keeping::name(kept),
        None if route.collection.is_empty() => keeping::OWN,
        None => "No collection",
    };
    let shown = keeping.menu_shown;
    html! {
        <div class="collections" data-testid="collections">
            <button
                type="button"
                class="collections-button"
                title={format!("Collection: {name}")}
                aria-expanded={truth(shown)}
                onclick={keep(keeping::Action::ShowMenu(!shown))}
            ><span>{ name }</span></button>
            if shown {
                <div class="collections-menu">
                    <ul>{ for rows(act, state) }</ul>
                    { naming(act, engine, state, present) }
                    <p>{ keeping::kept(keeping) }</p>
                    if state.collection.imports.iter().any(|import| !import.bundled) {
                        <p>{ "Files are coming in. Turning to another collection breaks that off." }</p>
                    }
                </div>
            }
        </div>
    }
}

/// The collections, the page's own first.
fn rows(act: &Act, state: &State) -> Vec<Html> {
    let own = Kept::default();
    let kept = &state.keeping.stand.collections;
    let first = kept.iter().all(|kept| !kept.id.is_empty()).then_some(&own);
    let row = |kept: &Kept| {
        let route = Route { collection: kept.id.clone(), ..Route::default() };
        let current = (kept.id == state.route.collection).then_some("page");
        let onclick = {
            let (act, id) = (act.clone(), kept.id.clone());
            move |event: MouseEvent| {
                event.prevent_default();
                act.emit(Action::TurnTo(id.clone()));
            }
        };
        html! {
            <li key={kept.id.clone()}>
                <a href={route.href()} aria-current={current} {onclick}>{ keeping::name(kept) }</a>
                <span class="collections-size">{ keeping::amount(kept) }</span>
            </li>
        }
    };
    first.into_iter().chain(kept).map(row).collect()
}

/// What can be done: a new one, another name, none.
fn naming(act: &Act, engine: &Engine, state: &State, present: Option<&Kept>) -> Html {
    let keep = |action: keeping::Action| click(act, Action::Keep(action));
    let named = present.filter(|kept| !kept.id.is_empty()).cloned();
    if let Some(naming) = state.keeping.naming {
        let other = named.filter(|_| naming == Naming::Other);
        let value = other.as_ref().map(|kept| kept.name.clone()).unwrap_or_default();
        let id = other.map(|kept| kept.id);
        let (act, engine) = (act.clone(), engine.clone());
        let onsubmit = move |event: SubmitEvent| {
            event.prevent_default();
            let name = dom::field_value(FIELD).trim().to_owned();
            if name.is_empty() {
                return;
            }
            match id.clone() {
                Some(collection) => {
                    engine.keep(Ask::Rename { collection, name });
                    act.emit(Action::Keep(keeping::Action::ShowMenu(false)));
                }
                None => {
                    let collection = dom::chance();
                    engine.keep(Ask::Make { collection: collection.clone(), name: name.clone() });
                    let kept = Kept { id: collection.clone(), name, ..Kept::default() };
                    act.emit(Action::Keep(keeping::Action::Made(kept)));
                    act.emit(Action::TurnTo(collection));
                }
            }
        };
        return html! {
            <form class="collections-naming" {onsubmit}>
                <label class="visually-hidden" for={FIELD}>{ "Name of the collection" }</label>
                <input id={FIELD} type="text" placeholder="Name" autocomplete="off" maxlength="80" {value} />
                <button type="submit">{ if naming == Naming::New { "Make" } else { "Rename" } }</button>
            </form>
        };
    }
    let filled = present.filter(|kept| !kept.id.is_empty() || kept.n_files > 0).cloned();
    let on_delete = filled.map(|kept| {
        let (act, engine) = (act.clone(), engine.clone());
        Callback::from(move |_: MouseEvent| {
            engine.keep(Ask::Remove { collection: kept.id.clone() });
            act.emit(Action::Keep(keeping::Action::Removed(kept.clone())));
            act.emit(Action::TurnTo(String::new()));
        })
    });
    html! {
        <div class="collections-acts">
            { quiet("New collection", keep(keeping::Action::Name(Naming::New))) }
            if named.is_some() {
                { quiet("Rename", keep(keeping::Action::Name(Naming::Other))) }
            }
            if let Some(onclick) = on_delete {
                { quiet(if named.is_some() { "Delete" } else { "Delete what was added" }, onclick) }
            }
        </div>
    }
}

/// What is to be said about keeping: what the browser refuses, what was broken off,
/// what can be undone, what came from elsewhere.
pub fn notices(act: &Act, engine: &Engine, state: &State) -> Vec<Html> {
    let keeping = &state.keeping;
    let keep_so = |ask: Ask| {
        let engine = engine.clone();
        Callback::from(move |_: MouseEvent| engine.keep(ask.clone()))
    };
    let dismiss = || click(act, Action::Keep(keeping::Action::Dismiss));
    let close = |onclick: Callback<MouseEvent>| quiet_for("Close", "Close this notice", onclick);
    let mut notices = Vec::new();
    if let Some(refused) = keeping.stand.refused.as_ref().filter(|refused| keeping::is_worth_saying(refused))
    {
        notices.push(html! {
            <div class="notice" key="refused" data-tone="warning" data-testid="unkept">
                <p role="status">{ keeping::refused(refused) }</p>
                { quiet("Try again", keep_so(Ask::TryAgain)) }
            </div>
        });
    }
    if let Some((done, total)) = keeping.stand.broken_off {
        notices.push(html! {
            <div class="notice" key="broken-off" data-tone="plain">
                <p role="status">{ keeping::broken_off(done, total) }</p>
                { close(keep_so(Ask::Forget)) }
            </div>
        });
    }
    if let (Some(taken), Some(present)) = (keeping.stand.taken, keeping.get(&state.route.collection)) {
        let restore = keep_so(Ask::Restore { collection: present.id.clone() });
        notices.push(html! {
            <div class="notice" key="taken" data-tone="warning" data-testid="taken">
                <p role="status">{ keeping::taken(taken, present) }</p>
                if taken == Taken::Removed {
                    { quiet("Bring it back", restore) }
                }
            </div>
        });
    }
    if let Some(removed) = keeping.removed.clone() {
        let words = keeping::removed(&removed);
        let (act, engine) = (act.clone(), engine.clone());
        let onclick = Callback::from(move |_| {
            let id = removed.id.clone();
            engine.keep(Ask::Restore { collection: id.clone() });
            act.emit(Action::Keep(keeping::Action::Restored(id.clone())));
            act.emit(Action::TurnTo(id));
        });
        notices.push(html! {
            <div class="notice" key="removed" data-tone="plain">
                <p role="status">{ words }</p>
                { quiet("Undo", onclick) }
                { close(dismiss()) }
            </div>
        });
    }
    if keeping.from_elsewhere > 0 {
        notices.push(html! {
            <div class="notice" key="elsewhere" data-tone="plain">
                <p role="status">{ keeping::from_elsewhere(keeping.from_elsewhere) }</p>
                { close(dismiss()) }
            </div>
        });
    }
    notices
}
