//! The same as a table, when the person asks for it: the newest first, and the numbers here and nowhere
//! else. Older rows are read when they are asked for.

use super::said::step_words;
use crate::app::{OnTheWay, plain_step};
use crate::care::{Attained, Better, Goal, Point, Scale, Track, Tracked};
use crate::forms::Measure;
use crate::ui::components::{Button, Details, Inset, Theirs, Weight};
use crate::ui::state;
use crate::words::{self, Words};
use dioxus::prelude::*;

/// What became of asking for older rows.
#[derive(Clone, PartialEq)]
enum Older {
    NotAsked,
    Here(Vec<Point>),
    NotRead,
}

/// The table of one course.
#[component]
pub(super) fn Table(track: Track, goal: Option<Goal>) -> Element {
    let (words, view) = (state::words(), state::view());
    let mut older = use_signal(|| Older::NotAsked);
    let points = match older() {
        Older::Here(all) => all,
        Older::NotAsked | Older::NotRead => track.sketch.newest.clone(),
    };
    let more = track.sketch.whole > points.len();
    let waiting = view.on_the_way.iter().filter(|it| it.of == track.of);
    let waiting: Vec<_> = waiting.cloned().collect();
    let scale = track.sketch.scale;
    let of = track.of.clone();
    let ask = move |()| {
        let (companion, of) = (state::companion(), of.clone());
        spawn(async move {
            let all = companion.all_results(&of).await;
            older.set(all.map_or(Older::NotRead, Older::Here));
        });
    };
    rsx! {
        Details { summary: words.say("progress-table"),
            if let Some(name) = official(&track.of) {
                p { {words.say_with("progress-form-name", &[("name", name.into())])} }
            }
            table {
                caption { {caption(words, &track.of, scale)} }
                thead {
                    tr {
                        th { scope: "col", {words.say("progress-table-day")} }
                        th { scope: "col", {words.say(column(&track.of))} }
                    }
                }
                tbody {
                    for (place , it) in waiting.into_iter().enumerate() {
                        Waiting { key: "w{place}", it, of: track.of.clone(), goal: goal.clone() }
                    }
                    for (place , point) in points.iter().enumerate().rev() {
                        Line {
                            key: "{place}",
                            point: point.clone(),
                            changed: changed(&points, place),
                            of: track.of.clone(),
                            goal: goal.clone(),
                        }
                    }
                }
            }
            if more {
                Button { weight: Weight::Second, onpress: ask, {words.say("progress-table-older")} }
            }
            div { role: "status",
                match older() {
                    Older::NotAsked => rsx! {},
                    Older::Here(_) => rsx! { p { class: "quiet", {words.say("progress-table-all")} } },
                    Older::NotRead => rsx! { Inset { p { {words.say("progress-table-not-read")} } } },
                }
            }
        }
    }
}

/// Whether the form changed between this one and the one before.
fn changed(points: &[Point], place: usize) -> bool {
    let before = place.checked_sub(1).and_then(|p| points.get(p));
    let here = points.get(place);
    before
        .zip(here)
        .is_some_and(|(b, h)| b.version != h.version)
}

#[component]
fn Line(point: Point, changed: bool, of: Tracked, goal: Option<Goal>) -> Element {
    let words = state::words();
    rsx! {
        tr {
            th { scope: "row", {words.day(words::today(point.at))} }
            td { Value { of, goal, value: point.value } }
        }
        if changed {
            tr { class: "table-note",
                td { colspan: "2", {words.say("progress-table-changed")} }
            }
        }
    }
}

/// What this phone knows and the record does not have yet.
#[component]
fn Waiting(it: OnTheWay, of: Tracked, goal: Option<Goal>) -> Element {
    let words = state::words();
    let key = if it.sent {
        "progress-way-sent"
    } else {
        "progress-way-waiting"
    };
    rsx! {
        tr {
            th { scope: "row",
                {words.day(words::today(it.point.at))}
                span { class: "quiet note-line", {words.say(key)} }
            }
            td { Value { of, goal, value: it.point.value } }
        }
    }
}

/// A number; of a goal's steps the person's own words.
#[component]
fn Value(of: Tracked, goal: Option<Goal>, value: f64) -> Element {
    let words = state::words();
    if !matches!(of, Tracked::Steps(_)) {
        return rsx! { {value.to_string()} };
    }
    match goal.as_ref().and_then(|goal| step_words(goal, value)) {
        Some(text) => rsx! { Theirs { text: text.clone() } },
        None => {
            let level = Attained::of_number(value).and_then(Attained::level);
            let plain = level.map(|level| words.say(plain_step(level)));
            rsx! { {plain.unwrap_or_default()} }
        }
    }
}

/// What workers call the form.
fn official(of: &Tracked) -> Option<&'static str> {
    match of {
        Tracked::Measure(id) => Measure::with_id(id).map(|measure| measure.facts().name),
        _ => None,
    }
}

fn column(of: &Tracked) -> &'static str {
    match of {
        Tracked::Steps(_) => "progress-table-step",
        _ => "progress-table-number",
    }
}

fn caption(words: Words, of: &Tracked, scale: Scale) -> String {
    let key = match (of, scale.better) {
        (Tracked::Steps(_), _) => return words.say("progress-table-caption-steps"),
        (Tracked::OutOfTen(_) | Tracked::GoalAt(_), _) => "progress-table-caption-goal",
        (Tracked::Measure(_), Better::Down) => "progress-table-caption-down",
        (Tracked::Measure(_), Better::Up) => "progress-table-caption-up",
    };
    let (least, most) = (scale.least.to_string(), scale.most.to_string());
    words.say_with(key, &[("least", (&least).into()), ("most", (&most).into())])
}
