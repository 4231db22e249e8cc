//! A goal without steps: plain words (GAS-light), or a number from 0 to 10 if the person would rather.

use crate::app::{Filling, MET, MET_WORDS, TEN};
use crate::forms::{Path, Value};
use crate::ui::components::{Button, Line, Radio, Radios, SliderInput, Weight};
use crate::ui::desk::desk;
use crate::ui::state;
use dioxus::prelude::*;

/// A goal without steps: plain words, or a number if the person would rather.
#[component]
pub(super) fn InWords(
    filling: Option<Filling>,
    onmet: EventHandler<usize>,
    onnumber: EventHandler<i64>,
) -> Element {
    let (desk, words) = (desk(), state::words());
    let number = filling.as_ref().and_then(number_of);
    // What was said last, until the person wishes for the other.
    let mut wish = use_signal(|| None::<bool>);
    let by_number = wish().unwrap_or(number.is_some());
    let met = filling.as_ref().and_then(|it| place_of(it, MET));
    let draft = filling.map(|it| it.draft).unwrap_or_default();
    let radio = |(_, key): &(_, &str)| Radio {
        label: words.say(key),
        lang: None,
    };
    rsx! {
        p { class: "quiet", {words.say("goals-no-steps")} }
        if by_number {
            h3 { id: "ten", {words.say("goals-ten-heading")} }
            for draft in [draft] {
                SliderInput {
                    key: "{draft}",
                    id: "ten-line",
                    labelled_by: "ten",
                    line: Line {
                        from: 0,
                        to: 10,
                        step: 1,
                        lower: Some(words.say("goals-ten-lower")),
                        upper: Some(words.say("goals-ten-upper")),
                    },
                    initial: number,
                    onchoose: move |number: i64| onnumber.call(number),
                }
            }
        } else {
            h3 { id: "met", {words.say("goals-met-heading")} }
            Radios {
                name: "met",
                labelled_by: "met",
                options: MET_WORDS.iter().map(radio).collect::<Vec<_>>(),
                chosen: met,
                onchoose: move |place: usize| onmet.call(place),
            }
        }
        Button {
            weight: Weight::Quiet,
            onpress: move |()| {
                // One or the other: what was said in the other way is taken back.
                desk.choose(Path::of(if by_number { TEN } else { MET }), Vec::new());
                wish.set(Some(!by_number));
            },
            {words.say(if by_number { "goals-met-instead" } else { "goals-ten-instead" })}
        }
    }
}

/// The place of the option that was chosen.
pub(super) fn place_of(filling: &Filling, at: &str) -> Option<usize> {
    let path = Path::of(at);
    let chosen = filling.session.answer_at(&path).first()?;
    let options = &filling.session.item_at(&path)?.options;
    options
        .iter()
        .position(|option| option.value.same_as(chosen))
}

fn number_of(filling: &Filling) -> Option<i64> {
    match filling.session.answer_at(&Path::of(TEN)).first()? {
        Value::Integer(number) => Some(*number),
        _ => None,
    }
}

/// Whether something was said.
pub(super) fn is_said(filling: &Filling) -> bool {
    place_of(filling, MET).is_some() || number_of(filling).is_some()
}
