//! What searches are worth: each is asked as the app asks it, and once more so that only a server which
//! takes no notice of a parameter has anything to answer.

use crate::ask::{Found, Line, Pages};
use crate::finding::{Part, Report};
use crate::server::Known;
use pathway_companion::fhir::scopes::Granted;
use pathway_companion::fhir::{Envelope, batch, belongs_to, may_be_kept, read_replies};
use pathway_companion::sync::pull::{Since, searches};
use pathway_companion::sync::{Server, Way};
use pathway_companion::trust::{Method, TrustFile};
use std::collections::BTreeMap;
use url::Url;
use uuid::Uuid;

const PART: Part = Part::Person;

/// What the person is shown, by type.
pub type Seen = BTreeMap<String, Vec<Envelope>>;

/// Asks for everything, as the app does at its first look, and looks at every resource.
pub async fn everything(
    report: &mut Report,
    line: &Line,
    trust: &TrustFile,
    patient: &str,
    granted: &Granted,
) -> Seen {
    let mut seen = Seen::new();
    let mut told = Told::default();
    for search in searches(patient, Since::Ever) {
        let kind = search.kind.as_str();
        if !granted.may(kind, 's') && !granted.may(kind, 'r') {
            continue;
        }
        match line.search(&search.path).await {
            Found::Pages(pages) => {
                told.look_at(kind, &pages, patient, &trust.codes_base);
                seen.insert(search.kind, pages.all);
            }
            Found::Refused(status @ 500..) => told.broken.push(format!("{kind} ({status})")),
            Found::Refused(status) => told.refused.push(format!("{kind} ({status})")),
            Found::Odd => told.broken.push(kind.to_owned()),
        }
    }
    told.say(report);
    let all: usize = seen.values().map(Vec::len).sum();
    let kinds = seen.values().filter(|it| !it.is_empty()).count();
    report.well(
        PART,
        "record",
        format!("{all} resources of {kinds} types came"),
    );
    seen
}

/// What is found type by type, and told once.
#[derive(Default)]
struct Told {
    others: Vec<String>,
    unreleased: usize,
    observations: usize,
    ignored: Vec<String>,
    silent: Vec<String>,
    unasked: Vec<String>,
    unreadable: Vec<String>,
    astray: Vec<String>,
    cut: Vec<String>,
    refused: Vec<String>,
    broken: Vec<String>,
}

impl Told {
    fn look_at(&mut self, kind: &str, pages: &Pages, patient: &str, codes_base: &str) {
        let others = pages
            .all
            .iter()
            .filter(|it| !belongs_to(&it.raw, patient))
            .count();
        if others > 0 {
            self.others.push(format!("{kind} ({others})"));
        }
        let held_back = |it: &&Envelope| !may_be_kept(&it.raw, codes_base);
        self.unreleased += pages.all.iter().filter(held_back).count();
        if kind == "Observation" {
            self.observations = pages.all.len();
        }
        if pages.all.iter().any(|it| it.kind != kind) {
            self.unasked.push(kind.to_owned());
        }
        if pages.first.unreadable > 0 {
            self.unreadable.push(kind.to_owned());
        }
        if pages.astray {
            self.astray.push(kind.to_owned());
        }
        if pages
            .first
            .total
            .is_some_and(|total| total > pages.all.len() as u64)
        {
            self.cut.push(kind.to_owned());
        }
        let parameter = if kind == "Patient" { "_id" } else { "patient" };
        let understood = pages
            .first
            .self_link
            .as_deref()
            .is_some_and(|it| names(it, parameter));
        match pages.first.self_link {
            Some(_) if !understood => self.ignored.push(kind.to_owned()),
            Some(_) => {}
            None => self.silent.push(kind.to_owned()),
        }
    }

