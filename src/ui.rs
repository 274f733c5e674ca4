//! The page: components that draw what `view` has worked out.
//!
//! One reducer holds the state ([`crate::view::state`]). [`engine`] speaks to
//! the worker, [`hooks`] tie state to address bar, keyboard and dropped files,
//! and the components draw. Only [`dom`] and [`timing`] touch browser
//! interfaces that Yew does not cover.

mod app;
mod arrival;
mod components;
mod dom;
mod effect;
mod engine;
mod files;
mod hooks;
mod store;
mod timing;

pub use app::App;
pub use components::row::{ListRow, RowProps};
pub use components::story::{Story, StoryProps};

/// Puts the page into the element with the id `app`.
pub fn run() {
    if let Some(root) = gloo::utils::document().get_element_by_id("app") {
        yew::Renderer::<App>::with_root(root).render();
    }
}
