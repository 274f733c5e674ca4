//! Names as the user has put them: merged, renamed, of another kind, hidden.
//!
//! It is done to the values that linking has made, so a name takes along all that
//! were linked with it, in every article. What a name was called is still found.
//!
//! Limits: a name that no article has any more is passed over.

use std::cmp::Reverse;
use std::sync::Arc;

use super::dictionary::Dictionary;
use super::facets::{Draft, NONE, Values};
use super::lists::Lists;
use crate::article::{Entity, Extraction, Kind, Why};
use crate::journal::{Act, Name};
use crate::query::Facet;
use crate::table::Table;
use crate::text::name_key;

/// What became of names, by [`Kind::key`] of what they share with other spellings;
/// `None` where they are hidden.
pub type Became = Table<Option<(Facet, String)>>;

/// The keys of a facet's names that are to stand for themselves.
pub fn apart(acts: &[Act], facet: Facet) -> Vec<String> {
    let split = |act: &Act| match act {
        Act::Split { name } if Facet::of_kind(name.kind) == Some(facet) => Some(name_key(&name.name)),
        _ => None,
    };
    acts.iter().filter_map(split).collect()
}

/// The kind of things that a facet counts.
pub fn kind(facet: Facet) -> Option<Kind> {
    [Kind::Person, Kind::Organization, Kind::Place, Kind::Group, Kind::Event]
        .into_iter()
        .find(|&kind| Facet::of_kind(kind) == Some(facet))
}

/// A value of some facet; those that are one are linked to one of them.
struct Node {
    parent: u32,
    /// What counts it now.
    facet: usize,
    hidden: bool,
    touched: bool,
    name: Option<String>,
}

struct Desk<'a> {
    values: &'a [Arc<Values>],
    /// The first node of each facet.
    first: Vec<u32>,
    nodes: Vec<Node>,
    /// Names that were given by hand: facet, key and node.
    given: Vec<(usize, String, u32)>,
}

/// Does to the values, one list a facet, what was done to names, in order.
pub fn arrange(values: &mut [Arc<Values>], acts: &[Act]) -> Became {
    let mut became = Became::default();
    if acts.is_empty() {
        return became;
    }
    let mut desk = Desk::new(values);
    acts.iter().for_each(|act| desk.act(act));
    let mut changed = vec![false; values.len()];
    for facet in 0..desk.first.len() {
        for value in 0..desk.values[facet].len() as u32 {
            let root = &desk.nodes[desk.root(desk.first[facet] + value) as usize];
            if root.touched {
                changed[facet] = true;
                changed[root.facet] = true;
            }
        }
    }
    for (facet, values) in desk.values.iter().enumerate().take(desk.first.len()) {
        let Some(kind) = kind(Facet::ALL[facet]) else { continue };
        for (key, value) in values.keys() {
            let root = desk.root(desk.first[facet] + value);
            if desk.nodes[root as usize].touched {
                became.value_or(&kind.key(key), || desk.shown(root));
            }
        }
    }
    let remade: Vec<(usize, Values)> =
        (0..values.len()).filter(|&facet| changed[facet]).map(|facet| (facet, desk.remade(facet))).collect();
    for (facet, remade) in remade {
        values[facet] = Arc::new(remade);
    }
    became
}

