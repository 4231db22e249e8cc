//! The forms that are measured, made anew at every run, always the same: what is random comes from a
//! fixed seed.

use serde_json::{Value, json};

const ORDINAL: &str = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
/// The system of the codes of yes and no.
pub const YES_NO: &str = "https://pathway-companion.example/yes-no";
/// How many groups the plain form has, of [`GROUP`] items each.
const GROUPS: usize = 40;
const GROUP: usize = 20;

/// Numbers that look random and are the same every time (SplitMix64).
pub struct Dice(u64);

impl Dice {
    pub fn new() -> Dice {
        Dice(20_261_123)
    }

    /// A number from 0 to below `sides`.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }

    /// Words that mean nothing together.
    pub fn words(&mut self, count: usize) -> String {
        const WORDS: [&str; 16] = [
            "week", "sleep", "often", "people", "feel", "about", "work", "home", "day", "worry",
            "help", "plan", "time", "friend", "walk", "rest",
        ];
        let words: Vec<&str> = (0..count).map(|_| WORDS[self.roll(16) as usize]).collect();
        words.join(" ")
    }
}

/// The address of an extension of FHIR's own.
pub fn core(name: &str) -> String {
    format!("http://hl7.org/fhir/StructureDefinition/{name}")
}

/// The address of an extension of SDC.
pub fn sdc(name: &str) -> String {
    format!("http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-{name}")
}

/// An item that an expression answers.
pub fn calculated(link_id: &str, kind: &str, text: &str) -> Value {
    json!({
        "linkId": link_id, "text": "Worked out", "type": kind, "readOnly": true,
        "extension": [expression("calculatedExpression", text)]
    })
}

/// The set of yes and no.
pub fn yes_no_set() -> Option<Value> {
    let yes_no = [("Y", "Yes"), ("N", "No"), ("NA", "Does not apply")];
    let yes_no =
        yes_no.map(|(code, display)| json!({ "system": YES_NO, "code": code, "display": display }));
    Some(json!({
        "resourceType": "ValueSet", "id": "yes-no", "status": "active",
        "expansion": { "timestamp": "2026-01-01T00:00:00Z", "contains": yes_no }
    }))
}

/// An extension with an expression.
pub fn expression(name: &str, text: &str) -> Value {
    json!({ "url": sdc(name), "valueExpression": { "language": "text/fhirpath", "expression": text } })
}

/// A variable.
pub fn variable(name: &str, text: &str) -> Value {
    json!({
        "url": "http://hl7.org/fhir/StructureDefinition/variable",
        "valueExpression": { "name": name, "language": "text/fhirpath", "expression": text }
    })
}

/// A form of these items.
pub fn form(id: &str, items: Vec<Value>) -> Value {
    json!({
        "resourceType": "Questionnaire",
        "id": id,
        "url": format!("https://pathway-companion.example/fhir/Questionnaire/{id}"),
        "version": "1.0.0",
        "title": id,
        "status": "active",
        "subjectType": ["Patient"],
        "item": items
    })
}

/// The options of a choice: five, each with what it counts.
pub fn options() -> Vec<Value> {
    let words = [
        "Not at all",
        "Several days",
        "More than half the days",
        "Nearly every day",
        "Every day",
    ];
    let options = words.iter().enumerate().map(|(weight, words)| {
        json!({
            "extension": [{ "url": ORDINAL, "valueDecimal": weight }],
            "valueCoding": { "system": "https://pathway-companion.example/often", "code": format!("o{weight}"), "display": words }
        })
    });
    options.collect()
}

fn choice(link_id: &str, text: &str) -> Value {
    json!({ "linkId": link_id, "text": text, "type": "choice", "required": true, "answerOption": options() })
}

fn total(group: usize) -> Value {
    let sum =
        format!("%chosen{group:02}.answer.value.extension.where(url = '{ORDINAL}').value.sum()");
    calculated(&format!("total-{group:02}"), "decimal", &sum)
}

fn overall() -> Value {
    let total = "%resource.descendants().where(linkId.startsWith('total-')).answer.value.sum()";
    calculated("overall", "decimal", total)
}

/// 800 items with few expressions and many options, each with all its words.
pub fn form_800_plain() -> Value {
    let mut dice = Dice::new();
    let mut items: Vec<Value> = (1..=GROUPS)
        .map(|group| group_of_20(group, &mut dice))
        .collect();
    items.push(overall());
    form("form-800-plain", items)
}

