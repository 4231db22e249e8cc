//! Signed in as a carer, and trying every door: what was not shared has to stay away, whatever is asked.

use crate::ask::{Found, Line};
use crate::finding::{Part, Report};
use crate::searches::Seen;
use crate::sharing::{Shared, says_too_much, workers};
use crate::sign_in::Given;
use pathway_companion::fhir::scopes::{CARER, Granted, PERSON, Who};
use pathway_companion::fhir::{Envelope, belongs_to, may_be_kept};
use pathway_companion::trust::{Http, TrustFile};
use serde_json::Value;
use std::collections::BTreeMap;

const PART: Part = Part::Carer;

/// Most reads of one type by name.
const MOST_READS: usize = 25;

/// Nobody signed in.
pub fn not_checked(report: &mut Report) {
    let how = "whether a carer is refused what was not shared: sign in as a test carer with \
               --sign-in carer, or give --carer FILE, and the person's beside it";
    report.not_checked(PART, "signed-in", how);
}

/// Asks for everything as a carer.
pub async fn check(
    report: &mut Report,
    http: &Http,
    trust: &TrustFile,
    given: &Given,
    person: Option<&Seen>,
) {
    let line = Line::open(http, &trust.fhir_base).with(&given.access);
    scopes(report, given.scope.as_deref());
    let came = everything(report, &line, &given.patient).await;
    whose(report, &came, given, trust);
    let Some(carer) = who(report, &came) else {
        return;
    };
    let consents: Vec<Envelope> = came
        .get("Consent")
        .into_iter()
        .chain(person.and_then(|it| it.get("Consent")))
        .flatten()
        .cloned()
        .collect();
    let shared = Shared::read(&consents, &carer);
    held_back(report, &came, &shared);
    numbers(report, &line, &came, &shared).await;
    comes(report, &came, &shared);
    match person {
        Some(person) if is_same(person, &given.patient) => {
            by_name(report, &line, person, &shared).await;
        }
        Some(_) => {
            let how = "the carer supports somebody else than the person who signed in: use a pair";
            report.not_checked(PART, "consent-by-name", how);
        }
        None => {
            let how = "what is not shared was not asked for by name: sign in as the person, too";
            report.not_checked(PART, "consent-by-name", how);
        }
    }
}

fn is_same(person: &Seen, patient: &str) -> bool {
    let mut all = person.values().flatten();
    all.any(|it| it.kind != "Patient" && belongs_to(&it.raw, patient))
        || person
            .get("Patient")
            .is_some_and(|it| it.iter().any(|it| it.id == patient))
}

fn scopes(report: &mut Report, scope: Option<&str>) {
    let Some(scope) = scope.filter(|it| !it.trim().is_empty()) else {
        return report.not_checked(PART, "scopes", "the token reply says no scope");
    };
    let granted = Granted::read(scope);
    let more: Vec<&str> = PERSON
        .iter()
        .map(|(kind, _)| *kind)
        .filter(|kind| Who::Carer.letters(kind).is_empty())
        .filter(|kind| !matches!(*kind, "Organization" | "Questionnaire"))
        .filter(|kind| granted.may(kind, 'r') || granted.may(kind, 's'))
        .collect();
    if more.is_empty() {
        report.well(
            PART,
            "scopes",
            "nothing was granted that a carer never needs",
        );
    } else {
        let what = "was granted to a carer, who never needs it";
        let todo =
            "grant a carer what docs/trusts.md lists for them: the plan alone gives the group away";
        report.wrong(PART, "scopes", &more.join(", "), what, todo);
    }
    let lacking: Vec<&str> = CARER
        .iter()
        .filter(|(kind, letters)| letters.chars().any(|it| !granted.may(kind, it)))
        .map(|(kind, _)| *kind)
        .collect();
    if !lacking.is_empty() {
        let what = "was not granted in full";
        report.look(
            PART,
            "scopes",
            &lacking.join(", "),
            what,
            "grant it, or carers see less than is shared",
        );
    }
}

/// Everything of every type, also of those that no carer may ask for.
async fn everything(report: &mut Report, line: &Line, patient: &str) -> Seen {
    let mut came = Seen::new();
    let mut broken = Vec::new();
    for (kind, _) in PERSON {
        let path = match *kind {
            "Patient" => format!("Patient?_id={patient}"),
            "Practitioner" | "Organization" | "Questionnaire" => continue,
            kind => format!("{kind}?patient=Patient/{patient}&_count=200"),
        };
        match line.search(&path).await {
            Found::Pages(pages) => {
                came.insert((*kind).to_owned(), pages.all);
            }
            Found::Refused(status) if status < 500 => {}
            _ => broken.push(*kind),
        }
    }
    if !broken.is_empty() {
        let what = "the search has no answer that can be used";
        report.look(
            PART,
            "broken",
            &broken.join(", "),
            what,
            "answer 403 or 404 where nothing is served",
        );
    }
    came
}

fn whose(report: &mut Report, came: &Seen, given: &Given, trust: &TrustFile) {
    let others = came
        .values()
        .flatten()
        .filter(|it| !belongs_to(&it.raw, &given.patient))
        .count();
    if others > 0 {
        let what = format!("{others} resources of other people came");
        report.wrong(
            PART,
            "whose",
            "",
            what,
            "scope the token to the one patient",
        );
    }
    let unreleased = came
        .values()
        .flatten()
        // What a carer wrote themselves needs no release.
        .filter(|it| it.kind == "Observation" && !may_be_kept(&it.raw, &trust.codes_base))
        .count();
    if unreleased > 0 {
        let what = format!("{unreleased} that nobody released came to a carer");
        report.wrong(
            PART,
            "release",
            "Observation",
            what,
            "hold back what is not released",
        );
    }
}

