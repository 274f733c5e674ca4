//! Boxes and lines to the raw text that an article's offsets count into.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::claims::{Claim, Kind};
use super::hints::Hints;
use super::tree::{Box, Tree};

/// A line of the rendering and what the markup says of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Into [`PageText::text`].
    pub start: u32,
    pub end: u32,
    /// Position of its box; meaningless for a line of the head.
    pub at: u32,
    /// Characters that lead elsewhere.
    pub linked: u32,
    pub links: u32,
    /// Characters set apart: bold or emphasised.
    pub strong: u32,
    /// What the elements within the line hint at.
    pub hints: Hints,
    /// It goes on with the line above, behind a line break.
    pub broken: bool,
    /// It is a line of the head.
    pub head: bool,
}

/// A page as a reader would see it, with its markup's evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageText {
    /// The raw text: one line each of [`PageText::lines`], with a line feed behind.
    pub text: String,
    pub lines: Vec<Line>,
    pub boxes: Vec<Box>,
    pub claims: Vec<Claim>,
    /// What the page declares, as it declares it.
    pub language: Option<String>,
}

/// The labels of the head's lines.
const LABELS: [(Kind, &str); 4] =
    [(Kind::Title, "title"), (Kind::Published, "published"), (Kind::Author, "author"), (Kind::Site, "site")];

/// Writes the head and the lines that are seen.
pub fn render(tree: Tree) -> PageText {
    let hidden = hidden(&tree);
    let mut page = PageText { boxes: tree.boxes, language: tree.language, ..PageText::default() };
    let mut body = String::with_capacity(tree.text.len());
    // Start of each line in the tree's text and in `body`.
    let mut starts = Vec::new();
    let mut lines = Vec::new();
    for line in tree.lines.iter().filter(|line| !hidden[line.at as usize]) {
        starts.push((line.start, body.len(), line.end - line.start));
        let start = body.len();
        body.push_str(&tree.text[line.start..line.end]);
        lines.push(Line {
            start: start as u32,
            end: body.len() as u32,
            at: line.at,
            linked: line.linked as u32,
            links: line.links as u32,
            strong: line.strong as u32,
            hints: line.hints,
            broken: line.broken,
            head: false,
        });
        body.push('\n');
    }
    let mut head = String::new();
    for (kind, label) in LABELS {
        let mut said: Vec<&str> = Vec::new();
        for claim in tree.claims.iter().filter(|c| c.kind == kind && c.place.is_none()) {
            let value = claim.value.as_str();
            if said.len() < 3 && !said.contains(&value) && !(kind != Kind::Site && body.contains(value)) {
                said.push(value);
            }
        }
        for value in said {
            let start = head.len() as u32;
            head.push_str(label);
            head.push_str(": ");
            head.push_str(value);
            page.lines.push(Line { start, end: head.len() as u32, head: true, ..Line::default() });
            head.push('\n');
        }
    }
    let by = head.len();
    page.lines.extend(lines.into_iter().map(|l| Line {
        start: l.start + by as u32,
        end: l.end + by as u32,
        ..l
    }));
    page.claims = tree.claims;
    for claim in &mut page.claims {
        claim.place = claim.place.take().and_then(|place| moved(place, &starts, by));
    }
    head.push_str(&body);
    page.text = head;
    page
}

/// Where a range of the tree's text stands in the page's, within one line.
fn moved(place: Range<usize>, starts: &[(usize, usize, usize)], by: usize) -> Option<Range<usize>> {
    let at = starts.partition_point(|&(start, ..)| start <= place.start).checked_sub(1)?;
    let (old, new, len) = starts[at];
    let start = place.start - old;
    let end = (place.end - old).min(len);
    (start < end).then(|| new + start + by..new + end + by)
}

/// Which boxes are not seen. Where most of the page would be hidden, a script
/// was to show it; then nothing counts as hidden.
fn hidden(tree: &Tree) -> Vec<bool> {
    let mut hidden: Vec<bool> = Vec::with_capacity(tree.boxes.len());
    for b in &tree.boxes {
        let around = hidden.get(b.parent as usize).copied().unwrap_or(false);
        hidden.push(b.hidden || around);
    }
    const PROSE: usize = 80;
    const ENOUGH: usize = 600;
    let (mut seen, mut unseen) = (0, 0);
    for line in &tree.lines {
        let len = line.end - line.start;
        if len - line.linked.min(len) >= PROSE {
            *(if hidden[line.at as usize] { &mut unseen } else { &mut seen }) += len;
        }
    }
    if unseen > seen * if seen < ENOUGH { 3 } else { 8 } {
        hidden.fill(false);
    }
    hidden
}
