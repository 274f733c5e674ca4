//! Mentions to entities: which names are one thing, and what it is called.
//!
//! Two mentions are one entity for a stated [`Why`] only: the lists have both as
//! names of one thing, the text defines one by the other ("Foreign Intelligence
//! Service (SVR)"), one is the other's initials or its spelling, or, for people, a
//! surname or a shorter form of a name that only one person in the text bears.
//! Where a name fits two, it stays apart: a wrong merge is worse than a missed one.
//!
//! An entity's name depends on this text and the lists alone and tends to be
//! the same in all texts: the lists' name, or else the fullest.

mod naming;
mod organizations;
mod people;
mod places;

use crate::article::{Entity, Kind, Location, Mention, Why};
use crate::extract::alike;
use crate::extract::lexicon::{Classes, lexicon};
use crate::table::Table;
use crate::text::Span;

/// Mentions that are one thing, while the others are still being found.
struct Cluster {
    kind: Kind,
    /// In order of the text.
    mentions: Vec<Span>,
    /// Different ways to write it, in order of the text.
    forms: Vec<String>,
    /// Why each form is here.
    reasons: Vec<Why>,
    /// The lists' name for it.
    listed: Option<&'static str>,
    /// A name made here, better than any form: 'Iranian Foreign Ministry' for
    /// "Iran's Foreign Ministry", 'Oleg Syromolotov' for 'Syromolotov Oleg'.
    made: Option<String>,
    /// Of a place, where it is; of a people or a country's body, the country.
    location: Option<Location>,
}

impl Cluster {
    fn absorb(&mut self, other: Cluster, reason: Why) {
        self.mentions.extend(other.mentions);
        crate::order::sort(&mut self.mentions);
        for form in other.forms {
            self.add_form(form, reason);
        }
        self.listed = self.listed.or(other.listed);
        self.made = self.made.take().or(other.made);
        self.location = self.location.take().or(other.location);
    }

    fn add_form(&mut self, form: String, reason: Why) {
        if !self.forms.contains(&form) {
            self.forms.push(form);
            self.reasons.push(reason);
        }
    }

    /// The longest form: more of a name tells more.
    fn fullest(&self) -> &str {
        let mut best = "";
        for form in &self.forms {
            if form.chars().count() > best.chars().count() {
                best = form;
            }
        }
        best
    }
}

/// One entity for each thing named; mentions in order of the text.
pub fn resolve(text: &str, mentions: &[Mention]) -> Vec<Entity> {
    let mut clusters = by_form(text, mentions);
    people::merge(&mut clusters);
    organizations::merge(text, &mut clusters);
    merge_spellings(&mut clusters, Kind::Place, &alike::places::key);
    merge_spellings(&mut clusters, Kind::Group, &alike::places::people_key);
    merge_events(&mut clusters);
    clusters.retain(|c| !c.mentions.is_empty());
    places::locate(&mut clusters);
    let mut by_name: Table<(String, Option<Cluster>)> = Table::default();
    for cluster in clusters {
        let name = match (cluster.listed, &cluster.made) {
            (Some(name), _) => name.to_owned(),
            (None, Some(made)) => made.clone(),
            (None, None) => naming::presentable(cluster.fullest(), cluster.kind),
        };
        let (_, named) = by_name.value_or(&cluster.kind.key(&name), || (name, None));
        match named {
            None => *named = Some(cluster),
            Some(named) => named.absorb(cluster, Why::Spelling),
        }
    }
    by_name.into_pairs().filter_map(|(_, (name, cluster))| Some(entity(name, cluster?))).collect()
}

fn entity(name: String, cluster: Cluster) -> Entity {
    let others = cluster.forms.into_iter().zip(cluster.reasons).filter(|(form, _)| *form != name);
    let (aliases, reasons) = others.unzip();
    let Cluster { kind, mentions, location, .. } = cluster;
    Entity { name, kind, mentions, roles: Vec::new(), aliases, reasons, location, speaks_for: None }
}

/// Mentions of one kind that are written alike, or that the lists know as one.
fn by_form(text: &str, mentions: &[Mention]) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut known: Table<usize> = Table::default();
    for mention in mentions {
        let form = naming::tidy(mention.span.of(text));
        let made = organizations::of_country(text, mention, &form);
        let listed = listed(made.as_deref().unwrap_or(&form), mention.kind);
        let key = match (listed, &made) {
            (Some(name), _) => name.to_owned(),
            (None, Some(made)) => alike::key(made),
            (None, None) => alike::key(&form),
        };
        let at = *known.value_or(&mention.kind.key(&key), || clusters.len());
        if at == clusters.len() {
            clusters.push(Cluster {
                kind: mention.kind,
                mentions: Vec::new(),
                forms: Vec::new(),
                reasons: Vec::new(),
                listed,
                made,
                location: None,
            });
        }
        let cluster = &mut clusters[at];
        cluster.mentions.push(mention.span);
        let reason = match (listed, &cluster.made) {
            (Some(_), _) => Why::Listed,
            (None, Some(_)) => Why::Country,
            (None, None) => Why::Spelling,
        };
        cluster.add_form(form, reason);
    }
    clusters
}

/// What the lists call it, where they have it as this kind of thing. A place is
/// also known without the word that says what it is: 'Idlib Province'. A
/// person is known by a whole name; a surname alone is judged with the others.
fn listed(form: &str, kind: Kind) -> Option<&'static str> {
    let find = |form: &str| lexicon().look_up(form).filter(|e| e.kind == Some(kind)).map(|e| e.name);
    if let Some(name) = find(form) {
        return Some(name).filter(|_| kind != Kind::Person || form.contains(' '));
    }
    if kind == Kind::Organization {
        let american = alike::organizations::american(form);
        return find(american.strip_prefix("The ").unwrap_or(&american));
    }
    // 'Republic of North Macedonia'
    if kind == Kind::Place
        && let Some((state, rest)) = form.split_once(" of ")
        && matches!(state, "Republic" | "Kingdom" | "State")
        && let Some(name) = find(rest)
    {
        return Some(name);
    }
    let (rest, last) = form.rsplit_once(' ')?;
    match kind {
        Kind::Place if is_area(last) => find(rest),
        _ => None,
    }
}

