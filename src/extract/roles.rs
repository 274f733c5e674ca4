//! Titles and offices that the article gives its people.
//!
//! Three places: before the name ('Iranian Parliament Speaker Ali Larijani',
//! 'Secretary of Iran’s Supreme National Security Council Ali Shamkhani'), in an
//! apposition on either side ('Syromolotov Oleg, Russia’s deputy minister of
//! foreign affairs for counterterrorism,'), and as a counterpart ('President
//! Putin and his American counterpart Donald Trump': American President). A role
//! needs a noun of [`offices`]; English only, as the order of words is.

mod after;
mod before;
mod grammar;
mod offices;
mod phrase;

use crate::article::{Article, Entity, Kind, Role};
use crate::extract::named::Named;
use crate::extract::words::{Words, tokens};
use crate::text::{Span, fold};

use grammar::is_only_rank;
use offices::{is_office, is_rank};

/// Fills `roles` of the people among `entities`.
pub fn assign(article: &Article, entities: &mut [Entity]) {
    let english = article.language.as_deref().is_none_or(|tag| tag.starts_with("en"));
    if english {
        assign_in(&article.text, entities);
    }
}

fn assign_in(text: &str, entities: &mut [Entity]) {
    let tokens = tokens(text);
    let words = Words { text, tokens: &tokens };
    let mut found: Vec<Vec<Office>> = vec![Vec::new(); entities.len()];
    let reader = Reader { named: Named::new(words, entities), words };
    for &name in &reader.named.names {
        if reader.named.kind(name) != Kind::Person {
            continue;
        }
        let mut offices = reader.before(name);
        offices.extend(reader.apposition_before(name));
        offices.extend(reader.appositions_after(name));
        offices.extend(reader.appointed(name));
        offices.extend(reader.counterpart(name, &found));
        for office in offices {
            keep(&mut found[name.entity as usize], office);
        }
    }
    for (entity, offices) in entities.iter_mut().zip(found) {
        entity.roles = offices.into_iter().map(|o| Role { text: o.text, span: o.span }).collect();
    }
}

/// A role while roles are being collected.
#[derive(Clone, Debug)]
struct Office {
    text: String,
    span: Span,
    /// The bare title: 'Defense Minister', 'Secretary'.
    title: String,
    /// Its telling words in lower case, for comparison with others.
    key: Vec<String>,
}

/// Whether the word is a title as it stands before a name.
pub fn is_title(words: Words<'_>, at: usize) -> bool {
    words.is_capital(at) && is_office(words, at) || is_rank(words, at)
}

/// Adds an office; of two that say the same the fuller is kept: 'Russian
/// President' and 'President', 'Iran’s Defense Minister' and 'Iranian Defense
/// Minister'.
fn keep(offices: &mut Vec<Office>, office: Office) {
    // A general who is chief of the general staff is both.
    let within = |a: &Office, b: &Office| {
        is_only_rank(&a.title) == is_only_rank(&b.title) && a.key.iter().all(|w| b.key.contains(w))
    };
    for old in offices.iter_mut() {
        if within(&office, old)
            && (office.key.len() < old.key.len()
                || office.text.len() <= old.text.len()
                || !within(old, &office))
        {
            return;
        }
        if within(old, &office) {
            if office.key.len() > old.key.len()
                || old.text.split(' ').count() < office.text.split(' ').count()
            {
                *old = office;
            }
            return;
        }
    }
    offices.push(office);
}

struct Reader<'a> {
    named: Named<'a>,
    words: Words<'a>,
}

/// How many tokens a role may have.
const LONGEST: usize = 18;

