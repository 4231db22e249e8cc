//! What a collection holds: elements of FHIR with their declared type, and values of the System.

use super::environment::EvaluationProblem as Problem;
use super::model::{Declared, Kind, Type};
use super::moment::Moment;
use rust_decimal::Decimal;
use serde_json::Value;
use std::ops::Deref;
use std::sync::Arc;

/// A text: of the data, where it is borrowed, or made on the way.
#[derive(Debug, Clone)]
pub(super) enum Text<'a> {
    Of(&'a str),
    Made(Arc<str>),
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Text::Of(text) => text,
            Text::Made(text) => text,
        }
    }
}

impl From<String> for Text<'_> {
    fn from(text: String) -> Self {
        Text::Made(text.into())
    }
}

/// A number with a unit.
#[derive(Debug, Clone)]
pub(super) struct Quantity<'a> {
    pub value: Decimal,
    pub unit: Text<'a>,
    /// Whether the unit is a word of the language (`days`) and not a code in quotes.
    pub word: bool,
}

/// A value of one of the types that FHIRPath itself defines.
#[derive(Debug, Clone)]
pub(super) enum System<'a> {
    Boolean(bool),
    Integer(i32),
    Decimal(Decimal),
    String(Text<'a>),
    Date(Moment),
    DateTime(Moment),
    Time(Moment),
    Quantity(Box<Quantity<'a>>),
    /// What `type()` gives: a namespace and a name.
    Type(&'static str, &'static str),
}

impl System<'_> {
    /// The name of its type.
    pub fn type_name(&self) -> &'static str {
        match self {
            System::Boolean(_) => "Boolean",
            System::Integer(_) => "Integer",
            System::Decimal(_) => "Decimal",
            System::String(_) => "String",
            System::Date(_) => "Date",
            System::DateTime(_) => "DateTime",
            System::Time(_) => "Time",
            System::Quantity(_) => "Quantity",
            System::Type(..) => "TypeInfo",
        }
    }
}

/// An element of FHIR.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element<'a> {
    /// The member of the JSON; none where only the extensions of a primitive are there.
    pub value: Option<&'a Value>,
    /// What stands beside a primitive under `_name`.
    pub beside: Option<&'a Value>,
    pub kind: Type,
    /// Whether its type was not known before it was met (a choice, a contained resource, a
    /// descendant): then a path that it does not have is empty and no error.
    pub loose: bool,
}

