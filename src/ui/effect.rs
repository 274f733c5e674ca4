//! Effects, compiled once.
//!
//! Yew compiles an effect anew for every type of what it depends on and of
//! what it does, at about a kilobyte of the page each. Here both types are
//! forgotten first.

use std::any::Any;

use yew::prelude::*;

/// What an effect depends on.
trait Cause: Any {
    fn is(&self, other: &dyn Cause) -> bool;
}

impl<T: PartialEq + 'static> Cause for T {
    fn is(&self, other: &dyn Cause) -> bool {
        (other as &dyn Any).downcast_ref::<T>() == Some(self)
    }
}

struct AnyCause(Box<dyn Cause>);

impl PartialEq for AnyCause {
    fn eq(&self, other: &Self) -> bool {
        (*self.0).is(&*other.0)
    }
}

type AnyEffect = Box<dyn FnOnce(&dyn Any) -> Box<dyn Any>>;

/// Has `effect` run after the page is drawn, the first time and whenever
/// `cause` has changed since. What it returns is held until it runs again or
/// the part of the page goes: a listener listens and a timer runs that long.
#[hook]
pub fn use_effect_on<C: PartialEq + 'static, H: 'static>(cause: C, effect: impl FnOnce(&C) -> H + 'static) {
    let effect = |cause: &dyn Any| -> Box<dyn Any> {
        match cause.downcast_ref() {
            Some(cause) => Box::new(effect(cause)),
            None => Box::new(()),
        }
    };
    use_any_effect(AnyCause(Box::new(cause)), Box::new(effect));
}

#[hook]
fn use_any_effect(cause: AnyCause, effect: AnyEffect) {
    use_effect_with(cause, |AnyCause(cause)| {
        let held = effect(&**cause as &dyn Any);
        move || drop(held)
    });
}
