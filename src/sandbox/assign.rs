//! `POST /control/form`: the team of a demo person asks for any form, so that a test (or somebody who
//! writes forms) can see it filled in.
//!
//! The body is a Questionnaire, or `{"questionnaire": …, "patient": "demo-amira"}`. The answer is
//! `{"task": "…", "questionnaire": "canonical"}`. A form without an address of its own gets one.

use super::Shared;
use super::http::{Refusal, refuse};
use super::store::{StoreError, text};
use crate::fhir::codes;
use axum::extract::State;
use axum::response::{IntoResponse, Json, Response};
use serde_json::{Value, json};

/// Whom the form is for, where nobody is named.
const PATIENT: &str = "demo-amira";

/// Takes a form and asks a person for it.
pub(super) async fn form(State(trust): State<Shared>, Json(body): Json<Value>) -> Response {
    let patient = body["patient"].as_str().unwrap_or(PATIENT).to_owned();
    let mut form = match &body["questionnaire"] {
        form @ Value::Object(_) => form.clone(),
        _ => body,
    };
    if text(&form, "resourceType") != "Questionnaire" {
        return refuse(&Refusal::Invalid("a Questionnaire is needed".into()));
    }
    let id = format!("assigned-{}", uuid::Uuid::now_v7().simple());
    form["id"] = json!(id);
    if text(&form, "url").is_empty() {
        form["url"] = json!(format!("{}/Questionnaire/{id}", codes::BASE));
    }
    let canonical = match form["version"].as_str() {
        Some(version) => format!("{}|{version}", text(&form, "url")),
        None => text(&form, "url").to_owned(),
    };
    let task = task(&id, &patient, &canonical, &form);
    let kept = trust.store.run(|tables| -> Result<(), StoreError> {
        tables.put(form)?;
        tables.put(task)?;
        Ok(())
    });
    match kept {
        Ok(()) => Json(json!({"task": id, "questionnaire": canonical})).into_response(),
        Err(error) => refuse(&error.into()),
    }
}

fn task(id: &str, patient: &str, canonical: &str, form: &Value) -> Value {
    let sdc = |code: &str| json!({"coding": [{"system": codes::SDC_TASK, "code": code}]});
    let me = json!({"reference": format!("Patient/{patient}")});
    let now = jiff::Timestamp::now().to_string();
    json!({
        "resourceType": "Task", "id": id, "status": "requested", "intent": "order",
        "code": sdc("complete-questionnaire"),
        "description": form["title"].as_str().unwrap_or("A form to try"),
        "for": me, "owner": me, "authoredOn": now, "lastModified": now,
        "input": [{"type": sdc("questionnaire"), "valueCanonical": canonical}],
    })
}
