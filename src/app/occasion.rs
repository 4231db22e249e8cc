//! What a form is filled in for. There is one draft at most for each of these.

use crate::care::MessageKind;
use crate::fhir;
use crate::vault::Hat;

/// What a form is filled in for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Occasion {
    /// A Task of the team's.
    Task(String),
    /// A form of the app's own, begun by the person: its name.
    Own(String),
    /// To put right what was sent: its id in the outbox, or the response's id on the server.
    PutRight(String),
    /// A draft that was put aside for a newer version of its form: the draft's id.
    Aside(String),
    /// An earlier version of what the person keeps for themselves: the draft's id.
    Before(String),
    /// A message to the team: what for, and what it is about (type and id).
    Message {
        /// What for.
        kind: MessageKind,
        /// What it is about: type and id.
        about: Option<(String, String)>,
    },
    /// A goal that the person writes: an id of its own.
    Goal(String),
    /// To say how far a goal is: the goal's id on the server.
    Rating(String),
    /// What was said of a goal and stays on this phone: the goal's id, the draft's id.
    HalfStep(String, String),
    /// A carer says how a goal goes: the goal's id on the server.
    CarerRating(String),
    /// A carer tells the team something.
    Telling,
}

/// The plan that the person keeps for themselves.
pub(super) const SAFE_PLAN: &str = "staying-safe-plan";
/// The form with which a goal is written.
pub(super) const OWN_GOAL: &str = "own-goal";
/// The question that is answered without a name.
pub(super) const FEEDBACK: &str = "nhs-fft";

// No id on a server has an underscore (FHIR R4, `id`), so a Task cannot be taken for one of these.
const OWN: &str = "own_";
const PUT_RIGHT: &str = "right_";
const ASIDE: &str = "aside_";
const BEFORE: &str = "before_";
const MESSAGE: &str = "say_";
const GOAL: &str = "goal_";
const RATING: &str = "rate_";
const HALF_STEP: &str = "half_";
const CARER_RATING: &str = "seen_";
const TELLING: &str = "tell_team";

impl Occasion {
    /// Reads the name under which a draft is kept and a form is opened.
    pub(super) fn read(name: &str) -> Self {
        let behind = |start: &str| name.strip_prefix(start).map(str::to_owned);
        if let Some(form) = behind(OWN) {
            return Occasion::Own(form);
        }
        if let Some(sent) = behind(PUT_RIGHT) {
            return Occasion::PutRight(sent);
        }
        if let Some(draft) = behind(ASIDE) {
            return Occasion::Aside(draft);
        }
        if let Some(message) = behind(MESSAGE).and_then(|message| read_message(&message)) {
            return message;
        }
        if let Some(draft) = behind(BEFORE) {
            return Occasion::Before(draft);
        }
        if let Some(goal) = behind(GOAL) {
            return Occasion::Goal(goal);
        }
        if let Some(goal) = behind(RATING) {
            return Occasion::Rating(goal);
        }
        if let Some(goal) = behind(CARER_RATING) {
            return Occasion::CarerRating(goal);
        }
        if name == TELLING {
            return Occasion::Telling;
        }
        let half = behind(HALF_STEP);
        match half.as_deref().and_then(|both| both.split_once('_')) {
            Some((goal, draft)) => Occasion::HalfStep(goal.to_owned(), draft.to_owned()),
            None => Occasion::Task(name.to_owned()),
        }
    }

    /// The name of it.
    pub(super) fn name(&self) -> String {
        match self {
            Occasion::Task(task) => task.clone(),
            Occasion::Own(form) => format!("{OWN}{form}"),
            Occasion::PutRight(sent) => format!("{PUT_RIGHT}{sent}"),
            Occasion::Aside(draft) => format!("{ASIDE}{draft}"),
            Occasion::Before(draft) => format!("{BEFORE}{draft}"),
            Occasion::Message { kind, about } => match about {
                Some((thing, id)) => format!("{MESSAGE}{}_{thing}_{id}", fhir::category(*kind)),
                None => format!("{MESSAGE}{}", fhir::category(*kind)),
            },
            Occasion::Goal(goal) => format!("{GOAL}{goal}"),
            Occasion::Rating(goal) => format!("{RATING}{goal}"),
            Occasion::HalfStep(goal, draft) => format!("{HALF_STEP}{goal}_{draft}"),
            Occasion::CarerRating(goal) => format!("{CARER_RATING}{goal}"),
            Occasion::Telling => TELLING.to_owned(),
        }
    }

    /// Whether the app has such a form for a person to begin by themselves.
    pub(super) fn is_own(form: &str) -> bool {
        [SAFE_PLAN, FEEDBACK].contains(&form)
    }

    /// Under which hat it is filled in: what is a person's is nothing for a carer, nor the other way round.
    pub(super) fn hat(&self) -> Hat {
        match self {
            Occasion::CarerRating(_) | Occasion::Telling => Hat::Carer,
            Occasion::Task(_)
            | Occasion::Own(_)
            | Occasion::PutRight(_)
            | Occasion::Aside(_)
            | Occasion::Before(_)
            | Occasion::Message { .. }
            | Occasion::Goal(_)
            | Occasion::Rating(_)
            | Occasion::HalfStep(..) => Hat::Person,
        }
    }

    /// What becomes of the answers.
    pub(super) fn purpose(&self) -> super::Purpose {
        match self {
            Occasion::Task(_) => super::Purpose::Team,
            Occasion::Own(form) if form == SAFE_PLAN => super::Purpose::OwnPlan,
            Occasion::Own(_) => super::Purpose::Nameless,
            Occasion::PutRight(_) => super::Purpose::PutRight,
            Occasion::Aside(_) => super::Purpose::Earlier,
            Occasion::Before(_) => super::Purpose::OwnPlanBefore,
            Occasion::Message { kind, .. } => super::Purpose::Message(*kind),
            Occasion::Goal(_) => super::Purpose::Goal,
            Occasion::Rating(_) => super::Purpose::Rating,
            Occasion::HalfStep(..) => super::Purpose::HalfStep,
            Occasion::CarerRating(_) => super::Purpose::CarerRating,
            Occasion::Telling => super::Purpose::Telling,
        }
    }
}

// Neither a type nor an id has an underscore.
fn read_message(name: &str) -> Option<Occasion> {
    let (kind, about) = match name.split_once('_') {
        Some((kind, about)) => (kind, Some(about.split_once('_')?)),
        None => (name, None),
    };
    Some(Occasion::Message {
        kind: fhir::kind_of(kind)?,
        about: about.map(|(thing, id)| (thing.to_owned(), id.to_owned())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_as_what_it_is_the_name_of() {
        for it in [
            Occasion::Task("t-1".into()),
            Occasion::Own("nhs-fft".into()),
            Occasion::PutRight("r.1".into()),
            Occasion::Aside("d".into()),
            Occasion::Before("d".into()),
            Occasion::Message {
                kind: MessageKind::Question,
                about: None,
            },
            Occasion::Message {
                kind: MessageKind::ForReview,
                about: Some(("Appointment".into(), "a-1".into())),
            },
            Occasion::Goal("g".into()),
            Occasion::Rating("g.1-a".into()),
            Occasion::HalfStep("g.1-a".into(), "d-2".into()),
            Occasion::CarerRating("g.1-a".into()),
            Occasion::Telling,
        ] {
            assert_eq!(Occasion::read(&it.name()), it);
        }
    }
}
