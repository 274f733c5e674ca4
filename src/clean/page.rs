//! A page understood: which block is what.

use std::collections::HashSet;
use std::ops::Range;

use super::authors::{self, Story};
use super::byline::{self, Byline};
use super::features::{self, Facts};
use super::lines::RawLine;
use super::published::{self, Stamp};
use super::signals::Seen;
use super::story::{Model, Scores};
use super::title::{self, Judge, Outline, Surroundings, Title};
use super::wrap::{self, Block};
use super::{caption, dateline, phrases, sections, source, story};
use crate::article::Reason;
use crate::date::printed::Printed;
use crate::text::fold;

/// A value and the part of a block that says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said<T> {
    pub value: T,
    pub block: usize,
    /// Into the block's text.
    pub range: Range<usize>,
}

/// What a whole block was found to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Furniture, or not yet known.
    #[default]
    Other,
    Title,
    Summary,
    Body,
    Caption,
    /// A line of metadata: date, byline, trail, dateline or credit.
    Meta,
    /// The same words as the title, the summary or a paragraph above.
    Duplicate,
}

/// The blocks of a page with their roles, and what they say.
pub struct Page {
    pub blocks: Vec<Block>,
    pub facts: Vec<Facts>,
    pub roles: Vec<Role>,
    /// How sure it is that each block is story, in percent.
    pub chances: Vec<u8>,
    /// The blocks between which the story lies.
    pub run: Range<usize>,
    pub title: Option<Title>,
    pub published: Option<Stamp>,
    pub byline: Option<(usize, Byline)>,
    pub source: Option<Said<String>>,
    pub sections: Option<Said<Vec<String>>>,
    /// The place and its dateline.
    pub dateline: Option<Said<String>>,
    /// Where the first paragraph's own words begin, behind dateline and credit.
    pub lifted: usize,
}

/// Blocks that are recognised by themselves, before it is known where the story is.
pub struct Marks {
    pub dates: Vec<Vec<Printed>>,
    pub stamp: Vec<bool>,
    pub bylines: Vec<Option<Byline>>,
    pub signed: Vec<bool>,
    pub captions: Vec<bool>,
    /// Captions that read as story and are told by what stands beside them.
    pub pictured: Vec<bool>,
    /// Full sentences behind a dateline or an agency's credit.
    pub leads: Vec<bool>,
    pub datelines: Vec<Option<String>>,
}

impl Marks {
    pub fn read(blocks: &[Block], facts: &[Facts]) -> Marks {
        let english = features::is_english(facts);
        let dates = published::stamps(blocks, facts, english);
        let each = || blocks.iter().zip(facts);
        let bylines: Vec<Option<Byline>> =
            each().map(|(b, f)| (f.words <= 30).then(|| byline::read(&b.text)).flatten()).collect();
        let mut captions: Vec<bool> = each().map(|(b, f)| caption::is_caption(&b.folded, f.words)).collect();
        for at in 1..blocks.len() {
            captions[at] |= caption::is_label(&blocks[at - 1].folded);
        }
        let pictured = pictured(blocks, facts);
        captions.iter_mut().zip(&pictured).for_each(|(caption, pictured)| *caption |= pictured);
        let stamp: Vec<bool> = each().zip(&dates).map(|((b, f), d)| published::is_stamp(b, f, d)).collect();
        Marks {
            signed: (0..blocks.len())
                .map(|at| bylines[at].is_some() || beside_date(&blocks[at], &facts[at], &stamp, at))
                .collect(),
            bylines,
            stamp,
            captions,
            pictured,
            datelines: each()
                .map(|(b, f)| (f.words <= 9).then(|| dateline::alone(&b.text)).flatten())
                .collect(),
            leads: each()
                .map(|(b, f)| {
                    f.ended && f.words >= 6 && f.phrase.is_none() && dateline::lead(&b.text).is_some()
                })
                .collect(),
            dates,
        }
    }

    pub fn meta(&self, at: usize) -> bool {
        !self.leads[at] && (self.stamp[at] || self.bylines[at].is_some() || self.datelines[at].is_some())
    }
}

