//! The passage of a text that best shows why it was found.

use crate::query::{Mark, Snippet, merged};
use crate::text::Span;

/// Bytes; a little less or more is shown, so that words stay whole.
const LENGTH: usize = 200;
/// Where the hits are close, this much stands before the first of them.
const LEAD: usize = 40;

/// The passage with the most distinct clauses, and of these with the most
/// hits, and of these the first; the text's beginning where there are no hits.
///
/// `marks` are in order of the text.
pub fn snippet(text: &str, marks: &[Mark]) -> Snippet {
    let (start, end) = best_window(marks)
        .map_or((0, 0), |(first, last)| (marks[first].span.start as usize, marks[last].span.end as usize));
    // A sentence that begins shortly before is told from its beginning.
    let start = passage_start(text, start);
    let end = passage_end(text, start, end);
    let passage = &text[start..end];
    let mut out = Snippet::default();
    if !text[..start].trim_start().is_empty() {
        out.text.push('…');
    }
    let mut spans =
        merged(marks).into_iter().filter(|s| s.start as usize >= start && s.end as usize <= end).peekable();
    let mut mark_start = 0;
    for (at, c) in passage.char_indices() {
        let at = (start + at) as u32;
        if spans.peek().is_some_and(|s| s.end == at) {
            out.highlights.push(Span::new(mark_start, out.text.len()));
            spans.next();
        }
        if spans.peek().is_some_and(|s| s.start == at) {
            mark_start = out.text.len();
        }
        // Paragraphs run on: the passage is one line of the list.
        let plain = if c.is_whitespace() || c.is_control() { ' ' } else { c };
        if plain != ' ' || !out.text.ends_with(' ') {
            out.text.push(plain);
        }
    }
    if spans.next().is_some() {
        out.highlights.push(Span::new(mark_start, out.text.len()));
    }
    if end < text.trim_end().len() {
        out.text.push('…');
    }
    out
}

/// First and last mark of the best passage.
fn best_window(marks: &[Mark]) -> Option<(usize, usize)> {
    let n_clauses = marks.iter().map(|m| m.clause as usize + 1).max()?;
    let mut inside = vec![0u32; n_clauses];
    let mut distinct = 0u32;
    let mut first = 0;
    let mut best = ((0, 0), (0, 0));
    for (last, mark) in marks.iter().enumerate() {
        let count = &mut inside[mark.clause as usize];
        distinct += u32::from(*count == 0);
        *count += 1;
        while (mark.span.end - marks[first].span.start) as usize > LENGTH - LEAD && first < last {
            let count = &mut inside[marks[first].clause as usize];
            *count -= 1;
            distinct -= u32::from(*count == 0);
            first += 1;
        }
        let worth = (distinct, last - first);
        if worth > best.0 || last == 0 {
            best = (worth, (first, last));
        }
    }
    Some(best.1)
}

/// Where a passage that must show `hit` begins: at its sentence if that is
/// near, otherwise at a word shortly before.
fn passage_start(text: &str, hit: usize) -> usize {
    if hit <= LEAD {
        return skip_space(text, 0);
    }
    let from = text.floor_char_boundary(hit.saturating_sub(LENGTH / 3));
    let before = &text[from..hit];
    let sentence = [". ", "? ", "! ", "\n", ".” ", ".\" "]
        .iter()
        .filter_map(|end| Some(before.rfind(end)? + end.len()))
        .max();
    if let Some(n) = sentence {
        return skip_space(text, from + n);
    }
    let from = text.floor_char_boundary(hit - LEAD);
    let word = text[from..hit].find(char::is_whitespace).map_or(hit.min(from), |n| from + n);
    skip_space(text, word)
}

fn skip_space(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

/// Where the passage ends: after a whole word, and not before `hit`.
fn passage_end(text: &str, start: usize, hit: usize) -> usize {
    let limit = text.floor_char_boundary((start + LENGTH).max(hit).min(text.len()));
    if limit == text.len() {
        return text.trim_end().len().max(start);
    }
    let cut = match text[start..limit].rfind(char::is_whitespace) {
        Some(n) if start + n >= hit && !text[limit..].starts_with(char::is_whitespace) => start + n,
        _ => limit,
    };
    start + text[start..cut].trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marks(text: &str, words: &[&str]) -> Vec<Mark> {
        let mut marks: Vec<Mark> = words
            .iter()
            .enumerate()
            .flat_map(|(n, word)| {
                text.match_indices(word)
                    .map(move |(at, w)| Mark { span: Span::new(at, at + w.len()), clause: n as u32 })
            })
            .collect();
        crate::order::sort(&mut marks);
        marks
    }

    fn shown(text: &str, words: &[&str]) -> String {
        let snippet = snippet(text, &marks(text, words));
        let mut out = snippet.text.clone();
        for span in snippet.highlights.iter().rev() {
            out.insert(span.end as usize, ']');
            out.insert(span.start as usize, '[');
        }
        out
    }

    #[test]
    fn the_beginning_stands_where_there_are_no_hits() {
        assert_eq!(shown(" A short story.\n\nIts end. ", &[]), "A short story. Its end.");
        let long = "word ".repeat(100);
        let shown = shown(&long, &[]);
        assert!(shown.ends_with("word…") && shown.len() <= LENGTH + 3, "{shown}");
    }

    #[test]
    fn the_passage_with_most_clauses_wins() {
        let filler = "Nothing is told here at all. ".repeat(20);
        let text = format!("Apples grow. {filler}Pears and apples grow. {filler}");
        let shown = shown(&text, &["pples", "Pears"]);
        assert!(shown.starts_with("…[Pears] and a[pples] grow."), "{shown}");
    }

    #[test]
    fn hits_that_overlap_are_one() {
        assert_eq!(shown("joint fight", &["joint fi", "fight"]), "[joint fight]");
    }

    proptest! {
        #[test]
        fn marks_are_exact(text in "[a-c \n.é中]{0,600}", words in proptest::collection::vec("[a-cé中]{1,2}", 0..3)) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let marks = marks(&text, &words);
            let snippet = snippet(&text, &marks);
            prop_assert_eq!(snippet.highlights.is_empty(), marks.is_empty());
            let mut last = 0;
            for span in &snippet.highlights {
                prop_assert!(span.start >= last);
                last = span.end;
                let marked = &snippet.text[span.range()];
                prop_assert!(words.iter().any(|w| marked.contains(w)), "{:?}", marked);
            }
            prop_assert!(snippet.text.len() <= LENGTH + LENGTH / 3 + LEAD);
        }
    }
}
