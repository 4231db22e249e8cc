//! Buttons. One strong button a page; the others are quieter. None is ever disabled: a button that
//! cannot do its work yet says why when it is pressed.

use crate::ui::Route;
use dioxus::prelude::*;

/// How loud a button is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// The one thing to do on the page.
    #[default]
    Strong,
    /// Anything else.
    Second,
    /// As quiet as a link.
    Quiet,
}

impl Weight {
    fn class(self) -> &'static str {
        match self {
            Weight::Strong => "btn",
            Weight::Second => "btn second",
            Weight::Quiet => "btn plain",
        }
    }
}

/// A button that does something.
#[component]
pub fn Button(
    /// How loud it is.
    #[props(default)]
    weight: Weight,
    /// What it does.
    onpress: EventHandler<()>,
    /// Its words.
    children: Element,
) -> Element {
    rsx! {
        button {
            class: weight.class(),
            r#type: "button",
            onclick: move |_| onpress.call(()),
            {children}
        }
    }
}

/// A button that leads somewhere.
#[component]
pub fn ButtonLink(
    /// How loud it is.
    #[props(default)]
    weight: Weight,
    /// Where it leads.
    to: Route,
    /// Its words.
    children: Element,
) -> Element {
    rsx! {
        Link { class: weight.class(), to, {children} }
    }
}
