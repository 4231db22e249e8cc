//! Whatever a server sends: no panic, no hang, no word of it in an error or a log.
#![allow(clippy::unwrap_used)]

#[path = "support/fhir.rs"]
mod support;

use pathway_companion::fhir::bundle::{read_page, read_replies};
use pathway_companion::fhir::capability::read_capabilities;
use pathway_companion::fhir::codes::BASE;
use pathway_companion::fhir::outcome::read_outcome;
use pathway_companion::fhir::patient::{belongs_to, read_person};
use pathway_companion::fhir::questionnaire::read_questionnaire;
use pathway_companion::fhir::read_answers;
use pathway_companion::fhir::record::read_record;
use pathway_companion::fhir::release::may_be_kept;
use pathway_companion::fhir::task::{complete_task, task_state};
use pathway_companion::fhir::{Envelope, when};
use pathway_companion::forms::{Questionnaire, Session};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};
use std::time::Instant;
use support::*;

/// Everything that reads, on one text.
fn read_everything(raw: &str) {
    let _ = read_page(raw);
    let _ = read_replies(raw);
    let _ = read_outcome(raw);
    let _ = read_capabilities(raw);
    let _ = read_person(raw);
    let _ = belongs_to(raw, ME);
    let _ = may_be_kept(raw, BASE);
    let _ = task_state(raw);
    let _ = complete_task(raw, "QuestionnaireResponse/1");
    static PHQ9: LazyLock<Arc<Questionnaire>> = LazyLock::new(phq9);
    let _ = read_answers(raw, &PHQ9);
    if let Ok(form) = read_questionnaire(raw) {
        let session = Session::new(form.into(), BTreeMap::new());
        let _ = (
            session.pages(),
            session.missing(),
            session.score(),
            session.risk_skipped(),
        );
    }
    if let Ok(envelope) = Envelope::read(raw) {
        read_record(&[envelope.clone(), envelope], &reading());
    }
}

fn samples() -> Vec<Value> {
    let mut all = vec![
        amira(),
        sam(),
        plan(),
        episode(),
        goal(),
        piece("walks", "Walks"),
        task("t", "requested"),
        rating("r", "107334-5", "LA34481-4", "2026-06-01"),
        cluster("c", "04", "admission", "2026-04-01", true),
        meeting("m", "review", "booked", "2026-09-10T14:00:00+01:00"),
        serde_json::from_str(include_str!("../assets/forms/phq-9.json")).unwrap(),
    ];
    all.push(
        json!({ "resourceType": "Bundle", "type": "searchset", "entry": [{ "resource": goal() }] }),
    );
    all.push(json!({ "resourceType": "CareTeam", "id": "t", "subject": me(), "participant": [
        { "role": [{ "text": "Care coordinator" }], "member": { "reference": "Practitioner/sam" } }] }));
    all
}

/// Every value in a resource, by its place.
fn places(value: &Value, at: String, found: &mut Vec<String>) {
    found.push(at.clone());
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, inside)| {
            places(
                inside,
                format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")),
                found,
            );
        }),
        Value::Array(all) => {
            all.iter()
                .enumerate()
                .for_each(|(n, inside)| places(inside, format!("{at}/{n}"), found));
        }
        _ => {}
    }
}

#[test]
fn any_value_may_be_of_any_type() {
    let odd = [
        json!(null),
        json!(true),
        json!(-1.5e300),
        json!(""),
        json!([]),
        json!({}),
        json!([[[{}]]]),
        json!("\u{0}\u{202e}\u{feff}"),
        json!("9999-99-99T99:99:99+99:99"),
        json!("Patient/../../x"),
    ];
    for sample in samples() {
        let mut all = Vec::new();
        places(&sample, String::new(), &mut all);
        // Each place once, each odd value in turn: all pairs would take minutes in a debug build.
        for (n, place) in all.iter().enumerate() {
            let mut changed = sample.clone();
            *changed.pointer_mut(place).unwrap() = odd[n % odd.len()].clone();
            read_everything(&changed.to_string());
        }
    }
}

#[test]
fn cut_off_anywhere_it_is_still_survived() {
    for sample in samples() {
        let raw = sample.to_string();
        let step = (raw.len() / 40).max(1);
        for end in (0..raw.len())
            .step_by(step)
            .filter(|end| raw.is_char_boundary(*end))
        {
            read_everything(&raw[..end]);
        }
    }
}

