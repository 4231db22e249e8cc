//! The demo people, built from `assets/demo` when the sandbox starts for the first time.
//!
//! The files say what matters (who, what, when) in a compact form with days counted from today
//! (`"-8mo"`, `"+18d 14:00"`), so that the demo is always in the middle of its story. [`demo`] reads
//! them; the other modules each build one part of a record as FHIR R4. Ids are spoken
//! (`demo-amira-goal-park`), so that a test can name what it looks for.

mod demo;
mod forms;
mod goals;
mod plan;
mod rated;
mod shared;
mod team;
mod when;

use super::SandboxError;
use super::store::Tables;
use crate::fhir::codes;
use demo::{Directory, Person};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use when::When;

/// Name of the setting that says that the demo people are in.
const SEEDED: &str = "seeded-on";

/// The files of demo people, in the order of the sign-in page.
const PEOPLE: &[(&str, &str)] = &[
    (
        "amira.json",
        include_str!("../../../assets/demo/amira.json"),
    ),
    (
        "daniel.json",
        include_str!("../../../assets/demo/daniel.json"),
    ),
    ("joan.json", include_str!("../../../assets/demo/joan.json")),
    (
        "robin.json",
        include_str!("../../../assets/demo/robin.json"),
    ),
    ("sana.json", include_str!("../../../assets/demo/sana.json")),
    ("lee.json", include_str!("../../../assets/demo/lee.json")),
];
const DIRECTORY: &str = include_str!("../../../assets/demo/directory.json");
const INTERVENTIONS: &str = include_str!("../../../assets/demo/interventions.json");

/// The forms that the trust may ask for.
const FORMS: &[(&str, &str)] = &[
    (
        "phq-9.json",
        include_str!("../../../assets/forms/phq-9.json"),
    ),
    (
        "gad-7.json",
        include_str!("../../../assets/forms/gad-7.json"),
    ),
    (
        "prem-short.json",
        include_str!("../../../assets/forms/prem-short.json"),
    ),
    (
        "goal-check-in.json",
        include_str!("../../../assets/forms/goal-check-in.json"),
    ),
    (
        "getting-to-us.json",
        include_str!("../../../assets/demo/getting-to-us.json"),
    ),
    (
        "ways-to-come.json",
        include_str!("../../../assets/demo/ways-to-come.json"),
    ),
];

/// Puts the demo people in, unless they are.
pub(super) fn first_start(tables: &Tables, today: Date) -> Result<(), SandboxError> {
    if tables.setting(SEEDED)?.is_some() {
        return Ok(());
    }
    for resource in everything(today)? {
        tables.put(resource)?;
    }
    tables.set(SEEDED, today.to_string().as_bytes())?;
    Ok(())
}

/// Every resource of the demo, as of `today`.
fn everything(today: Date) -> Result<Vec<Value>, SandboxError> {
    let mut all = Vec::new();
    for (file, text) in FORMS {
        all.push(read::<Value>(file, text)?);
    }
    let directory: Directory = read("directory.json", DIRECTORY)?;
    let library: Vec<demo::Offer> = read("interventions.json", INTERVENTIONS)?;
    all.extend(team::organisations(&directory));
    all.extend(team::practitioners(&directory));
    for (file, text) in PEOPLE {
        let person: Person = read(file, text)?;
        let maker = Maker {
            file,
            person: &person,
            directory: &directory,
            library: &library,
            today,
        };
        all.extend(maker.record()?);
    }
    Ok(all)
}

fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, SandboxError> {
    serde_json::from_str(text).map_err(|e| SandboxError::Demo {
        file,
        reason: e.to_string(),
    })
}

/// Builds one person's record.
struct Maker<'d> {
    file: &'static str,
    person: &'d Person,
    directory: &'d Directory,
    library: &'d [demo::Offer],
    today: Date,
}

