//! Handing a form over: the draft becomes an outbox item, in one transaction.

use super::feedback::post_nameless;
use super::item_of::item_of;
use super::occasion::Occasion;
use super::open::Open;
use super::pinned::How;
use super::{Companion, Filling, Purpose, SendProblem, Typed, message, put_right};
use crate::fhir::{self, Answered, CodedScore, codes};
use crate::forms::{Path, Session, Value};
use crate::sync::{Create, Decided, Parcel};
use crate::vault::{Draft, Hat, NewItem, StoreProblem, Vault};
use jiff::Zoned;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Kind of an item that is a score alone: behind what was put right.
pub(super) const SCORE: &str = "score";

/// What a send needs beside the vault.
pub(super) struct Sending {
    pub(super) patient: String,
    pub(super) codes_base: String,
    pub(super) send_scores: bool,
    /// Whether the trust lets the app say how far a goal is, and send scores.
    pub(super) may_observe: bool,
    demo: bool,
    pub(super) now: Zoned,
    pub(super) how: How,
    /// To whom a message goes.
    to: Option<String>,
}

impl Sending {
    fn sender(&self) -> message::Sender<'_> {
        message::Sender {
            patient: &self.patient,
            codes_base: &self.codes_base,
            now: &self.now,
            to: self.to.as_deref(),
        }
    }

    /// A form that was kept with a draft, with these answers.
    pub(super) fn session(
        &self,
        questionnaire: &str,
        answers: BTreeMap<Path, Vec<Value>>,
    ) -> Option<Session> {
        let form = self.how.form(questionnaire).ok()?;
        Some(Session::new(Arc::new(form), answers))
    }
}

impl Companion {
    /// Hands the form over to be sent. When this returns it is in the outbox, and the draft is gone.
    /// Returns the outbox id, also when it had been handed over before: a second tap sends nothing.
    pub async fn send_form(&self, filling: &Filling) -> Result<String, SendProblem> {
        let (this, filling) = (self.clone(), filling.clone());
        let sent = self
            .to_the_end(async move { this.hand_over(filling).await })
            .await;
        sent.unwrap_or(Err(SendProblem::NotSaved))
    }

    /// A score that the trust does not let the app send is left out; the answers go all the same.
    async fn may_observe(&self, open: &Open) -> bool {
        let api = open.api.lock().ok().and_then(|slot| slot.clone());
        match api {
            Some(api) => api.granted().await.may("Observation", 'c'),
            None => true,
        }
    }

    /// What a send needs beside the vault.
    pub(super) async fn sending(&self, open: &Open) -> Sending {
        let trust = self.trust();
        let may_observe = self.may_observe(open).await;
        Sending {
            patient: open.patient(),
            codes_base: trust
                .as_ref()
                .map_or(codes::BASE, |t| &t.codes_base)
                .to_owned(),
            send_scores: trust.as_ref().is_none_or(|t| t.send_scores) && may_observe,
            may_observe,
            how: self.how(open),
            demo: trust.as_ref().is_some_and(|t| t.demo),
            now: Zoned::now(),
            to: self.view().record.as_deref().and_then(message::recipient),
        }
    }

    async fn hand_over(&self, filling: Filling) -> Result<String, SendProblem> {
        let open = self.open_for(&filling.task).ok_or(SendProblem::NotSaved)?;
        if open.hat == Hat::Carer {
            return self.hand_over_as_carer(open, filling).await;
        }
        let sending = self.sending(&open).await;
        let of_goals = matches!(filling.about.purpose, Purpose::Goal | Purpose::Rating);
        let posted = open
            .stored(move |vault| match filling.about.purpose {
                Purpose::Nameless => post_nameless(vault, &filling, sending.demo),
                // What the person keeps for themselves is never sent.
                Purpose::OwnPlan
                | Purpose::OwnPlanBefore
                | Purpose::HalfStep
                | Purpose::CarerRating
                | Purpose::Telling => Ok(Err(SendProblem::NotSaved)),
                _ => post(vault, &filling, &sending),
            })
            .await;
        self.look().await;
        let id = posted.map_err(|_| SendProblem::NotSaved)??;
        if of_goals {
            // What is said of a goal is looked at soon: then the trust's own copy has it.
            open.look_now.store(true, Ordering::SeqCst);
        }
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
        if let Occasion::Rating(goal) = Occasion::read(&draft.task) {
            return super::goals::rate(vault, &draft, &goal, sending);
        }
        if who_typed(&draft) == Some(Typed::Another) {
            return Ok(Err(SendProblem::NotTheirOwn));
        }
        // The vault's answers, not the screen's: what is sent is what is on the disk.
        let task = draft.for_task.as_deref();
        let part_of = task.map(|task| Open::part_of(vault, task));
        super::mend::keep_draft(vault, &draft)?;
        let asked = task.and_then(|task| asked_as(vault, task));
        let title = asked.or_else(|| filling.form.title.clone());
        let posted = vault.post(&draft.id, |answers| {
            let surroundings = filling.about.surroundings.clone();
            let session = Session::with(filling.form.clone(), answers, surroundings);
            if let Some(problem) = not_right(&session) {
                return Err(problem);
            }
            let item = match filling.about.purpose {
                Purpose::Goal => return super::goals::new_item(&session, &draft, sending),
                Purpose::PutRight => correction(&session, &draft, title, sending),
                Purpose::Message(_) => {
                    message::new_item(&session, &draft, title, &sending.sender())
                }
                _ => {
                    let part_of = part_of.unwrap_or_default();
                    new_item(&session, &draft, &part_of, title, sending)
                }
            };
            item.ok_or(SendProblem::NotSaved)
        })?;
        match posted {
            Some(Ok(())) => return Ok(Ok(draft.id)),
            Some(Err(problem)) => return Ok(Err(problem)),
            None => {}
        }
    }
    let before = vault.outbox()?.into_iter().find(|item| {
        item.id == filling.draft || item.task.as_deref() == Some(filling.task.as_str())
    });
    if before.is_none() && stays_here(vault, &filling.draft)? {
        return Ok(Ok(filling.draft.clone()));
    }
    Ok(before.map(|item| item.id).ok_or(SendProblem::NotSaved))
}

