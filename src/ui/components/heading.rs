//! The one heading of a page: also its title, and what takes the focus when the page opens.

use super::Theirs;
use crate::ui::state::{self, Arrived};
use dioxus::prelude::*;

/// The heading of a page.
#[component]
pub fn Heading(
    /// The id of the page's neutral name: what the phone may show among the open apps.
    title: String,
    /// The heading itself.
    text: String,
    /// Whether the heading is the trust's or the person's own words.
    #[props(default)]
    own: bool,
    /// A quiet line above it.
    #[props(default)]
    above: Option<String>,
    /// The id for a field or a group that it is the name of.
    #[props(default)]
    id: Option<String>,
    /// The ids of what stands around it and belongs to it: read after it.
    #[props(default)]
    described_by: Option<String>,
) -> Element {
    let words = state::words();
    let page = words.say(&title);
    let app = words.say("frame-app-name");
    let title = words
        .say_with(
            "frame-title",
            &[("page", (&page).into()), ("app", (&app).into())],
        )
        .replace(['\u{2068}', '\u{2069}'], "");
    let mut arrived = consume_context::<Arrived>().0;
    rsx! {
        document::Title { "{title}" }
        if let Some(above) = above {
            p { class: "above", {above} }
        }
        h1 {
            id,
            aria_describedby: described_by,
            tabindex: "-1",
            onmounted: move |e| async move {
                if !*arrived.peek() {
                    arrived.set(true);
                    return;
                }
                document::eval("window.scrollTo(0, 0)");
                e.data().set_focus(true).await.ok();
            },
            if own {
                Theirs { text }
            } else {
                {text}
            }
        }
    }
}
