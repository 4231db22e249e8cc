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

// From dot to dot, leaving and arriving level: it never shows a place where nobody was.
fn soft(dots: &[Dot]) -> String {
    let mut path = String::new();
    let mut before: Option<(f64, f64)> = None;
    for (x, y) in dots.iter().map(|d| at(*d)) {
        // Writing to a text does not fail.
        let _ = match before {
            None => write!(path, "M{x:.1} {y:.1}"),
            Some((from, level)) => {
                let middle = (from + x) / 2.0;
                write!(
                    path,
                    "C{middle:.1} {level:.1} {middle:.1} {y:.1} {x:.1} {y:.1}"
                )
            }
        };
        before = Some((x, y));
    }
    path
}
