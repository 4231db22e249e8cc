//! Forms that the team asks for, and forms that were answered.
//!
//! A form to do is a Task in SDC's shape (`input` names the form) or in the other one (`focus` points
//! at a ServiceRequest that names it, or at the form itself).

use super::shelf::Shelf;
use crate::care::{FormDone, FormToDo};
use crate::fhir::questionnaire::read_questionnaire_with;
use crate::fhir::response::QuestionnaireResponse;
use crate::fhir::task::{Standing, Task};
use crate::fhir::types::Period;
use crate::fhir::{codes, when};
use crate::forms::{Questionnaire, Session};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Forms to do, the oldest first.
pub(super) fn to_do(shelf: &Shelf) -> Vec<FormToDo> {
    let open = shelf
        .tasks
        .iter()
        .filter(|t| t.standing() == Standing::Open);
    let own = open.filter(|t| is_for_person(shelf, t));
    let mut forms: Vec<FormToDo> = own.filter_map(|t| form_to_do(shelf, t)).collect();
    forms.sort_by(|a, b| (a.asked.on, &a.task).cmp(&(b.asked.on, &b.task)));
    forms
}

// A task about the person may be somebody else's to do: a worker's, or a carer's.
fn is_for_person(shelf: &Shelf, task: &Task) -> bool {
    let owner = task.owner.get();
    owner.is_none_or(|o| o.id_of("Patient") == Some(shelf.how.patient))
}

fn form_to_do(shelf: &Shelf, task: &Task) -> Option<FormToDo> {
    let questionnaire = task.form().or_else(|| requested_form(shelf, task))?;
    let known = shelf.form(questionnaire);
    let title = task.description.text().map(str::to_owned);
    let window = task.restriction.get().and_then(|r| r.period.get());
    let form = known.and_then(|form| read_questionnaire_with(form.raw, &shelf.reading).ok());
    Some(FormToDo {
        task: task.id.text()?.to_owned(),
        questionnaire: questionnaire.to_owned(),
        title: title.or_else(|| known?.title.clone()),
        asked: shelf.written(task.requester.get(), task.authored_on.text()),
        opens: window.and_then(Period::first),
        closes: window.and_then(Period::last),
        questions: form.map(questions_at_the_start),
    })
}

// As many as the form's own start page says: a question that only some answers lead to is not counted.
fn questions_at_the_start(form: Questionnaire) -> u32 {
    let unanswered = Session::new(Arc::new(form), BTreeMap::new());
    unanswered.question_count()
}

fn requested_form<'a>(shelf: &'a Shelf, task: &Task) -> Option<&'a str> {
    let id = task.focus.get()?.id_of("ServiceRequest")?;
    let request = shelf.requests.iter().find(|r| r.id.text() == Some(id))?;
    request.form()
}

/// Forms that were answered, the newest first.
pub(super) fn done(shelf: &Shelf) -> Vec<FormDone> {
    let whole =
        |r: &&QuestionnaireResponse| matches!(r.status.text(), Some("completed" | "amended"));
    let answered = shelf.responses.iter().filter(whole);
    let own = answered.filter(|r| is_by_person(shelf, r));
    let mut forms: Vec<FormDone> = own.filter_map(|r| form_done(shelf, r)).collect();
    forms.sort_by(|a, b| (b.answered, &b.response).cmp(&(a.answered, &a.response)));
    forms
}

// What a worker answered about the person is not the person's own word, and may not be released.
pub(super) fn is_by_person(shelf: &Shelf, response: &QuestionnaireResponse) -> bool {
    let said_by = response.source.get().or_else(|| response.author.get());
    said_by.is_none_or(|r| r.id_of("Patient") == Some(shelf.how.patient))
}

fn form_done(shelf: &Shelf, response: &QuestionnaireResponse) -> Option<FormDone> {
    let questionnaire = response.questionnaire.text().unwrap_or_default();
    let system = format!("{}{}", shelf.how.codes_base, codes::RESPONSE_UUID);
    let identifier = response.identifier.get();
    let ours = identifier.filter(|i| i.system.text() == Some(&system));
    Some(FormDone {
        response: response.id.text()?.to_owned(),
        ours: ours.and_then(|i| i.value.text()).map(str::to_owned),
        questionnaire: questionnaire.to_owned(),
        title: shelf.any_form(questionnaire).and_then(|f| f.title.clone()),
        answered: response.authored.text().and_then(when::moment_or_noon),
    })
}
