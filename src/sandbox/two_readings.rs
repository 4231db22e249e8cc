//! The sandbox and the app read a Consent each in code of their own. Here both read the same ones, a table
//! and thousands at random, and must give the same: what the server lets through is what the person is
//! shown, and what the carer's phone keeps.

use super::sharing::Permits;
use super::store::Stored;
use crate::care::{CarerRating, Shared};
use crate::fhir::consent::read_sharing;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const TODAY: Date = date(2026, 6, 15);

/// Everything that one of these Consents could share.
fn everything() -> Vec<Shared> {
    let mut all = vec![Shared::Reviews, Shared::Team];
    for id in ["1", "2"] {
        all.push(Shared::Goal(id.into()));
        all.push(Shared::Piece(id.into()));
        all.push(Shared::SafePlan(id.into()));
    }
    all
}

/// What is given, each with "asked" where the carer is asked to rate it.
type Given = BTreeSet<(Shared, bool)>;

fn by_the_app(consent: &Value) -> Given {
    let Some(sharing) = read_sharing(&consent.to_string(), "a") else {
        return Given::new();
    };
    if sharing.carer != "n" {
        return Given::new();
    }
    let mut given = Given::new();
    for what in everything() {
        let mut permits = sharing
            .in_force(TODAY)
            .filter(|it| it.what == what)
            .peekable();
        if permits.peek().is_some() {
            let is_goal = matches!(what, Shared::Goal(_));
            let asked = permits.any(|it| it.rating == CarerRating::Asked) && is_goal;
            given.insert((what, asked));
        }
    }
    given
}

fn by_the_sandbox(consent: &Value) -> Given {
    let stored = Stored {
        sequence: 1,
        version: 1,
        last_updated: String::new(),
        deleted: false,
        resource: consent.clone(),
    };
    let permits = Permits::of(&[stored], "RelatedPerson/n", "Patient/a", TODAY);
    let now = super::access::Now {
        at: "2026-06-15T12:00:00Z".parse().unwrap(),
        today: TODAY,
    };
    let ours = |end: &str| format!("{}{end}", crate::fhir::codes::BASE);
    let mut given = Given::new();
    for what in everything() {
        let (resource, rating) = match &what {
            Shared::Goal(id) => (
                json!({"resourceType": "Goal", "id": id}),
                json!({"focus": [{"reference": format!("Goal/{id}")}]}),
            ),
            Shared::Piece(id) => (
                json!({"resourceType": "ServiceRequest", "id": id, "status": "active", "extension": [
                    {"url": ours(crate::fhir::codes::CARER_TITLE), "valueString": "A visit"}]}),
                Value::Null,
            ),
            Shared::SafePlan(id) => (
                json!({"resourceType": "QuestionnaireResponse", "id": id, "status": "completed"}),
                Value::Null,
            ),
            Shared::Team => (json!({"resourceType": "CareTeam", "id": "t"}), Value::Null),
            Shared::Reviews => (
                json!({"resourceType": "Appointment", "id": "r", "status": "booked",
                    "start": "2026-07-01T10:00:00Z", "appointmentType": {"coding": [
                        {"system": ours(crate::fhir::codes::APPOINTMENT_TYPE), "code": "review"}]}}),
                Value::Null,
            ),
        };
        if permits.let_through(&resource, "RelatedPerson/n", now) {
            given.insert((what, permits.asks_for(&rating)));
        }
    }
    given
}

fn action(codes: &[&str]) -> Value {
    let system = "http://terminology.hl7.org/CodeSystem/consentaction";
    let one = |code: &&str| json!({"coding": [{"system": system, "code": code}]});
    codes.iter().map(one).collect()
}

fn goal(id: &str) -> Value {
    json!([{"meaning": "dependents", "reference": {"reference": format!("Goal/{id}")}}])
}

fn permit() -> Value {
    json!({"type": "permit", "period": {"start": "2026-01-01", "end": "2026-12-31"},
        "action": action(&["access", "collect"]), "data": goal("1")})
}

fn consent(permits: Vec<Value>) -> Value {
    json!({"resourceType": "Consent", "id": "c", "status": "active",
        "patient": {"reference": "Patient/a"},
        "provision": {"type": "deny", "actor": [{"reference": {"reference": "RelatedPerson/n"}}],
            "provision": permits}})
}

/// A Consent with one thing changed, and how many things it gives.
fn changed(path: &str, value: Value) -> Value {
    let mut made = consent(vec![permit()]);
    let (parents, last) = path.rsplit_once('/').unwrap();
    let place = made.pointer_mut(parents).unwrap();
    match value {
        Value::Null => {
            place.as_object_mut().unwrap().remove(last);
        }
        value => place[last] = value,
    }
    made
}

