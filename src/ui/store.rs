//! The reducer and how components reach it.

use std::rc::Rc;

use yew::prelude::*;

use crate::view::route::Route;
use crate::view::state::{Action, State};

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        match self.after(action) {
            Some(next) => Rc::new(next),
            // The same state is no change: Yew then renders nothing.
            None => self,
        }
    }
}

pub type Dispatch = UseReducerDispatcher<State>;

/// Sends actions. Never changes, so that using it costs no render.
#[hook]
pub fn use_dispatch() -> Dispatch {
    use_context::<Dispatch>().expect("components live inside the store")
}

#[derive(Properties, PartialEq)]
pub struct StoreProviderProps {
    pub route: Route,
    pub children: Html,
}

/// A store of its own for components that stand alone, as in tests.
#[component]
pub fn StoreProvider(props: &StoreProviderProps) -> Html {
    let state = use_reducer(|| State::new(props.route.clone()));
    html! {
        <ContextProvider<Dispatch> context={state.dispatcher()}>
            <output hidden=true id="store-hash">{ state.route.to_hash() }</output>
            { props.children.clone() }
        </ContextProvider<Dispatch>>
    }
}
