//! What the ways to write an organization's name share.

use super::{key as plain_key, sound};
use crate::extract::lexicon::lexicon;

/// Of a company's name, what tells its legal form.
const FORMS: [&str; 16] = [
    "inc",
    "corp",
    "corporation",
    "ltd",
    "limited",
    "co",
    "company",
    "ag",
    "llc",
    "plc",
    "gmbh",
    "se",
    "nv",
    "sa",
    "spa",
    "pjsc",
];

/// British spellings of the words that bodies are named by.
const BRITISH: [(&str, &str); 8] = [
    ("efence", "efense"),
    ("isation", "ization"),
    ("abour", "abor"),
    ("arbour", "arbor"),
    ("entre", "enter"),
    ("rogramme", "rogram"),
    ("heatre", "heater"),
    ("’", "'"),
];

/// A name as Americans write it: 'Organization for the Prohibition'.
pub fn american(form: &str) -> String {
    let mut form = form.to_owned();
    for (british, american) in BRITISH {
        if form.contains(british) {
            form = form.replace(british, american);
        }
    }
    form
}

/// 'Ministry of Defence of Russia', 'Russian Ministry of Defense' and 'Russian
/// Defense Ministry' share one; so do 'Vantor', 'Vantor Corp.' and 'Vantor
/// Corporation', 'Thornbury & Sons' and 'Thornbury and Sons', 'Jaish al-Islam'
/// and 'Jaysh al-Islam'.
pub fn key(form: &str) -> String {
    let american = american(form);
    let mut words: Vec<&str> = american.split_whitespace().collect();
    if words.len() > 1 && words[0].eq_ignore_ascii_case("the") {
        words.remove(0);
    }
    let is_form = |word: &str| FORMS.contains(&plain_key(word.trim_end_matches(['.', ','])).as_str());
    while words.len() > 1 && words.last().is_some_and(|word| is_form(word)) {
        words.pop();
    }
    let turned = head_last(&words);
    let mut key = String::new();
    for word in &turned {
        let word = word.trim_matches(|c: char| c.is_ascii_punctuation() && c != '\'' && c != '-');
        let word = if word.is_empty() { "and".to_owned() } else { sound(word) };
        key.push_str(&word);
        key.push(' ');
    }
    key.pop();
    key
}

/// 'Ministry of Foreign Affairs of Turkey' as 'Turkish Foreign Ministry'. Not
/// universities and banks, of which there may be two: 'University of
/// Washington', 'Washington University'.
fn head_last<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let Some(at) = words.iter().position(|word| matches!(*word, "Ministry" | "Department")) else {
        return words.to_vec();
    };
    let (before, rest) = (&words[..at], &words[at + 1..]);
    let mut turned = before.to_vec();
    match rest {
        ["of", topic @ ..] => {
            let of_country = topic.iter().rposition(|word| *word == "of").and_then(|of| {
                let country = topic[of + 1..].join(" ");
                let country = country.strip_prefix("the ").unwrap_or(&country);
                Some((of, lexicon().people_of(lexicon().look_up(country)?)?))
            });
            let topic = match of_country {
                Some((of, people)) if before.is_empty() => {
                    turned.insert(0, people);
                    &topic[..of]
                }
                _ => topic,
            };
            turned.extend(topic.iter().filter(|word| **word != "the"));
        }
        [] => {}
        _ => return words.to_vec(),
    }
    if turned.ends_with(&["Foreign", "Affairs"]) {
        turned.pop();
    }
    turned.push(words[at]);
    turned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[&str]) {
        for name in names {
            assert_eq!(key(name), key(names[0]), "{name}");
        }
    }

    #[test]
    fn ways_to_write_one_name_share_a_key() {
        check(&["Russian Defense Ministry", "Russian Ministry of Defence", "Ministry of Defense of Russia"]);
        check(&[
            "Turkish Foreign Ministry",
            "Ministry of Foreign Affairs of Turkey",
            "Turkish Foreign Affairs Ministry",
        ]);
        check(&["Interior Ministry", "Ministry of the Interior", "the Ministry of Interior"]);
        check(&["Vantor", "Vantor Corp.", "Vantor Corporation", "Vantor, Inc."]);
        check(&["Thornbury & Sons", "Thornbury and Sons"]);
        check(&["Jaish al-Islam", "Jaysh Al-Islam"]);
        assert_ne!(key("University of Washington"), key("Washington University"));
        assert_ne!(key("Ministry of Defense"), key("Russian Ministry of Defense"));
    }

    #[test]
    fn any_name_has_a_key() {
        for name in ["", "The", "&", "Co.", "Ministry", "Ministry of", "Ministry of of", "Inc. Corp."] {
            let _ = key(name);
        }
    }
}
