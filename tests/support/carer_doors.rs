//! Every other way in, as lists: addresses that may find something, addresses that never may, and methods by
//! which a carer changes nothing. What a state of sharing lets through by them says `carer_table`.
#![allow(dead_code)]

use crate::carer_table::{AMIRA, ASKED, NOOR, TYPES};
use crate::carer_tries::get;
use serde_json::{Value, json};

/// What the server says that it does with a type.
pub struct Declared {
    pub kind: String,
    pub includes: Vec<String>,
    pub params: Vec<String>,
}

/// Reads a CapabilityStatement.
pub fn declared(statement: &Value) -> Vec<Declared> {
    let words = |list: &Value| -> Vec<String> {
        let all = list.as_array().into_iter().flatten();
        all.filter_map(|it| it.as_str().or(it["name"].as_str()))
            .map(str::to_owned)
            .collect()
    };
    let all = statement["rest"][0]["resource"].as_array().unwrap();
    all.iter()
        .map(|it| Declared {
            kind: it["type"].as_str().unwrap().to_owned(),
            includes: words(&it["searchInclude"]),
            params: words(&it["searchParam"]),
        })
        .collect()
}

/// Searches that a carer may send, and that lead from what is found to something else.
pub fn finding(declared: &[Declared]) -> Vec<String> {
    let mut urls: Vec<String> = ASKED.iter().map(|it| format!("{it}?_count=500")).collect();
    for of_kind in declared
        .iter()
        .filter(|it| ASKED.contains(&it.kind.as_str()))
    {
        let kind = &of_kind.kind;
        for param in &of_kind.params {
            match param.as_str() {
                "patient" => urls.push(format!("{kind}?_count=500&patient=demo-amira")),
                "subject" => urls.push(format!("{kind}?_count=500&subject={AMIRA}")),
                "_lastUpdated" => urls.push(format!("{kind}?_count=500&_lastUpdated=ge2020-01-01")),
                "status" => urls.push(format!(
                    "{kind}?_count=500&status=active,final,booked,completed"
                )),
                _ => {}
            }
        }
    }
    for include in declared.iter().flat_map(|it| &it.includes) {
        let kind = include.split(':').next().unwrap();
        urls.push(format!("{kind}?_count=500&_include={include}"));
        // From each end that a reference can have: what was found would lead to what points at it.
        for target in ["Goal", "Practitioner", "RelatedPerson"] {
            urls.push(format!("{target}?_count=500&_revinclude={include}"));
        }
    }
    urls
}

/// Chained, reverse chained, and whatever a server may not know: refused, never passed over.
pub const ODD: [&str; 24] = [
    "Observation?focus:Goal.description=Sleep",
    "Observation?focus.lifecycle-status=active",
    "Observation?focus:Goal.lifecycle-status=active",
    "Observation?patient.identifier=9",
    "Goal?_has:Observation:focus:code=107334-5",
    "Goal?subject:Patient.name=Amira",
    "Goal?_content=sleep",
    "Goal?_text=sleep",
    "Goal?_filter=description co sleep",
    "Goal?_query=all",
    "Goal?_sort=_id",
    "Goal?_total=accurate",
    "Goal?_elements=note",
    "Goal?_summary=data",
    "Goal?_list=all",
    "Goal?_include=*",
    "Goal?_include=Goal:*",
    "Goal?_revinclude=*",
    "Goal?_include:iterate=Goal:subject",
    "Observation?_include:iterate=Observation:focus",
    "Goal?_contained=true",
    "Goal?_type=CarePlan",
    "Goal?_since=2020-01-01",
    "RelatedPerson?_revinclude:iterate=Consent:actor",
];

