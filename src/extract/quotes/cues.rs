//! The words that say that somebody speaks.

use std::sync::LazyLock;

use crate::extract::word_table::WordTable;
use crate::extract::words::{Words, among};

/// How a word leads to speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// Gives words as they were said: 'said', 'told', 'pointed out'.
    Say,
    /// The same in the present participle, on whose sentence's subject it depends.
    Saying,
    /// 'according to': the speaker follows.
    According,
    /// 'quoted': the speaker is its object, or its subject where it is passive.
    Quoted,
    /// Judges what it quotes a part of: 'praised', 'rejected'.
    Judge,
    /// As [`Cue::Judge`], in the present participle.
    Judging,
}

/// The cue that begins with the token `at`, and the token after it.
pub fn cue(words: Words<'_>, at: usize, language: &str) -> Option<(Cue, usize)> {
    if !words.is_word(at) {
        return None;
    }
    if language == "en" { english(words, at) } else { foreign(words, at, language) }
}

const SAY: &str = "said says told tells added adds stressed stresses noted notes stated declared declares announced \
    announces explained explains argued argues insisted insists warned warns asked asks replied \
    replies answered responded wrote writes tweeted posted claimed claims asserted asserts affirmed \
    reaffirmed reiterated emphasized emphasised emphasizes underlined underscored highlighted \
    observed remarked commented concluded continued confirmed acknowledged admitted conceded \
    recalled recounted predicted suggested maintained contended complained joked quipped shouted \
    yelled cried whispered exclaimed promised vowed pledged urged testified revealed mentioned \
    advised reported thinks believes repeated clarified proclaimed recommended countered lamented \
    chanted screamed recited boasted assured retorted stipulated denied cautioned cautions recalls \
    laments agreed elaborated reassured ruled estimated signaled signalled hinted interjected";
const SAY_SMALL: &str = "say state tell argue insist warn claim";
const SAYING: &str = "saying adding stressing noting telling stating declaring explaining arguing insisting warning \
    asking writing claiming reiterating emphasizing emphasising underlining underscoring announcing \
    vowing promising urging concluding replying asserting affirming tweeting remarking suggesting \
    acknowledging admitting";
const JUDGE: &str = "called calls described describes praised hailed condemned denounced criticized criticised \
    rejected dismissed accused blamed slammed welcomed expressed voiced demanded branded labeled \
    labelled lauded blasted deplored characterized likened mocked ridiculed ordered referred opposed \
    thanked characterised termed lashed attributed considered regarded commended decried lambasted \
    reprimanded expresses praises condemns rejects accuses saw";
const JUDGING: &str = "calling describing praising hailing condemning denouncing criticizing criticising rejecting \
    dismissing accusing blaming expressing demanding citing labeling branding referring";

/// Verbs of saying that need no 'that'.
const PLAIN: &str = "said says say added adds told tells insisted insists claimed claims noted notes warned warns \
    argued argues explained explains announced announces believes thinks wrote writes confirmed acknowledged \
    admitted conceded denied reckons suggested predicted estimated saying adding insisting claiming noting \
    warning arguing stressed replied recalled testified complained joked vowed pledged promised reiterated \
    maintains maintained asserted";
/// Verbs of holding and finding that tell something only with 'that'.
const HOLDING: &str = "believe believes believed think thinks thought hope hopes hoped fear fears feared indicated \
    indicates ruled alleged alleges estimate estimates estimated expect expects concluded decided hinted \
    shows showed found learned reports signaled agree agrees feel feels felt allege contend maintain stress \
    acknowledge admit concede suspect suspects suspected conclude confirm deny predict remember remembers \
    remembered forecast forecasts projected calculated noted proposed speculated testify complain add suggests \
    demonstrates demonstrated proves proved";
/// Verbs that lead to a question; the second only where one follows.
const ASKING: &str = "asked asks asking";
const WONDERING: &str = "ask wondered wonders wonder wondering questioned questions inquired enquired";
const QUOTED: &str = "quoted cited";
/// Verbs of saying together with the word after them.
const TWO_WORDS: &str = "according pointed points pointing went made put spoke";

static ENGLISH: LazyLock<WordTable> = LazyLock::new(|| {
    WordTable::new([
        (SAY, 0),
        (SAY_SMALL, 1),
        (SAYING, 2),
        (JUDGE, 3),
        (JUDGING, 4),
        (QUOTED, 5),
        (TWO_WORDS, 6),
        (WONDERING, 7),
    ])
});