#[test]
fn depth_and_size_do_not_hang() {
    let began = Instant::now();
    let deep = |open: &str, close: &str, depth: usize| {
        format!("{}1{}", open.repeat(depth), close.repeat(depth))
    };
    for depth in [50, 10_000] {
        for (open, close) in [
            ("[", "]"),
            ("{\"item\":[", "]}"),
            ("{\"extension\":[", "]}"),
            ("{\"x\":", "}"),
        ] {
            let inside = deep(open, close, depth);
            read_everything(&inside);
            let kinds = [
                "Goal",
                "QuestionnaireResponse",
                "Questionnaire",
                "Observation",
                "Task",
            ];
            for kind in kinds {
                let fields = format!("\"id\":\"x\",\"item\":[{inside}],\"extension\":[{inside}]");
                read_everything(&format!("{{\"resourceType\":\"{kind}\",{fields}}}"));
            }
        }
    }
    let wide: Vec<Value> = (0..20_000)
        .map(|n| json!({ "reference": format!("Goal/{n}") }))
        .collect();
    let mut many = rating("r", "107334-5", "LA34481-4", "2026-06-01");
    many["focus"] = wide.clone().into();
    read_everything(&many.to_string());
    let mut plan = plan();
    plan["goal"] = wide.into();
    plan["activity"] = vec![json!({ "detail": { "code": { "text": "x" } } }); 5_000].into();
    read_everything(&plan.to_string());
    assert!(began.elapsed().as_secs() < 60, "{:?}", began.elapsed());
}

#[test]
fn dates_that_no_calendar_has_are_no_dates() {
    for text in [
        "-9999-01-01",
        "9999-12-31T23:59:59Z",
        "0000-00-00",
        "2026-02-29",
        "2026-08-01T25:00:00Z",
        "2026-08-01T10:00:00+99:00",
        "2026-08-01T10:00:00[Europe/London]",
        "٢٠٢٦-٠١-٠١",
        "2026-08-01T10:00:60Z",
    ] {
        let _ = (
            when::first_day(text),
            when::last_day(text),
            when::moment(text),
            when::moment_or_noon(text),
        );
    }
    let last = "9999-12-31";
    assert!(when::first_day(last).is_some());
    let _ = when::moment_or_noon(last);
}

#[test]
fn nothing_of_a_person_is_in_an_error_or_in_a_debug_print() {
    let secret = "Amira";
    let mut bad = amira();
    bad["id"] = json!("Amira Test");
    let error = read_person(&bad.to_string()).unwrap_err();
    assert!(!format!("{error} {error:?}").contains(secret));
    let envelope = envelope(&amira());
    assert!(!format!("{envelope:?}").contains(secret));
    let person = read_person(&envelope.raw).unwrap();
    assert!(!format!("{person:?}").contains(secret));
}

#[test]
fn a_resource_is_mine_only_if_it_names_me() {
    let of = |resource: Value| belongs_to(&resource.to_string(), ME);
    for mine in [
        plan(),
        episode(),
        task("t", "requested"),
        amira(),
        sam(),
        json!({ "resourceType": "RelatedPerson", "patient": me() }),
        json!({ "resourceType": "Goal", "subject": { "reference": format!("https://t.example/fhir/Patient/{ME}") } }),
        json!({ "resourceType": "Goal", "subject": { "reference": format!("Patient/{ME}/_history/2") } }),
        json!({ "resourceType": "Communication", "sender": me() }),
        json!({ "resourceType": "Questionnaire" }),
        json!({ "resourceType": "Organization" }),
        meeting("m", "review", "booked", "2026-09-10T14:00:00+01:00"),
    ] {
        assert!(of(mine.clone()), "{mine}");
    }
    let other = json!({ "reference": "Patient/other" });
    for theirs in [
        json!({ "resourceType": "Goal" }),
        json!({ "resourceType": "Goal", "subject": other }),
        json!({ "resourceType": "Goal", "subject": { "display": "Amira" } }),
        json!({ "resourceType": "Goal", "subject": { "reference": format!("Group/{ME}") } }),
        json!({ "resourceType": "Goal", "subject": { "reference": format!("NotPatient/{ME}") } }),
        json!({ "resourceType": "Communication", "subject": other, "sender": me() }),
        json!({ "resourceType": "Unheard", "subject": me(), "patient": other }),
        json!({ "resourceType": "Patient", "id": "other" }),
        json!({ "resourceType": "Appointment", "participant": [{ "actor": other }] }),
        json!({ "resourceType": "RelatedPerson" }),
        json!({ "subject": me() }),
        json!([]),
    ] {
        assert!(!of(theirs.clone()), "{theirs}");
    }
}

proptest! {
    #[test]
    fn any_text_is_survived(raw in "\\PC{0,200}") {
        read_everything(&raw);
        let _ = (when::first_day(&raw), when::last_day(&raw), when::moment(&raw));
    }
}
