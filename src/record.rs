//! The JSON object that others script against: one per article, offsets in code points.

use serde::Serialize;

use crate::article::{Article, Document, Doubt, Kind, LineUse, Reason, Why};
use crate::journal::{Corrected, Note, Place, Work};
use crate::text::{CharOffsets, Span, web_address};

/// One article as `cuttings extract` prints it. Field order is output order.
#[derive(Clone, Debug, Serialize)]
pub struct Record {
    pub file: String,
    pub id: String,
    pub title: Option<String>,
    pub summary: Option<String>,
    pub published: Option<String>,
    pub published_inferred: Option<String>,
    pub byline: Option<String>,
    pub source: Option<String>,
    pub sections: Vec<String>,
    pub dateline: Option<DatelineRecord>,
    pub language: Option<String>,
    /// Where on the web the article says that it stands, `http` or `https`.
    pub url: Option<String>,
    pub body: Vec<String>,
    /// Paragraphs of the body that may not belong to the story.
    pub doubts: Vec<DoubtRecord>,
    pub captions: Vec<String>,
    pub removed: Vec<RemovedRecord>,
    pub entities: Vec<EntityRecord>,
    pub quotes: Vec<QuoteRecord>,
    pub dates: Vec<DateRecord>,
    pub keywords: Vec<String>,
    pub evidence: Evidence,
    /// What the user did to the article, where they did anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub yours: Option<YoursRecord>,
}

#[derive(Clone, Debug, Serialize)]
pub struct YoursRecord {
    pub starred: bool,
    pub tags: Vec<String>,
    pub notes: Vec<NoteRecord>,
    /// Fields that the user has corrected, with what was read.
    pub corrected: Vec<CorrectedRecord>,
    /// Lines that the user has put back into the story, and those left out of it, 1-based.
    pub restored: Vec<u32>,
    pub dropped: Vec<u32>,
}

#[derive(Clone, Debug, Serialize)]
pub struct NoteRecord {
    pub text: String,
    /// What it is on, where that is not the whole article.
    pub on: Option<String>,
    /// Where that stands in `body`.
    pub start: Option<u32>,
    pub end: Option<u32>,
}

#[derive(Clone, Debug, Serialize)]
pub struct CorrectedRecord {
    pub field: &'static str,
    pub was: Option<String>,
}

