//! Text to the words that searches compare, each with its place.

use unicode_segmentation::UnicodeSegmentation;

use super::Span;
use super::fold::fold_into;
use super::letters::is_mark;

/// Longer words are cut: nobody types the rest, and an encoded picture that
/// got into a page is one word of a megabyte.
const MAX_BYTES: usize = 64;

/// Calls `visit` with every word of `text` in order, folded, and its span.
///
/// Words are those of Unicode's segmentation (UAX #29) with these differences:
/// - a possessive is no part of its word: 'Iran’s' is `iran`;
/// - apostrophes inside a word are dropped: 'Sana'a' is `sanaa`; after an
///   elided article they part: 'l’Iran' is `l`, `iran`;
/// - points part: 'Syria.The' is `syria`, `the`; but abbreviations of single
///   letters lose them: 'U.S.' is `us`;
/// - commas between digits are dropped: '1,200' is `1200`;
/// - scripts that write no spaces give each character together with the next
///   one, and the last alone: '中国人' is `中国`, `国人`, `人`.
pub fn each_word(text: &str, mut visit: impl FnMut(&str, Span)) {
    walk(text, &mut visit);
}

/// What is called with each word; of one type, so that the walk is compiled once.
type Visit<'a> = &'a mut dyn FnMut(&str, Span);

fn walk(text: &str, visit: Visit<'_>) {
    let mut words = Words { folded: String::new(), run: Vec::new() };
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        if let Some(end) = words.plain(text, start, visit) {
            at = end;
            continue;
        }
        let chunk = text[start..].find(char::is_whitespace);
        let end = chunk.map_or(text.len(), |length| start + length);
        words.chunk(text, start, end, visit);
        at = end + text[end..].chars().next().map_or(0, char::len_utf8);
    }
}

/// What each byte is at a glance; letters and digits are themselves, in small.
const GLANCE: [u8; 256] = {
    let mut kinds = [OTHER; 256];
    let mut n = 0;
    while n < 128 {
        let byte = n as u8;
        kinds[n] = match byte {
            b'\t'..=b'\r' | b' ' => SPACE,
            _ if byte.is_ascii_alphanumeric() => byte.to_ascii_lowercase(),
            _ if byte.is_ascii_punctuation() => MARK,
            _ => OTHER,
        };
        n += 1;
    }
    kinds
};
const OTHER: u8 = 0;
const SPACE: u8 = 1;
const MARK: u8 = 2;

/// What stands between the single spaces of a text; nothing between two. As
/// `split`, but faster where words are short.
pub fn spaced(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = text.bytes().position(|b| b == b' ');
        let (word, behind) = text.split_at(end.unwrap_or(text.len()));
        rest = end.map(|_| &behind[1..]);
        Some(word)
    })
}

/// The runs of letters and digits of a text, which marks part; `joins` are
/// further characters, beyond ASCII, that belong to them.
pub fn runs(text: &str, joins: impl Fn(char) -> bool) -> impl Iterator<Item = &str> {
    let mut rest = text;
    let of_run = move |c: char| c.is_alphanumeric() || joins(c);
    std::iter::from_fn(move || {
        rest = &rest[length_where(rest, false, &of_run)..];
        let (run, behind) = rest.split_at(length_where(rest, true, &of_run));
        rest = behind;
        (!run.is_empty()).then_some(run)
    })
}

/// How many bytes at the beginning are of a run, or are of none.
fn length_where(text: &str, in_run: bool, of_run: &impl Fn(char) -> bool) -> usize {
    const MARK: u8 = 0;
    const LETTER: u8 = 1;
    const OTHER: u8 = 2;
    /// What each byte is the beginning of.
    const KINDS: [u8; 256] = {
        let mut kinds = [MARK; 256];
        let mut n = 0;
        while n < 256 {
            kinds[n] = match n as u8 {
                b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => LETTER,
                0x80.. => OTHER,
                _ => MARK,
            };
            n += 1;
        }
        kinds
    };
    let wanted = if in_run { LETTER } else { MARK };
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        while at < bytes.len() && KINDS[usize::from(bytes[at])] == wanted {
            at += 1;
        }
        match text[at..].chars().next() {
            Some(c) if !c.is_ascii() && of_run(c) == in_run => at += c.len_utf8(),
            _ => return at,
        }
    }
}

