//! `form-check` says what is so, in words and as JSON, ends as it promises, and survives any file.
#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/cases.rs"]
mod cases;
#[path = "support/tool.rs"]
mod tool;

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use tool::tool;

const SDC: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";

struct Said {
    code: i32,
    text: String,
    took: Duration,
}

impl Said {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }
}

fn check(arguments: &[&str], files: &[&Path]) -> Said {
    let began = Instant::now();
    let output = Command::new(tool("form-check"))
        .args(arguments)
        .args(files)
        .output()
        .unwrap();
    let problem = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!problem.contains("panicked"), "{problem}");
    Said {
        code: output.status.code().expect("it ended by itself"),
        text: String::from_utf8(output.stdout).unwrap(),
        took: began.elapsed(),
    }
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Folder(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn form(&self, items: Value) -> PathBuf {
        let form = json!({ "resourceType": "Questionnaire", "url": "https://trust.example/q",
            "status": "active", "item": items });
        self.file("form.json", form.to_string())
    }

    fn response(&self, items: Value) -> PathBuf {
        let response = json!({ "resourceType": "QuestionnaireResponse", "status": "completed",
            "questionnaire": "https://trust.example/q", "item": items });
        self.file("response.json", response.to_string())
    }
}

#[test]
fn a_form_that_opens_and_a_right_response_end_well() {
    let folder = Folder::new();
    let form = folder.form(json!([{ "linkId": "q", "type": "string", "text": "?" }]));
    let said = check(&[], &[&form]);
    assert_eq!(
        (said.code, said.text.trim()),
        (0, "The app can show this form.")
    );
    let response = folder.response(json!([{ "linkId": "q", "answer": [{ "valueString": "x" }] }]));
    let said = check(&[], &[&form, &response]);
    assert_eq!(said.code, 0);
    assert!(
        said.text.contains("The response is right."),
        "{}",
        said.text
    );
    let said = check(&["--json"], &[&form, &response]);
    assert_eq!(said.code, 0);
    assert_eq!(
        said.json(),
        json!({ "opens": true, "why": [], "errors": [], "score": null })
    );
}

#[test]
fn a_form_that_does_not_open_says_why_and_its_response_is_judged_all_the_same() {
    let folder = Folder::new();
    let toggle = format!("{SDC}answerOptionsToggleExpression");
    let form = folder.form(json!([{ "linkId": "q", "type": "string", "text": "?",
        "extension": [{ "url": toggle, "extension": [] }] }]));
    let said = check(&[], &[&form]);
    assert_eq!(said.code, 1);
    assert!(
        said.text.contains("does not show this form") && said.text.contains("item q"),
        "{}",
        said.text
    );
    let response =
        folder.response(json!([{ "linkId": "other", "answer": [{ "valueString": "x" }] }]));
    let said = check(&["--json"], &[&form, &response]).json();
    assert_eq!(said["opens"], json!(false));
    assert_eq!(said["why"].as_array().unwrap().len(), 1);
    assert_eq!(said["errors"][0]["linkId"], json!("other"));
    assert!(
        said["errors"][0]["message"]
            .as_str()
            .unwrap()
            .contains("not in the form")
    );
    assert_eq!(said.as_object().unwrap().len(), 4, "exactly these fields");
}

#[test]
fn what_is_left_out_and_what_is_about_self_harm_is_said() {
    let folder = Folder::new();
    let form = folder.form(json!([
        { "linkId": "harm", "type": "boolean", "text": "Have you thought of ending your life?" },
        { "linkId": "q", "type": "string", "text": "?", "extension": [
            { "url": format!("{SDC}lookupQuestionnaire"), "valueCanonical": "https://trust.example/x" }] } ]));
    let said = check(&[], &[&form]);
    assert_eq!(said.code, 0, "{}", said.text);
    assert!(
        said.text.contains("leave out") && said.text.contains("lookupQuestionnaire"),
        "{}",
        said.text
    );
    assert!(
        said.text.contains("self-harm") && said.text.contains("item harm"),
        "{}",
        said.text
    );
}

