//! Tokens to boxes and lines, in one pass.
//!
//! Only what makes a line end is a box; what stands within a line leaves no
//! node, but for what it says: links, names and dates. End tags that browsers
//! would supply are supplied; what is misnested ends where browsers end it.

use std::cell::RefCell;

use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag as TagToken, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use serde::{Deserialize, Serialize};

use super::claims::{Claim, Claims, Origin, Pending};
use super::hints::Hints;
use super::tags::{self, Raw, Role, Tag};

/// How many elements may be open at a time; deeper ones are not nested further.
pub const DEEPEST: usize = 512;

/// An element that holds lines or other boxes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Box {
    /// Position of the box around it, which stands before it; the first box is its own.
    pub parent: u32,
    pub tag: Tag,
    pub hints: Hints,
    /// A hash of the element's name and classes: boxes of one kind share it.
    pub signature: u32,
    /// Its markup says that it is the story's text.
    pub is_story: bool,
    /// Its style says that it isn't shown.
    pub hidden: bool,
}

/// One line, before hidden ones are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Into [`Tree::text`].
    pub start: usize,
    pub end: usize,
    /// Position of its box.
    pub at: u32,
    /// Characters that lead elsewhere.
    pub linked: usize,
    pub links: usize,
    /// Characters set apart: bold or emphasised.
    pub strong: usize,
    /// What the elements within the line hint at.
    pub hints: Hints,
    /// It goes on with a line above, behind a line break.
    pub broken: bool,
}

/// All that a page holds.
#[derive(Debug, Default)]
pub struct Tree {
    /// The lines' text, with a line feed behind each.
    pub text: String,
    pub lines: Vec<Line>,
    pub boxes: Vec<Box>,
    pub claims: Vec<Claim>,
    /// Of the element `html`.
    pub language: Option<String>,
}

/// Parses a page. Any text is a page.
pub fn parse(html: &str) -> Tree {
    let builder = Builder::default();
    {
        let mut state = builder.state.borrow_mut();
        state.tree.boxes.push(Box::default());
        state.is_xml = is_xml(html);
    }
    let tokenizer = Tokenizer::new(builder, TokenizerOpts::default());
    let input = BufferQueue::default();
    for piece in few_attributes(html) {
        input.push_back(StrTendril::from(piece));
    }
    // The sink never asks for a stop, but the interface has it so.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    let mut state = tokenizer.sink.state.take();
    state.end_line();
    while !state.open.is_empty() {
        state.pop();
    }
    let mut tree = state.tree;
    tree.claims = state.claims.into_list();
    tree
}

/// Whether a page says that it is XHTML, in which any element may be closed by
/// its own start tag: `<script src="a.js"/>`, `<figcaption/>`.
fn is_xml(html: &str) -> bool {
    const HEAD: usize = 1024;
    let head = &html.as_bytes()[..html.len().min(HEAD)];
    let has = |part: &str| head.windows(part.len()).any(|found| found == part.as_bytes());
    head.trim_ascii_start().starts_with(b"<?xml") || has("xmlns=\"http://www.w3.org/1999/xhtml\"")
}

/// The page in pieces that leave out what stands beyond a tag's first few
/// hundred attributes: the tokenizer compares each with all before it.
fn few_attributes(html: &str) -> impl Iterator<Item = &str> {
    const MOST: usize = 512;
    let bytes = html.as_bytes();
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(open) = bytes[at..].iter().position(|&b| b == b'<') {
        at += open + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let mut attributes = 0;
        let mut cut = None;
        while at < bytes.len() && !matches!(bytes[at], b'<' | b'>') {
            match bytes[at] {
                b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/' => {
                    attributes += 1;
                    if attributes == MOST * 2 {
                        cut = Some(at);
                    }
                }
                quote @ (b'"' | b'\'') if bytes[at - 1] == b'=' => {
                    // A quote that is never closed is no attribute's.
                    let Some(end) = bytes[at + 1..].iter().position(|&b| b == quote) else { break };
                    at += end + 1;
                }
                _ => {}
            }
            at += 1;
        }
        if let Some(cut) = cut {
            pieces.push(&html[start..cut]);
            start = at;
        }
        if at >= bytes.len() {
            break;
        }
        // A quote that is never closed: what follows is looked at once.
        at += usize::from(bytes[at] != b'<');
    }
    pieces.push(&html[start..]);
    pieces.into_iter().filter(|piece| !piece.is_empty())
}

#[derive(Default)]
struct Builder {
    state: RefCell<State>,
}

