//! The person's circle: those whom the trust has linked to them, and what each of them sees.
//!
//! Being in it shares nothing. Several Consents about one carer are read together: what is in force is all
//! of what they give, since that is what the carer sees. What the person said here and the trust does not
//! have yet stands beside it, so that the screens can say both: what was chosen, and what may still be seen.

use super::{Carer, CarerRating, Permit, Shared, Sharing};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Consents about one carer that are over and still told, the newest first.
pub const MOST_OVER: usize = 12;

/// Somebody in the circle, with what they see.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct InCircle {
    /// Who.
    pub carer: Carer,
    /// What was ever shared with them, the newest first: all that stands, and the newest that is over.
    pub sharings: Vec<Sharing>,
    /// Consents that name them and are of a shape that this app does not understand.
    pub strange: u32,
    /// The person's last word, while the trust's copy does not have it. Never part of a kept record.
    #[serde(skip)]
    pub last_word: Option<LastWord>,
}

/// What the person said last of what one carer sees, and how far that is.
#[derive(Debug, Clone, PartialEq)]
pub struct LastWord {
    /// All that is to be shared. Empty: nothing.
    pub permits: Vec<Permit>,
    /// When it was said.
    pub at: Timestamp,
    /// Its id in the outbox.
    pub outgoing: String,
    /// How far it is.
    pub stands: WordStands,
}

/// How far a last word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordStands {
    /// It waits on this phone, or is under way.
    Waiting,
    /// Somebody else changed the sharing meanwhile: the person chooses.
    ChangedElsewhere,
    /// The trust did not take it.
    NotTaken,
    /// The trust has it.
    Taken,
}

impl InCircle {
    /// What they see on this day by the trust's copy: each thing once, by the permit that lasts longest.
    pub fn seen(&self, today: Date) -> Vec<Permit> {
        let all = self.sharings.iter().flat_map(|it| it.in_force(today));
        union(all)
    }

    /// What the person chose last: their last word where there is one, else what the trust's copy gives.
    pub fn chosen(&self, today: Date) -> Vec<Permit> {
        match &self.last_word {
            Some(word) => {
                let holds = word.permits.iter().filter(|it| today <= it.until);
                union(holds)
            }
            None => self.seen(today),
        }
    }

    /// How many permits, or whole Consents, nobody here understands and that may still give something.
    pub fn not_understood(&self, today: Date) -> u32 {
        let open = |it: &&Sharing| it.stands && it.until.is_none_or(|until| today <= until);
        let inside = self
            .sharings
            .iter()
            .filter(open)
            .map(|it| it.not_understood);
        self.strange.saturating_add(inside.sum())
    }

    /// What they may still see although the person has said that it ends.
    pub fn still_seen(&self, today: Date) -> Vec<Permit> {
        let waits = self
            .last_word
            .as_ref()
            .is_some_and(|word| word.stands != WordStands::Taken);
        if !waits {
            return Vec::new();
        }
        let chosen = self.chosen(today);
        let mut seen = self.seen(today);
        seen.retain(|it| chosen.iter().all(|other| other.what != it.what));
        seen
    }

    /// What was shared and is over by its own last day.
    pub fn ended(&self, today: Date) -> Vec<Permit> {
        let chosen = self.chosen(today);
        let all = self.sharings.iter().filter(|it| it.stands);
        let over = all
            .flat_map(|it| it.permits.iter())
            .filter(|it| it.until < today);
        let mut over = union(over);
        over.retain(|it| chosen.iter().all(|other| other.what != it.what));
        over
    }
}

/// Each thing once: until the latest of its last days, asked where any asks, since the earliest first day.
fn union<'a>(all: impl Iterator<Item = &'a Permit>) -> Vec<Permit> {
    let mut found: Vec<Permit> = Vec::new();
    for permit in all {
        let Some(known) = found.iter_mut().find(|it| it.what == permit.what) else {
            found.push(permit.clone());
            continue;
        };
        known.until = known.until.max(permit.until);
        known.from = known.from.min(permit.from);
        if permit.rating == CarerRating::Asked {
            known.rating = CarerRating::Asked;
        }
    }
    found.sort_by(|one, other| one.what.cmp(&other.what));
    found
}

