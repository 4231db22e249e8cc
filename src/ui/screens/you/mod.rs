//! You: how the person reads, what is on the phone, what this app is.

mod about;
mod copy;
mod data;
mod lock;
mod on_phone;
mod reading;
mod safe_plan;

pub use about::About;
pub use copy::CopyOfData;
pub use data::Data;
pub use lock::Lock;
pub use reading::Reading;
pub use safe_plan::{SafePlan, SafePlanBefore};

use crate::ui::Route;
use crate::ui::components::{Heading, IconKind, Row, Rows};
use crate::ui::state;
use dioxus::prelude::*;

/// You.
#[component]
pub fn You() -> Element {
    let words = state::words();
    rsx! {
        Heading { title: "you-title", text: words.say("you-title") }
        Rows {
            Row { to: Route::Reading {}, icon: IconKind::Text, title: words.say("you-reading"), {words.say("you-reading-more")} }
            Row { to: Route::SafePlan {}, icon: IconKind::Hand, title: words.say("plan-title"), {words.say("plan-more")} }
            Row { to: Route::Sent {}, icon: IconKind::Message, title: words.say("sent-title"), {words.say("you-sent-more")} }
            Row { to: Route::Lock {}, icon: IconKind::Lock, title: words.say("you-lock"), {words.say("you-lock-more")} }
            Row { to: Route::Data {}, icon: IconKind::Lock, title: words.say("you-data"), {words.say("you-data-more")} }
            Row { to: Route::About {}, icon: IconKind::Document, title: words.say("you-about"), {words.say("you-about-more")} }
        }
    }
}
