//! Lines that describe a picture.
//!
//! Told by how they begin and how they end, in plain words and lists: patterns
//! of a size to hold these lists would be half of the page's code. All lists
//! are in the spelling of [`crate::text::fold`].

use crate::text::has;

/// What credits and captions are labelled with: 'Photo: …', 'Bild (dpa)'.
const LABELS: &[&str] = &[
    "photo",
    "picture",
    "image",
    "foto",
    "fotos",
    "photograph",
    "photographs",
    "bild",
    "bilder",
    "imagen",
    "immagine",
    "fotografia",
    "illustration",
    "symbolbild",
    "archivbild",
    "archivfoto",
    "titelbild",
    "fotocredit",
    "foto credit",
    "credit",
    "credit photo",
    "credits",
    "credito",
    "caption",
    "bildquelle",
    "bildnachweis",
    "фото",
    "fotograf",
    "صوره",
    "عكس",
    "图",
    "图为",
    "写真",
];

/// What may stand between a label and the mark behind it.
const LABEL_TAILS: &[&str] = &["", " credit", " by", " courtesy", " d'illustration"];

/// Lines of two parts, of which the second may stand on the next line: 'Image
/// caption, The harbour', 'Media caption', 'Image source, Getty Images'.
const OF_PICTURES: &[&str] = &[
    "image caption",
    "media caption",
    "figure caption",
    "photo caption",
    "image source",
    "image copyright",
    "image credit",
];

/// Whether a line only says that the next one describes a picture.
pub fn is_label(folded: &str) -> bool {
    OF_PICTURES.contains(&folded.trim_end_matches([',', ':', ' ']))
}

/// Whether a line says whose a picture is, and no more: 'Photo by Jane Doe', 'Jane
/// Doe, AP', 'Harbour office via AP', 'Courtesy of Jane Doe'.
pub fn is_credit(folded: &str, words: usize) -> bool {
    const LONGEST: usize = 8;
    let folded = folded.trim();
    let agency = AGENCIES.iter().find_map(|agency| folded.strip_suffix(agency));
    (2..=LONGEST).contains(&words)
        && (is_labelled(folded)
            || is_credited(folded)
            || folded.starts_with("courtesy of ")
            || agency.is_some_and(|named| named.ends_with(", ") || named.ends_with(" via ")))
}

/// Which picture of how many a block begins with, and whether it says nothing
/// more: '1 of 4 The harbour at night', 'Image 2 of 5'.
pub fn of_gallery(folded: &str) -> Option<(u8, u8, bool)> {
    let named = folded.split_once(' ').filter(|(word, _)| PICTURES.contains(word));
    let rest = named.map_or(folded, |(_, rest)| rest);
    let (number, rest) = rest.split_once(" of ")?;
    let (all, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let count = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<u8>().ok())?;
    let (number, all) = (count(number)?, count(all)?);
    (1 <= number && number <= all && all > 1).then_some((number, all, rest.is_empty()))
}

/// What pictures are called within sentences.
const PICTURES: &[&str] = &[
    "photo",
    "picture",
    "image",
    "photograph",
    "view",
    "grab",
    "screengrab",
    "photos",
    "pictures",
    "images",
];

/// What is said of a picture soon after: 'a photo released by …', 'the image shows'.
const SHOWING: &[&str] = &[
    "released",
    "taken",
    "show",
    "shows",
    "showing",
    "dated",
    "provided",
    "made available",
    "obtained",
    "from",
    "posted",
    "of",
];

/// What a credit within brackets may name before the picture: '(AP Photo/Jane Doe)'.
const CREDITED: &[&str] =
    &["ap", "file", "afp", "reuters", "handout", "courtesy", "representational", "representative"];

/// What a credit at the end of a line begins with: 'The harbour. Photo: Jane Doe'.
const CREDITS: &[&str] = &["photo", "foto", "picture", "image", "credit", "bild", "фото", "photograph"];

/// What joins such a beginning to the name.
const CREDIT_TAILS: &[&str] = &[" by", ":", " :", "/", " credit:"];

/// Whose pictures are named behind a stroke: 'The harbour / Reuters'.
const AGENCIES: &[&str] =
    &["getty", "afp", "reuters", "ap", "epa", "dpa", "shutterstock", "imago", "anadolu"];

/// Words that are all of a bracket at the end: 'The harbour (Archiv)'.
const ARCHIVES: &[&str] = &["archiv", "archives", "archivo", "archivio", "архив", "file"];

/// Whether a block describes a picture; `folded` as of [`crate::text::fold`].
pub fn is_caption(folded: &str, words: usize) -> bool {
    let folded = folded.trim();
    let opens = (2..=70).contains(&words)
        && (is_labelled(folded) || is_about_picture(folded) || is_of_archive(folded));
    let ends = || (2..=60).contains(&words) && !folded.starts_with('©') && is_credited(folded);
    opens || ends() || (words <= 40 && is_seen(folded))
}

