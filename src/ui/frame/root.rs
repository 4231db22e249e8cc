//! How the person reads, written onto the page's root: language, direction, colours, size of text.

use crate::app::{Appearance, Preferences, TextSize};
use crate::ui::state;
use crate::words::Language;
use dioxus::prelude::*;

/// The attributes of the root; none where the phone's own setting counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RootAttributes {
    pub lang: &'static str,
    pub dir: &'static str,
    pub appearance: Option<&'static str>,
    pub text_size: Option<&'static str>,
}

impl RootAttributes {
    fn of(preferences: Preferences) -> Self {
        let language: Language = preferences.language;
        Self {
            lang: language.tag(),
            dir: language.direction().as_str(),
            appearance: match preferences.appearance {
                Appearance::System => None,
                Appearance::Light => Some("light"),
                Appearance::Dark => Some("dark"),
                Appearance::Contrast => Some("contrast"),
            },
            text_size: match preferences.text_size {
                TextSize::Usual => None,
                TextSize::Large => Some("large"),
                TextSize::Larger => Some("larger"),
            },
        }
    }

    /// Every value is one of ours and fixed: nothing of a person or a server gets into this script.
    fn script(self) -> String {
        let set = |name: &str, value: Option<&str>| match value {
            Some(value) => format!("root.setAttribute('{name}','{value}');"),
            None => format!("root.removeAttribute('{name}');"),
        };
        format!(
            "const root=document.documentElement;{}{}{}{}",
            set("lang", Some(self.lang)),
            set("dir", Some(self.dir)),
            set("data-appearance", self.appearance),
            set("data-text-size", self.text_size),
        )
    }
}

/// The attributes for the app's own root; the page's root gets the same, since only there do
/// colours reach the edges and sizes reach `rem`.
pub(super) fn use_root_attributes() -> RootAttributes {
    let attributes = RootAttributes::of(state::view().preferences);
    use_effect(use_reactive!(|attributes| {
        document::eval(&attributes.script());
    }));
    attributes
}
