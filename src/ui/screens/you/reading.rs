//! How the person reads: language, size of text, colours, and names hidden on the first page. Each
//! choice shows at once.

use crate::app::{Appearance, Preferences, TextSize};
use crate::ui::components::{Heading, Inset, Radio, Radios, Said};
use crate::ui::desk::Keeping;
use crate::ui::state;
use crate::words::Language;
use dioxus::prelude::*;

const SIZES: [(TextSize, &str); 3] = [
    (TextSize::Usual, "you-reading-size-usual"),
    (TextSize::Large, "you-reading-size-large"),
    (TextSize::Larger, "you-reading-size-larger"),
];

const COLOURS: [(Appearance, &str); 4] = [
    (Appearance::System, "you-reading-colours-system"),
    (Appearance::Light, "you-reading-colours-light"),
    (Appearance::Dark, "you-reading-colours-dark"),
    (Appearance::Contrast, "you-reading-colours-contrast"),
];

const HIDING: [(bool, &str); 2] = [
    (false, "you-reading-hide-off"),
    (true, "you-reading-hide-on"),
];

/// How the person reads.
#[component]
pub fn Reading() -> Element {
    let (view, words) = (state::view(), state::words());
    let mut keeping = use_signal(Keeping::default);
    let now = view.preferences;
    let keep = use_callback(move |preferences: Preferences| {
        let companion = state::companion();
        spawn(async move {
            let kept = companion.set_preferences(preferences).await;
            keeping.set(if kept.is_ok() {
                Keeping::Saved
            } else {
                Keeping::NotSaved
            });
        });
    });
    let languages: Vec<(Language, String)> = Language::ALL
        .map(|l| (l, format!("you-reading-language-{}", l.tag())))
        .to_vec();
    let pick = |keys: Vec<String>| keys.iter().map(|key| words.say(key)).collect::<Vec<_>>();
    rsx! {
        Heading { title: "you-reading-title", text: words.say("you-reading-title") }
        Setting {
            id: "language",
            heading: words.say("you-reading-language"),
            labels: pick(languages.iter().map(|(_, k)| k.clone()).collect()),
            langs: Language::ALL.iter().map(|l| Some(l.tag().to_owned())).collect::<Vec<_>>(),
            chosen: Language::ALL.iter().position(|l| *l == now.language),
            onchoose: move |i: usize| keep(Preferences { language: Language::ALL[i], ..now }),
        }
        if !now.language.is_checked() {
            Inset { p { Said { name: "you-reading-unchecked" } } }
        }
        Setting {
            id: "size",
            heading: words.say("you-reading-size"),
            labels: pick(SIZES.iter().map(|(_, k)| (*k).to_owned()).collect()),
            chosen: SIZES.iter().position(|(s, _)| *s == now.text_size),
            onchoose: move |i: usize| keep(Preferences { text_size: SIZES[i].0, ..now }),
        }
        Setting {
            id: "colours",
            heading: words.say("you-reading-colours"),
            labels: pick(COLOURS.iter().map(|(_, k)| (*k).to_owned()).collect()),
            chosen: COLOURS.iter().position(|(a, _)| *a == now.appearance),
            onchoose: move |i: usize| keep(Preferences { appearance: COLOURS[i].0, ..now }),
        }
        Setting {
            id: "hiding",
            heading: words.say("you-reading-hide"),
            labels: pick(HIDING.iter().map(|(_, k)| (*k).to_owned()).collect()),
            chosen: HIDING.iter().position(|(h, _)| *h == now.hide_details),
            onchoose: move |i: usize| keep(Preferences { hide_details: HIDING[i].0, ..now }),
        }
        p { class: "quiet", role: "status",
            match keeping() {
                Keeping::Saved => rsx! { {words.say("you-reading-saved")} },
                Keeping::NotSaved => rsx! { {words.say("you-reading-not-saved")} },
                Keeping::Nothing | Keeping::Saving => rsx! {},
            }
        }
    }
}

#[component]
fn Setting(
    id: String,
    heading: String,
    labels: Vec<String>,
    #[props(default)] langs: Vec<Option<String>>,
    chosen: Option<usize>,
    onchoose: EventHandler<usize>,
) -> Element {
    let options = labels
        .into_iter()
        .enumerate()
        .map(|(i, label)| Radio {
            label,
            lang: langs.get(i).cloned().flatten(),
        })
        .collect::<Vec<_>>();
    rsx! {
        section { class: "setting",
            h2 { id: "{id}-heading", {heading} }
            Radios { name: id.clone(), labelled_by: "{id}-heading", options, chosen, onchoose }
        }
    }
}
