//! The browser interfaces that Yew does not cover, each behind one small function.

use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Element, HtmlElement, HtmlInputElement, Node, PointerEvent, ScrollBehavior, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};
use yew::Callback;

use crate::text::Span;

/// The address that a link of the page itself gives, made absolute.
pub fn link_href(id: &str) -> Option<String> {
    let link = document().get_element_by_id(id)?;
    let href = link.get_attribute("href")?;
    absolute(&href)
}

/// An address relative to the page, made absolute.
pub fn absolute(relative: &str) -> Option<String> {
    let base = document().base_uri().ok().flatten()?;
    web_sys::Url::new_with_base(relative, &base).ok().map(|url| url.href())
}

pub fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Loads the page again, at the same address.
pub fn reload() {
    // Refused only where the page is being left already.
    let _ = window().location().reload();
}

/// Focuses and selects the field with this id.
pub fn focus_field(id: &str) {
    if let Some(field) = document().get_element_by_id(id).and_then(|e| e.dyn_into::<HtmlInputElement>().ok())
    {
        let _ = field.focus();
        field.select();
    }
}

pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

pub fn focus_id(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        focus(&element);
    }
}

/// Focuses the element with this id once what is being done has been drawn.
pub fn focus_soon(id: &'static str) {
    // Before the next key comes: drawing is a task of the same queue.
    spawn_local(async move {
        let _ = JsFuture::from(js_sys::Promise::resolve(&wasm_bindgen::JsValue::NULL)).await;
        focus_id(id);
    });
}

/// Focuses the next (positive) or previous of the elements that the selector
/// finds, after the one that has the focus; the first where none has.
pub fn step_focus(selector: &str, by: i32) {
    let (Ok(list), Some(active)) = (document().query_selector_all(selector), document().active_element())
    else {
        return;
    };
    let there = (0..list.length()).find(|n| list.item(*n).as_ref() == Some(active.as_ref()));
    let next = there.map_or(Some(0), |n| n.checked_add_signed(by));
    let next = next.and_then(|n| list.item(n)?.dyn_into().ok());
    if let Some(next) = next {
        focus(&next);
    }
}

/// Writes into the field with this id, which keeps what is written in it from then on:
/// a field whose value the page draws would lose it whenever it is drawn again.
pub fn set_field_value(id: &str, text: &str) {
    if let Some(field) = document().get_element_by_id(id).and_then(|e| e.dyn_into::<HtmlInputElement>().ok())
    {
        field.set_value(text);
    }
}

/// Clicks the first of these that is there; false where none is.
pub fn click_first(ids: &[&str]) -> bool {
    let found = ids.iter().find_map(|id| document().get_element_by_id(id)?.dyn_into::<HtmlElement>().ok());
    found.inspect(|element| element.click()).is_some()
}

/// Where the selection within an element begins and ends: for each the number of its
/// paragraph, and the words of it that stand before.
pub fn selected_ends(within: &Element) -> Option<[(u32, String); 2]> {
    let selection = window().get_selection().ok().flatten()?;
    if selection.is_collapsed() || selection.range_count() == 0 {
        return None;
    }
    let range = selection.get_range_at(0).ok()?;
    let end = |node: Node, offset: u32| {
        let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
        let paragraph =
            element.closest("[data-paragraph]").ok().flatten().filter(|p| within.contains(Some(p)))?;
        let before = document().create_range().ok()?;
        before.set_start(&paragraph, 0).ok()?;
        before.set_end(&node, offset).ok()?;
        let words = String::from(before.to_string());
        // What the page sets before the first paragraph is none of its words.
        let lead = paragraph.query_selector(".dateline").ok().flatten().and_then(|lead| lead.text_content());
        let lead = lead.unwrap_or_default();
        let words = words.strip_prefix(&lead).unwrap_or_default().to_owned();
        Some((paragraph.get_attribute("data-paragraph")?.parse().ok()?, words))
    };
    Some([
        end(range.start_container().ok()?, range.start_offset().ok()?)?,
        end(range.end_container().ok()?, range.end_offset().ok()?)?,
    ])
}

