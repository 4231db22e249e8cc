//! One or some of several options, with words of one's own where the form takes them.

use super::Turn;
use super::field::{Naming, TakeBack};
use super::said::{chosen, option_words};
use crate::forms::{Choice, Control, Orientation, Question, Value};
use crate::ui::components::{Checkboxes, DropDown, IconKind, Radio, Radios, TextInput, Tick};
use crate::ui::state;
use dioxus::prelude::*;

/// With more options than this nobody reads all of them: the phone's own list is quicker.
const MOST_ROWS: usize = 12;

/// What is chosen: options by their places, and words of one's own.
#[derive(Debug, Clone, PartialEq, Default)]
struct Picked {
    places: Vec<usize>,
    other: bool,
    words: String,
}

impl Picked {
    fn of(options: &[Choice], answer: &[Value]) -> Self {
        let own = answer.iter().find_map(|value| match value {
            Value::Text(text) if chosen(options, value).is_none() => Some(text.clone()),
            _ => None,
        });
        Picked {
            places: answer.iter().filter_map(|v| chosen(options, v)).collect(),
            other: own.is_some(),
            words: own.unwrap_or_default(),
        }
    }

    /// One option alone, or none.
    fn choose(&mut self, place: Option<usize>) {
        self.places = place.into_iter().collect();
        self.other = false;
    }

    /// One more option or one less. An option that goes with no other takes the others away, and goes
    /// away with any other.
    fn toggle(&mut self, options: &[Choice], place: usize) {
        if self.places.contains(&place) {
            self.places.retain(|p| *p != place);
            return;
        }
        let alone = |p: &usize| options.get(*p).is_some_and(|o| o.exclusive);
        if alone(&place) {
            self.places.clear();
            self.other = false;
        } else {
            self.places.retain(|p| !alone(p));
        }
        self.places.push(place);
        self.places.sort_unstable();
    }

    fn toggle_other(&mut self, options: &[Choice], many: bool) {
        self.other = !self.other || !many;
        if !many {
            self.places.clear();
        }
        self.places
            .retain(|p| options.get(*p).is_some_and(|o| !o.exclusive));
    }

    fn values(&self, options: &[Choice]) -> Vec<Value> {
        let options = self.places.iter().filter_map(|p| options.get(*p));
        let own = Some(Value::Text(self.words.clone())).filter(|v| self.other && !v.is_blank());
        options.map(|o| o.value.clone()).chain(own).collect()
    }
}

/// Whether the phone's own list is opened for it.
pub fn is_drop_down(question: &Question) -> bool {
    let item = &question.item;
    let many = item.repeats && !item.stands_more_than_once();
    match item.look.control {
        Control::DropDown => !many,
        Control::Rows => false,
        _ => !many && question.options.len() > MOST_ROWS,
    }
}

/// One or some of several options.
#[component]
pub fn ChoiceField(
    /// The question.
    question: Question,
    /// The answer so far.
    answer: Vec<Value>,
    /// Its names.
    naming: Naming,
    /// The language of the form's words, where it is not the page's.
    lang: Option<String>,
    /// Whether more than one may be chosen.
    many: bool,
    /// What the person does.
    onturn: EventHandler<Turn>,
) -> Element {
    let words = state::words();
    let item = question.item.clone();
    let mut picked = use_signal(|| Picked::of(&question.options, &answer));
    let options = question.options.clone();
    let path = question.path.clone();
    let change = use_callback(move |change: Change| {
        let now = {
            let mut picked = picked.write();
            match change {
                Change::Choose(place) => picked.choose(place),
                Change::Toggle(place) if place < options.len() => picked.toggle(&options, place),
                Change::Toggle(_) => picked.toggle_other(&options, true),
                Change::Other => picked.toggle_other(&options, false),
            }
            picked.values(&options)
        };
        onturn.call(Turn::Chose(path.clone(), now));
    });
    let count = question.options.len();
    let beside = item.look.orientation == Orientation::Beside;
    let down = is_drop_down(&question);
    let now = picked.read().clone();
    let other = item.open.then(|| {
        let own = item.look.open_label.clone();
        own.unwrap_or_else(|| words.say("form-other"))
    });
    let own_lang = item
        .look
        .open_label
        .is_some()
        .then(|| lang.clone())
        .flatten();
    let radio = |option: &Choice| Radio {
        label: option_words(option),
        lang: lang.clone(),
    };
    let Naming {
        id,
        labelled_by,
        error,
        hint,
    } = naming.clone();
    rsx! {
        if many {
            Checkboxes {
                name: id, labelled_by, error, hint, beside,
                options: ticks(&question.options, &now, lang.clone(), other.clone().map(|o| (o, own_lang))),
                ontoggle: move |place| change.call(Change::Toggle(place)),
            }
        } else if down {
            DropDown {
                id, labelled_by, error, hint,
                options: question.options.iter().map(radio).chain(other.clone().map(|label| Radio { label, lang: own_lang })).collect::<Vec<_>>(),
                chosen: if now.other { Some(count) } else { now.places.first().copied() },
                onchoose: move |place: Option<usize>| change.call(match place {
                    Some(place) if place >= count => Change::Other,
                    place => Change::Choose(place),
                }),
            }
        } else {
            Radios {
                name: id, labelled_by, error, hint, beside,
                options: question.options.iter().map(radio).chain(other.clone().map(|label| Radio { label, lang: own_lang })).collect::<Vec<_>>(),
                chosen: if now.other { Some(count) } else { now.places.first().copied() },
                onchoose: move |place: usize| change.call(if place < count { Change::Choose(Some(place)) } else { Change::Other }),
            }
            if !item.required && (now.other || !now.places.is_empty()) {
                TakeBack { onpress: move |()| change.call(Change::Choose(None)) }
            }
        }
        if now.other {
            OwnWords {
                naming,
                initial: now.words.clone(),
                most: item.limits.max_length,
                onwrite: move |text: String| {
                    picked.write().words = text;
                    let values = picked.peek().values(&question.options);
                    onturn.call(Turn::Wrote(question.path.clone(), values));
                },
                onleave: move |()| onturn.call(Turn::Left),
            }
        }
    }
}