/// Which RelatedPerson it is.
fn who(report: &mut Report, came: &Seen) -> Option<String> {
    let own = came
        .get("RelatedPerson")
        .map(Vec::as_slice)
        .unwrap_or_default();
    match own {
        [one] => Some(format!("RelatedPerson/{}", one.id)),
        [] => {
            let how = "the carer cannot read their own RelatedPerson, so nobody can say what is shared with them";
            report.not_checked(PART, "consent", how);
            None
        }
        many => {
            let what = format!(
                "a carer is shown {} carers: each sees themselves alone",
                many.len()
            );
            report.wrong(
                PART,
                "consent",
                "RelatedPerson",
                what,
                "show the one who signed in",
            );
            None
        }
    }
}

/// Nothing came that nobody shared.
fn held_back(report: &mut Report, came: &Seen, shared: &Shared) {
    let mut too_much: BTreeMap<&str, usize> = BTreeMap::new();
    for it in came.values().flatten().filter(|it| !shared.allows(it)) {
        *too_much.entry(it.kind.as_str()).or_default() += 1;
    }
    let all: usize = came.values().map(Vec::len).sum();
    if too_much.is_empty() {
        report.well(
            PART,
            "consent",
            format!("all {all} resources that came are shared with this carer"),
        );
    } else {
        let what = "came, and no Consent that stands shares them with this carer";
        let todo = "look at Consent before every search, include and read";
        report.wrong(PART, "consent", &counted(&too_much), what, todo);
    }
    let mut telling: BTreeMap<&str, usize> = BTreeMap::new();
    for it in came.values().flatten().filter(|it| says_too_much(it)) {
        *telling.entry(it.kind.as_str()).or_default() += 1;
    }
    if !telling.is_empty() {
        let what = "came with more than may be said: why, where, for which goal, and what a team is called can \
                    each give the group away";
        let todo = "give a carer the carer-title, who does it, and when; of a goal's target the day; no name of \
                    a team, no narrative text (docs/trusts.md)";
        report.wrong(PART, "neutral-names", &counted(&telling), what, todo);
    }
}

/// Workers are names, and their numbers come with the team alone.
async fn numbers(report: &mut Report, line: &Line, came: &Seen, shared: &Shared) {
    let mut reached = 0;
    let (named, mut read) = (workers(came.values().flatten(), shared), 0);
    for (id, _) in named
        .iter()
        .filter(|(_, in_team)| !**in_team)
        .take(MOST_READS)
    {
        let answer = line.get(&format!("Practitioner/{id}")).await;
        let Some(answer) = answer.ok().filter(|it| it.is_good()) else {
            continue;
        };
        read += 1;
        let worker: Value = serde_json::from_str(&answer.body).unwrap_or_default();
        reached += usize::from(!worker["telecom"].is_null());
    }
    if reached > 0 {
        let what =
            format!("{reached} came with how to reach them, and no team that is shared names them");
        let todo =
            "give a carer the names of workers, and their numbers with the team that they are in";
        report.wrong(PART, "worker-numbers", "Practitioner", what, todo);
    } else if read > 0 {
        let what = format!("{read} workers who are in no shared team came by name, and no more");
        report.well(PART, "worker-numbers", what);
    }
}

/// Types, each with how many.
fn counted(kinds: &BTreeMap<&str, usize>) -> String {
    let all: Vec<String> = kinds
        .iter()
        .map(|(kind, n)| format!("{kind} ({n})"))
        .collect();
    all.join(", ")
}

/// What is shared does come.
fn comes(report: &mut Report, came: &Seen, shared: &Shared) {
    if shared.is_nothing() {
        let how = "nothing is shared with this carer: share one goal, so that something can come";
        return report.not_checked(PART, "shared-comes", how);
    }
    let is_there = |id: &str| {
        came.get("Goal")
            .is_some_and(|it| it.iter().any(|goal| goal.id == id))
    };
    let away = shared.goals().filter(|id| !is_there(id)).count();
    if away > 0 {
        let what = format!("{away} goals that are shared do not come");
        report.look(
            PART,
            "shared-comes",
            "Goal",
            what,
            "look at the dates and the shape of the Consent",
        );
    } else {
        report.well(PART, "shared-comes", "the goals that are shared come");
    }
}

/// Everything that the person sees and did not share, asked for by its own address.
async fn by_name(report: &mut Report, line: &Line, person: &Seen, shared: &Shared) {
    let (mut tried, mut kinds) = (0, BTreeMap::<&str, usize>::new());
    for (kind, all) in person {
        let hidden = all
            .iter()
            .filter(|it| it.kind == *kind && !shared.allows(it));
        for it in hidden.take(MOST_READS) {
            tried += 1;
            let answer = line.get(&format!("{kind}/{}", it.id)).await;
            if answer.is_ok_and(|it| it.is_good()) {
                *kinds.entry(kind).or_default() += 1;
            }
        }
    }
    if !kinds.is_empty() {
        let what = "came when a carer asked for it by its address, and nobody shared it";
        let todo = "hold every read to the Consent, and answer 404";
        report.wrong(PART, "consent-by-name", &counted(&kinds), what, todo);
    } else if tried > 0 {
        let what = format!(
            "{tried} resources that are not shared were asked for by address, and all were refused"
        );
        report.well(PART, "consent-by-name", what);
    } else {
        report.not_checked(
            PART,
            "consent-by-name",
            "the test person has nothing that is not shared",
        );
    }
}
