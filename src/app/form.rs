//! Filling in a form: open it, answer, turn a page.
//!
//! The vault is the truth: a [`Filling`] is what was there when it was made. A draft that was begun
//! opens with the questionnaire in which it was begun; the trust may have another by now.

use super::look::Kept;
use super::open::Open;
use super::{Companion, Filling, FormProblem, NotSaved};
use crate::care::RECORD_SHAPE;
use crate::fhir::{self, Standing};
use crate::forms::{Path, Questionnaire, Session, Value};
use crate::vault::{Draft, LogEntry, StoreProblem, Vault};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Companion {
    /// Opens the form of a Task: the draft begun earlier, or a new one that is kept at the first
    /// answer or page.
    pub async fn open_form(&self, task: &str) -> Result<Filling, FormProblem> {
        let open = self.open().ok_or(FormProblem::NotHere)?;
        let patient = open.patient();
        let task = task.to_owned();
        open.stored(move |vault| Ok(open_form(vault, &task, &patient)))
            .await
            .map_err(|_| FormProblem::Store)?
    }

    /// Gives an answer (or takes it back with no values). When this returns, the answer is on the
    /// disk. The new state is returned; the old one is out of date.
    pub async fn answer(
        &self,
        filling: &Filling,
        path: &Path,
        values: Vec<Value>,
    ) -> Result<Filling, NotSaved> {
        let open = self.open().ok_or(NotSaved)?;
        let mut next = filling.clone();
        let path = path.clone();
        let patient = open.patient();
        let first = filling.begun.is_none();
        let saved = open
            .stored(move |vault| {
                let draft = draft_for(vault, &next, &patient)?;
                vault.keep_answer(&draft, &path, &values)?;
                if draft.id == next.draft {
                    next.session = next.session.with_answer(&path, values);
                } else {
                    // The form is open twice. Both write into one draft: nothing is lost.
                    next.session = Session::new(next.form.clone(), vault.answers(&draft.id)?);
                }
                next.draft = draft.id;
                next.begun = Some(draft.begun);
                Ok(next)
            })
            .await;
        if first {
            self.look_soon();
        }
        saved.map_err(|_| NotSaved)
    }

    /// Remembers the page that the person is on, so that coming back leads there.
    pub async fn turn_to(&self, filling: &Filling, path: &Path) -> Result<(), NotSaved> {
        let open = self.open().ok_or(NotSaved)?;
        let (filling, path, patient) = (filling.clone(), path.clone(), open.patient());
        let first = filling.begun.is_none();
        let kept = open
            .stored(move |vault| {
                let draft = draft_for(vault, &filling, &patient)?;
                vault.keep_place(&draft, &path)
            })
            .await;
        if first {
            self.look_soon();
        }
        kept.map_err(|_| NotSaved)
    }

    /// Notes that the page with help was shown, without the answer (hazard log evidence). A note
    /// that cannot be written holds nothing up.
    pub async fn help_was_shown(&self, filling: &Filling, path: &Path) {
        let Some(open) = self.open() else { return };
        let about = format!("{}#{path}", filling.draft);
        let entry = LogEntry {
            at: Timestamp::now(),
            what: "help-shown".to_owned(),
            about,
        };
        if open.stored(move |vault| vault.log(&entry)).await.is_err() {
            tracing::warn!("the note that help was shown could not be written");
        }
    }
}

fn open_form(vault: &Vault, task: &str, patient: &str) -> Result<Filling, FormProblem> {
    let store = |_: StoreProblem| FormProblem::Store;
    let standing = vault
        .record("Task", task)
        .map_err(store)?
        .and_then(|raw| fhir::task_state(&raw).ok());
    let withdrawn = !standing
        .as_ref()
        .is_some_and(|state| state.standing == Standing::Open);
    if let Some(draft) = vault.draft_of_task(task).map_err(store)? {
        let form =
            fhir::read_questionnaire(&draft.questionnaire).map_err(|_| FormProblem::AskTeam)?;
        let answers = vault.answers(&draft.id).map_err(store)?;
        return Ok(filling(draft, Arc::new(form), answers, true, withdrawn));
    }
    let sent = vault
        .outbox()
        .map_err(store)?
        .iter()
        .any(|item| item.task.as_deref() == Some(task));
    if sent {
        return Err(FormProblem::AlreadySent);
    }
    if withdrawn {
        return Err(FormProblem::NotHere);
    }
    let draft = new_draft(vault, task, patient)
        .map_err(store)?
        .ok_or(FormProblem::NotHere)?;
    let form = fhir::read_questionnaire(&draft.questionnaire).map_err(|refused| {
        // What the form is, not what anybody said: for the team.
        tracing::warn!(form = %draft.form, %refused, "a form cannot be shown rightly");
        FormProblem::AskTeam
    })?;
    Ok(filling(
        draft,
        Arc::new(form),
        BTreeMap::new(),
        false,
        false,
    ))
}

