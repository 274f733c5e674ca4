//! The browser's database: collections, their files and what was done to them.
//!
//! | store         | key                      | value                            |
//! |---------------|--------------------------|----------------------------------|
//! | `collections` | id                       | [`Collection`]                   |
//! | `files`       | [collection, number]     | [`Record`]                       |
//! | `journal`     | [collection, event's id] | [`Event`](crate::journal::Event) |
//! | `indexes`     | collection               | [`SavedIndex`](crate::kept::SavedIndex) |
//!
//! All values are bytes. Every change is one transaction, which the browser makes
//! wholly or not at all, and one after the other, whichever tab it comes from.

use std::rc::Rc;

use idb::{
    Database, DatabaseEvent, Error, Factory, KeyRange, ObjectStore, ObjectStoreParams, Query, Transaction,
    TransactionMode,
};
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbTransaction};

use crate::corpus::Reading;
use crate::kept::{Collection, Record};
use crate::prepared::{self, Part};
use crate::protocol::keeping::Why;

const NAME: &str = "cuttings";

/// Counted up whenever the stores change, or what stands in them in such a way that an older
/// page would write it over: browsers open no database of a newer version.
///
/// | version | since then                                             |
/// |---------|--------------------------------------------------------|
/// | 2       | collections remember what was chosen for tables        |
/// | 3       | indexes are kept                                       |
const VERSION: u32 = 3;

const COLLECTIONS: &str = "collections";
const FILES: &str = "files";
const JOURNAL: &str = "journal";
const INDEXES: &str = "indexes";
const ALL: [&str; 4] = [COLLECTIONS, FILES, JOURNAL, INDEXES];

/// Cheap to clone.
#[derive(Clone)]
pub struct Store(Rc<Database>);

/// What is written of a collection in one go.
pub struct Write {
    /// Which reader has read all this.
    reader: String,
    /// Records of new files.
    pub files: Vec<Rc<[u8]>>,
    /// Other records for files, by number.
    pub replaced: Vec<(u32, Rc<[u8]>)>,
    /// What was read anew of files, by number.
    pub again: Vec<(u32, Rc<Reading>)>,
    /// Events of the journal, by their ids.
    pub events: Vec<(String, Rc<[u8]>)>,
}

impl Write {
    pub fn new(reader: &str) -> Write {
        let reader = reader.to_owned();
        Write { reader, files: Vec::new(), replaced: Vec::new(), again: Vec::new(), events: Vec::new() }
    }
}

impl Store {
    /// Opens the database; `blocked` is called while another tab holds an older one,
    /// and `gone` when it can no longer be used.
    pub async fn open(
        blocked: impl FnOnce() + 'static,
        gone: impl Fn(Why) + Clone + 'static,
    ) -> Result<Store, Why> {
        let mut request =
            Factory::new().map_err(|_| Why::Forbidden)?.open(NAME, Some(VERSION)).map_err(why)?;
        request.on_upgrade_needed(|event| {
            if let Ok(database) = event.database() {
                let there = database.store_names();
                for name in ALL {
                    if !there.iter().any(|other| other == name) {
                        // A store that can't be made fails the opening.
                        let _ = database.create_object_store(name, ObjectStoreParams::new());
                    }
                }
            }
        });
        request.on_blocked(move |_| blocked());
        let mut database = request.await.map_err(|error| match why(error) {
            // Firefox's private windows once had a database that can't be opened.
            Why::Other(name) if ["InvalidStateError", "SecurityError"].contains(&name.as_str()) => {
                Why::Forbidden
            }
            why => why,
        })?;
        let cleared = gone.clone();
        database.on_close(move |_| cleared(Why::Cleared));
        database.on_version_change(move |event| {
            // A newer page waits for this one to let go.
            if let Some(database) = event.target().and_then(|target| target.dyn_into::<IdbDatabase>().ok()) {
                database.close();
            }
            gone(Why::Outdated);
        });
        Ok(Store(Rc::new(database)))
    }

    /// All collections, by name. Records that are not understood are left out, and left alone.
    pub async fn collections(&self) -> Result<Vec<Collection>, Why> {
        let found = async {
            let transaction = self.0.transaction(&[COLLECTIONS], TransactionMode::ReadOnly)?;
            transaction.object_store(COLLECTIONS)?.get_all(None, None)?.await
        };
        let found = found.await.map_err(why)?;
        let mut collections: Vec<Collection> =
            found.iter().filter_map(|value| Collection::decode(&bytes(value))).collect();
        crate::order::sort_by_key(&mut collections, |collection: &Collection| {
            (collection.name.clone(), collection.id.clone())
        });
        Ok(collections)
    }

