//! Dates as pages print them: 'December 11, 2019 - 21:6', '24.01.2017, 17:40 Uhr',
//! '30 de noviembre de 2016', '2016年11月30日'.
//!
//! Only dates with a year count; 'Tuesday' and '5 September' belong to the
//! story's own dates. A time is taken along where it stands next to its date,
//! and an offset from UTC where the page names one that means only one thing:
//! 'GMT' and 'UTC +04:00' do, 'ET' and 'IST' don't.

use std::ops::Range;

use super::names::{month, weekday};
use super::{Date, solar};

/// A date and the words that print it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Printed {
    pub date: Date,
    pub start: usize,
    pub end: usize,
}

impl Printed {
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// Which number of '3/4/2017' is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    DayFirst,
    MonthFirst,
}

/// All dates of a line, from left to right. Where `order` is `None`, numeric
/// dates that could be read both ways are left out.
pub fn find(text: &str, order: Option<Order>) -> Vec<Printed> {
    let mut found = Vec::new();
    if !has_digit(text) {
        return found;
    }
    let tokens = tokens(text);
    let (mut at, mut free) = (0, 0);
    while at < tokens.len() {
        match date_at(&tokens, at, order) {
            Some((date, mut end)) => {
                let mut start = at;
                let mut date = date;
                let clock = time_after(&tokens, end).or_else(|| time_before(&tokens, free, at));
                if let (Some(clock), Some(_)) = (clock, date.day)
                    && let Some(with_time) = date.at(clock.hour, clock.minute)
                {
                    date = Date { offset: clock.offset, ..with_time };
                    start = start.min(clock.start);
                    end = end.max(clock.end);
                }
                found.push(Printed { date, start: tokens[start].start, end: tokens[end - 1].end });
                at = end.max(at + 1);
                free = at;
            }
            None => at += 1,
        }
    }
    found
}

/// The order that a date with its month's name is written in: 'May 3, 2017' or
/// '3 May 2017'. English pages write their numeric dates likewise.
pub fn order_of_words(text: &str) -> Option<Order> {
    if !has_digit(text) {
        return None;
    }
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| {
        let (date, _) = month_day_year(&tokens, at).or_else(|| day_month_year(&tokens, at))?;
        date.day?;
        Some(if word(&tokens, at).is_some() { Order::MonthFirst } else { Order::DayFirst })
    })
}

/// The order that a numeric date gives away because its day is above twelve.
pub fn order_of(text: &str) -> Option<Order> {
    if !text.contains('/') {
        return None;
    }
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| {
        let (a, b, _, mark) = numeric(&tokens, at)?;
        match (mark, a, b) {
            ('/', 13..=31, 1..=12) => Some(Order::DayFirst),
            ('/', 1..=12, 13..=31) => Some(Order::MonthFirst),
            _ => None,
        }
    })
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// Value and number of digits.
    Number(u32, usize),
    Word,
    Mark(char),
}

#[derive(Clone, Copy, Debug)]
struct Token<'a> {
    kind: Kind,
    text: &'a str,
    start: usize,
    end: usize,
    /// White space stands before it.
    spaced: bool,
}

/// The value of a digit of the Western, Arabic, Persian or full-width kind.
fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '٠'..='٩' => Some(c as u32 - '٠' as u32),
        '۰'..='۹' => Some(c as u32 - '۰' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// Most lines have no digit, and so no date.
fn has_digit(text: &str) -> bool {
    crate::text::has_digit(text) || (!text.is_ascii() && text.chars().any(|c| digit(c).is_some()))
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    #[derive(PartialEq)]
    enum Class {
        Digit,
        Letter,
        Counter,
        Mark,
    }
    let class = |c: char| match c {
        '0'..='9' => Class::Digit,
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '\0'..='\x7f' => Class::Mark,
        c if digit(c).is_some() => Class::Digit,
        '年' | '月' | '日' | '時' | '时' | '分' | '点' | '년' | '월' | '일' => Class::Counter,
        // Combining marks belong to the word.
        c if c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{200c}') => {
            Class::Letter
        }
        _ => Class::Mark,
    };
    let mut tokens = Vec::with_capacity(text.len() / 4 + 1);
    let mut spaced = true;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{feff}') {
            spaced = true;
            continue;
        }
        let mut end = start + c.len_utf8();
        let this = class(c);
        let mut value = digit(c).unwrap_or(0);
        let mut digits = 1;
        if this == Class::Digit || this == Class::Letter {
            while let Some(&(at, next)) = chars.peek() {
                if class(next) != this {
                    break;
                }
                if let Some(d) = digit(next) {
                    value = value.saturating_mul(10).saturating_add(d);
                    digits += 1;
                }
                end = at + next.len_utf8();
                chars.next();
            }
        }
        let kind = match this {
            Class::Digit => Kind::Number(value, digits),
            Class::Letter => Kind::Word,
            Class::Counter | Class::Mark => Kind::Mark(c),
        };
        tokens.push(Token { kind, text: &text[start..end], start, end, spaced });
        spaced = false;
    }
    unglue(&mut tokens);
    tokens
}

