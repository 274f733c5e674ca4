//! The nouns of offices and the words that go before them.

use std::sync::LazyLock;

use crate::extract::dates::IRREGULAR;
use crate::extract::word_table::WordTable;
use crate::extract::words::Words;

const OFFICES: &str = "minister president premier chancellor secretary director spokesman spokeswoman spokesperson \
    speaker ambassador envoy representative commander chief chairman chairwoman chairperson \
    chair head leader governor mayor king queen prince princess pope emir sultan senator \
    congressman congresswoman judge justice prosecutor negotiator coordinator professor analyst \
    expert founder cofounder editor adviser advisor commissioner inspector officer lawmaker \
    legislator deputy candidate coach captain cleric journalist author economist scientist \
    astronaut cosmonaut diplomat executive manager lawyer attorney activist writer historian \
    researcher engineer physicist bishop archbishop cardinal patriarch rabbi imam treasurer \
    comptroller marshal ceo cfo correspondent reporter singer actor actress director-general \
    undersecretary vice-president politician politburo member administrator consul attaché \
    rapporteur mediator delegate observer strategist ombudsman dean rector principal owner \
    partner vice-chairman doctor striker midfielder goalkeeper magistrate critic councillor councilman elder counsel \
    shareholder sponsor pastor pianist violinist cellist guitarist composer conductor poet novelist playwright \
    screenwriter filmmaker producer designer architect curator choreographer photographer columnist essayist \
    activist artist publicist trader investor farmer teacher surgeon nurse paramedic veterinarian coroner \
    sheriff detective ranger firefighter pilot skipper defender forward rider runner swimmer trainer \
    referee physicist chemist biochemist psychiatrist therapist dentist pharmacist clockmaker baker chef \
    shopkeeper landlord tenant superintendent headmaster warden chaplain vicar nun monk premier comedian musician \
    politician physician librarian mathematician statistician technician broker banker fundraiser organizer \
    campaigner lobbyist solicitor barrister notary clerk steward foreman publisher broadcaster presenter anchor official laureate tycoon magnate entrepreneur philanthropist \
    dissident mp star champion veteran accountant consultant builder collector";

/// A noun that names an office, a rank or a calling of one person.
pub fn is_office(words: Words<'_>, at: usize) -> bool {
    let word = words.word(at);
    let science =
        ["ologist", "ographer", "onomist", "iatrist", "iologist"].iter().any(|end| word.ends_with(end));
    let justice = words.is_capital(at) && words.is(at, "justice") && words.is_capital(at + 1);
    words.is_word(at)
        && (science || justice || is_listed(word) || is_rank(words, at) || is_general_of_office(words, at))
}

static LISTED: LazyLock<WordTable> = LazyLock::new(|| WordTable::new([(OFFICES, 0)]));

fn is_listed(word: &str) -> bool {
    word.len() < 20 && word.is_ascii() && LISTED.get(&word.to_ascii_lowercase()).is_some()
}

/// 'ministers', 'leaders': of more than one.
pub fn is_office_plural(words: Words<'_>, at: usize) -> bool {
    let word = words.word(at);
    word.strip_suffix('s').is_some_and(is_listed)
}

/// The second half of 'Secretary-General'.
fn is_general_of_office(words: Words<'_>, at: usize) -> bool {
    words.is(at, "general")
        && words.is_any(
            at.wrapping_sub(2),
            "secretary director attorney consul governor prosecutor inspector surgeon solicitor",
        )
        && words.mark(at.wrapping_sub(1)) == Some('-')
        || words.is(at, "general")
            && words.is_any(
                at.wrapping_sub(1),
                "secretary director attorney prosecutor inspector surgeon solicitor",
            )
}

/// A military or clerical rank, written with a capital before a name.
pub fn is_rank(words: Words<'_>, at: usize) -> bool {
    words.is_capital(at)
        && is_rank_word(words.word(at))
        && !is_general_of_office(words, at)
        && words.mark(at.wrapping_sub(1)) != Some('-')
}

pub fn is_rank_word(word: &str) -> bool {
    const RANKS: &str = "general brigadier major lieutenant colonel admiral captain sergeant corporal marshal \
        ayatollah hojatoleslam sheikh rear commodore";
    RANKS.split(' ').any(|r| r.eq_ignore_ascii_case(word))
}

/// Small words that stand before an office and belong to it.
pub fn is_modifier(words: Words<'_>, at: usize) -> bool {
    words.is_any(
        at,
        "deputy vice prime foreign defense defence interior finance oil energy health justice \
        trade former acting interim special presidential senior top chief first second permanent \
        national security military general assistant associate executive managing supreme \
        nuclear lead opposition party press government state joint incoming outgoing late \
        veteran policy intelligence police army navy air force parliament parliamentary economy \
        agriculture environment education culture transport infrastructure research science \
        political regional federal provincial crown attorney human rights district bank central \
        ex defending reigning",
    )
}

/// 'Gov.', 'Sen.', 'Rep.': a title that is abbreviated with a dot.
pub fn is_short_title(words: Words<'_>, at: usize) -> bool {
    words.is_capital(at) && words.is_any(at, "gov sen rep gen col lt maj capt sgt adm cmdr prof rev supt")
}

/// A word that opens a sentence and belongs to no title: 'Yesterday President Putin'.
pub fn is_opener(words: Words<'_>, at: usize) -> bool {
    let word = words.word(at);
    ["ly", "ing", "ed"].iter().any(|end| word.ends_with(end))
        || words.is_any(
            at,
            "neither nor either both today yesterday tomorrow monday tuesday wednesday thursday friday saturday \
             sunday there here once still yet thus so hence perhaps maybe why how where what who whom whose \
             because since while unless until whether within without beyond behind beside besides despite",
        )
}

static VERBS: LazyLock<WordTable> = LazyLock::new(|| WordTable::new([(IRREGULAR, 0)]));

/// A noun in small letters that may stand before a title's head: 'civil', 'jury'. By
/// what it is not: a verb, an adverb, a small word.
pub fn is_noun(words: Words<'_>, at: usize) -> bool {
    const OTHERS: &str = "the a an and or but nor of in on at to by for from with as than then that this these those its \
        his her their our my your is are was were be been has have had will would can could may might must should \
        do does did not no he she it they we you i who which what when where while if because although though \
        after before since until during between among against under over into about like via per also now later \
        earlier meanwhile only just even still again ago both all some many most several few other another each \
        every any such mr mrs ms dr sir one two three four five six seven eight nine ten says told met whether \
        say tell call ask urge warn question accuse praise criticize back help let make see meet join visit \
        blame give replace thank oust kill name elect hear invite welcome succeed defeat beat face condemn want \
        need show send bring take leave lead greet host follow quote cite echo reverse reject slain dead \
        outside inside off up down out beyond despite amid without within behind above below across past \
        said former ex longtime fellow so called according because toward towards around near";
    const BEFORE_VERBS: &str = "will would can could may might must should they we you";
    let word = words.word(at);
    words.is_word(at)
        && !words.is_capital(at)
        && !(at > 0 && words.is_any(at - 1, BEFORE_VERBS))
        && word.len() > 2
        && !["ly", "ed", "ing", "s"].iter().any(|end| word.ends_with(end))
        && VERBS.get(word).is_none()
        && !words.is_any(at, OTHERS)
}