/// What the person does with the options.
#[derive(Debug, Clone, Copy)]
enum Change {
    Choose(Option<usize>),
    Toggle(usize),
    Other,
}

fn ticks(
    options: &[Choice],
    now: &Picked,
    lang: Option<String>,
    other: Option<(String, Option<String>)>,
) -> Vec<Tick> {
    let all = options.iter().enumerate().map(|(place, option)| Tick {
        label: option_words(option),
        lang: lang.clone(),
        alone: option.exclusive,
        on: now.places.contains(&place),
        icon: picture(option),
    });
    let other = other.map(|(label, lang)| Tick {
        label,
        lang,
        alone: false,
        on: now.other,
        icon: None,
    });
    all.chain(other).collect()
}

/// The pictures of what people talk about at a review: for those who would rather look than read.
fn picture(option: &Choice) -> Option<IconKind> {
    let Value::Coding(coding) = &option.value else {
        return None;
    };
    let ours = coding.system.as_deref()?.ends_with("/CodeSystem/topic");
    Some(match coding.code.as_deref().filter(|_| ours)? {
        "goals" => IconKind::Ladder,
        "medicine" => IconKind::Pill,
        "sleep" => IconKind::Moon,
        "body" => IconKind::Hand,
        "worry" => IconKind::Cloud,
        "people" => IconKind::People,
        "home" => IconKind::Home,
        "money" => IconKind::Coin,
        "work" => IconKind::Book,
        "safe" => IconKind::Lock,
        "care" => IconKind::Path,
        _ => return None,
    })
}

/// Words of one's own.
#[component]
fn OwnWords(
    naming: Naming,
    initial: String,
    most: Option<u32>,
    onwrite: EventHandler<String>,
    onleave: EventHandler<()>,
) -> Element {
    let id = naming.id;
    rsx! {
        div { class: "own-words",
            p { id: "{id}-other-label", class: "field-label", {state::words().say("form-other-words")} }
            TextInput {
                id: "{id}-other",
                labelled_by: "{id}-other-label",
                initial,
                most,
                error: naming.error,
                oninput: move |text: String| onwrite.call(text),
                onleave,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn options() -> Vec<Choice> {
        let choice = |(label, exclusive): (&str, bool)| Choice {
            value: Value::Text(label.into()),
            label: label.into(),
            prefix: None,
            weight: None,
            exclusive,
            chosen_first: false,
            raw: Arc::new(serde_json::Value::Null),
        };
        [("A", false), ("B", false), ("None", true)]
            .map(choice)
            .to_vec()
    }

    #[test]
    fn none_of_these_takes_the_others_away_and_goes_with_any_other() {
        let options = options();
        let mut picked = Picked::default();
        picked.toggle(&options, 1);
        picked.toggle(&options, 0);
        picked.toggle_other(&options, true);
        assert_eq!((picked.places.clone(), picked.other), (vec![0, 1], true));
        picked.toggle(&options, 2);
        assert_eq!((picked.places.clone(), picked.other), (vec![2], false));
        picked.toggle(&options, 0);
        assert_eq!(picked.places, [0]);
        picked.toggle(&options, 2);
        picked.toggle_other(&options, true);
        assert_eq!((picked.places.clone(), picked.other), (vec![], true));
    }

    #[test]
    fn words_of_ones_own_stay_while_something_else_is_looked_at() {
        let options = options();
        let mut picked = Picked::of(&options, &[Value::Text("My own".into())]);
        assert_eq!(picked.values(&options), [Value::Text("My own".into())]);
        picked.choose(Some(1));
        assert_eq!(picked.values(&options), [Value::Text("B".into())]);
        picked.toggle_other(&options, false);
        assert_eq!(picked.values(&options), [Value::Text("My own".into())]);
    }
}
