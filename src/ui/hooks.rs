//! What ties the state to the address bar, the keyboard, dropped files and the worker.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent, Element, KeyboardEvent};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::journal;
use crate::protocol::keeping::{Ask, Told};
use crate::protocol::{Reply, Source};
use crate::ui::effect::use_effect_on;
use crate::ui::engine::Engine;
use crate::ui::files::Found;
use crate::ui::store::Act;
use crate::ui::{arrival, dom};
use crate::view::keys::{self, Command};
use crate::view::printing::Printing;
use crate::view::route::{Page, Route};
use crate::view::state::{Action, Event, Opened, State, Written};
use crate::view::yours::Wish;
use crate::view::{importing, keeping};

/// What the file of a saved journal is called.
const JOURNAL: &str = "journal.jsonl";

/// The bundled collection, beside index.html.
const COLLECTION: &str = "articles.zip";

/// How long the worker may be silent before that is said, in milliseconds.
/// A slow line needs longer; the words go again with the first answer.
const PATIENCE: u32 = 30_000;

/// How long nothing is typed until the words count as settled, in milliseconds.
const PAUSE: u32 = 2_000;

/// The address of the worker's loader script.
fn worker_url() -> String {
    dom::link_href("worker-js").unwrap_or_else(|| "worker_loader.js".to_owned())
}

/// Starts the worker. Where a part of it is missing, that is said at once.
#[hook]
pub fn use_engine(act: &Act, dispatch: UseReducerDispatcher<State>) -> Engine {
    let engine = use_memo((), move |()| {
        let on_reply = Callback::from(move |reply: Reply| match reply {
            Reply::Journal { lines: Some(lines) } => dom::save_text(JOURNAL, &lines),
            Reply::OutcomesText(text) => dom::copy(&text),
            Reply::Kept(Told::FirstKept) => {
                let dispatch = dispatch.clone();
                spawn_local(async move {
                    let persisted = dom::persist().await;
                    dispatch.dispatch(Action::Keep(keeping::Action::Persisted(persisted)).into());
                });
            }
            reply => dispatch.dispatch(Event::Answered(reply)),
        });
        Engine::start(&worker_url(), on_reply)
    });
    use_effect_on((), {
        let (act, engine) = (act.clone(), engine.clone());
        move |()| {
            let fail = Callback::from(move |reason: &'static str| {
                if !engine.has_answered() {
                    act.emit(Action::Failed(reason.to_owned()));
                }
            });
            let silent = Timeout::new(PATIENCE, {
                let fail = fail.clone();
                move || {
                    fail.emit("The part of the page that reads articles has not answered for half a minute.")
                }
            });
            spawn_local(async move {
                if dom::carried().is_none() && !arrival::worker_is_there(&worker_url()).await {
                    fail.emit("The part of the page that reads articles did not arrive.");
                }
            });
            silent
        }
    });
    (*engine).clone()
}

/// Has the worker turn to the collection that the address names: the page's own is what is
/// bundled and what was added to it, others are what was added to them.
#[hook]
pub fn use_collection(state: &State, act: &Act, engine: &Engine) {
    use_effect_on((state.route.collection.clone(), state.keeping.turns), {
        let (act, engine) = (act.clone(), engine.clone());
        move |(collection, _)| {
            let importing = |number, n_sources| {
                act.emit(Action::Importing { number, n_sources, bundled: true, answers: Vec::new() });
            };
            // What is added to a case file is kept by saving it again.
            if let Some(file) = dom::carried() {
                importing(engine.import_carried(file), 1);
                return;
            }
            engine.keep(Ask::Turn { collection: collection.clone() });
            if collection.is_empty()
                && let Some(url) = dom::link_href("collection").or_else(|| dom::absolute(COLLECTION))
            {
                importing(engine.import(vec![Source { path: COLLECTION.to_owned(), url }]), 1);
            }
            importing(engine.bring(), 0);
        }
    });
}