#[test]
fn both_read_a_table_of_consents_alike() {
    let inner = "/provision/provision/0";
    let carer = |id: &str| json!({"reference": {"reference": format!("RelatedPerson/{id}")}});
    let table: Vec<(usize, &str, Value)> = vec![
        (1, "/status", json!("active")),
        (0, "/status", json!("inactive")),
        (0, "/status", json!("draft")),
        (0, "/status", Value::Null),
        (0, "/patient", json!({"reference": "Patient/b"})),
        (0, "/patient", Value::Null),
        (0, "/provision/type", json!("permit")),
        (0, "/provision/type", Value::Null),
        (0, "/provision/actor", json!([carer("m")])),
        (0, "/provision/actor", json!([carer("n"), carer("m")])),
        (0, "/provision/actor", json!([carer("n"), carer("n")])),
        (0, "/provision/actor", json!([])),
        (0, "/provision/actor", Value::Null),
        (
            0,
            "/provision/actor",
            json!([{"reference": {"reference": "Practitioner/n"}}]),
        ),
        (1, "/provision/period", json!({"end": "2026-06-15"})),
        (0, "/provision/period", json!({"end": "2026-06-14"})),
        (0, "/provision/period", json!({"start": "2026-06-16"})),
        (1, "/provision/period", json!({"start": "2026-06-15"})),
        (0, "/provision/period", json!({"start": "one day"})),
        (0, "/provision/period", json!({"end": "one day"})),
        (0, &format!("{inner}/type"), json!("deny")),
        (0, &format!("{inner}/period"), Value::Null),
        (
            0,
            &format!("{inner}/period"),
            json!({"start": "2026-01-01"}),
        ),
        (1, &format!("{inner}/period"), json!({"end": "2026-06-15"})),
        (0, &format!("{inner}/period"), json!({"end": "2026-06-14"})),
        (
            1,
            &format!("{inner}/period"),
            json!({"start": "2026-06-15", "end": "2026-06"}),
        ),
        (
            0,
            &format!("{inner}/period"),
            json!({"start": "2026-06-16", "end": "2026-12-31"}),
        ),
        (
            0,
            &format!("{inner}/period"),
            json!({"start": "soon", "end": "2026-12-31"}),
        ),
        (
            1,
            &format!("{inner}/period"),
            json!({"end": "2026-06-14T23:30:00Z"}),
        ),
        (0, &format!("{inner}/period"), json!({"end": "2026-05"})),
        (1, &format!("{inner}/action"), Value::Null),
        (1, &format!("{inner}/action"), action(&["access"])),
        (0, &format!("{inner}/action"), action(&["collect"])),
        (0, &format!("{inner}/action"), action(&["disclose"])),
        (0, &format!("{inner}/action"), action(&["access", "use"])),
        (0, &format!("{inner}/action"), json!([{"text": "look"}])),
        (
            0,
            &format!("{inner}/action"),
            json!([{"coding": [{"code": "access"}]}]),
        ),
        (0, &format!("{inner}/data"), Value::Null),
        (0, &format!("{inner}/data/0/meaning"), json!("instance")),
        (0, &format!("{inner}/data/0/meaning"), json!("related")),
        (0, &format!("{inner}/data/0/meaning"), json!("authoredby")),
        (0, &format!("{inner}/data/0/meaning"), Value::Null),
        (
            0,
            &format!("{inner}/data/0/reference"),
            json!({"reference": "CarePlan/1"}),
        ),
        (
            0,
            &format!("{inner}/data/0/reference"),
            json!({"reference": "ServiceRequest/1"}),
        ),
        (
            0,
            &format!("{inner}/data/0/reference"),
            json!({"display": "a goal"}),
        ),
        (2, &format!("{inner}/class"), json!([{"code": "CareTeam"}])),
        (0, &format!("{inner}/class"), json!([{"code": "CarePlan"}])),
        (
            0,
            &format!("{inner}/class"),
            json!([{"code": "CareTeam"}, {"code": "Observation"}]),
        ),
        (0, &format!("{inner}/actor"), json!([carer("m")])),
        (0, &format!("{inner}/provision"), json!([permit()])),
        (
            0,
            &format!("{inner}/purpose"),
            json!([{"code": "RESEARCH"}]),
        ),
        (0, &format!("{inner}/securityLabel"), json!([{"code": "R"}])),
        (0, &format!("{inner}/code"), json!([{"text": "walking"}])),
        (
            0,
            &format!("{inner}/dataPeriod"),
            json!({"end": "2020-01-01"}),
        ),
        (
            0,
            &format!("{inner}/modifierExtension"),
            json!([{"url": "https://x.example/not"}]),
        ),
    ]
    .into_iter()
    .map(|(gives, path, value)| (gives, &*Box::leak(path.to_owned().into_boxed_str()), value))
    .collect();
    for (gives, path, value) in table {
        let consent = changed(path, value);
        let (app, sandbox) = (by_the_app(&consent), by_the_sandbox(&consent));
        assert_eq!(sandbox.len(), gives, "the sandbox: {path} in {consent}");
        assert_eq!(app, sandbox, "{path} in {consent}");
    }
}

