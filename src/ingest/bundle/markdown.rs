//! Markdown to a page.

use pulldown_cmark::{Options, Parser, html};

use super::super::{Decoder, Head, IngestError, SourceFile, decode};
use super::columns::{Field, known};
use super::records;

/// A page with the text's own headings and paragraphs, and the facts of the
/// lines between two `---` at its head, where it has such.
pub fn page(file: &SourceFile, decoder: Decoder) -> Result<SourceFile, IngestError> {
    let text = decode(&file.bytes, decoder)?;
    let (head, body) = front_matter(&text);
    let mut out = String::with_capacity(body.len() * 5 / 4);
    html::push_html(&mut out, Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES));
    Ok(records::page(&head, &out, file.path.clone()))
}

/// 'title: Ferry runs again' and the like between two lines of hyphens.
fn front_matter(text: &str) -> (Head, &str) {
    let inner = text.strip_prefix("---").and_then(|rest| rest.strip_prefix(['\r', '\n']));
    let parts = inner.and_then(|inner| {
        let end = inner.find("\n---")?;
        let rest = &inner[end + 4..];
        Some((&inner[..end], rest.find('\n').map_or("", |at| &rest[at..])))
    });
    let Some((lines, body)) = parts else { return (Head::default(), text) };
    let get = |wanted: Field| {
        lines.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            let value = value.trim().trim_matches(['"', '\'']);
            (known(name.trim())?.0 == wanted && !value.is_empty()).then(|| value.to_owned())
        })
    };
    let head = Head {
        title: get(Field::Title),
        published: get(Field::Published),
        author: get(Field::Author),
        source: get(Field::Source),
        sections: get(Field::Section).into_iter().collect(),
        address: get(Field::Address),
    };
    (head, body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_the_head() {
        let text =
            "---\ntitle: \"Ferry runs\"\nDate: 2020-05-03\ntags: [a]\n---\n\nIt **runs** [again](x).\n";
        let file = page(&SourceFile::new("a.md", text.as_bytes().to_vec()), |_, _| None).unwrap();
        assert_eq!(
            String::from_utf8(file.bytes).unwrap().trim_end(),
            "<!doctype html><meta charset=utf-8><meta name=\"article:published_time\" content=\"2020-05-03\">\
             <title>Ferry runs</title><h1>Ferry runs</h1><p>It <strong>runs</strong> <a href=\"x\">again</a>.</p>"
        );
    }

    #[test]
    fn rules_are_no_front_matter() {
        for text in ["---\n\nIt runs.", "It runs.\n\n---\n\nDaily."] {
            assert_eq!(front_matter(text), (Head::default(), text));
        }
    }
}
