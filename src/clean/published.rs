//! Which of a page's dates is the day of publication.
//!
//! It stands near the headline, apart from running text, and isn't the date of
//! an update, of a comment, of a copyright or of today's edition.

use super::features::Facts;
use super::wrap::Block;
use crate::date::printed::{self, Order, Printed};
use crate::text::fold;

/// Words before a date that say it is another: an update's, an event's.
const OTHER: &[&str] = &[
    "updated",
    "update",
    "modified",
    "revised",
    "edited",
    "aggiornato",
    "aggiornamento",
    "modifie",
    "mis a jour",
    "mise a jour",
    "aktualisiert",
    "actualizado",
    "actualizacion",
    "atualizado",
    "bijgewerkt",
    "обновлено",
    "guncelleme",
    "تحديث",
    "به روز",
    "更新",
    "copyright",
    "©",
    "expires",
    "accessed",
    "retrieved",
    "since",
    "joined",
    "valid",
    "until",
    "today is",
];

/// Words before a date that say it is this one.
const THIS: &[&str] = &[
    "published",
    "posted",
    "date",
    "first published",
    "pubblicato",
    "publie",
    "publicado",
    "veroffentlicht",
    "erstellt",
    "опубликовано",
    "yayin",
    "نشر",
    "انتشار",
    "发布",
    "公開",
    "gepubliceerd",
    "on",
    "created",
    "datum",
    "fecha",
    "data",
    "written",
    "issued",
    "le",
    "am",
    "vom",
    "дата",
];

/// What the words just before a date make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    None,
    This,
    Other,
}

fn label(before: &str) -> Label {
    let folded = fold(before);
    let tail: String = folded.chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
    // The last label before the date counts.
    let last = |words: &[&str]| words.iter().filter_map(|w| whole_word(&tail, w)).max();
    match (last(THIS), last(OTHER)) {
        (_, None) if last(THIS).is_none() => Label::None,
        (Some(this), Some(other)) if other >= this || this - other < 10 => Label::Other,
        (None, Some(_)) => Label::Other,
        _ => Label::This,
    }
}

/// Where a word stands last in a text, not as part of another.
fn whole_word(text: &str, word: &str) -> Option<usize> {
    text.rmatch_indices(word).map(|(at, _)| at).find(|&at| {
        let before = text[..at].chars().last();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// A date of the page: its block, and what it prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub block: usize,
    pub printed: Printed,
}

/// The dates of each block that is no running text; empty for the others.
pub fn stamps(blocks: &[Block], facts: &[Facts], english: bool) -> Vec<Vec<Printed>> {
    let order =
        blocks.iter().find_map(|b| printed::order_of(&b.text)).or((!english).then_some(Order::DayFirst));
    blocks
        .iter()
        .zip(facts)
        .map(|(block, fact)| {
            let short = fact.words <= 30 && !(fact.is_prose() && fact.words > 16);
            if short { printed::find(&block.text, order) } else { Vec::new() }
        })
        .collect()
}

/// Whether a block is hardly more than its dates and their labels.
pub fn is_stamp(block: &Block, fact: &Facts, dates: &[Printed]) -> bool {
    let dated: usize = dates.iter().map(|d| d.end - d.start).sum();
    !dates.is_empty()
        && fact.words <= 25
        && (dated * 3 >= block.text.len() || fact.words <= 12)
        && !fact.ended
}

/// The date of publication, for a story whose headline is block `title` and
/// whose paragraphs begin at block `story` and end before block `end`.
pub fn find(
    stamps: &[Vec<Printed>],
    blocks: &[Block],
    facts: &[Facts],
    title: Option<usize>,
    story: usize,
    end: usize,
    bylines: &[usize],
) -> Option<Stamp> {
    const ABOVE: usize = 12;
    const BELOW: usize = 8;
    let head = title.unwrap_or(story);
    let mut best: Option<(i32, Stamp)> = None;
    for (at, dates) in stamps.iter().enumerate() {
        let mut from = 0;
        for &printed in dates {
            let label = label(&blocks[at].text[from..printed.start]);
            from = printed.end;
            let near = if at < head {
                (head - at <= ABOVE).then(|| 40 - 4 * (head - at) as i32)
            } else if at <= story + 1 {
                Some(60 - (at - head).min(20) as i32)
            } else if at < end {
                (is_stamp(&blocks[at], &facts[at], dates)).then_some(5)
            } else {
                (at - end < BELOW).then(|| 20 - (at - end) as i32)
            };
            let score = match (label, near) {
                (Label::Other, _) | (_, None) => continue,
                (Label::This, Some(n)) => n + 40,
                (Label::None, Some(n)) => n,
            } + 20 * i32::from(bylines.iter().any(|b| b.abs_diff(at) <= 2))
                + 10 * i32::from(printed.date.time.is_some())
                - 40 * i32::from(printed.date.day.is_none());
            // Dates above the headline may be today's; those below the story, others' comments.
            let enough = if at >= end || at < head { 25 } else { 20 };
            if score >= enough && best.is_none_or(|(b, _)| score > b) {
                best = Some((score, Stamp { block: at, printed }));
            }
        }
    }
    best.map(|(_, stamp)| stamp)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_tell_dates_apart() {
        for (before, expected) in [
            ("Published: ", Label::This),
            ("Last update: ", Label::Other),
            ("Esteri | Pubblicato: ", Label::This),
            (" | Aggiornato: ", Label::Other),
            ("Politics Materials ", Label::None),
            ("updated on ", Label::Other),
            ("", Label::None),
        ] {
            assert_eq!(label(before), expected, "{before}");
        }
    }
}
