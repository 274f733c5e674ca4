//! Tables of which it is not known what they hold, until somebody says so.
//!
//! Their bytes are the browser's meanwhile, which may put them on its disk.

use gloo_worker::{HandlerId, WorkerScope};
use js_sys::{Array, Uint8Array};
use web_sys::Blob;

use super::import::{Import, Kind};
use super::{CuttingsWorker, Place};
use crate::ingest::bundle::columns::{Asked, Columns, Field, Question};
use crate::protocol::{Reply, Table};

/// Those with the same columns together.
#[derive(Default)]
pub(super) struct Tables(Vec<Open>);

struct Open {
    asked: Asked,
    files: Vec<File>,
}

struct File {
    /// What messages call it.
    shown: String,
    path: String,
    bytes: Blob,
}

impl Tables {
    /// Takes tables to be asked about; whether there are such.
    pub fn ask(&mut self, questions: Vec<Question>) -> bool {
        let is_asked = !questions.is_empty();
        for Question { shown, file, table } in questions {
            let bytes = Array::of1(&Uint8Array::from(file.bytes.as_slice()));
            // Where there is no room for it, it can be chosen again.
            let Ok(bytes) = Blob::new_with_u8_array_sequence(&bytes) else { continue };
            let file = File { shown, path: file.path, bytes };
            let is_alike =
                |open: &&mut Open| open.asked.is_table == table.is_table && open.asked.header == table.header;
            match self.0.iter_mut().find(is_alike) {
                Some(open) => {
                    open.files.retain(|other| other.shown != file.shown);
                    open.files.push(file);
                }
                None => self.0.push(Open { asked: table, files: vec![file] }),
            }
        }
        is_asked
    }

    pub fn reply(&self) -> Reply {
        let table = |Open { asked, files }: &Open| Table {
            asked: asked.clone(),
            paths: files.iter().map(|file| file.shown.clone()).collect(),
        };
        Reply::Tables(self.0.iter().map(table).collect())
    }

    /// Takes out the files that can be read now.
    fn take(&mut self, columns: &Columns) -> Vec<File> {
        let is_told = |open: &mut Open| columns.is_for(&open.asked.header, open.asked.is_table);
        self.0.extract_if(.., is_told).flat_map(|open| open.files).collect()
    }
}

impl CuttingsWorker {
    /// Reads the first of the tables, and those like it, by what was chosen for it.
    pub(super) fn choose(
        &mut self,
        scope: &WorkerScope<Self>,
        page: HandlerId,
        number: u32,
        chosen: Vec<(Field, String)>,
    ) {
        let Some(first) = self.tables.0.first() else { return };
        if chosen.is_empty() {
            self.tables.0.remove(0);
        } else {
            let columns = first.asked.chosen(chosen);
            let mut import = Import::new(page, number, Kind::Own);
            import.joins = true;
            let files = self.tables.take(&columns);
            // That they could not be read is no longer so.
            let mut read: Vec<&str> = files.iter().map(|file| file.shown.as_str()).collect();
            crate::order::sort(&mut read);
            self.outcomes.retain(|outcome| read.binary_search(&outcome.path.as_str()).is_err());
            import.add(
                files.into_iter().map(|File { path, bytes, .. }| (path, Place::File(bytes))).collect(),
                false,
            );
            self.keeping.choose(columns);
            self.imports.push_back(import);
            self.step_later(scope);
        }
        scope.respond(page, self.tables.reply());
    }
}