impl YoursRecord {
    fn of(article: &Article, work: &Work) -> YoursRecord {
        let body = CharOffsets::new(&article.text);
        let note = |note: &Note| {
            let place = match note.on {
                Some((_, Place::Text(span))) => Some(span),
                _ => None,
            };
            NoteRecord {
                text: note.text.clone(),
                on: note.on.as_ref().map(|on| on.0.clone()),
                start: place.map(|span| body.at(span.start)),
                end: place.map(|span| body.at(span.end)),
            }
        };
        let corrected = |corrected: &Corrected| CorrectedRecord {
            field: corrected.field.key(),
            was: corrected.was.clone(),
        };
        let in_story = |number: &u32| {
            let line = article.lines.get(*number as usize - 1);
            line.is_some_and(|line| line.uses.iter().any(|line_use| matches!(line_use, LineUse::Body(_))))
        };
        let (restored, dropped) = work.lines.iter().map(|line| line.0).partition(in_story);
        YoursRecord {
            starred: work.starred,
            tags: work.tags.clone(),
            notes: work.notes.iter().map(note).collect(),
            corrected: work.fields.iter().map(corrected).collect(),
            restored,
            dropped,
        }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct DatelineRecord {
    pub place: String,
    pub text: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct DoubtRecord {
    /// Index into `body`, from 0.
    pub paragraph: u32,
    /// How sure the cleaner is that it belongs to the story, in percent.
    pub confidence: u8,
}

#[derive(Clone, Debug, Serialize)]
pub struct RemovedRecord {
    pub text: String,
    /// 1-based.
    pub line: u32,
    pub reason: Reason,
    /// How sure the cleaner is, in percent.
    pub confidence: u8,
}

#[derive(Clone, Debug, Serialize)]
pub struct EntityRecord {
    pub text: String,
    #[serde(rename = "type")]
    pub kind: Kind,
    pub mentions: Vec<TextRecord>,
    pub roles: Vec<String>,
    pub aliases: Vec<String>,
    /// Why each alias is a name of this entity, in the order of the aliases.
    pub reasons: Vec<Why>,
    pub place: Option<LocationRecord>,
    /// The country whose government is meant where the place has words to say.
    pub speaks_for: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct LocationRecord {
    pub lat: f64,
    pub lon: f64,
    pub country: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct TextRecord {
    pub start: u32,
    pub end: u32,
    pub text: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct QuoteRecord {
    pub text: String,
    pub start: u32,
    pub end: u32,
    pub kind: &'static str,
    pub speaker: Option<String>,
    pub cue: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct DateRecord {
    pub text: String,
    pub start: u32,
    pub end: u32,
    pub value: Option<String>,
}

/// Where in the decoded raw text each fact of the page stands.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Evidence {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<RangeRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<RangeRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<RangeRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<RangeRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<RangeRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sections: Option<RangeRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dateline: Option<RangeRecord>,
    /// Of `published_inferred`: the words that bound it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub published_inferred: Vec<RangeRecord>,
}

#[derive(Clone, Copy, Debug, Serialize)]
pub struct RangeRecord {
    pub start: u32,
    pub end: u32,
}

impl From<&Document> for Record {
    fn from(document: &Document) -> Self {
        let Document { article, extraction } = document;
        let (body, raw) = (CharOffsets::new(&article.text), CharOffsets::new(&article.raw));
        let in_body = |span: Span| TextRecord {
            start: body.at(span.start),
            end: body.at(span.end),
            text: span.of(&article.text).to_owned(),
        };
        let in_raw = |span: Span| RangeRecord { start: raw.at(span.start), end: raw.at(span.end) };
        // What somebody has corrected need not stand in the file.
        let evidence = |span: Span| (!span.is_empty()).then(|| in_raw(span));
        Record {
            file: article.file.clone(),
            id: article.id.0.clone(),
            title: article.title.as_ref().map(|f| f.value.clone()),
            summary: article.summary.as_ref().map(|f| f.value.clone()),
            published: article.published.as_ref().map(|f| f.value.to_string()),
            published_inferred: extraction.published_inferred.as_ref().map(|d| d.value.to_string()),
            byline: article.byline.as_ref().map(|f| f.value.clone()),
            source: article.source.as_ref().map(|f| f.value.clone()),
            sections: article.sections.as_ref().map(|f| f.value.clone()).unwrap_or_default(),
            dateline: article
                .dateline
                .as_ref()
                .map(|d| DatelineRecord { place: d.place.clone(), text: d.text.clone() }),
            language: article.language.clone(),
            // What a case file from elsewhere says may be anything.
            url: article.address.as_deref().and_then(web_address).map(str::to_owned),
            body: article.paragraphs.iter().map(|p| p.of(&article.text).to_owned()).collect(),
            doubts: article
                .doubts
                .iter()
                .map(|&Doubt { paragraph, confidence }| DoubtRecord { paragraph, confidence })
                .collect(),
            captions: article.captions.clone(),
            removed: article
                .lines
                .iter()
                .filter_map(|line| match line.uses.as_slice() {
                    [LineUse::Removed(reason, confidence)] => Some(RemovedRecord {
                        text: line.span.of(&article.raw).to_owned(),
                        line: line.number,
                        reason: *reason,
                        confidence: *confidence,
                    }),
                    _ => None,
                })
                .collect(),
            entities: extraction
                .entities
                .iter()
                .map(|entity| EntityRecord {
                    text: entity.name.clone(),
                    kind: entity.kind,
                    mentions: entity.mentions.iter().map(|&m| in_body(m)).collect(),
                    roles: entity.roles.iter().map(|r| r.text.clone()).collect(),
                    aliases: entity.aliases.clone(),
                    reasons: entity.reasons.clone(),
                    place: entity.location.as_ref().map(|l| LocationRecord {
                        lat: f64::from(l.lat) / 10_000.0,
                        lon: f64::from(l.lon) / 10_000.0,
                        country: l.country.clone(),
                    }),
                    speaks_for: entity.speaks_for.clone(),
                })
                .collect(),
            quotes: extraction
                .quotes
                .iter()
                .flat_map(|quote| {
                    // Of mixed speech the clause, and by themselves the words in marks.
                    let whole = (quote.span, quote.kind.name());
                    let parts = quote.marked.iter().filter(|&&part| part != quote.span);
                    [whole].into_iter().chain(parts.map(|&part| (part, "fragment"))).map(|(span, kind)| {
                        let TextRecord { start, end, text } = in_body(span);
                        let speaker = quote.speaker.map(|s| extraction.entities[s as usize].name.clone());
                        let cue = quote.cue.map(|c| c.of(&article.text).to_owned());
                        QuoteRecord { text, start, end, kind, speaker, cue }
                    })
                })
                .collect(),
            dates: extraction
                .dates
                .iter()
                .map(|date| {
                    let TextRecord { start, end, text } = in_body(date.span);
                    DateRecord { text, start, end, value: date.value.map(|v| v.to_string()) }
                })
                .collect(),
            keywords: extraction.keywords.clone(),
            evidence: Evidence {
                title: article.title.as_ref().and_then(|f| evidence(f.evidence)),
                summary: article.summary.as_ref().and_then(|f| evidence(f.evidence)),
                published: article.published.as_ref().and_then(|f| evidence(f.evidence)),
                byline: article.byline.as_ref().and_then(|f| evidence(f.evidence)),
                source: article.source.as_ref().and_then(|f| evidence(f.evidence)),
                sections: article.sections.as_ref().and_then(|f| evidence(f.evidence)),
                dateline: article.dateline.as_ref().map(|d| in_raw(d.evidence)),
                published_inferred: extraction
                    .published_inferred
                    .iter()
                    .flat_map(|d| d.evidence.iter().map(|&e| in_raw(e)))
                    .collect(),
            },
            yours: None,
        }
    }
}

impl NoteRecord {
    /// Behind the words that it is on.
    pub fn told(&self) -> String {
        match &self.on {
            Some(words) if self.text.is_empty() => format!("“{words}”"),
            Some(words) => format!("“{words}”: {}", self.text),
            None => self.text.clone(),
        }
    }
}

impl Record {
    pub fn is_starred(&self) -> bool {
        self.yours.as_ref().is_some_and(|yours| yours.starred)
    }

    /// The user's tags.
    pub fn tags(&self) -> &[String] {
        self.yours.as_ref().map_or(&[], |yours| &yours.tags)
    }

    /// The user's notes.
    pub fn notes(&self) -> &[NoteRecord] {
        self.yours.as_ref().map_or(&[], |yours| &yours.notes)
    }

    /// Of an article with what the user did to it.
    pub fn worked(document: &Document, work: &Work) -> Record {
        let yours = (!work.is_empty()).then(|| YoursRecord::of(&document.article, work));
        Record { yours, ..Record::from(document) }
    }
}

/// The object on one line, as JSON Lines has it, without the line's end.
pub fn to_json_line(document: &Document) -> String {
    serde_json::to_string(&Record::from(document)).expect("a record has string keys and finite numbers")
}