/// An element that is open.
struct Open {
    name: LocalName,
    role: Role,
    /// The box to go back to.
    outside: u32,
    hidden: bool,
    strong: bool,
    /// What its text will claim.
    claims: Option<Pending>,
    /// Where its text begins.
    start: usize,
}

#[derive(Default)]
struct State {
    tree: Tree,
    claims: Claims,
    open: Vec<Open>,
    /// The current box.
    at: u32,
    line: Line,
    /// White space waits for a character behind it.
    space: bool,
    /// A cell has ended within the line.
    tab: bool,
    /// How many elements of each kind are open.
    links: usize,
    unseen: usize,
    strong: usize,
    preformatted: usize,
    paragraphs: usize,
    /// Where the last link's text ended.
    link_ended: Option<usize>,
    /// Text that is collected apart: a script of data, the window's title.
    apart: Option<(Apart, String)>,
    titled: bool,
    /// The page says that it is XHTML.
    is_xml: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Apart {
    JsonLd,
    State,
    Title,
}

impl TokenSink for Builder {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::TagToken(tag) => match tag.kind {
                TagKind::StartTag => return state.start(&tag),
                TagKind::EndTag => state.end(&tag.name),
            },
            Token::CharacterTokens(text) => state.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn attribute<'a>(tag: &'a TagToken, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|a| &*a.name.local == name).map(|a| &*a.value)
}

impl State {
    fn start(&mut self, tag: &TagToken) -> TokenSinkResult<()> {
        let name = &*tag.name;
        let role = match tags::role(name) {
            // Within a drawing these are elements like any other.
            Role::Raw(_) if self.unseen > 0 && self.within("svg") => Role::Unseen,
            role => role,
        };
        let empty = self.is_xml && tag.self_closing;
        match role {
            Role::Raw(_) if empty => {}
            Role::Raw(raw) => return self.start_raw(tag, raw),
            Role::Void => self.void(tag),
            Role::Break => self.end_line_at_break(),
            Role::Block(kind) => self.start_block(tag, role, kind),
            Role::Inline | Role::Unseen => self.start_inline(tag, role),
            Role::Link => {
                if let Some(at) = self.find_open("a") {
                    self.remove(at);
                }
                // Links side by side are items of a row.
                self.space |= self.link_ended == Some(self.tree.text.len());
                self.start_inline(tag, role);
            }
        }
        if empty && matches!(role, Role::Block(_) | Role::Inline | Role::Link) {
            self.end(&tag.name);
        }
        TokenSinkResult::Continue
    }

    fn start_raw(&mut self, tag: &TagToken, raw: Raw) -> TokenSinkResult<()> {
        let is = |kind: &str| attribute(tag, "type").is_some_and(|t| t.trim().eq_ignore_ascii_case(kind));
        self.apart = match raw {
            Raw::Script if is("application/ld+json") => Some((Apart::JsonLd, String::new())),
            Raw::Script if is("application/json") => Some((Apart::State, String::new())),
            Raw::Escaped if &*tag.name == "title" && !self.titled => Some((Apart::Title, String::new())),
            _ => None,
        };
        self.push(tag, Role::Raw(raw));
        TokenSinkResult::RawData(match raw {
            Raw::Script => RawKind::ScriptData,
            Raw::Text => RawKind::Rawtext,
            Raw::Escaped => RawKind::Rcdata,
        })
    }

    fn start_block(&mut self, tag: &TagToken, role: Role, kind: Tag) {
        let name = &*tag.name;
        if matches!(name, "html" | "body") && self.open.iter().any(|open| &*open.name == name) {
            return;
        }
        if name == "html" {
            self.tree.language = attribute(tag, "lang").map(str::to_owned).filter(|l| !l.is_empty());
        }
        if kind == Tag::Cell {
            self.close_cells(name);
            self.push(tag, role);
            return;
        }
        self.end_line();
        if self.paragraphs > 0 && tags::ends_paragraph(kind) {
            self.close("p", &[]);
        }
        match name {
            "li" => self.close("li", &["ul", "ol", "menu", "dir"]),
            "dt" | "dd" => {
                self.close("dt", &["dl"]);
                self.close("dd", &["dl"]);
            }
            "tr" | "tbody" | "thead" | "tfoot" => self.close_cells(name),
            "option" => self.close("option", &["select"]),
            _ if matches!(kind, Tag::Title | Tag::Heading) => {
                let heading = |open: &Open| matches!(open.role, Role::Block(Tag::Title | Tag::Heading));
                if self.open.last().is_some_and(heading) {
                    self.pop();
                }
            }
            _ => {}
        }
        self.push(tag, role);
    }

