//! The subject of a verb of speech, as an entity.
//!
//! Without a parser: candidates are names, pronouns and descriptions ('the
//! Russian diplomat') in the cue's own sentence, nearest first, without those
//! that stand in a prepositional phrase or own something ('in Moscow', 'Iran’s').
//! Pronouns and descriptions go to the most salient compatible person before.

mod reference;

use std::ops::Range;
use std::sync::LazyLock;

use crate::article::{Entity, Kind};
use crate::extract::named::{Name, Named};
use crate::extract::word_table::WordTable;
use crate::extract::words::{Gap, Words};

use super::gender;
use super::nouns::{
    Head, is_date_word, is_determiner, is_head, is_nation, is_preposition, is_title, is_verb, stem,
};

/// Who a subject turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An entity, by its position.
    Known(u32),
    /// Somebody without a name here, or several: 'officials', 'the trio', 'X and Y'.
    Nobody,
}

/// A text's words with the names in them.
pub struct Scene<'a> {
    words: Words<'a>,
    named: Named<'a>,
    /// One for each entity.
    genders: Vec<Gender>,
    /// Token ranges inside quotation marks, in order.
    quoted: Vec<Range<usize>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    Male,
    Female,
    Unknown,
}

static PRONOUNS: LazyLock<WordTable> = LazyLock::new(|| {
    WordTable::new([
        ("he lui egli er él ele он il", 0),
        ("she lei elle ella ela она", 1),
        ("they we some others many both", 2),
        ("it", 3),
    ])
});

/// How far from its verb a subject may stand, in tokens.
const REACH: usize = 45;

impl<'a> Scene<'a> {
    pub fn new(words: Words<'a>, entities: &'a [Entity], quoted: Vec<Range<usize>>) -> Self {
        let named = Named::new(words, entities);
        Scene { words, genders: gender::of_all(&named), named, quoted }
    }

    pub fn in_quote(&self, at: usize) -> bool {
        let n = self.quoted.partition_point(|q| q.start <= at);
        n > 0 && at < self.quoted[n - 1].end
    }

    /// The name that covers a token.
    pub fn name_at(&self, at: usize) -> Option<Name> {
        self.named.at(at)
    }

    /// Whether a quotation mark that closes stands at a token.
    pub fn ends_quote(&self, at: usize) -> bool {
        let n = self.quoted.partition_point(|q| q.start <= at);
        n > 0 && at + 1 == self.quoted[n - 1].end
    }

    /// One after a person or 'he' or 'she' that begins with this token.
    pub fn subject_end(&self, at: usize) -> Option<usize> {
        match self.named.at(at) {
            Some(name) if name.first == at && self.named.kind(name) == Kind::Person => Some(name.end),
            None if self.words.is_any(at, "he she") => Some(at + 1),
            _ => None,
        }
    }

    /// The subject left of a verb at `at`, not before the token `from`.
    pub fn left_of(&self, at: usize, from: usize) -> Option<Subject> {
        let words = self.words;
        let lowest = from.max(at.saturating_sub(REACH));
        if at > lowest && words.is_any(at - 1, "and also but then") {
            // 'X met Y and said': the first verb's subject.
            let also = words.is(at - 1, "also") && !(at > lowest + 1 && words.is(at - 2, "and"));
            if !also && let Some(subject) = self.first_in(lowest, at - 1) {
                return Some(subject);
            }
        }
        if at > lowest
            && words.mark(at - 1) == Some(',')
            && let Some(person) = self.before_apposition(at - 1, lowest)
        {
            return Some(Subject::Known(person));
        }
        if self.is_common(at, lowest) {
            return Some(Subject::Nobody);
        }
        let mut n = self.before_relative(at, lowest).unwrap_or(at);
        let mut relative = false;
        while n > lowest {
            n -= 1;
            if words.mark(n) == Some(';') {
                return None;
            }
            if self.in_quote(n) {
                continue; // 'Reid, author of “The Isles,” says'
            }
            if let Some(name) = self.named.at(n) {
                n = name.first;
                if let Some(subject) = self.as_subject(name, lowest, relative) {
                    return Some(subject);
                }
                continue;
            }
            if !words.is_word(n) {
                continue;
            }
            if words.is_any(n, "who which che qui que") {
                relative = true;
                continue;
            }
            if let Some(subject) = self.pronoun(n) {
                return subject;
            }
            if let Some(found) = self.description(n, lowest) {
                return Some(found);
            }
        }
        None
    }

