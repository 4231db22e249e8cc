//! The form as it came: its items by link id and by place.

use super::{list, text};
use serde_json::Value;
use std::collections::HashMap;

/// The type of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Group,
    Display,
    /// FHIR's abstract `question`, which no item may be of.
    Question,
    Boolean,
    Decimal,
    Integer,
    Date,
    DateTime,
    Time,
    String,
    Text,
    Url,
    Choice,
    OpenChoice,
    Attachment,
    Reference,
    Quantity,
    /// None, or one that R4 does not have.
    Unknown,
}

impl Type {
    fn of(name: Option<&str>) -> Type {
        match name {
            Some("group") => Type::Group,
            Some("display") => Type::Display,
            Some("question") => Type::Question,
            Some("boolean") => Type::Boolean,
            Some("decimal") => Type::Decimal,
            Some("integer") => Type::Integer,
            Some("date") => Type::Date,
            Some("dateTime") => Type::DateTime,
            Some("time") => Type::Time,
            Some("string") => Type::String,
            Some("text") => Type::Text,
            Some("url") => Type::Url,
            // R5's name for a choice.
            Some("choice" | "coding") => Type::Choice,
            Some("open-choice") => Type::OpenChoice,
            Some("attachment") => Type::Attachment,
            Some("reference") => Type::Reference,
            Some("quantity") => Type::Quantity,
            _ => Type::Unknown,
        }
    }

    pub(super) fn is_choice(self) -> bool {
        matches!(self, Type::Choice | Type::OpenChoice)
    }
}

/// An item of the form.
pub(super) struct Asked<'a> {
    pub(super) value: &'a Value,
    pub(super) link_id: &'a str,
    pub(super) kind: Type,
    pub(super) parent: Option<usize>,
    /// Its place among the items beside it.
    pub(super) position: usize,
    pub(super) below: Vec<usize>,
    pub(super) required: bool,
    pub(super) repeats: bool,
}

/// The form.
pub(super) struct Form<'a> {
    pub(super) raw: &'a Value,
    pub(super) items: Vec<Asked<'a>>,
    pub(super) top: Vec<usize>,
    by_link: HashMap<&'a str, usize>,
    by_place: HashMap<(Option<usize>, &'a str), usize>,
}

impl<'a> Form<'a> {
    pub(super) fn of(raw: &'a Value) -> Form<'a> {
        let mut form = Form {
            raw,
            items: Vec::new(),
            top: Vec::new(),
            by_link: HashMap::new(),
            by_place: HashMap::new(),
        };
        form.top = form.read(list(raw, "item"), None);
        form
    }

    // An item without a link id can be named by nobody, so nothing can be said of it.
    fn read(&mut self, items: &'a [Value], parent: Option<usize>) -> Vec<usize> {
        let mut read = Vec::new();
        for value in items {
            let Some(link_id) = text(value, "linkId") else {
                continue;
            };
            let place = self.items.len();
            let yes = |name: &str| value.get(name).and_then(Value::as_bool) == Some(true);
            self.items.push(Asked {
                value,
                link_id,
                kind: Type::of(text(value, "type")),
                parent,
                position: read.len(),
                below: Vec::new(),
                required: yes("required"),
                repeats: yes("repeats"),
            });
            self.by_link.entry(link_id).or_insert(place);
            self.by_place.entry((parent, link_id)).or_insert(place);
            read.push(place);
            let below = self.read(list(value, "item"), Some(place));
            self.items[place].below = below;
        }
        read
    }

    /// The item of that link id, wherever it stands.
    pub(super) fn anywhere(&self, link_id: &str) -> Option<usize> {
        self.by_link.get(link_id).copied()
    }

    /// The item of that link id directly below another, or at the top.
    pub(super) fn below(&self, above: Option<usize>, link_id: &'a str) -> Option<usize> {
        self.by_place.get(&(above, link_id)).copied()
    }

    /// The item itself and those above it, from the inside out.
    pub(super) fn upwards(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(place), |p| self.items[*p].parent)
    }
}
