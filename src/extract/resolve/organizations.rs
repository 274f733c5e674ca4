//! Which names are one organization, and what a country's ministry is called.

use super::{Cluster, merge_spellings, move_into};
use crate::article::{Kind, Mention, Why};
use crate::extract::alike;
use crate::extract::lexicon::lexicon;
use crate::table::Table;

/// Merges the organizations among the clusters.
pub fn merge(text: &str, clusters: &mut [Cluster]) {
    merge_spellings(clusters, Kind::Organization, &alike::organizations::key);
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
    // Where the mentions end, and whose they are.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    for n in (0..clusters.len()).filter(|&n| live(clusters, n)) {
        ends.extend(clusters[n].mentions.iter().map(|mention| (mention.end as usize, n)));
    }
    crate::order::sort(&mut ends);
    for n in 0..clusters.len() {
        if !live(clusters, n) || !is_abbreviation(&clusters[n].forms[0]) {
            continue;
        }
        let full = clusters[n].mentions.iter().find_map(|&short| {
            let before = text[..short.start as usize].strip_suffix('(')?.trim_end();
            let defines = text[short.end as usize..].starts_with(')');
            let at = ends.partition_point(|end| end.0 <= before.len()).checked_sub(1)?;
            let (end, full) = ends[at];
            (end == before.len() && defines && full != n && live(clusters, full)).then_some(full)
        });
        if let Some(full) = full
            && (clusters[n].listed.is_none() || clusters[full].listed.is_none())
        {
            move_into(clusters, n, full, Why::Defined);
        }
    }
}

/// 'SDF' is the one organization of the text whose capitals are S, D, F.
fn match_initials(clusters: &mut [Cluster]) {
    let mut full: Table<Vec<usize>> = Table::default();
    for n in (0..clusters.len()).filter(|&n| live(clusters, n)) {
        for form in clusters[n].forms.iter().filter(|f| f.contains(' ')) {
            add(full.value_or(&initials(form), Vec::new), n);
        }
    }
    for n in 0..clusters.len() {
        if !live(clusters, n) || clusters[n].listed.is_some() {
            continue;
        }
        let form = clusters[n].forms[0].replace('.', "");
        if form.len() < 3 || !is_abbreviation(&form) {
            continue;
        }
        let mut found = full.get(&form).into_iter().flatten().filter(|&&m| m != n && live(clusters, m));
        if let (Some(&full), None) = (found.next(), found.next()) {
            move_into(clusters, n, full, Why::Initials);
        }
    }
}

/// Adds to a set of numbers that come in their order.
fn add(numbers: &mut Vec<usize>, n: usize) {
    if numbers.last() != Some(&n) {
        numbers.push(n);
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
    let mut longer: Table<Vec<usize>> = Table::default();
    for n in (0..clusters.len()).filter(|&n| live(clusters, n)) {
        for form in clusters[n].made.iter().chain(&clusters[n].forms) {
            if let Some(rest) = without_country(form) {
                add(longer.value_or(&alike::organizations::key(rest), Vec::new), n);
            }
        }
    }
    for n in 0..clusters.len() {
        // One word must be listed to mean what every country has: 'Congress'.
        let bare = !clusters[n].forms[0].contains(' ') && clusters[n].listed.is_none();
        if !live(clusters, n) || clusters[n].made.is_some() || bare {
            continue;
        }
        let plain = alike::organizations::key(&clusters[n].forms[0]);
        let mut found = longer.get(&plain).into_iter().flatten().filter(|&&m| m != n && live(clusters, m));
        if let (Some(&full), None) = (found.next(), found.next())
            // 'Security Council' alone is the United Nations', whoever else has one.
            && clusters[n].listed.is_none_or(|name| alike::organizations::key(name) == plain)
        {
            move_into(clusters, n, full, Why::Country);
        }
    }
}

/// A name without the country or people that it begins with: one, two or three words.
fn without_country(form: &str) -> Option<&str> {
    form.match_indices(' ').take(3).find_map(|(at, _)| {
        let begins =
            lexicon().look_up(&form[..at]).is_some_and(|e| matches!(e.kind, Some(Kind::Group | Kind::Place)));
        begins.then(|| &form[at + 1..])
    })
}
