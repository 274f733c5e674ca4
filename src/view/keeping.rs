//! What the page knows of what is kept, and the words for it.

use crate::kept::Taken;
use crate::protocol::keeping::{Kept, Refused, Stand, Told, Why};

/// What the reader, or the page itself, does about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Opens or closes the menu of collections.
    ShowMenu(bool),
    /// Begins to give a name.
    Name(Naming),
    /// A collection was made.
    Made(Kept),
    /// This collection was removed.
    Removed(Kept),
    /// It is back.
    Restored(String),
    /// The reader knows of what was said.
    Dismiss,
    /// Whether the browser has promised not to clear what is kept.
    Persisted(bool),
}

/// What is being given a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    New,
    /// The present collection.
    Other,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keeping {
    pub stand: Stand,
    pub menu_shown: bool,
    pub naming: Option<Naming>,
    /// Grows whenever a collection is turned to.
    pub turns: u32,
    /// The collection that was removed last; it can be restored.
    pub removed: Option<Kept>,
    /// How many articles have come from other tabs, until that is dismissed.
    pub from_elsewhere: u32,
    /// Whether the browser has promised not to clear what is kept, once it was asked.
    pub persisted: Option<bool>,
}

impl Keeping {
    pub fn apply(&mut self, action: Action) {
        match action {
            Action::ShowMenu(shown) => (self.menu_shown, self.naming) = (shown, None),
            Action::Name(naming) => self.naming = Some(naming),
            Action::Made(kept) => self.stand.collections.push(kept),
            Action::Removed(kept) => self.removed = Some(kept),
            Action::Restored(id) => {
                self.removed.take_if(|removed| removed.id == id);
            }
            Action::Dismiss => (self.removed, self.from_elsewhere) = (None, 0),
            Action::Persisted(persisted) => self.persisted = Some(persisted),
        }
    }

    /// Takes what the worker tells; whether there are other articles now.
    pub fn told(&mut self, told: Told) -> bool {
        match told {
            Told::Stand(stand) => {
                // What has begun anew, or was brought back elsewhere, can't be restored.
                let is_there = |stand: &Stand, id: &str| stand.collections.iter().any(|kept| kept.id == id);
                self.removed.take_if(|kept| !is_there(&self.stand, &kept.id) && is_there(&stand, &kept.id));
                self.stand = stand;
            }
            // The page asks the browser to hold on to them.
            Told::FirstKept => {}
            Told::FromElsewhere { added } => {
                self.from_elsewhere += added;
                return added > 0;
            }
        }
        false
    }

    /// Another collection is turned to.
    pub fn turned(&mut self) {
        (self.menu_shown, self.naming, self.from_elsewhere) = (false, None, 0);
        (self.stand.broken_off, self.stand.taken) = (None, None);
        self.turns += 1;
    }

    /// The collection of this id, where it is kept.
    pub fn get(&self, id: &str) -> Option<&Kept> {
        self.stand.collections.iter().find(|kept| kept.id == id)
    }

    /// Whether an address names a collection that this browser does not have.
    pub fn lacks(&self, id: &str) -> bool {
        self.stand.is_known && !id.is_empty() && self.get(id).is_none()
    }

    /// What all that is kept takes.
    pub fn bytes(&self) -> u64 {
        self.stand.collections.iter().map(|kept| kept.bytes).sum()
    }
}

/// What the page's own collection is called.
pub const OWN: &str = "This page’s articles";

/// What a collection is called.
pub fn name(kept: &Kept) -> &str {
    if kept.id.is_empty() { OWN } else { &kept.name }
}

/// `212 files, 3.1 MB`; of the page's own that is what was added to it.
pub fn amount(kept: &Kept) -> String {
    let Kept { id, n_files, bytes, .. } = kept;
    match n_files {
        0 if id.is_empty() => "nothing added".to_owned(),
        0 => "empty".to_owned(),
        n if id.is_empty() => format!("{} added, {}", number(*n), size(*bytes)),
        n => format!("{}, {}", files(*n), size(*bytes)),
    }
}

/// How much is kept, and how safely.
pub fn kept(keeping: &Keeping) -> String {
    if let Some(refused) = keeping.stand.refused.as_ref() {
        return self::refused(refused);
    }
    let mut words = match keeping.bytes() {
        0 => "What you add is kept in this browser.".to_owned(),
        bytes => format!("{} kept in this browser.", size(bytes)),
    };
    if keeping.persisted == Some(false) {
        words.push_str(" When the disk is full the browser may delete them: export what must not be lost.");
    }
    words.push_str(" Nothing leaves this computer.");
    words
}

/// Where storage is forbidden that is said once there is something that is not kept.
pub fn is_worth_saying(refused: &Refused) -> bool {
    refused.n_files + refused.n_events > 0 || refused.why != Why::Forbidden
}

pub fn removed(kept: &Kept) -> String {
    match kept.id.as_str() {
        "" => format!("What was added to this page’s articles is deleted ({}).", files(kept.n_files)),
        _ => format!("“{}” is deleted ({}).", kept.name, files(kept.n_files)),
    }
}

/// What another tab has done to the collection of this name, which is shown here.
pub fn taken(taken: Taken, kept: &Kept) -> String {
    let what = match kept.id.as_str() {
        "" => "What was added to this page’s articles".to_owned(),
        _ => format!("“{}”", kept.name),
    };
    match taken {
        Taken::Removed => {
            format!(
                "{what} was deleted in another tab. It is still here, and what you do here brings it back."
            )
        }
        Taken::Emptied => format!(
            "{what} was deleted in another tab for good. It is here only until this page is closed: export what you need."
        ),
    }
}

