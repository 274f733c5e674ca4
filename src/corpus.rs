//! The facade that every edge calls: files in, documents kept, queries answered.

mod desk;

use serde::{Deserialize, Serialize};

use crate::article::{Article, Document, Entity, RawArticle};
use crate::books::{Book, Shelf, Wanted};
use crate::clean;
use crate::clean::across::Whole;
pub use crate::clean::across::{Recurring, Trace};
use crate::extract::{
    self,
    alike::Likeness,
    tagger::{Rules, Trained},
};
use crate::html::{self, Decoder};
use crate::index::{Articles, Index, Parted, store::fingerprint};
use crate::ingest::{self, IngestError, SourceFile};
use crate::query::{Facet, Query, Ranking, Results, Row, Suggestion};
use crate::text::{Span, web_address};
use desk::Desk;
pub use desk::Yours;

/// How files become documents.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// Take the whole file as body, unchanged.
    pub no_clean: bool,
    /// Reads encodings other than Unicode: those that saved pages declare, and
    /// those that the bytes of others tell.
    pub decoder: Option<Decoder>,
    /// Finds names; the rules alone do where there is none.
    pub tagger: Option<&'a Trained>,
}

/// One file to one document: the whole pipeline but the index. Pure, so that
/// edges may run it in parallel and anywhere.
pub fn process(file: &SourceFile, options: Options<'_>) -> Result<Document, IngestError> {
    Ok(understand(clean_file(file, options)?, options.tagger))
}

/// The first half of [`process`].
pub fn clean_file(file: &SourceFile, options: Options<'_>) -> Result<Article, IngestError> {
    if ingest::is_html(file) { clean_page(file, options) } else { clean_text(file, options) }
}

/// The first half of [`process`] for plain text: decoded, then told apart into
/// story and the rest.
pub fn clean_text(file: &SourceFile, options: Options<'_>) -> Result<Article, IngestError> {
    let raw = ingest::ingest_by(file, options.decoder.unwrap_or(|_, _| None))?;
    if !options.no_clean {
        ingest::by_shape(&raw.text)?;
    }
    Ok(if options.no_clean { clean::keep_all(raw) } else { clean::clean_headed(raw, &file.head) })
}

/// The first half of [`process`] for a saved page.
pub fn clean_page(file: &SourceFile, options: Options<'_>) -> Result<Article, IngestError> {
    let page = html::read(&file.bytes, options.decoder.unwrap_or(|_, _| None))?;
    let (name, id) = (file.path.clone(), ingest::id(&file.bytes));
    if options.no_clean {
        return Ok(clean::keep_all(RawArticle { file: name, id, text: page.text }));
    }
    let mut article = clean::markup::clean(name, id, page);
    if article.address.is_none() {
        article.address = file.head.address.as_deref().and_then(web_address).map(str::to_owned);
    }
    Ok(article)
}

/// The second half of [`process`]: names, quotes and dates found.
pub fn understand(article: Article, tagger: Option<&Trained>) -> Document {
    let extraction = match tagger {
        Some(trained) => extract::extract(&article, trained),
        None => extract::extract(&article, &Rules),
    };
    Document { article, extraction }
}

/// All that is read of one file: the document, and how it compares with others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    pub document: Document,
    /// How the names of its entities compare with others, in their order.
    pub likes: Vec<Likeness>,
    pub judged: Judged,
}

impl Reading {
    /// Of a cleaned article: what is known to recur is taken off it, then it is understood.
    pub fn of(mut article: Article, recurring: &Recurring, tagger: Option<&Trained>) -> Reading {
        let judged = Judged::of(&mut article, recurring);
        Reading::with(understand(article, tagger), judged)
    }

    fn with(document: Document, judged: Judged) -> Reading {
        Reading { likes: Likeness::of_all(&document.extraction.entities), document, judged }
    }
}

/// A document that was made without others in mind.
impl From<Document> for Reading {
    fn from(document: Document) -> Reading {
        let judged = Judged { trace: Trace::of(&document.article), whole: None };
        Reading::with(document, judged)
    }
}