/// The word for what is around a town of the same name.
fn is_area(word: &str) -> bool {
    const SIGHTS: [&str; 8] = ["airport", "base", "road", "street", "camp", "prison", "house", "station"];
    let word = word.to_lowercase();
    alike::classes(&word).any(Classes::PLACE_WEAK) && !SIGHTS.contains(&word.as_str())
}

/// Talks that a place names are one series, whatever they are called: 'Vienna
/// talks', 'Vienna nuclear talks'.
fn merge_events(clusters: &mut [Cluster]) {
    const HEADS: [&str; 3] = ["talks", "negotiations", "process"];
    let mut first: Table<usize> = Table::default();
    for n in 0..clusters.len() {
        let cluster = &clusters[n];
        if cluster.kind != Kind::Event {
            continue;
        }
        let name = cluster.listed.unwrap_or(cluster.forms[0].as_str());
        let Some((place, _)) = name.split_once(' ') else { continue };
        if !name.rsplit(' ').next().is_some_and(|head| HEADS.contains(&head)) {
            continue;
        }
        let at = *first.value_or(place, || n);
        if at != n {
            move_into(clusters, n, at, Why::Shorter);
        }
    }
}

/// Merges names of one kind that share a key, where no two of those that do are
/// different things of the lists.
fn merge_spellings(clusters: &mut [Cluster], kind: Kind, key: &dyn Fn(&str) -> String) {
    let mut alike: Table<Vec<usize>> = Table::default();
    for (n, cluster) in clusters.iter().enumerate().filter(|(_, c)| c.kind == kind && !c.mentions.is_empty())
    {
        for form in cluster.made.as_ref().map_or(cluster.forms.as_slice(), std::slice::from_ref) {
            let key = key(form);
            if !key.is_empty() {
                let same = alike.value_or(&key, Vec::new);
                if !same.contains(&n) {
                    same.push(n);
                }
            }
        }
    }
    for (_, same) in alike.into_pairs() {
        let mut listed: Vec<&str> = same.iter().filter_map(|&n| clusters[n].listed).collect();
        listed.dedup();
        let first = same.iter().copied().find(|&n| clusters[n].listed.is_some()).unwrap_or(same[0]);
        for &n in same.iter().filter(|&&n| n != first && listed.len() < 2) {
            if !clusters[n].mentions.is_empty() && !clusters[first].mentions.is_empty() {
                move_into(clusters, n, first, Why::Spelling);
            }
        }
    }
}

/// Empties cluster `from` into cluster `to`.
fn move_into(clusters: &mut [Cluster], from: usize, to: usize, reason: Why) {
    let source = &mut clusters[from];
    let moved = Cluster {
        kind: source.kind,
        mentions: std::mem::take(&mut source.mentions),
        forms: source.forms.clone(),
        reasons: source.reasons.clone(),
        listed: source.listed,
        made: source.made.take(),
        location: None,
    };
    clusters[to].absorb(moved, reason);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::tagger::{Rules, Tagger};

    /// Each entity as 'name = alias, alias', sorted by kind and name.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let entities = resolve(text, &Rules.tag(text));
        let shown: Vec<_> = entities
            .iter()
            .map(|e| match e.aliases.is_empty() {
                true => e.name.clone(),
                false => format!("{} = {}", e.name, e.aliases.join(", ")),
            })
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn a_surname_is_the_person_named_in_full() {
        check(
            "Kazem Jalali met John Harrow. Jalali and Harrow agreed.",
            &["John Harrow = Harrow", "Kazem Jalali = Jalali"],
        );
        check(
            "Minister Syromolotov Oleg spoke. Syromolotov left.",
            &["Oleg Syromolotov = Syromolotov Oleg, Syromolotov"],
        );
    }

    #[test]
    fn a_surname_of_two_people_stays_apart() {
        check("Sergei Petrov met Anna Petrov. Mr. Petrov left.", &["Anna Petrov", "Petrov", "Sergei Petrov"]);
    }

    #[test]
    fn well_known_people_are_completed_and_their_spellings_merged() {
        check(
            "President Putin met President Erdoğan.",
            &["Recep Tayyip Erdogan = Erdoğan", "Vladimir Putin = Putin"],
        );
        check("Sergey Shoygu left. Sergei Shoigu returned.", &["Sergei Shoigu = Sergey Shoygu"]);
    }

    #[test]
    fn abbreviations_are_what_they_abbreviate() {
        check(
            "The Ministry of Silly Walks (MSW) met. MSW officials left.",
            &["Ministry of Silly Walks = MSW"],
        );
        check("The Kigali Democratic Forces fought. The KDF won.", &["Kigali Democratic Forces = KDF"]);
        check("ISIS and Daesh are one.", &["Daesh = ISIS"]);
    }

    #[test]
    fn places_have_one_name_and_coordinates() {
        let text = "Nursultan, formerly called Astana";
        let entities = resolve(text, &Rules.tag(text));
        assert_eq!(entities.len(), 1);
        assert_eq!(entities[0].location.as_ref().map(|l| l.country.as_str()), Some("KZ"));
    }

    #[test]
    fn talks_at_one_place_are_one_series() {
        check(
            "The Vienna nuclear talks began. The Vienna talks ended.",
            &["Vienna nuclear talks = Vienna talks"],
        );
    }
}
