//! `trust-check` says what is so of a server: the sandbox passes with nothing wrong, an awkward server has each of
//! its ways named, what was not tried is said to be so, and nothing of a person is printed. What it says of a
//! file: `trust_check_names_every_mistake_in_a_file`.
#![cfg(feature = "sandbox")]
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/binary.rs"]
mod binary;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/peer.rs"]
mod peer;
mod sandbox_common;
#[path = "support/tool.rs"]
mod tool;
#[path = "support/trust_check.rs"]
mod trust_check;

use pathway_companion::trust::{Http, Method, Request, TrustFile, begin, finish};
use sandbox_common::{Demo, Session};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use tool::tool;
use trust_check::{Said, check, keep};

const AMIRA: &str = "Patient/demo-amira";
const NOOR: &str = "RelatedPerson/demo-noor";

/// The tool beside a server in this process.
async fn beside(arguments: Vec<String>) -> Said {
    tokio::task::spawn_blocking(move || {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        check(&arguments)
    })
    .await
    .unwrap()
}

/// The token reply as a trust would put it into a file.
fn reply(demo: &Demo, name: &str, session: &Session) -> String {
    keep(demo.folder.path(), name, &session.reply.to_string())
}

async fn on(demo: &Demo, more: &[&str]) -> Said {
    let amira = reply(demo, "amira.json", &demo.sign_in(AMIRA).await);
    let noor = reply(demo, "noor.json", &demo.sign_in(NOOR).await);
    let mut all = vec![demo.url("trust.json"), "--json".into()];
    all.extend(["--person".into(), amira, "--carer".into(), noor]);
    all.extend(more.iter().map(|it| (*it).to_owned()));
    beside(all).await
}

