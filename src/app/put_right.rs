//! Putting right what was sent, and reading what was said.
//!
//! What can be put right is a response that this app made for this person (it carries our identifier) and
//! that a form can say whole. Everything else is shown as it is and never written (F25).

use super::mend::response_in;
use super::message;
use super::occasion::Occasion;
use super::pinned::{self, How};
use super::{Companion, FormProblem};
use crate::fhir;
use crate::forms::{Questionnaire, Score, Session};
use crate::sync::{Amendment, Made, Progress};
use crate::vault::{Draft, Item, ItemState, StoreProblem, Vault};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::sync::Arc;

/// Kind of an item that puts something right.
pub(super) const KIND: &str = "amended-form";

/// Why what was said cannot be put right here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotPutRight {
    /// It has not arrived yet, or an earlier correction has not.
    #[error("it is not with the trust yet")]
    NotThereYet,
    /// It was not answered in this app.
    #[error("it was answered elsewhere")]
    FromElsewhere,
    /// Its form is not here, or cannot say all that was said: something would be lost.
    #[error("its form cannot say all of it")]
    NoForm,
    /// Nothing could be written.
    #[error("not saved")]
    NotSaved,
}

/// What a person said in a form, to be read.
#[derive(Clone, PartialEq, Default)]
pub struct SaidForm {
    /// What the form is called.
    pub title: Option<String>,
    /// When it was answered.
    pub answered: Option<Timestamp>,
    /// Each question with what was answered.
    pub said: Vec<(String, Vec<String>)>,
    /// What it adds up to, where the form is known and nothing is wanting.
    pub score: Option<Score>,
    /// Whether it was put right once.
    pub amended: bool,
    /// How to put it right: what [`Companion::put_right`] takes.
    pub right: Option<String>,
}

impl std::fmt::Debug for SaidForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SaidForm(…)")
    }
}

/// What a draft that puts something right knows of it. Kept with the draft.
#[derive(Serialize, Deserialize)]
pub(super) struct Mends {
    pub(super) amends: String,
    pub(super) seen_version: Option<String>,
    pub(super) seen: Json,
    pub(super) behind: Option<String>,
}

impl Companion {
    /// What was said in a form: one that was sent from here (its id in the outbox), or a response that the
    /// trust has (its id there).
    pub async fn what_was_said(&self, id: &str) -> Result<SaidForm, FormProblem> {
        let open = self.open().ok_or(FormProblem::NotHere)?;
        let (id, how, base) = (id.to_owned(), self.how(&open), self.codes_base());
        let said = open
            .stored(move |vault| said(vault, &id, &how, &base))
            .await;
        said.map_err(|_| FormProblem::Store)?
            .ok_or(FormProblem::NotHere)
    }

    /// Opens what was sent so that it can be put right; gives the name under which the form opens. A
    /// second tap opens the same draft.
    pub async fn put_right(&self, right: &str) -> Result<String, CannotPutRight> {
        let open = self.open().ok_or(CannotPutRight::NotSaved)?;
        let (right, how, base) = (right.to_owned(), self.how(&open), self.codes_base());
        let begun = open.stored(move |vault| Ok(begin(vault, &right, &how, &base)));
        let begun = begun.await.unwrap_or(Err(CannotPutRight::NotSaved));
        self.look().await;
        begun
    }

    /// The base of our codes at this trust.
    pub(super) fn codes_base(&self) -> String {
        let trust = self.trust();
        trust
            .as_ref()
            .map_or(fhir::codes::BASE, |trust| &trust.codes_base)
            .to_owned()
    }
}

fn said(vault: &Vault, id: &str, how: &How, base: &str) -> Result<Option<SaidForm>, StoreProblem> {
    let items = vault.outbox()?;
    let item = items.iter().find(|it| it.id == id);
    if let Some(said) = item.and_then(said_in_message) {
        return Ok(Some(said));
    }
    let (response, title) = match item {
        Some(item) => (response_in(&item.body), item.title.clone()),
        None => {
            let raw = vault.record("QuestionnaireResponse", id)?;
            (raw.and_then(|raw| serde_json::from_str(&raw).ok()), None)
        }
    };
    let Some(response) = response else {
        return Ok(None);
    };
    let form = form_raw(vault, id, &response)?.and_then(|raw| how.form(&raw).ok());
    let ours = response["identifier"]["value"].as_str().map(str::to_owned);
    let right = match ours {
        // A plan is changed on its own page, where the phone's copy is.
        _ if is_own_plan(&response) => None,
        Some(ours) => found(vault, &ours, how, base, None).ok().map(|_| ours),
        None => None,
    };
    let authored = response["authored"].as_str();
    Ok(Some(SaidForm {
        title: title.or_else(|| form.as_ref().and_then(|form| form.title.clone())),
        answered: authored.and_then(fhir::when::moment_or_noon),
        said: lines(&response, form.as_ref()),
        score: form.and_then(|form| score(&response, form)),
        amended: response["status"] == "amended",
        right,
    }))
}

