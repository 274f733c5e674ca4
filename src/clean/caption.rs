//! Lines that describe a picture.

use std::sync::LazyLock;

use regex::Regex;

/// How captions begin: 'File photo:', 'A handout picture released …', 'Foto: …'.
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:\[?(?:file )?(?:photo|picture|image|foto|fotos|photograph|photographs|bild|bilder|imagen|immagine|fotografia|fotografía|illustration|symbolbild|archivbild|archivfoto|titelbild|fotocredit|credit|photo credit|picture credit|image credit|caption|фото|fotoğraf|foto credit|bildquelle|bildnachweis|crédit photo|crédits|crédito|صورة|عکس|图|图为|写真)(?: credit| by| courtesy| d'illustration)? ?(?:[:/|©（]|\(|by )|(?:a |an |this |the )?(?:undated |recent |general )?(?:file |handout |combination |screen |satellite |aerial )*(?:photo|picture|image|photograph|view|grab|screengrab|photos|pictures|images)\b.{0,40}\b(?:released|taken|shows?|showing|dated|provided|made available|obtained|from|posted|of)\b|(?:file|representative|representational|representative) (?:photo|image|picture)|(?:in|on) this .{0,60}(?:file|handout|undated)? ?(?:photo|picture|image)\b)",
    )
    .expect("a valid pattern")
});

/// How they end: '(AP Photo/Jane Doe)', 'Photo: Reuters', '© AFP', '/ Getty Images'.
static ENDING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:\((?:ap |file |afp |reuters |handout |courtesy |representational |representative )*(?:photo|image|picture|foto|bild)[^()]{0,60}\)|\((?:photo|foto|picture|image|credit|bild)s?[: ][^()]{0,60}\)|\bgetty images\b[^.]{0,30}|[/|] ?(?:getty|afp|reuters|ap|epa|dpa|shutterstock|imago|anadolu)\b[^.]{0,30}|(?:photo|foto|picture|image|credit|bild|фото|photograph)(?: by|:| :|/| credit:) ?[^.:]{2,60}|© ?[^.]{2,50}|\((?:archiv|archives|archivo|archivio|архив|file)\)|archivfoto|archivbild|\bfile photo)[.)\]]?$",
    )
    .expect("a valid pattern")
});

/// Whether a block describes a picture; `folded` as of [`crate::text::fold`].
pub fn is_caption(folded: &str, words: usize) -> bool {
    let folded = folded.trim();
    let opens = (2..=70).contains(&words) && OPENING.is_match(folded);
    let ends = (2..=60).contains(&words) && ENDING.is_match(folded) && !folded.starts_with('©');
    opens || ends || (words <= 40 && is_seen(folded))
}

/// 'Jane Doe (L) shakes hands with …', '… is seen in this file photo'.
fn is_seen(folded: &str) -> bool {
    ["(l)", "(r)", "(left)", "(right)", "(c)", "(center)", "(2nd l)"]
        .iter()
        .filter(|m| folded.contains(**m))
        .count()
        > 0
        && !folded.starts_with("(c)")
        || folded.contains("seen in this")
        || folded.contains("is pictured")
        || folded.contains("are pictured")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

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
            ("The picture is clear: the tug has left.", false),
            ("The photographs were taken away by the police, a spokesman said on Tuesday.", false),
            ("The pilot left the harbour.", false),
        ] {
            let folded = fold(line);
            assert_eq!(is_caption(&folded, folded.split(' ').count()), expected, "{line}");
        }
    }
}