#[test]
fn an_address_of_another_server_gives_nothing_there() {
    // The app, which knows one server, reads the end of an address; the server knows its own things.
    for reference in [
        "https://x.example/fhir/Goal/1",
        "Goal/1/_history/1",
        "Goal/",
        "Goal",
        "",
    ] {
        let consent = changed(
            "/provision/provision/0/data/0/reference",
            json!({"reference": reference}),
        );
        assert!(by_the_sandbox(&consent).is_empty(), "{reference}");
    }
}

fn day() -> impl Strategy<Value = Option<Value>> {
    let days = [
        "2026-01-01",
        "2026-06-14",
        "2026-06-15",
        "2026-06-16",
        "2026-06",
        "2026-05",
        "2026-07",
        "2025",
        "2026",
        "2027",
        "2026-06-14T22:30:00Z",
        "2026-06-14T23:30:00Z",
        "2026-06-15T23:30:00+01:00",
        "2026-06-31",
        "later",
    ];
    let days: Vec<Value> = days.iter().map(|it| json!(it)).collect();
    prop_oneof![1 => Just(None), 6 => prop::sample::select(days).prop_map(Some)]
}

fn period() -> impl Strategy<Value = Option<Value>> {
    let both = (day(), day()).prop_map(|(start, end)| {
        let mut period = json!({});
        for (name, day) in [("start", start), ("end", end)] {
            if let Some(day) = day {
                period[name] = day;
            }
        }
        Some(period)
    });
    let good = Just(Some(json!({"start": "2026-01-01", "end": "2026-12-31"})));
    prop_oneof![1 => Just(None), 4 => good, 4 => both]
}

fn inner() -> impl Strategy<Value = Value> {
    let actions = prop::collection::vec(
        prop::sample::select(vec!["access", "access", "access", "collect", "disclose"]),
        0..3,
    );
    let meaning = prop::sample::select(vec![
        "dependents",
        "dependents",
        "instance",
        "instance",
        "related",
    ]);
    let kind = prop::sample::select(vec![
        "Goal",
        "Goal",
        "ServiceRequest",
        "QuestionnaireResponse",
        "CarePlan",
    ]);
    let data = prop::collection::vec((meaning, kind, 1..3), 0..3);
    let class = prop::collection::vec(
        prop::sample::select(vec!["CareTeam", "Appointment", "CarePlan"]),
        0..2,
    );
    let odd = prop::sample::select(vec!["", "", "", "", "", "purpose", "actor", "code"]);
    let kinds = prop::sample::select(vec!["permit", "permit", "permit", "permit", "deny"]);
    (kinds, period(), actions, data, class, odd).prop_map(|(kind, period, actions, data, class, odd)| {
        let mut made = json!({"type": kind});
        if let Some(period) = period {
            made["period"] = period;
        }
        if !actions.is_empty() {
            made["action"] = action(&actions);
        }
        if !data.is_empty() {
            let one = |(meaning, kind, id): (&str, &str, i32)| {
                json!({"meaning": meaning, "reference": {"reference": format!("{kind}/{id}")}})
            };
            made["data"] = data.into_iter().map(one).collect();
        }
        if !class.is_empty() {
            made["class"] = class.iter().map(|code| json!({"code": code})).collect();
        }
        if !odd.is_empty() {
            made[odd] = json!([{"code": "x"}]);
        }
        made
    })
}

fn any_consent() -> impl Strategy<Value = Value> {
    let status = prop::sample::select(vec![
        "active", "active", "active", "active", "inactive", "draft",
    ]);
    let root = prop::sample::select(vec!["deny", "deny", "deny", "deny", "permit"]);
    let actors = prop::sample::select(vec![
        vec!["n"],
        vec!["n"],
        vec!["n"],
        vec!["m"],
        vec!["n", "m"],
        vec![],
    ]);
    let patient = prop::sample::select(vec!["a", "a", "a", "a", "b"]);
    let permits = prop::collection::vec(inner(), 0..5);
    (status, root, actors, patient, period(), permits).prop_map(
        |(status, root, actors, patient, period, permits)| {
            let mut made = consent(permits);
            made["status"] = json!(status);
            made["patient"]["reference"] = json!(format!("Patient/{patient}"));
            made["provision"]["type"] = json!(root);
            let carer =
                |id: &&str| json!({"reference": {"reference": format!("RelatedPerson/{id}")}});
            made["provision"]["actor"] = actors.iter().map(carer).collect();
            // Without an end the whole goes on.
            if let Some(period) = period {
                made["provision"]["period"] = period;
            }
            made
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_read_any_consent_alike(consent in any_consent()) {
        prop_assert_eq!(by_the_app(&consent), by_the_sandbox(&consent), "{}", consent);
    }
}
