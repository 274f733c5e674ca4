//! Quotation marks to the spans between them.
//!
//! Knows “curly” and "straight" doubles, „German“, »both« «guillemets», 「corner
//! brackets」, and ‘British singles’ where the text uses no doubles around them.
//! A mark inside another pair is the speaker's own and opens nothing. A quote
//! that runs on is opened anew at each paragraph and closed once; it is one span.

use crate::extract::words::{Shape, Words};
use crate::text::Span;

/// A stretch between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The words inside the marks.
    pub inside: Span,
    /// The token of the opening mark.
    pub open: usize,
    /// The token of the closing mark; the last of the paragraph where it is missing.
    pub close: usize,
    pub single: bool,
}

/// How many paragraphs a quote may run over.
const LONGEST: usize = 12;

/// All outermost quoted stretches, in order.
pub fn quoted(words: Words<'_>) -> Vec<Quoted> {
    let mut found = Vec::new();
    let mut unclosed = Vec::new();
    let mut at = 0;
    while at < words.tokens.len() {
        match pair(words, at, &mut unclosed) {
            Some(quoted) => {
                at = quoted.close + 1;
                found.push(quoted);
            }
            None => at += 1,
        }
    }
    found
}

/// The marks that may close what `open` opens, `None` where it opens nothing.
fn closers(open: char) -> Option<&'static [char]> {
    Some(match open {
        '“' => &['”', '“', '"'],
        '„' | '‟' => &['“', '”', '"'],
        '"' => &['"', '”'],
        '”' => &['”'],
        '«' => &['»'],
        '»' => &['«'],
        '‘' | '\'' => &['’', '\''],
        '‚' => &['‘', '’'],
        '「' => &['」'],
        '『' => &['』'],
        _ => return None,
    })
}

/// The quote that a token opens. `unclosed` remembers up to where nothing
/// closes what each mark opens, so that no stretch is searched twice for it.
fn pair(words: Words<'_>, open: usize, unclosed: &mut Vec<(char, usize)>) -> Option<Quoted> {
    let mark = words.mark(open)?;
    let closing = closers(mark)?;
    let single = matches!(mark, '‘' | '\'' | '‚');
    if !opens(words, open, mark) {
        return None;
    }
    let starts_paragraph = open == 0 || words.breaks(open);
    let mut paragraphs = 1;
    let mut at = open + 1;
    let known = unclosed.iter().find(|(unclosed, end)| *unclosed == mark && open < *end);
    if let Some((_, end)) = known {
        at = *end;
    }
    while known.is_none() && at < words.tokens.len() {
        if words.breaks(at) {
            // Not closed: it runs on where the next paragraph opens it anew.
            if words.mark(at) != Some(mark) || single || paragraphs == LONGEST {
                break;
            }
            paragraphs += 1;
            at += 1;
            continue;
        }
        match words.mark(at) {
            Some(c) if closing.contains(&c) && closes(words, at, mark, single) => {
                return quote(words, open, at, at, single);
            }
            _ => {}
        }
        at += 1;
    }
    if known.is_none() {
        unclosed.retain(|(unclosed, _)| *unclosed != mark);
        unclosed.push((mark, at));
    }
    if !starts_paragraph {
        return None;
    }
    // A paragraph that opens with a mark and forgets to close it.
    let end = (open + 1..words.tokens.len()).find(|&n| words.breaks(n)).unwrap_or(words.tokens.len());
    let whole = !single
        && !(open + 1..end)
            .any(|n| words.mark(n).is_some_and(|c| closers(c).is_some() && !matches!(c, '‘' | '\'')));
    (whole && end > open + 2).then(|| quote(words, open, end - 1, end, single)).flatten()
}

