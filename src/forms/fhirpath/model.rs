//! The types of FHIR R4, read once from `r4.txt`.
//!
//! What `is`, `as` and `ofType` say, whether a string is a date, and which member of the JSON a choice
//! element such as `value` is, all depend on the declared type of an element. So the table is whole:
//! every resource, data type and backbone element of R4. What it does not know (a resource of another
//! version) has the type [`Type::UNKNOWN`], and nothing is guessed about it.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A type of FHIR R4, as a place in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Type(u16);

/// What an element is declared as.
pub(super) enum Declared {
    /// One type; the member of the JSON is named as the element.
    One(Type),
    /// A choice: the member of the JSON carries the type in its name.
    Choice(Vec<(&'static str, Type)>),
}

struct Row {
    name: &'static str,
    parent: Option<Type>,
    members: Vec<(&'static str, Declared)>,
    system: Kind,
    quantity: bool,
    resource: bool,
}

/// Elements whose choices are asked for by their JSON name in forms as they are written
/// (`answer.valueCoding`); of all others only `value` is an element.
const BY_JSON_NAME: [&str; 5] = [
    "Extension",
    "QuestionnaireResponse.item.answer",
    "Questionnaire.item.answerOption",
    "Questionnaire.item.initial",
    "Questionnaire.item.enableWhen",
];

/// How the value of a primitive type is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Not a primitive.
    Complex,
    Boolean,
    String,
    Integer,
    Decimal,
    Date,
    DateTime,
    Time,
}

struct Table {
    rows: Vec<Row>,
    names: HashMap<&'static str, Type>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("r4.txt")));

impl Type {
    /// A type that the table does not know.
    pub const UNKNOWN: Type = Type(u16::MAX);

    /// The type of this name (`Patient`, `code`, `QuestionnaireResponse.item`).
    pub fn named(name: &str) -> Option<Type> {
        TABLE.names.get(name).copied()
    }

    fn row(self) -> Option<&'static Row> {
        TABLE.rows.get(usize::from(self.0))
    }

    /// Its name; `None` where it is not known.
    pub fn name(self) -> Option<&'static str> {
        self.row().map(|row| row.name)
    }

    /// Whether anything is known about it.
    pub fn is_known(self) -> bool {
        self != Type::UNKNOWN
    }

    /// How its values are read.
    pub fn kind(self) -> Kind {
        self.row().map_or(Kind::Complex, |row| row.system)
    }

    /// Whether it is the other one or made from it.
    pub fn is_a(self, other: Type) -> bool {
        let mut at = Some(self);
        while let Some(this) = at {
            if this == other {
                return true;
            }
            at = this.row().and_then(|row| row.parent);
        }
        false
    }

    /// Whether a value of it is a quantity (with its kinds `Age`, `Duration` and so on).
    pub fn is_quantity(self) -> bool {
        self.row().is_some_and(|row| row.quantity)
    }

    /// Whether it is `Resource` itself: any resource may stand there.
    pub fn is_any_resource(self) -> bool {
        self.row().is_some_and(|row| row.resource)
    }

    /// How an element of this name is declared in it.
    pub fn member(self, name: &str) -> Option<&'static Declared> {
        let members = &self.row()?.members;
        let place = members.binary_search_by(|(known, _)| (*known).cmp(name));
        place.ok().map(|place| &members[place].1)
    }

    /// The type of a member of the JSON that carries its type in its name (`valueCoding`), and the
    /// name of its element (`value`).
    pub fn choice(self, json: &str) -> Option<(&'static str, Type)> {
        let ends = json.char_indices().filter(|(_, c)| c.is_ascii_uppercase());
        for (end, _) in ends {
            if let Some(Declared::Choice(options)) = self.member(&json[..end]) {
                let (_, kind) = options.iter().find(|(name, _)| *name == json)?;
                let members = &self.row()?.members;
                let place = members.binary_search_by(|(known, _)| (*known).cmp(&json[..end]));
                return place.ok().map(|place| (members[place].0, *kind));
            }
        }
        None
    }
}

impl Declared {
    /// The type, where there is only one.
    pub fn only(&self) -> Option<Type> {
        match self {
            Declared::One(kind) => Some(*kind),
            Declared::Choice(_) => None,
        }
    }
}

