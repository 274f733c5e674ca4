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

/// Remembers the last heading of furniture, under which plain lines belong to it.
#[derive(Default)]
pub struct Headings {
    last: Option<Reason>,
    distance: usize,
}

impl Headings {
    /// The reason of a dropped block, and its confidence in percent. Blocks are
    /// asked for in their order.
    pub fn reason(&mut self, block: &Block, fact: &Facts, place: Place) -> (Reason, u8) {
        let (reason, confidence) = self.judge(block, fact, place);
        self.distance += 1;
        if let Some(phrase) = fact.phrase {
            // A button between the teasers of a list doesn't end the list.
            let opens = !matches!(phrase, Share | Navigation | Metadata | Cookies | Legal) || fact.words > 3;
            if opens || self.distance > 12 {
                self.last = Some(phrase);
                self.distance = 0;
            }
        }
        (reason, confidence)
    }

    /// A block of another kind stands between: what is above has ended.
    pub fn end(&mut self) {
        self.last = None;
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
        match (self.last, place) {
            (Some(Tags), _) if fact.words <= 3 => (Tags, 80),
            (Some(Tags), Place::After) => (Related, 60),
            (
                Some(reason @ (Related | Comments | Subscribe | Advertisement | Author | Media | Cookies)),
                _,
            ) if self.distance < 40 => (reason, 70),
            (_, Place::After) if fact.words >= 5 => (Related, 60),
            (_, Place::Within) => (Navigation, 50),
            _ => (Navigation, 60),
        }
    }
}
