//! What an import is doing, and what came of it.

use yew::prelude::*;

use crate::ui::components::quiet::{quiet, quiet_for};
use crate::ui::components::{collections, columns, outcomes, parted};
use crate::ui::engine::Engine;
use crate::ui::store::{Act, click};
use crate::view::exporting::Exporting;
use crate::view::importing;
use crate::view::keeping::number;
use crate::view::state::{Action, Import, Notice, State};
use crate::view::words::count;

/// A thin line while articles are being read.
pub fn progress(engine: &Engine, imports: &[Import]) -> Html {
    let Some(import) = imports.first() else { return Html::default() };
    let (done, total) = (import.done, import.total.max(1));
    // One archive counts as one file until it has been opened.
    let words = if import.done == 0 && import.total <= 1 {
        "Reading…".to_owned()
    } else if import.bundled {
        format!("{} of {} articles", number(done), number(total))
    } else {
        format!("{} of {} files{}", number(done), number(total), importing::rate(done, import.took))
    };
    let onclick = {
        let (engine, number) = (engine.clone(), import.number);
        Callback::from(move |_| engine.cancel(number))
    };
    html! {
        <div class="import" data-testid="import-progress" role="status">
            <progress value={done.to_string()} max={total.to_string()} aria-label="Articles read" />
            <span class="import-words">{ words }</span>
            if !import.bundled {
                { quiet("Cancel", onclick) }
            }
        </div>
    }
}

/// A thin line while a file is being written for somebody to have.
pub fn writing(engine: &Engine, exporting: &Exporting) -> Html {
    let Some(export) = exporting.0.first() else { return Html::default() };
    let words = match export.total {
        0 => "Writing…".to_owned(),
        total => format!("Writing {} of {}", export.done, count(total, "article")),
    };
    let onclick = {
        let (engine, number) = (engine.clone(), export.number);
        Callback::from(move |_| engine.cancel(number))
    };
    html! {
        <div class="import" data-testid="export-progress" role="status">
            <progress value={export.done.to_string()} max={export.total.max(1).to_string()} aria-label="Articles written" />
            <span class="import-words">{ words }</span>
            { quiet("Cancel", onclick) }
        </div>
    }
}

/// What an ended import has to say; failures by name and reason.
pub fn notices(act: &Act, engine: &Engine, state: &State) -> Html {
    let mut notices = collections::notices(act, engine, state);
    notices.extend(columns::columns(act, engine, state));
    notices.extend(parted::notice(engine, state));
    notices.extend(state.collection.notice.as_ref().map(|notice| import(act, engine, state, notice)));
    html! { <div class="notices">{ for notices }</div> }
}

fn import(act: &Act, engine: &Engine, state: &State, notice: &Notice) -> Html {
    let onclick = click(act, Action::DismissNotice);
    let failures = &notice.failures;
    html! {
        <div class="notice" key="import" data-tone={if failures.is_empty() { "plain" } else { "warning" }}>
            // Where each file is listed they are among them.
            if !failures.is_empty() && state.importing.outcomes.is_empty() {
                <details class="failures" data-testid="error" open={failures.len() <= 3}>
                    <summary>{ format!("{} could not be read", count(failures.len() as u32, "file")) }</summary>
                    <ul>
                        { for failures.iter().map(|failure| html! {
                            <li key={failure.path.clone()}>
                                <span class="path">{ &failure.path }</span>{ ": " }{ &failure.reason }
                            </li>
                        }) }
                    </ul>
                </details>
            }
            <p role="status">{ sentence(notice) }</p>
            { outcomes::outcomes(engine, &state.importing) }
            { quiet_for("Close", "Close this notice", onclick) }
        </div>
    }
}

/// 'The other 209 articles were added. 3 were there already.'
fn sentence(notice: &Notice) -> String {
    let Notice { added, same, companions, hidden, took, cancelled, failures } = notice;
    let mut words = match (added, failures.is_empty()) {
        (0, _) => "Nothing was added.".to_owned(),
        (1, true) => "1 article was added.".to_owned(),
        (n, true) => format!("{} articles were added{}.", number(*n), importing::rate(*n, *took)),
        (1, false) => "The other article was added.".to_owned(),
        (n, false) => format!("The other {} articles were added.", number(*n)),
    };
    match same {
        0 => {}
        1 => words.push_str(" 1 was there already."),
        n => words.push_str(&format!(" {} were there already.", number(*n))),
    }
    match companions {
        0 => {}
        1 => words.push_str(" 1 file that belongs to a saved page was left out."),
        n => words.push_str(&format!(" {} files that belong to a saved page were left out.", number(*n))),
    }
    match hidden {
        0 => {}
        1 => words.push_str(" 1 hidden file was left out."),
        n => words.push_str(&format!(" {} hidden files or folders were left out.", number(*n))),
    }
    if *cancelled {
        words.push_str(" The rest was cancelled.");
    }
    words
}
