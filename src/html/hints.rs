//! What names of classes and ids say of a box: 'article-body', 'share-bar'.
//!
//! Names are chosen by whoever wrote the page, so each is only a hint; what
//! they are worth together is for the cleaner's model to learn.

use std::sync::LazyLock;

use daachorse::DoubleArrayAhoCorasick;
use serde::{Deserialize, Serialize};

/// What a name may hint at. The order is that of [`WORDS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Hint {
    Article,
    Story,
    Entry,
    Content,
    Body,
    Text,
    Main,
    Lead,
    Comment,
    Related,
    Share,
    Navigation,
    Side,
    Foot,
    Head,
    Advertisement,
    Promotion,
    Subscribe,
    Author,
    Caption,
    Picture,
    Media,
    Date,
    Meta,
    Tags,
    Consent,
    Title,
    Teaser,
    List,
    Widget,
    Unseen,
    Quote,
    Embed,
    Note,
    Section,
    Trail,
}

/// The words of each hint. Those of three letters or fewer, and those marked
/// by a full stop, count only where no other letter stands beside them.
const WORDS: &[&str] = &[
    "article artikel articulo",
    "story. storybody story-",
    "entry post. posts. postbody postcontent blogpost post-",
    "content contenido inhalt",
    "body cuerpo corps. richtext rich-text wysiwyg",
    "text. texte. texto paragraph copy. prose maintext",
    "main primary",
    "lead. lede lead- intro standfirst dek. deck. summary excerpt subhead subtitle teaser-text vorspann description abstract kicker",
    "comment disqus respond reply discussion livefyre reacties kommentar",
    "related recommend more- -more readmore read-more popular trending latest recirc readnext read-next upnext next- outbrain taboola most- alsolike also- similar seealso see-also further mehr-zum weitere",
    "share. sharing social follow. facebook twitter whatsapp addthis addtoany sharedaddy shariff sns. tools toolbar share-",
    "nav. menu navbar navigation navi. pagination pager prevnext prev-next skip",
    "sidebar side. rail. aside column-right right-col right-rail secondary tertiary",
    "footer foot. bottom colophon",
    "header masthead topbar top-bar",
    "ad. ads. advert adslot ad- dfp gpt. sponsor adbox adsense anzeige publicidad werbung",
    "promo banner callout cta. marketing campaign affiliate product shop deal. deals buy",
    "newsletter subscri signup sign-up paywall regwall login register donat membership member. abo. premium piano",
    "author byline bio. writer contributor autor verfasser redakteur",
    "caption credit legend bildunterschrift copyright-",
    "figure image. image- img. photo picture thumbnail thumb. bild. foto. images.",
    "video gallery slideshow slider player audio podcast carousel media. galerie",
    "date. date- -date time. timestamp published pubdate datum updated datetime fecha",
    "meta. meta- -meta info. infos. details. article-info",
    "tags. tag. tag- keyword topics. topic. categor rubrik label hashtag",
    "cookie consent gdpr privacy popup pop-up modal overlay lightbox cmp. ccpa notice",
    "title headline heading titulo titel hed.",
    "teaser card. card- tile promo-item listing archive hentry blurb preview",
    "list. list- item. items. grid. feed. stream. -list index. row.",
    "widget module block. component plugin box. sidebar-box aside-",
    "hidden hide. sr-only screen-reader screenreader visually invisible visuallyhidden collapsed d-none noprint print-only assistive offscreen",
    "quote blockquote pullquote pull-quote zitat",
    "embed tweet instagram oembed iframe. infogram",
    "note. notes. footnote disclaimer legal correction terms impressum rights license copyright",
    "section. section- rubric channel. category",
    "breadcrumb crumb brotkrumen trail. you-are-here",
];

/// A set of [`Hint`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Hints(pub u64);

impl Hints {
    /// How many different hints there are.
    pub const N: usize = WORDS.len();

    /// The hints of one name or several with spaces between.
    pub fn of(names: &str) -> Hints {
        let lower = spelled(names);
        let bytes = lower.as_bytes();
        let alone = |at: usize| at >= bytes.len() || !bytes[at].is_ascii_alphanumeric();
        let mut hints = 0;
        for found in STEMS.automaton.find_overlapping_iter(&lower) {
            let (hint, whole) = STEMS.hints[found.value() as usize];
            let apart = alone(found.end()) && found.start().checked_sub(1).is_none_or(alone);
            if !whole || apart {
                hints |= 1 << hint;
            }
        }
        Hints(hints)
    }

    pub fn has(self, hint: Hint) -> bool {
        self.0 >> hint as u8 & 1 == 1
    }

    pub fn with(self, other: Hints) -> Hints {
        Hints(self.0 | other.0)
    }
}

struct Stems {
    automaton: DoubleArrayAhoCorasick<u32>,
    /// Of each stem: the hint, and whether it must stand apart.
    hints: Vec<(u8, bool)>,
}

static STEMS: LazyLock<Stems> = LazyLock::new(|| {
    let mut stems = Vec::new();
    let mut hints = Vec::new();
    for (hint, words) in WORDS.iter().enumerate() {
        for word in words.split(' ') {
            let stem = word.strip_suffix('.');
            hints.push((hint as u8, stem.is_some() || word.len() <= 3));
            stems.push(stem.unwrap_or(word));
        }
    }
    Stems { automaton: DoubleArrayAhoCorasick::new(stems).expect("few and different words"), hints }
});

/// In small letters, with a hyphen where a name is parted by a capital or `_`.
fn spelled(names: &str) -> String {
    let mut out = String::with_capacity(names.len() + 8);
    let mut small = false;
    for c in names.chars() {
        if c.is_ascii_uppercase() && small {
            out.push('-');
        }
        small = c.is_ascii_lowercase();
        out.push(if c == '_' { '-' } else { c.to_ascii_lowercase() });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &str, expected: &[Hint]) {
        let hints = Hints::of(names);
        for hint in expected {
            assert!(hints.has(*hint), "{names}: {hint:?}");
        }
        assert_eq!(hints.0.count_ones() as usize, expected.len(), "{names}: {:b}", hints.0);
    }

    #[test]
    fn names_hint_at_what_they_are_for() {
        use Hint::*;
        check("article-body", &[Article, Body]);
        check("articleBody", &[Article, Body]);
        check("StoryBody__text", &[Story, Body, Text]);
        check("share_buttons", &[Share]);
        check("ad", &[Advertisement]);
        check("read shadow", &[]);
        check("col-md-8", &[]);
        check("c-sidebar relatedLinks", &[Side, Related]);
        check("", &[]);
    }
}
