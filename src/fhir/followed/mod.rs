//! What a carer's phone may keep: looked at once more, whatever the server sends.
//!
//! A server enforces sharing (CONTRACT §1, "sharing"). This is the second lock, on the carer's own phone. It
//! reads the Consents that name this carer, and lets through what they permit today and nothing else; of what
//! it lets through it writes a new resource, part by part. So what nobody asked for (what a goal is about in
//! codes, the real name of a piece of the plan, why a meeting is held) does not reach the disk, even where a
//! server sends it.
//!
//! In doubt, nothing: without a link that stands there is no carer, without a Consent that holds there is
//! nothing shared, and a resource that cannot be read is not kept.

mod cut;

use super::Envelope;
use super::consent::read_sharing;
use super::related_person::RelatedPerson;
use super::types::Reference;
use crate::care::{Carer, CarerRating, Permit, Shared};
use cut::{cut, envelope, modified, named_workers, plain, worker};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Who looks at whose record, when.
#[derive(Debug, Clone, Copy)]
pub struct Looking<'a> {
    /// Id of the Patient.
    pub patient: &'a str,
    /// Id of the carer's RelatedPerson.
    pub carer: &'a str,
    /// Base of our codes at this trust.
    pub codes_base: &'a str,
    /// The day, in the trust's own time.
    pub today: Date,
    /// The moment.
    pub now: Timestamp,
}

/// What this carer was given, as it holds on one day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Given {
    /// Who the carer is; none where the link between the two does not stand.
    pub carer: Option<Carer>,
    /// Whom they support, as the link names them.
    pub whom: Option<String>,
    /// What holds, each thing once, with the last of its days.
    pub permits: Vec<Permit>,
    /// How many permits nobody here understands.
    pub not_understood: u32,
}

impl Given {
    /// Reads what is given from the link and the Consents among these resources.
    pub fn among(resources: &[Envelope], looking: &Looking) -> Given {
        let link = resources
            .iter()
            .find(|it| it.kind == "RelatedPerson" && it.id == looking.carer);
        let link: Option<RelatedPerson> = link.and_then(|it| serde_json::from_str(&it.raw).ok());
        let carer = link
            .as_ref()
            .and_then(|it| it.carer(looking.patient, looking.today));
        if carer.is_none() {
            return Given::default();
        }
        let mut best: BTreeMap<Shared, Permit> = BTreeMap::new();
        let mut not_understood = 0;
        for consent in resources.iter().filter(|it| it.kind == "Consent") {
            let value = serde_json::from_str(&consent.raw).unwrap_or(Value::Null);
            let sharing = read_sharing(&consent.raw, looking.patient);
            let Some(sharing) = sharing.filter(|it| it.carer == looking.carer && !modified(&value))
            else {
                continue;
            };
            if sharing.in_force(looking.today).next().is_some() {
                not_understood += sharing.not_understood;
            }
            for permit in sharing.in_force(looking.today) {
                let known = best.entry(permit.what.clone()).or_insert(permit.clone());
                if permit.until > known.until {
                    known.until = permit.until;
                }
                if permit.rating == CarerRating::Asked {
                    known.rating = CarerRating::Asked;
                }
            }
        }
        Given {
            carer,
            whom: link.and_then(|it| it.patient.get().and_then(Reference::name)),
            permits: best.into_values().collect(),
            not_understood,
        }
    }

    /// The permit of a thing.
    pub fn of(&self, what: &Shared) -> Option<&Permit> {
        self.permits.iter().find(|it| it.what == *what)
    }

    /// Whether a thing is shared.
    pub fn has(&self, what: &Shared) -> bool {
        self.of(what).is_some()
    }

    /// Whether the carer is asked to say how this goal goes.
    pub fn asks_for(&self, goal: &str) -> bool {
        self.of(&Shared::Goal(goal.to_owned()))
            .is_some_and(|it| it.rating == CarerRating::Asked)
    }
}

