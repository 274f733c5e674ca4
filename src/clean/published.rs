//! Which of a page's dates is the day of publication.
//!
//! It stands near the headline, apart from running text, and isn't the date of
//! a comment, of a related story, of a copyright or of today's edition. The
//! date of an update counts where the page prints no other: readers take it
//! for the date of what they read.

use chrono::Datelike;

use super::authors::Story;
use super::features::Facts;
use super::title::Surroundings;
use super::wrap::Block;
use crate::article::Reason;
use crate::date::names;
use crate::date::printed::{self, Order, Printed};
use crate::text::{fold, has};

/// Words before a date that say it is an update's, one a line.
const UPDATED: &str = "\
updated
update
modified
revised
edited
changed
as of
reviewed
aggiornato
aggiornamento
ultima modifica
modifie
mis a jour
mise a jour
aktualisiert
aktualisierung
geandert
stand
actualizado
actualizada
actualizacion
atualizado
atualizada
bijgewerkt
gewijzigd
uppdaterad
opdateret
oppdatert
paivitetty
aktualizacja
zaktualizowano
aktualizovano
обновлено
изменено
оновлено
guncelleme
guncellendi
تحديث
به روز
更新";

/// Words before a date that say it is neither this article's nor its update's.
const ANOTHER: &str = "\
copyright
©
expires
accessed
abgerufen
retrieved
since
seit
joined
registriert
valid
gultig
until
bis
till
today is
heute ist
born
geboren
copied
deadline
event date
from
ab";

/// Words before a date that say it is this one.
const PUBLISHED: &str = "\
published
publication date
publishing date
posted
post date
first published
date
dated
created
written
issued
released
filed
pubblicato
data
publie
publiee
mis en ligne
mise en ligne
publicado
publicada
publicacion
fecha
veroffentlicht
veroffentlichung
erstellt
eingestellt
erschienen
geschrieben
datum
gepubliceerd
geplaatst
publicerad
publiceret
publisert
julkaistu
opublikowano
dodano
data publikacji
publikovano
vydano
megjelent
publicat
δημοσιευτηκε
опубликовано
опублiковано
дата
yayin
yayinlanma
نشر
انتشار
تاريخ
تاریخ
发布
发表
公開
掲載";

/// Words that lead to a date, whichever it is.
const LEADING: &str = "\
on
le
am
vom
den
il
el";

/// What the words just before a date make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    None,
    /// 'on', 'am': the date of what the line is about.
    Leading,
    Published,
    Updated,
    Another,
}

fn label(before: &str) -> Label {
    const TAIL: usize = 40;
    /// 'Updated on': so near the words belong together.
    const NEAR: usize = 10;
    let folded = fold(before);
    let start = folded.char_indices().nth_back(TAIL).map_or(0, |(at, _)| at);
    let tail = &folded[start..];
    // The last label before the date counts.
    let last = |words: &str| words.lines().filter_map(|w| whole_word(tail, w)).max();
    let (this, updated, another) = (last(PUBLISHED), last(UPDATED), last(ANOTHER));
    let other = updated.max(another);
    match (this, other) {
        (Some(this), Some(other)) if other >= this || this - other < NEAR => {}
        (Some(_), _) => return Label::Published,
        (None, Some(_)) => {}
        (None, None) => {
            return if last(LEADING).is_some() { Label::Leading } else { Label::None };
        }
    }
    if another >= updated { Label::Another } else { Label::Updated }
}

/// Whether words before a date only say what it is the date of.
pub fn is_label(before: &str) -> bool {
    !matches!(label(before), Label::None | Label::Leading)
}

