//! What a person can do with an answer that came back: mend it, or look at their own copy of it.
//!
//! To mend is to take the item out of the outbox and have its draft again, in one transaction. That
//! is only done while nothing of it can be on the server: a response that may be there under this
//! identifier would make the mended one look as if it had arrived.

use super::pinned::How;
use super::{Companion, NotSaved};
use crate::fhir;
use crate::forms::{Path, Session, Value};
use crate::sync::{Amendment, Parcel, Progress};
use crate::vault::{Draft, Item, ItemState, StoreProblem, Vault};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Why an answer cannot be mended. It stays where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotMend {
    /// Some of it may be with the trust already.
    #[error("some of it may be with the trust already")]
    MayBeThere,
    /// The form that it answers is not on this phone any more.
    #[error("the form is not on this phone any more")]
    NoForm,
    /// It is not one that came back.
    #[error("it did not come back")]
    NotParked,
    /// Nothing could be written.
    #[error("not saved")]
    NotSaved,
}

/// A person's own copy of what they said.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Copied {
    /// Each question with what was answered.
    pub said: Vec<(String, Vec<String>)>,
    /// The same as the trust's server would get it (FHIR, JSON).
    pub fhir: String,
}

impl std::fmt::Debug for Copied {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Copied(…)")
    }
}

/// The draft that an item was, kept beside it until it is sent.
#[derive(Serialize, Deserialize)]
struct KeptDraft {
    form: String,
    form_version: Option<String>,
    questionnaire: String,
    task: String,
    begun: String,
    author: String,
    answers: Vec<(Path, Vec<Value>)>,
    #[serde(default)]
    for_task: Option<String>,
    #[serde(default)]
    mends: Option<String>,
    #[serde(default)]
    typed: Option<String>,
}

fn setting(id: &str) -> String {
    format!("mend:{id}")
}

/// Keeps a draft that is about to be handed over. It is written before the hand-over: what is there
/// too much costs a little room.
pub(super) fn keep_draft(vault: &Vault, draft: &Draft) -> Result<(), StoreProblem> {
    let kept = KeptDraft {
        form: draft.form.clone(),
        form_version: draft.form_version.clone(),
        questionnaire: draft.questionnaire.clone(),
        task: draft.task.clone(),
        begun: draft.begun.to_string(),
        author: draft.author.clone(),
        answers: vault.answers(&draft.id)?.into_iter().collect(),
        for_task: draft.for_task.clone(),
        mends: draft.mends.clone(),
        typed: draft.typed.clone(),
    };
    let text = serde_json::to_string(&kept).map_err(|_| StoreProblem::NotSaved)?;
    vault.keep_setting(&setting(&draft.id), Some(&text))
}

/// Forgets the drafts of what has been sent.
pub(super) fn forget_sent(vault: &Vault) -> Result<(), StoreProblem> {
    for item in vault.outbox()? {
        let name = setting(&item.id);
        if item.state == ItemState::Sent && vault.setting(&name)?.is_some() {
            vault.keep_setting(&name, None)?;
        }
    }
    Ok(())
}

impl Companion {
    /// Takes an answer that came back out of the outbox; it is a draft again. Gives its Task, under
    /// which the form opens with every answer.
    pub async fn mend(&self, outgoing: &str) -> Result<String, CannotMend> {
        let open = self.open().ok_or(CannotMend::NotSaved)?;
        let id = outgoing.to_owned();
        let mended = open.stored(move |vault| Ok(mend(vault, &id))).await;
        let mended = mended.unwrap_or(Err(CannotMend::NotSaved));
        self.look().await;
        mended
    }

    /// A copy of what was said, for the person. `None`: the app cannot read it any more.
    pub async fn copy_of(&self, outgoing: &str) -> Result<Option<Copied>, NotSaved> {
        let open = self.open().ok_or(NotSaved)?;
        let (id, how) = (outgoing.to_owned(), self.how(&open));
        let found = open.stored(move |vault| {
            let item = find(vault, &id)?;
            let kept = vault.setting(&setting(&id))?;
            Ok(item.and_then(|item| copied(&item, kept.as_deref(), &how)))
        });
        found.await.map_err(|_| NotSaved)
    }
}

fn find(vault: &Vault, id: &str) -> Result<Option<Item>, StoreProblem> {
    Ok(vault.outbox()?.into_iter().find(|item| item.id == id))
}

fn copied(item: &Item, kept: Option<&str>, how: &How) -> Option<Copied> {
    let response = &response_in(&item.body)?;
    // A goal and a rating are no responses: what was said in them stands in the draft that they were.
    let answers = kept
        .filter(|_| response["resourceType"] != "QuestionnaireResponse")
        .and_then(|kept| in_the_draft(kept, how));
    let said = fhir::what_was_said(answers.as_ref().unwrap_or(response));
    let said = match (answers.is_some(), super::message::in_item(item)) {
        (false, Some(message)) => {
            vec![(item.title.clone().unwrap_or_default(), vec![message.text])]
        }
        _ => said
            .into_iter()
            .map(|it| (it.question, it.answers))
            .collect(),
    };
    Some(Copied {
        said,
        fhir: serde_json::to_string_pretty(response).ok()?,
    })
}

/// The answers of a kept draft, as a response has them.
fn in_the_draft(kept: &str, how: &How) -> Option<serde_json::Value> {
    let kept: KeptDraft = serde_json::from_str(kept).ok()?;
    let form = how.form(&kept.questionnaire).ok()?;
    let session = Session::new(Arc::new(form), kept.answers.into_iter().collect());
    Some(serde_json::json!({ "item": session.response_items() }))
}

/// The response that an item sends, or the one that it puts right as it is to be.
pub(super) fn response_in(body: &str) -> Option<serde_json::Value> {
    if let Ok(amendment) = serde_json::from_str::<Amendment>(body) {
        return Some(fhir::amend(&amendment.seen, &amendment.put));
    }
    let parcel: Parcel = serde_json::from_str(body).ok()?;
    Some(parcel.creates.into_iter().next()?.body)
}

fn mend(vault: &Vault, id: &str) -> Result<String, CannotMend> {
    let store = |_: StoreProblem| CannotMend::NotSaved;
    let item = find(vault, id).map_err(store)?;
    let item = item.filter(|it| it.state == ItemState::Parked);
    let item = item.ok_or(CannotMend::NotParked)?;
    if !is_certainly_not_there(&item) {
        return Err(CannotMend::MayBeThere);
    }
    let kept = vault.setting(&setting(id)).map_err(store)?;
    let kept = kept.and_then(|text| serde_json::from_str::<KeptDraft>(&text).ok());
    let kept = kept.ok_or(CannotMend::NoForm)?;
    let draft = Draft {
        id: item.id.clone(),
        form: kept.form,
        form_version: kept.form_version,
        questionnaire: kept.questionnaire,
        task: kept.task,
        begun: kept.begun.parse().unwrap_or_else(|_| Timestamp::now()),
        author: kept.author,
        at: None,
        touched: None,
        for_task: kept.for_task,
        mends: kept.mends,
        typed: kept.typed,
    };
    let answers: BTreeMap<Path, Vec<Value>> = kept.answers.into_iter().collect();
    match vault.take_back(id, &draft, &answers) {
        Ok(true) => Ok(draft.task),
        Ok(false) => Err(CannotMend::NotParked),
        Err(problem) => Err(store(problem)),
    }
}

/// Whether nothing of it can be on the server.
pub(super) fn is_certainly_not_there(item: &Item) -> bool {
    let progress = serde_json::from_str::<Progress>(&item.progress);
    progress.is_ok_and(|progress| progress.nothing_can_be_there())
}
