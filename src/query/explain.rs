//! How a query was read, in plain words.

use crate::query::{Facet, How, Named, Node, Part, Phrase, Scope, Sought, Tree, Word};

/// What is asked for, in a sentence's middle: 'peace or war, not “joint
/// fight”'. `None` where it is nothing but words, which need no explanation.
pub fn read_as(text: &str, tree: &Tree) -> Option<String> {
    let is_word = |node: &Node| match node {
        Node::Clause(n) => tree.clauses[*n as usize].plain().is_some(),
        _ => false,
    };
    let Node::All(nodes) = &tree.root else { return None };
    if nodes.iter().all(is_word) && tree.literal.is_empty() && tree.unread.is_none() {
        return None;
    }
    let mut out = nodes.iter().map(|node| said(tree, node, false)).collect::<Vec<_>>().join(", ");
    let literal: Vec<String> = tree.literal.iter().map(|span| format!("“{}”", span.of(text))).collect();
    if !literal.is_empty() {
        out += if out.is_empty() { "nothing" } else { "" };
        out += &format!("; {} taken literally", literal.join(" "));
    }
    if let Some(unread) = tree.unread {
        let read = text[..unread.start as usize].split_whitespace();
        let last = read.rev().find(|word| word.contains(char::is_alphanumeric)).unwrap_or_default();
        out += &format!("; nothing after “{last}” is read, there is too much of it");
    }
    Some(out)
}

/// `inside` another, alternatives stand in parentheses.
pub fn said(tree: &Tree, node: &Node, inside: bool) -> String {
    let list = |nodes: &[Node], between: &str| {
        let all: Vec<String> = nodes.iter().map(|node| said(tree, node, true)).collect();
        if inside { format!("({})", all.join(between)) } else { all.join(between) }
    };
    match node {
        Node::Clause(n) => clause(&tree.clauses[*n as usize].sought),
        Node::All(nodes) => list(nodes, " and "),
        Node::Any(nodes) => list(nodes, " or "),
        Node::Not(node) => match (&**node, clause_of(tree, node)) {
            (_, Some(Sought::Has(Part::Anything))) => "nothing".to_owned(),
            (_, Some(Sought::Has(part))) => format!("without {}", part_words(*part)),
            (node, _) => format!("not {}", said(tree, node, true)),
        },
    }
}

fn clause_of<'a>(tree: &'a Tree, node: &Node) -> Option<&'a Sought> {
    match node {
        Node::Clause(n) => Some(&tree.clauses[*n as usize].sought),
        _ => None,
    }
}

fn clause(sought: &Sought) -> String {
    match sought {
        Sought::Words(phrase) => phrase_words(phrase),
        Sought::Named(named, words) => {
            let what = match named {
                Named::Facet(facet) => facet_noun(*facet),
                Named::Byline => "author",
                Named::Role => "role",
                Named::Tag => "tag",
            };
            format!("{what} “{}”", joined(words))
        }
        Sought::Dated(Some(from), Some(to)) if from == to => format!("published {from}"),
        Sought::Dated(Some(from), Some(to)) => format!("published {from} to {to}"),
        Sought::Dated(Some(from), None) => format!("published from {from}"),
        Sought::Dated(None, Some(to)) => format!("published to {to}"),
        Sought::Dated(None, None) => "published at any time".to_owned(),
        Sought::Has(Part::Anything) => "anything".to_owned(),
        Sought::Has(part) => format!("with {}", part_words(*part)),
    }
}