/// 'Photo: …', '[File photo by …', 'Bild (…', 'Crédit photo © …'.
fn is_labelled(text: &str) -> bool {
    let text = text.strip_prefix('[').unwrap_or(text);
    let text = text.strip_prefix("file ").unwrap_or(text);
    if OF_PICTURES
        .iter()
        .filter_map(|label| text.strip_prefix(label))
        .any(|rest| rest.starts_with([',', ':']))
    {
        return true;
    }
    // Every line is asked: first by one byte.
    let first = text.as_bytes().first();
    let labels = LABELS.iter().filter(|label| label.as_bytes().first() == first);
    labels.filter_map(|label| text.strip_prefix(label)).any(|rest| {
        LABEL_TAILS.iter().filter_map(|tail| rest.strip_prefix(tail)).any(|rest| {
            let rest = rest.strip_prefix(' ').unwrap_or(rest);
            rest.starts_with([':', '/', '|', '©', '(']) || rest.starts_with("by ")
        })
    })
}

/// 'A handout picture released …', 'In this undated photo, …'.
fn is_about_picture(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix("in this ").or_else(|| text.strip_prefix("on this ")) {
        return says_soon(rest, 60, &["photo", "picture", "image"]);
    }
    let mut rest = word_of(text, &["a", "an", "this", "the"]).unwrap_or(text);
    rest = word_of(rest, &["undated", "recent", "general"]).unwrap_or(rest);
    while let Some(next) = word_of(rest, &["file", "handout", "combination", "screen", "satellite", "aerial"])
    {
        rest = next;
    }
    let word = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    // 'Photos which were released on Monday show …' tells of them.
    let told = [" which ", " that "].iter().any(|joint| rest[word..].starts_with(joint));
    PICTURES.contains(&&rest[..word]) && !told && says_soon(&rest[word..], 40, SHOWING)
}

/// 'File photo of the harbour', 'Representational image'.
fn is_of_archive(text: &str) -> bool {
    word_of(text, &["file", "representative", "representational"])
        .is_some_and(|rest| ["photo", "image", "picture"].iter().any(|picture| rest.starts_with(picture)))
}

/// What follows the first word of a text and the space behind it, if it is one of these.
fn word_of<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    let (word, rest) = text.split_once(' ')?;
    words.contains(&word).then_some(rest)
}

/// Whether one of these phrases begins within so many characters.
fn says_soon(text: &str, characters: usize, phrases: &[&str]) -> bool {
    let end = text.char_indices().nth(characters + 1).map_or(text.len(), |(at, _)| at);
    phrases.iter().any(|phrase| {
        text.match_indices(phrase)
            .take_while(|&(at, _)| at < end)
            .any(|(at, _)| is_whole(text, at, at + phrase.len()))
    })
}

/// Whether no word goes on beyond either end.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    starts_word(text, start) && !text[end..].starts_with(in_word)
}

fn starts_word(text: &str, at: usize) -> bool {
    !text[..at].ends_with(in_word)
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// '… (AP Photo/Jane Doe)', '… Photo: Reuters', '… © AFP', '… / Getty Images'.
fn is_credited(text: &str) -> bool {
    // All that is looked for stands near the end.
    const LONGEST: usize = 90;
    let text = match text.len().checked_sub(LONGEST + 1) {
        None => text,
        Some(far) if text.as_bytes()[far..].is_ascii() => &text[far..],
        Some(_) => text.char_indices().nth_back(LONGEST).map_or(text, |(at, _)| &text[at..]),
    };
    let bare = text.strip_suffix(['.', ')', ']']).unwrap_or(text);
    is_credited_in_brackets(text)
        || ["archivfoto", "archivbild"].iter().any(|word| bare.ends_with(word))
        || bare.strip_suffix("file photo").is_some_and(|before| starts_word(before, before.len()))
        || has(bare, "getty images")
            && tails(bare, "getty images").any(|(at, tail)| {
                is_whole(bare, at, bare.len() - tail.len()) && is_name(tail, 0..=30, &['.'])
            })
        || has(bare, "©") && tails(bare, "©").any(|(_, tail)| is_name(tail.trim_start(), 2..=50, &['.']))
        || (bare.contains('/') || bare.contains('|'))
            && ["/", "|"].iter().any(|stroke| tails(bare, stroke).any(|(_, tail)| is_agency(tail)))
        || (bare.contains(':') || bare.contains('/') || has(bare, " by"))
            && CREDITS.iter().any(|credit| {
                tails(bare, credit).any(|(_, tail)| {
                    let names = CREDIT_TAILS.iter().filter_map(|joint| tail.strip_prefix(joint));
                    names.into_iter().any(|name| is_name(name.trim_start(), 2..=60, &['.', ':']))
                })
            })
}

/// Where a phrase begins, and all that follows it, for each time it is there.
fn tails<'a>(text: &'a str, phrase: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
    // To find where is slower than to see that there is none.
    let found = has(text, phrase).then(|| text.match_indices(phrase));
    found.into_iter().flatten().map(move |(at, _)| (at, &text[at + phrase.len()..]))
}

