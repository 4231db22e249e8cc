//! EpisodeOfCare: when care began, who coordinates it.

use super::part::structures;
use super::types::{Period, Reference};
use super::{Many, One};
use jiff::civil::Date;

structures! {
    /// EpisodeOfCare.
    EpisodeOfCare {
        /// Its id.
        id: One<String>,
        /// `active`, `finished`, …
        status: One<String>,
        /// What it was before.
        status_history: Many<StatusThen>,
        /// Whose care it is.
        managing_organization: One<Reference>,
        /// From when until when.
        period: One<Period>,
        /// The named worker.
        care_manager: One<Reference>,
        /// Who helps.
        team: Many<Reference>,
    }
    /// What an episode was for a while.
    StatusThen {
        /// What.
        status: One<String>,
        /// When.
        period: One<Period>,
    }
}

impl EpisodeOfCare {
    /// Whether it was ever meant.
    pub fn is_real(&self) -> bool {
        !matches!(self.status.text(), Some("entered-in-error" | "cancelled"))
    }

    /// Whether it goes on.
    pub fn is_current(&self, today: Date) -> bool {
        let over = self.period.get().is_some_and(|p| p.over(today));
        self.is_real() && !over && self.status.text() != Some("finished")
    }

    /// The day on which care began: the first on which the episode was active. Its period may begin
    /// earlier, with the referral, and counts only where nothing else is known.
    pub fn began(&self) -> Option<Date> {
        let active = self.status_history.iter();
        let active = active.filter(|s| s.status.text() == Some("active"));
        let first = active.filter_map(|s| s.period.get()?.first()).min();
        first.or_else(|| self.period.get()?.first())
    }

    /// The day on which it ended.
    pub fn ended(&self, today: Date) -> Option<Date> {
        let last = self.period.get().and_then(Period::last);
        last.filter(|day| self.is_real() && *day <= today && !self.is_current(today))
    }
}
