//! What has changed since the last review, made from what is recorded and from nothing else.

use super::{Event, Goal, Level, Rater, Record, Tense};
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Something that changed. Words are the person's or the trust's own.
#[derive(Clone, PartialEq, Eq)]
pub enum Change {
    /// A goal that was written since.
    NewGoal(String),
    /// The person is at another step of a goal, in their own view.
    Moved {
        /// The goal.
        goal: String,
        /// The step then, where it has words.
        from: Option<String>,
        /// The step now, where it has words.
        to: Option<String>,
    },
    /// A part of the plan that began since.
    Began(String),
    /// Forms that were answered since.
    Answered(u32),
}

impl std::fmt::Debug for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Change(…)")
    }
}

/// What has changed since a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SinceReview {
    /// The day of the last review.
    pub since: Date,
    /// What changed, goals first.
    pub changes: Vec<Change>,
}

impl Record {
    /// What has changed since the last review; none where the record tells of no review.
    pub fn since_review(&self, zone: &TimeZone) -> Option<SinceReview> {
        let since = self.last_review()?;
        let day = |at: jiff::Timestamp| at.to_zoned(zone.clone()).date();
        let mut changes = Vec::new();
        for goal in &self.goals {
            if goal.written.on.is_some_and(|on| on > since) {
                changes.push(Change::NewGoal(goal.words.clone()));
            }
            changes.extend(moved(goal, |at| day(at) > since));
        }
        let began = self.interventions.iter();
        let began = began.filter(|piece| piece.starts.is_some_and(|on| on > since));
        changes.extend(began.map(|piece| Change::Began(piece.what.clone())));
        let answered = self.forms_done.iter();
        let answered = answered.filter(|form| form.answered.is_some_and(|at| day(at) > since));
        match u32::try_from(answered.count()) {
            Ok(0) | Err(_) => {}
            Ok(count) => changes.push(Change::Answered(count)),
        }
        Some(SinceReview { since, changes })
    }

    fn last_review(&self) -> Option<Date> {
        let reviews = self.timeline.iter().filter(|stop| {
            let review = matches!(
                stop.event,
                Event::InitialAssessment | Event::PlannedReview | Event::UnplannedReview
            );
            review && stop.tense == Tense::Done
        });
        reviews.filter_map(|stop| stop.on).max()
    }
}

// The step that the person gave last, beside the last one of before.
fn moved(goal: &Goal, is_since: impl Fn(jiff::Timestamp) -> bool) -> Option<Change> {
    let mine = goal.ratings.iter().filter(|r| r.by == Rater::Me);
    let (after, before): (Vec<_>, Vec<_>) = mine.partition(|r| is_since(r.at));
    let now = after.last()?.level;
    let then = before.last().map(|r| r.level).or(goal.began);
    let words = |level: Level| goal.levels[level as usize].clone();
    (then != Some(now)).then(|| Change::Moved {
        goal: goal.words.clone(),
        from: then.and_then(words),
        to: words(now),
    })
}
