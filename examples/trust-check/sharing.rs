//! What was shared with a carer, read from the Consents that name them, and whether a resource is among
//! it. Written by the contract alone and not after the sandbox's code: two that read it differently
//! find each other out.

use jiff::Zoned;
use jiff::civil::Date;
use pathway_companion::fhir::{Envelope, codes};
use serde_json::Value;
use std::collections::BTreeSet;

/// What one carer may see.
#[derive(Debug, Default)]
pub struct Shared {
    goals: BTreeSet<String>,
    things: BTreeSet<String>,
    classes: BTreeSet<String>,
    carer: String,
}

impl Shared {
    /// From the Consents of a person, those alone that name the carer and stand today.
    pub fn read(consents: &[Envelope], carer: &str) -> Self {
        let today = Zoned::now().date();
        let mut shared = Self {
            carer: carer.to_owned(),
            ..Self::default()
        };
        for consent in consents.iter().filter_map(|it| parse(&it.raw)) {
            let root = &consent["provision"];
            let stands =
                consent["status"] == "active" && root["type"] == "deny" && names(root, carer);
            if !stands || !within(&root["period"], today, true) {
                continue;
            }
            for permit in list(&root["provision"]) {
                if permit["type"] == "permit" && within(&permit["period"], today, false) {
                    shared.add(permit);
                }
            }
        }
        shared
    }

    fn add(&mut self, permit: &Value) {
        for data in list(&permit["data"]) {
            let Some(name) = data["reference"]["reference"].as_str() else {
                continue;
            };
            match data["meaning"].as_str() {
                Some("dependents") if name.starts_with("Goal/") => {
                    self.goals.insert(name.to_owned());
                }
                Some("instance") => {
                    self.things.insert(name.to_owned());
                }
                _ => {}
            }
        }
        let classes = list(&permit["class"]).filter_map(|it| it["code"].as_str());
        self.classes.extend(classes.map(str::to_owned));
    }

    /// Whether nothing at all is shared.
    pub fn is_nothing(&self) -> bool {
        self.goals.is_empty() && self.things.is_empty() && self.classes.is_empty()
    }

    /// Goals that have to come.
    pub fn goals(&self) -> impl Iterator<Item = &str> {
        self.goals.iter().filter_map(|it| it.strip_prefix("Goal/"))
    }

    /// Whether a carer may be shown this.
    pub fn allows(&self, it: &Envelope) -> bool {
        let name = format!("{}/{}", it.kind, it.id);
        let Some(resource) = parse(&it.raw) else {
            return false;
        };
        match it.kind.as_str() {
            "Goal" => self.goals.contains(&name) || self.things.contains(&name),
            "Observation" => self.things.contains(&name) || self.is_rating_of_shared(&resource),
            "ServiceRequest" => self.things.contains(&name),
            "Appointment" | "CareTeam" => self.classes.contains(&it.kind),
            "RelatedPerson" => name == self.carer,
            "Consent" => names(&resource["provision"], &self.carer),
            "Communication" => self.is_theirs(&resource),
            "Practitioner" | "Organization" | "Questionnaire" => true,
            _ => self.things.contains(&name),
        }
    }

    fn is_rating_of_shared(&self, observation: &Value) -> bool {
        const RATINGS: [&str; 6] = [
            codes::GAS_BASELINE,
            codes::GAS_PATIENT,
            codes::GAS_CARER,
            codes::GAS_WORKER,
            codes::GOAL_OUT_OF_TEN,
            codes::GAS_T,
        ];
        let rates = list(&observation["code"]["coding"])
            .any(|it| RATINGS.iter().any(|code| it["code"] == *code));
        let goals: Vec<&str> = list(&observation["focus"])
            .filter_map(|it| it["reference"].as_str())
            .collect();
        rates && !goals.is_empty() && goals.iter().all(|goal| self.goals.contains(*goal))
    }

    fn is_theirs(&self, message: &Value) -> bool {
        message["sender"]["reference"] == self.carer.as_str()
            || list(&message["recipient"]).any(|it| it["reference"] == self.carer.as_str())
    }
}

/// Whether an intervention says more to a carer than its neutral name, who does it, and when.
pub fn says_too_much(it: &Envelope) -> bool {
    let telling = [
        "category",
        "reasonCode",
        "reasonReference",
        "patientInstruction",
        "note",
        "locationCode",
        "orderDetail",
        "supportingInfo",
        "basedOn",
    ];
    let Some(resource) = parse(&it.raw) else {
        return false;
    };
    let to_goal = list(&resource["extension"]).any(|it| it["url"] == codes::PERTAINS_TO_GOAL);
    to_goal || telling.iter().any(|name| resource.get(*name).is_some())
}

fn parse(raw: &str) -> Option<Value> {
    serde_json::from_str(raw).ok()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn names(provision: &Value, carer: &str) -> bool {
    list(&provision["actor"]).any(|it| it["reference"]["reference"] == carer)
}

/// Whether a day is in a period. A permit without an end permits nothing.
fn within(period: &Value, today: Date, open: bool) -> bool {
    let day = |name: &str| {
        period[name]
            .as_str()
            .and_then(|it| it.get(..10)?.parse::<Date>().ok())
    };
    let begun = period.get("start").is_none() || day("start").is_some_and(|it| it <= today);
    let lasts = match period.get("end") {
        None => open,
        Some(_) => day("end").is_some_and(|it| today <= it),
    };
    begun && lasts
}
