//! Back at the start of a form, and after it was sent, leads out of the form.
//!
//! Within a form Back is the question before, and the one before the first question is the form's start. That is a step
//! forwards in the history, so whoever pressed Back there once more would come to the question again, and never out. On
//! Android the phone's own Back is this Back.

use crate::ui::Route;
use dioxus::prelude::*;

/// The form that a page belongs to, where Back on it leads out of the form.
fn led_out_of(route: &Route) -> Option<&str> {
    match route {
        Route::FormStart { task } | Route::FormDone { task, .. } => Some(task),
        _ => None,
    }
}

/// The form that a page belongs to.
fn form_of(route: &Route) -> Option<&str> {
    match route {
        Route::FormStart { task }
        | Route::FormQuestion { task, .. }
        | Route::FormPause { task, .. }
        | Route::FormCheck { task }
        | Route::FormDone { task, .. } => Some(task),
        _ => None,
    }
}

/// Where somebody is going who has left a form: back, past all of its pages.
#[derive(Clone, Copy)]
pub(super) struct WayOut(Signal<Option<String>>);

/// Goes on with a way out that the history could not walk at once: a browser says where it is only afterwards.
pub(super) fn use_way_out(route: &Route) -> WayOut {
    let route = route.clone();
    let leaving = use_signal(|| None::<String>);
    let mut out = WayOut(leaving);
    use_effect(use_reactive!(|route| {
        let task = leaving.peek().clone();
        match task {
            Some(task) if form_of(&route) == Some(&task) => out.walk(&route, task),
            Some(_) => out.0.set(None),
            None => {}
        }
    }));
    out
}

impl WayOut {
    /// Goes back from this page, out of its form, if it is one from where Back leads out. Says whether it is.
    pub(super) fn leave(&mut self, route: &Route) -> bool {
        let Some(task) = led_out_of(route) else {
            return false;
        };
        self.walk(route, task.to_owned());
        true
    }

    fn walk(&mut self, from: &Route, task: String) {
        let navigator = navigator();
        let mut at = from.clone();
        while navigator.can_go_back() {
            navigator.go_back();
            let now: Route = router().current();
            if form_of(&now) != Some(&task) {
                return self.0.set(None);
            }
            if now == at {
                return self.0.set(Some(task));
            }
            at = now;
        }
        self.0.set(None);
        navigator.replace(Route::Todo {});
    }
}
