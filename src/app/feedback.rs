//! An answer without a name (CONTRACT §1, Friends and Family): it leaves at a random moment of the next
//! day, over a line of its own, with no token, no time but the month, and nothing of the person. It has no
//! line in Sent and waiting, and when it has arrived nothing of it is left.

use super::open::Open;
use super::{Companion, Filling, SendProblem};
use crate::forms::{AnswerProblem, Session};
use crate::sync::wait::chance;
use crate::trust::{Given, give_feedback};
use crate::vault::{Nameless, StoreProblem, Vault};
use jiff::Timestamp;
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;

/// Within this time it goes.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// The same at a trust for trying out, so that one can see it arrive.
const WHILE_TRYING: Duration = Duration::from_secs(3);

/// What stands for its id on the page after sending: it has none that could be looked up.
pub const WITHOUT_NAME: &str = "without-name";

/// A random moment within `longest`, in milliseconds since 1970. `chance` is in 0 to 1.
fn some_moment(now: i64, longest: Duration, chance: f64) -> i64 {
    let longest = i64::try_from(longest.as_millis()).unwrap_or(i64::MAX);
    now.saturating_add((longest as f64 * chance) as i64)
}

pub(super) fn post_nameless(
    vault: &Vault,
    filling: &Filling,
    demo: bool,
) -> Result<Result<String, SendProblem>, StoreProblem> {
    let Some(draft) = vault.draft_of_task(&filling.task)? else {
        // A second tap: it was taken already.
        return Ok(Ok(WITHOUT_NAME.to_owned()));
    };
    let now = Timestamp::now();
    let longest = if demo { WHILE_TRYING } else { DAY };
    let posted = vault.post_nameless(&draft.id, |answers| {
        let surroundings = filling.about.surroundings.clone();
        let session = Session::with(filling.form.clone(), answers, surroundings);
        if let Some(problem) = super::send::not_right(&session) {
            return Err(problem);
        }
        let items = session.response_items();
        if items.is_empty() {
            let first = session.first().map(|path| (path, AnswerProblem::Missing));
            return Err(SendProblem::NotRight(first.into_iter().collect()));
        }
        let form = match &filling.form.version {
            Some(version) => format!("{}|{version}", filling.form.url),
            None => filling.form.url.clone(),
        };
        // Version 4: no time in it, and no other id of this phone's.
        let id = uuid::Uuid::new_v4().to_string();
        let month = now.to_zoned(super::beat::london()).strftime("%Y-%m");
        let body = json!({
            "id": id, "form": form, "answers": items, "month": month.to_string()
        });
        Ok(Nameless {
            id,
            body: body.to_string(),
            due: some_moment(now.as_millisecond(), longest, chance()),
        })
    })?;
    Ok(match posted {
        Some(Err(problem)) => Err(problem),
        Some(Ok(())) | None => Ok(WITHOUT_NAME.to_owned()),
    })
}

impl Companion {
    /// Gives those that are due. How long until the next one is.
    pub(super) async fn give_nameless(&self, open: &Arc<Open>) -> Option<Duration> {
        let waiting = open.stored(Vault::nameless).await.unwrap_or_default();
        if waiting.is_empty() {
            return None;
        }
        let trust = self.trust()?;
        let endpoint = trust.feedback_endpoint.clone()?;
        let http = &self.house()?.http;
        let longest = if trust.demo { WHILE_TRYING } else { DAY };
        let mut next: Option<i64> = None;
        for it in waiting {
            let now = Timestamp::now().as_millisecond();
            let ahead = it.due.saturating_sub(now);
            // Further ahead than any wait: the clock was set back.
            let day = i64::try_from(DAY.as_millis()).unwrap_or(i64::MAX);
            if ahead > 0 && ahead <= day {
                next = Some(next.map_or(it.due, |at| at.min(it.due)));
                continue;
            }
            let kept = match give_feedback(http, &endpoint, it.body).await {
                Given::Taken => {
                    open.stored(move |vault| vault.nameless_arrived(&it.id))
                        .await
                }
                Given::NotYet => {
                    let due = some_moment(now, longest, chance()).max(now + 1_000);
                    next = Some(next.map_or(due, |at| at.min(due)));
                    open.stored(move |vault| vault.nameless_later(&it.id, due))
                        .await
                }
            };
            if kept.is_err() {
                tracing::warn!("an answer without a name could not be noted");
            }
        }
        self.look().await;
        let now = Timestamp::now().as_millisecond();
        next.map(|at| Duration::from_millis(u64::try_from(at - now).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_leaves_at_any_moment_of_the_next_day() {
        let day = 24 * 60 * 60 * 1000;
        assert_eq!(some_moment(5, DAY, 0.0), 5);
        assert_eq!(some_moment(5, DAY, 0.5), 5 + day / 2);
        assert_eq!(some_moment(5, DAY, 1.0), 5 + day);
    }
}
