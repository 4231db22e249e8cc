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
    let mut workers = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let (last, first): (Vec<&Envelope>, Vec<&Envelope>) = resources
        .iter()
        .partition(|it| it.kind.as_str() == "Practitioner");
    for it in first {
        let left = plain(it, looking).and_then(|value| cut(it, &value, &given, looking));
        if let Some(left) = left.filter(|_| seen.insert((it.kind.clone(), it.id.clone()))) {
            named_workers(&left, &mut workers);
            kept.extend(envelope(it, left));
        }
    }
    // A worker is seen where something that is kept names them; how to reach them comes with the team.
    let reach = given.has(&Shared::Team);
    for it in last.into_iter().filter(|it| workers.contains(&it.id)) {
        let left = plain(it, looking).map(|value| worker(&value, reach));
        if let Some(left) = left.filter(|_| seen.insert((it.kind.clone(), it.id.clone()))) {
            kept.extend(envelope(it, left));
        }
    }
    kept
}