/// Where a word stands last in a text, not as part of another.
fn whole_word(text: &str, word: &str) -> Option<usize> {
    // To find where is slower than to see that there is none.
    if !has(text, word) {
        return None;
    }
    text.rmatch_indices(word).map(|(at, _)| at).find(|&at| {
        let before = text[..at].chars().last();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// The only order by which a numeric date of the page is a day that the page also
/// writes with its month's name: '04/05/2017' and 'May 4'.
fn written_out(blocks: &[Block], facts: &[Facts]) -> Option<Order> {
    let told = |order: Order, other: Order| {
        let lines =
            blocks.iter().zip(facts).filter(|(block, fact)| fact.words <= 30 && block.text.contains('/'));
        lines
            .flat_map(|(block, _)| {
                let mut dates = printed::find(&block.text, Some(order));
                let others = printed::find(&block.text, Some(other));
                dates.retain(|found| !others.contains(found));
                dates
            })
            .map(|found| found.date.first_day())
            .any(|day| blocks.iter().any(|block| names_day(&block.text, day.month() as u8, day.day())))
    };
    let day_first = told(Order::DayFirst, Order::MonthFirst);
    let month_first = told(Order::MonthFirst, Order::DayFirst);
    (day_first != month_first).then_some(if day_first { Order::DayFirst } else { Order::MonthFirst })
}

/// Whether a text has the day as 'May 4' or '4 May'.
fn names_day(text: &str, month: u8, day: u32) -> bool {
    let mut before = "";
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).any(|word| {
        let last = std::mem::replace(&mut before, word);
        let is_day = |word: &str| word.parse() == Ok(day);
        let is_month = |word: &str| names::month_in("en", word) == Some(month);
        is_month(last) && is_day(word) || is_day(last) && is_month(word)
    })
}

/// A date of the page: its block, and what it prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub block: usize,
    pub printed: Printed,
}

/// The dates of each block that is no running text; empty for the others.
///
/// Which number of '3/4/2017' is the day is said by a date of the page that can
/// be read in one way only; in English by the same day with its month's name
/// elsewhere on the page, or else by how the page writes such dates; all other
/// languages write the day first.
pub fn stamps(blocks: &[Block], facts: &[Facts], english: bool) -> Vec<Vec<Printed>> {
    let numeric = blocks.iter().find_map(|b| printed::order_of(&b.text));
    let short = |fact: &Facts| fact.words <= 30;
    let order = match (numeric, english) {
        (None, false) => Some(Order::DayFirst),
        (None, true) => written_out(blocks, facts).or_else(|| {
            let mut lines = blocks.iter().zip(facts).filter(|(_, fact)| short(fact));
            lines.find_map(|(b, _)| printed::order_of_words(&b.text))
        }),
        (found, _) => found,
    };
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
        && (!fact.ended || dated * 2 >= block.text.len())
}

/// The date of publication of a story, among the dates that [`stamps`] found.
pub fn find(page: &Surroundings, stamps: &[Vec<Printed>], story: &Story) -> Option<Stamp> {
    const ENOUGH: i32 = 20;
    const ABOVE: usize = 12;
    const BELOW: usize = 31;
    let (first, end) = (story.paragraphs.start, story.paragraphs.end);
    // Below a heading of comments all dates are the readers'.
    let comments = (end.max(first + 1)..page.blocks.len())
        .find(|&at| page.facts[at].phrase == Some(Reason::Comments))
        .unwrap_or(page.blocks.len());
    // Many dates below the story are those of other stories.
    let below = (end..comments.min(end + 40)).filter(|&at| page.dated[at]).count();
    let mut best: Option<(i32, Stamp)> = None;
    // The likeliest that says what it is.
    let mut told: Option<(i32, Stamp)> = None;
    let head = story.title.unwrap_or(first);
    let near = head.saturating_sub(ABOVE)..comments.min(end + BELOW);
    for (at, dates) in stamps.iter().enumerate().filter(|(at, _)| near.contains(at)) {
        let text = page.blocks[at].text.as_str();
        let mut from = 0;
        for &printed in dates {
            let mut label = label(&text[from..printed.start]);
            if label == Label::None && from == 0 && text[..printed.start].trim().is_empty() {
                label = label_above(page, at);
            }
            from = printed.end;
            // What stands in quotation marks is cited: a log's '"Timestamp": "2030-08-14"'.
            if text[..printed.start].ends_with(['"', '“', '«', '„']) {
                continue;
            }
            let Some(place) = place(page, story, at, label, below) else { continue };
            let signed = (at.saturating_sub(2)..(at + 3).min(page.signed.len())).any(|n| page.signed[n]);
            let loose = !page.dated[at] && label != Label::Published;
            let score = place + 15 * i32::from(signed) + 6 * i32::from(printed.date.time.is_some())
                - 30 * i32::from(printed.date.day.is_none())
                - 25 * i32::from(loose);
            if score < ENOUGH || is_far_ahead(page, stamps, at, &printed) {
                continue;
            }
            let stamp = Stamp { block: at, printed };
            if best.is_none_or(|(b, _)| score > b) {
                best = Some((score, stamp));
            }
            if label == Label::Published && told.is_none_or(|(b, _)| score > b) {
                told = Some((score, stamp));
            }
        }
    }
    let best = best.map(|(_, stamp)| stamp)?;
    // 'Conference on rivers, 14 August 2035' is told of before.
    let before = |told: &Stamp| {
        let (day, told) = (best.printed.date.first_day(), told.printed.date.first_day());
        (day - told).num_days() > YEAR
    };
    Some(told.map(|(_, stamp)| stamp).filter(before).unwrap_or(best))
}

const YEAR: i64 = 365;

/// Whether a date is so much later than all else on the page that it can't be
/// its day: the copyright, and every other date and year.
fn is_far_ahead(page: &Surroundings, stamps: &[Vec<Printed>], block: usize, date: &Printed) -> bool {
    const FAR: i32 = 5;
    let year = date.date.year;
    let owned = page.blocks.iter().filter(|b| has(&b.folded, "©") || has(&b.folded, "copyright"));
    let Some(owned) = owned.flat_map(|b| years(&b.folded)).max() else { return false };
    let near = |other: i32| other + FAR > year;
    let others = || stamps.iter().enumerate().filter(|(at, _)| *at != block).flat_map(|(_, dates)| dates);
    !near(owned)
        && !others().any(|other| near(other.date.year))
        && !page.blocks.iter().flat_map(|b| years(&b.folded)).any(|other| other != year && near(other))
}

/// The numbers of a text that may be years.
fn years(text: &str) -> impl Iterator<Item = i32> {
    let numbers = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() == 4);
    numbers.filter_map(|word| word.parse().ok()).filter(|year| (1900..2100).contains(year))
}