/// How a cleaned article compares with others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    trace: Trace,
    /// The article as its own file gives it, where something was struck.
    whole: Option<Box<Whole>>,
}

impl Judged {
    /// Takes off an article what recurs.
    pub fn of(article: &mut Article, recurring: &Recurring) -> Judged {
        let trace = Trace::of(article);
        Judged { whole: recurring.strike(article, &trace).map(Box::new), trace }
    }

    /// The article as its own file gives it, where something was struck.
    pub fn whole(&self, article: &Article) -> Option<Article> {
        let mut article = article.clone();
        self.whole.clone()?.restore(&mut article);
        Some(article)
    }

    /// How many paragraphs the article as its own file gives it must have.
    pub fn n_paragraphs(&self) -> u32 {
        self.trace.n_paragraphs()
    }

    /// Whether the article would be the same if just this recurred.
    fn is_settled(&self, recurring: &Recurring) -> bool {
        self.whole.as_ref().map_or(&[][..], |whole| whole.struck()) == recurring.struck(&self.trace)
    }
}

/// A collection of documents that answers queries. It can be asked at any
/// time, also while documents are still being added.
///
/// What recurs in many of its files is none of their stories; see
/// [`across`](crate::clean::across). That can be told once the files are there:
/// whoever adds them calls [`settle`](Corpus::settle) at the end, and
/// reads the collection [anew](Anew) where it is not settled.
#[derive(Default)]
pub struct Corpus {
    documents: Vec<Document>,
    index: Index,
    /// How each compares with others.
    judged: Vec<Judged>,
    /// What is known to recur, and is taken off what comes next.
    recurring: Recurring,
    /// What the user did. The documents are those that are shown because of it.
    desk: Desk,
}

impl Corpus {
    pub fn new() -> Self {
        Corpus::default()
    }

    /// Adds a document and returns its position; `None`, and nothing is
    /// added, where an article with the same bytes is there already. Where that is
    /// [reduced](Article::is_reduced), a fuller one takes its place.
    pub fn add(&mut self, document: Document) -> Option<u32> {
        self.add_reading(Reading::from(document))
    }

    /// [`add`](Corpus::add) for what was read with others in mind.
    pub fn add_reading(&mut self, reading: Reading) -> Option<u32> {
        if let Some(position) = self.position(&reading.document.article.id.0) {
            return self.fill(position, reading);
        }
        let Reading { document, likes, judged } = reading;
        let position = self.index.add(&document, &likes)?;
        let id = document.article.id.clone();
        // Room for twice as many would be more than the whole index takes.
        if self.documents.len() == self.documents.capacity() {
            self.documents.reserve_exact(64 + self.documents.len() / 8);
            self.judged.reserve_exact(64 + self.documents.len() / 8);
        }
        self.documents.push(document);
        self.judged.push(judged);
        if self.is_touched(&id) {
            self.show(&id);
        }
        Some(position)
    }

    /// Puts a reading in the place of one that was reduced; `None` where there is nothing to gain.
    /// What the user did to the article is done to this.
    fn fill(&mut self, position: u32, Reading { document, likes, judged }: Reading) -> Option<u32> {
        let id = document.article.id.clone();
        let read = self.desk.read(&id).map_or_else(|| self.document(position), |read| read.0);
        if !document.article.is_fuller(&read.article) {
            return None;
        }
        self.desk.forget(&id);
        self.judged[position as usize] = judged;
        self.replace(position, document, &likes);
        if self.is_touched(&id) {
            self.show(&id);
        }
        Some(position)
    }

    /// All that was read of the article at a position, whatever the user did to it.
    /// Panics where there is no such position.
    pub fn reading(&self, position: u32) -> Reading {
        let shown = self.document(position);
        let (document, likes) = match self.desk.read(&shown.article.id) {
            Some((document, likes)) => (document.clone(), likes.to_vec()),
            None => (shown.clone(), self.index.likes(shown)),
        };
        Reading { document, likes, judged: self.judged[position as usize].clone() }
    }