/// The folded words of a name with single spaces between: what two spellings
/// of the same name share. Where there is no word at all, the text itself.
pub fn name_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    each_word(name, |word, _| {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    });
    if key.is_empty() { name.trim().to_owned() } else { key }
}

/// Whether `c` belongs to a script that writes no spaces between words.
pub fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ff9d}' | '\u{20000}'..='\u{3ffff}')
}

struct Words {
    /// The current word's folded form, kept to be reused.
    folded: String,
    /// The characters of unspaced script that stand together.
    run: Vec<Span>,
}

impl Words {
    /// The word between marks and white space that begins here, as most do: of
    /// plain letters and digits. Where that is not all, nothing is visited, and
    /// nothing returned; else where the next begins.
    fn plain(&mut self, text: &str, start: usize, visit: Visit<'_>) -> Option<usize> {
        let bytes = text.as_bytes();
        let kind = |at: usize| bytes.get(at).map_or(SPACE, |&byte| GLANCE[usize::from(byte)]);
        let mut at = start;
        while kind(at) == MARK {
            at += 1;
        }
        let first = at;
        let mut differing = 0;
        while let Some(&byte) = bytes.get(at)
            && GLANCE[usize::from(byte)] > MARK
        {
            differing |= byte ^ GLANCE[usize::from(byte)];
            at += 1;
        }
        let last = at;
        while kind(at) == MARK {
            at += 1;
        }
        if kind(at) != SPACE {
            return None;
        }
        let word = &text[first..last.min(first + MAX_BYTES)];
        if differing != 0 {
            self.folded.clear();
            self.folded.push_str(word);
            self.folded.make_ascii_lowercase();
            visit(&self.folded, Span::new(first, last));
        } else if first < last {
            visit(word, Span::new(first, last));
        }
        Some(at + 1)
    }

    /// The words of `text[start..end]`, which has no white space.
    fn chunk(&mut self, text: &str, start: usize, end: usize, visit: Visit<'_>) {
        if start == end {
            return;
        }
        let chunk = &text[start..end];
        let trimmed = chunk.trim_matches(|c: char| c.is_ascii_punctuation());
        if trimmed.bytes().all(|b| b.is_ascii_alphanumeric()) {
            let start = start + (trimmed.as_ptr() as usize - chunk.as_ptr() as usize);
            return self.emit(text, Span::new(start, start + trimmed.len()), visit);
        }
        for (at, word) in chunk.unicode_word_indices() {
            let at = start + at;
            if is_left_possessive(text, at, word) {
                continue;
            }
            if word.starts_with(is_unspaced) {
                self.collect(text, at, word, visit);
            } else {
                self.flush(text, visit);
                self.word(text, at, word, visit);
            }
        }
        self.flush(text, visit);
    }

    /// A word as Unicode has it: possessive off, parted where its marks part.
    fn word(&mut self, text: &str, at: usize, word: &str, visit: Visit<'_>) {
        let word = without_possessive(word);
        let is_abbreviation = word.split('.').all(|part| part.chars().take(2).count() == 1)
            && !word.starts_with(|c: char| c.is_numeric());
        let mut start = 0;
        if !is_abbreviation {
            let mut before = ' ';
            for (n, c) in word.char_indices() {
                let parts = match c {
                    '.' | ':' | '_' | '·' => !before.is_numeric(),
                    '\'' | '’' => is_elided(&word[start..n]),
                    _ => false,
                };
                if parts {
                    self.emit(text, Span::new(at + start, at + n), visit);
                    start = n + c.len_utf8();
                }
                before = c;
            }
        }
        self.emit(text, Span::new(at + start, at + word.len()), visit);
    }

    /// Adds the characters of an unspaced word to the run, or starts another.
    fn collect(&mut self, text: &str, at: usize, word: &str, visit: Visit<'_>) {
        if self.run.last().is_some_and(|last| last.end as usize != at) {
            self.flush(text, visit);
        }
        for (n, c) in word.char_indices() {
            let end = at + n + c.len_utf8();
            match self.run.last_mut() {
                Some(last) if is_mark(c) => last.end = end as u32,
                _ => self.run.push(Span::new(at + n, end)),
            }
        }
    }

    /// Visits the run's pairs and its last character.
    fn flush(&mut self, text: &str, visit: Visit<'_>) {
        let run = std::mem::take(&mut self.run);
        for (n, first) in run.iter().enumerate() {
            let end = run.get(n + 1).unwrap_or(first).end;
            self.emit(text, Span { start: first.start, end }, visit);
        }
        self.run = run;
        self.run.clear();
    }

