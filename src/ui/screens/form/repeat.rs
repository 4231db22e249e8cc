//! The end of a repeat: what is in it so far, and whether there is another.

use super::Turn;
use super::question::{Foot, Top};
use super::sheet::{InstanceLine, Sheet};
use crate::forms::Repeat;
use crate::ui::components::{Button, Inset, Weight};
use crate::ui::desk::Keeping;
use crate::ui::state;
use crate::ui::{Place, Route};
use dioxus::prelude::*;

/// The end of a repeat.
#[component]
pub fn RepeatPage(
    /// The Task.
    task: String,
    /// What stands on it.
    sheet: Sheet,
    /// The repeat.
    repeat: Repeat,
    /// How the newest change stands.
    keeping: Keeping,
    /// What the person does.
    onturn: EventHandler<Turn>,
) -> Element {
    let words = state::words();
    let removing = use_signal(|| None::<u32>);
    let number = repeat.instances.len();
    let count = i64::try_from(number).unwrap_or(i64::MAX);
    let name = repeat.item.text.clone();
    rsx! {
        div { class: "question",
            Top { sheet: sheet.clone() }
            p { class: "lead", role: "status", {words.say_with("form-repeat-count", &[("count", count.into())])} }
            ol { class: "instances",
                for (index , line) in sheet.instances.iter().cloned().enumerate() {
                    Line {
                        key: "{line.instance.number}",
                        task: task.clone(),
                        line,
                        name: name.clone(),
                        position: index as u32 + 1,
                        lang: sheet.lang.clone(),
                        removing,
                        onturn,
                    }
                }
            }
            if repeat.more {
                Button { weight: Weight::Second, onpress: move |()| onturn.call(Turn::More), {words.say("form-repeat-more")} }
            }
            Foot { keeping, purpose: sheet.purpose, onturn }
        }
    }
}

#[component]
fn Line(
    task: String,
    line: InstanceLine,
    name: Option<String>,
    position: u32,
    lang: Option<String>,
    removing: Signal<Option<u32>>,
    onturn: EventHandler<Turn>,
) -> Element {
    let words = state::words();
    let mut removing = removing;
    let number = line.instance.number;
    let name = name.unwrap_or_else(|| words.say("form-repeat-unnamed"));
    let called = words.say_with(
        "form-repeat-one",
        &[("text", (&name).into()), ("position", position.into())],
    );
    let change = words.say_with("form-repeat-change-which", &[("what", (&called).into())]);
    let remove = words.say_with("form-repeat-remove-which", &[("what", (&called).into())]);
    let sure = removing() == Some(number);
    rsx! {
        li { class: "card instance",
            h2 { lang: lang.clone(), {called} }
            if line.said.is_empty() {
                p { class: "quiet", {words.say("form-repeat-empty")} }
            }
            for (question , said) in line.said {
                p { key: "{question}", class: "instance-said",
                    span { class: "quiet", lang: lang.clone(), {question.clone()} }
                    strong { {said} }
                }
            }
            if sure {
                div { role: "alert",
                    Inset {
                        p { {words.say("form-repeat-remove-sure")} }
                        div { class: "actions",
                            Button {
                                onpress: move |()| {
                                    removing.set(None);
                                    onturn.call(Turn::Less(number));
                                },
                                {words.say("form-repeat-remove-yes")}
                            }
                            Button { weight: Weight::Second, onpress: move |()| removing.set(None), {words.say("form-repeat-remove-no")} }
                        }
                    }
                }
            } else {
                div { class: "instance-do",
                    if let Some(first) = &line.instance.first {
                        Link {
                            class: "link",
                            to: Route::FormQuestion { task: task.clone(), path: Place::of(first) },
                            aria_label: change,
                            {words.say("form-check-change")}
                        }
                    }
                    if line.instance.removable {
                        button {
                            class: "link",
                            r#type: "button",
                            aria_label: remove,
                            onclick: move |_| removing.set(Some(number)),
                            {words.say("form-repeat-remove")}
                        }
                    }
                }
            }
        }
    }
}