    /// The same with what the user has put right in it, for who does not get the whole text by
    /// which that could be done again. Panics where there is no such position.
    pub fn corrected(&self, position: u32) -> Reading {
        let document = self.document(position).clone();
        let likes = self.likes(&document);
        Reading { document, likes, ..self.reading(position) }
    }

    /// Puts a document in the place of the one at a position, as somebody has
    /// corrected it: it keeps its position and its id, and what recurs in other
    /// articles is told by what was read, not by this. `likes` are of its entities,
    /// in their order.
    ///
    /// Costs about what it costs to add it. Panics where there is no such position.
    pub fn replace(&mut self, position: u32, mut document: Document, likes: &[Likeness]) {
        let place = &mut self.documents[position as usize];
        document.article.id.clone_from(&place.article.id);
        let old = std::mem::replace(place, document);
        self.index.replace(position, &old, &self.documents[position as usize], likes);
    }

    /// How the names of a document's entities compare with others, as far as
    /// articles of the collection have them: what [`replace`](Corpus::replace) needs.
    pub fn likes(&self, document: &Document) -> Vec<Likeness> {
        self.index.likes(document)
    }

    /// Takes out the articles at these positions; those behind them move up.
    /// One pass over the whole index, so many are best taken out at once.
    pub fn remove(&mut self, positions: &[u32]) {
        let mut keeps = vec![true; self.documents.len()];
        for &position in positions {
            if let Some(keeps) = keeps.get_mut(position as usize) {
                *keeps = false;
            }
        }
        let keeps = |n: u32| keeps[n as usize];
        self.index.retain(&self.documents, &keeps);
        let (mut n, mut m) = (0.., 0..);
        self.documents.retain(|_| n.next().is_some_and(keeps));
        self.judged.retain(|_| m.next().is_some_and(keeps));
        self.show_hands();
    }

    /// The index of the articles as they were read, to be kept:
    /// [`opened`](Corpus::opened) takes it. What the user did is kept elsewhere.
    pub fn saved_index(&mut self) -> Vec<u8> {
        let mut shown = Vec::new();
        for n in 0..self.documents.len() as u32 {
            let document = &self.documents[n as usize];
            if let Some((read, likes)) = self.desk.read(&document.article.id) {
                shown.push((n, read.clone(), self.index.likes(document)));
                self.index.replace(n, document, read, likes);
            }
        }
        let read = |n: &u32| shown.iter().find(|(other, ..)| other == n).map(|(_, read, _)| read);
        let documents = (0..self.len() as u32).map(|n| read(&n).unwrap_or_else(|| self.document(n)));
        let mut bytes = fingerprint(documents).to_le_bytes().to_vec();
        bytes.extend(self.index.encode());
        for (n, read, likes) in &shown {
            self.index.replace(*n, read, &self.documents[*n as usize], likes);
        }
        bytes
    }

    /// The collection's index in parts, for [`shards`](crate::shards).
    pub fn parted(&self) -> Parted {
        self.index.parted(&self.documents)
    }

    /// A collection of what was read before, in its order, with the index that was
    /// kept of it. Where that is not of these articles, of another version or
    /// broken, they are indexed anew: the answers are the same.
    pub fn opened(readings: Vec<Reading>, saved: &[u8]) -> Corpus {
        Corpus::open(readings, saved).unwrap_or_else(|readings| {
            let mut corpus = Corpus::default();
            for reading in readings {
                corpus.add_reading(reading);
            }
            corpus
        })
    }

    /// [`opened`](Corpus::opened) for those who index anew in their own time: the readings
    /// are given back where that is to be done.
    pub fn open(readings: Vec<Reading>, saved: &[u8]) -> Result<Corpus, Vec<Reading>> {
        let mut corpus = Corpus::default();
        let index = || {
            let (print, index) = saved.split_first_chunk()?;
            let documents = readings.iter().map(|reading| &reading.document);
            let is_theirs = u64::from_le_bytes(*print) == fingerprint(documents);
            Index::decode(index).filter(|index| is_theirs && index.n_articles() == readings.len())
        };
        let Some(index) = index() else { return Err(readings) };
        corpus.index = index;
        corpus.documents.reserve_exact(readings.len());
        corpus.judged.reserve_exact(readings.len());
        for Reading { document, judged, .. } in readings {
            corpus.documents.push(document);
            corpus.judged.push(judged);
        }
        Ok(corpus)
    }

