//! A trust's file that is right, and everything that can be wrong with one.

use serde_json::{Value, json};

/// A file that is right in everything, and made up in nothing that counts.
pub fn good() -> Value {
    let mut file: Value =
        serde_json::from_str(include_str!("../../assets/trusts/example.json")).unwrap();
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
pub fn set(file: &mut Value, place: &str, value: Value) {
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

/// What is set where, the check that finds it, the place it names, and a word of what is to be done.
pub type Wrong = (
    &'static str,
    Value,
    &'static str,
    &'static str,
    &'static str,
);

pub fn wrong_in_every_way() -> Vec<Wrong> {
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
