//! Who and what: every way to narrow the list, with counts.

use std::rc::Rc;

use yew::prelude::*;

use crate::query::{Facet, Query, Results};
use crate::ui::components::dates::Dates;
use crate::ui::components::divider::{Divider, Pane};
use crate::ui::components::facet::FacetList;

#[derive(Properties, PartialEq)]
pub struct SidebarProps {
    pub query: Rc<Query>,
    pub results: Rc<Results>,
    /// Nothing is known yet.
    pub pending: bool,
    /// The element whose style carries the sidebar's width.
    pub room: NodeRef,
}

#[component]
pub fn Sidebar(props: &SidebarProps) -> Html {
    let facets = Facet::ALL.into_iter().map(|facet| {
        let counts = props.results.facets.iter().find(|f| f.facet == facet).cloned();
        html! { <FacetList key={facet.key()} {facet} counts={counts.map(Rc::new)} query={props.query.clone()} /> }
    });
    html! {
        <aside class="names" role="complementary" aria-label="Who and what" data-testid="entity-sidebar" aria-busy={props.pending.to_string()}>
            <div class="names-region">
            <Dates
                months={Rc::new(props.results.months.clone())}
                undated={props.results.undated}
                from={props.query.filters.from}
                to={props.query.filters.to}
            />
            { for facets }
            </div>
            <Divider pane={Pane::Names} room={props.room.clone()} />
        </aside>
    }
}