fn is_own_plan(response: &Json) -> bool {
    let form = response["questionnaire"].as_str().unwrap_or_default();
    let url = form.split('|').next().unwrap_or_default();
    url.strip_prefix(fhir::codes::BASE) == Some(fhir::codes::SAFE_PLAN_FORM)
}

/// A message is one thing that was said. It cannot be put right: what is new is another message.
fn said_in_message(item: &Item) -> Option<SaidForm> {
    let message = message::in_item(item)?;
    Some(SaidForm {
        title: item.title.clone(),
        answered: Some(item.answered),
        said: vec![(item.title.clone().unwrap_or_default(), vec![message.text])],
        ..SaidForm::default()
    })
}

/// Questions with answers: from the response as it is, in the form's words where the form is known. What a
/// form works out by itself is nothing that the person said.
fn lines(response: &Json, form: Option<&Questionnaire>) -> Vec<(String, Vec<String>)> {
    let mut worded = response.clone();
    if let Some(form) = form {
        let mut known = std::collections::HashMap::new();
        let mut to_do: Vec<_> = form.items.iter().collect();
        while let Some(item) = to_do.pop() {
            to_do.extend(&item.items);
            known.insert(item.link_id.as_str(), item.clone());
        }
        let words = |link_id: &str| {
            let item = known.get(link_id)?;
            Some((
                item.text.clone(),
                item.is_question() && !item.is_for_the_person(),
            ))
        };
        fhir::word(&mut worded, &words);
    }
    let said = fhir::what_was_said(&worded);
    said.into_iter()
        .map(|it| (it.question, it.answers))
        .collect()
}

/// What stands in a staying-safe plan, in the words of its form in this language.
pub(super) fn plan_lines(response: &Json, language: &str) -> Vec<(String, Vec<String>)> {
    let reading = fhir::FormReading {
        language: Some(language.to_owned()),
        ..fhir::FormReading::default()
    };
    let form = super::bundled::bundled_by_name(super::occasion::SAFE_PLAN)
        .and_then(|raw| fhir::read_questionnaire_with(raw, &reading).ok());
    lines(response, form.as_ref())
}

/// The form of what was sent as it was pinned, else the one of the response's canonical address.
fn form_raw(vault: &Vault, id: &str, response: &Json) -> Result<Option<String>, StoreProblem> {
    if let Some(raw) = vault.form_of(id)? {
        return Ok(Some(raw));
    }
    match response["questionnaire"].as_str() {
        Some(canonical) => pinned::questionnaire(vault, canonical),
        None => Ok(None),
    }
}

/// What the answers add up to.
fn score(response: &Json, form: Questionnaire) -> Option<Score> {
    let answers = fhir::read_answers(&response.to_string(), &form).ok()?;
    Session::new(Arc::new(form), answers).score()
}

/// What is to be put right: the newest that is known of it, and its form.
pub(super) struct Found {
    pub(super) mends: Mends,
    pub(super) questionnaire: String,
    pub(super) session: Session,
}

