//! How much of the articles' own words is handed on: all, some, or the names alone.
//!
//! An article whose text is left out is an article still, whose text is what is left
//! in, so that everything that shows an article shows this one, too.

use serde::{Deserialize, Serialize};

use crate::article::{Article, Document, Extraction};
use crate::clean::across::Recurring;
use crate::corpus::{Judged, Reading};
use crate::text::Span;

/// How much of the stories goes into a case file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Texts {
    /// All, with the lines that were dropped.
    #[default]
    Full,
    /// The first words of each paragraph, and further on its names and dates alone.
    Snippets,
    /// No more of the text than its names and dates; quotes go with the text.
    Data,
}

/// So many words of a paragraph make its snippet: what it is about can be told,
/// and it can't be read in place of the story.
const WORDS: usize = 12;

/// Stands for what was left out.
const GAP: &str = " … ";

impl Texts {
    pub const ALL: [Texts; 3] = [Texts::Full, Texts::Snippets, Texts::Data];

    pub fn key(self) -> &'static str {
        match self {
            Texts::Full => "full",
            Texts::Snippets => "snippets",
            Texts::Data => "data",
        }
    }
}

/// The reading with so much of the text. What is left of one is never read again for what
/// recurs: there is nothing left to recur.
pub fn reduced(reading: Reading, texts: Texts) -> Reading {
    if texts == Texts::Full {
        return reading;
    }
    let Reading { document: Document { article, extraction }, likes, .. } = reading;
    let cut = Cut::of(&article, &extraction, texts);
    let none = Span::new(0, 0);
    let mut article = Article {
        raw: String::new(),
        lines: Vec::new(),
        text: String::new(),
        paragraphs: Vec::new(),
        doubts: Vec::new(),
        captions: Vec::new(),
        summary: article.summary.filter(|_| texts == Texts::Snippets),
        ..article
    };
    for evidence in [
        article.title.as_mut().map(|fact| &mut fact.evidence),
        article.summary.as_mut().map(|fact| &mut fact.evidence),
        article.published.as_mut().map(|fact| &mut fact.evidence),
        article.byline.as_mut().map(|fact| &mut fact.evidence),
        article.source.as_mut().map(|fact| &mut fact.evidence),
        article.sections.as_mut().map(|fact| &mut fact.evidence),
        article.dateline.as_mut().map(|dateline| &mut dateline.evidence),
    ]
    .into_iter()
    .flatten()
    {
        *evidence = none;
    }
    let judged = Judged::of(&mut article, &Recurring::default());
    let (extraction, likes) = cut.extraction(extraction, likes);
    (article.text, article.paragraphs) = (cut.text, cut.paragraphs);
    Reading { document: Document { article, extraction }, likes, judged }
}

/// What is left of a text.
struct Cut {
    text: String,
    paragraphs: Vec<Span>,
    /// What was kept, in order and apart, and where it begins now.
    pieces: Vec<(Span, u32)>,
}

impl Cut {
    fn of(article: &Article, extraction: &Extraction, texts: Texts) -> Cut {
        let roles = |roles: &[crate::article::Role]| roles.iter().map(|role| role.span).collect::<Vec<_>>();
        let mut kept: Vec<Span> = Vec::new();
        for entity in &extraction.entities {
            kept.extend(&entity.mentions);
            kept.extend(roles(&entity.roles));
        }
        kept.extend(extraction.dates.iter().map(|date| date.span));
        if texts == Texts::Snippets {
            kept.extend(article.paragraphs.iter().map(|paragraph| first_words(*paragraph, &article.text)));
        }
        kept.sort_unstable();
        let mut cut = Cut { text: String::new(), paragraphs: Vec::new(), pieces: Vec::new() };
        for paragraph in &article.paragraphs {
            let mut pieces: Vec<Span> = Vec::new();
            for &span in kept.iter().filter(|span| paragraph.contains(**span) && !span.is_empty()) {
                match pieces.last_mut() {
                    // Words next to each other stay so.
                    Some(last) if span.start <= last.end + 1 => last.end = last.end.max(span.end),
                    _ => pieces.push(span),
                }
            }
            if !pieces.is_empty() {
                cut.add(&pieces, *paragraph, &article.text);
            }
        }
        cut
    }