/// Sentences that a gallery numbers, and those right above a line that says whose
/// the picture is, where such a pair stands apart as paragraphs do.
fn pictured(blocks: &[Block], facts: &[Facts]) -> Vec<bool> {
    const LONGEST: usize = 70;
    let mut pictured = vec![false; blocks.len()];
    for at in 1..blocks.len() {
        let (above, fact) = (&facts[at - 1], &facts[at]);
        let apart = blocks[at - 1].spaced && !blocks[at].spaced;
        let told = above.ended && above.prose_above > 0 && above.words <= LONGEST;
        if apart && told && caption::is_credit(&blocks[at].folded, fact.words) {
            pictured[at - 1..=at].fill(true);
        }
    }
    // One number may be a story's own: '1 of 4 children …'.
    let numbers: Vec<_> = blocks.iter().map(|block| caption::of_gallery(&block.folded)).collect();
    // Of galleries of so many pictures, the least and the greatest number.
    let mut known = [(u8::MAX, 0); 256];
    for &(number, all, _) in numbers.iter().flatten() {
        let (least, most) = &mut known[usize::from(all)];
        (*least, *most) = (number.min(*least), number.max(*most));
    }
    for (at, &number) in numbers.iter().enumerate() {
        let Some((_, all, bare)) = number else { continue };
        let (least, most) = known[usize::from(all)];
        let at = if bare { at + 1 } else { at };
        if least < most && facts.get(at).is_some_and(|fact| fact.words <= LONGEST) {
            pictured[at] = true;
        }
    }
    // Many pages say twice what a picture shows: where it is missing, and below it.
    for at in 1..blocks.len() {
        if blocks[at].folded == blocks[at - 1].folded && (pictured[at] || pictured[at - 1]) {
            pictured[at - 1..=at].fill(true);
        }
    }
    pictured
}

/// Whether a block is a known person's name above or below a date.
fn beside_date(block: &Block, fact: &Facts, stamp: &[bool], at: usize) -> bool {
    let beside = (at.saturating_sub(1)..(at + 2).min(stamp.len())).any(|n| n != at && stamp[n]);
    let given = |name: &str| name.split(' ').next().is_some_and(crate::given::is_given);
    beside && fact.words <= 6 && byline::bare(&block.text).is_some_and(|b| given(&b.authors[0]))
}

fn surroundings<'a>(blocks: &'a [Block], facts: &'a [Facts], marks: &'a Marks) -> Surroundings<'a> {
    Surroundings {
        blocks,
        facts,
        dated: &marks.stamp,
        signed: &marks.signed,
        pictured: &marks.captions,
        spaced: blocks.iter().filter(|b| b.spaced).count() * 8 > blocks.len(),
    }
}

/// A page's blocks and what can be seen of them, before anything is decided.
pub struct Sight {
    pub blocks: Vec<Block>,
    pub facts: Vec<Facts>,
    pub marks: Marks,
}

impl Sight {
    #[cfg(any(test, feature = "train"))]
    pub fn new(text: &str) -> Sight {
        Sight::of(text, &super::lines::read(text))
    }

    fn of(text: &str, lines: &[RawLine]) -> Sight {
        let blocks = wrap::blocks(text, lines);
        let facts = features::facts(&blocks);
        let marks = Marks::read(&blocks, &facts);
        Sight { blocks, facts, marks }
    }

    pub fn seen(&self) -> Seen<'_> {
        Seen::new(&self.blocks, &self.facts, &self.marks)
    }

    pub fn surroundings(&self) -> Surroundings<'_> {
        surroundings(&self.blocks, &self.facts, &self.marks)
    }
}

/// The site offers itself in the midst of the story: 'Sign up to our newsletter',
/// 'You have read three of five free articles'.
fn is_offer(block: &Block, fact: &Facts) -> bool {
    const LONGEST: usize = 45;
    let says = fact.prose.is_some_and(|(reason, n)| reason == Reason::Subscribe && n >= 2)
        && features::is_notice(&block.folded);
    !fact.inline && fact.words <= LONGEST && (says || fact.phrase == Some(Reason::Subscribe))
}