/// So short and without these marks, the rest of a line is a name rather than a sentence.
fn is_name(text: &str, characters: std::ops::RangeInclusive<usize>, without: &[char]) -> bool {
    characters.contains(&text.chars().count()) && !text.contains(without)
}

/// 'AFP', 'Reuters Connect'.
fn is_agency(text: &str) -> bool {
    let text = text.strip_prefix(' ').unwrap_or(text);
    AGENCIES
        .iter()
        .filter_map(|agency| text.strip_prefix(agency))
        .any(|tail| !tail.starts_with(in_word) && is_name(tail, 0..=30, &['.']))
}

/// '(AP Photo/Jane Doe)', '(credit: Reuters).', '(Archiv)'.
fn is_credited_in_brackets(text: &str) -> bool {
    let text = text.strip_suffix(['.', ']']).unwrap_or(text);
    let inner = text.trim_end_matches(')');
    let Some(open) = inner.rfind('(').filter(|_| inner.len() < text.len()) else {
        return false;
    };
    let mut inner = &inner[open + 1..];
    if ARCHIVES.contains(&inner) {
        return true;
    }
    if inner.contains(')') {
        return false;
    }
    while let Some(rest) = word_of(inner, CREDITED) {
        inner = rest;
    }
    let credit = || inner.strip_prefix("credits").or_else(|| inner.strip_prefix("credit"));
    is_name(inner, 0..=70, &[])
        && (["photo", "image", "picture", "foto", "bild"].iter().any(|picture| inner.starts_with(picture))
            || credit().is_some_and(|rest| rest.starts_with([':', ' '])))
}

/// 'Jane Doe (L) shakes hands with …', '… is seen in this file photo'.
fn is_seen(folded: &str) -> bool {
    folded.contains('(')
        && ["(l)", "(r)", "(left)", "(right)", "(c)", "(center)", "(2nd l)"]
            .iter()
            .any(|side| has(folded, side))
        && !folded.starts_with("(c)")
        || has(folded, "seen in this")
        || has(folded, " pictured")
            && ["is pictured", "are pictured"].iter().any(|said| folded.contains(said))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn credits() {
        for (line, expected) in [
            ("Photo by Jane Doe", true),
            ("Jane Doe, AP", true),
            ("State Harbour Office via AP", true),
            ("Courtesy of Jane Doe", true),
            ("Jane Doe | Bloomberg | Getty Images", true),
            ("The tug left on Monday.", false),
            ("The story of the harbour office was told by others, too, by AP", false),
        ] {
            let folded = fold(line);
            assert_eq!(is_credit(&folded, folded.split(' ').count()), expected, "{line}");
        }
    }

    #[test]
    fn galleries() {
        for (line, expected) in [
            ("1 of 4 The harbour at night", Some((1, 4, false))),
            ("Image 2 of 5", Some((2, 5, true))),
            ("2 of 5", Some((2, 5, true))),
            ("Two of the five", None),
            ("7 of 5", None),
            ("300 of 400 houses", None),
            ("5 of the harbours", None),
            (" of ", None),
        ] {
            assert_eq!(of_gallery(&fold(line)), expected, "{line}");
        }
    }

    #[test]
    fn captions() {
        for (line, expected) in [
            ("A handout picture released on January 11, 2017 shows civilians waiting.", true),
            ("File photo of the harbour", true),
            ("Photo: the harbour at night. Archives", true),
            ("Foto: un puesto de votación en el centro de Bogotá. Andina Hoy", true),
            ("Фото: компрессорная станция. Архив", true),
            ("The pilot in the harbour. (AP Photo/Jane Doe)", true),
            ("The pilot in the harbour / Getty Images", true),
            ("Jane Doe (L) and the pilot", true),
            ("[File photo by Jane Doe]", true),
            ("Bild (dpa)", true),
            ("Crédit photo : Jane Doe", true),
            ("عکس: بندر", true),
            ("图为 港口", false),
            ("图为： 港口", true),
            ("An aerial view of the harbour", true),
            ("The satellite images made available on Monday", true),
            ("In this undated photo, the tug lies off the mole", true),
            ("In this harbour the tug waited for the swell to go down", false),
            ("Representational image", true),
            ("The harbour at night. Photo by Jane Doe", true),
            ("The harbour at night © Jane Doe.", true),
            ("The harbour at night | Reuters", true),
            ("The harbour at night (Archiv)", true),
            ("The harbour at night (credit: Jane Doe).", true),
            ("The harbour at night. Archivfoto", true),
            ("The tug is pictured off the mole", true),
            ("The tug and/or apartments on the mole", false),
            ("More of the harbour: example.com/ap_harbour", false),
            ("They asked for a photo: it was refused. The tug left.", false),
            ("The picture is clear: the tug has left.", false),
            ("The photographs were taken away by the police, a spokesman said on Tuesday.", false),
            ("Photos which were released on Monday show the tug at the mole.", false),
            ("Image caption, The harbour at night", true),
            ("Image source, Getty Images", true),
            ("The pilot left the harbour.", false),
        ] {
            let folded = fold(line);
            assert_eq!(is_caption(&folded, folded.split(' ').count()), expected, "{line}");
        }
    }
}
