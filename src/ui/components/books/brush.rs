//! The timeline's bars, and what is chosen of them: by dragging over them, or
//! by two handles that arrow keys move.

use std::ops::Range as Bars;

use web_sys::{HtmlInputElement, PointerEvent};
use yew::prelude::*;

use crate::books::{Range, Stretch, Wanted};
use crate::ui::components::truth;
use crate::ui::dom;
use crate::ui::store::Act;
use crate::view::brush::{bar_at, bars, label, range};
use crate::view::state::{Action, Written};
use crate::view::words::count;

#[derive(Properties, PartialEq)]
pub struct BrushProps {
    pub act: Act,
    pub stretches: Vec<Stretch>,
    pub span: Range,
    pub brush: Range,
}

/// Heights in the picture: dates told of stand on the line, articles hang below it.
const LINE: u32 = 66;
const BELOW: u32 = 30;

#[component]
pub fn Brush(props: &BrushProps) -> Html {
    let BrushProps { act, stretches, span, brush } = props;
    // Where a drag began and has come to.
    let drag = use_state_eq(|| None::<(usize, usize)>);
    let n_bars = stretches.len();
    let chosen = match *drag {
        Some((a, b)) => a.min(b)..(a.max(b) + 1).min(n_bars),
        None => bars(stretches, *brush),
    };
    let choose = {
        let (act, stretches, span) = (act.clone(), stretches.clone(), *span);
        move |bars: Bars<usize>, written: Written| {
            act.emit(Action::Sift(Wanted::Dates { span, brush: range(&stretches, bars) }, written));
        }
    };
    let at = move |event: &PointerEvent| bar_at(n_bars, dom::part_of_width(event));
    let onpointerdown = {
        let drag = drag.clone();
        move |event: PointerEvent| {
            if event.button() == 0 {
                dom::capture_pointer(&event);
                drag.set(Some((at(&event), at(&event))));
            }
        }
    };
    let onpointermove = {
        let drag = drag.clone();
        move |event: PointerEvent| {
            if let Some((begun, _)) = *drag {
                drag.set(Some((begun, at(&event))));
            }
        }
    };
    let onpointerup = {
        let (drag, choose, before) = (drag.clone(), choose.clone(), bars(stretches, *brush));
        move |_: PointerEvent| {
            if let Some((a, b)) = *drag {
                let bars = a.min(b)..a.max(b) + 1;
                // The only bar chosen, clicked again, is let go.
                choose(if bars == before { 0..n_bars } else { bars }, Written::Push);
            }
            drag.set(None);
        }
    };
    let onpointercancel = {
        let drag = drag.clone();
        move |_: PointerEvent| drag.set(None)
    };
    let handle = |is_first: bool| {
        let (choose, chosen) = (choose.clone(), chosen.clone());
        let (name, present, said) = if is_first {
            ("From", chosen.start, stretches.get(chosen.start).map(|s| Range { to: None, ..s.range }))
        } else {
            let last = stretches.get(chosen.end.wrapping_sub(1));
            ("To", chosen.end, last.map(|s| Range { from: None, ..s.range }))
        };
        let oninput = move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            let place = field.value().parse().unwrap_or(present);
            let bars = if is_first {
                place.min(chosen.end - 1)..chosen.end
            } else {
                chosen.start..place.max(chosen.start + 1)
            };
            // A handle that may go no further stays.
            field.set_value(&(if is_first { bars.start } else { bars.end }).to_string());
            choose(bars, Written::Replace);
        };
        html! {
            <input
                type="range"
                min="0"
                max={n_bars.to_string()}
                aria-label={name}
                aria-valuetext={said.map(label)}
                value={present.to_string()}
                {oninput}
            />
        }
    };
    let most = |count: fn(&Stretch) -> u32| stretches.iter().map(count).max().unwrap_or(0).max(1);
    let (most_told, most_published) = (most(|s| s.n_mentioned), most(|s| s.n_published));
    let bar = |(n, stretch): (usize, &Stretch)| {
        // What is there is seen: it has a little height at least.
        let height = |n: u32, most: u32, room: u32| if n == 0 { 0 } else { (n * room / most).max(4) };
        let told = height(stretch.n_mentioned, most_told, LINE);
        let published = height(stretch.n_published, most_published, BELOW);
        let x = format!("{}.1", n);
        html! {
            <g key={n} data-chosen={truth(chosen.contains(&n))}>
                <title>{ format!("{}: {} told of, {} published", label(stretch.range), count(stretch.n_mentioned, "date"), count(stretch.n_published, "article")) }</title>
                <rect class="ground" x={n.to_string()} width="1" height="100" />
                <rect class="told" x={x.clone()} y={(LINE - told).to_string()} width="0.8" height={told.to_string()} />
                <rect class="published" {x} y={(100 - BELOW).to_string()} width="0.8" height={published.to_string()} />
            </g>
        }
    };
    let scale = |n: usize| stretches.get(n).map(|s| label(s.range));
    html! {
        <div class="brush" data-testid="timeline" data-brushed={truth(chosen.len() < n_bars)}>
            <svg
                viewBox={format!("0 0 {n_bars} 100")}
                preserveAspectRatio="none"
                aria-hidden="true"
                {onpointerdown}
                {onpointermove}
                {onpointerup}
                {onpointercancel}
            >
                { for stretches.iter().enumerate().map(bar) }
            </svg>
            { handle(true) }
            { handle(false) }
            <p class="bars-scale" aria-hidden="true">
                <span>{ scale(0) }</span>
                if n_bars > 2 {
                    <span>{ scale(n_bars / 2) }</span>
                }
                if n_bars > 1 {
                    <span>{ scale(n_bars - 1) }</span>
                }
            </p>
            <p class="legend" aria-hidden="true"><span class="told">{ "dates told of" }</span><span class="published">{ "articles published" }</span></p>
        </div>
    }
}