/// What of these may lie on the carer's phone: what is shared with them today, with nothing else in it.
pub fn sieve(resources: &[Envelope], looking: &Looking) -> Vec<Envelope> {
    let given = Given::among(resources, looking);
    let mut kept: Vec<Envelope> = Vec::new();
    let (mut workers, mut team) = (BTreeSet::new(), BTreeSet::new());
    let mut seen = BTreeSet::new();
    let (last, first): (Vec<&Envelope>, Vec<&Envelope>) = resources
        .iter()
        .partition(|it| it.kind.as_str() == "Practitioner");
    for it in first {
        let left = plain(it, looking).and_then(|value| cut(it, &value, &given, looking));
        if let Some(left) = left.filter(|_| seen.insert((it.kind.clone(), it.id.clone()))) {
            named_workers(&left, &mut workers);
            if it.kind == "CareTeam" {
                named_workers(&left, &mut team);
            }
            kept.extend(envelope(it, left));
        }
    }
    // A worker is seen, by name, where something that is kept names them. How to reach them comes with the
    // team, for those who are in it.
    for it in last.into_iter().filter(|it| workers.contains(&it.id)) {
        let left = plain(it, looking).map(|value| worker(&value, team.contains(&it.id)));
        if let Some(left) = left.filter(|_| seen.insert((it.kind.clone(), it.id.clone()))) {
            kept.extend(envelope(it, left));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fhir::codes::{self, BASE};
    use jiff::civil::date;
    use serde_json::json;

    const LOOKING: Looking = Looking {
        patient: "a",
        carer: "n",
        codes_base: BASE,
        today: date(2026, 6, 10),
        now: Timestamp::UNIX_EPOCH,
    };

    fn envelope(value: Value) -> Envelope {
        Envelope::read(&value.to_string()).expect("a resource")
    }

    fn link() -> Value {
        json!({"resourceType": "RelatedPerson", "id": "n", "name": [{"text": "Noor"}],
            "patient": {"reference": "Patient/a", "display": "Amira"}, "telecom": [{"value": "secret"}]})
    }

    fn consent(data: Value) -> Value {
        json!({"resourceType": "Consent", "id": "c", "status": "active",
            "patient": {"reference": "Patient/a"},
            "provision": {"type": "deny", "actor": [{"reference": {"reference": "RelatedPerson/n"}}],
                "provision": [{"type": "permit", "period": {"end": "2026-12-01"}, "data": data}]}})
    }

    fn permit(meaning: &str, what: &str) -> Value {
        json!([{"meaning": meaning, "reference": {"reference": what}}])
    }

    fn of_them(kind: &str, id: &str, more: Value) -> Value {
        let mut made = json!({"resourceType": kind, "id": id, "subject": {"reference": "Patient/a"},
            "text": {"div": "secret"}});
        for (name, value) in more.as_object().expect("an object") {
            made[name] = value.clone();
        }
        made
    }

    fn kept(all: &[Value]) -> Vec<String> {
        let all: Vec<Envelope> = all.iter().cloned().map(envelope).collect();
        let kept = sieve(&all, &LOOKING);
        assert!(kept.iter().all(|it| !it.raw.contains("secret")));
        kept.into_iter().map(|it| it.kind).collect()
    }

    fn rating(focus: &[&str]) -> Value {
        let focus: Vec<Value> = focus.iter().map(|it| json!({"reference": it})).collect();
        of_them(
            "Observation",
            "o",
            json!({"code": {"coding": [{"system": codes::LOINC, "code": codes::GAS_PATIENT}]},
                "focus": focus}),
        )
    }

    #[test]
    fn without_a_link_or_a_consent_that_holds_nothing_of_it_is_kept() {
        let goal = of_them("Goal", "g", json!({"description": {"text": "walk"}}));
        let shared = consent(permit("dependents", "Goal/g"));
        assert_eq!(kept(&[goal.clone(), shared.clone()]), [""; 0]);
        assert_eq!(kept(&[goal.clone(), link()]), ["RelatedPerson"]);
        let mut unlinked = link();
        unlinked["active"] = json!(false);
        assert_eq!(kept(&[goal.clone(), shared.clone(), unlinked]), [""; 0]);
        let mut others = shared.clone();
        others["provision"]["actor"][0]["reference"]["reference"] = json!("RelatedPerson/m");
        assert_eq!(kept(&[goal.clone(), others, link()]), ["RelatedPerson"]);
        let mut over = shared.clone();
        over["provision"]["provision"][0]["period"]["end"] = json!("2026-06-09");
        assert_eq!(kept(&[goal.clone(), over, link()]), ["RelatedPerson"]);
        let all = [goal, shared, link()];
        assert_eq!(kept(&all), ["Goal", "Consent", "RelatedPerson"]);
    }

    #[test]
    fn one_goal_that_is_not_shared_hides_what_looks_at_both() {
        let shared = consent(permit("dependents", "Goal/g"));
        let with = |focus: &[&str]| kept(&[rating(focus), shared.clone(), link()]);
        assert!(with(&["Goal/g"]).contains(&"Observation".to_owned()));
        assert!(!with(&["Goal/g", "Goal/h"]).contains(&"Observation".to_owned()));
        assert!(!with(&[]).contains(&"Observation".to_owned()));
        let mut others = rating(&["Goal/g"]);
        others["performer"] = json!([{"reference": "RelatedPerson/m"}]);
        assert_eq!(
            kept(&[others, shared.clone(), link()]),
            ["Consent", "RelatedPerson"]
        );
    }

    #[test]
    fn a_piece_goes_by_its_neutral_name_and_only_the_plan_of_all_answers() {
        let shared = consent(permit("instance", "ServiceRequest/p"));
        let title =
            json!([{"url": format!("{BASE}{}", codes::CARER_TITLE), "valueString": "A visit"}]);
        let named = of_them(
            "ServiceRequest",
            "p",
            json!({"status": "active", "extension": title,
            "code": {"text": "secret"}, "patientInstruction": "secret"}),
        );
        assert!(
            kept(&[named.clone(), shared.clone(), link()])
                .contains(&named["resourceType"].as_str().unwrap_or("").to_owned())
        );
        let bare = of_them(
            "ServiceRequest",
            "p",
            json!({"status": "active", "code": {"text": "secret"}}),
        );
        assert_eq!(kept(&[bare, shared, link()]), ["Consent", "RelatedPerson"]);
        let answers = |form: &str| {
            let shared = consent(permit("instance", "QuestionnaireResponse/r"));
            let form = format!("{BASE}/Questionnaire/{form}|1.0.0");
            let more = json!({"status": "completed", "questionnaire": form, "item": []});
            kept(&[of_them("QuestionnaireResponse", "r", more), shared, link()])
        };
        assert_eq!(answers("staying-safe-plan").len(), 3);
        assert_eq!(answers("phq-9"), ["Consent", "RelatedPerson"]);
    }
}