/// An Observation of the demo person that nobody released.
async fn plant_unreleased(demo: &Demo) {
    let mut cluster = demo.stored("Observation").await.into_iter().find(|it| {
        it["subject"]["reference"] == AMIRA && it.to_string().contains("adult-mh-care-cluster")
    });
    let cluster = cluster.as_mut().unwrap();
    cluster["id"] = json!("not-released");
    cluster["meta"] = json!({});
    demo.plant(cluster).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sandbox_is_well_and_so_it_says() {
    let demo = Demo::start().await;
    plant_unreleased(&demo).await;
    let said = on(
        &demo,
        &["--unreleased", "Observation/not-released", "--try-writing"],
    )
    .await;
    assert_eq!(said.wrong(), [], "{}", said.text);
    assert_eq!(said.code, 0, "{}", said.text);
    let said_json = said.json();
    assert_eq!(said_json["well"], true);
    for (part, wanted) in [
        ("file", "read"),
        ("help-now", "check-by team"),
        (
            "server",
            "version create transaction batch row pkce sign-in keys token",
        ),
        (
            "person",
            "scopes is-this-you record whose release release-by-name parameters pages unknown batch \
             conditional-create update-create transaction",
        ),
        (
            "carer",
            "scopes consent worker-numbers shared-comes consent-by-name",
        ),
    ] {
        for name in wanted.split_whitespace() {
            assert_eq!(
                said.state(part, name),
                "well",
                "{part} {name}: {}",
                said.text
            );
        }
    }
    assert_eq!(
        said_json["sending"]["QuestionnaireResponse"]
            .as_str()
            .unwrap()[..5],
        *"row 1"
    );
    // As text, in words; and what a terminal shows is not JSON.
    let text = beside(vec![demo.url("trust.json")]).await;
    assert_eq!(text.code, 0);
    assert!(text.text.contains("Signed in as a carer"), "{}", text.text);
    assert!(text.text.contains("0 wrong"), "{}", text.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_tried_is_not_called_well() {
    let demo = Demo::start().await;
    let said = beside(vec![demo.url("trust.json"), "--json".into()]).await;
    assert_eq!(said.code, 0, "{}", said.text);
    assert_eq!(said.state("person", "signed-in"), "not-checked");
    assert_eq!(said.state("carer", "signed-in"), "not-checked");
    for check in ["release", "consent", "consent-by-name", "scopes", "whose"] {
        assert_eq!(said.of(check), Vec::<Value>::new(), "{check}");
    }
    // A person alone: release of what is planted and consent are still open.
    let amira = reply(&demo, "amira.json", &demo.sign_in(AMIRA).await);
    let said = beside(vec![
        demo.url("trust.json"),
        "--json".into(),
        "--person".into(),
        amira,
    ])
    .await;
    assert_eq!(said.state("person", "release"), "well");
    assert_eq!(said.state("person", "release-planted"), "not-checked");
    assert_eq!(said.state("person", "writing"), "not-checked");
    assert_eq!(said.state("carer", "signed-in"), "not-checked");
    // Nothing was written by it.
    let responses = demo.stored("QuestionnaireResponse").await;
    assert!(
        responses
            .iter()
            .all(|it| it["status"] != "entered-in-error")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_person_and_no_token_is_printed() {
    let demo = Demo::start().await;
    let said = on(&demo, &["--try-writing"]).await;
    let text = on(&demo, &[]).await.text + &said.text;
    let words = [
        "Amira",
        "Noor",
        "demo-amira",
        "goal-park",
        "Walk",
        "Sam ",
        "1996",
        "2 working days",
    ];
    for word in words {
        assert!(!text.contains(word), "{word}: {text}");
    }
    for session in [demo.sign_in(AMIRA).await, demo.sign_in(NOOR).await] {
        assert!(!text.contains(&session.access));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_gives_too_much_is_found_out() {
    let demo = Demo::start().await;
    plant_unreleased(&demo).await;
    // It ignores every parameter, and shows other people's records and what is not released.
    let fault = json!({"fault": "ignore-search-params", "others": true, "times": 0});
    demo.control(fault).await;
    let said = on(&demo, &[]).await;
    assert_eq!(said.code, 1);
    for (part, check) in [
        ("person", "whose"),
        ("person", "patient-ignored"),
        ("person", "release"),
        ("carer", "whose"),
        ("carer", "release"),
        ("carer", "consent"),
    ] {
        assert_eq!(
            said.state(part, check),
            "wrong",
            "{part} {check}: {}",
            said.text
        );
    }
    demo.control(json!({"clear": true})).await;

    // It ignores them, and holds to the compartment: still refused, as it may not always.
    demo.control(json!({"fault": "ignore-search-params", "times": 0}))
        .await;
    let said = on(&demo, &[]).await;
    assert_eq!(said.state("person", "whose"), "well", "{}", said.text);
    assert_eq!(said.state("person", "patient-ignored"), "wrong");
    assert_eq!(said.state("person", "pages"), "look");
    demo.control(json!({"clear": true})).await;

    // Well again, it is called well again.
    let said = on(&demo, &[]).await;
    assert_eq!(said.state("carer", "consent"), "well");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_says_less_or_lies_about_writing_is_found_out() {
    let demo = Demo::start().await;
    for (declare, row) in [
        (json!({"update_create": false}), "row 2"),
        (
            json!({"update_create": false, "conditional_create": false}),
            "row 3",
        ),
    ] {
        demo.control(json!({ "declare": declare })).await;
        let said = on(&demo, &[]).await;
        assert_eq!(said.code, 0, "{}", said.text);
        assert_eq!(
            &said.json()["sending"]["QuestionnaireResponse"]
                .as_str()
                .unwrap()[..5],
            row
        );
    }
    demo.control(json!({"declare": {"transaction": false, "batch": false}}))
        .await;
    let said = on(&demo, &[]).await;
    assert_eq!(said.state("server", "transaction"), "look");
    assert_eq!(said.state("server", "batch"), "look");
    demo.control(json!({"clear": true})).await;

    for (fault, check) in [
        ("half-transaction", "transaction"),
        ("no-conditional-create", "conditional-create"),
        ("if-none-match-200", "update-create"),
    ] {
        demo.control(json!({"fault": fault, "times": 0})).await;
        let said = on(&demo, &["--try-writing"]).await;
        assert_eq!(
            said.state("person", check),
            "look",
            "{fault}: {}",
            said.text
        );
        demo.control(json!({"clear": true})).await;
    }
    for fault in ["html", "not-json"] {
        let at = json!({"fault": fault, "times": 0, "match": {"path": "/fhir/metadata"}});
        demo.control(at).await;
        let said = on(&demo, &[]).await;
        assert_eq!(
            (said.code, said.state("server", "declares").as_str()),
            (1, "wrong"),
            "{fault}"
        );
        demo.control(json!({"clear": true})).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn scopes_that_are_missing_switch_off_what_needs_them() {
    let demo = Demo::start().await;
    let mut session = demo.sign_in(AMIRA).await;
    let scope = session.reply["scope"].as_str().unwrap();
    let less: Vec<&str> = scope
        .split(' ')
        .filter(|it| !it.starts_with("patient/Goal") && !it.starts_with("patient/Communication"))
        .collect();
    session.reply["scope"] = json!(less.join(" "));
    let amira = reply(&demo, "amira.json", &session);
    let said = beside(vec![
        demo.url("trust.json"),
        "--json".into(),
        "--person".into(),
        amira,
    ])
    .await;
    assert_eq!(said.state("person", "scopes"), "look");
    let off = said.json()["off"].to_string();
    for name in ["Goals", "Writing to the team", "Goals of one's own"] {
        assert!(off.contains(name), "{name}: {off}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_takes_a_carer_for_the_person_is_found_out() {
    let demo = Demo::start().await;
    // What such a server does is what the person's own token does.
    let amira = reply(&demo, "amira.json", &demo.sign_in(AMIRA).await);
    let carer = reply(&demo, "carer.json", &demo.sign_in(AMIRA).await);
    let mut all = vec![demo.url("trust.json"), "--json".into()];
    all.extend(["--person".into(), amira, "--carer".into(), carer]);
    let said = beside(all).await;
    assert_eq!(said.code, 1);
    for check in [
        "scopes",
        "consent",
        "consent-by-name",
        "neutral-names",
        "worker-numbers",
    ] {
        assert_eq!(
            said.state("carer", check),
            "wrong",
            "{check}: {}",
            said.text
        );
    }
    let places = said.of("consent")[0]["place"].to_string();
    for kind in ["CarePlan", "Observation", "QuestionnaireResponse", "Goal"] {
        assert!(places.contains(kind), "{places}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trust_signs_in_at_its_own_page() {
    let demo = Demo::start().await;
    let trust = desk::Trust::at(demo.running.base.clone());
    let mut child = Command::new(tool("trust-check"))
        .args([&demo.url("trust.json"), "--json", "--sign-in", "person"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut asked = String::new();
    let mut said = BufReader::new(child.stderr.take().unwrap());
    said.read_line(&mut asked).unwrap();
    let page = asked.split_whitespace().last().unwrap().to_owned();
    let (state, code) = trust.sign_in(&page, "demo-amira").await;
    let back = url::Url::parse(&page).unwrap();
    let redirect = back.query_pairs().find(|(name, _)| name == "redirect_uri");
    let redirect = redirect.unwrap().1.into_owned();
    // What others send to that port is not taken for the answer.
    for query in ["state=other&code=x", "code=x"] {
        let answer = demo.client.get(format!("{redirect}?{query}")).send().await;
        assert_eq!(answer.unwrap().status(), 404);
    }
    let code = code.unwrap();
    let answer = demo
        .client
        .get(format!("{redirect}?state={state}&code={code}"))
        .send()
        .await;
    assert_eq!(answer.unwrap().status(), 200);
    let done = tokio::task::spawn_blocking(move || child.wait_with_output().unwrap())
        .await
        .unwrap();
    let said: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(said["well"], true, "{said}");
    let findings = said["findings"].as_array().unwrap();
    assert!(
        findings
            .iter()
            .any(|it| it["check"] == "is-this-you" && it["state"] == "well")
    );
}

/// Signs in at the peer, whose provider knows one way back by heart.
async fn token_of(peer: &peer::Peer) -> Value {
    let http = Http::new().unwrap();
    let asked = Request {
        method: Method::Get,
        url: peer.trust.base.join("trust.json").unwrap(),
        headers: Vec::new(),
        body: None,
    };
    let trust = TrustFile::read(&http.ask(asked).await.unwrap().body).unwrap();
    let back = peer::BACK.parse().unwrap();
    let begun = begin(&http, &trust, back).await.unwrap();
    let page = begun.page.to_string();
    let came = tokio::task::spawn_blocking(move || peer::browse(&page)).await;
    let code = came.unwrap().1.unwrap();
    let signed_in = finish(&http, &trust, begun, &code, jiff::Timestamp::now()).await;
    let tokens = signed_in.unwrap().tokens;
    json!({"access_token": tokens.access, "patient": tokens.patient, "scope": tokens.scope})
}

#[tokio::test(flavor = "multi_thread")]
async fn the_awkward_server_has_each_of_its_ways_named() {
    if !peer::can_run() {
        return;
    }
    for plain in [false, true] {
        let peer = tokio::task::spawn_blocking(move || {
            peer::Peer::start_with(if plain { &["--plain"] } else { &[] })
        });
        let peer = peer.await.unwrap();
        let me = json!({"reference": format!("Patient/{}", peer::PERSON)});
        let goal = |id: &str| {
            json!({"resourceType": "Goal", "id": id, "lifecycleStatus": "active",
                "description": {"text": "A goal"}, "subject": me})
        };
        let of_another = json!({"resourceType": "Goal", "id": "other", "lifecycleStatus": "active",
            "description": {"text": "A goal"}, "subject": {"reference": "Patient/somebody-else"}});
        let unreleased = json!({"resourceType": "Observation", "id": "held", "status": "final",
            "code": {"coding": [{"code": "adult-mh-care-cluster"}]}, "subject": me});
        let planted = json!([goal("goal-1"), goal("goal-2"), of_another, unreleased]);
        peer.trust.put(planted).await;
        let home = desk::folder();
        let token = token_of(&peer).await;
        let file = keep(home.path(), "token.json", &token.to_string());
        let mut all = vec![
            peer.trust.base.join("trust.json").unwrap().to_string(),
            "--json".into(),
        ];
        all.extend(["--person".into(), file, "--try-writing".into()]);
        let said = beside(all).await;
        assert_eq!(said.code, 1, "{}", said.text);
        // It gives no way to the next page, shows what nobody released, and has no hours for its team.
        assert_eq!(said.state("person", "pages"), "wrong", "{}", said.text);
        assert_eq!(said.state("person", "release"), "wrong", "{}", said.text);
        assert_eq!(said.state("person", "self-link"), "look", "{}", said.text);
        assert_eq!(said.state("help-now", "team"), "look");
        if plain {
            // It declares nothing of any type.
            assert_eq!(said.state("server", "create"), "wrong");
            assert_eq!(said.state("server", "transaction"), "look");
            assert_eq!(said.state("server", "row"), "look");
            assert_eq!(
                &said.json()["sending"]["QuestionnaireResponse"]
                    .as_str()
                    .unwrap()[..5],
                "row 4"
            );
        } else {
            // Half a transaction is done under a 200, and it says so of itself that it takes them.
            assert_eq!(said.state("person", "transaction"), "look", "{}", said.text);
            assert_eq!(
                &said.json()["sending"]["QuestionnaireResponse"]
                    .as_str()
                    .unwrap()[..5],
                "row 2"
            );
        }
        tokio::task::spawn_blocking(move || drop(peer))
            .await
            .unwrap();
    }
}