/// Parts a year from what a dump glued to it: a time ('Nov 20, 20194:29 AM') or
/// the day of a second date ('20 janvier 202020 janvier 2020', '3.5.20203.5.2020').
fn unglue(tokens: &mut Vec<Token>) {
    const YEAR: usize = 4;
    for at in (0..tokens.len()).rev() {
        let token = tokens[at];
        let Kind::Number(_, digits @ 5..=6) = token.kind else { continue };
        let Some((year, rest)) = token.text.split_at_checked(YEAR).filter(|_| token.text.is_ascii()) else {
            continue;
        };
        let (Ok(year @ 1900..=2099), Ok(rest)) = (year.parse(), rest.parse()) else { continue };
        let clock = mark(tokens, at + 1) == Some(':') && number(tokens, at + 2).is_some();
        let day = word(tokens, at + 1).is_some_and(|w| month(w).is_some());
        let dotted = at > 0
            && matches!(mark(tokens, at + 1), Some('.' | '/'))
            && mark(tokens, at - 1) == mark(tokens, at + 1)
            && number(tokens, at + 2).is_some();
        if clock || day || dotted {
            let cut = token.start + YEAR;
            let (head, tail) = token.text.split_at(YEAR);
            tokens[at] = Token { kind: Kind::Number(year, YEAR), text: head, end: cut, ..token };
            let kind = Kind::Number(rest, digits - YEAR);
            tokens.insert(at + 1, Token { kind, text: tail, start: cut, spaced: false, ..token });
        }
    }
}

fn number(tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    match tokens.get(at)?.kind {
        Kind::Number(value, digits) => Some((value, digits)),
        _ => None,
    }
}

fn mark(tokens: &[Token], at: usize) -> Option<char> {
    match tokens.get(at)?.kind {
        Kind::Mark(c) => Some(c),
        _ => None,
    }
}

fn word<'a>(tokens: &[Token<'a>], at: usize) -> Option<&'a str> {
    tokens.get(at).filter(|t| t.kind == Kind::Word).map(|t| t.text)
}

fn year(tokens: &[Token], at: usize) -> Option<i32> {
    match number(tokens, at)? {
        (value @ 1900..=2099, 4) => Some(value as i32),
        _ => None,
    }
}

fn day(tokens: &[Token], at: usize) -> Option<u8> {
    match number(tokens, at)? {
        (value @ 1..=31, 1..=2) => Some(value as u8),
        _ => None,
    }
}

/// A month's name of one word or two ('كانون الثاني'), and the token behind it.
fn named_month(tokens: &[Token], at: usize) -> Option<(u8, usize)> {
    let first = word(tokens, at)?;
    if let Some(second) = word(tokens, at + 1)
        && let Some(found) = month(&format!("{first} {second}"))
    {
        return Some((found, at + 2));
    }
    let found = month(first)?;
    // 'Sept.', but not the full stop of a sentence.
    let dot = mark(tokens, at + 1) == Some('.') && first.chars().count() <= 5;
    Some((found, at + 1 + usize::from(dot)))
}

/// Skips the small words and marks that may stand between the parts of a date.
fn skip(tokens: &[Token], mut at: usize, words: &[&str], marks: &[char]) -> usize {
    while let Some(token) = tokens.get(at) {
        let skipped = match token.kind {
            Kind::Word => words.iter().any(|w| w.eq_ignore_ascii_case(token.text)),
            Kind::Mark(c) => marks.contains(&c),
            Kind::Number(..) => false,
        };
        if !skipped {
            break;
        }
        at += 1;
    }
    at
}

