//! A form stands in the language that the person reads, where the form brings all of it; else in its own, whole: a
//! question in one language with answers in another is worse than either.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

use pathway_companion::fhir::{FormReading, read_questionnaire_with};
use pathway_companion::forms::Questionnaire;
use serde_json::{Value, json};

fn welsh(words: &str) -> Value {
    json!({"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": [
        {"url": "lang", "valueCode": "cy"}, {"url": "content", "valueString": words}]}]})
}

fn form() -> Value {
    let option = |english: &str, in_welsh: &str| json!({"valueCoding": {"code": english, "display": english, "_display": welsh(in_welsh)}});
    json!({
        "resourceType": "Questionnaire", "status": "active", "language": "en-GB",
        "url": "https://trust.example/Questionnaire/sleep", "title": "Sleep", "_title": welsh("Cwsg"),
        "item": [{
            "linkId": "slept", "type": "choice", "text": "Did you sleep?", "_text": welsh("Wnaethoch chi gysgu?"),
            "answerOption": [option("Yes", "Do"), option("No", "Naddo")]
        }]
    })
}

fn read(form: &Value, language: &str) -> Questionnaire {
    let reading = FormReading {
        language: Some(language.to_owned()),
        ..FormReading::default()
    };
    read_questionnaire_with(&form.to_string(), &reading).unwrap()
}

/// The title, the question and its answers, as they are shown.
fn words(form: &Questionnaire) -> Vec<String> {
    let item = &form.items[0];
    let options = item.options.iter().map(|it| it.label.clone());
    let first = [form.title.clone(), item.text.clone()];
    first.into_iter().flatten().chain(options).collect()
}

#[test]
fn in_theirs_where_the_form_brings_all_of_it() {
    let shown = read(&form(), "cy");
    assert_eq!(
        words(&shown),
        ["Cwsg", "Wnaethoch chi gysgu?", "Do", "Naddo"]
    );
    assert_eq!(shown.language.as_deref(), Some("cy"));
    let english = read(&form(), "en-GB");
    assert_eq!(words(&english), ["Sleep", "Did you sleep?", "Yes", "No"]);
}

#[test]
fn in_its_own_where_one_answer_has_no_other_words() {
    let mut half = form();
    let no = &mut half["item"][0]["answerOption"][1]["valueCoding"];
    drop(no.as_object_mut().unwrap().remove("_display"));
    let shown = read(&half, "cy");
    assert_eq!(words(&shown), ["Sleep", "Did you sleep?", "Yes", "No"]);
    // So that the page says so.
    assert_eq!(shown.language.as_deref(), Some("en-GB"));
}
