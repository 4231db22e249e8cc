//! As much of JSON Schema as our own schema uses, so that the shipped file and the code's own checks
//! can be held against each other. A word that it does not know stops the test.

use serde_json::Value;

const KNOWN: [&str; 15] = [
    "$schema",
    "$id",
    "title",
    "description",
    "type",
    "required",
    "properties",
    "items",
    "minItems",
    "minLength",
    "minimum",
    "pattern",
    "enum",
    "oneOf",
    "not",
];

/// The places at which a value does not fit.
pub fn misfits(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, value, "", &mut found);
    found
}

fn check(schema: &Value, value: &Value, place: &str, found: &mut Vec<String>) {
    let Some(rules) = schema.as_object() else {
        return;
    };
    for word in rules.keys() {
        assert!(KNOWN.contains(&word.as_str()), "the schema says {word}");
    }
    let mut bad = |is_bad: bool| {
        if is_bad {
            found.push(place.to_owned());
        }
    };
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    bad(!kinds.is_empty() && !kinds.iter().any(|kind| is(kind, value)));
    if let Some(text) = value.as_str() {
        let length = schema["minLength"].as_u64().unwrap_or(0);
        bad((text.trim().chars().count() as u64) < length);
        bad(schema["pattern"].as_str().is_some_and(|it| !fits(it, text)));
    }
    bad(schema["minimum"]
        .as_i64()
        .is_some_and(|least| value.as_i64().is_some_and(|n| n < least)));
    bad(schema["enum"]
        .as_array()
        .is_some_and(|all| !all.contains(value)));
    bad(schema["not"].is_object() && misfits(&schema["not"], value).is_empty());
    let one_of = schema["oneOf"].as_array();
    bad(one_of.is_some_and(|all| {
        all.iter()
            .filter(|it| misfits(it, value).is_empty())
            .count()
            != 1
    }));
    if let Some(list) = value.as_array() {
        bad(schema["minItems"]
            .as_u64()
            .is_some_and(|least| (list.len() as u64) < least));
        for (at, item) in list.iter().enumerate() {
            check(&schema["items"], item, &format!("{place}[{at}]"), found);
        }
    }
    if let Some(map) = value.as_object() {
        let below = |name: &str| match place {
            "" => name.to_owned(),
            _ => format!("{place}.{name}"),
        };
        for name in schema["required"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
        {
            if map.get(name).is_none_or(Value::is_null) {
                found.push(below(name));
            }
        }
        for (name, inner) in map {
            check(&schema["properties"][name], inner, &below(name), found);
        }
    }
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64(),
        "null" => value.is_null(),
        other => panic!("the schema says type {other}"),
    }
}

/// The patterns of the schema, each as code: there is no engine for them here.
fn fits(pattern: &str, text: &str) -> bool {
    let time = |text: &str| text.len() == 5 && text.parse::<jiff::civil::Time>().is_ok();
    match pattern {
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => {
            text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
        }
        "^([01][0-9]|2[0-3]):[0-5][0-9]$" => time(text),
        "^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$" => {
            let sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
            let all = text.chars().all(|c| sign(c) || c == '.' || c == '-');
            all && text.starts_with(sign) && text.ends_with(sign)
        }
        "^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$" => {
            let sign = |c: char| c.is_ascii_alphanumeric() || c == '+' || c == '/';
            let last = text.chars().nth(42);
            text.len() == 44
                && text.chars().take(43).all(sign)
                && text.ends_with('=')
                && last.is_some_and(|c| "AEIMQUYcgkosw048".contains(c))
        }
        "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$" => text == "24:00" || time(text),
        r"^(https://|http://(127\.0\.0\.1|localhost|\[::1\])([:/]|$))" => {
            let plain = ["http://127.0.0.1", "http://localhost", "http://[::1]"];
            let here = plain.iter().any(|start| {
                let rest = text.strip_prefix(start);
                rest.is_some_and(|it| it.is_empty() || it.starts_with([':', '/']))
            });
            here || text.starts_with("https://")
        }
        "^(tel:|sms:|https://)" => ["tel:", "sms:", "https://"]
            .iter()
            .any(|it| text.starts_with(it)),
        "[?#]" => text.contains(['?', '#']),
        "^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$" => {
            text.parse::<unic_langid::LanguageIdentifier>().is_ok()
        }
        "^age1[0-9a-z]+$" => text.starts_with("age1"),
        other => panic!("the schema has a pattern that this does not know: {other}"),
    }
}
