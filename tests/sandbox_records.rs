//! The sandbox keeps records as FHIR R4 says, and shows nobody what is not theirs.
#![cfg(feature = "sandbox")]
#![allow(missing_docs, clippy::unwrap_used)]

mod sandbox_common;

use pathway_companion::fhir::scopes::Who;
use reqwest::StatusCode;
use sandbox_common::{Demo, ITEM, Session, VERIFIER, body, ids, query, question};
use serde_json::{Value, json};

const AMIRA: &str = "Patient/demo-amira";

fn rating(goal: &str) -> Value {
    json!({
        "resourceType": "Observation", "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "107334-5"}]},
        "subject": {"reference": AMIRA}, "performer": [{"reference": AMIRA}],
        "focus": [{"reference": goal}], "effectiveDateTime": "2026-11-01T10:00:00+00:00",
        "valueCodeableConcept": {"coding": [{"system": "http://loinc.org", "code": "LA34481-4"}]},
    })
}

fn entry(method: &str, url: &str, resource: Value) -> Value {
    json!({"request": {"method": method, "url": url}, "resource": resource})
}

#[tokio::test]
async fn the_same_message_sent_twice_is_there_once() {
    let demo = Demo::start().await;
    let amira = demo.sign_in(AMIRA).await;
    let message = question(AMIRA, AMIRA, "u-7");
    let condition = format!("identifier={ITEM}|u-7");
    let once = [("if-none-exist", condition.as_str())];
    let first = demo
        .fhir(&amira, "POST", "/Communication", &once, Some(&message))
        .await;
    assert_eq!(first.status(), StatusCode::CREATED);
    assert!(
        first.headers()["location"]
            .to_str()
            .unwrap()
            .contains("/_history/1")
    );
    assert_eq!(first.headers()["etag"], "W/\"1\"");
    let second = demo
        .fhir(&amira, "POST", "/Communication", &once, Some(&message))
        .await;
    assert_eq!(second.status(), StatusCode::OK);
    assert_eq!(
        demo.ids(&amira, &format!("/Communication?{condition}"))
            .await
            .len(),
        1
    );
}

#[tokio::test]
async fn an_id_of_ones_own_is_taken_once() {
    let demo = Demo::start().await;
    let amira = demo.sign_in(AMIRA).await;
    let id = "0190f5c2-7b1a-7cc0-8000-000000000001";
    let path = format!("/Observation/{id}");
    let mut observation = rating("Goal/demo-amira-goal-park");
    observation["id"] = json!(id);
    let new = [("if-none-match", "*")];
    let first = demo
        .fhir(&amira, "PUT", &path, &new, Some(&observation))
        .await;
    assert_eq!(first.status(), StatusCode::CREATED);
    let second = demo
        .fhir(&amira, "PUT", &path, &new, Some(&observation))
        .await;
    assert_eq!(second.status(), StatusCode::PRECONDITION_FAILED);
    assert_eq!(body(second).await["resourceType"], "OperationOutcome");
    assert_eq!(demo.get(&amira, &path).await.1["meta"]["versionId"], "1");
}

#[tokio::test]
async fn a_change_to_an_old_version_is_refused() {
    let demo = Demo::start().await;
    let amira = demo.sign_in(AMIRA).await;
    let path = "/Task/demo-amira-task-phq-9";
    let (_, mut task) = demo.get(&amira, path).await;
    task["status"] = json!("in-progress");
    let now = demo
        .fhir(&amira, "PUT", path, &[("if-match", "W/\"1\"")], Some(&task))
        .await;
    assert_eq!(now.status(), StatusCode::OK);
    task["status"] = json!("completed");
    let stale = demo
        .fhir(&amira, "PUT", path, &[("if-match", "W/\"1\"")], Some(&task))
        .await;
    assert_eq!(stale.status(), StatusCode::PRECONDITION_FAILED);
    let (_, history) = demo.get(&amira, &format!("{path}/_history")).await;
    assert_eq!(history["total"], 2);
    let (_, old) = demo.get(&amira, &format!("{path}/_history/1")).await;
    assert_eq!(old["status"], "requested");
}

