//! Consent: what a person shares with one carer (CONTRACT §1, "sharing").
//!
//! The root provision denies and names the carer; each permit inside it names one thing, what may be done
//! with it, and its own period. A permit without a last day is no permit: nothing is shared for ever because
//! somebody forgot to write a date. What is written in any other shape is not understood. It gives nothing
//! here, it is counted, and it is given back as it came when the rest is changed.
//!
//! One root for one carer: a Consent that names two, or denies nothing, is passed over whole, since its
//! permits would not mean what they say.

use super::goal_said::{Saying, Unfit, identifier, reference};
use super::part::structures;
use super::types::{CodeableConcept, Coding, Extension, Meta, Period, Reference, is_id};
use super::{Many, One, codes, when};
use crate::care::{CarerRating, Permit, Shared, Sharing};
use jiff::Zoned;
use jiff::civil::Date;
use serde_json::{Value, json};

structures! {
    /// Consent.
    Consent {
        /// Its id.
        id: One<String>,
        /// Version, tags.
        meta: One<Meta>,
        /// `active`, `inactive`, `draft`, …
        status: One<String>,
        /// Whose record it is about.
        patient: One<Reference>,
        /// When it was said.
        date_time: One<String>,
        /// The root.
        provision: One<Provision>,
    }
    /// What is denied or permitted.
    Provision {
        /// `deny` or `permit`.
        r#type: One<String>,
        /// From when until when.
        period: One<Period>,
        /// For whom.
        actor: Many<Actor>,
        /// What may be done.
        action: Many<CodeableConcept>,
        /// Whole types.
        class: Many<Coding>,
        /// Single things.
        data: Many<Data>,
        /// What it is narrowed down to, which is not understood here.
        purpose: Many<Coding>,
        /// The same.
        security_label: Many<Coding>,
        /// The same.
        code: Many<CodeableConcept>,
        /// The same.
        data_period: One<Period>,
        /// The same.
        modifier_extension: Many<Extension>,
        /// What is permitted inside.
        provision: Many<Provision>,
    }
    /// For whom.
    Actor {
        /// Who.
        reference: One<Reference>,
    }
    /// A single thing.
    Data {
        /// `instance`: it; `dependents`: it, with what belongs to it.
        meaning: One<String>,
        /// Which.
        reference: One<Reference>,
    }
}

/// Reads a Consent of this patient. None where it is about somebody else, or is of another shape.
pub fn read_sharing(raw: &str, patient: &str) -> Option<Sharing> {
    let consent: Consent = serde_json::from_str(raw).ok()?;
    consent.sharing(patient)
}

impl Consent {
    /// What is shared by it, if it is this patient's and of the shape that we know.
    pub fn sharing(&self, patient: &str) -> Option<Sharing> {
        let root = self.provision.get()?;
        let of_them = self.patient.get()?.id_of("Patient") == Some(patient);
        if !of_them || root.r#type.text() != Some("deny") {
            return None;
        }
        // Nothing inside begins before the whole does; a beginning that is no day never comes.
        let begins = match root.period.get() {
            Some(period) if !period.start.is_absent() => Some(period.first().unwrap_or(Date::MAX)),
            _ => None,
        };
        let mut permits: Vec<Permit> = Vec::new();
        let mut not_understood = 0;
        for inner in root.provision.iter() {
            match inner.permits() {
                Some(these) => permits.extend(these),
                // A denial takes away what nothing gave.
                None if inner.r#type.text() == Some("deny") => {}
                None => not_understood += 1,
            }
        }
        for permit in &mut permits {
            permit.from = permit.from.max(begins);
        }
        Some(Sharing {
            id: self.id.text()?.to_owned(),
            version: self
                .meta
                .get()
                .and_then(|m| m.version_id.text())
                .map(str::to_owned),
            carer: root.carer()?.to_owned(),
            said: self.date_time.text().and_then(when::moment_or_noon),
            stands: self.status.text() == Some("active"),
            until: match root.period.get() {
                Some(period) if !period.end.is_absent() => Some(period.last().unwrap_or(Date::MIN)),
                _ => None,
            },
            permits,
            not_understood,
        })
    }
}

