//! The timeline: which dates the articles tell of, and when they were published.
//!
//! Bars over the stretch that most of them fall into, an open one at either end
//! for the few that lie far out, and the dates one by one. A date that may be of
//! several bars, a year over its months, counts in each.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Origin, Passage, Range, Shelf, entry};
use crate::article::Document;
use crate::date::{Date, When};
use crate::order::sort_by_key;
use crate::text::Span;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// From the earliest to the latest, without gaps.
    pub stretches: Vec<Stretch>,
    /// How many of what is chosen there are, and in how many articles.
    pub n_mentioned: u32,
    pub n_published: u32,
    pub n_articles: u32,
    /// The first of what is chosen, in order of time.
    pub moments: Vec<Moment>,
}

/// A bar of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// The first and the last may be open at their far end.
    pub range: Range,
    /// Dates that articles tell of, each once an article.
    pub n_mentioned: u32,
    pub n_published: u32,
}

/// What is told of one date, or was published then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// To the day.
    pub when: When,
    /// Without a span where the article is of that date itself: its text is the
    /// article's title.
    pub passages: Vec<Passage>,
}

/// A date of an article while dates are being gathered.
struct Found {
    first: NaiveDate,
    last: NaiveDate,
    when: When,
    /// Index into the shelf's articles.
    article: u32,
    /// Of its first mention; `None` where the article was published then.
    span: Option<Span>,
}

impl Found {
    fn lies_in(&self, range: Range) -> bool {
        range.from.is_none_or(|from| self.last >= from.first_day())
            && range.to.is_none_or(|to| self.first <= to.last_day())
    }
}

pub fn gather(shelf: &Shelf<'_>, span: Range, brush: Range, rows: usize) -> Timeline {
    let mut all = Vec::new();
    for (n, document) in shelf.documents().enumerate() {
        collect(document, n as u32, &mut all);
    }
    all.retain(|found| found.lies_in(span));
    sort_by_key(&mut all, |found| (found.first, found.last, found.when, found.span.is_some(), found.article));
    let stretches = stretches(&all, span);
    all.retain(|found| found.lies_in(brush));
    // What began before and may reach into the time that is chosen comes last.
    let begin = brush.from.max(span.from).map(Date::first_day);
    sort_by_key(&mut all, |found| begin.is_some_and(|begin| found.first < begin));

    let mut seen = vec![false; shelf.articles.len()];
    all.iter().for_each(|found| seen[found.article as usize] = true);
    let n_published = all.iter().filter(|found| found.span.is_none()).count() as u32;
    let mut moments: Vec<Moment> = Vec::new();
    for found in all.iter().take(rows) {
        let document = &shelf.documents[shelf.articles[found.article as usize] as usize];
        let passage = match found.span {
            Some(span) => Passage::of(document, span),
            None => published(document),
        };
        match moments.last_mut() {
            Some(moment) if moment.when == found.when => moment.passages.push(passage),
            _ => moments.push(Moment { when: found.when, passages: vec![passage] }),
        }
    }
    Timeline {
        stretches,
        n_mentioned: all.len() as u32 - n_published,
        n_published,
        n_articles: seen.iter().filter(|seen| **seen).count() as u32,
        moments,
    }
}

/// An article's dates, each once, and its own.
fn collect(document: &Document, article: u32, all: &mut Vec<Found>) {
    let begin = all.len();
    let mut add = |when: When, span: Option<Span>| {
        let when = to_the_day(when);
        let is_known = all[begin..].iter().any(|f| f.when == when && f.span.is_some() == span.is_some());
        // An interval that ends before it begins is no time.
        if !is_known && when.first_day() <= when.last_day() {
            all.push(Found { first: when.first_day(), last: when.last_day(), when, article, span });
        }
    };
    if let Some(when) = entry::date(document) {
        add(when, None);
    }
    for date in &document.extraction.dates {
        if let Some(when) = date.value {
            add(when, Some(date.span));
        }
    }
}

fn to_the_day(when: When) -> When {
    let day = |date: Date| Date { time: None, offset: None, ..date };
    match when {
        When::On(date) => When::On(day(date)),
        When::Between(a, b) => When::Between(day(a), day(b)),
    }
}

fn published(document: &Document) -> Passage {
    let origin = Origin::of(document);
    let text = origin.title.clone().unwrap_or_else(|| origin.file.clone());
    Passage { origin, span: None, text, marks: Vec::new() }
}

/// How wide a bar is.
#[derive(Clone, Copy, PartialEq)]
enum Width {
    Days(i32),
    Months(i32),
}

use Width::{Days, Months};

const WIDTHS: [Width; 12] = [
    Days(1),
    Days(7),
    Months(1),
    Months(3),
    Months(12),
    Months(24),
    Months(60),
    Months(120),
    Months(240),
    Months(600),
    Months(1_200),
    Months(12_000),
];

/// Beyond so many bars the next coarser width is taken: on a phone each is
/// still wide enough to be seen.
const MOST_BARS: i32 = 36;

/// From so many dates on, those far out may leave the middle to the others.
const MANY: usize = 25;

