//! A collection in many files answers as the collection does.

use std::collections::BTreeSet;
use std::convert::Infallible;

use cuttings::Corpus;
use cuttings::books::Wanted;
use cuttings::query::{Facet, Query, Sort};
use cuttings::shards::{Name, Shards, write};

use crate::{corpus, dated, document, fact};

/// The files of a collection, as a folder would have them.
pub struct Folder(Vec<(Name, Vec<u8>)>);

impl Folder {
    pub fn of(corpus: &Corpus) -> Folder {
        let mut files = Vec::new();
        let Ok(()) = write(corpus, Vec::new(), |name, bytes| {
            files.push((name, bytes));
            Ok::<(), Infallible>(())
        });
        Folder(files)
    }

    fn read(&self, name: Name) -> &[u8] {
        &self.0.iter().find(|file| file.0 == name).expect("it was written").1
    }

    fn open(&self) -> Shards {
        Shards::open(self.read(Name::Head)).expect("it was just written")
    }

    fn bytes(&self, names: &BTreeSet<Name>) -> usize {
        names.iter().map(|&name| self.read(name).len()).sum()
    }
}

/// Asks both all that can be asked; the files that were needed for it.
#[track_caller]
pub fn check(corpus: &Corpus, folder: &Folder, query: &Query) -> BTreeSet<Name> {
    let mut shards = folder.open();
    let mut needed = BTreeSet::from([Name::Head]);
    let mut fetch = |name: Name| {
        assert!(needed.insert(name), "{name} is asked for again");
        Ok::<_, Infallible>(folder.read(name).to_vec())
    };
    let Ok(results) = shards.ask(|shards| shards.search(query), &mut fetch);
    assert_eq!(results.as_ref(), Some(&corpus.search(query)), "{}", query.text);
    let Ok(ranking) = shards.ask(|shards| shards.rank(query), &mut fetch);
    assert_eq!(ranking, Some(corpus.rank(query)), "{}", query.text);
    let articles = results.unwrap_or_default().articles;
    let first = &articles[..articles.len().min(20)];
    let Ok(rows) = shards.ask(|shards| shards.rows(query, first), &mut fetch);
    assert_eq!(rows, Some(corpus.rows(query, first)), "{}", query.text);
    for &n in first {
        let Ok(marks) = shards.ask(|shards| shards.highlights(query, n), &mut fetch);
        assert_eq!(marks, Some(corpus.highlights(query, n)), "{}", query.text);
        assert_eq!(shards.document(n), Some(corpus.document(n)));
        assert_eq!(shards.position(&corpus.document(n).article.id.0), Some(n));
    }
    assert_eq!(shards.suggest(&query.text), corpus.suggest(&query.text));
    needed
}

/// Articles with words of all frequencies, so that lists take several files.
fn many(n_articles: u32) -> Corpus {
    let mut seed = 7u64;
    let mut below = |n: u32| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((seed >> 33) % u64::from(n)) as u32
    };
    let mut made = Vec::new();
    for n in 0..n_articles {
        let mut text = String::new();
        for _ in 0..150 {
            let most = 1 + below(30_000);
            text.push_str(&format!("w{} ", below(most)));
        }
        let names = [format!("Ada W{}", below(20)), format!("Grace Hopper {}", below(300))];
        let title = format!("About w{} and w{}", below(90), below(9000));
        let date = format!("20{:02}-{:02}-{:02}", 10 + below(12), 1 + below(12), 1 + below(28));
        let made_here = document(&n.to_string(), &title, &text, &[names[0].as_str(), names[1].as_str()]);
        let mut document = dated(made_here, &date);
        document.article.source = Some(fact(format!("Source {}", below(9))));
        made.push(document);
    }
    corpus(made)
}

#[test]
fn a_query_reads_little_and_answers_the_same() {
    let corpus = many(1500);
    let folder = Folder::of(&corpus);
    let of = |is: fn(&Name) -> bool| folder.0.iter().filter(|file| is(&file.0)).count();
    assert!(of(|name| matches!(name, Name::Words(_))) > 3, "lists lie in few files");
    assert_eq!(of(|name| matches!(name, Name::Articles(_))), 1500usize.div_ceil(16));
    assert_eq!(folder.open().n_files(), folder.0.len());
    for text in [
        "",
        "w3 ",
        "w17 w900 ",
        "w2",
        "\"w0 w1\" ",
        "\"w0 w5\"~3 ",
        "w1* ",
        "/w.?9/ ",
        "w1234~1 ",
        "w1 -w2 (w3 OR w4) ",
        "w1 w2 w3 w4 w5 w6 w7 w8 nothing ",
        "title:w3 ",
        "person:hopper w3 ",
        "grace hopper 17 ",
        "date:2019 w4 ",
        "xyzzy ",
        "*",
    ] {
        let sorts = if text.starts_with("w17") { &Sort::ALL[..] } else { &[Sort::Relevance] };
        for &sort in sorts {
            let query = Query { text: text.to_owned(), sort, ..Query::default() };
            let needed = check(&corpus, &folder, &query);
            let n_words = needed.iter().filter(|name| matches!(name, Name::Words(_))).count();
            let most = match text {
                "" | "*" => 0,
                "w3 " | "title:w3 " => 1,
                _ => usize::MAX,
            };
            assert!(n_words <= most, "{text:?}: {n_words} files of words");
            // Twenty rows, each of a file of its own at worst.
            assert!(needed.len() <= 1 + n_words + 20, "{text:?}: {} files", needed.len());
        }
    }
    let opened = check(&corpus, &folder, &Query::default());
    assert_eq!(opened, BTreeSet::from([Name::Head, Name::Articles(0), Name::Articles(1)]));
    let all = folder.0.iter().map(|file| file.0).collect();
    assert!(folder.bytes(&opened) * 3 < folder.bytes(&all));
}

