//! The whole picture: the line between its two ends in words, under it what the person worked on at the
//! time, and one axis of time for both.
//!
//! To the eye it is one picture. To a screen reader the line is one image with a sentence, and the goals
//! are a list that says in words when each began and was reached.

use super::line::Line;
use crate::care::{Chart, Flag, Goal, Grain, Moment, Reach, Sketch, Tick};
use crate::ui::components::{Icon, IconKind, Theirs};
use crate::ui::state;
use crate::words::{self, Words};
use dioxus::prelude::*;

/// The most goals that stand under a line.
const MOST_GOALS: usize = 4;

/// The picture of one course.
#[component]
pub(super) fn Picture(
    /// What is drawn.
    sketch: Sketch,
    /// What the two ends are called: the easy one, the hard one.
    ends: (&'static str, &'static str),
    /// The sentence that says the same.
    said: String,
    /// The goals that may stand under it.
    goals: Vec<Goal>,
) -> Element {
    let (words, today) = (state::words(), state::today());
    let chart = Chart::of(&sketch, &goals, today, words::london());
    let Some((from, _)) = chart.span else {
        return rsx! {};
    };
    let (easy, hard) = (words.say(ends.0), words.say(ends.1));
    let from = words.day(from);
    let label = words.say_with(
        "progress-picture",
        &[
            ("from", (&from).into()),
            ("easy", (&easy).into()),
            ("said", (&said).into()),
        ],
    );
    let lanes = lanes(&goals, &chart.flags);
    rsx! {
        figure { class: "picture",
            div { class: "plot", role: "img", aria_label: label,
                span { class: "plot-end", "aria-hidden": "true", {easy} }
                div { class: "plot-room", Line { chart: chart.clone() } }
                span { class: "plot-end", "aria-hidden": "true", {hard} }
            }
            div { class: "axis", "aria-hidden": "true",
                for (place , tick) in chart.ticks.iter().enumerate() {
                    TickMark {
                        key: "{place}",
                        place,
                        of: chart.ticks.len(),
                        tick: *tick,
                        before: place.checked_sub(1).and_then(|p| chart.ticks.get(p)).copied(),
                    }
                }
            }
            if !lanes.is_empty() {
                figcaption { class: "quiet", {words.say("progress-meanwhile")} }
                ul { class: "lanes",
                    for (goal , flags) in lanes {
                        li { key: "{goal.id}", Lane { goal, flags } }
                    }
                }
            }
        }
    }
}

/// Goals whose time touches the axis, each with its flags.
fn lanes(goals: &[Goal], flags: &[Flag]) -> Vec<(Goal, Vec<Flag>)> {
    let with_flags = goals.iter().map(|goal| {
        let own = flags.iter().filter(|f| f.goal == goal.id);
        (goal.clone(), own.cloned().collect::<Vec<_>>())
    });
    let began = |own: &[Flag]| own.iter().any(|f| f.moment == Moment::Begun);
    let over = |f: &Flag| f.moment == Moment::Ended && f.reach == Reach::Before;
    with_flags
        .filter(|(_, own)| began(own) && !own.iter().any(over))
        .take(MOST_GOALS)
        .collect()
}

/// One goal under the line: its words, how long it was worked on, and when it was reached.
#[component]
fn Lane(goal: Goal, flags: Vec<Flag>) -> Element {
    let words = state::words();
    let x_of = |moment: Moment| flags.iter().find(|f| f.moment == moment).map(|f| f.x);
    let began = x_of(Moment::Begun).unwrap_or(0.0);
    // What goes on goes on to today.
    let ended = x_of(Moment::Ended).unwrap_or(1.0);
    let told = [Moment::Begun, Moment::Reached];
    let within = |f: &&Flag| f.reach == Reach::Within && told.contains(&f.moment);
    let marks: Vec<Flag> = flags.iter().filter(within).cloned().collect();
    rsx! {
        span { class: "lane-words", Theirs { text: goal.words } }
        span { class: "lane", "aria-hidden": "true",
            span { class: "lane-bar", style: "--from: {began}; --to: {ended}" }
            for flag in marks {
                span {
                    key: "{flag.moment:?}",
                    class: if flag.moment == Moment::Reached { "lane-flag reached" } else { "lane-flag" },
                    style: "--x: {flag.x}",
                    Icon { kind: IconKind::Flag }
                }
            }
        }
        span { class: "quiet lane-when", {lane_when(words, &flags)} }
    }
}

/// "From March. You were where you aimed to be in July."
fn lane_when(words: Words, flags: &[Flag]) -> String {
    let today = state::today();
    let say = |moment: Moment, key: &str| {
        let flag = flags.iter().find(|f| f.moment == moment)?;
        let when = words.back_then(flag.day, today);
        Some(words.say_with(key, &[("when", (&when).into())]))
    };
    let parts = [
        say(Moment::Begun, "progress-goal-began"),
        say(Moment::Reached, "progress-goal-reached"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// A mark on the axis. Its year is said once, and where it changes. In little room only some are named,
/// each with its year, since the one that had it may be gone.
#[component]
fn TickMark(place: usize, of: usize, tick: Tick, before: Option<Tick>) -> Element {
    let words = state::words();
    let day = tick.day;
    let (first, second) = match tick.grain {
        Grain::Day => (day.day().to_string(), Some(words.short_month(day))),
        Grain::Month => (words.short_month(day), Some(day.year().to_string())),
        Grain::Year => (day.year().to_string(), None),
    };
    let again = before.is_some_and(|b| match tick.grain {
        Grain::Day => b.day.month() == day.month(),
        Grain::Month | Grain::Year => b.day.year() == day.year(),
    });
    let class = match (of, place % 3, place % 2) {
        (_, 0, 0) | (..=4, _, 0) => "tick",
        (..=4, ..) => "tick tick-between",
        (_, _, 0) => "tick tick-second",
        (_, 0, _) => "tick tick-third",
        _ => "tick tick-sixth",
    };
    rsx! {
        span { class, style: "--x: {tick.x}",
            span { class: "tick-name",
                {first}
                if let Some(second) = second {
                    span { class: if again { "tick-more again" } else { "tick-more" }, {second} }
                }
            }
        }
    }
}
