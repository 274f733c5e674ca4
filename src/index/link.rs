//! Which names of a collection are one value of a facet.
//!
//! Each article has been read by itself, so the same person may be 'Bashar
//! al-Assad' in one, 'Bashar Al Assad' in the next and only 'Assad' in a
//! third. Linking is cautious: two values too many are a nuisance, one that
//! mixes two people is an error. What is linked:
//! - spellings with the same key (case, accents, apostrophes, hyphens), by
//!   whoever made the keys;
//! - names that are ways to write one, as [`crate::extract::alike`] tells them;
//! - people whose names differ by an initial, a word left out, a nickname or the
//!   order of two words;
//! - a surname alone with the only full name of the collection that has it;
//! - an abbreviation with the only organization that some article calls so;
//!
//! and none of these where the roles of two people have no word in common.

use serde::{Deserialize, Serialize};

use crate::article::{Role, Why};
use crate::extract::alike::Likeness;
use crate::extract::alike::people::{Person, short_for};
use crate::query::Facet;
use crate::table::Table;
use crate::text::{each_word, name_key};

/// A name that an article has, with what it says about who bears it.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    pub name: &'a str,
    pub aliases: &'a [String],
    pub roles: &'a [Role],
    /// How the name compares with others.
    pub like: &'a Likeness,
}

/// A name of the collection, as its articles have it. All lists are in order,
/// and say how many articles have each: what one of them says can be taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// What its spellings share: [`crate::text::name_key`].
    pub key: Box<str>,
    /// Each with how it compares with others.
    pub spellings: Vec<(Box<str>, u32, Likeness)>,
    /// Keys of the other names that articles have for it.
    pub aliases: Vec<(Box<str>, u32)>,
    /// Words of the roles that articles give it.
    pub roles: Vec<(Box<str>, u32)>,
}

impl Name {
    /// Adds what one article says; `is_new` where it has not named it before.
    pub fn add(&mut self, given: Given<'_>, is_new: bool) {
        if is_new {
            match self.spellings.binary_search_by(|spelling| (*spelling.0).cmp(given.name)) {
                Ok(at) => self.spellings[at].1 += 1,
                Err(at) => {
                    insert(&mut self.spellings, at, (given.name.into(), 1, given.like.clone()));
                }
            }
        }
        let Name { key, aliases, roles, .. } = self;
        each_alias(key, given, |alias| count(aliases, alias));
        each_role(given, |role| count(roles, role));
    }

    /// Takes back what one article has said, name by name as it was added.
    pub fn take_back(&mut self, given: Given<'_>, is_new: bool) {
        if is_new && let Ok(at) = self.spellings.binary_search_by(|spelling| (*spelling.0).cmp(given.name)) {
            self.spellings[at].1 -= 1;
            if self.spellings[at].1 == 0 {
                self.spellings.remove(at);
            }
        }
        let Name { key, aliases, roles, .. } = self;
        each_alias(key, given, |alias| discount(aliases, alias));
        each_role(given, |role| discount(roles, role));
    }

    /// Whether any article has it.
    pub fn is_given(&self) -> bool {
        !self.spellings.is_empty()
    }

    /// How one of its spellings compares with others.
    pub fn likeness(&self, spelling: &str) -> Option<&Likeness> {
        let at = self.spellings.binary_search_by(|other| (*other.0).cmp(spelling)).ok()?;
        Some(&self.spellings[at].2)
    }

    /// The most frequent spelling, of several the first in order.
    pub fn spelling(&self) -> (&str, u32) {
        self.best().map_or(("", 0), |(spelling, n, _)| (spelling, *n))
    }

    fn like(&self) -> &Likeness {
        self.best().map_or(&Likeness::Plain, |(_, _, like)| like)
    }

    fn best(&self) -> Option<&(Box<str>, u32, Likeness)> {
        self.spellings.iter().rev().max_by_key(|spelling| spelling.1)
    }
}

fn each_alias(key: &str, given: Given<'_>, mut visit: impl FnMut(&str)) {
    for alias in given.aliases.iter().filter(|alias| is_name(alias)) {
        let alias = name_key(alias);
        if alias != key {
            visit(&alias);
        }
    }
}

fn each_role(given: Given<'_>, mut visit: impl FnMut(&str)) {
    for role in given.roles {
        each_word(&role.text, |word, _| {
            // Shorter words are 'of' and 'the'.
            if word.chars().count() > 3 {
                visit(word);
            }
        });
    }
}

