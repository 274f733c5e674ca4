//! Why a line that is nothing else was dropped, and how sure that is.

use super::features::Facts;
use super::wrap::Block;
use crate::article::Reason::{self, *};

/// Whether a line sets a sum to solve: '3 + 7 =', '6 × 6 = ?', '12-4?'
fn is_sum(line: &str) -> bool {
    // One or two figures and what stands after them and a space at most.
    fn number(text: &str) -> Option<&str> {
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let figures = text.len() - rest.len();
        (1..=2).contains(&figures).then(|| rest.strip_prefix(' ').unwrap_or(rest))
    }
    line.match_indices(['+', '−', '×', 'x', '*', '-']).any(|(at, sign)| {
        let before = line[..at].trim_end_matches(' ');
        let figures = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let after = line[at + sign.len()..].strip_prefix(' ').unwrap_or(&line[at + sign.len()..]);
        at - before.len() <= 1
            && (1..=2).contains(&figures)
            && number(after).is_some_and(|rest| rest.starts_with(['=', '?']))
    })
}

/// Where a block stands, as far as its reason depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Before,
    Within,
    After,
}

/// Remembers the last heading of furniture, under which plain blocks belong to
/// it while they look like what such a heading heads: under 'Related' other
/// headlines, under 'Subscribe' an offer. A menu has entries of these names, too,
/// and its other entries are a menu all the same.
#[derive(Default)]
pub struct Headings {
    last: Option<Reason>,
    /// Blocks since the heading.
    distance: usize,
    /// Blocks since it, or since the last that belonged to it.
    idle: usize,
    /// Whether any has.
    met: bool,
}

/// How sure it is that a block belongs to the heading above it, in percent.
const BELONGS: u8 = 70;

/// How a reason's heading speaks for what stands below it.
struct Scope {
    /// So many blocks at most.
    far: usize,
    /// A block belongs to it that has so many words.
    words: usize,
    /// And so many others between two that belong: dates, buttons.
    between: usize,
}

fn scope(reason: Reason, place: Place) -> Option<Scope> {
    let scope = |far, words, between| Some(Scope { far, words, between });
    match reason {
        // A thread is names, dates and words of all lengths, down to its end.
        Comments if place != Place::Before => scope(40, 1, 40),
        Related => scope(40, 4, 3),
        Cookies => scope(30, 5, 4),
        Subscribe => scope(8, 5, 2),
        Media | Author => scope(5, 5, 1),
        Advertisement => scope(3, 4, 0),
        _ => None,
    }
}

impl Headings {
    /// The reason of a dropped block, and its confidence in percent. Blocks are
    /// asked for in their order.
    pub fn reason(&mut self, block: &Block, fact: &Facts, place: Place) -> (Reason, u8) {
        let (reason, confidence) = self.judge(block, fact, place);
        self.distance += 1;
        if self.last == Some(reason) && confidence >= BELONGS {
            (self.idle, self.met) = (0, true);
        } else {
            self.idle += 1;
        }
        if let Some(phrase) = fact.phrase {
            // A button between the teasers of a list doesn't end the list.
            let opens = !matches!(phrase, Share | Navigation | Metadata | Cookies | Legal) || fact.words > 3;
            if opens || self.distance > 12 {
                *self = Headings { last: Some(phrase), ..Headings::default() };
            }
            // Below 'Home' short lines are a menu's.
            self.met &= phrase != Navigation;
        }
        (reason, confidence)
    }

    /// A block of another kind stands between: what is above has ended.
    pub fn end(&mut self) {
        self.last = None;
    }

    /// The reason that the heading above gives, if it speaks for this block.
    fn under(&self, fact: &Facts, place: Place) -> Option<(Reason, u8)> {
        let reason = self.last?;
        if reason == Tags {
            return match place {
                _ if fact.words <= 3 && self.distance < 30 => Some((Tags, 80)),
                Place::After if self.distance < 30 => Some((Related, 60)),
                _ => None,
            };
        }
        let Scope { far, words, between } = scope(reason, place)?;
        if self.distance >= far {
            return None;
        }
        match fact.words >= words {
            true => (self.idle <= between).then_some((reason, BELONGS)),
            false => (self.met && self.idle < between).then_some((reason, 60)),
        }
    }

    fn judge(&self, block: &Block, fact: &Facts, place: Place) -> (Reason, u8) {
        if is_sum(&block.text) {
            return (Captcha, 97);
        }
        if let Some(reason) = fact.phrase {
            return (reason, 95);
        }
        if fact.words == 0 && !block.text.chars().any(char::is_alphanumeric) {
            return (Filler, 95);
        }
        if let Some((reason, n)) = fact.prose {
            if n >= 2 || reason == Cookies {
                return (reason, if n >= 2 { 90 } else { 75 });
            }
            if fact.words <= 12 || place == Place::After {
                return (reason, 70);
            }
        }
        self.under(fact, place).unwrap_or(match place {
            Place::After if fact.words >= 5 => (Related, 60),
            Place::Within => (Navigation, 50),
            _ => (Navigation, 60),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::features::facts;
    use super::super::lines::read;
    use super::super::wrap::blocks;
    use super::*;

    /// The reasons of lines that are all dropped, a letter each.
    #[track_caller]
    fn check(place: Place, text: &str, expected: &[Reason]) {
        let blocks = blocks(text, &read(text));
        let facts = facts(&blocks);
        let mut headings = Headings::default();
        let reasons: Vec<Reason> =
            blocks.iter().zip(&facts).map(|(block, fact)| headings.reason(block, fact, place).0).collect();
        assert_eq!(reasons, expected, "{text}");
    }

    #[test]
    fn entries_of_a_menu_are_a_menu() {
        check(
            Place::Before,
            "Home\nSubscribe\nBusiness\nOpinion\nHarbours\nTravel\nCookie policy\nSport",
            &[Navigation, Subscribe, Navigation, Navigation, Navigation, Navigation, Cookies, Navigation],
        );
    }

    #[test]
    fn an_advertisement_ends() {
        check(
            Place::After,
            "Advertisement\n\nHome\nWorld\nThe council has sold the second barge of the year",
            &[Advertisement, Navigation, Navigation, Related],
        );
    }

    #[test]
    fn lists_of_other_stories_go_on_over_dates() {
        check(
            Place::After,
            "Related articles\n\nThe council has sold a barge\nHarbours\nThe ferry runs again in May\n\nHome\nWorld\nSport\nOpinion",
            &[Related, Related, Related, Related, Navigation, Navigation, Navigation, Navigation],
        );
    }
}
