//! What a name is of which no list and no pattern tells: by the same name
//! elsewhere in the text, and by the words around it.

use std::collections::BTreeMap;

use super::Candidate;
use crate::article::Kind;
use crate::extract::lexicon::Classes;
use crate::extract::tokens::{Case, Shape, Token};

/// Decides every candidate's kind, or leaves it `None` where nothing tells.
pub fn decide(text: &str, tokens: &[Token], candidates: &mut [Candidate]) {
    let words =
        |c: &Candidate| &text[tokens[c.start].span.start as usize..tokens[c.end - 1].span.end as usize];
    // Names that are sure somewhere, whole and by a person's last word.
    let mut known: BTreeMap<&str, Kind> = BTreeMap::new();
    let mut surnames: BTreeMap<&str, usize> = BTreeMap::new();
    for candidate in candidates.iter().filter(|c| c.sure) {
        let Some(kind) = candidate.kind else { continue };
        known.entry(words(candidate)).or_insert(kind);
        if kind == Kind::Person && candidate.end - candidate.start > 1 {
            for n in name_ends(tokens, candidate) {
                let from = tokens[n].span.start as usize;
                let surname = &text[from..tokens[candidate.end - 1].span.end as usize];
                surnames.entry(surname).or_insert(candidate.start);
            }
            if let Some(first) = surname_first(tokens, candidate) {
                surnames.entry(tokens[first].span.of(text)).or_insert(candidate.start);
            }
        }
    }
    for candidate in candidates.iter_mut() {
        if candidate.kind.is_none() {
            candidate.kind = known
                .get(words(candidate))
                .copied()
                .or_else(|| surnames.contains_key(words(candidate)).then_some(Kind::Person))
                .or_else(|| by_surroundings(text, tokens, *candidate));
        } else if candidate.kind == Some(Kind::Place)
            && surnames.get(words(candidate)).is_some_and(|&first| first < candidate.start)
            && !(candidate.start > 0 && tokens[candidate.start - 1].is(Classes::LOCATIVE))
        {
            // 'Washington' after 'Denzel Washington'.
            candidate.kind = Some(Kind::Person);
        }
    }
    // What the surroundings told of one mention holds for the others.
    let mut votes: BTreeMap<&str, Vec<Kind>> = BTreeMap::new();
    for candidate in candidates.iter().filter(|c| !c.sure) {
        if let Some(kind) = candidate.kind {
            votes.entry(words(candidate)).or_default().push(kind);
        }
    }
    for candidate in candidates.iter_mut() {
        if !candidate.sure
            && let Some(kinds) = votes.get(words(candidate))
        {
            let best = kinds
                .iter()
                .max_by_key(|&&k| (kinds.iter().filter(|&&o| o == k).count(), std::cmp::Reverse(k)));
            candidate.kind = best.copied();
        }
    }
}

/// Where the surname may begin: at the last word, or at the particle before it.
fn name_ends(tokens: &[Token], name: &Candidate) -> Vec<usize> {
    let mut last = name.end - 1;
    while last > name.start + 1 && tokens[last].is(Classes::SUFFIX) {
        last -= 1;
    }
    let mut ends = vec![last];
    let mut n = last;
    while n > name.start + 1 && (tokens[n - 1].is_hyphen() || tokens[n - 1].case == Case::Lower) {
        n -= 1;
        ends.push(n);
    }
    if n > name.start + 1 && tokens[n].is_hyphen() {
        ends.push(n - 1);
    }
    ends
}

/// The first token, where the name is written surname first.
fn surname_first(tokens: &[Token], name: &Candidate) -> Option<usize> {
    let (first, last) = (&tokens[name.start], &tokens[name.end - 1]);
    (name.end - name.start == 2 && last.is(Classes::GIVEN) && !first.is(Classes::GIVEN)).then_some(name.start)
}

