//! What reads files: cleans them, and finds who, what and when in them.
//!
//! In the browser this is a module of its own, by far the largest. The worker
//! that holds the collection has some of them beside it, started when the first
//! file comes; each takes an [`Ask`] and gives the [`Answer`], and remembers nothing.
//! One more is started to write a file for somebody to have, and remembers how
//! far it has come with that.

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::corpus::{self, Options, Reading, Recurring};
use crate::extract::tagger::built_in;
use crate::ingest::bundle::columns::{Columns, Question};
use crate::ingest::bundle::{self, Manner, Opened};
use crate::ingest::{Decoder, SourceFile, Unpacked};
use crate::journal::{self, Journal};
use crate::prepared::{self, Part};
use crate::protocol::{Lap, Unread};
use crate::scribe::{Item, Job, Scribe};

#[derive(Serialize, Deserialize)]
pub enum Ask {
    /// Open this archive, mailbox, table or whatever else holds files; answered by `Opened`.
    /// `columns` are what has been chosen for tables.
    Open { file: SourceFile, shown: String, columns: Vec<Columns> },
    /// Read these files; answered by `Read`.
    Read { files: Vec<SourceFile>, recurring: Recurring },
    /// Read these articles again; answered by `Again`.
    Again { articles: Vec<Article>, recurring: Recurring },
    /// Begin to write a file; answered by `Written`, as the two that follow.
    Begin(Job),
    /// Write these articles into it.
    Add(Vec<Item>),
    /// End it.
    End,
    /// Write this journal, which is encoded, as JSON Lines; answered by `JournalWritten`.
    WriteJournal { journal: Vec<u8> },
    /// Read a journal's JSON Lines; answered by `JournalRead`.
    ReadJournal { text: Vec<u8> },
}

#[derive(Serialize, Deserialize)]
pub enum Answer {
    /// What messages call each file, and the file, or why it can't be had; and the tables
    /// of which it is to be asked what they hold.
    Opened(Vec<(String, Result<SourceFile, Unread>)>, Vec<Question>),
    /// One of each file, in order: what was read, or why it can't be.
    Read(Vec<Result<Timed, Unread>>),
    /// One of each article, in order.
    Again(Vec<Reading>),
    /// What comes next in the file; `None` where it can't be written.
    Written(Option<Vec<u8>>),
    JournalWritten(String),
    /// The journal, encoded, and how many lines are none of it.
    JournalRead(Vec<u8>, u32),
}

/// What was read, and how long that took.
#[derive(Serialize, Deserialize)]
pub struct Timed {
    /// A [`Reading`], as it is kept with its file: see [`prepared`].
    pub read: Vec<u8>,
    pub clean: Lap,
    pub extract: Lap,
}

/// What the reader does not have of itself.
#[derive(Clone, Copy)]
pub struct Means {
    /// Reads encodings other than Unicode.
    pub decoder: Decoder,
    /// Milliseconds of Unix time.
    pub now: fn() -> f64,
}

/// Does what is asked. `scribe` is at work where a file is being written.
pub fn answer(ask: Ask, means: Means, scribe: &mut Option<Scribe>) -> Answer {
    match ask {
        Ask::Open { file, shown, columns } => {
            let manner = Manner { whole: false, decoder: means.decoder, columns: &columns };
            let Opened { files, questions } = bundle::unpack_all(file, &shown, manner);
            let told = |Unpacked { shown, file }| (shown, file.map_err(Unread::from));
            Answer::Opened(files.into_iter().map(told).collect(), questions)
        }
        Ask::Read { files, recurring } => {
            Answer::Read(files.iter().map(|file| read(file, &recurring, means)).collect())
        }
        Ask::Again { articles, recurring } => Answer::Again(
            articles.into_iter().map(|article| Reading::of(article, &recurring, Some(built_in()))).collect(),
        ),
        Ask::Begin(job) => Answer::Written(Scribe::begin(job).map(|(begun, head)| {
            *scribe = Some(begun);
            head
        })),
        Ask::Add(items) => Answer::Written(scribe.as_mut().and_then(|scribe| scribe.add(items))),
        Ask::End => Answer::Written(scribe.take().and_then(Scribe::end)),
        Ask::WriteJournal { journal } => {
            Answer::JournalWritten(journal::lines::write(&Journal::decode(&journal).unwrap_or_default()))
        }
        Ask::ReadJournal { text } => {
            let (events, bad) = journal::lines::read(&String::from_utf8_lossy(&text));
            let mut journal = Journal::default();
            journal.merge(events);
            Answer::JournalRead(journal.encode(), bad.len() as u32)
        }
    }
}

