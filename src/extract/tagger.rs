//! Where names stand in a text, and of what kind they are.

mod abbreviations;
pub mod combine;
pub mod crf;
mod evidence;
pub mod features;
pub mod labels;
mod memory;
pub mod model;
pub mod tokens;
pub mod words;

use std::sync::{Mutex, PoisonError};

use crate::article::{Kind, Mention};
pub use crate::extract::rules::Rules;
use crf::Decoder;
use model::Model;

/// Finds the names in a text: people, organizations, places, groups, events.
pub trait Tagger: Sync {
    /// Sorted, not overlapping, on character boundaries of `text`.
    ///
    /// A person's mention has no title, and no mention has a possessive
    /// ending or an article before it.
    fn tag(&self, text: &str) -> Vec<Mention>;
}

/// The trained tagger, with the rules beside it.
pub struct Trained {
    model: Model,
    /// Those not at work.
    decoders: Mutex<Vec<Decoder>>,
}

impl Trained {
    /// # Errors
    /// Where the bytes are no model that this version can read.
    pub fn from_bytes(model: &[u8]) -> Result<Trained, model::Error> {
        Ok(Trained { model: Model::from_bytes(model)?, decoders: Mutex::default() })
    }

    /// What it was taught.
    pub fn model(&self) -> &Model {
        &self.model
    }
}

/// The model of this version.
pub fn built_in() -> &'static Trained {
    static TRAINED: std::sync::LazyLock<Trained> = std::sync::LazyLock::new(|| {
        Trained::from_bytes(include_bytes!("../../models/tagger.bin")).expect("the model is of this version")
    });
    &TRAINED
}

impl Tagger for Trained {
    fn tag(&self, text: &str) -> Vec<Mention> {
        let rules = Rules.tag(text);
        let idle = || self.decoders.lock().unwrap_or_else(PoisonError::into_inner);
        let mut decoder = idle().pop().unwrap_or_default();
        let mut trained = decoder.mentions(&self.model, text, &rules);
        idle().push(decoder);
        // Dates are found by their own grammar.
        trained.retain(|mention| mention.kind != Kind::Date);
        let mut mentions = combine::combine(text, &trained, &rules);
        abbreviations::define(text, &mut mentions);
        mentions
    }
}
