//! Signed in as a person: what was granted, whose record comes, what is held back.

use crate::args::Args;
use crate::ask::Line;
use crate::finding::{Part, Report};
use crate::searches::{self, Seen};
use crate::server::Known;
use crate::sign_in::Given;
use crate::writing;
use pathway_companion::app::{Missing, missing};
use pathway_companion::fhir::scopes::{Granted, PERSON};
use pathway_companion::fhir::{may_be_kept, read_person, references};
use pathway_companion::trust::{Http, TrustFile};
use std::collections::BTreeSet;

const PART: Part = Part::Person;

/// Everything that only a token can show.
pub async fn check(
    report: &mut Report,
    http: &Http,
    trust: &TrustFile,
    given: &Given,
    known: &Known,
    args: &Args,
) -> Seen {
    let line = Line::open(http, &trust.fhir_base).with(&given.access);
    let granted = granted(report, given.scope.as_deref());
    who(report, &line, &given.patient).await;
    let seen = searches::everything(report, &line, trust, &given.patient, &granted).await;
    searches::ignored(report, &line, &given.patient, known, &seen).await;
    searches::in_one(report, &line, &given.patient, known).await;
    held_back(report, &line, trust, &seen, &args.unreleased).await;
    if args.try_writing {
        writing::check(report, &line, &given.patient, known).await;
    } else {
        let how = "with --try-writing and a test person's sign-in";
        report.not_checked(
            PART,
            "writing",
            format!("what the server says of writing is a claim; try it {how}"),
        );
    }
    seen
}

/// Nobody signed in.
pub fn not_checked(report: &mut Report) {
    let how = "scopes, whose record comes, ignored parameters and release: sign in as a test person with \
               --sign-in person, or give --person FILE";
    report.not_checked(PART, "signed-in", how);
}

fn granted(report: &mut Report, scope: Option<&str>) -> Granted {
    let Some(scope) = scope.filter(|it| !it.trim().is_empty()) else {
        let how = "the token reply says no scope; by the rules that means all that was asked for";
        report.not_checked(PART, "scopes", how);
        return Granted::read("");
    };
    let granted = Granted::read(scope);
    let lacking: Vec<String> = PERSON
        .iter()
        .filter_map(|(kind, letters)| {
            let lacks: String = letters
                .chars()
                .filter(|it| !granted.may(kind, *it))
                .collect();
            (!lacks.is_empty()).then(|| format!("{kind}.{lacks}"))
        })
        .collect();
    if lacking.is_empty() {
        report.well(
            PART,
            "scopes",
            "everything that the app asks for was granted",
        );
    } else {
        let what = "was asked for and not granted";
        let todo = "grant it, or be content with what is switched off";
        report.look(PART, "scopes", &lacking.join(", "), what, todo);
    }
    for it in missing(&granted) {
        report.off(named(it), "the sign-in does not grant it");
    }
    if !scope.split_whitespace().any(|it| it == "offline_access") {
        let what = "was not granted: people sign in anew each time the token ends";
        report.look(
            PART,
            "scopes",
            "offline_access",
            what,
            "grant it, with a refresh token",
        );
    }
    let more: BTreeSet<&str> = PERSON
        .iter()
        .flat_map(|(kind, letters)| {
            let more = |letter: &char| !letters.contains(*letter) && granted.may(kind, *letter);
            "cud"
                .chars()
                .filter(more)
                .map(|_| *kind)
                .collect::<Vec<_>>()
        })
        .collect();
    if !more.is_empty() {
        let kinds: Vec<&str> = more.into_iter().collect();
        let what = "more writing was granted than the app asks for";
        report.look(
            PART,
            "scopes",
            &kinds.join(", "),
            what,
            "grant what is asked for, and no more",
        );
    }
    granted
}

/// What a person would call it.
fn named(it: Missing) -> &'static str {
    match it {
        Missing::Plan => "The plan",
        Missing::Goals => "Goals",
        Missing::Team => "Who helps",
        Missing::Meetings => "Meetings and the review",
        Missing::Forms => "Forms to do",
        Missing::Sending => "Sending answers",
        Missing::Messages => "Writing to the team",
        Missing::NewGoals => "Goals of one's own",
        Missing::Ratings => "Saying how far a goal is",
        // What is added later has no words here yet.
        #[allow(unreachable_patterns, reason = "the list grows with the app")]
        _ => "Something else",
    }
}

async fn who(report: &mut Report, line: &Line, patient: &str) {
    let answer = line.get(&format!("Patient/{patient}")).await;
    let person = answer
        .ok()
        .filter(|it| it.status == 200)
        .and_then(|it| read_person(&it.body).ok());
    match person {
        Some(person) if person.id == patient && person.born.is_some() => {
            report.well(PART, "is-this-you", "name and birth date can be read");
        }
        Some(person) if person.id == patient => {
            let what = "there is no whole birth date: \"Is this you?\" shows a name only";
            report.look(PART, "is-this-you", "Patient.birthDate", what, "give it");
        }
        _ => {
            let what = "the patient of the token cannot be read: nobody gets past \"Is this you?\"";
            let todo = "let the token read Patient/{patient}, with a name in it";
            report.wrong(PART, "is-this-you", "Patient", what, todo);
        }
    }
}

/// What was not released must not come by any door: neither by a search nor by its own address.
async fn held_back(
    report: &mut Report,
    line: &Line,
    trust: &TrustFile,
    seen: &Seen,
    planted: &[String],
) {
    let shown: BTreeSet<&str> = seen
        .get("Observation")
        .into_iter()
        .flatten()
        .map(|it| it.id.as_str())
        .collect();
    let pointed = seen.values().flatten().flat_map(|it| references(&it.raw));
    let hidden: BTreeSet<String> = pointed
        .filter(|(kind, id)| kind == "Observation" && !shown.contains(id.as_str()))
        .map(|(_, id)| id)
        .take(50)
        .collect();
    let (mut given_away, mut tried) = (0, 0);
    for id in &hidden {
        tried += 1;
        let answer = line.get(&format!("Observation/{id}")).await;
        let came = answer.ok().filter(|it| it.status == 200);
        given_away += usize::from(came.is_some_and(|it| !may_be_kept(&it.body, &trust.codes_base)));
    }
    for name in planted {
        tried += 1;
        let by_search = name
            .strip_prefix("Observation/")
            .is_some_and(|id| shown.contains(id));
        let by_name = line.get(name).await.is_ok_and(|it| it.is_good());
        given_away += usize::from(by_search || by_name);
    }
    if given_away > 0 {
        let what = format!(
            "{given_away} of {tried} that are not released came when they were asked for by name"
        );
        let todo = "hold them back from reads, searches and history alike";
        report.wrong(PART, "release-by-name", "Observation", what, todo);
    } else if tried > 0 {
        report.well(
            PART,
            "release-by-name",
            format!("{tried} that are not shown were asked for by name, and none came"),
        );
    }
    if planted.is_empty() {
        let how = "whether what is not released stays away can only be tried with something that is there: \
                   name one with --unreleased";
        report.not_checked(PART, "release-planted", how);
    }
}