#[test]
fn a_rule_in_the_trusts_own_file_counts() {
    let folder = Folder::new();
    let form = folder.form(json!([
        { "linkId": "harm", "type": "boolean", "text": "Have you thought of ending your life?" },
        { "linkId": "cut", "type": "boolean", "text": "Have you hurt yourself on purpose?" } ]));
    let mut trust: Value =
        serde_json::from_str(include_str!("../assets/trusts/example.json")).unwrap();
    let address = read(&form)["url"].as_str().unwrap().to_owned();
    trust["risk_rules"] = json!([{ "form": address, "item": "harm", "any_answer": true }]);
    let file = folder.file("trust.json", trust.to_string());
    let said = check(&["--trust", file.to_str().unwrap()], &[&form]);
    assert_eq!(said.code, 0, "{}", said.text);
    assert!(!said.text.contains("item harm"), "{}", said.text);
    assert!(said.text.contains("item cut"), "{}", said.text);
    let both = check(&[], &[&form]);
    assert!(both.text.contains("item harm") && both.text.contains("item cut"));
    trust["risk_rules"][0]["form"] = json!("https://trust.example/another");
    let of_another = folder.file("another.json", trust.to_string());
    let said = check(&["--trust", of_another.to_str().unwrap()], &[&form]);
    assert!(said.text.contains("item harm"), "{}", said.text);
    // A file that is none is not passed over.
    trust["risk_rules"] = json!("all");
    let odd = folder.file("odd.json", trust.to_string());
    assert_eq!(check(&["--trust", odd.to_str().unwrap()], &[&form]).code, 2);
    assert_eq!(check(&["--trust", "nowhere.json"], &[&form]).code, 2);
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn a_response_to_another_form_is_not_well() {
    let folder = Folder::new();
    let form = folder.form(json!([{ "linkId": "q", "type": "string", "text": "?" }]));
    let other = folder.file(
        "other.json",
        json!({ "resourceType": "QuestionnaireResponse",
        "status": "completed", "questionnaire": "https://trust.example/other" })
        .to_string(),
    );
    let said = check(&[], &[&form, &other]);
    assert_eq!(said.code, 1);
    assert!(said.text.contains("another form"), "{}", said.text);
}

#[test]
fn a_complete_measure_has_its_score_and_an_incomplete_one_none() {
    let folder = Folder::new();
    let phq9 = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/forms/phq-9.json");
    let form: Value = serde_json::from_str(&std::fs::read_to_string(&phq9).unwrap()).unwrap();
    let item = |n: usize| {
        json!({ "linkId": format!("phq9-q{n}"), "answer": [{ "valueCoding":
        { "system": "http://loinc.org", "code": "LA6569-3" } }] })
    };
    let response = |count: usize| {
        let response = json!({ "resourceType": "QuestionnaireResponse", "status": "in-progress",
            "questionnaire": form["url"],
            "item": [{ "linkId": "phq9", "item": (1..=count).map(item).collect::<Vec<_>>() }] });
        folder.file("answers.json", response.to_string())
    };
    let whole = check(&["--json"], &[&phq9, &response(9)]);
    assert_eq!(whole.json()["errors"], json!([]));
    assert_eq!(whole.json()["score"], json!(9));
    assert_eq!(
        check(&["--json"], &[&phq9, &response(8)]).json()["score"],
        json!(null)
    );
}

#[test]
fn a_set_of_options_and_a_language_can_be_given() {
    let folder = Folder::new();
    let form = folder.form(json!([{ "linkId": "q", "type": "choice", "text": "?",
        "answerValueSet": "https://trust.example/set" }]));
    assert_eq!(check(&[], &[&form]).code, 1, "the set is not at hand");
    let set = json!({ "resourceType": "ValueSet", "url": "https://trust.example/set", "status": "active",
        "compose": { "include": [{ "system": "s", "concept": [{ "code": "a", "display": "A" }] }] } });
    let set = folder.file("set.json", set.to_string());
    let set = set.to_str().unwrap();
    assert_eq!(
        check(&["--value-set", set, "--language", "cy"], &[&form]).code,
        0
    );
}

#[test]
fn an_expression_is_evaluated_on_any_resource() {
    let folder = Folder::new();
    let patient = json!({ "resourceType": "Patient", "name": [{ "given": ["Amira", "T"] }] });
    let patient = folder.file("patient.json", patient.to_string());
    let said = check(&["--expression", "Patient.name.given"], &[&patient]);
    assert_eq!((said.code, said.json()), (0, json!(["Amira", "T"])));
    let said = check(&["--expression", "1 + 1"], &[&patient]);
    assert_eq!((said.code, said.json()), (0, json!([2])));
    let said = check(&["--expression", "Patient.photo"], &[&patient]);
    assert_eq!((said.code, said.json()), (0, json!([])));
    let said = check(
        &["--expression", "'a'.memberOf('https://trust.example/set')"],
        &[&patient],
    );
    assert_eq!(said.code, 3);
    assert!(said.text.starts_with("unsupported: "), "{}", said.text);
    let said = check(&["--expression", "1 +"], &[&patient]);
    assert_eq!(said.code, 1, "{}", said.text);
}

#[test]
fn what_cannot_be_read_ends_with_two() {
    let folder = Folder::new();
    let form = folder.form(json!([]));
    let absent = folder.0.path().join("absent.json");
    assert_eq!(check(&[], &[&absent]).code, 2);
    assert_eq!(check(&[], &[&form, &absent]).code, 2);
    assert_eq!(check(&[], &[]).code, 2);
    assert_eq!(check(&["--made-up"], &[&form]).code, 2);
    assert_eq!(check(&["--help"], &[]).code, 0);
}

#[test]
fn every_form_of_the_cases_gets_an_answer_and_the_instruments_open() {
    for name in ["instruments", "forms", "validator"] {
        let Some(folder) = cases::folder(name) else {
            return;
        };
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let is_form = !path.to_string_lossy().contains("-qr")
                && path.extension().is_some_and(|e| e == "json");
            if name != "validator" || is_form {
                let said = check(&["--json"], &[&path]);
                assert!(said.json()["opens"].is_boolean());
                let opens = said.code == 0;
                assert!(
                    opens || name == "validator",
                    "{}: {}",
                    path.display(),
                    said.text
                );
            }
        }
    }
}