pub fn from_elsewhere(n: u32) -> String {
    let was = if n == 1 { "was" } else { "were" };
    format!("{} {was} added from another tab.", articles(n))
}

fn files(n: u32) -> String {
    if n == 1 { "1 file".to_owned() } else { format!("{} files", number(n)) }
}

fn articles(n: u32) -> String {
    if n == 1 { "1 article".to_owned() } else { format!("{} articles", number(n)) }
}

/// `24 MB`, `3.1 MB`, `640 kB`; a thousand bytes to the kilobyte.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        1_000_000..10_000_000 => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
        10_000_000..10_000_000_000 => format!("{} MB", bytes / 1_000_000),
        _ => format!("{} GB", bytes / 1_000_000_000),
    }
}

/// A number in a sentence: `10,000`.
pub fn number(n: u32) -> String {
    let digits = n.to_string();
    let mut words = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// `212 of 1,000 files had come in when the page was closed.`
pub fn broken_off(done: u32, total: u32) -> String {
    format!(
        "{} of {} had come in when the page was closed. Choose them again to go on: what is there is not read twice.",
        number(done),
        files(total)
    )
}

/// What is not kept, why, and what can be done.
pub fn refused(refused: &Refused) -> String {
    let Refused { why, n_files, n_events, bytes } = refused;
    let these = match n_files {
        0 if *n_events > 0 => "What you did to articles".to_owned(),
        0 => "What you add".to_owned(),
        n => format!("{} ({})", files(*n), size(*bytes)),
    };
    let is = if *n_files == 1 || *n_files == 0 { "is" } else { "are" };
    let here = format!("{these} {is} here only until this page is closed.");
    match why {
        Why::Forbidden => {
            format!("This browser keeps nothing: a private window, or storage is switched off. {here}")
        }
        Why::Full => {
            format!("The browser has no room left. {here} Remove a collection or free space, then try again.")
        }
        Why::Held => format!("Another tab has an older version of this page open; close it. {here}"),
        Why::Outdated => format!(
            "A newer version of this page is open in another tab and keeps things now. {here} Save what you need, then load this page again."
        ),
        Why::Newer => format!(
            "What is kept in this browser was kept by a newer version of this page. It is all there, but this version can’t open it and leaves it alone. {here} Load the page again to get the newer version."
        ),
        Why::Cleared => format!("What this browser kept was cleared. {here}"),
        Why::Other(name) => format!("The browser’s storage has failed ({name}). {here}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        let sizes = [0, 999, 1_000, 640_000, 3_140_000, 24_000_000, 12_000_000_000].map(size);
        assert_eq!(sizes, ["0 bytes", "999 bytes", "1 kB", "640 kB", "3.1 MB", "24 MB", "12 GB"]);
    }

    #[test]
    fn numbers_have_their_commas() {
        assert_eq!([7, 999, 1_000, 1_234_567].map(number), ["7", "999", "1,000", "1,234,567"]);
        assert!(broken_off(212, 1000).starts_with("212 of 1,000 files had come in"));
    }

    #[test]
    fn what_is_refused_is_said_with_what_can_be_done() {
        let full = refused(&Refused { why: Why::Full, n_files: 12, n_events: 1, bytes: 2_000_000 });
        assert!(
            full.contains("12 files (2.0 MB) are here only until") && full.contains("try again"),
            "{full}"
        );
        let forbidden = refused(&Refused { why: Why::Forbidden, n_files: 0, n_events: 0, bytes: 0 });
        assert!(forbidden.contains("What you add is here only"), "{forbidden}");
    }

    #[test]
    fn that_nothing_is_lost_is_said_where_a_newer_page_has_kept_it() {
        let refused = |why| Refused { why, n_files: 0, n_events: 0, bytes: 0 };
        assert!(is_worth_saying(&refused(Why::Newer)) && is_worth_saying(&refused(Why::Outdated)));
        assert!(self::refused(&refused(Why::Newer)).contains("It is all there"));
    }

    #[test]
    fn an_undo_is_offered_as_long_as_there_is_something_to_restore() {
        let kept = Kept { id: "9f".into(), name: "Harbour".into(), n_files: 6, bytes: 99 };
        let with = || Stand { collections: vec![kept.clone()], ..Stand::default() };
        let mut keeping = Keeping { stand: with(), ..Keeping::default() };
        keeping.apply(Action::Removed(kept.clone()));
        // This was on its way already.
        keeping.told(Told::Stand(with()));
        assert!(keeping.removed.is_some());
        keeping.told(Told::Stand(Stand::default()));
        assert!(keeping.removed.is_some());
        keeping.told(Told::Stand(with()));
        assert_eq!(keeping.removed, None);
    }

    #[test]
    fn that_another_tab_has_deleted_it_is_said() {
        let kept = Kept { id: "9f".into(), name: "Harbour".into(), ..Kept::default() };
        assert!(taken(Taken::Removed, &kept).starts_with("“Harbour” was deleted in another tab."));
        assert!(taken(Taken::Emptied, &Kept::default()).starts_with("What was added"));
    }

    #[test]
    fn a_collection_is_lacking_only_once_that_is_known() {
        let mut keeping = Keeping::default();
        assert!(!keeping.lacks("9f"));
        keeping.told(Told::Stand(Stand { is_known: true, ..Stand::default() }));
        assert!(keeping.lacks("9f") && !keeping.lacks(""));
        assert!(keeping.told(Told::FromElsewhere { added: 2 }));
        keeping.turned();
        assert_eq!(keeping.from_elsewhere, 0);
    }
}