impl Consent {
    /// Whether it stands and names this carer, whatever its shape.
    pub fn names(&self, carer: &str) -> bool {
        let root = self.provision.get();
        let of_them = |it: &Actor| {
            let who = it.reference.get();
            who.and_then(|it| it.id_of("RelatedPerson")) == Some(carer)
        };
        self.status.text() == Some("active")
            && root.is_some_and(|root| root.actor.iter().any(of_them))
    }
}

impl Provision {
    /// The one RelatedPerson whom it names.
    fn carer(&self) -> Option<&str> {
        let mut actors = self.actor.iter();
        let carer = actors.next()?.reference.get()?.id_of("RelatedPerson")?;
        actors.next().is_none().then_some(carer)
    }

    /// What it permits; none where it is not understood whole.
    fn permits(&self) -> Option<Vec<Permit>> {
        let whole = self.actor.is_absent()
            && self.provision.is_absent()
            && self.purpose.is_absent()
            && self.security_label.is_absent()
            && self.code.is_absent()
            && self.data_period.is_absent()
            && self.modifier_extension.is_absent();
        if self.r#type.text() != Some("permit") || !whole {
            return None;
        }
        let period = self.period.get()?;
        let from = match period.start.is_absent() {
            true => None,
            false => Some(period.first()?),
        };
        let until = period.last()?;
        let rating = self.rating()?;
        let things = self.data.iter().map(Data::shared);
        let classes = self.class.iter().map(class);
        let what: Option<Vec<Shared>> = things.chain(classes).collect();
        let permit = |what| Permit {
            what,
            from,
            until,
            rating,
        };
        what.filter(|it| !it.is_empty())
            .map(|it| it.into_iter().map(permit).collect())
    }

    /// Whether the carer is asked to rate; none where something else may be done with it than we know, or
    /// less than to see it. No action at all means to see it.
    fn rating(&self) -> Option<CarerRating> {
        let (mut sees, mut asked, mut any) = (false, CarerRating::NotAsked, false);
        for action in self.action.iter() {
            any = true;
            match action.code_of(codes::CONSENT_ACTION)? {
                codes::SEE => sees = true,
                codes::CONTRIBUTE => asked = CarerRating::Asked,
                _ => return None,
            }
        }
        (sees || !any).then_some(asked)
    }
}

impl Data {
    fn shared(&self) -> Option<Shared> {
        let it = self.reference.get()?;
        let id = |kind: &str| it.id_of(kind).map(str::to_owned);
        match self.meaning.text()? {
            "dependents" => id("Goal").map(Shared::Goal),
            "instance" => id("ServiceRequest")
                .map(Shared::Piece)
                .or_else(|| id("QuestionnaireResponse").map(Shared::SafePlan)),
            _ => None,
        }
    }
}

fn class(class: &Coding) -> Option<Shared> {
    match class.code.text()? {
        "Appointment" => Some(Shared::Reviews),
        "CareTeam" => Some(Shared::Team),
        _ => None,
    }
}

/// What the person changes in what they share with one carer.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// Everything that is shared from now on. Empty: the sharing stops.
    pub permits: &'a [Permit],
    /// When it is said, with the phone's offset.
    pub at: &'a Zoned,
}

