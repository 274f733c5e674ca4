//! The page's end of the worker: numbers its questions, times its answers.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_worker::{Spawnable, WorkerBridge};
use js_sys::Array;
use wasm_bindgen::JsCast;
use yew::Callback;

use crate::books::Wanted;
use crate::ingest::bundle::columns::Field;
use crate::protocol::keeping::Ask;
use crate::protocol::{Beside, Form, Imported, Postcard, Reply, Request, Source, What};
use crate::query::{Query, Suggestion};
use crate::ui::dom;
use crate::ui::timing::{self, Amount};
use crate::view::yours::Wish;
use crate::worker::CuttingsWorker;

/// How many rows come with an answer: a tall screen's worth, so that the
/// first sight needs one round trip.
const FIRST_ROWS: u32 = 24;

/// What messages call the case file that the page stands in.
const CARRIED: &str = "this file";

/// Cheap to clone; equal where it is the same worker.
#[derive(Clone)]
pub struct Engine {
    bridge: Rc<WorkerBridge<CuttingsWorker>>,
    next: Rc<Cell<u32>>,
    watch: Rc<RefCell<Watch>>,
    suggested: Rc<RefCell<Suggested>>,
}

/// The last question for suggestions, and who takes what comes.
type Suggested = Option<(u32, Callback<Vec<Suggestion>>)>;

impl PartialEq for Engine {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.bridge, &other.bridge)
    }
}

/// What is being timed.
#[derive(Default)]
struct Watch {
    answered: bool,
    /// Whether a first list has been shown.
    started: bool,
    /// The last query that a search was measured for.
    query: Option<Query>,
    /// Number and start of each search being measured.
    searches: Vec<(u32, f64)>,
    /// Number and start of each import.
    imports: Vec<(u32, f64)>,
    /// An import that has ended, until the list shows it: start, the first
    /// search that can show it, and how much it was.
    imported: Option<(f64, u32, Amount)>,
    /// Number and name of each file that is being written.
    exports: Vec<(u32, String)>,
}

impl Engine {
    /// Starts the worker whose loader script stands at `url`.
    pub fn start(url: &str, on_reply: Callback<Reply>) -> Engine {
        let next = Rc::new(Cell::new(1));
        let watch = Rc::new(RefCell::new(Watch::default()));
        let suggested = Rc::new(RefCell::new(Suggested::None));
        let answered = {
            let (next, watch, suggested) = (next.clone(), watch.clone(), suggested.clone());
            move |reply: Reply| {
                if let Reply::Suggested { number, suggestions } = reply {
                    let last = suggested.borrow_mut().take_if(|(asked, _)| *asked == number);
                    if let Some((_, take)) = last {
                        take.emit(suggestions);
                    }
                    return;
                }
                let arrived = timing::now();
                let paint = watch.borrow_mut().arrived(&reply, arrived, next.get());
                if let Reply::Written { number, file: Beside(file) } = &reply
                    && let Some(file) = file.dyn_ref()
                {
                    dom::save(&watch.borrow_mut().exported(*number), file);
                }
                on_reply.emit(reply);
                if let Some(paint) = paint {
                    timing::after_paint(move || paint.measure(timing::now()));
                }
            }
        };
        let bridge =
            CuttingsWorker::spawner().encoding::<Postcard>().callback(answered).spawn_with_loader(url);
        Engine { bridge: Rc::new(bridge), next, watch, suggested }
    }

    fn number(&self) -> u32 {
        self.next.replace(self.next.get() + 1)
    }

    /// Asks for a query's answer; `before` gets the number before anything can come back.
    pub fn search(&self, query: &Query, before: impl FnOnce(u32)) {
        let number = self.number();
        before(number);
        let mut watch = self.watch.borrow_mut();
        if watch.query.as_ref() != Some(query) {
            watch.query = Some(query.clone());
            watch.searches.push((number, timing::now()));
        }
        drop(watch);
        self.bridge.send(Request::Search { number, query: query.clone(), rows: FIRST_ROWS });
    }

    /// Asks what the end of a text may become. An answer that is late, since
    /// more was typed, is dropped.
    pub fn suggest(&self, text: &str, take: Callback<Vec<Suggestion>>) {
        let number = self.number();
        *self.suggested.borrow_mut() = Some((number, take));
        self.bridge.send(Request::Suggest { number, text: text.to_owned() });
    }

    /// Drops what is still to come.
    pub fn forget_suggestions(&self) {
        *self.suggested.borrow_mut() = None;
    }

    /// Asks only how many a query finds.
    pub fn count(&self, query: Query) -> u32 {
        let number = self.number();
        self.bridge.send(Request::Search { number, query, rows: 0 });
        number
    }

    /// Asks for more rows of the answer with this number.
    pub fn rows(&self, number: u32, query: &Query, articles: Vec<u32>) {
        self.bridge.send(Request::Rows { number, query: query.clone(), articles });
    }

    /// Asks for a book of what the query finds; `before` gets the number first.
    pub fn book(&self, query: &Query, wanted: &Wanted, rows: u32, before: impl FnOnce(u32)) {
        let number = self.number();
        before(number);
        self.bridge.send(Request::Book { number, query: query.clone(), wanted: wanted.clone(), rows });
    }

    pub fn open(&self, id: &str, query: &Query) {
        let number = self.number();
        self.bridge.send(Request::Open { number, id: id.to_owned(), query: query.clone() });
    }

    /// Has the worker read the bundled collection; returns the import's number.
    pub fn import(&self, sources: Vec<Source>) -> u32 {
        self.begin(sources, true, false)
    }