    /// Changes a collection and writes to it; `made` where it is not there. The change tells
    /// whether all that was there goes first. Returns the collection as it is then. Where it is of a form that is not known, nothing is written.
    pub async fn write(
        &self,
        made: Collection,
        change: impl FnOnce(&mut Collection) -> bool,
        write: &Write,
    ) -> Result<Collection, Why> {
        let transaction =
            self.0.transaction(&[COLLECTIONS, FILES, JOURNAL], TransactionMode::ReadWrite).map_err(why)?;
        let written = written(&transaction, made, change, write).await;
        ended(transaction, written).await?.ok_or(Why::Newer)
    }

    /// Up to `most` files of a collection, from this number on, with their numbers.
    pub async fn files(&self, collection: &str, from: u32, most: u32) -> Result<Vec<(u32, Vec<u8>)>, Why> {
        let found = async {
            let transaction = self.0.transaction(&[FILES], TransactionMode::ReadOnly)?;
            let files = transaction.object_store(FILES)?;
            let all = || range(collection, &from.into(), &f64::INFINITY.into()).map(Some);
            let keys = files.get_all_keys(all()?, Some(most))?;
            let values = files.get_all(all()?, Some(most))?;
            Ok((keys.await?, values.await?))
        };
        let (keys, values) = found.await.map_err(why)?;
        let number = |key: &JsValue| Array::from(key).get(1).as_f64().unwrap_or_default() as u32;
        Ok(keys.iter().map(number).zip(values.iter().map(bytes)).collect())
    }

    /// A collection's journal, event by event.
    pub async fn events(&self, collection: &str) -> Result<Vec<Vec<u8>>, Why> {
        let found = async {
            let transaction = self.0.transaction(&[JOURNAL], TransactionMode::ReadOnly)?;
            transaction.object_store(JOURNAL)?.get_all(Some(everything(collection)?), None)?.await
        };
        Ok(found.await.map_err(why)?.iter().map(bytes).collect())
    }

    /// The index that is kept of a collection, where there is one.
    pub async fn index(&self, collection: &str) -> Option<Vec<u8>> {
        let transaction = self.0.transaction(&[INDEXES], TransactionMode::ReadOnly).ok()?;
        let there = transaction.object_store(INDEXES).ok()?.get(Query::Key(collection.into())).ok()?;
        Some(bytes(&there.await.ok()??))
    }

    /// Keeps the index of a collection. It costs nobody anything where that can't be.
    pub async fn keep_index(&self, collection: &str, index: &[u8]) -> Result<(), Why> {
        let transaction = self.0.transaction(&[INDEXES], TransactionMode::ReadWrite).map_err(why)?;
        let put = (|| {
            transaction.object_store(INDEXES)?.put(&value(index), Some(&collection.into()))?;
            Ok(())
        })();
        ended(transaction, put).await
    }

    /// Removes a collection with all that is in it.
    pub async fn remove(&self, collection: &str) -> Result<(), Why> {
        let transaction = self.0.transaction(&ALL, TransactionMode::ReadWrite).map_err(why)?;
        let removed = (|| {
            for store in [COLLECTIONS, INDEXES] {
                transaction.object_store(store)?.delete(Query::Key(collection.into()))?;
            }
            for store in [FILES, JOURNAL] {
                transaction.object_store(store)?.delete(everything(collection)?)?;
            }
            Ok(())
        })();
        ended(transaction, removed).await
    }
}