fn english(words: Words<'_>, at: usize) -> Option<(Cue, usize)> {
    let word = words.word(at);
    let mut buffer = [0; 14];
    let lower = buffer.get_mut(..word.len()).filter(|_| word.is_ascii())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let lower = std::str::from_utf8(lower).ok()?;
    let capital = words.is_capital(at);
    let one = at + 1;
    let (cue, end) = match (ENGLISH.get(lower)?, lower) {
        (0, _) => (Cue::Say, one),
        (1, "state") if !words.is(one, "that") => return None, // 'state media'
        (1, _) if !capital => (Cue::Say, one),
        (2, _) if !capital => (Cue::Saying, one),
        (3, "called" | "calls") if words.is_any(one, "for on") => (Cue::Judge, one + 1),
        (3, _) => (Cue::Judge, one),
        (4, "calling") if words.is_any(one, "for on") => (Cue::Judging, one + 1),
        (4, _) if !capital => (Cue::Judging, one),
        (5, _) => (Cue::Quoted, one),
        (7, _) if question(words, one).is_some() => (Cue::Say, one),
        (6, "according") if words.is(one, "to") => (Cue::According, one + 1),
        (6, "pointed" | "points") if words.is(one, "out") => (Cue::Say, one + 1),
        (6, "pointing") if words.is(one, "out") => (Cue::Saying, one + 1),
        (6, "went") if words.is(one, "on") => (Cue::Say, one + 1),
        (6, "made") if words.is_any(one, "clear plain") => (Cue::Say, one + 1),
        (6, "put") if words.is(one, "it") => (Cue::Say, one + 1),
        (6, "spoke") if words.is(one, "of") => (Cue::Judge, one + 1),
        _ => return None,
    };
    // 'no warning system', 'warning shots'
    if lower == "warning"
        && words.is_any(
            one,
            "system systems sign signs shot shots label labels light lights siren sirens bell bells",
        )
    {
        return None;
    }
    // 'its stated aim', 'the reported deal': no verb; nor 'his repeated claims of innocence'.
    let noun = at > 0 && words.is_any(at - 1, "the a an its their his her this of for on")
        || lower.ends_with('s') && words.is(one, "of");
    (!noun).then_some((cue, end))
}

/// Whether a verb is followed by what was said even without 'that': 'said it was late'.
pub fn tells_plainly(word: &str) -> bool {
    among(&word.to_ascii_lowercase(), PLAIN)
}

/// Whether a question follows the verb: 'asked whether', 'wondered how'.
pub fn asks(word: &str) -> bool {
    among(word, ASKING) || among(word, WONDERING)
}

/// Where a question that is told begins, at the token `at` or soon after: 'asked |
/// whether', 'asked the mayor | why'.
pub fn question(words: Words<'_>, at: usize) -> Option<usize> {
    const REACH: usize = 6;
    (at..at + REACH)
        .take_while(|&n| words.is_word(n) && !words.breaks(n))
        .find(|&n| words.is_any(n, "whether if why how what when where"))
}

/// Whether the word gives what somebody holds where 'that' follows it: 'believes that'.
pub fn holds_that(word: &str) -> bool {
    among(word, HOLDING)
}

/// Speech verbs of the other languages; two words where an auxiliary leads.
fn foreign(words: Words<'_>, at: usize, language: &str) -> Option<(Cue, usize)> {
    let list = match language {
        "it" => {
            "detto dice disse dichiarato affermato aggiunto spiegato sottolineato ricordato \
                commentato scritto ribadito osservato annunciato avvertito concluso risposto afferma \
                spiega aggiunge sottolinea conclude scrive dichiara precisato assicurato"
        }
        "fr" => {
            "dit déclaré affirmé ajouté expliqué souligné estimé indiqué annoncé assuré précisé \
                écrit répondu rappelé averti confié lancé déclare affirme ajoute explique souligne \
                estime assure précise insiste insisté conclu regretté"
        }
        "de" => {
            "sagte sagt erklärte betonte schrieb ergänzte meinte warnte forderte kündigte teilte \
                fügte gesagt erklärt betont kritisierte berichtete antwortete unterstrich so hieß"
        }
        "es" => {
            "dijo afirmó declaró añadió señaló explicó aseguró subrayó indicó agregó escribió \
                advirtió sostuvo manifestó dicho expresó anunció recordó insistió comentó respondió \
                dice asegura explica afirma destacó"
        }
        "pt" => {
            "disse afirmou declarou acrescentou explicou escreveu destacou ressaltou informou \
                garantiu sublinhou alertou comentou respondeu diz afirma concluiu"
        }
        "ru" => {
            "сказал сказала заявил заявила отметил отметила подчеркнул подчеркнула добавил \
                добавила сообщил сообщила написал написала пояснил пояснила ответил считает заявили \
                сказали"
        }
        "nl" => "zei zegt verklaarde schreef benadrukte stelde meldde voegde aldus",
        "tr" => "dedi söyledi belirtti açıkladı vurguladı ekledi ifade kaydetti konuştu",
        _ => "",
    };
    let according = match language {
        "it" => "secondo",
        "fr" => "selon",
        "de" => "laut",
        "es" => "según",
        "pt" => "segundo",
        "nl" => "volgens aldus",
        _ => "",
    };
    let lower = words.word(at).to_lowercase();
    if among(&lower, according) {
        return Some((Cue::According, at + 1));
    }
    among(&lower, list).then_some((Cue::Say, at + 1))
}

/// Words before a quote that make it a name or a term, not speech: 'the film “…”',
/// 'so-called “…”'.
pub fn names_a_thing(words: Words<'_>, before: usize) -> bool {
    const NAMING: &str = "titled entitled dubbed nicknamed named called codenamed film movie book novel song album \
        play show series episode documentary magazine newspaper painting poem operation podcast \
        blog website app comedy drama musical sitcom memoir word term phrase slogan motto known \
        headlined alias aka exhibition essay article single track opera game programme project \
        titolo film libro parola intitolato genannt titre titulado lema";
    words.is_any(before, NAMING)
        || (words.is(before, "called") && words.is(before.wrapping_sub(1), "so"))
        || (words.is(before, "as") && words.is_any(before.wrapping_sub(1), "known dubbed"))
}
