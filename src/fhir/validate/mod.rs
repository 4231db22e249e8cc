//! Whether a QuestionnaireResponse is right, judged against its Questionnaire.
//!
//! The rules are those of HL7's own validator (`QuestionnaireValidator` in `org.hl7.fhir.validation`)
//! and of the R4 data types that stand in answers. A form is taken as it came, not as the app reads it:
//! a response to a form that the app itself would refuse can be right all the same.
//!
//! Three things can be said of a response. An *error* is wrong for certain. A *warning* is worth a look
//! and makes nothing invalid: an answer that is still missing while the response is in progress, a form
//! of another version. *Unchecked* is what cannot be known here, with the reason: a set of options that
//! only a terminology server can expand, an expression that the app cannot work out. Nothing is guessed.
//!
//! Where HL7's validator is at odds with the text of the specification, the specification is followed:
//! as many answers as `maxOccurs` says are not too many, and a file as large as `maxSize` is not too
//! large.
//!
//! No message holds an answer: findings may be printed where others read.

mod element;
mod enabled;
mod expressions;
mod files;
mod form;
mod limits;
mod options;
mod quantities;
mod references;
mod report;
mod response;
mod values;
mod walk;

pub use report::{Finding, Report};

use super::questionnaire::FormReading;
use form::Form;
use response::Response;
use serde_json::Value;

/// Judges a QuestionnaireResponse against its Questionnaire. Whatever the two texts are, this ends and
/// says what it thinks; the time grows with their size and has an end of its own.
pub fn validate_response(questionnaire: &str, response: &str, reading: &FormReading) -> Report {
    // The parser goes 128 levels deep and no deeper, so what comes after may follow the nesting.
    let form = serde_json::from_str(questionnaire).ok();
    let response = serde_json::from_str(response).ok();
    validate_json(form.as_ref(), response.as_ref(), reading)
}

/// The same of what was parsed already, by a parser that bounds the depth; none: it could not be.
pub fn validate_json(
    questionnaire: Option<&Value>,
    response: Option<&Value>,
    reading: &FormReading,
) -> Report {
    let mut report = Report::default();
    let form = resource(questionnaire, "Questionnaire", &mut report);
    let answered = resource(response, "QuestionnaireResponse", &mut report);
    if let (Some(form), Some(answered)) = (form, answered) {
        let form = Form::of(form);
        let response = Response::of(answered);
        walk::judge(&form, &response, reading, &mut report);
    }
    report
}

fn resource<'a>(value: Option<&'a Value>, kind: &str, report: &mut Report) -> Option<&'a Value> {
    let Some(value) = value else {
        let message = format!("the {kind} is not JSON, or it is nested too deeply");
        report.error("", message);
        return None;
    };
    if value.get("resourceType").and_then(Value::as_str) != Some(kind) {
        report.error("", format!("this is not a {kind}"));
        return None;
    }
    Some(value)
}

/// The list in a field; empty where there is none.
fn list<'a>(element: &'a Value, name: &str) -> &'a [Value] {
    let all = element.get(name).and_then(Value::as_array);
    all.map(Vec::as_slice).unwrap_or_default()
}

/// The text in a field.
fn text<'a>(element: &'a Value, name: &str) -> Option<&'a str> {
    element.get(name)?.as_str()
}

/// The extensions of that address.
fn extensions<'a>(element: &'a Value, url: &str) -> impl Iterator<Item = &'a Value> {
    let all = list(element, "extension").iter();
    all.filter(move |e| text(e, "url") == Some(url))
}

/// The value of an extension, with the name of its type.
fn value_of(extension: &Value) -> Option<(&str, &Value)> {
    let mut fields = extension.as_object()?.iter();
    fields.find_map(|(name, value)| Some((name.strip_prefix("value")?, value)))
}

/// A whole number in the first extension of that address.
fn count(element: &Value, url: &str) -> Option<u64> {
    let extension = extensions(element, url).next()?;
    let (_, value) = value_of(extension)?;
    value.as_u64().or_else(|| {
        let number = value.as_f64().filter(|n| *n >= 0.0 && n.is_finite())?;
        Some(number as u64)
    })
}