async fn written(
    transaction: &Transaction,
    made: Collection,
    change: impl FnOnce(&mut Collection) -> bool,
    write: &Write,
) -> Result<Option<Collection>, Error> {
    let collections = transaction.object_store(COLLECTIONS)?;
    let id = JsValue::from(&made.id);
    let there = collections.get(Query::Key(id.clone()))?.await?;
    let there = there.map(|value| Collection::decode(&bytes(&value)));
    // What is not understood is never written over.
    let Some(mut collection) = there.unwrap_or(Some(made)) else { return Ok(None) };
    let empties = change(&mut collection);
    let files = transaction.object_store(FILES)?;
    if empties {
        for store in [FILES, JOURNAL] {
            transaction.object_store(store)?.delete(everything(&collection.id)?)?;
        }
    }
    for record in &write.files {
        files.put(&value(record), Some(&key(&collection.id, &collection.next.into())))?;
        collection.next += 1;
        collection.n_files += 1;
        collection.bytes += record.len() as u64;
    }
    for (number, record) in &write.replaced {
        put_again(&files, &mut collection, *number, |_| Some(record.clone())).await?;
    }
    for (number, reading) in &write.again {
        put_again(&files, &mut collection, *number, |there| read_anew(there, &write.reader, reading)).await?;
    }
    if !write.events.is_empty() {
        let journal = transaction.object_store(JOURNAL)?;
        for (event, bytes) in &write.events {
            journal.put(&value(bytes), Some(&key(&collection.id, &event.into())))?;
        }
        collection.n_events += write.events.len() as u32;
    }
    collections.put(&value(&collection.encode()), Some(&id))?;
    Ok(Some(collection))
}

/// Puts another record in the place of the one of this number, where that is still there.
async fn put_again(
    files: &ObjectStore,
    collection: &mut Collection,
    number: u32,
    record: impl FnOnce(&[u8]) -> Option<Rc<[u8]>>,
) -> Result<(), Error> {
    let key = key(&collection.id, &number.into());
    let there = files.get(Query::Key(key.clone()))?.await?;
    if let Some(there) = there.map(|there| bytes(&there))
        && let Some(record) = record(&there)
    {
        collection.bytes = collection.bytes.saturating_sub(there.len() as u64) + record.len() as u64;
        files.put(&value(&record), Some(&key))?;
    }
    Ok(())
}

/// A record with what was read anew of its file.
fn read_anew(there: &[u8], reader: &str, reading: &Reading) -> Option<Rc<[u8]>> {
    let Record { file, .. } = Record::decode(there)?;
    let part = Part { name: String::new(), outcome: Ok(reading.clone()) };
    let read = prepared::encode_one(&file, vec![part]);
    Some(Record::new(file, reader, read).encode().into())
}

/// Waits for the end of a transaction; where its work has failed nothing of it is done.
async fn ended<T>(transaction: Transaction, work: Result<T, Error>) -> Result<T, Why> {
    let inner: IdbTransaction = transaction.into();
    if work.is_err() {
        // Refused where it has been aborted already.
        let _ = inner.abort();
    }
    match Transaction::from(inner.clone()).await {
        Ok(result) if result.is_committed() => work.map_err(why),
        Ok(_) => Err(inner.error().map_or(Why::Other("AbortError".to_owned()), |error| named(&error.name()))),
        Err(error) => Err(why(error)),
    }
}

/// What an error of the database means.
fn why(error: Error) -> Why {
    let name = |value: &JsValue| Reflect::get(value, &"name".into()).ok().and_then(|name| name.as_string());
    match &error {
        Error::DomException(exception) => named(&exception.name()),
        // The library takes the request that failed for its transaction.
        Error::UnexpectedJsType(_, request) => Reflect::get(request, &"error".into())
            .ok()
            .and_then(|error| name(&error))
            .map_or_else(|| Why::Other(error.to_string()), |name| named(&name)),
        Error::IndexedDbNotFound(_) => Why::Forbidden,
        Error::IndexedDbOpenFailed(value)
        | Error::TransactionOpenFailed(value)
        | Error::AddFailed(value)
        | Error::GetFailed(value) => {
            name(value).map_or_else(|| Why::Other(error.to_string()), |name| named(&name))
        }
        _ => Why::Other(error.to_string()),
    }
}

/// What an exception of this name means.
fn named(name: &str) -> Why {
    match name {
        "QuotaExceededError" => Why::Full,
        "VersionError" => Why::Newer,
        name => Why::Other(name.to_owned()),
    }
}

fn key(collection: &str, last: &JsValue) -> JsValue {
    Array::of2(&collection.into(), last).into()
}

fn range(collection: &str, from: &JsValue, to: &JsValue) -> Result<Query, Error> {
    KeyRange::bound(&key(collection, from), &key(collection, to), None, None).map(Query::KeyRange)
}

/// All keys of a collection: arrays come after all else in the order of keys.
fn everything(collection: &str) -> Result<Query, Error> {
    range(collection, &f64::NEG_INFINITY.into(), &Array::new().into())
}

fn value(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

fn bytes(value: &JsValue) -> Vec<u8> {
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).unwrap_or_default()
}