impl<'a> Desk<'a> {
    fn new(values: &'a [Arc<Values>]) -> Desk<'a> {
        let (mut first, mut nodes) = (Vec::new(), Vec::new());
        for (facet, values) in values.iter().enumerate() {
            if kind(Facet::ALL[facet]).is_none() {
                break;
            }
            first.push(nodes.len() as u32);
            for _ in 0..values.len() {
                let parent = nodes.len() as u32;
                nodes.push(Node { parent, facet, hidden: false, touched: false, name: None });
            }
        }
        Desk { values, first, nodes, given: Vec::new() }
    }

    fn root(&self, mut node: u32) -> u32 {
        while self.nodes[node as usize].parent != node {
            node = self.nodes[node as usize].parent;
        }
        node
    }

    fn find(&self, facet: usize, name: &str) -> Option<u32> {
        let key = name_key(name);
        let given = self.given.iter().rev().find(|given| given.0 == facet && given.1 == key);
        let node = match given {
            Some(given) => given.2,
            None => self.first.get(facet)? + self.values[facet].named(name)?,
        };
        Some(self.root(node))
    }

    fn named(&self, name: &Name) -> Option<u32> {
        self.find(Facet::of_kind(name.kind)? as usize, &name.name)
    }

    fn join(&mut self, node: u32, into: u32) {
        self.nodes[node as usize].parent = into;
        self.nodes[into as usize].touched = true;
    }

    fn call(&mut self, node: u32, facet: usize, name: &str) {
        self.given.push((facet, name_key(name), node));
        let node = &mut self.nodes[node as usize];
        node.touched = true;
        node.name = Some(name.to_owned());
    }

    fn act(&mut self, act: &Act) {
        match act {
            Act::Merge { name, into } => {
                if let (Some(node), Some(into_node)) = (self.named(name), self.named(into))
                    && node != into_node
                {
                    self.join(node, into_node);
                    self.call(into_node, self.nodes[into_node as usize].facet, &into.name);
                }
            }
            Act::Rename { name, to } => {
                let Some(node) = self.named(name).filter(|_| !name_key(to).is_empty()) else { return };
                let facet = self.nodes[node as usize].facet;
                // A name that another has makes them one.
                let other = self.find(facet, to).filter(|&other| other != node);
                if let Some(other) = other {
                    self.join(node, other);
                }
                self.call(other.unwrap_or(node), facet, to);
            }
            Act::Retype { name, kind } => {
                let (Some(node), Some(facet)) = (self.named(name), Facet::of_kind(*kind)) else { return };
                let other = self.find(facet as usize, &name.name).filter(|&other| other != node);
                if let Some(other) = other {
                    self.join(node, other);
                }
                let node = other.unwrap_or(node);
                self.nodes[node as usize].facet = facet as usize;
                self.call(node, facet as usize, &name.name);
            }
            // It is a value by itself already; what was merged with it goes on without it.
            Act::Split { name } => {
                let facet = Facet::of_kind(name.kind).map(|facet| facet as usize);
                let value = facet.and_then(|facet| Some((facet, self.values[facet].named(&name.name)?)));
                if let Some((facet, value)) = value {
                    let node = self.first[facet] + value;
                    self.nodes[node as usize].parent = node;
                    self.nodes[node as usize].touched = true;
                }
            }
            Act::Hide { name } => {
                if let Some(node) = self.named(name) {
                    let node = &mut self.nodes[node as usize];
                    (node.touched, node.hidden) = (true, true);
                }
            }
            _ => {}
        }
    }

    /// What a root is shown as.
    fn shown(&self, root: u32) -> Option<(Facet, String)> {
        let node = &self.nodes[root as usize];
        (!node.hidden).then(|| (Facet::ALL[node.facet], self.name(root).to_owned()))
    }

    fn name(&self, root: u32) -> &str {
        if let Some(name) = &self.nodes[root as usize].name {
            return name;
        }
        let facet = self.first.partition_point(|&first| first <= root) - 1;
        self.values[facet].name(root - self.first[facet])
    }

    /// A facet's values as they are now.
    fn remade(&self, facet: usize) -> Values {
        // Its own first: they keep their keys.
        let sources: Vec<usize> =
            [facet].into_iter().chain((0..self.first.len()).filter(|&other| other != facet)).collect();
        let mut numbers = vec![NONE; self.nodes.len()];
        let mut draft = Draft { n_articles: self.values[facet].n_articles(), ..Draft::default() };
        let value_of = |numbers: &[u32], source: usize, value: u32| {
            numbers[self.root(self.first[source] + value) as usize]
        };
        for &source in &sources {
            for value in 0..self.values[source].len() as u32 {
                let root = self.root(self.first[source] + value) as usize;
                let node = &self.nodes[root];
                if node.facet == facet && !node.hidden && numbers[root] == NONE {
                    numbers[root] = draft.names.len() as u32;
                    draft.names.push(self.name(root as u32));
                }
            }
        }
        let mut keys = Dictionary::default();
        let mut put = |key: &str, value: u32, wins: bool| {
            let number = keys.number(key).0 as usize;
            if number == draft.value_of.len() {
                draft.value_of.push(value);
            } else if wins {
                draft.value_of[number] = value;
            }
        };
        for (_, key, node) in self.given.iter().filter(|given| given.0 == facet) {
            let value = numbers[self.root(*node) as usize];
            if value != NONE {
                put(key, value, true);
            }
        }
        for &source in &sources {
            for (key, value) in self.values[source].keys() {
                let value = value_of(&numbers, source, value);
                if value != NONE {
                    put(key, value, false);
                }
            }
            for (alias, value) in self.values[source].aliases() {
                let value = value_of(&numbers, source, value);
                if value != NONE {
                    draft.aliases.push((draft.alias_keys.number(alias).0, value));
                }
            }
        }
        let mut rows = Lists::default();
        for article in 0..draft.n_articles {
            let mut row: Vec<u32> = Vec::new();
            for &source in &sources {
                let values = self.values[source].of(article).iter();
                row.extend(values.map(|&value| value_of(&numbers, source, value)).filter(|&v| v != NONE));
            }
            row.sort_unstable();
            row.dedup();
            rows.push(row.into_iter());
        }
        draft.values(Arc::new(keys), rows)
    }
}

/// Whether an article has a name that was put by hand.
pub fn is_touched(extraction: &Extraction, became: &Became) -> bool {
    let is_it = |entity: &Entity| became.contains(&entity.kind.key(&name_key(&entity.name)));
    !became.is_empty() && extraction.entities.iter().any(is_it)
}

/// Gives an article's entities the names, and the kinds, that they have by hand;
/// whether any has another.
pub fn tell(extraction: &mut Extraction, became: &Became) -> bool {
    if !is_touched(extraction, became) {
        return false;
    }
    let what = |entity: &Entity| became.get(&entity.kind.key(&name_key(&entity.name)));
    let mut told: Vec<Entity> = Vec::new();
    let mut numbers: Vec<Option<u32>> = Vec::new();
    for mut entity in std::mem::take(&mut extraction.entities) {
        match what(&entity) {
            None => {}
            Some(None) => {
                numbers.push(None);
                continue;
            }
            Some(Some((facet, name))) => {
                entity.kind = kind(*facet).unwrap_or(entity.kind);
                let was = std::mem::replace(&mut entity.name, name.clone());
                entity.aliases.iter().position(|alias| alias == name).into_iter().for_each(|at| {
                    entity.aliases.remove(at);
                    entity.reasons.remove(at.min(entity.reasons.len().saturating_sub(1)));
                });
                add_alias(&mut entity, was, Why::Corrected);
            }
        }
        let is_it = |other: &Entity| (other.kind, &other.name) == (entity.kind, &entity.name);
        let Some(at) = told.iter().position(is_it) else {
            numbers.push(Some(told.len() as u32));
            told.push(entity);
            continue;
        };
        numbers.push(Some(at as u32));
        let other = &mut told[at];
        other.mentions.extend(entity.mentions);
        crate::order::sort(&mut other.mentions);
        other.roles.extend(entity.roles);
        for (alias, why) in entity.aliases.into_iter().zip(entity.reasons) {
            add_alias(other, alias, why);
        }
    }
    // Most mentioned first within each kind, as ever.
    let mut order: Vec<u32> = (0..told.len() as u32).collect();
    let key = |n: u32| {
        (told[n as usize].kind, Reverse(told[n as usize].mentions.len()), told[n as usize].mentions.first())
    };
    crate::order::sort_numbers(&mut order, &|a, b| key(a).cmp(&key(b)));
    let mut places = vec![0; order.len()];
    (0..).zip(&order).for_each(|(place, &n)| places[n as usize] = place);
    let mut told: Vec<Option<Entity>> = told.into_iter().map(Some).collect();
    extraction.entities = order.iter().filter_map(|&n| told[n as usize].take()).collect();
    for quote in &mut extraction.quotes {
        let number = quote.speaker.and_then(|n| numbers.get(n as usize).copied().flatten());
        quote.speaker = number.map(|n| places[n as usize]);
    }
    true
}

fn add_alias(entity: &mut Entity, alias: String, why: Why) {
    if alias != entity.name && !entity.aliases.contains(&alias) {
        entity.aliases.push(alias);
        entity.reasons.push(why);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Index;
    use super::*;
    use crate::article::{ArticleId, Document, RawArticle};
    use crate::clean::keep_all;
    use crate::extract::alike::Likeness;
    use crate::query::Query;
    use crate::text::Span;

    /// An article that names these, of one kind each: 'person Ada'.
    fn document(n: usize, names: &[&str]) -> Document {
        let text = names.join(", ");
        let article =
            keep_all(RawArticle { file: String::new(), id: ArticleId(n.to_string()), text: text.clone() });
        let entity = |name: &&str| {
            let (kind, name) = parsed(name);
            let at = text.find(&name).unwrap();
            Entity {
                mentions: vec![Span::new(at, at + name.len())],
                name,
                kind,
                roles: Vec::new(),
                aliases: Vec::new(),
                reasons: Vec::new(),
                location: None,
                speaks_for: None,
            }
        };
        let entities = names.iter().map(entity).collect();
        Document { article, extraction: Extraction { entities, ..Extraction::default() } }
    }

    fn parsed(text: &str) -> (Kind, String) {
        let (kind, name) = text.split_once(' ').unwrap();
        let kind = match kind {
            "person" => Kind::Person,
            "org" => Kind::Organization,
            _ => Kind::Place,
        };
        (kind, name.to_owned())
    }

    fn name(text: &str) -> Name {
        let (kind, name) = parsed(text);
        Name { kind, name }
    }

    /// Acts as 'merge A = B', 'rename A = b', 'retype A = kind', 'hide A', 'split A'.
    fn act(text: &str) -> Act {
        let (verb, rest) = text.split_once(' ').unwrap();
        let (first, second) = rest.split_once(" = ").unwrap_or((rest, ""));
        let first = name(first);
        match verb {
            "merge" => Act::Merge { name: first, into: name(second) },
            "rename" => Act::Rename { name: first, to: second.to_owned() },
            "retype" => Act::Retype { name: first, kind: parsed(&format!("{second} x")).0 },
            "hide" => Act::Hide { name: first },
            _ => Act::Split { name: first },
        }
    }

    fn index(acts: &[&str]) -> (Index, Vec<Document>) {
        let documents: Vec<Document> = [
            &["person Bashar al-Assad", "person Assad", "org SVR"][..],
            &["person Assad", "place Damascus"],
            &["person Keller", "person SVR", "org Harbour Office"],
            &["place Damascus", "org Harbour"],
        ]
        .iter()
        .enumerate()
        .map(|(n, names)| document(n, names))
        .collect();
        let mut index = Index::default();
        for document in &documents {
            index.add(document, &Likeness::of_all(&document.extraction.entities)).unwrap();
        }
        index.set_names(acts.iter().map(|text| act(text)).collect());
        (index, documents)
    }

    /// All people and organizations with the articles that have them.
    #[track_caller]
    fn check(acts: &[&str], expected: &str) {
        let (index, documents) = index(acts);
        let results = index.search(&documents, &Query::default());
        let told = |facet: Facet| {
            let counts = results.facets.iter().find(|counts| counts.facet == facet).unwrap();
            let values = counts.values.iter().map(|(name, _)| {
                let articles: Vec<String> = index.having(facet, name).iter().map(u32::to_string).collect();
                format!("{name} {}", articles.join("+"))
            });
            values.collect::<Vec<_>>().join(", ")
        };
        assert_eq!(format!("{} | {}", told(Facet::Person), told(Facet::Organization)), expected, "{acts:?}");
    }

    const AS_READ: &str = "Bashar al-Assad 0+1, Keller 2, SVR 2 | Harbour 3, Harbour Office 2, SVR 0";

    #[test]
    fn names_are_as_they_were_put() {
        check(&[], AS_READ);
        check(&["hide person SVR"], "Bashar al-Assad 0+1, Keller 2 | Harbour 3, Harbour Office 2, SVR 0");
        check(
            &["merge org Harbour = org Harbour Office"],
            "Bashar al-Assad 0+1, Keller 2, SVR 2 | Harbour Office 2+3, SVR 0",
        );
        check(
            &["rename person Keller = Maria Keller"],
            "Bashar al-Assad 0+1, Maria Keller 2, SVR 2 | Harbour 3, Harbour Office 2, SVR 0",
        );
        check(
            &["retype person SVR = org"],
            "Bashar al-Assad 0+1, Keller 2 | SVR 0+2, Harbour 3, Harbour Office 2",
        );
        check(
            &["retype person Keller = org"],
            "Bashar al-Assad 0+1, SVR 2 | Harbour 3, Harbour Office 2, Keller 2, SVR 0",
        );
        check(
            &["merge person SVR = org SVR"],
            "Bashar al-Assad 0+1, Keller 2 | SVR 0+2, Harbour 3, Harbour Office 2",
        );
        check(
            &["split person Assad"],
            "Assad 0+1, Bashar al-Assad 0, Keller 2, SVR 2 | Harbour 3, Harbour Office 2, SVR 0",
        );
    }

    #[test]
    fn names_put_one_by_one_are_as_those_put_at_once() {
        let acts = ["rename person Keller = Assad", "split person Assad", "hide org SVR", "split person SVR"];
        let (mut one_by_one, documents) = index(&[]);
        // There and back, with what was linked before at hand.
        for n in (0..=acts.len()).chain((0..acts.len()).rev()) {
            one_by_one.set_names(acts[..n].iter().map(|text| act(text)).collect());
            let at_once = index(&acts[..n]).0;
            let facets = |index: &Index| index.search(&documents, &Query::default()).facets;
            assert_eq!(facets(&one_by_one), facets(&at_once), "{:?}", &acts[..n]);
        }
    }

    #[test]
    fn a_name_tells_which_others_count_as_it() {
        let linked = |acts: &[&str], name: &str| index(acts).0.linked(Facet::Person, name);
        assert_eq!(linked(&[], "Assad"), ["Assad"]);
        assert_eq!(linked(&["split person Assad"], "Assad"), [""; 0]);
        let merged = ["merge person Keller = person Assad"];
        assert_eq!(linked(&merged, "Assad"), ["Bashar al-Assad", "Keller"]);
        assert_eq!(linked(&[merged[0], "split person Keller"], "Keller"), [""; 0]);
    }

    #[test]
    fn one_act_goes_on_from_the_other() {
        let renamed = "Bashar al-Assad 0+1, M. Keller 2, SVR 2 | Harbour 3, Harbour Office 2, SVR 0";
        check(&["rename person Keller = Maria Keller", "rename person Maria Keller = M. Keller"], renamed);
        check(&["rename person Keller = M. Keller", "rename person Nobody = Somebody"], renamed);
        // A name that another has makes them one; what was hidden stays so under another name.
        check(
            &["rename org Harbour = Harbour Office"],
            "Bashar al-Assad 0+1, Keller 2, SVR 2 | Harbour Office 2+3, SVR 0",
        );
        check(
            &["rename person Keller = Maria Keller", "hide person Maria Keller"],
            "Bashar al-Assad 0+1, SVR 2 | Harbour 3, Harbour Office 2, SVR 0",
        );
        check(&["rename person Keller = ", "retype person Nobody = org"], AS_READ);
    }

    #[test]
    fn articles_are_found_by_any_name() {
        let (index, documents) =
            index(&["rename person Assad = Ali", "merge org Harbour = org Harbour Office"]);
        let found = |text: &str| {
            let query = Query { text: format!("{text} "), ..Query::default() };
            let mut articles = index.search(&documents, &query).articles;
            articles.sort_unstable();
            articles
        };
        assert_eq!(found("Ali"), [0, 1]);
        assert_eq!(found("person:Ali"), [0, 1]);
        assert_eq!(found("person:\"bashar al-assad\""), [0, 1]);
        assert_eq!(found("\"harbour office\""), [2]);
        assert_eq!(found("org:\"harbour office\""), [2, 3]);
        let query = Query { text: "Ali ".into(), ..Query::default() };
        let marks = index.highlights(&documents, &query, 1);
        assert_eq!(marks.iter().map(|m| m.of(&documents[1].article.text)).collect::<Vec<_>>(), ["Assad"]);
    }

    #[test]
    fn an_article_tells_names_as_they_were_put() {
        let acts = ["rename person Assad = Ali", "hide person SVR", "retype person Keller = org"];
        let (index, mut documents) = index(&acts);
        let told = |document: &mut Document| {
            index.by_hand(document);
            let entities = document.extraction.entities.iter();
            entities.map(|e| format!("{:?} {} {}", e.kind, e.name, e.mentions.len())).collect::<Vec<_>>()
        };
        assert_eq!(told(&mut documents[0]), ["Person Ali 2", "Organization SVR 1"]);
        assert_eq!(documents[0].extraction.entities[0].aliases, ["Bashar al-Assad", "Assad"]);
        assert_eq!(told(&mut documents[2]), ["Organization Keller 1", "Organization Harbour Office 1"]);
        let untouched = documents[3].clone();
        assert!(!index.by_hand(&mut documents[3]));
        assert_eq!(documents[3], untouched);
    }
}
