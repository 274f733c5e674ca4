//! What words of a language share when their endings are off.
//!
//! Light stemming, as it is done where an index is small: a language is a line
//! of [`RULES`] with the endings that its nouns, adjectives and commonest verbs
//! take, without accents, as words are indexed. Rounds follow each other, and
//! each takes the longest ending off that leaves enough of the word. It joins
//! 'Häusern' and 'Haus', 'переговоров' and 'переговоры'; it joins no words by
//! what they mean, and parts no compounds. In tests of retrieval such lists do
//! as well as full grammars, at a twentieth of their weight; English has a
//! grammar of its own in [`forms`](super::forms).

use std::sync::LazyLock;

/// A language a line: its tag, then its rounds, each after a `|`. `^` marks a
/// beginning; `ces>z` puts something in place; `s:bdg` wants one of these letters
/// before; a number is the least number of letters that must be left (3 where
/// none is given); `=` makes double letters at the end single ones.
static RULES: &str = include_str!("endings.txt");

/// The endings of one language.
pub struct Endings {
    rounds: Vec<Round>,
}

struct Round {
    least: usize,
    single: bool,
    endings: Vec<Ending>,
}

struct Ending {
    text: &'static str,
    instead: &'static str,
    after: &'static str,
    begins: bool,
}

/// All languages that are known, by their tags.
static LANGUAGES: LazyLock<Vec<(&'static str, Endings)>> = LazyLock::new(|| {
    RULES
        .lines()
        .filter_map(|line| line.split_once('|'))
        .map(|(tag, rounds)| (tag, Endings::read(rounds)))
        .collect()
});

impl Endings {
    /// Of a language, by its BCP 47 tag.
    pub fn of(tag: &str) -> Option<&'static Endings> {
        let tag = match tag.split('-').next()? {
            "nb" | "nn" => "no",
            tag => tag,
        };
        LANGUAGES.iter().find(|language| language.0 == tag).map(|language| &language.1)
    }

    fn read(rounds: &'static str) -> Endings {
        let round = |round: &'static str| {
            let mut out = Round { least: 3, single: false, endings: Vec::new() };
            for rule in round.split(' ') {
                if let Ok(least) = rule.parse() {
                    out.least = least;
                } else if rule == "=" {
                    out.single = true;
                } else {
                    let (rule, after) = rule.split_once(':').unwrap_or((rule, ""));
                    let (rule, instead) = rule.split_once('>').unwrap_or((rule, ""));
                    let (begins, text) = rule.strip_prefix('^').map_or((false, rule), |text| (true, text));
                    out.endings.push(Ending { text, instead, after, begins });
                }
            }
            out
        };
        Endings { rounds: rounds.split('|').map(round).collect() }
    }

    /// A folded word without its endings.
    pub fn stem(&self, word: &str) -> String {
        let mut stem = word.to_owned();
        for round in &self.rounds {
            let left =
                round.endings.iter().filter_map(|ending| Some((ending, ending.left(&stem, round.least)?)));
            if let Some((ending, left)) =
                left.reduce(|a, b| if b.0.text.len() > a.0.text.len() { b } else { a })
            {
                stem = format!("{left}{}", ending.instead);
            }
            if round.single
                && let Some(last) = stem.chars().next_back()
                && stem.strip_suffix(last).is_some_and(|rest| rest.ends_with(last))
            {
                stem.truncate(stem.len() - last.len_utf8());
            }
        }
        stem
    }
}

