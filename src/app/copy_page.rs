//! The readable copy: one page without any script, that loads nothing, with every text from elsewhere
//! made harmless.

use super::copy::Everything;
use crate::care::{Coordinator, Goal, Intervention, Record};
use crate::words::Words;
use jiff::Zoned;
use serde_json::Value;
use std::collections::HashMap;

const STYLE: &str = "body{font:1.125rem/1.6 system-ui,sans-serif;max-width:40em;margin:2em auto;padding:0 1em;\
     color:#1b2a2f}h1{font-size:1.75rem}h2{margin-top:2em}dt{font-weight:600;margin-top:.8em}dd{margin:0}\
     li{margin:.4em 0}";

/// Deepest nesting of items that is read.
const DEEPEST: usize = 16;

/// The page.
pub(super) fn page(
    everything: &Everything,
    record: Option<&Record>,
    words: Words,
    now: &Zoned,
) -> String {
    let mut body = String::new();
    let title = match everything.of_carer {
        true => words.say("copy-carer-title"),
        false => words.say("copy-title"),
    };
    let made = words.day(now.date());
    push(&mut body, "h1", &title);
    push(
        &mut body,
        "p",
        &words.say_with("copy-made", &[("date", (&made).into())]),
    );
    if everything.of_carer {
        push(&mut body, "p", &words.say("copy-carer-what"));
        told(&mut body, &everything.outgoing, words);
    }
    if let Some(record) = record {
        of_record(&mut body, record, words);
    }
    let texts = texts_of_forms(&everything.records);
    let kept: Vec<Value> = everything
        .records
        .iter()
        .filter_map(|raw| serde_json::from_str(raw).ok())
        .collect();
    let ours: Vec<&Value> = everything.outgoing.iter().collect();
    let theirs: Vec<&Value> = kept
        .iter()
        .filter(|it| !everything.outgoing.iter().any(|own| same_response(own, it)))
        .collect();
    let begun: Vec<&Value> = everything.begun.iter().collect();
    answers(&mut body, &words.say("copy-begun"), &begun, &texts);
    answers(&mut body, &words.say("copy-answers"), &ours, &texts);
    answers(&mut body, &words.say("copy-earlier"), &theirs, &texts);
    push(&mut body, "p", &words.say("copy-rest"));
    let lang = words.language().tag();
    format!(
        "<!DOCTYPE html><html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"referrer\" content=\"no-referrer\"><title>{}</title><style>{STYLE}</style></head>\
         <body><main>{body}</main></body></html>",
        harmless(&title)
    )
}

/// What a carer told the team, and what they wrote beside a goal.
fn told(body: &mut String, said: &[Value], words: Words) {
    for it in said {
        let at = it["sent"].as_str().or(it["effectiveDateTime"].as_str());
        let day = at.and_then(crate::fhir::when::first_day);
        if let Some(day) = day {
            push(body, "h2", &words.day(day));
        }
        let text = &it["payload"][0]["contentString"];
        for text in [text, &it["note"][0]["text"]] {
            if let Some(text) = text.as_str() {
                push(body, "p", text);
            }
        }
    }
}

fn of_record(body: &mut String, record: &Record, words: Words) {
    if !record.person.full_name.is_empty() {
        let name = &record.person.full_name;
        push(
            body,
            "p",
            &words.say_with("copy-of", &[("name", name.into())]),
        );
    }
    if !record.interventions.is_empty() {
        push(body, "h2", &words.say("copy-plan"));
        body.push_str("<dl>");
        for it in &record.interventions {
            push(body, "dt", &it.what);
            for line in lines_of(it) {
                push(body, "dd", line);
            }
        }
        body.push_str("</dl>");
    }
    let names = people(record);
    list(body, &words.say("copy-team"), &names);
    let goals: Vec<String> = record.goals.iter().map(goal).collect();
    list(body, &words.say("copy-goals"), &goals);
}

fn lines_of(it: &Intervention) -> Vec<&str> {
    let who = it.who.iter().map(String::as_str);
    let rest = [&it.how, &it.why, &it.when, &it.place];
    who.chain(rest.into_iter().flatten().map(String::as_str))
        .collect()
}

fn people(record: &Record) -> Vec<String> {
    let mut names = Vec::new();
    if let Coordinator::Named(member) = &record.team.coordinator {
        names.push(member.name.clone());
    }
    let others = record.team.members.iter().map(|member| {
        [
            Some(&member.name),
            member.role.as_ref(),
            member.phone.as_ref(),
        ]
        .into_iter()
        .flatten()
        .cloned()
        .collect::<Vec<_>>()
        .join(", ")
    });
    names.extend(others);
    names.extend(record.team.partners.iter().map(|it| it.name.clone()));
    names.dedup();
    names
}

