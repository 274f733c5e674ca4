//! Whether what somebody else has prepared can be shown: a case file may be made by
//! anybody, and every span in it is a place in a text that must be there.

use crate::article::{Article, Document, Extraction, LineUse};
use crate::corpus::Reading;
use crate::text::Span;

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
        && article.doubts.iter().all(|doubt| doubt.paragraph < n_paragraphs)
}

fn is_sound_extraction(article: &Article, extraction: &Extraction) -> bool {
    let (in_raw, in_text) = (lies_in(&article.raw), lies_in(&article.text));
    let Extraction { entities, quotes, dates, published_inferred, .. } = extraction;
    let n_entities = entities.len() as u32;
    let mut mentions: Vec<Span> =
        entities.iter().flat_map(|entity| entity.mentions.iter().copied()).collect();
    crate::order::sort(&mut mentions);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Options, Recurring, clean_file};
    use crate::ingest::SourceFile;

    const STORY: &str = "Ferry to the islands runs again\n\nBy Maria Keller\n5 September 2017\n\nThe ferry has taken up \
        its service after a winter of “rather long” repairs, the harbour office in London said.\n\nIts first trip \
        carried forty passengers in May 2017 and “a piano”, Maria Keller, head of the office, said on Monday.\n\n\
        Share on Facebook\n";

    fn reading() -> Reading {
        let article = clean_file(&SourceFile::new("a.txt", STORY.into()), Options::default()).unwrap();
        Reading::of(article, &Recurring::default(), None)
    }

    /// Whatever of a reading somebody else might have put wrong, it is not shown.
    #[test]
    fn nothing_points_beyond_what_is_there() {
        const FAR: Span = Span { start: 4, end: 1_000_000 };
        /// Within the first quotation mark, which is three bytes long.
        fn split(text: &str) -> Span {
            let mark = text.find('“').unwrap();
            Span::new(mark + 1, mark + 3)
        }
        type Wrong = (&'static str, fn(&mut Article, &mut Extraction));
        let wrong: &[Wrong] = &[
            ("a title's place", |a, _| a.title.as_mut().unwrap().evidence = FAR),
            ("a date's place", |a, _| a.published.as_mut().unwrap().evidence = FAR),
            ("a byline within a letter", |a, _| a.byline.as_mut().unwrap().evidence = split(&a.raw)),
            ("a place that ends before it begins", |a, _| {
                a.title.as_mut().unwrap().evidence = Span { start: 9, end: 4 }
            }),
            ("a line", |a, _| a.lines[0].span = FAR),
            ("a line of no use", |a, _| a.lines[0].uses.clear()),
            ("a line of a paragraph that is not", |a, _| a.lines[0].uses = vec![LineUse::Body(99)]),
            ("a line of a caption that is not", |a, _| a.lines[0].uses = vec![LineUse::Caption(0)]),
            ("lines out of order", |a, _| a.lines.swap(0, 1)),
            ("a paragraph", |a, _| a.paragraphs[0] = FAR),
            ("a paragraph within a letter", |a, _| a.paragraphs[0] = split(&a.text)),
            ("paragraphs out of order", |a, _| a.paragraphs.swap(0, 1)),
            ("fewer paragraphs than were judged", |a, _| a.paragraphs.clear()),
            ("a doubt of nothing", |a, _| {
                a.doubts = vec![crate::article::Doubt { paragraph: 99, confidence: 5 }]
            }),
            ("a name", |_, e| e.entities[0].mentions = vec![FAR]),
            ("a name within a letter", |a, e| e.entities[0].mentions = vec![split(&a.text)]),
            ("a name nowhere", |_, e| e.entities[0].mentions.clear()),
            ("two names at one place", |_, e| e.entities[1].mentions = e.entities[0].mentions.clone()),
            ("a name more than was compared", |_, e| e.entities.push(e.entities[0].clone())),
            ("a quote", |_, e| e.quotes[0].span = FAR),
            ("a quote's marks", |_, e| e.quotes[0].marked = vec![FAR]),
            ("a quote's cue", |_, e| e.quotes[0].cue = Some(FAR)),
            ("a speaker who is not", |_, e| e.quotes[0].speaker = Some(99)),
            ("a date", |_, e| e.dates[0].span = FAR),
        ];
        assert!(is_sound(&reading()));
        for (what, put_wrong) in wrong {
            let mut reading = reading();
            put_wrong(&mut reading.document.article, &mut reading.document.extraction);
            assert!(!is_sound(&reading), "{what}");
        }
    }
}
