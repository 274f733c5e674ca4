//! What a name is of which no list and no pattern tells: by the same name
//! elsewhere in the text, and by the words around it.

use super::Candidate;
use crate::article::Kind;
use crate::extract::lexicon::{Classes, lexicon};
use crate::extract::tokens::{Case, Shape, Token};
use crate::extract::words::among;
use crate::table::Table;
use std::cmp::Reverse;

/// Decides every candidate's kind, or leaves it `None` where nothing tells.
pub fn decide(text: &str, tokens: &[Token], candidates: &mut Vec<Candidate>) {
    forget_crafts(text, tokens, candidates);
    define_abbreviations(text, tokens, candidates);
    let words =
        |c: &Candidate| &text[tokens[c.start].span.start as usize..tokens[c.end - 1].span.end as usize];
    // Names that are sure somewhere, whole and by a person's last word.
    let mut known: Table<Kind> = Table::default();
    let mut surnames: Table<usize> = Table::default();
    for candidate in candidates.iter().filter(|c| c.sure) {
        let Some(kind) = candidate.kind else { continue };
        known.value_or(words(candidate), || kind);
        if kind == Kind::Person && candidate.end - candidate.start > 1 {
            for n in name_ends(tokens, candidate) {
                let from = tokens[n].span.start as usize;
                let surname = &text[from..tokens[candidate.end - 1].span.end as usize];
                surnames.value_or(surname, || candidate.start);
            }
            if let Some(first) = surname_first(tokens, candidate) {
                surnames.value_or(tokens[first].span.of(text), || candidate.start);
            }
        }
    }
    let mut articled: Table<()> = Table::default();
    for c in candidates.iter() {
        if c.kind.is_none() && c.start > 0 && is_article(text, &tokens[c.start - 1]) {
            articled.value_or(words(c), || ());
        }
    }
    for candidate in candidates.iter_mut() {
        if candidate.kind.is_some() && suffixed(text, tokens, candidate) {
            candidate.kind = Some(Kind::Organization);
        }
        if candidate.kind.is_none() && !candidate.sure {
            candidate.kind = known
                .get(words(candidate))
                .copied()
                .or_else(|| surnames.contains(words(candidate)).then_some(Kind::Person))
                .or_else(|| by_surroundings(text, tokens, *candidate))
                // 'The Ever Given': a person has no article.
                .filter(|&kind| kind != Kind::Person || !articled.contains(words(candidate)));
        } else if candidate.kind == Some(Kind::Place)
            && surnames.get(words(candidate)).is_some_and(|&first| first < candidate.start)
            && !(candidate.start > 0 && tokens[candidate.start - 1].is(Classes::LOCATIVE))
        {
            // 'Washington' after 'Kerry Washington'.
            candidate.kind = Some(Kind::Person);
        }
    }
    // What the surroundings told of one mention holds for the others.
    let mut votes: Table<Vec<(Kind, usize)>> = Table::default();
    for candidate in candidates.iter().filter(|c| !c.sure) {
        if let Some(kind) = candidate.kind {
            let kinds = votes.value_or(words(candidate), Vec::new);
            match kinds.iter_mut().find(|(other, _)| *other == kind) {
                Some((_, count)) => *count += 1,
                None => kinds.push((kind, 1)),
            }
        }
    }
    let most = |kinds: &Vec<(Kind, usize)>| {
        kinds.iter().max_by_key(|&&(kind, count)| (count, Reverse(kind))).map(|&(kind, _)| kind)
    };
    for candidate in candidates.iter_mut().filter(|c| !c.sure) {
        candidate.kind = votes.get(words(candidate)).and_then(most);
    }
}

/// Ships, spacecraft, comets and asteroids are no entities: 'the tanker Ilmari',
/// 'the Agency's Rosetta probe', and the same names elsewhere in the text. A
/// listed name is a craft only where both sides tell it.
fn forget_crafts(text: &str, tokens: &[Token], candidates: &mut Vec<Candidate>) {
    let words = |c: &Candidate| {
        text[tokens[c.start].span.start as usize..tokens[c.end - 1].span.end as usize].to_owned()
    };
    let craft = |n: usize| tokens.get(n).is_some_and(|t| t.is(Classes::CRAFT));
    let is_craft = |c: &&Candidate| {
        let before = c.start.checked_sub(1);
        let after = craft(c.end) && tokens[c.end].case == Case::Lower && !tokens[c.end].glued;
        let owned =
            before.is_some_and(|n| tokens[n].shape == Shape::Possessive || is_article(text, &tokens[n]));
        match (c.kind, c.sure) {
            (None, _) => {
                after
                    || before.is_some_and(craft)
                    || craft(c.start)
                    || before.is_some_and(|n| tokens[n].is_mark('/'))
            }
            (Some(Kind::Place), true) => {
                after && owned && tokens[c.end].span.of(text) != "ferry" && !is_country(&words(c))
            }
            _ => false,
        }
    };
    let mut crafts: Table<()> = Table::default();
    for craft in candidates.iter().filter(is_craft) {
        crafts.value_or(&words(craft), || ());
    }
    candidates.retain(|c| !crafts.contains(&words(c)) || c.kind == Some(Kind::Organization));
}

fn is_country(name: &str) -> bool {
    lexicon().look_up(name).is_some_and(|e| e.country)
}

