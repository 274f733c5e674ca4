//! An article as it was read, and what was done to it, to the article that is shown.
//!
//! What was read is left as it is: without events the answer is the same again.
//! Names, quotes and dates keep standing at their words; of lines that have become
//! part of the story they are found by whoever reads the new article
//! ([`Replayed::is_other`]).
//!
//! Limits: a restored line is a paragraph by itself, and stands where the file has it.

use serde::{Deserialize, Serialize};

use super::{Act, Anchor, Correction, Event, EventId, Field};
use crate::article::{Article, Document, Extraction, Fact, LineUse, Reason};
use crate::text::Span;

/// An article with everything done to it that can be done to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replayed {
    pub document: Document,
    /// Which of the entities that were read it still has, in their order.
    pub kept: Vec<u32>,
    pub work: Work,
}

/// What the user did to an article, as it can be shown and taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    pub starred: bool,
    /// In the order in which they were given.
    pub tags: Vec<String>,
    pub notes: Vec<Note>,
    pub fields: Vec<Corrected>,
    /// Lines of the raw text, by number, with what put each into the story or out of it.
    pub lines: Vec<(u32, EventId)>,
    /// Lines and paragraphs that are not found any more.
    pub lost: Vec<Lost>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The event that made it.
    pub id: EventId,
    pub text: String,
    /// What it is on, where that is not the whole article, and where that stands now.
    pub on: Option<(String, Place)>,
}

/// Where words are found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    Text(Span),
    /// Only in the raw text: they are no part of the story any more.
    Raw(Span),
    Nowhere,
}

/// A corrected field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    pub field: Field,
    /// What was read; none where nothing was.
    pub was: Option<String>,
    /// What corrected it, first to last.
    pub events: Vec<EventId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lost {
    pub event: EventId,
    pub words: String,
}

impl Work {
    /// Whether the article is shown otherwise than it was read.
    pub fn is_corrected(&self) -> bool {
        !self.fields.is_empty() || !self.lines.is_empty()
    }

    /// Without stars, tags and notes: the corrections alone.
    pub fn without_marks(self) -> Work {
        Work { starred: false, tags: Vec::new(), notes: Vec::new(), ..self }
    }

    pub fn is_empty(&self) -> bool {
        *self == Work::default()
    }

    /// Tells of words that were looked for whether they are lost.
    fn told(&mut self, found: bool, event: &Event, anchor: &Anchor) {
        if !found {
            self.lost.push(Lost { event: event.id, words: anchor.exact.clone() });
        }
    }
}

/// What the user did to an article, in short: for its row, and for queries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hand {
    pub starred: bool,
    /// In order.
    pub tags: Vec<String>,
    pub n_notes: u32,
    pub corrected: bool,
    /// What the notes say: for queries, rows do without.
    #[serde(skip)]
    pub notes: Vec<String>,
}

impl Hand {
    pub fn of(work: &Work) -> Hand {
        let mut tags = work.tags.clone();
        crate::order::sort(&mut tags);
        let (starred, corrected) = (work.starred, work.is_corrected());
        let notes = work.notes.iter().map(|note| note.text.clone()).collect();
        Hand { starred, tags, n_notes: work.notes.len() as u32, corrected, notes }
    }
}

impl Replayed {
    /// Whether what is found in the article may be something else than in what was
    /// read: its story, its date, its title or its language is another. In a part of a story
    /// nothing is found that was not found in the whole of it.
    pub fn is_other(&self, original: &Article) -> bool {
        let article = &self.document.article;
        !original.is_reduced()
            && (&article.text, &article.published, &article.title, &article.language)
                != (&original.text, &original.published, &original.title, &original.language)
    }
}

