//! The elements that matter, and how each behaves in a tree of boxes.

use serde::{Deserialize, Serialize};

/// An element that makes a box of its own, by what it says of its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Tag {
    /// `div` and whatever has no meaning of its own.
    #[default]
    Div,
    Paragraph,
    /// `h1`
    Title,
    /// `h2` to `h6`
    Heading,
    Item,
    List,
    Cell,
    Table,
    Term,
    Quote,
    Preformatted,
    Figure,
    Caption,
    Article,
    Main,
    Section,
    Aside,
    Header,
    Footer,
    Nav,
    Form,
    Button,
    Address,
    Details,
}

/// What an element does to the text within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It makes a box.
    Block(Tag),
    /// It stands within a line.
    Inline,
    /// It stands within a line and leads elsewhere.
    Link,
    /// It has no end tag and no text.
    Void,
    Break,
    /// What it holds is not seen as text.
    Unseen,
    /// As `Unseen`; its text is no markup, either.
    Raw(Raw),
}

/// Elements whose content is read by its own rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Raw {
    Script,
    /// Characters only, no references: `style`, `noscript`, `iframe`.
    Text,
    /// Characters and references: `title`, `textarea`.
    Escaped,
}

/// What an element does; unknown ones stand within a line, as browsers have it.
pub fn role(name: &str) -> Role {
    use Role::*;
    Block(match name {
        "p" => Tag::Paragraph,
        "h1" => Tag::Title,
        "h2" | "h3" | "h4" | "h5" | "h6" => Tag::Heading,
        "li" => Tag::Item,
        "ul" | "ol" | "dl" | "menu" | "dir" => Tag::List,
        "td" | "th" => Tag::Cell,
        "table" | "tbody" | "thead" | "tfoot" | "tr" | "colgroup" => Tag::Table,
        "dt" | "dd" => Tag::Term,
        "blockquote" => Tag::Quote,
        "pre" | "listing" => Tag::Preformatted,
        "figure" => Tag::Figure,
        "figcaption" | "caption" | "legend" => Tag::Caption,
        "article" => Tag::Article,
        "main" => Tag::Main,
        "section" | "hgroup" => Tag::Section,
        "aside" => Tag::Aside,
        "header" => Tag::Header,
        "footer" => Tag::Footer,
        "nav" => Tag::Nav,
        "form" | "fieldset" | "search" => Tag::Form,
        "button" => Tag::Button,
        "address" => Tag::Address,
        "details" | "summary" => Tag::Details,
        "html" | "body" | "div" | "center" | "dialog" | "optgroup" | "option" | "head" => Tag::Div,
        "a" => return Link,
        "br" => return Break,
        "area" | "base" | "col" | "embed" | "hr" | "img" | "input" | "link" | "meta" | "param" | "source"
        | "track" | "wbr" | "bgsound" | "basefont" | "frame" | "keygen" => return Void,
        "script" => return Raw(self::Raw::Script),
        "style" | "noscript" | "iframe" | "noembed" | "noframes" | "xmp" => return Raw(self::Raw::Text),
        "title" | "textarea" => return Raw(self::Raw::Escaped),
        "svg" | "math" | "template" | "select" | "object" | "audio" | "video" | "canvas" | "map"
        | "datalist" | "applet" | "picture" | "rp" | "rt" => return Unseen,
        _ => return Inline,
    })
}

/// Whether a start tag ends an open paragraph.
pub fn ends_paragraph(tag: Tag) -> bool {
    !matches!(tag, Tag::Cell | Tag::Button)
}

/// Whether an end tag's search for its element stops here.
pub fn is_wall(name: &str) -> bool {
    matches!(
        name,
        "td" | "th" | "table" | "caption" | "html" | "body" | "button" | "object" | "template" | "svg"
    )
}
