//! One run of words cut into names, titles and rest, in the best way.
//!
//! Every way to cut is a chain of segments, each with a score: a listed name, a
//! pattern ('… Ministry', 'Lake …', given name and surname), a word that is
//! none. Long segments score more than the short ones they replace, so that
//! 'Russian Foreign Ministry' is one organization, while words that don't belong
//! together (a title inside a person) cost more than that gains. The best chain
//! is found in one pass over the run.

use std::ops::Range;

use super::Candidate;
use super::runs::{Run, Style};
use crate::article::Kind;
use crate::extract::lexicon::{Classes, lexicon};
use crate::extract::tokens::{Case, Shape, Token};

/// A name has at most so many tokens.
const LONGEST_NAME: usize = 14;

/// What a segment gains for each word of it, and what each segment costs:
/// more of the first favours patterns over nothing, more of the second
/// favours few long segments over many short ones.
const WORD: i32 = 20;
const SEGMENT: i32 = -10;

#[derive(Clone, Copy, Debug)]
enum Label {
    /// No name: title, month, law, or a word with a capital for its place.
    Nothing,
    /// A name, told by list or pattern.
    Name(Kind),
    /// A name of a kind that only its surroundings can tell.
    Unknown,
}

struct Cutter<'a> {
    text: &'a str,
    tokens: &'a [Token],
    sentence: &'a Range<usize>,
    run: Run,
    style: Style,
}

/// Adds the names of one run to `candidates`.
pub fn cut(
    text: &str,
    tokens: &[Token],
    sentence: &Range<usize>,
    run: Run,
    style: Style,
    candidates: &mut Vec<Candidate>,
) {
    Cutter { text, tokens, sentence, run, style }.cut(candidates);
}

