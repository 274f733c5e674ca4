//! Which names are one thing, in an article and across a collection, against
//! cases written by hand.
//!
//! `tests/linking/README.md` says how they are marked. Two parts: one to
//! develop on, whose mistakes `LINKING=show` lists, and one to report on, of
//! which only figures are told. A wrong link is worse than a missed one, so of
//! both parts together 98 in 100 links must be right, and 90 in 100 found.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use cuttings::article::{Entity, Kind, Mention, Role};
use cuttings::extract::alike::Likeness;
use cuttings::extract::resolve::resolve;
use cuttings::index::link::{Given, Name, link};
use cuttings::query::Facet;
use cuttings::text::{Span, name_key};

const PRECISION: f64 = 0.98;
const RECALL: f64 = 0.90;

#[test]
fn names_are_linked_where_they_are_one_thing() {
    let show = std::env::var("LINKING").is_ok_and(|v| v == "show");
    let mut all = Score::default();
    for part in ["dev", "report"] {
        for (file, judge) in [("article", article as fn(&str, &mut Score)), ("collection", collection)] {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/linking/{part}/{file}.txt"));
            let lines = std::fs::read_to_string(path).expect("the part is there");
            let mut score = Score::default();
            lines.lines().filter(|line| !line.starts_with('#')).for_each(|line| judge(line, &mut score));
            if show && part == "dev" {
                println!("{}", score.mistakes);
            }
            println!("{part} {file}: {score}");
            all.add(&score);
        }
    }
    println!("all: {all}");
    assert!(all.to_link() >= 300 && all.to_part() >= 300);
    assert!(all.precision() >= PRECISION, "{all}");
    assert!(all.recall() >= RECALL, "{all}");
}

/// Pairs of names: linked and one thing, linked and not, and so on.
#[derive(Default)]
struct Score {
    right_links: usize,
    wrong_links: usize,
    missed_links: usize,
    right_parts: usize,
    mistakes: String,
}

impl Score {
    fn judge(&mut self, line: &str, a: &Mark, b: &Mark, linked: bool) {
        let tally = match (linked, a.thing == b.thing) {
            (true, true) => &mut self.right_links,
            (true, false) => &mut self.wrong_links,
            (false, true) => &mut self.missed_links,
            (false, false) => &mut self.right_parts,
        };
        *tally += 1;
        if linked != (a.thing == b.thing) {
            let what = if linked { "wrong " } else { "missed" };
            let _ = writeln!(self.mistakes, "{what} {} | {}   in: {line}", a.writing, b.writing);
        }
    }

    fn add(&mut self, other: &Score) {
        self.right_links += other.right_links;
        self.wrong_links += other.wrong_links;
        self.missed_links += other.missed_links;
        self.right_parts += other.right_parts;
    }

    fn to_link(&self) -> usize {
        self.right_links + self.missed_links
    }

    fn to_part(&self) -> usize {
        self.right_parts + self.wrong_links
    }

    fn precision(&self) -> f64 {
        self.right_links as f64 / (self.right_links + self.wrong_links).max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.right_links as f64 / self.to_link().max(1) as f64
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(
            f,
            "{} pairs to link, {} to keep apart; precision {:.3}, recall {:.3}",
            self.to_link(),
            self.to_part(),
            self.precision(),
            self.recall()
        )
    }
}

struct Mark {
    kind: Kind,
    /// 'p1'.
    thing: String,
    writing: String,
    roles: Vec<String>,
    span: Span,
}

/// A line without its marks, and what they say.
fn read(line: &str) -> (String, Vec<Mark>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    for part in line.split_inclusive('}') {
        let Some((before, mark)) = part.split_once('{') else {
            text.push_str(part);
            continue;
        };
        text.push_str(before);
        let (thing, name) = mark.trim_end_matches('}').split_once(' ').expect("a number and a name");
        let (name, role) = name.split_once("; ").map_or((name, None), |(name, role)| (name, Some(role)));
        let kind = match &thing[..1] {
            "p" => Kind::Person,
            "o" => Kind::Organization,
            "l" => Kind::Place,
            "g" => Kind::Group,
            "e" => Kind::Event,
            _ => panic!("{line}"),
        };
        let span = Span::new(text.len(), text.len() + name.len());
        text.push_str(name);
        marks.push(Mark {
            kind,
            thing: thing.to_owned(),
            writing: name.to_owned(),
            roles: role.into_iter().map(str::to_owned).collect(),
            span,
        });
    }
    (text, marks)
}

fn entities(text: &str, marks: &[Mark]) -> Vec<Entity> {
    let mentions: Vec<Mention> = marks.iter().map(|m| Mention { span: m.span, kind: m.kind }).collect();
    resolve(text, &mentions)
}

/// Which of the entities has the mark's name.
fn bearer(entities: &[Entity], mark: &Mark) -> usize {
    entities.iter().position(|e| e.mentions.contains(&mark.span)).expect("every mention has an entity")
}

/// The names of one article.
fn article(line: &str, score: &mut Score) {
    let (text, mut marks) = read(line);
    let entities = entities(&text, &marks);
    // The same writing of the same thing again is no further pair.
    let mut seen = Vec::new();
    marks.retain(|mark| {
        let writing = (mark.thing.clone(), mark.writing.clone());
        let is_new = !seen.contains(&writing);
        seen.push(writing);
        is_new
    });
    for (n, a) in marks.iter().enumerate() {
        for b in marks[..n].iter().filter(|b| b.kind == a.kind) {
            score.judge(line, b, a, bearer(&entities, a) == bearer(&entities, b));
        }
    }
}

/// The names of a collection's articles, those of different articles.
fn collection(line: &str, score: &mut Score) {
    // By facet: the names of all articles.
    let mut names: BTreeMap<Facet, Vec<Name>> = BTreeMap::new();
    // Each mark with its article, and the number of its name.
    let mut found: Vec<(usize, Mark, usize)> = Vec::new();
    for (n, part) in line.split(" // ").enumerate() {
        let (text, marks) = read(part);
        let entities = entities(&text, &marks);
        for mark in marks {
            let entity = &entities[bearer(&entities, &mark)];
            let names = names.entry(Facet::of_kind(mark.kind).expect("the kind has a facet")).or_default();
            let key = name_key(&entity.name);
            let number = names.iter().position(|name| *name.key == *key).unwrap_or_else(|| {
                names.push(Name { key: key.into(), ..Name::default() });
                names.len() - 1
            });
            let roles: Vec<Role> =
                mark.roles.iter().map(|role| Role { text: role.clone(), span: mark.span }).collect();
            let like = &Likeness::of(mark.kind, &entity.name);
            names[number]
                .add(Given { name: &entity.name, aliases: &entity.aliases, roles: &roles, like }, true);
            found.push((n, mark, number));
        }
    }
    let values: BTreeMap<Facet, Vec<u32>> =
        names.iter().map(|(&f, names)| (f, link(f, &names.iter().collect::<Vec<_>>()))).collect();
    for (n, (a_article, a, a_name)) in found.iter().enumerate() {
        for (b_article, b, b_name) in found[..n].iter().filter(|b| b.0 != *a_article && b.1.kind == a.kind) {
            let _ = b_article;
            let values = &values[&Facet::of_kind(a.kind).expect("the kind has a facet")];
            score.judge(line, b, a, values[*a_name] == values[*b_name]);
        }
    }
}
