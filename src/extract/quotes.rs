//! Words in quotation marks, and who said them.
//!
//! [`marks`] finds what stands in quotation marks; here it is told apart from
//! titles of works, names and scare quotes, and given its cue (a verb of speech)
//! and speaker ([`speakers`]). Direct quotes are sentences of their own; mixed
//! ones are fragments in the reporter's sentence and count only where a cue
//! governs it. Who merely carried the words ('…,” Ivanov said, TASS reported') is
//! not their speaker. What is told in the reporter's words is found by [`clauses`].

mod abroad;
mod clauses;
mod cues;
mod gender;
mod marks;
mod nouns;
mod speakers;
pub mod voices;

use std::ops::Range;

use crate::article::{Article, Entity, Quote, QuoteKind};
use crate::extract::words::{Words, tokens};
use crate::text::Span;

use clauses::Told;
use cues::{Cue, cue, names_a_thing};
use marks::Quoted;
use speakers::{Scene, Subject};

/// In order of the text; speakers are positions in `entities`.
pub fn find(article: &Article, entities: &[Entity]) -> Vec<Quote> {
    find_in(&article.text, article.language.as_deref(), entities)
}

fn find_in(text: &str, language: Option<&str>, entities: &[Entity]) -> Vec<Quote> {
    let tokens = tokens(text);
    let words = Words { text, tokens: &tokens };
    let quoted = marks::quoted(words);
    let inside = quoted.iter().map(|q| q.open..q.close + 1).collect();
    let scene = Scene::new(words, entities, inside);
    let language = language.and_then(|tag| tag.split('-').next()).unwrap_or("en");
    let mut reader = Reader { scene: &scene, words, language, told: Vec::new() };
    reader.told = if language == "en" { reader.told() } else { reader.told_abroad() };
    let mut found: Vec<Said> = Vec::new();
    for quoted in &quoted {
        if let Some(said) = reader.said(quoted, found.last()) {
            found.push(said);
        }
    }
    let mut quotes: Vec<_> = found.iter().map(Said::quote).collect();
    reader.tell(&quoted, &mut quotes);
    quotes
}

fn known(subject: Option<Subject>) -> Option<u32> {
    match subject {
        Some(Subject::Known(entity)) => Some(entity),
        _ => None,
    }
}

/// A quote with what is known of its speaker; `subject` is `None` where nothing
/// was said of one.
struct Said {
    quoted: Quoted,
    kind: QuoteKind,
    subject: Option<Subject>,
    cue: Option<Span>,
}

impl Said {
    fn quote(&self) -> Quote {
        let span = self.quoted.inside;
        let marked = if self.kind == QuoteKind::Mixed { vec![span] } else { Vec::new() };
        Quote { span, kind: self.kind, marked, speaker: known(self.subject), cue: self.cue }
    }
}

/// No sentence is looked through further than so many words and marks: text
/// without full stops would be gone through again for each of its quotes.
const LONGEST_SENTENCE: usize = 400;

struct Reader<'a> {
    scene: &'a Scene<'a>,
    words: Words<'a>,
    language: &'a str,
    /// The reported clauses.
    told: Vec<Told>,
}

