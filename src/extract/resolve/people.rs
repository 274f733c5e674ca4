//! Which names are one person.

use super::{Cluster, move_into, naming};
use crate::article::Kind;
use crate::extract::lexicon::{Classes, lexicon};
use crate::table::Table;

/// So many different people of one surname are compared with each other.
const LARGEST_FAMILY: usize = 50;

/// A name in its parts.
struct Name {
    cluster: usize,
    /// How each word sounds, surname last.
    words: Vec<String>,
    listed: Option<&'static str>,
}

/// Merges the people among the clusters.
pub fn merge(clusters: &mut [Cluster]) {
    turn_surname_first(clusters);
    merge_full_names(clusters);
    let full = names(clusters, |words| words > 1);
    let by_last = by_word(&full, |name| name.words.last());
    let by_first = by_word(&full, |name| name.words.first());
    for short in names(clusters, |words| words == 1) {
        // 'Xi' of Xi Jinping, 'Saddam' of Saddam Hussein, where it is no surname.
        let word = &short.words[0];
        let bearers = by_last.get(word).or_else(|| by_first.get(word)).map_or(&[][..], Vec::as_slice);
        let bearers: Vec<usize> = bearers.iter().map(|&n| full[n].cluster).collect();
        attach_short(clusters, bearers, &short);
    }
}

/// The people's names that have so many words.
fn names(clusters: &[Cluster], wanted: impl Fn(usize) -> bool) -> Vec<Name> {
    let mut names = Vec::new();
    for (n, cluster) in clusters.iter().enumerate() {
        if cluster.kind != Kind::Person || cluster.mentions.is_empty() {
            continue;
        }
        let shown = cluster.made.as_deref().unwrap_or_else(|| cluster.fullest());
        let words = words(shown);
        if wanted(words.len()) {
            names.push(Name { cluster: n, words, listed: cluster.listed });
        }
    }
    names
}

/// The words of a name by their sound. Particles join the word after them
/// ('de Mistura'), what follows the surname ('Jr.') is left out.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut particle = String::new();
    for word in name.split(' ') {
        let classes = naming::classes(word);
        if classes.any(Classes::SUFFIX) && !words.is_empty() {
            continue;
        }
        let small = word.starts_with(char::is_lowercase) && !word.contains('-');
        if small && classes.any(Classes::PARTICLE) {
            if !matches!(word, "al" | "el") {
                particle.push_str(&naming::sound(word));
            }
            continue;
        }
        words.push(format!("{particle}{}", naming::sound(word)));
        particle.clear();
    }
    words
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
        let given = |word: &str| naming::classes(word).any(Classes::GIVEN);
        let ends = first.len() > 5 && ENDINGS.iter().any(|e| first.ends_with(e));
        if !last.contains(' ')
            && given(last)
            && !given(first)
            && !naming::classes(last).any(Classes::FAMILY)
            && (ends || alone.contains(first))
        {
            let turned = format!("{last} {first}");
            cluster.listed =
                lexicon().look_up(&turned).filter(|e| e.kind == Some(Kind::Person)).map(|e| e.name);
            cluster.made = Some(turned);
        }
    }
}

/// Full names that are one: the same in another spelling, or one with a word
/// more ('Seyed Abbas Araghchi', 'George W. Bush'), where only one such is there.
fn merge_full_names(clusters: &mut [Cluster]) {
    let names = names(clusters, |words| words > 1);
    for (_, family) in by_word(&names, |name| name.words.last()).into_pairs() {
        for &n in &family {
            let mut others = family.iter().filter(|&&m| m != n && is_short_for(&names[n], &names[m], m < n));
            if let (Some(&other), None) = (others.next(), others.next()) {
                move_into(clusters, names[n].cluster, names[other].cluster);
            }
        }
    }
}

/// Positions of the names that share a word; of a family larger than any
/// article has, the first ones.
fn by_word(names: &[Name], word: impl Fn(&Name) -> Option<&String>) -> Table<Vec<usize>> {
    let mut found: Table<Vec<usize>> = Table::default();
    for (n, name) in names.iter().enumerate() {
        if let Some(word) = word(name) {
            let family = found.value_or(word, Vec::new);
            if family.len() < LARGEST_FAMILY {
                family.push(n);
            }
        }
    }
    found
}

/// Whether `name` is another way to write `other`, or `other` with words left
/// out. Of two that are equally long the earlier is kept.
fn is_short_for(name: &Name, other: &Name, other_is_earlier: bool) -> bool {
    let (a, b) = (&name.words, &other.words);
    if a.last() != b.last() || name.listed.is_some() && other.listed.is_some() && name.listed != other.listed
    {
        return false;
    }
    if a.len() == b.len() {
        return other_is_earlier && a.iter().zip(b).all(|(x, y)| alike(x, y));
    }
    if a.len() > b.len() {
        return false;
    }
    // In order, and the given name among them.
    let mut rest = b.iter();
    let in_order = a.iter().all(|word| rest.any(|other| alike(word, other)));
    in_order && (alike(&a[0], &b[0]) || alike(&a[0], &b[1]))
}

/// Equal, or equal but for vowels in a word with enough consonants
/// ('Aleksandr', 'Alexander'), or an initial.
fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let initial = |x: &str, y: &str| x.chars().count() == 1 && y.starts_with(x);
    if initial(a, b) || initial(b, a) {
        return true;
    }
    let bones =
        |word: &str| word.chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')).collect::<String>();
    bones(a).chars().count() >= 4 && bones(a) == bones(b) && a.chars().next() == b.chars().next()
}

/// A surname, or a first word, joins the only person in the text who bears it,
/// or the well-known person whom it alone means.
fn attach_short(clusters: &mut [Cluster], mut bearers: Vec<usize>, short: &Name) {
    let known = lexicon()
        .look_up(&clusters[short.cluster].forms[0])
        .filter(|e| e.kind == Some(Kind::Person))
        .map(|e| e.name);
    if bearers.len() > 1 && known.is_some() {
        bearers.retain(|&cluster| clusters[cluster].listed == known);
    }
    match bearers.as_slice() {
        [only] => move_into(clusters, short.cluster, *only),
        [] if known.is_some() => clusters[short.cluster].listed = known,
        _ => {}
    }
}