    /// The comma that opens a relative clause which ends before the verb: 'The carrier|,
    /// which received aid last May, said'.
    fn before_relative(&self, at: usize, lowest: usize) -> Option<usize> {
        const REACH: usize = 25;
        let words = self.words;
        if at <= lowest || words.mark(at - 1) != Some(',') {
            return None;
        }
        let nearest = lowest.max(at.saturating_sub(REACH));
        (nearest..at - 1)
            .rev()
            .find(|&n| words.mark(n) == Some(',') && words.is_any(n + 1, "who which whose"))
    }

    /// Whether an adverb or a preposition stands at a token: 'on', 'in', 'later'.
    pub fn is_adjunct(&self, at: usize) -> bool {
        let words = self.words;
        is_preposition(words, at) || words.is_any(at, "also again later earlier however only simply") || {
            let word = words.word(at);
            word.len() > 4 && word.ends_with("ly")
        }
    }

    /// Whether the subject of a verb is a noun that names nobody known: 'EU textile
    /// producers say', not 'the minister said' nor 'X, close to the talks, said'.
    fn is_common(&self, at: usize, lowest: usize) -> bool {
        let words = self.words;
        let small = |n: usize| words.is_word(n) && !words.is_capital(n) && self.named.at(n).is_none();
        let mut noun = at;
        loop {
            let Some(before) = noun.checked_sub(1).filter(|&n| n > lowest && small(n)) else { return false };
            noun = before;
            if !(self.is_adjunct(noun)
                || words.is_any(noun, "has have had himself herself itself themselves"))
            {
                break;
            }
        }
        let other = |n: usize| {
            !small(n)
                || is_preposition(words, n)
                || is_verb(words, n)
                || is_determiner(words, n)
                || self.pronoun(n).is_some()
        };
        if other(noun) || is_head(words, noun) || words.is_any(noun, "and or that it who") {
            return false;
        }
        let mut start = noun;
        while start > lowest && !other(start - 1) {
            start -= 1;
        }
        let name = start.checked_sub(1).and_then(|n| self.named.at(n));
        let governed = |n: usize| n > lowest && is_preposition(words, n - 1);
        match name {
            Some(name) => {
                noun >= start
                    && name.end == start
                    && self.named.kind(name) != Kind::Person
                    && !governed(name.first)
            }
            None => false,
        }
    }

    /// Whether words before a verb read as its subject though none of them is known:
    /// 'his agent said', 'a person familiar with the matter said'.
    pub fn is_phrase(&self, from: usize, to: usize) -> bool {
        let words = self.words;
        from < to
            && to - from < 14
            && (from..to).all(|n| words.is_word(n) || matches!(words.mark(n), Some('-' | '’' | '\'')))
            && !is_preposition(words, from)
            && !is_verb(words, to - 1)
    }

    /// 'X, a teacher at Y, | said', 'X, who has split with Z, | told': the person
    /// before the comma that opens what this one closes.
    fn before_apposition(&self, comma: usize, lowest: usize) -> Option<u32> {
        let words = self.words;
        let mut n = comma;
        while n > lowest + 1 {
            n -= 1;
            if words.mark(n) == Some(';') {
                return None;
            }
            if self.in_quote(n) || words.mark(n) != Some(',') {
                continue;
            }
            let Some(name) =
                self.named.at(n - 1).filter(|m| m.end == n && self.named.kind(*m) == Kind::Person)
            else {
                continue;
            };
            let title = self.title_start(name, lowest);
            let governed = title > lowest && is_preposition(words, title - 1);
            // 'Ted Cruz, R-Texas, said'
            let party = words.is_any(n + 1, "r d i") && words.mark(n + 2) == Some('-');
            let apposition = party
                || is_determiner(words, n + 1)
                || words.is_any(n + 1, "who whose himself herself speaking chief head former")
                || (n + 1..comma).take(8).any(|m| is_head(words, m));
            if !governed && apposition {
                return Some(name.entity);
            }
        }
        None
    }

