//! Text to sentences of tokens, as the tagger was taught to see them.
//!
//! Tokens are words as annotated corpora have them: 'U.S.', 'al-Qaida',
//! '1,000' and 'Mr.' are one, the possessive of "Iran's" is one of its own,
//! and so is every mark of punctuation. Nothing is normalised here: a token is
//! a place in the text. Languages without spaces come out as long tokens; the
//! tagger knows English alone.

/// The longest sentence that is looked at as one. A longer one (a list, a
/// table) is cut, so that the tagger's memory doesn't grow with the text.
pub const MAX_TOKENS: usize = 200;

/// One token's place in the text, in bytes.
pub type Token = std::ops::Range<usize>;

/// Walks a text sentence by sentence, reusing one buffer.
#[derive(Clone)]
pub struct Sentences<'t> {
    text: &'t str,
    at: usize,
    /// Read, but of the next sentence.
    held: Option<Token>,
}

impl<'t> Sentences<'t> {
    pub fn new(text: &'t str) -> Self {
        Sentences { text, at: 0, held: None }
    }

    /// Fills `tokens` with the next sentence's; false at the end of the text.
    pub fn next_into(&mut self, tokens: &mut Vec<Token>) -> bool {
        tokens.clear();
        tokens.extend(self.held.take());
        while tokens.len() < MAX_TOKENS {
            let Some(token) = next_token(self.text, self.at) else { break };
            self.at = token.end;
            if tokens.last().is_some_and(|last| self.breaks(tokens, last, &token)) {
                self.held = Some(token);
                break;
            }
            tokens.push(token);
        }
        !tokens.is_empty()
    }

    /// Whether a sentence ends between `last` and `next`: at a blank line, at a
    /// line end before anything but a small letter, and after a full stop with
    /// or without closing quotes before a capital, a digit or an opening quote.
    fn breaks(&self, tokens: &[Token], last: &Token, next: &Token) -> bool {
        let gap = &self.text[last.end..next.start];
        let n_lines = gap.bytes().filter(|&b| b == b'\n').count();
        let first = self.text[next.clone()].chars().next().unwrap_or(' ');
        if n_lines > 1 || n_lines == 1 && !first.is_lowercase() {
            return true;
        }
        if gap.is_empty() || first.is_lowercase() {
            return false;
        }
        let word = |token: &Token| &self.text[token.clone()];
        let closing = |token: &&Token| matches!(word(token), "\"" | "”" | "’" | "'" | "''" | ")" | "]" | "»");
        tokens.iter().rev().find(|token| !closing(token)).is_some_and(|end| {
            let n_closing = tokens.iter().rev().take_while(closing).count();
            // A quote that follows a space opens; the sentence ended before it.
            matches!(word(end), "." | "!" | "?" | "..." | "…")
                && (n_closing > 0 || first != ')' && first != ',' && first != ';')
        })
    }
}

/// The first token at or after `from`.
fn next_token(text: &str, from: usize) -> Option<Token> {
    let rest = &text[from..];
    let start = from + rest.find(|c: char| !c.is_whitespace())?;
    let rest = &text[start..];
    let first = rest.chars().next()?;
    let len = if first.is_alphanumeric() {
        address(rest).unwrap_or_else(|| word(rest))
    } else if let Some(len) = clitic(rest).filter(|_| text[..start].ends_with(char::is_alphanumeric)) {
        len
    } else {
        rest.chars().take_while(|&c| c == first).map(char::len_utf8).sum()
    };
    Some(start..start + len)
}

/// An address is looked for so far ahead of a word, in bytes.
const ADDRESS_BYTES: usize = 512;

/// The length of a web or mail address, which keeps its punctuation.
fn address(rest: &str) -> Option<usize> {
    let window = &rest[..rest.floor_char_boundary(ADDRESS_BYTES)];
    let chunk = &window[..window.find(char::is_whitespace).unwrap_or(window.len())];
    let is_address =
        chunk.starts_with("http://") || chunk.starts_with("https://") || chunk.starts_with("www.");
    let is_mail = || chunk.find('@').is_some_and(|at| chunk[at..].contains('.'));
    (is_address || is_mail())
        .then(|| chunk.trim_end_matches(['.', ',', ';', ':', ')', ']', '"', '”', '\'', '>']).len())
        .filter(|&len| len > 0)
}

/// The length of a possessive or contracted verb.
fn clitic(rest: &str) -> Option<usize> {
    let mark = rest.chars().next().filter(|c| matches!(c, '\'' | '’'))?.len_utf8();
    let letters = rest[mark..].bytes().take_while(u8::is_ascii_alphabetic).count();
    let more = rest[mark + letters..].starts_with(char::is_alphanumeric);
    let known = matches!(&rest[mark..mark + letters], "s" | "S" | "ll" | "re" | "ve" | "d" | "m");
    (known && !more).then_some(mark + letters)
}

