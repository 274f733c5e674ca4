//! What page and worker say to each other about a collection in many files, of which no more
//! is fetched than is asked for ([`shards`](crate::shards)).

use serde::{Deserialize, Serialize};

/// How it stands with such a collection.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stand {
    /// So many of its files, and bytes as they lie there, have been fetched.
    pub fetched: u32,
    pub bytes: u64,
    /// How many files it has; 0 as long as that is not known.
    pub n_files: u32,
    /// In words, why a question has no answer. It waits, until the user has it tried again or
    /// asks another.
    pub lacks: Option<String>,
    /// Of how many articles the last book is, and of how many it should be.
    pub book: (u32, u32),
}
