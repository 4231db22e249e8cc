//! One measure, or one goal: the sentence, the picture, the table, and what to do next.

use super::noted::NotedSection;
use super::picture::Picture;
use super::said::{asides, got_harder, sentences};
use super::table::Table;
use super::{NextStep, title};
use crate::care::{Goal, Noted, Topic, Track, Tracked};
use crate::ui::components::{Heading, IconKind, Row, Rows};
use crate::ui::screens::missing::NotHere;
use crate::ui::{Place, Route, state};
use dioxus::prelude::*;

/// One measure, or one goal.
#[component]
pub fn Course(
    /// The name of its page: what `Tracked::page` says.
    of: Place,
) -> Element {
    let (words, record) = (state::words(), state::record());
    let here = record.tracks.iter().filter(|t| t.of.page() == of.name());
    let tracks: Vec<Track> = here.cloned().collect();
    let Some(first) = tracks.first() else {
        return rsx! { NotHere {} };
    };
    let (text, own) = title(words, &first.of);
    let goal = first.of.goal().map(str::to_owned);
    let harder = tracks.iter().any(got_harder);
    let noted = beside(&first.of, &record.noted);
    rsx! {
        Heading { title: "progress-title", text, own }
        for track in tracks {
            One { key: "{track.of:?}", track }
        }
        NotedSection { noted }
        if let Some(id) = goal {
            Rows {
                Row { to: Route::Goal { id }, icon: IconKind::Ladder, title: words.say("progress-to-goal") }
            }
        }
        NextStep { harder }
    }
}

/// What a worker noted on the same topic.
fn beside(of: &Tracked, noted: &[Noted]) -> Vec<Noted> {
    let topic = match of {
        Tracked::Measure(id) if id == "phq-9" => Topic::Mood,
        _ => return Vec::new(),
    };
    let same = noted.iter().filter(|n| n.topic == topic);
    same.cloned().collect()
}

#[component]
fn One(track: Track) -> Element {
    let (view, words, record, today) = (
        state::view(),
        state::words(),
        state::record(),
        state::today(),
    );
    let sentences = sentences(words, &record, &track, today);
    let aside = asides(words, track.sketch.aside);
    let of_goal = track.of.goal();
    let goal = of_goal.and_then(|id| record.goals.iter().find(|g| g.id == id).cloned());
    let ends = if matches!(track.of, Tracked::Measure(_)) {
        ("progress-end-easier", "progress-end-harder")
    } else {
        ("progress-end-closer", "progress-end-further")
    };
    // Under a goal's own line stands no other goal.
    let beside: Vec<Goal> = match of_goal {
        Some(_) => Vec::new(),
        None => record.goals.clone(),
    };
    let waits = view.on_the_way.iter().any(|it| it.of == track.of);
    rsx! {
        div { class: "course-said",
            for (place , sentence) in sentences.iter().enumerate() {
                p { key: "{place}", class: "lead", {sentence.clone()} }
            }
        }
        if waits {
            p { class: "quiet", {words.say("progress-way")} }
        }
        Picture { sketch: track.sketch.clone(), ends, said: sentences.join(" "), goals: beside }
        for (place , sentence) in aside.into_iter().enumerate() {
            p { key: "{place}", class: "quiet", {sentence} }
        }
        if track.sketch.whole > 0 {
            Table { track, goal }
        }
    }
}
