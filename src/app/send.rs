//! Handing a form over: the draft becomes an outbox item, in one transaction.

use super::open::Open;
use super::{Companion, Filling, SendProblem};
use crate::fhir::{self, Answered, codes};
use crate::forms::{Score, Session};
use crate::sync::{Create, Parcel};
use crate::vault::{Draft, NewItem, StoreProblem, Vault};
use jiff::Zoned;

/// What a send needs beside the vault.
struct Sending {
    patient: String,
    codes_base: String,
    send_scores: bool,
    now: Zoned,
}

impl Companion {
    /// Hands the form over to be sent. When this returns it is in the outbox, and the draft is gone.
    /// Returns the outbox id, also when it had been handed over before: a second tap sends nothing.
    pub async fn send_form(&self, filling: &Filling) -> Result<String, SendProblem> {
        let open = self.open().ok_or(SendProblem::NotSaved)?;
        let trust = self.trust();
        let sending = Sending {
            patient: open.patient(),
            codes_base: trust
                .as_ref()
                .map_or(codes::BASE, |t| &t.codes_base)
                .to_owned(),
            send_scores: trust.as_ref().is_none_or(|t| t.send_scores),
            now: Zoned::now(),
        };
        let filling = filling.clone();
        let posted = open
            .stored(move |vault| post(vault, &filling, &sending))
            .await;
        self.look().await;
        let id = posted.map_err(|_| SendProblem::NotSaved)??;
        open.nudge.notify_one();
        Ok(id)
    }
}

fn post(
    vault: &Vault,
    filling: &Filling,
    sending: &Sending,
) -> Result<Result<String, SendProblem>, StoreProblem> {
    if let Some(draft) = vault.draft_of_task(&filling.task)? {
        // The vault's answers, not the screen's: what is sent is what is on the disk.
        let part_of = Open::part_of(vault, &draft.task);
        let title = asked_as(vault, &draft.task).or_else(|| filling.form.title.clone());
        let posted = vault.post(&draft.id, |answers| {
            let session = Session::new(filling.form.clone(), answers);
            let missing = session.missing();
            if missing.is_empty() {
                new_item(&session, &draft, &part_of, title, sending).ok_or(SendProblem::NotSaved)
            } else {
                Err(SendProblem::Missing(missing))
            }
        })?;
        match posted {
            Some(Ok(())) => return Ok(Ok(draft.id)),
            Some(Err(problem)) => return Ok(Err(problem)),
            None => {}
        }
    }
    let before = vault
        .outbox()?
        .into_iter()
        .find(|item| item.task.as_deref() == Some(&filling.task));
    Ok(before.map(|item| item.id).ok_or(SendProblem::NotSaved))
}

fn new_item(
    session: &Session,
    draft: &Draft,
    part_of: &[String],
    title: Option<String>,
    sending: &Sending,
) -> Option<NewItem> {
    let response = fhir::write_response(&Answered {
        session,
        response_id: &draft.id,
        codes_base: &sending.codes_base,
        patient: &sending.patient,
        author: &draft.author,
        authored: &sending.now,
        based_on: part_of,
    });
    let mut creates = vec![Create {
        kind: "QuestionnaireResponse".to_owned(),
        uuid: draft.id.clone(),
        system: format!("{}{}", sending.codes_base, codes::RESPONSE_UUID),
        body: response,
    }];
    let score = session.score();
    if let Some(score) = score.as_ref().filter(|_| sending.send_scores) {
        creates.push(score_beside(score, &draft.id, sending));
    }
    let parcel = Parcel {
        patient: sending.patient.clone(),
        creates,
        task: Some(draft.task.clone()),
    };
    Some(NewItem {
        id: draft.id.clone(),
        kind: "answered-form",
        title,
        task: Some(draft.task.clone()),
        body: serde_json::to_string(&parcel).ok()?,
        progress: serde_json::to_string(&parcel.progress()).ok()?,
        answered: sending.now.timestamp(),
        risk: session
            .pages()
            .iter()
            .any(|page| session.shows_risk(&page.path)),
        score: score.map(|score| score.total),
    })
}

fn score_beside(score: &Score, response: &str, sending: &Sending) -> Create {
    let uuid = uuid::Uuid::now_v7().to_string();
    let reference = format!("urn:uuid:{response}");
    let body = fhir::write_score(
        score,
        &uuid,
        &sending.codes_base,
        &sending.patient,
        &sending.now,
        &reference,
    );
    Create {
        kind: "Observation".to_owned(),
        system: format!("{}{}", sending.codes_base, codes::ITEM_UUID),
        body,
        uuid,
    }
}

/// What the team called it when they asked.
fn asked_as(vault: &Vault, task: &str) -> Option<String> {
    let raw = vault.record("Task", task).ok()??;
    fhir::task_state(&raw).ok()?.description
}