    fn start_inline(&mut self, tag: &TagToken, role: Role) {
        if !tag.self_closing || !matches!(role, Role::Unseen) {
            self.push(tag, role);
        }
    }

    /// An element that holds nothing: what it says by its attributes counts.
    fn void(&mut self, tag: &TagToken) {
        match &*tag.name {
            "meta" => {
                let key = ["property", "name", "itemprop"]
                    .iter()
                    .find_map(|key| Some((*key, attribute(tag, key)?)));
                if let (Some((key, name)), Some(content)) = (key, attribute(tag, "content")) {
                    self.claims.meta(name, content, key == "itemprop");
                }
            }
            "link" if attribute(tag, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.claims.address(Origin::Property, attribute(tag, "href").unwrap_or_default());
            }
            "hr" => self.end_line(),
            "input" | "img" => self.space |= self.tree.text.len() > self.line.start,
            _ => {}
        }
    }

    /// Closes the cells, rows and parts of a table that a new one ends.
    fn close_cells(&mut self, name: &str) {
        let ended: &[&str] = match name {
            "td" | "th" => &["td", "th"],
            "tr" => &["td", "th", "tr"],
            _ => &["td", "th", "tr", "tbody", "thead", "tfoot"],
        };
        let table = self.open.iter().rposition(|open| &*open.name == "table").map_or(0, |at| at + 1);
        let first = self.open[table..].iter().position(|open| ended.contains(&&*open.name));
        if let Some(first) = first {
            self.pop_to(table + first);
        }
    }

    /// Closes the innermost element of that name unless another of `walls` stands within.
    fn close(&mut self, name: &str, walls: &[&str]) {
        let found = self.open.iter().rposition(|open| {
            &*open.name == name || walls.contains(&&*open.name) || tags::is_wall(&open.name)
        });
        if let Some(at) = found
            && &*self.open[at].name == name
        {
            self.pop_to(at);
        }
    }

    fn find_open(&self, name: &str) -> Option<usize> {
        let at = self.open.iter().rposition(|open| &*open.name == name || tags::is_wall(&open.name))?;
        (&*self.open[at].name == name).then_some(at)
    }

    fn within(&self, name: &str) -> bool {
        self.open.iter().any(|open| &*open.name == name)
    }

    fn end(&mut self, name: &LocalName) {
        match tags::role(name) {
            Role::Raw(_) => {
                if let Some((apart, text)) = self.apart.take() {
                    self.collected(apart, &text);
                }
                if self.open.last().is_some_and(|open| open.name == *name) {
                    self.pop();
                }
            }
            Role::Void => {}
            Role::Break => self.end_line_at_break(),
            Role::Block(kind) => {
                if kind != Tag::Cell {
                    self.end_line();
                }
                // Saved pages say `</body>` early; text behind it is the body's.
                if matches!(&**name, "html" | "body") {
                    return;
                }
                if let Some(at) = self.find_open(name) {
                    self.pop_to(at);
                }
            }
            Role::Inline | Role::Link | Role::Unseen => {
                if let Some(at) = self.find_open(name) {
                    self.remove(at);
                }
            }
        }
    }

    fn collected(&mut self, apart: Apart, text: &str) {
        match apart {
            Apart::JsonLd => self.claims.json_ld(text),
            Apart::State => self.claims.state(text),
            Apart::Title => {
                self.titled = true;
                self.claims.window_title(text);
            }
        }
    }

    /// Opens an element: a box where it is one.
    fn push(&mut self, tag: &TagToken, role: Role) {
        // What is raw holds no other elements.
        if self.open.len() >= DEEPEST && !matches!(role, Role::Raw(_)) {
            return;
        }
        let hidden = is_hidden(tag);
        let outside = self.at;
        let names = || {
            let keys = [
                "class",
                "id",
                "itemprop",
                "role",
                "data-component",
                "data-testid",
                "data-type",
                "data-module",
            ];
            keys.iter().filter_map(|key| attribute(tag, key)).collect::<Vec<_>>().join(" ")
        };
        let mut hints = Hints::default();
        match role {
            Role::Block(kind) => {
                if !matches!(&*tag.name, "html" | "body") {
                    hints = Hints::of(&names());
                }
                let is_story =
                    attribute(tag, "itemprop").is_some_and(|p| p.split(' ').any(|p| p == "articleBody"));
                self.at = self.tree.boxes.len() as u32;
                self.tree.boxes.push(Box {
                    parent: outside,
                    tag: kind,
                    hints,
                    signature: signature(tag),
                    is_story,
                    hidden,
                });
            }
            Role::Inline | Role::Link if !tag.attrs.is_empty() => {
                hints = Hints::of(&names());
                self.line.hints = self.line.hints.with(hints);
            }
            _ => {}
        }
        let unseen = matches!(role, Role::Unseen | Role::Raw(_));
        let inline_hidden = hidden && !matches!(role, Role::Block(_));
        let strong = matches!(&*tag.name, "b" | "strong" | "em" | "i");
        let claims = if unseen || self.unseen > 0 { None } else { self.claims.opens(tag, hints, attribute) };
        self.links += usize::from(role == Role::Link);
        self.line.links += usize::from(role == Role::Link);
        self.unseen += usize::from(unseen || inline_hidden);
        self.strong += usize::from(strong);
        self.preformatted += usize::from(role == Role::Block(Tag::Preformatted));
        self.paragraphs += usize::from(&*tag.name == "p");
        self.open.push(Open {
            name: tag.name.clone(),
            role,
            outside,
            hidden: unseen || inline_hidden,
            strong,
            claims,
            start: self.tree.text.len(),
        });
    }

