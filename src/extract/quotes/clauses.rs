//! Reported clauses: what somebody said in the reporter's words.
//!
//! Without a parser: a clause follows its verb of speech ('said that it had
//! failed', 'told reporters the port would stay shut') or stands before it, up to a
//! comma ('The port would stay shut, she said'), or goes with 'according to'. It
//! runs to the end of its sentence, short of a second attribution ('…, TASS
//! reported') and of the next verb ('…, adding that …'). English only.

use std::ops::Range;
use std::sync::LazyLock;

use super::Reader;
use super::cues::{Cue, asks, cue, holds_that, question, tells_plainly};
use super::speakers::Subject;
use crate::extract::dates::IRREGULAR;
use crate::extract::word_table::WordTable;

/// A clause that tells what was said.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its tokens, without the marks at its ends.
    pub clause: Range<usize>,
    /// The tokens of its cue.
    pub cue: Range<usize>,
    pub subject: Option<Subject>,
}

/// A verb of speech in its sentence.
#[derive(Clone, Copy)]
struct Verb {
    kind: Cue,
    at: usize,
    next: usize,
}

/// Finite verbs besides those in 'ed' and the irregular pasts.
const FINITE: &str = "is are was were has have had will would could should may might must can cannot do does did don \
    doesn didn isn wasn won faces sees needs wants plans expects remains means makes takes goes knows seems looks \
    appears comes gets gives works lives stays runs does stands holds keeps leads pays sells tells cuts hits puts \
    sets breaks grows begins ends starts shows says feels faces loves hates thinks";

static FINITE_FORMS: LazyLock<WordTable> = LazyLock::new(|| WordTable::new([(FINITE, 0), (IRREGULAR, 1)]));

/// How many words a clause must have.
const SHORTEST: usize = 3;

