//! What is new: the record as it was shown, beside the record as it is.

use super::{Companion, NotSaved};
use crate::care::{News, NewsKind, RECORD_SHAPE, Record};
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
    let mut tell = |what: NewsKind, title: Option<&str>, id: &str| {
        news.push(News {
            what,
            title: title.map(str::to_owned),
            id: id.to_owned(),
            at,
        });
    };
    if after.review != before.review {
        tell(NewsKind::Review, None, "");
    }
    for form in &after.forms_to_do {
        if !before.forms_to_do.iter().any(|old| old.task == form.task) {
            tell(NewsKind::Form, form.title.as_deref(), &form.task);
        }
    }
    for it in &after.interventions {
        if before.interventions.iter().find(|old| old.id == it.id) != Some(it) {
            tell(NewsKind::Intervention, Some(&it.what), &it.id);
        }
    }
    for goal in &after.goals {
        if before.goals.iter().find(|old| old.id == goal.id) != Some(goal) {
            tell(NewsKind::Goal, Some(&goal.words), &goal.id);
        }
    }
    if after.team != before.team {
        tell(NewsKind::Team, None, "");
    }
    if after.plan.is_some() && after.plan != before.plan {
        tell(NewsKind::Plan, None, "");
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
