//! What is new: the record as it was shown, beside the record as it is.

use super::{Companion, NotSaved};
use crate::care::{
    FormToDo, Goal, Intervention, Kept, News, NewsKind, Part, RECORD_SHAPE, Rater, Record,
};
use jiff::Timestamp;

/// Most pieces of news that are kept.
const MOST: usize = 20;

/// What changed from `before` to `after`, and what was new before and has not been seen. Nothing is
/// new at the first look: everything would be.
pub(super) fn since(before: Option<&Record>, after: &Record, at: Timestamp) -> Vec<News> {
    let Some(before) = before.filter(|record| !record.person.id.is_empty()) else {
        return Vec::new();
    };
    let mut news = Vec::new();
    let mut tell = |what: NewsKind, title: Option<&str>, id: &str, parts: Vec<Part>| {
        news.push(News {
            what,
            title: title.map(str::to_owned),
            id: id.to_owned(),
            at,
            parts,
        });
    };
    if after.review != before.review {
        tell(NewsKind::Review, None, "", Vec::new());
    }
    for form in &after.forms_to_do {
        let old = before.forms_to_do.iter().find(|old| old.task == form.task);
        let parts = old.map_or_else(|| vec![Part::New], |old| of_form(old, form));
        if !parts.is_empty() {
            tell(NewsKind::Form, form.title.as_deref(), &form.task, parts);
        }
    }
    for it in &after.interventions {
        let old = before.interventions.iter().find(|old| old.id == it.id);
        if old != Some(it) {
            let parts = old.map_or_else(|| vec![Part::New], |old| of_intervention(old, it));
            tell(NewsKind::Intervention, Some(&it.what), &it.id, parts);
        }
    }
    for goal in &after.goals {
        // A goal that was written here and has arrived is no news, and has its id from the server.
        let is_it =
            |old: &&Goal| old.id == goal.id || (old.ours.is_some() && old.ours == goal.ours);
        let old = before.goals.iter().find(is_it);
        let parts = old.map_or_else(|| vec![Part::New], |old| of_goal(old, goal));
        if !parts.is_empty() {
            tell(NewsKind::Goal, Some(&goal.words), &goal.id, parts);
        }
    }
    // What is there no more has no page of its own any more: the plan tells it.
    let left = |id: &str| after.interventions.iter().all(|it| it.id != id);
    for old in before.interventions.iter().filter(|old| left(&old.id)) {
        tell(NewsKind::Plan, Some(&old.what), &old.id, vec![Part::Gone]);
    }
    for it in &after.messages {
        let old = before.messages.iter().find(|old| old.id == it.id);
        let known = old.map_or((0, false), |old| {
            (old.replies.len(), old.came_back.is_some())
        });
        if it.replies.len() > known.0 || (it.came_back.is_some() && !known.1) {
            tell(NewsKind::Reply, None, &it.id, Vec::new());
        }
    }
    if after.team != before.team {
        tell(NewsKind::Team, None, "", Vec::new());
    }
    if after.plan.is_some() && after.plan != before.plan {
        tell(NewsKind::Plan, None, "", Vec::new());
    }
    for old in &before.news {
        if !news
            .iter()
            .any(|new| new.what == old.what && new.id == old.id)
        {
            news.push(old.clone());
        }
    }
    news.truncate(MOST);
    news
}

fn changed(parts: &[(Part, bool)]) -> Vec<Part> {
    let of = parts.iter().filter(|(_, differs)| *differs);
    of.map(|(part, _)| *part).collect()
}

fn of_form(old: &FormToDo, new: &FormToDo) -> Vec<Part> {
    // How many questions it has is known only once the form was fetched: that is no change.
    let counted = old.questions.is_some() && old.questions != new.questions;
    changed(&[
        (Part::Name, old.title != new.title),
        (
            Part::Questions,
            old.questionnaire != new.questionnaire || counted,
        ),
        (
            Part::When,
            (old.opens, old.closes) != (new.opens, new.closes),
        ),
    ])
}

fn of_intervention(old: &Intervention, new: &Intervention) -> Vec<Part> {
    changed(&[
        (Part::Name, old.what != new.what),
        (Part::How, old.how != new.how),
        (Part::Why, old.why != new.why),
        (Part::Who, old.who != new.who),
        (
            Part::When,
            (&old.when, old.starts) != (&new.when, new.starts),
        ),
        (Part::Place, old.place != new.place),
        (Part::Goals, old.goals != new.goals),
    ])
}

fn of_goal(old: &Goal, new: &Goal) -> Vec<Part> {
    // What the person said of it themselves is no news to them.
    let others = |goal: &Goal| {
        let ratings = goal.ratings.iter().filter(|it| it.by != Rater::Me);
        let numbers = goal.out_of_ten.iter().filter(|it| it.by != Rater::Me);
        (
            ratings.cloned().collect::<Vec<_>>(),
            numbers.cloned().collect::<Vec<_>>(),
        )
    };
    changed(&[
        (Part::Name, old.words != new.words),
        (Part::Levels, old.levels != new.levels),
        (Part::Stage, old.stage != new.stage),
        (
            Part::Ratings,
            (others(old), old.began) != (others(new), new.began),
        ),
        (Part::When, old.due != new.due),
        (
            Part::Why,
            (&old.why, &old.remarks) != (&new.why, &new.remarks),
        ),
    ])
}

impl Companion {
    /// Forgets what is new: the person has seen it.
    pub async fn news_was_seen(&self) {
        let Some(open) = self.open() else { return };
        let view = self.view();
        let (Some(record), Some(updated)) = (&view.record, view.updated) else {
            return;
        };
        if record.news.is_empty() {
            return;
        }
        let mut record = Record::clone(record);
        record.news.clear();
        // What only waits here is no part of what the trust has.
        record.goals.retain(|goal| goal.kept == Kept::ByTheTrust);
        let kept = super::look::Kept { record, updated };
        let Ok(json) = serde_json::to_string(&kept) else {
            return;
        };
        let stored = open
            .stored(move |vault| vault.keep_view(RECORD_SHAPE, &json))
            .await;
        if stored.map_err(|_| NotSaved).is_ok() {
            self.look().await;
        }
    }
}