fn phrase_words(phrase: &Phrase) -> String {
    let words = match (&phrase.words[..], phrase.within) {
        ([word], _) => match (&word.how, phrase.quoted) {
            (How::Begin, _) => format!("words that begin with “{}”", word.text),
            (How::Like(_), _) if word.text.starts_with('/') => format!("words that match {}", word.text),
            (How::Like(_), _) => match word.text.split_once('~') {
                Some((text, _)) => format!("words spelt nearly like “{text}”"),
                None => format!("words like “{}”", word.text),
            },
            (_, true) => format!("“{}”", word.text),
            _ => word.text.clone(),
        },
        (words, None) => format!("“{}”", joined(words)),
        (words, Some(others)) => {
            let all: Vec<String> = words.iter().map(|word| format!("“{}”", written(word))).collect();
            let noun = if others == 1 { "word" } else { "words" };
            format!("{} with at most {others} {noun} among them", all.join(" and "))
        }
    };
    match phrase.scope {
        Scope::Anywhere => words,
        Scope::Title => format!("{words} in the title"),
        Scope::Text => format!("{words} in the text"),
        Scope::Said => format!("somebody says {words}"),
        Scope::Note => format!("your note says {words}"),
        Scope::Near(facet) => format!("{words} near {}", part_words(Part::Entity(facet))),
    }
}

fn joined(words: &[Word]) -> String {
    words.iter().map(written).collect::<Vec<_>>().join(" ")
}

/// A word among others, with the `*` of one that is only begun.
fn written(word: &Word) -> String {
    let begun = if word.how == How::Begin { "*" } else { "" };
    format!("{}{begun}", word.text)
}

fn facet_noun(facet: Facet) -> &'static str {
    match facet {
        Facet::Organization => "organization",
        Facet::Language => "language",
        facet => facet.key(),
    }
}

fn part_words(part: Part) -> String {
    let noun = match part {
        Part::Anything => "anything",
        Part::Text => "text",
        Part::Title => "title",
        Part::Summary => "standfirst",
        Part::Byline => "byline",
        Part::Source => "source",
        Part::Section => "section",
        Part::Language => "known language",
        Part::Dateline => "dateline",
        Part::Caption => "caption",
        Part::Quote => "quote",
        Part::Date => "printed date",
        Part::When => "date",
        Part::Role => "role",
        Part::Copy => "copy",
        Part::Star => "your star",
        Part::Tag => "your tags",
        Part::Note => "your notes",
        Part::Correction => "your corrections",
        Part::Entity(facet) => facet_noun(facet),
    };
    match noun.split_once(' ') {
        Some(("your", _)) => noun.to_owned(),
        _ => format!("{} {noun}", if noun.starts_with(['a', 'e', 'o']) { "an" } else { "a" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(read_as(text, &parse(text)).as_deref().unwrap_or("words"), expected, "{text}");
    }

    #[test]
    fn words_need_no_explanation() {
        check("iran talks co-operation", "words");
        check("", "words");
    }

    #[test]
    fn what_was_read_is_said() {
        check("(peace OR war) talks ", "peace or war, talks");
        check("a (b OR c d) -e ", "a, b or (c and d), not e");
        check(
            "\"joint fight\"~5 sanct* ",
            "“joint” and “fight” with at most 5 words among them, words that begin with “sanct”",
        );
        check("/colou?r/ astana~1 ", "words that match /colou?r/, words spelt nearly like “astana”");
        check(
            "title:\"a b\" person:assad missing:date ",
            "“a b” in the title, person “assad”, without a printed date",
        );
        check(
            "date:2019..2020 sanctions near:org ",
            "published 2019 to 2020, sanctions near an organization",
        );
        check("date:soon AND ", "soon; “date:soon” “AND” taken literally");
        check(")", "nothing; “)” taken literally");
        check(
            "\"joint fig*\"~2 person:ass* ",
            "“joint” and “fig*” with at most 2 words among them, person “ass*”",
        );
        check("\"joint fig* x\" title:tal* ", "“joint fig* x”, words that begin with “tal” in the title");
        check("has:star -has:note ", "with your star, without your notes");
        check("* -byline:* text:* ", "anything, without a byline, with a text");
        check(
            "(a OR b) near:person foo:bar ",
            "a near a person or b near a person, “foo bar”; “foo:bar” taken literally",
        );
    }

    #[test]
    fn what_is_not_read_is_said() {
        let text = "word ".repeat(300);
        let read = read_as(&text, &parse(&text)).unwrap();
        assert!(read.ends_with("word; nothing after “word” is read, there is too much of it"), "{read}");
    }
}