fn quote(words: Words<'_>, open: usize, close: usize, end: usize, single: bool) -> Option<Quoted> {
    if end <= open + 1 {
        return None;
    }
    let start = words.tokens[open].span.end;
    let stop = if end == close { words.tokens[close].span.start } else { words.tokens[end - 1].span.end };
    // White space inside the marks ('« Oui »') is not what was said.
    let inside = &words.text[start as usize..stop as usize];
    let trimmed = inside.trim();
    let start = start as usize + (inside.len() - inside.trim_start().len());
    (!trimmed.is_empty()).then(|| Quoted {
        inside: Span::new(start, start + trimmed.len()),
        open,
        close,
        single,
    })
}

/// Whether an ambiguous mark stands where one opens: before a word and not after one.
fn opens(words: Words<'_>, at: usize, mark: char) -> bool {
    let free_before = !words.touches(at)
        || at == 0
        || matches!(words.mark(at - 1), Some('(' | '[' | '—' | '–' | '-' | '“' | '‘' | '"' | '/' | ':'));
    let word_after = words.touches(at + 1);
    match mark {
        '“' | '„' | '「' | '『' | '‟' | '‚' => true,
        '«' => true,
        '»' | '"' | '”' => free_before && word_after,
        '‘' => free_before && word_after && words.number(at + 1).is_none(),
        _ => {
            free_before
                && word_after
                && words.is_word(at + 1)
                && !words.is_any(at + 1, "s em til cause n tis twas")
        }
    }
}

fn closes(words: Words<'_>, at: usize, open: char, single: bool) -> bool {
    let mark = words.mark(at);
    // Straight and reversed marks close only after something, and not before a word.
    let word_after = words.touches(at + 1)
        && matches!(words.get(at + 1).map(|t| t.shape), Some(Shape::Word { .. } | Shape::Number { .. }));
    if single {
        let after_word = words.touches(at);
        // An apostrophe stands before a letter, or after an s that owns something.
        let owner = words.word(at.wrapping_sub(1)).ends_with('s')
            && words.is_word(at + 1)
            && later_close(words, at, open);
        return after_word && !word_after && !owner;
    }
    match (open, mark) {
        ('“', Some('“')) => false,
        ('"', Some('"')) => words.touches(at) && !word_after || !words.touches(at + 1),
        ('“' | '„', Some('"')) => words.touches(at) && !word_after,
        _ => true,
    }
}

/// Whether another single mark that can close follows in the paragraph, after
/// punctuation.
fn later_close(words: Words<'_>, at: usize, open: char) -> bool {
    let closing = closers(open).unwrap_or(&[]);
    (at + 1..words.tokens.len().min(at + 60)).take_while(|&n| !words.breaks(n)).any(|n| {
        words.mark(n).is_some_and(|c| closing.contains(&c))
            && matches!(words.mark(n - 1), Some(',' | '.' | '?' | '!'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::words::tokens;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let tokens = tokens(text);
        let found: Vec<_> =
            quoted(Words { text, tokens: &tokens }).iter().map(|q| q.inside.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn pairs_of_all_shapes() {
        check("“Yes,” he said. “No ‘maybe’ today.”", &["Yes,", "No ‘maybe’ today."]);
        check("He said \"yes\" and (\"no\"), 6\" long.", &["yes", "no"]);
        check("Er sagte: „Ja.“ Sie: »Nein.« Il dit : « Oui ».", &["Ja.", "Nein.", "Oui"]);
        check("‘We can’t,’ he said, ‘not the boys’ war.’", &["We can’t,", "not the boys’ war."]);
        check("the '90s and rock 'n' roll, the boys’ war", &[]);
        check("她说「好」。", &["好"]);
        check("“”", &[]);
    }

    #[test]
    fn a_quote_runs_over_paragraphs_until_it_is_closed() {
        check("“One.\n\n“Two.\n\n“Three,” he said.", &["One.\n\n“Two.\n\n“Three,"]);
        check("“It forgets to end.\n\nAnother one.", &["It forgets to end."]);
        check("He called it “a thing.\n\nAnother “one” here.", &["one"]);
    }
}
