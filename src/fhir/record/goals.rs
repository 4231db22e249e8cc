//! The person's goals, with who rated them how.

use super::Reading;
use super::shelf::{Shelf, places};
use crate::care::{Aside, Goal, GoalStage, Level, Rating, Remark, TenRating, Written};
use crate::fhir::care_plan::CarePlan;
use crate::fhir::observation::{Observation, RatingKind};
use crate::fhir::types::Annotation;
use crate::fhir::when;
use crate::fhir::{codes, goal};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// All goals, active ones first, each stage in the order of the plan and then the newest first.
pub(super) fn goals(shelf: &Shelf, plan: Option<&CarePlan>) -> Vec<Goal> {
    let mut ratings = ratings(shelf);
    let read = |goal: &goal::Goal| {
        let rated = ratings.remove(goal.id.text()?).unwrap_or_default();
        one(shelf, goal, rated)
    };
    let mut goals: Vec<Goal> = shelf.goals.iter().filter_map(read).collect();
    let of_plan = plan.into_iter().flat_map(|p| p.goal.iter());
    let in_plan = places(of_plan.filter_map(|r| r.id_of("Goal")));
    goals.sort_by_key(|goal| {
        let place = in_plan.get(goal.id.as_str()).copied();
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
    let steps = goal.steps();
    let beside = |kind: Option<&str>| {
        let all = goal.notes(shelf.how.codes_base);
        let of_kind = all.filter(|(its, _)| told_apart(*its) == kind);
        of_kind.map(|(_, note)| note).collect::<Vec<_>>()
    };
    Some(Goal {
        id: goal.id.text()?.to_owned(),
        words: goal.words()?,
        levels: steps.levels,
        unplaced: steps.unplaced,
        weight: goal.weight(shelf.how.codes_base),
        stage: goal.stage()?,
        began: rated.began.as_ref().map(|it| it.1),
        began_by: rated.began.map(|it| it.2).unwrap_or_default(),
        ratings: rated.since,
        out_of_ten: rated.out_of_ten,
        earlier: 0,
        aside: rated.aside,
        due: target.filter_map(when::last_day).min(),
        written: shelf.written(goal.expressed_by.get(), written_on),
        why: lines(&beside(Some(codes::GOAL_WHY))),
        strengths: lines(&beside(Some(codes::GOAL_STRENGTHS))),
        remarks: beside(None)
            .into_iter()
            .filter_map(|note| remark(shelf, note))
            .collect(),
        ours: goal.ours(shelf.how.codes_base).map(str::to_owned),
        ..Goal::default()
    })
}

// A kind of note that a newer app may know is a plain note here.
fn told_apart(kind: Option<&str>) -> Option<&str> {
    kind.filter(|kind| [codes::GOAL_WHY, codes::GOAL_STRENGTHS].contains(kind))
}

// What was written twice has both texts, a line each.
fn lines(notes: &[&Annotation]) -> Option<String> {
    let texts: Vec<&str> = notes.iter().filter_map(|note| note.text.text()).collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}

fn remark(shelf: &Shelf, note: &Annotation) -> Option<Remark> {
    let author = note.author_string.text().map(str::to_owned);
    let written = shelf.written(note.author_reference.get(), note.time.text());
    Some(Remark {
        words: note.text.text()?.to_owned(),
        written: Written {
            by: written.by.or(author),
            ..written
        },
    })
}

/// How one goal was rated.
#[derive(Default)]
struct Rated {
    began: Option<(Timestamp, Level, Vec<String>)>,
    since: Vec<Rating>,
    out_of_ten: Vec<TenRating>,
    aside: Aside,
}

// One walk through all observations, however many goals there are. A rating that names several goals
// in its focus counts for each.
fn ratings(shelf: &Shelf) -> BTreeMap<String, Rated> {
    let mut rated: BTreeMap<String, Rated> = BTreeMap::new();
    for observation in shelf.observations.iter().filter(|o| o.stands()) {
        let mut seen = HashSet::new();
        for goal in observation.focus.iter().filter_map(|r| r.id_of("Goal")) {
            if seen.insert(goal) {
                let of_goal = rated.entry(goal.to_owned()).or_default();
                of_goal.take_in(observation, shelf.how);
            }
        }
    }
    for of_goal in rated.values_mut() {
        of_goal.since.sort_by_key(|r| r.at);
        of_goal.out_of_ten.sort_by_key(|r| r.at);
    }
    rated
}

// Each once.
fn carers(observation: &Observation) -> Vec<String> {
    let all: BTreeSet<&str> = observation.carers().collect();
    all.into_iter().map(str::to_owned).collect()
}

impl Rated {
    // What has no day, or one that has not come, is counted and not shown: a rating from next year would
    // stand as the newest until then.
    fn take_in(&mut self, observation: &Observation, how: &Reading) {
        let kind = observation.rating_kind();
        let out_of_ten = observation.is_out_of_ten(how.codes_base);
        if kind.is_none() && !out_of_ten {
            return;
        }
        let Some(at) = observation.at() else {
            self.aside.undated += 1;
            return;
        };
        if when::day_of(at) > how.today {
            self.aside.ahead += 1;
            return;
        }
        let taken = match kind {
            Some(kind) => self.level(kind, observation, at),
            None => self.number(observation, at),
        };
        if taken.is_none() {
            self.aside.unclear += 1;
        }
    }

    fn level(&mut self, kind: RatingKind, observation: &Observation, at: Timestamp) -> Option<()> {
        let level = observation.level()?;
        match kind {
            // Where the person began is the first that was ever said of it, by them or a worker; what a carer
            // had a hand in counts where there is nothing else.
            RatingKind::Baseline => {
                let by = carers(observation);
                let place = (!by.is_empty(), at);
                let first = self.began.as_ref().map(|it| (!it.2.is_empty(), it.0));
                if first.is_none_or(|first| place < first) {
                    self.began = Some((at, level, by));
                }
            }
            RatingKind::By(by) => self.since.push(Rating {
                level,
                at,
                by,
                note: observation.notes(),
                carers: carers(observation),
            }),
        }
        Some(())
    }

    fn number(&mut self, observation: &Observation, at: Timestamp) -> Option<()> {
        self.out_of_ten.push(TenRating {
            rating: observation.out_of_ten()?,
            at,
            by: observation.rater()?,
            note: observation.notes(),
            carers: carers(observation),
        });
        Some(())
    }
}
