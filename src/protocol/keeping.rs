//! What page and worker say to each other about what is kept in the browser.

use serde::{Deserialize, Serialize};

use crate::kept::Taken;

/// What the page wants of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// Turn to another collection; what is being imported is broken off. Empty is
    /// the page's own.
    Turn {
        collection: String,
    },
    /// Bring in what is kept of the present collection; answered as an import is.
    Bring {
        number: u32,
    },
    /// Begin a collection.
    Make {
        collection: String,
        name: String,
    },
    Rename {
        collection: String,
        name: String,
    },
    /// Take a collection away: for good once this page is closed, and no other shows it.
    Remove {
        collection: String,
    },
    /// Undo that.
    Restore {
        collection: String,
    },
    /// Keep what could not be kept before.
    TryAgain,
    /// The reader of the page knows of the imports that were broken off.
    Forget,
}

/// What the worker tells of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Told {
    /// How things stand, whenever that changes.
    Stand(Stand),
    /// Files of the reader's own have been kept for the first time in this visit.
    FirstKept,
    /// So many articles of the present collection have come from another tab.
    FromElsewhere { added: u32 },
}

/// How keeping stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stand {
    /// By name; the page's own, whose name is empty, is the first.
    pub collections: Vec<Kept>,
    /// What could not be kept, and why.
    pub refused: Option<Refused>,
    /// Files that had come in of those of the latest import that was broken off,
    /// in the present collection.
    pub broken_off: Option<(u32, u32)>,
    /// What another tab has done to the present collection while it is shown here.
    pub taken: Option<Taken>,
    /// Whether it is known what is there.
    pub is_known: bool,
}

/// A collection that is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub id: String,
    pub name: String,
    pub n_files: u32,
    pub bytes: u64,
}

/// What is not kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    pub why: Why,
    pub n_files: u32,
    /// What the user did to articles.
    pub n_events: u32,
    pub bytes: u64,
}

/// Why the browser keeps nothing, or no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// There is no database: a private window, or storage is switched off.
    Forbidden,
    Full,
    /// Another tab has an older version of this page open and holds the database.
    Held,
    /// A newer page, in another tab, has taken the database over.
    Outdated,
    /// What is kept was kept by a newer page: it is left as it is.
    Newer,
    /// What is kept was cleared, by the browser or its user.
    Cleared,
    /// In the browser's words.
    Other(String),
}