/// One item of a collection.
#[derive(Debug, Clone)]
pub(super) enum Item<'a> {
    Element(Element<'a>),
    System(System<'a>),
}

/// The value of an item, as the operators see it.
#[derive(Debug)]
pub(super) enum Read<'a> {
    Value(System<'a>),
    /// A primitive that has extensions and no value.
    Nothing,
    /// An element with parts.
    Complex,
}

impl<'a> Element<'a> {
    /// A resource; its type is the one that it names.
    pub fn resource(value: &'a Value) -> Element<'a> {
        Element {
            value: Some(value),
            beside: None,
            kind: resource_type(value),
            loose: false,
        }
    }

    /// Appends the children of this name.
    pub fn member(&self, name: &str, to: &mut Vec<Item<'a>>) -> Result<(), Problem> {
        if self.kind.is_known() && self.kind.kind() != Kind::Complex {
            return self.member_of_primitive(name, to);
        }
        let Some(Value::Object(map)) = self.value else {
            return Ok(());
        };
        match self.kind.member(name) {
            Some(Declared::One(kind)) => {
                self.append(map, name, *kind, self.loose_below(*kind), to);
                Ok(())
            }
            Some(Declared::Choice(options)) => {
                let fits = |json: &str| options.iter().find(|(known, _)| *known == json);
                let seen = map
                    .keys()
                    .find_map(|key| fits(key.strip_prefix('_').unwrap_or(key)));
                if let Some((json, kind)) = seen {
                    self.append(map, json, *kind, true, to);
                }
                Ok(())
            }
            None if !self.kind.is_known() => self.member_of_unknown(map, name, to),
            None if self.loose => Ok(()),
            None => Err(self.no_such(name)),
        }
    }

    fn no_such(&self, name: &str) -> Problem {
        let kind = self.kind.name().unwrap_or("this type");
        Problem::Wrong(format!("{kind} has no element {name}"))
    }

    fn loose_below(&self, kind: Type) -> bool {
        self.loose || kind.is_any_resource()
    }

    // A primitive has extensions and an id, under its `_name`.
    fn member_of_primitive(&self, name: &str, to: &mut Vec<Item<'a>>) -> Result<(), Problem> {
        match (self.kind.member(name), self.beside) {
            (Some(Declared::One(kind)), Some(Value::Object(map))) => {
                self.append(map, name, *kind, self.loose, to);
                Ok(())
            }
            (Some(_), _) => Ok(()),
            (None, _) if name == "value" => Err(Problem::Unsupported(
                "the value of a primitive by name".into(),
            )),
            (None, _) if self.loose => Ok(()),
            (None, _) => Err(self.no_such(name)),
        }
    }

    fn member_of_unknown(
        &self,
        map: &'a serde_json::Map<String, Value>,
        name: &str,
        to: &mut Vec<Item<'a>>,
    ) -> Result<(), Problem> {
        let exact = map.contains_key(name);
        let choice = |key: &String| {
            let rest = key.strip_prefix(name).unwrap_or_default();
            rest.starts_with(|c: char| c.is_ascii_uppercase())
        };
        if !exact && map.keys().any(choice) {
            let what = format!("{name} of a type that is not known");
            return Err(Problem::Unsupported(what));
        }
        let kind = if name == "extension" || name == "modifierExtension" {
            Type::named("Extension").unwrap_or(Type::UNKNOWN)
        } else {
            Type::UNKNOWN
        };
        self.append(map, name, kind, true, to);
        Ok(())
    }

    fn append(
        &self,
        map: &'a serde_json::Map<String, Value>,
        json: &str,
        kind: Type,
        loose: bool,
        to: &mut Vec<Item<'a>>,
    ) {
        let value = map.get(json);
        let primitive = !kind.is_known() || kind.kind() != Kind::Complex;
        let beside = if primitive && map.len() > 1 {
            beside(map, json)
        } else {
            None
        };
        let element = |value: Option<&'a Value>, beside: Option<&'a Value>| {
            let value = value.filter(|part| !part.is_null());
            let beside = beside.filter(|part| !part.is_null());
            let kind = match value {
                Some(resource) if kind.is_any_resource() => resource_type(resource),
                _ => kind,
            };
            (value.is_some() || beside.is_some()).then_some(Item::Element(Element {
                value,
                beside,
                kind,
                loose,
            }))
        };
        let (values, besides) = (
            value.and_then(Value::as_array),
            beside.and_then(Value::as_array),
        );
        if values.is_none() && besides.is_none() {
            to.extend(element(value, beside));
            return;
        }
        let count = values.map_or(0, Vec::len).max(besides.map_or(0, Vec::len));
        let at = |all: Option<&'a Vec<Value>>, place| all.and_then(|all| all.get(place));
        to.extend((0..count).filter_map(|place| element(at(values, place), at(besides, place))));
    }

    /// Appends all children, in the order of their names.
    pub fn children(&self, to: &mut Vec<Item<'a>>) {
        let primitive = self.kind.is_known() && self.kind.kind() != Kind::Complex;
        let source = if primitive { self.beside } else { self.value };
        let Some(Value::Object(map)) = source else {
            return;
        };
        let mut last = "";
        for key in map.keys() {
            let json = key.strip_prefix('_').unwrap_or(key);
            // `_birthDate` stands before `birthDate`; with both there, they are one child.
            if json.len() != key.len() && map.contains_key(json) || json == last {
                continue;
            }
            last = json;
            self.json_member(json, to);
        }
    }

    /// Appends the children that have this name in the JSON, where its type knows it.
    pub fn json_member(&self, json: &str, to: &mut Vec<Item<'a>>) {
        let primitive = self.kind.is_known() && self.kind.kind() != Kind::Complex;
        let source = if primitive { self.beside } else { self.value };
        let Some(Value::Object(map)) = source else {
            return;
        };
        let declared = self.kind.member(json).and_then(Declared::only);
        match declared.or_else(|| self.kind.choice(json).map(|(_, kind)| kind)) {
            Some(kind) => self.append(map, json, kind, true, to),
            None if !self.kind.is_known() && json != "resourceType" => {
                self.append(map, json, Type::UNKNOWN, true, to);
            }
            None => {}
        }
    }

    /// Its value, by its declared type. What contradicts the type is not guessed at.
    pub fn read(&self) -> Result<Read<'a>, Problem> {
        let malformed = || {
            let kind = self.kind.name().unwrap_or("an unknown type");
            Problem::Unsupported(format!("a value that is no {kind}"))
        };
        let Some(value) = self.value else {
            return Ok(Read::Nothing);
        };
        let moment = |parse: fn(&str) -> Option<Moment>| value.as_str().and_then(parse);
        let read = match (self.kind.kind(), value) {
            (Kind::Complex, Value::Object(_)) if self.kind.is_quantity() => {
                return super::quantities::of_element(value).map(|quantity| match quantity {
                    Some(quantity) => Read::Value(System::Quantity(Box::new(quantity))),
                    None => Read::Complex,
                });
            }
            (Kind::Complex, Value::Object(_)) => return Ok(Read::Complex),
            (Kind::Complex, _) if !self.kind.is_known() => return self.read_unknown(value),
            (Kind::Boolean, Value::Bool(value)) => Some(System::Boolean(*value)),
            (Kind::String, Value::String(text)) => Some(System::String(Text::Of(text))),
            (Kind::Integer, Value::Number(number)) => number
                .as_i64()
                .and_then(|number| i32::try_from(number).ok())
                .map(System::Integer),
            (Kind::Decimal, Value::Number(number)) => decimal(number).map(System::Decimal),
            (Kind::Date, _) => moment(Moment::date).map(System::Date),
            (Kind::DateTime, _) => moment(Moment::date_time).map(System::DateTime),
            (Kind::Time, _) => moment(Moment::time).map(System::Time),
            _ => None,
        };
        read.map(Read::Value).ok_or_else(malformed)
    }

    fn read_unknown(&self, value: &'a Value) -> Result<Read<'a>, Problem> {
        match value {
            Value::Bool(value) => Ok(Read::Value(System::Boolean(*value))),
            // A day or a text? A whole number or a decimal? The type would say.
            Value::String(text)
                if Moment::date_time(text).is_none() && Moment::time(text).is_none() =>
            {
                Ok(Read::Value(System::String(Text::Of(text))))
            }
            _ => Err(Problem::Unsupported(
                "a value of a type that is not known".into(),
            )),
        }
    }
}

fn beside<'a>(map: &'a serde_json::Map<String, Value>, json: &str) -> Option<&'a Value> {
    // No allocation for the many names that are short.
    let mut name = [b'_'; 64];
    match name.get_mut(1..=json.len()) {
        Some(place) => {
            place.copy_from_slice(json.as_bytes());
            let name = std::str::from_utf8(&name[..=json.len()]).ok()?;
            map.get(name)
        }
        None => map.get(&format!("_{json}")),
    }
}

