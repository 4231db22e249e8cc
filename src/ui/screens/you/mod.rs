//! You: how the person reads, what is on the phone, what this app is.

mod about;
mod copy;
mod data;
mod lock;
mod on_phone;
mod reading;

pub use about::About;
pub use copy::CopyOfData;
pub use data::Data;
pub use lock::Lock;
pub use reading::Reading;

use crate::app::Wearing;
use crate::ui::Route;
use crate::ui::components::{Heading, IconKind, Row, Rows};
use crate::ui::screens::left::Leave;
use crate::ui::screens::quiet::QuietSwitch;
use crate::ui::state;
use dioxus::prelude::*;

/// You.
#[component]
pub fn You() -> Element {
    let (view, words) = (state::view(), state::words());
    if view.wearing == Some(Wearing::Carer) {
        return rsx! { YouAsCarer {} };
    }
    rsx! {
        Heading { title: "you-title", text: words.say("you-title") }
        p { class: "leave-line",
            Leave {}
            span { class: "quiet", {words.say("sharing-leave-more")} }
        }
        Rows {
            Row { to: Route::Reading {}, icon: IconKind::Text, title: words.say("you-reading"), {words.say("you-reading-more")} }
            Row { to: Route::SafePlan {}, icon: IconKind::Hand, title: words.say("plan-title"), {words.say("plan-more")} }
            Row { to: Route::Sharing {}, icon: IconKind::People, title: words.say("sharing-title"), {words.say("sharing-more")} }
            Row { to: Route::Sent {}, icon: IconKind::Message, title: words.say("sent-title"), {words.say("you-sent-more")} }
            Row { to: Route::Hats {}, icon: IconKind::People, title: words.say("following-hats-title"), {words.say("following-hats-more")} }
            Row { to: Route::Lock {}, icon: IconKind::Lock, title: words.say("you-lock"), {words.say("you-lock-more")} }
            Row { to: Route::Data {}, icon: IconKind::Lock, title: words.say("you-data"), {words.say("you-data-more")} }
            Row { to: Route::About {}, icon: IconKind::Document, title: words.say("you-about"), {words.say("you-about-more")} }
        }
        QuietSwitch {}
    }
}

/// You, as somebody who supports another person: nothing of the person's own is behind it.
#[component]
fn YouAsCarer() -> Element {
    let words = state::words();
    rsx! {
        Heading { title: "you-title", text: words.say("you-title") }
        p { class: "leave-line",
            Leave {}
            span { class: "quiet", {words.say("sharing-leave-more")} }
        }
        Rows {
            Row { to: Route::Reading {}, icon: IconKind::Text, title: words.say("you-reading"), {words.say("you-reading-more")} }
            Row { to: Route::Hats {}, icon: IconKind::People, title: words.say("following-hats-title"), {words.say("following-hats-more")} }
            Row { to: Route::Support {}, icon: IconKind::Hand, title: words.say("following-help"), {words.say("following-help-more")} }
            Row { to: Route::Lock {}, icon: IconKind::Lock, title: words.say("you-lock"), {words.say("you-lock-more")} }
            Row { to: Route::Data {}, icon: IconKind::Lock, title: words.say("you-data"), {words.say("you-data-more")} }
            Row { to: Route::About {}, icon: IconKind::Document, title: words.say("you-about"), {words.say("you-about-more")} }
        }
    }
}