/// Whether a date below the story is that of another one: it stands below a
/// line that reads as a headline, or first in a list of related stories.
fn is_anothers(page: &Surroundings, story: &Story, at: usize) -> bool {
    const HEADLINE: usize = 3;
    // 'Posted on 3 May 2020 Author Ann Lee' is at a story's own end.
    if page.signed[at] {
        return false;
    }
    let title = story.title.map(|at| page.blocks[at].folded.as_str());
    for n in (story.paragraphs.end..at).rev() {
        let (block, fact) = (&page.blocks[n], &page.facts[n]);
        let goes_on = block.text.starts_with(char::is_lowercase);
        match fact.phrase {
            // A label of the date, or a part of the line that it stands in.
            Some(Reason::Metadata) => {}
            Some(reason) => return reason == Reason::Related && !fact.inline,
            None if fact.words == 0
                || page.signed[n]
                || page.dated[n]
                || goes_on
                || is_label(&block.text) => {}
            None => {
                let headline = fact.words >= HEADLINE && fact.shape.sentences == 0 && !fact.ended;
                return headline && title != Some(block.folded.as_str());
            }
        }
    }
    false
}

/// What a label on the line above says of a date that begins its own line.
fn label_above(page: &Surroundings, at: usize) -> Label {
    let above = (at.saturating_sub(2)..at).rev().find(|&n| page.facts[n].words > 0);
    match above {
        Some(n) if page.facts[n].words <= 3 && !page.dated[n] => match label(&page.blocks[n].text) {
            Label::Leading => Label::None,
            label => label,
        },
        _ => Label::None,
    }
}

/// How likely a date of this label is the day of publication where it stands;
/// `below` is the number of dated lines soon after the story.
fn place(page: &Surroundings, story: &Story, at: usize, label: Label, below: usize) -> Option<i32> {
    const FEW: usize = 3;
    let (first, end) = (story.paragraphs.start, story.paragraphs.end);
    let head = story.title.unwrap_or(first);
    if story.title == Some(at) || label == Label::Another {
        return None;
    }
    let (published, updated) = (label == Label::Published, label == Label::Updated);
    let above = head.saturating_sub(at) as i32;
    let place = if at < head {
        match above {
            1..=4 => 48 - 4 * above,
            5..=12 if published => 40 - 3 * above,
            5..=12 if story.title.is_none() => 40 - 3 * above,
            _ => return None,
        }
    } else if at <= first + 1 {
        70 - (at - head).min(20) as i32
    } else if at < end {
        // Dated lines within a story are those of a chronicle, unless there is but one.
        let dated = (first..end).filter(|&n| page.dated[n]).count();
        if !page.dated[at] {
            return None;
        }
        if dated == 1 { 22 } else { 12 }
    } else {
        if is_anothers(page, story, at) {
            return None;
        }
        let far = (at - end) as i32;
        match label {
            Label::Published | Label::Updated if far <= 30 && below <= 2 * FEW => 32 - far / 3,
            _ if far <= 4 && below <= FEW && page.dated[at] => 30 - 3 * far,
            _ => return None,
        }
    };
    Some(if updated { 20 + place / 10 } else { place + 30 * i32::from(published) })
}

#[cfg(test)]
mod tests {
    use super::super::{features, lines, wrap};
    use super::*;

