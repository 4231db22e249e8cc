//! What a person shares, with whom, until when. The same types serve both sides: the person who shares, and
//! the carer whose phone checks once more what it was given.
//!
//! Nothing is shared but what a permit names, and each permit has its own last day. Who is in the circle
//! is the trust's to say (a link between two people is never made here); what they see is the person's.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Months for which something is shared unless the person says otherwise (`domain/04`, "Who sees what").
pub const MONTHS_SHARED: i32 = 6;

/// Somebody whom the trust has linked to the person.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Carer {
    /// Id of the RelatedPerson.
    pub id: String,
    /// Their name, as the trust has it.
    pub name: Option<String>,
    /// What they are to the person, in the trust's words ("sister").
    pub relationship: Option<String>,
}

// A name may end in a log through `{:?}`; this keeps it out.
impl std::fmt::Debug for Carer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Carer(…)")
    }
}

/// One thing that can be shared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Shared {
    /// A goal with its steps and ratings: id of the Goal.
    Goal(String),
    /// A piece of the plan, by its neutral name alone: id of the ServiceRequest.
    Piece(String),
    /// Review meetings to come.
    Reviews,
    /// The team, and how to reach it.
    Team,
    /// The person's own staying-safe plan: id of the QuestionnaireResponse that was sent.
    SafePlan(String),
}

/// Whether the carer is asked to say how a goal goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum CarerRating {
    /// They see it.
    #[default]
    NotAsked,
    /// They see it and may say how it goes, as a carer.
    Asked,
}

/// One thing that is shared, from when, until when. Both days belong to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permit {
    /// What.
    pub what: Shared,
    /// From this day on; none where it was not said: then it holds since ever.
    pub from: Option<Date>,
    /// Its last day.
    pub until: Date,
    /// Whether the carer is asked to rate it. Goals only.
    pub rating: CarerRating,
}

impl Permit {
    /// Whether it holds on this day.
    pub fn holds(&self, today: Date) -> bool {
        self.from.is_none_or(|from| from <= today) && today <= self.until
    }
}

/// What is shared with one carer by one Consent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sharing {
    /// Id of the Consent.
    pub id: String,
    /// Its version on the server, for changing what the person saw and nothing else.
    pub version: Option<String>,
    /// Id of the RelatedPerson.
    pub carer: String,
    /// When the person last said so.
    pub said: Option<Timestamp>,
    /// Whether it stands: neither withdrawn nor a draft.
    pub stands: bool,
    /// The day after which the whole of it ends, where it says so.
    pub until: Option<Date>,
    /// What is shared.
    pub permits: Vec<Permit>,
    /// How many permits in it this app does not understand. They are kept, and they are said: they may give
    /// something that cannot be shown here.
    pub not_understood: u32,
}

impl Sharing {
    /// What holds on this day.
    pub fn in_force(&self, today: Date) -> impl Iterator<Item = &Permit> {
        let open = self.stands && self.until.is_none_or(|until| today <= until);
        self.permits
            .iter()
            .filter(move |it| open && it.holds(today))
    }

    /// The permit by which this is shared on this day: of several, the one that lasts longest.
    pub fn permit_for(&self, what: &Shared, today: Date) -> Option<&Permit> {
        let of_it = self.in_force(today).filter(|it| it.what == *what);
        of_it.max_by_key(|it| it.until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn sharing(until: Date) -> Sharing {
        let permit = |until| Permit {
            what: Shared::Reviews,
            from: Some(date(2026, 1, 10)),
            until,
            rating: CarerRating::NotAsked,
        };
        Sharing {
            id: "c".into(),
            version: None,
            carer: "n".into(),
            said: None,
            stands: true,
            until: None,
            permits: vec![permit(until), permit(date(2026, 2, 1))],
            not_understood: 0,
        }
    }

    #[test]
    fn a_permit_holds_from_its_first_day_to_the_end_of_its_last() {
        let it = sharing(date(2026, 3, 1));
        let holds = |day| it.permit_for(&Shared::Reviews, day).is_some();
        assert!(!holds(date(2026, 1, 9)) && holds(date(2026, 1, 10)));
        assert!(holds(date(2026, 3, 1)) && !holds(date(2026, 3, 2)));
        assert!(it.permit_for(&Shared::Team, date(2026, 2, 1)).is_none());
    }

    #[test]
    fn what_was_withdrawn_or_is_over_as_a_whole_gives_nothing() {
        let mut it = sharing(date(2026, 3, 1));
        it.until = Some(date(2026, 1, 31));
        assert_eq!(it.in_force(date(2026, 1, 31)).count(), 2);
        assert_eq!(it.in_force(date(2026, 2, 1)).count(), 0);
        it.until = None;
        it.stands = false;
        assert_eq!(it.in_force(date(2026, 1, 31)).count(), 0);
    }
}