#[tokio::test]
async fn a_person_changes_of_a_task_only_what_is_theirs_to_change() {
    let demo = Demo::start().await;
    let amira = demo.sign_in(AMIRA).await;
    let path = "/Task/demo-amira-task-phq-9";
    let (_, mut task) = demo.get(&amira, path).await;
    task["description"] = json!("Something else");
    let answer = demo.fhir(&amira, "PUT", path, &[], Some(&task)).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_answered_form_arrives_whole_or_not_at_all() {
    let demo = Demo::start().await;
    let amira = demo.sign_in(AMIRA).await;
    let (_, mut task) = demo.get(&amira, "/Task/demo-amira-task-phq-9").await;
    let output = json!([{"type": {"coding": [{"code": "questionnaire-response"}]},
        "valueReference": {"reference": "urn:uuid:11111111-1111-4111-8111-111111111111"}}]);
    task["status"] = json!("completed");
    task["output"] = output;
    let mut response = entry(
        "POST",
        "QuestionnaireResponse",
        json!({"resourceType": "QuestionnaireResponse", "status": "completed",
            "identifier": {"system": ITEM, "value": "r-1"},
            "questionnaire": "https://pathway-companion.example/fhir/Questionnaire/phq-9|1.0.0",
            "subject": {"reference": AMIRA}, "author": {"reference": AMIRA}}),
    );
    response["fullUrl"] = json!("urn:uuid:11111111-1111-4111-8111-111111111111");
    response["request"]["ifNoneExist"] = json!(format!("identifier={ITEM}|r-1"));
    let mut done = entry("PUT", "Task/demo-amira-task-phq-9", task.clone());
    done["request"]["ifMatch"] = json!("W/\"1\"");
    let bundle = |entries: Vec<Value>| json!({"resourceType": "Bundle", "type": "transaction", "entry": entries});

    let mut bad = rating("Goal/demo-amira-goal-park");
    bad["performer"] = json!([{"reference": "Practitioner/sam"}]);
    let broken = bundle(vec![
        response.clone(),
        done.clone(),
        entry("POST", "Observation", bad),
    ]);
    let before = demo.stored("QuestionnaireResponse").await.len();
    let answer = demo.fhir(&amira, "POST", "", &[], Some(&broken)).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    assert_eq!(
        body(answer).await["issue"][0]["expression"],
        json!(["Bundle.entry[2]"])
    );
    assert_eq!(demo.stored("QuestionnaireResponse").await.len(), before);
    assert_eq!(
        demo.get(&amira, "/Task/demo-amira-task-phq-9").await.1["status"],
        "requested"
    );

    let whole = bundle(vec![response.clone(), done]);
    let answer = body(demo.fhir(&amira, "POST", "", &[], Some(&whole)).await).await;
    assert_eq!(answer["entry"][0]["response"]["status"], "201 Created");
    assert_eq!(answer["entry"][1]["response"]["etag"], "W/\"2\"");
    let (_, task) = demo.get(&amira, "/Task/demo-amira-task-phq-9").await;
    let reference = task["output"][0]["valueReference"]["reference"]
        .as_str()
        .unwrap();
    assert_eq!(
        demo.get(&amira, &format!("/{reference}")).await.0,
        StatusCode::OK
    );

    // The reply was lost and the phone sends again: the same response, found by its identifier.
    let again = body(
        demo.fhir(&amira, "POST", "", &[], Some(&bundle(vec![response])))
            .await,
    )
    .await;
    assert_eq!(again["entry"][0]["response"]["status"], "200 OK");
    assert_eq!(demo.stored("QuestionnaireResponse").await.len(), before + 1);
}

#[tokio::test]
async fn a_batch_does_each_entry_for_itself() {
    let demo = Demo::start().await;
    let amira = demo.sign_in(AMIRA).await;
    let get = |url: &str| json!({"request": {"method": "GET", "url": url}});
    let bundle = json!({"resourceType": "Bundle", "type": "batch", "entry": [
        get("Goal?patient=demo-amira"), get("Goal/demo-daniel-goal-college"), get("Goal?colour=red")]});
    let answer = body(demo.fhir(&amira, "POST", "/", &[], Some(&bundle)).await).await;
    let status = |n: usize| {
        answer["entry"][n]["response"]["status"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        (status(0), status(1), status(2)),
        (
            "200 OK".into(),
            "404 Not Found".into(),
            "400 Bad Request".into()
        )
    );
    assert_eq!(ids(&answer["entry"][0]["resource"]).len(), 2);
}

#[tokio::test]
async fn pages_hold_everything_once() {
    let demo = Demo::start().await;
    let amira = demo.sign_in(AMIRA).await;
    let all = demo
        .ids(&amira, "/Observation?patient=demo-amira&_count=500")
        .await;
    let mut paged = Vec::new();
    let mut next = Some("/Observation?patient=demo-amira&_count=4".to_owned());
    while let Some(path) = next {
        let (_, bundle) = demo.get(&amira, &path).await;
        paged.extend(ids(&bundle));
        let link = bundle["link"]
            .as_array()
            .unwrap()
            .iter()
            .find(|l| l["relation"] == "next");
        let base = demo.running.fhir_base.as_str();
        next = link.map(|l| {
            l["url"]
                .as_str()
                .unwrap()
                .strip_prefix(base)
                .unwrap()
                .to_owned()
        });
    }
    assert!(all.len() > 8);
    assert_eq!(paged, all);
}

#[tokio::test]
async fn search_finds_by_what_the_contract_names() {
    let demo = Demo::start().await;
    let amira = demo.sign_in(AMIRA).await;
    for (path, found) in [
        (
            "/Task?owner=Patient/demo-amira&status=requested,in-progress",
            2,
        ),
        ("/Task?patient=demo-amira&status=completed", 0),
        ("/CarePlan?category=http://snomed.info/sct|736253002", 1),
        ("/Observation?code=http://loinc.org|44261-6", 11),
        ("/Observation?focus=Goal/demo-amira-goal-sleep", 2),
        (
            "/Questionnaire?url=https://pathway-companion.example/fhir/Questionnaire/phq-9&version=1.0.0",
            1,
        ),
        (
            "/Patient?identifier=https://fhir.nhs.uk/Id/nhs-number|9990000018",
            1,
        ),
        ("/Goal?_id=demo-amira-goal-park,demo-amira-goal-sleep", 2),
        ("/Goal?_lastUpdated=gt2020-01-01", 2),
        ("/Goal?_lastUpdated=lt2020-01-01", 0),
        ("/ServiceRequest?requisition=demo-amira-choice-therapy", 3),
        ("/Goal?patient=demo-daniel", 0),
        ("/EpisodeOfCare?_include=EpisodeOfCare:care-manager", 2),
        (
            "/Goal?_id=demo-amira-goal-sleep&_revinclude=Observation:focus",
            3,
        ),
    ] {
        assert_eq!(demo.ids(&amira, path).await.len(), found, "{path}");
    }
    let form = [("patient", "demo-amira"), ("lifecycle-status", "active")];
    let posted = demo
        .client
        .post(demo.url("/fhir/Goal/_search"))
        .header("authorization", format!("Bearer {}", amira.access))
        .form(&form);
    assert_eq!(ids(&body(posted.send().await.unwrap()).await).len(), 2);
}

#[tokio::test]
async fn an_unknown_search_parameter_is_refused_and_never_ignored() {
    let demo = Demo::start().await;
    let amira = demo.sign_in(AMIRA).await;
    let (status, outcome) = demo.get(&amira, "/Goal?pateint=demo-amira").await;
    assert_eq!(
        (status, &outcome["resourceType"]),
        (StatusCode::BAD_REQUEST, &json!("OperationOutcome"))
    );
}

#[tokio::test]
async fn what_is_not_released_is_not_there() {
    let demo = Demo::start().await;
    let amira = demo.sign_in(AMIRA).await;
    for id in ["demo-amira-cluster-withheld", "demo-amira-rated-withheld"] {
        assert!(
            demo.stored("Observation")
                .await
                .iter()
                .any(|o| o["id"] == id),
            "the demo has no {id}"
        );
        assert_eq!(
            demo.get(&amira, &format!("/Observation/{id}")).await.0,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            demo.get(&amira, &format!("/Observation/{id}/_history"))
                .await
                .0,
            StatusCode::NOT_FOUND
        );
    }
    let seen = demo.ids(&amira, "/Observation?_count=500").await;
    assert!(seen.iter().all(|id| !id.contains("withheld")));
    assert!(seen.contains(&"demo-amira-cluster-2".to_owned()));
    let (_, plan) = demo
        .get(&amira, "/CarePlan?_include=CarePlan:activity-reference")
        .await;
    assert!(
        !plan.to_string().contains("withheld"),
        "the plan points at what is withheld"
    );
    // Release is taken back: hidden from now on, in its old versions, too.
    let all = demo.stored("Observation").await;
    let mut cluster = all
        .iter()
        .find(|o| o["id"] == "demo-amira-cluster-2")
        .unwrap()
        .clone();
    cluster["meta"] = json!({});
    demo.plant(&cluster).await;
    for path in [
        "/Observation/demo-amira-cluster-2",
        "/Observation/demo-amira-cluster-2/_history/1",
    ] {
        assert_eq!(
            demo.get(&amira, path).await.0,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[tokio::test]
async fn another_persons_record_is_not_there() {
    let demo = Demo::start().await;
    let amira = demo.sign_in(AMIRA).await;
    for path in [
        "/Patient/demo-daniel",
        "/CarePlan/demo-daniel-plan",
        "/Goal/demo-daniel-goal-college",
        "/Appointment/demo-daniel-review",
        "/QuestionnaireResponse/demo-daniel-phq9-1",
        "/Consent/demo-joan-sharing",
        "/RelatedPerson/demo-mark",
        // Workers and organisations show only where one's own record names them.
        "/Practitioner/priya",
        "/Patient/demo-nobody",
    ] {
        assert_eq!(
            demo.get(&amira, path).await.0,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    assert_eq!(
        demo.get(&amira, "/Practitioner/sam").await.0,
        StatusCode::OK
    );
    let mut stolen = rating("Goal/demo-daniel-goal-college");
    stolen["subject"] = json!({"reference": "Patient/demo-daniel"});
    let answer = demo
        .fhir(&amira, "POST", "/Observation", &[], Some(&stolen))
        .await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_person_writes_nothing_that_is_a_workers_to_say() {
    let demo = Demo::start().await;
    let amira = demo.sign_in(AMIRA).await;
    let mut as_worker = rating("Goal/demo-amira-goal-park");
    as_worker["code"]["coding"][0]["code"] = json!("107333-7");
    let mut cluster = rating("Goal/demo-amira-goal-park");
    cluster["code"]["coding"][0]["code"] = json!("adult-mh-care-cluster");
    let goal = json!({"resourceType": "Goal", "lifecycleStatus": "active", "description": {"text": "x"},
        "subject": {"reference": AMIRA}});
    for (path, resource) in [
        ("/Observation", as_worker),
        ("/Observation", cluster),
        ("/Goal", goal),
    ] {
        let answer = demo.fhir(&amira, "POST", path, &[], Some(&resource)).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{resource}");
    }
}

#[tokio::test]
async fn every_error_is_an_operation_outcome() {
    let demo = Demo::start().await;
    let amira = demo.sign_in(AMIRA).await;
    let huge = json!({"resourceType": "Communication", "status": "completed", "note": [{"text": "x".repeat(2_200_000)}]});
    let no_status = json!({"resourceType": "Communication"});
    for (method, path, sent, status) in [
        ("GET", "/Nothing", None, 404),
        ("GET", "/Goal/x/y/z", None, 405),
        ("POST", "/Communication", Some(&huge), 413),
        ("POST", "/Communication", Some(&no_status), 422),
        ("POST", "/Goal", Some(&no_status), 400),
        ("DELETE", "/Goal/demo-amira-goal-park", None, 403),
    ] {
        let answer = demo.fhir(&amira, method, path, &[], sent).await;
        assert_eq!(answer.status().as_u16(), status, "{method} {path}");
        assert_eq!(answer.headers()["content-type"], "application/fhir+json");
        assert_eq!(answer.headers()["x-not-for-real-records"], "true");
        assert_eq!(
            body(answer).await["resourceType"],
            "OperationOutcome",
            "{method} {path}"
        );
    }
    let no_token = demo
        .client
        .get(demo.url("/fhir/Patient"))
        .send()
        .await
        .unwrap();
    assert_eq!(no_token.status(), StatusCode::UNAUTHORIZED);
    assert!(no_token.headers().contains_key("www-authenticate"));
}

#[tokio::test]
async fn a_token_does_only_what_was_asked_for() {
    let demo = Demo::start().await;
    let mut fields = demo.request(Who::Person);
    fields.insert(
        "scope".into(),
        "openid patient/Goal.rs patient/Task.read".into(),
    );
    let back = demo.press(fields, AMIRA).await;
    let (_, reply) = demo.exchange(&query(&back, "code"), VERIFIER).await;
    assert_eq!(reply["scope"], "openid patient/Goal.rs patient/Task.read");
    assert!(
        reply["refresh_token"].is_null(),
        "nobody asked for offline_access"
    );
    let access = reply["access_token"].as_str().unwrap().to_owned();
    let few = Session {
        access,
        refresh: String::new(),
        reply,
    };
    assert_eq!(demo.ids(&few, "/Goal").await.len(), 2);
    assert_eq!(
        demo.get(&few, "/Observation").await.0,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        demo.get(&few, "/Patient/demo-amira").await.0,
        StatusCode::NOT_FOUND
    );
    let linked = "/Goal?_revinclude=Observation:focus";
    assert_eq!(demo.ids(&few, linked).await.len(), 2);
    let (_, task) = demo.get(&few, "/Task/demo-amira-task-phq-9").await;
    let answer = demo
        .fhir(&few, "PUT", "/Task/demo-amira-task-phq-9", &[], Some(&task))
        .await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_a_carer_told_the_team_is_not_shown_to_the_person() {
    let demo = Demo::start().await;
    let amira = demo.sign_in(AMIRA).await;
    assert_eq!(
        demo.get(&amira, "/Communication/demo-amira-from-noor")
            .await
            .0,
        StatusCode::NOT_FOUND
    );
    let seen = demo.ids(&amira, "/Communication").await;
    assert_eq!(seen, ["demo-amira-question-1", "demo-amira-reply-1"]);
}