    /// What is known to recur by now, for reading what comes next. That may add to it.
    pub fn recurring(&self) -> &Recurring {
        &self.recurring
    }

    /// What recurs in the files that are there.
    fn now_recurring(&self) -> Recurring {
        Recurring::of(self.judged.iter().map(|judged| &judged.trace))
    }

    /// Finds out what recurs in the files that are there. Whether that, and
    /// nothing else, has been taken off all articles: then nothing is to be read anew.
    pub fn settle(&mut self) -> bool {
        self.recurring = self.now_recurring();
        self.judged.iter().all(|judged| judged.is_settled(&self.recurring))
    }

    pub fn len(&self) -> usize {
        self.documents.len()
    }

    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// Panics where there is no such position.
    pub fn document(&self, position: u32) -> &Document {
        &self.documents[position as usize]
    }

    /// The position of the article with this id.
    pub fn position(&self, id: &str) -> Option<u32> {
        self.index.position(id)
    }

    /// What answers, and from what.
    pub fn asked(&self) -> (&Index, &dyn Articles) {
        (&self.index, &self.documents)
    }

    pub fn search(&self, query: &Query) -> Results {
        self.index.search(&self.documents, query)
    }

    /// What the last word of a query's text may become, likeliest first.
    pub fn suggest(&self, text: &str) -> Vec<Suggestion> {
        self.index.suggest(text)
    }

    /// Every article that answers, best first.
    pub fn rank(&self, query: &Query) -> Ranking {
        self.index.rank(&self.documents, query)
    }

    /// The query's hits in an article's text, in order, for the reader's marks.
    /// Panics where there is no such position.
    pub fn highlights(&self, query: &Query, position: u32) -> Vec<Span> {
        self.index.highlights(&self.documents, query, position)
    }

    /// The list's rows for these positions, with snippets for this query.
    pub fn rows(&self, query: &Query, positions: &[u32]) -> Vec<Row> {
        self.index.rows(&self.documents, query, positions)
    }

    /// The first `rows` rows of a book: of the articles that the query finds, or
    /// of all that have the name which is wanted.
    pub fn book(&self, query: &Query, wanted: &Wanted, rows: usize) -> Book {
        // Few articles have a name that was put by hand.
        let by_hand = |articles: &[u32]| -> Vec<(u32, Document)> {
            let mut articles = articles.to_vec();
            articles.sort_unstable();
            let touched = articles.into_iter().filter(|&n| self.index.is_by_hand(self.document(n)));
            touched.map(|n| (n, self.shown(n))).collect()
        };
        let articles = having(&self.index, wanted).unwrap_or_else(|| self.search(query).articles);
        book(&self.index, &self.documents, &by_hand(&articles), &articles, wanted, rows)
    }
}

/// The articles of a book about a name: any of its names will do.
pub(crate) fn having(index: &Index, wanted: &Wanted) -> Option<Vec<u32>> {
    match wanted {
        Wanted::Name { facet, name } => Some(index.having(*facet, name).to_vec()),
        _ => None,
    }
}

/// The first `rows` rows of a book of these articles, in the order of the list. `by_hand` has
/// those whose names the user has put otherwise, in the order of their positions.
pub(crate) fn book(
    index: &Index,
    documents: &[Document],
    by_hand: &[(u32, Document)],
    articles: &[u32],
    wanted: &Wanted,
    rows: usize,
) -> Book {
    let called = |facet: Facet, name: &str| index.name(facet, name).unwrap_or(name).to_owned();
    let name = |entity: &Entity| match Facet::of_kind(entity.kind) {
        Some(facet) => called(facet, &entity.name),
        None => entity.name.clone(),
    };
    let wanted = match wanted {
        Wanted::Name { facet, name } => Wanted::Name { facet: *facet, name: called(*facet, name) },
        other => other.clone(),
    };
    let why = |facet: Facet, name: &str, called: &str| index.why(facet, name, called);
    let mut book = Shelf { documents, by_hand, articles, name: &name, why: &why }.book(&wanted, rows);
    if let Book::Name(ledger) = &mut book {
        ledger.perhaps = index.perhaps(ledger.facet, &ledger.name);
        ledger.linked = index.linked(ledger.facet, &ledger.name);
    }
    book
}

