//! What somebody typed to tokens, each with its place.

use std::sync::Arc;

use super::fields::{self, Field};
use crate::query::{How, Pattern, Phrase, Scope, Word};
use crate::text::{Span, each_word, is_unspaced};

/// A query has at most so many words and marks. What is pasted beyond them is
/// not read, and that is said: a whole page in the search field costs no more
/// than a paragraph.
const MOST: usize = 512;
/// In capitals only, from so many words on, `AND`, `OR` and `NOT` are words of a headline.
const HEADLINE: usize = 7;
/// Words shorter than this have one mistake where a `~` gives no number.
const SHORT: usize = 6;

#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    pub span: Span,
    pub kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Open,
    Close,
    And,
    Or,
    Not,
    /// The field of what follows.
    Field(Field),
    /// Words, and the text that they were read from, for fields that want no words.
    Words(Phrase, String),
    /// `*` alone: anything at all.
    Star,
}

pub struct Scanned {
    pub tokens: Vec<Token>,
    /// Looked like syntax and is not.
    pub literal: Vec<Span>,
    /// Where what is not read begins; the text's end where all is read.
    pub end: usize,
}

/// Whether all words are in capitals, and there are many: not so where a script
/// knows no capitals, or where only figures stand between operators.
fn is_headline(text: &str) -> bool {
    let mut words = text.split_whitespace().filter(|word| !matches!(*word, "AND" | "OR" | "NOT"));
    let is_long = text.split_whitespace().nth(HEADLINE - 1).is_some();
    is_long && !text.contains(char::is_lowercase) && words.any(|word| word.contains(char::is_uppercase))
}

