//! The nouns of offices and the words that go before them.

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
    partner vice-chairman gynecologist doctor striker midfielder goalkeeper";

/// A noun that names an office, a rank or a calling of one person.
pub fn is_office(words: Words<'_>, at: usize) -> bool {
    words.is_word(at) && (words.is_any(at, OFFICES) || is_rank(words, at) || is_general_of_office(words, at))
}

/// 'ministers', 'leaders': of more than one.
pub fn is_office_plural(words: Words<'_>, at: usize) -> bool {
    let word = words.word(at);
    word.strip_suffix('s').is_some_and(|one| OFFICES.split(' ').any(|o| o.eq_ignore_ascii_case(one)))
}

/// The second half of 'Secretary-General'.
fn is_general_of_office(words: Words<'_>, at: usize) -> bool {
    words.is(at, "general")
        && words.is_any(at.wrapping_sub(2), "secretary director attorney consul governor")
        && words.mark(at.wrapping_sub(1)) == Some('-')
        || words.is(at, "general") && words.is_any(at.wrapping_sub(1), "secretary director attorney")
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
        ex",
    )
}