fn count(all: &mut Vec<(Box<str>, u32)>, text: &str) {
    match all.binary_search_by(|counted| (*counted.0).cmp(text)) {
        Ok(at) => all[at].1 += 1,
        Err(at) => insert(all, at, (text.into(), 1)),
    }
}

fn discount(all: &mut Vec<(Box<str>, u32)>, text: &str) {
    if let Ok(at) = all.binary_search_by(|counted| (*counted.0).cmp(text)) {
        all[at].1 -= 1;
        if all[at].1 == 0 {
            all.remove(at);
        }
    }
}

/// Inserts; most lists stay as short as they begin.
fn insert<T>(all: &mut Vec<T>, at: usize, item: T) {
    if all.len() == all.capacity() {
        all.reserve_exact(1 + all.len() / 2);
    }
    all.insert(at, item);
}

/// Whether an alias can stand for its bearer in another article: 'the
/// ministry' and 'the Service' are told apart only by what is read before.
fn is_name(alias: &str) -> bool {
    let is_lower = alias.chars().next().is_none_or(char::is_lowercase);
    !is_lower && !alias.starts_with("The ")
}

/// For each name the number of the value that it belongs to; values are
/// numbered from 0 in the order of their first names.
pub fn link<'a>(facet: Facet, names: &[&'a Name]) -> Vec<u32> {
    let roles = names.iter().map(|name| name.roles.iter().map(|role| &*role.0).collect()).collect();
    let mut groups = Groups { names, parent: (0..names.len()).collect(), roles };
    match facet {
        Facet::Person => {
            let nobody = Person::default();
            let person = |name: &&'a Name| match name.like() {
                Likeness::Person { person, .. } => person,
                _ => &nobody,
            };
            let people: Vec<&Person> = names.iter().map(person).collect();
            groups.join_variants(&people);
            groups.join_surnames(&people);
        }
        Facet::Organization => {
            groups.join_spellings();
            groups.join_abbreviations();
        }
        Facet::Place | Facet::Group => groups.join_spellings(),
        _ => {}
    }
    groups.numbers()
}

struct Groups<'n, 'a> {
    names: &'n [&'a Name],
    parent: Vec<usize>,
    /// Of all members, at a group's root; each once.
    roles: Vec<Vec<&'a str>>,
}

/// So many bearers of a surname whose given names begin alike are compared
/// with each other.
const LARGEST_FAMILY: usize = 64;

