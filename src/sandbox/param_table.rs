//! The search parameters that there are, as data: search, conditional create and the
//! CapabilityStatement all read this one table.

/// How the value of a parameter is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `code`, `system|code`, `|code` or `system|`.
    Token,
    /// `Type/id`, or `id` alone.
    Reference,
    /// A date or time with `eq`, `ne`, `gt`, `ge`, `lt` or `le` before it.
    Date,
    /// An address, exactly.
    Uri,
}

impl Kind {
    /// FHIR's name for it (value set search-param-type).
    pub fn name(self) -> &'static str {
        match self {
            Kind::Token => "token",
            Kind::Reference => "reference",
            Kind::Date => "date",
            Kind::Uri => "uri",
        }
    }
}

/// One parameter: its name, its kind, and the path to what it looks at.
pub(super) type Param = (&'static str, Kind, &'static str);

/// Parameters that every type has.
pub(super) const COMMON: &[Param] = &[
    ("_id", Kind::Token, "id"),
    ("_lastUpdated", Kind::Date, "meta.lastUpdated"),
    ("_tag", Kind::Token, "meta.tag"),
];

use Kind::{Date as D, Reference as R, Token as T, Uri as U};

/// Parameters by type, under their R4 names.
pub(super) const BY_TYPE: &[(&str, &[Param])] = &[
    (
        "Patient",
        &[("identifier", T, "identifier"), ("active", T, "active")],
    ),
    (
        "CarePlan",
        &[
            ("patient", R, "subject"),
            ("subject", R, "subject"),
            ("identifier", T, "identifier"),
            ("status", T, "status"),
            ("category", T, "category"),
            ("goal", R, "goal"),
            ("care-team", R, "careTeam"),
            ("activity-reference", R, "activity.reference"),
            ("date", D, "period.start"),
        ],
    ),
    (
        "ServiceRequest",
        &[
            ("patient", R, "subject"),
            ("subject", R, "subject"),
            ("identifier", T, "identifier"),
            ("requisition", T, "requisition"),
            ("status", T, "status"),
            ("intent", T, "intent"),
            ("category", T, "category"),
            ("code", T, "code"),
            ("performer", R, "performer"),
        ],
    ),
    (
        "Goal",
        &[
            ("patient", R, "subject"),
            ("subject", R, "subject"),
            ("identifier", T, "identifier"),
            ("lifecycle-status", T, "lifecycleStatus"),
            ("status", T, "lifecycleStatus"),
            ("category", T, "category"),
        ],
    ),
    (
        "Observation",
        &[
            ("patient", R, "subject"),
            ("subject", R, "subject"),
            ("identifier", T, "identifier"),
            ("status", T, "status"),
            ("category", T, "category"),
            ("code", T, "code"),
            ("focus", R, "focus"),
            ("performer", R, "performer"),
            ("derived-from", R, "derivedFrom"),
            ("date", D, "effectiveDateTime"),
        ],
    ),
    (
        "CareTeam",
        &[
            ("patient", R, "subject"),
            ("subject", R, "subject"),
            ("identifier", T, "identifier"),
            ("status", T, "status"),
            ("category", T, "category"),
            ("participant", R, "participant.member"),
        ],
    ),
    ("Practitioner", &[("identifier", T, "identifier")]),
    (
        "Organization",
        &[("identifier", T, "identifier"), ("type", T, "type")],
    ),
    (
        "RelatedPerson",
        &[("patient", R, "patient"), ("identifier", T, "identifier")],
    ),
    (
        "EpisodeOfCare",
        &[
            ("patient", R, "patient"),
            ("identifier", T, "identifier"),
            ("status", T, "status"),
            ("care-manager", R, "careManager"),
            ("date", D, "period.start"),
        ],
    ),
    (
        "Appointment",
        &[
            ("patient", R, "participant.actor"),
            ("actor", R, "participant.actor"),
            ("practitioner", R, "participant.actor"),
            ("identifier", T, "identifier"),
            ("status", T, "status"),
            ("appointment-type", T, "appointmentType"),
            ("date", D, "start"),
        ],
    ),
    (
        "Task",
        &[
            ("patient", R, "for"),
            ("subject", R, "for"),
            ("owner", R, "owner"),
            ("identifier", T, "identifier"),
            ("status", T, "status"),
            ("code", T, "code"),
        ],
    ),
    (
        "Questionnaire",
        &[
            ("url", U, "url"),
            ("version", T, "version"),
            ("identifier", T, "identifier"),
            ("status", T, "status"),
            ("code", T, "code"),
        ],
    ),
    (
        "ValueSet",
        &[
            ("url", U, "url"),
            ("version", T, "version"),
            ("identifier", T, "identifier"),
            ("status", T, "status"),
        ],
    ),
    (
        "QuestionnaireResponse",
        &[
            ("patient", R, "subject"),
            ("subject", R, "subject"),
            ("identifier", T, "identifier"),
            ("status", T, "status"),
            ("questionnaire", U, "questionnaire"),
            ("author", R, "author"),
            ("authored", D, "authored"),
        ],
    ),
    (
        "Communication",
        &[
            ("patient", R, "subject"),
            ("subject", R, "subject"),
            ("identifier", T, "identifier"),
            ("status", T, "status"),
            ("category", T, "category"),
            ("sender", R, "sender"),
            ("recipient", R, "recipient"),
            ("sent", D, "sent"),
        ],
    ),
    (
        "Consent",
        &[
            ("patient", R, "patient"),
            ("subject", R, "patient"),
            ("identifier", T, "identifier"),
            ("status", T, "status"),
            ("category", T, "category"),
            ("actor", R, "provision.actor.reference"),
        ],
    ),
];