/// A hidden element, asked for: what a search matches is what is shown. None finds anything where
/// `carer_marks` has put these words, or where the demo has them.
pub const HIDDEN: [&str; 12] = [
    "ServiceRequest?category=mental-health",
    "ServiceRequest?requisition=any",
    "ServiceRequest?identifier=hidden-one",
    "Appointment?identifier=hidden-one",
    "CareTeam?category=hidden-one",
    "CareTeam?participant=Organization/trust",
    "Goal?category=hidden-one",
    "Observation?derived-from=hidden-one",
    "CareTeam?identifier=hidden-one",
    "Goal?_tag=hidden-one",
    "Observation?_tag=hidden-one",
    "ServiceRequest?performer=Organization/trust",
];

/// Ways that give nothing to anybody here, each beside one that asks the same of what is not there (where
/// there is such a way): both are answered alike, in every state.
pub fn closed() -> Vec<(String, Option<String>)> {
    let mut all: Vec<(String, Option<String>)> =
        ODD.iter().map(|it| ((*it).to_owned(), None)).collect();
    for whole in [
        "_history",
        "_history?_count=500",
        "?_type=Goal,Observation",
        "$everything",
    ] {
        all.push((whole.to_owned(), None));
    }
    let near = |who: &str, way: &str| {
        let absent = format!("{}/not-there", who.split('/').next().unwrap());
        (format!("{who}/{way}"), Some(format!("{absent}/{way}")))
    };
    for kind in TYPES {
        all.push((format!("{kind}/_history"), None));
        all.push((format!("{kind}/_history?_since=2020-01-01"), None));
        all.push((format!("{kind}/$everything"), None));
        all.push(near(AMIRA, kind));
        all.push(near(AMIRA, &format!("{kind}?_count=500")));
        all.push(near(AMIRA, &format!("{kind}/_history")));
        all.push(near(NOOR, kind));
        all.push(near("Practitioner/sam", kind));
    }
    for way in [
        "$everything",
        "$everything?_count=500",
        "*",
        "$summary",
        "_search",
    ] {
        all.push(near(AMIRA, way));
        all.push(near(NOOR, way));
    }
    for way in [
        "$meta",
        "$validate",
        "$graphql?query={id}",
        "_history/1/$meta",
    ] {
        all.push(near("Goal/demo-amira-goal-park", way));
        all.push(near("Observation/demo-amira-cluster-2", way));
    }
    all
}

/// Everything that would change a thing, or say by a method of its own that it is there. A carer does none of
/// it, to what they see no more than to what they do not.
pub fn changing(name: &str, version: &str) -> Vec<Value> {
    let (kind, id) = name.split_once('/').unwrap();
    let body = json!({"resourceType": kind, "id": id, "status": "final", "intent": "order",
        "lifecycleStatus": "proposed", "description": {"text": "x"}, "code": {"text": "x"},
        "scope": {}, "category": [{}], "subject": {"reference": AMIRA}, "patient": {"reference": AMIRA}});
    let one = |method: &str, url: &str, condition: Option<(&str, String)>| {
        let mut entry = json!({"request": {"method": method, "url": url}});
        if let Some((header, value)) = condition {
            entry["request"][header] = json!(value);
        }
        if method == "PUT" || method == "POST" {
            entry["resource"] = body.clone();
        }
        entry
    };
    let there = || format!("W/\"{version}\"");
    let found = format!("{kind}?_id={id}");
    vec![
        one("PUT", name, None),
        one("PUT", name, Some(("ifMatch", there()))),
        one("PUT", name, Some(("ifMatch", "W/\"1\"".into()))),
        one("PUT", name, Some(("ifNoneMatch", "*".into()))),
        one("PUT", &found, None),
        one("PATCH", name, None),
        one("PATCH", name, Some(("ifMatch", there()))),
        one("PATCH", &found, None),
        one("DELETE", name, None),
        one("DELETE", name, Some(("ifMatch", there()))),
        one("DELETE", &found, None),
        one("POST", name, None),
        one("HEAD", name, None),
        one("OPTIONS", name, None),
    ]
}

/// A thing by the number of its version, and all its versions by one address.
pub fn versions(name: &str, now: u64) -> Vec<Value> {
    (1..=now)
        .map(|n| get(&format!("{name}/_history/{n}")))
        .collect()
}
