//! Roles that stand before a name: its title, and an apposition that leads to it.

use super::grammar::{is_determiner, is_pronoun, is_verb};
use super::offices::{is_office, is_rank, is_short_title};
use super::{LONGEST, Office, Reader};
use crate::extract::named::Name;

impl Reader<'_> {
    /// The title right before a name, and a rank between the two.
    pub fn before(&self, name: Name) -> Vec<Office> {
        let words = self.words;
        let mut offices = Vec::new();
        if name.first == 0 || words.breaks(name.first) {
            return offices;
        }
        let mut end = name.first;
        // 'Defense Minister Brigadier General Amir Hatami': two roles.
        let mut rank = end;
        while rank > 0 && is_rank(words, rank - 1) && !words.breaks(rank) && self.named.at(rank - 1).is_none()
        {
            rank -= 1;
        }
        if rank < end {
            offices.extend(self.office(rank, end, end - 1));
            end = rank;
            if words.breaks(end) {
                return offices;
            }
        }
        // 'Gov. Donna Keough', 'state Sen. Chris Amato'
        if end > 1 && words.mark(end - 1) == Some('.') && is_short_title(words, end - 2) {
            // 'police spokesman Sgt. Dan Orr': two.
            let two = end > 2 && is_office(words, end - 3);
            let from = if two { end - 2 } else { self.phrase_start(end - 2) };
            offices.extend(self.office(from, end, end - 2));
            if !two {
                return offices;
            }
            end -= 2;
        }
        if end > 0 && is_office(words, end - 1) {
            let head = self.head_start(end - 1);
            offices.extend(self.office(self.phrase_start(head), end, end - 1));
            return offices;
        }
        // 'Ambassador to Russia Kazem Jalali': a complement between head and name.
        offices.extend(self.with_complement(end));
        offices
    }

    /// The phrase that ends before `end` and has its office before a preposition.
    pub fn with_complement(&self, end: usize) -> Option<Office> {
        let words = self.words;
        // 'since the fall of Saddam Hussein', 'in the new Obama administration'
        if end == 0
            || is_determiner(words, end - 1)
            || words.is_any(end - 1, "of to for at on in by with new")
        {
            return None;
        }
        let mut n = end;
        let mut preposition = None;
        while n > 0 && end - n < LONGEST && !words.breaks(n) {
            n -= 1;
            if self.named.is_person_at(n) {
                return None;
            }
            if let Some(name) = self.named.at(n) {
                n = name.first;
                continue;
            }
            if let Some(c) = words.mark(n) {
                if !matches!(c, '-' | '\'' | '’' | '(' | ')' | '&' | '/') {
                    return None;
                }
                continue;
            }
            if words.is_any(n, "of to for at on in") {
                preposition = Some(n);
            } else if preposition == Some(n + 1) && is_office(words, n) {
                // What ends in a small word needs a name's capital beside it to be
                // a title: 'Representative to the international organizations X'.
                let head = self.head_start(n);
                return self.office(self.phrase_start(head), end, n);
            } else if is_verb(words, n) || is_pronoun(words, n) || words.number(n).is_some() {
                return None;
            }
        }
        None
    }

    /// 'The Russian special presidential envoy for the Syrian settlement, Aleksandr
    /// Lavrentiyev, …'
    pub fn apposition_before(&self, name: Name) -> Option<Office> {
        let words = self.words;
        let comma = name.first.checked_sub(1)?;
        let closing = words.mark(name.end).filter(|_| !words.breaks(name.end));
        let closed = match words.mark(comma)? {
            ',' => words.breaks(name.end) || closing.is_some_and(|c| matches!(c, ',' | '.' | ';')),
            // 'a top security official (Ivan Ivanov)'
            '(' => closing == Some(')'),
            _ => false,
        };
        if !closed || words.breaks(name.first) {
            return None;
        }
        let mut n = comma;
        while n > 0 && comma - n < LONGEST && !words.breaks(n) {
            n -= 1;
            let owner = self.named.at(n).filter(|&m| self.named.owns(m));
            // 'President Putin’s spokesman, Dmitry Peskov,'
            let is_other = self.named.is_person_at(n) && owner.is_none();
            if is_other || is_verb(words, n) || words.number(n).is_some() {
                return None;
            }
            if words.mark(n).is_some_and(|c| !matches!(c, '-' | '\'' | '’' | '(' | ')')) {
                return None;
            }
            let starts = is_determiner(words, n) || owner.is_some_and(|m| m.first == n);
            if starts {
                let from = n + usize::from(is_determiner(words, n));
                let Some(head) = self.office_in(from, comma) else { continue };
                // 'In talks with the ministry, …' has no office before its preposition.
                return self.office(from, comma, head);
            }
        }
        None
    }
}
