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

/// The trained tagger's mentions and, where they say more, the rules'; both
/// sorted, not overlapping.
pub fn combine(text: &str, trained: Vec<Mention>, rules: &[Mention]) -> Vec<Mention> {
    let mut combined = Vec::with_capacity(trained.len());
    let mut rest = rules;
    for mention in trained {
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
            _ => match tiles(rest, &mention) {
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
fn tiles(rules: &[Mention], mention: &Mention) -> Option<usize> {
    let n = rules.iter().take_while(|r| mention.span.contains(r.span)).count();
    let (first, last) = (rules.first()?, rules[..n].last()?);
    let covers = n > 1 && first.span.start == mention.span.start && last.span.end == mention.span.end;
    let with_person = mention.kind != Kind::Person && rules[..n].iter().any(|r| r.kind == Kind::Person);
    (covers && with_person).then_some(n)
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
    after || before || rule.kind == Kind::Event
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
            "Paris Hilton met Lyon",
            &[("Paris Hilton", Kind::Person)],
            &[("Paris", Kind::Place), ("Lyon", Kind::Place)],
            &["Paris Hilton"],
        );
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
