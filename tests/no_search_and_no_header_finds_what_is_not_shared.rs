//! Searches, includes, pages, conditions and headers tell a carer nothing of what is not shared: not that it
//! is there, not how many there are, not what is in it.
#![cfg(feature = "sandbox")]
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/carer_count.rs"]
mod carer_count;
#[path = "support/carer_doors.rs"]
mod carer_doors;
#[path = "support/carer_marks.rs"]
mod carer_marks;
#[path = "support/carer_planted.rs"]
mod carer_planted;
#[path = "support/carer_sends.rs"]
mod carer_sends;
#[path = "support/carer_table.rs"]
mod carer_table;
#[path = "support/carer_tries.rs"]
mod carer_tries;
#[path = "support/carer_ways.rs"]
mod carer_ways;
mod sandbox_common;

use carer_count::Count;
use carer_doors::{HIDDEN, ODD, declared};
use carer_sends::things_to_send;
use carer_table::{ASKED, TYPES};
use carer_tries::{World, get, is_ok, name, remove, resources};
use carer_ways::{all_shared, hold_marks, is_near};
use reqwest::StatusCode;
use sandbox_common::body;
use serde_json::{Value, json};

#[tokio::test]
async fn no_search_finds_its_way_around() {
    let world = World::start().await;
    let mut count = Count::default();
    let now = all_shared(&world).await;
    let statement = world.demo.client.get(world.demo.url("/fhir/metadata"));
    let statement = body(statement.send().await.unwrap()).await;
    let declared = declared(&statement);
    let includes: Vec<&String> = declared.iter().flat_map(|it| &it.includes).collect();
    let params: Vec<(&str, &String)> = declared
        .iter()
        .flat_map(|it| it.params.iter().map(|param| (it.kind.as_str(), param)))
        .collect();
    assert!(includes.len() > 20 && params.len() > 80);
    let mut urls = Vec::new();
    for include in &includes {
        let kind = include.split(':').next().unwrap();
        urls.push(format!("{kind}?_count=500&_include={include}"));
        urls.push(format!("{kind}?_count=1&_include={include}"));
        for target in TYPES {
            urls.push(format!("{target}?_count=500&_revinclude={include}"));
            urls.push(format!("{kind}?_count=500&_include={include}:{target}"));
        }
    }
    // Everything shared is there already; what an include adds must be seen, too, and the total is of what
    // was found alone.
    for (url, answer) in urls
        .iter()
        .zip(world.batch(urls.iter().map(|it| get(it)).collect()).await)
    {
        for resource in resources(&answer) {
            count.hold(
                || format!("{url}: {}", name(&resource)),
                true,
                now.sees(&name(&resource)),
            );
        }
        let entries = answer["resource"]["entry"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let found = entries
            .iter()
            .filter(|it| it["search"]["mode"] == "match")
            .count();
        let total = answer["resource"]["total"].as_u64().unwrap_or_default();
        let wrong = is_ok(&answer) && url.contains("_count=500") && total != found as u64;
        count.hold(
            || format!("{url}: total {total}, found {found}"),
            wrong,
            false,
        );
        hold_marks(&answer, &now, &mut count);
    }
    // Chained, reverse chained, and whatever the server does not know is refused, never passed over.
    for (url, answer) in ODD
        .iter()
        .zip(world.batch(ODD.iter().map(|it| get(it)).collect()).await)
    {
        count.hold(|| format!("{url}: {answer}"), is_ok(&answer), false);
    }
    // A hidden element finds nothing: what a search matches is what is shown.
    for kind in [
        "Goal",
        "ServiceRequest",
        "Appointment",
        "CareTeam",
        "Observation",
    ] {
        for mut resource in world.demo.stored(kind).await {
            resource["category"] = json!([{"coding": [{"code": "hidden-one"}]}]);
            resource["derivedFrom"] = json!([{"reference": "QuestionnaireResponse/hidden-one"}]);
            resource["meta"]["tag"] = json!([{"code": "hidden-one"}]);
            if kind != "Goal" {
                resource["identifier"] = json!([{"value": "hidden-one"}]);
            }
            if kind == "Observation" {
                resource["category"] = Value::Null;
            }
            world.demo.plant(&resource).await;
        }
    }
    for (url, answer) in HIDDEN
        .iter()
        .zip(world.batch(HIDDEN.iter().map(|it| get(it)).collect()).await)
    {
        count.hold(
            || format!("{url}: {answer}"),
            !resources(&answer).is_empty(),
            false,
        );
    }
    // Every parameter with what is somebody else's.
    let mut asked = Vec::new();
    for (kind, param) in params.iter().filter(|(kind, _)| ASKED.contains(kind)) {
        for value in [
            "Patient/demo-joan",
            "demo-joan",
            "Goal/demo-joan-goal-lunch",
            "RelatedPerson/demo-mark",
            "demo-amira-cluster-2,demo-amira-goal-park,demo-joan-goal-lunch",
        ] {
            asked.push(format!("{kind}?{param}={value}&_count=500"));
        }
    }
    for (url, answer) in asked
        .iter()
        .zip(world.batch(asked.iter().map(|it| get(it)).collect()).await)
    {
        for resource in resources(&answer)
            .iter()
            .filter(|it| it["resourceType"] != "OperationOutcome")
        {
            count.hold(
                || format!("{url}: {}", name(resource)),
                true,
                now.sees(&name(resource)),
            );
        }
    }
    // A link to a page that somebody thought of leads nowhere, and a link says nothing of other writes.
    for guess in ["1", "0", "", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        let url = format!("Observation?_count=1&_cursor={guess}");
        let answer = &world.batch(vec![get(&url)]).await[0];
        count.hold(|| format!("{url}: {answer}"), is_ok(answer), false);
    }
    let first = world
        .batch(vec![
            get("Observation?_count=1"),
            get("Observation?_count=1"),
        ])
        .await;
    let next = |answer: &Value| {
        answer["resource"]["link"][1]["url"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let alike = next(&first[0]) == next(&first[1]);
    count.hold(|| "two links to one page look alike".into(), alike, false);
    // Page by page: as many as the total says, and each of them seen.
    for kind in ASKED {
        let mut next = Some(format!("/{kind}?_count=1"));
        let (mut walked, mut total) = (0, 0);
        while let Some(path) = next {
            let (_, page) = world.demo.get(&world.noor, &path).await;
            for entry in page["entry"].as_array().into_iter().flatten() {
                walked += 1;
                let name = name(&entry["resource"]);
                count.hold(|| format!("{path}: {name}"), true, now.sees(&name));
            }
            total = page["total"].as_u64().unwrap();
            let links = page["link"]
                .as_array()
                .unwrap()
                .iter()
                .find(|it| it["relation"] == "next");
            next = links.map(|it| {
                it["url"]
                    .as_str()
                    .unwrap()
                    .split("/fhir")
                    .nth(1)
                    .unwrap()
                    .to_owned()
            });
        }
        count.hold(
            || format!("{kind}: {walked} of {total}"),
            walked != total,
            false,
        );
        let form = world
            .demo
            .client
            .post(world.demo.url(&format!("/fhir/{kind}/_search")));
        let form = form
            .bearer_auth(&world.noor.access)
            .form(&[("_count", "500"), ("patient", "demo-joan")]);
        let form = body(form.send().await.unwrap()).await;
        count.hold(
            || format!("POST {kind}/_search: {form}"),
            form["total"].as_u64().is_some_and(|it| it > 0),
            false,
        );
    }
    count.done("searches");
}

#[tokio::test]
async fn no_header_or_method_tells_what_is_there() {
    let world = World::start().await;
    let mut count = Count::default();
    let now = all_shared(&world).await;
    let headers: [&[(&str, &str)]; 7] = [
        &[],
        &[("if-none-match", "W/\"1\"")],
        &[("if-none-match", "W/\"3\"")],
        &[("if-none-match", "*")],
        &[("if-match", "W/\"3\"")],
        &[("if-modified-since", "Sat, 01 Jan 2000 00:00:00 GMT")],
        &[("prefer", "return=representation, handling=lenient")],
    ];
    let hidden = world
        .names
        .iter()
        .filter(|name| is_near(name) && !now.sees(name));
    for name in hidden {
        let (kind, id) = name.split_once('/').unwrap();
        let body_of = |id: &str| {
            json!({"resourceType": kind, "id": id, "status": "final", "intent": "order",
            "lifecycleStatus": "proposed", "description": {"text": "x"}, "code": {"text": "x"},
            "scope": {}, "category": [{}]})
        };
        for method in ["GET", "HEAD", "PUT", "DELETE", "PATCH"] {
            for headers in headers {
                let mut said = Vec::new();
                for id in [id, "not-there"] {
                    let body = (method == "PUT").then(|| body_of(id));
                    let path = format!("/{kind}/{id}");
                    let answer = world
                        .demo
                        .fhir(&world.noor, method, &path, headers, body.as_ref())
                        .await;
                    let status = answer.status();
                    let mut names: Vec<String> =
                        answer.headers().keys().map(|it| it.to_string()).collect();
                    names.sort();
                    said.push((status, names, answer.text().await.unwrap()));
                }
                let what = || format!("{method} {name} {headers:?}: {said:?}");
                count.hold(
                    what,
                    said[0].0.is_success() || said[0].0.is_redirection(),
                    false,
                );
                count.hold(
                    || format!("not as if absent: {}", what()),
                    said[0] != said[1],
                    false,
                );
            }
        }
    }
    // Nor does a conditional create: it looks at what is seen, and at nothing else.
    let park = things_to_send()["ask: rating of park"].clone();
    for (condition, there) in [
        ("_id=demo-amira-goal-park-1", true),
        ("_id=demo-amira-cluster-2", false),
        ("_id=demo-amira-phq9-1-score", false),
        ("_id=demo-joan-goal-lunch-1", false),
        ("focus=Goal/demo-joan-goal-lunch", false),
    ] {
        let headers = [
            ("if-none-exist", condition),
            ("prefer", "return=representation"),
        ];
        let answer = world
            .demo
            .fhir(&world.noor, "POST", "/Observation", &headers, Some(&park))
            .await;
        let found = answer.status() == StatusCode::OK;
        let what = format!("If-None-Exist {condition}: {}", answer.status());
        let made = answer.status() == StatusCode::CREATED;
        let answer = body(answer).await;
        count.hold(|| what.clone(), found, there);
        count.hold(|| format!("{what} {answer}"), made, !there);
        hold_marks(&answer, &now, &mut count);
        if made {
            remove(&world.demo, "Observation", answer["id"].as_str().unwrap()).await;
        }
    }
    count.done("headers and methods");
}