/// Does to an article what was done to it; the events are those in force that are
/// about it, in order, and the changes of its notes.
pub fn replay(original: &Document, events: &[&Event]) -> Replayed {
    let mut work = Work::default();
    let mut story = Story::of(&original.article);
    let mut document = original.clone();
    for event in events {
        match &event.act {
            Act::Star { on, .. } => work.starred = *on,
            Act::Tag { tag, on, .. } => {
                work.tags.retain(|other| other != tag);
                if *on {
                    work.tags.push(tag.clone());
                }
            }
            Act::Note { at, text, .. } => {
                let on = at.as_ref().map(|at| (at.exact.clone(), Place::Nowhere));
                work.notes.push(Note { id: event.id, text: text.clone(), on });
            }
            Act::Renote { note, text } => match text {
                Some(text) => {
                    let note = work.notes.iter_mut().find(|other| other.id == *note);
                    note.into_iter().for_each(|note| note.text.clone_from(text));
                }
                None => work.notes.retain(|other| other.id != *note),
            },
            Act::Correct { value, .. } => {
                let field = value.field();
                match work.fields.iter_mut().find(|corrected| corrected.field == field) {
                    Some(corrected) => corrected.events.push(event.id),
                    None => work.fields.push(Corrected {
                        field,
                        was: said(&original.article, field),
                        events: vec![event.id],
                    }),
                }
                correct(&mut document, original, value);
            }
            Act::Restore { line, .. } => work.told(story.restore(line, event.id), event, line),
            Act::Drop { paragraph, .. } => work.told(story.remove(paragraph, event.id), event, paragraph),
            _ => {}
        }
    }
    // What a field was corrected to and back again is what was read.
    work.fields.retain(|corrected| said(&document.article, corrected.field) != corrected.was);
    work.lines = story.by_hand();
    let kept = if work.lines.is_empty() {
        (0..original.extraction.entities.len() as u32).collect()
    } else {
        story.tell(&mut document)
    };
    place_notes(&mut work, &document.article, events);
    Replayed { document, kept, work }
}

/// Tells of each note where its words stand in an article; the events are those of
/// [`replay`].
pub fn place_notes(work: &mut Work, article: &Article, events: &[&Event]) {
    for note in &mut work.notes {
        let made = events.iter().find(|event| event.id == note.id);
        let Some(Act::Note { at: Some(anchor), .. }) = made.map(|event| &event.act) else { continue };
        let place = match anchor.find(&article.text) {
            Some(span) => Place::Text(span),
            None => anchor.find(&article.raw).map_or(Place::Nowhere, Place::Raw),
        };
        note.on = Some((anchor.exact.clone(), place));
    }
}

/// What a field says, as people write it.
pub fn said(article: &Article, field: Field) -> Option<String> {
    let text = |fact: &Option<Fact<String>>| fact.as_ref().map(|fact| fact.value.clone());
    match field {
        Field::Title => text(&article.title),
        Field::Published => article.published.as_ref().map(|fact| fact.value.to_string()),
        Field::Byline => text(&article.byline),
        Field::Source => text(&article.source),
        Field::Summary => text(&article.summary),
        Field::Sections => article.sections.as_ref().map(|fact| fact.value.join(SECTION)),
        Field::Language => article.language.clone(),
    }
}

/// What stands between sections.
const SECTION: &str = " › ";

impl Correction {
    /// What somebody wrote into a field; `None` where that is no date, or no language tag. Nothing but
    /// spaces is no value.
    pub fn written(field: Field, text: &str) -> Option<Correction> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let value = (!text.is_empty()).then(|| text.clone());
        Some(match field {
            Field::Title => Correction::Title(value),
            Field::Published => Correction::Published(match value {
                Some(text) => Some(text.parse().ok()?),
                None => None,
            }),
            Field::Byline => Correction::Byline(value),
            Field::Source => Correction::Source(value),
            Field::Summary => Correction::Summary(value),
            Field::Sections => {
                let parts = text.split(['›', '>']).map(str::trim).filter(|part| !part.is_empty());
                Correction::Sections(parts.map(str::to_owned).collect())
            }
            Field::Language => Correction::Language(match value {
                Some(tag) if !is_tag(&tag) => return None,
                tag => tag,
            }),
        })
    }
}

/// Whether a text has the form of a language tag (BCP 47): 'pt', 'zh-Hant-TW'.
fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    let is_one =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(is_one)
}

