//! The soft line: places from 0 to 1 become a path that is stretched to its room. Lines and dots keep
//! their width whatever the room is.

use crate::care::{Chart, Dot, Sketch};
use crate::ui::state;
use crate::words;
use dioxus::prelude::*;
use std::fmt::Write;

/// The room that a path is drawn in, before it is stretched.
const ROOM: f64 = 1000.0;

/// The line alone, for a card: the words beside it say what it shows.
#[component]
pub(super) fn SmallLine(sketch: Sketch) -> Element {
    let chart = Chart::of(&sketch, &[], state::today(), words::london());
    rsx! {
        if chart.dots.len() > 1 {
            span { class: "line-small", "aria-hidden": "true", Line { chart } }
        }
    }
}

/// The line and its dots. The last dot is where the person is now.
#[component]
pub(super) fn Line(chart: Chart) -> Element {
    let last = chart.dots.last().copied();
    let lines = chart
        .lines
        .iter()
        .filter_map(|line| chart.dots.get(line.clone()));
    let lines: Vec<String> = lines.map(soft).collect();
    let dots: String = chart.dots.iter().map(|d| dot(*d)).collect();
    rsx! {
        svg {
            class: "line",
            view_box: "0 0 1000 1000",
            preserve_aspect_ratio: "none",
            "aria-hidden": "true",
            "focusable": "false",
            for (index , d) in lines.into_iter().enumerate() {
                path { key: "{index}", class: "line-way", d }
            }
            path { class: "line-dots", d: dots }
            if let Some(last) = last {
                path { class: "line-ring", d: dot(last) }
                path { class: "line-now", d: dot(last) }
            }
        }
    }
}

fn at(dot: Dot) -> (f64, f64) {
    (dot.x * ROOM, (1.0 - dot.y) * ROOM)
}

// A line of no length with round ends.
fn dot(one: Dot) -> String {
    let (x, y) = at(one);
    format!("M{x:.1} {y:.1}h.01")
}

// A curve through every dot that goes no higher and no lower than the dots on its two sides: it never
// shows a place where nobody was.
fn soft(dots: &[Dot]) -> String {
    let places: Vec<(f64, f64)> = dots.iter().map(|d| at(*d)).collect();
    let climbs: Vec<f64> = places.windows(2).map(climb).collect();
    let mut path = String::new();
    for (place, (x, y)) in places.iter().enumerate() {
        // Writing to a text does not fail.
        let _ = match place.checked_sub(1).and_then(|p| places.get(p)) {
            None => write!(path, "M{x:.1} {y:.1}"),
            Some((from, level)) => {
                let third = (x - from) / 3.0;
                let leaves = level + slope(&climbs, place - 1) * third;
                let arrives = y - slope(&climbs, place) * third;
                let (one, other) = (from + third, x - third);
                write!(
                    path,
                    "C{one:.1} {leaves:.1} {other:.1} {arrives:.1} {x:.1} {y:.1}"
                )
            }
        };
    }
    path
}

fn climb(pair: &[(f64, f64)]) -> f64 {
    match pair {
        [(from, level), (x, y)] if x > from => (y - level) / (x - from),
        _ => 0.0,
    }
}

// How steep the curve is at a dot: level where it turns, else the harmonic mean of both sides.
fn slope(climbs: &[f64], place: usize) -> f64 {
    let before = place.checked_sub(1).and_then(|p| climbs.get(p)).copied();
    let after = climbs.get(place).copied();
    match (before, after) {
        (Some(before), Some(after)) if before * after > 0.0 => {
            2.0 * before * after / (before + after)
        }
        _ => 0.0,
    }
}
