//! What to ask for, and what of the answers may be kept. Pure.

use crate::fhir::{self, Envelope, Page};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

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

/// Types that a carer's phone searches by patient, once it knows that something is shared.
const FOLLOWED: &[(&str, &str)] = &[
    ("Goal", "patient"),
    ("Observation", "patient"),
    ("ServiceRequest", "patient"),
    ("Appointment", "patient"),
    ("CareTeam", "patient"),
    ("QuestionnaireResponse", "patient"),
    ("Communication", "patient"),
];

/// What a carer is given is said by these.
const GIVEN: &[(&str, &str)] = &[("RelatedPerson", "patient"), ("Consent", "patient")];

/// Most entries that a page is asked for.
pub const PAGE: u32 = 200;

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
    /// Whether a carer's phone asks. What it may keep is looked at once more (`fhir::followed`).
    pub for_carer: bool,
}

/// Since when a pull looks, by the server's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// Everything.
    Ever,
    /// From this moment on, this moment included.
    From(Timestamp),
    /// After this moment.
    After(Timestamp),
}

/// Overlap of pulls: a resource may become visible a little after its own time.
const OVERLAP: Duration = Duration::from_secs(60);
/// So long after a look at everything comes the next one.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Where the next pull begins. `newest` is the newest time that the server put on anything, `seen`
/// its clock when that was read. Once the clock stood well past `newest`, all of that time was there
/// to be seen, and nothing of it is asked for again: then nothing new costs next to nothing.
///
/// Only `newest` is searched by, and it is the server's own: a front whose clock is wrong can make
/// the overlap come or go, and nothing else.
pub fn since(newest: Timestamp, seen: Option<Timestamp>) -> Since {
    let settled = seen
        .is_some_and(|seen| seen > newest && seen.duration_since(newest).unsigned_abs() > OVERLAP);
    if settled {
        return Since::After(newest);
    }
    newest.checked_sub(OVERLAP).map_or(Since::Ever, Since::From)
}

/// Where a look begins: at the beginning of all things once a day, since only a look at everything finds
/// what is no longer there. `full` is when the last one of that kind was. A clock that was set back counts
/// as a day that has passed.
pub fn begins(
    full: Timestamp,
    newest: Timestamp,
    seen: Option<Timestamp>,
    now: Timestamp,
) -> Since {
    if now.duration_since(full).unsigned_abs() >= DAY {
        return Since::Ever;
    }
    since(newest, seen)
}

impl Since {
    /// As `_lastUpdated` takes it; to the millisecond, whatever its digits.
    fn as_parameter(self) -> Option<String> {
        match self {
            Since::Ever => None,
            Since::From(at) => Some(format!("ge{at:.3}")),
            Since::After(at) => Some(format!("gt{at:.3}")),
        }
    }
}

/// The searches by patient.
pub fn searches(patient: &str, since: Since) -> Vec<Search> {
    // The patient's own record is a search too, so that a batch is all of one kind.
    let own = ("Patient", "_id");
    std::iter::once(&own)
        .chain(BY_PATIENT)
        .map(|(kind, parameter)| {
            // With its type: servers are about that take `patient=1` for no reference at all.
            let value = match *kind {
                "Patient" => patient.to_owned(),
                _ => format!("Patient/{patient}"),
            };
            let mut found = search(kind, &[(parameter, &value)], since);
            found.complete = since == Since::Ever && *kind != "Patient";
            found
        })
        .collect()
}

/// The searches that say what a carer is given. All of it, each time: what is shared anew may be years old,
/// and what has ended has not changed.
pub fn searches_for_given(patient: &str) -> Vec<Search> {
    by_patient(GIVEN, patient)
}

/// The searches for what a carer is shown.
pub fn searches_for_followed(patient: &str) -> Vec<Search> {
    by_patient(FOLLOWED, patient)
}

fn by_patient(kinds: &[(&str, &str)], patient: &str) -> Vec<Search> {
    let value = format!("Patient/{patient}");
    let of_kind = |(kind, parameter): &(&str, &str)| Search {
        for_carer: true,
        ..search(kind, &[(parameter, &value)], Since::Ever)
    };
    kinds.iter().map(of_kind).collect()
}

