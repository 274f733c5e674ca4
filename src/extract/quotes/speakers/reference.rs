//! Whom pronouns and descriptions mean: 'she', 'the Russian diplomat', 'the company'.
//!
//! The most salient compatible person or organization before: near, a subject rather
//! than an object, named often, and of a role that the description tells.

use super::*;

impl Scene<'_> {
    /// What a pronoun at `at` stands for; the outer `None` where it is no pronoun.
    #[allow(clippy::option_option)]
    pub(super) fn pronoun(&self, at: usize) -> Option<Option<Subject>> {
        let words = self.words;
        let gender = match words.look_up(at, &PRONOUNS)? {
            0 => Gender::Male,
            1 => Gender::Female,
            2 => return Some(Some(Subject::Nobody)),
            _ => return Some(self.opener(at).map(Subject::Known).or(Some(Subject::Nobody))),
        };
        if words.is(at, "il") && (self.named.at(at + 1).is_some() || !is_verb(words, at + 1))
            || words.is(at, "er") && words.touches(at)
        {
            return None;
        }
        Some(self.person(at, gender, |_| 0).map(Subject::Known).or(Some(Subject::Nobody)))
    }

    /// A description whose head noun is at `at`: 'the Russian diplomat', 'officials'.
    pub(super) fn description(&self, at: usize, lowest: usize) -> Option<Subject> {
        let words = self.words;
        if !is_head(words, at) {
            return None;
        }
        let head = words.word(at).to_ascii_lowercase();
        // A title before its bearer is not a subject of its own.
        if self.named.at(at + 1).is_some_and(|n| self.named.kind(n) == Kind::Person) {
            return None;
        }
        let plural = head.ends_with('s') && !matches!(head.as_str(), "boss" | "press");
        let mut start = at;
        let mut definite = None;
        let mut owned = false;
        let mut of_land = false;
        while start > lowest && at - start < 8 {
            let n = start - 1;
            if is_determiner(words, n) {
                definite = Some(!words.is_any(n, "a an one another un una ein eine um uma"));
                owned = words.is_any(n, "his her their");
                start = n;
                break;
            }
            if matches!(words.mark(n), Some('\'' | '’')) || (words.is(n, "s") && words.touches(n)) {
                definite = Some(true);
                of_land |=
                    n > lowest && self.named.at(n - 1).is_some_and(|m| self.named.kind(m) == Kind::Place);
            } else if words.mark(n).is_some_and(|c| c != '-' && !(c == '.' && words.touches(n)))
                || is_preposition(words, n)
                || is_verb(words, n)
            {
                break;
            }
            start = n;
        }
        if start > lowest && (is_preposition(words, start - 1) && !words.is(start - 1, "by")) {
            return None;
        }
        if plural || definite == Some(false) {
            // 'officials', 'a diplomat': unless a name stands beside, in apposition.
            if start > lowest + 1
                && words.mark(start - 1) == Some(',')
                && let Some(name) = self.named.at(start - 2)
                && self.named.kind(name) == Kind::Person
                && !plural
            {
                return Some(Subject::Known(name.entity));
            }
            return Some(Subject::Nobody);
        }
        definite?;
        // 'Ali Shamkhani, the secretary of …, said': an apposition.
        if start > lowest + 1
            && words.mark(start - 1) == Some(',')
            && let Some(name) = self.named.at(start - 2)
            && self.named.kind(name) == Kind::Person
        {
            return Some(Subject::Known(name.entity));
        }
        match super::super::nouns::head(&head) {
            Some(Head::Company) => {
                let found = self.salient(start, |e| e.kind == Kind::Organization);
                return Some(found.map_or(Subject::Nobody, Subject::Known));
            }
            Some(Head::Body) => {
                let fits = |e: &Entity| e.kind == Kind::Organization && e.name.to_lowercase().contains(&head);
                return Some(self.salient(start, fits).map_or(Subject::Nobody, Subject::Known));
            }
            _ => {}
        }
        if self.was_unnamed(start, &head) {
            return Some(Subject::Nobody);
        }
        let gender = gender::of_head(&head);
        let nation = (start..at).map(|n| words.word(n)).find(|w| is_nation(w));
        let fit = |entity: &Entity| {
            let roles = entity.roles.iter().map(|role| {
                let text = role.text.to_lowercase();
                let held = 2 * i32::from(text.contains(&head));
                // 'the Russian diplomat' is no 'Iranian Ambassador to Russia'.
                let first = role.text.split([' ', '’', '\'']).next().unwrap_or("");
                held + match nation {
                    Some(nation)
                        if first.to_lowercase().starts_with(&nation.to_lowercase()[..stem(nation)]) =>
                    {
                        1
                    }
                    Some(_) if is_nation(first) => -2,
                    _ => 0,
                }
            });
            roles.max().unwrap_or(0)
        };
        let found = self.person(start, gender, fit);
        // 'his agent' is not he himself.
        let fits = |e: u32| fit(&self.named.entities[e as usize]);
        let found = found.filter(|&e| !(owned || of_land) || fits(e) > 1);
        // Whom no role ties to it is meant by it only where nobody else was named.
        let found = found.filter(|&e| fits(e) > 0 || self.is_alone(start, e));
        Some(found.map_or(Subject::Nobody, Subject::Known))
    }

    /// Whether nobody but this person is named shortly before a token.
    fn is_alone(&self, before: usize, entity: u32) -> bool {
        const REACH: usize = 80;
        let n = self.named.names.partition_point(|n| n.first < before);
        self.named.names[..n]
            .iter()
            .rev()
            .take_while(|name| before - name.first < REACH)
            .all(|name| self.named.kind(*name) != Kind::Person || name.entity == entity)
    }

    /// Whether 'the expert' is 'a legal expert' of the sentences before.
    fn was_unnamed(&self, before: usize, head: &str) -> bool {
        let words = self.words;
        let indefinite = "a an one another un una ein eine";
        (before.saturating_sub(120)..before).any(|n| {
            words.is(n, head)
                && (n.saturating_sub(3)..n).any(|m| words.is_any(m, indefinite))
                && !(n + 1..n + 3).any(|m| self.named.is_person_at(m))
        })
    }

    /// The most salient person before a token: named in this sentence or the ones
    /// before, its subject rather than its last; `fit` weighs what a description says.
    fn person(&self, before: usize, gender: Gender, fit: impl Fn(&Entity) -> i32 + Copy) -> Option<u32> {
        let words = self.words;
        let mut best: Option<(i32, u32)> = None;
        let mut sentence = 0;
        let mut end = before;
        let mut paragraphs = 0;
        while end > 0 && sentence < 9 && paragraphs < 4 {
            let start = (0..end)
                .rev()
                .find(|&n| n == 0 || (words.ends_sentence(n - 1) && !self.in_quote(n - 1)) || words.breaks(n))
                .unwrap_or(0);
            let first = self.named.names.partition_point(|n| n.first < start);
            let mut place = 0;
            for name in self.named.names[first..].iter().take_while(|n| n.first < end) {
                let entity = &self.named.entities[name.entity as usize];
                if entity.kind != Kind::Person || self.in_quote(name.first) {
                    continue;
                }
                let known = self.genders[name.entity as usize];
                let clash = matches!(
                    (gender, known),
                    (Gender::Male, Gender::Female) | (Gender::Female, Gender::Male)
                );
                if clash {
                    continue;
                }
                let owner = i32::from(self.named.owns(*name));
                let same = i32::from(gender != Gender::Unknown && gender == known);
                // Whom the article is about is meant rather than who is named once.
                let weight = entity.mentions.len().min(4) as i32;
                let score = fit(entity) * 12 - sentence * 6 - place * 3 - owner * 3 + same * 12 + weight;
                if best.is_none_or(|(b, _)| score > b) {
                    best = Some((score, name.entity));
                }
                place += 1;
            }
            if words.breaks(start) {
                paragraphs += 1;
            }
            if start == 0 {
                break;
            }
            end = start;
            sentence += 1;
        }
        best.map(|(_, entity)| entity)
    }

    /// What 'it' speaks for: an organization or country that this sentence or one of
    /// the two before opens with.
    fn opener(&self, before: usize) -> Option<u32> {
        let words = self.words;
        let mut end = before;
        for _ in 0..3 {
            let start = (0..end).rev().find(|&n| {
                n == 0 || words.breaks(n) || (words.ends_sentence(n - 1) && !self.in_quote(n - 1))
            })?;
            let at = start + usize::from(words.is(start, "the"));
            if let Some(name) = self.named.at(at)
                && matches!(self.named.kind(name), Kind::Organization | Kind::Place)
                && name.end < before
                && !self.named.owns(name)
                && !self.is_adjective(name)
            {
                return Some(name.entity);
            }
            if words.breaks(start) {
                return None;
            }
            end = start;
        }
        None
    }

    /// The last entity named before a token that fits, within two hundred tokens.
    fn salient(&self, before: usize, fits: impl Fn(&Entity) -> bool) -> Option<u32> {
        let n = self.named.names.partition_point(|n| n.first < before);
        self.named.names[..n]
            .iter()
            .rev()
            .take_while(|name| before - name.first < 200)
            .find(|name| fits(&self.named.entities[name.entity as usize]))
            .map(|name| name.entity)
    }
}