fn is_article(text: &str, token: &Token) -> bool {
    matches!(token.span.of(text), "the" | "The" | "a" | "A" | "an" | "An")
}

/// 'Acme Biosciences, Inc.': the company's legal form after a comma.
fn suffixed(text: &str, tokens: &[Token], name: &Candidate) -> bool {
    const FORMS: &str = "Inc Ltd LLC Corp PLC GmbH Co LLP";
    name.kind == Some(Kind::Person)
        && tokens.get(name.end).is_some_and(|t| t.is_mark(','))
        && tokens.get(name.end + 1).is_some_and(|t| among(t.span.of(text).trim_end_matches('.'), FORMS))
}

/// 'European Democratic Party (EDP)': what stands in parentheses after an
/// organization and has two capitals is its abbreviation.
fn define_abbreviations(text: &str, tokens: &[Token], candidates: &mut [Candidate]) {
    for n in 1..candidates.len() {
        let (full, short) = (candidates[n - 1], candidates[n]);
        if full.kind == Some(Kind::Organization)
            && short.kind.is_none()
            && short.end - short.start == 1
            && short.start == full.end + 1
            && tokens[full.end].is_mark('(')
            && tokens.get(short.end).is_some_and(|t| t.is_mark(')'))
            && tokens[short.start].span.of(text).chars().filter(|c| c.is_uppercase()).count() > 1
        {
            candidates[n] = Candidate { kind: Some(Kind::Organization), sure: true, ..short };
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

/// Small words that follow a place's name.
const AFTER_PLACE: &str = "province district city region valley river governorate county village town island islands \
    peninsula airport neighborhood neighbourhood state area suburb mountains desert prison \
    refugee";

/// Small words that stand before a place's name, also with a comma.
const BEFORE_PLACE: &str =
    "town city village capital province port district suburb island northern southern eastern western";

/// Small words that, with 'of', stand before a place's name.
const OF_PLACE: &str = "governor mayor province city town village region district port capital suburb island \
    outskirts north south east west northeast northwest southeast southwest kilometers \
    kilometres miles";

/// Small words that stand before an organization's name.
const BEFORE_ORGANIZATION: &str = "company firm band group carmaker automaker airline network newspaper magazine broadcaster \
    agency label retailer manufacturer giant startup brand militia club";

fn by_surroundings(text: &str, tokens: &[Token], name: Candidate) -> Option<Kind> {
    let word = |n: usize| tokens[n].span.of(text);
    let small = |n: usize| tokens[n].case == Case::Lower;
    let before = name.start.checked_sub(1);
    let after = Some(name.end).filter(|&n| n < tokens.len());
    let after_small = after.filter(|&n| small(n) && !tokens[n].glued);
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
        if among(word(n), AFTER_PLACE) {
            return Some(Kind::Place);
        }
        if tokens[n].is(Classes::ORG_NOUN) && single {
            return Some(Kind::Organization);
        }
    }
    // 'the coastal town Cesme', 'in the capital, Sukhumi'
    let noun = before.filter(|&n| tokens[n].is_mark(',') && n > 0).map(|n| n - 1).or(before);
    if noun.is_some_and(|n| among(word(n), BEFORE_PLACE)) {
        return Some(Kind::Place);
    }
    if before.is_some_and(|n| among(word(n), BEFORE_ORGANIZATION)) {
        return Some(Kind::Organization);
    }
    if before.is_some_and(|n| n > 0 && word(n) == "of" && among(word(n - 1), OF_PLACE)) {
        return Some(Kind::Place);
    }
    if single && last.case == Case::Upper {
        let fits = (3..=6).contains(&last.span.len()) && !last.is(Classes::COMMON);
        return fits.then_some(Kind::Organization);
    }
    let located = before
        .is_some_and(|n| matches!(word(n), "in" | "near" | "at" | "from" | "outside" | "around" | "across"));
    if located && count <= 2 && !(count == 2 && first.is(Classes::GIVEN.or(Classes::FAMILY))) {
        return Some(Kind::Place);
    }
    if after_small.is_some_and(|n| tokens[n].is(Classes::SPEECH)) {
        return Some(Kind::Person);
    }
    if !single && before.is_some_and(|n| tokens[n].is(Classes::SPEECH) && small(n)) {
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
    if suffixed(text, tokens, &Candidate { kind: Some(Kind::Person), ..name }) {
        return Some(Kind::Organization);
    }
    let words = &tokens[name.start..name.end];
    // 'Churyumov-Gerasimenko': two surnames name a thing.
    let marks = words.iter().filter(|t| t.is_hyphen()).count();
    if marks > 0 && marks + 1 == count && words.len() == marks + count && !first.is(Classes::GIVEN) {
        return None;
    }
    if words.iter().any(|t| t.is(Classes::COMMON) && !t.is(Classes::GIVEN.or(Classes::FAMILY))) {
        return (!single && words.iter().any(|t| t.is(Classes::ORG))).then_some(Kind::Organization);
    }
    if single && let Some(kind) = by_ending(word(name.end - 1)) {
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
    const PLACES: &str = "abad stan grad burg ville shire pur land istan town borough bury minster";
    (word.len() > 6 && PLACES.split(' ').any(|e| word.ends_with(e))).then_some(Kind::Place)
}
