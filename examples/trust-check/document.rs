//! The file itself: every place that is wrong, and every word that nobody reads.

use crate::finding::{Part, Report};
use pathway_companion::trust::{Http, Method, Request, every_problem, is_allowed};
use serde_json::{Map, Value};

/// The shape that is shipped for editors: it knows every field.
const SHAPE: &str = include_str!("../../assets/trusts/trust.schema.json");
const EXAMPLE: &str = include_str!("../../assets/trusts/example.json");

/// More than any trust has to say.
const LARGEST: u64 = 4 << 20;

/// The text of the file, from the disk or from the address at which the trust serves it.
pub async fn text(report: &mut Report, http: &Http, name: &str) -> Option<String> {
    if name.starts_with("http://") || name.starts_with("https://") {
        return served(report, http, name).await;
    }
    let size = std::fs::metadata(name).map(|about| about.len());
    let bytes = match size {
        Ok(size) if size > LARGEST => Err("it is larger than 4 MB".to_owned()),
        Ok(_) => std::fs::read(name).map_err(|problem| problem.to_string()),
        Err(problem) => Err(problem.to_string()),
    };
    match bytes.map(String::from_utf8) {
        Ok(Ok(text)) => Some(text.trim_start_matches('\u{feff}').to_owned()),
        Ok(Err(_)) => {
            let todo = "save it as UTF-8";
            report.wrong(Part::File, "readable", "", "the file is not UTF-8", todo);
            None
        }
        Err(why) => {
            let todo = "name a file that is there, or its https address";
            report.wrong(
                Part::File,
                "readable",
                "",
                format!("it cannot be read: {why}"),
                todo,
            );
            None
        }
    }
}

async fn served(report: &mut Report, http: &Http, name: &str) -> Option<String> {
    let Some(url) = name.parse().ok().filter(is_allowed) else {
        let (what, todo) = (
            "the app goes to https addresses only",
            "serve the file over https",
        );
        report.wrong(Part::File, "readable", "", what, todo);
        return None;
    };
    let asked = Request {
        method: Method::Get,
        url,
        headers: Vec::new(),
        body: None,
    };
    let what = match http.ask(asked).await {
        Ok(answer) if answer.is_good() => {
            if !answer.is_json() {
                let what = "the file is not served as application/json";
                let todo = "a portal's page looks the same to those who debug it; name the type";
                report.look(Part::File, "served", "", what, todo);
            }
            return Some(answer.body);
        }
        Ok(answer) if (300..400).contains(&answer.status) => {
            "the address leads on to another, which the app does not follow".to_owned()
        }
        Ok(answer) => format!("the address answers {}", answer.status),
        Err(problem) => problem.to_string(),
    };
    let todo =
        "serve it at this address, without a sign-in, with a certificate that Mozilla's list knows";
    report.wrong(Part::File, "readable", "", what, todo);
    None
}

/// Every mistake that the app refuses, and every field that it passes over.
pub fn check(report: &mut Report, text: &str) {
    let problems = every_problem(text);
    for problem in &problems {
        let todo = remedy(&problem.place, &problem.what);
        report.wrong(
            Part::File,
            "read",
            &problem.place,
            problem.what.clone(),
            todo,
        );
    }
    if problems.is_empty() {
        report.well(Part::File, "read", "the app can read every field");
    }
    let shape: Value = serde_json::from_str(SHAPE).unwrap_or_default();
    if let Ok(file) = serde_json::from_str::<Value>(text) {
        unknown(report, &shape, &file, "");
        left_from_the_example(report, &file);
    }
}

