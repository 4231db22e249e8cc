//! The person's goals, with who rated them how.

use super::shelf::Shelf;
use crate::care::{Goal, GoalStage, Level, Rating};
use crate::fhir::care_plan::CarePlan;
use crate::fhir::goal;
use crate::fhir::observation::{Observation, RatingKind};
use crate::fhir::when;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// All goals, active ones first, each stage in the order of the plan and then the newest first.
pub(super) fn goals(shelf: &Shelf, plan: Option<&CarePlan>) -> Vec<Goal> {
    let mut ratings = ratings(shelf);
    let read = |goal: &goal::Goal| {
        let rated = ratings.remove(goal.id.text()?).unwrap_or_default();
        one(shelf, goal, rated)
    };
    let mut goals: Vec<Goal> = shelf.goals.iter().filter_map(read).collect();
    let in_plan: Vec<&str> = plan
        .into_iter()
        .flat_map(|p| p.goal.iter())
        .filter_map(|r| r.id_of("Goal"))
        .collect();
    goals.sort_by_key(|goal| {
        let place = in_plan.iter().position(|id| *id == goal.id);
        let stage = match goal.stage {
            GoalStage::Active => 0,
            GoalStage::Proposed => 1,
            GoalStage::OnHold => 2,
            GoalStage::Finished => 3,
            GoalStage::Dropped => 4,
        };
        let newest = std::cmp::Reverse(goal.written.on);
        (stage, place.unwrap_or(usize::MAX), newest, goal.id.clone())
    });
    goals
}

fn one(shelf: &Shelf, goal: &goal::Goal, rated: Rated) -> Option<Goal> {
    let target = goal.target.iter().filter_map(|t| t.due_date.text());
    let written_on = goal.start_date.text().or_else(|| goal.status_date.text());
    Some(Goal {
        id: goal.id.text()?.to_owned(),
        words: goal.words()?,
        levels: goal.levels(),
        stage: goal.stage()?,
        began: rated.began.map(|(_, level)| level),
        ratings: rated.since,
        due: target.filter_map(when::last_day).min(),
        written: shelf.written(goal.expressed_by.get(), written_on),
    })
}

/// How one goal was rated.
#[derive(Default)]
struct Rated {
    began: Option<(Timestamp, Level)>,
    since: Vec<Rating>,
}

// One walk through all observations, however many goals there are. A rating that names several goals
// in its focus counts for each.
fn ratings(shelf: &Shelf) -> BTreeMap<String, Rated> {
    let mut rated: BTreeMap<String, Rated> = BTreeMap::new();
    for observation in shelf.observations.iter().filter(|o| o.stands()) {
        for goal in observation.focus.iter().filter_map(|r| r.id_of("Goal")) {
            let of_goal = rated.entry(goal.to_owned()).or_default();
            take_in(of_goal, observation);
        }
    }
    for of_goal in rated.values_mut() {
        of_goal.since.sort_by_key(|r| r.at);
    }
    rated
}

fn take_in(of_goal: &mut Rated, observation: &Observation) {
    let kind = observation.rating_kind();
    let (Some(kind), Some(level), Some(at)) = (kind, observation.level(), observation.at()) else {
        return;
    };
    match kind {
        // Where the person began is the first that was ever said of it.
        RatingKind::Baseline => {
            if of_goal.began.is_none_or(|(first, _)| at < first) {
                of_goal.began = Some((at, level));
            }
        }
        RatingKind::By(by) => of_goal.since.push(Rating {
            level,
            at,
            by,
            note: observation.notes(),
        }),
    }
}
