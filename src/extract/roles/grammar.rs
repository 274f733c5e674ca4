//! Small words around offices.

use super::offices;
use crate::extract::words::Words;

/// What ends a name that is turned round: 'Intelligence Service Director'.
pub const INSTITUTIONS: &str = "service agency ministry council committee commission department bureau office \
    organization organisation authority board administration command institute union bank reserve league \
    federation association court army force forces guard police fund center centre secretariat assembly";

pub fn is_date_word(words: Words<'_>, at: usize) -> bool {
    words.is_capital(at)
        && words.is_any(
            at,
            "monday tuesday wednesday thursday friday saturday sunday january february march april may june july \
             august september october november december",
        )
}

/// Words that say when or how fully somebody has an office.
pub fn is_turning(words: Words<'_>, at: usize) -> bool {
    words.is_any(at, "former acting interim deputy vice assistant outgoing incoming then new ex current")
}

pub fn is_only_rank(title: &str) -> bool {
    title.split(' ').all(offices::is_rank_word)
}

pub fn is_determiner(words: Words<'_>, at: usize) -> bool {
    words.is_any(at, "the a an its his her their our this that another")
}

pub fn is_pronoun(words: Words<'_>, at: usize) -> bool {
    words.is_any(at, "he she it they we who which whom him them")
}

/// Small words that a capital only makes the first of a sentence.
pub fn is_function_word(words: Words<'_>, at: usize) -> bool {
    words.is_any(
        at,
        "the a an in on at by of to for from with and but or as when while after before since \
        until during both even then now also meanwhile earlier later his her its their our this \
        that these if although though mr mrs ms dr sir not only like under against among between \
        according said says led photo photograph they he she it we you i there these such",
    )
}

pub fn is_verb(words: Words<'_>, at: usize) -> bool {
    if words.is_capital(at) || !words.is_word(at) {
        return false;
    }
    let word = words.word(at);
    words.is_any(
        at,
        "is are was were be been has have had will would could should can may might did does do \
        said says told met made took held led gave wrote spoke went came saw won signed read \
        sent left put became began chaired heads called arrived visited by with from after \
        before as about during against that",
    ) && !words.is(at, "led")
        || (word.len() > 5
            && word.ends_with("ed")
            && !words.is_any(at, "united armed limited retired allied")
            && words.mark(at.wrapping_sub(1)) != Some('-'))
}
