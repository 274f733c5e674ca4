//! What the page knows of how files came in, and the words for it.

use crate::ingest::bundle::columns::Field;
use crate::protocol::{Fate, Outcome, Table};
use crate::view::keeping::number;

/// What the reader does about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Opens or closes the field for pasted text.
    ShowPaste(bool),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Importing {
    pub paste_shown: bool,
    /// What became of the files of the latest import: the first of them.
    pub outcomes: Vec<Outcome>,
    pub n_outcomes: u32,
    /// Tables of which it is not known what they hold.
    pub tables: Vec<Table>,
}

impl Importing {
    pub fn apply(&mut self, action: Action) {
        match action {
            Action::ShowPaste(shown) => self.paste_shown = shown,
        }
    }

    /// Takes outcomes, from the place of the first on.
    pub fn took(&mut self, from: u32, outcomes: Vec<Outcome>, n_outcomes: u32) {
        self.outcomes.truncate(from as usize);
        self.outcomes.extend(outcomes);
        self.n_outcomes = n_outcomes;
    }

    /// Others are about to come.
    pub fn forget(&mut self) {
        (self.outcomes, self.n_outcomes) = (Vec::new(), 0);
    }
}

/// `added`, `same as news/1.txt`, `skipped: …`
pub fn fate(fate: &Fate) -> String {
    match fate {
        Fate::Added => "added".to_owned(),
        Fate::Filled => "the full text of what was there in part".to_owned(),
        Fate::Same(other) => format!("same as {other}"),
        Fate::Skipped(reason) => format!("skipped: {reason}"),
        Fate::Failed(reason) => format!("failed: {reason}"),
    }
}

/// What a form asks of a table.
pub const FIELDS: [(Field, &str); 6] = [
    (Field::Text, "Text"),
    (Field::Title, "Title"),
    (Field::Published, "Date"),
    (Field::Author, "Byline"),
    (Field::Source, "Source"),
    (Field::Address, "Address"),
];

/// `prices.csv and 2 files like it: which column holds what?`
pub fn question(table: &Table) -> String {
    let part = if table.asked.is_table { "column" } else { "field" };
    let first = table.paths.first().map_or("", String::as_str);
    match table.paths.len() {
        0 | 1 => format!("{first}: which {part} holds what?"),
        2 => format!("{first} and 1 file like it: which {part} holds what?"),
        n => format!("{first} and {} files like it: which {part} holds what?", number(n as u32 - 1)),
    }
}

/// `, 480 a second`; nothing where that would be said of a moment, or of a handful.
pub fn rate(done: u32, milliseconds: u32) -> String {
    if milliseconds < 1_000 || done < 100 {
        return String::new();
    }
    let rate = u64::from(done) * 1_000 / u64::from(milliseconds);
    format!(", {} a second", number(rate as u32))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::IngestError;
    use crate::protocol::Unread;

    #[test]
    fn a_rate_is_told_of_more_than_a_moment() {
        assert_eq!(rate(3_000, 100), "");
        assert_eq!(rate(30, 10_000), "");
        assert_eq!(rate(4_210, 8_770), ", 480 a second");
        assert_eq!(rate(20_000, 2_000), ", 10,000 a second");
    }

    #[test]
    fn outcomes_come_page_by_page() {
        let outcome = |path: &str| Outcome { path: path.to_owned(), fate: Fate::Added };
        let mut importing = Importing::default();
        importing.took(0, vec![outcome("a"), outcome("b")], 3);
        importing.took(2, vec![outcome("c")], 3);
        importing.took(2, vec![outcome("c")], 3);
        let paths: Vec<&str> = importing.outcomes.iter().map(|outcome| outcome.path.as_str()).collect();
        assert_eq!(paths, ["a", "b", "c"]);
        importing.forget();
        assert_eq!(importing, Importing::default());
        for (of, words) in [
            (Fate::Added, "added"),
            (Fate::Same("a".into()), "same as a"),
            (Unread::from(IngestError::Hidden).fate(), "skipped: it is hidden"),
            (Unread::from(IngestError::Empty).fate(), "skipped: the file is empty"),
            (
                Unread::from(IngestError::Foreign("a font")).fate(),
                "skipped: it is a font, not a page or its text",
            ),
            (Unread::from(IngestError::Encrypted).fate(), "failed: it is encrypted"),
        ] {
            assert_eq!(fate(&of), words);
        }
    }
}
