//! What a questionnaire asks: its items, their options and the conditions under which they are asked.

use serde::{Deserialize, Serialize};

/// A questionnaire as the app understands it. Everything that decides what is asked is here, or the
/// form was refused.
#[derive(Debug, Clone, PartialEq)]
pub struct Questionnaire {
    /// Canonical address.
    pub url: String,
    /// Business version.
    pub version: Option<String>,
    /// Title, in the form's own words.
    pub title: Option<String>,
    /// BCP 47 tag of the language it is written in.
    pub language: Option<String>,
    /// Who owns the text; shown at the end of the start page.
    pub copyright: Option<String>,
    /// Codes of the questionnaire as a whole (the panel code of a known measure).
    pub codes: Vec<Coding>,
    /// The items, in order.
    pub items: Vec<Item>,
}

impl Questionnaire {
    /// How many questions a person may be asked.
    pub fn questions(&self) -> u32 {
        let mut count = 0;
        let mut to_do: Vec<&Item> = self.items.iter().collect();
        while let Some(item) = to_do.pop() {
            if item.hidden {
                continue;
            }
            count += u32::from(item.is_for_the_person());
            to_do.extend(&item.items);
        }
        count
    }
}

/// One item of a questionnaire.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its id within the form.
    pub link_id: String,
    /// The number or letter that stands before the text.
    pub prefix: Option<String>,
    /// The text, in the form's own words.
    pub text: Option<String>,
    /// What kind of item it is.
    pub kind: Kind,
    /// Codes (a LOINC item code, say).
    pub codes: Vec<Coding>,
    /// Whether the form may be sent without an answer to it.
    pub required: bool,
    /// Whether it is asked at all on a screen.
    pub hidden: bool,
    /// Whether the person may change it.
    pub read_only: bool,
    /// Longest text, in Unicode scalar values.
    pub max_length: Option<u32>,
    /// The options of a choice.
    pub options: Vec<Choice>,
    /// Conditions under which it is asked; none means always.
    pub conditions: Vec<Condition>,
    /// How several conditions work together.
    pub behaviour: Behaviour,
    /// Items below it.
    pub items: Vec<Item>,
}

/// The kinds of item that the app can ask. Others are refused by `fhir::questionnaire`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A heading with items below it.
    Group,
    /// A text to read.
    Display,
    /// Yes or no.
    Boolean,
    /// A number with a fraction.
    Decimal,
    /// A whole number.
    Integer,
    /// A day.
    Date,
    /// A short text.
    String,
    /// A long text.
    Text,
    /// One of several options.
    Choice,
}

/// One option of a choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The value that is sent.
    pub value: Value,
    /// The words that are shown.
    pub label: String,
    /// What it counts, where the form says so (`ordinalValue` or `itemWeight`).
    pub weight: Option<f64>,
}

/// A code with its system and the words that stand for it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Coding {
    /// The code system's address.
    pub system: Option<String>,
    /// The code.
    pub code: Option<String>,
    /// The words.
    pub display: Option<String>,
}

impl Coding {
    /// Whether both name the same thing: the same system and code, whatever the words.
    pub fn same_as(&self, other: &Coding) -> bool {
        self.code == other.code
            && self.system == other.system
            && (self.code.is_some() || self.display == other.display)
    }
}

/// One answer.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "camelCase")]
pub enum Value {
    /// Yes or no.
    Boolean(bool),
    /// A number as it was written, so that `1.50` stays `1.50`.
    Decimal(String),
    /// A whole number.
    Integer(i64),
    /// A day, `YYYY-MM-DD`, or a part of one.
    Date(String),
    /// Any text.
    Text(String),
    /// A coded option.
    Coding(Coding),
}

// An answer may end in a log through `{:?}`; this keeps it out.
impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Value::Boolean(_) => "Boolean(…)",
            Value::Decimal(_) => "Decimal(…)",
            Value::Integer(_) => "Integer(…)",
            Value::Date(_) => "Date(…)",
            Value::Text(_) => "Text(…)",
            Value::Coding(_) => "Coding(…)",
        })
    }
}

/// A condition on the answer to another item (`enableWhen`).
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The item it looks at, by link id.
    pub question: String,
    /// How it compares.
    pub operator: Operator,
    /// What it compares with; for [`Operator::Exists`] a boolean.
    pub answer: Value,
}

/// How a condition compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// Whether there is an answer at all.
    Exists,
    /// One of the answers is equal.
    Equal,
    /// None of the answers is equal, and there is one.
    NotEqual,
    /// Greater.
    Greater,
    /// Less.
    Less,
    /// Greater or equal.
    GreaterOrEqual,
    /// Less or equal.
    LessOrEqual,
}

/// How several conditions work together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Behaviour {
    /// Every one must hold.
    #[default]
    All,
    /// One is enough.
    Any,
}

/// The place of an item in an answered form: stable for as long as the form's version is, and what
/// the vault keeps beside each answer. For a form without repeats it is the link id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Path(String);

impl Path {
    /// The place of an item that stands once in its form.
    pub fn of(link_id: &str) -> Self {
        Self(link_id.to_owned())
    }

    /// As text, as the vault and a route keep it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

// So that answers are found by a link id without making a path of it.
impl std::borrow::Borrow<str> for Path {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Path {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for Path {
    type Err = std::convert::Infallible;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.to_owned()))
    }
}

/// Why a form is not shown. The person reads "Please ask your team about this form"; this is for the
/// team.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is not a Questionnaire in the shape that FHIR R4 gives it.
    #[error("this is not a FHIR R4 Questionnaire: {0}")]
    NotAQuestionnaire(String),
    /// It holds something that the app cannot do rightly.
    #[error("item {link_id}: {what} is not supported")]
    Unsupported {
        /// The item, or empty for the form as a whole.
        link_id: String,
        /// What it holds.
        what: String,
    },
    /// It contradicts itself.
    #[error("item {link_id}: {what}")]
    Contradicts {
        /// The item.
        link_id: String,
        /// In what.
        what: String,
    },
}