/// Asks the worker whatever the state has no answer to.
#[hook]
pub fn use_questions(state: &State, act: &Act, engine: &Engine) {
    let generation = state.collection.generation;

    use_effect_on((state.route.query.clone(), generation), {
        let (act, engine) = (act.clone(), engine.clone());
        move |(query, generation)| {
            // Before the first articles are there, there is nothing to ask.
            if *generation > 0 {
                engine.search(query, |number| act.emit(Action::Asked(number)));
            }
        }
    });

    let wanted = state.route.book.clone();
    use_effect_on((wanted, state.route.query.clone(), state.shelf.rows, generation), {
        let (act, engine) = (act.clone(), engine.clone());
        move |(wanted, query, rows, generation)| {
            if let (Some(wanted), true) = (wanted, *generation > 0) {
                engine.book(query, wanted, *rows, |number| act.emit(Action::AskedBook(number)));
            }
        }
    });

    // A link may open an article that has yet to be read: asked again as the
    // collection grows. Names may be joined by later articles: asked again
    // once an import is over; and what recurs in many articles is none of this
    // one's story.
    let again = if state.opened == Opened::Missing { generation } else { 0 };
    let collection = &state.collection;
    // What is done to it is shown at once.
    let settled = (collection.imports.is_empty(), collection.n_anew, state.yours.generation);
    use_effect_on((state.route.open.clone(), state.route.query.clone(), again, settled), {
        let engine = engine.clone();
        move |(open, query, _, _)| {
            if let Some(id) = open {
                engine.open(id, query);
            }
        }
    });

    use_effect_on(state.relaxations(), {
        let (act, engine) = (act.clone(), engine.clone());
        move |relaxations| {
            if !relaxations.is_empty() {
                let asked = relaxations.iter().map(|r| (engine.count(r.query.clone()), r.clone())).collect();
                act.emit(Action::AskedRelaxed(asked));
            }
        }
    });
}

/// What is typed after a pause is another search.
#[hook]
pub fn use_pause(text: &str, act: &Act) {
    use_effect_on(text.to_owned(), {
        let act = act.clone();
        move |_| Timeout::new(PAUSE, move || act.emit(Action::StopTyping))
    });
}

/// Keeps the address bar and the state's route the same.
#[hook]
pub fn use_address(state: &State, act: &Act) {
    use_effect_on((), {
        let act = act.clone();
        move |()| {
            EventListener::new(&window(), "popstate", move |_| {
                act.emit(Action::Navigated(Route::from_hash(&dom::hash())));
            })
        }
    });
    use_effect_on(state.route.clone(), {
        let written = state.written;
        move |route| {
            if Route::from_hash(&dom::hash()) == *route {
                return;
            }
            let (Ok(history), location) = (window().history(), window().location()) else { return };
            // A bare address has no '#' either.
            let path = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
            let address = match route.to_hash() {
                hash if hash.is_empty() => path,
                hash => format!("{path}#{hash}"),
            };
            let null = wasm_bindgen::JsValue::NULL;
            // Refused only where a page writes hundreds of addresses in seconds.
            let _ = match written {
                Written::Push => history.push_state_with_url(&null, "", Some(&address)),
                Written::Replace => history.replace_state_with_url(&null, "", Some(&address)),
            };
        }
    });
}

/// Keys to actions, wherever the focus is.
#[hook]
pub fn use_keys(state: &UseReducerHandle<State>, engine: &Engine) {
    let (state, engine) = (state.clone(), engine.clone());
    // The handle reads the present state, so one listener serves for good.
    use_effect_on((), move |()| {
        let options = EventListenerOptions::enable_prevent_default();

        EventListener::new_with_options(&document(), "keydown", options, move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            let target: Option<Element> = event.target().and_then(|t| t.dyn_into().ok());
            let typing = target.as_ref().is_some_and(dom::is_field);
            let modifier = event.ctrl_key() || event.meta_key() || event.alt_key();
            let command = match (event.ctrl_key() || event.meta_key()) && !event.alt_key() {
                true => keys::with_ctrl(&event.key(), event.shift_key(), typing),
                false => keys::command(&event.key(), modifier, typing),
            };
            let Some(command) = command else { return };
            if command == Command::OpenArticle && target.as_ref().is_some_and(dom::is_control) {
                return;
            }
            if obey(command, &state, &engine) {
                event.prevent_default();
            }
        })
    });
}

