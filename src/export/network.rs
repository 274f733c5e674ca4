//! Who is named beside whom: a graph of the names that share paragraphs.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::tables::type_of;
use crate::article::Kind;
use crate::record::Record;
use crate::text::escaped;

/// Names and the articles that they share.
#[derive(Debug, Default)]
pub struct Network {
    /// Each name's number and in how many articles it stands.
    names: BTreeMap<(Kind, String), (usize, usize)>,
    /// In how many articles two names, by their numbers, share a paragraph.
    beside: BTreeMap<(usize, usize), usize>,
}

impl Network {
    /// Counts an article's people, organizations, places, groups and events.
    pub fn add(&mut self, record: &Record) {
        let is_node = |kind| {
            matches!(kind, Kind::Person | Kind::Organization | Kind::Place | Kind::Group | Kind::Event)
        };
        let mut ends = Vec::new();
        let mut end = 0;
        for paragraph in &record.body {
            end += paragraph.chars().count() as u32 + 2;
            ends.push(end);
        }
        // Which names each paragraph holds.
        let mut held: Vec<Vec<usize>> = vec![Vec::new(); ends.len()];
        for entity in record.entities.iter().filter(|entity| is_node(entity.kind)) {
            let n_known = self.names.len();
            let name = self.names.entry((entity.kind, entity.text.clone())).or_insert((n_known, 0));
            name.1 += 1;
            for mention in &entity.mentions {
                if let Some(paragraph) = held.get_mut(ends.partition_point(|end| *end <= mention.start)) {
                    paragraph.push(name.0);
                }
            }
        }
        let mut pairs = Vec::new();
        for mut paragraph in held {
            paragraph.sort_unstable();
            paragraph.dedup();
            for (n, &a) in paragraph.iter().enumerate() {
                pairs.extend(paragraph[n + 1..].iter().map(|&b| (a, b)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        for pair in pairs {
            *self.beside.entry(pair).or_default() += 1;
        }
    }

    /// Appends the graph.
    pub fn write(&self, out: &mut String) {
        out.push_str(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n\
             <graph defaultedgetype=\"undirected\">\n<attributes class=\"node\">\n\
             <attribute id=\"type\" title=\"type\" type=\"string\"/>\n\
             <attribute id=\"articles\" title=\"articles\" type=\"integer\"/>\n</attributes>\n<nodes>\n",
        );
        let mut nodes: Vec<_> = self.names.iter().collect();
        nodes.sort_unstable_by_key(|(_, (number, _))| *number);
        for ((kind, name), (number, n_articles)) in nodes {
            let _ = writeln!(
                out,
                "<node id=\"{number}\" label=\"{}\"><attvalues><attvalue for=\"type\" value=\"{}\"/>\
                 <attvalue for=\"articles\" value=\"{n_articles}\"/></attvalues></node>",
                attribute(name),
                type_of(*kind),
            );
        }
        out.push_str("</nodes>\n<edges>\n");
        for (number, ((a, b), weight)) in self.beside.iter().enumerate() {
            let _ =
                writeln!(out, "<edge id=\"{number}\" source=\"{a}\" target=\"{b}\" weight=\"{weight}\"/>");
        }
        out.push_str("</edges>\n</graph>\n</gexf>\n");
    }
}

/// A name as an attribute has it; what XML can't hold is left out.
fn attribute(text: &str) -> String {
    let held = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    let spaced = text.chars().map(|c| if matches!(c, '\n' | '\t' | '\r') { ' ' } else { c });
    escaped(&spaced.filter(held).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::tests::{record, written};
    use super::*;

    #[test]
    fn names_of_one_paragraph_are_beside_each_other() {
        let text = written(Format::Gexf, &[record(), record()]);
        let node = |label: &str| {
            let line = text.lines().find(|line| line.contains(&format!("label=\"{label}\""))).unwrap();
            assert!(line.contains("for=\"articles\" value=\"2\""), "{line}");
            line.split('"').nth(1).unwrap().parse::<usize>().unwrap()
        };
        let mut ends = [node("Oleg Petrov"), node("Vienna")];
        ends.sort_unstable();
        let edge = format!("source=\"{}\" target=\"{}\" weight=\"2\"", ends[0], ends[1]);
        assert!(text.contains(&edge), "{text}");
    }

    #[test]
    fn names_are_escaped() {
        assert_eq!(attribute("A & \"B\" <c>\u{1}\n"), "A &amp; &quot;B&quot; &lt;c&gt; ");
    }
}