/// Whether `wanted` gives anything that `before` does not: another thing, a later day, or being asked.
/// That, and only that, deserves the passcode.
pub fn gives_more(before: &[Permit], wanted: &[Permit]) -> bool {
    let covered = |permit: &Permit| {
        let mut same = before.iter().filter(|it| it.what == permit.what);
        same.any(|it| {
            let asked = permit.rating == CarerRating::NotAsked || it.rating == CarerRating::Asked;
            permit.until <= it.until && asked
        })
    };
    !wanted.iter().all(covered)
}

/// What is left of `there` when what the person took away between `seen` and `wanted` is taken out of it:
/// things that they ended, days that they made earlier, questions that they ended. Nothing is added.
pub fn lessened(there: &[Permit], seen: &[Permit], wanted: &[Permit]) -> Vec<Permit> {
    let of = |all: &[Permit], what: &Shared| all.iter().find(|it| it.what == *what).cloned();
    let left = there.iter().filter_map(|permit| {
        let (Some(before), wanted) = (of(seen, &permit.what), of(wanted, &permit.what)) else {
            return Some(permit.clone());
        };
        let wanted = wanted?;
        let mut left = permit.clone();
        if wanted.until < before.until {
            left.until = left.until.min(wanted.until);
        }
        if before.rating == CarerRating::Asked && wanted.rating == CarerRating::NotAsked {
            left.rating = CarerRating::NotAsked;
        }
        Some(left)
    });
    left.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn permit(what: Shared, until: Date) -> Permit {
        Permit {
            what,
            from: Some(date(2026, 1, 1)),
            until,
            rating: CarerRating::NotAsked,
        }
    }

    fn sharing(id: &str, permits: Vec<Permit>) -> Sharing {
        Sharing {
            id: id.into(),
            version: None,
            carer: "n".into(),
            said: None,
            stands: true,
            until: None,
            permits,
            not_understood: 0,
        }
    }

    #[test]
    fn of_several_consents_all_that_they_give_is_seen() {
        let today = date(2026, 3, 1);
        let mut it = InCircle {
            sharings: vec![
                sharing("a", vec![permit(Shared::Team, date(2026, 4, 1))]),
                sharing(
                    "b",
                    vec![
                        permit(Shared::Team, date(2026, 5, 1)),
                        permit(Shared::Reviews, date(2026, 2, 1)),
                    ],
                ),
            ],
            ..InCircle::default()
        };
        assert_eq!(it.seen(today), [permit(Shared::Team, date(2026, 5, 1))]);
        assert_eq!(it.ended(today), [permit(Shared::Reviews, date(2026, 2, 1))]);
        it.last_word = Some(LastWord {
            permits: Vec::new(),
            at: Timestamp::UNIX_EPOCH,
            outgoing: "o".into(),
            stands: WordStands::Waiting,
        });
        assert!(it.chosen(today).is_empty());
        assert_eq!(
            it.still_seen(today).len(),
            1,
            "until the trust has heard of it"
        );
    }

    #[test]
    fn more_is_another_thing_a_later_day_or_a_question() {
        let before = [permit(Shared::Team, date(2026, 4, 1))];
        assert!(!gives_more(&before, &before));
        assert!(!gives_more(
            &before,
            &[permit(Shared::Team, date(2026, 3, 1))]
        ));
        assert!(gives_more(
            &before,
            &[permit(Shared::Team, date(2026, 4, 2))]
        ));
        assert!(gives_more(
            &before,
            &[permit(Shared::Reviews, date(2026, 2, 1))]
        ));
        let mut asked = permit(Shared::Team, date(2026, 4, 1));
        asked.rating = CarerRating::Asked;
        assert!(gives_more(&before, &[asked]));
        assert!(!gives_more(&before, &[]));
    }

    #[test]
    fn taking_away_adds_nothing_and_leaves_what_the_person_never_saw() {
        let day = date(2026, 4, 1);
        let (team, reviews) = (permit(Shared::Team, day), permit(Shared::Reviews, day));
        let strange = permit(Shared::Goal("g".into()), day);
        let seen = [team.clone(), reviews.clone()];
        let there = [team.clone(), reviews, strange.clone()];
        let sooner = permit(Shared::Team, date(2026, 3, 1));
        assert_eq!(
            lessened(&there, &seen, std::slice::from_ref(&sooner)),
            [sooner.clone(), strange]
        );
        assert!(lessened(&[], &seen, &[sooner]).is_empty());
    }
}