impl Maker<'_> {
    /// The whole record, what is pointed at before what points at it.
    fn record(&self) -> Result<Vec<Value>, SandboxError> {
        let mut record = vec![team::patient(self)?];
        record.extend(team::carer(self)?);
        record.push(team::care_team(self)?);
        record.push(team::episode(self)?);
        record.extend(rated::meetings(self)?);
        record.extend(rated::clusters(self)?);
        record.extend(rated::clinician_ratings(self)?);
        record.extend(goals::goals(self)?);
        record.extend(plan::interventions(self)?);
        record.extend(plan::choices(self)?);
        record.extend(plan::care_plan(self)?);
        record.extend(plan::staying_safe(self)?);
        record.extend(forms::answered(self)?);
        record.extend(forms::asked(self)?);
        record.extend(shared::consents(self)?);
        record.extend(shared::messages(self)?);
        Ok(record)
    }

    /// The id of a part of this record.
    fn id(&self, part: &str) -> String {
        format!("{}-{part}", self.person.id)
    }

    /// A reference to a part of this record.
    fn part(&self, kind: &str, part: &str) -> Value {
        json!({"reference": format!("{kind}/{}", self.id(part))})
    }

    fn me(&self) -> Value {
        json!({"reference": format!("Patient/{}", self.person.id)})
    }

    fn my_name(&self) -> String {
        format!("{} Test", self.person.given)
    }

    /// A worker, with the name that lists show.
    fn worker(&self, id: &str) -> Result<Value, SandboxError> {
        let worker = self.directory.workers.iter().find(|w| w.id == id);
        let worker = worker.ok_or_else(|| self.wrong(format!("no worker {id:?}")))?;
        Ok(json!({"reference": format!("Practitioner/{id}"), "display": worker.name}))
    }

    fn organisation(&self, id: &str) -> Result<Value, SandboxError> {
        let found = self.directory.organisations.iter().find(|o| o.id == id);
        let found = found.ok_or_else(|| self.wrong(format!("no organisation {id:?}")))?;
        Ok(json!({"reference": format!("Organization/{id}"), "display": found.name}))
    }

    /// A worker or an organisation, whichever has the id.
    fn helper(&self, id: &str) -> Result<Value, SandboxError> {
        self.worker(id).or_else(|_| self.organisation(id))
    }

    /// A day, as FHIR writes a date.
    fn day(&self, when: &str) -> Result<String, SandboxError> {
        Ok(self.when(when)?.day().to_string())
    }

    /// A moment with London's offset, as FHIR writes a dateTime or an instant.
    fn moment(&self, when: &str) -> Result<String, SandboxError> {
        Ok(self.when(when)?.moment())
    }

    fn when(&self, text: &str) -> Result<When, SandboxError> {
        When::read(text, self.today).ok_or_else(|| self.wrong(format!("{text:?} is no day")))
    }

    fn wrong(&self, reason: String) -> SandboxError {
        SandboxError::Demo {
            file: self.file,
            reason,
        }
    }
}

/// A coding of one of our own systems.
fn ours(system: &str, code: &str) -> Value {
    json!({"coding": [{"system": format!("{}{system}", codes::BASE), "code": code}]})
}

/// The tag that lets a person see a cluster or a clinician's rating.
fn release_tag() -> Value {
    json!([{"system": format!("{}{}", codes::BASE, codes::RELEASE), "code": codes::RELEASED}])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn demo() -> Vec<Value> {
        everything(jiff::civil::date(2026, 11, 23)).unwrap()
    }

    #[test]
    fn everything_that_is_pointed_at_is_there() {
        let all = demo();
        let name = |r: &Value| {
            format!(
                "{}/{}",
                r["resourceType"].as_str().unwrap(),
                r["id"].as_str().unwrap()
            )
        };
        let names: HashSet<String> = all.iter().map(name).collect();
        assert_eq!(names.len(), all.len(), "an id is used twice");
        for resource in &all {
            super::super::access::references(resource, &mut |reference| {
                assert!(
                    names.contains(reference),
                    "{} points at {reference}",
                    name(resource)
                );
            });
        }
    }

    #[test]
    fn the_demo_can_begin_on_any_day_of_the_year() {
        for day in (0..400).step_by(9) {
            let today = jiff::civil::date(2027, 1, 1).saturating_add(jiff::Span::new().days(day));
            assert!(everything(today).is_ok(), "{today}");
        }
    }
}
