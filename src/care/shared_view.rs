//! What a carer sees: the same type is drawn on the carer's phone, from what the server gave, and on the
//! person's own, before they say yes, from their record and what they ticked.
//!
//! It holds nothing that a carer does not see. So a picture made of it shows what goes out, and not more
//! than that by mistake: [`SharedView::of`] takes what was ticked out of the record and leaves the rest.

use super::{
    Aside, CarerRating, Coordinator, Goal, Intervention, Kept, Member, Permit, Record, Review,
    Shared, Team,
};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Everything that one carer sees of one person.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct SharedView {
    /// Goals, in the person's words.
    pub goals: Vec<SharedGoal>,
    /// Pieces of the plan, by their neutral names.
    pub pieces: Vec<SharedPiece>,
    /// The review to come, where it is shared.
    pub review: Option<SharedReview>,
    /// Who helps, where it is shared.
    pub team: Option<SharedTeam>,
    /// The person's staying-safe plan, where it is shared.
    pub safe_plan: Option<SharedPlan>,
    /// How many permits nobody here understands.
    pub not_understood: u32,
}

/// A goal that is shared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SharedGoal {
    /// The goal, with its steps and ratings.
    pub goal: Goal,
    /// Whether the carer is asked to say how it goes.
    pub rating: CarerRating,
    /// Its last day.
    pub until: Date,
}

/// A piece of the plan that is shared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SharedPiece {
    /// Id of the ServiceRequest.
    pub id: String,
    /// The neutral name. What it is really called never comes here.
    pub title: String,
    /// The workers who do it.
    pub who: Vec<String>,
    /// When, in the trust's words.
    pub when: Option<String>,
    /// The day it starts, where there are no words.
    pub starts: Option<Date>,
    /// Its last day.
    pub until: Date,
}

/// The review to come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SharedReview {
    /// The meeting, where one is booked.
    pub meeting: Option<SharedMeeting>,
    /// The last day on which it is shared.
    pub until: Date,
}

/// A meeting that is booked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SharedMeeting {
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Option<Timestamp>,
    /// Who comes, the person left out.
    pub with: Vec<String>,
    /// Where.
    pub place: Option<String>,
}

/// Who helps, and how to reach them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SharedTeam {
    /// The people, the named worker first.
    pub people: Vec<Member>,
    /// The team's own number.
    pub phone: Option<String>,
    /// The last day on which it is shared.
    pub until: Date,
}

/// A staying-safe plan, as questions and what was written.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct SharedPlan {
    /// Each question with its answers, in the order of the form.
    pub lines: Vec<(String, Vec<String>)>,
    /// The last day on which it is shared.
    pub until: Date,
}

// Each is somebody's words.
impl std::fmt::Debug for SharedPlan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SharedPlan(…)")
    }
}

impl SharedView {
    /// Whether there is nothing to see.
    pub fn is_empty(&self) -> bool {
        self.goals.is_empty()
            && self.pieces.is_empty()
            && self.review.is_none()
            && self.team.is_none()
            && self.safe_plan.is_none()
            && self.not_understood == 0
    }

    /// What of this record goes out to one carer (by id) by these permits. `plan` is what stands in the
    /// staying-safe plan that was sent. What is not in the record (any more) is not in the picture.
    pub fn of(
        record: &Record,
        carer: &str,
        permits: &[Permit],
        plan: Option<&[(String, Vec<String>)]>,
    ) -> Self {
        let mut view = SharedView::default();
        for permit in permits {
            match &permit.what {
                Shared::Goal(id) => {
                    let goal = record.goals.iter().find(|goal| goal.id == *id);
                    view.goals.extend(goal.map(|goal| SharedGoal {
                        goal: as_sent(goal, carer),
                        rating: permit.rating,
                        until: permit.until,
                    }));
                }
                Shared::Piece(id) => {
                    let piece = record.interventions.iter().find(|piece| piece.id == *id);
                    let piece = piece.and_then(|piece| neutral(piece, permit.until));
                    view.pieces.extend(piece);
                }
                Shared::Reviews => view.review = Some(review(&record.review, permit.until)),
                Shared::Team => view.team = Some(team(&record.team, permit.until)),
                Shared::SafePlan(_) => {
                    view.safe_plan = plan.map(|lines| SharedPlan {
                        lines: lines.to_vec(),
                        until: permit.until,
                    });
                }
            }
        }
        view
    }
}

/// A goal as a carer gets it: what stays on this phone is nobody's to see; why it matters, how much it weighs
/// and who wrote it down are not shared. Nor is what another carer said, or wrote beside it.
fn as_sent(goal: &Goal, carer: &str) -> Goal {
    let mut goal = goal.clone();
    let theirs = |carers: &[String]| carers.iter().all(|it| it == carer);
    goal.ratings.retain(|it| theirs(&it.carers));
    goal.out_of_ten.retain(|it| theirs(&it.carers));
    if !theirs(&goal.began_by) {
        goal.began = None;
        goal.began_by.clear();
    }
    goal.said_here.retain(|said| said.kept == Kept::Waiting);
    goal.earlier = 0;
    goal.aside = Aside::default();
    (goal.why, goal.strengths, goal.weight, goal.written.by) = (None, None, None, None);
    goal.remarks.clear();
    goal
}

fn neutral(piece: &Intervention, until: Date) -> Option<SharedPiece> {
    Some(SharedPiece {
        id: piece.id.clone(),
        title: piece.carer_title.clone()?,
        who: piece.workers.clone(),
        when: piece.when.clone(),
        starts: piece.starts,
        until,
    })
}

fn review(review: &Review, until: Date) -> SharedReview {
    let meeting = match review {
        Review::Booked {
            start,
            end,
            with,
            place,
            ..
        } => Some(SharedMeeting {
            start: *start,
            end: *end,
            with: with.clone(),
            place: place.clone(),
        }),
        // The day by which a review is due stands in the plan, which no carer reads.
        Review::DueBy(_) | Review::Passed(_) | Review::NoDate => None,
    };
    SharedReview { meeting, until }
}

fn team(team: &Team, until: Date) -> SharedTeam {
    let named = match &team.coordinator {
        Coordinator::Named(member) => Some(member.clone()),
        Coordinator::Left { .. } | Coordinator::Nobody => None,
    };
    SharedTeam {
        people: named.into_iter().chain(team.members.clone()).collect(),
        phone: team.phone.clone(),
        until,
    }
}
