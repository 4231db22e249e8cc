//! Small kind drawings, for a page with nothing on it yet. A cup, a bench under a tree, a boat: things
//! that wait without hurry.

use dioxus::prelude::*;

/// The drawings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawing {
    /// A bench under a tree.
    Bench,
    /// A warm cup.
    Cup,
    /// Two hills with a path over them.
    Hills,
}

/// A page, or a part of one, with nothing on it yet: a drawing, what it is, what happens next.
#[component]
pub fn Empty(
    /// The drawing.
    drawing: Drawing,
    /// What it is.
    heading: String,
    /// What happens next.
    text: String,
) -> Element {
    rsx! {
        section { class: "empty",
            Picture { drawing }
            h2 { {heading} }
            p { {text} }
        }
    }
}

#[component]
fn Picture(drawing: Drawing) -> Element {
    rsx! {
        svg {
            class: "drawing",
            view_box: "0 0 160 96",
            width: "160",
            height: "96",
            "aria-hidden": "true",
            "focusable": "false",
            match drawing {
                Drawing::Bench => rsx! {
                    path { class: "wash", d: "M104 8c19 0 34 13 34 29 0 15-14 27-32 27S73 53 73 38C73 21 86 8 104 8z" }
                    path { d: "M105 84V40M105 56l12-11M105 62 94 52" }
                    path { d: "M24 60h58M28 71h52M32 60v24M74 60v24M24 60c-2-6-2-12 0-18h54c2 6 2 12 0 18" }
                    path { d: "M10 86c30-4 110-4 142 0" }
                },
                Drawing::Cup => rsx! {
                    path { class: "wash", d: "M48 42h60v22c0 12-9 20-20 20H68c-11 0-20-8-20-20z" }
                    path { d: "M48 42h60v22c0 12-9 20-20 20H68c-11 0-20-8-20-20zM108 49h7a10 10 0 0 1 0 20h-8" }
                    path { d: "M66 32c-5-6 5-10 0-17M80 32c-5-6 5-10 0-17M94 32c-5-6 5-10 0-17M34 88h88" }
                },
                Drawing::Hills => rsx! {
                    path { class: "wash", d: "M4 84c20-34 38-48 56-44 16 4 22 16 34 16 14 0 22-18 34-18 14 0 20 20 28 46z" }
                    path { d: "M4 84c20-34 38-48 56-44 16 4 22 16 34 16 14 0 22-18 34-18 14 0 20 20 28 46" }
                    path { d: "M60 84c-2-8 12-10 10-18s-14-6-12-14" }
                    path { d: "M128 36V18M128 19c6-3 9 2 15 0v9c-6 2-9-3-15 0" }
                },
            }
        }
    }
}
