//! One of every kind of thing that Amira can share with Noor, each with words that stand nowhere else.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use crate::carer::{PARK, amira_changes};
use crate::desk::Trust;
use serde_json::{Value, json};

/// Something that is shared, and words of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Goal,
    Piece,
    Review,
    Team,
    Plan,
}

/// Every kind of thing that can be shared, with the words that are planted in it.
pub const PLANTED: [(Kind, &[&str]); 5] = [
    (
        Kind::Goal,
        &[
            "past the blue gate",
            "nearly at the willow",
            "five swans today",
        ],
    ),
    (Kind::Piece, &["An hour with the kettle on"]),
    (Kind::Review, &["2031-03-14", "Heron House"]),
    (Kind::Team, &["01632 960777", "01632 960888", "Samphire"]),
    (Kind::Plan, &["Count the gulls by the harbour"]),
];

/// The permit by which Amira shares it.
fn permit(kind: Kind) -> Value {
    let one = |meaning: &str, what: &str| json!({"data": [{"meaning": meaning, "reference": {"reference": what}}]});
    let class = |code: &str| json!({"class": [{"system": "http://hl7.org/fhir/resource-types", "code": code}]});
    let action = |code: &str| {
        let system = "http://terminology.hl7.org/CodeSystem/consentaction";
        json!({"coding": [{"system": system, "code": code}]})
    };
    let mut permit = match kind {
        Kind::Goal => one("dependents", &format!("Goal/{PARK}")),
        Kind::Piece => one("instance", "ServiceRequest/demo-amira-np-cbt"),
        Kind::Review => class("Appointment"),
        Kind::Team => class("CareTeam"),
        Kind::Plan => one("instance", "QuestionnaireResponse/planted-plan"),
    };
    permit["type"] = json!("permit");
    permit["period"] = json!({"start": "2026-01-01", "end": "2099-01-01"});
    permit["action"] = match kind {
        Kind::Goal => json!([action("access"), action("collect")]),
        _ => json!([action("access")]),
    };
    permit
}

/// Amira shares just this with Noor.
pub async fn shares(trust: &Trust, kinds: &[Kind]) {
    let permits: Vec<Value> = kinds.iter().map(|kind| permit(*kind)).collect();
    amira_changes(trust, |it| {
        it["status"] = json!("active");
        it["provision"]["provision"] = json!(permits);
    })
    .await;
}

/// All that is shared has this last day.
pub async fn until_day(trust: &Trust, day: &str) {
    amira_changes(trust, |it| {
        let permits = it["provision"]["provision"].as_array_mut().unwrap();
        for permit in permits {
            permit["period"] = json!({"start": "2026-01-01", "end": day});
        }
    })
    .await;
}

/// The resource of this id.
pub async fn one(trust: &Trust, kind: &str, id: &str) -> Value {
    let all = trust.resources(kind).await;
    let found = all.into_iter().find(|it| it["id"] == id);
    found.unwrap_or_else(|| panic!("there is no {kind}/{id}"))
}

/// Plants the words.
pub async fn plant(trust: &Trust) {
    let mut goal = one(trust, "Goal", PARK).await;
    goal["description"]["text"] = "Walk past the blue gate".into();
    let steps = goal["extension"].as_array_mut().unwrap();
    let text = |it: &mut Value| {
        let parts = it["extension"].as_array_mut()?;
        let words = parts.iter_mut().find_map(|it| it.get_mut("valueString"))?;
        *words = "I was nearly at the willow".into();
        Some(())
    };
    assert!(
        steps.iter_mut().find_map(text).is_some(),
        "a step has words"
    );
    trust.put(goal).await;

    let ratings = trust.resources("Observation").await;
    let of_park = |it: &&Value| {
        let goal = format!("Goal/{PARK}");
        it["focus"][0]["reference"] == goal.as_str()
            && it["performer"][0]["reference"] == "Patient/demo-amira"
    };
    let mut rating = ratings.iter().find(of_park).unwrap().clone();
    rating["note"] = json!([{"text": "five swans today"}]);
    trust.put(rating).await;

    let mut piece = one(trust, "ServiceRequest", "demo-amira-np-cbt").await;
    let titles = piece["extension"].as_array_mut().unwrap();
    let title = titles
        .iter_mut()
        .find(|it| it["valueString"] == "A weekly appointment");
    title.unwrap()["valueString"] = "An hour with the kettle on".into();
    trust.put(piece).await;

    let mut review = one(trust, "Appointment", "demo-amira-review").await;
    review["start"] = "2031-03-14T14:00:00Z".into();
    review["end"] = "2031-03-14T15:00:00Z".into();
    let coming = review["participant"].as_array_mut().unwrap();
    let place = coming
        .iter_mut()
        .find(|it| it["type"][0]["text"] == "place")
        .unwrap();
    place["actor"] = json!({"display": "Heron House, room 9"});
    trust.put(review).await;

    let teams = trust.of_patient("CareTeam", "demo-amira").await;
    let mut team = teams[0].clone();
    team["telecom"] = json!([{"system": "phone", "value": "01632 960777"}]);
    trust.put(team).await;
    // Of the team alone: the kettle's worker is another.
    let mut worker = one(trust, "Practitioner", "ash").await;
    worker["name"] = json!([{"text": "Ash Samphire", "family": "Samphire", "given": ["Ash"]}]);
    trust.put(worker).await;
    let mut worker = one(trust, "Practitioner", "kim").await;
    worker["telecom"] = json!([{"system": "phone", "value": "01632 960888"}]);
    trust.put(worker).await;

    trust
        .put(json!({"resourceType": "QuestionnaireResponse", "id": "planted-plan", "status": "completed",
            "questionnaire": "https://pathway-companion.example/fhir/Questionnaire/staying-safe-plan|1.0.0",
            "subject": {"reference": "Patient/demo-amira"}, "author": {"reference": "Patient/demo-amira"},
            "authored": "2026-10-01T10:00:00Z",
            "item": [{"linkId": "helps", "text": "What I can do by myself",
                "answer": [{"valueString": "Count the gulls by the harbour"}]}]}))
        .await;
}
