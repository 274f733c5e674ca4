//! What each article has at all, for `has:` and `missing:`.

use super::Index;
use super::postings::Field;
use crate::article::Document;
use crate::query::{Facet, Part};

/// A bit for each of [`KEPT`] that an article has.
#[derive(Clone, Copy)]
pub struct Parts(u16);

/// What is told when an article is added; the rest is known elsewhere.
const KEPT: [Part; 11] = [
    Part::Title,
    Part::Summary,
    Part::Byline,
    Part::Source,
    Part::Section,
    Part::Language,
    Part::Dateline,
    Part::Caption,
    Part::Quote,
    Part::Date,
    Part::Role,
];

impl Parts {
    pub fn of(document: &Document) -> Self {
        let article = &document.article;
        let has = |part: &Part| match part {
            Part::Title => article.title.is_some(),
            Part::Summary => article.summary.is_some(),
            Part::Byline => article.byline.is_some(),
            Part::Source => article.source.is_some(),
            Part::Section => article.sections.is_some(),
            Part::Language => article.language.is_some(),
            Part::Dateline => article.dateline.is_some(),
            Part::Caption => !article.captions.is_empty(),
            Part::Quote => !document.extraction.quotes.is_empty(),
            Part::Date => article.published.is_some(),
            Part::Role => document.extraction.entities.iter().any(|entity| !entity.roles.is_empty()),
            Part::When | Part::Entity(_) | Part::Copy | Part::Text | Part::Anything => false,
            Part::Star | Part::Tag | Part::Note | Part::Correction => false,
        };
        Parts(KEPT.iter().enumerate().filter(|(_, part)| has(part)).fold(0, |bits, (n, _)| bits | 1 << n))
    }

    pub fn bits(self) -> u32 {
        u32::from(self.0)
    }

    /// What [`bits`](Parts::bits) has given.
    pub fn of_bits(bits: u32) -> Self {
        Parts(bits as u16)
    }

    fn has(self, part: Part) -> bool {
        KEPT.iter().position(|&kept| kept == part).is_some_and(|n| self.0 & 1 << n != 0)
    }
}

impl Index {
    /// Whether an article has such a thing.
    pub(super) fn has(&self, article: u32, part: Part) -> bool {
        match part {
            Part::Anything => true,
            Part::Text => {
                let lengths = &self.words.lengths[article as usize];
                lengths[Field::Summary as usize] + lengths[Field::Body as usize] > 0
            }
            Part::When => self.dates.is_dated(article),
            Part::Star | Part::Tag | Part::Note | Part::Correction => self.hands.has(article, part),
            Part::Copy => !self.whole().stories.others(article).is_empty(),
            Part::Entity(facet) => {
                let n = Facet::ALL.iter().position(|&other| other == facet);
                n.is_some_and(|n| !self.whole().values[n].of(article).is_empty())
            }
            part => self.parts[article as usize].has(part),
        }
    }
}
