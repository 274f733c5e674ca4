//! Whether what somebody else has prepared can be shown: a case file may be made by
//! anybody, and every span in it is a place in a text that must be there.

use crate::article::{Article, Document, Extraction, LineUse};
use crate::corpus::Reading;
use crate::text::{Span, web_address};

/// Whether everything in a reading that points somewhere points at something. What it
/// says may still be wrong, as any text may.
pub fn is_sound(reading: &Reading) -> bool {
    let Reading { document: Document { article, extraction }, likes, judged } = reading;
    likes.len() == extraction.entities.len()
        && is_sound_article(article)
        && is_sound_extraction(article, extraction)
        && match judged.whole(article) {
            Some(whole) => is_sound_article(&whole) && judged.n_paragraphs() <= whole.paragraphs.len() as u32,
            None => judged.n_paragraphs() <= article.paragraphs.len() as u32,
        }
}

/// Whether a span lies in a text, on character boundaries.
fn lies_in(text: &str) -> impl Fn(Span) -> bool {
    |span| span.start <= span.end && text.get(span.range()).is_some()
}

fn is_sound_article(article: &Article) -> bool {
    let (in_raw, in_text) = (lies_in(&article.raw), lies_in(&article.text));
    let facts = [
        article.title.as_ref().map(|fact| fact.evidence),
        article.summary.as_ref().map(|fact| fact.evidence),
        article.published.as_ref().map(|fact| fact.evidence),
        article.byline.as_ref().map(|fact| fact.evidence),
        article.source.as_ref().map(|fact| fact.evidence),
        article.sections.as_ref().map(|fact| fact.evidence),
        article.dateline.as_ref().map(|dateline| dateline.evidence),
    ];
    let n_paragraphs = article.paragraphs.len() as u32;
    let n_captions = article.captions.len() as u32;
    let is_used = |line_use: &LineUse| match *line_use {
        LineUse::Body(n) => n < n_paragraphs,
        LineUse::Caption(n) => n < n_captions,
        _ => true,
    };
    facts.into_iter().flatten().all(&in_raw)
        && article
            .lines
            .iter()
            .all(|line| in_raw(line.span) && !line.uses.is_empty() && line.uses.iter().all(is_used))
        && article.lines.is_sorted_by_key(|line| line.span.start)
        && article.paragraphs.iter().all(|span| in_text(*span))
        && article.paragraphs.is_sorted_by_key(|span| span.start)
        && article.address.as_deref().is_none_or(|address| web_address(address) == Some(address))
        && article.doubts.iter().all(|doubt| doubt.paragraph < n_paragraphs)
}

fn is_sound_extraction(article: &Article, extraction: &Extraction) -> bool {
    let (in_raw, in_text) = (lies_in(&article.raw), lies_in(&article.text));
    let Extraction { entities, quotes, dates, published_inferred, .. } = extraction;
    let n_entities = entities.len() as u32;
    let mut mentions: Vec<Span> =
        entities.iter().flat_map(|entity| entity.mentions.iter().copied()).collect();
    mentions.sort_unstable();
    entities.iter().all(|entity| {
        !entity.mentions.is_empty()
            && entity.mentions.is_sorted()
            && entity.roles.iter().all(|role| in_text(role.span))
    }) && mentions.iter().all(|span| in_text(*span))
        && mentions.windows(2).all(|two| two[0].end <= two[1].start)
        && quotes.iter().all(|quote| {
            in_text(quote.span)
                && quote.marked.iter().all(|span| in_text(*span))
                && quote.cue.is_none_or(&in_text)
                && quote.speaker.is_none_or(|speaker| speaker < n_entities)
        })
        && dates.iter().all(|date| in_text(date.span))
        && published_inferred.iter().all(|inferred| inferred.evidence.iter().all(|span| in_raw(*span)))
}
