//! The ledger of a name: what somebody was, by which article, over time.
//!
//! Of a person, the roles that articles give them; of all others, who has a role
//! there. Wordings of one role are told once, in the fullest wording: 'Iran’s
//! foreign minister' is also 'Iranian Foreign Minister' and 'foreign minister'.
//! Former, acting and deputy ministers are none of these.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::{Passage, Shelf, entry};
use crate::article::{Document, Entity, Kind, Why};
use crate::date::When;
use crate::extract::roles;
use crate::order::sort_by_key;
use crate::query::Facet;
use crate::table::Table;
use crate::text::{Span, fold};

/// Articles that are shown of a role: the first and the last of them.
const SHOWN: usize = 6;

/// Other names that are shown.
const MOST_NAMES: usize = 8;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// As the collection has it.
    pub name: String,
    pub facet: Facet,
    /// What else articles call it, most frequent first.
    pub others: Vec<Other>,
    /// What may be the same and is kept apart.
    pub perhaps: Vec<String>,
    /// Names of articles that count as it, and can be told from it.
    pub linked: Vec<String>,
    pub n_articles: u32,
    pub n_quotes: u32,
    /// How many roles there are.
    pub n_held: u32,
    /// The first of them: of a person in order of time, of all others those first
    /// that most articles tell.
    pub held: Vec<Held>,
}

/// Another name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    pub name: String,
    pub n_articles: u32,
    /// Why it is taken for the same; `None` where an article says so.
    pub why: Option<Why>,
}

/// A role, and the articles that say so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    pub role: String,
    /// Who has it, where that is not whom the ledger is of.
    pub person: Option<String>,
    pub n_articles: u32,
    /// The dates of the first and of the last dated article that says so.
    pub first: Option<When>,
    pub last: Option<When>,
    /// Oldest first, undated ones last; of many the first and the last.
    pub evidence: Vec<Passage>,
}

/// A role as one article has it.
struct Told<'a> {
    document: &'a Document,
    /// Earliest day; of undated articles the last that there is.
    day: (bool, Option<When>),
    text: &'a str,
    span: Span,
    person: Option<String>,
}

pub fn gather(shelf: &Shelf<'_>, facet: Facet, name: &str, rows: usize) -> Ledger {
    let mut ledger = Ledger {
        name: name.to_owned(),
        facet,
        others: Vec::new(),
        perhaps: Vec::new(),
        linked: Vec::new(),
        n_articles: 0,
        n_quotes: 0,
        n_held: 0,
        held: Vec::new(),
    };
    let mut others: Table<(u32, Option<Why>)> = Table::default();
    let mut all: Vec<Told<'_>> = Vec::new();
    for document in shelf.documents() {
        let entities = &document.extraction.entities;
        let is_meant = |e: &Entity| Facet::of_kind(e.kind) == Some(facet) && (shelf.name)(e) == name;
        let meant: Vec<bool> = entities.iter().map(is_meant).collect();
        ledger.n_articles += u32::from(meant.contains(&true));
        for entity in entities.iter().zip(&meant).filter(|(_, meant)| **meant).map(|(entity, _)| entity) {
            if entity.name != name {
                others.value_or(&entity.name, || (0, (shelf.why)(facet, &entity.name, name))).0 += 1;
            }
            for (other, why) in entity.aliases.iter().zip(&entity.reasons).filter(|(other, _)| *other != name)
            {
                others.value_or(other, || (0, Some(*why))).0 += 1;
            }
            let bearers: Vec<(&Entity, Option<String>)> = match facet {
                Facet::Person => vec![(entity, None)],
                _ => entities
                    .iter()
                    .filter(|e| e.kind == Kind::Person && !e.roles.is_empty())
                    .map(|e| (e, Some((shelf.name)(e))))
                    .collect(),
            };
            for (bearer, person) in bearers {
                let is_here =
                    |span: Span| person.is_none() || entity.mentions.iter().any(|m| m.overlaps(span));
                for role in bearer.roles.iter().filter(|role| is_here(role.span)) {
                    let when = entry::date(document);
                    all.push(Told {
                        document,
                        day: (when.is_none(), when),
                        text: &role.text,
                        span: role.span,
                        person: person.clone(),
                    });
                }
            }
        }
        let speaks = |n: u32| meant.get(n as usize).is_some_and(|meant| *meant);
        ledger.n_quotes +=
            document.extraction.quotes.iter().filter(|q| q.speaker.is_some_and(speaks)).count() as u32;
    }
    let other = |(name, (n_articles, why))| Other { name, n_articles, why };
    ledger.others = others.into_pairs().map(other).collect();
    sort_by_key(&mut ledger.others, |other| Reverse(other.n_articles));
    ledger.others.truncate(MOST_NAMES);
    sort_by_key(&mut all, |told| told.day);
    let mut groups = joined(&all);
    if facet != Facet::Person {
        sort_by_key(&mut groups, |group| Reverse(group.len()));
    }
    ledger.n_held = groups.len() as u32;
    ledger.held = groups.iter().take(rows).map(|group| held(&all, group)).collect();
    ledger
}