fn correct(document: &mut Document, original: &Document, value: &Correction) {
    let Document { article, extraction } = document;
    let raw = &article.raw;
    // Where the file says so, too, that is shown; where not, there is nothing to show.
    let evidence = |text: &str| match raw.find(text) {
        Some(at) => Span::new(at, at + text.len()),
        None => Span::new(0, 0),
    };
    let fact = |text: &String| Fact { evidence: evidence(text), value: text.clone() };
    match value {
        Correction::Title(text) => article.title = text.as_ref().map(fact),
        Correction::Byline(text) => article.byline = text.as_ref().map(fact),
        Correction::Source(text) => article.source = text.as_ref().map(fact),
        Correction::Summary(text) => article.summary = text.as_ref().map(fact),
        Correction::Language(tag) => article.language.clone_from(tag),
        Correction::Sections(sections) => {
            let evidence = sections.first().map_or(Span::new(0, 0), |first| evidence(first));
            article.sections = (!sections.is_empty()).then(|| Fact { value: sections.clone(), evidence });
        }
        Correction::Published(date) => {
            article.published = date.map(|value| Fact { value, evidence: Span::new(0, 0) });
            let inferred = &original.extraction.published_inferred;
            extraction.published_inferred = inferred.clone().filter(|_| date.is_none());
        }
    }
}

/// A story whose paragraphs come and go.
struct Story<'a> {
    article: &'a Article,
    /// In order; those of the article first told by their numbers there.
    paragraphs: Vec<Paragraph>,
    /// Of each line, what put it in or out.
    hands: Vec<Option<EventId>>,
}

#[derive(Clone, Copy)]
struct Paragraph {
    from: Origin,
    gone: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Origin {
    /// Index into [`Article::paragraphs`].
    Story(u32),
    /// Index into [`Article::lines`].
    Line(u32),
}

impl<'a> Story<'a> {
    fn of(article: &'a Article) -> Story<'a> {
        let paragraphs = (0..article.paragraphs.len() as u32)
            .map(|n| Paragraph { from: Origin::Story(n), gone: false })
            .collect();
        Story { article, paragraphs, hands: vec![None; article.lines.len()] }
    }

    fn words(&self, from: Origin) -> &'a str {
        match from {
            Origin::Story(n) => self.article.paragraphs[n as usize].of(&self.article.text),
            Origin::Line(n) => self.article.lines[n as usize].span.of(&self.article.raw),
        }
    }

    /// The lines that a paragraph stands in.
    fn lines(&self, from: Origin) -> Vec<usize> {
        match from {
            Origin::Story(n) => {
                let lines = self.article.lines.iter().enumerate();
                lines.filter(|(_, line)| line.uses.contains(&LineUse::Body(n))).map(|(n, _)| n).collect()
            }
            Origin::Line(n) => vec![n as usize],
        }
    }

    /// False where the line is not found.
    fn restore(&mut self, line: &Anchor, by: EventId) -> bool {
        let Some(span) = line.find(&self.article.raw) else { return false };
        let Some(n) = self.article.lines.iter().position(|line| line.span.overlaps(span)) else {
            return false;
        };
        let uses = &self.article.lines[n].uses;
        // One that was dropped by hand comes back with its paragraph.
        let of_story = uses.iter().find_map(|line_use| match line_use {
            LineUse::Body(n) => Some(Origin::Story(*n)),
            _ => None,
        });
        let from = of_story.unwrap_or(Origin::Line(n as u32));
        if let Some(at) = self.paragraphs.iter().position(|paragraph| paragraph.from == from) {
            if self.paragraphs[at].gone {
                self.paragraphs[at].gone = false;
                let hand = (of_story.is_none()).then_some(by);
                self.lines(from).into_iter().for_each(|line| self.hands[line] = hand);
            }
            return true;
        }
        if uses.iter().any(|line_use| !matches!(line_use, LineUse::Removed(..))) {
            // It serves as something else by now.
            return true;
        }
        let is_before = |paragraph: &Paragraph| self.lines(paragraph.from).iter().any(|&line| line < n);
        let at = self.paragraphs.iter().rposition(is_before).map_or(0, |at| at + 1);
        self.paragraphs.insert(at, Paragraph { from, gone: false });
        self.hands[n] = Some(by);
        true
    }

