//! A collection in many small files, of which only those are read that are asked for.
//!
//! `cuttings bundle FOLDER -o dist` reads and indexes a folder once, and writes
//!
//! ```text
//!  cuttings.head  what every answer needs
//!  words/0 …      lists of words, in the order of their letters, about 64 kB each
//!  articles/0 …   articles, newest first, 16 in each
//! ```
//!
//! each deflated, so that any host serves them as they are by plain GET.
//!
//! | is read | for |
//! |---|---|
//! | `head` | opening; counts, facets, dates, orders, filters and suggestions need nothing else |
//! | one or two of `words` | each word of a query; as many as it begins or means, if it is begun or a pattern |
//! | one of `articles` | each row that is shown, an opened article; all that have the words for `said:` and `near:` |
//!
//! The head has the words with how many articles have each, the names and which
//! articles have them, lengths, dates, ids, which articles carry the same story, and
//! the orders by title and source: 90 bytes an article in a small collection, some 50 in
//! a large one. Of articles of 2.4 kB, the last line reckoned and not measured:
//!
//! | articles | files | head | words | articles |
//! |---|---|---|---|---|
//! | 10,000 | 739 | 0.9 MB | 8 MB | 13 MB |
//! | 100,000 | 7,115 | 5.4 MB | 76 MB | 126 MB |
//! | 1,000,000 | 71,000 | 50 MB | 760 MB | 1,300 MB |
//!
//! Beside the head the first list reads two files, 40 kB, and a query with twenty rows
//! about twenty, half a megabyte at 10,000 articles: most of it rows, each from another
//! file. A question of twelve words reads 1.5 MB.
//!
//! so that the head is what a million articles would want to be parted next, and a
//! word that most of them have is a list of a megabyte.
//!
//! Whoever asks asks again: [`Shards::missing`] names what an answer lacked, which is
//! fetched and [put in](Shards::put), until it lacks nothing; [`Shards::ask`] does so.
//! The answers are those of a [`Corpus`] of the same articles: there is one index, and
//! it does not know where its lists come from. What the user does is not kept here.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

use crate::article::Document;
use crate::books::{Book, Wanted};
use crate::corpus::{self, Corpus};
use crate::index::{Articles, Index};
use crate::query::{Query, Ranking, Results, Row, Suggestion};
use crate::text::Span;

/// Articles in a file. With more a row costs more than it shows, with fewer there are
/// more files than some hosts like.
const TOGETHER: u32 = 16;
/// As zlib counts: more takes much longer and saves little.
const EFFORT: u8 = 7;
/// A book is of no more articles than lie in so many files.
const OF_A_BOOK: usize = 64;
/// No file of a collection is as long when it is inflated.
const LONGEST: usize = 1 << 30;

/// A file of a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    Head,
    Words(u32),
    Articles(u32),
}

/// Its path within the collection's folder.
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Name::Head => write!(f, "cuttings.head"),
            Name::Words(n) => write!(f, "words/{n}"),
            Name::Articles(n) => write!(f, "articles/{n}"),
        }
    }
}

/// Gives all files of a collection to `write`, one after the other; ends with the
/// first that can't be written. `copies` are other files that an article came as,
/// beside its position.
pub fn write<E>(
    corpus: &Corpus,
    copies: Vec<(u32, String)>,
    mut write: impl FnMut(Name, Vec<u8>) -> Result<(), E>,
) -> Result<(), E> {
    let mut write = |name, bytes: &[u8]| write(name, compress_to_vec(bytes, EFFORT));
    let parted = corpus.parted();
    let mut head = postcard::to_stdvec(&copies).unwrap_or_default();
    head.extend(parted.head);
    write(Name::Head, &head)?;
    for (n, lists) in (0..).zip(&parted.lists) {
        write(Name::Words(n), lists)?;
    }
    for (n, positions) in (0..).zip(parted.newest.chunks(TOGETHER as usize)) {
        let documents: Vec<&Document> = positions.iter().map(|&n| corpus.document(n)).collect();
        write(Name::Articles(n), &postcard::to_stdvec(&documents).unwrap_or_default())?;
    }
    Ok(())
}

/// A collection that was written so, with what has been put in of it.
pub struct Shards {
    index: Index,
    articles: Shelf,
    copies: Vec<(u32, String)>,
}

/// The articles that are there.
struct Shelf {
    /// Each article's place among the newest.
    places: Vec<u32>,
    /// By file.
    files: Vec<Option<Vec<Document>>>,
    /// The files that are there, the first that came first.
    came: Vec<u32>,
    /// Files that were asked for and are not there.
    missing: Mutex<Vec<u32>>,
}

impl Articles for Shelf {
    fn article(&self, position: u32) -> Option<&Document> {
        let place = *self.places.get(position as usize)?;
        let file = self.files.get((place / TOGETHER) as usize)?;
        match file {
            Some(documents) => documents.get((place % TOGETHER) as usize),
            None => {
                self.missing.lock().unwrap_or_else(PoisonError::into_inner).push(place / TOGETHER);
                None
            }
        }
    }

    fn n_articles(&self) -> u32 {
        self.places.len() as u32
    }
}

