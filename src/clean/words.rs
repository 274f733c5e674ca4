//! The small words of running text, by which prose is told from lists of names.

use std::sync::LazyLock;

use super::lines::is_cjk;
use crate::quick::Map;
use crate::text::{fold, spaced};

/// Number of languages in [`SMALL`].
pub const LANGUAGES: usize = 13;

/// Per language, its most frequent words.
const SMALL: [&str; LANGUAGES] = [
    // English
    "the of and to in a is that for on with as was it by at be from this have has had are were not an or which \
     but his her their its they we you i he she will would could who what when there been if than more about \
     after into over said says can do did so our your all also no out up them my me one",
    // Italian
    "il lo la i gli le di a da in con su per tra fra e che un una uno del della dei delle dello degli al alla ai \
     alle nel nella nei nelle sul sulla non si e' sono ha hanno essere piu come ma anche questo questa dal dalla \
     ci se o era stato stata",
    // French
    "le la les de des du un une et a au aux en dans sur pour par avec que qui ne pas est sont ont ce cette ces \
     il elle ils elles se sa son ses leur plus mais ou comme etait etre d'un d'une l' d' qu' n' s' y nous vous \
     avait deux apres",
    // German
    "der die das und in den von zu mit sich des auf fur ist im dem nicht ein eine als auch es an werden aus er \
     hat dass sie nach wird bei einer um am sind noch wie einem uber einen so zum war haben nur oder aber vor \
     zur bis mehr durch man sein wurde wir ich ihr",
    // Spanish
    "el la los las de y a en que un una del al se por con no para su es como mas lo o fue le ha sus pero este \
     esta entre cuando muy sin sobre ser son tambien me hasta hay donde quien desde todo nos ya han habia era si",
    // Portuguese
    "o a os as de do da dos das e em no na nos nas um uma que para com por se nao mais como mas foi ao aos pelo \
     pela seu sua ou ser quando muito ha esta tambem so ate isso ele ela entre era depois sem mesmo sao tem",
    // Dutch
    "de het een en van in is dat op te zijn met voor niet die aan er om ook als dan maar bij of uit door naar \
     heeft hij ze we wordt werd nog over al wel kan meer geen deze dit worden hebben tot was",
    // Russian
    "и в не на что с он по как это к из но за у от о же его для все а мы вы они она было быть был также до \
     при бы или если так которые которыи после уже во со были только чтобы ее их году",
    // Turkish
    "ve bir bu da de icin ile olarak daha cok en gibi olan kadar sonra o ne ki ise her ancak ya mi ama oldugu \
     icinde tarafindan degil var bunu yeni dedi olduğunu uzere",
    // Arabic
    "في من على الى ان عن مع التي الذي هذا هذه ما لا و او كان كانت بعد قبل بين كما قد لم لن هو هي ذلك تلك حيث \
     خلال عام حول اي كل غير منذ وقال",
    // Persian
    "و در به از که این را با است برای ان یک خود تا بر هم نیز شده شد می های کرد ما بود اما پس ای دو یا باید اند \
     وی کرده هر گفت کند",
    // Chinese, by character
    "的 是 在 了 和 有 也 不 为 与 对 将 这 他 我 就 说 被 从 其 而 及",
    // Japanese, by character
    "の は を に が と た で し て も な い る れ か す こ ら",
];

static KNOWN: LazyLock<Map<String, u16>> = LazyLock::new(|| {
    let mut known = Map::default();
    for (n, words) in SMALL.iter().enumerate() {
        for word in words.split_whitespace() {
            *known.entry(fold(word)).or_insert(0) |= 1 << n;
        }
    }
    known
});

/// What a line is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Words; two characters of Chinese or Japanese count for one.
    pub words: usize,
    /// Small words of each language.
    pub small: [u16; LANGUAGES],
}

impl Count {
    fn add(&mut self, word: &str) {
        let mut languages = KNOWN.get(word).copied().unwrap_or(0);
        while languages != 0 {
            let small = &mut self.small[languages.trailing_zeros() as usize];
            *small = small.saturating_add(1);
            languages &= languages - 1;
        }
    }
}

/// Counts the words of a [`fold`]ed text.
pub fn count(folded: &str) -> Count {
    let mut count = Count::default();
    let mut wide = 0;
    for word in spaced(folded) {
        let plain = word.is_ascii();
        let bare = if plain { trimmed(word) } else { word.trim_matches(|c: char| !c.is_alphanumeric()) };
        if bare.is_empty() {
            continue;
        }
        if !plain && bare.chars().any(is_cjk) {
            let mut buffer = [0; 4];
            for c in bare.chars().filter(|&c| c.is_alphanumeric()) {
                wide += 1;
                count.add(c.encode_utf8(&mut buffer));
            }
            continue;
        }
        count.words += 1;
        // 'l'accord' is an article and a noun.
        match bare.as_bytes() {
            [_, b'\'', ..] => count.add(&bare[..2]),
            [_, _, b'\'', ..] => count.add(&bare[..3]),
            _ => count.add(bare),
        }
    }
    count.words += wide / 2;
    count
}

/// An ASCII word without the marks around it.
fn trimmed(word: &str) -> &str {
    let bytes = word.as_bytes();
    let start = bytes.iter().position(u8::is_ascii_alphanumeric).unwrap_or(bytes.len());
    let end = bytes.iter().rposition(u8::is_ascii_alphanumeric).map_or(start, |last| last + 1);
    &word[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, words: usize, language: usize, small: u16) {
        let count = count(&fold(text));
        let n = language;
        assert_eq!((count.words, count.small[n]), (words, small));
    }

    #[test]
    fn small_words_are_counted_by_language() {
        check("The tug is off the mole.", 6, 0, 3);
        check("Home News Politics", 3, 0, 0);
        check("L’accord est signé à Paris", 5, 2, 3);
        check("我们的船在港口", 3, 11, 3);
    }
}
