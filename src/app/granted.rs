//! What the sign-in was not granted, in terms of what the app does: just that is switched off.

use crate::fhir::scopes::Granted;
use crate::vault::Hat;

/// Something that the app does and this trust has not let it do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The plan and what is in it cannot be read.
    Plan,
    /// Goals cannot be read.
    Goals,
    /// Who helps cannot be read.
    Team,
    /// Meetings cannot be read.
    Meetings,
    /// Forms to do cannot be read.
    Forms,
    /// Answers cannot be sent.
    Sending,
    /// Nothing can be written to the team.
    Messages,
    /// A goal cannot be sent.
    NewGoals,
    /// How far a goal is cannot be sent.
    Ratings,
    /// What is shared with carers cannot be said.
    Sharing,
}

impl Missing {
    /// Every one of them.
    pub const ALL: [Missing; 10] = [
        Missing::Plan,
        Missing::Goals,
        Missing::Team,
        Missing::Meetings,
        Missing::Forms,
        Missing::Sending,
        Missing::Messages,
        Missing::NewGoals,
        Missing::Ratings,
        Missing::Sharing,
    ];

    /// What each needs: types with one letter of `c r u d s`.
    fn needs(self) -> &'static [(&'static str, char)] {
        match self {
            Missing::Plan => &[("CarePlan", 'r'), ("ServiceRequest", 'r')],
            Missing::Goals => &[("Goal", 'r')],
            Missing::Team => &[("CareTeam", 'r'), ("Practitioner", 'r')],
            Missing::Meetings => &[("Appointment", 'r')],
            Missing::Forms => &[("Task", 'r'), ("Questionnaire", 'r')],
            Missing::Sending => &[("QuestionnaireResponse", 'c')],
            Missing::Messages => &[("Communication", 'c')],
            Missing::NewGoals => &[("Goal", 'c')],
            Missing::Ratings => &[("Observation", 'c')],
            Missing::Sharing => &[
                ("Consent", 'c'),
                ("Consent", 'r'),
                ("Consent", 'u'),
                ("RelatedPerson", 'r'),
            ],
        }
    }
}

/// What is switched off.
pub fn missing(granted: &Granted) -> Vec<Missing> {
    let lacks = |it: &Missing| {
        it.needs()
            .iter()
            .any(|(kind, letter)| !granted.may(kind, *letter))
    };
    Missing::ALL.into_iter().filter(lacks).collect()
}

/// What is switched off under this hat: a carer's own rights are to say how a goal goes and to tell the team.
pub(super) fn missing_for(hat: Hat, granted: &Granted) -> Vec<Missing> {
    let mut missing = missing(granted);
    if hat == Hat::Carer {
        missing.retain(|it| matches!(it, Missing::Ratings | Missing::Messages));
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fhir::scopes::{Who, request_string};

    #[test]
    fn just_what_was_not_granted_is_switched_off() {
        for v1 in [false, true] {
            let all = request_string(Who::Person, v1);
            assert_eq!(missing(&Granted::read(&all)), []);
            let words = all.split(' ');
            let less: Vec<&str> = words.filter(|it| !it.starts_with("patient/Goal")).collect();
            let found = missing(&Granted::read(&less.join(" ")));
            assert_eq!(found, [Missing::Goals, Missing::NewGoals]);
        }
        let reading = "patient/*.read";
        let found = missing(&Granted::read(reading));
        assert_eq!(
            found,
            [
                Missing::Sending,
                Missing::Messages,
                Missing::NewGoals,
                Missing::Ratings,
                Missing::Sharing
            ]
        );
    }
}