/// The date that begins at a token, and the token behind it.
fn date_at(tokens: &[Token], at: usize, order: Option<Order>) -> Option<(Date, usize)> {
    // Not within '1.2.3.2017' or 'v2-2017-01-02'.
    if at > 0 && !tokens[at].spaced && matches!(mark(tokens, at - 1), Some('.' | '/' | '-' | ':')) {
        return None;
    }
    counted(tokens, at)
        .or_else(|| iso(tokens, at))
        .or_else(|| year_month_day(tokens, at))
        .or_else(|| day_month_year(tokens, at))
        .or_else(|| month_day_year(tokens, at))
        .or_else(|| digits_only(tokens, at, order))
        .or_else(|| of_solar_year(tokens, at))
}

/// ۱۲ آبان ۱۴۰۰, ۱۴۰۰/۰۸/۱۲
fn of_solar_year(tokens: &[Token], at: usize) -> Option<(Date, usize)> {
    let year = |n| number(tokens, n).filter(|y| y.1 == 4 && solar::YEARS.contains(&y.0)).map(|y| y.0);
    if let Some(year) = year(at) {
        let separator = mark(tokens, at + 1).filter(|c| "-/".contains(*c))?;
        let month = number(tokens, at + 2).filter(|n| n.1 <= 2)?.0;
        (mark(tokens, at + 3) == Some(separator)).then_some(())?;
        let date = solar::date(year, u8::try_from(month).ok()?, day(tokens, at + 4)?)?;
        return Some((date, at + 5));
    }
    let day = day(tokens, at)?;
    let month = solar::month(word(tokens, at + 1)?)?;
    let end = skip(tokens, at + 2, &["ماه"], &[',', '،']);
    Some((solar::date(year(end)?, month, day)?, end + 1))
}

/// 2016年11月30日, 2016년 11월 30일
fn counted(tokens: &[Token], at: usize) -> Option<(Date, usize)> {
    let year = year(tokens, at)?;
    let counter = |n: usize, c: &[char]| mark(tokens, at + n).filter(|m| c.contains(m)).map(|_| ());
    counter(1, &['年', '년'])?;
    let month = number(tokens, at + 2)?.0;
    counter(3, &['月', '월'])?;
    let month = u8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
    match (day(tokens, at + 4), counter(5, &['日', '일'])) {
        (Some(day), Some(())) => Some((Date::day(year, month, day)?, at + 6)),
        _ => Some((Date::month(year, month), at + 4)),
    }
}

/// 2016-11-30, 2016/11/30, 2016.11.30; 'T' before a time is skipped by [`time_after`].
fn iso(tokens: &[Token], at: usize) -> Option<(Date, usize)> {
    let year = year(tokens, at)?;
    let separator = mark(tokens, at + 1).filter(|c| "-/.".contains(*c))?;
    let month = number(tokens, at + 2).filter(|n| n.1 <= 2)?.0;
    (mark(tokens, at + 3) == Some(separator)).then_some(())?;
    let date = Date::day(year, u8::try_from(month).ok()?, day(tokens, at + 4)?)?;
    Some((date, at + 5))
}

/// 2016 Nov 30, 2019-Nov-20, and in Hungarian 2020. május 5.; not a year that
/// stands before a whole date: '© 2019 May 5, 2020'.
fn year_month_day(tokens: &[Token], at: usize) -> Option<(Date, usize)> {
    let value = year(tokens, at)?;
    let next = skip(tokens, at + 1, &["m"], &['.', '-', '/', ',']);
    let (month, next) = named_month(tokens, next)?;
    let next = skip(tokens, next, &[], &['-', '/']);
    let date = Date::day(value, month, day(tokens, next)?)?;
    let behind = skip(tokens, next + 1, &["st", "nd", "rd", "th"], &[',', '.']);
    let another = year(tokens, behind).is_some();
    (!another).then_some((date, next + 1))
}

