//! The form by which a goal is rated: made of the goal's own steps, so that it can be a draft like any other.
//!
//! Nobody sees it as a form: the goal's own page asks what it asks. It is what makes a choice and a note
//! safe at once, and what a copy of what was said takes its questions from.

use crate::care::{Goal, Level, Met};
use crate::fhir::codes;
use crate::fhir::goal::level_code;
use crate::words::Words;
use serde_json::{Value, json};

/// Where the step stands that the person is on.
pub const STEP: &str = "step";
/// Where the answer to "Did you get there?" stands, for a goal without steps.
pub const MET: &str = "met";
/// Where a number from 0 to 10 stands.
pub const TEN: &str = "ten";
/// Where a note stands.
pub const NOTE: &str = "note";

/// The answers to "Did you get there?" with the keys of their words, as they stand on the page.
pub const MET_WORDS: [(Met, &str); 6] = [
    (Met::Yes, "goals-met-yes"),
    (Met::ALittleMore, "goals-met-little-more"),
    (Met::ALotMore, "goals-met-lot-more"),
    (Met::Partly, "goals-met-partly"),
    (Met::Same, "goals-met-same"),
    (Met::Worse, "goals-met-worse"),
];

/// The key of the words for a step that has none of the person's own.
pub fn plain_step(level: Level) -> &'static str {
    match level {
        Level::MuchLess => "goals-step-much-less",
        Level::Less => "goals-step-less",
        Level::Expected => "goals-step-expected",
        Level::More => "goals-step-more",
        Level::MuchMore => "goals-step-much-more",
    }
}

/// The longest note, in letters.
pub const LONGEST_NOTE: u32 = 2000;

/// The form for one goal, as it is kept with the draft.
pub(super) fn rating_form(goal: &Goal, words: Words) -> String {
    let step = |(level, own): (Level, &Option<String>)| {
        let display = own.clone().unwrap_or_else(|| words.say(plain_step(level)));
        json!({ "valueCoding": { "system": codes::LOINC, "code": level_code(level), "display": display } })
    };
    let steps: Vec<Value> = Level::ALL.into_iter().zip(&goal.levels).map(step).collect();
    let met: Vec<Value> = MET_WORDS
        .iter()
        .map(|(_, key)| {
            let system = format!("{}/CodeSystem/goal-met", codes::BASE);
            let code = key.trim_start_matches("goals-met-");
            json!({ "valueCoding": { "system": system, "code": code, "display": words.say(key) } })
        })
        .collect();
    json!({
        "resourceType": "Questionnaire",
        "url": format!("{}/Questionnaire/goal-rating", codes::BASE),
        "version": "1.0.0",
        "title": goal.words,
        "status": "active",
        "language": words.language().tag(),
        "item": [
            { "linkId": STEP, "type": "choice", "text": words.say("goals-rate-heading"), "answerOption": steps },
            { "linkId": MET, "type": "choice", "text": words.say("goals-met-heading"), "answerOption": met },
            { "linkId": TEN, "type": "integer", "text": words.say("goals-ten-heading"), "extension": [
                { "url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueInteger": 0 },
                { "url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueInteger": 10 }] },
            { "linkId": NOTE, "type": "text", "text": words.say("goals-rate-note-label"), "maxLength": LONGEST_NOTE }
        ]
    })
    .to_string()
}
