//! What an answer is given with: one field for each kind of question.

use super::Turn;
use super::choice::ChoiceField;
use super::files::FileField;
use super::list::ListField;
use super::read::{day_and_time, ends, moment, quantity, read, written};
use crate::forms::{Control, Item, Kind, Question, Value};
use crate::ui::components::{
    Button, DateInput, DropDown, Line, NumberInput, Radio, Radios, SliderInput, TextInput,
    TimeInput, Weight,
};
use crate::ui::state;
use dioxus::prelude::*;

/// What names a field and what is said about it: ids on the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Naming {
    /// The id of the field, or of its first part.
    pub id: String,
    /// The id of what names it.
    pub labelled_by: String,
    /// The id of an error's words.
    pub error: Option<String>,
    /// The id of what else is said.
    pub hint: Option<String>,
}

/// What an answer is given with.
#[component]
pub fn Field(
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
    let item = question.item.clone();
    let path = question.path.clone();
    let many = item.repeats && !item.stands_more_than_once();
    match item.kind {
        Kind::Choice | Kind::Reference => rsx! {
            ChoiceField { question, answer, naming, lang, many, onturn }
        },
        Kind::Attachment => rsx! {
            FileField { question, answer, naming, many, onturn }
        },
        Kind::Boolean => rsx! {
            YesNo { question, answer, naming, onturn }
        },
        _ if many => rsx! {
            ListField { question, answer, naming, lang, onturn }
        },
        _ => rsx! {
            OneField {
                question,
                value: answer.first().cloned(),
                naming,
                lang,
                onwrite: move |values: Vec<Value>| onturn.call(Turn::Wrote(path.clone(), values)),
                onleave: move |()| onturn.call(Turn::Left),
            }
        },
    }
}

/// A field for one answer that is written.
#[component]
pub fn OneField(
    /// The question.
    question: Question,
    /// The answer so far.
    value: Option<Value>,
    /// Its names.
    naming: Naming,
    /// The language of the form's words, where it is not the page's.
    lang: Option<String>,
    /// What is written now, as an answer.
    onwrite: EventHandler<Vec<Value>>,
    /// The person leaves the field.
    onleave: EventHandler<()>,
) -> Element {
    let item = question.item.clone();
    let initial = written(value.as_ref());
    let Naming {
        id,
        labelled_by,
        error,
        hint,
    } = naming.clone();
    let of_item = item.clone();
    let oninput = move |text: String| onwrite.call(read(&of_item, &text));
    match item.kind {
        Kind::Integer | Kind::Decimal if item.look.control == Control::Slider => rsx! {
            Slide { item, value, naming, lang, onwrite }
        },
        Kind::Integer | Kind::Decimal => rsx! {
            NumberInput {
                id, labelled_by, initial, error, hint, oninput, onleave,
                whole: item.kind == Kind::Integer,
                below_zero: ends(&item).0.is_some_and(|least| least < 0),
                unit: item.look.unit.clone(),
            }
        },
        Kind::Date => rsx! {
            DateInput { id, labelled_by, initial, error, hint, oninput, onleave }
        },
        Kind::Time => rsx! {
            TimeInput { id, labelled_by, initial, error, hint, oninput, onleave }
        },
        Kind::DateTime => rsx! {
            Moment { naming, initial, oninput, onleave }
        },
        Kind::Quantity => rsx! {
            Measured { item, value, naming, onwrite, onleave }
        },
        Kind::Url => rsx! {
            TextInput { id, labelled_by, initial, keys: "url", most: item.limits.max_length, error, hint, oninput, onleave }
        },
        _ => rsx! {
            TextInput { id, labelled_by, initial, long: item.kind == Kind::Text, most: item.limits.max_length, error, hint, oninput, onleave }
        },
    }
}

/// A number on a line.
#[component]
fn Slide(
    item: std::sync::Arc<Item>,
    value: Option<Value>,
    naming: Naming,
    lang: Option<String>,
    onwrite: EventHandler<Vec<Value>>,
) -> Element {
    let initial = value
        .as_ref()
        .and_then(Value::number)
        .map(|n| n.round() as i64);
    let slider = &item.look.slider;
    let from = ends(&item).0.unwrap_or(0);
    let usual = if from < 100 {
        100
    } else {
        from.saturating_add(100)
    };
    let line = Line {
        from,
        to: ends(&item).1.unwrap_or(usual).max(from),
        step: slider.step.map_or(1, i64::from).max(1),
        lower: slider.lower.clone(),
        upper: slider.upper.clone(),
    };
    let kind = item.kind;
    rsx! {
        SliderInput {
            id: naming.id, labelled_by: naming.labelled_by, error: naming.error, hint: naming.hint,
            line, initial, lang,
            onchoose: move |number: i64| {
                onwrite.call(vec![match kind {
                    Kind::Decimal => Value::Decimal(number.to_string()),
                    _ => Value::Integer(number),
                }]);
            },
        }
    }
}