/// 5 September 2017, 30 de noviembre de 2016, 1er mars 2017, 24. Januar 2017, 20-Nov-2019
fn day_month_year(tokens: &[Token], at: usize) -> Option<(Date, usize)> {
    let day = day(tokens, at)?;
    let at = skip(
        tokens,
        at + 1,
        &["de", "of", "st", "nd", "rd", "th", "er", "di", "º", "del", "d"],
        &['.', '-', '/', 'º', '°', ',', '\''],
    );
    let (month, at) = named_month(tokens, at)?;
    let at = skip(tokens, at, &["de", "del", "do", "of"], &[',', '.', '-', '/', '\'']);
    let year = year(tokens, at).or_else(|| match number(tokens, at)? {
        // '20-Nov-19'
        (value @ 0..=49, 2) if mark(tokens, at - 1) == Some('-') => Some(2000 + value as i32),
        _ => None,
    })?;
    Some((Date::day(year, month, day)?, at + 1))
}

/// December 11, 2019; Dec. 11th 2019; or only a month and a year: May 2021.
fn month_day_year(tokens: &[Token], at: usize) -> Option<(Date, usize)> {
    // Every word of a line is asked: first, whether a date may end behind it.
    let goes_on = |n: usize| {
        tokens.get(n).is_some_and(|token| match token.kind {
            Kind::Number(..) | Kind::Mark(',') => true,
            Kind::Word => ["de", "del"].iter().any(|w| w.eq_ignore_ascii_case(token.text)),
            Kind::Mark(_) => false,
        })
    };
    if !goes_on(at + 1) && !goes_on(at + 2) {
        return None;
    }
    let (month, next) = named_month(tokens, at)?;
    let name_is_plain = word(tokens, at).is_some_and(|w| w.chars().count() > 2);
    if let Some(day) = day(tokens, next) {
        let behind = skip(tokens, next + 1, &["st", "nd", "rd", "th"], &[',', '.', '-', '/']);
        if let Some(year) = year(tokens, behind) {
            return Some((Date::day(year, month, day)?, behind + 1));
        }
    }
    // The calendar has no 31 February; February of that year isn't meant.
    if at > 0 && day(tokens, at - 1).is_some() {
        return None;
    }
    let next = skip(tokens, next, &["de", "del"], &[',']);
    let year = year(tokens, next).filter(|_| name_is_plain)?;
    Some((Date::month(year, month), next + 1))
}

/// Three numbers with one mark between them: first, second, year, mark.
fn numeric(tokens: &[Token], at: usize) -> Option<(u32, u32, i32, char)> {
    let (a, _) = number(tokens, at).filter(|n| n.1 <= 2)?;
    let separator = mark(tokens, at + 1).filter(|c| "/.-".contains(*c))?;
    let (b, _) = number(tokens, at + 2).filter(|n| n.1 <= 2)?;
    let same = mark(tokens, at + 3) == Some(separator);
    let unspaced = tokens[at + 1..].iter().take(4).all(|t| !t.spaced);
    // '24. 1. 2017' is written with spaces, '24 / 1 / 2017' isn't a date's way.
    if !same || !(unspaced || separator == '.') {
        return None;
    }
    let year = year(tokens, at + 4).or_else(|| match number(tokens, at + 4)? {
        (value @ 5..=39, 2) if unspaced && separator != '-' => Some(2000 + value as i32),
        (value @ 70..=99, 2) if unspaced && separator == '/' => Some(1900 + value as i32),
        _ => None,
    })?;
    Some((a, b, year, separator))
}

