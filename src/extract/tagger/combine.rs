//! What the trained tagger leaves to the rules.
//!
//! The corpora that it learned from cut some names shorter than a reader does,
//! and its tokens can't be split. So a longer organization or event of the
//! rules swallows the names inside it ('Iranian Intelligence Ministry', 'Astana
//! peace talks'). Where it sees no name, events are taken from the rules, and so
//! are the parts of a compound ('Iran-Russia-Turkey summit'). A name that they
//! see as several side by side, a person at the end, is several ('Supreme
//! National Security Council Ali Shamkhani').

use std::cell::LazyCell;

use crate::article::{Kind, Mention};
use crate::extract::lexicon::{Classes, lexicon};
use crate::extract::tokens::tokenize;
use crate::extract::words::among;
use crate::text::Span;

/// The trained tagger's mentions and, where they say more, the rules'; both
/// sorted, not overlapping.
pub fn combine(text: &str, trained: &[Mention], rules: &[Mention]) -> Vec<Mention> {
    let mut combined = Vec::with_capacity(trained.len());
    let mut rest = rules;
    let people = LazyCell::new(|| names_of_people(text, trained));
    for &mention in trained {
        if is_other(text, &mention) || is_party_and_state(text, &mention) || is_currency(text, &mention) {
            continue;
        }
        let mention = without_office(text, mention);
        while let [rule, others @ ..] = rest
            && rule.span.end <= mention.span.start
        {
            if !swallows(&combined, rule) && stands_alone(text, rule) {
                combined.push(*rule);
            }
            rest = others;
        }
        match rest.first() {
            Some(rule) if is_longer(rule, &mention) => {
                if combined.last() != Some(rule) {
                    while combined.last().is_some_and(|m: &Mention| m.span.overlaps(rule.span)) {
                        combined.pop();
                    }
                    combined.push(*rule);
                }
            }
            _ if swallows(&combined, &mention) => {}
            Some(rule)
                if is_core(text, rule, &mention)
                    || is_known(text, rule, &mention)
                    || is_feast(text, rule, &mention, |word| people.binary_search(&word).is_ok())
                    || is_called_so(text, rule, &mention)
                    || is_titled(text, rule, &mention) =>
            {
                combined.push(*rule);
            }
            _ => match tiles(text, rest, &mention) {
                Some(n) => combined.extend_from_slice(&rest[..n]),
                None => combined.push(mention),
            },
        }
    }
    combined.extend(rest.iter().filter(|rule| stands_alone(text, rule)));
    combined.dedup();
    // A rule's part that ends inside the next mention was looked at too early.
    let mut end = 0;
    combined.retain(|m| {
        let free = m.span.start >= end;
        end = if free { m.span.end } else { end };
        free
    });
    combined
}

fn swallows(combined: &[Mention], mention: &Mention) -> bool {
    combined.last().is_some_and(|m| m.span.overlaps(mention.span))
}

/// How many of the rules' names make up `mention` from its first to its last
/// word, something else and then a person; `None` where none do.
fn tiles(text: &str, rules: &[Mention], mention: &Mention) -> Option<usize> {
    let n = rules.iter().take_while(|r| mention.span.contains(r.span)).count();
    let (first, (last, others)) = (rules.first()?, rules[..n].split_last()?);
    let covers = n > 1 && first.span.start == mention.span.start && last.span.end == mention.span.end;
    let with_person = mention.kind != Kind::Person
        && last.kind == Kind::Person
        && last.span.of(text).contains(' ')
        && others.iter().all(|r| !matches!(r.kind, Kind::Person | Kind::Group));
    // 'Takfiri Daesh', but a 'Canadian House of Commons' is one.
    let with_people = matches!(others, [a] if a.kind == Kind::Group && is_faith(text, a))
        && last.kind == Kind::Organization
        && is_listed(text, last);
    (covers && (with_person || with_people)).then_some(n)
}

/// Whether the lists have a group that is no country's people.
fn is_faith(text: &str, group: &Mention) -> bool {
    let listed = lexicon().look_up(group.span.of(text)).filter(|entry| entry.kind == Some(Kind::Group));
    listed.is_some_and(|people| lexicon().country_of(people).is_none())
}

