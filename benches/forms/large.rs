//! The large form: 800 items in 33 sections, built as the largest forms in use are.
//!
//! What it copies is their structure, told in docs/performance.md; every word of it is ours. One group of
//! tabs holds all sections, and the variables of the whole form stand on it: what was answered far
//! down (by the way to it, group by group), and what a query to the record brought, each taken apart
//! by three more. Sections are asked by age. Each says how far it is, with three texts of which an
//! expression chooses one, and pictures in them.

use crate::generate::{
    Dice, YES_NO, calculated, core, expression, form, options, sdc, variable, yes_no_set,
};
use serde_json::{Value, json};

/// How many sections there are, and items in the usual one, with it.
const SECTIONS: usize = 33;
const ITEMS: usize = 800;
/// What is measured of a person, and kept in a record: asked for by as many queries.
const MEASURED: usize = 11;
const STATES: [&str; 3] = ["In progress", "Complete", "Attention required"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The form.
pub fn form_800() -> Value {
    let mut dice = Dice::new();
    let mut sections: Vec<Value> = (1..SECTIONS).map(|n| section(n, &mut dice)).collect();
    sections.push(summary());
    let mut all = json!({
        "linkId": "all", "text": "All sections", "type": "group",
        "extension": [control("tab-container")], "item": sections
    });
    let variables = all["extension"].as_array_mut();
    variables
        .into_iter()
        .for_each(|to| to.extend(of_the_whole()));
    // Texts to read, as many as are wanting.
    let notes: Vec<Value> = (count(&all)..ITEMS)
        .map(
            |n| json!({ "linkId": format!("note-{n}"), "text": dice.words(12), "type": "display" }),
        )
        .collect();
    let last = all["item"][SECTIONS - 1]["item"].as_array_mut();
    last.into_iter()
        .for_each(|items| items.extend(notes.iter().cloned()));
    let mut form = form("form-800", vec![all]);
    form["extension"] = json!([launch("patient", "Patient"), launch("user", "Practitioner")]);
    let sets = (1..=12).map(|n| set(n, &mut dice));
    form["contained"] = yes_no_set().into_iter().chain(sets).collect();
    form
}

fn count(item: &Value) -> usize {
    let below = item["item"].as_array();
    1 + below.into_iter().flatten().map(count).sum::<usize>()
}

fn launch(name: &str, kind: &str) -> Value {
    json!({ "url": sdc("launchContext"), "extension": [
        { "url": "name", "valueCoding": { "system": "http://hl7.org/fhir/uv/sdc/CodeSystem/launchContext", "code": name } },
        { "url": "type", "valueCode": kind }
    ] })
}

fn control(code: &str) -> Value {
    let coding =
        json!({ "system": "http://hl7.org/fhir/questionnaire-item-control", "code": code });
    json!({ "url": core("questionnaire-itemControl"), "valueCodeableConcept": { "coding": [coding] } })
}

/// A set of options with its rules, its expansion and where that came from.
fn set(n: usize, dice: &mut Dice) -> Value {
    let system = format!("https://pathway-companion.example/set-{n}");
    let codes: Vec<Value> = (1..=3 + n % 6)
        .map(|c| json!({ "code": format!("c{c}"), "display": dice.words(3) }))
        .collect();
    let coded = |code: &Value| json!({ "system": system, "code": code["code"], "display": code["display"] });
    let contains: Vec<Value> = codes.iter().map(coded).collect();
    let parameters: Vec<Value> = ["used-codesystem", "version", "warning-draft"]
        .iter()
        .map(|name| json!({ "name": name, "valueUri": format!("{system}|1.0.0") }))
        .collect();
    json!({
        "resourceType": "ValueSet", "id": format!("set-{n}"), "url": format!("{system}/vs"),
        "name": format!("Set{n}"), "title": dice.words(3), "status": "draft", "description": dice.words(20),
        "compose": { "include": [{ "system": system, "version": "1.0.0", "concept": codes }] },
        "expansion": {
            "identifier": format!("urn:uuid:00000000-0000-4000-8000-{n:012}"), "timestamp": "2026-01-01T00:00:00Z",
            "total": contains.len(), "parameter": parameters, "contains": contains
        }
    })
}

/// The variables of the whole form, on the group that holds all.
fn of_the_whole() -> Vec<Value> {
    let way = |links: &[&str]| {
        let steps: Vec<String> = links
            .iter()
            .map(|l| format!("item.where(linkId='{l}')."))
            .collect();
        format!("{}answer.value", steps.concat())
    };
    let mut all = vec![variable("age", &way(&["g01", "age"]))];
    for n in 1..SECTIONS {
        let (group, plan) = (format!("g{n:02}"), format!("g{n:02}-plan"));
        all.push(variable(&format!("plan{n:02}"), &way(&[&group, &plan])));
    }
    for name in ["weight", "height"] {
        all.push(variable(name, &way(&["g02", "measured", name])));
    }
    all.extend((1..=MEASURED).map(|n| query(&format!("Measured{n:02}"), "Observation", n)));
    all.extend(
        [
            ("Medicines", "MedicationStatement"),
            ("Allergies", "AllergyIntolerance"),
            ("Vaccines", "Immunization"),
            ("LastForm", "QuestionnaireResponse"),
        ]
        .iter()
        .map(|(name, kind)| query(name, kind, 0)),
    );
    for n in 1..=MEASURED {
        let own = format!("Measured{n:02}");
        let final_one = format!(
            "%{own}.entry.resource.where(status = 'final' or status = 'amended' or status = 'corrected').first()"
        );
        let number =
            format!("%{own}Latest.value.where(system = 'http://unitsofmeasure.org').value");
        let months = MONTHS
            .iter()
            .zip(1..)
            .map(|(name, n)| format!(".replace('{n:02}', '{name}')"));
        let in_words = format!(
            "%{own}Day.substring(8, 2).toInteger().toString() + ' ' + %{own}Day.substring(5, 2){} + ' ' + %{own}Day.substring(0, 4)",
            months.collect::<String>()
        );
        all.push(variable(&format!("{own}Latest"), &final_one));
        all.push(variable(&format!("{own}Number"), &number));
        all.push(variable(
            &format!("{own}Day"),
            &format!("%{own}Latest.effective.toString().substring(0, 10)"),
        ));
        all.push(variable(&format!("{own}InWords"), &in_words));
    }
    all
}

/// A variable that a query to the record fills.
fn query(name: &str, kind: &str, code: usize) -> Value {
    let text = format!("{kind}?code=m{code}&_sort=-date&patient={{{{%patient.id}}}}");
    json!({ "url": core("variable"), "valueExpression": { "name": name, "language": "application/x-fhir-query", "expression": text } })
}

/// A picture in a text, as forms carry them for other apps.
fn drawn(words: &str) -> Value {
    let picture = "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciPjxwYXRoIGQ9Ik0wIDBoMjR2MjR6Ii8+PC9zdmc+".repeat(5);
    let html = format!(
        "<div xmlns=\"http://www.w3.org/1999/xhtml\" title=\"{words}\"><img width='24' height='24' src='data:image/svg+xml;base64,{picture}'/></div>"
    );
    json!({ "extension": [{ "url": core("rendering-xhtml"), "valueString": html }] })
}

fn section(n: usize, dice: &mut Dice) -> Value {
    let g = format!("g{n:02}");
    let mut items = state(&g);
    if n == 1 {
        items.push(json!({ "linkId": "age", "text": "How old are you?", "type": "integer" }));
    }
    if n == 2 {
        items.push(measured(dice));
    }
    for c in 1..=4 {
        items.push(yes_or_no(&format!("{g}-y{c}"), c, dice));
        let yes = json!({ "question": format!("{g}-y{c}"), "operator": "=", "answerCoding": { "system": YES_NO, "code": "Y" } });
        items.push(json!({ "linkId": format!("{g}-t{c}"), "text": dice.words(6), "type": "text", "enableWhen": [yes] }));
    }
    for c in 1..=2 {
        items.push(json!({ "linkId": format!("{g}-c{c}"), "text": dice.words(8), "type": "choice", "answerOption": options() }));
    }
    let several: Vec<Value> = (0..4)
        .map(|_| json!({ "valueString": dice.words(7) }))
        .collect();
    items.push(json!({
        "linkId": format!("{g}-m1"), "text": dice.words(5), "type": "choice", "repeats": true,
        "extension": [control("check-box")], "answerOption": several
    }));
    items.push(json!({ "linkId": format!("{g}-v1"), "text": dice.words(5), "type": "choice", "answerValueSet": format!("#set-{}", 1 + n % 12) }));
    // The same, asked of the young and of the others in other words.
    for (b, asked) in ["%age <= 12", "%age > 12"].iter().enumerate() {
        items.push(json!({ "linkId": format!("{g}-b{b}"), "text": dice.words(8), "type": "boolean", "extension": [
            expression("enableWhenExpression", asked),
            { "url": sdc("shortText"), "valueString": dice.words(2) }] }));
    }
    if n.is_multiple_of(4) {
        items.push(told(&format!("{g}-told"), "weight", "kg"));
    }
    if n <= MEASURED {
        items.push(json!({ "linkId": format!("{g}-last"), "text": "Last result", "type": "decimal", "extension": [
            expression("initialExpression", &format!("%Measured{n:02}Number")),
            { "url": core("questionnaire-hidden"), "valueBoolean": true }] }));
    }
    if n % 4 == 1 {
        items.push(total(n));
    }
    items.push(json!({ "linkId": format!("{g}-plan"), "text": "What to do next", "type": "text" }));
    items.push(
        json!({ "linkId": format!("{g}-end"), "type": "display", "_text": { "extension": [
        { "url": core("rendering-style"), "valueString": "border-top: 1px solid;" }] } }),
    );
    items.push(json!({
        "linkId": format!("{g}-status"), "text": "How far is this section?", "type": "choice", "extension": [control("radio-button")],
        "answerOption": STATES.map(|words| json!({ "valueString": words, "_valueString": drawn(words) }))
    }));
    let mut group = json!({ "linkId": g, "text": dice.words(3), "type": "group", "item": items });
    if n > 1 {
        let asked = match n % 3 {
            0 => format!("%age > {n}"),
            _ => "%age.exists()".to_owned(),
        };
        group["extension"] = json!([expression("enableWhenExpression", &asked)]);
    }
    group
}

/// How far a section is: three texts, of which an expression chooses one.
fn state(g: &str) -> Vec<Value> {
    let read = format!("%resource.repeat(item).where(linkId='{g}-status').answer.value");
    let text = |(n, words): (usize, &str)| {
        let or_none = if n == 0 {
            format!(" or {read}.empty()")
        } else {
            String::new()
        };
        json!({
            "linkId": format!("{g}-state-{n}"), "text": words, "_text": drawn(words), "type": "display",
            "extension": [expression("enableWhenExpression", &format!("{read} = '{words}'{or_none}")), control("context-display")]
        })
    };
    STATES.into_iter().enumerate().map(text).collect()
}

fn yes_or_no(link_id: &str, n: usize, dice: &mut Dice) -> Value {
    let mut item = json!({
        "linkId": link_id, "text": dice.words(10), "type": "choice", "answerValueSet": "#yes-no",
        "extension": [
            control("radio-button"),
            { "url": core("questionnaire-choiceOrientation"), "valueCode": "horizontal" },
            { "url": sdc("shortText"), "valueString": dice.words(4) }
        ]
    });
    if n == 1 {
        let category = json!({ "coding": [{ "system": "http://hl7.org/fhir/questionnaire-display-category", "code": "instructions" }] });
        item["item"] = json!([{
            "linkId": format!("{link_id}-note"), "text": dice.words(8), "type": "display",
            "extension": [{ "url": core("questionnaire-displayCategory"), "valueCodeableConcept": category }]
        }]);
    }
    item
}

/// Numbers with their units, days that fill themselves in, and one number worked out of two.
fn measured(dice: &mut Dice) -> Value {
    let mut items = Vec::new();
    for (name, unit) in [
        ("weight", "kg"),
        ("height", "cm"),
        ("waist", "cm"),
        ("pulse", "/min"),
    ] {
        items.push(json!({
            "linkId": name, "text": dice.words(2), "type": "decimal",
            "extension": [{ "url": core("questionnaire-unit"), "valueCoding": { "system": "http://unitsofmeasure.org", "code": unit } }],
            "item": [{ "linkId": format!("{name}-unit"), "text": unit, "type": "display", "extension": [control("unit")] }]
        }));
        let today = format!(
            "iif(%resource.repeat(item).where(linkId='{name}').answer.value.exists(), today())"
        );
        items.push(calculated(&format!("{name}-day"), "date", &today));
        items.push(told(&format!("{name}-told"), "height", unit));
    }
    items.push(calculated(
        "index",
        "decimal",
        "(%weight / ((%height / 100).power(2))).round(1)",
    ));
    json!({ "linkId": "measured", "text": dice.words(6), "type": "group", "item": items })
}

/// A text with a number in it.
fn told(link_id: &str, name: &str, unit: &str) -> Value {
    let words = format!(
        "iif(%{name}.exists(), 'It was ' + %{name}.round(0).toString() + ' {unit}', 'Nothing yet')"
    );
    let formula = json!({ "language": "text/fhirpath", "expression": words });
    json!({ "linkId": link_id, "text": "The last one", "type": "display",
        "_text": { "extension": [{ "url": core("cqf-expression"), "valueExpression": formula }] } })
}

fn total(n: usize) -> Value {
    let chosen = format!("%resource.repeat(item).where(linkId.startsWith('g{n:02}-c'))");
    let sum = format!(
        "{chosen}.answer.value.extension.where(url = '{}').value.sum()",
        core("ordinalValue")
    );
    calculated(&format!("total-{n:02}"), "decimal", &sum)
}

/// The last section gathers what was written in the others.
fn summary() -> Value {
    let gathered = |n: usize| calculated(&format!("sum-{n:02}"), "text", &format!("%plan{n:02}"));
    let mut items: Vec<Value> = (1..SECTIONS).map(gathered).collect();
    let all = "%resource.descendants().where(linkId.startsWith('total-')).answer.value.sum()";
    items.push(calculated("overall", "decimal", all));
    json!({ "linkId": "summary", "text": "What comes next", "type": "group", "item": items })
}