impl Reader<'_> {
    /// All reported clauses, in order, not overlapping.
    pub fn told(&self) -> Vec<Told> {
        let mut found = Vec::new();
        let mut start = 0;
        while start < self.words.tokens.len() {
            let end = self.sentence_end(start).max(start + 1);
            self.told_in(start, end, &mut found);
            start = end;
        }
        found
    }

    fn told_in(&self, start: usize, end: usize, found: &mut Vec<Told>) {
        let mut free = start;
        for verb in self.verbs(start, end) {
            if verb.at < free {
                continue;
            }
            let told = match verb.kind {
                Cue::According => self.by_source(verb, start, end),
                Cue::Say => self.after_verb(verb, start, end).or_else(|| self.before_verb(verb, free, end)),
                Cue::Saying => self.after_verb(verb, start, end),
                Cue::Quoted | Cue::Judge | Cue::Judging => None,
            };
            if let Some(told) = told.filter(|told| told.clause.start >= free) {
                free = told.clause.end.max(verb.next);
                found.push(told);
            }
        }
    }

    /// The verbs of speech of a sentence that are the reporter's own.
    fn verbs(&self, start: usize, end: usize) -> Vec<Verb> {
        let words = self.words;
        let verb = |at: usize| {
            let known = cue(words, at, self.language);
            let held =
                || (words.is(at + 1, "that") && holds_that(words.word(at))).then_some((Cue::Say, at + 1));
            let (kind, next) = known.or_else(held)?;
            (!self.scene.in_quote(at)).then_some(Verb { kind, at, next })
        };
        (start..end).filter_map(verb).collect()
    }

    /// 'said that …', 'told reporters on Friday the …', 'saying …'.
    fn after_verb(&self, verb: Verb, start: usize, end: usize) -> Option<Told> {
        let words = self.words;
        // 'It goes without saying that …' has no speaker.
        let passive = verb.at > start && words.is_any(verb.at - 1, "is are was were be been being without");
        // 'has not said whether …', 'neither confirmed nor denied …': nothing was said.
        let unsaid = (verb.at.saturating_sub(2)..verb.at).any(|n| words.is_any(n, "not never neither nor t"))
            || words.is(verb.next, "nor");
        if passive || unsaid || words.is(verb.next, "to") {
            return None;
        }
        let (from, sure) = self.clause_start(verb, end)?;
        let clause = self.trimmed(from..self.clause_end(from, self.relative_end(verb.at, start, end)))?;
        // 'denied involvement in raids in which many were killed' has its verb too late.
        let late = |n: usize| {
            words.mark(n) == Some(',')
                || n > clause.start + 2
                    && words.is_any(n, "which that who whose because after as when while where what and but")
        };
        let main = clause.clone().find(|&n| late(n)).unwrap_or(clause.end);
        if !sure && !self.has_verb(clause.start, main) {
            return None;
        }
        let subject = match verb.kind {
            Cue::Saying if verb.at > 0 && words.is(verb.at - 1, "as") => {
                self.quoted_before(verb.at, start, verb.at)
            }
            Cue::Saying if self.is_attributive(verb.at, start) => None,
            Cue::Saying => self.main_subject(verb.at, start),
            _ => self.scene.left_of(verb.at, start),
        };
        Some(Told { clause, cue: verb.at..verb.next, subject })
    }

    /// Where the relative clause ends that a verb is of, and its sentence where it is
    /// of none: 'Lima, who said she was tired|, left'.
    fn relative_end(&self, verb: usize, start: usize, end: usize) -> usize {
        let words = self.words;
        let who = (verb.saturating_sub(2).max(start)..verb).find(|&n| words.is_any(n, "who which"));
        let opens = who.is_some_and(|n| n > start && words.mark(n - 1) == Some(','));
        let close = || (verb + 1..end).find(|&n| words.mark(n) == Some(',') && !self.scene.in_quote(n));
        if opens { close().unwrap_or(end) } else { end }
    }

    /// Where the clause after a verb begins: after 'that', or after whom it was told
    /// and when; and whether it needs no verb to be one.
    fn clause_start(&self, verb: Verb, end: usize) -> Option<(usize, bool)> {
        const REACH: usize = 14;
        const WITH_ADDRESSEE: &str =
            "told tells warned warns reminded assured informed promised reassured telling warning";
        let words = self.words;
        if asks(words.word(verb.at))
            && let Some(question) = question(words, verb.next).filter(|&n| n < end)
        {
            return Some((question, true));
        }
        // Between verb and 'that' stand whom it was told, when and where, and no clause.
        let told = words.is_any(verb.at, WITH_ADDRESSEE);
        let adjunct = self.scene.is_adjunct(verb.next)
            || is_day(self, verb.next)
            || words.mark(verb.next) == Some(',')
            || words.is_any(verb.next, "last this late early");
        let that = (verb.next..end.min(verb.next + REACH))
            .take_while(|&n| n == verb.next || told || adjunct)
            .take_while(|&n| words.mark(n).is_none_or(|c| matches!(c, '-' | '’' | '\'' | ',' | '.')))
            .take_while(|&n| {
                cue(words, n, self.language).is_none()
                    && FINITE_FORMS.get(words.word(n)).is_none()
                    && !holds_that(words.word(n))
            })
            .find(|&n| words.is(n, "that") && !words.is_any(n - 1, "of on in for at to by with is was"));
        if let Some(that) = that {
            return Some((that + 1, true));
        }
        if !tells_plainly(words.word(verb.at)) {
            return None;
        }
        let told = words.is_any(verb.at, "told tells");
        let from =
            self.behind_adjuncts(if told { self.behind_addressee(verb.next, end) } else { verb.next }, end);
        // 'told a news conference Wednesday, the government …'
        let from = from + usize::from(from > verb.next && words.mark(from) == Some(','));
        // 'told the court the same story' and 'added milk' need a verb behind them.
        let plain = words.is_any(verb.at, "said says say saying believes thinks");
        // '…, said Ivanov, the company’s geologist' is followed by its subject.
        let inverted =
            verb.at > 0 && (words.mark(verb.at - 1) == Some(',') || self.scene.in_quote(verb.at - 1));
        let quotes = (from..end.min(from + 12)).any(|n| self.scene.in_quote(n));
        self.opens_clause(from, end).then_some((from, plain && (!inverted || quotes)))
    }

    /// After 'told': 'reporters', 'the BBC', 'a news conference', 'them'.
    fn behind_addressee(&self, at: usize, end: usize) -> usize {
        let words = self.words;
        let mut n = at;
        if words.is_any(n, "the a an his her its their state") {
            n += 1;
        }
        if let Some(name) = self.scene.name_at(n) {
            return name.end;
        }
        while n < end && words.is_word(n) && n < at + 4 && !self.opens_firmly(n) {
            n += 1;
        }
        n.max(at + 1).min(end)
    }

    /// Behind the day, the place and the occasion: 'on Tuesday', 'late Friday', 'in a
    /// statement', 'at a news conference'.
    fn behind_adjuncts(&self, at: usize, end: usize) -> usize {
        const OCCASIONS: &str = "statement interview report speech letter email tweet post note conference briefing \
            hearing filing address website twitter television tv radio";
        let words = self.words;
        let mut n = at;
        loop {
            let before = n;
            if words.is_any(n, "on late early") && is_day(self, n + 1) {
                n += 1;
            }
            if is_day(self, n) {
                n += 1;
                if words.is_any(n, "morning afternoon evening night") {
                    n += 1;
                }
            } else if words.is_any(n, "in at on during")
                && let Some(last) = (n + 1..end.min(n + 6)).find(|&m| words.is_any(m, OCCASIONS))
            {
                n = last + 1;
            } else if words.is_any(n, "in at") && self.scene.name_at(n + 1).is_some_and(|name| name.end < end)
            {
                n = self.scene.name_at(n + 1).map_or(n, |name| name.end);
            } else if words.is_any(n, "again also later earlier only simply") {
                n += 1;
            }
            if n == before || n >= end {
                return n.min(end);
            }
        }
    }

    /// Whether a clause can begin here: not a mark, a preposition or an adverb.
    fn opens_clause(&self, at: usize, end: usize) -> bool {
        let words = self.words;
        if at >= end {
            return false;
        }
        if self.scene.in_quote(at) {
            return true;
        }
        if let Some(mark) = words.mark(at) {
            return matches!(mark, '$' | '€' | '£');
        }
        const NO_OPENERS: &str = "of to for with by from on into over as so and or but yes no goodbye nothing something \
            anything much who which whom when where";
        let counted = words.is_any(at, "about around over")
            && (words.number(at + 1).is_some() || matches!(words.mark(at + 1), Some('$' | '€' | '£')));
        if !counted && FINITE_FORMS.get(words.word(at)).is_some() {
            return false; // 'programs he says will improve it'
        }
        counted
            || self.opens_firmly(at)
            || !(words.is_any(at, NO_OPENERS)
                || words
                    .is_any(at, "in at about around under after before during while because although though"))
    }

    /// Words that begin a noun phrase.
    fn opens_firmly(&self, at: usize) -> bool {
        self.words.is_any(
            at,
            "the a an this these those it he she they we i you there his her its their our my no nobody some \
            many most all both each any more about",
        )
    }

    /// Whether a finite verb stands between two tokens, outside quotation marks.
    fn has_verb(&self, from: usize, to: usize) -> bool {
        let words = self.words;
        (from.max(1)..to).any(|n| {
            let word = words.word(n);
            let regular = word.len() > 3 && word.ends_with("ed") && !words.is_capital(n);
            // 'talks held by Moscow' has none.
            let passive = words.is(n + 1, "by") || words.mark(n - 1) == Some('-') && words.touches(n);
            // 'people to stay away from infected areas'
            let adjective =
                regular && words.is_any(n - 1, "the a an of from in on by with to for its their his her at");
            words.is_word(n)
                && !passive
                && !adjective
                && !self.scene.in_quote(n)
                && (regular || FINITE_FORMS.get(word).is_some())
        })
    }

    /// Where a clause that begins at `from` ends, at the latest with its sentence.
    pub fn clause_end(&self, from: usize, end: usize) -> usize {
        let words = self.words;
        for n in from + 1..end {
            if self.scene.in_quote(n) {
                continue;
            }
            match words.mark(n) {
                Some(';') => return n,
                // 'had failed: “We …”'
                Some(':') if self.scene.in_quote(n + 1) => return n,
                Some(',') => {
                    if self.starts_attribution(n + 1, end) {
                        return n;
                    }
                    // 'failed, “We …” he said'
                    if self.scene.in_quote(n + 1) && words.is_capital(n + 2) {
                        return n;
                    }
                }
                _ => {}
            }
            // 'failed and added that …'
            if words.is_any(n, "and but")
                && tells_plainly(words.word(n + 1))
                && !words.is_capital(n + 1)
                && n > from + 2
            {
                return n;
            }
        }
        end
    }

    /// Whether after a comma somebody else, or the same again, is said to have said
    /// it: ', TASS reported', ', according to', ', adding that'.
    fn starts_attribution(&self, at: usize, end: usize) -> bool {
        const REACH: usize = 12;
        let words = self.words;
        let skip = usize::from(words.is_any(at, "and but while"));
        for n in at..end.min(at + REACH) {
            if self.scene.in_quote(n) || (words.mark(n) == Some(',') && n > at + 6) {
                return false;
            }
            match cue(words, n, self.language) {
                Some((Cue::According | Cue::Saying, _)) => return n <= at + skip,
                Some((Cue::Say, next)) => {
                    let closed = words.breaks(next)
                        || words.mark(next).is_some()
                        || self.behind_adjuncts(next, end) > next;
                    let coordinated = skip == 1 && n > at + 1;
                    return (closed || coordinated) && self.scene.left_of(n, at).is_some()
                        || n == at && words.is_any(n, "said says");
                }
                _ => {}
            }
        }
        false
    }

    /// 'The port would stay shut, she said', 'The plan, she said, had failed'.
    fn before_verb(&self, verb: Verb, start: usize, end: usize) -> Option<Told> {
        let words = self.words;
        if verb.at <= start || FINITE_FORMS.get(words.word(verb.next)).is_some() {
            return None; // 'a move that many say is key'
        }
        // 'The port would stay shut, said Ana Lima, the mayor'
        let comma = words.mark(verb.at - 1) == Some(',')
            || self.scene.ends_quote(verb.at - 1) && self.last_mark(verb.at - 1) == Some(',');
        let follows = comma && !words.is_any(verb.at, "told tells");
        let behind = if follows { self.scene.right_of(verb.next, end) } else { None };
        let inverted = behind.is_some();
        let comma = if inverted { verb.at - 1 } else { self.comma_before(verb.at, start)? };
        let subject = behind.or_else(|| self.scene.left_of(verb.at, comma + 1));
        let subject_words = if inverted { 0..0 } else { comma + 1..verb.at };
        let subject = subject.or_else(|| {
            self.scene.is_phrase(subject_words.start, subject_words.end).then_some(Subject::Nobody)
        });
        subject?;
        let goes_on = self.goes_on(verb, start..comma, end);
        // 'As X said', 'Asked about it, X said' have their clause elsewhere.
        let first = (start..comma).find(|&n| words.is_word(n) || words.number(n).is_some())?;
        if words.is_any(first, "as asked speaking citing responding referring")
            || !self.has_verb(start, comma) && !goes_on
        {
            return None;
        }
        let to = if goes_on { self.clause_end(verb.next + 1, end) } else { comma };
        // What begins with its quotation marks is direct speech.
        let clause = self.trimmed(start..to)?;
        (!self.scene.in_quote(clause.start)).then_some(Told { clause, cue: verb.at..verb.next, subject })
    }

    /// Whether the clause goes on after its verb: 'The plan, she said, had failed'.
    fn goes_on(&self, verb: Verb, before: Range<usize>, end: usize) -> bool {
        const GOING_ON: &str = "and but though although because while unless or if not which";
        let words = self.words;
        let from = verb.next + 1;
        // 'He would rather, he said, leave it'
        const HANGING: &str =
            "would could should will may might must can has have had is are was were not rather";
        let hangs = before.end > before.start && words.is_any(before.end - 1, HANGING);
        let whole = self.has_verb(before.start, before.end) && !words.is_any(from, GOING_ON) && !hangs;
        words.mark(verb.next) == Some(',')
            && !whole
            && from + 1 < end
            && !words.is_capital(from)
            && !self.scene.in_quote(from)
            && cue(words, from, self.language).is_none()
    }

    /// The comma that parts a clause from the subject of the verb after it; a quote
    /// may have it inside.
    fn comma_before(&self, verb: usize, start: usize) -> Option<usize> {
        const REACH: usize = 30;
        let words = self.words;
        let is_comma = |n: usize| {
            (words.mark(n) == Some(',') && !self.scene.in_quote(n))
                || (self.scene.in_quote(n) && !self.scene.in_quote(n + 1) && self.last_mark(n) == Some(','))
        };
        let lowest = (start + 1).max(verb.saturating_sub(REACH));
        let mut last = None;
        for n in (lowest..verb).rev().filter(|&n| is_comma(n)) {
            // 'X, the minister, said': the comma before the name is meant.
            let apposition = last.is_none() && words.mark(verb - 1) == Some(',')
                || words.is_any(n + 1, "who which whose")
                || (last.is_some()
                    && self.scene.name_at(n - 1).is_some_and(|name| name.end == n)
                    && words.mark(verb - 1) == Some(','));
            if apposition {
                last = Some(n);
                continue;
            }
            return Some(n);
        }
        None
    }

    /// 'According to X, it had failed', 'It had failed, according to X'.
    fn by_source(&self, verb: Verb, start: usize, end: usize) -> Option<Told> {
        let words = self.words;
        let subject = self.scene.right_of(verb.next, end);
        let clause = if verb.at <= start + 1 {
            let comma = (verb.next..end.min(verb.next + 20)).find(|&n| words.mark(n) == Some(','))?;
            comma + 1..self.clause_end(comma + 1, end)
        } else {
            start..verb.at
        };
        let clause = self.trimmed(clause)?;
        let spoken = self.scene.in_quote(clause.start) || !self.has_verb(clause.start, clause.end);
        (!spoken).then_some(Told { clause, cue: verb.at..verb.next, subject })
    }

    /// A clause without the marks at its ends, `None` where hardly a word is left.
    pub fn trimmed(&self, clause: Range<usize>) -> Option<Range<usize>> {
        let words = self.words;
        let Range { mut start, mut end } = clause;
        let loose = |n: usize| {
            words.mark(n).is_some_and(|c| matches!(c, ',' | '.' | ':' | ';' | '!' | '?' | '—' | '–'))
        };
        while start < end && loose(start) {
            start += 1;
        }
        while end > start && loose(end - 1) {
            end -= 1;
        }
        let n = (start..end).filter(|&n| words.is_word(n) || words.number(n).is_some()).count();
        (n >= SHORTEST).then_some(start..end)
    }
}