impl Shards {
    /// Opens a collection by its [`Name::Head`]; `None` where that is broken, or of
    /// another version.
    pub fn open(head: &[u8]) -> Option<Shards> {
        let head = inflated(head)?;
        let (copies, head) = postcard::take_from_bytes(&head).ok()?;
        let index = Index::of_head(head)?;
        let places = index.places_by_date();
        let files = (0..(places.len() as u32).div_ceil(TOGETHER)).map(|_| None).collect();
        Some(Shards {
            index,
            articles: Shelf { places, files, came: Vec::new(), missing: Mutex::default() },
            copies,
        })
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.articles.places.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Other files that articles came as, each beside its position.
    pub fn copies(&self) -> &[(u32, String)] {
        &self.copies
    }

    /// How many files there are, the head among them.
    pub fn n_files(&self) -> usize {
        1 + self.index.n_parts() + self.articles.files.len()
    }

    /// What the answers since then have lacked, each once.
    pub fn missing(&self) -> Vec<Name> {
        let articles =
            std::mem::take(&mut *self.articles.missing.lock().unwrap_or_else(PoisonError::into_inner));
        let words = self.index.missing();
        let mut numbers: Vec<u64> = words.into_iter().map(u64::from).collect();
        numbers.extend(articles.into_iter().map(|n| 1 << 32 | u64::from(n)));
        crate::order::sort_keys(&mut numbers);
        numbers.dedup();
        let name = |n: u64| if n >> 32 == 0 { Name::Words(n as u32) } else { Name::Articles(n as u32) };
        let all: Vec<Name> = numbers.into_iter().map(name).collect();
        if !all.is_empty() {
            self.index.ask_again();
        }
        all
    }

    /// Puts a file in; whether it is what it is called.
    #[must_use]
    pub fn put(&mut self, name: Name, bytes: &[u8]) -> bool {
        let put = |this: &mut Shards| {
            let bytes = inflated(bytes)?;
            match name {
                Name::Head => None,
                Name::Words(n) => this.index.put_lists(n, &bytes),
                Name::Articles(n) => {
                    let file = this.articles.files.get_mut(n as usize)?;
                    let documents: Vec<Document> = postcard::from_bytes(&bytes).ok()?;
                    let n_here = (this.articles.places.len() as u32 - n * TOGETHER).min(TOGETHER);
                    (documents.len() == n_here as usize).then_some(())?;
                    for (place, document) in (n * TOGETHER..).zip(&documents) {
                        let position = this.index.position(&document.article.id.0)?;
                        (this.articles.places[position as usize] == place).then_some(())?;
                    }
                    if file.replace(documents).is_none() {
                        this.articles.came.push(n);
                    }
                    Some(())
                }
            }
        };
        self.index.ask_again();
        put(self).is_some()
    }

    /// Asks until nothing is missing, by what `fetch` gives for a name. Ends with its
    /// first error, and with nothing where what it gives is broken.
    pub fn ask<T, E>(
        &mut self,
        question: impl Fn(&Shards) -> T,
        fetch: &mut dyn FnMut(Name) -> Result<Vec<u8>, E>,
    ) -> Result<Option<T>, E> {
        loop {
            let answer = question(self);
            let missing = self.missing();
            if missing.is_empty() {
                return Ok(Some(answer));
            }
            for name in missing {
                if !self.put(name, &fetch(name)?) {
                    return Ok(None);
                }
            }
        }
    }

    /// Lets articles go until no more files of them are held than this: those that came first.
    pub fn hold(&mut self, n_files: usize) {
        let Shelf { files, came, .. } = &mut self.articles;
        let n_gone = came.len().saturating_sub(n_files);
        came.drain(..n_gone).for_each(|n| files[n as usize] = None);
    }

    /// What answers, and from what.
    pub fn asked(&self) -> (&Index, &dyn Articles) {
        (&self.index, &self.articles)
    }

    /// The position of the article with this id.
    pub fn position(&self, id: &str) -> Option<u32> {
        self.index.position(id)
    }

    /// What the last word of a query's text may become, likeliest first.
    pub fn suggest(&self, text: &str) -> Vec<Suggestion> {
        self.index.suggest(text)
    }

    /// A book as [`Corpus::book`] has it, but of no more than the first articles, as many as lie in
    /// a number of files that can be waited for: of how many it is, and of how many it should be.
    pub fn book(&self, query: &Query, wanted: &Wanted, rows: usize) -> (Book, u32, u32) {
        let all = corpus::having(&self.index, wanted).unwrap_or_else(|| self.search(query).articles);
        let (mut files, mut documents) = (Vec::new(), Vec::new());
        let mut n_first = 0;
        for &position in &all {
            let file = self.articles.places[position as usize] / TOGETHER;
            if !files.contains(&file) {
                if files.len() == OF_A_BOOK {
                    break;
                }
                files.push(file);
            }
            n_first += 1;
            documents.extend(self.document(position).cloned());
        }
        let articles: Vec<u32> = (0..documents.len() as u32).collect();
        let book = corpus::book(&self.index, &documents, &[], &articles, wanted, rows);
        (book, n_first, all.len() as u32)
    }

    pub fn search(&self, query: &Query) -> Results {
        self.index.search(&self.articles, query)
    }

    /// Every article that answers, best first.
    pub fn rank(&self, query: &Query) -> Ranking {
        self.index.rank(&self.articles, query)
    }

    /// The list's rows for these positions, with snippets for this query; those whose
    /// articles are missing are left out.
    pub fn rows(&self, query: &Query, positions: &[u32]) -> Vec<Row> {
        self.index.rows(&self.articles, query, positions)
    }

    /// The query's hits in an article's text, in order.
    pub fn highlights(&self, query: &Query, position: u32) -> Vec<Span> {
        self.index.highlights(&self.articles, query, position)
    }

    /// The article at a position, where it is there.
    pub fn document(&self, position: u32) -> Option<&Document> {
        self.articles.article(position)
    }
}

fn inflated(bytes: &[u8]) -> Option<Vec<u8>> {
    decompress_to_vec_with_limit(bytes, LONGEST).ok()
}
