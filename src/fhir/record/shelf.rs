//! All resources of a person, sorted by type.

use super::Reading;
use crate::care::Person;
use crate::fhir::appointment::Appointment;
use crate::fhir::care_plan::CarePlan;
use crate::fhir::care_team::CareTeam;
use crate::fhir::communication::Communication;
use crate::fhir::consent::Consent;
use crate::fhir::episode::EpisodeOfCare;
use crate::fhir::goal::Goal;
use crate::fhir::observation::Observation;
use crate::fhir::organization::Organization;
use crate::fhir::practitioner::{Practitioner, PractitionerRole};
use crate::fhir::related_person::RelatedPerson;
use crate::fhir::response::QuestionnaireResponse;
use crate::fhir::service_request::ServiceRequest;
use crate::fhir::task::Task;
use crate::fhir::value_set::ValueSets;
use crate::fhir::{Envelope, FormReading, patient, release, when};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};

/// All resources of a person, sorted by type.
pub(super) struct Shelf<'a> {
    pub(super) how: &'a Reading<'a>,
    pub(super) person: Person,
    pub(super) plans: Vec<CarePlan>,
    pub(super) requests: Vec<ServiceRequest>,
    pub(super) goals: Vec<Goal>,
    pub(super) observations: Vec<Observation>,
    pub(super) teams: Vec<CareTeam>,
    pub(super) episodes: Vec<EpisodeOfCare>,
    pub(super) appointments: Vec<Appointment>,
    pub(super) messages: Vec<Communication>,
    pub(super) consents: Vec<Consent>,
    pub(super) tasks: Vec<Task>,
    pub(super) responses: Vec<QuestionnaireResponse>,
    pub(super) practitioners: BTreeMap<String, Practitioner>,
    pub(super) roles: BTreeMap<String, PractitionerRole>,
    pub(super) relatives: BTreeMap<String, RelatedPerson>,
    pub(super) organizations: BTreeMap<String, Organization>,
    pub(super) forms: Vec<KnownForm<'a>>,
    /// How forms are read.
    pub(super) reading: FormReading,
}

/// A form that is on the phone.
pub(super) struct KnownForm<'a> {
    pub(super) url: String,
    pub(super) version: Option<String>,
    pub(super) title: Option<String>,
    pub(super) raw: &'a str,
}

impl<'a> Shelf<'a> {
    /// Sorts what may be read. What cannot be read is passed over, one resource at a time.
    pub(super) fn of(resources: &'a [Envelope], how: &'a Reading<'a>) -> Shelf<'a> {
        let mut shelf = Shelf::empty(how);
        shelf.reading.value_sets = ValueSets::among(resources.iter());
        let mut seen = HashSet::new();
        for envelope in resources {
            let double = !seen.insert((envelope.kind.as_str(), envelope.id.as_str()));
            let Ok(value) = serde_json::from_str::<Value>(&envelope.raw) else {
                continue;
            };
            if !double && may_be_read(&value, how) {
                shelf.put(envelope, value);
            }
        }
        shelf
    }

    fn put(&mut self, envelope: &'a Envelope, value: Value) {
        let id = envelope.id.clone();
        match envelope.kind.as_str() {
            "Patient" => {
                if let Ok(person) = patient::read_person(&envelope.raw) {
                    self.person = person;
                }
            }
            "CarePlan" => self.plans.extend(read(value)),
            "ServiceRequest" => self.requests.extend(read(value)),
            "Goal" => self.goals.extend(read(value)),
            "Observation" => self.observations.extend(read(value)),
            "CareTeam" => self.teams.extend(read(value)),
            "EpisodeOfCare" => self.episodes.extend(read(value)),
            "Appointment" => self.appointments.extend(read(value)),
            "Communication" => self.messages.extend(read(value)),
            "Consent" => self.consents.extend(read(value)),
            "Task" => self.tasks.extend(read(value)),
            "QuestionnaireResponse" => self.responses.extend(read(value)),
            "Practitioner" => self.practitioners.extend(read(value).map(|p| (id, p))),
            "PractitionerRole" => self.roles.extend(read(value).map(|r| (id, r))),
            "RelatedPerson" => self.relatives.extend(read(value).map(|r| (id, r))),
            "Organization" => self.organizations.extend(read(value).map(|o| (id, o))),
            "Questionnaire" => self.forms.extend(KnownForm::of(&value, &envelope.raw)),
            _ => {}
        }
    }

    fn empty(how: &'a Reading<'a>) -> Shelf<'a> {
        Shelf {
            how,
            person: Person {
                id: how.patient.to_owned(),
                ..Person::default()
            },
            plans: Vec::new(),
            requests: Vec::new(),
            goals: Vec::new(),
            observations: Vec::new(),
            teams: Vec::new(),
            episodes: Vec::new(),
            appointments: Vec::new(),
            messages: Vec::new(),
            consents: Vec::new(),
            tasks: Vec::new(),
            responses: Vec::new(),
            practitioners: BTreeMap::new(),
            roles: BTreeMap::new(),
            relatives: BTreeMap::new(),
            organizations: BTreeMap::new(),
            forms: Vec::new(),
            reading: FormReading {
                language: how.language.map(str::to_owned),
                value_sets: ValueSets::default(),
            },
        }
    }