    /// Has the worker read the collection of the case file that the page stands in.
    pub fn import_carried(&self, file: web_sys::Blob) -> u32 {
        let number = self.begin(Vec::new(), true, true);
        self.files(number, vec![CARRIED.to_owned()], Array::of1(&file), Vec::new(), false);
        number
    }

    /// The number of an import whose [`files`](Engine::files) are about to come.
    pub fn begin_import(&self) -> u32 {
        self.begin(Vec::new(), false, true)
    }

    fn begin(&self, sources: Vec<Source>, bundled: bool, more: bool) -> u32 {
        let number = self.number();
        self.watch.borrow_mut().imports.push((number, timing::now()));
        self.bridge.send(Request::Import { number, sources, bundled, more });
        number
    }

    /// Has the worker bring in what is kept of the present collection; returns the import's number.
    pub fn bring(&self) -> u32 {
        let number = self.number();
        self.keep(Ask::Bring { number });
        number
    }

    /// Has something be done about what is kept.
    pub fn keep(&self, ask: Ask) {
        self.bridge.send(Request::Keep(ask));
    }

    /// Asks what became of the files of the latest import, from this one on.
    pub fn outcomes(&self, from: u32) {
        self.bridge.send(Request::Outcomes { from });
    }

    /// Asks for all of that as text.
    pub fn outcomes_text(&self) {
        self.bridge.send(Request::OutcomesText);
    }

    /// Says what the columns of the first open table hold; returns the number of the import
    /// that comes of it, where something is chosen.
    pub fn choose(&self, chosen: Vec<(Field, String)>) -> u32 {
        let number = self.number();
        if !chosen.is_empty() {
            self.watch.borrow_mut().imports.push((number, timing::now()));
        }
        self.bridge.send(Request::Choose { number, chosen });
        number
    }

    /// Hands over files of an import, an array of as many as there are paths, and tells
    /// which were left out because they are hidden.
    pub fn files(&self, number: u32, paths: Vec<String>, files: Array, hidden: Vec<String>, more: bool) {
        dom::set_unsaved(true);
        self.bridge.send(Request::Files { number, paths, files: Beside(files.into()), hidden, more });
    }

    /// Has what a collection in parts lacks be fetched.
    pub fn go_on(&self) {
        self.bridge.send(Request::GoOn);
    }

    pub fn cancel(&self, number: u32) {
        self.bridge.send(Request::Cancel { number });
    }

    /// Whether the worker has ever said anything.
    pub fn has_answered(&self) -> bool {
        self.watch.borrow().answered
    }

    /// Says that files may come soon.
    pub fn prepare(&self) {
        self.bridge.send(Request::Prepare);
    }

    /// Has the worker do what the user asks for.
    pub fn wish(&self, wish: Wish) {
        if wish != Wish::SaveJournal {
            dom::set_unsaved(true);
        }
        self.bridge.send(match wish {
            Wish::Act(acts) => Request::Act { acts },
            Wish::Undo(events) => Request::Undo { events },
            Wish::Redo => Request::Redo,
            Wish::SaveJournal => Request::WriteJournal,
        });
    }

    /// Asks for articles as a file, which is saved under this name; returns the
    /// number that its answer has.
    pub fn export(&self, what: What, form: Form, marks: bool, name: &str) -> u32 {
        let number = self.number();
        self.watch.borrow_mut().exports.push((number, name.to_owned()));
        self.bridge.send(Request::Export { number, what, form, marks });
        number
    }
}

/// What is to be measured once the answer has been painted.
struct Paint {
    arrived: f64,
    amount: Amount,
    first: bool,
    imported: Option<(f64, Amount)>,
}

impl Paint {
    fn measure(self, painted: f64) {
        timing::measure("cuttings:render", self.arrived, painted, self.amount);
        if self.first {
            timing::measure("cuttings:start", 0.0, painted, self.amount);
        }
        if let Some((start, amount)) = self.imported {
            timing::measure("cuttings:import", start, painted, amount);
        }
    }
}

impl Watch {
    /// The name of a file that has come.
    fn exported(&mut self, number: u32) -> String {
        let at = self.exports.iter().position(|(n, _)| *n == number);
        at.map(|at| self.exports.swap_remove(at).1).unwrap_or_default()
    }

    fn arrived(&mut self, reply: &Reply, arrived: f64, next: u32) -> Option<Paint> {
        self.answered = true;
        match reply {
            Reply::Imported(Imported { number, timings, .. }) => {
                timings.iter().for_each(timing::repeat);
                let at = self.imports.iter().position(|(n, _)| n == number)?;
                let (_, start) = self.imports.remove(at);
                let amount = timings
                    .first()
                    .map_or(Amount::default(), |t| Amount { articles: t.articles, bytes: Some(t.bytes) });
                self.imported = Some((start, next, amount));
                None
            }
            Reply::Found { number, results, rows, .. } => {
                let amount = Amount { articles: results.n_found, bytes: None };
                if let Some(at) = self.searches.iter().position(|(n, _)| n == number) {
                    let (_, start) = self.searches.remove(at);
                    timing::measure("cuttings:search", start, arrived, amount);
                }
                let imported = self.imported.take_if(|(_, first, _)| *number >= *first);
                let first = !self.started && !rows.is_empty();
                self.started |= first;
                Some(Paint {
                    arrived,
                    amount,
                    first,
                    imported: imported.map(|(start, _, amount)| (start, amount)),
                })
            }
            _ => None,
        }
    }
}
