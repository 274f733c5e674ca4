//! What the trainer of the story's model needs of the cleaner, and the
//! product does not: the very signals that the runtime sees, and cleaning by
//! another model than the one built in.

pub use super::lines::read as lines;
pub use super::page::Sight;
pub use super::story::{Model, chosen};
pub use super::table::Table;
pub use super::trees::Trees;
use crate::article::{Article, RawArticle};

/// [`clean`](super::clean) by this model.
pub fn clean_by(raw: RawArticle, model: &Model) -> Article {
    super::clean_by(raw, model, false)
}