/// The telling words of a role, nations cut to what noun and adjective share: two
/// wordings of the same role have the same.
pub fn key(text: &str) -> Vec<String> {
    let mut key: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .map(fold)
        .filter(|w| {
            w.len() > 1 && !matches!(w.as_str(), "of" | "the" | "for" | "to" | "and" | "in" | "his" | "its")
        })
        .map(|w| if w.chars().count() > 4 { w.chars().take(4).collect() } else { w })
        .collect();
    crate::order::sort(&mut key);
    key.dedup();
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mentions are written `[person Ada Lovelace]`; expected are the roles of the
    /// first person.
    #[track_caller]
    fn check(marked: &str, expected: &[&str]) {
        let (text, mut entities) = crate::extract::named::tests::scene(marked);
        assign_in(&text, &mut entities);
        let person = entities.iter().find(|e| e.kind == Kind::Person).expect("a person");
        let found: Vec<_> = person.roles.iter().map(|r| r.text.as_str()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn titles_before_the_name() {
        check(
            "[org Russian Foreign Intelligence Service] ([org SVR]) Director [person Ivan Ivanov] came.",
            &["Director of the Russian Foreign Intelligence Service"],
        );
        check("says [org SVR] spokesman [person Ivan Ivanov].", &["SVR spokesman"]);
        check(
            "with [group Iranian] Parliament Speaker [person Ali Rezai]. ",
            &["Iranian Parliament Speaker"],
        );
        check(
            "[group Iranian] Ambassador to [place Russia] [person Ali Rezai] met",
            &["Iranian Ambassador to Russia"],
        );
        check(
            "evening, Secretary of [place Iran]’s [org Supreme Security Council] [person Ali Rezai] and",
            &["Secretary of Iran’s Supreme Security Council"],
        );
        check(
            "is led by [place Moscow]’s Representative to the [place Vienna]-based international organizations [person Ivan Ivanov].",
            &["Moscow’s Representative to the Vienna-based international organizations"],
        );
        check("team, led by Deputy Foreign Minister [person Ali Rezai], has", &["Deputy Foreign Minister"]);
        check(
            "[place Iran]’s Defense Minister Brigadier General [person Ali Rezai], who is here",
            &["Brigadier General", "Iran’s Defense Minister"],
        );
        check("UN Secretary-General [person António Guterres] and", &["UN Secretary-General"]);
        check("former prime minister [person Ana Lima] said", &["former prime minister"]);
        check("Meanwhile, President [person Ana Lima] said", &["President"]);
        check("Professor [person Ana Lima] of [place Oslo]", &["Professor"]);
        check("Neither President [person Ana Lima] nor others came.", &["President"]);
        check(
            "[person Ana Lima], then a deputy prime minister and later the head of the agency, said",
            &["deputy prime minister"],
        );
        check(
            "[person Ana Lima], the [group British] minister presiding over it, said",
            &["British minister"],
        );
        check(
            "[person Ana Lima], joint envoy of the [org United Nations] and the [org Arab League], said",
            &["joint envoy of the United Nations and the Arab League"],
        );
        check("[person Ivan Ivanov] and [person Ana Lima], the deputy ministers who came", &[]);
        check("In [place Rome] [person Ana Lima] said the president of it was late.", &[]);
        check("He told Mr. [person Ivanov] so.", &[]);
        check("They blame President [person Ana Lima] for it.", &["President"]);
        check("to replace former president [person Ana Lima] in May", &["former president"]);
        check("the first official to visit since the fall of [person Ana Lima].", &[]);
        check("[person Ivanov] spokesman [person Ana Lima] said", &[]);
        check("A security official ([person Ana Lima]) was hurt.", &["security official"]);
    }

    #[test]
    fn appositions() {
        check(
            "met [person Oleg Petrov], [place Russia]’s deputy minister of foreign affairs for counterterrorism, to discuss",
            &["Russia’s deputy minister of foreign affairs for counterterrorism"],
        );
        check(
            "The [group Russian] special presidential envoy for the [group Syrian] settlement, [person Ivan Ivanov], arrived",
            &["Russian special presidential envoy for the Syrian settlement"],
        );
        check(
            "[person Jan Visser], chief executive of the [group Dutch] company [org Boskalis], whose arm",
            &["chief executive of the Dutch company Boskalis"],
        );
        check("Its energy minister, [person Ali Rezai], accepted", &["energy minister"]);
        check("[person Ana Lima], the [group Dutch] diplomat who heads the mission.", &["Dutch diplomat"]);
        check("[person Ana Lima], who heads", &[]);
        check("[person Ana Lima], who heads, they say, the mission.", &[]);
        check(
            "[person Ana Lima], who heads the joint mission of the [org OPCW].",
            &["head of the joint mission of the OPCW"],
        );
        check("[person Ana Lima], [group Turkish] President [person Ivan Ivanov], and others", &[]);
        check("[person Ana Lima], speaking in [place Rome], said", &[]);
        check("After talks with the president, [person Ana Lima] left for home.", &[]);
    }

    #[test]
    fn counterparts_share_an_office() {
        let (text, mut entities) = crate::extract::named::tests::scene(
            "President [person Ivan Ivanov] and his [group American] counterpart [person John Doe] met.",
        );
        assign_in(&text, &mut entities);
        let john = entities.iter().find(|e| e.name == "John Doe").unwrap();
        assert_eq!(john.roles[0].text, "American President");
    }

    #[test]
    fn one_office_is_told_once_and_in_full() {
        check(
            "[group Russian] President [person Ivan Ivanov] spoke. President [person Ivanov] left.",
            &["Russian President"],
        );
        check(
            "[place Iran]’s Defense Minister [person Ali Rezai] spoke. [group Iranian] Defense Minister [person Rezai] left.",
            &["Iran’s Defense Minister"],
        );
    }

    proptest::proptest! {
        #[test]
        fn roles_lie_in_the_text(words in proptest::collection::vec(proptest::sample::select(&WORDS[..]), 0..40)) {
            let (text, mut entities) = crate::extract::named::tests::scene(&words.concat());
            assign_in(&text, &mut entities);
            for role in entities.iter().flat_map(|e| &e.roles) {
                proptest::prop_assert!(!role.span.of(&text).is_empty() && !role.text.is_empty());
            }
        }
    }

    const WORDS: [&str; 26] = [
        " ",
        " ",
        " ",
        "\n\n",
        ".",
        ", ",
        "’",
        "s",
        "(",
        ")",
        "-",
        "the",
        "his",
        "counterpart",
        "President",
        "minister",
        "of",
        "to",
        "who heads",
        "General",
        "deputy",
        "[person Ana]",
        "[place Iran]",
        "[org TASS]",
        "[group Russian]",
        "é",
    ];
}
