//! A copy of my data: a FHIR Bundle of everything that is kept, as it came, with what waits and what
//! was begun; and the same as a page that a person can read.

use super::copy_page::page;
use super::{Companion, GuardProblem, NotSaved, Wearing};
use crate::fhir::{self, Answered, codes};
use crate::forms::Session;
use crate::sync::Parcel;
use crate::vault::{Hat, StoreProblem, Vault};
use jiff::Zoned;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Arc;

/// Where the copy lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The page to read.
    pub page: PathBuf,
    /// The FHIR Bundle, for another app or another trust.
    pub bundle: PathBuf,
}

/// Why there is no copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CopyProblem {
    /// The passcode was not right.
    #[error(transparent)]
    Guard(#[from] GuardProblem),
    /// It could not be read or written.
    #[error("the copy could not be made")]
    NotSaved,
}

/// Everything of a person that a vault holds.
#[derive(Default)]
pub(super) struct Everything {
    /// Resources of the trust, each as it came.
    pub(super) records: Vec<String>,
    /// What waits, or was sent from here.
    pub(super) outgoing: Vec<Value>,
    /// Forms begun, as responses in progress.
    pub(super) begun: Vec<Value>,
    /// Whether it is of somebody who supports another person.
    pub(super) of_carer: bool,
}

impl Companion {
    /// Puts a copy of everything where the person finds it. The passcode is asked for again where there
    /// is one.
    pub async fn copy_of_my_data(&self, passcode: Option<String>) -> Result<Saved, CopyProblem> {
        self.is_passcode(passcode).await?;
        let everything = self.everything().await?;
        let view = self.view();
        let now = Zoned::now();
        let words = crate::words::Words::of(view.preferences.language);
        let not_saved = |NotSaved| CopyProblem::NotSaved;
        let html = page(&everything, view.record.as_deref(), words, &now);
        let name = match view.wearing {
            Some(Wearing::Carer) => "my-data-as-a-carer",
            _ => "my-data",
        };
        let bundle = bundle(&everything, &now);
        let day = now.date();
        let files = [
            (format!("{name}-{day}.html"), html.into_bytes()),
            (format!("{name}-{day}.json"), bundle.into_bytes()),
        ];
        let [page, bundle] = self.save_together(files).await.map_err(not_saved)?;
        Ok(Saved { page, bundle })
    }

    async fn everything(&self) -> Result<Everything, CopyProblem> {
        let open = self.open_any().ok_or(CopyProblem::NotSaved)?;
        if open.hat == Hat::Carer {
            let own = open.stored(own_words).await;
            return own.map_err(|_| CopyProblem::NotSaved);
        }
        let patient = open.patient();
        let base = self
            .trust()
            .map_or_else(|| codes::BASE.to_owned(), |trust| trust.codes_base.clone());
        open.stored(move |vault| gather(vault, &patient, &base))
            .await
            .map_err(|_| CopyProblem::NotSaved)
    }
}

/// What a carer has said, and nothing of what they were shown: a copy of that would outlive the sharing.
fn own_words(vault: &Vault) -> Result<Everything, StoreProblem> {
    let mut everything = Everything {
        of_carer: true,
        ..Everything::default()
    };
    for item in vault.outbox()?.into_iter().rev() {
        if let Ok(parcel) = serde_json::from_str::<Parcel>(&item.body) {
            let bodies = parcel.creates.into_iter().map(|create| create.body);
            everything.outgoing.extend(bodies);
        }
    }
    Ok(everything)
}

fn gather(vault: &Vault, patient: &str, codes_base: &str) -> Result<Everything, StoreProblem> {
    let mut everything = Everything {
        records: vault.records()?.into_iter().map(|it| it.raw).collect(),
        ..Everything::default()
    };
    for item in vault.outbox()?.into_iter().rev() {
        match serde_json::from_str::<Parcel>(&item.body) {
            Ok(parcel) => {
                let bodies = parcel.creates.into_iter().map(|create| create.body);
                everything.outgoing.extend(bodies);
            }
            // What the app cannot read any more is the person's all the same.
            Err(_) => {
                everything
                    .outgoing
                    .push(json!({"resourceType": "Basic", "id": item.id, "text": {
                        "status": "generated", "div": item.body,
                    }}))
            }
        }
    }
    for (draft, _) in vault.drafts()? {
        let answers = vault.answers(&draft.id)?;
        let response = match fhir::read_questionnaire(&draft.questionnaire) {
            Ok(form) => {
                let begun = draft.begun.to_zoned(jiff::tz::TimeZone::system());
                let session = Session::new(Arc::new(form), answers);
                fhir::write_response(&Answered {
                    session: &session,
                    response_id: &draft.id,
                    codes_base,
                    patient,
                    author: &draft.author,
                    authored: &begun,
                    based_on: &[],
                })
            }
            Err(_) => {
                let items = answers.iter().map(|(path, values)| {
                    let text = serde_json::to_string(values).unwrap_or_default();
                    json!({"linkId": path.as_str(), "answer": [{"valueString": text}]})
                });
                json!({
                    "resourceType": "QuestionnaireResponse",
                    "questionnaire": draft.form,
                    "item": items.collect::<Vec<_>>(),
                })
            }
        };
        everything.begun.push(in_progress(response));
    }
    Ok(everything)
}

fn in_progress(mut response: Value) -> Value {
    response["status"] = "in-progress".into();
    response
}

/// The Bundle. What came from the trust goes in byte by byte: numbers and extensions stay as they are.
fn bundle(everything: &Everything, now: &Zoned) -> String {
    let ours = everything.outgoing.iter().chain(&everything.begun);
    let entries: Vec<String> = everything
        .records
        .iter()
        .cloned()
        .chain(ours.map(Value::to_string))
        .map(|resource| format!("{{\"resource\":{resource}}}"))
        .collect();
    format!(
        "{{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"timestamp\":\"{}\",\"entry\":[{}]}}",
        now.strftime("%Y-%m-%dT%H:%M:%S%:z"),
        entries.join(",\n")
    )
}