    fn emit(&mut self, text: &str, span: Span, visit: Visit<'_>) {
        self.folded.clear();
        fold_into(span.of(text), &mut self.folded);
        if self.folded.bytes().any(|b| matches!(b, b'\'' | b',' | b'.')) {
            // What is left of points stands between digits, where it tells 3.5 from 35.
            let is_number = self.folded.starts_with(|c: char| c.is_numeric());
            self.folded.retain(|c| !matches!(c, '\'' | ',') && (c != '.' || is_number));
        }
        self.folded.truncate(self.folded.floor_char_boundary(MAX_BYTES));
        if !self.folded.is_empty() {
            visit(&self.folded, span);
        }
    }
}

fn without_possessive(word: &str) -> &str {
    let Some(rest) = word.strip_suffix(['s', 'S']) else { return word };
    match rest.strip_suffix(['\'', '’', '＇']) {
        Some(owner) if !owner.is_empty() => owner,
        _ => word,
    }
}

/// Whether this is the 's' of 'U.N.'s', which the point has parted from its word.
fn is_left_possessive(text: &str, at: usize, word: &str) -> bool {
    matches!(word, "s" | "S") && [".'", ".’"].iter().any(|mark| text[..at].ends_with(mark))
}

/// Whether these letters before an apostrophe are an article or pronoun that
/// lost its vowel, as in French and Italian.
fn is_elided(letters: &str) -> bool {
    const ELIDED: [&str; 18] = [
        "l", "d", "j", "c", "n", "m", "s", "t", "qu", "un", "all", "dell", "nell", "dall", "sull", "quell",
        "lorsqu", "jusqu",
    ];
    ELIDED.iter().any(|e| letters.eq_ignore_ascii_case(e))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words, each as it stands and folded.
    #[track_caller]
    fn check(text: &str, words: &[(&str, &str)]) {
        let mut found = Vec::new();
        each_word(text, |word, span| found.push((span.of(text).to_owned(), word.to_owned())));
        let found: Vec<_> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, words);
    }

    #[test]
    fn plain_words_are_taken_at_a_glance_and_others_as_they_are() {
        check(
            "\u{1}ab (U.S.) \u{a0}x\u{2003}1st",
            &[("ab", "ab"), ("U.S", "us"), ("x", "x"), ("1st", "1st")],
        );
        check(" \t\n..a\u{b}--", &[("a", "a")]);
        check("Ängste? NO", &[("Ängste", "angste"), ("NO", "no")]);
    }

    #[test]
    fn punctuation_parts_words() {
        check("(Tehran), co-op!", &[("Tehran", "tehran"), ("co", "co"), ("op", "op")]);
        check("Syria.The end", &[("Syria", "syria"), ("The", "the"), ("end", "end")]);
        check("…—", &[]);
    }

    #[test]
    fn possessives_are_stripped_and_apostrophes_dropped() {
        check("Iran’s Iran's", &[("Iran", "iran"), ("Iran", "iran")]);
        check("Sana'a don’t O’Neill", &[("Sana'a", "sanaa"), ("don’t", "dont"), ("O’Neill", "oneill")]);
        check("l’Iran", &[("l", "l"), ("Iran", "iran")]);
    }

    #[test]
    fn abbreviations_lose_their_points() {
        check("U.S. and U.N.'s", &[("U.S", "us"), ("and", "and"), ("U.N", "un")]);
    }

    #[test]
    fn numbers_stay_whole() {
        check("1,200 3.5%", &[("1,200", "1200"), ("3.5", "3.5")]);
    }

    #[test]
    fn unspaced_scripts_come_in_pairs() {
        check("中国人 IAEA", &[("中国", "中国"), ("国人", "国人"), ("人", "人"), ("IAEA", "iaea")]);
    }

    #[test]
    fn endless_words_are_cut() {
        each_word(&"é".repeat(10_000), |word, _| assert!(word.len() <= MAX_BYTES));
    }

    #[test]
    fn spellings_of_a_name_share_a_key() {
        assert_eq!(name_key("Al-Assad"), name_key("al Assad"));
        assert_eq!(name_key("O’Neill"), name_key("O'NEILL"));
        assert_eq!(name_key("!!"), "!!");
    }
}
