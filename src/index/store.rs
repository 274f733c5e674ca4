//! An index kept, and opened again without reading the articles anew.
//!
//! What depends on the collection as a whole is not kept: the first query works
//! it out, as it does after any change. Words are written in the order of their
//! letters, each without what it shares with the one before.

use super::bytes::{In, Out};
use super::dictionary::{Dictionary, mix};
use super::facets::Column;
use super::parted::{Elsewhere, Parted, parts};
use super::postings::{Counts, N_FIELDS};
use super::story::Samples;
use super::{Articles, Index, Known, dates::Dates, forms::Forms, matches::Words, parts::Parts};
use crate::article::Document;
use crate::query::Facet;

/// Counted up whenever the same articles are indexed in another way, or the same
/// index is written in another; a test tells of that.
const FORMAT: u32 = 2;

/// What no other file begins with.
const MARK: &[u8] = b"cuttings index\n";
const HEAD: &[u8] = b"cuttings collection\n";

impl Index {
    /// The index as bytes, which [`decode`](Index::decode) takes.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Out::default();
        self.write(&mut out, &mut |order, out| self.words.postings.write(order, out));
        self.samples.write(&mut out);
        sealed(MARK, &out.bytes)
    }

    /// The index in parts, to be opened by [`of_head`](Index::of_head).
    pub fn parted(&self, documents: &dyn Articles) -> Parted {
        let mut out = Out::default();
        let mut lists = Vec::new();
        self.write(&mut out, &mut |order, out| lists = parts(&self.words.postings, order, out));
        let whole = self.whole();
        for (first, article) in whole.stories.members() {
            out.numbers(&[*first, *article]);
        }
        out.number(0);
        [self.titles(documents), self.sources(documents)].iter().for_each(|places| out.numbers(places));
        Parted { head: sealed(HEAD, &out.bytes), lists, newest: whole.ranks.by_newest.clone() }
    }

    /// An index whose lists are elsewhere; `None` where these are not the bytes of a
    /// head of this version, or are not all of them as they were.
    pub fn of_head(bytes: &[u8]) -> Option<Index> {
        let mut from = In { bytes: unsealed(HEAD, bytes)? };
        let mut index = read(&mut from, &mut |words, n_articles, from| {
            let elsewhere = Elsewhere::read(words.dictionary.len(), n_articles, from)?;
            words.postings.elsewhere = Some(Box::new(elsewhere));
            Some(())
        })?;
        let n_articles = index.n_articles();
        let mut known = Known::default();
        while from.length()? > 0 {
            let (first, article) = (from.number()?, from.number()?);
            (first <= article && (article as usize) < n_articles).then_some(())?;
            known.members.push((first, article));
        }
        for places in [&mut known.titles, &mut known.sources] {
            (from.length()? == n_articles).then_some(())?;
            for _ in 0..n_articles {
                places.push(from.number()?);
            }
        }
        index.known = Some(known);
        from.bytes.is_empty().then_some(index)
    }

    /// All but samples; what writes the postings is given the order of the words.
    fn write(&self, out: &mut Out, postings: &mut dyn FnMut(&[u32], &mut Out)) {
        let words = &self.words;
        let order = words.dictionary.in_order();
        let mut ids = Out::default();
        (0..self.ids.len() as u32).for_each(|n| ids.text(self.ids.word(n)));
        out.number(self.ids.len() as u32);
        out.slice(&ids.bytes);
        words.dictionary.write(&order, out);
        words.forms.write(&order, out);
        postings(&order, out);
        words.lengths.iter().flatten().for_each(|&length| out.number(length));
        for column in self.columns.iter().chain([&self.bylines, &self.roles]) {
            column.write(out);
        }
        self.parts.iter().for_each(|parts| out.number(parts.bits()));
        self.dates.write(out);
    }

    /// `None` where these are not the bytes of an index of this version, or are
    /// not all of them as they were.
    pub fn decode(bytes: &[u8]) -> Option<Index> {
        let mut from = In { bytes: unsealed(MARK, bytes)? };
        let mut index = read(&mut from, &mut |words, n_articles, from| {
            words.postings.read(words.dictionary.len(), n_articles, from)
        })?;
        index.samples = Samples::read(index.n_articles(), &mut from)?;
        from.bytes.is_empty().then_some(index)
    }
}

/// Bytes with what tells them from others.
fn sealed(mark: &[u8], bytes: &[u8]) -> Vec<u8> {
    [mark, &FORMAT.to_le_bytes(), &check(bytes).to_le_bytes(), bytes].concat()
}

/// What was sealed, by this version.
fn unsealed<'a>(mark: &[u8], bytes: &'a [u8]) -> Option<&'a [u8]> {
    let (format, rest) = bytes.strip_prefix(mark)?.split_first_chunk()?;
    let (sum, rest) = rest.split_first_chunk()?;
    let is_whole = u32::from_le_bytes(*format) == FORMAT && u64::from_le_bytes(*sum) == check(rest);
    is_whole.then_some(rest)
}