/// The length of the word that `rest` begins with.
fn word(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |&(_, c)| c);
        let inside = match c {
            c if c.is_alphanumeric() || is_mark(c) => true,
            '-' | '‐' | '‑' => (before.is_alphanumeric() || before == '.') && after.is_alphanumeric(),
            '\'' | '’' => before.is_alphabetic() && after.is_alphabetic() && clitic(&rest[at..]).is_none(),
            '.' => before.is_ascii_digit() && after.is_ascii_digit() || is_abbreviation(&rest[..at], after),
            ',' | ':' | '/' => before.is_ascii_digit() && after.is_ascii_digit(),
            '&' => before.is_uppercase() && after.is_uppercase(),
            '_' => true,
            _ => false,
        };
        if !inside {
            break;
        }
        end = at + c.len_utf8();
        before = c;
    }
    end
}

/// Combining marks belong to the letter before them: 'é' in two code points,
/// vowel signs of Arabic and Indic scripts.
fn is_mark(c: char) -> bool {
    crate::text::is_mark(c) || matches!(c, '\u{200c}' | '\u{200d}' | '\u{ad}')
}

/// Whether the stop after `word` belongs to it: 'U.S.', 'J.', 'Mr.', 'Nov.'.
fn is_abbreviation(word: &str, after: char) -> bool {
    let last_part = word.rsplit(['.', '-']).next().unwrap_or(word);
    let mut letters = last_part.chars();
    let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    if single && (after.is_alphabetic() || word.contains('.') || last_part.starts_with(char::is_uppercase)) {
        return true;
    }
    ABBREVIATIONS.binary_search(&word).is_ok()
}

/// In order of their bytes. Not here: words that also end sentences ('No.',
/// 'in.'), which are met more often as themselves.
const ABBREVIATIONS: &[&str] = &[
    "Adm", "Apr", "Aug", "Ave", "Brig", "Bros", "Capt", "Cmdr", "Co", "Col", "Corp", "Dec", "Dr", "Feb",
    "Ft", "Gen", "Gov", "Hon", "Inc", "Jan", "Jr", "Jul", "Jun", "Lt", "Ltd", "Maj", "Messrs", "Mr", "Mrs",
    "Ms", "Mt", "Nov", "Oct", "Ph", "Prof", "Rep", "Rev", "Sen", "Sep", "Sept", "Sgt", "Sr", "St", "Ste",
    "approx", "ca", "cf", "etc", "vs",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences divided by ' / ', tokens by '|'.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut sentences = Sentences::new(text);
        let mut tokens = Vec::new();
        let mut got = Vec::new();
        while sentences.next_into(&mut tokens) {
            let words: Vec<&str> = tokens.iter().map(|t| &text[t.clone()]).collect();
            got.push(words.join("|"));
        }
        assert_eq!(got.join(" / "), expected);
    }

    #[test]
    fn words_are_those_of_annotated_corpora() {
        check("Iran's envoy, Mr. Ali", "Iran|'s|envoy|,|Mr.|Ali");
        check("the U.S.-led force", "the|U.S.-led|force");
        check("Al-Qa’ida in the U.S.", "Al-Qa’ida|in|the|U.S.");
        check("the Emirates’ (UAE) oil", "the|Emirates|’|(|UAE|)|oil");
        check("It's 1,000.5 or 9/11 at 08:30.", "It|'s|1,000.5|or|9/11|at|08:30|.");
        check("J. Smith of AT&T said \"no\"--twice...", "J.|Smith|of|AT&T|said|\"|no|\"|--|twice|...");
        check("see https://a.b/c?d=1, or x@y.org.", "see|https://a.b/c?d=1|,|or|x@y.org|.");
        check("N'Djamena, Côte d'Ivoire", "N'Djamena|,|Côte|d'Ivoire");
    }

    #[test]
    fn sentences_end_where_readers_see_it() {
        check("He left. She stayed.", "He|left|. / She|stayed|.");
        check("He saw Mr. Smith. “Go.” He went.", "He|saw|Mr.|Smith|. / “|Go|.|” / He|went|.");
        check("Title\n\nFirst line\nwraps on", "Title / First|line|wraps|on");
        check("At 5 p.m. in Jan. they met", "At|5|p.m.|in|Jan.|they|met");
    }

    #[test]
    fn any_text_is_covered_and_long_ones_are_cut() {
        for text in ["", " \n ", "é\u{301}''s'", "@.@", "\u{200d}-", "www.", "''''", "a'", "日本語。テスト"]
        {
            let mut sentences = Sentences::new(text);
            let mut tokens = Vec::new();
            let mut rebuilt = String::new();
            while sentences.next_into(&mut tokens) {
                tokens.iter().for_each(|t| rebuilt.push_str(&text[t.clone()]));
            }
            assert_eq!(rebuilt, text.split_whitespace().collect::<String>());
        }
        let long = "word ".repeat(MAX_TOKENS + 1);
        let mut sentences = Sentences::new(&long);
        let mut tokens = Vec::new();
        assert!(sentences.next_into(&mut tokens) && tokens.len() == MAX_TOKENS);
        assert!(sentences.next_into(&mut tokens) && tokens.len() == 1);
    }

    #[test]
    fn abbreviations_can_be_searched() {
        assert!(ABBREVIATIONS.is_sorted());
    }
}
