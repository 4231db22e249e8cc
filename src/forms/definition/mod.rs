//! What a questionnaire asks: its items, their options and the conditions under which they are asked.

mod condition;
mod formula;
mod limits;
mod look;
mod path;
mod refused;
mod value;

pub use condition::{Behaviour, Condition, Operator};
pub use formula::{Constraint, Formula, Severity, Variable};
pub use limits::{Bound, Limits, Pattern};
pub use look::{Control, Look, Note, NoteKind, Orientation, Slider};
pub use path::Path;
pub use refused::{LeftOut, Refused};
pub use value::{Attachment, Coding, Quantity, Reference, Value};

use super::plan::Plan;
use serde_json::Value as Json;
use std::sync::Arc;

/// A questionnaire as the app understands it. Everything that decides what is asked is here, or the
/// form was refused.
#[derive(Clone, PartialEq)]
pub struct Questionnaire {
    /// Canonical address.
    pub url: String,
    /// Business version.
    pub version: Option<String>,
    /// Title, in the form's own words.
    pub title: Option<String>,
    /// What it is for, in the form's own words: why we ask.
    pub purpose: Option<String>,
    /// BCP 47 tag of the language it is written in.
    pub language: Option<String>,
    /// Who owns the text; shown at the end of the start page.
    pub copyright: Option<String>,
    /// Codes of the questionnaire as a whole (the panel code of a known measure).
    pub codes: Vec<Coding>,
    /// Whether a person may go back to an earlier page.
    pub entry: Entry,
    /// Variables of the form as a whole.
    pub variables: Vec<Variable>,
    /// What must hold of the answers as a whole.
    pub constraints: Vec<Constraint>,
    /// The items, in order.
    pub items: Vec<Arc<Item>>,
    /// The form as it came; kept only where an expression may look at it.
    pub raw: Option<Arc<Json>>,
    /// What was found out about it when it was read.
    pub planned: Planned,
}

/// The order in which a form is worked out, where it was found out already. It follows from the rest of the
/// form: two forms that are the same are so with it and without it.
#[derive(Clone, Default)]
pub struct Planned(pub(super) Option<Arc<Plan>>);

impl PartialEq for Planned {
    fn eq(&self, _: &Planned) -> bool {
        true
    }
}

// A form is no secret, but one of its options is what somebody said: a log that holds them all is a log
// to look for one in.
impl std::fmt::Debug for Questionnaire {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Questionnaire")
            .field("url", &self.url)
            .field("version", &self.version)
            .field("items", &self.items.len())
            .finish_non_exhaustive()
    }
}

/// How a person may move through a form (SDC `entryMode`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Entry {
    /// Forwards, and back to what was answered.
    #[default]
    PriorEdit,
    /// Forwards only; said before the start.
    Sequential,
    /// In any order.
    Random,
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
    /// The same as Markdown, where the form has it so.
    pub markdown: Option<String>,
    /// The text when it is worked out from the answers.
    pub text_formula: Option<Formula>,
    /// What kind of item it is.
    pub kind: Kind,
    /// Codes (a LOINC item code, say).
    pub codes: Vec<Coding>,
    /// Whether the form may be sent without an answer to it.
    pub required: bool,
    /// Whether it takes more than one answer, or stands more than once.
    pub repeats: bool,
    /// Whether it is asked at all on a screen.
    pub hidden: bool,
    /// Whether the person may change it.
    pub read_only: bool,
    /// What an answer must keep to.
    pub limits: Limits,
    /// The options of a choice. Items that have the same ones share them.
    pub options: Arc<[Choice]>,
    /// Whether words of one's own are an answer too (`open-choice`).
    pub open: bool,
    /// What it begins with.
    pub initial: Vec<Value>,
    /// What it begins with, worked out.
    pub initial_formula: Option<Formula>,
    /// What it is, worked out from other answers.
    pub calculated: Option<Formula>,
    /// Its options, worked out from other answers.
    pub options_formula: Option<Formula>,
    /// The units that a quantity may have; empty: the person writes none.
    pub units: Vec<Coding>,
    /// Conditions under which it is asked; none means always.
    pub conditions: Vec<Condition>,
    /// How several conditions work together.
    pub behaviour: Behaviour,
    /// The condition under which it is asked, worked out.
    pub enabled: Option<Formula>,
    /// Variables that it and the items below it see.
    pub variables: Vec<Variable>,
    /// What must hold of its answers.
    pub constraints: Vec<Constraint>,
    /// How it looks.
    pub look: Look,
    /// Items below it.
    pub items: Vec<Arc<Item>>,
}

impl Item {
    /// An item of that kind which asks nothing else of anybody.
    pub fn new(link_id: &str, kind: Kind) -> Self {
        Item {
            link_id: link_id.to_owned(),
            prefix: None,
            text: None,
            markdown: None,
            text_formula: None,
            kind,
            codes: Vec::new(),
            required: false,
            repeats: false,
            hidden: false,
            read_only: false,
            limits: Limits::default(),
            options: Arc::default(),
            open: false,
            initial: Vec::new(),
            initial_formula: None,
            calculated: None,
            options_formula: None,
            units: Vec::new(),
            conditions: Vec::new(),
            behaviour: Behaviour::All,
            enabled: None,
            variables: Vec::new(),
            constraints: Vec::new(),
            look: Look::default(),
            items: Vec::new(),
        }
    }

    /// Whether it is something that can have an answer.
    pub fn is_question(&self) -> bool {
        !matches!(self.kind, Kind::Group | Kind::Display)
    }

    /// Whether a person is ever asked it: not hidden, and theirs to change.
    pub fn is_for_the_person(&self) -> bool {
        self.is_question() && !self.hidden && !self.read_only
    }

    /// Whether it stands more than once, each time with the items below it: a repeating group, or a
    /// repeating question with questions below each of its answers.
    pub fn stands_more_than_once(&self) -> bool {
        let below = self.items.iter().any(|i| i.kind != Kind::Display);
        self.repeats && (self.kind == Kind::Group || (self.is_question() && below))
    }

    /// The least number of answers or instances; 0 where it may be left out.
    pub fn least(&self) -> u32 {
        let least = self.limits.min_occurs.unwrap_or(u32::from(self.required));
        least.max(u32::from(self.required))
    }

    /// The most answers or instances.
    pub fn most(&self) -> u32 {
        match self.limits.max_occurs {
            Some(most) => most,
            None if self.repeats => u32::MAX,
            None => 1,
        }
    }
}

/// The kinds of item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    /// A day and a time.
    DateTime,
    /// A time of day.
    Time,
    /// A short text.
    String,
    /// A long text.
    Text,
    /// An address on the web.
    Url,
    /// One or more of several options: codes, or numbers, days, times and texts among which one chooses.
    Choice,
    /// A file.
    Attachment,
    /// A number with a unit.
    Quantity,
    /// Something written down elsewhere. Asked only where the form gives options.
    Reference,
}

/// One option of a choice.
#[derive(Clone, PartialEq)]
pub struct Choice {
    /// The value that is sent.
    pub value: Value,
    /// The words that are shown.
    pub label: String,
    /// The number or letter that stands before it.
    pub prefix: Option<String>,
    /// What it counts, where the form says so (`ordinalValue` or `itemWeight`).
    pub weight: Option<f64>,
    /// Whether no other option goes with it ("none of these").
    pub exclusive: bool,
    /// Whether it is chosen at the start.
    pub chosen_first: bool,
    /// The value as it came, with its extensions: `{"valueCoding": …}`. What is sent when chosen.
    pub raw: Arc<Json>,
}

impl std::fmt::Debug for Choice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Choice(…)")
    }
}