pub fn scan(text: &str) -> Scanned {
    let mut scanner = Scanner {
        text,
        at: 0,
        has_operators: !is_headline(text),
        out: Scanned { tokens: Vec::new(), literal: Vec::new(), end: 0 },
    };
    while scanner.at < text.len() && scanner.out.tokens.len() < MOST {
        scanner.next();
    }
    Scanned { end: scanner.at, ..scanner.out }
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    has_operators: bool,
    out: Scanned,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// What was read since `start` is no syntax.
    fn literal(&mut self, start: usize) {
        self.out.literal.push(Span::new(start, self.at));
    }

    fn push(&mut self, start: usize, kind: Kind) {
        self.out.tokens.push(Token { span: Span::new(start, self.at), kind });
    }

    fn next(&mut self) {
        let start = self.at;
        let Some(c) = self.rest().chars().next() else { return };
        let begins_something = |rest: &str| {
            rest.starts_with(|c: char| {
                is_quote(c) || matches!(c, '(' | '/' | '*' | '?') || c.is_alphanumeric()
            })
        };
        if c.is_whitespace() {
            self.at += c.len_utf8();
        } else if c == '(' || c == ')' {
            self.at += 1;
            self.push(start, if c == '(' { Kind::Open } else { Kind::Close });
        } else if matches!(c, '-' | '−') && begins_something(&self.rest()[c.len_utf8()..]) {
            self.at += c.len_utf8();
            self.push(start, Kind::Not);
        } else if is_quote(c) {
            self.quoted();
        } else if !(c == '/' && self.expression()) {
            self.run();
        }
    }

    /// `"joint fight"`, `"joint fight"~5`; one that is still open reaches to the end.
    fn quoted(&mut self) {
        let start = self.at;
        let inner = self.rest().trim_start_matches(is_quote);
        let from = self.text.len() - inner.len();
        let n_quotes = self.text[start..from].chars().count();
        if n_quotes > 1 && !inner.starts_with(char::is_alphanumeric) {
            // Nothing in quotes.
            self.at = from;
            return self.literal(start);
        }
        let to = inner.find(is_quote).map_or(self.text.len(), |n| from + n);
        let is_closed = to < self.text.len();
        let closing = self.text[to..].chars().take(n_quotes).take_while(|c| is_quote(*c));
        self.at = to + closing.map(char::len_utf8).sum::<usize>();
        let mut within = None;
        if let Some(after) = self.rest().strip_prefix('~').filter(|_| is_closed) {
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            if let Ok(n) = after[..digits].parse::<u32>() {
                within = Some(n.min(1000));
                self.at += 1 + digits;
            }
        }
        let inner = &self.text[from..to];
        let is_typed = !is_closed && !inner.ends_with(char::is_whitespace);
        let mut all: Vec<Word> = Vec::new();
        for chunk in inner.split_whitespace() {
            let at = chunk.as_ptr() as usize - self.text.as_ptr() as usize;
            let words = words(chunk, at, How::Exact);
            if words.is_empty() && is_syntax(chunk) {
                self.out.literal.push(Span::new(at, at + chunk.len()));
            }
            all.extend(words);
        }
        if let Some(last) = all.last_mut().filter(|last| is_typed && last.how == How::Exact) {
            last.how = How::Begin;
        }
        if all.is_empty() {
            return self.literal(start);
        }
        let phrase = Phrase { words: all, quoted: true, within, scope: Scope::Anywhere };
        self.push(start, Kind::Words(phrase, inner.to_owned()));
    }

    /// `/colou?rs?/`: whether there is one here.
    fn expression(&mut self) -> bool {
        let start = self.at;
        let inner = &self.rest()[1..];
        let ends_here =
            |n: &usize| inner[n + 1..].chars().next().is_none_or(|c| c.is_whitespace() || c == ')');
        let word_end = inner.find(char::is_whitespace).unwrap_or(inner.len());
        let Some(end) =
            inner[..word_end].match_indices('/').map(|(n, _)| n).find(ends_here).filter(|n| *n > 0)
        else {
            return false;
        };
        let source = inner[..end].to_owned();
        let Some(pattern) = Pattern::expression(&source) else {
            self.out.literal.push(Span::new(start, start + end + 2));
            return false;
        };
        self.at += end + 2;
        let word = Word::new(format!("/{source}/"), How::Like(Arc::new(pattern)));
        let word = word.at(Span::new(start, self.at));
        let phrase = Phrase { words: vec![word], quoted: false, within: None, scope: Scope::Anywhere };
        self.push(start, Kind::Words(phrase, source));
        true
    }

    /// Everything to the next white space, quote or parenthesis.
    fn run(&mut self) {
        let start = self.at;
        let ends = |c: char| c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')');
        let length = self.rest().find(ends).unwrap_or(self.rest().len());
        let run = self.rest()[..length].to_owned();
        let mut is_read = true;
        if let Some((name, after)) = run.split_once(':') {
            let colon = start + name.len() + 1;
            let begins = self.text[colon..].chars().next();
            let has_value = !after.is_empty() || begins.is_some_and(|c| is_quote(c) || c == '(');
            match fields::field(name) {
                Some(field) if has_value => {
                    self.at = colon;
                    return self.push(start, Kind::Field(field));
                }
                Some(_) => is_read = false,
                None => {
                    // Neither a field of ours nor an address nor the time of day.
                    let is_value = |c: char| is_quote(c) || c == '(' || c.is_alphanumeric();
                    is_read = !is_name(name) || !begins.is_some_and(is_value);
                }
            }
        }
        self.at += length;
        match run.as_str() {
            "AND" if self.has_operators => return self.push(start, Kind::And),
            "&" | "&&" => return self.push(start, Kind::And),
            "OR" if self.has_operators => return self.push(start, Kind::Or),
            "|" | "||" => return self.push(start, Kind::Or),
            "NOT" if self.has_operators => return self.push(start, Kind::Not),
            _ => {}
        }
        if run.bytes().all(|b| b == b'*') {
            return self.push(start, Kind::Star);
        }
        let is_typed = self.at == self.text.len();
        let mut words = words(&run, start, How::Form);
        let is_spelling = matches!(&words[..], [Word { how: How::Like(_) | How::Begin, .. }]);
        if !is_read || (run.contains('~') && !is_spelling) || (words.is_empty() && is_syntax(&run)) {
            self.literal(start);
        }
        if let Some(last) = words.last_mut().filter(|last| is_typed && last.how == How::Form) {
            last.how = How::Typed;
        }
        // A single character of an unspaced script begins all the pairs that it is in.
        if let [word] = &mut words[..]
            && is_single_unspaced(&word.text)
            && !matches!(word.how, How::Like(_))
        {
            word.how = How::Begin;
        }
        if !words.is_empty() {
            let phrase = Phrase { words, quoted: false, within: None, scope: Scope::Anywhere };
            self.push(start, Kind::Words(phrase, run));
        }
    }
}