    fn add(&mut self, pieces: &[Span], paragraph: Span, text: &str) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        for (n, &piece) in pieces.iter().enumerate() {
            if n > 0 {
                self.text.push_str(GAP);
            }
            self.pieces.push((piece, self.text.len() as u32));
            self.text.push_str(piece.of(text));
        }
        if pieces.last().is_some_and(|last| last.end < paragraph.end) {
            self.text.push_str(GAP.trim_end());
        }
        self.paragraphs.push(Span::new(start, self.text.len()));
    }

    /// Where a place is now; `None` where it was left out.
    fn place(&self, span: Span) -> Option<Span> {
        let at = self.pieces.partition_point(|(piece, _)| piece.end < span.end);
        let &(piece, start) = self.pieces.get(at).filter(|(piece, _)| piece.contains(span))?;
        let start = start + (span.start - piece.start);
        Some(Span { start, end: start + (span.end - span.start) })
    }

    fn places(&self, spans: &[Span]) -> Vec<Span> {
        spans.iter().filter_map(|span| self.place(*span)).collect()
    }

    fn extraction<T>(&self, extraction: Extraction, likes: Vec<T>) -> (Extraction, Vec<T>) {
        let Extraction { mut entities, mut quotes, mut dates, keywords, mut published_inferred } = extraction;
        for entity in &mut entities {
            entity.mentions = self.places(&entity.mentions);
            entity.roles.retain_mut(|role| {
                self.place(role.span).is_some_and(|span| {
                    role.span = span;
                    true
                })
            });
        }
        // One that no place is left of is left out, and numbers change.
        let mut n_left = 0;
        let numbers: Vec<Option<u32>> = entities
            .iter()
            .map(|entity| {
                let is_left = !entity.mentions.is_empty();
                n_left += u32::from(is_left);
                is_left.then(|| n_left - 1)
            })
            .collect();
        let likes =
            likes.into_iter().zip(&entities).filter(|(_, e)| !e.mentions.is_empty()).map(|(like, _)| like);
        let likes = likes.collect();
        entities.retain(|entity| !entity.mentions.is_empty());
        quotes.retain_mut(|quote| {
            let Some(span) = self.place(quote.span) else { return false };
            quote.span = span;
            quote.marked = self.places(&quote.marked);
            quote.cue = quote.cue.and_then(|cue| self.place(cue));
            quote.speaker = quote.speaker.and_then(|n| *numbers.get(n as usize)?);
            true
        });
        dates.retain_mut(|date| {
            self.place(date.span).is_some_and(|span| {
                date.span = span;
                true
            })
        });
        if let Some(inferred) = &mut published_inferred {
            inferred.evidence.clear();
        }
        (Extraction { entities, quotes, dates, keywords, published_inferred }, likes)
    }
}

