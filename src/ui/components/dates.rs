//! When: a date range, by two fields or by the bars above them.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::date::Date;
use crate::query::Results;
use crate::ui::components::quiet::quiet;
use crate::ui::dom;
use crate::ui::effect::use_effect_on;
use crate::ui::store::{Act, click};
use crate::view::histogram::{self, Bar};
use crate::view::state::Action;
use crate::view::words::count;

#[derive(Properties, PartialEq)]
pub struct DatesProps {
    pub act: Act,
    pub results: Rc<Results>,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

#[component]
pub fn Dates(props: &DatesProps) -> Html {
    let DatesProps { act, results, from, to } = props;
    // Within a chosen range the bars show that range, so that a click on a
    // year goes on to its months.
    let bars = histogram::bars(&results.months, *from, *to);
    let most = bars.iter().map(|b| b.count).max().unwrap_or(0).max(1);
    let ranged = from.is_some() || to.is_some();
    // The present other end stands in the closure, as the field has only one.
    let on_from = {
        let (act, to) = (act.clone(), *to);
        move |event: Event| act.emit(Action::SetDates(day(&event), to))
    };
    let on_to = {
        let (act, from) = (act.clone(), *from);
        move |event: Event| act.emit(Action::SetDates(from, day(&event)))
    };
    let from_field = use_shown(from.map_or_else(String::new, |d| d.first_day().to_string()));
    let to_field = use_shown(to.map_or_else(String::new, |d| d.last_day().to_string()));
    // The bars are one tab stop; from the first, arrow keys lead to the others.
    let stop = bars.iter().position(|bar| bar.count > 0);
    let onkeydown = |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowLeft" => -1,
            "ArrowRight" => 1,
            _ => return,
        };
        event.prevent_default();
        dom::step_focus(".bars button:enabled", by);
    };
    let bar_button = |(n, bar): (usize, &Bar)| {
        let onclick = click(act, Action::SetDates(Some(bar.from), Some(bar.to)));
        let label = format!("{}: {}", bar.label, count(bar.count, "article"));
        let tabindex = if stop == Some(n) { "0" } else { "-1" };
        // An article is never invisible: its bar has a twentieth at least.
        let height = if bar.count == 0 { 0 } else { (bar.count * 100 / most).max(5) };
        html! {
            <li key={bar.label.clone()}>
                <button type="button" title={label.clone()} aria-label={label} disabled={bar.count == 0} {tabindex} {onclick}>
                    <svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true">
                        <rect y={(100 - height).to_string()} width="10" height={height.to_string()} />
                    </svg>
                </button>
            </li>
        }
    };
    html! {
        <section class="dates" aria-label="When">
            <h2>
                { "When" }
                if ranged {
                    { quiet("Any date", click(act, Action::SetDates(None, None))) }
                }
            </h2>
            if !bars.is_empty() {
                <ol class="bars" {onkeydown}>{ for bars.iter().enumerate().map(bar_button) }</ol>
                <p class="bars-scale" aria-hidden="true">
                    <span>{ bars.first().map(|b| b.label.clone()) }</span>
                    if bars.len() > 1 {
                        <span>{ bars.last().map(|b| b.label.clone()) }</span>
                    }
                </p>
            }
            <div class="range">
                <label>{ "From" }<input ref={from_field} type="date" onchange={on_from} /></label>
                <label>{ "To" }<input ref={to_field} type="date" onchange={on_to} /></label>
            </div>
            if from.zip(*to).is_some_and(|(from, to)| from.first_day() > to.last_day()) {
                <p class="undated" role="status">{ "These dates end before they begin: no article lies between them." }</p>
            }
            if results.undated > 0 {
                <p class="undated">{ format!("{} without any date", count(results.undated, "article")) }</p>
            }
        </section>
    }
}

/// A field that shows `value`, the empty one included: an attribute that goes
/// away would leave what stood in the field. What it holds already is left
/// alone, so that a date half typed stays.
#[hook]
fn use_shown(value: String) -> NodeRef {
    let field = use_node_ref();
    use_effect_on(value, {
        let field = field.clone();
        move |value| {
            if let Some(field) = field.cast::<HtmlInputElement>()
                && field.value() != *value
            {
                field.set_value(value);
            }
        }
    });
    field
}

/// The day that a date field holds, `None` where it has been emptied.
fn day(event: &Event) -> Option<Date> {
    event.target_unchecked_into::<HtmlInputElement>().value().parse().ok()
}
