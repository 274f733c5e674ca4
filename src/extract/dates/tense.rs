//! Whether a date is told as past or as yet to come.
//!
//! Without a parser: the verb nearest before the date in its sentence decides,
//! or, where the date opens the sentence, the first verb after it. 'The talks,
//! scheduled for January 23, were announced on Monday' looks ahead to January
//! and back to Monday.

use std::sync::LazyLock;

use super::foreign;
use super::grammar::Expression;
use super::lexer::Reader;
use super::vocabulary::Class;
use crate::extract::word_table::WordTable;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    Past,
    Future,
    /// No verb says: 'the September 14-15 summit'.
    Untold,
}

/// How many tokens a verb may stand away from its date.
const REACH: usize = 28;

/// How an expression is told.
pub fn tense(reader: Reader<'_>, expression: &Expression) -> Tense {
    let r = reader;
    let first = expression.first;
    // 'oil for May delivery settled at …'
    if r.is_any(expression.end, "delivery futures expiration") {
        return Tense::Future;
    }
    // 'since Monday', 'until Friday': the preposition alone says it.
    if first > 0 {
        if r.is_any(first - 1, "since depuis seit desde dal") {
            return Tense::Past;
        }
        if r.is_any(first - 1, "until till") && !is_past_before(r, first - 1) {
            return Tense::Future;
        }
        // 'agreed to a cut from January 1': the verb's tense is not the date's.
        if r.is_any(first - 1, "from by before effective") && is_past_before(r, first - 1) {
            return Tense::Untold;
        }
    }
    // 'within weeks of an October news conference': the noun's, not the verb's.
    let attribute = first > 0
        && r.is_any(first - 1, "a an its their his her")
        && r.is_word(expression.end)
        && !r.is_capital(expression.end)
        && r.class(expression.end) == Class::Other;
    if attribute {
        return Tense::Untold;
    }
    let lowest = first.saturating_sub(REACH);
    let sentence = (lowest..first)
        .rev()
        .find(|&n| r.ends_sentence(n) || r.mark(n) == Some(';'))
        .map_or(lowest, |n| n + 1);
    // 'that polls on Sunday showed': no verb between the clause's edge and the date,
    // and one right after it.
    let edge = (sentence..first).rev().find(|&n| is_edge(r, n)).unwrap_or(sentence);
    (edge..first)
        .rev()
        .find_map(|n| verb(r, n))
        .or_else(|| (expression.end..expression.end + 2).find_map(|n| verb(r, n)).filter(|_| edge > sentence))
        .or_else(|| (sentence..edge).rev().find_map(|n| verb(r, n)))
        .or_else(|| after(r, expression.end))
        .unwrap_or(Tense::Untold)
}

/// The first verb of the sentence's rest.
fn after(r: Reader<'_>, end: usize) -> Option<Tense> {
    (end..(end + REACH).min(r.tokens.len()))
        .take_while(|&n| n == end || !r.ends_sentence(n - 1))
        .find_map(|n| verb(r, n))
}

static EDGES: LazyLock<WordTable> = LazyLock::new(|| {
    const ENGLISH: &str = "that which who whom where when while if because as whether after before but";
    const OTHERS: &str = "che que qu quand quando mentre dass weil wenn что который которая когда dat";
    WordTable::new([(ENGLISH, 0), (OTHERS, 0)])
});

/// Whether a clause may begin after the token.
fn is_edge(r: Reader<'_>, at: usize) -> bool {
    matches!(r.mark(at), Some(',' | ':' | '(' | '—' | '–' | '“' | '”' | '"'))
        || r.look_up(at, &EDGES).is_some()
}

fn is_past_before(r: Reader<'_>, at: usize) -> bool {
    (at.saturating_sub(6)..at).rev().find_map(|n| verb(r, n)) == Some(Tense::Past)
}

/// Words that look ahead, and verbs that news put in the present for what is planned.
const AHEAD_WORDS: &str = "will ll shall upcoming forthcoming scheduled slated due planned expected deadline tomorrow plans \
    would may might could can should must cannot expects hopes intends aims opens begins starts meets takes ends expires visits votes kicks travels \
    arrives leaves returns hosts faces resumes becomes joins enters comes goes runs falls marks convenes \
    reopens speaks go come play plays resume reports releases";
