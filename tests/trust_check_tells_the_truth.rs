//! `trust-check` says what is so: the sandbox passes with nothing wrong, an awkward server has each of its
//! ways named, a file that is wrong has every wrong place named with what to do, what was not tried is
//! said to be so, and nothing of a person is printed.
#![cfg(feature = "sandbox")]
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/binary.rs"]
mod binary;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/peer.rs"]
mod peer;
mod sandbox_common;

use pathway_companion::trust::{Http, Method, Request, TrustFile, begin, finish};
use sandbox_common::{Demo, Session};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const AMIRA: &str = "Patient/demo-amira";
const NOOR: &str = "RelatedPerson/demo-noor";

/// The tool. Cargo builds examples together with the tests, beside them.
fn tool() -> PathBuf {
    let mut folder = std::env::current_exe().unwrap();
    folder.pop();
    if folder.ends_with("deps") {
        folder.pop();
    }
    let tool = folder
        .join("examples")
        .join(format!("trust-check{}", std::env::consts::EXE_SUFFIX));
    if !tool.exists() {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let built = Command::new(cargo)
            .args(["build", "--quiet", "--example", "trust-check"])
            .status();
        assert!(built.unwrap().success(), "trust-check is built");
    }
    tool
}

struct Said {
    code: i32,
    text: String,
}

impl Said {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("{}", self.text))
    }

    /// Findings of one check.
    fn of(&self, check: &str) -> Vec<Value> {
        let mut all = self.json()["findings"].as_array().unwrap().clone();
        all.retain(|it| it["check"] == check);
        all
    }

    /// How a check stands in a part: the worst of its findings.
    fn state(&self, part: &str, check: &str) -> String {
        let found = self.of(check);
        let of_part = found.iter().filter(|it| it["part"] == part);
        let states: Vec<&str> = of_part.filter_map(|it| it["state"].as_str()).collect();
        let worst = ["wrong", "look", "not-checked", "well"];
        let worst = worst.iter().find(|it| states.contains(it));
        (*worst.unwrap_or(&"nothing")).to_owned()
    }

    fn wrong(&self) -> Vec<(String, String)> {
        let all = self.json()["findings"].as_array().unwrap().clone();
        let part = |it: &Value, name: &str| it[name].as_str().unwrap().to_owned();
        all.iter()
            .filter(|it| it["state"] == "wrong")
            .map(|it| (part(it, "check"), part(it, "place")))
            .collect()
    }
}

fn check(arguments: &[&str]) -> Said {
    let output = Command::new(tool())
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let problem = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!problem.contains("panicked"), "{problem}");
    Said {
        code: output.status.code().expect("it ended by itself"),
        text: String::from_utf8(output.stdout).unwrap() + &problem,
    }
}

/// The tool beside a server in this process.
async fn beside(arguments: Vec<String>) -> Said {
    tokio::task::spawn_blocking(move || {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        check(&arguments)
    })
    .await
    .unwrap()
}