/// Whether the rule's name is what `mention` is about: without the number of a
/// conference ('VII Moscow Conference'), or without the act of a body ('UN
/// Security Council Resolution 2231').
fn is_core(text: &str, rule: &Mention, mention: &Mention) -> bool {
    if !mention.span.contains(rule.span) || rule.span == mention.span {
        return false;
    }
    let before = text[mention.span.start as usize..rule.span.start as usize].trim();
    let after = text[rule.span.end as usize..mention.span.end as usize].trim_start();
    let is_number = |word: &str| {
        !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L') || c.is_ascii_digit())
    };
    let is_act = |words: &str| {
        let head = words.split(' ').next().unwrap_or("");
        is_of(head, Classes::MISC)
    };
    after.is_empty() && is_number(before) || before.is_empty() && is_act(after)
}

/// Whether the lists tell the kind of the whole name, where it has several words or
/// is a place taken for an organization: 'Black Sea', 'Suez'.
fn is_known(text: &str, rule: &Mention, mention: &Mention) -> bool {
    let clear =
        rule.span.of(text).contains(' ') || (rule.kind, mention.kind) == (Kind::Place, Kind::Organization);
    rule.span == mention.span && clear && is_listed(text, rule)
}

/// Whether a name of several words, a given name first, is a person's to the
/// rules and a place to the trained tagger, which knows few names of other
/// languages: 'Ahmad Kuzbari'.
fn is_called_so(text: &str, rule: &Mention, mention: &Mention) -> bool {
    let first = rule.span.of(text).split_once(' ').map_or("", |(first, _)| first);
    rule.span == mention.span
        && (rule.kind, mention.kind) == (Kind::Person, Kind::Place)
        && is_of(first, Classes::GIVEN)
}

/// Whether a listed event was taken for a place or a body, or for a person whom
/// nothing in the text calls by more names: 'Ramadan', but not that of a Taha Ramadan.
/// `called` tells whether a word is in a person's name of several.
fn is_feast(text: &str, rule: &Mention, mention: &Mention, called: impl Fn(&str) -> bool) -> bool {
    rule.span == mention.span
        && rule.kind == Kind::Event
        && is_listed(text, rule)
        && (mention.kind != Kind::Person || !called(rule.span.of(text)))
}

/// The words of all persons' names of several, sorted.
fn names_of_people<'t>(text: &'t str, mentions: &[Mention]) -> Vec<&'t str> {
    let people = mentions.iter().filter(|m| m.kind == Kind::Person).map(|m| m.span.of(text));
    let mut words: Vec<&str> =
        people.filter(|name| name.contains(' ')).flat_map(|name| name.split(' ')).collect();
    crate::order::sort(&mut words);
    words
}

/// Whether a name of several words behind a title is a person's to the rules and a
/// place's or a body's to the trained tagger: 'spokeswoman Hua Chunying'.
fn is_titled(text: &str, rule: &Mention, mention: &Mention) -> bool {
    rule.span == mention.span
        && rule.kind == Kind::Person
        && matches!(mention.kind, Kind::Organization | Kind::Place)
        && rule.span.of(text).contains(' ')
        && is_of(last_word(&text[..rule.span.start as usize]), Classes::OFFICE.or(Classes::HONORIFIC))
}

/// Whether a mention is the party and the state behind an American politician's name:
/// 'R-Ariz.', 'D-N.Y.'.
fn is_party_and_state(text: &str, mention: &Mention) -> bool {
    let name = mention.span.of(text);
    let state = name.strip_prefix(['R', 'D', 'I']).and_then(|rest| rest.strip_prefix('-'));
    state.is_some_and(|state| state.len() <= 6 && state.starts_with(char::is_uppercase))
        && text[..mention.span.start as usize].trim_end_matches(' ').ends_with(['(', ','])
}

/// 'US' of 'US $10 billion' and 'US$10'.
fn is_currency(text: &str, mention: &Mention) -> bool {
    let after = &text[mention.span.end as usize..];
    mention.span.len() <= 4 && after.strip_prefix(' ').unwrap_or(after).starts_with('$')
}

/// The words at the end of a name that are an office in it, not part of it.
const OFFICES: &str = "Chairman Chairwoman Chairperson President Director Spokesman Spokeswoman Spokesperson \
    Commissioner Minister Ambassador Speaker Leader Governor Mayor Comptroller";

/// A body's or place's name without the office of somebody in it: 'Popular Front
/// Chairman'.
fn without_office(text: &str, mention: Mention) -> Mention {
    let name = mention.span.of(text);
    match name.rsplit_once(' ') {
        Some((body, office))
            if matches!(mention.kind, Kind::Organization | Kind::Place)
                && among(office, OFFICES)
                && last_word(body).starts_with(char::is_uppercase)
                && !is_of(last_word(body), Classes::OFFICE.or(Classes::MODIFIER)) =>
        {
            let start = mention.span.start as usize;
            Mention { span: Span::new(start, start + body.len()), ..mention }
        }
        _ => mention,
    }
}