fn goal(goal: &Goal) -> String {
    match goal.here().and_then(|level| {
        goal.levels
            .get(usize::try_from(level.number() + 2).ok()?)?
            .clone()
    }) {
        Some(here) => format!("{} → {here}", goal.words),
        None => goal.words.clone(),
    }
}

fn list(body: &mut String, heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    push(body, "h2", heading);
    body.push_str("<ul>");
    for line in lines {
        push(body, "li", line);
    }
    body.push_str("</ul>");
}

/// Whether two responses are the same one: ours, and what the server made of it.
fn same_response(ours: &Value, other: &Value) -> bool {
    let id = |it: &Value| it["identifier"]["value"].as_str().map(str::to_owned);
    id(ours).is_some() && id(ours) == id(other)
}

/// The text of every question of the forms that are kept.
fn texts_of_forms(records: &[String]) -> HashMap<String, String> {
    fn walk(items: &Value, into: &mut HashMap<String, String>, deep: usize) {
        let Some(items) = items.as_array().filter(|_| deep < DEEPEST) else {
            return;
        };
        for item in items {
            if let (Some(id), Some(text)) = (item["linkId"].as_str(), item["text"].as_str()) {
                into.insert(id.to_owned(), text.to_owned());
            }
            walk(&item["item"], into, deep + 1);
        }
    }
    let mut texts = HashMap::new();
    for raw in records {
        let form: Value = serde_json::from_str(raw).unwrap_or_default();
        if form["resourceType"] == "Questionnaire" {
            walk(&form["item"], &mut texts, 0);
        }
    }
    texts
}

fn answers(
    body: &mut String,
    heading: &str,
    resources: &[&Value],
    texts: &HashMap<String, String>,
) {
    let mut inside = String::new();
    for response in resources {
        if response["resourceType"] == "QuestionnaireResponse" {
            let when = response["authored"].as_str().unwrap_or_default();
            push(
                &mut inside,
                "h3",
                when.split('T').next().unwrap_or_default(),
            );
            inside.push_str("<dl>");
            items(&mut inside, &response["item"], texts, 0);
            inside.push_str("</dl>");
        }
    }
    if !inside.is_empty() {
        push(body, "h2", heading);
        body.push_str(&inside);
    }
}

fn items(body: &mut String, of: &Value, texts: &HashMap<String, String>, deep: usize) {
    let Some(all) = of.as_array().filter(|_| deep < DEEPEST) else {
        return;
    };
    for item in all {
        let id = item["linkId"].as_str().unwrap_or_default();
        let own = item["text"].as_str();
        let text = own
            .or_else(|| texts.get(id).map(String::as_str))
            .unwrap_or(id);
        push(body, "dt", text);
        for answer in item["answer"].as_array().into_iter().flatten() {
            push(body, "dd", &said(answer));
            items(body, &answer["item"], texts, deep + 1);
        }
        items(body, &item["item"], texts, deep + 1);
    }
}

/// An answer in words.
fn said(answer: &Value) -> String {
    let Some(answer) = answer.as_object() else {
        return String::new();
    };
    let value = answer.iter().find(|(name, _)| name.starts_with("value"));
    match value.map(|(_, value)| value) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Object(it)) => ["display", "value", "code", "reference"]
            .iter()
            .find_map(|name| it.get(*name))
            .map(|it| it.as_str().map_or_else(|| it.to_string(), str::to_owned))
            .unwrap_or_default(),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

fn push(body: &mut String, tag: &str, text: &str) {
    body.push_str(&format!("<{tag} dir=\"auto\">{}</{tag}>", harmless(text)));
}

/// A text that no browser takes for anything but text.
fn harmless(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\0' => {}
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_page_says_what_was_answered_and_runs_nothing() {
        let form = json!({"resourceType": "Questionnaire", "item": [
            {"linkId": "a", "text": "How are you <script>?", "item": [{"linkId": "b", "text": "And?"}]}]});
        let begun = json!({"resourceType": "QuestionnaireResponse", "authored": "2026-11-22T09:15:00Z",
            "item": [{"linkId": "a", "answer": [{"valueString": "<img src=x onerror=y>"}]},
                     {"linkId": "b", "answer": [{"valueCoding": {"display": "Not at all"}}, {"valueDecimal": 1.5}]}]});
        let everything = Everything {
            records: vec![form.to_string()],
            begun: vec![begun],
            ..Everything::default()
        };
        let words = Words::of(crate::words::Language::default());
        let now = "2026-11-22T09:15[Europe/London]".parse().unwrap();
        let html = page(&everything, None, words, &now);
        assert!(html.contains("How are you &lt;script&gt;?"));
        assert!(html.contains("Not at all") && html.contains("1.5") && html.contains("And?"));
        assert!(!html.contains("<script") && !html.contains("<img"));
    }
}
