//! What was shared with a carer, read from the Consents that name them, and whether a resource is among
//! it. Written by the contract alone and not after the sandbox's code: two that read it differently
//! find each other out.

use jiff::Zoned;
use jiff::civil::Date;
use pathway_companion::fhir::{Envelope, codes};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

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
                Some("instance") if can_be_named(name) => {
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
            "Goal" => self.goals.contains(&name),
            "Observation" => self.is_rating_of_shared(&resource),
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
        const RATINGS: [&str; 5] = [
            codes::GAS_BASELINE,
            codes::GAS_PATIENT,
            codes::GAS_CARER,
            codes::GAS_WORKER,
            codes::GOAL_OUT_OF_TEN,
        ];
        let rates = list(&observation["code"]["coding"])
            .any(|it| RATINGS.iter().any(|code| it["code"] == *code));
        let goals: Vec<&str> = list(&observation["focus"])
            .filter_map(|it| it["reference"].as_str())
            .collect();
        let all_shared = !goals.is_empty() && goals.iter().all(|goal| self.goals.contains(*goal));
        rates && all_shared && !self.has_another_carers_hand(observation)
    }

    /// Whether another carer rated, or wrote beside it: that is between them and the team.
    fn has_another_carers_hand(&self, observation: &Value) -> bool {
        let writers = list(&observation["note"]).map(|note| &note["authorReference"]);
        let mut all = list(&observation["performer"])
            .chain(writers)
            .filter_map(|it| it["reference"].as_str());
        all.any(|it| it.contains("RelatedPerson/") && it != self.carer)
    }

    fn is_theirs(&self, message: &Value) -> bool {
        message["sender"]["reference"] == self.carer.as_str()
            || list(&message["recipient"]).any(|it| it["reference"] == self.carer.as_str())
    }
}

/// What a permit can name by itself.
fn can_be_named(name: &str) -> bool {
    name.starts_with("ServiceRequest/") || name.starts_with("QuestionnaireResponse/")
}

/// Parts that can give away what was not shared, by type; narrative text is one of each.
const TELLING: &[(&str, &[&str])] = &[
    (
        "ServiceRequest",
        &[
            "category",
            "reasonCode",
            "reasonReference",
            "patientInstruction",
            "note",
            "locationCode",
            "orderDetail",
            "supportingInfo",
            "basedOn",
        ],
    ),
    ("Goal", &["addresses", "note", "category", "statusReason"]),
    (
        "Observation",
        &["derivedFrom", "hasMember", "component", "partOf", "basedOn"],
    ),
    (
        "CareTeam",
        &["name", "managingOrganization", "reasonCode", "note"],
    ),
    (
        "Appointment",
        &[
            "description",
            "comment",
            "reasonCode",
            "reasonReference",
            "serviceType",
            "specialty",
        ],
    ),
    ("QuestionnaireResponse", &["basedOn", "partOf"]),
];

/// Whether a resource says more to a carer than may be said by it: of an intervention more than its neutral
/// name, who does it, and when; of a goal's target more than the day; of a team what it is called.
pub fn says_too_much(it: &Envelope) -> bool {
    let (Some(resource), Some((_, telling))) = (
        parse(&it.raw),
        TELLING.iter().find(|(kind, _)| *kind == it.kind),
    ) else {
        return false;
    };
    let to_goal = list(&resource["extension"]).any(|it| it["url"] == codes::PERTAINS_TO_GOAL);
    let measured = list(&resource["target"])
        .filter_map(Value::as_object)
        .any(|target| target.keys().any(|name| name != "dueDate"));
    let told = telling.iter().chain(&["text"]);
    to_goal || measured || told.into_iter().any(|name| resource.get(*name).is_some())
}

/// The workers whom resources name, by id, each with whether a team that is shared does: whose numbers come
/// with it.
pub fn workers<'a>(
    all: impl Iterator<Item = &'a Envelope>,
    shared: &Shared,
) -> BTreeMap<String, bool> {
    let mut found = BTreeMap::new();
    for it in all {
        let mut names = Vec::new();
        let in_team = it.kind == "CareTeam" && shared.allows(it);
        references(&parse(&it.raw).unwrap_or_default(), &mut names);
        for id in names
            .iter()
            .filter_map(|it| it.strip_prefix("Practitioner/"))
        {
            *found.entry(id.to_owned()).or_default() |= in_team;
        }
    }
    found
}

fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(all) => all.iter().for_each(|it| references(it, found)),
        Value::Object(fields) => {
            found.extend(value["reference"].as_str().map(str::to_owned));
            fields.values().for_each(|it| references(it, found));
        }
        _ => {}
    }
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