/// The words of something without white space: several of 'co-operation'; one
/// with `*` or `?` inside, or with `~` behind, is told by its spelling.
/// `start` is where it was typed.
fn words(run: &str, start: usize, how: How) -> Vec<Word> {
    if let Some(word) = misspelt(run).or_else(|| wild(run)) {
        return vec![word.at(Span::new(start, start + run.len()))];
    }
    let mut words: Vec<Word> = Vec::new();
    each_word(run, |word, span| {
        words.push(Word::new(word.to_owned(), how.clone()).at(span.shift(start)));
    });
    drop_half_pairs(&mut words);
    words
}

/// Marks without a word that mean something where they stand elsewhere.
fn is_syntax(run: &str) -> bool {
    run.contains(['-', '−', '~', '*', ':', '/', '^', '\\'])
}

/// Whether it may be meant as the name of a field.
fn is_name(name: &str) -> bool {
    name.len() > 1 && name.chars().all(|c| c.is_alphabetic() || c == '_')
}

/// `word~`, `word~1`, `word~2`.
fn misspelt(run: &str) -> Option<Word> {
    let (word, number) = run.rsplit_once('~')?;
    let word = only_word(word)?;
    let most = match number {
        "" if word.chars().count() < SHORT => 1,
        "" | "2" => 2,
        "1" => 1,
        _ => return None,
    };
    let pattern = Pattern::typos(&word, most);
    Some(Word::new(format!("{word}~{most}"), How::Like(Arc::new(pattern))))
}

/// `sanct*`, `wom?n`. A question's last mark is none.
fn wild(run: &str) -> Option<Word> {
    let run = run.trim_end_matches(|c: char| c.is_ascii_punctuation() && c != '*');
    let run = run.trim_start_matches(|c: char| c.is_ascii_punctuation() && !matches!(c, '*' | '?'));
    let is_wild = |c: char| matches!(c, '*' | '?');
    if !run.contains(is_wild) || !run.contains(char::is_alphanumeric) {
        return None;
    }
    if !run.split(is_wild).all(|part| part.is_empty() || only_word(part).is_some()) {
        return None;
    }
    if let Some(begin) = run.strip_suffix('*').filter(|rest| !rest.contains(is_wild)) {
        return Some(Word::new(only_word(begin)?, How::Begin));
    }
    let pattern = Pattern::wildcards(run)?;
    Some(Word::new(run.to_owned(), How::Like(Arc::new(pattern))))
}

/// The folded word of a text that is a single one.
fn only_word(text: &str) -> Option<String> {
    let mut words: Vec<Word> = Vec::new();
    each_word(text, |word, _| words.push(Word::new(word.to_owned(), How::Exact)));
    drop_half_pairs(&mut words);
    match &mut words[..] {
        [word] => Some(std::mem::take(&mut word.text)),
        _ => None,
    }
}

/// The last character of a run of unspaced script is in the pair before it.
fn drop_half_pairs(words: &mut Vec<Word>) {
    let mut n = 1;
    while n < words.len() {
        if is_single_unspaced(&words[n].text) && words[n - 1].text.ends_with(&words[n].text) {
            words.remove(n);
        } else {
            n += 1;
        }
    }
}

fn is_single_unspaced(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(is_unspaced) && chars.next().is_none()
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}
