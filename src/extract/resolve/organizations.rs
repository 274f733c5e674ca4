//! Which names are one organization, and what a country's ministry is called.

use super::{Cluster, move_into, naming};
use crate::article::{Kind, Mention};
use crate::extract::lexicon::lexicon;

/// Merges the organizations among the clusters.
pub fn merge(text: &str, clusters: &mut [Cluster]) {
    define_abbreviations(text, clusters);
    match_initials(clusters);
    merge_without_country(clusters);
}

fn live(clusters: &[Cluster], n: usize) -> bool {
    clusters[n].kind == Kind::Organization && !clusters[n].mentions.is_empty()
}

fn is_abbreviation(form: &str) -> bool {
    (2..=8).contains(&form.len())
        && !form.contains(' ')
        && form.chars().filter(|c| c.is_uppercase()).count() * 2 > form.len()
}

/// "Full Name (ABBR)": the parenthesis defines, letter for letter or not
/// ('Security Council of the Russian Federation (SCRF)').
fn define_abbreviations(text: &str, clusters: &mut [Cluster]) {
    for n in 0..clusters.len() {
        if !live(clusters, n) || !is_abbreviation(&clusters[n].forms[0]) {
            continue;
        }
        let full = clusters[n].mentions.iter().find_map(|&short| {
            let before = text[..short.start as usize].strip_suffix('(')?.trim_end();
            text[short.end as usize..].starts_with(')').then_some(())?;
            (0..clusters.len()).find(|&m| {
                m != n
                    && live(clusters, m)
                    && clusters[m].mentions.iter().any(|full| full.end as usize == before.len())
            })
        });
        if let Some(full) = full
            && (clusters[n].listed.is_none() || clusters[full].listed.is_none())
        {
            move_into(clusters, n, full);
        }
    }
}

/// 'SDF' is the one organization of the text whose capitals are S, D, F.
fn match_initials(clusters: &mut [Cluster]) {
    for n in 0..clusters.len() {
        if !live(clusters, n) || clusters[n].listed.is_some() {
            continue;
        }
        let form = clusters[n].forms[0].replace('.', "");
        if form.len() < 3 || !is_abbreviation(&form) {
            continue;
        }
        let mut found = (0..clusters.len()).filter(|&m| {
            m != n
                && live(clusters, m)
                && clusters[m].forms.iter().any(|f| f.contains(' ') && initials(f) == form)
        });
        if let (Some(full), None) = (found.next(), found.next()) {
            move_into(clusters, n, full);
        }
    }
}

fn initials(name: &str) -> String {
    name.split([' ', '-']).filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect()
}

/// "Iran's Foreign Ministry" is the Iranian Foreign Ministry: a name that every
/// country has one of is told from the others' by its country.
pub fn of_country(text: &str, mention: &Mention, form: &str) -> Option<String> {
    const COMMON: [&str; 16] = [
        "Ministry",
        "Parliament",
        "Army",
        "Navy",
        "Air Force",
        "Central Bank",
        "Supreme Court",
        "Senate",
        "Cabinet",
        "National Assembly",
        "Embassy",
        "Constitutional Court",
        "Armed Forces",
        "Red Crescent",
        "Congress",
        "Council",
    ];
    if mention.kind != Kind::Organization || !COMMON.iter().any(|c| form.ends_with(c)) {
        return None;
    }
    let before = text[..mention.span.start as usize].trim_end();
    let owner = before.strip_suffix("'s").or_else(|| before.strip_suffix("’s"))?;
    Some(format!("{} {form}", adjective(owner)?))
}

/// The adjective of the country whose name ends the text.
fn adjective(text: &str) -> Option<&'static str> {
    let mut start = text.len();
    for _ in 0..3 {
        start = text[..start]
            .trim_end()
            .rfind(|c: char| c.is_whitespace())
            .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
        if let Some(people) = lexicon().look_up(&text[start..]).and_then(|e| lexicon().people_of(e)) {
            return Some(people);
        }
        if start == 0 {
            break;
        }
        start -= 1;
        while !text.is_char_boundary(start) {
            start -= 1;
        }
    }
    None
}

/// 'Supreme National Security Council' is the 'Iranian Supreme National
/// Security Council', where no other country's is named.
fn merge_without_country(clusters: &mut [Cluster]) {
    for n in 0..clusters.len() {
        if !live(clusters, n) || clusters[n].made.is_some() || !clusters[n].forms[0].contains(' ') {
            continue;
        }
        let plain = naming::key(&clusters[n].forms[0]);
        let mut found = (0..clusters.len()).filter(|&m| {
            m != n
                && live(clusters, m)
                && clusters[m].made.as_ref().into_iter().chain(&clusters[m].forms).any(|form| {
                    let longer = naming::key(form);
                    longer.strip_suffix(&plain).is_some_and(|country| {
                        country.ends_with(' ') && is_group(form, country.trim_end().len())
                    })
                })
        });
        if let (Some(full), None) = (found.next(), found.next())
            // 'Security Council' alone is the United Nations', whoever else has one.
            && clusters[n].listed.is_none_or(|name| naming::key(name) == plain)
        {
            move_into(clusters, n, full);
        }
    }
}

fn is_group(form: &str, len: usize) -> bool {
    form.get(..len)
        .and_then(|words| lexicon().look_up(words))
        .is_some_and(|e| matches!(e.kind, Some(Kind::Group | Kind::Place)))
}