    /// The first name, pronoun or description between two tokens that can be a subject.
    pub fn first_in(&self, from: usize, to: usize) -> Option<Subject> {
        let mut n = from;
        while n < to {
            if self.in_quote(n) {
                n += 1;
                continue;
            }
            if let Some(name) = self.named.at(n) {
                if let Some(subject) = self.as_subject(name, from, false) {
                    return Some(subject);
                }
                n = name.end;
                continue;
            }
            if self.words.is_word(n) {
                if let Some(subject) = self.pronoun(n) {
                    return subject;
                }
                let opens = n == from
                    || !self.words.is_word(n - 1)
                    || !is_preposition(self.words, self.phrase_start(n, from).wrapping_sub(1));
                if opens && let Some(subject) = self.description(n, from) {
                    return Some(subject);
                }
            }
            n += 1;
        }
        None
    }

    /// The subject right of a verb: 'said Ivanov', 'said the minister', 'according to X'.
    pub fn right_of(&self, at: usize, to: usize) -> Option<Subject> {
        let words = self.words;
        let mut n = at;
        let highest = to.min(at + 14);
        while n < highest {
            if words.mark(n).is_some_and(|c| matches!(c, '.' | ';' | ',' | ':'))
                && !words.is_word(n.wrapping_sub(1))
            {
                return None;
            }
            if let Some(name) = self.named.at(n) {
                let owner = self.named.owns(name);
                let part = words.mark(name.end) == Some('-') && words.touches(name.end);
                if owner || part || self.is_adjective(name) {
                    n = name.end;
                    continue;
                }
                let person = self.named.kind(name) == Kind::Person;
                // 'said one GOP operative'
                let noun = words.is_word(name.end)
                    && !words.is_capital(name.end)
                    && !words.breaks(name.end)
                    && !is_verb(words, name.end)
                    && !is_preposition(words, name.end)
                    && !words.is_any(name.end, "and or but that as today yesterday");
                if !person && noun && self.person_after(name.end, highest).is_none() {
                    return Some(Subject::Nobody);
                }
                if !person && n > at && is_preposition(words, name.first - 1) && !self.speaks_for(name) {
                    return None;
                }
                if self.joins_next(name) {
                    return Some(Subject::Nobody);
                }
                // 'said SVR spokesman Sergei Ivanov', 'said Iran’s Foreign Ministry spokesman X':
                // a person that follows at once is who speaks.
                if !person && let Some(next) = self.person_after(name.end, highest) {
                    return Some(Subject::Known(next.entity));
                }
                return Some(Subject::Known(name.entity));
            }
            if words.is_word(n) {
                if let Some(subject) = self.pronoun(n) {
                    return subject;
                }
                if is_head(words, n) {
                    if let Some(next) = self.person_after(n + 1, highest) {
                        return Some(Subject::Known(next.entity));
                    }
                    return self.description(n, at);
                }
                if n == at && is_preposition(words, n) {
                    return None;
                }
                if is_date_word(words, n) {
                    return None;
                }
            }
            n += 1;
        }
        None
    }

    /// A person named within a few words, with nothing but titles between.
    fn person_after(&self, from: usize, to: usize) -> Option<Name> {
        let words = self.words;
        for n in from..to.min(from + 8) {
            if let Some(name) = self.named.at(n) {
                if self.named.kind(name) == Kind::Person {
                    return Some(name);
                }
                continue;
            }
            let comma = words.mark(n) == Some(',') && n == from;
            let joint = words.mark(n).is_some_and(|c| matches!(c, '\'' | '’' | '-' | '(' | ')'));
            if !(comma
                || joint
                || (words.is_word(n) && !is_verb(words, n) && !words.is_any(n, "and in on at after")))
            {
                return None;
            }
        }
        None
    }

