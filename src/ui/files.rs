//! Files that a reader chooses or drops, as addresses that the worker may fetch.
//!
//! Their bytes never pass through the page. Dropped folders are walked; hidden
//! files are left out, as the command line leaves them out.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemEntry,
    FileSystemFileEntry,
};

use crate::protocol::Source;

/// The files of a file field.
pub fn chosen(list: &FileList) -> Vec<Source> {
    (0..list.length()).filter_map(|n| list.get(n)).filter_map(|file| source(file.name(), &file)).collect()
}

/// The files and folders of a drop. What the browser lends for the length of
/// the event only is taken before the first wait.
pub async fn dropped(transfer: DataTransfer) -> Vec<Source> {
    let items = transfer.items();
    let entries: Vec<FileSystemEntry> =
        (0..items.length()).filter_map(|n| items.get(n)?.webkit_get_as_entry().ok().flatten()).collect();
    if entries.is_empty() {
        return transfer.files().map(|list| chosen(&list)).unwrap_or_default();
    }
    let mut sources = Vec::new();
    let mut waiting: Vec<FileSystemEntry> = entries.into_iter().rev().collect();
    while let Some(entry) = waiting.pop() {
        let path = entry.full_path().trim_start_matches('/').to_owned();
        if entry.name().starts_with('.') {
            continue;
        }
        if entry.is_directory() {
            let mut inside = entries_of(&entry.unchecked_into()).await;
            crate::order::sort_by_key(&mut inside, FileSystemEntry::name);
            waiting.extend(inside.into_iter().rev());
        } else if let Some(file) = file_of(&entry.unchecked_into()).await {
            sources.extend(source(path, &file));
        }
    }
    sources
}

fn source(path: String, file: &File) -> Option<Source> {
    let url = web_sys::Url::create_object_url_with_blob(file).ok()?;
    Some(Source { path, url })
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