impl Reader<'_> {
    /// Adds reported clauses. One that holds a quoted fragment takes its place, one
    /// whose verb leads a whole quoted sentence is that quote's attribution.
    fn tell(&self, quoted: &[Quoted], quotes: &mut Vec<Quote>) {
        let words = self.words;
        for told in &self.told {
            let span = words.span(told.clause.start, told.clause.end);
            let cue = words.span(told.cue.start, told.cue.end);
            let all_quoted =
                quoted.iter().any(|q| q.open <= told.clause.start && told.clause.end <= q.close + 1);
            let inside = |q: &Quote| span.overlaps(q.span);
            if all_quoted
                || quotes.iter().any(|q| {
                    (q.kind != QuoteKind::Mixed && inside(q))
                        || (q.kind == QuoteKind::Direct && q.cue == Some(cue))
                })
            {
                continue;
            }
            let fragment = quotes.iter().find(|q| inside(q)).map(|q| q.speaker);
            quotes.retain(|q| !inside(q));
            let marked: Vec<Span> = quoted.iter().map(|q| q.inside).filter(|&q| span.contains(q)).collect();
            let kind = if marked.is_empty() { QuoteKind::Indirect } else { QuoteKind::Mixed };
            let speaker = known(told.subject).or(fragment.flatten());
            quotes.push(Quote { span, kind, marked, speaker, cue: Some(cue) });
        }
        crate::order::sort_by_key(quotes, |q| q.span.start);
    }

    fn said(&self, quoted: &Quoted, before: Option<&Said>) -> Option<Said> {
        let direct = self.is_sentence(quoted);
        let found = |(cue, subject): (Span, Option<Subject>)| Said {
            quoted: *quoted,
            kind: if direct { QuoteKind::Direct } else { QuoteKind::Mixed },
            subject: subject.or(Some(Subject::Nobody)),
            cue: Some(cue),
        };
        if self.is_title(quoted, direct) {
            return None;
        }
        if let Some(after) = self.after(quoted) {
            return Some(found(after));
        }
        if let Some(leading) = self.leading(quoted, direct) {
            return Some(found(leading));
        }
        if !direct {
            return None;
        }
        // 'played “Here We Go Again.”': a title, where nobody speaks.
        let long = quoted.close - quoted.open > 16;
        (long || self.stands_alone(quoted)).then(|| {
            let subject = self.carried(quoted, before);
            Said { quoted: *quoted, kind: QuoteKind::Direct, subject, cue: None }
        })
    }

    /// Whether what is quoted reads as a sentence of somebody's.
    fn is_sentence(&self, quoted: &Quoted) -> bool {
        let (words, first, end) = (self.words, quoted.open + 1, quoted.close);
        let n = (first..end).filter(|&n| words.is_word(n)).count();
        let stop = matches!(self.last_mark(quoted.close), Some('.' | ',' | '?' | '!' | '…'))
            || matches!(words.mark(quoted.close + 1), Some('.' | ',' | '?' | '!')) && n > 5;
        let starts = words.is_capital(first) || !words.is_word(first);
        (n >= 2 && starts && stop) || n > 12
    }

    /// 'the film “The Hurt Locker”', '“Guernica”': a name in quotation marks.
    fn is_title(&self, quoted: &Quoted, direct: bool) -> bool {
        let (words, first, end) = (self.words, quoted.open + 1, quoted.close);
        let named = quoted.open > 0 && !words.breaks(quoted.open) && names_a_thing(words, quoted.open - 1);
        if named && !direct {
            return true;
        }
        let closed = matches!(words.mark(end.wrapping_sub(1)), Some('.' | '?' | '!'));
        let in_titles = "of the and a an in on to for with at by from";
        // The d of 'I’d' is no word of its own.
        let ending =
            |n: usize| n > first && words.touches(n) && matches!(words.mark(n - 1), Some('’' | '\''));
        let word = |n: &usize| words.is_word(*n) && !words.is_any(*n, in_titles) && !ending(*n);
        let big = (first..end).filter(word).filter(|&n| words.is_capital(n)).count();
        let all_big = big > 0 && big == (first..end).filter(word).count();
        // Capitals all over make a headline or a title.
        all_big && (named || (big > 1 && !closed && !(direct && words.is(first, "I"))))
    }

    /// The cue after a quote, in its own sentence: '…,” Ivanov pointed out'.
    fn after(&self, quoted: &Quoted) -> Option<(Span, Option<Subject>)> {
        let words = self.words;
        let from = quoted.close + 1;
        if words.breaks(from) {
            return None;
        }
        let last = self.last_mark(quoted.close);
        let comma_after = words.mark(from) == Some(',');
        if last == Some('.') && words.mark(from).is_none() && words.is_capital(from) {
            return None;
        }
        let ends_open = matches!(last, Some(',' | '?' | '!' | '—' | '–' | '-' | '…'))
            || comma_after
            || matches!(words.mark(from), Some('–' | '—' | '-'));
        if words.mark(from).is_some_and(|c| matches!(c, '.' | ';' | ':' | ')' | '?' | '!')) {
            return None;
        }
        let end = self.sentence_end(from);
        if ends_open && let Some(found) = self.any_verb(from) {
            return Some(found);
        }
        // Only a quote that its mark leaves open is followed by its cue at any
        // distance; after a fragment ('“no” to talks, he said') a comma leads it in.
        let mut at = from;
        while at < end.min(from + 30) {
            if self.scene.in_quote(at) {
                return None;
            }
            if let Some((kind, next)) = cue(words, at, self.language) {
                let usable = match kind {
                    Cue::Say | Cue::According | Cue::Quoted => true,
                    Cue::Saying | Cue::Judge | Cue::Judging => false,
                };
                let near = at - from < 14 || comma_between(words, from, at);
                if usable && near && (ends_open || self.is_tail(from, at)) {
                    let span = words.span(at, next);
                    let subject = match kind {
                        Cue::According => self.scene.right_of(next, end),
                        Cue::Quoted => self.quoted_person(at, from, end),
                        _ => self.subject_around(at, next, from, end),
                    };
                    return Some((span, subject));
                }
                if matches!(kind, Cue::Say) && ends_open {
                    return None;
                }
            }
            at += 1;
        }
        None
    }

    /// The punctuation that ends a quote, before its own and the inner marks.
    fn last_mark(&self, close: usize) -> Option<char> {
        let inner = matches!(self.words.mark(close - 1), Some('’' | '\'' | '”')) && close > 1;
        self.words.mark(close - 1 - usize::from(inner))
    }

    /// '…,” Lima laughed.': after a quote left open, a person with any verb that
    /// ends the clause speaks.
    fn any_verb(&self, from: usize) -> Option<(Span, Option<Subject>)> {
        let words = self.words;
        let at = self.scene.subject_end(from)?;
        let verb = words.word(at);
        let is_verb = words.is_word(at)
            && !words.is_capital(at)
            && verb.len() > 4
            && (verb.ends_with("ed") || verb.ends_with('s'));
        let closed = words.mark(at + 1).is_some_and(|c| matches!(c, '.' | ',' | ':'));
        (self.language == "en" && is_verb && closed && cue(words, at, self.language).is_none())
            .then(|| (words.span(at, at + 1), self.scene.left_of(at, from)))
    }

    /// 'called it “a mistake”, Lavrov said': the cue's clause is the sentence's tail.
    fn is_tail(&self, from: usize, cue: usize) -> bool {
        let words = self.words;
        (from..cue).rev().take(8).any(|n| words.mark(n) == Some(','))
            && !(from..cue).any(|n| words.is_any(n, "that which who and but because while as"))
    }

    /// The subject of a cue after a quote: 'said Ivanov' or 'Ivanov said'.
    fn subject_around(&self, at: usize, next: usize, from: usize, end: usize) -> Option<Subject> {
        let words = self.words;
        let bare = (from..at).all(|n| !words.is_word(n) || words.is_any(n, "also then later so as ha hat a"));
        if bare {
            return self.scene.right_of(next, end);
        }
        // '“…” announced in October, said Ivanov'
        let inverted = at > from && words.mark(at - 1) == Some(',');
        let left = self.scene.left_of(at, from);
        if inverted { left.or_else(|| self.scene.right_of(next, end)) } else { left }
    }

    /// 'TASS quoted Ivanov as saying', 'Ivanov was quoted as saying by TASS'.
    fn quoted_person(&self, at: usize, from: usize, end: usize) -> Option<Subject> {
        let words = self.words;
        let passive = (at.saturating_sub(3).max(from)..at).any(|n| words.is_any(n, "was is were been"));
        if passive { self.scene.left_of(at, from) } else { self.scene.right_of(at + 1, end) }
    }

    /// The cue before a quote in its sentence: 'Hatami said: “…”', 'praised Russia’s “…”'.
    fn leading(&self, quoted: &Quoted, direct: bool) -> Option<(Span, Option<Subject>)> {
        let words = self.words;
        let open = quoted.open;
        let start = self.sentence_start(open);
        let reach = if direct { 40 } else { 28 };
        let mut at = open;
        while at > start.max(open.saturating_sub(reach)) {
            at -= 1;
            if self.scene.in_quote(at) {
                continue;
            }
            if words.mark(at) == Some(';') {
                return None;
            }
            let Some((kind, next)) = cue(words, at, self.language).filter(|&(_, next)| next <= open) else {
                continue;
            };
            let loose = matches!(kind, Cue::Judge | Cue::Judging);
            // 'said they rejected “…”': who said it is nearer named.
            let in_clause = loose && at > start && words.is_any(at - 1, "he she it they we had would");
            if in_clause && self.says_before(start, at) {
                continue;
            }
            if open - next > reach_of(kind, direct, quoted.close - quoted.open == 2) {
                continue;
            }
            let subject = self.leading_subject(kind, at..next, start..open);
            return Some((words.span(at, next), subject));
        }
        None
    }

    /// Whom a cue before a quote has for its subject, within its sentence.
    fn leading_subject(&self, kind: Cue, cue: Range<usize>, sentence: Range<usize>) -> Option<Subject> {
        let (at, next, start, open) = (cue.start, cue.end, sentence.start, sentence.end);
        match kind {
            Cue::According => self.scene.right_of(next, open),
            Cue::Quoted => self.quoted_person(at, start, open),
            Cue::Saying if at > 0 && self.words.is(at - 1, "as") => self.quoted_before(at, start, open),
            // 'a statement saying': the noun says it, whoever wrote it.
            Cue::Saying | Cue::Judging if self.is_attributive(at, start) => None,
            Cue::Saying | Cue::Judging => self.main_subject(at, start),
            // 'Said Lavrov: “…”', 'aggiunge Rossi: «…»'
            Cue::Say | Cue::Judge => {
                self.scene.left_of(at, start).or_else(|| self.scene.right_of(next, open))
            }
        }
    }

    fn says_before(&self, start: usize, at: usize) -> bool {
        (start..at).any(|n| {
            matches!(cue(self.words, n, self.language), Some((Cue::Say, _))) && !self.scene.in_quote(n)
        })
    }

    /// 'quoted X as saying'
    fn quoted_before(&self, at: usize, start: usize, open: usize) -> Option<Subject> {
        let verb = (start..at).rev().find(|&n| self.words.is_any(n, "quoted cited"))?;
        self.quoted_person(verb, start, open)
    }

    fn is_attributive(&self, at: usize, start: usize) -> bool {
        let words = self.words;
        let free = "and by before after while without also or but in as";
        at > start
            && words.is_word(at - 1)
            && !words.is_capital(at - 1)
            && !words.is_any(at - 1, free)
            && !words.word(at - 1).ends_with("ly")
    }

    /// The subject that a participle depends on: that of the finite verb before it,
    /// or the first of the sentence.
    fn main_subject(&self, at: usize, start: usize) -> Option<Subject> {
        let finite = (start..at)
            .rev()
            .filter(|&n| !self.scene.in_quote(n))
            .find(|&n| matches!(cue(self.words, n, self.language), Some((Cue::Say | Cue::Judge, _))));
        finite.and_then(|n| self.scene.left_of(n, start)).or_else(|| self.scene.first_in(start, at))
    }

    /// The speaker that goes on: of the quote before in this paragraph, or in the
    /// paragraph before where this one opens with its quote; or whom the sentence
    /// before is about.
    fn carried(&self, quoted: &Quoted, before: Option<&Said>) -> Option<Subject> {
        let words = self.words;
        if quoted.open > 1 && words.mark(quoted.open - 1) == Some(':') && !words.breaks(quoted.open) {
            // 'His wife, Hana Novak, disagrees: “…”'
            let start = self.sentence_start(quoted.open - 1);
            return self
                .scene
                .left_of(quoted.open - 2, start)
                .or_else(|| self.scene.first_in(start, quoted.open));
        }
        if let Some(before) = before {
            let breaks = (before.quoted.close + 1..=quoted.open).filter(|&n| words.breaks(n)).count();
            let between = quoted.open - before.quoted.close;
            let opens = words.breaks(quoted.open);
            if breaks == 0 && between < 45 || breaks == 1 && opens && between < 45 {
                return before.subject;
            }
        }
        if quoted.open == 0 {
            return None;
        }
        // 'They don’t always, he said. “But …”'
        let n = self.told.partition_point(|told| told.cue.end <= quoted.open);
        if let Some(told) = n.checked_sub(1).map(|n| &self.told[n])
            && quoted.open - told.clause.end.max(told.cue.end) < 12
            && !(told.cue.end..=quoted.open).any(|n| words.breaks(n))
        {
            return told.subject;
        }
        let end = quoted.open;
        let start = self.sentence_start(end - 1);
        self.scene.first_in(start, end)
    }

    /// A whole sentence in quotes that follows a full stop or a colon, or opens a
    /// paragraph.
    fn stands_alone(&self, quoted: &Quoted) -> bool {
        let words = self.words;
        words.breaks(quoted.open)
            || quoted.open == 0
            || matches!(words.mark(quoted.open - 1), Some('.' | ':' | '?' | '!' | '”' | '"' | '»'))
    }

    fn sentence_start(&self, at: usize) -> usize {
        let words = self.words;
        let mut n = at;
        while n > at.saturating_sub(LONGEST_SENTENCE) && !words.breaks(n) {
            if !self.scene.in_quote(n - 1) && words.ends_sentence(n - 1) {
                break;
            }
            // A quoted sentence before, closed with a full stop, ended one too.
            if self.closes_sentence(n - 1) {
                break;
            }
            n -= 1;
        }
        n
    }

    /// Whether a closing mark at `at` ends its quote's sentence.
    fn closes_sentence(&self, at: usize) -> bool {
        let words = self.words;
        at > 0
            && self.scene.ends_quote(at)
            && matches!(self.last_mark(at), Some('.' | '!' | '?'))
            && (words.is_capital(at + 1)
                || words.mark(at + 1).is_some_and(|c| matches!(c, '“' | '"' | '«' | '„')))
    }

    fn sentence_end(&self, at: usize) -> usize {
        let words = self.words;
        let mut n = at;
        while n < words.tokens.len().min(at + LONGEST_SENTENCE) {
            if self.scene.in_quote(n) {
                if words.breaks(n + 1) || self.closes_sentence(n) {
                    return n + 1;
                }
            } else if words.ends_sentence(n) {
                return n + 1;
            }
            n += 1;
        }
        n
    }
}

