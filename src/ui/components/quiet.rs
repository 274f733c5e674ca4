//! The button that is words alone, as most are.

use yew::prelude::*;

pub fn quiet(label: &str, onclick: Callback<MouseEvent>) -> Html {
    quiet_for(label, "", onclick)
}

/// One whose words don't say what it is for: `said` does, to those who hear the page.
pub fn quiet_for(label: &str, said: &str, onclick: Callback<MouseEvent>) -> Html {
    let said = (!said.is_empty()).then(|| said.to_owned());
    html! { <button type="button" class="quiet" aria-label={said} {onclick}>{ label }</button> }
}
