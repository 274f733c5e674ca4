//! The tagger that needs no training: lists and patterns.
//!
//! ```text
//! text → tokens → sentences → runs of capitals → segments → mentions
//!                                 (runs)        (segments)      (evidence)
//! ```
//!
//! A run is a stretch of words that may belong to names. The best way to cut it
//! into segments is found by [`segments`]; what no list or pattern can tell is
//! left undecided until the whole text has been read, and then told by what
//! stands around it or by the same name elsewhere ([`evidence`]).

mod compounds;
mod evidence;
mod runs;
mod segments;

use crate::article::{Kind, Mention};
use crate::extract::lexicon::lexicon;
use crate::extract::sentences;
use crate::extract::tagger::Tagger;
use crate::extract::tokens::{Token, tokenize};
use crate::text::Span;

/// Lists and patterns.
pub struct Rules;

/// A name found, its kind perhaps still unknown.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    /// Token range.
    start: usize,
    end: usize,
    kind: Option<Kind>,
    /// Told by a list, a title or a pattern rather than by its shape alone.
    sure: bool,
}

impl Tagger for Rules {
    fn tag(&self, text: &str) -> Vec<Mention> {
        let tokens = tokenize(text, lexicon());
        let english = runs::is_english(&tokens).unwrap_or(true);
        let mut candidates = Vec::new();
        for sentence in sentences::split(text, &tokens) {
            tag_sentence(text, &tokens, sentence, english, &mut candidates);
        }
        evidence::decide(text, &tokens, &mut candidates);
        candidates
            .iter()
            .filter_map(|c| {
                let span = Span { start: tokens[c.start].span.start, end: tokens[c.end - 1].span.end };
                c.kind.map(|kind| Mention { span, kind })
            })
            .collect()
    }
}

