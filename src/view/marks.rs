//! A paragraph cut into runs that are marked alike.

use crate::text::Span;

/// What can be pointed at in a text: an entity's mention, a date, words said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    pub span: Span,
    /// Index of the entity that is named here, for mentions.
    pub entity: Option<u32>,
}

/// A stretch of text with one look. Runs follow each other without a gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub span: Span,
    pub entity: Option<u32>,
    /// Whether anything points here, so that the run needs an element.
    pub anchored: bool,
    /// Parts of the run, in order and without a gap; `Some(n)` is the n-th hit.
    pub parts: Vec<(Span, Option<u32>)>,
}

/// Cuts `span` where an anchor or a hit begins or ends.
///
/// Anchors may overlap (a name within a quote), and may reach beyond `span`
/// (a quote of two paragraphs): a run belongs to the first entity that covers
/// it. `hits` are in order and don't overlap; a run is not cut by them, so
/// that half a name found is still one name. Positions outside of `text`
/// or within a character are ignored.
pub fn runs(text: &str, span: Span, anchors: &[Anchor], hits: &[Span]) -> Vec<Run> {
    let anchors: Vec<Anchor> = anchors.iter().copied().filter(|a| a.span.overlaps(span)).collect();
    let inside = |at: &u32| span.start < *at && *at < span.end && text.is_char_boundary(*at as usize);
    let cut = |span: Span, cuts: Vec<u32>| {
        let mut cuts: Vec<u32> = cuts.into_iter().filter(|c| span.start < *c && *c < span.end).collect();
        cuts.extend([span.start, span.end]);
        crate::order::sort_numbers(&mut cuts, &|a, b| a.cmp(&b));
        cuts.dedup();
        let pairs: Vec<Span> = cuts.windows(2).map(|w| Span { start: w[0], end: w[1] }).collect();
        pairs
    };
    let edges = anchors.iter().flat_map(|a| [a.span.start, a.span.end]).filter(inside).collect();
    cut(span, edges)
        .into_iter()
        .map(|run| {
            let first = hits.partition_point(|h| h.end <= run.start);
            let here = || hits[first..].iter().take_while(|h| h.start < run.end);
            let parts = cut(run, here().flat_map(|h| [h.start, h.end]).filter(inside).collect())
                .into_iter()
                .map(|part| {
                    let hit = here().position(|h| h.contains(part)).map(|n| (first + n) as u32);
                    (part, hit)
                })
                .collect();
            let covering = || anchors.iter().filter(|a| a.span.contains(run));
            Run {
                span: run,
                entity: covering().find_map(|a| a.entity),
                anchored: covering().next().is_some(),
                parts,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Writes runs as text: `[2 name]` for an entity, `(…)` for another
    /// anchor, `{…}` for a hit.
    fn written(text: &str, runs: &[Run]) -> String {
        let mut out = String::new();
        for run in runs {
            match run.entity {
                Some(n) => out.push_str(&format!("[{n} ")),
                None if run.anchored => out.push('('),
                None => {}
            }
            for (part, hit) in &run.parts {
                match hit {
                    Some(_) => out.push_str(&format!("{{{}}}", part.of(text))),
                    None => out.push_str(part.of(text)),
                }
            }
            match run.entity {
                Some(_) => out.push(']'),
                None if run.anchored => out.push(')'),
                None => {}
            }
        }
        out
    }

    fn span_of(text: &str, part: &str) -> Span {
        let at = text.find(part).expect("part of the text");
        Span::new(at, at + part.len())
    }

    #[track_caller]
    fn check(text: &str, anchors: &[(&str, Option<u32>)], hits: &[&str], expected: &str) {
        let anchors: Vec<Anchor> = anchors
            .iter()
            .map(|(part, entity)| Anchor { span: span_of(text, part), entity: *entity })
            .collect();
        let hits: Vec<Span> = hits.iter().map(|part| span_of(text, part)).collect();
        let runs = runs(text, Span::new(0, text.len()), &anchors, &hits);
        assert_eq!(written(text, &runs), expected);
    }

    #[test]
    fn names_are_marked_and_hits_within_them() {
        check(
            "Ada Lovelace left London",
            &[("Ada Lovelace", Some(0)), ("London", Some(1))],
            &["Lovelace left"],
            "[0 Ada {Lovelace}]{ left} [1 London]",
        );
    }

    #[test]
    fn a_name_within_a_quote_splits_it() {
        check(
            "He said “Ada knows” twice",
            &[("Ada", Some(3)), ("Ada knows", None)],
            &[],
            "He said “[3 Ada]( knows)” twice",
        );
    }

    #[test]
    fn a_text_without_marks_is_one_run() {
        check("Nothing here", &[], &[], "Nothing here");
    }

    proptest! {
        #[test]
        fn runs_cover_the_text_whatever_is_marked(
            text in ".{0,40}",
            anchors in proptest::collection::vec((0..60u32, 0..60u32), 0..6),
            hits in proptest::collection::vec((0..60u32, 0..60u32), 0..6),
        ) {
            let span = |(a, b): (u32, u32)| Span { start: a.min(b), end: a.max(b) };
            let anchors: Vec<Anchor> =
                anchors.into_iter().map(|p| Anchor { span: span(p), entity: Some(0) }).collect();
            let mut hits: Vec<Span> = hits.into_iter().map(span).collect();
            hits.sort();
            let runs = runs(&text, Span::new(0, text.len()), &anchors, &hits);
            let again: String = runs.iter().flat_map(|r| &r.parts).map(|(p, _)| p.of(&text)).collect();
            prop_assert_eq!(again, text);
        }
    }
}
