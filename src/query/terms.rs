//! The parts of a query that could be left out, as they are typed.

use serde::{Deserialize, Serialize};

use super::explain::said;
use crate::query::{Facet, Named, Node, Part, Phrase, Scope, Sought, Tree};

/// A part of a query: all parts must be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// As it can be typed, without its `-` where it is negated.
    pub text: String,
    pub kind: TermKind,
    /// In plain words, without its 'not' where it is negated.
    pub said: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TermKind {
    Word,
    /// A phrase, a field, alternatives.
    More,
    /// What must not be there.
    Not,
}

/// The parts of a query's text, in order.
pub fn terms(text: &str, tree: &Tree) -> Vec<Term> {
    let Node::All(nodes) = &tree.root else { return Vec::new() };
    let term = |node: &Node| {
        let (text, kind) = written(text, tree, node);
        let said = match (node, kind) {
            (Node::Not(inner), TermKind::Not) => said(tree, inner, false),
            (node, TermKind::Not) => said(tree, &Node::Not(Box::new(node.clone())), false),
            (node, _) => said(tree, node, false),
        };
        Term { text, kind, said }
    };
    nodes.iter().map(term).collect()
}

/// How a part is typed, without its `-`.
fn written(text: &str, tree: &Tree, node: &Node) -> (String, TermKind) {
    match (node, negative(text, tree, node)) {
        // '-missing:date' asks for what is there.
        (Node::Clause(_), Some(written)) => (written.to_owned(), TermKind::Not),
        (Node::Clause(n), None) if tree.clauses[*n as usize].plain().is_some() => {
            (typed(text, tree, node), TermKind::Word)
        }
        // 'missing:date' is negated and has no minus.
        (Node::Not(inner), _) if negative(text, tree, inner).is_none() => {
            (typed(text, tree, inner), TermKind::Not)
        }
        _ => (typed(text, tree, node), TermKind::More),
    }
}

/// How a clause is written that says by its words what must not be there.
fn negative<'t>(text: &'t str, tree: &Tree, node: &Node) -> Option<&'t str> {
    let Node::Clause(n) = node else { return None };
    let clause = &tree.clauses[*n as usize];
    let written = clause.span.of(text);
    let folded = written.to_ascii_lowercase();
    let is_negative = folded.starts_with("missing:") || folded.starts_with("is:un");
    (matches!(clause.sought, Sought::Has(_)) && is_negative).then_some(written)
}

/// What gives this part when it is typed.
fn typed(text: &str, tree: &Tree, node: &Node) -> String {
    let list = |nodes: &[Node], between: &str| {
        let all: Vec<String> = nodes.iter().map(|node| typed(text, tree, node)).collect();
        format!("({})", all.join(between))
    };
    match node {
        Node::Clause(_) if let Some(written) = negative(text, tree, node) => format!("-{written}"),
        Node::Clause(n) => {
            let clause = &tree.clauses[*n as usize];
            let typed = clause.span.of(text);
            match (&clause.sought, field(&clause.sought)) {
                // That of '(a b) near:person' stands behind both.
                (Sought::Words(Phrase { scope: Scope::Near(facet), words, quoted, .. }), _) => {
                    match typed.split_once("near:") {
                        Some(("", _)) => {
                            let words = words.iter().map(|word| word.span.of(text)).collect::<Vec<_>>();
                            let mark = if *quoted || words.len() > 1 { "\"" } else { "" };
                            format!("({mark}{}{mark} {typed})", words.join(" "))
                        }
                        Some(_) => typed.to_owned(),
                        None => format!("{typed} near:{}", facet.key()),
                    }
                }
                // The field of 'title:(a b)' stands before the first of both only.
                (_, Some(field)) if !typed.contains(':') => format!("{field}:{typed}"),
                _ => typed.to_owned(),
            }
        }
        Node::All(nodes) => list(nodes, " "),
        Node::Any(nodes) => list(nodes, " OR "),
        Node::Not(inner) => match negative(text, tree, inner) {
            Some(written) => written.to_owned(),
            None => format!("-{}", typed(text, tree, inner)),
        },
    }
}

fn field(sought: &Sought) -> Option<&'static str> {
    match sought {
        Sought::Words(phrase) => match phrase.scope {
            Scope::Title => Some("title"),
            Scope::Text => Some("text"),
            Scope::Said => Some("said"),
            Scope::Note => Some("note"),
            Scope::Anywhere | Scope::Near(_) => None,
        },
        Sought::Named(Named::Facet(facet), _) => Some(Facet::key(*facet)),
        Sought::Named(Named::Byline, _) => Some("byline"),
        Sought::Named(Named::Role, _) => Some("role"),
        Sought::Named(Named::Tag, _) => Some("tag"),
        Sought::Dated(..) => Some("date"),
        Sought::Has(Part::Anything) => None,
        Sought::Has(_) => Some("has"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let terms = terms(text, &parse(text));
        let shown = |term: &Term| match term.kind {
            TermKind::Word => format!("word {}", term.text),
            TermKind::More => format!("more {}", term.text),
            TermKind::Not => format!("not {}", term.text),
        };
        assert_eq!(terms.iter().map(shown).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn parts_are_said_without_their_not() {
        let text = "talks -\"a b\" missing:date -missing:date title:x (a OR b)";
        let said: Vec<String> = terms(text, &parse(text)).into_iter().map(|term| term.said).collect();
        let expected = [
            "talks",
            "“a b”",
            "without a printed date",
            "without a printed date",
            "x in the title",
            "a or b",
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn parts_are_as_they_are_typed() {
        check("talks \"Geneva two\" -élan x", &["word talks", "more \"Geneva two\"", "not élan", "word x"]);
        check("(a OR NOT b c) title:(d e)", &["more (a OR (-b c))", "more title:d", "more title:e"]);
        check(
            "missing:date -has:quote talks near:person",
            &["more missing:date", "not has:quote", "more talks near:person"],
        );
        check(
            "(a OR b) near:person \"c d\" -near:org",
            &["more (a near:person OR b near:person)", "more \"c d\"", "not (\"c d\" near:org)"],
        );
        check("-missing:date (x OR -missing:date)", &["not missing:date", "more (x OR -missing:date)"]);
        check("", &[]);
    }
}