#[test]
fn what_is_said_reads_the_articles_that_have_the_words() {
    let corpus = corpus(vec![
        document("0", "", "“Talks go on,” said Ada Lovelace.", &["Ada Lovelace"]),
        document("1", "", "Talks near Ada Lovelace.", &["Ada Lovelace"]),
    ]);
    let folder = Folder::of(&corpus);
    for text in ["said:talks ", "talks near:person ", "said:lovelace "] {
        check(&corpus, &folder, &Query { text: text.to_owned(), ..Query::default() });
    }
}

#[test]
fn books_are_those_of_the_collection_as_far_as_they_go() {
    let corpus = many(1500);
    let folder = Folder::of(&corpus);
    let name = |name: &str| Wanted::Name { facet: Facet::Person, name: name.to_owned() };
    for (text, wanted, goes_all_the_way) in [
        ("w2000 ", Wanted::quotes(), true),
        ("w2000 ", Wanted::dates(), true),
        ("", name("Grace Hopper 17"), true),
        ("", name("nobody"), true),
        ("", Wanted::dates(), false),
    ] {
        let mut shards = folder.open();
        let query = Query { text: text.to_owned(), ..Query::default() };
        let mut n_fetched = 0;
        let mut fetch = |name: Name| {
            n_fetched += 1;
            Ok::<_, Infallible>(folder.read(name).to_vec())
        };
        let Ok(book) = shards.ask(|shards| shards.book(&query, &wanted, 60), &mut fetch);
        let (book, of, all) = book.expect("the files are sound");
        assert_eq!(of == all, goes_all_the_way, "{text:?} {wanted:?}: {of} of {all}");
        if goes_all_the_way {
            assert_eq!(book, corpus.book(&query, &wanted, 60));
        } else {
            assert_eq!((of, all), (64 * 16, 1500));
        }
        assert!(n_fetched <= 70, "{n_fetched} files");
    }
}

#[test]
fn what_is_let_go_is_fetched_again() {
    let corpus = many(100);
    let folder = Folder::of(&corpus);
    let mut shards = folder.open();
    let query = Query::default();
    let newest = shards.search(&query).articles;
    let mut fetched = Vec::new();
    for n_held in [9, 2, 9] {
        let mut fetch = |name: Name| {
            fetched.push(name);
            Ok::<_, Infallible>(folder.read(name).to_vec())
        };
        let Ok(rows) = shards.ask(|shards| shards.rows(&query, &newest), &mut fetch);
        assert_eq!(rows, Some(corpus.rows(&query, &newest)));
        shards.hold(n_held);
    }
    assert_eq!(fetched.len(), 7 + 5);
}

/// A question is not answered from what another lacked.
#[test]
fn what_was_asked_in_vain_is_missing_again() {
    let folder = Folder::of(&many(60));
    let shards = folder.open();
    let query = Query { text: "w3 ".into(), ..Query::default() };
    for _ in 0..2 {
        shards.search(&query);
        assert!(!shards.missing().is_empty());
    }
    assert!(shards.missing().is_empty());
}

#[test]
fn what_is_broken_is_not_put_in() {
    let corpus = many(60);
    let folder = Folder::of(&corpus);
    let head = folder.read(Name::Head);
    for n in (0..head.len()).step_by(7) {
        assert!(Shards::open(&head[..n]).is_none());
        let mut changed = head.to_vec();
        changed[n] ^= 1 << (n % 8);
        assert!(Shards::open(&changed).is_none(), "{n}");
    }
    let mut shards = folder.open();
    for name in [Name::Words(0), Name::Articles(0)] {
        let bytes = folder.read(name);
        assert!(!shards.put(name, &bytes[..bytes.len() / 2]), "{name}");
        assert!(!shards.put(Name::Head, bytes));
    }
    assert!(!shards.put(Name::Words(0), folder.read(Name::Articles(0))));
    assert!(!shards.put(Name::Articles(1), folder.read(Name::Words(0))));
    assert!(!shards.put(Name::Articles(99), folder.read(Name::Articles(0))));
    assert!(!shards.put(Name::Articles(1), folder.read(Name::Articles(0))), "others' articles");
    assert!(shards.put(Name::Articles(0), folder.read(Name::Articles(0))));
    let none = Folder::of(&Corpus::new()).open();
    assert!(none.is_empty() && none.search(&Query::default()).articles.is_empty());
}
