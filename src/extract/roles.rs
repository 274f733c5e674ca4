//! Titles and offices that the article gives its people.
//!
//! Three places: before the name ('Iranian Parliament Speaker Ali Larijani',
//! 'Secretary of Iran’s Supreme National Security Council Ali Shamkhani'), in an
//! apposition on either side ('Syromolotov Oleg, Russia’s deputy minister of
//! foreign affairs for counterterrorism,'), and as a counterpart ('President
//! Putin and his American counterpart Donald Trump': American President). A role
//! needs a noun of [`offices`]; English only, as the order of words is.

mod offices;

use crate::article::{Article, Entity, Kind, Role};
use crate::extract::named::{Name, Named};
use crate::extract::words::{Words, tokens};
use crate::text::Span;

use offices::{is_modifier, is_noun, is_office, is_office_plural, is_opener, is_rank, is_short_title};

/// Fills `roles` of the people among `entities`.
pub fn assign(article: &Article, entities: &mut [Entity]) {
    let english = article.language.as_deref().is_none_or(|tag| tag.starts_with("en"));
    if english {
        assign_in(&article.text, entities);
    }
}

fn assign_in(text: &str, entities: &mut [Entity]) {
    let tokens = tokens(text);
    let words = Words { text, tokens: &tokens };
    let mut found: Vec<Vec<Office>> = vec![Vec::new(); entities.len()];
    let reader = Reader { named: Named::new(words, entities), words };
    for &name in &reader.named.names {
        if reader.named.kind(name) != Kind::Person {
            continue;
        }
        let mut offices = reader.before(name);
        offices.extend(reader.apposition_before(name));
        offices.extend(reader.appositions_after(name));
        offices.extend(reader.appointed(name));
        offices.extend(reader.counterpart(name, &found));
        for office in offices {
            keep(&mut found[name.entity as usize], office);
        }
    }
    for (entity, offices) in entities.iter_mut().zip(found) {
        entity.roles = offices.into_iter().map(|o| Role { text: o.text, span: o.span }).collect();
    }
}

/// A role while roles are being collected.
#[derive(Clone, Debug)]
struct Office {
    text: String,
    span: Span,
    /// The bare title: 'Defense Minister', 'Secretary'.
    title: String,
    /// Its telling words in lower case, for comparison with others.
    key: Vec<String>,
}

/// Whether the word is a title as it stands before a name.
pub fn is_title(words: Words<'_>, at: usize) -> bool {
    words.is_capital(at) && is_office(words, at) || is_rank(words, at)
}

/// Adds an office; of two that say the same the fuller is kept: 'Russian
/// President' and 'President', 'Iran’s Defense Minister' and 'Iranian Defense
/// Minister'.
fn keep(offices: &mut Vec<Office>, office: Office) {
    // A general who is chief of the general staff is both.
    let within = |a: &Office, b: &Office| {
        is_only_rank(&a.title) == is_only_rank(&b.title) && a.key.iter().all(|w| b.key.contains(w))
    };
    for old in offices.iter_mut() {
        if within(&office, old)
            && (office.key.len() < old.key.len()
                || office.text.len() <= old.text.len()
                || !within(old, &office))
        {
            return;
        }
        if within(old, &office) {
            if office.key.len() > old.key.len()
                || old.text.split(' ').count() < office.text.split(' ').count()
            {
                *old = office;
            }
            return;
        }
    }
    offices.push(office);
}

/// What ends a name that is turned round: 'Intelligence Service Director'.
const INSTITUTIONS: &str = "service agency ministry council committee commission department bureau office \
    organization organisation authority board administration command institute union bank reserve league \
    federation association court army force forces guard police fund center centre secretariat assembly";

struct Reader<'a> {
    named: Named<'a>,
    words: Words<'a>,
}

/// How many tokens a role may have.
const LONGEST: usize = 18;