impl Table {
    fn read(text: &'static str) -> Table {
        let all: Vec<&'static str> = text.lines().filter(|line| !line.starts_with('#')).collect();
        let lines = || all.iter().copied();
        let parts = |line: &'static str| {
            let mut parts = line.splitn(3, '|');
            let mut next = || parts.next().unwrap_or_default();
            (next(), next(), next())
        };
        let names: HashMap<_, _> = lines()
            .enumerate()
            .map(|(place, line)| {
                (
                    parts(line).0,
                    Type(u16::try_from(place).unwrap_or(u16::MAX)),
                )
            })
            .collect();
        let mut own: Vec<Vec<(&'static str, Declared)>> =
            lines().map(|line| members(parts(line), &names)).collect();
        let parents: Vec<Option<Type>> = lines()
            .map(|line| names.get(parts(line).1).copied())
            .collect();
        for place in 0..own.len() {
            let mut above = parents[place];
            while let Some(Type(parent)) = above {
                for (name, declared) in members(
                    parts(lines().nth(usize::from(parent)).unwrap_or_default()),
                    &names,
                ) {
                    own[place].push((name, declared));
                }
                above = parents[usize::from(parent)];
            }
            let by_json_name = lines()
                .nth(place)
                .is_some_and(|line| BY_JSON_NAME.contains(&parts(line).0));
            if by_json_name {
                let choices = own[place]
                    .iter()
                    .filter_map(|(_, declared)| match declared {
                        Declared::Choice(options) => Some(options.clone()),
                        Declared::One(_) => None,
                    });
                let names: Vec<_> = choices
                    .flatten()
                    .map(|(name, kind)| (name, Declared::One(kind)))
                    .collect();
                own[place].extend(names);
            }
            own[place].sort_by_key(|(name, _)| *name);
            own[place].dedup_by_key(|(name, _)| *name);
        }
        let quantity = names.get("Quantity").copied();
        let is_quantity = |place: usize| {
            let mut at = Some(Type(u16::try_from(place).unwrap_or(u16::MAX)));
            while at.is_some() && at != quantity {
                at = at.and_then(|Type(place)| parents.get(usize::from(place)).copied().flatten());
            }
            at.is_some()
        };
        let rows = lines()
            .zip(own)
            .zip(&parents)
            .enumerate()
            .map(|(place, ((line, members), parent))| Row {
                name: parts(line).0,
                quantity: is_quantity(place),
                resource: parts(line).0 == "Resource",
                parent: *parent,
                members,
                system: kind_of(parts(line).0),
            })
            .collect();
        Table { rows, names }
    }
}

fn members(
    (owner, _, elements): (&'static str, &'static str, &'static str),
    names: &HashMap<&'static str, Type>,
) -> Vec<(&'static str, Declared)> {
    let type_of = |owner: &str, element: &str, kind: &str| match kind {
        "@" => names.get(format!("{owner}.{element}").as_str()).copied(),
        _ => names.get(kind).copied(),
    };
    let read = |element: &'static str| {
        let (name, kinds) = element.split_once('=')?;
        let Some(name) = name.strip_suffix("[x]") else {
            return Some((name, Declared::One(type_of(owner, name, kinds)?)));
        };
        let options = kinds.split('/').filter_map(|kind| {
            let mut json = String::from(name);
            json.push_str(&kind[..1].to_ascii_uppercase());
            json.push_str(&kind[1..]);
            // Some hundred short names, kept as long as the table: as long as the program.
            Some((&*json.leak(), type_of(owner, name, kind)?))
        });
        Some((name, Declared::Choice(options.collect())))
    };
    elements.split(',').filter_map(read).collect()
}

fn kind_of(name: &str) -> Kind {
    match name {
        "boolean" => Kind::Boolean,
        "integer" | "unsignedInt" | "positiveInt" => Kind::Integer,
        "decimal" => Kind::Decimal,
        "date" => Kind::Date,
        "dateTime" | "instant" => Kind::DateTime,
        "time" => Kind::Time,
        "string" | "uri" | "url" | "canonical" | "code" | "id" | "oid" | "uuid" | "markdown"
        | "base64Binary" | "xhtml" => Kind::String,
        _ => Kind::Complex,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_named_in_the_table_is_in_the_table() {
        for line in include_str!("r4.txt")
            .lines()
            .filter(|l| !l.starts_with('#'))
        {
            let wanted = line.splitn(3, '|').nth(2).unwrap_or_default();
            let kind = Type::named(line.split('|').next().unwrap_or_default());
            for element in wanted.split(',').filter(|e| !e.is_empty()) {
                let name = element.split('=').next().unwrap_or_default();
                let name = name.strip_suffix("[x]").unwrap_or(name);
                assert!(
                    kind.and_then(|k| k.member(name)).is_some(),
                    "{line}: {name}"
                );
            }
        }
    }

    #[test]
    fn types_know_what_they_are_made_from() {
        let named = |name| Type::named(name).unwrap_or(Type::UNKNOWN);
        assert!(named("code").is_a(named("string")));
        assert!(named("Age").is_quantity());
        assert!(!named("string").is_a(named("code")));
        assert!(named("Patient").is_a(named("Resource")));
        assert_eq!(
            named("Extension")
                .choice("valueCodeableConcept")
                .map(|c| c.0),
            Some("value")
        );
        assert!(named("Patient").choice("valueCode").is_none());
    }
}