impl Cutter<'_> {
    fn cut(&self, candidates: &mut Vec<Candidate>) {
        let (start, end) = (self.run.tokens.start, self.run.tokens.end);
        let n = end - start;
        // Best score of all cuts of the first so many tokens, and their last segment.
        let mut best: Vec<(i32, usize, Label)> = vec![(i32::MIN, 0, Label::Nothing); n + 1];
        best[0].0 = 0;
        for from in 0..n {
            let (score, ..) = best[from];
            if score == i32::MIN {
                continue;
            }
            let mut offer = |to: usize, label: Label, gain: i32| {
                if score + gain > best[to].0 {
                    best[to] = (score + gain, from, label);
                }
            };
            offer(from + 1, Label::Nothing, self.nothing(start + from));
            if let Some((len, entry)) = self.run.listed[from]
                && from + len <= n
                && let Some((label, gain)) = self.listed(start + from, len, entry)
            {
                offer(from + len, label, gain);
            }
            if !self.can_begin(start + from) {
                continue;
            }
            let mut words = Words::default();
            for to in from..n.min(from + LONGEST_NAME) {
                if !self.take(start + from, start + to, &mut words) {
                    break;
                }
                if self.can_end(start + to) {
                    for (label, gain) in
                        self.patterns(start + from..start + to + 1, &words).into_iter().flatten()
                    {
                        offer(to + 1, label, gain);
                    }
                }
            }
        }
        let mut segments = Vec::new();
        let mut at = n;
        while at > 0 {
            let (_, from, label) = best[at];
            segments.push((from, at, label));
            at = from;
        }
        for &(from, to, label) in segments.iter().rev() {
            let (kind, sure) = match label {
                Label::Nothing => continue,
                Label::Name(kind) => (Some(kind), true),
                Label::Unknown => (None, false),
            };
            candidates.push(Candidate { start: start + from, end: start + to, kind, sure });
        }
    }

    /// What it gains to leave a token out of all names.
    fn nothing(&self, n: usize) -> i32 {
        let token = &self.tokens[n];
        if !token.is_capital() {
            return 0;
        }
        if token.is(Classes::MONTH) {
            return 15;
        }
        if token.is(Classes::OFFICE.or(Classes::HONORIFIC)) {
            return 12;
        }
        if token.is(Classes::COMMON)
            && (n == self.sentence.start || self.after_quote(n) || self.style != Style::Sentence)
        {
            return if self.style == Style::Sentence { 12 } else { 15 };
        }
        if token.is(Classes::COMMON.or(Classes::MODIFIER)) || self.is_roman(n) {
            return 6;
        }
        if self.style != Style::Sentence { 2 } else { 0 }
    }

    /// Whether the token opens a quoted sentence: capitals mean as little there.
    fn after_quote(&self, n: usize) -> bool {
        n > self.sentence.start
            && matches!(
                self.tokens[n - 1].shape,
                Shape::Mark('"' | '“' | '‘' | '«' | ':' | '(' | '—' | '–' | '•' | '*' | '-' | '…')
            )
            && !(self.tokens[n].glued && self.tokens[n - 1].is_hyphen())
    }

    fn is_roman(&self, n: usize) -> bool {
        let word = self.tokens[n].span.of(self.text);
        self.tokens[n].is_capital()
            && word.len() <= 5
            && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
    }

    /// A listed name, and what it gains.
    fn listed(&self, n: usize, len: usize, entry: u32) -> Option<(Label, i32)> {
        let tokens = &self.tokens[n..n + len];
        let entry = lexicon().entry(entry);
        // In capitals throughout, 'WHO' and 'IS' are mostly words.
        if len == 1 && self.style == Style::Capitals && tokens[0].is(Classes::COMMON) {
            return None;
        }
        let words = tokens.iter().filter(|t| t.shape != Shape::Possessive && t.span.len() > 1).count() as i32;
        let base = WORD * words + SEGMENT;
        let Some(kind) = entry.kind else { return Some((Label::Nothing, base + 8)) };
        // 'Will', 'Split', 'Reading': common words at a sentence's beginning.
        if len == 1
            && tokens[0].is(Classes::COMMON)
            && n == self.sentence.start
            && tokens[0].case == Case::Title
        {
            return None;
        }
        let sure = match kind {
            _ if len == 1 => 6,
            Kind::Person => 24,
            _ => 12,
        };
        Some((Label::Name(kind), base + sure))
    }

    fn can_begin(&self, n: usize) -> bool {
        let token = &self.tokens[n];
        match token.case {
            Case::Title => !token.is(Classes::FUNCTION),
            Case::Upper => true,
            Case::Lower => token.is(Classes::PARTICLE),
            Case::None => false,
        }
    }

    /// A name ends with a capital, or with the small half of a Korean or Chinese
    /// given name: 'Roh Moo-hyun'.
    fn can_end(&self, n: usize) -> bool {
        let token = &self.tokens[n];
        token.is_capital() || (token.case == Case::Lower && token.glued && !token.is(Classes::PARTICLE))
    }

    /// Takes token `n` into the words of a pattern that began at `from`;
    /// `false` where none can go on over it.
    fn take(&self, from: usize, n: usize, words: &mut Words) -> bool {
        let token = &self.tokens[n];
        match token.shape {
            // 'With' in a headline
            Shape::Word if token.case == Case::Title && n > from && token.is(Classes::FUNCTION) => false,
            Shape::Word if token.is_capital() => {
                words.count += 1;
                if self.style == Style::Headline || self.style == Style::Capitals {
                    words.common += usize::from(token.is(Classes::COMMON));
                } else if n == self.sentence.start {
                    words.common += usize::from(token.is(Classes::COMMON) && !token.is(Classes::GIVEN));
                }
                words.given += usize::from(token.is(Classes::GIVEN));
                words.family += usize::from(token.is(Classes::FAMILY));
                words.office += usize::from(token.is(Classes::OFFICE) && !token.is(Classes::MODIFIER));
                words.title += usize::from(token.is(Classes::OFFICE.or(Classes::HONORIFIC)));
                words.month += usize::from(token.is(Classes::MONTH));
                words.org += usize::from(token.is(Classes::ORG));
                words.ordinary +=
                    usize::from(token.is(Classes::COMMON) && !token.is(Classes::GIVEN.or(Classes::FAMILY)));
                words.upper += usize::from(
                    token.case == Case::Upper
                        && token.span.len() > 1
                        && !token.span.of(self.text).contains('.'),
                );
                if let Some((len, entry)) = self.run.listed[n - self.run.tokens.start] {
                    let entry = lexicon().entry(entry);
                    match entry.kind {
                        Some(Kind::Place) => words.places += 1,
                        Some(Kind::Group) => words.groups += 1,
                        Some(Kind::Person) => words.people += 1,
                        Some(Kind::Organization) => {
                            words.organizations += 1;
                            words.org_reach = words.org_reach.max(n + len);
                        }
                        Some(_) => {}
                        None => words.nothing += 1,
                    }
                }
                true
            }
            Shape::Word if token.case == Case::Lower => {
                match token.span.of(self.text) {
                    "of" | "for" | "on" | "to" | "against" => words.connectors += 1,
                    "and" => words.ands += 1,
                    "the" if words.connectors > 0 => {}
                    _ if token.is(Classes::PARTICLE) || token.glued => words.particles += 1,
                    _ => return false,
                }
                true
            }
            Shape::Word | Shape::Number => false,
            Shape::Possessive | Shape::Mark('\'' | '’') => {
                words.possessives += 1;
                n > from && words.possessives == 1
            }
            Shape::Mark('&') => {
                words.ampersands += 1;
                n > from
            }
            Shape::Mark(_) => {
                words.hyphens += 1;
                token.is_hyphen() && n > from
            }
        }
    }

    /// What the tokens may be by pattern, and what each would gain.
    fn patterns(&self, range: Range<usize>, words: &Words) -> [Option<(Label, i32)>; 5] {
        let base = WORD * words.count as i32 + SEGMENT;
        let (first, last) = (&self.tokens[range.start], &self.tokens[range.end - 1]);
        if self.style == Style::Foreign {
            let person =
                self.person(&range, first, last, words).filter(|(label, _)| matches!(label, Label::Name(_)));
            return [person.map(|(label, gain)| (label, base + gain)), None, None, None, None];
        }
        [
            self.misc(first, last, words).map(|gain| (Label::Nothing, base + gain)),
            self.event(&range, first, last, words).map(|gain| (Label::Name(Kind::Event), base + gain)),
            self.organization(&range, first, last, words)
                .map(|gain| (Label::Name(Kind::Organization), base + gain)),
            self.place(&range, first, last, words).map(|gain| (Label::Name(Kind::Place), base + gain)),
            self.person(&range, first, last, words).map(|(label, gain)| (label, base + gain)),
        ]
    }

    /// 'Taif Agreement', 'Resolution', 'Freedom Act'.
    fn misc(&self, first: &Token, last: &Token, words: &Words) -> Option<i32> {
        // 'Initiative' ends organizations' names too, but not with a place before it.
        let fits = last.is(Classes::MISC)
            && (!last.is(Classes::ORG.or(Classes::EVENT)) || words.places > 0)
            && words.connectors == 0
            && words.organizations == 0
            && words.people == 0
            && words.possessives == 0
            && words.office == 0;
        fits.then(|| match words.count {
            1 if first.is(Classes::COMMON) => 0,
            1 => -2,
            _ if words.groups > 0 => -20,
            _ => 2,
        })
    }

    /// 'Battle of Hastings', 'Operation Olive Branch', 'Kigali Summit on Climate'.
    fn event(&self, range: &Range<usize>, first: &Token, last: &Token, words: &Words) -> Option<i32> {
        if words.office > 0 || words.month > 0 || words.count < 2 || words.possessives > 0 || words.upper > 1
        {
            return None;
        }
        let lead = first.is(Classes::EVENT_LEAD) && words.connectors == 0 && words.count <= 4;
        let of = words.connectors == 1
            && (first.is(Classes::EVENT_OF) || self.has_before_of(range, Classes::EVENT))
            && words.ands == 0;
        let head = self.style == Style::Sentence
            && last.is(Classes::EVENT)
            && words.connectors == 0
            && !(last.is(Classes::ORG) && words.organizations > 0)
            // 'Syrian Crisis' may be only a heading; a congress may be a parliament.
            && (words.count > 2 || words.ordinary < words.count);
        match () {
            () if lead => Some(if words.hyphens == 0 { 8 } else { 0 }),
            () if of => Some(6),
            () if head && words.people == 0 => Some(6 - 4 * words.hyphens as i32),
            () => None,
        }
    }

    /// Whether the word before the first 'of', 'on' or 'for' is of these classes.
    fn has_before_of(&self, range: &Range<usize>, classes: Classes) -> bool {
        range.clone().skip(1).find(|&n| self.is_connector(n)).is_some_and(|n| self.tokens[n - 1].is(classes))
    }

    /// 'Party of Canada and Canadian Alliance': 'and' behind a place begins another.
    fn are_two(&self, range: &Range<usize>) -> bool {
        let ends_place = |end: usize| {
            (range.start..end).any(|n| {
                self.run.listed[n - self.run.tokens.start].is_some_and(|(len, entry)| {
                    n + len == end && lexicon().entry(entry).kind == Some(Kind::Place)
                })
            })
        };
        self.tokens[range.end - 1].is(Classes::ORG)
            && range.clone().skip(1).any(|n| {
                n + 2 < range.end
                    && self.tokens[n].case == Case::Lower
                    && self.tokens[n].span.of(self.text) == "and"
                    && ends_place(n)
            })
    }

    fn is_connector(&self, n: usize) -> bool {
        self.tokens[n].case == Case::Lower
            && matches!(self.tokens[n].span.of(self.text), "of" | "for" | "on" | "to" | "against")
    }

    /// 'Syrian Constitutional Committee', 'Ministry of Foreign Affairs'.
    fn organization(&self, range: &Range<usize>, first: &Token, last: &Token, words: &Words) -> Option<i32> {
        if words.month > 0 || words.count < 2 {
            return None;
        }
        let with_of = words.connectors > 0;
        if words.ands > 0 && (!with_of || self.are_two(range)) {
            return None;
        }
        let mut gain = if with_of {
            if !self.has_before_of(range, Classes::ORG_OF) {
                return None;
            }
            // More than the two names that it may be made of would gain.
            18
        } else if last.is(Classes::ORG) {
            let weak = last.is(Classes::ORG_WEAK) && words.count == 2 && words.organizations == 0;
            let bare = words.count == 2 && first.is(Classes::COMMON) && range.start == self.sentence.start;
            8 - if weak { 10 } else { 0 } - if bare { 12 } else { 0 }
        } else {
            return None;
        };
        gain -= 25 * words.office as i32;
        gain -= 30 * words.people as i32;
        if words.hyphens > 0 && words.places > 0 {
            gain -= 25;
        }
        if words.possessives > 0 {
            // "Lord's Resistance Army", but not "Iran's Security Council".
            let plural = range.clone().any(|n| {
                n > range.start
                    && matches!(self.tokens[n].shape, Shape::Possessive | Shape::Mark('\'' | '’'))
                    && self.tokens[n - 1].is(Classes::COMMON.or(Classes::OFFICE))
            });
            gain -= if plural && words.places == 0 && words.groups == 0 { 2 } else { 40 };
        }
        if with_of && words.given > 0 && words.family > 0 && words.count > 3 {
            gain -= 10;
        }
        // A place before is another name: 'Syria Foreign Ministry' is one, but
        // 'Damascus Baath Party' two; both are rare, so it costs a little.
        if self.listed_kind(range.start) == Some(Kind::Person) {
            gain -= 20;
        }
        if last.is(Classes::MISC) && words.places > 0 {
            gain -= 20;
        }
        // 'Saudi Energy' before 'Minister' begins a title.
        if last.is(Classes::MODIFIER) && self.title_follows(range.end) {
            gain -= 30;
        }
        // A listed organization that goes on after the end isn't cut in two.
        if words.org_reach > range.end {
            gain -= 20;
        }
        Some(gain)
    }

    /// Whether token `n` is a title with a capital, in the same sentence.
    fn title_follows(&self, n: usize) -> bool {
        n < self.sentence.end && self.tokens[n].is_capital() && self.tokens[n].is(Classes::OFFICE)
    }

    fn listed_kind(&self, n: usize) -> Option<Kind> {
        self.run.listed[n - self.run.tokens.start].and_then(|(_, entry)| lexicon().entry(entry).kind)
    }

    /// 'Lake Chad', 'Idlib Province', 'Gulf of Finland', 'Heathrow Airport'.
    fn place(&self, range: &Range<usize>, first: &Token, last: &Token, words: &Words) -> Option<i32> {
        if words.count < 2 || words.month > 0 || words.possessives > 0 || words.office > 1 || words.ands > 0 {
            return None;
        }
        if words.connectors > 0 {
            let of = words.connectors == 1 && self.has_before_of(range, Classes::PLACE) && words.count <= 4;
            return of.then_some(2 - 20 * words.people as i32 - 10 * words.office as i32);
        }
        if words.count > 5 || words.organizations > 0 || words.upper > 1 {
            return None;
        }
        // 'Teatro Colón', 'Plaza de Bolívar': whatever the names in them are.
        if first.is(Classes::VENUE) && words.count <= 4 && words.hyphens == 0 {
            return Some(4 + 14 * words.people as i32 - 20 * words.office as i32);
        }
        let head = last.is(Classes::PLACE) && !last.is(Classes::ORG);
        // 'New', 'South', 'San' want a name after them that is no word otherwise.
        let lead = first.is(Classes::PLACE_LEAD)
            && !last.is(Classes::ORG.or(Classes::COMPANY))
            && words.count <= 3
            && words.ordinary <= usize::from(first.is(Classes::COMMON));
        match () {
            () if head => Some(
                6 - 25 * words.office as i32
                    - 10 * words.people as i32
                    - 15 * words.groups as i32
                    - 10 * words.hyphens as i32,
            ),
            () if lead && words.people == 0 && words.groups == 0 => {
                let saint = words.given > 0 || words.family > 0;
                Some(if saint { -6 } else { -2 } - 20 * words.office as i32)
            }
            () => None,
        }
    }

    /// Given name and surname, or what stands where a person's name would.
    fn person(
        &self,
        range: &Range<usize>,
        first: &Token,
        last: &Token,
        words: &Words,
    ) -> Option<(Label, i32)> {
        if words.connectors > 0
            || words.ands > 0
            || words.ampersands > 0
            || words.possessives > 0
            || words.month == words.count
        {
            return None;
        }
        if words.count > 5 || words.organizations > 0 || words.nothing > 0 {
            return None;
        }
        // 'P.S. I' is none.
        if last.span.len() < 2
            || (words.upper > 0
                && words.upper == words.count
                && self.style == Style::Sentence
                && words.count > 1)
        {
            return None;
        }
        let after_title = self.after_title(range.start);
        // Titles are no part of names.
        let titles = words.title
            > usize::from(last.is(Classes::OFFICE) && words.count > 1 && first.is(Classes::GIVEN));
        let mut gain = -30 * i32::from(titles) - 25 * words.common as i32;
        gain -= 12 * words.groups as i32 + 4 * words.org as i32;
        if words.upper > 0 && words.count > 1 && self.style != Style::Capitals {
            gain -= 8;
        }
        let known_given = first.is(Classes::GIVEN)
            || (first.case == Case::Title && first.span.of(self.text).ends_with('.'));
        let single = words.count == 1;
        if words.places > 0
            && !(known_given && words.places == 1 && self.listed_kind(range.start) != Some(Kind::Place))
        {
            gain -= if single { 0 } else { 22 };
        }
        gain -= 6 * words.ordinary as i32;
        if single {
            if words.hyphens > 0 && words.particles == 0 {
                return None;
            }
            let ordinary = last.is(Classes::OFFICE.or(Classes::MODIFIER).or(Classes::ORG));
            if after_title && last.case == Case::Title && !ordinary {
                return Some((Label::Name(Kind::Person), gain + 10));
            }
            if words.places > 0 || words.groups > 0 || words.people > 0 {
                return None;
            }
            let weak = self.style != Style::Sentence
                || (last.is(Classes::COMMON)
                    && (range.start == self.sentence.start || self.after_quote(range.start)));
            if weak {
                return None;
            }
            return self.is_latin(range).then_some((Label::Unknown, gain - 6));
        }
        // 'Evergreen Marine', 'Maria Gomez Shipping'
        if last.is(Classes::COMPANY)
            && !last.is(Classes::FAMILY)
            && words.particles == 0
            && !after_title
            && self.style == Style::Sentence
        {
            return Some((Label::Name(Kind::Organization), gain));
        }
        // Another script's words are known by the lists alone.
        if !self.is_latin(range) {
            return None;
        }
        let known = i32::from(known_given) * 10
            + i32::from(last.is(Classes::FAMILY)) * 6
            + i32::from(words.particles > 0) * 3;
        let hyphens = range.clone().filter(|&n| self.tokens[n].is_hyphen()).count();
        if hyphens > 0 && hyphens + 1 == words.count + words.particles {
            // 'Tehran-Moscow' with nothing else: two names, or one unknown.
            gain -= 8;
        }
        gain -= 4 * (words.count as i32 - 3).max(0);
        if after_title {
            return Some((Label::Name(Kind::Person), gain + 6 + known));
        }
        match () {
            () if self.style == Style::Foreign => (known >= 16 && first.is(Classes::GIVEN))
                .then_some((Label::Name(Kind::Person), gain + known - 4)),
            () if known_given && known >= 10 => Some((Label::Name(Kind::Person), gain + known - 4)),
            () if last.is(Classes::GIVEN)
                && words.count == 2
                && !first.is(Classes::COMMON)
                && first.case == Case::Title
                && !last.is(Classes::COMMON) =>
            {
                // Surname first: 'Syromolotov Oleg'.
                Some((Label::Name(Kind::Person), gain))
            }
            () if self.style == Style::Sentence => Some((Label::Unknown, gain - 10 + known / 2)),
            () => None,
        }
    }

    /// Whether the name is written in Latin letters.
    fn is_latin(&self, range: &Range<usize>) -> bool {
        let latin = |c: char| c < '\u{300}' || ('\u{1e00}'..'\u{1f00}').contains(&c) || !c.is_alphabetic();
        self.tokens[range.start].span.of(self.text).chars().all(latin)
    }

    /// Whether a title stands before token `n`: 'President', 'spokesman', 'Mr.'.
    fn after_title(&self, n: usize) -> bool {
        if n == self.sentence.start {
            return false;
        }
        let before = &self.tokens[n - 1];
        if before.shape != Shape::Word {
            return false;
        }
        before.is(Classes::HONORIFIC) || (before.is(Classes::OFFICE) && !self.tokens[n].glued)
    }
}

/// What the words of a growing segment are.
#[derive(Default)]
struct Words {
    /// Words with capitals.
    count: usize,
    given: usize,
    family: usize,
    office: usize,
    title: usize,
    month: usize,
    org: usize,
    /// Common words where capitals mean little.
    common: usize,
    /// Common words that are no names of people.
    ordinary: usize,
    upper: usize,
    /// 'of', 'for', 'on', 'to'.
    connectors: usize,
    ands: usize,
    particles: usize,
    possessives: usize,
    ampersands: usize,
    hyphens: usize,
    /// Listed names that begin inside, by kind.
    places: usize,
    groups: usize,
    people: usize,
    organizations: usize,
    nothing: usize,
    /// Where the last listed organization that begins inside ends.
    org_reach: usize,
}