/// Whether the forms that are held already have changed. People and organisations, which change
/// seldom, are looked at again by the full look.
pub fn searches_for_held<'a>(
    held: impl Iterator<Item = &'a (String, String)>,
    since: Since,
) -> Vec<Search> {
    let forms = held.filter(|(kind, _)| kind == "Questionnaire");
    let ids: Vec<&str> = forms.map(|(_, id)| id.as_str()).collect();
    by_ids("Questionnaire", &ids, since)
}

fn by_ids(kind: &str, ids: &[&str], since: Since) -> Vec<Search> {
    ids.chunks(50)
        .map(|some| search(kind, &[("_id", &some.join(","))], since))
        .collect()
}

/// The searches for what the record points at: people, organisations, questionnaires; what is held
/// already only when `all`. `asked` are the questionnaires that the record asks for, which a Task
/// may name only through what it points at.
pub fn searches_for_references(kept: &[Envelope], asked: &[String], all: bool) -> Vec<Search> {
    let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let forms: BTreeSet<&String> = asked.iter().collect();
    let held: BTreeSet<(&str, &str)> = kept
        .iter()
        .map(|it| (it.kind.as_str(), it.id.as_str()))
        .collect();
    for it in kept {
        for (kind, id) in fhir::references(&it.raw) {
            for wanted in ["Practitioner", "Organization"] {
                if kind == wanted && (all || !held.contains(&(wanted, id.as_str()))) {
                    ids.entry(wanted).or_default().insert(id.clone());
                }
            }
        }
    }
    let by_id = ids.iter().flat_map(|(kind, ids)| {
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        by_ids(kind, &ids, Since::Ever)
    });
    let here: BTreeSet<(String, String)> = kept
        .iter()
        .filter(|it| !all && it.kind == "Questionnaire")
        .filter_map(|it| fhir::canonical(&it.raw))
        .collect();
    let is_here = |canonical: &str| match canonical.strip_prefix("Questionnaire/") {
        Some(id) => !all && held.contains(&("Questionnaire", id)),
        None => match canonical.split_once('|') {
            Some((url, version)) => here.contains(&(url.to_owned(), version.to_owned())),
            None => here.iter().any(|(url, _)| url == canonical),
        },
    };
    let by_url = forms.iter().filter(|it| !is_here(it)).map(|canonical| {
        // Some servers name a form by its place on the server itself.
        if let Some(id) = canonical.strip_prefix("Questionnaire/") {
            return search("Questionnaire", &[("_id", id)], Since::Ever);
        }
        match canonical.split_once('|') {
            Some((url, version)) => {
                let pairs = [("url", url), ("version", version)];
                search("Questionnaire", &pairs, Since::Ever)
            }
            None => search("Questionnaire", &[("url", canonical)], Since::Ever),
        }
    });
    by_id.chain(by_url).collect()
}

/// A page is asked to be long where much is to come; what is new is little.
fn search(kind: &str, pairs: &[(&str, &str)], since: Since) -> Search {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs);
    match since.as_parameter() {
        Some(since) => query.append_pair("_lastUpdated", &since),
        None => query.append_pair("_count", &PAGE.to_string()),
    };
    // What may stand in a query as it is need not be longer than it is.
    let query = query
        .finish()
        .replace("%2F", "/")
        .replace("%3A", ":")
        .replace("%2C", ",");
    Search {
        kind: kind.to_owned(),
        path: format!("{kind}?{query}"),
        complete: false,
        for_carer: false,
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
    /// Entries of a type that nobody asked for: then this may be the answer to something else, and
    /// what is missing in it is not gone.
    pub foreign: usize,
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
            sifted.foreign += 1;
            continue;
        }
        if search.for_carer || fhir::may_be_kept(&it.raw, codes_base) {
            sifted.keep.push(it);
        } else {
            sifted.withheld.push((it.kind, it.id));
        }
    }
    Ok(sifted)
}

/// The newest time that the server put on anything, for the next pull to begin at: the server's
/// clock, not this device's. What it dates into its own future (`now`, its clock) counts as of now:
/// else everything in between would be passed over.
pub fn newest<'a>(
    kept: impl Iterator<Item = &'a Envelope>,
    now: Option<Timestamp>,
) -> Option<Timestamp> {
    let newest = kept.filter_map(|it| it.last_updated).max()?;
    Some(now.map_or(newest, |now| newest.min(now)))
}
