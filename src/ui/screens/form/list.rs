//! Several written answers to one question: a list of fields, with one more and one less.

use super::Turn;
use super::field::{Naming, OneField};
use crate::forms::{Path, Question, Value};
use crate::ui::components::{Button, Weight};
use crate::ui::state;
use dioxus::prelude::*;

/// One field of the list. Its number stays with it, so that the others keep what is written in them.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    number: u32,
    value: Option<Value>,
}

/// Several written answers.
#[component]
pub fn ListField(
    /// The question.
    question: Question,
    /// The answer so far.
    answer: Vec<Value>,
    /// Its names.
    naming: Naming,
    /// The language of the form's words, where it is not the page's.
    lang: Option<String>,
    /// What the person does.
    onturn: EventHandler<Turn>,
) -> Element {
    let words = state::words();
    let least = question.item.least().clamp(1, 20) as usize;
    let mut entries = use_signal(|| begin(&answer, least));
    let path = question.path.clone();
    let more = entries.read().len() < question.item.most() as usize;
    let alone = entries.read().len() == 1;
    rsx! {
        ul { class: "entries",
            for (index , entry) in entries().into_iter().enumerate() {
                EntryField {
                    key: "{entry.number}",
                    question: question.clone(),
                    naming: of_entry(&naming, index),
                    position: index as u32 + 1,
                    value: entry.value,
                    lang: lang.clone(),
                    removable: !alone,
                    onwrite: {
                        let path = path.clone();
                        move |values: Vec<Value>| {
                            if let Some(entry) = entries.write().get_mut(index) {
                                entry.value = values.into_iter().next();
                            }
                            tell(entries, &path, onturn, false);
                        }
                    },
                    onleave: move |()| onturn.call(Turn::Left),
                    onremove: {
                        let path = path.clone();
                        move |()| {
                            if index < entries.peek().len() {
                                entries.write().remove(index);
                            }
                            tell(entries, &path, onturn, true);
                        }
                    },
                }
            }
        }
        if more {
            Button {
                weight: Weight::Second,
                onpress: move |()| {
                    let last = entries.peek().iter().map(|e| e.number).max().unwrap_or(0);
                    entries.write().push(Entry { number: last + 1, value: None });
                },
                {words.say("form-list-more")}
            }
        }
    }
}

#[component]
fn EntryField(
    question: Question,
    naming: Naming,
    position: u32,
    value: Option<Value>,
    lang: Option<String>,
    removable: bool,
    onwrite: EventHandler<Vec<Value>>,
    onleave: EventHandler<()>,
    onremove: EventHandler<()>,
) -> Element {
    let words = state::words();
    let number = [("number", position.into())];
    let label = format!("{}-label", naming.id);
    let named = Naming {
        labelled_by: format!("{} {label}", naming.labelled_by),
        ..naming
    };
    rsx! {
        li { class: "entry",
            div { class: "entry-field",
                p { id: "{label}", class: "field-label", {words.say_with("form-list-one", &number)} }
                OneField { question, value, naming: named, lang, onwrite, onleave }
            }
            if removable {
                button {
                    class: "link",
                    r#type: "button",
                    aria_label: words.say_with("form-list-remove-which", &number),
                    onclick: move |_| onremove.call(()),
                    {words.say("form-list-remove")}
                }
            }
        }
    }
}

fn begin(answer: &[Value], least: usize) -> Vec<Entry> {
    let values = answer.iter().cloned().map(Some);
    let blank = least.saturating_sub(answer.len());
    let all = values.chain(std::iter::repeat_n(None, blank));
    (1..)
        .zip(all)
        .map(|(number, value)| Entry { number, value })
        .collect()
}

fn tell(entries: Signal<Vec<Entry>>, path: &Path, onturn: EventHandler<Turn>, at_once: bool) {
    let values: Vec<Value> = entries
        .peek()
        .iter()
        .filter_map(|e| e.value.clone())
        .collect();
    onturn.call(if at_once {
        Turn::Chose(path.clone(), values)
    } else {
        Turn::Wrote(path.clone(), values)
    });
}

// The first field has the id of the whole: an error leads to it.
fn of_entry(naming: &Naming, index: usize) -> Naming {
    Naming {
        id: match index {
            0 => naming.id.clone(),
            _ => format!("{}-{index}", naming.id),
        },
        ..naming.clone()
    }
}