fn by_surroundings(text: &str, tokens: &[Token], name: Candidate) -> Option<Kind> {
    let word = |n: usize| tokens[n].span.of(text);
    let before = name.start.checked_sub(1);
    let after = Some(name.end).filter(|&n| n < tokens.len());
    let after_small = after.filter(|&n| tokens[n].case == Case::Lower && !tokens[n].glued);
    let (first, last) = (&tokens[name.start], &tokens[name.end - 1]);
    let single = name.end - name.start == 1;
    let count = tokens[name.start..name.end].iter().filter(|t| t.is_capital()).count();

    // 'Russo-Iranian', 'Sino-American'
    if single
        && first.span.of(text).ends_with('o')
        && let Some(n) = after.filter(|&n| tokens[n].is_hyphen() && tokens[n].glued)
        && tokens.get(n + 1).is_some_and(|t| t.is_capital() && t.glued)
    {
        return None;
    }
    if let Some(n) = after_small {
        if matches!(
            word(n),
            "province"
                | "district"
                | "city"
                | "region"
                | "valley"
                | "river"
                | "governorate"
                | "county"
                | "village"
                | "town"
                | "island"
                | "islands"
                | "peninsula"
                | "airport"
                | "neighborhood"
                | "area"
                | "suburb"
                | "mountains"
                | "desert"
                | "prison"
                | "refugee"
        ) {
            return Some(Kind::Place);
        }
        if tokens[n].is(Classes::ORG_NOUN) && single {
            return Some(Kind::Organization);
        }
    }
    if let Some(of) = before.filter(|&n| word(n) == "of" && n > 0)
        && matches!(
            word(of - 1),
            "province"
                | "city"
                | "town"
                | "village"
                | "region"
                | "district"
                | "port"
                | "capital"
                | "suburb"
                | "island"
                | "outskirts"
                | "north"
                | "south"
                | "east"
                | "west"
                | "northeast"
                | "northwest"
                | "southeast"
                | "southwest"
                | "kilometers"
                | "kilometres"
                | "miles"
        )
    {
        return Some(Kind::Place);
    }
    if single && last.case == Case::Upper {
        let letters = last.span.len();
        return (2..=6).contains(&letters).then_some(Kind::Organization);
    }
    let located = before.is_some_and(|n| {
        tokens[n].case == Case::Lower
            && matches!(word(n), "in" | "near" | "at" | "from" | "outside" | "around" | "across")
    });
    if located && count <= 2 && !(count == 2 && first.is(Classes::GIVEN.or(Classes::FAMILY))) {
        return Some(Kind::Place);
    }
    if after_small.is_some_and(|n| tokens[n].is(Classes::SPEECH)) {
        return Some(Kind::Person);
    }
    let says_before = before.is_some_and(|n| tokens[n].is(Classes::SPEECH) && tokens[n].case == Case::Lower);
    if says_before && !single {
        return Some(Kind::Person);
    }
    // 'Smith, 45,'
    if let Some(n) = after
        && tokens[n].is_mark(',')
        && tokens.get(n + 1).is_some_and(|t| t.shape == Shape::Number && t.span.len() == 2)
        && tokens.get(n + 2).is_some_and(|t| t.is_mark(','))
    {
        return Some(Kind::Person);
    }
    if tokens[name.start..name.end]
        .iter()
        .any(|t| t.is(Classes::COMMON) && !t.is(Classes::GIVEN.or(Classes::FAMILY)))
    {
        return (!single && tokens[name.start..name.end].iter().any(|t| t.is(Classes::ORG)))
            .then_some(Kind::Organization);
    }
    if let Some(kind) = by_ending(word(name.end - 1)) {
        return Some(kind);
    }
    match count {
        1 if first.is(Classes::FAMILY.or(Classes::GIVEN)) => Some(Kind::Person),
        2 | 3 => Some(Kind::Person),
        _ => None,
    }
}

/// Endings that tell places: '-abad', '-grad', '-stan'.
fn by_ending(word: &str) -> Option<Kind> {
    const PLACES: &[&str] = &[
        "abad", "stan", "grad", "burg", "ville", "shire", "pur", "land", "istan", "town", "borough", "bury",
        "minster",
    ];
    (word.len() > 6 && PLACES.iter().any(|e| word.ends_with(e))).then_some(Kind::Place)
}
