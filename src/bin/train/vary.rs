//! More pages from those there are.
//!
//! A hundred pages show too few kinds of chrome around too few kinds of
//! stories. So dumps are varied: a story is cut down to its first paragraphs,
//! or its paragraphs to a few words each, as lists and tables are; what stands
//! above its headline or below its end comes from another site. What is story
//! and what not stays known all the while.

use cuttings::clean::training::{Sight, lines};

use crate::boost::Draw;
use crate::pages::Label;

/// A block's raw lines and its label.
#[derive(Clone)]
pub struct Piece {
    text: String,
    /// A blank line stands before it.
    spaced: bool,
    words: usize,
    label: Label,
    headline: bool,
}

impl Piece {
    /// A line of chrome.
    fn chrome(text: &str, spaced: bool) -> Self {
        let words = text.split_whitespace().count();
        Piece { text: text.to_owned(), spaced, words, label: Label { goal: 0.0, sure: 1.0 }, headline: false }
    }

    fn is_story(&self) -> bool {
        self.label.goal > 0.5
    }
}

/// A dump taken apart.
pub fn pieces(text: &str, sight: &Sight, labels: &[Label], headline: Option<usize>) -> Vec<Piece> {
    let lines = lines(text);
    let raw = |n: usize| text[..lines[n].span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    sight
        .blocks
        .iter()
        .enumerate()
        .map(|(at, block)| Piece {
            text: text[raw(block.lines.start)..lines[block.lines.end - 1].span.end as usize].to_owned(),
            spaced: block.spaced,
            words: sight.facts[at].words,
            label: labels[at],
            headline: headline == Some(at),
        })
        .collect()
}

/// How often each variation is made.
pub struct Chances {
    /// Chrome of another page, above and below each.
    pub chrome: f32,
    pub cut: f32,
    pub shorten: f32,
    /// Comments and teasers made of others' paragraphs.
    pub comments: f32,
    pub teasers: f32,
}

/// Another page of a story and others' chrome; `None` where there is no story.
pub fn vary(own: &[Piece], others: &[&[Piece]], chances: &Chances, draw: &mut Draw) -> Option<Vec<Piece>> {
    /// Blocks above a story that are taken for its headline, date and author.
    const HEAD: usize = 6;
    let (first, last) = story(own)?;
    let headline = own.iter().rposition(|p| p.headline).unwrap_or(first);
    let head = headline.min(first.saturating_sub(HEAD)).max(first.saturating_sub(3 * HEAD));
    let mut page = Vec::new();
    let other = |draw: &mut Draw| draw.of_some(others).copied();
    let above = if draw.part() < chances.chrome { other(draw) } else { None };
    match above.and_then(|other| Some(&other[..story(other)?.0.saturating_sub(HEAD)])) {
        Some(chrome) => page.extend(chrome.iter().map(|p| Piece { headline: false, ..p.clone() })),
        None => page.extend_from_slice(&own[..head]),
    }
    if draw.part() < chances.teasers {
        teasers(&mut page, others, draw);
    }
    page.extend_from_slice(&own[head..first]);
    let mut body = own[first..=last].to_vec();
    if draw.part() < chances.cut {
        cut(&mut body, 20 + (draw.part().powi(2) * 150.0) as usize);
    }
    if draw.part() < chances.shorten {
        let from = ((draw.part() * 3.0) as usize).min(body.len() - 1);
        shorten(&mut body[from..], 2 + (draw.part() * 8.0) as usize, draw);
    }
    page.append(&mut body);
    if draw.part() < chances.comments {
        comments(&mut page, others, draw);
    }
    if draw.part() < chances.teasers {
        teasers(&mut page, others, draw);
    }
    let below = if draw.part() < chances.chrome { other(draw) } else { None };
    match below.and_then(|other| Some(&other[story(other)?.1 + 1..])) {
        Some(chrome) => page.extend_from_slice(chrome),
        None => page.extend_from_slice(&own[last + 1..]),
    }
    Some(page)
}

fn story(pieces: &[Piece]) -> Option<(usize, usize)> {
    Some((pieces.iter().position(Piece::is_story)?, pieces.iter().rposition(Piece::is_story)?))
}

/// Keeps the first blocks of a story, of so many words at least.
fn cut(body: &mut Vec<Piece>, words: usize) {
    let mut sum = 0;
    let end = body.iter().position(|piece| {
        sum += if piece.is_story() { piece.words } else { 0 };
        sum >= words
    });
    body.truncate(end.map_or(body.len(), |end| end + 1));
}

/// Leaves of each block of a story about so many words, without a full stop.
fn shorten(body: &mut [Piece], words: usize, draw: &mut Draw) {
    for piece in body.iter_mut().filter(|piece| piece.is_story()) {
        let words = (words as f32 * (0.5 + draw.part())) as usize + 1;
        let indent = piece.text.len() - piece.text.trim_start().len();
        let line = piece.text.trim().lines().next().unwrap_or_default();
        let kept: Vec<&str> = line.split(' ').take(words).collect();
        let kept = kept.join(" ");
        let kept = kept.trim_end_matches(['.', ',', ';', ':']);
        piece.text = format!("{}{kept}", &piece.text[..indent]);
        piece.words = piece.words.min(words);
    }
}

/// Appends what other stories' paragraphs would be as readers' comments.
fn comments(page: &mut Vec<Piece>, others: &[&[Piece]], draw: &mut Draw) {
    const HEADS: [&str; 6] =
        ["Comments", "12 Comments", "Leave a Reply", "34 responses to this post", "", ""];
    let head = draw.of(&HEADS);
    if !head.is_empty() {
        page.push(Piece::chrome(head, true));
    }
    let style = (draw.part() * 5.0) as usize;
    let n = 2 + (draw.part().powi(2) * 25.0) as usize;
    for number in 1..=n {
        let Some(text) = paragraph(others, draw) else { continue };
        let mut words = text.split_whitespace().filter(|w| w.chars().all(char::is_alphabetic));
        let name = words.rfind(|w| w.starts_with(char::is_uppercase)).unwrap_or("anna77");
        let day = 1 + (draw.part() * 27.0) as usize;
        match style {
            0 => page.push(Piece::chrome(&format!("{name} says:"), true)),
            1 => page.push(Piece::chrome(&format!("{name} on November {day}, 2019 at 6:21 am said:"), true)),
            2 => page.push(Piece::chrome(&format!("{name}, {day} hours ago"), true)),
            3 => page.push(Piece::chrome(name, true)),
            _ => {}
        }
        let text = start(&text, 1 + (draw.part() * 4.0) as usize);
        let number = if style == 4 { format!("{number}. ") } else { String::new() };
        page.push(Piece::chrome(&format!("{number}{text}"), style == 4));
        if style < 3 && draw.part() < 0.8 {
            page.push(Piece::chrome("Reply", false));
        }
    }
}

/// Appends a list of other stories, each a headline and perhaps its first sentence.
fn teasers(page: &mut Vec<Piece>, others: &[&[Piece]], draw: &mut Draw) {
    const HEADS: [&str; 7] =
        ["Latest Headlines", "Related", "More from the web", "You may also like", "News", "", ""];
    let head = draw.of(&HEADS);
    if !head.is_empty() {
        page.push(Piece::chrome(head, true));
    }
    let (with_text, glued, cut_short) = (draw.part() < 0.7, draw.part() < 0.2, draw.part() < 0.4);
    for _ in 0..2 + (draw.part() * 9.0) as usize {
        let (Some(first), Some(text)) = (paragraph(others, draw), paragraph(others, draw)) else { continue };
        let headline: Vec<&str> = first.split_whitespace().take(5 + (draw.part() * 9.0) as usize).collect();
        let headline = headline.join(" ");
        let headline = headline.trim_end_matches(['.', ',', ';', ':']);
        let mut text = start(&text, 1);
        if cut_short {
            let words: Vec<&str> = text.split_whitespace().take(22).collect();
            text = format!("{}...", words.join(" "));
        }
        if glued && with_text {
            page.push(Piece::chrome(&format!("{headline}{text}"), true));
            continue;
        }
        page.push(Piece::chrome(headline, true));
        if with_text {
            page.push(Piece::chrome(&text, false));
        }
    }
}

/// The text of one of the other stories' paragraphs.
fn paragraph(others: &[&[Piece]], draw: &mut Draw) -> Option<String> {
    let other = draw.of_some(others)?;
    let story: Vec<&Piece> = other.iter().filter(|p| p.is_story() && p.words >= 8).collect();
    let piece = draw.of_some(&story)?;
    let words: Vec<&str> = piece.text.split_whitespace().collect();
    Some(words.join(" "))
}

/// The first sentences of a text.
fn start(text: &str, sentences: usize) -> String {
    let end = text.match_indices(". ").nth(sentences - 1).map_or(text.len(), |(at, _)| at + 1);
    text[..end].to_owned()
}

/// A page put together: its text, and the label of each block that it reads
/// as, and where its headline is.
///
/// What was made up is written as the others are: with blank lines where any
/// of the others have them, wrapped where they are wrapped.
pub fn joined(pieces: &[Piece], wrapped: bool) -> (String, Sight, Vec<Label>, Option<usize>) {
    const WIDTH: usize = 80;
    let with_blanks = pieces.iter().filter(|p| p.spaced && p.text.starts_with(' ')).count() > 0
        || pieces.iter().filter(|p| p.spaced).count() * 2 > pieces.len();
    let mut text = String::new();
    // Where in the text each piece ends.
    let mut ends: Vec<(usize, &Piece)> = Vec::new();
    for piece in pieces {
        if piece.spaced && with_blanks && !text.is_empty() {
            text.push('\n');
        }
        let mut width = 0;
        if wrapped && !piece.text.contains('\n') && piece.text.len() > WIDTH {
            for word in piece.text.split_whitespace() {
                let long = word.chars().count() + 1;
                if width + long > WIDTH {
                    text.push('\n');
                    width = 0;
                }
                text.push_str(if width == 0 { "   " } else { " " });
                text.push_str(word);
                width += if width == 0 { long + 2 } else { long };
            }
            text.push('\n');
            ends.push((text.len(), piece));
            continue;
        }
        text.push_str(&piece.text);
        text.push('\n');
        ends.push((text.len(), piece));
    }
    let sight = Sight::new(&text);
    let lines = lines(&text);
    let pieces: Vec<&Piece> = sight
        .blocks
        .iter()
        .map(|block| {
            let start = lines[block.lines.start].span.start as usize;
            ends[ends.partition_point(|&(end, _)| end <= start)].1
        })
        .collect();
    let labels = pieces.iter().map(|piece| piece.label).collect();
    let headline = pieces.iter().rposition(|piece| piece.headline);
    (text, sight, labels, headline)
}
