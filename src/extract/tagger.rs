//! Where names stand in a text, and of what kind they are.

#[cfg(feature = "train")]
pub mod combine;
#[cfg(feature = "train")]
pub mod crf;
#[cfg(feature = "train")]
mod evidence;
#[cfg(feature = "train")]
pub mod features;
#[cfg(feature = "train")]
pub mod labels;
#[cfg(feature = "train")]
pub mod model;
#[cfg(feature = "train")]
pub mod tokens;
#[cfg(feature = "train")]
pub mod words;

use crate::article::Mention;
use crate::extract::rules;

/// Finds the names in a text: people, organizations, places, groups, events.
pub trait Tagger: Sync {
    /// Sorted, not overlapping, on character boundaries of `text`.
    ///
    /// A person's mention has no title, and no mention has a possessive
    /// ending or an article before it.
    fn tag(&self, text: &str) -> Vec<Mention>;
}

/// The tagger that the product uses.
pub fn names() -> &'static dyn Tagger {
    &rules::Rules
}