/// How many tokens may stand between a cue and the quote that it leads to.
fn reach_of(cue: Cue, direct: bool, one_word: bool) -> usize {
    match cue {
        Cue::Judge | Cue::Judging if direct => 12,
        _ if direct => usize::MAX,
        _ if one_word => 6,
        Cue::Judge | Cue::Judging => 12,
        _ => 24,
    }
}

fn comma_between(words: Words<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|n| words.mark(n) == Some(','))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Role;
    use crate::extract::named::tests::scene;

    /// Compared are each quote's first words, its speaker and its cue.
    #[track_caller]
    fn check_in(language: &str, marked: &str, expected: &[(&str, &str, &str)]) {
        let (text, entities) = scene(marked);
        let quotes = find_in(&text, Some(language), &entities);
        let found: Vec<_> = quotes
            .iter()
            .map(|q| {
                let words: Vec<_> = q.span.of(&text).split(' ').take(2).collect();
                let speaker = q.speaker.map_or("", |s| &entities[s as usize].name);
                (words.join(" "), speaker, q.cue.map_or("", |c| c.of(&text)))
            })
            .collect();
        let expected: Vec<_> = expected.iter().map(|&(w, s, c)| (w.to_owned(), s, c)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[track_caller]
    fn check(marked: &str, expected: &[(&str, &str, &str)]) {
        check_in("en", marked, expected);
    }

    #[test]
    fn the_subject_after_or_before_the_verb() {
        check(
            "“We will go,” [person Ivan Ivanov] pointed out, [org TASS] reported on Wednesday.",
            &[("We will", "Ivan Ivanov", "pointed out")],
        );
        check(
            "“We will go,” said [org SVR] spokesman [person Ivan Ivanov].",
            &[("We will", "Ivan Ivanov", "said")],
        );
        check(
            "“We will go”, [person Ivan Ivanov], head of the [org SVR], told reporters in [place Moscow].",
            &[("We will", "Ivan Ivanov", "told")],
        );
        check(
            "[person Ivan Ivanov] said in [place Moscow]: “We will go.”",
            &[("We will", "Ivan Ivanov", "said")],
        );
        check(
            "“Why?” [person Ana Lima] asked. “Why now?”",
            &[("Why?", "Ana Lima", "asked"), ("Why now?", "Ana Lima", "")],
        );
        check(
            "“We will go,” according to [person Ivan Ivanov].",
            &[("We will", "Ivan Ivanov", "according to")],
        );
        check(
            "According to [person Ivan Ivanov], “nothing of the kind was planned by anyone.”",
            &[("nothing of", "Ivan Ivanov", "According to")],
        );
        check(
            "[person Ana Lima] met [person Ivan Ivanov] and said: “We will go.”",
            &[("We will", "Ana Lima", "said")],
        );
        check(
            "During the talks, [person Ana Lima] praised [place Iran]’s part in all talks held by [place Moscow], adding “we are glad of it.”",
            &[("we are", "Ana Lima", "adding")],
        );
    }

    #[test]
    fn appositions_and_titles_stand_between_subject_and_verb() {
        check(
            "[person Ana Lima], a teacher at [place Indiana]’s [org Richmond High School], said they have “vilified” teachers.",
            &[("they have", "Ana Lima", "said")],
        );
        check(
            "[person Ana Lima], who has split with [group Republicans] on much, told them “never again to ask.”",
            &[("never again", "Ana Lima", "told")],
        );
        check(
            "[place China]’s ambassador to [place Britain] [person Liu Wei] has said that it has the “resolution and power” to end it.",
            &[("it has", "Liu Wei", "said")],
        );
        check(
            "“It is over,” one legal expert said of [person Ana Lima]. “It is late,” the expert warned.",
            &[("It is", "", "said"), ("It is", "", "warned")],
        );
    }

    #[test]
    fn who_carries_words_does_not_speak_them() {
        check(
            "[org TASS] quoted [person Ivan Ivanov] as saying: “We will go.”",
            &[("We will", "Ivan Ivanov", "saying")],
        );
        check(
            "“We will go,” [org TASS] quoted [person Ivan Ivanov] as saying.",
            &[("We will", "Ivan Ivanov", "quoted")],
        );
        check(
            "“We will go,” [person Ivan Ivanov] was quoted as saying by [org TASS].",
            &[("We will", "Ivan Ivanov", "quoted")],
        );
        check(
            "The trio also said they rejected attempts to create “new realities on the ground” and more, [org Reuters] reported.",
            &[("they rejected", "", "said")],
        );
    }

    #[test]
    fn pronouns_and_descriptions_mean_the_most_salient_person() {
        check(
            "[person Ana Lima] noted the talks with [person Ivan Ivanov]. “We will go,” she said.",
            &[("We will", "Ana Lima", "said")],
        );
        check(
            "[person Ivan Ivanov] was late. “We will go,” the [group Russian] diplomat said on Twitter.",
            &[("We will", "Ivan Ivanov", "said")],
        );
        check(
            "The [org Foreign Ministry] was late. “We will go,” the ministry said in a statement.",
            &[("We will", "Foreign Ministry", "said")],
        );
        check(
            "“We will go,” a diplomat said. “They won’t,” officials said.",
            &[("We will", "", "said"), ("They won’t,", "", "said")],
        );
        check("“We will go,” [org IRNA] said.", &[("We will", "IRNA", "said")]);
        check("“We will go,” [place Iran] and [place Russia] said.", &[("We will", "", "said")]);
    }

    #[test]
    fn roles_choose_between_two_people() {
        let (text, mut entities) = scene(
            "[person Ivan Ivanov] met [person Ana Lima]. “We will go,” the [group Peruvian] minister said.",
        );
        entities[1].roles.push(Role { text: "Foreign Minister of Peru".into(), span: Span::new(0, 1) });
        let quotes = find_in(&text, Some("en"), &entities);
        assert_eq!(quotes[0].speaker, Some(1));
    }

    #[test]
    fn speakers_of_the_sentence_or_paragraph_before() {
        check("[person Ana Lima] was blunt. “We will never go there.”", &[("We will", "Ana Lima", "")]);
        check(
            "“We will go,” [person Ana Lima] said.\n\n“And we will come back.”",
            &[("We will", "Ana Lima", "said"), ("And we", "Ana Lima", "")],
        );
        check(
            "“We will go,” [person Ana Lima] said. “And come back.\n\n“Perhaps.”",
            &[("We will", "Ana Lima", "said"), ("And come", "Ana Lima", "")],
        );
    }

    #[test]
    fn mixed_quotes_need_a_cue() {
        check(
            "The three nations said it should be governed by a sense of “compromise and engagement” without delay.",
            &[("it should", "", "said")],
        );
        check(
            "[person Ana Lima] praised [place Russia]’s “principled and rational stance in all of it” against [place Iran].",
            &[("principled and", "Ana Lima", "praised")],
        );
        check(
            "[person Ivan Ivanov] has said “significant progress” was made.",
            &[("“significant progress”", "Ivan Ivanov", "said")],
        );
        check(
            "[person Ana Lima] called the agreement \"a beacon on the Black Sea.\"",
            &[("a beacon", "Ana Lima", "called")],
        );
    }

    #[test]
    fn titles_and_scare_quotes_are_not_speech() {
        check("[person Ana Lima] directed the film “The Long Way Home” in 2009.", &[]);
        check(
            "[person Ana Lima] explained it in an episode of their podcast \"Beyond Finances.\" It is long.",
            &[],
        );
        check("They came back to play “Here We Go Again.” It was late.", &[]);
        check("The so-called “caliphate” fell; the word “interim” stayed.", &[]);
        check("He read “War and Peace” on the train and liked its “heroes” much.", &[]);
    }

    #[test]
    fn reported_clauses_of_other_languages() {
        check_in(
            "it",
            "[person Anna Rossi] ha detto che il ponte resterà chiuso.",
            &[("il ponte", "Anna Rossi", "detto")],
        );
        check_in(
            "fr",
            "Le pont, a déclaré [person Jean Dupont], est sûr. [person Jean Dupont] a ajouté qu’il rouvrira en mai.",
            &[("il rouvrira", "Jean Dupont", "ajouté")],
        );
        check_in(
            "de",
            "Am Montag sagte [person Anna Weber], dass die Brücke offen bleibt.",
            &[("die Brücke", "Anna Weber", "sagte")],
        );
        check_in("es", "Según [person Ana Ruiz], el puente se abre.", &[("el puente", "Ana Ruiz", "Según")]);
        check_in("es", "[person Ana Ruiz] dijo que sí.", &[]);
        check_in(
            "ru",
            "Мост закроют. [person Анна Белова] заявила, что мост закроют на год.",
            &[("мост закроют", "Анна Белова", "заявила")],
        );
    }

    #[test]
    fn clauses_end_with_what_was_said() {
        check(
            "[person Ana Lima], who said she was tired, left the room.",
            &[("she was", "Ana Lima", "said")],
        );
        check(
            "[person Ana Lima] asked the clerk whether the works could start in May.",
            &[("whether the", "Ana Lima", "asked")],
        );
        check("[person Ana Lima] asked that the words be changed.", &[("the words", "Ana Lima", "asked")]);
        check(
            "He would rather, [person Ivan Ivanov] said, leave it as it is.",
            &[("He would", "Ivan Ivanov", "said")],
        );
        check("Some remember that the lights went out in May.", &[("the lights", "", "remember")]);
    }

    #[test]
    fn what_nobody_says_is_no_speech() {
        check("[person Ana Lima] has not said whether she will stay in office.", &[]);
        check("[person Ana Lima] neither confirmed nor denied having a hand in it.", &[]);
        check("[person Ana Lima] said that the town would not pay.", &[("the town", "Ana Lima", "said")]);
    }

    #[test]
    fn a_warning_system_warns_nobody() {
        check("[person Ana Lima] wants a warning system can now prevent it.", &[]);
    }

    #[test]
    fn other_languages() {
        check_in(
            "it",
            "«Andremo avanti», ha detto [person Mario Rossi].",
            &[("Andremo avanti", "Mario Rossi", "detto")],
        );
        check_in(
            "fr",
            "« Nous irons », a déclaré [person Jean Petit].",
            &[("Nous irons", "Jean Petit", "déclaré")],
        );
        check_in(
            "de",
            "„Wir gehen weiter“, sagte [person Anna Klein].",
            &[("Wir gehen", "Anna Klein", "sagte")],
        );
        check_in(
            "es",
            "“Iremos todos”, dijo [person Juan Paz].",
            &[("Iremos todos”,", "", "")].map(|_| ("Iremos todos", "Juan Paz", "dijo")),
        );
        check_in(
            "ru",
            "«Мы пойдём дальше», — сказал [person Иван Петров].",
            &[("Мы пойдём", "Иван Петров", "сказал")],
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_sorted_spans_in_bounds(words in proptest::collection::vec(proptest::sample::select(&WORDS[..]), 0..50)) {
            let (text, entities) = scene(&words.concat());
            let mut at = 0;
            for quote in find_in(&text, Some("en"), &entities) {
                proptest::prop_assert!(at <= quote.span.start && !quote.span.of(&text).is_empty());
                at = quote.span.end;
                if let Some(cue) = quote.cue {
                    cue.of(&text);
                }
            }
        }

        #[test]
        fn any_characters_do(text in "[\"“”‘’«»„a-zA-Z.,\n ]{0,80}") {
            find_in(&text, Some("en"), &[]);
        }
    }

    const WORDS: [&str; 36] = [
        " ",
        " ",
        " ",
        "\n\n",
        ".",
        ", ",
        "“",
        "”",
        "\"",
        "‘",
        "’",
        "«",
        "»",
        "„",
        "We",
        "go",
        "said",
        "told",
        "adding",
        "quoted",
        "as saying",
        "according to",
        "he",
        "she",
        "the",
        "minister",
        "officials",
        "[person Ana]",
        "[place Iran]",
        "[org TASS]",
        "[group Russian]",
        "and",
        "called",
        "film",
        "’s",
        "é",
    ];
}