    /// The plan that the person lives with: marked as the plan for mental-health care before one
    /// that is not, the newest of several.
    pub(super) fn plan(&self) -> Option<&CarePlan> {
        let current = self.plans.iter().filter(|p| p.is_current());
        current.max_by_key(|p| {
            let period = p.period.get().and_then(|p| p.start.text());
            let written = p.created.text().or(period).and_then(when::first_day);
            (p.is_mental_health(), written)
        })
    }

    /// Whether care goes on.
    pub(super) fn has_care(&self) -> bool {
        let today = self.how.today;
        self.plan().is_some() || self.episodes.iter().any(|e| e.is_current(today))
    }

    /// Released care clusters; none at all where the trust does not release them.
    pub(super) fn clusters(&self) -> impl Iterator<Item = &Observation> {
        let (released, base) = (self.how.release_cluster, self.how.codes_base);
        let all = self.observations.iter();
        all.filter(move |o| released && o.stands() && o.is_cluster(base))
    }

    /// The form with that canonical address; the one of the version where the address names one.
    pub(super) fn form(&self, canonical: &str) -> Option<&KnownForm<'a>> {
        let (url, version) = match canonical.split_once('|') {
            Some((url, version)) => (url, Some(version)),
            None => (canonical, None),
        };
        let mut forms = self.forms.iter().filter(|f| f.url == url);
        forms.find(|f| version.is_none() || f.version.as_deref() == version)
    }

    /// The same, of any version where that one is not here (any more): for its name.
    pub(super) fn any_form(&self, canonical: &str) -> Option<&KnownForm<'a>> {
        let url = canonical.split_once('|').map_or(canonical, |(url, _)| url);
        self.form(canonical).or_else(|| self.form(url))
    }
}

impl<'a> KnownForm<'a> {
    fn of(value: &Value, raw: &'a str) -> Option<KnownForm<'a>> {
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let by_id = || text("id").map(|id| format!("Questionnaire/{id}"));
        Some(KnownForm {
            url: text("url").or_else(by_id)?,
            version: text("version"),
            title: text("title"),
            raw,
        })
    }
}

/// The place of each id in an order given by a plan; the first where one stands twice.
pub(super) fn places<'a>(ids: impl Iterator<Item = &'a str>) -> HashMap<&'a str, usize> {
    let mut places = HashMap::new();
    for (place, id) in ids.enumerate() {
        places.entry(id).or_insert(place);
    }
    places
}

// The three locks: whose it is, whether it was released, whether something turns its meaning round
// (FHIR R4: a resource with an unknown modifier must not be processed).
fn may_be_read(value: &Value, how: &Reading) -> bool {
    let modified = |name: &str| match value.get(name) {
        None | Some(Value::Null) => false,
        Some(Value::Array(all)) => !all.is_empty(),
        Some(_) => true,
    };
    patient::is_of(value, how.patient)
        && release::is_released(value, how.codes_base)
        && !modified("modifierExtension")
        && !modified("implicitRules")
}

fn read<T: DeserializeOwned>(value: Value) -> Option<T> {
    serde_json::from_value(value).ok()
}
