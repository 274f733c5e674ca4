//! The names of a text as ranges of its words.

use crate::article::{Entity, Kind};
use crate::extract::words::Words;
use crate::text::Span;

/// One mention as a range of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    pub first: usize,
    /// One after its last token.
    pub end: usize,
    /// Position among the entities.
    pub entity: u32,
}

/// All mentions of people, organizations, places and groups.
pub struct Named<'a> {
    pub words: Words<'a>,
    pub entities: &'a [Entity],
    /// In order of the text.
    pub names: Vec<Name>,
}

impl<'a> Named<'a> {
    pub fn new(words: Words<'a>, entities: &'a [Entity]) -> Self {
        let mut names = Vec::new();
        for (n, entity) in entities.iter().enumerate() {
            if matches!(entity.kind, Kind::Person | Kind::Organization | Kind::Place | Kind::Group) {
                names.extend(entity.mentions.iter().filter_map(|&m| name(words, m, n as u32)));
            }
        }
        crate::order::sort_by_key(&mut names, |n| n.first);
        Named { words, entities, names }
    }

    pub fn kind(&self, name: Name) -> Kind {
        self.entities[name.entity as usize].kind
    }

    /// The name that covers the token.
    pub fn at(&self, at: usize) -> Option<Name> {
        let n = self.names.partition_point(|n| n.first <= at).checked_sub(1)?;
        Some(self.names[n]).filter(|n| at < n.end)
    }

    pub fn is_person_at(&self, at: usize) -> bool {
        self.at(at).is_some_and(|n| self.kind(n) == Kind::Person)
    }

    /// Whether a possessive follows: 'Iran’s', 'the United States’'.
    pub fn owns(&self, name: Name) -> bool {
        let words = self.words;
        matches!(words.mark(name.end), Some('\'' | '’')) && words.touches(name.end) && {
            let s = words.is(name.end + 1, "s") && words.touches(name.end + 1);
            s || words.word(name.end - 1).ends_with('s') && !words.touches(name.end + 1)
        }
    }
}

fn name(words: Words<'_>, span: Span, entity: u32) -> Option<Name> {
    let first = words.tokens.partition_point(|t| t.span.end <= span.start);
    let end = words.tokens.partition_point(|t| t.span.start < span.end);
    (first < end).then_some(Name { first, end, entity })
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A text whose names are marked as `[person Ada Lovelace]`, with `person`,
    /// `org`, `place` or `group`. A person's last name is the same person.
    pub fn scene(marked: &str) -> (String, Vec<Entity>) {
        let mut text = String::new();
        let mut entities: Vec<Entity> = Vec::new();
        for part in marked.split_inclusive(']') {
            let Some((before, inside)) = part.split_once('[') else {
                text.push_str(part);
                continue;
            };
            text.push_str(before);
            let (kind, words) = inside.trim_end_matches(']').split_once(' ').expect("kind words");
            let kind = match kind {
                "person" => Kind::Person,
                "org" => Kind::Organization,
                "place" => Kind::Place,
                "group" => Kind::Group,
                other => panic!("{other}"),
            };
            let span = Span::new(text.len(), text.len() + words.len());
            text.push_str(words);
            let known = entities.iter_mut().find(|e| {
                e.kind == kind && (e.name == words || (kind == Kind::Person && e.name.ends_with(words)))
            });
            match known {
                Some(entity) => entity.mentions.push(span),
                None => entities.push(Entity {
                    name: words.to_owned(),
                    kind,
                    mentions: vec![span],
                    roles: Vec::new(),
                    aliases: Vec::new(),
                    reasons: Vec::new(),
                    location: None,
                    speaks_for: None,
                }),
            }
        }
        (text, entities)
    }
}