/// A date among dates: a calendar's line, not the page's own date.
fn is_calendar(marks: &Marks, at: usize) -> bool {
    let near = at.saturating_sub(2)..(at + 3).min(marks.stamp.len());
    marks.stamp[at] && near.filter(|&n| marks.stamp[n]).count() >= 3
}

/// 'Related articles': what stands right below it are headlines of others.
fn is_list_head(fact: &Facts) -> bool {
    fact.phrase == Some(Reason::Related) && !fact.inline && fact.words <= 4
}

/// A score from which a block is surely story: at odds of some twenty to one.
const SURE: i32 = 768;

/// Reads a page.
///
/// Where no `judge` looks for the headline, the first block is known to be it.
pub fn read(text: &str, lines: &[RawLine], model: &Model, judge: Option<&Judge>) -> Page {
    let sight = Sight::of(text, lines);
    let scores = model.scores(&sight.seen());
    let Choice { chosen, mut run, first } = choose(&sight, &scores);
    let outline = Outline { story: (first, run.end), headlines: &scores.headline, scores: &scores.story };
    let title = match (judge, sight.blocks.first()) {
        (None, Some(block)) => Some(Title { block: 0, range: 0..block.text.len(), site: None }),
        (Some(judge), _) => title::find(&sight.surroundings(), &outline, judge),
        _ => None,
    };
    if let Some(title) = &title {
        run.start = run.start.max(title.block + 1).min(run.end);
    }
    let Sight { blocks, facts, marks } = sight;
    let mut page = Page {
        roles: vec![Role::Other; blocks.len()],
        chances: scores.story.iter().map(|&score| story::percent(score)).collect(),
        blocks,
        facts,
        run,
        title,
        published: None,
        byline: None,
        source: None,
        sections: None,
        dateline: None,
        lifted: 0,
    };
    page.mark_body(&chosen);
    page.drop_notice();
    page.mark_summary(&marks);
    page.mark_duplicates();
    page.mark_captions(&marks);
    page.read_lead();
    page.read_meta(&marks);
    page.trim_end();
    page.drop_blurb();
    page.read_source();
    page
}

/// The blocks that look like the story before its headline is known.
pub struct Choice {
    pub chosen: Vec<bool>,
    /// From the first of them to the last.
    pub run: Range<usize>,
    /// The first of them that is surely story or within its likeliest piece.
    pub first: usize,
}

/// Chooses the story's blocks by a model's scores.
pub fn choose(sight: &Sight, scores: &Scores) -> Choice {
    let Sight { blocks, facts, marks } = sight;
    let Scores { story: scores, piece, .. } = scores;
    let words = |at: usize| facts[at].words;
    let mut chosen = story::chosen(scores, &words);
    // Where the model is in doubt, a line that reads as a date, an author or a
    // caption is that; and links to other stories are never part of this one.
    let other = |at: usize| marks.meta(at) && !is_calendar(marks, at) || marks.captions[at];
    let mut listed = false;
    for (at, chosen) in chosen.iter_mut().enumerate() {
        let fact = &facts[at];
        listed = is_list_head(fact) || listed && !fact.ended && fact.words <= 14;
        let bare = fact.words <= 2 && blocks[at].text.contains("://");
        let shown = other(at) && scores[at] < SURE || marks.pictured[at];
        *chosen &= !shown && !fact.inline && !listed && !bare;
    }
    let mut kept = (0..blocks.len()).filter(|&at| chosen[at]);
    let mut run = kept.next().map_or(0..0, |first| first..kept.next_back().unwrap_or(first) + 1);
    if run.is_empty() {
        // Nothing looks like a story: what is not surely furniture is kept.
        run = 0..blocks.len();
        chosen.fill(true);
    }
    let first = run.clone().find(|&at| chosen[at] && (scores[at] >= SURE || piece.contains(&at)));
    let first = first.unwrap_or(run.start);
    Choice { chosen, run, first }
}

