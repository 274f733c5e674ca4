//! What benchmarks share.

use std::fs;
use std::path::Path;

use cuttings::ingest::SourceFile;

/// The files of a folder and all below it, hidden ones and its README left out.
pub fn collect(folder: &Path, files: &mut Vec<SourceFile>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') || name == "README.md" {
            continue;
        }
        if path.is_dir() {
            collect(&path, files);
        } else if let Ok(bytes) = fs::read(&path) {
            files.push(SourceFile::new(path.display().to_string(), bytes));
        }
    }
}
