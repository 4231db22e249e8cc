//! What the person said of goals on this phone, put beside the trust's copy whenever somebody looks.
//!
//! A goal or a rating that waits is shown at once, and said to wait. It goes away from here when the trust's
//! own copy has it, known by our identifier, so that nothing is shown twice; and the trust's copy never
//! takes the place of what has not arrived.

use super::goals::{GOAL, RATING};
use super::look::Kept as KeptRow;
use super::occasion::Occasion;
use super::rating_form::NOTE;
use crate::care::{Attained, Goal, Kept, Rater, Reached, SaidHere};
use crate::fhir::{self, Envelope, Reading};
use crate::forms::{Path, Value};
use crate::sync::{Parcel, Progress};
use crate::vault::{Draft, Item, ItemState, StoreProblem, Vault};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value as Json, json};

/// What has arrived stays beside the trust's copy until a look that began well after it.
const SETTLED: SignedDuration = SignedDuration::from_secs(60);

/// What was said of goals here.
#[derive(Default)]
pub(super) struct Beside {
    items: Vec<Item>,
    halves: Vec<(String, SaidHere)>,
}

impl Beside {
    /// Reads it.
    pub(super) fn of(vault: &Vault) -> Result<Beside, StoreProblem> {
        let items = vault.outbox()?;
        let drafts = vault.drafts()?;
        Beside::among(&items, drafts.iter().map(|(draft, _)| draft), None, vault)
    }

    /// The same from what was read already. `updated`: when the record was read, where that is known.
    pub(super) fn among<'a>(
        items: &[Item],
        drafts: impl Iterator<Item = &'a Draft>,
        updated: Option<Timestamp>,
        vault: &Vault,
    ) -> Result<Beside, StoreProblem> {
        let items = items.iter().filter(|it| {
            let of_goals = [GOAL, RATING].contains(&it.kind.as_str());
            of_goals && !updated.is_some_and(|updated| has_settled(it, updated))
        });
        let mut halves = Vec::new();
        for draft in drafts {
            if let Occasion::HalfStep(goal, _) = Occasion::read(&draft.task) {
                halves.push((goal, half_step(vault, draft)?));
            }
        }
        Ok(Beside {
            items: items.cloned().collect(),
            halves,
        })
    }

    /// Puts it into a record that was read when `kept` says.
    pub(super) fn put(&self, kept: &mut KeptRow, codes_base: &str, patient: &str) {
        let name = kept.record.person.full_name.clone();
        let how = Reading {
            patient,
            codes_base,
            // Nothing that was said here is from a day to come.
            today: jiff::civil::Date::MAX,
            role_label: "",
            release_cluster: false,
            release_ratings: false,
            language: None,
        };
        for item in self.items.iter().rev() {
            if has_settled(item, kept.updated) {
                continue;
            }
            for goal in goals_in(item, &how) {
                put_goal(&mut kept.record.goals, goal, item, &name);
            }
        }
        for (goal, said) in &self.halves {
            if let Some(goal) = kept.record.goals.iter_mut().find(|it| it.id == *goal) {
                goal.said_here.push(said.clone());
            }
        }
        for goal in &mut kept.record.goals {
            goal.said_here.sort_by_key(|said| said.at);
        }
    }
}

/// Whether it has arrived, and the trust's copy was read well after that.
fn has_settled(item: &Item, updated: Timestamp) -> bool {
    let sent = item.sent_at.filter(|_| item.state == ItemState::Sent);
    sent.is_some_and(|sent| updated.duration_since(sent) > SETTLED)
}

fn half_step(vault: &Vault, draft: &Draft) -> Result<SaidHere, StoreProblem> {
    let answers = vault.answers(&draft.id)?;
    let note = answers
        .get(&Path::of(NOTE))
        .and_then(|values| values.first());
    Ok(SaidHere {
        reached: Reached::Step(Attained::Partly),
        at: draft.touched.unwrap_or(draft.begun),
        note: note.and_then(|value| match value {
            Value::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            _ => None,
        }),
        kept: Kept::Here,
    })
}

/// The goals that an item makes or speaks of, read as if the server had them already.
fn goals_in(item: &Item, how: &Reading) -> Vec<Goal> {
    let Ok(parcel) = serde_json::from_str::<Parcel>(&item.body) else {
        return Vec::new();
    };
    let own = format!("urn:uuid:{}", item.id);
    let mut all = Vec::new();
    for create in &parcel.creates {
        let mut body = create.body.clone();
        body["id"] = create.uuid.clone().into();
        for focus in body["focus"].as_array_mut().into_iter().flatten() {
            if focus["reference"] == own.as_str() {
                focus["reference"] = format!("Goal/{}", item.id).into();
            }
            // A goal of the trust's stands in, so that its rating is read as one.
            let id = focus["reference"]
                .as_str()
                .and_then(|it| it.strip_prefix("Goal/"));
            if let Some(id) = id.filter(|id| *id != item.id) {
                all.push(stand_in(id, how.patient));
            }
        }
        all.push(body);
    }
    let all: Vec<Envelope> = all
        .iter()
        .filter_map(|body| Envelope::read(&body.to_string()).ok())
        .collect();
    fhir::read_goals(&all, how)
}

fn stand_in(id: &str, patient: &str) -> Json {
    json!({
        "resourceType": "Goal", "id": id, "lifecycleStatus": "active", "description": { "text": "-" },
        "subject": { "reference": format!("Patient/{patient}") }
    })
}

fn put_goal(goals: &mut Vec<Goal>, mut goal: Goal, item: &Item, name: &str) {
    let kept = match item.state {
        ItemState::Sent => Kept::ByTheTrust,
        _ => Kept::Waiting,
    };
    if goal.ours.is_some() {
        if goals.iter().all(|it| it.ours != goal.ours) {
            goal.kept = kept;
            goal.written.by = Some(name.to_owned()).filter(|name| !name.is_empty());
            if let Some(id) = id_on_server(item) {
                goal.id = id;
            }
            goals.push(goal);
        }
        return;
    }
    let Some(theirs) = goals.iter_mut().find(|it| it.id == goal.id) else {
        return;
    };
    // The same by the same person in the same second is the one that has arrived.
    let same = |at: Timestamp, other: Timestamp| at.as_second() == other.as_second();
    for rating in goal.ratings {
        let mut there = theirs.ratings.iter();
        if !there.any(|it| it.by == Rater::Me && same(it.at, rating.at) && it.level == rating.level)
        {
            theirs.said_here.push(SaidHere {
                reached: Reached::Step(Attained::At(rating.level)),
                at: rating.at,
                note: rating.note,
                kept,
            });
        }
    }
    for rating in goal.out_of_ten {
        let mut there = theirs.out_of_ten.iter();
        if !there
            .any(|it| it.by == Rater::Me && same(it.at, rating.at) && it.rating == rating.rating)
        {
            theirs.said_here.push(SaidHere {
                reached: Reached::OutOfTen(rating.rating),
                at: rating.at,
                note: rating.note,
                kept,
            });
        }
    }
}

fn id_on_server(item: &Item) -> Option<String> {
    let progress: Progress = serde_json::from_str(&item.progress).ok()?;
    progress.id_of(0).map(str::to_owned)
}