    /// False where the paragraph is not found, neither among what was dropped.
    fn remove(&mut self, paragraph: &Anchor, by: EventId) -> bool {
        let (mut text, mut places) = (String::new(), Vec::new());
        for (n, paragraph) in self.paragraphs.iter().enumerate().filter(|(_, p)| !p.gone) {
            let start = text.len();
            text.push_str(self.words(paragraph.from));
            places.push((Span::new(start, text.len()), n));
            text.push_str("\n\n");
        }
        let Some(span) = paragraph.find(&text) else {
            return paragraph.find(&self.article.raw).is_some();
        };
        for (_, n) in places.into_iter().filter(|(place, _)| place.overlaps(span)) {
            self.paragraphs[n].gone = true;
            let from = self.paragraphs[n].from;
            let hand = matches!(from, Origin::Story(_)).then_some(by);
            self.lines(from).into_iter().for_each(|line| self.hands[line] = hand);
        }
        true
    }

    /// The lines that are what they are by hand.
    fn by_hand(&self) -> Vec<(u32, EventId)> {
        let lines = self.article.lines.iter().zip(&self.hands);
        lines.filter_map(|(line, hand)| Some((line.number, (*hand)?))).collect()
    }

    /// Writes the story into the document, and has what was found in it stand at its
    /// words. Gives the entities that are still there.
    fn tell(&self, document: &mut Document) -> Vec<u32> {
        let old = self.article;
        let (mut text, mut paragraphs, mut doubts) = (String::new(), Vec::new(), Vec::new());
        let mut lines = old.lines.clone();
        // Of each paragraph that was read: its place now, and its number.
        let mut moved: Vec<Option<(Span, u32)>> = vec![None; old.paragraphs.len()];
        for paragraph in self.paragraphs.iter().filter(|paragraph| !paragraph.gone) {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let (start, number) = (text.len(), paragraphs.len() as u32);
            text.push_str(self.words(paragraph.from));
            let span = Span::new(start, text.len());
            paragraphs.push(span);
            match paragraph.from {
                Origin::Story(n) => {
                    moved[n as usize] = Some((span, number));
                    let doubt = old.doubts.iter().find(|doubt| doubt.paragraph == n);
                    doubts.extend(doubt.map(|doubt| crate::article::Doubt { paragraph: number, ..*doubt }));
                }
                Origin::Line(n) => lines[n as usize].uses = vec![LineUse::Body(number)],
            }
        }
        for (line, was) in lines.iter_mut().zip(&old.lines) {
            for (line_use, was) in line.uses.iter_mut().zip(&was.uses) {
                if let LineUse::Body(n) = was {
                    *line_use = match moved.get(*n as usize).copied().flatten() {
                        Some((_, number)) => LineUse::Body(number),
                        None => LineUse::Removed(Reason::Corrected, 100),
                    };
                }
            }
            // Of a line that serves otherwise, that it is no story is not worth a word.
            if line.uses.iter().any(|line_use| !matches!(line_use, LineUse::Removed(..))) {
                line.uses.retain(|line_use| !matches!(line_use, LineUse::Removed(Reason::Corrected, _)));
            }
        }
        let shift = |at: u32, is_end: bool| {
            let n = old.paragraphs.partition_point(|p| if is_end { p.end < at } else { p.end <= at });
            let was = old.paragraphs.get(n).filter(|p| p.start <= at && at <= p.end)?;
            Some(moved[n]?.0.start + (at - was.start))
        };
        let place = |span: Span| {
            let (start, end) = (shift(span.start, false)?, shift(span.end, true)?);
            (start <= end).then_some(Span { start, end })
        };
        let kept = keep(&mut document.extraction, &place);
        let article = &mut document.article;
        (article.text, article.paragraphs, article.doubts, article.lines) = (text, paragraphs, doubts, lines);
        kept
    }
}

/// Keeps of what was found what has still a place; gives the entities that have.
fn keep(extraction: &mut Extraction, place: &dyn Fn(Span) -> Option<Span>) -> Vec<u32> {
    let mut kept = Vec::new();
    let mut numbers = Vec::with_capacity(extraction.entities.len());
    let mut n = 0;
    extraction.entities.retain_mut(|entity| {
        entity.mentions = entity.mentions.iter().filter_map(|&span| place(span)).collect();
        entity.roles.retain_mut(|role| place(role.span).map(|span| role.span = span).is_some());
        let stays = !entity.mentions.is_empty();
        numbers.push(stays.then_some(kept.len() as u32));
        if stays {
            kept.push(n);
        }
        n += 1;
        stays
    });
    extraction.quotes.retain_mut(|quote| {
        let Some(span) = place(quote.span) else { return false };
        quote.span = span;
        quote.marked = quote.marked.iter().filter_map(|&span| place(span)).collect();
        quote.cue = quote.cue.and_then(place);
        quote.speaker = quote.speaker.and_then(|n| numbers.get(n as usize).copied().flatten());
        true
    });
    extraction.dates.retain_mut(|date| place(date.span).map(|span| date.span = span).is_some());
    kept
}

#[cfg(test)]
mod tests {
    use super::super::tests::{article as id, event};
    use super::super::{Journal, Name};
    use super::*;
    use crate::article::{Kind, RawArticle};
    use crate::clean::clean_headed;
    use crate::extract::{extract, tagger::Rules};
    use crate::ingest::Head;
    use proptest::prelude::*;