#[test]
fn hostile_files_get_an_answer_at_once() {
    let folder = Folder::new();
    let right = folder.response(json!([{ "linkId": "q", "answer": [{ "valueString": "x" }] }]));
    let form = |items: &str| {
        format!(
            r#"{{"resourceType":"Questionnaire","url":"https://trust.example/q","status":"active","item":[{items}]}}"#
        )
    };
    let nested = format!(
        "{}{}",
        r#"{"linkId":"a","type":"group","item":["#.repeat(10_000),
        "]}".repeat(10_000)
    );
    let shallow = format!(
        "{}{}",
        r#"{"linkId":"a","type":"group","item":["#.repeat(50),
        "]}".repeat(50)
    );
    let options: Vec<String> = (0..100_000)
        .map(|n| format!(r#"{{"valueCoding":{{"code":"{n}","display":"{n}"}}}}"#))
        .collect();
    let options = format!(
        r#"{{"linkId":"q","type":"choice","text":"?","answerOption":[{}]}}"#,
        options.join(",")
    );
    let long = "a<script>alert(1)</script>".repeat(400_000);
    let cycle = r#"{"linkId":"a","type":"boolean","text":"?","enableWhen":[{"question":"b","operator":"=","answerBoolean":true}]},
        {"linkId":"b","type":"boolean","text":"?","enableWhen":[{"question":"a","operator":"=","answerBoolean":true}]}"#;
    let link = "x".repeat(1_000_000);
    let many: Vec<String> = (0..20_000)
        .map(|n| format!(r#"{{"linkId":"{n}","type":"string","required":true}}"#))
        .collect();
    for (name, text) in [
        ("10 000 levels", form(&nested)),
        ("50 levels of one link id", form(&shallow)),
        ("100 000 options", form(&options)),
        (
            "10 MB of text",
            form(&format!(
                r#"{{"linkId":"q","type":"{long}","text":"{long}"}}"#
            )),
        ),
        (
            "a lone surrogate",
            form(r#"{"linkId":"q","type":"string","text":"\ud800"}"#),
        ),
        ("a circle of conditions", form(cycle)),
        (
            "a link id of 1 MB",
            form(&format!(r#"{{"linkId":"{link}","type":"made-up"}}"#)),
        ),
        ("20 000 items", form(&many.join(","))),
        ("items that are none", form("1,null,[],{}")),
        ("no JSON", "\u{0}{".to_owned()),
        ("nothing", String::new()),
        (
            "another resource",
            r#"{"resourceType":"Patient"}"#.to_owned(),
        ),
    ] {
        let path = folder.file("hostile.json", &text);
        for files in [vec![path.as_path()], vec![path.as_path(), right.as_path()]] {
            let said = check(&["--json"], &files);
            assert_eq!(said.code, 1, "{name}");
            assert_eq!(said.json()["opens"], json!(false), "{name}");
            assert!(!said.json()["why"].as_array().unwrap().is_empty(), "{name}");
            assert!(said.took < limit(), "{name}: {:?}", said.took);
            assert!(
                said.text.len() < 400_000,
                "{name}: {} bytes",
                said.text.len()
            );
        }
        let words = check(&[], &[&path]);
        assert_eq!(words.code, 1, "{name}");
    }
    let bytes = folder.file("bytes.json", [0xff, 0xfe, b'{', 0xc0, b'}']);
    assert_eq!(check(&[], &[&bytes]).code, 1);
}

#[test]
fn hostile_responses_get_an_answer_at_once() {
    let folder = Folder::new();
    let form = folder.form(json!([
        { "linkId": "g", "type": "group", "repeats": true, "text": "?", "item":
            (0..200).map(|n| json!({ "linkId": format!("{n}"), "type": "string", "text": "?", "required": true,
                "enableWhen": [{ "question": "q", "operator": "exists", "answerBoolean": true }] })).collect::<Vec<_>>() },
        { "linkId": "q", "type": "string", "text": "?", "repeats": true,
          "extension": [{ "url": "http://hl7.org/fhir/StructureDefinition/regex", "valueString": "(a+)+b" }] } ]));
    let response = |items: &str| {
        format!(
            r#"{{"resourceType":"QuestionnaireResponse","status":"completed","questionnaire":"https://trust.example/q","item":[{items}]}}"#
        )
    };
    let nested = format!(
        "{}{}",
        r#"{"linkId":"g","item":["#.repeat(10_000),
        "]}".repeat(10_000)
    );
    let groups = vec![r#"{"linkId":"g"}"#; 50_000].join(",");
    let answers = vec![r#"{"valueString":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"}"#; 100_000].join(",");
    let many = format!(r#"{{"linkId":"q","answer":[{answers}]}}"#);
    let both = format!(
        r#"{},{{"linkId":"q","answer":[{}]}}"#,
        vec![r#"{"linkId":"g"}"#; 2_000].join(","),
        vec![r#"{"valueString":"a"}"#; 2_000].join(",")
    );
    let long = format!(
        r#"{{"linkId":"q","answer":[{{"valueString":"{}"}}]}}"#,
        "a".repeat(10 << 20)
    );
    for (name, items) in [
        ("10 000 levels", nested),
        ("50 000 groups", groups),
        ("100 000 answers", many),
        ("every group looks at every answer", both),
        ("10 MB of text", long),
        ("a lone surrogate", r#"{"linkId":"\udfff"}"#.to_owned()),
        (
            "nothing of FHIR",
            r#"null,1,"a",[[]],{"linkId":{},"answer":{"a":1},"item":"x"}"#.to_owned(),
        ),
    ] {
        let path = folder.file("hostile.json", response(&items));
        let said = check(&["--json"], &[&form, &path]);
        assert_eq!(said.code, 1, "{name}");
        assert!(
            !said.json()["errors"].as_array().unwrap().is_empty(),
            "{name}"
        );
        assert!(said.took < limit(), "{name}: {:?}", said.took);
    }
}

/// A second is the promise of what is released on a machine that does nothing else. A build for tests is
/// about ten times slower, and shares the machine with other tests.
fn limit() -> Duration {
    Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 1 })
}