    fn say(&self, report: &mut Report) {
        let mut wrong = |check, kinds: &[String], what: &str, todo: &str| {
            if !kinds.is_empty() {
                report.wrong(PART, check, &kinds.join(", "), what, todo);
            }
        };
        wrong(
            "whose",
            &self.others,
            "resources came that are not this patient's; the app takes nothing at all from such a server",
            "scope each token to one patient, before any search",
        );
        wrong(
            "patient-ignored",
            &self.ignored,
            "the self link does not name the patient that was asked for: the parameter was ignored",
            "take the parameter patient, or refuse it; a server that ignores it is not used",
        );
        wrong(
            "broken",
            &self.broken,
            "the search has no answer that can be used; nothing of the record comes until it has",
            "answer with a Bundle, or with 403 or 404 where a type is not served",
        );
        wrong(
            "pages",
            &self.astray,
            "the link to the next page leads away from the FHIR base; a token does not go there",
            "make next links below fhir_base as the file names it",
        );
        wrong(
            "pages",
            &self.cut,
            "it says that there are more than it gives, and leads to no next page",
            "give a next link until all is given",
        );
        let mut look = |check, kinds: &[String], what: &str, todo: &str| {
            if !kinds.is_empty() {
                report.look(PART, check, &kinds.join(", "), what, todo);
            }
        };
        look(
            "refused",
            &self.refused,
            "the search is refused; the app goes on without",
            "serve these types, or be content without",
        );
        look(
            "self-link",
            &self.silent,
            "there is no self link, so nobody can see which parameters were understood",
            "give one that names what was taken notice of",
        );
        look(
            "unasked",
            &self.unasked,
            "resources of other types came along, which the app passes over",
            "leave them out",
        );
        look(
            "readable",
            &self.unreadable,
            "entries came that are no resources; the app passes over them",
            "look at what your server makes of them",
        );
        if self.unreleased > 0 {
            let what = format!(
                "{} that need a release came without its tag",
                self.unreleased
            );
            let todo = "hold back on the server what nobody released; the app drops it, and it was on the way";
            report.wrong(PART, "release", "Observation", what, todo);
        } else if self.observations > 0 {
            let what = format!(
                "of {} Observations none came that needs a release and has none",
                self.observations
            );
            report.well(PART, "release", what);
        }
        if self.others.is_empty() {
            report.well(PART, "whose", "everything that came is this patient's");
        }
    }
}

/// Whether a link names a parameter.
fn names(link: &str, parameter: &str) -> bool {
    let base = Url::parse("http://base.invalid/").ok();
    let url = base.and_then(|base| base.join(link).ok());
    url.is_some_and(|url| {
        url.query_pairs()
            .any(|(name, _)| name.split(':').next() == Some(parameter))
    })
}

/// The same searches, so asked that an honest server finds nothing.
pub async fn ignored(report: &mut Report, line: &Line, patient: &str, known: &Known, seen: &Seen) {
    let nobody = Uuid::new_v4();
    let full: Vec<&String> = seen
        .iter()
        .filter(|(_, it)| !it.is_empty())
        .map(|(kind, _)| kind)
        .collect();
    if full.is_empty() {
        let how =
            "nothing of this person came: use a test person with a plan, goals, forms and results";
        return report.not_checked(PART, "parameters", how);
    }
    let me = format!("Patient/{patient}");
    let mut deaf: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for kind in &full {
        let mut asked = vec![(
            "_lastUpdated",
            format!("{kind}?patient={me}&_lastUpdated=gt2999-01-01T00:00:00Z"),
        )];
        if kind.as_str() == "Patient" {
            asked = vec![("_id", format!("Patient?_id={nobody}"))];
        } else {
            asked.push(("patient", format!("{kind}?patient=Patient/{nobody}")));
            asked.push((
                "identifier",
                format!("{kind}?patient={me}&identifier=urn:nobody|{nobody}"),
            ));
        }
        for (parameter, path) in asked {
            let matters = parameter != "identifier"
                || matches!(
                    kind.as_str(),
                    "QuestionnaireResponse" | "Observation" | "Goal" | "Communication"
                );
            if matters
                && line
                    .comes(&path)
                    .await
                    .is_some_and(|page| !page.resources.is_empty())
            {
                deaf.entry(parameter).or_default().push(kind);
            }
        }
    }
    for (kind, parameter) in [("Practitioner", "_id"), ("Questionnaire", "url")] {
        let path = format!("{kind}?{parameter}=urn:uuid:{nobody}");
        if line
            .comes(&path)
            .await
            .is_some_and(|page| !page.resources.is_empty())
        {
            deaf.entry(parameter).or_default().push(kind);
        }
    }
    say_deaf(report, &deaf, known);
    pages(report, line, patient, seen).await;
    unknown(report, line, patient, &full).await;
}

