//! Filling in a form: open it, answer, turn a page.
//!
//! The vault is the truth: a [`Filling`] is what was there when it was made. A draft that was begun
//! opens with the questionnaire in which it was begun; the trust may have another by now, which is
//! said and chosen by the person (`drafts`).

use super::occasion::Occasion;
use super::open::Open;
use super::pinned::{self, How};
use super::{About, Companion, Filling, FormProblem, NotSaved, STEP, Typed};
use crate::fhir::{self, Standing};
use crate::forms::{Path, Session, Value};
use crate::vault::{Draft, LogEntry, StoreProblem, Vault};
use jiff::Timestamp;
use std::sync::Arc;

impl Companion {
    /// The open vault, if what is filled in under this name belongs into it: nothing of a person is filled in
    /// under a carer's hat, nor the other way round.
    pub(super) fn open_for(&self, task: &str) -> Option<Arc<Open>> {
        let hat = Occasion::read(task).hat();
        self.open_any().filter(|open| open.hat == hat)
    }

    /// Opens a form: the draft begun earlier, or a new one that is kept at the first answer or page.
    /// `task` is a Task's id, or a name that the app gave (a form of its own, something put aside).
    pub async fn open_form(&self, task: &str) -> Result<Filling, FormProblem> {
        let open = self.open_for(task).ok_or(FormProblem::NotHere)?;
        let how = self.how(&open);
        let task = task.to_owned();
        open.stored(move |vault| Ok(open_form(vault, &task, &how)))
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
        let open = self.open_for(&filling.task).ok_or(NotSaved)?;
        let (filling, path, how) = (filling.clone(), path.clone(), self.how(&open));
        let first = filling.begun.is_none();
        let saved = open
            .stored(move |vault| keep(vault, filling, &path, values, &how))
            .await;
        if first {
            self.look_soon();
        }
        saved.map_err(|_| NotSaved)
    }

    /// Remembers the page that the person is on, so that coming back leads there.
    pub async fn turn_to(&self, filling: &Filling, path: &Path) -> Result<(), NotSaved> {
        let open = self.open_for(&filling.task).ok_or(NotSaved)?;
        let (filling, path, how) = (filling.clone(), path.clone(), self.how(&open));
        let first = filling.begun.is_none();
        let kept = open
            .stored(move |vault| {
                let draft = draft_for(vault, &filling, &how)?;
                vault.keep_place(&draft, &path)
            })
            .await;
        if first {
            self.look_soon();
        }
        kept.map(|_| ()).map_err(|_| NotSaved)
    }

    /// Keeps who types.
    pub async fn say_who_types(
        &self,
        filling: &Filling,
        typed: Typed,
    ) -> Result<Filling, NotSaved> {
        let open = self.open_for(&filling.task).ok_or(NotSaved)?;
        let (mut filling, how) = (filling.clone(), self.how(&open));
        let kept = open.stored(move |vault| {
            let draft = draft_for(vault, &filling, &how)?;
            vault.keep_typed(&draft, typed.word())?;
            filling.begun = Some(draft.begun);
            filling.about.typed = Some(typed);
            Ok(filling)
        });
        kept.await.map_err(|_| NotSaved)
    }