    const RAW: &str = "Ferry to the islands runs again\n\nBy Maria Keller\n5 September 2017\n\nShare on Facebook\n\n\
        The ferry has taken up its service after a winter of repairs, the harbour office in London said.\n\n\
        Its first trip carried forty passengers and “a rather big piano”, Maria Keller said on Monday.\n\n\
        Subscribe to our newsletter\n\nThe second ferry follows in May, John Smith of the office said.\n";

    fn document() -> Document {
        let raw = RawArticle { file: "ferry.txt".into(), id: id(1), text: RAW.into() };
        let article = clean_headed(raw, &Head::default());
        let extraction = extract(&article, &Rules);
        Document { article, extraction }
    }

    fn at(text: &str, words: &str) -> Anchor {
        let start = text.find(words).expect("words of the text");
        Anchor::of(text, Span::new(start, start + words.len()))
    }

    fn done(document: &Document, acts: &[Act]) -> Replayed {
        let events: Vec<Event> = (1..).zip(acts).map(|(n, act)| event(n, n as u64, act.clone())).collect();
        replay(document, &events.iter().collect::<Vec<_>>())
    }

    fn restore(words: &str) -> Act {
        Act::Restore { article: id(1), line: at(RAW, words) }
    }

    fn drop_one(document: &Document, words: &str) -> Act {
        Act::Drop { article: id(1), paragraph: at(&document.article.text, words) }
    }

    fn correct(value: Correction) -> Act {
        Act::Correct { article: id(1), value }
    }

    /// What every article holds to.
    #[track_caller]
    fn check_whole(document: &Document) {
        let Document { article, extraction } = document;
        let joined: Vec<&str> = article.paragraphs.iter().map(|p| p.of(&article.text)).collect();
        assert_eq!(joined.join("\n\n"), article.text);
        for line in &article.lines {
            assert!(!line.uses.is_empty());
            for line_use in &line.uses {
                if let LineUse::Body(n) = line_use {
                    assert!((*n as usize) < article.paragraphs.len());
                }
            }
        }
        assert!(article.doubts.iter().all(|d| (d.paragraph as usize) < article.paragraphs.len()));
        for entity in &extraction.entities {
            assert!(!entity.mentions.is_empty());
            for span in &entity.mentions {
                assert!(article.text.get(span.range()).is_some());
            }
        }
        for quote in &extraction.quotes {
            assert!(article.text.get(quote.span.range()).is_some());
            assert!(quote.speaker.is_none_or(|s| (s as usize) < extraction.entities.len()));
        }
    }

    #[test]
    fn without_events_nothing_changes() {
        let document = document();
        let replayed = done(&document, &[]);
        assert_eq!(replayed.document, document);
        assert!(replayed.work.is_empty() && !replayed.is_other(&document.article));
    }

    #[test]
    fn a_restored_line_is_story_where_it_stands() {
        let document = document();
        let n = document.article.paragraphs.len();
        let replayed = done(&document, &[restore("Subscribe to our newsletter")]);
        check_whole(&replayed.document);
        let article = &replayed.document.article;
        let told: Vec<&str> = article.paragraphs.iter().map(|p| p.of(&article.text)).collect();
        assert_eq!((told.len(), told[n - 1]), (n + 1, "Subscribe to our newsletter"));
        assert_eq!(replayed.work.lines, [(12, EventId(1))]);
        assert!(replayed.is_other(&document.article) && replayed.work.is_corrected());
        // What was found stands at its words still.
        let smith = replayed.document.extraction.entities.iter().find(|e| e.name == "John Smith").unwrap();
        assert_eq!(smith.mentions[0].of(&article.text), "John Smith");
        let quote = &replayed.document.extraction.quotes;
        assert_eq!(quote.len(), document.extraction.quotes.len());
        let again = done(&document, &[restore("Subscribe to our"), restore("newsletter")]);
        assert_eq!(again.document.article.paragraphs.len(), n + 1);
    }