/// Leaves the field that somebody types in; `false` where there is none.
pub fn blur_field() -> bool {
    match document().active_element() {
        Some(active) if is_field(&active) => {
            active.dyn_ref::<HtmlElement>().is_some_and(|e| e.blur().is_ok())
        }
        _ => false,
    }
}

/// Whether keys pressed in this element are text.
pub fn is_field(element: &Element) -> bool {
    let field = ["INPUT", "TEXTAREA", "SELECT"].contains(&element.tag_name().as_str());
    field || element.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable)
}

/// Whether Enter already means something in this element.
pub fn is_control(element: &Element) -> bool {
    element.closest("a, button, summary, label, input, select, textarea").ok().flatten().is_some()
}

/// Sets a style property from script, as the Content-Security-Policy allows;
/// style attributes are forbidden.
pub fn set_style(node: Option<Node>, property: &str, value: &str) {
    if let Some(element) = node.and_then(|n| n.dyn_into::<HtmlElement>().ok()) {
        let _ = element.style().set_property(property, value);
    }
}

fn reduced_motion() -> bool {
    window()
        .match_media("(prefers-reduced-motion: reduce)")
        .ok()
        .flatten()
        .is_some_and(|query| query.matches())
}

/// Whether the screen has room for one region only, as `layout.css` has it.
pub fn is_narrow() -> bool {
    window().match_media("(max-width: 47.99rem)").ok().flatten().is_some_and(|query| query.matches())
}

/// Scrolls to the elements that carry the words of `span` and flashes them.
///
/// Elements say by `data-at` and `data-end` which bytes of the text they
/// carry. The flash is an attribute; its fading is the style sheet's.
pub fn flash(within: &Element, span: Span) {
    let number = |element: &Element, name: &str| -> Option<u32> { element.get_attribute(name)?.parse().ok() };
    clear_flash(within);
    let mut first: Option<Element> = None;
    for element in all(within, "[data-at]") {
        let (Some(start), Some(end)) = (number(&element, "data-at"), number(&element, "data-end")) else {
            continue;
        };
        if (Span { start, end }).overlaps(span) {
            let _ = element.set_attribute("data-flash", "");
            first.get_or_insert(element);
        }
    }
    if let Some(first) = first {
        reveal(&first);
    }
}

/// Flashes the one element that the selector finds.
pub fn flash_one(within: &Element, selector: &str) {
    clear_flash(within);
    if let Ok(Some(element)) = within.query_selector(selector) {
        let _ = element.set_attribute("data-flash", "");
        reveal(&element);
    }
}

fn clear_flash(within: &Element) {
    for element in all(within, "[data-flash]") {
        let _ = element.remove_attribute("data-flash");
    }
    // Read once, so that the same words flash anew.
    let _ = within.client_height();
}

fn reveal(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    options.set_behavior(if reduced_motion() { ScrollBehavior::Instant } else { ScrollBehavior::Smooth });
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = within.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|n| list.item(n)?.dyn_into().ok()).collect()
}

/// The text that is selected inside of `within`.
pub fn selected_text(within: &Element) -> Option<String> {
    let selection = window().get_selection().ok().flatten()?;
    let anchor = selection.anchor_node()?;
    let text = String::from(selection.to_string());
    (within.contains(Some(&anchor)) && !text.trim().is_empty()).then_some(text)
}

