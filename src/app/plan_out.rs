//! The person sends their own plan to the team: only when they say so, once, and a changed one in its place.
//!
//! The first time, a QuestionnaireResponse is made under an identifier of its own; afterwards the same one is
//! put right (`put_right`), so that the team has one plan and its history, and never two. Which version went is
//! noted in the same transaction, so the page can say at every moment whether the team has what stands here.

use super::mend::{is_certainly_not_there, response_in};
use super::own_plan::{keep_version, own_name};
use super::put_right::{self, Found, found, id_on_server};
use super::send::{Sending, new_item};
use super::{CannotPutRight, Companion, PlanProblem};
use crate::care::FormDone;
use crate::forms::{Path, Session, Value};
use crate::sync::Decided;
use crate::vault::{Draft, Item, ItemState, NewItem, PostedCopy, StoreProblem, ToCopy, Vault};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Under which name a plan is known in the outbox. No Task has an underscore in its id.
pub(super) const KNOWN_AS: &str = "sent_staying-safe-plan";
/// The setting that says which version went with which item.
const SETTING: &str = "plan-sent";
/// How often it is looked at again when somebody writes in it meanwhile.
const MOST_LOOKS: usize = 3;

/// A version that was handed over.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct SentPlan {
    /// The item of the outbox; or the identifier of what an earlier installation sent.
    pub(super) item: String,
    /// The version.
    pub(super) version: String,
}

/// The versions that were handed over, the newest last.
pub(super) fn sent(vault: &Vault) -> Result<Vec<SentPlan>, StoreProblem> {
    let kept = vault.setting(SETTING)?;
    Ok(kept
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default())
}

/// Notes the version that was taken over from what an earlier installation sent.
pub(super) fn note_taken(vault: &Vault, ours: String, version: String) -> Result<(), StoreProblem> {
    let mut all = sent(vault)?;
    all.push(SentPlan {
        item: ours,
        version,
    });
    let text = serde_json::to_string(&all).map_err(|_| StoreProblem::NotSaved)?;
    vault.keep_setting(SETTING, Some(&text))
}

/// Whether a changed plan can take the place of this one, which came back: nothing of it is with the trust.
pub(super) fn may_be_replaced(item: &Item) -> bool {
    let came_back = matches!(item.reason.as_deref(), Some("refused" | "not-allowed"));
    let puts_right = item.kind == put_right::KIND;
    item.state == ItemState::Parked && (is_certainly_not_there(item) || (puts_right && came_back))
}

impl Companion {
    /// Hands the plan over as it stands now; gives its id in the outbox. What the team has already is not
    /// sent again.
    pub async fn send_plan(&self) -> Result<String, PlanProblem> {
        let this = self.clone();
        let sent = self
            .to_the_end(async move { this.hand_plan_over().await })
            .await;
        sent.unwrap_or(Err(PlanProblem::NotSaved))
    }

    async fn hand_plan_over(&self) -> Result<String, PlanProblem> {
        let open = self.open().ok_or(PlanProblem::NotSaved)?;
        let sending = self.sending(&open).await;
        let record = self.view().record.clone();
        let on_record = record.and_then(|it| it.plan_sent.clone());
        let handed = open
            .stored(move |vault| {
                for _ in 0..MOST_LOOKS {
                    if let Some(done) = hand_over(vault, &sending, on_record.as_ref())? {
                        return Ok(done);
                    }
                }
                Ok(Err(PlanProblem::NotSaved))
            })
            .await;
        self.look().await;
        let id = handed.map_err(|_| PlanProblem::NotSaved)??;
        open.look_now.store(true, Ordering::SeqCst);
        open.nudge.notify_one();
        Ok(id)
    }

    /// The id under which the trust's server has the plan that was sent; none while it is not there.
    pub async fn plan_at_trust(&self) -> Option<String> {
        let on_record = self
            .view()
            .record
            .as_ref()
            .and_then(|it| it.plan_sent.clone());
        let open = self.open()?;
        let found = open.stored(|vault| {
            for it in sent(vault)?.iter().rev() {
                let item = vault.item(&it.item)?;
                if let Some(id) = item.as_ref().and_then(id_on_server) {
                    return Ok(Some(id));
                }
            }
            Ok(None)
        });
        let found = found.await.ok().flatten();
        found.or_else(|| on_record.map(|it| it.response))
    }
}

/// How a plan goes.
enum Goes {
    /// As a response of its own.
    Anew,
    /// In the place of what was sent.
    Over(Box<Found>),
}