/// Whether the command did anything.
fn obey(command: Command, state: &UseReducerHandle<State>, engine: &Engine) -> bool {
    let reader_page = state.route.page() == Page::Article;
    let in_book = state.route.book.is_some();
    let action = match command {
        Command::NextArticle | Command::PreviousArticle if in_book => {
            dom::step_focus(".entry", if command == Command::NextArticle { 1 } else { -1 });
            return true;
        }
        Command::FocusSearch => {
            if dom::is_narrow() && reader_page {
                state.dispatch(Action::Turn(Page::List).into());
            }
            dom::focus_field("search");
            return true;
        }
        Command::NextArticle => Action::Step(1),
        Command::PreviousArticle => Action::Step(-1),
        Command::NextHit => Action::StepHit(1),
        Command::PreviousHit => Action::StepHit(-1),
        Command::NextView if state.route.open.is_some() => Action::Read(state.route.reading.next()),
        Command::NextView => return false,
        Command::Star => {
            let Opened::Ready(article) = &state.opened else { return false };
            let id = article.document.article.id.clone();
            engine.wish(Wish::Act(vec![journal::Act::Star { article: id, on: !article.work.starred }]));
            return true;
        }
        Command::Note => return dom::click_first(&["note-selected", "add-note"]),
        Command::Undo => {
            engine.wish(Wish::Undo(Vec::new()));
            return true;
        }
        Command::Redo => {
            engine.wish(Wish::Redo);
            return true;
        }
        // All else is printed as it stands: that is the browser's.
        Command::Print if in_book || state.route.open.is_some() => return false,
        Command::Print => Action::Print(Printing::Asked),
        Command::ShowKeys => Action::ShowKeys(!state.keys_shown),
        Command::OpenArticle => {
            if state.route.open.is_some() {
                dom::focus_id("reader");
                return true;
            }
            Action::Step(0)
        }
        // The browser closes it.
        Command::Escape if dom::menu_is_open() => return false,
        Command::Escape if state.keys_shown => Action::ShowKeys(false),
        Command::Escape if dom::blur_field() => return true,
        Command::Escape if state.keeping.menu_shown => Action::Keep(keeping::Action::ShowMenu(false)),
        Command::Escape if state.importing.paste_shown => Action::Bring(importing::Action::ShowPaste(false)),
        Command::Escape if state.route.open.is_some() => Action::CloseArticle,
        Command::Escape if state.collection.notice.is_some() => Action::DismissNotice,
        Command::Escape => return false,
    };
    state.dispatch(action.into());
    true
}

/// Draws the whole list for the browser's own printing.
#[hook]
pub fn use_printing(act: &Act) {
    let act = act.clone();
    use_effect_on((), move |()| {
        [("beforeprint", Printing::Begun), ("afterprint", Printing::No)].map(|(name, printing)| {
            let act = act.clone();
            EventListener::new(&window(), name, move |_| act.emit(Action::Print(printing)))
        })
    });
}

/// Has the browser ask before the page goes with something that is not saved.
#[hook]
pub fn use_unload(nothing_is_lost: bool) {
    use_effect_on(nothing_is_lost, |nothing_is_lost| {
        let options = EventListenerOptions::enable_prevent_default();
        let ask = |event: &web_sys::Event| event.prevent_default();
        (!nothing_is_lost).then(|| EventListener::new_with_options(&window(), "beforeunload", options, ask))
    });
}

/// Takes text, pages and files that are pasted anywhere but in a field.
#[hook]
pub fn use_paste(on_files: Callback<Found>) {
    use_effect_on((), move |()| {
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&document(), "paste", options, move |event| {
            let Some(event) = event.dyn_ref::<ClipboardEvent>() else { return };
            let target: Option<Element> = event.target().and_then(|t| t.dyn_into().ok());
            if target.as_ref().is_some_and(dom::is_field) {
                return;
            }
            let found = event.clipboard_data().and_then(|data| Found::from_clipboard(&data));
            if let Some(found) = found {
                event.prevent_default();
                on_files.emit(found);
            }
        })
    });
}

/// Takes files dropped anywhere; `true` while some are held over the page.
#[hook]
pub fn use_drop(on_files: Callback<Found>, engine: &Engine) -> bool {
    let engine = engine.clone();
    let held = use_state_eq(|| false);
    use_effect_on(*held, move |held| {
        if *held {
            engine.prepare();
        }
    });
    let set_held = held.setter();
    use_effect_on((), move |()| {
        let options = EventListenerOptions::enable_prevent_default;
        let listen = |name: &'static str, then: Rc<dyn Fn(&DragEvent)>| {
            EventListener::new_with_options(&window(), name, options(), move |event| {
                if let Some(event) = event.dyn_ref::<DragEvent>()
                    && event.data_transfer().is_some_and(|t| t.types().includes(&"Files".into(), 0))
                {
                    event.prevent_default();
                    then(event);
                }
            })
        };
        let over = {
            let set_held = set_held.clone();
            Rc::new(move |_: &DragEvent| set_held.set(true))
        };
        let leave = {
            let set_held = set_held.clone();
            // Leaving the window, not merely one element for the next.
            Rc::new(move |event: &DragEvent| {
                if event.related_target().is_none() {
                    set_held.set(false);
                }
            })
        };
        let drop_files = Rc::new(move |event: &DragEvent| {
            set_held.set(false);
            if let Some(transfer) = event.data_transfer() {
                on_files.emit(Found::dropped(&transfer));
            }
        });

        [listen("dragover", over), listen("dragleave", leave), listen("drop", drop_files)]
    });
    *held
}