pub const IRREGULAR: &str = "said told met took came began held left went saw made gave got won lost led broke fell rose struck \
    sent spoke wrote became found hit shot put cut stood brought bought sold paid built caught drew \
    drove flew fought froze grew heard kept knew laid lay meant ran read rode sank sat shook shut sought \
    spent split swept swore taught thought threw wore withdrew died born written taken given seen done \
    known shown fallen chosen spoken broken driven stolen sworn overthrew";
/// Words in 'ed' that tell of no time.
const TIMELESS: &str = "need speed united red indeed hundred bed feed seed breed weed shed wed armed limited so-called embed \
    alleged proposed";

static VERBS: LazyLock<WordTable> =
    LazyLock::new(|| WordTable::new([(AHEAD_WORDS, 0), (IRREGULAR, 1), (TIMELESS, 2)]));

/// What the word at `at` says of time, `None` where it is no telling verb.
fn verb(r: Reader<'_>, at: usize) -> Option<Tense> {
    if !r.is_word(at) {
        return None;
    }
    let word = r.word(at);
    if r.language != "en" {
        return foreign::verb(r.language, word, r.is_capital(at));
    }
    let mut buffer = [0; 16];
    let lower = buffer.get_mut(..word.len()).filter(|_| word.is_ascii())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let word = std::str::from_utf8(lower).ok()?;
    match word {
        "next" => (!r.is_any(at + 1, "day to")).then_some(Tense::Future),
        "ahead" => r.is(at + 1, "of").then_some(Tense::Future),
        "run" => r.is(at + 2, "up").then_some(Tense::Future),
        "set" => (r.is_any(at + 1, "to for")).then_some(Tense::Future),
        "to" => is_infinitive_ahead(r, at).then_some(Tense::Future),
        "was" | "were" | "had" | "did" | "has" | "have" => (!r.is(at + 1, "to")).then_some(Tense::Past),
        "after" => gerund(r, at + 1).then_some(Tense::Past),
        _ if let Some(list) = VERBS.get(word) => match list {
            0 if at > 0 && r.is_any(at - 1, "has have had") => Some(Tense::Past),
            0 => (word != "may" || !r.is_capital(at)).then_some(Tense::Future),
            1 => Some(participle(r, at)),
            _ => None,
        },
        // 'UN-brokered talks' tells of no time.
        _ if word.len() > 3 && word.ends_with("ed") => {
            let compound = at > 0 && r.touches(at) && r.mark(at - 1) == Some('-');
            (!compound).then(|| participle(r, at))
        }
        _ => None,
    }
}

/// 'after breaking his wrist on Tuesday'
fn gerund(r: Reader<'_>, at: usize) -> bool {
    r.is_word(at) && !r.is_capital(at) && r.word(at).len() > 4 && r.word(at).ends_with("ing")
}

/// 'held' is past, but not in 'will be held', 'is to be held', 'will remain shut' and
/// 'to put'.
fn participle(r: Reader<'_>, at: usize) -> Tense {
    const MODALS: &str = "be will would may might could can should must shall ll";
    if at > 0 && r.is(at - 1, "to") {
        return Tense::Future;
    }
    let lowest = at.saturating_sub(4);
    for n in (lowest..at).rev() {
        if r.is_any(n, MODALS) && !(r.is(n, "may") && r.is_capital(n)) {
            // 'would have held' looks back.
            return if (n..at).any(|m| r.is(m, "have")) { Tense::Past } else { Tense::Future };
        }
        if r.is_any(n, "is are was were been has have had") && !r.is(n, "have") || r.mark(n).is_some() {
            break;
        }
    }
    Tense::Past
}

/// 'is to meet', 'agreed to travel', 'plans to': an infinitive after a word that
/// looks ahead.
fn is_infinitive_ahead(r: Reader<'_>, at: usize) -> bool {
    const AHEAD: &str = "is are agreed plan plans vowed pledged promised intends intend hopes hope wants going \
        ready invited likely preparing prepares aims decided due expects";
    const BETWEEN: usize = 4;
    let said = (at.saturating_sub(BETWEEN)..at)
        .rev()
        .take_while(|&n| r.mark(n).is_none())
        .any(|n| r.is_any(n, AHEAD) && (n + 1 == at || !r.is_any(n, "is are")));
    said && r.is_word(at + 1) && !r.is_capital(at + 1) && !r.is_any(at + 1, "the a an")
}
