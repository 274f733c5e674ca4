//! Text that is pasted, which may be the markup of a page or of a part of one.

/// Elements that parts of pages begin with.
const ELEMENTS: &str = " html head body main article section header div p h1 h2 h3 h4 h5 h6 ul ol dl \
    blockquote figure table pre span a b strong em i ";

/// Whether a text is markup: it begins with an element and ends with a tag, and one of the
/// elements in it is ended. A text that tells of a tag has words around it.
pub fn is_markup(text: &str) -> bool {
    let text = text.trim().trim_start_matches('\u{feff}');
    let mut rest = text;
    while let Some(end) = rest.strip_prefix("<!--").and_then(|r| r.find("-->").map(|at| at + 7)) {
        rest = rest[end..].trim_start();
    }
    let Some(tag) = rest.strip_prefix('<').filter(|_| text.ends_with('>')) else { return false };
    let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let is_declared = tag.get(..8).is_some_and(|tag| tag.eq_ignore_ascii_case("!doctype"));
    let name = name.to_ascii_lowercase();
    is_declared || ELEMENTS.split(' ').any(|element| element == name) && tag.contains('>') && ends_one(tag)
}

/// Whether an element is ended that holds a line of words.
fn ends_one(text: &str) -> bool {
    const LINES: &str =
        " html body main article section header div p h1 h2 h3 h4 h5 h6 li dd td blockquote pre ";
    text.split("</").skip(1).any(|rest| {
        let name = rest.split('>').next().unwrap_or_default().trim_end().to_ascii_lowercase();
        !name.is_empty() && LINES.split(' ').any(|element| element == name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_told_from_text_that_mentions_a_tag() {
        for (text, expected) in [
            ("<h1>Frag</h1><p>It runs.</p>", true),
            ("  <H1 class=a>Frag</H1>\n<p>It runs.</P >\n", true),
            ("<!-- copied --><div><p>It runs.</p></div>", true),
            ("<!DOCTYPE html><title>a</title><p>It runs.<br>", true),
            ("<html><body>It runs.</body></html>", true),
            ("<b>Vienna</b> <p>It runs.</p>", true),
            ("Write <p> for a paragraph and </p> behind it.", false),
            ("<p> begins a paragraph, </p> ends it.", false),
            ("<p> begins a paragraph, as does <h1>", false),
            ("<Maria> Are you there?</p>", false),
            ("<https://post.example/a>", false),
            ("<b>bold</b>", false),
            ("< 5 but > 3", false),
            ("<", false),
            ("<!--", false),
            ("It runs.", false),
            ("", false),
        ] {
            assert_eq!(is_markup(text), expected, "{text}");
        }
    }
}