fn filling(
    draft: Draft,
    form: Arc<Questionnaire>,
    answers: BTreeMap<Path, Vec<Value>>,
    begun: bool,
    withdrawn: bool,
) -> Filling {
    Filling {
        session: Session::new(form.clone(), answers),
        form,
        draft: draft.id,
        task: draft.task,
        at: draft.at,
        begun: begun.then_some(draft.begun),
        withdrawn,
    }
}

/// The draft that an answer goes to: the one that is kept, else a new one under the filling's id.
fn draft_for(vault: &Vault, filling: &Filling, patient: &str) -> Result<Draft, StoreProblem> {
    if let Some(draft) = vault.draft_of_task(&filling.task)? {
        return Ok(draft);
    }
    let mut draft = new_draft(vault, &filling.task, patient)?.ok_or(StoreProblem::NotSaved)?;
    draft.id = filling.draft.clone();
    Ok(draft)
}

/// A draft of a Task's form, not kept yet. `None` when the form was not fetched.
fn new_draft(vault: &Vault, task: &str, patient: &str) -> Result<Option<Draft>, StoreProblem> {
    let Some(raw) = vault.record("Task", task)? else {
        return Ok(None);
    };
    let named = fhir::task_state(&raw)
        .ok()
        .and_then(|state| state.questionnaire);
    // A Task may name its form only through the ServiceRequest that it points at: the record knows.
    let Some(canonical) = named.or(asked_in_record(vault, task)?) else {
        return Ok(None);
    };
    let Some(questionnaire) = questionnaire(vault, &canonical)? else {
        return Ok(None);
    };
    let (url, version) = match canonical.split_once('|') {
        Some((url, version)) => (url.to_owned(), Some(version.to_owned())),
        None => (canonical, None),
    };
    Ok(Some(Draft {
        id: uuid::Uuid::now_v7().to_string(),
        form: url,
        form_version: version,
        questionnaire,
        task: task.to_owned(),
        begun: Timestamp::now(),
        author: format!("Patient/{patient}"),
        at: None,
    }))
}

/// The form that the kept record says this Task asks for.
fn asked_in_record(vault: &Vault, task: &str) -> Result<Option<String>, StoreProblem> {
    let kept = vault.view(RECORD_SHAPE)?;
    let kept: Option<Kept> = kept.and_then(|text| serde_json::from_str(&text).ok());
    let forms = kept.map(|kept| kept.record.forms_to_do).unwrap_or_default();
    Ok(forms
        .into_iter()
        .find(|form| form.task == task)
        .map(|form| form.questionnaire))
}

/// The questionnaire that was fetched for a canonical address; with a version, that version only.
fn questionnaire(vault: &Vault, canonical: &str) -> Result<Option<String>, StoreProblem> {
    let (url, version) = canonical
        .split_once('|')
        .map_or((canonical, None), |(u, v)| (u, Some(v)));
    let records = vault.records_of("Questionnaire")?;
    Ok(records.into_iter().map(|it| it.raw).find(|raw| {
        let Ok(found) = serde_json::from_str::<serde_json::Value>(raw) else {
            return false;
        };
        let by_place = url
            .strip_prefix("Questionnaire/")
            .is_some_and(|id| found["id"] == id);
        (by_place || found["url"] == url)
            && version.is_none_or(|version| found["version"] == version)
    }))
}

impl Open {
    /// The Task of a draft as it came, with what it is part of.
    pub(super) fn part_of(vault: &Vault, task: &str) -> Vec<String> {
        let raw = vault.record("Task", task).ok().flatten();
        raw.and_then(|raw| fhir::task_state(&raw).ok())
            .map(|state| state.based_on)
            .unwrap_or_default()
    }
}