/// The first words of a paragraph; the whole of a short one.
pub fn first_words(paragraph: Span, text: &str) -> Span {
    let words = paragraph.of(text);
    let mut n_words = 0;
    let mut in_word = false;
    for (at, c) in words.char_indices() {
        if c.is_whitespace() && in_word {
            n_words += 1;
            if n_words == WORDS {
                return Span::new(paragraph.start as usize, paragraph.start as usize + at);
            }
        }
        in_word = !c.is_whitespace();
    }
    paragraph
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Corpus, Options, clean_file};
    use crate::ingest::SourceFile;
    use crate::journal::{Act, Anchor, Correction, Event, EventId, Place};
    use crate::prepared::is_sound;

    const STORY: &str = "Ferry to the islands runs again\n\n3 May 2020\n\nBy Ann Lee\n\nThe ferry has taken up its service \
        after a winter of long repairs in the yard, and Oleg Petrov of the harbour office was on board.\n\n\
        “We are back and we will stay until 2021,” Oleg Petrov said in Vienna on Monday.\n\nShare on Facebook\n";

    fn reading() -> Reading {
        let article = clean_file(&SourceFile::new("a.txt", STORY.into()), Options::default()).unwrap();
        Reading::of(article, &Recurring::default(), None)
    }

    #[test]
    fn no_more_of_the_text_is_left_than_is_said() {
        let whole = reading();
        assert_eq!(reduced(whole.clone(), Texts::Full), whole);
        for (texts, there, gone) in [
            (Texts::Snippets, "The ferry has taken up its service", "on board"),
            (Texts::Data, "Oleg Petrov", "service"),
        ] {
            let Reading { document, .. } = reduced(whole.clone(), texts);
            let all = format!("{document:?}");
            assert!(document.article.text.contains(there) && !all.contains(gone), "{all}");
            assert!(!all.contains("Facebook"), "{all}");
            assert_eq!(
                document.article.title,
                whole
                    .document
                    .article
                    .title
                    .clone()
                    .map(|title| crate::article::Fact { evidence: Span::new(0, 0), ..title })
            );
        }
    }

    #[test]
    fn what_is_left_is_where_it_says() {
        let whole = reading();
        for texts in Texts::ALL {
            let part = reduced(whole.clone(), texts);
            assert!(is_sound(&part), "{part:?}");
            let names = |reading: &Reading| -> Vec<Vec<String>> {
                let Document { article, extraction } = &reading.document;
                let words = |span: &Span| span.of(&article.text).to_owned();
                extraction.entities.iter().map(|entity| entity.mentions.iter().map(words).collect()).collect()
            };
            assert_eq!(names(&part), names(&whole), "{texts:?}");
            assert_eq!(part.likes, whole.likes);
        }
    }

    /// What was done to a part of an article is done to the whole, once that comes.
    #[test]
    fn a_part_gives_way_to_the_whole() {
        let whole = reading();
        let id = || whole.document.article.id.clone();
        let at = |words: &str| {
            let start = whole.document.article.text.find(words).unwrap();
            Anchor::of(&whole.document.article.text, Span::new(start, start + words.len()))
        };
        let acts = [
            Act::Star { article: id(), on: true },
            Act::Note { article: id(), at: Some(at("on board")), text: "Alone?".into() },
            Act::Correct { article: id(), value: Correction::Title(Some("It runs".into())) },
        ];
        let events: Vec<Event> =
            (1..).zip(acts).map(|(n, act)| Event { id: EventId(n), time: n as u64, act }).collect();
        let with_work = |readings: &[Reading]| {
            let mut corpus = Corpus::new();
            corpus.merge(events.clone());
            let added: Vec<bool> =
                readings.iter().map(|reading| corpus.add_reading(reading.clone()).is_some()).collect();
            (corpus, added)
        };
        let (expected, _) = with_work(std::slice::from_ref(&whole));
        let [snippets, data] = [Texts::Snippets, Texts::Data].map(|texts| reduced(whole.clone(), texts));
        for (readings, added) in [
            (vec![data.clone(), data.clone(), snippets.clone(), whole.clone()], [true, false, true, true]),
            (vec![snippets.clone(), data.clone(), whole.clone(), whole.clone()], [true, false, true, false]),
            (vec![whole.clone(), data.clone(), snippets.clone(), whole.clone()], [true, false, false, false]),
        ] {
            let (corpus, were_added) = with_work(&readings);
            assert_eq!(were_added, added);
            assert_eq!((corpus.documents(), corpus.len()), (expected.documents(), 1));
            assert_eq!(corpus.work(0), expected.work(0));
            assert!(matches!(corpus.work(0).notes[0].on, Some((_, Place::Text(_)))));
            assert_eq!(corpus.reading(0), whole);
            for text in ["board ", "has:star ", "title:runs ", "person:petrov "] {
                let query = crate::query::Query { text: text.into(), ..Default::default() };
                assert_eq!(corpus.search(&query), expected.search(&query), "{text}");
                assert_eq!(corpus.search(&query).articles, [0], "{text}");
            }
        }
        // Nothing is looked for again in a part.
        let (corpus, _) = with_work(std::slice::from_ref(&data));
        assert_eq!(corpus.document(0).article.title.as_ref().unwrap().value, "It runs");
        assert!(corpus.unread().is_empty());
    }
}
