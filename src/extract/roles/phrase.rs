//! The phrase of an office: where it begins, and how it is told.

use super::grammar::{INSTITUTIONS, is_determiner, is_function_word, is_turning};
use super::offices::{is_modifier, is_noun, is_office, is_office_plural, is_opener};
use super::{LONGEST, Office, Reader, key};
use crate::article::Kind;
use crate::extract::named::Name;

impl Reader<'_> {
    /// The first token of an office of several words: 'Secretary-General', 'chief
    /// executive', 'Prime Minister'.
    pub fn head_start(&self, head: usize) -> usize {
        let words = self.words;
        let mut start = head;
        while start > 1
            && words.mark(start - 1) == Some('-')
            && words.touches(start)
            && words.is_word(start - 2)
        {
            start -= 2;
        }
        start
    }

    /// Where the words before an office begin that belong to it.
    pub fn phrase_start(&self, head: usize) -> usize {
        let words = self.words;
        let mut start = head;
        while start > 0 && head - start < LONGEST && !words.breaks(start) {
            let n = start - 1;
            if let Some(name) = self.named.at(n) {
                if self.named.kind(name) == Kind::Person {
                    // 'Putin’s spokesman', 'Bush adviser Karl Rove': one word that
                    // stands for an office or a firm.
                    let ties = self.named.owns(name) || name.end == start && name.end - name.first == 1;
                    return if ties { name.first } else { start };
                }
                start = name.first;
                continue;
            }
            // A possessive ties a name to what it owns; other marks inside a phrase
            // are hyphens and a name's abbreviation.
            let possessive = (words.is(n, "s") && matches!(words.mark(n.wrapping_sub(1)), Some('\'' | '’')))
                || matches!(words.mark(n), Some('\'' | '’')) && words.touches(n);
            let abbreviation = words.mark(n) == Some(')')
                || words.mark(n) == Some('(')
                || (words.mark(n + 1) == Some(')') && words.is_capital(n));
            let hyphen = words.mark(n) == Some('-') && words.touches(n) && words.touches(n + 1);
            let compound = words.mark(n + 1) == Some('-') && words.touches(n + 1) && words.is_word(n);
            let opens_sentence = words.breaks(n) || n == 0 || words.ends_sentence(n - 1);
            let capital = words.is_capital(n)
                && !is_function_word(words, n)
                && !(opens_sentence && is_opener(words, n));
            // 'civil defence chief', 'fire Chief': nouns before a title's head; but
            // 'replace former president' has a verb there.
            let near = head - n <= if words.is_capital(head) { 1 } else { 3 };
            let noun = near && is_noun(words, n) && !words.is_any(n + 1, "former current new then");
            if !(possessive
                || abbreviation
                || hyphen
                || compound
                || capital
                || noun
                || is_modifier(words, n)
                || is_office(words, n))
            {
                break;
            }
            start = n;
        }
        start
    }

    pub fn office(&self, from: usize, end: usize, head: usize) -> Option<Office> {
        let words = self.words;
        let mut from = from;
        while from < head
            && (is_determiner(words, from)
                || words.mark(from).is_some()
                || (words.is(from, "s") && words.touches(from)))
        {
            from += 1;
        }
        // 'deputy ministers', 'the third diplomat to hold it' are no one's office.
        let plural = words.is_word(head + 1) && head + 1 < end && is_office_plural(words, head + 1);
        if from >= end || plural || words.is_any(from, "third fourth only last latest one another") {
            return None;
        }
        let printed = self.text(from, end);
        let head_start = self.head_start(head).max(from);
        // What belongs to the office itself: 'Deputy Foreign Minister'.
        let mut title = head_start;
        while title > from
            && self.named.at(title - 1).is_none()
            && words.is_word(title - 1)
            && !(words.is(title - 1, "s") && words.touches(title - 1))
        {
            title -= 1;
        }
        // 'Russian Foreign Intelligence Service Director': the other way round.
        let text = match self
            .named
            .at(head_start.wrapping_sub(1))
            .or_else(|| self.before_abbreviation(head_start))
        {
            Some(org)
                if self.named.kind(org) == Kind::Organization
                    && org.end - org.first > 1
                    && org.first >= from
                    && head + 1 == end
                    && words.is_any(org.end - 1, INSTITUTIONS)
                    && words.is_any(head, "director secretary chairman commander governor chief head") =>
            {
                // 'former Federal Reserve chairman': it is the chairman who is former.
                let turned = (from..org.first).take_while(|&n| is_turning(words, n)).count();
                let of = [self.text(head_start, end), self.text(from + turned, org.end)].join(" of the ");
                [self.text(from, from + turned), of].join(" ").trim_start().to_owned()
            }
            _ => printed,
        };
        (!text.is_empty()).then(|| Office {
            key: key(&text),
            title: self.text(title, head + 1),
            text,
            span: words.span(from, end),
        })
    }

    /// The name before its abbreviation in brackets: 'Foreign Intelligence Service (SVR) |'.
    pub fn before_abbreviation(&self, at: usize) -> Option<Name> {
        let words = self.words;
        let open = at.checked_sub(3)?;
        (words.mark(at - 1) == Some(')') && words.mark(open) == Some('('))
            .then(|| self.named.at(open.checked_sub(1)?))?
    }

    /// The words as they can be shown: one space between, no abbreviations in brackets.
    pub fn text(&self, from: usize, end: usize) -> String {
        let words = self.words;
        let mut text = String::new();
        let mut bracket = false;
        for n in from..end {
            match words.mark(n) {
                Some('(') => bracket = true,
                Some(')') => bracket = false,
                _ if !bracket => {
                    let after_bracket = n > from && words.mark(n - 1) == Some(')');
                    if !text.is_empty() && (!words.touches(n) || after_bracket) {
                        text.push(' ');
                    }
                    text.push_str(words.word(n));
                }
                _ => {}
            }
        }
        text
    }
}
