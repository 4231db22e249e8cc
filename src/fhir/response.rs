//! QuestionnaireResponse: an answered form, written and read.

use super::part::structures;
use super::types::{Coding, Identifier, Reference, id_in};
use super::{BadResource, Many, One, codes, score, when};
use crate::forms::{Item, Kind, Measure, Path, Questionnaire, Session, Value};
use jiff::Zoned;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

structures! {
    /// QuestionnaireResponse.
    QuestionnaireResponse {
        /// What it is.
        resource_type: One<String>,
        /// Its id on the server.
        id: One<String>,
        /// Our own identifier, if the app made it.
        identifier: One<Identifier>,
        /// Which form.
        questionnaire: One<String>,
        /// `completed`, `amended`, `in-progress`, …
        status: One<String>,
        /// When it was answered.
        authored: One<String>,
        /// Who wrote it down.
        author: One<Reference>,
        /// Who answered.
        source: One<Reference>,
        /// The answers.
        item: Many<AnsweredItem>,
    }
    /// An item with its answers.
    AnsweredItem {
        /// Its id within the form.
        link_id: One<String>,
        /// Answers.
        answer: Many<GivenAnswer>,
        /// Items below it.
        item: Many<AnsweredItem>,
    }
    /// One answer.
    GivenAnswer {
        /// Yes or no.
        value_boolean: One<bool>,
        /// A number.
        value_decimal: One<serde_json::Number>,
        /// A whole number.
        value_integer: One<i64>,
        /// A day.
        value_date: One<String>,
        /// A text.
        value_string: One<String>,
        /// A code.
        value_coding: One<Coding>,
        /// Items below it.
        item: Many<AnsweredItem>,
    }
}

/// An answered form, as it is sent.
#[derive(Debug, Clone)]
pub struct Answered<'a> {
    /// The form and its answers.
    pub session: &'a Session,
    /// Our own identifier: the UUIDv7 made with the draft.
    pub response_id: &'a str,
    /// Base of our codes at this trust.
    pub codes_base: &'a str,
    /// Id of the Patient.
    pub patient: &'a str,
    /// Who answers, as a reference: `Patient/{id}`.
    pub author: &'a str,
    /// When, with the phone's offset.
    pub authored: &'a Zoned,
    /// What the task is part of ([`super::task::TaskState::based_on`]).
    pub based_on: &'a [String],
}

/// The answered form as a completed QuestionnaireResponse. Items that are not asked are left out with
/// everything below them. The server gives the id; for an update that creates, set `id` yourself.
pub fn write_response(answered: &Answered) -> Json {
    let form = answered.session.form();
    let author = json!({ "reference": answered.author });
    let mut response = Map::new();
    let mut put = |name: &str, value: Json| response.insert(name.to_owned(), value);
    put("resourceType", "QuestionnaireResponse".into());
    put(
        "extension",
        json!([{
            "url": codes::COMPLETION_MODE,
            "valueCodeableConcept": { "text": "patient app" }
        }]),
    );
    put(
        "identifier",
        json!({
            "system": format!("{}{}", answered.codes_base, codes::RESPONSE_UUID),
            "value": answered.response_id
        }),
    );
    put("status", "completed".into());
    put(
        "subject",
        json!({ "reference": format!("Patient/{}", answered.patient) }),
    );
    put("authored", when::write(answered.authored).into());
    put("author", author.clone());
    put("source", author);
    if let Some(canonical) = canonical(form) {
        put("questionnaire", canonical.into());
    }
    let based_on = based_on(answered.based_on);
    if !based_on.is_empty() {
        put("basedOn", based_on.into());
    }
    let items = Writer::new(answered.session).items(&form.items);
    if !items.is_empty() {
        put("item", items.into());
    }
    response.into()
}

fn canonical(form: &Questionnaire) -> Option<String> {
    if form.url.is_empty() {
        return None;
    }
    Some(match &form.version {
        Some(version) if !form.url.contains('|') => format!("{}|{version}", form.url),
        _ => form.url.clone(),
    })
}

// A response may be based on a plan or on a request, and on nothing else (FHIR R4).
fn based_on(references: &[String]) -> Vec<Json> {
    let allowed = |r: &&String| {
        ["CarePlan", "ServiceRequest"]
            .iter()
            .any(|kind| id_in(r, kind).is_some())
    };
    let wanted = references.iter().filter(allowed);
    wanted.map(|r| json!({ "reference": r })).collect()
}

/// Writes the items of an answered form.
struct Writer<'a> {
    session: &'a Session,
    /// LOINC code of the sum, and the sum.
    total: Option<(&'static str, Json)>,
}

