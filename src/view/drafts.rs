//! What is being written about articles and is not saved yet.
//!
//! It outlives the form that it is written in: whoever looks something up in another
//! article finds it where it was. It is gone with the page, which asks before.

use crate::journal::{EventId, Field};
use crate::text::Span;

/// What a text will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A note on the article, or on words of its text.
    Note(Option<Span>),
    /// Other words for a note.
    Edit(EventId),
    /// What the article's field should be.
    Field(Field),
}

/// A text about the article of that id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub article: String,
    pub what: What,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// This stands in its form now.
    Write(Draft),
    /// There is nothing to be saved of this, or of any field; of this article.
    Drop(String, What),
}

/// The form that is open at an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    #[default]
    None,
    Note,
    Edit(EventId),
    /// With the field that holds what it can't.
    Fields(Option<Field>),
}

/// In the order in which they were begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafts(Vec<Draft>);

impl Drafts {
    pub fn apply(&mut self, action: Action) {
        match action {
            Action::Write(draft) => {
                let is_it = |other: &&mut Draft| (&other.article, other.what) == (&draft.article, draft.what);
                match self.0.iter_mut().find(is_it) {
                    Some(there) => *there = draft,
                    None => self.0.push(draft),
                }
            }
            Action::Drop(article, what) => self.0.retain(|draft| {
                let is_it = match what {
                    What::Field(_) => matches!(draft.what, What::Field(_)),
                    what => draft.what == what,
                };
                draft.article != article || !is_it
            }),
        }
    }

    /// Whether nothing would be lost with the page.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|draft| draft.text.trim().is_empty() && !matches!(draft.what, What::Field(_)))
    }

    /// What was written.
    pub fn get(&self, article: &str, what: What) -> Option<&str> {
        let is_it = |draft: &&Draft| draft.article == article && draft.what == what;
        self.0.iter().find(is_it).map(|draft| draft.text.as_str())
    }

    fn of<'a>(&'a self, article: &'a str) -> impl Iterator<Item = What> + 'a {
        self.0.iter().rev().filter(move |draft| draft.article == article).map(|draft| draft.what)
    }

    /// The form that was left open at an article: that of what was begun last.
    pub fn form(&self, article: &str) -> Form {
        let form = |what: What| match what {
            What::Note(None) => Some(Form::Note),
            What::Note(Some(_)) => None,
            What::Edit(id) => Some(Form::Edit(id)),
            What::Field(_) => Some(Form::Fields(None)),
        };
        self.of(article).find_map(form).unwrap_or_default()
    }

    /// The words of an article that a note was being written on.
    pub fn noting(&self, article: &str) -> Option<Span> {
        self.of(article).find_map(|what| match what {
            What::Note(span) => span,
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(drafts: &mut Drafts, article: &str, what: What, text: &str) {
        drafts.apply(Action::Write(Draft { article: article.into(), what, text: text.into() }));
    }

    #[test]
    fn what_was_left_is_found_again() {
        let mut drafts = Drafts::default();
        let words = Span::new(4, 9);
        write(&mut drafts, "a", What::Note(None), "Why");
        write(&mut drafts, "a", What::Note(Some(words)), "Who?");
        write(&mut drafts, "a", What::Note(None), "Why not?");
        write(&mut drafts, "b", What::Field(Field::Title), "Ferry");
        assert_eq!(drafts.get("a", What::Note(None)), Some("Why not?"));
        assert_eq!((drafts.form("a"), drafts.noting("a")), (Form::Note, Some(words)));
        assert_eq!((drafts.form("b"), drafts.noting("b")), (Form::Fields(None), None));
        assert_eq!(drafts.form("c"), Form::None);
        drafts.apply(Action::Drop("a".into(), What::Note(Some(words))));
        assert_eq!((drafts.form("a"), drafts.noting("a")), (Form::Note, None));
        // All fields are saved, or dropped, together.
        drafts.apply(Action::Drop("b".into(), What::Field(Field::Source)));
        assert_eq!(drafts.form("b"), Form::None);
    }

    #[test]
    fn only_what_would_be_lost_counts() {
        let mut drafts = Drafts::default();
        write(&mut drafts, "a", What::Note(None), " \n");
        assert!(drafts.is_empty());
        write(&mut drafts, "a", What::Note(None), " x");
        assert!(!drafts.is_empty());
        drafts.apply(Action::Drop("a".into(), What::Note(None)));
        // A field that is emptied is a correction, too.
        write(&mut drafts, "a", What::Field(Field::Byline), "");
        assert!(!drafts.is_empty());
    }
}
