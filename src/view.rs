//! What the page shows, worked out without a browser.
//!
//! Pure functions and one reducer, compiled and tested natively: which state
//! follows which action ([`state`]), how a view is written into the address
//! bar and read back ([`route`]), which rows of a long list are on screen
//! ([`rows`]), where marks begin and end in a paragraph ([`marks`]), and the
//! words for all of it ([`words`]). The components in `ui` only draw this.

pub mod brush;
pub mod clauses;
pub mod drafts;
pub mod exporting;
pub mod histogram;
pub mod importing;
pub mod keeping;
pub mod keys;
pub mod loader;
pub mod marks;
pub mod names;
pub mod parted;
pub mod printing;
pub mod relax;
pub mod route;
pub mod rows;
pub mod state;
pub mod story;
pub mod words;
pub mod yours;
