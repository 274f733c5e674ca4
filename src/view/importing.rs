//! What the page knows of how files came in, and the words for it.

use crate::protocol::{Fate, Outcome};
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
        Fate::Failed(reason) => reason.clone(),
    }
}

/// `, 480 a second`; nothing where that would be said of a moment.
pub fn rate(done: u32, milliseconds: u32) -> String {
    if milliseconds < 1_000 {
        return String::new();
    }
    let rate = u64::from(done) * 1_000 / u64::from(milliseconds);
    format!(", {} a second", number(rate as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_told_of_more_than_a_moment() {
        assert_eq!(rate(30, 100), "");
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
        assert_eq!(fate(&Fate::Same("a".into())), "same as a");
    }
}
