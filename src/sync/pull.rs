//! What to ask for, and what of the answers may be kept. Pure.

use crate::fhir::{self, Envelope, Page};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Types that are searched by patient, with the parameter that names the patient.
const BY_PATIENT: &[(&str, &str)] = &[
    ("CarePlan", "patient"),
    ("ServiceRequest", "patient"),
    ("Goal", "patient"),
    ("Observation", "patient"),
    ("CareTeam", "patient"),
    ("EpisodeOfCare", "patient"),
    ("Appointment", "patient"),
    ("Task", "patient"),
    ("QuestionnaireResponse", "patient"),
    ("Communication", "patient"),
    ("Consent", "patient"),
    ("RelatedPerson", "patient"),
];

/// Most entries that a page is asked for.
const PAGE: u32 = 200;

/// Most pages that are followed for one type.
pub const MOST_PAGES: usize = 50;

/// The server showed a record that is not this patient's. Nothing of this pull is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the server shows records of others")]
pub struct NotSafe;

/// One search: the type, and the address below the FHIR base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    /// The type.
    pub kind: String,
    /// `Type?…`
    pub path: String,
    /// Whether it brings everything of the type, so that what is missing has been deleted.
    pub complete: bool,
}

/// The searches by patient; since a time, or complete.
pub fn searches(patient: &str, since: Option<Timestamp>) -> Vec<Search> {
    // The patient's own record is a search too, so that a batch is all of one kind.
    let own = ("Patient", "_id");
    std::iter::once(&own)
        .chain(BY_PATIENT)
        .map(|(kind, parameter)| {
            let mut query = url::form_urlencoded::Serializer::new(String::new());
            // With its type: servers are about that take `patient=1` for no reference at all.
            let value = match *kind {
                "Patient" => patient.to_owned(),
                _ => format!("Patient/{patient}"),
            };
            query
                .append_pair(parameter, &value)
                .append_pair("_count", &PAGE.to_string());
            if let Some(since) = since.filter(|_| *kind != "Patient") {
                query.append_pair("_lastUpdated", &format!("ge{since}"));
            }
            Search {
                kind: (*kind).to_owned(),
                path: format!("{kind}?{}", query.finish()),
                complete: since.is_none() && *kind != "Patient",
            }
        })
        .collect()
}

/// The searches for what the record points at: people, organisations, questionnaires.
/// `asked` are the questionnaires that the record asks for, which a Task may name only through what
/// it points at.
pub fn searches_for_references(kept: &[Envelope], asked: &[String]) -> Vec<Search> {
    let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let forms: BTreeSet<&String> = asked.iter().collect();
    for it in kept {
        for (kind, id) in fhir::references(&it.raw) {
            for wanted in ["Practitioner", "Organization"] {
                if kind == wanted {
                    ids.entry(wanted).or_default().insert(id.clone());
                }
            }
        }
    }
    let by_id = ids.iter().flat_map(|(kind, ids)| {
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        ids.chunks(50)
            .map(|some| {
                search(
                    kind,
                    &[("_id", &some.join(",")), ("_count", &PAGE.to_string())],
                )
            })
            .collect::<Vec<_>>()
    });
    let by_url = forms.iter().map(|canonical| {
        // Some servers name a form by its place on the server itself.
        if let Some(id) = canonical.strip_prefix("Questionnaire/") {
            return search("Questionnaire", &[("_id", id)]);
        }
        match canonical.split_once('|') {
            Some((url, version)) => search("Questionnaire", &[("url", url), ("version", version)]),
            None => search("Questionnaire", &[("url", canonical)]),
        }
    });
    by_id.chain(by_url).collect()
}

fn search(kind: &str, pairs: &[(&str, &str)]) -> Search {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish();
    Search {
        kind: kind.to_owned(),
        path: format!("{kind}?{query}"),
        complete: false,
    }
}

/// What one page brings, sifted.
#[derive(Debug, Default)]
pub struct Sifted {
    /// To be kept.
    pub keep: Vec<Envelope>,
    /// Seen but not released: to be dropped if it was kept once.
    pub withheld: Vec<(String, String)>,
    /// Entries that could not be read. What was kept of them before stays.
    pub unreadable: usize,
}

/// Looks at every resource of a page before anything of it is kept.
pub fn sift(
    search: &Search,
    page: Page,
    patient: &str,
    codes_base: &str,
) -> Result<Sifted, NotSafe> {
    let mut sifted = Sifted {
        unreadable: page.unreadable,
        ..Sifted::default()
    };
    for it in page.resources {
        if !fhir::belongs_to(&it.raw, patient) {
            return Err(NotSafe);
        }
        if it.kind != search.kind {
            // Included by the server unasked. It is this patient's, yet nobody asked for it.
            continue;
        }
        if fhir::may_be_kept(&it.raw, codes_base) {
            sifted.keep.push(it);
        } else {
            sifted.withheld.push((it.kind, it.id));
        }
    }
    Ok(sifted)
}

/// The newest time that the server put on anything, for the next pull to begin at: the server's
/// clock, not this device's.
pub fn newest<'a>(kept: impl Iterator<Item = &'a Envelope>) -> Option<Timestamp> {
    kept.filter_map(|it| it.last_updated).max()
}