/// A day and a time.
#[component]
fn Moment(
    naming: Naming,
    initial: String,
    oninput: EventHandler<String>,
    onleave: EventHandler<()>,
) -> Element {
    let mut parts = use_signal(|| day_and_time(&initial));
    let (day, time) = parts.peek().clone();
    let tell = move || {
        let (day, time) = parts.peek().clone();
        oninput.call(moment(&day, &time));
    };
    let Naming {
        id,
        labelled_by,
        error,
        hint,
    } = naming;
    rsx! {
        div { class: "moment",
            DateInput {
                id: id.clone(),
                labelled_by: labelled_by.clone(),
                initial: day,
                error: error.clone(),
                hint: hint.clone(),
                oninput: move |day: String| {
                    parts.write().0 = day;
                    tell();
                },
                onleave,
            }
            TimeInput {
                id: "{id}-time",
                labelled_by,
                initial: time,
                error,
                hint,
                oninput: move |time: String| {
                    parts.write().1 = time;
                    tell();
                },
                onleave,
            }
        }
    }
}

/// A number with its unit: one that stands behind it, or one to choose.
#[component]
fn Measured(
    item: std::sync::Arc<Item>,
    value: Option<Value>,
    naming: Naming,
    onwrite: EventHandler<Vec<Value>>,
    onleave: EventHandler<()>,
) -> Element {
    let words = state::words();
    let initial = written(value.as_ref());
    let units = item.units.clone();
    let begun = unit_of(&item, value.as_ref()).or((units.len() == 1).then_some(0));
    let mut number = use_signal(|| initial.clone());
    let mut unit = use_signal(|| begun);
    let several = units.len() > 1;
    let label = |unit: &crate::forms::Coding| unit.display.clone().or(unit.code.clone());
    let options: Vec<Radio> = units
        .iter()
        .map(|unit| Radio {
            label: label(unit).unwrap_or_default(),
            lang: None,
        })
        .collect();
    let single = units.first().filter(|_| !several).and_then(label);
    let tell = move || {
        let chosen = (*unit.peek()).and_then(|at| units.get(at));
        onwrite.call(quantity(&number.peek(), chosen));
    };
    let again = tell.clone();
    let Naming {
        id,
        labelled_by,
        error,
        hint,
    } = naming;
    rsx! {
        div { class: "measured",
            NumberInput {
                id: id.clone(),
                labelled_by: labelled_by.clone(),
                initial,
                whole: false,
                below_zero: ends(&item).0.is_some_and(|least| least < 0),
                unit: single.or(item.look.unit.clone().filter(|_| !several)),
                error: error.clone(),
                hint: hint.clone(),
                oninput: move |text: String| {
                    number.set(text);
                    tell();
                },
                onleave,
            }
            if several {
                div { class: "measured-unit",
                    p { id: "{id}-unit-label", class: "field-label", {words.say("form-unit")} }
                    DropDown {
                        id: "{id}-unit",
                        labelled_by: "{labelled_by} {id}-unit-label",
                        options,
                        chosen: unit(),
                        error,
                        onchoose: move |at: Option<usize>| {
                            unit.set(at);
                            again();
                        },
                    }
                }
            }
        }
    }
}

fn unit_of(item: &Item, value: Option<&Value>) -> Option<usize> {
    let Some(Value::Quantity(quantity)) = value else {
        return None;
    };
    item.units.iter().position(|unit| match &unit.code {
        Some(code) => quantity.code.as_ref() == Some(code) && quantity.system == unit.system,
        None => quantity.unit == unit.display,
    })
}

#[component]
fn YesNo(
    question: Question,
    answer: Vec<Value>,
    naming: Naming,
    onturn: EventHandler<Turn>,
) -> Element {
    let words = state::words();
    let mut now = use_signal(|| match answer.first() {
        Some(Value::Boolean(true)) => Some(0_usize),
        Some(Value::Boolean(false)) => Some(1),
        _ => None,
    });
    let options = ["form-yes", "form-no"]
        .map(|key| Radio {
            label: words.say(key),
            lang: None,
        })
        .to_vec();
    let path = question.path.clone();
    let tell = move |chosen: Option<usize>| {
        now.set(chosen);
        let values = chosen
            .map(|at| Value::Boolean(at == 0))
            .into_iter()
            .collect();
        onturn.call(Turn::Chose(path.clone(), values));
    };
    let (mut choose, mut clear) = (tell.clone(), tell);
    rsx! {
        Radios {
            name: naming.id, labelled_by: naming.labelled_by, error: naming.error, hint: naming.hint,
            options,
            chosen: now(),
            onchoose: move |at: usize| choose(Some(at)),
        }
        if !question.item.required && now().is_some() {
            TakeBack { onpress: move |()| clear(None) }
        }
    }
}

/// Takes an answer back, where one may be left out and the control itself has no way to say so.
#[component]
pub fn TakeBack(
    /// It is taken back.
    onpress: EventHandler<()>,
) -> Element {
    rsx! {
        Button { weight: Weight::Quiet, onpress, {state::words().say("form-take-back")} }
    }
}