/// A collection that is being read anew, because of what has come to recur in it.
///
/// First its [`stale`](Anew::stale) articles are read, by whoever has the means
/// to; then the collection is put together from these and the others.
pub struct Anew {
    /// In order.
    stale: Vec<u32>,
    /// Of each of them, what was read.
    read: Vec<Option<Reading>>,
    next: Corpus,
}

impl Anew {
    /// By what was found to recur when the collection was last settled.
    pub fn new(corpus: &Corpus) -> Anew {
        let is_stale = |n: &u32| !corpus.judged[*n as usize].is_settled(&corpus.recurring);
        let stale: Vec<u32> = (0..corpus.len() as u32).filter(is_stale).collect();
        let (recurring, desk) = (corpus.recurring.clone(), corpus.desk.anew());
        let mut next = Corpus { recurring, desk, ..Corpus::default() };
        next.show_names();
        Anew { read: stale.iter().map(|_| None).collect(), stale, next }
    }

    /// Positions of the articles that are to be read anew, in order.
    pub fn stale(&self) -> &[u32] {
        &self.stale
    }

    /// The article at a position as its own file gives it.
    /// Panics where there is no such position.
    pub fn whole(corpus: &Corpus, position: u32) -> Article {
        let article = corpus.reading(position).document.article;
        corpus.judged[position as usize].whole(&article).unwrap_or(article)
    }

    /// Takes what was read of the n-th stale article. What is not given stays as it was.
    pub fn take(&mut self, n: usize, reading: Reading) {
        if let Some(place) = self.read.get_mut(n) {
            *place = Some(reading);
        }
    }

    /// Adds the next article of the same collection; false where there is none.
    pub fn step(&mut self, corpus: &Corpus) -> bool {
        let n = self.next.len();
        if n == corpus.len() {
            return false;
        }
        let stale = self.stale.binary_search(&(n as u32));
        let read = stale.ok().and_then(|at| self.read[at].take());
        self.next.add_reading(read.unwrap_or_else(|| corpus.reading(n as u32)));
        true
    }

    /// The collection, once all is read.
    pub fn ended(self) -> Corpus {
        self.next
    }
}