    /// Whether a name can be the subject of a verb after it, and as whom.
    fn as_subject(&self, name: Name, lowest: usize, relative: bool) -> Option<Subject> {
        let words = self.words;
        if self.named.owns(name) || self.is_adjective(name) {
            return None;
        }
        let before = name.first.wrapping_sub(1);
        let person = self.named.kind(name) == Kind::Person;
        if words.mark(name.end) == Some('-') && words.touches(name.end) {
            return None; // 'the U.S.-led coalition'
        }
        // 'police in southwestern Afghanistan'
        let turned = name.first > lowest + 1 && words.is_word(before) && !words.is_capital(before);
        if !person && turned && is_preposition(words, before - 1) && !relative {
            return None;
        }
        if name.first > lowest {
            // 'Iran, Russia and Turkey said'
            let joined = words.is_any(before, "and e et und y") && name.first > lowest + 1;
            if joined && (self.named.at(before - 1).is_some() || words.mark(before - 1) == Some(',')) {
                return Some(Subject::Nobody);
            }
            let title = self.title_start(name, lowest);
            if is_preposition(words, title.wrapping_sub(1))
                && title > lowest
                && !relative
                && !self.quoted_by(title)
            {
                if self.speaks_for(name) {
                    return Some(Subject::Known(name.entity));
                }
                return None;
            }
            // 'X, head of the Y, said': Y stands in X's apposition.
            if !person && is_preposition(words, before) && !relative {
                return None;
            }
        }
        if self.named.kind(name) == Kind::Group && words.is_word(name.end) && !is_verb(words, name.end) {
            return None;
        }
        // 'Kremlin aides said': an unlisted noun that the name modifies.
        let noun = words.word(name.end);
        let modifies = !person
            && words.is_word(name.end)
            && !words.is_capital(name.end)
            && noun.len() > 4
            && noun.ends_with('s')
            && !noun.ends_with("ss")
            && is_verb(words, name.end + 1);
        if modifies {
            return Some(Subject::Nobody);
        }
        Some(Subject::Known(name.entity))
    }

    /// 'Iranian officials', 'Kremlin spokesman': a name that only modifies.
    fn is_adjective(&self, name: Name) -> bool {
        let words = self.words;
        if self.named.kind(name) == Kind::Person || !words.is_word(name.end) || words.breaks(name.end) {
            return false;
        }
        let group = self.named.kind(name) == Kind::Group;
        is_head(words, name.end)
            || (group && !is_verb(words, name.end) && !words.is_capital(name.end))
            || (self.named.at(name.end).is_some_and(|next| self.named.kind(next) == Kind::Person))
            || (words.is_capital(name.end) && self.named.at(name.end).is_none() && is_title(words, name.end))
    }

    fn quoted_by(&self, title: usize) -> bool {
        title > 0 && self.words.is(title - 1, "by")
    }

    /// 'a spokesman for the ministry'
    fn speaks_for(&self, name: Name) -> bool {
        if self.named.kind(name) != Kind::Organization {
            return false;
        }
        let words = self.words;
        (name.first.saturating_sub(4)..name.first).any(|n| {
            words.is_any(n, "spokesman spokeswoman spokesperson portavoce sprecher sprecherin portavoz porte")
        })
    }

    fn joins_next(&self, name: Name) -> bool {
        self.words.is(name.end, "and")
            && self.named.at(name.end + 1).is_some_and(|next| self.named.kind(next) == self.named.kind(name))
    }

    /// The first token of the words of title before a name.
    fn title_start(&self, name: Name, lowest: usize) -> usize {
        let words = self.words;
        let mut start = name.first;
        while start > lowest {
            let n = start - 1;
            if let Some(before) = self.named.at(n) {
                if self.named.kind(before) == Kind::Person || words.tokens[start].gap == Gap::Paragraph {
                    break;
                }
                start = before.first;
                continue;
            }
            // 'China’s ambassador to Britain Liu Xiaming'
            if is_preposition(words, n)
                && n > lowest
                && is_head(words, n - 1)
                && self.named.kind(name) == Kind::Person
            {
                start = n - 1;
                continue;
            }
            let joint = matches!(words.mark(n), Some('\'' | '’' | '-' | '.' | '(' | ')')) || words.is(n, "s");
            let title = words.is_word(n)
                && (is_head(words, n) || is_title(words, n) || words.is_capital(n) || words.is(n, "the"));
            if !(title || joint) || (words.mark(n) == Some('.') && !words.is_word(n.wrapping_sub(1))) {
                break;
            }
            start = n;
        }
        start
    }

    fn phrase_start(&self, at: usize, lowest: usize) -> usize {
        let mut start = at;
        while start > lowest && self.words.is_word(start - 1) && at - start < 5 {
            if is_determiner(self.words, start - 1) {
                return start - 1;
            }
            if is_preposition(self.words, start - 1) {
                break;
            }
            start -= 1;
        }
        start
    }
}