impl Groups<'_, '_> {
    fn root(&self, mut n: usize) -> usize {
        while self.parent[n] != n {
            n = self.parent[n];
        }
        n
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            self.parent[a.max(b)] = a.min(b);
            let roles = std::mem::take(&mut self.roles[a.max(b)]);
            let all = &mut self.roles[a.min(b)];
            for role in roles {
                if !all.contains(&role) {
                    all.push(role);
                }
            }
        }
    }

    /// 'Sergey Shoygu' and 'Sergei Shoigu'; 'Joseph R. Biden' and 'Joseph Biden';
    /// 'Syromolotov Oleg' and 'Oleg Syromolotov'.
    fn join_variants(&mut self, people: &[&Person]) {
        // By surname and the first letter of a given name.
        let mut families: Table<Vec<usize>> = Table::default();
        let mut turned: Table<usize> = Table::default();
        for (n, person) in people.iter().enumerate().filter(|(_, person)| person.words.len() > 1) {
            if let [first, last] = person.words.as_slice() {
                let key = if first < last { [first, last] } else { [last, first] };
                let other = *turned.value_or(&key.map(String::as_str).join(" "), || n);
                if other != n && (people[other] == *person || self.is_turned(other, n)) {
                    self.join(n, other);
                }
            }
            let family = person.family();
            let mut before = None;
            for word in &person.words[..person.words.len().min(3) - 1] {
                let letter = word.chars().next();
                if before != Some(letter) {
                    before = Some(letter);
                    let letter = letter.map_or(String::new(), String::from);
                    let members = families.value_or(&format!("{family} {letter}"), Vec::new);
                    if members.len() < LARGEST_FAMILY {
                        members.push(n);
                    }
                }
            }
        }
        let mut found: Vec<(usize, usize, Why)> = Vec::new();
        for (_, members) in families.iter() {
            for &n in members {
                let others = members.iter().filter(|&&m| m != n);
                found.extend(others.filter_map(|&m| Some((n, m, short_for(people[n], people[m])?))));
            }
        }
        crate::order::sort(&mut found);
        found.dedup();
        // Those written alike first: they count as one in what follows.
        for &(n, m, _) in found.iter().filter(|f| f.2 == Why::Spelling) {
            self.join(n, m);
        }
        found.retain(|f| f.2 != Why::Spelling);
        for same in found.chunk_by(|a, b| a.0 == b.0) {
            let (n, other, reason) = same[0];
            let only = same.iter().all(|f| self.root(f.1) == self.root(other));
            let known = reason != Why::Nickname || self.agree(n, other);
            if only && known && !self.contradict(n, other) {
                self.join(n, other);
            }
        }
    }

    /// Whether two names of the same two words in either order are one: not
    /// where each word may be a given name, unless they have a role in common.
    fn is_turned(&self, a: usize, b: usize) -> bool {
        let both = || matches!(self.names[a].like(), Likeness::Person { given: true, .. });
        self.agree(a, b) || !self.contradict(a, b) && !both()
    }

    /// 'Assad' and 'Bashar al-Assad', where no other Assad is known.
    fn join_surnames(&mut self, people: &[&Person]) {
        // The family's only member so far, `None` where it has several.
        let mut families: Table<Option<usize>> = Table::default();
        for (n, person) in people.iter().enumerate().filter(|(_, person)| person.words.len() > 1) {
            let root = self.root(n);
            for family in [person.family(), person.bare_family()] {
                let only = families.value_or(&family, || Some(root));
                *only = only.filter(|&other| other == root);
            }
        }
        for (n, person) in people.iter().enumerate().filter(|(_, person)| person.is_short()) {
            let long_enough = person.words[0].chars().nth(2).is_some();
            if let Some(&Some(other)) = families.get(&person.family())
                && long_enough
                && !self.contradict(n, other)
            {
                self.join(n, other);
            }
        }
    }

    /// Names that share a key, where no two of those that do are different
    /// things of the lists.
    fn join_spellings(&mut self) {
        let mut alike: Table<Vec<usize>> = Table::default();
        for (n, name) in self.names.iter().enumerate() {
            if let Likeness::Key { key, .. } = name.like()
                && !key.is_empty()
            {
                alike.value_or(key, Vec::new).push(n);
            }
        }
        for (_, same) in alike.into_pairs().filter(|(_, same)| same.len() > 1) {
            let listed = |&n: &usize| match self.names[n].like() {
                Likeness::Key { listed, .. } => listed.as_deref(),
                _ => None,
            };
            let mut known: Vec<&str> = same.iter().filter_map(listed).collect();
            known.dedup();
            if known.len() < 2 {
                same[1..].iter().for_each(|&n| self.join(n, same[0]));
            }
        }
    }

    /// 'SVR' and 'Russian Foreign Intelligence Service', where some article
    /// gives it as the alias of that one and none of another.
    fn join_abbreviations(&mut self) {
        let mut bearers: Table<Vec<usize>> = Table::default();
        for (n, name) in self.names.iter().enumerate() {
            for (alias, _) in &name.aliases {
                bearers.value_or(alias, Vec::new).push(n);
            }
        }
        for (n, name) in self.names.iter().enumerate() {
            let mut others = bearers.get(&name.key).into_iter().flatten().filter(|&&other| other != n);
            if let (true, Some(&other), None) =
                (is_abbreviation(name.spelling().0), others.next(), others.next())
            {
                self.join(n, other);
            }
        }
    }

    /// Whether they have a word of their roles in common.
    fn agree(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.roles[self.root(a)], &self.roles[self.root(b)]);
        a.iter().any(|role| b.contains(role))
    }

    /// Whether both have roles and these have no word in common: a president
    /// and a referee of the same name are two people.
    fn contradict(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.roles[self.root(a)], &self.roles[self.root(b)]);
        !a.is_empty() && !b.is_empty() && !a.iter().any(|role| b.contains(role))
    }

    fn numbers(&self) -> Vec<u32> {
        let (mut numbers, mut next) = (vec![None; self.names.len()], 0);
        (0..self.names.len())
            .map(|n| {
                *numbers[self.root(n)].get_or_insert_with(|| {
                    next += 1;
                    next - 1
                })
            })
            .collect()
    }
}

