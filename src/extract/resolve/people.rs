//! Which names are one person.

use super::{Cluster, move_into};
use crate::article::{Kind, Why};
use crate::extract::alike::classes;
use crate::extract::alike::people::{Person, short_for};
use crate::extract::lexicon::{Classes, lexicon};
use crate::table::Table;

/// So many different people of one surname are compared with each other.
const LARGEST_FAMILY: usize = 50;

/// A person named in the text.
struct Named {
    cluster: usize,
    name: Person,
}

/// Merges the people among the clusters.
pub fn merge(clusters: &mut [Cluster]) {
    turn_surname_first(clusters);
    merge_full_names(clusters);
    let full = named(clusters, |name| !name.is_short());
    let by_last = by(&full, |name| vec![name.family(), name.bare_family()]);
    let by_first = by(&full, |name| name.words.first().cloned().into_iter().collect());
    for short in named(clusters, Person::is_short) {
        // 'Xi' of Xi Jinping, 'Saddam' of Saddam Hussein, where it is no surname.
        let bearers = by_last.get(&short.name.family()).or_else(|| by_first.get(&short.name.words[0]));
        let bearers = bearers.map_or(&[][..], Vec::as_slice);
        attach_short(clusters, bearers.iter().map(|&n| full[n].cluster).collect(), &short);
    }
}

/// The people whose names are as wanted.
fn named(clusters: &[Cluster], wanted: impl Fn(&Person) -> bool) -> Vec<Named> {
    let mut found = Vec::new();
    for (n, cluster) in clusters.iter().enumerate() {
        if cluster.kind != Kind::Person || cluster.mentions.is_empty() {
            continue;
        }
        let mut name = Person::new(cluster.made.as_deref().unwrap_or_else(|| cluster.fullest()));
        name.listed = cluster.listed.map(str::to_owned);
        if !name.words.is_empty() && wanted(&name) {
            found.push(Named { cluster: n, name });
        }
    }
    found
}

/// 'Syromolotov Oleg' is Oleg Syromolotov: the second word is a given name and
/// the first none, and the first has a surname's ending or stands alone
/// elsewhere in the text.
fn turn_surname_first(clusters: &mut [Cluster]) {
    const ENDINGS: [&str; 14] =
        ["ov", "ev", "yev", "in", "sky", "skiy", "ski", "enko", "yan", "dze", "shvili", "ova", "eva", "ich"];
    let mut alone: Table<()> = Table::default();
    for cluster in clusters.iter().filter(|c| c.kind == Kind::Person) {
        for form in cluster.forms.iter().filter(|f| !f.contains(' ')) {
            alone.value_or(form, || ());
        }
    }
    for cluster in clusters.iter_mut().filter(|c| c.kind == Kind::Person && c.listed.is_none()) {
        let Some((first, last)) = cluster.forms[0].split_once(' ') else { continue };
        let given = |word: &str| classes(word).any(Classes::GIVEN);
        let ends = first.len() > 5 && ENDINGS.iter().any(|e| first.ends_with(e));
        if !last.contains(' ')
            && given(last)
            && !given(first)
            && !classes(last).any(Classes::FAMILY)
            && (ends || alone.contains(first))
        {
            let turned = format!("{last} {first}");
            cluster.listed =
                lexicon().look_up(&turned).filter(|e| e.kind == Some(Kind::Person)).map(|e| e.name);
            cluster.made = Some(turned);
            cluster.reasons.fill(Why::Turned);
        }
    }
}

/// Full names that are one: the same in another spelling, or one with a word
/// more ('Seyed Abbas Araghchi', 'George W. Bush'), where only one such is there.
fn merge_full_names(clusters: &mut [Cluster]) {
    let full = named(clusters, |name| !name.is_short());
    // Where each has been moved, at first nowhere.
    let mut into: Vec<usize> = (0..full.len()).collect();
    for (_, family) in by(&full, |name| vec![name.family()]).into_pairs() {
        for &n in &family {
            let others = family.iter().filter_map(|&m| Some((root(&into, m), why(&full, n, m)?)));
            let others: Vec<(usize, Why)> = others.filter(|other| other.0 != n).collect();
            if let Some(&(other, reason)) = others.first()
                && others.iter().all(|o| o.0 == other)
            {
                move_into(clusters, full[n].cluster, full[other].cluster, reason);
                into[n] = other;
            }
        }
    }
}

fn root(into: &[usize], mut n: usize) -> usize {
    while into[n] != n {
        n = into[n];
    }
    n
}

/// Why `n` is to be moved to `m`: of two that say as much the earlier is kept.
fn why(full: &[Named], n: usize, m: usize) -> Option<Why> {
    if n == m {
        return None;
    }
    let reason = short_for(&full[n].name, &full[m].name)?;
    (m < n || short_for(&full[m].name, &full[n].name).is_none()).then_some(reason)
}

/// Positions of the names that share a key; of a family larger than any
/// article has, the first ones.
fn by(names: &[Named], keys: impl Fn(&Person) -> Vec<String>) -> Table<Vec<usize>> {
    let mut found: Table<Vec<usize>> = Table::default();
    for (n, named) in names.iter().enumerate() {
        for key in keys(&named.name) {
            let family = found.value_or(&key, Vec::new);
            if family.len() < LARGEST_FAMILY && family.last() != Some(&n) {
                family.push(n);
            }
        }
    }
    found
}

/// A surname, or a first word, joins the only person in the text who bears it,
/// or the well-known person whom it alone means.
fn attach_short(clusters: &mut [Cluster], mut bearers: Vec<usize>, short: &Named) {
    let known = lexicon()
        .look_up(&clusters[short.cluster].forms[0])
        .filter(|e| e.kind == Some(Kind::Person))
        .map(|e| e.name);
    if bearers.len() > 1 && known.is_some() {
        bearers.retain(|&cluster| clusters[cluster].listed == known);
    }
    match bearers.as_slice() {
        [only] => move_into(clusters, short.cluster, *only, Why::Alone),
        [] if known.is_some() => {
            clusters[short.cluster].listed = known;
            clusters[short.cluster].reasons.fill(Why::Listed);
        }
        _ => {}
    }
}
