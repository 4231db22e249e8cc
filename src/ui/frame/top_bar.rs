//! The top bar: Back at the start, Help now at the end, on every screen at the same place.

use super::way_out::use_way_out;
use crate::forms::{Entry, Path};
use crate::ui::Route;
use crate::ui::components::{Icon, IconKind, Said};
use crate::ui::desk::desk;
use crate::ui::place::Place;
use crate::ui::screens::left::Leave;
use crate::ui::state;
use dioxus::prelude::*;

/// The top bar.
#[component]
pub fn TopBar(
    /// Whether there is anywhere to go back to.
    back: bool,
    /// Whether the page can be hidden at once.
    leave: bool,
) -> Element {
    let words = state::words();
    let navigator = use_navigator();
    let route = use_route::<Route>();
    let mut way_out = use_way_out(&route);
    let parent = route.parent().filter(|_| back && !is_forwards_only(&route));
    rsx! {
        header { class: "top",
            div { class: "top-in",
                if let Some(parent) = parent {
                    button {
                        class: "back",
                        r#type: "button",
                        onclick: move |_| {
                            // Where the person came from; only if that is unknown, what is above.
                            // Within a form Back is the question before, however the person came.
                            if let Some(before) = question_before(&route) {
                                navigator.push(before);
                            } else if way_out.leave(&route) {
                            } else if navigator.can_go_back() {
                                navigator.go_back();
                            } else {
                                navigator.replace(parent.clone());
                            }
                        },
                        Icon { kind: IconKind::Back }
                        {words.say("frame-back")}
                    }
                }
                if leave {
                    Leave {}
                }
                Link { class: "help-now", to: Route::Help {}, Said { name: "frame-help" } }
            }
        }
    }
}

/// Whether the form that is shown goes forwards only: there is no way back in it, which was said at
/// its start.
fn is_forwards_only(route: &Route) -> bool {
    let (Route::FormQuestion { task, .. } | Route::FormPause { task, .. }) = route else {
        return false;
    };
    let filling = desk().filling().filter(|filling| filling.task == *task);
    filling.is_some_and(|filling| filling.form.entry == Entry::Sequential)
}

/// The question before the one that is shown, or the form's start before the first.
fn question_before(route: &Route) -> Option<Route> {
    let (Route::FormQuestion { task, path } | Route::FormPause { task, path }) = route else {
        return None;
    };
    if matches!(route, Route::FormPause { .. }) {
        return route.parent();
    }
    let filling = desk().filling().filter(|filling| filling.task == *task)?;
    let before = filling.session.before(&Path::from(path.name().to_owned()));
    Some(match before {
        Some(before) => Route::FormQuestion {
            task: task.clone(),
            path: Place::of(before),
        },
        None => Route::FormStart { task: task.clone() },
    })
}
