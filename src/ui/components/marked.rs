//! A text that a form brings along: its paragraphs, as text and never as markup.

use dioxus::prelude::*;

/// A text of a form. Where the form has it as Markdown too, that is what will be drawn from here.
#[component]
pub fn Marked(
    /// The text.
    text: String,
    /// The same as Markdown.
    #[props(default)]
    markdown: Option<String>,
    /// Its language, where it is not the page's.
    #[props(default)]
    lang: Option<String>,
) -> Element {
    let _ = markdown;
    let paragraphs = text.split("\n\n").map(str::trim).filter(|p| !p.is_empty());
    rsx! {
        for (index , paragraph) in paragraphs.enumerate() {
            p { key: "{index}", class: "marked", lang: lang.clone(), {paragraph.to_owned()} }
        }
    }
}
