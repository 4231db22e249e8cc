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

/// A row of the page: where it leads, its picture, and the keys of its name and of what is said of it.
type Line = (Route, IconKind, &'static str, &'static str);

/// You.
#[component]
pub fn You() -> Element {
    let (view, words) = (state::view(), state::words());
    // Nothing of the person's own is behind a carer's page.
    let is_carer = view.wearing == Some(Wearing::Carer);
    let lines = match is_carer {
        true => of_a_carer(),
        false => of_the_person(),
    };
    rsx! {
        Heading { title: "you-title", text: words.say("you-title") }
        p { class: "leave-line",
            Leave {}
            span { class: "quiet", {words.say("sharing-leave-more")} }
        }
        Rows {
            for (to , icon , title , more) in lines {
                Row { key: "{title}", to, icon, title: words.say(title), {words.say(more)} }
            }
        }
        if !is_carer {
            QuietSwitch {}
        }
    }
}

#[rustfmt::skip]
fn of_the_person() -> Vec<Line> {
    let (first, last) = (reading(), of_the_phone());
    let between = [
        (Route::SafePlan {}, IconKind::Hand, "plan-title", "plan-more"),
        (Route::Sharing {}, IconKind::People, "sharing-title", "sharing-more"),
        (Route::Sent {}, IconKind::Message, "sent-title", "you-sent-more"),
        hats(),
    ];
    [first].into_iter().chain(between).chain(last).collect()
}

fn of_a_carer() -> Vec<Line> {
    let help = (
        Route::Support {},
        IconKind::Hand,
        "following-help",
        "following-help-more",
    );
    let first = [reading(), hats(), help];
    first.into_iter().chain(of_the_phone()).collect()
}

fn reading() -> Line {
    (
        Route::Reading {},
        IconKind::Text,
        "you-reading",
        "you-reading-more",
    )
}

fn hats() -> Line {
    (
        Route::Hats {},
        IconKind::People,
        "following-hats-title",
        "following-hats-more",
    )
}

#[rustfmt::skip]
fn of_the_phone() -> [Line; 3] {
    [
        (Route::Lock {}, IconKind::Lock, "you-lock", "you-lock-more"),
        (Route::Data {}, IconKind::Lock, "you-data", "you-data-more"),
        (Route::About {}, IconKind::Document, "you-about", "you-about-more"),
    ]
}
