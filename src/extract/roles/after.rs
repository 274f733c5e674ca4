//! Roles that stand behind a name: in an apposition, after 'named' and 'who heads';
//! and a counterpart's.

use super::grammar::{is_date_word, is_determiner, is_only_rank, is_verb};
use super::offices::is_office;
use super::{LONGEST, Office, Reader, key};
use crate::article::Kind;
use crate::extract::named::Name;

impl Reader<'_> {
    /// ', Russia’s deputy minister of foreign affairs for counterterrorism,'; two where
    /// they stand together: ', a lawyer and former minister,'.
    pub fn appositions_after(&self, name: Name) -> Vec<Office> {
        let words = self.words;
        // 'Mark Fenwick of Aldgate Capital, a shareholder'
        let whose = self.named.at(name.end + 1).filter(|_| words.is_any(name.end, "of at from"));
        let comma = whose.map_or(name.end, |whose| whose.end);
        if words.mark(comma) != Some(',') || words.breaks(comma + 1) {
            return Vec::new();
        }
        let from = self.behind_age(comma + 1);
        if let Some((title, start)) = self.relative(from) {
            return self.headed(title, from, start).into_iter().collect();
        }
        let Some(end) = self.apposition_end(self.bare(from)) else { return Vec::new() };
        let mut offices = Vec::new();
        let mut from = self.bare(from);
        while from < end && offices.len() < 2 {
            let Some(head) = self.office_in(from, end) else { break };
            let to = self.cut(head + 1, end);
            if (from..to).any(|n| self.named.is_person_at(n)) {
                break;
            }
            offices.extend(self.office(from, to, head));
            if !words.is(to, "and") || !words.is_any(to + 1, "a the former") {
                break;
            }
            from = self.bare(to + 1);
        }
        offices
    }

    /// 'who heads the mission': an office by its verb.
    pub fn headed(&self, title: &str, from: usize, start: usize) -> Option<Office> {
        let words = self.words;
        let closes = |n: usize| {
            words.breaks(n)
                || words.mark(n).is_some_and(|c| matches!(c, ',' | '.' | ';' | ')'))
                || words.is_any(n, "for in and since until at who which")
        };
        let end = (start..start + LONGEST).find(|&n| closes(n)).filter(|&end| end > start)?;
        let text = format!("{title} of {}", self.text(start, end));
        Some(Office { key: key(&text), title: title.to_owned(), text, span: words.span(from + 1, end) })
    }

    /// Behind ', 47,' and ', 47 years old,'.
    pub fn behind_age(&self, at: usize) -> usize {
        let words = self.words;
        if words.number(at).is_none_or(|(age, _)| age > 120) {
            return at;
        }
        let end = at + 1 + if words.is(at + 1, "years") { 2 } else { 0 };
        if words.mark(end) == Some(',') && !words.breaks(end + 1) { end + 1 } else { at }
    }

    /// Behind articles and words that only time the office.
    pub fn bare(&self, mut at: usize) -> usize {
        while is_determiner(self.words, at) || self.words.is_any(at, "then now also himself herself") {
            at += 1;
        }
        at
    }

    /// 'named Ingrid Aas chief executive', 'appointed her as its chairman'.
    pub fn appointed(&self, name: Name) -> Option<Office> {
        let words = self.words;
        let verb = name.first.checked_sub(1)?;
        if !words.is_any(verb, "named appointed elected appoints names") || words.breaks(name.first) {
            return None;
        }
        let comma = words.mark(name.end) == Some(',') && self.behind_age(name.end + 1) > name.end + 1;
        let from = if comma { self.behind_age(name.end + 1) } else { name.end };
        let from = self.bare(from + usize::from(words.is_any(from, "as to be")));
        let mut end = from;
        while end < from + LONGEST
            && !words.breaks(end)
            && words.mark(end).is_none_or(|c| matches!(c, '-' | '’'))
        {
            end += 1;
        }
        let head = self.office_in(from, end)?;
        let to = self.cut(head + 1, end);
        (!(from..to).any(|n| self.named.is_person_at(n))).then(|| self.office(from, to, head))?
    }

    /// Where an office's complement ends within its phrase: before a participle
    /// ('British minister | presiding over …') and before a second office ('governor
    /// to OPEC | and an executive of …').
    pub fn cut(&self, from: usize, end: usize) -> usize {
        let words = self.words;
        (from..end)
            .find(|&n| {
                let participle = !words.is_capital(n)
                    && words.word(n).len() > 5
                    && words.word(n).ends_with("ing")
                    && n == from;
                // 'chairman and chief executive' is one, 'governor to OPEC and an executive' two.
                let second = words.is(n, "and")
                    && (words.is_any(n + 1, "a an later then now formerly former one")
                        || words.is(n + 1, "the") && (n + 2..end.min(n + 4)).any(|m| is_office(words, m))
                        || self.named.is_person_at(n + 1)
                        || n > from && (n + 2..end.min(n + 5)).any(|m| is_office(words, m)));
                let dated =
                    words.is_any(n, "on in") && (words.number(n + 1).is_some() || is_date_word(words, n + 1));
                let time = dated
                    || words.is_any(n, "since until effective today yesterday")
                    || words.is(n, "for") && words.number(n + 1).is_some();
                participle || second || time
            })
            .unwrap_or(end)
    }

    /// 'who heads the mission': the title that the verb stands for, and where its
    /// object begins.
    pub fn relative(&self, at: usize) -> Option<(&'static str, usize)> {
        let words = self.words;
        if !words.is(at, "who") {
            return None;
        }
        let title = match words.word(at + 1) {
            "heads" | "headed" => "head",
            "leads" | "led" => "leader",
            "chairs" | "chaired" => "chair",
            "directs" | "directed" => "director",
            "commands" | "commanded" => "commander",
            "founded" => "founder",
            _ => return None,
        };
        Some((title, at + 2))
    }

    /// Where an apposition ends: at a comma, a full stop, a relative clause. `None`
    /// where it doesn't, or a name follows whose title it is.
    pub fn apposition_end(&self, from: usize) -> Option<usize> {
        let words = self.words;
        let mut n = from;
        while n < from + LONGEST + 6 {
            if words.breaks(n) || words.ends_sentence(n) && words.mark(n).is_some() {
                return (n > from).then_some(n);
            }
            // 'chief of staff for U.N. Secretary-General'
            let abbreviates = words.mark(n) == Some('.') && words.touches(n) && {
                let before = words.word(n.wrapping_sub(1));
                before.len() == 1 && words.is_capital(n.wrapping_sub(1))
            };
            if abbreviates {
                n += 1;
                continue;
            }
            match words.mark(n) {
                Some(',' | ';' | '.' | ')' | '–' | '—') => return (n > from).then_some(n),
                Some('-' | '\'' | '’' | '(' | '&' | '/' | '“' | '”') | None => {}
                Some(_) => return None,
            }
            if words.is_any(n, "who whose which that where when from since until after before during") {
                return (n > from).then_some(n);
            }
            if words.is(n, "with") && n > from && is_office(words, n - 1) {
                n += 1; // 'an analyst with Merrow Partners'
                continue;
            }
            if is_verb(words, n) && self.named.at(n).is_none() {
                return None;
            }
            n += 1;
        }
        None
    }

    /// The first office in a phrase, before its preposition.
    pub fn office_in(&self, from: usize, to: usize) -> Option<usize> {
        let words = self.words;
        let mut last = None;
        for n in from..to {
            if words.is_any(n, "of to for at in on with from by and") {
                break;
            }
            if is_office(words, n) {
                last = Some(n);
            }
        }
        last
    }

    /// 'his Russian counterpart Nikolai Patrushev': the office of the person before.
    pub fn counterpart(&self, name: Name, found: &[Vec<Office>]) -> Option<Office> {
        let words = self.words;
        let mut at = name.first.checked_sub(1)?;
        if words.mark(at) == Some(',') {
            at = at.checked_sub(1)?;
        }
        if !words.is(at, "counterpart") {
            return None;
        }
        let nation = self.named.at(at.checked_sub(1)?)?;
        if !matches!(self.named.kind(nation), Kind::Group | Kind::Place) {
            return None;
        }
        let n = self.named.names.partition_point(|n| n.first < nation.first);
        let before =
            self.named.names[..n].iter().rev().take(8).find(|n| self.named.kind(**n) == Kind::Person)?;
        let title = &found[before.entity as usize].iter().find(|o| !is_only_rank(&o.title))?.title;
        let text = format!("{} {title}", self.text(nation.first, nation.end));
        Some(Office { key: key(&text), title: title.clone(), text, span: words.span(nation.first, at + 1) })
    }
}
