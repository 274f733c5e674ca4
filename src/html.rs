//! A saved page's bytes to what a reader would see of it: lines of text, the
//! boxes they stand in, and what the page says of itself in its markup.
//!
//! The *raw text* of an article that came as HTML is this rendering: first a
//! head of a few lines, `title: …`, `published: …`, `author: …`, `site: …`,
//! with what the markup claims and no visible line says; then the visible
//! text, one line for each block or line break, white space collapsed. Scripts,
//! styles and hidden elements are no line. The same bytes give the same
//! rendering everywhere.
//!
//! The tokens are html5ever's; the tree is our own ([`tree`]): boxes only,
//! never deeper than [`tree::DEEPEST`], so that no page can exhaust the stack
//! or make reading slower than linear.

mod claims;
mod encoding;
mod hints;
mod json_ld;
mod render;
mod tags;
mod tree;

pub use claims::{Claim, Kind, Origin};
pub use hints::{Hint, Hints};
pub use render::{Line, PageText};
pub use tags::Tag;
pub use tree::Box;

use crate::ingest::IngestError;

/// Decodes bytes by the name of their encoding, as the WHATWG names them;
/// `None` where the name is not known. The edges bring one: the command line
/// a crate's, the browser its own, which follow the same standard.
pub type Decoder = fn(label: &str, bytes: &[u8]) -> Option<String>;

/// Reads a page.
pub fn read(bytes: &[u8], decoder: Decoder) -> Result<PageText, IngestError> {
    let html = encoding::decode(bytes, decoder)?;
    let page = render::render(tree::parse(&html));
    if page.lines.is_empty() { Err(IngestError::Empty) } else { Ok(page) }
}
