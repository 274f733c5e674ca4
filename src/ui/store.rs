//! The reducer and how the parts of the page reach it.

use std::rc::Rc;

use yew::prelude::*;

use crate::view::state::{Action, Event, State};
use crate::view::yours::Wish;

impl Reducible for State {
    type Action = Event;

    fn reduce(self: Rc<Self>, event: Event) -> Rc<Self> {
        match self.after(event) {
            Some(next) => Rc::new(next),
            // The same state is no change: Yew then renders nothing.
            None => self,
        }
    }
}

/// Sends actions. Never changes, so that handing it on costs no render.
pub type Act = Callback<Action>;

/// Has the worker do what the user asks for. Never changes.
pub type Wishes = Callback<Wish>;

/// What a control calls that sends this action when it is clicked.
pub fn click(act: &Act, action: Action) -> Callback<MouseEvent> {
    let act = act.clone();
    Callback::from(move |_| act.emit(action.clone()))
}
