//! Where the places of an article are, and the countries of its peoples and of
//! the organizations that are named by one: 'Iranian Foreign Ministry'.
//!
//! A name that several places have is the best known one's, unless the article
//! names places near another and few near that one: 'Tripoli' beside Beirut and
//! Sidon is Tripoli, Lebanon.

use super::Cluster;
use crate::article::{Kind, Location};
use crate::extract::lexicon::{Entry, lexicon};

/// Degrees, of latitude and two thirds of those of longitude, within which
/// places are near each other; in ten-thousandths. Some 500 km.
const NEAR: i64 = 45_000;

/// Finds each place's and people's location.
pub fn locate(clusters: &mut [Cluster]) {
    let entries: Vec<Option<&Entry>> = clusters.iter().map(entry).collect();
    let others = |n: usize| {
        entries.iter().enumerate().filter(move |&(other, _)| other != n).filter_map(|(_, entry)| *entry)
    };
    for (n, cluster) in clusters.iter_mut().enumerate() {
        if cluster.kind == Kind::Organization {
            cluster.location = country_in(cluster).and_then(|country| country.location.clone());
        }
        let Some(known) = entries[n] else { continue };
        cluster.location = known.location.clone();
        if cluster.kind != Kind::Place {
            continue;
        }
        let (_, usual) = evidence(known, others(n));
        let mut best = None;
        for homonym in lexicon().homonyms(known.name) {
            let (near, votes) = evidence(homonym, others(n));
            if near > 0 && votes >= usual + 2 && best.is_none_or(|(_, most)| votes > most) {
                best = Some((homonym, votes));
            }
        }
        if let Some((homonym, _)) = best {
            cluster.listed = Some(homonym.name);
            cluster.location = homonym.location.clone();
        }
    }
}

/// What the lists know of a place, or of the country of a people.
fn entry(cluster: &Cluster) -> Option<&'static Entry> {
    let form = cluster.listed.or(cluster.forms.first().map(String::as_str))?;
    let entry = lexicon().look_up(form).filter(|e| e.kind == Some(cluster.kind))?;
    match cluster.kind {
        Kind::Place => Some(entry),
        Kind::Group => lexicon().country_of(entry),
        _ => None,
    }
}

/// The country that an organization's name begins or ends with: "Iran's", 'Iranian
/// Foreign Ministry', 'Central Bank of Iran'.
fn country_in(cluster: &Cluster) -> Option<&'static Entry> {
    let name = cluster.listed.or(cluster.made.as_deref()).unwrap_or_else(|| cluster.fullest());
    let first = name.match_indices(' ').take(3).map(|(at, _)| &name[..at]);
    let last = name.rsplit_once(" of ").map(|(_, last)| last.strip_prefix("the ").unwrap_or(last));
    first.chain(last).find_map(|part| {
        let entry = lexicon().look_up(part)?;
        if entry.country { Some(entry) } else { lexicon().country_of(entry) }
    })
}

/// How many of the others are near, and how much all of them say for `place`:
/// one for its country, one for each place in it, two more for one near by.
fn evidence<'e>(place: &Entry, others: impl Iterator<Item = &'e Entry>) -> (u32, u32) {
    let (mut near, mut votes) = (0, 0);
    let Some(here) = &place.location else { return (0, 0) };
    for other in others {
        let Some(there) = &other.location else { continue };
        votes += u32::from(!here.country.is_empty() && here.country == there.country);
        if !other.country && is_near(here, there) {
            near += 1;
            votes += 2;
        }
    }
    (near, votes)
}

fn is_near(a: &Location, b: &Location) -> bool {
    let (north, east) = (i64::from(a.lat - b.lat), i64::from(a.lon - b.lon) * 2 / 3);
    north * north + east * east <= NEAR * NEAR
}

#[cfg(test)]
mod tests {
    use crate::extract::resolve::resolve;
    use crate::extract::tagger::{Rules, Tagger};

    #[track_caller]
    fn check(text: &str, name: &str, country: &str) {
        let found = resolve(text, &Rules.tag(text));
        let entity = found.iter().find(|e| e.name == name).unwrap_or_else(|| panic!("{name}: {text}"));
        assert_eq!(entity.location.as_ref().map(|l| l.country.as_str()), Some(country), "{text}");
    }

    #[test]
    fn a_name_of_several_places_goes_by_those_around_it() {
        check("He drove from Beirut to Sidon and Tripoli.", "Tripoli, Lebanon", "LB");
        check("He flew from Beirut to Tripoli, Benghazi and Misrata.", "Tripoli", "LY");
        check("Talks in Tripoli failed.", "Tripoli", "LY");
        check("He lives in Georgia, not far from Atlanta.", "Georgia, United States", "US");
        check("Georgia and Washington agreed, Tbilisi said.", "Georgia", "GE");
    }

    #[test]
    fn a_people_has_its_country() {
        check("Iran’s Foreign Ministry spoke.", "Iranian Foreign Ministry", "IR");
        check("The Central Bank of Iran spoke.", "Central Bank of Iran", "IR");
        check("An Iranian official spoke.", "Iranian", "IR");
        check("The Turks left.", "Turkish", "TR");
    }
}