fn tag_sentence(
    text: &str,
    tokens: &[Token],
    sentence: std::ops::Range<usize>,
    english: bool,
    candidates: &mut Vec<Candidate>,
) {
    let first = candidates.len();
    let style = runs::Style::of(&tokens[sentence.clone()], english);
    for run in runs::find(text, tokens, sentence.clone()) {
        segments::cut(text, tokens, &sentence, run, style, candidates);
    }
    compounds::extend(text, tokens, &sentence, first, candidates);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::extract::tagger::{Rules, Tagger};

    /// Reads `[person Ada Lovelace] left [place London]`.
    fn parse(marked: &str) -> (String, Vec<Mention>) {
        let (mut text, mut mentions) = (String::new(), Vec::new());
        let mut rest = marked;
        while let Some(open) = rest.find('[') {
            text.push_str(&rest[..open]);
            let close = open + rest[open..].find(']').expect("every bracket is closed");
            let (kind, name) = rest[open + 1..close].split_once(' ').expect("a kind and a name");
            let kind = match kind {
                "person" => Kind::Person,
                "org" => Kind::Organization,
                "place" => Kind::Place,
                "group" => Kind::Group,
                "event" => Kind::Event,
                other => panic!("no kind is called {other}"),
            };
            let span = Span::new(text.len(), text.len() + name.len());
            mentions.push(Mention { span, kind });
            text.push_str(name);
            rest = &rest[close + 1..];
        }
        text.push_str(rest);
        (text, mentions)
    }

    #[track_caller]
    fn check(marked: &str) {
        let (text, expected) = parse(marked);
        let show = |mentions: &[Mention]| {
            mentions.iter().map(|m| format!("{:?} {}", m.kind, m.span.of(&text))).collect::<Vec<_>>()
        };
        assert_eq!(show(&Rules.tag(&text)), show(&expected), "{text}");
    }

    #[test]
    fn titles_stay_outside_people() {
        check("They met [org Iranian Parliament] Speaker [person Ali Larijani] on Monday.");
        check("He called [group Russian] President [person Vladimir Putin]’s envoy.");
        check("Brigadier General [person Amir Hatami] spoke.");
        check("The envoy, [person Aleksandr Lavrentiyev], arrived in [place Tehran].");
        check("President [person Rouhani] and President [person Erdogan] met.");
    }

    #[test]
    fn adjectives_join_proper_names_of_organizations() {
        check("The [org Russian Foreign Intelligence Service] ([org SVR]) said so.");
        check("[place Iran]’s [org Supreme National Security Council] met.");
        check("The [org Syrian Constitutional Committee] met [group Syrian] officials.");
        check("The [org Ministry of Foreign Affairs] and the [org Bank of England] agreed.");
    }

    #[test]
    fn compounds_of_countries_are_several_places() {
        check("The [place Iran]-[place Russia]-[place Turkey] summit.");
        check("The [org UN]-brokered talks in the [place Vienna]-based office.");
    }

    #[test]
    fn events_are_named_by_cities_and_heads() {
        check("The [event Astana peace talks] ended.");
        check("The [event Kigali climate talks] and the [event Battle of Hastings].");
        check("Talks on [place Syria] continued.");
    }

    #[test]
    fn laws_and_treaties_are_no_entities() {
        check("The Joint Comprehensive Plan of Action (JCPOA) holds.");
        check("It cited [org United Nations Security Council] Resolution 2231.");
    }

    #[test]
    fn a_name_known_from_elsewhere_in_the_text_is_known() {
        check("[person Grace Yandle] resigned. Critics praised [person Yandle] and her plan.");
        check("[person Kerry Washington] acted. [person Washington] won. He lives in [place Washington].");
        check("The [org Kigali Democratic Party] (KDP) won.".replace("(KDP)", "([org KDP])").as_str());
    }

    #[test]
    fn surroundings_tell_what_lists_do_not() {
        check("Troops left the village of [place Qarbali] on Friday.");
        check("The shipping company [org Veltrano] lost money.");
        check("Prosecutors questioned [person Orlik], 45, in court.");
    }

    #[test]
    fn capitals_of_headlines_and_sentence_beginnings_are_no_names() {
        check("Ministers Discuss Climate Deal With Farmers Before Summit Opens");
        check("Meanwhile, talks went on. Nobody left.");
        check("THE PRESIDENT OF [place IRAN] SPOKE TO US YESTERDAY");
    }

    #[test]
    fn other_languages_have_names_of_the_lists_and_clear_people_only() {
        check(
            "Der Außenminister sprach in [place Berlin] über die Sitzung der gemeinsamen Kommission und den Auftakt.",
        );
    }

    #[test]
    fn elections_and_wars_are_events() {
        check("She lost the [event 2006 Canadian federal election] narrowly.");
        check("The [event Syrian civil war] went on after the [group Syrian] conflict.");
        check("[event Hurricane Katrina] and [event World War II] were recalled.");
    }

    #[test]
    fn buildings_and_squares_of_other_languages_are_places() {
        check("They signed it at the [place Teatro Colón] in the capital.");
        check("Crowds filled the [place Plaza de Bolívar] for the signing.");
        check("They talked for weeks at the [place Palais Coburg] before they left.");
    }

    #[test]
    fn ships_probes_and_comets_are_no_entities() {
        check("Ever Given is free. The Ever Given was stuck for a week.");
        check("The navy stopped the tanker Velimo Rask on Sunday.");
        check("It was found by the [org European Space Agency]'s Rosetta probe. Rosetta can measure it.");
        check("It touched the surface of Comet 67P/Churyumov-Gerasimenko on the day.");
    }

    #[test]
    fn words_at_the_end_tell_companies() {
        check(
            "It was chartered by [org Evergreen Marine] and managed by [org Bernhard Schulte Shipmanagement].",
        );
        check("It is owned by [org Shoei Kisen Kaisha] and insured by others.");
        check("The drug is made by [org Acme Biosciences], Inc. and sold here.");
        check("The report first appeared in the [org Gulf Ledger] and was carried here.");
    }

    #[test]
    fn bodies_on_both_sides_of_and_are_two() {
        check("The [org Reform Party of Canada] and [org Canadian Alliance] merged.");
        check("The [org Ministry of Health and Medical Education] of [place Iran] spoke.");
    }

    #[test]
    fn a_title_that_begins_with_a_ministry_is_a_title() {
        check("They met [group Saudi] Energy Minister [person Abdulaziz bin Salman] again.");
    }

    #[test]
    fn initiatives_named_by_places_are_no_entities() {
        check("The Black Sea Grain Initiative covers three ports of the country.");
    }

    #[test]
    fn conferences_wars_and_votes_are_events() {
        check("Money was first set aside during the [event Glasgow conference] and then doubled.");
        check("The envoys left [event COP26] and prepared [event COP30] with their ministers.");
        check("The [event Syrian war] has gone on, and [group Syrian] war crimes are tried.");
        check("He won the [event French presidential election] with ease and then governed.");
    }

    #[test]
    fn other_scripts_are_known_by_the_lists_alone() {
        check("Встреча: В Торжке, and then they went home again.");
        check("[person Владимир Путин] прилетел в [place Тегеран], где его ждали переговоры.");
    }

    proptest! {
        #[test]
        fn any_text_gives_sorted_spans_inside_it(text in "(\\PC|[A-Z][a-z]{1,5}|['’.\\-\\n ]| of the | al-| Ministry | Lake ){0,60}") {
            let mentions = Rules.tag(&text);
            let mut end = 0;
            for mention in mentions {
                prop_assert!(end <= mention.span.start && !mention.span.is_empty());
                prop_assert!(!mention.span.of(&text).trim().is_empty());
                end = mention.span.end;
            }
        }
    }
}