    fn pop(&mut self) {
        if let Some(last) = self.open.len().checked_sub(1) {
            self.remove(last);
        }
    }

    fn pop_to(&mut self, at: usize) {
        while self.open.len() > at {
            self.pop();
        }
    }

    /// Ends one element; those within it go on.
    fn remove(&mut self, at: usize) {
        let open = self.open.remove(at);
        if open.role == Role::Link {
            self.links -= 1;
            self.link_ended = Some(self.tree.text.len());
        }
        self.unseen -= usize::from(open.hidden);
        self.strong -= usize::from(open.strong);
        self.preformatted -= usize::from(open.role == Role::Block(Tag::Preformatted));
        self.paragraphs -= usize::from(&*open.name == "p");
        if let Some(pending) = open.claims {
            let text = &self.tree.text[open.start..];
            let lead = text.len() - text.trim_start().len();
            self.claims.seen(pending, text.trim(), open.start + lead);
        }
        if let Role::Block(kind) = open.role {
            if kind == Tag::Cell {
                self.end_cell(open.start)
            } else {
                self.end_line()
            }
            self.at = open.outside;
        }
    }

    /// The cells of a row make one line with tabs between. What is too long to
    /// be a cell of figures or names is a line of its own, and so is the last
    /// line of a cell with several; `start` is where the cell began.
    fn end_cell(&mut self, start: usize) {
        const LONG: usize = 120;
        let end = self.tree.text.len();
        if start < self.line.start || end - start > LONG {
            self.end_line();
        } else {
            self.tab = true;
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, collected)) = &mut self.apart {
            collected.push_str(text);
            return;
        }
        if self.unseen > 0 {
            return;
        }
        for c in text.chars() {
            match c {
                '\n' if self.preformatted > 0 => self.end_line(),
                '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
                c if c.is_whitespace() || c.is_control() => self.space = true,
                c => self.push_char(c),
            }
        }
    }

    fn push_char(&mut self, c: char) {
        let text = &mut self.tree.text;
        if (self.space || self.tab) && text.len() > self.line.start {
            text.push(if self.tab { '\t' } else { ' ' });
        }
        self.space = false;
        self.tab = false;
        text.push(c);
        self.line.linked += usize::from(self.links > 0);
        self.line.strong += usize::from(self.strong > 0);
    }

    fn end_line_at_break(&mut self) {
        if self.unseen == 0 {
            self.end_line();
            self.line.broken = true;
        }
    }

    fn end_line(&mut self) {
        self.space = false;
        self.tab = false;
        let end = self.tree.text.len();
        if end == self.line.start {
            self.line = Line { start: end, ..Line::default() };
            return;
        }
        self.tree.text.push('\n');
        let next = Line { start: end + 1, ..Line::default() };
        let line = std::mem::replace(&mut self.line, next);
        self.tree.lines.push(Line { end, at: self.at, ..line });
    }
}

/// Whether an element's own attributes say that it isn't shown.
fn is_hidden(tag: &TagToken) -> bool {
    let style = || {
        attribute(tag, "style").is_some_and(|style| {
            let style: String =
                style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
    };
    attribute(tag, "hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
        || (&*tag.name == "dialog" && attribute(tag, "open").is_none())
        || style()
}

/// A hash of an element's name and classes, numbers left out.
fn signature(tag: &TagToken) -> u32 {
    let class = attribute(tag, "class").unwrap_or("");
    let bytes = tag.name.bytes().chain(class.bytes().filter(|b| !b.is_ascii_digit()));
    bytes.fold(0x811c_9dc5, |hash: u32, b| (hash ^ u32::from(b)).wrapping_mul(0x0100_0193))
}