fn say_deaf(report: &mut Report, deaf: &BTreeMap<&str, Vec<&str>>, known: &Known) {
    for (parameter, kinds) in deaf {
        let kinds = kinds.join(", ");
        let what = format!(
            "{parameter} is ignored: what cannot be there was asked for, and something came"
        );
        let by_search = Server::declared(&known.abilities).way_for("QuestionnaireResponse")
            == Way::SearchThenPost;
        match *parameter {
            "patient" => report.wrong(
                PART,
                "patient-ignored",
                &kinds,
                what,
                "take patient, or refuse it; the app does not use a server that ignores it",
            ),
            "identifier" if by_search => report.wrong(
                PART,
                "identifier-ignored",
                &kinds,
                what,
                "take identifier: by it the app asks whether an answer is there already",
            ),
            _ => report.look(
                PART,
                "parameter-ignored",
                &kinds,
                what,
                "take it, or refuse it; ignored, it costs every phone a full look each time",
            ),
        }
    }
    if deaf.is_empty() {
        let what = "patient, identifier, _id, url and _lastUpdated are taken notice of";
        report.well(PART, "parameters", what);
    }
}

/// Whether a long list can be read to its end.
async fn pages(report: &mut Report, line: &Line, patient: &str, seen: &Seen) {
    let Some((kind, all)) = seen
        .iter()
        .max_by_key(|(_, all)| all.len())
        .filter(|(_, it)| it.len() > 1)
    else {
        let how = "the test person needs two of something";
        return report.not_checked(PART, "pages", how);
    };
    let Some(page) = line
        .comes(&format!("{kind}?patient=Patient/{patient}&_count=1"))
        .await
    else {
        return report.not_checked(PART, "pages", "a search with _count is refused");
    };
    match (page.resources.len(), page.next) {
        (1, None) => {
            let what = format!(
                "of {} one was asked for and came, and no link leads to the next page",
                all.len()
            );
            let todo = "give next links: of a list longer than 200 the rest never reaches a phone";
            report.wrong(PART, "pages", kind, what, todo);
        }
        (1, Some(_)) => report.well(
            PART,
            "pages",
            "a long list comes in pages, and each leads to the next",
        ),
        _ => {
            let what = "_count is ignored; a whole list has to fit into 8 MB";
            report.look(
                PART,
                "pages",
                kind,
                what,
                "take _count, and give next links",
            );
        }
    }
}

/// What becomes of a word that no server knows.
async fn unknown(report: &mut Report, line: &Line, patient: &str, full: &[&String]) {
    let Some(kind) = full.iter().find(|kind| kind.as_str() != "Patient") else {
        return;
    };
    let word = "pathway-no-such-parameter";
    let path = format!("{kind}?patient=Patient/{patient}&{word}=1");
    match line.comes(&path).await {
        None => report.well(PART, "unknown", "an unknown search parameter is refused"),
        Some(page) => {
            let said =
                page.warnings > 0 || page.self_link.as_deref().is_some_and(|it| !names(it, word));
            let how = if said {
                "and says so"
            } else {
                "without a word"
            };
            let what = format!("an unknown search parameter is passed over {how}");
            let todo = "refuse it, as Prefer: handling=strict asks for";
            report.look(PART, "unknown", kind, what, todo);
        }
    }
}

/// Whether batches are taken, where it is said.
pub async fn in_one(report: &mut Report, line: &Line, patient: &str, known: &Known) {
    if !known.abilities.batch {
        return;
    }
    let paths: Vec<String> = ["Goal", "Task"]
        .iter()
        .map(|kind| format!("{kind}?patient=Patient/{patient}"))
        .collect();
    let answer = line.ask(Method::Post, "", Some(batch(&paths)), &[]).await;
    let replies = answer.ok().and_then(|it| read_replies(&it.body).ok());
    let whole = replies.is_some_and(|replies| {
        let got = |it: &Option<_>| it.is_some();
        replies.len() == paths.len() && replies.iter().all(got)
    });
    if whole {
        report.well(PART, "batch", "a batch of two searches has two answers");
    } else {
        let what = "it says that it takes batches, and one of two searches has no answer to each";
        let todo = "answer each entry with its status, in the order of the requests";
        report.look(PART, "batch", "[base]", what, todo);
    }
}
