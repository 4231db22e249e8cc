//! A form may be anything: it is shown whole and rightly, or refused with a reason. Never does it hang or
//! stop the app, and nothing in its words becomes markup, a command or an order of reading. (F23)

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/tally.rs"]
mod tally;

use pathway_companion::fhir::questionnaire::read_questionnaire;
use pathway_companion::forms::markdown::{self, Block, Inline};
use pathway_companion::forms::{Session, Value as Answer};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tally::Tally;

/// A second, as people have it; a build without optimisation on a busy machine is many times slower.
const SOON: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 1 });

#[derive(Debug, Clone, Copy, PartialEq)]
enum Wanted {
    Refused,
    /// Asked, or refused: both are right, and it ends.
    Either,
    Asked,
}

fn form_of(items: Value) -> String {
    json!({"resourceType": "Questionnaire", "url": "https://trust.example/Questionnaire/h",
        "status": "active", "item": items})
    .to_string()
}

fn question(more: Value) -> Value {
    let mut item = json!({"linkId": "q", "type": "string", "text": "How was your week?"});
    for (name, value) in more.as_object().unwrap() {
        item[name] = value.clone();
    }
    item
}

fn when(link_id: &str, of: &str) -> Value {
    question(json!({"linkId": link_id, "type": "boolean",
        "enableWhen": [{"question": of, "operator": "=", "answerBoolean": true}]}))
}

/// Groups in groups, made by hand: no maker of JSON goes that deep.
fn nested(depth: usize) -> String {
    let mut text = String::from(
        r#"{"resourceType":"Questionnaire","url":"https://trust.example/Questionnaire/h","status":"active","item":["#,
    );
    for at in 0..depth {
        write!(text, r#"{{"linkId":"g{at}","type":"group","item":["#).unwrap();
    }
    text += r#"{"linkId":"q","type":"boolean","text":"?"}"#;
    text += &"]}".repeat(depth);
    text + "]}"
}

fn hostile() -> Vec<(&'static str, String, Wanted)> {
    use Wanted::{Asked, Either, Refused};
    let words = |text: &str| form_of(json!([question(json!({"text": text}))]));
    let many: Vec<Value> = (0..1_000_000).map(|n| json!({"valueInteger": n})).collect();
    let items: Vec<Value> = (0..30_000)
        .map(|n| question(json!({"linkId": format!("q{n}")})))
        .collect();
    let chain: Vec<Value> = (0..3_000)
        .map(|n| match n {
            0 => question(json!({"linkId": "c0", "type": "boolean"})),
            n => when(&format!("c{n}"), &format!("c{}", n - 1)),
        })
        .collect();
    let xhtml = json!({"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/rendering-xhtml",
        "valueString": "<script>alert(1)</script><img src=x onerror=alert(1)>"}]});
    let mark = json!({"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/rendering-markdown",
        "valueMarkdown": "<script>alert(1)</script> [press](javascript:alert(1)) ![x](https://x.example/pixel)"}]});
    let mut long = form_of(json!([question(json!({"text": "LONG"}))]));
    long = long.replace("LONG", &"All work and no play. ".repeat(480_000));
    let url = json!([{"url": "https://x.example/turns-round"}]);
    vec![
        (
            "asked when itself",
            form_of(json!([when("a", "a")])),
            Refused,
        ),
        (
            "asked in a circle",
            form_of(json!([when("a", "b"), when("b", "a")])),
            Refused,
        ),
        (
            "asked in a long circle",
            form_of(json!([when("a", "b"), when("b", "c"), when("c", "a")])),
            Refused,
        ),
        ("a chain of three thousand", form_of(chain.into()), Either),
        (
            "a link id twice",
            form_of(json!([question(json!({})), question(json!({}))])),
            Refused,
        ),
        (
            "no link id",
            form_of(json!([{"type": "boolean", "text": "?"}])),
            Refused,
        ),
        ("nested 60 deep", nested(60), Either),
        ("nested 10 000 deep", nested(10_000), Refused),
        ("nested 100 000 deep", nested(100_000), Refused),
        (
            "a million options",
            form_of(json!([question(
                json!({"type": "choice", "answerOption": many})
            )])),
            Refused,
        ),
        ("thirty thousand items", form_of(items.into()), Either),
        (
            "a kind that nobody knows",
            form_of(json!([question(json!({"type": "telepathy"}))])),
            Refused,
        ),
        (
            "a modifier of the form",
            form_of(json!([question(json!({}))])).replace(
                "\"status\"",
                &format!("\"modifierExtension\":{url},\"status\""),
            ),
            Refused,
        ),
        (
            "a modifier of an item",
            form_of(json!([question(json!({"modifierExtension": url}))])),
            Refused,
        ),
        (
            "a script in xhtml",
            form_of(json!([question(json!({"_text": xhtml}))])),
            Either,
        ),
        (
            "a script in Markdown",
            form_of(json!([question(json!({"_text": mark}))])),
            Either,
        ),
        (
            "a script in words",
            words("<script>alert(1)</script>"),
            Asked,
        ),
        (
            "words that turn round",
            words("Are you \u{202e}elbaliava\u{202c} \u{2066}now\u{2069}?"),
            Either,
        ),
        ("a NUL in words", words("be\0fore"), Either),
        (
            "a NUL in a link id",
            form_of(json!([question(json!({"linkId": "a\0b"}))])),
            Either,
        ),
        (
            "half a pair of surrogates",
            words("X").replace("\"X\"", "\"\\ud800 and \\udc00\""),
            Either,
        ),
        ("ten megabytes of words", long, Either),
        (
            "words that join upward",
            words(&"Z\u{0301}\u{0302}\u{0303}".repeat(20_000)),
            Either,
        ),
        (
            "a length below nothing",
            form_of(json!([question(json!({"maxLength": -1}))])),
            Refused,
        ),
        (
            "a number beyond numbers",
            words("?").replace("\"status\"", "\"x\":1e999999,\"status\""),
            Either,
        ),
        ("cut off", words("?")[..60].to_owned(), Refused),
        ("not a form", "[[[[]]]]".to_owned(), Refused),
        ("empty", String::new(), Refused),
    ]
}

