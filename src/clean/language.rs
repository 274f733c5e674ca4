//! The language that a text is in.

use whatlang::{Lang, detect};

/// BCP 47 tag of a text's language; `None` where it is too short to tell.
pub fn language(text: &str) -> Option<String> {
    const SHORTEST: usize = 40;
    if text.chars().filter(|c| c.is_alphabetic()).count() < SHORTEST
        && !text.chars().any(super::lines::is_cjk)
    {
        return None;
    }
    let found = detect(text)?;
    (found.is_reliable() || found.confidence() > 0.1).then(|| tag(found.lang()).to_owned())
}

/// The shortest tag of a language; Whatlang's codes are of three letters.
fn tag(language: Lang) -> &'static str {
    match language {
        Lang::Eng => "en",
        Lang::Ita => "it",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Bel => "be",
        Lang::Bul => "bg",
        Lang::Srp => "sr",
        Lang::Hrv => "hr",
        Lang::Slv => "sl",
        Lang::Slk => "sk",
        Lang::Ces => "cs",
        Lang::Pol => "pl",
        Lang::Tur => "tr",
        Lang::Aze => "az",
        Lang::Tuk => "tk",
        Lang::Uzb => "uz",
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Heb => "he",
        Lang::Urd => "ur",
        Lang::Hin => "hi",
        Lang::Ben => "bn",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Vie => "vi",
        Lang::Tha => "th",
        Lang::Ind => "id",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Est => "et",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Ell => "el",
        Lang::Cat => "ca",
        Lang::Lat => "la",
        Lang::Afr => "af",
        Lang::Kat => "ka",
        Lang::Hye => "hy",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages() {
        for (text, expected) in [
            ("The tug had been lying off the mole since Tuesday evening, waiting for the swell.", Some("en")),
            (
                "Il rimorchiatore aspettava davanti al molo da martedì sera che il mare si calmasse.",
                Some("it"),
            ),
            ("Буксир стоял у мола со вторника и ждал, когда успокоится море.", Some("ru")),
            ("Home", None),
        ] {
            assert_eq!(language(text).as_deref(), expected);
        }
    }
}