/// A new Consent: this is shared with this carer (id of the RelatedPerson), and nothing else.
pub fn write_sharing(carer: &str, permits: &[Permit], saying: &Saying) -> Result<Value, Unfit> {
    let me = reference("Patient", saying.patient)?;
    let code = |system: &str, code: &str| json!({ "coding": [{ "system": system, "code": code }] });
    let permits: Result<Vec<Value>, Unfit> = permits.iter().map(permit).collect();
    Ok(json!({
        "resourceType": "Consent",
        "identifier": identifier(saying),
        "status": "active",
        "scope": code("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy"),
        "category": [code(codes::LOINC, "59284-0")],
        "patient": me,
        "dateTime": when::write(saying.at),
        "performer": [me],
        "policyRule": code("http://terminology.hl7.org/CodeSystem/v3-ActCode", "OPTIN"),
        "provision": {
            "type": "deny",
            "actor": [{
                "role": code("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "IRCP"),
                "reference": reference("RelatedPerson", carer)?
            }],
            "provision": permits?
        }
    }))
}

fn permit(permit: &Permit) -> Result<Value, Unfit> {
    let action =
        |code: &str| json!({ "coding": [{ "system": codes::CONSENT_ACTION, "code": code }] });
    let mut actions = vec![action(codes::SEE)];
    if permit.rating == CarerRating::Asked && matches!(permit.what, Shared::Goal(_)) {
        actions.push(action(codes::CONTRIBUTE));
    }
    let mut period = json!({ "end": permit.until.to_string() });
    if let Some(from) = permit.from {
        period["start"] = from.to_string().into();
    }
    let mut made = json!({ "type": "permit", "period": period, "action": actions });
    let data = |meaning: &str, kind: &str, id: &str| -> Result<Value, Unfit> {
        Ok(json!([{ "meaning": meaning, "reference": reference(kind, id)? }]))
    };
    let class = |code: &str| json!([{ "system": codes::RESOURCE_TYPES, "code": code }]);
    match &permit.what {
        Shared::Goal(id) => made["data"] = data("dependents", "Goal", id)?,
        Shared::Piece(id) => made["data"] = data("instance", "ServiceRequest", id)?,
        Shared::SafePlan(id) => made["data"] = data("instance", "QuestionnaireResponse", id)?,
        Shared::Reviews => made["class"] = class("Appointment"),
        Shared::Team => made["class"] = class("CareTeam"),
    }
    Ok(made)
}

/// The server's Consent as it is to be after a change. What we do not understand in it is given back as it
/// came while something is shared. Where nothing is, the whole of it is withdrawn, so that nothing that we
/// do not understand goes on giving.
pub fn change_sharing(current: &Value, change: &Change) -> Result<Value, Unfit> {
    let mut next = current.clone();
    let id = current["id"].as_str().filter(|id| is_id(id));
    if current["resourceType"] != "Consent" || id.is_none() || !current["provision"].is_object() {
        return Err(Unfit::NoId);
    }
    next["dateTime"] = when::write(change.at).into();
    next["status"] = match change.permits.is_empty() {
        true => "inactive".into(),
        false => "active".into(),
    };
    if change.permits.is_empty() {
        return Ok(next);
    }
    let root = &mut next["provision"];
    // The whole had a beginning and an end of its own: what is shared anew has its own days.
    root.as_object_mut().map(|root| root.remove("period"));
    let before = root["provision"].as_array().cloned().unwrap_or_default();
    let strange = before.into_iter().filter(|it| !is_understood(it));
    let ours: Result<Vec<Value>, Unfit> = change.permits.iter().map(permit).collect();
    root["provision"] = ours?.into_iter().chain(strange).collect();
    Ok(next)
}

/// Whether the server's Consent is already as a change wants it: nothing more is to be done.
pub fn is_changed(current: &Value, change: &Change) -> bool {
    let moment = current["dateTime"].as_str().and_then(when::moment);
    let status = match change.permits.is_empty() {
        true => "inactive",
        false => "active",
    };
    let permits = || -> Option<Vec<Permit>> {
        let consent: Consent = serde_json::from_value(current.clone()).ok()?;
        let patient = consent.patient.get()?.reference.text()?.rsplit_once('/')?.1;
        Some(consent.sharing(patient)?.permits)
    };
    moment.is_some_and(|it| it.as_second() == change.at.timestamp().as_second())
        && current["status"] == status
        && (change.permits.is_empty() || permits().is_some_and(|it| it == change.permits))
}

pub(super) fn is_understood(provision: &Value) -> bool {
    serde_json::from_value::<Provision>(provision.clone()).is_ok_and(|it| it.permits().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fhir::codes::BASE;
    use jiff::civil::date;

    fn at(text: &str) -> Zoned {
        text.parse::<Zoned>().expect("a moment")
    }

    fn permits() -> Vec<Permit> {
        let all = [
            (Shared::Goal("g".into()), CarerRating::Asked),
            (Shared::Piece("p".into()), CarerRating::NotAsked),
            (Shared::Reviews, CarerRating::NotAsked),
            (Shared::Team, CarerRating::NotAsked),
            (Shared::SafePlan("r".into()), CarerRating::NotAsked),
        ];
        all.map(|(what, rating)| Permit {
            what,
            from: Some(date(2026, 6, 1)),
            until: date(2026, 12, 1),
            rating,
        })
        .into()
    }

    fn written() -> Value {
        let now = at("2026-06-01T09:30:00+01:00[Europe/London]");
        let saying = Saying {
            item_id: "0197-x",
            codes_base: BASE,
            patient: "a",
            at: &now,
        };
        let mut made = write_sharing("n", &permits(), &saying).expect("written");
        made["id"] = "c1".into();
        made
    }

    #[test]
    fn what_is_written_is_read_back() {
        let read = read_sharing(&written().to_string(), "a").expect("read");
        assert_eq!(read.permits, permits());
        assert_eq!(
            (read.carer.as_str(), read.stands, read.not_understood),
            ("n", true, 0)
        );
        assert!(read_sharing(&written().to_string(), "b").is_none());
    }

    #[test]
    fn any_other_shape_gives_nothing() {
        let mut open = written();
        open["provision"]["type"] = "permit".into();
        assert!(read_sharing(&open.to_string(), "a").is_none());
        let mut two = written();
        let actor = two["provision"]["actor"][0].clone();
        two["provision"]["actor"] = json!([actor, actor]);
        assert!(read_sharing(&two.to_string(), "a").is_none());
        let mut odd = written();
        odd["provision"]["provision"][0]["period"] = json!({ "start": "2026-06-01" });
        odd["provision"]["provision"][1]["action"] =
            json!([{ "coding": [{ "code": "disclose" }] }]);
        odd["provision"]["provision"][2]["class"] = json!([{ "code": "CarePlan" }]);
        let read = read_sharing(&odd.to_string(), "a").expect("read");
        assert_eq!((read.permits.len(), read.not_understood), (2, 3));
        let mut ended = written();
        ended["provision"]["period"] = json!({ "end": "soon" });
        let read = read_sharing(&ended.to_string(), "a").expect("read");
        assert_eq!(read.in_force(date(2026, 7, 1)).count(), 0);
    }

    #[test]
    fn a_change_keeps_what_is_not_ours_and_a_stop_ends_all() {
        let mut current = written();
        let strange = json!({ "type": "permit", "class": [{ "code": "CarePlan" }] });
        current["provision"]["provision"][4] = strange.clone();
        current["note-of-the-trust"] = json!("kept");
        let now = at("2026-07-01T10:00:00+01:00[Europe/London]");
        let some = permits()[..1].to_vec();
        let change = Change {
            permits: &some,
            at: &now,
        };
        let next = change_sharing(&current, &change).expect("changed");
        assert_eq!(next["provision"]["provision"][1], strange);
        assert_eq!(next["note-of-the-trust"], "kept");
        let read = read_sharing(&next.to_string(), "a").expect("read");
        assert_eq!((read.permits, read.not_understood), (some.clone(), 1));
        assert!(is_changed(&next, &change) && !is_changed(&current, &change));
        let stop = Change {
            permits: &[],
            at: &now,
        };
        let stopped = change_sharing(&current, &stop).expect("stopped");
        assert_eq!(stopped["status"], "inactive");
        assert!(is_changed(&stopped, &stop));
    }
}
