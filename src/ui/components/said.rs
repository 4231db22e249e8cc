//! Text in the right language, marked as what it is.

use crate::ui::state;
use crate::words::Language;
use dioxus::prelude::*;

/// A safety word of ours: in a language that nobody has checked, the English stands beside it.
#[component]
pub fn Said(
    /// The id of the text.
    name: String,
) -> Element {
    let both = state::words().say_both(&name);
    rsx! {
        {both.text}
        if let Some(english) = both.english {
            span { class: "beside", lang: "en-GB", {english} }
        }
    }
}

/// Words that the trust or the person wrote. They are not translated; where the app speaks another
/// language they are marked as English, so that a screen reader changes its voice.
#[component]
pub fn Theirs(
    /// Their words.
    text: String,
) -> Element {
    match state::words().language() {
        Language::English => rsx! { {text} },
        _ => rsx! { span { lang: "en", {text} } },
    }
}
