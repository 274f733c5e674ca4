//! Facts of a page's lines to the numbers that the model judges by.

use super::facts::Facts;
use super::headline;
use super::story::Story;
use crate::article::Reason;
use crate::html::{Hints, PageText, Tag};

/// Takes a feature's name and value.
pub type Visit<'a> = &'a mut dyn FnMut(&str, i32);

/// What is known of the page as a whole and of its boxes.
pub struct Surroundings {
    /// Of each box: words of running text in it and the boxes within, all
    /// characters, and those that lead elsewhere.
    prose: Vec<usize>,
    chars: Vec<usize>,
    linked: Vec<usize>,
    lines: Vec<usize>,
    /// Words of running text on the page.
    all: usize,
    /// The box that holds the most running text closely, and those around it.
    best: usize,
    /// By line: running text in boxes of the same signature as the line's, in percent.
    pub alike: Vec<usize>,
    /// The line that is the headline, if one is.
    pub title: Option<usize>,
}

impl Surroundings {
    pub fn new(page: &PageText, facts: &[Facts]) -> Surroundings {
        let n = page.boxes.len();
        let mut s = Surroundings {
            prose: vec![0; n],
            chars: vec![0; n],
            linked: vec![0; n],
            lines: vec![0; n],
            all: 0,
            best: 0,
            alike: Vec::new(),
            title: headline::line(page, facts),
        };
        let mut close = vec![0usize; n];
        for (line, fact) in page.lines.iter().zip(facts).filter(|(line, _)| !line.head) {
            let at = line.at as usize;
            s.chars[at] += fact.chars;
            s.linked[at] += line.linked as usize;
            s.lines[at] += 1;
            if fact.is_prose() {
                s.prose[at] += fact.words;
                s.all += fact.words;
                let (mut up, mut share) = (at, 60);
                for _ in 0..5 {
                    close[up] += fact.words * share;
                    let parent = page.boxes[up].parent as usize;
                    if parent >= up {
                        break;
                    }
                    up = parent;
                    share = share * 3 / 5;
                }
            }
        }
        for at in (1..n).rev() {
            let parent = page.boxes[at].parent as usize;
            if parent < at {
                s.prose[parent] += s.prose[at];
                s.chars[parent] += s.chars[at];
                s.linked[parent] += s.linked[at];
                s.lines[parent] += s.lines[at];
            }
        }
        s.best = (0..n)
            .max_by_key(|&at| (close[at] * (100 - percent(s.linked[at], s.chars[at])), n - at))
            .unwrap_or(0);
        let key = |at: u32| {
            let own = page.boxes[at as usize];
            let parent = page.boxes[own.parent as usize];
            let grand = page.boxes[parent.parent as usize];
            (own.signature, parent.signature, grand.signature)
        };
        let mut signed: Vec<((u32, u32, u32), usize)> = page
            .lines
            .iter()
            .zip(facts)
            .filter(|(line, fact)| !line.head && fact.is_prose())
            .map(|(line, fact)| (key(line.at), fact.words))
            .collect();
        crate::order::sort(&mut signed);
        s.alike = page
            .lines
            .iter()
            .map(|line| {
                let key = key(line.at);
                let first = signed.partition_point(|s| s.0 < key);
                let words: usize = signed[first..].iter().take_while(|s| s.0 == key).map(|s| s.1).sum();
                percent(words, s.all)
            })
            .collect();
        s
    }
}

fn percent(n: usize, of: usize) -> usize {
    (n * 100).checked_div(of).unwrap_or(0).min(100)
}

/// The reasons that headings of furniture give, as numbers for the model.
fn number(reason: Option<Reason>) -> i32 {
    match reason {
        None => 0,
        Some(Reason::Metadata | Reason::Media | Reason::Filler) => 1,
        Some(Reason::Share) => 2,
        Some(Reason::Navigation | Reason::Tags) => 3,
        Some(Reason::Advertisement) => 4,
        Some(Reason::Subscribe) => 5,
        Some(Reason::Related) => 6,
        Some(Reason::Author | Reason::Contact) => 7,
        Some(Reason::Comments) => 8,
        Some(_) => 9,
    }
}

/// How each line stands among the others, going down the page.
pub fn visit(
    page: &PageText,
    facts: &[Facts],
    s: &Surroundings,
    story: &Story,
    mut row: impl FnMut(usize, &mut dyn FnMut(Visit)),
) {
    let taken =
        |at: &usize| story.inside[*at] && story.reasons[*at].is_none() && s.title.is_none_or(|t| t < *at);
    let first = (0..facts.len()).find(|at| taken(at) && facts[*at].is_prose()).unwrap_or(0) as i32;
    let end = (0..facts.len()).rfind(|at| taken(at) && facts[*at].is_prose()).unwrap_or(0) as i32;
    let mut heading: (i32, usize) = (0, 99);
    let mut prose_above = 0;
    let last = facts.len();
    for at in 0..last {
        let (line, fact) = (&page.lines[at], &facts[at]);
        if line.head {
            continue;
        }
        let above = prose_above;
        row(at, &mut |put| {
            own(fact, put);
            markup(page, at, fact, put);
            boxes(page, at, s, put);
            put("inside", story.inside[at].into());
            put("furniture", number(story.reasons[at]));
            put("taken", taken(&at).into());
            put("from first", (at as i32 - first).clamp(-50, 50));
            put("from last", (at as i32 - end).clamp(-50, 50));
            let up = (0..20).scan(line.at as usize, |b, _| {
                let now = *b;
                *b = page.boxes[now].parent as usize;
                Some(now)
            });
            put("below story box", up.take_while(|b| *b > story.at).count() as i32);
            put("heading", heading.0);
            put("heading distance", heading.1.min(99) as i32);
            put("prose above", percent(above, s.all) as i32);
            put("prose above words", above.min(250) as i32);
            put("prose all", (s.all / 10).min(250) as i32);
            put("position", (at * 100 / last) as i32);
            put("below title", s.title.map_or(-100, |title| at as i32 - title as i32).clamp(-100, 100));
            for (name, other) in [
                ("-1", at.checked_sub(1)),
                ("+1", Some(at + 1)),
                ("-2", at.checked_sub(2)),
                ("+2", Some(at + 2)),
            ] {
                neighbour(page, facts, at, other, name, put);
            }
        });
        let phrase = number(fact.phrase);
        if phrase > 0 && fact.words <= 12 {
            heading = (phrase, 0);
        } else {
            heading.1 += 1;
        }
        if fact.is_prose() {
            prose_above += fact.words;
        }
    }
}

