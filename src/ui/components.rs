//! One part of the page a file, named after its style sheet where it has one.
//!
//! A part is a function of what it shows. It is a component of Yew's only
//! where it keeps something of its own or where not drawing it again is worth
//! a comparison: every component is about a kilobyte of the page.

pub mod books;
pub mod chips;
pub mod collections;
pub mod columns;
pub mod dates;
pub mod divider;
pub mod export_menu;
pub mod facet;
pub mod facts;
pub mod keys_card;
pub mod list;
pub mod masthead;
pub mod name_bar;
pub mod notices;
pub mod outcomes;
pub mod parted;
pub mod paste;
pub mod phases;
pub mod quiet;
pub mod raw;
pub mod reader;
pub mod row;
pub mod search_box;
pub mod sidebar;
pub mod story;
pub mod yours;

/// As attributes say yes and no.
pub fn truth(is: bool) -> &'static str {
    if is { "true" } else { "false" }
}