fn read(file: &SourceFile, recurring: &Recurring, means: Means) -> Result<Timed, Unread> {
    let start = (means.now)();
    let options = Options { decoder: Some(means.decoder), ..Options::default() };
    let article = corpus::clean_file(file, options)?;
    let cleaned = (means.now)();
    let reading = Reading::of(article, recurring, Some(built_in()));
    let extracted = (means.now)();
    let part = Part { name: String::new(), outcome: Ok(reading) };
    let read = prepared::encode_one(file, vec![part]);
    let lap = |start, end| Lap { start, duration: end - start };
    Ok(Timed { read, clean: lap(start, cleaned), extract: lap(cleaned, extracted) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Format;
    use crate::extract::extract;
    use crate::ingest::Refusal;
    use crate::journal::Work;
    use crate::record;

    const MEANS: Means = Means { decoder: |_, _| None, now: || 0.0 };

    fn file(path: &str, text: &str) -> SourceFile {
        SourceFile::new(path, text.as_bytes().to_vec())
    }

    #[test]
    fn tables_are_opened() {
        let ask = Ask::Open {
            file: file("a.csv", "title,text\nOne,It runs.\nTwo,It stops.\n"),
            shown: "b/a.csv".into(),
            columns: Vec::new(),
        };
        let Answer::Opened(files, _) = answer(ask, MEANS, &mut None) else {
            panic!("an ask of one kind has an answer of that kind")
        };
        let shown: Vec<&str> = files.iter().map(|(shown, _)| shown.as_str()).collect();
        assert_eq!(shown, ["b/a.csv: 1", "b/a.csv: 2"]);
        assert!(files.iter().all(|(_, file)| file.is_ok()));
    }

    #[test]
    fn files_are_read_written_and_read_again() {
        let files = vec![
            file(
                "ferry.txt",
                "Ferry to the islands runs again\n\nThe ferry runs again, Maria Keller said.\n",
            ),
            file("empty.txt", ""),
        ];
        let ferry = files[0].clone();
        let recurring = Recurring::default();
        let Answer::Read(read) = answer(Ask::Read { files, recurring: recurring.clone() }, MEANS, &mut None)
        else {
            panic!("an ask of one kind has an answer of that kind");
        };
        let [Ok(read), Err(reason)] = &read[..] else { panic!("one of two is no article") };
        let parts = prepared::decode_one(&ferry, &read.read).unwrap();
        let [Part { outcome: Ok(reading), .. }] = &parts[..] else { panic!("a file is an article") };
        let Reading { document, .. } = reading;
        assert_eq!(document.extraction, extract(&document.article, built_in()));
        assert_eq!((reason.reason.as_str(), reason.refusal), ("the file is empty", Refusal::Skipped));

        let articles = vec![document.article.clone()];
        let Answer::Again(again) = answer(Ask::Again { articles, recurring }, MEANS, &mut None) else {
            panic!("an ask of one kind has an answer of that kind");
        };
        assert_eq!(again, std::slice::from_ref(reading));

        let item = |reading: &Reading| Item { reading: reading.clone(), work: Work::default() };
        let items = again.iter().map(item).collect();
        let mut scribe = None;
        let mut lines = Vec::new();
        for ask in
            [Ask::Begin(Job::Form { format: Format::JsonLines, marks: true }), Ask::Add(items), Ask::End]
        {
            let Answer::Written(Some(written)) = answer(ask, MEANS, &mut scribe) else {
                panic!("an ask of one kind has an answer of that kind");
            };
            lines.extend(written);
        }
        assert_eq!(String::from_utf8(lines).unwrap(), record::to_json_line(document) + "\n");
    }
}