#[test]
fn it_is_shown_whole_or_refused_with_a_reason_and_soon() {
    let mut all = Tally::default();
    for (name, raw, wanted) in hostile() {
        let began = Instant::now();
        let read = read_questionnaire(&raw);
        let verdict = match &read {
            Err(refused) => {
                // The reason is for the team: short, whatever the form holds.
                assert!(refused.to_string().chars().count() < 1_000, "{name}");
                Wanted::Refused
            }
            Ok(_) => Wanted::Asked,
        };
        if let Ok(form) = read {
            let session = Session::new(Arc::new(form), BTreeMap::new());
            let first = session.pages().into_iter().next();
            if let Some(page) = first {
                let path = page.path.clone();
                let next = session.with_answer(&path, vec![Answer::Text("\0\u{202e}".into())]);
                let _ = (next.pages(), next.missing(), next.response_items());
            }
        }
        let took = began.elapsed();
        println!("{name}: {verdict:?} in {took:?}");
        let wrong = wanted != Wanted::Either && wanted != verdict;
        assert!(!wrong, "{name}: {verdict:?}");
        assert!(took < SOON, "{name} took {took:?}");
        all.add(Tally::of_one(false, false, wrong));
    }
    all.row(23, "forms");
}

#[test]
fn words_of_a_form_are_only_words() {
    let mut all = Tally::default();
    for text in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[press](javascript:alert(1))",
        "![x](https://x.example/pixel)",
        "\u{202e}turned\u{202c} \u{2066}round\u{2069}",
        "be\0fore\u{7}",
        "<b>bold</b> &lt;script&gt;",
        "```\n<script>\n```",
    ] {
        let mut words = String::new();
        gather(&markdown::read(text), &mut words);
        let hidden = |c: char| {
            c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        };
        // A link is its words: nowhere to go, nothing to fetch.
        let leads = words.contains("javascript:") || words.contains("x.example");
        all.add(Tally::of_one(false, false, leads || words.contains(hidden)));
    }
    all.row(23, "words");
}

fn gather(blocks: &[Block], words: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(line) => gather_line(line, words),
            Block::List { entries, .. } => entries.iter().for_each(|entry| gather(entry, words)),
        }
    }
}

fn gather_line(line: &[Inline], words: &mut String) {
    for inline in line {
        match inline {
            Inline::Text(text) => words.push_str(text),
            Inline::Emphasis(inside) | Inline::Strong(inside) => gather_line(inside, words),
            Inline::Break => words.push(' '),
        }
    }
}