impl<'a> Writer<'a> {
    fn new(session: &'a Session) -> Self {
        let total = session
            .score()
            .map(|s| (s.measure.total_code(), score::number(s.total)));
        Writer { session, total }
    }

    fn items(&self, items: &[Item]) -> Vec<Json> {
        items.iter().filter_map(|item| self.item(item)).collect()
    }

    fn item(&self, item: &Item) -> Option<Json> {
        let path = Path::of(&item.link_id);
        if item.kind == Kind::Display || !self.session.asks(&path) {
            return None;
        }
        let below = self.items(&item.items);
        let mut written = Map::new();
        written.insert("linkId".to_owned(), item.link_id.clone().into());
        if item.kind == Kind::Group {
            written.insert(
                "item".to_owned(),
                (!below.is_empty()).then_some(below)?.into(),
            );
            return Some(written.into());
        }
        let mut answer = self.answer(item, &path)?;
        if !below.is_empty() {
            answer.insert("item".to_owned(), below.into());
        }
        written.insert("answer".to_owned(), vec![Json::from(answer)].into());
        Some(written.into())
    }

    // The item of the sum holds the sum that was worked out here, or nothing: a sum kept from before
    // might not be of these answers.
    fn answer(&self, item: &Item, path: &Path) -> Option<Map<String, Json>> {
        let is_total = |code: &str| item.codes.iter().any(|c| c.code.as_deref() == Some(code));
        if !item.is_for_the_person() && Measure::ALL.iter().any(|m| is_total(m.total_code())) {
            let (code, total) = self.total.as_ref()?;
            let name = match item.kind {
                Kind::Integer => "valueInteger",
                Kind::Decimal => "valueDecimal",
                _ => return None,
            };
            return is_total(code).then(|| one(name, total.clone()));
        }
        value(self.session.answer_at(path).first()?)
    }
}

fn one(name: &str, value: Json) -> Map<String, Json> {
    Map::from_iter([(name.to_owned(), value)])
}

fn value(value: &Value) -> Option<Map<String, Json>> {
    Some(match value {
        Value::Boolean(yes) => one("valueBoolean", (*yes).into()),
        // As it was written, so that 1.50 stays 1.50.
        Value::Decimal(text) => one("valueDecimal", Json::Number(text.parse().ok()?)),
        Value::Integer(whole) => one("valueInteger", (*whole).into()),
        Value::Date(text) => one("valueDate", text.clone().into()),
        Value::Text(text) => one("valueString", text.clone().into()),
        Value::Coding(coding) => {
            let parts = [
                ("system", &coding.system),
                ("code", &coding.code),
                ("display", &coding.display),
            ];
            let there = parts.into_iter().filter_map(|(name, part)| {
                part.clone().map(|text| (name.to_owned(), Json::from(text)))
            });
            one("valueCoding", Json::Object(there.collect()))
        }
    })
}

/// The answers in a QuestionnaireResponse, as far as the form has such items. What the form does not
/// have is passed over: such a response is shown as it is and never written again.
pub fn read_answers(
    raw: &str,
    form: &Questionnaire,
) -> Result<BTreeMap<Path, Vec<Value>>, BadResource> {
    let response: QuestionnaireResponse =
        serde_json::from_str(raw).map_err(|_| BadResource::NotJson)?;
    if response.resource_type.text() != Some("QuestionnaireResponse") {
        return Err(BadResource::Not("QuestionnaireResponse"));
    }
    let mut answers = BTreeMap::new();
    gather(&response.item, &mut answers);
    // A session keeps what its form has, and in the shape in which it has it.
    let session = Session::new(std::sync::Arc::new(form.clone()), answers);
    Ok(session.answers().clone())
}

fn gather(items: &Many<AnsweredItem>, answers: &mut BTreeMap<Path, Vec<Value>>) {
    for item in items.iter() {
        if let Some(link_id) = item.link_id.get() {
            let given: Vec<Value> = item.answer.iter().filter_map(given).collect();
            if !given.is_empty() {
                answers.entry(Path::of(link_id)).or_insert(given);
            }
        }
        for answer in item.answer.iter() {
            gather(&answer.item, answers);
        }
        gather(&item.item, answers);
    }
}

fn given(answer: &GivenAnswer) -> Option<Value> {
    let number = answer.value_decimal.get();
    let decimal = || number.map(|n| Value::Decimal(n.to_string()));
    let boolean = answer.value_boolean.get().copied().map(Value::Boolean);
    boolean
        .or_else(|| answer.value_integer.get().copied().map(Value::Integer))
        .or_else(decimal)
        .or_else(|| answer.value_date.get().cloned().map(Value::Date))
        .or_else(|| answer.value_string.get().cloned().map(Value::Text))
        .or_else(|| answer.value_coding.get().map(|c| Value::Coding(c.plain())))
}