/// Takes off articles what recurs in them: for all that come at once.
pub fn settle(articles: &mut [Article]) {
    let traces: Vec<Trace> = articles.iter().map(Trace::of).collect();
    let recurring = Recurring::of(traces.iter());
    for (article, trace) in articles.iter_mut().zip(&traces) {
        recurring.strike(article, trace);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Extraction, Kind, Why};

    const BELOW: &str =
        "The desk in the old customs house is open to readers with pictures on all days but Sunday.";

    fn page(n: usize) -> SourceFile {
        let sentence = |k: usize| {
            format!(
                "The council of ward {n} said in its note {k} on the harbour that barge {n}{k} is to be sold in May."
            )
        };
        let story: Vec<String> = (0..5).map(sentence).collect();
        let text =
            format!("Ward {n} sells a barge\n\n{}\n\n{BELOW}\n\nShare on Facebook\n", story.join("\n\n"));
        SourceFile::new(format!("{n}.txt"), text.into_bytes())
    }

    #[test]
    fn a_pages_own_address_goes_before_that_of_its_carrier() {
        let own = "<link rel=canonical href=https://post.example/own>";
        for (head, carrier, expected) in [
            (own, Some("https://post.example/crawled"), Some("https://post.example/own")),
            ("", Some("https://post.example/crawled"), Some("https://post.example/crawled")),
            ("", Some("ftp://post.example/crawled"), None),
            ("", None, None),
        ] {
            let page = format!("<!doctype html>{head}<title>Ferry</title><h1>Ferry</h1><p>{BELOW}");
            let file = SourceFile::new("a.html", page.into_bytes()).found_at(carrier.map(str::to_owned));
            let article = clean_file(&file, Options::default()).unwrap();
            assert_eq!(article.address.as_deref(), expected, "{head} {carrier:?}");
        }
    }

    /// Pages that come one by one, read anew where need be, end as those that come at once.
    #[test]
    fn a_collection_that_grows_ends_as_one_that_was_there() {
        let files: Vec<SourceFile> = (0..14).map(page).collect();
        let mut corpus = Corpus::new();
        let mut n_anew = 0;
        for (n, file) in files.iter().enumerate() {
            let article = clean_file(file, Options::default()).unwrap();
            corpus.add_reading(Reading::of(article, corpus.recurring(), None)).unwrap();
            if !corpus.settle() {
                let mut anew = Anew::new(&corpus);
                for (n, position) in anew.stale().to_vec().into_iter().enumerate() {
                    let whole = Anew::whole(&corpus, position);
                    anew.take(n, Reading::of(whole, corpus.recurring(), None));
                }
                while anew.step(&corpus) {}
                corpus = anew.ended();
                n_anew += 1;
                assert!(corpus.settle());
            }
            let mut articles: Vec<Article> =
                files[..=n].iter().map(|file| clean_file(file, Options::default()).unwrap()).collect();
            settle(&mut articles);
            let together: Vec<Document> =
                articles.into_iter().map(|article| understand(article, None)).collect();
            assert_eq!(corpus.documents(), together);
        }
        // Once when there are enough, once when there is no doubt any more.
        assert_eq!(n_anew, 2);
        assert!(!corpus.document(0).article.text.contains(BELOW));
        let query = Query { text: "customs".into(), ..Query::default() };
        assert!(corpus.search(&query).articles.is_empty());
    }

    /// Why names are one stands in the ledger, and which may be and are kept apart.
    #[test]
    fn a_ledger_tells_why_names_are_one() {
        let mut corpus = Corpus::new();
        for (n, name) in ["Sergei Ryabkov", "Sergey Ryabkov", "Ivan Ryabkov", "Ryabkov", "Ali Kim", "Kim"]
            .into_iter()
            .enumerate()
        {
            let file = SourceFile::new(format!("{n}.txt"), format!("{name} spoke.").into_bytes());
            let raw = ingest::ingest(&file).unwrap();
            let mut document = Document { article: clean::keep_all(raw), extraction: Extraction::default() };
            document.extraction.entities.push(Entity {
                name: name.to_owned(),
                kind: Kind::Person,
                mentions: vec![Span::new(0, name.len())],
                roles: Vec::new(),
                aliases: Vec::new(),
                reasons: Vec::new(),
                location: None,
                speaks_for: None,
            });
            corpus.add(document).unwrap();
        }
        let ledger = |name: &str| {
            let wanted = Wanted::Name { facet: Facet::Person, name: name.to_owned() };
            let Book::Name(ledger) = corpus.book(&Query::default(), &wanted, 9) else {
                panic!("a name has a ledger")
            };
            let others: Vec<(String, Option<Why>)> =
                ledger.others.into_iter().map(|other| (other.name, other.why)).collect();
            (ledger.name, others, ledger.perhaps)
        };
        let sergei = ledger("Sergey Ryabkov");
        assert_eq!(sergei.0, "Sergei Ryabkov");
        assert_eq!(sergei.1, [("Sergey Ryabkov".to_owned(), Some(Why::Spelling))]);
        assert_eq!(sergei.2, ["Ryabkov"]);
        assert_eq!(ledger("Ryabkov").2, ["Sergei Ryabkov", "Ivan Ryabkov"]);
        assert_eq!(ledger("Kim").1, [("Kim".to_owned(), Some(Why::Alone))]);
        assert!(ledger("Kim").2.is_empty());
    }
}