impl Reader<'_> {
    /// The title right before a name, and a rank between the two.
    fn before(&self, name: Name) -> Vec<Office> {
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
    fn with_complement(&self, end: usize) -> Option<Office> {
        let words = self.words;
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
    fn apposition_before(&self, name: Name) -> Option<Office> {
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

    /// ', Russia’s deputy minister of foreign affairs for counterterrorism,'; two where
    /// they stand together: ', a lawyer and former minister,'.
    fn appositions_after(&self, name: Name) -> Vec<Office> {
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
    fn headed(&self, title: &str, from: usize, start: usize) -> Option<Office> {
        let words = self.words;
        let closes = |n: usize| {
            words.breaks(n)
                || words.mark(n).is_some_and(|c| matches!(c, ',' | '.' | ';' | ')'))
                || words.is_any(n, "for in and since until at who which")
        };
        let end = (start + 1..start + LONGEST).find(|&n| closes(n))?;
        let text = format!("{title} of {}", self.text(start, end));
        Some(Office { key: key(&text), title: title.to_owned(), text, span: words.span(from + 1, end) })
    }

    /// Behind ', 47,' and ', 47 years old,'.
    fn behind_age(&self, at: usize) -> usize {
        let words = self.words;
        if words.number(at).is_none_or(|(age, _)| age > 120) {
            return at;
        }
        let end = at + 1 + if words.is(at + 1, "years") { 2 } else { 0 };
        if words.mark(end) == Some(',') && !words.breaks(end + 1) { end + 1 } else { at }
    }

    /// Behind articles and words that only time the office.
    fn bare(&self, mut at: usize) -> usize {
        while is_determiner(self.words, at) || self.words.is_any(at, "then now also himself herself") {
            at += 1;
        }
        at
    }

    /// 'named Ingrid Aas chief executive', 'appointed her as its chairman'.
    fn appointed(&self, name: Name) -> Option<Office> {
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
    fn cut(&self, from: usize, end: usize) -> usize {
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
    fn relative(&self, at: usize) -> Option<(&'static str, usize)> {
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
    fn apposition_end(&self, from: usize) -> Option<usize> {
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
    fn office_in(&self, from: usize, to: usize) -> Option<usize> {
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
    fn counterpart(&self, name: Name, found: &[Vec<Office>]) -> Option<Office> {
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

    /// The first token of an office of several words: 'Secretary-General', 'chief
    /// executive', 'Prime Minister'.
    fn head_start(&self, head: usize) -> usize {
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
    fn phrase_start(&self, head: usize) -> usize {
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
            // 'civil defence chief': nouns before a title's head.
            let noun = head - n <= 3 && is_noun(words, n);
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

    fn office(&self, from: usize, end: usize, head: usize) -> Option<Office> {
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
    fn before_abbreviation(&self, at: usize) -> Option<Name> {
        let words = self.words;
        let open = at.checked_sub(3)?;
        (words.mark(at - 1) == Some(')') && words.mark(open) == Some('('))
            .then(|| self.named.at(open.checked_sub(1)?))?
    }

    /// The words as they can be shown: one space between, no abbreviations in brackets.
    fn text(&self, from: usize, end: usize) -> String {
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

/// The telling words of a role, nations cut to what noun and adjective share: two
/// wordings of the same role have the same.
pub fn key(text: &str) -> Vec<String> {
    let mut key: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|w| {
            w.len() > 1 && !matches!(w.as_str(), "of" | "the" | "for" | "to" | "and" | "in" | "his" | "its")
        })
        .map(|w| if w.chars().count() > 4 { w.chars().take(4).collect() } else { w })
        .collect();
    crate::order::sort(&mut key);
    key.dedup();
    key
}

fn is_date_word(words: Words<'_>, at: usize) -> bool {
    words.is_capital(at)
        && words.is_any(
            at,
            "monday tuesday wednesday thursday friday saturday sunday january february march april may june july \
             august september october november december",
        )
}

/// Words that say when or how fully somebody has an office.
fn is_turning(words: Words<'_>, at: usize) -> bool {
    words.is_any(at, "former acting interim deputy vice assistant outgoing incoming then new ex")
}

fn is_only_rank(title: &str) -> bool {
    title.split(' ').all(offices::is_rank_word)
}

fn is_determiner(words: Words<'_>, at: usize) -> bool {
    words.is_any(at, "the a an its his her their our this that another")
}

fn is_pronoun(words: Words<'_>, at: usize) -> bool {
    words.is_any(at, "he she it they we who which whom him them")
}

/// Small words that a capital only makes the first of a sentence.
fn is_function_word(words: Words<'_>, at: usize) -> bool {
    words.is_any(
        at,
        "the a an in on at by of to for from with and but or as when while after before since \
        until during both even then now also meanwhile earlier later his her its their our this \
        that these if although though mr mrs ms dr sir not only like under against among between \
        according said says led photo photograph",
    )
}

fn is_verb(words: Words<'_>, at: usize) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Mentions are written `[person Ada Lovelace]`; expected are the roles of the
    /// first person.
    #[track_caller]
    fn check(marked: &str, expected: &[&str]) {
        let (text, mut entities) = crate::extract::named::tests::scene(marked);
        assign_in(&text, &mut entities);
        let person = entities.iter().find(|e| e.kind == Kind::Person).expect("a person");
        let found: Vec<_> = person.roles.iter().map(|r| r.text.as_str()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn titles_before_the_name() {
        check(
            "[org Russian Foreign Intelligence Service] ([org SVR]) Director [person Ivan Ivanov] came.",
            &["Director of the Russian Foreign Intelligence Service"],
        );
        check("says [org SVR] spokesman [person Ivan Ivanov].", &["SVR spokesman"]);
        check(
            "with [group Iranian] Parliament Speaker [person Ali Rezai]. ",
            &["Iranian Parliament Speaker"],
        );
        check(
            "[group Iranian] Ambassador to [place Russia] [person Ali Rezai] met",
            &["Iranian Ambassador to Russia"],
        );
        check(
            "evening, Secretary of [place Iran]’s [org Supreme Security Council] [person Ali Rezai] and",
            &["Secretary of Iran’s Supreme Security Council"],
        );
        check(
            "is led by [place Moscow]’s Representative to the [place Vienna]-based international organizations [person Ivan Ivanov].",
            &["Moscow’s Representative to the Vienna-based international organizations"],
        );
        check("team, led by Deputy Foreign Minister [person Ali Rezai], has", &["Deputy Foreign Minister"]);
        check(
            "[place Iran]’s Defense Minister Brigadier General [person Ali Rezai], who is here",
            &["Brigadier General", "Iran’s Defense Minister"],
        );
        check("UN Secretary-General [person António Guterres] and", &["UN Secretary-General"]);
        check("former prime minister [person Ana Lima] said", &["former prime minister"]);
        check("Meanwhile, President [person Ana Lima] said", &["President"]);
        check("Professor [person Ana Lima] of [place Oslo]", &["Professor"]);
        check("Neither President [person Ana Lima] nor others came.", &["President"]);
        check(
            "[person Ana Lima], then a deputy prime minister and later the head of the agency, said",
            &["deputy prime minister"],
        );
        check(
            "[person Ana Lima], the [group British] minister presiding over it, said",
            &["British minister"],
        );
        check(
            "[person Ana Lima], joint envoy of the [org United Nations] and the [org Arab League], said",
            &["joint envoy of the United Nations and the Arab League"],
        );
        check("[person Ivan Ivanov] and [person Ana Lima], the deputy ministers who came", &[]);
        check("In [place Rome] [person Ana Lima] said the president of it was late.", &[]);
        check("He told Mr. [person Ivanov] so.", &[]);
    }

    #[test]
    fn appositions() {
        check(
            "met [person Oleg Petrov], [place Russia]’s deputy minister of foreign affairs for counterterrorism, to discuss",
            &["Russia’s deputy minister of foreign affairs for counterterrorism"],
        );
        check(
            "The [group Russian] special presidential envoy for the [group Syrian] settlement, [person Ivan Ivanov], arrived",
            &["Russian special presidential envoy for the Syrian settlement"],
        );
        check(
            "[person Jan Visser], chief executive of the [group Dutch] company [org Boskalis], whose arm",
            &["chief executive of the Dutch company Boskalis"],
        );
        check("Its energy minister, [person Ali Rezai], accepted", &["energy minister"]);
        check("[person Ana Lima], the [group Dutch] diplomat who heads the mission.", &["Dutch diplomat"]);
        check(
            "[person Ana Lima], who heads the joint mission of the [org OPCW].",
            &["head of the joint mission of the OPCW"],
        );
        check("[person Ana Lima], [group Turkish] President [person Ivan Ivanov], and others", &[]);
        check("[person Ana Lima], speaking in [place Rome], said", &[]);
        check("After talks with the president, [person Ana Lima] left for home.", &[]);
    }

    #[test]
    fn counterparts_share_an_office() {
        let (text, mut entities) = crate::extract::named::tests::scene(
            "President [person Ivan Ivanov] and his [group American] counterpart [person John Doe] met.",
        );
        assign_in(&text, &mut entities);
        let john = entities.iter().find(|e| e.name == "John Doe").unwrap();
        assert_eq!(john.roles[0].text, "American President");
    }

    #[test]
    fn one_office_is_told_once_and_in_full() {
        check(
            "[group Russian] President [person Ivan Ivanov] spoke. President [person Ivanov] left.",
            &["Russian President"],
        );
        check(
            "[place Iran]’s Defense Minister [person Ali Rezai] spoke. [group Iranian] Defense Minister [person Rezai] left.",
            &["Iran’s Defense Minister"],
        );
    }

    proptest::proptest! {
        #[test]
        fn roles_lie_in_the_text(words in proptest::collection::vec(proptest::sample::select(&WORDS[..]), 0..40)) {
            let (text, mut entities) = crate::extract::named::tests::scene(&words.concat());
            assign_in(&text, &mut entities);
            for role in entities.iter().flat_map(|e| &e.roles) {
                proptest::prop_assert!(!role.span.of(&text).is_empty() && !role.text.is_empty());
            }
        }
    }

    const WORDS: [&str; 26] = [
        " ",
        " ",
        " ",
        "\n\n",
        ".",
        ", ",
        "’",
        "s",
        "(",
        ")",
        "-",
        "the",
        "his",
        "counterpart",
        "President",
        "minister",
        "of",
        "to",
        "who heads",
        "General",
        "deputy",
        "[person Ana]",
        "[place Iran]",
        "[org TASS]",
        "[group Russian]",
        "é",
    ];
}
