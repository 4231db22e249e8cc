//! A screen of which nothing can be said before the first record has come.

use super::{Heading, NotYet};
use crate::ui::state;
use dioxus::prelude::*;

/// The heading, then what is known; until a record has come, that it has not.
#[component]
pub fn RecordPage(
    /// The id of the words of the heading.
    title: &'static str,
    /// What there is to say once a record has come.
    children: Element,
) -> Element {
    let (view, words) = (state::view(), state::words());
    rsx! {
        Heading { title: title.to_owned(), text: words.say(title) }
        if view.record.is_some() {
            {children}
        } else {
            NotYet {}
        }
    }
}
