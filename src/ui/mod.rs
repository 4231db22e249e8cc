//! The screens, their parts and their looks.
//!
//! A screen reads one [`View`](crate::app::View) and calls operations of
//! [`Companion`](crate::app::Companion); it knows nothing of FHIR, of the vault or of a server. Every
//! word comes from [`words`](crate::words).
//!
//! Whoever starts the app gives [`App`] two root contexts, `Companion` and [`Opener`], may give a
//! [`Clock`], and puts [`stylesheet`] into the head of the page.

pub mod components;
mod desk;
mod frame;
mod guarding;
pub mod launch;
mod links;
mod place;
mod presence;
mod routes;
pub mod screens;
mod short_form;
mod state;
mod theme;

pub use desk::Keeping;
pub use frame::LastResort;
pub use links::{Open, Opener, open_outside};
pub use place::{NoPlace, Place};
pub use routes::{Route, Tab};
pub use state::Clock;
pub use theme::stylesheet;

use dioxus::prelude::*;

/// The whole app. Needs `Companion` and [`Opener`] as root contexts.
#[component]
pub fn App() -> Element {
    rsx! {
        Ground {
            ErrorBoundary { handle_error: |_| rsx! { LastResort {} },
                Router::<Route> {}
            }
        }
    }
}

/// What every screen stands on: the view, the words, the time and the desk, for all that is below.
#[component]
pub fn Ground(children: Element) -> Element {
    state::provide();
    desk::provide();
    presence::follow();
    children
}
