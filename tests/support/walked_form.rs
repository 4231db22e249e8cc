//! A form on a random walk: what it is called, what was said in it, and what it is in the outbox.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use jiff::{Timestamp, Zoned};
use pathway_companion::fhir::{self, Answered, codes};
use pathway_companion::forms::{Path, Questionnaire, Session, Value};
use pathway_companion::sync::{Create, Parcel};
use pathway_companion::vault::{Draft, NewItem};
use std::collections::BTreeMap;
use std::sync::Arc;

pub const FORM: &str = include_str!("../../assets/forms/gad-7.json");

/// What one form is called, and what was said in it.
pub struct Asked {
    pub draft: Draft,
    /// As last accepted. None: not begun, or handed over.
    pub said: Option<BTreeMap<Path, Vec<Value>>>,
    /// As it was when it was handed over.
    pub handed_over: Option<BTreeMap<Path, Vec<Value>>>,
    pub score: String,
    /// What the team wrote into the Task.
    pub notes: Vec<String>,
}

impl Asked {
    pub fn new(task: &str, patient: &str, form: &Questionnaire) -> Self {
        let draft = Draft {
            id: uuid::Uuid::now_v7().to_string(),
            form: form.url.clone(),
            form_version: form.version.clone(),
            questionnaire: FORM.to_owned(),
            task: task.to_owned(),
            begun: Timestamp::now(),
            author: format!("Patient/{patient}"),
            for_task: Some(task.to_owned()),
            ..Draft::default()
        };
        Self {
            draft,
            said: None,
            handed_over: None,
            score: uuid::Uuid::now_v7().to_string(),
            notes: Vec::new(),
        }
    }

    /// The answered form as the app puts it into the outbox: the response, its score, the Task.
    pub fn item(
        &self,
        form: &Arc<Questionnaire>,
        answers: BTreeMap<Path, Vec<Value>>,
        patient: &str,
        codes_base: &str,
        with_scores: bool,
    ) -> NewItem {
        assert_eq!(
            Some(&answers),
            self.said.as_ref(),
            "what is handed over is what was accepted"
        );
        let session = Session::new(form.clone(), answers);
        let now = Zoned::now();
        let response = fhir::write_response(&Answered {
            session: &session,
            response_id: &self.draft.id,
            codes_base,
            patient,
            author: &self.draft.author,
            authored: &now,
            based_on: &[],
        });
        let mut creates = vec![Create {
            kind: "QuestionnaireResponse".to_owned(),
            uuid: self.draft.id.clone(),
            system: format!("{codes_base}{}", codes::RESPONSE_UUID),
            body: response,
        }];
        let score = session.score().unwrap();
        let coded = fhir::coded_scores(&score);
        assert!(with_scores && coded.len() == 1);
        let reference = format!("urn:uuid:{}", self.draft.id);
        creates.push(Create {
            kind: "Observation".to_owned(),
            uuid: self.score.clone(),
            system: format!("{codes_base}{}", codes::ITEM_UUID),
            body: fhir::write_score(
                &coded[0],
                &self.score,
                codes_base,
                patient,
                &now,
                &reference,
            ),
        });
        let parcel = Parcel {
            patient: patient.to_owned(),
            creates,
            task: self.draft.for_task.clone(),
        };
        NewItem {
            id: self.draft.id.clone(),
            kind: "answered-form",
            task: self.draft.for_task.clone(),
            body: serde_json::to_string(&parcel).unwrap(),
            progress: serde_json::to_string(&parcel.progress()).unwrap(),
            answered: now.timestamp(),
            form: Some(FORM.to_owned()),
            ..NewItem::default()
        }
    }
}
