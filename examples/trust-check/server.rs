//! What the server says to anybody: what it can do, where to sign in, and that it gives nothing away
//! without a token.

use crate::ask::Line;
use crate::finding::{Part, Report};
use jiff::Timestamp;
use pathway_companion::fhir::scopes::PERSON;
use pathway_companion::fhir::{Abilities, read_capabilities, read_page};
use pathway_companion::sync::{Server, Way};
use pathway_companion::trust::{Answer, Discovered, Http, TrustFile, is_allowed};
use serde_json::Value;

const PART: Part = Part::Server;

/// What the app makes on a server.
const MADE: [&str; 4] = [
    "QuestionnaireResponse",
    "Observation",
    "Goal",
    "Communication",
];

/// What is known of the server when somebody has signed in.
#[derive(Default)]
pub struct Known {
    /// What it declares.
    pub abilities: Abilities,
    /// Whether it could be asked at all.
    pub reached: bool,
}

/// Asks everything that needs no token.
pub async fn check(report: &mut Report, http: &Http, trust: &TrustFile) -> Known {
    let line = Line::open(http, &trust.fhir_base);
    let mut known = Known::default();
    match line.get("metadata").await {
        Err(problem) => {
            let todo =
                "look at fhir_base, the certificate, and whether phones on any network reach it";
            report.wrong(PART, "reached", "fhir_base", problem, todo);
        }
        Ok(answer) => {
            known.reached = true;
            clock(report, &answer);
            match read_capabilities(&answer.body) {
                Ok(abilities) if answer.is_good() => {
                    version(report, &answer.body);
                    declared(report, &abilities);
                    known.abilities = abilities;
                }
                _ => {
                    let what = format!("answers {}, and no CapabilityStatement", answer.status);
                    let todo = "give it without a token, as JSON";
                    report.wrong(PART, "declares", "{fhir_base}/metadata", what, todo);
                }
            }
        }
    }
    if known.reached {
        sign_in(report, &line, http).await;
        without_a_token(report, &line).await;
    } else {
        report.not_checked(PART, "sign-in", "the server has to be reached first");
    }
    known
}

fn clock(report: &mut Report, answer: &Answer) {
    let Some(theirs) = answer.date else { return };
    let apart = Timestamp::now()
        .duration_since(theirs)
        .unsigned_abs()
        .as_secs();
    if apart > 300 {
        let what = format!(
            "its clock and this machine's are {} minutes apart",
            apart / 60
        );
        let todo = "set the server's clock by NTP: sign-ins end early or never by a wrong one";
        report.look(PART, "clock", "Date", what, todo);
    }
}

fn version(report: &mut Report, body: &str) {
    let said: Value = serde_json::from_str(body).unwrap_or_default();
    let version = said["fhirVersion"].as_str().unwrap_or_default();
    if version.starts_with("4.0") {
        report.well(PART, "version", "it speaks FHIR R4");
    } else {
        let todo = "the app speaks FHIR R4 (4.0.1)";
        report.wrong(
            PART,
            "version",
            "fhirVersion",
            "it does not say that it speaks R4",
            todo,
        );
    }
}

/// What it declares, and how things will be sent because of it (see docs/reliability.md).
fn declared(report: &mut Report, abilities: &Abilities) {
    let silent: Vec<&str> = MADE
        .into_iter()
        .filter(|kind| !abilities.of(kind).create)
        .collect();
    if silent.is_empty() {
        report.well(
            PART,
            "create",
            "it says that everything the app makes can be created",
        );
    } else {
        let what = "it does not say that these can be created";
        let todo =
            "declare the interaction create on each; what the server refuses stays on the phone";
        report.wrong(PART, "create", &silent.join(", "), what, todo);
    }
    for (is, check, name) in [
        (
            abilities.transaction,
            "transaction",
            "transactions: an answer, its score and its Task go one by one",
        ),
        (
            abilities.batch,
            "batch",
            "batches: each type is asked for by itself",
        ),
    ] {
        if is {
            report.well(
                PART,
                check,
                format!(
                    "it says that it takes {}",
                    name.split(':').next().unwrap_or_default()
                ),
            );
        } else {
            let what = format!("it does not say that it takes {name}");
            report.look(
                PART,
                check,
                "rest.interaction",
                what,
                "declare it, if it can",
            );
        }
    }
    let server = Server::declared(abilities);
    for kind in MADE {
        let way = server.way_for(kind);
        report.sending.insert(kind, row(way));
        if kind == "QuestionnaireResponse" {
            match way {
                Way::PostOnce => {
                    let what = "it declares no way to ask whether an answer is there: after a lost reply \
                                the app says that it is not sure, and the person or the team has to decide";
                    let todo =
                        "declare conditionalCreate, updateCreate or the interaction search-type";
                    report.look(PART, "row", kind, what, todo);
                }
                _ => report.well(PART, "row", format!("an answer is sent once: {}", row(way))),
            }
        }
    }
    unsearchable(report, abilities);
}

/// The rows of the table in docs/reliability.md.
fn row(way: Way) -> &'static str {
    match way {
        Way::Put => "row 1, PUT with an id of ours, If-None-Match: *",
        Way::PostIfNoneExist => "row 2, POST with If-None-Exist",
        Way::SearchThenPost => "row 3, a search by identifier, then POST",
        Way::PostOnce => "row 4, POST, and never again by itself",
    }
}

