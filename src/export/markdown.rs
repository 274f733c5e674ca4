//! Articles to be read and printed.

use crate::article::Kind;
use crate::record::Record;

/// One article: headline, what is known of it, its text, who is in it.
pub fn article(record: &Record, out: &mut String) {
    let mut paragraph = |text: &str| {
        if !text.is_empty() {
            out.push_str(text);
            out.push_str("\n\n");
        }
    };
    paragraph(&format!("# {}", escaped(record.title.as_deref().unwrap_or(&record.file))));
    let inferred = record.published_inferred.as_ref().map(|date| format!("≈ {date}"));
    let facts = [&record.source, &record.published.clone().or(inferred), &record.byline];
    let facts: Vec<String> = facts.into_iter().flatten().map(|fact| escaped(fact)).collect();
    paragraph(&facts.join(" · "));
    let tags: Vec<String> = record.tags().iter().map(|tag| format!("\\#{}", escaped(tag))).collect();
    let marks: Vec<String> = record.is_starred().then(|| "★".to_owned()).into_iter().chain(tags).collect();
    paragraph(&marks.join(" "));
    if let Some(summary) = &record.summary {
        paragraph(&format!("**{}**", escaped(summary)));
    }
    for text in &record.body {
        paragraph(&escaped(text));
    }
    for caption in &record.captions {
        paragraph(&format!("*{}*", escaped(caption)));
    }
    for (kind, label) in [
        (Kind::Person, "People"),
        (Kind::Organization, "Organizations"),
        (Kind::Place, "Places"),
        (Kind::Group, "Groups"),
        (Kind::Event, "Events"),
    ] {
        let named = record.entities.iter().filter(|entity| entity.kind == kind);
        let names: Vec<String> = named
            .map(|entity| match entity.roles.first() {
                Some(role) => escaped(&format!("{} ({role})", entity.text)),
                None => escaped(&entity.text),
            })
            .collect();
        if !names.is_empty() {
            paragraph(&format!("{label}: {}", names.join(", ")));
        }
    }
    for note in record.notes() {
        let lines: Vec<String> = note.told().lines().map(escaped).collect();
        paragraph(&format!("Note: {}", lines.join("\\\n")));
    }
    if let Some(address) = &record.url {
        paragraph(&format!("Address: {}", escaped(address)));
    }
    paragraph(&format!("File: {}", escaped(&record.file)));
    // One line feed ends the article.
    out.truncate(out.trim_end().len());
    out.push('\n');
}

/// A text that says nothing but itself: white space collapsed, signs with a
/// meaning escaped, those that have one only at a line's beginning there.
fn escaped(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(text.len() + 8);
    // '1. ' and '1) ' begin lists.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in text.char_indices() {
        let anywhere = "\\`*_[]<>|~&".contains(c);
        let here = (at == 0 && "#+-=>:".contains(c)) || (at > 0 && at == digits && ".)".contains(c));
        if anywhere || here {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::super::Format;
    use super::super::tests::{noted, record, written};
    use super::*;

    /// The texts that a reader of others finds, block by block.
    fn read(text: &str) -> Vec<String> {
        let mut blocks = Vec::new();
        for event in Parser::new_ext(text, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
            match event {
                Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::HtmlBlock) => {
                    blocks.push(String::new());
                }
                Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                    if let Some(block) = blocks.last_mut() {
                        block.push_str(&text);
                    }
                }
                _ => {}
            }
        }
        blocks
    }

    #[test]
    fn texts_are_read_as_they_were() {
        for text in [
            "# 1",
            "1. a",
            "1) a",
            "- a",
            "+ a",
            "* a *b* _c_",
            "<b>a</b> & &amp;",
            "[a](b) ![c](d)",
            "a | b",
            "`a` ~~b~~",
            "> a",
            "a\\b",
            "https://example.org/a_b",
            "--- a",
            "=== a",
            "12. a",
            ": a",
        ] {
            assert_eq!(read(&escaped(text)), [text], "{}", escaped(text));
        }
    }

    #[test]
    fn what_the_user_noted_is_told() {
        let blocks = read(&written(Format::Markdown, &[noted()]));
        for expected in [
            "Address: https://post.example/ferry",
            "★ #=sea #to read",
            "Note: “Oleg Petrov”: Is that he?",
            "Note: Ask again,in May",
        ] {
            assert!(blocks.iter().any(|block| block == expected), "{expected}: {blocks:?}");
        }
    }

    #[test]
    fn an_article_has_its_parts() {
        let record = record();
        let blocks = read(&written(Format::Markdown, &[record.clone(), record.clone()]));
        assert_eq!(blocks[0], "Ferry *runs* again to the islands");
        assert_eq!(blocks.iter().filter(|block| **block == record.body[1]).count(), 2);
    }
}