    /// Notes that the page with help was shown, without the answer (hazard log evidence). A note
    /// that cannot be written holds nothing up. Of what stays without a name nothing is noted.
    pub async fn help_was_shown(&self, filling: &Filling, path: &Path) {
        let Some(open) = self.open_for(&filling.task) else {
            return;
        };
        if filling.about.purpose == super::Purpose::Nameless {
            return;
        }
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

fn keep(
    vault: &Vault,
    filling: Filling,
    path: &Path,
    values: Vec<Value>,
    how: &How,
) -> Result<Filling, StoreProblem> {
    let draft = draft_for(vault, &filling, how)?;
    let session = filling.session.with_answer(path, values);
    let id = match session.answers().get(path) {
        Some(values) if values.is_empty() => vault.keep_nothing(&draft, path)?,
        Some(values) => vault.keep_answer(&draft, path, values)?,
        None => vault.keep_answer(&draft, path, &[])?,
    };
    if id == filling.draft {
        let mut next = filling;
        next.session = session;
        next.begun = Some(draft.begun);
        return Ok(next);
    }
    // The form is open twice. Both write into one draft: nothing is lost, and this one sees it all.
    let draft = vault
        .draft_of_task(&filling.task)?
        .ok_or(StoreProblem::NotSaved)?;
    filling_of(vault, draft, true, how).map_err(|_| StoreProblem::NotSaved)
}

fn open_form(vault: &Vault, task: &str, how: &How) -> Result<Filling, FormProblem> {
    let store = |_: StoreProblem| FormProblem::Store;
    if matches!(Occasion::read(task), Occasion::HalfStep(..)) {
        // It was handed over: it is read on its goal's page, and takes no more answers.
        return Err(FormProblem::AlreadySent);
    }
    let occasion = Occasion::read(task);
    if let Some(draft) = vault.draft_of_task(task).map_err(store)? {
        let draft = match occasion {
            Occasion::CarerRating(_) => match of_this_goal(vault, draft, how).map_err(store)? {
                Some(draft) => draft,
                None => return Err(FormProblem::NotHere),
            },
            Occasion::Rating(_) => with_these_steps(vault, draft, how).map_err(store)?,
            _ => draft,
        };
        return filling_of(vault, draft, true, how);
    }
    if matches!(occasion, Occasion::Task(_) | Occasion::Goal(_)) {
        let outbox = vault.outbox().map_err(store)?;
        if outbox.iter().any(|it| it.task.as_deref() == Some(task)) {
            return Err(FormProblem::AlreadySent);
        }
    }
    if matches!(occasion, Occasion::Task(_)) && !is_asked_for(vault, task) {
        return Err(FormProblem::NotHere);
    }
    let draft = pinned::new_draft(vault, task, how).map_err(store)?;
    filling_of(vault, draft.ok_or(FormProblem::NotHere)?, false, how)
}

/// A rating that was begun, of the steps that its goal has now. A step that was chosen when it had other
/// words is chosen no more; what was written stays.
fn with_these_steps(vault: &Vault, draft: Draft, how: &How) -> Result<Draft, StoreProblem> {
    let Some(now) = pinned::new_draft(vault, &draft.task, how)? else {
        return Ok(draft);
    };
    if now.questionnaire == draft.questionnaire {
        return Ok(draft);
    }
    let step = Path::of(STEP);
    let chosen = vault.answers(&draft.id)?.remove(&step).unwrap_or_default();
    let form = how.form(&now.questionnaire).ok();
    let item = form.as_ref().and_then(|form| form.items.first());
    let options = item.map(|item| &*item.options).unwrap_or_default();
    let stands = chosen
        .iter()
        .all(|value| options.iter().any(|option| option.value == *value));
    let but = (!stands).then_some(&step);
    vault.keep_form(&draft.id, &now.questionnaire, but)?;
    Ok(Draft {
        questionnaire: now.questionnaire,
        ..draft
    })
}

/// A carer's rating that was begun, of the goal as it is shown now. Where its words or steps have changed, a
/// step that was chosen is chosen no more; what was written stays. None where nobody asks for it (any more).
fn of_this_goal(vault: &Vault, draft: Draft, how: &How) -> Result<Option<Draft>, StoreProblem> {
    let Some(now) = pinned::new_draft(vault, &draft.task, how)? else {
        return Ok(None);
    };
    if fhir::canonical(&now.questionnaire) == fhir::canonical(&draft.questionnaire) {
        return Ok(Some(draft));
    }
    vault.keep_form(&draft.id, &now.questionnaire, Some(&Path::of(STEP)))?;
    Ok(Some(Draft {
        questionnaire: now.questionnaire,
        ..draft
    }))
}

/// A draft as it is filled in: with the questionnaire in which it was begun.
pub(super) fn filling_of(
    vault: &Vault,
    draft: Draft,
    begun: bool,
    how: &How,
) -> Result<Filling, FormProblem> {
    let form = how.form(&draft.questionnaire).map_err(|refused| {
        // What the form is, not what anybody said: for the team.
        tracing::warn!(form = %draft.form, %refused, "a form cannot be shown rightly");
        FormProblem::AskTeam
    })?;
    let form = Arc::new(form);
    let answers = vault.answers(&draft.id).map_err(|_| FormProblem::Store)?;
    let surroundings = how.surroundings(vault);
    let withdrawn = draft
        .for_task
        .as_deref()
        .is_some_and(|task| !is_asked_for(vault, task));
    let occasion = Occasion::read(&draft.task);
    let is_task = matches!(occasion, Occasion::Task(_));
    Ok(Filling {
        session: Session::with(form.clone(), answers, surroundings.clone()),
        about: About {
            purpose: occasion.purpose(),
            touched: draft.touched,
            changed: begun && is_task && !withdrawn && pinned::has_changed(vault, &draft),
            typed: draft.typed.as_deref().and_then(Typed::read),
            surroundings,
        },
        form,
        draft: draft.id,
        task: draft.task,
        at: draft.at,
        begun: begun.then_some(draft.begun),
        withdrawn,
    })
}

/// Whether the team still asks for it.
fn is_asked_for(vault: &Vault, task: &str) -> bool {
    let raw = vault.record("Task", task).ok().flatten();
    let state = raw.and_then(|raw| fhir::task_state(&raw).ok());
    state.is_some_and(|state| state.standing == Standing::Open)
}

/// The draft that an answer goes to: the one that is kept, else a new one under the filling's id.
pub(super) fn draft_for(
    vault: &Vault,
    filling: &Filling,
    how: &How,
) -> Result<Draft, StoreProblem> {
    if let Some(draft) = vault.draft_of_task(&filling.task)? {
        return Ok(draft);
    }
    let draft = pinned::new_draft(vault, &filling.task, how)?;
    let mut draft = draft.ok_or(StoreProblem::NotSaved)?;
    draft.id = filling.draft.clone();
    Ok(draft)
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