/// 24/01/2017, 24.01.17; which number is the day may need other evidence.
fn digits_only(tokens: &[Token], at: usize, order: Option<Order>) -> Option<(Date, usize)> {
    let (a, b, year, separator) = numeric(tokens, at)?;
    let (month, day) = match (separator, order) {
        _ if a > 12 => (b, a),
        _ if b > 12 => (a, b),
        _ if a == b => (a, b),
        ('.', _) | (_, Some(Order::DayFirst)) => (b, a),
        (_, Some(Order::MonthFirst)) => (a, b),
        (_, None) => return None,
    };
    Some((Date::day(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?, at + 5))
}

struct Clock {
    hour: u8,
    minute: u8,
    offset: Option<i16>,
    start: usize,
    end: usize,
}

/// The time that stands behind a date: ' - 21:6', ' at 5:40 p.m. ET', ' à 19h04', 'T21:06Z'.
fn time_after(tokens: &[Token], at: usize) -> Option<Clock> {
    const LINKS: &[&str] = &[
        "at",
        "a",
        "à",
        "às",
        "as",
        "alle",
        "ore",
        "um",
        "las",
        "los",
        "kl",
        "klo",
        "om",
        "в",
        "T",
        "t",
        "om",
        "saat",
        "et",
        "الساعة",
        "ساعت",
        "время",
        "o",
        "godz",
    ];
    const MARKS: &[char] = &[',', '-', '–', '—', '|', '/', '•', '·', '(', '.', ':', '،', ';', '@'];
    let mut next = at;
    for _ in 0..5 {
        next = skip(tokens, next, LINKS, MARKS);
        // '11, 2019 - Wednesday, 21:06'
        match word(tokens, next) {
            Some(name) if weekday(name).is_some() => next += 1,
            _ => break,
        }
    }
    let clock = clock(tokens, next)?;
    Some(Clock { start: at, ..clock })
}

/// The time just before a date: '21:21, 5 September 2017', '19:04 30.11.2016'.
/// None of it is of the date before, which ends at `free`.
fn time_before(tokens: &[Token], free: usize, at: usize) -> Option<Clock> {
    // From the longest form, '5:40 p.m. ET, Tuesday, ' on.
    (at.saturating_sub(12).max(free)..at).find_map(|start| {
        if start > 0 && !tokens[start].spaced {
            return None;
        }
        let clock = clock(tokens, start)?;
        let mut behind =
            skip(tokens, clock.end, &["on", "le", "am", "il", "el", "em"], &[',', '-', '–', '|', '/', '،']);
        if word(tokens, behind).is_some_and(|w| weekday(w).is_some()) {
            behind = skip(tokens, behind + 1, &[], &[',', '.', '-']);
        }
        (behind == at).then_some(clock)
    })
}

/// A time of day at a token: '21:6', '19.04', '19h04', '5:40 p.m.', '5pm', with what
/// names its zone.
fn clock(tokens: &[Token], at: usize) -> Option<Clock> {
    let (hour, digits) = number(tokens, at)?;
    if digits > 2 {
        return None;
    }
    let mut next = at + 1;
    let mut minute = None;
    let separator = match tokens.get(next).map(|t| t.kind) {
        Some(Kind::Mark(c @ (':' | '.' | '：' | '時' | '时' | '点'))) => Some(c),
        Some(Kind::Word) if tokens[next].text.eq_ignore_ascii_case("h") => Some('h'),
        _ => None,
    };
    let wide = separator.is_some_and(|c| matches!(c, '時' | '时' | '点'));
    if let (Some(_), Some((value, 1..=2))) = (separator, number(tokens, next + 1)) {
        let tight = !tokens[next].spaced && !tokens[next + 1].spaced;
        // '12.2017' and '5.' are no times; '21:6' is one.
        if (tight || separator == Some('h')) && value < 60 {
            minute = Some(value);
            next += 2;
            // '19.11.2021' is another date.
            if separator == Some('.') && mark(tokens, next) == Some('.') && year(tokens, next + 1).is_some() {
                return None;
            }
            if wide && mark(tokens, next) == Some('分') {
                next += 1;
            }
            // Seconds.
            if mark(tokens, next) == Some(':') && number(tokens, next + 1).is_some() {
                next += 2;
                if mark(tokens, next) == Some('.') && number(tokens, next + 1).is_some_and(|n| n.1 >= 3) {
                    next += 2;
                }
            }
        }
    } else if separator == Some('h') || wide {
        minute = Some(0);
        next += 1;
    }
    let (half, behind) = half_day(tokens, next);
    next = behind;
    let minute = minute.or(half.is_some().then_some(0))?;
    let hour = match half {
        _ if hour > 23 => return None,
        Some(_) if hour > 12 => hour,
        Some(false) => hour % 12,
        Some(true) => hour % 12 + 12,
        None => hour,
    };
    // 'Uhr' and 'Hrs' say no more than that it is a time.
    let next = skip(tokens, next, &["Uhr", "hrs", "hours", "uur", "hs", "h", "ч"], &[]);
    let (offset, end) = offset(tokens, next);
    Some(Clock { hour: hour as u8, minute: minute as u8, offset, start: at, end })
}

/// 'am' or 'p.m.': whether it is the second half of the day.
fn half_day(tokens: &[Token], at: usize) -> (Option<bool>, usize) {
    let Some(text) = word(tokens, at) else { return (None, at) };
    if text.eq_ignore_ascii_case("am") || text.eq_ignore_ascii_case("pm") {
        return (Some(text.starts_with(['p', 'P'])), at + 1);
    }
    let dotted = (text.eq_ignore_ascii_case("a") || text.eq_ignore_ascii_case("p"))
        && mark(tokens, at + 1) == Some('.')
        && word(tokens, at + 2).is_some_and(|w| w.eq_ignore_ascii_case("m"));
    if dotted {
        let end = at + 3 + usize::from(mark(tokens, at + 3) == Some('.'));
        return (Some(text.starts_with(['p', 'P'])), end);
    }
    (None, at)
}

/// What names a time's distance from UTC, in minutes: 'GMT', '(UTC +04:00)', 'Z',
/// '+0300'. Names that several zones share ('ET', 'IST', 'BST') say nothing.
fn offset(tokens: &[Token], at: usize) -> (Option<i16>, usize) {
    let open = usize::from(mark(tokens, at) == Some('('));
    let mut next = at + open;
    let named = word(tokens, next).and_then(|name| match name {
        "GMT" | "UTC" | "Z" | "gmt" | "utc" => Some(0),
        "CET" | "MEZ" => Some(60),
        "CEST" | "MESZ" | "EET" => Some(120),
        "EEST" | "MSK" => Some(180),
        "EST" => Some(-300),
        "EDT" => Some(-240),
        "PST" => Some(-480),
        "PDT" => Some(-420),
        _ => None,
    });
    if named.is_some() {
        next += 1;
    }
    let sign = match mark(tokens, next) {
        Some('+') => 1,
        Some('-' | '−') if named == Some(0) || !tokens.get(next).is_some_and(|t| t.spaced) => -1,
        _ => 0,
    };
    let signed = (sign != 0).then(|| number(tokens, next + 1)).flatten();
    let result = match (named, signed) {
        (Some(0) | None, Some((hhmm, 4))) => Some(((hhmm / 100 * 60 + hhmm % 100) as i16 * sign, next + 2)),
        (Some(0) | None, Some((hours, 1..=2))) if hours <= 14 => {
            match (mark(tokens, next + 2), number(tokens, next + 3)) {
                (Some(':'), Some((minutes, 2))) => Some(((hours * 60 + minutes) as i16 * sign, next + 4)),
                _ if named.is_some() => Some(((hours * 60) as i16 * sign, next + 2)),
                _ => None,
            }
        }
        (Some(offset), _) => Some((offset, next)),
        _ => None,
    };
    match result {
        Some((offset, end)) if (-14 * 60..=14 * 60).contains(&offset) => {
            let closed = usize::from(open == 1 && mark(tokens, end) == Some(')'));
            (Some(offset), end + closed)
        }
        _ => (None, at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found: Vec<String> =
            find(text, None).iter().map(|p| format!("{} {}", p.date, &text[p.range()])).collect();
        assert_eq!(found.join("; "), expected, "{text}");
    }

    #[test]
    fn dates_with_named_months() {
        check("December 11, 2019 - 21:6", "2019-12-11T21:06 December 11, 2019 - 21:6");
        check(
            "Politics Materials 5 September 2017 21:21 (UTC +04:00)",
            "2017-09-05T21:21+04:00 5 September 2017 21:21 (UTC +04:00)",
        );
        check("Wed 30 Nov 2016 19.04 GMT", "2016-11-30T19:04+00:00 30 Nov 2016 19.04 GMT");
        check("Jan 24, 2017 at 5:40 p.m. ET", "2017-01-24T17:40 Jan 24, 2017 at 5:40 p.m.");
        check("PUBLISHED: November 19, 2019 at 8:59 pm", "2019-11-19T20:59 November 19, 2019 at 8:59 pm");
        check("Publié le 30 novembre 2016 à 19h04", "2016-11-30T19:04 30 novembre 2016 à 19h04");
        check("30 de noviembre de 2016", "2016-11-30 30 de noviembre de 2016");
        check("30 ноября 2016, 19:04", "2016-11-30T19:04 30 ноября 2016, 19:04");
        check("19:04, 30 Kasım 2016", "2016-11-30T19:04 19:04, 30 Kasım 2016");
        check("24. Januar 2017 um 17:40 Uhr", "2017-01-24T17:40 24. Januar 2017 um 17:40 Uhr");
        check("1er mars 2017", "2017-03-01 1er mars 2017");
        check("٣٠ نوفمبر ٢٠١٦", "2016-11-30 ٣٠ نوفمبر ٢٠١٦");
        check("30 كانون الثاني 2017", "2017-01-30 30 كانون الثاني 2017");
        check("May 2021", "2021-05 May 2021");
        check("2020. május 5.", "2020-05-05 2020. május 5");
        check("5. marts 2020 kl. 12.30", "2020-03-05T12:30 5. marts 2020 kl. 12.30");
        check("5 Ιουνίου 2019", "2019-06-05 5 Ιουνίου 2019");
        check("© 2019 May 5, 2020", "2020-05-05 May 5, 2020");
        assert_eq!(order_of_words("at 9:00 on May 3, 2017"), Some(Order::MonthFirst));
        assert_eq!(order_of_words("3 May 2017"), Some(Order::DayFirst));
        assert_eq!(order_of_words("May 2017"), None);
    }

    #[test]
    fn dates_glued_to_what_follows() {
        check("Wed, Nov 20 20194:29 AM ESTUpdated", "2019-11-20T04:29 Nov 20 20194:29 AM");
        check("20 janvier 202020 janvier 2020", "2020-01-20 20 janvier 2020; 2020-01-20 20 janvier 2020");
        check("18 Nov 2019 9:38 pm3 May 2020", "2019-11-18T21:38 18 Nov 2019 9:38 pm; 2020-05-03 3 May 2020");
        check("19.11.202119.11.2021", "2021-11-19 19.11.2021; 2021-11-19 19.11.2021");
        check("August 2, 2019August 2, 2019Author", "2019-08-02 August 2, 2019; 2019-08-02 August 2, 2019");
    }

    #[test]
    fn dates_of_the_solar_year() {
        check("چهارشنبه ۱۲ آبان ۱۴۰۰ - ۱۵:۳۲", "2021-11-03T15:32 ۱۲ آبان ۱۴۰۰ - ۱۵:۳۲");
        check("۱۴۰۰/۰۸/۱۲", "2021-11-03 ۱۴۰۰/۰۸/۱۲");
    }

    #[test]
    fn dates_in_digits() {
        check("24.01.2017, 17:40 Uhr", "2017-01-24T17:40 24.01.2017, 17:40 Uhr");
        check("2016-11-30T19:04:33Z", "2016-11-30T19:04+00:00 2016-11-30T19:04:33Z");
        check("2016-11-30 19:04 +0300", "2016-11-30T19:04+03:00 2016-11-30 19:04 +0300");
        check("24/01/2017 19:20", "2017-01-24T19:20 24/01/2017 19:20");
        check("01/24/2017", "2017-01-24 01/24/2017");
        check("10/27/89", "1989-10-27 10/27/89");
        check("2016年11月30日 19時04分", "2016-11-30T19:04 2016年11月30日 19時04分");
        check("2016년 11월 30일", "2016-11-30 2016년 11월 30일");
        check("03/04/2017", "");
        assert_eq!(find("03/04/2017", Some(Order::DayFirst))[0].date.to_string(), "2017-04-03");
        assert_eq!(find("03/04/2017", Some(Order::MonthFirst))[0].date.to_string(), "2017-03-04");
        assert_eq!(order_of("on 24/01/2017"), Some(Order::DayFirst));
    }

    #[test]
    fn what_only_looks_like_a_date() {
        for text in
            ["version 1.2.3.2017", "192.168.20.17", "31 February 2016", "Route 66", "5 September", "2016"]
        {
            check(text, "");
        }
    }

    #[test]
    fn several_dates() {
        check(
            "Publicado: 25/07/2018 - 12:05 | Aggiornato: 26/07/2018",
            "2018-07-25T12:05 25/07/2018 - 12:05; 2018-07-26 26/07/2018",
        );
    }
}