    #[test]
    fn labels_tell_dates_apart() {
        for (before, expected) in [
            ("Published: ", Label::Published),
            ("Last update: ", Label::Updated),
            ("Esteri | Pubblicato: ", Label::Published),
            (" | Aggiornato: ", Label::Updated),
            ("Politics Materials ", Label::None),
            ("updated on ", Label::Updated),
            ("Ann Lee on ", Label::Leading),
            ("Copyright ", Label::Another),
            ("Zuletzt aktualisiert am ", Label::Updated),
            ("", Label::None),
        ] {
            assert_eq!(label(before), expected, "{before}");
        }
    }

    const STORY: &str = "The tug that had been lying off the mole since Tuesday left on Friday with the pilot, the harbour said.";

    /// The date of a story under a headline, with these lines between and below.
    #[track_caller]
    fn check(between: &[&str], below: &[&str], expected: Option<&str>) {
        let text = [&["Tug leaves the mole"], between, &[STORY, STORY], below].concat().join("\n\n");
        let blocks = wrap::blocks(&text, &lines::read(&text));
        let facts = features::facts(&blocks);
        let dates = stamps(&blocks, &facts, true);
        let dated: Vec<bool> =
            blocks.iter().zip(&facts).zip(&dates).map(|((b, f), d)| is_stamp(b, f, d)).collect();
        let none = vec![false; blocks.len()];
        let page = Surroundings {
            blocks: &blocks,
            facts: &facts,
            dated: &dated,
            signed: &none,
            pictured: &none,
            spaced: true,
        };
        let first = between.len() + 1;
        let story = Story { title: Some(0), paragraphs: first..first + 2 };
        let found = find(&page, &dates, &story).map(|s| s.printed.date.to_string());
        assert_eq!(found.as_deref(), expected, "{between:?} {below:?}");
    }

    #[test]
    fn a_day_that_is_written_out_tells_the_order_of_numbers() {
        #[track_caller]
        fn check(day: &str, expected: Option<Order>) {
            let text = format!("04/05/2017\n\n{day}");
            let blocks = wrap::blocks(&text, &lines::read(&text));
            let facts = features::facts(&blocks);
            assert_eq!(written_out(&blocks, &facts), expected, "{day}");
        }
        check("The room in Astana, May 4", Some(Order::DayFirst));
        check("The room in Astana, 4 May", Some(Order::DayFirst));
        check("The room in Astana, April 5", Some(Order::MonthFirst));
        check("May 4 and April 5", None);
        check("May 14", None);
    }

    #[test]
    fn the_day_of_publication() {
        check(&["3 May 2020"], &["4 May 2020"], Some("2020-05-03"));
        check(&["Updated 5 May 2020", "Published 3 May 2020"], &[], Some("2020-05-03"));
        check(&["Updated 5 May 2020"], &[], Some("2020-05-05"));
        check(&["Mise en ligne", "3 May 2020"], &["Posted on 2 May 2020"], Some("2020-05-03"));
        check(&[], &["Posted on 3 May 2020"], Some("2020-05-03"));
        check(&[], &["Comments", "Ann Lee", "3 May 2020"], None);
        check(
            &[],
            &[
                "Tug sinks",
                "3 May 2020",
                "Mole moves",
                "4 May 2020",
                "Sea ends",
                "5 May 2020",
                "Tar",
                "6 May 2020",
            ],
            None,
        );
        check(&[], &["© 3 May 2020"], None);
    }

    #[test]
    fn the_date_of_another_story_is_none_of_this_one() {
        check(&[], &["Published 3 May 2020", "Related", "Mole moves"], Some("2020-05-03"));
        check(&[], &["Mole moves to the south", "Published 3 May 2020"], None);
        check(&[], &["More on this story", "Mole moves to the south", "Published", "3 May 2020"], None);
        check(&[], &["Related", "3 May 2020", "Mole moves to the south"], None);
        check(&[], &["Tug leaves the mole", "Published 3 May 2020"], Some("2020-05-03"));
        check(&[], &["Un film", "de Bo Ek", "Mise en ligne", "3 May 2020"], Some("2020-05-03"));
        check(
            &[],
            &["Ann Lee is a pilot. She lives on the mole", "Posted on 3 May 2020"],
            Some("2020-05-03"),
        );
    }

    #[test]
    fn a_day_far_ahead_is_not_believed() {
        check(&["3 May 2050"], &["© 2020 Harbour Courier"], None);
        check(&["3 May 2021"], &["© 2020 Harbour Courier"], Some("2021-05-03"));
        check(&["3 May 2050"], &[], Some("2050-05-03"));
        check(&["14 August 2035"], &["Posted 3 May 2020"], Some("2020-05-03"));
    }
}
