//! What the trainer of the cleaner's models needs of the cleaner, and the
//! product does not: the very signals that the runtime sees, and cleaning by
//! other models than those built in.

pub use super::lines::read as lines;
pub use super::page::{Choice, Sight, choose};
pub use super::story::{Model, chosen};
pub use super::table::Table;
pub use super::title::{Candidates, Judge, N as SIGNS, Outline, Surroundings};
pub use super::trees::Trees;
use crate::article::{Article, RawArticle};

/// [`clean`](super::clean) by this model and judge.
pub fn clean_by(raw: RawArticle, model: &Model, judge: &Judge) -> Article {
    super::clean_by(raw, model, Some(judge))
}
