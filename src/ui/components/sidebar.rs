//! Who and what: every way to narrow the list, with counts.

use std::rc::Rc;

use yew::prelude::*;

use crate::query::{Facet, Query};
use crate::ui::components::dates::Dates;
use crate::ui::components::divider::{Divider, Pane};
use crate::ui::components::facet::FacetList;
use crate::ui::components::truth;
use crate::ui::store::Act;
use crate::view::state::Answer;

/// `at_rest` is whether no article will be read anew until others come;
/// `room` is the element whose style carries the sidebar's width; `yours` what is the user's own.
pub fn sidebar(
    act: &Act,
    answer: &Answer,
    query: &Rc<Query>,
    room: &NodeRef,
    at_rest: bool,
    yours: Html,
) -> Html {
    let facets = Facet::ALL.into_iter().map(|facet| {
        html! { <FacetList key={facet.key()} {act} {facet} results={answer.results.clone()} query={query.clone()} /> }
    });
    // Until the first answer nothing is known.
    let busy = truth(answer.query.is_none());
    html! {
        <aside class="names" role="complementary" aria-label="Who and what" data-testid="entity-sidebar" aria-busy={busy}
            data-names={if at_rest { "settled" } else { "first" }}>
            <div class="names-region">
            <Dates {act} results={answer.results.clone()} from={query.filters.from} to={query.filters.to} />
            { yours }
            { for facets }
            </div>
            <Divider pane={Pane::Names} {room} />
        </aside>
    }
}