fn resource_type(value: &Value) -> Type {
    let name = value.get("resourceType").and_then(Value::as_str);
    let resource = Type::named("Resource").unwrap_or(Type::UNKNOWN);
    name.and_then(Type::named)
        .filter(|kind| kind.is_a(resource))
        .unwrap_or(Type::UNKNOWN)
}

/// A decimal exactly as it is written; `None` beyond 28 digits.
pub(super) fn decimal(number: &serde_json::Number) -> Option<Decimal> {
    let text = number.as_str();
    let exact = Decimal::from_str_exact(text).ok();
    exact.or_else(|| {
        Decimal::from_scientific(text)
            .ok()
            .filter(|_| text.contains(['e', 'E']))
    })
}

impl<'a> Item<'a> {
    /// Its value, as operators see it.
    pub fn read(&self) -> Result<Read<'a>, Problem> {
        match self {
            Item::System(value) => Ok(Read::Value(value.clone())),
            Item::Element(element) => element.read(),
        }
    }

    /// The element, if it is one.
    pub fn element(&self) -> Option<&Element<'a>> {
        match self {
            Item::Element(element) => Some(element),
            Item::System(_) => None,
        }
    }

    /// A truth value of the System.
    pub fn truth(value: bool) -> Item<'a> {
        Item::System(System::Boolean(value))
    }

    /// A text of the System.
    pub fn text(text: String) -> Item<'a> {
        Item::System(System::String(text.into()))
    }
}
