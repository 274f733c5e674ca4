//! Cuttings: from a folder of page dumps to articles that people can search.
//!
//! An article moves one way, through plain functions from values to values:
//!
//! ```text
//! bytes ──ingest──▶ RawArticle ──clean──▶ Article ──extract──▶ Extraction
//!                                             │                    │
//!                                             └──────── Document ──┘
//!                                                          │ index
//!           text ──query──▶ Query ──────────────────▶ (Corpus, Query) ──▶ Results
//! ```
//!
//! The core below has no browser, clock, file or network in it. Three thin
//! edges call it through [`corpus`]: the command line, the page and the page's
//! worker. Data flows one way and nothing below names what stands above it
//! (`tests/layers.rs` holds that).

pub mod article;
pub mod books;
pub mod case;
pub mod clean;
pub mod corpus;
pub mod date;
pub mod export;
pub mod extract;
pub mod given;
pub mod html;
pub mod index;
pub mod ingest;
pub mod journal;
pub mod kept;
pub mod order;
pub mod prepared;
pub mod protocol;
pub mod query;
pub mod quick;
pub mod reader;
pub mod record;
pub mod scribe;
pub mod shards;
pub mod table;
pub mod text;
pub mod view;

#[cfg(feature = "web")]
pub mod ui;
#[cfg(feature = "web")]
pub mod worker;

pub use article::{Article, ArticleId, Document, Entity, Extraction, Kind, RawArticle, Reason};
pub use corpus::Corpus;
pub use query::{Query, Results};
pub use text::Span;
