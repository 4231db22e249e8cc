//! What the server says of writing, tried: only when told to, and only in a test person's record. What is
//! left there are empty answers that are marked as entered in error.

use crate::ask::Line;
use crate::finding::{Part, Report};
use crate::server::Known;
use pathway_companion::fhir::bundle::{Entry, Method as Change};
use pathway_companion::fhir::{codes, read_replies, transaction};
use pathway_companion::trust::Method;
use serde_json::{Value, json};
use uuid::Uuid;

const PART: Part = Part::Person;
const KIND: &str = "QuestionnaireResponse";

/// Tries each of the three claims that sending builds on.
pub async fn check(report: &mut Report, line: &Line, patient: &str, known: &Known) {
    let try_out = TryOut { line, patient };
    let able = known.abilities.of(KIND);
    if able.conditional_create {
        try_out.conditional(report).await;
    }
    if able.update_create {
        try_out.by_put(report).await;
    }
    if known.abilities.transaction {
        try_out.all_or_none(report).await;
    }
    if !able.conditional_create && !able.update_create && !known.abilities.transaction {
        report.not_checked(
            PART,
            "writing",
            "the server says nothing of writing that could be tried",
        );
    }
}

struct TryOut<'a> {
    line: &'a Line,
    patient: &'a str,
}

impl TryOut<'_> {
    fn response(&self, uuid: Uuid) -> Value {
        let me = json!({ "reference": format!("Patient/{}", self.patient) });
        json!({ "resourceType": KIND, "status": "entered-in-error", "subject": me, "source": me,
            "questionnaire": "https://pathway-companion.example/Questionnaire/trust-check",
            "identifier": { "system": format!("{}{}", codes::BASE, codes::RESPONSE_UUID),
                "value": uuid.to_string() } })
    }

    /// How many with this identifier are there; only those that carry it count.
    async fn there(&self, uuid: Uuid) -> Option<usize> {
        let system = format!("{}{}", codes::BASE, codes::RESPONSE_UUID);
        let path = format!(
            "{KIND}?identifier={system}|{uuid}&patient=Patient/{}",
            self.patient
        );
        let page = self.line.comes(&path).await?;
        let uuid = uuid.to_string();
        Some(
            page.resources
                .iter()
                .filter(|it| it.raw.contains(&uuid))
                .count(),
        )
    }

    async fn post(&self, uuid: Uuid) -> Option<u16> {
        let system = format!("{}{}", codes::BASE, codes::RESPONSE_UUID);
        let condition = [("if-none-exist", format!("identifier={system}|{uuid}"))];
        let body = Some(self.response(uuid).to_string());
        let answer = self.line.ask(Method::Post, KIND, body, &condition).await;
        answer.ok().map(|it| it.status)
    }

    async fn conditional(&self, report: &mut Report) {
        let uuid = Uuid::now_v7();
        let (first, second) = (self.post(uuid).await, self.post(uuid).await);
        let there = self.there(uuid).await;
        let good = |it: Option<u16>| it.is_some_and(|it| (200..300).contains(&it) || it == 412);
        match (good(first), good(second), there) {
            (true, true, Some(1)) => {
                report.well(
                    PART,
                    "conditional-create",
                    "the same answer sent twice is there once",
                );
            }
            (true, _, Some(2..)) => {
                let what =
                    "it declares conditional create, and the same answer sent twice is there twice";
                let todo = "hold to If-None-Exist, or do not declare it";
                report.wrong(PART, "conditional-create", KIND, what, todo);
            }
            (false, _, _) => {
                let status = first.map_or("nothing".to_owned(), |it| it.to_string());
                let what = format!(
                    "it declares conditional create, and answers {status} to it; the app goes one row down"
                );
                report.look(
                    PART,
                    "conditional-create",
                    KIND,
                    what,
                    "take it, or do not declare it",
                );
            }
            _ => {
                let what = "what was sent cannot be found by its identifier";
                report.look(
                    PART,
                    "conditional-create",
                    KIND,
                    what,
                    "take the parameter identifier",
                );
            }
        }
    }

    async fn by_put(&self, report: &mut Report) {
        let uuid = Uuid::now_v7();
        let mut body = self.response(uuid);
        body["id"] = json!(uuid.to_string());
        let condition = [("if-none-match", "*".to_owned())];
        let mut said = Vec::new();
        for _ in 0..2 {
            let path = format!("{KIND}/{uuid}");
            let answer = self
                .line
                .ask(Method::Put, &path, Some(body.to_string()), &condition)
                .await;
            said.push(answer.map_or(0, |it| it.status));
        }
        match said.as_slice() {
            [200..=299, 412] => {
                report.well(PART, "update-create", "an id of ours is taken, once");
            }
            [200..=299, 200..=299] => {
                let what = "it answers If-None-Match: * with a yes to what is there already; the app takes that for being there";
                report.look(
                    PART,
                    "update-create",
                    KIND,
                    what,
                    "answer 412 to the second",
                );
            }
            [first, ..] => {
                let what = format!(
                    "it declares updateCreate, and answers {first} to it; the app goes one row down"
                );
                report.look(
                    PART,
                    "update-create",
                    KIND,
                    what,
                    "take it, or do not declare it",
                );
            }
            [] => {}
        }
    }

    /// One entry that is good beside one that cannot be: all or none.
    async fn all_or_none(&self, report: &mut Report) {
        let uuid = Uuid::now_v7();
        let good = Entry::new(Change::Post, KIND, self.response(uuid));
        let nowhere = Uuid::now_v7();
        let mut bad = self.response(nowhere);
        bad["id"] = json!(nowhere.to_string());
        let mut bad = Entry::new(Change::Put, format!("{KIND}/{nowhere}"), bad);
        // A version of something that was never there.
        bad.if_match = Some("W/\"never\"".to_owned());
        let body = Some(transaction(&[good, bad]));
        let answer = self.line.ask(Method::Post, "", body, &[]).await;
        let Ok(answer) = answer else {
            return report.not_checked(PART, "transaction", "the transaction had no answer");
        };
        let failed = !answer.is_good()
            || read_replies(&answer.body).is_ok_and(|all| {
                let bad = |it: &Option<pathway_companion::fhir::bundle::EntryReply>| {
                    it.as_ref()
                        .is_none_or(|it| !(200..300).contains(&it.status))
                };
                all.iter().any(bad)
            });
        match (failed, self.there(uuid).await) {
            (true, Some(0)) => {
                report.well(
                    PART,
                    "transaction",
                    "of a transaction that fails nothing is there",
                );
            }
            (true, Some(_)) => {
                let what = format!(
                    "half a transaction was done, under a {}; the app reads each entry, and goes on one by one",
                    answer.status
                );
                let todo = "do all of it or none, or do not declare transaction";
                report.look(PART, "transaction", KIND, what, todo);
            }
            (false, _) => {
                let what =
                    "an entry whose If-Match names a version that never was is said to be done";
                report.look(
                    PART,
                    "transaction",
                    KIND,
                    what,
                    "hold to If-Match inside a transaction, too",
                );
            }
            (true, None) => {
                report.not_checked(PART, "transaction", "what was sent cannot be searched for");
            }
        }
    }
}
