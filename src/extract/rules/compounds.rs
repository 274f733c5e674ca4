//! Names that go on in small letters: 'Astana peace talks', '2006 Canadian
//! federal election', 'Syrian civil war'.

use std::ops::Range;

use super::Candidate;
use crate::article::Kind;
use crate::extract::lexicon::{Classes, fold, lexicon};
use crate::extract::tokens::{Case, Shape, Token};

/// Makes events of the names since `first` that small words complete.
pub fn extend(
    text: &str,
    tokens: &[Token],
    sentence: &Range<usize>,
    first: usize,
    candidates: &mut Vec<Candidate>,
) {
    let mut n = first;
    while n < candidates.len() {
        let candidate = candidates[n];
        if let Some((start, end)) = event(text, tokens, sentence, candidate) {
            candidates[n] = Candidate { start, end, kind: Some(Kind::Event), sure: true };
            while candidates.get(n + 1).is_some_and(|c| c.start < end) {
                candidates.remove(n + 1);
            }
        }
        n += 1;
    }
}

/// The tokens of the event whose name this candidate begins.
fn event(text: &str, tokens: &[Token], sentence: &Range<usize>, name: Candidate) -> Option<(usize, usize)> {
    let next = tokens.get(name.end).filter(|t| name.end < sentence.end && !t.glued)?;
    if !matches!(name.kind, Some(Kind::Place | Kind::Group | Kind::Organization) | None)
        || next.shape != Shape::Word
    {
        return None;
    }
    let small =
        |n: usize| (n < sentence.end && tokens[n].case == Case::Lower).then(|| tokens[n].span.of(text));
    let year = name.start > sentence.start && is_year(tokens[name.start - 1].span.of(text));
    let kind_of_vote = |word: &str| {
        matches!(
            word,
            "federal"
                | "general"
                | "presidential"
                | "parliamentary"
                | "legislative"
                | "provincial"
                | "state"
                | "local"
                | "regional"
                | "municipal"
                | "gubernatorial"
                | "senate"
                | "special"
                | "snap"
                | "leadership"
                | "mayoral"
                | "independence"
                | "constitutional"
        )
    };
    let compound =
        name.start > sentence.start && tokens[name.start].glued && tokens[name.start - 1].is_hyphen();
    // '2006 Canadian federal election', 'French presidential election'
    let adjective = matches!(name.kind, Some(Kind::Group)) && !compound;
    if year || adjective {
        let mut n = name.end;
        while n < name.end + 3 && small(n).is_some_and(kind_of_vote) {
            n += 1;
        }
        if matches!(small(n), Some("election" | "elections" | "referendum")) && (year || n > name.end) {
            // 'February 1974 United Kingdom general election'
            let month = year && name.start >= sentence.start + 2 && tokens[name.start - 2].is(Classes::MONTH);
            return Some((name.start - usize::from(year) - usize::from(month), n + 1));
        }
    }
    match name.kind {
        // 'Astana peace talks': named by the city where they are held. 'Syria
        // peace talks' are talks about a place, which stays a place.
        Some(Kind::Place) if !compound && is_city(text, tokens, name) => {
            let mut n = name.end;
            while n < name.end + 2
                && matches!(
                    small(n),
                    Some(
                        "peace"
                            | "nuclear"
                            | "security"
                            | "climate"
                            | "ceasefire"
                            | "gas"
                            | "disarmament"
                            | "arms"
                            | "reconciliation"
                            | "donors"
                            | "donor"
                    )
                )
            {
                n += 1;
            }
            let named = match small(n) {
                Some("talks" | "negotiations" | "process") => true,
                Some("conference" | "summit") => true,
                Some("bombings") => n > name.end || year,
                _ => false,
            };
            named.then_some((name.start, n + 1))
        }
        // 'Syrian civil war'
        Some(Kind::Group | Kind::Place)
            if !compound && small(name.end) == Some("civil") && small(name.end + 1) == Some("war") =>
        {
            Some((name.start, name.end + 2))
        }
        // 'Syrian war', 'Ukraine war', but not 'Syrian war crimes'
        Some(Kind::Group | Kind::Place)
            if !compound
                && small(name.end) == Some("war")
                && small(name.end + 1).is_none_or(is_small_word) =>
        {
            Some((name.start, name.end + 1))
        }
        _ => None,
    }
}

/// Whether a word after 'war' leaves the war a whole: no noun goes on.
fn is_small_word(word: &str) -> bool {
    let mut key = String::new();
    fold(word, &mut key);
    let classes = lexicon().classes(lexicon().word(&key));
    classes.any(Classes::FUNCTION.or(Classes::SPEECH).or(Classes::LOCATIVE))
        || matches!(word, "began" | "ended" | "started" | "went" | "broke" | "continues" | "enters")
}

fn is_city(text: &str, tokens: &[Token], name: Candidate) -> bool {
    let words = &text[tokens[name.start].span.start as usize..tokens[name.end - 1].span.end as usize];
    lexicon()
        .look_up(words)
        .is_some_and(|e| !e.country && e.location.as_ref().is_some_and(|l| !l.country.is_empty()))
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20") || word.starts_with("18"))
        && word.bytes().all(|b| b.is_ascii_digit())
}
