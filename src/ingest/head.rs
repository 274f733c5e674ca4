//! What an article's carrier says of it: the fields of a record, the head of a mail.

use serde::{Deserialize, Serialize};

/// Facts about an article that are no part of its text, each as its carrier writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The headline. The text that it comes with begins with it, so that it is
    /// the first line of what is cleaned.
    pub title: Option<String>,
    pub published: Option<String>,
    /// Names, joined by ', '.
    pub author: Option<String>,
    pub source: Option<String>,
    /// Outermost first.
    pub sections: Vec<String>,
    /// Where the article was found. What a page says of itself goes before it.
    pub address: Option<String>,
}

/// What a line of a [`Head`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Published,
    Author,
    Source,
    Section,
    Address,
}

impl Label {
    /// What stands before the value: those of a saved page's head, where it has the same.
    pub fn text(self) -> &'static str {
        match self {
            Label::Published => "published: ",
            Label::Author => "author: ",
            Label::Source => "site: ",
            Label::Section => "section: ",
            Label::Address => "address: ",
        }
    }
}

impl Head {
    /// What stands above an article's own text, a line each.
    pub fn lines(&self) -> Vec<(Label, String)> {
        let one = |label, value: &Option<String>| value.clone().map(|value| (label, value));
        let sections = (!self.sections.is_empty()).then(|| (Label::Section, self.sections.join(" / ")));
        let lines = [
            one(Label::Published, &self.published),
            one(Label::Author, &self.author),
            one(Label::Source, &self.source),
            sections,
            one(Label::Address, &self.address),
        ];
        lines.into_iter().flatten().collect()
    }
}
