//! CarePlan: the plan as a whole, and the pieces that some servers write inside it.

use super::part::structures;
use super::types::{CodeableConcept, Extension, Period, Reference};
use super::{Many, One, codes};

structures! {
    /// CarePlan.
    CarePlan {
        /// Its id.
        id: One<String>,
        /// `active`, `on-hold`, `revoked`, `completed`, …
        status: One<String>,
        /// `plan`, `proposal`, `order`, `option`.
        intent: One<String>,
        /// What kind of plan.
        category: Many<CodeableConcept>,
        /// What it is called.
        title: One<String>,
        /// What it is for.
        description: One<String>,
        /// From when until when; its end is the day by which it is looked at again.
        period: One<Period>,
        /// When it was written.
        created: One<String>,
        /// Who wrote it.
        author: One<Reference>,
        /// Who helps.
        care_team: Many<Reference>,
        /// What for.
        goal: Many<Reference>,
        /// What is done.
        activity: Many<Activity>,
    }
    /// One piece of a plan.
    Activity {
        /// Where the piece is written.
        reference: One<Reference>,
        /// Or the piece itself.
        detail: One<Detail>,
    }
    /// A piece written inside a plan.
    Detail {
        /// Extensions.
        extension: Many<Extension>,
        /// What it is.
        code: One<CodeableConcept>,
        /// Why.
        reason_code: Many<CodeableConcept>,
        /// Goals that it helps with.
        goal: Many<Reference>,
        /// `not-started`, `in-progress`, `completed`, …
        status: One<String>,
        /// Whether it is something that must not be done.
        do_not_perform: One<bool>,
        /// When, in words.
        scheduled_string: One<String>,
        /// When, as a rule.
        scheduled_timing: One<Timing>,
        /// From when until when.
        scheduled_period: One<Period>,
        /// Where.
        location: One<Reference>,
        /// By whom.
        performer: Many<Reference>,
        /// What happens.
        description: One<String>,
    }
    /// When something happens, as a rule.
    Timing {
        /// The rule.
        repeat: One<Repeat>,
        /// The rule in words.
        code: One<CodeableConcept>,
    }
    /// A rule.
    Repeat {
        /// Between which days.
        bounds_period: One<Period>,
    }
}

impl CarePlan {
    /// Whether it is a plan that the person lives with now. A crisis plan is another thing.
    pub fn is_current(&self) -> bool {
        self.stands() && !self.is(codes::CRISIS_PLAN)
    }

    /// Whether it is marked as the plan for mental-health care.
    pub fn is_mental_health(&self) -> bool {
        self.is(codes::MENTAL_HEALTH_CARE_PLAN)
    }

    /// Whether it is a plan for hard times that stands.
    pub fn is_for_hard_times(&self) -> bool {
        self.stands() && self.is(codes::CRISIS_PLAN)
    }

    fn stands(&self) -> bool {
        let alive = matches!(
            self.status.text(),
            Some("active" | "on-hold" | "unknown") | None
        );
        alive && !matches!(self.intent.text(), Some("proposal" | "option"))
    }

    fn is(&self, code: &str) -> bool {
        self.category.iter().any(|c| c.has(codes::SNOMED, code))
    }
}

impl Detail {
    /// Whether it is something that is or will be done for the person.
    pub fn is_current(&self) -> bool {
        let over = ["completed", "cancelled", "stopped", "entered-in-error"];
        let forbidden = self.do_not_perform.get() == Some(&true);
        !forbidden && !self.status.text().is_some_and(|s| over.contains(&s))
    }
}