/// The browser has the tables for it, which are a few kilobytes.
pub fn lower_case(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

/// Writes to the clipboard; where that is forbidden nothing happens.
pub fn copy(text: &str) {
    let _ = window().navigator().clipboard().write_text(text);
}

/// The file that the page stands in, where that is a case file: its collection is in there.
pub fn carried() -> Option<web_sys::Blob> {
    js_sys::Reflect::get(&window(), &"carried".into()).ok()?.dyn_into().ok()
}

/// Tells the case file that the page stands in whether there is work that only the page has.
pub fn set_unsaved(is_unsaved: bool) {
    let _ = js_sys::Reflect::set(&window(), &"unsaved".into(), &is_unsaved.into());
}

/// What the case file that the page stands in is called.
pub fn case_name() -> Option<String> {
    let name = document().query_selector("meta[name=case]").ok().flatten()?.get_attribute("content")?;
    (!name.is_empty()).then_some(name)
}

/// Whether something of the page's stands before it that Escape closes.
pub fn menu_is_open() -> bool {
    document().query_selector(":popover-open").is_ok_and(|menu| menu.is_some())
}

/// Whether the list of articles is shown, and no book in its place.
pub fn has_list() -> bool {
    document().get_element_by_id("list").is_some()
}

/// Has the browser print the page, once what is open before it has gone; `then` says that
/// it has.
pub fn print(then: Callback<()>) {
    Timeout::new(0, move || {
        let _ = window().print();
        then.emit(());
    })
    .forget();
}

/// Hands the reader a short text to save.
pub fn save_text(name: &str, content: &str) {
    if let Ok(blob) = web_sys::Blob::new_with_str_sequence(&js_sys::Array::of1(&content.into())) {
        save(name, &blob);
    }
}

/// The text in the field with this id.
pub fn field_value(id: &str) -> String {
    let Some(field) = document().get_element_by_id(id) else { return String::new() };
    // Whichever kind of field it is.
    js_sys::Reflect::get(&field, &"value".into()).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// Sixteen hexadecimal digits of chance.
pub fn chance() -> String {
    let mut chance = [0_u8; 8];
    if let Ok(crypto) = window().crypto() {
        // Refused only for arrays that are far longer.
        let _ = crypto.get_random_values_with_u8_array(&mut chance);
    }
    format!("{:016x}", u64::from_le_bytes(chance))
}

/// Asks the browser not to clear what is kept when its disk runs full; whether it promises.
pub async fn persist() -> bool {
    let Ok(asked) = window().navigator().storage().persist() else { return false };
    JsFuture::from(asked).await.is_ok_and(|promised| promised.is_truthy())
}

/// Hands the reader a file to save.
pub fn save(name: &str, blob: &web_sys::Blob) {
    let Ok(url) = web_sys::Url::create_object_url_with_blob(blob) else { return };
    if let Ok(link) = document().create_element("a")
        && let Ok(link) = link.dyn_into::<web_sys::HtmlAnchorElement>()
    {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    // The browser reads it after this event; a minute is plenty.
    Timeout::new(60_000, move || {
        let _ = web_sys::Url::revoke_object_url(&url);
    })
    .forget();
}

pub fn scroll_to_top(node: Option<Node>) {
    if let Some(element) = node.and_then(|n| n.dyn_into::<Element>().ok()) {
        element.set_scroll_top(0);
    }
}

/// Where in the width of the element that listens a pointer is, from 0 to 1.
pub fn part_of_width(event: &PointerEvent) -> f64 {
    let element: Option<Element> = event.current_target().and_then(|t| t.dyn_into().ok());
    let Some(area) = element.map(|e| e.get_bounding_client_rect()) else { return 0.0 };
    (f64::from(event.client_x()) - area.left()) / area.width().max(1.0)
}

/// Focuses the list's first article.
pub fn focus_first_row() {
    if let Ok(Some(link)) = document().query_selector("#list .row-title a") {
        focus(&link);
    }
}

/// The height in CSS pixels, fractions included, of the first match.
pub fn height_of_first(within: &Element, selector: &str) -> Option<f64> {
    let element = within.query_selector(selector).ok().flatten()?;
    Some(element.get_bounding_client_rect().height())
}

/// The width in CSS pixels of the element before this one.
pub fn width_before(node: Option<Node>) -> Option<i32> {
    let before = node?.dyn_into::<Element>().ok()?.previous_element_sibling()?;
    Some(before.get_bounding_client_rect().width().round() as i32)
}

/// Has further moves of this pointer come to the same element.
pub fn capture_pointer(event: &PointerEvent) {
    if let Some(element) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) {
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}