/// What tells one role of somebody from another: its words, and those that make it
/// another.
#[derive(Clone, PartialEq)]
struct Sense {
    key: Vec<String>,
    turned: Vec<String>,
}

impl Sense {
    fn of(text: &str) -> Sense {
        /// A former, acting or deputy minister is no minister.
        const TURNING: &str = " former ex acting deputy vice interim late assistant associate candidate elect \
            designate nominee incoming outgoing honorary shadow co ";
        let mut turned: Vec<String> = text
            .split(|c: char| !c.is_alphanumeric())
            .map(fold)
            .filter(|word| !word.is_empty() && TURNING.split(' ').any(|turning| turning == word))
            .collect();
        crate::order::sort(&mut turned);
        Sense { key: roles::key(text), turned }
    }

    fn is_within(&self, other: &Sense) -> bool {
        self.turned == other.turned && self.key.iter().all(|word| other.key.contains(word))
    }
}

/// A role's wordings with the same sense, by their places among all that is told.
type Wordings = (Sense, Vec<usize>);

/// Indices of those that tell the same role of the same person, in order of the
/// first of each.
fn joined(all: &[Told<'_>]) -> Vec<Vec<usize>> {
    let mut people: Table<Vec<Wordings>> = Table::default();
    for (n, told) in all.iter().enumerate() {
        let senses = people.value_or(told.person.as_deref().unwrap_or_default(), Vec::new);
        let sense = Sense::of(told.text);
        match senses.iter_mut().find(|(known, _)| *known == sense) {
            Some((_, group)) => group.push(n),
            None => senses.push((sense, vec![n])),
        }
    }
    let mut groups: Vec<Vec<usize>> = people.into_pairs().flat_map(|(_, senses)| fullest(senses)).collect();
    sort_by_key(&mut groups, |group| group[0]);
    groups
}

/// Puts each barer wording to the fuller one that it belongs to, where there is only
/// one such.
fn fullest(senses: Vec<Wordings>) -> Vec<Vec<usize>> {
    let fuller = |sense: &Sense| {
        let is_fuller = |n: &usize| senses[*n].0 != *sense && sense.is_within(&senses[*n].0);
        let all_fuller: Vec<usize> = (0..senses.len()).filter(is_fuller).collect();
        let fullest = all_fuller.iter().copied().max_by_key(|&n| senses[n].0.key.len())?;
        all_fuller.iter().all(|&n| senses[n].0.is_within(&senses[fullest].0)).then_some(fullest)
    };
    let into: Vec<usize> =
        senses.iter().enumerate().map(|(n, (sense, _))| fuller(sense).unwrap_or(n)).collect();
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); senses.len()];
    for (n, (_, group)) in senses.into_iter().enumerate() {
        groups[into[n]].extend(group);
    }
    groups.retain(|group| !group.is_empty());
    groups.iter_mut().for_each(|group| crate::order::sort(group));
    groups
}