/// The last word of a text, with what is joined to it.
fn last_word(text: &str) -> &str {
    text.trim_end_matches(' ').rsplit(char::is_whitespace).next().unwrap_or("")
}

/// Whether a word is of one of these classes.
fn is_of(word: &str, classes: Classes) -> bool {
    tokenize(word, lexicon()).last().is_some_and(|token| token.is(classes))
}

/// Whether the lists have the whole name as no entity's: 'Brent', the oil.
fn is_other(text: &str, mention: &Mention) -> bool {
    lexicon().look_up(mention.span.of(text)).is_some_and(|entry| entry.kind.is_none())
}

/// Whether the rule's name is the whole of which `mention` is a part.
fn is_longer(rule: &Mention, mention: &Mention) -> bool {
    matches!(rule.kind, Kind::Event | Kind::Organization)
        && rule.span.contains(mention.span)
        && rule.span != mention.span
}

/// Whether a name of the rules counts where the trained tagger sees none: an
/// event, or one that is joined to another word by a hyphen.
fn stands_alone(text: &str, rule: &Mention) -> bool {
    let (before, after) = (&text[..rule.span.start as usize], &text[rule.span.end as usize..]);
    let is_joint = |c: char| matches!(c, '-' | '‐' | '‑' | '–');
    let after = after.strip_prefix(is_joint).is_some_and(|rest| rest.starts_with(char::is_uppercase));
    let before = before.strip_suffix(is_joint).is_some_and(|rest| rest.ends_with(char::is_alphanumeric));
    after || before || rule.kind == Kind::Event || is_listed(text, rule)
}