fn group_of_20(group: usize, dice: &mut Dice) -> Value {
    let g = format!("g{group:02}");
    let mut items = Vec::new();
    for n in 1..=10 {
        items.push(choice(&format!("{g}-c{n}"), &dice.words(8)));
    }
    for n in 1..=2 {
        let yes = format!("{g}-b{n}");
        items.push(json!({ "linkId": yes, "text": dice.words(6), "type": "boolean" }));
        items.push(json!({
            "linkId": format!("{g}-t{n}"), "text": dice.words(6), "type": "text",
            "enableWhen": [{ "question": yes, "operator": "=", "answerBoolean": true }]
        }));
    }
    items.push(json!({ "linkId": format!("{g}-n1"), "text": dice.words(5), "type": "integer" }));
    items.push(json!({ "linkId": format!("{g}-d1"), "text": dice.words(5), "type": "date" }));
    let mut last = json!({ "linkId": format!("{g}-s1"), "text": dice.words(5), "type": "string" });
    if group.is_multiple_of(2) {
        let high = format!(
            "%resource.item.where(linkId = '{g}').item.where(linkId = 'total-{group:02}').answer.value > 10"
        );
        last["extension"] = json!([expression("enableWhenExpression", &high)]);
    }
    items.push(last);
    // The last group leaves room for the sum of all.
    if group < GROUPS {
        items.push(
            json!({ "linkId": format!("{g}-x1"), "text": dice.words(20), "type": "display" }),
        );
    }
    items.push(total(group));
    assert_eq!(items.len() + 1 + usize::from(group == GROUPS), GROUP);
    let chosen =
        format!("%resource.item.where(linkId = '{g}').item.where(linkId.startsWith('{g}-c'))");
    json!({
        "linkId": g, "text": dice.words(10), "type": "group",
        "extension": [variable(&format!("chosen{group:02}"), &chosen)],
        "item": items
    })
}

/// The 397 expressions of the form of 400 items: each reads the three items before its own.
pub fn expressions_397() -> Vec<String> {
    let read = |n: usize| format!("%resource.item.where(linkId='q{n}').answer.value");
    let expressions = (4..=400).map(|n| {
        format!(
            "({} + {} + {}) mod 1000",
            read(n - 3),
            read(n - 2),
            read(n - 1)
        )
    });
    expressions.collect()
}

/// 400 items of which 397 are worked out, all in one chain.
pub fn form_400() -> Value {
    let mut items: Vec<Value> = (1..=3)
        .map(|n| json!({ "linkId": format!("q{n}"), "text": "A number", "type": "integer" }))
        .collect();
    for (n, text) in (4..).zip(expressions_397()) {
        items.push(json!({
            "linkId": format!("q{n}"), "text": "A number", "type": "integer", "readOnly": true,
            "extension": [expression("calculatedExpression", &text)]
        }));
    }
    form("form-400", items)
}

/// The response of that form when the first three are 1, 2 and 3.
pub fn response_400() -> Value {
    let mut numbers = vec![1_u64, 2, 3];
    while numbers.len() < 400 {
        let sum: u64 = numbers[numbers.len() - 3..].iter().sum();
        numbers.push(sum % 1000);
    }
    let items: Vec<Value> = (1..)
        .zip(&numbers)
        .map(|(n, number)| json!({ "linkId": format!("q{n}"), "answer": [{ "valueInteger": number }] }))
        .collect();
    response("form-400", items)
}

/// A response with these items.
pub fn response(id: &str, items: Vec<Value>) -> Value {
    json!({
        "resourceType": "QuestionnaireResponse",
        "questionnaire": format!("https://pathway-companion.example/fhir/Questionnaire/{id}|1.0.0"),
        "status": "in-progress",
        "item": items
    })
}

/// As many items as one likes, of which four depend on the first: one by a condition, three by
/// expressions that each read three items.
pub fn form_of(items: usize) -> Value {
    let mut all = vec![choice("c1", "The first")];
    for n in 2..=items - 4 {
        all.push(choice(&format!("c{n}"), "Another"));
    }
    all.push(json!({
        "linkId": "after", "text": "More", "type": "text",
        "enableWhen": [{ "question": "c1", "operator": "=", "answerCoding": options()[4]["valueCoding"] }]
    }));
    let read = |n: usize| {
        format!(
            "%resource.item.where(linkId='c{n}').answer.value.extension.where(url = '{ORDINAL}').value"
        )
    };
    for n in 1..=3 {
        let text = format!("{} + {} + {}", read(1), read(n + 1), read(n + 2));
        all.push(json!({
            "linkId": format!("sum-{n}"), "text": "Together", "type": "decimal", "readOnly": true,
            "extension": [expression("calculatedExpression", &text)]
        }));
    }
    form(&format!("form-of-{items}"), all)
}