/// Types that it names without a way to find a patient's.
fn unsearchable(report: &mut Report, abilities: &Abilities) {
    let by_patient = PERSON.iter().map(|(kind, _)| *kind);
    let without: Vec<&str> = by_patient
        .filter(|kind| {
            !matches!(
                *kind,
                "Patient" | "Practitioner" | "Organization" | "Questionnaire"
            )
        })
        .filter(|kind| {
            let of = abilities.of(kind);
            of.search && !of.params.is_empty() && !of.params.contains("patient")
        })
        .collect();
    if !without.is_empty() {
        let what = "it declares search parameters, and patient is not among them";
        let todo = "take patient on each of these, and declare it";
        report.look(PART, "search-params", &without.join(", "), what, todo);
    }
}

async fn sign_in(report: &mut Report, line: &Line, http: &Http) {
    let place = ".well-known/smart-configuration";
    let answer = match line.get(place).await {
        Ok(answer) if answer.is_good() => answer,
        Ok(answer) => {
            let what = format!("answers {}", answer.status);
            let todo = "serve it below the FHIR base, without a token";
            return report.wrong(PART, "sign-in", place, what, todo);
        }
        Err(problem) => {
            return report.wrong(
                PART,
                "sign-in",
                place,
                problem,
                "serve it below the FHIR base",
            );
        }
    };
    let said: Value = serde_json::from_str(&answer.body).unwrap_or_default();
    let has = |list: &str, word: &str| {
        let list = said[list].as_array().into_iter().flatten();
        list.filter_map(Value::as_str).any(|it| it == word)
    };
    let address = |name: &str| {
        let url = said[name].as_str().and_then(|it| it.parse().ok());
        url.filter(is_allowed)
    };
    let mut well = true;
    for name in ["authorization_endpoint", "token_endpoint", "jwks_uri"] {
        if address(name).is_none() {
            well = false;
            let what = "there is no https address under this name";
            report.wrong(PART, "sign-in", name, what, format!("name it in {place}"));
        }
    }
    if !said["issuer"].is_string() {
        well = false;
        let what = "it does not say who signs the id_token";
        report.wrong(
            PART,
            "sign-in",
            "issuer",
            what,
            format!("name it in {place}"),
        );
    }
    if has("code_challenge_methods_supported", "S256") {
        report.well(PART, "pkce", "it takes PKCE with S256");
    } else {
        well = false;
        let what = "it does not say that it takes PKCE with S256; the app signs nobody in without";
        report.wrong(
            PART,
            "pkce",
            "code_challenge_methods_supported",
            what,
            "take S256, and say so",
        );
    }
    if address("revocation_endpoint").is_none() {
        let what = "tokens cannot be given back: signing out ends nothing at the server";
        report.look(
            PART,
            "revocation",
            "revocation_endpoint",
            what,
            "name one, if there is one",
        );
    }
    if !has("capabilities", "permission-v2") {
        let what = "scopes of the first version are asked for: .read and .write, which allow more";
        report.look(
            PART,
            "scopes-version",
            "capabilities",
            what,
            "permission-v2, if it can",
        );
    }
    if well && Discovered::read(&answer.body).is_err() {
        well = false;
        let what = "the app cannot read it";
        report.wrong(
            PART,
            "sign-in",
            place,
            what,
            "look at the types of its fields",
        );
    }
    if well {
        report.well(PART, "sign-in", "the app finds where to sign in");
        if let Some(at) = address("jwks_uri") {
            keys(report, http, at).await;
        }
    }
}

async fn keys(report: &mut Report, http: &Http, at: url::Url) {
    // Addresses of the sign-in need not be below the FHIR base.
    let base = at.join(".").unwrap_or_else(|_| at.clone());
    let answer = Line::open(http, &base).get(at.as_str()).await;
    let keys = answer
        .ok()
        .filter(Answer::is_good)
        .and_then(|it| serde_json::from_str::<Value>(&it.body).ok())
        .and_then(|it| it["keys"].as_array().map(Vec::len));
    match keys {
        Some(1..) => report.well(
            PART,
            "keys",
            "the keys that sign the id_token are published",
        ),
        _ => {
            let what = "no key is published there: no id_token can be believed";
            report.wrong(
                PART,
                "keys",
                "jwks_uri",
                what,
                "publish the signing keys as a JWK set",
            );
        }
    }
}

/// A server gives nothing to nobody, and says so in a way that tells its refusal from a portal's.
async fn without_a_token(report: &mut Report, line: &Line) {
    let stranger = line.with("not-a-token-of-anybody");
    for (line, who) in [
        (line, "without a token"),
        (&stranger, "with a token of nobody's"),
    ] {
        match line.get("Observation?_count=1").await {
            Ok(answer) if answer.is_good() => {
                let page = read_page(&answer.body).map(|it| it.resources.len());
                let what = format!(
                    "{who} a search is answered, with {} entries",
                    page.unwrap_or_default()
                );
                let todo = "refuse with 401 whatever comes without a good token";
                report.wrong(PART, "token", "Observation", what, todo);
            }
            Ok(answer) if answer.refuses_token() => {
                report.well(PART, "token", format!("{who} nothing is given"));
            }
            Ok(answer) => {
                let what = format!("{who} it answers {}, not a 401 of its own", answer.status);
                let todo = "answer 401 as JSON or with WWW-Authenticate: Bearer, else an ended sign-in is \
                            taken for a portal's page, and nobody is asked to sign in again";
                report.look(PART, "token", "Observation", what, todo);
            }
            Err(problem) => report.not_checked(PART, "token", format!("{who}: {problem}")),
        }
    }
}