impl Page {
    fn body(&self) -> impl Iterator<Item = usize> + '_ {
        self.run.clone().filter(|&at| self.roles[at] == Role::Body)
    }

    fn first_body(&self) -> usize {
        self.body().next().unwrap_or(self.run.start)
    }

    /// Where the headline stands, or the story where there is none.
    fn head(&self) -> usize {
        self.title.as_ref().map_or(self.run.start, |t| t.block)
    }

    /// Marks what is kept of the run.
    fn mark_body(&mut self, chosen: &[bool]) {
        // A form's mark alone, ']', is a block without a word.
        let kept = |at: usize| {
            chosen[at] && !self.blocks[at].text.is_empty() && !is_offer(&self.blocks[at], &self.facts[at])
        };
        let kept: Vec<usize> = self.run.clone().filter(|&at| kept(at)).collect();
        for at in kept {
            self.roles[at] = Role::Body;
        }
        if let Some(title) = &self.title {
            self.roles[title.block] = Role::Title;
        }
    }

    /// The standfirst: it repeats the lead, or stands between headline and
    /// story with a line of metadata or without a full stop behind it.
    fn mark_summary(&mut self, marks: &Marks) {
        let Some(title) = self.title.as_ref().map(|t| t.block) else { return };
        let Some(at) = (title + 1..self.run.end).find(|&at| {
            let fact = &self.facts[at];
            fact.words >= 6
                && !marks.meta(at)
                && !marks.captions[at]
                && fact.phrase.is_none()
                && fact.prose.is_none_or(|p| p.1 < 2)
                && !self.blocks[at].folded.starts_with(self.blocks[title].folded.as_str())
        }) else {
            return;
        };
        let folded = self.blocks[at].folded.trim_end_matches(['.', '…', ' ']);
        let repeated = (at + 1..self.run.end).any(|n| self.blocks[n].folded.starts_with(folded));
        let next = (at + 1..self.run.end).find(|&n| self.facts[n].is_prose() && !marks.captions[n]);
        let Some(next) = next else { return };
        let between = (at + 1..next)
            .any(|n| marks.meta(n) || self.facts[n].phrase == Some(Reason::Share) || marks.captions[n]);
        let unended = !self.facts[at].ended && self.facts[at].words >= 8;
        let before = (title + 1..at).any(|n| marks.meta(n));
        let short = self.facts[at].words <= 60;
        if repeated || (short && unended && !self.blocks[at].bullet) || (short && between && !before) {
            self.roles[at] = Role::Summary;
        }
    }

    fn mark_duplicates(&mut self) {
        let mut seen: HashSet<&str> = HashSet::new();
        let title = self.title.as_ref().map(|t| self.blocks[t.block].folded.as_str());
        for at in 0..self.blocks.len() {
            let folded = self.blocks[at].folded.as_str();
            if self.facts[at].words < 3 {
                continue;
            }
            match self.roles[at] {
                Role::Body | Role::Summary => {
                    if seen.contains(folded) || title == Some(folded) {
                        self.roles[at] = Role::Duplicate;
                    }
                    seen.insert(folded);
                }
                Role::Other if self.facts[at].phrase.is_none() => {
                    let title_again = title.is_some_and(|t| {
                        folded == t || (t.len() >= 12 && folded.starts_with(t) && folded.len() - t.len() < 45)
                    });
                    if title_again {
                        self.roles[at] = Role::Duplicate;
                    }
                }
                _ => {}
            }
        }
    }

    fn mark_captions(&mut self, marks: &Marks) {
        for at in self.head()..self.run.end {
            let free = matches!(self.roles[at], Role::Other);
            if free && marks.captions[at] && self.facts[at].phrase.is_none() {
                self.roles[at] = Role::Caption;
            }
        }
    }

    /// Lifts dateline and credit off the first paragraph, or finds the dateline
    /// on a line of its own.
    fn read_lead(&mut self) {
        let first = self.first_body();
        if self.roles.get(first) == Some(&Role::Body)
            && let Some(lead) = dateline::lead(&self.blocks[first].text)
        {
            self.lifted = lead.body;
            self.dateline = lead.place.map(|(value, range)| Said { value, block: first, range });
            self.source = lead.credit.map(|range| Said {
                value: self.blocks[first].text[range.clone()].to_owned(),
                block: first,
                range,
            });
        }
    }

    fn read_meta(&mut self, marks: &Marks) {
        let (head, first) = (self.head(), self.first_body());
        let title = self.title.as_ref().map(|t| t.block);
        let story = Story { title, paragraphs: first..self.run.end };
        let surroundings = surroundings(&self.blocks, &self.facts, marks);
        self.published = published::find(&surroundings, &marks.dates, &story);
        let author = authors::find(&surroundings, &marks.bylines, &story);
        if let Some(stamp) = self.published
            && self.roles[stamp.block] == Role::Other
        {
            self.roles[stamp.block] = Role::Meta;
        }
        if let Some((at, byline)) = author
            && self.roles[at] != Role::Title
        {
            self.byline = Some((at, byline));
            self.roles[at] = Role::Meta;
        }
        if self.dateline.is_none()
            && let Some(at) =
                (head..(first + 2).min(self.blocks.len())).find(|&at| marks.datelines[at].is_some())
            && let Some(value) = marks.datelines[at].clone()
        {
            self.dateline = Some(Said { value, block: at, range: 0..self.blocks[at].text.len() });
            self.roles[at] = Role::Meta;
        }
        self.read_sections();
    }

    /// Takes off the story's end what announces something else: a line with a
    /// colon that nothing follows, a short note on reprints or newsletters.
    fn trim_end(&mut self) {
        const SHORT: usize = 25;
        let first = self.first_body();
        for last in self.run.clone().rev() {
            if self.roles[last] != Role::Body {
                continue;
            }
            let fact = &self.facts[last];
            let unsure = self.chances[last] < story::percent(SURE);
            let note = unsure
                && fact.prose.is_some_and(|(reason, _)| {
                    matches!(
                        reason,
                        Reason::Legal
                            | Reason::Subscribe
                            | Reason::Contact
                            | Reason::Share
                            | Reason::Comments
                    )
                });
            let trimmed = fact.words <= SHORT && (note || self.blocks[last].text.ends_with(':'));
            if !trimmed || last == first {
                break;
            }
            self.roles[last] = Role::Other;
        }
    }

    /// 'We use cookies to …': a notice in full sentences above or below a story
    /// that doesn't speak of cookies. A word of consent tells the site's cookies
    /// from a baker's.
    fn drop_notice(&mut self) {
        const EDGE: usize = 2;
        const LONGEST: usize = 90;
        let folded = |at: usize| self.blocks[at].folded.as_str();
        let body: Vec<usize> = self.body().collect();
        let is_edge = |n: usize| n < EDGE || n + EDGE >= body.len();
        let told = |&(_, &at): &(usize, &usize)| phrases::tells_of_cookies(folded(at));
        let notices: Vec<(usize, &usize)> = body.iter().enumerate().filter(told).collect();
        let is_notice = |&(n, &at): &(usize, &usize)| {
            let asks = phrases::asks_consent(folded(at)) && features::is_notice(folded(at));
            is_edge(n) && self.facts[at].words <= LONGEST && asks
        };
        let is_told = self.title.as_ref().is_some_and(|title| phrases::tells_of_cookies(folded(title.block)));
        if is_told || notices.len() >= body.len() || !notices.iter().all(is_notice) {
            return;
        }
        let found: Vec<usize> = notices.into_iter().map(|(_, &at)| at).collect();
        for at in found {
            self.roles[at] = Role::Other;
            self.facts[at].phrase = Some(Reason::Cookies);
        }
    }

    /// 'Pietro Lang writes about diplomacy for …': one of the last paragraphs that
    /// begins with its author's name is about the author, and what follows it are
    /// other stories.
    fn drop_blurb(&mut self) {
        const LONGEST: usize = 60;
        const LAST: usize = 5;
        let first = self.first_body();
        let Some((_, byline)) = &self.byline else { return };
        let authors: Vec<String> = byline.authors.iter().map(|author| fold(author)).collect();
        let mut last: Vec<usize> = self.body().filter(|&at| at != first).collect();
        last.drain(..last.len().saturating_sub(LAST));
        let is_blurb = |at: usize| {
            self.facts[at].words <= LONGEST
                && authors.iter().any(|author| self.blocks[at].folded.starts_with(author.as_str()))
        };
        let blurb = last.iter().rposition(|&at| self.facts[at].words > LONGEST).map_or(0, |n| n + 1);
        let Some(from) = last[blurb..].iter().position(|&at| is_blurb(at)) else { return };
        for (n, &at) in last[blurb + from..].iter().enumerate() {
            self.roles[at] = Role::Other;
            if n == 0 {
                self.facts[at].phrase = Some(Reason::Author);
            }
        }
    }

    fn read_sections(&mut self) {
        const ABOVE: usize = 12;
        let head = self.head();
        let above = (head.saturating_sub(ABOVE)..head).rev();
        let trail = above
            .clone()
            .find_map(|at| Some((at, sections::trail(&self.blocks[at])?)))
            .or_else(|| above.take(3).find_map(|at| Some((at, sections::glued(&self.blocks[at])?))))
            .filter(|(at, _)| self.roles[*at] == Role::Other);
        if let Some((block, value)) = trail {
            self.sections = Some(Said { value, block, range: 0..self.blocks[block].text.len() });
            self.roles[block] = Role::Meta;
        } else if let Some(stamp) = self.published
            // Before the date of a dateline stands a place.
            && self.roles[stamp.block] != Role::Body
            && self.dateline.as_ref().is_none_or(|d| d.block != stamp.block)
            && dateline::lead(&self.blocks[stamp.block].text).is_none()
            && let Some((label, range)) = sections::label(&self.blocks[stamp.block].text, &stamp.printed)
        {
            self.sections = Some(Said { value: vec![label], block: stamp.block, range });
        }
    }

    /// The publisher: credited with the author, before the first sentence, on a
    /// line of its own, or by the page about itself.
    fn read_source(&mut self) {
        if let Some((block, byline)) = &self.byline
            && let Some((value, range)) = &byline.credit
        {
            self.source = Some(Said { value: value.clone(), block: *block, range: range.clone() });
        }
        if self.source.is_some() {
            return;
        }
        let first = self.first_body();
        let line = (self.head()..self.blocks.len()).find_map(|at| {
            let text = &self.blocks[at].text;
            if let Some(range) = source::credit_line(text) {
                return Some((at, range));
            }
            if at < first
                && let Some((_, range)) = dateline::place_and_agency(text)
            {
                return Some((at, range));
            }
            let agency = at < first && source::is_agency(text);
            agency.then_some((at, 0..text.len()))
        });
        let own = || {
            let site = self.title.as_ref().and_then(|t| t.site.clone());
            let each = || self.blocks.iter().enumerate();
            site.or_else(|| each().find_map(|(at, b)| Some((at, source::own_site(&b.text)?)))).or_else(|| {
                let mut around = each().rev().filter(|(at, _)| !(self.head()..self.run.end).contains(at));
                around.find_map(|(at, b)| {
                    let owner = source::copyright_owner(&b.text)?;
                    let of_picture = ["foto", "photo", "getty"].iter().any(|w| b.folded.contains(w));
                    (!of_picture).then_some((at, owner))
                })
            })
        };
        let marked = line.is_some();
        if let Some((block, range)) = line.or_else(own) {
            let value = self.blocks[block].text[range.clone()].to_owned();
            if marked && self.roles[block] == Role::Other {
                self.roles[block] = Role::Meta;
            }
            self.source = Some(Said { value, block, range });
        }
    }
}
