//! What is ticked on the page where the person chooses, and what would be shared by it.

use super::said::in_months;
use crate::care::{CarerRating, MONTHS_SHARED, Permit, Shared};
use jiff::civil::Date;

/// What is ticked.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Picked {
    pub(super) things: Vec<Shared>,
    pub(super) asked: Vec<Shared>,
    /// None: each thing keeps its day, and what is new ends with the day that stands.
    pub(super) until: Option<Date>,
}

impl Picked {
    pub(super) fn of(before: &[Permit]) -> Self {
        let asked = before.iter().filter(|it| it.rating == CarerRating::Asked);
        Picked {
            things: before.iter().map(|it| it.what.clone()).collect(),
            asked: asked.map(|it| it.what.clone()).collect(),
            until: None,
        }
    }

    pub(super) fn toggle(&mut self, what: &Shared) {
        let was = self.things.len();
        self.things.retain(|it| it != what);
        if self.things.len() == was {
            self.things.push(what.clone());
        }
        self.asked.retain(|it| self.things.contains(it));
    }

    pub(super) fn toggle_asked(&mut self, what: &Shared) {
        let was = self.asked.len();
        self.asked.retain(|it| it != what);
        if self.asked.len() == was {
            self.asked.push(what.clone());
        }
    }

    /// All that is to be shared. What was shared before keeps its first day, and its last where no other
    /// was chosen.
    pub(super) fn permits(&self, before: &[Permit], today: Date) -> Vec<Permit> {
        let standing = day_that_stands(before, today);
        let permit = |what: &Shared| {
            let known = before.iter().find(|it| it.what == *what);
            let keeps = known.map_or(standing, |it| it.until);
            Permit {
                what: what.clone(),
                from: known.map_or(Some(today), |it| it.from),
                until: self.until.unwrap_or(keeps),
                rating: match self.asked.contains(what) {
                    true => CarerRating::Asked,
                    false => CarerRating::NotAsked,
                },
            }
        };
        self.things.iter().map(permit).collect()
    }
}

/// The day with which what is shared ends unless another is chosen.
pub(super) fn day_that_stands(before: &[Permit], today: Date) -> Date {
    let latest = before.iter().map(|it| it.until).max();
    latest.unwrap_or_else(|| in_months(today, MONTHS_SHARED))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn picked(things: &[Shared], until: Option<Date>) -> Picked {
        Picked {
            things: things.to_vec(),
            asked: Vec::new(),
            until,
        }
    }

    #[test]
    fn what_is_shared_for_the_first_time_ends_after_six_calendar_months() {
        for (today, last) in [
            (date(2026, 11, 29), date(2027, 5, 29)),
            (date(2026, 12, 31), date(2027, 6, 30)),
            (date(2026, 8, 31), date(2027, 2, 28)),
            (date(2027, 8, 29), date(2028, 2, 29)),
        ] {
            let permits = picked(&[Shared::Team, Shared::Reviews], None).permits(&[], today);
            assert_eq!(permits.len(), 2);
            for permit in permits {
                assert_eq!((permit.from, permit.until), (Some(today), last));
            }
        }
    }

    #[test]
    fn another_day_is_taken_for_all_and_without_one_each_keeps_its_own() {
        let (today, chosen) = (date(2026, 11, 29), date(2027, 2, 28));
        let before = picked(&[Shared::Team], None).permits(&[], date(2026, 10, 1));
        assert_eq!(before[0].until, date(2027, 4, 1));
        let both = [Shared::Team, Shared::Reviews];
        let kept = picked(&both, None).permits(&before, today);
        let days = |all: &[Permit]| all.iter().map(|it| it.until).collect::<Vec<_>>();
        assert_eq!(days(&kept), [date(2027, 4, 1); 2], "the day that stands");
        assert_eq!(kept[0].from, Some(date(2026, 10, 1)));
        let changed = picked(&both, Some(chosen)).permits(&before, today);
        assert_eq!(days(&changed), [chosen; 2]);
    }
}