fn is_day(reader: &Reader<'_>, at: usize) -> bool {
    reader
        .words
        .is_any(at, "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight")
}

#[cfg(test)]
mod tests {
    use crate::article::QuoteKind;
    use crate::extract::named::tests::scene;

    /// Expected are each report's kind, its words and its speaker.
    #[track_caller]
    fn check(marked: &str, expected: &[(QuoteKind, &str, &str)]) {
        let (text, entities) = scene(marked);
        let found: Vec<_> = super::super::find_in(&text, Some("en"), &entities)
            .iter()
            .filter(|q| q.kind != QuoteKind::Direct)
            .map(|q| {
                (q.kind, q.span.of(&text).to_owned(), q.speaker.map_or("", |s| &entities[s as usize].name))
            })
            .collect();
        let expected: Vec<_> =
            expected.iter().map(|&(kind, words, by)| (kind, words.to_owned(), by)).collect();
        assert_eq!(found, expected, "{text}");
    }

    const TOLD: QuoteKind = QuoteKind::Indirect;
    const MIXED: QuoteKind = QuoteKind::Mixed;

    #[test]
    fn clauses_after_their_verb() {
        check("[person Ana Lima] said that it had failed.", &[(TOLD, "it had failed", "Ana Lima")]);
        check(
            "[person Ana Lima] told reporters in [place Rome] on Friday the port would stay shut.",
            &[(TOLD, "the port would stay shut", "Ana Lima")],
        );
        check(
            "[person Ana Lima] said on Monday that it had failed, adding that nobody was hurt.",
            &[(TOLD, "it had failed", "Ana Lima"), (TOLD, "nobody was hurt", "Ana Lima")],
        );
        check(
            "[person Ana Lima] said the plan had failed, [org TASS] reported.",
            &[(TOLD, "the plan had failed", "Ana Lima")],
        );
        check(
            "[person Ana Lima] said the plan was “dead on arrival” in Rome.",
            &[(MIXED, "the plan was “dead on arrival” in Rome", "Ana Lima")],
        );
        check("The company believes that sales will rise.", &[(TOLD, "sales will rise", "")]);
    }

    #[test]
    fn clauses_before_their_verb() {
        check(
            "The port would stay shut, [person Ana Lima] said.",
            &[(TOLD, "The port would stay shut", "Ana Lima")],
        );
        check(
            "The port would stay shut, said [person Ana Lima], the mayor.",
            &[(TOLD, "The port would stay shut", "Ana Lima")],
        );
        check(
            "The plan, [person Ana Lima] said, had failed.",
            &[(TOLD, "The plan, Ana Lima said, had failed", "Ana Lima")],
        );
        check("The port was shut, a person close to the talks said.", &[(TOLD, "The port was shut", "")]);
        check("The port was shut, according to [org TASS].", &[(TOLD, "The port was shut", "TASS")]);
        check("According to [org TASS], the port was shut.", &[(TOLD, "the port was shut", "TASS")]);
    }

    #[test]
    fn what_tells_no_clause() {
        check("He is said to be rich. State media were there. As [person Ana Lima] said, all was well.", &[]);
        check("[person Ana Lima] denied involvement in raids in which many were killed.", &[]);
        check("[person Ana Lima] announced a dividend on Monday.", &[]);
    }
}