/// Finds a response by our own identifier in it.
/// `but`: an item that is to be replaced.
pub(super) fn found(
    vault: &Vault,
    ours: &str,
    how: &How,
    base: &str,
    but: Option<&str>,
) -> Result<Found, CannotPutRight> {
    let store = |_: StoreProblem| CannotPutRight::NotSaved;
    let mut items = vault.outbox().map_err(store)?;
    items.retain(|item| Some(item.id.as_str()) != but);
    let is_it = |response: &Json| response["identifier"]["value"] == ours;
    // The outbox has the newest first.
    let newest = items.iter().find(|item| {
        item.kind == KIND && response_in(&item.body).is_some_and(|response| is_it(&response))
    });
    if newest.is_some_and(|item| item.state != ItemState::Sent) {
        return Err(CannotPutRight::NotThereYet);
    }
    let original = items.iter().find(|item| item.id == ours);
    let sent = newest.or(original);
    if sent.is_some_and(|item| item.state != ItemState::Sent) {
        return Err(CannotPutRight::NotThereYet);
    }
    let records = vault.records_of("QuestionnaireResponse").map_err(store)?;
    let record = records
        .into_iter()
        .find(|it| serde_json::from_str::<Json>(&it.raw).is_ok_and(|response| is_it(&response)));
    let own = sent.and_then(|item| Some((response_in(&item.body)?, id_on_server(item)?)));
    let moment = |response: &Json| response["authored"].as_str().and_then(fhir::when::moment);
    let (seen, amends, seen_version) = match (own, record) {
        (own, Some(record)) => {
            let response: Json =
                serde_json::from_str(&record.raw).map_err(|_| CannotPutRight::FromElsewhere)?;
            if !fhir::is_ours_to_amend(&record.raw, base, &how.patient) {
                return Err(CannotPutRight::FromElsewhere);
            }
            match own {
                // What was fetched is older than what was sent since.
                Some((own, id)) if moment(&own) > moment(&response) => (own, id, None),
                _ => (response, record.id, record.version),
            }
        }
        (Some((own, id)), None) => (own, id, None),
        (None, None) => return Err(CannotPutRight::FromElsewhere),
    };
    let id = sent.map_or(ours, |item| item.id.as_str());
    let raw = form_raw(vault, id, &seen).map_err(store)?;
    let raw = raw.ok_or(CannotPutRight::NoForm)?;
    let form = Arc::new(how.form(&raw).map_err(|_| CannotPutRight::NoForm)?);
    let answers = fhir::read_answers(&seen.to_string(), &form);
    let answers = answers.map_err(|_| CannotPutRight::NoForm)?;
    let session = Session::with(form, answers, how.surroundings(vault));
    if !fhir::says_all_of(&session, &seen) {
        return Err(CannotPutRight::NoForm);
    }
    Ok(Found {
        mends: Mends {
            amends,
            seen_version,
            seen,
            behind: None,
        },
        questionnaire: raw,
        session,
    })
}

/// Under which id the server has what an item made.
pub(super) fn id_on_server(item: &Item) -> Option<String> {
    if let Ok(amendment) = serde_json::from_str::<Amendment>(&item.body) {
        return Some(amendment.amends);
    }
    let progress: Progress = serde_json::from_str(&item.progress).ok()?;
    match progress.made.into_iter().next()? {
        Made::Sure(id) => Some(id),
        _ => None,
    }
}

fn begin(vault: &Vault, ours: &str, how: &How, base: &str) -> Result<String, CannotPutRight> {
    let store = |_: StoreProblem| CannotPutRight::NotSaved;
    let name = Occasion::PutRight(ours.to_owned()).name();
    if vault.draft_of_task(&name).map_err(store)?.is_some() {
        return Ok(name);
    }
    let found = found(vault, ours, how, base, None)?;
    let form = found.session.form();
    let draft = Draft {
        id: uuid::Uuid::now_v7().to_string(),
        form: form.url.clone(),
        form_version: form.version.clone(),
        questionnaire: found.questionnaire,
        task: name.clone(),
        begun: Timestamp::now(),
        author: format!("Patient/{}", how.patient),
        mends: serde_json::to_string(&found.mends).ok(),
        ..Draft::default()
    };
    let answers = found.session.answers();
    vault.begin(&draft, &answers).map_err(store)?;
    Ok(name)
}

/// What puts it right, for the outbox.
pub(super) fn amendment(
    session: &Session,
    draft: &Draft,
    patient: &str,
    now: &jiff::Zoned,
    typed_by_another: bool,
) -> Option<(Amendment, Option<String>)> {
    let mends: Mends = serde_json::from_str(draft.mends.as_deref()?).ok()?;
    let put = fhir::amended(session, patient, &draft.author, now, typed_by_another);
    let amendment = Amendment {
        patient: patient.to_owned(),
        amends: mends.amends,
        seen_version: mends.seen_version,
        seen: mends.seen,
        put,
    };
    Some((amendment, mends.behind))
}
