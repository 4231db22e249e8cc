//! Observation: the care cluster, the events at which it was decided, ratings of goals.

use super::goal::level_of;
use super::part::structures;
use super::types::{Annotation, CodeableConcept, Extension, Quantity, Reference, extension};
use super::{Many, One, codes, when};
use crate::care::{Cluster, ClusterCode, Event, Level, OutOfTen, Rater};
use jiff::Timestamp;

structures! {
    /// Observation.
    Observation {
        /// Its id.
        id: One<String>,
        /// Extensions.
        extension: Many<Extension>,
        /// `final`, `amended`, `entered-in-error`, …
        status: One<String>,
        /// What was observed.
        code: One<CodeableConcept>,
        /// What it is about, beside the person.
        focus: Many<Reference>,
        /// When.
        effective_date_time: One<String>,
        /// When, as a moment.
        effective_instant: One<String>,
        /// When it was made known.
        issued: One<String>,
        /// Who observed.
        performer: Many<Reference>,
        /// What came out, as a code.
        value_codeable_concept: One<CodeableConcept>,
        /// What came out, as a text.
        value_string: One<String>,
        /// What came out, as a whole number.
        value_integer: One<serde_json::Number>,
        /// What came out, as a measured number.
        value_quantity: One<Quantity>,
        /// What it was worked out from.
        derived_from: Many<Reference>,
        /// Notes.
        note: Many<Annotation>,
    }
}

/// What a rating of a goal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RatingKind {
    /// Where the person began.
    Baseline,
    /// A rating since then.
    By(Rater),
}

impl Observation {
    /// Whether it stands: not a mistake, not called off.
    pub fn stands(&self) -> bool {
        matches!(
            self.status.text(),
            Some("final" | "amended" | "corrected" | "preliminary") | None
        )
    }

    /// When it was observed, as FHIR text.
    pub fn when(&self) -> Option<&str> {
        let effective = self.effective_date_time.text();
        effective
            .or_else(|| self.effective_instant.text())
            .or_else(|| self.issued.text())
    }

    /// When it was observed; noon where only the day is known.
    pub fn at(&self) -> Option<Timestamp> {
        when::moment_or_noon(self.when()?)
    }

    /// Whether it holds the care cluster.
    pub fn is_cluster(&self, codes_base: &str) -> bool {
        let system = format!("{codes_base}{}", codes::TRUST_OBSERVATION);
        self.code
            .get()
            .is_some_and(|c| c.has(&system, codes::CLUSTER))
    }

    /// The cluster that it holds (NHS Data Dictionary, `00` to `21`).
    pub fn cluster(&self, codes_base: &str) -> Cluster {
        let system = format!("{codes_base}{}", codes::CLUSTER_SYSTEM);
        let coded = self
            .value_codeable_concept
            .get()
            .and_then(|v| v.code_of(&system));
        let code = coded
            .or_else(|| self.value_string.text())
            .and_then(ClusterCode::parse);
        code.map_or(Cluster::Unknown, Cluster::Known)
    }

    /// The event at which the cluster was decided (seed 003).
    pub fn event(&self, codes_base: &str) -> Option<Event> {
        let url = format!("{codes_base}{}", codes::ALLOCATION_EVENT);
        let event = extension(&self.extension, &url)?;
        let coded = || event.value_coding.get()?.code.text();
        let concept = || {
            event
                .value_codeable_concept
                .get()?
                .coding
                .first()?
                .code
                .text()
        };
        let plain = || {
            event
                .value_code
                .text()
                .or_else(|| event.value_string.text())
        };
        event_of(coded().or_else(concept).or_else(plain)?)
    }

    /// Whether and whose rating of a goal it is (LOINC 107332-9 and its three companions).
    pub fn rating_kind(&self) -> Option<RatingKind> {
        let code = self.code.get()?;
        let is = |loinc| code.has(codes::LOINC, loinc);
        if is(codes::GAS_PATIENT) {
            Some(RatingKind::By(Rater::Me))
        } else if is(codes::GAS_CARER) {
            Some(RatingKind::By(Rater::Carer))
        } else if is(codes::GAS_WORKER) {
            Some(RatingKind::By(Rater::Worker))
        } else {
            is(codes::GAS_BASELINE).then_some(RatingKind::Baseline)
        }
    }

    /// The level that was given.
    pub fn level(&self) -> Option<Level> {
        self.value_codeable_concept
            .get()?
            .coding
            .iter()
            .find_map(level_of)
    }

    /// Whether it is a rating of a goal from 0 to 10.
    pub fn is_out_of_ten(&self, codes_base: &str) -> bool {
        let system = format!("{codes_base}{}", codes::TRUST_OBSERVATION);
        let code = self.code.get();
        code.is_some_and(|c| c.has(&system, codes::GOAL_OUT_OF_TEN))
    }

    /// The rating from 0 to 10; none for any other number.
    pub fn out_of_ten(&self) -> Option<OutOfTen> {
        let number = self.value_integer.get()?.as_u64()?;
        OutOfTen::of(u8::try_from(number).ok()?)
    }

    /// Whose view it is, by who observed; none where nobody is named, or people of two kinds are.
    pub fn rater(&self) -> Option<Rater> {
        let mut raters = self.performer.iter().filter_map(|who| {
            let is = |kind: &str| who.id_of(kind).is_some();
            if is("Patient") {
                Some(Rater::Me)
            } else if is("RelatedPerson") {
                Some(Rater::Carer)
            } else {
                (is("Practitioner") || is("PractitionerRole")).then_some(Rater::Worker)
            }
        });
        let first = raters.next()?;
        raters.all(|other| other == first).then_some(first)
    }

    /// The carers who had a hand in it, by the ids of their RelatedPersons: who observed, or wrote beside it.
    pub fn carers(&self) -> impl Iterator<Item = &str> {
        let writers = self.note.iter().filter_map(|it| it.author_reference.get());
        let all = self.performer.iter().chain(writers);
        all.filter_map(|who| who.id_of("RelatedPerson"))
    }

    /// What was written beside it.
    pub fn notes(&self) -> Option<String> {
        let notes: Vec<&str> = self.note.iter().filter_map(|n| n.text.text()).collect();
        (!notes.is_empty()).then(|| notes.join("\n"))
    }
}

/// The event that a code of the trust's stands for (seed 003 names these six).
pub(super) fn event_of(code: &str) -> Option<Event> {
    Some(match code {
        "initial-assessment" => Event::InitialAssessment,
        "planned-review" => Event::PlannedReview,
        "unplanned-review" => Event::UnplannedReview,
        "admission" => Event::Admission,
        "transfer" => Event::Transfer,
        "discharge" => Event::Discharge,
        _ => return None,
    })
}
