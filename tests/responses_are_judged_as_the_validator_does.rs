//! A response is judged against its form as HL7's own validator judges it, and what this app sends is
//! always right by those rules.
#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/cases.rs"]
mod cases;

use pathway_companion::fhir::{FormReading, validate_response};
use std::fs;

/// Pairs that need what only a terminology server knows. Nothing is guessed of them: the set of options
/// is listed as unchecked, and nothing else is found.
const NEEDS_A_TERMINOLOGY_SERVER: [(&str, &str); 2] = [
    (
        "choice-gender-coding-async-qr",
        "the display of a code in FHIR's own code system of item types",
    ),
    (
        "string-with-coding-async-qr",
        "what is in the set of jurisdictions (ISO 3166 and UN M49)",
    ),
];

/// The list of the cases says that this pair has no error. HL7's own recorded outcome of it (in
/// `validator/outcomes/java`) has two: the form allows two decimal places, and the response has three,
/// as in the pair `decimal-max-decimal-places-qr`, of which the list does say so.
const LISTED_AGAINST_THE_RULE: &str = "decimal-precision-questionnaire";

/// Words of an expected message, and words that our message on the same topic has.
const TOPICS: [(&str, &str); 22] = [
    ("mime type", "mimeType"),
    ("attachment is too large", "maxSize"),
    ("is an exclusive option", "exclusive"),
    ("set of permitted values", "answerOption"),
    ("must be of the type", "must be of the type"),
    ("too many decimal places", "maxDecimalPlaces"),
    (
        "type 'display' cannot have answers",
        "type display has no answers",
    ),
    (
        "of type question should not have answers",
        "type group has no answers",
    ),
    (
        "No response answer found for required",
        "no answer found for this required item",
    ),
    ("not found in questionnaire", "is not in the form"),
    (
        "compared to the allowed minimum",
        "compared to the allowed minimum",
    ),
    (
        "compared to the allowed maximum",
        "compared to the allowed maximum",
    ),
    ("resource type", "resource type"),
    ("Only one response answer item", "only one answer"),
    ("shorter then the required minimum", "minimum length"),
    ("longer then the allowed maximum", "maximum length"),
    ("expected format", "expected format"),
    (
        "less than the allowed minimum",
        "less than the allowed minimum",
    ),
    (
        "greater than the allowed maximum",
        "greater than the allowed maximum",
    ),
    ("minimum number of answers", "at least"),
    ("maximum number of answers", "at most"),
    ("not in the list of allowed values", "answerValueSet"),
];

#[test]
fn every_pair_of_hl7_has_the_same_verdict_and_the_same_topics() {
    let Some(folder) = cases::folder("validator") else {
        return;
    };
    let table = fs::read_to_string(folder.join("expected.tsv")).unwrap();
    let mut wrong = Vec::new();
    let mut right = 0;
    for line in table.lines().skip(1).filter(|l| !l.trim().is_empty()) {
        let mut fields = line.split('\t');
        let mut next = || fields.next().unwrap_or_default();
        let (name, response, form, errors, expected) = (next(), next(), next(), next(), next());
        let read = |file: &str| fs::read_to_string(folder.join(file)).unwrap();
        let report = validate_response(&read(form), &read(response), &FormReading::default());
        if let Some((_, why)) = NEEDS_A_TERMINOLOGY_SERVER.iter().find(|(n, _)| *n == name) {
            println!("needs a terminology server: {name}: {why}");
            assert!(
                report.is_valid() && !report.unchecked.is_empty(),
                "{name}: {report:?}"
            );
            continue;
        }
        let number: usize = errors.parse().unwrap();
        let wanted_valid = number == 0 && name != LISTED_AGAINST_THE_RULE;
        if report.is_valid() != wanted_valid {
            wrong.push(format!(
                "{name}: wanted {errors} errors, found {:?}",
                report.errors
            ));
            continue;
        }
        for message in expected.split(" || ").filter(|m| !m.is_empty()) {
            let topic = TOPICS.iter().find(|(theirs, _)| message.contains(theirs));
            let (_, ours) = topic.unwrap_or_else(|| panic!("no topic for {message:?}"));
            if !report.errors.iter().any(|f| f.message.contains(ours)) {
                wrong.push(format!(
                    "{name}: nothing on {ours:?} in {:?}",
                    report.errors
                ));
            }
        }
        right += 1;
    }
    println!("{right} verdicts are right");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(right > 20, "the table was read");
}
