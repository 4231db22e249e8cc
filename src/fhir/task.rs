//! Task: a form that the team asks for (SDC: `input` names the form, there is no focus).

use super::part::structures;
use super::types::{CodeableConcept, Period, Reference};
use super::{BadResource, Many, One, codes};
use serde::Deserialize;
use serde_json::{Value, json};

structures! {
    /// Task.
    Task {
        /// What it is.
        resource_type: One<String>,
        /// Its id.
        id: One<String>,
        /// What it is part of.
        based_on: Many<Reference>,
        /// Where it stands.
        status: One<String>,
        /// What kind of task.
        code: One<CodeableConcept>,
        /// What it is called.
        description: One<String>,
        /// What it is about.
        focus: One<Reference>,
        /// When it was asked.
        authored_on: One<String>,
        /// Who asks.
        requester: One<Reference>,
        /// Who is to do it.
        owner: One<Reference>,
        /// Within which days.
        restriction: One<Restriction>,
        /// What is needed for it.
        input: Many<TaskPart>,
        /// What came of it.
        output: Many<TaskPart>,
    }
    /// Limits of a task.
    Restriction {
        /// Within which days.
        period: One<Period>,
    }
    /// What goes into a task, or comes out of it.
    TaskPart {
        /// What it is.
        r#type: One<CodeableConcept>,
        /// A form, by its canonical address.
        value_canonical: One<String>,
        /// The same, as older servers write it.
        value_uri: One<String>,
        /// A resource.
        value_reference: One<Reference>,
    }
}

/// Where a task stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It waits for the person.
    Open,
    /// It was done; the answer, where the task names it.
    CompletedWith(Option<String>),
    /// It was withdrawn, refused or failed.
    Closed,
}

/// A task, as sending an answer needs to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskState {
    /// Where it stands.
    pub standing: Standing,
    /// Canonical address of the form, with its version if the task names one. A relative reference
    /// (`Questionnaire/x`) where the server gives only that. None where only a ServiceRequest says.
    pub questionnaire: Option<String>,
    /// What the task calls it.
    pub description: Option<String>,
    /// What it is part of; the answer is part of the same.
    pub based_on: Vec<String>,
}

impl Task {
    /// Where it stands. A status that we do not know is closed: the app asks for nothing that the
    /// team may not want.
    pub fn standing(&self) -> Standing {
        match self.status.text() {
            Some("requested" | "received" | "accepted" | "in-progress" | "ready") => Standing::Open,
            Some("completed") => Standing::CompletedWith(self.answer()),
            _ => Standing::Closed,
        }
    }

    fn answer(&self) -> Option<String> {
        let answers = self
            .output
            .iter()
            .filter(|o| o.is("questionnaire-response"));
        let mut named = answers.filter_map(|o| o.value_reference.get()?.reference.text());
        named.next().map(str::to_owned)
    }

    /// The form that it asks for: SDC's input; else a focus that is a form itself.
    pub fn form(&self) -> Option<&str> {
        let inputs = self.input.iter().filter(|i| i.is("questionnaire"));
        let mut named = inputs.filter_map(TaskPart::form);
        named.next().or_else(|| {
            let focus = self.focus.get()?;
            focus.id_of("Questionnaire").and(focus.reference.text())
        })
    }
}

impl TaskPart {
    fn is(&self, code: &str) -> bool {
        let of_code = |c: &super::types::Coding| c.code.text() == Some(code);
        self.r#type
            .get()
            .is_some_and(|t| t.coding.iter().any(of_code))
    }

    fn form(&self) -> Option<&str> {
        let named = self
            .value_canonical
            .text()
            .or_else(|| self.value_uri.text());
        named.or_else(|| self.value_reference.get()?.reference.text())
    }
}

/// Reads where a task stands and which form it asks for.
pub fn task_state(raw: &str) -> Result<TaskState, BadResource> {
    let task: Task = serde_json::from_str(raw).map_err(|_| BadResource::NotJson)?;
    if task.resource_type.text() != Some("Task") {
        return Err(BadResource::Not("Task"));
    }
    let based_on = task.based_on.iter().filter_map(|r| r.reference.text());
    Ok(TaskState {
        standing: task.standing(),
        questionnaire: task.form().map(str::to_owned),
        description: task.description.text().map(str::to_owned),
        based_on: based_on.map(str::to_owned).collect(),
    })
}

/// The same, where the task was completed with an answer that never came to be: it names this one
/// and no other.
pub fn complete_task_anew(raw: &str, response_reference: &str) -> Result<String, BadResource> {
    let mut value: Value = serde_json::from_str(raw).map_err(|_| BadResource::NotJson)?;
    if let Some(outputs) = value.get_mut("output").and_then(Value::as_array_mut) {
        outputs.retain(|output| {
            let codings = output.pointer("/type/coding").and_then(Value::as_array);
            let is_answer = codings
                .into_iter()
                .flatten()
                .any(|coding| coding["code"] == "questionnaire-response");
            !is_answer || output["valueReference"]["reference"] == response_reference
        });
    }
    complete_task(&value.to_string(), response_reference)
}

/// The task as completed by this answer. Everything else stays as it came; naming the same answer
/// twice changes nothing.
pub fn complete_task(raw: &str, response_reference: &str) -> Result<String, BadResource> {
    let mut value: Value = serde_json::from_str(raw).map_err(|_| BadResource::NotJson)?;
    let task = Task::deserialize(&value).map_err(|_| BadResource::Not("Task"))?;
    if task.resource_type.text() != Some("Task") {
        return Err(BadResource::Not("Task"));
    }
    let fields = value.as_object_mut().ok_or(BadResource::Not("Task"))?;
    fields.insert("status".into(), "completed".into());
    let output = fields.entry("output").or_insert_with(|| json!([]));
    let outputs = output.as_array_mut().ok_or(BadResource::Odd("output"))?;
    let named = |o: &Value| {
        o.pointer("/valueReference/reference")
            .and_then(Value::as_str)
            == Some(response_reference)
    };
    if !outputs.iter().any(named) {
        outputs.push(json!({
            "type": { "coding": [{ "system": codes::SDC_TASK, "code": "questionnaire-response" }] },
            "valueReference": { "reference": response_reference }
        }));
    }
    Ok(value.to_string())
}