/// One in so many at either end may be far out.
const FAR_OUT: usize = 40;

impl Width {
    /// The finest that shows these days.
    fn of(first: NaiveDate, last: NaiveDate) -> Width {
        let fits = |width: &Width| width.place(last) - width.place(first) < MOST_BARS;
        WIDTHS.into_iter().find(fits).unwrap_or(WIDTHS[WIDTHS.len() - 1])
    }

    fn is_finer(self, other: Width) -> bool {
        let place = |width| WIDTHS.iter().position(|other| *other == width);
        place(self) < place(other)
    }

    /// The number of the bar that a day falls into. Weeks begin on Mondays.
    fn place(self, day: NaiveDate) -> i32 {
        match self {
            Days(n) => (day.num_days_from_ce() - 1).div_euclid(n),
            Months(n) => (day.year() * 12 + day.month0() as i32).div_euclid(n),
        }
    }

    /// First and last day of a bar, as precise as it is wide.
    fn range(self, place: i32) -> Range {
        let (from, to) = match self {
            Days(n) => {
                let day = |day: i32| NaiveDate::from_num_days_from_ce_opt(day).map(Date::from);
                (day(place * n + 1), day(place * n + n))
            }
            Months(n) => {
                let date = |month: i32| {
                    let year = month.div_euclid(12);
                    if n < 12 { Date::month(year, month.rem_euclid(12) as u8 + 1) } else { Date::year(year) }
                };
                (Some(date(place * n)), Some(date(place * n + n - 1)))
            }
        };
        Range { from, to }
    }
}