fn held(all: &[Told<'_>], group: &[usize]) -> Held {
    // One article says it once.
    let mut told: Vec<&Told<'_>> = Vec::new();
    for one in group.iter().map(|&n| &all[n]) {
        if !told.iter().any(|known| std::ptr::eq(known.document, one.document)) {
            told.push(one);
        }
    }
    let dates = || told.iter().filter_map(|one| one.day.1);
    let (first, last) = (dates().next(), dates().next_back());
    let n_articles = told.len() as u32;
    if told.len() > SHOWN {
        told.drain(SHOWN / 2..told.len() - SHOWN / 2);
    }
    Held {
        role: wording(group.iter().map(|&n| all[n].text)),
        person: all[group[0]].person.clone(),
        n_articles,
        first,
        last,
        evidence: told.iter().map(|one| Passage::of(one.document, one.span)).collect(),
    }
}

/// The wording that tells most; of several that tell as much the most frequent.
fn wording<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut counts: Table<usize> = Table::default();
    texts.for_each(|text| *counts.value_or(text, || 0) += 1);
    let best = counts.iter().max_by_key(|(text, count)| (roles::key(text).len(), **count));
    best.map_or(String::new(), |(text, _)| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::tests::{article, name_of, named, why};

    /// Articles of a day, each of which gives Ana Lima a role; each line of the
    /// answer is `role, first–last, articles`.
    #[track_caller]
    fn check(articles: &[(&str, &str)], expected: &[&str]) -> Ledger {
        let make = |(n, (day, role)): (usize, &(&str, &str))| {
            let mut document = article(&n.to_string(), day, &format!("The {role} Ana Lima came."));
            named(&mut document, Kind::Person, "Ana Lima", &[role]);
            document
        };
        let documents: Vec<Document> = articles.iter().enumerate().map(make).collect();
        let positions: Vec<u32> = (0..documents.len() as u32).collect();
        let shelf =
            Shelf { documents: &documents, by_hand: &[], articles: &positions, name: &name_of, why: &why };
        let ledger = gather(&shelf, Facet::Person, "Ana Lima", 99);
        let date = |when: Option<When>| when.map_or("?".to_owned(), |when| when.to_string());
        let lines: Vec<String> = ledger
            .held
            .iter()
            .map(|h| format!("{}, {}–{}, {}", h.role, date(h.first), date(h.last), h.n_articles))
            .collect();
        assert_eq!(lines, expected);
        ledger
    }

    #[test]
    fn roles_stand_in_order_of_time() {
        check(
            &[
                ("2019", "prime minister"),
                ("2015-02", "mayor of Porto"),
                ("", "chess player"),
                ("2016", "mayor of Porto"),
            ],
            &["mayor of Porto, 2015-02–2016, 2", "prime minister, 2019–2019, 1", "chess player, ?–?, 1"],
        );
    }

    #[test]
    fn wordings_of_one_role_are_one() {
        check(
            &[
                ("2015", "foreign minister"),
                ("2016", "Iranian Foreign Minister"),
                ("2017", "Iran’s foreign minister"),
            ],
            &["Iran’s foreign minister, 2015–2017, 3"],
        );
        check(
            &[("2015", "minister"), ("2016", "finance minister"), ("2017", "foreign minister")],
            &["minister, 2015–2015, 1", "finance minister, 2016–2016, 1", "foreign minister, 2017–2017, 1"],
        );
    }

    #[test]
    fn a_former_or_deputy_minister_is_no_minister() {
        check(
            &[("2015", "minister"), ("2016", "deputy minister"), ("2017", "former minister")],
            &["minister, 2015–2015, 1", "deputy minister, 2016–2016, 1", "former minister, 2017–2017, 1"],
        );
    }

    #[test]
    fn of_many_articles_the_first_and_the_last_are_shown() {
        let days: Vec<String> = (1..=20).map(|day| format!("2017-03-{day:02}")).collect();
        let articles: Vec<(&str, &str)> = days.iter().map(|day| (day.as_str(), "mayor")).collect();
        let ledger = check(&articles, &["mayor, 2017-03-01–2017-03-20, 20"]);
        let shown: Vec<&str> = ledger.held[0].evidence.iter().map(|p| p.origin.id.as_str()).collect();
        assert_eq!(shown, ["0", "1", "2", "17", "18", "19"]);
        let passage = &ledger.held[0].evidence[0];
        assert_eq!(passage.marks[0].of(&passage.text), "mayor");
    }

    #[test]
    fn an_organization_has_those_with_a_role_there() {
        let mut document = article("a", "2017", "SVR director Ana Lima met the mayor of Porto, Rui Dias.");
        named(&mut document, Kind::Organization, "SVR", &[]);
        named(&mut document, Kind::Person, "Ana Lima", &["SVR director"]);
        named(&mut document, Kind::Person, "Rui Dias", &["mayor of Porto"]);
        let shelf = Shelf { documents: &[document], by_hand: &[], articles: &[0], name: &name_of, why: &why };
        let ledger = gather(&shelf, Facet::Organization, "SVR", 99);
        let [held] = &ledger.held[..] else { panic!("{ledger:?}") };
        assert_eq!((held.role.as_str(), held.person.as_deref()), ("SVR director", Some("Ana Lima")));
    }
}