/// Whether the lists have the whole name as what the rules take it for.
fn is_listed(text: &str, rule: &Mention) -> bool {
    lexicon().look_up(rule.span.of(text)).is_some_and(|entry| entry.kind == Some(rule.kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mention(text: &str, name: &str, kind: Kind) -> Mention {
        let start = text.find(name).expect("the name stands in the text");
        Mention { span: Span::new(start, start + name.len()), kind }
    }

    #[track_caller]
    fn check(text: &str, trained: &[(&str, Kind)], rules: &[(&str, Kind)], expected: &[&str]) {
        let make = |names: &[(&str, Kind)]| -> Vec<Mention> {
            names.iter().map(|&(name, kind)| mention(text, name, kind)).collect()
        };
        let got = combine(text, &make(trained), &make(rules));
        assert_eq!(got.iter().map(|m| m.span.of(text)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_longer_organization_or_event_takes_its_parts() {
        check(
            "Talks at the Iranian Intelligence Ministry in Rome",
            &[("Iranian", Kind::Group), ("Intelligence Ministry", Kind::Organization), ("Rome", Kind::Place)],
            &[("Iranian Intelligence Ministry", Kind::Organization)],
            &["Iranian Intelligence Ministry", "Rome"],
        );
        check(
            "the Astana peace talks",
            &[("Astana", Kind::Place)],
            &[("Astana peace talks", Kind::Event)],
            &["Astana peace talks"],
        );
    }

    #[test]
    fn several_names_side_by_side_are_told_apart() {
        check(
            "said the Security Council Ali Shamkhani",
            &[("Security Council Ali Shamkhani", Kind::Organization)],
            &[("Security Council", Kind::Organization), ("Ali Shamkhani", Kind::Person)],
            &["Security Council", "Ali Shamkhani"],
        );
    }

    #[test]
    fn otherwise_the_trained_tagger_is_right() {
        check(
            "Paris Hilton met Lyonel",
            &[("Paris Hilton", Kind::Person)],
            &[("Paris", Kind::Place), ("Lyonel", Kind::Place)],
            &["Paris Hilton"],
        );
    }

    #[test]
    fn a_number_before_and_an_act_behind_are_no_part_of_a_name() {
        check(
            "the VII Moscow Conference on Security",
            &[("VII Moscow Conference on Security", Kind::Event)],
            &[("Moscow Conference on Security", Kind::Event)],
            &["Moscow Conference on Security"],
        );
        check(
            "UN Security Council Resolution 2231",
            &[("UN Security Council Resolution 2231", Kind::Organization)],
            &[("UN Security Council", Kind::Organization)],
            &["UN Security Council"],
        );
    }

    #[test]
    fn the_lists_know_the_kind_of_a_long_name() {
        let text = "on the Black Sea near Washington";
        let sea = mention(text, "Black Sea", Kind::Organization);
        let known = mention(text, "Black Sea", Kind::Place);
        assert_eq!(combine(text, &[sea], &[known]), [known]);
        let person = mention(text, "Washington", Kind::Person);
        let place = mention(text, "Washington", Kind::Place);
        assert_eq!(combine(text, &[person], &[place]), [person]);
    }

    #[test]
    fn what_the_lists_call_no_entity_is_none() {
        check("Brent rose", &[("Brent", Kind::Person)], &[], &[]);
        check("Brent Scowcroft", &[("Brent Scowcroft", Kind::Person)], &[], &["Brent Scowcroft"]);
    }

    #[test]
    fn a_given_name_tells_a_person() {
        let text = "said Ahmad Kuzbari";
        let (place, person) =
            (mention(text, "Ahmad Kuzbari", Kind::Place), mention(text, "Ahmad Kuzbari", Kind::Person));
        assert_eq!(combine(text, &[place], &[person]), [person]);
    }

    #[test]
    fn a_title_tells_a_person() {
        let text = "said spokeswoman Hua Chunying of Hua Chunying Ltd";
        let body = mention(text, "Hua Chunying", Kind::Organization);
        let person = mention(text, "Hua Chunying", Kind::Person);
        assert_eq!(combine(text, &[body], &[person]), [person]);
        let text = "said Hua Chunying";
        let body = mention(text, "Hua Chunying", Kind::Organization);
        let person = mention(text, "Hua Chunying", Kind::Person);
        assert_eq!(combine(text, &[body], &[person]), [body]);
    }

    #[test]
    fn an_office_is_no_part_of_a_body() {
        check(
            "the Kigali Front Chairman left",
            &[("Kigali Front Chairman", Kind::Organization)],
            &[],
            &["Kigali Front"],
        );
        check(
            "the Office of the President",
            &[("Office of the President", Kind::Organization)],
            &[],
            &["Office of the President"],
        );
    }

    #[test]
    fn a_feast_is_no_place_and_a_person_of_its_name_is_one() {
        let text = "Taha Ramadan fasted in Ramadan";
        let (start, end) = (text.len() - "Ramadan".len(), text.len());
        let last = |kind| Mention { span: Span::new(start, end), kind };
        let full = mention(text, "Taha Ramadan", Kind::Person);
        let (event, place, person) = (last(Kind::Event), last(Kind::Place), last(Kind::Person));
        assert_eq!(combine(text, &[place], &[event]), [event]);
        assert_eq!(combine(text, &[person], &[event]), [event]);
        assert_eq!(combine(text, &[full, person], &[event]), [full, person]);
    }

    #[test]
    fn party_and_state_and_currencies_are_no_names() {
        check("Mr. Flake (R-Ariz.) left", &[("R-Ariz", Kind::Person)], &[], &[]);
        check("Mr. Sanders, I-Vt., left", &[("I-Vt", Kind::Organization)], &[], &[]);
        check("on D-Day", &[("D-Day", Kind::Event)], &[], &["D-Day"]);
        check("US $10 and US$5 in the US", &[("US", Kind::Place)], &[], &[]);
    }

    #[test]
    fn a_name_of_a_body_with_persons_in_it_is_one() {
        check(
            "McMaster & James sang",
            &[("McMaster & James", Kind::Organization)],
            &[("McMaster", Kind::Person), ("James", Kind::Person)],
            &["McMaster & James"],
        );
        check(
            "at the Canadian House of Commons",
            &[("Canadian House of Commons", Kind::Organization)],
            &[("Canadian", Kind::Group), ("House of Commons", Kind::Organization)],
            &["Canadian House of Commons"],
        );
        check(
            "the Takfiri Daesh",
            &[("Takfiri Daesh", Kind::Organization)],
            &[("Takfiri", Kind::Group), ("Daesh", Kind::Organization)],
            &["Takfiri", "Daesh"],
        );
    }

    #[test]
    fn a_listed_name_that_the_trained_tagger_misses_is_kept() {
        check("told the UN that", &[], &[("UN", Kind::Organization)], &["UN"]);
        check("the Kazakh capital", &[], &[("Kazakh", Kind::Group)], &["Kazakh"]);
        check("said Ruritania", &[], &[("Ruritania", Kind::Place)], &[]);
    }

    #[test]
    fn parts_of_a_compound_come_from_the_rules() {
        check(
            "the Iran-Russia-Turkey summit in Ankara",
            &[("Ankara", Kind::Place)],
            &[
                ("Iran", Kind::Place),
                ("Russia", Kind::Place),
                ("Turkey", Kind::Place),
                ("Ankara", Kind::Place),
            ],
            &["Iran", "Russia", "Turkey", "Ankara"],
        );
    }
}
