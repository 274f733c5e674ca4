//! Reported clauses in languages other than English: 'Rossi ha detto che …',
//! 'sagte Merkel, dass …', 'по словам …' left out.
//!
//! Only where a word for 'that' opens the clause, or 'according to' a name and a
//! comma lead it in: without them it can't be told from the reporter's own.

use std::ops::Range;

use super::Reader;
use super::clauses::Told;
use super::cues::{Cue, cue};
use super::speakers::Subject;

/// How far behind its verb the word for 'that' may stand, in tokens.
const REACH: usize = 12;

impl Reader<'_> {
    /// All reported clauses, in order, not overlapping.
    pub fn told_abroad(&self) -> Vec<Told> {
        let that = match self.language {
            "it" => "che",
            "fr" => "que qu",
            "es" | "pt" => "que",
            "de" => "dass daß",
            "nl" => "dat",
            "ru" => "что",
            _ => return Vec::new(),
        };
        let mut found: Vec<Told> = Vec::new();
        let mut start = 0;
        while start < self.words.tokens.len() {
            let end = self.sentence_end(start).max(start + 1);
            for at in start..end {
                let free = found.last().is_none_or(|told| told.clause.end <= at);
                if let (true, Some((kind, next))) = (free && !self.scene.in_quote(at), self.cue_at(at)) {
                    found.extend(match kind {
                        Cue::Say => self.behind_that(at..next, start..end, that),
                        Cue::According => self.behind_source(at..next, start..end),
                        _ => None,
                    });
                }
            }
            start = end;
        }
        found
    }

    fn cue_at(&self, at: usize) -> Option<(Cue, usize)> {
        cue(self.words, at, self.language)
    }

    fn behind_that(&self, verb: Range<usize>, sentence: Range<usize>, that: &str) -> Option<Told> {
        let words = self.words;
        let that = (verb.end..sentence.end.min(verb.end + REACH))
            .take_while(|&n| self.cue_at(n).is_none() && !self.scene.in_quote(n))
            .find(|&n| words.is_any(n, that))?;
        let from = that + 1 + usize::from(matches!(words.mark(that + 1), Some('’' | '\'')));
        let clause = self.trimmed(from..self.clause_end(from, sentence.end))?;
        let subject =
            self.scene.left_of(verb.start, sentence.start).or_else(|| self.scene.right_of(verb.end, that));
        Some(Told { clause, cue: verb, subject })
    }

    /// 'Selon Dupont, la ville …'
    fn behind_source(&self, source: Range<usize>, sentence: Range<usize>) -> Option<Told> {
        let comma = (source.end..sentence.end.min(source.end + REACH))
            .find(|&n| self.words.mark(n) == Some(',') && !self.scene.in_quote(n))?;
        let subject = self.scene.right_of(source.end, comma);
        if source.start > sentence.start + 1 || !matches!(subject, Some(Subject::Known(_))) {
            return None;
        }
        let clause = self.trimmed(comma + 1..self.clause_end(comma + 1, sentence.end))?;
        (!self.scene.in_quote(clause.start)).then_some(Told { clause, cue: source, subject })
    }
}