/// The bars for these dates, which are in order.
fn stretches(all: &[Found], span: Range) -> Vec<Stretch> {
    let (Some(first), Some(last)) = (all.first(), all.iter().map(|found| found.first).max()) else {
        return Vec::new();
    };
    // Within a chosen span nothing is far out.
    let clip = |day: NaiveDate| {
        let day = span.from.map_or(day, |from| day.max(from.first_day()));
        span.to.map_or(day, |to| day.min(to.last_day()))
    };
    let (mut first, mut last) = (clip(first.first), clip(last));
    let mut width = Width::of(first, last);
    if all.len() >= MANY && span.is_open() {
        let cut = all.len().div_ceil(FAR_OUT);
        let (later, earlier) = (all[cut].first, all[all.len() - 1 - cut].first);
        // No more is cut off than makes the bars finer.
        for (inner_first, inner_last) in [(later, last), (first, earlier), (later, earlier)] {
            let inner = Width::of(inner_first, inner_last);
            if inner.is_finer(width) {
                (width, first, last) = (inner, inner_first, inner_last);
            }
        }
    }
    let (low, high) = (width.place(first), width.place(last));
    let n_bars = (high - low + 1) as usize;
    // Changes from bar to bar, with one for what lies before and one for what lies after.
    let mut counts = vec![[0i32; 2]; n_bars + 3];
    for found in all {
        let bar = |day: NaiveDate| (width.place(day) - low + 1).clamp(0, n_bars as i32 + 1) as usize;
        let kind = usize::from(found.span.is_none());
        counts[bar(clip(found.first))][kind] += 1;
        counts[bar(clip(found.last)) + 1][kind] -= 1;
    }
    let mut now = [0; 2];
    let ranges = (low - 1..=high + 1).map(|place| width.range(place));
    let stretches = ranges.zip(&counts).map(|(range, change)| {
        now = [now[0] + change[0], now[1] + change[1]];
        Stretch { range, n_mentioned: now[0] as u32, n_published: now[1] as u32 }
    });
    let mut stretches: Vec<Stretch> = stretches.collect();
    let is_empty = |stretch: &Stretch| stretch.n_mentioned + stretch.n_published == 0;
    if let Some(before) = stretches.first_mut() {
        before.range.from = None;
    }
    if let Some(after) = stretches.last_mut() {
        after.range.to = None;
    }
    stretches.pop_if(|after| is_empty(after));
    if stretches.first().is_some_and(is_empty) {
        stretches.remove(0);
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::books::tests::{article, name_of, tells, why};

    fn range(text: &str) -> Range {
        let (from, to) = text.split_once("..").unwrap_or_default();
        Range { from: from.parse().ok(), to: to.parse().ok() }
    }

    fn written(range: Range) -> String {
        let date = |date: Option<Date>| date.map_or(String::new(), |date| date.to_string());
        format!("{}..{}", date(range.from), date(range.to))
    }

    /// Articles of a day that tell of these dates, one word each.
    fn documents(articles: &[(&str, &[&str])]) -> Vec<Document> {
        let make = |(n, (day, dates)): (usize, &(&str, &[&str]))| {
            let words: Vec<String> = (0..dates.len()).map(|n| format!("word{n}x")).collect();
            let mut document = article(&n.to_string(), day, &words.join(" "));
            words.iter().zip(*dates).for_each(|(word, date)| tells(&mut document, word, date));
            document
        };
        articles.iter().enumerate().map(make).collect()
    }

    /// The bars that are not empty: `range mentioned+published`.
    #[track_caller]
    fn check(articles: &[(&str, &[&str])], [span, brush]: [&str; 2], expected: &str) -> Timeline {
        let documents = documents(articles);
        let positions: Vec<u32> = (0..documents.len() as u32).collect();
        let shelf =
            Shelf { documents: &documents, by_hand: &[], articles: &positions, name: &name_of, why: &why };
        let timeline = gather(&shelf, range(span), range(brush), 99);
        let bars = timeline.stretches.iter().filter(|s| s.n_mentioned + s.n_published > 0);
        let bars: Vec<String> =
            bars.map(|s| format!("{} {}+{}", written(s.range), s.n_mentioned, s.n_published)).collect();
        assert_eq!(bars.join(", "), expected);
        timeline
    }

    const ALL: [&str; 2] = ["", ""];

    #[test]
    fn bars_are_as_fine_as_there_is_room() {
        check(&[], ALL, "");
        check(
            &[("2017-01-03", &["2017-01-05", "2017-01-05"])],
            ALL,
            "2017-01-03..2017-01-03 0+1, 2017-01-05..2017-01-05 1+0",
        );
        check(
            &[("2017-01-03", &["2016-11-21"])],
            ALL,
            "2016-11-21..2016-11-27 1+0, 2017-01-02..2017-01-08 0+1",
        );
        check(&[("2017-01-03", &["2015-11"])], ALL, "2015-11..2015-11 1+0, 2017-01..2017-01 0+1");
        check(&[("2017-01-03", &["1990"])], ALL, "1990..1990 1+0, 2017..2017 0+1");
    }

    #[test]
    fn a_long_time_counts_in_each_bar_that_it_may_be_of() {
        let timeline = check(
            &[("2016-03-03", &["2017", "2017-02"])],
            ALL,
            "2016-03..2016-03 0+1, 2017-01..2017-01 1+0, 2017-02..2017-02 2+0, 2017-03.. 1+0",
        );
        assert_eq!((timeline.n_mentioned, timeline.n_published, timeline.n_articles), (2, 1, 1));
    }

    #[test]
    fn what_lies_far_out_leaves_room_for_the_rest() {
        let days: Vec<String> = (1..=28).map(|day| format!("2017-03-{day:02}")).collect();
        let mut dates: Vec<&str> = days.iter().map(String::as_str).collect();
        dates.push("1648");
        let timeline = check_ends(&[("", &dates)]);
        assert_eq!(timeline, ["..2017-02-28", "2017-03-28..2017-03-28"]);
        dates.truncate(20);
        dates.push("1648");
        assert_eq!(check_ends(&[("", &dates)]), ["1640..1659", "2000..2019"]);
    }

    /// The first and the last bar.
    fn check_ends(articles: &[(&str, &[&str])]) -> [String; 2] {
        let documents = documents(articles);
        let shelf = Shelf { documents: &documents, by_hand: &[], articles: &[0], name: &name_of, why: &why };
        let stretches = gather(&shelf, Range::default(), Range::default(), 0).stretches;
        [stretches.first(), stretches.last()].map(|s| s.map_or(String::new(), |s| written(s.range)))
    }

    #[test]
    fn a_choice_narrows_the_list_and_a_span_the_bars_too() {
        let articles: &[(&str, &[&str])] =
            &[("2017-01-03", &["2016-05-02", "2017-01-03"]), ("2017-01-04", &[])];
        let all = "2016-05-02..2016-05-08 1+0, 2017-01-02..2017-01-08 1+2";
        let timeline = check(articles, ["", "2017-01..2017-01"], all);
        assert_eq!((timeline.n_mentioned, timeline.n_published, timeline.n_articles), (1, 2, 2));
        let moments: Vec<(String, usize)> =
            timeline.moments.iter().map(|m| (m.when.to_string(), m.passages.len())).collect();
        assert_eq!(moments, [("2017-01-03".to_owned(), 2), ("2017-01-04".to_owned(), 1)]);
        check(articles, ["2017..", ""], "2017-01-03..2017-01-03 1+1, 2017-01-04..2017-01-04 0+1");
    }

    #[test]
    fn what_only_reaches_into_a_choice_comes_last() {
        let documents = documents(&[("", &["2000/2099", "2017-01-03"])]);
        let shelf = Shelf { documents: &documents, by_hand: &[], articles: &[0], name: &name_of, why: &why };
        let moments = gather(&shelf, Range::default(), range("2017..2017"), 9).moments;
        let moments: Vec<String> = moments.iter().map(|moment| moment.when.to_string()).collect();
        assert_eq!(moments, ["2017-01-03", "2000/2099"]);
    }

    #[test]
    fn a_moment_leads_to_its_words() {
        let timeline = check(&[("2017-01-03", &["2017-01-03T10:30"])], ALL, "2017-01-03..2017-01-03 1+1");
        let [published, told] = &timeline.moments[0].passages[..] else { panic!("{timeline:?}") };
        assert_eq!((published.span, published.text.as_str()), (None, "0.txt"));
        assert_eq!((told.span, told.marks[0].of(&told.text)), (Some(Span::new(0, 6)), "word0x"));
    }
}