/// What reads the postings: of these words, about so many articles.
type Reads<'a> = &'a mut dyn FnMut(&mut Words, u32, &mut In<'_>) -> Option<()>;

/// All but samples.
fn read(from: &mut In<'_>, postings: Reads<'_>) -> Option<Index> {
    let n_articles = from.length()?;
    let mut names = In { bytes: from.slice()? };
    let mut ids = Dictionary::default();
    for n in 0..n_articles as u32 {
        (ids.number(names.text()?).0 == n).then_some(())?;
    }
    let mut words = Words::default();
    words.dictionary = Dictionary::read(from)?;
    let n_words = words.dictionary.len();
    words.forms = Forms::read(n_words, from)?;
    postings(&mut words, n_articles as u32, from)?;
    for _ in 0..n_articles {
        let mut lengths: Counts = [0; N_FIELDS];
        for length in &mut lengths {
            *length = from.number()?;
        }
        words.add_lengths(lengths);
    }
    let mut index = Index { ids, words, ..Index::default() };
    let mut columns: [Column; Facet::ALL.len() + 2] = Default::default();
    for column in &mut columns {
        *column = Column::read(n_articles, from)?;
    }
    let [facets @ .., bylines, roles] = columns;
    (index.columns, index.bylines, index.roles) = (facets, bylines, roles);
    for _ in 0..n_articles {
        index.parts.push(Parts::of_bits(from.number()?));
    }
    index.dates = Dates::read(n_articles, from)?;
    Some(index)
}

/// Tells articles from others that the index would answer wrongly for.
pub fn fingerprint<'a>(documents: impl Iterator<Item = &'a Document>) -> u64 {
    let text = |hash, text: &str| mix(hash, check(text.as_bytes()));
    let one = |hash, document: &Document| {
        let Document { article, extraction } = document;
        let facts = [&article.title, &article.summary, &article.byline, &article.source];
        let hash = facts.into_iter().fold(text(text(hash, &article.id.0), &article.text), |hash, fact| {
            fact.as_ref().map_or(mix(hash, 0), |fact| text(hash, &fact.value))
        });
        extraction.entities.iter().fold(hash, |hash, entity| {
            let names = std::iter::once(&entity.name).chain(&entity.aliases);
            names.fold(mix(hash, entity.kind as u64), |hash, name| text(hash, name))
        })
    };
    documents.fold(0, one)
}

/// Tells bytes from others by chance, not from such as are made to deceive.
fn check(bytes: &[u8]) -> u64 {
    bytes.chunks(8).fold(bytes.len() as u64, |hash, part| {
        let mut eight = [0; 8];
        eight[..part.len()].copy_from_slice(part);
        mix(hash, u64::from_le_bytes(eight))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{ArticleId, Entity, Extraction, Kind, Role};
    use crate::corpus::{Options, process};
    use crate::extract::alike::Likeness;
    use crate::ingest::{SourceFile, id};
    use crate::query::Query;
    use crate::text::Span;

    fn keller() -> Entity {
        let role = Role { text: "harbour master".to_owned(), span: Span::new(0, 0) };
        Entity {
            name: "Maria Keller".to_owned(),
            kind: Kind::Person,
            mentions: Vec::new(),
            roles: vec![role],
            aliases: vec!["Keller".to_owned()],
            reasons: Vec::new(),
            location: None,
            speaks_for: None,
        }
    }

    fn index(n_articles: usize) -> (Index, Vec<Document>) {
        const TEXTS: [&str; 3] = [
            "The ferry to the islands runs again\n\nBy Maria Keller\n5 September 2017\n\nThe ferry has taken up \
             its service, Keller said in Zürich.\n",
            "Die Fähren fahren wieder, sagte das Amt am Montag in Bern.\n",
            "中国人 U.S. ferries’ 1,200\n",
        ];
        let (mut index, mut documents) = (Index::default(), Vec::new());
        for n in 0..n_articles {
            let file = SourceFile::new(n.to_string(), TEXTS[n % 3].as_bytes().to_vec());
            // As it is, whatever cleaning and extraction come to find.
            let mut document = process(&file, Options { no_clean: true, ..Options::default() }).unwrap();
            document.article.id = ArticleId(n.to_string());
            document.article.language = [Some("en"), Some("de"), None][n % 3].map(str::to_owned);
            document.extraction = Extraction { entities: vec![keller()], ..Extraction::default() };
            index.add(&document, &[Likeness::Plain]).unwrap();
            documents.push(document);
        }
        (index, documents)
    }

    #[test]
    fn what_is_opened_answers_as_what_was_kept() {
        let (kept, documents) = index(7);
        let bytes = kept.encode();
        let opened = Index::decode(&bytes).unwrap();
        assert_eq!(opened.encode(), bytes);
        for text in [
            "",
            "ferry",
            "fähre",
            "\"maria keller\"",
            "is:copy",
            "f*",
            "ferri~1",
            "中国",
            "person:keller",
            "role:master",
        ] {
            let query = Query { text: text.to_owned(), ..Query::default() };
            assert_eq!(opened.search(&documents, &query), kept.search(&documents, &query), "{text}");
        }
    }

    /// Whatever is changed is told; and what is cleverly changed breaks nothing.
    #[test]
    fn what_is_broken_is_nothing() {
        let bytes = index(3).0.encode();
        for n in 0..bytes.len() {
            assert!(Index::decode(&bytes[..n]).is_none(), "{n}");
            let mut changed = bytes.clone();
            changed[n] ^= 1 << (n % 8);
            assert!(Index::decode(&changed).is_none(), "{n}");
            let start = MARK.len() + 12;
            if n >= start {
                let sum = check(&changed[start..]);
                changed[MARK.len() + 4..start].copy_from_slice(&sum.to_le_bytes());
                if let Some(index) = Index::decode(&changed) {
                    index.encode();
                }
            }
        }
    }

    /// Where this fails, articles are indexed otherwise, or a type has changed: count
    /// [`FORMAT`] up, and write down the hash that is found here.
    #[test]
    fn the_format_is_the_one_that_is_counted() {
        assert_eq!((FORMAT, id(&index(4).0.encode()).0.as_str()), (2, "59e9c1069e958e25"));
    }
}
