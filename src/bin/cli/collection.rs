//! Files read into a collection, as the page has one.
//!
//! That is what a search is over; and where a case file is among what is read, an extraction
//! as well: then all that was done to its articles is done to them here.

use std::collections::HashMap;

use rayon::prelude::*;

use cuttings::Corpus;
use cuttings::article::Article;
use cuttings::corpus::{self, Anew, Options, Reading, Recurring, Trace};
use cuttings::extract::tagger::Trained;
use cuttings::ingest::bundle::columns::Columns;
use cuttings::journal::Event;

use crate::inputs::{self, How, Input, Opened};
use crate::outcomes::Failure;

/// So many articles are understood at a time.
const BATCH: usize = 256;

/// An article on its way into a collection.
pub enum Found {
    /// Cleaned.
    Fresh(Box<Article>),
    /// As a case file has it.
    Read(Box<Reading>),
}

impl Found {
    pub fn article(&self) -> &Article {
        match self {
            Found::Fresh(article) => article,
            Found::Read(reading) => &reading.document.article,
        }
    }
}

/// What inputs hold, cleaned, and what was done to articles of case files among them.
/// `columns` are what tables hold where their columns' names don't tell.
pub fn found(
    inputs: Vec<Input>,
    options: Options,
    columns: &[Columns],
) -> (Vec<Result<Found, Failure>>, Vec<Event>) {
    let how = if options.no_clean { How::Plain } else { How::Articles };
    let read: Vec<inputs::Held> =
        inputs.into_par_iter().map(|input| inputs::read(input, how, columns)).collect();
    let (mut files, mut events) = (Vec::new(), Vec::new());
    for mut input in read {
        files.append(&mut input.files);
        events.append(&mut input.events);
    }
    let clean = |opened: Result<Opened, Failure>| {
        let Opened { file, shown, reading } = opened?;
        if let Some(reading) = reading {
            return Ok(Found::Read(reading));
        }
        let article = corpus::clean_file(&file, options);
        article
            .map(|article| Found::Fresh(Box::new(article)))
            .map_err(|error| Failure { path: shown, why: error.into() })
    };
    (files.into_par_iter().map(clean).collect(), events)
}

/// The articles, and the files that each came as: copies are indexed once.
#[derive(Default)]
pub struct Collection {
    pub corpus: Corpus,
    pub copies: HashMap<u32, Vec<String>>,
}

impl Collection {
    /// Of all that was found: what recurs in it is taken off, and what was done to it done.
    pub fn of(found: Vec<Found>, events: Vec<Event>, options: Options) -> Collection {
        let fresh = |found: &Found| match found {
            Found::Fresh(article) => Some(Trace::of(article)),
            Found::Read(_) => None,
        };
        let recurring = match options.no_clean {
            true => Recurring::default(),
            false => Recurring::of(found.par_iter().filter_map(fresh).collect::<Vec<_>>().iter()),
        };
        let mut collection = Collection::default();
        collection.corpus.merge(events);
        let has_read = found.iter().any(|found| matches!(found, Found::Read(_)));
        let mut found = found.into_iter().peekable();
        while found.peek().is_some() {
            let batch: Vec<Found> = found.by_ref().take(BATCH).collect();
            let understand = |found| match found {
                Found::Fresh(article) => Reading::of(*article, &recurring, options.tagger),
                Found::Read(reading) => *reading,
            };
            let readings: Vec<Reading> = batch.into_par_iter().map(understand).collect();
            readings.into_iter().for_each(|reading| collection.add(reading));
        }
        if has_read && !options.no_clean {
            collection.settle(options.tagger);
        }
        collection.understand(options.tagger);
        collection
    }

    fn add(&mut self, reading: Reading) {
        let article = &reading.document.article;
        let (id, file) = (article.id.0.clone(), article.file.clone());
        if self.corpus.add_reading(reading).is_none()
            && let Some(first) = self.corpus.position(&id)
        {
            self.copies.entry(first).or_default().push(file);
        }
    }

    /// Takes off what recurs in files that were read apart from each other.
    fn settle(&mut self, tagger: Option<&Trained>) {
        if self.corpus.settle() {
            return;
        }
        let mut anew = Anew::new(&self.corpus);
        let whole: Vec<Article> =
            anew.stale().iter().map(|&position| Anew::whole(&self.corpus, position)).collect();
        let recurring = self.corpus.recurring().clone();
        let again = whole.into_par_iter().map(|article| Reading::of(article, &recurring, tagger));
        let again: Vec<Reading> = again.collect();
        again.into_iter().enumerate().for_each(|(n, reading)| anew.take(n, reading));
        while anew.step(&self.corpus) {}
        self.corpus = anew.ended();
    }

    /// Finds again what is in articles that were corrected.
    fn understand(&mut self, tagger: Option<&Trained>) {
        let read = |article| Reading::of(article, &Recurring::default(), tagger);
        let again: Vec<Reading> = self.corpus.unread().into_par_iter().map(read).collect();
        again.into_iter().for_each(|reading| self.corpus.understood(reading));
    }
}
