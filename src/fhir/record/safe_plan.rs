//! Plans for hard times: what the team wrote (CarePlan of that category), and the person's own where they
//! have sent it (a QuestionnaireResponse to the app's own form). The two are read apart and stay apart.

use super::shelf::Shelf;
use crate::care::{FormDone, PlanPart, TeamPlan};
use crate::fhir::care_plan::{Activity, CarePlan};
use crate::fhir::codes;
use crate::fhir::types::CodeableConcept;

/// What the team wrote, the newest first. A plan in which nothing can be read is none.
pub(super) fn team_plans(shelf: &Shelf) -> Vec<TeamPlan> {
    let plans = shelf.plans.iter().filter(|plan| plan.is_for_hard_times());
    let mut plans: Vec<TeamPlan> = plans.filter_map(|plan| team_plan(shelf, plan)).collect();
    plans.sort_by(|a, b| (b.written.on, &b.id).cmp(&(a.written.on, &a.id)));
    plans
}

fn team_plan(shelf: &Shelf, plan: &CarePlan) -> Option<TeamPlan> {
    let since = plan.period.get().and_then(|period| period.start.text());
    let steps: Vec<PlanPart> = plan
        .activity
        .iter()
        .filter_map(|activity| step(shelf, activity))
        .collect();
    let about = plan.description.text().map(str::to_owned);
    let read = TeamPlan {
        id: plan.id.text()?.to_owned(),
        written: shelf.written(plan.author.get(), plan.created.text().or(since)),
        about,
        steps,
    };
    (read.about.is_some() || !read.steps.is_empty()).then_some(read)
}

fn step(shelf: &Shelf, activity: &Activity) -> Option<PlanPart> {
    let (called, said) = match (activity.reference.get(), activity.detail.get()) {
        (Some(reference), _) => {
            let id = reference.id_of("ServiceRequest")?;
            let mut all = shelf.requests.iter();
            let request = all.find(|it| it.id.text() == Some(id) && it.is_current())?;
            let said = request.patient_instruction.text();
            (request.code.get(), said)
        }
        (None, Some(detail)) if detail.is_current() => {
            (detail.code.get(), detail.description.text())
        }
        _ => return None,
    };
    let called = called.and_then(CodeableConcept::words);
    let said = said.map(str::to_owned);
    // Where a step has no name, what happens is its name.
    let (heading, said) = match (called, said) {
        (Some(called), said) => (called, said),
        (None, Some(said)) => (said, None),
        (None, None) => return None,
    };
    Some(PlanPart {
        about: String::new(),
        heading,
        said: said.into_iter().collect(),
    })
}

/// The person's own plan as they sent it: the newest one. `done` has the newest first.
pub(super) fn sent(done: &[FormDone]) -> Option<FormDone> {
    let form = format!("{}{}", codes::BASE, codes::SAFE_PLAN_FORM);
    let is_it = |it: &&FormDone| {
        let url = it.questionnaire.split('|').next();
        it.ours.is_some() && url == Some(form.as_str())
    };
    done.iter().find(is_it).cloned()
}