impl Ending {
    /// What is left of a word without it, where that is enough.
    fn left<'w>(&self, word: &'w str, least: usize) -> Option<&'w str> {
        let left = if self.begins { word.strip_prefix(self.text) } else { word.strip_suffix(self.text) }?;
        let follows = self.after.is_empty() || left.ends_with(|c| self.after.contains(c));
        let n_left = left.chars().chain(self.instead.chars()).count();
        (follows && n_left >= least).then_some(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    /// Words of a line are forms of one, those of different lines are not.
    #[track_caller]
    fn check(tag: &str, lines: &[&str]) {
        let endings = Endings::of(tag).expect("a known language");
        let stems =
            |line: &str| -> Vec<String> { line.split(' ').map(|word| endings.stem(&fold(word))).collect() };
        for (n, line) in lines.iter().enumerate() {
            let stems_here = stems(line);
            assert!(stems_here.iter().all(|stem| *stem == stems_here[0]), "{line}: {stems_here:?}");
            for other in &lines[..n] {
                assert_ne!(stems(other)[0], stems_here[0], "{other}, {line}");
            }
        }
    }

    #[test]
    fn forms_of_a_word_share_their_stem() {
        check(
            "de",
            &[
                "Haus Häuser Häusern Hauses",
                "Regierung Regierungen",
                "Minister Ministern Ministers",
                "Wahl Wahlen",
            ],
        );
        check("de-AT", &["Verhandlung Verhandlungen", "großer große großes", "Land Länder Ländern Landes"]);
        check(
            "nl",
            &["regering regeringen", "man mannen", "verkiezing verkiezingen", "mogelijkheid mogelijkheden"],
        );
        check("sv", &["regering regeringen regeringar", "val valet", "förhandling förhandlingarna"]);
        check("da", &["regering regeringen regeringer", "forhandling forhandlinger forhandlingerne"]);
        check("nb", &["forhandling forhandlinger forhandlingene", "avtale avtalen avtaler"]);
        check(
            "fr",
            &[
                "journal journaux",
                "nationale nationales national nationaux",
                "élection élections",
                "heureux heureuse heureuses",
                "parler parlent parlait parlé",
                "premier première",
            ],
        );
        check(
            "es",
            &[
                "canción canciones",
                "ciudad ciudades",
                "luz luces",
                "gobierno gobiernos",
                "elecciones elección",
            ],
        );
        check(
            "pt",
            &[
                "nação nações",
                "eleição eleições",
                "governo governos",
                "nacional nacionais",
                "negociação negociações",
            ],
        );
        check("it", &["banca banche", "governo governi", "elezione elezioni", "ministro ministri ministra"]);
        check("ro", &["guvern guvernul guvernului", "alegere alegeri"]);
        check("ca", &["elecció eleccions", "govern governs"]);
    }

    #[test]
    fn so_they_do_in_other_alphabets_and_families() {
        check(
            "ru",
            &[
                "переговоры переговоров переговорам переговорами",
                "министр министра министром министры",
                "новый новая нового новые",
                "выборы выборов выборах",
            ],
        );
        check(
            "uk",
            &["переговори переговорів переговорах", "міністр міністра міністром", "новий нова нового"],
        );
        check("bg", &["преговорите преговори", "град градът градове"]);
        check("pl", &["minister ministerem", "rozmowy rozmowach", "wybory wyborów wyborach"]);
        check("cs", &["ministr ministra ministrem ministrům", "volba volby volbách"]);
        check("sk", &["minister", "voľba voľby voľbách"]);
        check("tr", &["haber haberler haberlerde haberden", "seçim seçimler seçimlerde"]);
        check("fi", &["talossa talosta talo"]);
        check("hu", &["kormány kormányok kormánynak", "választás választások"]);
        check("el", &["υπουργός υπουργού υπουργοί υπουργούς"]);
        check("ar", &["المفاوضات مفاوضات والمفاوضات", "الوزير وزير"]);
        check("fa", &["کتاب کتابها"]);
        check("he", &["שיחות שיח", "שרים"]);
    }

    #[test]
    fn short_words_and_unknown_languages_stay_as_they_are() {
        assert_eq!(Endings::of("de").unwrap().stem("es"), "es");
        assert_eq!(Endings::of("de").unwrap().stem("der"), "der");
        assert!(Endings::of("xx").is_none() && Endings::of("").is_none());
        assert!(LANGUAGES.is_sorted_by(|a, b| a.0 < b.0));
    }
}