    #[test]
    fn a_dropped_paragraph_goes_with_what_was_found_in_it() {
        let document = document();
        let replayed = done(&document, &[drop_one(&document, "The second ferry")]);
        check_whole(&replayed.document);
        assert!(!replayed.document.article.text.contains("second"));
        assert!(replayed.document.extraction.entities.iter().all(|e| e.name != "John Smith"));
        assert!(replayed.kept.len() < document.extraction.entities.len());
        let line = replayed.document.article.lines.iter().find(|l| l.number == 14).unwrap();
        assert_eq!(line.uses, [LineUse::Removed(Reason::Corrected, 100)]);
        // And comes back by its line.
        let back = done(&document, &[drop_one(&document, "The second ferry"), restore("The second ferry")]);
        assert_eq!(back.document, document);
        assert!(!back.work.is_corrected());
    }

    #[test]
    fn a_line_that_was_restored_can_be_dropped() {
        let document = document();
        let restored = done(&document, &[restore("Share on Facebook")]);
        let acts = [restore("Share on Facebook"), drop_one(&restored.document, "Share on Facebook")];
        assert_eq!(done(&document, &acts).document, document);
    }

    #[test]
    fn fields_are_corrected_and_what_was_read_is_told() {
        let document = document();
        let day = "2017-09-06".parse().ok();
        let replayed = done(
            &document,
            &[
                correct(Correction::Title(Some("Ferry runs".into()))),
                correct(Correction::Title(Some("The ferry runs".into()))),
                correct(Correction::Published(day)),
                correct(Correction::Byline(None)),
                correct(Correction::Source(Some("harbour office".into()))),
                correct(Correction::Sections(vec!["Sea".into()])),
            ],
        );
        let article = &replayed.document.article;
        assert_eq!(said(article, Field::Title).as_deref(), Some("The ferry runs"));
        assert_eq!(said(article, Field::Published).as_deref(), Some("2017-09-06"));
        assert_eq!(
            (said(article, Field::Byline), said(article, Field::Sections)),
            (None, Some("Sea".into()))
        );
        assert_eq!(article.source.as_ref().unwrap().evidence.of(RAW), "harbour office");
        let was: Vec<_> =
            replayed.work.fields.iter().map(|f| (f.field, f.was.as_deref(), f.events.len())).collect();
        let read = said(&document.article, Field::Published);
        assert_eq!(
            was,
            [
                (Field::Title, Some("Ferry to the islands runs again"), 2),
                (Field::Published, read.as_deref(), 1),
                (Field::Byline, Some("Maria Keller"), 1),
                (Field::Source, None, 1),
                (Field::Sections, None, 1),
            ]
        );
        let title = || Some("Ferry to the islands runs again".to_owned());
        let back = [correct(Correction::Title(None)), correct(Correction::Title(title()))];
        assert!(done(&document, &back).work.fields.is_empty());
    }

    #[test]
    fn what_is_written_into_a_field_is_its_value() {
        let written = |field, text: &str| Correction::written(field, text);
        assert_eq!(written(Field::Title, " The\n ferry "), Some(Correction::Title(Some("The ferry".into()))));
        assert_eq!(written(Field::Title, "  "), Some(Correction::Title(None)));
        assert_eq!(written(Field::Published, "yesterday"), None);
        assert_eq!(written(Field::Published, ""), Some(Correction::Published(None)));
        assert_eq!(written(Field::Language, "zh-Hant"), Some(Correction::Language(Some("zh-Hant".into()))));
        assert_eq!(written(Field::Language, "klingon!!"), None);
        let sections = Correction::Sections(vec!["World".into(), "Sea".into()]);
        assert_eq!(written(Field::Sections, "World > › Sea"), Some(sections));
    }