fn own(fact: &Facts, put: Visit) {
    put("words", fact.words.min(250) as i32);
    put("chars", fact.chars.min(250) as i32);
    put("sentences", fact.sentences.min(20) as i32);
    put("ended", fact.ended.into());
    put("linked", fact.linked as i32);
    put("strong", fact.strong as i32);
    put("digits", fact.digits as i32);
    put("capitals", fact.capitals as i32);
    put("lower", fact.lower.into());
    put("small", fact.small as i32);
    put("phrase", number(fact.phrase));
    put("prose", fact.prose.map_or(0, |p| number(Some(p.0))));
    put("prose n", fact.prose.map_or(0, |p| p.1.min(9)) as i32);
    put("times", fact.times.min(9) as i32);
    put("titled", fact.titled as i32);
    put("in body", fact.in_body.map_or(1, |found| if found { 2 } else { 0 }));
    put("in description", fact.in_description.into());
    let first = fact.folded.chars().next().unwrap_or(' ');
    put("begins with a mark", (!first.is_alphanumeric()).into());
    put("colon", fact.folded.ends_with(':').into());
}

fn markup(page: &PageText, at: usize, fact: &Facts, put: Visit) {
    let line = &page.lines[at];
    put("links", line.links.min(50) as i32);
    put("broken", line.broken.into());
    put("tag", page.boxes[line.at as usize].tag as i32);
    put("depth", fact.depth.min(60) as i32);
    put("is story", fact.is_story.into());
    for tag in TAGS {
        put("within", fact.within(tag).into());
    }
    for hint in 0..Hints::N {
        put("near", (fact.near.0 >> hint & 1) as i32);
        put("far", (fact.far.0 >> hint & 1) as i32);
    }
}

/// Elements whose presence around a line means something.
const TAGS: [Tag; 18] = [
    Tag::Paragraph,
    Tag::Title,
    Tag::Heading,
    Tag::Item,
    Tag::Cell,
    Tag::Term,
    Tag::Quote,
    Tag::Preformatted,
    Tag::Figure,
    Tag::Caption,
    Tag::Article,
    Tag::Main,
    Tag::Section,
    Tag::Aside,
    Tag::Header,
    Tag::Footer,
    Tag::Nav,
    Tag::Form,
];

fn boxes(page: &PageText, at: usize, s: &Surroundings, put: Visit) {
    let own = page.lines[at].at as usize;
    let parent = page.boxes[own].parent as usize;
    let grand = page.boxes[parent].parent as usize;
    for b in [own, parent, grand] {
        put("box prose", percent(s.prose[b], s.all) as i32);
        put("box linked", percent(s.linked[b], s.chars[b]) as i32);
        put("box lines", s.lines[b].min(99) as i32);
    }
    put("alike", s.alike[at] as i32);
    // How far up the box is that holds both this line and the story's likely box.
    let (mut up, mut steps) = (own, 0);
    let holds = |mut inner: usize, outer: usize| {
        while inner > outer {
            inner = page.boxes[inner].parent as usize;
        }
        inner == outer
    };
    while up > 0 && !holds(s.best, up) && steps < 30 {
        up = page.boxes[up].parent as usize;
        steps += 1;
    }
    put("up to best", steps);
    put("common prose", percent(s.prose[up], s.all) as i32);
    let (mut down, mut steps) = (s.best, 0);
    while down > up && steps < 30 {
        down = page.boxes[down].parent as usize;
        steps += 1;
    }
    put("down to best", steps);
    put("best prose", percent(s.prose[s.best], s.all) as i32);
}

fn neighbour(page: &PageText, facts: &[Facts], at: usize, other: Option<usize>, name: &str, put: Visit) {
    let other = other.filter(|&o| o < facts.len() && !page.lines[o].head);
    let fact = other.map(|o| &facts[o]);
    let _ = name;
    put("neighbour words", fact.map_or(-1, |f| f.words.min(250) as i32));
    put("neighbour linked", fact.map_or(-1, |f| f.linked as i32));
    put("neighbour phrase", fact.map_or(-1, |f| number(f.phrase)));
    put("neighbour ended", fact.map_or(-1, |f| f.ended.into()));
    let (a, b) = (page.lines[at].at as usize, other.map(|o| page.lines[o].at as usize));
    let kin = b.map_or(0, |b| match () {
        () if a == b => 4,
        () if page.boxes[a].parent == page.boxes[b].parent => 3,
        () if page.boxes[a].signature == page.boxes[b].signature => 2,
        () => 1,
    });
    put("neighbour kin", kin);
}
