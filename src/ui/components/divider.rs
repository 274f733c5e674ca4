//! The lines between the panes, which can be dragged, and what is kept of them.

use gloo::utils::window;
use web_sys::Storage;
use yew::prelude::*;

use crate::ui::dom;
use crate::ui::effect::use_effect_on;

/// A pane whose width can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    Names,
    List,
}

impl Pane {
    fn key(self) -> &'static str {
        match self {
            Pane::Names => "cuttings.names",
            Pane::List => "cuttings.list",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Pane::Names => "Width of who and what",
            Pane::List => "Width of the list",
        }
    }

    /// The style property that `layout.css` reads.
    fn property(self) -> &'static str {
        match self {
            Pane::Names => "--names-width",
            Pane::List => "--list-width",
        }
    }

    /// Narrowest and widest, in CSS pixels.
    fn limits(self) -> (i32, i32) {
        match self {
            Pane::Names => (232, 480),
            Pane::List => (280, 720),
        }
    }
}

/// A pane as it was left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kept {
    /// In CSS pixels; `None` is as wide as the style sheet has it.
    pub width: Option<i32>,
    pub shown: bool,
}

/// How the pane was left; where the browser keeps nothing, as the style sheet has it.
pub fn kept(pane: Pane) -> Kept {
    let text = storage().and_then(|storage| storage.get_item(pane.key()).ok()?).unwrap_or_default();
    let (width, shown) = text.split_once(' ').unwrap_or_default();
    Kept { width: width.parse().ok(), shown: shown != "hidden" }
}

/// `None` where the reader has switched storage off.
fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}

fn keep(pane: Pane, kept: Kept) {
    let width = kept.width.map_or_else(|| "-".to_owned(), |width| width.to_string());
    let shown = if kept.shown { "shown" } else { "hidden" };
    // Without storage, or with no room there, the choice lasts as long as the page.
    if let Some(storage) = storage() {
        let _ = storage.set_item(pane.key(), &[&width, " ", shown].concat());
    }
}

pub fn keep_shown(pane: Pane, shown: bool) {
    keep(pane, Kept { shown, ..kept(pane) });
}

#[derive(Properties, PartialEq)]
pub struct DividerProps {
    /// The pane before it.
    pub pane: Pane,
    /// The element whose style carries the widths.
    pub room: NodeRef,
}

#[component]
pub fn Divider(props: &DividerProps) -> Html {
    let pane = props.pane;
    let (least, most) = pane.limits();
    let width = use_state_eq(|| kept(pane).width);
    // Where a drag began: pointer and width then.
    let drag = use_mut_ref(|| None::<(i32, i32)>);
    let line = use_node_ref();

    use_effect_on(*width, {
        let room = props.room.clone();
        move |width| {
            let value = width.map(|w| format!("{w}px")).unwrap_or_default();
            dom::set_style(room.get(), pane.property(), &value);
        }
    });
    let set = {
        let width = width.clone();
        move |to: Option<i32>| {
            let to = to.map(|w| w.clamp(least, most));
            keep(pane, Kept { width: to, ..kept(pane) });
            width.set(to);
        }
    };
    // The pane is the element before the line.
    let present = {
        let line = line.clone();
        move || dom::width_before(line.get()).unwrap_or(least)
    };

    let onpointerdown = {
        let (drag, present) = (drag.clone(), present.clone());
        move |event: PointerEvent| {
            event.prevent_default();
            dom::capture_pointer(&event);
            *drag.borrow_mut() = Some((event.client_x(), present()));
        }
    };
    let onpointermove = {
        let (drag, set) = (drag.clone(), set.clone());
        move |event: PointerEvent| {
            if let Some((from, was)) = *drag.borrow() {
                set(Some(was + event.client_x() - from));
            }
        }
    };
    let end = move |_: PointerEvent| *drag.borrow_mut() = None;
    let onkeydown = {
        let set = set.clone();
        move |event: KeyboardEvent| {
            let to = match event.key().as_str() {
                "ArrowLeft" => Some(present() - 16),
                "ArrowRight" => Some(present() + 16),
                "Home" => Some(least),
                "End" => Some(most),
                "Enter" => None,
                _ => return,
            };
            event.prevent_default();
            set(to);
        }
    };
    let ondblclick = move |_| set(None);
    html! {
        <div
            ref={line}
            class="divider"
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label={pane.label()}
            aria-valuemin={least.to_string()}
            aria-valuemax={most.to_string()}
            aria-valuenow={width.unwrap_or(least).to_string()}
            title="Drag to resize, double-click to reset"
            {onpointerdown}
            {onpointermove}
            onpointerup={end.clone()}
            onpointercancel={end}
            {onkeydown}
            {ondblclick}
        />
    }
}
