//! One component a file, named after its style sheet where it has one.

pub mod chips;
pub mod dates;
pub mod divider;
pub mod facet;
pub mod facts;
pub mod keys_card;
pub mod list;
pub mod masthead;
pub mod name_bar;
pub mod notices;
pub mod phases;
pub mod raw;
pub mod reader;
pub mod row;
pub mod sidebar;
pub mod story;
