//! Articles that are changed, and such as are taken out.
//!
//! A change costs what the article's own words cost: what they are now is kept
//! beside their lists until there is much of it. Taking out is one pass over all lists, without reading
//! any text again, so many are best taken out at once. Answers are those of a
//! collection that was built of what is left, but for one thing: a word that
//! only a changed article had is forgotten, what it is a form of in that
//! article's language is not.

use super::dictionary::Dictionary;
use super::parts::Parts;
use super::{Index, bylines, given, roles};
use crate::article::Document;
use crate::extract::alike::Likeness;
use crate::query::Facet;

impl Index {
    /// Puts `new` in the place of the article at `position`, which was added as
    /// `old`; the id stays that of the old one.
    pub fn replace(&mut self, position: u32, old: &Document, new: &Document, likes: &[Likeness]) {
        let before = self.likes(old);
        self.forget();
        let gone = self.told(old);
        let told = self.told(new);
        let postings = &mut self.words.postings;
        postings.grow(self.words.dictionary.len());
        gone.each(|number, _, _| {
            if told.found.binary_search_by_key(&number, |found| (found >> 32) as u32).is_err() {
                postings.edit(number, position, None);
            }
        });
        told.each(|number, counts, places| postings.edit(number, position, Some((counts, places))));
        postings.edited();
        self.words.set_lengths(position, told.lengths);
        self.samples.set(position, &told.body);
        self.dates.set(position, new);
        for (facet, column) in Facet::ALL.into_iter().zip(&mut self.columns) {
            let (old, new) = (given(facet, old, &before), given(facet, new, likes));
            column.replace(position, old.into_iter(), new.into_iter());
        }
        self.bylines.replace(position, bylines(old), bylines(new));
        self.roles.replace(position, roles(old), roles(new));
        self.parts[position as usize] = Parts::of(new);
    }

    /// Takes out all articles but those that are kept; these move up.
    pub fn retain(&mut self, documents: &[Document], keeps: &dyn Fn(u32) -> bool) {
        self.forget();
        let mut numbers: Vec<Option<u32>> = Vec::new();
        let mut ids = Dictionary::default();
        for (n, document) in (0..).zip(documents) {
            if keeps(n) {
                numbers.push(Some(ids.number(&document.article.id.0).0));
                continue;
            }
            numbers.push(None);
            let likes = self.likes(document);
            for (facet, column) in Facet::ALL.into_iter().zip(&mut self.columns) {
                column.take_back(given(facet, document, &likes).into_iter());
            }
            self.bylines.take_back(bylines(document));
            self.roles.take_back(roles(document));
        }
        self.ids = ids;
        self.words.retain(&|article| numbers[article as usize]);
        for column in self.columns.iter_mut().chain([&mut self.bylines, &mut self.roles]) {
            column.retain(keeps);
        }
        self.samples.retain(keeps);
        self.dates.retain(keeps);
        let mut n = 0..;
        self.parts.retain(|_| n.next().is_some_and(keeps));
    }
}
