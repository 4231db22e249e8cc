//! The person's record, put together from all resources.
//!
//! Only what is the person's own, released, and free of modifiers that the app does not know is
//! read; the rest stays in the vault and is not shown. Each part of the record has its file, and the
//! rule that it follows (CONTRACT §1) stands at its head.

mod circle;
mod forms;
mod goals;
mod messages;
mod noted;
mod people;
mod plan;
mod progress;
mod review;
mod safe_plan;
mod shelf;
mod team;
mod timeline;

pub use progress::{
    Course, Followed, end_of, read_progress, result_in, scale, threshold_out_of_ten,
};

use super::Envelope;
use crate::care::{Cluster, FormDone, Goal, NEWEST_DONE, Record};
use jiff::civil::Date;
use shelf::Shelf;

/// How a record is to be read.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// Id of the Patient.
    pub patient: &'a str,
    /// Base of our codes at this trust.
    pub codes_base: &'a str,
    /// Today, in the trust's own time.
    pub today: Date,
    /// The trust's word for the named worker.
    pub role_label: &'a str,
    /// Whether the trust releases the care cluster at all.
    pub release_cluster: bool,
    /// Whether the trust releases clinicians' ratings at all.
    pub release_ratings: bool,
    /// The language that the person reads, as a BCP 47 tag.
    pub language: Option<&'a str>,
}

/// Reads goals alone, with their ratings: of what waits on the phone to be sent.
pub fn read_goals(resources: &[Envelope], how: &Reading) -> Vec<Goal> {
    goals::goals(&Shelf::of(resources, how), None)
}

/// Reads everything that the screens show. `news` stays empty: it comes from comparing two records.
pub fn read_record(resources: &[Envelope], how: &Reading) -> Record {
    let shelf = Shelf::of(resources, how);
    let plan = shelf.plan();
    let mut goals = goals::goals(&shelf, plan);
    let tracks = progress::tracks(&shelf, &goals);
    goals.iter_mut().for_each(Goal::leave_newest);
    let mut forms_done = forms::done(&shelf);
    let plan_sent = safe_plan::sent(&forms_done);
    let done_earlier = forms_done.len().saturating_sub(NEWEST_DONE);
    forms_done.truncate(NEWEST_DONE);
    let mut interventions = plan::interventions(&shelf, plan);
    let mut choices = plan::choices(&shelf, plan);
    // A link to a goal that is not here would open nothing.
    let options = choices.iter_mut().flat_map(|c| &mut c.options);
    for piece in interventions.iter_mut().chain(options) {
        piece.goals.retain(|id| goals.iter().any(|g| g.id == *id));
    }
    Record {
        person: shelf.person.clone(),
        plan: plan.map(|p| plan::whole(&shelf, p)),
        cluster: cluster(&shelf),
        interventions,
        choices,
        team: team::team(&shelf),
        review: review::review(&shelf, plan),
        timeline: timeline::timeline(&shelf, plan),
        goals,
        forms_to_do: forms::to_do(&shelf),
        messages: messages::messages(&shelf),
        forms_done,
        done_earlier,
        tracks,
        noted: noted::noted(&shelf, resources),
        team_plans: safe_plan::team_plans(&shelf),
        plan_sent,
        circle: circle::circle(&shelf),
        news: Vec::new(),
    }
}

/// One goal with all its ratings.
pub fn read_whole_goal(resources: &[Envelope], how: &Reading, id: &str) -> Option<Goal> {
    let all = goals::goals(&Shelf::of(resources, how), None);
    all.into_iter().find(|goal| goal.id == id)
}

/// Every form that was answered, the newest first.
pub fn read_forms_done(resources: &[Envelope], how: &Reading) -> Vec<FormDone> {
    forms::done(&Shelf::of(resources, how))
}

// The newest cluster that was released. That the phone holds one at all means that it was; the
// trust's switch turns it off for everybody.
fn cluster(shelf: &Shelf) -> Cluster {
    let base = shelf.how.codes_base;
    let newest = shelf.clusters().max_by_key(|o| o.at());
    newest.map_or(Cluster::NotShown, |o| o.cluster(base))
}
