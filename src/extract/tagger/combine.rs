//! What the trained tagger leaves to the rules.
//!
//! The corpora that it learned from cut some names shorter than a reader does,
//! and its tokens can't be split. So a longer organization or event of the
//! rules swallows the names inside it ('Iranian Intelligence Ministry', 'Astana
//! peace talks'). Where it sees no name, events are taken from the rules, and so
//! are the parts of a compound ('Iran-Russia-Turkey summit'). A name that they
//! see as several side by side, one of them a person, is several ('Supreme
//! National Security Council Ali Shamkhani').

use crate::article::{Kind, Mention};
use crate::extract::lexicon::{Classes, lexicon};
use crate::extract::tokens::tokenize;

/// The trained tagger's mentions and, where they say more, the rules'; both
/// sorted, not overlapping.
pub fn combine(text: &str, trained: Vec<Mention>, rules: &[Mention]) -> Vec<Mention> {
    let mut combined = Vec::with_capacity(trained.len());
    let mut rest = rules;
    for mention in trained {
        if is_other(text, &mention) {
            continue;
        }
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
                    || is_called_so(text, rule, &mention) =>
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
/// word, a person beside something else among them; `None` where none do.
fn tiles(text: &str, rules: &[Mention], mention: &Mention) -> Option<usize> {
    let n = rules.iter().take_while(|r| mention.span.contains(r.span)).count();
    let (first, last) = (rules.first()?, rules[..n].last()?);
    let covers = n > 1 && first.span.start == mention.span.start && last.span.end == mention.span.end;
    let with_person = mention.kind != Kind::Person && rules[..n].iter().any(|r| r.kind == Kind::Person);
    // 'Takfiri Daesh'
    let with_people = matches!(rules[..n], [a, b] if a.kind == Kind::Group && b.kind == Kind::Organization)
        && rules[..n].iter().all(|r| is_listed(text, r));
    (covers && (with_person || with_people)).then_some(n)
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
        tokenize(head, lexicon()).first().is_some_and(|token| token.is(Classes::MISC))
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
        && tokenize(first, lexicon()).first().is_some_and(|token| token.is(Classes::GIVEN))
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
    use crate::text::Span;

    fn mention(text: &str, name: &str, kind: Kind) -> Mention {
        let start = text.find(name).expect("the name stands in the text");
        Mention { span: Span::new(start, start + name.len()), kind }
    }

    #[track_caller]
    fn check(text: &str, trained: &[(&str, Kind)], rules: &[(&str, Kind)], expected: &[&str]) {
        let make = |names: &[(&str, Kind)]| -> Vec<Mention> {
            names.iter().map(|&(name, kind)| mention(text, name, kind)).collect()
        };
        let got = combine(text, make(trained), &make(rules));
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
        assert_eq!(combine(text, vec![sea], &[known]), [known]);
        let person = mention(text, "Washington", Kind::Person);
        let place = mention(text, "Washington", Kind::Place);
        assert_eq!(combine(text, vec![person], &[place]), [person]);
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
        assert_eq!(combine(text, vec![place], &[person]), [person]);
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
