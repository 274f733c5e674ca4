//! Files that a reader chooses or drops, on their way to the worker.
//!
//! Their bytes never pass through the page, and thousands go some at a time, so
//! that the page stays awake. Dropped folders are walked; hidden files are left
//! out, as the command line leaves them out, and told by their names.

use gloo::timers::callback::Timeout;
use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemEntry,
    FileSystemFileEntry,
};

use crate::ingest::{hidden, is_markup};
use crate::ui::engine::Engine;

/// How many files are handed over between two turns of the browser: it takes up to
/// half a millisecond to write one down for another thread.
const SOME: u32 = 25;

/// What was chosen or dropped, before anything of it is looked at.
#[derive(Clone)]
pub enum Found {
    /// An array of files.
    Files(Array),
    Entries(Vec<FileSystemEntry>),
}

impl Found {
    /// The files of a file field.
    pub fn chosen(list: &FileList) -> Found {
        Found::Files(Array::from(list))
    }

    /// Text that was pasted, as a file; `html` is what the clipboard has of a page, where it has. The
    /// text itself may be a page's markup, or a part of it. `None` where there is none.
    pub fn pasted(text: &str, html: &str) -> Option<Found> {
        let (content, ending) = match html {
            _ if has_structure(html) => (html, "html"),
            _ if is_markup(text) => (text, "html"),
            _ => (text, "txt"),
        };
        if content.trim().is_empty() {
            return None;
        }
        let time = String::from(js_sys::Date::new_0().to_iso_string()).replace(':', "-");
        let name =
            format!("Pasted {}.{ending}", time.split('.').next().unwrap_or_default().replace('T', " "));
        let file = File::new_with_str_sequence(&Array::of1(&content.into()), &name).ok()?;
        Some(Found::Files(Array::of1(&file)))
    }

    /// What a clipboard holds: files, or a page, or text.
    pub fn from_clipboard(data: &DataTransfer) -> Option<Found> {
        if let Some(list) = data.files().filter(|list| list.length() > 0) {
            return Some(Found::chosen(&list));
        }
        let get = |kind: &str| data.get_data(kind).unwrap_or_default();
        Found::pasted(&get("text/plain"), &get("text/html"))
    }

    /// The files and folders of a drop: what the browser lends for the length of
    /// the event only.
    pub fn dropped(transfer: &DataTransfer) -> Found {
        let items = transfer.items();
        let entries: Vec<FileSystemEntry> =
            (0..items.length()).filter_map(|n| items.get(n)?.webkit_get_as_entry().ok().flatten()).collect();
        match transfer.files() {
            Some(list) if entries.is_empty() => Found::chosen(&list),
            _ => Found::Entries(entries),
        }
    }

    pub fn is_empty(&self) -> bool {
        match self {
            Found::Files(files) => files.length() == 0,
            Found::Entries(entries) => entries.is_empty(),
        }
    }

    /// How many files there are, as far as that is known.
    pub fn n_files(&self) -> u32 {
        match self {
            Found::Files(files) => files.length(),
            Found::Entries(_) => 1,
        }
    }
}

/// Hands everything to the worker, as the import with this number.
pub async fn hand_over(found: Found, engine: Engine, number: u32) {
    let mut hand = Wishes { engine, number, paths: Vec::new(), files: Array::new(), hidden: Vec::new() };
    match found {
        Found::Files(files) => {
            for file in files.iter() {
                let file: File = file.unchecked_into();
                let path = path(&file);
                match hidden(&path) {
                    Some(hidden) if path.contains('/') => hand.leave_out(hidden),
                    // Whoever chooses a hidden file by itself means it.
                    _ => hand.take(path, &file).await,
                }
            }
        }
        Found::Entries(entries) => walk(entries, &mut hand).await,
    }
    hand.give(false);
}

/// A file's path within the folder that was chosen, or its name.
fn path(file: &File) -> String {
    // The bindings have no name for it.
    let path =
        js_sys::Reflect::get(file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
    path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name())
}

/// Whether pasted markup says more than its text: editors of code paste colours only.
fn has_structure(html: &str) -> bool {
    let html = html.to_ascii_lowercase();
    ["<p>", "<p ", "<h1", "<h2", "<h3", "<article", "<li"].iter().any(|tag| html.contains(tag))
}

/// Folders in the order of names.
async fn walk(entries: Vec<FileSystemEntry>, hand: &mut Wishes) {
    let mut waiting: Vec<FileSystemEntry> = entries.into_iter().rev().collect();
    while let Some(entry) = waiting.pop() {
        let path = entry.full_path().trim_start_matches('/').to_owned();
        if let Some(hidden) = hidden(&path) {
            hand.leave_out(hidden);
            continue;
        }
        if entry.is_directory() {
            let mut inside = entries_of(&entry.unchecked_into()).await;
            crate::order::sort_by_key(&mut inside, FileSystemEntry::name);
            waiting.extend(inside.into_iter().rev());
        } else if let Some(file) = file_of(&entry.unchecked_into()).await {
            hand.take(path, &file).await;
        }
    }
}

/// Files that go to the worker together.
struct Wishes {
    engine: Engine,
    number: u32,
    paths: Vec<String>,
    files: Array,
    hidden: Vec<String>,
}

impl Wishes {
    async fn take(&mut self, path: String, file: &File) {
        self.paths.push(path);
        if self.files.push(file) >= SOME {
            self.give(true);
            turn().await;
        }
    }

    /// Files of one hidden folder come one after the other.
    fn leave_out(&mut self, hidden: &str) {
        if self.hidden.last().is_none_or(|last| last != hidden) {
            self.hidden.push(hidden.to_owned());
        }
    }

    fn give(&mut self, more: bool) {
        let files = std::mem::replace(&mut self.files, Array::new());
        let (paths, hidden) = (std::mem::take(&mut self.paths), std::mem::take(&mut self.hidden));
        self.engine.files(self.number, paths, files, hidden, more);
    }
}

/// Gives the browser a turn.
async fn turn() {
    let promise = Promise::new(&mut |resolve: Function, _| {
        Timeout::new(0, move || {
            let _ = resolve.call0(&JsValue::NULL);
        })
        .forget();
    });
    let _ = JsFuture::from(promise).await;
}

async fn file_of(entry: &FileSystemFileEntry) -> Option<File> {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        entry.file_with_callback_and_callback(&resolve, &reject);
    });
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// Everything in a folder: browsers hand out a hundred at a time until none are left.
async fn entries_of(folder: &FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader: FileSystemDirectoryReader = folder.create_reader();
    let mut entries = Vec::new();
    loop {
        let promise = Promise::new(&mut |resolve: Function, reject: Function| {
            // A folder that can't be read rejects; nothing more comes of it.
            let _ = reader.read_entries_with_callback_and_callback(&resolve, &reject);
        });
        let Ok(batch) = JsFuture::from(promise).await else { return entries };
        let batch: Array = batch.unchecked_into();
        if batch.length() == 0 {
            return entries;
        }
        entries.extend(batch.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}