    #[test]
    fn stars_tags_and_notes_are_those_that_were_last_given() {
        let document = document();
        let article = || id(1);
        let tag = |tag: &str, on| Act::Tag { article: article(), tag: tag.into(), on };
        let note = |words: &str, text: &str| Act::Note {
            article: article(),
            at: Some(at(RAW, words)),
            text: text.into(),
        };
        let work = done(
            &document,
            &[
                Act::Star { article: article(), on: true },
                tag("sea", true),
                tag("ships", true),
                tag("sea", false),
                note("forty passengers", "Only?"),
                note("Share on", "Nonsense"),
                Act::Note { article: article(), at: None, text: "Gone".into() },
                Act::Renote { note: EventId(5), text: Some("So few".into()) },
                Act::Renote { note: EventId(7), text: None },
            ],
        )
        .work;
        assert!(work.starred && !work.is_corrected());
        assert_eq!(work.tags, ["ships"]);
        let told: Vec<&str> = work.notes.iter().map(|note| note.text.as_str()).collect();
        assert_eq!(told, ["So few", "Nonsense"]);
        let Some((_, Place::Text(span))) = work.notes[0].on else { panic!("it stands in the story") };
        assert_eq!(span.of(&document.article.text), "forty passengers");
        assert!(matches!(work.notes[1].on, Some((_, Place::Raw(_)))));
    }

    #[test]
    fn what_is_not_found_is_told() {
        let document = document();
        let gone = || at("Nobody ever said this", "ever said");
        let acts = [
            Act::Restore { article: id(1), line: gone() },
            Act::Drop { article: id(1), paragraph: gone() },
            Act::Note { article: id(1), at: Some(gone()), text: "?".into() },
        ];
        let replayed = done(&document, &acts);
        assert_eq!(replayed.document, document);
        let lost: Vec<(u128, &str)> =
            replayed.work.lost.iter().map(|l| (l.event.0, l.words.as_str())).collect();
        assert_eq!(lost, [(1, "ever said"), (2, "ever said")]);
        assert_eq!(replayed.work.notes[0].on, Some(("ever said".into(), Place::Nowhere)));
    }

    /// An act out of numbers.
    fn act(document: &Document, (kind, a, b): (u8, u16, u16)) -> Act {
        let part = |text: &str| {
            let place = |n: u16| text.floor_char_boundary(usize::from(n) % (text.len() + 1));
            let (a, b) = (place(a), place(b));
            Anchor::of(text, Span::new(a.min(b), a.max(b)))
        };
        let text = (a % 3 > 0).then(|| format!("{a}"));
        match kind % 10 {
            0 | 1 => Act::Restore { article: id(1), line: part(&document.article.raw) },
            2 | 3 => Act::Drop { article: id(1), paragraph: part(&document.article.text) },
            4 => correct(Correction::Title(text)),
            5 => correct(Correction::Published(crate::date::Date::day(2000 + i32::from(a % 30), 5, 1))),
            6 => Act::Note { article: id(1), at: Some(part(&document.article.text)), text: "n".into() },
            7 => Act::Hide { name: Name { kind: Kind::Person, name: "John Smith".into() } },
            8 => Act::Undo { event: EventId(u128::from(a % 12)) },
            _ => Act::Redo { event: EventId(u128::from(a % 12)) },
        }
    }

    proptest! {
        /// Whatever is done, the article stays whole, and all of it undone is what was read.
        #[test]
        fn all_can_be_undone(acts in proptest::collection::vec(any::<(u8, u16, u16)>(), 0..12)) {
            let document = document();
            let mut journal = Journal::default();
            journal.merge((0..).zip(&acts).map(|(n, &a)| event(n, n as u64, act(&document, a))));
            let events: Vec<&Event> = journal.in_force().collect();
            check_whole(&replay(&document, &events).document);
            let mut n = 1000;
            while let Some(last) = journal.undoable(&[]) {
                let undo = event(n, journal.time(0), Act::Undo { event: last.id });
                journal.merge([undo]);
                n += 1;
                prop_assert!(n < 1100);
            }
            let events: Vec<&Event> = journal.in_force().collect();
            prop_assert!(events.is_empty());
            let replayed = replay(&document, &events);
            prop_assert_eq!(&replayed.document, &document);
            prop_assert!(replayed.work.is_empty());
        }
    }
}