/// What to write instead: the example has something right at nearly every place.
fn remedy(place: &str, what: &str) -> String {
    if place.starts_with("line ") {
        return "put right the JSON there: a comma, a quotation mark or a bracket".to_owned();
    }
    if place.starts_with("risk_rules") {
        return format!("{what}; docs/trusts.md has a rule of each kind");
    }
    let example: Value = serde_json::from_str(EXAMPLE).unwrap_or_default();
    let pointer = format!("/{}", place.replace(['.', '['], "/").replace(']', ""));
    // Whatever number of entries there are, the example's one with hours stands for them.
    let general: Vec<&str> = pointer
        .split('/')
        .map(|step| match step.parse::<usize>() {
            Ok(_) if pointer.starts_with("/crisis") && step != "0" => "2",
            Ok(_) => "0",
            Err(_) => step,
        })
        .collect();
    let general = general.join("/").replace("/opening/2", "/opening/0");
    let like = [&pointer, &general]
        .iter()
        .find_map(|it| example.pointer(it))
        .map(|it| shortened(&it.to_string()));
    match (like, place) {
        (Some(like), _) => format!("write it like {like}"),
        (None, "age_recipient") => "make one with age-keygen; it begins with age1".to_owned(),
        (None, place) if place.ends_with("_endpoint") => "write an https:// address".to_owned(),
        (None, _) => format!("{what}; docs/trusts.md says what belongs there"),
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Fields that the shape does not know: a word that is written wrongly is a setting that is not made.
fn unknown(report: &mut Report, shape: &Value, value: &Value, place: &str) {
    let all = ["oneOf", "anyOf"]
        .iter()
        .filter_map(|name| shape.get(*name)?.as_array())
        .flatten();
    for other in all {
        let wanted = other.get("type").and_then(Value::as_str);
        let fits = match value {
            Value::Object(_) => wanted == Some("object"),
            Value::Array(_) => wanted == Some("array"),
            _ => false,
        };
        if fits {
            unknown(report, other, value, place);
        }
    }
    match value {
        Value::Object(map) => {
            let Some(known) = shape.get("properties").and_then(Value::as_object) else {
                return;
            };
            for (name, inner) in map {
                let inside = if place.is_empty() {
                    name.clone()
                } else {
                    format!("{place}.{name}")
                };
                match known.get(name) {
                    Some(shape) => unknown(report, shape, inner, &inside),
                    None if name.starts_with(['$', '_']) => {}
                    None => stray(report, known, name, &inside),
                }
            }
        }
        Value::Array(list) => {
            let Some(shape) = shape.get("items") else {
                return;
            };
            for (i, inner) in list.iter().enumerate() {
                unknown(report, shape, inner, &format!("{place}[{i}]"));
            }
        }
        _ => {}
    }
}

fn stray(report: &mut Report, known: &Map<String, Value>, name: &str, place: &str) {
    // The reader refuses an unknown word in a rule by itself.
    if place.starts_with("risk_rules") {
        return;
    }
    let near = known
        .keys()
        .map(|other| (distance(name, other), other))
        .min()
        .filter(|(far, other)| *far <= 2.max(other.len() / 4));
    match near {
        Some((_, meant)) => report.wrong(
            Part::File,
            "known",
            place,
            "no such field is read; it is as good as not there",
            format!("did you mean {meant}?"),
        ),
        None => report.look(
            Part::File,
            "known",
            place,
            "no such field is read",
            "take it out, or look for its name in docs/trusts.md",
        ),
    }
}

/// How many letters apart two words are.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let at = |row: &[usize], k: usize| row.get(k).copied().unwrap_or(usize::MAX / 2);
            let changed = at(&row, j) + usize::from(a != *b);
            next.push(changed.min(at(&row, j + 1) + 1).min(at(&next, j) + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

/// Values that were never filled in.
fn left_from_the_example(report: &mut Report, file: &Value) {
    let example: Value = serde_json::from_str(EXAMPLE).unwrap_or_default();
    let same = |name: &str| file.get(name).is_some() && file.get(name) == example.get(name);
    for name in ["id", "name", "fhir_base", "redirect"] {
        if same(name) {
            let what = "this is still the example's, which is made up";
            report.wrong(Part::File, "filled-in", name, what, "write your own");
        }
    }
    if same("receipt_words") || same("inbox") {
        let place = if same("receipt_words") {
            "receipt_words"
        } else {
            "inbox.response_time"
        };
        let what = "this is word for word the example's, and people read it as a promise";
        report.look(
            Part::File,
            "filled-in",
            place,
            what,
            "write what is true of your teams",
        );
    }
}