fn keep(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
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
        ("carer", "scopes consent shared-comes consent-by-name"),
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
    for check in ["scopes", "consent", "consent-by-name", "neutral-names"] {
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
    let mut child = Command::new(tool())
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

/// A file that is right in everything, and made up in nothing that counts.
fn good() -> Value {
    let mut file: Value =
        serde_json::from_str(include_str!("../assets/trusts/example.json")).unwrap();
    file["id"] = json!("river-trust");
    file["name"] = json!("River Trust");
    file["fhir_base"] = json!("https://fhir.river.test/r4");
    file["redirect"] = json!("https://companion.river.test/signed-in");
    file["receipt_words"] = json!("Your team reads answers on working days.");
    file["inbox"]["response_time"] = json!("3 working days");
    file["crisis"][2]["uri"] = json!("tel:01782555123");
    file["crisis"][2]["plain"] =
        json!("Call your team on 01782 555123. If they are closed, call 111.");
    let day = jiff::Zoned::now()
        .date()
        .saturating_add(jiff::Span::new().months(6));
    file["check_by"] = json!(day.to_string());
    file
}

/// Sets what is at a place such as `crisis[0].uri`; null takes it away.
fn set(file: &mut Value, place: &str, value: Value) {
    let pointer = format!("/{}", place.replace(['.', '['], "/").replace(']', ""));
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match (file.pointer_mut(parent).unwrap(), value) {
        (Value::Object(map), Value::Null) => drop(map.remove(name)),
        (Value::Object(map), value) => drop(map.insert(name.to_owned(), value)),
        (Value::Array(list), value) => match list.get_mut(name.parse::<usize>().unwrap()) {
            Some(slot) => *slot = value,
            None => list.push(value),
        },
        _ => panic!("{place}"),
    }
}

fn of_file(folder: &Path, file: &Value) -> Said {
    let path = keep(folder, "trust.json", &file.to_string());
    check(&["--json", "--file-only", &path])
}

#[test]
fn a_good_file_is_called_good() {
    let folder = desk::folder();
    let said = of_file(folder.path(), &good());
    assert_eq!((said.code, said.wrong()), (0, Vec::new()), "{}", said.text);
    assert_eq!(said.of("known"), Vec::<Value>::new());
}

/// What is set where, the check that finds it, the place it names, and a word of what is to be done.
type Wrong = (
    &'static str,
    Value,
    &'static str,
    &'static str,
    &'static str,
);

fn wrong_in_every_way() -> Vec<Wrong> {
    let hours = |from: &str, to: &str| json!([{"days": ["mon"], "from": from, "to": to}]);
    let read = [
        ("id", json!(null), "id", "write it like"),
        ("name", json!(7), "name", "write it like"),
        ("client_id", json!(" "), "client_id", "write it like"),
        ("role_label", json!(null), "role_label", "care coordinator"),
        (
            "fhir_base",
            json!("http://fhir.river.test/r4"),
            "fhir_base",
            "https",
        ),
        (
            "fhir_base",
            json!("https://fhir.river.test/r4?x=1"),
            "fhir_base",
            "https",
        ),
        (
            "redirect",
            json!("companion://signed-in"),
            "redirect",
            "https",
        ),
        (
            "check_by",
            json!("31 January 2027"),
            "check_by",
            "2027-11-30",
        ),
        ("languages", json!("en-GB"), "languages", "[\"en-GB\""),
        (
            "languages[1]",
            json!("not a tag"),
            "languages[1]",
            "write it like",
        ),
        ("crisis", json!([]), "crisis", "at least one"),
        (
            "crisis[1].plain",
            json!(null),
            "crisis[1].plain",
            "write it like",
        ),
        (
            "crisis[2].label",
            json!(1),
            "crisis[2].label",
            "Call your team",
        ),
        (
            "crisis[2].uri",
            json!("01782 555123"),
            "crisis[2].uri",
            "tel:",
        ),
        (
            "crisis[2].opening[0].days",
            json!(["Monday"]),
            "crisis[2].opening[0].days",
            "mon",
        ),
        (
            "crisis[2].opening[1].to",
            json!("5pm"),
            "crisis[2].opening[1].to",
            "write it like",
        ),
        ("inbox", json!({}), "inbox.response_time", "working days"),
        (
            "release.cluster",
            json!("yes"),
            "release.cluster",
            "write it like",
        ),
        ("send_scores", json!("no"), "send_scores", "true"),
        (
            "age_recipient",
            json!("AGE-SECRET-KEY-1"),
            "age_recipient",
            "age1",
        ),
        (
            "sealed_endpoint",
            json!("http://river.test/x"),
            "sealed_endpoint",
            "https",
        ),
        (
            "feedback_endpoint",
            json!("ftp://river.test"),
            "feedback_endpoint",
            "https",
        ),
        (
            "risk_rules",
            json!([{"item": "q", "at_least": 1}]),
            "risk_rules[0].form",
            "form",
        ),
        (
            "risk_rules",
            json!([{"form": "https://r.test/q", "item": "q", "atleast": 1}]),
            "risk_rules[0].atleast",
            "known",
        ),
    ];
    let read = read.map(|(at, value, place, todo)| (at, value, "read", place, todo));
    let more: [Wrong; 17] = [
        (
            "check_by",
            json!("2020-01-01"),
            "check-by",
            "check_by",
            "check every number",
        ),
        (
            "check_by",
            json!(null),
            "check-by",
            "check_by",
            "write the day",
        ),
        (
            "crisis[2].uri",
            json!("tel:"),
            "number",
            "crisis[2].uri",
            "digits",
        ),
        (
            "crisis[2].uri",
            json!("tel:ask reception"),
            "number",
            "crisis[2].uri",
            "digits",
        ),
        (
            "crisis[2].uri",
            json!(null),
            "number",
            "crisis[2].uri",
            "tel:",
        ),
        (
            "crisis[2].uri",
            json!("tel:01782555124"),
            "same-number",
            "crisis[2].plain",
            "compare",
        ),
        (
            "crisis[0].uri",
            json!("tel:998"),
            "national",
            "crisis[0].uri",
            "put it right",
        ),
        (
            "crisis[1].uri",
            json!("tel:112"),
            "national",
            "crisis[1].uri",
            "put it right",
        ),
        (
            "crisis[2].id",
            json!("our-team"),
            "team",
            "crisis",
            "add it",
        ),
        (
            "crisis[1].id",
            json!("999"),
            "once",
            "crisis[1].id",
            "take one out",
        ),
        (
            "crisis[2].opening",
            hours("22:00", "06:00"),
            "hours",
            "crisis[2].opening[0]",
            "two lines",
        ),
        (
            "crisis[2].opening",
            hours("09:00", "09:00"),
            "hours",
            "crisis[2].opening[0]",
            "two lines",
        ),
        (
            "reciept_words",
            json!("We read it."),
            "known",
            "reciept_words",
            "receipt_words",
        ),
        (
            "crisis[2].openings",
            json!([]),
            "known",
            "crisis[2].openings",
            "opening",
        ),
        (
            "languages",
            json!([]),
            "languages",
            "languages",
            "languages",
        ),
        (
            "codes_base",
            json!("river"),
            "codes-base",
            "codes_base",
            "https",
        ),
        (
            "sealed_endpoint",
            json!("https://river.test/sealed"),
            "sealed",
            "sealed_endpoint",
            "age_recipient",
        ),
    ];
    read.into_iter().chain(more).collect()
}

#[test]
fn a_file_that_is_wrong_in_any_of_many_ways_is_told_where_and_what_to_do() {
    let folder = desk::folder();
    let ways = wrong_in_every_way();
    assert!(ways.len() >= 40, "{}", ways.len());
    for (at, value, check, place, todo) in ways {
        let mut file = good();
        set(&mut file, at, value.clone());
        let said = of_file(folder.path(), &file);
        assert_eq!(said.code, 1, "{at} {value}: {}", said.text);
        let found = said.of(check);
        let found = found
            .iter()
            .find(|it| it["place"] == place && it["state"] == "wrong");
        let found = found.unwrap_or_else(|| panic!("{at} {value}: {}", said.text));
        let told = format!("{} {}", found["what"], found["do"]).replace('\\', "");
        assert!(told.contains(todo), "{at} {value}: {told}");
        assert!(
            found["do"].as_str().is_some_and(|it| !it.is_empty()),
            "{at}"
        );
    }
}

#[test]
fn twenty_mistakes_in_one_file_are_all_named_at_once() {
    let folder = desk::folder();
    let mut file = good();
    let (mut places, mut set_at) = (Vec::new(), Vec::new());
    for (at, value, check, place, _) in wrong_in_every_way() {
        // Those that stand beside each other without taking each other away.
        let apart = !["crisis", "languages", "crisis[2].opening"].contains(&at);
        if check == "read" && apart && !places.contains(&place) && !set_at.contains(&at) {
            set(&mut file, at, value);
            set_at.push(at);
            places.push(place);
        }
    }
    let said = of_file(folder.path(), &file);
    let told: Vec<String> = said.wrong().into_iter().map(|(_, place)| place).collect();
    for place in &places {
        assert!(told.contains(&(*place).to_owned()), "{place}: {told:?}");
    }
    assert!(places.len() >= 18, "{places:?}");
}

#[test]
fn what_is_still_the_examples_is_said() {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/trusts/example.json");
    let said = check(&["--json", "--file-only", example]);
    assert_eq!(said.code, 1);
    let wanted =
        ["id", "name", "fhir_base", "redirect"].map(|it| ("filled-in".to_owned(), it.to_owned()));
    assert_eq!(said.wrong(), wanted);
    assert_eq!(said.state("help-now", "number"), "look");
}

#[test]
fn what_cannot_be_read_ends_in_a_sentence() {
    let folder = desk::folder();
    let broken = keep(folder.path(), "broken.json", "{\n oh");
    let said = check(&["--json", &broken]);
    assert_eq!((said.code, said.wrong()[0].1.as_str()), (1, "line 2"));
    assert_eq!(said.state("server", "reached"), "not-checked");
    for name in [
        "/nowhere/at/all.json",
        "http://trust.example/trust.json",
        "http://127.0.0.1:9/trust.json",
    ] {
        let said = check(&["--json", name]);
        assert_eq!(
            (said.code, said.state("file", "readable").as_str()),
            (1, "wrong"),
            "{name}"
        );
    }
    for wrong in [
        &[][..],
        &["--no-such"],
        &["a", "b"],
        &["a", "--sign-in", "nurse"],
        &["a", "--unreleased", "x"],
    ] {
        let said = check(wrong);
        assert_eq!(said.code, 1);
        assert!(said.text.contains("--sign-in person"), "{}", said.text);
    }
    assert_eq!(check(&["--help"]).code, 0);
    // Nobody is there: it says so, and calls nothing well that it could not ask.
    let mut file = good();
    file["fhir_base"] = json!("http://127.0.0.1:9/fhir");
    let path = keep(folder.path(), "trust.json", &file.to_string());
    let said = check(&["--json", &path]);
    assert_eq!(
        (said.code, said.state("server", "reached").as_str()),
        (1, "wrong")
    );
    assert_eq!(said.state("server", "sign-in"), "not-checked");
}