fn is_abbreviation(spelling: &str) -> bool {
    let letters = spelling.chars().filter(|c| c.is_alphabetic()).count();
    (2..=8).contains(&letters)
        && spelling.chars().all(|c| c.is_uppercase() || c == '.' || c == '-' || c.is_numeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Kind;
    use crate::text::Span;

    /// Names as `Name (role; role) = alias = alias`.
    fn name(kind: Kind, text: &str) -> Name {
        let mut parts = text.split(" = ");
        let head = parts.next().unwrap_or("");
        let (spelling, roles) = head.split_once(" (").unwrap_or((head, ""));
        let mut name = Name { key: name_key(spelling).into(), ..Name::default() };
        let roles: Vec<Role> = roles.trim_end_matches(')').split_whitespace().map(role).collect();
        let aliases: Vec<String> = parts.map(str::to_owned).collect();
        let like = Likeness::of(kind, spelling);
        name.add(Given { name: spelling, aliases: &aliases, roles: &roles, like: &like }, true);
        name
    }

    fn role(text: &str) -> Role {
        Role { text: text.to_owned(), span: Span::new(0, 0) }
    }

    #[test]
    fn what_was_said_is_taken_back() {
        let like = Likeness::Plain;
        let (aliases, roles) = (["Ali Kim".to_owned(), "the man".to_owned()], [role("vice president")]);
        let given = |name| Given { name, aliases: &aliases, roles: &roles, like: &like };
        let mut name = Name { key: "kim".into(), ..Name::default() };
        name.add(given("Kim"), true);
        let once = name.clone();
        name.add(given("KIM"), true);
        name.add(given("Kim"), false);
        assert_eq!((name.spelling(), name.likeness("KIM")), (("KIM", 1), Some(&like)));
        name.take_back(given("KIM"), true);
        name.take_back(given("Kim"), false);
        assert_eq!(name, once);
        name.take_back(given("Kim"), true);
        assert_eq!(name, Name { key: "kim".into(), ..Name::default() });
    }

    #[track_caller]
    fn check(facet: Facet, names: &[&str], expected: &[u32]) {
        let kinds = [Kind::Person, Kind::Organization, Kind::Place, Kind::Group];
        let kind = kinds.into_iter().find(|&kind| Facet::of_kind(kind) == Some(facet)).unwrap();
        let names: Vec<Name> = names.iter().map(|n| name(kind, n)).collect();
        assert_eq!(link(facet, &names.iter().collect::<Vec<_>>()), expected);
    }

    #[test]
    fn a_surname_belongs_to_the_only_one_who_bears_it() {
        check(Facet::Person, &["Assad", "Bashar al-Assad", "Al-Assad"], &[0, 0, 0]);
        check(Facet::Person, &["Ryabkov", "Sergei Ryabkov", "Ivan Ryabkov"], &[0, 1, 2]);
        check(Facet::Person, &["Sergei", "Sergei Ryabkov"], &[0, 1]);
        check(Facet::Place, &["York", "New York"], &[0, 1]);
    }

    #[test]
    fn roles_that_have_nothing_in_common_keep_people_apart() {
        check(Facet::Person, &["Kim (referee)", "Ali Kim (president)"], &[0, 1]);
        check(Facet::Person, &["Kim (president)", "Ali Kim (vice president)"], &[0, 0]);
        check(Facet::Person, &["Kim", "Ali Kim (president)"], &[0, 0]);
    }

    #[test]
    fn variants_of_a_full_name_are_one() {
        check(Facet::Person, &["Joseph R. Biden", "Joseph Biden", "Biden"], &[0, 0, 0]);
        check(Facet::Person, &["Syromolotov Oleg", "Oleg Syromolotov"], &[0, 0]);
        check(Facet::Person, &["Ali Reza Khan", "Reza Ali Khan"], &[0, 1]);
    }

    #[test]
    fn an_abbreviation_belongs_to_the_only_one_that_has_it() {
        let service = "Foreign Intelligence Service = SVR = the Service";
        check(Facet::Organization, &["SVR", service, "The Service"], &[0, 0, 1]);
        check(Facet::Organization, &["SVR", service, "Sound and Video Radio = SVR"], &[0, 1, 2]);
    }
}
