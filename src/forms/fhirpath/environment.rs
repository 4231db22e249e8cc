//! What an expression is evaluated in, what it finds, and what can go wrong.

use super::index::Index;
use super::model::Type;
use super::node::{Element, Item, Read, System};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fmt;
use thiserror::Error;

/// Why an evaluation has no result. Names functions, elements and link ids, never an answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EvaluationProblem {
    /// The result is not known to this engine, though others may have one.
    #[error("not supported: {0}")]
    Unsupported(String),
    /// More steps were needed than allowed.
    #[error("the expression takes too many steps")]
    OutOfSteps,
    /// An error as the specification defines it.
    #[error("{0}")]
    Wrong(String),
}

/// A node to begin at, with its type.
#[derive(Clone, Copy)]
pub struct Focus<'a>(pub(super) Element<'a>);

impl<'a> Focus<'a> {
    /// A resource.
    pub fn resource(value: &'a Value) -> Focus<'a> {
        Focus(Element::resource(value))
    }

    /// An element of a declared type, such as `QuestionnaireResponse.item`.
    pub fn element(value: &'a Value, type_name: &str) -> Focus<'a> {
        Focus(Element {
            value: Some(value),
            beside: None,
            kind: Type::named(type_name).unwrap_or(Type::UNKNOWN),
            loose: false,
        })
    }
}

impl fmt::Debug for Focus<'_> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_tuple("Focus").field(&self.0.kind.name()).finish()
    }
}

/// The values of `%name`.
pub type Variables<'a> = HashMap<String, Vec<Found<'a>>>;

/// Everything that an expression can see.
#[derive(Debug, Clone)]
pub struct Environment<'a> {
    /// The node that paths begin at; also `%context`.
    pub context: Focus<'a>,
    /// `%resource`, and `%rootResource` where no variable of that name is given.
    pub resource: Focus<'a>,
    /// An index of `resource`, to find items by link id.
    pub index: Option<&'a Index<'a>>,
    /// `%questionnaire`; also where `ordinal()` and `weight()` look an answer up.
    pub questionnaire: Option<&'a Value>,
    /// The other variables; they win over those above.
    pub variables: Option<&'a Variables<'a>>,
    /// What `now()` and `today()` give; without it they are not supported.
    pub now: Option<&'a jiff::Zoned>,
    /// How many steps may be taken.
    pub steps: u64,
}

impl<'a> Environment<'a> {
    /// Steps that every honest expression on a large form stays far below.
    pub const STEPS: u64 = 2_000_000;

    /// An environment with nothing in it but a resource.
    pub fn of(resource: &'a Value) -> Environment<'a> {
        Environment {
            context: Focus::resource(resource),
            resource: Focus::resource(resource),
            index: None,
            questionnaire: None,
            variables: None,
            now: None,
            steps: Environment::STEPS,
        }
    }
}

/// One item of a result.
#[derive(Clone)]
pub struct Found<'a>(pub(super) Item<'a>);

impl<'a> Found<'a> {
    /// A resource or another element, to be the value of a variable.
    pub fn node(focus: Focus<'a>) -> Found<'a> {
        Found(Item::Element(focus.0))
    }

    /// A text, to be the value of a variable.
    pub fn text(text: &str) -> Found<'a> {
        Found(Item::text(text.to_owned()))
    }

    /// Its type: `System.Integer`, `FHIR.code`; `None` where it is not known.
    pub fn type_name(&self) -> Option<String> {
        match &self.0 {
            Item::System(value) => Some(format!("System.{}", value.type_name())),
            Item::Element(element) => element.kind.name().map(|name| format!("FHIR.{name}")),
        }
    }

    /// The truth value, if it is one.
    pub fn truth(&self) -> Option<bool> {
        match self.0.read() {
            Ok(Read::Value(System::Boolean(value))) => Some(value),
            _ => None,
        }
    }

    /// The JSON of an element, if it is one with a value.
    pub fn element(&self) -> Option<&'a Value> {
        self.0.element().and_then(|element| element.value)
    }

    /// As JSON: elements as they are, numbers as numbers, days and times as FHIR writes them, and
    /// quantities as FHIR's `Quantity`.
    pub fn to_json(&self) -> Value {
        match &self.0 {
            Item::Element(element) => element.value.cloned().unwrap_or(Value::Null),
            Item::System(value) => system_json(value),
        }
    }

    /// As the language writes it (`@2014`, `1 'mg'`), for a person who tries an expression out; an
    /// element with parts as JSON.
    pub fn written(&self) -> String {
        match self.0.read() {
            Ok(Read::Value(System::Date(day))) => format!("@{day}"),
            Ok(Read::Value(System::DateTime(moment))) => format!("@{moment}"),
            Ok(Read::Value(System::Time(time))) => format!("@T{}", time.time_text()),
            Ok(Read::Value(System::Type(space, name))) => format!("{space}.{name}"),
            Ok(Read::Value(value)) => super::conversion::text_of(&value).unwrap_or_default(),
            _ => self.to_json().to_string(),
        }
    }
}

fn system_json(value: &System) -> Value {
    let number = |text: String| serde_json::from_str(&text).unwrap_or(Value::Null);
    match value {
        System::Boolean(value) => json!(value),
        System::Integer(value) => json!(value),
        System::Decimal(value) => number(value.to_string()),
        System::String(text) => json!(&text[..]),
        System::Date(moment) | System::DateTime(moment) => json!(moment.to_string()),
        System::Time(moment) => json!(moment.time_text()),
        System::Quantity(quantity) => {
            let value = number(quantity.value.to_string());
            let unit = &quantity.unit[..];
            if quantity.word {
                json!({"value": value, "unit": unit})
            } else {
                let system = "http://unitsofmeasure.org";
                json!({"value": value, "unit": unit, "system": system, "code": unit})
            }
        }
        System::Type(space, name) => json!({"namespace": space, "name": name}),
    }
}

impl fmt::Debug for Found<'_> {
    // What was found may be what somebody said.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_tuple("Found").field(&self.type_name()).finish()
    }
}