/// Whether it was handed over before and stays on this phone.
fn stays_here(vault: &Vault, draft: &str) -> Result<bool, StoreProblem> {
    let drafts = vault.drafts()?;
    let mut same = drafts.iter().filter(|(it, _)| it.id == draft);
    Ok(same.any(|(it, _)| matches!(Occasion::read(&it.task), Occasion::HalfStep(..))))
}

/// Why a form cannot be sent as it stands.
pub(super) fn not_right(session: &Session) -> Option<SendProblem> {
    let problems = session.problems();
    (!problems.is_empty()).then_some(SendProblem::NotRight(problems))
}

fn was_typed_by_another(draft: &Draft) -> bool {
    who_typed(draft) == Some(Typed::ForMe)
}

fn who_typed(draft: &Draft) -> Option<Typed> {
    draft.typed.as_deref().and_then(Typed::read)
}

/// An answered form as an item for the outbox.
pub(super) fn new_item(
    session: &Session,
    draft: &Draft,
    part_of: &[String],
    title: Option<String>,
    sending: &Sending,
) -> Option<NewItem> {
    let mut response = fhir::write_response(&Answered {
        session,
        response_id: &draft.id,
        codes_base: &sending.codes_base,
        patient: &sending.patient,
        author: &draft.author,
        authored: &sending.now,
        based_on: part_of,
    });
    if was_typed_by_another(draft) {
        fhir::typed_for_them(&mut response);
    }
    let mut creates = vec![Create {
        kind: "QuestionnaireResponse".to_owned(),
        uuid: draft.id.clone(),
        system: format!("{}{}", sending.codes_base, codes::RESPONSE_UUID),
        body: response,
    }];
    let score = session.score();
    if let Some(score) = score.as_ref().filter(|_| sending.send_scores) {
        let coded = fhir::coded_scores(score);
        let reference = format!("urn:uuid:{}", draft.id);
        let beside = coded.iter().map(|s| score_beside(s, &reference, sending));
        creates.extend(beside);
    }
    let parcel = Parcel {
        patient: sending.patient.clone(),
        creates,
        task: draft.for_task.clone(),
    };
    Some(NewItem {
        title,
        task: draft.for_task.clone(),
        risk: session.shows_any_risk(),
        score: score.and_then(|score| score.total),
        form: Some(draft.questionnaire.clone()),
        ..item_of(&draft.id, "answered-form", &parcel, &sending.now)?
    })
}

/// What puts right what was sent, and the score as it is now behind it.
fn correction(
    session: &Session,
    draft: &Draft,
    title: Option<String>,
    sending: &Sending,
) -> Option<NewItem> {
    let typed = was_typed_by_another(draft);
    let (amendment, behind) =
        put_right::amendment(session, draft, &sending.patient, &sending.now, typed)?;
    let score = session.score();
    let coded = score.as_ref().filter(|_| sending.send_scores);
    let coded = coded.map(fhir::coded_scores).filter(|all| !all.is_empty());
    let beside = coded.map(|all| {
        let reference = format!("QuestionnaireResponse/{}", amendment.amends);
        let creates: Vec<Create> = all
            .iter()
            .map(|score| score_beside(score, &reference, sending))
            .collect();
        let id = creates.first()?.uuid.clone();
        let parcel = Parcel {
            patient: sending.patient.clone(),
            creates,
            task: None,
        };
        Some(Box::new(NewItem {
            depends_on: Some(draft.id.clone()),
            ..item_of(&id, SCORE, &parcel, &sending.now)?
        }))
    });
    Some(NewItem {
        id: draft.id.clone(),
        kind: put_right::KIND,
        title,
        body: serde_json::to_string(&amendment).ok()?,
        progress: serde_json::to_string(&Decided::default()).ok()?,
        answered: sending.now.timestamp(),
        risk: session.shows_any_risk(),
        score: score.and_then(|score| score.total),
        form: Some(draft.questionnaire.clone()),
        depends_on: behind,
        then: beside.flatten(),
        ..NewItem::default()
    })
}

fn score_beside(score: &CodedScore, reference: &str, sending: &Sending) -> Create {
    let uuid = uuid::Uuid::now_v7().to_string();
    let body = fhir::write_score(
        score,
        &uuid,
        &sending.codes_base,
        &sending.patient,
        &sending.now,
        reference,
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