/// `None`: somebody wrote in it meanwhile, so it is looked at again.
fn hand_over(
    vault: &Vault,
    sending: &Sending,
    on_record: Option<&FormDone>,
) -> Result<Option<Result<String, PlanProblem>>, StoreProblem> {
    let no = |problem| Ok(Some(Err(problem)));
    let Some(draft) = vault.draft_of_task(&own_name())? else {
        return no(PlanProblem::Empty);
    };
    let version = keep_version(vault, &draft.id)?;
    let mut all = sent(vault)?;
    let (mut newest, mut arrived) = (None, None);
    for it in all.iter().rev() {
        let Some(item) = vault.item(&it.item)? else {
            continue;
        };
        if item.state == ItemState::Sent {
            arrived = Some((item, it.version.clone()));
            break;
        }
        newest.get_or_insert(item);
    }
    if newest.as_ref().is_some_and(|item| !may_be_replaced(item)) {
        return no(PlanProblem::OnItsWay);
    }
    if let (None, Some((item, sent))) = (&newest, &arrived)
        && vault.answers(sent)? == vault.answers(&version)?
    {
        return Ok(Some(Ok(item.id.clone())));
    }
    let replaces = newest.map(|item| item.id);
    let ours = arrived.and_then(|(item, _)| {
        let response = response_in(&item.body)?;
        Some(response["identifier"]["value"].as_str()?.to_owned())
    });
    let ours = ours.or_else(|| on_record.and_then(|it| it.ours.clone()));
    let goes = match &ours {
        None => Goes::Anew,
        Some(ours) => {
            let (how, base) = (&sending.how, &sending.codes_base);
            match found(vault, ours, how, base, replaces.as_deref()) {
                Ok(found) => Goes::Over(Box::new(found)),
                Err(CannotPutRight::NotThereYet) => return no(PlanProblem::OnItsWay),
                Err(CannotPutRight::NotSaved) => return no(PlanProblem::NotSaved),
                Err(_) => return no(PlanProblem::NotOurs),
            }
        }
    };
    let id = uuid::Uuid::now_v7().to_string();
    all.push(SentPlan {
        item: id.clone(),
        version: version.clone(),
    });
    let noted = serde_json::to_string(&all).map_err(|_| StoreProblem::NotSaved)?;
    let what = ToCopy {
        draft: &draft.id,
        version: &version,
        known_as: KNOWN_AS,
        replaces: replaces.as_deref(),
        noted: (SETTING, &noted),
    };
    let posted = vault.post_copy(&what, |answers| {
        item_of(&draft, &id, answers, goes, sending)
    })?;
    Ok(match posted {
        PostedCopy::Posted => Some(Ok(id)),
        PostedCopy::OnItsWay(id) => Some(Ok(id)),
        PostedCopy::Changed => None,
        PostedCopy::Not(problem) => Some(Err(problem)),
    })
}

fn item_of(
    draft: &Draft,
    id: &str,
    answers: BTreeMap<Path, Vec<Value>>,
    goes: Goes,
    sending: &Sending,
) -> Result<NewItem, PlanProblem> {
    let form = sending.how.form(&draft.questionnaire);
    let form = Arc::new(form.map_err(|_| PlanProblem::NotSaved)?);
    let title = form.title.clone();
    let session = Session::new(form, answers);
    if session.what_is_written().is_empty() {
        return Err(PlanProblem::Empty);
    }
    let mut going = Draft {
        id: id.to_owned(),
        ..draft.clone()
    };
    let made = match goes {
        Goes::Anew => new_item(&session, &going, &[], title, sending),
        Goes::Over(found) => {
            going.mends = serde_json::to_string(&found.mends).ok();
            over(&session, &going, title, sending)
        }
    };
    made.ok_or(PlanProblem::NotSaved)
}

fn over(
    session: &Session,
    draft: &Draft,
    title: Option<String>,
    sending: &Sending,
) -> Option<NewItem> {
    let (amendment, behind) =
        put_right::amendment(session, draft, &sending.patient, &sending.now, false)?;
    Some(NewItem {
        id: draft.id.clone(),
        kind: put_right::KIND,
        title,
        body: serde_json::to_string(&amendment).ok()?,
        progress: serde_json::to_string(&Decided::default()).ok()?,
        answered: sending.now.timestamp(),
        form: Some(draft.questionnaire.clone()),
        depends_on: behind,
        ..NewItem::default()
    })
}
